"""Who appears in which sessions, and when it is at work there.

Who leads is at work from set-up to take-down; who joins in, only while the public is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from festplan.draft import Draft, Group, Member, Option, Part
from festplan.festival import Actor, Festival, Session
from festplan.plan import Placement, Plan
from festplan.times import Span


def sessions_by_actor(festival: Festival) -> dict[Actor, tuple[Session, ...]]:
    """The sessions of every actor that has any, in the order of the events."""
    found: dict[Actor, list[Session]] = {}
    for event in festival.events:
        # An actor that is named twice is there once.
        for actor in dict.fromkeys(event.actors):
            found.setdefault(actor, []).extend(event.sessions)
    return {actor: tuple(sessions) for actor, sessions in found.items()}


def placements_by_actor(plan: Plan) -> dict[Actor, tuple[Placement, ...]]:
    """What every actor takes part in, in the order of the plan."""
    found: dict[Actor, list[Placement]] = {}
    for placed in plan:
        for actor in dict.fromkeys(placed.event.actors):
            found.setdefault(actor, []).append(placed)
    return {actor: tuple(own) for actor, own in found.items()}


def at_work(option: Option, actor: Actor) -> Part:
    """The part of its time in which a session has an actor at work."""
    return option.occupied if option.event.lead == actor else option.public


@dataclass(frozen=True)
class Shift:
    """A session in the options of one length: in all of them an actor works as long."""

    member: Member
    option: Option  # any of them
    part: Part


def shifts(draft: Draft, actor: Actor, sessions: Iterable[Session]) -> Iterator[Shift]:
    """The work of an actor in some sessions; a session has a shift for each of its lengths."""
    for session in sessions:
        by_length = {option.length: option for option in draft.options(session)}
        for length, option in by_length.items():

            def so_long(each: Option, length: object = length) -> bool:
                return each.length == length

            for member in draft.members([session], where=so_long):
                yield Shift(member, option, at_work(option, actor))


def at_work_over(draft: Draft, work: Iterable[Shift], span: Span, starts: int) -> Group:
    """The shifts at work at any moment of a span; only with these starts (bits)."""
    return tuple(
        replace(shift.member, starts=over)
        for shift in work
        if (over := draft.starts_over(shift.option, [span], shift.part)
            & shift.member.starts & starts)
    )  # fmt: skip
