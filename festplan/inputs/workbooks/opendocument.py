"""OpenDocument's workbooks (.ods): a file of XML that says in plain words what type a cell has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import IO
from xml.etree.ElementTree import Element, fromstring, iterparse
from zipfile import ZipFile

from festplan.inputs.workbooks.tabs import (
    COLUMNS,
    LAST_ROW,
    LOCKED,
    NO_WORKBOOK,
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
from festplan.inputs.workbooks.typed import ERROR_VALUES, as_typed

OFFICE, TABLE, TEXT, STYLE, FO = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{each}:1.0}}"
    for each in ("office", "table", "text", "style", "xsl-fo-compatible")
)
VALUE_TYPE = f"{OFFICE}value-type"
#: What rows lie in; a link to another program keeps its rows in a table of its own.
HOLDING_ROWS = (f"{TABLE}table", f"{TABLE}dde-link")
LENGTH = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?)?")


def open_document(package: ZipFile) -> Book:
    """A workbook read from its one XML file: it says the type of each cell in plain words."""
    manifest = "META-INF/manifest.xml"
    if manifest in package.namelist() and b"encryption-data" in package.read(manifest):
        raise Refused(LOCKED, TAKE_OFF_PASSWORD)
    looks = _Looks()
    if "styles.xml" in package.namelist():
        looks.add(fromstring(package.read("styles.xml")))
    with package.open("content.xml") as source:
        tabs = list(_open_tabs(source, looks))
    if not tabs:
        raise Refused(NO_WORKBOOK, SAVE_AS_XLSX)
    return Book(tabs)


class _Looks:
    """The styles of a document: which have a colour, and which hide a tab."""

    def __init__(self) -> None:
        self.styles: dict[str, Element] = {}

    def add(self, found: Element) -> None:
        self.styles |= {
            style.get(f"{STYLE}name", ""): style for style in found.iter(f"{STYLE}style")
        }

    def hides(self, name: str) -> bool:
        return self._says(name, f"{STYLE}table-properties", f"{TABLE}display") == "false"

    def colours(self, name: str) -> bool:
        colour = self._says(name, f"{STYLE}table-cell-properties", f"{FO}background-color")
        return colour.casefold() not in ("", "transparent", "#ffffff")

    def _says(self, name: str, properties: str, what: str) -> str:
        """What a style says, or the one that it is based on."""
        for _ in range(10):
            if (style := self.styles.get(name)) is None:
                return ""
            if (own := style.find(properties)) is not None and what in own.attrib:
                return own.attrib[what]
            name = style.get(f"{STYLE}parent-style-name", "")
        return ""


def _open_tabs(source: IO[bytes], looks: _Looks) -> Iterator[Tab]:
    tabs: list[_OpenTab] = []  # from outermost to innermost: cells may hold tables themselves
    room = Room()
    for event, element in iterparse(source, ("start", "end")):
        if event == "start":
            if element.tag in HOLDING_ROWS:
                tabs.append(_OpenTab(element, looks, room))
        elif element.tag == f"{OFFICE}automatic-styles":
            looks.add(element)
        elif element.tag in HOLDING_ROWS:
            tab = tabs.pop()
            if not tabs and element.tag == f"{TABLE}table" and not _is_copy(element):
                yield tab.done()
            element.clear()
        elif element.tag == f"{TABLE}table-column" and len(tabs) == 1:
            tabs[0].column(element)
        elif element.tag == f"{TABLE}table-row" and len(tabs) == 1:
            tabs[0].row(element)
            element.clear()


def _is_copy(table: Element) -> bool:
    """Whether a table is what the spreadsheet remembers of another file, and no tab."""
    return table.find(f"{TABLE}table-source") is not None


class _OpenTab:
    """A tab of OpenDocument while it is read; rows and cells may stand for many alike."""

    def __init__(self, element: Element, looks: _Looks, room: Room) -> None:
        self.name = element.get(f"{TABLE}name", "")
        self.hidden = looks.hides(element.get(f"{TABLE}style-name", ""))
        self.looks = looks
        self.room = room
        self.columns: list[tuple[range, str]] = []  # with the style of their cells
        self.hidden_columns: set[int] = set()
        self.width = 0
        self.below = 1  # the row that comes next
        self.rows_with_text = 0
        self.texts: dict[Spot, str] = {}
        self.merged: list[Area] = []
        self.coloured: list[Area] = []
        self.notes: list[Spot] = []
        self.hidden_rows: list[int] = []
        self.never_calculated: list[Spot] = []

    def done(self) -> Tab:
        return Tab(
            self.name,
            self.texts,
            self.hidden,
            self.merged,
            self.coloured,
            self.notes,
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            self.never_calculated,
        )

    def column(self, element: Element) -> None:
        end = self.width + _times(element, "columns")
        if _is_hidden(element):
            self.hidden_columns.update(range(self.width, min(end, COLUMNS)))
        style = element.get(f"{TABLE}default-cell-style-name", "")
        self.columns.append((range(self.width, end), style))
        self.width = end

    def row(self, element: Element) -> None:
        rows = range(self.below, self.below + _times(element, "rows"))
        self.below = rows.stop
        texts: dict[int, str] = {}
        coloured: list[Area] = []
        for cell, columns in _cells(element):
            if text := self._cell(cell, Spot(rows.start, columns.start)):
                within(self.name, 0, Spot(rows.start, columns.stop - 1))
                texts |= dict.fromkeys(columns, text)
            if self._is_coloured(cell, element, columns.start):
                coloured.append(Area(rows.start, columns.start, rows.stop - 1, columns.stop - 1))
        if texts:
            self._put(rows, texts)
            self.coloured += coloured
            if _is_hidden(element):
                self.hidden_rows += rows

    def _put(self, rows: range, texts: Mapping[int, str]) -> None:
        self.rows_with_text += len(rows)
        within(self.name, self.rows_with_text, Spot(rows.stop - 1, max(texts)))
        self.room.take(len(rows) * len(texts))
        for row in rows:
            self.texts |= {Spot(row, column): text for column, text in texts.items()}

    def _cell(self, cell: Element, spot: Spot) -> str:
        """The text of a cell; what else there is about it is kept."""
        down, right = (int(cell.get(f"{TABLE}number-{n}-spanned", 1)) for n in ("rows", "columns"))
        if down > 1 or right > 1:
            area = Area(spot.row, spot.column, spot.row + down - 1, spot.column + right - 1)
            self.merged.append(area)
        if cell.find(f"{OFFICE}annotation") is not None:
            self.notes.append(spot)
        # A formula that comes to a text without letters has a line, and no type.
        has_value = VALUE_TYPE in cell.attrib or cell.find(f"{TEXT}p") is not None
        if f"{TABLE}formula" in cell.attrib and not has_value:
            self.never_calculated.append(spot)
        return _open_text(cell)

    def _is_coloured(self, cell: Element, row: Element, column: int) -> bool:
        """By its own style, or that of its row, or that of its column."""
        style = cell.get(f"{TABLE}style-name") or row.get(f"{TABLE}default-cell-style-name")
        if style is None:
            style = next((style for columns, style in self.columns if column in columns), "")
        return self.looks.colours(style)


def _cells(row: Element) -> Iterator[tuple[Element, range]]:
    """The cells of a row with the columns they stand in; none that lie under a merged cell."""
    column = 0
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            columns = range(column, column + _times(cell, "columns"))
            column = columns.stop
            if cell.tag == f"{TABLE}table-cell":
                yield cell, columns


def _is_hidden(element: Element) -> bool:
    return element.get(f"{TABLE}visibility", "visible") != "visible"


def _times(element: Element, what: str) -> int:
    """How many columns or rows an element stands for."""
    times = int(element.get(f"{TABLE}number-{what}-repeated", 1))
    if not 1 <= times <= LAST_ROW:
        raise ValueError("repeated without end")
    return times


def _open_text(cell: Element) -> str:
    shown = "\n".join(_words(line) for line in cell.findall(f"{TEXT}p")).strip()
    if ERROR_VALUES.fullmatch(shown):
        return shown
    said = cell.get(f"{OFFICE}value", "")
    match cell.get(VALUE_TYPE):
        case "float" if said in ("0", "1") and shown.isalpha():
            return as_typed(said == "1")  # a comparison, calculated: it is shown as TRUE
        case "float" | "currency":
            return as_typed(float(said))
        case "percentage":
            return as_typed(float(said), "0%")
        case "boolean":
            return as_typed(cell.attrib[f"{OFFICE}boolean-value"] == "true")
        case "date":
            return as_typed(datetime.fromisoformat(cell.attrib[f"{OFFICE}date-value"]))
        case "time":
            return as_typed(_length(cell.attrib[f"{OFFICE}time-value"]))
        case _:
            return shown or cell.get(f"{OFFICE}string-value", "").strip()


def _length(written: str) -> timedelta:
    """Reads ``PT14H30M00S``."""
    found = LENGTH.fullmatch(written)
    if not found:
        raise ValueError(f"no length: {written}")
    days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4, 5))
    length = timedelta(days, seconds + float(f"0.{found[6] or 0}"), 0, 0, minutes, hours)
    return -length if found[1] else length


def _words(element: Element) -> str:
    """What is written in an element: blanks and line breaks are elements, too."""
    said = element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            said += " " * min(int(child.get(f"{TEXT}c", 1)), 100)
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            said += "\t" if child.tag == f"{TEXT}tab" else "\n"
        else:
            said += _words(child)
        said += child.tail or ""
    return said
