"""Two events that belong together are at the same venue.

Who has rehearsed in the hall also performs there, and the exhibition stays where it hangs.  The
relation "same_area" puts every session of event A and of event B at one venue; a route counts
where it sets off.

Fine:
    relations: kind same_area, event_a rehearsal, event_b show
    Mon 10:00-12:00  library  rehearsal by school
    Tue 15:00-16:00  library  show by choir

Broken:
    relations: kind same_area, event_a rehearsal, event_b show
    Mon 10:00-12:00  library  rehearsal by school
    Tue 15:00-16:00  school  show by choir

Fine:
    relations: kind same_area, event_a rehearsal, event_b show, hard no
    Mon 10:00-12:00  library  rehearsal by school
    Tue 15:00-16:00  school  show by choir
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

DE = """Zwei Veranstaltungen, die zusammengehören, sind am selben Ort.

Wer im Saal geprobt hat, tritt auch dort auf, und die Ausstellung bleibt, wo sie hängt.  Die
Beziehung „same_area“ legt alle Termine von A und B an einen Ort; ein Umzug zählt dort, wo er
losgeht.
"""
NUMBERS = (22,)
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, HARD)
SAYS = Text(
    en="“{first}” is at {one} and “{second}” at {other}; they belong at the same venue.",
    de="„{first}“ ist am Ort {one}, „{second}“ am Ort {other}; sie gehören an denselben.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for one, other in _pairs(festival):
        for first, second in product(plan.of(one), plan.of(other)):
            if first.venue != second.venue:
                yield Breach(
                    (first, second),
                    SAYS.with_facts(
                        first=first.event.title,
                        one=first.venue.name,
                        second=second.event.title,
                        other=second.venue.name,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for one, other in _pairs(festival):
        for pair in product(one.sessions, other.sessions):
            draft.together(pair, "same_venue")


def _pairs(festival: Festival) -> Iterator[tuple[Event, Event]]:
    for row in festival.of("relations"):
        one, other = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        if RELATION_KIND.of(row) != "same_area" or not HARD.of(row):
            continue
        if one and other and one != other:
            yield one, other
