"""What a warning is: one module that says what is worth a look, and never stops anybody.

A warning is shaped like a rule, without its strength.  ``tell`` looks at a finished plan and
says what somebody should ask, apply for or carry along; no plan is refused for it, and none is
better or worse.  In its page a sketch is *broken* where something is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from festplan.festival import Event, Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Page
from festplan.tables import AS_OF
from festplan.texts import Text


@dataclass(frozen=True)
class Told:
    """Something worth a look: in which words, about what, and until when there is time."""

    text: Text
    placements: tuple[Placement, ...] = ()
    events: tuple[Event, ...] = ()
    due: date | None = None
    #: The day until which there was time is over.
    late: bool = False


class Warning(Page, Protocol):
    """The shape of a warning module."""

    def tell(self, festival: Festival, plan: Plan) -> Iterator[Told]:
        """Everything of this kind that is worth a look in a finished plan."""
        ...


def by_date(found: Iterable[Told]) -> list[Told]:
    """What has a date, the earliest first."""
    return [told for _, told in sorted(_dated(found), key=lambda pair: pair[0])]


def _dated(found: Iterable[Told]) -> Iterator[tuple[date, Told]]:
    for told in found:
        if told.due is not None:
            yield told.due, told


def is_over(day: date, festival: Festival) -> bool:
    """Whether a day is over, as far as the festival says what day it is (``as_of``)."""
    today = AS_OF.of(festival.settings)
    return today is not None and day < today


def with_year(day: date) -> Text:
    """A day that may lie in another year than the festival."""
    return Text(en="{day} {year}", de="{day}{year}").with_facts(day=day, year=day.year)


ONE_SESSION = Text(en="1 session", de="1 Termin")
SESSIONS = Text(en="{count} sessions", de="{count} Termine")


def sessions(placements: Sequence[Placement]) -> Text:
    """How many sessions these are."""
    count = len(placements)
    return ONE_SESSION if count == 1 else SESSIONS.with_facts(count=count)


#: So many names stand in one sentence.
NAMED = 5
AND_MORE = Text(en="{count} more", de="{count} weitere")
QUOTED = Text(en="“{title}”", de="„{title}“")


def some(names: Iterable[str | Text]) -> tuple[str | Text, ...]:
    """The first few names, and how many more there are."""
    found = tuple(names)
    # One more name is as short as saying that there is one more.
    if len(found) <= NAMED + 1:
        return found
    return (*found[:NAMED], AND_MORE.with_facts(count=len(found) - NAMED))


def titles(placements: Iterable[Placement]) -> tuple[str | Text, ...]:
    """The events of some placements by their titles, each once, those that begin first."""
    ordered = sorted(placements, key=lambda placed: placed.order)
    events = dict.fromkeys(placed.event for placed in ordered)
    return some(QUOTED.with_facts(title=event.title) for event in events)
