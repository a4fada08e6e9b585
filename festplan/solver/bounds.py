"""What every plan loses, known without solving anything: each session on its own best seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from festplan.draft import Draft, Price
from festplan.festival import Session
from festplan.solver.search.seats import Seat


def at_least(draft: Draft, tier_of: Mapping[str, str], tiers: Iterable[str]) -> dict[str, int]:
    """The points that mandatory sessions lose wherever they sit, by tier.

    Where some of them may stay out, who stays out loses nothing: then no such bound is known.
    """
    prices: dict[tuple[str, Session], list[Price]] = {}
    for price in draft.prices:
        prices.setdefault((tier_of[price.speaker], price.option.session), []).append(price)
    found = dict.fromkeys(tiers, 0)
    for (tier, session), some in prices.items():
        if tier in found and session.event not in draft.optional:
            found[tier] += _cheapest(draft, session, some)
    return found


def _cheapest(draft: Draft, session: Session, prices: list[Price]) -> int:
    seat = Seat(draft, session, 0)
    costs = seat.alone.copy()
    for price in prices:
        if (row := seat.row.get(price.option)) is not None:
            costs[row] += price.points * seat.inside(price.starts)
    return int(np.min(costs)) if costs.size else 0
