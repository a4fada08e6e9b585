"""Who moves something in the finished plan by hand, and plans again, finds it where it was put."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from openpyxl import load_workbook

from festplan.complaints import Severity, blocking
from festplan.festival import Row
from festplan.inputs.changes import changes, pinned, pins, pins_csv, questions, sentences
from festplan.inputs.plans import read_document, read_plan
from festplan.inputs.reading import read_folder
from festplan.planning import checked, judged, published, solved, write_files
from festplan.solver.solve import Limits, solve
from festplan.times import Clock
from tests.folders import COURTYARD, copied, spoil
from tests.referee import judge
from tests.sketch import sketched

MONDAY = date(2027, 8, 23)
VENUES = """
    venue library: parallel 2
    venue church: parallel 2
"""


def clock(hours, minutes=0):
    return Clock(timedelta(hours=hours, minutes=minutes))


def edited(before, after):
    """What was changed between two sketches of a plan, and the festival of the second one."""
    _, was = sketched(VENUES + before)
    festival, now = sketched(VENUES + after)
    return festival, changes(now, was)


def cells(rows):
    """The cells of some pins, but for the titles."""
    return [{n: c for n, c in row.cells.items() if n != "title"} for row in rows]


def said(texts, language="en"):
    return [text.in_language(language) for text in texts]


# --- what was changed -----------------------------------------------------------------------------


def test_a_new_start_is_pinned_with_its_day():
    """Who moves the reading to four wants it on that day at four; the venue is left open."""
    festival, found = edited(
        """
        Mon 15:00-16:00  library  reading by school
        Mon 15:00-16:00  church  puppets by choir
        """,
        """
        Mon 16:00-17:00  library  reading by school
        Mon 15:00-16:00  church  puppets by choir
        """,
    )

    assert cells(pins(found, festival)) == [
        {"event_id": "reading", "session": 1, "date": MONDAY, "start": clock(16)}
    ]
    assert said(sentences(found, festival), "de") == [
        "„reading“ soll Mo. 23.08. 16:00 beginnen (war: 15:00)."
    ]


def test_a_new_day_is_told_with_both_dates():
    """The same time on another day is another start."""
    festival, found = edited(
        """
        day Tue: open_from 10:00
        Mon 15:00-16:00  library  reading by school
        """,
        """
        day Mon: open_from 10:00
        Tue 15:00-16:00  library  reading by school
        """,
    )

    assert said(sentences(found, festival)) == [
        "“reading” is to begin Tue 24 Aug 15:00 (was: Mon 23 Aug 15:00)."
    ]


def test_one_at_night_is_pinned_to_the_evening_before():
    """A film moved to one at night on Monday is pinned to Monday, 25:00."""
    festival, found = edited(
        "Mon 23:00-24:00  library  film by school", "Mon 25:00-26:00  library  film by school"
    )

    assert cells(pins(found, festival)) == [
        {"event_id": "film", "session": 1, "date": MONDAY, "start": clock(25)}
    ]


def test_a_new_venue_is_pinned_alone():
    """Who moves the reading into the church leaves its time open."""
    festival, found = edited(
        "Mon 15:00-16:00  library  reading by school", "Mon 15:00-16:00  church  reading by school"
    )

    assert cells(pins(found, festival)) == [
        {"event_id": "reading", "session": 1, "venue_id": "church"}
    ]
    assert said(sentences(found, festival), "de") == [
        "„reading“ soll am Ort church sein (war: library)."
    ]


def test_nothing_changed_is_no_pin():
    """The plan as it was leaves everything open, and that is said."""
    plan = "Mon 15:00-16:00  library  reading by school"

    festival, found = edited(plan, plan)

    assert pins(found, festival) == ()
    assert said(sentences(found, festival)) == [
        "Nothing was moved: every start and venue is that of the plan before."
    ]


def test_an_event_that_was_left_out_and_is_put_in_is_pinned_as_a_whole():
    """A row of one's own says where and when."""
    festival, found = edited(
        "Mon 15:00-16:00  library  reading by school",
        """
        Mon 15:00-16:00  library  reading by school
        Mon 17:00-18:00  church  puppets by choir
        """,
    )

    assert cells(pins(found, festival)) == [
        {
            "event_id": "puppets",
            "session": 1,
            "date": MONDAY,
            "start": clock(17),
            "venue_id": "church",
        }
    ]
    assert said(sentences(found, festival), "de") == [
        "„puppets“ soll Mo. 23.08. 17:00 am Ort church sein (war nicht im Plan)."
    ]


