"""Hours that a single event has of its own, said with protected times.

Our tables give hours to days, venues and actors.  An event with hours of its own bears a tag for
every stretch of time in which it cannot be, and a protected time for that tag keeps it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.instances.tables import Rows, clock
from festplan.times import Span, joined


def kept_out(
    hours: Mapping[str, Iterable[Span]], opened: Iterable[Span]
) -> tuple[dict[str, str], Rows]:
    """The tags of each event, and the protected times that keep it within its own hours."""
    own = {event: joined(spans) for event, spans in hours.items()}
    tags: dict[str, list[str]] = {event: [] for event in own}
    rows = []
    for number, (span, events) in enumerate(_closed(own, opened), 1):
        tag = f"closed-{number}"
        rows.append(
            {
                "protected_id": tag,
                "title": "Not for everybody",
                "date": span.day.isoformat(),
                "from": clock(span.day, span.start),
                "to": clock(span.day, span.end),
                "scope": f"tag:{tag}",
            }
        )
        for event in events:
            tags[event].append(tag)
    return {event: ";".join(found) for event, found in tags.items()}, rows


def _closed(
    own: Mapping[str, Sequence[Span]], opened: Iterable[Span]
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Every stretch of time in which some events cannot be, with these events."""
    edges = sorted({edge for spans in own.values() for s in spans for edge in (s.start, s.end)})
    for day in opened:
        within = [edge for edge in edges if day.start < edge < day.end]
        for start, end in pairwise([day.start, *within, day.end]):
            span = Span(start, end)
            out = (event for event, spans in own.items() if not any(map(span.within, spans)))
            if events := tuple(out):
                yield span, events
