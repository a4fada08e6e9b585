"""An event starts not too early and ends not too late.

“From three o'clock on” is an earliest start, not a fixed one; “the caretaker locks up at six”
is a latest end.  Both are counted on the festival day of the start, which ends in the small
hours: write 25:00 for one at night.

Fine:
    Mon 15:00-16:00  library  reading by school, earliest_start 15:00, latest_end 16:00

Broken:
    Mon 14:30-15:30  library  reading by school, earliest_start 15:00

Broken:
    Mon 17:30-18:30  library  reading by school, latest_end 18:00

Fine:
    Mon 23:30-24:30  library  film by school, latest_end 25:00
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, clock
from festplan.draft import Draft, Part
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.texts import Text
from festplan.times import Span

DE = """Eine Veranstaltung beginnt nicht zu früh und endet nicht zu spät.

„Ab 15 Uhr“ ist ein frühester Beginn, kein fester; „um sechs schließt der Hausmeister ab“ ist
ein spätestes Ende.  Beides zählt am Festtag des Beginns, der erst in den frühen Morgenstunden
endet: Für ein Uhr nachts 25:00 schreiben.
"""
NUMBERS = (3,)
EARLIEST = Column(
    "events", "earliest_start", "ab",
    Text("It cannot start before.", "Vorher kann sie nicht beginnen."),
    clock, None, ("15:00", "17:30"),
)  # fmt: skip
LATEST = Column(
    "events", "latest_end", "bis",
    Text("It must have ended by; 25:00 is one at night.",
         "Dann muss sie zu Ende sein; 25:00 ist ein Uhr nachts."),
    clock, None, ("18:00", "25:00"),
)  # fmt: skip
COLUMNS = (EARLIEST, LATEST)
SAYS = Text(
    en="“{event}” would start {start}; it cannot start before {earliest}.",
    de="„{event}“ würde {start} beginnen; möglich ist es erst ab {earliest}.",
)
TOO_LATE = Text(
    en="“{event}” would end {end}; it must have ended by {latest}.",
    de="„{event}“ würde {end} enden; spätestens um {latest} muss Schluss sein.",
)
#: The first minute of a session: where it lies tells when the session starts.
START = Part(0, 1)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        title, end = placed.event.title, placed.public.end
        earliest, latest = EARLIEST.of(placed.event), LATEST.of(placed.event)
        if earliest is not None and placed.start < earliest.on(placed.day):
            facts = SAYS.with_facts(event=title, start=placed.start, earliest=earliest)
            yield Breach((placed,), facts)
        if latest is not None and end > latest.on(placed.day):
            yield Breach((placed,), TOO_LATE.with_facts(event=title, end=end, latest=latest))


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        earliest, latest = EARLIEST.of(event), LATEST.of(event)
        starts = [Span(earliest.on(day.date), day.span.end) for day in festival.days if earliest]
        ends = [Span(day.span.start, latest.on(day.date)) for day in festival.days if latest]
        for option in draft.options(*event.sessions) if starts or ends else ():
            if starts:
                draft.within(option, starts, START)
            if ends:
                draft.within(option, ends)