def test_sessions_that_change_their_order_are_counted_by_time():
    """The first session is moved behind the second one: it is the second one now."""
    festival, found = edited(
        """
        Mon 10:00-11:00  library  puppets by school, sessions 2
        Mon 12:00-13:00  church  puppets#2
        """,
        """
        Mon 14:00-15:00  library  puppets by school, sessions 2
        Mon 12:00-13:00  church  puppets#2
        """,
    )

    rows = pins(found, festival)

    # The venue is pinned, too: the second session was in the church, and would be free to stay.
    assert cells(rows) == [
        {
            "event_id": "puppets",
            "session": 2,
            "date": MONDAY,
            "start": clock(14),
            "venue_id": "library",
        }
    ]
    assert said(sentences(found, festival)) == [
        "“puppets” (session 1) is to begin Mon 23 Aug 14:00 (was: 10:00).",
        "“puppets”: sessions are counted in order of time, so session 2 is now 1.",
        "“puppets”: sessions are counted in order of time, so session 1 is now 2.",
    ]


def test_two_sessions_that_change_places_find_a_plan():
    """A swap of two sessions can be kept, and is what the next plan has."""
    festival, found = edited(
        """
        Mon 10:00-11:00  library  puppets by school, sessions 2
        Mon 12:00-13:00  church  puppets#2
        """,
        """
        Mon 12:00-13:00  library  puppets by school, sessions 2
        Mon 10:00-11:00  church  puppets#2
        """,
    )
    again = replace(festival, rows={**festival.rows, "pins": pins(found, festival)})

    plan = solve(again)

    assert [(p.session.number, p.start.hour, p.venue.id) for p in plan] == [
        (1, 10, "church"),
        (2, 12, "library"),
    ]


def test_the_numbers_of_sessions_that_are_missing_stay_free():
    """Without its first session in the file, an event counts the others as two and three."""
    festival, found = edited(
        """
        Mon 10:00-11:00  library  puppets by school, sessions 3
        Mon 12:00-13:00  library  puppets#2
        Mon 14:00-15:00  library  puppets#3
        """,
        """
        Mon 16:00-17:00  library  puppets#2 by school, sessions 3
        Mon 14:00-15:00  library  puppets#3
        """,
    )

    assert cells(pins(found, festival)) == [
        {"event_id": "puppets", "session": 3, "date": MONDAY, "start": clock(16)}
    ]
    assert said(c.says for c in questions(found, festival, "my.xlsx")) == [
        "“puppets” (session 1) is not in your plan any more: it is planned again all the same."
    ]


def test_what_pins_cannot_hold_is_asked():
    """A row taken out, an event no table knows any more, an end without its start: all are said."""
    festival, found = edited(
        """
        Mon 10:00-11:00  library  reading by school
        Mon 12:00-13:00  library  puppets by school
        Mon 15:00-16:00  library  concert by choir
        Mon 17:00-18:00  library  band by choir, sessions 2
        Mon 19:00-20:00  library  band#2
        """,
        """
        event reading: lead_actor school, duration_min 60
        event concert: duration_min 60
        Mon 15:00-16:30  library  concert by choir
        """,
    )

    asked = [c.in_language("en") for c in questions(found, festival, "my.xlsx")]

    assert asked == [
        "my.xlsx – “band” (session 1) was in the plan before and is not in the tables any more.",
        "my.xlsx – “band” (session 2) was in the plan before and is not in the tables any more.",
        "my.xlsx – “puppets” was in the plan before and is not in the tables any more.",
        "my.xlsx – “reading” is not in your plan any more: it is planned again all the same. To "
        "leave it out, delete its row in the table of events, or lower the number of sessions.",
        "my.xlsx – “concert” would last 90 min in your plan, 60 min before; that is not kept. A "
        "length is changed in the table of events (duration_min).",
    ]


