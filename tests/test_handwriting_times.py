"""How people write times of day and lengths, and what may be made of it."""

import string
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festplan import columns
from festplan.columns import NotReadable
from festplan.inputs.handwriting import lengths, times, words
from festplan.inputs.handwriting.spelling import About
from festplan.texts import Text

DAYS = tuple(date(2027, 8, 25) + timedelta(days=n) for n in range(6))
FESTIVAL = About(DAYS)
BEGINS, ENDS = About(DAYS, begins=True), About(DAYS, begins=False)
IN_MINUTES, IN_HOURS = About(unit="min"), About(unit="h")


def put(spelling):
    """A spelling in one line, with a question mark where something was assumed."""
    others = ", ".join(f"{column} {cell}" for column, cell in spelling.others.items())
    return f"{spelling.cell or others or 'nothing'}{' ?' if spelling.assumes else ''}"


def read(hand, cell, about=FESTIVAL):
    """What a hand makes of a cell in one line, or what is wrong about it."""
    try:
        return put(hand(cell, about))
    except NotReadable as wrong:
        return f"! {wrong.says.in_language('en')}"


def cases(table):
    """Every cell of a table whose left side says how the cells of its right side are read."""
    return [(cell, reading) for reading, cells in table.items() for cell in cells.split(" | ")]


NO_TIME = "! is not a time of day."
NO_LENGTH = "! is not a length in minutes."
A_DATE = "! is a date. Spreadsheets make dates of times such as 14.30."
A_DAY = "! names a day, too."
TWO = "! could be 07:30 or 19:30."

