"""Where a session could sit: its options, its starts, and what each pair of them costs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from festplan.draft import Draft, Option, Price
from festplan.festival import Session

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]

#: One pair of sessions against a rule; where time is shared, as much as an hour too much.
BREACH = 60
#: A seat that the draft does not leave open at all.
CLOSED = 1 << 60


class Seat:
    """A session with its open options (rows) and starts (columns)."""

    def __init__(self, draft: Draft, session: Session, number: int) -> None:
        self.session = session
        self.number = number
        self.options = tuple(draft.options(session))
        self.row = {option: row for row, option in enumerate(self.options)}
        possible = reduce(or_, map(draft.starts, self.options), 0)
        self.starts: Numbers = np.array(indices(possible), dtype=np.int64)
        self.column = {int(index): column for column, index in enumerate(self.starts)}
        #: Minutes since the first midnight.
        self.minutes: Numbers = self.starts * draft.step
        self.alone: Numbers = np.zeros((len(self.options), len(self.starts)), dtype=np.int64)
        for row, option in enumerate(self.options):
            self.alone[row] = np.where(self.inside(draft.starts(option)), 0, CLOSED)
        self.closed: Truths = self.alone >= CLOSED

    def inside(self, starts: int) -> Truths:
        """For each start whether it is one of these (bits)."""
        if not len(self.starts):
            return np.zeros(0, dtype=bool)
        size = int(self.starts[-1]) // 8 + 1
        low = starts & ((1 << (8 * size)) - 1)
        raw = np.frombuffer(low.to_bytes(size, "little"), dtype=np.uint8)
        return np.unpackbits(raw, bitorder="little")[self.starts].astype(bool)

    def rows(self, options: Iterable[Option]) -> list[int]:
        """The rows of some options, as far as they are still open."""
        return sorted({self.row[option] for option in options if option in self.row})


def indices(bits: int) -> list[int]:
    """The places of the bits of a number, in order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def priced(
    seats: Mapping[Session, Seat], prices: Iterable[Price], points: Callable[[str, int], int]
) -> None:
    """Put every price on the seats of its session."""
    for price in prices:
        seat = seats.get(price.option.session)
        if seat is not None and (row := seat.row.get(price.option)) is not None:
            cost = points(price.speaker, price.points)
            seat.alone[row] += cost * seat.inside(price.starts)
