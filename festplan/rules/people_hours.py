"""Nobody works longer than agreed: a team has so many hours a day.

A sign-language team interprets four hours a day, not seven.  The hours count the public time of
the events that need the team, on the festival day on which they begin; two of the team count
twice.  Write the hours in the column `max_hours_per_day` of the equipment.

Fine:
    item signing: max_hours_per_day 2
    Mon 15:00-16:00  library  reading by school, equipment signing, setup_min 30
    Mon 17:00-18:00  library  puppets by choir, equipment signing

Broken:
    item signing: max_hours_per_day 2
    Mon 15:00-16:00  library  reading by school, equipment signing
    Mon 17:00-18:15  library  puppets by choir, equipment signing

Fine:
    item signing: max_hours_per_day 1.5
    Mon 15:00-16:00  library  reading by school, equipment signing
    Tue 15:00-16:00  library  puppets by choir, equipment signing
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, thousandths
from festplan.draft import Draft, Total
from festplan.festival import Event, Festival, Item
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import DURATION, EQUIPMENT
from festplan.texts import Text
from festplan.times import NOTHING, minutes

DE = """Niemand arbeitet länger als verabredet: Ein Team hat so viele Stunden am Tag.

Ein Gebärdensprachteam dolmetscht vier Stunden am Tag, nicht sieben.  Gezählt wird die
öffentliche Zeit der Veranstaltungen, die das Team brauchen, an dem Festtag, an dem sie beginnen;
zwei aus dem Team zählen doppelt.  Die Stunden stehen in der Spalte `max_hours_per_day` der
Ausstattung.
"""
NUMBERS = (44,)


def hours(cell: str) -> timedelta:
    """Read ``"1.5"`` as an hour and a half."""
    return timedelta(hours=1) * thousandths(cell) / 1000


MAX_HOURS = Column(
    "equipment", "max_hours_per_day", "Stunden am Tag",
    Text("At most so many hours in use a day; empty: no limit.",
         "Höchstens so viele Stunden am Tag im Einsatz; leer: keine Grenze."),
    hours, None, ("0.5", "1"),
)  # fmt: skip
COLUMNS = (MAX_HOURS, EQUIPMENT, DURATION)
SAYS = Text(
    en="“{item}” works {worked} on {day}, but at most {limit} are agreed: {events}.",
    de="„{item}“ ist am {day} {worked} im Einsatz, verabredet sind höchstens {limit}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for item in festival.items:
        limit = MAX_HOURS.of(item)
        if limit is None:
            continue
        used = [placed for placed in plan if _number(placed.event, item)]
        for day in sorted({placed.day for placed in used}):
            today = [placed for placed in used if placed.day == day]
            worked = sum((p.public.length * _number(p.event, item) for p in today), NOTHING)
            if worked > limit:
                yield Breach(
                    tuple(today),
                    SAYS.with_facts(
                        item=item.name,
                        worked=worked,
                        day=day,
                        limit=limit,
                        events=tuple(placed.event.title for placed in today),
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for item in festival.items:
        limit = MAX_HOURS.of(item)
        if limit is None:
            continue
        worked = {
            option: number * minutes(option.length)
            for event in festival.events
            if (number := _number(event, item))
            for option in draft.options(*event.sessions)
        }
        if worked:
            for day in festival.days:
                draft.say(Total(minutes(limit), day.span, worked))


def _number(event: Event, item: Item) -> int:
    """How many of an item an event uses."""
    return sum(number for id, number in EQUIPMENT.of(event) if id == item.id)
