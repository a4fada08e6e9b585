"""One time of day as people say it, and all that it can mean.

“7:30” is one time.  “Half past seven” is two, until somebody adds “in the evening”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from festplan.inputs.handwriting.words import NUMBERS
from festplan.texts import Text
from festplan.times import Clock

HOUR = timedelta(hours=1)
HALF_A_DAY = timedelta(hours=12)
DAY = timedelta(hours=24)
LAST = timedelta(hours=28)

A_NUMBER = Text(
    en="a number alone is taken as an hour", de="eine Zahl allein gilt als volle Stunde"
)
THREE_DIGITS = Text(
    en="three digits are taken as an hour and minutes",
    de="drei Ziffern gelten als Stunde und Minuten",
)
A_COMMA = Text(
    en="the comma is taken as the colon of a time",
    de="das Komma gilt als Doppelpunkt einer Uhrzeit",
)
ROUNDED = Text(en="seconds are rounded to the minute", de="Sekunden werden auf die Minute gerundet")
SMALL_HOURS = Text(
    en="by the 24-hour clock this is at night", de="nach der 24-Stunden-Uhr ist das nachts"
)
EARLY = Text(
    en="by the 24-hour clock this is in the morning", de="nach der 24-Stunden-Uhr ist das morgens"
)
BY_PART_OF_DAY = Text(
    en="the part of the day says which half of the day is meant",
    de="die Tageszeit sagt, welche Hälfte des Tages gemeint ist",
)
NOON = Text(en="noon is taken as a time by the clock", de="Mittag gilt als genaue Uhrzeit")


class Role(Enum):
    """What people say about a time before or behind it."""

    BEGINS = "ab"
    STARTS = "Beginn"
    ENDS = "bis"
    ROUGH = "gegen"
    WISHED = "am liebsten"
    BY_THE_CLOCK = "um"
    EXACT = "genau"


@dataclass(frozen=True)
class Part:
    """A part of the day, by the stretches of hours in which people use its name."""

    hours: tuple[tuple[float, float], ...]

    def __contains__(self, time: timedelta) -> bool:
        return any(HOUR * first <= time < HOUR * end for first, end in self.hours)


BEFORE_NOON = Part(((0, 12),))
AFTER_NOON = Part(((12, 24),))
MORNING = Part(((4, 12),))
FORENOON = Part(((6, 12.5),))
MIDDAY = Part(((11, 14.5),))
AFTERNOON = Part(((12, 19),))
EVENING = Part(((17, 24.01),))
# Midnight is the end of the festival day, never its beginning; after it, two days are possible.
NIGHT = Part(((0.01, 6), (20, 28.01)))

PARTS = {
    **dict.fromkeys(("morgens", "frühmorgens", "früh", "am morgen", "in der früh"), MORNING),
    **dict.fromkeys(("in the morning", "morning"), MORNING),
    **dict.fromkeys(("vormittags", "vormittag", "am vormittag"), FORENOON),
    **dict.fromkeys(("mittags", "mittag", "am mittag", "zu mittag", "midday"), MIDDAY),
    **dict.fromkeys(("nachmittags", "nachmittag", "am nachmittag"), AFTERNOON),
    **dict.fromkeys(("in the afternoon", "afternoon"), AFTERNOON),
    **dict.fromkeys(("abends", "abend", "am abend", "in the evening", "evening"), EVENING),
    **dict.fromkeys(("nachts", "in der nacht", "at night"), NIGHT),
}
HALVES = {
    **dict.fromkeys(("am", "a.m.", "a. m.", "a.m", "a m"), BEFORE_NOON),
    **dict.fromkeys(("pm", "p.m.", "p. m.", "p.m", "p m"), AFTER_NOON),
}

#: What only a time of day has; a date and a list of days have none of it.
OF_TIMES = rf"uhr|:|[0-9] ?h\b|[0-9] ?[ap]\.? ?m\b|(?:{'|'.join(PARTS)})\b"

IN_FRONT = {
    Role.BEGINS: "ab,erst,frühestens,fruehestens,nicht vor,nicht früher als,nach,von,from,after,"
    "not before,no earlier than,not earlier than,earliest",
    Role.STARTS: "beginn,beginnt,start,startet,begin,begins,starts,starting",
    Role.ENDS: "bis,bis zu,spätestens,spaetestens,vor,nicht nach,nicht später als,max,maximal,"
    "höchstens,until,till,til,by,before,not after,no later than,not later than,latest,ende,endet,"
    "end,ends at",
    Role.ROUGH: "gegen,ca,circa,cirka,zirka,etwa,ungefähr,rund,~,≈,around,about,approx,"
    "approximately,roughly",
    Role.WISHED: "am liebsten,möglichst,wenn möglich,gern,gerne,bevorzugt,vorzugsweise,"
    "idealerweise,wunsch,evtl,eventuell,vielleicht,preferably,ideally,if possible,maybe,perhaps",
    Role.BY_THE_CLOCK: "um",
    Role.EXACT: "at,@,genau,exakt,punkt,pünktlich,exactly,uhrzeit",
}
BEHIND = {
    Role.BEGINS: "frühestens,at the earliest,oder später,or later,onwards,onward",
    Role.ENDS: "spätestens,at the latest",
    Role.ROUGH: "herum,rum,ca,circa,etwa,ungefähr,or so",
    Role.WISHED: "am liebsten,wenn möglich,bevorzugt,wunsch,if possible,preferably",
    Role.BY_THE_CLOCK: "uhrzeit",
    Role.EXACT: "genau,pünktlich,exactly,sharp,s.t",
}


@dataclass(frozen=True)
class Saying:
    """One time as it was said."""

    at: timedelta
    #: On a dial of twelve hours: “halb acht”, “7 o'clock”.
    on_dial: bool = False
    #: Without “Uhr”, “h” or the like: “10” in “10-12 Uhr”.
    bare: bool = False
    #: With an hour of one digit: the “3” of somebody who may well mean the afternoon.
    one_digit: bool = False
    #: Without minutes: “8 Uhr”, “8”.
    hour_only: bool = False
    #: What was assumed, wherever it stands, and only where it stands alone.
    notes: tuple[Text, ...] = ()
    alone: tuple[Text, ...] = ()
    roles: frozenset[Role] = frozenset()
    part: Part | None = None

    def options(self, part: Part | None = None) -> frozenset[Clock]:
        """Every time that may be meant, in its own part of the day or in a neighbour's."""
        if (part := self.part or part) is not None:
            return frozenset(Clock(time) for time in self._around_the_dial() if time in part)
        if self.on_dial:
            return frozenset((Clock(self.at), Clock(self.at + HALF_A_DAY)))
        return frozenset((Clock(self.at),))

    @property
    def in_small_hours(self) -> bool:
        """Whether it is at night by the 24-hour clock, which its writer may not have used."""
        return self._counts_to_24 and HOUR <= self.at < 6 * HOUR

    @property
    def in_the_morning(self) -> bool:
        """Whether it is early by the 24-hour clock: “8 Uhr” is no hour of the evening."""
        return self._counts_to_24 and self.hour_only and 6 * HOUR <= self.at < 9 * HOUR

    @property
    def may_be_later(self) -> bool:
        """Whether who does not count to 24 may mean the other half of the day: “3 Uhr”, “um 8”."""
        return self.in_small_hours or (self.in_the_morning and self.bare)

    @property
    def _counts_to_24(self) -> bool:
        return self.part is None and not self.on_dial and self.one_digit

    def _around_the_dial(self) -> tuple[timedelta, ...]:
        if self.on_dial or HOUR <= self.at < 13 * HOUR:
            first = self.at % HALF_A_DAY
            return tuple(t for t in (first, first + HALF_A_DAY, first + DAY) if t <= LAST)
        return tuple(t for t in (self.at, self.at + DAY) if t <= LAST)


