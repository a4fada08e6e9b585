"""Events for the same people do not run all at the same time.

A family can choose between two events; a third one at the same hour only takes visitors from
the others.  The setting `same_audience_at_once` says for which audiences this counts, and how
many events for them may well run at once: `Kinder:1; Familien:2`.  Every further one costs
`weight_same_audience` points for each step of the time grid in which it runs beside the others
(with a grid of 15 minutes, four times an hour).  Only the public time counts.  An event that is
for everybody, too (`Alle`), does not count: it takes nobody away from anybody.  Without the
setting nothing is asked.

Fine:
    festival: same_audience_at_once Kinder:1
    Mon 15:00-16:00  library  reading by school, audiences Kinder
    Mon 16:00-17:00  meadow  games by club, audiences Kinder;Familien

Broken:
    festival: same_audience_at_once Kinder:1
    Mon 15:00-16:00  library  reading by school, audiences Kinder
    Mon 15:45-17:00  meadow  games by club, audiences Kinder;Familien

Fine:
    festival: same_audience_at_once Kinder:1; Familien:2
    Mon 15:00-16:00  library  reading by school, audiences Familien
    Mon 15:00-16:00  meadow  games by club, audiences Familien
    Mon 15:00-16:00  hall  concert by choir, audiences Alle;Familien
    Mon 15:00-16:00  yard  puppets by theatre, audiences Senioren

Broken:
    festival: same_audience_at_once Familien:2
    Mon 15:00-16:00  library  reading by school, audiences Familien
    Mon 15:00-16:00  meadow  games by club, audiences Familien
    Mon 15:30-16:30  hall  concert by choir, audiences Familien

Fine:
    festival: same_audience_at_once Kinder:1
    Mon 15:00-16:00  library  reading by school, audiences Kinder, teardown_min 30
    Mon 16:00-17:00  meadow  games by club, audiences Kinder, setup_min 30
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, counted
from festplan.draft import Draft, Profile, Use
from festplan.festival import Event, Festival, Session
from festplan.plan import Plan
from festplan.steps import at_once
from festplan.tables import AUDIENCES, DURATION, NO_ITEMS
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Veranstaltungen für dieselben Leute laufen nicht alle gleichzeitig.

Eine Familie kann zwischen zwei Angeboten wählen; ein drittes zur selben Stunde nimmt den anderen
nur die Gäste weg.  Die Einstellung `same_audience_at_once` (gleichzeitig je Zielgruppe) sagt, für
welche Zielgruppen das zählt und wie viele Angebote für sie gut nebeneinander laufen:
`Kinder:1; Familien:2`.  Jedes weitere kostet `weight_same_audience` Punkte für jeden Schritt des
Zeitrasters, in dem es neben den anderen läuft (bei 15 Minuten also viermal je Stunde).  Nur die
öffentliche Zeit zählt.  Was auch für „Alle“ ist, zählt nicht mit: Es nimmt niemandem jemanden
weg.  Ohne die Einstellung wird nichts verlangt.
"""
NUMBERS = (76,)
TIER = WISHED
AT_ONCE = Column(
    "festival", "same_audience_at_once", "gleichzeitig je Zielgruppe",
    Text(
        "Audiences, each with how many events for it may well run at once: Kinder:1; Familien:2.",
        "Zielgruppen, jede mit der Zahl der Angebote, die gut gleichzeitig laufen: "
        "Kinder:1; Familien:2.",
    ),
    counted, NO_ITEMS, ("Kita:1", "Kita:1; Familien:2", "Familien:1"),
)  # fmt: skip
WEIGHT = weight(
    "same_audience",
    "gleiche Zielgruppe",
    Text("Points for an event too many, for each step of the time grid.",
         "Punkte je Angebot zu viel, für jeden Schritt des Zeitrasters."),
    1,
)  # fmt: skip
COLUMNS = (AT_ONCE, AUDIENCES, DURATION, WEIGHT)
SAYS = Text(
    en="{count} events for {audience} run at the same time, {when}, and {free} would be fine: "
    "{events}.",
    de="{count} Angebote für {audience} laufen gleichzeitig, {when}; gut wären {free}: {events}.",
)
#: What is for everybody does not count.
EVERYBODY = frozenset(("alle", "all", "everyone", "everybody"))


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for audience, free in AT_ONCE.of(festival.settings):
        theirs = [(placed, placed.public) for placed in plan if _is_for(placed.event, audience)]
        for stretch, together in at_once(theirs, festival.step):
            too_long = stretch.length // festival.step * max(len(together) - free, 0)
            if points := WEIGHT.of(festival.settings) * too_long:
                says = SAYS.with_facts(
                    count=len(together),
                    audience=audience,
                    when=stretch,
                    free=free,
                    events=tuple(placed.event.title for placed in together),
                )
                yield Miss(together, says, points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for audience, free in AT_ONCE.of(festival.settings) if cost else ():
        theirs = (event for event in festival.events if _is_for(event, audience))
        uses = tuple(_use(draft, session) for event in theirs for session in event.sessions)
        if uses:
            draft.say(Profile(uses, free, cost, (_whole_festival(festival),)))


def _use(draft: Draft, session: Session) -> Use:
    """Whoever is there is there for the public time, wherever that is."""
    return Use(session, 1, {option: option.public for option in draft.options(session)})


def _whole_festival(festival: Festival) -> Span:
    """From the first day break to the end of whatever begins last."""
    longest = max(event.length for event in festival.events)
    return Span(festival.days[0].span.start, festival.days[-1].span.end + longest)


def _is_for(event: Event, audience: str) -> bool:
    words = {word.casefold() for word in AUDIENCES.of(event)}
    return audience.casefold() in words and not words & EVERYBODY
