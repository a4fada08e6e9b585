"""One exact model that proves a plan best, tier by tier.

What is left out is solved first, and held.  Wishes and tidiness are one sum, in which a point of
a wish is worth more than all tidiness there is: what a solver learns on the way to the best
wishes it still knows when only tidiness is left, and far sooner is done than with one after the
other.  The best plan so far is always the hint, complete, for the next search: a search that is
stopped still leaves that plan and an honest bound.  Last of all comes the choice among equals.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import ceil

from ortools.sat.python import cp_model

from festplan.plan import Placement, Tier
from festplan.solver.limits import Watch
from festplan.solver.losses import Losses
from festplan.solver.model import TIERS, Model
from festplan.solver.onesum import OneSum
from festplan.solver.places import Linear

Way = Mapping[str, object]
#: Nothing is left to ask.
ENDS = (cp_model.OPTIMAL, cp_model.INFEASIBLE)

#: Ways to search, as parameters of CP-SAT.  The first finds good plans quickly, the second one
#: climbs from below and is often the one that proves that nothing is better.
IMPROVE: Way = {}
PROVE: Way = {"optimize_with_max_hs": True}
CLOSE: Way = {"linearization_level": 2}
#: The effort of a way without an end of its own.
LONG = 1e6
#: Who looks for a better plan by other means while a solver works, until told that it is done.
Beside = Callable[[Callable[[], bool]], Iterable[Placement] | None]
#: The ways to solve some tiers, each with its effort in deterministic seconds: the clock on the
#: wall would make two runs differ.
Roads = Sequence[tuple[Way, float]]
LEFT_OUT: Roads = ((IMPROVE, 20), (PROVE, 40), (CLOSE, LONG))
#: Short, and the same whatever the seed of the search.
FIRST: Roads = (({**CLOSE, "random_seed": 1}, 3),)
#: A solver that begins anew with a better plan is often done sooner than one that goes on.
LOST: Roads = ((CLOSE, 12), (CLOSE, LONG))
#: So much work may the choice among equally good plans take.
CANONICAL = 15.0
#: Its numbers have so many bits.
NUMBER = 20

#: Seconds in which any plan is put into the model.
PATIENCE = 60.0


class Impossible(Exception):
    """No plan keeps all rules."""


@dataclass(frozen=True)
class Solved:
    """What one search has found: a plan, or None, and a bound."""

    plan: cp_model.CpSolver | None
    at_least: int
    #: What was found beside it.
    other: Iterable[Placement] | None = None


class Goal(OneSum):
    """Some tiers of a model as one sum."""

    def __init__(self, losses: Losses, names: Sequence[str]) -> None:
        totals = {tier: losses.total(tier) for tier in names}
        super().__init__({t: highest(losses.places.model, total) for t, total in totals.items()})
        self.terms = [term for tier in names for term in losses.terms[tier]]
        self.loss = Linear.sum([self.worth[tier] * totals[tier] for tier in names])


def highest(model: cp_model.CpModel, total: Linear) -> int:
    """More than that a sum can never be."""
    flat = cp_model.FlatIntExpr(total)
    most: int = flat.offset
    for variable, factor in zip(flat.vars, flat.coeffs, strict=True):
        domain = variable.proto.domain
        most += max(factor * domain[0], factor * domain[len(domain) - 1])
    return most


class Exact:
    """Solves the tiers of one model."""

    def __init__(self, model: Model, watch: Watch) -> None:
        self.model = model.places.model
        self.places = model.places
        self.losses = model.losses
        self.watch = watch
        self.best: cp_model.CpSolver | None = None

    def begin_with(self, placements: Iterable[Placement]) -> bool:
        """Take a plan as the best so far; False where the model does not allow it."""
        held = self.model.clone()
        literals = self.places.held(placements)
        if literals is None:
            return False
        held.add_bool_and(literals)
        held.minimize(Linear.sum([self.losses.total(tier) for tier in TIERS]))
        solver = self._solver({}, 1e3)
        # Nothing is searched here, so a plan is never lost for want of time.
        solver.parameters.max_time_in_seconds = PATIENCE
        status = solver.solve(held)
        self.watch.done += solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False
        self.best = solver
        return True

    @property
    def placements(self) -> list[Placement]:
        assert self.best is not None
        return self.places.read(self.best.value)

    def tiers(
        self,
        names: Sequence[str],
        roads: Roads,
        at_least: Mapping[str, int],
        beside: Beside | None = None,
    ) -> tuple[Tier, ...]:
        """Solve some tiers at once, from bounds that are known already, and hold what is reached.

        Each way has somebody ``beside`` it who may find a better plan for the next one.
        Raises ``Impossible`` where there is no plan at all.
        """
        goal = Goal(self.losses, names)
        least = goal.sum(at_least)
        if not goal.terms:
            if self.best is None and names[-1] == TIERS[-1]:
                self._first()
            return tuple(Tier(tier, 0, 0) for tier in names)
        if self.best is not None:
            # What nobody has made small yet is larger in the model than in the plan.
            self.begin_with(self.placements)
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.minimize(goal.loss)
        for way, effort in roads:
            if self.watch.over or self._is_proved(goal.loss, least):
                break
            found = self._solve(goal, way, effort, least, beside)
            least = max(least, found.at_least)
            self._keep(found, goal.loss)
            if not self._is_proved(goal.loss, least):
                self._prefer(found.other, goal.loss)
        if self.best is None:
            return tuple(Tier(tier, 0, bound) for tier, bound in goal.split(least).items())
        lost = self.best.value(goal.loss)
        self.model.add(goal.loss <= lost)
        return goal.tiers(lost, min(least, lost))

    def _is_proved(self, loss: Linear, at_least: int) -> bool:
        return self.best is not None and self.best.value(loss) <= at_least

    def _prefer(self, placements: Iterable[Placement] | None, loss: Linear) -> None:
        """Take a plan that somebody else has found, where it is better."""
        before = self.best
        if placements is not None and self.begin_with(placements) and before is not None:
            assert self.best is not None
            if self.best.value(loss) >= before.value(loss):
                self.best = before

    def choose(self) -> None:
        """Among the plans that are equally good the one of a fixed order, whatever was found.

        Each option and each start of a session has a fixed number; the lowest sum is chosen.
        """
        numbers = [
            _number(f"{session.id} {option.venue.id} {option.length}") * literal
            for session in self.places.draft.festival.sessions
            for option in self.places.draft.options(session)
            for literal in [self.places.chosen[option]]
        ] + [
            _number(f"{session.id} {index}") * literal
            for session, begins in self.places.begins.items()
            for index, literal in begins.items()
        ]
        total = Linear.sum(numbers)
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        self.model.minimize(total)
        found = self._solve(None, {**CLOSE, "random_seed": 1}, CANONICAL, 0)
        self._keep(found, total)

    def _first(self) -> None:
        """Any plan at all, where nothing can be lost."""
        self.model.clear_objective()  # type: ignore[no-untyped-call]
        found = self._solve(None, IMPROVE, LONG, 0)
        self.best = found.plan

    def _keep(self, found: Solved, loss: Linear) -> None:
        """Keep a plan that is the first one or better than the best so far."""
        plan = found.plan
        if plan and (self.best is None or plan.value(loss) < self.best.value(loss)):
            self.best = plan

    def _solve(
        self,
        goal: Goal | None,
        way: Way,
        effort: float,
        at_least: int,
        beside: Beside | None = None,
    ) -> Solved:
        self._hint()
        solver = self._solver(way, effort)
        told = None
        if goal is not None:
            lost = self.best.value(goal.loss) if self.best is not None else None
            told = Told(goal, self.watch, lost, at_least)
        if told is not None:
            solver.best_bound_callback = told.bound_found
        result: list[cp_model.CpSolverStatus] = []
        # The search runs beside us, so that a stop from outside is heard.
        thread = threading.Thread(target=lambda: result.append(solver.solve(self.model, told)))
        done = self.watch.done
        thread.start()
        other = beside(lambda: bool(result) and result[0] in ENDS) if beside else None
        while thread.is_alive():
            thread.join(0.05)
            if self.watch.limits.stop.is_set():
                solver.stop_search()
        if result[0] in ENDS:
            # When that was, seen from beside, is no measure of work.
            self.watch.done = done
        self.watch.done += solver.response_proto.deterministic_time
        if result[0] == cp_model.INFEASIBLE:
            raise Impossible
        found = result[0] in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        bound = solver.best_objective_bound if self.model.has_objective() else 0
        return Solved(solver if found else None, ceil(bound - 1e-6), other)

    def _solver(self, way: Way, effort: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        limits, parameters = self.watch.limits, solver.parameters
        # Work is counted, not time, and several workers take turns: the same input, the same
        # plan.  The short ways are ways of one worker; several share the long one at the end.
        parameters.num_workers = limits.workers if effort >= LONG else 1
        parameters.interleave_search = parameters.num_workers > 1
        # Seed 0 is the solver's own default, which is 1.
        parameters.random_seed = limits.seed + 1
        parameters.max_deterministic_time = max(min(effort, self.watch.effort_left), 0.01)
        parameters.max_time_in_seconds = max(self.watch.left, 0.1)
        parameters.catch_sigint_signal = False
        # All three cost more than they bring at the size of a festival.
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.max_presolve_iterations = 1
        for parameter, value in way.items():
            setattr(parameters, parameter, value)
        return solver

    def _hint(self) -> None:
        """The best plan so far, complete: a hint with gaps would be repaired away."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for index, value in enumerate(self.best.response_proto.solution if self.best else ()):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)


