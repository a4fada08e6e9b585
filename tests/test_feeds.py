"""What people who subscribe to the programme can rely on.

Nothing here asks the library that wrote a feed: `ical` (Home Assistant's) and `vobject` read it
back, and rules about bytes are looked up in the bytes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from importlib import resources
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from festplan.publish.feeds import Stamp, feeds, file_name
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay

RELEASE = datetime(2027, 5, 1, 8, 0, tzinfo=UTC)
SATURDAY = date(2027, 8, 28)

LIBRARY = Place(
    number=3,
    id="V03",
    name="Lesesaal",
    site="Bibliothek",
    address="Lange Straße 1, Auenstadt",
    transport="Bibliothek (Tram 31)",
    setting="indoor",
    step_free="ramp",
    accessible_toilet=True,
    drinking_water=False,
    x=0.0,
    y=0.0,
    latitude=51.37,
    longitude=12.4123456789,
)
PARK = replace(LIBRARY, number=4, id="V04", name="Park", site="Park", address="", transport="")

CHOIR = Host("A01", "Chor am Markt", "Chor", "Verein")
SCHOOL = Host("A02", "Schule am Ring", "Schule", "Schule")
CHURCH = Host("A03", "Kirche", "Kirche", "Kirche")

SINGING = Entry(
    id="E01-1",
    event_id="E01",
    number=1,
    of=1,
    kind="session",
    title="Singen",
    title_language="de",
    description="Alle singen mit.",
    easy="",
    also={},
    format="Konzert",
    day=SATURDAY,
    start=datetime(2027, 8, 28, 15, 0),
    end=datetime(2027, 8, 28, 16, 30),
    place=LIBRARY,
    end_place=None,
    lead=CHOIR,
    partners=(),
    languages=("de",),
    access=(),
    audiences=("Alle",),
    age_from=None,
    age_to=None,
    price="",
    places_limited_to=None,
    headliner=False,
    quiet=False,
)


def programme(*entries: Entry, **changes: object) -> Programme:
    """A festival of one day and three actors, with these entries."""
    simple = Programme(
        language="de",
        name="Sommerfest",
        edition="9",
        motto="Alle, wirklich alle",
        district="Nordwinkel",
        city="Auenstadt",
        organiser="Quartiersbüro",
        email="hallo@fest.example",
        website="https://fest.example/",
        timezone="Europe/Berlin",
        uid_domain="fest.example",
        funders=(),
        free_of_charge=True,
        provisional=False,
        days=(ProgrammeDay(SATURDAY, "", entries),),
        places=(LIBRARY, PARK),
        hosts=(CHOIR, SCHOOL, CHURCH),
    )
    return replace(simple, **changes)


def at(start: datetime, end: datetime | None = None, id: str = "E01-1") -> Entry:
    """The singing, at another time."""
    return replace(SINGING, id=id, start=start, end=end or start + timedelta(hours=1))


def lines(feed: bytes) -> list[str]:
    """A feed's lines as they were before folding."""
    return feed.decode().replace("\r\n ", "").split("\r\n")


def values(feed: bytes, name: str) -> list[str]:
    """What stands behind a property's name, in every event and the calendar."""
    found = (re.fullmatch(rf"{name}((?:;|:).*)", line) for line in lines(feed))
    return [match[1].removeprefix(":") for match in found if match]


def vevents(feed: bytes) -> list[str]:
    return re.findall(r"BEGIN:VEVENT.*?END:VEVENT", "\n".join(lines(feed)), re.DOTALL)


def listed(golden: str) -> list[str]:
    """The lines of a golden text in any order, where ``~`` says that a line goes on."""
    return sorted(line.strip() for line in re.sub(r"~\n *", "", golden.strip()).splitlines())


def whole(shown: Programme) -> bytes:
    """The feed of the whole programme, as first released."""
    return feeds(shown, RELEASE)["all.ics"]


