"""A festival as one workbook to write in: a tab for every table, made to be filled by people.

A day is kept as a date, a start as a time and an amount as a number, so that a spreadsheet sorts
and shows them as its readers are used to.  All else is text and stays text: nothing that anybody
types can become a formula or a link.  Every heading carries a note that says what it means.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from festplan.catalogue import columns
from festplan.columns import (
    Column,
    NotReadable,
    OneOf,
    SomeOf,
    UpTo,
    at_least_one,
    cents,
    clock,
    counted,
    day,
    days,
    decimal,
    grid_minutes,
    language_codes,
    minutes_long,
    noise_level,
    signed_minutes,
    small_words,
    some_minutes,
    text,
    thousandths,
    whole,
    words,
    yes_or_no,
)
from festplan.publish.handbook import EMPTY_MEANS, EXAMPLES_ARE, ID_OF, default_in_words
from festplan.rules.people_hours import hours
from festplan.tables import READ_ME_TAB, TABLES, Table
from festplan.texts import Text, translations

Rows = Sequence[Mapping[str, str]]

#: The first tab speaks to people; whoever reads the workbook passes over it.

TITLE = Text(en="How to begin", de="So geht es los")
READ_ME = (
    Text(
        en="Three tabs are enough for a festival: {days}, {venues} and {events}. They are the "
        "green ones.",
        de="Drei Blätter genügen für ein Fest: {days}, {venues} und {events}. Es sind die grünen.",
    ),
    Text(
        en="All other tabs may stay empty, or be deleted.",
        de="Alle anderen Blätter dürfen leer bleiben oder gelöscht werden.",
    ),
    Text(
        en="Under a dark heading every row needs an entry; under a light one it may stay empty.",
        de="Unter einer dunklen Überschrift braucht jede Zeile einen Eintrag; unter einer hellen "
        "darf die Zelle leer bleiben.",
    ),
    Text(
        en="Rest the mouse on a heading: a note says what it means, what an empty cell means, and "
        "gives an example.",
        de="Mit der Maus auf eine Überschrift zeigen: Eine Notiz sagt, was sie meint und was eine "
        "leere Zelle bedeutet, und nennt ein Beispiel.",
    ),
    Text(
        en="Many cells offer a list: click on the cell, then on the arrow beside it. Something "
        "else may be typed all the same.",
        de="Viele Zellen bieten eine Liste an: auf die Zelle klicken, dann auf den Pfeil daneben. "
        "Etwas anderes darf trotzdem eingetippt werden.",
    ),
    Text(
        en="Several things in one cell stand with semicolons between: Wed; Sat.",
        de="Mehreres in einer Zelle steht mit Semikolon dazwischen: Mi; Sa.",
    ),
    Text(
        en="The night belongs to the day before: one at night is 25:00.",
        de="Die Nacht gehört zum Tag davor: Ein Uhr nachts ist 25:00.",
    ),
    Text(
        en="Your own columns, remarks and colours do no harm. Colours are not read.",
        de="Eigene Spalten, Bemerkungen und Farben stören nicht. Farben werden nicht gelesen.",
    ),
    Text(
        en="What nobody knows yet stays empty. A question is better than a guess; festplan asks, "
        "too.",
        de="Was noch niemand weiß, bleibt leer. Eine Frage ist besser als ein geratener Wert; auch "
        "festplan fragt nach.",
    ),
    Text(
        en="Save the workbook as .xlsx, in the folder it lies in.",
        de="Die Mappe als .xlsx speichern, in dem Ordner, in dem sie liegt.",
    ),
    Text(
        en="To see whether all is well: festplan check FOLDER. To plan: festplan plan FOLDER.",
        de="Nachsehen, ob alles stimmt: festplan check ORDNER. Planen: festplan plan ORDNER.",
    ),
    Text(
        en="This tab is not read. It may be deleted.",
        de="Dieses Blatt wird nicht gelesen. Es darf gelöscht werden.",
    ),
)

NEEDED = Text(en="Needed in every row.", de="In jeder Zeile nötig.")
NOT_NEEDED = Text(en="May stay empty.", de="Darf leer bleiben.")
CHOICE = Text(en="One of: {choices}.", de="Zur Wahl: {choices}.")
SEVERAL = Text(en="Several: semicolons between.", de="Mehrere: Semikolon dazwischen.")
NOT_OURS = Text(en="Kept for you; not used for planning.", de="Für Sie; zum Planen nicht benutzt.")
SHORTENED = Text(en=" … (shortened)", de=" … (gekürzt)")
YES, NO = Text(en="yes", de="ja"), Text(en="no", de="nein")

#: The columns of the settings: name, German heading, meaning.
SETTINGS = (
    ("key", "Schlüssel", Text(en="Name of the setting; please leave it as it is.",
                              de="Name der Einstellung; bitte so lassen.")),
    ("value", "Wert", Text(en="Your entry. Click on a cell to see what it means.",
                           de="Ihr Eintrag. Beim Anklicken einer Zelle steht da, was sie meint.")),
    ("comment", "Kommentar", NOT_OURS),
)  # fmt: skip

#: What most people say of an event, in the order in which they say it.
USUAL = {
    "events": (
        "days", "earliest_start", "latest_end", "fixed_start", "wish_start", "venues",
        "preferred_venue", "co_actors", "description", "kind", "sessions", "setup_min",
        "teardown_min", "expected_visitors", "noise_level", "mandatory", "priority",
    ),
}  # fmt: skip

#: The number formats; every spreadsheet writes them in its own language.
CLOCK_LOOKS, TEXT_LOOKS, MONEY_LOOKS = "[hh]:mm", "@", "#,##0.00"
#: Numbers on the right would touch the words in the next column.
CENTRED: Mapping[str, object] = {"align": "center"}
ALIGNED: Mapping[str, Mapping[str, object]] = {
    TEXT_LOOKS: {},
    MONEY_LOOKS: {"align": "right", "indent": 1},
}
LONGEST_CELL, LONGEST_TAB = 32_767, 31
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
#: Lists and looks reach this row, for what will still be typed.
LAST_ROW = 500
#: Widths in characters, heights in points; the arrow of a filter covers a part of its heading.
NARROWEST, ROOMY, WIDEST, ARROW = 8, 24, 48, 4
LINE, MOST_LINES = 15, 4
READ_ME_WIDTH = 90
#: So many characters fit beside each other on a printed page.
PAGE = 170

DARK, LIGHT, PALE, SUN = "#1F5C57", "#DCE9E6", "#C9D6D3", "#E3B23C"


@dataclass(frozen=True)
class Number:
    """The numbers of a column: how they look, the least and the most of them."""

    least: float
    most: float
    looks: str = "0"
    kind: str = "integer"
    #: A cell that the column refuses with the advice that helps most.
    beyond: str = "?"


NUMBERS: Mapping[object, Number] = {
    whole: Number(0, 999_999_999),
    at_least_one: Number(1, 999_999_999, beyond="0"),
    noise_level: Number(0, 3),
    grid_minutes: Number(5, 60, beyond="0"),
    minutes_long: Number(0, 99_999),
    some_minutes: Number(1, 99_999),
    signed_minutes: Number(-99_999, 99_999),
    decimal: Number(-999_999_999, 999_999_999, "General", "decimal"),
    thousandths: Number(0, 999_999_999, "General", "decimal", beyond="-1"),
    hours: Number(0, 999_999_999, "General", "decimal", beyond="-1"),
    cents: Number(0, 99_999_999, MONEY_LOOKS, "decimal"),
}
#: What these read may be several things, with semicolons between.
LISTS = (words, small_words, language_codes, counted, days)


@dataclass(frozen=True)
class Heading:
    """One column of a tab: its name in the rows, what stands at its top, and its note."""

    name: str
    shown: str
    note: str
    column: Column[Any] | None = None
    required: bool = False
    #: Whether people need it seldom: such columns fold away together.
    seldom: bool = False


@dataclass(frozen=True)
class Cell:
    """What somebody wrote, and the column that reads it; none for what only people read."""

    written: str
    column: Column[Any] | None = None


@dataclass(frozen=True)
class Tab:
    """A table as it will stand in the workbook."""

    table: Table
    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def last(self) -> int:
        """The last row that has its looks and lists, counted from 0."""
        return max(LAST_ROW - 1, len(self.rows))

    @property
    def frozen(self) -> int:
        """How many columns stay in sight: the id, and the name or title beside it."""
        names = [heading.name for heading in self.headings[:2]]
        if self.table.name == "festival":
            return 1
        if names[0] != self.table.key:
            return 0
        return 2 if names[1:] in (["name"], ["title"]) else 1


def workbook(tables: Mapping[str, Rows], language: str, made: datetime) -> bytes:
    """A festival as an .xlsx, a tab a table; ``made`` is the date it carries."""
    out = io.BytesIO()
    # Whatever looks like a formula, a link or a number to a spreadsheet stays what was typed.
    as_typed = dict.fromkeys(
        ("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False
    )
    with xlsxwriter.Workbook(out, {"in_memory": True, **as_typed}) as book:
        book.set_properties({"created": made, "title": "festplan", "author": "festplan"})
        tabs = {t.name: _tab(t, tables.get(t.name, ()), language) for t in TABLES}
        pen = _Pen(book, language, tabs)
        pen.read_me()
        for tab in tabs.values():
            pen.tab(tab)
    return out.getvalue()


def _tab(table: Table, rows: Rows, language: str) -> Tab:
    name = _tab_name(_named(table.name, table.de, language))
    if table.name == "festival":
        return Tab(table, name, _settings_headings(rows, language), _settings(rows, language))
    headings = _headings(table, rows, language)
    cells = (tuple(Cell(row.get(h.name) or "", h.column) for h in headings) for row in rows)
    return Tab(table, name, headings, tuple(cells))


def _named(name: str, de: str, language: str) -> str:
    """A name of ours as the organisers may write it in their language."""
    return de if language == "de" else translations(language).get(name, name)


def _tab_name(name: str) -> str:
    """A name that spreadsheets accept for a tab."""
    return re.sub(r"[\[\]:*?/\\']", " ", name)[:LONGEST_TAB].strip()


def _headings(table: Table, rows: Rows, language: str) -> tuple[Heading, ...]:
    """The id first, then what is needed, what is usual, what is seldom, and what is theirs."""
    known = columns()[table.name]
    usual = USUAL.get(table.name, tuple(known))

    def place(column: Column[Any]) -> tuple[bool, bool, int]:
        order = usual.index(column.name) if column.name in usual else len(usual)
        return column.name != table.key, not column.required, order

    ours = (
        Heading(
            column.name,
            _named(column.name, column.de, language),
            note(column, language),
            column,
            column.required,
            seldom=not (column.required or column.name in usual),
        )
        for column in sorted(known.values(), key=place)
    )
    return (*ours, *_further(rows, known, language))


def _further(rows: Rows, known: Iterable[str], language: str) -> Iterator[Heading]:
    """The columns that only people read, in the order in which they turn up."""
    for name in dict.fromkeys(chain.from_iterable(rows)):
        if name not in known:
            yield Heading(name, name, NOT_OURS.in_language(language))


# --- the settings: one below the other, each with a column of its own -------------------------


def _settings_headings(rows: Rows, language: str) -> tuple[Heading, ...]:
    # Their reader knows these three words in German and English only.
    ours = (
        Heading(
            name,
            de if language == "de" else name,
            help.in_language(language),
            required=name == "key",
        )
        for name, de, help in SETTINGS
    )
    return (*ours, *_further(rows, [name for name, _, _ in SETTINGS], language))


def _settings(rows: Rows, language: str) -> tuple[tuple[Cell, ...], ...]:
    """The settings as given; where none is given, every one there is, for people to choose."""
    known = columns()["festival"]
    given = rows or [
        {"key": name, "value": "", "comment": column.help.in_language(language)}
        for name, column in known.items()
    ]
    names = ("comment", *(heading.name for heading in _settings_headings(rows, language)[3:]))
    return tuple(
        (
            Cell(_setting_name(row["key"], language), known.get(row["key"])),
            Cell(row.get("value") or "", known.get(row["key"])),
            *(Cell(row.get(name) or "") for name in names),
        )
        for row in given
    )


def _setting_name(key: str, language: str) -> str:
    column = columns()["festival"].get(key)
    return key if column is None else _named(key, column.de, language)


# --- what a cell keeps, and how it looks ------------------------------------------------------


def kept(cell: Cell, language: str) -> date | timedelta | float | str:
    """A cell as a spreadsheet keeps it; as text where its column cannot read it."""
    if cell.column is None:
        return cell.written
    try:
        value = cell.column.read(cell.written)
    except NotReadable:
        return cell.written
    match cell.column.read:
        case read if read is day:
            return value  # type: ignore[no-any-return]  # a column reads anything
        case read if read is clock:
            return value.since_midnight  # type: ignore[no-any-return]
        case read if read is yes_or_no:
            return _word(YES if value else NO, language)
        case OneOf() as one:
            return _choice(one, value, language)
    return cell.written if _number(cell.column) is None else _as_number(cell.written)


def _as_number(written: str) -> float | str:
    """The number that is written; a text where there is more, such as “90 min”."""
    try:
        return float(written.replace(",", ".").replace("−", "-"))
    except ValueError:
        return written


def _number(column: Column[Any]) -> Number | None:
    if isinstance(column.read, UpTo):
        return Number(1, column.read.most, beyond=str(column.read.most + 1))
    return NUMBERS.get(column.read)


def _word(word: Text, language: str) -> str:
    # Cells are read in German and English; another language must not write what nobody reads.
    return word.de if language == "de" else word.en


def _choice(one: OneOf, chosen: str, language: str) -> str:
    """An option as the language calls it: its second name is the German one."""
    names = next(names for names in one.allowed if names[0] == chosen)
    return names[min(1, len(names) - 1)] if language == "de" else names[0]


def choices(column: Column[Any], language: str) -> tuple[str, ...]:
    """What a cell of this column can say, where that is a short list."""
    if column.read is yes_or_no:
        return (_word(YES, language), _word(NO, language))
    if isinstance(column.read, OneOf):
        one = column.read
        return tuple(_choice(one, names[0], language) for names in one.allowed)
    return ()


def _looks(column: Column[Any] | None, language: str) -> str:
    """The number format of a column, in the words that every spreadsheet translates itself."""
    if column is None:
        return TEXT_LOOKS
    if column.read is day:
        return "dd.mm.yyyy" if language == "de" else "yyyy-mm-dd"
    if column.read is clock:
        return CLOCK_LOOKS
    number = _number(column)
    # As text, "007" and "1-2" stay what they are when somebody types them.
    return TEXT_LOOKS if number is None else number.looks


# --- notes ------------------------------------------------------------------------------------


def note(column: Column[Any], language: str) -> str:
    """What a column means, whether it is needed, and an example, a line each."""
    said = (
        column.help,
        _if_empty(column, language),
        _of_table(column),
        _listed(column, language),
        _for_example(column, language),
    )
    return "\n".join(line.in_language(language).strip() for line in said if line is not None)


def _if_empty(column: Column[Any], language: str) -> Text:
    if column.required:
        return NEEDED
    if default := _meaning_of_empty(column, language):
        return EMPTY_MEANS.with_facts(default=default)
    return NOT_NEEDED


def _meaning_of_empty(column: Column[Any], language: str) -> Text | str:
    if isinstance(column.read, OneOf) and column.default:
        return _choice(column.read, column.default, language)
    if isinstance(column.default, str):
        return column.default
    default = default_in_words(column)
    return default if isinstance(default, Text) else _with_comma(default, column, language)


def _of_table(column: Column[Any]) -> Text | None:
    if not column.refers_to:
        return None
    target = _table(column.refers_to)
    return ID_OF.with_facts(table=Text(target.name, target.de))


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _listed(column: Column[Any], language: str) -> Text | None:
    if listed := choices(column, language):
        return CHOICE.with_facts(choices=listed)
    several = column.read in LISTS or isinstance(column.read, SomeOf)
    return SEVERAL if several else None


def _for_example(column: Column[Any], language: str) -> Text | None:
    example = _example(column)
    if not example or choices(column, language):
        return None
    return EXAMPLES_ARE.with_facts(examples=_as_typed(example, column, language))


def _example(column: Column[Any]) -> str:
    """The fullest example of a column; of a reference the example of what it refers to."""
    if column.examples or not column.refers_to:
        return max(column.examples, key=len, default="")
    target = columns()[column.refers_to][_table(column.refers_to).key]
    return _example(target) + (":2" if column.read is counted else "")


def _as_typed(example: str, column: Column[Any], language: str) -> str:
    """An example as one types it: a German spreadsheet takes 3.6 for the third of June."""
    if column.read is day and language == "de":
        return f"{day(example):%d.%m.%Y}"
    return _with_comma(example, column, language)


def _with_comma(written: str, column: Column[Any], language: str) -> str:
    number = _number(column)
    decimal_comma = language == "de" and number is not None and number.kind == "decimal"
    return written.replace(".", ",") if decimal_comma else written


# --- lists to choose from, and a warning where a cell says something else ---------------------


def _offer(tab: Tab, column: Column[Any], tabs: Mapping[str, Tab], language: str) -> Any:
    """What a cell offers or warns of; nothing where it may say anything."""
    if listed := choices(column, language):
        return {"validate": "list", "source": list(listed), **_warning(tab, column, "?", language)}
    if column.refers_to and column.read is text:
        # Whoever names an actor before listing it makes no mistake: no warning.
        return {"validate": "list", "source": _ids(tabs[column.refers_to]), "show_error": False}
    if (limits := _limits(column)) is None:
        return None
    kind, least, most, beyond = limits
    between = {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
    return {**between, **_warning(tab, column, beyond, language)}


def _limits(column: Column[Any]) -> tuple[str, Any, Any, str] | None:
    """The kind of a column's numbers, dates or times, the least, the most, and one beyond."""
    if column.read is day:
        return "date", date(2000, 1, 1), date(2200, 12, 31), "?"
    if column.read is clock:
        # A day is 1: the hours after midnight go on to 28:00.
        return "decimal", 0, timedelta(hours=28) / timedelta(days=1), "?"
    number = _number(column)
    return None if number is None else (number.kind, number.least, number.most, number.beyond)


