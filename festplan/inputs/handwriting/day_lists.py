"""The hand for several days: “Mi/Do/Fr”, “27.-29.8.”, “werktags”, “jeden Tag außer So”.

Words become signs first, then signs become days and what stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from festplan.columns import DAYS_ARE_WRITTEN, WEEKDAYS, NotReadable
from festplan.inputs.handwriting.calendar_words import (
    NO_DATE,
    Written,
    abbreviated,
    full_year,
    meant,
    misspelt,
    month_called,
    weekday_called,
    with_whole_names,
)
from festplan.inputs.handwriting.hours import OF_TIMES
from festplan.inputs.handwriting.one_day import FILLERS, SEVERAL, WORD, one_day
from festplan.inputs.handwriting.reasons import nothing_said, spelled
from festplan.inputs.handwriting.spelling import About, Spelling, tidy
from festplan.inputs.handwriting.words import plainly, without_doubt
from festplan.texts import Text

#: No list of days has more letters than that.
LONGEST = 1000
#: More days than that from the first to the last are a slip of the pen.
LONGEST_RANGE = timedelta(days=60)

#: Words that belong together, and the one word that stands for them.
PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), word)
    for phrase, word in (
        ("jede[nr]? (?:fest)?tag|every ?day|each day|tag für tag", "daily"),
        ("alle (?:fest)?tage|all days|an allen (?:fest)?tagen|on all days", "daily"),
        ("any day", "always"),
        ("unter der woche|in der woche|during the week|week ?days", "weekdays"),
        ("week ?ends?", "weekend"),
        ("bis auf|but not|aber nicht", "except"),
    )
)
#: Signs for words; besides, a weekday is <w0> to <w6> and a month <m1> to <m12>.
SIGNS = {
    **dict.fromkeys(["täglich", "taeglich", "daily"], "<daily>"),
    **dict.fromkeys(["alle", "immer", "always"], "<every>"),
    **dict.fromkeys(["wochentags", "weekdays"], "<weekdays>"),
    **dict.fromkeys(["werktags", "werktage", "werktäglich", "werktaeglich"], "<werktags>"),
    **dict.fromkeys(["wochenende", "wochenends", "weekend"], "<w5>;<w6>"),
    **dict.fromkeys(["ausser", "except", "ohne", "without", "nicht", "not", "kein"], "<except>"),
    **dict.fromkeys(["von", "vom", "ab", "from"], "<from>"),
    **dict.fromkeys(["bis", "to", "through", "till", "until"], "-"),
    **dict.fromkeys(["und", "u", "and", "sowie", "oder", "o", "od", "or", "plus"], ";"),
    **dict.fromkeys(["an", "nur", "only", "jeweils", "entweder", "either"], " "),
    **dict.fromkeys(["einschl", "einschliesslich", "inkl", "inklusive", "including"], " "),
    **dict.fromkeys(["jede", "jeden", "jeder", "every", "each"], " "),
    **dict.fromkeys(FILLERS, " "),
}
SIGN = re.compile(
    r"""
      (?P<iso_y>\d{4})-(?P<iso_m>\d{1,2})-(?P<iso_d>\d{1,2})(?:[ ]00:00(?::00)?)?(?!\d)
    | (?P<slash_d>\d{1,2})(?P<slash>[/-])(?P<slash_m>\d{1,2})(?P=slash)(?P<slash_y>\d{4})(?!\d)
    | (?P<dot_d>\d{1,2})\.(?P<dot_m>\d{1,2})\.(?P<dot_y>\d{4}|\d{2})(?![\d.])
    | (?P<short_d>\d{1,2})\.(?P<short_m>\d{1,2})(?!\d)\.?
    | (?P<named_d>\d{1,2})[. ]*<m(?P<named_m>\d+)>\.?(?:,?[ ](?P<named_y>\d{4})(?!\d))?
    | <m(?P<first_m>\d+)>[. ]*(?P<first_d>\d{1,2})(?!\d)(?:,?[ ](?P<first_y>\d{4})(?!\d))?
    | (?P<lone_d>\d{1,2})(?!\d)(?P<dot>\.)?
    | <w(?P<weekday>\d)(?::(?P<typed>\w+))?>\.?
    | <(?P<word>\w+)>
    | (?P<mark>[,;/&+-])
    | [ ().]
    """,
    re.VERBOSE | re.ASCII,
)
DATES = ("iso", "slash", "dot", "short", "named", "first", "lone")

NO_DAYS = Text(en="is not a list of days.", de="ist keine Liste von Tagen.")
NAMES_A_TIME = Text(en="names a time, too.", de="nennt auch eine Uhrzeit.")
TIME_ELSEWHERE = Text(
    en="Write the time in the column of times, and only the days here, for example Sa; So.",
    de="Bitte die Zeit in die Spalte der Uhrzeiten schreiben und hier nur die Tage, etwa Sa; So.",
)
BACKWARDS = Text(
    en="does not go from one day to a later one.",
    de="geht nicht von einem Tag zu einem späteren.",
)
TOO_MANY = Text(en="goes over too many days.", de="geht über zu viele Tage.")
NO_DAY_LEFT = Text(en="leaves no day.", de="lässt keinen Tag übrig.")
NOT_AMONG = Text(
    en="takes out a day that is not among the others.",
    de="nimmt einen Tag aus, der nicht unter den anderen ist.",
)
ANY_DAY = Text(
    en="is read as “any day will do”. If it takes place on each day, the number of sessions "
    "must say so.",
    de="wird gelesen als „irgendein Tag genügt“. Findet es an jedem Tag statt, muss das die "
    "Zahl der Termine sagen.",
)
ANY_OF_THEM = Text(
    en="any of these days will do, and the number of sessions says how often",
    de="einer dieser Tage genügt, und die Zahl der Termine sagt, wie oft",
)
TO_THE_LAST = Text(en="up to the festival's last day", de="bis zum letzten Festtag")
FROM_THE_FIRST = Text(en="from the festival's first day", de="ab dem ersten Festtag")
NO_SATURDAY = Text(en="Saturday is left out", de="der Samstag zählt nicht dazu")


@dataclass(frozen=True)
class Weekday:
    """A weekday in a list, with the letters typed where columns read them."""

    number: int
    typed: str


@dataclass(frozen=True)
class Dated:
    """A date in a list; its month and year may stand with another one."""

    day: int
    month: int | None
    year: int | None
    either_order: bool = False
    weekday: int | None = None
    #: “28.” is the number of a day, “28” may be anything.
    dotted: bool = False


#: A weekday, a date, a mark between them (“,”, “;”, “-”) or a word such as “daily”.
Sign = Weekday | Dated | str


@dataclass
class Chosen:
    """Days in the order written, each with its spelling, and why they are read so."""

    days: dict[int | date, str] = field(default_factory=dict)
    reasons: list[Text] = field(default_factory=list)
    #: What was said of all days: “alle” or “täglich”.
    said: set[str] = field(default_factory=set)


def days(cell: str, about: About) -> Spelling:
    """Weekdays and dates with semicolons between; nothing where every day will do."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    bare, doubts = without_doubt(tidy(re.sub(r"[\r\n]+", ";", cell)))
    written = plainly(bare)
    if len(written) > LONGEST:
        raise _no_days()
    if (one := _one_date(written, about, *doubts)) is not None:
        return one
    try:
        return _several_days(written, about, *doubts)
    except NotReadable as wrong:
        if wrong.says.en == NO_DAYS.en and re.search(OF_TIMES, written):
            raise NotReadable(NAMES_A_TIME, TIME_ELSEWHERE) from None
        raise


