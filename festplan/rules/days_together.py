"""Two events are on the same day, or on different ones.

The flea market and the market of the clubs draw each other's visitors; two talks about religion
are better on two days.  The relation "same_day" puts every session of event A on the festival day
of every session of B, "different_day" on another one.

Fine:
    relations: kind same_day, event_a market, event_b fair
    Mon 10:00-12:00  library  market by school
    Mon 20:00-21:00  school  fair by choir

Broken:
    relations: kind same_day, event_a market, event_b fair
    Mon 10:00-12:00  library  market by school
    Tue 10:00-12:00  school  fair by choir

Broken:
    relations: kind different_day, event_a market, event_b fair
    Mon 10:00-12:00  library  market by school
    Mon 20:00-21:00  school  fair by choir

Fine:
    relations: kind different_day, event_a market, event_b fair, hard no
    Mon 10:00-12:00  library  market by school
    Mon 20:00-21:00  school  fair by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import EVENT_A, EVENT_B, HARD, RELATION_KIND
from festplan.texts import Text

DE = """Zwei Veranstaltungen sind am gleichen Tag oder an verschiedenen.

Flohmarkt und Markt der Vereine ziehen einander Gäste zu; zwei Gespräche über Religion sind besser
an zwei Tagen.  Die Beziehung „same_day“ legt jeden Termin von A auf den Festtag jedes Termins von
B, „different_day“ auf einen anderen.
"""
NUMBERS = (13,)
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, HARD)
SAYS = Text(
    en="“{first}” is on {one} and “{second}” on {other}; they belong on {asked}.",
    de="„{first}“ ist am {one}, „{second}“ am {other}; sie gehören auf {asked}.",
)
THE_SAME = Text(en="the same day", de="denselben Tag")
DIFFERENT = Text(en="different days", de="verschiedene Tage")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for one, other, same in _pairs(festival):
        for first, second in product(plan.of(one), plan.of(other)):
            if (first.day == second.day) != same:
                yield Breach(
                    (first, second),
                    SAYS.with_facts(
                        first=first.event.title,
                        one=first.day,
                        second=second.event.title,
                        other=second.day,
                        asked=THE_SAME if same else DIFFERENT,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for one, other, same in _pairs(festival):
        for pair in product(one.sessions, other.sessions):
            draft.together(pair, "same_day" if same else "different_days")


def _pairs(festival: Festival) -> Iterator[tuple[Event, Event, bool]]:
    """Two events, and whether they share a day."""
    for row in festival.of("relations"):
        kind = RELATION_KIND.of(row)
        one, other = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        if kind not in ("same_day", "different_day") or not HARD.of(row):
            continue
        if one and other and one != other:
            yield one, other, kind == "same_day"
