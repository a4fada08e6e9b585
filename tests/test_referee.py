"""The referee can say no: a tiny festival is broken rule by rule, and each breach is named."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import strategies as st

from benchmarks.generator import made, write
from festplan.festival import Festival
from festplan.inputs.files import RawTable
from festplan.inputs.reading import read_tables
from festplan.plan import Plan
from festplan.publish.sheets import plan_csv
from festplan.rules import RULES as MODULES
from festplan.rules.rule import Rule
from festplan.rules.rule import name as called
from tests import referee
from tests.festivals import festivals, plans
from tests.folders import HERE, run
from tests.referee import PLAN_COLUMNS, RULES, judge, judge_feed, judge_totals, main
from tests.sketch import Sketch, sketched
from tests.test_rule_examples import EXAMPLE
from tests.test_rules_agree import FOCUS, SHAPE
from tests.test_rules_agree import run as until_seen

PAGES = (HERE / "docs" / "rules.md").read_text(encoding="utf-8").split("\n# The wishes")[0]
PAGE_OF = re.compile(r"^\*([a-z_]+)\*$", re.MULTILINE)

FRIDAY, SATURDAY = "2027-09-03", "2027-09-04"
HEADINGS = {english: german for german, english in PLAN_COLUMNS.items()}

Row = dict[str, str]


class Paper:
    """Two events on paper: the school reads in the hall at three, the choir plays at five."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, list[Row]] = {
            "festival": [],
            "days": [{"date": FRIDAY}, {"date": SATURDAY}],
            "sites": [{"site_id": "north"}, {"site_id": "south"}],
            "venues": [
                {"venue_id": "hall", "name": "The hall", "site_id": "north"},
                {"venue_id": "meadow", "name": "The meadow", "site_id": "south"},
            ],
            "actors": [
                {"actor_id": "school", "name": "School"},
                {"actor_id": "choir", "name": "Choir"},
            ],
            "events": [
                {"event_id": "reading", "title": "Stories, loud", "lead_actor": "school"},
                {"event_id": "puppets", "title": "Puppets", "lead_actor": "choir"},
            ],
        }
        for event in self.tables["events"]:
            event["duration_min"] = "60"
        self.plan: list[Row] = []
        self.place("reading", "15:00", "16:00", "hall")
        self.place("puppets", "17:00", "18:00", "meadow")

    def place(self, event_id: str, start: str, end: str, venue_id: str, session: str = "1") -> Row:
        """Puts a session into the plan, on Friday."""
        line = {"date": FRIDAY, "start": start, "end": end, "event_id": event_id}
        line |= {"session": session, "title": self.event(event_id)["title"]}
        line |= {"venue_id": venue_id, "venue": self.venue(venue_id)["name"]}
        self.plan.append(line)
        return line

    def line(self, event_id: str) -> Row:
        """The first line of an event in the plan."""
        return next(line for line in self.plan if line["event_id"] == event_id)

    def move(self, event_id: str, start: str, end: str) -> None:
        """Moves an event to another time."""
        self.line(event_id).update(start=start, end=end)

    def event(self, event_id: str) -> Row:
        """The row of an event."""
        return next(row for row in self.tables["events"] if row["event_id"] == event_id)

    def venue(self, venue_id: str) -> Row:
        """The row of a venue."""
        return next(row for row in self.tables["venues"] if row["venue_id"] == venue_id)

    def friday(self, **cells: str) -> None:
        """Writes into the row of Friday."""
        self.tables["days"][0].update(cells)

    def add(self, table: str, **cells: str) -> None:
        """Adds a row to a table; `begin` stands for the column `from`."""
        row = {"from" if name == "begin" else name: value for name, value in cells.items()}
        self.tables.setdefault(table, []).append(row)

    def setting(self, key: str, value: str) -> None:
        """Writes a setting."""
        self.add("festival", key=key, value=value)

    def write(self, headings: dict[str, str] = HEADINGS, separator: str = ";") -> Path:
        """Writes the tables and the plan; gives back the plan's path."""
        for name, rows in self.tables.items():
            write_csv(self.folder / f"{name}.csv", rows, ",")
        lines = [
            {headings.get(name, name): cell for name, cell in row.items()} for row in self.plan
        ]
        write_csv(self.folder / "plan.csv", lines, separator)
        return self.folder / "plan.csv"

    def judge(self) -> list[str]:
        """What the referee says."""
        return judge(self.folder, self.write())

    def broken(self) -> set[str]:
        """The names of the rules that the referee sees broken."""
        return {finding.split(":")[0] for finding in self.judge()}


