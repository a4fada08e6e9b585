"""The words of a draft as numbers that can be asked quickly.

For each kind of word there is one term.  It knows who sits where, as far as its words need it,
and answers for a session that has no seat just now what each of its seats would cost more.
Everything is whole numbers, so that every machine finds the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import gcd
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from festplan.draft import (
    Apart,
    AtLeastOne,
    AtMost,
    Between,
    Count,
    Draft,
    InARow,
    Member,
    Option,
    Part,
    Profile,
    Spoken,
    Teams,
    Together,
    Total,
    Visit,
    Word,
)
from festplan.festival import Session
from festplan.solver.search.seats import BREACH, Numbers, Seat, Truths

Seats = Mapping[Session, Seat]
Amounts = NDArray[np.int32]
#: What so many points of a speaker are worth here; a rule's word has none.
Worth = Callable[[str, int], int]

#: Longer than any festival, in minutes; and the same the other way.
FAR = 1 << 40


class Term(Protocol):
    """All words of one kind."""

    @property
    def about(self) -> Iterable[int]:
        """The numbers of the seats that its words are about."""
        ...

    @property
    def empty(self) -> int:
        """What its words cost as long as nobody sits."""
        ...

    def costs(self, seat: Seat, into: Numbers) -> None:
        """Add to each seat of a session, who sits nowhere, what it would cost more."""
        ...

    def put(self, seat: Seat, row: int, column: int) -> None:
        """The session sits down."""
        ...

    def take(self, seat: Seat, row: int, column: int) -> None:
        """The session stands up."""
        ...


class Free:
    """A term whose words cost nothing as long as nobody sits."""

    empty = 0


# --- never more in use than there is ------------------------------------------------------------


@dataclass
class Drawn:
    """What a session draws from some resources for the same part of its time."""

    resources: list[int]
    amounts: list[int]
    rows: list[int]
    begin: Numbers  # for each start the first cell
    end: Numbers

    def freeze(self) -> None:
        self.which = np.array(self.resources)
        self.much = np.array(self.amounts, dtype=np.int32)[:, None]
        self.at = np.array(self.rows)
        # Only the time that the starts can reach is looked at.
        self.hull = slice(0, 0)
        if len(self.begin):
            self.hull = slice(int(self.begin.min()), int(self.end.max()))
            self.begin, self.end = self.begin - self.hull.start, self.end - self.hull.start

    def over(self, left: Amounts) -> Amounts:
        """How much of what is drawn is not there, cell by cell."""
        missing = np.maximum(self.much - left[self.which, self.hull], 0)
        return np.asarray(np.minimum(missing, self.much))


class Usage(Free):
    """``AtMost``: every cell of time of every resource, and how much of it is in use."""

    def __init__(self, draft: Draft, words: Sequence[AtMost], seats: Seats) -> None:
        parts = [part for word in words for use in word.uses for part in use.parts.values()]
        sizes = [draft.step, *(abs(n) for part in parts for n in part)]
        # Parts that do not fit five minutes are rounded up: safe, and never far off.
        self.size = max(gcd(*sizes), min(5, draft.step))
        self.pad = -min([0, *(part.begin for part in parts)]) // self.size + 2
        width = (
            self.pad + (draft.steps * draft.step + max([0, *(p.end for p in parts)])) // self.size
        )
        self.left = np.zeros((len(words), width + 2), dtype=np.int32)
        self.all: dict[int, list[Drawn]] = {}
        self.some: dict[int, list[Drawn]] = {}
        self.each: dict[tuple[int, int], list[tuple[Numbers, Amounts, int, int]]] = {}
        for number, word in enumerate(words):
            # Watts and visitors are counted in their largest common unit.
            amounts = [use.amount for use in word.uses]
            unit = gcd(word.there_is, *amounts, *(amount for _, amount in word.away)) or 1
            self.left[number] = word.there_is // unit
            for span, amount in word.away:
                begin = draft.minute(span.start) // self.size + self.pad
                end = -(-draft.minute(span.end) // self.size) + self.pad
                self.left[number, max(begin, 0) : max(end, 0)] -= amount // unit
            for use in word.uses:
                if (seat := seats.get(use.session)) is not None:
                    self._draws(seat, number, use.amount // unit, use.parts)
        for found in (*self.all.values(), *self.some.values()):
            for drawn in found:
                drawn.freeze()

    def _draws(self, seat: Seat, resource: int, amount: int, parts: Mapping[Option, Part]) -> None:
        by_part: dict[Part, list[int]] = {}
        for option, part in parts.items():
            if option in seat.row:
                by_part.setdefault(part, []).append(seat.row[option])
        for part, rows in by_part.items():
            everywhere = len(rows) == len(seat.options)
            found = (self.all if everywhere else self.some).setdefault(seat.number, [])
            begin = (seat.minutes + part.begin) // self.size + self.pad
            end = -(-(seat.minutes + part.end) // self.size) + self.pad
            for row in rows[:1] if everywhere else rows:
                drawn = next((d for d in found if _joins(d, begin, end, row, everywhere)), None)
                if drawn is None:
                    drawn = Drawn([], [], [], begin, end)
                    found.append(drawn)
                drawn.resources.append(resource)
                drawn.amounts.append(amount)
                drawn.rows.append(row)
            for row in rows:
                self._notes(seat, row, resource, amount, part)

    def _notes(self, seat: Seat, row: int, resource: int, amount: int, part: Part) -> None:
        """For sitting down: by row, the resources of each part."""
        first = part.begin // self.size + self.pad
        # Starts lie on cells, so the length in cells is the same for every start.
        length = -(-part.end // self.size) + self.pad - first
        notes = self.each.setdefault((seat.number, row), [])
        for at, (which, much, begin, long) in enumerate(notes):
            if (begin, long) == (first, length):
                more = np.append(which, resource), np.append(much, [[amount]], axis=0)
                notes[at] = (*more, begin, long)
                return
        one = np.array([resource]), np.array([[amount]], dtype=np.int32)
        notes.append((*one, first, length))

    @property
    def about(self) -> Iterable[int]:
        return {number for number, _ in self.each}

    def costs(self, seat: Seat, into: Numbers) -> None:
        for drawn in self.all.get(seat.number, ()):
            over = drawn.over(self.left)
            if over.any():
                total = _running(over.sum(axis=0, dtype=np.int64))
                into += (total[drawn.end] - total[drawn.begin]) * self.size
        for drawn in self.some.get(seat.number, ()):
            over = drawn.over(self.left)
            if over.any():
                total = np.zeros((over.shape[0], over.shape[1] + 1), dtype=np.int64)
                np.cumsum(over, axis=1, out=total[:, 1:])
                into[drawn.at] += (total[:, drawn.end] - total[:, drawn.begin]) * self.size

    def put(self, seat: Seat, row: int, column: int) -> None:
        self._draw(seat, row, column, 1)

    def take(self, seat: Seat, row: int, column: int) -> None:
        self._draw(seat, row, column, -1)

    def _draw(self, seat: Seat, row: int, column: int, sign: int) -> None:
        start = int(seat.minutes[column]) // self.size
        for which, much, begin, length in self.each.get((seat.number, row), ()):
            first = start + begin
            self.left[which, first : first + length] -= sign * much


def _joins(drawn: Drawn, begin: Numbers, end: Numbers, row: int, everywhere: bool) -> bool:
    """Whether a resource may be asked together with others: same time, and another row."""
    same = drawn.begin[0] == begin[0] and drawn.end[0] == end[0]
    return bool(same and (everywhere or row not in drawn.rows))


def _running(values: Numbers) -> Numbers:
    total = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=total[1:])
    return total


# --- two sessions -------------------------------------------------------------------------------


@dataclass
class Near:
    """The others that keep a session away from some starts, as they sit just now."""

    weights: list[int] = field(default_factory=list)
    #: Starts between the two, both excluded, cost the weight: by the other, and by the row
    #: where that matters.
    low: Numbers = field(default_factory=lambda: np.zeros((0, 1), dtype=np.int64))
    high: Numbers = field(default_factory=lambda: np.zeros((0, 1), dtype=np.int64))
    worth: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Link:
    """Where a session tells another one what is taken, by its own row."""

    near: Near
    at: int
    low: Numbers  # [own rows] or [own rows, the other's rows]
    high: Numbers


class Pairs(Free):
    """``Apart``, ``Between`` and the walks of a single team: forbidden distances of two starts."""

    def __init__(self) -> None:
        self.plain: dict[int, Near] = {}
        self.by_row: dict[int, Near] = {}
        self.links: dict[int, list[Link]] = {}

    def forbid(self, first: Seat, second: Seat, low: Numbers, high: Numbers, weight: int) -> None:
        """The second start minus the first one does not lie between ``low`` and ``high``.

        Both have a row for each option of the first, a column for each of the second.
        """
        if weight and (low < high).any():
            self._link(first, second, low, high, weight)
            self._link(second, first, -high.T, -low.T, weight)

    def _link(self, teller: Seat, told: Seat, low: Numbers, high: Numbers, weight: int) -> None:
        same = bool((low == low[:, :1]).all() and (high == high[:, :1]).all())
        near = (self.plain if same else self.by_row).setdefault(told.number, Near())
        near.weights.append(weight)
        tables = (low[:, 0], high[:, 0]) if same else (low, high)
        found = Link(near, len(near.weights) - 1, *(np.ascontiguousarray(t) for t in tables))
        self.links.setdefault(teller.number, []).append(found)

    def freeze(self, seats: Iterable[Seat]) -> None:
        for seat in seats:
            for found, width in ((self.plain, 1), (self.by_row, len(seat.options))):
                if (near := found.get(seat.number)) is not None:
                    near.low = np.zeros((len(near.weights), width), dtype=np.int64)
                    near.high = np.zeros_like(near.low)
                    near.worth = np.array(near.weights, dtype=np.int64)

    @property
    def about(self) -> Iterable[int]:
        return set(self.plain) | set(self.by_row) | set(self.links)

    def costs(self, seat: Seat, into: Numbers) -> None:
        if (near := self.plain.get(seat.number)) is not None:
            taken = (seat.minutes > near.low) & (seat.minutes < near.high)
            into += near.worth @ taken
        if (near := self.by_row.get(seat.number)) is not None:
            low, high = near.low[:, :, None], near.high[:, :, None]
            taken = (seat.minutes > low) & (seat.minutes < high)
            into += np.tensordot(near.worth, taken, axes=1)

    def put(self, seat: Seat, row: int, column: int) -> None:
        start = seat.minutes[column]
        for link in self.links.get(seat.number, ()):
            low, high = link.low[row], link.high[row]
            link.near.low[link.at] = start + low
            link.near.high[link.at] = start + high

    def take(self, seat: Seat, row: int, column: int) -> None:
        for link in self.links.get(seat.number, ()):
            link.near.low[link.at] = 0
            link.near.high[link.at] = 0


def apart(pairs: Pairs, word: Apart, seats: Seats, weight: int) -> None:
    first, second = seats[word.first], seats[word.second]
    low, high = _nothing(first, second), _nothing(first, second)
    for (one, other), (part, others, gap) in word.room.items():
        if one in first.row and other in second.row:
            at = first.row[one], second.row[other]
            low[at] = part.begin - others.end - gap
            high[at] = part.end + gap - others.begin
    pairs.forbid(first, second, low, high, weight)


def between(pairs: Pairs, word: Between, seats: Seats, weight: int) -> None:
    first, second = seats[word.first], seats[word.second]
    edge, other_edge = word.edges.split("-")
    mine = np.array([o.public.end if edge == "end" else 0 for o in first.options])
    theirs = np.array([o.public.end if other_edge == "end" else 0 for o in second.options])
    shift = mine[:, None] - theirs[None, :]
    far = np.full_like(shift, FAR)
    if word.least is not None:
        pairs.forbid(first, second, -far, word.least + shift, weight)
    if word.most is not None:
        pairs.forbid(first, second, word.most + shift, far, weight)


def walks(pairs: Pairs, word: Teams, seats: Seats) -> None:
    """The sessions of a single team."""
    parts = _by_session(word.parts, seats)
    for one, other in combinations(parts, 2):
        first, second = seats[one], seats[other]
        low, high = _nothing(first, second), _nothing(first, second)
        for option, part in parts[one].items():
            for rival, others in parts[other].items():
                at = first.row[option], second.row[rival]
                low[at] = part.begin - others.end - word.walk(rival, option)
                high[at] = part.end + word.walk(option, rival) - others.begin
        pairs.forbid(first, second, low, high, BREACH)


def _by_session(parts: Mapping[Option, Part], seats: Seats) -> dict[Session, dict[Option, Part]]:
    found: dict[Session, dict[Option, Part]] = {}
    for option, part in parts.items():
        if option.session in seats and option in seats[option.session].row:
            found.setdefault(option.session, {})[option] = part
    return found


def _nothing(first: Seat, second: Seat) -> Numbers:
    return np.zeros((len(first.options), len(second.options)), dtype=np.int64)


# --- the same day, the same venue ---------------------------------------------------------------


class Companions(Free):
    """``Together``: days or venues that a session shares with others, or does not."""

    def __init__(self, keys: Mapping[int, Numbers], of_columns: bool) -> None:
        self.keys = keys  # by seat: the day of each start, or the venue of each option
        self.of_columns = of_columns
        self.wanted: dict[int, list[tuple[int, int, bool]]] = {}  # (other, weight, alike)
        self.sits: dict[int, int] = {}

    def join(self, first: Seat, second: Seat, weight: int, alike: bool) -> None:
        if weight:
            self.wanted.setdefault(first.number, []).append((second.number, weight, alike))
            self.wanted.setdefault(second.number, []).append((first.number, weight, alike))

    @property
    def about(self) -> Iterable[int]:
        return self.wanted

    def costs(self, seat: Seat, into: Numbers) -> None:
        keys = self.keys[seat.number]
        for other, weight, alike in self.wanted.get(seat.number, ()):
            if (there := self.sits.get(other)) is not None:
                wrong = (keys != there) if alike else (keys == there)
                cost = weight * wrong
                into += cost if self.of_columns else cost[:, None]

    def put(self, seat: Seat, row: int, column: int) -> None:
        if seat.number in self.wanted:
            at = column if self.of_columns else row
            self.sits[seat.number] = int(self.keys[seat.number][at])

    def take(self, seat: Seat, row: int, column: int) -> None:
        self.sits.pop(seat.number, None)


class Company(Free):
    """``Together`` as a wish of three or more: paid once, however many sit apart."""

    def __init__(self, cost: int, keys: Mapping[int, Numbers], what: str) -> None:
        self.cost = cost
        self.keys = keys  # by seat, of these sessions only: days or venues, as above
        self.of_columns = what != "same_venue"
        self.alike = what != "different_days"
        self.sits: dict[int, int] = {}

    @property
    def about(self) -> Iterable[int]:
        return self.keys

    def costs(self, seat: Seat, into: Numbers) -> None:
        there = list(self.sits.values())
        different = len(set(there))
        paid = different > 1 if self.alike else different < len(there)
        if there and not paid:
            wrong = np.isin(self.keys[seat.number], there, invert=self.alike)
            cost = self.cost * wrong
            into += cost if self.of_columns else cost[:, None]

    def put(self, seat: Seat, row: int, column: int) -> None:
        at = column if self.of_columns else row
        self.sits[seat.number] = int(self.keys[seat.number][at])

    def take(self, seat: Seat, row: int, column: int) -> None:
        del self.sits[seat.number]


# --- several teams ------------------------------------------------------------------------------


class Crew(Free):
    """``Teams`` of more than one: never more sessions at once than they can reach.

    Sessions of which each is in another one's way count; where walks are so odd that five go
    round in a circle, each in the way of two, that is left to the exact model and the checks.
    """

    def __init__(self, word: Teams, seats: Seats) -> None:
        self.teams = word.teams
        self.parts = _by_session(word.parts, seats)
        self.needs = {seats[s].number: word.amounts.get(s, 1) for s in self.parts}
        self.walk = word.walk
        self.seats = {seats[s].number: seats[s] for s in self.parts}
        self.sits: dict[int, tuple[int, int]] = {}
        self._tables: dict[tuple[int, int], tuple[Numbers, Numbers]] = {}

    def _table(self, one: Seat, other: Seat) -> tuple[Numbers, Numbers]:
        """Distances of two starts at which no team can do both, by the rows of the two."""
        key = one.number, other.number
        if key not in self._tables:
            low, high = _nothing(one, other), _nothing(one, other)
            for option, part in self.parts[one.session].items():
                for rival, others in self.parts[other.session].items():
                    at = one.row[option], other.row[rival]
                    low[at] = part.begin - others.end - self.walk(rival, option)
                    high[at] = part.end + self.walk(option, rival) - others.begin
            self._tables[key] = low, high
        return self._tables[key]

    def _clash(self, one: int, other: int) -> bool:
        first, second = self.seats[one], self.seats[other]
        (row, column), (rival, at) = self.sits[one], self.sits[other]
        low, high = self._table(first, second)
        away = int(second.minutes[at] - first.minutes[column])
        return bool(low[row, rival] < away < high[row, rival])

    @property
    def about(self) -> Iterable[int]:
        return self.needs

    def costs(self, seat: Seat, into: Numbers) -> None:
        if seat.number not in self.needs:
            return
        taken = {}
        for other, (row, column) in self.sits.items():
            rival = self.seats[other]
            low, high = self._table(rival, seat)
            start = rival.minutes[column]
            mask = (seat.minutes > (start + low[row])[:, None]) & (
                seat.minutes < (start + high[row])[:, None]
            )
            if mask.any():
                taken[other] = mask
        room = self.teams - self.needs[seat.number]
        if sum(self.needs[other] for other in taken) <= room:
            return
        for some in self._too_many(list(taken), room):
            mask = taken[some[0]]
            for other in some[1:]:
                mask = mask & taken[other]
            into += BREACH * mask

    def _too_many(self, others: list[int], room: int) -> Iterable[tuple[int, ...]]:
        """The smallest sets of others that clash with each other and leave no team."""
        for size in range(1, room + 2):
            for some in combinations(others, size):
                need = sum(self.needs[other] for other in some)
                least = need - min(self.needs[other] for other in some)
                if need > room >= least and all(
                    self._clash(one, other) for one, other in combinations(some, 2)
                ):
                    yield some

    def put(self, seat: Seat, row: int, column: int) -> None:
        if seat.number in self.needs:
            self.sits[seat.number] = (row, column)

    def take(self, seat: Seat, row: int, column: int) -> None:
        self.sits.pop(seat.number, None)


#: A cost of nothing for every seat.
NOTHING: Numbers = np.zeros(1, dtype=np.int64)


# --- counting -----------------------------------------------------------------------------------


@dataclass
class Counted:
    """How a session counts in the words of counting."""

    word: list[int] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    starts: list[Truths] = field(default_factory=list)
    rows: list[Truths | None] = field(default_factory=list)


class Counts:
    """``Count``, ``Total`` and ``AtLeastOne``: how many sessions are placed so."""

    def __init__(self) -> None:
        self.least: list[int] = []
        self.most: list[int] = []
        self.cost: list[int] = []
        self.if_any: list[bool] = []
        self.groups = 0
        self.members: dict[int, Counted] = {}

    def word(self, least: int, most: int | None, cost: int, if_any: bool = False) -> int:
        self.least.append(least)
        self.most.append(FAR if most is None else most)
        self.cost.append(cost)
        self.if_any.append(if_any)
        return len(self.cost) - 1

    def group(self) -> int:
        self.groups += 1
        return self.groups - 1

    def member(
        self, word: int, group: int, weight: int, seat: Seat, starts: Truths, rows: list[int] | None
    ) -> None:
        found = self.members.setdefault(seat.number, Counted())
        chosen = None
        if rows is not None and len(rows) < len(seat.options):
            chosen = np.zeros(len(seat.options), dtype=bool)
            chosen[rows] = True
        if not starts.any() or (chosen is not None and not chosen.any()):
            return
        found.word.append(word)
        found.group.append(group)
        found.weight.append(weight)
        found.starts.append(starts)
        found.rows.append(chosen)

    def freeze(self, seats: Iterable[Seat]) -> None:
        size = len(self.cost)
        self.n = np.zeros(size, dtype=np.int64)
        self.any = np.zeros(size, dtype=np.int64)
        self.inside = np.zeros(self.groups, dtype=np.int64)
        self.low, self.high = np.array(self.least), np.array(self.most)
        self.price = np.array(self.cost, dtype=np.int64)
        self.asks = np.array([not each for each in self.if_any], dtype=bool)
        self.views = {
            seat.number: View(self, seat, self.members[seat.number])
            for seat in seats
            if seat.number in self.members and self.members[seat.number].word
        }

    def loss(self, words: Numbers, n: Numbers, some: Numbers) -> Numbers:
        """What some words lose at a number of counted groups, ``some`` of them at all."""
        missing = np.maximum(self.low[words] - n, 0)
        beyond = np.maximum(n - self.high[words], 0)
        asked = self.asks[words] | (some > 0)
        return np.asarray(self.price[words] * (missing + beyond) * asked)

    @property
    def empty(self) -> int:
        nobody = np.zeros(len(self.cost), dtype=np.int64)
        return int(self.loss(np.arange(len(self.cost)), nobody, nobody).sum())

    @property
    def about(self) -> Iterable[int]:
        return self.views

    def costs(self, seat: Seat, into: Numbers) -> None:
        if (view := self.views.get(seat.number)) is not None:
            view.costs(into)

    def put(self, seat: Seat, row: int, column: int) -> None:
        if (view := self.views.get(seat.number)) is not None:
            view.sit(row, column, 1)

    def take(self, seat: Seat, row: int, column: int) -> None:
        if (view := self.views.get(seat.number)) is not None:
            view.sit(row, column, -1)


class View:
    """One session's part in the counts."""

    def __init__(self, counts: Counts, seat: Seat, found: Counted) -> None:
        self.counts = counts
        self.words = np.array(found.word)
        self.groups = np.array(found.group)
        self.weights = np.array(found.weight, dtype=np.int64)
        rows = [np.ones(len(seat.options), bool) if r is None else r for r in found.rows]
        self.rows = np.array(rows)
        self.starts = np.array(found.starts)
        often = np.bincount(self.words, minlength=len(counts.cost))[self.words] > 1
        #: Words in which it is once only: what they cost adds up.
        everywhere = np.array([r is None for r in found.rows])
        self.plain = np.nonzero(~often & everywhere)[0]
        self.by_row = np.nonzero(~often & ~everywhere)[0]
        self.plain_starts = self.starts[self.plain].astype(np.int64)
        self.by_row_starts = self.starts[self.by_row].astype(np.int64)
        self.by_row_rows = self.rows[self.by_row].astype(np.int64)
        self.several = [np.nonzero(self.words == word)[0] for word in set(self.words[often])]
        self.several.sort(key=lambda at: int(at[0]))
        # How often it is in one and the same group of such a word.
        self.once = [len(set(self.groups[at])) == len(at) for at in self.several]

    def costs(self, into: Numbers) -> None:
        if len(self.plain):
            into += self._more(self.plain) @ self.plain_starts
        if len(self.by_row):
            more = self._more(self.by_row)
            into += (self.by_row_rows * more[:, None]).T @ self.by_row_starts
        for at, once in zip(self.several, self.once, strict=True):
            into += self._joint(at, once)

    def _more(self, at: Numbers) -> Numbers:
        counts, words = self.counts, self.words[at]
        new = counts.inside[self.groups[at]] == 0
        n, some = counts.n[words], counts.any[words]
        more = counts.loss(words, n + self.weights[at] * new, some + new)
        return np.asarray(more - counts.loss(words, n, some))

    def _joint(self, at: Numbers, once: bool) -> Numbers:
        """A word in which the session is several times: once for each start, or row."""
        counts, word = self.counts, self.words[at[:1]]
        new = counts.inside[self.groups[at]] == 0
        number, weights = word[0], self.weights[at] * new
        lowest = counts.n[number] + weights.sum(where=weights < 0)
        highest = counts.n[number] + weights.sum(where=weights > 0)
        if counts.low[number] <= lowest and highest <= counts.high[number]:
            return NOTHING  # Wherever it sits, there are enough of them and not too many.
        here = self.rows[at][:, :, None] & self.starts[at][:, None, :]
        if not once:
            here = _first_of_each(here, self.groups[at])
        added = np.tensordot(weights, here, axes=1)
        some = np.tensordot(new.astype(np.int64), here, axes=1)
        n, there = counts.n[word], counts.any[word]
        before = counts.loss(word, n, there)
        missing = np.maximum(counts.low[word] - n - added, 0)
        beyond = np.maximum(n + added - counts.high[word], 0)
        asked = counts.asks[word] | (there + some > 0)
        return np.asarray(counts.price[word] * (missing + beyond) * asked - before)

    def sit(self, row: int, column: int, sign: int) -> None:
        counts = self.counts
        at = np.nonzero(self.starts[:, column] & self.rows[:, row])[0]
        if sign > 0:
            for k in at.tolist():
                group, word = self.groups[k], self.words[k]
                if not counts.inside[group]:
                    counts.n[word] += self.weights[k]
                    counts.any[word] += 1
                counts.inside[group] += 1
        else:
            for k in at.tolist():
                group, word = self.groups[k], self.words[k]
                counts.inside[group] -= 1
                if not counts.inside[group]:
                    counts.n[word] -= self.weights[k]
                    counts.any[word] -= 1


