"""Events begin at times that people remember.

“At four” and “half past five” are kept in mind, “a quarter past four” is looked up.  A session
that does not begin on the full or the half hour costs `weight_round_times` points.

Fine:
    Mon 15:30-16:30  library  reading by school

Broken:
    Mon 15:45-16:45  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import TIDY, Miss, weight

DE = """Veranstaltungen beginnen zu Zeiten, die man sich merkt.

„Um vier“ und „halb sechs“ behält man, „Viertel nach vier“ schlägt man nach.  Ein Termin, der
nicht zur vollen oder halben Stunde beginnt, kostet `weight_round_times` Punkte.
"""
NUMBERS = ()
TIER = TIDY
WEIGHT = weight(
    "round_times",
    "runde Zeiten",
    Text("Points for an odd start.", "Punkte für einen krummen Beginn."),
    1,
)
COLUMNS = (WEIGHT,)
SAYS = Text(
    en="“{event}” begins at an odd time: {start}.",
    de="„{event}“ beginnt zu einer krummen Zeit: {start}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for placed in plan:
        if placed.start.minute not in (0, 30) and points:
            facts = {"event": placed.event.title, "start": placed.start}
            yield Miss((placed,), SAYS.with_facts(**facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    every = draft.starts_on(festival.days)
    odd = sum(map(draft.bit, filter(_odd, draft.moments(every))))
    for option in draft.options():
        if starts := draft.starts(option) & odd:
            draft.lose(option, WEIGHT.of(festival.settings), starts)


def _odd(start: datetime) -> bool:
    return start.minute % 30 != 0