def read_by_ical(feed: bytes) -> list[tuple[datetime, datetime, str]]:
    calendar = IcsCalendarStream.calendar_from_ics(feed.decode())
    return [
        (event.dtstart.astimezone(UTC), event.dtend.astimezone(UTC), event.summary)
        for event in calendar.events
    ]


def read_by_vobject(feed: bytes) -> list[tuple[datetime, datetime, str]]:
    calendar = vobject.readOne(feed.decode())
    return [
        (
            event.dtstart.value.astimezone(UTC),
            event.dtend.value.astimezone(UTC),
            event.summary.value,
        )
        for event in calendar.vevent_list
    ]


# -- everything at once ----------------------------------------------------------------


def test_a_place_without_a_position_is_not_on_the_map():
    """Its number is found in the list of places then."""
    unplaced = replace(SINGING, place=replace(LIBRARY, x=None, y=None))

    located, listed_only = ("\n".join(lines(whole(programme(e)))) for e in (SINGING, unplaced))

    assert "Nr. 3 auf dem Plan" in located
    assert "Nr. 3 in der Liste der Orte" in listed_only


def test_a_festival_without_a_name_has_feeds_too():
    """Nobody subscribes to a calendar called nothing."""
    bare = programme(
        SINGING, name="", motto="", district="", city="", organiser="", email="", website=""
    )

    published = feeds(bare, RELEASE)

    assert values(published["all.ics"], "NAME") == ["Programm 2027"]
    assert values(published["all.ics"], "DESCRIPTION")[:1] == ["Programm 2027"]
    assert values(published["all.ics"], "ORGANIZER") == values(published["all.ics"], "URL") == []


def test_an_entry_in_full():
    """A subscriber sees what, when, where, who with, in which languages, how to get in."""
    tour = replace(
        SINGING,
        kind="route",
        title="Umzug, mit allen",
        format="Umzug",
        end_place=PARK,
        partners=(SCHOOL, CHURCH),
        languages=("de", "ar", "dgs"),
        access=("Hunde erlaubt",),
        audiences=("Familien", "Umzug"),
        price="3 €",
        places_limited_to=20,
    )

    [event] = vevents(whole(programme(tour)))

    assert sorted(event.splitlines()) == listed(r"""
        BEGIN:VEVENT
        UID:ecf9b31d-7b3c-5277-90c3-7ebb8a17284e
        SEQUENCE:0
        CREATED:20270501T080000Z
        DTSTAMP:20270501T080000Z
        LAST-MODIFIED:20270501T080000Z
        DTSTART;TZID=Europe/Berlin:20270828T150000
        DTEND;TZID=Europe/Berlin:20270828T163000
        SUMMARY;LANGUAGE=de:Umzug\, mit allen
        DESCRIPTION;LANGUAGE=de:Alle singen mit.\n\n~
            Von Chor am Markt mit Schule am Ring\, Kirche\n~
            Nr. 3 auf dem Plan: Lesesaal\n~
            Anfahrt: Bibliothek (Tram 31)\n~
            Endet hier: Park\n~
            Sprachen: Deutsch\, Arabisch\, Deutsche Gebärdensprache\n~
            Zugang: Hunde erlaubt\, mit Rampe\, barrierefreie Toilette\n~
            Preis: 3 €\n~
            Bitte anmelden\; Platz ist für 20.\n\n~
            https://fest.example/
        CATEGORIES:Umzug,Familien
        LOCATION:Lesesaal\, Bibliothek\, Lange Straße 1\, Auenstadt
        GEO:51.370000;12.412346
        X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;~
            X-TITLE="Lesesaal, Bibliothek, Lange Straße 1, Auenstadt":~
            geo:51.370000,12.412346
        URL:https://fest.example/
        ORGANIZER;CN=Quartiersbüro:mailto:hallo@fest.example
        STATUS:CONFIRMED
        CLASS:PUBLIC
        TRANSP:TRANSPARENT
        END:VEVENT
    """)


