"""Small random festivals, crowded around half past five so that plans often collide.

Their cells come from the columns' own examples, so a new rule is tested by being there.
"""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from festplan.catalogue import columns
from festplan.columns import day
from festplan.complaints import blocking
from festplan.inputs.files import Line, RawTable
from festplan.inputs.reading import read_tables
from festplan.plan import Placement, Plan
from festplan.tables import TABLES
from festplan.times import midnight
from tests.sketch import MONDAY

QUARTER = timedelta(minutes=15)
DAYS = (MONDAY + timedelta(days=4), MONDAY + timedelta(days=5))  # a Friday and a Saturday
NAMES = {
    "sites": ("north", "south"),
    "venues": ("library", "church"),
    "actors": ("school", "choir"),
    "equipment": ("piano",),
    "events": ("reading", "concert", "puppets"),
    "funds": ("fund",),
    "applications": ("application",),
}
KEYS = {table.name: table.key for table in TABLES}
ROWS = {table.name: (0, 2) for table in TABLES} | {"venue_hours": (0, 4)}


@st.composite
def festivals(draw, modules, names=NAMES, fixed=None, focus=None):
    """Two venues, two actors and three events, with cells for the columns of the modules.

    ``fixed`` are cells that every row of a table has, by the table; ``focus`` are the cells
    to choose from in a column, by table and column, where a rule is about a few of them only.
    """
    used = {(c.table, c.name) for module in modules for c in module.COLUMNS}
    concerned = {table for table, _ in used}
    tables = [
        draw(named_table(used, table, names))
        for table in names
        if table not in ("funds", "applications") or table in concerned
    ]
    tables.append(draw(days_table(used)))
    for table in sorted({table for table, _ in used} - set(names) - {"days", "festival"}):
        tables.append(draw(other_table(table, names, focus or {})))
    tables.append(draw(settings_table(used)))
    tables = [with_fixed(table, (fixed or {}).get(table.name, {})) for table in tables]
    read = read_tables(tables)
    problems = blocking(read.complaints)
    # What the columns' examples say may contradict itself (a window that ends before it
    # begins); such tables never reach a rule.
    if problems:
        harmless = all("ends before" in c.says.en for c in problems)
        assert harmless, [c.in_language("en") for c in problems]
        return draw(festivals(modules, names, fixed, focus))
    return read.festival


@st.composite
def named_table(draw, used, table, names):
    rows = []
    for name in names[table]:
        row = {KEYS[table]: name, "title" if table == "events" else "name": name}
        row |= draw(cells(used, table, names))
        if table == "venues":
            row["site_id"] = draw(st.sampled_from(names["sites"]))
        if table == "events":
            row["lead_actor"] = draw(st.sampled_from(names["actors"]))
            row["duration_min"] = str(draw(st.integers(2, 4)) * 15)
            row.setdefault("sessions", "1")
        rows.append(row)
    return raw(table, rows)


@st.composite
def days_table(draw, used):
    return raw(
        "days", [{"date": day.isoformat(), **draw(cells(used, "days", NAMES))} for day in DAYS]
    )


@st.composite
def other_table(draw, table, names, focus):
    used = {(table, name) for name in columns()[table]}
    low, high = ROWS[table]
    count = draw(st.integers(low, high))
    rows = [draw(cells(used, table, names)) for _ in range(count)]
    for (_, name), options in ((key, value) for key, value in focus.items() if key[0] == table):
        for row in rows:
            row[name] = draw(st.sampled_from(options))
    if key := KEYS[table]:
        rows = [row | {key: f"{table}{n}"} for n, row in enumerate(rows)]
    return raw(table, rows)


@st.composite
def settings_table(draw, used):
    settings = draw(cells(used, "festival", NAMES))
    return raw("festival", [{"key": key, "value": value} for key, value in settings.items()])


@st.composite
def cells(draw, used, table, names):
    """Cells for the used columns of a table, as an organiser could have written them."""
    found = {}
    for name, column in columns()[table].items():
        if (table, name) not in used or name == KEYS[table]:
            continue
        if table == "days" and name in ("date", "weekday"):
            continue
        options = choices(column, names)
        if options and (column.required or draw(st.booleans())):
            found[name] = draw(st.sampled_from(options))
    return found


def choices(column, names):
    if column.refers_to:
        ids = (*names.get(column.refers_to, ()), *column.examples)
        listed = isinstance(column.default, tuple)
        return [*ids, ";".join(ids)] if listed and len(ids) > 1 else list(ids)
    if column.name == "date" or column.read is day:
        other = [e for e in column.examples if not e[:1].isdigit()]
        return [*(day.isoformat() for day in DAYS), *other]
    return list(column.examples)


def with_fixed(table, cells):
    """The table with some cells the same in every row; settings get rows of their own."""
    if table.name == "festival":
        kept = [line.cells for line in table.lines if line.cells["key"] not in cells]
        return raw("festival", [*kept, *({"key": k, "value": v} for k, v in cells.items())])
    return raw(table.name, [line.cells | cells for line in table.lines])


def raw(table, rows):
    headings = tuple(dict.fromkeys(name for row in rows for name in row))
    lines = tuple(Line(n, row) for n, row in enumerate(rows, start=2))
    return RawTable(table, f"{table}.csv", headings, lines)


@st.composite
def plans(draw, festival):
    """Any placement of every session, whether allowed or not; optional events may be out."""
    placements = []
    for event in festival.events:
        if not event.mandatory and draw(st.booleans()):
            continue
        for session in event.sessions:
            if draw(st.integers(0, 24)) == 0:
                continue
            start = midnight(draw(st.sampled_from(DAYS))) + draw(st.integers(66, 74)) * QUARTER
            venue = draw(st.sampled_from(festival.venues))
            length = draw(st.sampled_from((event.length, event.length, QUARTER * 2)))
            placements.append(Placement(session, venue, start, length))
    return Plan(tuple(sorted(placements, key=lambda placed: placed.order)))


def trial(test, cases):
    """Put a property to so many cases, the same ones on every machine."""
    settings(
        max_examples=cases,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )(given(st.data())(test))()
