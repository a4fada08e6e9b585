"""From files to tables of plain text: nothing is understood yet, and nothing is lost.

A festival is a folder of CSV files, or of workbooks, or of both: a table is a file or a tab of
its name.  Each is first a sheet, as the person sees it, and then a table.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from festplan.catalogue import ALL_TABLES, columns
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.headings import near, table_named
from festplan.inputs.layout import (
    HEADINGS_WITHIN,
    KEEP_ONE,
    Line,
    RawTable,
    known_headings,
    table_of,
)
from festplan.inputs.sheets import Sheet, SheetRow
from festplan.spreadsheets import unharmed
from festplan.tables import READ_ME_TAB, TABLES
from festplan.texts import Text, languages

__all__ = ["KEEP_ONE", "Line", "RawTable", "read_files", "read_text", "sheet_from_text"]

#: More than any festival has; a larger file is a mistake, and would only stop the machine.
LARGEST_FILE = 50_000_000
MOST_ROWS = 50_000
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
TEXT_FILES = (".csv", ".tsv")
#: What may hold a table, and is not read; pictures and letters beside the tables are nobody's.
NOT_READ = (".numbers", ".xlsb", ".fods", ".txt", ".gsheet")

NO_FOLDER = Text(
    en="There is no folder or workbook “{folder}”.",
    de="Einen Ordner oder eine Arbeitsmappe „{folder}“ gibt es nicht.",
)
MAKE_ONE = Text(
    en="“festplan new {folder}” lays an example festival there.",
    de="„festplan new {folder}“ legt dort ein Beispielfest an.",
)
NO_FOLDER_BUT = Text(
    en="“{file}” is one table; a festival is a folder of tables, or a workbook.",
    de="„{file}“ ist eine Tabelle; ein Fest ist ein Ordner mit Tabellen oder eine Arbeitsmappe.",
)
GIVE_FOLDER = Text(
    en="Name the folder it lies in.", de="Bitte den Ordner nennen, in dem sie liegt."
)
NO_TEXT = Text(en="The file is not readable text.", de="Die Datei ist kein lesbarer Text.")
NOT_OPENED = Text(en="The file cannot be opened.", de="Die Datei lässt sich nicht öffnen.")
CLOSE_IT = Text(
    en="Is it open in another program, or are you not allowed to read it?",
    de="Ist sie in einem anderen Programm geöffnet, oder fehlt das Recht, sie zu lesen?",
)
OLD_TEXT = Text(
    en="The file is read as Windows-1252: are the umlauts right?",
    de="Die Datei wird als Windows-1252 gelesen: Stimmen die Umlaute?",
)
OTHER_FORM = Text(
    en="Files of this kind are not read.", de="Dateien dieser Art werden nicht gelesen."
)
EXPORT_IT = Text(
    en="If it is a table, save it as an Excel workbook or as CSV.",
    de="Wenn es eine Tabelle ist, bitte als Excel-Arbeitsmappe oder als CSV speichern.",
)
SAVE_AS_CSV = Text(
    en="Save it in the spreadsheet as “CSV UTF-8”.",
    de="Bitte in der Tabellenkalkulation als „CSV UTF-8“ speichern.",
)
TOO_LARGE = Text(
    en="The file is larger than {limit} MB.", de="Die Datei ist größer als {limit} MB."
)
TOO_LONG = Text(
    en="The file has more than {limit} rows.", de="Die Datei hat mehr als {limit} Zeilen."
)
UNKNOWN_FILE = Text(
    en="This file is not used: no table has its name.",
    de="Diese Datei wird nicht gelesen: Keine Tabelle heißt so.",
)
UNKNOWN_TAB = Text(
    en="This tab is not used: no table has its name.",
    de="Dieses Blatt wird nicht gelesen: Keine Tabelle heißt so.",
)
BY_HEADINGS = Text(
    en="No table has this name; by its headings it is read as the table {table}.",
    de="Keine Tabelle heißt so; nach ihren Überschriften wird sie als Tabelle {table} gelesen.",
)
NAME_IT = Text(en="If so, call it “{table}”.", de="Wenn das stimmt, bitte „{table}“ nennen.")
OLDER = Text(
    en="This looks like an older or other copy of {table} and is not read.",
    de="Das sieht nach einer älteren oder anderen Fassung von {table} aus und wird nicht gelesen.",
)
THIS_YEAR = Text(
    en="It is read as the table {table}; is it the one of this year?",
    de="Das wird als Tabelle {table} gelesen; ist es die von diesem Jahr?",
)
TWICE = Text(
    en="The table stands in two places: {files}.", de="Die Tabelle steht an zwei Stellen: {files}."
)
STRAY_QUOTE = Text(
    en="A quotation mark stands inside a cell; from here on nothing is read.",
    de="Ein Anführungszeichen steht mitten in einer Zelle; ab hier wird nichts gelesen.",
)
OPEN_QUOTE = Text(
    en="A quotation mark is opened and never closed.",
    de="Ein Anführungszeichen wird geöffnet und nie geschlossen.",
)


@dataclass(frozen=True)
class _Found:
    """A sheet with the name that its file or tab has."""

    name: str
    sheet: Sheet
    readable: bool = True


def read_files(path: Path) -> tuple[list[RawTable], list[Complaint]]:
    """Every table in a folder or a workbook, as text, with what is wrong about the files."""
    if path.is_file() and path.suffix.casefold() in WORKBOOKS:
        return _tables(_Folder([path]))
    if path.is_file():
        says = NO_FOLDER_BUT.with_facts(file=path.name)
        return [], [Complaint(Place(path.name), says, GIVE_FOLDER)]
    if not path.is_dir():
        advice = MAKE_ONE.with_facts(folder=path.name)
        return [], [Complaint(Place(str(path)), NO_FOLDER.with_facts(folder=path.name), advice)]
    # Spreadsheets lock what they have open by a file of nearly the same name.
    files = [p for p in sorted(path.iterdir(), key=lambda p: p.name) if p.is_file()]
    return _tables(_Folder([p for p in files if not p.name.startswith(("~", "."))]))


class _Folder:
    """The files of a festival while it is found out which of them is which table."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.complaints: list[Complaint] = []
        self.found = [each for path in paths for each in self._sheets(path)]

    def _sheets(self, path: Path) -> Iterator[_Found]:
        suffix = path.suffix.casefold()
        if suffix in TEXT_FILES:
            yield self._text(path)
        elif suffix in WORKBOOKS:
            yield from self._tabs(path)
        elif suffix in NOT_READ:
            self.complaints.append(
                Complaint(Place(path.name), OTHER_FORM, EXPORT_IT, Severity.HINT)
            )

    def _text(self, path: Path) -> _Found:
        written = read_text(path, self.complaints)
        if written is None:
            return _Found(path.stem, Sheet(path.name, ()), readable=False)
        table = table_named(path.stem)
        sheet = sheet_from_text(
            path.name, written, self.complaints, table.name if table else "events"
        )
        return _Found(path.stem, sheet)

    def _tabs(self, path: Path) -> Iterator[_Found]:
        from festplan.inputs.workbooks import sheets_of

        tabs = sheets_of(path, self.complaints)
        # A workbook called after a table is that table, whatever its one tab is called.
        filled = [name for name, sheet in tabs if sheet.rows]
        alone = len(filled) == 1 and table_named(path.stem) and not table_named(filled[0])
        for name, sheet in tabs:
            if sheet.rows and not _explains(name):
                yield _Found(path.stem if alone else name, sheet)


