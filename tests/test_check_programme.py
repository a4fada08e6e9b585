"""A programme made elsewhere is read in many forms, and told where it contradicts itself."""

import json
import random
from datetime import datetime, timedelta
from itertools import product

import pytest
import xlsxwriter

from festplan.clashes import (
    Asked,
    Clash,
    Dated,
    Kind,
    Performance,
    clashes,
    headline,
    not_in_tables,
    verdict,
    walks_of,
)
from festplan.columns import clock
from festplan.complaints import Severity
from festplan.inputs.programmes import read_programme
from festplan.inputs.programmes.lists import people_of
from festplan.inputs.programmes.meanings import BY_HEADING, MEANINGS, matched
from tests.sketch import sketched

NOON = datetime(2027, 8, 28, 12)
QUARTER = timedelta(minutes=15)


def at(hours, title="x", length=1.0, place="hall", people=""):
    """A performance so many hours after noon; without a length, nobody knows its end."""
    start = NOON + timedelta(hours=hours)
    end = None if length is None else start + timedelta(hours=length)
    return Performance(title, start, end, place, tuple(people.split()))


def found(*performances, **asked):
    """What clashes: the kind, and the titles."""
    return [
        (clash.kind, *(each.title for each in clash.performances))
        for clash in clashes(performances, Asked(**asked))
    ]


# --- what clashes -------------------------------------------------------------------------------


def test_touching_performances_share_a_place():
    """One performance may begin as the last one ends."""
    assert found(at(0, "a"), at(1, "b")) == []


def test_two_at_once_in_one_place():
    """A place holds one performance at a time, however its name is typed."""
    assert found(at(0, "a", place="Hall"), at(0.5, "b", place="hall ")) == [
        (Kind.ONE_PLACE, "a", "b")
    ]


def test_a_long_performance_meets_everything_that_begins_during_it():
    """An exhibition is still on when the third concert begins, though the second is over."""
    found_here = found(at(0, "exhibition", 5), at(1, "first"), at(2, "second"), at(2.5, "third"))

    assert found_here == [
        (Kind.ONE_PLACE, "exhibition", "first"),
        (Kind.ONE_PLACE, "exhibition", "second"),
        (Kind.ONE_PLACE, "exhibition", "second", "third"),
    ]


def test_without_an_end_only_the_beginning_counts():
    """What has no end clashes with what is on when it begins, and with what begins with it."""
    openings = [at(0, "before"), at(1, "open", None), at(1, "with"), at(1.5, "after", place="")]

    assert found(*openings) == [(Kind.ONE_PLACE, "open", "with")]
    assert found(at(0, "long", 2), at(1, "open", None)) == [(Kind.ONE_PLACE, "long", "open")]


def test_no_place_is_nowhere_unless_nothing_has_one():
    """Two rows with an empty place may be anywhere; a list without places is one stage."""
    anywhere = [at(0, "a", place=""), at(0, "b", place="")]

    assert found(*anywhere, at(5, "c")) == []
    assert found(*anywhere) == [(Kind.ONE_PLACE, "a", "b")]


def test_nobody_is_in_two_places_at_once():
    """The choir cannot sing in the hall and on the meadow; who shares a clash is named once."""
    (clash,) = clashes(
        [at(0, "a", people="Choir Ada"), at(0.5, "b", place="meadow", people="ADA choir Tom")]
    )

    assert (clash.kind, clash.people) == (Kind.TWO_PLACES, ("Ada", "Choir"))
    assert clash.text.in_language("en") == (
        "Ada, Choir in 2 places at once: “a” (hall, Sat 28 Aug 12:00–13:00), "
        "“b” (meadow, Sat 28 Aug 12:30–13:30)."
    )
    assert clash.text.in_language("de") == (
        "Ada, Choir an 2 Orten zugleich: „a“ (hall, Sa. 28.08. 12:00–13:00), "
        "„b“ (meadow, Sa. 28.08. 12:30–13:30)."
    )


def test_two_performances_in_one_place_are_told_once():
    """Who plays in both of two that overlap in one place is not in two places."""
    both = [at(0, "a", people="Ada"), at(0.5, "b", people="Ada")]

    assert found(*both) == [(Kind.ONE_PLACE, "a", "b")]


def test_a_change_over_is_looked_at_only_if_asked():
    """Ten minutes are enough until somebody asks for fifteen."""
    tight = [at(0, "a", 0.75), at(0.75 + 1 / 6, "b")]

    assert found(*tight) == []
    assert found(*tight, change_over=timedelta(minutes=10)) == []
    assert found(*tight, change_over=QUARTER) == [(Kind.CHANGE_OVER, "a", "b")]


