"""The time-indexed program with all tiers in one sum, as other solvers get it."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.peers.peer import TIERS, Points, tiers_of, weights
from festplan.draft import Draft
from festplan.solver.program import Linear


class Weighed(Linear):
    """A draft as rows and columns, and one sum to make small."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, tiers_of(draft))
        self.weight = weights(draft)

    @property
    def costs(self) -> list[float]:
        """What each column costs."""
        found = [0.0] * len(self.program.most)
        for tier, weight in zip(TIERS, self.weight, strict=True):
            for column, points in self.lost[tier].items():
                found[column] += weight * points
        return found

    @property
    def offset(self) -> float:
        """What is lost for certain, as a part of the one sum."""
        return float(
            sum(w * self.certain[tier] for w, tier in zip(self.weight, TIERS, strict=True))
        )

    def points(self, value: Callable[[int], float]) -> Points:
        """What a solution loses in each tier."""
        found = (
            round(self.certain[tier] + sum(f * value(c) for c, f in self.lost[tier].items()))
            for tier in TIERS
        )
        return tuple(found)  # type: ignore[return-value]
