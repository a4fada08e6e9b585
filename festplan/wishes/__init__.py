"""The wishes a plan should meet where it can, one module each, by tier."""

from festplan.wishes import (
    balanced_days,
    better_times,
    city_life,
    full_length,
    gladly,
    preferred_venue,
    rather_not,
    round_times,
    wished_relations,
    wished_start,
)
from festplan.wishes.wish import Wish

WISHES: list[Wish] = [
    preferred_venue,
    wished_start,
    rather_not,
    gladly,
    wished_relations,
    better_times,
    city_life,
    full_length,
    balanced_days,
    round_times,
]
