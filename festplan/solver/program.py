"""A draft as a linear program: a column for every session, option and start.

The time-indexed form (Sousa and Wolsey 1992): what excludes what is said moment by moment, so that
the linear bound is strong.  What depends on the start alone is said about the sum over the options,
and "has begun by" is a running sum, so rows stay short.  Words whose rows would be too many are
left out and told: the bound is still one, only lower.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations
from typing import TypeVar

from festplan.draft import (
    Apart,
    AtLeastOne,
    AtMost,
    Between,
    Count,
    Draft,
    Group,
    InARow,
    Member,
    Option,
    Part,
    Profile,
    Quantity,
    Spoken,
    Sum,
    Teams,
    Together,
    Total,
    Visit,
    Word,
)
from festplan.festival import Event, Session
from festplan.plan import Placement
from festplan.wishes.wish import PRIORITY, TIDY, WISHED

#: A sum of columns, each with its factor.
Terms = dict[int, float]
Options = frozenset[Option]
T = TypeVar("T")

INFINITY = float("inf")
#: Fewer than any count can be.
BEYOND = 10**9
#: Words that say one row for each way in which two sessions, or two moments, clash.
ONE_BY_ONE = (Teams, InARow, Visit, Between, Apart, Profile)
#: More rows than that for one word, and it is left out.
TOO_MANY = 60_000


class TooLarge(Exception):
    """A word that cannot be said in rows of reasonable number."""


@dataclass
class Program:
    """Columns and rows, as solvers read them."""

    most: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, Terms]] = field(default_factory=list)

    def column(self, most: float = 1, whole: bool = True) -> int:
        self.most.append(most)
        self.whole.append(whole)
        return len(self.most) - 1

    def row(self, terms: Terms, low: float, high: float) -> None:
        kept = {column: factor for column, factor in terms.items() if factor}
        if kept:
            self.rows.append((low, high, kept))
        elif low > 0 or high < 0:
            # A row that nothing can keep: said with a column that is always nothing.
            self.rows.append((low, high, {self.column(most=0): 1}))

    def is_equation(self, row: int) -> bool:
        low, high, _ = self.rows[row]
        return low == high


def added(*sums: Terms) -> Terms:
    """The sum of some sums."""
    found: Counter[int] = Counter()
    for terms in sums:
        for column, factor in terms.items():
            found[column] += factor  # type: ignore[assignment]
    return dict(found)


class Linear:
    """Says a draft as rows and columns, and reads a plan out of a solution.

    Of some ``sessions`` alone it says what is true whatever the others do: a relaxation.
    """

    def __init__(
        self,
        draft: Draft,
        tier_of: Mapping[str, str],
        sessions: Iterable[Session] | None = None,
        stop: Callable[[], bool] = lambda: False,
        rows: float = INFINITY,
    ) -> None:
        """Words are left out once there are so many ``rows``, or it is time to ``stop``."""
        self.draft = draft
        self.tiers = tier_of
        self.program = Program()
        self.sessions = tuple(draft.festival.sessions if sessions is None else sessions)
        self.inside = frozenset(self.sessions)
        self.events = tuple(dict.fromkeys(session.event for session in self.sessions))
        self.left_out: Counter[str] = Counter()
        self.chosen: dict[tuple[Option, int], int] = {}
        self.takes_place: dict[Event, int] = {}
        self._sums: dict[tuple[Options, int], int] = {}
        self._running: dict[Options, tuple[list[int], list[int]]] = {}
        self._quantities: dict[Quantity, int] = {}
        self._indices: dict[Option, tuple[int, ...]] = {}
        #: Rows that few plans need though they are many: they may be said once they are missed.
        self.aside: list[int] = []
        #: The columns that cost points, by tier.
        self.lost: dict[str, Terms] = {tier: {} for tier in (PRIORITY, WISHED, TIDY)}
        #: A loss that is certain, whatever is chosen, by tier.
        self.certain: Counter[str] = Counter()
        self._places()
        self._prices()
        for spoken in draft.words:
            if len(self.program.rows) > rows or stop():
                self._leave_out(spoken)
            elif sessions is None:
                self._say(spoken)
            elif (word := within(spoken.word, self.inside)) is not None:
                self._say(Spoken(spoken.speaker, word))

    # --- what is chosen -----------------------------------------------------------------------

    def _places(self) -> None:
        for event in self.events:
            if (points := self.draft.optional.get(event)) is not None:
                self.takes_place[event] = self.program.column()
                self.certain[PRIORITY] += points
                self._charge(PRIORITY, self.takes_place[event], -points)
        for session in self.sessions:
            own = {}
            for option in self.draft.options(session):
                for index in self.indices(option):
                    self.chosen[option, index] = self.program.column()
                    own[self.chosen[option, index]] = 1.0
            present, one = self.present(session.event)
            self.program.row(added(own, negative(present)), one, one)

    def _prices(self) -> None:
        for price in self.draft.prices:
            for index in self.indices(price.option):
                if price.starts >> index & 1 and price.option.session in self.inside:
                    column = self.chosen[price.option, index]
                    self._charge(self.tiers[price.speaker], column, price.points)

    def _charge(self, tier: str, column: int, points: float) -> None:
        lost = self.lost[tier]
        lost[column] = lost.get(column, 0) + points

    def _broken(self, spoken: Spoken) -> Terms:
        """Nothing for a rule; for a wish a column that says it is not met, at a price."""
        cost: int = getattr(spoken.word, "cost", 0)
        if not cost:
            return {}
        column = self.program.column()
        self._charge(self.tiers[spoken.speaker], column, cost)
        return {column: 1.0}

    def present(self, event: Event) -> tuple[Terms, float]:
        """Whether an event takes place: a sum and a number, one of them nothing."""
        if event in self.takes_place:
            return {self.takes_place[event]: 1.0}, 0
        return {}, 1

    def indices(self, option: Option) -> tuple[int, ...]:
        """The starts that an option leaves."""
        if option not in self._indices:
            starts = self.draft.starts(option)
            found = (i for i in range(starts.bit_length()) if starts >> i & 1)
            self._indices[option] = tuple(found)
        return self._indices[option]

    def of(self, session: Session) -> Options:
        return frozenset(self.draft.options(session))

    def begins(self, options: Iterable[Option], index: int) -> Terms:
        """Whether a session begins at a start in one of some options, all of the same session."""
        open_here = frozenset(o for o in options if (o, index) in self.chosen)
        if not open_here:
            return {}
        if len(open_here) == 1:
            return {self.chosen[next(iter(open_here)), index]: 1.0}
        if (open_here, index) not in self._sums:
            column = self.program.column(whole=False)
            own = {self.chosen[option, index]: 1.0 for option in open_here}
            self.program.row(added(own, {column: -1.0}), 0, 0)
            self._sums[open_here, index] = column
        return {self._sums[open_here, index]: 1.0}

    def begun(self, options: Options, low: float, high: float) -> Terms:
        """Whether a session begins at a start from ``low`` to ``high`` (both included)."""
        if options not in self._running:
            indices = sorted({i for option in options for i in self.indices(option)})
            columns: list[int] = []
            for index in indices:
                column = self.program.column(whole=False)
                before = {columns[-1]: 1.0} if columns else {}
                now = added(self.begins(options, index), before, {column: -1.0})
                self.program.row(now, 0, 0)
                columns.append(column)
            self._running[options] = indices, columns
        indices, columns = self._running[options]
        first = sum(index < low for index in indices)
        last = sum(index <= high for index in indices)
        if first >= last:
            return {}
        before = {columns[first - 1]: -1.0} if first else {}
        return added({columns[last - 1]: 1.0}, before)

    def within(self, options: Iterable[Option], starts: int) -> Terms:
        """Whether a session begins at one of these starts (bits), in one of some options."""
        columns = (
            self.chosen[option, index]
            for option in options
            for index in self.indices(option)
            if starts >> index & 1
        )
        return dict.fromkeys(columns, 1.0)

    # --- words --------------------------------------------------------------------------------

    def _say(self, spoken: Spoken) -> None:
        before = len(self.program.rows)
        try:
            self._said(spoken)
        except TooLarge:
            del self.program.rows[before:]
            self._leave_out(spoken)
        if isinstance(spoken.word, ONE_BY_ONE):
            said = range(before, len(self.program.rows))
            # What says what a column means is never missing.
            self.aside += (row for row in said if not self.program.is_equation(row))

    def _leave_out(self, spoken: Spoken) -> None:
        self.left_out[f"{type(spoken.word).__name__} ({spoken.speaker})"] += 1

    def _said(self, spoken: Spoken) -> None:
        word = spoken.word
        match word:
            case AtMost():
                self._at_most(word)
            case Apart():
                self._apart(word, self._broken(spoken))
            case Between():
                self._between(word, self._broken(spoken))
            case Together():
                self._together(word, self._broken(spoken))
            case Total():
                self._total(word)
            case Teams():
                self._teams(word)
            case Sum():
                self._sum(word)
            case AtLeastOne():
                self._at_least_one(word, self._broken(spoken))
            case Count():
                self._count(word, self.tiers.get(spoken.speaker, ""))
            case Profile():
                self._profile(word, self.tiers[spoken.speaker])
            case InARow():
                self._in_a_row(word, self.tiers[spoken.speaker])
            case Visit():
                self._visit(word, self._broken(spoken))
            case _:
                raise TooLarge

    def _never_both(
        self,
        uses: Iterable[tuple[Options, Part, float]],
        most: float,
        broken: Terms,
        away: Away = (),
    ) -> None:
        """At every moment no more in use than there is: a row for each moment a use begins."""
        active: list[tuple[int, int, int, float]] = []
        step = self.draft.step
        for options, part, amount in uses:
            for index in sorted({i for option in options for i in self.indices(option)}):
                (column,) = self.begins(options, index)
                active.append((index * step + part.begin, index * step + part.end, column, amount))
        self._sweep(active, most, broken, away)

    def _sweep(
        self, active: list[tuple[int, int, int, float]], most: float, broken: Terms, away: Away
    ) -> None:
        active.sort()
        moments = sorted({begin for begin, *_ in active} | {begin for begin, _, _ in away})
        coming = deque(active)
        here: list[tuple[int, int, int, float]] = []
        waiting: tuple[Terms, float] | None = None
        for moment in moments:
            here = [use for use in here if use[1] > moment]
            while coming and coming[0][0] <= moment:
                here.append(coming.popleft())
            left = most - sum(n for begin, end, n in away if begin <= moment < end)
            terms = added(*({column: amount} for _, end, column, amount in here if end > moment))
            # What all is still there at the next moment is said then.
            if waiting is not None and not (
                waiting[0].keys() <= terms.keys() and waiting[1] >= left
            ):
                self._limit(*waiting, broken)
            waiting = terms, left
        if waiting is not None:
            self._limit(*waiting, broken)

    def _limit(self, terms: Terms, left: float, broken: Terms) -> None:
        if len(terms) > 1 or any(amount > left for amount in terms.values()):
            room = {column: -factor * left for column, factor in broken.items()}
            self.program.row(added(terms, room), -INFINITY, left)

    def _at_most(self, word: AtMost) -> None:
        highest: dict[Session, int] = {}
        for use in word.uses:
            highest[use.session] = max(use.amount, highest.get(use.session, 0))
        if not word.away and sum(highest.values()) <= word.there_is:
            return
        uses = [
            (options, part, float(use.amount))
            for use in word.uses
            for part, options in self._by_part(use.parts).items()
        ]
        away = [
            (self.draft.minute(span.start), self.draft.minute(span.end), amount)
            for span, amount in word.away
        ]
        self._never_both(uses, word.there_is, {}, away)

    def _by_part(self, parts: Mapping[Option, Part]) -> dict[Part, Options]:
        found: dict[Part, set[Option]] = defaultdict(set)
        for option, part in parts.items():
            if self.draft.starts(option):
                found[part].add(option)
        return {part: frozenset(options) for part, options in found.items()}

    def _apart(self, word: Apart, broken: Terms) -> None:
        by_needs: dict[tuple[Part, Part, int], dict[Option, set[Option]]] = {}
        for (one, other), (here, there, gap) in word.room.items():
            if self.draft.starts(one) and self.draft.starts(other):
                found = by_needs.setdefault((here, there, gap), {})
                found.setdefault(one, set()).add(other)
        for (here, there, gap), partners in by_needs.items():
            alike: dict[Options, set[Option]] = {}
            for one, others in partners.items():
                alike.setdefault(frozenset(others), set()).add(one)
            for rivals, ones in alike.items():
                uses = (
                    (frozenset(ones), Part(here.begin, here.end + gap), 1.0),
                    (rivals, Part(there.begin, there.end + gap), 1.0),
                )
                self._never_both(uses, 1, broken)

    # --- from one session to another ----------------------------------------------------------

    def _between(self, word: Between, broken: Terms) -> None:
        first, second = word.edges.split("-")
        moments = sorted(self._edges(word.second, second))
        for moment in moments:
            if word.least is not None:
                early = self._edge(word.second, second, -INFINITY, moment)
                late = self._edge(word.first, first, moment - word.least + 1, INFINITY)
                self._not_both(early, late, broken)
            if word.most is not None:
                late = self._edge(word.second, second, moment, INFINITY)
                early = self._edge(word.first, first, -INFINITY, moment - word.most - 1)
                self._not_both(early, late, broken)

    def _not_both(self, one: Terms, other: Terms, broken: Terms) -> None:
        if one and other:
            self.program.row(added(one, other, negative(broken)), -INFINITY, 1)

    def _edges(self, session: Session, edge: str) -> set[int]:
        return {
            index * self.draft.step + (option.public.end if edge == "end" else 0)
            for option in self.draft.options(session)
            for index in self.indices(option)
        }

    def _edge(self, session: Session, edge: str, low: float, high: float) -> Terms:
        """Whether an edge of a session lies from one minute to another (both included)."""
        if edge == "start":
            return self._from_to(self.of(session), 0, low, high)
        lengths: dict[int, set[Option]] = defaultdict(set)
        for option in self.draft.options(session):
            lengths[option.public.end].add(option)
        parts = (self._from_to(frozenset(o), n, low, high) for n, o in lengths.items())
        return added(*parts)

    def _from_to(self, options: Options, later: int, low: float, high: float) -> Terms:
        step = self.draft.step
        return self.begun(options, (low - later) / step, (high - later) / step)

    def _together(self, word: Together, broken: Terms) -> None:
        groups = self._at_venues if word.what == "same_venue" else self._on_days
        for first, second in combinations(word.sessions, 2):
            one, other = groups(first), groups(second)
            for place, here in one.items():
                if word.what == "different_days":
                    self._not_both(here, other.get(place, {}), broken)
                else:
                    elsewhere = added(*(terms for key, terms in other.items() if key != place))
                    self._not_both(here, elsewhere, broken)

    def _on_days(self, session: Session) -> dict[object, Terms]:
        found: dict[object, Terms] = {}
        for day in self.draft.festival.days:
            starts = self.draft.starts_on([day])
            indices = [i for o in self.draft.options(session) for i in self.indices(o)]
            today = [i for i in indices if starts >> i & 1]
            if today:
                found[day.date] = self.begun(self.of(session), min(today), max(today))
        return found

    def _at_venues(self, session: Session) -> dict[object, Terms]:
        found: dict[object, Terms] = {}
        for option in self.draft.options(session):
            here = self.within([option], -1)
            found[option.venue] = added(found.get(option.venue, {}), here)
        return found

    # --- teams --------------------------------------------------------------------------------

    def _teams(self, word: Teams) -> None:
        by_session: dict[Session, list[Option]] = {}
        for option in word.parts:
            by_session.setdefault(option.session, []).append(option)
        if sum(word.amounts.get(session, 1) for session in by_session) <= word.teams:
            return
        in_team = {session: self._team(session, word) for session in by_session}
        rows: list[tuple[Terms, Session, Session]] = []
        for first, second in combinations(by_session, 2):
            rows += self._clashes(word, by_session[first], by_session[second], first, second)
        if len(rows) * word.teams > TOO_MANY:
            raise TooLarge
        for terms, first, second in rows:
            for one, other in zip(in_team[first], in_team[second], strict=True):
                # In different teams, nothing is asked.
                same = added(one, other)
                self.program.row(added(terms, same), -INFINITY, 1 + (2 if same else 0))

    def _team(self, session: Session, word: Teams) -> list[Terms]:
        """For each team whether it has a session; one empty sum where there is one team only."""
        if word.teams == 1:
            return [{}]
        columns = [self.program.column() for _ in range(word.teams)]
        amount = word.amounts.get(session, 1)
        self.program.row(dict.fromkeys(columns, 1.0), amount, amount)
        return [{column: 1.0} for column in columns]

    def _clashes(
        self,
        word: Teams,
        options: list[Option],
        others: list[Option],
        first: Session,
        second: Session,
    ) -> Iterator[tuple[Terms, Session, Session]]:
        """For each way to place a session, all ways to place the other one that clash with it."""
        step = self.draft.step
        walks = {(a, b): (word.walk(a, b), word.walk(b, a)) for a in options for b in others}
        alike: dict[tuple[object, ...], list[Option]] = {}
        for a in options:
            key = (word.parts[a], *(walks[a, b] for b in others))
            alike.setdefault(key, []).append(a)
        for same in alike.values():
            a = same[0]
            here = word.parts[a]
            needs: dict[tuple[Part, tuple[int, int]], set[Option]] = {}
            for b in others:
                needs.setdefault((word.parts[b], walks[a, b]), set()).add(b)
            for index in sorted({i for option in same for i in self.indices(option)}):
                begin, end = index * step + here.begin, index * step + here.end
                clashing = added(*(
                    # It begins before this one has ended and walked, and ends too late for it.
                    self.begun(
                        frozenset(some),
                        (begin - back - there.end) // step + 1,
                        -(-(end + ahead - there.begin) // step) - 1,
                    )
                    for (there, (ahead, back)), some in needs.items()
                ))  # fmt: skip
                if clashing:
                    yield added(self.begins(same, index), clashing), first, second

    # --- sums and counts ----------------------------------------------------------------------

    def _total(self, word: Total) -> None:
        option = next(iter(word.amounts))
        starts = self.draft.starts_within(option, [word.span], Part(0, 1))
        terms = added(*(
            dict.fromkeys(self.within([option], starts), float(amount))
            for option, amount in word.amounts.items()
        ))  # fmt: skip
        if terms:
            self.program.row(terms, -INFINITY, word.limit)

    def _sum(self, word: Sum) -> None:
        terms: list[Terms] = []
        limit: float = word.limit
        for factor, what in word.terms:
            if isinstance(what, Event):
                found, number = self.present(what)
                limit -= factor * number
            else:
                if what not in self._quantities:
                    self._quantities[what] = self.program.column(most=what.most)
                found = {self._quantities[what]: 1.0}
            terms.append({column: factor * f for column, f in found.items()})
        self.program.row(added(*terms), limit if word.exactly else -INFINITY, limit)

    def _at_least_one(self, word: AtLeastOne, broken: Terms) -> None:
        ways = added(*(self.within([option], starts) for option, starts in word.places.items()))
        events = dict.fromkeys(session.event for session in word.sessions)
        self.program.row(added(ways, broken, self._none_of(events)), 1, INFINITY)

    def _none_of(self, events: Iterable[Event]) -> Terms:
        """A column that is true only where none of some events takes place."""
        events = tuple(events)
        if any(event not in self.takes_place for event in events):
            return {}
        none = self.program.column()
        for event in events:
            self.program.row({none: 1.0, self.takes_place[event]: 1.0}, -INFINITY, 1)
        return {none: 1.0}

    def _count(self, word: Count, tier: str) -> None:
        weighed = [
            (weight, counts) for group, weight in word.weighed if (counts := self._counts(group))
        ]
        highest = sum(max(weight, 0) for weight, _ in weighed)
        lowest = sum(min(weight, 0) for weight, _ in weighed)
        number = added(*({c: weight * f for c, f in terms.items()} for weight, terms in weighed))
        asked: Terms = {}
        if word.if_any:
            if not weighed:
                return
            column = self.program.column()
            asked = {column: 1.0}
            for _, counts in weighed:
                self.program.row(added(asked, negative(counts)), 0, INFINITY)
        if word.least > lowest:
            self._beyond(negative(number), -word.least, word.least - lowest, asked, word, tier)
        if word.most is not None and word.most < highest:
            self._beyond(number, word.most, highest - word.most, asked, word, tier)

    def _beyond(
        self, number: Terms, most: int, highest: int, asked: Terms, word: Count, tier: str
    ) -> None:
        """A number is at most so much, or each one more costs; only where it is asked at all."""
        beyond: Terms = {}
        if word.cost:
            column = self.program.column(most=highest, whole=True)
            self._charge(tier, column, word.cost)
            beyond = {column: 1.0}
        # Where nothing is asked, the row leaves room for everything.
        room = {column: float(highest) for column in asked}
        limit = most + (highest if asked else 0)
        self.program.row(added(number, negative(beyond), room), -INFINITY, limit)

    def _counts(self, group: Group) -> Terms:
        """Whether any member of a group is placed so; empty where none can be."""
        members = [terms for member in group if (terms := self._member(member))]
        if len(members) < 2:
            return members[0] if members else {}
        column = self.program.column()
        for terms in members:
            self.program.row(added({column: 1.0}, negative(terms)), 0, INFINITY)
        self.program.row(added(*members, {column: -1.0}), 0, INFINITY)
        return {column: 1.0}

    def _member(self, member: Member) -> Terms:
        options = self.of(member.session) if member.options is None else member.options
        return self.within(options, member.starts)

    # --- moment by moment ---------------------------------------------------------------------

    def _profile(self, word: Profile, tier: str) -> None:
        size = self.draft.step
        steps: dict[int, list[Terms]] = defaultdict(list)
        highest: dict[int, Counter[Session]] = defaultdict(Counter)
        for use in word.uses:
            for part, options in self._by_part(use.parts).items():
                for index in sorted({i for option in options for i in self.indices(option)}):
                    (column,) = self.begins(options, index)
                    first = (index * size + part.begin) // size
                    last = -(-(index * size + part.end) // size)
                    for step in range(first, last):
                        steps[step].append({column: float(use.amount)})
                        most = max(highest[step][use.session], use.amount)
                        highest[step][use.session] = most
        for span in word.spans:
            first, last = self.draft.minute(span.start), self.draft.minute(span.end)
            tight = {
                step: over
                for step in range(first // size, -(-last // size))
                if (over := sum(highest[step].values()) - word.free) > 0
            }
            shared = None
            for step, over in tight.items():
                if shared is None or not word.worst:
                    most = max(tight.values()) if word.worst else over
                    shared = self.program.column(most=most, whole=False)
                    self._charge(tier, shared, word.cost)
                self.program.row(added(*steps[step], {shared: -1.0}), -INFINITY, word.free)

    def _in_a_row(self, word: InARow, tier: str) -> None:
        size = sum(len(self.indices(o)) for s in word.sessions for o in self.draft.options(s))
        if size * len(word.sessions) > TOO_MANY:
            raise TooLarge
        follows: dict[Session, int] = {}
        followed: dict[Session, int] = {}
        for first, second in permutations(word.sessions, 2):
            for both in self._one_after_the_other(first, second, word.gap):
                for session, found in ((second, follows), (first, followed)):
                    if session not in found:
                        found[session] = self.program.column()
                    self._not_both(both[0], both[1], {found[session]: 1.0})
        for session in word.sessions:
            if session in follows and session in followed:
                between = self.program.column()
                self._charge(tier, between, word.cost)
                terms = {follows[session]: 1.0, followed[session]: 1.0, between: -1.0}
                self.program.row(terms, -INFINITY, 1)

    def _one_after_the_other(
        self, first: Session, second: Session, gap: int
    ) -> Iterator[tuple[Terms, Terms]]:
        """Pairs of sums that are both true where the second one begins soon after the first."""
        step = self.draft.step
        lengths: dict[int, set[Option]] = defaultdict(set)
        for option in self.draft.options(first):
            lengths[option.public.end].add(option)
        for length, options in lengths.items():
            for index in sorted({i for option in options for i in self.indices(option)}):
                end = index * step + length
                then = self.begun(self.of(second), end / step, (end + gap) / step)
                if then:
                    yield self.begins(options, index), then

    def _visit(self, word: Visit, broken: Terms) -> None:
        own: dict[Session, list[Option]] = {}
        for option in word.own:
            own.setdefault(option.session, []).append(option)
        starts = [
            len({i for o in self.draft.options(h) for i in self.indices(o)}) for h in word.hosts
        ]
        if sum(starts) * len(own) > TOO_MANY // 6:
            raise TooLarge
        hosts: Terms = {}
        for host in word.hosts:
            can = self.program.column()
            hosts[can] = 1.0
            present, one = self.present(host.event)
            self.program.row(added({can: 1.0}, negative(present)), -INFINITY, one)
            self._while_away(word, host, own, can)
        nothing = self._none_of(dict.fromkeys(session.event for session in own))
        self.program.row(added(hosts, broken, nothing), 1, INFINITY)

    def _while_away(
        self, word: Visit, host: Session, own: Mapping[Session, list[Option]], can: int
    ) -> None:
        """A host that can be visited runs while none of our own is at work, on a day of ours."""
        step = self.draft.step
        lengths: dict[int, set[Option]] = defaultdict(set)
        for option in self.draft.options(host):
            lengths[option.public.end].add(option)
        for options in own.values():
            parts = self._by_part({option: word.own[option] for option in options})
            for length, some in lengths.items():
                for index in sorted({i for option in some for i in self.indices(option)}):
                    begin, end = index * step, index * step + length
                    clashing = added(*(
                        self.begun(
                            those,
                            (begin - part.end) // step + 1,
                            -(-(end - part.begin) // step) - 1,
                        )
                        for part, those in parts.items()
                    ))  # fmt: skip
                    if clashing:
                        both = added(self.begins(some, index), clashing, {can: 1.0})
                        self.program.row(both, -INFINITY, 2)
        ours = [self._on_days(session) for session in own]
        for day, there in self._on_days(host).items():
            here = added(*(days.get(day, {}) for days in ours))
            self.program.row(added({can: 1.0}, there, negative(here)), -INFINITY, 1)

    # --- reading ------------------------------------------------------------------------------

    def placements(self, value: Callable[[int], float]) -> list[Placement]:
        found = [
            option.at(self.draft.moment(index))
            for (option, index), column in self.chosen.items()
            if value(column) > 0.5
        ]
        return sorted(found, key=lambda placement: placement.order)


def within(word: Word, inside: Collection[Session]) -> Word | None:
    """What a word says about some sessions, whatever the others do; None where that is nothing.

    A word about nobody is nothing: each word is said of one group of sessions only, or of parts.
    """

    def options(parts: Mapping[Option, T]) -> dict[Option, T]:
        return {option: what for option, what in parts.items() if option.session in inside}

    match word:
        # What is paid once for all must not be paid by two groups.
        case Together(cost=cost) if cost:
            return word if set(word.sessions) <= set(inside) else None
        case Profile(worst=True):
            return word if {use.session for use in word.uses} <= set(inside) else None
        case AtMost() | Profile():
            uses = tuple(use for use in word.uses if use.session in inside)
            return replace(word, uses=uses) if uses else None
        case Apart() | Between():
            return word if word.first in inside and word.second in inside else None
        case Together() | InARow():
            some = tuple(session for session in word.sessions if session in inside)
            return replace(word, sessions=some) if len(some) > 1 else None
        case Total():
            amounts = options(word.amounts)
            return replace(word, amounts=amounts) if amounts else None
        case Teams():
            parts = options(word.parts)
            return replace(word, parts=parts) if parts else None
        case AtLeastOne():
            own = set(word.sessions)
            return word if own and own <= set(inside) else None
        case Visit():
            own = {option.session for option in word.own}
            return word if own.union(word.hosts) <= set(inside) else None
        case Count():
            return _counted_within(word, inside)
    return None  # Money knows all events.


def _counted_within(word: Count, inside: Collection[Session]) -> Count | None:
    """A lower limit needs all groups; an upper one is true of some, where none weighs less."""
    counted = {member.session for group in word.groups for member in group}
    if counted and counted <= set(inside):
        return word
    if word.most is None or any(weight < 0 for _, weight in word.weighed):
        return None
    found = [
        (some, weight)
        for group, weight in word.weighed
        if (some := tuple(member for member in group if member.session in inside))
    ]
    groups, weights = (tuple(each) for each in zip(*found, strict=True)) if found else ((), ())
    return replace(word, groups=groups, weights=weights, least=-BEYOND) if found else None


#: Stretches of time (in minutes) in which so much is away.
Away = Iterable[tuple[int, int, int]]


def negative(terms: Terms) -> Terms:
    return {column: -factor for column, factor in terms.items()}
