"""The example festivals can be planned, and their plans keep what is special in each of them.

What is special is read from the published plan by code of its own: plain minutes, no rules.
"""

import json
import runpy
import string
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest

from festplan.catalogue import columns
from festplan.inputs.headings import column_of, plain, table_named
from festplan.texts import languages, translations
from tests.folders import HERE, run

EXAMPLES = HERE / "examples"
QUICK = ("courtyard", "kanaalfeest", "meadow")
BIG = pytest.param("interkulturelle-wochen", marks=pytest.mark.slow)


@dataclass(frozen=True)
class Shown:
    """A session as the plan shows it, in minutes since the first midnight of its day."""

    event: dict
    session: int
    venue: str
    day: date
    start: int
    end: int

    @property
    def occupied(self):
        """From set-up to take-down."""
        set_up, take_down = (int(self.event.get(n, 0)) for n in ("setup_min", "teardown_min"))
        return self.start - set_up, self.end + take_down

    @property
    def actors(self):
        return {self.event["lead_actor"], *listed(self.event, "co_actors")}

    def uses(self, item):
        wanted = dict(pair.split(":") for pair in listed(self.event, "equipment"))
        return int(wanted.get(item, 0))


class Planned:
    """An example with its plan, as ``plan.json`` tells it."""

    def __init__(self, name, folder):
        self.folder = folder
        self.result = run(
            "plan", EXAMPLES / name, "--out", folder, "--seconds", "300", "--lang", "en"
        )
        assert self.result.exit_code == 0, self.result.output
        told = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        self.tables, self.left_out = told["tables"], {e["event_id"] for e in told["left_out"]}
        self.events = {row["event_id"]: row for row in self.tables["events"]}
        self.shown = [self._shown(row) for row in told["placements"]]

    def _shown(self, row):
        return Shown(
            self.events[row["event_id"]],
            int(row["session"]),
            row["venue_id"],
            date.fromisoformat(row["date"]),
            minutes(row["start"]),
            minutes(row["end"]),
        )

    def of(self, event):
        return [each for each in self.shown if each.event["event_id"] == event]

    def site(self, shown):
        venues = {row["venue_id"]: row.get("site_id", "") for row in self.tables["venues"]}
        return venues[shown.venue]

    def walk(self, one, other):
        """Minutes between the sites of two sessions."""
        sites = {self.site(one), self.site(other)}
        walks = (
            int(row["minutes"])
            for row in self.tables["walks"]
            if {row["from_site"], row["to_site"]} == sites
        )
        return next(walks) if len(sites) == 2 else 0


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """The plan of an example, made once."""
    made = {}

    def plan(name):
        if name not in made:
            made[name] = Planned(name, tmp_path_factory.mktemp(name))
        return made[name]

    return plan


def listed(row, column):
    return [word for word in row.get(column, "").split(";") if word]


def minutes(clock):
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


# --- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*QUICK, BIG])
def test_an_example_has_no_open_questions(name, tmp_path):
    """Whoever tries an example is not asked to mend it first."""
    result = run("check", EXAMPLES / name, "--out", tmp_path, "--lang", "en")

    assert result.exit_code == 0
    complaints = [line.split()[0] for line in result.output.splitlines() if line[:2] == "  "]
    assert not {"error", "question"} & set(complaints), result.output


@pytest.mark.parametrize("name", [*QUICK, BIG])
def test_the_plan_of_an_example_keeps_every_rule(name, planned):
    """What was planned is judged once more, without the solver."""
    plan = planned(name).folder / "plan.json"

    result = run("check", EXAMPLES / name, "--plan", plan, "--lang", "en")

    assert result.exit_code == 0, result.output
    assert "The plan keeps every rule" in result.output


# --- a street, a bridge and one sound engineer ---------------------------------------------------


@pytest.fixture(scope="module")
def street(planned):
    return planned("kanaalfeest")


def test_the_bridge_opens_for_boats(street):
    """At noon and at five nobody stands on the bridge, not even with cables."""
    at_the_bridge = [each for each in street.shown if each.venue == "V1"]
    boats = [(minutes(hour), minutes(hour) + 20) for hour in ("12:00", "17:00")]

    assert at_the_bridge
    assert [e for e in at_the_bridge for boat in boats if overlap(e.occupied, boat)] == []


def test_the_emergency_lane_stays_free(street):
    """No two neighbours in the row are set up at once."""
    row = ("V1", "V2", "V3", "V4", "V5", "V6")
    unloading = [each for each in street.shown if each.occupied[0] < each.start]

    beside = [
        (one, other)
        for one, other in combinations(unloading, 2)
        if one.day == other.day and abs(row.index(one.venue) - row.index(other.venue)) == 1
    ]

    assert beside
    assert [
        (one, other)
        for one, other in beside
        if overlap((one.occupied[0], one.start), (other.occupied[0], other.start))
    ] == []


