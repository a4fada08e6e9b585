"""The letters everything printed is set in, and what they cannot say.

FiraGO speaks the languages of a neighbourhood (Latin, Cyrillic, Greek, Arabic, Hebrew, Vietnamese,
Georgian, Thai), but no emoji.  Typst prints an empty box for a missing letter and says nothing,
so we look before it does.
"""

from __future__ import annotations

import io
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pymupdf_fonts
from fontTools.ttLib import TTFont

from festplan.publish.programme import Entry, Host, Place, Programme

FACES = {"regular": "figo", "bold": "figbo", "italic": "figit", "bold-italic": "figbi"}

#: Line breaks, and spaces of special widths (U+2009, U+202F ...), but not U+00A0.
_SPACES = re.compile(r"[ \t\n\r\f\v\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")

#: What word processors leave behind in a cell: invisible, or with an obvious twin.
_TWINS = str.maketrans(
    {
        "\u00ad": None,  # soft hyphen: would spoil searching in the PDF
        "\u200b": None,  # zero width space
        "\u2060": None,  # word joiner
        "\ufeff": None,  # byte order mark
        "\ufe0e": None,  # "as text, please"
        "\ufe0f": None,  # "in colour, please"
        "\u2010": "-",
        "\u2011": "-",
        "\u2015": "—",
        "\u02bc": "’",  # Ukrainian apostrophe
    }
)


class CannotPrint(Exception):
    """Characters no letter of ours can print, each with the entry, place or host it stands in."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{where}: {_described(c)}" for where, c in self.problems))


def _described(character: str) -> str:
    return f"{character} (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"


def plain(text: str) -> str:
    """The text with composed accents, plain spaces and nothing invisible."""
    composed = unicodedata.normalize("NFC", text).translate(_TWINS)
    return _SPACES.sub(" ", composed).strip()


def can_print(text: str) -> bool:
    return not any(_missing(text))


def check_letters(programme: Programme) -> None:
    """Raise ``CannotPrint`` with every character the booklet would show as an empty box."""
    problems = [
        (where, character)
        for where, thing in _told(programme)
        for text in _texts_in(thing)
        for character in _missing(text)
    ]
    if problems:
        raise CannotPrint(dict.fromkeys(problems))


def _told(programme: Programme) -> Iterator[tuple[str, object]]:
    yield "festival", programme
    for day in programme.days:
        yield day.date.isoformat(), day
    known: tuple[Entry | Place | Host, ...]
    known = (*programme.entries, *programme.places, *programme.hosts)
    yield from ((thing.id, thing) for thing in known)


def _texts_in(thing: object) -> Iterator[str]:
    """Every text of a thing, but not of the entries, places and hosts it points to."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        yield from (text for value in thing.values() for text in _texts_in(value))
    elif isinstance(thing, tuple):
        yield from (
            text for value in thing if not _is_told_itself(value) for text in _texts_in(value)
        )
    elif is_dataclass(thing):
        values = (getattr(thing, field.name) for field in fields(thing))
        yield from _texts_in(tuple(values))


def _is_told_itself(thing: object) -> bool:
    return isinstance(thing, Entry | Host | Place) or hasattr(thing, "entries")


def _missing(text: str) -> Iterator[str]:
    known = _alphabet()
    return (character for character in plain(text) if ord(character) not in known)


@cache
def _alphabet() -> frozenset[int]:
    """The characters all faces share."""
    alphabets = [frozenset(_face(name).getBestCmap()) for name in FACES]
    return frozenset.intersection(*alphabets)


@cache
def _face(name: str) -> TTFont:
    return TTFont(io.BytesIO(pymupdf_fonts.myfont(FACES[name])), lazy=True)


def width(text: str, size: float, face: str = "regular") -> float:
    """The length of a line of text, in the unit of ``size`` (kerning left out)."""
    letters, metrics = _face(face).getBestCmap(), _face(face)["hmtx"]
    advances = (metrics[letters[ord(c)]][0] for c in text if ord(c) in letters)
    return float(sum(advances) * size / _face(face)["head"].unitsPerEm)


@contextmanager
def font_folder() -> Iterator[Path]:
    """A folder with our faces and no others, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="festplan-fonts-") as folder:
        for name, code in FACES.items():
            (Path(folder) / f"{name}.ttf").write_bytes(pymupdf_fonts.myfont(code))
        yield Path(folder)
