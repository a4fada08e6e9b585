"""A cell that may name several: where its names part, and how hard.

A semicolon always parts; a comma, a slash or an “und” may as well stand within a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from festplan.inputs.handwriting.spelling import tidy

#: What parts a list, and what may as well stand in a name; in brackets nothing parts.
JOINT = re.compile(
    r"\([^()]*\)| ?(?P<mark>[;,/&+\n]) ?| (?P<word>und|and|u\.|sowie|plus)(?= )", re.IGNORECASE
)
#: What never stands within a name.
HARD = (";", "\n")


@dataclass(frozen=True)
class Piece:
    """A stretch of a cell, and the joint before it."""

    start: int
    end: int
    joint: str = ""


def joints(name: str) -> str:
    """What parts a name, in order: “Kunst, Kultur & Sport” has a comma and an and."""
    return "".join(piece.joint for piece in pieces_of(tidy(name)))


def pieces_of(cell: str) -> tuple[Piece, ...]:
    """What stands between the joints; where several follow each other, the hardest counts."""
    found = [Piece(0, 0), *map(_joint, filter(_parts, JOINT.finditer(cell))), Piece(len(cell), 0)]
    pieces: list[Piece] = []
    joint = ""
    for before, after in pairwise(found):
        joint = joint if joint in HARD else before.joint
        if cell[before.end : after.start].strip():
            pieces.append(Piece(before.end, after.start, joint))
            joint = ""
    return tuple(pieces)


def _parts(found: re.Match[str]) -> bool:
    """Whether it is a joint: not brackets, and not the comma of a decimal number."""
    decimal = re.compile(r"(?<=\d),\d").match(found.string, found.start())
    return bool(found["mark"] or found["word"]) and not decimal


def _joint(found: re.Match[str]) -> Piece:
    return Piece(*found.span(), found["mark"] if found["mark"] in (*HARD, ",", "/") else "&")
