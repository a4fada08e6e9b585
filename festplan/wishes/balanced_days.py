"""Every day has its share of events.

A week with everything on Saturday tires the volunteers and leaves Thursday's neighbours
alone.  A day's fair share is the number of sessions divided by the number of days, rounded
up; each session beyond it costs `weight_balanced_days` points.

Fine:
    Mon 15:00-16:00  library  reading by school
    Tue 15:00-16:00  library  puppets by school

Broken:
    day Tue: title quiet
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  library  puppets by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import TIDY, Miss, weight

DE = """Jeder Tag hat seinen Anteil an Veranstaltungen.

Eine Woche, in der alles am Samstag liegt, ermüdet die Ehrenamtlichen und lässt die Nachbarn am
Donnerstag allein.  Der Anteil eines Tages ist die Zahl der Termine geteilt durch die Zahl der
Tage, aufgerundet; jeder Termin darüber kostet `weight_balanced_days` Punkte.
"""
NUMBERS = (15,)
TIER = TIDY
WEIGHT = weight(
    "balanced_days",
    "gleichmäßige Tage",
    Text("Points for a session too many.", "Punkte je Termin zu viel."),
    2,
)
COLUMNS = (WEIGHT,)
SAYS = Text(
    en="{day} has {count} sessions; its fair share is {share}.",
    de="{day} hat {count} Termine; der gleichmäßige Anteil ist {share}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    share = _share(festival)
    for day in festival.days:
        count = sum(placed.day == day.date for placed in plan)
        points = WEIGHT.of(festival.settings) * max(count - share, 0)
        if points:
            yield Miss((), SAYS.with_facts(day=day.date, count=count, share=share), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for day in festival.days if cost else ():
        that_day = draft.members(festival.sessions, draft.starts_on([day]))
        draft.count([(member,) for member in that_day], most=_share(festival), cost=cost)


def _share(festival: Festival) -> int:
    return -(-len(festival.sessions) // len(festival.days))
