"""One solver on one folder of tables, in a process of its own; the answer is a line of JSON.

python -m benchmarks.run SOLVER FOLDER SECONDS SEED
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.peers import PEERS
from benchmarks.peers.peer import Found, judged
from festplan.drafting import draft_of
from festplan.inputs.reading import read_folder

OURS = {"festplan": 1, "festplan-2": 2}


def answer(solver: str, folder: Path, seconds: float, seed: int) -> dict[str, Any]:
    """What one solver makes of a folder, judged by our check."""
    began = monotonic()
    read = read_folder(folder)
    assert read.festival is not None, [c.in_language("en") for c in read.complaints]
    draft = draft_of(read.festival)
    drafted = monotonic() - began
    if solver in OURS:
        module, workers = importlib.import_module("benchmarks.ours"), OURS[solver]
    else:
        name, workers = PEERS[solver]
        module = importlib.import_module(f"benchmarks.peers.{name}")
    used = cpu_seconds()
    found: Found = module.solve(draft, seconds, seed, workers)
    memory = peak_memory()
    told = asdict(found) | {
        "placements": None if found.placements is None else len(found.placements),
        "draft": drafted,
        "cannot": module.CANNOT,
        "memory": memory,
        "cpu": cpu_seconds() - used,
    }
    if found.placements is not None:
        verdict = judged(draft, found.placements)
        told |= {"breaches": dict(verdict.breaches), "points": verdict.points}
    return told


def cpu_seconds() -> float:
    """What this process and those it started have worked: it does not depend on other work here."""
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


def peak_memory() -> float:
    """MiB that this process, or the largest one it started, had at most."""
    used = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(used) / (2**20 if sys.platform == "darwin" else 2**10)


def main(arguments: list[str]) -> int:
    solver, folder, seconds, seed = arguments
    # What solvers print themselves must not come between.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        told = answer(solver, Path(folder), float(seconds), int(seed))
    except Exception as wrong:
        traceback.print_exc()
        told = {"failed": f"{type(wrong).__name__}: {wrong}", "memory": peak_memory()}
    print(json.dumps(told), file=out, flush=True)
    # Some solvers keep threads that never end.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
