"""What a peer is: another solver that gets the same draft, and how its plan is judged.

A peer minimises one sum: the points of every tier, each so heavy that one point of it is more
than all that can be lost in the tiers below.  Its plan is judged by our check, whatever it
believes itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from festplan.check import breaches, lost
from festplan.draft import (
    Apart,
    AtLeastOne,
    Between,
    Count,
    Draft,
    InARow,
    Profile,
    Together,
    Visit,
    Word,
)
from festplan.plan import Placement, Plan
from festplan.rules import RULES
from festplan.rules.rule import Breach, Rule, name
from festplan.times import minutes
from festplan.wishes import WISHES
from festplan.wishes.wish import PRIORITY, TIDY, WISHED, tier_of

#: What is lost: points of optional events, of wishes, of tidiness.
Points = tuple[int, int, int]
TIERS = (PRIORITY, WISHED, TIDY)


@dataclass(frozen=True)
class Step:
    """A better plan, found after so many seconds; what it loses, as far as the solver says."""

    seconds: float
    points: Points


@dataclass
class Found:
    """What a solver has come to, in seconds since it was given the draft."""

    placements: Sequence[Placement] | None = None
    #: What every plan loses at least, if the solver says so.
    bound: Points | None = None
    steps: list[Step] = field(default_factory=list)
    build: float = 0.0
    seconds: float = 0.0
    proved: bool = False
    #: When the proof was complete, where that was before the end (among equals one is chosen).
    proved_after: float | None = None
    #: What of the draft the solver was not told, and what else is to be known.
    left_out: tuple[str, ...] = ()
    said: str = ""


class Peer(Protocol):
    """A module of this package."""

    CANNOT: str

    def solve(self, draft: Draft, seconds: float, seed: int, workers: int) -> Found: ...


class Stopwatch:
    """Seconds since a solver was given its draft."""

    def __init__(self) -> None:
        self.began = monotonic()

    @property
    def seconds(self) -> float:
        return monotonic() - self.began


def tiers_of(draft: Draft) -> Mapping[str, str]:
    """The tier of each wish, by its name."""
    return {name(wish): tier_of(wish, draft.festival) for wish in WISHES}


# --- one sum for all tiers ------------------------------------------------------------------------


def weights(draft: Draft) -> Points:
    """What a point of each tier weighs, so that tiers are strictly one after the other."""
    most = most_lost(draft)
    wished = most[TIDY] + 1
    return (most[WISHED] * wished + wished, wished, 1)


def apart(total: float, weight: Points) -> Points:
    """A sum as points of each tier; what is not whole counts as the next whole point."""
    left = -int(-total // 1) if total - int(total) > 1e-5 else round(total)
    priority, left = divmod(left, weight[0])
    wished, tidy = divmod(left, weight[1])
    return priority, wished, tidy


def most_lost(draft: Draft) -> Counter[str]:
    """More than can be lost in each tier: every session at its worst, every word unkept."""
    tiers = tiers_of(draft)
    found: Counter[str] = Counter()
    worst: dict[tuple[str, object], Counter[object]] = {}
    for price in draft.prices:
        key = tiers[price.speaker], price.option.session
        worst.setdefault(key, Counter())[price.option] += price.points
    for (tier, _), points in worst.items():
        found[tier] += max(points.values())
    for spoken in draft.words:
        if cost := getattr(spoken.word, "cost", 0):
            found[tiers[spoken.speaker]] += cost * _times(draft, spoken.word)
    return found


def _times(draft: Draft, word: Word) -> int:
    """How often the cost of a word can be lost at most."""
    match word:
        case Count():
            highest = sum(max(weight, 0) for _, weight in word.weighed)
            lowest = sum(min(weight, 0) for _, weight in word.weighed)
            beyond = 0 if word.most is None else highest - word.most
            return max(word.least - lowest, beyond, 0)
        case Profile():
            over = max(sum(use.amount for use in word.uses) - word.free, 0)
            steps = sum(-(-minutes(span.length) // draft.step) + 1 for span in word.spans)
            return over * (len(word.spans) if word.worst else steps)
        case InARow():
            return len(word.sessions)
        case Together():
            return len(word.sessions) * (len(word.sessions) - 1) // 2
        case Apart() | Between() | AtLeastOne() | Visit():
            return 1
    return 1


# --- the judge ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """Our check's opinion on a plan: how often each rule is broken, what is lost."""

    breaches: Mapping[str, int]
    points: Points


def judged(draft: Draft, placements: Iterable[Placement]) -> Verdict:
    """A plan judged by the solver-free check."""
    festival = draft.festival
    plan = Plan(tuple(sorted(placements, key=lambda placed: placed.order)))
    broken = {name(rule): len(found) for rule in RULES if (found := _broken(rule, draft, plan))}
    out = sum(points for event, points in draft.optional.items() if event not in plan.events)
    priority = out + lost(festival, plan, PRIORITY)
    return Verdict(broken, (priority, lost(festival, plan, WISHED), lost(festival, plan, TIDY)))


def _broken(rule: Rule, draft: Draft, plan: Plan) -> list[Breach]:
    return list(breaches(draft.festival, plan, [rule]))
