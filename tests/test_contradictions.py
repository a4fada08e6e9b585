"""Rules that contradict each other, and settings that do nothing, are told before solving."""

import random
from collections import Counter

import pytest
from ortools.sat.python import cp_model

from festplan.contradictions import contradictions, left_of
from festplan.drafting import draft_of
from festplan.prechecks import MOST_SESSIONS, prechecks, too_large
from festplan.rules import RULES
from festplan.rules.rule import name
from festplan.solver.model import model_of
from festplan.solver.places import NowhereToGo
from tests.folders import COURTYARD, copied, rows_of, run, spoil, write_rows
from tests.sketch import sketched


def told(sketch):
    """What the tables of a sketch contradict, in English; where its placements are no matter."""
    festival, _ = sketched(sketch)
    draft = draft_of(festival)
    return [found.says.in_language("en") for found in contradictions(draft, left_of(draft))]


def complaints(sketch):
    festival, _ = sketched(sketch)
    return [c.in_language("en") for c in prechecks(festival, draft_of(festival), {})]


def assert_says(result, *pieces):
    """Every piece stands in what a command has printed."""
    assert [piece for piece in pieces if piece not in result.output] == [], result.output


HOURS = "day Mon: open_from 10:00, open_to 20:00"
TUESDAY = "day Tue: open_from 10:00, open_to 20:00"

