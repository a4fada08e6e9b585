"""conference-scheduler, made for talks: each event gets one slot of a raster, by CBC.

A slot is a venue and a stretch of `BLOCK` minutes; the raster is the same everywhere, as slots
know each other only where one contains the other.  What a seat costs by itself is its
objective; nobody is in two slots at once.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pulp
from conference_scheduler import scheduler
from conference_scheduler.resources import Event, Slot

from benchmarks.peers.peer import TIERS, Found, Stopwatch, tiers_of, weights
from festplan.draft import AtMost, Draft, Option
from festplan.festival import Session, Venue

CANNOT = (
    "Sessions longer than a slot, venues with several rooms, optional events (each is scheduled or "
    "not told), orders and days of several sessions, walks, everything that counts, "
    "wishes about more than one session; it gives no bound."
)
#: A slot with set-up and take-down, in minutes.
BLOCK = 120


def solve(draft: Draft, seconds: float, seed: int, workers: int) -> Found:
    watch = Stopwatch()
    told = Told(draft)
    found = Found(left_out=told.left_out)
    if len(told.sessions) > len(told.slots):
        found.said = f"{len(told.sessions)} sessions for {len(told.slots)} slots"
        found.seconds = watch.seconds
        return found
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=max(seconds, 1), threads=workers)

    def lost(events: Any, slots: Any, X: Any, **more: Any) -> Any:  # noqa: N803
        found.build = watch.seconds
        return pulp.lpSum(points * X[place] for place, points in told.lost.items() if points)

    scheduled = scheduler.solution(told.events, told.slots, objective_function=lost, solver=solver)
    found.seconds = watch.seconds
    if not scheduled:
        found.said = "no plan in its words"
        return found
    found.placements = [told.seats[pair][0].at(told.seats[pair][1]) for pair in scheduled]
    found.said = "a plan in its words"
    return found


class Told:
    """A draft as events and slots, as far as it can be told."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tiers = tiers_of(draft)
        self.weight = weights(draft)
        self.slots: list[Slot] = []
        self.venues: list[Venue] = []
        self._raster()
        #: The option and the start of an event in a slot, and what they cost.
        self.seats: dict[tuple[int, int], tuple[Option, Any]] = {}
        self.lost: dict[tuple[int, int], int] = {}
        self.sessions: list[Session] = []
        self.events: list[Event] = []
        sessions = [s for s in draft.festival.sessions if s.event not in draft.optional]
        points = self._points()
        missing: Counter[str] = Counter()
        missing["optional session"] = len(draft.festival.sessions) - len(sessions)
        for session in sessions:
            seats = self._seats(session)
            if not seats:
                missing["session without a slot that fits"] += 1
                continue
            row = len(self.events)
            self.sessions.append(session)
            for column, (option, start) in seats.items():
                self.seats[row, column] = option, start
                self.lost[row, column] = points[option, draft.index(start)]
            away = [slot for column, slot in enumerate(self.slots) if column not in seats]
            self.events.append(Event(session.id, 0, 0, tags=[], unavailability=away))
        self._teams()
        words = Counter(type(spoken.word).__name__ for spoken in draft.words)
        self.left_out = tuple(f"{n} × {what}" for what, n in sorted((missing + words).items()))

    def _raster(self) -> None:
        for day in self.draft.festival.days:
            moment = day.span.start + timedelta(hours=4)
            while moment + timedelta(minutes=BLOCK) <= day.span.end:
                for venue in self.draft.festival.venues:
                    name = f"{day.date} {moment:%H:%M}"
                    self.slots.append(Slot(venue.id, moment, BLOCK, 10**6, name))
                    self.venues.append(venue)
                moment += timedelta(minutes=BLOCK)

    def _seats(self, session: Session) -> dict[int, tuple[Option, Any]]:
        """The slots in which a session can be, from their beginning on."""
        found = {}
        for option in self.draft.options(session):
            if option.length != session.event.length:
                continue
            whole = option.occupied.end - option.occupied.begin
            for column, slot in enumerate(self.slots):
                if self.venues[column] != option.venue or whole > BLOCK:
                    continue
                start = slot.starts_at + timedelta(minutes=-option.occupied.begin)
                if self.draft.bit(start) & self.draft.starts(option):
                    found[column] = option, start
        return found

    def _points(self) -> Counter[tuple[Option, int | None]]:
        found: Counter[tuple[Option, int | None]] = Counter()
        for price in self.draft.prices:
            weight = self.weight[TIERS.index(self.tiers[price.speaker])]
            for moment in self.draft.moments(price.starts & self.draft.starts(price.option)):
                found[price.option, self.draft.index(moment)] += price.points * weight
        return found

    def _teams(self) -> None:
        """A tag for every actor that has one team: what shares a tag is never at once."""
        for spoken in self.draft.words:
            if isinstance(spoken.word, AtMost) and spoken.speaker == "two_places":
                if spoken.word.there_is > 1:
                    continue
                users = {use.session for use in spoken.word.uses}
                for session, event in zip(self.sessions, self.events, strict=True):
                    if session in users:
                        event.add_tags(spoken.word.name)