def test_an_open_offer_may_last_as_it_will():
    """An open offer that was made longer by hand is asked about: the planner chooses its length."""
    flea_market = """
        event market: kind open, duration_min 120, min_duration_min 60
        Mon 15:00-{end}:00  library  market by school
    """

    festival, found = edited(flea_market.format(end=16), flea_market.format(end=17))

    assert said(c.says for c in questions(found, festival, "my.xlsx")) == [
        "“market” would last 120 min in your plan, 60 min before; that is not kept."
    ]


def test_a_length_that_the_table_has_now_is_no_question():
    """Who makes the concert longer in the table of events finds it longer in the plan."""
    festival, found = edited(
        "Mon 15:00-16:00  library  concert by choir", "Mon 15:00-16:30  library  concert by choir"
    )

    assert list(questions(found, festival, "my.xlsx")) == []


# --- older pins -----------------------------------------------------------------------------------

MOVED = """
    pins: event_id reading, start 15:00, reason on the poster
    pins: event_id puppets, venue_id church
    Mon {start}-17:00  library  reading by school, duration_min 60
    Mon 15:00-16:00  church  puppets by choir
"""


def test_the_newest_word_counts_and_the_other_words_stay():
    """A pin that is moved keeps its reason; the pins of others are not touched."""
    festival, found = edited(MOVED.format(start="15:00"), MOVED.format(start="16:00"))

    assert cells(pins(found, festival)) == [
        {"event_id": "puppets", "venue_id": "church"},
        {
            "event_id": "reading",
            "session": 1,
            "date": MONDAY,
            "start": clock(16),
            "reason": "on the poster",
        },
    ]


def test_each_word_is_changed_where_it_stands():
    """Two pins of one session, for its time and for its venue, stay two."""
    plan = """
        pins: event_id reading, start 15:00, reason on the poster
        pins: event_id reading, venue_id library, reason the books
        Mon {start}-17:00  {venue}  reading by school, duration_min 60
    """
    festival, found = edited(
        plan.format(start="15:00", venue="library"), plan.format(start="16:00", venue="church")
    )

    assert cells(pins(found, festival)) == [
        {
            "event_id": "reading",
            "session": 1,
            "date": MONDAY,
            "start": clock(16),
            "reason": "on the poster",
        },
        {"event_id": "reading", "venue_id": "church", "reason": "the books"},
    ]


def test_pins_follow_their_session_when_it_gets_another_number():
    """The session that was pinned to the church as number two is number one now, in the church."""
    plan = """
        pins: event_id puppets, session 2, venue_id church
        Mon {start}:00-{end}:00  library  puppets by school, sessions 2, duration_min 60
        Mon 12:00-13:00  church  puppets#2
    """
    festival, found = edited(plan.format(start=10, end=11), plan.format(start=14, end=15))

    assert {"event_id": "puppets", "session": 1, "venue_id": "church"} in cells(
        pins(found, festival)
    )


def test_what_was_moved_for_the_plan_before_stays():
    """A second round of changes keeps the first one, where the tables still know of it."""
    _, was = sketched(
        """
        Mon 15:00-16:00  library  reading by school, sessions 2
        Mon 17:00-18:00  library  reading#2
        Mon 15:00-16:00  church  opera by choir
        """
    )
    festival, now = sketched("Mon 15:00-16:00  library  reading by school")
    earlier = Row(2, {"event_id": "reading", "start": clock(15)})
    unknown = (
        Row(3, {"event_id": "opera", "start": clock(15)}),
        Row(4, {"event_id": "reading", "session": 2, "start": clock(15)}),
        Row(5, {"event_id": "reading", "venue_id": "opera house"}),
    )

    found = changes(now, was, [earlier, *unknown])

    assert pins(found, festival) == (earlier,)
    assert said(sentences(found, festival), "de")[1:] == [
        "„reading“ bleibt, wie für den vorigen Plan fixiert: 15:00."
    ]


def test_a_pin_of_what_was_left_out_is_not_carried_on():
    """An event that could not be where it was pinned may come back elsewhere."""
    festival, plan = sketched(
        """
        event puppets: lead_actor choir, duration_min 60, mandatory no
        Mon 15:00-16:00  library  reading by school
        """
    )

    found = changes(plan, plan, [Row(2, {"event_id": "puppets", "start": clock(15)})])

    assert pins(found, festival) == ()


