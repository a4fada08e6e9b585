"""The hands for lengths of time: of an event, and of what goes before and after it.

“1,5 Std.”, 1:30 and 90' are one length.  “2” under “length” is two hours to most people, and
two minutes to a column; so it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from festplan.columns import NotReadable
from festplan.inputs.handwriting.hours import said
from festplan.inputs.handwriting.reasons import COULD_BE, READ_AS, could_be, nothing_said
from festplan.inputs.handwriting.spelling import About, Spelling, tidy
from festplan.inputs.handwriting.times import is_range
from festplan.inputs.handwriting.words import (
    ALL_DAY,
    LONGEST,
    NUMBERS,
    plainly,
    without_aside,
    without_doubt,
)
from festplan.texts import Text

HOUR = 60
LESSON = 45
#: An event that lasts ten hours or more is rarer than a time of day in the wrong column.
LONG = 10 * HOUR
#: More than a strict reader reads.
TOO_LONG = 100_000

NO_LENGTH = Text(en="is not a length in minutes.", de="ist keine Länge in Minuten.")
WRITE_MINUTES = Text(en="Write minutes, for example 90.", de="Bitte Minuten schreiben, etwa 90.")
NOTHING = Text(en="is no length.", de="ist keine Länge.")
IS_A_DATE = Text(
    en="is a date. Spreadsheets make dates of what looks like one.",
    de="ist ein Datum. Tabellenkalkulationen machen Daten aus allem, was so aussieht.",
)
LASTS_ALL_DAY = Text(
    en="says neither begin nor end nor minutes.", de="nennt weder Beginn noch Ende noch Minuten."
)
WRITE_BOTH = Text(
    en="Write when it begins and when it ends, or its length in minutes.",
    de="Bitte Beginn und Ende schreiben oder die Länge in Minuten.",
)
SEVERAL_OF_A_LENGTH = Text(en="{count} sessions of {each}", de="{count} Termine zu {each}")
WRITE_SESSIONS = Text(
    en="Write {all}, or {each} here and {count} in the column of sessions.",
    de="Bitte {all} schreiben, oder hier {each} und {count} in der Spalte der Termine.",
)
WITH_SETTING_UP = Text(
    en="holds the time for setting up, too, and does not say how long that is.",
    de="enthält auch die Zeit für den Auf- und Abbau und sagt nicht, wie lang der ist.",
)
SETTING_UP_APART = Text(
    en="Write only the public length here; setting up and taking down have their own columns.",
    de="Bitte hier nur die öffentliche Dauer schreiben; Aufbau und Abbau haben eigene Spalten.",
)
TIMES_OF_DAY = Text(en="names times of day and no length.", de="nennt Uhrzeiten und keine Länge.")

# What was assumed: each completes “is read as 90 min: …”.
HOURS_ASSUMED = Text(
    en="a number below 10 is taken as hours", de="eine Zahl unter 10 gilt als Stunden"
)
SHARE_OF_A_DAY = Text(
    en="it is taken as a share of the day, as spreadsheets keep times",
    de="das gilt als Teil des Tages, wie Tabellenkalkulationen Zeiten speichern",
)
ROUNDED = Text(en="it is rounded to the minute", de="es ist auf die Minute gerundet")
TAKEN_EXACTLY = Text(
    en="it is taken exactly, not roughly or at most",
    de="das gilt genau und nicht ungefähr oder höchstens",
)
LESSONS = Text(en="a lesson is taken as 45 minutes", de="eine Schulstunde gilt als 45 Minuten")
WITHOUT_SETTING_UP = Text(
    en="without setting up and taking down, which have their own columns",
    de="ohne Auf- und Abbau, die eigene Spalten haben",
)
OF_EACH = Text(en="it is taken as the length of each", de="das gilt als Länge von jedem")


@dataclass(frozen=True)
class Lasting:
    """A length in minutes, or a number whose unit nobody has written."""

    number: Fraction
    in_hours: bool | None = None
    notes: tuple[Text, ...] = ()

    @property
    def exactly(self) -> Fraction:
        return self.number * HOUR if self.in_hours else self.number


def length(cell: str, about: About) -> Spelling:
    """The length of an event as ``90``, from “1,5 Std.”, “1h30” or “2 Stunden”.

    A length below ten minutes is ``5 min``: a 5 alone would be hours.
    """
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    text, notes = _said_alone(cell)
    lasting = _lasting(text, about)
    if lasting is None:
        raise _refused(text, about)
    found, more = _whole_minutes(_with_its_unit(lasting, about))
    if not found:
        raise NotReadable(NOTHING, WRITE_MINUTES)
    return _spelled(f"{found}" if found >= 10 else f"{found} min", found, *notes, *more)


def minutes(cell: str, about: About) -> Spelling:
    """Minutes before, after or between, as ``30`` or ``-30``.

    A bare number is minutes however small it is, unless the heading says hours.
    """
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    about = about if about.unit == "h" else replace(about, unit="min")
    text, notes = _said_alone(cell)
    sign = "-" if text.startswith("-") else ""
    text = text.removeprefix(sign or "+").lstrip()
    lasting = _lasting(text, about)
    if lasting is None:
        raise _refused(text, about)
    found, more = _whole_minutes(_with_its_unit(lasting, about))
    if not found:
        return _spelled("0", found, *notes, *more)
    return _spelled(f"{sign}{found}", found, *notes, *more)


def _spelled(cell: str, found: int, *notes: Text) -> Spelling:
    reading = timedelta(minutes=found)
    return Spelling(cell, READ_AS.with_facts(reading=reading, reasons=notes) if notes else None)


_HEDGES = re.compile(
    r"(?:ca|circa|cirka|zirka|etwa|ungefähr|rund|knapp|gut|~|≈|about|around|approx|approximately"
    r"|roughly|max|maximal|höchstens|bis zu|up to|at most|mind|mindestens|at least)"
    r"(?![^\W\d_])[.:]? ?|(?P<each>(?:je|jeweils|each)) "
)
_HEDGES_BEHIND = re.compile(r" ?(?:\(?(?:ca|circa|etwa|ungefähr|max|maximal|about)\.?\)?)\Z")


_SETTING_UP = (
    r"(?:(?:auf|um|ab)(?:-|bau)?(?: ?(?:und|u\.|/|\+) ?(?:auf|um|ab))?bau(?:zeit)?"
    r"|set-?up|sound-?check|change-?over)"
)
_BESIDES = re.compile(rf",? ?(?:\+|plus|zzgl\.?|zuzüglich|ohne|exkl\.?) {_SETTING_UP}\Z")
_INCLUDED = re.compile(rf"\b(?:inkl\.?|incl\.?|inklusive|einschl\.?|mit|including) {_SETTING_UP}")


def _said_alone(cell: str) -> tuple[str, tuple[Text, ...]]:
    """The words for the length in a cell, without those that only stand beside it."""
    bare, doubts = without_doubt(tidy(cell))
    bare, aside = without_aside(bare)
    text = plainly(bare)
    besides = () if len(text) > LONGEST else tuple(_BESIDES.finditer(text))
    if besides:
        text = text[: besides[0].start()]
    text, notes = _without_hedges(text)
    return text, (*notes, *([WITHOUT_SETTING_UP] if besides else []), *aside, *doubts)


def _without_hedges(text: str) -> tuple[str, tuple[Text, ...]]:
    """“ca. 90 min” without its “ca.”, which no plan can keep."""
    notes: tuple[Text, ...] = ()
    if len(text) > LONGEST:
        return text, notes
    while (found := _HEDGES.match(text)) and found.end() < len(text):
        text, notes = text[found.end() :], (*notes, OF_EACH if found["each"] else TAKEN_EXACTLY)
    if (found := _HEDGES_BEHIND.search(text)) and found.start():
        text, notes = text[: found.start()], (*notes, TAKEN_EXACTLY)
    return text, tuple(dict.fromkeys(notes))


def _with_its_unit(lasting: Lasting, about: About) -> Lasting:
    """The length of an event in hours or in minutes: by its heading, else by its size."""
    number, in_hours = lasting.number, lasting.in_hours
    if in_hours is not None:
        return lasting
    if about.unit == "h":
        if number > 24:
            raise _could_be(number * HOUR, number)
        return replace(lasting, in_hours=True)
    if about.unit != "min" and number < 10:
        return Lasting(number, True, (*lasting.notes, HOURS_ASSUMED))
    if number.denominator > 1:
        raise NotReadable(NO_LENGTH, WRITE_MINUTES)
    return replace(lasting, in_hours=False)


def _whole_minutes(lasting: Lasting) -> tuple[int, tuple[Text, ...]]:
    found = round(lasting.exactly)
    if found >= TOO_LONG:
        raise NotReadable(NO_LENGTH, WRITE_MINUTES)
    return found, lasting.notes if found == lasting.exactly else (*lasting.notes, ROUNDED)


# --- how lengths are written --------------------------------------------------------------

_H = r" ?(?:h|hrs?|hours?|stdn?|st|stunden?)\.?"
_M = r" ?(?:min|mins|minuten?|minutes?|'|m)\.?"
_MIN = r" ?(?:min|mins|minuten?|minutes?|')\.?"
_N = r"(?P<n>[^:]+?)"
_CLOCK = re.compile(rf"(?P<h>[0-9]{{1,2}}):(?P<m>[0-5][0-9])(?::00)?(?:{_H})?")
_HOURS_AND_MINUTES = re.compile(
    rf"{_N}{_H}(?:,? (?:und |u\. |and )?)?(?:(?P<m>[0-9]{{1,2}})(?:{_M})?|(?P<word>[a-zäöü]+){_M})"
)
_HOURS = re.compile(rf"{_N}{_H}")
_MINUTES = re.compile(rf"{_N}{_MIN}")
_LESSONS = re.compile(
    rf"(?:{_N} )?(?:(?P<kind>(?:schul|unterrichts)?doppel|schul|unterrichts)stunden?|ue)"
)
_AND_A_HALF = re.compile(rf"{_N} (?:hours?|hrs?) and (?:a )?(?P<part>half|quarter)")
_DECIMAL = re.compile(r"(?P<whole>[0-9]{1,5})[.,](?P<part>[0-9]{1,20})")


def _lasting(text: str, about: About) -> Lasting | None:
    """A length as people write it; raises ``NotReadable`` where it is two."""
    if len(text) > LONGEST:
        return None
    if (hours := _SAYINGS.get(text)) is not None:
        return Lasting(hours, in_hours=True)
    for pattern, reading in _FORMS:
        if (found := pattern.fullmatch(text)) and (lasting := reading(found)) is not None:
            return lasting
    return _without_unit(text, about)


def _by_clock(found: re.Match[str]) -> Lasting:
    """“1:30”; but 14:30 is rather a time of day, and 45:00 may be minutes and seconds."""
    hours, past = int(found["h"]), int(found["m"])
    lasts = hours * HOUR + past
    if hours >= 24:
        raise NotReadable(NO_LENGTH, WRITE_MINUTES)
    if lasts >= LONG:
        raise NotReadable(
            COULD_BE.with_facts(first=_TIME_OF_DAY, second=timedelta(minutes=lasts)), WRITE_MINUTES
        )
    return Lasting(Fraction(lasts), in_hours=False)


_TIME_OF_DAY = Text(en="a time of day", de="eine Uhrzeit")


def _in_minutes(found: re.Match[str]) -> Lasting | None:
    number = _number(found["n"])
    return None if number is None else Lasting(number, in_hours=False)


def _in_hours(hours: re.Match[str]) -> Lasting | None:
    """“1,5 Std.”; but “1.30 Std.” is an hour and a half to many who do not write “1,3”."""
    written = hours["n"]
    number = _number(written)
    if number is None:
        return None
    if (found := _DECIMAL.fullmatch(written)) and ("." in written or written.endswith("0")):
        _must_be_one(found, number)
    return Lasting(number, in_hours=True)


def _must_be_one(found: re.Match[str], number: Fraction) -> None:
    """Nothing, where 1.30 read as hours and as hours and minutes is the same."""
    part = found["part"]
    by_clock = Fraction(int(found["whole"]) * HOUR + int(part))
    if len(part) == 2 and int(part) < HOUR and by_clock != number * HOUR:
        raise _could_be(by_clock, number * HOUR)


def _in_lessons(found: re.Match[str]) -> Lasting | None:
    """“2 Schulstunden”, “eine Doppelstunde”."""
    number = Fraction(1) if found["n"] is None else _number(found["n"])
    if number is None:
        return None
    minutes = number * LESSON * (2 if (found["kind"] or "").endswith("doppel") else 1)
    return Lasting(minutes, in_hours=False, notes=(LESSONS,))


def _and_a_half(found: re.Match[str]) -> Lasting | None:
    number = _number(found["n"])
    return None if number is None else Lasting(number + _PARTS[found["part"]], in_hours=True)


def _hours_and_minutes(found: re.Match[str]) -> Lasting | None:
    hours, past = _number(found["n"]), _number(found["m"] or found["word"])
    if hours is None or past is None or past >= HOUR:
        return None
    if hours.denominator > 1 or past.denominator > 1:
        return None
    return Lasting(hours * HOUR + past, in_hours=False)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Lasting | None]], ...] = (
    (_CLOCK, _by_clock),
    (_MINUTES, _in_minutes),
    (_HOURS, _in_hours),
    (_LESSONS, _in_lessons),
    (_AND_A_HALF, _and_a_half),
    (_HOURS_AND_MINUTES, _hours_and_minutes),
)


def _without_unit(text: str, about: About) -> Lasting | None:
    number = _number(text)
    if number is None:
        return None
    if (found := _DECIMAL.fullmatch(text)) and not about.unit:
        if found["whole"] == "0" and (lasting := _share_of_a_day(found)) is not None:
            return lasting
        if number.denominator > 1 and number < 10:
            _must_be_one(found, number)
    return Lasting(number)


def _share_of_a_day(found: re.Match[str]) -> Lasting | None:
    """0.0625, which is ninety minutes to a spreadsheet."""
    share = Fraction(f"0.{found['part']}") * 24 * HOUR
    if len(found["part"]) < 4 or not round(share) or abs(share - round(share)) > Fraction(1, 100):
        return None
    return Lasting(Fraction(round(share)), in_hours=False, notes=(SHARE_OF_A_DAY,))


_HALF, _QUARTER = Fraction(1, 2), Fraction(1, 4)
_PARTS = {"½": _HALF, "¼": _QUARTER, "¾": 3 * _QUARTER, "1/2": _HALF, "1/4": _QUARTER}
_PARTS |= {"3/4": 3 * _QUARTER, "half": _HALF, "quarter": _QUARTER}
_FRACTION = re.compile(r"(?:(?P<whole>[0-9]{1,3}) ?)?(?P<part>[½¼¾]|(?<![0-9])(?:1/2|1/4|3/4))")
_WORDS: dict[str, Fraction] = {
    **{word: Fraction(number) for word, number in NUMBERS.items()},
    **{f"{word}einhalb": number + _HALF for word, number in NUMBERS.items() if number < 10},
    **{f"{word} and a half": number + _HALF for word, number in NUMBERS.items() if number < 10},
    **dict.fromkeys(("anderthalb", "eineinhalb", "einundeinhalb"), Fraction(3, 2)),
    **dict.fromkeys(("halbe", "eine halbe", "half a", "half an", "a half", "half"), _HALF),
    **dict.fromkeys(("dreiviertel", "drei viertel", "eine dreiviertel"), 3 * _QUARTER),
    **dict.fromkeys(("three quarters of a", "three quarters of an"), 3 * _QUARTER),
    **dict.fromkeys(("viertel", "eine viertel", "quarter of an", "a quarter of an"), _QUARTER),
    **dict.fromkeys(("a quarter", "quarter"), _QUARTER),
    **dict.fromkeys(("a", "an"), Fraction(1)),
}
#: Words that hold their unit, in hours.
_SAYINGS = {
    **dict.fromkeys(("viertelstunde", "eine viertelstunde"), _QUARTER),
    **dict.fromkeys(("halbstunde", "eine halbstunde"), _HALF),
    **dict.fromkeys(("dreiviertelstunde", "eine dreiviertelstunde"), 3 * _QUARTER),
}


def _number(written: str) -> Fraction | None:
    """“2”, “1,5”, “1½”, “1 1/2”, “zwei”, “anderthalb” as a number."""
    if re.fullmatch(r"[0-9]{1,5}", written):
        return Fraction(int(written))
    if found := _DECIMAL.fullmatch(written):
        return Fraction(f"{found['whole']}.{found['part']}")
    if found := _FRACTION.fullmatch(written):
        return int(found["whole"] or 0) + _PARTS[found["part"]]
    return _WORDS.get(written)


# --- what cannot be read ------------------------------------------------------------------

_DATE = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2}|[0-9]{4})?"
    r"(?: .*)?|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})(?: .*)?"
    r"|[0-9]{1,2}[. -]+(?:jan|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec).*"
)
_DAYS = re.compile(rf"(?:{_N} )?(?:tage?|days?|d)")
_OR = re.compile(r" ?[-/] ?| (?:bis|to|oder|or|und|and) ")
_UNIT = re.compile(rf"(?P<unit>{_MIN}|{_H})\Z")


def _could_be(first: Fraction, second: Fraction) -> NotReadable:
    return could_be(*(timedelta(minutes=round(each)) for each in (first, second)))


def _refused(text: str, about: About) -> NotReadable:
    """Why a text is no length: the first thing about it that we recognise."""
    if len(text) > LONGEST:
        return NotReadable(NO_LENGTH, WRITE_MINUTES)
    if text in ALL_DAY or _DAYS.fullmatch(text):
        return NotReadable(LASTS_ALL_DAY, WRITE_BOTH)
    if _DATE.fullmatch(text):
        return NotReadable(IS_A_DATE, WRITE_MINUTES)
    if _INCLUDED.search(text):
        return NotReadable(WITH_SETTING_UP, SETTING_UP_APART)
    if (several := _several(text, about)) is not None:
        return several
    if two := tuple(_alternatives(text, about)):
        return _could_be(*two)
    time = said(text)
    if is_range(text) or (time is not None and (time.part or not time.bare)):
        return NotReadable(TIMES_OF_DAY, WRITE_BOTH)
    return NotReadable(NO_LENGTH, WRITE_MINUTES)


_TIMES = re.compile(r"(?P<count>[0-9]{1,2}) ?(?:x|×|mal) ?(?:à |a |je )?(?P<each>.+)")


def _several(text: str, about: About) -> NotReadable | None:
    """That “2 x 45 min” is one length or two sessions; None for anything else."""
    found = _TIMES.fullmatch(text)
    each = found and _lasting(found["each"], replace(about, unit=about.unit or "min"))
    if not found or not each:
        return None
    minutes = timedelta(minutes=round(each.exactly))
    facts = {"count": int(found["count"]), "each": minutes, "all": int(found["count"]) * minutes}
    says = COULD_BE.with_facts(first=facts["all"], second=SEVERAL_OF_A_LENGTH.with_facts(**facts))
    return NotReadable(says, WRITE_SESSIONS.with_facts(**facts))


def _alternatives(text: str, about: About) -> Iterator[Fraction]:
    """Both lengths in “90-120 min” and “60/90”; nothing where there are not two."""
    pieces = _OR.split(re.sub(r"^(?:zwischen|between|von|from) ", "", text))
    if len(pieces) != 2:
        return
    first, last = pieces
    if (unit := _UNIT.search(last)) and not _UNIT.search(first):
        first += unit["unit"]
    try:
        found = [_lasting(piece, about) for piece in (first, last)]
        lengths = [_with_its_unit(each, about).exactly for each in found if each is not None]
    except NotReadable:
        return
    if len(lengths) == 2:
        yield from lengths