def test_a_feed_says_what_it_is():
    """Clients show a title and a colour, and know how often to ask again."""
    feed = whole(programme(SINGING))

    before_zone = lines(feed)[: lines(feed).index("BEGIN:VTIMEZONE")]
    assert sorted(before_zone) == listed(r"""
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//festplan//festplan//DE
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        NAME:Sommerfest 2027
        X-WR-CALNAME:Sommerfest 2027
        DESCRIPTION:Alle\, wirklich alle – Nordwinkel\, Auenstadt
        X-WR-CALDESC:Alle\, wirklich alle – Nordwinkel\, Auenstadt
        X-WR-TIMEZONE:Europe/Berlin
        URL:https://fest.example/
        SOURCE;VALUE=URI:https://fest.example/feeds/all.ics
        REFRESH-INTERVAL;VALUE=DURATION:PT4H
        X-PUBLISHED-TTL:PT4H
        LAST-MODIFIED:20270501T080000Z
        COLOR:darkorange
        X-APPLE-CALENDAR-COLOR:#FF8C00
    """)


# -- times -----------------------------------------------------------------------------

ZONES = (
    "Europe/Berlin",
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kolkata",
    "UTC",
)
NASTY = st.text(alphabet="Nn \n,;:\\\"'^=é\u0301👩🏽‍🌾قراءة٣", min_size=1, max_size=300)


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None, fold=0) == wall


@settings(deadline=None, max_examples=150)
@given(
    zone=st.sampled_from(ZONES),
    start=st.datetimes(datetime(2027, 1, 1), datetime(2032, 1, 1)),
    length=st.integers(5, 600),
    title=NASTY,
)
def test_two_foreign_parsers_read_the_plan(zone, start, length, title):
    """Whatever the title, wherever the festival: it begins when the plan says so."""
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=length)
    clock = ZoneInfo(zone)
    assume(exists(start, clock) and exists(end, clock))

    feed = whole(programme(replace(at(start, end), title=title), timezone=zone))

    one_line = " ".join(unicodedata.normalize("NFC", title).split())
    moments = [moment.replace(tzinfo=clock).astimezone(UTC) for moment in (start, end)]
    assert read_by_ical(feed) == read_by_vobject(feed) == [(*moments, one_line)]
    assert_bytes_are_clean(feed)


def rules_of_the_world() -> Iterator[str]:
    """One zone for every way in which clocks are changed somewhere."""
    zones = resources.files("tzdata").joinpath("zones").read_text().split()
    rules = {}
    for zone in zones:
        file = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/"))
        rules.setdefault(file.read_bytes().splitlines()[-1], zone)
    return (zone for rule, zone in rules.items() if b"," in rule)


def hours_around_changes(clock: ZoneInfo) -> Iterator[datetime]:
    """What the clock shows before and after each of its changes in 2030 and 2031."""
    hours = [datetime(2030, 1, 1, tzinfo=UTC) + n * timedelta(hours=1) for n in range(2 * 8766)]
    for before, after in pairwise(hour.astimezone(clock) for hour in hours):
        if before.utcoffset() != after.utcoffset():
            for hours_later in (-26, -3, 0, 3, 26):
                moment = after.astimezone(UTC) + timedelta(hours=hours_later)
                yield moment.astimezone(clock).replace(tzinfo=None, fold=0)


@pytest.mark.parametrize("zone", list(rules_of_the_world()))
def test_every_rule_for_clocks_on_earth_can_be_told(zone):
    """Cairo changes its clocks as Thursday ends, Nuuk on a Saturday: feeds say so rightly."""
    clock = ZoneInfo(zone)
    walls = list(hours_around_changes(clock))
    entries = [at(wall, wall + timedelta(days=5), str(n)) for n, wall in enumerate(walls)]

    feed = whole(programme(*entries, timezone=zone))

    assert len(walls) == 20
    assert [start for start, _, _ in read_by_vobject(feed)] == [
        wall.replace(tzinfo=clock).astimezone(UTC) for wall in walls
    ]
    repeated = [wall for wall in walls if offset(wall, clock, 0) != offset(wall, clock, 1)]
    assert [value for value in values(feed, "DTSTART") if value.endswith("Z")] == [
        f"{wall.replace(tzinfo=clock).astimezone(UTC):%Y%m%dT%H%M%SZ}" for wall in repeated
    ]


