"""What ``festplan check`` leaves behind, and the commands around messy tables."""

import csv
import io

import openpyxl

from festplan.inputs.reading import read_folder
from tests.folders import COURTYARD, HERE, copied, rows_of, run, spoil
from tests.mess import told

REGISTRATIONS = HERE / "examples" / "registrations"


def files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_check_writes_what_was_understood(tmp_path):
    """The cleaned tables have the rows without errors, and read without a complaint."""
    result = run("check", REGISTRATIONS, "--out", tmp_path, "--lang", "en")

    assert result.exit_code == 1
    assert "Rows with errors are not in it (2)." in result.output
    assert files(tmp_path) == [
        "cleaned/akteure.csv", "cleaned/bestaetigt.csv", "cleaned/orte.csv", "cleaned/tage.csv",
        "cleaned/veranstaltungen.csv", "questions.html",
    ]  # fmt: skip
    again = read_folder(tmp_path / "cleaned")
    assert told(again) == []
    assert [line.texts["title"] for line in again.lines["events"]] == [
        "Tanztee", "Konzert", "Flohmarkt", "Puppenspiel"
    ]  # fmt: skip


def test_a_check_of_the_cleaned_tables_is_quiet(tmp_path):
    """Cleaned tables are tables: checked again they are the same, byte for byte."""
    run("check", REGISTRATIONS, "--out", tmp_path / "once")
    result = run("check", tmp_path / "once" / "cleaned", "--out", tmp_path / "twice")

    assert result.exit_code == 0, result.output
    for name in files(tmp_path / "once" / "cleaned"):
        once, twice = (tmp_path / time / "cleaned" / name for time in ("once", "twice"))
        assert once.read_bytes() == twice.read_bytes()


def test_older_cleaned_tables_are_taken_away(tmp_path):
    """What an older check has cleaned and is no table any more does not stay; all else does."""
    folder = copied(COURTYARD, tmp_path)
    out = tmp_path / "out"
    run("check", folder, "--out", out)
    (out / "feeds").mkdir()
    (out / "feeds" / "all.ics").write_text("mine")
    (folder / "walks.csv").unlink(missing_ok=True)
    (folder / "relations.csv").unlink()

    run("check", folder, "--out", out)

    assert "cleaned/relations.csv" not in files(out)
    assert (out / "feeds" / "all.ics").read_text() == "mine"


def test_tables_are_never_changed(tmp_path):
    """Checking and planning read the organisers' files and leave them as they are."""
    folder = copied(REGISTRATIONS, tmp_path)
    before = {name: (folder / name).read_bytes() for name in files(folder)}

    run("check", folder, "--out", tmp_path / "out")
    run("plan", folder, "--out", tmp_path / "out", "--partial")

    assert {name: (folder / name).read_bytes() for name in files(folder)} == before


def test_letters_go_to_those_who_know(tmp_path):
    """Each actor is asked about its own events, in its language, and about nobody else's."""
    run("check", REGISTRATIONS, "--out", tmp_path)

    page = (tmp_path / "questions.html").read_text(encoding="utf-8")
    assert "mondlicht@musik.example" in page
    assert "office@wohnheim.example" in page
    assert 'lang="en"' in page
    assert "halb acht" in page


def test_unused_rules_are_counted(tmp_path):
    """A festival without walks is told that not every rule changes something."""
    result = run("check", COURTYARD, "--out", tmp_path, "--lang", "en")

    assert result.exit_code == 0
    assert "17 of 100 rules and wishes narrow the plan" in result.output


