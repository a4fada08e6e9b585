"""The workbook that organisers write in: it looks after them, and keeps what it is given."""

import io
import os
import subprocess
import sys
import warnings
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from festplan.catalogue import columns
from festplan.columns import OneOf, text, yes_or_no
from festplan.inputs.files import read_files
from festplan.inputs.reading import read_folder
from festplan.publish.workbook import USUAL, note, workbook
from festplan.tables import READ_ME_TAB, TABLES
from festplan.times import Clock
from tests.folders import DEFAULT, rows_of

MADE = datetime(2027, 6, 1)
LANGUAGES = ("de", "en")
SIDE_BY_SIDE = [table for table in TABLES if table.name != "festival"]


def tables_in(folder):
    """Every table of a folder by its name; without a row where there is no file."""
    return {
        table.name: rows_of(folder, table.name) if (folder / f"{table.name}.csv").exists() else []
        for table in TABLES
    }


def written(tables, language="en"):
    """The workbook as Excel's file format has it, made without a single warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = workbook(tables, language, MADE)
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def nordwinkel(language):
    return written(tables_in(DEFAULT), language)


@pytest.fixture(scope="module")
def empty(language):
    return written({}, language)


def called(thing, language):
    return thing.de if language == "de" else thing.name


def headings_of(sheet):
    return [cell.value for cell in sheet[1]]


def below(sheet, heading):
    """The cells under a heading."""
    number = headings_of(sheet).index(heading) + 1
    return [row[number - 1] for row in sheet.iter_rows(min_row=2)]


def only(column, cell):
    """The cell of an event that says nothing else, as the workbook keeps it."""
    sheet = written({"events": [{column: cell}]})["events"]
    return below(sheet, column)[0]


def as_text(value):
    """A cell as one would type it."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case timedelta():
            return str(Clock(timedelta(minutes=round(value / timedelta(minutes=1)))))
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)


def understood(column, cell):
    """What a cell says; an empty one says nothing."""
    return column.read(cell) if cell else None


# --- what is kept ----------------------------------------------------------------------------


@pytest.mark.parametrize("table", SIDE_BY_SIDE, ids=lambda table: table.name)
def test_every_cell_says_the_same_in_the_workbook(nordwinkel, language, table):
    """Whoever opens the workbook finds every cell of the tables, and reads the same in it."""
    rows = tables_in(DEFAULT)[table.name]
    sheet = nordwinkel[called(table, language)]
    known = columns()[table.name]

    found = {
        name: [understood(column, as_text(c.value)) for c in below(sheet, called(column, language))]
        for name, column in known.items()
    }

    assert found == {
        name: [understood(column, row.get(name, "")) for row in rows]
        for name, column in known.items()
    }


def test_the_workbook_is_the_same_festival(language, tmp_path):
    """Our own reader understands the workbook as it understands the files it was made of."""
    (tmp_path / "fest.xlsx").write_bytes(workbook(tables_in(DEFAULT), language, MADE))

    read, files = read_folder(tmp_path), read_folder(DEFAULT)

    assert read.complaints == files.complaints == ()
    assert said_in(read) == said_in(files)


def said_in(read):
    return {
        name: [dict(line.values) for line in lines] for name, lines in read.lines.items() if lines
    }


def test_every_setting_says_the_same_in_the_workbook(nordwinkel, language):
    """The settings stand one below the other, each under its name in the reader's language."""
    known = columns()["festival"]
    given = tables_in(DEFAULT)["festival"]
    sheet = nordwinkel["fest" if language == "de" else "festival"]

    rows = [[as_text(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]

    names = [called(known[row["key"]], language) for row in given]
    assert [row[0] for row in rows] == names
    assert [row[2] for row in rows] == [row["comment"] for row in given]
    assert [understood(known[g["key"]], row[1]) for g, row in zip(given, rows, strict=True)] == [
        understood(known[row["key"]], row["value"]) for row in given
    ]


def test_a_workbook_without_settings_offers_all_of_them(empty, language):
    """Who begins with nothing sees every setting, and what it is for."""
    sheet = empty["fest" if language == "de" else "festival"]

    found = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]

    assert found == [
        (called(column, language), None, column.help.in_language(language))
        for column in columns()["festival"].values()
    ]


def test_remarks_stay_beside_the_tables():
    """A column that only people read stays, behind all of ours."""
    tables = {"venues": [{"venue_id": "V1", "name": "Yard", "who has the key": "=Ada"}]}

    sheet = written(tables)["venues"]

    assert headings_of(sheet)[-1] == "who has the key"
    assert [cell.value for cell in below(sheet, "who has the key")] == ["=Ada"]


@pytest.mark.slow
def test_the_same_bytes_everywhere():
    """Two computers with two clocks write one and the same file."""
    code = (
        "import hashlib; from tests.test_workbook_template import *;"
        "print(hashlib.sha256(workbook(tables_in(DEFAULT), 'de', MADE)).hexdigest())"
    )
    places = [("1", "Europe/Berlin"), ("2", "Pacific/Auckland")]

    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in places
    }

    assert len(made) == 1


