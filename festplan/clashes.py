"""Where a programme contradicts itself, whoever made it and wherever.

Nothing is known but what readers see: what, when, where, and perhaps who.  One walk through
time is enough: whatever begins is held against what is still going on, or has only just ended.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from festplan.complaints import ROW, Place
from festplan.festival import Festival
from festplan.texts import Text, clock
from festplan.times import MINUTE, NOTHING, Clock, Span, festival_day
from festplan.walks import walks_between

#: So many performances are named in one sentence; the others are counted.
NAMED = 5


class Dated(Enum):
    """How a programme names its days."""

    FULLY = "date"
    WITHOUT_YEAR = "day and month"
    BY_WEEKDAY = "weekday"
    NOT_AT_ALL = "nothing"


@dataclass(frozen=True)
class Performance:
    """One line of a programme: what, when, where, and who."""

    title: str
    start: datetime
    end: datetime | None
    place: str = ""
    people: tuple[str, ...] = ()
    where: Place = field(default=Place(""), compare=False)
    dated: Dated = Dated.FULLY

    @cached_property
    def span(self) -> Span:
        """From start to end; without a known end, the moment in which it begins."""
        return Span(self.start, self.end or self.start)

    @cached_property
    def going(self) -> Span:
        """The time when it is surely going on: even a moment takes the smallest while."""
        return Span(self.start, max(self.span.end, self.start + datetime.resolution))

    @cached_property
    def spot(self) -> str:
        """The place as it is compared."""
        return same(self.place)


class Kind(Enum):
    """What may be wrong with a programme, in the words of a count."""

    LISTED_TWICE = Text(en="listed more than once", de="mehrfach aufgeführt")
    ONE_PLACE = Text(en="at once in one place", de="zugleich an einem Ort")
    TWO_PLACES = Text(en="somebody in two places at once", de="jemand an zwei Orten zugleich")
    CHANGE_OVER = Text(en="too little time to change over", de="zu wenig Zeit für den Umbau")
    WALK = Text(en="too little time for the walk", de="zu wenig Zeit für den Weg")
    CLOSING = Text(en="after closing", de="nach Schluss")


@dataclass(frozen=True)
class Clash:
    """Performances that cannot all be as they are listed; the last of them begins last."""

    kind: Kind
    performances: tuple[Performance, ...]
    text: Text
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a programme is asked beyond common sense."""

    change_over: timedelta = NOTHING
    #: The walk between any two places of which nothing else is known.
    walk: timedelta = NOTHING
    closing: Clock | None = None
    #: The site of each place, and the minutes from site to site: what a festival's tables know.
    sites: Mapping[str, str] = field(default_factory=dict)
    walks: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def way(self, here: Performance, there: Performance) -> timedelta:
        """The time it takes to go from one performance to another."""
        if not here.spot or not there.spot or here.spot == there.spot:
            return NOTHING
        sites = self.sites.get(here.spot), self.sites.get(there.spot)
        if sites[0] is None or sites[1] is None:
            return self.walk
        return self.walks.get((sites[0], sites[1]), 0) * MINUTE

    @cached_property
    def longest_walk(self) -> timedelta:
        return max(self.walk, max(self.walks.values(), default=0) * MINUTE)


NOTHING_ASKED = Asked()

QUOTED = Text(en="“{title}” ({details})", de="„{title}“ ({details})")
NAMELESS = Text(en="({details})", de="({details})")
LONG = Text(en="{start} – {end}", de="{start} – {end}")
ON_A_DAY = Text(en="{day} {times}", de="{day} {times}")
AND_MORE = Text(en="{list}, and {more} more", de="{list} und {more} weitere")
WEEKDAYS = tuple(
    Text(en=english, de=german)
    for english, german in zip(
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
        strict=True,
    )
)

