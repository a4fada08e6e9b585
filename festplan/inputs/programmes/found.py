"""What is found in a programme while it is read, and what comes of it in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from festplan.clashes import Performance
from festplan.complaints import Complaint, Severity
from festplan.texts import Text

MANY = Text(
    en="{says} Rows of which this is true: {rows} ({count} in all).",
    de="{says} Das gilt für die Zeilen {rows} (insgesamt {count}).",
)
MANY_TIMES = Text(en="{says} This is true {count} times.", de="{says} Das gilt {count}-mal.")
#: So many rows are listed by their numbers.
LISTED = 10


@dataclass(frozen=True)
class Match:
    """What a heading was taken for."""

    means: Text
    heading: str


@dataclass(frozen=True)
class ProgrammeRead:
    """What came of reading a programme: performances, every complaint, and what meant what."""

    performances: tuple[Performance, ...]
    complaints: tuple[Complaint, ...]
    matching: tuple[Match, ...] = ()
    #: Headings whose columns were not read.
    unused: tuple[str, ...] = ()


@dataclass
class Found:
    """A programme while it is read."""

    performances: list[Performance] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    matching: list[Match] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def gathered(complaints: Iterable[Complaint]) -> Iterator[Complaint]:
    """Every error, and each question and hint once, with the rows it is about."""
    alike: dict[object, list[Complaint]] = {}
    for number, each in enumerate(complaints):
        kind = (each.severity, each.place.file, each.place.column, each.says, each.advice)
        alike.setdefault(number if each.severity is Severity.ERROR else kind, []).append(each)
    for them in alike.values():
        yield them[0] if len(them) == 1 else _as_one(them)


def _as_one(them: list[Complaint]) -> Complaint:
    rows = [each.place.row for each in them if each.place.row]
    shown = (*rows[:LISTED], *(["…"] if len(rows) > LISTED else []))
    says = MANY.with_facts(rows=shown) if rows else MANY_TIMES
    return replace(them[0], says=says.with_facts(says=them[0].says, count=len(them)))
