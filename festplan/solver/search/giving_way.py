"""Seat those who find no seat: whoever is in the way gets up and looks for another one.

The newcomer takes the seat where least is in its way, and those who sat there stand up in turn
("iterative forward search": Müller 2005).  A seat that somebody had to leave is dearer the next
time, so that nobody goes round in circles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from festplan.festival import Session
from festplan.solver.search.annealing import FINE, POINT, POOL, Chance
from festplan.solver.search.board import Board, Place
from festplan.solver.search.seats import BREACH, CLOSED, Numbers

#: What having been sent away from a seat counts, as time against a rule, in minutes.
AGAIN = 30
#: So many of the nearest others are asked whether they are in the way.
MOST = 40
FAR = 1 << 40
#: Who has so many seats is easily seated again.
SEATS = 100


class GivingWay:
    """A board without breaches, and those who wait for a seat on it."""

    def __init__(
        self,
        board: Board,
        others: Mapping[Session, set[Session]],
        chance: Chance,
        stop: Callable[[], bool],
        care: int = 1,
    ) -> None:
        """``care`` is how much what is lost counts beside what is in the way; 1 is hardly."""
        self.board = board
        self.chance = chance
        self.stop = stop
        self.care = care
        of = {seat.session: seat.number for seat in board.seats}
        self.others = {
            of[session]: np.array(sorted(of[each] for each in some if each in of))
            for session, some in others.items()
            if session in of
        }
        #: When each sits, in minutes; far away who stands.
        self.begins: Numbers = np.full(len(board.seats), -FAR, dtype=np.int64)
        self.sent_away: dict[int, Numbers] = {}
        self.fewest: list[Place | None] = []
        self.moves = 0

    def run(self, moves: int) -> bool:
        """Seat everybody, in so many moves; else as many as were ever seated at once."""
        board = self.board
        waiting = [number for number, place in enumerate(board.sits) if place is None]
        fewest = len(waiting) + 1
        while True:
            if len(waiting) < fewest:
                fewest, self.fewest = len(waiting), list(board.sits)
            if not waiting or self.moves >= moves or self.stop():
                break
            number = waiting.pop(self.chance.random.randrange(len(waiting)))
            waiting += self._seat(number)
        self._recall()
        return fewest == 0

    def _seat(self, number: int) -> list[int]:
        """Let one sit down; who stands up for it, or the one itself where nobody can."""
        board, seat = self.board, self.board.seats[number]
        costs = board.costs(number)
        self.moves += 1
        if not costs.broken.size:
            return []
        before = self.sent_away.setdefault(number, np.zeros_like(costs.broken))
        # A seat is chosen by what is in its way; wishes decide between equals.
        away = costs.broken + AGAIN * before
        seen = away * POINT // self.care + costs.points * self.care // BREACH
        heat = AGAIN * POINT // 2 // self.care
        at = self.chance.choose(np.where(seat.closed, CLOSED, seen), heat)
        place = divmod(at, seen.shape[1])
        more, broken = costs.at(place), board.total.broken
        board.put(number, place, more)
        if more.broken <= 0:
            return []
        gone = self._leave(number, broken)
        before[place] += sum(map(self._effort, gone))
        if board.total.broken > broken:
            # What is still against a rule cannot be helped by anybody else.
            board.stand(number)
            before[place] += 10
            return [number, *gone]
        return gone

    def _effort(self, number: int) -> int:
        """How much it takes to seat somebody again: the fewer seats, the more."""
        return 1 + SEATS // int((~self.board.seats[number].closed).sum())

    def _leave(self, number: int, broken: int) -> list[int]:
        """Who must stand up for somebody who has sat down, until no more is broken than before."""
        board = self.board
        gone = []
        for other in self._nearest(number):
            there = board.sits[other]
            if board.total.broken <= broken:
                break
            if there is None or other == number:
                continue
            board.take(other)
            cost = board.costs(other).at(there)
            self.moves += 1
            if cost.broken > 0:
                board.total -= cost
                gone.append(other)
            else:
                board.put(other, there, cost)
                board.total -= cost
        return gone

    def _nearest(self, number: int) -> list[int]:
        """Who may be in somebody's way, the nearest in time first; equals by chance."""
        board, others = self.board, self.others.get(number)
        place = board.sits[number]
        if others is None or place is None:
            return []
        for other in others.tolist():
            there = board.sits[other]
            seat = board.seats[other]
            self.begins[other] = -FAR if there is None else seat.minutes[there[1]]
        away = np.abs(self.begins[others] - board.seats[number].minutes[place[1]])
        away += self.chance.pool[: len(others)] // FINE if len(others) < POOL else 0
        nearest: list[int] = others[np.argsort(away, kind="stable")][:MOST].tolist()
        return nearest

    def _recall(self) -> None:
        board = self.board
        for number, place in enumerate(self.fewest):
            if board.sits[number] not in (None, place):
                board.stand(number)
        for number, place in enumerate(self.fewest):
            if place is not None and board.sits[number] is None:
                board.put(number, place, board.costs(number).at(place))