def said(text: str) -> Saying | None:
    """A time in words that ``plainly`` has made plain, or None where it is none."""
    core, roles, parts = _unwrapped(text)
    if len(parts) > 1 or (Role.ENDS in roles and roles & {Role.BEGINS, Role.STARTS}):
        return None
    part = next(iter(parts), None)
    found = _by_clock(core) or _by_dial(core) or _by_name(core, part)
    return None if found is None else _among(found, roles, part)


def part_alone(text: str) -> Part | None:
    """The part of the day that a text names, where it says no more: “gern nachmittags”."""
    core, roles, parts = _unwrapped(text)
    exact = core or len(parts) != 1 or {Role.BEGINS, Role.ENDS} & roles
    return None if exact else next(iter(parts))


def _among(found: Saying, roles: frozenset[Role], part: Part | None) -> Saying:
    """A time with what the words around it say of it."""
    notes, alone = found.notes, found.alone
    if found.on_dial and part is not None:
        notes = (*notes, BY_PART_OF_DAY)
    # “Um 18” is said as “18 Uhr” is; and “8 abends” is not a number alone.
    by_the_clock = Role.BY_THE_CLOCK in roles and found.at > HALF_A_DAY
    if part is not None or by_the_clock:
        alone = tuple(note for note in alone if note is SMALL_HOURS and part is None)
    return replace(found, notes=notes, alone=alone, roles=roles, part=part)


