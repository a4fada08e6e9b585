"""An open plan in which every rule and every wish has spoken."""

from __future__ import annotations

from collections.abc import Iterable

from festplan.draft import Draft
from festplan.festival import Festival
from festplan.rules import RULES
from festplan.rules.rule import Rule, name
from festplan.wishes import WISHES
from festplan.wishes.wish import Wish


def draft_of(
    festival: Festival, rules: Iterable[Rule] = RULES, wishes: Iterable[Wish] = WISHES
) -> Draft:
    """An open plan in which every rule and every wish has spoken."""
    draft = Draft(festival)
    for rule in rules:
        draft.speaker = name(rule)
        rule.constrain(festival, draft)
    for wish in wishes:
        draft.speaker = name(wish)
        wish.ask(festival, draft)
    return draft
