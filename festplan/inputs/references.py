"""What one table says of another: names that must exist, days that must be festival days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from festplan import tables
from festplan.catalogue import columns
from festplan.columns import Column, Days
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.cells import DID_YOU_MEAN, TABLE, Understood
from festplan.inputs.headings import near, plain
from festplan.inputs.spelled import NOT_A_NAME
from festplan.protected import Scope, When
from festplan.rules.city_events import Feature
from festplan.texts import Text
from festplan.times import Clock

Lines = Mapping[str, list[Understood]]

UNKNOWN = Text(
    en="“{name}” is not in the table {table}.", de="„{name}“ steht nicht in der Tabelle {table}."
)
NO_ACTORS = Text(
    en="There is no table of actors; the names in the events are taken as they are.",
    de="Eine Tabelle der Akteure fehlt; die Namen in den Veranstaltungen gelten, wie sie sind.",
)
NO_ID = Text(
    en="A number or short name must not have a “{sign}” in it: lists are written with it.",
    de="Eine Nummer oder ein Kürzel darf kein „{sign}“ enthalten: Damit werden Listen geschrieben.",
)
SHORTER_ID = Text(
    en="Write a short one without signs, for example A7.",
    de="Bitte ein kurzes ohne Zeichen schreiben, zum Beispiel A7.",
)
NAMED = Text(
    en="There is nothing in the table {table}, but {count} cells name something of it.",
    de="In der Tabelle {table} steht nichts, aber {count} Zellen nennen etwas aus ihr.",
)
WRITE = Text(
    en="Did you mean {name}? Write “{id}”.", de="Ist {name} gemeint? Bitte „{id}“ schreiben."
)
#: “nicht Bühne”, “Zelt oder Saal”, “bei Regen im Saal”: no single name is meant.
NOT_ONE_NAME = re.compile(
    r"\b(nicht|kein\w*|ohne|au(ß|ss)er|oder|od|bei|sonst|not|no|without|except|or|if)\b",
    re.IGNORECASE,
)
NAMES_ONLY = Text(
    en="Write only names that are meant, with semicolons between.",
    de="Bitte nur Namen schreiben, die gemeint sind, mit Semikolon dazwischen.",
)
SHORT_NAMES = Text(
    en="Write its name as in the table of actors; abbreviations may stand there as short_name.",
    de="Bitte den Namen wie in der Tabelle akteure schreiben; Abkürzungen können dort in der "
    "Spalte Kurzname stehen.",
)
#: So many rows of a table are named when a word is none of them.
SHOWN = 8
KNOWN_ARE = Text(en="There is: {known}.", de="Es gibt: {known}.")
NOT_A_DAY = Text(en="{day} is not a festival day.", de="{day} ist kein Festtag.")
DAYS_ARE = Text(
    en="The festival is from {first} to {last}.", de="Das Fest geht vom {first} bis {last}."
)
BACKWARDS = Text(
    en="ends before it begins: from {start} to {end}.",
    de="endet vor dem Anfang: von {start} bis {end}.",
)
SWAP = Text(
    en="Are the two swapped? For one at night write 25:00.",
    de="Sind die beiden vertauscht? Für ein Uhr nachts bitte 25:00 schreiben.",
)
WRONG_WEEKDAY = Text(en="{date} is a {real}.", de="Der {date} ist ein {real}.")
MEND_ONE = Text(en="Mend one of the two.", de="Bitte eines von beiden ändern.")

#: Columns of one table that begin and end something.
PAIRS = (
    ("open_from", "open_to"),
    ("from", "to"),
    ("earliest_start", "latest_end"),
    ("available_from", "available_to"),
    ("age_from", "age_to"),
    ("min_gap_min", "max_gap_min"),
    ("min_duration_min", "duration_min"),
)


def wrong_references(lines: Lines) -> Iterator[Complaint]:
    """Names that stand in no table, with the nearest one that does."""
    known = {table: _known(lines, table) for table in TABLE}
    missing: dict[str, int] = {}
    for line, name, target, word in _references(lines):
        if not lines.get(target):
            missing[target] = missing.get(target, 0) + 1
        elif (
            word not in known[target]
            and word not in NOT_A_NAME.get((line.table, name), {}).values()
        ):
            yield _unknown(line, name, target, word, known[target])
    for target, count in missing.items():
        yield from _no_table(target, count, target in lines)


def _is_no_name(table: str, column: str, word: str) -> bool:
    return word in NOT_A_NAME.get((table, column), {}).values()


def unlistable(lines: Lines) -> Iterator[Complaint]:
    """Ids that no list could name, because lists are written with their signs."""
    for table in ("sites", "venues", "actors", "equipment", "events"):
        signs = ";,:" if table == "equipment" else ";,"
        key = TABLE[table].key
        for line in lines.get(table, ()):
            if found := [sign for sign in signs if sign in line.texts.get(key, "")]:
                says = NO_ID.with_facts(sign=found[0])
                yield Complaint(line.place(key), says, SHORTER_ID)


def _no_table(table: str, count: int, given: bool) -> Iterator[Complaint]:
    """A whole table that is not there is one mistake, not hundreds."""
    if table == "actors" and not given:
        yield Complaint(Place("actors.csv"), NO_ACTORS, severity=Severity.HINT)
    elif not TABLE[table].required:
        says = NAMED.with_facts(table=_named(table), count=count)
        yield Complaint(Place(f"{table}.csv"), says)


def _references(lines: Lines) -> Iterator[tuple[Understood, str, str, str]]:
    """Every name that a cell says of another table: line, column, that table, name."""
    for table, found in lines.items():
        for line in found:
            for name, value in line.values.items():
                for target, word in _names(columns()[table][name], value):
                    yield line, name, target, word


def _known(lines: Lines, table: str) -> dict[str, str]:
    """The ids of a table, each with the name that people call it."""
    key = TABLE[table].key
    return {
        line.texts[key]: line.texts.get("name", line.texts.get("title", ""))
        for line in lines.get(table, ())
        if line.texts.get(key)
    }


def _names(column: Column[Any], value: object) -> Iterator[tuple[str, str]]:
    """The tables and ids that a cell names."""
    match value:
        case Scope(kind="site" | "venue"):
            yield from ((f"{value.kind}s", word) for word in value.words)
        case Feature(site=site) if site:
            yield "sites", site
        case When(event=event) if event:
            yield "events", event
        case tuple() if column.refers_to:
            yield from (
                (column.refers_to, each[0] if isinstance(each, tuple) else each) for each in value
            )
        case str() if column.refers_to:
            yield column.refers_to, value


def _named(table: str) -> Text:
    return Text(table, TABLE[table].de)


def _unknown(
    line: Understood, column: str, table: str, word: str, known: Mapping[str, str]
) -> Complaint:
    says = UNKNOWN.with_facts(name=word, table=_named(table))
    if NOT_ONE_NAME.search(word):
        return Complaint(line.place(column), says, NAMES_ONLY)
    if id := _nearest(word, known):
        advice = WRITE.with_facts(id=id, name=known[id]) if known[id] else DID_YOU_MEAN
        return Complaint(line.place(column), says, advice.with_facts(near=id))
    if table == "actors":
        return Complaint(line.place(column), says, SHORT_NAMES)
    some = [f"{name} ({id})" if name else id for id, name in sorted(known.items())[:SHOWN]]
    more = ["…"] if len(known) > SHOWN else []
    return Complaint(line.place(column), says, KNOWN_ARE.with_facts(known=(*some, *more)))


def _nearest(word: str, known: Mapping[str, str]) -> str:
    """The id that is probably meant: by a word in common, else by its letters; or nothing."""
    by_name = {name: id for id, name in known.items()}
    parts = {part for part in plain(word).split() if len(part) >= 5}
    sharing = [id for id, name in known.items() if parts & set(plain(name).split())]
    if len(sharing) == 1:
        return sharing[0]
    guess = near(word, [*known, *by_name])
    return by_name.get(guess, guess)


def wrong_days(lines: Lines) -> Iterator[Complaint]:
    """Dates outside the festival, and weekdays that do not belong to their date."""
    dates = [d for line in lines.get("days", ()) if isinstance(d := line.values.get("date"), date)]
    if not dates:
        return
    advice = DAYS_ARE.with_facts(first=min(dates), last=max(dates))
    for table, found in lines.items():
        if table in ("festival", "days", "funds", "applications", "costs"):
            continue
        for line in found:
            for name, value in line.values.items():
                for day in _days_in(value):
                    if day not in dates:
                        says = NOT_A_DAY.with_facts(day=day)
                        yield Complaint(line.place(name), says, advice)


def _days_in(value: object) -> Iterable[date]:
    match value:
        case Days():
            return sorted(value.dates)
        case When(date=day) if day is not None:
            return (day,)
        case date() if type(value) is date:
            return (value,)
        case _:
            return ()


def wrong_weekdays(lines: Lines) -> Iterator[Complaint]:
    for line in lines.get("days", ()):
        day, weekday = line.values.get("date"), line.values.get(tables.WEEKDAY.name)
        if isinstance(day, date) and weekday is not None and weekday != day.weekday():
            real = Text(WEEKDAYS_EN[day.weekday()], WEEKDAYS_DE[day.weekday()])
            says = WRONG_WEEKDAY.with_facts(date=day.isoformat(), real=real)
            yield Complaint(line.place(tables.WEEKDAY.name), says, MEND_ONE)


WEEKDAYS_EN = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
WEEKDAYS_DE = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip


def backwards(lines: Lines) -> Iterator[Complaint]:
    """Rows that end before they begin."""
    for found in lines.values():
        for line in found:
            for first, last in PAIRS:
                start, end = line.values.get(first), line.values.get(last)
                if start is not None and end is not None and _later(start, end):
                    facts = {"start": line.texts[first], "end": line.texts[last]}
                    yield Complaint(line.place(last), BACKWARDS.with_facts(**facts), SWAP)


def _later(start: Any, end: Any) -> bool:
    """Whether a start lies after its end; a window of no length is one, too."""
    return bool(start >= end if isinstance(start, Clock) else start > end)
