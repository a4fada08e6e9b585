"""From a festival to a plan, and how good it is proved to be.

The tiers are solved one after the other: what the first one reaches is a bound for the second
one.  Each plan found is the hint for the next search, so a search that is stopped still leaves
the best plan so far and an honest bound.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from time import monotonic

from ortools.sat.python import cp_model

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Placement, Plan, Tier
from festplan.rules import RULES
from festplan.rules.rule import Rule, name
from festplan.solver.losses import Losses
from festplan.solver.places import Linear, NowhereToGo, Places
from festplan.solver.translation import Translation
from festplan.wishes import WISHES
from festplan.wishes.wish import TIDY, WISHED, Wish

#: What is weighed, the most important first: each tier is strictly before the next one.
MANDATORY, PRIORITY = "mandatory", "priority"
TIERS = (MANDATORY, PRIORITY, WISHED, TIDY)


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


def draft_of(
    festival: Festival, rules: Iterable[Rule] = RULES, wishes: Iterable[Wish] = WISHES
) -> Draft:
    """An open plan in which every rule and every wish has spoken."""
    draft = Draft(festival)
    for rule in rules:
        draft.speaker = name(rule)
        rule.constrain(festival, draft)
    for wish in wishes:
        draft.speaker = wish.__name__
        wish.ask(festival, draft)
    return draft


@dataclass(frozen=True)
class Model:
    """A draft as a CP-SAT model, with the points lost in each tier."""

    places: Places
    losses: Losses


def model_of(draft: Draft, wishes: Iterable[Wish] = WISHES, partial: bool = False) -> Model:
    """The model of a draft; ``partial`` allows even mandatory events to be left out."""
    mandatory = [e for e in draft.festival.events if e not in draft.optional]
    places = Places(draft, [*draft.optional, *(mandatory if partial else ())])
    losses = Losses(places, TIERS, {wish.__name__: wish.TIER for wish in wishes})
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
    """The best plan that obeys the rules, or None where there is none.

    Raises ``Undecided`` where the time was over before a plan was found or refused.
    """
    wishes = tuple(wishes)
    try:
        model = model_of(draft_of(festival, rules, wishes), wishes, partial)
    except NowhereToGo:
        return None
    return Search(model, limits or Limits()).run()


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
        tiers: list[Tier] = []
        for tier in TIERS:
            loss = self.losses.total(tier)
            found = self._minimise(tier, loss)
            if found is None:
                return None
            tiers.append(found)
            self.model.add(loss <= found.lost)
        return Plan(tuple(self.placements), tiers=tuple(tiers))

    def _minimise(self, tier: str, loss: Linear) -> Tier | None:
        """The points lost in a tier and the proved bound; None where there is no plan."""
        if self.best is not None and (self.limits.stop.is_set() or self._left() <= 0):
            return Tier(tier, self.best.value(loss), 0)
        if self.best is not None and not self.losses.terms[tier]:
            return Tier(tier, 0, 0)
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.minimize(loss)
        self._hint()
        solver, status = self._solve(tier)
        if status == cp_model.INFEASIBLE:
            return None
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.best = solver
            self.placements = self.places.read(solver.value)
        if self.best is None:
            raise Undecided
        return Tier(tier, self.best.value(loss), round(solver.best_objective_bound))

    def _solve(self, tier: str) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.limits.seed
        solver.parameters.max_time_in_seconds = max(self._left(), 0.1)
        solver.parameters.catch_sigint_signal = False
        watch = Watch(tier, self.limits, self.began)
        solver.best_bound_callback = watch.bound_found
        result: list[cp_model.CpSolverStatus] = []
        thread = threading.Thread(target=lambda: result.append(solver.solve(self.model, watch)))
        thread.start()
        while thread.is_alive():
            thread.join(0.05)
            if self.limits.stop.is_set():
                solver.stop_search()
        return solver, result[0]

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

    def __init__(self, tier: str, limits: Limits, began: float) -> None:
        super().__init__()
        self.now = Progress(tier, None, 0, 0)
        self.limits = limits
        self.began = began

    def on_solution_callback(self) -> None:
        self._tell(replace(self.now, lost=round(self.objective_value)))

    def bound_found(self, bound: float) -> None:
        self._tell(replace(self.now, at_least=round(bound)))

    def _tell(self, news: Progress) -> None:
        self.now = replace(news, seconds=monotonic() - self.began)
        self.limits.tell(self.now)
