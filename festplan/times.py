"""Stretches of wall-clock time, in the festival's own time zone.

All times of a plan are naive: they are what the clock on the wall shows at the festival.
Only the calendar feeds know of time zones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

#: A festival day ends in the small hours: what begins at 01:00 belongs to the evening before.
DAY_BREAK = timedelta(hours=4)

MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)


@dataclass(frozen=True, order=True)
class Span:
    """From ``start`` up to, but not including, ``end``.

    Half-open, so that one event may begin at the minute another one ends.
    """

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def day(self) -> date:
        return festival_day(self.start)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end

    def widened(self, before: timedelta = NOTHING, after: timedelta = NOTHING) -> Span:
        """The span with room added before its start and after its end."""
        return Span(self.start - before, self.end + after)


@dataclass(frozen=True, order=True)
class Clock:
    """A time of day, as the time since midnight; ``Clock(25 h)`` is one at night."""

    since_midnight: timedelta

    def on(self, day: date) -> datetime:
        return midnight(day) + self.since_midnight

    def __str__(self) -> str:
        return f"{minutes(self.since_midnight) // 60:02}:{minutes(self.since_midnight) % 60:02}"


def festival_day(moment: datetime) -> date:
    """The festival day a moment belongs to; the night belongs to the evening before."""
    return (moment - DAY_BREAK).date()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def whole_day(day: date) -> Span:
    """The festival day, from day break to day break."""
    return Span(midnight(day) + DAY_BREAK, midnight(day) + DAY_BREAK + timedelta(days=1))


def minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches of time, in order, where touching and overlapping ones are one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
