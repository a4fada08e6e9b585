"""A borrowed thing is used only while we have it.

The tent comes on Thursday at eight and goes back on Sunday evening; what uses it, set-up and
take-down included, lies between.  Leave one of the two cells empty where there is no such limit.

Fine:
    item tent: available_from Mon 14:00, available_to Mon 18:00
    Mon 15:00-16:00  library  reading by school, equipment tent, setup_min 60

Broken:
    item tent: available_from Mon 14:00, available_to Mon 18:00
    Mon 15:00-16:00  library  reading by school, equipment tent, setup_min 90

Broken:
    item tent: available_to Mon
    Tue 15:00-16:00  library  reading by school, equipment tent

Fine:
    item tent: available_from Mon 14:00, available_to Mon 16:00
    Mon 14:00-16:00  library  reading by school, equipment tent

Fine:
    item tent: available_to Mon 16:00
    item bench: available_from Mon 14:00
    Mon 14:00-16:00  library  reading by school, equipment tent;bench

Fine:
    item tent: available_to Mon
    Mon 19:00-20:00  library  reading by school, equipment tent
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from festplan.columns import Column, day, moment
from festplan.draft import Draft
from festplan.festival import Event, Festival, Item
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import EQUIPMENT, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Span, whole_day

DE = """Geliehenes wird nur benutzt, solange es da ist.

Das Zelt kommt am Donnerstag um acht und geht am Sonntagabend zurück; was es braucht, liegt samt
Auf- und Abbau dazwischen.  Wo es eine der beiden Grenzen nicht gibt, bleibt die Zelle leer.
"""
NUMBERS = (40,)


def until(cell: str) -> datetime:
    """Read ``"2027-08-28 18:00"``, or a date alone: the end of that festival day."""
    return moment(cell) if " " in cell else whole_day(day(cell)).end


AVAILABLE_FROM = Column(
    "equipment", "available_from", "verfügbar ab",
    Text("From when we have it: a date, or date and time.",
         "Ab wann wir es haben: Datum oder Datum mit Uhrzeit."),
    moment, None, ("2027-08-27 17:30", "2027-08-28"),
)  # fmt: skip
AVAILABLE_TO = Column(
    "equipment", "available_to", "verfügbar bis",
    Text("Until when we have it: a date (that whole day), or date and time.",
         "Bis wann wir es haben: Datum (der ganze Tag) oder Datum mit Uhrzeit."),
    until, None, ("2027-08-27 18:30", "2027-08-28"),
)  # fmt: skip
COLUMNS = (AVAILABLE_FROM, AVAILABLE_TO, EQUIPMENT, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="“{event}” needs “{item}” {span}; we have it from {start} to {end}.",
    de="„{event}“ braucht „{item}“ {span}; da ist es von {start} bis {end}.",
)
BEGINNING = Text(en="the beginning", de="Anfang an")
END = Text(en="the end", de="zum Schluss")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for item in festival.items:
        start, end = AVAILABLE_FROM.of(item), AVAILABLE_TO.of(item)
        for placed in plan if start is not None or end is not None else ():
            used = placed.occupied
            early = start is not None and used.start < start
            late = end is not None and end < used.end
            if (early or late) and _uses(placed.event, item):
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        item=item.name,
                        span=used,
                        start=start or BEGINNING,
                        end=end or END,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for item in festival.items:
        start, end = AVAILABLE_FROM.of(item), AVAILABLE_TO.of(item)
        if start is None and end is None:
            continue
        here = Span(start or datetime.min, end or datetime.max)
        users = (event for event in festival.events if _uses(event, item))
        for event in users:
            for option in draft.options(*event.sessions):
                draft.within(option, [here], option.occupied)


def _uses(event: Event, item: Item) -> bool:
    return any(id == item.id for id, _ in EQUIPMENT.of(event))
