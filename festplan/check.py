"""A finished plan against every rule and every wish, without any solver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules import RULES
from festplan.rules.rule import Breach, Rule
from festplan.wishes import WISHES
from festplan.wishes.wish import Miss, Wish, tier_of


def breaches(festival: Festival, plan: Plan, rules: Iterable[Rule] = RULES) -> Iterator[Breach]:
    """Every breach of every rule, in the order of the rules."""
    for rule in rules:
        yield from rule.check(festival, plan)


def misses(
    festival: Festival, plan: Plan, wishes: Iterable[Wish] = WISHES
) -> Iterator[tuple[Wish, Miss]]:
    """Every wish that is not met, with the wish it belongs to, in the order of the wishes."""
    for wish in wishes:
        for miss in wish.misses(festival, plan):
            yield wish, miss


def lost(festival: Festival, plan: Plan, tier: str) -> int:
    """The points that a plan loses in one tier of wishes."""
    return sum(
        miss.points for wish, miss in misses(festival, plan) if tier == tier_of(wish, festival)
    )
