"""What a plan loses, tier by tier, as linear expressions over the places' literals.

A price depends on a session's option and start together.  What depends on one of them alone
is put on its own literal; only what is left needs a literal of its own for the pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from festplan.draft import Option, Price
from festplan.festival import Session
from festplan.solver.places import Linear, Places


class Losses:
    """The points lost in each tier, collected while the model is built."""

    def __init__(self, places: Places, tiers: Iterable[str], tier_of: Mapping[str, str]) -> None:
        self.places = places
        self.tier_of = tier_of
        self.terms: dict[str, list[Linear]] = {tier: [] for tier in tiers}

    def charge(self, speaker: str, points: int, what: Linear) -> None:
        self.terms[self.tier_of[speaker]].append(points * what)

    def leave_out(self, tier: str, points: int, what: Linear) -> None:
        self.terms[tier].append(points * what)

    def total(self, tier: str) -> Linear:
        return Linear.sum(self.terms[tier])

    def charge_prices(self, prices: Iterable[Price]) -> None:
        """All prices of all wishes, session by session and tier by tier."""
        by_tier: dict[tuple[str, Session], list[Price]] = {}
        for price in prices:
            key = self.tier_of[price.speaker], price.option.session
            by_tier.setdefault(key, []).append(price)
        for (tier, session), found in by_tier.items():
            self._charge_session(tier, session, found)

    def _charge_session(self, tier: str, session: Session, prices: list[Price]) -> None:
        points = self._by_option(session, prices)
        for option, by_start in points.items():
            if by_start and (always := min(by_start.values())):
                self.terms[tier].append(always * self.places.chosen[option])
                points[option] = {i: p - always for i, p in by_start.items()}
        for index, begins in self.places.begins[session].items():
            open_here = [found[index] for found in points.values() if index in found]
            if open_here and (always := min(open_here)):
                self.terms[tier].append(always * begins)
                for found in points.values():
                    if index in found:
                        found[index] -= always
        for option, by_start in points.items():
            self._charge_pairs(tier, option, by_start)

    def _by_option(self, session: Session, prices: list[Price]) -> dict[Option, dict[int, int]]:
        """The points of every start (by its place on the grid) that an option leaves."""
        draft = self.places.draft
        found: dict[Option, dict[int, int]] = {}
        for option in draft.options(session):
            starts = draft.starts(option)
            found[option] = {i: 0 for i in self.places.begins[session] if starts >> i & 1}
        for price in prices:
            by_start = found.get(price.option, {})
            for index in by_start:
                if price.starts >> index & 1:
                    by_start[index] += price.points
        return found

    def _charge_pairs(self, tier: str, option: Option, by_start: Mapping[int, int]) -> None:
        """What depends on the option and the start together."""
        starts: dict[int, int] = {}
        for index, points in by_start.items():
            if points:
                starts[points] = starts.get(points, 0) | 1 << index
        for points, bits in starts.items():
            begins = self.places.begins_in(option.session, bits)
            if begins is not None:
                both = self.places.model.new_bool_var("")
                self.places.model.add_bool_or(both, ~begins, ~self.places.chosen[option])
                self.terms[tier].append(points * both)