def test_nothing_typed_becomes_a_formula(tmp_path):
    """Titles that look like formulas stay titles, in every file we write, and read back."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "concert", "title", '=HYPERLINK("https://evil.example")')
    spoil(folder, "events", "reading", "title", "@SUM(A1)")
    spoil(folder, "events", "games", "title", "+49 games")
    out = tmp_path / "out"

    assert run("check", folder, "--out", out).exit_code == 0
    assert run("plan", folder, "--out", out).exit_code == 0

    for name in ("cleaned/events.csv", "plan.csv"):
        text = (out / name).read_text(encoding="utf-8-sig")
        cells = [c for row in csv.reader(io.StringIO(text), delimiter=",") for c in row]
        assert not [c for c in cells if c.startswith(("=", "+", "@"))], name
    book = openpyxl.load_workbook(out / "plan.xlsx")
    typed = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in typed if cell.data_type == "f"] == []
    titles = {line.texts["title"] for line in read_folder(out / "cleaned").lines["events"]}
    assert {'=HYPERLINK("https://evil.example")', "@SUM(A1)", "+49 games"} <= titles
    assert run("check", folder, "--plan", out / "plan.csv", "--out", out).exit_code == 0


def test_a_new_workbook_is_a_festival(tmp_path):
    """What ``new --workbook`` lays can be checked at once, in both languages."""
    for language in ("de", "en"):
        folder = tmp_path / language
        laid = run("new", folder, "--workbook", "--lang", language)
        result = run("check", folder, "--out", tmp_path / "out", "--lang", "en")

        assert laid.exit_code == 0
        assert len(files(folder)) == 1
        assert result.exit_code == 0, result.output
        assert "60 events with 72 sessions" in result.output


def test_an_empty_workbook_asks_for_what_is_needed(tmp_path):
    """Without a row, the three tables that are needed are named, and nothing else."""
    run("new", tmp_path / "fest", "--workbook", "--empty", "--lang", "en")

    result = run("check", tmp_path / "fest", "--out", tmp_path / "out", "--lang", "en")

    assert result.exit_code == 1
    assert result.output.count("The table has no rows.") == 3
    assert "Errors: 3" in result.output


def test_what_was_moved_by_hand_stays(tmp_path):
    """The concert is moved in plan.xlsx; planned again, it is where it was put."""
    out = tmp_path / "out"
    assert run("plan", COURTYARD, "--out", out).exit_code == 0
    book = openpyxl.load_workbook(out / "plan.xlsx")
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            cells = dict(zip(headings, row, strict=True))
            if cells.get("event_id") is not None and cells["event_id"].value == "concert":
                cells["start"].value, cells["end"].value = "19:30", "21:00"
    book.save(tmp_path / "mine.xlsx")

    result = run("plan", COURTYARD, "--out", out, "--changes", tmp_path / "mine.xlsx")

    assert result.exit_code == 0, result.output
    rows = {row["event_id"]: row["start"] for row in rows_of(out, "plan")}
    assert rows["concert"] == "19:30"
    assert "concert" in (out / "pins.csv").read_text(encoding="utf-8-sig")


def test_changes_need_the_plan_before(tmp_path):
    """Without the plan that was changed nobody can say what was changed."""
    out = tmp_path / "out"
    assert run("plan", COURTYARD, "--out", out).exit_code == 0
    (out / "plan.json").unlink()

    result = run("plan", COURTYARD, "--out", out, "--changes", out / "plan.xlsx", "--lang", "en")

    assert result.exit_code == 1
    assert "There is no file “plan.json”" in result.output


def test_a_stage_list_has_its_clashes(tmp_path):
    """Any list can be checked: two at once on a stage, one person on two stages."""
    result = run("check-programme", HERE / "examples" / "stage.csv", "--lang", "en")

    assert result.exit_code == 1
    assert "“School band” (15:30–16:00" in result.output
    assert "Ada" in result.output
    assert "Clashes: 2" in result.output


def test_a_programme_may_be_in_order(tmp_path):
    """The small festival's own feed has no clash."""
    out = tmp_path / "out"
    run("plan", COURTYARD, "--out", out)

    result = run("check-programme", out / "feeds" / "all.ics", "--lang", "en")

    assert result.exit_code == 0, result.output
    assert "Nothing clashes." in result.output


def test_a_mistyped_closing_time_is_a_mistyped_command():
    """Options are checked before anything is read."""
    result = run("check-programme", HERE / "examples" / "stage.csv", "--closing", "late")

    assert result.exit_code == 2


def test_a_check_never_writes_over_its_own_tables(tmp_path):
    """Cleaned tables used as tables are tables: mended by hand they stay as they are."""
    run("check", COURTYARD, "--out", tmp_path)
    folder = tmp_path / "cleaned"
    spoil(folder, "events", "concert", "duration_min", "halb acht")
    (folder / "shopping.csv").write_text("what,how much\nflour,3\n")
    before = {name: (folder / name).read_bytes() for name in files(folder)}

    result = run("check", folder, "--out", tmp_path, "--lang", "en")

    assert result.exit_code == 1
    assert "nothing was written over them" in result.output
    assert {name: (folder / name).read_bytes() for name in files(folder)} == before


def test_one_own_list_beside_cleaned_tables_stays(tmp_path):
    """What a check takes away is what a check has written, by name."""
    run("check", COURTYARD, "--out", tmp_path)
    (tmp_path / "cleaned" / "shopping.csv").write_text("what,how much\nflour,3\n")

    run("check", COURTYARD, "--out", tmp_path)

    assert "cleaned/shopping.csv" in files(tmp_path)


def test_options_of_a_check_of_a_programme(tmp_path):
    """What is mistyped ends with 2: a heading without a name, a name given twice."""
    stage = HERE / "examples" / "stage.csv"

    assert run("check-programme", stage, "--column", "Act").exit_code == 2
    twice = run("check-programme", stage, "--column", "title=Act", "--column", "title=Who")
    assert twice.exit_code == 2
    assert run("check-programme", tmp_path / "none.csv").exit_code == 1
    assert run("plan", COURTYARD, "--before", "plan.json").exit_code == 2
