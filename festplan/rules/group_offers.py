"""Offers for nursery groups and school classes take place on school mornings.

A class comes with its teacher, on a school day, and is back for lunch.  An event with "Kita",
"Schulklassen", "nursery groups" or "school classes" among its audiences is on a day with "yes" in
the column `school_day` and ends by `group_offers_end` (13:00, unless you say otherwise).  As long
as no day says whether there is school, only the time counts.

Fine:
    day Mon: school_day yes
    Mon 11:30-12:30  library  reading by school, audiences school classes
    Mon 15:00-16:00  library  puppets by choir, audiences Families

Broken:
    day Mon: school_day yes
    Mon 12:30-13:30  library  reading by school, audiences Schulklassen;Families

Broken:
    day Mon: school_day yes
    day Tue: school_day no
    Tue 11:30-12:30  library  reading by school, audiences Kita

Fine:
    festival: group_offers_end 14:00
    Mon 12:30-13:30  library  reading by school, audiences nursery groups

Fine:
    day Mon: school_day yes
    Mon 12:00-13:00  library  reading by school, audiences Kita
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, clock
from festplan.draft import Draft
from festplan.festival import Day, Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import AUDIENCES, SCHOOL_DAY
from festplan.texts import Text
from festplan.times import Clock, Span

DE = """Angebote für Kitagruppen und Schulklassen sind an Schultagen vormittags.

Eine Klasse kommt mit ihrer Lehrerin, an einem Schultag, und ist zum Mittagessen zurück.  Eine
Veranstaltung mit „Kita“ oder „Schulklassen“ unter den Zielgruppen ist an einem Tag mit „ja“ in der
Spalte `school_day` und endet bis `group_offers_end` (13:00, wenn nichts anderes dasteht).  Solange
bei keinem Tag steht, ob Schule ist, zählt nur die Uhrzeit.
"""
NUMBERS = (64,)
LATEST = Column(
    "festival", "group_offers_end", "Gruppenangebote bis",
    Text("Offers for nursery groups and school classes end by then.",
         "Dann sind Angebote für Kitagruppen und Schulklassen zu Ende."),
    clock, Clock(timedelta(hours=13)), ("13:00", "18:00"),
)  # fmt: skip
COLUMNS = (LATEST, AUDIENCES, SCHOOL_DAY)
SAYS = Text(
    en="“{event}” is for groups and would be {span}: only on school days until {latest}.",
    de="„{event}“ ist für Gruppen und wäre {span}: nur an Schultagen bis {latest}.",
)
GROUPS = frozenset(("kita", "schulklassen", "nursery groups", "school classes"))


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    latest = LATEST.of(festival.settings)
    days = {day.date for day in _school_days(festival)}
    for placed in plan:
        if _is_for_groups(placed.event) and not (
            placed.day in days and placed.public.end <= latest.on(placed.day)
        ):
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, span=placed.public, latest=latest),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    latest = LATEST.of(festival.settings)
    mornings = [Span(d.span.start, latest.on(d.date)) for d in _school_days(festival)]
    for option in draft.options():
        if _is_for_groups(option.event):
            draft.within(option, mornings)


def _school_days(festival: Festival) -> tuple[Day, ...]:
    """The days on which groups may come: all of them where nobody has said."""
    if not any(SCHOOL_DAY.name in day.cells for day in festival.days):
        return festival.days
    return tuple(day for day in festival.days if SCHOOL_DAY.of(day))


def _is_for_groups(event: Event) -> bool:
    return any(audience.casefold() in GROUPS for audience in AUDIENCES.of(event))
