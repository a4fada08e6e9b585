"""What the public sees lies within the public hours of its day.

The festival opens its first day in the afternoon and closes on Sunday at seven: nobody stands
before a locked gate, and the neighbours know when it is quiet again.  A day without hours is
open all day; a day of the festival ends in the small hours, so 25:00 is one at night.
Set-up and take-down may lie outside.

Fine:
    day Mon: open_from 14:00, open_to 20:00
    Mon 14:00-15:00  library  reading by school, setup_min 30

Broken:
    day Mon: open_from 14:00, open_to 20:00
    Mon 13:45-14:45  library  reading by school

Broken:
    day Mon: open_from 14:00, open_to 20:00
    Mon 19:30-20:30  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, clock
from festplan.draft import Draft
from festplan.festival import Day, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span

DE = """Was die Öffentlichkeit sieht, liegt in der öffentlichen Zeit seines Tages.

Das Fest öffnet am ersten Tag erst nachmittags und schließt am Sonntag um sieben: Niemand steht
vor dem verschlossenen Tor, und die Nachbarschaft weiß, wann wieder Ruhe ist.  Ein Tag ohne
Zeiten ist durchgehend offen; ein Festtag endet in den frühen Morgenstunden, 25:00 ist also ein
Uhr nachts.  Auf- und Abbau dürfen außerhalb liegen.
"""
NUMBERS = (1,)
OPEN_FROM = Column(
    "days", "open_from", "geöffnet von",
    Text("The public day begins at.", "Der öffentliche Tag beginnt um."),
    clock, Clock(DAY_BREAK), ("10:00", "17:00"),
    also=("Uhrzeit", "Öffnungszeit", "Öffnungszeiten", "geöffnet", "von", "ab", "Beginn", "öffnet",
          "opens", "open", "opening hours", "hours", "from", "start"),
)  # fmt: skip
OPEN_TO = Column(
    "days", "open_to", "geöffnet bis",
    Text("The public day ends at.", "Der öffentliche Tag endet um."),
    clock, Clock(DAY_BREAK + timedelta(days=1)), ("18:00", "20:00"),
    also=("bis", "Ende", "schließt", "closes", "until", "to", "end"),
)  # fmt: skip
COLUMNS = (OPEN_FROM, OPEN_TO)
SAYS = Text(
    en="“{event}” would be {span}; the festival is open: {open}.",
    de="„{event}“ wäre {span}; das Fest ist geöffnet: {open}.",
)
NEVER = Text(en="not at all that day", de="an dem Tag gar nicht")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        day = festival.day(placed.day)
        if day is None or not placed.public.within(_open(day)):
            yield Breach(
                (placed,),
                SAYS.with_facts(
                    event=placed.event.title,
                    span=placed.public,
                    open=NEVER if day is None else _open(day),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    hours = [_open(day) for day in festival.days]
    for option in draft.options():
        draft.within(option, hours)


def _open(day: Day) -> Span:
    """The public hours of a day, without the small hours that belong to its neighbours."""
    opens, closes = OPEN_FROM.of(day).on(day.date), OPEN_TO.of(day).on(day.date)
    return Span(max(opens, day.span.start), min(closes, day.span.end))
