"""How people write days, weekdays and lists of days, and which day they mean."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festplan import columns
from festplan.columns import NotReadable
from festplan.inputs.handwriting import dates
from festplan.inputs.handwriting.spelling import About, Spelling

WEDNESDAY = date(2027, 8, 25)
#: The default festival: Wednesday 25 to Monday 30 August 2027.
FESTIVAL = About(tuple(WEDNESDAY + timedelta(days=n) for n in range(6)))
ENGLISH = replace(FESTIVAL, language="en")
#: Two days on each side of New Year.
NEW_YEAR = About(tuple(date(2027, 12, 30) + timedelta(days=n) for n in range(4)))
TWO_WEEKS = About(tuple(WEDNESDAY + timedelta(days=n) for n in range(14)))
NO_DAYS_YET = About()


def read(hand, cell, about=FESTIVAL):
    """What comes back: a spelling, a spelling with a “?” behind it, or what is wrong."""
    try:
        found = hand(cell, about)
    except NotReadable as wrong:
        return f"! {wrong.says.in_language('en')}"
    return found.cell + ("?" if found.assumes else "")


SILENT = {
    "2027-08-28": "2027-08-28",
    "2027-8-28": "2027-08-28",
    "2027-08-28 00:00:00": "2027-08-28",
    "2027-08-28T00:00:00": "2027-08-28",
    "28.08.2027": "2027-08-28",
    " 28.8.2027 ": "2027-08-28",
    "28.8.27": "2027-08-28",
    "28. 8. 2027": "2027-08-28",
    "28. 8. 27": "2027-08-28",
    "28-08-2027": "2027-08-28",
    "28/08/2027": "2027-08-28",
    "28/8/27": "2027-08-28",
    "2027/08/28": "2027-08-28",
    "2027.08.28": "2027-08-28",
    "28. August 2027": "2027-08-28",
    "28. Aug. 2027": "2027-08-28",
    "28 Aug 2027": "2027-08-28",
    "28 aug '27": "2027-08-28",
    "August 28, 2027": "2027-08-28",
    "Aug 28th 2027": "2027-08-28",
    "the 28th of August 2027": "2027-08-28",
    "1. März 2027": "2027-03-01",
    "1. Maerz 2027": "2027-03-01",
    "1 Sept. 2027": "2027-09-01",
    "Samstag, den 28. August 2027": "2027-08-28",
    "Sa., 28.08.2027": "2027-08-28",
    "28.08.2027 (Sa)": "2027-08-28",
    "Saturday 28 August 2027": "2027-08-28",
    "Wed 01/09/2027": "2027-09-01",
    "09/09/2027": "2027-09-09",
    "29.02.2028": "2028-02-29",
    "٢٨.٨.٢٠٢٧": "2027-08-28",
    "28 .08. 2027": "2027-08-28",
    "28.\u00a08.\u00a027": "2027-08-28",
    "28. VIII. 2027": "2027-08-28",
    "20270828": "2027-08-28",
    "Sa, d. 28.8.2027": "2027-08-28",
    "egal": "",
    "k. A.": "",
    "-": "",
}
ASSUMED = {
    "28.8.": "2027-08-28",
    "28.8": "2027-08-28",
    "28.08.": "2027-08-28",
    "28/8": "2027-08-28",
    "28. August": "2027-08-28",
    "28th of August": "2027-08-28",
    "am 28. August": "2027-08-28",
    "Sa 28.08.": "2027-08-28",
    "Sonnabend 28.8.": "2027-08-28",
    "Sat 28 Aug": "2027-08-28",
    "3.9.": "2027-09-03",
    "28.VIII.": "2027-08-28",
    "28.": "2027-08-28",
    "der 28.": "2027-08-28",
    "Sa 28": "2027-08-28",
    "Saturday 28th": "2027-08-28",
    "28.8.?": "2027-08-28",
    "28.8.2027 (?)": "2027-08-28",
    "Sbd.": "2027-08-28",
    "Mittw.": "2027-08-25",
    "Donnerst., 26.8.": "2027-08-26",
    "Samstag": "2027-08-28",
    "Sonnabend": "2027-08-28",
    "sa.": "2027-08-28",
    "Sat": "2027-08-28",
    "2027-08-28 18:00": "2027-08-28",
    "28.08.2027, 18 Uhr": "2027-08-28",
    "46626": "2027-08-27",
    "46626.0": "2027-08-27",
    "46626,75": "2027-08-27",
    "45164": "2027-08-27",
    "36526": "2000-01-01",
    "?": "",
}
REFUSED = {
    "So 28.08.2027": "does not agree: 28.08.2027 is a Saturday.",
    "Sonntag, 28.8.": "does not agree: 28.08.2027 is a Saturday.",
    "08/27/2027": "is not a date: there is no month 27.",
    "28.13.2027": "is not a date: there is no month 13.",
    "01/09/2027": "could be 2027-09-01 or 2027-01-09.",
    "01-09-2027": "could be 2027-09-01 or 2027-01-09.",
    "30.02.2027": "is not a date: there is no such day.",
    "29.2.": "is not a date: there is no such day.",
    "0.8.2027": "is not a date: there is no such day.",
    "31.12.1999": "is a date of the year 1999, which cannot be.",
    "2201-01-01": "is a date of the year 2201, which cannot be.",
    "Fr 28.": "does not agree: 28.08.2027 is a Saturday.",
    "Sa 28.8.2026": "does not agree: 28.08.2026 is a Friday.",
    "31.": "is not a date.",
    "Samsatg": "is not a date.",
    "Dienstag": "names a weekday, and no festival day is a Tuesday.",
    "Sa/So": "names several days.",
    "heute": "is another day tomorrow.",
    "tomorrow": "is another day tomorrow.",
    "s. o.": "points to another row, but rows get sorted.",
    "27.-29.8.": "names several days.",
    "28./29.8.": "names several days.",
    "Sa oder So": "names several days.",
    "bis 28.8.": "names several days.",
    "August 2027": "is not a date.",
    "28²": "is not a date.",
    "28": "is not a date.",
    "36525": "is not a date.",
    "109939": "is not a date.",
}


@pytest.mark.parametrize("cell", SILENT)
def test_a_day_written_in_full_is_understood_without_a_word(cell):
    """Whoever writes day, month and year, in any of the usual shapes, is not asked again."""
    assert read(dates.day, cell) == SILENT[cell]


@pytest.mark.parametrize("cell", ASSUMED)
def test_a_day_that_rests_on_the_festival_is_confirmed(cell):
    """What the festival's days complete, or a spreadsheet has counted, is read and asked."""
    assert read(dates.day, cell) == ASSUMED[cell] + "?"


