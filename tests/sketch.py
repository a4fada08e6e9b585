"""Write a festival and its plan in a few lines of text, as rules do in their docstrings.

    venue library: capacity 60, site_id north
    availability: actor_id school, date Mon, from 09:00, to 11:00
    Mon 15:00-16:00  library  reading by school with choir, teardown_min 30
    Mon 16:30-17:00  library  puppets by choir

One line per placement; a line with a colon gives somebody cells, or is a row of a table.
Every sketch is turned into tables of text and read as an organiser's folder would be.
"""

import re
from datetime import date, datetime, timedelta

from festplan.catalogue import columns
from festplan.complaints import blocking
from festplan.inputs.files import Line, RawTable
from festplan.inputs.reading import read_tables
from festplan.plan import Placement, Plan
from festplan.tables import TABLES

MONDAY = date(2027, 8, 23)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PLACED = re.compile(
    r"(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<start>[\d:]+)-(?P<end>[\d:]+) +(?P<venue>\w+) +"
    r"(?P<title>\w+)(#(?P<number>\d+))?"
    r"(?: by (?P<lead>\w+))?(?: with (?P<partners>[\w; ]+))?(?:, (?P<cells>.*))?$"
)
OWNED = re.compile(r"(?P<who>\w+)(?: (?P<name>\w+))?: (?P<cells>.*)$")
#: Whom a line with a name gives its cells.
SOMEBODY = {
    "site": "sites", "venue": "venues", "actor": "actors", "event": "events",
    "item": "equipment", "day": "days",
}  # fmt: skip
KEYS = {table.name: table.key for table in TABLES}
NAMED = ("sites", "venues", "actors", "equipment", "events")


class Sketch:
    """The tables that a sketch describes, as text, while it is being read."""

    def __init__(self, text):
        self.tables = {table.name: {} for table in TABLES}
        self.lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
        for line in self.lines:
            self._read(line)

    def row(self, table, name):
        row = self.tables[table].setdefault(name, {})
        if table in NAMED:
            row[KEYS[table]] = name
            row.setdefault("title" if table == "events" else "name", name)
        if table == "venues" and not row.get("site_id"):
            row["site_id"] = "ground"
        if table == "days":
            row["date"] = day_of(name).isoformat()
        return row

    def raw(self):
        """The tables as the reading of files would give them."""
        for row in list(self.tables["venues"].values()):
            self.row("sites", row["site_id"])
        for table in ("venues", "events"):
            self._mention(table)
        found = []
        for table, rows in self.tables.items():
            if table == "festival":
                headings = ("key", "value")
                cells = [
                    dict(zip(headings, pair, strict=True)) for pair in rows.get("", {}).items()
                ]
            else:
                headings = tuple(dict.fromkeys(name for row in rows.values() for name in row))
                cells = list(rows.values())
            if cells:
                lines = tuple(Line(n, row) for n, row in enumerate(cells, start=2))
                found.append(RawTable(table, f"{table}.csv", headings, lines))
        return found

    def _mention(self, table):
        """Actors and venues that only a cell names exist, too."""
        for row in list(self.tables[table].values()):
            for name in ("lead_actor", "co_actors"):
                for actor in filter(None, re.split(r"; ?", row.get(name, ""))):
                    self.row("actors", actor)
            for name in ("venues", "preferred_venue", "end_venue"):
                for venue in filter(None, re.split(r"; ?", row.get(name, ""))):
                    self.row("sites", self.row("venues", venue)["site_id"])

    def _read(self, line):
        if placed := PLACED.match(line):
            self._place(placed)
        elif owned := OWNED.match(line):
            self._own(owned)
        else:
            raise AssertionError(f"cannot read the sketch: {line}")

    def _place(self, placed):
        self.row("days", placed["day"])
        self.row("venues", placed["venue"])
        event = self.row("events", placed["title"])
        if placed["lead"]:
            self.row("actors", placed["lead"])
            event["lead_actor"] = placed["lead"]
        if placed["partners"]:
            event["co_actors"] = placed["partners"]
        length = moment(placed["day"], placed["end"]) - moment(placed["day"], placed["start"])
        event.setdefault("duration_min", str(int(length.total_seconds() // 60)))
        event.update(self._cells("events", placed["cells"] or ""))

    def _own(self, owned):
        who, name = owned["who"], owned["name"]
        if name:
            table = SOMEBODY[who]
            self.row(table, name).update(self._cells(table, owned["cells"]))
        elif who == "festival":
            self.tables["festival"].setdefault("", {}).update(self._cells(who, owned["cells"]))
        else:
            rows = self.tables[who]
            rows[len(rows)] = self._cells(who, owned["cells"])

    def _cells(self, table, text):
        pairs = (pair.split(" ", 1) for pair in text.split(", ") if pair)
        cells = {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs}
        unknown = set(cells) - set(columns()[table])
        assert not unknown, f"{table} has no column {unknown}"
        return {name: written(columns()[table][name], cell) for name, cell in cells.items()}


def written(column, cell):
    """A cell as it would stand in a table: a weekday in a date column becomes its date."""
    word, _, rest = cell.partition(" ")
    if word in WEEKDAYS and column.read.__name__ != "days":
        return f"{day_of(word).isoformat()} {rest}".strip()
    return cell


def sketched(text):
    """The festival and the plan that ``text`` sketches."""
    sketch = Sketch(text)
    read = read_tables(sketch.raw())
    problems = [c.in_language("en") for c in blocking(read.complaints)]
    assert not problems, problems
    return read.festival, Plan(tuple(placements(sketch, read.festival)))


def placements(sketch, festival):
    for line in sketch.lines:
        if placed := PLACED.match(line):
            start, end = (moment(placed["day"], placed[edge]) for edge in ("start", "end"))
            event = festival.event(placed["title"])
            session = event.sessions[int(placed["number"] or 1) - 1]
            yield Placement(session, festival.venue(placed["venue"]), start, end - start)


def day_of(weekday):
    return MONDAY + timedelta(days=WEEKDAYS.index(weekday))


def moment(weekday, clock):
    hour, minute = clock.split(":")
    midnight = datetime.combine(day_of(weekday), datetime.min.time())
    return midnight + timedelta(hours=int(hour), minutes=int(minute))
