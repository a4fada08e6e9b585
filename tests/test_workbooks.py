"""Workbooks are read as their people typed them, and never bring the program to a fall."""

import csv
import datetime as dt
import io
import random
import re
import struct
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import table
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from festplan.complaints import Place, Severity
from festplan.inputs import workbooks
from festplan.inputs.sheets import SheetRow
from festplan.inputs.workbooks import packages, sheets_of, tabs
from festplan.tables import READ_ME_TAB
from festplan.texts import languages
from tests import books
from tests.folders import DEFAULT

YELLOW = PatternFill("solid", fgColor="FFFF00")
WHITE = PatternFill("solid", fgColor="FFFFFF")
SHEET = "xl/worksheets/sheet1.xml"
#: A workbook of old Excel with one cell, in its records.
FEW = books.old_records(b"", books.old_cell(0x204, 0, books.old_text("Chor")))


def read(path):
    """The rows of the only tab, as (number, cells), and what was said."""
    complaints = []
    found = sheets_of(path, complaints)
    assert len(found) == 1, said(complaints)
    return [(row.number, *row.cells) for row in found[0][1].rows], said(complaints)


def said(complaints):
    return [f"{c.severity.name} {c.in_language('en')}" for c in complaints]


def refusal(path):
    """What is said of a workbook that is not read: one error, and nothing comes back."""
    complaints = []

    found = sheets_of(path, complaints)

    assert found == []
    assert [c.severity for c in complaints] == [Severity.ERROR]
    assert complaints[0].in_language("de") != complaints[0].in_language("en")
    return complaints[0].in_language("en")


# --- cells ------------------------------------------------------------------------------------


def trimmed(texts):
    """Text as people type it: no blanks around it, and not what spreadsheets take for a formula."""
    return texts.map(str.strip).filter(lambda t: t and not t.startswith(("=", "#")))


def a_number(thousandths):
    whole = thousandths % 1000 == 0
    return (thousandths // 1000 if whole else thousandths / 1000), f"{thousandths / 1000:.3f}"


LETTERS = st.characters(categories=("L", "N", "P", "S"), include_characters=" \n\xa0")
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0))
TYPED = st.one_of(
    trimmed(st.text(LETTERS)).map(lambda t: (t, t)),
    st.just((None, "")),
    st.integers(-(10**9), 10**9)
    .map(a_number)
    .map(lambda pair: (pair[0], pair[1].rstrip("0").rstrip("."))),
    st.sampled_from([(True, "yes"), (False, "no")]),
    DAYS.map(lambda day: (day, day.isoformat())),
    CLOCKS.map(lambda clock: (clock, f"{clock:%H:%M}")),
    st.tuples(DAYS, CLOCKS.filter(bool).filter(lambda t: t != dt.time.min)).map(
        lambda pair: (dt.datetime.combine(*pair), f"{pair[0].isoformat()} {pair[1]:%H:%M}")
    ),
    st.integers(24 * 60, 90 * 60).map(
        lambda m: (dt.timedelta(minutes=m), f"{m // 60}:{m % 60:02}")
    ),
)


