"""Who has worked with whom in earlier years, as the table of earlier cooperation tells."""

from __future__ import annotations

from festplan.columns import Column, text
from festplan.festival import Actor, Festival
from festplan.tables import SHORT_NAME
from festplan.texts import Text

Pair = frozenset[Actor]

YEAR = Column(
    "network_history", "year", "Jahr", Text("The year.", "Das Jahr."), text, "", ("2026",)
)
# Who is not here any more may stand in the table, too: so these are no references.
ACTOR_A = Column(
    "network_history", "actor_a", "Akteur A",
    Text("One of the two; who is not here any more does not matter.",
         "Der eine; wer nicht mehr dabei ist, zählt nicht."),
    text, "", ("school", "choir"), required=True,
)  # fmt: skip
ACTOR_B = Column(
    "network_history", "actor_b", "Akteur B",
    Text("The other one.", "Der andere."), text, "", ("choir", "club"), required=True,
)  # fmt: skip
TIE = Column(
    "network_history", "tie", "Art",
    Text("What they did together, for example joint_event.",
         "Was sie zusammen gemacht haben, etwa joint_event."),
    text, "", ("joint_event",),
)  # fmt: skip
COLUMNS = (YEAR, ACTOR_A, ACTOR_B, TIE)


def worked_together(festival: Festival) -> set[Pair]:
    """The pairs of actors of this year that have worked together before, whatever it was."""
    by_name: dict[str, Actor] = {}
    for actor in festival.actors:
        for name in (actor.id, actor.name, SHORT_NAME.of(actor)):
            by_name.setdefault(name.casefold(), actor)
    pairs = (
        frozenset(by_name[name.casefold()] for name in named if name.casefold() in by_name)
        for named in ((ACTOR_A.of(row), ACTOR_B.of(row)) for row in festival.of("network_history"))
    )
    return {pair for pair in pairs if len(pair) == 2}
