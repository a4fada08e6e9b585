"""A venue has room for the visitors that are expected.

Sixty chairs are sixty chairs, and a permit for the meadow names its maximum.  What runs at the
same time at one venue is added up.  For an event count the `expected_visitors`, or where that
is empty the `registration_max`; a venue without `capacity` has no limit.

Fine:
    venue hall: capacity 60
    Mon 15:00-16:00  hall  reading by school, expected_visitors 60

Broken:
    venue hall: capacity 60
    Mon 15:00-16:00  hall  course by school, registration_max 80

Broken:
    venue meadow: capacity 100, parallel 2
    Mon 15:00-16:00  meadow  puppets by school, expected_visitors 60
    Mon 15:30-16:30  meadow  concert by choir, expected_visitors 60

Fine:
    venue meadow: capacity 100, parallel 2
    Mon 15:00-16:00  meadow  puppets by school, expected_visitors 60, teardown_min 30
    Mon 16:00-17:00  meadow  concert by choir, expected_visitors 60

Broken:
    venue hall: capacity 60, parallel 2
    Mon 15:00-16:00  hall  tour by school, end_venue hall, expected_visitors 40
    Mon 15:45-16:45  hall  reading by choir, expected_visitors 40
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from festplan.columns import Column, at_least_one
from festplan.draft import Draft, Option
from festplan.festival import Event, Festival, Venue
from festplan.holding import at_most, holders
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import END_VENUE, EXPECTED, REGISTRATION
from festplan.texts import Text
from festplan.times import Span

DE = """Ein Ort hat Platz für die Gäste, die erwartet werden.

Sechzig Stühle sind sechzig Stühle, und die Genehmigung für die Wiese nennt eine Höchstzahl.
Was an einem Ort zugleich läuft, wird zusammengezählt.  Für eine Veranstaltung zählen die
`expected_visitors`, ohne diese Angabe `registration_max`; ein Ort ohne `capacity` hat keine
Grenze.
"""
NUMBERS = (19,)
CAPACITY = Column(
    "venues", "capacity", "Plätze",
    Text("How many visitors have room.", "Wie viele Gäste Platz haben."),
    at_least_one, None, ("40", "80"),
    also=("Personen", "Kapazität", "max. Personen", "people", "seats", "room for"),
)  # fmt: skip
COLUMNS = (CAPACITY, EXPECTED, REGISTRATION, END_VENUE)
SAYS = Text(
    en="{venue} has room for {capacity} visitors, but {when} {guests} are expected: {events}.",
    de="{venue} fasst {capacity} Gäste, {when} werden aber {guests} erwartet: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for venue in festival.venues:
        capacity = CAPACITY.of(venue)
        if capacity is not None:
            held = [(placed, stay.public) for placed, stay in plan.at(venue)]
            yield from _crowded(venue, capacity, held)


def _crowded(
    venue: Venue, capacity: int, held: Sequence[tuple[Placement, Span]]
) -> Iterator[Breach]:
    """Breaches at the moments when the visitors that come in are too many."""
    together = at_moments(held, (span.start for _, span in held))
    for _, coming in held:
        moment, here = coming.start, together[coming.start]
        guests = sum(_guests(placed.event) for placed in here)
        if guests > capacity:
            yield Breach(
                here,
                SAYS.with_facts(
                    venue=venue.name,
                    capacity=capacity,
                    when=moment,
                    guests=guests,
                    events=tuple(placed.event.title for placed in here),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    # Said first and by itself: that an event is too large for a venue needs no other event.
    for event in festival.events:
        for option in draft.options(*event.sessions) if _guests(event) else ():
            if any(_guests(event) > capacity for capacity in _capacities(option)):
                draft.close(option)
    held = holders(draft, lambda venue: venue, _guests)
    for venue in festival.venues:
        capacity = CAPACITY.of(venue)
        if capacity is not None:
            at_most(draft, held.get(venue, ()), capacity, name=venue.name)


def _capacities(option: Option) -> Iterator[int]:
    """The limits of the venues an option holds, where they have one."""
    for hold in option.holds:
        if (capacity := CAPACITY.of(hold.venue)) is not None:
            yield capacity


def _guests(event: Event) -> int:
    return EXPECTED.of(event) or REGISTRATION.of(event) or 0
