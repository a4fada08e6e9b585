"""Questions that somebody has answered with “yes, so it is”: the table ``confirmed``.

An organiser who has seen a question need not see it again: a row of this table names the cell
and what stands in it.  When the cell changes, the question comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from festplan import tables
from festplan.complaints import Complaint, Severity
from festplan.inputs.cells import TABLE, Understood
from festplan.inputs.handwriting import choices
from festplan.inputs.handwriting.spelling import NOTHING_KNOWN
from festplan.inputs.headings import column_of, table_named
from festplan.texts import languages

Lines = Mapping[str, Sequence[Understood]]
#: Table, row (its id, else its number), column and cell.
Place = tuple[str, str, str, str]


class Places:
    """Where complaints stand, in words that outlive other headings, and rows that are sorted.

    A row without an id is known by its number only.
    """

    def __init__(self, lines: Lines) -> None:
        self.table = {found[0].file: table for table, found in lines.items() if found}
        everything = (line for found in lines.values() for line in found)
        self.rows = {(line.file, line.number): _row(line) for line in everything}

    def of(self, complaint: Complaint) -> Place:
        place = complaint.place
        table = self.table.get(place.file) or _stem(place.file)
        # Settings stand one below the other: their name says which row it is.
        row = "" if table == "festival" else self.rows.get((place.file, place.row), "")
        return table, row, _column(table, place.column), _as_read(place.cell or "")


def _as_read(typed: str) -> str:
    """What somebody typed as a cell of the table has it: confirmed cells are cells, too."""
    return choices.text(typed, NOTHING_KNOWN).cell


def _row(line: Understood) -> str:
    return line.texts.get(TABLE[line.table].key) or str(line.number)


def _stem(file: str) -> str:
    stem = PurePath(file).stem
    table = table_named(stem)
    return table.name if table else stem


def unconfirmed(complaints: Iterable[Complaint], lines: Lines) -> list[Complaint]:
    """The complaints without the questions and hints that somebody has confirmed."""
    confirmed: dict[Place, set[str]] = {}
    for line in lines.get("confirmed", ()):
        table = _stem(tables.CONFIRMED_TABLE.of(line))
        place = (
            table,
            tables.CONFIRMED_ROW.of(line).casefold(),
            _column(table, tables.CONFIRMED_COLUMN.of(line)),
            tables.CONFIRMED_CELL.of(line),
        )
        confirmed.setdefault(place, set()).add(tables.CONFIRMED_QUESTION.of(line))
    if not confirmed:
        return list(complaints)
    places = Places(lines)
    return [c for c in complaints if not _is_confirmed(c, _answers(c, places, confirmed))]


def _answers(complaint: Complaint, places: Places, confirmed: Mapping[Place, set[str]]) -> set[str]:
    """The questions that are confirmed where a complaint stands: by the row's id, or its number."""
    table, row, column, cell = places.of(complaint)
    rows = (row.casefold(), str(complaint.place.row))
    return {q for each in rows for q in confirmed.get((table, each, column, cell), ())}


def _column(table: str, heading: str) -> str:
    """Our name of a column, whatever somebody calls it."""
    column = column_of(table, heading) if table in TABLE and heading else None
    return column.name if column else _as_read(heading)


def _is_confirmed(complaint: Complaint, questions: set[str]) -> bool:
    """Whether one of the confirmed questions is this one; an empty one stands for any."""
    if complaint.severity is Severity.ERROR:
        return False
    asked = {_as_read(complaint.says.in_language(language)) for language in languages()}
    return bool(questions & {"", *asked})


def as_confirmed(
    complaints: Iterable[Complaint], lines: Lines, language: str
) -> list[dict[str, str]]:
    """Rows of the table ``confirmed`` that answer some questions with yes."""
    places = Places(lines)
    names = ("table", "row", "column", "cell", "question")
    found = [
        zip(names, (*places.of(c), c.says.in_language(language)), strict=True)
        for c in complaints
        if c.severity is not Severity.ERROR
    ]
    return [{name: said for name, said in row if said} for row in found]
