"""Who is at it when: in each step of the time grid, at some moments, and who meets whom.

A wish that counts how many are at it at once counts step by step, as the solver does.  One walk
through time is enough for any number of them: only who is still at it is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeVar

from festplan.times import Span, midnight

Somebody = TypeVar("Somebody")


def at_once(
    busy: Iterable[tuple[Somebody, Span]], step: timedelta
) -> Iterator[tuple[Span, tuple[Somebody, ...]]]:
    """Stretches of whole steps, in order, each with everybody who is at it in them.

    Who is at it for a part of a step is at it in the step.
    """
    running: dict[datetime, list[Somebody]] = {}
    for somebody, span in busy:
        for moment in _steps_of(span, step):
            running.setdefault(moment, []).append(somebody)
    for together, same in groupby(sorted(running), key=lambda moment: tuple(running[moment])):
        moments = list(same)
        yield Span(moments[0], moments[-1] + step), together


def at_moments(
    busy: Sequence[tuple[Somebody, Span]], moments: Iterable[datetime]
) -> dict[datetime, tuple[Somebody, ...]]:
    """Some moments in order, each with everybody who is at it then, in the order given."""
    coming = sorted(range(len(busy)), key=lambda number: busy[number][1].start, reverse=True)
    there: list[int] = []
    found = {}
    for moment in sorted(set(moments)):
        while coming and busy[coming[-1]][1].start <= moment:
            there.append(coming.pop())
        there = [number for number in there if moment < busy[number][1].end]
        found[moment] = tuple(busy[number][0] for number in sorted(there))
    return found


def meetings(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Every two stretches of time that overlap, by their numbers: the pairs in their order."""
    found = []
    going: list[int] = []
    for number in sorted(range(len(spans)), key=lambda number: spans[number].start):
        going = [other for other in going if spans[number].start < spans[other].end]
        met = (other for other in going if spans[other].overlaps(spans[number]))
        found += [(min(number, other), max(number, other)) for other in met]
        going.append(number)
    return sorted(found)


def _steps_of(span: Span, step: timedelta) -> Iterator[datetime]:
    """The beginnings of the steps that a span touches."""
    moment = span.start - (span.start - midnight(span.start.date())) % step
    while moment < span.end:
        yield moment
        moment += step
