"""One event comes after another, soon enough or simply later.

First they cook, then they eat.  The relation "then" lets event B begin after event A has ended:
at least `min_gap_min` minutes later (0 where that is empty) and at most `max_gap_min`, where that
is given.  "before" asks only that A is over, by the minimum, when B begins; it may be days later.
With several sessions, every session of A comes before every session of B.

Fine:
    relations: kind then, event_a cooking, event_b feast, min_gap_min 15, max_gap_min 60
    Mon 15:00-16:00  library  cooking by school, teardown_min 30
    Mon 17:00-18:00  school  feast by choir

Broken:
    relations: kind then, event_a cooking, event_b feast, min_gap_min 15, max_gap_min 60
    Mon 15:00-16:00  library  cooking by school
    Mon 17:15-18:15  school  feast by choir

Fine:
    relations: kind before, event_a workshop, event_b show
    Mon 15:00-16:00  library  workshop by school
    Tue 15:00-16:00  school  show by choir

Broken:
    relations: kind before, event_a workshop, event_b show, min_gap_min 30
    Mon 15:00-16:00  library  workshop by school
    Mon 16:15-17:15  school  show by choir

Fine:
    relations: kind before, event_a workshop, event_b show, min_gap_min 30
    Mon 15:00-16:00  library  workshop by school
    Mon 16:30-17:30  school  show by choir

Fine:
    relations: kind before, event_a workshop, event_b show, hard no
    Mon 15:00-16:00  library  workshop by school
    Mon 15:30-16:30  school  show by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import EVENT_A, EVENT_B, HARD, MAX_GAP, MIN_GAP, RELATION_KIND
from festplan.texts import Text
from festplan.times import NOTHING

DE = """Eine Veranstaltung kommt nach einer anderen, bald darauf oder einfach später.

Erst wird gekocht, dann gegessen.  Bei der Beziehung „then“ beginnt Veranstaltung B, nachdem A zu
Ende ist: mindestens `min_gap_min` Minuten später (0, wenn das leer ist) und höchstens
`max_gap_min`, wo das angegeben ist.  „before“ verlangt nur, dass A mit diesem Mindestabstand vorbei
ist, wenn B beginnt; das kann Tage später sein.  Bei mehreren Terminen liegt jeder Termin von A vor
jedem von B.
"""
NUMBERS = (80,)
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, MIN_GAP, MAX_GAP, HARD)
SAYS = Text(
    en="“{second}” begins {begins}, “{first}” ends {ends}; between them should be {asked}.",
    de="„{second}“ beginnt {begins}, „{first}“ endet {ends}; dazwischen sollen {asked} liegen.",
)
AT_LEAST = Text(en="at least {least}", de="mindestens {least}")
FROM_TO = Text(en="{least} to {most}", de="{least} bis {most}")


@dataclass(frozen=True)
class Order:
    """One event after another, with at least and at most so much time between."""

    first: Event
    second: Event
    least: timedelta
    most: timedelta | None


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for order in _orders(festival):
        for first, second in product(plan.of(order.first), plan.of(order.second)):
            gap = second.public.start - first.public.end
            if gap < order.least or (order.most is not None and gap > order.most):
                asked = AT_LEAST if order.most is None else FROM_TO
                yield Breach(
                    (first, second),
                    SAYS.with_facts(
                        first=first.event.title,
                        second=second.event.title,
                        begins=second.public.start,
                        ends=first.public.end,
                        asked=asked.with_facts(least=order.least, most=order.most),
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for order in _orders(festival):
        for first, second in product(order.first.sessions, order.second.sessions):
            draft.between(first, second, order.least, order.most)


def _orders(festival: Festival) -> Iterator[Order]:
    for row in festival.of("relations"):
        kind = RELATION_KIND.of(row)
        first, second = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        # Nothing comes after itself: such a row is a slip of the pen.
        if kind not in ("then", "before") or not HARD.of(row) or first == second:
            continue
        if first and second:
            most = MAX_GAP.of(row) if kind == "then" else None
            yield Order(first, second, MIN_GAP.of(row) or NOTHING, most)
