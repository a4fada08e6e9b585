"""An event that is shown several times and must stay at one venue does so.

The obstacle course is built once and stands for three days.  All sessions of an event with
“must” in the column `same_venue` are at the same venue; a route counts where it sets off.  “If
possible” is a wish, and without a word each session may be where there is room.

Fine:
    Mon 15:00-16:00  library  course by school, sessions 2, same_venue must
    Tue 15:00-16:00  library  course#2

Broken:
    Mon 15:00-16:00  library  course by school, sessions 2, same_venue must
    Tue 15:00-16:00  meadow  course#2

Fine:
    Mon 15:00-16:00  library  course by school, sessions 2, same_venue if possible
    Tue 15:00-16:00  meadow  course#2
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, OneOf
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import END_VENUE, SESSIONS
from festplan.texts import Text

DE = """Was mehrmals stattfindet und an einem Ort bleiben muss, bleibt dort.

Der Parcours wird einmal aufgebaut und steht drei Tage.  Alle Termine einer Veranstaltung mit
„muss“ in der Spalte `same_venue` sind am selben Ort; ein Umzug zählt dort, wo er losgeht.  „Wenn
möglich“ ist ein Wunsch, und ohne ein Wort darf jeder Termin dort sein, wo Platz ist.
"""
NUMBERS = (22,)
IF_POSSIBLE, MUST = "if possible", "must"
SAME_VENUE = Column(
    "events", "same_venue", "selber Ort",
    Text("Whether all its sessions are at one venue: no, if possible, or must.",
         "Ob alle Termine am selben Ort sind: egal, wenn möglich oder muss."),
    OneOf(
        ("no", "egal", "nein"),
        (IF_POSSIBLE, "wenn möglich", "if_possible", "möglichst", "gern"),
        (MUST, "muss", "unbedingt"),
    ),
    "no", ("no", IF_POSSIBLE, MUST),
)  # fmt: skip
COLUMNS = (SAME_VENUE, SESSIONS, END_VENUE)
SAYS = Text(
    en="“{event}” is at several venues ({venues}); all its sessions must be at one.",
    de="„{event}“ ist an mehreren Orten ({venues}); alle Termine müssen an einem sein.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for event in festival.events:
        placed = plan.of(event)
        venues = tuple(dict.fromkeys(each.venue.name for each in placed))
        if SAME_VENUE.of(event) == MUST and len({each.venue for each in placed}) > 1:
            yield Breach(placed, SAYS.with_facts(event=event.title, venues=venues))


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        if SAME_VENUE.of(event) == MUST and len(event.sessions) > 1:
            draft.together(event.sessions, "same_venue")
