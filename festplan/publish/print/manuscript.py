"""Everything on the page as words and numbers, ready to set.

The layout in ``templates/print`` decides where things stand and how they look; what is said,
and in which language, is decided here.  Nothing but plain JSON goes across.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from unicodedata import combining, normalize
from zlib import crc32

import segno
from babel.dates import format_date

from festplan.publish.print import phrases
from festplan.publish.print.letters import can_print, plain
from festplan.publish.print.town_map import Plate, TownMap, town_map
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay
from festplan.publish.words import language_name, language_own_name, locale
from festplan.texts import Text, clock, dated, long_date
from festplan.times import midnight

#: What a JSON document is made of.
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

NOON = timedelta(hours=12)
EVENING = timedelta(hours=17)
NOBODY_IS_OLDER = 99  # "6 to 99" is how people write "from 6"
GREETINGS_ON_COVER = 9
MAP_WIDTH, MAP_HEIGHT = 118.0, 108.0


def manuscript(programme: Programme) -> Json:
    """The whole booklet, still without pages."""
    language = programme.language
    days = [day for day in programme.days if day.entries]
    return cleaned(
        {
            "language": language,
            "name": _name(programme),
            "about": _joined(": ", (_name(programme), programme.motto)),
            "edition": _edition(programme),
            "motto": programme.motto,
            "where": [part for part in (programme.district, programme.city) if part],
            "dates": _dates(programme),
            "issued": _issued(programme),
            "provisional": programme.provisional,
            "free": programme.free_of_charge,
            "organiser": programme.organiser,
            "email": programme.email,
            "website": programme.website,
            "website_short": programme.website.removeprefix("https://").rstrip("/"),
            "funders": list(programme.funders),
            "words": {name: text.in_language(language) for name, text in phrases.WORDS.items()},
            "greetings": list(_greetings(programme)),
            "days": [_day(day, programme) for day in days],
            "spots": [_spot(list(places)) for _, places in groupby(programme.places, _whereabouts)],
            "map": _map(programme),
            "numbers": phrases.WORDS[_numbers(programme)].in_language(language),
            "hosts": list(_hosts(programme)),
            "spoken": list(_spoken(programme)),
            "marks": _meanings(programme),
            "codes": list(_codes(programme)),
            "registers": any(e.places_limited_to is not None for e in programme.entries),
        }
    )


def cleaned(told: Json) -> Json:
    """The same, with every text as the letters can print it."""
    match told:
        case str():
            return plain(told)
        case list():
            return [cleaned(each) for each in told]
        case dict():
            return {name: cleaned(each) for name, each in told.items()}
        case _:
            return told


def _joined(between: str, parts: Iterable[str]) -> str:
    return between.join(part for part in parts if part)


# The festival ------------------------------------------------------------------------------


def _name(programme: Programme) -> str:
    """The festival's name; a booklet needs a title, even while nobody has found one."""
    return programme.name or phrases.WORDS["programme"].in_language(programme.language)


def _edition(programme: Programme) -> str:
    """``9. Ausgabe``, ``9th edition``; an edition that is a year, or a name, speaks for itself."""
    number = programme.edition.strip().removesuffix(".")
    if not number.isdecimal() or int(number) >= 1000:
        return programme.edition
    facts = {"edition": int(number), "ending": _ending(int(number))}
    return phrases.EDITION.with_facts(**facts).in_language(programme.language)


def _ending(number: int) -> str:
    """What makes an English number an ordinal one."""
    endings = {"one": "st", "two": "nd", "few": "rd"}
    return endings.get(locale("en").ordinal_form(number), "th")


def _dates(programme: Programme) -> str:
    if not programme.days:
        return ""
    first, last = programme.days[0].date, programme.days[-1].date
    if first == last:
        return f"{long_date(first, programme.language)} {first.year}"
    return _from_to(first, last, programme.language)


def _from_to(first: date, last: date, language: str) -> str:
    """``25.–30. August 2027``: what both dates share is said once, as the language does it."""
    # English as Europeans write it, with the day before the month.
    known = locale("en_GB" if language == "en" else language)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    # Babel knows intervals only with short months, but their order is the same.
    halves = known.interval_formats["yMMMd"][differs]
    return "".join(
        str(format_date(day, half.replace("MMM", "MMMM"), locale=known))
        for day, half in zip((first, last), halves, strict=True)
    )


def _issued(programme: Programme) -> list[Json]:
    """The document's date: the festival's first day, so that the same plan gives the same bytes."""
    if not programme.days:
        return [2000, 1, 1]
    first = programme.days[0].date
    return [first.year, first.month, first.day]