def offset(wall: datetime, clock: ZoneInfo, fold: int) -> timedelta | None:
    return wall.replace(tzinfo=clock, fold=fold).utcoffset()


def zone_of(feed: bytes) -> list[str]:
    """The lines that tell the time zone."""
    inside = "\n".join(lines(feed)).partition("BEGIN:VTIMEZONE\n")[2]
    return inside.partition("\nEND:VTIMEZONE")[0].splitlines()


def test_a_zone_is_told_by_its_two_changes_a_year():
    """No list of dates: some clients take only the first one."""
    zone = zone_of(whole(programme(SINGING)))

    assert sorted(zone) == listed("""
        TZID:Europe/Berlin
        BEGIN:DAYLIGHT
        TZNAME:CEST
        DTSTART:19700329T020000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        END:DAYLIGHT
        BEGIN:STANDARD
        TZNAME:CET
        DTSTART:19701025T030000
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        END:STANDARD
    """)


@pytest.mark.parametrize(("zone", "summer"), [("Europe/Berlin", "CEST"), ("Europe/Dublin", "IST")])
def test_daylight_is_the_time_of_summer(zone, summer):
    """By Irish law winter is the exception; in calendars it is not."""
    told = "\n".join(zone_of(whole(programme(SINGING, timezone=zone))))

    daylight = re.search("BEGIN:DAYLIGHT(.*)END:DAYLIGHT", told, re.DOTALL)[1]
    assert f"TZNAME:{summer}\n" in daylight


def test_an_hour_that_comes_twice_is_written_in_utc():
    """In the autumn night 02:30 comes twice; the feed says that the first is meant."""
    night = at(datetime(2027, 10, 31, 1, 30), datetime(2027, 10, 31, 2, 30))

    feed = whole(programme(night))

    assert values(feed, "DTSTART")[-1] == ";TZID=Europe/Berlin:20271031T013000"
    assert values(feed, "DTEND") == ["20271031T003000Z"]


def test_an_hour_the_clocks_leave_out_is_refused():
    """In the spring night there is no 02:30; the organiser hears so, of all such entries."""
    early = at(datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 4, 0))
    late = at(datetime(2027, 3, 28, 1, 0), datetime(2027, 3, 28, 2, 0), id="E02-1")

    with pytest.raises(ValueError) as refused:
        feeds(programme(early, late, language="en"), RELEASE)

    assert str(refused.value).splitlines() == [
        "Singen (E01-1): there is no 02:30 on Sun 28 Mar, for the clocks in Europe/Berlin "
        "go forward. Begin or end it at another time.",
        "Singen (E02-1): there is no 02:00 on Sun 28 Mar, for the clocks in Europe/Berlin "
        "go forward. Begin or end it at another time.",
    ]


def test_an_entry_ends_after_it_began():
    """Clients drop an event that ends first, or show it on the wrong day."""
    backwards = at(datetime(2027, 8, 28, 15), datetime(2027, 8, 28, 14))

    with pytest.raises(ValueError, match=r"Singing \(E01-1\) ends at Sat 28 Aug 14:00"):
        feeds(programme(replace(backwards, title="Singing"), language="en"), RELEASE)


def test_a_year_before_the_present_rule_is_told_in_utc():
    """Turkey gave up winter time in 2016; the hours of an older programme stay right."""
    winter = at(datetime(2015, 1, 10, 15))

    feed = whole(programme(winter, timezone="Europe/Istanbul"))

    assert values(feed, "DTSTART")[-1] == "20150110T130000Z"