def _first_of_each(here: Truths, groups: Numbers) -> Truths:
    """A group counts a seat once, however many of its members the session is."""
    found = here.copy()
    for k in range(1, len(groups)):
        for earlier in range(k):
            if groups[earlier] == groups[k]:
                found[k] &= ~here[earlier]
    return found


def count(counts: Counts, word: Count, seats: Seats, cost: int) -> None:
    number = counts.word(word.least, word.most, cost, word.if_any)
    for group, weight in word.weighed:
        at = counts.group()
        for member in group:
            if (seat := seats.get(member.session)) is not None:
                counts.member(
                    number, at, weight, seat, seat.inside(member.starts), _rows(member, seat)
                )


def _rows(member: Member, seat: Seat) -> list[int] | None:
    return None if member.options is None else seat.rows(member.options)


def total(counts: Counts, word: Total, seats: Seats, draft: Draft) -> None:
    number = counts.word(0, word.limit, BREACH)
    by_amount: dict[tuple[Session, int], list[Option]] = {}
    for option, amount in word.amounts.items():
        if amount and option.session in seats:
            by_amount.setdefault((option.session, amount), []).append(option)
    some = next(iter(word.amounts))
    starts = draft.starts_within(some, [word.span], Part(0, 1))
    for (session, amount), options in by_amount.items():
        seat = seats[session]
        counts.member(number, counts.group(), amount, seat, seat.inside(starts), seat.rows(options))