def _any_of(words: str) -> str:
    return "|".join(re.escape(w) for w in sorted(words.split(","), key=len, reverse=True))


_NO_LETTER_BEHIND = r"(?![^\W\d_])"
_NO_LETTER_BEFORE = r"(?<![^\W\d_])"
_FRONT = {
    r: re.compile(rf"(?:{_any_of(w)}){_NO_LETTER_BEHIND}[.:]? ?") for r, w in IN_FRONT.items()
}
_BACK = {r: re.compile(rf",? ?{_NO_LETTER_BEFORE}(?:{_any_of(w)})\.?\Z") for r, w in BEHIND.items()}
_PART_FRONT = re.compile(rf"({_any_of(','.join(PARTS))}){_NO_LETTER_BEHIND},? ?")
_PART_BACK = re.compile(rf",? ?{_NO_LETTER_BEFORE}({_any_of(','.join(PARTS | HALVES))})\.?\Z")


def _unwrapped(text: str) -> tuple[str, frozenset[Role], frozenset[Part]]:
    """A text without the words around its time, and what they say."""
    roles: set[Role] = set()
    parts: set[Part] = set()
    while (shorter := _peeled(text, roles, parts)) != text:
        text = shorter
    return text, frozenset(roles), frozenset(parts)


def _peeled(text: str, roles: set[Role], parts: set[Part]) -> str:
    """A text without one of the words around its time; the word is noted."""
    for role in Role:
        if (found := _FRONT[role].match(text)) and found.end() < len(text):
            roles.add(role)
            return text[found.end() :]
        if role in _BACK and (found := _BACK[role].search(text)):
            roles.add(role)
            return text[: found.start()]
    if found := _PART_FRONT.match(text):
        parts.add(PARTS[found[1]])
        return text[found.end() :]
    if found := _PART_BACK.search(text):
        parts.add((PARTS | HALVES)[found[1]])
        return text[: found.start()]
    return text


_UNIT = r" ?(?P<unit>uhr|h|hrs?|o'? ?clock)?\.?"
_HOUR_AND_MINUTE = re.compile(
    r"(?P<h>[0-9]{1,2})(?P<between> ?: ?| ?h ?| ?uhr ?|[.,])(?P<m>[0-9]{2})"
    rf"(?::(?P<s>[0-9]{{2}})(?:\.[0-9]{{1,9}})?)?{_UNIT}"
)
_DIGITS = re.compile(rf"(?P<h>[0-9]{{1,2}})(?P<m>[0-9]{{2}}){_UNIT}")
# “18.0” is a number that a spreadsheet has touched.
_HOUR = re.compile(rf"(?P<h>[0-9]{{1,2}})(?:[.,]0)?{_UNIT}")


#: Minutes in small digits above the line, as handbills have them: 18°° and 18³⁰.
_RAISED = re.compile(r"(?<=[0-9]) ?(?P<m>[⁰¹²³⁴⁵⁶⁷⁸⁹]{2}|°°|ºº)")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹°º", "012345678900")


def _by_clock(text: str) -> Saying | None:
    """A time in digits: “18:30”, “18h30”, “18 Uhr 30”, “1830”, “18³⁰”, “18 Uhr”, “18”."""
    text = _RAISED.sub(lambda raised: ":" + raised["m"].translate(_LOWERED), text)
    if found := _HOUR_AND_MINUTE.fullmatch(text):
        return _hour_and_minute(found)
    if found := _DIGITS.fullmatch(text):
        notes = () if found["unit"] or len(found["h"]) == 2 else (THREE_DIGITS,)
        return _timed(found, int(found["m"]), notes) if int(found["m"]) < 60 else None
    if found := _HOUR.fullmatch(text):
        return _hour(found)
    return None


