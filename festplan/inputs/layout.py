"""Where a table lies on its sheet: its headings, its rows, and what else people put there.

Above the headings stands a title, between the rows a subheading, below them a sum, a footnote
or a second small table.  All of that is told and none of it is read as an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from festplan.columns import WEEKDAYS
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.headings import column_of, headings_of, is_setting_heading
from festplan.inputs.sheets import Sheet, SheetRow, letters
from festplan.tables import TABLES
from festplan.texts import Text

#: Headings are looked for in so many rows; a title is never that long.
HEADINGS_WITHIN = 30


@dataclass(frozen=True)
class Line:
    """One line of a table as it was written: cells by heading."""

    number: int
    cells: dict[str, str]
    #: Headings whose cell was taken from a merged cell in a row above.
    from_above: frozenset[str] = frozenset()
    #: In a workbook, the letters of the column in which each heading's cell stands.
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RawTable:
    """A table before it is understood; ``name`` is the table's, ``file`` what it is called."""

    name: str
    file: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    readable: bool = True  # what cannot be read at all is complained about once
    headed: int = 1  # the row of the headings
    letters: dict[str, str] = field(default_factory=dict)  # by heading, in a workbook

    @staticmethod
    def of(name: str, file: str, rows: Iterable[Mapping[str, object]]) -> RawTable:
        """A table of rows that lie in memory, as if its file had headings in the first row."""
        cells = [{heading: str(cell) for heading, cell in row.items()} for row in rows]
        headings = tuple(dict.fromkeys(heading for row in cells for heading in row))
        lines = tuple(Line(number, row) for number, row in enumerate(cells, start=2))
        return RawTable(name, file, headings, lines)

    def place(self, row: int, heading: str = "", cell: str | None = None) -> Place:
        return placed(self.file, row, heading, cell, self.letters)


def placed(
    file: str, row: int, heading: str, cell: str | None, letters: Mapping[str, str]
) -> Place:
    """Where a cell stands: its row and heading, and in a workbook its address."""
    address = f"{letters[heading]}{row}" if heading in letters else ""
    return Place(file, row, heading, cell, address)


KEEP_ONE = Text(en="Keep one of them.", de="Bitte nur eine behalten.")
HEADING_TWICE = Text(en="The heading stands there twice.", de="Die Überschrift steht zweimal da.")
LONGER = Text(
    en="The row has more cells than the table has headings.",
    de="Die Zeile hat mehr Zellen, als die Tabelle Überschriften hat.",
)
QUOTE = Text(
    en="Is a comma missing its quotation marks?",
    de="Fehlen um ein Komma die Anführungszeichen?",
)
NO_HEADING = Text(
    en="{count} cells without a heading above them are not read: {cells}.",
    de="{count} Zellen ohne Überschrift darüber werden nicht gelesen: {cells}.",
)
WRITE_HEADING = Text(en="Write a heading above them.", de="Bitte eine Überschrift darüber setzen.")
ABOVE = Text(
    en="What stands above the headings is not read: {cells}.",
    de="Was über den Überschriften steht, wird nicht gelesen: {cells}.",
)
SUM = Text(
    en="The row is a sum and is not read: {cells}.",
    de="Die Zeile ist eine Summe und wird nicht gelesen: {cells}.",
)
FOOTNOTE = Text(
    en="The row is a remark below the table and is not read: {cells}.",
    de="Die Zeile ist eine Bemerkung unter der Tabelle und wird nicht gelesen: {cells}.",
)
BETWEEN = Text(
    en="The row is taken for a heading between the rows and is not read: {cells}.",
    de="Die Zeile gilt als Zwischenüberschrift und wird nicht gelesen: {cells}.",
)
NOT_BOUND = Text(
    en="If it says a day or a place, write it into the rows below.",
    de="Nennt sie einen Tag oder Ort, gehört er in die Zeilen darunter.",
)
AGAIN = Text(
    en="The headings stand here once more; the rows below are read by them.",
    de="Hier stehen noch einmal Überschriften; die Zeilen darunter werden nach ihnen gelesen.",
)
OTHER_TABLE = Text(
    en="Rows {first} to {last} after an empty row look like another table and are not read: "
    "{cells}.",
    de="Die Zeilen {first} bis {last} nach einer Leerzeile sehen nach einer anderen Tabelle aus "
    "und werden nicht gelesen: {cells}.",
)
OF_ITS_OWN = Text(
    en="Put another table into a file or sheet of its own; if the rows belong here, take out the "
    "empty row above them.",
    de="Eine andere Tabelle gehört in eine eigene Datei oder ein eigenes Blatt; gehören die "
    "Zeilen hierher, bitte die Leerzeile darüber löschen.",
)
SUMS = re.compile(
    r"(zwischen|gesamt)?summe|gesamt|insgesamt|(sub|grand )?total|sum|σ|∑", re.IGNORECASE
)
#: What a row may leave out: a number is made from the name, a length from the hours.
CAN_BE_FOUND = {"duration_min", *(table.key for table in TABLES)} - {"date"}
#: So many cells of a skipped row are shown, each no longer than that.
SHOWN, LONGEST = 3, 40


