"""A plan still open: listens to the rules, and knows which starts they have left.

Rules narrow where and when a session may begin; what ties several sessions together is kept
word for word, for the solver to translate.  Nothing here solves anything, so the tables can
be checked ("this event finds no place") without any solver.

The starts of an option are the bits of one whole number: bit 0 is the first midnight of the
festival, each further bit one step of the grid.  Narrowing is one ``&``, at any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from festplan import tables
from festplan.festival import Day, Event, Festival, Session, Venue
from festplan.plan import Placement
from festplan.times import MINUTE, NOTHING, Span, midnight, minutes


class Part(NamedTuple):
    """A part of a session's time, in minutes from its public start."""

    begin: int
    end: int


class Hold(NamedTuple):
    """A venue that an option holds, with the public and the occupied part of its time."""

    venue: Venue
    public: Part
    occupied: Part


@dataclass(frozen=True)
class Option:
    """One way to place a session, all but its start: a venue and a length."""

    session: Session
    venue: Venue
    length: timedelta

    def __hash__(self) -> int:
        session = self.session
        return hash((session.event.id, session.number, self.venue.id, self.length))

    @property
    def event(self) -> Event:
        return self.session.event

    @property
    def public(self) -> Part:
        return Part(0, minutes(self.length))

    @property
    def occupied(self) -> Part:
        return Part(
            -minutes(self.event.set_up), minutes(self.length) + minutes(self.event.take_down)
        )

    @property
    def holds(self) -> tuple[Hold, ...]:
        """The venue, or for a route its two ends, each for half of the time."""
        public, occupied = self.public, self.occupied
        if self.event.end_venue is None:
            return (Hold(self.venue, public, occupied),)
        half = (public.end + 1) // 2
        return (
            Hold(self.venue, Part(0, half), Part(occupied.begin, half)),
            Hold(self.event.end_venue, Part(half, public.end), Part(half, occupied.end)),
        )

    def spent(self, where: Callable[[Venue], bool], occupied: bool = False) -> Part | None:
        """The public (or occupied) part that is spent at some venues; None where none is.

        A route that comes back to where it set off is there all the time.
        """
        holds = [hold for hold in self.holds if where(hold.venue)]
        if not holds:
            return None
        parts = [hold.occupied if occupied else hold.public for hold in holds]
        return Part(parts[0].begin, parts[-1].end)

    def at(self, start: datetime) -> Placement:
        return Placement(self.session, self.venue, start, self.length)


# --- what the rules say about several sessions at once -----------------------------------


@dataclass(frozen=True)
class Use:
    """A session that uses so much of something, for a part of its time, in some options."""

    session: Session
    amount: int
    parts: Mapping[Option, Part]


@dataclass(frozen=True)
class AtMost:
    """Never more in use at once than there is; some of it may be away for a while."""

    uses: tuple[Use, ...]
    there_is: int
    away: tuple[tuple[Span, int], ...] = ()
    name: str = ""
    unit: str = ""  # "W" where watts are counted, else things or people


@dataclass(frozen=True)
class Apart:
    """Two sessions that do not overlap; the room between them may depend on the options."""

    first: Session
    second: Session
    #: For two options: the parts that must not overlap and the minutes between them.
    room: Mapping[tuple[Option, Option], tuple[Part, Part, int]]
    cost: int = 0


@dataclass(frozen=True)
class Between:
    """So many minutes from an edge of one session to an edge of another.

    ``edges`` is ``"end-start"``, ``"end-end"`` or ``"start-start"``: of the first session and
    of the second one.
    """

    first: Session
    second: Session
    edges: str
    least: int | None
    most: int | None
    cost: int = 0


@dataclass(frozen=True)
class Together:
    """Sessions on the same day, on different days, or at the same venue."""

    sessions: tuple[Session, ...]
    what: str  # "same_day", "different_days", "same_venue"
    cost: int = 0


@dataclass(frozen=True)
class Total:
    """A sum over a whole stretch of time: what the placed sessions use of it is limited."""

    limit: int
    span: Span  # counted are the sessions that begin in it
    amounts: Mapping[Option, int]


