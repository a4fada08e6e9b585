"""A cell as it was typed, in the one spelling that its column reads.

People write “14-16 Uhr”, “1,5 Std.” or “Mi/Do/Fr”; a column reads “14:00”, “90” and “Mi;Do;Fr”.
A *hand* is a function that turns the one into the other.  It says what it assumed, and refuses
what could be two things.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from festplan.texts import Text


@dataclass(frozen=True)
class About:
    """What a hand may know when it reads a cell."""

    #: The festival days, in order; none while it is found out which they are.
    days: tuple[date, ...] = ()
    #: The festival's main language: which weekday names to write.
    language: str = "de"
    #: What the heading says its numbers are: "min", "h", or nothing.
    unit: str = ""
    #: Whether the column says when something begins (True) or ends (False); None is neither.
    begins: bool | None = None


#: A hand that knows nothing but the cell.
NOTHING_KNOWN = About()


@dataclass(frozen=True)
class Spelling:
    """A cell in our spelling: "" where it says that nothing is said (“egal”, “k. A.”)."""

    cell: str
    #: What was assumed, as a sentence that somebody should confirm; None where nothing was.
    assumes: Text | None = None
    #: What the cell says of other columns of its row, by their names, in our spelling, too.
    others: Mapping[str, str] = field(default_factory=dict)


#: A hand raises ``festplan.columns.NotReadable`` with what is wrong and what to write instead.
Hand = Callable[[str, About], Spelling]


def tidy(cell: str) -> str:
    """A cell without the accidents of typing: blanks at its ends or doubled, split letters."""
    return " ".join(unicodedata.normalize("NFC", cell).split())