def _explains(tab: str) -> bool:
    """Whether a tab is the one that explains our own workbook."""
    return tidy(tab) in {READ_ME_TAB.in_language(language) for language in languages()}


def _tables(folder: _Folder) -> tuple[list[RawTable], list[Complaint]]:
    """The sheets that are tables, each by its name, by its name without a year, by its headings."""
    sorting = _Sorting(folder.found, folder.complaints)
    raw = []
    for name, found in sorting.by_table.items():
        if len(found) > 1:
            files = tuple(each.sheet.file for each in found)
            says = TWICE.with_facts(files=files)
            folder.complaints.append(Complaint(Place(files[0]), says, KEEP_ONE))
        if found[0].readable:
            raw.append(table_of(name, found[0].sheet, folder.complaints))
        else:
            raw.append(RawTable(name, found[0].sheet.file, (), (), readable=False))
    return raw, folder.complaints


YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BRACKETS = re.compile(r"[(\[]")


class _Sorting:
    """Which sheet is which table; what is none of them is said."""

    def __init__(self, found: Iterable[_Found], complaints: list[Complaint]) -> None:
        self.complaints = complaints
        self.by_table: dict[str, list[_Found]] = {}
        self.guessed: set[str] = set()
        copies: dict[str, list[_Found]] = {}
        others: list[_Found] = []
        for each in found:
            # “Orte (alt)” and “Anmeldungen 2026” may be this festival's tables, or may not.
            is_copy = YEAR.search(each.name) or BRACKETS.search(each.name)
            table = table_named(YEAR.sub(" ", each.name) if is_copy else each.name)
            if table is None:
                others.append(each)
            else:
                which = copies if is_copy else self.by_table
                which.setdefault(table.name, []).append(each)
        for name, alike in copies.items():
            self._of_copies(name, alike)
        for each in others:
            self._by_headings(each)

    def _of_copies(self, name: str, found: list[_Found]) -> None:
        """Of several years the latest is read, with a question; older ones are not."""
        latest = max(_year(each.name) for each in found)
        for each in found:
            if _year(each.name) < latest:
                self._say(each, OLDER, name)
            elif name in self.by_table and name not in self.guessed:
                self._say(each, OLDER, name, severity=Severity.QUESTION)
            else:
                # Two of one year are given twice: nobody knows which one counts.
                self.by_table.setdefault(name, []).append(each)
                self.guessed.add(name)
                self._say(each, THIS_YEAR, name, severity=Severity.QUESTION)

    def _by_headings(self, each: _Found) -> None:
        name = _by_headings(each.sheet)
        if name and name in self.by_table and name not in self.guessed:
            self._say(each, OLDER, name, severity=Severity.QUESTION)
        elif name:
            self.by_table.setdefault(name, []).append(each)
            self.guessed.add(name)
            self._say(each, BY_HEADINGS, name, NAME_IT, Severity.QUESTION)
        else:
            says = UNKNOWN_TAB if each.sheet.lettered else UNKNOWN_FILE
            guess = near(each.name, [name for table in TABLES for name in table.called()])
            if guess:
                # Nearly the name of a table: a slip would lose everything that stands in it.
                advice = NAME_IT.with_facts(table=guess)
                self._say(each, says, guess, advice, Severity.QUESTION)
            else:
                self._say(each, says, "")

    def _say(
        self,
        each: _Found,
        says: Text,
        table: str,
        advice: Text | None = None,
        severity: Severity = Severity.HINT,
    ) -> None:
        names = {t.name: Text(t.name, t.de) for t in TABLES}
        facts = {"table": names.get(table, table)}
        complaint = Complaint(
            Place(each.sheet.file),
            says.with_facts(**facts),
            (advice or Text("", "")).with_facts(**facts),
            severity,
        )
        self.complaints.append(complaint)


