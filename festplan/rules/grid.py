"""Every event starts on the time grid.

“Five past three” is forgotten by the time one has found the tent; a quarter past is not.  The
grid is counted from midnight; `slot_minutes` in the table of settings says how fine it is (15
minutes where nothing is written).

Fine:
    Mon 15:15-16:00  library  reading by school

Broken:
    Mon 15:05-16:05  library  reading by school

Broken:
    festival: slot_minutes 30
    Mon 15:15-16:15  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import SLOT
from festplan.texts import Text
from festplan.times import midnight

DE = """Jede Veranstaltung beginnt auf dem Zeitraster.

„Fünf nach drei“ hat man vergessen, bis man das Zelt gefunden hat; Viertel nach drei nicht.
Das Raster zählt ab Mitternacht; wie fein es ist, sagt `slot_minutes` in den Einstellungen
(ohne Angabe 15 Minuten).
"""
NUMBERS = (9,)
COLUMNS = (SLOT,)
SAYS = Text(
    en="“{event}” would start {start}, which is not on the grid of {step}.",
    de="„{event}“ würde {start} beginnen, das liegt nicht auf dem Raster von {step}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        if (placed.start - midnight(placed.day)) % festival.step:
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, start=placed.start, step=festival.step),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    """Nothing to narrow: a draft knows no starts but those on the grid."""
    draft.kept_by_its_making()
