"""Highlights never run at the same time, and leave time to walk between them.

Whoever wants to see the band should not miss the cinema for it.  Between the public times of two
events with "yes" in the column `headliner` there are at least `headliner_gap_min` minutes (30,
unless you say otherwise).

Fine:
    Mon 18:00-19:00  library  concert by band, headliner yes
    Mon 19:30-21:00  school  cinema by choir, headliner yes

Broken:
    Mon 18:00-19:00  library  concert by band, headliner yes
    Mon 19:15-21:00  school  cinema by choir, headliner yes

Fine:
    festival: headliner_gap_min 0
    Mon 18:00-19:00  library  concert by band, headliner yes
    Mon 19:00-21:00  school  cinema by choir, headliner yes
    Mon 19:00-20:00  meadow  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, product

from festplan.columns import Column, minutes_long
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import HEADLINER
from festplan.texts import Text

DE = """Höhepunkte laufen nie gleichzeitig und lassen Zeit für den Weg dazwischen.

Wer die Band sehen will, soll dafür nicht das Kino verpassen.  Zwischen den öffentlichen Zeiten
zweier Veranstaltungen mit „ja“ in der Spalte `headliner` liegen mindestens `headliner_gap_min`
Minuten (30, wenn nichts anderes dasteht).
"""
NUMBERS = (75,)
GAP = Column(
    "festival", "headliner_gap_min", "Minuten zwischen Höhepunkten",
    Text("At least so many minutes between two highlights.",
         "Mindestens so viele Minuten zwischen zwei Höhepunkten."),
    minutes_long, timedelta(minutes=30), ("0", "60"),
)  # fmt: skip
COLUMNS = (HEADLINER, GAP)
SAYS = Text(
    en="The highlights “{first}” ({when}) and “{second}” ({then}) need {gap} between them.",
    de="Zwischen den Höhepunkten „{first}“ ({when}) und „{second}“ ({then}) liegen keine {gap}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    gap = GAP.of(festival.settings)
    for first, second in combinations((p for p in plan if HEADLINER.of(p.event)), 2):
        if first.event == second.event:
            continue
        if first.public.widened(gap, gap).overlaps(second.public):
            yield Breach(
                (first, second),
                SAYS.with_facts(
                    first=first.event.title,
                    when=first.public,
                    second=second.event.title,
                    then=second.public,
                    gap=gap,
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    headliners = [event for event in festival.events if HEADLINER.of(event)]
    for one, other in combinations(headliners, 2):
        for first, second in product(one.sessions, other.sessions):
            draft.not_parallel(first, second, GAP.of(festival.settings))