def test_one_sound_engineer_is_in_one_place(street):
    """Every amplified concert waits for the engineer, who walks and who goes home to sleep."""
    engineer = [each for each in street.shown if each.uses("U2")]
    by_day = {day: sorted_day(engineer, day) for day in {each.day for each in engineer}}

    assert len(engineer) == 8
    for day in by_day.values():
        for before, after in pairwise(day):
            assert before.occupied[1] + street.walk(before, after) <= after.occupied[0]
        assert sum(end - begin for begin, end in (each.occupied for each in day)) <= 10 * 60


def sorted_day(shown, day):
    return sorted((e for e in shown if e.day == day), key=lambda e: e.occupied)


def test_two_drum_kits_are_there_in_time(street):
    """Each use finds enough kits that were free long enough for the way."""
    users = [each for each in street.shown if each.uses("U1")]

    assert sum(each.uses("U1") for each in users) == 10
    assert {each.event["lead_actor"] for each in users} == {"D11", "D12", "D13", "D14"}
    for day in {each.day for each in users}:
        assert can_carry(street, sorted_day(users, day), kits=(None, None))


def can_carry(street, users, kits):
    """Whether some way of carrying the kits reaches every use; kits know their last use."""
    if not users:
        return True
    first, *rest = users
    ready = [
        n
        for n, last in enumerate(kits)
        if last is None or last.occupied[1] + street.walk(last, first) <= first.occupied[0]
    ]
    return any(
        can_carry(street, rest, tuple(first if n in some else k for n, k in enumerate(kits)))
        for some in combinations(ready, first.uses("U1"))
    )


def test_the_street_is_quiet_before_the_last_tram(street):
    """Bands end by eleven, everything ends ten minutes before the last tram."""
    loud = [each.end for each in street.shown if each.event["noise_level"] == "3"]

    assert max(loud) <= minutes("23:00")
    assert max(each.end for each in street.shown) <= minutes("23:30")


def test_the_neighbourhood_fund_pays_half_and_no_food(street):
    """What the fund may not pay is in the till of the committee, to the euro."""
    costs = [
        row for row in street.tables["costs"]
        if row["event_id"] == "ALL" or street.of(row["event_id"])
    ]  # fmt: skip
    food = sum(need(row) for row in costs if row["category"] == "eten")
    others = [row for row in costs if row["category"] != "eten"]
    asked = {row["events"]: float(row["requested"]) for row in street.tables["applications"]}

    def fund(row):
        event = street.events.get(row["event_id"], {"lead_actor": ""})
        organisers = {event["lead_actor"], *listed(event, "co_actors")}
        stands = row["event_id"] in asked and len(organisers) >= 3
        return min(250, asked[row["event_id"]], float(row["amount"]) / 2) if stands else 0

    assert food <= 200
    assert sum(need(row) - fund(row) for row in others) <= 2320
    assert len(street.left_out) > 0


def need(row):
    return float(row["amount"]) - float(row.get("own_contribution", 0))


def test_the_street_speaks_dutch(street):
    """Tables have Dutch names and headings, and the public reads Dutch."""
    for file in sorted((EXAMPLES / "kanaalfeest").glob("*.csv")):
        table = table_named(file.stem)
        headings = file.read_text(encoding="utf-8").splitlines()[0].split(";")

        assert file.stem == translations("nl").get(table.name, "")
        for heading in headings if table.name != "festival" else ():
            column = column_of(table.name, heading)
            dutch = translations("nl").get(column.name, column.name)
            assert plain(heading) == plain(dutch), f"{file.name}: {heading}"
    page = (street.folder / "programme.html").read_text(encoding="utf-8")
    assert '<html lang="nl"' in page
    assert "zaterdag, 11 september" in page
    assert "Loop binnen wanneer u wilt" in page


@pytest.mark.parametrize("language", languages()[2:])
def test_a_further_language_reads_and_speaks(language):
    """No heading of a table has two meanings, and no sentence tells facts that are not there."""
    spoken = translations(language)
    for table, known in columns().items():
        meant = {}
        for name, column in known.items():
            for heading in (name, column.de, spoken.get(name, name)):
                meant.setdefault(plain(heading), set()).add(name)
        assert [names for names in meant.values() if len(names) > 1] == [], table

    assert [en for en, other in spoken.items() if not facts(other) <= facts(en)] == []


