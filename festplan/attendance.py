"""When many people come, and when few do: the hours of each day that several wishes read."""

from __future__ import annotations

from festplan.columns import Column, clock
from festplan.festival import Day
from festplan.texts import Text
from festplan.times import Span

PRIME_FROM = Column(
    "days", "prime_from", "Hauptzeit ab",
    Text("From then on most people come; empty: the day has no such hours.",
         "Ab dann kommen die meisten; leer: Der Tag hat keine solche Zeit."),
    clock, None, ("16:30", "17:30"),
)  # fmt: skip
PRIME_TO = Column(
    "days", "prime_to", "Hauptzeit bis",
    Text("Until then most people come; empty: until the day ends.",
         "Bis dahin kommen die meisten; leer: bis zum Ende des Tages."),
    clock, None, ("17:45", "18:15"),
)  # fmt: skip
UNLOVED_UNTIL = Column(
    "days", "unloved_until", "unbeliebt bis",
    Text("What begins before is unloved: Monday morning.",
         "Was davor beginnt, ist unbeliebt: Montag früh."),
    clock, None, ("17:00", "17:30"),
)  # fmt: skip
UNLOVED_FROM = Column(
    "days", "unloved_from", "unbeliebt ab",
    Text("What begins then or later is unloved: late at night.",
         "Was dann oder später beginnt, ist unbeliebt: spät am Abend."),
    clock, None, ("17:15", "18:00"),
)  # fmt: skip
COLUMNS = (PRIME_FROM, PRIME_TO, UNLOVED_UNTIL, UNLOVED_FROM)


def prime_time(day: Day) -> Span | None:
    """The hours in which most people come to the festival on a day."""
    first, last = PRIME_FROM.of(day), PRIME_TO.of(day)
    if first is None:
        return None
    begin = max(first.on(day.date), day.span.start)
    return Span(begin, min(last.on(day.date), day.span.end) if last else day.span.end)


def unloved_times(day: Day) -> tuple[Span, ...]:
    """The hours of a day in which nobody likes to begin."""
    until, since = UNLOVED_UNTIL.of(day), UNLOVED_FROM.of(day)
    morning = Span(day.span.start, until.on(day.date) if until else day.span.start)
    night = Span(since.on(day.date) if since else day.span.end, day.span.end)
    return tuple(span for span in (morning, night) if span.start < span.end)
