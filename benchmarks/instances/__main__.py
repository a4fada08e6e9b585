"""Turn an instance of others into a folder of tables: `python -m benchmarks.instances itc ...`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from benchmarks.instances import emf, itc, programme
from benchmarks.instances.tables import Tables, lay

FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
FOLDER = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.group()
def instances() -> None:
    """Instances of others as festivals, and plans as their solutions."""


@instances.command("itc")
@FILE
@FOLDER
def itc_tables(file: Path, folder: Path) -> None:
    """Post-enrolment timetabling: a .tim of ITC 2007, track 2."""
    _laid(folder, itc.tables(itc.read(file.read_text()), file.stem))


@instances.command("itc-solution")
@FOLDER
@click.argument("outputs", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("solution", type=click.Path(path_type=Path, dir_okay=False))
def itc_solution(folder: Path, outputs: Path, solution: Path) -> None:
    """The plan in OUTPUTS as a solution for the scorer: slot and room of each event."""
    lines = itc.solution(folder, outputs)
    solution.write_text(lines)
    left_out = lines.splitlines().count(itc.LEFT_OUT)
    click.echo(f"{solution}: {lines.count(chr(10))} lectures, {left_out} of them left out.")


@instances.command("emf")
@FILE
@FOLDER
def emf_tables(file: Path, folder: Path) -> None:
    """Talks of a camp: the input of Electromagnetic Field's planner."""
    _laid(folder, emf.tables(emf.read(json.loads(file.read_text())), file.stem))


@instances.command("programme")
@FILE
@FOLDER
def programme_tables(file: Path, folder: Path) -> None:
    """A programme as it was published: id, start, end, venue, track, kind, language, persons."""
    _laid(folder, programme.tables(programme.read(file.read_text(encoding="utf-8")), file.stem))


def _laid(folder: Path, tables: Tables) -> None:
    lay(folder, tables)
    click.echo(f"{folder}: {len(tables['events'])} events, {len(tables['venues'])} venues.")


if __name__ == "__main__":
    instances(prog_name="python -m benchmarks.instances")