CLOCK = {
    "18:00": "18:00 | 18.00 | 18:00:00 | 18:00h | 18 : 00 | 18h | 18 Uhr | 18:00Uhr | 1800 | 6pm | "
    "6 p.m. | 6 P. M. | 18 hrs | Punkt 18 Uhr | achtzehn Uhr | 6 Uhr abends | um 18 | ١٨:٠٠ | "
    "18\u00a0Uhr | 18  UHR | 18 Uhr! | (18 Uhr) | 18 Uhr s.t. | 18°° | 18⁰⁰ Uhr | 6 Uhr (abends)",
    "18:30": "18.30 Uhr | 18h30 | 18 h 30 | 18 Uhr 30 | 1830 | 6:30pm | 6.30 p.m. | 18,30 Uhr",
    "09:30": "9:30 | 0930 | 09.30 | 9h30 | 9:30 am | 9.30 Uhr vormittags | 930 Uhr",
    "20:00": "8 Uhr abends | abends um 8 | 8 am Abend | 8 in the evening | 20 Uhr abends",
    "00:00": "0:00 | 12am | 0 Uhr",
    "12:00": "12pm | noon | 12 noon | 12 Uhr mittags",
    "24:00": "Mitternacht | midnight | um Mitternacht | 24 Uhr | 12 Uhr nachts",
    "24:30": "24:30",
    "25:00": "25:00 | 25 Uhr",
    "07:00": "7 Uhr | 7 Uhr morgens | 7 am",
    "18:00 ?": "18 | 18.0 | gegen 18 Uhr | ca. 18 Uhr | ca.18 Uhr | circa 18h | etwa 18:00 | "
    "~18:00 | um 18 Uhr herum | around 6pm | about 6pm | approx. 6 pm | ab 18 Uhr | bis 18 Uhr | "
    "by 6pm | am liebsten 18 Uhr | ungefähr 18 Uhr | 18 Uhr oder später | evtl. 18 Uhr | "
    "18 Uhr? | 18:00 (?) | 18 Uhr (Wunsch) | 18 Uhr (pünktlich!) | 6pm onwards | "
    "18:00 - open end | 18 Uhr, Ende offen | 18 Uhr bis ? | Beginn 18 Uhr | "
    "Einlass 17 Uhr, 18 Uhr | 18 Uhr (Einlass: 17.30 Uhr)",
    "19:30 ?": "halb acht abends | abends halb 8 | half past seven in the evening | 19,30",
    "15:15 ?": "viertel nach drei nachmittags | quarter past three in the afternoon",
    "19:25 ?": "fünf vor halb acht abends",
    "09:30 ?": "930",
    "14:30 ?": "0.604166 | 0,604166666666667 | 2027-08-28 14:30 | 2027-08-28T14:30:00 | "
    "28.8.2027, 14:30 Uhr | 46627.604166667 | 14:29:59.999 | 8/28/2027 2:30 PM",
    "12:00 ?": "mittags | 0.5",
    "07:00 ?": "um 7",
    "08:00 ?": "8 | at 8",
    "03:00 ?": "3 Uhr",
    TWO: "halb acht | halb 8 | halb acht Uhr | half past seven",
    "! could be 07:15 or 19:15.": "viertel acht | viertel nach sieben",
    "! could be 07:45 or 19:45.": "viertel vor acht | dreiviertel acht | quarter to eight",
    "! could be 07:00 or 19:00.": "7 o'clock | seven o’clock | sieben Uhr | sieben",
    "! could be 01:00 or 25:00.": "1 Uhr nachts",
    "! could be 00:25 or 06:00.": "0.25",
    "! could be any of these: 18:03, 18:30.": "18.3 | 18:3 | 18,3 Uhr",
    "! could be any of these: 18:05, 18:30, 18:50.": "18.5 | 18,5",
    "! could be any of these: 20:00, 20:15.": "20 Uhr c.t. | 20:00 c. t.",
    "! says more than a time: “2 Std.”.": "18 Uhr (2 Std.) | 18 Uhr, 2 Std.",
    "! says more than a time: “oder 19 Uhr”.": "18 Uhr (oder 19 Uhr)",
    NO_TIME: "25:99 | 18:7 | 32 Uhr | 28:01 | 1860 | mittags um | um | 🕗 | ² | 12² | -18 | "
    "18:00 am | 15 Uhr abends | kurz nach 8 | nach der Schule | halb | 18:00:99 | "
    "früher Nachmittag",
    A_DATE: "2027-08-28 | 28.08.2027 | 28.8. | 2027-08-28 00:00:00 | 46627 | 12. Okt | 10-Dec | "
    "27.08 | 31.12 | 08-2027",
    A_DAY: "Sa 18 Uhr | Samstag | samstags 18 Uhr | so um 18 Uhr | Do. | täglich 10 Uhr | "
    "28.8. ab 14 Uhr",
    "! names several times: 10:00, 14:00.": "10:00 oder 14:00 | 10/14 Uhr | 10:00, 14:00 | 10,14 | "
    "10 und 14 Uhr",
    "! is a stretch of time from 10:00 to 12:00.": "10-12 Uhr | von 10 bis 12 | 10-12 Uhr?",
    "! does not end after it begins: 16:00 to 14:00.": "16-14 Uhr",
    "! is a part of the day and no time.": "nachmittags | in the evening | nachts",
    "! is no time by the clock.": "nach Einbruch der Dunkelheit | after dark",
    "! says neither begin nor end.": "ganztägig | all day",
}


@pytest.mark.parametrize(("cell", "reading"), cases(CLOCK))
def test_times_of_day_as_people_write_them(cell, reading):
    """A time is read if it is one time; what was assumed is asked, what may be two is refused."""
    assert read(times.clock, cell) == reading


BEGIN_WORDS = (
    "ab 15 Uhr | frühestens 15 Uhr | nicht vor 15 Uhr | nach 15 Uhr | from 3pm | "
    "after 3pm | not before 3pm | erst ab 15 Uhr | 15 Uhr oder später"
)
END_WORDS = (
    "bis 15 Uhr | spätestens 15 Uhr | vor 15 Uhr | bis spätestens 15 Uhr | until 3pm | "
    "by 3pm | before 3pm | no later than 3pm | 15 Uhr spätestens | bis max. 15:00"
)


@pytest.mark.parametrize("cell", BEGIN_WORDS.split(" | "))
def test_words_of_beginning_stand_in_columns_of_begins(cell):
    """“From three” says nothing new in a column of begins, and is wrong in one of ends."""
    assert [read(times.clock, cell, about) for about in (BEGINS, ENDS, FESTIVAL)] == [
        "15:00",
        "! says when something begins, but this column says when it ends.",
        "15:00 ?",
    ]


