"""The festival before it is planned: days, sites, venues, actors, events and things lent.

Everything here is one row of a table with its neighbours looked up.  What a rule needs
beyond that, it reads from the row's cells through its own columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from festplan import tables
from festplan.columns import Column
from festplan.times import Span, whole_day

Cells = Mapping[str, object]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Row:
    """A line of a table that is nobody of its own: an opening hour, a noise rule."""

    number: int = field(compare=False)  # as the spreadsheet numbers it
    cells: Cells


@dataclass(frozen=True)
class Day:
    date: date
    cells: Cells = field(default_factory=dict, compare=False)

    @property
    def span(self) -> Span:
        return whole_day(self.date)


@dataclass(frozen=True)
class Site:
    """Ground with one permit, one fuse box and one noise budget."""

    id: str
    name: str = field(default="", compare=False)
    cells: Cells = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Venue:
    """A stage, a tent, a corner of the meadow, a room; it lies on a site."""

    id: str
    name: str = field(default="", compare=False)
    site: Site = field(default_factory=lambda: Site(""), compare=False)
    cells: Cells = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Actor:
    """A club, school, church, library or office that brings events."""

    id: str
    name: str = field(default="", compare=False)
    cells: Cells = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Item:
    """A kind of thing, or a team of people, that events borrow."""

    id: str
    name: str = field(default="", compare=False)
    cells: Cells = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Event:
    """What an actor brings: one or several sessions of the same thing."""

    id: str
    title: str = field(default="", compare=False)
    lead: Actor = field(default_factory=lambda: Actor(""), compare=False)
    partners: tuple[Actor, ...] = field(default=(), compare=False)
    end_venue: Venue | None = field(default=None, compare=False)
    cells: Cells = field(default_factory=dict, compare=False)

    @property
    def actors(self) -> tuple[Actor, ...]:
        return (self.lead, *self.partners)

    @property
    def length(self) -> timedelta:
        return tables.DURATION.of(self)

    @property
    def set_up(self) -> timedelta:
        return tables.SET_UP.of(self)

    @property
    def take_down(self) -> timedelta:
        return tables.TAKE_DOWN.of(self)

    @property
    def mandatory(self) -> bool:
        return tables.MANDATORY.of(self)

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(Session(self, n) for n in range(1, tables.SESSIONS.of(self) + 1))


@dataclass(frozen=True)
class Session:
    """One occurrence of an event: the thing that gets a place and a time."""

    event: Event
    number: int

    def __hash__(self) -> int:
        return hash((self.event.id, self.number))

    @property
    def id(self) -> str:
        return f"{self.event.id}-{self.number}"

    @property
    def title(self) -> str:
        return self.event.title


@dataclass(frozen=True)
class Festival:
    settings: Row
    days: tuple[Day, ...]
    sites: tuple[Site, ...]
    venues: tuple[Venue, ...]
    actors: tuple[Actor, ...]
    items: tuple[Item, ...]
    events: tuple[Event, ...]
    #: The lines of every other table, in an order that does not depend on the file's.
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def step(self) -> timedelta:
        return tables.SLOT.of(self.settings)

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for event in self.events for session in event.sessions)

    def of(self, table: str) -> tuple[Row, ...]:
        return self.rows.get(table, ())

    def where(self, column: Column[Value], value: Value) -> tuple[Row, ...]:
        """The lines of a column's table that have this value in it, found without looking."""
        key = column.table, column.name
        if key not in self._by_value:
            found: dict[object, list[Row]] = {}
            for row in self.of(column.table):
                found.setdefault(column.of(row), []).append(row)
            self._by_value[key] = {each: tuple(rows) for each, rows in found.items()}
        return self._by_value[key].get(value, ())

    @cached_property
    def _by_value(self) -> dict[tuple[str, str], dict[object, tuple[Row, ...]]]:
        return {}

    def day(self, date: date) -> Day | None:
        return self._days.get(date)

    def event(self, id: str) -> Event | None:
        return self._events.get(id)

    def venue(self, id: str) -> Venue | None:
        return self._venues.get(id)

    @cached_property
    def _days(self) -> Mapping[date, Day]:
        return {day.date: day for day in self.days}

    @cached_property
    def _events(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def _venues(self) -> Mapping[str, Venue]:
        return {venue.id: venue for venue in self.venues}
