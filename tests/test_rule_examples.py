"""The examples in a rule's page are true, for its check and for its constraint."""

import re

import pytest

from festplan.rules import RULES, mandatory
from festplan.rules.rule import name
from festplan.wishes import WISHES
from tests.opinions import losses, solver_accepts
from tests.sketch import sketched

EXAMPLE = re.compile(r"^(Fine|Broken):\n((?:    .*\n|\n)+)", re.MULTILINE)


def examples(modules):
    return [
        pytest.param(module, verdict, text, id=f"{name(module)}-{verdict}-{number}")
        for module in modules
        for number, (verdict, text) in enumerate(EXAMPLE.findall(module.__doc__ + "\n"))
    ]


@pytest.mark.parametrize(("rule", "verdict", "text"), examples(RULES))
def test_examples_of_rules_are_true(rule, verdict, text):
    """What the handbook calls fine is accepted, what it calls broken is refused."""
    festival, plan = sketched(text)

    assert bool(list(rule.check(festival, plan))) == (verdict == "Broken")
    assert solver_accepts(festival, plan, [rule]) == (verdict == "Fine")


@pytest.mark.parametrize(("wish", "verdict", "text"), examples(WISHES))
def test_examples_of_wishes_are_true(wish, verdict, text):
    """What the handbook calls fine loses nothing, what it calls broken loses points."""
    festival, plan = sketched(text)

    lost = sum(miss.points for miss in wish.misses(festival, plan))

    assert bool(lost) == (verdict == "Broken")
    assert losses(festival, plan, [mandatory], [wish])[wish.TIER] == lost


@pytest.mark.parametrize("module", [*RULES, *WISHES], ids=name)
def test_every_page_shows_both(module):
    """A rule is understood by one plan it allows and one it refuses."""
    found = {verdict for verdict, _ in EXAMPLE.findall(module.__doc__ + "\n")}

    assert found == {"Fine", "Broken"}
