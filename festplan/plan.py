"""The finished plan: what, where, when; what was left out, and how good it is proved to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations

from festplan.festival import Event, Session, Venue
from festplan.texts import Text
from festplan.times import MINUTE, Span, festival_day


@dataclass(frozen=True)
class Stay:
    """A venue held for some time: what the public sees, and what is occupied for it."""

    venue: Venue
    public: Span
    occupied: Span


@dataclass(frozen=True)
class Placement:
    """One session at one venue, from one moment on."""

    session: Session
    venue: Venue
    start: datetime
    length: timedelta

    @property
    def event(self) -> Event:
        return self.session.event

    @cached_property
    def day(self) -> date:
        return festival_day(self.start)

    @cached_property
    def public(self) -> Span:
        """What visitors read: from the start to the end of the session itself."""
        return Span(self.start, self.start + self.length)

    @cached_property
    def occupied(self) -> Span:
        """With set-up and take-down; rules about venues, teams and things use this."""
        return self.public.widened(self.event.set_up, self.event.take_down)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """The venues it holds: one, or for a route where it sets off and where it arrives.

        A route leaves its first venue half way (to the full minute) and holds its last one
        from then on.
        """
        public, occupied = self.public, self.occupied
        if self.event.end_venue is None:
            return (Stay(self.venue, public, occupied),)
        half = self.start - (-self.length // (2 * MINUTE)) * MINUTE
        return (
            Stay(self.venue, Span(public.start, half), Span(occupied.start, half)),
            Stay(self.event.end_venue, Span(half, public.end), Span(half, occupied.end)),
        )

    @property
    def order(self) -> tuple[datetime, str, str, int]:
        return self.start, self.venue.id, self.event.id, self.session.number


@dataclass(frozen=True)
class LeftOut:
    """An event that is not in the plan, and why."""

    event: Event
    why: Text


@dataclass(frozen=True)
class Tier:
    """How good the plan is in one respect, and how good it could be at best.

    ``lost`` are the points this plan loses, ``at_least`` the points that every plan loses
    (given that the tiers before are as good as they are).
    """

    name: str
    lost: int
    at_least: int

    @property
    def optimal(self) -> bool:
        return self.lost <= self.at_least


@dataclass(frozen=True)
class Plan:
    placements: tuple[Placement, ...]
    left_out: tuple[LeftOut, ...] = ()
    tiers: tuple[Tier, ...] = field(default=(), compare=False)

    def __iter__(self) -> Iterator[Placement]:
        return iter(self.placements)

    def pairs(self) -> Iterator[tuple[Placement, Placement]]:
        """Every two placements, once."""
        return combinations(self.placements, 2)

    @cached_property
    def events(self) -> frozenset[Event]:
        """The events that take place."""
        return frozenset(placed.event for placed in self.placements)

    def of(self, event: Event) -> tuple[Placement, ...]:
        """The sessions of an event that are placed, by number."""
        return self._of.get(event, ())

    def at(self, venue: Venue) -> tuple[tuple[Placement, Stay], ...]:
        """Who holds a venue and when, in the order of the plan."""
        return self._at.get(venue, ())

    @property
    def optimal(self) -> bool:
        return bool(self.tiers) and all(tier.optimal for tier in self.tiers)

    @cached_property
    def _of(self) -> dict[Event, tuple[Placement, ...]]:
        found: dict[Event, list[Placement]] = {}
        for placed in sorted(self.placements, key=lambda placed: placed.session.number):
            found.setdefault(placed.event, []).append(placed)
        return {event: tuple(placements) for event, placements in found.items()}

    @cached_property
    def _at(self) -> dict[Venue, tuple[tuple[Placement, Stay], ...]]:
        found: dict[Venue, list[tuple[Placement, Stay]]] = {}
        for placed in self.placements:
            for stay in placed.stays:
                found.setdefault(stay.venue, []).append((placed, stay))
        return {venue: tuple(stays) for venue, stays in found.items()}