def _greetings(programme: Programme) -> Iterator[Json]:
    """The festival's own language, then those spoken most at it, then others of the world."""
    spoken = Counter(code for e in programme.entries for code in e.languages)
    heard = sorted(spoken, key=lambda code: (-spoken[code], code))
    candidates = dict.fromkeys((programme.language, *heard, *phrases.GREETINGS))
    known = [code for code in candidates if can_print(phrases.GREETINGS.get(code, "\0"))]
    needed = sum(code in spoken for code in known)
    for code in known[: max(GREETINGS_ON_COVER, needed)]:
        yield {"language": code, "text": phrases.GREETINGS[code]}


def _codes(programme: Programme) -> Iterator[Json]:
    """The QR codes: the page, and the calendar feed that lives beside it."""
    if not programme.website:
        return
    feed = f"{programme.website.rstrip('/')}/feeds/all.ics"
    for word, address in (("website", programme.website), ("calendar", feed)):
        yield {
            "says": phrases.WORDS[word].in_language(programme.language),
            "alt": phrases.CODE_TO.with_facts(address=address).in_language(programme.language),
            "address": address,
            "rows": _runs(address),
        }


def _runs(address: str) -> Json:
    """The dark stretches of each row of a QR code: where they begin and how long they are."""
    return [
        [[cells[0][0], len(cells)] for dark, cells in _stretches(row) if dark]
        for row in segno.make(address, error="m", micro=False).matrix
    ]