def _several_days(written: str, about: About, *doubts: Text) -> Spelling:
    typed = list(_signs(written, about))
    signs = _paired(typed) or list(_bound(typed))
    wanted, *unwanted = (_chosen(part, about) for part in _parted(signs))
    left = _without(wanted, unwanted, about) if unwanted else wanted
    if not left.days and not left.said:
        raise _no_days()
    left.reasons += doubts
    return _spelled(left)


def _no_days() -> NotReadable:
    return NotReadable(NO_DAYS, DAYS_ARE_WRITTEN)


def _one_date(written: str, about: About, *doubts: Text) -> Spelling | None:
    """A cell that is a single date, in any of the shapes that dates have."""
    if not any(map(str.isdecimal, written)):
        return None
    try:
        found, reasons = one_day(written, about)
    except NotReadable as wrong:
        if wrong.says in (NO_DATE, SEVERAL):
            return None
        raise
    return spelled(str(found), *reasons, *doubts)


def _spelled(chosen: Chosen) -> Spelling:
    names = ";".join(chosen.days.values())
    if len(names) > LONGEST:
        raise NotReadable(TOO_MANY, DAYS_ARE_WRITTEN)
    if "daily" not in chosen.said:
        return spelled(names, *chosen.reasons)
    return spelled(names, *chosen.reasons, ANY_OF_THEM) if names else Spelling("", ANY_DAY)


