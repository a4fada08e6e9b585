"""Between two events on a stage there is time to change over.

One band winds up its cables, the next one checks its sound: `change_over_min` says how many
minutes a venue needs from the end of one event to the start of the next, as the public reads
them.  It counts where one event at a time takes place; where several fit beside each other
(`parallel`), nobody waits for the stage.

Fine:
    venue stage: change_over_min 30
    Mon 15:00-16:00  stage  band by school
    Mon 16:30-17:30  stage  choir by choir

Broken:
    venue stage: change_over_min 30
    Mon 15:00-16:00  stage  band by school
    Mon 16:15-17:15  stage  choir by choir

Fine:
    venue meadow: change_over_min 30, parallel 2
    Mon 15:00-16:00  meadow  band by school
    Mon 16:00-17:00  meadow  choir by choir

Broken:
    venue stage: change_over_min 30
    Mon 15:00-16:00  hall  parade by school, end_venue stage
    Mon 16:15-17:15  stage  choir by choir

Broken:
    venue stage: change_over_min 15
    Mon 15:00-16:00  stage  tour by school, end_venue stage
    Mon 16:00-17:00  stage  choir by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, minutes_long
from festplan.draft import Draft, Part, Use
from festplan.festival import Festival, Venue
from festplan.holding import at_most, holders
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import END_VENUE, PARALLEL
from festplan.texts import Text
from festplan.times import NOTHING, minutes

DE = """Zwischen zwei Veranstaltungen auf einer Bühne ist Zeit für den Umbau.

Die eine Band rollt ihre Kabel auf, die nächste macht Tonprobe: `change_over_min` sagt, wie
viele Minuten ein Ort vom Ende der einen bis zum Beginn der nächsten Veranstaltung braucht, so
wie sie im Programm stehen.  Es gilt, wo eine Veranstaltung zur Zeit stattfindet; wo mehrere
nebeneinander Platz haben (`parallel`), wartet niemand auf die Bühne.
"""
NUMBERS = (8,)
CHANGE_OVER = Column(
    "venues", "change_over_min", "Umbaupause",
    Text("Minutes from one event to the next.",
         "Minuten von einer Veranstaltung bis zur nächsten."),
    minutes_long, NOTHING, ("15", "30"),
)  # fmt: skip
COLUMNS = (CHANGE_OVER, PARALLEL, END_VENUE)
SAYS = Text(
    en="{venue} needs {pause} between “{first}” ({one}) and “{second}” ({other}).",
    de="{venue} braucht {pause} zwischen „{first}“ ({one}) und „{second}“ ({other}).",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for first, second in plan.pairs():
        for one in first.stays:
            pause = _pause(one.venue)
            for other in second.stays:
                reach = one.public.widened(pause, pause)
                if pause and other.venue == one.venue and other.public.overlaps(reach):
                    yield Breach(
                        (first, second),
                        SAYS.with_facts(
                            venue=one.venue.name,
                            pause=pause,
                            first=first.event.title,
                            one=one.public,
                            second=second.event.title,
                            other=other.public,
                        ),
                    )


def _pause(venue: Venue) -> timedelta:
    """The pause a venue needs; none where several events fit beside each other."""
    return CHANGE_OVER.of(venue) if PARALLEL.of(venue) == 1 else NOTHING


def constrain(festival: Festival, draft: Draft) -> None:
    pauses = {venue: pause for venue in festival.venues if (pause := minutes(_pause(venue)))}
    held = holders(draft, lambda venue: venue) if pauses else {}
    for venue, pause in pauses.items():
        longer = [_with_pause(use, pause) for use in held.get(venue, ())]
        at_most(draft, longer, 1, name=venue.name)


def _with_pause(use: Use, pause: int) -> Use:
    """A use that keeps what it uses so many minutes longer."""
    parts = {option: Part(part.begin, part.end + pause) for option, part in use.parts.items()}
    return Use(use.session, use.amount, parts)
