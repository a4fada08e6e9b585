"""What a planning run writes: the same bytes everywhere, and every file tells the same plan."""

import csv
import json
import os
import random
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from python_calamine import CalamineWorkbook

from festplan.planning import checked_folder, judged, solved
from festplan.solver.solve import Limits
from festplan.texts import long_date
from tests import referee
from tests.folders import COURTYARD, DEFAULT, copied, rows_of, run, write_rows

BERLIN = ZoneInfo("Europe/Berlin")


def planned(folder, out, **environment):
    """Run the real command in a process of its own and give every byte it wrote."""
    result = subprocess.run(
        [sys.executable, "-m", "festplan", "plan", str(folder), "--out", str(out)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return written(out)


def written(out):
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def shuffled(folder):
    for path in sorted(folder.glob("*.csv")):
        rows = rows_of(folder, path.stem)
        random.Random(7).shuffle(rows)
        write_rows(folder, path.stem, rows)


@pytest.fixture(scope="module")
def default_plan(tmp_path_factory):
    """The default festival, planned once by the real command."""
    out = tmp_path_factory.mktemp("default")
    planned(DEFAULT, out, PYTHONHASHSEED="1", TZ="Europe/Berlin")
    return out


def sessions(out):
    with (out / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for row in rows:
        start, end = (
            datetime.fromisoformat(row["Datum"]) + hours(row[edge]) for edge in ("Beginn", "Ende")
        )
        yield row, start, end


def hours(clock):
    hour, minute = clock.split(":")
    return timedelta(hours=int(hour), minutes=int(minute))


def other_places(folder, tmp_path):
    """Runs that must not differ: other hashes, zones, locales, and shuffled rows."""
    yield folder, {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C"}
    mixed = copied(folder, tmp_path)
    shuffled(mixed)
    yield mixed, {"PYTHONHASHSEED": "3", "TZ": "Asia/Kolkata", "LC_ALL": "de_DE.UTF-8"}


def test_small_festival_has_the_same_bytes_everywhere(tmp_path):
    """No hash seed, time zone, locale or order of rows changes a byte of any output."""
    first = planned(COURTYARD, tmp_path / "first", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")

    for number, (folder, environment) in enumerate(other_places(COURTYARD, tmp_path)):
        assert planned(folder, tmp_path / str(number), **environment) == first


@pytest.mark.slow
def test_default_festival_has_the_same_bytes_everywhere(default_plan, tmp_path):
    """The same holds at full size."""
    for number, (folder, environment) in enumerate(other_places(DEFAULT, tmp_path)):
        assert planned(folder, tmp_path / str(number), **environment) == written(default_plan)


def document(out):
    return json.loads((out / "plan.json").read_text(encoding="utf-8"))


def left_out(out):
    return [each["event_id"] for each in document(out)["left_out"]]


@pytest.mark.slow
def test_the_default_plan_is_proved_best(default_plan):
    """Every tier is proved, every mandatory event placed, the best priority sum reached."""
    optional = {row["event_id"] for row in rows_of(DEFAULT, "events") if row["mandatory"] == "no"}
    totals = referee.judge_totals(DEFAULT, default_plan / "plan.csv")

    assert document(default_plan)["optimal"] is True
    assert set(left_out(default_plan)) < optional
    assert totals["optional_priority"] == 35


@pytest.mark.slow
def test_the_referee_finds_nothing(default_plan):
    """Somebody who read only the handbook finds no broken rule in the published files."""
    feed = default_plan / "feeds" / "all.ics"

    assert referee.judge(DEFAULT, default_plan / "plan.csv") == []
    assert referee.judge_feed(default_plan / "plan.csv", feed, "Europe/Berlin") == []


@pytest.mark.slow
def test_foreign_parsers_read_the_plan_from_the_feed(default_plan):
    """Two calendar programs see every session at the instant that the plan says."""
    instants = sorted(
        (start.replace(tzinfo=BERLIN).timestamp(), end.replace(tzinfo=BERLIN).timestamp())
        for _, start, end in sessions(default_plan)
    )
    text = (default_plan / "feeds" / "all.ics").read_text(encoding="utf-8")

    one = IcsCalendarStream.calendar_from_ics(text).events
    other = vobject.readOne(text).vevent_list

    assert sorted((e.dtstart.timestamp(), e.dtend.timestamp()) for e in one) == instants
    assert (
        sorted((e.dtstart.value.timestamp(), e.dtend.value.timestamp()) for e in other) == instants
    )


@pytest.mark.slow
def test_the_booklet_names_every_session(default_plan):
    """Title, start and place of every session stand on a page of its own day."""
    pages = [plain(text) for text in page_texts(default_plan)]

    for row, start, _ in sessions(default_plan):
        day = plain(long_date(start.date(), "de"))
        # The foot of a page names the one day that it belongs to.
        of_the_day = "".join(text for text in pages if day in text[-40:])
        assert near(of_the_day, plain(row["Titel"]), f"{start:%H:%M}", plain(row["Ort"])), row


def page_texts(out):
    pdf = pypdfium2.PdfDocument(out / "programme.pdf")
    return [page.get_textpage().get_text_bounded() for page in pdf]


def sheets(out):
    book = CalamineWorkbook.from_path(str(out / "plan.xlsx"))
    return [book.get_sheet_by_name(name) for name in book.sheet_names]


def plain(text):
    """Text without the blanks, line breaks and hyphens that a page's layout brings."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u2010\ufffe\x02")


def near(text, title, start, place):
    """Whether a start and a place stand within a few lines of some mention of a title."""
    position = text.find(title)
    while position >= 0:
        around = text[max(position - 60, 0) : position + len(title) + 400]
        if start in around and place in around:
            return True
        position = text.find(title, position + 1)
    return False


@pytest.mark.slow
def test_the_workbook_tells_the_same(default_plan):
    """A sheet a day; together they have exactly the rows of plan.csv."""
    *days, out = [sheet.to_python() for sheet in sheets(default_plan)]

    assert [row for sheet in days for row in sheet[1:]] == [
        list(row.values()) for row, _, _ in sessions(default_plan)
    ]
    assert [row[0] for row in out[1:]] == left_out(default_plan)


@pytest.mark.slow
def test_outputs_can_be_written_again(default_plan, tmp_path):
    """From plan.json alone every output comes out the same; a typed plan works as well."""
    result = run("render", default_plan / "plan.json", "--out", tmp_path / "again")

    assert result.exit_code == 0, result.output
    assert written(tmp_path / "again") == written(default_plan)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "plan.json"])
def test_our_own_plan_is_accepted(default_plan, name):
    """Every form in which we write the plan can be read and judged."""
    result = run("check", DEFAULT, "--plan", default_plan / name, "--lang", "en")

    assert result.exit_code == 0, result.output
    assert f"keeps every rule ({len(list(sessions(default_plan)))} sessions" in result.output


@pytest.mark.slow
def test_nothing_private_is_written(default_plan):
    """No mailbox but the public one, and no reason for an absence, is in any output."""
    private = {row["contact_email"] for row in rows_of(DEFAULT, "actors")}
    private |= {row["reason"] for row in rows_of(DEFAULT, "availability")}
    tables = "".join(path.read_text(encoding="utf-8") for path in DEFAULT.glob("*.csv") if path.stem
                     not in ("actors", "availability"))  # fmt: skip
    public = b"".join(written(default_plan).values()).decode("utf-8", errors="replace")
    public += " ".join(page_texts(default_plan)) + str(
        [sheet.to_python() for sheet in sheets(default_plan)]
    )

    found = {word for word in private if len(word) > 12 and word in public and word not in tables}

    assert found == set()


def test_an_unchanged_output_is_not_touched(tmp_path):
    """A second run leaves files alone whose bytes are the same: servers see their times."""
    out = tmp_path / "out"
    planned(COURTYARD, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}

    planned(COURTYARD, out)

    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert not list(out.glob(".writing-*"))


def test_stopping_keeps_the_best_plan():
    """Who stops at the first plan gets it, without a broken rule, and not called the best."""
    found = checked_folder(DEFAULT)
    limits = Limits()
    limits.tell = lambda now: limits.stop.set() if now.lost is not None else None

    plan = solved(found, limits)

    assert judged(found.read, found.draft, plan).breaches == ()
    assert not plan.optimal
    assert any(tier.lost > tier.at_least for tier in plan.tiers)
