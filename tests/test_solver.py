"""The solver finds the best plan: the one that trying every plan finds."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import strategies as st

from festplan.check import breaches, misses
from festplan.drafting import draft_of
from festplan.plan import Placement, Plan, Tier
from festplan.rules import RULES, grid, length, mandatory, public_hours
from festplan.solver.exact import Goal
from festplan.solver.model import model_of
from festplan.solver.solve import TIERS, solve
from festplan.tables import PRIORITY
from festplan.times import midnight
from festplan.wishes import WISHES
from festplan.wishes.wish import TIDY, WISHED
from tests.festivals import DAYS, festivals, trial
from tests.sketch import sketched

#: One short evening a day and a coarse grid: few enough plans to try them all.
EVENING = {
    "days": {"open_from": "17:00", "open_to": "18:30"},
    "festival": {"slot_minutes": "30"},
}
SHAPE = [mandatory, length, grid, public_hours]
OTHERS = [rule for rule in RULES if rule not in SHAPE]
HALF_HOUR = timedelta(minutes=30)


def every_plan(festival):
    """Every plan on the coarse grid, in which an optional event may be missing."""
    choices = [
        [
            *(() if event.mandatory else (None,)),
            *(
                Placement(event.sessions[0], venue, midnight(DAYS[0]) + n * HALF_HOUR, event.length)
                for venue in festival.venues
                for n in (34, 35, 36)
            ),
        ]
        for event in festival.events
    ]
    for chosen in product(*choices):
        yield Plan(tuple(placed for placed in chosen if placed is not None))


def value(festival, plan, wishes):
    """What a plan loses, tier by tier, counted without any solver."""
    missing = [event for event in festival.events if event not in plan.events]
    found = dict.fromkeys(TIERS, 0) | {"priority": sum(map(PRIORITY.of, missing))}
    for wish, miss in misses(festival, plan, wishes):
        found[wish.TIER] += miss.points
    return [found[tier] for tier in TIERS]


@pytest.mark.parametrize(
    "cases", [pytest.param(15, id="quick"), pytest.param(150, id="long", marks=pytest.mark.slow)]
)
def test_solver_against_brute_force(cases):
    """On a festival with some hundred plans, the solver's is as good as the best of them all."""
    trial(compare, cases)


def compare(data):
    """The solver's answer to a drawn festival beside the answer of trying everything."""
    rules = [*SHAPE, *data.draw(st.lists(st.sampled_from(OTHERS), max_size=5, unique=True))]
    wishes = data.draw(st.lists(st.sampled_from(WISHES), max_size=3, unique=True))
    fixed = EVENING | {"events": {"sessions": "1", "days": DAYS[0].isoformat(), "kind": "session"}}
    festival = data.draw(festivals([*rules, *wishes], fixed=fixed))
    rules = [rule for rule in RULES if rule in rules or rule.__name__.endswith("allowed_days")]

    found = solve(festival, rules=rules, wishes=wishes)

    fine = [plan for plan in every_plan(festival) if not any(breaches(festival, plan, rules))]
    assert (found is not None) == bool(fine)
    if found is not None:
        best = min(value(festival, plan, wishes) for plan in fine)
        assert list(breaches(festival, found, rules)) == []
        assert value(festival, found, wishes) == best
        assert [tier.lost for tier in found.tiers] == best
        assert found.optimal


def test_a_bound_on_the_sum_is_a_bound_on_each_tier():
    """What is known of wishes and tidiness together says what each of them loses at least."""
    festival, _ = sketched(
        """
        Mon 15:05-16:05  library  reading by school, sessions 2, same_venue if possible
        Mon 17:05-18:05  church  reading#2
        Mon 15:00-16:00  church  puppets by choir, preferred_venue library
        """
    )
    losses = model_of(draft_of(festival, RULES, WISHES)).losses
    goal = Goal(losses, [WISHED, TIDY])
    tidiest = goal.worth[WISHED] - 1

    assert losses.terms[WISHED] and losses.terms[TIDY] and tidiest >= 1
    assert goal.split(goal.sum({WISHED: 3, TIDY: tidiest})) == {WISHED: 3, TIDY: tidiest}
    lost = goal.sum({WISHED: 3, TIDY: 1})
    assert goal.tiers(lost, goal.sum({WISHED: 2, TIDY: tidiest})) == (
        Tier(WISHED, 3, 2),
        Tier(TIDY, 1, 0),
    )
    assert goal.tiers(lost, goal.sum({WISHED: 3})) == (Tier(WISHED, 3, 3), Tier(TIDY, 1, 0))
    assert all(tier.optimal for tier in goal.tiers(lost, lost))