def test_a_change_over_follows_whatever_ended_last():
    """The exhibition must be cleared away, though a reading in it was over long ago."""
    day = [at(0, "exhibition", 3), at(1, "reading"), at(3, "dance")]

    assert found(*day, change_over=QUARTER) == [
        (Kind.ONE_PLACE, "exhibition", "reading"),
        (Kind.CHANGE_OVER, "exhibition", "dance"),
    ]


def test_a_walk_between_any_two_places():
    """Fifteen minutes of walking do not fit between two performances that touch."""
    trip = [at(0, "a", people="Ada"), at(1, "b", 1, "meadow", "Ada"), at(2.25, "c", 1, "", "Ada")]

    assert found(*trip) == []
    assert found(*trip, walk=QUARTER) == [(Kind.WALK, "a", "b")]


def test_walks_come_from_the_tables_of_a_festival():
    """Hall and yard lie 20 minutes apart; an unknown place is as far as any other."""
    festival, _ = sketched("""
        venue hall: site_id north
        venue yard: site_id south
        venue lawn: site_id south
        walks: from_site north, to_site south, minutes 20
        Mon 15:00-16:00  hall  reading by choir
    """)
    sites, walks = walks_of(festival)
    asked = {"sites": sites, "walks": walks, "walk": timedelta(minutes=5)}
    here = at(0, "a", 1, "Hall", "Ada")

    assert found(here, at(1.3, "b", 1, "YARD", "Ada"), **asked) == [(Kind.WALK, "a", "b")]
    assert found(here, at(1.5, "b", 1, "yard", "Ada"), **asked) == []
    assert found(at(0, "a", 1, "lawn", "Ada"), at(1, "b", 1, "yard", "Ada"), **asked) == []
    assert found(here, at(1, "b", 1, "pub", "Ada"), **asked) == [(Kind.WALK, "a", "b")]
    unknown = not_in_tables([here, at(0, "b", 1, "Pub")], Asked(**asked))
    assert unknown.facts == {"places": ("Pub",)}
    assert not_in_tables([here], Asked(**asked)) is None


def test_a_name_of_two_venues_tells_no_walk():
    """Two halls on two sites: which one is meant, only their ids say."""
    festival, _ = sketched("""
        venue first: name Hall, site_id north
        venue second: name Hall, site_id south
        walks: from_site north, to_site south, minutes 20
        Mon 15:00-16:00  first  reading by choir
    """)

    sites, _ = walks_of(festival)

    assert sites == {"first": "north", "second": "south"}


def test_closing_belongs_to_the_evening():
    """What ends at one at night is past a closing at 22:00 and before one at 26:00."""
    late = [at(9, "ends at ten"), at(12.5, "after midnight", 0.5)]

    assert found(*late, closing=clock("22:00")) == [(Kind.CLOSING, "after midnight")]
    assert found(*late, closing=clock("26:00")) == []


def test_listed_twice_is_no_overlap():
    """A performance with a row for each of its two players is one performance."""
    rows = [at(0, "Duo", people="Ada"), at(0, "duo", people="Tom"), at(0, "z", 1, "yard", "Tom")]

    assert found(*rows) == [(Kind.LISTED_TWICE, "Duo", "duo"), (Kind.TWO_PLACES, "Duo", "z")]


def test_rows_without_a_title_are_not_the_same():
    """Two nameless rows at one time are two performances."""
    assert found(at(0, ""), at(0, "")) == [(Kind.ONE_PLACE, "", "")]


def test_clashes_come_by_time_place_and_title():
    """The order of the rows does not matter."""
    rows = [at(h, f"{p}{h}{n}", 1, p) for h, p, n in product((0, 3), "ab", (1, 2))]
    ordered = [(Kind.ONE_PLACE, f"{p}{h}1", f"{p}{h}2") for h, p in product((0, 3), "ab")]

    assert found(*rows) == found(*reversed(rows)) == ordered


def test_nights_and_long_stretches_show_both_their_days():
    """Nobody must guess whether one at night on Saturday is early or late on Saturday."""
    times = [at(12.5, length=1), at(0, length=26), at(10, length=4)]

    shown = [
        next(clashes([each], Asked(closing=clock("12:00")))).text.in_language("en")
        for each in times
    ]

    assert shown == [
        "After closing at 12:00: “x” (hall, Sun 29 Aug 00:30 – Sun 29 Aug 01:30).",
        "After closing at 12:00: “x” (hall, Sat 28 Aug 12:00 – Sun 29 Aug 14:00).",
        "After closing at 12:00: “x” (hall, Sat 28 Aug 22:00–02:00).",
    ]


