"""A programme from a list: a row for every performance, under headings that people chose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from festplan.clashes import Dated, Performance, same
from festplan.columns import NotReadable, clock
from festplan.complaints import NO_ADVICE, Complaint, Place, Severity
from festplan.inputs.files import rows_of
from festplan.inputs.handwriting import dates, lengths, times, words
from festplan.inputs.handwriting.calendar_words import NO_YEAR, OTHER_WEEKDAY, weekday_called
from festplan.inputs.handwriting.spelling import NOTHING_KNOWN, About, Hand, Spelling, tidy
from festplan.inputs.headings import unit_of
from festplan.inputs.programmes.found import Found
from festplan.inputs.programmes.meanings import (
    bare,
    columns_of,
    known,
    remember,
    unknown_wishes,
    wishes_of,
)
from festplan.inputs.programmes.moments import ISO, about_offsets, moment
from festplan.inputs.sheets import Sheet, SheetRow, letters
from festplan.texts import Text
from festplan.times import DAY_BREAK, NOTHING, Clock, festival_day, midnight

#: Headings are looked for in so many rows; a title above them is never that long.
HEADINGS_WITHIN = 30
#: The day of a list without days: any Monday, for it is not shown.
SOME_MONDAY = date(2001, 1, 1)
EVENING, MORNING = timedelta(hours=18), timedelta(hours=6)
#: What stands where an end is open, and where nobody in particular is named.
OPEN_ENDS = {"open end", "openend", "ende offen", "bis zum ende"}
EVERYBODY = {"alle", "all", "everybody", "everyone", "diverse", "various", "verschiedene"}
CODE = re.compile(r"[^\W\d_]{1,6}[-_]?\d+")
#: Years in which every date falls on every weekday; the first one is a leap year.
SOME_YEARS = range(2000, 2028)

NO_HEADINGS = Text(
    en="No row of headings was found.", de="Eine Zeile mit Überschriften war nicht zu finden."
)
HEADINGS_ARE = Text(
    en="Write a first row such as: title, day, start, end, place, people. Or say which heading is "
    "what: --column title=Act --column start=Von.",
    de="Bitte eine erste Zeile schreiben wie: Titel, Tag, Beginn, Ende, Ort, Mitwirkende. Oder "
    "sagen, welche Überschrift was ist: --column title=Act --column start=Von.",
)
NO_START_COLUMN = Text(
    en="No heading says when something begins. The headings are: {headings}.",
    de="Keine Überschrift sagt, wann etwas beginnt. Die Überschriften sind: {headings}.",
)
SAY_COLUMN = Text(
    en="Say which it is: --column start=HEADING.", de="Bitte angeben: --column start=ÜBERSCHRIFT."
)
OTHER_SHEET = Text(en="The sheet is not read.", de="Das Blatt wird nicht gelesen.")
SAME_HEADINGS = Text(
    en="If it belongs to the programme, give it the same headings as the others.",
    de="Gehört es zum Programm, bitte dieselben Überschriften wie auf den anderen schreiben.",
)
NO_DAYS = Text(
    en="No day is written: everything is checked as if it were on one day.",
    de="Kein Tag steht da: Alles wird geprüft, als wäre es an einem Tag.",
)
LONGER = Text(
    en="The row has more cells than there are headings, and is not checked.",
    de="Die Zeile hat mehr Zellen, als es Überschriften gibt, und wird nicht geprüft.",
)
QUOTE = Text(
    en="Is a comma missing its quotation marks?",
    de="Fehlen um ein Komma die Anführungszeichen?",
)
IS_THIS_THE_DAY = Text(
    en="The column looks as if it held the days, but it is not read.",
    de="Die Spalte sieht nach den Tagen aus, wird aber nicht gelesen.",
)
SAY_DAY = Text(
    en="If it does: --column day={heading}.", de="Wenn das stimmt: --column day={heading}."
)
WITHOUT_YEAR = Text(
    en="No year is written: days are told apart by day and month.",
    de="Kein Jahr steht da: Die Tage werden nach Tag und Monat unterschieden.",
)
WEEKDAYS_ONLY = Text(
    en="Only weekdays are written: each is taken for one day, all in the same week.",
    de="Nur Wochentage stehen da: Jeder gilt als ein Tag, alle in derselben Woche.",
)
DAY_FROM_ABOVE = Text(
    en="No day is written: taken from above, “{day}”.",
    de="Kein Tag steht da: von oben übernommen, „{day}“.",
)
NO_DAY = Text(en="No day is written, and none above.", de="Kein Tag steht da, auch nicht darüber.")
NO_START = Text(
    en="No start is written: the row is not checked.",
    de="Kein Beginn steht da: Die Zeile wird nicht geprüft.",
)
NO_END = Text(
    en="Neither end nor length is written: only its beginning is checked.",
    de="Weder Ende noch Länge steht da: Nur der Beginn wird geprüft.",
)
BACKWARDS = Text(en="It ends before it begins.", de="Es endet vor seinem Beginn.")
WRITE_END = Text(
    en="After midnight, write 25:00 for one at night.",
    de="Nach Mitternacht bitte 25:00 für ein Uhr nachts schreiben.",
)
PAST_MIDNIGHT = Text(
    en="The end is taken for the night after the start.",
    de="Das Ende gilt für die Nacht nach dem Beginn.",
)
SMALL_HOURS = Text(
    en="The start is taken for the small hours of that date, not for the night after it.",
    de="Der Beginn gilt für den frühen Morgen dieses Datums, nicht für die Nacht danach.",
)
THE_NIGHT_AFTER = Text(
    en="The start is taken for the night at the end of the day.",
    de="Der Beginn gilt für die Nacht am Ende des Tages.",
)
WRITE_NIGHT = Text(
    en="Write 24:30 for half past midnight at the end of a day.",
    de="Bitte 24:30 schreiben, wenn halb eins in der Nacht nach dem Tag gemeint ist.",
)
TWO_LENGTHS = Text(
    en="It does not agree with the end, {end}: the end holds.",
    de="Sie passt nicht zum Ende, {end}: Das Ende gilt.",
)
NOT_SOMEBODY = Text(en="“{name}” is nobody in particular.", de="„{name}“ ist niemand Bestimmtes.")


def sheet_of(file: str, written: str, complaints: list[Complaint]) -> Sheet:
    """The rows of a text file with commas, semicolons, tabs or bars between its cells."""
    lines = [line for line in written.splitlines() if line.strip()][:HEADINGS_WITHIN]
    if lines and lines[0].startswith("sep="):
        written = written.replace(lines[0], "", 1)
    # The one that stands in most lines: a title above the list has none, a remark has commas.
    separator = max(
        ",;\t|", key=lambda each: (sum(each in line for line in lines), _all(each, lines))
    )
    return Sheet(file, tuple(rows_of(file, written, separator, complaints)))


def _all(separator: str, lines: Sequence[str]) -> int:
    return sum(line.count(separator) for line in lines)


def from_sheets(sheets: Sequence[Sheet], wished: Mapping[str, str], found: Found) -> None:
    """Put the performances of a list into what is found; ``wished`` is what headings mean."""
    wishes = wishes_of(sheets[0].file, wished, found.complaints)
    tops = {sheet.file: _top(sheet, wishes) for sheet in sheets}
    best = max(tops.values(), key=lambda top: len(known(top, wishes)))
    if best is None:
        found.complaints.append(Complaint(Place(sheets[0].file), NO_HEADINGS, HEADINGS_ARE))
        return
    # A workbook may have a sheet for every day, all with the same headings.
    alike = [sheet for sheet in sheets if known(tops[sheet.file], wishes) == known(best, wishes)]
    for sheet in sheets:
        if sheet not in alike:
            # With headings that could be a programme's, it may have been meant to be read.
            severity = Severity.QUESTION if tops[sheet.file] else Severity.HINT
            place = Place(sheet.file)
            found.complaints.append(Complaint(place, OTHER_SHEET, SAME_HEADINGS, severity))
    for sheet in alike:
        top = tops[sheet.file]
        assert top is not None
        _read_sheet(sheet, top, wishes, found)


def _top(sheet: Sheet, wishes: Mapping[str, str]) -> SheetRow | None:
    """The row of the headings: the first that has two known ones."""
    rows = sheet.rows[:HEADINGS_WITHIN]
    return next((row for row in rows if len(known(row, wishes)) >= 2), None)


def _read_sheet(sheet: Sheet, top: SheetRow, wishes: Mapping[str, str], found: Found) -> None:
    columns = columns_of(top, wishes)
    unknown_wishes(sheet, top, wishes, found.complaints)
    if not found.matching:
        remember(top, columns, found)
    if "start" not in columns:
        headings = tuple(tidy(cell) for cell in top.cells if cell.strip())
        says = NO_START_COLUMN.with_facts(headings=headings)
        found.complaints.append(Complaint(Place(sheet.file, top.number), says, SAY_COLUMN))
        return
    found.complaints += _overlooked(sheet, top, columns)
    rows = [_row(sheet, top, columns, row) for row in sheet.rows if row.number > top.number]
    found.performances += _List(sheet.file, rows, found.complaints).performances()


def _overlooked(
    sheet: Sheet, top: SheetRow, columns: Mapping[str, list[int]]
) -> Iterator[Complaint]:
    """Where no column has the days: one that looks as if it had them, under another heading."""
    read = {number for numbers in columns.values() for number in numbers}
    below = [row.cells for row in sheet.rows if row.number > top.number]
    for number, heading in enumerate(top.cells if "day" not in columns else ()):
        cells = [cells[number] for cells in below if number < len(cells) and cells[number].strip()]
        if number not in read and 2 * sum(map(_names_a_day, cells)) > len(cells):
            advice = SAY_DAY.with_facts(heading=tidy(heading))
            place = Place(sheet.file, top.number, tidy(heading))
            yield Complaint(place, IS_THIS_THE_DAY, advice, Severity.QUESTION)


# --- rows ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row of a list: its cells by what they mean, and where they stand."""

    file: str
    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]
    addresses: Mapping[str, str]
    #: Everything that is written in the row, whatever it means.
    written: tuple[str, ...]
    people: tuple[str, ...]
    #: Whether something stands beside the table, so that its cells may be displaced.
    longer: bool

    def place(self, name: str = "") -> Place:
        """The row, or one of its cells."""
        if name not in self.headings:
            return Place(self.file, self.number)
        cell = self.cells[name] or None
        return Place(self.file, self.number, self.headings[name], cell, self.addresses[name])