def test_what_was_moved_twice_stays_where_it_was_put_last():
    """The second round may change the first one, and is told once; numbers are those of now."""
    plan = """
        Mon {start}:00-{end}:00  library  puppets by school, sessions 2, duration_min 60
        Mon 12:00-13:00  church  puppets#2
    """
    _, was = sketched(plan.format(start=10, end=11))
    festival, now = sketched(plan.format(start=14, end=15))
    earlier = [
        Row(2, {"event_id": "puppets", "session": 1, "start": clock(10)}),
        Row(3, {"event_id": "puppets", "session": 2, "start": clock(12)}),
    ]

    found = changes(now, was, earlier)

    assert [(row.cells["session"], row.cells["start"]) for row in pins(found, festival)] == [
        (2, clock(14)),
        (1, clock(12)),
    ]
    assert said(sentences(found, festival))[-1] == (
        "“puppets” (session 2) stays as it was pinned for the plan before: 12:00."
    )
    assert not [text for text in said(sentences(found, festival)) if "before: 10:00" in text]


def test_what_lies_among_the_tables_is_not_told_again():
    """A pin of the plan before that is in the tables, too, is one pin, with its reason."""
    festival, plan = sketched(
        """
        pins: event_id reading, start 15:00, reason on the poster
        Mon 15:00-16:00  library  reading by school
        """
    )
    found = changes(plan, plan, [Row(2, {"event_id": "reading", "start": clock(15)})])

    assert pins(found, festival) == festival.of("pins")
    assert len(said(sentences(found, festival))) == 1


# --- the table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "de"])
def test_pins_can_be_laid_among_the_tables(language, tmp_path):
    """What is written reads back as the same pins."""
    folder = copied(COURTYARD, tmp_path)
    rows = (
        Row(
            2,
            {
                "event_id": "table",
                "session": 1,
                "title": "The long table",
                "reason": "a; b, c",
                "venue_id": "yard",
            },
        ),
        Row(3, {"event_id": "concert", "session": 1, "date": date(2027, 6, 18)}),
        Row(4, {"event_id": "games", "session": 1, "start": clock(25), "venue_id": "hall"}),
    )

    written = pins_csv(rows, language)
    (folder / "pins.csv").write_bytes(written)

    heading = {
        "en": "event_id,session,title,date,start,venue_id,reason",
        "de": "Nr.;Termin;Titel;Datum;Beginn;Ort-Nr.;Grund",
    }
    assert written.startswith(b"\xef\xbb\xbf" + heading[language].encode() + b"\r\n")
    read = read_folder(folder)
    assert blocking(read.complaints) == ()
    assert sorted(cells_of(read.festival)) == sorted(str(sorted(r.cells.items())) for r in rows)


def cells_of(festival):
    return [str(sorted(row.cells.items())) for row in festival.of("pins")]


def test_a_title_is_no_formula():
    """What a spreadsheet would calculate with is written as text, titles and reasons alike."""
    row = Row(2, {"event_id": "table", "title": "=1+1", "reason": "@home"})

    written = pins_csv([row], "en").decode("utf-8-sig")

    assert written.splitlines()[1:] == ["table,,'=1+1,,,,'@home"]


# --- planning again -------------------------------------------------------------------------------


def planned(folder, out):
    found = checked(read_folder(folder))
    outcome = judged(found.read, found.draft, solved(found, Limits()))
    write_files(out, published(outcome)[0])
    return outcome


def typed(file, event, **values):
    """Type into the row of an event in a workbook, and save it."""
    book = load_workbook(file)
    for sheet in book:
        headings = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            named = dict(zip(headings, row, strict=True))
            if named["event_id"].value == event:
                for name, value in values.items():
                    named[name].value = value
    book.save(file)


def with_changes(folder, file, out):
    """The tables with what was changed in a plan, and the sentences about it."""
    read = read_folder(folder)
    document = read_document(out / "plan.json")
    made = read_plan(file, read.festival)
    assert made.plan is not None, [c.in_language("en") for c in made.complaints]
    found = changes(made.plan, document.plan, document.read.festival.of("pins"))
    told = said(sentences(found, read.festival))
    return checked(pinned(read, pins(found, read.festival), file.name)), told


