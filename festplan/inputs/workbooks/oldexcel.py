"""Workbooks of old Excel (.xls, 1997 to 2003): xlrd knows their records, formats and colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from os import devnull
from pathlib import Path
from struct import unpack_from
from typing import Any

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from xlrd import biffh as xl
from xlrd import book as xlrd

from festplan.inputs.workbooks.containers import Container
from festplan.inputs.workbooks.tabs import (
    LOCKED,
    NO_WORKBOOK,
    OTHER_FORM,
    SAVE_AS_XLSX,
    TAKE_OFF_PASSWORD,
    Area,
    Book,
    Refused,
    Room,
    Spot,
    Tab,
    within,
)
from festplan.inputs.workbooks.typed import as_typed

BEGIN, EXCEL_97 = 0x809, 0x600
#: The records that are read: about the workbook, about a tab, and about what stands in cells.
#: Over others xlrd may stumble as Excel does not; and a link on all cells of a tab it unfolds into
#: a gigabyte.
READ = {
    *(BEGIN, xl.XL_EOF, xl.XL_CONTINUE, xl.XL_FILEPASS, xl.XL_BOUNDSHEET, xl.XL_DATEMODE),
    *(xl.XL_FORMAT, xl.XL_XF, xl.XL_PALETTE, xl.XL_SST),
    *(xl.XL_ROW, xl.XL_COLINFO, xl.XL_MERGEDCELLS, xl.XL_OBJ, xl.XL_TXO, xl.XL_NOTE),
    *(xl.XL_LABEL, xl.XL_LABELSST, xl.XL_RSTRING, xl.XL_BLANK, xl.XL_MULBLANK),
    *(xl.XL_NUMBER, xl.XL_RK, xl.XL_MULRK, xl.XL_BOOLERR),
    *(xl.XL_FORMULA, xl.XL_STRING, xl.XL_SHRFMLA, xl.XL_ARRAY, xl.XL_TABLEOP),
}
SOLID, WHITE = 1, (255, 255, 255)


def old_excel(data: bytes) -> Book:
    """What xlrd reads, one tab after the other."""
    room = Room()
    with Path(devnull).open("w", encoding="utf-8") as nowhere:
        container = Container(data, nowhere)
        workbook = _Workbook(_records(container), nowhere)
        tabs = [_tab(workbook, sheet, room) for sheet in workbook.each_sheet()]
    return Book(tabs, container.has_folder("_VBA_PROJECT_CUR"))


def _records(container: Container) -> bytes:
    records = container.file("Workbook") or container.file("Book")
    if not records:
        raise Refused(NO_WORKBOOK, SAVE_AS_XLSX)
    kind, version = unpack_from("<H2xH", records)
    if kind != BEGIN:
        raise ValueError("nothing begins there")
    if version != EXCEL_97:
        raise Refused(OTHER_FORM.with_facts(form="Excel 95"), SAVE_AS_XLSX)
    return records


class _Workbook(xlrd.Book):  # type: ignore[misc]  # xlrd has no types
    """What xlrd reads from the records that it is shown."""

    def __init__(self, records: bytes, log: Any) -> None:
        super().__init__()
        # So does xlrd.open_workbook, too, with a workbook of its own kind.
        self.biff2_8_load(
            file_contents=records, logfile=log, formatting_info=True, ragged_rows=True
        )
        self.biff_version = self.getbof(xl.XL_WORKBOOK_GLOBALS)
        self.parse_globals()

    def each_sheet(self) -> Iterator[Any]:
        """Only one at a time: each may take some hundred megabytes."""
        names = self.sheet_names()
        self._sheet_list = [None] * len(names)
        for number in range(len(names)):
            yield self.get_sheet(number)
            self.unload_sheet(number)

    def get_record_parts(self) -> tuple[int, int, bytes]:
        while True:
            kind, length, said = super().get_record_parts()
            if kind in READ:
                return kind, length, said

    def handle_filepass(self, data: bytes) -> None:
        raise Refused(LOCKED, TAKE_OFF_PASSWORD)

    def typed(self, kind: int, value: Any, cell_format: int) -> str:
        """The value of a cell as one would type it."""
        if kind in (xl.XL_CELL_NUMBER, xl.XL_CELL_DATE):
            return self._number(value, cell_format)
        if kind == xl.XL_CELL_BOOLEAN:
            return as_typed(bool(value))
        if kind == xl.XL_CELL_ERROR:
            return str(xl.error_text_from_code.get(value, "#N/A"))
        return as_typed(value)

    def _number(self, value: float, cell_format: int) -> str:
        """A number by the format of its cell: it may be a date, a time, a percentage."""
        form = self.format_map[self.xf_list[cell_format].format_key].format_str or "General"
        if not is_date_format(form):
            return as_typed(value, form)
        epoch = CALENDAR_MAC_1904 if self.datemode else CALENDAR_WINDOWS_1900
        try:
            return as_typed(from_excel(value, epoch, is_timedelta_format(form)), form)
        except (OverflowError, ValueError):
            return "#VALUE!"  # as the spreadsheet shows it: no date is so far away

    @cached_property
    def coloured(self) -> set[int]:
        """The formats whose cells have a colour that is not the paper's."""
        fills = [form.background for form in self.xf_list]
        colours = [self.colour_map.get(fill.pattern_colour_index) for fill in fills]
        return {
            number
            for number, (fill, colour) in enumerate(zip(fills, colours, strict=True))
            if fill.fill_pattern == SOLID and colour not in (None, WHITE)
        }


def _tab(workbook: _Workbook, sheet: Any, room: Room) -> Tab:
    texts: dict[Spot, str] = {}
    coloured: list[Spot] = []
    rows = 0
    for row in range(sheet.nrows):
        if found := _texts(workbook, sheet, row):
            texts |= found
            colours = _colours(workbook, sheet, row)
            coloured += colours
            rows += 1
            within(sheet.name, rows, max(found))
            room.take(len(found) + len(colours))
    return Tab(
        sheet.name,
        texts,
        bool(sheet.visibility),
        [Area(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells],
        [Area(*spot, *spot) for spot in coloured],
        [Spot(row + 1, column) for row, column in sheet.cell_note_map],
        frozenset(row + 1 for row, how in sheet.rowinfo_map.items() if how.hidden),
        frozenset(column for column, how in sheet.colinfo_map.items() if how.hidden),
    )


def _texts(workbook: _Workbook, sheet: Any, row: int) -> dict[Spot, str]:
    cells = enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True))
    typed = {
        Spot(row + 1, column): workbook.typed(kind, value, sheet.cell_xf_index(row, column))
        for column, (kind, value) in cells
        if kind not in (xl.XL_CELL_EMPTY, xl.XL_CELL_BLANK)
    }
    return {spot: text for spot, text in typed.items() if text}


def _colours(workbook: _Workbook, sheet: Any, row: int) -> list[Spot]:
    return [
        Spot(row + 1, column)
        for column, kind in enumerate(sheet.row_types(row))
        if kind != xl.XL_CELL_EMPTY and sheet.cell_xf_index(row, column) in workbook.coloured
    ]
