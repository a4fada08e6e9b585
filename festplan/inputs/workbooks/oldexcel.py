"""Workbooks of old Excel (.xls, 1997 to 2003): records one after the other, each of some kind.

No library reads them here: python-calamine leaves out cells with errors, fills the memory for a
cell far away, and ends the whole program over some damaged files.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack, unpack, unpack_from
from typing import Any

from festplan.inputs.workbooks.containers import files_in
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

#: The kinds of records, by number: what begins and ends, and what the workbook says ...
BEGIN, END, GOES_ON, LOCK = 0x809, 0x0A, 0x3C, 0x2F
TAB, TEXTS, FORMAT, CELL_FORMAT, FROM_1904 = 0x85, 0xFC, 0x41E, 0xE0, 0x22
#: ... what a tab says about its cells ...
ROW, COLUMNS, MERGED, NOTE = 0x208, 0x7D, 0xE5, 0x1C
#: ... and what stands in them.
TEXT, OWN_TEXTS, NUMBER, SHORT, SHORTS = 0xFD, (0x204, 0xD6), 0x203, 0x27E, 0xBD
FORMULA, TEXT_OF_FORMULA, YES_NO_OR_ERROR = 0x06, 0x207, 0x205
CELLS = (TEXT, *OWN_TEXTS, NUMBER, SHORT, SHORTS, FORMULA, YES_NO_OR_ERROR)
EXCEL_97 = 0x600
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def old_excel(data: bytes) -> Book:
    """Its tabs as its records give them."""
    files = files_in(data)
    if "workbook" not in files and "book" in files:
        raise Refused(OTHER_FORM.with_facts(form="Excel 95"), SAVE_AS_XLSX)
    if "workbook" not in files:
        raise Refused(NO_WORKBOOK, SAVE_AS_XLSX)
    workbook = _Workbook(files["workbook"])
    tabs = [_OldTab(workbook, begin) for begin in workbook.tabs if begin.said[5] == 0]
    return Book([tab.done() for tab in tabs], "_vba_project_cur" in files)


class _Record:
    """One record with all that continues it, read from its beginning to its end."""

    def __init__(self, kind: int, parts: list[bytes]) -> None:
        self.kind = kind
        self.said = self.part = parts[0]
        self.at = 0
        self.more = iter(parts[1:])

    def numbers(self, form: str, at: int = 0) -> tuple[Any, ...]:
        """The numbers at some place, in a form as ``struct`` knows it."""
        return unpack_from(f"<{form}", self.said, at)

    def text(self, length_in: int = 2) -> str:
        """The text that comes next: its length, how it is written, its letters."""
        length = self._number(length_in)
        flags = self._number(1)
        rich = self._number(2) if flags & 8 else 0
        spoken = self._number(4) if flags & 4 else 0
        said = self._letters(length, bool(flags & 1))
        self._take(4 * rich + spoken)  # how some letters look, or how they are pronounced
        return said

    def _letters(self, count: int, wide: bool) -> str:
        written = b""
        while count:
            if self.at >= len(self.part):
                # In what continues a record, letters say anew how they are written.
                wide = bool(self._number(1) & 1)
            width = 2 if wide else 1
            found = self.part[self.at : self.at + count * width]
            if len(found) % width:
                raise ValueError("half a letter")
            written += found if wide else found.decode("latin-1").encode("utf-16-le")
            count -= len(found) // width
            self.at += len(found)
        return written.decode("utf-16-le", "replace")

    def _number(self, length: int) -> int:
        return int.from_bytes(self._take(length), "little")

    def _take(self, count: int) -> bytes:
        taken = b""
        while lacking := count - len(taken):
            while self.at >= len(self.part):
                self.part, self.at = next(self.more, b""), 0
                if not self.part:
                    raise ValueError("a record breaks off")
            taken += self.part[self.at : self.at + lacking]
            self.at += lacking
        return taken


class _Records:
    """All records of a workbook; none is read twice, so that nothing leads round in circles."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.left = len(stream)

    def since(self, at: int) -> Iterator[_Record]:
        """The records from one place to the end of what begins there."""
        depth = 0  # a chart within a tab has a beginning and an end of its own
        while True:
            kind = self._kind(at)
            parts = [self._part(at)]
            at += 4 + len(parts[0])
            while kind != END and self._kind(at) == GOES_ON:
                parts.append(self._part(at))
                at += 4 + len(parts[-1])
            yield _Record(kind, parts)
            depth += (kind == BEGIN) - (kind == END)
            if depth <= 0:
                return

    def _kind(self, at: int) -> int:
        return int(unpack_from("<H", self.stream, at)[0])

    def _part(self, at: int) -> bytes:
        (length,) = unpack_from("<H", self.stream, at + 2)
        self.left -= 4 + length
        if self.left < 0 or at + 4 + length > len(self.stream):
            raise ValueError("the records break off, or overlap")
        return self.stream[at + 4 : at + 4 + length]