TWICE = Text(en="Listed {count} times: {list}.", de="{count}-mal aufgeführt: {list}.")
AT_ONCE = Text(en="{count} at once: {list}.", de="{count} zugleich: {list}.")
AT_ONCE_AT = Text(en="{place}: {count} at once: {list}.", de="{place}: {count} zugleich: {list}.")
PERSON = Text(
    en="{people} in {count} places at once: {list}.",
    de="{people} an {count} Orten zugleich: {list}.",
)
TOO_CLOSE = Text(
    en="{gap} to change over, where {asked} are asked: {list}.",
    de="{gap} für den Umbau, wo {asked} verlangt sind: {list}.",
)
TOO_CLOSE_AT = Text(
    en="{place}: {gap} to change over, where {asked} are asked: {list}.",
    de="{place}: {gap} für den Umbau, wo {asked} verlangt sind: {list}.",
)
TOO_FAR = Text(
    en="{people}: {gap} for a walk of {walk}: {list}.",
    de="{people}: {gap} für einen Weg von {walk}: {list}.",
)
AFTER_CLOSING = Text(
    en="After closing at {closing}: {list}.", de="Nach Schluss um {closing}: {list}."
)
READ = Text(
    en="Performances read: {count}, {days}. Places: {places}, people: {people}.",
    de="Gelesene Auftritte: {count}, {days}. Orte: {places}, Mitwirkende: {people}.",
)
FROM_TO = Text(en="from {first} to {last}", de="vom {first} bis {last}")
ON = Text(en="on {day}", de="am {day}")
NO_DATES = Text(en="without dates", de="ohne Datum")
NONE_READ = Text(en="No performance could be read.", de="Kein Auftritt war zu lesen.")
NO_CLASH = Text(en="Nothing clashes.", de="Nichts stößt zusammen.")
CLASHES = Text(en="Clashes: {count} – {kinds}.", de="Zusammenstöße: {count} – {kinds}.")
OF_A_KIND = Text(en="{kind}: {count}", de="{kind}: {count}")
NOT_IN_TABLES = Text(
    en="The tables do not know these places, so no walk to them: {places}.",
    de="Diese Orte kennen die Tabellen nicht, also auch keinen Weg dorthin: {places}.",
)


def clashes(performances: Iterable[Performance], asked: Asked = NOTHING_ASKED) -> Iterator[Clash]:
    """Every clash of a programme, by time, then by place, then by title."""
    once, doubles = _each_once(sorted(performances, key=_order))
    found = [
        *doubles,
        *_in_places(once, asked),
        *_of_people(once, asked),
        *_after_closing(once, asked),
    ]
    yield from sorted(found, key=lambda c: (_order(c.performances[-1]), c.text.en, c.people))


