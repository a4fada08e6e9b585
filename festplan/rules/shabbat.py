"""Who keeps the Shabbat rests from sunset on Friday until nightfall on Saturday.

An actor with `shabbat` in its column `observes` leads nothing then, set-up and take-down
included, and joins in nothing public.  Sunset is typed for each day, night falls
`nightfall_after_sunset_min` later (65 minutes where nothing is written).  Where a sunset is
not typed, the rule takes no risk: the Shabbat then begins at 15:00 on Friday and lasts until
midnight after Saturday.  It counts on Saturday also if Friday is no day of the festival.

Fine:
    actor synagogue: observes shabbat
    day Fri: sunset 20:00
    Fri 19:00-20:00  hall  klezmer by synagogue

Broken:
    actor synagogue: observes shabbat
    day Fri: sunset 20:00
    Fri 19:00-20:00  hall  klezmer by synagogue, teardown_min 15

Broken:
    actor synagogue: observes shabbat
    Sat 12:00-13:00  hall  klezmer by school with synagogue

Fine:
    actor synagogue: observes shabbat
    day Sat: sunset 20:00
    Sat 21:15-22:15  hall  klezmer by synagogue

Broken:
    actor synagogue: observes shabbat
    day Sat: sunset 20:00
    Sat 20:45-21:45  hall  klezmer by synagogue
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from festplan.columns import Column, minutes_long
from festplan.draft import Draft
from festplan.festival import Actor, Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import LEAD, OBSERVES, PARTNERS, SET_UP, SUNSET, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Clock, Span, midnight

DE = """Wer den Schabbat hält, ruht von Freitagabend bis Samstag, wenn es Nacht wird.

Ein Akteur mit `shabbat` (oder „Schabbat“) in seiner Spalte `observes` leitet vom
Sonnenuntergang am Freitag bis zum Einbruch der Nacht am Samstag nichts, Auf- und Abbau
eingeschlossen, und wirkt bei nichts Öffentlichem mit.  Der Sonnenuntergang steht bei jedem
Tag, die Nacht bricht `nightfall_after_sunset_min` später an (ohne Angabe 65 Minuten).  Wo kein
Sonnenuntergang steht, geht die Regel kein Risiko ein: Der Schabbat beginnt dann am Freitag um
15:00 und dauert bis Mitternacht nach dem Samstag.  Er gilt am Samstag auch, wenn der Freitag
kein Festtag ist.
"""
NUMBERS = (60,)
NIGHTFALL = Column(
    "festival", "nightfall_after_sunset_min", "Minuten bis zur Nacht",
    Text("Minutes from sunset to nightfall.", "Minuten vom Sonnenuntergang bis zur Nacht."),
    minutes_long, timedelta(minutes=65), ("45", "65"),
)  # fmt: skip
COLUMNS = (NIGHTFALL, SUNSET, OBSERVES, LEAD, PARTNERS, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="“{event}” would need {actor} {needed}; Shabbat is from {start} to {end}.",
    de="„{event}“ bräuchte {actor} {needed}; Schabbat ist von {start} bis {end}.",
)
SATURDAY = 5
#: Where no sunset is typed: earlier than any sunset in our latitudes, even in December.
EARLIEST_SUNSET = Clock(timedelta(hours=15))


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for actor in _observant(placed.event):
            needed = placed.occupied if actor == placed.event.lead else placed.public
            for rest in _rests(festival, needed):
                if needed.overlaps(rest):
                    yield Breach(
                        (placed,),
                        SAYS.with_facts(
                            event=placed.event.title,
                            actor=actor.name,
                            needed=needed,
                            start=rest.start,
                            end=rest.end,
                        ),
                    )


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        for actor in _observant(event):
            for option in draft.options(*event.sessions):
                part = option.occupied if actor == event.lead else option.public
                draft.avoid(option, _rests(festival, draft.reach(part)), part)


def _observant(event: Event) -> tuple[Actor, ...]:
    """The actors of an event that keep the Shabbat."""
    return tuple(actor for actor in dict.fromkeys(event.actors) if "shabbat" in OBSERVES.of(actor))


def _rests(festival: Festival, stretch: Span) -> Iterator[Span]:
    """Every Shabbat that reaches into some stretch of time."""
    first, last = stretch.start.date(), stretch.end.date()
    for number in range(-2, (last - first).days + 2):
        day = first + timedelta(days=number)
        if day.weekday() == SATURDAY:
            yield Span(_sunset(festival, day - timedelta(days=1)), _nightfall(festival, day))


def _sunset(festival: Festival, friday: date) -> datetime:
    day = festival.day(friday)
    sunset = SUNSET.of(day) if day else None
    return (sunset or EARLIEST_SUNSET).on(friday)


def _nightfall(festival: Festival, saturday: date) -> datetime:
    day = festival.day(saturday)
    sunset = SUNSET.of(day) if day else None
    if sunset is None:
        return midnight(saturday + timedelta(days=1))
    return sunset.on(saturday) + NIGHTFALL.of(festival.settings)
