"""The plan as readers see it: days, hours, places, languages.

Every publication shares this one model, so that the booklet, the page and the feeds can
never tell different times.  Nothing private is in it, and nothing of set-up and take-down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property


@dataclass(frozen=True)
class Place:
    """A venue as visitors find it."""

    number: int  # 1, 2, 3 ... the number on the map and beside every entry
    id: str
    name: str
    site: str
    address: str
    transport: str  # "Alte Wendeschleife (Tram 31)", or ""
    setting: str  # "outdoor", "covered", "indoor", or ""
    step_free: str  # "yes", "no", "ramp", or "" where nobody said
    accessible_toilet: bool
    drinking_water: bool
    x: float | None  # metres east of the festival's middle
    y: float | None  # metres north of it
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Host:
    """An actor as visitors meet it: a name, never a private address."""

    id: str
    name: str
    short_name: str
    type: str


@dataclass(frozen=True)
class Entry:
    """One session in the programme."""

    id: str  # stable for ever: "E02-1"; never made from title, time or place
    event_id: str
    number: int  # the first, second, ... of
    of: int  # so many sessions of the same event
    kind: str  # "session", "open" (visitors come and go) or "route"
    title: str
    title_language: str  # differs from the programme's where a translation is missing
    description: str
    easy: str  # a line in easy language, or ""
    also: Mapping[str, str]  # the title in further languages spoken there, {"ar": ...}
    format: str  # in the programme's language: "Konzert", "Concert"
    day: date  # the festival day; a film at 00:30 belongs to the evening before
    start: datetime  # wall clock of the festival, naive
    end: datetime
    place: Place
    end_place: Place | None  # where a route ends
    lead: Host
    partners: tuple[Host, ...]
    languages: tuple[str, ...]  # codes, the festival's own first: "de", "ar", "dgs", "ls"
    access: tuple[str, ...]  # codes as typed: "rollstuhl", "gebaerden", "hoeranlage", ...
    audiences: tuple[str, ...]  # in the programme's language
    age_from: int | None
    age_to: int | None
    price: str  # "" means free
    places_limited_to: int | None  # so many may register
    headliner: bool
    quiet: bool


@dataclass(frozen=True)
class ProgrammeDay:
    date: date
    title: str  # the day's motto, or ""
    entries: tuple[Entry, ...]  # by start, then place number, then id


@dataclass(frozen=True)
class Programme:
    language: str
    name: str
    edition: str
    motto: str
    district: str
    city: str
    organiser: str
    email: str  # the public mailbox, or ""
    website: str  # or ""
    timezone: str
    uid_domain: str
    funders: tuple[str, ...]
    free_of_charge: bool
    provisional: bool  # a plan that leaves mandatory events out, or breaks a rule, says so
    days: tuple[ProgrammeDay, ...]
    places: tuple[Place, ...]
    hosts: tuple[Host, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for day in self.days for entry in day.entries)

    def entries_of(self, host: Host) -> tuple[Entry, ...]:
        """What an actor leads or joins in."""
        return self._by_host.get(host, ())

    @cached_property
    def _by_host(self) -> Mapping[Host, tuple[Entry, ...]]:
        found: dict[Host, list[Entry]] = {}
        for entry in self.entries:
            for host in dict.fromkeys((entry.lead, *entry.partners)):
                found.setdefault(host, []).append(entry)
        return {host: tuple(entries) for host, entries in found.items()}
