"""Workbooks as sheets of text: every cell as one would type it.

A workbook may come from anybody's mail: its bytes are looked at within limits before they are
read, and nothing in it is ever run or fetched.  What it says beside its cells (colours, notes,
hidden rows) is not understood, and that is told.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.files import CLOSE_IT, LARGEST_FILE, NOT_OPENED, TOO_LARGE
from festplan.inputs.sheets import Sheet
from festplan.inputs.workbooks.excel import excel
from festplan.inputs.workbooks.opendocument import open_document
from festplan.inputs.workbooks.packages import look_through
from festplan.inputs.workbooks.remarks import remarks
from festplan.inputs.workbooks.tabs import (
    LOCKED,
    NO_WORKBOOK,
    OTHER_FORM,
    SAVE_AS_XLSX,
    SPLIT_IT,
    TAKE_OFF_PASSWORD,
    Book,
    Refused,
    sheet_of,
)
from festplan.texts import Text

SAVE_OR_RENAME = Text(
    en="Give it the ending .csv, or save it in the spreadsheet as an Excel workbook (.xlsx).",
    de="Bitte die Endung .csv geben oder in der Tabellenkalkulation als Excel-Arbeitsmappe "
    "(.xlsx) speichern.",
)
EMPTY = Text(en="The file is empty.", de="Die Datei ist leer.")
WEB_PAGE = Text(
    en="This is a web page with the name of a workbook.",
    de="Das ist eine Webseite mit dem Namen einer Arbeitsmappe.",
)
PLAIN_TEXT = Text(
    en="This is a text file, such as CSV, with the name of a workbook.",
    de="Das ist eine Textdatei, etwa CSV, mit dem Namen einer Arbeitsmappe.",
)
NO_TABS = Text(
    en="The workbook has no tab with cells.", de="Die Arbeitsmappe hat kein Blatt mit Zellen."
)
DAMAGED = Text(
    en="The workbook is damaged or incomplete.",
    de="Die Arbeitsmappe ist beschädigt oder unvollständig.",
)
MACROS = Text(en="Macros are not read and never run.", de="Makros werden nicht ausgeführt.")


def sheets_of(path: Path, complaints: list[Complaint]) -> list[tuple[str, Sheet]]:
    """Every tab of a workbook by its name; none, with one complaint, where it cannot be read."""
    try:
        book = _book(_bytes(path))
        if not book.tabs:
            raise Refused(NO_TABS)
        files = [f"{path.name} [{tab.name}]" for tab in book.tabs]
        sheets = [(t.name, sheet_of(t, file)) for t, file in zip(book.tabs, files, strict=True)]
    except Refused as refused:
        file = f"{path.name} [{refused.tab}]" if refused.tab else path.name
        complaints.append(Complaint(Place(file), refused.says, refused.advice))
        return []
    except Exception:
        # In a damaged file the parsers raise whatever they stumble over, ours and other people's:
        # BadZipFile, ParseError, KeyError, ValueError, struct.error ...
        complaints.append(Complaint(Place(path.name), DAMAGED, SAVE_AS_XLSX))
        return []
    if book.has_macros:
        complaints.append(Complaint(Place(path.name), MACROS, severity=Severity.HINT))
    for tab, file in zip(book.tabs, files, strict=True):
        complaints += remarks(tab, file)
    return sheets


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(TOO_LARGE.with_facts(limit=LARGEST_FILE // 1_000_000), SPLIT_IT)
        return path.read_bytes()
    except OSError:
        raise Refused(NOT_OPENED, CLOSE_IT) from None


# --- what kind of file it is, whatever it is called -------------------------------------------

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the containers of old Office files, and of locked ones


def _book(data: bytes) -> Book:
    """A workbook by what its bytes are: old names cling to new files, and web exports lie."""
    if data.startswith(ZIP):
        return _packed(data)
    if not data.startswith(OLE):
        raise _impostor(data)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(LOCKED, TAKE_OFF_PASSWORD)
    # Late: few send such files, and what reads them takes a while to load.
    from festplan.inputs.workbooks.oldexcel import old_excel

    return old_excel(data)


def _impostor(data: bytes) -> Refused:
    """Why a file is no workbook; most often something else was given its name."""
    if not data:
        return Refused(EMPTY)
    head = data[:4096].replace(b"\0", b"").decode("latin-1").casefold()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return Refused(OTHER_FORM.with_facts(form="XML 2003"), SAVE_AS_XLSX)
    if "<office:document" in head:
        return Refused(OTHER_FORM.with_facts(form=".fods"), SAVE_AS_XLSX)
    if re.search(r"<!doctype html|<(html|head|meta|body|table)\b|^mime-version:", head):
        return Refused(WEB_PAGE, SAVE_AS_XLSX)
    # Text in UTF-16 has zeros; other text has no control characters but blanks and line ends.
    if re.search(r"[\x00-\x08\x0e-\x1f]", head) or data.startswith(b"%PDF"):
        return Refused(NO_WORKBOOK, SAVE_AS_XLSX)
    return Refused(PLAIN_TEXT, SAVE_OR_RENAME)


def _packed(data: bytes) -> Book:
    """A workbook in a zip file: Excel's or OpenDocument's."""
    look_through(data)
    with ZipFile(BytesIO(data)) as package:
        names = set(package.namelist())
        if "[Content_Types].xml" in names:
            return excel(package)
        if "content.xml" in names:
            return open_document(package)
    raise Refused(NO_WORKBOOK, SAVE_AS_XLSX)