def crowd(seed, size=40):
    """A programme at random, crowded enough to clash in every way."""
    dice = random.Random(seed)
    return [
        Performance(
            f"t{number}",
            start := NOON + dice.randrange(60) * QUARTER,
            start + dice.randrange(1, 8) * QUARTER if dice.random() < 0.9 else None,
            dice.choice(("hall", "yard", "pub", "")),
            tuple(dice.sample("ABCDEF", dice.randrange(3))),
        )
        for number in range(size)
    ]


def ends(performance):
    return performance.end or performance.start


def meet(first, second):
    return second.start < ends(first) or first.start == second.start


@pytest.mark.parametrize("seed", range(60))
def test_comparing_everything_with_everything_finds_the_same(seed):
    """Who begins while others are still on, and who cannot get there, is found by any way."""
    everything = crowd(seed)
    begun = sorted(everything, key=lambda each: (each.start, each.place, each.title))
    pairs = [(a, b) for n, b in enumerate(begun) for a in begun[:n]]
    overlap = {b.title for a, b in pairs if a.place and a.place == b.place and meet(a, b)}
    elsewhere = [
        (a, b, person)
        for a, b in pairs
        for person in {*a.people} & {*b.people}
        if not a.place or a.place != b.place
    ]
    torn = {(person, b.title) for a, b, person in elsewhere if meet(a, b)}
    late = {
        (person, b.title)
        for a, b, person in elsewhere
        if a.place and b.place and b.start < ends(a) + 2 * QUARTER
    }

    found_by = list(clashes(everything, Asked(walk=2 * QUARTER)))

    def told(kind):
        return {
            (person, clash.performances[-1].title)
            for clash in found_by
            if clash.kind is kind
            for person in clash.people
        }

    assert {c.performances[-1].title for c in found_by if c.kind is Kind.ONE_PLACE} == overlap
    assert told(Kind.TWO_PLACES) == torn
    assert told(Kind.WALK) == late - torn


def test_a_festival_of_twenty_thousand_in_one_moment_is_judged():
    """One walk through time is enough: nothing is held against everything else."""
    alike = [Performance(f"t{n}", NOON, NOON + QUARTER, f"p{n}", ("Ada",)) for n in range(20_000)]

    last = list(clashes(alike))[-1]

    assert (last.kind, last.text.facts["count"]) == (Kind.TWO_PLACES, 20_000)
    assert last.text.in_language("en").endswith(", and 19994 more.")


def test_the_verdict_counts_each_kind():
    """The last line says that nothing clashes, or how much of which kind."""
    crossing = [at(0, "a", people="Ada"), at(0.5, "b"), at(0.5, "c", 1, "yard", "Ada")]

    assert verdict([]).in_language("en") == "Nothing clashes."
    assert verdict(clashes(crossing)).in_language("en") == (
        "Clashes: 2 – at once in one place: 1, somebody in two places at once: 1."
    )


# --- lists --------------------------------------------------------------------------------------


def read(tmp_path, written, name="list.csv", **columns):
    file = tmp_path / name
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    return read_programme(file, columns)


def told(programme, severity=None):
    """What is complained about: the row and the sentence."""
    return [
        (each.place.row, each.says.in_language("en"))
        for each in programme.complaints
        if severity is None or each.severity is severity
    ]


def shape(programme):
    """Every performance as title, start, end, place and people."""
    return [
        (
            each.title,
            f"{each.start:%d. %H:%M}",
            f"{each.end:%d. %H:%M}" if each.end else "",
            each.place,
            each.people,
        )
        for each in programme.performances
    ]


def test_a_list_of_one_stage(tmp_path):
    """Times and lengths are enough: one day, one place, nobody named, and that is said."""
    stage = "start,duration_min,item\n14:00,30,Opening\n14:20,30,Band\n15:00,,Dance to the end\n"

    programme = read(tmp_path, stage)

    assert shape(programme) == [
        ("Opening", "01. 14:00", "01. 14:30", "", ()),
        ("Band", "01. 14:20", "01. 14:50", "", ()),
        ("Dance to the end", "01. 15:00", "", "", ()),
    ]
    assert [severity for severity, _ in told(programme)] == [0, 0, 0, 4]
    assert {each.severity for each in programme.complaints} == {Severity.HINT}
    (clash,) = clashes(programme.performances)
    assert clash.text.in_language("en") == (
        "2 at once: “Opening” (14:00–14:30, row 2), “Band” (14:20–14:50, row 3)."
    )
    assert headline(programme.performances).in_language("en") == (
        "Performances read: 3, without dates. Places: 1, people: 0."
    )


