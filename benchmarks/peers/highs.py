"""HiGHS on the time-indexed program, through its own Python interface."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from benchmarks.peers.linear import Weighed
from benchmarks.peers.peer import Found, Step, Stopwatch, apart
from festplan.draft import Draft

CANNOT = "Words with too many rows (each is named), usually visits at more than 60 events."


def solve(draft: Draft, seconds: float, seed: int, workers: int) -> Found:
    watch = Stopwatch()
    linear = Weighed(draft)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(model_of(linear))
    found = Found(build=watch.seconds, left_out=told(linear))
    solver.setOptionValue("time_limit", max(seconds - found.build, 0.1))
    solver.setOptionValue("threads", workers)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)

    def better(event: Any) -> None:
        values = event.data_out.mip_solution
        found.steps.append(Step(watch.seconds, linear.points(lambda column: float(values[column]))))

    solver.cbMipImprovingSolution += better
    solver.run()
    found.seconds = watch.seconds
    status = solver.getModelStatus()
    found.said = solver.modelStatusToString(status)
    info = solver.getInfo()
    found.proved = status in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kInfeasible,
    )
    if np.isfinite(info.mip_dual_bound):
        found.bound = apart(max(info.mip_dual_bound, 0), linear.weight)
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = solver.getSolution().col_value
        found.placements = linear.placements(lambda column: values[column])
    return found


def told(linear: Weighed) -> tuple[str, ...]:
    return tuple(f"{count} × {word}" for word, count in sorted(linear.left_out.items()))


def model_of(linear: Weighed) -> highspy.HighsModel:
    """The program in the arrays that HiGHS reads."""
    program, costs = linear.program, linear.costs
    model = highspy.HighsModel()
    lp = model.lp_
    lp.num_col_, lp.num_row_ = len(costs), len(program.rows)
    lp.offset_ = linear.offset
    lp.col_cost_ = np.array(costs, dtype=np.double)
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.array(program.most, dtype=np.double)
    whole, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if each else free for each in program.whole]
    lp.row_lower_ = np.array([low for low, _, _ in program.rows])
    lp.row_upper_ = np.array([high for _, high, _ in program.rows])
    sizes = [len(terms) for _, _, terms in program.rows]
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = lp.num_col_, lp.num_row_
    matrix.start_ = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    matrix.index_ = np.array([c for _, _, terms in program.rows for c in terms], dtype=np.int32)
    matrix.value_ = np.array([f for _, _, t in program.rows for f in t.values()], dtype=np.double)
    return model