@pytest.mark.parametrize(
    ("kind", "made"),
    [("xlsx", books.excel), ("ods", books.open_document), ("xls", books.old_excel)],
)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(TYPED, min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_was_typed_comes_back(kind, made, rows, tmp_path_factory):
    """Text, numbers, dates, times and lengths are read as one would type them, in every kind."""
    path = tmp_path_factory.mktemp("books") / f"fest.{kind}"
    width = max((n for row in rows for n, (_, t) in enumerate(row, start=1) if t), default=0)
    typed = [[text for _, text in row] for row in rows]
    made(path, [[value for value, _ in row] for row in rows])

    found, complaints = read(path)

    assert found == [
        (number, *row[:width], *[""] * (width - len(row)))
        for number, row in enumerate(typed, start=1)
        if any(row)
    ]
    assert complaints == []


#: What stands in a cell of Excel, how it is shown there, and what one would have typed.
SHOWN = [
    (0.5, "0%", "50 %"),
    (0.07, "0.00%", "7 %"),
    (0.1234567, "0.0 %", "12.34567 %"),
    (0.5, '0" % sure"', "0.5"),
    (7, "000", "007"),
    (4317, "00000", "04317"),
    (0.1 + 0.2, "General", "0.3"),
    (0.604166, "General", "0.604166"),
    (0.604166, "hh:mm", "14:30"),
    (0.60416665, "hh:mm", "14:30"),
    (0.6042, "hh:mm", "14:30:03"),
    (46627, "General", "46627"),
    (46627, "dd.mm.yyyy", "2027-08-28"),
    (46627.604166, "dd.mm.yyyy hh:mm", "2027-08-28 14:30"),
    (46626.999999999, "dd.mm.yyyy hh:mm", "2027-08-28"),
    (25 / 24, "[h]:mm", "25:00"),
    (25 / 24, "hh:mm", "25:00"),
    (1, "hh:mm", "24:00"),
    (0.0625, "[h]:mm", "01:30"),
    (0, "hh:mm", "00:00"),
    (-0.0625, "[h]:mm", "-01:30"),
    (5, "dd.mm.yyyy", "1900-01-05"),
    (1e-7, "General", "0.0000001"),
    (1e20, "General", "100000000000000000000"),
]


@pytest.mark.parametrize(("value", "form", "typed"), SHOWN)
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_number_is_what_its_format_says(kind, value, form, typed, tmp_path):
    """A date, a time, a percentage is a number that is shown so; we read it as it is shown."""
    path = tmp_path / f"fest.{kind}"
    if kind == "xlsx":
        books.excel(path, [[value]], lambda tab: setattr(tab["A1"], "number_format", form))
    else:
        books.old_excel(path, [], lambda tab: tab.write(0, 0, value, xlwt.easyxf("", form)))

    assert read(path) == ([(1, typed)], [])


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_days_counted_from_1904(kind, tmp_path):
    """Some workbooks from a Mac count their days from 1904: the dates stay what they were."""
    row = [dt.date(2027, 8, 28), dt.datetime(2027, 8, 28, 14, 30), dt.time(14, 30)]
    path = tmp_path / f"fest.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.epoch = CALENDAR_MAC_1904
        book.active.append([*row, 25 / 24])
        book.active["D1"].number_format = "hh:mm"
        book.save(path)
    else:
        book = xlwt.Workbook()
        book.dates_1904 = True
        tab = book.add_sheet("events")
        for column, value in enumerate(row):
            form = xlwt.easyxf(num_format_str=books.OLD_FORMS[type(value)])
            tab.write(0, column, value, form)
        tab.write(0, 3, 25 / 24, xlwt.easyxf(num_format_str="hh:mm"))
        book.save(str(path))

    assert read(path) == ([(1, "2027-08-28", "2027-08-28 14:30", "14:30", "25:00")], [])


def test_percentages_and_words_for_numbers(tmp_path):
    """OpenDocument says what is a percentage; a comparison is shown as a word and kept as 1."""
    path = tmp_path / "fest.ods"
    share = books.cell("50 %", valuetype="percentage", value="0.5")
    money = books.cell("5,50 €", valuetype="currency", value="5.5")
    true = books.cell("WAHR", valuetype="float", value="1", formula="of:=1=1")
    books.open_document(path, [], lambda tab, _: tab.addElement(books.line(share, money, true)))

    assert read(path) == ([(1, "50 %", "5.5", "yes")], [])


# --- what people make of a sheet ----------------------------------------------------------------


def registrations(tab):
    """A form as clubs send it back: dates beside text, merged cells, colours, a second table."""
    tab["A1"] = "Anmeldung zum Sommerfest"
    tab.merge_cells("A1:F1")
    tab["A1"].font = Font(bold=True, size=16)
    for row in (
        ["Verein", "Angebot ", "Tag", "von", "bis", "Gäste"],
        ["SV Blau-Gelb", "Torwandschießen", dt.date(2027, 8, 28), dt.time(14, 0), 0.604166, 80],
        [None, "Turniere", 46627, "15.30 Uhr", dt.time(18, 0), "ca. 40"],
        [None, None, None, None, None, None],
        ["Chor", "Konzert", "Sa 28.8.", dt.time(19, 30), "s. o.", 1.5],
        ["Summe", None, None, None, None, 121.5],
        [None] * 6,
        ["Material", "Anzahl"],
        ["Bänke", 12],
    ):
        tab.append(row)
    tab["A1"].fill = YELLOW
    tab.merge_cells("A3:A4")
    tab["B4"].fill = YELLOW
    tab["E6"].fill = YELLOW
    tab["F6"].fill = WHITE
    tab["A1"].comment = Comment("Bitte bis Mai zurück!", "Büro")
    tab["B4"].comment = Comment("noch unsicher", "Büro")


def test_a_form_as_clubs_send_it_back(tmp_path):
    """Every cell keeps its place; colours and notes are named, because they are not read."""
    path = books.excel(tmp_path / "anmeldung.xlsx", [], registrations, "Anmeldung")
    complaints = []

    ((name, sheet),) = sheets_of(path, complaints)

    assert (name, sheet.file, sheet.lettered) == ("Anmeldung", "anmeldung.xlsx [Anmeldung]", True)
    assert sheet.rows == (
        SheetRow(1, ("Anmeldung zum Sommerfest", "", "", "", "", "")),
        SheetRow(2, ("Verein", "Angebot", "Tag", "von", "bis", "Gäste")),
        SheetRow(3, ("SV Blau-Gelb", "Torwandschießen", "2027-08-28", "14:00", "0.604166", "80")),
        SheetRow(
            4,
            ("SV Blau-Gelb", "Turniere", "46627", "15.30 Uhr", "18:00", "ca. 40"),
            frozenset({0}),
        ),
        SheetRow(6, ("Chor", "Konzert", "Sa 28.8.", "19:30", "s. o.", "1.5")),
        SheetRow(7, ("Summe", "", "", "", "", "121.5")),
        SheetRow(9, ("Material", "Anzahl", "", "", "", "")),
        SheetRow(10, ("Bänke", "12", "", "", "", "")),
    )
    assert said(complaints) == [
        "HINT anmeldung.xlsx [Anmeldung] – Colours are not read: B4, E6. If a colour means "
        "something, write it in a column.",
        "HINT anmeldung.xlsx [Anmeldung] – Notes on cells are not read: B4. If a note matters, "
        "write it in a column.",
    ]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_merged_cells_count_for_each_row(kind, tmp_path):
    """A club merged over its three offers leads them all; a row without anything stays out."""
    path = tmp_path / f"fest.{kind}"
    rows = [["SV", "a"], [None, "b"], [None, None], [None, "c"], ["Chor", "breit"], ["d", "e"]]
    if kind == "xlsx":

        def merge(tab):
            tab.merge_cells("A1:A4")
            tab.merge_cells("B5:C5")
    elif kind == "xls":
        rows = [[None, "a"], *rows[1:4], ["Chor"], rows[5]]

        def merge(tab):
            tab.write_merge(0, 3, 0, 0, "SV")
            tab.write_merge(4, 4, 1, 2, "breit")
    else:
        rows, lines = [], rows

        def merge(tab, document):
            over = {0: {"numberrowsspanned": 4}, 4: {}}
            for number, (first, second) in enumerate(lines):
                covered = table.CoveredTableCell() if 0 < number < 4 else None
                one = covered or books.cell(first, **over.get(number, {}))
                if number == 4:
                    two = books.cell(second, numbercolumnsspanned=2)
                    tab.addElement(books.line(one, two, table.CoveredTableCell()))
                else:
                    tab.addElement(books.line(one, books.cell(second)))

    made = {"xlsx": books.excel, "xls": books.old_excel, "ods": books.open_document}[kind]
    made(path, rows, merge)
    complaints = []

    ((_, sheet),) = sheets_of(path, complaints)

    assert sheet.rows == (
        SheetRow(1, ("SV", "a")),
        SheetRow(2, ("SV", "b"), frozenset({0})),
        SheetRow(4, ("SV", "c"), frozenset({0})),
        SheetRow(5, ("Chor", "breit")),
        SheetRow(6, ("d", "e")),
    )
    assert complaints == []


def hide(tab):
    for row in (3, 4, 6):
        tab.row_dimensions[row].hidden = True
    tab.row_dimensions[20].hidden = True  # nothing stands there
    tab.column_dimensions["B"].hidden = True
    tab.column_dimensions["Z"].hidden = True


HIDDEN = [
    "QUESTION {file} – Hidden rows are read all the same: 3–4, 6. Delete them if they are not to "
    "count.",
    "QUESTION {file} – Hidden columns are read all the same: B. Delete them if they are not to "
    "count.",
]


def hide_old(tab):
    for row in (2, 3, 5, 19):
        tab.row(row).hidden = True
    for column in (1, 25):
        tab.col(column).hidden = True


def hide_open(tab, document):
    for visible in ("visible", "collapse", "visible"):
        tab.insertBefore(table.TableColumn(visibility=visible), tab.firstChild.nextSibling)
    rows = tab.getElementsByType(table.TableRow)
    for row in (2, 3, 5):
        rows[row].setAttribute("visibility", "filter")


@pytest.mark.parametrize(
    ("kind", "made", "hidden"),
    [
        ("xlsx", books.excel, hide),
        ("xls", books.old_excel, hide_old),
        ("ods", books.open_document, hide_open),
    ],
)
def test_what_is_hidden_is_read_and_asked_about(kind, made, hidden, tmp_path):
    """A filter left on, or a column folded away: its rows count, and somebody should know."""
    rows = [[f"a{n}", f"b{n}", f"c{n}"] for n in range(1, 8)]
    path = made(tmp_path / f"fest.{kind}", rows, hidden)

    found, complaints = read(path)

    assert found == [(n, *row) for n, row in enumerate(rows, start=1)]
    assert complaints == [each.format(file=f"fest.{kind} [events]") for each in HIDDEN]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_hidden_tabs_are_read_and_named(kind, tmp_path):
    """Last year's tab, hidden: it is read like any other, and the person is told."""
    path = tmp_path / f"fest.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.active.append(["jetzt"])
        book.create_sheet("alt").append(["früher"])
        book["alt"].sheet_state = "veryHidden"
        book.create_chartsheet("Bild")
        book.active.title = "neu"
        book.save(path)
    elif kind == "xls":
        book = xlwt.Workbook()
        book.add_sheet("neu").write(0, 0, "jetzt")
        book.add_sheet("alt").write(0, 0, "früher")
        book.get_sheet(1).visibility = 1
        book.save(str(path))
    else:

        def second(tab, document):
            unseen = books.style.Style(name="ta2", family="table")
            unseen.addElement(books.style.TableProperties(display="false"))
            document.automaticstyles.addElement(unseen)
            old = table.Table(name="alt", stylename=unseen)
            old.addElement(books.line(books.cell("früher")))
            document.spreadsheet.addElement(old)

        books.open_document(path, [["jetzt"]], second, "neu")
    complaints = []

    found = sheets_of(path, complaints)

    assert [(name, sheet.rows[0].cells) for name, sheet in found] == [
        ("neu", ("jetzt",)),
        ("alt", ("früher",)),
    ]
    assert said(complaints) == [
        f"HINT fest.{kind} [alt] – The tab is hidden and is read like any other."
    ]


def test_many_colours_are_told_once(tmp_path):
    """A tab painted all over gets one sentence, with a few cells and how many more."""

    def paint(tab):
        for row in tab.iter_rows():
            for cell in row:
                cell.fill = YELLOW

    rows = [["a", "b", "c"], [1, 2, 3], [4, 5, 6], [7, 8, 9]]
    path = books.excel(tmp_path / "fest.xlsx", rows, paint)

    assert read(path)[1] == [
        "HINT fest.xlsx [events] – Colours are not read: A2, B2, C2 and 6 more. If a colour means "
        "something, write it in a column."
    ]


def test_a_painted_cell_over_two_rows_is_one(tmp_path):
    """Merged cells are one cell to the eye, and are named as one."""
    path = books.excel(tmp_path / "fest.xlsx", [["a", "b"], ["1", "2"], [None, "3"]])
    book = openpyxl.load_workbook(path)
    book.active["A2"].fill = book.active["A3"].fill = YELLOW
    book.save(path)
    merged = b'</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    books.changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", merged))

    assert read(path)[1] == [
        "HINT fest.xlsx [events] – Colours are not read: A2. If a colour means something, write "
        "it in a column."
    ]


def test_colours_and_notes_of_opendocument(tmp_path):
    """A colour may be the cell's own, or its row's, or its column's; white is no colour."""

    def paint(tab, document):
        yellow = books.look(document, "ce1", backgroundcolor="#ffff00")
        white = books.look(document, "ce2", backgroundcolor="#ffffff")
        tab.addElement(table.TableColumn(numbercolumnsrepeated=2))
        tab.addElement(table.TableColumn(defaultcellstylename=yellow))
        tab.addElement(books.line(*(books.cell(t, "hilfe", stylename=yellow) for t in "abc")))
        tab.addElement(books.line(books.cell("1"), books.cell("2", stylename=yellow)))
        tab.addElement(books.line(books.cell("3", "fraglich"), books.cell("4", stylename=white)))
        tab.addElement(
            books.line(
                *(books.cell(t) for t in "567"),
                table.TableCell(stylename=yellow, numbercolumnsrepeated=16_381),
            )
        )
        tab.addElement(books.line(books.cell("8"), table.TableCell(), defaultcellstylename=yellow))
        tab.addElement(books.line(table.TableCell(stylename=yellow, numbercolumnsrepeated=1000)))

    path = books.open_document(tmp_path / "fest.ods", [], paint)

    assert read(path)[1] == [
        "HINT fest.ods [events] – Colours are not read: B2, C4, A5, B5. If a colour means "
        "something, write it in a column.",
        "HINT fest.ods [events] – Notes on cells are not read: A3. If a note matters, write it in "
        "a column.",
    ]


def test_colours_of_old_excel(tmp_path):
    """White is no colour, and neither is what was painted beside the table."""
    yellow, white = (
        xlwt.easyxf(f"pattern: pattern solid, fore_colour {each}") for each in ("yellow", "white")
    )

    def paint(tab):
        tab.write(0, 0, "Titel", yellow)
        tab.write(1, 0, "Chor", yellow)
        tab.write(1, 1, "", yellow)
        tab.write(1, 2, "12", white)
        tab.write(1, 9, "", yellow)

    path = books.old_excel(tmp_path / "fest.xls", [], paint)

    assert read(path)[1] == [
        "HINT fest.xls [events] – Colours are not read: A2, B2. If a colour means something, "
        "write it in a column."
    ]


def test_notes_of_old_excel(tmp_path):
    """There a note is a little box with a text, and something that says whose it is."""
    box = books.record(0x5D, struct.pack("<5H", 0x15, 18, 0x19, 1, 0) + b"\0" * 16)
    words = books.record(0x1B6, struct.pack("<2H6x3H", 0, 0, 6, 0, 0))
    words += books.record(0x3C, b"\0unsure")
    note = books.record(0x1C, struct.pack("<4H", 1, 1, 0, 1) + books.old_text("Office"))
    cell = books.old_cell(0x204, 0, books.old_text("Chor"))

    path = books.contained(tmp_path / "fest.xls", books.old_records(b"", cell + box + words + note))

    assert read(path)[1] == [
        "HINT fest.xls [tab0] – Notes on cells are not read: B2. If a note matters, write it in a "
        "column."
    ]


@pytest.mark.parametrize("language", languages())
def test_our_own_explanations_are_not_remarked_upon(language, tmp_path):
    """The tab that explains our workbook is coloured, and is no table."""
    path = books.excel(
        tmp_path / "fest.xlsx",
        [["Fest"], ["So geht es"]],
        lambda tab: setattr(tab["A2"], "fill", YELLOW),
        READ_ME_TAB.in_language(language),
    )

    assert read(path) == ([(1, "Fest"), (2, "So geht es")], [])


def test_our_own_headings_are_not_remarked_upon(tmp_path):
    """The workbook that we lay has notes and a colour in its headings: nothing is said of it."""
    path = tmp_path / "fest.xlsx"
    with xlsxwriter.Workbook(path) as book:
        tab = book.add_worksheet("events")
        tab.write_row(0, 0, ["event_id", "title"], book.add_format({"bg_color": "#DDEEFF"}))
        tab.write_comment(0, 0, "A short name for the event.")
        tab.write_row(1, 0, ["E01", "Chor"])
        tab.data_validation(1, 0, 50, 0, {"validate": "list", "source": ["E01", "E02"]})

    assert read(path) == ([(1, "event_id", "title"), (2, "E01", "Chor")], [])


def test_formulas_and_links(tmp_path):
    """What the spreadsheet calculated is read, and of a link its words."""
    path = tmp_path / "fest.xlsx"
    with xlsxwriter.Workbook(path) as book:
        tab = book.add_worksheet("events")
        tab.write_formula("A1", "=1+1", None, 2)
        tab.write_formula("B1", '="Chor"', None, "Chor")
        tab.write_formula("C1", '=""', None, "")
        tab.write_url("D1", "https://fest.example/", string="Fest")
        tab.write_rich_string("E1", "halb ", book.add_format({"bold": True}), "fett")

    found, complaints = read(path)

    assert found == [(1, "2", "Chor", "", "Fest", "halb fett")]
    # This writer leaves a text without letters out, as if it had never been calculated.
    assert [c for c in complaints if "C1" not in c] == []


def test_a_formula_that_comes_to_nothing(tmp_path):
    """=WENN(A1="";"";A1) is common, and has been calculated: nothing is said of it."""
    path = books.excel(tmp_path / "fest.xlsx", [["a", '=IF(A1="b",A1,"")']])
    books.changed(
        path,
        SHEET,
        lambda xml: xml.replace(b'<c r="B1">', b'<c r="B1" t="str">'),
    )

    assert read(path) == ([(1, "a")], [])


NEVER = (
    "The formula has never been calculated. Open the workbook in the spreadsheet and save it, or "
    "write the value."
)


def test_a_formula_that_was_never_calculated(tmp_path):
    """A program wrote the formula, and no spreadsheet has opened it yet: there is no value."""
    xlsx = books.excel(tmp_path / "fest.xlsx", [["a", "=1+1"], ["b", "2"]])
    empty = table.TableCell(formula="of:=1+1")
    ods = books.open_document(
        tmp_path / "fest.ods", [], lambda tab, _: tab.addElement(books.line(books.cell("a"), empty))
    )

    assert read(xlsx) == (
        [(1, "a", ""), (2, "b", "2")],
        [f"ERROR fest.xlsx [events], cell B1 – {NEVER}"],
    )
    assert read(ods) == ([(1, "a")], [f"ERROR fest.ods [events], cell B1 – {NEVER}"])


def test_a_column_of_formulas_is_not_a_page_of_errors(tmp_path):
    """Ten cells are named one by one; the rest is told in one sentence."""
    path = books.excel(tmp_path / "fest.xlsx", [[n, "=1+1"] for n in range(60)])

    complaints = read(path)[1]

    assert len(complaints) == 11
    assert complaints[-1] == (
        "ERROR fest.xlsx [events], row 11 – The formula has never been calculated. So it is in "
        "B11, B12, B13 and 47 more. Open the workbook in the spreadsheet and save it, or write "
        "the value."
    )


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_errors_of_the_spreadsheet_are_errors_here(kind, tmp_path):
    """A cell that says #REF! holds nothing that could be planned with."""
    path = tmp_path / f"fest.{kind}"
    if kind == "xls":
        books.old_excel(path, [["a"]], lambda tab: tab.row(0).set_cell_error(1, "#REF!"))
    else:
        made = books.excel if kind == "xlsx" else books.open_document
        made(path, [["a", "#REF!"]])
    complaints = []

    ((_, sheet),) = sheets_of(path, complaints)

    assert sheet.rows == (SheetRow(1, ("a", "#REF!")),)
    assert [(c.place, c.says.en) for c in complaints] == [
        (
            Place(f"fest.{kind} [events]", 1, "", "#REF!", "B1"),
            "The spreadsheet has an error there.",
        )
    ]


def test_macros_are_left_alone(tmp_path):
    """A workbook with macros is read like any other, and its macros never run."""
    path = books.excel(tmp_path / "fest.xlsm", [["a"]])
    books.changed(path, "xl/vbaProject.bin", lambda _: b"Sub Workbook_Open()")

    assert read(path) == ([(1, "a")], ["HINT fest.xlsm – Macros are not read and never run."])


def test_macros_of_old_excel_are_left_alone(tmp_path):
    """There they lie in a folder beside the workbook."""
    path = books.contained_in_little(tmp_path / "fest.xls", FEW, links=(2, 3))
    other, macros = books.called("Other"), books.called("_VBA_PROJECT_CUR")
    path.write_bytes(path.read_bytes().replace(other, macros, 1))

    assert read(path) == ([(1, "Chor")], ["HINT fest.xls – Macros are not read and never run."])


def test_empty_tabs_come_back_empty(tmp_path):
    """A tab that nobody has filled is still a tab."""
    path = books.excel(tmp_path / "fest.xlsx")
    complaints = []

    assert [(name, sheet.rows) for name, sheet in sheets_of(path, complaints)] == [("events", ())]
    assert complaints == []


def test_a_kind_is_known_by_its_bytes(tmp_path):
    """A workbook renamed from .xls to .xlsx, or back, is read as what it is."""
    new = books.excel(tmp_path / "new.xls", [["neu"]]).rename(tmp_path / "new.ods")
    old = books.old_excel(tmp_path / "old.xls", [["alt"]]).rename(tmp_path / "old.xlsx")

    assert read(new) == ([(1, "neu")], [])
    assert read(old) == ([(1, "alt")], [])


# --- oddities of the three kinds ----------------------------------------------------------------


def test_values_under_merged_cells(tmp_path):
    """Programs leave values under merged cells; nobody sees them, and they are not read."""
    path = books.excel(tmp_path / "fest.xlsx", [["Titel", "alt"], ["a", "b"], ["alt", "c"]])
    merged = (
        b'</sheetData><mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>'
    )
    books.changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", merged))

    assert read(path) == ([(1, "Titel", ""), (2, "a", "b"), (3, "a", "c")], [])


def test_merged_cells_on_each_other(tmp_path):
    """No spreadsheet lets merged cells overlap; a million of them would take for ever."""
    path = books.excel(tmp_path / "fest.xlsx", [["a", "b"], ["c", "d"]])
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 9 + b"</mergeCells>"
    books.changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merged))

    assert "damaged or incomplete" in refusal(path)


