"""The tables that ``festplan new`` lays into a folder: an example festival, or empty ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

from festplan.catalogue import columns
from festplan.tables import TABLES, Table

SETTINGS_EN = ("key", "value", "comment")
SETTINGS_DE = ("Schlüssel", "Wert", "Kommentar")


def default_tables(language: str) -> Mapping[str, bytes]:
    """The default festival as it travels inside the package; in German with German headings."""
    files = {file.name: file.read_bytes() for file in _default_files()}
    if language != "de":
        return files
    names = {f"{table.name}.csv": table for table in TABLES}
    return {f"{names[n].de}.csv": _in_german(names[n], data) for n, data in files.items()}


def _in_german(table: Table, data: bytes) -> bytes:
    """A table with the headings, the separator and the mark that German spreadsheets expect."""
    rows: list[Sequence[str]] = list(csv.reader(io.StringIO(data.decode(), newline="")))
    known = columns()[table.name]
    if table.name == "festival":
        german = {key: known[key].de for key in known}
        rows = [SETTINGS_DE, *([german.get(row[0], row[0]), *row[1:]] for row in rows[1:])]
    else:
        rows[0] = [known[name].de if name in known else name for name in rows[0]]
    return _csv(rows, ";")


def _default_files() -> Iterable[Traversable]:
    packed = resources.files("festplan") / "nordwinkel"
    # In a checkout the tables have only one home, beside the package.
    folder = packed if packed.is_dir() else resources.files("festplan") / ".." / "inputs"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)


def empty_tables(language: str) -> Mapping[str, bytes]:
    """Every table with its headings and no row; the settings with a row for each."""
    return {f"{_name(table, language)}.csv": _empty(table, language) for table in TABLES}


def _empty(table: Table, language: str) -> bytes:
    german = language == "de"
    known = columns()[table.name].values()
    rows: list[tuple[str, ...]]
    if table.name == "festival":
        rows = [SETTINGS_DE if german else SETTINGS_EN]
        rows += [(c.de if german else c.name, "", c.help.in_language(language)) for c in known]
    else:
        rows = [tuple(column.de if german else column.name for column in known)]
    return _csv(rows, ";" if german else ",")


def _csv(rows: Iterable[Iterable[str]], separator: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _name(table: Table, language: str) -> str:
    return table.de if language == "de" else table.name
