"""A programme from a schedule, as the tools of conferences publish it (JSON or XML).

Days hold rooms, and rooms hold talks; a talk says its own date, or begins on the day it is in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

from festplan.clashes import Performance
from festplan.columns import NotReadable, clock, day
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.programmes.found import Found
from festplan.inputs.programmes.moments import about_offsets, moment
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock

NOT_READABLE = Text(
    en="The file breaks off or is damaged.",
    de="Die Datei ist unvollständig oder beschädigt.",
)
EXPORT_AGAIN = Text(en="Export it once more.", de="Bitte noch einmal exportieren.")
NO_SCHEDULE = Text(
    en="This is no schedule: there are no days with rooms in it.",
    de="Das ist kein Fahrplan: Es sind keine Tage mit Räumen darin.",
)
OWN_WORDS = Text(
    en="The file defines words of its own (DOCTYPE); for safety it is not read.",
    de="Die Datei legt eigene Wörter fest (DOCTYPE); zur Sicherheit wird sie nicht gelesen.",
)
TAKE_OUT = Text(en="Take out the DOCTYPE.", de="Bitte den DOCTYPE entfernen.")
NO_START = Text(en="It has no readable start.", de="Er hat keinen lesbaren Beginn.")
BAD_LENGTH = Text(
    en="“{length}” is no length; only its beginning is checked.",
    de="„{length}“ ist keine Länge; nur der Beginn wird geprüft.",
)
WRITE_LENGTH = Text(en="Write it as 01:30.", de="Bitte als 01:30 schreiben.")
NO_LENGTH = Text(
    en="No length is known: only its beginning is checked.",
    de="Die Länge ist nicht bekannt: Nur der Beginn wird geprüft.",
)
# With three parts it may be days or seconds that are counted: that is not guessed.
LENGTH = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)")


@dataclass(frozen=True)
class Talk:
    """A talk as the schedule has it, everything still as text."""

    title: str
    day: str
    date: str
    start: str
    length: str
    room: str
    people: tuple[str, ...]


def from_schedule(file: str, form: str, written: str, found: Found) -> None:
    """Put the performances of a schedule into what is found."""
    talks = _talks_of_json if form == ".json" else _talks_of_xml
    try:
        change, listed = talks(written)
    except NotReadable as wrong:
        found.complaints.append(Complaint(Place(file), wrong.says, wrong.advice))
        return
    offsets: set[str] = set()
    for talk in listed:
        performance = _performance(file, talk, change, offsets, found)
        if performance is not None:
            found.performances.append(performance)
    found.complaints += about_offsets(Place(file), offsets)


def _performance(
    file: str, talk: Talk, change: timedelta, offsets: set[str], found: Found
) -> Performance | None:
    place = Place(file, cell=talk.title or None)
    try:
        start = _start(talk, change, offsets)
    except (NotReadable, OverflowError):
        found.complaints.append(Complaint(place, NO_START))
        return None
    length = _length(place, talk.length, found)
    return Performance(
        talk.title, start, start + length if length else None, talk.room, talk.people, place
    )


def _start(talk: Talk, change: timedelta, offsets: set[str]) -> datetime:
    own = moment(talk.date)
    if own is not None:
        offsets.add(own.offset)
        return own.shown
    begins = clock(talk.start)
    # The small hours of a conference day lie on the next date.
    late = timedelta(days=1) if begins.since_midnight < change else timedelta()
    return Clock(begins.since_midnight + late).on(day(talk.date or talk.day))


def _length(place: Place, written: str, found: Found) -> timedelta | None:
    if not written.strip(":0"):
        found.complaints.append(Complaint(place, NO_LENGTH, severity=Severity.HINT))
        return None
    if written.isdecimal() and len(written) <= 4:
        return timedelta(minutes=int(written))
    parts = LENGTH.fullmatch(written)
    if parts is None:
        says = BAD_LENGTH.with_facts(length=written)
        found.complaints.append(Complaint(place, says, WRITE_LENGTH))
        return None
    return timedelta(hours=int(parts["hours"]), minutes=int(parts["minutes"]))


# --- JSON ---------------------------------------------------------------------------------------


def _talks_of_json(written: str) -> tuple[timedelta, list[Talk]]:
    try:
        document = json.loads(written)
    except (ValueError, RecursionError):
        raise NotReadable(NOT_READABLE, EXPORT_AGAIN) from None
    document = _mapping(document)
    conference = _mapping(_mapping(document.get("schedule", document)).get("conference"))
    days = conference.get("days")
    if not isinstance(days, list):
        raise NotReadable(NO_SCHEDULE, EXPORT_AGAIN)
    return _change(_word(conference.get("day_change"))), list(_in_days(days))


def _in_days(days: list[Any]) -> Iterator[Talk]:
    for each in map(_mapping, days):
        for room, talks in _mapping(each.get("rooms")).items():
            for talk in map(_mapping, talks if isinstance(talks, list) else ()):
                yield _talk(_word(each.get("date")), _word(room), talk)


def _talk(day: str, room: str, talk: dict[str, Any]) -> Talk:
    people = talk.get("persons")
    return Talk(
        _word(talk.get("title")),
        day,
        _word(talk.get("date")),
        _word(talk.get("start")),
        _word(talk.get("duration")),
        room,
        tuple(filter(None, map(_person, people if isinstance(people, list) else ()))),
    )


def _person(person: object) -> str:
    if not isinstance(person, dict):
        return _word(person)
    names = (_word(person.get(key)) for key in ("public_name", "full_public_name", "name"))
    return next(filter(None, names), "")


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _word(value: object) -> str:
    """A text or a number as one line; nothing for anything else."""
    # JSON can name halves of letters, which no screen can show.
    return (
        tidy(str(value).encode(errors="replace").decode()) if isinstance(value, str | int) else ""
    )


# --- XML ----------------------------------------------------------------------------------------


def _talks_of_xml(written: str) -> tuple[timedelta, list[Talk]]:
    # A file may define words that stand for ever longer ones, until the memory is full.
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", written, re.IGNORECASE):
        raise NotReadable(OWN_WORDS, TAKE_OUT)
    try:
        root = ElementTree.fromstring(written)
    except (ElementTree.ParseError, ValueError, RecursionError):
        raise NotReadable(NOT_READABLE, EXPORT_AGAIN) from None
    days = root.findall("day")
    if root.tag != "schedule" or not days:
        raise NotReadable(NO_SCHEDULE, EXPORT_AGAIN)
    talks = [
        _talk_of_xml(day.get("date", ""), tidy(room.get("name", "")), event)
        for day in days
        for room in day.iterfind("room")
        for event in room.iterfind("event")
    ]
    return _change(root.findtext("conference/day_change", "")), talks


def _talk_of_xml(day: str, room: str, event: ElementTree.Element) -> Talk:
    title, date, start, length = (
        tidy(event.findtext(tag, "")) for tag in ("title", "date", "start", "duration")
    )
    people = (tidy(person.text or "") for person in event.iterfind("persons/person"))
    return Talk(title, day, date, start, length, room, tuple(filter(None, people)))


def _change(written: str) -> timedelta:
    """When a day of the conference changes to the next one."""
    try:
        return clock(written.strip()).since_midnight
    except NotReadable:
        return DAY_BREAK
