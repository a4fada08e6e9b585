"""Names of weekdays and months, and the day that a written date means.

German and English are known by heart; the festival's own language by the Unicode CLDR.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from festplan.columns import WEEKDAYS, NotReadable
from festplan.inputs.handwriting.reasons import could_be
from festplan.inputs.handwriting.spelling import About
from festplan.inputs.handwriting.words import plainly
from festplan.texts import Text

NAMES = (
    Text(en="Monday", de="Montag"),
    Text(en="Tuesday", de="Dienstag"),
    Text(en="Wednesday", de="Mittwoch"),
    Text(en="Thursday", de="Donnerstag"),
    Text(en="Friday", de="Freitag"),
    Text(en="Saturday", de="Samstag"),
    Text(en="Sunday", de="Sonntag"),
)
GERMAN = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: “samstags”, “on Saturdays”, and abbreviations that columns do not read.
FURTHER = {
    **{name + "s": day for name, day in WEEKDAYS.items() if name.endswith(("tag", "day"))},
    **{"mittwochs": 2, "sonnabends": 5},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sonnab": 5, "sbd": 5},
    **{"mont": 0, "dienst": 1, "mittw": 2, "donn": 3, "donnerst": 3, "freit": 4, "samst": 5},
    **{"sonnt": 6},
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january",
            "februar feber feb february",
            "märz maerz mär mrz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}
#: No weekday and no month has more letters, and how like one a slip must be.
LONGEST_NAME, NEAR = 20, 0.8
#: “28. VIII.”; the letters I, V and X alone are too often something else.
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}

WRITE_DATE = Text(
    en="Write it as 2027-08-28 or 28.08.2027.",
    de="Bitte als 2027-08-28 oder 28.08.2027 schreiben.",
)
TWO_WEEKDAYS = Text(
    en="names two weekdays: {first} in the festival's language, {second} in German.",
    de="nennt zwei Wochentage: {first} in der Sprache des Festes, {second} auf Deutsch.",
)
SPELL_OUT = Text(en="Write the whole name.", de="Bitte den ganzen Namen schreiben.")
NO_DATE = Text(en="is not a date.", de="ist kein Datum.")
NO_MONTH = Text(
    en="is not a date: there is no month {month}.",
    de="ist kein Datum: Einen Monat {month} gibt es nicht.",
)
SWAPPED = Text(
    en="Are day and month swapped? Write it as 2027-08-28 or 28.08.2027.",
    de="Sind Tag und Monat vertauscht? Bitte als 2027-08-28 oder 28.08.2027 schreiben.",
)
NO_SUCH_DAY = Text(
    en="is not a date: there is no such day.", de="ist kein Datum: Diesen Tag gibt es nicht."
)
OTHER_YEAR = Text(
    en="is a date of the year {year}, which cannot be.",
    de="ist ein Datum aus dem Jahr {year}, das kann nicht sein.",
)
NO_YEAR = Text(en="is a date without its year.", de="ist ein Datum ohne Jahr.")
WRITE_YEAR = Text(
    en="Write the year, too: 2027-08-28 or 28.08.2027.",
    de="Bitte mit dem Jahr schreiben: 2027-08-28 oder 28.08.2027.",
)
OTHER_WEEKDAY = Text(
    en="does not agree: {date} is a {weekday}.",
    de="passt nicht zusammen: Der {date} ist ein {weekday}.",
)
WHICH_DAY = Text(en="Is {first} or {second} meant?", de="Ist {first} oder {second} gemeint?")
IN_ITS_YEAR = Text(
    en="Is {date} meant? That is a {weekday}.", de="Ist der {date} gemeint? Das ist ein {weekday}."
)
MISSPELT = Text(
    en="Is {name} meant? Then write it so.", de="Ist {name} gemeint? Dann bitte so schreiben."
)
YEAR_MISSING = Text(en="the year is missing", de="das Jahr fehlt")
MONTH_MISSING = Text(en="the month is missing", de="der Monat fehlt")
EITHER_ORDER = Text(
    en="it could be {other}, too, which is no festival day",
    de="es könnte auch {other} sein, doch das ist kein Festtag",
)


def weekday_called(word: str, language: str) -> int | None:
    """The weekday of that name, 0 for Monday; None where no weekday has it."""
    known = WEEKDAYS.get(word, FURTHER.get(word))
    own = own_weekdays(language).get(word)
    # In Czech and Slovak “so” is Saturday; the three letters of English are always English.
    if known is not None and own not in (None, known) and len(word) < 3:
        says = TWO_WEEKDAYS.with_facts(first=NAMES[own or 0], second=NAMES[known])
        raise NotReadable(says, SPELL_OUT)
    return own if known is None else known


def month_called(word: str, language: str) -> int | None:
    """The month of that name, 1 for January; None where no month has it."""
    known = MONTHS.get(word, ROMAN.get(word))
    return own_months(language).get(word) if known is None else known


def misspelt(word: str) -> Text | None:
    """The question whether “Freitg” is Friday; None where no weekday and no month is near."""
    long = [name for name in (*WEEKDAYS, *MONTHS) if len(name) > 5]
    near = difflib.get_close_matches(word[:LONGEST_NAME], long, 1, NEAR)
    return MISSPELT.with_facts(name=near[0].capitalize()) if near else None


def abbreviated(weekday: int, language: str) -> str:
    """A weekday as we write it: German or English, for every reader knows these."""
    return (GERMAN if language == "de" else ENGLISH)[weekday]


def own_weekdays(language: str) -> Mapping[str, int]:
    return _own_names(language)[0]


def own_months(language: str) -> Mapping[str, int]:
    return _own_names(language)[1]


@cache
def _own_names(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The names of weekdays and of months in a language that is neither German nor English."""
    nothing: Mapping[str, int] = MappingProxyType({})
    if language in ("de", "en"):
        return nothing, nothing
    # Imported late: most tables are German or English.
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import get_day_names, get_month_names

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return nothing, nothing
    # The names as they stand inside a date; Babel mixes up languages in those that stand alone.
    days = [get_day_names(width, "format", locale) for width in ("wide", "abbreviated")]
    months = [get_month_names(width, "format", locale) for width in ("wide", "abbreviated")]
    return _by_name(days), _by_name(months)


