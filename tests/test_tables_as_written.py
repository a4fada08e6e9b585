"""However tables are written, they are the same tables: shuffled, re-encoded, as workbooks."""

import csv
import io
import random
import string
from collections import defaultdict
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festplan import laying
from festplan.catalogue import columns
from festplan.columns import NotReadable
from festplan.inputs.cleaning import cleaned
from festplan.inputs.handwriting.spelling import About
from festplan.inputs.reading import read_folder
from festplan.inputs.spelled import WHEN, Speller, is_name, role
from festplan.publish.workbook import workbook
from festplan.tables import TABLES
from tests.folders import COURTYARD, DEFAULT
from tests.mess import laid, told

MADE = datetime(2027, 1, 1)


def understood(read):
    """Everything a folder says, in our spelling, whatever the order of its rows."""
    return {
        table: sorted(sorted(line.texts.items()) for line in lines)
        for table, lines in read.lines.items()
    }


def rows_of(folder):
    return {
        path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        for path in sorted(folder.glob("*.csv"))
    }


def shuffled(rows, by):
    """The same table with rows and columns in another order."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    by.shuffle(headings)
    again = [{heading: row.get(heading, "") for heading in headings} for row in rows]
    by.shuffle(again)
    return again


def as_csv(rows, separator, encoding):
    out = io.StringIO(newline="")
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    writer = csv.DictWriter(out, headings, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("folder", [DEFAULT, COURTYARD], ids=["default", "courtyard"])
@pytest.mark.parametrize("seed", range(3))
def test_order_and_encoding_change_nothing(folder, seed, tmp_path):
    """Rows, columns, separators and encodings are not part of what a table says."""
    by = random.Random(seed)
    files = {
        f"{name}.csv": as_csv(
            shuffled(rows, by), by.choice(",;\t"), by.choice(["utf-8", "utf-8-sig", "utf-16"])
        )
        for name, rows in rows_of(folder).items()
    }

    again = read_folder(laid(tmp_path / "again", files))

    assert understood(again) == understood(read_folder(folder))
    assert told(again) == told(read_folder(folder)) == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "folder",
    [pytest.param(DEFAULT, marks=pytest.mark.slow), COURTYARD],
    ids=["default", "courtyard"],
)
def test_writing_and_reading_is_the_same_again(folder, language, tmp_path):
    """Tables that we write as files or as a workbook read as they were, and write the same."""
    clean = cleaned(read_folder(folder)).tables
    files = laying.tables_csv(clean, language)
    book = {"fest.xlsx": workbook(clean, language, MADE)}

    for number, written in enumerate((files, book)):
        read = read_folder(laid(tmp_path / f"written-{number}", written))
        again = cleaned(read)
        assert told(read) == []
        assert laying.tables_csv(again.tables, language) == files
        assert {"fest.xlsx": workbook(again.tables, language, MADE)} == book


@pytest.mark.parametrize("folder", [DEFAULT, COURTYARD], ids=["default", "courtyard"])
def test_cleaned_tables_give_the_same_festival(folder, tmp_path):
    """What was understood, written down and read again, is what was understood."""
    read = read_folder(folder)
    clean = cleaned(read)

    again = read_folder(laid(tmp_path / "clean", laying.tables_csv(clean.tables, clean.language)))

    assert clean.left_out == 0
    assert told(again) == []
    assert understood(again) == understood(read)


# --- any cell at all ------------------------------------------------------------------------

DAYS = tuple(date(2027, 8, day) for day in range(25, 31))
PIECES = (
    *"0123456789", *":.,;-–/ '\"()€", "Uhr", "h", "min", "Std.", "bis", "ab", "ca. ", "Sa", "Mi",
    "August", "27.8.", "und", "halb", "acht", "pm", "ja", "nein", "x", "k.A.", "12", "30", "2027",
    "V01", "E01", "deutsch", "°", "²", "٣", "\n", "\t", "\u200b", "ß", "ё", "!", "?", "=", "+",
)  # fmt: skip
SPELLER = Speller(About(DAYS, "de"), {})


def some_cells(number):
    """Cells as nobody would write them, and as somebody might."""
    by = random.Random(number)
    letters = string.printable + "äöüßéñ€–„“½¼²🙂\x00\x1f\u202e"
    for count in range(number):
        if count % 2:
            yield "".join(by.choice(PIECES) for _ in range(by.randint(1, 7)))
        else:
            yield "".join(by.choice(letters) for _ in range(by.randint(1, 12)))


def reading_of(column, cell):
    """What a column reads in a cell: in our spelling, or nothing where it complains."""
    try:
        spelling = SPELLER.spelled(column, column.name, cell)
        if spelling.cell:
            column.read(spelling.cell)
    except NotReadable:
        return None
    return spelling.cell, tuple(sorted(spelling.others.items()))


@pytest.mark.parametrize("number", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_any_cell_is_read_or_refused_and_always_the_same(number):
    """1 000 cells in every column: no crash, and one string has one reading in all tables."""
    by_reader = defaultdict(list)
    for table in TABLES:
        for column in columns()[table.name].values():
            if not column.refers_to and (column.table, column.name) not in WHEN:
                by_reader[column.read, is_name(column), role(column)].append(column)

    for cell in filter(str.strip, some_cells(number)):
        for same in by_reader.values():
            # A heading may name a unit; without one, a cell says the same everywhere.
            found = {reading_of(column, cell) for column in same} - {None}
            readings = {reading for reading, _ in found}
            assert len(readings) <= 1, (cell, same[0].name, readings)


@pytest.mark.parametrize("number", [40, pytest.param(500, marks=pytest.mark.slow)])
def test_any_text_is_read_or_refused(number):
    """No text in any cell ends in anything but a reading or a complaint; twice is once."""

    @settings(max_examples=number, deadline=None)
    @given(st.text(min_size=1, max_size=30).filter(str.strip))
    def read_or_refused(cell):
        for table in TABLES:
            for column in columns()[table.name].values():
                if (column.table, column.name) in WHEN:
                    continue
                found = reading_of(column, cell)
                if found and found[0]:
                    again = SPELLER.spelled(column, column.de, found[0])
                    assert (again.cell, again.assumes) == (found[0], None), column.name

    read_or_refused()
