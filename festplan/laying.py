"""The tables that festplan writes for organisers: an example festival, empty ones, cleaned ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable

from festplan.catalogue import columns
from festplan.spreadsheets import as_csv
from festplan.tables import TABLES, Table
from festplan.texts import Text, translations

Rows = Sequence[Mapping[str, str]]

WORKBOOK = Text(en="festival", de="fest")
#: The date that our workbook carries: never the clock's, so that it is always the same file.
MADE = datetime(2027, 1, 1)
SETTINGS = ("key", "value", "comment")
SETTINGS_DE = ("Schlüssel", "Wert", "Kommentar")


def default_tables(language: str) -> Mapping[str, bytes]:
    """The default festival as it travels inside the package; in German with German headings."""
    if language != "de":
        return {file.name: file.read_bytes() for file in _default_files()}
    return tables_csv(default_rows(), language)


def default_rows() -> Mapping[str, Rows]:
    """The default festival, row by row."""
    return {
        file.name.removesuffix(".csv"): list(
            csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""))
        )
        for file in _default_files()
    }


def _default_files() -> Iterable[Traversable]:
    packed = resources.files("festplan") / "nordwinkel"
    # In a checkout the tables have only one home, beside the package.
    folder = packed if packed.is_dir() else resources.files("festplan") / ".." / "inputs"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)


def empty_tables(language: str) -> Mapping[str, bytes]:
    """Every table with its headings and no row; the settings with a row for each."""
    return {
        f"{named(table, language)}.csv": as_csv(_with_headings(table, rows, language), language)
        for table, rows in ((t, empty_rows(language).get(t.name, [])) for t in TABLES)
    }


def empty_rows(language: str) -> Mapping[str, Rows]:
    """No row in any table; but the settings with a row for each, to be filled in."""
    return {
        table.name: [
            {"key": name, "value": "", "comment": column.help.in_language(language)}
            for name, column in columns()["festival"].items()
            if table.name == "festival"
        ]
        for table in TABLES
    }


def one_workbook(language: str, empty: bool) -> Mapping[str, bytes]:
    """The default festival, or an empty one, as one workbook with a tab for each table."""
    from festplan.publish.workbook import workbook

    rows = empty_rows(language) if empty else default_rows()
    ordered = {table.name: rows.get(table.name, []) for table in TABLES}
    return {f"{WORKBOOK.in_language(language)}.xlsx": workbook(ordered, language, MADE)}


def tables_csv(tables: Mapping[str, Rows], language: str) -> Mapping[str, bytes]:
    """Tables as files, with the headings and the separator that a language expects.

    A column appears where some row has it; cells are written as they are.
    """
    known = {table.name: table for table in TABLES}
    return {
        f"{named(known[name], language)}.csv": as_csv(
            _filled(known[name], rows, language), language
        )
        for name, rows in tables.items()
    }


def _filled(table: Table, rows: Rows, language: str) -> list[Sequence[str]]:
    found = {heading for row in rows for heading in row}
    if not found:
        return _with_headings(table, rows, language)
    ours = SETTINGS if table.name == "festival" else columns()[table.name]
    further = dict.fromkeys(h for row in rows for h in row if h not in ours)
    headings = [*(name for name in ours if name in found), *further]
    return [
        [_heading(table, heading, language) for heading in headings],
        *([_cell(table, heading, row.get(heading, ""), language) for heading in headings]
          for row in rows),
    ]  # fmt: skip


def _with_headings(table: Table, rows: Rows, language: str) -> list[Sequence[str]]:
    headings = SETTINGS if table.name == "festival" else tuple(columns()[table.name])
    return [
        [_heading(table, heading, language) for heading in headings],
        *([_cell(table, h, row.get(h, ""), language) for h in headings] for row in rows),
    ]


def _cell(table: Table, heading: str, cell: str, language: str) -> str:
    """A cell; the names of settings are headings, too."""
    if table.name == "festival" and heading == "key":
        return _heading(table, cell, language)
    return cell


def _heading(table: Table, name: str, language: str) -> str:
    if table.name == "festival" and name in SETTINGS:
        return SETTINGS_DE[SETTINGS.index(name)] if language == "de" else name
    column = columns()[table.name].get(name)
    if column is None:
        return name
    return column.de if language == "de" else translations(language).get(name, name)


def named(table: Table, language: str) -> str:
    """What the file of a table is called in a language."""
    return table.de if language == "de" else translations(language).get(table.name, table.name)
