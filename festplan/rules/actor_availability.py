"""Nobody is planned in when they are not available.

The school is shut at the weekend, the choir rehearses on Thursday evening.  While an actor is
unavailable it leads no event, set-up and take-down included, and joins in none while the
public is there.  Its own event may be the very reason (the church is busy on Sunday morning
with its own service): name it in `except_events`.  Lines that say avoid or preferred are
wishes and are not counted here.

Fine:
    availability: actor_id school, date Mon, from 09:00, to 11:00, kind unavailable
    Mon 11:00-12:00  library  reading by choir with school, setup_min 30

Broken:
    availability: actor_id school, date Mon, from 09:00, to 11:00, kind unavailable
    Mon 11:00-12:00  library  reading by school, setup_min 30

Broken:
    availability: actor_id choir, date Mon, kind unavailable
    Mon 15:00-16:00  library  reading by school with choir

Fine:
    availability: actor_id choir, date Mon, kind unavailable, except_events service
    Mon 10:00-11:00  church  service by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.availability import COLUMNS as AVAILABILITY
from festplan.availability import spans_of
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import LEAD, PARTNERS, SET_UP, TAKE_DOWN
from festplan.texts import Text

DE = """Niemand wird eingeplant, wenn er nicht kann.

Die Schule ist am Wochenende zu, der Chor probt am Donnerstagabend.  Solange ein Akteur nicht
kann, leitet er nichts, Auf- und Abbau eingeschlossen, und wirkt nirgends mit, solange Publikum
da ist.  Manchmal ist die eigene Veranstaltung der Grund (die Gemeinde ist am Sonntagmorgen mit
ihrem Gottesdienst beschäftigt): Sie steht dann in `except_events`.  Zeilen mit „ungern“ oder
„gern“ sind Wünsche und zählen hier nicht.
"""
NUMBERS = (29, 30)
COLUMNS = (*AVAILABILITY, LEAD, PARTNERS, SET_UP, TAKE_DOWN)
# The reason is private: a sentence on a plan may be read by anyone.
SAYS = Text(
    en="“{event}” would need {actor} {needed}, who is not available {away}.",
    de="„{event}“ bräuchte {actor} {needed}; verhindert: {away}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for actor in dict.fromkeys(placed.event.actors):
            needed = placed.occupied if actor == placed.event.lead else placed.public
            for away in spans_of(festival, actor, "unavailable", placed.event):
                if needed.overlaps(away):
                    yield Breach(
                        (placed,),
                        SAYS.with_facts(
                            event=placed.event.title,
                            actor=actor.name,
                            needed=needed,
                            away=away,
                        ),
                    )


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        lead, *partners = (
            spans_of(festival, actor, "unavailable", event) for actor in event.actors
        )
        away = [span for spans in partners for span in spans]
        for option in draft.options(*event.sessions) if lead or away else ():
            draft.avoid(option, lead, option.occupied)
            draft.avoid(option, away)
