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
    Count,
    Group,
    InARow,
    Option,
    Part,
    Profile,
    Quantity,
    Spoken,
    Sum,
    Teams,
    Together,
    Total,
    Use,
    Visit,
)
from festplan.festival import Event, Session
from festplan.solver.places import Linear, Literal, Places
from festplan.times import Span

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
            case Count():
                self._count(word, spoken.speaker)
            case Profile():
                self._profile(word, spoken.speaker)
            case InARow():
                self._in_a_row(word, spoken.speaker)
            case Visit():
                self._visit(word, self._kept(spoken))
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
        if not enforced and self.places.both_stay(first, second):
            return
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
        if sum(word.amounts.get(session, 1) for session in by_session) <= word.teams:
            return
        member = {
            session: self._teams_of(session, number, word)
            for number, session in enumerate(by_session)
        }
        for first, second in combinations(by_session, 2):
            if self.places.both_stay(first, second) and word.teams == 1:
                continue
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

    def _teams_of(self, session: Session, number: int, word: Teams) -> list[Literal | None]:
        """Which teams have a session.  The first one has team 1, the second one 1 or 2, ..."""
        teams = word.teams
        if teams == 1:
            return [self.places.true]
        # Which teams are the first ones says nothing where some sessions need several.
        open_teams = teams if word.amounts else min(number + 1, teams)
        literals = [self.model.new_bool_var("") for _ in range(open_teams)]
        self.model.add(sum(literals) == word.amounts.get(session, 1))
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

    # --- counting ---------------------------------------------------------------------------

    def _count(self, word: Count, speaker: str) -> None:
        counted = [
            (weight, literal)
            for group, weight in word.weighed
            if (literal := self._counts(group)) is not None
        ]
        number = Linear.sum([weight * literal for weight, literal in counted])
        highest = sum(max(weight, 0) for weight, _ in counted)
        lowest = sum(min(weight, 0) for weight, _ in counted)
        least: Linear | int = word.least
        if word.if_any:
            some = self._any([literal for _, literal in counted])
            if some is None:
                return
            least = word.least * some
        if word.least > lowest:
            missing = self._beyond(least - number, word.least - lowest, word.cost)
            self._charge(speaker, word.cost, missing)
        if word.most is not None and word.most < highest:
            beyond = self._beyond(number - word.most, highest - word.most, word.cost)
            self._charge(speaker, word.cost, beyond)

    def _counts(self, group: Group) -> Literal | None:
        """Whether any member of a group is placed so; None where none can be."""
        found = (self.places.placed(member) for member in group)
        return self._any([literal for literal in found if literal is not None])

    def _any(self, literals: list[Literal]) -> Literal | None:
        """Whether any of some literals is true, neither more nor less."""
        if len(literals) < 2:
            return literals[0] if literals else None
        some = self.model.new_bool_var("")
        self.model.add_max_equality(some, literals)
        return some

    def _beyond(self, amount: Linear, highest: int, cost: int) -> cp_model.IntVar | None:
        """How much more than nothing an amount is; it must not be where that has no cost."""
        if not cost:
            self.model.add(amount <= 0)
            return None
        beyond = self.model.new_int_var(0, highest, "")
        self.model.add(beyond >= amount)
        return beyond

    def _charge(self, speaker: str, cost: int, what: Linear | None) -> None:
        if what is not None:
            self.charge(speaker, cost, what)

    # --- one after the other ----------------------------------------------------------------

    def _profile(self, word: Profile, speaker: str) -> None:
        """What is used at every step of the grid, beyond what is free."""
        steps = self._steps(word)
        for span in word.spans:
            tight = {
                step: highest
                for step in self._steps_of(span)
                if (highest := sum(n for n, _ in steps.get(step, ())) - word.free) > 0
            }
            # Where only the worst step costs, all steps have one number in common.
            worst = max(tight.values(), default=0)
            shared = self.model.new_int_var(0, worst, "") if word.worst and worst else None
            for step, highest in tight.items():
                beyond = self.model.new_int_var(0, highest, "") if shared is None else shared
                used = Linear.sum([amount * cover for amount, cover in steps[step]])
                self.model.add(beyond >= used - word.free)
                if shared is None:
                    self.charge(speaker, word.cost, beyond)
            self._charge(speaker, word.cost, shared)

    def _steps_of(self, span: Span) -> range:
        draft = self.places.draft
        first, last = draft.minute(span.start), draft.minute(span.end)
        return range(first // draft.step, -(-last // draft.step))

    def _steps(self, word: Profile) -> dict[int, list[tuple[int, Linear]]]:
        """By the step of the grid: the amounts that may be used then, and whether they are."""
        size = self.places.draft.step
        found: dict[int, list[tuple[int, Linear]]] = {}
        for use in word.uses:
            for part, options in self._options_by_part(use).items():
                chosen = self.places.one_of(options)
                always = chosen is self.places.present(use.session.event)
                by_step: dict[int, list[Literal]] = {}
                for index, begins in self.places.begins[use.session].items():
                    first = (index * size + part.begin) // size
                    last = -(-(index * size + part.end) // size)
                    for step in range(first, last):
                        by_step.setdefault(step, []).append(begins)
                for step, starts in by_step.items():
                    cover = Linear.sum(starts)
                    if not always:
                        both = self.model.new_bool_var("")
                        self.model.add(both >= cover + chosen - 1)
                        cover = both
                    found.setdefault(step, []).append((use.amount, cover))
        return found

    def _options_by_part(self, use: Use) -> dict[Part, list[Option]]:
        found: dict[Part, list[Option]] = {}
        for option, part in use.parts.items():
            if self.places.draft.starts(option):
                found.setdefault(part, []).append(option)
        return found

    def _in_a_row(self, word: InARow, speaker: str) -> None:
        """Each session has a literal for "follows one" and one for "is followed"."""
        begun, ended = self._marks(word, ends=False), self._marks(word, ends=True)
        for session in word.sessions:
            follows, followed = self.model.new_bool_var(""), self.model.new_bool_var("")
            for begins, first, last, chosen in self._stays(session):
                for minute, mark in ended.items():
                    if first - word.gap <= minute <= first:
                        self.model.add_bool_or(follows, ~begins, ~mark, *chosen)
                for minute, mark in begun.items():
                    if last <= minute <= last + word.gap:
                        self.model.add_bool_or(followed, ~begins, ~mark, *chosen)
            between = self.model.new_bool_var("")
            self.model.add_bool_or(between, ~follows, ~followed)
            self.charge(speaker, word.cost, between)

    def _marks(self, word: InARow, ends: bool) -> dict[int, Literal]:
        """By the minute: a literal that is true where some session begins, or ends, then."""
        found: dict[int, Literal] = {}
        for session in word.sessions:
            for begins, first, last, chosen in self._stays(session):
                minute = last if ends else first
                if minute not in found:
                    found[minute] = self.model.new_bool_var("")
                self.model.add_bool_or(found[minute], ~begins, *chosen)
        return found

    def _stays(
        self, session: Session
    ) -> Iterator[tuple[Literal, int, int, list[cp_model.LiteralT]]]:
        """Each start of a session with its first and last minute.

        Where its length is open, the last part is true unless that length is chosen.
        """
        draft = self.places.draft
        by_length: dict[int, list[Option]] = {}
        for option in draft.options(session):
            by_length.setdefault(option.public.end, []).append(option)
        for length, options in by_length.items():
            chosen: list[cp_model.LiteralT] = []
            if len(by_length) > 1:
                chosen.append(~self.places.one_of(options))
            for index, begins in self.places.begins[session].items():
                first = index * draft.step
                yield begins, first, first + length, chosen

    def _visit(self, word: Visit, enforced: list[Literal]) -> None:
        own: dict[Session, list[Option]] = {}
        for option in word.own:
            own.setdefault(option.session, []).append(option)
        none = self.model.new_bool_var("")
        for session in own:
            self.model.add_implication(none, ~self.places.present(session.event))
        ways = [self._can_be_visited(host, own, word) for host in word.hosts]
        self.model.add_bool_or([none, *ways]).only_enforce_if(enforced)

    def _can_be_visited(
        self, host: Session, own: Mapping[Session, list[Option]], word: Visit
    ) -> Literal:
        """True only where none of our own is at work while a session runs, on a day of ours."""
        can = self.model.new_bool_var("")
        self.model.add_implication(can, self.places.present(host.event))
        for session, options in own.items():
            ways = {
                (option, other): (option.public, word.own[other], 0, 0)
                for option in self.places.draft.options(host)
                for other in options
            }
            self._keep_apart(host, session, ways, [can])
        for day in self.places.draft.festival.days:
            starts = self.places.draft.starts_on([day])
            there = self.places.begins_in(host, starts)
            if there is not None:
                ours = (self.places.begins_in(session, starts) for session in own)
                self.model.add_bool_or([~can, ~there, *(b for b in ours if b is not None)])
        return can


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