def table_of(name: str, sheet: Sheet, complaints: list[Complaint]) -> RawTable:
    """The table that lies on a sheet; what is not part of it is complained about."""
    if not sheet.rows:
        return RawTable(name, sheet.file, (), ())
    top = _top(name, sheet.rows)
    if top:
        above = [cell for row in sheet.rows[:top] for cell in row.cells]
        complaints.append(_hint(sheet, sheet.rows[0], ABOVE, above))
    header = sheet.rows[top]
    raw = _headed(name, sheet, header, complaints)
    if not raw.headings:
        return raw
    laid = _Laid(name, sheet, raw, complaints)
    lines = tuple(laid.lines(sheet.rows[top + 1 :]))
    return RawTable(
        name, sheet.file, laid.headings, lines, headed=header.number, letters=raw.letters
    )


def known_headings(name: str, cells: Iterable[str]) -> set[str]:
    """The columns of a table that some cells name."""
    if name == "festival":
        return {cell for cell in cells if is_setting_heading(cell)}
    found = (column_of(name, cell) for cell in cells)
    return {column.name for column in found if column is not None}


def _top(name: str, rows: Sequence[SheetRow]) -> int:
    """Which row has the headings: the first that names two columns, else one, else the first."""
    found = [len(known_headings(name, row.cells)) for row in rows[:HEADINGS_WITHIN]]
    return next((found.index(count) for count in found if count >= 2), _first(found, 1))


def _first(found: Sequence[int], count: int) -> int:
    return found.index(count) if count in found else 0


def _headed(name: str, sheet: Sheet, header: SheetRow, complaints: list[Complaint]) -> RawTable:
    headings = tuple(tidy(cell) for cell in header.cells)
    for heading in sorted({h for h in headings if h and headings.count(h) > 1}):
        complaints.append(
            Complaint(Place(sheet.file, header.number, heading), HEADING_TWICE, KEEP_ONE)
        )
    lettered = {h: letters(n) for n, h in enumerate(headings) if h} if sheet.lettered else {}
    return RawTable(name, sheet.file, headings, (), headed=header.number, letters=lettered)


def _hint(sheet: Sheet, row: SheetRow, says: Text, cells: Iterable[str]) -> Complaint:
    shown = says.with_facts(cells=_shown(cells))
    return Complaint(Place(sheet.file, row.number), shown, severity=Severity.HINT)


def _shown(cells: Iterable[str]) -> tuple[Text, ...]:
    """A few cells, quoted, so that one finds them again."""
    found = [tidy(cell) for cell in cells if cell.strip()]
    short = [cell if len(cell) <= LONGEST else f"{cell[:LONGEST]} …" for cell in found[:SHOWN]]
    quoted = [Text.plain(f"“{cell}”", f"„{cell}“") for cell in short]
    return (*quoted, *([Text("…", "…")] if len(found) > SHOWN else []))