@pytest.mark.parametrize("cell", REFUSED)
def test_what_is_no_day_or_two_is_refused(cell):
    """A day that does not exist, or could be two, is never chosen for the organisers."""
    assert read(dates.day, cell) == f"! {REFUSED[cell]}"


def test_a_wrong_weekday_is_told_with_both_days_that_may_be_meant():
    """“So 28.08.2027” is the Saturday, or else the Sunday next to it."""
    with pytest.raises(NotReadable) as refused:
        dates.day("So 28.08.2027", FESTIVAL)

    assert refused.value.says.in_language("de") == (
        "passt nicht zusammen: Der 28.08.2027 ist ein Samstag."
    )
    assert refused.value.advice.in_language("de") == "Ist So. 29.08. oder Sa. 28.08. gemeint?"


@pytest.mark.parametrize(
    ("hand", "cell", "advice"),
    [
        (dates.day, "Sa 28.8.2026", "Is 28.08.2027 meant? That is a Saturday."),
        (dates.day, "01/09/2027", "Write 2027-09-01 or 2027-01-09."),
        (dates.day, "Samsatg", "Is Samstag meant? Then write it so."),
        (dates.day, "28. Augst", "Is August meant? Then write it so."),
        (dates.days, "Samstag u. Sontag", "Is Sonntag meant? Then write it so."),
        (dates.weekday, "Donerstag", "Is Donnerstag meant? Then write it so."),
        (
            dates.days,
            "Sa 14-16 Uhr",
            "Write the time in the column of times, and only the days here, for example Sa; So.",
        ),
    ],
)
def test_a_refusal_says_what_may_be_meant(hand, cell, advice):
    """Last year's form, a slip, two orders, a time beside the day: the advice names the reading."""
    with pytest.raises(NotReadable) as refused:
        hand(cell, FESTIVAL)

    assert refused.value.advice.in_language("en") == advice


