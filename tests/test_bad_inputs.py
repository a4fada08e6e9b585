"""Every mistake in the tables gets its complaint: where, what, and what to write instead."""

import csv
import json
import random

import pytest

from tests.folders import COURTYARD, DEFAULT, copied, rows_of, run, spoil, write_rows


def unknown_column(folder):
    rows = rows_of(folder, "events")
    write_rows(folder, "events", [row | {"lenght": "3"} for row in rows])


def duplicate_id(folder):
    rows = rows_of(folder, "events")
    write_rows(folder, "events", [*rows, rows[0]])


def circle(folder):
    rows = rows_of(folder, "relations")
    back = {"relation_id": "R99", "kind": "before", "event_a": "E14", "event_b": "E15"}
    write_rows(folder, "relations", [*rows, back])


def no_text(folder):
    (folder / "venues.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe")


#: What is spoilt, how, and what the complaint must say (every piece of it).
SPOILT = {
    "missing table": (
        lambda f: (f / "venues.csv").unlink(),
        ["venues.csv", "is missing", "festplan new"],
    ),
    "empty table": (
        lambda f: (f / "events.csv").write_text("event_id,title,lead_actor,duration_min\n"),
        ["events.csv", "has no rows"],
    ),
    "no text": (no_text, ["venues.csv", "not readable text", "CSV UTF-8"]),
    "unknown actor": (
        lambda f: spoil(f, "events", "E03", "co_actors", "Familienhaus Roter Hof"),
        ["events.csv", "row 4", "co_actors", "Roter Hof", "actors", "A10"],
    ),
    "unknown venue": (
        lambda f: spoil(f, "events", "E03", "venues", "V03;V77"),
        ["events.csv", "row 4", "venues", "V77", "Did you mean", "“V07”"],
    ),
    "duplicate id": (duplicate_id, ["events.csv", "row 62", "event_id", "E01", "row 2"]),
    "end before start": (
        lambda f: spoil(f, "days", "2027-08-26", "open_to", "08:00"),
        ["days.csv", "row 3", "open_to", "ends before it begins", "09:00", "swapped"],
    ),
    "date outside the festival": (
        lambda f: spoil(f, "venue_hours", "V05", "date", "2027-09-28"),
        ["venue_hours.csv", "2027-09-28", "not a festival day", "Wed 25 Aug", "Mon 30 Aug"],
    ),
    "wrong weekday": (
        lambda f: spoil(f, "days", "2027-08-28", "weekday", "So"),
        ["days.csv", "row 5", "So", "2027-08-28 is a Saturday"],
    ),
    "cell that is no time": (
        lambda f: spoil(f, "events", "E07", "earliest_start", "halb acht"),
        ["events.csv", "row 8", "earliest_start", "halb acht", "07:30", "19:30"],
    ),
    "cell that is no length": (
        lambda f: spoil(f, "events", "E07", "duration_min", "ganztägig"),
        ["events.csv", "row 8", "duration_min", "ganztägig", "when it begins and when it ends"],
    ),
    "no noise level": (
        lambda f: spoil(f, "events", "E07", "noise_level", "leise"),
        ["events.csv", "row 8", "noise_level", "leise", "0 for a reading voice"],
    ),
    "no language code": (
        lambda f: spoil(f, "events", "E07", "languages", "deutsch; quatschisch"),
        ["events.csv", "row 8", "languages", "quatschisch", "tr Turkish"],
    ),
    "no address": (
        lambda f: spoil(f, "festival", "website", "value", "www.fest.example"),
        ["festival.csv", "website", "www.fest.example", "https://"],
    ),
    "longer than any opening": (
        lambda f: spoil(f, "events", "E35", "duration_min", "400"),
        ["events.csv", "row 36", "Chormusik", "finds no place and time"],
    ),
    "too many visitors": (
        lambda f: spoil(f, "events", "E35", "expected_visitors", "300"),
        ["events.csv", "row 36", "Chormusik", "finds no place", "70", "300"],
    ),
    "relation circle": (circle, ["relations.csv", "circle", "E14", "E15"]),
    "too little power": (
        lambda f: spoil(f, "sites", "S1", "power_kw", "2"),
        ["“Eröffnung: Nordwinkel trommelt” finds no place", "Festwiese", "2 kW", "2.5 kW"],
    ),
    "too few benches": (
        lambda f: spoil(f, "equipment", "Q02", "quantity", "20"),
        ["Lange Tafel", "26", "20"],
    ),
    "no money": (
        lambda f: spoil(f, "funds", "F2", "total", "1000"),
        ["costs.csv", "is not paid", "missing", "Raise a fund"],
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_mistake_is_named(name, tmp_path):
    """A complaint names file, row, column, cell and what to write; nothing is planned."""
    folder, out = copied(DEFAULT, tmp_path), tmp_path / "out"
    change, pieces = SPOILT[name]
    change(folder)

    result = run("plan", folder, "--out", out, "--lang", "en")

    assert result.exit_code == 1, result.output
    assert [piece for piece in pieces if piece not in result.output] == [], result.output
    assert "Nothing was planned" in result.output
    assert not out.exists()


def test_every_mistake_is_told_at_once(tmp_path):
    """Nobody has to run the check five times to find five mistakes."""
    folder = copied(DEFAULT, tmp_path)
    spoil(folder, "events", "E07", "earliest_start", "halb acht")
    spoil(folder, "events", "E03", "co_actors", "A99")
    spoil(folder, "sites", "S1", "power_kw", "viel")
    spoil(folder, "actors", "A05", "teams", "0")

    result = run("check", folder, "--lang", "de")

    assert result.exit_code == 1
    for piece in ("halb acht", "A99", "viel", "actors.csv", "Fehler: 4"):
        assert piece in result.output


def test_an_unknown_column_is_a_hint(tmp_path):
    """A column that nobody reads is said once, with the one that looks like it."""
    folder = copied(COURTYARD, tmp_path)
    unknown_column(folder)

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 0
    assert result.output.count("lenght") == 1
    assert "not used" in result.output


def test_a_missing_folder_is_named(tmp_path):
    """Who mistypes the folder learns how to make one."""
    result = run("plan", tmp_path / "nowhere", "--lang", "en")

    assert result.exit_code == 1
    assert "festplan new nowhere" in result.output


def test_a_plan_with_an_unknown_event_is_refused(tmp_path):
    """A typed plan is read as strictly as the tables."""
    file = tmp_path / "plan.csv"
    file.write_text(
        "date,start,end,event_id,venue_id\n"
        "2027-06-18,16:30,17:15,opening,yard\n"
        "2027-06-19,16:30,17:15,openning,yard\n"
        "2027-06-19,12:00,12:30,games,gard\n"
    )

    result = run("check", COURTYARD, "--plan", file, "--lang", "en")

    assert result.exit_code == 1
    for piece in ("row 3", "openning", "“opening”", "row 4", "gard", "“yard”"):
        assert piece in result.output


def test_a_typed_plan_is_judged(tmp_path):
    """A plan from a spreadsheet is put to every rule; each breach is a sentence."""
    file = tmp_path / "plan.csv"
    file.write_text(
        "Datum;Beginn;Ende;Nr.;Ort-Nr.\n"
        "18.06.2027;16:30;17:15;opening;yard\n"
        "18.06.2027;17:00;18:30;concert;yard\n"
    )

    result = run("check", COURTYARD, "--plan", file, "--lang", "en")

    assert result.exit_code == 1
    assert "The plan breaks rules" in result.output
    assert "room for 1 at a time" in result.output
    assert "“Reading in three languages” has 0 of its 1 sessions" in result.output


NONSENSE = {
    "relation with itself": ("relations", "R05", "event_b", "E17", "no relation with itself"),
    "relation with nobody": ("relations", "R05", "event_b", "", "needs a second event"),
    "first as a wish": ("relations", "R03", "hard", "no", "cannot be a wish"),
    "unknown observance": ("actors", "A19", "observes", "sunday", "Write one of"),
    "unknown noise class": ("venues", "V05", "noise_class", "wohngebit", "“wohngebiet”"),
    "nobody's time": ("protected_times", "P5", "scope", "audience:Seniorn", "“Senioren”"),
    "no route": ("events", "E20", "end_venue", "V03", "Write route"),
    "two ids, one file": ("actors", "A19", "actor_id", "a18", "already the name of row"),
    "unknown zone": ("festival", "timezone", "value", "Berlin", "Europe/Berlin"),
    "another century": ("days", "2027-08-30", "date", "2072-08-30", "Is the year right?"),
    "priority 17": ("events", "E20", "priority", "17", "from 1 to 5"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_would_do_nothing_is_told(name, tmp_path):
    """A cell that can be read and yet switches a rule off, or says nothing, is named."""
    folder = copied(DEFAULT, tmp_path)
    table, key, column, value, says = NONSENSE[name]
    spoil(folder, table, key, column, value)

    result = run("check", folder, "--lang", "en")

    assert f"{table}.csv" in result.output
    assert says in result.output, result.output


def test_a_character_that_cannot_be_printed_costs_only_the_booklet(tmp_path):
    """The plan, the feeds and the pages are there; the booklet's absence is said with its cause."""
    folder, out = copied(COURTYARD, tmp_path), tmp_path / "out"
    spoil(folder, "events", "games", "title", "Games {without} borders 🎉")

    result = run("plan", folder, "--out", out, "--lang", "en")

    assert result.exit_code == 1
    assert "U+1F389" in result.output
    assert (out / "plan.csv").exists()
    assert not (out / "programme.pdf").exists()


def test_a_broken_document_is_no_plan(tmp_path):
    """A plan.json that somebody has edited wrongly is refused, not fallen over."""
    run("plan", COURTYARD, "--out", tmp_path)
    document = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    for key in ("tables", "placements", "left_out", "tiers"):
        for wrong in (None, [3], "x", {"a": 1}):
            (tmp_path / "broken.json").write_text(json.dumps(document | {key: wrong}))

            result = run("render", tmp_path / "broken.json", "--out", tmp_path / "again")

            assert result.exit_code in (0, 1), (key, wrong, result.exception)
            assert not isinstance(result.exception, (TypeError, AttributeError, KeyError))


def test_a_half_changed_row_is_noticed(tmp_path):
    """Who changes the name of the venue or the weekday only has not moved anything yet."""
    file = tmp_path / "plan.csv"
    file.write_text(
        "weekday,date,start,end,event_id,venue_id,venue\n"
        "Sat,2027-06-18,16:30,17:15,opening,yard,Parish hall\n"
    )

    result = run("check", COURTYARD, "--plan", file, "--lang", "en")

    assert result.exit_code == 1
    assert "“Sat” – does not agree with the date, which is Fri 18 Jun" in result.output
    assert "“Parish hall” – is not the name of yard, which is The courtyard" in result.output


IMPOSSIBLE = [
    ("games", "days", "Fri"),
    ("games", "venues", "yard"),
    ("games", "duration_min", "120"),
    ("concert", "days", "Fri"),
    ("concert", "venues", "yard"),
    ("concert", "duration_min", "150"),
]


def test_without_a_plan_nothing_is_written(tmp_path):
    """Where the rules contradict each other, that is said, and no half plan lies about."""
    folder, out = copied(COURTYARD, tmp_path), tmp_path / "out"
    for key, column, value in IMPOSSIBLE:
        spoil(folder, "events", key, column, value)

    result = run("plan", folder, "--out", out, "--lang", "en")

    assert result.exit_code == 1
    assert "--partial" in result.output
    assert not out.exists()


def test_a_partial_plan_leaves_out_as_little_as_possible(tmp_path):
    """With --partial the best incomplete plan is written, and says that it is incomplete."""
    folder, out = copied(COURTYARD, tmp_path), tmp_path / "out"
    for key, column, value in IMPOSSIBLE:
        spoil(folder, "events", key, column, value)

    result = run("plan", folder, "--out", out, "--partial", "--lang", "en")

    assert result.exit_code == 1
    assert "NOT a complete plan. Mandatory events left out: 1" in result.output
    with (out / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        placed = {row["event_id"] for row in csv.DictReader(file)}
    assert len(placed) == 5


# --- random corruptions -------------------------------------------------------------------------

GARBAGE = ("", "???", "-1", "25:99", "2027-13-45", "ja", "0", "99999999999", "E01;;E02", "é\u0301",
           '"', "=1+1", "Mo", "12:00", "\u202e abc", "1e9", " ", "x" * 300)  # fmt: skip


def corrupted(folder, seed):
    """One to four cells swapped, deleted or garbled, or a row or column gone."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 4)):
        table = dice.choice(sorted(path.stem for path in folder.glob("*.csv")))
        rows = rows_of(folder, table)
        if not rows:
            continue
        row, other = dice.choice(rows), dice.choice(rows)
        column = dice.choice(list(row))
        match dice.randrange(6):
            case 0:
                row[column], other[column] = other[column], row[column]
            case 1:
                row[column] = ""
            case 2:
                rows.remove(row)
            case 3:
                rows = [{k: v for k, v in each.items() if k != column} for each in rows]
            case 4:
                second = dice.choice(list(row))
                row[column], row[second] = row[second], row[column]
            case _:
                row[column] = dice.choice(GARBAGE)
        write_rows(folder, table, rows)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200))
def test_corrupted_tables_never_give_a_wrong_plan(seed, tmp_path):
    """However a table is spoilt: a complaint, or a plan that keeps what the table says."""
    folder, out = copied(COURTYARD, tmp_path), tmp_path / "out"
    corrupted(folder, seed)

    result = run("plan", folder, "--out", out, "--seconds", "20", "--lang", "en")

    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1)
    if result.exit_code == 0:
        judged = run("check", folder, "--plan", out / "plan.csv", "--lang", "en")
        assert "The plan keeps every rule" in judged.output, judged.output


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_corrupted_default_tables_are_complained_about_or_fine(seed, tmp_path):
    """No cell of the great tables can make the check fall over."""
    folder = copied(DEFAULT, tmp_path)
    corrupted(folder, seed)

    result = run("check", folder)

    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1)


def test_a_table_that_is_not_there_is_one_complaint(tmp_path):
    """Hundreds of cells that name a missing table are one mistake."""
    folder = copied(DEFAULT, tmp_path)
    (folder / "sites.csv").unlink()

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 1
    assert result.output.count("There is nothing in the table sites, but") == 1
    assert "Errors: 1" in result.output


def test_three_tables_are_enough(tmp_path):
    """Days, venues and events make a festival; who has an event is an actor of that name."""
    folder = copied(COURTYARD, tmp_path)
    for path in folder.glob("*.csv"):
        if path.stem not in ("days", "venues", "events"):
            path.unlink()

    result = run("plan", folder, "--out", tmp_path / "out", "--lang", "en")

    assert result.exit_code == 0
    assert "the names in the events are taken as they are" in result.output
    assert "All 6 sessions of 6 events are placed" in result.output
