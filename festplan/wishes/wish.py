"""What a wish is: one module that says how much a plan disappoints somebody.

A wish is shaped like a rule.  ``misses`` counts the points that a finished plan loses, each
with its sentence; ``ask`` tells a draft the same.  A test holds the two to the same number.
A wish belongs to a tier: wishes of people first, tidiness last.  What it weighs and where it
stands can be set for each festival (``weight_...`` and ``tier_...`` in the settings).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from festplan.columns import Column, OneOf, points
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Page, name
from festplan.texts import Text

#: The tiers in which wishes may be weighed, the more important one first.  The first is that of
#: optional events: a wish in it is weighed against their priorities.
PRIORITY, WISHED, TIDY = "priority", "wishes", "tidiness"


def weight(name: str, de: str, help: Text, default: int) -> Column[int]:
    """The setting of what a wish weighs; nothing is asked where it is 0."""
    examples = (str(default), "2", "3") if default else ("1", "2", "3")
    return Column(
        "festival", f"weight_{name}", f"Gewicht {de}", help, points, default,
        tuple(dict.fromkeys(examples)),
    )  # fmt: skip


@dataclass(frozen=True)
class Miss:
    """A wish that a plan does not meet: whose, in which words, at how many points."""

    placements: tuple[Placement, ...]
    text: Text
    points: int


class Wish(Page, Protocol):
    """The shape of a wish module."""

    @property
    def TIER(self) -> str: ...  # noqa: N802
    @property
    def WEIGHT(self) -> Column[int]: ...  # noqa: N802
    def misses(self, festival: Festival, plan: Plan) -> Iterator[Miss]:
        """Every wish of this kind that a finished plan does not meet."""
        ...

    def ask(self, festival: Festival, draft: Draft) -> None:
        """Tell an open plan what would be lost where."""
        ...


def tier_column(wish: Wish) -> Column[str]:
    """The setting in which tier a wish is weighed."""
    said = wish.WEIGHT.de.removeprefix("Gewicht ")
    return Column(
        "festival", f"tier_{name(wish)}", f"Stufe {said}",
        Text("Tier in which this wish is weighed.", "Stufe, in der dieser Wunsch zählt."),
        OneOf((PRIORITY, "Vorrang"), (WISHED, "Wünsche"), (TIDY, "Ordnung")), wish.TIER,
        (WISHED, TIDY),
    )  # fmt: skip


def tier_of(wish: Wish, festival: Festival) -> str:
    """The tier in which a festival weighs a wish."""
    return tier_column(wish).of(festival.settings)