def test_a_spreadsheets_number_keeps_its_time_in_the_question():
    """Behind the dot of 46627.604166 stands half past two, which a column of days leaves out."""
    found = dates.day("46627.604166", FESTIVAL)

    assert found.assumes is not None
    assert found.assumes.in_language("de") == (
        "wird als 2027-08-28 gelesen: es ist die Tageszahl einer Tabellenkalkulation, "
        "gezählt ab 1900, die Uhrzeit 14:30 bleibt weg."
    )


def test_the_nearest_day_of_a_weekday_lies_before_or_after():
    """Behind a Saturday, “Do” is two days before and “Di” three days after."""
    meant = []
    for weekday in ("Di", "Mi", "Do", "Fr", "So", "Mo"):
        with pytest.raises(NotReadable) as refused:
            dates.day(f"{weekday} 28.08.2027", FESTIVAL)
        meant.append(refused.value.advice.facts["first"])

    assert meant == [date(2027, 8, 31), *FESTIVAL.days[:3], *FESTIVAL.days[4:]]


def test_an_assumption_says_what_was_read_and_why():
    """The question can be answered without opening the table."""
    found = dates.day("Sa 28.8., 18 Uhr", FESTIVAL)

    assert found.assumes is not None
    assert found.assumes.in_language("en") == (
        "is read as 2027-08-28: the year is missing, the time of day, 18 Uhr, is left out."
    )
    assert found.assumes.in_language("de") == (
        "wird als 2027-08-28 gelesen: das Jahr fehlt, die Uhrzeit 18 Uhr bleibt weg."
    )


def test_a_festival_over_new_year_gives_each_day_its_year():
    """On such a festival 31.12. and 1.1. lie in two years, and 28.8. in neither."""
    found = {cell: read(dates.day, cell, NEW_YEAR) for cell in ("31.12.", "1.1.", "28.8.", "Sa")}

    assert found == {
        "31.12.": "2027-12-31?",
        "1.1.": "2028-01-01?",
        "28.8.": "! is a date without its year.",
        "Sa": "2028-01-01?",
    }


def test_a_year_is_lent_to_the_dates_before_it_unless_new_year_lies_between():
    """In “31.12. - 1.1.2028” the first day is of the year before."""
    assert read(dates.days, "30.12. und 31.12.2027", NEW_YEAR) == "2027-12-30;2027-12-31"
    assert read(dates.days, "31.12. - 1.1.2028", NEW_YEAR) == "2027-12-31;2028-01-01?"


def test_a_weekday_that_comes_twice_is_asked_with_both_days():
    """In a festival of two weeks “Samstag” alone is no day."""
    assert read(dates.day, "Samstag", TWO_WEEKS) == (
        "! could be any of several festival days: Sat 28 Aug, Sat 4 Sep."
    )


def test_without_festival_days_a_date_needs_its_year():
    """The table of days itself cannot borrow a year from anywhere."""
    found = [read(dates.day, cell, NO_DAYS_YET) for cell in ("28.8.2027", "28.8.", "Sa", "46627")]

    assert found == [
        "2027-08-28",
        "! is a date without its year.",
        "! names a weekday, and no festival day is a Saturday.",
        "2027-08-28?",
    ]


def test_the_festival_decides_between_day_first_and_month_first():
    """09/08/2027 is 9 August for everybody but for a festival on 8 September."""
    september = About((date(2027, 9, 8),))
    both = About((date(2027, 8, 9), date(2027, 9, 8)))

    assert read(dates.day, "09/08/2027", september) == "2027-09-08?"
    assert read(dates.day, "09/08/2027", both) == "! could be 2027-08-09 or 2027-09-08."


def test_months_and_weekdays_may_be_in_the_festivals_language():
    """A Ukrainian, Spanish or Turkish festival writes its own names; so does a German one."""
    spoken = {
        "uk": ("28 серпня 2027", "п’ятниця, 27 серпня 2027"),
        "es": ("sábado, 28 de agosto de 2027", "viernes 27.8.2027"),
        "tr": ("28 Ağustos 2027", "27 Ağu 2027"),
        "pt": ("28 de agosto de 2027", "sexta-feira, 27.8.2027"),
        "vi": ("28.8.2027", "thứ sáu 27.8.2027"),
    }

    found = {
        language: tuple(read(dates.day, cell, replace(FESTIVAL, language=language)) for cell in c)
        for language, c in spoken.items()
    }

    assert found == dict.fromkeys(spoken, ("2027-08-28", "2027-08-27"))