def test_a_list_as_a_machine_writes_it(tmp_path):
    """A date with its time needs no day; codes of people are told apart by blanks."""
    machine = (
        "id,start,end,venue,track,persons\n"
        "e1,2019-05-13T19:30,2019-05-13T21:00,Black,Variety,p001 p002\n"
        "e2,2019-05-14 23:30,2019-05-15 00:30,Black,Variety,p003\n"
    )

    programme = read(tmp_path, machine)

    assert shape(programme) == [
        ("e1", "13. 19:30", "13. 21:00", "Black", ("p001", "p002")),
        ("e2", "14. 23:30", "15. 00:30", "Black", ("p003",)),
    ]
    assert programme.complaints == ()
    assert matched(programme).in_language("en") == (
        "Read as: title = id (no heading names a title, so this is shown), start = start, "
        "end = end, place = venue, people = persons. Not read: track."
    )
    assert headline(programme.performances).in_language("de") == (
        "Gelesene Auftritte: 2, vom 13.05.2019 bis 14.05.2019. Orte: 1, Mitwirkende: 3."
    )


def test_a_list_as_people_write_it(tmp_path):
    """A title above, a row for each day, hours as a range: all of it is understood or told."""
    people = (
        "Unser Programm (Stand Mai);;;\n;;;\nTag;Uhrzeit;Was ;Bühne\n"
        "Samstag, 28.08.2027;;;\n;14-16 Uhr;Schminken;Wiese\n;25:00;Nachtwache;Wiese\n"
        "Sonntag, 29.08.2027;;;\n;halb acht;Tanz;Wiese\n;22 bis 1 Uhr;Disko;Zelt\n"
        "Eintritt frei;;;\n"
    )

    programme = read(tmp_path, people)

    assert shape(programme) == [
        ("Schminken", "28. 14:00", "28. 16:00", "Wiese", ()),
        ("Nachtwache", "29. 01:00", "", "Wiese", ()),
        ("Disko", "29. 22:00", "30. 01:00", "Zelt", ()),
    ]
    errors = [each for each in programme.complaints if each.severity is Severity.ERROR]
    assert [(e.place.row, e.place.column, e.place.cell) for e in errors] == [
        (8, "Uhrzeit", "halb acht")
    ]
    assert "taken from above, “Samstag, 28.08.2027”" in dict(told(programme))[5]
    assert (10, "No start is written: the row is not checked.") in told(programme)


def test_a_day_holds_until_the_next_one(tmp_path):
    """Rows below an unreadable day are not on the day before; an unreadable time has its day."""
    days = (
        "Tag,Beginn,Was\nSa 28.08.2027,14:00,A\nSo 29.08.2027,halb acht,B\n,15:00,C\n"
        "Mo 30.08.2027,,Rest\n,16:00,D\nSo 31.08.2027,14:00,E\n,17:00,F\n"
    )

    programme = read(tmp_path, days)

    assert [row[:2] for row in shape(programme)] == [
        ("A", "28. 14:00"),
        ("C", "29. 15:00"),
        ("D", "30. 16:00"),
    ]
    assert [row for row, _ in told(programme, Severity.ERROR)] == [3, 7, 8]


def test_one_column_may_say_day_and_time(tmp_path):
    """“Wann: Sa 14 Uhr” is a day and a time; weekdays alone are days of one week."""
    programme = read(
        tmp_path, "Wann,Was,Dauer\nSa 14:00,A,30\nSamstag 14-15 Uhr,B,\nSo 14:00,C,30\n"
    )

    assert [(each.title, each.dated) for each in programme.performances] == [
        (title, Dated.BY_WEEKDAY) for title in "ABC"
    ]
    (clash,) = clashes(programme.performances)
    assert clash.text.in_language("de") == (
        "2 zugleich: „A“ (Sa. 14:00–14:30, Zeile 2), „B“ (Sa. 14:00–15:00, Zeile 3)."
    )
    assert "Only weekdays are written" in told(programme, Severity.QUESTION)[0][1]


