"""What is worth a look in a plan and never stops anybody, one module each.

Their order is that of the handbook, and of the summary.
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.festival import Festival
from festplan.plan import Plan
from festplan.warnings import (
    alcohol_permits,
    calendar_hints,
    decision_hour,
    film_and_dance,
    food_labels,
    minors,
    permit_deadlines,
    rare_events,
    step_free_windows,
    storm_shelters,
    toilets_and_water,
)
from festplan.warnings.warning import Told, Warning

WARNINGS: list[Warning] = [
    minors,
    film_and_dance,
    toilets_and_water,
    step_free_windows,
    food_labels,
    calendar_hints,
    alcohol_permits,
    permit_deadlines,
    rare_events,
    storm_shelters,
    decision_hour,
]


def worth_a_look(festival: Festival, plan: Plan) -> Iterator[tuple[Warning, Told]]:
    """Everything that is told of a plan, with the warning it belongs to, in their order."""
    for warning in WARNINGS:
        for told in warning.tell(festival, plan):
            yield warning, told