def write_csv(path: Path, rows: list[Row], separator: str) -> None:
    """Writes rows under all the headings that one of them has."""
    headings = list(dict.fromkeys(name for row in rows for name in row)) or ["key"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headings, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def festival(tmp_path: Path) -> Paper:
    """A festival of two events, with nothing to complain about."""
    return Paper(tmp_path)


# Fine ------------------------------------------------------------------------------------------


def test_a_fine_plan_has_no_findings(festival: Paper) -> None:
    """Two events at their times and places, with no rule in the way, are fine."""

    assert festival.judge() == []


def test_a_plan_with_english_headings_is_read_as_well(festival: Paper) -> None:
    """Commas and English headings tell the same plan."""
    plan = festival.write(headings={}, separator=",")

    findings = judge(festival.folder, plan)

    assert findings == []


def test_rules_that_are_just_kept_are_no_findings(festival: Paper) -> None:
    """Spans are half-open: what ends at a limit, or begins as another thing ends, keeps it."""
    festival.friday(open_from="15:00", open_to="18:00", sunset="18:00", school_day="yes")
    festival.event("reading").update(teardown_min="60", latest_end="16:00", helpers="4")
    festival.event("puppets").update(earliest_start="17:00", co_actors="school", after_sunset="yes")
    festival.event("puppets").update(sunset_offset_min="-60", noise_level="2")
    festival.venue("meadow").update(noise_class="homes")
    festival.add("noise_rules", noise_class="homes", begin="17:00", to="18:00", max_level="2")
    festival.add("availability", actor_id="school", date=FRIDAY, begin="18:00", kind="unavailable")
    festival.add("helper_pool", date=FRIDAY, begin="15:00", to="17:00", persons="4")
    festival.add("closures", venue_id="hall", date=FRIDAY, begin="17:00", to="20:00")
    festival.add("calendar_days", date=FRIDAY, begin="18:00", to="24:00", effect="nothing")
    festival.setting("languages_must", "de")
    festival.tables["days"].pop()

    findings = festival.judge()

    assert findings == []


def test_a_night_belongs_to_the_evening_before(festival: Paper) -> None:
    """A film until half past twelve on Friday night is a film on Friday."""
    festival.move("puppets", "23:30", "24:30")
    festival.event("puppets").update(days="Fr", latest_end="25:00")
    festival.friday(open_to="25:00")

    findings = festival.judge()

    assert findings == []


# One rule at a time ----------------------------------------------------------------------------


def test_published_names_must_be_those_of_the_tables(festival: Paper) -> None:
    """A misprinted title, venue, partner or occupied time is found."""
    festival.line("reading").update(title="Storys", venue="The mall", weekday="Sa")
    festival.line("reading").update(partners="Choir", occupied_from="14:30")

    findings = festival.judge()

    assert [finding.split(":")[0] for finding in findings] == ["published"] * 5


def test_mandatory_events_must_be_in_the_plan(festival: Paper) -> None:
    """An event that is missing is found."""
    festival.plan.pop()

    assert festival.broken() == {"mandatory"}


def test_optional_events_may_be_left_out(festival: Paper) -> None:
    """An event with “no” in the column mandatory need not be in the plan."""
    festival.event("puppets").update(mandatory="no")
    festival.plan.pop()

    assert festival.broken() == set()


def test_optional_events_come_with_all_their_sessions(festival: Paper) -> None:
    """One of two sessions is half an event."""
    festival.event("puppets").update(mandatory="no", sessions="2")

    assert festival.broken() == {"mandatory"}


def test_length_must_be_as_agreed(festival: Paper) -> None:
    """A session is not shortened, even if it names a minimum."""
    festival.event("reading").update(min_duration_min="30")
    festival.move("reading", "15:00", "15:45")

    assert festival.broken() == {"length"}


def test_length_of_an_open_offer_has_a_minimum(festival: Paper) -> None:
    """An open offer is not shortened below its minimum."""
    festival.event("reading").update(kind="open", min_duration_min="30")
    festival.move("reading", "15:00", "15:15")

    assert festival.broken() == {"length"}


def test_grid_is_kept_by_every_start(festival: Paper) -> None:
    """Five past three is not on a grid of a quarter of an hour."""
    festival.move("reading", "15:05", "16:05")

    assert festival.broken() == {"grid"}


def test_allowed_days_are_the_only_ones(festival: Paper) -> None:
    """An event that is possible on Saturday and Sunday is not on Friday."""
    festival.event("reading").update(days="Sa;So")

    assert festival.broken() == {"allowed_days"}


def test_allowed_days_are_days_of_the_festival(festival: Paper) -> None:
    """Nothing takes place on the day after the festival."""
    festival.line("puppets").update(date="2027-09-05")

    assert festival.broken() == {"allowed_days"}


@pytest.mark.parametrize("window", [{"earliest_start": "15:15"}, {"latest_end": "15:45"}])
def test_time_window_is_kept(festival: Paper, window: Row) -> None:
    """An event neither starts before its earliest start nor ends after its latest end."""
    festival.event("reading").update(window)

    assert festival.broken() == {"time_window"}


def test_fixed_start_is_exact(festival: Paper) -> None:
    """Who is announced for half past two does not start at three."""
    festival.event("reading").update(fixed_start="14:30")

    assert festival.broken() == {"fixed_start"}


@pytest.mark.parametrize("hours", [{"open_from": "15:15"}, {"open_to": "17:45"}])
def test_public_hours_hold_for_all(festival: Paper, hours: Row) -> None:
    """Nothing is public before the festival opens or after it closes."""
    festival.friday(**hours)

    assert festival.broken() == {"public_hours"}


def test_allowed_venues_are_those_asked_for(festival: Paper) -> None:
    """An event that asks for the meadow is not in the hall."""
    festival.event("reading").update(venues="meadow")

    assert festival.broken() == {"allowed_venues"}


def test_features_that_are_needed_are_there(festival: Paper) -> None:
    """Nobody cooks in a hall without a kitchen."""
    festival.venue("hall").update(features="tables")
    festival.event("reading").update(features_needed="kitchen;tables")

    assert festival.broken() == {"features"}


def test_vehicles_can_drive_in(festival: Paper) -> None:
    """The library bus does not come where one cannot drive in."""
    festival.event("reading").update(vehicle_access="yes")

    assert festival.broken() == {"vehicles"}


def test_step_free_is_what_is_announced_for_wheelchairs(festival: Paper) -> None:
    """A hall with steps is not announced for wheelchairs."""
    festival.venue("hall").update(step_free="no")
    festival.event("reading").update(access="rollstuhl")

    assert festival.broken() == {"step_free"}


def test_step_free_needs_the_ramp_that_is_lent(festival: Paper) -> None:
    """Where the ramp is a thing that is lent, the event must borrow it."""
    festival.setting("ramp_equipment", "slope")
    festival.venue("hall").update(step_free="ramp")
    festival.event("reading").update(access="rollstuhl")

    assert festival.broken() == {"step_free"}


def test_capacity_counts_what_runs_at_the_same_time(festival: Paper) -> None:
    """Sixty and sixty visitors do not fit on a meadow for a hundred."""
    festival.venue("meadow").update(capacity="100", parallel="2")
    festival.line("reading").update(venue_id="meadow", venue="The meadow", end="16:00")
    festival.move("puppets", "15:30", "16:30")
    festival.event("reading").update(expected_visitors="60")
    festival.event("puppets").update(registration_max="60")

    assert festival.broken() == {"capacity"}


def test_opening_hours_hold_for_the_public(festival: Paper) -> None:
    """A library that closes at half past three has no reading until four."""
    festival.add("venue_hours", venue_id="hall", date=FRIDAY, begin="10:00", to="15:30")

    assert festival.broken() == {"opening_hours"}


def test_opening_hours_limit_the_take_down(festival: Paper) -> None:
    """Taking down for an hour and a half after closing is too long."""
    festival.add("venue_hours", venue_id="hall", date=FRIDAY, begin="10:00", to="16:00")
    festival.event("reading").update(teardown_min="90")

    assert festival.broken() == {"opening_hours"}


def test_closures_keep_out_the_set_up_too(festival: Paper) -> None:
    """Nobody sets up while the painters are in."""
    festival.add("closures", site_id="north", date=FRIDAY, begin="12:00", to="14:45")
    festival.event("reading").update(setup_min="30")

    assert festival.broken() == {"closures"}


def test_room_is_for_one_event_at_a_time(festival: Paper) -> None:
    """The chairs of the reading are still there when the puppets come."""
    festival.line("puppets").update(venue_id="hall", venue="The hall")
    festival.event("reading").update(teardown_min="75")

    assert festival.broken() == {"room"}


def test_room_is_needed_by_a_route_where_it_arrives(festival: Paper) -> None:
    """A parade arrives on the meadow in the second half of its time."""
    festival.event("reading").update(end_venue="meadow")
    festival.move("puppets", "15:45", "16:45")

    assert festival.broken() == {"room"}


def test_change_over_takes_its_time(festival: Paper) -> None:
    """A stage that needs a half hour does not have the next band after a quarter."""
    festival.venue("hall").update(change_over_min="30")
    festival.line("puppets").update(venue_id="hall", venue="The hall", start="16:15", end="17:15")

    assert festival.broken() == {"change_over"}


@pytest.mark.parametrize("neighbour", ["hall", "meadow"])
def test_emergency_lane_is_free_for_an_ambulance(festival: Paper, neighbour: str) -> None:
    """Two vans are not beside each other, whichever of the two places names the other."""
    other = {"hall": "meadow", "meadow": "hall"}[neighbour]
    festival.venue(neighbour).update(lane_neighbours=other)
    festival.event("reading").update(setup_min="30")
    festival.event("puppets").update(setup_min="15")
    festival.move("puppets", "15:00", "16:00")

    assert festival.broken() == {"emergency_lane"}


def test_emergency_lane_lets_vans_in_one_after_the_other(festival: Paper) -> None:
    """The second van comes when the first one has left, or to a place further on."""
    festival.venue("hall").update(lane_neighbours="bridge;meadow")
    festival.event("reading").update(setup_min="30")
    festival.event("puppets").update(setup_min="15")
    festival.move("puppets", "15:15", "16:15")
    festival.add("venues", venue_id="hut", name="The hut")
    festival.add("events", event_id="songs", title="Songs", duration_min="60", setup_min="30")
    festival.place("songs", "15:00", "16:00", "hut")

    assert festival.broken() == set()


def test_emergency_lane_counts_a_route_where_it_sets_off(festival: Paper) -> None:
    """A parade that arrives on the bridge has no van there; one on a large place has."""
    festival.venue("meadow").update(lane_neighbours="meadow", parallel="2")
    festival.event("reading").update(setup_min="30", end_venue="meadow")
    festival.event("puppets").update(setup_min="30")
    festival.move("puppets", "15:00", "16:00")
    arrives = festival.broken()

    festival.line("reading").update(venue_id="meadow", venue="The meadow")

    assert (arrives, festival.broken()) == (set(), {"emergency_lane"})


@pytest.mark.parametrize("sunset", ["", "16:45"])
def test_darkness_comes_after_sunset(festival: Paper, sunset: str) -> None:
    """A film half an hour after sunset waits for it, and needs to know when it is."""
    festival.friday(sunset=sunset)
    festival.event("puppets").update(after_sunset="yes", sunset_offset_min="30")

    assert festival.broken() == {"darkness"}


@pytest.mark.parametrize(
    ("wish", "start", "end"),
    [
        ({"session_rule": "different_days"}, "19:00", "20:00"),
        ({"session_rule": "back_to_back"}, "18:15", "19:15"),
        ({"session_gap_min": "30"}, "18:15", "19:15"),
        ({}, "13:00", "14:00"),
    ],
)
def test_sessions_of_one_event_follow_each_other(
    festival: Paper, wish: Row, start: str, end: str
) -> None:
    """A second session on the same day, too late, too soon or before the first one is found."""
    festival.event("puppets").update({"sessions": "2"} | wish)
    festival.place("puppets", start, end, "meadow", session="2")

    assert festival.broken() == {"sessions_of_one_event"}


@pytest.mark.parametrize(("kind", "event"), [("first", "puppets"), ("last", "reading")])
def test_first_and_last_have_nothing_beside_them(festival: Paper, kind: str, event: str) -> None:
    """Nothing is before the first event or after the last one."""
    festival.add("relations", kind=kind, event_a=event)

    assert festival.broken() == {"first_and_last"}


@pytest.mark.parametrize(
    "relation",
    [
        {"kind": "then", "event_a": "reading", "event_b": "puppets", "max_gap_min": "45"},
        {"kind": "before", "event_a": "reading", "event_b": "puppets", "min_gap_min": "75"},
        {"kind": "then", "event_a": "puppets", "event_b": "reading"},
    ],
)
def test_order_is_kept_late_enough_and_soon_enough(festival: Paper, relation: Row) -> None:
    """An hour between two events is too long for one relation and too short for another."""
    festival.add("relations", **relation)

    assert festival.broken() == {"order"}


def test_wishes_are_no_rules(festival: Paper) -> None:
    """A relation, or a protected time, with “no” in the column hard is not judged."""
    festival.add("relations", kind="then", event_a="puppets", event_b="reading", hard="no")
    festival.add("protected_times", date="daily", scope="all", hard="no")

    assert festival.broken() == set()


@pytest.mark.parametrize("kind", ["before", "not_parallel", "different_day"])
def test_nothing_is_related_to_itself(festival: Paper, kind: str) -> None:
    """A slip of the pen asks nothing of a plan."""
    festival.add("relations", kind=kind, event_a="reading", event_b="reading")

    assert festival.broken() == set()


def test_end_together_has_a_limit(festival: Paper) -> None:
    """The food is not ready two hours before the tournament is over."""
    relation = {"kind": "end_near_end", "event_a": "reading", "event_b": "puppets"}
    festival.add("relations", **relation, max_gap_min="90")

    assert festival.broken() == {"end_together"}


def test_not_parallel_keeps_two_events_apart(festival: Paper) -> None:
    """Two events with an hour and a half between them cannot begin after an hour."""
    relation = {"kind": "not_parallel", "event_a": "puppets", "event_b": "reading"}
    festival.add("relations", **relation, min_gap_min="90")

    assert festival.broken() == {"not_parallel"}


def test_days_together_are_one_day_or_two(festival: Paper) -> None:
    """Two talks that belong on different days are not on one."""
    festival.add("relations", kind="different_day", event_a="reading", event_b="puppets")

    assert festival.broken() == {"days_together"}


def test_same_area_is_one_venue(festival: Paper) -> None:
    """Who has rehearsed in the hall does not perform on the meadow."""
    festival.add("relations", kind="same_area", event_a="reading", event_b="puppets")

    assert festival.broken() == {"same_area"}


@pytest.mark.parametrize(
    ("word", "broken"), [("must", {"one_venue"}), ("if possible", set()), ("", set())]
)
def test_one_venue_holds_all_sessions_that_must_stay(
    festival: Paper, word: str, broken: set[str]
) -> None:
    """The course that is built once does not move to the meadow; others may."""
    festival.event("reading").update(sessions="2", same_venue=word)
    festival.place("reading", "19:00", "20:00", "meadow", session="2")

    assert festival.broken() == broken


def test_actor_availability_holds_for_leads_during_the_set_up(festival: Paper) -> None:
    """A school that is shut until three cannot set up before."""
    festival.event("reading").update(setup_min="15")
    festival.add("availability", actor_id="school", date=FRIDAY, to="15:00", kind="unavailable")

    assert festival.broken() == {"actor_availability"}


def test_friday_prayer_is_free(festival: Paper) -> None:
    """Who keeps the Friday prayer does not set up during it."""
    festival.tables["actors"][0].update(observes="friday_prayer")
    festival.event("reading").update(setup_min="15")

    assert festival.broken() == {"friday_prayer"}


def test_shabbat_begins_at_sunset_on_friday(festival: Paper) -> None:
    """Who keeps the Shabbat joins in nothing public after sunset."""
    festival.tables["actors"][0].update(observes="shabbat")
    festival.friday(sunset="17:45")
    festival.event("puppets").update(co_actors="school")

    assert festival.broken() == {"shabbat"}


def test_two_places_are_one_too_many(festival: Paper) -> None:
    """A school with one team does not read in the hall and play on the meadow."""
    festival.event("puppets").update(co_actors="school")
    festival.event("reading").update(teardown_min="75")

    assert festival.broken() == {"two_places"}


def test_walking_time_is_needed_between_two_sites(festival: Paper) -> None:
    """Seventy minutes on foot are more than the hour between two events."""
    festival.event("puppets").update(co_actors="school")
    festival.add("walks", from_site="south", to_site="north", minutes="70")

    assert festival.broken() == {"walking_time"}


def test_walking_time_is_measured_where_no_walk_is_written(festival: Paper) -> None:
    """Five hundred metres at fifty a minute, seven times as slow, take seventy minutes."""
    festival.event("puppets").update(co_actors="school")
    festival.tables["sites"][0].update(x_m="0", y_m="0")
    festival.tables["sites"][1].update(x_m="300", y_m="400")
    festival.setting("walk_metres_per_minute", "50")
    festival.setting("walk_factor", "7")

    assert festival.broken() == {"walking_time"}


@pytest.mark.parametrize(("metres", "broken"), [("3360", set()), ("3361", {"walking_time"})])
def test_walking_time_is_a_quarter_longer_than_the_crow_flies(
    festival: Paper, metres: str, broken: set[str]
) -> None:
    """In an hour one walks 4200 metres at seventy a minute, round the corners of 3360."""
    festival.event("puppets").update(co_actors="school")
    festival.tables["sites"][0].update(x_m="0", y_m="0")
    festival.tables["sites"][1].update(x_m=metres, y_m="0")

    assert festival.broken() == broken


def test_walking_time_in_the_table_is_as_long_as_it_says(festival: Paper) -> None:
    """Minutes that somebody has walked are not made longer."""
    festival.event("puppets").update(co_actors="school")
    festival.add("walks", from_site="south", to_site="north", minutes="60")
    festival.setting("walk_factor", "2")

    assert festival.broken() == set()


def three_walks(festival: Paper, teams: str) -> None:
    """The school reads at the hall and the meadow at once, and an hour later plays at both."""
    festival.tables["actors"][0].update(teams=teams)
    festival.event("puppets").update(lead_actor="school")
    festival.venue("meadow").update(parallel="2")
    festival.venue("hall").update(parallel="2")
    festival.move("puppets", "15:00", "16:00")
    for name, venue in (("songs", "hall"), ("games", "meadow")):
        festival.add("events", event_id=name, title=name, lead_actor="school", duration_min="60")
        festival.place(name, "16:00", "17:00", venue)
    festival.add("walks", from_site="north", to_site="south", minutes="20")


def test_walking_time_is_kept_if_the_teams_share_the_events_well(festival: Paper) -> None:
    """Each of two teams stays where it is, and nobody walks."""
    three_walks(festival, teams="2")

    findings = festival.judge()

    assert findings == []


def test_walking_time_is_broken_if_no_sharing_helps(festival: Paper) -> None:
    """If both second events are at the hall, the team from the meadow comes too late."""
    three_walks(festival, teams="2")
    festival.line("games").update(venue_id="hall", venue="The hall")

    assert festival.broken() == {"walking_time"}


@pytest.mark.parametrize(
    ("cells", "broken"),
    [
        ({"max_hours_per_day": "2.25"}, {"working_hours"}),
        ({"max_hours_per_day": "2.5"}, set()),
        ({"max_hours_per_day": "1.25", "teams": "2"}, set()),
    ],
)
def test_working_hours_count_set_up_for_leads_only(
    festival: Paper, cells: Row, broken: set[str]
) -> None:
    """An hour and a half as leader and an hour as partner are two hours and a half."""
    festival.tables["actors"][0].update(cells)
    festival.event("reading").update(setup_min="15", teardown_min="15")
    festival.event("puppets").update(co_actors="school", setup_min="30", teardown_min="30")

    assert festival.broken() == broken


def test_working_hours_begin_anew_each_day(festival: Paper) -> None:
    """An hour on Friday and one on Saturday are an hour a day."""
    festival.tables["actors"][0].update(max_hours_per_day="1")
    festival.event("puppets").update(lead_actor="school")
    festival.line("puppets").update(date=SATURDAY)

    assert festival.broken() == set()


def test_equipment_is_not_used_twice(festival: Paper) -> None:
    """Two of three benches here and two there are one too many."""
    festival.add("equipment", equipment_id="bench", quantity="3")
    festival.event("reading").update(equipment="bench:2", teardown_min="75")
    festival.event("puppets").update(equipment="bench:2; piano")

    assert festival.broken() == {"equipment"}


def four_loans(festival: Paper, **cells: str) -> None:
    """A bench at the hall, one at the meadow, and an hour later again one at each of them."""
    festival.add("equipment", equipment_id="bench", travels="yes", **cells)
    festival.add("walks", from_site="south", to_site="north", minutes="31")
    for name, venue in (("songs", "hall"), ("games", "meadow")):
        festival.add("events", event_id=name, title=name, duration_min="60")
        festival.place(name, "17:00", "18:00", venue)
    festival.move("puppets", "15:00", "16:00")
    for event in festival.tables["events"]:
        event["equipment"] = "bench"


@pytest.mark.parametrize(
    ("minutes", "factor", "broken"),
    [("30", "", set()), ("31", "", {"transport"}), ("31", "1.5", set()), ("99", "0", set())],
)
def test_transport_takes_twice_the_walk(
    festival: Paper, minutes: str, factor: str, broken: set[str]
) -> None:
    """A loudspeaker needs an hour for a walk of half an hour, if nobody says otherwise."""
    festival.setting("transport_factor", factor)
    festival.add("equipment", equipment_id="speaker", travels="yes")
    festival.add("walks", from_site="south", to_site="north", minutes=minutes)
    festival.event("reading").update(equipment="speaker")
    festival.event("puppets").update(equipment="speaker:1")

    assert festival.broken() == broken


def test_transport_is_for_what_travels(festival: Paper) -> None:
    """A thing that nobody has to carry is everywhere at once."""
    festival.add("equipment", equipment_id="speaker", quantity="1")
    festival.add("walks", from_site="south", to_site="north", minutes="99")
    festival.event("reading").update(equipment="speaker")
    festival.event("puppets").update(equipment="speaker")

    assert festival.broken() == set()


def test_transport_sets_off_when_all_is_taken_down(festival: Paper) -> None:
    """A quarter of an hour to take down, and one to set up, leave half an hour for the way."""
    festival.add("equipment", equipment_id="speaker", travels="yes")
    festival.add("walks", from_site="south", to_site="north", minutes="16")
    festival.event("reading").update(equipment="speaker", teardown_min="15")
    festival.event("puppets").update(equipment="speaker", setup_min="15")

    assert festival.broken() == {"transport"}


def test_transport_ends_where_a_route_arrives(festival: Paper) -> None:
    """The drum is on the meadow already when the parade has arrived there."""
    festival.add("equipment", equipment_id="drum", travels="yes")
    festival.add("walks", from_site="south", to_site="north", minutes="99")
    festival.event("reading").update(equipment="drum", end_venue="meadow")
    festival.event("puppets").update(equipment="drum")

    assert festival.broken() == set()


def test_transport_shares_out_the_pieces_well(festival: Paper) -> None:
    """Each of two benches stays where it is, and none has to be carried."""
    four_loans(festival, quantity="2")

    assert festival.broken() == set()


def test_transport_is_broken_if_no_sharing_helps(festival: Paper) -> None:
    """If both benches are needed at the hall, the one from the meadow comes too late."""
    four_loans(festival, quantity="2")
    festival.line("games").update(venue_id="hall", venue="The hall")
    festival.venue("hall").update(parallel="2")

    assert festival.broken() == {"transport"}


def test_transport_leaves_to_equipment_what_is_not_there(festival: Paper) -> None:
    """Who borrows more benches than there are has another worry than the way."""
    four_loans(festival, quantity="2")
    festival.event("reading").update(equipment="bench:2")

    assert festival.broken() == {"equipment"}


@pytest.mark.parametrize(("quantity", "broken"), [("8", {"transport"}), ("9", set())])
def test_transport_follows_up_to_eight_pieces(
    festival: Paper, quantity: str, broken: set[str]
) -> None:
    """Of eight chairs each is known by its name; of nine some are always on the way."""
    four_loans(festival, quantity=quantity)
    festival.event("reading").update(equipment=f"bench:{int(quantity) - 1}")
    festival.event("games").update(equipment="bench:2")

    assert festival.broken() == broken


def test_borrowed_window_is_kept(festival: Paper) -> None:
    """A tent that goes back at half past five is not used until six."""
    festival.add("equipment", equipment_id="tent", available_to=f"{FRIDAY} 17:30")
    festival.event("puppets").update(equipment="tent")

    assert festival.broken() == {"borrowed_window"}


def test_people_hours_are_added_up_for_a_day(festival: Paper) -> None:
    """Two hours a day are more than an hour and a half."""
    festival.add("equipment", equipment_id="signing", max_hours_per_day="1.5")
    festival.event("reading").update(equipment="signing")
    festival.event("puppets").update(equipment="signing")

    assert festival.broken() == {"people_hours"}


def test_power_of_a_site_is_shared(festival: Paper) -> None:
    """Waffles and a band draw more than the socket of the site gives."""
    festival.venue("meadow").update(site_id="north")
    festival.tables["sites"][0].update(power_kw="3.6")
    festival.event("reading").update(power_kw="2.5", teardown_min="75")
    festival.event("puppets").update(power_kw="1.5")

    assert festival.broken() == {"power"}


def test_helpers_leave_when_they_said(festival: Paper) -> None:
    """Two of six helpers leave before the take-down that needs five."""
    festival.add("helper_pool", date=FRIDAY, begin="14:00", to="18:00", persons="4")
    festival.add("helper_pool", date=FRIDAY, begin="14:00", to="16:00", persons="2")
    festival.event("reading").update(helpers="5", teardown_min="15")

    assert festival.broken() == {"helpers"}


def test_first_aid_is_there_without_being_written_down(festival: Paper) -> None:
    """One team cannot be with two crowds at once."""
    festival.setting("first_aid_from_visitors", "200")
    festival.setting("first_aid_equipment", "medics")
    festival.add("equipment", equipment_id="medics", quantity="1")
    festival.event("reading").update(expected_visitors="200", teardown_min="75")
    festival.event("puppets").update(expected_visitors="200")

    assert festival.broken() == {"first_aid"}


def test_noise_levels_fall_silent_where_no_row_allows_more(festival: Paper) -> None:
    """A talk is too loud for the quarter of an hour that no row names."""
    festival.venue("meadow").update(noise_class="homes")
    festival.add("noise_rules", noise_class="homes", begin="08:00", to="17:45", max_level="2")
    festival.event("puppets").update(noise_level="1")

    assert festival.broken() == {"noise_levels"}


def test_noise_levels_follow_the_kind_of_day(festival: Paper) -> None:
    """A row for other days allows nothing today."""
    festival.friday(day_type="weekend")
    festival.venue("meadow").update(noise_class="homes")
    festival.add("noise_rules", noise_class="homes", day_type="week", max_level="3")
    festival.event("puppets").update(noise_level="1")

    assert festival.broken() == {"noise_levels"}


def test_loud_minutes_of_a_site_are_limited(festival: Paper) -> None:
    """A band of an hour is longer than three quarters."""
    festival.tables["sites"][1].update(loud_music_minutes_per_day="45")
    festival.event("puppets").update(noise_level="3")

    assert festival.broken() == {"loud_minutes"}


def test_loud_minutes_of_a_route_count_by_half(festival: Paper) -> None:
    """Half an hour of a parade of an hour is within the three quarters where it arrives."""
    festival.tables["sites"][1].update(loud_music_minutes_per_day="30")
    festival.event("reading").update(noise_level="3", end_venue="meadow")

    assert festival.broken() == set()


@pytest.mark.parametrize(
    "scope",
    ["all", "outdoor", "site:south", "venue:meadow", "shade:none", "audience:A;B", "tag:x"],
)
def test_protected_times_hold_for_places_and_people(festival: Paper, scope: str) -> None:
    """An event at a protected place, or for protected people, is found."""
    festival.venue("meadow").update(setting="outdoor", shade="none")
    festival.event("puppets").update(audiences="B;C", tags="x", noise_level="2")
    festival.add("protected_times", date="daily", begin="17:30", to="19:00", scope=scope)

    assert festival.broken() == {"protected_times"}


def test_quiet_hour_is_quiet_all_around(festival: Paper) -> None:
    """A concert beside the quiet hour is too loud."""
    festival.venue("meadow").update(site_id="north")
    festival.add("protected_times", date="with:reading", scope="site:north", max_noise_level="1")
    festival.event("puppets").update(noise_level="2")
    festival.move("puppets", "15:45", "16:45")

    assert festival.broken() == {"quiet_hour"}


def test_quiet_neighbours_have_no_microphone_beside_them(festival: Paper) -> None:
    """Under the roof of a tent one still hears the band on the meadow."""
    festival.venue("hall").update(setting="covered")
    festival.venue("meadow").update(setting="outdoor", site_id="north")
    festival.event("reading").update(quiet="yes")
    festival.event("puppets").update(noise_level="2")
    festival.move("puppets", "15:45", "16:45")

    assert festival.broken() == {"quiet_neighbours"}


def test_youth_ends_are_kept(festival: Paper) -> None:
    """A film from twelve years on ends before that hour at which those under fourteen go home."""
    festival.add("youth_rules", format="Film", age_below="14", latest_end="17:45")
    festival.event("puppets").update(format="Film", age_from="12")

    assert festival.broken() == {"youth_ends"}


@pytest.mark.parametrize(
    ("start", "school_day", "broken"),
    [
        ("16:45", "yes", {"alcohol_at_school"}),
        ("17:00", "yes", set()),
        ("16:45", "no", set()),
        ("16:45", "", set()),
    ],
)
def test_alcohol_at_school_waits_until_school_is_over(
    festival: Paper, start: str, school_day: str, broken: set[str]
) -> None:
    """Beer is in the school yard from five on; on other days whenever it likes."""
    festival.friday(school_day=school_day)
    festival.venue("meadow").update(features="stage;Schule")
    festival.event("puppets").update(alcohol="yes")
    festival.move("puppets", start, f"{int(start[:2]) + 1}{start[2:]}")

    assert festival.broken() == broken


@pytest.mark.parametrize(("hour", "broken"), [("15:31", {"alcohol_at_school"}), ("15:30", set())])
def test_alcohol_at_school_arrives_with_a_route(
    festival: Paper, hour: str, broken: set[str]
) -> None:
    """A parade is in the yard of the nursery for the second half of its time."""
    festival.setting("school_feature", "Nursery")
    festival.setting("school_hours_to", hour)
    festival.friday(school_day="yes")
    festival.venue("meadow").update(features="nursery")
    festival.event("reading").update(alcohol="yes", end_venue="meadow")

    assert festival.broken() == broken


def test_group_offers_are_in_the_morning(festival: Paper) -> None:
    """No school class comes at three in the afternoon."""
    festival.event("reading").update(audiences="Schulklassen;Familien")

    assert festival.broken() == {"group_offers"}


def test_group_offers_are_on_school_days(festival: Paper) -> None:
    """No school class comes on a Saturday, not even in the morning."""
    festival.friday(school_day="yes")
    festival.line("reading").update(date=SATURDAY, start="10:00", end="11:00")
    festival.event("reading").update(audiences="Kita")

    assert festival.broken() == {"group_offers"}


def test_headliners_leave_time_between_them(festival: Paper) -> None:
    """A quarter of an hour is not enough between two highlights."""
    festival.event("reading").update(headliner="yes")
    festival.event("puppets").update(headliner="yes")
    festival.move("puppets", "16:15", "17:15")

    assert festival.broken() == {"headliners"}


def test_daily_languages_are_heard_every_day(festival: Paper) -> None:
    """Arabic on Friday only is not enough: there is a Saturday as well."""
    festival.setting("languages_must", "AR")
    festival.event("reading").update(languages="de;ar")

    findings = festival.judge()

    assert findings == [f"daily_languages: {SATURDAY} has 0 events in “ar”, not 1."]


@pytest.mark.parametrize(
    ("settings", "broken"),
    [
        ({"languages_must": "uk", "language": "uk"}, set()),
        ({"languages_must": "de;uk", "language": "uk"}, set()),
        ({"languages_must": "de", "language": "uk", "language_events_a_day": "2"}, {"de"}),
        ({"languages_must": "en", "language": "uk"}, {"en"}),
    ],
)
def test_daily_languages_count_events_in_the_main_one(
    festival: Paper, settings: Row, broken: set[str]
) -> None:
    """Who names no language speaks that of the festival; two sessions are one event."""
    for key, value in settings.items():
        festival.setting(key, value)
    festival.tables["days"].pop()
    festival.event("reading").update(languages="de", sessions="2")
    festival.place("reading", "19:00", "20:00", "hall", session="2")

    said = {re.search("“(.*)”", finding)[1] for finding in festival.judge()}

    assert said == broken


@pytest.mark.parametrize(
    ("cells", "broken"),
    [
        ({"access": "rollstuhl;leichte_sprache"}, set()),
        ({"languages": "de;ls"}, set()),
        ({"access": "gebaerden", "languages": "dgs"}, {"easy_and_signed"}),
        ({}, {"easy_and_signed"}),
    ],
)
def test_easy_and_signed_are_two_things(festival: Paper, cells: Row, broken: set[str]) -> None:
    """Who needs easy language is not helped by signs."""
    festival.setting("easy_language_must_a_day", "1")
    festival.tables["days"].pop()
    festival.event("reading").update(cells)

    assert festival.broken() == broken


@pytest.mark.parametrize(("least", "broken"), [("1", set()), ("2", {"easy_and_signed"})])
def test_easy_and_signed_count_events_not_sessions(
    festival: Paper, least: str, broken: set[str]
) -> None:
    """One signed event with two sessions is one."""
    festival.setting("sign_language_must_a_day", least)
    festival.tables["days"].pop()
    festival.event("reading").update(access="gebaerden", sessions="2")
    festival.place("reading", "19:00", "20:00", "hall", session="2")

    assert festival.broken() == broken


@pytest.mark.parametrize(
    ("start", "end", "broken"),
    [("15:00", "16:00", {"starts_at_once"}), ("15:15", "16:15", set())],
)
def test_starts_at_once_are_limited_on_a_site(
    festival: Paper, start: str, end: str, broken: set[str]
) -> None:
    """On the meadow the puppets begin with the reading, or a quarter of an hour later."""
    festival.tables["sites"][1].update(starts_at_once="1")
    festival.venue("meadow").update(parallel="2")
    festival.line("reading").update(venue_id="meadow", venue="The meadow")
    festival.move("puppets", start, end)

    assert festival.broken() == broken


def test_starts_at_once_count_a_route_where_it_sets_off(festival: Paper) -> None:
    """A parade from the hall to the meadow does not begin on the meadow."""
    festival.tables["sites"][1].update(starts_at_once="1")
    festival.venue("meadow").update(parallel="2")
    festival.event("reading").update(end_venue="meadow")
    festival.move("puppets", "15:00", "16:00")

    assert festival.broken() == set()


def test_city_events_are_respected(festival: Paper) -> None:
    """Nothing for the young is beside the match."""
    festival.add("city_events", date=FRIDAY, begin="17:30", to="19:00", affects="audience:Youth")
    festival.event("puppets").update(audiences="Youth")

    assert festival.broken() == {"city_events"}


def test_city_events_close_roads_for_the_set_up_too(festival: Paper) -> None:
    """The fire engine cannot drive in while the run passes."""
    road = "feature:zufahrt@south"
    festival.add("city_events", date=FRIDAY, begin="09:00", to="17:00", affects=road)
    festival.venue("meadow").update(features="zufahrt")
    festival.event("puppets").update(vehicle_access="yes", setup_min="15")

    assert festival.broken() == {"city_events"}


def holiday(festival: Paper, **cells: str) -> None:
    """A holiday on Friday; the puppets are a market with food for families, on a sunny meadow."""
    festival.add("calendar_days", **({"date": FRIDAY, "title": "Holiday"} | cells))
    festival.event("puppets").update(format="Markt", meal="yes", audiences="Familien", tags="x")
    festival.event("puppets").update(co_actors="school")
    festival.venue("meadow").update(setting="outdoor", shade="none")


@pytest.mark.parametrize(
    "cells",
    [
        {"effect": "no_market"},
        {"effect": "no_market", "begin": "17:45", "to": "24:00"},
        {"effect": "no_food_in_daylight"},
        {"effect": "no_food_in_daylight", "to": "17:15"},
        {"effect": "nothing", "scope": "format:Film;markt"},
        {"effect": "nothing", "scope": "actor:choir"},
        {"effect": "nothing", "begin": "16:00", "scope": "actor:school"},
        {"effect": "nothing", "scope": "audience:Familien"},
        {"effect": "nothing", "scope": "tag:x"},
        {"effect": "nothing", "scope": "outdoor"},
        {"effect": "nothing", "scope": "site:south"},
        {"effect": "nothing", "scope": "venue:meadow"},
        {"effect": "nothing", "scope": "shade:none"},
        {"effect": "nothing", "exempt_events": "reading", "hard": "yes"},
    ],
)
def test_calendar_days_keep_away_what_does_not_go_well(festival: Paper, cells: Row) -> None:
    """A market on the meadow at five does not go well with a holiday."""
    holiday(festival, **cells)

    findings = festival.judge()

    assert [finding.split(" (")[0] for finding in findings] == ["calendar_days: “Puppets”"]


@pytest.mark.parametrize(
    "cells",
    [
        {"effect": "no_market", "exempt_events": "puppets"},
        {"effect": "no_market", "date": SATURDAY},
        {"effect": "no_market", "hard": "no"},
        {"effect": "no_market", "hard": "hint"},
        {"effect": "no_market", "to": "17:00"},
        {"effect": "no_market", "scope": "venue:hall"},
        {"effect": "no_dance"},
        {"effect": "sport_from"},
        {"effect": ""},
        {"effect": "no_food_in_daylight", "begin": "18:00"},
        {"effect": "nothing", "scope": "actor:temple"},
        {"effect": "nothing", "scope": "format:Film"},
    ],
)
def test_calendar_days_leave_everything_else_alone(festival: Paper, cells: Row) -> None:
    """Other hours, kinds and places, exempt events, wishes and hints are no findings."""
    holiday(festival, **cells)

    assert festival.broken() == set()


@pytest.mark.parametrize(
    ("sunset", "to", "broken"),
    [
        ("17:00", "", set()),
        ("17:00", "18:00", {"calendar_days"}),
        ("17:15", "", {"calendar_days"}),
        ("17:15", "17:00", set()),
    ],
)
def test_calendar_days_let_people_eat_after_sunset(
    festival: Paper, sunset: str, to: str, broken: set[str]
) -> None:
    """The fast ends at sunset where no other time is written."""
    festival.friday(sunset=sunset)
    holiday(festival, effect="no_food_in_daylight", to=to)

    assert festival.broken() == broken


@pytest.mark.parametrize(
    ("begin", "broken"),
    [("17:00", set()), ("17:15", {"calendar_days"}), ("", {"calendar_days"})],
)
def test_calendar_days_let_sports_begin_at_their_hour(
    festival: Paper, begin: str, broken: set[str]
) -> None:
    """No ball before the hour of the day of mourning; without an hour none all day."""
    festival.setting("sport_formats", "Ball;Yoga")
    holiday(festival, effect="sport_from", begin=begin)
    festival.event("puppets").update(format="ball")

    assert festival.broken() == broken


def noon(festival: Paper) -> None:
    """A hot day, and at three a tournament where the sun burns until four."""
    festival.friday(heat="must")
    festival.venue("hall").update(setting="outdoor", shade="none")
    festival.event("reading").update(format="Sport")


@pytest.mark.parametrize("cells", [{}, {"format": "tour"}, {"format": "", "audiences": "seniors"}])
def test_heat_protection_keeps_the_noon_free(festival: Paper, cells: Row) -> None:
    """Nobody plays or walks, and nobody old sits, in the sun at three."""
    noon(festival)
    festival.event("reading").update(cells)

    assert festival.broken() == {"heat_protection"}


@pytest.mark.parametrize(
    ("start", "end", "broken"),
    [("15:45", "16:45", {"heat_protection"}), ("16:00", "17:00", set()), ("11:00", "12:00", set())],
)
def test_heat_protection_lasts_from_noon_to_four(
    festival: Paper, start: str, end: str, broken: set[str]
) -> None:
    """Before and after it people may play; they may set up in the sun."""
    noon(festival)
    festival.event("reading").update(setup_min="60", teardown_min="15")
    festival.move("reading", start, end)

    assert festival.broken() == broken


@pytest.mark.parametrize(
    ("day", "venue", "event"),
    [
        ({"heat": "if possible"}, {}, {}),
        ({"heat": "yes"}, {}, {}),
        ({"heat": "no"}, {}, {}),
        ({}, {"shade": "some"}, {}),
        ({}, {"shade": ""}, {}),
        ({}, {"setting": "covered"}, {}),
        ({}, {"setting": "indoor"}, {}),
        ({}, {}, {"format": "Markt"}),
    ],
)
def test_heat_protection_leaves_the_shade_alone(
    festival: Paper, day: Row, venue: Row, event: Row
) -> None:
    """A roof, a tree, a cool day or a quiet stall are fine."""
    noon(festival)
    festival.friday(**day)
    festival.venue("hall").update(venue)
    festival.event("reading").update(event)

    assert festival.broken() == set()


@pytest.mark.parametrize(("hour", "broken"), [("15:31", {"heat_protection"}), ("15:30", set())])
def test_heat_protection_waits_for_a_route_where_it_arrives(
    festival: Paper, hour: str, broken: set[str]
) -> None:
    """A tour is on the sunny meadow in the second half of its time."""
    festival.setting("heat_to", hour)
    festival.setting("heat_formats", "Wanderung")
    festival.friday(heat="must")
    festival.venue("hall").update(setting="indoor", shade="none")
    festival.venue("meadow").update(shade="none")
    festival.event("reading").update(format="wanderung", end_venue="meadow")

    assert festival.broken() == broken


# Money -----------------------------------------------------------------------------------------


def test_funding_is_complete_to_the_cent(festival: Paper) -> None:
    """One cent too little is too little."""
    festival.add("costs", event_id="reading", item="books", amount="100", own_contribution="20")
    festival.add("costs", event_id="ALL", item="stage", amount="100.00")
    festival.add("funds", fund_id="city", total="179.99")

    assert festival.broken() == {"funding"}


def test_funding_moves_money_where_only_one_fund_may_pay(festival: Paper) -> None:
    """The city pays the books so that the club's cash is left for the cakes."""
    festival.add("costs", event_id="reading", item="books", category="Print", amount="50")
    festival.add("costs", event_id="puppets", item="cakes", category="Food", amount="50")
    festival.add("funds", fund_id="club", total="50")
    festival.add("funds", fund_id="city", total="50", eligible_categories="Print")

    assert festival.broken() == set()


@pytest.mark.parametrize(
    ("fund", "application"),
    [
        ({"eligible_categories": "Food"}, {}),
        ({"max_per_application": "99"}, {}),
        ({"max_share_percent": "99"}, {}),
        ({"max_single_purchase": "99"}, {}),
        ({"min_partners": "2"}, {}),
        ({"free_entry_required": "yes"}, {}),
        ({"decision_date": "2027-09-10"}, {}),
        ({"decision_date": FRIDAY}, {}),
        ({}, {"requested": "99"}),
        ({}, {"requested": "100", "approved": "50"}),
        ({}, {"status": "rejected"}),
        ({}, {"events": "puppets"}),
        ({"covers": "shared"}, {}),
    ],
)
def test_funding_closes_the_ways_that_a_fund_closes(
    festival: Paper, fund: Row, application: Row
) -> None:
    """A category, a cap, a share, a price, a date or a status may stand in the way of money."""
    festival.event("reading").update(price="3")
    festival.add("costs", event_id="reading", item="books", category="Material", amount="100")
    festival.add("funds", **({"fund_id": "city", "total": "100", "covers": "applications"} | fund))
    wish = {"application_id": "one", "fund_id": "city", "applicant": "school", "events": "reading"}
    festival.add("applications", **(wish | application))

    assert festival.broken() == {"funding"}


def test_totals_are_counted_from_the_plan(festival: Paper) -> None:
    """Sessions, events, optional events with their priorities, and what nobody pays."""
    festival.event("puppets").update(mandatory="no", priority="4")
    festival.event("reading").update(sessions="2")
    festival.place("reading", "19:00", "20:00", "hall", session="2")
    festival.add("costs", event_id="reading", item="books", amount="100")
    festival.add("funds", fund_id="city", total="99.50")

    totals = judge_totals(festival.folder, festival.write())

    assert totals == {
        "sessions": 3,
        "events": 2,
        "optional_paid": 1,
        "optional_priority": 4,
        "money_holes": [("reading", "books", 0.5)],
    }


# The calendar feed -----------------------------------------------------------------------------

FEED = r"""BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19700329T020000
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1
SUMMARY;LANGUAGE=de:Stories\, lo
 ud
LOCATION;ALTREP="https://x.example/":The hall\, North Street
DTSTART;TZID=Europe/Berlin:20270903T150000
DTEND;TZID=Europe/Berlin:20270903T160000
BEGIN:VALARM
DTSTART:20270903T140000Z
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Puppets
LOCATION:The meadow
DTSTART:20270903T150000Z
DTEND:20270903T160000Z
END:VEVENT
END:VCALENDAR
"""


def said_about(festival: Paper, feed: str) -> list[str]:
    """What the referee says about the plan and such a feed."""
    (festival.folder / "all.ics").write_bytes(feed.replace("\n", "\r\n").encode())
    return judge_feed(festival.write(), festival.folder / "all.ics", "Europe/Berlin")


def test_a_fine_feed_has_no_findings(festival: Paper) -> None:
    """Folded lines, escaped commas, local times and UTC are read as what they mean."""

    assert said_about(festival, FEED) == []


@pytest.mark.parametrize(
    ("fine", "wrong"),
    [
        ("T160000\nBEGIN", "T161500\nBEGIN"),
        ("20270903T150000Z", "20270903T150000"),
        ("TZID=Europe/Berlin:20270903T15", "TZID=Europe/London:20270903T15"),
        ("Puppets", "Puppet"),
        ("The meadow", "The hall"),
    ],
)
def test_a_feed_with_another_time_title_or_venue_is_found(
    festival: Paper, fine: str, wrong: str
) -> None:
    """A session that is not in the feed as planned is missing, and what is there is too much."""
    assert fine in FEED

    findings = said_about(festival, FEED.replace(fine, wrong))

    assert len(findings) == 2


def test_a_feed_has_every_session_once(festival: Paper) -> None:
    """An event twice, under one UID, is once too often and its UID is not unique."""
    puppets = "BEGIN:VEVENT\nUID:2" + FEED.split("UID:2")[1].split("END:VCALENDAR")[0]

    findings = said_about(festival, FEED.replace("END:VCALENDAR", puppets + "END:VCALENDAR"))

    assert findings == [
        "feed: the UID “2” occurs 2 times.",
        "feed: “Puppets” at 20270903T150000Z is not in the plan so, or once too often.",
    ]


# The command -----------------------------------------------------------------------------------


def test_the_command_says_no_with_its_exit_code(
    festival: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints the findings and exits with 1; without findings it prints nothing."""
    festival.setting("timezone", "Europe/Berlin")
    plan = str(festival.write())
    said_about(festival, FEED)
    feed = str(festival.folder / "all.ics")

    fine = main([str(festival.folder), plan, feed])
    festival.move("reading", "15:05", "16:05")
    broken = main([str(festival.folder), str(festival.write()), feed])

    assert (fine, broken) == (0, 1)
    assert capsys.readouterr().out.startswith("grid: “Stories, loud” (reading#1, Fri 2027-09-03")


# The handbook ----------------------------------------------------------------------------------


def test_every_rule_of_the_handbook_has_its_own_function() -> None:
    """The referee judges each rule that the handbook lists before the wishes."""
    listed = PAGE_OF.findall(PAGES)

    assert sorted(rule.__name__ for rule in RULES) == sorted(["published", *listed])


def lay(folder: Path, tables: Mapping[str, Iterable[Mapping[str, str]]]) -> Path:
    """Lays some tables as files into a folder, and takes away what lay there."""
    for old in folder.glob("*.csv"):
        old.unlink()
    for table, rows in tables.items():
        write_csv(folder / f"{table}.csv", [dict(row) for row in rows], ",")
    return folder


def as_typed(tables: Iterable[RawTable]) -> dict[str, list[Mapping[str, str]]]:
    """Tables as somebody has typed them, before they were read."""
    return {table.name: [line.cells for line in table.lines] for table in tables}


def opinion(folder: Path, rule: str, plan: Plan) -> list[str]:
    """What the referee says of one rule about a plan, once it is published beside its tables."""
    (folder / "plan.csv").write_bytes(plan_csv(plan, "en"))
    published = referee.Festival(folder, folder / "plan.csv")
    assert list(referee.published(published)) == []
    return list(getattr(referee, rule)(published))


@pytest.mark.parametrize(
    ("rule", "verdict", "sketch"),
    [
        pytest.param(PAGE_OF.search(page)[1], verdict, sketch, id=PAGE_OF.search(page)[1])
        for page in PAGES.split("\n## ")[1:]
        for verdict, sketch in EXAMPLE.findall(page + "\n")
    ],
)
def test_the_referee_reads_the_examples_as_the_handbook_means_them(
    rule: str, verdict: str, sketch: str, tmp_path: Path
) -> None:
    """What a page calls fine is no finding, what it calls broken is one."""
    lay(tmp_path, as_typed(Sketch(sketch).raw()))
    _, plan = sketched(sketch)

    assert bool(opinion(tmp_path, rule, plan)) == (verdict == "Broken")


# Plans of others -------------------------------------------------------------------------------

#: Where the referee says less than the check, and why.
LENIENT = {
    "walking_time": "who is in two places at once is told so by two_places, not here as well",
    "transport": "what is not there is told by equipment, not here as well",
    "change_over": "no page says whether two sessions of one event need it between them",
    "order": "no page says between which of several sessions the longest gap is measured",
    "end_together": "no page says which of several sessions are meant",
    "protected_times": "no page says what a row without a date or a scope means",
    "quiet_hour": "no page says what a row without a scope means",
    "city_events": "no page says whom a row affects that does not say so",
}
#: Cells that every row has, so that something rare happens often enough.
OFTEN = {
    "alcohol_at_school": {
        "events": {"alcohol": "yes"},
        "venues": {"features": "kitchen"},
        "festival": {"school_feature": "kitchen"},
    },
    "emergency_lane": {"venues": {"lane_neighbours": "church"}, "events": {"setup_min": "30"}},
    "heat_protection": {"days": {"heat": "must"}, "venues": {"shade": "none"}},
    "one_venue": {"events": {"same_venue": "must"}},
    "friday_prayer": {"actors": {"observes": "friday_prayer"}},
    "transport": {
        "equipment": {"travels": "yes", "quantity": "2"},
        "events": {"equipment": "piano"},
        "walks": {"from_site": "north", "to_site": "south"},
    },
}


@pytest.mark.parametrize(
    "rounds",
    [
        pytest.param((10,), id="quick"),
        pytest.param((100, 1000, 4000), id="long", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("rule", MODULES, ids=called)
def test_the_referee_and_the_check_agree(
    rule: Rule, rounds: tuple[int, ...], tmp_path: Path
) -> None:
    """Whoever wrote a rule from its page finds broken what the check finds broken."""
    asked = list({called(each): each for each in (*SHAPE, rule)}.values())
    seen: Counter[bool] = Counter()

    def agree(data: st.DataObject) -> None:
        cells = festivals(asked, fixed=OFTEN.get(called(rule)), focus=FOCUS.get(called(rule)))
        festival, tables = drawn(data, cells)
        plan = data.draw(plans(festival))
        lay(tmp_path, as_typed(tables))

        found = bool(opinion(tmp_path, called(rule), plan))
        checked = bool(list(rule.check(festival, plan)))

        seen[found] += 1
        assert found == checked or (checked and called(rule) in LENIENT)

    until_seen(agree, seen, (True, False), rounds)


def drawn(
    data: st.DataObject, strategy: st.SearchStrategy[Festival]
) -> tuple[Festival, list[RawTable]]:
    """A random festival, and the tables that it was read from."""
    with patch("tests.festivals.read_tables", wraps=read_tables) as reading:
        festival = data.draw(strategy)
    (tables,) = reading.call_args.args
    return festival, tables


@pytest.mark.parametrize(
    ("size", "seed"), [(20, 0), (60, 1), pytest.param(200, 1, marks=pytest.mark.slow)]
)
def test_the_hidden_plan_of_a_made_up_festival_is_fine(
    size: int, seed: int, tmp_path: Path
) -> None:
    """What was made up around a plan lets that plan be."""
    festival = made(size, seed)
    write(festival.tables, tmp_path)
    lines = [
        {
            "date": f"{each.start:%Y-%m-%d}",
            "start": f"{each.start:%H:%M}",
            "end": f"{each.start + timedelta(minutes=each.minutes):%H:%M}",
            "event_id": each.event,
            "session": str(each.number),
            "venue_id": each.venue,
        }
        for each in festival.plan
    ]
    write_csv(tmp_path / "plan.csv", lines, ";")

    assert judge(tmp_path, tmp_path / "plan.csv") == []


@pytest.mark.parametrize(
    "example",
    [
        "courtyard",
        "kanaalfeest",
        "meadow",
        pytest.param("interkulturelle-wochen", marks=pytest.mark.slow),
    ],
)
def test_the_plan_of_an_example_is_fine(example: str, tmp_path: Path) -> None:
    """What the real command publishes keeps every rule, in whatever language it was typed."""
    result = run("plan", HERE / "examples" / example, "--out", tmp_path, "--seconds", "60")
    assert result.exit_code == 0, result.output
    # The plan carries its tables, in English: the referee reads no Dutch.
    tables = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["tables"]
    (settings,) = tables.pop("festival", [{}])
    tables["festival"] = [{"key": key, "value": value} for key, value in settings.items()]
    (tmp_path / "tables").mkdir()
    folder = lay(tmp_path / "tables", tables)
    plan, feed = tmp_path / "plan.csv", tmp_path / "feeds" / "all.ics"

    assert judge(folder, plan) == []
    assert judge_feed(plan, feed, settings.get("timezone", "Europe/Berlin")) == []
