"""What all converted festivals have in common: files, settings, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from festplan.laying import tables_csv
from festplan.rules.rule import name
from festplan.times import Clock, Span, midnight
from festplan.wishes import WISHES
from festplan.wishes.wish import WISHED

Rows = Sequence[Mapping[str, str]]
Tables = Mapping[str, Rows]


def lay(folder: Path, tables: Tables) -> None:
    """Write tables into a folder, as files that an organiser could have written."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in tables_csv(tables, "en").items():
        (folder / file).write_bytes(data)


def settings(title: str, step: int, wished: Mapping[str, int]) -> Rows:
    """The settings of a festival that has these wishes, all in one tier, and no other ones."""
    known = {name(wish): wish for wish in WISHES}
    if unknown := wished.keys() - known.keys():
        raise ValueError(f"no such wish: {', '.join(sorted(unknown))}")
    weights = {wish.WEIGHT.name: wished.get(short, 0) for short, wish in known.items()}
    tiers = {f"tier_{short}": WISHED for short in known if short in wished}
    cells = {"name": title, "language": "en", "slot_minutes": step, **weights, **tiers}
    return [{"key": key, "value": str(value)} for key, value in cells.items()]


def open_days(spans: Iterable[Span]) -> list[Span]:
    """For each festival day on which some span begins: from the first start to the last end."""
    by_day: dict[date, list[Span]] = {}
    for span in sorted(spans):
        by_day.setdefault(span.day, []).append(span)
    return [Span(found[0].start, max(span.end for span in found)) for found in by_day.values()]


def days(opened: Iterable[Span]) -> Rows:
    """Festival days with their public hours."""
    return [
        {
            "date": span.day.isoformat(),
            "open_from": clock(span.day, span.start),
            "open_to": clock(span.day, span.end),
        }
        for span in opened
    ]


def clock(day: date, moment: datetime) -> str:
    """A moment by the clock of a festival day; 25:00 is one at night."""
    return str(Clock(moment - midnight(day)))
