"""Every rule's check and every rule's constraint give the same answer; so do the wishes.

The check reads a finished plan with clock arithmetic; the constraint speaks to a draft.  They
share no code, so a mistake in one of them shows up here as a disagreement.
"""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from festplan.rules import RULES, grid, length, mandatory
from festplan.rules.rule import name
from festplan.wishes import WISHES
from tests.festivals import festivals, plans
from tests.opinions import losses, solver_accepts

#: What every draft keeps by its very shape; it is asked of the check as well.
SHAPE = [length, grid, mandatory]
MANY = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def plan_is_fine(festival, plan, rules):
    return not any(list(rule.check(festival, plan)) for rule in rules)


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_check_and_constraint_agree(rule):
    """A plan has no breach exactly when the solver would accept it; both really happen."""
    rules = list({id(each): each for each in (*SHAPE, rule)}.values())
    seen = Counter()

    @MANY
    @given(st.data())
    def agree(data):
        festival = data.draw(festivals(rules))
        plan = data.draw(plans(festival))
        fine = plan_is_fine(festival, plan, rules)
        seen[fine, plan_is_fine(festival, plan, [rule])] += 1

        assert solver_accepts(festival, plan, rules) == fine

    agree()
    assert seen[True, True], "no plan was fine: the test proves nothing"
    assert seen[False, False], "no plan broke the rule: the test proves nothing"


@pytest.mark.parametrize("wish", WISHES, ids=name)
def test_points_are_what_the_solver_loses(wish):
    """The solver, held to one plan, loses exactly the points that we count."""
    seen = Counter()

    @MANY
    @given(st.data())
    def agree(data):
        festival = data.draw(festivals([*SHAPE, wish]))
        plan = data.draw(plans(festival))
        found = losses(festival, plan, SHAPE, [wish])
        lost = sum(miss.points for miss in wish.misses(festival, plan))

        if found is not None:
            seen[lost > 0] += 1
            assert found[wish.TIER] == lost

    agree()
    assert seen[True], "no plan lost a point: the test proves nothing"
    assert seen[False], "no plan met the wish: the test proves nothing"