def test_a_festival_in_utc_needs_no_zone():
    """RFC 5545 allows no TZID for UTC."""
    feed = whole(programme(SINGING, timezone="Etc/UTC"))

    assert values(feed, "DTSTART") == ["20270828T150000Z"]
    assert "BEGIN:VTIMEZONE" not in lines(feed)


@pytest.mark.parametrize("zone", ["", "Europe", "Nordwinkel", "Europe/Nordwinkel", "a\0b"])
def test_a_zone_nobody_knows_is_refused(zone):
    """The message shows how a zone is written."""
    with pytest.raises(ValueError, match=r"is not a time zone.*Europe/Berlin"):
        feeds(programme(SINGING, timezone=zone), RELEASE)


def test_a_stamp_without_zone_is_refused():
    """Read in the machine's own zone it would give other bytes elsewhere."""
    with pytest.raises(ValueError, match="give UTC"):
        feeds(programme(SINGING), datetime(2027, 5, 1))


# -- identity --------------------------------------------------------------------------


def test_a_moved_entry_stays_the_same_event():
    """Other time, place, title, language: it moves in calendars, and does not double."""
    moved = replace(at(datetime(2027, 8, 29, 11)), title="Summen", place=PARK, day=SATURDAY)

    before, after = whole(programme(SINGING)), whole(programme(moved, language="en"))

    assert values(before, "UID") == values(after, "UID")


def test_every_entry_has_its_own_uid():
    """Also among festivals: two may both have an E01-1."""
    here = whole(programme(SINGING, replace(SINGING, id="E01-2")))
    there = whole(programme(SINGING, uid_domain="elsewhere.example"))

    uids = values(here, "UID") + values(there, "UID")
    assert len({UUID(uid) for uid in uids}) == 3


def test_only_what_changed_gets_new_stamps():
    """An entry stamped in an earlier release is the same to the last byte."""
    talk = replace(SINGING, id="E02-1", title="Gespräch")
    june = datetime(2027, 6, 1, 9, 30, tzinfo=UTC)
    may = Stamp(sequence=0, created=RELEASE, modified=RELEASE)
    changed = Stamp(sequence=1, created=RELEASE, modified=june)

    first = whole(programme(SINGING, talk))
    second = feeds(
        programme(SINGING, replace(talk, place=PARK)), june, {"E01-1": may, "E02-1": changed}
    )["all.ics"]

    assert vevents(first)[0] == vevents(second)[0]
    assert values(second, "SEQUENCE") == ["0", "1"]
    assert values(second, "CREATED") == ["20270501T080000Z"] * 2
    assert values(second, "DTSTAMP") == ["20270501T080000Z", "20270601T093000Z"]
    assert values(second, "LAST-MODIFIED") == [
        "20270601T093000Z",  # the calendar's, as young as its youngest entry
        "20270501T080000Z",
        "20270601T093000Z",
    ]


# -- which feeds -----------------------------------------------------------------------


def test_an_actors_feed_has_exactly_its_entries():
    """What it leads and what it joins in; who does nothing has no feed."""
    solo = replace(SINGING, id="E01-1", title="Solo")
    duet = replace(SINGING, id="E02-1", title="Duett", partners=(SCHOOL,))
    play = replace(SINGING, id="E03-1", title="Theater", lead=SCHOOL)

    published = feeds(programme(solo, duet, play), RELEASE)

    titles = {
        file: [title for _, _, title in read_by_ical(feed)] for file, feed in published.items()
    }
    assert titles == {
        "all.ics": ["Solo", "Duett", "Theater"],
        "actor-a01.ics": ["Solo", "Duett"],
        "actor-a02.ics": ["Duett", "Theater"],
    }
    assert values(published["actor-a01.ics"], "NAME") == ["Sommerfest 2027 – Chor am Markt"]


def test_an_entry_is_the_same_in_every_feed():
    """Who subscribes to two feeds sees one event."""
    published = feeds(programme(SINGING), RELEASE)

    assert vevents(published["all.ics"]) == vevents(published["actor-a01.ics"])


