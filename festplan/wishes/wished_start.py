"""An event begins near the time it wishes.

“About four” is a wish, not a fixed start.  Within the tolerance nothing is lost; beyond it,
every full half hour more, and every part of one, costs `weight_wished_start` points.

Fine:
    Mon 15:45-16:45  library  reading by school, wish_start 16:00, wish_tolerance_min 15

Broken:
    Mon 17:00-18:00  library  reading by school, wish_start 16:00, wish_tolerance_min 15
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from festplan.columns import Column, clock, minutes_long
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.times import NOTHING, festival_day
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Eine Veranstaltung beginnt in der Nähe ihrer Wunschzeit.

„Gegen vier“ ist ein Wunsch, kein fester Beginn.  Innerhalb der Toleranz kostet nichts; darüber
kostet jede angefangene halbe Stunde `weight_wished_start` Punkte.
"""
NUMBERS = (5,)
TIER = WISHED
WISH = Column(
    "events", "wish_start", "Wunschzeit",
    Text("The start it wishes.", "Der gewünschte Beginn."), clock, None, ("17:00", "18:30"),
)  # fmt: skip
TOLERANCE = Column(
    "events", "wish_tolerance_min", "Toleranz",
    Text("Minutes that do not matter.", "Minuten, auf die es nicht ankommt."),
    minutes_long, NOTHING, ("0", "15", "60"),
)  # fmt: skip
WEIGHT = weight(
    "wished_start", "Wunschzeit", Text("Points for half an hour.", "Punkte je halbe Stunde."), 1
)
COLUMNS = (WISH, TOLERANCE, WEIGHT)
SAYS = Text(
    en="“{event}” begins {start}; wished was {wish}.",
    de="„{event}“ beginnt {start}; gewünscht war {wish}.",
)
HALF_HOUR = timedelta(minutes=30)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for placed in plan:
        wish = WISH.of(placed.event)
        if wish is None:
            continue
        away = abs(placed.start - wish.on(placed.day)) - TOLERANCE.of(placed.event)
        points = WEIGHT.of(festival.settings) * -(-max(away, NOTHING) // HALF_HOUR)
        if points:
            facts = {"start": placed.start, "wish": wish}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    every = tuple(draft.moments(draft.starts_on(festival.days)))
    for event in festival.events:
        if WISH.of(event) is None:
            continue
        by_points: dict[int, int] = {}
        for start in every:
            points = WEIGHT.of(festival.settings) * _steps(event, start)
            by_points[points] = by_points.get(points, 0) | draft.bit(start)
        for option in draft.options(*event.sessions):
            for points, moments in sorted(by_points.items()):
                if points and (starts := draft.starts(option) & moments):
                    draft.lose(option, points, starts)


def _steps(event: Event, start: datetime) -> int:
    """How many half hours a start lies outside the window around the wish."""
    wish = WISH.of(event)
    assert wish is not None
    moment = wish.on(festival_day(start))
    early, late = moment - TOLERANCE.of(event), moment + TOLERANCE.of(event)
    outside = early - start if start < early else max(start - late, NOTHING)
    return int(-(-outside // HALF_HOUR))