# --- from words to signs -------------------------------------------------------------------


def _signs(written: str, about: About) -> Iterator[Sign]:
    """What stands in a cell, sign by sign."""
    for phrase, word in PHRASES:
        written = phrase.sub(word, written)
    written = with_whole_names(written, about.language)
    rest = WORD.sub(lambda word: _sign_of(word[0], about), written)
    position = 0
    while position < len(rest):
        found = SIGN.match(rest, position)
        if found is None:
            raise _no_days()
        yield from _read(found, about)
        position = found.end()


def _sign_of(word: str, about: About) -> str:
    if (weekday := weekday_called(word, about.language)) is not None:
        return f"<w{weekday}:{word}>" if word in WEEKDAYS else f"<w{weekday}>"
    if (month := month_called(word, about.language)) is not None:
        return f"<m{month}>"
    if word not in SIGNS:
        raise NotReadable(NO_DAYS, misspelt(word) or DAYS_ARE_WRITTEN)
    return SIGNS[word]


def _read(found: re.Match[str], about: About) -> Iterator[Sign]:
    parts = found.groupdict("")
    for kind in DATES:
        if day := parts[f"{kind}_d"]:
            month = int(parts.get(f"{kind}_m") or 0) or None
            year = full_year(parts.get(f"{kind}_y", ""))
            either_order, dotted = kind == "slash", bool(parts["dot"])
            yield Dated(int(day), month, year, either_order, dotted=dotted)
    if parts["weekday"]:
        number = int(parts["weekday"])
        yield Weekday(number, parts["typed"].capitalize() or abbreviated(number, about.language))
    if parts["word"]:
        yield parts["word"]
    if parts["mark"]:
        yield {"/": ";", "&": ";", "+": ";"}.get(parts["mark"], parts["mark"])


def _bound(signs: list[Sign]) -> Iterator[Sign]:
    """The signs with each weekday tied to its date: “Samstag, 28.8.”, “28.8. (Sa)”."""
    while signs:
        match signs:
            case [Weekday() as weekday, Dated() as dated, *rest]:
                signs = [replace(dated, weekday=weekday.number), *rest]
            case [Weekday() as weekday, ",", Dated() as dated, *rest]:
                signs = [replace(dated, weekday=weekday.number), *rest]
            case [Dated(weekday=None), Weekday(), Dated(), *_]:
                yield signs.pop(0)
            case [Dated(weekday=None) as dated, Weekday() as weekday, *rest]:
                yield replace(dated, weekday=weekday.number)
                signs = rest
            case _:
                yield signs.pop(0)


def _paired(signs: list[Sign]) -> list[Sign] | None:
    """“Sa/So 28./29.8.” with each weekday tied to its date; None for anything else.

    “Mi, Do, 28.8., 29.8.” and our own Mi;Do;2027-08-28;2027-08-29 are four days.
    """
    for kind, other in ((Weekday, Dated), (Dated, Weekday)):
        at = next((n for n, sign in enumerate(signs) if isinstance(sign, other)), 0)
        left, right = signs[:at], signs[at:]
        if left[-1:] == [","] and "," not in left[:-1]:
            left = left[:-1]
        if len(left) > 1 and _shape(left, kind) == _shape(right, other):
            weekdays, dates = (left, right) if kind is Weekday else (right, left)
            return [_tied(*each) for each in zip(weekdays, dates, strict=True)]
    return None