def starts(plan, event):
    return [placed.start for placed in plan if placed.event.id == event]


def test_the_concert_stays_where_it_was_put(tmp_path):
    """Half an hour later and into the hall: so it is planned, and all else around it, at best."""
    before = planned(COURTYARD, tmp_path)
    # Its wishes leave it no other time: whatever plan is chosen, it begins at seven in the yard.
    assert starts(before.plan, "concert") == [datetime(2027, 6, 18, 19)]
    typed(
        tmp_path / "plan.xlsx",
        "concert",
        start="19:30",
        end="21:00",
        venue_id="hall",
        venue="Parish hall",
    )

    tables, told = with_changes(COURTYARD, tmp_path / "plan.xlsx", tmp_path)
    plan = solved(tables, Limits())

    assert told == [
        "“Evening concert” is to begin Fri 18 Jun 19:30 (was: 19:00).",
        "“Evening concert” is to be at Parish hall (was: The courtyard).",
    ]
    assert plan.optimal
    assert [(p.start, p.venue.id) for p in plan if p.event.id == "concert"] == [
        (datetime(2027, 6, 18, 19, 30), "hall")
    ]
    outcome = judged(tables.read, tables.draft, plan)
    assert outcome.breaches == ()

    # Laid among the tables, the pins hold without the edited plan, and the referee agrees.
    folder = copied(COURTYARD, tmp_path)
    (folder / "pins.csv").write_bytes(pins_csv(outcome.festival.of("pins"), "en"))
    again = planned(folder, tmp_path)
    assert again.plan == plan
    assert judge(folder, tmp_path / "plan.csv") == []

    # And the plan carries them along: what was moved in the first round stays in the second.
    [was] = starts(again.plan, "reading")
    start, end = (f"{was + timedelta(minutes=later):%H:%M}" for later in (15, 75))
    typed(tmp_path / "plan.xlsx", "reading", start=start, end=end)
    _, told = with_changes(COURTYARD, tmp_path / "plan.xlsx", tmp_path)
    assert told[0].startswith("“Reading in three languages” is to begin ")
    assert told[0].endswith(f"{start} (was: {was:%H:%M}).")
    assert told[1:] == [
        "“Evening concert” stays as it was pinned for the plan before: Fri 18 Jun, 19:30, "
        "Parish hall.",
    ]


def test_a_start_between_the_quarters_is_named_with_its_file(tmp_path):
    """Whoever types five past seven reads which file says so, and that nothing begins then."""
    planned(COURTYARD, tmp_path)
    file = (tmp_path / "plan.xlsx").rename(tmp_path / "myplan.xlsx")
    typed(file, "concert", start="19:05", end="20:35")

    tables, _ = with_changes(COURTYARD, file, tmp_path)

    assert [c.in_language("en") for c in blocking(tables.complaints) if "grid" in c.says.en] == [
        "myplan.xlsx – “Evening concert” is pinned to 19:05, which is not on the grid of 15 min. "
        "Move it onto the grid, or make the grid finer (slot_minutes)."
    ]


