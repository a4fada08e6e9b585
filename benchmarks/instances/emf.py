"""Talks of a camp (the planner's input of Electromagnetic Field) as a festival.

A talk is an event with its venues and its speakers.  After each talk ten minutes belong to it
(the planner's own change-over, which no file names): they are time to take down, for the venue
as for the speakers, and may lie beyond the hours of the talk.  Hours of a talk that lie no farther
apart than that are one, so a talk may run across a seam.

The planner has nothing to optimise where no talk names a preferred venue or what it had before.
Where it does, ours is not the same sum: one preferred venue for a talk (its former one, if it
had one), and for a talk that had a time the points of a wished start, on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from benchmarks.instances.own_hours import kept_out
from benchmarks.instances.tables import Tables, clock, days, open_days, settings
from festplan.times import Span, festival_day, joined, minutes

STEP = 10
CHANGE_OVER = timedelta(minutes=10)
PREFERRED_VENUE, WISHED_START = {"preferred_venue": 4}, {"wished_start": 1}


@dataclass(frozen=True)
class Talk:
    """A talk as the file has it, with everybody's names as text."""

    id: str
    title: str
    length: timedelta
    speakers: tuple[str, ...]
    venues: tuple[str, ...]
    hours: tuple[Span, ...]
    preferred: str = ""
    start: datetime | None = None


def read(data: Any) -> list[Talk]:
    """The talks of a file: a list, or a list under the key ``talks``."""
    return [_talk(said) for said in (data["talks"] if isinstance(data, dict) else data)]


def _talk(said: Mapping[str, Any]) -> Talk:
    places = _places(said)
    if any(hours != next(iter(places.values())) for hours in places.values()):
        raise ValueError(f"talk {said['id']} has other hours at other venues")
    former = [said["venue"]] if said.get("venue") else said.get("preferred_venues", ())
    return Talk(
        id=f"talk-{said['id']}",
        title=str(said.get("title") or f"Talk {said['id']}"),
        length=timedelta(minutes=said["duration"]),
        speakers=tuple(f"speaker-{speaker}" for speaker in said["speakers"]),
        venues=tuple(places),
        hours=next(iter(places.values()), ()),
        preferred=next((_venue(venue) for venue in former), ""),
        start=datetime.fromisoformat(said["time"]) if said.get("time") else None,
    )


def _places(said: Mapping[str, Any]) -> dict[str, tuple[Span, ...]]:
    """The venues of a talk, each with its hours; older files have the same hours for all."""
    if "venue_times" in said:
        return {_venue(each["venue"]): _hours(each["times"]) for each in said["venue_times"]}
    return {_venue(venue): _hours(said["time_ranges"]) for venue in said["valid_venues"]}


def _venue(number: int) -> str:
    return f"venue-{number}"


def _hours(ranges: Iterable[Mapping[str, str]]) -> tuple[Span, ...]:
    """Hours as they were meant: what is parted by a change-over only is one."""
    spans = (Span(*(datetime.fromisoformat(said[edge]) for edge in EDGES)) for said in ranges)
    longer = joined(span.widened(after=CHANGE_OVER) for span in spans)
    return tuple(Span(span.start, span.end - CHANGE_OVER) for span in longer)


EDGES = ("start", "end")


def tables(talks: Sequence[Talk], title: str) -> Tables:
    """The talks as the tables of a festival."""
    opened = open_days(span for talk in talks for span in talk.hours)
    tags, protected = kept_out({talk.id: talk.hours for talk in talks}, opened)
    speakers = dict.fromkeys(speaker for talk in talks for speaker in _people(talk))
    venues = dict.fromkeys(venue for talk in talks for venue in (*talk.venues, talk.preferred))
    return {
        "festival": settings(title, STEP, _wished(talks)),
        "days": days(opened),
        "venues": [{"venue_id": id, "name": id} for id in sorted(filter(None, venues))],
        "actors": [{"actor_id": id, "name": id} for id in sorted(speakers)],
        "events": [_event(talk, tags[talk.id]) for talk in talks],
        "relations": list(_apart(talks)),
        "protected_times": protected,
    }


def _wished(talks: Sequence[Talk]) -> dict[str, int]:
    """The wishes that some talk has."""
    venue = PREFERRED_VENUE if any(talk.preferred for talk in talks) else {}
    return venue | (WISHED_START if any(talk.start for talk in talks) else {})


def _people(talk: Talk) -> tuple[str, ...]:
    """Who is there; a talk without speakers has somebody of its own."""
    return talk.speakers or (f"host-of-{talk.id}",)


def _event(talk: Talk, tags: str) -> dict[str, str]:
    lead, *others = _people(talk)
    day = None if talk.start is None else festival_day(talk.start)
    return {
        "event_id": talk.id,
        "title": talk.title,
        "lead_actor": lead,
        "co_actors": ";".join(others),
        "duration_min": str(minutes(talk.length)),
        "teardown_min": str(minutes(CHANGE_OVER)),
        "venues": ";".join(talk.venues),
        "preferred_venue": talk.preferred,
        "wish_start": clock(day, talk.start) if day and talk.start else "",
        "tags": tags,
    }


def _apart(talks: Sequence[Talk]) -> Iterator[dict[str, str]]:
    """Talks with a speaker in common whom one of them only joins: who joins in leaves at once."""
    for one, other in combinations(talks, 2):
        common = set(one.speakers) & set(other.speakers)
        if common - {_people(one)[0]} or common - {_people(other)[0]}:
            yield {
                "kind": "not_parallel",
                "event_a": one.id,
                "event_b": other.id,
                "min_gap_min": str(minutes(CHANGE_OVER)),
            }
