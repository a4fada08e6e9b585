"""Folders of tables to spoil: copies of the default festival and of the small example."""

import csv
import shutil
from pathlib import Path

from click.testing import CliRunner

from festplan.cli import festplan

HERE = Path(__file__).parent.parent
DEFAULT = HERE / "inputs"
COURTYARD = HERE / "examples" / "courtyard"


def copied(source, tmp_path):
    folder = tmp_path / "tables"
    shutil.copytree(source, folder)
    return folder


def rows_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(folder, table, rows):
    headings = list(dict.fromkeys(name for row in rows for name in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)


def spoil(folder, table, key, column, value):
    """Write a value into one cell: the column of the row whose first cell is ``key``."""
    rows = rows_of(folder, table)
    row = next(row for row in rows if next(iter(row.values())) == key)
    row[column] = value
    write_rows(folder, table, rows)


def run(*arguments):
    """Run a command; what it prints is in ``output``, how it ends in ``exit_code``."""
    # Without a width of its own the output is not broken into lines.
    runner = CliRunner(env={"COLUMNS": None})
    return runner.invoke(festplan, [str(argument) for argument in arguments])
