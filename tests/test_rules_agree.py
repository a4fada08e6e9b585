"""Every rule's check and every rule's constraint give the same answer; so do the wishes.

The check reads a finished plan with clock arithmetic; the constraint speaks to a draft.  They
share no code, so a mistake in one of them shows up here as a disagreement.
"""

from collections import Counter

import pytest

from festplan.rules import RULES, grid, length, mandatory
from festplan.rules.rule import name
from festplan.wishes import WISHES
from tests.festivals import festivals, plans, trial
from tests.opinions import losses, solver_accepts

#: What every draft keeps by its very shape; it is asked of the check as well.
SHAPE = [length, grid, mandatory]

#: Rules about a few kinds of rows only: the cells worth trying.
FOCUS = {
    "order": {("relations", "kind"): ("then", "before")},
    "first_and_last": {("relations", "kind"): ("first", "last")},
    "end_together": {("relations", "kind"): ("end_near_end",)},
    "not_parallel": {("relations", "kind"): ("not_parallel",)},
    "days_together": {("relations", "kind"): ("same_day", "different_day")},
    "same_area": {("relations", "kind"): ("same_area",)},
    "wished_relations": {("relations", "hard"): ("no",)},
    "actor_availability": {("availability", "kind"): ("unavailable",)},
    "better_times": {("protected_times", "hard"): ("no",)},
    "city_life": {("city_events", "hard"): ("no",)},
    "calendar_days": {("calendar_days", "hard"): ("yes",)},
    "holidays": {
        ("calendar_days", "hard"): ("no",),
        ("calendar_days", "effect"): ("nothing", "no_food_in_daylight", "no_dance"),
    },
    "rather_not": {("availability", "kind"): ("avoid",)},
    "gladly": {("availability", "kind"): ("preferred",)},
    "spread_money": {
        ("costs", "event_id"): ("reading", "concert"),
        ("costs", "amount"): ("100", "200"),
    },
    "quiet_hour": {
        ("protected_times", "date"): ("with:reading", "with:concert"),
        ("protected_times", "max_noise_level"): ("0", "1"),
    },
}


#: A quick look in the inner loop; the long one must see both outcomes, or it proves nothing.
QUICK = pytest.param((20,), id="quick")
LONG = pytest.param((50, 200, 1000, 4000), id="long", marks=pytest.mark.slow)


def run(test, seen, wanted, rounds):
    """Run a property until everything wanted was seen; rare things need more cases."""
    for cases in rounds:
        trial(test, cases)
        if all(seen[case] for case in wanted) or len(rounds) == 1:
            return
    raise AssertionError(f"the test proves nothing: seen was only {dict(seen)}")


def plan_is_fine(festival, plan, rules):
    return not any(list(rule.check(festival, plan)) for rule in rules)


@pytest.mark.parametrize("rounds", [QUICK, LONG])
@pytest.mark.parametrize("rule", RULES, ids=name)
def test_check_and_constraint_agree(rule, rounds):
    """A plan has no breach exactly when the solver would accept it; both really happen."""
    rules = list({name(each): each for each in (*SHAPE, rule)}.values())
    others = [each for each in SHAPE if each is not rule]
    seen = Counter()

    def agree(data):
        festival = data.draw(festivals(rules, focus=FOCUS.get(name(rule))))
        plan = data.draw(plans(festival))
        fine = plan_is_fine(festival, plan, [rule])
        if plan_is_fine(festival, plan, others):
            seen[fine] += 1
        fine = fine and plan_is_fine(festival, plan, others)

        assert solver_accepts(festival, plan, rules) == fine

    run(agree, seen, (True, False), rounds)


@pytest.mark.parametrize("rounds", [QUICK, LONG])
@pytest.mark.parametrize("wish", WISHES, ids=name)
def test_points_are_what_the_solver_loses(wish, rounds):
    """The solver, held to one plan, loses exactly the points that we count."""
    seen = Counter()

    def agree(data):
        festival = data.draw(festivals([*SHAPE, wish], focus=FOCUS.get(name(wish))))
        plan = data.draw(plans(festival))
        found = losses(festival, plan, SHAPE, [wish])
        lost = sum(miss.points for miss in wish.misses(festival, plan))

        if found is not None:
            seen[lost > 0] += 1
            assert found[wish.TIER] == lost

    run(agree, seen, (True, False), rounds)
