"""Solves an integer program in a process of its own: ``python prover.py``, spoken to by pipes.

In it nobody waits for anybody's lock, it can be ended at any moment, and its memory is gone with
it.  It knows nothing of festivals.  In: the arrays of a program, as numpy writes them (``send``).
Out: lines that tell a ``bound`` or a ``plan`` (the columns that are not nothing), and at the end
whether it is the ``best``, or how else it has ``ended``.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping
from io import BytesIO
from math import isfinite
from typing import IO, Any

import highspy
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

#: Probing is one of the rules by which HiGHS makes a program smaller: five times as long as all
#: the rest on a festival of sixty events, for nothing.
WITHOUT_PROBING = 1 << 15
OPTIONS = {
    "output_flag": False,
    "log_to_console": False,
    "threads": 1,
    "presolve_rule_off": WITHOUT_PROBING,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
}
BOUND, PLAN, BEST, ENDED, STOPPED = "bound", "plan", "best", "ended", "stopped"


def send(to: IO[bytes], arrays: Mapping[str, Array]) -> None:
    """Write some arrays: how many bytes, and these."""
    buffer = BytesIO()
    np.savez(buffer, **dict(arrays))  # type: ignore[arg-type]
    to.write(len(buffer.getbuffer()).to_bytes(8, "big"))
    to.write(buffer.getbuffer())
    to.flush()


def receive(source: IO[bytes]) -> dict[str, Array]:
    size = int.from_bytes(source.read(8), "big")
    with np.load(BytesIO(source.read(size)), allow_pickle=False) as arrays:
        return dict(arrays)


def model_of(arrays: Mapping[str, Array]) -> highspy.HighsModel:
    """A program in the form that HiGHS reads."""
    model = highspy.HighsModel()
    lp = model.lp_
    lp.num_col_, lp.num_row_ = arrays["costs"].size, arrays["low"].size
    lp.offset_ = float(arrays["offset"])
    lp.col_cost_ = arrays["costs"]
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = arrays["most"]
    whole, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if each else free for each in arrays["whole"]]
    lp.row_lower_, lp.row_upper_ = arrays["low"], arrays["high"]
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = lp.num_col_, lp.num_row_
    matrix.start_, matrix.index_ = arrays["start"], arrays["index"]
    matrix.value_ = arrays["value"]
    return model


def solve(arrays: Mapping[str, Array], seconds: float, asks: int) -> None:
    """Solve a program; stop when asked so often whether to go on."""
    asked = 0
    # Two may tell at once: the solver and who hears that nobody listens any more.
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("time_limit", seconds)

    def go_on(event: Any) -> None:
        nonlocal asked
        asked += 1
        bounded(event.data_out.mip_dual_bound)
        if asked > asks:
            event.interrupt()

    def bounded(bound: float) -> None:
        if isfinite(bound):
            tell(BOUND, repr(bound))

    def placed(values: Any) -> None:
        tell(PLAN, *np.flatnonzero(np.array(values)[: int(arrays["seats"])] > 0.5))

    solver.cbMipInterrupt += go_on
    solver.cbMipImprovingSolution += lambda event: placed(event.data_out.mip_solution)
    solver.passModel(model_of(arrays))
    solver.run()
    status = solver.getModelStatus()
    if status in (highspy.HighsModelStatus.kInterrupt, highspy.HighsModelStatus.kTimeLimit):
        bounded(solver.getInfo().mip_dual_bound)
        tell(STOPPED)
    elif status == highspy.HighsModelStatus.kOptimal:
        placed(solver.getSolution().col_value)
        bounded(solver.getInfo().objective_function_value)
        tell(BEST)
    else:
        tell(ENDED, solver.modelStatusToString(status))


def tell(*words: object) -> None:
    print(*words, flush=True)


def leave_with(parent: IO[bytes]) -> None:
    """Who closes the pipe wants no answer any more."""
    parent.read(1)
    os._exit(0)


def main() -> None:
    # Whether a Ctrl-C ends the search is for the one to say who began it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    arrays = receive(sys.stdin.buffer)
    threading.Thread(target=leave_with, args=[sys.stdin.buffer], daemon=True).start()
    solve(arrays, float(arrays["seconds"]), int(arrays["asks"]))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
