"""A second opinion on a published plan.

The referee reads a festival's tables and the plan as it was published (the CSV file, and the
calendar feed), and says which rules of the handbook (docs/rules.md) are broken.  It shares no
code with the package: every rule is written again here, from the handbook's words alone, and
slowly and plainly rather than fast.

Where the handbook leaves two readings open, the referee objects only to what is broken under
both.  Tables have English headings, as in inputs/.

    python tests/referee.py TABLES PLAN.csv [FEED.ics]
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from zoneinfo import ZoneInfo

DAY = 24 * 60
NIGHT_ENDS = 4 * 60  # a festival day ends at four in the night
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAY_OF = {
    "mo": 0, "di": 1, "tu": 1, "mi": 2, "we": 2, "do": 3, "th": 3, "fr": 4, "sa": 5,
    "so": 6, "su": 6, "ma": 0, "wo": 2, "vr": 4, "za": 5, "zo": 6,
}  # fmt: skip
NO = {"no", "n", "nein", "false", "falsch", "0"}
YES = {"yes", "y", "ja", "j", "x", "true", "wahr", "1"}
MUST = {"must", "muss"}
GROUPS = {"kita", "schulklassen", "nursery groups", "school classes"}
MARKETS = "Markt;Flohmarkt;Basar;market"
DANCES = "Tanz;Disco;Party;dance"
SPORTS = "Sport;Turnier;sports"
MOVING = "Sport;Tanz;Tour;sports;dance"
OLDER = "Senioren;Seniorinnen;Ältere;ältere Menschen;seniors;older people"
FOLLOWED = 8  # up to so many pieces of a thing are followed one by one
PLAN_COLUMNS = {
    "wochentag": "weekday",
    "datum": "date",
    "beginn": "start",
    "ende": "end",
    "nr.": "event_id",
    "termin": "session",
    "titel": "title",
    "ort-nr.": "venue_id",
    "ort": "venue",
    "veranstalter": "lead",
    "mitveranstalter": "partners",
    "belegt ab": "occupied_from",
    "belegt bis": "occupied_to",
}
TABLES = (
    "festival", "days", "sites", "venues", "venue_hours", "walks", "closures", "actors",
    "availability", "events", "relations", "equipment", "helper_pool", "noise_rules",
    "protected_times", "youth_rules", "city_events", "calendar_days", "costs", "funds",
    "applications", "pins",
)  # fmt: skip

Row = dict[str, str]
Minute = float  # counted from midnight of day 0; the middle of a route may be half a minute
Span = tuple[Minute, Minute]  # half-open: the end does not belong to it


# Reading cells ---------------------------------------------------------------------------------


def cell(row: Row, column: str) -> str:
    """What stands in a cell; the empty text where there is no such column."""
    return row.get(column, "")


def words(text: str) -> list[str]:
    """The members of a list: "A;B" and "A, B" are both A and B."""
    return [word.strip() for word in re.split(r"[;,]", text) if word.strip()]


def same_words(text: str) -> set[str]:
    """The members of a list, upper and lower case alike."""
    return {word.casefold() for word in words(text)}


def says_no(text: str) -> bool:
    """Whether a cell says no; an empty one does not."""
    return text.casefold() in NO


def says_yes(text: str) -> bool:
    """Whether a cell says yes; an empty one does not."""
    return text.casefold() in YES


def number(text: str) -> Fraction | None:
    """The number in a cell, exactly; None where it is empty."""
    return Fraction(text.replace(",", ".")) if text else None


def minutes(text: str) -> int:
    """A number of minutes; an empty cell is none."""
    return int(number(text) or 0)


def cents(text: str) -> int:
    """An amount of money in cents: "1.450,00", "1450.00" and "1450" are the same."""
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    return int(Fraction(text) * 100) if text else 0


def clock(text: str) -> int | None:
    """The minutes since midnight of "18:30" or "25:00"; None where the cell is empty."""
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text)
    if not found:
        raise ValueError(f"“{text}” is not a time")
    return int(found[1]) * 60 + int(found[2])


def night_clock(text: str) -> int | None:
    """A time on a festival day: what is before four belongs to the night at its end."""
    time = clock(text)
    return time + DAY if time is not None and time < NIGHT_ENDS else time


def calendar_day(text: str) -> int | None:
    """The day that "2027-08-28" or "28.08.2027" names, as a running number."""
    if found := re.match(r"(\d{4})-(\d{2})-(\d{2})", text):
        return date(int(found[1]), int(found[2]), int(found[3])).toordinal()
    if found := re.match(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        return date(int(found[3]), int(found[2]), int(found[1])).toordinal()
    return None


def weekday_named(text: str) -> int | None:
    """The weekday a word names, in German, English or Dutch: 0 is Monday."""
    if text.casefold().startswith("sonnabend"):
        return 5
    return WEEKDAY_OF.get(text.casefold()[:2])


def weekday(day: int) -> int:
    """The weekday of a day: 0 is Monday."""
    return (day - 1) % 7


def window(row: Row, day: int) -> Span:
    """When a row with `from` and `to` holds; empty cells reach to the ends of the day."""
    start, end = clock(cell(row, "from")), clock(cell(row, "to"))
    start = NIGHT_ENDS if start is None else start
    end = DAY + NIGHT_ENDS if end is None else end
    return day * DAY + start, day * DAY + (end if end > start else end + DAY)


def hours(day: int, start: str, end: str) -> Span:
    """Certain hours of a day, which never reach into the next one."""
    return day * DAY + (clock(start) or 0), day * DAY + (clock(end) or 0)


def overlap(one: Span, other: Span) -> bool:
    """Whether two half-open spans have a moment in common."""
    return max(one[0], other[0]) < min(one[1], other[1])


def read_table(path: Path) -> list[Row]:
    """The rows of a CSV file with commas or semicolons; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        separator = ";" if head.count(";") > head.count(",") else ","
        columns = [one.strip().casefold() for one in next(csv.reader([head], delimiter=separator))]
        rows = list(csv.reader(file, delimiter=separator))
    return [
        dict(zip(columns, [value.strip() for value in row], strict=False))
        for row in rows
        if any(value.strip() for value in row)
    ]


