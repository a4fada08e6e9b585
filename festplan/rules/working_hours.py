"""No team works longer than it can in a day.

Five hours at the stall are enough for anybody.  Write in `max_hours_per_day` of an actor how
many hours each of its teams can work on a festival day.  Counted is where it leads the time from
set-up to take-down, and where it joins in the public time, on the day on which the session
begins.  Several teams take turns: two teams of five hours have ten together.

Fine:
    actor school: max_hours_per_day 3
    Mon 15:00-16:30  library  reading by school, setup_min 30
    Mon 18:00-19:00  library  songs by choir with school, teardown_min 60

Broken:
    actor school: max_hours_per_day 3
    Mon 15:00-16:30  library  reading by school, setup_min 30
    Mon 18:00-19:15  library  songs by choir with school

Fine:
    actor school: max_hours_per_day 1.5
    Mon 15:00-16:30  library  reading by school
    Tue 15:00-16:30  library  songs by school

Fine:
    actor school: max_hours_per_day 1.5, teams 2
    Mon 15:00-16:30  library  reading by school
    Mon 17:00-18:30  library  songs by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.appearances import at_work, placements_by_actor, sessions_by_actor
from festplan.columns import Column, thousandths
from festplan.draft import Draft, Option, Total
from festplan.festival import Actor, Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import DURATION, LEAD, PARTNERS, SET_UP, TAKE_DOWN, TEAMS
from festplan.texts import Text
from festplan.times import NOTHING, minutes

DE = """Kein Team arbeitet länger, als es an einem Tag kann.

Fünf Stunden am Stand sind für alle genug.  In `max_hours_per_day` eines Akteurs steht, wie viele
Stunden jedes seiner Teams an einem Festtag arbeiten kann.  Gezählt wird, wo er leitet, die Zeit
vom Aufbau bis zum Abbau, und wo er mitwirkt, die öffentliche Zeit, an dem Tag, an dem der Termin
beginnt.  Mehrere Teams wechseln sich ab: Zwei Teams zu fünf Stunden haben zusammen zehn.
"""
NUMBERS = (32,)
MAX_HOURS = Column(
    "actors", "max_hours_per_day", "Stunden am Tag",
    Text("At most so many hours of work a day for each of its teams; empty: no limit.",
         "Höchstens so viele Stunden Arbeit am Tag für jedes seiner Teams; leer: keine Grenze."),
    thousandths, None, ("0.5", "1", "1.5"),
)  # fmt: skip
COLUMNS = (MAX_HOURS, TEAMS, LEAD, PARTNERS, DURATION, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="{actor} would work {worked} on {day}; it can do {limit}: {events}.",
    de="{actor} wäre am {day} {worked} im Einsatz; möglich sind {limit}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for actor, own in placements_by_actor(plan).items():
        limit = _limit(actor)
        for day in festival.days if limit is not None else ():
            today = [placed for placed in own if placed.day == day.date]
            worked = sum((_worked(placed, actor) for placed in today), NOTHING)
            if limit is not None and worked > limit:
                yield Breach(
                    tuple(today),
                    SAYS.with_facts(
                        actor=actor.name,
                        worked=worked,
                        day=day.date,
                        limit=limit,
                        events=tuple(placed.event.title for placed in today),
                    ),
                )


def _worked(placed: Placement, actor: Actor) -> timedelta:
    return placed.occupied.length if placed.event.lead == actor else placed.public.length


def constrain(festival: Festival, draft: Draft) -> None:
    for actor, sessions in sessions_by_actor(festival).items():
        limit = _limit(actor)
        if limit is None:
            continue
        work = {option: _minutes(option, actor) for option in draft.options(*sessions)}
        for day in festival.days if work else ():
            draft.say(Total(minutes(limit), day.span, work))


def _minutes(option: Option, actor: Actor) -> int:
    part = at_work(option, actor)
    return part.end - part.begin


def _limit(actor: Actor) -> timedelta | None:
    """What all teams of an actor can do in a day, to the full minute."""
    hours = MAX_HOURS.of(actor)
    return None if hours is None else timedelta(minutes=TEAMS.of(actor) * hours * 60 // 1000)
