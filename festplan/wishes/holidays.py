"""The festival is considerate of Sundays, holidays and the festivals of religions.

A row of the calendar days with "no" in the column `hard` is a wish: rather no market on Sunday, no
waffles by daylight while neighbours fast.  The rule *Sundays, holidays and festivals of religions
are kept* (`calendar_days`) says what the effects mean.  Each session that does not go well with a
row costs `weight_holidays` points, for each row.

Fine:
    calendar_days: date Mon, title Sunday, effect no_market, hard no
    Mon 10:00-11:00  library  reading by school, format Lesung
    Tue 10:00-14:00  meadow  fleas by club, format Markt

Broken:
    calendar_days: date Mon, title Sunday, effect no_market, hard no
    Mon 10:00-14:00  meadow  fleas by club, format Markt

Broken:
    day Mon: sunset 20:00
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight, hard no
    Mon 18:30-20:30  tent  waffles by club, meal yes

Fine:
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight, hard hint
    Mon 18:30-20:30  tent  waffles by club, meal yes

Broken:
    calendar_days: date Mon, title New Year, effect nothing, scope audience:Familien, to 12:00, hard no
    Mon 11:30-12:30  library  reading by school, audiences familien
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from festplan import calendar_days
from festplan.calendar_days import ASKS, EFFECT, TITLE, covers, keeps_away, rows, window
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Das Fest nimmt Rücksicht auf Sonntage, Feiertage und die Feste der Religionen.

Eine Zeile der Kalendertage mit „nein“ in der Spalte `hard` ist ein Wunsch: lieber kein Markt am
Sonntag, keine Waffeln am hellen Tag, während Nachbarn fasten.  Was die Wirkungen heißen, sagt die
Regel *Sonntage, Feiertage und Feste der Religionen werden geachtet* (`calendar_days`).  Jeder
Termin, der nicht zu einer Zeile passt, kostet `weight_holidays` Punkte, für jede Zeile.
"""
NUMBERS = (53, 54, 61, 62)
TIER = WISHED
WEIGHT = weight(
    "holidays",
    "Feiertage",
    Text("Points for a session that does not suit the day.",
         "Punkte je Termin, der nicht zum Tag passt."),
    3,
)  # fmt: skip
COLUMNS = (*calendar_days.COLUMNS, *calendar_days.HELD_AGAINST, WEIGHT)
SAYS = Text(
    en="“{event}” is {span}; better for “{title}” would be {asks} ({window}).",
    de="„{event}“ ist {span}; besser zu „{title}“ passt: {asks} ({window}).",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for row in rows(festival, "no") if points else ():
        better_free = window(row, festival)
        facts = {"title": TITLE.of(row), "window": better_free, "asks": ASKS[EFFECT.of(row)]}
        for placed in plan:
            if not keeps_away(row, placed.event, festival):
                continue
            stays = [stay.public for stay in placed.stays if covers(row, stay.venue)]
            if any(stay.overlaps(better_free) for stay in stays):
                says = SAYS.with_facts(event=placed.event.title, span=placed.public, **facts)
                yield Miss((placed,), says, points)


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for row in rows(festival, "no") if points else ():
        better_free = window(row, festival)
        for event in festival.events:
            for option in (
                draft.options(*event.sessions) if keeps_away(row, event, festival) else ()
            ):
                there = 0
                for hold in option.holds:
                    if covers(row, hold.venue):
                        there |= draft.starts_over(option, [better_free], hold.public)
                draft.lose(option, points, draft.starts(option) & there)
