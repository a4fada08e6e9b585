"""From files to tables of plain text: nothing is understood yet, and nothing is lost.

A table is a heading and its lines, each with the row number that a spreadsheet shows.  Other
sources (workbooks, registrations by mail) can give the same tables.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from festplan.complaints import Complaint, Place, Severity
from festplan.tables import TABLES
from festplan.texts import Text

#: More than any festival has; a larger file is a mistake, and would only stop the machine.
LARGEST_FILE = 50_000_000


@dataclass(frozen=True)
class Line:
    """One line of a table as it was written: cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class RawTable:
    """A table before it is understood; ``name`` is the table's, ``file`` what it is called."""

    name: str
    file: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    readable: bool = True  # what cannot be read at all is complained about once


NO_FOLDER = Text(en="There is no folder “{folder}”.", de="Den Ordner „{folder}“ gibt es nicht.")
MAKE_ONE = Text(
    en="“festplan new {folder}” lays an example festival there.",
    de="„festplan new {folder}“ legt dort ein Beispielfest an.",
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
WORKBOOK = Text(en="Workbooks are not read yet.", de="Arbeitsmappen werden noch nicht gelesen.")
SAVE_SHEETS = Text(
    en="Save each of its sheets as “CSV UTF-8” under the name of its table.",
    de="Bitte jedes Blatt als „CSV UTF-8“ unter dem Namen seiner Tabelle speichern.",
)
SAVE_AS_CSV = Text(
    en="Save it in the spreadsheet as “CSV UTF-8”.",
    de="Bitte in der Tabellenkalkulation als „CSV UTF-8“ speichern.",
)
TOO_LARGE = Text(
    en="The file is larger than {limit} MB.", de="Die Datei ist größer als {limit} MB."
)
UNKNOWN_FILE = Text(
    en="This file is not used: no table has its name.",
    de="Diese Datei wird nicht gelesen: Keine Tabelle heißt so.",
)
TWICE = Text(
    en="The table stands in two files: {files}.", de="Die Tabelle steht in zwei Dateien: {files}."
)
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
OPEN_QUOTE = Text(
    en="A quotation mark is opened and never closed.",
    de="Ein Anführungszeichen wird geöffnet und nie geschlossen.",
)


def read_files(folder: Path) -> tuple[list[RawTable], list[Complaint]]:
    """Every table in a folder, as text, with what is wrong about the files themselves."""
    if not folder.is_dir():
        advice = MAKE_ONE.with_facts(folder=folder.name)
        return [], [Complaint(Place(str(folder)), NO_FOLDER.with_facts(folder=folder.name), advice)]
    raw: list[RawTable] = []
    complaints: list[Complaint] = []
    for name, paths in _by_table(folder, complaints).items():
        if len(paths) > 1:
            names = tuple(path.name for path in paths)
            complaints.append(Complaint(Place(names[0]), TWICE.with_facts(files=names), KEEP_ONE))
        raw.append(_read(name, paths[0], complaints))
    return raw, complaints


def _by_table(folder: Path, complaints: list[Complaint]) -> dict[str, list[Path]]:
    names = {spelling: t.name for t in TABLES for spelling in (t.name, t.de)}
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.suffix.casefold() in (".xlsx", ".xls", ".ods", ".numbers"):
            complaints.append(Complaint(Place(path.name), WORKBOOK, SAVE_SHEETS, Severity.HINT))
        if path.suffix.casefold() != ".csv" or not path.is_file():
            continue
        if (name := names.get(path.stem.casefold())) is None:
            complaints.append(Complaint(Place(path.name), UNKNOWN_FILE, severity=Severity.HINT))
        else:
            found.setdefault(name, []).append(path)
    return found


def _read(name: str, path: Path, complaints: list[Complaint]) -> RawTable:
    written = read_text(path, complaints)
    if written is None:
        return RawTable(name, path.name, (), (), readable=False)
    return table_from_text(name, path.name, written, complaints)


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
    """UTF-8, or what German spreadsheets wrote for thirty years; that is said."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        written = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if "\0" not in written:
        complaints.append(Complaint(Place(path.name), OLD_TEXT, SAVE_AS_CSV, Severity.QUESTION))
    return written


def table_from_text(name: str, file: str, written: str, complaints: list[Complaint]) -> RawTable:
    """A table from the text of a CSV file, with commas or semicolons between its cells."""
    lines = list(_lines(file, written, complaints))
    if not lines:
        return RawTable(name, file, (), ())
    _, first = lines[0]
    headings = tuple(heading.strip() for heading in first)
    for heading in {h for h in headings if h and headings.count(h) > 1}:
        complaints.append(Complaint(Place(file, lines[0][0], heading), HEADING_TWICE, KEEP_ONE))
    found = []
    for number, cells in lines[1:]:
        if any(cell.strip() for cell in cells[len(headings) :]):
            complaints.append(Complaint(Place(file, number), LONGER, QUOTE))
        found.append(Line(number, dict(zip(headings, map(str.strip, cells), strict=False))))
    return RawTable(name, file, headings, tuple(found))


def _lines(file: str, written: str, complaints: list[Complaint]) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not empty, with the number of the row in a spreadsheet."""
    # A quoted cell may hold line breaks: spreadsheets count such a line as one row.
    first = next((line for line in written.splitlines() if line.strip()), "")
    if first.startswith("sep="):
        written = written.replace(first, "", 1)
        first = next((line for line in written.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        complaints.append(Complaint(Place(file, number + 1), OPEN_QUOTE, SAVE_AS_CSV))