def test_a_weekday_that_means_another_day_in_the_festivals_language_is_refused():
    """“so” is Saturday in Czech and Sunday in German: nobody decides but the writer."""
    czech = replace(FESTIVAL, language="cs")
    says = "! names two weekdays: Saturday in the festival's language, Sunday in German."

    assert [read(hand, "so", czech) for hand in (dates.day, dates.days, dates.weekday)] == [
        says
    ] * 3
    assert read(dates.days, "sobota; Sun", czech) == "Sat;Sun"


LISTS = {
    "Mi; Sa": "Mi;Sa",
    "Mi/Do/Fr": "Mi;Do;Fr",
    "Mi, Do und Fr": "Mi;Do;Fr",
    "Fr & Mi": "Fr;Mi",
    "Mi Do Fr": "Mi;Do;Fr",
    "Mi.+Do.": "Mi;Do",
    "Mi\nDo": "Mi;Do",
    "Mi oder Do": "Mi;Do",
    "entweder Mi o. Do": "Mi;Do",
    "Mi bis einschl. Fr": "Mi;Do;Fr",
    "Sbd./So.": "Sa;So",
    "Mi, mittwochs, Mittwoch": "Mi",
    "Mittwoch": "Mittwoch",
    "Mi-Fr": "Mi;Do;Fr",
    "Mi – Fr": "Mi;Do;Fr",
    "von Mittwoch bis Freitag": "Mi;Do;Fr",
    "Mo bis Mi": "Mo;Di;Mi",
    "Fr-Mo": "Fr;Sa;So;Mo",
    "Mi-Do, So": "Mi;Do;So",
    "nur Sa": "Sa",
    "jeden Samstag": "Samstag",
    "samstags und sonntags": "Sa;So",
    "immer mittwochs": "Mi",
    "on Saturdays": "Sa",
    "unter der Woche": "Mi;Do;Fr;Mo",
    "wochentags": "Mi;Do;Fr;Mo",
    "weekdays": "Mi;Do;Fr;Mo",
    "Wochenende": "Sa;So",
    "am Wochenende": "Sa;So",
    "weekend": "Sa;So",
    "weekdays and Sunday": "Mi;Do;Fr;Mo;Sunday",
    "alle außer Mi und Do": "Fr;Sa;So;Mo",
    "alle bis auf Mi": "Do;Fr;Sa;So;Mo",
    "nicht So": "Mi;Do;Fr;Sa;Mo",
    "nicht am Sonntag": "Mi;Do;Fr;Sa;Mo",
    "nicht Mi, nicht Do": "Fr;Sa;So;Mo",
    "Mi-Mo außer Sa/So": "Mi;Do;Fr;Mo",
    "alle": "",
    "immer": "",
    "egal": "",
    "-": "",
    "2027-08-28": "2027-08-28",
    "2027-08-28; Mo": "2027-08-28;Mo",
    "28.08.2027, 29.08.2027": "2027-08-28;2027-08-29",
    "28/08/2027 and 29/08/2027": "2027-08-28;2027-08-29",
    "Samstag, 28.8.2027": "2027-08-28",
    "Sa 28.08.2027, So 29.08.2027": "2027-08-28;2027-08-29",
    "28.08.2027 (Sa) / 29.08.2027 (So)": "2027-08-28;2027-08-29",
    "27.08.–29.08.2027": "2027-08-27;2027-08-28;2027-08-29",
    "27. bis 29. August 2027": "2027-08-27;2027-08-28;2027-08-29",
    "2027-08-27 bis 2027-08-29": "2027-08-27;2027-08-28;2027-08-29",
    "2027-08-27 00:00:00; 2027-08-28 00:00:00": "2027-08-27;2027-08-28",
    "31.12.2027 - 1.1.2028": "2027-12-31;2028-01-01",
    "27.-29.08.2027 außer So": "2027-08-27;2027-08-28",
    "Fr bis So 27. bis 29.8.2027": "2027-08-27;2027-08-28;2027-08-29",
    "Sa;So;2027-08-28;2027-08-29": "Sa;So;2027-08-28;2027-08-29",
    "alle außer 28.08.2027": "2027-08-25;2027-08-26;2027-08-27;2027-08-29;2027-08-30",
}
ASKED_LISTS = {
    "täglich": "",
    "jeden Tag": "",
    "every day": "",
    "alle Tage": "",
    "an allen Tagen": "",
    "jeden Tag außer So": "Mi;Do;Fr;Sa;Mo",
    "every day except Sunday": "Mi;Do;Fr;Sa;Mo",
    "täglich 27.-29.8.": "2027-08-27;2027-08-28;2027-08-29",
    "werktags": "Mi;Do;Fr;Mo",
    "werktags außer Mo": "Mi;Do;Fr",
    "27.8.": "2027-08-27",
    "27.-29.8.": "2027-08-27;2027-08-28;2027-08-29",
    "27./28.8.": "2027-08-27;2027-08-28",
    "27., 28. und 29.8.": "2027-08-27;2027-08-28;2027-08-29",
    "27.8.-29.": "2027-08-27;2027-08-28;2027-08-29",
    "28.8. und 29.8.": "2027-08-28;2027-08-29",
    "27. bis 29. August": "2027-08-27;2027-08-28;2027-08-29",
    "Aug 27-29": "2027-08-27;2027-08-28;2027-08-29",
    "August 28 and 29": "2027-08-28;2027-08-29",
    "Fr 27.8. - So 29.8.": "2027-08-27;2027-08-28;2027-08-29",
    "29.8., 31. und 1.9.": "2027-08-29;2027-08-31;2027-09-01",
    "vom 31.8. bis 1.9.": "2027-08-31;2027-09-01",
    "Samstag, 28.8.": "2027-08-28",
    "30. und 1.9.": "2027-08-30;2027-09-01",
    "27.-29.": "2027-08-27;2027-08-28;2027-08-29",
    "Sa 28. und So 29.": "2027-08-28;2027-08-29",
    "Sa/So 28./29.8.": "2027-08-28;2027-08-29",
    "Sa und So, 28. und 29.8.": "2027-08-28;2027-08-29",
    "28./29.8. (Sa/So)": "2027-08-28;2027-08-29",
    "Fr-So 27.-29.8.": "2027-08-27;2027-08-28;2027-08-29",
    "ab Sa": "2027-08-28;2027-08-29;2027-08-30",
    "from Sat": "2027-08-28;2027-08-29;2027-08-30",
    "ab 29.8.": "2027-08-29;2027-08-30",
    "ab Fr außer So": "2027-08-27;2027-08-28;2027-08-30",
    "bis Do": "2027-08-25;2027-08-26",
    "Sa/So?": "Sa;So",
    "Mi Sa 28.8.": "Mi;2027-08-28",
    "46627": "2027-08-28",
    "noch offen": "",
}
REFUSED_LISTS = {
    "Mi-": "is not a list of days.",
    "Mi-Fr-So": "is not a list of days.",
    "Fr - 29.8.": "is not a list of days.",
    "ab Di": "is not a list of days.",
    "Mi vormittags": "names a time, too.",
    "Sa 14-16 Uhr": "names a time, too.",
    "Freitagabend": "names a time, too.",
    "Fr/Sa 28./29.8.": "does not agree: 28.08.2027 is a Saturday.",
    "Mi, Do, 28.8., 29.8.": "does not agree: 28.08.2027 is a Saturday.",
    "jeden zweiten Tag": "is not a list of days.",
    "27": "is not a list of days.",
    "nicht": "is not a list of days.",
    "alle außer": "is not a list of days.",
    "alle außer immer": "is not a list of days.",
    ";": "is not a list of days.",
    "<w5>": "is not a list of days.",
    "Mi-Mi": "does not go from one day to a later one.",
    "28.8.-28.8.": "does not go from one day to a later one.",
    "29.8.-27.8.": "does not go from one day to a later one.",
    "29.-27.8.": "does not go from one day to a later one.",
    "1.1.2027-31.12.2027": "goes over too many days.",
    "Mi, nicht Do": "takes out a day that is not among the others.",
    "Mi-Do außer Mi und Do": "leaves no day.",
    "Mi, 28.8.": "does not agree: 28.08.2027 is a Saturday.",
    "27/28": "is not a date: there is no month 28.",
    "30.2.; Mi": "is not a date: there is no such day.",
    "s. o.": "points to another row, but rows get sorted.",
}