# The festival and its plan ---------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Session:
    """One line of the plan: a session of an event, with its place and its public time."""

    event: Row
    number: int
    venue_id: str
    start: Minute
    end: Minute
    line: Row

    @property
    def event_id(self) -> str:
        return self.event["event_id"]

    @property
    def day(self) -> int:
        """The festival day on which it begins."""
        return int((self.start - NIGHT_ENDS) // DAY)

    @property
    def public(self) -> Span:
        """While the public is there."""
        return self.start, self.end

    @property
    def busy(self) -> Span:
        """From the beginning of the set-up until the end of the take-down."""
        setup, teardown = cell(self.event, "setup_min"), cell(self.event, "teardown_min")
        return self.start - minutes(setup), self.end + minutes(teardown)

    def __str__(self) -> str:
        title = cell(self.event, "title") or self.event_id
        times = f"{moment(self.start)}-{moment(self.end).split()[-1]}"
        return f"“{title}” ({self.event_id}#{self.number}, {times}, {self.venue_id})"


@dataclass(frozen=True)
class Stay:
    """A session at one venue: all of it, or half of a route."""

    session: Session
    venue_id: str
    public: Span
    busy: Span


@dataclass(frozen=True)
class Use:
    """So much of something is used by a session for a time."""

    start: Minute
    end: Minute
    amount: Fraction
    session: Session


class Festival:
    """The tables of a festival, and the sessions of its published plan."""

    def __init__(self, tables_folder: Path, plan_csv_path: Path) -> None:
        self.tables = {name: read_table(tables_folder / f"{name}.csv") for name in TABLES}
        self.events = self.by_key("events", "event_id")
        self.venues = self.by_key("venues", "venue_id")
        self.sites = self.by_key("sites", "site_id")
        self.actors = self.by_key("actors", "actor_id")
        self.items = self.by_key("equipment", "equipment_id")
        self.settings = {row["key"]: cell(row, "value") for row in self.tables["festival"]}
        self.days = self.read_days()
        self.unreadable: list[str] = []
        self.sessions: list[Session] = []
        for place, line in enumerate(read_plan(plan_csv_path), start=2):
            self.read_session(place, line)
        self.sessions.sort(key=lambda one: (one.start, one.event_id, one.number))

    def by_key(self, table: str, key: str) -> dict[str, Row]:
        """The rows of a table under their short names."""
        return {row[key]: row for row in self.tables[table] if cell(row, key)}

    def read_days(self) -> dict[int, Row]:
        """The festival's days; without a table of days, those from its first to its last."""
        days = {}
        for row in self.tables["days"]:
            day = calendar_day(cell(row, "date"))
            if day is not None:
                days[day] = row
        first = calendar_day(self.setting("start_date"))
        last = calendar_day(self.setting("end_date"))
        if not days and first is not None and last is not None:
            days = {day: {} for day in range(first, last + 1)}
        return days

    def read_session(self, place: int, line: Row) -> None:
        """Takes over one line of the plan, or notes why it cannot be read."""
        event = self.events.get(cell(line, "event_id"))
        day = calendar_day(cell(line, "date"))
        start, end = clock(cell(line, "start")), clock(cell(line, "end"))
        if event is None or day is None or start is None or end is None:
            self.unreadable.append(f"line {place} of the plan names no known event, day and time")
            return
        end += DAY if end <= start else 0
        self.sessions.append(
            Session(
                event,
                int(cell(line, "session") or 1),
                cell(line, "venue_id"),
                day * DAY + start,
                day * DAY + end,
                line,
            )
        )

    def setting(self, key: str, default: str = "") -> str:
        """A setting of the festival, or the handbook's default."""
        return self.settings.get(key) or default

    def venue(self, venue_id: str) -> Row:
        """The row of a venue; an empty one for a venue nobody knows."""
        return self.venues.get(venue_id, {})

    def site_of(self, venue_id: str) -> str:
        """The site on which a venue lies."""
        return cell(self.venue(venue_id), "site_id")

    def of(self, event_id: str) -> list[Session]:
        """The planned sessions of an event, by their number."""
        mine = [one for one in self.sessions if one.event_id == event_id]
        return sorted(mine, key=lambda one: one.number)

    def placed(self) -> list[str]:
        """The events that are in the plan."""
        return sorted({one.event_id for one in self.sessions})

    def stays(self, session: Session) -> list[Stay]:
        """Where a session is: a route at its start for half of its public time, then at its end."""
        end_venue = cell(session.event, "end_venue")
        if not end_venue:
            return [Stay(session, session.venue_id, session.public, session.busy)]
        middle = (session.start + session.end) / 2
        return [
            Stay(
                session,
                session.venue_id,
                (session.start, middle),
                (session.busy[0], middle),
            ),
            Stay(session, end_venue, (middle, session.end), (middle, session.busy[1])),
        ]

    def all_stays(self) -> list[Stay]:
        """The stays of all sessions."""
        return [stay for session in self.sessions for stay in self.stays(session)]

    def ends_of(self, session: Session) -> list[str]:
        """The venue of a session, and the one where it arrives if it is a route."""
        return [stay.venue_id for stay in self.stays(session)]

    def people(self, session: Session) -> Iterator[tuple[str, Span]]:
        """Who is needed and when: the lead for the occupied time, partners for the public time."""
        lead = cell(session.event, "lead_actor")
        if lead:
            yield lead, session.busy
        for partner in self.partners(session):
            yield partner, session.public

    def partners(self, session: Session) -> list[str]:
        """Who joins in; who leads is no partner of its own."""
        named = dict.fromkeys(words(cell(session.event, "co_actors")))
        return [actor for actor in named if actor != cell(session.event, "lead_actor")]

    def hard_relations(self, *kinds: str) -> Iterator[tuple[Row, list[Session], list[Session]]]:
        """The relations of some kinds that must hold, with the sessions they are about."""
        for row in self.tables["relations"]:
            kind = cell(row, "kind").casefold()
            of_one = kind in {"first", "last"}
            if not of_one and cell(row, "event_a") == cell(row, "event_b"):
                continue  # nothing comes before itself; no page says what that should mean
            if kind in kinds and not says_no(cell(row, "hard")):
                yield row, self.of(cell(row, "event_a")), self.of(cell(row, "event_b"))

    def dates_of(self, text: str) -> list[int]:
        """The days a row holds for: its date, or every day of the festival where it says daily."""
        if text.casefold() in {"daily", "täglich"}:
            return sorted(self.days)
        day = calendar_day(text)
        if day is None and text:
            raise ValueError(f"“{text}” is not a date")
        return [] if day is None else [day]


def read_plan(path: Path) -> list[Row]:
    """The lines of a published plan, with German or English headings."""
    return [
        {PLAN_COLUMNS.get(column, column): value for column, value in line.items()}
        for line in read_table(path)
    ]


def moment(minute: Minute) -> str:
    """A moment as people say it; one at night is 25:00 of the evening before."""
    day = int((minute - NIGHT_ENDS) // DAY)
    rest = minute - day * DAY
    time = f"{int(rest // 60):02}:{int(rest % 60):02}{'½' if rest % 1 else ''}"
    return f"{WEEKDAYS[weekday(day)]} {day_name(day)} {time}"


def day_name(day: int) -> str:
    """A day's date."""
    return date.fromordinal(day).isoformat()


def listed(uses: Iterable[Use]) -> str:
    """The sessions of some uses, in words."""
    return "; ".join(str(session) for session in dict.fromkeys(use.session for use in uses))


def crowds(uses: list[Use], limit: Fraction) -> Iterator[tuple[Minute, Fraction, list[Use]]]:
    """The moments at which more is used than the limit, once for each company of users."""
    told = set()
    for start in sorted({use.start for use in uses}):
        here = [use for use in uses if use.start <= start < use.end]
        total = sum((use.amount for use in here), Fraction(0))
        company = frozenset(use.session for use in here)
        if total > limit and company not in told:
            told.add(company)
            yield start, total, here


def borrowed(event: Row) -> dict[str, Fraction]:
    """What an event borrows: "benches:4; ramp" is four benches and one ramp."""
    things: dict[str, Fraction] = {}
    for word in words(cell(event, "equipment")):
        name, _, count = word.partition(":")
        so_many = number(count.strip() or "1") or Fraction(0)
        things[name.strip()] = things.get(name.strip(), Fraction(0)) + so_many
    return things


# What is printed -------------------------------------------------------------------------------


def published(festival: Festival) -> Iterator[str]:
    """The plan's other columns say what the tables say: titles, names, weekday, occupied time."""
    yield from festival.unreadable
    for session in festival.sessions:
        line, venue = session.line, festival.venue(session.venue_id)
        lead = festival.actors.get(cell(session.event, "lead_actor"), {})
        partners = festival.partners(session)
        named = weekday_named(cell(line, "weekday"))
        calendar = int(session.start // DAY)
        if cell(line, "weekday") and named not in {weekday(calendar), weekday(session.day)}:
            yield f"{session} is not on a {line['weekday']}"
        if "title" in line and line["title"] not in translations(session.event, "title"):
            yield f"{session} is printed with the title “{line['title']}”"
        if "venue" in line and venue and line["venue"] not in translations(venue, "name"):
            yield f"{session} is printed at “{line['venue']}”"
        if "lead" in line and lead and line["lead"] not in translations(lead, "name"):
            yield f"{session} is printed as led by “{line['lead']}”"
        if "partners" in line:
            names = ", ".join(cell(festival.actors.get(one, {}), "name") or one for one in partners)
            if names != line["partners"]:
                yield f"{session} is printed with the partners “{line['partners']}”, not “{names}”"
        for column, when in zip(("occupied_from", "occupied_to"), session.busy, strict=True):
            time = clock(cell(line, column))
            if time is not None and (when - time) % DAY:
                yield f"{session}: {column} is {line[column]} and should be {moment(when)}"


def translations(row: Row, column: str) -> set[str]:
    """A name in every language in which the table has it; its short name where it has none."""
    found = {value for name, value in row.items() if re.fullmatch(rf"{column}(_[a-z]+)?", name)}
    return (found - {""}) or {cell(row, "event_id") or cell(row, "venue_id")}


# The rules, in the handbook's order ------------------------------------------------------------


def mandatory(festival: Festival) -> Iterator[str]:
    """What is mandatory is in the plan; whatever is in it is there with all sessions, once each."""
    for event_id, event in festival.events.items():
        wanted = list(range(1, int(cell(event, "sessions") or 1) + 1))
        placed = [session.number for session in festival.of(event_id)]
        optional = says_no(cell(event, "mandatory"))
        if placed != wanted and not (optional and not placed):
            yield (
                f"“{cell(event, 'title') or event_id}” ({event_id}) has the sessions {placed} "
                f"in the plan, and should have {wanted}"
            )


def length(festival: Festival) -> Iterator[str]:
    """An event has its full length; an open offer with a minimum may be shorter, by grid steps."""
    step = int(festival.setting("slot_minutes", "15"))
    for session in festival.sessions:
        event = session.event
        full = number(cell(event, "duration_min"))
        shortest = number(cell(event, "min_duration_min"))
        lasts = session.end - session.start
        if full is None or lasts == full:
            continue
        is_open = cell(event, "kind").casefold() == "open"
        by_steps = (full - lasts) % step == 0 or lasts % step == 0
        if not (is_open and shortest is not None and shortest <= lasts < full and by_steps):
            yield f"{session} lasts {lasts} minutes; agreed are {full}"


def grid(festival: Festival) -> Iterator[str]:
    """Every start lies on the time grid, counted from midnight."""
    step = int(festival.setting("slot_minutes", "15"))
    for session in festival.sessions:
        if session.start % DAY % step:
            yield f"{session} does not start on the grid of {step} minutes"


def allowed_days(festival: Festival) -> Iterator[str]:
    """An event is on one of its days, named by weekday or date, and on a day of the festival."""
    for session in festival.sessions:
        if festival.days and session.day not in festival.days:
            yield f"{session} is on {day_name(session.day)}, which is no day of the festival"
            continue
        named = words(cell(session.event, "days"))
        dates = {calendar_day(word) for word in named}
        weekdays = {weekday_named(word) for word in named if calendar_day(word) is None}
        if named and session.day not in dates and weekday(session.day) not in weekdays:
            yield f"{session} is possible only on: {', '.join(named)}"


def time_window(festival: Festival) -> Iterator[str]:
    """An event starts at its earliest start or later and has ended by its latest end."""
    for session in festival.sessions:
        earliest = clock(cell(session.event, "earliest_start"))
        latest = night_clock(cell(session.event, "latest_end"))
        midnight = session.day * DAY
        if earliest is not None and session.start < midnight + earliest:
            yield f"{session} starts before {session.event['earliest_start']}"
        if latest is not None and session.end > midnight + latest:
            yield f"{session} ends after {session.event['latest_end']}"


def fixed_start(festival: Festival) -> Iterator[str]:
    """An event with a fixed start begins exactly then; 25:00 and 01:00 are the same."""
    for session in festival.sessions:
        fixed = night_clock(cell(session.event, "fixed_start"))
        if fixed is not None and session.start != session.day * DAY + fixed:
            yield f"{session} must start at {session.event['fixed_start']}"


def pinned(festival: Festival) -> Iterator[str]:
    """A pinned session (the first, without a number) has the day, time and venue of its row."""
    for row in festival.tables["pins"]:
        day, start = calendar_day(cell(row, "date")), clock(cell(row, "start"))
        venue_id = cell(row, "venue_id")
        for session in festival.of(cell(row, "event_id")):
            if session.number != int(cell(row, "session") or 1):
                continue
            if day is not None and session.day != day:
                yield f"{session} is pinned to {day_name(day)}"
            if start is not None and (session.start - start) % DAY:
                yield f"{session} is pinned to start at {row['start']}"
            if venue_id and session.venue_id != venue_id:
                yield f"{session} is pinned to {venue_id}"


def public_hours(festival: Festival) -> Iterator[str]:
    """The public time lies within the public hours of its festival day."""
    for session in festival.sessions:
        day = festival.days.get(session.day, {})
        opens, closes = clock(cell(day, "open_from")), night_clock(cell(day, "open_to"))
        midnight = session.day * DAY
        if opens is not None and session.start < midnight + opens:
            yield f"{session} starts before the festival opens at {day['open_from']}"
        if closes is not None and session.end > midnight + closes:
            yield f"{session} ends after the festival closes at {day['open_to']}"


def allowed_venues(festival: Festival) -> Iterator[str]:
    """An event is at a venue it names, or at any known venue if it names none."""
    for session in festival.sessions:
        asked = words(cell(session.event, "venues"))
        if session.venue_id not in festival.venues:
            yield f"{session} is at a venue that no table knows"
        elif asked and session.venue_id not in asked:
            yield f"{session} is possible only at: {', '.join(asked)}"


def features(festival: Festival) -> Iterator[str]:
    """The venue where an event is, or sets off, has all that the event needs."""
    for session in festival.sessions:
        needed = same_words(cell(session.event, "features_needed"))
        missing = needed - same_words(cell(festival.venue(session.venue_id), "features"))
        if missing:
            yield f"{session} lacks at its venue: {', '.join(sorted(missing))}"


def vehicles(festival: Festival) -> Iterator[str]:
    """What comes with a vehicle is where one can drive in; a route at both ends."""
    feature = festival.setting("vehicle_feature", "zufahrt").casefold()
    for session in festival.sessions:
        if not says_yes(cell(session.event, "vehicle_access")):
            continue
        for venue_id in festival.ends_of(session):
            if feature not in same_words(cell(festival.venue(venue_id), "features")):
                yield f"{session} comes with a vehicle, but {venue_id} lacks “{feature}”"


def step_free(festival: Festival) -> Iterator[str]:
    """What is announced for wheelchairs is without steps, or with a ramp that is there."""
    ramp = festival.setting("ramp_equipment")
    for session in festival.sessions:
        if not same_words(cell(session.event, "access")) & {"rollstuhl", "wheelchair"}:
            continue
        for venue_id in festival.ends_of(session):
            reached = cell(festival.venue(venue_id), "step_free").casefold()
            if says_no(reached):
                yield f"{session} is announced for wheelchairs, but {venue_id} has steps"
            if reached in {"ramp", "rampe"} and ramp and not borrowed(session.event).get(ramp):
                yield f"{session} is announced for wheelchairs and borrows no ramp for {venue_id}"


def capacity(festival: Festival) -> Iterator[str]:
    """The visitors expected at one time at a venue have room there."""
    for venue_id, venue in festival.venues.items():
        room_for = number(cell(venue, "capacity"))
        if room_for is None:
            continue
        uses = []
        for stay in festival.all_stays():
            event = stay.session.event
            guests = number(cell(event, "expected_visitors") or cell(event, "registration_max"))
            if stay.venue_id == venue_id and guests:
                uses.append(Use(*stay.public, guests, stay.session))
        for when, total, here in crowds(uses, room_for):
            yield (
                f"{venue_id} has room for {room_for} visitors, but at {moment(when)} {total} "
                f"are expected: {listed(here)}"
            )


def opening_hours(festival: Festival) -> Iterator[str]:
    """Each venue is open while the public is there; only set-up and take-down may reach beyond."""
    reach = minutes(festival.setting("teardown_after_close_minutes", "60"))
    for stay in festival.all_stays():
        rows = [row for row in festival.tables["venue_hours"] if row["venue_id"] == stay.venue_id]
        if not rows:
            continue
        windows = joined(
            window(row, day) for row in rows for day in festival.dates_of(cell(row, "date"))
        )
        held = [one for one in windows if one[0] <= stay.public[0] and stay.public[1] <= one[1]]
        if not held:
            yield f"{stay.session} is at {stay.venue_id} while that is not open"
        elif stay.busy[0] < held[0][0] - reach or stay.busy[1] > held[0][1] + reach:
            yield (
                f"{stay.session} needs {stay.venue_id} from {moment(stay.busy[0])} to "
                f"{moment(stay.busy[1])}, more than {reach} minutes beyond its opening hours"
            )


def joined(windows: Iterable[Span]) -> list[Span]:
    """Windows that touch or overlap, put together."""
    result: list[Span] = []
    for start, end in sorted(windows):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result


def closures(festival: Festival) -> Iterator[str]:
    """Nothing is at a closed venue or site, set-up and take-down included."""
    for row in festival.tables["closures"]:
        for day in festival.dates_of(cell(row, "date")):
            for stay in festival.all_stays():
                site = festival.site_of(stay.venue_id)
                closed = stay.venue_id in words(cell(row, "venue_id")) or (
                    site != "" and site in words(cell(row, "site_id"))
                )
                if closed and overlap(stay.busy, window(row, day)):
                    yield f"{stay.session} needs {stay.venue_id} while that is closed"


def room(festival: Festival) -> Iterator[str]:
    """A venue never holds more events than fit beside each other, set-up and take-down included."""
    for venue_id, venue in festival.venues.items():
        side_by_side = number(cell(venue, "parallel")) or Fraction(1)
        uses = [
            Use(*stay.busy, Fraction(1), stay.session)
            for stay in festival.all_stays()
            if stay.venue_id == venue_id
        ]
        for when, total, here in crowds(uses, side_by_side):
            yield (
                f"{venue_id} has room for {side_by_side} at a time, but holds {total} at "
                f"{moment(when)}: {listed(here)}"
            )


def change_over(festival: Festival) -> Iterator[str]:
    """Where one event at a time takes place, there is time to change over to the next one."""
    for venue_id, venue in festival.venues.items():
        pause = minutes(cell(venue, "change_over_min"))
        if not pause or (number(cell(venue, "parallel")) or 1) > 1:
            continue
        here = [stay for stay in festival.all_stays() if stay.venue_id == venue_id]
        for one, other in combinations(sorted(here, key=lambda stay: stay.public), 2):
            different = one.session.event_id != other.session.event_id
            if different and other.public[0] < one.public[1] + pause:
                yield (
                    f"{venue_id} needs {pause} minutes between {one.session} and {other.session}"
                )


def emergency_lane(festival: Festival) -> Iterator[str]:
    """Of two venues beside each other on the lane only one is being set up at a time."""
    beside = {
        frozenset((venue_id, other))
        for venue_id, venue in festival.venues.items()
        for other in words(cell(venue, "lane_neighbours"))
    }
    for one, other in combinations(festival.sessions, 2):
        setting_up = [(session.busy[0], session.start) for session in (one, other)]
        neighbours = frozenset((one.venue_id, other.venue_id)) in beside
        if neighbours and overlap(*setting_up):
            yield f"{one} and {other} are set up at one time: that blocks the emergency lane"


def darkness(festival: Festival) -> Iterator[str]:
    """What needs the dark starts after sunset, by the minutes it asks for."""
    for session in festival.sessions:
        if not says_yes(cell(session.event, "after_sunset")):
            continue
        sunset = clock(cell(festival.days.get(session.day, {}), "sunset"))
        later = minutes(cell(session.event, "sunset_offset_min"))
        if sunset is None:
            yield f"{session} needs the dark, and no sunset is known for its day"
        elif session.start < session.day * DAY + sunset + later:
            yield f"{session} needs the dark and starts before {later} minutes after sunset"


def sessions_of_one_event(festival: Festival) -> Iterator[str]:
    """Sessions follow their numbers and do not overlap; their gap and their rule are kept."""
    for event_id in festival.placed():
        event, mine = festival.events[event_id], festival.of(event_id)
        gap = minutes(cell(event, "session_gap_min"))
        rule = cell(event, "session_rule").casefold()
        for one, other in combinations(mine, 2):
            if other.start < one.end + gap:
                yield f"{other} does not begin {gap} minutes after {one} at the earliest"
            if rule == "different_days" and one.day == other.day:
                yield f"{one} and {other} must be on different days"
            if rule in {"same_day", "back_to_back"} and one.day != other.day:
                yield f"{one} and {other} must be on the same day"
        for one, other in pairwise(mine):
            if rule == "back_to_back" and other.start != one.end + gap:
                yield f"{other} must follow {one} directly"


def first_and_last(festival: Festival) -> Iterator[str]:
    """Nothing begins before the first event is over; nothing runs once the last one begins."""
    for row, mine, _ in festival.hard_relations("first", "last"):
        others = [one for one in festival.sessions if one.event_id != row["event_a"]]
        for session in mine:
            for other in others:
                if cell(row, "kind").casefold() == "first" and other.start < session.end:
                    yield f"{other} begins before {session}, the first event, is over"
                if cell(row, "kind").casefold() == "last" and other.end > session.start:
                    yield f"{other} has not ended when {session}, the last event, begins"


def order(festival: Festival) -> Iterator[str]:
    """Event B begins after event A has ended: late enough, and (for "then") soon enough."""
    for row, before, after in festival.hard_relations("then", "before"):
        least, most = minutes(cell(row, "min_gap_min")), number(cell(row, "max_gap_min"))
        for one in before:
            for other in after:
                if other.start < one.end + least:
                    yield f"{other} must begin at least {least} minutes after {one}"
        if before and after and most is not None and cell(row, "kind").casefold() == "then":
            last = max(before, key=lambda session: session.end)
            first = min(after, key=lambda session: session.start)
            if first.start > last.end + most:
                yield f"{first} must begin at most {most} minutes after {last}"


def end_together(festival: Festival) -> Iterator[str]:
    """Event B ends so long after event A as the relation allows; less than 0 is before it."""
    for row, ones, others in festival.hard_relations("end_near_end"):
        if not ones or not others:
            continue
        one = max(ones, key=lambda session: session.end)
        other = max(others, key=lambda session: session.end)
        least, most = minutes(cell(row, "min_gap_min")), number(cell(row, "max_gap_min"))
        if other.end < one.end + least:
            yield f"{other} must end at least {least} minutes after {one}"
        if most is not None and other.end > one.end + most:
            yield f"{other} must end at most {most} minutes after {one}"


def not_parallel(festival: Festival) -> Iterator[str]:
    """The public times of two events do not overlap, and keep their gap."""
    for row, ones, others in festival.hard_relations("not_parallel"):
        gap = minutes(cell(row, "min_gap_min"))
        for one in ones:
            for other in others:
                if one.start < other.end + gap and other.start < one.end + gap:
                    yield f"{one} and {other} must not run at the same time (gap {gap})"


def days_together(festival: Festival) -> Iterator[str]:
    """Two events are on the same festival day, or on different ones."""
    for row, ones, others in festival.hard_relations("same_day", "different_day"):
        same = cell(row, "kind").casefold() == "same_day"
        for one in ones:
            for other in others:
                if (one.day == other.day) != same:
                    asked = "the same day" if same else "different days"
                    yield f"{one} and {other} belong on {asked}"


def same_area(festival: Festival) -> Iterator[str]:
    """All sessions of two events are at one venue; a route counts where it sets off."""
    for row, ones, others in festival.hard_relations("same_area"):
        venues = {session.venue_id for session in ones + others}
        if ones and others and len(venues) > 1:
            yield f"{row['event_a']} and {row['event_b']} belong at one venue, not at {venues}"


def one_venue(festival: Festival) -> Iterator[str]:
    """All sessions of an event that must stay are at one venue; a route where it sets off."""
    for event_id in festival.placed():
        stays = cell(festival.events[event_id], "same_venue").casefold() in MUST
        venues = sorted({session.venue_id for session in festival.of(event_id)})
        if stays and len(venues) > 1:
            yield f"all sessions of {event_id} must be at one venue, not at {', '.join(venues)}"


def actor_availability(festival: Festival) -> Iterator[str]:
    """Nobody is needed while not available, except for the events the row names."""
    for row in festival.tables["availability"]:
        if cell(row, "kind").casefold() != "unavailable":
            continue
        for day in festival.dates_of(cell(row, "date")):
            away = window(row, day)
            for session in festival.sessions:
                if session.event_id in words(cell(row, "except_events")):
                    continue
                for actor, needed in festival.people(session):
                    if actor == cell(row, "actor_id") and overlap(needed, away):
                        yield (
                            f"{session} needs {actor}, who is not available "
                            f"{moment(away[0])} to {moment(away[1])}"
                        )


def friday_prayer(festival: Festival) -> Iterator[str]:
    """Who keeps the Friday prayer leads nothing in its window and joins in nothing public."""
    prayer = {
        "from": festival.setting("friday_prayer_from", "12:30"),
        "to": festival.setting("friday_prayer_to", "15:00"),
    }
    for session, actor, needed in observers(festival, "friday_prayer"):
        fridays = [day for day in days_around(session) if weekday(day) == 4]
        if any(overlap(needed, window(prayer, day)) for day in fridays):
            yield f"{session} needs {actor} during the Friday prayer"


def shabbat(festival: Festival) -> Iterator[str]:
    """Who keeps the Shabbat rests from Friday's sunset until Saturday's nightfall."""
    nightfall = minutes(festival.setting("nightfall_after_sunset_min", "65"))
    for session, actor, needed in observers(festival, "shabbat"):
        for saturday in [day for day in days_around(session) if weekday(day) == 5]:
            sunset_before = clock(cell(festival.days.get(saturday - 1, {}), "sunset"))
            sunset_after = clock(cell(festival.days.get(saturday, {}), "sunset"))
            start = (saturday - 1) * DAY + (15 * 60 if sunset_before is None else sunset_before)
            end = saturday * DAY + (DAY if sunset_after is None else sunset_after + nightfall)
            if overlap(needed, (start, end)):
                yield (f"{session} needs {actor}; Shabbat is from {moment(start)} to {moment(end)}")


def observers(festival: Festival, observed: str) -> Iterator[tuple[Session, str, Span]]:
    """The sessions that need an actor who keeps a time of rest or prayer, and when they do."""
    for session in festival.sessions:
        for actor, needed in festival.people(session):
            if observed in same_words(cell(festival.actors.get(actor, {}), "observes")):
                yield session, actor, needed


def days_around(session: Session) -> range:
    """The calendar days near a session."""
    return range(int(session.busy[0] // DAY) - 1, int(session.busy[1] // DAY) + 2)


def teams_of(festival: Festival, actor: str) -> int:
    """How many teams an actor has: one where nothing is written."""
    return int(cell(festival.actors.get(actor, {}), "teams") or 1)


def tasks_of_actors(festival: Festival) -> dict[str, list[Use]]:
    """What each actor has to do, in the order of time."""
    tasks: dict[str, list[Use]] = {}
    for session in festival.sessions:
        for actor, needed in festival.people(session):
            tasks.setdefault(actor, []).append(Use(*needed, Fraction(1), session))
    return {actor: sorted(mine, key=lambda use: use.start) for actor, mine in tasks.items()}


def two_places(festival: Festival) -> Iterator[str]:
    """An actor is at no more events at a time than it has teams."""
    for actor, tasks in tasks_of_actors(festival).items():
        teams = teams_of(festival, actor)
        for when, total, here in crowds(tasks, Fraction(teams)):
            yield (
                f"{actor} can be at {teams} events at a time, but has {total} at "
                f"{moment(when)}: {listed(here)}"
            )


def walking_time(festival: Festival) -> Iterator[str]:
    """An actor's events can be shared out among its teams so that each team walks in time."""
    for actor, tasks in tasks_of_actors(festival).items():
        teams = teams_of(festival, actor)
        if not has_to_walk(festival, tasks):
            continue  # who has too much to do at one place is told so by two_places
        stuck = first_out_of_reach(festival, tasks, teams)
        if stuck is not None:
            yield f"no team of {actor} can reach {stuck.session} in time from its event before"


def has_to_walk(festival: Festival, tasks: list[Use]) -> bool:
    """Whether some tasks lie apart from each other."""
    venues = {venue_id for task in tasks for venue_id in festival.ends_of(task.session)}
    sites = sorted({festival.site_of(venue_id) for venue_id in venues})
    return any(walk(festival, here, there) for here, there in combinations(sites, 2))


def first_out_of_reach(festival: Festival, tasks: list[Use], teams: int) -> Use | None:
    """Tries every way to share out the tasks; the task at which the best of them fails."""
    hopeless: set[tuple[int, ...]] = set()
    farthest = 0

    def share(place: int, last: tuple[int, ...]) -> bool:
        """Gives task number `place` to a team; `last` holds the last task of each team."""
        nonlocal farthest
        farthest = max(farthest, place)
        if place == len(tasks):
            return True
        state = (place, *sorted(last))
        if state in hopeless:
            return False
        for before in set(last):
            if before < 0 or in_reach(festival, tasks[before], tasks[place]):
                rest = list(last)
                rest.remove(before)
                if share(place + 1, (*rest, place)):
                    return True
        hopeless.add(state)
        return False

    return None if share(0, (-1,) * min(teams, len(tasks))) else tasks[farthest]


def in_reach(festival: Festival, one: Use, other: Use, slowness: Fraction = Fraction(1)) -> bool:
    """Whether who has finished one task arrives in time for the other, at a walk or slower."""
    here = festival.site_of(festival.ends_of(one.session)[-1])
    there = festival.site_of(other.session.venue_id)
    return one.end + walk(festival, here, there) * slowness <= other.start


def walk(festival: Festival, here: str, there: str) -> Fraction:
    """Minutes from one site to another, by the table, else by the coordinates, else none."""
    if here == there:
        return Fraction(0)
    for start, end in ((here, there), (there, here)):
        for row in festival.tables["walks"]:
            if (row["from_site"], row["to_site"]) == (start, end) and cell(row, "minutes"):
                return number(row["minutes"]) or Fraction(0)
    places = [festival.sites.get(site, {}) for site in (here, there)]
    if not all(cell(place, "x_m") and cell(place, "y_m") for place in places):
        return Fraction(0)
    (x, y), (u, v) = [(float(place["x_m"]), float(place["y_m"])) for place in places]
    metres = Fraction(hypot(x - u, y - v)).limit_denominator(1000)
    factor = number(festival.setting("walk_factor", "1.25")) or Fraction(0)
    return metres / Fraction(festival.setting("walk_metres_per_minute", "70")) * factor


def working_hours(festival: Festival) -> Iterator[str]:
    """An actor's teams together work, on a festival day, no longer than all of them can."""
    for actor, tasks in tasks_of_actors(festival).items():
        limit = number(cell(festival.actors.get(actor, {}), "max_hours_per_day"))
        if limit is None:
            continue
        for day in sorted({task.session.day for task in tasks}):
            today = [task for task in tasks if task.session.day == day]
            worked = sum(task.end - task.start for task in today)
            if worked > limit * 60 * teams_of(festival, actor):
                yield f"{actor} works {worked} minutes on {day_name(day)}: {listed(today)}"


def quantity(item: Row) -> Fraction:
    """How many of a thing there are: one where nothing is written."""
    return number(cell(item, "quantity") or "1") or Fraction(0)


def uses_of(festival: Festival, item_id: str) -> list[Use]:
    """When a thing is in use, from set-up to take-down, and how many of it."""
    return [
        Use(*session.busy, borrowed(session.event)[item_id], session)
        for session in festival.sessions
        if item_id in borrowed(session.event)
    ]


def equipment(festival: Festival) -> Iterator[str]:
    """Never more of a thing is in use, from set-up to take-down, than there is."""
    for item_id, item in festival.items.items():
        there_is = quantity(item)
        for when, total, here in crowds(uses_of(festival, item_id), there_is):
            yield (
                f"there are {there_is} of {item_id}, but {total} are in use at "
                f"{moment(when)}: {listed(here)}"
            )


def transport(festival: Festival) -> Iterator[str]:
    """What travels can be shared out so that every piece is brought to each use in time."""
    for item_id, item in festival.items.items():
        pieces, uses = quantity(item), uses_of(festival, item_id)
        uses.sort(key=lambda use: use.start)
        if not says_yes(cell(item, "travels")) or pieces > FOLLOWED or any(crowds(uses, pieces)):
            continue  # what is in use twice cannot be shared out; equipment has said so
        if pieces_needed(festival, uses) <= pieces:
            continue
        late = next(
            use
            for place, use in enumerate(uses, start=1)
            if pieces_needed(festival, uses[:place]) > pieces
        )
        yield f"{item_id} cannot be brought to {late.session} in time, however it is shared out"


def pieces_needed(festival: Festival, uses: list[Use]) -> int:
    """How many pieces serve all uses, if as many as can be are brought on from use to use."""
    slowness = number(festival.setting("transport_factor", "2")) or Fraction(0)
    pipes: dict[tuple[str, str], int] = {}
    for place, use in enumerate(uses):
        pipes["used", f"after {place}"] = int(use.amount)
        pipes[f"before {place}", "brought on"] = int(use.amount)
        for later, other in enumerate(uses):
            if use is not other and in_reach(festival, use, other, slowness):
                pipes[f"after {place}", f"before {later}"] = int(use.amount)
    left = pour(pipes, "used", "brought on")
    # What was not brought on from another use is a piece of its own.
    return sum(left[f"before {place}", "brought on"] for place in range(len(uses)))


def borrowed_window(festival: Festival) -> Iterator[str]:
    """A thing is used, set-up and take-down included, only while we have it."""
    for item_id, item in festival.items.items():
        start = date_and_time(cell(item, "available_from"), 0)
        end = date_and_time(cell(item, "available_to"), DAY + NIGHT_ENDS)
        for session in festival.sessions:
            if not borrowed(session.event).get(item_id):
                continue
            if start is not None and session.busy[0] < start:
                yield f"{session} needs {item_id} before {item['available_from']}"
            if end is not None and session.busy[1] > end:
                yield f"{session} needs {item_id} after {item['available_to']}"


def date_and_time(text: str, without_time: int) -> Minute | None:
    """The moment that "2027-08-27 17:30" names; for a date alone, the time that is given."""
    day = calendar_day(text)
    if day is None:
        if text:
            raise ValueError(f"“{text}” is not a date")
        return None
    time = clock(text[10:].strip(" T")[:5])
    return day * DAY + (without_time if time is None else time)


def people_hours(festival: Festival) -> Iterator[str]:
    """A team works, in public time a festival day, no longer than agreed."""
    for item_id, item in festival.items.items():
        limit = number(cell(item, "max_hours_per_day"))
        if limit is None:
            continue
        for day in sorted({session.day for session in festival.sessions}):
            today = [session for session in festival.sessions if session.day == day]
            worked = sum(
                Fraction(session.end - session.start) * borrowed(session.event).get(item_id, 0)
                for session in today
            )
            if worked > limit * 60:
                yield f"{item_id} works {worked} minutes on {day_name(day)}; agreed: {limit} hours"


def power(festival: Festival) -> Iterator[str]:
    """A site never draws more power, set-up and take-down included, than its connection gives."""
    for site_id, site in festival.sites.items():
        there_is = number(cell(site, "power_kw"))
        if there_is is None:
            continue
        uses = []
        for stay in festival.all_stays():
            drawn = number(cell(stay.session.event, "power_kw"))
            if drawn and festival.site_of(stay.venue_id) == site_id:
                uses.append(Use(*stay.busy, drawn, stay.session))
        for when, total, here in crowds(uses, there_is):
            yield (
                f"{site_id} has {float(there_is)} kW, but at {moment(when)} {float(total)} are "
                f"needed: {listed(here)}"
            )


def helpers(festival: Festival) -> Iterator[str]:
    """At every moment as many helpers are there as are needed from set-up to take-down."""
    pool = [
        (window(row, day), number(cell(row, "persons")) or Fraction(0))
        for row in festival.tables["helper_pool"]
        for day in festival.dates_of(cell(row, "date"))
    ]
    if not festival.tables["helper_pool"]:
        return
    uses = []
    for session in festival.sessions:
        needed = number(cell(session.event, "helpers"))
        if needed:
            uses.append(Use(*session.busy, needed, session))
    moments = {use.start for use in uses} | {when[1] for when, _ in pool}
    for now in sorted(moments):
        here = [use for use in uses if use.start <= now < use.end]
        needed = sum((use.amount for use in here), Fraction(0))
        present = sum((persons for when, persons in pool if when[0] <= now < when[1]), Fraction(0))
        if needed > present:
            yield f"at {moment(now)} {needed} helpers are needed, {present} come: {listed(here)}"


def first_aid(festival: Festival) -> Iterator[str]:
    """Events with many visitors have a first-aid team, and no team is at two places at once."""
    many = number(festival.setting("first_aid_from_visitors"))
    team = festival.setting("first_aid_equipment")
    if not many or team not in festival.items:
        return
    there_is = quantity(festival.items[team])
    uses = []
    for session in festival.sessions:
        teams = borrowed(session.event).get(team, Fraction(0))
        if not teams and (number(cell(session.event, "expected_visitors")) or 0) >= many:
            teams = Fraction(1)
        if teams:
            uses.append(Use(*session.busy, teams, session))
    for when, total, here in crowds(uses, there_is):
        yield (
            f"at {moment(when)} {total} first-aid teams are needed, there are {there_is}: "
            f"{listed(here)}"
        )


def noise_level(session: Session) -> Fraction:
    """How loud a session is; a reading voice where nothing is written."""
    return number(cell(session.event, "noise_level")) or Fraction(0)


def noise_levels(festival: Festival) -> Iterator[str]:
    """Nothing is louder than its venue's noise class allows on such a day and at that time."""
    for stay in festival.all_stays():
        noise_class = cell(festival.venue(stay.venue_id), "noise_class").casefold()
        rows = [
            row
            for row in festival.tables["noise_rules"]
            if noise_class and cell(row, "noise_class").casefold() == noise_class
        ]
        day = stay.session.day
        if rows:
            day_type = cell(festival.days.get(day, {}), "day_type").casefold()
            today = [row for row in rows if cell(row, "day_type").casefold() in {"", day_type}]
            allowed = quietest(today, day, stay.public)
            if noise_level(stay.session) > allowed:
                yield (
                    f"{stay.session} has noise level {noise_level(stay.session)} at "
                    f"{stay.venue_id}, where {allowed} is allowed then"
                )


def quietest(rows: list[Row], day: int, span: Span) -> Fraction:
    """The lowest level allowed in a span; only 0 at a time that no row names."""
    permits = []
    for row in rows:
        start, end = window(row, day)
        if not cell(row, "from") and not cell(row, "to"):
            start, end = day * DAY, (day + 1) * DAY + NIGHT_ENDS
        level = number(cell(row, "max_level"))
        # Half past midnight is 24:30, but a row may call it 00:30 as well.
        for shift in (0, DAY):
            permits.append((start + shift, end + shift, Fraction(99) if level is None else level))
    cuts = {cut for start, end, _ in permits for cut in (start, end)}
    levels = []
    for now in {span[0]} | {cut for cut in cuts if span[0] < cut < span[1]}:
        allowed = [level for start, end, level in permits if start <= now < end]
        levels.append(max(allowed, default=Fraction(0)))
    return min(levels)


def loud_minutes(festival: Festival) -> Iterator[str]:
    """A site has no more loud minutes a festival day than allowed; a route counts by halves."""
    loud_from = number(festival.setting("loud_from_level", "3")) or Fraction(0)
    for site_id, site in festival.sites.items():
        limit = number(cell(site, "loud_music_minutes_per_day"))
        if limit is None:
            continue
        loud: dict[int, Fraction] = {}
        for stay in festival.all_stays():
            here = festival.site_of(stay.venue_id) == site_id
            if here and noise_level(stay.session) >= loud_from:
                day, lasts = stay.session.day, Fraction(stay.public[1] - stay.public[0])
                loud[day] = loud.get(day, Fraction(0)) + lasts
        for day, heard in sorted(loud.items()):
            if heard > limit:
                yield (
                    f"{site_id} has {float(heard)} loud minutes on {day_name(day)}; "
                    f"allowed are {limit}"
                )


def scope_of(text: str) -> tuple[str, set[str]]:
    """A scope like "audience:A;B": its kind, and what it names."""
    kind, _, named = text.partition(":")
    return kind.strip().casefold(), {word.strip().casefold() for word in words(named)}


def in_the_way(
    festival: Festival, session: Session, scope: str, limit: Fraction | None, when: Span
) -> bool:
    """Whether a session is, in a protected time, at its places (too loud) or for its people."""
    kind, named = scope_of(scope)
    if kind == "audience":
        return bool(same_words(cell(session.event, "audiences")) & named) and overlap(
            session.public, when
        )
    if kind == "tag":
        return bool(same_words(cell(session.event, "tags")) & named) and overlap(
            session.public, when
        )
    if limit is not None and noise_level(session) <= limit:
        return False
    for stay in festival.stays(session):
        venue = festival.venue(stay.venue_id)
        there = {
            "all": True,
            "outdoor": cell(venue, "setting").casefold() == "outdoor",
            "site": cell(venue, "site_id").casefold() in named,
            "venue": stay.venue_id.casefold() in named,
            "shade": cell(venue, "shade").casefold() in named,
        }
        if there.get(kind) and overlap(stay.public, when):
            return True
    return False


def protected_times(festival: Festival) -> Iterator[str]:
    """Protected times with a date, or daily, are kept at their places and for their people."""
    for row in festival.tables["protected_times"]:
        if says_no(cell(row, "hard")) or cell(row, "date").casefold().startswith("with:"):
            continue
        limit = number(cell(row, "max_noise_level"))
        for day in festival.dates_of(cell(row, "date")):
            when = window(row, day)
            for session in festival.sessions:
                exempt = session.event_id in words(cell(row, "exempt_events"))
                if not exempt and in_the_way(festival, session, cell(row, "scope"), limit, when):
                    yield (
                        f"{session} is in “{cell(row, 'title')}”, protected "
                        f"{moment(when[0])} to {moment(when[1])}"
                    )


def quiet_hour(festival: Festival) -> Iterator[str]:
    """While a quiet event runs, no other event at the places of its row is too loud."""
    for row in festival.tables["protected_times"]:
        kind, _, event_id = cell(row, "date").partition(":")
        if says_no(cell(row, "hard")) or kind.casefold() != "with":
            continue
        limit = number(cell(row, "max_noise_level"))
        excepted = [event_id.strip(), *words(cell(row, "exempt_events"))]
        for quiet in festival.of(event_id.strip()):
            for session in festival.sessions:
                if session.event_id not in excepted and in_the_way(
                    festival, session, cell(row, "scope"), limit, quiet.public
                ):
                    yield f"{session} disturbs {quiet}: noise level {noise_level(session)}"


def quiet_neighbours(festival: Festival) -> Iterator[str]:
    """Beside a quiet event in the open no other one has a microphone in the open of its site."""
    in_the_open = [
        stay
        for stay in festival.all_stays()
        if cell(festival.venue(stay.venue_id), "setting").casefold() in {"outdoor", "covered"}
    ]
    for quiet in in_the_open:
        if not says_yes(cell(quiet.session.event, "quiet")):
            continue
        for loud in in_the_open:
            if loud.session.event_id == quiet.session.event_id or noise_level(loud.session) < 2:
                continue
            site = festival.site_of(quiet.venue_id)
            beside = quiet.venue_id == loud.venue_id or (
                site != "" and site == festival.site_of(loud.venue_id)
            )
            if beside and overlap(quiet.public, loud.public):
                yield f"{loud.session} disturbs the quiet {quiet.session}"


def youth_ends(festival: Festival) -> Iterator[str]:
    """What the young visit alone ends by the time that the youth rules name for them."""
    for row in festival.tables["youth_rules"]:
        kind, below = cell(row, "format").casefold(), number(cell(row, "age_below"))
        latest = night_clock(cell(row, "latest_end"))
        for session in festival.sessions:
            event = session.event
            age = number(cell(event, "age_from"))
            alone = not says_yes(cell(event, "accompanied"))
            concerned = kind in {"", cell(event, "format").casefold()}
            if age is None or below is None or latest is None:
                continue
            young = concerned and alone and age < below
            if young and session.end > session.day * DAY + latest:
                yield f"{session} is for people from {age} and ends after {row['latest_end']}"


def alcohol_at_school(festival: Festival) -> Iterator[str]:
    """No alcohol is at a school's or a nursery's venue in the hours of a school day."""
    feature = festival.setting("school_feature", "schule").casefold()
    start = festival.setting("school_hours_from", "07:00")
    end = festival.setting("school_hours_to", "17:00")
    school = [
        hours(day, start, end)
        for day, row in festival.days.items()
        if says_yes(cell(row, "school_day"))
    ]
    for stay in festival.all_stays():
        at_school = feature in same_words(cell(festival.venue(stay.venue_id), "features"))
        if not at_school or not says_yes(cell(stay.session.event, "alcohol")):
            continue
        if any(overlap(stay.public, when) for when in school):
            yield f"{stay.session} serves alcohol at {stay.venue_id} while there is school"


def group_offers(festival: Festival) -> Iterator[str]:
    """Offers for nursery groups and school classes are on school days and end by midday."""
    latest = clock(festival.setting("group_offers_end", "13:00")) or 0
    known = any(cell(day, "school_day") for day in festival.days.values())
    for session in festival.sessions:
        if not same_words(cell(session.event, "audiences")) & GROUPS:
            continue
        if session.end > session.day * DAY + latest:
            yield f"{session} is for groups and ends too late for them"
        if known and not says_yes(cell(festival.days.get(session.day, {}), "school_day")):
            yield f"{session} is for groups and not on a school day"


def headliners(festival: Festival) -> Iterator[str]:
    """Between two highlights there is a gap, so that nobody has to miss one of them."""
    gap = minutes(festival.setting("headliner_gap_min", "30"))
    shining = [one for one in festival.sessions if says_yes(cell(one.event, "headliner"))]
    for one, other in combinations(shining, 2):
        if one.event_id != other.event_id and other.start < one.end + gap:
            yield f"the highlights {one} and {other} need {gap} minutes between them"


def spoken(festival: Festival, event: Row) -> set[str]:
    """The languages of an event: the festival's main one where it names none."""
    main = festival.setting("language", "de").casefold()
    return same_words(cell(event, "languages")) or {main}


def events_on(festival: Festival, day: int) -> list[Row]:
    """The events that take place on a day, each once."""
    today = {one.event_id: one.event for one in festival.sessions if one.day == day}
    return list(today.values())


def daily_languages(festival: Festival) -> Iterator[str]:
    """Every language that must be heard is spoken, each day, in as many events as it must."""
    least = minutes(festival.setting("language_events_a_day", "1"))
    for day in sorted(festival.days):
        for language in sorted(same_words(festival.setting("languages_must"))):
            heard = [one for one in events_on(festival, day) if language in spoken(festival, one)]
            if len(heard) < least:
                yield f"{day_name(day)} has {len(heard)} events in “{language}”, not {least}"


def easy_and_signed(festival: Festival) -> Iterator[str]:
    """Each day has as many events in easy language, and with sign language, as it must."""
    ways = (
        ("easy_language_must_a_day", "leichte_sprache", "ls"),
        ("sign_language_must_a_day", "gebaerden", "dgs"),
    )
    for key, access, language in ways:
        least = minutes(festival.setting(key))
        for day in sorted(festival.days):
            such = [
                event
                for event in events_on(festival, day)
                if access in same_words(cell(event, "access"))
                or language in same_words(cell(event, "languages"))
            ]
            if len(such) < least:
                yield f"{day_name(day)} has {len(such)} events with “{access}”, not {least}"


def starts_at_once(festival: Festival) -> Iterator[str]:
    """On a site no more sessions begin at the same time than may."""
    for site_id, site in festival.sites.items():
        most = number(cell(site, "starts_at_once"))
        if most is None:
            continue
        beginning: dict[Minute, list[Session]] = {}
        for session in festival.sessions:
            if festival.site_of(session.venue_id) == site_id:
                beginning.setdefault(session.start, []).append(session)
        for together in beginning.values():
            if len(together) > most:
                names = "; ".join(map(str, together))
                yield f"at most {most} sessions may begin at once on {site_id}: {names}"


def city_events(festival: Festival) -> Iterator[str]:
    """Nothing is in the way of what else happens in the city."""
    for row in festival.tables["city_events"]:
        if says_no(cell(row, "hard")):
            continue
        for day in festival.dates_of(cell(row, "date")):
            when = window(row, day)
            affects = cell(row, "affects")
            for session in festival.sessions:
                if affects.casefold().startswith("feature:"):
                    hit = cannot_drive_in(festival, session, affects.partition(":")[2], when)
                else:
                    hit = in_the_way(festival, session, affects, None, when)
                if hit:
                    yield f"{session} is in the way of “{cell(row, 'title')}”"


def cannot_drive_in(festival: Festival, session: Session, closed: str, when: Span) -> bool:
    """Whether a session needs a vehicle where, as in "vehicles@S4", none can drive in then."""
    feature, _, site = closed.partition("@")
    if not says_yes(cell(session.event, "vehicle_access")):
        return False
    return any(
        feature.strip().casefold() in same_words(cell(festival.venue(stay.venue_id), "features"))
        and site.strip() in {"", festival.site_of(stay.venue_id)}
        and overlap(stay.busy, when)
        for stay in festival.stays(session)
    )


def calendar_days(festival: Festival) -> Iterator[str]:
    """What does not go well with a Sunday, a holiday or a fast does not take place then."""
    for row in festival.tables["calendar_days"]:
        if says_no(cell(row, "hard")) or cell(row, "hard").casefold() == "hint":
            continue
        for day in festival.dates_of(cell(row, "date")):
            when = calendar_window(festival, row, day)
            for session in festival.sessions:
                exempt = session.event_id in words(cell(row, "exempt_events"))
                if (
                    not exempt
                    and goes_badly(festival, session.event, cell(row, "effect"))
                    and is_concerned(festival, session, cell(row, "scope") or "all", when)
                ):
                    yield (
                        f"{session} does not go well with “{cell(row, 'title')}”, "
                        f"{moment(when[0])} to {moment(when[1])}"
                    )


def calendar_window(festival: Festival, row: Row, day: int) -> Span:
    """When something does not go well with a day: sports until they may, food until sunset."""
    start, end = window(row, day)
    effect = cell(row, "effect").casefold()
    if effect == "sport_from":
        allowed_from = night_clock(cell(row, "from"))
        whole_day = window({}, day)
        return whole_day if allowed_from is None else (whole_day[0], day * DAY + allowed_from)
    sunset = clock(cell(festival.days.get(day, {}), "sunset"))
    if effect == "no_food_in_daylight" and not cell(row, "to") and sunset is not None:
        return start, day * DAY + sunset
    return start, end


def goes_badly(festival: Festival, event: Row, effect: str) -> bool:
    """Whether an event is of the kind that a day's effect keeps away."""
    kinds = {
        "no_market": festival.setting("market_formats", MARKETS),
        "no_dance": festival.setting("dance_formats", DANCES),
        "sport_from": festival.setting("sport_formats", SPORTS),
    }
    effect = effect.casefold()
    if effect == "no_food_in_daylight":
        return says_yes(cell(event, "meal"))
    of_that_kind = cell(event, "format").casefold() in same_words(kinds.get(effect, ""))
    return effect == "nothing" or of_that_kind


def is_concerned(festival: Festival, session: Session, scope: str, when: Span) -> bool:
    """Whether a row of the calendar days holds for a session: its format, actors, people, place."""
    kind, named = scope_of(scope)
    if kind == "format":
        return cell(session.event, "format").casefold() in named and overlap(session.public, when)
    if kind == "actor":
        actors = {actor.casefold() for actor, _ in festival.people(session)}
        return bool(actors & named) and overlap(session.public, when)
    return in_the_way(festival, session, scope, None, when)


def heat_protection(festival: Festival) -> Iterator[str]:
    """On a day that must be kept cool nobody moves, and nobody old is, in the noon sun."""
    start, end = festival.setting("heat_from", "12:00"), festival.setting("heat_to", "16:00")
    moving = same_words(festival.setting("heat_formats", MOVING))
    older = same_words(festival.setting("older_audiences", OLDER))
    hot = [
        hours(day, start, end)
        for day, row in festival.days.items()
        if cell(row, "heat").casefold() in MUST
    ]
    for stay in festival.all_stays():
        event, venue = stay.session.event, festival.venue(stay.venue_id)
        moves = cell(event, "format").casefold() in moving
        under_a_roof = cell(venue, "setting").casefold() in {"covered", "indoor"}
        in_the_sun = cell(venue, "shade").casefold() == "none" and not under_a_roof
        tiring = moves or bool(same_words(cell(event, "audiences")) & older)
        if tiring and in_the_sun and any(overlap(stay.public, when) for when in hot):
            yield f"{stay.session} is in the sun at {stay.venue_id} on a hot day"


# Money -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bill:
    """A cost of the plan in cents: all of it, and what is left after the own contribution."""

    event_id: str
    item: str
    category: str
    full: int
    open: int


def bills_of(festival: Festival) -> list[Bill]:
    """The shared costs, and those of the events that take place."""
    placed = {"ALL", *festival.placed()}
    bills = []
    for row in festival.tables["costs"]:
        full, own = cents(cell(row, "amount")), cents(cell(row, "own_contribution"))
        if row["event_id"] in placed:
            bills.append(
                Bill(
                    row["event_id"],
                    cell(row, "item"),
                    cell(row, "category").casefold(),
                    full,
                    max(full - own, 0),
                )
            )
    return bills


def may_pay(festival: Festival, fund: Row, bill: Bill) -> bool:
    """Whether a fund may pay for such a thing at all, on whatever way."""
    categories = same_words(cell(fund, "eligible_categories"))
    single = cents(cell(fund, "max_single_purchase"))
    decided = calendar_day(cell(fund, "decision_date"))
    price = cell(festival.events.get(bill.event_id, {}), "price")
    is_thing = bill.category in {"material", "investition", "investment"}
    too_dear = is_thing and bool(cell(fund, "max_single_purchase")) and bill.full > single
    too_late = decided is not None and bool(festival.days) and decided >= min(festival.days)
    fee = any(sign in price for sign in "123456789")  # “Spende”, a donation, is no fee
    return (
        (not categories or bill.category in categories)
        and not too_dear
        and not too_late
        and not (fee and says_yes(cell(fund, "free_entry_required")))
    )


def ways_of(festival: Festival, fund: Row, bill: Bill) -> list[str]:
    """On which ways a fund may pay a bill: by these applications, or directly (an empty name)."""
    covers = cell(fund, "covers").casefold()
    if not may_pay(festival, fund, bill):
        return []
    if bill.event_id == "ALL":
        return [] if covers == "applications" else [""]
    if covers == "shared":
        return []
    mine = [row for row in festival.tables["applications"] if row["fund_id"] == fund["fund_id"]]
    naming = [row for row in mine if bill.event_id in words(cell(row, "events"))]
    if not naming:
        return [] if covers == "applications" else [""]
    return [row["application_id"] for row in naming if stands(festival, fund, row)]


def stands(festival: Festival, fund: Row, application: Row) -> bool:
    """Whether an application was not rejected or withdrawn, and has partners enough."""
    partners = {cell(application, "applicant")}
    for event_id in words(cell(application, "events")):
        event = festival.events.get(event_id, {})
        partners |= {cell(event, "lead_actor"), *words(cell(event, "co_actors"))}
    enough = len(partners - {""}) >= minutes(cell(fund, "min_partners"))
    status = cell(application, "status").casefold()
    return enough and status not in {"rejected", "withdrawn", "abgelehnt", "zurückgezogen"}


def most_for(festival: Festival, fund: Row, application: Row, bills: list[Bill]) -> int:
    """The most that a fund pays for an application: what was granted, its cap, its share."""
    granted = cell(application, "approved") or cell(application, "requested")
    payable = sum(
        bill.full
        for bill in bills
        if application["application_id"] in ways_of(festival, fund, bill)
    )
    limits = [payable]
    if granted:
        limits.append(cents(granted))
    if cell(fund, "max_per_application"):
        limits.append(cents(fund["max_per_application"]))
    if cell(fund, "max_share_percent"):
        limits.append(int(payable * Fraction(fund["max_share_percent"]) / 100))
    return min(limits)


def money_holes(festival: Festival) -> list[tuple[Bill, int]]:
    """What stays unpaid, in cents, when the funds' money flows as well as it can.

    Money flows from each fund, through an application or directly, to the bills.  If not even a
    greatest flow fills every bill, no way of sharing out the money does.
    """
    bills, funds = bills_of(festival), festival.tables["funds"]
    if not bills or not funds:
        return []
    pipes: dict[tuple[str, str], int] = {}
    by_id = {row["application_id"]: row for row in festival.tables["applications"]}
    for fund in funds:
        fund_node = f"fund {fund['fund_id']}"
        total = cents(cell(fund, "total")) if cell(fund, "total") else 10**12
        pipes["giver", fund_node] = total
        for place, bill in enumerate(bills):
            for way in ways_of(festival, fund, bill):
                middle = f"application {way}" if way else fund_node
                pipes[middle, f"bill {place}"] = bill.open
                if way:
                    most = most_for(festival, fund, by_id[way], bills)
                    pipes[fund_node, middle] = most
    for place, bill in enumerate(bills):
        pipes[f"bill {place}", "paid"] = bill.open
    left = pour(pipes, "giver", "paid")
    return [
        (bill, left[f"bill {place}", "paid"])
        for place, bill in enumerate(bills)
        if left[f"bill {place}", "paid"]
    ]


def pour(pipes: dict[tuple[str, str], int], source: str, sink: str) -> dict[tuple[str, str], int]:
    """Lets as much flow as can flow; gives back what is left free in each pipe."""
    left = dict(pipes)
    neighbours: dict[str, set[str]] = {}
    for start, end in pipes:
        left.setdefault((end, start), 0)
        neighbours.setdefault(start, set()).add(end)
        neighbours.setdefault(end, set()).add(start)
    while path := shortest_path(left, neighbours, source, sink):
        most = min(left[step] for step in path)
        for start, end in path:
            left[start, end] -= most
            left[end, start] += most
    return left


def shortest_path(
    left: dict[tuple[str, str], int], neighbours: dict[str, set[str]], source: str, sink: str
) -> list[tuple[str, str]]:
    """A path of pipes that are not full, from the source to the sink; empty if there is none."""
    reached_from = {source: source}
    waiting = deque([source])
    while waiting and sink not in reached_from:
        here = waiting.popleft()
        for there in sorted(neighbours.get(here, ())):
            if there not in reached_from and left[here, there] > 0:
                reached_from[there] = here
                waiting.append(there)
    if sink not in reached_from:
        return []
    path = []
    here = sink
    while here != source:
        path.append((reached_from[here], here))
        here = reached_from[here]
    return path


def funding(festival: Festival) -> Iterator[str]:
    """Every cost of the plan, less the own contribution, is paid to the cent by funds that may."""
    for bill, missing in money_holes(festival):
        yield f"of “{bill.item}” ({bill.event_id}) {missing / 100:.2f} are not paid"


RULES: tuple[Callable[[Festival], Iterator[str]], ...] = (
    published, mandatory, length, grid, pinned, allowed_days, time_window, fixed_start,
    public_hours, allowed_venues, features, vehicles, step_free, capacity, opening_hours,
    closures, room, change_over, emergency_lane, darkness, sessions_of_one_event,
    first_and_last, order, end_together, not_parallel, days_together, same_area, one_venue,
    actor_availability, friday_prayer, shabbat, two_places, walking_time, working_hours,
    equipment, transport, borrowed_window, people_hours, power, helpers, first_aid,
    noise_levels, loud_minutes, protected_times, quiet_hour, quiet_neighbours, youth_ends,
    alcohol_at_school, group_offers, headliners, daily_languages, easy_and_signed,
    starts_at_once, city_events, calendar_days, heat_protection, funding,
)  # fmt: skip


def judge(tables_folder: str | Path, plan_csv_path: str | Path) -> list[str]:
    """Every breach of every rule in a published plan, each named by its rule; empty if none."""
    festival = Festival(Path(tables_folder), Path(plan_csv_path))
    findings = [f"{rule.__name__}: {text}." for rule in RULES for text in rule(festival)]
    return list(dict.fromkeys(findings))


def judge_totals(tables_folder: str | Path, plan_csv_path: str | Path) -> dict[str, object]:
    """The sums of a plan: sessions, events, optional events with their priorities, money holes."""
    festival = Festival(Path(tables_folder), Path(plan_csv_path))
    placed = festival.placed()
    holes = money_holes(festival)
    unpaid = {bill.event_id for bill, _ in holes}
    optional = [one for one in placed if says_no(cell(festival.events[one], "mandatory"))]
    priorities = [int(cell(festival.events[one], "priority") or 3) for one in optional]
    return {
        "sessions": len(festival.sessions),
        "events": len(placed),
        "optional_paid": len([one for one in optional if one not in unpaid]),
        "optional_priority": sum(priorities),
        "money_holes": [(bill.event_id, bill.item, missing / 100) for bill, missing in holes],
    }


# The calendar feed -----------------------------------------------------------------------------


def read_feed(path: Path) -> list[dict[str, tuple[str, str]]]:
    """The events of an .ics file: for each property its parameters and its value, unescaped."""
    lines = re.sub(rb"\r?\n[ \t]", b"", path.read_bytes()).decode("utf-8").splitlines()
    found: list[dict[str, tuple[str, str]]] = []
    inside: list[str] = []
    for line in lines:
        head = re.match(r'((?:[^":]|"[^"]*")*):(.*)', line)
        if not head:
            continue
        name, _, parameters = head[1].partition(";")
        value = head[2]
        if name.upper() == "BEGIN":
            inside.append(value.upper())
            if inside[-1] == "VEVENT":
                found.append({})
        elif name.upper() == "END":
            inside.pop()
        elif inside and inside[-1] == "VEVENT":
            plain = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
            found[-1][name.upper()] = parameters, plain
    return found


def wall_clock(stamp: tuple[str, str], timezone: ZoneInfo) -> datetime | None:
    """When a DTSTART or DTEND is, by the clock of the festival; None if it cannot be told."""
    parameters, value = stamp
    zone = re.search(r'TZID="?([^";]+)"?', parameters)
    if not re.fullmatch(r"\d{8}T\d{6}Z?", value):
        return None
    plain = datetime.strptime(value[:15], "%Y%m%dT%H%M%S")
    if value.endswith("Z"):
        return plain.replace(tzinfo=UTC).astimezone(timezone).replace(tzinfo=None)
    if zone is None:
        return None
    return plain.replace(tzinfo=ZoneInfo(zone[1])).astimezone(timezone).replace(tzinfo=None)


def judge_feed(plan_csv_path: str | Path, ics_path: str | Path, timezone: str) -> list[str]:
    """Every difference between a published plan and its calendar feed; empty if there is none."""
    zone = ZoneInfo(timezone)
    entries = read_feed(Path(ics_path))
    findings = []
    uids = Counter(entry.get("UID", ("", ""))[1] for entry in entries)
    findings += [f"feed: the UID “{uid}” occurs {n} times." for uid, n in uids.items() if n > 1]
    unmatched = list(entries)
    for line in read_plan(Path(plan_csv_path)):
        wanted = plan_times(line)
        same = [entry for entry in unmatched if shows(entry, line, wanted, zone)]
        if same:
            unmatched.remove(same[0])
        else:
            findings.append(
                f"feed: “{line['title']}” ({line['event_id']}#{cell(line, 'session')}), "
                f"{wanted[0]:%Y-%m-%d %H:%M} to {wanted[1]:%Y-%m-%d %H:%M} at {line['venue']}, "
                "is not in it so."
            )
    for entry in unmatched:
        title, start = (entry.get(name, ("", "?"))[1] for name in ("SUMMARY", "DTSTART"))
        findings.append(f"feed: “{title}” at {start} is not in the plan so, or once too often.")
    return findings


def plan_times(line: Row) -> tuple[datetime, datetime]:
    """When a line of the plan begins and ends, by the clock: 24:30 is on the next day."""
    day = datetime.fromordinal(calendar_day(line["date"]) or 1)
    start, end = clock(line["start"]) or 0, clock(line["end"]) or 0
    end += DAY if end <= start else 0
    return day + timedelta(minutes=start), day + timedelta(minutes=end)


def shows(
    entry: dict[str, tuple[str, str]],
    line: Row,
    wanted: tuple[datetime, datetime],
    zone: ZoneInfo,
) -> bool:
    """Whether an entry of the feed shows a line of the plan: its times, its title, its venue."""
    nothing = ("", "")
    times = tuple(wall_clock(entry.get(name, nothing), zone) for name in ("DTSTART", "DTEND"))
    return (
        times == wanted
        and line["title"] in entry.get("SUMMARY", nothing)[1]
        and line["venue"] in entry.get("LOCATION", nothing)[1]
    )


def main(arguments: list[str]) -> int:
    """Prints the findings about a plan, and about its feed; 1 if there are any."""
    if len(arguments) not in {2, 3}:
        print(__doc__)
        return 2
    tables, plan = arguments[:2]
    findings = judge(tables, plan)
    if len(arguments) == 3:
        settings = Festival(Path(tables), Path(plan))
        timezone = settings.setting("timezone", "Europe/Berlin")
        findings += judge_feed(plan, arguments[2], timezone)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
