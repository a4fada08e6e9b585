"""Instances of others as festivals: what is asked there is asked here, and costs the same.

The real instances are not ours to pass on.  With FESTPLAN_BENCH=FOLDER, where they lie with the
scorer of their makers, they are converted as well.
"""

import json
import os
import sys
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from benchmarks.instances import emf, itc, programme
from benchmarks.instances.__main__ import instances
from benchmarks.instances.tables import lay, open_days, settings
from festplan.check import breaches, misses
from festplan.plan import Placement, Plan
from festplan.planning import checked_folder
from festplan.publish.document import plan_json
from festplan.rules import RULES
from festplan.rules.rule import name as called
from festplan.times import Span
from tests.folders import rows_of, run

BENCH = os.environ.get("FESTPLAN_BENCH", "")
SLOTS = range(itc.DAYS * itc.HOURS)

# --- timetables -----------------------------------------------------------------------------------

#: Four lectures, two rooms, one feature, three students.
SIZES = (3, 2)
ATTENDS = ((1, 1, 1, 0), (1, 1, 1, 0), (0, 0, 0, 1))  # by student
HAS, NEEDS = ((1,), (0,)), ((1,), (0,), (0,), (0,))
NEVER_FIRST = (0,) + 44 * (1,)
CAN = (45 * (1,), 45 * (1,), 45 * (1,), NEVER_FIRST)
ORDER = ((0, 1, 0, 0), (-1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0))  # the first before the second


def tim():
    rows = [(4, 2, 1, 3), SIZES, *ATTENDS, *HAS, *NEEDS, *CAN, *ORDER]
    return "\n".join(" ".join(map(str, row)) for row in rows)


