"""The hands for a time of day, and for whatever stands under “when”.

“18 Uhr 30”, “6.30pm” and 1830 are one time.  “Halb acht” is two, and nobody but the person who
wrote it knows which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from itertools import product

from festplan.columns import WEEKDAYS, NotReadable
from festplan.inputs.handwriting.hours import (
    AFTERNOON,
    DAY,
    EVENING,
    FORENOON,
    HALF_A_DAY,
    MORNING,
    NOON,
    SMALL_HOURS,
    Part,
    Role,
    Saying,
    part_alone,
    said,
)
from festplan.inputs.handwriting.reasons import COULD_BE, READ_AS, nothing_said, spelled
from festplan.inputs.handwriting.spelling import About, Spelling
from festplan.inputs.handwriting.words import ALL_DAY, LONGEST, plainly
from festplan.texts import Text
from festplan.times import DAY_BREAK, NOTHING, Clock

NO_TIME = Text(en="is not a time of day.", de="ist keine Uhrzeit.")
WRITE_TIME = Text(en="Write it as 18:00.", de="Bitte als 18:00 schreiben.")
WRITE_ONE_OF_TWO = Text(
    en="Write {first} or {second}.", de="Bitte {first} oder {second} schreiben."
)
IS_A_DATE = Text(
    en="is a date. Spreadsheets make dates of times such as 14.30.",
    de="ist ein Datum. Tabellenkalkulationen machen Daten aus Uhrzeiten wie 14.30.",
)
WRITE_COLON = Text(
    en="Write the time with a colon: 14:30.",
    de="Bitte die Uhrzeit mit Doppelpunkt schreiben: 14:30.",
)
NAMES_A_DAY = Text(en="names a day, too.", de="nennt auch einen Tag.")
DAY_ELSEWHERE = Text(
    en="Write the day in the column of days, and only the time here, for example 18:00.",
    de="Bitte den Tag in die Spalte der Tage schreiben und hier nur die Zeit, etwa 18:00.",
)
SEVERAL = Text(en="names several times: {times}.", de="nennt mehrere Zeiten: {times}.")
WRITE_ONE = Text(
    en="Write one of them; for several sessions, one row each.",
    de="Bitte eine davon schreiben; bei mehreren Terminen eine Zeile für jeden.",
)
TWO_ENDS = Text(
    en="is a stretch of time from {start} to {end}.",
    de="ist ein Zeitraum von {start} bis {end}.",
)
ONLY_ONE = Text(
    en="Write one time here: {start} or {end}.",
    de="Bitte hier nur eine Zeit schreiben: {start} oder {end}.",
)
ENDS_TOO_EARLY = Text(
    en="does not end after it begins: {start} to {end}.",
    de="endet nicht nach dem Beginn: {start} bis {end}.",
)
WRITE_RANGE = Text(
    en="Write it as 14:00-16:00; the hour after midnight is 24:00-25:00.",
    de="Bitte als 14:00-16:00 schreiben; die Stunde nach Mitternacht ist 24:00-25:00.",
)
LASTS_ALL_DAY = Text(en="says neither begin nor end.", de="nennt weder Beginn noch Ende.")
WRITE_BOTH = Text(
    en="Write when it begins and when it ends, for example 10:00-18:00.",
    de="Bitte Beginn und Ende schreiben, etwa 10:00-18:00.",
)
PART_OF_DAY = Text(
    en="is a part of the day and no time.", de="ist eine Tageszeit und keine Uhrzeit."
)
BY_THE_SUN = Text(en="is no time by the clock.", de="ist keine Zeit nach der Uhr.")
WRITE_SUNSET = Text(
    en="Write yes in the column after_sunset.",
    de="Bitte in der Spalte „nach Sonnenuntergang“ ja schreiben.",
)
WHEN_IT_ENDS = Text(
    en="says when something ends, but this column says when it begins.",
    de="sagt, wann etwas endet, aber diese Spalte sagt, wann es beginnt.",
)
WHEN_IT_BEGINS = Text(
    en="says when something begins, but this column says when it ends.",
    de="sagt, wann etwas beginnt, aber diese Spalte sagt, wann es endet.",
)
MOVE_OR_WRITE = Text(
    en="Move it to the other column, or write only {time}.",
    de="Bitte in die andere Spalte schreiben oder hier nur {time}.",
)

# What was assumed: each completes “is read as 16:00: …”.
TAKEN_EXACTLY = Text(en="it is taken exactly, not roughly", de="das gilt genau und nicht ungefähr")
TAKEN_FIRMLY = Text(
    en="it is taken as settled, not as a wish", de="das gilt fest, nicht als Wunsch"
)
ONLY_THE_TIME = Text(
    en="only the time is taken, not whether something begins or ends then",
    de="nur die Uhrzeit zählt, nicht, ob dann etwas beginnt oder endet",
)
WITHOUT_ITS_DATE = Text(
    en="only the time is taken, and its date left out",
    de="nur die Uhrzeit zählt, das Datum bleibt weg",
)
SHARE_OF_A_DAY = Text(
    en="a number below 1 is taken as a share of the day, as spreadsheets keep times",
    de="eine Zahl unter 1 gilt als Teil des Tages, wie Tabellenkalkulationen Zeiten speichern",
)
MIDNIGHT_ENDS = Text(
    en="at the end of a day, midnight is 24:00", de="am Ende eines Tages ist Mitternacht 24:00"
)
INTO_THE_NIGHT = Text(
    en="it ends past midnight, in the night of the same festival day",
    de="es endet nach Mitternacht, in der Nacht desselben Festtags",
)
AFTER_THE_START = Text(
    en="the end is the next such time after the start",
    de="das Ende ist die nächste solche Zeit nach dem Beginn",
)
FOR_THE_END_ONLY = Text(
    en="the half of the day is said of the end only", de="die Tageshälfte gilt nur für das Ende"
)
HOURS_OF_A_PART = Text(
    en="the words name no hours; write others if you mean others",
    de="die Wörter nennen keine Stunden; andere bitte ausschreiben",
)
FIXED_IS_WRITTEN = Text(
    en="for a fixed start, write {time} alone",
    de="für einen festen Beginn bitte nur {time} schreiben",
)
OVER_BY_THEN = Text(en="it must be over by then", de="bis dahin muss es vorbei sein")
ONCE_IT_IS_DARK = Text(
    en="it begins when the sun has set", de="es beginnt, wenn die Sonne untergegangen ist"
)

EARLIEST = Text(en="the earliest start {time}", de="frühester Beginn {time}")
LATEST = Text(en="the latest end {time}", de="spätestes Ende {time}")
WISHED = Text(en="the wished start {time}", de="Wunschzeit {time}")
AFTER_SUNSET = Text(en="after sunset", de="nach Sonnenuntergang")
SPAN = Text(en="{start}–{end}", de="{start}–{end}")

#: What is meant by a part of the day where nobody says more.
HOURS_OF: Mapping[Part, tuple[str, str]] = {
    MORNING: ("08:00", "12:00"),
    FORENOON: ("09:00", "12:00"),
    AFTERNOON: ("14:00", "18:00"),
    EVENING: ("18:00", "22:00"),
}


@dataclass(frozen=True)
class Told:
    """One time as it was understood, with what was said and what was assumed about it."""

    time: Clock
    notes: tuple[Text, ...] = ()
    roles: frozenset[Role] = frozenset()


def clock(cell: str, about: About) -> Spelling:
    """A time of day as ``18:00``, from “18 Uhr 30”, “6pm”, “ab 15 Uhr”, “halb acht abends”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    text = plainly(cell)
    told = _one_time(text, about)
    if told is None:
        raise _two_ends(text) or _refused(text)
    told = _in_its_column(told, about)
    return spelled(str(told.time), *told.notes, *_hedges(told.roles))