@pytest.mark.parametrize("cell", LISTS)
def test_a_clear_list_of_days_is_understood_without_a_word(cell):
    """Slashes, commas, “und”, ranges and “außer” all name days that nobody need confirm."""
    assert read(dates.days, cell) == LISTS[cell]


@pytest.mark.parametrize("cell", ASKED_LISTS)
def test_a_list_of_days_that_is_completed_is_confirmed(cell):
    """A year that is missing, and “täglich”, are questions."""
    assert read(dates.days, cell) == ASKED_LISTS[cell] + "?"


@pytest.mark.parametrize("cell", REFUSED_LISTS)
def test_what_is_no_list_of_days_is_refused(cell):
    """Half a range, a day taken out of nothing, a part of the day: somebody must rewrite it."""
    assert read(dates.days, cell) == f"! {REFUSED_LISTS[cell]}"


def test_weekdays_we_add_are_in_the_festivals_language():
    """What was typed stays; what a word stands for is written as the festival writes."""
    cells = ("Mi/Sat", "Mi-Fr", "werktags", "weekend", "nicht So")

    found = [dates.days(cell, ENGLISH).cell for cell in cells]

    assert found == ["Mi;Sat", "Wed;Thu;Fri", "Wed;Thu;Fri;Mon", "Sat;Sun", "Wed;Thu;Fri;Sat;Mon"]


