"""Children are never alone with one adult.

An event for children needs two grown-ups: one who stays when the other one has to go.  For
children is what names “Kinder”, “Kita”, “children” or “nursery groups” among its audiences or has
an `age_to` below 14.  Two adults are two `helpers`, or a second actor; where the children come
with their parents (`accompanied`), nothing is told, nor as long as no event says how many helpers
it has.

Fine:
    Mon 15:00-16:00  library  painting by school, audiences Kinder, helpers 2
    Mon 15:00-16:00  yard  games by club with choir, audiences Kinder, helpers 1
    Mon 16:00-17:00  library  reading by library, age_to 10, accompanied yes
    Mon 17:00-18:00  library  dance by choir, age_to 14, helpers 1

Broken:
    Mon 15:00-16:00  library  painting by school, audiences Kinder;Familien, helpers 1

Broken:
    Mon 15:00-16:00  library  painting by school, age_to 13, helpers 1

Broken:
    Mon 15:00-16:00  library  painting by school, audiences nursery groups
    Mon 16:00-17:00  library  concert by choir, helpers 3
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.helpers import NEEDED
from festplan.rules.youth_ends import ACCOMPANIED
from festplan.tables import AGE_TO, AUDIENCES, LEAD, PARTNERS
from festplan.texts import Text
from festplan.warnings.warning import Told

DE = """Kinder sind nie mit nur einer erwachsenen Person allein.

Ein Angebot für Kinder braucht zwei Erwachsene: eine Person bleibt, wenn die andere weg muss.  Für
Kinder ist, was „Kinder“ oder „Kita“ unter den Zielgruppen nennt oder ein `age_to` unter 14 hat.
Zwei Erwachsene sind zwei Helfende (`helpers`) oder ein zweiter Akteur; wo die Kinder mit ihren
Eltern kommen (`accompanied`), wird nichts gesagt, auch nicht, solange bei keiner Veranstaltung
steht, wie viele Helfende sie hat.
"""
NUMBERS = (37,)
COLUMNS = (AUDIENCES, AGE_TO, NEEDED, LEAD, PARTNERS, ACCOMPANIED)
SAYS = Text(
    en="“{event}” is for children, and only one adult is named: write two helpers, or a second "
    "actor.",
    de="„{event}“ ist für Kinder, und nur eine erwachsene Person ist genannt: bitte zwei Helfende "
    "oder einen zweiten Akteur eintragen.",
)
CHILDREN = frozenset(("kinder", "kita", "children", "nursery groups"))
GROWN = 14


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    if not any(NEEDED.of(event) for event in festival.events):
        return
    for event in festival.events:
        if event in plan.events and _for_children(event) and not _has_two_adults(event):
            yield Told(SAYS.with_facts(event=event.title), plan.of(event), (event,))


def _for_children(event: Event) -> bool:
    oldest = AGE_TO.of(event)
    named = CHILDREN.intersection(word.casefold() for word in AUDIENCES.of(event))
    return bool(named) or (oldest is not None and oldest < GROWN)


def _has_two_adults(event: Event) -> bool:
    return ACCOMPANIED.of(event) or NEEDED.of(event) >= 2 or len(set(event.actors)) >= 2
