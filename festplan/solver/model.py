"""A draft as one exact model: places for every session, the words of all rules, all losses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from festplan.draft import Draft
from festplan.festival import Event
from festplan.plan import Placement
from festplan.rules.rule import name
from festplan.solver.losses import Losses
from festplan.solver.places import Places
from festplan.solver.translation import Translation
from festplan.wishes import WISHES
from festplan.wishes.wish import PRIORITY, TIDY, WISHED, Wish, tier_of

#: What is weighed, the most important first: each tier is strictly before the next one.
MANDATORY = "mandatory"
TIERS = (MANDATORY, PRIORITY, WISHED, TIDY)


@dataclass(frozen=True)
class Model:
    """A draft as a CP-SAT model, with the points lost in each tier."""

    places: Places
    losses: Losses


def tiers_of(draft: Draft, wishes: Iterable[Wish] = WISHES) -> Mapping[str, str]:
    """The tier of each wish, by its name."""
    return {name(wish): tier_of(wish, draft.festival) for wish in wishes}


def model_of(draft: Draft, wishes: Iterable[Wish] = WISHES, partial: bool = False) -> Model:
    """The model of a draft; ``partial`` allows even mandatory events to be left out."""
    mandatory = [e for e in draft.festival.events if e not in draft.optional]
    places = Places(draft, [*draft.optional, *(mandatory if partial else ())])
    losses = Losses(places, TIERS, tiers_of(draft, wishes))
    translation = Translation(places, losses.charge)
    for spoken in draft.words:
        translation.say(spoken)
    losses.charge_prices(draft.prices)
    for event, lost in draft.optional.items():
        losses.leave_out(PRIORITY, lost, 1 - places.present(event))
    if partial:
        for event in mandatory:
            losses.leave_out(MANDATORY, len(event.sessions), 1 - places.present(event))
    return Model(places, losses)


def left_out(draft: Draft, placements: Iterable[Placement]) -> tuple[int, int]:
    """The points that a plan loses by leaving out events: mandatory ones, and optional ones."""
    there: set[Event] = {placement.event for placement in placements}
    missing = [event for event in draft.festival.events if event not in there]
    sessions = sum(len(e.sessions) for e in missing if e not in draft.optional)
    return sessions, sum(draft.optional[e] for e in missing if e in draft.optional)