@pytest.mark.parametrize("cell", END_WORDS.split(" | "))
def test_words_of_ending_stand_in_columns_of_ends(cell):
    """“By three” says nothing new in a column of ends, and is wrong in one of begins."""
    assert [read(times.clock, cell, about) for about in (BEGINS, ENDS, FESTIVAL)] == [
        "! says when something ends, but this column says when it begins.",
        "15:00",
        "15:00 ?",
    ]


def test_a_day_that_ends_at_midnight_ends_at_24():
    """Spreadsheets cannot write 24:00; nothing ends at the very beginning of its day."""
    found = [read(times.clock, "00:00", about) for about in (BEGINS, ENDS, FESTIVAL)]

    assert found == ["00:00", "24:00 ?", "00:00"]


def test_a_day_of_the_festival_is_rather_a_date():
    """“28.08” is a time unless the festival has such a day; with “Uhr” it always is one."""
    in_may = About((date(2027, 5, 9),))

    assert [read(times.clock, "10.05", about) for about in (FESTIVAL, in_may)] == ["10:05", "10:05"]
    assert [read(times.clock, "09.05", about) for about in (FESTIVAL, in_may)] == ["09:05", A_DATE]
    assert read(times.clock, "09.05 Uhr", in_may) == "09:05"


def span(start, end, asked=""):
    return f"earliest_start {start}, latest_end {end}{asked}"


