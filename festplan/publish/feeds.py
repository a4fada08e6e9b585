"""The programme as calendar feeds, which people subscribe to once and then rely on.

A calendar knows an event by its UID alone: whatever moves must keep it, or the neighbours see
the event twice.  So UIDs come from the entries' ids, stamps come from the release, and nothing
comes from the clock: the same plan gives the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from importlib import resources
from io import BytesIO
from itertools import count, groupby
from types import MappingProxyType
from uuid import NAMESPACE_DNS, UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCategory,
    vDuration,
    vText,
    vUnknown,
    vUri,
)

from festplan.publish.programme import Entry, Host, Place, Programme
from festplan.publish.words import access_word, language_name, step_free_word
from festplan.texts import Text

#: Where the feeds lie below the festival's website.
FOLDER = "feeds"
#: Once in four hours is as often as a client should ask, and as long as a change may take.
REFRESH = timedelta(hours=4)
COLOUR, COLOUR_IN_HEX = "darkorange", "#FF8C00"


@dataclass(frozen=True)
class Stamp:
    """What a client needs to see that an entry has changed; all three must rise together."""

    sequence: int
    created: datetime
    modified: datetime

    @classmethod
    def of_first(cls, release: datetime) -> Stamp:
        """The stamp of an entry that has never been published before."""
        return cls(sequence=0, created=release, modified=release)


def feeds(
    programme: Programme,
    stamp: datetime,
    stamps: Mapping[str, Stamp] = MappingProxyType({}),
) -> Mapping[str, bytes]:
    """Every feed by its file name: the whole programme, and one for each actor in it.

    ``stamp`` is the moment of this release.  ``stamps`` gives, by their ids, the stamps of
    entries that were published before.
    """
    if stamp.tzinfo is None:
        raise ValueError(f"The stamp {stamp} does not say in which time zone it is; give UTC.")
    zone = _zone(programme.timezone)
    _refuse_impossible_times(programme, zone)
    release = _Release(programme, zone, Stamp.of_first(stamp), stamps)
    # An entry is written once and lies in many feeds.
    events = {entry.id: bytes(_event(entry, release).to_ical()) for entry in programme.entries}
    return {feed.file: _calendar(feed, release, events) for feed in _feeds_of(programme)}


@dataclass(frozen=True)
class _Release:
    """One publication of the programme, and what is known of those before it."""

    programme: Programme
    zone: _Zone
    first: Stamp
    stamps: Mapping[str, Stamp]

    def stamp_of(self, entry: Entry) -> Stamp:
        return self.stamps.get(entry.id, self.first)


# -- which feeds -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Feed:
    file: str
    title: str
    entries: tuple[Entry, ...]


def _feeds_of(programme: Programme) -> Iterator[_Feed]:
    title = _title(programme)
    yield _Feed("all.ics", title, programme.entries)
    for host in programme.hosts:
        if entries := programme.entries_of(host):
            yield _Feed(file_name(host), f"{title} – {host.name}", entries)


def _title(programme: Programme) -> str:
    """The festival and its year, for last year's feed may lie beside it."""
    name = programme.name or NAMELESS.in_language(programme.language)
    if not programme.days:
        return name
    year = str(programme.days[0].date.year)
    return name if year in name else f"{name} {year}"


def file_name(host: Host) -> str:
    """The file of an actor's own feed, safe on every disk and in every address."""
    typed = host.id.lower()
    plain = re.sub(r"[^a-z0-9_-]+", "-", typed).strip("-")
    if plain == typed:
        return f"actor-{plain}.ics"
    # "Ü 1" and "Ö 1" must not share a file.
    return f"actor-{plain}-{uuid5(NAMESPACE_DNS, typed).hex[:8]}.ics"


# -- a calendar ------------------------------------------------------------------------


def _calendar(feed: _Feed, release: _Release, events: Mapping[str, bytes]) -> bytes:
    # Not Calendar.new(): it adds a UID, and vdirsyncer then takes all events for one.
    calendar = Calendar()
    _add_kind(calendar, release.programme)
    _add_title(calendar, feed.title, release.programme)
    _add_source(calendar, feed, release)
    if release.zone.written is not None:
        calendar.add_component(release.zone.written)
    head, end, nothing = bytes(calendar.to_ical()).rpartition(b"END:VCALENDAR")
    return b"".join((head, *(events[entry.id] for entry in feed.entries), end, nothing))