CONTRADICTIONS = {
    "two days for what follows soon": (
        """
        relations: kind then, event_a reading, event_b puppets, max_gap_min 60
        Mon 15:00-16:00 library reading by school, days Mo
        Tue 15:00-16:00 church puppets by choir, days Di
        """,
        "From the end of “reading” to the start of “puppets” it must be 0 min to 60 min; "
        "possible is only 840 min.",
    ),
    "a gap that the grid does not have": (
        """
        relations: kind then, event_a reading, event_b puppets, max_gap_min 5
        Mon 15:00-15:50 library reading by school
        Mon 16:00-17:00 church puppets by choir
        """,
        "From the end of “reading” to the start of “puppets” it must be 0 min to 5 min; "
        "possible is only -5 min or 10 min.",
    ),
    "the first of all is too late": (
        """
        relations: kind first, event_a opening
        Mon 15:00-16:00 library opening by school, days Mo, fixed_start 15:00
        Mon 14:00-15:00 church puppets by choir, days Mo, fixed_start 14:00
        """,
        "“puppets” cannot follow “opening”: that one ends Mon 23 Aug 16:00 at the earliest, this "
        "one begins Mon 23 Aug 14:00 at the latest.",
    ),
    "two highlights at once": (
        """
        Mon 15:00-16:00 library reading by school, days Mo, headliner yes, fixed_start 15:00
        Mon 16:15-17:15 church puppets by choir, days Mo, headliner yes, fixed_start 16:15
        """,
        "“puppets” (Mon 23 Aug 16:15–17:15) and “reading” (Mon 23 Aug 15:00–16:00) always come "
        "too near to each other.",
    ),
    "too far for one choir": (
        """
        venue library: site_id north
        venue church: site_id south
        walks: from_site north, to_site south, minutes 20
        Mon 15:00-16:00 library reading by choir, days Mo, fixed_start 15:00, venues library
        Mon 16:15-17:15 church puppets by choir, days Mo, fixed_start 16:15, venues church
        """,
        "Nobody who is at “puppets” (Mon 23 Aug 16:15–17:15) can be at “reading” (Mon 23 Aug "
        "15:00–16:00), too: the way is too long, whichever comes first.",
    ),
    "no day for both": (
        """
        relations: kind same_day, event_a reading, event_b puppets
        Mon 15:00-16:00 library reading by school, days Mo
        Tue 15:00-16:00 church puppets by choir, days Di
        """,
        "There is no day on which all of these can be: reading, puppets.",
    ),
    "one day for two": (
        """
        relations: kind different_day, event_a reading, event_b puppets
        Mon 15:00-16:00 library reading by school, days Mo
        Mon 17:00-18:00 church puppets by choir, days Mo
        """,
        "2 different days are needed, and only 1 can be: reading, puppets.",
    ),
    "no venue for both": (
        """
        relations: kind same_area, event_a reading, event_b puppets
        Mon 15:00-16:00 library reading by school, venues library
        Mon 17:00-18:00 church puppets by choir, venues church
        """,
        "There is no venue at which all of these can be: reading, puppets.",
    ),
    "too much music for one day": (
        """
        site ground: loud_music_minutes_per_day 90
        Mon 15:00-16:00 library reading by school, days Mo, noise_level 3
        Mon 17:00-18:00 church puppets by choir, days Mo, noise_level 3
        """,
        "Mon 23 Aug needs 120 min even at best, and 90 min are allowed: puppets, reading.",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_contradicts_itself_is_said(name):
    """Two rows that no plan can keep together are named, with what would be possible."""
    sketch, says = CONTRADICTIONS[name]

    assert told(f"{HOURS}\n{TUESDAY}\n{sketch}") == [says]


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_is_optional_gives_way(name):
    """An event that may be left out contradicts nobody."""
    sketch, _ = CONTRADICTIONS[name]
    optional = sketch.replace("by choir", "by choir, mandatory no")

    assert told(f"{HOURS}\n{TUESDAY}\n{optional}") == []


def test_what_can_be_kept_is_no_contradiction():
    """An hour earlier, a walk that fits, one day more: nothing is said."""
    assert (
        told(f"""
        {HOURS}
        {TUESDAY}
        venue library: site_id north
        venue church: site_id south
        walks: from_site north, to_site south, minutes 20
        relations: kind then, event_a reading, event_b puppets, max_gap_min 30
        relations: kind same_day, event_a reading, event_b puppets
        relations: kind different_day, event_a reading, event_b film
        Mon 15:00-16:00 library reading by choir, fixed_start 15:00, venues library
        Mon 16:30-17:30 church puppets by choir, fixed_start 16:30, venues church
        Tue 16:00-17:00 church film by school, headliner yes
        """)
        == []
    )


def test_two_fixed_events_on_one_stage(tmp_path):
    """Two events fixed at one time on one stage: the file, the row, both titles, what to change."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "concert", "fixed_start", "16:30")
    spoil(folder, "events", "concert", "days", "Fri")
    spoil(folder, "events", "concert", "venues", "yard")
    spoil(folder, "events", "opening", "fixed_start", "16:30")

    result = run("plan", folder, "--out", tmp_path / "out", "--lang", "en")

    assert result.exit_code == 1
    assert_says(
        result,
        "events.csv",
        "row 2",
        "The courtyard",
        "2 are needed",
        "there is 1",
        "Opening with drums",
        "Evening concert",
        "another time, day or venue",
    )
    assert "Nothing was planned" in result.output


def test_a_contradiction_names_the_row_of_its_relation(tmp_path):
    """Where a relation asks for the impossible, its row is named, and the rule in words."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "table", "days", "Fri")

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 1
    assert_says(
        result,
        "relations.csv",
        "row 3",
        "“The long table” cannot follow “Cooking together”",
        "The rule:",
    )


def test_a_contradiction_in_german(tmp_path):
    """The same is said in German, with the same facts."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "cooking", "duration_min", "85")
    spoil(folder, "relations", "R2", "min_gap_min", "1")
    spoil(folder, "relations", "R2", "max_gap_min", "4")

    result = run("check", folder, "--lang", "de")

    assert result.exit_code == 1
    assert_says(
        result,
        "relations.csv",
        "Zeile 3",
        "Vom Ende von „Cooking together“ bis zum Beginn von "
        "„The long table“ müssen es 1 min bis 4 min sein; möglich ist nur -10 min oder "
        "5 min.",
        "Die Regel:",
    )


def test_a_fixed_start_off_the_grid(tmp_path):
    """Row, column and cell are named, and the starts on both sides."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "concert", "fixed_start", "19:10")

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 1
    assert_says(
        result,
        "events.csv",
        "row 6, column fixed_start: “19:10”",
        "not on the grid of 15 min",
        "Write 19:00 or 19:15, or make the grid finer (slot_minutes)",
    )
    assert "finds no place" not in result.output


def test_times_between_the_steps_are_a_hint(tmp_path):
    """Windows may lie beside the grid; that nothing begins just then is good to know."""
    folder = copied(COURTYARD, tmp_path)
    write_rows(
        folder, "festival", [*rows_of(folder, "festival"), {"key": "slot_minutes", "value": "30"}]
    )
    spoil(folder, "availability", "school", "from", "14:15")
    spoil(folder, "events", "opening", "wish_start", "16:15")
    spoil(folder, "events", "concert", "wish_start", "19:10")

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 0, result.output
    assert "row 2, column from: “14:15” – This time is not on the grid of 30 min" in result.output
    assert "2 times in this column are not on the grid of 30 min" in result.output


def test_a_wish_that_finds_nothing_to_ask_for_is_a_hint(tmp_path):
    """Who gives a wish a weight and forgets its column learns which one is empty."""
    folder = copied(COURTYARD, tmp_path)
    settings = rows_of(folder, "festival")
    write_rows(folder, "festival", [*settings, {"key": "weight_owned_first", "value": "5"}])

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 0, result.output
    assert_says(
        result, "festival.csv", "weight_owned_first: “5”", "asks nothing here", "equipment.rented"
    )


def test_a_wish_that_asks_something_is_no_hint():
    """A weight whose columns are filled is nothing to talk about."""
    found = complaints("""
        festival: weight_wished_start 3, weight_gladly 0
        Mon 15:00-16:00 library reading by school, wish_start 15:00
    """)

    assert found == []


@pytest.mark.parametrize(
    ("weight", "says"),
    [
        ("-3", "is less than nothing"),
        ("100001", "Write whole points from 0 (does not count) to 100000"),
        ("99999999999999999999", "is not a whole number"),
        ("1.5", "is not a whole number"),
    ],
)
def test_a_weight_is_whole_points(weight, says, tmp_path):
    """A weight below nothing, in parts or without end is refused, with its row and cell."""
    folder = copied(COURTYARD, tmp_path)
    settings = rows_of(folder, "festival")
    write_rows(folder, "festival", [*settings, {"key": "weight_wished_start", "value": weight}])

    result = run("check", folder, "--lang", "en")

    assert result.exit_code == 1
    assert_says(result, "festival.csv", "row 6", f"“{weight}”", says)


def test_the_largest_weights_can_be_planned(tmp_path):
    """100000 points for every wish are allowed and overflow nothing."""
    folder = copied(COURTYARD, tmp_path)
    settings = rows_of(folder, "festival")
    for wish in ("wished_start", "balanced_days", "preferred_venue"):
        settings.append({"key": f"weight_{wish}", "value": "100000"})
    write_rows(folder, "festival", settings)

    result = run("plan", folder, "--out", tmp_path / "out", "--lang", "en")

    assert result.exit_code == 0, result.output
    assert "All 6 sessions of 6 events are placed" in result.output


def test_a_festival_that_is_too_large_is_refused():
    """More sessions than can be planned: the limit, the reason, and what to do instead."""
    festival, _ = sketched(
        "\n".join(
            f"Mon 15:00-16:00 library event{number} by school, sessions 99" for number in range(203)
        )
    )

    (found,) = too_large(festival, {})

    assert len(festival.sessions) > MOST_SESSIONS
    for piece in ("events.csv", str(len(festival.sessions)), "more than 20000", "Split"):
        assert piece in found.in_language("en")
    assert "mehr als 20000" in found.in_language("de")


def test_a_festival_that_is_large_is_planned():
    """20000 sessions are not too many yet."""
    festival, _ = sketched(
        "\n".join(
            f"Mon 15:00-16:00 library event{number} by school, sessions 80" for number in range(250)
        )
    )

    assert list(too_large(festival, {})) == []


# --- a second opinion ---------------------------------------------------------------------------

#: Rules that are often at odds, and what a draft keeps by its shape.
AT_ODDS = [
    rule
    for rule in RULES
    if name(rule)
    in {
        "mandatory", "length", "grid", "allowed_days", "allowed_venues", "fixed_start",
        "public_hours", "order", "first_and_last", "end_together", "not_parallel",
        "days_together", "same_area", "sessions_of_one_event", "headliners", "walking_time",
        "transport", "loud_minutes",
    }
]  # fmt: skip


def at_odds(dice):
    """Three events that want much at once, on two short days."""
    some = dice.choice
    lines = [
        "day Mon: open_from 15:00, open_to 18:00",
        "day Tue: open_from 15:00, open_to 18:00",
        f"site north: loud_music_minutes_per_day {some((0, 60, 120))}",
        "venue library: site_id north",
        "venue church: site_id south",
        f"walks: from_site north, to_site south, minutes {some((5, 20, 40))}",
        f"item piano: travels yes, quantity {some((1, 2))}",
    ]
    cells = {
        "days": ("Mo", "Di"),
        "fixed_start": ("15:00", "15:45", "16:30", "16:45"),
        "venues": ("library", "church"),
        "headliner": ("yes",),
        "noise_level": ("3",),
        "equipment": ("piano:1", "piano:2"),
        "session_rule": ("same_day", "different_days", "back_to_back"),
    }
    events = ("reading", "puppets", "film")
    for event in events:
        asked = [f"{key} {some(cells[key])}" for key in cells if dice.random() < 0.4]
        asked.append(f"sessions {some((1, 1, 2))}")
        lead, end = some(("choir", "school")), some(("15:30", "15:50", "16:00"))
        lines.append(f"Mon 15:00-{end} library {event} by {lead}, {', '.join(asked)}")
    for _ in range(some((0, 1, 2))):
        first, second = dice.sample(events, 2)
        kind = some(("then", "not_parallel", "same_day", "different_day", "same_area", "first"))
        other = "" if kind == "first" else f", event_b {second}, max_gap_min {some((0, 30, 60))}"
        lines.append(f"relations: kind {kind}, event_a {first}{other}")
    return "\n".join(lines)


def can_be_planned(draft):
    try:
        model = model_of(draft, [])
    except NowhereToGo:
        return False
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(model.places.model) != cp_model.INFEASIBLE


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_contradiction_is_told_where_there_is_a_plan(seed):
    """What we call impossible is impossible for the solver, too; both cases really happen."""
    dice = random.Random(seed)
    seen = Counter()
    for _ in range(40):
        festival, _ = sketched(at_odds(dice))
        draft = draft_of(festival, AT_ODDS, [])
        found = bool(list(contradictions(draft, left_of(draft))))
        seen[found] += 1
        assert not (found and can_be_planned(draft))

    assert seen[True] and seen[False]
