"""Who may hold which place, and for which part of the time: found once for all places.

A rule about places would otherwise ask every option of the festival once for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from festplan.draft import AtMost, Draft, Option, Part, Use
from festplan.festival import Event, Site, Venue

Place = TypeVar("Place", Venue, Site)


def holders(
    draft: Draft,
    place: Callable[[Venue], Place],
    amount: Callable[[Event], int] = lambda event: 1,
    occupied: bool = False,
) -> Mapping[Place, Sequence[Use]]:
    """The sessions that may be at each place, in their public (or occupied) time."""
    found: dict[Place, list[Use]] = {}
    for session in draft.festival.sessions:
        if number := amount(session.event):
            parts: dict[Place, dict[Option, Part]] = {}
            for option in draft.options(session):
                for there, part in _parts(option, place, occupied).items():
                    parts.setdefault(there, {})[option] = part
            for there, own in parts.items():
                found.setdefault(there, []).append(Use(session, number, own))
    return found


def _parts(option: Option, place: Callable[[Venue], Place], occupied: bool) -> Mapping[Place, Part]:
    """The part of its time that an option is at each of its places: one, or two for a route."""
    if option.event.end_venue is None:
        return {place(option.venue): option.occupied if occupied else option.public}
    ends = dict.fromkeys(place(hold.venue) for hold in option.holds)
    return {end: part for end in ends if (part := _spent(option, place, end, occupied))}


def _spent(
    option: Option, place: Callable[[Venue], Place], there: Place, occupied: bool
) -> Part | None:
    return option.spent(lambda venue: place(venue) == there, occupied)


def at_most(
    draft: Draft, uses: Sequence[Use], there_is: int, name: str = "", unit: str = ""
) -> None:
    """Never more than there is in use; what alone is too much cannot be."""
    for use in uses:
        for option in use.parts if use.amount > there_is else ():
            draft.close(option)
    if possible := tuple(use for use in uses if use.amount <= there_is):
        draft.say(AtMost(possible, there_is, name=name, unit=unit))
