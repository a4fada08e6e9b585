"""From lines of text to lines that are understood: every cell read by its column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from festplan.catalogue import ALL_TABLES, columns
from festplan.columns import Column, NotReadable
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.files import KEEP_ONE, Line, RawTable
from festplan.inputs.headings import column_of, near
from festplan.tables import TABLES, Table
from festplan.texts import Text

TABLE = {table.name: table for table in ALL_TABLES}


@dataclass(frozen=True)
class Understood:
    """A line whose cells are read: values and the text they were read from, by column."""

    table: str
    file: str
    number: int
    values: Mapping[str, object]
    texts: Mapping[str, str]
    headings: Mapping[str, str]  # by column, as this file writes them
    #: Settings stand one below the other: the row of each, by column.
    rows: Mapping[str, int] = field(default_factory=dict)

    def place(self, column: str = "") -> Place:
        cell = self.texts.get(column, "") if column else None
        row = self.rows.get(column, self.number)
        return Place(self.file, row, self.headings.get(column, column), cell)


UNKNOWN_COLUMN = Text(en="This column is not used.", de="Diese Spalte wird nicht gelesen.")
DID_YOU_MEAN = Text(en="Did you mean “{near}”?", de="Ist „{near}“ gemeint?")
NO_COLUMN = Text(
    en="The column “{column}” is missing: {help}", de="Die Spalte „{column}“ fehlt: {help}"
)
NO_TABLE = Text(en="The table “{table}” is missing.", de="Die Tabelle „{table}“ fehlt.")
NEW_LAYS_ONE = Text(
    en="“festplan new ANOTHER-FOLDER --empty” shows what it looks like.",
    de="„festplan new ANDERER-ORDNER --empty“ zeigt, wie sie aussieht.",
)
NO_LINES = Text(en="The table has no rows.", de="Die Tabelle hat keine Zeilen.")
EMPTY_CELL = Text(en="The cell is empty: {help}", de="Die Zelle ist leer: {help}")
FOR_EXAMPLE = Text(en="For example {example}.", de="Zum Beispiel {example}.")
ID_TWICE = Text(en="is already the name of row {row}.", de="heißt schon Zeile {row}.")
OTHER_ID = Text(en="Every row needs its own.", de="Jede Zeile braucht einen eigenen Namen.")
SETTING_TWICE = Text(
    en="This setting stands in row {row} already.",
    de="Diese Einstellung steht schon in Zeile {row}.",
)
NO_KEYS = Text(
    en="The settings stand in two columns, key and value; their headings are missing.",
    de="Die Einstellungen stehen in zwei Spalten, Schlüssel und Wert; diese Überschriften fehlen.",
)
UNKNOWN_KEY = Text(en="This setting is not used.", de="Diese Einstellung wird nicht gelesen.")


def understood(raw: Iterable[RawTable], complaints: list[Complaint]) -> dict[str, list[Understood]]:
    """The lines of every table; cells that cannot be read are complained about."""
    found = {table.name: table for table in raw}
    for table in TABLES:
        if table.required and table.name not in found:
            says = NO_TABLE.with_facts(table=f"{table.name}.csv")
            complaints.append(Complaint(Place(f"{table.name}.csv"), says, NEW_LAYS_ONE))
        elif table.required and not found[table.name].lines and found[table.name].readable:
            complaints.append(Complaint(Place(found[table.name].file), NO_LINES))
    return {
        name: _settings(table, complaints) if name == "festival" else lines_of(table, complaints)
        for name, table in found.items()
    }


def lines_of(raw: RawTable, complaints: list[Complaint]) -> list[Understood]:
    """The lines of one table that has its columns side by side."""
    used = dict(_used_columns(raw, complaints))
    missing = [
        column
        for name, column in columns()[raw.name].items()
        if column.required and name not in {c.name for c in used.values()}
    ]
    if raw.headings:
        complaints.extend(_missing(raw, missing))
    lines = [_line(raw, line, used, complaints) for line in raw.lines]
    complaints.extend(_twice(TABLE[raw.name], lines))
    return lines


def _used_columns(raw: RawTable, complaints: list[Complaint]) -> Iterator[tuple[str, Column[Any]]]:
    for heading in raw.headings:
        if (column := column_of(raw.name, heading)) is not None:
            yield heading, column
        elif heading and heading not in NOT_FOR_US.get(raw.name, ()):
            guess = near(heading, _names(raw.name))
            advice = DID_YOU_MEAN.with_facts(near=guess) if guess else Text("", "")
            place = Place(raw.file, 1, heading)
            complaints.append(Complaint(place, UNKNOWN_COLUMN, advice, Severity.HINT))


#: Remarks that people write for each other; they are kept and never complained about.
NOT_FOR_US = dict.fromkeys(TABLE, ("note", "comment", "Bemerkung", "Notiz", "Kommentar"))


def _names(table: str) -> Iterator[str]:
    for name, column in columns()[table].items():
        yield from (name, column.de)


def _missing(raw: RawTable, missing: Iterable[Column[Any]]) -> Iterator[Complaint]:
    for column in missing:
        says = NO_COLUMN.with_facts(column=column.name, help=column.help)
        yield Complaint(Place(raw.file, 1), says)


def _line(
    raw: RawTable, line: Line, used: Mapping[str, Column[Any]], complaints: list[Complaint]
) -> Understood:
    values: dict[str, object] = {}
    texts: dict[str, str] = {}
    for heading, column in used.items():
        cell = line.cells.get(heading, "")
        place = Place(raw.file, line.number, heading, cell)
        if cell:
            texts[column.name] = cell
            read_cell(column, cell, place, values, complaints)
        elif column.required:
            complaints.append(_empty(column, place))
    headings = {column.name: heading for heading, column in used.items()}
    return Understood(raw.name, raw.file, line.number, values, texts, headings)


def read_cell(
    column: Column[Any],
    cell: str,
    place: Place,
    values: dict[str, object],
    complaints: list[Complaint],
) -> None:
    try:
        values[column.name] = column.read(cell)
    except NotReadable as wrong:
        complaints.append(Complaint(place, wrong.says, wrong.advice))


def _empty(column: Column[Any], place: Place) -> Complaint:
    advice = FOR_EXAMPLE.with_facts(example=column.examples[0]) if column.examples else Text("", "")
    return Complaint(place, EMPTY_CELL.with_facts(help=column.help), advice)


def _twice(table: Table, lines: Iterable[Understood]) -> Iterator[Complaint]:
    first: dict[object, int] = {}
    for line in lines:
        # Two ids that differ in their case only would be one file, and one day twice one day.
        key = line.values.get(table.key)
        key = key.casefold() if isinstance(key, str) else key
        if key is not None and key in first:
            says = ID_TWICE.with_facts(row=first[key])
            yield Complaint(line.place(table.key), says, OTHER_ID)
        first.setdefault(key, line.number)


def _settings(raw: RawTable, complaints: list[Complaint]) -> list[Understood]:
    """The settings as one line: the table has a key and a value in each row."""
    key, value = _key_and_value(raw)
    if raw.headings and not {key, value} <= set(raw.headings):
        complaints.append(Complaint(Place(raw.file, 1), NO_KEYS))
        return []
    values: dict[str, object] = {}
    texts: dict[str, str] = {}
    rows: dict[str, int] = {}
    for line in raw.lines:
        name, cell = line.cells.get(key, ""), line.cells.get(value, "")
        column = column_of("festival", name)
        place = Place(raw.file, line.number, name, cell)
        if column is None:
            complaints.append(_unknown_setting(place, name))
        elif column.name in rows:
            says = SETTING_TWICE.with_facts(row=rows[column.name])
            complaints.append(Complaint(place, says, KEEP_ONE))
        elif cell:
            texts[column.name] = cell
            rows[column.name] = line.number
            read_cell(column, cell, place, values, complaints)
    return [Understood("festival", raw.file, 1, values, texts, {}, rows)]


def _key_and_value(raw: RawTable) -> tuple[str, str]:
    headings = {heading.casefold(): heading for heading in raw.headings}
    key = headings.get("key") or headings.get("schlüssel") or "key"
    value = headings.get("value") or headings.get("wert") or "value"
    return key, value


def _unknown_setting(place: Place, name: str) -> Complaint:
    guess = near(name, _names("festival"))
    advice = DID_YOU_MEAN.with_facts(near=guess) if guess else Text("", "")
    return Complaint(place, UNKNOWN_KEY, advice, Severity.HINT)