def _by_name(widths: Iterable[Mapping[int, str]]) -> Mapping[str, int]:
    return {
        _one_word(plainly(name).rstrip(".")): number
        for names in widths
        for number, name in names.items()
    }


def _one_word(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


def with_whole_names(written: str, language: str) -> str:
    """What is written, with “segunda-feira” or “thứ hai” as one word."""
    for name in sorted({*own_weekdays(language), *own_months(language)}, key=len, reverse=True):
        if "_" in name:
            written = re.sub(name.replace("_", "[ -]"), name, written)
    return written


@dataclass(frozen=True)
class Written:
    """A date as it was written, with what of it is missing."""

    day: int
    month: int | None
    year: int | None = None
    weekday: int | None = None
    #: Written with slashes: some peoples put the month first.
    either_order: bool = False


def full_year(digits: str) -> int | None:
    """The year in ``"2027"`` or ``"27"``; None where none is written."""
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def meant(written: Written, about: About) -> tuple[date, tuple[Text, ...]]:
    """The day that a written date means, and why; refused where it means none, or two."""
    other = replace(written, day=written.month or 0, month=written.day)
    if not written.either_order or written.day > 12 or other == written:
        return _agreeing(_found(written, about), written.weekday, about)
    both = [_found(written, about), _found(other, about)]
    if written.weekday is not None:
        fitting = [found for found in both if found[0].weekday() == written.weekday]
        return fitting[0] if len(fitting) == 1 else _agreeing(both[0], written.weekday, about)
    festive = [found for found in both if found[0] in about.days]
    if len(festive) != 1:
        first, second = (str(found) for found, _ in both)
        raise could_be(first, second)
    (found, why) = festive[0]
    (unfit,) = (each for each, _ in both if each != found)
    return found, (*why, EITHER_ORDER.with_facts(other=str(unfit)))


def _found(written: Written, about: About) -> tuple[date, tuple[Text, ...]]:
    if written.month is None:
        return _of_the_festival(written, about)
    if written.month > 12:
        advice = SWAPPED if written.day <= 12 else WRITE_DATE
        raise NotReadable(NO_MONTH.with_facts(month=written.month), advice)
    if written.year is not None:
        return _on_calendar(written.year, written), ()
    same = [d for d in about.days if (d.day, d.month) == (written.day, written.month)]
    years = {each.year for each in about.days}
    if len(same) == 1:
        return same[0], (YEAR_MISSING,)
    if same or len(years) != 1:
        raise NotReadable(NO_YEAR, WRITE_YEAR)
    return _on_calendar(min(years), written), (YEAR_MISSING,)


def _of_the_festival(written: Written, about: About) -> tuple[date, tuple[Text, ...]]:
    """The festival day of that number: “der 28.”, “Sa 28.”."""
    same = [day for day in about.days if day.day == written.day]
    if len(same) != 1:
        raise NotReadable(NO_DATE, WRITE_DATE)
    return same[0], (MONTH_MISSING,)


def _on_calendar(year: int, written: Written) -> date:
    try:
        found = date(year, written.month or 0, written.day)
    except ValueError:
        raise NotReadable(NO_SUCH_DAY, WRITE_DATE) from None
    if not 2000 <= year <= 2200:
        raise NotReadable(OTHER_YEAR.with_facts(year=year), WRITE_DATE)
    return found


def _agreeing(
    found: tuple[date, tuple[Text, ...]], weekday: int | None, about: About
) -> tuple[date, tuple[Text, ...]]:
    """What was found, if the weekday beside it is its own."""
    day, _ = found
    if weekday in (None, day.weekday()):
        return found
    says = OTHER_WEEKDAY.with_facts(date=f"{day:%d.%m.%Y}", weekday=NAMES[day.weekday()])
    # Who fills in last year's form changes the weekday and forgets the year.
    for each in about.days:
        if (each.month, each.day, each.weekday()) == (day.month, day.day, weekday):
            facts = {"date": f"{each:%d.%m.%Y}", "weekday": NAMES[weekday]}
            raise NotReadable(says, IN_ITS_YEAR.with_facts(**facts))
    # The nearest day of that name lies at most three days before or after.
    near = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
    raise NotReadable(says, WHICH_DAY.with_facts(first=near, second=day))
