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

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from festplan.columns import Column, minutes_long
from festplan.draft import Draft, Part, Use
from festplan.festival import Festival, Venue
from festplan.holding import at_most, holders
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import meetings
from festplan.tables import END_VENUE, PARALLEL
from festplan.texts import Text
from festplan.times import NOTHING, Span, minutes

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
    close = [pair for held in _held(plan) for pair in _too_close(held)]
    for first, second in sorted(close, key=_in_order):
        yield Breach(
            (first.placed, second.placed),
            SAYS.with_facts(
                venue=first.venue.name,
                pause=_pause(first.venue),
                first=first.placed.event.title,
                one=first.public,
                second=second.placed.event.title,
                other=second.public,
            ),
        )


class Held(NamedTuple):
    """A venue that needs pauses, while the session of some number in the plan is there."""

    venue: Venue
    public: Span
    number: int
    placed: Placement


def _in_order(pair: tuple[Held, Held]) -> tuple[int, int, Span, Span]:
    """As the sessions stand in the plan; those of two routes by time."""
    first, second = pair
    return first.number, second.number, first.public, second.public


def _held(plan: Plan) -> Iterable[Sequence[Held]]:
    """What is at each venue that needs pauses."""
    found: dict[Venue, list[Held]] = {}
    for number, placed in enumerate(plan):
        for stay in placed.stays:
            if _pause(stay.venue):
                held = Held(stay.venue, stay.public, number, placed)
                found.setdefault(stay.venue, []).append(held)
    return found.values()


def _too_close(there: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Every two of different sessions with less than a pause between them."""
    pause = _pause(there[0].venue)
    for one, other in meetings([held.public.widened(after=pause) for held in there]):
        if there[one].number != there[other].number:
            yield there[one], there[other]


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
