"""The containers that files of old Office are: a disk in small, with files in it.

xlrd reads them and believes what they say.  Here is what ends its reading where a damaged or
malicious file would lead it round in circles.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import iter_unpack
from typing import Any, SupportsIndex

from xlrd.compdoc import CompDoc

FILE = 2


class Container(CompDoc):  # type: ignore[misc]  # xlrd has no types
    """The files in a container, by their names."""

    def file(self, name: str) -> bytes:
        """What is written in a file; nothing where there is no such file."""
        found, begin, length = self.locate_named_stream(name)
        return ReadOnce(found[begin : begin + length] if found else b"")

    def has_folder(self, name: str) -> bool:
        return any(entry.name.casefold() == name.casefold() for entry in self.dirlist)

    def _get_stream(
        self,
        mem: bytes,
        base: int,
        sat: Sequence[int],
        sec_size: int,
        start_sid: int,
        size: int | None = None,
        name: str = "",
        seen_id: int | None = None,
    ) -> bytes:
        # Of large sectors xlrd looks whether it has seen them, of small ones it does not.
        if seen_id is None:
            _come_to_an_end(sat, start_sid)
        found: bytes = super()._get_stream(mem, base, sat, sec_size, start_sid, size, name, seen_id)
        if name == "directory":
            _are_named_once(found)
        return found


def _come_to_an_end(follows: Sequence[int], sector: int) -> None:
    for _ in range(len(follows) + 1):
        if sector < 0:
            return
        sector = follows[sector]
    raise ValueError("the sectors go round in circles")


def _are_named_once(directory: bytes) -> None:
    """Refuses entries that are named twice: xlrd goes every way to them, and the ways double."""
    named: list[int] = []
    for kind, before, behind, within in iter_unpack("<66xBx3i48x", directory):
        if kind:
            named += (before, behind) if kind == FILE else (before, behind, within)
    entries = [number for number in named if number >= 0]
    if len(entries) > len(set(entries)):
        raise ValueError("the directory names a file twice")


class ReadOnce(bytes):
    """Bytes that are read once, and so is every part of them: nothing leads back for ever."""

    def __init__(self, _: bytes) -> None:
        self.left = len(self) + 100  # here and there xlrd looks ahead

    def __getitem__(self, at: SupportsIndex | slice) -> Any:
        part = super().__getitem__(at)
        if isinstance(part, int):
            return part
        self.left -= len(part)
        if self.left < 0:
            raise ValueError("what was read is read again")
        return ReadOnce(part)