def test_a_wrong_word_on_the_size_of_a_tab(tmp_path):
    """Some programs write that a tab ends with A1; it goes on as long as it goes on."""
    path = books.excel(tmp_path / "fest.xlsx", [["a", "b"], ["c", "d"]])
    books.changed(path, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'))

    assert read(path) == ([(1, "a", "b"), (2, "c", "d")], [])


def test_rows_and_cells_without_numbers(tmp_path):
    """Some programs do not number rows and cells: each stands behind the one before."""
    path = books.excel(tmp_path / "fest.xlsx", [["a", "b"], ["c", "d"]])
    books.changed(path, SHEET, lambda xml: re.sub(rb' r="[A-Z]*[0-9]+"', b"", xml))

    assert read(path) == ([(1, "a", "b"), (2, "c", "d")], [])


@pytest.mark.parametrize("number", [b"1", b"1048577", b"999999999999"])
def test_rows_out_of_order(number, tmp_path):
    """A row behind the last one, or before the one before: what else is wrong there?"""
    path = books.excel(tmp_path / "fest.xlsx", [["a"], ["b"]])
    spoilt = b'<row r="%s"><c r="A%s"' % (number, number)
    books.changed(path, SHEET, lambda xml: xml.replace(b'<row r="2"><c r="A2"', spoilt))

    assert "damaged or incomplete" in refusal(path)


def test_colours_of_the_theme(tmp_path):
    """The first colour of every theme is the paper; darker, or another one, it is a colour."""

    def paint(tab):
        for cell, colour in {
            "A2": Color(theme=0),
            "B2": Color(theme=0, tint=-0.15),
            "C2": Color(theme=4),
            "D2": Color(indexed=9),
            "E2": Color(indexed=13),
        }.items():
            tab[cell].fill = PatternFill("solid", fgColor=colour)
        tab["F2"].fill = PatternFill("gray125", fgColor="FF0000")

    path = books.excel(tmp_path / "fest.xlsx", [list("abcdef"), list("123456")], paint)

    assert read(path)[1] == [
        "HINT fest.xlsx [events] – Colours are not read: B2, C2, E2. If a colour means something, "
        "write it in a column."
    ]


def test_a_date_beyond_all_calendars(tmp_path, recwarn):
    """A telephone number in a cell for dates: the spreadsheet shows an error, and so do we."""

    def spoil(tab):
        tab["A1"] = 176123456
        tab["A1"].number_format = "dd.mm.yyyy"

    path = books.excel(tmp_path / "fest.xlsx", [], spoil)
    old = books.old_excel(
        tmp_path / "fest.xls", [], lambda tab: tab.write(0, 0, 176123456, xlwt.easyxf("", "D.M.YY"))
    )
    wrong = "cell A1: “#VALUE!” – The spreadsheet has an error there. Mend the formula, or write "

    assert read(path) == ([(1, "#VALUE!")], [f"ERROR fest.xlsx [events], {wrong}the value."])
    assert read(old) == ([(1, "#VALUE!")], [f"ERROR fest.xls [events], {wrong}the value."])
    assert [str(each.message) for each in recwarn] == []


def test_line_ends_of_other_systems(tmp_path):
    """Excel writes some line ends in its own way; they are line ends."""
    path = books.excel(tmp_path / "fest.xlsx", [["a_x000D_\nb", "c_x000D_"]])

    assert read(path) == ([(1, "a\nb", "c")], [])


def test_blanks_and_lines_of_opendocument(tmp_path):
    """Several blanks, line breaks and links are pieces of their own there."""
    cell = books.cell("zwei ", valuetype="string")
    for piece in (
        books.text.S(c=2),
        books.text.Span(text="Worte"),
        books.text.LineBreak(),
        books.text.A(href="https://fest.example", text="Fest"),
    ):
        cell.lastChild.addElement(piece)
    path = books.open_document(
        tmp_path / "fest.ods", [], lambda tab, _: tab.addElement(books.line(cell))
    )

    assert read(path) == ([(1, "zwei   Worte\nFest")], [])


def test_a_formula_of_opendocument_that_comes_to_nothing(tmp_path):
    """=WENN(…;"";…) has a line of text there, which is empty."""
    nothing = books.cell(formula='of:=""')
    path = books.open_document(
        tmp_path / "fest.ods",
        [],
        lambda tab, _: tab.addElement(books.line(books.cell("a"), nothing)),
    )

    assert read(path) == ([(1, "a")], [])


def test_tables_that_are_no_tabs(tmp_path):
    """OpenDocument keeps tables within cells, and copies of other files: neither is a tab."""

    def more(tab, document):
        inner = table.Table(name="inner")
        inner.addElement(books.line(books.cell("x")))
        cell = books.cell("b")
        cell.addElement(inner)
        tab.addElement(books.line(cell))
        copy = table.Table(name="'file:///tmp/alt.ods'#$events")
        copy.addElement(table.TableSource(href="alt.ods", type="simple"))
        copy.addElement(books.line(books.cell("y")))
        document.spreadsheet.addElement(copy)

    path = books.open_document(tmp_path / "fest.ods", [["a"]], more)

    assert read(path) == ([(1, "a"), (2, "b")], [])


def test_a_style_based_on_another(tmp_path):
    """A cell styled “Bad” has its colour from that style; the bold variant of it, too."""

    def paint(tab, document):
        bad = books.style.Style(name="Bad", family="table-cell")
        bad.addElement(books.style.TableCellProperties(backgroundcolor="#ffc7ce"))
        document.styles.addElement(bad)
        bold = books.style.Style(name="ce1", family="table-cell", parentstylename=bad)
        document.automaticstyles.addElement(bold)
        tab.addElement(books.line(books.cell("a")))
        tab.addElement(books.line(books.cell("b", stylename=bold)))

    path = books.open_document(tmp_path / "fest.ods", [], paint)

    assert [c for c in read(path)[1] if "Colours are not read: A2." in c] != []


def test_formulas_of_old_excel(tmp_path):
    """What they came to: a number, a text in a record of its own, yes or no, an error, nothing."""
    results = (
        struct.pack("<d", 1.5),
        b"\0" * 6 + b"\xff\xff",
        b"\1\0\1\0\0\0\xff\xff",
        b"\2\0\x17\0\0\0\xff\xff",
        b"\3\0\0\0\0\0\xff\xff",
    )
    cells = [books.old_cell(0x06, n, said + b"\0" * 8) for n, said in enumerate(results)]
    cells.insert(2, books.record(0x207, books.old_text("Chor")))

    path = books.contained(tmp_path / "fest.xls", books.old_records(b"", b"".join(cells)))

    assert read(path)[0] == [(1, "1.5", "Chor", "yes", "#REF!")]


def test_a_small_old_workbook(tmp_path):
    """A few hundred bytes lie in smaller sectors of their own."""
    tab = books.old_cell(0x204, 0, books.old_text("Chor " * 30))

    path = books.contained_in_little(tmp_path / "fest.xls", books.old_records(b"", tab))

    assert read(path) == ([(1, ("Chor " * 30).strip())], [])


FROM_1995 = books.old_records(b"", b"").replace(b"\0\6", b"\0\5", 1)
BACK_TO_ITSELF = struct.pack("<HBi", 4000, 4, -4007) + b"x" * 4000
OLD_AND_WRONG = {
    "locked": (books.old_records(books.record(0x2F, b"\1\0\1\0"), b""), "locked by a password"),
    "Excel 95": (FROM_1995, "not read (Excel 95)"),
    "no records": (b"Chor" * 2000, "damaged"),
    "text breaks off": (
        books.old_records(books.record(0xFC, struct.pack("<IIHB", 1, 1, 9, 0)), b""),
        "damaged",
    ),
    "text leads back": (
        books.old_records(books.record(0xFC, struct.pack("<II", 100, 100) + BACK_TO_ITSELF)),
        "damaged",
    ),
    "no such text": (books.old_records(b"", books.old_cell(0xFD, 0, b"\7\0\0\0")), "damaged"),
    "too far": (
        books.old_records(b"", books.old_cell(0x204, 500, books.old_text("z"))),
        "damaged",
    ),
    "no tab": (books.old_records(b""), "The workbook has no tab with cells."),
}


@pytest.mark.parametrize("name", OLD_AND_WRONG)
def test_old_workbooks_that_are_not_read(name, tmp_path):
    """Locked, older than 1997, or not to be understood: one sentence says which."""
    records, says = OLD_AND_WRONG[name]

    assert says in refusal(books.contained(tmp_path / "fest.xls", records))


def test_a_letter_of_old_word(tmp_path):
    """It lies in the same kind of container as an old workbook."""
    path = books.contained(tmp_path / "fest.xls", b"Chor" * 2000, "WordDocument")

    assert "This is no workbook." in refusal(path)


def test_a_workbook_of_1995(tmp_path):
    """Its records lie under another name."""
    path = books.contained(tmp_path / "fest.xls", FROM_1995, "Book")

    assert "not read (Excel 95)" in refusal(path)


def test_no_records_are_read_twice(tmp_path):
    """A thousand tabs that are all one long tab would take for ever."""
    tab = books.old_cell(0x204, 0, books.old_text("Chor"))
    records = bytearray(books.old_records(b"", tab, tab * 200))
    first, second = (at.end() for at in re.finditer(rb"\x85\0..", bytes(records)))
    records[first : first + 4] = records[second : second + 4]

    assert "damaged or incomplete" in refusal(books.contained(tmp_path / "fest.xls", records))


# --- what is no workbook ------------------------------------------------------------------------

IMPOSTORS = {
    "empty": (b"", "The file is empty."),
    "csv": ("Nr;Titel\nE01;Bücher\n".encode("cp1252"), "This is a text file, such as CSV,"),
    "csv in utf-16": ("Nr\tTitel\n".encode("utf-16"), "This is a text file, such as CSV,"),
    "web page": (b"\xef\xbb\xbf\r\n<html><table><tr><td>1", "This is a web page"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart", "This is a web page"),
    "xml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "in a form that is not read (XML 2003)",
    ),
    "fods": (b'<?xml version="1.0"?><office:document xmlns', "a form that is not read (.fods)"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "This is no workbook."),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is no workbook."),
    "locked": (
        workbooks.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "The workbook is locked by a password. Save it without a password.",
    ),
    "old and torn": (workbooks.OLE + b"\0" * 100, "The workbook is damaged or incomplete."),
    "zip and torn": (b"PK\x03\x04" + b"\0" * 100, "The workbook is damaged or incomplete."),
}


@pytest.mark.parametrize("name", IMPOSTORS)
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_is_no_workbook_is_named(name, kind, tmp_path):
    """Web exports and renamed files are told for what they are, once, with what to do."""
    data, says = IMPOSTORS[name]
    path = tmp_path / f"fest.{kind}"
    path.write_bytes(data)

    assert says in refusal(path)


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


TYPES = "[Content_Types].xml"
OTHER_PACKAGES = {
    "letter": ({TYPES: b"...wordprocessingml.document.main+xml"}, "This is no workbook."),
    "binary": ({TYPES: b"...ms-excel.sheet.binary.macroEnabled.main"}, "not read (.xlsb)"),
    "pictures": ({"a.jpg": b"..."}, "This is no workbook."),
    "text": ({"content.xml": b"<a><b/></a>"}, "This is no workbook."),
    "nothing in it": ({TYPES: b"spreadsheetml.sheet.main+xml"}, "damaged or incomplete"),
    "locked ods": (
        {"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"\x8f\x03"},
        "The workbook is locked by a password.",
    ),
}


@pytest.mark.parametrize("name", OTHER_PACKAGES)
def test_other_things_in_a_zip_file(name, tmp_path):
    """Letters, photos and locked tables are zip files, too; they are told apart."""
    parts, says = OTHER_PACKAGES[name]

    assert says in refusal(packed(tmp_path / "fest.xlsx", parts))


def test_a_form_of_excel_that_is_not_read(tmp_path):
    """“Strict Open XML” looks like any .xlsx: one is told how to save it."""
    path = books.excel(tmp_path / "fest.xlsx", [["a"]])
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    books.changed(
        path,
        "xl/workbook.xml",
        lambda xml: xml.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )

    assert "not read (Strict Open XML). Open it in the spreadsheet and save" in refusal(path)


def test_a_missing_tab_is_noticed(tmp_path):
    """A tab that the workbook names and does not have would be missing without a word."""
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("events").append(["b"])
    book.save(tmp_path / "fest.xlsx")
    books.changed(tmp_path / "fest.xlsx", "xl/worksheets/sheet2.xml", lambda _: None)

    assert "damaged or incomplete" in refusal(tmp_path / "fest.xlsx")


def test_a_file_open_elsewhere(tmp_path, monkeypatch):
    """On Windows a workbook open in Excel cannot be read: close it first."""
    path = books.excel(tmp_path / "fest.xlsx", [["a"]])

    def held(self):
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", held)

    assert refusal(path) == (
        "fest.xlsx – The file cannot be opened. Is it open in another program, or are you not "
        "allowed to read it?"
    )
    assert "cannot be opened" in refusal(tmp_path / "none.xlsx")


# --- damage and malice --------------------------------------------------------------------------

MAKERS = {"xlsx": books.excel, "ods": books.open_document, "xls": books.old_excel}
ROWS = [["Titel", "Tag", "Gäste"], *(["Chor", dt.date(2027, 8, 28), n] for n in range(40))]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_torn_workbook_is_refused(kind, tmp_path):
    """A download that broke off, at any tenth of it, gives one complaint and no rows."""
    path = MAKERS[kind](tmp_path / f"fest.{kind}", ROWS)
    whole = path.read_bytes()

    for tenth in range(10):
        path.write_bytes(whole[: len(whole) * tenth // 10])
        assert "is damaged or incomplete" in refusal(path) or tenth == 0


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_with_a_wrong_byte(kind, tmp_path):
    """A byte that was changed on the way: all is read as it was, or nothing, never something."""
    path = MAKERS[kind](tmp_path / f"fest.{kind}", ROWS)
    whole, as_it_was = path.read_bytes(), read(path)
    chance = random.Random(kind)

    verdicts = set()
    for _ in range(100):
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        complaints = []
        if sheets_of(path, complaints):
            assert read(path) == as_it_was
        else:
            refusal(path)
        verdicts.add(len(complaints))

    assert verdicts == {0, 1}


def test_an_old_workbook_with_wrong_bytes(tmp_path, capsys):
    """Old Excel keeps no sums to check by: what cannot be read is refused, and nothing falls."""
    path = MAKERS["xls"](tmp_path / "fest.xls", ROWS)
    whole = path.read_bytes()
    chance = random.Random(3)

    refused = 0
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt)
        if not sheets_of(path, []):
            refusal(path)
            refused += 1

    assert 0 < refused < 300
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("sector", [0, 1])
def test_an_old_workbook_that_leads_in_circles(sector, tmp_path):
    """A sector that follows itself would never end."""
    path = MAKERS["xls"](tmp_path / "fest.xls", ROWS)
    data = bytearray(path.read_bytes())
    table_at = (int.from_bytes(data[76:80], "little") + 1) * 512
    data[table_at + 4 * sector : table_at + 4 * sector + 4] = sector.to_bytes(4, "little")
    path.write_bytes(data)

    assert "damaged or incomplete" in refusal(path)


@pytest.mark.parametrize(
    "wrong", [{"follows": [1, 2, 0]}, {"follows": [0]}, {"links": (2, 2)}, {"links": (1, 1)}]
)
def test_a_small_old_workbook_that_leads_in_circles(wrong, tmp_path):
    """So it is with small sectors, and with a file that others in the directory name twice."""
    sound = books.contained_in_little(tmp_path / "sound.xls", FEW, links=(2, 3))
    wrong = books.contained_in_little(tmp_path / "wrong.xls", FEW, **wrong)

    assert read(sound) == ([(1, "Chor")], [])
    assert "damaged or incomplete" in refusal(wrong)


def test_an_old_link_over_many_cells(tmp_path):
    """A link on a million cells is one link: the cells are not made."""
    what = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b 02000000 08000000 02000000 41000000")
    link = books.record(0x1B8, struct.pack("<4H", 0, 65_535, 0, 15) + what)
    cell = books.old_cell(0x204, 0, books.old_text("Chor"))
    path = books.contained(tmp_path / "fest.xls", books.old_records(b"", cell + link))

    found, memory = watched(read, path)

    assert found == ([(1, "Chor")], [])
    assert memory < 50


def watched(deed, path):
    """What comes of a workbook, and the most memory that it took (MB)."""
    tracemalloc.start()
    found = deed(path)
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return found, memory


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    """Three hundred megabytes of blanks in a small file: refused with the limit, in little room."""
    path = books.excel(tmp_path / "fest.xlsx", [["a"]])
    books.changed(path, "xl/media/image1.png", lambda _: b" " * 300_000_000)
    assert path.stat().st_size < 400_000

    says, memory = watched(refusal, path)

    assert says.startswith("fest.xlsx – Unpacked, the workbook is larger than 200 MB.")
    assert memory < 50


def test_a_zip_bomb_that_lies(tmp_path):
    """What a file says of its own size is not believed."""
    path = books.excel(tmp_path / "fest.xlsx", [["a"]])
    books.changed(path, "xl/media/image1.png", lambda _: b" " * 300_000_000)
    books.lying_about_size(path, "xl/media/image1.png", 100)

    says, memory = watched(refusal, path)

    assert says.startswith("fest.xlsx – Unpacked, the workbook is larger than 200 MB.")
    assert memory < 50


def test_many_small_parts(tmp_path):
    """Ten thousand files in one are no workbook that anybody made."""
    path = packed(tmp_path / "fest.xlsx", {f"{n}.xml": b"" for n in range(10_001)})

    assert "consists of more than 10000 files" in refusal(path)


ENTITIES = (
    b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("kind", "part"),
    [("xlsx", "xl/sharedStrings.xml"), ("xlsx", "xl/workbook.xml"), ("ods", "content.xml")],
)
def test_entities_do_not_unfold(kind, part, encoding, tmp_path):
    """A few lines of XML that stand for gigabytes are not read at all, however written."""
    path = MAKERS[kind](tmp_path / f"fest.{kind}", ROWS)
    books.changed(path, part, lambda xml: (ENTITIES + xml).decode().encode(encoding))

    assert "is built as no spreadsheet builds one" in refusal(path)


def test_a_file_too_large(tmp_path, monkeypatch):
    """A file larger than anybody's festival is not even opened."""
    path = books.excel(tmp_path / "fest.xlsx", [["a"]])
    monkeypatch.setattr(workbooks, "LARGEST_FILE", 1_000)

    assert refusal(path).startswith("fest.xlsx – The file is larger than 0 MB.")


def test_a_cell_far_away(tmp_path):
    """A word in the last row, a colour in the last column: between there is nothing."""

    def far(tab):
        tab["A1"] = "a"
        tab["C1048576"] = "z"
        tab["XFD1048576"].fill = YELLOW

    path = books.excel(tmp_path / "fest.xlsx", [], far)

    assert read(path) == ([(1, "a", "", ""), (1048576, "", "", "z")], [])


def test_a_cell_too_far_to_the_right(tmp_path):
    """No table has five hundred columns: the cell is named, to be deleted."""
    path = books.excel(
        tmp_path / "fest.xlsx", [["a"]], lambda tab: tab.cell(1_048_576, 16_384, "z")
    )

    assert refusal(path) == (
        "fest.xlsx [events] – The tab has more than 500 columns: something stands in XFD1048576. "
        "Delete the rows and columns beside the table."
    )


def test_an_old_workbook_with_a_cell_far_away(tmp_path):
    """Its last cell is IV65536; between there is nothing."""
    path = books.old_excel(tmp_path / "fest.xls", [["a"]], lambda tab: tab.write(65_535, 255, "z"))

    found, memory = watched(read, path)

    assert found == ([(1, "a", *[""] * 255), (65_536, *[""] * 255, "z")], [])
    assert memory < 50


def test_too_many_rows(tmp_path):
    """A list of all the town's people is no programme."""
    path = tmp_path / "fest.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        tab = book.add_worksheet("events")
        for row in range(50_001):
            tab.write_number(row, 0, row)

    assert "The tab has more than 50000 rows with text." in refusal(path)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_merged_and_linked_over_everything(kind, tmp_path):
    """A whole column merged, a link over all cells: what is not there is not made."""
    path = tmp_path / f"fest.{kind}"
    if kind == "xlsx":
        path = books.excel(path, [["a", "b"], [None, "c"]])
        books.changed(
            path,
            SHEET,
            lambda xml: xml.replace(
                b"</sheetData>",
                b'</sheetData><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'
                b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
            ),
        )
    else:
        lines = [
            books.line(books.cell("a", numberrowsspanned=1_048_576), books.cell("b")),
            books.line(table.CoveredTableCell(), books.cell("c")),
        ]
        books.open_document(path, [], lambda tab, _: [tab.addElement(each) for each in lines])

    assert read(path) == ([(1, "a", "b"), (2, "a", "c")], [])


REPEATED = {
    "rows": (books.line(books.cell("a"), numberrowsrepeated=1_000_000), "more than 50000 rows"),
    "columns": (
        books.line(books.cell("a", numbercolumnsrepeated=1_000_000)),
        "more than 500 columns",
    ),
    "cells": (
        books.line(books.cell("a", numbercolumnsrepeated=400), numberrowsrepeated=40_000),
        "more than about 1000000 cells",
    ),
    "without end": (books.line(books.cell("a"), numberrowsrepeated=10**12), "damaged"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_cells_that_repeat_themselves(name, tmp_path):
    """OpenDocument writes “and a million more of these”: that is counted before it is believed."""
    repeated, says = REPEATED[name]
    path = books.open_document(tmp_path / "fest.ods", [], lambda tab, _: tab.addElement(repeated))

    assert says in refusal(path)


def test_empty_cells_may_repeat_themselves(tmp_path):
    """Below every table of OpenDocument a million empty rows follow, as one: that is usual."""

    def fill_up(tab, document):
        tab.addElement(books.line(books.cell("b", numbercolumnsrepeated=2), numberrowsrepeated=2))
        empty = table.TableCell(numbercolumnsrepeated=16_384)
        tab.addElement(books.line(empty, numberrowsrepeated=1_048_573))

    path = books.open_document(tmp_path / "fest.ods", [["a"]], fill_up)

    assert read(path) == ([(1, "a", ""), (2, "b", "b"), (3, "b", "b")], [])


def test_too_many_cells_in_all(tmp_path, monkeypatch):
    """The parts are counted while they are unpacked, before anybody makes cells of them."""
    monkeypatch.setattr(packages, "PIECES", 100)
    path = books.excel(tmp_path / "fest.xlsx", ROWS)

    assert f"more than about {tabs.CELLS} cells" in refusal(path)


# --- the default festival -----------------------------------------------------------------------


def test_the_default_festival_as_a_workbook(tmp_path):
    """All its tables as tabs of one workbook are read cell by cell."""
    tables = {
        path.stem: list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        for path in sorted(DEFAULT.glob("*.csv"))
    }
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    book.save(tmp_path / "fest.xlsx")
    complaints = []

    found = sheets_of(tmp_path / "fest.xlsx", complaints)

    assert {name: [row.cells for row in sheet.rows] for name, sheet in found} == {
        name: [tuple(cell.strip() for cell in row) for row in rows] for name, rows in tables.items()
    }
    assert complaints == []
