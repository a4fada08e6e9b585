"""A festival while it is being made: who and what there is, and a plan that keeps every rule.

Events are laid one by one onto the timetables of venues and of the actors' teams, the difficult
ones first.  Whatever the plan needs is written into the tables later (``cells``), so there
surely is a plan.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from benchmarks import words
from benchmarks.words import KINDS, PLACES, Kind, Place

Row = dict[str, str]

FIRST_DAY = date(2027, 8, 25)  # a Wednesday
DAY = 24 * 60
#: Size, actors, venues, days; sizes between are interpolated.
SHAPES = ((20, 10, 5, 3), (60, 30, 10, 6), (200, 80, 24, 6), (600, 300, 50, 10),
          (3000, 800, 110, 12))  # fmt: skip
#: How much of the venues' opening hours is to be used in the hidden plan.  Some are open longer for
#: the difficult events, so it becomes a little less: about a
#: quarter (with 0.55 about 0.4, with 0.8 about two thirds).
LOAD = 0.3
#: The share of wishes for a time, a venue or a neighbour that look at the hidden plan: who wishes
#: for something usually knows when and where it can be.
MET = 0.85
PACE, WALK_FACTOR = 70, 1.25
HEADLINER_GAP = 30
LOUD, MICROPHONE = 3, 2
#: What protected times keep free: whom or what, from, to (minutes), the highest noise level.
SERVICE = (9 * 60 + 30, 11 * 60)
NAP = (12 * 60, 14 * 60 + 30)
PRAYER = (12 * 60 + 30, 15 * 60)
SUNSET = 20 * 60 + 10


@dataclass
class Venue:
    id: str
    place: Place
    site: str
    name: str
    capacity: int
    step_free: str
    #: Windows in which it is open, in minutes since the first midnight.
    windows: list[tuple[int, int]] = field(default_factory=list)
    #: What is there: occupied from, to, public from, to, guests.
    stays: list[tuple[int, int, int, int, int]] = field(default_factory=list)


@dataclass
class Actor:
    id: str
    name: str
    type: str
    home: str
    #: For each team where it is: from, to, the site where it begins and where it ends.
    teams: list[list[tuple[int, int, str, str]]]


@dataclass
class Event:
    id: str
    title: str
    kind: Kind
    lead: Actor
    partners: list[Actor]
    length: int
    set_up: int
    take_down: int
    noise: int
    guests: int
    audiences: tuple[str, ...]
    sessions: int
    session_rule: str
    headliner: bool = False
    end_venue: Venue | None = None
    mandatory: bool = True
    helpers: int = 0
    power: float = 0
    things: dict[str, int] = field(default_factory=dict)
    #: Where and when the hidden plan has its sessions: venue, public start.
    placed: list[tuple[Venue, int]] = field(default_factory=list)
    cells: Row = field(default_factory=dict)


@dataclass(frozen=True)
class Hidden:
    """One session of the hidden plan."""

    event: str
    number: int
    venue: str
    start: datetime
    minutes: int


def shape(size: int) -> tuple[int, int, int]:
    """How many actors, venues and days a festival of so many events has."""
    if size <= SHAPES[0][0]:
        return (max(2, size // 2), max(2, size // 4 + 1), max(1, min(3, size // 6)))
    for low, high in pairwise(SHAPES):
        if size <= high[0]:
            part = (size - low[0]) / (high[0] - low[0])
            a, v, d = (round(x + part * (y - x)) for x, y in zip(low[1:], high[1:], strict=True))
            return a, v, d
    grown = size / SHAPES[-1][0]
    return round(SHAPES[-1][1] * grown), round(SHAPES[-1][2] * grown**0.9), SHAPES[-1][3]


class World:
    """A festival while it is being made."""

    def __init__(self, size: int, random: Random, load: float = LOAD, met: float = MET) -> None:
        self.size = size
        self.load = load
        self.met = met
        self.random = random
        actors, venues, days = shape(size)
        self.dates = [FIRST_DAY + timedelta(days=n) for n in range(days)]
        self.sites = self._sites(max(2, round(venues * 0.6)))
        self.venues = [self._venue(n) for n in range(venues)]
        self.actors = [self._actor(n) for n in range(actors)]
        self.titles: set[str] = set()
        self.events = self._events()
        self.headliners: list[tuple[int, int]] = []
        self.eased: Counter[int] = Counter()
        self.first_end = 0
        self.last_start = days * DAY
        self._open_venues()

    # --- who and what there is ------------------------------------------------------------

    def _sites(self, count: int) -> dict[str, tuple[int, int]]:
        spread = 500 + 60 * math.sqrt(count) * 2
        return {
            f"S{n + 1:02}": (
                round(self.random.gauss(0, spread)),
                round(self.random.gauss(0, spread)),
            )
            for n in range(count)
        }

    def _venue(self, n: int) -> Venue:
        place = PLACES[n % len(PLACES)]
        site = f"S{n % len(self.sites) + 1:02}"
        street = words.STREETS[self.random.randrange(len(words.STREETS))]
        return Venue(
            f"V{n + 1:03}",
            place,
            site,
            f"{place.name} {street} Street {n + 1}",
            round(self.random.uniform(*place.capacity) / 10) * 10,
            self.random.choice(place.step_free),
        )

    def _actor(self, n: int) -> Actor:
        kind = words.ACTOR_KINDS[n % len(words.ACTOR_KINDS)]
        street = words.STREETS[(n * 7 + n // len(words.STREETS)) % len(words.STREETS)]
        teams = self.random.choices((1, 2, 3), (60, 32, 8))[0]
        home = self.random.choice(list(self.sites))
        return Actor(
            f"A{n + 1:03}", f"{street} {kind} {n + 1}", kind, home, [[] for _ in range(teams)]
        )

    def _events(self) -> list[Event]:
        leads = list(self.actors[: self.size])
        popular = [1 / (1 + n) ** 0.5 for n in range(len(self.actors))]
        leads += self.random.choices(self.actors, popular, k=max(0, self.size - len(leads)))
        self.random.shuffle(leads)
        events = [self._event(n, lead) for n, lead in enumerate(leads)]
        self._first_and_last(events)
        return events

    def _event(self, n: int, lead: Actor) -> Event:
        r = self.random
        kind, suited = self._kind()
        others = r.sample(self.actors, min(3, len(self.actors)))
        partners = [a for a in others if a is not lead][: r.choices((0, 1, 2), (40, 45, 15))[0]]
        repeated = 5 if kind.format == "Course" else 1
        sessions = r.choices((1, 2, 3), (82, 13 * repeated, 5 * repeated))[0]
        sessions = min(sessions, len(self.dates))
        rule = r.choices(("different_days", "same_day", "back_to_back", ""), (70, 10, 6, 14))[0]
        length = r.choice(kind.lengths)
        audiences: tuple[str, ...] = (r.choice(kind.audiences),)
        if r.random() < 0.25 and words.ALL not in audiences and kind.format != "Class visit":
            audiences = tuple(dict.fromkeys((*audiences, r.choice(kind.audiences))))
        guests = round(math.exp(r.uniform(*map(math.log, kind.guests))))
        guests = min(guests, max(venue.capacity for venue in suited))
        event = Event(
            f"E{n + 1:04}", self._title(kind), kind, lead, partners, length,
            r.choice((0, 15, 15, 30, 30, 45)), r.choice((0, 15, 15, 30)),
            r.choice(kind.noise), guests, audiences, sessions,
            rule if sessions > 1 and length * sessions < 400 else "different_days",
        )  # fmt: skip
        event.helpers = r.choices((0, 1, 2, 3, 5), (40, 25, 20, 10, 5))[0]
        event.power = r.choice(kind.power)
        event.things = {q: r.randint(1, most) for q, most in kind.things if r.random() < 0.7}
        if guests >= 200:
            event.things[words.FIRST_AID] = 1
        if r.random() < 0.06:
            event.things[words.SIGNS] = 1
        if kind.format == "Walk":
            event.end_venue = r.choice([v for v in self.venues if v.place.setting == "outdoor"])
            event.set_up = event.take_down = 0
            event.session_rule = "different_days"
        return event

    def _kind(self) -> tuple[Kind, list[Venue]]:
        """A kind of event for which there are venues, and those venues."""
        while True:
            kind = self.random.choices(KINDS, [kind.often for kind in KINDS])[0]
            suited = [
                venue
                for venue in self.venues
                if set(kind.needs) <= set(venue.place.features)
                and venue.place.setting in kind.settings
                and venue.capacity >= kind.guests[0]
            ]
            if suited:
                return kind, suited

    def _title(self, kind: Kind) -> str:
        while True:
            theme, other = self.random.sample(words.THEMES, 2)
            template = self.random.choice(words.SHAPES)
            title = template.format(format=kind.format, theme=theme, other=other)
            title = title[0].upper() + title[1:]
            if len(self.titles) > 1500:
                title += f" in {self.random.choice(words.STREETS)} Street"
            if title not in self.titles:
                self.titles.add(title)
                return title

    def _first_and_last(self, events: list[Event]) -> None:
        concert = next(kind for kind in KINDS if kind.format == "Theatre")
        for event, title in ((events[0], "The opening"), (events[-1], "The farewell")):
            event.kind, event.title, event.length, event.sessions = concert, title, 45, 1
            event.audiences, event.end_venue, event.noise, event.guests = (words.ALL,), None, 2, 150
            event.things, event.partners, event.session_rule = {}, [], "different_days"
        many = max(2, min(len(self.dates) * 2, round(math.sqrt(self.size) / 1.6)))
        loud = [
            e for e in events[1:-1] if e.kind.format in ("Concert", "Long table", "Market", "Dance")
        ]
        for event in self.random.sample(loud, min(many, len(loud))):
            event.headliner, event.sessions = True, 1
            event.length = min(event.length, 120)

    # --- when venues are open ---------------------------------------------------------------

    def public_hours(self, day: int) -> tuple[int, int]:
        """When the festival is open, in minutes of the day."""
        opens = {5: 10, 6: 10}.get(self.dates[day].weekday(), 9)
        closes = {4: 23, 5: 23, 6: 20}.get(self.dates[day].weekday(), 22)
        if day == 0:
            opens = 14 if len(self.dates) > 1 else opens
        return opens * 60, closes * 60

    def _open_venues(self) -> None:
        """Give each venue about as many hours as the load asks for."""
        needed = sum(
            event.sessions * (event.length + event.set_up + event.take_down + 5)
            for event in self.events
        )
        rooms = sum(venue.place.parallel for venue in self.venues) * (len(self.dates) - 0.3)
        hours = min(max(needed / self.load / rooms / 60, 2.5), 12.5)
        for venue in self.venues:
            for day in range(len(self.dates)):
                for start, end in self._windows(venue.place.hours, day, hours):
                    venue.windows.append((day * DAY + start, day * DAY + end))

    def _windows(self, shape: str, day: int, hours: float) -> Iterator[tuple[int, int]]:
        opens, closes = self.public_hours(day)
        if self.random.random() < 0.06:
            return
        hours *= self.random.uniform(0.85, 1.2)
        length = min(round(hours * 2) * 30, closes - opens)
        weekend = self.dates[day].weekday() >= 5
        if shape == "late" or (shape == "afternoon" and not weekend):
            end = closes - self.random.choice((0, 0, 30, 60))
            yield max(opens, end - length), end
        elif shape == "split" and length >= 300:
            start = opens + self.random.choice((0, 30))
            yield start, start + length // 2 // 30 * 30
            start += length // 2 // 30 * 30 + 90
            yield start, min(start + length // 2 // 30 * 30, closes)
        else:
            start = opens + self.random.choice((0, 0, 30, 60))
            yield start, min(start + length, closes)

    # --- the hidden plan ----------------------------------------------------------------------

    def plan(self) -> bool:
        """Lay every session onto the timetables, the difficult ones first; false where it fails."""
        opening, farewell = self.events[0], self.events[-1]
        self._lay_fixed(opening, 0, self.public_hours(0)[0])
        self.first_end = opening.placed[0][1] + opening.length
        last = len(self.dates) - 1
        # As late as its drums may be heard.
        minute = self.public_hours(last)[1] - farewell.length
        while not self._noise_allows(
            farewell, self.venues[0], last * DAY + minute, last * DAY + minute + farewell.length
        ):
            minute -= 15
        self._lay_fixed(farewell, last, minute)
        self.last_start = farewell.placed[0][1]
        rest = self.events[1:-1]
        if not all(self._lay(event) for event in sorted(rest, key=self._difficulty)):
            return False
        for event in self.events:
            event.cells["priority"] = str(self.random.choices((1, 2, 3, 4, 5), (1, 2, 4, 2, 1))[0])
            event.mandatory = event in (opening, farewell) or self.random.random() > 0.14
        return True

    def _difficulty(self, event: Event) -> tuple[int, str]:
        hard = (
            400 * event.headliner
            + 200 * (event.noise >= LOUD)
            + 300 * (event.end_venue is not None)
        )
        hard += 250 * (event.kind.format == "Class visit") + 60 * len(event.partners)
        hard += event.length + 80 * (event.sessions - 1) + event.guests // 2
        return -hard, event.id

    def _lay_fixed(self, event: Event, day: int, minute: int) -> None:
        """The opening and the farewell: on the first stage, which is open then."""
        venue, start = self.venues[0], day * DAY + minute
        event.set_up, event.take_down = 30, 15
        self._widen(venue, start - event.set_up, start + event.length + event.take_down)
        self._put(event, venue, start)

    def _widen(self, venue: Venue, start: int, end: int) -> None:
        today = [w for w in venue.windows if w[0] // DAY == start // DAY]
        low = min([start, *(w[0] for w in today)])
        high = max([end, *(w[1] for w in today)])
        venue.windows = sorted([w for w in venue.windows if w not in today] + [(low, high)])

    def _lay(self, event: Event) -> bool:
        for ease in range(6):
            self._make_easier(event, ease)
            found = self._sessions(event)
            if found:
                for venue, start in found:
                    self._put(event, venue, start)
                self.eased[ease] += 1
                return True
        return False

    def _make_easier(self, event: Event, ease: int) -> None:
        """What a good programme committee would talk the actor, or a caretaker, into."""
        if ease == 1:
            event.partners = []
            event.noise = min(event.noise, MICROPHONE)
        elif ease == 2:
            self._stay_open(event)
        elif ease == 3:
            event.sessions, event.session_rule = 1, "different_days"
            event.end_venue = None
            self._stay_open(event)
        elif ease == 4:
            event.length = min(event.length, 60)
            event.headliner = False
            self._stay_open(event)
        elif ease == 5:
            free = sorted(self.actors, key=lambda a: sum(map(len, a.teams)) / len(a.teams))
            event.lead = self.random.choice(free[: max(3, len(free) // 5)])
            self._stay_open(event)

    def _stay_open(self, event: Event) -> None:
        """A suited venue is open longer on some days, just enough for this event."""
        suited = [venue for venue in self.venues if self.suits(event, venue)]
        whole = event.set_up + event.length + event.take_down
        for _ in range(event.sessions * 3 if suited else 0):
            venue, day = self.random.choice(suited), self.random.randrange(len(self.dates))
            opens, closes = self.public_hours(day)
            if whole <= closes - opens:
                hours = [h * 60 for h in event.kind.hours]
                low, high = max(opens, hours[0]), min(closes, hours[1] + 60) - whole
                begin = day * DAY + self.random.randrange(low, max(low, high) + 1, 30)
                self._widen(venue, begin, begin + whole)

    def _sessions(self, event: Event) -> list[tuple[Venue, int]]:
        """A venue and a start for every session, in order; nothing where there is none."""
        r = self.random
        homes = [v for v in self.venues if self.suits(event, v)]
        r.shuffle(homes)
        homes.sort(key=lambda v: v.site != event.lead.home or r.random() < 0.5)
        for venue in homes[:40]:
            days = list(range(len(self.dates)))
            r.shuffle(days)
            found: list[tuple[Venue, int]] = []
            if event.sessions > 1 and event.session_rule in ("same_day", "back_to_back"):
                if event.session_rule == "back_to_back" and venue.place.change_over:
                    continue
                for day in days:
                    found = self._same_day(event, venue, day)
                    if found:
                        return found
                continue
            for day in days:
                starts = self._starts(event, venue, day)
                if starts:
                    found.append((venue, self._pick(event, venue, starts)))
                if len(found) == event.sessions:
                    return sorted(found, key=lambda each: each[1])
        return []

    def _same_day(self, event: Event, venue: Venue, day: int) -> list[tuple[Venue, int]]:
        """All sessions one after the other, with take-down and set-up between them."""
        # Back to back means that nothing is set up between: only without set-up and take-down.
        whole = event.length * event.sessions
        if event.session_rule == "back_to_back":
            event.set_up = event.take_down = 0
            step = event.length
        else:
            step = event.length + event.set_up + event.take_down + 30
            step = -(-step // 15) * 15
            whole = step * (event.sessions - 1) + event.length
        for start in self._starts(event, venue, day, whole):
            starts = [start + n * step for n in range(event.sessions)]
            if all(self._fits(event, venue, each) for each in starts):
                return [(venue, each) for each in starts]
        return []

    def suits(self, event: Event, venue: Venue) -> bool:
        place = venue.place
        return (
            venue.capacity >= event.guests
            and set(event.kind.needs) <= set(place.features)
            and place.setting in event.kind.settings
            and (event.end_venue is None or event.end_venue.site != venue.site)
        )

    def _starts(self, event: Event, venue: Venue, day: int, whole: int = 0) -> list[int]:
        length = whole or event.length
        found = []
        for low, high in venue.windows:
            if low // DAY == day:
                first = -(-(low + event.set_up) // 15) * 15
                for start in range(first, high - length - event.take_down + 1, 15):
                    if self._fits(event, venue, start):
                        found.append(start)
        return found

    def _pick(self, event: Event, venue: Venue, starts: list[int]) -> int:
        """Mostly close to a neighbour on a round time, as people plan."""
        round_ones = [s for s in starts if s % 30 == 0] or starts
        hours = [
            s for s in round_ones if event.kind.hours[0] * 60 <= s % DAY < event.kind.hours[1] * 60
        ]
        starts = hours or round_ones
        if self.random.random() < 0.35:
            return self.random.choice(starts)
        edges = [edge for stay in venue.stays for edge in stay[:2]]
        edges += [edge for window in venue.windows for edge in window]

        def lost(start: int) -> tuple[int, float]:
            begin, end = start - event.set_up, start + event.length + event.take_down
            near = min(abs(begin - e) for e in edges), min(abs(end - e) for e in edges)
            return min(near), self.random.random()

        return min(starts, key=lost)

    def _fits(self, event: Event, venue: Venue, start: int) -> bool:
        end = start + event.length
        day = start // DAY
        opens, closes = self.public_hours(day)
        if start < day * DAY + opens or end > day * DAY + closes:
            return False
        if start < self.first_end or end > self.last_start:
            return False
        if event.headliner and any(
            start < other_end + HEADLINER_GAP and other < end + HEADLINER_GAP
            for other, other_end in self.headliners
        ):
            return False
        if not self._people_allow(event, day, start, end):
            return False
        for there in self.held(event, venue):
            if not self._noise_allows(event, there, start, end):
                return False
            if not self._room(event, there, start, end):
                return False
        return all(
            self._free_team(actor, event, venue, start) is not None for actor in self._all(event)
        )

    def held(self, event: Event, venue: Venue) -> tuple[Venue, ...]:
        return (venue,) if event.end_venue is None else (venue, event.end_venue)

    def _all(self, event: Event) -> tuple[Actor, ...]:
        return (event.lead, *event.partners)

    def _people_allow(self, event: Event, day: int, start: int, end: int) -> bool:
        """The hours that the audience has: classes in the morning, babies not at noon."""
        start, end = start - day * DAY, end - day * DAY
        groups = words.CLASSES in event.audiences or words.NURSERY in event.audiences
        if groups and (self.dates[day].weekday() >= 5 or end > 13 * 60):
            return False
        if words.BABIES in event.audiences or words.NURSERY in event.audiences:
            return not (start < NAP[1] and NAP[0] < end)
        if event.kind.format == "Film" and words.KIDS in event.audiences:
            return end <= 20 * 60
        return True

    def _noise_allows(self, event: Event, venue: Venue, start: int, end: int) -> bool:
        day = start // DAY
        spans = allowed(venue.place.noise_class, day_type(self.dates[day]), event.noise)
        if event.noise and not any(
            day * DAY + a <= start and end <= day * DAY + b for a, b in spans
        ):
            return False
        if self.dates[day].weekday() == 6 and venue.place.setting == "outdoor" and event.noise > 1:
            return not (start < day * DAY + SERVICE[1] and day * DAY + SERVICE[0] < end)
        return True

    def _room(self, event: Event, venue: Venue, start: int, end: int) -> bool:
        begin, free = start - event.set_up, end + event.take_down
        if not any(low <= begin and free <= high for low, high in venue.windows):
            return False
        pause = venue.place.change_over if venue.place.parallel == 1 else 0
        beside, guests = 0, event.guests
        for occupied, left, other_start, other_end, others in venue.stays:
            if occupied < free and begin < left:
                beside += 1
                guests += others
            elif other_start < end + pause and start < other_end + pause:
                return False
        return beside < venue.place.parallel and guests <= venue.capacity

    def at(self, event: Event, site: str, start: int, begin: int, end: int) -> bool:
        """Whether a session that begins then is at a site at some time between two others."""
        there = start < end and begin < start + event.length
        return there and any(
            held.site == site
            for venue, placed in event.placed
            if placed == start
            for held in self.held(event, venue)
        )

    def _busy(
        self, actor: Actor, event: Event, venue: Venue, start: int
    ) -> tuple[int, int, str, str]:
        end_site = venue.site if event.end_venue is None else event.end_venue.site
        if actor is event.lead:
            return (
                start - event.set_up,
                start + event.length + event.take_down,
                venue.site,
                end_site,
            )
        return (start, start + event.length, venue.site, end_site)

    def _free_team(
        self, actor: Actor, event: Event, venue: Venue, start: int
    ) -> list[tuple[int, int, str, str]] | None:
        begin, end, here, there = self._busy(actor, event, venue, start)
        for team in actor.teams:
            if all(
                other_end + self.walk(other_there, here) <= begin
                or end + self.walk(there, other_here) <= other_begin
                for other_begin, other_end, other_here, other_there in team
            ):
                return team
        return None

    def walk(self, one: str, other: str) -> int:
        (x, y), (to_x, to_y) = self.sites[one], self.sites[other]
        return math.ceil(math.hypot(to_x - x, to_y - y) / PACE * WALK_FACTOR)

    def _put(self, event: Event, venue: Venue, start: int) -> None:
        end = start + event.length
        stay = (start - event.set_up, end + event.take_down, start, end, event.guests)
        for there in self.held(event, venue):
            there.stays.append(stay)
        for actor in self._all(event):
            team = self._free_team(actor, event, venue, start)
            assert team is not None
            team.append(self._busy(actor, event, venue, start))
        event.placed.append((venue, start))
        if event.headliner:
            self.headliners.append((start, end))

    def hidden(self) -> Iterator[Hidden]:
        epoch = datetime.combine(self.dates[0], datetime.min.time())
        for event in self.events:
            if not event.cells.get("left_out"):
                for number, (venue, start) in enumerate(event.placed, start=1):
                    moment = epoch + timedelta(minutes=start)
                    yield Hidden(event.id, number, venue.id, moment, event.length)


def day_type(day: date) -> str:
    return {4: "fr-sa", 5: "fr-sa", 6: "so"}.get(day.weekday(), "mo-do")


#: How loud it may be: class of venues, kind of day, from, to (hours), highest level.
NOISE_RULES = (
    ("mixed", "mo-do", 8, 20, 3), ("mixed", "mo-do", 20, 22, 2), ("mixed", "fr-sa", 8, 22, 3),
    ("mixed", "fr-sa", 22, 23, 1), ("mixed", "so", 9, 13, 2), ("mixed", "so", 13, 15, 1),
    ("mixed", "so", 15, 20, 2),
    ("homes", "mo-do", 8, 20, 2), ("homes", "mo-do", 20, 22, 1), ("homes", "fr-sa", 8, 21, 2),
    ("homes", "fr-sa", 21, 23, 1), ("homes", "so", 9, 13, 1), ("homes", "so", 15, 20, 2),
    ("inside", "mo-do", 8, 22, 3), ("inside", "fr-sa", 8, 23, 3), ("inside", "so", 9, 20, 3),
)  # fmt: skip


def allowed(noise_class: str, kind: str, level: int) -> list[tuple[int, int]]:
    """The stretches of a day, in minutes, in which it may be so loud."""
    rows = sorted(
        (a * 60, b * 60)
        for c, k, a, b, m in NOISE_RULES
        if (c, k) == (noise_class, kind) and m >= level
    )
    return joined(rows)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
