"""The first event comes before all others, the last one after them.

Nothing public begins before the opening is over, and when the farewell begins everything else
has ended: so everybody can be there.  Write a relation of the kind first or last with the
event in `event_a`.  If it has several sessions, all of them come first, or last.  What the
public does not see, set-up and take-down, may overlap.  A row with
“no” in `hard` is not kept.

Fine:
    relations: kind first, event_a opening
    Mon 15:00-16:00  meadow  opening by school
    Mon 16:00-17:00  library  reading by choir

Broken:
    relations: kind first, event_a opening
    Mon 15:00-16:00  meadow  opening by school
    Mon 15:45-16:45  library  reading by choir

Fine:
    relations: kind last, event_a farewell
    Mon 15:00-16:00  library  reading by choir
    Mon 16:00-17:00  meadow  farewell by school

Broken:
    relations: kind last, event_a farewell
    Mon 15:00-16:00  meadow  farewell by school
    Tue 10:00-11:00  library  reading by choir

Fine:
    relations: kind last, event_a farewell, hard no
    Mon 15:00-16:00  meadow  farewell by school
    Tue 10:00-11:00  library  reading by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import EVENT_A, HARD, RELATION_KIND
from festplan.texts import Text
from festplan.times import NOTHING

DE = """Die erste Veranstaltung kommt vor allen anderen, die letzte danach.

Vor dem Ende der Eröffnung beginnt nichts Öffentliches, und wenn der Ausklang beginnt, ist
alles andere zu Ende: So können alle dabei sein.  Dafür steht in den Beziehungen „zuerst“ oder
„zuletzt“ mit der Veranstaltung in `event_a`.  Hat sie mehrere Termine, kommen alle zuerst
oder zuletzt.  Was die Öffentlichkeit nicht sieht, Auf- und Abbau, darf sich überschneiden.
Mit „nein“ in `hard` ist es ein Wunsch.
"""
NUMBERS = (12,)
COLUMNS = (RELATION_KIND, EVENT_A, HARD)
SAYS = Text(
    en="“{later}” would begin {start}; “{earlier}” must have ended by then, but only ends {end}.",
    de="„{later}“ würde {start} beginnen; „{earlier}“ muss vorher zu Ende sein, "
    "endet aber erst {end}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for kind, event in _asked(festival):
        others = [placed for placed in plan if placed.event != event]
        pairs = [(own, other) for own in plan.of(event) for other in others]
        yield from _out_of_order(
            pairs if kind == "first" else [(other, own) for own, other in pairs]
        )


def _out_of_order(pairs: list[tuple[Placement, Placement]]) -> Iterator[Breach]:
    """Breaches where the second of two begins before the first has ended."""
    for earlier, later in pairs:
        if later.start < earlier.public.end:
            yield Breach(
                (earlier, later),
                SAYS.with_facts(
                    earlier=earlier.event.title,
                    later=later.event.title,
                    start=later.start,
                    end=earlier.public.end,
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    for kind, event in _asked(festival):
        for own in event.sessions:
            for other in festival.sessions:
                if other.event != event and kind == "first":
                    draft.between(own, other, least=NOTHING)
                elif other.event != event:
                    draft.between(other, own, least=NOTHING)


def _asked(festival: Festival) -> Iterator[tuple[str, Event]]:
    """What somebody wants first or last."""
    for row in festival.of("relations"):
        kind, event = RELATION_KIND.of(row), festival.event(EVENT_A.of(row))
        if HARD.of(row) and kind in ("first", "last") and event is not None:
            yield kind, event
