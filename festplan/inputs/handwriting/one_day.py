"""One day, as people write it: “Sa 28.8.” has no year, 08/09/2027 two orders, and 46627 is a
date that a spreadsheet has lost.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from festplan.columns import NotReadable
from festplan.inputs.handwriting.calendar_words import (
    NAMES,
    NO_DATE,
    WRITE_DATE,
    Written,
    full_year,
    meant,
    misspelt,
    month_called,
    weekday_called,
    with_whole_names,
)
from festplan.inputs.handwriting.spelling import About, tidy
from festplan.texts import Text
from festplan.times import NOTHING, Clock

Found = tuple[date, tuple[Text, ...]]

#: No date has more letters than that, and no reader should have to try.
LONGEST = 60
#: A word in a date: whatever is neither a digit nor a mark between digits.
WORD = re.compile(r"[^\s0-9.,;:/()+&'-]+(?:'[^\s0-9.,;:/()+&'-]+)*")
#: Words that say nothing more: “Samstag, den 28. August”, “28th of August”.
FILLERS = frozenset(
    (
        "den", "dem", "der", "d", "am", "the", "of", "on", "de", "del", "le", "el", "op",
        "st", "nd", "rd", "th",
    )
)  # fmt: skip
#: Days that pass: nobody knows tomorrow what they meant.
PASSING = frozenset(
    ["heute", "morgen", "übermorgen", "gestern", "today", "tonight", "tomorrow", "yesterday"],
)
#: The shapes of a date; a month's name has become its number in angle brackets.
SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})(?:\. ?(?P<y>\d{4})|\.(?P<yy>\d{2}))?",
        r"(?P<d>\d{1,2})\. (?P<m>\d{1,2})(?:\. ?(?P<y>\d{4}|\d{2}))?",
        r"(?P<d>\d{1,2}) ?(?P<slash>/) ?(?P<m>\d{1,2})(?: ?/ ?(?P<y>\d{4}|\d{2}))?",
        r"(?P<d>\d{1,2})(?P<slash>-)(?P<m>\d{1,2})-(?P<y>\d{4})",
        r"(?P<d>\d{1,2})[ .,-]*<(?P<m>\d+)>(?:[ .,-]*(?P<y>\d{4})|[ .,'-]*(?P<yy>\d{2}))?",
        r"<(?P<m>\d+)>[ .-]*(?P<d>\d{1,2})(?:[ .,]+(?P<y>\d{4}))?",
        r"(?P<y>\d{4})[ .]*<(?P<m>\d+)>[ .]*(?P<d>\d{1,2})",
        r"(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})",
    )
)
TIME_OF_DAY = re.compile(
    r"(?:[ ,]+|(?<=\d)t)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:uhr|h))?|\d{1,2} ?uhr)$",
    re.ASCII,
)
MIDNIGHT = re.compile(r"0{1,2}:00(?::00(?:\.0+)?)?")
#: A date as spreadsheets count it, in days; behind the dot is the time of day.
SERIAL = re.compile(r"(\d{5,6})(?:[.,](\d{1,20}))?", re.ASCII)
FIRST_SERIAL, LAST_SERIAL = 36526, 109938  # the years 2000 to 2200
#: The day 0 of Excel, and of Excel on old Macintoshes.
SYSTEMS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}

PASSES = Text(en="is another day tomorrow.", de="ist morgen ein anderer Tag.")
SEVERAL = Text(en="names several days.", de="nennt mehrere Tage.")
WRITE_ONE = Text(
    en="Write one day: 2027-08-28 or 28.08.2027.",
    de="Bitte einen Tag schreiben: 2027-08-28 oder 28.08.2027.",
)
NONE_SO_CALLED = Text(
    en="names a weekday, and no festival day is a {weekday}.",
    de="nennt einen Wochentag, aber kein Festtag ist ein {weekday}.",
)
SEVERAL_SO_CALLED = Text(
    en="could be any of several festival days: {days}.",
    de="kann mehrere Festtage meinen: {days}.",
)
ONLY_ONE = Text(
    en="it is the festival's only {weekday}", de="es ist der einzige {weekday} des Festes"
)
TIME_LEFT_OUT = Text(en="the time of day, {time}, is left out", de="die Uhrzeit {time} bleibt weg")
SERIAL_COUNTED = Text(
    en="it is a spreadsheet's number of a day, counted from {system}",
    de="es ist die Tageszahl einer Tabellenkalkulation, gezählt ab {system}",
)


def one_day(written: str, about: About) -> Found:
    """The one day that stands in a cell without capitals, and why it is read so."""
    if len(written) > LONGEST:
        raise NotReadable(NO_DATE, WRITE_DATE)
    if is_serial(written):
        found, reasons = counted_day(written, about)
        return found, (*reasons, *_time_of_serial(written))
    clock = TIME_OF_DAY.search(written)
    if not clock:
        return dated_day(written, about)
    found, reasons = dated_day(written[: clock.start()], about)
    if MIDNIGHT.fullmatch(clock[1]):  # so do spreadsheets write a date
        return found, reasons
    return found, (*reasons, TIME_LEFT_OUT.with_facts(time=clock[1].replace("uhr", "Uhr")))


def dated_day(written: str, about: About) -> Found:
    """A day from what is written as a date or as the name of a weekday."""
    weekdays, rest = _without_words(written, about)
    if len(weekdays) > 1:
        raise NotReadable(SEVERAL, WRITE_ONE)
    weekday = min(weekdays, default=None)
    if not rest and weekday is not None:
        return _called(weekday, about)
    for shape in SHAPES:
        if found := shape.fullmatch(rest):
            return meant(_written(found, weekday), about)
    # “28” alone may be anything; “der 28.” and “Sa 28” are a day of the festival.
    if re.fullmatch("[0-9]{1,2}", rest) and re.search(r"[.a-z]", written):
        return meant(Written(int(rest), None, weekday=weekday), about)
    raise NotReadable(NO_DATE, WRITE_DATE)


def _without_words(written: str, about: About) -> tuple[set[int], str]:
    """The weekdays named, and the date without words: “sa, den 28. august” is Sa and 28. <8>."""
    weekdays: set[int] = set()

    def number(word: re.Match[str]) -> str:
        if word[0] in PASSING:
            raise NotReadable(PASSES, WRITE_DATE)
        if (weekday := weekday_called(word[0], about.language)) is not None:
            weekdays.add(weekday)
        elif (month := month_called(word[0], about.language)) is not None:
            return f"<{month}>"
        elif word[0] not in FILLERS:
            raise NotReadable(NO_DATE, misspelt(word[0]) or WRITE_DATE)
        return " "

    whole = with_whole_names(written, about.language)
    rest = re.sub("[()]", " ", WORD.sub(number, whole))
    return weekdays, re.sub(r"(?<=[0-9]) (?=\.)", "", tidy(rest)).strip(" .,")


def _written(found: re.Match[str], weekday: int | None) -> Written:
    parts = found.groupdict()
    year = full_year(parts["y"] or parts.get("yy") or "")
    either_order = parts.get("slash") is not None
    return Written(int(parts["d"]), int(parts["m"]), year, weekday, either_order)


def _called(weekday: int, about: About) -> Found:
    """The festival day of a weekday."""
    name = NAMES[weekday]
    days = [each for each in about.days if each.weekday() == weekday]
    if not days:
        raise NotReadable(NONE_SO_CALLED.with_facts(weekday=name), WRITE_DATE)
    if len(days) > 1:
        raise NotReadable(SEVERAL_SO_CALLED.with_facts(days=days), WRITE_DATE)
    return days[0], (ONLY_ONE.with_facts(weekday=name),)


def _time_of_serial(written: str) -> tuple[Text, ...]:
    """That the part of a day behind a number is left out, where it has one."""
    share = Fraction(f"0.{re.split('[.,]', written + '.0')[1]}")
    time = Clock(timedelta(minutes=round(share * 24 * 60)))
    return (TIME_LEFT_OUT.with_facts(time=time),) if time > Clock(NOTHING) else ()


def is_serial(written: str) -> bool:
    found = SERIAL.fullmatch(written)
    return found is not None and FIRST_SERIAL <= int(found[1]) <= LAST_SERIAL


def counted_day(written: str, about: About) -> Found:
    """The day that has this number; in the system that hits the festival, else in the usual."""
    number = int(re.split("[.,]", written)[0])
    days = {system: zero + timedelta(days=number) for system, zero in SYSTEMS.items()}
    festive = [system for system, each in days.items() if each in about.days]
    system = festive[0] if len(festive) == 1 else 1900
    return days[system], (SERIAL_COUNTED.with_facts(system=system),)
