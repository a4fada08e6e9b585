"""Workbooks made for reading: each cell given as a value, in the three kinds that people send."""

import datetime as dt
import struct
import zipfile

import openpyxl
import xlwt
import xlwt.CompoundDoc
from odf import office, opendocument, style, table, text

#: How old Excel shows what is no plain number or text.
OLD_FORMS = {
    dt.datetime: "DD.MM.YYYY HH:MM",
    dt.date: "DD.MM.YYYY",
    dt.time: "HH:MM",
    dt.timedelta: "[h]:mm",
}


def excel(path, rows=(), then=lambda tab: None, title="events"):
    """A workbook with one tab (.xlsx) that something more is done to; openpyxl writes it."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    then(book.active)
    book.save(path)
    return path


def old_excel(path, rows=(), then=lambda tab: None, title="events"):
    """The same for old Excel (.xls); xlwt writes it."""
    book = xlwt.Workbook()
    tab = book.add_sheet(title)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                form = xlwt.easyxf(num_format_str=OLD_FORMS.get(type(value), "General"))
                days = value / dt.timedelta(1) if isinstance(value, dt.timedelta) else value
                tab.write(number, column, days, form)
    then(tab)
    book.save(str(path))
    return path


def record(kind, said=b""):
    """A record of old Excel."""
    return struct.pack("<HH", kind, len(said)) + said


def old_records(workbook, *tabs):
    """The records of a workbook: its own, and for each tab those about its cells."""
    first, begin = (record(0x809, struct.pack("<HH12x", 0x600, kind)) for kind in (0x05, 0x10))
    end = record(0x0A)
    formats = record(0xE0, b"\0" * 20)
    listed = [b"\0\0" + bytes((4, 0)) + f"tab{n}".encode() for n, _ in enumerate(tabs)]
    at = len(first + formats + workbook + end) + sum(len(each) + 8 for each in listed)
    for number, tab in enumerate(tabs):
        listed[number] = record(0x85, struct.pack("<I", at) + listed[number])
        at += len(begin + tab + end)
    return b"".join((first, formats, workbook, *listed, end, *(begin + tab + end for tab in tabs)))


def old_cell(kind, column, said):
    """A record about a cell in the first row."""
    return record(kind, struct.pack("<HHH", 0, column, 0) + said)


def old_text(said):
    """A text as old Excel keeps it."""
    return struct.pack("<HB", len(said), 0) + said.encode("latin-1")


def contained(path, records, name="Workbook"):
    """Records as a file of old Excel (.xls)."""
    with path.open("wb") as file:
        xlwt.CompoundDoc.XlsDoc().save(file, records)
    path.write_bytes(path.read_bytes().replace(called("Workbook"), called(name)))
    return path


LAST, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def contained_in_little(path, records, follows=None, links=(FREE, FREE)):
    """The same for few records, which lie in small sectors, as some programs write them.

    It may be said otherwise which sector follows which, and which entries lie beside the records.
    """
    small = -(-len(records) // 64)
    large = -(-len(records) // 512)

    def numbers(*some):
        return struct.pack("<128I", *some, *[FREE] * (128 - len(some)))

    def entry(name, kind, links, first, size):
        return called(name) + struct.pack("<BxIII36xIQ", kind, *links, first, size)

    header = (bytes.fromhex("d0cf11e0a1b11ae1"), 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 2, 1, LAST)
    directory = (
        entry("Root Entry", 5, (FREE, FREE, 1), 3, small * 64),
        entry("Workbook", 2, (*links, FREE), 0, len(records)),
        *(entry("Other", 2, (FREE, FREE, FREE), LAST, 0) for _ in range(2)),
    )
    path.write_bytes(
        struct.pack("<8s16x5H6x8I", *header)
        + struct.pack("<110I", 0, 0, *[FREE] * 108)
        + numbers(0xFFFFFFFD, LAST, LAST, *range(4, 3 + large), LAST)
        + b"".join(directory)
        + numbers(*(follows or (*range(1, small), LAST)))
        + records.ljust(large * 512, b"\0")
    )
    return path


def called(name):
    """A name as a directory keeps it."""
    written = f"{name}\0".encode("utf-16-le")
    return written.ljust(64, b"\0") + struct.pack("<H", len(written))


def open_document(path, rows=(), then=lambda tab, document: None, title="events"):
    """The same for OpenDocument (.ods); odfpy writes it."""
    document = opendocument.OpenDocumentSpreadsheet()
    tab = table.Table(name=title)
    for row in rows:
        tab.addElement(line(*(cell(value) for value in row)))
    document.spreadsheet.addElement(tab)
    then(tab, document)
    document.save(str(path))
    return path


def line(*cells, **attributes):
    made = table.TableRow(**attributes)
    for each in cells:
        made.addElement(each)
    return made


def cell(shown=None, /, note="", **attributes):
    """A cell of OpenDocument: what is shown, and in plain words what that is."""
    made = table.TableCell(**(_typed(shown) | attributes))
    if note:
        made.addElement(office.Annotation())
        made.lastChild.addElement(text.P(text=note))
    for each in str("" if shown is None else shown).split("\n"):
        made.addElement(text.P(text=each))
    return made


def _typed(value):
    match value:
        case dt.datetime() | dt.date():
            return {"valuetype": "date", "datevalue": value.isoformat()}
        case dt.time():
            return {"valuetype": "time", "timevalue": value.strftime("PT%HH%MM%SS")}
        case dt.timedelta():
            hours, rest = divmod(value, dt.timedelta(hours=1))
            return {"valuetype": "time", "timevalue": f"PT{hours}H{rest.seconds // 60}M00S"}
        case bool():
            return {"valuetype": "boolean", "booleanvalue": str(value).lower()}
        case int() | float():
            return {"valuetype": "float", "value": repr(value)}
        case _:
            return {"valuetype": "string"} if value else {}


def look(document, name, **properties):
    """A style of OpenDocument, kept with what is written."""
    made = style.Style(name=name, family="table-cell")
    made.addElement(style.TableCellProperties(**properties))
    document.automaticstyles.addElement(made)
    return made


def changed(path, part, change):
    """A workbook with one of its parts rewritten, or (None) left out."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            if data is not None:
                package.writestr(name, data)
    return path


def lying_about_size(path, part, size):
    """A workbook that says of one of its parts that it is only so large."""
    data = bytearray(path.read_bytes())
    name = part.encode()
    for mark, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.index(mark)
        while data[at + at_name : at + at_name + len(name)] != name:
            at = data.index(mark, at + 1)
        data[at + at_size : at + at_size + 4] = struct.pack("<I", size)
    path.write_bytes(data)
    return path
