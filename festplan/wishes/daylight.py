"""Whoever rides or walks home by daylight is there before sunset.

A bicycle tour is no fun in the dark, and older neighbours like to see the kerb on their way home.
An event with "yes" in the column `before_sunset` ends before the sunset that is typed for its day,
and `daylight_margin_min` earlier still, where the settings say so.  Every half hour later, and
every part of one, costs `weight_daylight` points.  On a day without a sunset nothing is asked.

Fine:
    day Mon: sunset 20:00
    Mon 18:30-20:00  meadow  tour by club, before_sunset yes
    Mon 20:30-22:00  meadow  concert by band

Broken:
    day Mon: sunset 20:00
    Mon 18:45-20:15  meadow  tour by club, before_sunset yes

Broken:
    festival: daylight_margin_min 30
    day Mon: sunset 20:00
    Mon 18:30-20:00  meadow  tour by club, before_sunset yes

Fine:
    day Mon: title cloudy
    Mon 20:30-22:00  meadow  tour by club, before_sunset yes
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, minutes_long, yes_or_no
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.tables import SUNSET
from festplan.texts import Text
from festplan.times import NOTHING
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Wer im Hellen fährt oder heimgeht, ist vor Sonnenuntergang fertig.

Eine Radtour im Dunkeln macht keinen Spaß, und ältere Nachbarn sehen auf dem Heimweg gern den
Bordstein.  Eine Veranstaltung mit „ja“ in der Spalte `before_sunset` endet vor dem
Sonnenuntergang, der bei ihrem Tag steht, und noch `daylight_margin_min` früher, wenn die
Einstellungen das sagen.  Jede angefangene halbe Stunde später kostet `weight_daylight` Punkte.  An
einem Tag ohne Sonnenuntergang wird nichts verlangt.
"""
NUMBERS = (11,)
TIER = WISHED
BEFORE_SUNSET = Column(
    "events", "before_sunset", "vor Sonnenuntergang",
    Text("Should end by daylight.", "Soll im Hellen enden."),
    yes_or_no, False, ("yes", "no"),
    also=("im Hellen", "bei Tageslicht", "by daylight", "before dark"),
)  # fmt: skip
MARGIN = Column(
    "festival", "daylight_margin_min", "Minuten vor Sonnenuntergang",
    Text("So many minutes before sunset such events end.",
         "So viele Minuten vor Sonnenuntergang enden solche Veranstaltungen."),
    minutes_long, NOTHING, ("30", "15"),
)  # fmt: skip
WEIGHT = weight(
    "daylight",
    "Tageslicht",
    Text("Points for half an hour after daylight.", "Punkte je halbe Stunde nach Tageslicht."),
    1,
)
COLUMNS = (BEFORE_SUNSET, MARGIN, SUNSET, WEIGHT)
SAYS = Text(
    en="“{event}” ends {end}; daylight counts until {daylight}.",
    de="„{event}“ endet {end}; als hell gilt es bis {daylight}.",
)
HALF_HOUR = timedelta(minutes=30)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    margin = MARGIN.of(festival.settings)
    for placed in plan:
        day = festival.day(placed.day)
        sunset = SUNSET.of(day) if day and BEFORE_SUNSET.of(placed.event) else None
        if sunset is None:
            continue
        daylight = sunset.on(placed.day) - margin
        late = max(placed.public.end - daylight, NOTHING)
        points = WEIGHT.of(festival.settings) * -(-late // HALF_HOUR)
        if points:
            facts = {"end": placed.public.end, "daylight": daylight}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    late: dict[timedelta, dict[int, int]] = {}
    for event in festival.events if cost else ():
        for option in draft.options(*event.sessions) if BEFORE_SUNSET.of(event) else ():
            if option.length not in late:
                late[option.length] = _late(festival, draft, option.length)
            for half_hours, starts in late[option.length].items():
                draft.lose(option, cost * half_hours, draft.starts(option) & starts)


def _late(festival: Festival, draft: Draft, length: timedelta) -> dict[int, int]:
    """By how many half hours so long an event outlasts daylight, and at which starts (bits)."""
    found: dict[int, int] = {}
    for day in festival.days:
        if (sunset := SUNSET.of(day)) is None:
            continue
        daylight = sunset.on(day.date) - MARGIN.of(festival.settings)
        for start in draft.moments(draft.starts_on([day])):
            if start + length > daylight:
                half_hours = -(-(start + length - daylight) // HALF_HOUR)
                found[half_hours] = found.get(half_hours, 0) | draft.bit(start)
    return found
