"""What needs the dark starts after sunset.

An open-air film at half past eight shows a grey wall in August.  Such an event has “yes” in
`after_sunset`; `sunset_offset_min` adds minutes for it to grow dark (-15: a little before).
Sunset is typed for each day; on a day without it such an event cannot be planned.

Fine:
    day Mon: sunset 20:00
    Mon 20:30-22:00  meadow  film by choir, after_sunset yes, sunset_offset_min 30

Broken:
    day Mon: sunset 20:00
    Mon 20:15-21:45  meadow  film by choir, after_sunset yes, sunset_offset_min 30

Broken:
    Mon 22:00-23:30  meadow  film by choir, after_sunset yes
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from festplan.columns import Column, signed_minutes, yes_or_no
from festplan.draft import Draft, Part
from festplan.festival import Day, Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import SUNSET
from festplan.texts import Text
from festplan.times import Span

DE = """Was Dunkelheit braucht, beginnt nach Sonnenuntergang.

Ein Freiluftfilm um halb neun zeigt im August eine graue Wand.  So etwas hat „ja“ in
`after_sunset`; `sunset_offset_min` gibt Minuten zum Dunkelwerden dazu (-15: etwas davor).
Der Sonnenuntergang steht bei jedem Tag; an einem Tag ohne ihn ist es nicht planbar.
"""
NUMBERS = (10,)
AFTER_SUNSET = Column(
    "events", "after_sunset", "nach Sonnenuntergang",
    Text("Needs the dark.", "Braucht Dunkelheit."),
    yes_or_no, False, ("yes", "no"),
)  # fmt: skip
OFFSET = Column(
    "events", "sunset_offset_min", "Minuten nach Sonnenuntergang",
    Text("Minutes from sunset to the earliest start.",
         "Minuten vom Sonnenuntergang bis zum frühesten Beginn."),
    signed_minutes, timedelta(0), ("30", "-15"),
)  # fmt: skip
COLUMNS = (AFTER_SUNSET, OFFSET, SUNSET)
SAYS = Text(
    en="“{event}” needs the dark and would start {start}; dark enough: {dark}.",
    de="„{event}“ braucht Dunkelheit und würde {start} beginnen; dunkel genug: {dark}.",
)
UNKNOWN = Text(
    en="unknown, no sunset is typed for that day",
    de="unbekannt, für den Tag ist kein Sonnenuntergang eingetragen",
)
#: The first minute of a session: where it lies tells when the session starts.
START = Part(0, 1)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        if not AFTER_SUNSET.of(placed.event):
            continue
        day = festival.day(placed.day)
        dark = None if day is None else _dark(day, placed.event)
        if dark is None or placed.start < dark:
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, start=placed.start, dark=dark or UNKNOWN),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    for option in draft.options():
        if AFTER_SUNSET.of(option.event):
            evenings = ((_dark(day, option.event), day.span.end) for day in festival.days)
            nights = [Span(dark, end) for dark, end in evenings if dark is not None]
            draft.within(option, nights, START)


def _dark(day: Day, event: Event) -> datetime | None:
    """When it is dark enough for an event; None where no sunset is typed."""
    sunset = SUNSET.of(day)
    return None if sunset is None else sunset.on(day.date) + OFFSET.of(event)