def at_least_one(counts: Counts, word: AtLeastOne, seats: Seats, cost: int) -> None:
    if not any(session in seats for session in word.sessions):
        return
    number, group = counts.word(1, None, cost), counts.group()
    by_starts: dict[tuple[Session, int], list[Option]] = {}
    for option, starts in word.places.items():
        if option.session in seats and starts:
            by_starts.setdefault((option.session, starts), []).append(option)
    for (session, starts), options in by_starts.items():
        seat = seats[session]
        counts.member(number, group, 1, seat, seat.inside(starts), seat.rows(options))


# --- profiles -----------------------------------------------------------------------------------


@dataclass
class Covered:
    """The same steps that a session covers in some profiles, in some of its rows."""

    first: int  # from the start, in steps
    last: int
    rows: tuple[int, ...]
    words: list[int] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)
    #: A word and an amount, a span and what it costs, which starts, and their edges inside it.
    met: list[tuple[int, int, int, int, int, Numbers, Numbers]] = field(default_factory=list)

    def freeze(self, seat: Seat, pad: int, free: Numbers) -> None:
        self.which = np.array(self.words)
        self.amount = np.array(self.amounts, dtype=np.int64)[:, None]
        self.room = self.amount - free[self.which][:, None]
        self.begin = seat.starts + self.first + pad
        self.end = seat.starts + self.last + pad
        self.hull = slice(int(self.begin.min()), int(self.end.max()))
        self.everywhere = len(self.rows) == len(seat.options)

    def meet(self, spans: Mapping[int, list[tuple[int, int, int]]]) -> None:
        """Where only the worst step of a span costs: which starts lie how in which spans."""
        for word, amount in zip(self.words, self.amounts, strict=True):
            for first, last, cost in spans[word]:
                at = np.nonzero((self.begin < last) & (self.end > first))[0]
                edges = np.maximum(self.begin[at], first), np.minimum(self.end[at], last)
                between = np.stack(edges, axis=1).ravel()
                if len(at):
                    self.met.append((word, amount, first, last, cost, at, between))


