"""The programme as one web page: a file to put on any host, to send, to print, to keep.

It asks nobody for anything: no script, no font and no picture from elsewhere.  It reads on a
phone in the sun, on paper at the door, and by ear.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from math import cos, hypot, pi, sin
from urllib.parse import quote, urlsplit

from festplan.publish import words
from festplan.publish.colours import tones
from festplan.publish.feeds import FOLDER, file_name
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay
from festplan.publish.templating import environment
from festplan.texts import Text, clock, dated, long_date, short_date


def page(programme: Programme) -> str:
    """The whole web programme, as the text of one HTML file."""
    template = environment("web", _filters(programme.language)).get_template("programme.html")
    return template.render(
        programme=programme,
        say={name: text.in_language(programme.language) for name, text in SAYS.items()},
        tones=tones(len(programme.days)),
        weeks=_weeks(programme.days),
        sessions=_sessions(programme.entries),
        sites=_sites(programme.places),
        map=site_map(programme.places),
        hosts=_taking_part(programme),
        spoken=sorted(
            _used(entry.languages for entry in programme.entries),
            key=lambda code: code != programme.language,
        ),
        ways_in=_used(map(ways_in, programme.entries)),
        name=programme.name or SAYS["programme"].in_language(programme.language),
        website=_web_address(programme.website),
        webcal=partial(webcal, programme.website),
        everything=feed_address(programme.website),
        free=free(programme),
        ages=ages,
        registration=registration,
        night=night,
        ways_in_of=ways_in,
        marker_height=MARKER,
    )


def _filters(language: str) -> Mapping[str, Callable[..., str]]:
    in_language = (
        words.language_name,
        words.language_mark,
        words.access_word,
        words.access_mark,
        words.setting_word,
        words.step_free_word,
        dated,
        long_date,
        short_date,
        from_to,
        said,
    )
    alone = (words.language_own_name, words.direction, clock, file_name, feed, mailto)
    return {
        **{tell.__name__: partial(tell, language=language) for tell in in_language},
        **{tell.__name__: tell for tell in alone},
    }


# -- what the page says ----------------------------------------------------------------

SAYS: Mapping[str, Text] = {
    "programme": Text(de="Programm", en="Programme"),
    "skip": Text(de="Zum Programm springen", en="Skip to the programme"),
    "free": Text(de="Eintritt frei", en="Free entry"),
    "days": Text(de="Tage", en="Days"),
    "more": Text(de="Außerdem auf dieser Seite", en="Also on this page"),
    "provisional": Text(de="Vorläufiges Programm.", en="Provisional programme."),
    "may_change": Text(
        de="Zeiten und Orte können sich noch ändern.",
        en="Times and places may still change.",
    ),
    "week": Text(de="Die Tage auf einen Blick", en="The days at a glance"),
    "nothing": Text(de="nichts", en="nothing"),
    "headliner": Text(de="Höhepunkt", en="Highlight"),
    "quiet": Text(de="Ruhig", en="Quiet"),
    "come_and_go": Text(de="Kommen und Gehen jederzeit", en="Come and go as you like"),
    "place": Text(de="Ort", en="Place"),
    "ends_at": Text(de="Ziel:", en="Ends at:"),
    "by": Text(de="Von", en="By"),
    "with": Text(de="mit", en="with"),
    "again": Text(de="Auch am", en="Also on"),
    "languages": Text(de="Sprachen", en="Languages"),
    "access": Text(de="Zugang", en="Access"),
    "easy": Text(de="In Leichter Sprache", en="In easy language"),
    "marks": Text(de="Zeichen", en="Marks"),
    "unmarked": Text(de="Ohne Sprachzeichen:", en="Without a language mark:"),
    "places": Text(de="Orte", en="Places"),
    "map": Text(de="Lageplan, Norden ist oben", en="Map, north is up"),
    "rings": Text(
        de="Die Kreise zeigen, wie viele Minuten es zu Fuß etwa sind.",
        en="The circles show about how many minutes it takes on foot.",
    ),
    "toilet": Text(de="barrierefreies WC", en="accessible toilet"),
    "water": Text(de="Trinkwasser", en="drinking water"),
    "transport": Text(de="Haltestelle:", en="Stop:"),
    "hosts": Text(de="Mitwirkende", en="Who takes part"),
    "calendar": Text(de="Kalender", en="Calendar"),
    "subscribe": Text(de="In den eigenen Kalender", en="Into your own calendar"),
    "subscribe_how": Text(
        de="Auf den Knopf tippen, oder diese Adresse im eigenen Kalender bei „Abonnieren“ oder "
        "„Per URL hinzufügen“ einsetzen:",
        en="Press the button, or paste this address into your calendar where it says "
        "“Subscribe” or “Add from URL”:",
    ),
    "subscribe_when": Text(
        de="Änderungen kommen dann von selbst: Kalender sehen alle paar Stunden nach, der von "
        "Google braucht bis zu einem Tag.",
        en="Changes then reach you by themselves: calendars look for news every few hours, "
        "Google’s takes up to a day.",
    ),
    "subscribe_now": Text(de="Kalender abonnieren", en="Subscribe to the calendar"),
    "download": Text(de="Kalenderdatei öffnen", en="Open the calendar file"),
    "download_once": Text(
        de="Die Datei ist eine Abschrift; spätere Änderungen stehen nicht darin.",
        en="The file is a copy; later changes will not be in it.",
    ),
    "imprint": Text(de="Impressum", en="Imprint"),
    "organiser": Text(de="Veranstaltet von", en="Organised by"),
    "contact": Text(de="Schreibt uns:", en="Write to us:"),
    "funders": Text(de="Ermöglicht durch", en="Made possible by"),
}

_ALL_FREE = Text(de="Der Eintritt ist überall frei.", en="Everything is free of charge.")
_MOSTLY_FREE = Text(
    de="Der Eintritt ist frei, wo kein Preis dabeisteht.",
    en="Everything is free of charge, unless a price is given.",
)
_AGES = Text(de="{age_from} bis {age_to} Jahre", en="ages {age_from} to {age_to}")
_FROM_AGE = Text(de="ab {age_from} Jahren", en="from age {age_from}")
_UP_TO_AGE = Text(de="bis {age_to} Jahre", en="up to age {age_to}")
_REGISTER = Text(de="mit Anmeldung, {places} Plätze", en="please register, {places} places")
_NIGHT = Text(de="in der Nacht auf {day}", en="in the night before {day}")


def said(text: Text, language: str) -> str:
    return text.in_language(language)


def free(programme: Programme) -> Text | None:
    """The good news about money, if it is true."""
    if not programme.free_of_charge:
        return None
    return _MOSTLY_FREE if any(entry.price for entry in programme.entries) else _ALL_FREE


def ages(entry: Entry) -> Text | None:
    """Whom an entry is meant for by age, if anybody in particular."""
    if entry.age_from is None and entry.age_to is None:
        return None
    if entry.age_to is None:
        return _FROM_AGE.with_facts(age_from=entry.age_from)
    if entry.age_from is None:
        return _UP_TO_AGE.with_facts(age_to=entry.age_to)
    return _AGES.with_facts(age_from=entry.age_from, age_to=entry.age_to)


def registration(entry: Entry) -> Text | None:
    if entry.places_limited_to is None:
        return None
    return _REGISTER.with_facts(places=entry.places_limited_to)


def night(entry: Entry) -> Text | None:
    """A warning that "00:30" on Friday's programme is Saturday by the calendar."""
    if entry.start.date() == entry.day:
        return None
    return _NIGHT.with_facts(day=entry.start.date())