class Told(cp_model.CpSolverSolutionCallback):
    """Tells how the search goes on: a better plan, a better bound."""

    def __init__(self, goal: Goal, watch: Watch, lost: int | None, at_least: int) -> None:
        super().__init__()
        self.goal = goal
        self.watch = watch
        self.lost = lost
        self.at_least = at_least

    def on_solution_callback(self) -> None:
        lost = round(self.objective_value)
        self.lost = lost if self.lost is None else min(lost, self.lost)
        self._tell()

    def bound_found(self, bound: float) -> None:
        self.at_least = max(self.at_least, ceil(bound - 1e-6))
        self._tell()

    def _tell(self) -> None:
        """The first tier of which not all is known yet."""
        at_least = self.goal.split(self.at_least)
        if self.lost is None:
            tier = self.goal.names[0]
            self.watch.tell(tier, None, at_least[tier])
            return
        tiers = self.goal.tiers(self.lost, min(self.at_least, self.lost))
        first = next((each for each in tiers if not each.optimal), tiers[-1])
        self.watch.tell(first.name, first.lost, first.at_least)


def _number(words: str) -> int:
    """A number that looks drawn: sums of different ones hardly ever agree."""
    return int.from_bytes(blake2b(words.encode(), digest_size=4).digest(), "big") % (1 << NUMBER)
