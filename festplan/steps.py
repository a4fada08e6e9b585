"""Steps of the time grid, and who is at it in each of them.

A wish that counts how many are at it at once counts step by step, as the solver does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def _steps_of(span: Span, step: timedelta) -> Iterator[datetime]:
    """The beginnings of the steps that a span touches."""
    moment = span.start - (span.start - midnight(span.start.date())) % step
    while moment < span.end:
        yield moment
        moment += step