def facts(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


# --- two hundred events in forty-five houses -----------------------------------------------------

CITY = "interkulturelle-wochen"
UNITY_DAY = date(2027, 10, 3)
JEWISH = {"JGE", "SHA", "KLE"}
MOSQUES = {"MFA", "BIL", "MEV"}


def test_the_tables_of_the_city_come_from_its_list(tmp_path):
    """The script writes the tables that lie beside it, byte for byte."""
    script = runpy.run_path(str(EXAMPLES / "make_interkulturelle_wochen.py"))

    script["write"](tmp_path)

    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert written == {file.name: file.read_bytes() for file in (EXAMPLES / CITY).glob("*.csv")}


@pytest.fixture(scope="module")
def city(planned):
    return planned(CITY)


@pytest.mark.slow
def test_the_city_is_as_large_as_it_says(city):
    """200 events with 400 sessions by 70 groups in 45 houses, in 14 languages."""
    spoken = {code for event in city.events.values() for code in listed(event, "languages")}
    wished = {"de", "en", "ar", "uk", "ru", "tr", "fa", "vi", "pl", "es", "fr", "ku", "ti", "so"}

    assert (len(city.events), len(city.tables["actors"]), len(city.tables["venues"])) == (
        200,
        70,
        45,
    )
    assert len(city.shown) >= 400
    assert wished <= spoken
    assert all(city.of(id) or id in city.left_out for id in city.events)


@pytest.mark.slow
def test_what_came_with_a_date_stays_there(city):
    """Four of five events are where and when their groups said."""
    fixed = {id: event for id, event in city.events.items() if "fixed_start" in event}

    assert len(fixed) == 155
    for id, event in fixed.items():
        shown = city.of(id)
        assert [str(each.day) for each in shown] == listed(event, "days")
        assert {each.start for each in shown} == {minutes(event["fixed_start"])}
        assert {each.venue for each in shown} == {event["venues"]}


@pytest.mark.slow
def test_the_jewish_partners_keep_their_new_year(city):
    """From the evening of 1 October until the end of the third nothing involves them."""
    theirs = [each for each in city.shown if each.actors & JEWISH]

    assert theirs
    assert [each for each in theirs if each.day in (date(2027, 10, 2), UNITY_DAY)] == []
    eve = [each for each in theirs if each.day == date(2027, 10, 1)]
    assert [each for each in eve if each.end > minutes("17:30")] == []


@pytest.mark.slow
def test_the_mosques_open_their_doors_on_unity_day(city):
    """Each mosque is open on 3 October, and its people do nothing else."""
    on_the_day = [each for each in city.shown if each.day == UNITY_DAY and each.actors & MOSQUES]

    assert {each.venue for each in on_the_day} == MOSQUES
    assert all("offenen Moschee" in each.event["title"] for each in on_the_day)
    assert any(each.day == UNITY_DAY and each.venue == "RAT" for each in city.shown)


@pytest.mark.slow
def test_no_two_talks_on_a_subject_share_an_evening(city):
    """Whoever cares for housing can hear every talk about it."""
    talks = [each for each in city.shown if each.event["format"] == "Podium"]
    evenings = [(each.event["tags"], each.day) for each in talks]

    assert len(talks) == 24
    assert len({subject for subject, _ in evenings}) == 6
    assert len(set(evenings)) == len(evenings)


@pytest.mark.slow
def test_everybody_reaches_the_next_house_by_tram(city):
    """Groups with one team have time for the way between two of their events."""
    alone = [row["actor_id"] for row in city.tables["actors"] if row["teams"] == "1"]
    ways = 0
    for actor in alone:
        own = [each for each in city.shown if actor in each.actors]
        for day in {each.day for each in own}:
            for before, after in pairwise(sorted((busy(e, actor), e) for e in own if e.day == day)):
                ways += 1
                assert before[0][1] + city.walk(before[1], after[1]) <= after[0][0]
    assert ways


def busy(shown, actor):
    """Who leads sets up and takes down; who joins in comes for the public time."""
    return shown.occupied if shown.event["lead_actor"] == actor else (shown.start, shown.end)


@pytest.mark.slow
def test_the_city_opens_and_closes_together(city):
    """Nothing begins before the opening ends, nothing runs when the closing begins."""
    (opening,), (closing,) = city.of("KON01"), city.of("KON02")
    first = city.shown[0].day

    assert opening.day == first
    assert closing.day == first + timedelta(days=11)
    others = [each for each in city.shown if each not in (opening, closing)]
    assert all(e.day > opening.day or e.start >= opening.end for e in others)
    assert all(e.day < closing.day or e.end <= closing.start for e in others)


# --- a meadow with three tables ------------------------------------------------------------------


@pytest.fixture(scope="module")
def meadow(planned):
    return planned("meadow")


def test_three_tables_are_enough():
    """The meadow has no other tables than those that must be there."""
    tables = {table_named(file.stem) for file in (EXAMPLES / "meadow").glob("*.csv")}

    assert {table.name for table in tables if table.required} == {table.name for table in tables}
    assert len(tables) == 3


def test_the_meadow_takes_all_thirty(meadow):
    """Everything finds a place and a time, on all three days."""
    assert len(meadow.shown) == len(meadow.events) == 30
    assert {each.day.day for each in meadow.shown} == {27, 28, 29}


def test_the_stage_has_time_to_change_over(meadow):
    """Half an hour lies between two events on the stage."""
    for day in {each.day for each in meadow.shown}:
        stage = sorted_day((e for e in meadow.shown if e.venue == "B"), day)

        assert len(stage) >= 2
        assert all(after.start - before.end >= 30 for before, after in pairwise(stage))


def test_the_cinema_waits_for_the_dark(meadow):
    """The sun sets at 20:08."""
    (cinema,) = meadow.of("4")

    assert cinema.start >= minutes("20:08")