def _shape(signs: Iterable[Sign], kind: type[Weekday | Dated]) -> list[Sign]:
    """What stands between the weekdays, or the dates, of a list that has nothing else."""
    return ["day" if isinstance(sign, kind) else ";" if sign == "," else sign for sign in signs]


def _tied(weekday: Sign, dated: Sign) -> Sign:
    if isinstance(weekday, Weekday) and isinstance(dated, Dated):
        return replace(dated, weekday=weekday.number)
    return dated


def _parted(signs: Iterable[Sign]) -> list[list[Sign]]:
    """What is wanted, and behind each “außer” what is not."""
    parts: list[list[Sign]] = [[]]
    for sign in signs:
        if sign == "except":
            parts.append([])
        else:
            parts[-1].append(sign)
    return parts


# --- from signs to days --------------------------------------------------------------------


def _chosen(signs: list[Sign], about: About) -> Chosen:
    """The days of a list, in the order written."""
    chosen = Chosen()
    for first, last in _stretches(_completed(signs)):
        match first, last:
            case Weekday(), Weekday():
                _add(chosen, _weekdays(first, last, about))
            case Dated(), Dated():
                _add(chosen, _dates(first, last, about, chosen.reasons))
            case Weekday() | Dated(), "last":
                _add(chosen, _since(first, about, chosen.reasons))
            case "first", Weekday() | Dated():
                _add(chosen, _until(last, about, chosen.reasons))
            case "weekdays" | "werktags", _:
                _add(chosen, {w: abbreviated(w, about.language) for w in _working_days(about)})
                chosen.reasons += [NO_SATURDAY] if first == "werktags" else []
            case "every" | "daily", _:
                chosen.said.add(str(first))
            case _:
                raise _no_days()
    return chosen


def _add(chosen: Chosen, days: Mapping[int | date, str]) -> None:
    for day, name in days.items():
        chosen.days.setdefault(day, name)


def _completed(signs: list[Sign]) -> list[Sign]:
    """The signs with month and year lent between dates: “27.-29.8.”, “Aug 27-29”."""
    return _lent(_lent(signs[::-1], backwards=True)[::-1], backwards=False)


def _lent(signs: list[Sign], backwards: bool) -> list[Sign]:
    lent: list[Sign] = []
    lender: Dated | None = None
    for sign in signs:
        if isinstance(sign, Dated) and lender is not None:
            # “30. und 1.9.” are not of one month.
            in_order = sign.day <= lender.day if backwards else sign.day >= lender.day
            if sign.month is None and in_order:
                sign = replace(sign, month=lender.month, year=sign.year or lender.year)
            elif sign.month is not None and backwards and _not_after(sign, lender):
                sign = replace(sign, year=sign.year or lender.year)
        if isinstance(sign, Dated) and sign.month is not None:
            lender = sign
        lent.append(sign)
    return lent


def _not_after(sign: Dated, other: Dated) -> bool:
    """Whether a date lies before another one in the same year; “28.12. - 2.1.2028” does not."""
    return (sign.month or 0, sign.day) <= (other.month or 0, other.day)


def _stretches(signs: list[Sign]) -> Iterator[tuple[Sign, Sign]]:
    """From which sign to which; the same one twice where it stands alone."""
    rest = signs
    while rest:
        match rest:
            case ["," | ";", *rest]:
                pass
            case ["from", first, "-", *_] if not isinstance(first, str):
                rest = rest[1:]
            case ["from", first]:
                yield first, "last"
                rest = []
            case ["-", last] if len(signs) == 2:
                yield "first", last
                rest = []
            case ["-", *_]:
                raise _no_days()
            case [first, "-", last, *rest]:
                yield first, last
            case [first, *rest]:
                yield first, first