class Profiles(Free):
    """``Profile``: how much is used in every step of the grid."""

    def __init__(self, draft: Draft, words: Sequence[tuple[Profile, int]], seats: Seats) -> None:
        parts = [part for word, _ in words for use in word.uses for part in use.parts.values()]
        self.pad = -min([0, *(part.begin // draft.step for part in parts)])
        longest = max([0, *(-(-part.end // draft.step) for part in parts)])
        width = self.pad + draft.steps + longest + 1
        # One column more than there are steps, so that a stretch may end with the last one.
        self.used = np.zeros((len(words), width + 1), dtype=np.int64)
        self.free = np.array([word.free for word, _ in words], dtype=np.int64)
        self.price = np.zeros((len(words), width), dtype=np.int64)
        #: Where only the worst step of a span costs: the spans, and what each costs.
        self.spans: dict[int, list[tuple[int, int, int]]] = {}
        self.covers: dict[int, list[Covered]] = {}
        self.worst: dict[int, list[Covered]] = {}
        for number, (word, cost) in enumerate(words):
            for span in word.spans:
                first = max(draft.minute(span.start) // draft.step + self.pad, 0)
                last = max(-(-draft.minute(span.end) // draft.step) + self.pad, 0)
                if word.worst:
                    self.spans.setdefault(number, []).append((first, min(last, width), cost))
                else:
                    self.price[number, first:last] = cost
            for use in word.uses:
                seat = seats.get(use.session)
                if seat is not None and len(seat.starts):
                    self._covers(draft, seat, number, use.amount, use.parts)
        of = {seat.number: seat for seat in seats.values()}
        for found in (self.covers, self.worst):
            for seat_number, covers in found.items():
                for covered in covers:
                    covered.freeze(of[seat_number], self.pad, self.free)
        for covers in self.worst.values():
            for covered in covers:
                covered.meet(self.spans)

    def _covers(
        self, draft: Draft, seat: Seat, word: int, amount: int, parts: Mapping[Option, Part]
    ) -> None:
        by_part: dict[tuple[int, int], list[int]] = {}
        for option, part in parts.items():
            if option in seat.row:
                steps = part.begin // draft.step, -(-part.end // draft.step)
                by_part.setdefault(steps, []).append(seat.row[option])
        found = (self.worst if word in self.spans else self.covers).setdefault(seat.number, [])
        for (first, last), rows in by_part.items():
            key = first, last, tuple(sorted(rows))
            covered = next((c for c in found if (c.first, c.last, c.rows) == key), None)
            if covered is None:
                covered = Covered(*key)
                found.append(covered)
            covered.words.append(word)
            covered.amounts.append(amount)

    @property
    def about(self) -> Iterable[int]:
        return set(self.covers) | set(self.worst)

    def costs(self, seat: Seat, into: Numbers) -> None:
        for covered in self.covers.get(seat.number, ()):
            used = self.used[covered.which, covered.hull] + covered.room
            beyond = np.minimum(np.maximum(used, 0), covered.amount)
            if beyond.any():
                paid = (beyond * self.price[covered.which, covered.hull]).sum(axis=0)
                total = _running(paid)
                start = covered.hull.start
                more = total[covered.end - start] - total[covered.begin - start]
                self._add(covered, more, into)
        for covered in self.worst.get(seat.number, ()):
            self._add(covered, self._worst(covered), into)

    def _add(self, covered: Covered, more: Numbers, into: Numbers) -> None:
        if covered.everywhere:
            into += more
        else:
            into[list(covered.rows)] += more

    def _worst(self, covered: Covered) -> Numbers:
        more = np.zeros(len(covered.begin), dtype=np.int64)
        for word, amount, first, last, cost, at, between in covered.met:
            used, free = self.used[word], int(self.free[word])
            highest = int(used[first:last].max())
            if highest + amount > free:
                then = np.maximum.reduceat(used, between)[::2] + amount
                more[at] += cost * np.maximum(then - max(highest, free), 0)
        return more

    def put(self, seat: Seat, row: int, column: int) -> None:
        self._cover(seat, row, column, 1)

    def take(self, seat: Seat, row: int, column: int) -> None:
        self._cover(seat, row, column, -1)

    def _cover(self, seat: Seat, row: int, column: int, sign: int) -> None:
        for covers in (self.covers.get(seat.number, ()), self.worst.get(seat.number, ())):
            for covered in covers:
                if row in covered.rows:
                    steps = slice(covered.begin[column], covered.end[column])
                    self.used[covered.which, steps] += sign * covered.amount


# --- three in a row -----------------------------------------------------------------------------


class Rows(Free):
    """``InARow``: sessions with one of the others right before and one right after."""

    def __init__(self, draft: Draft, words: Sequence[tuple[InARow, int]], seats: Seats) -> None:
        self.step = draft.step
        self.words = words
        seats_of = {seat.number: seat for seat in seats.values()}
        self.of: dict[int, list[int]] = {}
        for number, (word, _) in enumerate(words):
            for session in word.sessions:
                if session in seats:
                    self.of.setdefault(seats[session].number, []).append(number)
        self.cost = np.array([cost for _, cost in words], dtype=np.int64)
        lengths = {
            option.public.end
            for word, _ in words
            for session in word.sessions
            if session in seats
            for option in seats[session].options
        }
        gaps = {word.gap for word, _ in words}
        #: Where all are of one length, all words are asked at once.
        length = lengths.pop() if len(lengths) == 1 else 0
        gap = gaps.pop() if len(gaps) == 1 else 0
        self.alike = bool(length and not lengths and not gaps and length % draft.step == 0)
        self.length, self.gap = length // draft.step, gap // draft.step
        self.pad = self.length + self.gap
        self.begun = np.zeros((len(words), draft.steps + 4 * self.pad + 2), dtype=np.int64)
        self.which = {number: np.array(found) for number, found in self.of.items()}
        self.sits: list[dict[int, tuple[int, int]]] = [{} for _ in words]
        #: What is known of who sits, until somebody moves.
        self.known: dict[int, list[tuple[int, int, bool, bool]]] = {}
        self.minutes = {number: seats_of[number].minutes.tolist() for number in self.of}

    @property
    def about(self) -> Iterable[int]:
        return self.of

    def costs(self, seat: Seat, into: Numbers) -> None:
        if seat.number in self.which:
            if self.alike:
                into += self._alike(self.which[seat.number], seat)
            else:
                for row, option in enumerate(seat.options):
                    into[row] += self._each(seat, option.public.end)

    def _alike(self, which: Numbers, seat: Seat) -> Numbers:
        begun = self.begun[which]
        before, after = self._reach(begun, -1), self._reach(begun, 1)
        # Who has one neighbour only would have two.
        lonely_end = begun * before * (1 - after)
        lonely_start = begun * after * (1 - before)
        more = before * after + self._sum(lonely_end, -1) + self._sum(lonely_start, 1)
        at = seat.starts + 2 * self.pad
        return np.asarray(self.cost[which] @ more[:, at])

    def _reach(self, marks: Numbers, way: int) -> Numbers:
        """For each step whether some mark is right before (-1) or right after (1)."""
        return (self._sum(marks, way) > 0).astype(np.int64)

    def _sum(self, marks: Numbers, way: int) -> Numbers:
        found = np.zeros_like(marks)
        for away in range(self.length, self.length + self.gap + 1):
            if way < 0:
                found[:, away:] += marks[:, :-away]
            else:
                found[:, :-away] += marks[:, away:]
        return found

    def _each(self, seat: Seat, length: int) -> Numbers:
        """Sessions of different lengths, word by word."""
        more = np.zeros(len(seat.minutes), dtype=np.int64)
        minutes = self.minutes[seat.number]
        for number in self.of[seat.number]:
            word, cost = self.words[number]
            follows: list[slice] = []
            followed: list[slice] = []
            for first, last, before, after in self._neighbours(number):
                behind = slice(bisect_left(minutes, last), bisect_right(minutes, last + word.gap))
                if behind.start < behind.stop:
                    follows.append(behind)
                    if before and not after:
                        more[behind] += cost
                ahead = slice(
                    bisect_left(minutes, first - word.gap - length),
                    bisect_right(minutes, first - length),
                )
                if ahead.start < ahead.stop:
                    followed.append(ahead)
                    if after and not before:
                        more[ahead] += cost
            if follows and followed:
                both = np.zeros((2, len(minutes)), dtype=bool)
                for which, found in enumerate((follows, followed)):
                    for each in found:
                        both[which, each] = True
                more += cost * (both[0] & both[1])
        return more

    def _neighbours(self, number: int) -> list[tuple[int, int, bool, bool]]:
        """Who sits, from when to when: whether another one is right before, and right after."""
        found = self.known.get(number)
        if found is None:
            gap, others = self.words[number][0].gap, list(self.sits[number].values())
            found = self.known[number] = [
                (
                    first,
                    last,
                    any(0 <= first - end <= gap for _, end in others),
                    any(0 <= start - last <= gap for start, _ in others),
                )
                for first, last in others
            ]
        return found

    def put(self, seat: Seat, row: int, column: int) -> None:
        if seat.number in self.which:
            self.begun[self.which[seat.number], seat.starts[column] + 2 * self.pad] += 1
            start = int(seat.minutes[column])
            for number in () if self.alike else self.of[seat.number]:
                end = start + seat.options[row].public.end
                self.sits[number][seat.number] = (start, end)
                self.known.pop(number, None)

    def take(self, seat: Seat, row: int, column: int) -> None:
        if seat.number in self.which:
            self.begun[self.which[seat.number], seat.starts[column] + 2 * self.pad] -= 1
            for number in () if self.alike else self.of[seat.number]:
                del self.sits[number][seat.number]
                self.known.pop(number, None)


# --- visits -------------------------------------------------------------------------------------


class Visits(Free):
    """``Visit``: somebody whose sessions we can see while none of ours is at work."""

    def __init__(self, word: Visit, cost: int, seats: Seats, days: Mapping[int, Numbers]) -> None:
        self.cost = cost
        self.days = days
        self.parts = {
            seats[s].number: {seats[s].row[o]: part for o, part in parts.items()}
            for s, parts in _by_session(word.own, seats).items()
        }
        self.hosts = {seats[s].number for s in word.hosts if s in seats}
        #: Who sits: the host's public time, our own time at work, and the days.
        self.shown: dict[int, tuple[int, int, int]] = {}
        self.busy: dict[int, tuple[int, int, int]] = {}

    @property
    def about(self) -> Iterable[int]:
        return self.hosts | set(self.parts)

    def costs(self, seat: Seat, into: Numbers) -> None:
        misses = bool(self.busy) and not any(map(self._free, self.shown.values()))
        if seat.number in self.parts:
            for row, part in self.parts[seat.number].items():
                into[row] += self.cost * (1 - self._seen_with(seat, part) - int(misses))
        elif misses:
            for row, option in enumerate(seat.options):
                into[row] -= self.cost * self._free_for_us(seat, option.public.end)

    def _free(self, shown: tuple[int, int, int]) -> bool:
        """Whether we could see a host: none of ours at work, and one of ours that day."""
        first, last, day = shown
        return any(there == day for _, _, there in self.busy.values()) and all(
            last <= begin or first >= end for begin, end, _ in self.busy.values()
        )

    def _free_for_us(self, seat: Seat, length: int) -> Truths:
        """For each start of a host whether we could see it."""
        begin, end = seat.minutes, seat.minutes + length
        free = np.isin(self.days[seat.number], [day for _, _, day in self.busy.values()])
        for first, last, _ in self.busy.values():
            free &= (end <= first) | (begin >= last)
        return np.asarray(free)

    def _seen_with(self, seat: Seat, part: Part) -> Numbers:
        """For each start of one of ours whether we could still see somebody."""
        begin, end = seat.minutes + part.begin, seat.minutes + part.end
        day = self.days[seat.number]
        seen = np.zeros(len(begin), dtype=bool)
        for first, last, there in self.shown.values():
            if all(last <= b or first >= e for b, e, _ in self.busy.values()):
                on_site = any(d == there for _, _, d in self.busy.values())
                seen |= ((last <= begin) | (first >= end)) & (on_site | (day == there))
        return seen.astype(np.int64)

    def put(self, seat: Seat, row: int, column: int) -> None:
        start, day = int(seat.minutes[column]), int(self.days[seat.number][column])
        if seat.number in self.hosts:
            self.shown[seat.number] = (start, start + seat.options[row].public.end, day)
        if (part := self.parts.get(seat.number, {}).get(row)) is not None:
            self.busy[seat.number] = (start + part.begin, start + part.end, day)

    def take(self, seat: Seat, row: int, column: int) -> None:
        self.shown.pop(seat.number, None)
        self.busy.pop(seat.number, None)


# --- all together -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Terms:
    """The terms of the rules, whose numbers are breaches, and those of the wishes: points."""

    rules: list[Term]
    wishes: list[Term]


def terms_of(
    draft: Draft, words: Iterable[Spoken], seats: Seats, days: Mapping[int, Numbers], worth: Worth
) -> Terms:
    """The terms of all words, as far as they are about sessions that have a seat."""
    ruled, wished = Gathered(draft, seats, days), Gathered(draft, seats, days)
    for spoken in words:
        points = getattr(spoken.word, "cost", 0)
        if points:
            wished.hear(spoken.word, worth(spoken.speaker, points))
        else:
            ruled.hear(spoken.word, BREACH)
    return Terms(ruled.terms, wished.terms)


class Gathered:
    """Words that are either all of rules or all of wishes, on the way to their terms."""

    def __init__(self, draft: Draft, seats: Seats, days: Mapping[int, Numbers]) -> None:
        self.draft = draft
        self.seats = seats
        self.days = days
        self.pairs, self.counts = Pairs(), Counts()
        self.by_day = Companions(days, of_columns=True)
        self.venues = _venues(seats)
        self.by_venue = Companions(self.venues, of_columns=False)
        self.uses: list[AtMost] = []
        self.profiles: list[tuple[Profile, int]] = []
        self.rows: list[tuple[InARow, int]] = []
        self.single: list[Term] = []

    def hear(self, word: Word, cost: int) -> None:
        seats = self.seats
        match word:
            case AtMost():
                self.uses.append(word)
            case Apart() if word.first in seats and word.second in seats:
                apart(self.pairs, word, seats, cost)
            case Between() if word.first in seats and word.second in seats:
                between(self.pairs, word, seats, cost)
            case Together():
                self._together(word, cost)
            case Teams() if word.teams == 1:
                walks(self.pairs, word, seats)
            case Teams():
                self.single.append(Crew(word, seats))
            case Count():
                count(self.counts, word, seats, cost)
            case Total():
                total(self.counts, word, seats, self.draft)
            case AtLeastOne():
                at_least_one(self.counts, word, seats, cost)
            case Profile():
                self.profiles.append((word, cost))
            case InARow():
                self.rows.append((word, cost))
            case Visit():
                self.single.append(Visits(word, cost, seats, self.days))

    def _together(self, word: Together, cost: int) -> None:
        there = [self.seats[session] for session in word.sessions if session in self.seats]
        if word.cost and len(there) > 2:
            keys = self.venues if word.what == "same_venue" else self.days
            own = {seat.number: keys[seat.number] for seat in there}
            self.single.append(Company(cost, own, word.what))
            return
        for one, other in combinations(there, 2):
            if word.what == "same_venue":
                self.by_venue.join(one, other, cost, alike=True)
            else:
                self.by_day.join(one, other, cost, alike=word.what == "same_day")

    @property
    def terms(self) -> list[Term]:
        self.pairs.freeze(self.seats.values())
        self.counts.freeze(self.seats.values())
        found: list[Term] = [self.pairs, self.by_day, self.by_venue, self.counts, *self.single]
        if self.uses:
            found.append(Usage(self.draft, self.uses, self.seats))
        if self.profiles:
            found.append(Profiles(self.draft, self.profiles, self.seats))
        if self.rows:
            found.append(Rows(self.draft, self.rows, self.seats))
        return found


def _venues(seats: Seats) -> dict[int, Numbers]:
    numbers: dict[str, int] = {}
    return {
        seat.number: np.array(
            [numbers.setdefault(option.venue.id, len(numbers)) for option in seat.options]
        )
        for seat in seats.values()
    }
