"""Post-enrolment timetabling (ITC 2007, track 2) as a festival, exactly.

A lecture is an event of an hour, a room a venue, a student an actor; the week is five days of
nine hours.  The lectures of a student do not overlap, for it has one team.  Its first student
leads a lecture, the others join in: an actor of its own to lead it would be counted by the wishes
as one student more.  The slots in which a lecture cannot be are protected times for its tag.

Two things are not exact, and no known instance has them: a lecture that nobody attends is led by
somebody who counts as a student, and a student of one lecture only comes for that one at no cost
(the others count a day with a single lecture).  In a partial plan every lecture left out weighs
the same, whatever the number of its students.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.instances.own_hours import kept_out
from benchmarks.instances.tables import Rows, Tables, days, settings
from festplan.times import Span

DAYS, HOURS = 5, 9
MONDAY, OPENS = date(2027, 8, 23), timedelta(hours=9)
HOUR = timedelta(hours=1)
#: What a timetable loses, a point each and for every student.
WISHED = {"single_session_days": 1, "three_in_a_row": 1, "last_hour": 1}

Bits = tuple[bool, ...]


@dataclass(frozen=True)
class Instance:
    """What a file says: each row of bits by its first noun."""

    sizes: tuple[int, ...]
    attends: tuple[Bits, ...]  # student, lecture
    has: tuple[Bits, ...]  # room, feature
    needs: tuple[Bits, ...]  # lecture, feature
    can: tuple[Bits, ...]  # lecture, slot
    before: tuple[tuple[int, int], ...]  # two lectures, the earlier one first

    @property
    def lectures(self) -> range:
        return range(len(self.needs))

    def students(self, lecture: int) -> list[int]:
        return [student for student, chosen in enumerate(self.attends) if chosen[lecture]]


def read(text: str) -> Instance:
    """The instance in a file of numbers."""
    numbers = map(int, text.split())
    lectures, rooms, features, students = (next(numbers) for _ in range(4))

    def rows(count: int, width: int) -> list[list[int]]:
        return [[next(numbers) for _ in range(width)] for _ in range(count)]

    return Instance(
        sizes=tuple(rows(1, rooms)[0]),
        attends=_bits(rows(students, lectures)),
        has=_bits(rows(rooms, features)),
        needs=_bits(rows(lectures, features)),
        can=_bits(rows(lectures, DAYS * HOURS)),
        before=tuple(sorted(set(_orders(rows(lectures, lectures))))),
    )


def _bits(rows: Sequence[Sequence[int]]) -> tuple[Bits, ...]:
    return tuple(tuple(map(bool, row)) for row in rows)


def _orders(rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """A 1 says that the row is before the column, a -1 that it is after it."""
    for one, row in enumerate(rows):
        for other, sign in enumerate(row):
            if sign:
                yield (one, other) if sign > 0 else (other, one)


# --- the tables -----------------------------------------------------------------------------------


def tables(instance: Instance, title: str) -> Tables:
    """The instance as the tables of a festival."""
    slots = list(map(_slot, range(DAYS * HOURS)))
    week = [Span(slots[at].start, slots[at + HOURS - 1].end) for at in range(0, len(slots), HOURS)]
    hours = {
        _id("e", lecture): [slot for slot, can in zip(slots, row, strict=True) if can]
        for lecture, row in enumerate(instance.can)
    }
    tags, protected = kept_out(hours, week)
    events = [_event(instance, lecture, tags) for lecture in instance.lectures]
    return {
        "festival": settings(title, 60, WISHED),
        "days": days(week),
        "venues": _rooms(instance),
        "actors": _actors(instance),
        "events": events,
        "relations": [
            {"kind": "before", "event_a": _id("e", one), "event_b": _id("e", other)}
            for one, other in instance.before
        ],
        "protected_times": protected,
    }


def _id(letter: str, number: int) -> str:
    return f"{letter}{number + 1:04}"


def _slot(number: int) -> Span:
    day, hour = divmod(number, HOURS)
    start = datetime.combine(MONDAY, datetime.min.time()) + timedelta(days=day) + OPENS
    return Span(start + hour * HOUR, start + (hour + 1) * HOUR)


def _rooms(instance: Instance) -> Rows:
    return [
        {
            "venue_id": _id("r", room),
            "name": f"Room {room + 1}",
            "capacity": str(size),
            "features": _features(has),
        }
        for room, (size, has) in enumerate(zip(instance.sizes, instance.has, strict=True))
    ]


def _features(bits: Bits) -> str:
    return ";".join(_id("f", feature) for feature, there in enumerate(bits) if there)


def _actors(instance: Instance) -> Rows:
    found = [
        {"actor_id": _id("s", student), "name": f"Student {student + 1}"}
        for student in range(len(instance.attends))
    ]
    empty = [lecture for lecture in instance.lectures if not instance.students(lecture)]
    return [
        *found,
        *({"actor_id": _id("t", n), "name": f"Teacher {n + 1}"} for n in empty),
    ]


def _event(instance: Instance, lecture: int, tags: Mapping[str, str]) -> dict[str, str]:
    id, students = _id("e", lecture), instance.students(lecture)
    lead, *others = [_id("s", student) for student in students] or [_id("t", lecture)]
    return {
        "event_id": id,
        "title": f"Lecture {lecture + 1}",
        "lead_actor": lead,
        "co_actors": ";".join(others),
        "duration_min": "60",
        "expected_visitors": str(len(students)),
        "features_needed": _features(instance.needs[lecture]),
        "tags": tags[id],
    }


# --- the solution ---------------------------------------------------------------------------------

LEFT_OUT = "-1 -1"


def solution(folder: Path, outputs: Path) -> str:
    """A plan as the scorer wants it: for each lecture its slot and its room, both from 0."""
    rooms = [row["venue_id"] for row in _rows(folder / "venues.csv")]
    dates = [row["date"] for row in _rows(folder / "days.csv")]
    plan = json.loads((outputs / "plan.json").read_text(encoding="utf-8"))
    placed = {row["event_id"]: row for row in plan["placements"]}

    def line(id: str) -> str:
        if id not in placed:
            return LEFT_OUT
        row = placed[id]
        hour = int(row["start"].partition(":")[0]) - OPENS // HOUR
        return f"{dates.index(row['date']) * HOURS + hour} {rooms.index(row['venue_id'])}"

    return "".join(f"{line(row['event_id'])}\n" for row in _rows(folder / "events.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
