"""Something to tell the organiser about the tables: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from festplan.texts import Text


class Severity(IntEnum):
    """How much a complaint matters; the most severe is read first."""

    ERROR = 0  # nothing can be planned before it is mended
    QUESTION = 1  # understood, but with an assumption that somebody should confirm
    HINT = 2  # good to know


NAMES = {
    Severity.ERROR: Text(en="error", de="Fehler"),
    Severity.QUESTION: Text(en="question", de="Frage"),
    Severity.HINT: Text(en="hint", de="Hinweis"),
}


@dataclass(frozen=True)
class Place:
    """Where in the tables: a file, a row as the spreadsheet numbers it, a column, the cell."""

    file: str
    row: int = 0  # 0: the table as a whole
    column: str = ""
    cell: str | None = None
    address: str = ""  # in a workbook, the cell as one looks for it: B14

    def in_language(self, language: str) -> str:
        parts = [self.file]
        if self.address:
            parts.append(ADDRESS.with_facts(address=self.address).in_language(language))
        elif self.row:
            parts.append(ROW.with_facts(row=self.row).in_language(language))
        if self.column:
            parts.append(COLUMN.with_facts(column=self.column).in_language(language))
        where = ", ".join(parts)
        if self.cell is None:
            return where
        return CELL.with_facts(where=where, cell=self.cell).in_language(language)


ROW = Text(en="row {row}", de="Zeile {row}")
ADDRESS = Text(en="cell {address}", de="Zelle {address}")
COLUMN = Text(en="column {column}", de="Spalte {column}")
CELL = Text(en="{where}: “{cell}”", de="{where}: „{cell}“")
NO_ADVICE = Text(en="", de="")


@dataclass(frozen=True)
class Complaint:
    """One thing to mend or to know, with its place, its sentence and an advice."""

    place: Place
    says: Text
    advice: Text = NO_ADVICE
    severity: Severity = Severity.ERROR

    def in_language(self, language: str) -> str:
        said = self.says.in_language(language)
        advice = self.advice.in_language(language)
        return f"{self.place.in_language(language)} – {said}{' ' if advice else ''}{advice}"


def blocking(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """The complaints that must be mended before anything can be planned."""
    return tuple(c for c in complaints if c.severity is Severity.ERROR)


def in_order(complaints: Iterable[Complaint]) -> list[Complaint]:
    """Most severe first, then table by table, row by row; each once."""
    return sorted(
        dict.fromkeys(complaints),
        key=lambda c: (c.severity, c.place.file, c.place.row, c.place.column, c.says.en),
    )
