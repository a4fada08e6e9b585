"""A stretch of time as people say it: “10-12 Uhr”, “2-4pm”, “zwischen 14 und 16 Uhr”.

Its two ends explain each other: “2-4pm” is in the afternoon, and “22-1 Uhr” ends at night.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from festplan.columns import NotReadable
from festplan.inputs.handwriting.hours import (
    DAY,
    EARLY,
    HALF_A_DAY,
    LAST,
    SMALL_HOURS,
    Role,
    Saying,
    said,
)
from festplan.inputs.handwriting.reasons import could_be
from festplan.inputs.handwriting.words import LONGEST
from festplan.texts import Text
from festplan.times import DAY_BREAK, NOTHING, Clock

ENDS_TOO_EARLY = Text(
    en="does not end after it begins: {start} to {end}.",
    de="endet nicht nach dem Beginn: {start} bis {end}.",
)
WRITE_RANGE = Text(
    en="Write it as 14:00-16:00; the hour after midnight is 24:00-25:00.",
    de="Bitte als 14:00-16:00 schreiben; die Stunde nach Mitternacht ist 24:00-25:00.",
)
IF_MEANT = Text(
    en="Write {span} if that is meant.", de="Bitte {span} schreiben, wenn das gemeint ist."
)
INTO_THE_NIGHT = Text(
    en="it ends past midnight, in the night of the same festival day",
    de="es endet nach Mitternacht, in der Nacht desselben Festtags",
)
AT_NIGHT = Text(
    en="it is in the night of the same festival day", de="es ist in der Nacht desselben Festtags"
)
AFTER_THE_START = Text(
    en="the end is the next such time after the start",
    de="das Ende ist die nächste solche Zeit nach dem Beginn",
)
FOR_THE_END_ONLY = Text(
    en="the half of the day is said of the end only", de="die Tageshälfte gilt nur für das Ende"
)
TAKEN_EXACTLY = Text(en="it is taken exactly, not roughly", de="das gilt genau und nicht ungefähr")
TAKEN_FIRMLY = Text(
    en="it is taken as settled, not as a wish", de="das gilt fest, nicht als Wunsch"
)
SPAN = Text(en="{start}–{end}", de="{start}–{end}")

_MONTHS = "jan|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"
DATE = (
    r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})?"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|(?:0?[1-9]|1[0-2])-20[0-9]{2}"
    rf"|[0-9]{{1,2}}[. -]+(?:{_MONTHS})[a-zä]*\.?(?:[ -]?(?:[0-9]{{4}}|[0-9]{{2}}))?)"
)
DATE_ALONE = re.compile(DATE + r"(?:(?:t| )00?:00(?::00(?:\.0+)?)?)?|[3-9][0-9]{4}")

_TO = re.compile(
    r" ?(?:->|→|-{1,2}|>|…|\.{2,3}) ?"
    r"|,? (?P<word>bis|to|until|till?) (?:zu[mr]? )?"
    r"|(?:(?<=[0-9h])|(?<=uhr)) ?bis ?(?=[0-9])"
    r"|(?:[,;]|,? und|,? and)? ?(?=(?:ende|endet|end|ends|spätestens|nicht nach|latest)[ :])"
)
_BETWEEN = re.compile(
    r"(?:irgendwann )?(?:zwischen|zw\.?|between) (.+?)(?: (?:und|u\.|and|bis|to|&) | ?- ?)(.+)"
)
_MAY_START = set(Role) - {Role.ENDS}
_MAY_END = {Role.ENDS, Role.ROUGH, Role.BY_THE_CLOCK, Role.EXACT}

Halves = tuple[Saying, Saying]
#: Its start, its end, and what was assumed about them.
Stretch = tuple[Clock, Clock, tuple[Text, ...]]


def halves(text: str) -> Halves | None:
    """Both ends of a stretch of time, or None where the text is none."""
    if len(text) > LONGEST or DATE_ALONE.fullmatch(text):
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


def stretch(first: Saying, last: Saying, by_day: bool = False) -> Stretch:
    """The one stretch of time between two sayings; raises where there are two, or none.

    Events take place by day: for them “8-10” may as well be in the evening, and what lies in the
    small hours belongs to the night of the festival day.
    """
    if last.on_dial and first.bare and first.part is None and first.at <= HALF_A_DAY:
        first = replace(first, on_dial=True, at=first.at % HALF_A_DAY)
    # “8-10 Uhr” has its “Uhr” once.
    uncertain = first.in_small_hours or (by_day and first.may_be_later and last.bare)
    spans = sorted(_spans(first, last, uncertain, by_day), key=_length)
    if not spans:
        raise _backwards(first, last)
    meant = {_at_night(*span) if by_day else span for span in spans}
    if len(meant) > 1:
        raise could_be(*map(_told, spans[:2]))
    (found,) = meant
    return *found, tuple(_notes(first, last, *found, by_day))


Ends = tuple[Clock, Clock]


def _length(ends: Ends) -> tuple[timedelta, Ends]:
    return ends[1].since_midnight - ends[0].since_midnight, ends


def _told(ends: Ends) -> Text:
    return SPAN.with_facts(start=ends[0], end=ends[1])


def _spans(first: Saying, last: Saying, uncertain: bool, by_day: bool) -> set[Ends]:
    """Every stretch of time that may be meant."""
    starts, ends = first.options(), last.options()
    if first.part is not None and last.part is None:
        ends |= last.options(first.part)
    if last.part is not None and first.part is None:
        shared = first.options(last.part)
        # “2-4pm” shares its half of the day; “8 Uhr bis 10 Uhr abends” may or may not.
        sure = first.bare or first.on_dial
        starts = shared if sure and _forward(shared, ends) else starts | shared
    if by_day:
        starts, ends = last_night_left_out(starts), last_night_left_out(ends)
    spans = _forward(starts, ends)
    if not spans:
        later = _past_midnight(last, starts, ends)
        # “10am-1” ends after noon; “1 mittags - 3” may, or it may end at night.
        later |= _afternoon(ends) if first.part and not last.part else frozenset()
        spans = _forward(starts, later)
    if uncertain and last.part is None:
        spans |= _forward(_afternoon(starts), _afternoon(ends))
    return spans


def _forward(starts: frozenset[Clock], ends: frozenset[Clock]) -> set[Ends]:
    return {(start, end) for start, end in product(starts, ends) if start < end}


def _past_midnight(
    last: Saying, starts: frozenset[Clock], ends: frozenset[Clock]
) -> frozenset[Clock]:
    """Ends in the small hours, counted on; “10-2 Uhr” may mean two in the afternoon."""
    late = last.part is not None or all(t.since_midnight > HALF_A_DAY for t in starts)
    return frozenset(
        next_day(end)
        for end in ends
        if end.since_midnight == NOTHING or (late and end.since_midnight <= DAY_BREAK)
    )


def last_night_left_out(times: frozenset[Clock]) -> frozenset[Clock]:
    """Of one at night, before the festival day and at its end, only the latter."""
    return frozenset(time for time in times if next_day(time) not in times)


def next_day(time: Clock) -> Clock:
    return Clock(time.since_midnight + DAY)


def later(time: Clock) -> Clock:
    """The same time on a dial, half a day later."""
    return Clock(time.since_midnight + HALF_A_DAY)


def _afternoon(times: frozenset[Clock]) -> frozenset[Clock]:
    return frozenset(later(t) if t.since_midnight <= HALF_A_DAY else t for t in times)


def _at_night(start: Clock, end: Clock) -> Ends:
    """A stretch of the small hours as one of the night before them: “0-2 Uhr” is 24:00-26:00."""
    if start.since_midnight < DAY_BREAK and end.since_midnight <= DAY_BREAK:
        return next_day(start), next_day(end)
    return start, end


def _notes(first: Saying, last: Saying, start: Clock, end: Clock, by_day: bool) -> Iterator[Text]:
    yield from dict.fromkeys(first.notes + last.notes)
    if first.in_small_hours and start == Clock(first.at):
        yield SMALL_HOURS
    if by_day and first.in_the_morning and last.part is None and last.at <= HALF_A_DAY:
        yield EARLY
    if start.since_midnight >= DAY > first.at:
        yield AT_NIGHT
    elif end.since_midnight > DAY and last.at <= HALF_A_DAY:
        yield INTO_THE_NIGHT
    if last.part is None and DAY > end.since_midnight != last.at and not _shares(last, first, end):
        yield AFTER_THE_START
    if last.part and not first.part and first.bare and not _shares(first, last, start):
        yield FOR_THE_END_ONLY
    yield from hedges(first.roles | last.roles)


def hedges(roles: frozenset[Role]) -> Iterator[Text]:
    """What is assumed of a time that is said only roughly, or as a wish."""
    if Role.ROUGH in roles:
        yield TAKEN_EXACTLY
    if Role.WISHED in roles:
        yield TAKEN_FIRMLY


def _shares(one: Saying, other: Saying, time: Clock) -> bool:
    """Whether a time is meant in the part of the day that only the other end names."""
    return other.part is not None and time in one.options(other.part)


def _backwards(first: Saying, last: Saying) -> NotReadable:
    """Why nothing lies between two times; with what may be meant instead."""
    start, end = (min(each.options(), default=Clock(each.at)) for each in (first, last))
    short = sorted(_by_dial(start, end), key=_length)
    if len(short) > 1:
        return could_be(*map(_told, short[:2]))
    advice = IF_MEANT.with_facts(span=_told(short[0])) if short else WRITE_RANGE
    return NotReadable(ENDS_TOO_EARLY.with_facts(start=start, end=end), advice)


def _by_dial(start: Clock, end: Clock) -> Iterator[Ends]:
    """What a stretch such as “10-2” is for who counts to twelve: by day, and at night."""
    if end < start and start.since_midnight <= HALF_A_DAY:
        yield start, later(end)
        if end.since_midnight + DAY <= LAST:
            yield later(start), next_day(end)
