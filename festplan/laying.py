"""The tables that ``festplan new`` lays into a folder: an example festival, or empty ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from festplan.inputs.headings import columns
from festplan.tables import TABLES, Table


def default_tables() -> Mapping[str, bytes]:
    """The default festival, as it travels inside the package."""
    return {file.name: file.read_bytes() for file in _default_files()}


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
        rows = [("Schlüssel", "Wert", "Kommentar") if german else ("key", "value", "comment")]
        rows += [(c.de if german else c.name, "", c.help.in_language(language)) for c in known]
    else:
        rows = [tuple(column.de if german else column.name for column in known)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";" if german else ",", lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _name(table: Table, language: str) -> str:
    return table.de if language == "de" else table.name
