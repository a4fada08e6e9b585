"""What a wish is: one module that says how much a plan disappoints somebody.

A wish is shaped like a rule.  ``misses`` counts the points that a finished plan loses, each
with its sentence; ``ask`` tells a draft the same.  A test holds the two to the same number.
A wish belongs to a tier: wishes of people first, tidiness last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Page
from festplan.texts import Text

#: The tiers in which wishes are weighed, the more important one first.
WISHED, TIDY = "wishes", "tidiness"


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
    def misses(self, festival: Festival, plan: Plan) -> Iterator[Miss]:
        """Every wish of this kind that a finished plan does not meet."""
        ...

    def ask(self, festival: Festival, draft: Draft) -> None:
        """Tell an open plan what would be lost where."""
        ...