WHEN = {
    "fixed_start 10:00": "10:00h | 10:00 | um 10 Uhr | 10am | Beginn 10 Uhr | Start: 10:00",
    "fixed_start 08:00 ?": "8 Uhr | um 8 Uhr",
    "fixed_start 09:00 ?": "9 | um 9",
    "fixed_start 00:30": "0:30 Uhr | 0:30",
    "fixed_start 25:00 ?": "1 Uhr nachts",
    "fixed_start 19:00 ?": "Einlass 18 Uhr, Beginn 19 Uhr | 19:00 (Einlass 18:00) | "
    "19:00 - open end | 19 Uhr (danach Disko)",
    "fixed_start 19:30 ?": "halb acht abends",
    "fixed_start 18:00 ?": "18",
    "fixed_start 03:00": "03:00 | 3am",
    "earliest_start 15:00 ?": "ab 15 Uhr | nach 15 Uhr | möglichst ab 15 Uhr | from 3pm | "
    "ab 15 Uhr, Ende offen | ab 15:00 bis open end | from 3pm onwards | Beginn ab 15 Uhr",
    "latest_end 17:30 ?": "bis 17:30 | spätestens 17:30 | by 5.30pm",
    "latest_end 24:00 ?": "bis 0 Uhr | bis Mitternacht",
    "latest_end 24:30 ?": "bis 0:30 Uhr | bis 00:30",
    "latest_end 26:00 ?": "bis 2 Uhr nachts",
    "wish_start 16:00 ?": "gegen 16 Uhr | ca. 16 Uhr | am liebsten 16 Uhr | möglichst um 16 Uhr | "
    "around 4pm | 16 Uhr, wenn möglich | 16 Uhr (Wunsch) | evtl. 16 Uhr | Beginn ca. 16 Uhr",
    "wish_start 12:00 ?": "mittags | gegen Mittag",
    span("10:00", "12:00"): "10-12 Uhr | 10–12 | 10 - 12h | von 10 bis 12 | 10:00-12:00 Uhr | "
    "zwischen 10 und 12 Uhr | between 10 and 12 | 1000-1200 | ab 10 bis 12 Uhr | 10 bis 12 Uhr | "
    "10 Uhr → 12 Uhr | vormittags 10-12 | 10 to 12 | 10 bis spätestens 12 Uhr | "
    "from 10am to noon | 10 bis12 Uhr | 10 -- 12 Uhr | 10...12 Uhr | von 10.00 Uhr - 12.00 Uhr | "
    "Beginn 10 Uhr, Ende 12 Uhr | zw. 10 und 12 Uhr | nicht vor 10 und nicht nach 12 Uhr | "
    "ab 10 Uhr, spätestens 12 Uhr | irgendwann zwischen 10 und 12 Uhr",
    span("10:00", "12:30"): "10.00 bis 12.30 Uhr | 10-12.30 | 10 a.m. to 12.30 p.m.",
    span("19:30", "21:30"): "19:30 Uhr bis 21:30 | 7:30-9:30 pm",
    span("10:00", "13:00"): "10am-1pm",
    span("14:00", "16:00"): "2-4pm | 2pm-4 | nachmittags von 2 bis 4 | 2-4 Uhr nachmittags",
    span("20:00", "22:00"): "8-10 Uhr abends | abends 8 bis 10",
    span("20:00", "24:00"): "20-0 Uhr | 8pm-12am | 20 Uhr bis Mitternacht",
    span("08:00", "17:00"): "8 Uhr morgens bis 5 Uhr nachmittags",
    span("11:00", "13:00", " ?"): "11-1pm",
    span("10:00", "13:00", " ?"): "10am-1",
    span("14:30", "16:00", " ?"): "halb drei bis vier nachmittags",
    span("14:00", "16:00", " ?"): "ca. 14-16 Uhr | 14-16 Uhr ca. | am liebsten 14-16 Uhr | "
    "14-16 Uhr? | 14-16 Uhr (Garten) | 14 bis ca. 16 Uhr",
    span("08:00", "10:00", " ?"): "8-10 Uhr",
    span("08:00", "18:00"): "8-18 Uhr",
    span("24:00", "26:00", " ?"): "0-2 Uhr | 00:00-02:00",
    span("25:00", "27:00", " ?"): "1-3 Uhr nachts",
    "days Sa, fixed_start 14:00 ?": "Sa 14 Uhr | Sa, 14:00 | 14 Uhr (Sa) | 14 Uhr Sa",
    "days Sa, earliest_start 14:00 ?": "Sa ab 14 Uhr",
    "days Sa, fixed_start 24:30 ?": "Sa 24:30",
    "days Sa, latest_end 24:30 ?": "Sa bis 0:30 Uhr",
    "days So, fixed_start 16:00 ?": "So 16 Uhr | So 16.00 | So, 16.00 Uhr",
    "fixed_start 14:00 ?": "1899-12-30 14:00:00",
    "days 2027-08-28, fixed_start 14:00 ?": "28.8. 14 Uhr | 2027-08-28 14:00:00 | "
    "Sa 28.08.2027, 2pm",
    f"days Sa, {span('14:00', '16:00', ' ?')}": "Sa 14-16 Uhr | 14-16 Uhr, Sa",
    f"days Sa;So, {span('14:00', '16:00', ' ?')}": "Sa/So 14-16 Uhr | Sa und So jeweils 14-16 Uhr",
    f"days 2027-08-28, {span('14:00', '16:00', ' ?')}": "28.8. 14-16 Uhr | Sa 28.8., 14-16 Uhr | "
    "Samstag, den 28.08.2027 von 14.00 Uhr - 16.00 Uhr",
    f"days Fri, {span('18:00', '22:00', ' ?')}": "Fri evening",
    span("09:30", "11:00", " ?"): "930-1100",
    span("22:00", "25:00", " ?"): "22-1 Uhr | 22:00-01:00 | 10pm-1am | 22 bis 1 Uhr nachts",
    span("09:00", "12:00", " ?"): "vormittags | am Vormittag",
    span("08:00", "12:00", " ?"): "morgens | morning",
    span("14:00", "18:00", " ?"): "nachmittags | afternoon | gern nachmittags",
    span("18:00", "22:00", " ?"): "abends | in the evening",
    "after_sunset yes ?": "nach Einbruch der Dunkelheit | wenn es dunkel ist | bei Dunkelheit | "
    "nach Sonnenuntergang | after dark | after sunset | when it is dark",
    TWO: "halb acht",
    "! could be 03:00 or 15:00.": "3 Uhr | ab 3 Uhr | Sa 3 Uhr",
    "! could be 08:00 or 20:00.": "8 | um 8 | ab 8 | gegen 8 | bis 8",
    "! could be 13:00 or 25:00.": "bis 1 Uhr",
    "! could be 00:30 or 24:30.": "ab 0:30 Uhr | gegen 0:30 Uhr",
    "! could be the night before Sa or the night after Sa.": "Sa 0:30 Uhr | Sa 0-2 Uhr",
    "! could be Sun 16:00 or ca. 16:00.": "So gegen 16 Uhr | so um 16 Uhr",
    "! does not agree: 28.08.2027 is a Saturday.": "So 28.8. 14 Uhr | Fr, 28.8.2027 14-16 Uhr",
    "! is not a date: there is no such day.": "30.2. 14 Uhr",
    "! could be 08:00–12:00 or 20:00–24:00.": "8-12",
    "! could be 10:00–14:00 or 22:00–26:00.": "10-2 Uhr | 10-2",
    "! does not end after it begins: 09:00 to 05:00.": "9-5",
    "! could be 02:00–04:00 or 14:00–16:00.": "2-4 Uhr | 2-4 | von 2 bis 4",
    "! could be 07:30–09:00 or 19:30–21:00.": "halb acht bis neun",
    "! could be 03:00–05:00 or 15:00–17:00.": "3-5 o'clock | drei bis fünf Uhr",
    "! could be 08:00–10:00 or 20:00–22:00.": "8-10 o'clock",
    "! could be 20:00–22:00 or 08:00–22:00.": "8 Uhr bis 10 Uhr abends",
    "! could be 13:00–15:00 or 13:00–27:00.": "1 mittags - 3",
    "! does not end after it begins: 16:00 to 14:00.": "16-14 | 16:00 bis 14:00 Uhr",
    "! does not end after it begins: 14:00 to 14:00.": "14-14 Uhr",
    "! names several times: 10:00, 14:00.": "10:00 oder 14:00 | 10/14 Uhr",
    "! names several times: 09:00–11:00, 14:00–16:00.": "9-11 und 14-16 Uhr | 9-11, 14-16 Uhr",
    "! says more than a time: “danach Abbau”.": "14-16 Uhr, danach Abbau",
    "! says neither begin nor end.": "ganztägig | den ganzen Tag | all day",
    "! is a part of the day and no time.": "nachts",
    A_DAY: "täglich 10-12 Uhr | Sa 14 | Sa 10.09 | Sa 14-16, So 10-12 Uhr | Samstag, 15 Uhr, Wiese",
    A_DATE: "2027-08-28",
    NO_TIME: "ten to three in the afternoon | 10-30 | bis 14-16 Uhr | ab bis 18 Uhr",
}


