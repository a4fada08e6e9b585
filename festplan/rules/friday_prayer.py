"""Who keeps the Friday prayer is free at that time.

The mosque association gladly runs the tea tent, but not on Friday at one.  An actor with
`friday_prayer` in its column `observes` leads nothing in that window, set-up and take-down
included, and joins in nothing public.  The window is 12:30 to 15:00 where the settings name no
other one.

Fine:
    actor mosque: observes friday_prayer
    Fri 15:30-16:30  tent  tea by mosque, setup_min 30

Broken:
    actor mosque: observes friday_prayer
    Fri 15:15-16:15  tent  tea by mosque, setup_min 30

Broken:
    actor mosque: observes friday_prayer
    festival: friday_prayer_from 13:00, friday_prayer_to 14:00
    Fri 13:30-14:30  tent  tea by school with mosque

Fine:
    actor mosque: observes friday_prayer
    Thu 13:00-14:00  tent  tea by mosque
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, clock
from festplan.draft import Draft
from festplan.festival import Actor, Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import LEAD, OBSERVES, PARTNERS, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Clock, Span

DE = """Wer das Freitagsgebet hält, hat dann frei.

Der Moscheeverein macht gern das Teezelt, aber nicht am Freitag um eins.  Ein Akteur mit
`friday_prayer` (oder „Freitagsgebet“) in seiner Spalte `observes` leitet in dieser Zeit nichts,
Auf- und Abbau eingeschlossen, und wirkt bei nichts Öffentlichem mit.  Sie dauert von 12:30 bis
15:00, wenn die Einstellungen nichts anderes sagen.
"""
NUMBERS = (59,)
FROM = Column(
    "festival", "friday_prayer_from", "Freitagsgebet von",
    Text("The Friday prayer begins at.", "Das Freitagsgebet beginnt um."),
    clock, Clock(timedelta(hours=12, minutes=30)), ("12:30", "13:00"),
)  # fmt: skip
TO = Column(
    "festival", "friday_prayer_to", "Freitagsgebet bis",
    Text("The Friday prayer ends at.", "Das Freitagsgebet endet um."),
    clock, Clock(timedelta(hours=15)), ("15:00", "17:00"),
)  # fmt: skip
COLUMNS = (FROM, TO, OBSERVES, LEAD, PARTNERS, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="“{event}” would need {actor} {needed}, during the Friday prayer {prayer}.",
    de="„{event}“ bräuchte {actor} {needed}, während des Freitagsgebets {prayer}.",
)
FRIDAY = 4


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for actor in _observant(placed.event):
            needed = placed.occupied if actor == placed.event.lead else placed.public
            for prayer in _prayers(festival, needed):
                if needed.overlaps(prayer):
                    yield Breach(
                        (placed,),
                        SAYS.with_facts(
                            event=placed.event.title,
                            actor=actor.name,
                            needed=needed,
                            prayer=prayer,
                        ),
                    )


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        for actor in _observant(event):
            for option in draft.options(*event.sessions):
                part = option.occupied if actor == event.lead else option.public
                draft.avoid(option, _prayers(festival, draft.reach(part)), part)


def _observant(event: Event) -> tuple[Actor, ...]:
    """The actors of an event that keep the Friday prayer."""
    return tuple(
        actor for actor in dict.fromkeys(event.actors) if "friday_prayer" in OBSERVES.of(actor)
    )


def _prayers(festival: Festival, stretch: Span) -> Iterator[Span]:
    """The prayers of every Friday in some stretch of time."""
    first, last = stretch.start.date(), stretch.end.date()
    for number in range(-1, (last - first).days + 1):  # from the day before: its night counts
        day = first + timedelta(days=number)
        if day.weekday() == FRIDAY:
            yield Span(FROM.of(festival.settings).on(day), TO.of(festival.settings).on(day))