def test_days_without_a_year_are_told_apart(tmp_path):
    """28.8. is a day in any year; a weekday beside it finds a year that fits."""
    programme = read(tmp_path, "Tag,Beginn,Ende,Was\nSa 28.8.,14:00,15:00,A\n28.8.,14:30,15:00,B\n")

    assert told(programme, Severity.QUESTION) == [
        (0, "No year is written: days are told apart by day and month.")
    ]
    (clash,) = clashes(programme.performances)
    assert clash.text.in_language("en") == (
        "2 at once: “A” (08-28 14:00–15:00, row 2), “B” (08-28 14:30–15:00, row 3)."
    )


def test_a_night_is_asked_about_once(tmp_path):
    """An end at one follows a start at 22:00; one at 13:00 does not follow one at 14:00."""
    nights = (
        "day,start,end,title\n2027-08-28,22:00,01:00,A\n2027-08-28,23:00,02:00,B\n"
        "2027-08-28,14:00,13:00,C\n2027-08-28,00:30,02:00,D\n"
        "2027-08-28,14:00,03:00,E\n2027-08-28,20:00,19:00,F\n2027-08-28,25:00,26:00,G\n"
    )

    programme = read(tmp_path, nights)

    assert [row[:3] for row in shape(programme)] == [
        ("A", "28. 22:00", "29. 01:00"),
        ("B", "28. 23:00", "29. 02:00"),
        ("D", "28. 00:30", "28. 02:00"),
        ("G", "29. 01:00", "29. 02:00"),
    ]
    assert told(programme, Severity.ERROR) == [
        (row, "It ends before it begins.") for row in (4, 6, 7)
    ]
    assert told(programme, Severity.QUESTION) == [
        (
            2,
            "The end is taken for the night after the start. "
            "Rows of which this is true: 2, 3 (2 in all).",
        ),
        (5, "The start is taken for the small hours of that date, not for the night after it."),
    ]


def test_the_night_of_an_only_day_is_its_end(tmp_path):
    """Where there is one day, half past midnight is after the evening."""
    programme = read(tmp_path, "time,end,title\n23:00,01:00,A\n00:30,01:30,B\n")

    assert [row[:3] for row in shape(programme)] == [
        ("A", "01. 23:00", "02. 01:00"),
        ("B", "02. 00:30", "02. 01:30"),
    ]
    assert found(*programme.performances) == [(Kind.ONE_PLACE, "A", "B")]


def test_a_comma_without_its_quotation_marks_is_told(tmp_path):
    """A displaced cell would be a place that does not exist."""
    programme = read(tmp_path, "start,title,place\n14:00,Band, live,Hof\n15:00,Chor,Hof\n")

    assert [row[:4] for row in shape(programme)] == [("Chor", "01. 15:00", "", "Hof")]
    assert told(programme, Severity.ERROR) == [
        (2, "The row has more cells than there are headings, and is not checked.")
    ]


def test_an_end_beats_a_length(tmp_path):
    """Where end and length disagree, somebody is asked."""
    programme = read(tmp_path, "start,end,dauer,title\n14:00,15:00,90,A\n")

    assert shape(programme)[0][1:3] == ("01. 14:00", "01. 15:00")
    assert told(programme, Severity.QUESTION) == [
        (2, "It does not agree with the end, 15:00: the end holds.")
    ]


def test_columns_can_be_named(tmp_path):
    """What no heading says can be said beside the list."""
    odd = "Los,Knaller\n14:00,A\n14:30,B\n"

    assert told(read(tmp_path, odd))[0][1] == "No row of headings was found."
    named = read(tmp_path, odd, start="los", Titel="Knaller")
    assert [row[:2] for row in shape(named)] == [("A", "01. 14:00"), ("B", "01. 14:30")]


def test_the_best_heading_holds(tmp_path):
    """A title is rather a title than a name; whoever leads and whoever joins takes part."""
    both = "Name,Start,Title,Wer,Mitwirkende\nHall A,14:00,Songs,Ada,Choir; Tom\n"

    programme = read(tmp_path, both)

    assert shape(programme) == [("Songs", "01. 14:00", "", "", ("Ada", "Choir", "Tom"))]
    assert programme.unused == ("Name",)
    assert read(tmp_path, both, people="Wer").performances[0].people == ("Ada",)


def test_times_of_several_zones_are_asked_about(tmp_path):
    """A list that mixes UTC and local time may be two hours off: nobody can see which."""
    mixed = "start,title\n2027-08-28T14:00+02:00,A\n2027-08-28T12:00Z,B\n"

    assert "different distances from UTC" in told(read(tmp_path, mixed), Severity.QUESTION)[0][1]
    only_utc = mixed.replace("+02:00", "Z")
    assert "are in UTC" in told(read(tmp_path, only_utc), Severity.QUESTION)[0][1]
    assert told(read(tmp_path, mixed.replace("Z", "+02:00")), Severity.QUESTION) == []


