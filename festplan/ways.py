"""Which sessions can come to be somewhere: looked up once, for all places at once.

A wish about every site and every day would otherwise ask each session for its options again
and again; a festival may have thousands of sessions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import reduce
from operator import or_
from typing import TypeVar

from festplan.draft import Draft, Group, Member, Option
from festplan.festival import Session

Key = TypeVar("Key", bound=Hashable)


def members_by(draft: Draft, keys: Callable[[Option], Iterable[Key]]) -> dict[Key, Group]:
    """For each key the sessions that have options with it, at all starts these leave."""
    found: dict[Key, dict[Session, list[Option]]] = {}
    ways: dict[Session, int] = {}
    for option in draft.options():
        ways[option.session] = ways.get(option.session, 0) + 1
        for key in dict.fromkeys(keys(option)):
            found.setdefault(key, {}).setdefault(option.session, []).append(option)
    return {
        key: tuple(
            Member(
                session,
                reduce(or_, map(draft.starts, options)),
                None if len(options) == ways[session] else frozenset(options),
            )
            for session, options in sessions.items()
        )
        for key, sessions in found.items()
    }


def at(starts: int, group: Group) -> Group:
    """The members of a group that can begin at some starts (bits), as far as they can."""
    return tuple(
        Member(member.session, left, member.options)
        for member in group
        if (left := member.starts & starts)
    )
