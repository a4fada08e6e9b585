"""Made-up festivals of any size that surely have a plan.

    python -m benchmarks.generator SIZE SEED FOLDER [LOAD [MET]]

writes the tables of a festival with so many events; LOAD is how full its venues are (0.3), MET
the share of wishes for a time, a venue or a neighbour that look at a plan that there is (0.85).
First a plan is made that nobody sees again (``world``); then the cells are written loosely around
it (``cells``), so every rule can be kept, while the wishes want more than there is.  The same
size, seed, load and share give the same bytes.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.cells import Tables, written
from benchmarks.world import LOAD, MET, Hidden, World


@dataclass(frozen=True)
class Made:
    """The tables of a festival, and the plan they were written around."""

    tables: Tables
    plan: tuple[Hidden, ...]


def made(size: int, seed: int, load: float = LOAD, met: float = MET) -> Made:
    """A festival of so many events, whose venues are about so full."""
    for attempt in count():
        world = World(size, Random(f"{size}/{seed}/{attempt}"), load, met)
        if world.plan():
            break
    tables = written(world)
    return Made(tables, tuple(world.hidden()))


def write(tables: Tables, folder: Path) -> None:
    """Every table as a CSV file with English headings."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        used = [h for h in headings if any(row.get(h) for row in rows)]
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(used)
            writer.writerows([row.get(heading, "") for heading in used] for row in rows)


def main(arguments: list[str]) -> int:
    if len(arguments) not in (3, 4, 5):
        print(
            "Usage: python -m benchmarks.generator SIZE SEED FOLDER [LOAD [MET]]", file=sys.stderr
        )
        return 2
    found = made(int(arguments[0]), int(arguments[1]), *map(float, arguments[3:]))
    write(found.tables, Path(arguments[2]))
    events = len(found.tables["events"])
    print(f"{events} events, {len(found.plan)} sessions in the hidden plan: {arguments[2]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
