"""When a search stops, and what it tells on the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(frozen=True)
class Progress:
    """How far a search has come: the tier it is in, its best plan so far and its bound."""

    tier: str
    lost: int | None
    at_least: int
    seconds: float


@dataclass
class Limits:
    """When to stop, and what to tell on the way."""

    #: The user's patience: where it ends a search, two runs may differ.
    seconds: float = 60.0
    #: The work that may be done, in deterministic seconds; where it ends a search, the same
    #: tables lead to the same plan on every machine.  As much as it takes where ``None``.
    effort: float | None = None
    seed: int = 0
    workers: int = 1
    tell: Callable[[Progress], None] = lambda progress: None
    #: Set from outside to stop with the best plan so far.
    stop: threading.Event = field(default_factory=threading.Event)


class Watch:
    """The time and the work of one search."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.began = monotonic()
        self.done = 0.0  # deterministic seconds
        #: The best bound told so far, by tier: who knows less takes nothing back.
        self.told: dict[str, int] = {}

    @property
    def seconds(self) -> float:
        return monotonic() - self.began

    @property
    def left(self) -> float:
        return self.limits.seconds - self.seconds

    @property
    def effort_left(self) -> float:
        return float("inf") if self.limits.effort is None else self.limits.effort - self.done

    @property
    def over(self) -> bool:
        return self.limits.stop.is_set() or self.left <= 0 or self.effort_left <= 0

    def tell(self, tier: str, lost: int | None, at_least: int) -> None:
        known = max(at_least, self.told.get(tier, at_least))
        self.told[tier] = known
        at_least = known if lost is None else min(known, lost)
        self.limits.tell(Progress(tier, lost, at_least, self.seconds))
