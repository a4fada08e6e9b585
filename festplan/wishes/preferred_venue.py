"""An event takes place at the venue it would like best.

The library lends its reading room, but the storytellers would love the garden.  Name one
venue; any other one costs `weight_preferred_venue` points, for each session.

Fine:
    Mon 15:00-16:00  garden  reading by school, preferred_venue garden

Broken:
    Mon 15:00-16:00  library  reading by school, preferred_venue garden
    venue garden: parallel 1
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, text
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Eine Veranstaltung findet an ihrem Wunschort statt.

Die Bibliothek leiht ihren Lesesaal, aber die Erzählerinnen säßen am liebsten im Garten.  Ein
Ort kann genannt werden; jeder andere kostet `weight_preferred_venue` Punkte, je Termin.
"""
NUMBERS = (16,)
TIER = WISHED
PREFERRED = Column(
    "events", "preferred_venue", "Wunschort",
    Text("The venue it would like best.", "Der Ort, der am liebsten wäre."),
    text, "", (), refers_to="venues",
)  # fmt: skip
WEIGHT = weight(
    "preferred_venue",
    "Wunschort",
    Text("Points for another venue.", "Punkte für einen anderen Ort."),
    4,
)
COLUMNS = (PREFERRED, WEIGHT)
SAYS = Text(
    en="“{event}” is at {venue} instead of {preferred}.",
    de="„{event}“ ist am Ort {venue} statt {preferred}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for placed in plan:
        preferred = festival.venue(PREFERRED.of(placed.event))
        if preferred is not None and placed.venue != preferred and points:
            facts = {"venue": placed.venue.name, "preferred": preferred.name}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for option in draft.options():
        if PREFERRED.of(option.event) not in ("", option.venue.id):
            draft.lose(option, points)
