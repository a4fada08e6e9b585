"""A sheet as the person sees it: rows of cells, of a CSV file or of a tab in a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SheetRow:
    """One row: its number as the spreadsheet shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]
    #: Columns (from 0) whose cell was taken from a merged cell that begins in a row above.
    from_above: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """Rows of cells with nothing understood yet; rows without any text are left out."""

    file: str  # "events.csv", or "festival.xlsx [events]"
    rows: tuple[SheetRow, ...]
    #: Whether its cells have addresses such as B14; CSV files have only rows.
    lettered: bool = False


def letters(column: int) -> str:
    """The letters of a column (from 0) in a spreadsheet: A to Z, then AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