def _year(name: str) -> str:
    return max(YEAR.findall(name), default="")


def _by_headings(sheet: Sheet) -> str:
    """The table whose headings a sheet has: three at least, and nearly all that must be there."""
    scores = {}
    for table in ALL_TABLES:
        rows = (known_headings(table.name, row.cells) for row in sheet.rows[:HEADINGS_WITHIN])
        best = max(rows, key=len, default=set())
        needed = {c.name for c in columns()[table.name].values() if c.required}
        if len(best) >= 3 and len(needed - best - {table.key, "duration_min"}) == 0:
            scores[table.name] = len(best)
    highest = [name for name, score in scores.items() if score == max(scores.values())]
    return highest[0] if len(highest) == 1 and highest[0] != "plan" else ""


# --- text files -----------------------------------------------------------------------------


def read_text(path: Path, complaints: list[Complaint]) -> str | None:
    """The text of a file; None, with a complaint, where it is too large or no text."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            limit = TOO_LARGE.with_facts(limit=LARGEST_FILE // 1_000_000)
            complaints.append(Complaint(Place(path.name), limit))
            return None
        written = _decoded(path, complaints)
    except OSError:
        complaints.append(Complaint(Place(path.name), NOT_OPENED, CLOSE_IT))
        return None
    if written is None or "\0" in written:
        complaints.append(Complaint(Place(path.name), NO_TEXT, SAVE_AS_CSV))
        return None
    return written


def _decoded(path: Path, complaints: list[Complaint]) -> str | None:
    """UTF-8 or UTF-16, or what German spreadsheets wrote for thirty years; that is said."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(data, "utf-16")
    written = _as(data, "utf-8-sig")
    if written is None and b"\0" not in data and (written := _as(data, "cp1252")) is not None:
        complaints.append(Complaint(Place(path.name), OLD_TEXT, SAVE_AS_CSV, Severity.QUESTION))
    return written


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def sheet_from_text(
    file: str, written: str, complaints: list[Complaint], table: str = "plan"
) -> Sheet:
    """A sheet from the text of a CSV file, with commas, semicolons or tabs between its cells.

    The separator is the one that shows most headings of ``table``.
    """
    first, _, rest = written.partition("\n")
    if first.strip().startswith("sep="):
        written = f"\n{rest}"
    tried = {separator: rows_of(file, written, separator, []) for separator in ",;\t"}
    separator = max(tried, key=lambda each: (_headings_in(table, tried[each]), first.count(each)))
    return Sheet(file, tuple(rows_of(file, written, separator, complaints)))


def _headings_in(table: str, rows: Iterator[SheetRow]) -> int:
    """How many headings of a table the first rows show."""
    shown = [row for row, _ in zip(rows, range(HEADINGS_WITHIN), strict=False)]
    return max((len(known_headings(table, row.cells)) for row in shown), default=0)


def rows_of(
    file: str, written: str, separator: str, complaints: list[Complaint]
) -> Iterator[SheetRow]:
    """The rows that are not empty, with the number of the row in a spreadsheet."""
    # A quoted cell may hold line breaks: spreadsheets count such a line as one row.
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                says = TOO_LONG.with_facts(limit=MOST_ROWS)
                complaints.append(Complaint(Place(file), says))
                return
            if any(cell.strip() for cell in cells):
                yield SheetRow(number, tuple(unharmed(cell.strip()) for cell in cells))
    except csv.Error as wrong:
        says = STRAY_QUOTE if "expected after" in str(wrong) else OPEN_QUOTE
        complaints.append(Complaint(Place(file, number + 1), says, SAVE_AS_CSV))
