"""A festival in a workbook is the festival in the files: the same plan, byte for byte."""

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from festplan.laying import default_rows, one_workbook
from tests.folders import COURTYARD, DEFAULT, HERE, run

DATA = HERE / "tests" / "data"


def open_document(tables):
    """The tables as an .ods with a tab for each, every cell as text."""
    book = OpenDocumentSpreadsheet()
    for name, rows in tables.items():
        tab = Table(name=name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        for cells in (headings, *([row.get(h, "") for h in headings] for row in rows)):
            line = TableRow()
            for cell in cells:
                box = TableCell(valuetype="string")
                box.addElement(P(text=cell))
                line.addElement(box)
            tab.addElement(line)
        book.spreadsheet.addElement(tab)
    return book


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """The default festival as CSV files, as our own workbook in two languages, and as .ods."""
    folder = tmp_path_factory.mktemp("books")
    for language in ("de", "en"):
        (data,) = one_workbook(language, empty=False).values()
        (folder / f"{language}.xlsx").write_bytes(data)
    open_document(default_rows()).save(folder / "default.ods")
    return [DEFAULT, folder / "de.xlsx", folder / "en.xlsx", folder / "default.ods"]


def outputs(source, out):
    result = run("plan", source, "--out", out, "--lang", "en")
    assert result.exit_code == 0, result.output
    return {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.mark.slow
def test_one_festival_in_four_forms_is_one_plan(books, tmp_path):
    """Plan, feeds, print and pages do not know whether tables were files or a workbook."""
    first, *others = (outputs(book, tmp_path / str(n)) for n, book in enumerate(books))

    assert [other == first for other in others] == [True, True, True]


@pytest.mark.parametrize("file", ["courtyard.ods", "courtyard.xls"])
def test_workbooks_that_a_spreadsheet_has_saved(file, tmp_path):
    """The small festival as LibreOffice saved it gives the plan of its files."""
    assert outputs(DATA / file, tmp_path / "book") == outputs(COURTYARD, tmp_path / "files")


def test_files_and_workbooks_may_be_mixed(tmp_path):
    """Some tables in a workbook, the others beside it as files."""
    book = open_document({"actors": rows(COURTYARD, "actors"), "venues": rows(COURTYARD, "venues")})
    folder = tmp_path / "mixed"
    folder.mkdir()
    for path in COURTYARD.glob("*.csv"):
        if path.stem not in ("actors", "venues"):
            (folder / path.name).write_bytes(path.read_bytes())
    book.save(folder / "the rest.ods")

    assert outputs(folder, tmp_path / "out") == outputs(COURTYARD, tmp_path / "files")


def rows(folder, table):
    import csv

    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