@pytest.mark.parametrize(
    ("id", "file"),
    [
        ("A01", "actor-a01.ics"),
        ("chor_am-markt", "actor-chor_am-markt.ics"),
        ("Ü 1", "actor-1-32fefe9f.ics"),
        ("Ö 1", "actor-1-f768ad3e.ics"),
        ("../a", "actor-a-bb5f6bfb.ics"),
    ],
)
def test_a_file_is_named_safely(id, file):
    """Any id gives a name for every disk and address, and no two share one."""
    assert file_name(replace(CHOIR, id=id)) == file


def test_a_programme_without_entries_is_still_a_feed():
    """People may subscribe before anything is planned."""
    published = feeds(programme(), RELEASE)

    assert list(published) == ["all.ics"]
    assert read_by_ical(published["all.ics"]) == []


# -- texts -----------------------------------------------------------------------------


def test_no_text_breaks_the_file():
    """What ends a line for one client, and means nothing to another, is replaced."""
    nasty = "".join(map(chr, [*range(0x20), 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xD800]))
    host = replace(CHOIR, name=f"Chor{nasty}1")
    place = replace(LIBRARY, name=f'Haus{nasty}"2"', address="^3")
    entry = replace(
        SINGING,
        title=f"Singen{nasty}4",
        description=f"Eins\r\nzwei\rdrei\u2028vier\x85fünf{nasty}",
        format=f"Konzert{nasty}5",
        lead=host,
        place=place,
    )

    feed = whole(
        programme(entry, hosts=(host,), name=f"Fest{nasty}", website=f"https://x{nasty}y/")
    )

    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", "".join(lines(feed)))
    assert values(feed, "SUMMARY") == [";LANGUAGE=de:Singen 4"]
    assert values(feed, "DESCRIPTION")[-1].startswith(r";LANGUAGE=de:Eins\nzwei\ndrei\nvier\nfünf ")
    assert values(feed, "CATEGORIES") == ["Konzert 5,Alle"]
    assert values(feed, "LOCATION") == [r'Haus "2"\, Bibliothek\, ^3']
    assert """X-TITLE="Haus ^'2^', Bibliothek, ^^3":""" in feed.decode().replace("\r\n ", "")
    assert len(read_by_ical(feed)) == len(read_by_vobject(feed)) == 1


def test_letters_are_written_one_way():
    """An ä of two characters would not be found by people who type one."""
    feed = whole(programme(replace(SINGING, title="Kla\u0308nge")))

    assert values(feed, "SUMMARY") == [";LANGUAGE=de:Klänge"]


def test_a_title_may_be_in_another_language():
    """It is marked so, to be read out rightly; the rest is in the programme's language."""
    feed = whole(programme(replace(SINGING, description=""), language="en"))

    assert values(feed, "SUMMARY") == [";LANGUAGE=de:Singen"]
    assert values(feed, "DESCRIPTION")[-1] == (
        r";LANGUAGE=en:By Chor am Markt\nNo. 3 on the map: Lesesaal\n"
        r"Getting there: Bibliothek (Tram 31)\nLanguages: German\n"
        r"Access: with a ramp\, accessible toilet\nFree of charge\n\nhttps://fest.example/"
    )


def test_a_provisional_plan_says_so():
    """Nobody shall buy a train ticket for it."""
    feed = whole(programme(SINGING, provisional=True))

    assert values(feed, "STATUS") == ["TENTATIVE"]


def test_what_nobody_knows_is_not_written():
    """No website, no mailbox, no point on the map, no category: no empty property either."""
    nowhere = replace(LIBRARY, latitude=None, longitude=None)
    bare = replace(SINGING, place=nowhere, format="", audiences=())

    feed = whole(programme(bare, website="", email="", motto="", district="", city=""))

    names = {re.split("[:;]", line)[0] for line in lines(feed)}
    absent = {"URL", "SOURCE", "METHOD", "ORGANIZER", "GEO", "CATEGORIES"}
    assert names & (absent | {"X-APPLE-STRUCTURED-LOCATION"}) == set()
    assert not [line for line in lines(feed)[:-1] if line.endswith(":")]