class _Laid:
    """The rows of one sheet while they are sorted out; headings may change on the way."""

    def __init__(self, name: str, sheet: Sheet, raw: RawTable, complaints: list[Complaint]) -> None:
        self.name = name
        self.sheet = sheet
        self.complaints = complaints
        self.headings: tuple[str, ...] = ()
        self.lost: list[str] = []
        self._headed_by(raw.headings)

    def lines(self, rows: Sequence[SheetRow]) -> Iterator[Line]:
        blocks = _blocks(rows)
        last = max((r.number for r in rows if self._fits(r)), default=0)
        for number, block in enumerate(blocks):
            if number and not self._belongs(block):
                self._skip_block(block)
                continue
            for row in block:
                if not self._skipped(row, last):
                    yield self._line(row)
        if self.lost:
            says = NO_HEADING.with_facts(count=len(self.lost), cells=_shown(self.lost))
            self.complaints.append(
                Complaint(Place(self.sheet.file), says, WRITE_HEADING, Severity.QUESTION)
            )

    def _line(self, row: SheetRow) -> Line:
        beyond = row.cells[len(self.now) :]
        if any(beyond) and not self.sheet.lettered:
            # In a text file a comma without quotation marks moves every cell behind it.
            self.complaints.append(Complaint(Place(self.sheet.file, row.number), LONGER, QUOTE))
        elif any(beyond):
            self.lost += filter(None, beyond)
        paired = list(zip(self.now, row.cells, strict=False))
        self.lost += [cell for heading, cell in paired if cell and not heading]
        above = frozenset(self.now[n] for n in row.from_above if n < len(self.now))
        return Line(row.number, {h: cell for h, cell in paired if h}, above, self.lettered)

    def _fits(self, row: SheetRow) -> bool:
        """Whether the row has everything that a row of this table must have."""
        return all(len(row.cells) > n and row.cells[n] for n in self.needed)

    def _surely_fits(self, row: SheetRow) -> bool:
        """Whether the row is a line although a sum stands in it: “Summe” is no name of a venue."""
        first = next(filter(None, row.cells), "")
        return self._fits(row) and (len(self.needed) > 1 or not _is_sum_word(first))

    def _headed_by(self, headings: tuple[str, ...]) -> None:
        """Read the rows that follow by these headings; a column keeps the name it had above."""
        above = headings_of(self.name, self.headings)
        columns_here = [column_of(self.name, heading) for heading in headings]
        headings = tuple(
            above.get(column.name, heading) if column is not None else heading
            for heading, column in zip(headings, columns_here, strict=True)
        )
        self.now = headings
        named = [(n, h) for n, h in enumerate(headings) if h]
        self.lettered = {h: letters(n) for n, h in named} if self.sheet.lettered else {}
        self.headings = tuple(dict.fromkeys([*self.headings, *headings]))
        called = headings_of(self.name, headings)
        read = called.values()
        self.names = [headings.index(called[name]) for name in ("title", "name") if name in called]
        self.needed = [
            number
            for number, heading in enumerate(headings)
            if (column := column_of(self.name, heading)) is not None
            and heading in read
            and column.required
            and column.name not in CAN_BE_FOUND
        ]

    def _belongs(self, block: Sequence[SheetRow]) -> bool:
        """Whether rows below an empty row are still rows of this table."""
        if self.name == "festival" or self._heads(block[0]):
            return True
        width = sum(map(bool, self.now))
        return any(
            self._fits(row)
            or 2 * sum(map(bool, row.cells)) > width
            or self._is_remark(row)
            or self._is_sum(row)
            for row in block
        )

    def _skip_block(self, block: Sequence[SheetRow]) -> None:
        first, last = block[0].number, block[-1].number
        cells = [cell for row in block for cell in row.cells]
        says = OTHER_TABLE.with_facts(first=first, last=last, cells=_shown(cells))
        place = Place(self.sheet.file, first)
        self.complaints.append(Complaint(place, says, OF_ITS_OWN, Severity.QUESTION))

    def _skipped(self, row: SheetRow, last: int) -> bool:
        """Whether the row is no line of the table; that is said."""
        if self.name == "festival":
            return False
        if self._heads(row):
            self._headed_by(tuple(tidy(cell) for cell in row.cells))
            self.complaints.append(_hint(self.sheet, row, AGAIN, ()))
        elif self._is_sum(row) and not self._surely_fits(row):
            self._skip(row, SUM)
        elif self._is_remark(row) and row.number > last:
            self._skip(row, FOOTNOTE)
        elif self._is_remark(row):
            says = BETWEEN.with_facts(cells=_shown(row.cells))
            place = Place(self.sheet.file, row.number)
            self.complaints.append(Complaint(place, says, NOT_BOUND, Severity.QUESTION))
        else:
            return False
        return True

    def _skip(self, row: SheetRow, says: Text) -> None:
        """A row that is not read; a question where somebody may have named an event in it."""
        named = [n for n in self.names if len(row.cells) > n and row.cells[n]]
        hint = _hint(self.sheet, row, says, row.cells)
        suspect = any(not _is_sum_word(row.cells[n]) for n in named)
        self.complaints.append(replace(hint, severity=Severity.QUESTION) if suspect else hint)

    def _heads(self, row: SheetRow) -> bool:
        """Whether the row has the headings again: nothing but names of columns."""
        filled = [cell for cell in row.cells if cell]
        named = known_headings(self.name, filled)
        return len(named) >= 2 and len(named) * 2 > len(filled)

    def _is_sum(self, row: SheetRow) -> bool:
        return any(map(_is_sum_word, filter(None, row.cells)))

    def _is_remark(self, row: SheetRow) -> bool:
        """Whether the row is one sentence, or one word beside nothing, and no line."""
        filled = [cell for cell in row.cells if cell]
        if len(filled) != 1 or sum(map(bool, self.now)) < 3:
            return False
        said = filled[0]
        if self._fits(row):
            # A venue is a venue by its name alone; “Alle Orte sind barrierefrei.” is none.
            return len(said.split()) >= 3 and said.endswith((".", "!"))
        a_sentence = len(said.split()) >= 3 or said.startswith(("*", "(")) or said.endswith(":")
        return a_sentence or said.rstrip(".").casefold() in WEEKDAYS


def _is_sum_word(cell: str) -> bool:
    return SUMS.fullmatch(tidy(cell).rstrip(" :=")) is not None


def _blocks(rows: Sequence[SheetRow]) -> list[list[SheetRow]]:
    """Rows that follow each other without an empty row between."""
    starts = {second.number for first, second in pairwise(rows) if second.number > first.number + 1}
    count = 0
    numbered: list[tuple[int, SheetRow]] = []
    for row in rows:
        count += row.number in starts
        numbered.append((count, row))
    return [[row for _, row in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]
