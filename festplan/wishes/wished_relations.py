"""Events that would like to belong together, or apart, do so where they can.

A line of the relations table with “no” in the column `hard` is a wish: the same audience is
not torn apart, the concert leads to the lantern parade.  A wish that is not met costs
`weight_wished_relations` points, for each pair of sessions.

Fine:
    relations: relation_id R1, kind not_parallel, event_a reading, event_b puppets, hard no
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  church  puppets by choir

Broken:
    relations: relation_id R1, kind not_parallel, event_a reading, event_b puppets, hard no
    Mon 15:00-16:00  library  reading by school
    Mon 15:30-17:00  church  puppets by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from festplan.draft import Draft
from festplan.festival import Event, Festival, Row
from festplan.plan import Placement, Plan
from festplan.tables import EVENT_A, EVENT_B, HARD, MAX_GAP, MIN_GAP, RELATION_KIND
from festplan.texts import Text
from festplan.times import NOTHING
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Was gern zusammengehört oder getrennt wäre, ist es, wo es geht.

Eine Zeile der Tabelle der Beziehungen mit „nein“ in der Spalte `hard` ist ein Wunsch: Dasselbe
Publikum wird nicht zerrissen, vom Konzert geht es zum Lichterumzug.  Ein nicht erfüllter
Wunsch kostet `weight_wished_relations` Punkte, für jedes Paar von Terminen.
"""
NUMBERS = (76, 80)
TIER = WISHED
WEIGHT = weight(
    "wished_relations",
    "gewünschte Beziehungen",
    Text("Points for a relation not met.", "Punkte je nicht erfüllter Beziehung."),
    3,
)
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, MIN_GAP, MAX_GAP, HARD, WEIGHT)
SAYS = Text(
    en="“{a}” and “{b}” do not stand as wished ({kind}): {first}, {second}.",
    de="„{a}“ und „{b}“ stehen nicht wie gewünscht zueinander ({kind}): {first}, {second}.",
)
#: Relations between two events; to be first or last is no wish.
KINDS = ("then", "before", "not_parallel", "same_day", "different_day", "same_area", "end_near_end")


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for row, a, b in _wished(festival):
        for first, second in product(plan.of(a), plan.of(b)):
            if points and not _met(row, first, second):
                facts = {"a": a.title, "b": b.title, "kind": RELATION_KIND.of(row)}
                says = SAYS.with_facts(**facts, first=first.public, second=second.public)
                yield Miss((first, second), says, points)


def _met(row: Row, first: Placement, second: Placement) -> bool:
    least, most = MIN_GAP.of(row) or NOTHING, MAX_GAP.of(row)
    match RELATION_KIND.of(row):
        case "then" | "before" as kind:
            gap = second.start - first.public.end
            return gap >= least and (kind == "before" or most is None or gap <= most)
        case "end_near_end":
            gap = second.public.end - first.public.end
            return gap >= least and (most is None or gap <= most)
        case "same_day":
            return first.day == second.day
        case "different_day":
            return first.day != second.day
        case "same_area":
            return first.venue == second.venue
        case _:
            return not first.public.widened(least, least).overlaps(second.public)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for row, a, b in _wished(festival):
        for first, second in product(a.sessions, b.sessions):
            least: timedelta = MIN_GAP.of(row) or NOTHING
            kind = RELATION_KIND.of(row)
            if not cost:
                continue
            if kind in ("then", "before"):
                most = MAX_GAP.of(row) if kind == "then" else None
                draft.between(first, second, least, most, cost=cost)
            elif kind == "end_near_end":
                draft.between(first, second, least, MAX_GAP.of(row), "end-end", cost)
            elif kind == "not_parallel":
                draft.not_parallel(first, second, least, cost)
            else:
                draft.together((first, second), TOGETHER[kind], cost)


TOGETHER = {
    "same_day": "same_day",
    "different_day": "different_days",
    "same_area": "same_venue",
}


def _wished(festival: Festival) -> Iterator[tuple[Row, Event, Event]]:
    for row in festival.of("relations"):
        a, b = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        if not HARD.of(row) and a and b and a != b and RELATION_KIND.of(row) in KINDS:
            yield row, a, b
