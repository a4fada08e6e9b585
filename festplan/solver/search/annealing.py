"""Seat the sessions one after the other, then let each move, ever more rarely to a worse seat.

A session stands up, asks what each of its seats would cost, and takes one: the cheapest, or by
chance another one, the rarer the dearer it is ("heat bath": Geman and Geman 1984, with the
maximum of Gumbel noise as the draw).  Two sessions in each other's way may sit on one another
for a while; that costs more and more.  All numbers are whole, and chance comes from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np

from festplan.festival import Event
from festplan.solver.search.board import WORTH, Board, Costs, Place, Total
from festplan.solver.search.seats import BREACH, CLOSED, Numbers
from festplan.wishes.wish import WISHED

POINT = WORTH[WISHED]
#: The noise has so many parts to one, and the pool from which it is drawn so many numbers.
FINE = 1 << 10
POOL = 1 << 15
#: Wished points that an hour against a rule is worth where there must be none.
STRICT = 400.0
#: Seats differ by so much at least, in wished points; and by so much at most, in parts of one.
LEAST, MOST = 0.5, 1 << 24


class Heat(NamedTuple):
    """How lightly a session takes a worse seat, and what an hour against a rule costs.

    ``heat`` counts in what a point is worth, ``strict`` in wished points.
    """

    heat: int
    strict: float

    @property
    def breach(self) -> int:
        return int(self.strict * POINT // BREACH)

    def seen(self, total: Total) -> int:
        return total.broken * self.breach + total.points


class Chance:
    """Everything that is drawn: the same for the same seed, on every machine."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        drawn = (self.random.random() for _ in range(POOL))
        self.pool: Numbers = np.array(
            [round(-log(-log(max(number, 1e-12))) * FINE) for number in drawn], dtype=np.int64
        )

    def order(self, count: int) -> list[int]:
        numbers = list(range(count))
        self.random.shuffle(numbers)
        return numbers

    def choose(self, costs: Numbers, heat: int) -> int:
        """A place in some costs: the lowest one at no heat, by chance another one at some."""
        if not heat:
            return int(costs.argmin())
        size = costs.size
        if size > POOL:
            pool = np.resize(self.pool, size)
            at = self.random.randrange(POOL)
            noise = np.concatenate((pool[at:], pool[:at]))
        else:
            at = self.random.randrange(POOL - size + 1)
            noise = self.pool[at : at + size]
        return int((costs.ravel() - (noise * heat) // FINE).argmin())

    def accepts(self, worse: int, heat: int) -> bool:
        return heat > 0 and self.random.random() < exp(-min(worse / heat, 700.0))


class Annealing:
    """Moves the sessions of a board; keeps the best plan that it has seen."""

    def __init__(self, board: Board, seed: int, stop: Callable[[], bool]) -> None:
        self.board = board
        self.chance = Chance(seed)
        self.stop = stop
        self.kin = board.kin()
        self.best: list[Place | None] = []
        self.least = Total(CLOSED, CLOSED)
        #: Sessions moved so far: the work done, the same on every machine.
        self.moves = 0

    def seat(self) -> None:
        """First come who have the fewest seats; each takes the cheapest one that is left."""
        board = self.board
        free = [int((~seat.closed).sum()) for seat in board.seats]
        waiting = sorted(range(len(free)), key=lambda number: (free[number], number))
        for number in waiting:
            # Who belongs together is seated together, while there is room for all.
            for each in (number, *self.kin.get(number, ())):
                if board.sits[each] is None and free[each]:
                    self._sit(each, Heat(0, 64))
        self.remember()

    def sweep(self, heat: Heat) -> None:
        """Let every session move once, in an order drawn by chance."""
        for number in self.chance.order(len(self.board.seats)):
            if number in self.kin and self.chance.random.random() < 0.5:
                self._move_together((number, *self.kin[number]), heat)
            else:
                self._move(number, heat)
            if self.stop():
                return
        self.remember()

    def spread(self) -> float:
        """How much the seats of a session differ, in wished points: the usual deviation."""
        board, found = self.board, []
        for number, place in enumerate(board.sits):
            if place is not None:
                board.take(number)
                costs = board.costs(number)
                board.put(number, place, Total(0, 0))
                points = costs.points[~board.seats[number].closed] // (POINT // FINE)
                away = np.minimum(points - points.min(), MOST)
                # Whole numbers, for their sums are the same on every machine.
                mean, squares = int(away.sum()) // away.size, int((away * away).sum())
                found.append(sqrt(max(squares // away.size - mean * mean, 0)))
        return max(sum(found) / max(len(found), 1) / FINE, LEAST)

    def _move(self, number: int, heat: Heat) -> None:
        board = self.board
        if board.sits[number] is None:
            return
        before = board.take(number)
        costs = board.costs(number)
        board.total -= costs.at(before)
        self._choose(number, costs, heat)

    def _stuck(self) -> Iterator[int]:
        """Who breaks a rule just now."""
        board = self.board
        for number, place in enumerate(board.sits):
            if place is not None:
                board.take(number)
                cost = board.costs(number).at(place)
                board.put(number, place, Total(0, 0))
                if cost.broken > 0:
                    yield number

    def _move_together(self, numbers: tuple[int, ...], heat: Heat) -> None:
        """Some sessions that depend on each other stand up, and sit down one after the other.

        Where that is worse than before, all go back, by chance: as in Metropolis et al. 1953.
        """
        board = self.board
        some = [number for number in numbers if board.sits[number] is not None]
        before = {each: board.sits[each] for each in some}
        total = board.total
        for each in some:
            board.stand(each)
        self.chance.random.shuffle(some)
        for each in some:
            self._sit(each, heat)
        worse = heat.seen(board.total) - heat.seen(total)
        if worse > 0 and not self.chance.accepts(worse, heat.heat):
            for each in some:
                board.take(each)
            for each, place in before.items():
                if place is not None:
                    board.put(each, place, Total(0, 0))
            board.total = total

    def _sit(self, number: int, heat: Heat) -> None:
        self._choose(number, self.board.costs(number), heat)

    def _choose(self, number: int, costs: Costs, heat: Heat) -> None:
        closed = self.board.seats[number].closed
        seen = np.where(closed, CLOSED, costs.broken * heat.breach + costs.points)
        place = divmod(self.chance.choose(seen, heat.heat), seen.shape[1])
        self.board.put(number, place, costs.at(place))
        self.moves += 1

    def remember(self) -> None:
        """Keep what is on the board where it is better than ever."""
        if self.board.total < self.least:
            self.least = self.board.total
            self.best = list(self.board.sits)

    def recall(self) -> None:
        """Back to the best plan so far."""
        board = self.board
        for number, place in enumerate(self.best):
            if board.sits[number] not in (None, place):
                board.take(number)
        for number, place in enumerate(self.best):
            if place is not None and board.sits[number] is None:
                board.put(number, place, Total(0, 0))
        board.total = self.least

    def give_way(self) -> list[Event]:
        """Let events leave the board until no rule is broken; these, and who never sat."""
        board = self.board
        gone = {
            board.seats[n].session.event.id for n, place in enumerate(board.sits) if place is None
        }
        for number in sorted(self._stuck()):
            place = board.sits[number]
            if place is not None:
                board.take(number)
                cost = board.costs(number).at(place)
                board.put(number, place, Total(0, 0))
                if cost.broken > 0:
                    gone.add(board.seats[number].session.event.id)
                    self._leave(board.seats[number].session.event)
        for event in {seat.session.event for seat in board.seats if seat.session.event.id in gone}:
            self._leave(event)
        return [event for event in board.draft.festival.events if event.id in gone]

    def _leave(self, event: Event) -> None:
        for seat in self.board.seats:
            if seat.session.event == event and self.board.sits[seat.number] is not None:
                self.board.stand(seat.number)

    def restart(self) -> None:
        """What is on the board now is the best plan so far."""
        self.least = self.board.total
        self.best = list(self.board.sits)


def cooling(sweeps: int, hot: float, cold: float, lenient: float, strict: float) -> Iterator[Heat]:
    """From hot to cold (in wished points), while a breach costs ever more."""
    for sweep in range(sweeps):
        done = sweep / max(sweeps - 1, 1)
        heat = hot * (cold / hot) ** done
        yield Heat(round(heat * POINT), lenient * (strict / lenient) ** done)


def easing(sweeps: int) -> Iterator[Heat]:
    """Hardly any heat: everybody takes the best seat there is, and a breach costs ever more."""
    for sweep in range(sweeps):
        yield Heat(POINT // 4, 16 << sweep)