# --- cells are what they say -----------------------------------------------------------------


def test_a_date_is_a_date():
    """A day sorts and shows as one, in the way of the reader's language."""
    tables = {"days": [{"date": "2027-08-28"}]}

    cells = [
        written(tables, "de")["tage"]["A2"],
        written(tables, "en")["days"]["A2"],
    ]

    assert [cell.value.date() for cell in cells] == [date(2027, 8, 28)] * 2
    assert [cell.number_format for cell in cells] == ["dd.mm.yyyy", "yyyy-mm-dd"]


def test_every_minute_comes_back():
    """Spreadsheets keep parts of a day; no start is a minute off, not even after midnight."""
    clocks = [f"{hour:02}:{minute:02}" for hour in range(28) for minute in range(60)] + ["28:00"]

    sheet = written({"youth_rules": [{"latest_end": clock} for clock in clocks]})["youth_rules"]

    cells = below(sheet, "latest_end")
    assert [as_text(cell.value) for cell in cells] == clocks
    assert {cell.number_format for cell in cells} == {"[hh]:mm"}


@pytest.mark.parametrize(
    ("column", "kept"),
    [
        ("duration_min", {"90": 90, "90 min": "90 min", "1,5 h?": "1,5 h?"}),
        ("sunset_offset_min", {"-15": -15, "halb acht": "halb acht"}),
        ("power_kw", {"3,6": 3.6, "3.6": 3.6, "2": 2, "-2": "-2"}),
        ("earliest_start", {"ab 15 Uhr": "ab 15 Uhr"}),
        ("event_id", {"007": "007", "1": "1", "1e5": "1e5"}),
        ("price", {"0": "0", "2-3 €": "2-3 €"}),
    ],
)
def test_a_cell_keeps_what_was_written(column, kept):
    """Numbers are numbers, short names are none, and what does not fit is kept as it is."""
    sheet = written({"events": [{column: cell} for cell in kept]})["events"]

    assert [cell.value for cell in below(sheet, column)] == list(kept.values())


def test_nothing_typed_becomes_active():
    """No cell of ours is a formula or a link, whatever somebody has typed into a form."""
    typed = '=HYPERLINK("x")', "+49", "-1+1", "@SUM(A1)", "{=1}", "https://fest.example", "0x1"
    names = "title", "quiet", "duration_min", "fixed_start", "my remark"

    sheet = written({"events": [dict.fromkeys(names, cell) for cell in typed]})["events"]

    assert {
        name: [(c.value, c.data_type, c.hyperlink) for c in below(sheet, name)] for name in names
    } == {name: [(cell, "s", None) for cell in typed] for name in names}


def test_choices_are_in_the_language_of_the_workbook():
    """A German table says ja and draußen, where the English one says yes and outdoor."""
    tables = {"venues": [{"setting": "outdoor", "step_free": "ramp"}], "events": [{"quiet": "yes"}]}

    german, english = written(tables, "de"), written(tables, "en")

    assert below(german["orte"], "Lage")[0].value == "draußen"
    assert below(german["orte"], "stufenlos")[0].value == "rampe"
    assert below(german["veranstaltungen"], "leise")[0].value == "ja"
    assert below(english["venues"], "setting")[0].value == "outdoor"
    assert below(english["events"], "quiet")[0].value == "yes"


def test_a_text_that_no_cell_can_hold_says_that_it_is_cut():
    """Spreadsheets hold 32767 characters in a cell; nothing is lost in silence."""
    story, says = "word " * 10_000, " … (shortened)"

    found = only("description", story).value

    assert found == story[: 32_767 - len(says)] + says


# --- what people see -------------------------------------------------------------------------


def test_every_table_has_its_tab(nordwinkel, empty, language):
    """All tables are there, in the order of the handbook, behind a tab that says how to begin."""
    names = [READ_ME_TAB.in_language(language), *(called(table, language) for table in TABLES)]

    assert nordwinkel.sheetnames == empty.sheetnames == names