def _hour_and_minute(found: re.Match[str]) -> Saying | None:
    between, unit = found["between"].strip(), found["unit"]
    hour, minute, second = int(found["h"]), int(found["m"]), int(found["s"] or 0)
    # “27.08” is a date; “10,14” may be a list.
    if (between == "." and hour > 24) or (between == "," and not unit and hour < minute <= 24):
        return None
    if minute > 59 or second > 59:
        return None
    comma = (A_COMMA,) if between == "," and not unit else ()
    seconds = (ROUNDED,) if second else ()
    return _timed(found, minute + (second >= 30), notes=comma + seconds)


def _hour(found: re.Match[str]) -> Saying | None:
    hour, unit = int(found["h"]), found["unit"]
    if hour > 24 and not unit:
        return None
    small = (SMALL_HOURS,) if 1 <= hour < 6 and len(found["h"]) == 1 else ()
    said = _timed(found, 0, alone=small if unit else (A_NUMBER, *small))
    return replace(said, hour_only=True) if said else None


def _timed(
    found: re.Match[str], minute: int, notes: tuple[Text, ...] = (), alone: tuple[Text, ...] = ()
) -> Saying | None:
    at = timedelta(hours=int(found["h"]), minutes=minute)
    if at > LAST:
        return None
    # The English clock has twelve hours, the German one twenty-four.
    on_dial = (found["unit"] or "").startswith("o") and HOUR <= at < 13 * HOUR
    one_digit = len(found["h"]) == 1
    if on_dial:
        return Saying(at % HALF_A_DAY, on_dial=True, notes=notes)
    bare = not found["unit"]
    return Saying(at, bare=bare, one_digit=one_digit, notes=notes, alone=alone)


_NAME = r"(?P<x>[0-9]{1,2}|[a-zäöü]+)(?: ?uhr| o'? ?clock)?"
#: Words before an hour, and the minutes by which they move it.
_SHIFTS = (
    (re.compile(rf"halb {_NAME}"), -30),
    (re.compile(rf"half past {_NAME}"), 30),
    (re.compile(rf"(?:viertel nach|(?:a )?quarter (?:past|after)) {_NAME}"), 15),
    (re.compile(rf"(?:viertel vor|(?:a )?quarter (?:to|before)) {_NAME}"), -15),
    (re.compile(rf"(?:drei ?viertel) {_NAME}"), -15),
    # In the east and the south, a quarter of the hour that comes.
    (re.compile(rf"viertel {_NAME}"), -45),
)
_MINUTES = re.compile(
    rf"(?P<n>[0-9]{{1,2}}|[a-zäöü]+)(?: min(?:uten?|utes)?)? (?P<way>nach|vor|past) "
    rf"(?P<half>halb )?{_NAME}"
)
_WORDS = re.compile(r"(?P<x>[a-zäöü]+)(?: ?uhr(?: (?P<m>[0-9]{2}|[a-zäöü]+))?| o'? ?clock)?")


def _by_dial(text: str) -> Saying | None:
    """A time in words: “halb acht”, “viertel nach drei”, “fünf vor halb 8”, “acht Uhr”."""
    for pattern, minutes in _SHIFTS:
        if found := pattern.fullmatch(text):
            return _shifted(found["x"], minutes)
    if found := _MINUTES.fullmatch(text):
        minutes = _number(found["n"], most=29) or 0
        way = -minutes if found["way"] == "vor" else minutes
        return _shifted(found["x"], way - 30 * bool(found["half"])) if minutes else None
    if found := _WORDS.fullmatch(text):
        past = _number(found["m"], most=59) if found["m"] else 0
        return None if past is None else _shifted(found["x"], past)
    return None


def _shifted(name: str, minutes: int) -> Saying | None:
    if not (hour := _number(name, most=24)):
        return None
    at = timedelta(hours=hour, minutes=minutes)
    return Saying(at % HALF_A_DAY, on_dial=True) if hour <= 12 else Saying(at)


def _number(word: str, most: int) -> int | None:
    number = int(word) if word.isascii() and word.isdigit() else NUMBERS.get(word)
    return number if number is not None and number <= most else None


_NAMES = {
    **dict.fromkeys(("mitternacht", "midnight", "12 midnight"), DAY),
    **dict.fromkeys(("noon", "12 noon"), HALF_A_DAY),
}


def _by_name(text: str, part: Part | None) -> Saying | None:
    """“Midnight”, which ends the festival day; or noon, where that is all that is said."""
    if part is None and (at := _NAMES.get(text)):
        return Saying(at)
    if not text and part is MIDDAY:
        return Saying(HALF_A_DAY, notes=(NOON,))
    return None
