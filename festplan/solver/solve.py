"""From a festival to a plan, and how good it is proved to be.

The tiers are solved one after the other: what the first one reaches is a bound for the second
one.  Each plan found is the hint for the next search, so a search that is stopped still leaves
the best plan so far and an honest bound.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil
from time import monotonic

from ortools.sat.python import cp_model

from festplan.draft import Draft
from festplan.drafting import draft_of
from festplan.festival import Festival
from festplan.plan import Placement, Plan, Tier
from festplan.rules import RULES
from festplan.rules.rule import Rule, name
from festplan.solver.losses import Losses
from festplan.solver.places import Linear, NowhereToGo, Places
from festplan.solver.translation import Translation
from festplan.wishes import WISHES
from festplan.wishes.wish import PRIORITY, TIDY, WISHED, Wish, tier_of

#: What is weighed, the most important first: each tier is strictly before the next one.
MANDATORY = "mandatory"
TIERS = (MANDATORY, PRIORITY, WISHED, TIDY)


#: Ways to search, as parameters of CP-SAT.  The first finds good plans quickly, the second one
#: climbs from below and is often the one that proves that nothing is better.
IMPROVE: Mapping[str, object] = {}
PROVE: Mapping[str, object] = {"optimize_with_max_hs": True}
CLOSE: Mapping[str, object] = {"linearization_level": 2}
#: The ways tried in each tier, each with its effort in deterministic seconds: the clock on the
#: wall would make two runs differ.  Tidiness has many equal plans, so it starts from below.
ROADS: Mapping[str, tuple[tuple[Mapping[str, object], float], ...]] = {
    MANDATORY: ((IMPROVE, 20), (PROVE, 40), (CLOSE, 1e6)),
    PRIORITY: ((IMPROVE, 20), (PROVE, 40), (CLOSE, 1e6)),
    WISHED: ((IMPROVE, 20), (PROVE, 40), (CLOSE, 1e6)),
    TIDY: ((PROVE, 20), (IMPROVE, 20), (CLOSE, 1e6)),
}


@dataclass(frozen=True)
class Progress:
    """How far a search has come: the tier it is in, its best plan so far and its bound."""

    tier: str
    lost: int | None
    at_least: int
    seconds: float


@dataclass
class Limits:
    """When to stop, and what to tell on the way."""

    seconds: float = 60.0
    seed: int = 0
    tell: Callable[[Progress], None] = lambda progress: None
    #: Set from outside to stop with the best plan so far.
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Model:
    """A draft as a CP-SAT model, with the points lost in each tier."""

    places: Places
    losses: Losses


def model_of(draft: Draft, wishes: Iterable[Wish] = WISHES, partial: bool = False) -> Model:
    """The model of a draft; ``partial`` allows even mandatory events to be left out."""
    mandatory = [e for e in draft.festival.events if e not in draft.optional]
    places = Places(draft, [*draft.optional, *(mandatory if partial else ())])
    tiers = {name(wish): tier_of(wish, draft.festival) for wish in wishes}
    losses = Losses(places, TIERS, tiers)
    translation = Translation(places, losses.charge)
    for spoken in draft.words:
        translation.say(spoken)
    losses.charge_prices(draft.prices)
    for event, lost in draft.optional.items():
        losses.leave_out(PRIORITY, lost, 1 - places.present(event))
    if partial:
        for event in mandatory:
            losses.leave_out(MANDATORY, len(event.sessions), 1 - places.present(event))
    return Model(places, losses)


def solve(
    festival: Festival,
    limits: Limits | None = None,
    rules: Iterable[Rule] = RULES,
    wishes: Iterable[Wish] = WISHES,
    partial: bool = False,
) -> Plan | None:
    """The best plan of a festival under some rules and wishes, or None where there is none."""
    wishes = tuple(wishes)
    return solve_draft(draft_of(festival, rules, wishes), limits or Limits(), partial, wishes)


def solve_draft(
    draft: Draft, limits: Limits, partial: bool = False, wishes: Iterable[Wish] = WISHES
) -> Plan | None:
    """The best plan that a draft leaves open, or None where there is none.

    Raises ``Undecided`` where the time was over before a plan was found or refused.
    """
    try:
        model = model_of(draft, wishes, partial)
    except NowhereToGo:
        return None
    return Search(model, limits).run()


class Undecided(Exception):
    """The time was over before a plan was found, and before it was clear that there is none."""


class Search:
    """Solves the tiers of one model in their order."""

    def __init__(self, model: Model, limits: Limits) -> None:
        self.model = model.places.model
        self.places = model.places
        self.losses = model.losses
        self.limits = limits
        self.began = monotonic()
        self.placements: list[Placement] = []
        self.best: cp_model.CpSolver | None = None

    def run(self) -> Plan | None:
        """The plan that loses least, tier by tier; None where there is no plan."""
        tiers: list[Tier] = []
        for tier in TIERS:
            found = self._tier(tier)
            if found is None:
                return None
            tiers.append(found)
            self.model.add(self.losses.total(tier) <= found.lost)
        return Plan(tuple(self.placements), tiers=tuple(tiers))

    def _tier(self, tier: str) -> Tier | None:
        """The points lost in a tier and the proved bound; None where there is no plan."""
        loss = self.losses.total(tier)
        at_least = 0
        # Where nothing can be lost there is nothing to search, but the first plan is to be found
        # before the last tier is over.
        if self.losses.terms[tier] or (self.best is None and tier == TIERS[-1]):
            self.model.clear_objective()  # type: ignore[no-untyped-call]
            self.model.minimize(loss)
            for way, effort in ROADS[tier]:
                if self._over():
                    break
                self._hint()
                solver, status = self._solve(tier, way, effort, at_least)
                if status == cp_model.INFEASIBLE:
                    return None
                at_least = max(at_least, ceil(solver.best_objective_bound - 1e-6))
                self._keep(solver, status, loss)
                if self.best is not None and self.best.value(loss) <= at_least:
                    break
            if self.best is None:
                raise Undecided
        return Tier(tier, self.best.value(loss) if self.best else 0, at_least)

    def _over(self) -> bool:
        return self.best is not None and (self.limits.stop.is_set() or self._left() <= 0)

    def _keep(
        self, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus, loss: Linear
    ) -> None:
        """Keep a plan that is the first one or better than the best so far."""
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return
        if self.best is None or solver.value(loss) < self.best.value(loss):
            self.best = solver
            self.placements = self.places.read(solver.value)

    def _solve(
        self, tier: str, way: Mapping[str, object], effort: float, at_least: int
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        solver = cp_model.CpSolver()
        # One worker and a limit that counts work, not time: the same input, the same plan.
        solver.parameters.num_workers = 1
        # Seed 0 is the solver's own default, which is 1.
        solver.parameters.random_seed = self.limits.seed + 1
        solver.parameters.max_deterministic_time = effort
        solver.parameters.max_time_in_seconds = max(self._left(), 0.1)
        solver.parameters.catch_sigint_signal = False
        # All three cost more than they bring at the size of a festival.
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
        for parameter, value in way.items():
            setattr(solver.parameters, parameter, value)
        watch = Watch(Progress(tier, self._best(tier), at_least, 0), self.limits, self.began)
        solver.best_bound_callback = watch.bound_found
        result: list[cp_model.CpSolverStatus] = []
        # The search runs beside us, so that a stop from outside is heard.
        thread = threading.Thread(target=lambda: result.append(solver.solve(self.model, watch)))
        thread.start()
        while thread.is_alive():
            thread.join(0.05)
            if self.limits.stop.is_set():
                solver.stop_search()
        return solver, result[0]

    def _best(self, tier: str) -> int | None:
        return self.best.value(self.losses.total(tier)) if self.best else None

    def _left(self) -> float:
        return self.limits.seconds - (monotonic() - self.began)

    def _hint(self) -> None:
        """The best plan so far, complete: a hint with gaps would be repaired away."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        if self.best is not None:
            for index, value in enumerate(self.best.response_proto.solution):
                self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)


class Watch(cp_model.CpSolverSolutionCallback):
    """Tells how the search goes on: a better plan, a better bound."""

    def __init__(self, now: Progress, limits: Limits, began: float) -> None:
        super().__init__()
        self.now = now
        self.limits = limits
        self.began = began

    def on_solution_callback(self) -> None:
        lost = round(self.objective_value)
        self._tell(replace(self.now, lost=min(lost, self.now.lost or lost)))

    def bound_found(self, bound: float) -> None:
        at_least = max(self.now.at_least, ceil(bound - 1e-6))
        self._tell(replace(self.now, at_least=at_least))

    def _tell(self, news: Progress) -> None:
        self.now = replace(news, seconds=monotonic() - self.began)
        self.limits.tell(self.now)
