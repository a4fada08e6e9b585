"""Of two neighbours on the emergency lane only one is being set up at a time.

In a closed street the vans stand in the lane while they unload.  An ambulance can pass one of
them, not two side by side: so venues next to each other are not set up at the same time.  Write
the neighbours of a venue into its column `lane_neighbours`; it is enough at one of the two.  A
large venue that names itself lets in one van at a time, too.  Between set-up and take-down the
lane is free, and a route is set up where it sets off.

Fine:
    venue bridge: lane_neighbours square
    Mon 15:00-16:00  bridge  band by school, setup_min 30
    Mon 15:30-16:30  square  choir by choir, setup_min 30

Broken:
    venue bridge: lane_neighbours square
    Mon 15:00-16:00  bridge  band by school, setup_min 30
    Mon 15:15-16:15  square  choir by choir, setup_min 30

Fine:
    venue bridge: lane_neighbours square
    venue square: lane_neighbours bridge;depot
    venue depot: lane_neighbours square
    Mon 15:00-16:00  bridge  band by school, setup_min 30
    Mon 15:00-16:00  square  reading by library
    Mon 15:00-16:00  depot  choir by choir, setup_min 30

Fine:
    venue bridge: lane_neighbours square
    Mon 15:00-16:00  depot  parade by school, setup_min 30, end_venue bridge
    Mon 15:00-16:00  square  choir by choir, setup_min 30

Broken:
    venue meadow: parallel 2, lane_neighbours meadow
    Mon 15:00-16:00  meadow  band by school, setup_min 30
    Mon 15:00-16:00  meadow  choir by choir, setup_min 15
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from festplan.columns import Column, words
from festplan.draft import Apart, Draft, Option, Part
from festplan.festival import Festival, Venue
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import meetings
from festplan.tables import END_VENUE, NONE, SET_UP
from festplan.texts import Text
from festplan.times import Span, minutes

DE = """Von zwei Nachbarn an der Rettungsgasse baut immer nur einer auf.

In einer gesperrten Straße stehen die Lieferwagen beim Ausladen in der Gasse.  An einem kommt der
Rettungswagen vorbei, an zweien nebeneinander nicht: Deshalb bauen Orte, die nebeneinander liegen,
nicht zur gleichen Zeit auf.  Die Nachbarn eines Ortes stehen in seiner Spalte `lane_neighbours`; es
genügt bei einem von beiden.  Ein großer Ort, der sich selbst nennt, lässt auch nur einen Wagen zur
Zeit herein.  Zwischen Auf- und Abbau ist die Gasse frei, und ein Umzug baut dort auf, wo er
losgeht.
"""
NUMBERS = ()
NEIGHBOURS = Column(
    "venues", "lane_neighbours", "Nachbarn an der Rettungsgasse",
    Text("The venues next to it on the emergency lane.",
         "Die Orte, die an der Rettungsgasse daneben liegen."),
    words, NONE, (), refers_to="venues",
)  # fmt: skip
COLUMNS = (NEIGHBOURS, SET_UP, END_VENUE)
SAYS = Text(
    en="“{first}” would be set up {span} at {here}, and “{second}” {other} next to it at {there}: "
    "that blocks the emergency lane.",
    de="„{first}“ würde {span} am Ort {here} aufbauen und „{second}“ {other} daneben am Ort "
    "{there}: Das versperrt die Rettungsgasse.",
)

#: Two venues that lie next to each other, or one that is its own neighbour.
Neighbours = frozenset[Venue]


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    beside = _beside(festival)
    venues = frozenset().union(*beside)
    unloading = [p for p in plan if p.venue in venues and p.event.set_up]
    spans = [_set_up(placed) for placed in unloading]
    for number, next_one in meetings(spans):
        first, second = unloading[number], unloading[next_one]
        if frozenset((first.venue, second.venue)) in beside:
            yield Breach(
                (first, second),
                SAYS.with_facts(
                    first=first.event.title,
                    span=spans[number],
                    here=first.venue.name,
                    second=second.event.title,
                    other=spans[next_one],
                    there=second.venue.name,
                ),
            )


def _set_up(placed: Placement) -> Span:
    return Span(placed.occupied.start, placed.public.start)


def constrain(festival: Festival, draft: Draft) -> None:
    beside = _beside(festival)
    venues = frozenset().union(*beside)
    unloading = [
        (session, options)
        for event in festival.events
        if beside and event.set_up
        for session in event.sessions
        if (options := [each for each in draft.options(session) if each.venue in venues])
    ]
    for (first, ones), (second, others) in combinations(unloading, 2):
        room = {
            (one, other): (_unloading(one), _unloading(other), 0)
            for one, other in product(ones, others)
            if frozenset((one.venue, other.venue)) in beside
        }
        if room:
            draft.say(Apart(first, second, room))


def _unloading(option: Option) -> Part:
    """The part of an option before its public start: also that of a route, where it sets off."""
    return Part(-minutes(option.event.set_up), 0)


def _beside(festival: Festival) -> set[Neighbours]:
    """Which venues are neighbours: said at one of the two, it holds for both."""
    found = (
        (venue, festival.venue(id)) for venue in festival.venues for id in NEIGHBOURS.of(venue)
    )
    return {frozenset((venue, other)) for venue, other in found if other is not None}
