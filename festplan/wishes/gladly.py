"""Actors come when they gladly come, not only when they could.

A line of kind *preferred* in the availability table names a window that suits an actor well.
An actor with such windows loses `weight_gladly` points for each session it leads that does
not lie inside one of them.

Fine:
    availability: actor_id school, date Mon, from 14:00, to 18:00, kind preferred
    Mon 15:00-16:00  library  reading by school

Broken:
    availability: actor_id school, date Mon, from 14:00, to 18:00, kind preferred
    Mon 17:30-18:30  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.availability import KIND, spans_of
from festplan.columns import Column, whole
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss

DE = """Akteure kommen, wann sie gerne kommen, nicht nur, wann sie können.

Eine Zeile der Art *gern* in der Tabelle der Verfügbarkeit nennt ein Fenster, das einem Akteur
gut passt.  Wer solche Fenster hat, verliert `weight_gladly` Punkte für jeden Termin, den er
leitet und der in keinem davon liegt.
"""
NUMBERS = (29,)
TIER = WISHED
WEIGHT = Column(
    "festival", "weight_gladly", "Gewicht gern",
    Text("Points outside a preferred window.", "Punkte außerhalb eines Gern-Fensters."),
    whole, 1, ("1", "2"),
)  # fmt: skip
COLUMNS = (KIND, WEIGHT)
SAYS = Text(
    en="{actor} would gladly do “{event}” in one of these windows: {windows}; it is {span}.",
    de="{actor} hätte „{event}“ gern in einem dieser Fenster: {windows}; es ist {span}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    weight = WEIGHT.of(festival.settings)
    for placed in plan:
        lead = placed.event.lead
        windows = spans_of(festival, lead, "preferred", placed.event)
        if weight and windows and not any(placed.public.within(span) for span in windows):
            facts = {"actor": lead.name, "event": placed.event.title}
            says = SAYS.with_facts(**facts, windows=windows, span=placed.public)
            yield Miss((placed,), says, weight)


def ask(festival: Festival, draft: Draft) -> None:
    weight = WEIGHT.of(festival.settings)
    for option in draft.options():
        if windows := spans_of(festival, option.event.lead, "preferred", option.event):
            outside = draft.starts(option) & ~draft.starts_within(option, windows)
            if outside:
                draft.lose(option, weight, outside)
