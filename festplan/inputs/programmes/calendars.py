"""A programme from a calendar (.ics): every appointment that has a time is a performance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from festplan.clashes import Performance, same
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.programmes.found import Found
from festplan.inputs.programmes.moments import YEARS
from festplan.texts import Text

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar.cal.component import Component

NO_CALENDAR = Text(en="This is no readable calendar.", de="Das ist kein lesbarer Kalender.")
EXPORT_AGAIN = Text(en="Export it once more.", de="Bitte noch einmal exportieren.")
BREAKS_OFF = Text(
    en="The calendar breaks off; what stands before is checked.",
    de="Der Kalender bricht ab; was davor steht, wird geprüft.",
)
NO_START = Text(en="It has no readable start.", de="Es hat keinen lesbaren Beginn.")
BAD_END = Text(en="Its end cannot be read.", de="Sein Ende ist nicht lesbar.")
BACKWARDS = Text(en="It ends before it begins.", de="Es endet vor seinem Beginn.")
CANCELLED = Text(en="It is cancelled and left out.", de="Es ist abgesagt und bleibt weg.")
ALL_DAY = Text(
    en="It lasts all day and is not checked.", de="Es ist ganztags und bleibt ungeprüft."
)
REPEATS = Text(
    en="It repeats ({rule}); only the first time is checked.",
    de="Es wiederholt sich ({rule}); nur das erste Mal wird geprüft.",
)
NO_END = Text(
    en="No end is known: only its beginning is checked.",
    de="Das Ende ist nicht bekannt: Nur der Beginn wird geprüft.",
)
IN_UTC = Text(
    en="The calendar names no time zone: times are shown in UTC.",
    de="Der Kalender nennt keine Zeitzone: Die Zeiten stehen in Weltzeit (UTC).",
)
NAME_ZONE = Text(
    en="Export it with its time zone (X-WR-TIMEZONE).",
    de="Bitte mit Zeitzone exportieren (X-WR-TIMEZONE).",
)
UNKNOWN_ZONE = Text(
    en="The time zone “{zone}” is not known; its times are read as they are written.",
    de="Die Zeitzone „{zone}“ ist nicht bekannt; ihre Zeiten gelten, wie sie dastehen.",
)
ORGANISES_ALL = Text(
    en="“{name}” organises everything and is not taken for somebody who takes part.",
    de="„{name}“ veranstaltet alles und gilt nicht als mitwirkend.",
)


def from_calendar(file: str, written: str, found: Found) -> None:
    """Put the performances of a calendar into what is found."""
    calendars = list(_calendars(file, written, found))
    for calendar in calendars:
        _Appointments(file, calendar, found).read()


def _calendars(file: str, written: str, found: Found) -> Iterator[Calendar]:
    from icalendar import Calendar

    if not written.rstrip().casefold().endswith("end:vcalendar"):
        found.complaints.append(Complaint(Place(file), BREAKS_OFF, EXPORT_AGAIN))
        written = _mended(written)
    try:
        calendars = Calendar.from_ical(written, multiple=True)
    except Exception:  # whatever a foreign parser finds wrong with a damaged file
        found.complaints.append(Complaint(Place(file), NO_CALENDAR, EXPORT_AGAIN))
        return
    yield from (each for each in calendars if isinstance(each, Calendar))


def _mended(written: str) -> str:
    """A calendar that breaks off, closed behind its last whole appointment."""
    whole, end, _ = written.rpartition("END:VEVENT")
    return f"{whole}{end}\r\nEND:VCALENDAR\r\n" if end else ""


class _NotChecked(Exception):
    """An appointment that is not checked; carries why."""

    def __init__(self, says: Text, severity: Severity = Severity.ERROR) -> None:
        super().__init__(says.in_language("en"))
        self.says = says
        self.severity = severity


class _Appointments:
    """The appointments of one calendar, all shown by one clock."""

    def __init__(self, file: str, calendar: Calendar, found: Found) -> None:
        self.file = file
        self.found = found
        self.events = list(calendar.walk("VEVENT"))
        self.zone = _zone(calendar, self.events)
        self.everywhere = self._organiser_of_all()

    def read(self) -> None:
        for event in self.events:
            performance = self._performance(event)
            if performance is not None:
                self.found.performances.append(performance)

    def _performance(self, event: Component) -> Performance | None:
        place = Place(self.file, cell=_line(event, "SUMMARY") or None)
        try:
            start, end = self._times(event)
        except _NotChecked as left_out:
            self._say(place, left_out.says, left_out.severity)
            return None
        if end is None:
            self._say(place, NO_END, Severity.HINT)
        for rule in ("RRULE", "RDATE"):
            if rule in event:
                self._say(place, REPEATS.with_facts(rule=_rule(event[rule])), Severity.HINT)
        return Performance(
            _line(event, "SUMMARY"),
            start,
            end,
            _line(event, "LOCATION"),
            self._people(event),
            place,
        )

    def _times(self, event: Component) -> tuple[datetime, datetime | None]:
        """Start and end of an appointment that can be checked."""
        if _line(event, "STATUS").upper() == "CANCELLED":
            raise _NotChecked(CANCELLED, Severity.HINT)
        start = self._moment(event, "DTSTART")
        if start is None:
            raise _NotChecked(NO_START)
        if not isinstance(start, datetime):
            raise _NotChecked(ALL_DAY, Severity.HINT)
        end = self._end(event, start)
        if end is not None and end < start:
            raise _NotChecked(BACKWARDS)
        return start, None if end == start else end

    def _end(self, event: Component, start: datetime) -> datetime | None:
        if "DTEND" in event:
            end = self._moment(event, "DTEND")
        elif "DURATION" in event:
            length = _value(event, "DURATION")
            try:
                end = start + length if isinstance(length, timedelta) else None
            except OverflowError:
                end = None
        else:
            return None
        if not isinstance(end, datetime):
            raise _NotChecked(BAD_END)
        return end

    def _moment(self, event: Component, name: str) -> date | None:
        """A start or end by the calendar's clock; a date where there is no time of day."""
        value = _value(event, name)
        if not isinstance(value, date) or value.year not in YEARS:
            return None
        if not isinstance(value, datetime):
            return value
        if value.tzinfo is not None:
            return self._shown(value)
        if zone := _named_zone(event, name):
            self._say(Place(self.file), UNKNOWN_ZONE.with_facts(zone=zone), Severity.QUESTION)
        return value.replace(second=0, microsecond=0)

    def _shown(self, value: datetime) -> datetime:
        if self.zone is None:
            self.found.complaints.append(
                Complaint(Place(self.file), IN_UTC, NAME_ZONE, Severity.QUESTION)
            )
            self.zone = UTC
        return value.astimezone(self.zone).replace(tzinfo=None, second=0, microsecond=0)

    def _people(self, event: Component) -> tuple[str, ...]:
        named = [*_names(event, "ORGANIZER"), *_names(event, "ATTENDEE")]
        return tuple(dict.fromkeys(name for name in named if same(name) != self.everywhere))

    def _organiser_of_all(self) -> str:
        """Who organises every appointment: that is the owner of the calendar."""
        organisers = [frozenset(map(same, _names(each, "ORGANIZER"))) for each in self.events]
        if len(organisers) < 2 or len(set(organisers)) > 1 or not organisers[0]:
            return ""
        name = _names(self.events[0], "ORGANIZER")[0]
        self._say(Place(self.file), ORGANISES_ALL.with_facts(name=name), Severity.HINT)
        return same(name)

    def _say(self, place: Place, says: Text, severity: Severity) -> None:
        self.found.complaints.append(Complaint(place, says, severity=severity))


