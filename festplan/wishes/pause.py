"""Everybody has one pause.

Who stands at the stall from morning to evening wants to sit down with a plate of soup once.
Somewhere between `pause_from` and `pause_to` an actor with one team should have `pause_min`
minutes (30, unless you say otherwise) in which none of its sessions has it at work; the pause may
begin at any step of the time grid.  Each actor and day without one costs `weight_pause` points.
Who leads is at work from set-up to take-down, who joins in while the public is there; several
teams can take turns.  Without both settings nothing is counted.

Fine:
    festival: pause_from 12:00, pause_to 14:00
    Mon 10:00-12:30  library  reading by school
    Mon 13:00-15:00  library  songs by school

Broken:
    festival: pause_from 12:00, pause_to 14:00
    Mon 10:00-12:30  library  reading by school
    Mon 13:00-15:00  library  songs by school, setup_min 15

Fine:
    festival: pause_from 12:00, pause_to 14:00, pause_min 15
    Mon 10:00-12:30  library  reading by school
    Mon 13:00-15:00  library  songs by school, setup_min 15

Broken:
    festival: pause_from 12:00, pause_to 14:00
    Mon 12:00-14:00  library  market by school
    Mon 15:00-16:00  library  songs by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from festplan.appearances import at_work_over, placements_by_actor, sessions_by_actor, shifts
from festplan.columns import Column, clock, some_minutes
from festplan.draft import Draft
from festplan.festival import Actor, Day, Festival
from festplan.plan import Placement, Plan
from festplan.tables import LEAD, PARTNERS, SET_UP, TAKE_DOWN, TEAMS
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Alle haben eine Pause.

Wer von morgens bis abends am Stand steht, möchte sich einmal mit einem Teller Suppe hinsetzen.
Irgendwo zwischen `pause_from` und `pause_to` soll ein Akteur mit einem Team `pause_min` Minuten
(30, wenn nichts anderes dasteht) haben, in denen ihn keiner seiner Termine braucht; die Pause
kann an jedem Schritt des Zeitrasters beginnen.  Jeder Akteur und Tag ohne Pause kostet
`weight_pause` Punkte.  Wer leitet, ist vom Aufbau bis zum Abbau im Einsatz, wer mitwirkt, solange
Publikum da ist; mehrere Teams können sich abwechseln.  Ohne diese beiden Einstellungen wird
nichts gezählt.
"""
NUMBERS = (32,)
TIER = WISHED
FROM = Column(
    "festival", "pause_from", "Pause ab",
    Text("The pause is after this.", "Die Pause liegt danach."),
    clock, None, ("17:00", "17:15"),
)  # fmt: skip
TO = Column(
    "festival", "pause_to", "Pause bis",
    Text("The pause is before this.", "Die Pause liegt davor."),
    clock, None, ("17:45", "18:15"),
)  # fmt: skip
LENGTH = Column(
    "festival", "pause_min", "Pause in Minuten",
    Text("The pause takes so many minutes.", "So viele Minuten dauert die Pause."),
    some_minutes, timedelta(minutes=30), ("15", "30", "40"),
)  # fmt: skip
WEIGHT = weight(
    "pause",
    "Pause",
    Text("Points for an actor and a day without a pause.",
         "Punkte je Akteur und Tag ohne Pause."),
    2,
)  # fmt: skip
COLUMNS = (FROM, TO, LENGTH, TEAMS, LEAD, PARTNERS, SET_UP, TAKE_DOWN, WEIGHT)
SAYS = Text(
    en="{actor} has no pause of {length} on {day} between {start} and {end}.",
    de="{actor} hat am {day} zwischen {start} und {end} keine Pause von {length}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    pauses_of = {day: tuple(_pauses(festival, day)) for day in festival.days if points}
    for actor, own in placements_by_actor(plan).items() if any(pauses_of.values()) else ():
        for day, pauses in pauses_of.items() if TEAMS.of(actor) == 1 else ():
            busy = [p for p in own if any(_at_work(p, actor).overlaps(each) for each in pauses)]
            if pauses and not any(_is_free(each, busy, actor) for each in pauses):
                facts = {"actor": actor.name, "length": LENGTH.of(festival.settings)}
                around = {"start": FROM.of(festival.settings), "end": TO.of(festival.settings)}
                yield Miss(tuple(busy), SAYS.with_facts(**facts, **around, day=day.date), points)


def _is_free(pause: Span, busy: list[Placement], actor: Actor) -> bool:
    return not any(_at_work(placed, actor).overlaps(pause) for placed in busy)


def _at_work(placed: Placement, actor: Actor) -> Span:
    return placed.occupied if placed.event.lead == actor else placed.public


def ask(festival: Festival, draft: Draft) -> None:
    cost, always = WEIGHT.of(festival.settings), draft.starts_on(festival.days)
    pauses = [tuple(_pauses(festival, day)) for day in festival.days if cost]
    for actor, sessions in sessions_by_actor(festival).items() if any(pauses) else ():
        work = tuple(shifts(draft, actor, sessions)) if TEAMS.of(actor) == 1 else ()
        for today in pauses:
            taken = [at_work_over(draft, work, pause, always) for pause in today]
            # One that nothing can take is free in any plan.
            if taken and all(taken):
                draft.count(taken, most=len(taken) - 1, cost=cost)


def _pauses(festival: Festival, day: Day) -> Iterator[Span]:
    """Every pause that a day offers: one from each step of the grid, as long as there is room."""
    first, last = FROM.of(festival.settings), TO.of(festival.settings)
    length = LENGTH.of(festival.settings)
    if first is None or last is None:
        return
    begin: datetime = first.on(day.date)
    while begin + length <= last.on(day.date):
        yield Span(begin, begin + length)
        begin += festival.step
