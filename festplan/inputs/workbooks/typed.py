"""The values of cells as one would type them: what a spreadsheet keeps as numbers, as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

ERROR_VALUES = re.compile(
    r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA|NV|BEZUG!|WERT!|ZAHL!|ÜBERLAUF!|KALK!|FELD!)|(Err|Fehler):\d{3}"
)
#: What is no sign for a number in its format: quoted letters, single ones, colours, currencies.
LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
#: Days 0 of the calendars of Excel: for Windows, and the one it once had for the Mac.
DAYS_ZERO = (datetime(1899, 12, 31), datetime(1904, 1, 1))


def as_typed(value: object, number_format: str = "") -> str:
    """A cell's value as one would type it: 2027-08-28, 14:30, 0.5."""
    match value:
        case None:
            return ""
        case str():
            # Excel writes line ends of other systems so.
            return value.replace("_x000D_", "").strip()
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _number(value, number_format)
        case datetime():
            return _moment(value, number_format)
        case time():
            return _hours(datetime.combine(date.min, value) - datetime.min)
        case timedelta():
            return _hours(value)
        case _:
            return str(value).strip()


def _number(value: float, number_format: str) -> str:
    if "%" in LITERAL.sub("", number_format):
        return f"{_digits(value * 100)} %"
    # A postcode or a number such as 007 is kept as 7, and shown with as many digits as its format.
    return _digits(value).zfill(len(number_format) if set(number_format) == {"0"} else 0)


def _digits(value: float) -> str:
    """A number with as many digits as spreadsheets show: 0.3, not 0.30000000000000004."""
    if isinstance(value, int) or not isfinite(value):
        return str(value)
    shown = float(f"{value:.15g}")
    return str(int(shown)) if shown.is_integer() else f"{Decimal(repr(shown)):f}"


def _moment(value: datetime, number_format: str) -> str:
    """A date, with its time where it has one; 25:00 where a length was shown as a time."""
    value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    is_midnight = value.time() == time.min
    shows_hours = bool(re.search("[hs]", LITERAL.sub("", number_format), re.IGNORECASE))
    for zero in DAYS_ZERO:
        # Nobody plans for 1900: that is 25:00 as spreadsheets count, in days and parts of days.
        if abs(value - zero) < timedelta(60) and (
            shows_hours if number_format else not is_midnight
        ):
            return _hours(value - zero)
    if is_midnight:
        return value.date().isoformat()
    return value.isoformat(" ", "seconds").removesuffix(":00")


def _hours(length: timedelta) -> str:
    """``14:30``, ``25:00``; with its seconds where it has any."""
    # In parts of a day 14:30 is 0.6041666…, and comes back as 14:29:59.999.
    whole = round(length.total_seconds())
    hours, rest = divmod(abs(whole), 3600)
    written = f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
    return f"-{written}" if whole < 0 else written
