"""Write the tables of examples/interkulturelle-wochen from the list beside it.

Four of five events come with their days, their hour and their house.  Somebody in an office has
talked to all those groups, so they do not clash: that part is played by the ``Diary`` below, which
gives each event the first days on which everybody is free.  The others (marked with ~ in the list)
say only where and when they could be; to place them is left to festplan.

    python examples/make_interkulturelle_wochen.py

writes the same files each time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

LIST = Path(__file__).with_name("interkulturelle-wochen.txt")
FOLDER = Path(__file__).with_name("interkulturelle-wochen")
FIRST = date(2027, 9, 24)
DAYS = [FIRST + timedelta(days=n) for n in range(12)]
UNITY_DAY = date(2027, 10, 3)
NEW_YEAR = (date(2027, 10, 2), date(2027, 10, 3))  # Rosh ha-Shana 5788
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6

Row = dict[str, object]


# --- the list --------------------------------------------------------------------------------


def parts_of(written: str) -> dict[str, list[list[str]]]:
    """The lines of each part of the list, cell by cell."""
    parts: dict[str, list[list[str]]] = {}
    for line in written.splitlines():
        if line.startswith("## "):
            lines = parts.setdefault(line.removeprefix("## "), [])
        elif line.strip() and not line.startswith("#"):
            lines.append([cell.strip() for cell in line.split("|")])
    return parts


PARTS = parts_of(LIST.read_text(encoding="utf-8"))
FORMATS = {name: rest for name, *rest in PARTS["formats"]}
HOUSES = {line[0]: line for line in PARTS["houses"]}
HOURS = {house: rest for house, *rest in PARTS["hours"]}
TEAMS = {line[0]: int(line[3]) for line in PARTS["organisations"]}
RESTS = {line[0]: line[5] for line in PARTS["organisations"] if len(line) > 5}


@dataclass
class Event:
    """An event as its group has sent it in."""

    id: str
    format: str
    title: str
    text: str
    actors: list[str]
    houses: list[str]
    open: bool  # still to be placed
    more: dict[str, str]
    flags: set[str]
    dates: list[date] = field(default_factory=list)
    start: str = ""

    def shape(self, what: str) -> str:
        names = ("length", "setup", "teardown", "starts", "visitors", "kind", "loud")
        return FORMATS[self.format][names.index(what)]

    @property
    def length(self) -> int:
        return int(self.more.get("len", self.shape("length")))

    @property
    def sessions(self) -> int:
        return int(self.more.get("n", 1))

    @property
    def house(self) -> str:
        return self.houses[0]

    @property
    def visitors(self) -> int:
        """As many as come, or as one room of the smallest house holds."""
        rooms = [int(HOUSES[house][3]) // int(HOUSES[house][4]) for house in self.houses]
        return min(int(self.shape("visitors")), int(self.more.get("max", 999)), *rooms)


def programme() -> list[Event]:
    return [
        _event(f"{format[:3].upper()}{number:02}", format, line)
        for format in FORMATS
        for number, line in enumerate(PARTS[format], 1)
    ]


def _event(id: str, format: str, line: list[str]) -> Event:
    title, text, actors, houses, *more = line
    said = more[0].split() if more else []
    return Event(
        id=id,
        format=format,
        title=title.removeprefix("~ "),
        text=text,
        actors=actors.split(),
        houses=houses.split(),
        open=title.startswith("~"),
        more=dict(word.split("=") for word in said if "=" in word),
        flags={word for word in said if "=" not in word},
    )


# --- the office that talks to everybody --------------------------------------------------------


@dataclass(frozen=True)
class Visit:
    """Somebody's time, or a room's, in minutes of a day: with set-up and take-down."""

    day: date
    begin: int
    end: int

    @staticmethod
    def of(event: Event, day: date, start: str) -> Visit:
        begin = minutes(start) - int(event.shape("setup"))
        return Visit(day, begin, minutes(start) + event.length + int(event.shape("teardown")))

    def overlaps(self, other: Visit) -> bool:
        return self.day == other.day and self.begin < other.end and other.begin < self.end

    def with_the_tram(self) -> Visit:
        """An hour is enough from anywhere to anywhere."""
        return Visit(self.day, self.begin - 60, self.end + 60)


class Diary:
    """What is taken already: rooms, teams, and the evenings of a subject."""

    def __init__(self) -> None:
        self.taken: dict[str, list[Visit]] = {}

    def settle(self, event: Event, number: int) -> None:
        """Give an event the first hour, and the first days, at which everybody has time."""
        hours = [event.more["at"]] if "at" in event.more else event.shape("starts").split()
        for start in hours:
            free = [day for day in _days_to_try(event, number) if self.is_free(event, day, start)]
            if len(free) >= event.sessions:
                event.start, event.dates = start, sorted(free[: event.sessions])
                for day in event.dates:
                    for who in (f"house {event.house}", *event.actors, *_subject(event)):
                        self.taken.setdefault(who, []).append(Visit.of(event, day, start))
                return
        raise ValueError(f"no time is left for {event.title}")

    def is_free(self, event: Event, day: date, start: str) -> bool:
        visit = Visit.of(event, day, start)
        rooms = int(HOUSES[event.house][4])
        return (
            _suits(event, day, start)
            and self.busy(f"house {event.house}", visit) < rooms
            # Of several teams one stays in reserve, for what is still to be placed.
            and all(
                self.busy(actor, visit.with_the_tram()) < max(1, TEAMS[actor] - 1)
                and not _rests(actor, visit)
                for actor in event.actors
            )
            and not any(v.day == day for each in _subject(event) for v in self.taken.get(each, ()))
        )

    def busy(self, who: str, visit: Visit) -> int:
        return sum(visit.overlaps(other) for other in self.taken.get(who, ()))


def _subject(event: Event) -> list[str]:
    """What a podium talk is about: one talk on it in an evening is enough."""
    return [event.more["tag"]] if event.format == "Podium" else []


def _days_to_try(event: Event, number: int) -> list[date]:
    """Each event begins to ask somewhere else; exhibitions run on from the first morning."""
    if "on" in event.more:
        written = (each.split(".") for each in event.more["on"].split(","))
        return [date(2027, int(month), int(day)) for day, month, _ in written]
    if event.format == "Ausstellung":
        return DAYS[1:]
    return [DAYS[(number * 5 + step * 7) % len(DAYS)] for step in range(len(DAYS))]


def _suits(event: Event, day: date, start: str) -> bool:
    """Whether the house is open, and the event does not run into opening or closing."""
    begin, end = minutes(start), minutes(start) + event.length
    opens, _, closes = (hours_of(event.house, day) or "09:00-22:30").partition("-")
    if hours_of(event.house, day) == "" or begin < minutes(opens) or end > minutes(closes):
        return False
    if event.more.get("for") == "Schulklassen" and day.weekday() >= SATURDAY:
        return False
    before_opening = day == FIRST and begin < minutes("19:00")
    after_closing = day == DAYS[-1] and end > minutes("18:45")
    return "top" in event.flags or not (before_opening or after_closing)


def _rests(actor: str, visit: Visit) -> bool:
    """Whether it is a time of rest or prayer of an actor; an hour around it is kept free."""
    if RESTS.get(actor) == "friday_prayer":
        prayer = Visit(visit.day, minutes("11:30"), minutes("16:00"))
        return visit.day.weekday() == FRIDAY and visit.overlaps(prayer)
    if RESTS.get(actor) == "shabbat":
        evening = visit.day.weekday() == FRIDAY and visit.end > minutes("17:00")
        return evening or visit.day.weekday() == SATURDAY or visit.day in NEW_YEAR
    return False


def hours_of(house: str, day: date) -> str | None:
    """When a house is open: ``10:00-18:00``, nothing where it is closed, None where always."""
    if house not in HOURS:
        return None
    weekdays, saturday, sunday, *mondays = HOURS[house]
    if day.weekday() == 0 and any(mondays):
        return ""
    return {SATURDAY: saturday, SUNDAY: sunday}.get(day.weekday(), weekdays)


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


# --- the tables ----------------------------------------------------------------------------------


def tables() -> dict[str, list[Row]]:
    events = programme()
    # Who names a date goes first, then who needs many days, then the others.
    fixed = sorted(
        (event for event in events if not event.open),
        key=lambda event: ("on" not in event.more, -event.sessions),
    )
    diary = Diary()
    for number, event in enumerate(fixed):
        diary.settle(event, number)
    return {
        "festival": [{"key": key, "value": value} for key, value in PARTS["settings"]],
        "days": [day_row(day) for day in DAYS],
        "sites": [site_row(*line) for line in PARTS["districts"]],
        "venues": [house_row(*line) for line in PARTS["houses"]],
        "venue_hours": list(venue_hours()),
        "walks": list(walks()),
        "actors": [actor_row(*line) for line in PARTS["organisations"]],
        "events": [event_row(event) for event in events],
        "relations": list(relations(events)),
        "calendar_days": list(calendar_days(events)),
        "costs": [cost_row(events, *line) for line in PARTS["costs"]],
        "funds": [fund_row(*line) for line in PARTS["funds"]],
        "applications": list(applications(events)),
    }


def day_row(day: date) -> Row:
    titles = {FIRST: "Eröffnung", UNITY_DAY: "Einheit und offene Türen", DAYS[-1]: "Abschluss"}
    # The sun sets at 19:03 on the first day, and two minutes earlier on each further one.
    sunset = minutes("19:03") - 2 * (day - FIRST).days
    return {
        "date": day,
        "weekday": WEEKDAYS[day.weekday()],
        "title": titles.get(day, ""),
        "school_day": "no" if day.weekday() >= SATURDAY else "yes",
        "open_from": "17:00" if day == FIRST else "09:00",
        "open_to": "23:00",
        "sunset": f"{sunset // 60}:{sunset % 60:02}",
    }


def site_row(id: str, name: str, x: str, y: str, _: str, stop: str) -> Row:
    return {
        "site_id": id,
        "name": name,
        "x_m": x,
        "y_m": y,
        "accessible_toilet": "yes",
        "drinking_water": "yes",
        "public_transport": stop,
    }


def house_row(
    id: str, district: str, name: str, seats: str, rooms: str, step_free: str, host: str
) -> Row:
    return {
        "venue_id": id,
        "site_id": district,
        "name": name,
        "setting": "outdoor" if id == "GAR" else "indoor",
        "capacity": seats,
        "parallel": rooms,
        "step_free": {"ja": "yes", "nein": "no", "Rampe": "ramp"}[step_free],
        "host_actor": host,
    }


def venue_hours() -> Iterator[Row]:
    for house in HOURS:
        for day in DAYS:
            if hours := hours_of(house, day):
                opens, _, closes = hours.partition("-")
                yield {"venue_id": house, "date": day, "from": opens, "to": closes}


def walks() -> Iterator[Row]:
    """Minutes by tram between any two districts: through the middle, where one changes."""
    direct = {frozenset(line[:2]): line[2] for line in PARTS["lines"]}
    to_the_middle = {line[0]: int(line[4]) for line in PARTS["districts"]}
    for one, other in combinations(to_the_middle, 2):
        changing = 5 if "INN" not in (one, other) else 0
        through = to_the_middle[one] + to_the_middle[other] + changing
        took = direct.get(frozenset((one, other)), through)
        yield {"from_site": one, "to_site": other, "minutes": took}


def actor_row(id: str, name: str, kind: str, teams: str, languages: str, rest: str = "") -> Row:
    return {
        "actor_id": id,
        "name": name,
        "type": kind,
        "teams": teams,
        "languages": languages,
        "contact_email": f"{id.lower()}@ikw-auenstadt.example",
        "observes": rest,
    }


def event_row(event: Event) -> Row:
    flags, more = event.flags, event.more
    easy, signed = "easy" in flags, "sign" in flags
    languages = [more.get("lang", "de"), *(["ls"] if easy else []), *(["dgs"] if signed else [])]
    access = [*(["leichte_sprache"] if easy else []), *(["gebaerden"] if signed else [])]
    return {
        "event_id": event.id,
        "title": event.title,
        "title_en": dict(PARTS["english"]).get(event.title, ""),
        "description": event.text,
        "description_easy": dict(PARTS["easy"]).get(event.title, ""),
        "format": event.format,
        "kind": event.shape("kind"),
        "lead_actor": event.actors[0],
        "co_actors": ";".join(event.actors[1:]),
        "mandatory": "no" if "opt" in flags else "yes",
        "priority": 5 if "top" in flags else 3,
        "sessions": event.sessions,
        "session_rule": "different_days" if event.sessions > 1 else "",
        "duration_min": event.length,
        "setup_min": event.shape("setup"),
        "teardown_min": event.shape("teardown"),
        "venues": ";".join(event.houses),
        "preferred_venue": event.house if len(event.houses) > 1 else "",
        "days": more["days"] if event.open else ";".join(map(str, event.dates)),
        "fixed_start": event.start,
        "earliest_start": more.get("from", "17:00") if event.open else "",
        "latest_end": more.get("to", "22:00") if event.open else "",
        "expected_visitors": event.visitors,
        "registration_max": more.get("max", ""),
        "noise_level": more.get("loud", event.shape("loud")),
        "audiences": more.get("for", "Alle"),
        "languages": ";".join(languages),
        "access": ";".join(access),
        "headliner": "yes" if "top" in flags else "no",
        "tags": more.get("tag", ""),
    }


def relations(events: list[Event]) -> Iterator[Row]:
    opening, closing = (event.id for event in events if "top" in event.flags)
    found = [
        ("first", opening, "", "vor der Eröffnung beginnt nichts"),
        ("last", closing, "", "nach dem Abschluss kommt nichts mehr"),
    ]
    for one, other in combinations(events, 2):
        if _subject(one) and _subject(one) == _subject(other):
            reason = f"zwei Podien über {one.more['tag']} nie am selben Abend"
            found.append(("different_day", one.id, other.id, reason))
    for number, (kind, a, b, reason) in enumerate(found, 1):
        yield {
            "relation_id": f"R{number:02}",
            "kind": kind,
            "event_a": a,
            "event_b": b,
            "reason": reason,
        }


def calendar_days(events: list[Event]) -> Iterator[Row]:
    ids = {event.title: event.id for event in events}
    for day, tradition, title, effect, begin, end, scope, *exempt in PARTS["calendar"]:
        yield {
            "date": day,
            "tradition": tradition,
            "title": title,
            "effect": effect,
            "from": begin,
            "to": end,
            "scope": scope,
            "exempt_events": ";".join(ids[each] for each in exempt),
            "hard": "yes",
        }


def cost_row(
    events: list[Event], title: str, item: str, category: str, amount: str, own: str
) -> Row:
    ids = {event.title: event.id for event in events} | {"ALL": "ALL"}
    return {
        "event_id": ids[title],
        "item": item,
        "category": category,
        "amount": amount,
        "own_contribution": own,
    }


def fund_row(*line: str) -> Row:
    names = (
        "fund_id",
        "name",
        "giver",
        "total",
        "max_per_application",
        "max_share_percent",
        "eligible_categories",
        "covers",
        "deadline",
        "decision_date",
        "report_due",
        "condition",
    )
    return dict(zip(names, line, strict=True))


def applications(events: list[Event]) -> Iterator[Row]:
    """One application for each event that costs something the first fund may pay."""
    by_title = {event.title: event for event in events}
    asked = [line for line in PARTS["costs"] if line[0] in by_title and line[2] != "Verpflegung"]
    for number, (title, _, _, amount, own) in enumerate(asked, 1):
        yield {
            "application_id": f"A{number:02}",
            "fund_id": "F1",
            "applicant": by_title[title].actors[0],
            "title": title,
            "events": by_title[title].id,
            "requested": int(amount) - int(own),
            "status": "approved",
        }


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    write(FOLDER)
