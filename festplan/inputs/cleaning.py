"""The tables as they were understood: every cell in our spelling, every assumption written out.

Read again they give the same festival, without a single complaint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from festplan import tables
from festplan.complaints import Complaint, blocking
from festplan.inputs.cells import Understood
from festplan.inputs.confirming import as_confirmed
from festplan.inputs.layout import RawTable
from festplan.inputs.reading import LOOKS, Read, read_tables
from festplan.inputs.references import Lines
from festplan.tables import TABLES

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Cleaned:
    """Tables in our spelling; rows with an error are not in them."""

    tables: Mapping[str, Sequence[Mapping[str, str]]]
    left_out: int  # rows with an error
    language: str  # of the festival: the tables are written in it


def cleaned(read: Read) -> Cleaned:
    """The tables of a festival as they were understood."""
    wrong = {(c.place.file, c.place.row) for c in blocking(read.complaints)}
    found = {name: _rows(lines, wrong) for name, lines in read.lines.items()}
    for line in read.lines.get("festival", ()):
        found["festival"] = _settings(line, wrong)
    left_out = len(wrong & _numbered(read.lines))
    language = tables.LANGUAGE.of(read.settings)
    if not read.complaints and "confirmed" not in read.lines:
        return Cleaned(_ordered(found), 0, language)
    return _without_complaint(found, left_out, language)


def _without_complaint(found: dict[str, Rows], left_out: int, language: str) -> Cleaned:
    """Take out what stands on rows that were left out, until nothing is wrong any more."""
    confirmed = found.pop("confirmed", [])
    while True:
        again = read_tables([RawTable.of(n, n, rows) for n, rows in found.items()], also=LOOKS)
        wrong = _numbers(blocking(again.complaints))
        if not wrong:
            break
        for name, numbers in wrong.items():
            found[name] = [r for n, r in enumerate(found[name], start=2) if n not in numbers]
            left_out += len(numbers)
    asked = as_confirmed(again.complaints, again.lines, language)
    if asked or confirmed:
        found["confirmed"] = [row for row in asked if row not in confirmed] + confirmed
    return Cleaned(_ordered(found), left_out, language)


def _numbered(lines: Lines) -> set[tuple[str, int]]:
    """Every row by its file and number; settings have a row each."""
    found = {(line.file, line.number) for table in lines.values() for line in table}
    settings = {
        (line.file, row) for line in lines.get("festival", ()) for row in line.rows.values()
    }
    return found | settings


def _ordered(found: Mapping[str, Rows]) -> dict[str, Rows]:
    return {table.name: found[table.name] for table in TABLES if table.name in found}


def _numbers(complaints: Iterable[Complaint]) -> dict[str, set[int]]:
    """The rows that are wrong, by table; what is wrong about a whole table cannot be left out."""
    found: dict[str, set[int]] = {}
    for complaint in complaints:
        if complaint.place.row > 1:
            found.setdefault(complaint.place.file, set()).add(complaint.place.row)
    return found


def _rows(lines: Iterable[Understood], wrong: set[tuple[str, int]]) -> Rows:
    return [{**line.texts, **line.kept} for line in lines if (line.file, line.number) not in wrong]


def _settings(line: Understood, wrong: set[tuple[str, int]]) -> Rows:
    return [
        {"key": name, "value": text}
        for name, text in line.texts.items()
        if (line.file, line.rows[name]) not in wrong
    ] + [{"key": name, "value": text} for name, text in line.kept.items()]
