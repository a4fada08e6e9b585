"""The zip files that workbooks are: unpacked once within limits, before anybody reads them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from festplan.inputs.workbooks.tabs import (
    CELLS,
    LOCKED,
    SAVE_AS_XLSX,
    SPLIT_IT,
    TAKE_OFF_PASSWORD,
    TOO_MANY_CELLS,
    Refused,
)
from festplan.texts import Text

#: What a workbook may come to, unpacked, and in how many files.
UNPACKED = 200_000_000
ENTRIES = 10_000
#: A cell is two or three pieces of XML, and a text of its own as many again.
PIECES = 5 * CELLS

TOO_LARGE_INSIDE = Text(
    en="Unpacked, the workbook is larger than {limit} MB.",
    de="Ausgepackt ist die Arbeitsmappe größer als {limit} MB.",
)
TOO_MANY_PARTS = Text(
    en="The workbook consists of more than {limit} files.",
    de="Die Arbeitsmappe besteht aus mehr als {limit} Dateien.",
)
OWN_DEFINITIONS = Text(
    en="The workbook is built as no spreadsheet builds one, and is not read.",
    de="Die Arbeitsmappe ist gebaut, wie es keine Tabellenkalkulation tut; sie wird nicht gelesen.",
)


def look_through(data: bytes) -> None:
    """Unpacks everything once, and keeps nothing: no bomb, no lock, no damage."""
    # Counted before it is opened: a list of a million files would fill the memory by itself.
    if data.count(b"PK\x01\x02") > ENTRIES:
        raise Refused(TOO_MANY_PARTS.with_facts(limit=ENTRIES), SPLIT_IT)
    spent = _Spent()
    with ZipFile(BytesIO(data)) as package:
        for info in package.infolist():
            if info.flag_bits & 1:
                raise Refused(LOCKED, TAKE_OFF_PASSWORD)
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise BadZipFile("packed in a way that workbooks never are")
            # What a part says of its own size may be a lie, and would end the reading.
            said, info.file_size = info.file_size, 1 << 62
            with package.open(info) as part:
                if spent.on(part, info.filename.endswith((".xml", ".rels"))) != said:
                    raise BadZipFile("a part is not as long as it says")


@dataclass
class _Spent:
    """What the parts looked through so far have come to."""

    unpacked: int = 0
    pieces: int = 0

    def on(self, part: IO[bytes], is_xml: bool) -> int:
        """The length of one more part."""
        before, end = self.unpacked, b""
        while block := part.read(1 << 20):
            self.unpacked += len(block)
            if self.unpacked > UNPACKED:
                raise Refused(TOO_LARGE_INSIDE.with_facts(limit=UNPACKED // 1_000_000), SPLIT_IT)
            if is_xml:
                self._xml(block, end + block)
            end = block[-20:]
        return self.unpacked - before

    def _xml(self, block: bytes, with_end_before: bytes) -> None:
        self.pieces += block.count(b"<")
        if self.pieces > PIECES:
            raise Refused(TOO_MANY_CELLS.with_facts(limit=CELLS), SPLIT_IT)
        # A few lines of entities can stand for gigabytes of text.  In UTF-16 there are zeros.
        if b"<!ENTITY" in with_end_before.replace(b"\0", b""):
            raise Refused(OWN_DEFINITIONS, SAVE_AS_XLSX)
