"""A venue has what the event needs.

The cooking course needs a kitchen, the film a dark room.  What a venue has stands in its
`features`, what an event needs in its `features_needed`; the words must be the same.  For a
route only the venue where it sets off counts.

Fine:
    venue hall: features kitchen;tables
    Mon 15:00-16:00  hall  cooking by school, features_needed kitchen

Broken:
    venue hall: features tables
    Mon 15:00-16:00  hall  cooking by school, features_needed kitchen;tables

Fine:
    venue hall: features stage
    Mon 15:00-16:00  hall  parade by school, end_venue meadow, features_needed stage
    Mon 17:00-18:00  meadow  reading by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, words
from festplan.draft import Draft
from festplan.festival import Event, Festival, Venue
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import FEATURES, NONE
from festplan.texts import Text

DE = """Ein Ort hat, was die Veranstaltung braucht.

Der Kochkurs braucht eine Küche, der Film einen dunklen Raum.  Was ein Ort hat, steht in
`features`, was eine Veranstaltung braucht, in `features_needed`; die Wörter müssen gleich
sein.  Bei einem Umzug zählt nur der Ort, an dem er losgeht.
"""
NUMBERS = (17,)
NEEDED = Column(
    "events", "features_needed", "nötige Merkmale",
    Text("What the venue must have.", "Was der Ort haben muss."),
    words, NONE, ("kitchen", "vehicles", "kitchen; vehicles"),
)  # fmt: skip
COLUMNS = (NEEDED, FEATURES)
SAYS = Text(
    en="“{event}” would be at {venue}, which lacks: {missing}.",
    de="„{event}“ wäre am Ort {venue}; dort fehlt: {missing}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        if missing := _missing(placed.event, placed.venue):
            yield Breach(
                (placed,),
                SAYS.with_facts(event=placed.event.title, venue=placed.venue.name, missing=missing),
            )


def _missing(event: Event, venue: Venue) -> tuple[str, ...]:
    """What an event needs and a venue does not have."""
    return tuple(feature for feature in NEEDED.of(event) if feature not in FEATURES.of(venue))


def constrain(festival: Festival, draft: Draft) -> None:
    has = {venue: frozenset(FEATURES.of(venue)) for venue in festival.venues}
    for event in festival.events:
        for option in draft.options(*event.sessions) if NEEDED.of(event) else ():
            if not has[option.venue].issuperset(NEEDED.of(event)):
                draft.close(option)
