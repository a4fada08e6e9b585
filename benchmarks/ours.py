"""festplan itself, through what anybody can call."""

from __future__ import annotations

from benchmarks.peers.peer import Found, Step, Stopwatch
from festplan.draft import Draft
from festplan.plan import Plan
from festplan.solver.solve import Limits, Progress, Undecided, solve_draft
from festplan.wishes.wish import PRIORITY, TIDY, WISHED

CANNOT = "Nothing."
#: Above everything that can be lost: the value of a tier that was not looked at yet.
OPEN = 10**9


def solve(draft: Draft, seconds: float, seed: int, workers: int) -> Found:
    watch = Stopwatch()
    told: list[tuple[float, Progress]] = []
    limits = Limits(
        seconds=seconds, seed=seed, tell=lambda news: told.append((watch.seconds, news))
    )
    if hasattr(limits, "workers"):
        limits.workers = workers
    found = Found()
    try:
        plan = solve_draft(draft, limits)
    except Undecided:
        plan = None
        found.said = "UNDECIDED"
    found.seconds = watch.seconds
    if plan is not None:
        tiers = {tier.name: tier for tier in plan.tiers}
        found.placements = plan.placements
        found.bound = tuple(tiers[name].at_least for name in (PRIORITY, WISHED, TIDY))  # type: ignore[assignment]
        found.proved = plan.optimal
        # The last that is told is a better plan or a better bound.
        found.proved_after = told[-1][0] if plan.optimal and told else None
        found.steps = steps(plan, told, found.seconds)
        found.said = "OPTIMAL" if plan.optimal else "FEASIBLE"
    return found


def steps(plan: Plan, told: list[tuple[float, Progress]], seconds: float) -> list[Step]:
    """What was told on the way as better and better plans.

    While one tier is searched the ones before have what they end with, and of the ones after
    nothing is known yet.
    """
    order = (PRIORITY, WISHED, TIDY)
    ends = {tier.name: tier.lost for tier in plan.tiers}
    found: list[Step] = []
    for when, news in told:
        if news.lost is None or news.tier not in order:
            continue
        place = order.index(news.tier)
        points = tuple(
            ends[tier] if n < place else news.lost if n == place else OPEN
            for n, tier in enumerate(order)
        )
        if not found or points < found[-1].points:
            found.append(Step(when, points))  # type: ignore[arg-type]
    last = tuple(ends[tier] for tier in order)
    if not found or found[-1].points != last:
        found.append(Step(seconds, last))  # type: ignore[arg-type]
    return found
