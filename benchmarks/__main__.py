"""Our search and other solvers on the same festivals, one after the other on the same machine.

    python -m benchmarks --sizes 60,200 --seeds 5 --seconds 60 --out measured.csv

Each solver runs in a process of its own; seconds count from the draft on, so building a model is
counted (and shown for itself).  A plan is judged by our check.  “To 5 %” is when a plan loses at
most a twentieth more points of wishes than the best one known, with no optional event more left
out; the best one known is the best that any solver here has found in this run.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from benchmarks.generator import made, write
from benchmarks.peers import PEERS
from benchmarks.run import OURS
from benchmarks.world import LOAD

Answer = dict[str, Any]
Points = tuple[int, int, int]
#: A process is ended when it takes so much longer than it was given: to read, to judge.
GRACE = 1800
COLUMNS = ("Instance", "Solver", "Build s", "First plan s", "To 5 % s", "Proof s", "Total s",
           "CPU s", "Optional", "Wishes", "Tidiness", "Bound", "Gap %", "MiB",
           "Status")  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """One solver on one instance."""

    instance: str
    solver: str
    answer: Answer

    @property
    def points(self) -> Points | None:
        """What the plan loses, where it keeps every rule."""
        if self.answer.get("breaches") or self.answer.get("points") is None:
            return None
        priority, wished, tidy = self.answer["points"]
        return priority, wished, tidy


@click.command()
@click.option("--sizes", default="60,200", show_default=True, help="Numbers of events.")
@click.option("--seeds", default=5, show_default=True, help="So many festivals of each size.")
@click.option("--seconds", default=60.0, show_default=True, help="Patience with each solver.")
@click.option("--peers", default="cp-sat,cp-sat-2,highs,scip", show_default=True,
              help=f"Solvers beside ours: {', '.join(PEERS)}; - for none.")  # fmt: skip
@click.option(
    "--ours", default="festplan", show_default=True, help=f"{', '.join(OURS)}; - for none."
)
@click.option("--load", default=LOAD, show_default=True, help="How full the venues are.")
@click.option("--folder", "folders", multiple=True, type=click.Path(path_type=Path, exists=True),
              help="A festival of one's own instead of made-up ones; may be repeated.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="The same table as a CSV file.")
def main(
    sizes: str,
    seeds: int,
    seconds: float,
    peers: str,
    ours: str,
    load: float,
    folders: Sequence[Path],
    out: Path | None,
) -> None:
    """Measure our search beside other solvers."""
    solvers = [name for text in (ours, peers) for name in text.split(",") if name not in ("", "-")]
    if unknown := set(solvers) - {*OURS, *PEERS}:
        raise click.UsageError(f"No solver here is called {', '.join(sorted(unknown))}.")
    # Too narrow a table says nothing: where no terminal is, it is as wide as it needs.
    console = Console() if sys.stdout.isatty() else Console(width=200)
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as place:
        for instance, folder in _instances(sizes, seeds, load, folders, Path(place)):
            for solver in solvers:
                with console.status(f"{instance}: {solver}"):
                    answer = measured(solver, folder, seconds)
                found.append(Measured(instance, solver, answer))
                if out is not None:
                    # What is measured already is kept, whatever comes.
                    write_csv(out, rows(found))
    console.print(table(rows(found)))
    for line in left_out(found):
        console.print(line)


def _instances(
    sizes: str, seeds: int, load: float, folders: Sequence[Path], place: Path
) -> Iterator[tuple[str, Path]]:
    """Names and folders of the festivals to plan."""
    if folders:
        yield from ((folder.resolve().name, folder) for folder in folders)
        return
    for size in map(int, sizes.split(",")):
        for seed in range(seeds):
            folder = place / f"{size}-{seed}"
            write(made(size, seed, load).tables, folder)
            yield folder.name, folder


def measured(solver: str, folder: Path, seconds: float, seed: int = 0) -> Answer:
    """What one solver makes of a folder, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.run", solver, str(folder), str(seconds), str(seed)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + GRACE, check=False
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"it did not end {GRACE} s after its time"}
    lines = done.stdout.strip().splitlines()
    if not lines:
        return {"failed": (done.stderr.strip().splitlines() or ["it said nothing"])[-1]}
    answer: Answer = json.loads(lines[-1])
    return answer


# --- the table ------------------------------------------------------------------------------------


def rows(found: Sequence[Measured]) -> list[tuple[str, ...]]:
    best: dict[str, Points] = {}
    for each in found:
        points = each.points
        if points is not None and points < best.get(each.instance, (10**9,) * 3):
            best[each.instance] = points
    return [row(each, best.get(each.instance)) for each in found]


def row(each: Measured, best: Points | None) -> tuple[str, ...]:
    answer = each.answer
    memory = f"{answer['memory']:.0f}" if "memory" in answer else "-"
    if "failed" in answer:
        return (each.instance, each.solver, *["-"] * 11, memory, f"failed: {answer['failed']}")
    steps = answer["steps"]
    first = steps[0]["seconds"] if steps else None
    near = next((s["seconds"] for s in steps if best and near_enough(s["points"], best)), None)
    proof = answer["proved_after"] or answer["seconds"] if answer["proved"] else None
    points = answer.get("points") or ["-"] * 3
    bound = answer["bound"]
    return (
        each.instance,
        each.solver,
        f"{answer['build']:.1f}",
        in_seconds(first),
        # What breaks a rule comes near to nothing.
        in_seconds(None if answer.get("breaches") else near),
        in_seconds(proof),
        in_seconds(answer["seconds"]),
        in_seconds(answer["cpu"]),
        *map(str, points),
        "/".join(map(str, bound)) if bound else "-",
        gap(answer),
        memory,
        status(answer),
    )


def near_enough(points: Sequence[int], best: Points) -> bool:
    return points[0] <= best[0] and points[1] <= best[1] * 1.05


def in_seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"


def gap(answer: Answer) -> str:
    """How much of the wishes lost is not proved, where the optional events are proved."""
    points, bound = answer.get("points"), answer["bound"]
    if not points or not bound or answer.get("breaches") or bound[0] < points[0]:
        return "-"
    return f"{100 * max(points[1] - bound[1], 0) / max(points[1], 1):.1f}"


def status(answer: Answer) -> str:
    if answer["placements"] is None:
        return f"no plan ({answer['said']})"
    if breaches := answer["breaches"]:
        return "breaks " + ", ".join(f"{rule} {count}×" for rule, count in breaches.items())
    return str(answer["said"])


def table(found: Iterable[Sequence[str]]) -> Table:
    shown = Table(*COLUMNS)
    for column in shown.columns[2:-1]:
        column.justify = "right"
    for each in found:
        shown.add_row(*each)
    return shown


def write_csv(path: Path, found: Iterable[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(found)


def left_out(found: Sequence[Measured]) -> Iterator[str]:
    """What solvers cannot be told, and what they were not told: they solved something easier."""
    cannot = {each.solver: each.answer.get("cannot") for each in found}
    for solver, said in cannot.items():
        if said and solver not in OURS:
            yield f"{solver} cannot be told: {said}"
    for each in found:
        if words := each.answer.get("left_out"):
            yield f"{each.instance}, {each.solver} was not told: {'; '.join(words)}"


if __name__ == "__main__":
    main()
