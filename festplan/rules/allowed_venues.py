"""An event takes place at a venue it has asked for.

The dance group needs the hall, the bread oven stands in the yard.  Several venues may be
named; an event without any may be planned at every venue.  A route sets off from one of them;
where it ends stands in `end_venue`.

Fine:
    venue meadow: parallel 2
    Mon 15:00-16:00  library  reading by school, venues library;meadow

Broken:
    venue library: parallel 2
    Mon 15:00-16:00  meadow  reading by school, venues library
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, words
from festplan.draft import Draft
from festplan.festival import Event, Festival, Venue
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import NONE
from festplan.texts import Text

DE = """Eine Veranstaltung findet an einem Ort statt, den sie sich gewünscht hat.

Die Tanzgruppe braucht den Saal, der Backofen steht im Hof.  Mehrere Orte sind möglich; ohne
Angabe kommt jeder Ort in Frage.  Ein Umzug geht an einem dieser Orte los; wo er ankommt,
steht in `end_venue`.
"""
NUMBERS = (16,)
VENUES = Column(
    "events", "venues", "mögliche Orte",
    Text("Venues where it may take place.", "Orte, an denen sie stattfinden kann."),
    words, NONE, (), refers_to="venues",
    also=("Ort", "Orte", "venue", "place", "Raum", "Wo", "where"),
)  # fmt: skip
COLUMNS = (VENUES,)
SAYS = Text(
    en="“{event}” would be at {venue}, but is possible only at: {venues}.",
    de="„{event}“ wäre am Ort {venue}, möglich ist aber nur: {venues}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        wanted = VENUES.of(placed.event)
        if wanted and placed.venue.id not in wanted:
            allowed = _allowed(festival, placed.event)
            names = tuple(venue.name for venue in allowed)
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, venue=placed.venue.name, venues=names),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        wanted = set(VENUES.of(event))
        for option in draft.options(*event.sessions) if wanted else ():
            if option.venue.id not in wanted:
                draft.close(option)


def _allowed(festival: Festival, event: Event) -> tuple[Venue, ...]:
    wanted = VENUES.of(event)
    return tuple(v for v in festival.venues if not wanted or v.id in wanted)
