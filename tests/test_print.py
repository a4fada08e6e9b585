"""The booklet people hold in their hands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from festplan.publish.print.booklet import CannotPrint, booklet
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay
from festplan.texts import clock, long_date

SATURDAY = date(2027, 8, 28)

CHOIR = Host("A01", "Chor der Genossenschaft e. V.", "Chor", "Kultur")
SCHOOL = Host("A02", "Grundschule am Lindenring", "Grundschule", "Schule")

TITLES = (
    "Offene Bühne: Wort und Takt",
    "Märchenhafte Klangreise",
    "Fahrrad-Selbsthilfewerkstatt",
    "Vorlesen in drei Sprachen",
    "Nachbarschaftsfrühstück",
    "Sommerkino auf dem Rad",
    "Straßenfußballturnier der Grundschulen",
)


def a_place(number: int, *, on_the_map: bool = True) -> Place:
    return Place(
        number=number,
        id=f"V{number:02}",
        name=f"Wiese {number}",
        site=f"Park {(number + 1) // 2}",
        address=f"Lindenring {number}",
        transport="Lindenring (Bus 7)",
        setting=("outdoor", "covered", "indoor")[number % 3],
        step_free=("yes", "ramp", "no", "")[number % 4],
        accessible_toilet=number % 2 == 0,
        drinking_water=True,
        x=150.0 * ((number + 1) // 2) if on_the_map else None,
        y=-90.0 * ((number + 1) // 2) if on_the_map else None,
        latitude=None,
        longitude=None,
    )


def an_entry(number: int, day: date, places: tuple[Place, ...], **changes: object) -> Entry:
    start = datetime(day.year, day.month, day.day, 9) + timedelta(minutes=45 * (number % 18))
    facts: dict[str, object] = {
        "id": f"E{number:03}-1",
        "event_id": f"E{number:03}",
        "number": 1,
        "of": 1,
        "kind": ("session", "open", "route")[number % 3],
        "title": f"{TITLES[number % len(TITLES)]} {number}",
        "title_language": "de",
        "description": "Mit Bildern und viel Zeit zum Fragen. Für Essen und Trinken ist gesorgt.",
        "easy": "Wir lesen eine Geschichte vor." if number % 4 == 0 else "",
        "also": {"ar": "قصة واحدة بثلاث لغات", "uk": "Мовне кафе"} if number % 3 == 0 else {},
        "format": "Lesung",
        "day": day,
        "start": start,
        "end": start + timedelta(hours=1),
        "place": places[number % len(places)],
        "end_place": places[0] if number % 3 == 2 else None,
        "lead": CHOIR,
        "partners": (SCHOOL,) if number % 2 else (),
        "languages": ("de", "ar", "dgs") if number % 2 else ("de",),
        "access": ("rollstuhl", "tastführung") if number % 5 == 0 else (),
        "audiences": ("Kinder", "Familien"),
        "age_from": 4,
        "age_to": 9,
        "price": "2 €" if number % 6 == 0 else "",
        "places_limited_to": 20 if number % 4 == 1 else None,
        "headliner": number % 7 == 3,
        "quiet": number % 8 == 0,
    }
    return Entry(**(facts | changes))  # type: ignore[arg-type]  # a test names what it changes


def a_day(day: date, entries: Iterable[Entry]) -> ProgrammeDay:
    return ProgrammeDay(day, "Tag der Begegnung", tuple(sorted(entries, key=lambda e: (e.start, e.place.number, e.id))))


def a_programme(days: int = 3, entries_a_day: int = 9, places: int = 5, **changes: object) -> Programme:
    venues = tuple(a_place(number) for number in range(1, places + 1))
    facts: dict[str, object] = {
        "language": "de",
        "name": "Bunter Sommer",
        "edition": "9",
        "motto": "Eine Wiese, viele Nachbarn",
        "district": "Nordwinkel",
        "city": "Auenstadt",
        "organiser": "Quartiersbüro Nordwinkel",
        "email": "programm@nordwinkel.example",
        "website": "https://nordwinkel.example/sommer",
        "timezone": "Europe/Berlin",
        "uid_domain": "nordwinkel.example",
        "funders": ("Verfügungsfonds Nordwinkel",),
        "free_of_charge": True,
        "provisional": False,
        "days": tuple(
            a_day(
                SATURDAY + timedelta(days=day),
                [an_entry(day * entries_a_day + n, SATURDAY + timedelta(days=day), venues) for n in range(entries_a_day)],
            )
            for day in range(days)
        ),
        "places": venues,
        "hosts": (CHOIR, SCHOOL),
    }
    return Programme(**(facts | changes))  # type: ignore[arg-type]  # a test names what it changes


def with_entries(*changes: Mapping[str, object]) -> Programme:
    """A Saturday with one entry for each set of changes."""
    venues = (a_place(1), a_place(2))
    entries = [an_entry(number, SATURDAY, venues, **changed) for number, changed in enumerate(changes)]
    return a_programme(days=1, places=2, days_=None) if not entries else _saturday(entries, venues)


def _saturday(entries: list[Entry], venues: tuple[Place, ...]) -> Programme:
    return a_programme(days=(a_day(SATURDAY, entries),), places=venues)  # type: ignore[arg-type]


@cache
def printed(programme: Programme) -> tuple[str, ...]:
    return pages_of(booklet(programme))


def pages_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page as a reader's search finds it, in single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = (page.get_textpage().get_text_bounded() for page in document)
    return tuple(re.sub(r"\s+", " ", text) for text in texts)