def _stretches(row: Iterable[int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    for dark, cells in groupby(enumerate(row), key=lambda cell: cell[1]):
        yield dark, list(cells)


# Days and entries --------------------------------------------------------------------------


def _day(day: ProgrammeDay, programme: Programme) -> Json:
    language = programme.language
    return {
        "weekday": dated(day.date, "EEEE", language),
        "short": dated(day.date, "EEE", language).rstrip("."),
        "date": _without_year(day, language),
        "long": long_date(day.date, language),
        "title": day.title,
        "glance": list(_glance(day)),
        "entries": [_entry(entry, programme) for entry in day.entries],
    }


def _without_year(day: ProgrammeDay, language: str) -> str:
    return dated(day.date, "d. MMMM" if language == "de" else "d MMMM", language)


def _glance(day: ProgrammeDay) -> Iterator[Json]:
    """The day in short lines; one event in several places at once is one line."""
    for entries in _at_once(day.entries):
        yield {
            "id": entries[0].id,
            "start": clock(entries[0].start),
            "part": _part_of_day(entries[0]),
            "title": entries[0].title,
            "language": entries[0].title_language,
            "numbers": [entry.place.number for entry in entries],
            "highlight": any(entry.headliner for entry in entries),
        }


def _at_once(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """Entries gathered where they are the same event at the same time in several places."""
    together: dict[tuple[datetime, str], list[Entry]] = {}
    for entry in entries:
        together.setdefault((entry.start, entry.event_id), []).append(entry)
    return together.values()


def _entry(entry: Entry, programme: Programme) -> Json:
    language = programme.language
    return {
        "id": entry.id,
        "start": clock(entry.start),
        "end": clock(entry.end),
        "title": entry.title,
        "language": entry.title_language,
        "description": entry.description,
        "easy": entry.easy,
        "also": [
            {"language": code, "text": title}
            for code, title in entry.also.items()
            if code != entry.title_language and title
        ],
        "place": _numbered(entry.place),
        "to": _numbered(entry.end_place) if entry.end_place else None,
        "who": _who(entry, language),
        "facts": [fact for fact in _facts(entry, language) if fact],
        "needs": [need for need in _needs(entry, programme) if need],
        "marks": list(_marks(entry)),
        "extras": list(_extras(entry)),
        "spoken": [
            {"language": code, "name": _own_name(code, language)}
            for code in _tongues(entry, language)
        ],
        "highlight": entry.headliner,
        "tile": _tile(entry),
    }


def _part_of_day(entry: Entry) -> str:
    """A film at half past midnight is in the evening: it counts from the day it belongs to."""
    since_midnight = entry.start - midnight(entry.day)
    if since_midnight < NOON:
        return "morning"
    return "afternoon" if since_midnight < EVENING else "evening"


def _numbered(place: Place) -> Json:
    return {"number": place.number, "name": place.name}


def _who(entry: Entry, language: str) -> str:
    """The short names; the list of actors gives them in full."""
    lead = _short(entry.lead)
    if not entry.partners:
        return lead
    partners = [_short(host) for host in entry.partners]
    return phrases.LED.with_facts(lead=lead, partners=partners).in_language(language)


def _short(host: Host) -> str:
    return host.short_name or host.name


def _facts(entry: Entry, language: str) -> Iterator[str]:
    """What it is, and for whom."""
    yield entry.format
    yield ", ".join(entry.audiences)
    yield _ages(entry).in_language(language)
    if entry.kind == "open":
        yield phrases.WORDS["open"].in_language(language)


def _needs(entry: Entry, programme: Programme) -> Iterator[str]:
    """What one has to bring: money, a place on the list, another day."""
    language = programme.language
    if entry.price.strip("0,. €"):
        yield entry.price
    elif not programme.free_of_charge:
        yield phrases.WORDS["free"].in_language(language)
    if entry.places_limited_to is not None:
        yield phrases.LIMITED.with_facts(seats=entry.places_limited_to).in_language(language)
    if times := _other_times(entry, programme):
        yield phrases.OTHER_TIMES.with_facts(times=times).in_language(language)


def _ages(entry: Entry) -> Text:
    youngest = entry.age_from or 0
    oldest = entry.age_to if (entry.age_to or 0) < NOBODY_IS_OLDER else None
    if oldest is None:
        text = phrases.AGE_FROM if youngest else Text(en="", de="")
    else:
        text = phrases.AGES if entry.age_from is not None else phrases.AGE_TO
    return text.with_facts(youngest=youngest, oldest=oldest)


def _other_times(entry: Entry, programme: Programme) -> list[str]:
    """When the same event happens again, for those who cannot come now."""
    others = (
        o for o in programme.entries if o.event_id == entry.event_id and o.start != entry.start
    )
    return list(dict.fromkeys(_when(other, entry, programme.language) for other in others))


def _when(other: Entry, entry: Entry, language: str) -> str:
    if other.day == entry.day:
        return clock(other.start)
    return f"{dated(other.day, 'EEE', language).rstrip('.')} {clock(other.start)}"


def _marks(entry: Entry) -> Iterator[str]:
    codes = {*entry.access, *entry.languages, *(["quiet"] if entry.quiet else [])}
    return (mark.name for mark in phrases.ENTRY_MARKS if mark.codes & codes)


def _extras(entry: Entry) -> Iterator[str]:
    """What organisers offer that we have no sign for, in their phrases."""
    return (code.replace("_", " ") for code in entry.access if not _has_mark(code))


def _has_mark(code: str) -> bool:
    return any(code in mark.codes for mark in phrases.ENTRY_MARKS)


def _tongues(entry: Entry, language: str) -> Iterator[str]:
    return (code for code in entry.languages if code != language and not _has_mark(code))


def _own_name(code: str, language: str) -> str:
    """A language as its speakers call it: they look for their own word."""
    own = language_own_name(code)
    return _capital(own if own and can_print(own) else language_name(code, language))


def _name_here(code: str, language: str) -> str:
    """The same language as we call it, for whoever helps to look; nothing where it is the same."""
    name = _capital(language_name(code, language))
    return name if name != _own_name(code, language) else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _tile(entry: Entry) -> Json:
    """The entry's tile in the pattern: its own for ever, as its id is."""
    chance = crc32(entry.id.encode())
    return {"shape": chance % 9, "turn": chance // 9 % 4, "shade": chance // 36 % 3}


# Places ------------------------------------------------------------------------------------


def _whereabouts(place: Place) -> tuple[str, str, str]:
    return place.site, place.address, place.transport


def _spot(places: list[Place]) -> Json:
    """Places that share a site, an address and a stop."""
    return {
        "site": places[0].site,
        "address": places[0].address,
        "transport": places[0].transport,
        "places": [{**_place(place)} for place in places],
    }


def _place(place: Place) -> dict[str, Json]:
    return {
        "number": place.number,
        "name": place.name,
        "marks": [m.name for m in phrases.PLACE_MARKS if m.codes & _codes_of(place)],
    }


def _codes_of(place: Place) -> frozenset[str]:
    offers = {"toilet": place.accessible_toilet, "water": place.drinking_water}
    return frozenset({place.setting, place.step_free, *(o for o, given in offers.items() if given)})


def _map(programme: Programme) -> Json:
    drawn = town_map(programme.places, MAP_WIDTH, MAP_HEIGHT)
    return _drawn(drawn, programme.language) if drawn else None


def _numbers(programme: Programme) -> str:
    """Where readers find the numbers: on the map if all of them are there, or else in the list."""
    everywhere = all(place.x is not None and place.y is not None for place in programme.places)
    return "circle_is_place" if everywhere and _map(programme) else "circle_is_listed"


def _drawn(drawn: TownMap, language: str) -> Json:
    hint = phrases.RINGS.with_facts(minutes=drawn.ring_minutes)
    return {
        "width": drawn.frame.width,
        "height": drawn.frame.height,
        "disk": drawn.disk,
        "middle": _rounded(drawn.middle),
        "ring": round(drawn.ring, 2),
        "north": _rounded(drawn.north),
        "hint": hint.in_language(language),
        "plates": [_plate(plate) for plate in drawn.plates],
    }


def _plate(plate: Plate) -> Json:
    return {
        "numbers": list(plate.spot.numbers),
        "at": _rounded((plate.box.left, plate.box.top)),
        "middle": _rounded(plate.box.middle),
        "spot": _rounded((plate.spot.x, plate.spot.y)) if plate.strays else None,
        "name": list(plate.name_lines),
        "name_at": _rounded(plate.name_box.middle) if plate.name_box else None,
        "name_top": round(plate.name_box.top, 2) if plate.name_box else None,
    }


def _rounded(point: tuple[float, float]) -> list[Json]:
    return [round(point[0], 2), round(point[1], 2)]


# Registers ---------------------------------------------------------------------------------


def _hosts(programme: Programme) -> Iterator[Json]:
    for host in sorted(programme.hosts, key=lambda h: (_sorted_as(_short(h)), h.id)):
        if entries := programme.entries_of(host):
            name = host.name if host.name != _short(host) else ""
            yield {"name": _short(host), "full": name, "entries": _lines(entries, programme)}


def _sorted_as(name: str) -> str:
    """Ä stands with A, as in a telephone book."""
    return "".join(c for c in normalize("NFKD", name.casefold()) if not combining(c))


def _spoken(programme: Programme) -> Iterator[Json]:
    """Every further language, signed and easy ones too, with the entries where it is spoken."""
    tongues = Counter(code for e in programme.entries for code in _tongues(e, programme.language))
    for code in sorted(tongues, key=lambda code: (-tongues[code], code)):
        entries = [e for e in programme.entries if code in e.languages]
        yield {
            "language": code,
            "name": _own_name(code, programme.language),
            "here": _here(code, entries, programme.language),
            "mark": None,
            "entries": _lines(entries, programme, code),
        }
    yield from _marked_entries(programme, "signing", "easy")


def _here(code: str, entries: Iterable[Entry], language: str) -> str:
    """Our name of a language, and a warning where all of its titles are in other ones."""
    name = _name_here(code, language)
    if any(_has_title_in(code, entry) for entry in entries):
        return name
    others = [language_name(other, language) for other in _title_languages(entries)]
    told = phrases.TITLES_IN.with_facts(name=name, languages=", ".join(others))
    return told.in_language(language).removeprefix(", ")


def _title_languages(entries: Iterable[Entry]) -> Iterable[str]:
    return dict.fromkeys(entry.title_language for entry in entries)


def _has_title_in(code: str, entry: Entry) -> bool:
    return code in (*entry.also, entry.title_language)


def _marked_entries(programme: Programme, *names: str) -> Iterator[Json]:
    for mark in (mark for mark in phrases.ENTRY_MARKS if mark.name in names):
        if entries := [e for e in programme.entries if mark.name in _marks(e)]:
            meaning = mark.meaning(programme.language)
            yield {
                "language": programme.language,
                "name": _capital(meaning),
                "here": "",
                "mark": mark.name,
                "entries": _lines(entries, programme),
            }


def _lines(entries: Iterable[Entry], programme: Programme, language: str = "") -> Json:
    """One line an entry, its title in the given language where somebody translated it.

    Beside translated titles, those that are not say in which language they are.
    """
    entries = list(entries)
    mixed = any(_has_title_in(language, entry) for entry in entries)
    days = {day.date: n for n, day in enumerate(d for d in programme.days if d.entries)}
    return [
        {
            "id": entry.id,
            "day": days[entry.day],
            "start": clock(entry.start),
            "title": entry.also.get(language, entry.title),
            "language": language if language in entry.also else entry.title_language,
            "note": language_name(entry.title_language, programme.language)
            if mixed and not _has_title_in(language, entry)
            else "",
        }
        for entry, *_ in _at_once(entries)
    ]


def _meanings(programme: Programme) -> Json:
    """What the marks that occur mean; first those of entries, then those of places."""
    in_entries = {name for entry in programme.entries for name in _marks(entry)}
    if any(entry.easy for entry in programme.entries):
        in_entries.add("easy")  # it stands before every line in easy language
    in_places = {
        m.name for p in programme.places for m in phrases.PLACE_MARKS if m.codes & _codes_of(p)
    }
    return {
        "entries": _explained(phrases.ENTRY_MARKS, in_entries, programme.language),
        "places": _explained(phrases.PLACE_MARKS, in_places, programme.language),
    }


def _explained(marks: Iterable[phrases.Mark], used: set[str], language: str) -> Json:
    return [
        {"name": mark.name, "meaning": mark.meaning(language)}
        for mark in marks
        if mark.name in used
    ]