def when(cell: str, about: About) -> Spelling:
    """What a cell says of an event's start and end, for the columns that say it."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    text = plainly(cell)
    if _is_dark(text):
        return _for_others({"after_sunset": "yes"}, AFTER_SUNSET, ONCE_IT_IS_DARK)
    if (part := _part(text)) is not None and part in HOURS_OF:
        return _between(*HOURS_OF[part], HOURS_OF_A_PART)
    if (halves := _halves(text)) is not None:
        start, end, notes = _span(*halves)
        return _between(str(start), str(end), *notes)
    told = _one_time(text, about, by_day=True)
    if told is None:
        raise _refused(text)
    return _start_or_end(told)


def is_range(cell: str) -> bool:
    """Whether a cell is meant as a stretch of time: “10-12 Uhr”, also where it is a wrong one."""
    return _halves(plainly(cell)) is not None


def clock_range(cell: str, about: About) -> tuple[str, str, Text | None]:
    """The start and the end of “10-12 Uhr”, and what was assumed about them."""
    halves = _halves(plainly(cell))
    if halves is None:
        raise _refused(plainly(cell))
    start, end, notes = _span(*halves)
    assumes = _between(str(start), str(end), *notes).assumes
    return str(start), str(end), assumes


# --- one time -----------------------------------------------------------------------------


def _one_time(text: str, about: About, by_day: bool = False) -> Told | None:
    """The one time that a text names; raises ``NotReadable`` where it may be two."""
    if len(text) > LONGEST:
        return None
    if (told := _from_a_spreadsheet(text, about)) is not None:
        return told
    if (saying := said(text)) is None:
        return None
    options = saying.options()
    # “3 Uhr” is clear for a rule about the night; an event's afternoon is too easily lost.
    if by_day and saying.in_small_hours:
        options |= {_later(time, HALF_A_DAY) for time in options}
    if len(options) > 1:
        raise _could_be(*sorted(options)[:2])
    if not options:
        return None
    return Told(next(iter(options)), saying.notes + saying.alone, saying.roles)


def _later(time: Clock, by: timedelta) -> Clock:
    return Clock(time.since_midnight + by)


def _in_its_column(told: Told, about: About) -> Told:
    """A time in a column of begins or of ends; raises where its words say the other."""
    sides = told.roles & {Role.BEGINS, Role.ENDS}
    if sides and about.begins is None:
        return replace(told, notes=(*told.notes, ONLY_THE_TIME))
    if Role.ENDS in sides and about.begins:
        raise NotReadable(WHEN_IT_ENDS, MOVE_OR_WRITE.with_facts(time=told.time))
    if Role.BEGINS in sides and not about.begins:
        raise NotReadable(WHEN_IT_BEGINS, MOVE_OR_WRITE.with_facts(time=told.time))
    if about.begins is False and told.time == Clock(NOTHING):
        return replace(told, time=Clock(DAY), notes=(*told.notes, MIDNIGHT_ENDS))
    return told


def _hedges(roles: frozenset[Role]) -> Iterator[Text]:
    if Role.ROUGH in roles:
        yield TAKEN_EXACTLY
    if Role.WISHED in roles:
        yield TAKEN_FIRMLY


_MONTHS = "jan|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
_DATE = (
    r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})?"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|(?:0?[1-9]|1[0-2])-20[0-9]{2}"
    rf"|[0-9]{{1,2}}[. -]+(?:{_MONTHS})[a-zä]*\.?(?:[ -]?(?:[0-9]{{4}}|[0-9]{{2}}))?)"
)
_DATE_ALONE = re.compile(_DATE + r"(?:(?:t| )00?:00(?::00(?:\.0+)?)?)?|[3-9][0-9]{4}")
_DATE_WITH_TIME = re.compile(_DATE + r"(?:t|,? (?:um |at )?)(?P<time>[0-9].*)")
_DAY_AND_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{2})")
_SHARE = re.compile(r"(?P<days>0|[3-9][0-9]{4})[.,](?P<share>[0-9]{1,20})")


def _from_a_spreadsheet(text: str, about: About) -> Told | None:
    """A time as a spreadsheet has changed it: into a date, a date with a time, a number."""
    if _DATE_ALONE.fullmatch(text) or _is_festival_day(text, about):
        raise NotReadable(IS_A_DATE, WRITE_COLON)
    if found := _DATE_WITH_TIME.fullmatch(text):
        saying = said(found["time"])
        if saying is None or saying.roles or (saying.bare and ":" not in found["time"]):
            return None
        options = saying.options()
        notes = (*saying.notes, WITHOUT_ITS_DATE)
        return Told(next(iter(options)), notes) if len(options) == 1 else None
    if found := _SHARE.fullmatch(text):
        return _share_of_a_day(found)
    return None


def _is_festival_day(text: str, about: About) -> bool:
    """Whether “27.08” is rather a day of the festival than a time, or cannot be a time at all."""
    if not (found := _DAY_AND_MONTH.fullmatch(text)):
        return False
    day, month = int(found["day"]), int(found["month"])
    return any((d.day, d.month) == (day, month) for d in about.days) or (
        24 < day <= 31 and 1 <= month <= 12
    )


def _share_of_a_day(found: re.Match[str]) -> Told:
    share = found["share"]
    time = Clock(timedelta(minutes=round(Fraction(f"0.{share}") * 24 * 60)))
    if found["days"] != "0":
        return Told(time, (WITHOUT_ITS_DATE,))
    # “0.25” is six in the morning to a spreadsheet and a quarter past midnight to people.
    if len(share) == 2 and 0 < int(share) < 60:
        raise _could_be(Clock(timedelta(minutes=int(share))), time)
    return Told(time, (SHARE_OF_A_DAY,))


# --- a start and an end -------------------------------------------------------------------

_TO = re.compile(
    r" ?(?:->|→|-|>|…) ?|,? (?P<word>bis|to|until|till?) (?:zu[mr]? )?|(?<=[0-9h])bis(?=[0-9])"
)
_BETWEEN = re.compile(r"(?:zwischen|between) (.+?)(?: (?:und|u\.|and|bis|to|&) | ?- ?)(.+)")
_MAY_START = {Role.BEGINS, Role.ROUGH, Role.WISHED, Role.BY_THE_CLOCK, Role.EXACT}
_MAY_END = {Role.ENDS, Role.ROUGH, Role.BY_THE_CLOCK, Role.EXACT}


def _halves(text: str) -> tuple[Saying, Saying] | None:
    """Both ends of a stretch of time, or None where the text is none."""
    if len(text) > LONGEST or _DATE_ALONE.fullmatch(text):
        return None
    text = _BETWEEN.sub(r"\1 - \2", text)
    for to in _TO.finditer(text):
        # “Ten to three” is no stretch of time.
        if to["word"] == "to" and text[: to.start()].isalpha():
            continue
        first, last = said(text[: to.start()]), said(text[to.end() :])
        if first and last and first.roles <= _MAY_START and last.roles <= _MAY_END:
            return first, last
    return None


def _span(first: Saying, last: Saying) -> tuple[Clock, Clock, tuple[Text, ...]]:
    """The one stretch of time between two sayings; raises where there are two, or none."""
    if last.on_dial and first.bare and first.part is None and first.at <= HALF_A_DAY:
        first = replace(first, on_dial=True, at=first.at % HALF_A_DAY)
    spans = sorted(
        _spans(first, last), key=lambda s: (s[1].since_midnight - s[0].since_midnight, s)
    )
    if len(spans) > 1:
        raise _could_be(*(SPAN.with_facts(start=start, end=end) for start, end in spans[:2]))
    if not spans:
        start, end = (min(each.options(), default=Clock(each.at)) for each in (first, last))
        raise NotReadable(ENDS_TOO_EARLY.with_facts(start=start, end=end), WRITE_RANGE)
    return *spans[0], tuple(_span_notes(first, last, *spans[0]))


def _spans(first: Saying, last: Saying) -> set[tuple[Clock, Clock]]:
    """Every stretch of time that may be meant."""
    starts, ends = first.options(), last.options()
    if first.part is not None and last.part is None:
        ends |= last.options(first.part)
    if last.part is not None and first.part is None:
        shared = first.options(last.part)
        # “2-4pm” shares its half of the day; “8 Uhr bis 10 Uhr abends” may or may not.
        sure = first.bare or first.on_dial
        starts = shared if sure and _forward(shared, ends) else starts | shared
    spans = _forward(starts, ends)
    if not spans:
        later = _past_midnight(last, starts, ends)
        # “10am-1” ends after noon; “1 mittags - 3” may, or it may end at night.
        later |= _afternoon(ends) if first.part and not last.part else frozenset()
        spans = _forward(starts, later)
    if first.in_small_hours and last.part is None:
        spans |= _forward(_afternoon(starts), _afternoon(ends))
    return spans


def _forward(starts: frozenset[Clock], ends: frozenset[Clock]) -> set[tuple[Clock, Clock]]:
    return {(start, end) for start, end in product(starts, ends) if start < end}


def _past_midnight(
    last: Saying, starts: frozenset[Clock], ends: frozenset[Clock]
) -> frozenset[Clock]:
    """Ends in the small hours, counted on; “10-2 Uhr” may mean two in the afternoon."""
    late = last.part is not None or all(t.since_midnight > HALF_A_DAY for t in starts)
    return frozenset(
        _later(end, DAY)
        for end in ends
        if end.since_midnight == NOTHING or (late and end.since_midnight <= DAY_BREAK)
    )


def _afternoon(times: frozenset[Clock]) -> frozenset[Clock]:
    return frozenset(_later(t, HALF_A_DAY) if t.since_midnight <= HALF_A_DAY else t for t in times)


def _span_notes(first: Saying, last: Saying, start: Clock, end: Clock) -> Iterator[Text]:
    yield from dict.fromkeys(first.notes + last.notes)
    if first.in_small_hours and start == Clock(first.at):
        yield SMALL_HOURS
    if end.since_midnight > DAY and last.at <= HALF_A_DAY:
        yield INTO_THE_NIGHT
    if last.part is None and DAY > end.since_midnight != last.at and not _shares(last, first, end):
        yield AFTER_THE_START
    if last.part and not first.part and first.bare and not _shares(first, last, start):
        yield FOR_THE_END_ONLY
    yield from _hedges(first.roles | last.roles)


def _shares(one: Saying, other: Saying, time: Clock) -> bool:
    """Whether a time is meant in the part of the day that only the other end names."""
    return other.part is not None and time in one.options(other.part)


# --- what “when” says of other columns ----------------------------------------------------


def _start_or_end(told: Told) -> Spelling:
    """One time, in the column that its words name."""
    time, notes = told.time, told.notes
    fixed = FIXED_IS_WRITTEN.with_facts(time=time)
    if Role.BEGINS in told.roles:
        reading = EARLIEST.with_facts(time=time)
        return _for_others({"earliest_start": str(time)}, reading, fixed, *notes)
    if Role.ENDS in told.roles:
        time = time if time > Clock(NOTHING) else Clock(DAY)
        reading = LATEST.with_facts(time=time)
        return _for_others({"latest_end": str(time)}, reading, OVER_BY_THEN, *notes)
    if {Role.ROUGH, Role.WISHED} & told.roles or NOON in notes:
        reading = WISHED.with_facts(time=time)
        return _for_others({"wish_start": str(time)}, reading, fixed, *notes)
    return Spelling("", spelled(str(time), *notes).assumes, {"fixed_start": str(time)})


def _between(start: str, end: str, *notes: Text) -> Spelling:
    span = SPAN.with_facts(start=start, end=end)
    return _for_others({"earliest_start": start, "latest_end": end}, span, *notes)


def _for_others(cells: Mapping[str, str], reading: Text, *notes: Text) -> Spelling:
    assumes = READ_AS.with_facts(reading=reading, reasons=notes) if notes else None
    return Spelling("", assumes, cells)


# --- what cannot be read ------------------------------------------------------------------

_DARK = re.compile(
    r"(?:(?:erst )?(?:ab|nach|bei|mit)(?: der| dem)? (?:(?:einbruch|beginn|anbruch)(?: der)? )?"
    r"(?:dunkelheit|dämmerung|sonnenuntergang)|im dunkeln|(?:wenn|sobald) es dunkel (?:ist|wird)"
    r"|after (?:dark|sunset|nightfall|dusk)|(?:when|once) it(?: is|'s| gets) dark)"
)
_OR = re.compile(r" ?[,;/+&|] ?(?:um |ab )?| (?:oder|or|und|u\.|and|bzw\.?|sowie) (?:um |ab |at )?")
_EVERY_DAY = {"täglich", "jeden", "daily", "every", "everyday", "wochentags", "werktags"}


def _could_be(first: object, second: object) -> NotReadable:
    facts = {"first": first, "second": second}
    return NotReadable(COULD_BE.with_facts(**facts), WRITE_ONE_OF_TWO.with_facts(**facts))


def _two_ends(text: str) -> NotReadable | None:
    """That a column of one time holds two; or what is wrong about them."""
    if (halves := _halves(text)) is None:
        return None
    start, end, _ = _span(*halves)
    facts = {"start": start, "end": end}
    return NotReadable(TWO_ENDS.with_facts(**facts), ONLY_ONE.with_facts(**facts))


def _refused(text: str) -> NotReadable:
    """Why a text is no time: the first thing about it that we recognise."""
    if len(text) > LONGEST:
        return NotReadable(NO_TIME, WRITE_TIME)
    if text in ALL_DAY:
        return NotReadable(LASTS_ALL_DAY, WRITE_BOTH)
    if _is_dark(text):
        return NotReadable(BY_THE_SUN, WRITE_SUNSET)
    if _part(text) is not None:
        return NotReadable(PART_OF_DAY, WRITE_TIME)
    if times := tuple(_several(text)):
        return NotReadable(SEVERAL.with_facts(times=times), WRITE_ONE)
    words = re.findall(r"[^\W\d_]+", text)
    if any(word in _EVERY_DAY or _is_weekday(word) for word in words) or re.search(_DATE, text):
        return NotReadable(NAMES_A_DAY, DAY_ELSEWHERE)
    return NotReadable(NO_TIME, WRITE_TIME)


def _is_dark(text: str) -> bool:
    return _DARK.fullmatch(text[: LONGEST + 1]) is not None


def _part(text: str) -> Part | None:
    return part_alone(text) if len(text) <= LONGEST else None


def _is_weekday(word: str) -> bool:
    return word in WEEKDAYS or word.removesuffix("s") in WEEKDAYS


def _several(text: str) -> Iterator[object]:
    """The times in “10:00 oder 14:00”, the stretches in “10-12, 14-16 Uhr”; else nothing."""
    pieces = _OR.split(text)
    found = [_halves(piece) or said(piece) for piece in pieces]
    if len(pieces) > 1 and all(found):
        for piece, each in zip(pieces, found, strict=True):
            options = each.options() if isinstance(each, Saying) else ()
            yield next(iter(options)) if len(options) == 1 else piece
