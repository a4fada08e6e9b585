"""Nobody both opens and closes a day.

Who has put up the tables at eight should not carry them away at eleven.  An actor with one team
that is at work before `early_until` and still after `late_from` on the same festival day costs
`weight_rest` points, be it in two sessions or in one long one.  Who leads is at work from set-up
to take-down, who joins in while the public is there; several teams can take turns.  Without both
settings nothing is counted.

Fine:
    festival: early_until 10:00, late_from 20:00
    Mon 09:30-11:00  library  reading by school
    Mon 19:00-20:00  library  songs by school
    Tue 10:00-11:00  library  film by school
    Tue 20:00-21:00  library  dance by school

Broken:
    festival: early_until 10:00, late_from 20:00
    Mon 10:00-11:00  library  reading by school, setup_min 15
    Mon 19:00-20:15  library  songs by choir with school

Broken:
    festival: early_until 10:00, late_from 20:00
    Mon 09:30-20:30  library  market by school

Fine:
    festival: early_until 10:00, late_from 20:00
    actor school: teams 2
    Mon 09:30-11:00  library  reading by school
    Mon 19:00-20:30  library  songs by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.appearances import at_work_over, placements_by_actor, sessions_by_actor, shifts
from festplan.columns import Column, clock
from festplan.draft import Draft
from festplan.festival import Actor, Festival
from festplan.plan import Placement, Plan
from festplan.tables import LEAD, PARTNERS, SET_UP, TAKE_DOWN, TEAMS
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Niemand schließt an einem Tag auf und wieder zu.

Wer um acht die Tische aufgestellt hat, soll sie nicht um elf wegtragen.  Ein Akteur mit einem
Team, der am selben Festtag vor `early_until` und noch nach `late_from` im Einsatz ist, kostet
`weight_rest` Punkte, ob bei zwei Terminen oder bei einem langen.  Wer leitet, ist vom Aufbau bis
zum Abbau dabei, wer mitwirkt, solange Publikum da ist; mehrere Teams können sich abwechseln.
Ohne diese beiden Einstellungen wird nichts gezählt.
"""
NUMBERS = (32,)
TIER = WISHED
EARLY = Column(
    "festival", "early_until", "früh bis",
    Text("Who is at work before it has opened the day.",
         "Wer davor im Einsatz ist, hat den Tag eröffnet."),
    clock, None, ("16:45", "17:00"),
)  # fmt: skip
LATE = Column(
    "festival", "late_from", "spät ab",
    Text("Who is at work after it closes the day.",
         "Wer danach im Einsatz ist, schließt den Tag."),
    clock, None, ("17:30", "18:00"),
)  # fmt: skip
WEIGHT = weight(
    "rest",
    "Ruhe",
    Text("Points for an actor and a day that it opens and closes.",
         "Punkte je Akteur und Tag, den er eröffnet und schließt."),
    2,
)  # fmt: skip
COLUMNS = (EARLY, LATE, TEAMS, LEAD, PARTNERS, SET_UP, TAKE_DOWN, WEIGHT)
SAYS = Text(
    en="{actor} is at work from {first} to {last}: before {early} and after {late}.",
    de="{actor} ist von {first} bis {last} im Einsatz: vor {early} und nach {late}.",
)
A_DAY = timedelta(days=1)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    early, late = EARLY.of(festival.settings), LATE.of(festival.settings)
    if not points or early is None or late is None:
        return
    for actor, own in placements_by_actor(plan).items():
        for day in festival.days if _has_one_team(actor) else ():
            today = tuple(placed for placed in own if placed.day == day.date)
            if not today:
                continue
            first = min(_at_work(placed, actor).start for placed in today)
            last = max(_at_work(placed, actor).end for placed in today)
            if first < early.on(day.date) and last > late.on(day.date):
                facts = {"first": first, "last": last, "early": early, "late": late}
                yield Miss(today, SAYS.with_facts(actor=actor.name, **facts), points)


def _at_work(placed: Placement, actor: Actor) -> Span:
    return placed.occupied if placed.event.lead == actor else placed.public


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    early, late = EARLY.of(festival.settings), LATE.of(festival.settings)
    if not cost or early is None or late is None:
        return
    for actor, sessions in sessions_by_actor(festival).items():
        if not _has_one_team(actor):
            continue
        work = tuple(shifts(draft, actor, sessions))
        for day in festival.days:
            # Set-up may begin before the day does, take-down end after it.
            before = Span(day.span.start - A_DAY, early.on(day.date))
            after = Span(late.on(day.date), day.span.end + A_DAY)
            today = draft.starts_on([day])
            opens = at_work_over(draft, work, before, today)
            closes = at_work_over(draft, work, after, today)
            if opens and closes:
                draft.count([opens, closes], most=1, cost=cost)


def _has_one_team(actor: Actor) -> bool:
    return TEAMS.of(actor) == 1
