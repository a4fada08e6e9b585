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
from festplan.texts import languages, translations


@cache
def _by_heading(table: str) -> dict[str, Column[Any]]:
    further = [language for language in languages() if language not in ("de", "en")]
    return {
        plain(heading): column
        for name, column in columns()[table].items()
        for heading in (name, column.de, *(translations(f).get(name, name) for f in further))
    }


def column_of(table: str, heading: str) -> Column[Any] | None:
    return _by_heading(table).get(plain(heading))


def near(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or nothing where none does."""
    by_plain = {plain(each): each for each in known if each}
    found = get_close_matches(plain(word), by_plain, n=1, cutoff=0.6)
    return by_plain[found[0]] if found else ""


def plain(heading: str) -> str:
    """A heading as it is compared: without case, brackets, underscores and double blanks."""
    without_unit = re.sub(r"\([^)]*\)|\[[^]]*\]", "", unicodedata.normalize("NFC", heading))
    return " ".join(without_unit.casefold().replace("_", " ").split())