def test_a_name_for_no_column_is_an_error(tmp_path):
    """Neither a meaning nor a heading may be mistyped."""
    simple = "start,title\n14:00,A\n"

    assert told(read(tmp_path, simple, ttle="title"), Severity.ERROR) == [
        (0, "“ttle” is nothing that a column can be.")
    ]
    assert told(read(tmp_path, simple, title="titel"), Severity.ERROR) == [
        (1, "There is no heading “titel”; there are: start, title.")
    ]


def test_days_under_an_unknown_heading_are_not_overlooked(tmp_path):
    """A column full of dates is asked about before two days become one."""
    programme = read(tmp_path, "Zirkus,Beginn,Titel\n28.08.2027,14:00,A\n29.08.2027,14:00,B\n")

    (question,) = [c for c in programme.complaints if c.severity is Severity.QUESTION]
    assert (question.place.column, question.advice.in_language("en")) == (
        "Zirkus",
        "If it does: --column day=Zirkus.",
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("p001 p002", ["p001", "p002"]),
        ("Ada Berg", ["Ada Berg"]),
        ("Choir, School/Kita & Club", ["Choir", "School", "Kita", "Club"]),
        ("Berg, Ada; Tal, Ida", ["Berg, Ada", "Tal, Ida"]),
        ("Chor und Schule\nVerein", ["Chor", "Schule", "Verein"]),
        ("Kinder- und Jugendbüro", ["Kinder- und Jugendbüro"]),
        ("", []),
    ],
)
def test_people_are_told_apart(cell, names):
    """Names hold blanks, and sometimes commas; codes hold neither."""
    assert people_of(cell) == names


def test_nobody_in_particular_clashes_with_nobody(tmp_path):
    """“N. N.” and “alle” may stand in two places at once."""
    open_ = "start,title,ort,wer\n14:00,A,Hof,N. N.\n14:00,B,Saal,alle; Chor\n14:00,C,Zelt,n.n.\n"

    programme = read(tmp_path, open_)

    assert [each.people for each in programme.performances] == [(), ("Chor",), ()]
    assert found(*programme.performances) == []


def test_a_heading_means_one_thing():
    """No heading is claimed by two columns."""
    assert len(BY_HEADING) == sum(len(set(meaning.headings)) for meaning in MEANINGS)


def test_every_sheet_with_the_same_headings_is_read(tmp_path):
    """A workbook with a sheet for each day is one programme; notes are left out, and told."""
    file = tmp_path / "days.xlsx"
    with xlsxwriter.Workbook(file) as book:
        for day in (28, 29):
            sheet = book.add_worksheet(f"day {day}")
            sheet.write_row(0, 0, ("date", "start", "end", "title", "place"))
            for row, start in enumerate((14, 14.5), start=1):
                sheet.write_datetime(
                    row, 0, datetime(2027, 8, day), book.add_format({"num_format": "dd.mm.yyyy"})
                )
                times = book.add_format({"num_format": "hh:mm"})
                sheet.write_number(row, 1, start / 24, times)
                sheet.write_number(row, 2, 15 / 24, times)
                sheet.write_row(row, 3, (f"{day}-{row}", "hall"))
        book.add_worksheet("notes").write(0, 0, "ring the printer")

    programme = read_programme(file)

    assert [row[:3] for row in shape(programme)] == [
        ("28-1", "28. 14:00", "28. 15:00"),
        ("28-2", "28. 14:30", "28. 15:00"),
        ("29-1", "29. 14:00", "29. 15:00"),
        ("29-2", "29. 14:30", "29. 15:00"),
    ]
    assert [c.place.file for c in programme.complaints if "sheet" in c.says.en] == [
        "days.xlsx [notes]"
    ]
    first, _ = clashes(programme.performances)
    assert "(Sat 28 Aug 14:30–15:00, day 28, row 3)" in first.text.in_language("en")


# --- calendars ----------------------------------------------------------------------------------


def calendar(*events, head="X-WR-TIMEZONE:Europe/Berlin\r\n"):
    inside = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{inside}END:VCALENDAR\r\n"


def event(title, start, *more):
    return "\r\n".join((f"SUMMARY:{title}", f"DTSTART{start}", *more))