def test_before_any_day_is_known_weekdays_are_those_of_any_week():
    """Without a table of days, “unter der Woche” is Monday to Friday."""
    assert read(dates.days, "unter der Woche", NO_DAYS_YET) == "Mo;Di;Mi;Do;Fr"
    assert read(dates.days, "nicht So", NO_DAYS_YET) == "Mo;Di;Mi;Do;Fr;Sa"
    assert read(dates.days, "ab Fr", NO_DAYS_YET) == "! is not a list of days."


def test_daily_is_asked_because_one_session_takes_place_once():
    """Who writes “täglich” may mean six sessions; the column only says which days will do."""
    found = dates.days("täglich", FESTIVAL)

    assert found.assumes is not None
    assert "the number of sessions must say so" in found.assumes.in_language("en")
    assert "Zahl der Termine" in found.assumes.in_language("de")


WEEKDAYS = {
    "Mi": "Mi",
    "sa.": "Sa",
    "Samstag": "Samstag",
    "Sonnabend": "Sonnabend",
    "SAT": "Sat",
    "samstags": "Sa",
    "am Samstag": "Sa",
    "Thurs": "Do",
    "2027-08-28": "Sa",
    "2027-08-28 00:00:00": "Sa",
    "28.08.2027": "Sa",
    "k. A.": "",
    "28.8.": "! is not a weekday.",
    "46627": "! is not a weekday.",
    "Feiertag": "! is not a weekday.",
    "Sa/So": "! is not a weekday.",
}


@pytest.mark.parametrize("cell", WEEKDAYS)
def test_a_weekday_by_any_of_its_names(cell):
    """Spreadsheets show some dates as “Samstag”; they still hold the date."""
    assert read(dates.weekday, cell) == WEEKDAYS[cell]


MOMENTS = {
    "2027-08-28 09:30": "2027-08-28 09:30",
    "2027-08-28T09:30": "2027-08-28 09:30",
    "2027-08-28 09:30:00": "2027-08-28 09:30",
    "2027-08-28 00:00:00": "2027-08-28",
    "2027-08-28": "2027-08-28",
    "28.08.2027 9:30": "2027-08-28 09:30",
    "28. August 2027, 18 Uhr": "2027-08-28 18:00",
    "28. 8. 2027": "2027-08-28",
    "28.8. 18 Uhr": "2027-08-28 18:00?",
    "28. August 18 Uhr": "2027-08-28 18:00?",
    "Sa 28. 18 Uhr": "2027-08-28 18:00?",
    "28.08.2027 ca. 18 Uhr": "2027-08-28 18:00?",
    "Sa 28.8., 18 Uhr": "2027-08-28 18:00?",
    "Sa 18:30": "2027-08-28 18:30?",
    "46627": "2027-08-28?",
    "46627.75": "2027-08-28 18:00?",
    "46627,999999": "2027-08-29 00:00?",
    "28. 8. 18": "! could be 2018-08-28 or 2027-08-28 18:00.",
    "So 28.8. 18 Uhr": "! does not agree: 28.08.2027 is a Saturday.",
    "30.2. 18 Uhr": "! is not a date: there is no such day.",
    "18 Uhr": "! is not a date.",
    "egal": "",
}


@pytest.mark.parametrize("cell", MOMENTS)
def test_a_day_with_its_time(cell):
    """A day may have its time behind it; “28. 8. 18” may be an hour or a year."""
    assert read(dates.moment, cell) == MOMENTS[cell]


# --- whatever is typed ---------------------------------------------------------------------