def placed(festival, at):
    """A plan that has the lectures, by their number, in these slots and rooms."""
    found = []
    for lecture, (slot, room) in at.items():
        start = datetime(2027, 8, 23, 9) + timedelta(days=slot // 9, hours=slot % 9)
        session = festival.events[lecture].sessions[0]
        found.append(Placement(session, festival.venues[room], start, timedelta(hours=1)))
    return Plan(tuple(sorted(found, key=lambda each: each.order)))


def broken(festival, plan):
    """The rules that a plan breaks, by name."""
    return {called(rule) for rule in RULES if any(breaches(festival, plan, [rule]))}


def lost(festival, plan):
    """The points that each wish loses."""
    found = {}
    for wish, miss in misses(festival, plan):
        found[called(wish)] = found.get(called(wish), 0) + miss.points
    return found


def counted(attends, slots):
    """What a timetable costs, counted student by student; ``slots`` has no left-out lectures."""
    three = single = last = 0
    for chosen in attends:
        busy = {
            slots[lecture] for lecture, there in enumerate(chosen) if there and lecture in slots
        }
        for day in range(itc.DAYS):
            today = [day * itc.HOURS + hour in busy for hour in range(itc.HOURS)]
            three += sum(all(today[hour : hour + 3]) for hour in range(itc.HOURS - 2))
            single += sum(today) == 1
            last += today[-1]
    cost = {"three_in_a_row": three, "single_session_days": single, "last_hour": last}
    return {name: points for name, points in cost.items() if points}


def festival_in(folder, tables):
    """The festival of converted tables; nothing about them may be in question."""
    lay(folder, tables)
    found = checked_folder(folder)
    assert [complaint.in_language("en") for complaint in found.complaints] == []
    return found.read.festival


@pytest.fixture
def timetable(tmp_path):
    return festival_in(tmp_path, itc.tables(itc.read(tim()), "tiny"))


def test_a_student_is_an_actor_of_its_lectures(timetable):
    """The first student of a lecture leads it, the others join in: nobody is there besides."""
    first, *_, fourth = timetable.events

    assert [actor.id for actor in first.actors] == ["s0001", "s0002"]
    assert [actor.id for actor in fourth.actors] == ["s0003"]
    assert [actor.id for actor in timetable.actors] == ["s0001", "s0002", "s0003"]


def test_a_lecture_without_students_is_led_by_somebody():
    """Every event needs somebody in charge."""
    attends = ((1, 1, 1, 0), (1, 1, 1, 0), (0, 0, 0, 0))
    rows = [(4, 2, 1, 3), SIZES, *attends, *HAS, *NEEDS, *CAN, *ORDER]
    text = "\n".join(" ".join(map(str, row)) for row in rows)

    tables = itc.tables(itc.read(text), "tiny")

    assert tables["events"][3]["lead_actor"] == "t0004"
    assert tables["actors"][-1] == {"actor_id": "t0004", "name": "Teacher 4"}


@pytest.mark.parametrize(
    ("at", "rules"),
    [
        ({0: (0, 0), 1: (1, 0), 2: (2, 0), 3: (3, 0)}, set()),
        ({0: (0, 0), 1: (1, 1), 2: (2, 1), 3: (2, 0)}, set()),
        ({0: (0, 0), 1: (1, 0), 2: (2, 0), 3: (0, 1)}, {"protected_times"}),
        ({0: (1, 0), 1: (0, 0), 2: (2, 0), 3: (3, 0)}, {"order"}),
        ({0: (0, 1), 1: (1, 0), 2: (2, 0), 3: (3, 0)}, {"features"}),
        ({0: (0, 0), 1: (1, 0), 2: (1, 1), 3: (3, 0)}, {"two_places"}),
        ({0: (0, 0), 1: (1, 0), 2: (2, 0), 3: (2, 0)}, {"room"}),
        ({0: (0, 0), 1: (1, 0), 2: (2, 0)}, {"mandatory"}),
    ],
)
def test_a_timetable_breaks_the_same_rules(timetable, at, rules):
    """Each hard condition of a timetable is one rule of a festival, and nothing else is asked."""
    assert broken(timetable, placed(timetable, at)) == rules


def test_a_room_is_large_enough(tmp_path):
    """A room of one seat holds no lecture of two students."""
    text = tim().replace("3 2\n1 1 1 0", "3 1\n1 1 1 0")
    timetable = festival_in(tmp_path, itc.tables(itc.read(text), "tiny"))

    assert broken(timetable, placed(timetable, {2: (5, 1)})) == {"capacity", "mandatory"}
    assert broken(timetable, placed(timetable, {3: (5, 1)})) == {"mandatory"}


def test_a_timetable_costs_the_same(timetable):
    """Of many timetables without a clash, each loses what it costs student by student."""
    random, seen = Random(1), set()
    for _ in range(300):
        day = random.choice((0, 1, 4)) * itc.HOURS
        near = sorted({*range(day, day + itc.HOURS), random.choice(SLOTS)})
        slots = dict(enumerate(random.sample(near, 4)))
        if random.random() < 0.3:
            del slots[random.randrange(4)]
        plan = placed(timetable, {lecture: (slot, 0) for lecture, slot in slots.items()})

        # The student of a single lecture comes for that one: here it costs nothing.
        alone = {"single_session_days": 1} if 3 in slots else {}
        cost = counted(ATTENDS, slots)
        less = {name: points - alone.get(name, 0) for name, points in cost.items()}
        assert lost(timetable, plan) == {name: points for name, points in less.items() if points}
        seen |= lost(timetable, plan).keys()
    assert seen == {"single_session_days", "three_in_a_row", "last_hour"}


def test_a_plan_is_written_as_a_solution(tmp_path, timetable):
    """Each lecture has its slot and its room, counted from 0; what is left out has neither."""
    plan = placed(timetable, {0: (0, 1), 1: (8, 0), 3: (44, 1)})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "plan.json").write_bytes(plan_json(plan, {}, ()))

    result = CliRunner().invoke(
        instances, ["itc-solution", *map(str, (tmp_path, tmp_path / "out", tmp_path / "x.sln"))]
    )

    assert result.exit_code == 0, result.output
    assert (tmp_path / "x.sln").read_text() == "0 1\n8 0\n-1 -1\n44 1\n"
    assert "1 of them left out" in result.output


def test_a_timetable_is_planned_by_the_ordinary_command(tmp_path):
    """From the file of others to a solution, with nothing but commands."""
    (tmp_path / "tiny.tim").write_text(tim())
    folder, out, solution = tmp_path / "tiny", tmp_path / "out", tmp_path / "tiny.sln"

    laid = CliRunner().invoke(instances, ["itc", str(tmp_path / "tiny.tim"), str(folder)])
    planned = run("plan", folder, "--out", out, "--seconds", "20")
    told = CliRunner().invoke(instances, ["itc-solution", *map(str, (folder, out, solution))])

    assert [laid.exit_code, planned.exit_code, told.exit_code] == [0, 0, 0], planned.output
    rows = [tuple(map(int, line.split())) for line in solution.read_text().splitlines()]
    slots = {lecture: slot for lecture, (slot, _) in enumerate(rows)}
    assert counted(ATTENDS, slots) == {"single_session_days": 1}
    assert slots[0] < slots[1]