def _add_kind(calendar: Calendar, programme: Programme) -> None:
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//festplan//festplan//{programme.language.upper()}")
    calendar.add("CALSCALE", "GREGORIAN")
    if programme.email:  # who publishes by iTIP must name an organiser
        calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-TIMEZONE", programme.timezone)


def _add_title(calendar: Calendar, title: str, programme: Programme) -> None:
    # Each client reads one of the two names; the library escapes neither by itself.
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, _line(title))
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar.add(name, _line(_about(programme)))
    calendar.add("COLOR", COLOUR)
    calendar.add("X-APPLE-CALENDAR-COLOR", COLOUR_IN_HEX)


def _add_source(calendar: Calendar, feed: _Feed, release: _Release) -> None:
    """Where the feed comes from, how often to ask there, and when it last changed."""
    if website := release.programme.website:
        calendar.add("URL", _address(website))
        source = f"{website.rstrip('/')}/{FOLDER}/{feed.file}"
        calendar.add("SOURCE", _address(source), {"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    if modified := [release.stamp_of(entry).modified for entry in feed.entries]:
        calendar.add("LAST-MODIFIED", max(modified))


def _about(programme: Programme) -> str:
    whereabouts = ", ".join(filter(None, (programme.district, programme.city)))
    return " – ".join(filter(None, (programme.motto, whereabouts))) or _title(programme)


# -- an event --------------------------------------------------------------------------


def _event(entry: Entry, release: _Release) -> Event:
    event = Event()
    event.add("UID", str(uid(entry.id, release.programme.uid_domain)))
    _add_stamp(event, release.stamp_of(entry))
    _add_moment(event, "DTSTART", entry.start, release.zone)
    _add_moment(event, "DTEND", entry.end, release.zone)
    _add_words(event, entry, release.programme)
    _add_place(event, entry.place)
    _add_contact(event, release.programme)
    event.add("STATUS", "TENTATIVE" if release.programme.provisional else "CONFIRMED")
    event.add("CLASS", "PUBLIC")
    event.add("TRANSP", "TRANSPARENT")  # who reads a programme is not busy all week
    return event


def uid(entry_id: str, domain: str) -> UUID:
    """The identity of an entry in every calendar, for ever; nobody can take it for e-mail."""
    return uuid5(uuid5(NAMESPACE_DNS, domain), entry_id)


def _add_stamp(event: Event, stamp: Stamp) -> None:
    event.add("SEQUENCE", stamp.sequence)
    event.add("CREATED", stamp.created)
    event.add("DTSTAMP", stamp.modified)
    event.add("LAST-MODIFIED", stamp.modified)


def _add_moment(event: Event, name: str, wall: datetime, zone: _Zone) -> None:
    if zone.can_be_written(wall):
        event.add(name, wall, {"TZID": zone.name})
    else:
        event.add(name, zone.in_utc(wall))


def _add_words(event: Event, entry: Entry, programme: Programme) -> None:
    told = _text(description(entry, programme))
    event.add("SUMMARY", _line(entry.title), {"LANGUAGE": entry.title_language})
    event.add("DESCRIPTION", told, {"LANGUAGE": programme.language})
    if words := [word for word in (entry.format, *entry.audiences) if word]:
        event.add("CATEGORIES", _categories(words))


def _add_place(event: Event, place: Place) -> None:
    location = _line(_located(place))
    event.add("LOCATION", location)
    if place.latitude is None or place.longitude is None:
        return
    # Six decimals are a hand's breadth.  Written here, for the library makes 5e-05 of it in
    # Greenwich.
    latitude, longitude = f"{place.latitude:.6f}", f"{place.longitude:.6f}"
    event.add("GEO", vUnknown(f"{latitude};{longitude}"))
    pin = vUri(f"geo:{latitude},{longitude}")
    # Apple shows its map only where the title equals LOCATION.
    pin.params |= {"VALUE": "URI", "X-APPLE-RADIUS": "70", "X-TITLE": str(location)}
    event.add("X-APPLE-STRUCTURED-LOCATION", pin)


def _located(place: Place) -> str:
    parts = (place.name, place.site, place.address)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _add_contact(event: Event, programme: Programme) -> None:
    if programme.website:
        event.add("URL", _address(programme.website))
    if programme.email:
        organiser = _tidy(programme.organiser or _title(programme))
        event.add("ORGANIZER", _address(f"mailto:{programme.email}"), {"CN": organiser})


def _categories(words: Iterable[str]) -> vCategory:
    categories = vCategory([])
    # Put in as they are: the constructor would make them the library's own texts again.
    categories.cats = [_line(word) for word in dict.fromkeys(words)]
    return categories


# -- what one reads in it --------------------------------------------------------------

NAMELESS = Text(en="Programme", de="Programm")  # a festival that has no name yet
BY = Text(en="By {lead}", de="Von {lead}")
BY_SEVERAL = Text(en="By {lead} with {partners}", de="Von {lead} mit {partners}")
ON_THE_MAP = Text(en="No. {number} on the map: {place}", de="Nr. {number} auf dem Plan: {place}")
IN_THE_LIST = Text(
    en="No. {number} in the list of places: {place}",
    de="Nr. {number} in der Liste der Orte: {place}",
)
STOP = Text(en="Getting there: {transport}", de="Anfahrt: {transport}")
SPOKEN = Text(en="Languages: {languages}", de="Sprachen: {languages}")
ACCESS = Text(en="Access: {access}", de="Zugang: {access}")
TOILET = Text(en="accessible toilet", de="barrierefreie Toilette")
FREE = Text(en="Free of charge", de="Eintritt frei")
PRICE = Text(en="Price: {price}", de="Preis: {price}")
REGISTER = Text(
    en="Please register; there is room for {places}.",
    de="Bitte anmelden; Platz ist für {places}.",
)
ENDS = Text(en="Ends at: {place}", de="Endet hier: {place}")


def description(entry: Entry, programme: Programme) -> str:
    """What an entry is, then the facts, one a line, and where to read more."""
    facts = (text.in_language(programme.language) for text in _facts(entry, programme.language))
    paragraphs = (entry.description, "\n".join(facts), programme.website)
    return "\n\n".join(filter(None, paragraphs))


def _facts(entry: Entry, language: str) -> Iterator[Text]:
    partners = [partner.name for partner in entry.partners]
    who = BY_SEVERAL if partners else BY
    yield who.with_facts(lead=entry.lead.name, partners=partners)
    where = ON_THE_MAP if _is_on_the_map(entry.place) else IN_THE_LIST
    yield where.with_facts(number=entry.place.number, place=entry.place.name)
    if entry.place.transport:
        yield STOP.with_facts(transport=entry.place.transport)
    if entry.end_place is not None:
        yield ENDS.with_facts(place=_located(entry.end_place))
    if entry.languages:
        spoken = [language_name(code, language) for code in entry.languages]
        yield SPOKEN.with_facts(languages=spoken)
    if access := list(_access(entry, language)):
        yield ACCESS.with_facts(access=access)
    yield PRICE.with_facts(price=entry.price) if entry.price else FREE
    if entry.places_limited_to is not None:
        yield REGISTER.with_facts(places=entry.places_limited_to)


def _is_on_the_map(place: Place) -> bool:
    """Whether readers find its number there; in the list of places they always do."""
    return place.x is not None and place.y is not None


def _access(entry: Entry, language: str) -> Iterator[Text | str]:
    yield from (access_word(code, language) for code in entry.access)
    if entry.place.step_free:
        yield step_free_word(entry.place.step_free, language)
    if entry.place.accessible_toilet:
        yield TOILET


# -- texts -----------------------------------------------------------------------------

# Each of these ends a line for some client, and breaks the file for another one.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, and halves of characters, which UTF-8 cannot say at all.
_UNSPEAKABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _Escaped(vText):
    r"""A text that keeps its backslashes: for icalendar 7.3 a typed ``\N`` ends the line."""

    def to_ical(self) -> bytes:
        escaped = re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n")
        return escaped.encode("utf-8")


def _text(text: str) -> vText:
    """A text of several lines."""
    lines = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    return _Escaped(_UNSPEAKABLE.sub(" ", lines).strip())


def _line(text: str) -> vText:
    """A text of one line: titles and places cannot have more in any client."""
    return _Escaped(_tidy(text))


def _tidy(text: str) -> str:
    return re.sub("[ \n]+", " ", _text(text))


def _address(url: str) -> vUri:
    return vUri(_tidy(url))


# -- times -----------------------------------------------------------------------------

NOT_ON_THE_CLOCK = Text(
    en="{title} ({id}): there is no {time} on {day}, for the clocks in {zone} go forward. "
    "Begin or end it at another time.",
    de="{title} ({id}): {time} gibt es am {day} nicht, denn die Uhren in {zone} werden "
    "vorgestellt. Lege Anfang oder Ende auf eine andere Zeit.",
)
ENDS_TOO_EARLY = Text(
    en="{title} ({id}) ends at {end}, but begins at {start}. Let it end later.",
    de="{title} ({id}) endet {end}, beginnt aber {start}. Lass es später enden.",
)


@dataclass(frozen=True)
class _Zone:
    """The festival's time zone as the world knows it, and as the feed tells it."""

    name: str
    real: tzinfo
    written: Timezone | None  # nothing to write where clocks show UTC
    as_read: tzinfo  # what a client makes of the written one

    def in_utc(self, wall: datetime) -> datetime:
        """The moment a clock shows ``wall``; for the first time, where it does so twice."""
        return wall.replace(tzinfo=self.real, fold=0).astimezone(UTC)

    def has(self, wall: datetime) -> bool:
        """Whether the clock shows ``wall`` at all."""
        return self.in_utc(wall).astimezone(self.real).replace(tzinfo=None, fold=0) == wall

    def can_be_written(self, wall: datetime) -> bool:
        """Whether ``wall`` leads every client to the same moment, and to the right one.

        It does not in an hour that comes twice, nor before the zone's present rule began.
        """
        offsets = {
            wall.replace(tzinfo=clock, fold=fold).utcoffset()
            for clock in (self.real, self.as_read)
            for fold in (0, 1)
        }
        return self.written is not None and len(offsets) == 1


def _refuse_impossible_times(programme: Programme, zone: _Zone) -> None:
    complaints = [
        complaint.in_language(programme.language)
        for entry in programme.entries
        for complaint in _impossible(entry, zone)
    ]
    if complaints:
        raise ValueError("\n".join(complaints))


def _impossible(entry: Entry, zone: _Zone) -> Iterator[Text]:
    if entry.end <= entry.start:
        yield ENDS_TOO_EARLY.with_facts(
            title=entry.title, id=entry.id, start=entry.start, end=entry.end
        )
    for wall in (entry.start, entry.end):
        if not zone.has(wall):
            yield NOT_ON_THE_CLOCK.with_facts(
                title=entry.title,
                id=entry.id,
                time=f"{wall:%H:%M}",
                day=wall.date(),
                zone=zone.name,
            )


def _zone(name: str) -> _Zone:
    """A zone as the tzdata package knows it, for every machine's own files differ."""
    try:
        file = resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
        real = ZoneInfo.from_file(BytesIO(file), key=name)
    except (OSError, ValueError) as unknown:
        raise ValueError(NO_SUCH_ZONE.format(zone=name)) from unknown
    # The last line of a zone's file is its rule for all years to come.
    rule = file.splitlines()[-1].decode("ascii")
    if rule == "UTC0":
        return _Zone(name, real, None, UTC)
    written = vtimezone(name, rule)
    return _Zone(name, real, written, written.to_tz(lookup_tzid=False))


NO_SUCH_ZONE = '"{zone}" is not a time zone. Write one as in the tz database: Europe/Berlin.'

_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST = 5  # the fifth week of a month stands for its last seven days
_DAY = timedelta(days=1)
_ABBREVIATION = r"(<[^>]+>|[A-Za-z]+)"
_OFFSET = r"([-+]?[\d:]+)"
_RULE = re.compile(
    rf"{_ABBREVIATION}{_OFFSET}(?:{_ABBREVIATION}{_OFFSET}?,(M[^,]+),(M[^,]+))?", re.ASCII
)


def vtimezone(name: str, rule: str) -> Timezone:
    """A zone by its present rule: ``CET-1CEST,M3.5.0,M10.5.0/3`` gives Berlin's two changes.

    POSIX writes offsets the other way round (CET-1 is an hour ahead of UTC).
    """
    parts = _RULE.fullmatch(rule)
    if parts is None:
        raise ValueError(f"The rule {rule!r} of the time zone {name} cannot be written.")
    usual, west, other, other_west, to_other, to_usual = parts.groups()
    offset = -_hours(west)
    timezone = Timezone()
    timezone.add("TZID", name)
    if other is None:
        timezone.add_component(_observance(usual, offset, offset, _BEGINNING))
        return timezone
    other_offset = -_hours(other_west) if other_west else offset + timedelta(hours=1)
    for change in _changes(to_other):
        timezone.add_component(_observance(other, offset, other_offset, change))
    for change in _changes(to_usual):
        timezone.add_component(_observance(usual, other_offset, offset, change))
    return timezone


@dataclass(frozen=True)
class _Change:
    """The first time a change of clocks happens, and how it comes again."""

    first: datetime
    again: Mapping[str, object]


#: A rule says nothing of when it began; 1970 is what Google and Thunderbird write.
_BEGINNING = _Change(datetime(1970, 1, 1), {})


def _observance(
    abbreviation: str, before: timedelta, after: timedelta, change: _Change
) -> TimezoneDaylight | TimezoneStandard:
    # Ireland's law calls the summer standard and the winter the exception; clients do not.
    observance = TimezoneDaylight() if after > before else TimezoneStandard()
    observance.add("TZNAME", abbreviation.strip("<>"))
    observance.add("DTSTART", change.first)
    observance.add("TZOFFSETFROM", before)
    observance.add("TZOFFSETTO", after)
    if change.again:
        observance.add("RRULE", dict(change.again))
    return observance


def _changes(written: str) -> Iterator[_Change]:
    """``M10.5.0/3``, the last Sunday of October at three, as yearly changes.

    More than one where the hour leads into another month: Cairo's ``M10.5.4/24``, the end of
    October's last Thursday, is a Friday, but sometimes in November.
    """
    day, _, at = written.removeprefix("M").partition("/")
    month, week, weekday = map(int, day.split("."))
    later, clock = divmod(_hours(at or "2"), _DAY)
    weekday_name = _WEEKDAYS[(weekday + later) % 7]
    possible = [a_day + later * _DAY for a_day in _days_of(month, week)]
    for in_month, days in groupby(possible, key=lambda a_day: a_day.month):
        month_days = [a_day.day for a_day in days]
        again: dict[str, object] = {"FREQ": "YEARLY", "BYMONTH": in_month}
        if later:
            again |= {"BYMONTHDAY": month_days, "BYDAY": weekday_name}
        else:
            again |= {"BYDAY": f"{-1 if week == _LAST else week}{weekday_name}"}
        first = _first(in_month, month_days, (weekday + later) % 7)
        yield _Change(datetime.combine(first, time()) + clock, again)


def _days_of(month: int, week: int) -> Iterator[date]:
    """The seven days that may be a month's first, second ... or last Sunday."""
    if week == _LAST:
        end = date(1970 + month // 12, month % 12 + 1, 1)
        return (end - back * _DAY for back in range(7, 0, -1))
    return (date(1970, month, 7 * (week - 1) + number) for number in range(1, 8))


def _first(month: int, days: Iterable[int], weekday: int) -> date:
    days = frozenset(days)
    since_1970 = (date(1970, 1, 1) + number * _DAY for number in count())
    return next(
        day
        for day in since_1970
        if day.month == month and day.day in days and day.isoweekday() % 7 == weekday
    )


def _hours(written: str) -> timedelta:
    """``-5:30`` as a stretch of time; up to a week, as the tz database writes it."""
    hours, minutes, seconds = map(int, [*written.lstrip("+-").split(":"), "0", "0"][:3])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if written.startswith("-") else length