READERS = {
    dates.day: columns.day,
    dates.days: columns.days,
    dates.weekday: columns.weekday,
    dates.moment: columns.moment,
}
PIECES = st.sampled_from(
    [
        *("Mi", "Sa", "So", "Samstag", "Sat", "samstags", "28", "27.", "8.", "08", "2027", "27"),
        *("28.8.", "28.08.2027", "2027-08-28", "August", "Aug.", "1/9", "46627", "²", "٢", "0"),
        *("bis", "und", "außer", "nicht", "alle", "täglich", "werktags", "Wochenende", "von"),
        *("am", "den", "of", "th", "Uhr", "18", ":", "00:00", "T", "egal", "?", "s. o.", "(", ")"),
        *(",", ";", "/", "-", "–", ".", " ", " ", "  ", "\n", "\u00a0", "'", "<", ">", "<w5>"),
    ]
)
TYPED = st.one_of(
    st.lists(PIECES, max_size=9).map("".join),
    st.lists(PIECES, max_size=7).map(" ".join),
    st.text(max_size=40),
)
ABOUTS = st.sampled_from([FESTIVAL, ENGLISH, NEW_YEAR, TWO_WEEKS, NO_DAYS_YET])


@pytest.mark.parametrize("hand", READERS)
@given(cell=TYPED.filter(str.strip), about=ABOUTS)
@settings(max_examples=250, deadline=None)
def test_whatever_is_typed_is_read_for_good_or_refused(hand, cell, about):
    """A spelling is one that its column reads, and reading it again changes nothing."""
    try:
        found = hand(cell, about)
    except NotReadable:
        return

    if found.cell:
        READERS[hand](found.cell)
        assert hand(found.cell, about) == Spelling(found.cell)


@given(st.lists(st.sampled_from(sorted(columns.WEEKDAYS)), min_size=1, max_size=9), ABOUTS)
@settings(max_examples=100, deadline=None)
def test_what_columns_read_hands_read_alike(names, about):
    """A list of weekdays in the spelling of the handbook keeps its meaning."""
    cell = "; ".join(names)

    found = dates.days(cell, about)

    assert columns.days(found.cell).weekdays == columns.days(cell).weekdays
    assert found.assumes is None


GERMAN = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
SHAPES = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.", "%a %d.%m.", "%d. %B", "%d %b %Y", "%d/%m/%Y")
ONE_WEEKDAY = st.integers(0, 6).map(lambda n: (GERMAN[n], {n}))
SOME_WEEKDAYS = st.tuples(st.integers(0, 6), st.integers(1, 6)).map(
    lambda range_: (
        f"{GERMAN[range_[0]]}-{GERMAN[sum(range_) % 7]}",
        {(range_[0] + n) % 7 for n in range(range_[1] + 1)},
    )
)
# The 13th and later: by then nobody takes the day for a month.
ONE_DATE = st.tuples(st.integers(13, 31), st.sampled_from(SHAPES)).map(
    lambda written: (date(2027, 8, written[0]).strftime(written[1]), {date(2027, 8, written[0])})
)
SOME_DATES = st.tuples(st.integers(1, 28), st.integers(1, 3), st.sampled_from("-–")).map(
    lambda span: (
        f"{span[0]}.{span[2]}{span[0] + span[1]}.8.",
        {date(2027, 8, span[0] + n) for n in range(span[1] + 1)},
    )
)


@given(
    st.lists(st.one_of(ONE_WEEKDAY, SOME_WEEKDAYS, ONE_DATE, SOME_DATES), min_size=1, max_size=5),
    st.sampled_from(["; ", " und ", " & ", "/", "\n"]),
)
@settings(max_examples=200, deadline=None)
def test_a_list_means_the_days_it_names(parts, between):
    """Weekdays, dates and ranges of both, one after the other: all of them and no others."""
    cell = between.join(written for written, _ in parts)

    found = columns.days(dates.days(cell, FESTIVAL).cell)

    assert found.weekdays | found.dates == set().union(*(days for _, days in parts))


@pytest.mark.parametrize("hand", READERS)
@pytest.mark.parametrize("sign", ["1", "1.", "Mi ", "Mi-", "28.8.", "<", "(", " ,", "\x00", "²"])
def test_a_page_of_signs_is_refused_at_once(hand, sign):
    """Somebody's cat on the keyboard stops nothing."""
    with pytest.raises(NotReadable):
        hand(sign * 10_000, FESTIVAL)
