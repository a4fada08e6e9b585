"""The hands for a day, for a weekday, and for a day with its time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta

from festplan import columns
from festplan.columns import NotReadable
from festplan.inputs.handwriting.calendar_words import (
    NO_DATE,
    abbreviated,
    misspelt,
    weekday_called,
    with_whole_names,
)
from festplan.inputs.handwriting.day_lists import days
from festplan.inputs.handwriting.one_day import (
    LONGEST,
    SEVERAL,
    WRITE_ONE,
    Found,
    counted_day,
    dated_day,
    is_serial,
    one_day,
)
from festplan.inputs.handwriting.reasons import could_be, nothing_said, reasons_of, spelled
from festplan.inputs.handwriting.spelling import About, Spelling, tidy
from festplan.inputs.handwriting.words import plainly, without_doubt
from festplan.texts import Text

__all__ = ["day", "days", "moment", "weekday"]

NO_WEEKDAY = Text(en="is not a weekday.", de="ist kein Wochentag.")
WRITE_WEEKDAY = Text(en="Write it as Wed or Mi.", de="Bitte als Mi oder Mittwoch schreiben.")
NO_MOMENT = Text(en="is not a day with its time.", de="ist kein Tag mit Uhrzeit.")
WRITE_MOMENT = Text(
    en="Write it as 2027-08-28 09:30 or 28.08.2027 09:30.",
    de="Bitte als 2027-08-28 09:30 oder 28.08.2027 09:30 schreiben.",
)


def day(cell: str, about: About) -> Spelling:
    """A day as ``2027-08-28``, from “Sa 28.8.”, “28. August”, 27/08/2027, Samstag or 46627."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    bare, doubts = without_doubt(tidy(cell))
    try:
        found, reasons = one_day(plainly(bare), about)
    except NotReadable as wrong:
        if wrong.says.en == NO_DATE.en and _names_several(bare, about):
            raise NotReadable(SEVERAL, WRITE_ONE) from None
        raise
    return spelled(str(found), *reasons, *doubts)


def _names_several(cell: str, about: About) -> bool:
    try:
        return ";" in days(cell, about).cell
    except NotReadable:
        return False


def weekday(cell: str, about: About) -> Spelling:
    """A weekday; also from a date, for spreadsheets show some dates by their weekday only."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    written = plainly(cell).rstrip(".")
    name = written.removeprefix("am ").removeprefix("on ")
    number = weekday_called(with_whole_names(name, about.language), about.language)
    if written in columns.WEEKDAYS:
        return Spelling(written.capitalize())
    if number is None:
        number = _weekday_of_a_date(written, about)
    return Spelling(abbreviated(number, about.language))


def moment(cell: str, about: About) -> Spelling:
    """A day with its time as ``2027-08-28 09:30``, or a day alone."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    written = plainly(cell)
    if len(written) > LONGEST:
        raise NotReadable(NO_MOMENT, WRITE_MOMENT)
    if is_serial(written):
        return _counted_moment(written, about)
    # A spreadsheet writes a date without a time so.
    written = re.sub("(?<=[0-9])[ t]00:00:00$", "", written)
    try:
        found, reasons = dated_day(written, about)
    except NotReadable:
        return _timed(written, about)
    alone = spelled(str(found), *reasons)
    # “28. 8. 18” may be a year or an hour; “28. 8. 2027” is no time of day.
    if not re.search("[ ,][0-9]{2}$", written):
        return alone
    try:
        timed = _timed(written, about)
    except NotReadable:
        return alone
    raise could_be(alone.cell, timed.cell)


def _timed(written: str, about: About) -> Spelling:
    """A day and then its time; the shortest time that leaves a day before it."""
    # Imported late: of all the columns of days only this one has a time.
    from festplan.inputs.handwriting.times import clock

    refused: NotReadable | None = None
    for gap in reversed(list(re.finditer("[ ,]+|(?<=[0-9])t(?=[0-9])", written))):
        before = _day_or_why_not(written[: gap.start()], about)
        if isinstance(before, NotReadable) and before.says == NO_DATE:
            continue
        try:
            o_clock = clock(written[gap.end() :] or " ", about)
        except NotReadable as wrong:
            refused = refused or wrong
            continue
        if isinstance(before, NotReadable):
            raise before
        found, reasons = before
        if o_clock.cell:
            both = f"{found} {o_clock.cell}"
            return spelled(both, *reasons, *reasons_of(o_clock))
    if refused is None:
        dated_day(written, about)  # says what is wrong with the day
    raise refused or NotReadable(NO_MOMENT, WRITE_MOMENT)


def _day_or_why_not(written: str, about: About) -> Found | NotReadable:
    try:
        return dated_day(written, about)
    except NotReadable as wrong:
        return wrong


def _counted_moment(written: str, about: About) -> Spelling:
    found, reasons = counted_day(written, about)
    fraction = float("0." + re.split("[.,]", written + ".0")[1])
    minutes = round(fraction * 24 * 60)
    then = datetime.combine(found, time()) + timedelta(minutes=minutes)
    return spelled(f"{then:%Y-%m-%d %H:%M}" if minutes else str(found), *reasons)


def _weekday_of_a_date(written: str, about: About) -> int:
    try:
        # About no days: a date without its year is no help here, nor is a mere number.
        found, _ = one_day("" if is_serial(written) else written, replace(about, days=()))
    except NotReadable:
        raise NotReadable(NO_WEEKDAY, misspelt(written) or WRITE_WEEKDAY) from None
    return found.weekday()
