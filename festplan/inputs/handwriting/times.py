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

from festplan.columns import WEEKDAYS, NotReadable
from festplan.inputs.handwriting.calendar_words import NO_MONTH, NO_SUCH_DAY, OTHER_WEEKDAY
from festplan.inputs.handwriting.day_lists import days
from festplan.inputs.handwriting.hours import (
    AFTERNOON,
    DAY,
    EARLY,
    EVENING,
    FORENOON,
    HOUR,
    MORNING,
    NOON,
    OF_TIMES,
    Part,
    Role,
    Saying,
    part_alone,
    said,
)
from festplan.inputs.handwriting.reasons import (
    READ_AS,
    could_be,
    nothing_said,
    reasons_of,
    spelled,
)
from festplan.inputs.handwriting.spelling import About, Spelling, tidy
from festplan.inputs.handwriting.stretches import (
    AT_NIGHT,
    DATE,
    DATE_ALONE,
    SPAN,
    halves,
    hedges,
    last_night_left_out,
    later,
    next_day,
    stretch,
)
from festplan.inputs.handwriting.words import (
    ALL_DAY,
    LONGEST,
    plainly,
    without_aside,
    without_doubt,
)
from festplan.texts import Text
from festplan.times import DAY_BREAK, MINUTE, NOTHING, Clock