@pytest.mark.parametrize(("cell", "reading"), cases(WHEN))
def test_when_says_what_is_fixed_and_what_is_free(cell, reading):
    """A time alone is fixed; words around it make it an earliest start, a latest end, a wish."""
    assert read(times.when, cell) == reading


def test_what_is_a_range_and_what_is_not():
    """A column of begins may hold an end as well; a wrong range is one, too."""
    ranges = ["10-12 Uhr", "von 9 bis 12", "16-14", "2-4pm", "ab 15 bis 17 Uhr", "10-12 Uhr?"]
    others = ["10 Uhr", "2027-08-28", "28.8.-29.8.", "10/12", "-", "ab 10", "", "9-11, 14-16"]

    assert [cell for cell in ranges + others if times.is_range(cell)] == ranges


def test_a_range_gives_its_ends():
    """“22-1 Uhr” begins at ten and ends past midnight, which somebody should confirm."""
    sure = times.clock_range("10-12.30 Uhr", BEGINS)
    start, end, assumes = times.clock_range("22-1 Uhr", BEGINS)

    assert sure == ("10:00", "12:30", None)
    assert (start, end) == ("22:00", "25:00")
    assert assumes.in_language("de") == (
        "wird als 22:00–25:00 gelesen: es endet nach Mitternacht, in der Nacht desselben Festtags."
    )


def test_no_range_is_refused():
    """Who asks for a range and finds one time is told so."""
    assert read(lambda cell, about: times.clock_range(cell, about), "gestern") == NO_TIME


