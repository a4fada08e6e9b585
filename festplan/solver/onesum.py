"""Some tiers as one sum: a point of a tier is worth more than all that is lost after it."""

from __future__ import annotations

from collections.abc import Mapping

from festplan.plan import Tier


class OneSum:
    """Puts the points of some tiers together, and takes them apart again.

    ``highest`` names the tiers in their order, each with points that no plan loses more of.
    """

    def __init__(self, highest: Mapping[str, int]) -> None:
        self.names = tuple(highest)
        self.worth: dict[str, int] = {}
        worth = 1
        for tier in reversed(self.names):
            self.worth[tier] = worth
            worth *= highest[tier] + 1

    def sum(self, points: Mapping[str, int]) -> int:
        return sum(self.worth[tier] * points.get(tier, 0) for tier in self.names)

    def split(self, total: int) -> dict[str, int]:
        """The points of each tier in a sum."""
        found = {}
        for tier in self.names:
            found[tier], total = divmod(total, self.worth[tier])
        return found

    def tiers(self, lost: int, at_least: int) -> tuple[Tier, ...]:
        """What a plan loses and what every plan loses, given the tiers before."""
        plan, bound, proved = self.split(lost), self.split(at_least), True
        found = []
        for tier in self.names:
            found.append(Tier(tier, plan[tier], bound[tier] if proved else 0))
            proved = proved and found[-1].optimal
        return tuple(found)