NO_TIME = Text(en="is not a time of day.", de="ist keine Uhrzeit.")
WRITE_TIME = Text(en="Write it as 18:00.", de="Bitte als 18:00 schreiben.")
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
COULD_BE_ANY = Text(en="could be any of these: {times}.", de="kann mehreres heißen: {times}.")
WRITE_ONE_OF_THESE = Text(en="Write one of them.", de="Bitte eines davon schreiben.")
SAYS_MORE = Text(en="says more than a time: “{more}”.", de="sagt mehr als eine Zeit: „{more}“.")
ONLY_THIS = Text(
    en="Write only “{time}” here, and the rest in a column of remarks.",
    de="Bitte hier nur „{time}“ schreiben und das andere in eine Spalte mit Bemerkungen.",
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
HOURS_OF_A_PART = Text(
    en="the words name no hours; write others if you mean others",
    de="die Wörter nennen keine Stunden; andere bitte ausschreiben",
)
OPEN_END = Text(
    en="the open end is left to the length", de="das offene Ende richtet sich nach der Dauer"
)
DOORS = Text(en="when the doors open is left out", de="der Einlass bleibt weg")
INTO_THE_DAYS = Text(
    en="the day is put into the column of days", de="der Tag kommt in die Spalte der Tage"
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
ON_A_DAY = Text(en="{day}, {reading}", de="{day}, {reading}")

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


@dataclass(frozen=True)
class Heard:
    """What a cell says of an event's start and end, by columns; and why it is read so."""

    cells: Mapping[str, str]
    reading: object
    notes: tuple[Text, ...] = ()


def clock(cell: str, about: About) -> Spelling:
    """A time of day as ``18:00``, from “18 Uhr 30”, “6pm”, “ab 15 Uhr”, “halb acht abends”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    for text, left_out in _ways_to_read(cell):
        if (told := _one_time(text, about)) is not None:
            told = _in_its_column(told, about)
            return spelled(str(told.time), *told.notes, *hedges(told.roles), *left_out)
    raise _two_ends(cell) or _refused(cell)


def when(cell: str, about: About) -> Spelling:
    """What a cell says of an event's start and end, for the columns that say it."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    for text, left_out in _ways_to_read(cell):
        heard = _heard_with_its_day(text, about) or _heard(text, about)
        if heard is not None:
            return _put_down(heard, *left_out)
    raise _refused(cell)


def is_range(cell: str) -> bool:
    """Whether a cell is meant as a stretch of time: “10-12 Uhr”, also where it is a wrong one."""
    return any(halves(text) for text, _ in _ways_to_read(cell))


def clock_range(cell: str, about: About) -> tuple[str, str, Text | None]:
    """The start and the end of “10-12 Uhr”, and what was assumed about them."""
    for text, left_out in _ways_to_read(cell):
        if (found := halves(text)) is not None:
            start, end, notes = stretch(*found)
            heard = _between(str(start), str(end), *notes)
            return str(start), str(end), _put_down(heard, *left_out).assumes
    raise _refused(cell)


# --- what is left out ---------------------------------------------------------------------

_OPEN_END = re.compile(
    r"(?:,? (?:bis )?|,? ?(?:-|bis) ?)\(?(?:open[ -]?end(?:ed)?|ende? offen|offenes ende|\?)\)?\Z"
)
_TIME = r"[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?(?:uhr|h|am|pm))?"
_DOORS = re.compile(
    rf"[,;/]? ?\(?(?:einlass|doors(?: open)?)(?: (?:ist|ab|um|at))*:? ?{_TIME}\)?[,;/]? ?"
)


def _ways_to_read(cell: str) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """A cell as it is, then without its brackets, a remark in them, its open end or the doors."""
    bare, doubts = without_doubt(tidy(cell).rstrip("! "))
    text = plainly(bare)
    yield text, doubts
    if len(text) > LONGEST:
        return
    if "(" in bare:
        yield plainly(re.sub("[()]", " ", bare)), doubts
        rest, remark = without_aside(bare)
        yield plainly(rest), (*remark, *doubts)
    for part, left_out in ((_OPEN_END, OPEN_END), (_DOORS, DOORS)):
        rest = part.sub(" ", plainly(cell)).strip()
        if rest and rest != plainly(cell):
            yield rest, (left_out,)


# --- one time -----------------------------------------------------------------------------


def _one_time(text: str, about: About, by_day: bool = False) -> Told | None:
    """The one time that a text names; raises ``NotReadable`` where it may be two."""
    if len(text) > LONGEST:
        return None
    if (told := _from_a_spreadsheet(text, about)) is not None:
        return told
    if (saying := said(text)) is None:
        return None
    options = _of_a_day(saying) if by_day else saying.options()
    if about.begins is False:
        options = last_night_left_out(options)
    if len(options) > 1:
        raise could_be(*sorted(options)[:2])
    if not options:
        return None
    (time,) = options
    notes = saying.notes + saying.alone
    notes += (EARLY,) if by_day and saying.in_the_morning else ()
    notes += (AT_NIGHT,) if by_day and time > Clock(DAY) > Clock(saying.at) else ()
    return Told(time, notes, saying.roles)


def _of_a_day(saying: Saying) -> frozenset[Clock]:
    """Every time of a festival day, which ends in the small hours, that somebody may mean.

    “3 Uhr” is clear for a rule about the night; an event's afternoon is too easily lost.
    """
    options = saying.options()
    if saying.may_be_later:
        options |= {later(time) for time in options}
    if Role.ENDS in saying.roles:
        return frozenset(next_day(t) if t.since_midnight <= DAY_BREAK else t for t in options)
    # A fixed start of 01:00 is at night in any case.
    if saying.roles & {Role.BEGINS, Role.ROUGH, Role.WISHED}:
        return options | {next_day(t) for t in options if t.since_midnight < DAY_BREAK}
    return last_night_left_out(options)


def _in_its_column(told: Told, about: About) -> Told:
    """A time in a column of begins or of ends; raises where its words say the other."""
    begins, ends = told.roles & {Role.BEGINS, Role.STARTS}, Role.ENDS in told.roles
    if (begins or ends) and about.begins is None:
        return replace(told, notes=(*told.notes, ONLY_THE_TIME))
    if ends and about.begins:
        raise NotReadable(WHEN_IT_ENDS, MOVE_OR_WRITE.with_facts(time=told.time))
    if begins and not about.begins:
        raise NotReadable(WHEN_IT_BEGINS, MOVE_OR_WRITE.with_facts(time=told.time))
    if about.begins is False and told.time == Clock(NOTHING):
        return replace(told, time=Clock(DAY), notes=(*told.notes, MIDNIGHT_ENDS))
    return told


_DATE_WITH_TIME = re.compile(DATE + r"(?:t|,? (?:um |at )?)(?P<time>[0-9].*)")
_DAY_AND_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{2})")
_SHARE = re.compile(r"(?P<days>0|[3-9][0-9]{4})[.,](?P<share>[0-9]{1,20})")


def _from_a_spreadsheet(text: str, about: About) -> Told | None:
    """A time as a spreadsheet has changed it: into a date, a date with a time, a number."""
    if DATE_ALONE.fullmatch(text) or _is_festival_day(text, about):
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
        raise could_be(Clock(timedelta(minutes=int(share))), time)
    return Told(time, (SHARE_OF_A_DAY,))


# --- what “when” says of other columns ----------------------------------------------------


def _heard(text: str, about: About) -> Heard | None:
    """What a text says of the start and the end; None where it says nothing of them."""
    if _is_dark(text):
        return Heard({"after_sunset": "yes"}, AFTER_SUNSET, (ONCE_IT_IS_DARK,))
    if (part := _part(text)) is not None and part in HOURS_OF:
        return _between(*HOURS_OF[part], HOURS_OF_A_PART)
    if (found := halves(text)) is not None:
        start, end, notes = stretch(*found, by_day=True)
        return _between(str(start), str(end), *notes)
    told = _one_time(text, about, by_day=True)
    return None if told is None else _start_or_end(told)


def _start_or_end(told: Told) -> Heard:
    """One time, in the column that its words name."""
    time, notes = told.time, told.notes
    fixed = FIXED_IS_WRITTEN.with_facts(time=time)
    if Role.BEGINS in told.roles:
        reading = EARLIEST.with_facts(time=time)
        return Heard({"earliest_start": str(time)}, reading, (fixed, *notes))
    if Role.ENDS in told.roles:
        reading = LATEST.with_facts(time=time)
        return Heard({"latest_end": str(time)}, reading, (OVER_BY_THEN, *notes))
    if {Role.ROUGH, Role.WISHED} & told.roles or NOON in notes:
        reading = WISHED.with_facts(time=time)
        return Heard({"wish_start": str(time)}, reading, (fixed, *notes))
    return Heard({"fixed_start": str(time)}, time, notes)


def _between(start: str, end: str, *notes: Text) -> Heard:
    span = SPAN.with_facts(start=start, end=end)
    return Heard({"earliest_start": start, "latest_end": end}, span, notes)


def _put_down(heard: Heard, *more: Text) -> Spelling:
    """What was heard, for the columns that it is about."""
    notes = (*heard.notes, *more)
    assumes = READ_AS.with_facts(reading=heard.reading, reasons=notes) if notes else None
    return Spelling("", assumes, heard.cells)


# --- a day and its time in one cell -------------------------------------------------------

_HAS_A_TIME = re.compile(OF_TIMES)
#: “Sa 28” may be the 28th, and 10.09 a date; 14-16 and 14.30 are times.
_SURELY_A_TIME = re.compile(rf"{OF_TIMES}|[0-9] ?-|bis|[0-9]\.(?:00|15|[2-5][05])\b")
_ROUGHLY = re.compile(r"(?:um|gegen|ca|circa|etwa|ungefähr|rund)\b")
NIGHT_BEFORE = Text(en="the night before {day}", de="die Nacht vor {day}")
NIGHT_AFTER = Text(en="the night after {day}", de="die Nacht nach {day}")
WRITE_NIGHT = Text(
    en="Write the day alone in the column of days, and here 24:30 for the night after it.",
    de="Bitte den Tag allein in die Spalte der Tage schreiben und hier 24:30 für die Nacht nach "
    "ihm.",
)
ON_SUNDAY = Text(en="Sun {time}", de="So {time}")
ROUGHLY_AT = Text(en="ca. {time}", de="ca. {time}")


def _heard_with_its_day(text: str, about: About) -> Heard | None:
    """What “Sa 28.8., 14-16 Uhr” or “14-16 Uhr, Sa” says: the day goes into its own column."""
    if len(text) > LONGEST or DATE_ALONE.fullmatch(text):
        return None
    gaps = list(re.finditer("[ ,]+", text))
    for gap in reversed(gaps):
        if (heard := _on_a_day(text[: gap.start()], text[gap.end() :], about)) is not None:
            return heard
    for gap in gaps:
        if (heard := _on_a_day(text[gap.end() :], text[: gap.start()], about)) is not None:
            return heard
    return None


def _on_a_day(day: str, time: str, about: About) -> Heard | None:
    if _HAS_A_TIME.search(day) or not _SURELY_A_TIME.search(time) or re.search(DATE, time):
        return None
    on = _days(day, about)
    heard = _heard(time, about) if on is not None and on.cell else None
    if on is None or heard is None:
        return None
    if day == "so" and _ROUGHLY.match(time):
        hours = "-".join(heard.cells.values())
        raise could_be(ON_SUNDAY.with_facts(time=hours), ROUGHLY_AT.with_facts(time=hours))
    if _begins_at_night(heard):
        nights = (each.with_facts(day=on.cell) for each in (NIGHT_BEFORE, NIGHT_AFTER))
        raise NotReadable(could_be(*nights).says, WRITE_NIGHT)
    reading = ON_A_DAY.with_facts(day=on.cell, reading=heard.reading)
    notes = (INTO_THE_DAYS, *reasons_of(on), *heard.notes)
    return Heard({"days": on.cell, **heard.cells}, reading, notes)


def _begins_at_night(heard: Heard) -> bool:
    """Whether it begins in the small hours: “Sa 0:30” is before Saturday to some, to others after.

    Whoever writes 24:30 has said it.
    """
    begins = heard.cells.get("fixed_start", "04:00") < "04:00"
    return begins or (AT_NIGHT in heard.notes and next(iter(heard.cells)) != "latest_end")


def _days(text: str, about: About) -> Spelling | None:
    """The days that a text names, or None; raises where it names a day that cannot be."""
    try:
        return days(text, about)
    except NotReadable as wrong:
        no_such_day = wrong.says.en in (NO_MONTH.en, NO_SUCH_DAY.en) and re.search(DATE, text)
        if no_such_day or wrong.says.en == OTHER_WEEKDAY.en:
            raise
        return None


# --- what cannot be read ------------------------------------------------------------------

_DARK = re.compile(
    r"(?:(?:erst )?(?:ab|nach|bei|mit)(?: der| dem)? (?:(?:einbruch|beginn|anbruch)(?: der)? )?"
    r"(?:dunkelheit|dämmerung|sonnenuntergang)|im dunkeln|(?:wenn|sobald) es dunkel (?:ist|wird)"
    r"|after (?:dark|sunset|nightfall|dusk)|(?:when|once) it(?: is|'s| gets) dark)"
)
_OR = re.compile(r" ?[,;/+&|] ?(?:um |ab )?| (?:oder|or|und|u\.|and|bzw\.?|sowie) (?:um |ab |at )?")
_EVERY_DAY = {"täglich", "jeden", "daily", "every", "everyday", "wochentags", "werktags"}


def _two_ends(cell: str) -> NotReadable | None:
    """That a column of one time holds two; or what is wrong about them."""
    found = next(filter(None, (halves(text) for text, _ in _ways_to_read(cell))), None)
    if found is None:
        return None
    start, end, _ = stretch(*found)
    facts = {"start": start, "end": end}
    return NotReadable(TWO_ENDS.with_facts(**facts), ONLY_ONE.with_facts(**facts))


def _refused(cell: str) -> NotReadable:
    """Why a cell is no time: the first thing about it that we recognise."""
    text = plainly(cell)
    if len(text) > LONGEST:
        return NotReadable(NO_TIME, WRITE_TIME)
    if text in ALL_DAY:
        return NotReadable(LASTS_ALL_DAY, WRITE_BOTH)
    if _is_dark(text):
        return NotReadable(BY_THE_SUN, WRITE_SUNSET)
    if _part(text) is not None:
        return NotReadable(PART_OF_DAY, WRITE_TIME)
    if len(times := tuple(_with_other_minutes(text))) > 1:
        return NotReadable(COULD_BE_ANY.with_facts(times=times), WRITE_ONE_OF_THESE)
    if several := tuple(_several(text)):
        return NotReadable(SEVERAL.with_facts(times=several), WRITE_ONE)
    words = re.findall(r"[^\W\d_]+", text)
    if any(word in _EVERY_DAY or _is_weekday(word) for word in words) or re.search(DATE, text):
        return NotReadable(NAMES_A_DAY, DAY_ELSEWHERE)
    if (more := _MORE.fullmatch(tidy(cell))) and _is_time(plainly(more["time"])):
        says = SAYS_MORE.with_facts(more=more["remark"] or more["further"])
        return NotReadable(says, ONLY_THIS.with_facts(time=more["time"]))
    return NotReadable(NO_TIME, WRITE_TIME)


_MORE = re.compile(r"(?P<time>.*?[^\s,;]) ?(?:\((?P<remark>[^()]+)\)|[,;] ?(?P<further>.+))")
_SHORT_MINUTE = re.compile(r"(?P<h>[0-9]{1,2})[.:,](?P<m>[0-9])(?: ?(?:uhr|h))?")
_CUM_TEMPORE = re.compile(r"(?P<time>.+?) ?c\. ?t\.?")


def _with_other_minutes(text: str) -> Iterator[Clock]:
    """What “18.3” may be, for a spreadsheet drops the last 0; and 20:00 c.t. at a university."""
    if (found := _CUM_TEMPORE.fullmatch(text)) and (saying := said(found["time"])):
        times = tuple(saying.options())
        yield from (Clock(t.since_midnight + m * MINUTE) for t in times for m in (0, 15))
    if (found := _SHORT_MINUTE.fullmatch(text)) and int(found["h"]) < 24:
        minute = int(found["m"])
        # Half past six is 18.5 to those who count in tenths.
        for minutes in sorted({minute, 10 * minute, 30 if minute == 5 else minute}):
            if minutes < 60:
                yield Clock(int(found["h"]) * HOUR + minutes * MINUTE)


def _is_time(text: str) -> bool:
    return (said(text) or halves(text)) is not None


def _is_dark(text: str) -> bool:
    return _DARK.fullmatch(text[: LONGEST + 1]) is not None


def _part(text: str) -> Part | None:
    return part_alone(text) if len(text) <= LONGEST else None


def _is_weekday(word: str) -> bool:
    return word in WEEKDAYS or word.removesuffix("s") in WEEKDAYS


def _several(text: str) -> Iterator[object]:
    """The times in “10:00 oder 14:00”, the stretches in “10-12, 14-16 Uhr”; else nothing."""
    pieces = _OR.split(text)
    if len(pieces) > 1 and all(map(_is_time, pieces)):
        yield from map(_told, pieces)


def _told(piece: str) -> object:
    """A time or a stretch of time as we write it, where it is one; else as it was typed."""
    try:
        if (ends := halves(piece)) is not None:
            start, end, _ = stretch(*ends)
            return SPAN.with_facts(start=start, end=end)
    except NotReadable:
        return piece
    saying = said(piece)
    options = saying.options() if saying else frozenset()
    return next(iter(options)) if len(options) == 1 else piece