@dataclass(frozen=True)
class Teams:
    """Sessions of one actor with several teams: some team can reach each of them in time."""

    teams: int
    parts: Mapping[Option, Part]
    #: Minutes from where the first option ends to where the second one begins.
    walk: Callable[[Option, Option], int]
    #: How many teams a session needs at once; 1 where it is missing.
    amounts: Mapping[Session, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Quantity:
    """A whole number that is open: cents that a fund pays for something."""

    name: str
    most: int


@dataclass(frozen=True)
class Sum:
    """A sum of quantities and of events that take place, at most (or exactly) so much."""

    terms: tuple[tuple[int, Quantity | Event], ...]
    limit: int
    exactly: bool = False


@dataclass(frozen=True)
class Member:
    """A session where it begins at some starts (bits), in some options (in any where ``None``)."""

    session: Session
    starts: int
    options: frozenset[Option] | None = None


#: It counts once where any of its members is placed so, however many are.
Group = tuple[Member, ...]


@dataclass(frozen=True)
class Count:
    """How many groups count: at least, at most so many.

    ``cost`` are points for each one missing or too many; where it is 0, none may be.
    """

    groups: tuple[Group, ...]
    least: int = 0
    most: int | None = None
    #: What each group counts, also less than nothing; 1 each where this is empty.
    weights: tuple[int, ...] = ()
    #: Nothing is asked where no group counts at all.
    if_any: bool = False
    cost: int = 0

    @property
    def weighed(self) -> Iterator[tuple[Group, int]]:
        return zip(self.groups, self.weights or (1,) * len(self.groups), strict=True)


@dataclass(frozen=True)
class Profile:
    """More than so much in use at once costs points, for everything beyond it.

    It is looked at in every step of the grid inside the spans; a use counts where its part
    overlaps the step.  Each step costs, or only the worst one of each span.
    """

    uses: tuple[Use, ...]
    free: int
    cost: int
    spans: tuple[Span, ...]
    worst: bool = False


@dataclass(frozen=True)
class InARow:
    """Points for every session that follows one of the others and is followed by another.

    One follows another where its public time begins at most ``gap`` minutes after that one's
    ends (and not before).
    """

    sessions: tuple[Session, ...]
    gap: int
    cost: int


@dataclass(frozen=True)
class Visit:
    """One of some sessions can be visited: while it runs, none of our own is at work.

    It is on a day on which one of our own begins.  Nothing is asked where none of ours takes
    place.
    """

    hosts: tuple[Session, ...]
    own: Mapping[Option, Part]
    cost: int = 0


@dataclass(frozen=True)
class AtLeastOne:
    """One of these sessions is placed so, or none of them takes place at all."""

    places: Mapping[Option, int]  # the starts that count, as bits
    sessions: tuple[Session, ...]
    cost: int = 0


Word = (
    AtMost | Apart | Between | Together | Total | Teams | Sum | AtLeastOne
    | Count | Profile | InARow | Visit
)  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """A word and the rule or wish that said it."""

    speaker: str
    word: Word


@dataclass(frozen=True)
class Price:
    """Points that a session loses in one option, at these starts (all where ``None``)."""

    speaker: str
    option: Option
    points: int
    starts: int


@dataclass
class Draft:
    """The words in which rules and wishes speak; what they leave open is read by the solver."""

    festival: Festival
    words: list[Spoken] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    #: Optional events, and the points lost when they are left out.
    optional: dict[Event, int] = field(default_factory=dict)
    #: Which rule took the last start from an option, and which starts it had before.
    closed: dict[Option, tuple[str, int]] = field(default_factory=dict)
    speaker: str = ""
    #: Who asks anything of a plan here; what others ask already is asked all the same.
    spoke: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.epoch = midnight(self.festival.days[0].date)
        self.step = minutes(self.festival.step)
        # The last day reaches to the following day break, and take-down beyond it.
        days = (self.festival.days[-1].date - self.festival.days[0].date).days + 2
        self.steps = days * 24 * 60 // self.step
        self._every = self.starts_on(self.festival.days)
        self._starts: dict[Session, dict[Option, int]] = {
            session: dict.fromkeys(self._options(session), self._every)
            for session in self.festival.sessions
        }

    # --- what is left ---------------------------------------------------------------------

    def options(self, *sessions: Session) -> Iterator[Option]:
        """The options still open, of these sessions or of all."""
        for session in sessions or self.festival.sessions:
            yield from tuple(self._starts[session])

    def starts(self, option: Option) -> int:
        """The starts still open, as bits; 0 where the option is closed."""
        return self._starts[option.session].get(option, 0)

    def moments(self, starts: int) -> Iterator[datetime]:
        """The moments that some bits stand for, in order."""
        while starts:
            lowest = starts & -starts
            yield self.moment(lowest.bit_length() - 1)
            starts ^= lowest

    def moment(self, index: int) -> datetime:
        return self.epoch + timedelta(minutes=index * self.step)

    def index(self, moment: datetime) -> int | None:
        """The place of a moment on the grid; None where it is not on it."""
        steps, rest = divmod(self.minute(moment), self.step)
        return steps if rest == 0 and 0 <= steps < self.steps else None

    def bit(self, moment: datetime) -> int:
        """A moment of the grid as a bit; 0 where it is not on it."""
        index = self.index(moment)
        return 0 if index is None else 1 << index

    def reach(self, part: Part) -> Span:
        """All the time in which such a part may lie, wherever its session starts."""
        first, last = self.festival.days[0].span, self.festival.days[-1].span
        return Span(first.start + part.begin * MINUTE, last.end + part.end * MINUTE)

    def minute(self, moment: datetime) -> int:
        """Minutes since the first midnight."""
        return minutes(moment - self.epoch)

    # --- words about one session ------------------------------------------------------------

    def within(self, option: Option, spans: Iterable[Span], part: Part | None = None) -> None:
        """The public time (or another part) lies inside one of these spans."""
        self._keep(option, self.starts_within(option, spans, part))

    def avoid(self, option: Option, spans: Iterable[Span], part: Part | None = None) -> None:
        """The public time (or another part) overlaps none of these spans."""
        self._keep(option, ~self.starts_over(option, spans, part))

    def begin(self, option: Option, moments: Iterable[datetime]) -> None:
        """The public start is one of these moments."""
        found = (self.index(moment) for moment in moments)
        self._keep(option, sum({1 << index for index in found if index is not None}))

    def begin_on(self, option: Option, days: Iterable[Day]) -> None:
        """The session begins on one of these festival days."""
        self._keep(option, self.starts_on(days))

    def close(self, option: Option) -> None:
        """This option is not allowed at all."""
        self._keep(option, 0)

    def narrowed(self, left: Mapping[Session, Mapping[Option, int]]) -> Draft:
        """The same draft in which some sessions have only these starts of these options left."""
        found = copy(self)
        found._starts = {**self._starts, **{s: dict(options) for s, options in left.items()}}
        return found

    def kept_by_its_making(self) -> None:
        """A draft offers nothing that the rule forbids: there is nothing to narrow."""
        self.spoke.add(self.speaker)

    def may_be_left_out(self, event: Event, lost: int) -> None:
        self.optional[event] = lost
        self.spoke.add(self.speaker)

    def lose(self, option: Option, points: int, starts: int | None = None) -> None:
        """The option costs points: always, or only at these starts."""
        if points and (starts := self.starts(option) if starts is None else starts):
            self.prices.append(Price(self.speaker, option, points, starts))
            self.spoke.add(self.speaker)

    def starts_within(self, option: Option, spans: Iterable[Span], part: Part | None = None) -> int:
        """The starts at which a part of the option lies inside one of the spans, as bits."""
        begin, end = part or option.public
        found = 0
        for span in spans:
            found |= self._bits(self.minute(span.start) - begin, self.minute(span.end) - end)
        return found

    def starts_on(self, days: Iterable[Day]) -> int:
        """The starts on some festival days, as bits."""
        found = 0
        for day in days:
            found |= self._bits(self.minute(day.span.start), self.minute(day.span.end) - 1)
        return found

    def starts_over(self, option: Option, spans: Iterable[Span], part: Part | None = None) -> int:
        """The starts at which a part of the option overlaps one of the spans, as bits."""
        begin, end = part or option.public
        found = 0
        for span in spans:
            first, last = self.minute(span.start) - end + 1, self.minute(span.end) - begin - 1
            found |= self._bits(first, last)
        return found

    # --- words about several sessions -------------------------------------------------------

    def say(self, word: Word) -> None:
        if isinstance(word, Total):
            # What alone is too much for a stretch of time cannot begin in it.
            for option, amount in word.amounts.items():
                if amount > word.limit:
                    inside = self.starts_within(option, [word.span], Part(0, 1))
                    self._keep(option, ~inside)
        self.words.append(Spoken(self.speaker, word))
        self.spoke.add(self.speaker)

    def at_most(
        self,
        there_is: int,
        part: Callable[[Option], Part | None],
        amount: Callable[[Option], int] = lambda option: 1,
        away: Iterable[tuple[Span, int]] = (),
        name: str = "",
        unit: str = "",
    ) -> None:
        """Never more than ``there_is`` in use; ``part`` tells when an option uses it."""
        for option in self.options():
            # What alone is too much cannot be.
            if part(option) is not None and amount(option) > there_is:
                self.close(option)
        uses = tuple(self._uses(part, amount))
        if uses:
            self.say(AtMost(uses, there_is, tuple(away), name, unit))

    def apart(
        self,
        first: Session,
        second: Session,
        room: Callable[[Option, Option], tuple[Part, Part, timedelta] | None],
        cost: int = 0,
    ) -> None:
        """Two sessions do not overlap, with room between; ``None`` where they may."""
        found = {
            (one, other): (said[0], said[1], minutes(said[2]))
            for one in self.options(first)
            for other in self.options(second)
            if (said := room(one, other)) is not None
        }
        if found:
            self.say(Apart(first, second, found, cost))

    def not_parallel(
        self, first: Session, second: Session, gap: timedelta = NOTHING, cost: int = 0
    ) -> None:
        """The public times of two sessions have at least so much room between them."""
        self.apart(first, second, lambda one, other: (one.public, other.public, gap), cost)

    def between(
        self,
        first: Session,
        second: Session,
        least: timedelta | None,
        most: timedelta | None = None,
        edges: str = "end-start",
        cost: int = 0,
    ) -> None:
        """From an edge of one session to an edge of another: at least, at most so long."""
        low = None if least is None else minutes(least)
        high = None if most is None else minutes(most)
        self.say(Between(first, second, edges, low, high, cost))

    def together(self, sessions: Iterable[Session], what: str, cost: int = 0) -> None:
        """Sessions on the ``same_day``, on ``different_days`` or at the ``same_venue``."""
        self.say(Together(tuple(sessions), what, cost))

    def members(
        self,
        sessions: Iterable[Session],
        starts: int | None = None,
        where: Callable[[Option], bool] | None = None,
    ) -> Group:
        """Some sessions as far as they can be placed so: a group, or several of one each."""
        found = []
        for session in sessions:
            all_options = tuple(self.options(session))
            options = all_options if where is None else tuple(filter(where, all_options))
            open_starts = reduce(or_, map(self.starts, options), 0)
            if left := open_starts if starts is None else open_starts & starts:
                some = None if len(options) == len(all_options) else frozenset(options)
                found.append(Member(session, left, some))
        return tuple(found)

    def count(
        self,
        groups: Iterable[Group],
        least: int = 0,
        most: int | None = None,
        weights: tuple[int, ...] = (),
        if_any: bool = False,
        cost: int = 0,
    ) -> None:
        """At least, at most so many of these groups count."""
        self.say(Count(tuple(groups), least, most, weights, if_any, cost))

    def profile(
        self,
        free: int,
        part: Callable[[Option], Part | None],
        cost: int,
        spans: Iterable[Span],
        amount: Callable[[Option], int] = lambda option: 1,
        worst: bool = False,
    ) -> None:
        """More than ``free`` in use at once costs points; ``part`` tells when an option uses it."""
        uses = tuple(self._uses(part, amount))
        if uses and cost:
            self.say(Profile(uses, free, cost, tuple(spans), worst))

    # --- inside -----------------------------------------------------------------------------

    def _uses(
        self,
        part: Callable[[Option], Part | None],
        amount: Callable[[Option], int],
    ) -> Iterator[Use]:
        """Who uses how much when."""
        for session in self.festival.sessions:
            by_amount: dict[int, dict[Option, Part]] = {}
            for option in self.options(session):
                used, number = part(option), amount(option)
                if used is not None and number:
                    by_amount.setdefault(number, {})[option] = used
            for number, parts in by_amount.items():
                yield Use(session, number, parts)

    def _options(self, session: Session) -> Iterator[Option]:
        for venue in self.festival.venues:
            for length in self._lengths(session.event):
                yield Option(session, venue, length)

    def _lengths(self, event: Event) -> Iterator[timedelta]:
        """The full length, then shorter ones where an open offer allows them."""
        length = shortest = event.length
        if tables.KIND.of(event) == "open":
            shortest = min(tables.SHORTEST.of(event) or length, length)
        while length >= shortest:
            yield length
            length -= self.festival.step

    def _bits(self, first: int, last: int) -> int:
        """The starts from minute ``first`` to minute ``last``, both included."""
        low, high = max(-(-first // self.step), 0), min(last // self.step, self.steps - 1)
        return ((1 << (high - low + 1)) - 1) << low if low <= high else 0

    def _keep(self, option: Option, starts: int) -> None:
        before = self.starts(option)
        if not before:
            return
        if self._every & ~starts:
            self.spoke.add(self.speaker)
        if left := before & starts:
            self._starts[option.session][option] = left
        else:
            del self._starts[option.session][option]
            self.closed[option] = (self.speaker, before)
