"""Every cell in our spelling: which hand reads which column, and which names it may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from festplan import columns as readers
from festplan.columns import Column, NotReadable, OneOf, SomeOf
from festplan.inputs import mentions
from festplan.inputs.handwriting import choices, dates, lengths, numbers, times
from festplan.inputs.handwriting.spelling import About, Hand, Spelling, tidy
from festplan.inputs.headings import unit_of
from festplan.inputs.names import Known
from festplan.rules import borrowed_window, people_hours
from festplan.texts import Text

#: The hand for each reader of a column; every other column holds text.
HANDS: Mapping[Callable[[str], object], Hand] = {
    readers.clock: times.clock,
    readers.day: dates.day,
    readers.days: dates.days,
    readers.weekday: dates.weekday,
    readers.moment: dates.moment,
    borrowed_window.until: dates.moment,
    people_hours.hours: numbers.decimal,
    readers.minutes_long: lengths.minutes,
    readers.signed_minutes: lengths.minutes,
    readers.grid_minutes: lengths.minutes,
    readers.some_minutes: lengths.length,
    readers.cents: numbers.cents,
    readers.whole: numbers.whole,
    readers.points: numbers.whole,
    readers.at_least_one: numbers.whole,
    readers.decimal: numbers.decimal,
    readers.thousandths: numbers.decimal,
    readers.yes_or_no: choices.yes_or_no,
    readers.language_code: choices.code,
    readers.language_codes: choices.codes,
    readers.words: choices.word_list,
    readers.small_words: choices.word_list,
}
#: Cells that may say of several columns: a time, a range, or words such as “ab 15 Uhr”.
WHEN = {("events", "when"), ("events", "fixed_start")}
#: Columns that begin something, each with the one that ends it.
HOURS = {
    "from": "to",
    "open_from": "open_to",
    "earliest_start": "latest_end",
    "friday_prayer_from": "friday_prayer_to",
}
ENDS = {*HOURS.values(), "group_offers_end"}
#: Words that stand in a column of names without being one.
NOT_A_NAME = {("costs", "event_id"): {"all": "ALL", "alle": "ALL"}}

ROUTE = Text(
    en="It is taken for a route from {start} to {end}.",
    de="Das gilt als Umzug von {start} nach {end}.",
)
ROUTE_TAKEN = Text(
    en="It is taken for a route from {start} to {end}. {taken}",
    de="Das gilt als Umzug von {start} nach {end}. {taken}",
)
NOBODY = Known(())


class Speller:
    """Reads cells by their columns; the same cell of the same column is read once."""

    def __init__(self, about: About, knows: Mapping[str, Known]) -> None:
        self.about = about
        self.knows = knows
        self._read: dict[tuple[str, str, str, str], Spelling | NotReadable] = {}

    def spelled(self, column: Column[Any], heading: str, cell: str) -> Spelling:
        """A cell in our spelling; raises ``NotReadable`` where it has none."""
        unit = unit_of(heading)
        key = (column.table, column.name, unit, cell)
        if key not in self._read:
            self._read[key] = self._tried(column, unit, cell)
        found = self._read[key]
        if isinstance(found, NotReadable):
            raise found
        return found

    def _tried(self, column: Column[Any], unit: str, cell: str) -> Spelling | NotReadable:
        about = About(self.about.days, self.about.language, unit, role(column))
        try:
            return self._spelled(column, cell, about)
        except NotReadable as wrong:
            return wrong

    def _spelled(self, column: Column[Any], cell: str, about: About) -> Spelling:
        here = (column.table, column.name)
        if (word := NOT_A_NAME.get(here, {}).get(tidy(cell).casefold())) is not None:
            return Spelling(word)
        if column.refers_to:
            return self._named(column, cell)
        if here in WHEN:
            return times.when(cell, about)
        if column.name in HOURS and column.read is readers.clock and times.is_range(cell):
            start, end, assumes = times.clock_range(cell, about)
            return Spelling(start, assumes, {HOURS[column.name]: end})
        if isinstance(column.read, OneOf):
            return choices.choice(column.read)(cell, about)
        if isinstance(column.read, SomeOf):
            return choices.some(column.read)(cell, about)
        if isinstance(column.read, readers.UpTo):
            return numbers.whole(cell, about)
        hand = HANDS.get(column.read, choices.name if is_name(column) else choices.text)
        return hand(cell, about)

    def _named(self, column: Column[Any], cell: str) -> Spelling:
        known = self.knows.get(column.refers_to, NOBODY)
        if column.name == "venues" and (ends := mentions.route(cell, known)) is not None:
            return self._route(*ends, known)
        if column.read is readers.words:
            return _as_list(mentions.several(cell, known))
        if column.read is readers.counted:
            return mentions.quantities(cell, known)
        return mentions.one(cell, known)

    def _route(self, start: str, end: str, known: Known) -> Spelling:
        """“School -> meadow”: a route, where it sets off and where it ends."""
        first, last = mentions.one(start, known), mentions.one(end, known)
        taken = tuple(filter(None, (first.assumes, last.assumes)))
        says = ROUTE_TAKEN if taken else ROUTE
        says = says.with_facts(start=tidy(start), end=tidy(end), taken=taken)
        return Spelling(first.cell, says, {"end_venue": last.cell, "kind": "route"})


def _as_list(spelling: Spelling) -> Spelling:
    """A list whose one name has a comma in it stays one name."""
    alone = "," in spelling.cell and ";" not in spelling.cell
    return replace(spelling, cell=f"{spelling.cell};") if alone else spelling


def role(column: Column[Any]) -> bool | None:
    """Whether a column says when something begins (True) or ends (False)."""
    return True if column.name in HOURS else False if column.name in ENDS else None


def is_name(column: Column[Any]) -> bool:
    """Whether a column of text names its row: such a cell is one line."""
    return column.name.endswith("_id") or column.name in ("name", "title", "short_name", "key")