def _zone(calendar: Calendar, events: Sequence[Component]) -> tzinfo | None:
    """The zone in which the calendar is read: its own, or the first that an event names."""
    try:
        return ZoneInfo(_line(calendar, "X-WR-TIMEZONE"))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        pass
    for event in events:
        start = _value(event, "DTSTART")
        if isinstance(start, datetime) and start.tzinfo and _named_zone(event, "DTSTART"):
            return start.tzinfo
    return None


def _value(event: Component, name: str) -> object:
    """What a property says; None where it is missing, twice, or broken."""
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:
        return None


def _named_zone(event: Component, name: str) -> str:
    return str(getattr(event.get(name), "params", {}).get("TZID", ""))


def _line(component: Component, name: str) -> str:
    """A property as one line of text, the first one where there are several."""
    value = component.get(name, "")
    return tidy(str(value[0] if isinstance(value, list) and value else value))


def _names(event: Component, name: str) -> list[str]:
    """The names of people, or their addresses where they have no name."""
    value = event.get(name, [])
    them = value if isinstance(value, list) else [value]
    return [
        tidy(str(getattr(each, "params", {}).get("CN", ""))) or str(each).removeprefix("mailto:")
        for each in them
        if str(each)
    ]


def _rule(rule: object) -> str:
    to_ical = getattr(rule, "to_ical", None)
    written = to_ical() if to_ical else str(rule)
    return written.decode(errors="replace") if isinstance(written, bytes) else str(written)
