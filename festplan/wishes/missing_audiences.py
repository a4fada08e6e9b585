"""Nobody in the neighbourhood is forgotten.

The festival wants something for older people, too, and for young parents; it may happen that
only optional events are for them.  Each audience named in the setting `wanted_audiences` for
which no event takes place costs `weight_missing_audiences` points.  An event for all is for
nobody in particular: it does not count here.

Fine:
    festival: wanted_audiences Seniors; Youth
    Mon 15:00-16:00  library  dance by school, audiences Families; Seniors
    Mon 17:00-18:00  library  songs by choir, audiences youth, mandatory no

Broken:
    festival: wanted_audiences Seniors; Youth
    Mon 15:00-16:00  library  dance by school, audiences Families; Seniors

Broken:
    festival: wanted_audiences Seniors
    Mon 15:00-16:00  library  dance by school, audiences All
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, words
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import AUDIENCES, MANDATORY, NONE
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Niemand im Viertel wird vergessen.

Das Fest möchte auch etwas für Ältere haben und für junge Eltern; manchmal sind nur freiwillige
Angebote für sie da.  Jede Zielgruppe aus der Einstellung `wanted_audiences`, für die keine
Veranstaltung stattfindet, kostet `weight_missing_audiences` Punkte.  Eine Veranstaltung für alle
ist für niemanden im Besonderen: Sie zählt hier nicht.
"""
NUMBERS = (89,)
TIER = WISHED
WANTED = Column(
    "festival", "wanted_audiences", "gewünschte Zielgruppen",
    Text("Audiences for which something takes place.",
         "Zielgruppen, für die etwas stattfinden soll."),
    words, NONE, ("Kita", "Kita;Familien"),
)  # fmt: skip
WEIGHT = weight(
    "missing_audiences",
    "fehlende Zielgruppen",
    Text("Points for an audience for which nothing takes place.",
         "Punkte je Zielgruppe, für die nichts stattfindet."),
    3,
)  # fmt: skip
COLUMNS = (WANTED, AUDIENCES, MANDATORY, WEIGHT)
SAYS = Text(en="Nothing takes place for {audience}.", de="Für {audience} findet nichts statt.")


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for audience in WANTED.of(festival.settings) if points else ():
        if not any(_is_for(event, audience) for event in plan.events):
            yield Miss((), SAYS.with_facts(audience=audience), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for audience in WANTED.of(festival.settings) if cost else ():
        events = [event for event in festival.events if _is_for(event, audience)]
        # An event takes place whole or not at all: its first session tells.
        group = draft.members(event.sessions[0] for event in events)
        draft.count([group], least=1, cost=cost)


def _is_for(event: Event, audience: str) -> bool:
    return audience.casefold() in {each.casefold() for each in AUDIENCES.of(event)}