def ways_in(entry: Entry) -> tuple[str, ...]:
    """The access codes of an entry, less those its languages tell already."""
    easy = any(map(words.is_easy, entry.languages))
    told = {"leichte_sprache": easy, "gebaerden": "dgs" in entry.languages}
    return tuple(code for code in entry.access if not told.get(code))


def from_to(first: date, last: date, language: str) -> str:
    """``25.–30. August 2027``, or ``30 August – 2 September 2027``."""
    day = "d." if language == "de" else "d"
    if first == last:
        return dated(last, f"{day} MMMM y", language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{dated(first, day, language)}–{dated(last, f'{day} MMMM y', language)}"
    first_pattern = f"{day} MMMM" if first.year == last.year else f"{day} MMMM y"
    return " – ".join(
        (dated(first, first_pattern, language), dated(last, f"{day} MMMM y", language))
    )


# -- the week at a glance --------------------------------------------------------------


@dataclass(frozen=True)
class Week:
    """At most seven days beside each other, and what their mornings to evenings hold."""

    days: tuple[ProgrammeDay, ...]
    first: int  # the number of its first day in the programme, from 0
    rows: tuple[tuple[Text, tuple[tuple[Entry, ...], ...]], ...]


#: Parts of the day, by the hour at which they end.
_PARTS = (
    (12, Text(de="Vormittag", en="Morning")),
    (17, Text(de="Nachmittag", en="Afternoon")),
    (28, Text(de="Abend", en="Evening")),
)


def _weeks(days: Sequence[ProgrammeDay]) -> list[Week]:
    return [_week(days[first : first + 7], first) for first in range(0, len(days), 7)]


def _week(days: Sequence[ProgrammeDay], first: int) -> Week:
    parts = ((part, tuple(_during(day, part) for day in days)) for _, part in _PARTS)
    return Week(tuple(days), first, tuple((part, cells) for part, cells in parts if any(cells)))


def _during(day: ProgrammeDay, part: Text) -> tuple[Entry, ...]:
    return tuple(entry for entry in day.entries if _part(entry) is part)


def _part(entry: Entry) -> Text:
    """The part of the festival day in which an entry begins; after midnight it is evening."""
    hour = entry.start.hour + 24 * (entry.start.date() - entry.day).days
    return next((part for end, part in _PARTS if hour < end), _PARTS[-1][1])


# -- places and the map ----------------------------------------------------------------


def _sites(places: Iterable[Place]) -> list[list[Place]]:
    """The places by their address, so that an address is written once."""
    sites: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        sites.setdefault((place.site, place.address), []).append(place)
    return list(sites.values())


Spot = tuple[float, float]  # to the right and down, in the units of the picture


@dataclass
class Marker:
    """A pin on the map, with the numbers of all places it stands for."""

    x: float
    y: float
    places: list[Place]

    @property
    def label(self) -> str:
        return runs([place.number for place in self.places])

    @property
    def width(self) -> float:
        return 14 + 6 * len(self.label)

    def hides(self, other: Marker) -> bool:
        near = abs(self.x - other.x) < (self.width + other.width) / 2
        return near and abs(self.y - other.y) < MARKER


@dataclass(frozen=True)
class Ring:
    """A circle around the festival's middle, so many minutes wide."""

    minutes: int
    radius: float
    label: Spot | None  # where on the circle its minutes stand, if any of it can be seen


@dataclass(frozen=True)
class SiteMap:
    """Where the places lie to each other, in the units of the picture."""

    frame: Spot  # the lower right corner
    middle: Spot
    rings: tuple[Ring, ...]
    markers: tuple[Marker, ...]


MARKER = 20  # the height of a marker
_SIZE, _MARGIN = 360, 28  # the longer side of the map, and what stays free of pins
_FIVE_MINUTES = 350  # metres as the crow flies, as on the printed map
_MINUTES = (60, 30, 15, 10, 5)


def site_map(places: Iterable[Place]) -> SiteMap | None:
    """A map of all places whose position is known; none where there are fewer than two."""
    spots = [(p, p.x, p.y) for p in places if p.x is not None and p.y is not None]
    if len({(x, y) for _, x, y in spots}) < 2:
        return None
    west, east = min(x for _, x, _ in spots), max(x for _, x, _ in spots)
    south, north = min(y for *_, y in spots), max(y for *_, y in spots)
    scale = (_SIZE - 2 * _MARGIN) / max(east - west, north - south)

    def drawn(x: float, y: float) -> Spot:
        return round(_MARGIN + (x - west) * scale, 1), round(_MARGIN + (north - y) * scale, 1)

    right, bottom = drawn(east, south)
    frame, middle = (right + _MARGIN, bottom + _MARGIN), drawn(0, 0)
    markers = _markers(Marker(*drawn(x, y), [place]) for place, x, y in spots)
    return SiteMap(frame, middle, tuple(_rings(middle, scale, frame, markers)), markers)


def _markers(pins: Iterable[Marker]) -> tuple[Marker, ...]:
    """The pins, where those that would hide each other have become one."""
    markers: list[Marker] = []
    for pin in pins:
        if (hidden := next((m for m in markers if m.hides(pin)), None)) is not None:
            hidden.places += pin.places
        else:
            markers.append(pin)
    return tuple(markers)


def _rings(middle: Spot, scale: float, frame: Spot, markers: Sequence[Marker]) -> Iterator[Ring]:
    """Some circles over the picture, at distances that are easy to say."""
    minute = scale * _FIVE_MINUTES / 5
    step = next((m for m in _MINUTES if m * minute <= _SIZE / 4), _MINUTES[-1])
    for minutes in range(step, 4 * step + 1, step):
        radius = round(minutes * minute, 1)
        yield Ring(minutes, radius, _label(middle, radius, frame, markers))


def _label(middle: Spot, radius: float, frame: Spot, markers: Sequence[Marker]) -> Spot | None:
    """The point of a circle, out of eight, that is seen and farthest from every marker."""
    angles = (eighth * pi / 4 for eighth in range(8))
    points = ((middle[0] + radius * cos(a), middle[1] + radius * sin(a)) for a in angles)
    seen = [
        p for p in points if all(20 < at < side - 20 for at, side in zip(p, frame, strict=True))
    ]
    if not seen:
        return None
    x, y = max(seen, key=lambda p: min(hypot(p[0] - m.x, p[1] - m.y) for m in markers))
    return round(x, 1), round(y, 1)


def runs(numbers: Sequence[int]) -> str:
    """``1–4, 7`` for 1, 2, 3, 4 and 7."""
    breaks = [n for n, (one, two) in enumerate(pairwise(numbers), start=1) if two != one + 1]
    pieces = [numbers[a:b] for a, b in pairwise([0, *breaks, len(numbers)])]
    return ", ".join(f"{p[0]}–{p[-1]}" if len(p) > 1 else str(p[0]) for p in pieces)


# -- links -----------------------------------------------------------------------------


def feed(file: str) -> str:
    """Where a calendar lies, from the page."""
    return f"{FOLDER}/{quote(file)}"


def mailto(address: str) -> str:
    return "mailto:" + quote(address, safe="@+")


def feed_address(website: str, file: str = "all.ics") -> str:
    """Where the whole world finds a calendar, or "" where there is no website."""
    address = urlsplit(_web_address(website))
    if not address.netloc:
        return ""
    return f"{address.scheme}://{address.netloc}{address.path.rstrip('/')}/{feed(file)}"


def webcal(website: str, file: str = "all.ics") -> str:
    """The address that opens a calendar program to subscribe, or ""."""
    address = feed_address(website, file)
    return address and "webcal:" + address.partition(":")[2]


def _web_address(website: str) -> str:
    """The website if a click on it is harmless, which ``javascript:`` is not; else ""."""
    return website if website.lower().startswith(("https://", "http://")) else ""


# -- what is used where ----------------------------------------------------------------


def _used(groups: Iterable[tuple[str, ...]]) -> list[str]:
    """Every code that some entry has, once."""
    return sorted({code for group in groups for code in group})


def _taking_part(programme: Programme) -> list[tuple[Host, tuple[Entry, ...]]]:
    """Every actor who leads or joins in something, by name, and what that is."""
    hosts = sorted(programme.hosts, key=lambda host: (_plain(host.name), host.id))
    taking_part = ((host, programme.entries_of(host)) for host in hosts)
    return [(host, entries) for host, entries in taking_part if entries]


def _plain(name: str) -> str:
    """A name without accents, so that Ö stands beside O."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _sessions(entries: Iterable[Entry]) -> Mapping[str, list[Entry]]:
    """The sessions of every event, by the event's id."""
    sessions: dict[str, list[Entry]] = {}
    for entry in entries:
        sessions.setdefault(entry.event_id, []).append(entry)
    return sessions
