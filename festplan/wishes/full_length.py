"""An open offer is as long as wished.

Visitors come and go at a workshop, so it may be shortened where the day is full; but every
step of the grid that is missing costs `weight_full_length` points.

Fine:
    Mon 15:00-16:00  library  reading by school, kind open, duration_min 60, min_duration_min 30

Broken:
    Mon 15:00-15:45  library  reading by school, kind open, duration_min 60, min_duration_min 30
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.tables import SHORTEST
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Ein offenes Angebot dauert so lange wie gewünscht.

In einer Werkstatt kommt und geht man, sie darf also kürzer sein, wenn der Tag voll ist; aber
jeder fehlende Schritt des Zeitrasters kostet `weight_full_length` Punkte.
"""
NUMBERS = (6,)
TIER = WISHED
WEIGHT = weight(
    "full_length",
    "volle Dauer",
    Text("Points for a missing step.", "Punkte je fehlendem Schritt."),
    1,
)
COLUMNS = (SHORTEST, WEIGHT)
SAYS = Text(
    en="“{event}” is open for {length} instead of {wished}.",
    de="„{event}“ ist {length} offen statt {wished}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for placed in plan:
        missing = placed.event.length - placed.length
        points = WEIGHT.of(festival.settings) * (missing // festival.step)
        if points:
            facts = {"length": placed.length, "wished": placed.event.length}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    for option in draft.options():
        steps = (option.event.length - option.length) // festival.step
        draft.lose(option, WEIGHT.of(festival.settings) * steps)