def _ids(tab: Tab) -> str:
    """The cells of a tab in which its ids stand."""
    names = [heading.name for heading in tab.headings]
    letter = xl_col_to_name(names.index(tab.table.key))
    return f"={quote_sheetname(tab.name)}!${letter}$2:${letter}${tab.last + 1}"


def _warning(tab: Tab, column: Column[Any], beyond: str, language: str) -> Mapping[str, str]:
    heading = _named(column.name, column.de, language)
    return {
        "error_type": "warning",
        "error_title": _title(heading),
        "error_message": _advice(column.read, beyond).in_language(language)[:LONGEST_MESSAGE],
    }


def _title(heading: str) -> str:
    return textwrap.shorten(heading, LONGEST_TITLE, placeholder=" …")


def _advice(read: Callable[[str], object], beyond: str) -> Text:
    """What the reader of a column advises for a cell that it refuses."""
    try:
        read(beyond)
    except NotReadable as refused:
        return refused.advice
    raise ValueError(f"{read} reads {beyond!r}.")


# --- writing ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Pen:
    """What writes: the book, the language of its readers, and all the tabs there will be."""

    book: xlsxwriter.Workbook
    language: str
    tabs: Mapping[str, Tab]

    def read_me(self) -> None:
        sheet = self.book.add_worksheet(_tab_name(READ_ME_TAB.in_language(self.language)))
        sheet.set_tab_color(SUN)
        sheet.hide_gridlines(2)
        sheet.set_column(
            0, 0, READ_ME_WIDTH, self.book.add_format({"text_wrap": True, "valign": "top"})
        )
        large = self.book.add_format({"bold": True, "font_size": 16, "font_color": DARK})
        sheet.write_string(0, 0, TITLE.in_language(self.language), large)
        names = {name: self.tabs[name].name for name in ("days", "venues", "events")}
        for row, line in enumerate(READ_ME, start=2):
            said = line.with_facts(**names).in_language(self.language)
            sheet.write_string(row, 0, said)
            sheet.set_row(row, LINE * _lines(said, READ_ME_WIDTH) + 4)
        self._print(sheet, 1)

    def tab(self, tab: Tab) -> None:
        sheet = self.book.add_worksheet(tab.name)
        sheet.set_tab_color(DARK if tab.table.required else PALE)
        sheet.set_comments_author("festplan")
        widths = [self._width(tab, column) for column in range(len(tab.headings))]
        self._columns(sheet, tab, widths)
        self._top(sheet, tab, widths)
        for row, cells in enumerate(tab.rows, start=1):
            self._row(sheet, row, cells, widths)
        if tab.table.name == "festival":
            self._settings(sheet, tab)
        self._manners(sheet, tab)
        self._print(sheet, -(-sum(widths) // PAGE), tab.frozen)

    def _columns(self, sheet: Worksheet, tab: Tab, widths: Sequence[int]) -> None:
        """Width and looks of every column, also for what will be typed below."""
        for number, heading in enumerate(tab.headings):
            level = {"level": 1} if heading.seldom else {}
            sheet.set_column(number, number, widths[number], self._look(heading.column), level)
            self._offer(sheet, tab, heading.column, (1, number, tab.last, number))

    def _top(self, sheet: Worksheet, tab: Tab, widths: Sequence[int]) -> None:
        lines = 1
        for number, heading in enumerate(tab.headings):
            look = self._heading_look(heading.required)
            sheet.write_string(0, number, heading.shown, look)
            self._note(sheet, 0, number, heading.note)
            lines = max(lines, len(textwrap.wrap(heading.shown, widths[number] - ARROW)))
        sheet.set_row(0, LINE * lines + 4)

    def _row(
        self, sheet: Worksheet, row: int, cells: Sequence[Cell], widths: Sequence[int]
    ) -> None:
        for number, cell in enumerate(cells):
            self._cell(sheet, row, number, cell)
        lines = max(_lines(cell.written, width) for cell, width in zip(cells, widths, strict=True))
        if lines > 1:
            # As high as its longest description a row would fill the screen.
            sheet.set_row(row, LINE * min(lines, MOST_LINES))

    def _cell(self, sheet: Worksheet, row: int, number: int, cell: Cell) -> None:
        # The settings stand one below the other: a straight edge reads better.
        settings = sheet.name == self.tabs["festival"].name
        look = self._look(cell.column, **({"align": "left"} if settings else {}))
        match kept(cell, self.language) if cell.written else None:
            case None:
                sheet.write_blank(row, number, None, look)
            case str() as written:
                short = _shortened(written, self.language)
                sheet.write_string(row, number, short, self._look(None))
            case float() as amount:
                sheet.write_number(row, number, amount, look)
            case moment:
                sheet.write_datetime(row, number, moment, look)

    def _settings(self, sheet: Worksheet, tab: Tab) -> None:
        """Every setting has its own list, and says what it means when one comes to its cell."""
        # No notes here: those below a heading are taken for remarks that want an answer.
        for row, (key, value, *_) in enumerate(tab.rows, start=1):
            sheet.write_string(row, 0, key.written, self._look(None, bold=True, font_color=DARK))
            if value.column is not None:
                offer = _offer(tab, value.column, self.tabs, self.language) or {"validate": "any"}
                said = note(value.column, self.language)[:LONGEST_MESSAGE]
                sheet.data_validation(
                    row,
                    1,
                    row,
                    1,
                    {**offer, "input_title": _title(key.written), "input_message": said},
                )

    def _offer(
        self,
        sheet: Worksheet,
        tab: Tab,
        column: Column[Any] | None,
        where: tuple[int, int, int, int],
    ) -> None:
        if column is not None and (offer := _offer(tab, column, self.tabs, self.language)):
            sheet.data_validation(*where, offer)

    def _note(self, sheet: Worksheet, row: int, number: int, said: str) -> None:
        lines = sum(_lines(line, 40) for line in said.splitlines())
        size = {"width": 280, "height": 16 * lines + 14, "font_size": 9}
        sheet.write_comment(row, number, said, size)

    def _manners(self, sheet: Worksheet, tab: Tab) -> None:
        """How the tab behaves: what stays in sight, what can be filtered."""
        right = len(tab.headings) - 1
        sheet.hide_gridlines(0)
        sheet.freeze_panes(1, tab.frozen)
        sheet.autofilter(0, 0, tab.last, right)
        # An id such as 007 is text on purpose; no green corner shall say otherwise.
        whole_tab = f"A1:{xl_col_to_name(right)}{tab.last + 1}"
        sheet.ignore_errors({"number_stored_as_text": whole_tab})

    def _print(self, sheet: Worksheet, pages: int, in_sight: int = 0) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P / &N")
        if in_sight:
            sheet.repeat_columns(0, in_sight - 1)

    def _look(self, column: Column[Any] | None, **other: object) -> Any:
        looks = _looks(column, self.language)
        shared = {"num_format": looks, "text_wrap": looks == TEXT_LOOKS, "valign": "top"}
        return self.book.add_format({**shared, **ALIGNED.get(looks, CENTRED), **other})

    def _heading_look(self, required: bool) -> Any:
        shared = {"num_format": TEXT_LOOKS, "text_wrap": True, "valign": "top"}
        if required:
            colours = {"bold": True, "bg_color": DARK, "font_color": "#FFFFFF"}
        else:
            colours = {"bg_color": LIGHT, "font_color": "#1D1F23"}
        return self.book.add_format({**shared, **colours})

    def _shown(self, cell: Cell) -> str:
        """About what stands in a cell: the words for a choice differ between languages."""
        value = kept(cell, self.language)
        return value if isinstance(value, str) else cell.written

    def _width(self, tab: Tab, number: int) -> int:
        """Wide enough for the words of the heading and for most of what stands below it."""
        heading = tab.headings[number]
        longest_word = max(map(len, heading.shown.split()), default=0) + ARROW
        below = max((len(self._shown(row[number])) for row in tab.rows), default=0)
        empty = ROOMY if _is_prose(heading.column) else 0
        return min(WIDEST, max(NARROWEST, longest_word, below + 2 if below else empty))


def _is_prose(column: Column[Any] | None) -> bool:
    """Whether a column holds free words, and no short name."""
    if column is None:
        return True
    is_id = column.name == _table(column.table).key
    return column.read is text and not column.refers_to and not is_id


def _lines(written: str, width: int) -> int:
    """About how many lines a text takes in a cell of this width."""
    return sum(len(textwrap.wrap(line, width)) or 1 for line in written.splitlines())


def _shortened(written: str, language: str) -> str:
    """A text that a cell can hold; where it is cut, it says so."""
    written = written.replace("\r\n", "\n").replace("\r", "\n")
    if len(written) <= LONGEST_CELL:
        return written
    mark = SHORTENED.in_language(language)
    return written[: LONGEST_CELL - len(mark)] + mark
