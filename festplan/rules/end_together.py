"""Two events end at about the same time.

The food is ready when the tournament is over.  The relation "end_near_end" lets event B end at
least `min_gap_min` minutes after event A ends (0 where that is empty; less than 0 is before) and
at most `max_gap_min`, where that is given.

Fine:
    relations: kind end_near_end, event_a cooking, event_b tournament, min_gap_min 0, max_gap_min 30
    Mon 10:00-12:00  library  cooking by school
    Mon 09:30-12:30  school  tournament by choir

Broken:
    relations: kind end_near_end, event_a cooking, event_b tournament, min_gap_min 0, max_gap_min 30
    Mon 10:00-12:00  library  cooking by school
    Mon 09:30-12:45  school  tournament by choir

Broken:
    relations: kind end_near_end, event_a cooking, event_b tournament
    Mon 10:00-12:00  library  cooking by school
    Mon 09:30-11:45  school  tournament by choir

Fine:
    relations: kind end_near_end, event_a cooking, event_b tournament, min_gap_min -15
    Mon 10:00-12:00  library  cooking by school
    Mon 09:30-11:45  school  tournament by choir

Fine:
    relations: kind end_near_end, event_a cooking, event_b tournament, hard no
    Mon 10:00-12:00  library  cooking by school
    Mon 09:30-11:45  school  tournament by choir
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

DE = """Zwei Veranstaltungen enden etwa zur gleichen Zeit.

Das Essen ist fertig, wenn das Turnier vorbei ist.  Bei der Beziehung „end_near_end“ endet
Veranstaltung B mindestens `min_gap_min` Minuten nach dem Ende von A (0, wenn das leer ist; unter 0
heißt davor) und höchstens `max_gap_min`, wo das angegeben ist.
"""
NUMBERS = (81,)
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, MIN_GAP, MAX_GAP, HARD)
SAYS = Text(
    en="“{second}” ends {gap} after “{first}”; asked are {asked}.",
    de="„{second}“ endet {gap} nach „{first}“; verlangt sind {asked}.",
)
AT_LEAST = Text(en="at least {least}", de="mindestens {least}")
FROM_TO = Text(en="{least} to {most}", de="{least} bis {most}")


@dataclass(frozen=True)
class Ends:
    """Two events, and how much later than the first the second one ends."""

    first: Event
    second: Event
    least: timedelta
    most: timedelta | None


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for ends in _wanted(festival):
        for first, second in product(plan.of(ends.first), plan.of(ends.second)):
            gap = second.public.end - first.public.end
            if gap < ends.least or (ends.most is not None and gap > ends.most):
                asked = AT_LEAST if ends.most is None else FROM_TO
                yield Breach(
                    (first, second),
                    SAYS.with_facts(
                        first=first.event.title,
                        second=second.event.title,
                        gap=gap,
                        asked=asked.with_facts(least=ends.least, most=ends.most),
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for ends in _wanted(festival):
        for first, second in product(ends.first.sessions, ends.second.sessions):
            draft.between(first, second, ends.least, ends.most, edges="end-end")


def _wanted(festival: Festival) -> Iterator[Ends]:
    for row in festival.of("relations"):
        first, second = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        if RELATION_KIND.of(row) != "end_near_end" or not HARD.of(row):
            continue
        if first and second and first != second:
            yield Ends(first, second, MIN_GAP.of(row) or NOTHING, MAX_GAP.of(row))
