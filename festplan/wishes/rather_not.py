"""Nobody is asked at a time when they would rather not.

A line of kind *avoid* in the availability table: the choir could come on Saturday night, but
would rather be at evening prayer.  Each session in such a window costs `weight_rather_not`
points, for every actor of it that would rather not.

Fine:
    availability: actor_id school, date Mon, from 18:00, to 20:00, kind avoid
    Mon 15:00-16:00  library  reading by school

Broken:
    availability: actor_id school, date Mon, from 18:00, to 20:00, kind avoid
    Mon 17:30-18:30  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.availability import KIND, spans_of
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Niemand wird zu einer Zeit gebeten, zu der er lieber nicht käme.

Eine Zeile der Art *ungern* in der Tabelle der Verfügbarkeit: Der Chor könnte am Samstagabend,
wäre aber lieber beim Abendgebet.  Jeder Termin in einem solchen Fenster kostet
`weight_rather_not` Punkte, für jeden Akteur, der lieber nicht möchte.
"""
NUMBERS = (29,)
TIER = WISHED
WEIGHT = weight(
    "rather_not",
    "ungern",
    Text("Points in an avoided window.", "Punkte in einem Ungern-Fenster."),
    3,
)
COLUMNS = (KIND, WEIGHT)
SAYS = Text(
    en="{actor} would rather not at {span} (“{event}”).",
    de="{actor} möchte {span} lieber nicht („{event}“).",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for placed in plan:
        for actor in placed.event.actors:
            avoided = spans_of(festival, actor, "avoid", placed.event)
            if points and any(placed.public.overlaps(span) for span in avoided):
                facts = {"actor": actor.name, "event": placed.event.title}
                yield Miss((placed,), SAYS.with_facts(**facts, span=placed.public), points)


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for option in draft.options():
        for actor in option.event.actors:
            if avoided := spans_of(festival, actor, "avoid", option.event):
                inside = draft.starts(option) & draft.starts_over(option, avoided)
                if inside:
                    draft.lose(option, points, inside)