def test_only_the_wishes_that_are_asked_for_count():
    """All other wishes are off, whatever their default; a wish that does not exist is refused."""
    rows = {row["key"]: row["value"] for row in settings("any", 15, {"last_hour": 3})}
    weights = {key: value for key, value in rows.items() if key.startswith("weight_")}

    assert weights.pop("weight_last_hour") == "3"
    assert set(weights.values()) == {"0"}
    with pytest.raises(ValueError, match="no such wish: laziness"):
        settings("any", 15, {"laziness": 1})


def test_a_day_is_open_from_the_first_start_to_the_last_end():
    """Also where what begins first ends last."""
    morning = datetime(2030, 6, 1, 10)
    long = Span(morning, morning + timedelta(hours=8))
    short = Span(morning + timedelta(hours=1), morning + timedelta(hours=2))

    assert open_days([short, long]) == [long]


# --- talks of a camp ------------------------------------------------------------------------------


def hours(*spans):
    return [{"start": f"2030-06-0{d} {a}:00", "end": f"2030-06-0{d} {b}:00"} for d, a, b in spans]


def talk(id, duration, speakers, venues, *spans, **more):
    places = [{"venue": venue, "times": hours(*spans)} for venue in venues]
    return {"id": id, "duration": duration, "speakers": speakers, "venue_times": places, **more}


TALKS = (
    talk(1, 30, [11], [7, 8], (1, "10:00", "11:00"), (1, "11:00", "12:00"), title="On owls"),
    talk(2, 20, [11, 12], [7], (1, "11:00", "12:00"), (2, "10:00", "12:00")),
    talk(3, 50, ["S13", 12], [7, 8], (1, "10:00", "12:00")),
)


def camp(folder, talks=TALKS):
    return festival_in(folder, emf.tables(emf.read({"talks": talks}), "camp"))


def at(festival, **talks):
    """A plan that has the talks, by their number, at “day hour:minute venue”."""
    found = []
    for name, said in talks.items():
        day, clock, venue = said.split()
        event = festival.event(name.replace("talk", "talk-"))
        start = datetime.fromisoformat(f"2030-06-0{day} {clock}")
        found.append(
            Placement(event.sessions[0], festival.venue(f"venue-{venue}"), start, event.length)
        )
    return Plan(tuple(sorted(found, key=lambda each: each.order)))


@pytest.mark.parametrize(
    ("talks", "rules"),
    [
        # Across the seam of two stretches of hours; change-over may lie behind them.
        ({"talk1": "1 10:50 8", "talk2": "2 10:00 7", "talk3": "1 11:10 7"}, set()),
        ({"talk1": "1 10:00 7", "talk2": "1 11:40 7", "talk3": "1 10:40 7"}, set()),
        # Less than ten minutes are too few, for the venue as for a speaker.
        (
            {"talk1": "1 10:00 7", "talk2": "2 10:00 7", "talk3": "1 10:30 7"},
            {"room"},
        ),
        (
            {"talk1": "1 11:10 8", "talk2": "1 11:40 7", "talk3": "1 10:00 7"},
            {"two_places"},
        ),
        # Who only joins in needs the change-over, too.
        (
            {"talk1": "1 10:00 7", "talk2": "1 11:30 7", "talk3": "1 10:40 8"},
            {"not_parallel"},
        ),
        (
            {"talk1": "1 10:00 8", "talk2": "1 10:50 7", "talk3": "1 11:10 8"},
            {"protected_times", "not_parallel"},
        ),
        ({"talk1": "1 10:00 8", "talk2": "2 10:00 8", "talk3": "1 10:40 7"}, {"allowed_venues"}),
    ],
)
def test_a_camp_asks_for_the_same(tmp_path, talks, rules):
    """Venues, hours, speakers and the minutes between two talks are rules of a festival."""
    festival = camp(tmp_path)

    assert broken(festival, at(festival, **talks)) == rules


def test_a_camp_without_wishes_has_nothing_to_lose(tmp_path):
    """Where no talk prefers anything, any plan is as good as any other."""
    festival = camp(tmp_path)

    assert lost(festival, at(festival, talk1="1 10:00 8", talk2="2 11:00 7")) == {}
    assert festival.events[0].title == "On owls"
    assert festival.events[1].title == "Talk 2"


