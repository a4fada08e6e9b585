"""A workbook as organisers keep it: colours, merged cells, an old year, real dates beside text."""

from datetime import date, time

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from festplan.inputs.cleaning import cleaned
from festplan.inputs.reading import read_folder
from festplan.laying import tables_csv
from tests.mess import laid, tables, told

YELLOW = PatternFill("solid", fgColor="FFFF00")
HEADINGS = (
    "Nr.", "Titel", "Verein", "Tag", "Uhrzeit", "Dauer", "Ort", "Kosten (€)", "Bemerkung"
)  # fmt: skip
SATURDAY = date(2027, 8, 28)
ROWS = (
    (1, "Tanztee", "Bürgerverein Lindenthal", SATURDAY, time(14, 30), "1,5 h", "Festwiese", 70, ""),
    (2, "Flohmarkt", None, 46627, "10-14 Uhr", None, "Wiese", "1.250,50", "viele Tische"),
    (3, "Konzert", "Mondlicht", "Sonnabend", 0.8125, "2 Std.", "Bühne", "k. A.", ""),
    (4, "Puppenspiel", "Kita", "So 29.8.", "ab 15 Uhr", 45, "egal", None, ""),
)  # fmt: skip
BELOW = (("Gerät", "Anzahl"), ("Pavillon", 3), ("Bank", 8))


def messy():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Anmeldungen 2027"
    sheet.append(["Lindenfest – Anmeldungen"])
    sheet.merge_cells("A1:I1")
    sheet.append([])
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("C4:C5")
    sheet["E6"].number_format = "General"
    sheet["B5"].fill = YELLOW
    sheet["G7"].comment = Comment("Ist das fest?", "jemand")
    sheet.row_dimensions[6].hidden = True
    sheet.append([])
    for row in BELOW:
        sheet.append(row)
    old = book.create_sheet("Anmeldungen 2026")
    old.append(HEADINGS)
    old.append((1, "Alter Tee", "Mondlicht", "Sa", "14:00", 60, "", "", ""))
    book.create_sheet("Einkauf").append(["Mehl", "3 kg"])
    return book


@pytest.fixture
def read(tmp_path):
    folder = laid(tmp_path / "fest", tables(veranstaltungen=None))
    messy().save(folder / "anmeldung_vereine.xlsx")
    return read_folder(folder)


def test_a_messy_workbook_is_understood(read):
    """Every row is read as its writer meant it."""
    usual = {"lead_actor": "A1", "days": "2027-08-28"}
    assert [dict(line.texts) for line in read.lines["events"]] == [
        usual | {"event_id": "1", "title": "Tanztee", "fixed_start": "14:30", "cost": "70.00",
                 "duration_min": "90", "venues": "V2"},
        usual | {"event_id": "2", "title": "Flohmarkt", "earliest_start": "10:00",
                 "latest_end": "14:00", "duration_min": "240", "venues": "V2", "cost": "1250.50"},
        {"event_id": "3", "title": "Konzert", "lead_actor": "A2", "days": "Sonnabend",
         "fixed_start": "19:30", "duration_min": "120", "venues": "V1"},
        {"event_id": "4", "title": "Puppenspiel", "lead_actor": "A3", "days": "2027-08-29",
         "earliest_start": "15:00", "duration_min": "45"},
    ]  # fmt: skip


def test_a_messy_workbook_is_asked_about(read):
    """What was assumed and what was not read is told, with the cells as the person sees them."""
    tab = "anmeldung_vereine.xlsx [Anmeldungen 2027]"
    found = [line.replace(tab, "TAB") for line in told(read)]

    assert found == [
        "QUESTION TAB – Hidden rows are read all the same: 6. Delete them if they are not to "
        "count.",
        "QUESTION TAB – It is read as the table events; is it the one of this year?",
        "QUESTION TAB, cell G5, column Ort: “Wiese” – “Wiese” is taken for Festwiese (V2).",
        "QUESTION TAB, cell D5, column Tag: “46627” – is read as 2027-08-28: it is a "
        "spreadsheet's number of a day, counted from 1900.",
        "QUESTION TAB, cell E5, column Uhrzeit: “10-14 Uhr” – gives the length, too: 240 minutes.",
        "QUESTION TAB, cell C5, column Verein: “Bürgerverein Lindenthal” – is taken from the "
        "merged cell above.",
        "QUESTION TAB, cell G6, column Ort: “Bühne” – “Bühne” is taken for Große Bühne (V1).",
        "QUESTION TAB, cell E6, column Uhrzeit: “0.8125” – is read as 19:30: a number below 1"
        " is taken as a share of the day, as spreadsheets keep times.",
        "QUESTION TAB, cell C6, column Verein: “Mondlicht” – “Mondlicht” is taken for "
        "Coverband Mondlicht (A2).",
        "QUESTION TAB, cell D7, column Tag: “So 29.8.” – is read as 2027-08-29: the year is "
        "missing.",
        "QUESTION TAB, cell E7, column Uhrzeit: “ab 15 Uhr” – is read as the earliest start "
        "15:00: for a fixed start, write 15:00 alone.",
        "QUESTION TAB, row 9 – Rows 9 to 11 after an empty row look like another table and "
        "are not read: “Gerät”, “Anzahl”, “Pavillon”, …. Put another table into a file or "
        "sheet of its own; if the rows belong here, take out the empty row above them.",
        "HINT anmeldung_vereine.xlsx [Anmeldungen 2026] – This looks like an older or other "
        "copy of events and is not read.",
        "HINT TAB – Colours are not read: B5. If a colour means something, write it in a column.",
        "HINT TAB – Notes on cells are not read: G7. If a note matters, write it in a column.",
        "HINT TAB, row 1 – What stands above the headings is not read: “Lindenfest – Anmeldungen”.",
        "HINT anmeldung_vereine.xlsx [Einkauf] – This tab is not used: no table has its name.",
    ]


def test_the_cleaned_tables_of_a_messy_workbook(read, tmp_path):
    """What was understood reads again without a word, as the same festival."""
    clean = cleaned(read)
    again = read_folder(laid(tmp_path / "clean", tables_csv(clean.tables, clean.language)))

    assert told(again) == []
    assert clean.left_out == 0
    assert [line.texts for line in again.lines["events"]] == [
        line.texts for line in read.lines["events"]
    ]
