"""What is mandatory takes place, and an event takes place whole or not at all.

The opening, the long table, the concert: these must be in the plan.  An optional event (write
"no" in the column `mandatory`) is planned when it can be paid and finds a place; then with all
its sessions, not with two of three.

Fine:
    Mon 15:00-16:00  library  reading by school, mandatory no, sessions 2
    Tue 15:00-16:00  library  reading#2

Fine:
    event concert: lead_actor choir, duration_min 60, mandatory no
    Mon 15:00-16:00  library  reading by school

Broken:
    Mon 15:00-16:00  library  reading by school, mandatory no, sessions 2

Broken:
    event concert: lead_actor choir, duration_min 60
    Mon 15:00-16:00  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import MANDATORY, PRIORITY, SESSIONS
from festplan.texts import Text

DE = """Was Pflicht ist, findet statt, und eine Veranstaltung findet ganz statt oder gar nicht.

Eröffnung, lange Tafel, Konzert: Sie müssen in den Plan.  Ein freiwilliges Angebot („nein“ in
der Spalte `mandatory`) wird geplant, wenn es bezahlt werden kann und Platz findet; dann mit
allen Terminen, nicht mit zweien von dreien.
"""
NUMBERS = (89,)
COLUMNS = (MANDATORY, SESSIONS, PRIORITY)
SAYS = Text(
    en="“{event}” has {placed} of its {wished} sessions in the plan.",
    de="„{event}“ steht mit {placed} von {wished} Terminen im Plan.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for event in festival.events:
        placed, wished = plan.of(event), SESSIONS.of(event)
        if len(placed) < wished and (placed or MANDATORY.of(event)):
            yield Breach(
                placed, SAYS.with_facts(event=event.title, placed=len(placed), wished=wished)
            )


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        if not MANDATORY.of(event):
            draft.may_be_left_out(event, PRIORITY.of(event))
