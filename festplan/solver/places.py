"""The variables of a draft: for every session a start, a venue and a length, or none at all.

A session has one Boolean for each start and one for each option (venue and length) that the
rules have left.  This form has a strong linear bound, which is what proves a plan best; the
start as a number, which the interval constraints need, is tied to its Booleans.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import reduce
from operator import or_

from ortools.sat.python import cp_model

from festplan.draft import Draft, Member, Option
from festplan.festival import Event, Session
from festplan.plan import Placement
from festplan.times import minutes

Literal = cp_model.IntVar
Linear = cp_model.LinearExpr
Value = Callable[[Literal], int]


class NowhereToGo(Exception):
    """The rules leave a session of a mandatory event no place and no time at all."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.id)
        self.session = session


class Places:
    """The variables of every session, and literals for what can be said of them."""

    def __init__(
        self,
        draft: Draft,
        optional: Iterable[Event],
        out: Iterable[Event] = (),
        sessions: Iterable[Session] | None = None,
        moving: Collection[Session] | None = None,
    ) -> None:
        """``optional`` events may be left out, those ``out`` are.

        Only some ``sessions`` may be of interest, and only some of them be ``moving``: what
        those that stay have to do with each other is not said again.
        """
        self.sessions = tuple(draft.festival.sessions if sessions is None else sessions)
        self.moving = moving
        self.draft = draft
        self.model = cp_model.CpModel()
        self.true = self.model.new_constant(1)
        self.false = self.model.new_constant(0)
        self.takes_place = {event: self.model.new_bool_var(event.id) for event in optional}
        self.takes_place.update(dict.fromkeys(out, self.false))
        self.chosen: dict[Option, Literal] = {}
        self.begins: dict[Session, dict[int, Literal]] = {}
        self.start: dict[Session, Linear] = {}
        self._one_of: dict[frozenset[Option], Literal] = {}
        self._in: dict[tuple[Session, int], Literal] = {}
        self._placed: dict[Member, Literal] = {}
        self._possible: dict[Session, int] = {}
        for session in self.sessions:
            self._place(session)

    def present(self, event: Event) -> Literal:
        """Whether an event takes place; always true for what is mandatory."""
        return self.takes_place.get(event, self.true)

    def one_of(self, options: Iterable[Option]) -> Literal:
        """Whether a session is in one of some options, all of the same session.

        Options that a later rule has closed do not count any more.
        """
        asked = frozenset(options)
        session = next(iter(asked)).session
        some = frozenset(option for option in asked if self.draft.starts(option))
        if not some:
            return self.false
        if len(some) == len(tuple(self.draft.options(session))):
            return self.present(session.event)
        if len(some) == 1:
            return self.chosen[next(iter(some))]
        if some not in self._one_of:
            literal = self.model.new_bool_var("")
            ordered = sorted(some, key=lambda option: (option.venue.id, option.length))
            self.model.add(sum(self.chosen[option] for option in ordered) == literal)
            self._one_of[some] = literal
        return self._one_of[some]

    def begins_in(self, session: Session, starts: int) -> Literal | None:
        """Whether a session begins at one of these starts (bits); None where it never can."""
        possible = self.possible(session)
        starts &= possible
        if starts == possible:
            return self.present(session.event)
        if not starts:
            return None
        if (session, starts) not in self._in:
            literal = self.model.new_bool_var("")
            found = (
                begins for index, begins in self.begins[session].items() if starts >> index & 1
            )
            self.model.add(sum(found) == literal)
            self._in[session, starts] = literal
        return self._in[session, starts]

    def placed(self, member: Member) -> Literal | None:
        """Whether a session is placed so, neither more nor less; None where it never can be."""
        session = member.session
        begins = self.begins_in(session, member.starts)
        if begins is None or member.options is None:
            return begins
        if not member.options:
            return None
        chosen = self.one_of(member.options)
        if chosen is self.false:
            return None
        if chosen is self.present(session.event):
            return begins
        if begins is self.present(session.event):
            return chosen
        if member not in self._placed:
            both = self.model.new_bool_var("")
            self.model.add_implication(both, begins)
            self.model.add_implication(both, chosen)
            self.model.add_bool_or(both, ~begins, ~chosen)
            self._placed[member] = both
        return self._placed[member]

    def possible(self, session: Session) -> int:
        """All starts that any option of a session leaves, as bits."""
        if session not in self._possible:
            found = reduce(or_, map(self.draft.starts, self.draft.options(session)), 0)
            self._possible[session] = found
        return self._possible[session]

    def both_stay(self, first: Session, second: Session) -> bool:
        """Whether neither of two sessions moves."""
        return self.moving is not None and not (first in self.moving or second in self.moving)

    def may_differ(
        self, options: Iterable[Option], others: Iterable[Option], low: int, high: int
    ) -> bool:
        """Whether some start of ``others`` may lie between ``low`` and ``high`` minutes (both
        excluded) after some start of ``options``.

        Two sessions that never come that close need no constraint between them.
        """
        ours = reduce(or_, map(self.draft.starts, options), 0)
        theirs = reduce(or_, map(self.draft.starts, others), 0)
        span = max(ours.bit_length(), theirs.bit_length())
        first = max(low // self.draft.step + 1, -span)
        last = min(-(-high // self.draft.step) - 1, span)
        steps = range(first, last + 1)
        return any((ours << n if n >= 0 else ours >> -n) & theirs for n in steps)

    def length(self, session: Session) -> Linear:
        """The public length in minutes: one number, or a sum over the options."""
        lengths = {option.length for option in self.draft.options(session)}
        if len(lengths) == 1:
            return minutes(lengths.pop()) * self.true
        options = self.draft.options(session)
        return Linear.sum([minutes(o.length) * self.chosen[o] for o in options])

    def held(self, placements: Iterable[Placement]) -> list[cp_model.LiteralT] | None:
        """What is true of one plan alone; None where the model was never open to it."""
        placed = {placement.session: placement for placement in placements}
        found: list[cp_model.LiteralT] = []
        for session in self.sessions:
            if session not in placed:
                found.append(~self.present(session.event))
            elif (literals := self._hold(placed[session])) is None:
                return None
            else:
                found.extend(literals)
        return found

    def read(self, value: Value) -> list[Placement]:
        """The placements that the solver has chosen."""
        found = []
        for session in self.sessions:
            if value(self.present(session.event)):
                option = next(o for o in self.draft.options(session) if value(self.chosen[o]))
                index = next(i for i, begins in self.begins[session].items() if value(begins))
                found.append(option.at(self.draft.moment(index)))
        return sorted(found, key=lambda placement: placement.order)

    def _hold(self, placement: Placement) -> list[Literal] | None:
        option = Option(placement.session, placement.venue, placement.length)
        index = self.draft.index(placement.start)
        if index is None or not self.draft.starts(option) >> index & 1:
            return None
        return [
            self.present(placement.event),
            self.chosen[option],
            self.begins[placement.session][index],
        ]

    def _place(self, session: Session) -> None:
        options = tuple(self.draft.options(session))
        possible = self.possible(session)
        present = self.present(session.event)
        indices = [i for i in range(possible.bit_length()) if possible >> i & 1]
        if not indices and session.event not in self.takes_place:
            raise NowhereToGo(session)
        if len(options) == len(indices) == 1 and present is self.true:
            # Who cannot move needs no variables.
            self.chosen[options[0]] = self.true
            self.begins[session] = {indices[0]: self.true}
            self.start[session] = indices[0] * self.draft.step * self.true
            return
        for option in options:
            self.chosen[option] = self.model.new_bool_var(f"{session.id} @ {option.venue.id}")
        self.begins[session] = {i: self.model.new_bool_var(f"{session.id} > {i}") for i in indices}
        self.model.add(sum(self.chosen[option] for option in options) == present)
        self.model.add(sum(self.begins[session].values()) == present)
        self.start[session] = self._start(session, indices)
        self._agree(session, options)

    def _start(self, session: Session, indices: list[int]) -> Linear:
        """The public start in minutes since the first midnight, as an affine expression."""
        if not indices:
            return 0 * self.true
        number = self.model.new_int_var_from_domain(
            cp_model.Domain.from_values(indices), f"start of {session.id}"
        )
        # An event that does not take place has a start of no meaning: the first one.
        away = indices[0] * (1 - self.present(session.event))
        self.model.add(number == away + sum(i * b for i, b in self.begins[session].items()))
        return number * self.draft.step

    def _agree(self, session: Session, options: tuple[Option, ...]) -> None:
        """A start and an option are chosen only together, where the rules allow the pair."""
        # The hours depend on the venue: the library closes at six, the park never does.
        by_options: dict[tuple[Option, ...], list[Literal]] = {}
        for index, begins in self.begins[session].items():
            allowed = tuple(o for o in options if self.draft.starts(o) >> index & 1)
            by_options.setdefault(allowed, []).append(begins)
        for allowed, starts in by_options.items():
            if len(allowed) < len(options):
                self.model.add(sum(starts) <= sum(self.chosen[option] for option in allowed))
        for option in options:
            if self.draft.starts(option) != self.possible(session):
                starts = [
                    begins
                    for index, begins in self.begins[session].items()
                    if self.draft.starts(option) >> index & 1
                ]
                self.model.add(self.chosen[option] <= sum(starts))