def test_a_pin_that_can_be_kept_is_no_complaint(tmp_path):
    """A quarter past is on the grid; the pin is not why another event finds no place."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "reading", "expected_visitors", "500")
    (folder / "pins.csv").write_text("event_id,start\nconcert,19:15\n")

    tables = checked(read_folder(folder))
    again = pinned(tables.read, tables.read.festival.of("pins"), "my.xlsx")

    found = [c.in_language("en") for c in blocking(tables.complaints)]
    assert len(found) == 1
    assert "“Reading in three languages” finds no place" in found[0]
    assert "pinned" not in found[0]
    assert again.places["pins", ""].file == "pins.csv"


def test_no_pins_change_nothing():
    """Tables without pins stay what they are."""
    read = read_folder(COURTYARD)

    assert pinned(read, (), "my.xlsx").texts == read.texts


def test_reasons_stay_with_the_organisers(tmp_path):
    """The plan carries the pins along, but not why."""
    folder = copied(COURTYARD, tmp_path)
    (folder / "pins.csv").write_text("event_id,start,reason\nconcert,19:00,secret\n")

    read = read_folder(folder)

    assert read.texts["pins"] == ({"event_id": "concert", "start": "19:00"},)
    assert pinned(read, read.festival.of("pins"), "my.xlsx").texts["pins"] == read.texts["pins"]


@pytest.mark.parametrize(
    ("pin", "told"),
    [
        (
            "concert,2027-06-18,20:00,library",
            ["It is pinned to: Fri 18 Jun, 20:00, Library.", "is possible only at"],
        ),
        (
            "reading,2027-06-19,13:30,library",
            ["It is pinned to: Sat 19 Jun, 13:30, Library.", "10:00–14:00"],
        ),
        (
            "cooking,2027-06-18,,",
            ["It is pinned to: Fri 18 Jun.", "would be on Fri 18 Jun, but is possible only on"],
        ),
        ("games,,16:05,", ["pins.csv, row 2", "16:05, which is not on the grid of 15 min"]),
    ],
)
def test_a_pin_in_the_way_is_named(pin, told, tmp_path):
    """Where a pin cannot be kept, it is said what it holds and which rule is against it."""
    folder = copied(COURTYARD, tmp_path)
    (folder / "pins.csv").write_text(f"event_id,date,start,venue_id\n{pin}\n")

    tables = checked(read_folder(folder))

    complaints = " ".join(c.in_language("en") for c in blocking(tables.complaints))
    assert [piece for piece in told if piece not in complaints] == [], complaints


def test_an_optional_event_may_be_left_out_in_spite_of_its_pin(tmp_path):
    """A pin says where and when, not whether; but that it leaves an event out is asked."""
    folder = copied(COURTYARD, tmp_path)
    spoil(folder, "events", "games", "mandatory", "no")
    (folder / "pins.csv").write_text("event_id,date,start\ngames,2027-06-18,21:30\n")

    tables = checked(read_folder(folder))
    plan = solved(tables, Limits())

    assert [(c.severity, c.says.facts["event"]) for c in tables.complaints] == [
        (Severity.QUESTION, "Games without borders")
    ]
    assert [out.event.id for out in plan.left_out] == ["games"]


# --- the referee ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pin", "findings"),
    [
        ("reading,1,2027-09-03,15:00,hall", 0),
        ("reading,,2027-09-04,,", 1),
        ("reading,,,15:15,", 1),
        ("reading,1,,,meadow", 1),
        ("reading,2,2027-09-04,15:15,meadow", 0),
        ("film,1,2027-09-03,01:00,", 0),
        ("film,1,2027-09-03,25:00,", 0),
    ],
)
def test_the_referee_sees_pins(pin, findings, tmp_path):
    """The second opinion on pins: day, time and venue, of that session only."""
    tables = {
        "days": "date\n2027-09-03\n2027-09-04\n",
        "venues": "venue_id,name\nhall,Hall\nmeadow,Meadow\n",
        "events": "event_id,title,duration_min\nreading,Reading,60\nfilm,Film,60\n",
        "pins": f"event_id,session,date,start,venue_id\n{pin}\n",
        "plan": "date,start,end,event_id,session,venue_id\n"
        "2027-09-03,15:00,16:00,reading,1,hall\n2027-09-03,25:00,26:00,film,1,meadow\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text)

    found = judge(tmp_path, tmp_path / "plan.csv")

    assert [finding.split(":")[0] for finding in found] == ["pinned"] * findings


def test_a_moved_start_off_the_grid_is_told_of_the_plan(tmp_path):
    """With a table of pins beside, a start that somebody has moved is still the plan's mistake."""
    folder = copied(COURTYARD, tmp_path)
    (folder / "pins.csv").write_text("event_id,start\nreading,10:00\n")
    read = read_folder(folder)
    moved = Row(0, {"event_id": "concert", "session": 1, "start": clock(19)})

    again = pinned(read, [*read.festival.of("pins"), moved], "mine.xlsx")
    off = pinned(read, [replace(moved, cells=moved.cells | {"start": clock(19, 7)})], "mine.xlsx")

    assert blocking(checked(again).complaints) == ()
    told = {c.place.file for c in blocking(checked(off).complaints)}
    assert told == {"events.csv", "mine.xlsx"}