LENGTH = {
    "60": "60 | 60 min | 60 Min. | 60 Minuten | 1h | 1 h | eine Stunde | an hour | 60.0 | 1:00 | "
    "60'",
    "90": "90 | 90' | 90′ | 1,5 h | 1.5 Std. | 1½ Std | 1 1/2 Std. | 1:30 | 01:30 | 1:30:00 | "
    "1:30 h | 1h30 | 1h 30min | 1h30m | anderthalb Stunden | eineinhalb Stunden | "
    "an hour and a half | one and a half hours | neunzig Minuten | ٩٠ | 1 Stunde und 30 Minuten | "
    "1 Std. u. 30 Min. | 1,5\u00a0h",
    "105": "1 Std. 45 | 1 Std. 45 Min. | 1:45 | 1 hour 45 minutes",
    "120": "2 Stunden | 2 Std | 2 hrs | zwei Stunden | 120 Min | 2 St.",
    "150": "zweieinhalb Stunden | 2½h",
    "30": "halbe Stunde | eine halbe Stunde | half an hour | 0:30 | ½ Std. | 0,5 h",
    "45": "dreiviertel Stunde | 0,75 h | eine Dreiviertelstunde | 3/4 Stunde | 45min",
    "15": "Viertelstunde | a quarter of an hour",
    "5 min": "5 min | 5 Minuten | 0:05",
    "10": "10",
    "90 ?": "ca. 90 min | etwa 1,5 Std. | max. 90 Minuten | je 90 min | 1,5 | 1½ | 0.0625 | "
    "90 min? | 90 min (mit Pause) | 90 (ca.) | Doppelstunde | 2 Schulstunden | 2 UE | "
    "90 min + Umbau | 90 Min, zzgl. Auf- und Abbau",
    "45 ?": "1 Schulstunde | 45 Min + Umbau",
    "120 ?": "2 | 2.0 | zwei",
    "540 ?": "9",
    "80 ?": "1,33 h",
    "30 ?": "0.5 | 0,5",
    "! could be 90 min or 120 min.": "90-120 min | 1,5 bis 2 Stunden | 90 oder 120 | 90/120 min | "
    "zwischen 90 und 120 Minuten",
    "! could be 90 min or 78 min.": "1.30 | 1,30 | 1.30 Std.",
    "! could be 85 min or 75 min.": "1.25 h | 1,25",
    "! could be a time of day or 870 min.": "14:30",
    "! names times of day and no length.": "18 Uhr | 14-16 Uhr | 3 pm",
    "! says neither begin nor end nor minutes.": "ganztägig | all day | 2 Tage | ein Tag",
    "! could be 90 min or 2 sessions of 45 min.": "2 x 45 min | 2x45 | 2 × 45 Min. | je 2 x 45",
    "! holds the time for setting up, too, and does not say how long that is.": (
        "90 min inkl. Aufbau | 2 Std. mit Auf- und Abbau | 90 min (inkl. Umbau)"
    ),
    "! is no length.": "0 | 0 min | 0:00",
    "! is a date. Spreadsheets make dates of what looks like one.": "2027-08-28 | 12. Okt | "
    "28.08.2027 | 1900-01-01 01:30:00",
    NO_LENGTH: "90,5 | 45:00 | 1h90 | 90 m | 30 sec | ² | 1e3 | 100000 | kurz | 🎈 | 1:30 min | "
    "Stunde | 45 min + 15 min",
}


@pytest.mark.parametrize(("cell", "reading"), cases(LENGTH))
def test_lengths_as_people_write_them(cell, reading):
    """A length is read in hours or minutes; a small number without either is asked."""
    assert read(lengths.length, cell) == reading


UNITS = {
    # cell: as the heading says nothing, minutes, hours
    "2": ("120 ?", "2 min", "120"),
    "5 min": ("5 min", "5 min", "5 min"),
    "1,5": ("90 ?", NO_LENGTH, "90"),
    "1.25": ("! could be 85 min or 75 min.", NO_LENGTH, "75"),
    "90": ("90", "90", "! could be 5400 min or 90 min."),
    "1:30": ("90", "90", "90"),
    "2 Std.": ("120", "120", "120"),
}


@pytest.mark.parametrize("cell", UNITS)
def test_the_heading_says_what_numbers_mean(cell):
    """“Length (h)” makes hours of a bare number, “Length (min)” minutes; a unit beats both."""
    about = (FESTIVAL, IN_MINUTES, IN_HOURS)

    assert tuple(read(lengths.length, cell, each) for each in about) == UNITS[cell]


