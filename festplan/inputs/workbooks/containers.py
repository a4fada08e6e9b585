"""The containers that files of old Office are: a disk in small, with files in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import unpack, unpack_from

STORAGE, STREAM, ROOT = 1, 2, 5
NO_SECTOR = 0xFFFFFFFA  # from here on, numbers say that no sector follows


@dataclass(frozen=True)
class _Sectors:
    """The sectors of a container, and which of them follows which."""

    data: bytes
    size: int
    begin: int
    follows: Sequence[int]

    def read(self, number: int) -> bytes:
        """What is written in a sector and all that follow it."""
        found: list[bytes] = []
        while number < NO_SECTOR:
            if len(found) > len(self.follows):
                raise ValueError("the sectors go round in circles")
            at = self.begin + number * self.size
            found.append(self.data[at : at + self.size])
            number = self.follows[number]
        return b"".join(found)


def files_in(data: bytes) -> dict[str, bytes]:
    """The files in a container by their names in small letters; folders are empty.

    There are sectors, a table that says which follows which, and a directory.  Short files lie in
    smaller sectors within the file of the directory's root.
    """
    shift, first, cutoff, first_small = unpack_from("<H16xI4xII", data, 30)
    sectors = _Sectors(data, 1 << shift, 1 << shift, _follows(data, 1 << shift))
    directory, small = sectors.read(first), sectors
    if not directory or len(directory) % sectors.size:
        raise ValueError("the directory breaks off")
    found: dict[str, bytes] = {}
    for at in range(0, len(directory), 128):
        length, kind, first, size = unpack_from("<HB49xII", directory, at + 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le").casefold()
        if kind == ROOT:
            table = _numbers(sectors.read(first_small))
            small = _Sectors(sectors.read(first), 64, 0, table)
        elif kind == STREAM:
            found[name] = (sectors if size >= cutoff else small).read(first)[:size]
        elif kind == STORAGE:
            found[name] = b""
    return found


def _follows(data: bytes, size: int) -> Sequence[int]:
    """Which sector follows which: a table that lies in sectors itself, listed in the header."""
    listed = list(unpack_from("<109I", data, 76))
    (more,) = unpack_from("<I", data, 68)
    while more < NO_SECTOR:
        if len(listed) > len(data):
            raise ValueError("the list goes round in circles")
        *numbers, more = _numbers(data[(more + 1) * size : (more + 2) * size])
        listed += numbers
    tables = (data[(n + 1) * size : (n + 2) * size] for n in listed if n < NO_SECTOR)
    return _numbers(b"".join(tables))


def _numbers(table: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