def test_older_files_and_former_plans(tmp_path):
    """Older files have one list of hours for all venues, and what a talk had before is wished."""
    older = {
        "id": 4, "duration": 30, "speakers": [], "valid_venues": [8, 9], "venue": 7,
        "time_ranges": hours((1, "10:00", "12:00")), "time": "2030-06-01 10:30:00",
    }  # fmt: skip
    festival = camp(tmp_path, (*TALKS, older))
    plan = at(festival, talk1="1 10:00 7", talk2="2 10:00 7", talk3="1 10:40 7", talk4="1 11:00 9")

    assert broken(festival, plan) == set()
    assert lost(festival, plan) == {"preferred_venue": 4, "wished_start": 1}


def test_hours_parted_by_a_change_over_are_one():
    """A talk may run across ten minutes that only part two stretches of hours."""
    said = talk(
        1, 30, [11], [7], (1, "10:00", "10:50"), (1, "11:00", "12:00"), (1, "12:20", "13:00")
    )

    (read,) = emf.read([said])

    assert [(span.start.hour, span.end.hour) for span in read.hours] == [(10, 12), (12, 13)]


def test_who_leads_both_needs_no_relation():
    """Leaders are busy until the change-over is over; only who joins in is kept apart."""
    hour = (1, "10:00", "12:00")
    speakers = ([1], [2, 1], [1], [1])
    talks = emf.read([talk(n, 30, who, [7], hour) for n, who in enumerate(speakers)])

    pairs = [(row["event_a"], row["event_b"]) for row in emf.tables(talks, "camp")["relations"]]

    assert pairs == [("talk-0", "talk-1"), ("talk-1", "talk-2"), ("talk-1", "talk-3")]


def test_other_hours_at_other_venues_are_refused():
    """Hours for one venue only cannot be said; nothing is converted then."""
    said = talk(1, 30, [11], [7, 8], (1, "10:00", "11:00"))
    said["venue_times"][1]["times"] = hours((1, "10:00", "12:00"))

    with pytest.raises(ValueError, match="talk 1 has other hours at other venues"):
        emf.read([said])


# --- programmes -----------------------------------------------------------------------------------

PROGRAMME = """\
id,start,end,venue,track,kind,language,persons
e1,2030-06-01T10:00,2030-06-01T10:45,Barn,Bees,talk,en,ada bob
e2,2030-06-01T10:30,2030-06-01T11:00,Barn,Bees,talk,,bob
e3,2030-06-01T23:59,2030-06-02T00:29,Yard,Owls,show,de,
e4,2030-06-02T00:30,2030-06-02T01:30,Yard,,,,eve
"""


def as_published(festival, items):
    venues = {venue.name: venue for venue in festival.venues}
    found = (
        Placement(
            festival.event(item.id).sessions[0],
            venues[item.venue],
            item.public.start,
            item.public.length,
        )
        for item in items
    )
    return Plan(tuple(sorted(found, key=lambda each: each.order)))


def test_a_published_programme_keeps_every_rule(tmp_path):
    """What was really held is possible, and nothing better can be wished for."""
    items = programme.read(PROGRAMME)
    festival = festival_in(tmp_path, programme.tables(items, "fair"))
    plan = as_published(festival, items)

    assert (broken(festival, plan), lost(festival, plan)) == (set(), {})


def test_a_programme_is_moved_at_a_price(tmp_path):
    """Another venue and another time cost; another day is not possible."""
    items = programme.read(PROGRAMME)
    festival = festival_in(tmp_path, programme.tables(items, "fair"))
    barn, yard = festival.venues
    first, second = festival.event("e1").sessions[0], festival.event("e2").sessions[0]
    length = timedelta(minutes=45)
    plan = Plan(
        (
            Placement(first, yard, datetime(2030, 6, 1, 11), length),
            Placement(second, barn, datetime(2030, 6, 2, 12), timedelta(minutes=30)),
        )
    )

    assert lost(festival, Plan(plan.placements[:1])) == {"preferred_venue": 4, "wished_start": 2}
    assert {"allowed_days", "mandatory"} <= broken(festival, plan)


def test_a_programme_as_tables(tmp_path):
    """Odd minutes are moved to five, a show of the night belongs to its evening."""
    items = programme.read(PROGRAMME)
    lay(tmp_path, programme.tables(items, "fair"))

    days = [
        (row["date"], row["open_from"], row["open_to"]) for row in rows_of_file(tmp_path, "days")
    ]
    assert days == [("2030-06-01", "10:00", "25:30")]
    assert [row["wish_start"] for row in rows_of_file(tmp_path, "events")] == [
        "10:00", "10:30", "24:00", "24:30",
    ]  # fmt: skip
    assert [row["parallel"] for row in rows_of_file(tmp_path, "venues")] == ["2", "1"]
    assert {row["actor_id"]: row["teams"] for row in rows_of_file(tmp_path, "actors")} == {
        "ada": "1", "bob": "2", "eve": "1", "host-of-e3": "1",
    }  # fmt: skip


