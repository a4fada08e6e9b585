"""From lines of text to lines that are understood: every cell spelled as we do, then read.

What a cell says of other columns of its row (“10-12 Uhr” is a start and an end) is put there;
what is missing and can be known (a number, a length) is found; what was assumed is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from festplan.catalogue import ALL_TABLES, columns
from festplan.columns import Column, NotReadable, clock, days, minutes_long
from festplan.complaints import NO_ADVICE, Complaint, Place, Severity
from festplan.inputs.handwriting import times
from festplan.inputs.headings import (
    SETTING_KEYS,
    SETTING_VALUES,
    column_of,
    headings_of,
    is_remark,
    near,
    plain,
)
from festplan.inputs.layout import KEEP_ONE, Line, RawTable, placed
from festplan.inputs.spelled import Speller
from festplan.tables import TABLES, Table
from festplan.texts import Text
from festplan.times import minutes

TABLE = {table.name: table for table in ALL_TABLES}


@dataclass(frozen=True)
class Understood:
    """A line whose cells are read."""

    table: str
    file: str
    number: int
    values: Mapping[str, object]  # by column
    texts: Mapping[str, str]  # the same in our spelling
    headings: Mapping[str, str]  # by column, as this file writes them
    #: Settings stand one below the other: the row of each, by column.
    rows: Mapping[str, int] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)  # by column, as somebody wrote it
    kept: Mapping[str, str] = field(default_factory=dict)  # remarks and unknown columns, by heading
    letters: Mapping[str, str] = field(default_factory=dict)  # by heading, in a workbook

    @property
    def cells(self) -> Mapping[str, object]:
        """The values, for columns to read: ``tables.NAME.of(line)``."""
        return self.values

    def place(self, column: str = "") -> Place:
        heading = self.headings.get(column, column)
        cell = self.typed.get(column, self.texts.get(column, "")) if column else None
        row = self.rows.get(column, self.number)
        return placed(self.file, row, heading, cell, self.letters)

    def kept_place(self, heading: str) -> Place:
        """Where a remark of this line stands."""
        return placed(self.file, self.number, heading, self.kept.get(heading, ""), self.letters)


UNKNOWN_COLUMN = Text(en="This column is not used.", de="Diese Spalte wird nicht gelesen.")
SAME_COLUMN = Text(
    en="This column means the same as “{other}” and is not read.",
    de="Diese Spalte bedeutet dasselbe wie „{other}“ und wird nicht gelesen.",
)
DID_YOU_MEAN = Text(en="Did you mean “{near}”?", de="Ist „{near}“ gemeint?")
NO_COLUMN = Text(
    en="The column “{column}” is missing: {help}", de="Die Spalte „{column}“ fehlt: {help}"
)
NO_HEADINGS = Text(
    en="No heading of the table {table} stands here, so nothing of it can be read.",
    de="Hier steht keine Überschrift der Tabelle {table}, also ist nichts davon zu lesen.",
)
TABLES_SAY = Text(
    en="The first row names the columns; “festplan tables” lists them.",
    de="Die erste Zeile nennt die Spalten; „festplan tables“ zählt sie auf.",
)
CALL_IT = Text(
    en="If one of these is it, call it “{column}”: {headings}.",
    de="Ist es eine von diesen, bitte „{column}“ nennen: {headings}.",
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
FROM_ABOVE = Text(
    en="is taken from the merged cell above.",
    de="ist aus der verbundenen Zelle darüber übernommen.",
)
CONTRADICTS = Text(
    en="says {this}, but the column “{column}” says {that}.",
    de="sagt {this}, aber die Spalte „{column}“ sagt {that}.",
)
LENGTH_FROM = Text(
    en="gives the length, too: {minutes} minutes.", de="gibt auch die Dauer an: {minutes} Minuten."
)
EITHER_DAY = Text(
    en="is read as one of these days; if it takes place on each, write the number of sessions.",
    de="wird als einer dieser Tage gelesen; findet es an jedem statt, bitte die Zahl der Termine "
    "schreiben.",
)
BOTH_DAYS = re.compile(r"[+&]|\b(und|and|u\.|sowie)(?=\s)", re.IGNORECASE)
TOO_SHORT = Text(
    en="is only {between} minutes, but the event lasts {length}.",
    de="sind nur {between} Minuten, die Veranstaltung dauert aber {length}.",
)
WITHIN = Text(
    en="is longer than the event ({length}); it may begin from {start} and ends by {end}.",
    de="ist länger als die Veranstaltung ({length}); sie kann ab {start} beginnen und endet bis "
    "{end}.",
)
MEND_ONE = Text(en="Mend one of the two.", de="Bitte eines von beiden ändern.")


def understood(
    raw: Iterable[RawTable], speller: Speller, complaints: list[Complaint]
) -> dict[str, list[Understood]]:
    """The lines of every table; cells that cannot be read are complained about."""
    found = {table.name: table for table in raw}
    for table in TABLES:
        if table.required and table.name not in found:
            says = NO_TABLE.with_facts(table=f"{table.name}.csv")
            complaints.append(Complaint(Place(f"{table.name}.csv"), says, NEW_LAYS_ONE))
        elif table.required and not found[table.name].lines and found[table.name].readable:
            complaints.append(Complaint(Place(found[table.name].file), NO_LINES))
    return {
        name: _settings(table, speller, complaints)
        if name == "festival"
        else lines_of(table, speller, complaints)
        for name, table in found.items()
    }


def lines_of(raw: RawTable, speller: Speller, complaints: list[Complaint]) -> list[Understood]:
    """The lines of one table that has its columns side by side."""
    if raw.headings and not headings_of(raw.name, raw.headings):
        says = NO_HEADINGS.with_facts(table=Text(raw.name, TABLE[raw.name].de))
        complaints.append(Complaint(Place(raw.file, raw.headed), says, TABLES_SAY))
        return []
    used = _used_columns(raw, complaints)
    lines = [_LineReader(raw, line, used, speller, complaints).read() for line in raw.lines]
    if raw.headings:
        complaints.extend(_missing(raw, used, lines))
    complaints.extend(_twice(TABLE[raw.name], lines))
    return lines


def _used_columns(raw: RawTable, complaints: list[Complaint]) -> dict[str, Column[Any]]:
    """The column that each heading means; headings that mean none are said."""
    called = headings_of(raw.name, raw.headings)
    for heading in filter(None, raw.headings):
        column = column_of(raw.name, heading)
        place = raw.place(raw.headed, heading)
        if column is not None and called[column.name] != heading:
            says = SAME_COLUMN.with_facts(other=called[column.name])
            complaints.append(Complaint(place, says, severity=Severity.QUESTION))
        elif column is None and not is_remark(heading):
            guess = near(heading, _names(raw.name))
            advice = DID_YOU_MEAN.with_facts(near=guess) if guess else NO_ADVICE
            # A column of hours that is not read may move events by hours.
            hours = any(times.is_range(line.cells.get(heading, "")) for line in raw.lines)
            severity = Severity.QUESTION if hours else Severity.HINT
            complaints.append(Complaint(place, UNKNOWN_COLUMN, advice, severity))
    known = columns()[raw.name]
    by_heading = {heading: known[name] for name, heading in called.items()}
    return {heading: by_heading[heading] for heading in raw.headings if heading in by_heading}


def _names(table: str) -> Iterator[str]:
    for name, column in columns()[table].items():
        yield from (name, column.de)


def _missing(
    raw: RawTable, used: Mapping[str, Column[Any]], lines: Iterable[Understood]
) -> Iterator[Complaint]:
    """Columns that must be there: once where no row has it, else row by row."""
    lines = list(lines)
    headed = {column.name for column in used.values()}
    for name, column in columns()[raw.name].items():
        lacking = [line for line in lines if name not in line.texts and not line.typed.get(name)]
        if not column.required or (headed >= {name} and not lacking):
            continue
        if name not in headed and len(lacking) == len(lines):
            named = Text(column.name, column.de)
            says = NO_COLUMN.with_facts(column=named, help=column.help)
            unread = [h for h in raw.headings if h and h not in used and not is_remark(h)]
            advice = CALL_IT.with_facts(column=named, headings=tuple(unread)) if unread else None
            yield Complaint(Place(raw.file, raw.headed), says, advice or NO_ADVICE)
        else:
            yield from (_empty(column, line.place(name)) for line in lacking)


class _LineReader:
    """One line while it is read: its cells, and what they say of each other."""

    def __init__(
        self,
        raw: RawTable,
        line: Line,
        used: Mapping[str, Column[Any]],
        speller: Speller,
        complaints: list[Complaint],
    ) -> None:
        self.raw = raw
        self.line = line
        self.used = used
        self.speller = speller
        self.complaints = complaints
        self.headings = {column.name: heading for heading, column in used.items()}
        self.typed: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.values: dict[str, object] = {}
        self.asked: set[Place] = set()

    def read(self) -> Understood:
        spread: list[tuple[Place, str, str]] = []
        for heading, column in self.used.items():
            if cell := self.line.cells.get(heading, ""):
                spread += self._cell(heading, column, cell)
        if self._spread(spread):
            self._length(place for place, name, _ in spread if name == "latest_end")
        self._either_day()
        for name, text in self.texts.items():
            self._value(name, text)
        # A column that means the same as another one is not read; two of a name would be one.
        kept = {
            h: c for h, c in self.line.cells.items() if c and column_of(self.raw.name, h) is None
        }
        return Understood(
            self.raw.name, self.raw.file, self.line.number, self.values,
            self.texts,
            self.headings, typed=self.typed, kept=kept, letters=self.line.letters,
        )  # fmt: skip

    def _cell(
        self, heading: str, column: Column[Any], cell: str
    ) -> Iterable[tuple[Place, str, str]]:
        """Spell one cell; what it says of other columns comes back."""
        place = self._place(heading, cell)
        self.typed[column.name] = cell
        if heading in self.line.from_above:
            self.complaints.append(Complaint(place, FROM_ABOVE, severity=Severity.QUESTION))
        try:
            spelling = self.speller.spelled(column, heading, cell)
        except NotReadable as wrong:
            self.complaints.append(Complaint(place, wrong.says, wrong.advice))
            return ()
        if spelling.assumes is not None:
            self.complaints.append(Complaint(place, spelling.assumes, severity=Severity.QUESTION))
            self.asked.add(place)
        if not spelling.cell and not spelling.others:
            del self.typed[column.name]  # “egal” is an empty cell
        if spelling.cell and (column.table, column.name) != ("events", "when"):
            self.texts[column.name] = spelling.cell
        return [(place, name, text) for name, text in spelling.others.items()]

    def _place(self, heading: str, cell: str) -> Place:
        return placed(self.raw.file, self.line.number, heading, cell, self.line.letters)

    def _spread(self, spread: Iterable[tuple[Place, str, str]]) -> bool:
        """Put what a cell says of other columns there; False where they say something else."""
        agrees = True
        for place, name, text in spread:
            other = self.texts.get(name)
            if other is not None and name == "days" and _is_among(text, other):
                self.texts[name] = text  # “Sa 28.8.” says more than “Sa”
            elif other is not None and other != text:
                facts = {"this": text, "that": other, "column": self.headings.get(name, name)}
                says = CONTRADICTS.with_facts(**facts)
                self.complaints.append(Complaint(place, says, MEND_ONE))
                agrees = False
            elif other is None:
                self.texts[name] = text
                self._came_from(place, name)
        return agrees

    def _came_from(self, place: Place, name: str) -> None:
        """Complaints about a column that another cell has filled are about that cell."""
        if name not in self.typed:
            self.typed[name], self.headings[name] = place.cell or "", place.column

    def _length(self, said: Iterable[Place]) -> None:
        """What “14-16 Uhr” says of the length: all of it, or the hours within which it lies."""
        start, end = self.texts.get("earliest_start"), self.texts.get("latest_end")
        place = next(iter(said), None)
        if place is None or start is None or end is None or self.raw.name != "events":
            return
        between = minutes(clock(end).since_midnight - clock(start).since_midnight)
        length = self.texts.get("duration_min")
        if length is None and "duration_min" not in self.typed and between > 0:
            self.texts["duration_min"] = str(between)
            self._came_from(place, "duration_min")
            self._ask(place, LENGTH_FROM, minutes=between)
        elif length is not None and minutes_long(length) > timedelta(minutes=between):
            says = TOO_SHORT.with_facts(length=minutes_long(length), between=between)
            self.complaints.append(Complaint(place, says, MEND_ONE))
        elif length is not None and minutes_long(length) < timedelta(minutes=between):
            if place in self.asked:
                return  # “nachmittags” is asked about already
            self._ask(place, WITHIN, length=minutes_long(length), start=start, end=end)

    def _either_day(self) -> None:
        """“Sa und So” may be both days; without a number of sessions it is one of them."""
        cell, named = self.typed.get("days", ""), self.texts.get("days", "")
        once = self.raw.name == "events" and self.texts.get("sessions", "1") == "1"
        if once and ";" in named and BOTH_DAYS.search(cell):
            self._ask(self._place(self.headings["days"], cell), EITHER_DAY)

    def _ask(self, place: Place, says: Text, **facts: object) -> None:
        says = says.with_facts(**facts)
        self.complaints.append(Complaint(place, says, severity=Severity.QUESTION))

    def _value(self, name: str, text: str) -> None:
        column = columns()[self.raw.name][name]
        try:
            self.values[name] = column.read(text)
        except NotReadable as wrong:
            place = self._place(self.headings.get(name, name), self.typed.get(name, text))
            self.complaints.append(Complaint(place, wrong.says, wrong.advice))


def _is_among(dates: str, others: str) -> bool:
    """Whether dates lie on some other days: 2027-08-28 is a “Sa”."""
    these = days(dates)
    return bool(these.dates) and not these.weekdays and all(d in days(others) for d in these.dates)


def _empty(column: Column[Any], place: Place) -> Complaint:
    advice = FOR_EXAMPLE.with_facts(example=column.examples[0]) if column.examples else NO_ADVICE
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


# --- settings -------------------------------------------------------------------------------


def _settings(raw: RawTable, speller: Speller, complaints: list[Complaint]) -> list[Understood]:
    """The settings as one line: the table has a key and a value in each row."""
    key, value = key_and_value(raw)
    if raw.headings and not {key, value} <= set(raw.headings):
        complaints.append(Complaint(Place(raw.file, raw.headed), NO_KEYS))
        return []
    values: dict[str, object] = {}
    texts: dict[str, str] = {}
    typed: dict[str, str] = {}
    rows: dict[str, int] = {}
    kept: dict[str, str] = {}
    letters = {name: raw.letters[value] for name in _keys(raw, key) if value in raw.letters}
    for line in raw.lines:
        name, cell = line.cells.get(key, ""), line.cells.get(value, "")
        column = column_of("festival", name)
        address = f"{letters[name]}{line.number}" if name in letters else ""
        place = Place(raw.file, line.number, name, cell, address)
        if column is None:
            complaints.append(_unknown_setting(place, name))
            kept[name] = cell
        elif column.name in rows:
            says = SETTING_TWICE.with_facts(row=rows[column.name])
            complaints.append(Complaint(place, says, KEEP_ONE))
        elif cell:
            typed[column.name], rows[column.name] = cell, line.number
            if value in line.from_above:
                complaints.append(Complaint(place, FROM_ABOVE, severity=Severity.QUESTION))
            _setting(column, cell, place, speller, texts, values, complaints)
    headings = {column.name: n for n in _keys(raw, key) if (column := column_of("festival", n))}
    return [
        Understood("festival", raw.file, 1, values, texts, headings, rows, typed, kept, letters)
    ]


def _setting(
    column: Column[Any],
    cell: str,
    place: Place,
    speller: Speller,
    texts: dict[str, str],
    values: dict[str, object],
    complaints: list[Complaint],
) -> None:
    try:
        spelling = speller.spelled(column, "", cell)
        if spelling.assumes is not None:
            complaints.append(Complaint(place, spelling.assumes, severity=Severity.QUESTION))
        if spelling.cell:
            texts[column.name] = spelling.cell
            values[column.name] = column.read(spelling.cell)
    except NotReadable as wrong:
        complaints.append(Complaint(place, wrong.says, wrong.advice))


def _keys(raw: RawTable, key: str) -> list[str]:
    return [name for line in raw.lines if (name := line.cells.get(key, ""))]


def key_and_value(raw: RawTable) -> tuple[str, str]:
    """The headings of the two columns in which settings stand."""
    headings = {plain(heading): heading for heading in raw.headings}
    return _first(headings, SETTING_KEYS), _first(headings, SETTING_VALUES)


def _first(headings: Mapping[str, str], names: Iterable[str]) -> str:
    names = list(names)
    return next((headings[plain(n)] for n in names if plain(n) in headings), names[0])


def _unknown_setting(place: Place, name: str) -> Complaint:
    guess = near(name, _names("festival"))
    advice = DID_YOU_MEAN.with_facts(near=guess) if guess else NO_ADVICE
    return Complaint(place, UNKNOWN_KEY, advice, Severity.HINT)
