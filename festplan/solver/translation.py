"""The words of a draft in the language of CP-SAT: one short function for each word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from ortools.sat.python import cp_model

from festplan.draft import (
    Apart,
    AtLeastOne,
    AtMost,
    Between,
    Crowd,
    Option,
    Part,
    Quantity,
    Spoken,
    Sum,
    Teams,
    Together,
    Total,
    Use,
)
from festplan.festival import Event, Session
from festplan.solver.places import Linear, Literal, Places

#: What a price is charged to: the speaker, the points, and the literal that costs them.
Charge = Callable[[str, int, Linear], None]

#: Longer than any festival, in minutes.
LONG = 10**9

#: For two options the parts that must not overlap, and the minutes between them there and back.
Needs = tuple[Part, Part, int, int]
Ways = Mapping[tuple[Option, Option], Needs]


class Translation:
    """Says the words of a draft to the model of its places."""

    def __init__(self, places: Places, charge: Charge) -> None:
        self.places = places
        self.model = places.model
        self.charge = charge
        self._quantities: dict[Quantity, cp_model.IntVar] = {}

    def say(self, spoken: Spoken) -> None:
        """Translate one word; what it may cost is charged to its speaker."""
        word = spoken.word
        match word:
            case AtMost():
                self._at_most(word)
            case Apart():
                ways = {pair: (a, b, gap, gap) for pair, (a, b, gap) in word.room.items()}
                self._keep_apart(word.first, word.second, ways, self._kept(spoken))
            case Between():
                self._between(word, self._kept(spoken))
            case Together():
                self._together(word, self._kept(spoken))
            case Total():
                self._total(word)
            case Teams():
                self._teams(word)
            case Sum():
                self._sum(word)
            case Crowd():
                self._crowd(word, spoken.speaker)
            case AtLeastOne():
                self._at_least_one(word, self._kept(spoken))

    def _kept(self, spoken: Spoken) -> list[Literal]:
        """Nothing for a rule; for a wish a literal that may be given up, at a price."""
        cost: int = getattr(spoken.word, "cost", 0)
        if not cost:
            return []
        kept = self.model.new_bool_var("")
        self.charge(spoken.speaker, cost, 1 - kept)
        return [kept]

    # --- never more than there is -----------------------------------------------------------

    def _at_most(self, word: AtMost) -> None:
        if _always_enough(word):
            return
        uses = [(use, part, lit) for use in word.uses for part, lit in self._parts(use)]
        if word.there_is == 1 and not word.away and all(use.amount == 1 for use, _, _ in uses):
            self.model.add_no_overlap(self._interval(u.session, p, lit) for u, p, lit in uses)
            return
        intervals = [self._interval(use.session, part, lit) for use, part, lit in uses]
        demands = [use.amount for use, _, _ in uses]
        for span, amount in word.away:
            start, end = map(self.places.draft.minute, (span.start, span.end))
            intervals.append(self.model.new_fixed_size_interval_var(start, end - start, ""))
            demands.append(amount)
        self.model.add_cumulative(intervals, demands, word.there_is)

    def _parts(self, use: Use) -> Iterator[tuple[Part, Literal]]:
        """The different parts of its time that a session may use, each with its literal."""
        by_part: dict[Part, list[Option]] = {}
        for option, part in use.parts.items():
            by_part.setdefault(part, []).append(option)
        for part, options in by_part.items():
            yield part, self.places.one_of(options)

    def _interval(self, session: Session, part: Part, literal: Literal) -> cp_model.IntervalVar:
        start = self.places.start[session] + part.begin
        return self.model.new_optional_fixed_size_interval_var(
            start, part.end - part.begin, literal, session.id
        )

    # --- two sessions -----------------------------------------------------------------------

    def _keep_apart(
        self, first: Session, second: Session, ways: Ways, enforced: list[Literal]
    ) -> None:
        """One ends before the other begins, with room between, whichever comes first."""
        start = self.places.start
        for (one, other, there, back), pairs in _by_needs(ways).items():
            for options, others in _rectangles(pairs):
                low, high = one.begin - other.end - back, one.end + there - other.begin
                if not self.places.may_differ(options, others, low, high):
                    continue
                here = [self.places.one_of(options), self.places.one_of(others), *enforced]
                before = self.model.new_bool_var("")
                first_before = start[first] + one.end + there <= start[second] + other.begin
                second_before = start[second] + other.end + back <= start[first] + one.begin
                self.model.add(first_before).only_enforce_if(before, *here)
                self.model.add(second_before).only_enforce_if(~before, *here)

    def _between(self, word: Between, enforced: list[Literal]) -> None:
        if self._always(word):
            return
        first, second = word.edges.split("-")
        away = self._edge(word.second, second) - self._edge(word.first, first)
        here = [*self._both(word.first, word.second), *enforced]
        if word.least is not None:
            self.model.add(away >= word.least).only_enforce_if(here)
        if word.most is not None:
            self.model.add(away <= word.most).only_enforce_if(here)

    def _always(self, word: Between) -> bool:
        """Whether the second session starts late enough whatever is chosen: days apart, say."""
        if word.least is None or word.most is not None or word.edges != "end-start":
            return False
        options = tuple(self.places.draft.options(word.first))
        others = tuple(self.places.draft.options(word.second))
        length = max((option.public.end for option in options), default=0)
        return not self.places.may_differ(options, others, -LONG, length + word.least)

    def _edge(self, session: Session, edge: str) -> Linear:
        start = self.places.start[session]
        return start if edge == "start" else start + self.places.length(session)

    def _both(self, first: Session, second: Session) -> list[Literal]:
        return [self.places.present(first.event), self.places.present(second.event)]

    def _together(self, word: Together, enforced: list[Literal]) -> None:
        alike = word.what != "different_days"
        literals = self._at_venues if word.what == "same_venue" else self._on_days
        for first, second in combinations(word.sessions, 2):
            here = [*self._both(first, second), *enforced]
            for one, other in zip(literals(first), literals(second), strict=True):
                if one is None or other is None:
                    there = one if other is None else other
                    if alike and there is not None:
                        self.model.add_bool_or(~there).only_enforce_if(here)
                elif alike:
                    self.model.add(one == other).only_enforce_if(here)
                else:
                    self.model.add_bool_or(~one, ~other).only_enforce_if(here)

    def _on_days(self, session: Session) -> list[Literal | None]:
        draft = self.places.draft
        return [
            self.places.begins_in(session, draft.starts_on([day])) for day in draft.festival.days
        ]

    def _at_venues(self, session: Session) -> list[Literal | None]:
        by_venue: dict[str, list[Option]] = {}
        for option in self.places.draft.options(session):
            by_venue.setdefault(option.venue.id, []).append(option)
        venues = self.places.draft.festival.venues
        return [
            self.places.one_of(by_venue[venue.id]) if venue.id in by_venue else None
            for venue in venues
        ]

    # --- teams ------------------------------------------------------------------------------

    def _teams(self, word: Teams) -> None:
        by_session: dict[Session, list[Option]] = {}
        for option in word.parts:
            by_session.setdefault(option.session, []).append(option)
        if len(by_session) <= word.teams:
            return
        member = {
            session: self._team_of(session, number, word.teams)
            for number, session in enumerate(by_session)
        }
        for first, second in combinations(by_session, 2):
            # The walk may be longer one way than the other.
            ways = {
                (a, b): (word.parts[a], word.parts[b], word.walk(a, b), word.walk(b, a))
                for a in by_session[first]
                for b in by_session[second]
            }
            for one, other in zip(member[first], member[second], strict=True):
                if one is not None and other is not None:
                    enforced = [] if word.teams == 1 else [one, other]
                    self._keep_apart(first, second, ways, enforced)

    def _team_of(self, session: Session, number: int, teams: int) -> list[Literal | None]:
        """Which team has a session.  The first one has team 1, the second one 1 or 2, ..."""
        if teams == 1:
            return [self.places.true]
        open_teams = min(number + 1, teams)
        literals = [self.model.new_bool_var("") for _ in range(open_teams)]
        self.model.add_exactly_one(literals)
        return [*literals, *([None] * (teams - open_teams))]

    # --- sums -------------------------------------------------------------------------------

    def _total(self, word: Total) -> None:
        starts = self._starts_in(word)
        terms = [
            amount * literal
            for (session, amount), options in self._by_amount(word).items()
            if (literal := self._begins_so(session, options, starts)) is not None
        ]
        if terms:
            self.model.add(sum(terms) <= word.limit)

    def _starts_in(self, word: Total) -> int:
        option = next(iter(word.amounts))
        return self.places.draft.starts_within(option, [word.span], Part(0, 1))

    def _by_amount(self, word: Total) -> dict[tuple[Session, int], list[Option]]:
        found: dict[tuple[Session, int], list[Option]] = {}
        for option, amount in word.amounts.items():
            if amount:
                found.setdefault((option.session, amount), []).append(option)
        return found

    def _begins_so(self, session: Session, options: list[Option], starts: int) -> Literal | None:
        """At least 1 where a session is in one of the options and begins at such a start."""
        begins = self.places.begins_in(session, starts)
        chosen = self.places.one_of(options)
        if begins is None or begins is self.places.present(session.event):
            return None if begins is None else chosen
        both = self.model.new_bool_var("")
        self.model.add_bool_or(both, ~begins, ~chosen)
        return both

    def _sum(self, word: Sum) -> None:
        total = Linear.sum([factor * self._counted(what) for factor, what in word.terms])
        self.model.add(total == word.limit if word.exactly else total <= word.limit)

    def _counted(self, what: Quantity | Event) -> Linear:
        if isinstance(what, Event):
            return self.places.present(what)
        if what not in self._quantities:
            self._quantities[what] = self.model.new_int_var(0, what.most, what.name)
        return self._quantities[what]

    def _at_least_one(self, word: AtLeastOne, enforced: list[Literal]) -> None:
        ways = [self._placed_so(option, starts) for option, starts in word.places.items()]
        events = tuple(dict.fromkeys(session.event for session in word.sessions))
        nothing = self.model.new_bool_var("")
        for event in events:
            self.model.add_implication(nothing, ~self.places.present(event))
        self.model.add_bool_or([nothing, *ways]).only_enforce_if(enforced)

    def _placed_so(self, option: Option, starts: int) -> Literal:
        """True only where a session is in this option and begins at one of these starts."""
        begins = self.places.begins_in(option.session, starts)
        if begins is None or not self.places.draft.starts(option) & starts:
            return self.places.false
        so = self.model.new_bool_var("")
        self.model.add_implication(so, begins)
        self.model.add_implication(so, self.places.one_of([option]))
        return so

    def _crowd(self, word: Crowd, speaker: str) -> None:
        begins = (
            self.places.begins_in(session, self._starts_on(word, session))
            for session in word.sessions
        )
        count = [literal for literal in begins if literal is not None]
        if len(count) > word.free:
            too_many = self.model.new_int_var(0, len(count) - word.free, "")
            self.model.add(too_many >= sum(count) - word.free)
            self.charge(speaker, word.cost, too_many)

    def _starts_on(self, word: Crowd, session: Session) -> int:
        option = next(iter(self.places.draft.options(session)), None)
        if option is None:
            return 0
        return self.places.draft.starts_within(option, [word.span], Part(0, 1))


def _always_enough(word: AtMost) -> bool:
    """Everything at once is not too much: the solver need not hear of it."""
    most: dict[Session, int] = {}
    for use in word.uses:
        most[use.session] = max(use.amount, most.get(use.session, 0))
    return not word.away and sum(most.values()) <= word.there_is


def _by_needs(ways: Ways) -> dict[Needs, list[tuple[Option, Option]]]:
    found: dict[Needs, list[tuple[Option, Option]]] = {}
    for pair, needs in ways.items():
        found.setdefault(needs, []).append(pair)
    return found


def _rectangles(
    pairs: Iterable[tuple[Option, Option]],
) -> Iterator[tuple[tuple[Option, ...], tuple[Option, ...]]]:
    """The pairs as products: some options of the one with some options of the other."""
    partners: dict[Option, list[Option]] = {}
    for one, other in pairs:
        partners.setdefault(one, []).append(other)
    alike: dict[tuple[Option, ...], list[Option]] = {}
    for one, others in partners.items():
        alike.setdefault(tuple(others), []).append(one)
    for partners_of_all, ones in alike.items():
        yield tuple(ones), partners_of_all
