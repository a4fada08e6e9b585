"""Few begin in the last hour of a day.

When the lamps are lit and the benches are carried away, nobody likes to begin.  Each session
that begins in the last `last_hour_min` minutes (60, unless you say otherwise) before its day
closes costs `weight_last_hour` points for every actor in it.  A day without closing time
(`open_to`) has no last hour.

Fine:
    festival: weight_last_hour 1
    day Mon: open_to 20:00
    Mon 18:45-19:45  library  reading by school with choir
    Tue 19:00-20:00  library  puppets by school

Broken:
    festival: weight_last_hour 1
    day Mon: open_to 20:00
    Mon 19:00-20:00  library  reading by school with choir

Broken:
    festival: weight_last_hour 2, last_hour_min 90
    day Mon: open_to 20:00
    Mon 18:45-19:45  library  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, some_minutes
from festplan.draft import Draft, Part
from festplan.festival import Day, Festival
from festplan.plan import Placement, Plan
from festplan.rules.public_hours import OPEN_TO
from festplan.tables import LEAD, PARTNERS
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Wenig beginnt in der letzten Stunde eines Tages.

Wenn die Lampen angehen und die Bänke weggetragen werden, fängt niemand gern an.  Jeder Termin,
der in den letzten `last_hour_min` Minuten (60, wenn nichts anderes dasteht) vor der Schließung
seines Tages beginnt, kostet `weight_last_hour` Punkte für jeden Akteur, der dabei ist.  Ein Tag
ohne Schließzeit (`open_to`) hat keine letzte Stunde.
"""
NUMBERS = (34,)
TIER = WISHED
LAST = Column(
    "festival", "last_hour_min", "letzte Stunde",
    Text("The last so many minutes before closing time.",
         "Die letzten so vielen Minuten vor der Schließung."),
    some_minutes, timedelta(minutes=60), ("60", "75", "90"),
)  # fmt: skip
WEIGHT = weight(
    "last_hour",
    "letzte Stunde",
    Text("Points for each actor of a session that begins then.",
         "Punkte je Akteur eines Termins, der dann beginnt."),
    0,
)  # fmt: skip
COLUMNS = (OPEN_TO, LAST, LEAD, PARTNERS, WEIGHT)
SAYS = Text(
    en="“{event}” begins {start}, in the last hour before {closes}, with {actors}.",
    de="„{event}“ beginnt {start}, in der letzten Stunde vor {closes}, mit {actors}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    cost = WEIGHT.of(festival.settings)
    for placed in plan if cost else ():
        day = festival.day(placed.day)
        if day and _closes(day) and _late(placed, day, festival):
            actors = tuple(dict.fromkeys(actor.name for actor in placed.event.actors))
            facts = {"event": placed.event.title, "start": placed.start}
            says = SAYS.with_facts(**facts, closes=OPEN_TO.of(day), actors=actors)
            yield Miss((placed,), says, cost * len(set(placed.event.actors)))


def _late(placed: Placement, day: Day, festival: Festival) -> bool:
    closes = OPEN_TO.of(day).on(day.date)
    return closes - LAST.of(festival.settings) <= placed.start < closes


def ask(festival: Festival, draft: Draft) -> None:
    cost, last = WEIGHT.of(festival.settings), LAST.of(festival.settings)
    hours = [_last_hour(day, last) for day in festival.days if cost and _closes(day)]
    for option in draft.options() if hours else ():
        late = draft.starts_within(option, hours, Part(0, 1)) & draft.starts(option)
        if late:
            draft.lose(option, cost * len(set(option.event.actors)), late)


def _last_hour(day: Day, length: timedelta) -> Span:
    closes = OPEN_TO.of(day).on(day.date)
    return Span(max(closes - length, day.span.start), closes)


def _closes(day: Day) -> bool:
    """Whether a day has a closing time at all."""
    return OPEN_TO.of(day) != OPEN_TO.default