def _row(sheet: Sheet, top: SheetRow, columns: Mapping[str, list[int]], row: SheetRow) -> Row:
    def cell(number: int) -> str:
        return row.cells[number].strip() if number < len(row.cells) else ""

    firsts = {name: numbers[0] for name, numbers in columns.items()}
    return Row(
        sheet.file,
        row.number,
        {name: cell(number) for name, number in firsts.items()},
        {name: tidy(top.cells[number]) for name, number in firsts.items()},
        {n: f"{letters(c)}{row.number}" if sheet.lettered else "" for n, c in firsts.items()},
        tuple(tidy(each) for each in row.cells if each.strip()),
        tuple(cell(number) for number in columns.get("people", ())),
        # In a workbook nothing is displaced: there, notes stand beside the table.
        not sheet.lettered and any(map(str.strip, row.cells[len(top.cells) :])),
    )


class _NotChecked(Exception):
    """A row that cannot be checked; it has been told why."""


class _List:
    """The rows of one list while they are read: what one says may hold for the next."""

    def __init__(self, file: str, rows: Sequence[Row], complaints: list[Complaint]) -> None:
        self.file = file
        self.rows = rows
        self.complaints = complaints
        self.offsets: set[str] = set()
        self.spelled: dict[tuple[Hand, str, str], Spelling | NotReadable] = {}
        self.named = tuple(dict.fromkeys(self._named_days()))
        self.dated = self._dated()
        self.about = About(days=self._days())
        self.above: date | None = None
        self.said = ""

    def performances(self) -> Iterator[Performance]:
        for row in self.rows:
            try:
                if not self._is_a_day(row):
                    yield self._performance(row)
            except _NotChecked:
                continue
        self.complaints += about_offsets(Place(self.file), self.offsets)

    def _performance(self, row: Row) -> Performance:
        if row.longer:
            raise self._wrong(row.place(), LONGER, QUOTE)
        start, until = self._start(row)
        end = self._end(row, start, until)
        place = tidy(row.cells.get("place", ""))
        people = tuple(self._people(row))
        return Performance(_title(row), start, end, place, people, row.place(), self.dated)

    # --- days ---------------------------------------------------------------------------------

    def _dated(self) -> Dated:
        """How the list names its days; said where that is less than a date."""
        if not self.named:
            self._say(Place(self.file), NO_DAYS, severity=Severity.HINT)
            return Dated.NOT_AT_ALL
        if all(_weekday(cell) is not None for cell in self.named):
            self._say(Place(self.file), WEEKDAYS_ONLY, severity=Severity.QUESTION)
            return Dated.BY_WEEKDAY
        whole = any(_date(cell, NOTHING_KNOWN) or ISO.fullmatch(cell) for cell in self.named)
        if whole or not any(_refusal(cell) == NO_YEAR.en for cell in self.named):
            return Dated.FULLY
        self._say(Place(self.file), WITHOUT_YEAR, severity=Severity.QUESTION)
        return Dated.WITHOUT_YEAR

    def _named_days(self) -> Iterator[str]:
        """Everything in the list that says a day."""
        for row in self.rows:
            own, _ = _parted(row.cells.get("start", ""))
            yield from filter(None, (row.cells.get("day", ""), own))
            if len(row.written) == 1 and _names_a_day(row.written[0]):
                yield row.written[0]

    def _days(self) -> tuple[date, ...]:
        """The days that explain the others: those with their whole dates, or a year that fits."""
        if self.dated is Dated.FULLY:
            found = (_date(cell, NOTHING_KNOWN) for cell in self.named)
            return tuple(sorted({day for day in found if day is not None}))
        if self.dated is Dated.WITHOUT_YEAR:
            return (self._year_of_weekdays(),)
        return ()

    def _year_of_weekdays(self) -> date:
        """The first day of a year in which “Sa 28.8.” is a Saturday, if there is one."""

        def readable(first: date) -> int:
            return sum(_date(cell, About(days=(first,))) is not None for cell in self.named)

        return max((date(year, 1, 1) for year in SOME_YEARS), key=readable)

    def _is_a_day(self, row: Row) -> bool:
        """Whether the row only says on which day the following ones are."""
        if len(row.written) > 1:
            return False
        cell = row.written[0]
        if not _names_a_day(cell):
            return False
        self._new_day(cell, row, "day")
        return True

    def _new_day(self, cell: str, row: Row, name: str) -> date:
        """The day that a cell names, which the rows below may leave out."""
        # If it cannot be read, the rows below are not on the day before.
        self.above = None
        self.above, self.said = self._on(cell, row, name), cell
        return self.above

    def _day(self, row: Row) -> date:
        if self.dated is Dated.NOT_AT_ALL:
            return SOME_MONDAY
        if cell := row.cells.get("day", ""):
            return self._new_day(cell, row, "day")
        if self.above is None:
            raise self._wrong(row.place("day"), NO_DAY)
        says = DAY_FROM_ABOVE.with_facts(day=self.said)
        self._say(row.place("day"), says, severity=Severity.QUESTION)
        return self.above

    def _on(self, cell: str, row: Row, name: str) -> date:
        """The day that a cell names."""
        if self.dated is Dated.BY_WEEKDAY:
            return SOME_MONDAY + timedelta(days=_weekday(cell) or 0)
        written = self._moment(cell, row, name)
        if written is not None:
            return written.date()
        return date.fromisoformat(self._spell(row, name, cell, dates.day))

    # --- times --------------------------------------------------------------------------------

    def _start(self, row: Row) -> tuple[datetime, str]:
        """When it begins; and when it ends, where the same cell says so."""
        cell = row.cells.get("start", "")
        if not cell or words.is_open(cell) or words.is_unsure(cell):
            if _names_a_day(row.cells.get("day", "")):
                self._day(row)
            self._say(row.place("start"), NO_START, severity=Severity.HINT)
            raise _NotChecked
        written = self._moment(cell, row, "start")
        if written is not None:
            self.above, self.said = written.date(), cell
            return written, ""
        own, time = _parted(cell)
        day = self._new_day(own, row, "start") if own else self._day(row)
        begins, until = self._clocks(row, time)
        return self._begin(row, begins, day), until

    def _clocks(self, row: Row, time: str) -> tuple[Clock, str]:
        if not times.is_range(time):
            return clock(self._spell(row, "start", time, times.clock, self._hour(True))), ""
        try:
            start, end, assumes = times.clock_range(time, self._hour(True))
        except NotReadable as wrong:
            raise self._wrong(row.place("start"), wrong.says, wrong.advice) from None
        if assumes is not None:
            self._say(row.place("start"), assumes, severity=Severity.QUESTION)
        return clock(start), end

    def _hour(self, begins: bool) -> About:
        return About(days=self.about.days, begins=begins)

    def _begin(self, row: Row, begins: Clock, day: date) -> datetime:
        if begins.since_midnight < DAY_BREAK:
            # One day has one night: its end.  Of several days, a date means what it says.
            one_day = self.dated is Dated.NOT_AT_ALL
            says = THE_NIGHT_AFTER if one_day else SMALL_HOURS
            place = row.place("start")
            self._say(place, says, WRITE_NIGHT, Severity.QUESTION)
            day += timedelta(days=one_day)
        return begins.on(day)

    def _end(self, row: Row, start: datetime, until: str) -> datetime | None:
        """When it ends: by the column of ends, by the range, or by its length."""
        end = self._written_end(row, start)
        if end is None and until:
            end = self._after(row, "start", start, clock(until))
        length = self._length(row)
        if end is None and length:
            return start + length
        if end is None or end == start:
            self._say(row.place(), NO_END, severity=Severity.HINT)
            return None
        if end < start:
            raise self._wrong(row.place("end"), BACKWARDS, WRITE_END)
        if length and start + length != end:
            says = TWO_LENGTHS.with_facts(end=Clock(end - midnight(start.date())))
            self._say(row.place("length"), says, severity=Severity.QUESTION)
        return end

    def _written_end(self, row: Row, start: datetime) -> datetime | None:
        cell = row.cells.get("end", "")
        if not cell or words.is_open(cell) or words.is_unsure(cell) or same(cell) in OPEN_ENDS:
            return None
        written = self._moment(cell, row, "end")
        if written is not None:
            return written
        own, time = _parted(cell)
        ends = clock(self._spell(row, "end", time, times.clock, self._hour(False)))
        return ends.on(self._on(own, row, "end")) if own else self._after(row, "end", start, ends)

    def _after(self, row: Row, name: str, start: datetime, ends: Clock) -> datetime:
        """The time of an end that names no day: the first one after the start."""
        for day in (festival_day(start), start.date()):
            if ends.on(day) >= start:
                return ends.on(day)
        if start - midnight(start.date()) < EVENING or ends.since_midnight > MORNING:
            raise self._wrong(row.place(name), BACKWARDS, WRITE_END)
        self._say(row.place(name), PAST_MIDNIGHT, WRITE_END, Severity.QUESTION)
        return ends.on(start.date() + timedelta(days=1))

    def _length(self, row: Row) -> timedelta:
        if not (cell := row.cells.get("length", "")):
            return NOTHING
        heading = row.headings["length"]
        unit = unit_of(heading) or ("min" if bare(heading).startswith("min") else "")
        minutes = self._spell(row, "length", cell, lengths.length, About(unit=unit))
        return timedelta(minutes=int(minutes or 0))

    def _moment(self, cell: str, row: Row, name: str) -> datetime | None:
        """A cell that machines wrote, with date and time; None where it is something else."""
        try:
            written = moment(cell)
        except NotReadable as wrong:
            raise self._wrong(row.place(name), wrong.says, wrong.advice) from None
        if written is None:
            return None
        self.offsets.add(written.offset)
        return written.shown

    # --- people -------------------------------------------------------------------------------

    def _people(self, row: Row) -> Iterator[str]:
        for name in dict.fromkeys(name for cell in row.people for name in people_of(cell)):
            if same(name) in EVERYBODY or words.is_open(name) or words.is_unsure(name):
                says = NOT_SOMEBODY.with_facts(name=name)
                self._say(row.place(), says, severity=Severity.HINT)
            else:
                yield name

    # --- complaints ---------------------------------------------------------------------------

    def _spell(self, row: Row, name: str, cell: str, hand: Hand, about: About | None = None) -> str:
        """A cell in our spelling; what was assumed is asked, what is unreadable told."""
        spelled = self._spelled(name, cell, hand, about or self.about)
        if isinstance(spelled, NotReadable):
            raise self._wrong(row.place(name), spelled.says, spelled.advice)
        # That no year is written was said of the whole list.
        told = hand is dates.day and self.dated is Dated.WITHOUT_YEAR
        if spelled.assumes is not None and not told:
            self._say(row.place(name), spelled.assumes, severity=Severity.QUESTION)
        if not spelled.cell and name != "length":
            self._say(row.place(name), NO_START, severity=Severity.HINT)
            raise _NotChecked
        return spelled.cell

    def _spelled(self, name: str, cell: str, hand: Hand, about: About) -> Spelling | NotReadable:
        # Read once: the same few cells stand in many rows.
        key = (hand, name, cell)
        if key not in self.spelled:
            try:
                self.spelled[key] = hand(cell, about)
            except NotReadable as wrong:
                self.spelled[key] = wrong
        return self.spelled[key]

    def _say(
        self, place: Place, says: Text, advice: Text = NO_ADVICE,
        severity: Severity = Severity.ERROR,
    ) -> None:  # fmt: skip
        self.complaints.append(Complaint(place, says, advice, severity))

    def _wrong(self, place: Place, says: Text, advice: Text = NO_ADVICE) -> _NotChecked:
        self._say(place, says, advice)
        return _NotChecked()