def rows_of_file(folder, table):
    rows = rows_of(folder, table)
    return [{key.lstrip("\ufeff"): cell for key, cell in row.items()} for row in rows]


@pytest.mark.parametrize(("minutes", "grid"), [((0, 30), 15), ((0, 20), 10), ((0, 25), 5)])
def test_the_grid_is_that_of_the_starts(minutes, grid):
    """The coarsest of our usual grids on which everything began."""
    lines = [
        f"e{n},2030-06-01T10:{m:02},2030-06-01T11:00,Barn,,,,ada" for n, m in enumerate(minutes)
    ]
    items = programme.read("\n".join([PROGRAMME.splitlines()[0], *lines]))

    rows = {row["key"]: row["value"] for row in programme.tables(items, "fair")["festival"]}

    assert rows["slot_minutes"] == str(grid)


def test_each_kind_has_a_command(tmp_path):
    """Talks and programmes come from files as well."""
    (tmp_path / "camp.json").write_text(json.dumps({"talks": TALKS}))
    (tmp_path / "fair.csv").write_text(PROGRAMME)

    for verb, file in (("emf", "camp.json"), ("programme", "fair.csv")):
        laid = CliRunner().invoke(instances, [verb, str(tmp_path / file), str(tmp_path / verb)])
        assert laid.exit_code == 0, laid.output
        assert not checked_folder(tmp_path / verb).complaints


# --- the real ones --------------------------------------------------------------------------------


def real(pattern):
    files = sorted(Path(BENCH).glob(pattern)) if BENCH else []
    none = pytest.param(None, marks=pytest.mark.skip(reason="FESTPLAN_BENCH names no instances"))
    return [pytest.param(file, id=file.stem, marks=pytest.mark.slow) for file in files] or [none]


@pytest.mark.parametrize("file", real("itc2007_post/*.tim"))
def test_the_scorer_agrees(file, tmp_path):
    """On timetables without a clash of students, what festplan loses is the scorer's soft cost."""
    sys.path.insert(0, str(Path(BENCH) / "scorers"))
    from score_itc2007_post import Tim

    scorer, festival = Tim(file), festival_in(tmp_path, itc.tables(itc.read(file.read_text()), "x"))
    for seed in range(3):
        plan = placed(festival, without_clashes(festival, Random(seed)))
        (tmp_path / "plan.json").write_bytes(plan_json(plan, {}, ()))
        pairs = [list(map(int, r.split())) for r in itc.solution(tmp_path, tmp_path).splitlines()]

        scored = scorer.score([slot for slot, _ in pairs], [room for _, room in pairs])

        soft = ("single_session_days", "three_in_a_row", "last_hour")
        assert lost(festival, plan) == {
            name: scored[short]
            for name, short in zip(soft, ("single", "three", "last"), strict=True)
        }
        for rule, short in (("protected_times", "unavailable_slot"), ("order", "order")):
            (judge,) = (each for each in RULES if called(each) == rule)
            assert len(list(breaches(festival, plan, [judge]))) == scored["hard"][short]


def without_clashes(festival, random):
    """Lectures in slots in which none of their students has another one; any room."""
    busy, found = set(), {}
    for lecture, event in enumerate(festival.events):
        free = [s for s in SLOTS if busy.isdisjoint(product(event.actors, [s]))]
        if free and random.random() < 0.9:
            slot = random.choice(free)
            busy.update(product(event.actors, [slot]))
            found[lecture] = slot, random.randrange(len(festival.venues))
    return found


@pytest.mark.parametrize("file", real("emf/*.json"))
def test_real_talks_are_read_without_a_question(file, tmp_path):
    """Every talk finds some place and time, and no cell is in question."""
    festival = festival_in(tmp_path, emf.tables(emf.read(json.loads(file.read_text())), "camp"))

    assert len(festival.events) == len(emf.read(json.loads(file.read_text())))


@pytest.mark.parametrize("file", real("programmes/*.csv"))
def test_real_programmes_keep_every_rule(file, tmp_path):
    """The plan that was really held is possible here, and loses nothing."""
    items = programme.read(file.read_text(encoding="utf-8"))
    festival = festival_in(tmp_path, programme.tables(items, file.stem))
    plan = as_published(festival, items)

    assert (broken(festival, plan), lost(festival, plan)) == (set(), {})
