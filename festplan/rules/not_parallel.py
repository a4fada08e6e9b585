"""Two events that share their people do not run at the same time.

No siren during the quiet hour, and the procession does not arrive in the middle of the film.  The
relation "not_parallel" keeps the public times of events A and B apart, with at least
`min_gap_min` minutes between them where that is given; which of the two comes first is open.

Fine:
    relations: kind not_parallel, event_a concert, event_b cinema
    Mon 18:00-19:00  library  concert by band
    Mon 19:00-20:00  school  cinema by choir, setup_min 30

Broken:
    relations: kind not_parallel, event_a concert, event_b cinema
    Mon 18:00-19:00  library  concert by band
    Mon 18:45-20:00  school  cinema by choir

Broken:
    relations: kind not_parallel, event_a concert, event_b cinema, min_gap_min 30
    Mon 18:00-19:00  library  concert by band
    Mon 16:45-17:45  school  cinema by choir

Fine:
    relations: kind not_parallel, event_a concert, event_b cinema, hard no
    Mon 18:00-19:00  library  concert by band
    Mon 18:00-19:00  school  cinema by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import EVENT_A, EVENT_B, HARD, MIN_GAP, RELATION_KIND
from festplan.texts import Text
from festplan.times import NOTHING

DE = """Zwei Veranstaltungen mit denselben Menschen laufen nicht gleichzeitig.

Keine Sirene während der ruhigen Stunde, und der Umzug kommt nicht mitten im Film an.  Die Beziehung
„not_parallel“ hält die öffentlichen Zeiten von A und B auseinander, mit mindestens `min_gap_min`
Minuten dazwischen, wo das angegeben ist; welche zuerst kommt, ist offen.
"""
NUMBERS = (76,)
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, MIN_GAP, HARD)
SAYS = Text(
    en="“{first}” ({when}) and “{second}” ({then}) must not run at the same time{gap}.",
    de="„{first}“ ({when}) und „{second}“ ({then}) dürfen nicht gleichzeitig laufen{gap}.",
)
WITH_GAP = Text(en="; {gap} must lie between them", de="; dazwischen müssen {gap} liegen")
NO_GAP = Text(en="", de="")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for one, other, gap in _pairs(festival):
        for first, second in product(plan.of(one), plan.of(other)):
            if first.public.widened(gap, gap).overlaps(second.public):
                yield Breach(
                    (first, second),
                    SAYS.with_facts(
                        first=first.event.title,
                        when=first.public,
                        second=second.event.title,
                        then=second.public,
                        gap=WITH_GAP.with_facts(gap=gap) if gap else NO_GAP,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for one, other, gap in _pairs(festival):
        for first, second in product(one.sessions, other.sessions):
            draft.not_parallel(first, second, gap)


def _pairs(festival: Festival) -> Iterator[tuple[Event, Event, timedelta]]:
    for row in festival.of("relations"):
        one, other = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        if RELATION_KIND.of(row) != "not_parallel" or not HARD.of(row):
            continue
        if one and other and one != other:
            # Less than nothing between them would be an overlap.
            yield one, other, max(MIN_GAP.of(row) or NOTHING, NOTHING)
