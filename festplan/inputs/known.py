"""What cells are understood by: the festival's days and language, and who is in the tables.

“28.8.” needs a year, “Sonnabend” a day, “Nachtbus” an actor: the tables themselves say so,
before any of their other cells is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from festplan.catalogue import columns
from festplan.columns import NotReadable, day
from festplan.complaints import Complaint, Severity
from festplan.inputs.cells import TABLE, key_and_value
from festplan.inputs.handwriting import choices, dates
from festplan.inputs.handwriting.spelling import About, tidy
from festplan.inputs.headings import column_of, headings_of
from festplan.inputs.layout import Line, RawTable
from festplan.inputs.names import Known, Named
from festplan.inputs.spelled import Speller
from festplan.texts import Text

NUMBERED = Text(
    en="{count} rows have no {column}; their names are taken, for example “{example}”.",
    de="{count} Zeilen haben keine {column}; ihre Namen gelten dafür, zum Beispiel „{example}“.",
)
GIVE_NUMBERS = Text(
    en="If a name may still change, write numbers that never do.",
    de="Wenn sich ein Name noch ändern kann, bitte Nummern schreiben, die sich nie ändern.",
)
#: The columns by which people call a row, the first one above all.
NAMES = ("name", "title", "short_name")
LONGEST_ID = 40


def speller_of(raw: Iterable[RawTable]) -> Speller:
    """The reader of cells that knows what the tables say of days and names."""
    by_name = {table.name: table for table in raw}
    language = _language(by_name.get("festival"))
    days = _days(by_name.get("days"), language)
    known = {name: _known(table) for name, table in by_name.items()}
    if "actors" not in by_name:
        # Whoever leads an event is an actor: “Kunst, Kultur & Sport” is one, not two.
        leads = _column(by_name.get("events"), "lead_actor")
        known["actors"] = Known(Named(tidy(lead), ()) for lead in dict.fromkeys(leads))
    return Speller(About(days, language), known)


def _language(settings: RawTable | None) -> str:
    if settings is None:
        return "de"
    key, value = key_and_value(settings)
    for line in settings.lines:
        column = column_of("festival", line.cells.get(key, ""))
        if column is not None and column.name == "language":
            try:
                return choices.code(line.cells.get(value, "") or "de", About()).cell or "de"
            except NotReadable:
                return "de"
    return "de"


def _days(table: RawTable | None, language: str) -> tuple[date, ...]:
    """The festival days; one that is written without its year is of the year of the others."""
    cells = [tidy(cell) for cell in _column(table, "date")]
    sure = _read_days(cells, About((), language))
    return _read_days(cells, About(sure, language)) if sure else ()


def _read_days(cells: Iterable[str], about: About) -> tuple[date, ...]:
    found = set()
    for cell in cells:
        try:
            found.add(day(dates.day(cell, about).cell))
        except NotReadable:
            continue
    return tuple(sorted(found))


def _column(table: RawTable | None, *names: str) -> list[str]:
    """The cells of a column that are not empty."""
    if table is None:
        return []
    headings = _headings(table, names)
    return [cell for line in table.lines for h in headings if (cell := line.cells.get(h, ""))]


def _headings(table: RawTable, names: Iterable[str]) -> list[str]:
    found = headings_of(table.name, table.headings)
    return [found[name] for name in names if name in found]


def _known(table: RawTable) -> Known:
    """The rows of a table by their id and by what people call them."""
    key = TABLE[table.name].key
    ids, names = _headings(table, (key,)), _headings(table, NAMES)
    if not key or not ids or table.name in ("festival", "days"):
        return Known(())
    return Known(
        Named(
            choices.name(id, About()).cell,
            tuple(tidy(cell) for h in names if (cell := line.cells.get(h, ""))),
        )
        for line in table.lines
        if (id := line.cells.get(ids[0], ""))
    )


# --- rows without a number ------------------------------------------------------------------


def numbered(table: RawTable, complaints: list[Complaint]) -> RawTable:
    """The table with an id in every row that has a name: made of the name where it is missing."""
    key = TABLE[table.name].key
    names = _headings(table, NAMES[:2])
    if not names or key in ("", "key", "date") or not columns()[table.name][key].required:
        return table
    heading = (_headings(table, (key,)) or [key])[0]
    taken = {tidy(line.cells.get(heading, "")).casefold() for line in table.lines}
    lines, made = [], list[str]()
    for line in table.lines:
        name = line.cells.get(names[0], "")
        if name and not line.cells.get(heading, ""):
            id = _id(name, taken)
            made.append(id)
            lines.append(_with(line, heading, id))
        else:
            lines.append(line)
    if made:
        complaints.append(_numbered(table, key, made))
    headings = tuple(dict.fromkeys([*table.headings, *([heading] if made else [])]))
    return replace(table, lines=tuple(lines), headings=headings)


def _with(line: Line, heading: str, cell: str) -> Line:
    return replace(line, cells={**line.cells, heading: cell})


def _id(name: str, taken: set[str]) -> str:
    """A short name made of a name, different from all others."""
    short = re.sub(r"[^\w]+", "-", tidy(name).casefold()).strip("-")[:LONGEST_ID].strip("-") or "x"
    number = 1
    while (id := short if number == 1 else f"{short}-{number}") in taken:
        number += 1
    taken.add(id)
    return id


def _numbered(table: RawTable, key: str, made: list[str]) -> Complaint:
    column = column_of(table.name, key)
    assert column is not None
    says = NUMBERED.with_facts(
        count=len(made), column=Text(column.name, column.de), example=made[0]
    )
    return Complaint(table.place(table.headed), says, GIVE_NUMBERS, Severity.QUESTION)
