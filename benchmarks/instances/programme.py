"""A programme as it was published, to be planned again against its own plan.

Each item is an event on its day, of its length, for the people of its track; it wishes the venue
and the start that it had.  Starts are moved to the nearest five minutes.  A venue holds as many
items at once as it held then, and a person has as many teams as it had items at once: so the
published plan keeps every rule and loses nothing, and whatever is lost is the planner's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.instances.tables import Tables, clock, days, open_days, settings
from festplan.times import Span, midnight, minutes

FINEST = timedelta(minutes=5)
#: Grids that an organiser may have had, in minutes; the first one on which all starts lie is taken.
GRIDS = (15, 10, 5)
WISHED = {"preferred_venue": 4, "wished_start": 1}


@dataclass(frozen=True)
class Item:
    """A line of a programme."""

    id: str
    public: Span
    venue: str
    track: str
    kind: str
    language: str
    people: tuple[str, ...]


def read(text: str) -> list[Item]:
    """The items of a file: id, start, end, venue, track, kind, language, persons."""
    return [
        Item(
            id=row["id"],
            public=_public(*(datetime.fromisoformat(row[edge]) for edge in ("start", "end"))),
            venue=row["venue"],
            track=row["track"],
            kind=row["kind"],
            language=row["language"],
            people=tuple(row["persons"].split()) or (f"host-of-{row['id']}",),
        )
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def _public(start: datetime, end: datetime) -> Span:
    """The published time, begun at the nearest five minutes."""
    since = start - midnight(start.date())
    begin = midnight(start.date()) + (since + FINEST / 2) // FINEST * FINEST
    return Span(begin, begin + (end - start))


def tables(items: Sequence[Item], title: str) -> Tables:
    """The items as the tables of a festival."""
    venues = {name: f"venue-{n}" for n, name in enumerate(_names(i.venue for i in items), 1)}
    return {
        "festival": settings(title, _grid(items), WISHED),
        "days": days(open_days(item.public for item in items)),
        "venues": [
            {"venue_id": id, "name": name, "parallel": _most(i for i in items if i.venue == name)}
            for name, id in venues.items()
        ],
        "actors": [
            {
                "actor_id": person,
                "name": person,
                "teams": _most(item for item in items if person in item.people),
            }
            for person in _names(person for item in items for person in item.people)
        ],
        "events": [_event(item, venues[item.venue]) for item in items],
    }


def _names(found: Iterable[str]) -> list[str]:
    return sorted(set(found))


def _grid(items: Iterable[Item]) -> int:
    starts = {item.public.start.minute for item in items}
    return next(step for step in GRIDS if all(minute % step == 0 for minute in starts))


def _most(items: Iterable[Item]) -> str:
    """How many of some items ran at once."""
    spans = [item.public for item in items]
    at_once = (sum(s.start <= coming.start < s.end for s in spans) for coming in spans)
    return str(max(at_once))


def _event(item: Item, venue: str) -> dict[str, str]:
    lead, *others = item.people
    day = item.public.day
    return {
        "event_id": item.id,
        "title": f"{item.track} {item.id}".strip(),
        "format": item.kind,
        "lead_actor": lead,
        "co_actors": ";".join(others),
        "duration_min": str(minutes(item.public.length)),
        "days": day.isoformat(),
        "preferred_venue": venue,
        "wish_start": clock(day, item.public.start),
        "audiences": item.track,
        "languages": item.language,
    }
