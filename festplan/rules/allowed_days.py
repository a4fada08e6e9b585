"""An event takes place on a day that suits it.

The schools come on Monday, the band on Saturday or not at all.  Days are named by weekday or
by date; an event without days may be planned on any day of the festival.

Fine:
    Tue 15:00-16:00  library  reading by school, days Di;Mi

Broken:
    Mon 15:00-16:00  library  reading by school, days Di;Mi
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import EVERY_DAY, Column, days
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.texts import Text

DE = """Eine Veranstaltung findet an einem Tag statt, der ihr passt.

Die Schulen kommen am Montag, die Band am Samstag oder gar nicht.  Tage heißen nach dem
Wochentag oder dem Datum; ohne Angabe ist jeder Festtag möglich.
"""
NUMBERS = (2,)
DAYS = Column(
    table="events",
    name="days",
    de="Tage",
    help=Text("Days on which it may take place.", "Tage, an denen sie stattfinden kann."),
    read=days,
    default=EVERY_DAY,
    examples=("Mo", "Di;Mi", "Mon; Tue"),
    also=("Tag", "Wunschtag", "Wochentag", "Datum", "day", "date", "weekday"),
)
COLUMNS = (DAYS,)
SAYS = Text(
    en="“{event}” would be on {day}, but is possible only on: {days}.",
    de="„{event}“ wäre am {day}, möglich ist aber nur: {days}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        allowed = DAYS.of(placed.event)
        if placed.day not in allowed:
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, day=placed.day, days=allowed),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        allowed = [day for day in festival.days if day.date in DAYS.of(event)]
        if len(allowed) < len(festival.days):
            for option in draft.options(*event.sessions):
                draft.begin_on(option, allowed)