def test_a_calendar_is_read_by_one_clock(tmp_path):
    """Times of all zones are shown in the calendar's; who comes is named."""
    written = calendar(
        event("A", ";TZID=Europe/Berlin:20270828T140000",
              "DTEND;TZID=Europe/London:20270828T140000", "LOCATION:Hall\\, upstairs",
              "ATTENDEE;CN=Ada:mailto:ada@fest.example"),
        event("B", ":20270828T123000Z", "DURATION:PT90M", "LOCATION:Hall\\, upstairs",
              "ATTENDEE:mailto:tom@fest.example"),
        event("C", ":20270828T160000"),
    )  # fmt: skip

    programme = read(tmp_path, written, "feed.ics")

    assert shape(programme) == [
        ("A", "28. 14:00", "28. 15:00", "Hall, upstairs", ("Ada",)),
        ("B", "28. 14:30", "28. 16:00", "Hall, upstairs", ("tom@fest.example",)),
        ("C", "28. 16:00", "", "", ()),
    ]
    assert found(*programme.performances) == [(Kind.ONE_PLACE, "A", "B")]


def test_what_a_calendar_does_not_tell_is_told(tmp_path):
    """Cancelled and whole days are left out, repetitions are not expanded, and UTC is asked."""
    written = calendar(
        event("gone", ":20270828T120000Z", "STATUS:CANCELLED"),
        event("day", ";VALUE=DATE:20270828"),
        event("weekly", ":20270828T120000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"),
        event("bad", ":nonsense"),
        event("back", ":20270828T120000Z", "DTEND:20270828T110000Z"),
        event("moment", ":20270828T120000Z", "DTEND:20270828T120000Z"),
        head="",
    )

    programme = read(tmp_path, written, "feed.ics")

    assert [row[:3] for row in shape(programme)] == [
        ("weekly", "28. 12:00", "28. 13:00"),
        ("moment", "28. 12:00", ""),
    ]
    by_cell = {c.place.cell: (c.severity, c.says.in_language("en")) for c in programme.complaints}
    assert by_cell["gone"] == (Severity.HINT, "It is cancelled and left out.")
    assert by_cell["day"] == (Severity.HINT, "It lasts all day and is not checked.")
    assert by_cell["weekly"] == (
        Severity.HINT,
        "It repeats (FREQ=WEEKLY;COUNT=3); only the first time is checked.",
    )
    assert by_cell["moment"] == (
        Severity.HINT,
        "No end is known: only its beginning is checked.",
    )
    assert by_cell["bad"] == (Severity.ERROR, "It has no readable start.")
    assert by_cell["back"] == (Severity.ERROR, "It ends before it begins.")
    (question,) = [c for c in programme.complaints if c.severity is Severity.QUESTION]
    assert "times are shown in UTC" in question.says.in_language("en")


def test_a_calendar_that_breaks_off_is_read_as_far_as_it_goes(tmp_path):
    """The first appointment is whole, the second is not; that is an error."""
    appointments = [event(n, ":20270828T140000", "DURATION:PT1H") for n in "AB"]

    programme = read(tmp_path, calendar(*appointments)[:-40], "feed.ics")

    assert [each.title for each in programme.performances] == ["A"]
    assert told(programme, Severity.ERROR) == [
        (0, "The calendar breaks off; what stands before is checked.")
    ]


def test_the_owner_of_a_calendar_is_not_on_every_stage(tmp_path):
    """Who organises every appointment may do so in two places at once."""
    owner = "ORGANIZER;CN=Office:mailto:office@fest.example"
    events = [
        event(n, ":20270828T140000", "DURATION:PT1H", f"LOCATION:{n}", owner) for n in ("A", "B")
    ]

    programme = read(tmp_path, calendar(*events), "feed.ics")

    assert [each.people for each in programme.performances] == [(), ()]
    assert any("“Office” organises everything" in says for _, says in told(programme))


# --- schedules of conferences -------------------------------------------------------------------

TALKS = {
    "hall": [
        {"date": "2019-08-21T23:30:00+02:00", "start": "23:30", "duration": "01:00",
         "title": "A", "persons": [{"public_name": "Ada"}, {"name": "Tom"}]},
        {"start": "00:15", "duration": "00:30", "title": "B", "persons": []},
    ],
    "yard": [{"start": "14:00", "duration": "1h?", "title": "C", "persons": ["Ada"]}],
}  # fmt: skip
SCHEDULE = json.dumps(
    {"schedule": {"conference": {"days": [{"date": "2019-08-21", "rooms": TALKS}]}}}
)
SCHEDULE_XML = """<?xml version="1.0" encoding="UTF-8"?>
<schedule><conference><day_change>04:00</day_change></conference>
<day date="2019-08-21"><room name="hall">
<event id="1"><date>2019-08-21T23:30:00+02:00</date><start>23:30</start><duration>01:00</duration>
<title>A</title><persons><person id="1">Ada</person><person id="2">Tom</person></persons></event>
<event id="2"><start>00:15</start><duration>00:30</duration><title>B</title></event></room>
<room name="yard"><event id="3"><start>14:00</start><duration>1h?</duration><title>C</title>
<persons><person>Ada</person></persons></event></room></day></schedule>
"""


