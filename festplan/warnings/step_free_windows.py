"""At every hour there is something that can be reached without a step.

Whoever comes in a wheelchair should not stand there for an hour with nothing to go to.  A stretch
of time is told in which everything that runs is at a venue with “no” in `step_free`, or with a ramp
that the event does not borrow (`ramp_equipment`).  A venue that says nothing is not counted among
them.  A route counts with both its ends.

Fine:
    venue cellar: step_free no
    venue hall: step_free yes
    Mon 15:00-16:00  cellar  reading by choir
    Mon 14:30-16:30  hall  games by school

Broken:
    venue cellar: step_free no
    venue hall: step_free yes
    Mon 15:00-16:00  cellar  reading by choir
    Mon 15:15-16:30  hall  games by school

Broken:
    venue hall: step_free ramp
    item slope: quantity 1
    festival: ramp_equipment slope
    Mon 15:00-16:00  hall  reading by choir

Fine:
    venue hall: step_free ramp
    item slope: quantity 1
    festival: ramp_equipment slope
    Mon 15:00-16:00  hall  reading by choir, equipment slope
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.festival import Festival
from festplan.plan import Placement, Plan
from festplan.rules.step_free import RAMP
from festplan.tables import END_VENUE, EQUIPMENT, STEP_FREE
from festplan.texts import Text
from festplan.times import Span, joined
from festplan.warnings.warning import Told, titles

DE = """Zu jeder Stunde ist etwas ohne Stufe erreichbar.

Wer im Rollstuhl kommt, soll nicht eine Stunde lang vor lauter Stufen stehen.  Gesagt wird eine
Zeit, in der alles, was läuft, an einem Ort mit „nein“ bei `step_free` ist oder mit einer Rampe, die
die Veranstaltung nicht ausleiht (`ramp_equipment`).  Ein Ort ohne Angabe zählt nicht dazu.  Ein
Umzug zählt mit beiden Enden.
"""
NUMBERS = (70,)
COLUMNS = (STEP_FREE, RAMP, EQUIPMENT, END_VENUE)
SAYS = Text(
    en="{span} nothing can be reached without a step; there is only {events}.",
    de="{span} ist nichts ohne Stufe erreichbar; da ist nur {events}.",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    barred = [placed for placed in plan if _has_steps(placed, festival)]
    within_reach = [placed for placed in plan if not _has_steps(placed, festival)]
    for span in _without(_times(barred), _times(within_reach)):
        meant = tuple(placed for placed in barred if placed.public.overlaps(span))
        yield Told(SAYS.with_facts(span=span, events=titles(meant)), meant)


def _has_steps(placed: Placement, festival: Festival) -> bool:
    ramp, borrowed = RAMP.of(festival.settings), dict(EQUIPMENT.of(placed.event))
    barring = {"no", "ramp"} if ramp and ramp not in borrowed else {"no"}
    return any(STEP_FREE.of(stay.venue) in barring for stay in placed.stays)


def _times(placements: list[Placement]) -> tuple[Span, ...]:
    return joined(placed.public for placed in placements)


def _without(spans: tuple[Span, ...], others: tuple[Span, ...]) -> Iterator[Span]:
    """What is left of some stretches of time without the others; both are in order."""
    for span in spans:
        start = span.start
        for other in (other for other in others if other.overlaps(span)):
            if start < other.start:
                yield Span(start, other.start)
            start = max(start, other.end)
        if start < span.end:
            yield Span(start, span.end)