class _Workbook:
    """What a workbook says for all its tabs: formats, texts, and where each tab begins."""

    def __init__(self, stream: bytes) -> None:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        self.records = _Records(stream)
        self.room = Room()
        self.formats: dict[int, str] = dict(BUILTIN_FORMATS)
        self.cell_formats: list[int] = []
        self.texts: list[str] = []
        self.tabs: list[_Record] = []
        self.is_from_1904 = False
        for record in self.records.since(0):
            self._hear(record)

    def _hear(self, record: _Record) -> None:
        if record.kind == BEGIN and record.numbers("H") != (EXCEL_97,):
            raise Refused(OTHER_FORM.with_facts(form="Excel 95"), SAVE_AS_XLSX)
        if record.kind == LOCK:
            raise Refused(LOCKED, TAKE_OFF_PASSWORD)
        if record.kind == TAB:
            self.tabs.append(record)
        elif record.kind == TEXTS:
            record.at = 8
            self.texts = [record.text() for _ in range(*record.numbers("I", 4))]
        elif record.kind == FORMAT:
            record.at = 2
            self.formats[record.numbers("H")[0]] = record.text()
        elif record.kind == CELL_FORMAT:
            self.cell_formats += record.numbers("H", 2)
        elif record.kind == FROM_1904:
            self.is_from_1904 = record.numbers("H") == (1,)

    def as_typed(self, value: float, cell_format: int) -> str:
        """A number by the format of its cell: it may be a date, a time, a percentage."""
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        form = self.formats.get(self.cell_formats[cell_format], "General")
        if not is_date_format(form):
            return as_typed(value, form)
        epoch = CALENDAR_MAC_1904 if self.is_from_1904 else CALENDAR_WINDOWS_1900
        try:
            return as_typed(from_excel(value, epoch, is_timedelta_format(form)), form)
        except (OverflowError, ValueError):
            return "#VALUE!"  # as the spreadsheet shows it: no date is so far away


class _OldTab:
    """A tab of old Excel while its records are read."""

    def __init__(self, workbook: _Workbook, begin: _Record) -> None:
        begin.at = 6
        self.name = begin.text(length_in=1)
        self.hidden = bool(begin.said[4] & 3)
        self.workbook = workbook
        self.texts: dict[Spot, str] = {}
        self.rows: set[int] = set()
        self.merged: list[Area] = []
        self.notes: list[Spot] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.awaiting: Spot | None = None  # the cell of a formula whose text comes behind it
        for record in workbook.records.since(*begin.numbers("I")):
            self._around(record)
            for spot, text in self._cells(record):
                self._put(spot, text)

    def done(self) -> Tab:
        return Tab(
            self.name,
            self.texts,
            self.hidden,
            self.merged,
            notes=self.notes,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
        )

    def _put(self, spot: Spot, text: str) -> None:
        if text:
            self.workbook.room.take(1)
            self.rows.add(spot.row)
            within(self.name, len(self.rows), spot)
            self.texts[spot] = text

    def _around(self, record: _Record) -> None:
        """What is said about cells, and not in them."""
        if record.kind == ROW and record.said[12] & 0x20:
            self.hidden_rows.add(record.numbers("H")[0] + 1)
        elif record.kind == COLUMNS and record.said[8] & 1:
            first, last = record.numbers("HH")
            self.hidden_columns.update(range(first, last + 1))
        elif record.kind == NOTE:
            row, column = record.numbers("HH")
            self.notes.append(Spot(row + 1, column))
        elif record.kind == MERGED:
            for number in range(*record.numbers("H")):
                top, bottom, left, right = record.numbers("4H", 2 + 8 * number)
                self.merged.append(Area(top + 1, left, bottom + 1, right))

    def _cells(self, record: _Record) -> Iterator[tuple[Spot, str]]:
        """The texts that a record puts into cells."""
        if record.kind == TEXT_OF_FORMULA and self.awaiting:
            yield self.awaiting, as_typed(record.text())
        if record.kind not in CELLS:
            return
        row, column, cell_format = record.numbers("3H")
        spot = Spot(row + 1, column)
        if record.kind == TEXT:
            yield spot, as_typed(self.workbook.texts[record.numbers("I", 6)[0]])
        elif record.kind in OWN_TEXTS:
            record.at = 6
            yield spot, as_typed(record.text())
        elif record.kind == NUMBER:
            (value,) = record.numbers("d", 6)
            yield spot, self.workbook.as_typed(value, cell_format)
        elif record.kind == SHORT:
            (short,) = record.numbers("I", 6)
            yield spot, self.workbook.as_typed(_number(short), cell_format)
        elif record.kind == SHORTS:
            for n, at in enumerate(range(4, len(record.said) - 2, 6)):
                form, short = record.numbers("HI", at)
                yield Spot(row + 1, column + n), self.workbook.as_typed(_number(short), form)
        elif record.kind == YES_NO_OR_ERROR:
            yield spot, _yes_no_or_error(record.said[7] == 1, record.said[6])
        else:
            yield spot, self._of_formula(record, spot, cell_format)

    def _of_formula(self, record: _Record, spot: Spot, cell_format: int) -> str:
        """What a formula came to when it was calculated last."""
        if record.said[12:14] != b"\xff\xff":
            (value,) = record.numbers("d", 6)
            return self.workbook.as_typed(value, cell_format)
        kind = record.said[6]
        self.awaiting = spot if kind == 0 else None
        return _yes_no_or_error(kind == 2, record.said[8]) if kind in (1, 2) else ""


def _yes_no_or_error(is_error: bool, value: int) -> str:
    return ERRORS.get(value, "#N/A") if is_error else as_typed(bool(value))


def _number(short: int) -> float:
    """A number as old Excel shortens it: a whole one or half of a long one, maybe hundredths."""
    if short & 2:
        value = (short - (short >> 31 << 32)) >> 2
    else:
        (value,) = unpack("<d", pack("<II", 0, short & ~3))
    return value / 100 if short & 1 else value
