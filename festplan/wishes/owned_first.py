"""What the festival owns is used first; nothing is rented that better times would spare.

Sixty chairs are in the cellar, forty more can be rented: they stand in the table of equipment as a
hundred, of which 40 would be *rented* (column `rented`).  Where more than the owned ones are in use
at once, from set-up to take-down, the others must be rented for that day.  So each day costs
`weight_owned_first` points for every rented thing at its worst moment.  Moments are steps of the
time grid: what is in use for a part of a step is in use in the step.

Fine:
    item chair: quantity 100, rented 40
    Mon 15:00-16:00  library  reading by school, equipment chair:60
    Mon 16:00-17:00  hall  concert by choir, equipment chair:60

Broken:
    item chair: quantity 100, rented 40
    Mon 15:00-16:00  library  reading by school, equipment chair:60, teardown_min 15
    Mon 16:00-17:00  hall  concert by choir, equipment chair:30

Fine:
    item chair: quantity 100
    Mon 15:00-16:00  library  reading by school, equipment chair:60
    Mon 15:00-16:00  hall  concert by choir, equipment chair:40

Broken:
    item tent: quantity 2, rented 2
    Mon 15:00-16:00  meadow  games by club, equipment tent
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, whole
from festplan.draft import Draft, Profile, Use
from festplan.festival import Day, Event, Festival, Item, Session
from festplan.plan import Placement, Plan
from festplan.steps import at_once
from festplan.tables import EQUIPMENT, QUANTITY, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import TIDY, Miss, weight

DE = """Zuerst wird benutzt, was dem Fest gehört; geliehen wird nichts, was sich vermeiden lässt.

Sechzig Stühle stehen im Keller, vierzig weitere lassen sich mieten: In der Tabelle der Ausstattung
stehen sie als hundert, davon 40 gemietet (Spalte `rented`).  Sind vom Aufbau bis zum Abbau mehr als
die eigenen gleichzeitig im Einsatz, müssen die übrigen für diesen Tag gemietet werden.  Jeder Tag
kostet darum `weight_owned_first` Punkte für jede gemietete Sache, gezählt im vollsten Moment.
Momente sind Schritte des Zeitrasters: Was in einem Teil davon im Einsatz ist, zählt ganz.
"""
NUMBERS = (47,)
TIER = TIDY
RENTED = Column(
    "equipment", "rented", "davon gemietet",
    Text("How many of them would have to be rented.", "Wie viele davon gemietet werden müssten."),
    whole, 0, ("1", "2"), also=("gemietet", "rental", "hired"),
)  # fmt: skip
WEIGHT = weight(
    "owned_first",
    "Eigenes zuerst",
    Text("Points for each rented thing, once a day.", "Punkte je gemietete Sache, einmal am Tag."),
    1,
)
COLUMNS = (RENTED, EQUIPMENT, QUANTITY, SET_UP, TAKE_DOWN, WEIGHT)
SAYS = Text(
    en="Of “{item}” {rented} must be rented for {day}: {used} are in use at {when}, {owned} are "
    "owned: {events}.",
    de="Von „{item}“ müssen für {day} {rented} gemietet werden: {when} sind {used} im Einsatz, "
    "eigene gibt es {owned}: {events}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for item in filter(RENTED.of, festival.items):
        users = [(p, p.occupied) for p in plan if _number(p.event, item)]
        stretches = list(at_once(users, festival.step))
        for day in festival.days:
            today = [each for each in stretches if each[0].overlaps(day.span)]
            # Of several moments that are equally bad the first one is named.
            if today:
                when, together = max(today, key=lambda each: _used(each[1], item))
                yield from _rented(festival, item, day, when, together)


def _rented(
    festival: Festival, item: Item, day: Day, when: Span, together: tuple[Placement, ...]
) -> Iterator[Miss]:
    used = _used(together, item)
    rented = max(used - _owned(item), 0)
    if points := WEIGHT.of(festival.settings) * rented:
        says = SAYS.with_facts(
            item=item.name,
            rented=rented,
            day=day.date,
            used=used,
            when=when.start,
            owned=_owned(item),
            events=tuple(placed.event.title for placed in together),
        )
        yield Miss(together, says, points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    days = tuple(day.span for day in festival.days)
    for item in filter(RENTED.of, festival.items) if cost else ():
        users = (event for event in festival.events if _number(event, item))
        uses = tuple(_use(draft, item, each) for event in users for each in event.sessions)
        if uses:
            draft.say(Profile(uses, _owned(item), cost, days, worst=True))


def _use(draft: Draft, item: Item, session: Session) -> Use:
    parts = {option: option.occupied for option in draft.options(session)}
    return Use(session, _number(session.event, item), parts)


def _owned(item: Item) -> int:
    return max(QUANTITY.of(item) - RENTED.of(item), 0)


def _used(together: tuple[Placement, ...], item: Item) -> int:
    return sum(_number(placed.event, item) for placed in together)


def _number(event: Event, item: Item) -> int:
    """How many of an item an event uses."""
    return sum(number for id, number in EQUIPMENT.of(event) if id == item.id)
