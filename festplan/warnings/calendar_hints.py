"""What falls on a day that matters to somebody is known.

A fasting month, a festival of another religion, the birthday of the twin town: some days forbid
nothing and are good to know all the same.  A row of the calendar days with “hint” in `hard`, or
without anything in `effect`, is told with the sessions that it concerns; one without any is not.

Fine:
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight, to 20:00, hard hint
    Mon 20:00-21:00  hall  supper by club, meal yes
    Mon 15:00-16:00  hall  reading by school

Broken:
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight, to 20:00, hard hint
    Mon 15:00-16:00  hall  lunch by club, meal yes

Broken:
    calendar_days: date Mon, title Feast, scope actor:club, hard hint
    Mon 15:00-16:00  hall  reading by school with club

Fine:
    calendar_days: date Mon, title Feast, effect nothing, hard no
    calendar_days: date Mon, title Feast, scope actor:club, hard hint
    Mon 15:00-16:00  hall  reading by school
    Tue 15:00-16:00  hall  lunch by club
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from festplan import calendar_days
from festplan.columns import Column
from festplan.festival import Festival, Row
from festplan.plan import Placement, Plan
from festplan.texts import Text
from festplan.warnings.warning import Told, titles

DE = """Was auf einen Tag fällt, der jemandem wichtig ist, ist bekannt.

Ein Fastenmonat, ein Fest einer anderen Religion, der Geburtstag der Partnerstadt: Manche Tage
verbieten nichts und sind trotzdem gut zu wissen.  Eine Zeile der Kalendertage mit „Hinweis“ bei
`hard` oder ohne `effect` wird mit den Terminen genannt, die sie betrifft; betrifft sie keinen,
dann nicht.
"""
NUMBERS = (61, 62)
COLUMNS: tuple[Column[Any], ...] = (*calendar_days.COLUMNS, *calendar_days.HELD_AGAINST)
SAYS = Text(
    en="{day} is “{title}”{asks}. Concerned: {events}.",
    de="{day} ist „{title}“{asks}. Betroffen: {events}.",
)
ASKS = Text(en=" ({asks})", de=" ({asks})")


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    by_date = sorted(calendar_days.hints(festival), key=calendar_days.DATE.of)
    for row in by_date:
        met = tuple(placed for placed in plan if _concerns(row, placed, festival))
        if met:
            says = SAYS.with_facts(
                day=calendar_days.DATE.of(row),
                title=calendar_days.TITLE.of(row),
                asks=_asks(row),
                events=titles(met),
            )
            yield Told(says, met)


def _concerns(row: Row, placed: Placement, festival: Festival) -> bool:
    window = calendar_days.window(row, festival)
    there = any(
        stay.public.overlaps(window) and calendar_days.covers(row, stay.venue)
        for stay in placed.stays
    )
    return there and calendar_days.keeps_away(row, placed.event, festival)


def _asks(row: Row) -> Text | str:
    """What does not go well with the day, or why it matters; nothing where neither is said."""
    asks = calendar_days.ASKS.get(calendar_days.EFFECT.of(row)) or calendar_days.REASON.of(row)
    return ASKS.with_facts(asks=asks) if asks else ""
