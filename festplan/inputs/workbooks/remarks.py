"""What people should know about a tab: what is wrong in its cells, and what is not looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain, groupby, islice

from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.sheets import letters
from festplan.inputs.workbooks.tabs import LAST_ROW, Area, Spot, Tab
from festplan.inputs.workbooks.typed import ERROR_VALUES
from festplan.tables import READ_ME_TAB
from festplan.texts import Text, languages

#: So many addresses are named when one thing is found in many cells ...
FEW = 3
#: ... and so many cells are complained about one by one.
SINGLY = 10

ERROR_VALUE = Text(
    en="The spreadsheet has an error there.", de="Die Tabellenkalkulation hat dort einen Fehler."
)
MEND_OR_WRITE = Text(
    en="Mend the formula, or write the value.",
    de="Bitte die Formel berichtigen oder den Wert hinschreiben.",
)
NEVER_CALCULATED = Text(
    en="The formula has never been calculated.", de="Die Formel wurde nie berechnet."
)
SAVE_OR_WRITE = Text(
    en="Open the workbook in the spreadsheet and save it, or write the value.",
    de="Bitte die Arbeitsmappe in der Tabellenkalkulation öffnen und speichern oder den Wert "
    "hinschreiben.",
)
ALSO_IN = Text(en="{says} So it is in {cells}.", de="{says} So ist es auch in {cells}.")
HIDDEN_TAB = Text(
    en="The tab is hidden and is read like any other.",
    de="Das Blatt ist ausgeblendet und wird wie jedes andere gelesen.",
)
HIDDEN_ROWS = Text(
    en="Hidden rows are read all the same: {rows}.",
    de="Ausgeblendete Zeilen werden mitgelesen: {rows}.",
)
HIDDEN_COLUMNS = Text(
    en="Hidden columns are read all the same: {columns}.",
    de="Ausgeblendete Spalten werden mitgelesen: {columns}.",
)
DELETE_THEM = Text(
    en="Delete them if they are not to count.", de="Bitte löschen, wenn sie nicht gelten sollen."
)
COLOURS = Text(en="Colours are not read: {cells}.", de="Farben werden nicht gelesen: {cells}.")
WRITE_COLOURS = Text(
    en="If a colour means something, write it in a column.",
    de="Bedeutet eine Farbe etwas, bitte in eine Spalte schreiben.",
)
NOTES = Text(
    en="Notes on cells are not read: {cells}.",
    de="Notizen an Zellen werden nicht gelesen: {cells}.",
)
WRITE_NOTES = Text(
    en="If a note matters, write it in a column.",
    de="Ist eine Notiz wichtig, bitte in eine Spalte schreiben.",
)
AND_MORE = Text(en="{few} and {more} more", de="{few} und {more} weitere")


def remarks(tab: Tab, file: str) -> Iterator[Complaint]:
    """What people should know about a tab: what cannot be used, and what is not looked at."""
    if _explains(tab):
        return
    wrong = [spot for spot, text in tab.texts.items() if ERROR_VALUES.fullmatch(text)]
    yield from _at_each(file, wrong, tab.texts, ERROR_VALUE, MEND_OR_WRITE)
    yield from _at_each(file, tab.never_calculated, {}, NEVER_CALCULATED, SAVE_OR_WRITE)
    place, hint = Place(file), Severity.HINT
    if tab.hidden:
        yield Complaint(place, HIDDEN_TAB, severity=hint)
    rows = _runs(tab.hidden_rows & {spot.row for spot in tab.texts}, str)
    columns = _runs(tab.hidden_columns & {spot.column for spot in tab.texts}, letters)
    if rows:
        says = HIDDEN_ROWS.with_facts(rows=_some(rows, len(rows)))
        yield Complaint(place, says, DELETE_THEM, Severity.QUESTION)
    if columns:
        says = HIDDEN_COLUMNS.with_facts(columns=_some(columns, len(columns)))
        yield Complaint(place, says, DELETE_THEM, Severity.QUESTION)
    # What a row of headings looks like, and what is explained there, is for people alone.
    below = min((spot.row for spot in tab.texts), default=LAST_ROW) + 1
    coloured = _coloured(tab, below)
    if coloured:
        spots = chain.from_iterable(area.spots() for area in coloured)
        few = _some(spots, sum(area.size for area in coloured))
        yield Complaint(place, COLOURS.with_facts(cells=few), WRITE_COLOURS, hint)
    notes = sorted(spot for spot in tab.notes if spot.row >= below)
    if notes:
        says = NOTES.with_facts(cells=_some(notes, len(notes)))
        yield Complaint(place, says, WRITE_NOTES, hint)


def _explains(tab: Tab) -> bool:
    """Whether it is the tab that explains our own workbook, which nobody reads as a table."""
    return tidy(tab.name) in {READ_ME_TAB.in_language(language) for language in languages()}


def _at_each(
    file: str, spots: Collection[Spot], texts: Mapping[Spot, str], says: Text, advice: Text
) -> Iterator[Complaint]:
    """One complaint a cell; where there are very many, the last one names the rest."""
    in_order = sorted(spots)
    for spot in in_order[:SINGLY]:
        yield Complaint(Place(file, spot.row, "", texts.get(spot), str(spot)), says, advice)
    if rest := in_order[SINGLY:]:
        also = ALSO_IN.with_facts(says=says, cells=_some(rest, len(rest)))
        yield Complaint(Place(file, rest[0].row), also, advice)


def _coloured(tab: Tab, below: int) -> list[Area]:
    """Where there are colours beside or under the text, from some row on."""
    covered = tab.covered
    seen = (
        Area(max(area.top, below), area.left, area.bottom, min(area.right, tab.width - 1))
        for area in tab.coloured
        if Spot(area.top, area.left) not in covered
    )
    return [area for area in seen if area.size]


def _some(found: Iterable[object], count: int) -> object:
    """A few of so many things, and how many more there are."""
    few = tuple(map(str, islice(found, FEW if count > FEW + 1 else count)))
    return few if len(few) == count else AND_MORE.with_facts(few=few, more=count - len(few))


def _runs(numbers: Iterable[int], name: Callable[[int], str]) -> list[str]:
    """Numbers that follow each other as one: 4–6, 9."""
    # What follows each other keeps its distance to a count of its own.
    groups = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    runs = [[number for _, number in group] for _, group in groups]
    return [name(run[0]) if len(run) == 1 else f"{name(run[0])}–{name(run[-1])}" for run in runs]
