"""CP-SAT with its default parameters: one model, one sum, no hint."""

from __future__ import annotations

from ortools.sat.python import cp_model

from benchmarks.peers.peer import TIERS, Found, Points, Step, Stopwatch, apart, weights
from festplan.draft import Draft
from festplan.solver.model import model_of

CANNOT = "Nothing: it is our own exact model."


def solve(draft: Draft, seconds: float, seed: int, workers: int) -> Found:
    watch = Stopwatch()
    made = model_of(draft)
    weight = weights(draft)
    totals = [made.losses.total(tier) for tier in TIERS]
    model = made.places.model
    model.minimize(sum(w * total for w, total in zip(weight, totals, strict=True)))
    found = Found(build=watch.seconds)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed + 1
    solver.parameters.max_time_in_seconds = max(seconds - found.build, 0.1)
    status = solver.solve(model, Steps(found, totals, watch))
    found.seconds = watch.seconds
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found.placements = made.places.read(solver.value)
        found.bound = apart(solver.best_objective_bound, weight)
    found.proved = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    found.said = solver.status_name(status)
    return found


class Steps(cp_model.CpSolverSolutionCallback):
    """Notes when each better plan is found."""

    def __init__(self, found: Found, totals: list[cp_model.LinearExpr], watch: Stopwatch) -> None:
        super().__init__()
        self.found = found
        self.totals = totals
        self.watch = watch

    def on_solution_callback(self) -> None:
        points: Points = tuple(self.value(total) for total in self.totals)  # type: ignore[assignment]
        self.found.steps.append(Step(self.watch.seconds, points))