def test_a_festival_in_greenwich_lies_on_the_map():
    """Five metres from the meridian Python writes 7e-05, which no client takes for a number."""
    greenwich = replace(LIBRARY, latitude=51.4779, longitude=-0.00007)

    feed = whole(programme(replace(SINGING, place=greenwich)))

    assert values(feed, "GEO") == ["51.477900;-0.000070"]


# -- bytes -----------------------------------------------------------------------------


def assert_bytes_are_clean(feed: bytes) -> None:
    """What RFC 5545 demands of lines, and what no client may find in a public feed."""
    rows = feed.split(b"\r\n")
    assert rows.pop() == b""
    assert not any(b"\r" in row or b"\n" in row for row in rows)
    assert max(map(len, rows)) <= 75
    for row in rows:
        row.decode()  # no character was folded in two

    names = {re.split("[:;]", line)[0] for line in lines(feed)}
    assert names & {"ATTENDEE", "CONTACT", "COMMENT", "RECURRENCE-ID"} == set()
    assert "BEGIN:VALARM" not in lines(feed)
    assert "UID" not in {re.split("[:;]", line)[0] for line in head(feed)}
    for moment in re.findall(r"\n(DT(?:START|END)[;:].*)", "\n".join(vevents(feed))):
        assert re.fullmatch(r"DT\w+(;TZID=[\w/]+:\d{8}T\d{6}|:\d{8}T\d{6}Z)", moment)


def head(feed: bytes) -> list[str]:
    """The calendar's own lines."""
    return "\n".join(lines(feed)).split("\nBEGIN:")[0].splitlines()


def test_every_feeds_bytes_are_clean():
    """Long lines of many scripts are folded between characters, in whole feeds too."""
    long = "Ж" * 40 + "👩🏽‍🌾" * 40 + "قراءة " * 40
    entry = replace(SINGING, title=long, description=long, partners=(SCHOOL, CHURCH))

    published = feeds(programme(entry, name=long, organiser=long), RELEASE)

    assert len(published) == 4
    for feed in published.values():
        assert_bytes_are_clean(feed)


def test_no_address_but_the_public_one():
    """The festival's mailbox is the only thing in all feeds that looks like e-mail."""
    published = feeds(programme(replace(SINGING, partners=(SCHOOL, CHURCH))), RELEASE)

    everything = "\n".join(line for feed in published.values() for line in lines(feed))
    assert set(re.findall(r"[\w.+-]+@[\w.-]+", everything)) == {"hallo@fest.example"}


def rich() -> Programme:
    """Enough of everything to make an order visible that should not be there."""
    entries = [
        replace(
            SINGING,
            id=f"E{number:02}-1",
            languages=("de", "ar", "uk", "dgs"),
            audiences=("Kinder", "Familien", "Senioren"),
            access=("rollstuhl", "hoeranlage"),
            partners=(SCHOOL, CHURCH),
        )
        for number in range(20)
    ]
    return programme(*entries)


def fingerprint() -> str:
    published = feeds(rich(), RELEASE)
    return sha256(repr(list(published.items())).encode()).hexdigest()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_any_machine_writes_the_same_bytes(seed):
    """Neither hash seed, nor time zone, nor locale can be seen in a feed."""
    here = Path(__file__).parent
    foreign = {
        "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)]),
        "PYTHONHASHSEED": seed,
        "TZ": "Asia/Kolkata",
        "LC_ALL": "C",
    }

    elsewhere = subprocess.run(
        [sys.executable, "-c", "import test_feeds; print(test_feeds.fingerprint())"],
        env={**os.environ, **foreign},
        capture_output=True,
        text=True,
        check=True,
    )

    assert elsewhere.stdout.strip() == fingerprint()
