"""Dates with their times, as machines write them: 2027-08-28T14:30."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from festplan.columns import NotReadable, clock
from festplan.complaints import Complaint, Place, Severity
from festplan.texts import Text

NO_MOMENT = Text(en="is no date with a time.", de="ist kein Datum mit Uhrzeit.")
WRITE_MOMENT = Text(en="Write it as 2027-08-28T14:30.", de="Bitte als 2027-08-28T14:30 schreiben.")
OFFSETS = Text(
    en="The times stand at different distances from UTC ({offsets}); each is read as it is "
    "written.",
    de="Die Zeiten haben verschiedene Abstände zur Weltzeit ({offsets}); jede wird gelesen, wie "
    "sie dasteht.",
)
IN_UTC = Text(
    en="The times are in UTC and are read as they are written.",
    de="Die Zeiten sind in Weltzeit (UTC) und werden gelesen, wie sie dastehen.",
)
#: Programmes of other years are slips of the pen.
YEARS = range(1980, 2201)

ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:T|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True)
class Moment:
    """What the clock on the wall shows, and how far that is from UTC where it is said."""

    shown: datetime
    offset: str = ""


def moment(cell: str) -> Moment | None:
    """A moment as machines write it; None where the cell is something else."""
    found = ISO.fullmatch(cell.strip())
    if found is None:
        return None
    try:
        # As in our tables, 25:00 is one at night.
        time = clock(f"{found['hour']}:{found['minute']}")
        shown = time.on(date.fromisoformat(found["date"]))
    except (ValueError, OverflowError, NotReadable):
        raise NotReadable(NO_MOMENT, WRITE_MOMENT) from None
    if shown.year not in YEARS:
        raise NotReadable(NO_MOMENT, WRITE_MOMENT)
    offset = (found["offset"] or "").replace(":", "")
    return Moment(shown, "Z" if offset in ("Z", "+0000", "-0000") else offset)


def about_offsets(place: Place, offsets: Iterable[str]) -> Iterator[Complaint]:
    """A question where times are far from each other's clocks, or on nobody's clock."""
    known = {offset for offset in offsets if offset}
    if len(known) > 1:
        says = OFFSETS.with_facts(offsets=tuple(sorted(known)))
        yield Complaint(place, says, severity=Severity.QUESTION)
    elif known == {"Z"}:
        yield Complaint(place, IN_UTC, severity=Severity.QUESTION)
