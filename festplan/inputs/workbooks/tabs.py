"""What every kind of workbook comes to: tabs with texts in their cells.

Each kind has its own module that reads it; here is what they have in common, and how much of it
is read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from festplan.complaints import NO_ADVICE
from festplan.inputs.sheets import Sheet, SheetRow, letters
from festplan.texts import Text

#: Far more than any festival has: rows with text and columns of a tab, cells of a workbook.
ROWS = 50_000
COLUMNS = 500
CELLS = 1_000_000
#: The last row that a spreadsheet has.
LAST_ROW = 1_048_576

SAVE_AS_XLSX = Text(
    en="Open it in the spreadsheet and save it anew as an Excel workbook (.xlsx).",
    de="Bitte in der Tabellenkalkulation öffnen und neu als Excel-Arbeitsmappe (.xlsx) speichern.",
)
TAKE_OFF_PASSWORD = Text(en="Save it without a password.", de="Bitte ohne Kennwort speichern.")
SPLIT_IT = Text(
    en="Copy what belongs to the festival into a new workbook.",
    de="Bitte in eine neue Arbeitsmappe übernehmen, was zum Fest gehört.",
)
CLEAR_THE_REST = Text(
    en="Delete the rows and columns beside the table.",
    de="Bitte die Zeilen und Spalten neben der Tabelle löschen.",
)
NO_WORKBOOK = Text(en="This is no workbook.", de="Das ist keine Arbeitsmappe.")
OTHER_FORM = Text(
    en="This is a workbook in a form that is not read ({form}).",
    de="Das ist eine Arbeitsmappe in einer Form, die nicht gelesen wird ({form}).",
)
LOCKED = Text(
    en="The workbook is locked by a password.",
    de="Die Arbeitsmappe ist durch ein Kennwort geschützt.",
)
TOO_MANY_CELLS = Text(
    en="The workbook has more than about {limit} cells.",
    de="Die Arbeitsmappe hat mehr als etwa {limit} Zellen.",
)
TOO_MANY_ROWS = Text(
    en="The tab has more than {limit} rows with text.",
    de="Das Blatt hat mehr als {limit} Zeilen mit Text.",
)
TOO_MANY_COLUMNS = Text(
    en="The tab has more than {limit} columns: something stands in {cell}.",
    de="Das Blatt hat mehr als {limit} Spalten: In {cell} steht etwas.",
)


class Refused(Exception):
    """A workbook that is not read; carries why, and what to do about it."""

    def __init__(self, says: Text, advice: Text = NO_ADVICE, tab: str = "") -> None:
        super().__init__(says.in_language("en"))
        self.says = says
        self.advice = advice
        self.tab = tab


class Spot(NamedTuple):
    """Where a cell stands: its row as the spreadsheet numbers it, its column from 0."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{letters(self.column)}{self.row}"


class Area(NamedTuple):
    """Cells side by side, from one corner to the other."""

    top: int
    left: int
    bottom: int
    right: int

    def spots(self) -> Iterator[Spot]:
        rows, columns = range(self.top, self.bottom + 1), range(self.left, self.right + 1)
        return (Spot(row, column) for row in rows for column in columns)

    @property
    def size(self) -> int:
        return max(0, self.bottom + 1 - self.top) * max(0, self.right + 1 - self.left)


@dataclass(frozen=True)
class Tab:
    """A tab as its file gives it: the texts in its cells, and what else there is about them."""

    name: str
    texts: Mapping[Spot, str]
    hidden: bool = False
    merged: Collection[Area] = ()
    coloured: Collection[Area] = ()
    notes: Collection[Spot] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    never_calculated: Collection[Spot] = ()

    @cached_property
    def width(self) -> int:
        return max((spot.column + 1 for spot in self.texts), default=0)

    @cached_property
    def covered(self) -> dict[Spot, Spot]:
        """The spots that lie under a merged cell, each with the corner where that begins."""
        rows = sorted({spot.row for spot in self.texts})
        room = len(rows) * self.width
        found: dict[Spot, Spot] = {}
        for area in self.merged:
            # Somebody may have merged a whole column, a million cells: only rows with text count.
            inside = rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]
            columns = range(area.left, min(area.right + 1, self.width))
            room -= len(inside) * len(columns)
            if room < 0:
                raise ValueError("merged cells lie on each other")
            corner = Spot(area.top, area.left)
            found |= {Spot(row, column): corner for row in inside for column in columns}
            found.pop(corner, None)
        return found


@dataclass(frozen=True)
class Book:
    tabs: Sequence[Tab]
    has_macros: bool = False


@dataclass
class Room:
    """How many cells may still come: a few bytes can stand for millions of them."""

    left: int = CELLS

    def take(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise Refused(TOO_MANY_CELLS.with_facts(limit=CELLS), SPLIT_IT)


def within(tab: str, rows: int, last: Spot) -> None:
    """Refuses a tab with more rows with text, or more columns, than are read."""
    if rows > ROWS:
        raise Refused(TOO_MANY_ROWS.with_facts(limit=ROWS), SPLIT_IT, tab)
    if last.column >= COLUMNS:
        says = TOO_MANY_COLUMNS.with_facts(limit=COLUMNS, cell=str(last))
        raise Refused(says, CLEAR_THE_REST, tab)


def sheet_of(tab: Tab, file: str) -> Sheet:
    """Its rows with text, all as wide as the widest; a merged cell counts for each of its rows."""
    rows: dict[int, dict[int, str]] = {}
    for spot, text in tab.texts.items():
        if spot not in tab.covered:
            rows.setdefault(spot.row, {})[spot.column] = text
    from_above: dict[int, set[int]] = {row: set() for row in rows}
    for spot, corner in tab.covered.items():
        if spot.row in rows and spot.column == corner.column and corner in tab.texts:
            rows[spot.row][spot.column] = tab.texts[corner]
            from_above[spot.row].add(spot.column)
    laid = (
        SheetRow(row, tuple(cells.get(n, "") for n in range(tab.width)), frozenset(from_above[row]))
        for row, cells in sorted(rows.items())
    )
    return Sheet(file, tuple(laid), lettered=True)