MINUTES = {
    "0": "0 | 00 | -0 | 0 min",
    "2": "2 | 2 min | zwei",
    "30": "30 | 30 Min. | +30 | halbe Stunde | 0:30 | 030 | 30.0 | ½ h",
    "-30": "-30 | −30 | – 30 min | -0,5 h",
    "10 ?": "ca. 10",
    "! could be 5 min or 10 min.": "5-10 | 5 oder 10 min",
    NO_LENGTH: "7.5 | kurz | --5",
    "! says neither begin nor end nor minutes.": "2 Tage",
}


@pytest.mark.parametrize(("cell", "reading"), cases(MINUTES))
def test_minutes_before_and_after(cell, reading):
    """Setting up takes two minutes if somebody writes 2; a sign says how long before."""
    assert read(lengths.minutes, cell) == reading


def test_minutes_under_a_heading_of_hours():
    """A bare number under “setup (h)” is hours."""
    found = [read(lengths.minutes, cell, IN_HOURS) for cell in ("2", "-0,5", "0", "15 min")]

    assert found == ["120", "-30", "0", "15"]


HANDS = (times.clock, times.when, lengths.length, lengths.minutes)


@pytest.mark.parametrize(
    ("reading", "cells"),
    [
        (
            "nothing",
            "egal | offen | flexibel | beliebig | any | anytime | open | k. A. | k.A. | "
            "keine Angabe | - | – | — | / | n/a | wie es passt | EGAL | (egal) | \u200b",
        ),
        (
            "nothing ?",
            "? | ?? | tbd | TBA | t.b.d. | noch offen | wird noch bekannt gegeben | unklar | "
            "steht noch nicht fest | ...",
        ),
        (
            "! points to another row, but rows get sorted.",
            "s. o. | s.o. | siehe oben | dito | Ditto | \" | '' | 〃 | - \" -",
        ),
    ],
)
def test_cells_that_say_nothing(reading, cells):
    """“Whenever” is an empty cell, “?” one to ask about; ditto marks lose their row."""
    found = {cell: {read(hand, cell) for hand in HANDS} for cell in cells.split(" | ")}

    assert found == {cell: {reading} for cell in cells.split(" | ")}


@pytest.mark.parametrize("cell", ["So", "So.", "Do.", "do.", "s", "o.", "na ja", "kann", "X", "1"])
def test_weekdays_are_no_words_for_nothing(cell):
    """“So.” is a Sunday and “Do.” a Thursday, however much they look like “s. o.” and “do.”"""
    assert not (words.is_open(cell) or words.is_unsure(cell) or words.is_ditto(cell))


@pytest.mark.parametrize(
    ("hand", "cell", "german"),
    [
        (
            times.clock,
            "halb acht",
            "kann 07:30 oder 19:30 heißen. Bitte 07:30 oder 19:30 schreiben.",
        ),
        (
            times.when,
            "ab 15 Uhr",
            "wird als frühester Beginn 15:00 gelesen: "
            "für einen festen Beginn bitte nur 15:00 schreiben.",
        ),
        (
            times.when,
            "Sa 28.8., 14-16 Uhr",
            "wird als 2027-08-28, 14:00–16:00 gelesen: der Tag kommt in die Spalte der Tage, "
            "das Jahr fehlt.",
        ),
        (
            times.when,
            "10-2 Uhr",
            "kann 10:00–14:00 oder 22:00–26:00 heißen. "
            "Bitte 10:00–14:00 oder 22:00–26:00 schreiben.",
        ),
        (
            times.when,
            "9-5",
            "endet nicht nach dem Beginn: 09:00 bis 05:00. "
            "Bitte 09:00–17:00 schreiben, wenn das gemeint ist.",
        ),
        (
            times.when,
            "14-16 Uhr (2 Std.)",
            "sagt mehr als eine Zeit: „2 Std.“. "
            "Bitte hier nur „14-16 Uhr“ schreiben und das andere in eine Spalte mit Bemerkungen.",
        ),
        (
            lengths.length,
            "2 x 45 min",
            "kann 90 min oder 2 Termine zu 45 min heißen. "
            "Bitte 90 min schreiben, oder hier 45 min und 2 in der Spalte der Termine.",
        ),
        (lengths.length, "2", "wird als 120 min gelesen: eine Zahl unter 10 gilt als Stunden."),
        (
            lengths.length,
            "ganztägig",
            "nennt weder Beginn noch Ende noch Minuten. "
            "Bitte Beginn und Ende schreiben oder die Länge in Minuten.",
        ),
    ],
)
def test_what_is_said_about_a_cell(hand, cell, german):
    """A question says how the cell was read and how to write it; a refusal names every reading."""
    assert told(hand, cell, "de") == german


