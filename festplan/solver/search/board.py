"""A plan on the table: every session has a seat or none, and knows what another would cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from festplan.draft import Between, Draft, Together
from festplan.festival import Event, Session
from festplan.plan import Placement
from festplan.solver.search.seats import Numbers, Seat, priced
from festplan.solver.search.terms import Term, terms_of
from festplan.wishes.wish import PRIORITY, TIDY, WISHED

#: What a point of each tier is worth: more than all points of the tiers after it can be.
WORTH: Mapping[str, int] = {TIDY: 1, WISHED: 1 << 20, PRIORITY: 1 << 38}
#: More sessions than that are not moved together.
MANY = 6

#: Where a session sits: its option (row) and its start (column).
Place = tuple[int, int]


class Total(NamedTuple):
    """Breaches, and points by what they are worth."""

    broken: int
    points: int

    def __add__(self, other: object) -> Total:
        assert isinstance(other, Total)
        return Total(self.broken + other.broken, self.points + other.points)

    def __sub__(self, other: Total) -> Total:
        return Total(self.broken - other.broken, self.points - other.points)

    @property
    def by_tier(self) -> dict[str, int]:
        """The points lost in each tier of wishes."""
        found, points = {}, self.points
        for tier, worth in sorted(WORTH.items(), key=lambda each: -each[1]):
            found[tier], points = divmod(points, worth)
        return found


@dataclass(frozen=True)
class Costs:
    """For each seat of a session what it would break, and what it would cost."""

    broken: Numbers
    points: Numbers

    def at(self, place: Place) -> Total:
        return Total(int(self.broken[place]), int(self.points[place]))


class Board:
    """The sessions of some events, where they sit, and what that costs altogether."""

    def __init__(
        self, draft: Draft, tier_of: Mapping[str, str], events: Iterable[Event] | None = None
    ) -> None:
        self.draft = draft
        there = set(draft.festival.events if events is None else events)
        sessions = [session for session in draft.festival.sessions if session.event in there]
        self.seats = [Seat(draft, session, n) for n, session in enumerate(sessions)]
        of = {seat.session: seat for seat in self.seats}

        def worth(speaker: str, points: int) -> int:
            return WORTH[tier_of[speaker]] * points

        priced(of, draft.prices, worth)
        self.days = {seat.number: self._days_of(seat) for seat in self.seats}
        terms = terms_of(draft, draft.words, of, self.days, worth)
        #: By seat: the terms of the rules that have a word about it, and those of the wishes.
        self.ruled = _by_seat(terms.rules, len(self.seats))
        self.wished = _by_seat(terms.wishes, len(self.seats))
        self.sits: list[Place | None] = [None] * len(self.seats)
        #: Whether only the rules are heard, and the prices of the seats: much quicker.
        self.rules_only = False
        #: What is against the rules just now, and what is lost.
        self.nobody = Total(
            *(sum(term.empty for term in each) for each in (terms.rules, terms.wishes))
        )
        self.total = self.nobody

    def costs(self, number: int) -> Costs:
        """For a session that sits nowhere: what each seat would cost more."""
        seat = self.seats[number]
        broken = np.zeros(seat.alone.shape, dtype=np.int64)
        points = seat.alone.copy()
        for term in self.ruled[number]:
            term.costs(seat, broken)
        for term in () if self.rules_only else self.wished[number]:
            term.costs(seat, points)
        return Costs(broken, points)

    def hear_wishes(self) -> None:
        """Listen to the wishes, too, and count anew what everybody costs."""
        self.rules_only = False
        sits = list(self.sits)
        for number, place in enumerate(sits):
            if place is not None:
                self.take(number)
        self.total = self.nobody
        for number, place in enumerate(sits):
            if place is not None:
                self.put(number, place, self.costs(number).at(place))

    def put(self, number: int, place: Place, more: Total) -> None:
        """Sit down; what that costs is known from ``costs``."""
        seat = self.seats[number]
        for term in (*self.ruled[number], *self.wished[number]):
            term.put(seat, *place)
        self.sits[number] = place
        self.total += more

    def take(self, number: int) -> Place:
        """Stand up; what that saves is known when the seats are asked, and to be taken off."""
        place = self.sits[number]
        assert place is not None
        seat = self.seats[number]
        for term in (*self.ruled[number], *self.wished[number]):
            term.take(seat, *place)
        self.sits[number] = None
        return place

    @property
    def placements(self) -> list[Placement]:
        found = [
            seat.options[place[0]].at(self.draft.moment(int(seat.starts[place[1]])))
            for seat, place in zip(self.seats, self.sits, strict=True)
            if place is not None
        ]
        return sorted(found, key=lambda placement: placement.order)

    def seat_all(self, placements: Iterable[Placement]) -> None:
        """Sit down as in a plan; who has no such seat stays standing."""
        of: Mapping[Session, Seat] = {seat.session: seat for seat in self.seats}
        for placement in placements:
            seat = of.get(placement.session)
            place = None if seat is None else self.place_of(seat, placement)
            if seat is not None and place is not None and self.sits[seat.number] is None:
                self.put(seat.number, place, self.costs(seat.number).at(place))

    @property
    def placed(self) -> dict[Session, Placement]:
        return {placement.session: placement for placement in self.placements}

    def become(self, placed: Mapping[Session, Placement]) -> None:
        """Stand up and sit down until everybody sits as in a plan."""
        for seat in self.seats:
            now = self.sits[seat.number]
            there = placed.get(seat.session)
            then = None if there is None else self.place_of(seat, there)
            if now is not None and now != then:
                self.stand(seat.number)
        self.seat_all(placed.values())

    def stand(self, number: int) -> None:
        """Stand up, and take off what that saves."""
        before = self.take(number)
        self.total -= self.costs(number).at(before)

    def place_of(self, seat: Seat, placement: Placement) -> Place | None:
        index = self.draft.index(placement.start)
        for option, row in seat.row.items():
            same = option.venue == placement.venue and option.length == placement.length
            if same and index in seat.column:
                place = row, seat.column[index]
                return None if seat.closed[place] else place
        return None

    def kin(self) -> dict[int, tuple[int, ...]]:
        """For a session those of its event, and those tied to its day, time or venue."""
        of = {seat.session: seat.number for seat in self.seats}
        found: dict[int, set[int]] = {}
        tied: list[Iterable[Session]] = [
            event.sessions for event in self.draft.festival.events if len(event.sessions) > 1
        ]
        for spoken in self.draft.words:
            match spoken.word:
                case Between(first=first, second=second, most=int(), cost=0):
                    tied.append((first, second))
                case Together(sessions=sessions, what="same_day" | "same_venue", cost=0):
                    tied.append(sessions)
        for some in tied:
            numbers = {of[session] for session in some if session in of}
            for number in numbers if len(numbers) <= MANY else ():
                found.setdefault(number, set()).update(numbers - {number})
        return {n: tuple(sorted(others)[:MANY]) for n, others in sorted(found.items()) if others}

    def _days_of(self, seat: Seat) -> Numbers:
        days = np.full(len(seat.starts), -1, dtype=np.int64)
        for number, day in enumerate(self.draft.festival.days):
            days[seat.inside(self.draft.starts_on([day]))] = number
        return days


def _by_seat(terms: Iterable[Term], seats: int) -> list[list[Term]]:
    found: list[list[Term]] = [[] for _ in range(seats)]
    for term in terms:
        for number in sorted(term.about):
            found[number].append(term)
    return found