def test_every_column_has_its_place(empty, language):
    """An empty workbook shows every column there is, and the one that names a row first."""
    found = {table.name: headings_of(empty[called(table, language)]) for table in SIDE_BY_SIDE}

    known = {t.name: columns()[t.name] for t in SIDE_BY_SIDE}
    assert {name: sorted(headings) for name, headings in found.items()} == {
        name: sorted(called(column, language) for column in its.values())
        for name, its in known.items()
    }
    assert {t.name: found[t.name][0] for t in SIDE_BY_SIDE if t.key} == {
        t.name: called(known[t.name][t.key], language) for t in SIDE_BY_SIDE if t.key
    }


def test_the_usual_columns_exist():
    """What most people say of an event is something that can be said of it."""
    assert [n for table, names in USUAL.items() for n in names if n not in columns()[table]] == []


def test_our_reader_passes_over_the_first_tab(language, tmp_path):
    """The tab that explains is nobody's table, in every language it is written in."""
    (tmp_path / "fest.xlsx").write_bytes(workbook({}, language, MADE))

    assert [
        c for c in read_files(tmp_path)[1] if "Read me" in str(c) or "Lies mich" in str(c)
    ] == []


def test_the_first_tab_names_the_three_that_are_enough(empty, language):
    """Days, venues and events are called by the names of their tabs, which are coloured alike."""
    said = " ".join(str(row[0].value) for row in empty.worksheets[0].iter_rows())
    needed = [called(table, language) for table in TABLES if table.required]

    assert [name for name in needed if name not in said] == []
    assert "{" not in said
    colours = {name: empty[name].sheet_properties.tabColor.rgb for name in empty.sheetnames}
    assert {name for name in colours if colours[name] == colours[needed[0]]} == set(needed)


def test_every_heading_has_a_note(nordwinkel, language):
    """Whoever wonders what a column is for finds it at its heading, and nowhere else."""
    sheets = nordwinkel.worksheets[1:]

    notes = {(s.title, c.value): c.comment and c.comment.text for s in sheets for c in s[1]}

    assert [where for where, said in notes.items() if not said] == []
    assert {
        (called(table, language), called(column, language)): notes[
            called(table, language), called(column, language)
        ]
        for table in SIDE_BY_SIDE
        for column in columns()[table.name].values()
    } == {
        (called(table, language), called(column, language)): note(column, language)
        for table in SIDE_BY_SIDE
        for column in columns()[table.name].values()
    }
    rows = (row for sheet in sheets for row in sheet.iter_rows(min_row=2))
    assert [cell for row in rows for cell in row if cell.comment] == []


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("days", "date", "Das Datum.|In jeder Zeile nötig.|Zum Beispiel 28.08.2027."),
        ("events", "power_kw", "Kilowatt, die die Veranstaltung braucht.|Leer bedeutet 0.|"
                               "Zum Beispiel 1,5."),
        ("events", "lead_actor", "Der verantwortliche Akteur.|In jeder Zeile nötig.|"
                                 "Kürzel aus akteure.|Zum Beispiel A01."),
        ("events", "equipment", "Was es ausleiht, mit Anzahl.|Darf leer bleiben.|"
                                "Kürzel aus ausstattung.|Mehrere: Semikolon dazwischen.|"
                                "Zum Beispiel Q01:2."),
        ("events", "setup_min", "Minuten für den Aufbau.|Leer bedeutet 0 min.|Zum Beispiel 15."),
        ("events", "quiet", "Braucht Ruhe.|Leer bedeutet nein.|Zur Wahl: ja, nein."),
        ("availability", "kind", "Nicht, ungern oder gern.|Leer bedeutet nicht.|"
                                 "Zur Wahl: nicht, ungern, gern."),
    ],
)  # fmt: skip
def test_a_note_says_what_is_meant_and_what_may_be_left_out(table, column, said):
    """The meaning, what an empty cell means, what there is to choose, and one example."""
    assert note(columns()[table][column], "de").splitlines() == said.split("|")


def test_needed_headings_stand_out(empty, language):
    """What every row needs is bold on a dark ground; nothing else is."""
    looks = {
        (table.name, name): next(
            (cell.font.bold, cell.fill.fgColor.rgb)
            for cell in empty[called(table, language)][1]
            if cell.value == called(column, language)
        )
        for table in SIDE_BY_SIDE
        for name, column in columns()[table.name].items()
    }

    dark, light = looks["events", "title"], looks["events", "description"]
    assert dark[0] and not light[0] and dark[1] != light[1]
    assert looks == {
        (table.name, name): dark if column.required else light
        for table in SIDE_BY_SIDE
        for name, column in columns()[table.name].items()
    }


