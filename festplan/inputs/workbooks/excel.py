"""Excel's workbooks (.xlsx, .xlsm): openpyxl knows their values, formats and colours."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring, iterparse
from zipfile import ZipFile

from festplan.inputs.workbooks.tabs import (
    COLUMNS,
    LAST_ROW,
    NO_WORKBOOK,
    OTHER_FORM,
    SAVE_AS_XLSX,
    Area,
    Book,
    Refused,
    Spot,
    Tab,
    within,
)
from festplan.inputs.workbooks.typed import as_typed

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EXCEL = re.compile(
    rb"(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template)\.macroEnabled)\.main\+xml"
)
#: Who wrote the workbook, tabs that are one large chart, pictures.
NOT_READ = ("docProps/", "xl/chartsheets/", "xl/drawings/", "xl/media/")


def excel(package: ZipFile) -> Book:
    """What openpyxl reads, and what lies around it."""
    kinds = package.read("[Content_Types].xml")
    if b"ms-excel.sheet.binary" in kinds:
        raise Refused(OTHER_FORM.with_facts(form=".xlsb"), SAVE_AS_XLSX)
    if not EXCEL.search(kinds):
        raise Refused(NO_WORKBOOK, SAVE_AS_XLSX)
    from openpyxl import load_workbook

    parts = _parts(package)
    around = {name: _Around(name, package, part.target) for name, part in parts.items()}
    with warnings.catch_warnings():
        # openpyxl warns of what it leaves aside: charts, extensions, checks of what is typed.
        warnings.simplefilter("ignore")
        # Read only, it never makes cells of merged areas, links or pictures; data only, it gives
        # what the spreadsheet calculated last.
        book = load_workbook(_bare(package), read_only=True, data_only=True, keep_links=False)
        tabs = [_tab(book[name], around[name]) for name in around]
    return Book(tabs, any(name.endswith("vbaProject.bin") for name in package.namelist()))


def _bare(package: ZipFile) -> BytesIO:
    """The package without what is not read, over which openpyxl may stumble as Excel does not."""
    copy = BytesIO()
    with ZipFile(copy, "w") as kept:
        for name in package.namelist():
            if not name.startswith(NOT_READ):
                kept.writestr(name, package.read(name))
    return copy


def _parts(package: ZipFile) -> dict[str, Any]:
    """The part that each tab lies in, by the names of the tabs; charts are left out."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    root = next(r for r in get_dependents(package, "_rels/.rels") if _is(r, "officeDocument"))
    workbook = fromstring(package.read(root.target))
    if workbook.tag.startswith("{http://purl.oclc.org/ooxml/"):
        raise Refused(OTHER_FORM.with_facts(form="Strict Open XML"), SAVE_AS_XLSX)
    parts = {r.id: r for r in get_dependents(package, get_rels_path(root.target))}
    tabs = [
        (tab.attrib["name"], parts[tab.attrib[RELATION]]) for tab in workbook.iter(f"{MAIN}sheet")
    ]
    return {name: part for name, part in tabs if _is(part, "worksheet")}


def _is(relation: Any, kind: str) -> bool:
    return str(relation.Type).endswith(f"/{kind}")


class _Around:
    """What a tab of Excel's says around its values, and where it has any."""

    def __init__(self, name: str, package: ZipFile, part: str) -> None:
        self.name = name
        self.rows: dict[int, bool] = {}  # those with values, in order: whether they are hidden
        self.width = 0
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self.never_calculated: list[Spot] = []
        self.notes = list(_notes(package, part))
        with package.open(part) as source:
            row = 0
            for _, element in iterparse(source):
                if element.tag == f"{MAIN}row":
                    row = self._row(element, row)
                    element.clear()
                elif element.tag == f"{MAIN}col" and _is_true(element.get("hidden")):
                    first, last = int(element.attrib["min"]) - 1, int(element.attrib["max"])
                    self.hidden_columns.update(range(first, min(last, COLUMNS)))
                elif element.tag == f"{MAIN}mergeCell":
                    self.merged.append(_area(element.attrib["ref"]))

    def _row(self, element: Element, before: int) -> int:
        number = int(float(element.get("r", before + 1)))
        if not before < number <= LAST_ROW:
            raise ValueError("rows out of order")
        column = -1
        for cell in element:
            column = _spot(cell.attrib["r"]).column if "r" in cell.attrib else column + 1
            if cell.findtext(f"{MAIN}v") or cell.find(f"{MAIN}is") is not None:
                self._value(Spot(number, column), _is_true(element.get("hidden")))
            elif cell.find(f"{MAIN}f") is not None and not _is_empty_text(cell):
                self.never_calculated.append(Spot(number, column))
        return number

    def _value(self, spot: Spot, hidden: bool) -> None:
        self.rows[spot.row] = hidden
        self.width = max(self.width, spot.column + 1)
        within(self.name, len(self.rows), spot)


def _notes(package: ZipFile, part: str) -> Iterator[Spot]:
    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    beside = get_rels_path(part)
    relations = get_dependents(package, beside) if beside in package.namelist() else ()
    for notes in (r.target for r in relations if _is(r, "comments")):
        for note in fromstring(package.read(notes)).iter(f"{MAIN}comment"):
            yield _spot(note.attrib["ref"])


def _is_true(written: str | None) -> bool:
    return written in ("1", "true")


def _is_empty_text(cell: Element) -> bool:
    """Whether a formula was calculated and gave a text without letters."""
    return cell.get("t") == "str" and cell.find(f"{MAIN}v") is not None


def _spot(address: str) -> Spot:
    """Reads ``B14``."""
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", address)
    if not found:
        raise ValueError(f"no address: {address}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Spot(int(found[2]), column - 1)


def _area(address: str) -> Area:
    """Reads ``B14:C15``."""
    first, _, last = address.partition(":")
    return Area(*_spot(first), *_spot(last or first))


def _tab(sheet: Any, around: _Around) -> Tab:
    # Some programs write how large a tab is, and are wrong.
    sheet.reset_dimensions()
    # It goes no further than the last row: what comes behind the cells is not ours to read.
    walk = zip(
        range(1, max(around.rows, default=0) + 1),
        sheet.iter_rows(max_col=around.width),
        strict=False,
    )
    cells = [
        (Spot(number, column), cell)
        for number, row in walk
        if number in around.rows
        for column, cell in enumerate(row)
        if cell.fill is not None
    ]
    texts = {spot: as_typed(cell.value, cell.number_format) for spot, cell in cells}
    return Tab(
        around.name,
        {spot: text for spot, text in texts.items() if text},
        sheet.sheet_state != "visible",
        around.merged,
        [Area(*spot, *spot) for spot, cell in cells if _is_coloured(cell.fill)],
        around.notes,
        frozenset(row for row, hidden in around.rows.items() if hidden),
        frozenset(around.hidden_columns),
        around.never_calculated,
    )


def _is_coloured(fill: Any) -> bool:
    """Whether a cell has a colour that is not the paper's."""
    if fill.fill_type != "solid":
        return False
    colour = fill.fgColor
    if colour.type == "theme":
        return bool(colour.theme or colour.tint)
    if colour.type == "indexed":
        return colour.indexed not in (1, 9, 64, 65)
    return not str(colour.rgb).endswith("FFFFFF")