@pytest.mark.parametrize(("name", "written"), [("s.json", SCHEDULE), ("s.xml", SCHEDULE_XML)])
def test_a_schedule_of_a_conference(tmp_path, name, written):
    """The small hours belong to the day in which they stand; a strange length is told."""
    programme = read(tmp_path, written, name)

    assert shape(programme) == [
        ("A", "21. 23:30", "22. 00:30", "hall", ("Ada", "Tom")),
        ("B", "22. 00:15", "22. 00:45", "hall", ()),
        ("C", "21. 14:00", "", "yard", ("Ada",)),
    ]
    assert told(programme) == [(0, "“1h?” is no length; only its beginning is checked.")]


def test_a_file_with_words_of_its_own_is_refused(tmp_path):
    """Ten lines of XML may fill a computer's memory; such a file is not opened at all."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><schedule><day date="2019-08-21"/></schedule>'

    assert told(read(tmp_path, bomb, "s.xml")) == [
        (0, "The file defines words of its own (DOCTYPE); for safety it is not read.")
    ]


# --- files that are none ------------------------------------------------------------------------


def test_other_forms_are_refused(tmp_path):
    """A picture of a programme is no programme; which forms there are is said."""
    (complaint,) = read(tmp_path, b"%PDF-1.7", "flyer.pdf").complaints

    assert ".xlsx" in complaint.advice.in_language("en")
    assert read_programme(tmp_path / "none.csv").complaints[0].severity is Severity.ERROR


@pytest.mark.parametrize("name", ["x.csv", "x.ics", "x.json", "x.xml"])
def test_an_empty_file_is_an_error(tmp_path, name):
    """A programme without a performance is nothing to be content with."""
    programme = read(tmp_path, "", name)

    assert (programme.performances, told(programme, Severity.ERROR)) != ((), [])


GOOD = {
    "x.csv": "Tag;Zeit;Was;Wo;Wer\nSa 28.8.2027;14-15 Uhr;A;Hof;Chor\n;15:00;\"B\nC\";Hof;Chor\n",
    "x.ics": calendar(event("A", ";TZID=Europe/Berlin:20270828T140000", "DURATION:PT1H",
                            "RRULE:FREQ=DAILY", "ORGANIZER;CN=Ada:mailto:ada@fest.example")),
    "x.json": SCHEDULE,
    "x.xml": SCHEDULE_XML,
}  # fmt: skip


def damaged(whole, dice):
    """A file cut short, with strange bytes, or with pieces of itself in the wrong place."""
    data = bytearray(whole.encode())
    for _ in range(dice.randrange(4)):
        where = dice.randrange(len(data))
        piece = data[dice.randrange(len(data)) :][: dice.randrange(1, 20)]
        data[where : where + dice.randrange(8)] = dice.choice(
            (piece, dice.randbytes(3), b"99999999999999", b"\xff", b'"', b"<", b"-", b"\n")
        )
    return bytes(data[: dice.randrange(len(data) + 1)] if dice.random() < 0.5 else data)


@pytest.mark.parametrize("name", GOOD)
def test_a_damaged_file_is_told_and_nothing_breaks(tmp_path, name):
    """However a file was damaged, something is read or something is said."""
    dice = random.Random(name)
    for _ in range(250):
        programme = read(tmp_path, damaged(GOOD[name], dice), name)

        assert programme.performances or told(programme, Severity.ERROR)
        said = [*programme.complaints, *clashes(programme.performances, Asked(walk=QUARTER))]
        for each in said:
            text = each.text if isinstance(each, Clash) else each
            assert text.in_language("en") and text.in_language("de")


def test_noise_is_no_programme(tmp_path):
    """Bytes at random with the name of a programme are an error of any form."""
    dice = random.Random(1)
    for name in [*GOOD, "x.xlsx", "x.ods", "x.xls"]:
        assert told(read(tmp_path, dice.randbytes(2000), name), Severity.ERROR), name
