"""What hands say when they have read a cell: its spelling, and why it was read so."""

from __future__ import annotations

from festplan.columns import NotReadable
from festplan.inputs.handwriting.spelling import Spelling
from festplan.inputs.handwriting.words import (
    DITTO_ADVICE,
    DITTO_SAYS,
    UNSURE_IS_OPEN,
    is_ditto,
    is_open,
    is_unsure,
)
from festplan.texts import Text

READ_AS = Text(en="is read as {reading}: {reasons}.", de="wird als {reading} gelesen: {reasons}.")
COULD_BE = Text(en="could be {first} or {second}.", de="kann {first} oder {second} heißen.")
WRITE_ONE_OF_TWO = Text(
    en="Write {first} or {second}.", de="Bitte {first} oder {second} schreiben."
)
LETTER = Text(
    en="has the letter {letter} where a {digit} should be.",
    de="enthält den Buchstaben {letter} statt der Ziffer {digit}.",
)


def could_be(first: object, second: object) -> NotReadable:
    """Why a cell is not read that could be two things, with both of them."""
    facts = {"first": first, "second": second}
    return NotReadable(COULD_BE.with_facts(**facts), WRITE_ONE_OF_TWO.with_facts(**facts))


def spelled(cell: str, *reasons: Text) -> Spelling:
    """A spelling; with reasons, somebody should confirm it."""
    once = tuple(dict.fromkeys(reasons))
    return Spelling(cell, READ_AS.with_facts(reading=cell, reasons=once) if once else None)


def reasons_of(spelling: Spelling) -> tuple[Text, ...]:
    """Why a cell is read so, where that is a question."""
    reasons = spelling.assumes.facts.get("reasons") if spelling.assumes else ()
    return reasons if isinstance(reasons, tuple) else ()


def nothing_said(cell: str) -> Spelling | None:
    """The empty spelling for “egal”, “k. A.”, “noch offen”; None for a cell that says something."""
    if is_ditto(cell):
        raise NotReadable(DITTO_SAYS, DITTO_ADVICE)
    if is_unsure(cell):
        return Spelling("", UNSURE_IS_OPEN)
    return Spelling("") if is_open(cell) else None