def same(name: str) -> str:
    """A name as it is compared: letters in one piece, without case and doubled blanks."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _order(performance: Performance) -> tuple[datetime, str, str, datetime, int]:
    return (
        performance.start,
        performance.spot,
        same(performance.title),
        performance.span.end,
        performance.where.row,
    )


def _each_once(ordered: Iterable[Performance]) -> tuple[list[Performance], list[Clash]]:
    """Every performance once, and a clash for each that was listed more than once."""
    listed: dict[object, list[Performance]] = {}
    for number, each in enumerate(ordered):
        title = same(each.title)
        # What has no title cannot be known to be the same.
        listed.setdefault((each.start, each.spot, title) if title else number, []).append(each)
    doubles = [
        Clash(Kind.LISTED_TWICE, tuple(them), TWICE.with_facts(count=len(them), list=_list(them)))
        for them in listed.values()
        if len(them) > 1
    ]
    return [_united(them) for them in listed.values()], doubles


def _united(them: Sequence[Performance]) -> Performance:
    """One performance of several lines: some lists have a line for everybody who takes part."""
    if len(them) == 1:
        return them[0]
    people = dict.fromkeys(person for each in them for person in each.people)
    end = max((each.end for each in them if each.end), default=None)
    return replace(them[0], end=end, people=tuple(people))


# --- places -------------------------------------------------------------------------------------


def _in_places(ordered: Sequence[Performance], asked: Asked) -> Iterator[Clash]:
    """Clashes in one place; what names no place is nowhere, unless nothing names one."""
    by_place: dict[str, list[Performance]] = {}
    for each in ordered:
        by_place.setdefault(each.spot, []).append(each)
    for place, there in by_place.items():
        if place or len(by_place) == 1:
            yield from _in_one_place(there, asked)


def _in_one_place(there: Iterable[Performance], asked: Asked) -> Iterator[Clash]:
    going: list[Performance] = []  # the one that ends last stands last
    last: Performance | None = None
    for coming in there:
        _send_home(going, coming.start)
        if going:
            yield _at_once(going, coming)
        elif last and coming.start - last.span.end < asked.change_over:
            yield _too_close(last, coming, asked)
        insort(going, coming, key=_end)
        last = coming if last is None else max(last, coming, key=_end)


def _end(performance: Performance) -> datetime:
    return performance.going.end


def _send_home(going: list[Performance], now: datetime) -> None:
    """Take out what has ended by now."""
    del going[: bisect_right(going, now, key=_end)]


def _at_once(going: Sequence[Performance], coming: Performance) -> Clash:
    them = (*sorted(going[-NAMED:], key=_order), coming)
    says = (AT_ONCE_AT if coming.place else AT_ONCE).with_facts(
        place=coming.place, count=len(going) + 1, list=_list(them, len(going) + 1, places=False)
    )
    return Clash(Kind.ONE_PLACE, them, says)


def _too_close(last: Performance, coming: Performance, asked: Asked) -> Clash:
    says = (TOO_CLOSE_AT if coming.place else TOO_CLOSE).with_facts(
        place=coming.place,
        gap=coming.start - last.span.end,
        asked=asked.change_over,
        list=_list((last, coming), places=False),
    )
    return Clash(Kind.CHANGE_OVER, (last, coming), says)


# --- people -------------------------------------------------------------------------------------


class Stay(NamedTuple):
    """Somebody at a place: until when, and for which performance."""

    until: datetime
    number: int
    spot: str
    performance: Performance


@dataclass(frozen=True)
class Meeting:
    """Performances that one person cannot all reach, and how many places that would be."""

    performances: tuple[Performance, ...]
    places: int


def _of_people(ordered: Sequence[Performance], asked: Asked) -> Iterator[Clash]:
    """Clashes of people; those who share one are named together."""
    somewhere = any(each.spot for each in ordered)
    together: dict[Meeting, list[str]] = {}
    for name, own in _by_person(ordered):
        for meeting in _out_of_reach(_stays(own, somewhere), asked):
            together.setdefault(meeting, []).append(name)
    for meeting, names in together.items():
        people, them = tuple(sorted(names, key=same)), meeting.performances
        if them[0].going.overlaps(them[-1].going):
            yield _in_places_at_once(people, meeting)
        else:
            yield _too_far(people, them, asked)


def _by_person(ordered: Iterable[Performance]) -> Iterator[tuple[str, list[Performance]]]:
    """Everybody with all of their performances, under the name that is listed first."""
    names: dict[str, str] = {}
    own: dict[str, list[Performance]] = {}
    for each in ordered:
        for person in dict.fromkeys(map(same, each.people)):
            own.setdefault(person, []).append(each)
        for name in each.people:
            names.setdefault(same(name), name)
    for person, theirs in own.items():
        yield names[person], theirs


def _stays(own: Sequence[Performance], somewhere: bool) -> Iterator[Stay]:
    for number, each in enumerate(own):
        # An unknown place may be anywhere; in a list without places all are in the same one.
        spot = each.spot or (f"\n{number}" if somewhere else "")
        yield Stay(_end(each), number, spot, each)


def _out_of_reach(stays: Iterable[Stay], asked: Asked) -> Iterator[Meeting]:
    """What one person cannot reach, each with what is in its way."""
    # Of each place only what keeps the person longest; what keeps longest of all stands last.
    kept: dict[str, Stay] = {}
    seen: list[Stay] = []
    for coming in stays:
        start = coming.performance.start
        for gone in _ended(seen, start - asked.longest_walk):
            del kept[gone.spot]
        yield from _missed(coming, kept.get(coming.spot), seen, asked)
        former = kept.get(coming.spot)
        if former is None or former.until < coming.until:
            if former is not None:
                del seen[bisect_left(seen, former)]
            kept[coming.spot] = coming
            insort(seen, coming)


def _ended(seen: list[Stay], before: datetime) -> list[Stay]:
    """Take out what had ended before, and return it."""
    count = bisect_right(seen, before, key=_until)
    gone = seen[:count]
    del seen[:count]
    return gone


def _until(stay: Stay) -> datetime:
    return stay.until


def _missed(
    coming: Stay, here: Stay | None, seen: Sequence[Stay], asked: Asked
) -> Iterator[Meeting]:
    """What keeps somebody from a performance: what still goes on elsewhere, else a long walk."""
    start = coming.performance.start
    going = len(seen) - bisect_right(seen, start, key=_until)
    elsewhere = going - (here is not None and here.until > start)
    others = (stay.performance for stay in reversed(seen) if stay is not here)
    if elsewhere:
        them = sorted(islice(others, min(elsewhere, NAMED)), key=_order)
        yield Meeting((*them, coming.performance), elsewhere + 1)
        return
    last = _farthest(others, coming.performance, asked)
    if last and last.span.end + asked.way(last, coming.performance) > start:
        yield Meeting((last, coming.performance), 1)


def _farthest(
    others: Iterable[Performance], coming: Performance, asked: Asked
) -> Performance | None:
    """Whence somebody arrives last, of performances of which the last to end comes first."""
    found, arrival = None, datetime.min
    for each in others:
        if each.span.end + asked.longest_walk <= arrival:
            break
        if each.span.end + asked.way(each, coming) > arrival:
            found, arrival = each, each.span.end + asked.way(each, coming)
    return found


def _in_places_at_once(people: tuple[str, ...], meeting: Meeting) -> Clash:
    them, count = meeting.performances, meeting.places
    says = PERSON.with_facts(people=people, count=count, list=_list(them, count))
    return Clash(Kind.TWO_PLACES, them, says, people)


def _too_far(people: tuple[str, ...], them: tuple[Performance, ...], asked: Asked) -> Clash:
    last, coming = them
    gap, walk = coming.start - last.span.end, asked.way(last, coming)
    says = TOO_FAR.with_facts(people=people, gap=gap, walk=walk, list=_list(them))
    return Clash(Kind.WALK, them, says, people)


# --- closing ------------------------------------------------------------------------------------


def _after_closing(ordered: Iterable[Performance], asked: Asked) -> Iterator[Clash]:
    for each in ordered:
        if asked.closing and each.span.end > asked.closing.on(each.span.day):
            says = AFTER_CLOSING.with_facts(closing=asked.closing, list=_list((each,)))
            yield Clash(Kind.CLOSING, (each,), says)


# --- walks that tables know ---------------------------------------------------------------------


def walks_of(festival: Festival) -> tuple[dict[str, str], dict[tuple[str, str], int]]:
    """The site of every venue, by its id and its name, and the minutes between the sites."""
    sites: dict[str, str] = {}
    for venue in festival.venues:
        sites.setdefault(same(venue.name), venue.site.id)
    # An id is nobody else's; a name may be: two halls called “Hall” stay apart by their ids.
    names = Counter(same(venue.name) for venue in festival.venues)
    sites = {name: site for name, site in sites.items() if name and names[name] == 1}
    sites |= {same(venue.id): venue.site.id for venue in festival.venues}
    return sites, walks_between(festival)


def not_in_tables(performances: Iterable[Performance], asked: Asked) -> Text | None:
    """What to say of the places that the tables do not know; None where they know all."""
    places = {each.spot: each.place for each in performances if each.spot}
    unknown = tuple(sorted(name for spot, name in places.items() if spot not in asked.sites))
    return NOT_IN_TABLES.with_facts(places=unknown) if asked.sites and unknown else None


# --- words --------------------------------------------------------------------------------------


def headline(performances: Sequence[Performance]) -> Text:
    """How much was read: performances, days, places and people."""
    if not performances:
        return NONE_READ
    spots = {each.spot for each in performances}
    return READ.with_facts(
        count=len(performances),
        days=_days(performances),
        places=len(spots - {""}) or 1,
        people=len({same(person) for each in performances for person in each.people}),
    )


def verdict(found: Iterable[Clash]) -> Text:
    """The last line: that nothing clashes, or how much of which kind."""
    counts = Counter(clash.kind for clash in found)
    if not counts:
        return NO_CLASH
    kinds = tuple(OF_A_KIND.with_facts(kind=k.value, count=counts[k]) for k in Kind if counts[k])
    return CLASHES.with_facts(count=counts.total(), kinds=kinds)


def _days(performances: Iterable[Performance]) -> Text:
    days = [festival_day(each.start) for each in performances if each.dated is Dated.FULLY]
    if not days:
        return NO_DATES
    first, last = (
        # With the year: a wrong one is seen here first.
        Text(en=f"{day:%Y-%m-%d}", de=f"{day:%d.%m.%Y}")
        for day in (min(days), max(days))
    )
    return ON.with_facts(day=first) if first == last else FROM_TO.with_facts(first=first, last=last)


def _list(them: Sequence[Performance], count: int = 0, places: bool = True) -> object:
    """Performances with what tells them apart; of very many, the first few."""
    shown = tuple(_shown(each, places) for each in them[-NAMED - 1 :])
    more = (count or len(them)) - len(shown)
    return AND_MORE.with_facts(list=shown, more=more) if more else shown


def _shown(performance: Performance, places: bool) -> Text:
    details: list[object] = [performance.place] if places and performance.place else []
    details.append(_when(performance))
    if performance.where.row:
        details += [*_tab(performance.where), ROW.with_facts(row=performance.where.row)]
    says = QUOTED if performance.title else NAMELESS
    return says.with_facts(title=performance.title, details=tuple(details))


def _tab(where: Place) -> Iterator[str]:
    """The tab of a workbook, for each counts its own rows: “festival.xlsx [Saturday]”."""
    if where.file.endswith("]"):
        yield where.file.partition(" [")[2].removesuffix("]")


def _when(performance: Performance) -> object:
    """The time of a performance, with as much of its day as the list says."""
    start, end = performance.start, performance.end
    if performance.dated is Dated.FULLY:
        if end is None:
            return start
        # Our festival day ends in the small hours; a foreign list may think otherwise.
        if performance.span.day == start.date() and end - start <= timedelta(hours=24):
            return performance.span
        return LONG.with_facts(start=start, end=end)
    times = clock(start) + (f"–{clock(end)}" if end else "")
    if performance.dated is Dated.NOT_AT_ALL:
        return times
    day = performance.span.day
    if performance.dated is Dated.BY_WEEKDAY:
        return ON_A_DAY.with_facts(day=WEEKDAYS[day.weekday()], times=times)
    # Without the year nobody knows the weekday, so none is shown.
    return ON_A_DAY.with_facts(day=Text(en=f"{day:%m-%d}", de=f"{day:%d.%m.}"), times=times)