def _title(row: Row) -> str:
    return tidy(row.cells.get("title", "") or row.cells.get("id", ""))


@lru_cache(maxsize=10_000)
def _parted(cell: str) -> tuple[str, str]:
    """A cell such as “Sa 14–16 Uhr” or “28.8.2027, 14:30” as its day and its time."""
    written = tidy(cell)
    if ISO.fullmatch(written):
        return written, ""
    for gap in re.finditer("[ ,]+", written):
        day, time = written[: gap.start()], written[gap.end() :]
        if _names_a_day(day) and _is_a_time(time):
            return day, time
    return "", cell


def _is_a_time(cell: str) -> bool:
    try:
        return times.is_range(cell) or bool(times.clock(cell, NOTHING_KNOWN).cell)
    except NotReadable:
        return False


def _names_a_day(cell: str) -> bool:
    """Whether a cell is a day; a number alone is none, though a spreadsheet may count days."""
    if not re.search(r"[^\W\d]|\d\D+\d", cell):
        return False
    named = _weekday(cell) is not None or _date(cell, NOTHING_KNOWN) is not None
    return named or _refusal(cell) in (NO_YEAR.en, OTHER_WEEKDAY.en)


def _weekday(cell: str) -> int | None:
    try:
        return weekday_called(words.plainly(cell).strip(" .,:"), "de")
    except NotReadable:
        return None


def _date(cell: str, about: About) -> date | None:
    """The date in a cell; None where it is no date."""
    try:
        return date.fromisoformat(dates.day(cell, about).cell)
    except (NotReadable, ValueError):
        return None


def _refusal(cell: str) -> str:
    """Why a cell is no date; nothing where it is one."""
    try:
        dates.day(cell, NOTHING_KNOWN)
    except NotReadable as wrong:
        return wrong.says.en
    return ""


def people_of(cell: str) -> list[str]:
    """The names in a cell: “Chor; Kita & Schule”, “p001 p002”."""
    codes = cell.split()
    if all(CODE.fullmatch(code) for code in codes):
        return codes
    # Between semicolons, a comma belongs to a name: “Berg, Ada; Tal, Ida”.
    separators = r"[;\n]" if re.search(r"[;\n]", cell) else r","
    # “Kinder- und Jugendbüro” is one.
    names = re.split(rf"{separators}|/|(?<!-) (?:&|und|and) ", cell)
    return [tidy(name) for name in names if name.strip()]
