"""A plan that somebody made: ours, or typed in a spreadsheet.

As a table (CSV or workbook) it needs the tables of its festival beside it; our own
``plan.json`` carries them along.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from festplan import planfile
from festplan.complaints import Complaint, Place, Severity, blocking, in_order
from festplan.festival import Event, Festival, Row, Session, Venue
from festplan.inputs.cells import DID_YOU_MEAN, Understood, lines_of
from festplan.inputs.files import TEXT_FILES, WORKBOOKS, read_text, sheet_from_text
from festplan.inputs.handwriting.spelling import About, tidy
from festplan.inputs.headings import near
from festplan.inputs.layout import HEADINGS_WITHIN, RawTable, known_headings, table_of
from festplan.inputs.reading import Read, read_tables
from festplan.inputs.spelled import Speller
from festplan.plan import LeftOut, Placement, Plan, Tier
from festplan.tables import LANGUAGE
from festplan.texts import Text

NO_FILE = Text(en="There is no file “{file}”.", de="Die Datei „{file}“ gibt es nicht.")
NOT_A_PLAN = Text(
    en="This is no plan that festplan can read.",
    de="Das ist kein Plan, den festplan lesen kann.",
)
WHICH_FORMS = Text(
    en="A plan is a plan.csv, plan.xlsx or plan.json.",
    de="Ein Plan ist eine plan.csv, plan.xlsx oder plan.json.",
)
NEWER = Text(
    en="The plan was written by a newer festplan (form {version}; known is {known}).",
    de="Der Plan stammt von einem neueren festplan (Form {version}; bekannt ist {known}).",
)
UNKNOWN_EVENT = Text(
    en="There is no event of this number.", de="Eine Veranstaltung dieser Nummer gibt es nicht."
)
UNKNOWN_VENUE = Text(en="There is no such venue.", de="Diesen Ort gibt es nicht.")
NO_SESSION = Text(
    en="“{event}” has {sessions} session(s).", de="„{event}“ hat {sessions} Termin(e)."
)
TWICE = Text(en="This session stands in the plan twice.", de="Dieser Termin steht zweimal im Plan.")
OTHER_DAY = Text(
    en="does not agree with the date, which is {day}.",
    de="passt nicht zum Datum, das ist {day}.",
)
OTHER_VENUE = Text(
    en="is not the name of {id}, which is {name}.", de="ist nicht der Name von {id}: {name}."
)
BOTH = Text(en="Change both cells.", de="Bitte beide Zellen ändern.")
ENDS_EARLY = Text(en="It ends before it begins.", de="Er endet vor seinem Anfang.")
END_TOO = Text(
    en="Change the end, too, or leave its cell empty.",
    de="Bitte auch das Ende ändern oder die Zelle leer lassen.",
)
OTHER_TITLE = Text(
    en="is not the title of {id}, which is {title}.", de="ist nicht der Titel von {id}: {title}."
)
NO_FESTIVAL_DAY = Text(en="{day} is not a festival day.", de="{day} ist kein Festtag.")


@dataclass(frozen=True)
class PlanRead:
    """What came of reading a plan: the plan where nothing blocks it, and every complaint."""

    plan: Plan | None
    complaints: tuple[Complaint, ...]


def read_plan(path: Path, festival: Festival) -> PlanRead:
    """A plan from a file, for the festival that it places."""
    complaints: list[Complaint] = []
    speller = Speller(
        About(tuple(day.date for day in festival.days), LANGUAGE.of(festival.settings)), {}
    )
    lines = [
        line for raw in _tables(path, complaints) for line in lines_of(raw, speller, complaints)
    ]
    placements: dict[Session, Placement] = {}
    for line in lines:
        placed = _placement(line, festival, complaints)
        if placed is not None and placed.session in placements:
            complaints.append(Complaint(line.place(planfile.EVENT.name), TWICE))
        elif placed is not None:
            placements[placed.session] = placed
    ordered = tuple(sorted(placements.values(), key=lambda placed: placed.order))
    plan = None if blocking(complaints) else Plan(ordered)
    return PlanRead(plan, tuple(in_order(complaints)))


def _tables(path: Path, complaints: list[Complaint]) -> Iterator[RawTable]:
    """The tables of a plan: one, or in a workbook one a day."""
    if not path.is_file():
        says = NO_FILE.with_facts(file=path.name)
        complaints.append(Complaint(Place(str(path)), says, WHICH_FORMS))
        return
    match path.suffix.casefold():
        case suffix if suffix in TEXT_FILES:
            written = read_text(path, complaints)
            if written is not None:
                sheet = sheet_from_text(path.name, written, complaints)
                yield table_of("plan", sheet, complaints)
        case ".json":
            document = _document(path, complaints)
            if document is not None:
                yield RawTable.of("plan", path.name, document["placements"])
        case suffix if suffix in WORKBOOKS:
            yield from _tabs(path, complaints)
        case _:
            complaints.append(Complaint(Place(path.name), NOT_A_PLAN, WHICH_FORMS))


def _tabs(path: Path, complaints: list[Complaint]) -> Iterator[RawTable]:
    """The tabs of a workbook that hold a plan: those with headings for event and start."""
    from festplan.inputs.workbooks import sheets_of

    found = False
    for _, sheet in sheets_of(path, complaints):
        headings = [known_headings("plan", row.cells) for row in sheet.rows[:HEADINGS_WITHIN]]
        if any({planfile.EVENT.name, planfile.START.name} <= named for named in headings):
            found = True
            yield table_of("plan", sheet, complaints)
    if not found and not blocking(complaints):
        complaints.append(Complaint(Place(path.name), NOT_A_PLAN, WHICH_FORMS))


def _placement(
    line: Understood, festival: Festival, complaints: list[Complaint]
) -> Placement | None:
    row = Row(line.number, line.values)
    day, start, end = planfile.DATE.of(row), planfile.START.of(row), planfile.END.of(row)
    event = festival.event(planfile.EVENT.of(row))
    venue = festival.venue(planfile.VENUE.of(row))
    number = planfile.SESSION.of(row)
    if event is None:
        _unknown(line, planfile.EVENT.name, UNKNOWN_EVENT, festival.events, complaints)
        return None
    if venue is None:
        _unknown(line, planfile.VENUE.name, UNKNOWN_VENUE, festival.venues, complaints)
        return None
    if number > len(event.sessions):
        says = NO_SESSION.with_facts(event=event.title, sessions=len(event.sessions))
        complaints.append(Complaint(line.place(planfile.SESSION.name), says))
        return None
    complaints.extend(_disagreements(line, row, event, venue))
    if festival.day(day) is None:
        says = NO_FESTIVAL_DAY.with_facts(day=day)
        place = line.place(planfile.DATE.name)
        complaints.append(Complaint(place, says, severity=Severity.QUESTION))
    begins = start.on(day)
    length = event.length if end is None else end.on(day) - begins
    if length <= timedelta(0):
        complaints.append(Complaint(line.place(planfile.END.name), ENDS_EARLY, END_TOO))
        return None
    return Placement(event.sessions[number - 1], venue, begins, length)


def _disagreements(line: Understood, row: Row, event: Event, venue: Venue) -> Iterator[Complaint]:
    """What was changed in one cell of a row and forgotten in the one beside it."""
    day, weekday = planfile.DATE.of(row), planfile.WEEKDAY.of(row)
    if weekday is not None and weekday != day.weekday():
        yield Complaint(line.place(planfile.WEEKDAY.name), OTHER_DAY.with_facts(day=day), BOTH)
    title = planfile.TITLE.of(row)
    if title and tidy(title).casefold() != tidy(event.title).casefold():
        says = OTHER_TITLE.with_facts(id=event.id, title=event.title)
        place = line.place(planfile.TITLE.name)
        yield Complaint(place, says, BOTH, Severity.QUESTION)
    name = planfile.VENUE_NAME.of(row)
    if name and name != venue.name:
        says = OTHER_VENUE.with_facts(id=venue.id, name=venue.name)
        yield Complaint(line.place(planfile.VENUE_NAME.name), says, BOTH)


def _unknown(
    line: Understood, column: str, says: Text, known: Iterable[Any], complaints: list[Complaint]
) -> None:
    if column not in line.texts:
        return  # an empty cell is complained about already
    guess = near(line.texts[column], [each.id for each in known])
    advice = DID_YOU_MEAN.with_facts(near=guess) if guess else Text("", "")
    complaints.append(Complaint(line.place(column), says, advice))


# --- our own document -----------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """A ``plan.json``: the festival as it was read then, and its plan."""

    read: Read
    plan: Plan | None
    complaints: tuple[Complaint, ...]


def read_document(path: Path) -> Document:
    """A plan with the tables of its festival, as ``plan.json`` keeps them."""
    complaints: list[Complaint] = []
    document = _document(path, complaints)
    try:
        if document is not None:
            return _read_document(path, document)
    except (AttributeError, KeyError, TypeError, ValueError):
        complaints.append(Complaint(Place(path.name), NOT_A_PLAN, WHICH_FORMS))
    return Document(Read(None, (), {}, {}), None, tuple(complaints))


def _read_document(path: Path, document: dict[str, Any]) -> Document:
    tables = [_settings(path.name, document["tables"].get("festival", []))]
    tables += [
        RawTable.of(n, path.name, r) for n, r in document["tables"].items() if n != "festival"
    ]
    read = read_tables(tables)
    if read.festival is None:
        return Document(read, None, read.complaints)
    found = read_plan(path, read.festival)
    if found.plan is None:
        return Document(read, None, found.complaints)
    plan = Plan(
        found.plan.placements,
        tuple(
            LeftOut(event, Text.plain(str(why["why"]["en"]), str(why["why"]["de"])))
            for why in document["left_out"]
            if (event := read.festival.event(why["event_id"]))
        ),
        tuple(Tier(t["name"], t["lost"], t["at_least"]) for t in document["tiers"]),
    )
    return Document(read, plan, ())


def _document(path: Path, complaints: list[Complaint]) -> dict[str, Any] | None:
    written = read_text(path, complaints) if path.is_file() else None
    if written is None:
        if not complaints:
            says = NO_FILE.with_facts(file=path.name)
            complaints.append(Complaint(Place(str(path)), says, WHICH_FORMS))
        return None
    try:
        document = json.loads(written)
        assert document["schema"] == planfile.SCHEMA
        version = int(document["version"])
        assert all(key in document for key in ("tables", "placements", "left_out", "tiers"))
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
        complaints.append(Complaint(Place(path.name), NOT_A_PLAN, WHICH_FORMS))
        return None
    if version > planfile.VERSION:
        says = NEWER.with_facts(version=version, known=planfile.VERSION)
        complaints.append(Complaint(Place(path.name), says))
        return None
    return dict(document)


def _settings(file: str, rows: Iterable[Mapping[str, object]]) -> RawTable:
    pairs = [{"key": key, "value": value} for row in rows for key, value in row.items()]
    return RawTable.of("festival", file, pairs)
