"""An event that is shown several times stays at one venue if possible.

Whoever liked the puppets brings friends the next day, to the same place.  An event with “if
possible” in the column `same_venue` whose sessions are at more than one venue costs
`weight_one_place` points; a route counts where it sets off.

Fine:
    Mon 15:00-16:00  library  puppets by school, sessions 2, same_venue if possible
    Tue 15:00-16:00  library  puppets#2

Broken:
    Mon 15:00-16:00  library  puppets by school, sessions 3, same_venue if possible
    Tue 15:00-16:00  library  puppets#2
    Wed 15:00-16:00  meadow  puppets#3

Fine:
    Mon 15:00-16:00  library  puppets by school, sessions 2
    Tue 15:00-16:00  meadow  puppets#2
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.one_venue import IF_POSSIBLE, SAME_VENUE
from festplan.tables import END_VENUE, SESSIONS
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Was mehrmals stattfindet, bleibt wenn möglich an einem Ort.

Wem das Puppenspiel gefallen hat, der bringt am nächsten Tag Freunde mit, an denselben Ort.  Eine
Veranstaltung mit „wenn möglich“ in der Spalte `same_venue`, deren Termine an mehr als einem Ort
sind, kostet `weight_one_place` Punkte; ein Umzug zählt dort, wo er losgeht.
"""
NUMBERS = (22,)
TIER = WISHED
WEIGHT = weight(
    "one_place",
    "selber Ort",
    Text("Points for an event at several venues.",
         "Punkte je Veranstaltung an mehreren Orten."),
    2,
)  # fmt: skip
COLUMNS = (SAME_VENUE, SESSIONS, END_VENUE, WEIGHT)
SAYS = Text(
    en="“{event}” would like to stay at one venue, but is at {venues}.",
    de="„{event}“ bliebe gern an einem Ort, ist aber an diesen: {venues}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for event in festival.events if points else ():
        placed = plan.of(event)
        venues = tuple(dict.fromkeys(each.venue.name for each in placed))
        if SAME_VENUE.of(event) == IF_POSSIBLE and len({each.venue for each in placed}) > 1:
            yield Miss(placed, SAYS.with_facts(event=event.title, venues=venues), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for event in festival.events if cost else ():
        if SAME_VENUE.of(event) == IF_POSSIBLE and len(event.sessions) > 1:
            draft.together(event.sessions, "same_venue", cost)