def test_headings_and_names_stay_in_sight(empty, language):
    """However far one scrolls, the headings and the number of the row are there."""
    frozen = {t.name: empty[called(t, language)].freeze_panes for t in TABLES}

    assert frozen["events"] == frozen["venues"] == "C2"
    assert frozen["relations"] == frozen["festival"] == "B2"
    assert {place[-1] for place in frozen.values()} == {"2"}
    assert {t.name for t in SIDE_BY_SIDE if t.key and frozen[t.name] == "A2"} == set()


# --- what a cell offers ----------------------------------------------------------------------


def offers(sheet):
    """What the cells under each heading offer or are warned of."""
    return {
        sheet.cell(1, cells.min_col).value: offer
        for offer in sheet.data_validations.dataValidation
        for cells in offer.sqref.ranges
    }


def test_cells_with_a_choice_offer_it(empty, language):
    """Yes or no, and every other short choice, are in a list below the cell."""
    found = {
        (table.name, heading): offer.formula1
        for table in SIDE_BY_SIDE
        for heading, offer in offers(empty[called(table, language)]).items()
        if offer.type == "list" and "!" not in offer.formula1
    }

    german = language == "de"
    listed = {
        (table.name, called(column, language)): (
            ("ja" if german else "yes", "nein" if german else "no")
            if column.read is yes_or_no
            else tuple(names[1 if german else 0] for names in column.read.allowed)
        )
        for table in SIDE_BY_SIDE
        for column in columns()[table.name].values()
        if column.read is yes_or_no or isinstance(column.read, OneOf)
    }
    assert found == {where: f'"{",".join(words)}"' for where, words in listed.items()}


def test_cells_that_name_a_row_offer_the_names(empty, language):
    """Who an event is by, and where, is chosen among the actors and venues of the other tabs."""
    keys = {table.name: table for table in TABLES}
    found = {
        (table.name, heading): (offer.formula1, bool(offer.showErrorMessage))
        for table in SIDE_BY_SIDE
        for heading, offer in offers(empty[called(table, language)]).items()
        if offer.type == "list" and "!" in offer.formula1
    }

    assert found == {
        (table.name, called(column, language)): (
            f"{called(keys[column.refers_to], language)}!$A$2:$A$500",
            False,  # an actor may be named before it is listed
        )
        for table in SIDE_BY_SIDE
        for column in columns()[table.name].values()
        if column.refers_to and column.read is text
    }


@pytest.mark.parametrize(
    ("heading", "kind", "least", "most", "says"),
    [
        ("Wichtigkeit", "whole", "1", "5", "Bitte 1 bis 5 schreiben."),
        ("Lautstärke", "whole", "0", "3",
         "Bitte 0 für Lesestimme, 1 für Gespräch, 2 für Mikrofon, 3 für Band schreiben."),
        ("Dauer", "whole", "1", "99999", "Bitte Minuten schreiben, etwa 90."),
        ("Strombedarf kW", "decimal", "0", "999999999", "Bitte 0 oder mehr schreiben."),
        ("ab", "decimal", "0", str(28 / 24),
         "Bitte wie 18:00 schreiben oder die Zelle leer lassen."),
    ],
)  # fmt: skip
def test_a_number_out_of_range_is_questioned(heading, kind, least, most, says):
    """The spreadsheet says what to write as our check would, and lets people keep theirs."""
    offer = offers(written({}, "de")["veranstaltungen"])[heading]

    assert (offer.type, offer.operator or "between") == (kind, "between")
    assert (offer.formula1, float(offer.formula2)) == (least, pytest.approx(float(most)))
    assert (offer.errorStyle, offer.error) == ("warning", says)
    assert str(offer.sqref).endswith("500")


def test_no_cell_refuses_what_somebody_types(empty):
    """A spreadsheet that says no sends people back to paper: every rule there is only warns."""
    rules = [rule for s in empty.worksheets for rule in s.data_validations.dataValidation]

    strict = [r for r in rules if r.type and r.showErrorMessage and r.errorStyle != "warning"]

    assert strict == []
    assert {len(r.error or "") <= 255 and len(r.errorTitle or "") <= 32 for r in rules} == {True}


def test_a_setting_explains_itself(empty, language):
    """Whoever comes to the value of a setting sees what it means, and its list where it has one."""
    sheet = empty["fest" if language == "de" else "festival"]
    known = columns()["festival"]
    rows = {str(offer.sqref): offer for offer in sheet.data_validations.dataValidation}

    shown = {name: rows[f"B{row}"].prompt for row, name in enumerate(known, start=2)}

    assert shown == {name: note(column, language)[:255] for name, column in known.items()}
    free = rows[f"B{list(known).index('free_of_charge_rule') + 2}"]
    assert free.formula1 == ('"ja,nein"' if language == "de" else '"yes,no"')
