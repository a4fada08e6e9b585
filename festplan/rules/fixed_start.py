"""An event with a fixed start begins exactly then.

The mayor comes at four, the church bells ring at six: such an event may move to another day
or venue, but not to another time.  25:00 and 01:00 both mean one at night.

Fine:
    Tue 16:00-17:00  library  opening by school, fixed_start 16:00

Broken:
    Tue 16:15-17:15  library  opening by school, fixed_start 16:00
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

from festplan.columns import Column, clock
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.texts import Text

DE = """Eine Veranstaltung mit festem Beginn fängt genau dann an.

Der Bürgermeister kommt um vier, die Glocken läuten um sechs: So etwas darf auf einen anderen
Tag oder an einen anderen Ort rücken, aber nicht auf eine andere Zeit.  25:00 und 01:00 heißen
beide ein Uhr nachts.
"""
NUMBERS = (4,)
FIXED = Column(
    "events", "fixed_start", "fester Beginn",
    Text("It starts exactly at.", "Sie beginnt genau um."),
    clock, None, ("16:30", "17:00"),
)  # fmt: skip
COLUMNS = (FIXED,)
SAYS = Text(
    en="“{event}” would start {start}, but its start is fixed at {fixed}.",
    de="„{event}“ würde {start} beginnen, der Beginn ist aber fest: {fixed}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        fixed = FIXED.of(placed.event)
        # Counted back from the start, the time since midnight must lead to a midnight.
        if fixed is not None and (placed.start - fixed.since_midnight).time() != time.min:
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, start=placed.start, fixed=fixed),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    for option in draft.options():
        fixed = FIXED.of(option.event)
        if fixed is not None:
            moments = [fixed.on(day.date) for day in festival.days]
            # One at night belongs to the evening before, whether written 25:00 or 01:00.
            nights = [m + timedelta(days=days) for m in moments for days in (-1, 1)]
            draft.begin(option, moments + nights)
