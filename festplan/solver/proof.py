"""The whole draft as one integer program, solved beside the search.

The time-indexed form (``program``) bounds so well what a plan loses that HiGHS closes the rest by
cuts, for most festivals of sixty events before anything is branched on.  It begins with nothing
and hears nothing of the search: its plan is the same whatever chance the search had.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path

import numpy as np

from festplan.draft import Draft
from festplan.plan import Placement
from festplan.solver import prover
from festplan.solver.limits import Watch
from festplan.solver.onesum import OneSum
from festplan.solver.program import INFINITY, Linear, Program, Terms
from festplan.wishes.wish import PRIORITY

#: So often it asks whether to go on, for each deterministic second that it may work.
ASKS = 8
#: More often than anybody asks.
ALWAYS = 1 << 60
#: Less than that beyond a whole number is an error of rounding: a point is one at least.
ROUNDING = 0.01


class Proof:
    """Looks for the best plan that loses so many points of priority at most.

    ``left_out`` counts the words that the program does not say: with any of them, what it finds
    bounds every plan, but need not be one.
    """

    def __init__(
        self,
        draft: Draft,
        tier_of: Mapping[str, str],
        names: Sequence[str],
        priority: int,
        watch: Watch,
        whole: bool = True,
    ) -> None:
        """Not ``whole``: many of its rows are set aside until it is clear that they are needed."""
        self.watch = watch
        self.linear = linear = Linear(draft, tier_of, stop=lambda: watch.over)
        self.aside = [] if whole else linear.aside
        self.left_out = linear.left_out
        linear.program.row(linear.lost[PRIORITY], -INFINITY, priority - linear.certain[PRIORITY])
        self.sum = OneSum({tier: highest(linear, tier) for tier in names})
        self.costs: Terms = {}
        for tier in names:
            for column, points in linear.lost[tier].items():
                found = self.costs.get(column, 0) + self.sum.worth[tier] * points
                self.costs[column] = found
        self._chosen: dict[str, frozenset[int]] = {}
        #: So many plans came that break something that was set aside.
        self.sketches = 0
        #: What every plan loses at least, as one sum.
        self.at_least = 0
        #: Whether it has come to an end of its own, and whether its plan is the best of all.
        self.ended = False
        self.proved = False
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._reader = threading.Thread(target=self._read, daemon=True)

    def begin(self) -> None:
        effort = self.watch.limits.effort
        arrays = arrays_of(self.linear.program, self.costs) | {
            "offset": np.array(self.sum.sum(self.linear.certain)),
            "aside": np.array(self.aside, dtype=np.int64),
            "seats": np.array(1 + max(self.linear.chosen.values(), default=-1)),
            "seconds": np.array(max(self.watch.left, 0.1)),
            "asks": np.array(ALWAYS if effort is None else int(effort * ASKS)),
        }
        # By its path: it needs nothing of festplan, and starts the sooner.
        command = [sys.executable, "-P", str(Path(prover.__file__))]
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            assert self._process.stdin is not None
            prover.send(self._process.stdin, arrays)
        except OSError:
            self.ended = True  # Others go on without it.
            return
        self._reader.start()

    def stop(self) -> None:
        self._stopped = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._reader.is_alive():
                self._reader.join()  # Nothing more comes: the pipe has no other end.
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe is not None
                with suppress(OSError):  # What was not sent yet has nobody to go to.
                    pipe.close()

    def wait(self, seconds: float = INFINITY) -> None:
        """So long, but no longer than until it has ended, or the time is over."""
        watch, until = self.watch, self.watch.seconds + seconds
        while self._reader.is_alive() and min(watch.left, until - watch.seconds) > 0:
            if watch.limits.stop.is_set():
                return
            self._reader.join(0.05)

    @property
    def placements(self) -> list[Placement] | None:
        """The best plan that was found."""
        return self._plan(prover.PLAN)

    @property
    def sketch(self) -> list[Placement] | None:
        """The last plan that breaks only rows that were set aside: nearly one."""
        return self._plan(prover.SKETCH)

    def _plan(self, said: str) -> list[Placement] | None:
        chosen = self._chosen.get(said)
        if chosen is None:
            return None
        return self.linear.placements(lambda column: float(column in chosen))

    def _read(self) -> None:
        """Hear what the other process tells, to its end."""
        assert self._process is not None
        assert self._process.stdout is not None
        said = ""
        for line in self._process.stdout:
            if line.endswith(b"\n"):
                said, *rest = line.decode().split()
                self._heard(said, rest)
        # Who falls silent without a last word has come to an end as well.
        self.ended = not self._stopped and said != prover.STOPPED

    def _heard(self, said: str, rest: Iterable[str]) -> None:
        if said == prover.BOUND:
            (bound,) = rest
            self.at_least = max(self.at_least, ceil(float(bound) - ROUNDING))
        elif said in (prover.PLAN, prover.SKETCH):
            self._chosen[said] = frozenset(int(column) for column in rest)
            self.sketches += said == prover.SKETCH
        elif said == prover.BEST:
            self.proved = not self.left_out


def highest(linear: Linear, tier: str) -> int:
    """No plan loses more of a tier: each session sits but once."""
    lost = dict(linear.lost[tier])
    most: dict[object, float] = {}
    for (option, _), column in linear.chosen.items():
        points = lost.pop(column, 0)
        most[option.session] = max(points, most.get(option.session, 0))
    rest = (max(points, 0) * linear.program.most[column] for column, points in lost.items())
    return ceil(linear.certain[tier] + sum(most.values()) + sum(rest))


def arrays_of(program: Program, costs: Mapping[int, float]) -> dict[str, prover.Array]:
    """A program as arrays, its matrix row by row."""
    rows = program.rows
    sizes = [len(terms) for _, _, terms in rows]
    count = sum(sizes)
    return {
        "costs": np.array([costs.get(c, 0) for c in range(len(program.most))], dtype=np.double),
        "most": np.array(program.most, dtype=np.double),
        "whole": np.array(program.whole, dtype=np.bool_),
        "low": np.array([low for low, _, _ in rows], dtype=np.double),
        "high": np.array([high for _, high, _ in rows], dtype=np.double),
        "start": np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
        "index": np.fromiter((c for _, _, terms in rows for c in terms), np.int32, count),
        "value": np.fromiter((f for *_, terms in rows for f in terms.values()), np.double, count),
    }