def told(hand, cell, language):
    try:
        return hand(cell, FESTIVAL).assumes.in_language(language)
    except NotReadable as wrong:
        return " ".join(each.in_language(language) for each in (wrong.says, wrong.advice))


def test_sentences_tell_the_same_in_both_languages():
    """Every sentence names the same facts in German and in English."""
    modules = (times, lengths, words, times.said.__globals__, times.stretch.__globals__)
    named = [
        value
        for module in modules
        for value in (module if isinstance(module, dict) else vars(module)).values()
        if isinstance(value, Text)
    ]

    assert len(named) > 50
    assert [text.en for text in named if facts(text.en) != facts(text.de)] == []


def facts(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


# --- what holds for every cell ------------------------------------------------------------

PIECES = (
    "0 1 2 3 5 7 8 9 10 12 18 24 25 28 30 45 59 60 00 : . , - – ' ½ / uhr h std min am pm a.m. "
    "abends nachts mittags morgens nachmittags halb viertel dreiviertel vor nach ab bis um gegen "
    "ca. von zwischen und oder to between half past quarter acht drei zwölf noon midnight o'clock "
    "eine stunde anderthalb tage ² ٣ \u200b ? + ~ spätestens 2027 28.8. T Sa"
)
PIECE = st.sampled_from(PIECES.split())
WRITTEN = st.one_of(
    st.lists(PIECE, min_size=1, max_size=7).map(" ".join),
    st.lists(PIECE, min_size=1, max_size=7).map("".join),
    st.text(min_size=1, max_size=40),
)
ABOUTS = st.sampled_from((FESTIVAL, BEGINS, ENDS, IN_MINUTES, IN_HOURS))
STRICT = {
    times.clock: columns.clock,
    lengths.length: columns.some_minutes,
    lengths.minutes: columns.signed_minutes,
}
OTHERS = {
    "days": columns.days,
    "fixed_start": columns.clock,
    "wish_start": columns.clock,
    "earliest_start": columns.clock,
    "latest_end": columns.clock,
    "after_sunset": columns.yes_or_no,
}


def attempted(hand, cell, about):
    """A hand's spelling; None where the hand refuses the cell, in both languages."""
    try:
        return hand(cell, about)
    except NotReadable as wrong:
        assert wrong.says.in_language("de") and wrong.advice.in_language("en")
        return None


@pytest.mark.parametrize("hand", STRICT)
@settings(deadline=None, max_examples=300)
@given(cell=WRITTEN, about=ABOUTS)
def test_a_spelling_is_read_and_stays(hand, cell, about):
    """Whatever stands in a cell, its spelling is read by its column, and is its own spelling.

    That holds under our own headings: there a number of minutes needs no unit.
    """
    found = attempted(hand, cell, about)

    if found is not None and found.cell:
        STRICT[hand](found.cell)
        again = hand(found.cell, replace(about, unit=""))
        assert (again.cell, again.assumes) == (found.cell, None)


@settings(deadline=None, max_examples=300)
@given(cell=WRITTEN, about=ABOUTS)
def test_when_speaks_in_columns_that_read_it(cell, about):
    """Whatever stands under “when”, the columns of the event read what is made of it."""
    found = attempted(times.when, cell, about)

    if found is not None:
        read_there = {column: OTHERS[column](said) for column, said in found.others.items()}
        if {"earliest_start", "latest_end"} <= read_there.keys():
            assert read_there["earliest_start"] < read_there["latest_end"]
        assert found.cell == ""


@pytest.mark.parametrize(
    "piece", ["1", "ab ", "1-", "zwischen 1 und ", "²", "½", "'", "nachts ", "."]
)
def test_prose_is_no_time(piece):
    """A cell of ten thousand letters is refused or left open at once, whatever they are."""
    cell = (piece * 10_000)[:10_000]

    assert {read(hand, cell) for hand in HANDS} <= {
        NO_TIME,
        NO_LENGTH,
        "nothing ?",
        "! points to another row, but rows get sorted.",
    }
