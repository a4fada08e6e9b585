"""No day of the festival is nearly empty.

Whoever comes on Thursday and finds one reading does not come back on Friday.  Every day of the
festival should have at least `sessions_a_day` sessions; each one that is missing costs
`weight_lively_days` points.  Without the setting nothing is asked.

Fine:
    festival: sessions_a_day 2
    Mon 15:00-16:00  library  reading by school
    Mon 15:00-16:00  hall  puppets by choir

Broken:
    festival: sessions_a_day 2
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  library  puppets by choir
    Mon 17:00-18:00  library  games by club
    Tue 15:00-16:00  library  songs by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, at_least_one
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import TIDY, Miss, weight

DE = """Kein Tag des Festes ist fast leer.

Wer am Donnerstag kommt und nur eine Lesung findet, kommt am Freitag nicht wieder.  Jeder Festtag
soll mindestens `sessions_a_day` Termine haben; jeder, der fehlt, kostet `weight_lively_days`
Punkte.  Ohne die Einstellung wird nichts verlangt.
"""
NUMBERS = (15,)
TIER = TIDY
LEAST = Column(
    "festival", "sessions_a_day", "Termine am Tag",
    Text("At least so many sessions a day.", "Mindestens so viele Termine am Tag."),
    at_least_one, None, ("1", "2"),
)  # fmt: skip
WEIGHT = weight(
    "lively_days",
    "belebte Tage",
    Text("Points for a session missing on a day.", "Punkte je fehlendem Termin am Tag."),
    2,
)
COLUMNS = (LEAST, WEIGHT)
SAYS = Text(
    en="{day} has too few sessions: {count}; {least} or more would be fine.",
    de="{day} hat zu wenige Termine: {count}; gut wären mindestens {least}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    least = LEAST.of(festival.settings) or 0
    for day in festival.days:
        count = sum(placed.day == day.date for placed in plan)
        points = WEIGHT.of(festival.settings) * max(least - count, 0)
        if points:
            yield Miss((), SAYS.with_facts(day=day.date, count=count, least=least), points)


def ask(festival: Festival, draft: Draft) -> None:
    least, cost = LEAST.of(festival.settings), WEIGHT.of(festival.settings)
    if least and cost:
        for day in festival.days:
            that_day = draft.members(festival.sessions, draft.starts_on([day]))
            draft.count([(member,) for member in that_day], least=least, cost=cost)
