"""Which column a heading means: German or English, any case, units in brackets ignored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any

from festplan.catalogue import columns
from festplan.columns import Column
from festplan.tables import TABLES, Table
from festplan.texts import languages, translations

#: What stands above the two columns of the settings.
SETTING_KEYS = ("key", "Schlüssel", "Einstellung", "setting")
SETTING_VALUES = ("value", "Wert")
REMARKS = (
    "note", "notes", "comment", "comments", "remark", "remarks", "Bemerkung", "Bemerkungen",
    "Notiz", "Notizen", "Kommentar", "Anmerkung", "Anmerkungen",
)  # fmt: skip


#: Files and headings often come without their umlauts.
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _further() -> list[str]:
    return [language for language in languages() if language not in ("de", "en")]


@cache
def _by_heading(table: str) -> dict[str, Column[Any]]:
    known = columns()[table]
    also = {plain(other): column for column in known.values() for other in column.also}
    return also | {
        plain(heading): column
        for name, column in known.items()
        for heading in (name, column.de, *(translations(f).get(name, name) for f in _further()))
    }


@cache
def column_of(table: str, heading: str) -> Column[Any] | None:
    """The column that a heading names, or nothing where no column is called so."""
    found = _by_heading(table)
    return found.get(plain(heading)) or found.get(_without_unit(heading))


def _without_unit(heading: str) -> str:
    unit = "|".join((*UNITS, "€", "eur", "euro"))
    return re.sub(rf" (in )?({unit})$", "", plain(heading))


@cache
def unit_of(heading: str) -> str:
    """What a heading says its numbers are: "min", "h", "kw", or nothing."""
    words = re.findall(r"[a-zäöüß€]+", heading.casefold())
    return UNITS.get(words[-1], "") if len(words) > 1 else ""


UNITS = {
    **dict.fromkeys(("min", "minuten", "minutes", "mins"), "min"),
    **dict.fromkeys(("h", "std", "stunden", "hours", "hrs"), "h"),
    "kw": "kw",
}


def headings_of(table: str, headings: Iterable[str]) -> dict[str, str]:
    """The heading of each column: one called exactly as we call it goes before one that is not."""
    found: dict[str, str] = {}
    for heading in sorted(headings, key=lambda heading: not _is_ours(table, heading)):
        if (column := column_of(table, heading)) is not None:
            found.setdefault(column.name, heading)
    return found


def _is_ours(table: str, heading: str) -> bool:
    column = column_of(table, heading)
    return column is not None and plain(heading) in (plain(column.name), plain(column.de))


def is_remark(heading: str) -> bool:
    """Whether a column holds remarks that people write for each other."""
    return plain(heading) in {plain(each) for each in REMARKS}


def is_setting_heading(heading: str) -> bool:
    return plain(heading) in {plain(each) for each in (*SETTING_KEYS, *SETTING_VALUES)}


@cache
def _by_table_name() -> dict[str, Table]:
    return {
        plain(spelling): table for table in TABLES for spelling in (*table.also, *table.called())
    }


def table_named(name: str) -> Table | None:
    """The table that a file or a tab is called after, or nothing."""
    return _by_table_name().get(plain(name))


def near(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or nothing where none does."""
    by_plain = {plain(each): each for each in sorted(known, reverse=True) if each}
    found = get_close_matches(plain(word), by_plain, n=1, cutoff=0.6)
    return by_plain[found[0]] if found else ""


@cache
def plain(heading: str) -> str:
    """A heading as it is compared: without case, brackets, underscores and double blanks."""
    without_unit = re.sub(r"\([^)]*\)|\[[^]]*\]", "", unicodedata.normalize("NFC", heading))
    letters = re.sub("[_-]", " ", without_unit.casefold()).translate(UMLAUTS)
    return " ".join(letters.split()).rstrip(":*.?")
