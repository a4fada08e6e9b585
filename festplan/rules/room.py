"""A venue holds one event at a time, set-up and take-down included.

Chairs, puppet stage and cake table leave before the next group comes in.  A large meadow may
hold several events beside each other: say so in the column `parallel`.  A route holds the
venue where it sets off until half of its time is over, then the one where it arrives
(half a minute counts for the first).

Fine:
    Mon 15:00-16:00  library  puppets by school, teardown_min 15
    Mon 16:30-17:00  library  reading by choir, setup_min 15

Broken:
    Mon 15:00-16:00  library  puppets by school, teardown_min 30
    Mon 16:15-17:00  library  reading by choir

Fine:
    venue meadow: parallel 2
    Mon 15:00-16:00  meadow  puppets by school
    Mon 15:00-16:00  meadow  reading by choir

Broken:
    Mon 20:00-21:00  school  parade by firebrigade, end_venue meadow
    Mon 20:30-21:30  meadow  film by choir
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from festplan.draft import Draft
from festplan.festival import Festival, Venue
from festplan.holding import at_most, holders
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import END_VENUE, PARALLEL, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Span

DE = """Ein Ort hat eine Veranstaltung zur Zeit, Auf- und Abbau eingeschlossen.

Stühle, Puppenbühne und Kuchentisch sind weg, bevor die nächste Gruppe hereinkommt.  Auf einer
großen Wiese geht mehreres nebeneinander: Das steht in der Spalte `parallel`.  Ein Umzug
belegt den Ort, an dem er losgeht, für die erste Hälfte seiner Zeit, dann den Zielort.
"""
NUMBERS = (7, 18, 27)
COLUMNS = (PARALLEL, SET_UP, TAKE_DOWN, END_VENUE)
SAYS = Text(
    en="{venue} has room for {room} at a time, but holds {count} at {when}: {events}.",
    de="{venue} hat Platz für {room} zur Zeit, hat aber {when} {count} zugleich: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for venue in festival.venues:
        yield from _crowded(venue, [(placed, stay.occupied) for placed, stay in plan.at(venue)])


def _crowded(venue: Venue, held: Sequence[tuple[Placement, Span]]) -> Iterator[Breach]:
    """Breaches at the moments when one event too many comes in."""
    room = PARALLEL.of(venue)
    together = at_moments(held, (span.start for _, span in held))
    for _, coming in held:
        moment, here = coming.start, together[coming.start]
        if len(here) > room:
            yield Breach(
                here,
                SAYS.with_facts(
                    venue=venue.name,
                    room=room,
                    count=len(here),
                    when=moment,
                    events=tuple(placed.event.title for placed in here),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    held = holders(draft, lambda venue: venue, occupied=True)
    for venue in festival.venues:
        at_most(draft, held.get(venue, ()), PARALLEL.of(venue), name=venue.name)