def _weekdays(first: Weekday, last: Weekday, about: About) -> Mapping[int | date, str]:
    if first is last:
        return {first.number: first.typed}
    if first.number == last.number:
        raise NotReadable(BACKWARDS, DAYS_ARE_WRITTEN)
    length = (last.number - first.number) % 7 + 1
    numbers = [(first.number + n) % 7 for n in range(length)]
    return {number: abbreviated(number, about.language) for number in numbers}


def _dates(
    first: Dated, last: Dated, about: About, reasons: list[Text]
) -> Mapping[int | date, str]:
    start, why = _meant(replace(first, dotted=first.dotted or last.dotted), about)
    end, why_end = _meant(last, about)
    reasons += [*why, *why_end]
    if first is not last and start >= end:
        raise NotReadable(BACKWARDS, DAYS_ARE_WRITTEN)
    if end - start > LONGEST_RANGE:
        raise NotReadable(TOO_MANY, DAYS_ARE_WRITTEN)
    between = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return {day: str(day) for day in between}


def _since(sign: Sign, about: About, reasons: list[Text]) -> Mapping[int | date, str]:
    """The festival days from one on: “ab Freitag”."""
    start = _festival_day(sign, about, reasons)
    reasons.append(TO_THE_LAST)
    return {day: str(day) for day in about.days if day >= start}


def _until(sign: Sign, about: About, reasons: list[Text]) -> Mapping[int | date, str]:
    """The festival days up to one: “bis Freitag”."""
    end = _festival_day(sign, about, reasons)
    reasons.append(FROM_THE_FIRST)
    return {day: str(day) for day in about.days if day <= end}


def _festival_day(sign: Sign, about: About, reasons: list[Text]) -> date:
    if isinstance(sign, Dated):
        day, why = _meant(sign, about)
        reasons += why
        found = [each for each in about.days if each == day]
    else:
        number = sign.number if isinstance(sign, Weekday) else None
        found = [each for each in about.days if each.weekday() == number]
    if len(found) != 1:
        raise _no_days()
    return found[0]


def _meant(dated: Dated, about: About) -> tuple[date, tuple[Text, ...]]:
    if dated.month is None and dated.weekday is None and not dated.dotted:
        raise _no_days()
    written = Written(dated.day, dated.month, dated.year, dated.weekday, dated.either_order)
    return meant(written, about)


def _working_days(about: About) -> list[int]:
    """Monday to Friday, in the festival's order."""
    working = [day.weekday() for day in about.days if day.weekday() < 5]
    return list(dict.fromkeys(working)) if about.days else list(range(5))


def _without(wanted: Chosen, unwanted: list[Chosen], about: About) -> Chosen:
    """What is wanted without what is not; the whole festival where nothing is named."""
    out = {day for each in unwanted for day in each.days}
    if not all(each.days and not each.said for each in unwanted):
        raise _no_days()
    if wanted.days and not all(any(_is(day, {one}) for day in wanted.days) for one in out):
        raise NotReadable(NOT_AMONG, DAYS_ARE_WRITTEN)
    reasons = [reason for each in (wanted, *unwanted) for reason in each.reasons]
    left = Chosen(_left(wanted, out, about), reasons, wanted.said)
    if not left.days:
        raise NotReadable(NO_DAY_LEFT, DAYS_ARE_WRITTEN)
    return left


def _left(wanted: Chosen, out: set[int | date], about: About) -> dict[int | date, str]:
    if wanted.days:
        return {day: name for day, name in wanted.days.items() if not _is(day, out)}
    if all(isinstance(day, int) for day in out):
        week = dict.fromkeys(d.weekday() for d in about.days) if about.days else range(7)
        return {w: abbreviated(w, about.language) for w in week if w not in out}
    return {d: str(d) for d in about.days if not _is(d, out)}


def _is(day: int | date, days: set[int | date]) -> bool:
    """Whether a day is one of these: a date is so by its weekday, too."""
    return day in days or (isinstance(day, date) and day.weekday() in days)
