"""Solves an integer program in a process of its own: ``python prover.py``, spoken to by pipes.

In it nobody waits for anybody's lock, it can be ended at any moment, and its memory is gone with
it.  It knows nothing of festivals.  In: the arrays of a program, as numpy writes them (``send``).
Out: lines that tell a ``bound`` or a ``plan`` (the columns that are not nothing), or a ``sketch``
that breaks only rows set aside; and at the end whether it is the ``best``, or how else it has
``ended``.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from io import BytesIO
from math import inf, isfinite
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
BOUND, PLAN, SKETCH = "bound", "plan", "sketch"
BEST, ENDED, STOPPED = "best", "ended", "stopped"
STOPS = (
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kIterationLimit,
)
#: So many rows at most are added at once to a linear program, as long as it rises by such a part.
AT_ONCE, RISES = 4_000, 2e-3
#: By so much a row may be broken, and by such a part a linear bound be wrong, by rounding.
TOLERANCE, ROUGH = 1e-6, 1e-7
#: Steps of the simplex method that are as much work as what is done from one ask to the next;
#: and more of them than anybody takes.
STEPS, MANY = 125, (1 << 31) - 1


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


def model_of(arrays: Mapping[str, Array], whole: bool = True) -> highspy.HighsModel:
    """A program in the form that HiGHS reads; its columns are whole numbers only where asked."""
    model = highspy.HighsModel()
    lp = model.lp_
    lp.num_col_, lp.num_row_ = arrays["costs"].size, arrays["low"].size
    lp.offset_ = float(arrays["offset"])
    lp.col_cost_ = arrays["costs"]
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = arrays["most"]
    if whole:
        integer, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [integer if each else free for each in arrays["whole"]]
    lp.row_lower_, lp.row_upper_ = arrays["low"], arrays["high"]
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = lp.num_col_, lp.num_row_
    matrix.start_, matrix.index_ = arrays["start"], arrays["index"]
    matrix.value_ = arrays["value"]
    return model


def rows_of(arrays: Mapping[str, Array], which: Array) -> dict[str, Array]:
    """The same program with some of its rows only (one truth value for each)."""
    sizes = np.diff(arrays["start"])
    entries = np.repeat(which, sizes)
    start = np.concatenate(([0], np.cumsum(sizes[which]))).astype(np.int32)
    some = {"start": start, "index": arrays["index"][entries], "value": arrays["value"][entries]}
    return {**arrays, **some, "low": arrays["low"][which], "high": arrays["high"][which]}


def missed(arrays: Mapping[str, Array], values: Array) -> Array:
    """By how much each row is broken."""
    terms = arrays["value"] * values[arrays["index"]]
    sums = np.add.reduceat(terms, arrays["start"][:-1])  # No row is empty.
    broken: Array = np.maximum(sums - arrays["high"], arrays["low"] - sums)
    return broken


class Prover:
    """Solves a program; of the rows that are set aside it says those that are missed."""

    def __init__(self, arrays: Mapping[str, Array], seconds: float, asks: int) -> None:
        self.arrays = arrays
        self.until = time.monotonic() + seconds
        self.asks = asks
        #: Which rows are said.
        self.said = np.ones(arrays["low"].size, dtype=np.bool_)
        self.said[arrays["aside"]] = False

    def run(self) -> None:
        if not self.said.all() and not self._grown():
            return
        status, fits = self._solved()
        if status == highspy.HighsModelStatus.kOptimal and not fits:
            # It was nearly the whole program, and was soon done: so may be the whole.
            self.said[:] = True
            status, _ = self._solved()
        if status in STOPS:
            tell(STOPPED)
        elif status == highspy.HighsModelStatus.kOptimal:
            tell(BEST)
        else:
            tell(ENDED, status.name)

    def _grown(self) -> bool:
        """Say what the linear program misses, until it hardly rises; whether it has an answer.

        Few of the rows that are set aside are ever missed (Dantzig, Fulkerson and Johnson 1954).
        """
        solver = self._solver()
        solver.passModel(model_of(rows_of(self.arrays, self.said), whole=False))
        bound = -inf
        while True:
            steps = min(max(self.asks, 0) * STEPS, MANY)
            solver.setOptionValue("simplex_iteration_limit", steps)
            solver.setOptionValue("time_limit", solver.getRunTime() + self._left)
            solver.run()
            info, status = solver.getInfo(), solver.getModelStatus()
            self.asks -= -(-info.simplex_iteration_count // STEPS)
            if status != highspy.HighsModelStatus.kOptimal:
                tell(STOPPED) if status in STOPS else tell(ENDED, status.name)
                return False
            before, bound = bound, info.objective_function_value
            bounded(bound - abs(bound) * ROUGH)
            broken = missed(self.arrays, np.array(solver.getSolution().col_value))
            broken[self.said] = 0
            worst = np.argsort(-broken, kind="stable")[:AT_ONCE]
            new = np.zeros_like(self.said)
            new[worst[broken[worst] > TOLERANCE]] = True
            self.said |= new
            if not new.any() or bound - before < abs(bound) * RISES:
                return True
            rows = rows_of(self.arrays, new)
            start, index, value = rows["start"], rows["index"], rows["value"]
            count = int(new.sum())
            solver.addRows(count, rows["low"], rows["high"], len(value), start[:-1], index, value)
            solver.setOptionValue("presolve", "off")  # On from where it is.

    def _solved(self) -> tuple[highspy.HighsModelStatus, bool]:
        """Solve the program of the rows that are said; whether the last plan keeps the others."""
        solver = self._solver()
        fits = True
        seats = int(self.arrays["seats"])
        unsaid = rows_of(self.arrays, ~self.said)

        def placed(found: Any) -> None:
            nonlocal fits
            values = np.array(found)
            fits = not unsaid["low"].size or missed(unsaid, values).max() <= TOLERANCE
            tell(PLAN if fits else SKETCH, *np.flatnonzero(values[:seats] > 0.5))

        def go_on(event: Any) -> None:
            self.asks -= 1
            bounded(event.data_out.mip_dual_bound)
            if self.asks < 0:
                event.interrupt()

        solver.cbMipInterrupt += go_on
        solver.cbMipImprovingSolution += lambda event: placed(event.data_out.mip_solution)
        solver.setOptionValue("time_limit", self._left)
        solver.passModel(model_of(rows_of(self.arrays, self.said)))
        solver.run()
        status = solver.getModelStatus()
        bounded(solver.getInfo().mip_dual_bound)
        if status == highspy.HighsModelStatus.kOptimal:
            placed(solver.getSolution().col_value)
        return status, fits

    def _solver(self) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            solver.setOptionValue(option, value)
        return solver

    @property
    def _left(self) -> float:
        return max(self.until - time.monotonic(), 0.0)


def bounded(bound: float) -> None:
    if isfinite(bound):
        tell(BOUND, repr(bound))


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
    Prover(arrays, float(arrays["seconds"]), int(arrays["asks"])).run()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
