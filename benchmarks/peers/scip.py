"""SCIP on the time-indexed program, through MathOpt of OR-Tools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from ortools.math_opt.python import mathopt

from benchmarks.peers.highs import told
from benchmarks.peers.linear import Weighed
from benchmarks.peers.peer import Found, Step, Stopwatch, apart
from festplan.draft import Draft
from festplan.solver.relaxation import model_of

CANNOT = "Words with too many rows (each is named), as for HiGHS."
#: A line of SCIP's log about a new plan: a letter, then columns, the last but two its value.
NEWS = re.compile(r"^[*a-zA-Z]\s*[\d.]+s\|")


def solve(draft: Draft, seconds: float, seed: int, workers: int) -> Found:
    watch = Stopwatch()
    linear = Weighed(draft)
    costs = {column: cost for column, cost in enumerate(linear.costs) if cost}
    proto = model_of(linear.program, costs, whole=True)
    proto.objective.offset = linear.offset
    model = mathopt.Model.from_model_proto(proto)
    found = Found(build=watch.seconds, left_out=told(linear))

    def log(lines: Sequence[str]) -> None:
        for line in lines:
            if NEWS.match(line):
                value = float(line.split("|")[-3])
                found.steps.append(Step(watch.seconds, apart(value, linear.weight)))

    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(seconds - found.build, 0.1)),
        random_seed=seed,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.5,
        threads=workers,
    )
    result = mathopt.solve(model, mathopt.SolverType.GSCIP, params=parameters, msg_cb=log)
    found.seconds = watch.seconds
    reason = result.termination.reason
    found.said = reason.name
    found.proved = reason in (
        mathopt.TerminationReason.OPTIMAL,
        mathopt.TerminationReason.INFEASIBLE,
    )
    bound = result.termination.objective_bounds.dual_bound
    if bound > 0 and bound < float("inf"):
        found.bound = apart(bound, linear.weight)
    if result.has_primal_feasible_solution():
        values = {variable.id: value for variable, value in result.variable_values().items()}
        found.placements = linear.placements(lambda column: values[column])
        found.steps.append(Step(found.seconds, linear.points(lambda column: values[column])))
    return found
