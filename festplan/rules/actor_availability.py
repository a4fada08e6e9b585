"""Nobody is planned in when they are not available.

The school is shut at the weekend, the choir rehearses on Thursday evening.  While an actor is
unavailable it leads no event, set-up and take-down included, and joins in none while the
public is there.  Its own event may be the very reason (the church is busy on Sunday morning
with its own service): name it in `except_events`.  Lines that say avoid or preferred are
wishes and are not counted here.

Fine:
    availability: actor_id school, date Mon, from 09:00, to 11:00, kind unavailable
    Mon 11:00-12:00  library  reading by choir; school, setup_min 30

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
from datetime import date, timedelta
from functools import partial

from festplan.columns import Column, clock, day, one_of, text, words
from festplan.draft import Draft
from festplan.festival import Actor, Event, Festival, Row
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import LEAD, NONE, PARTNERS, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span

DE = """Niemand wird eingeplant, wenn er nicht kann.

Die Schule ist am Wochenende zu, der Chor probt am Donnerstagabend.  Solange ein Akteur nicht
kann, leitet er nichts, Auf- und Abbau eingeschlossen, und wirkt nirgends mit, solange Publikum
da ist.  Manchmal ist die eigene Veranstaltung der Grund (die Gemeinde ist am Sonntagmorgen mit
ihrem Gottesdienst beschäftigt): Sie steht dann in `except_events`.  Zeilen mit „ungern“ oder
„gern“ sind Wünsche und zählen hier nicht.
"""
NUMBERS = (29, 30)
column = partial(Column, "availability")
ACTOR = column(
    name="actor_id", de="Akteur", help=Text("The actor.", "Der Akteur."),
    read=text, default="", examples=(), refers_to="actors", required=True,
)  # fmt: skip
DATE = column(
    name="date", de="Tag", help=Text("The day.", "Der Tag."),
    read=day, default=date.min, examples=("2027-08-28",), required=True,
)  # fmt: skip
FROM = column(
    name="from", de="von", help=Text("From when on.", "Ab wann."),
    read=clock, default=Clock(DAY_BREAK), examples=("12:00", "16:30"),
)  # fmt: skip
TO = column(
    name="to", de="bis", help=Text("Until when.", "Bis wann."),
    read=clock, default=Clock(DAY_BREAK + timedelta(days=1)), examples=("17:00", "18:00"),
)  # fmt: skip
KIND = column(
    name="kind", de="Art",
    help=Text("Unavailable, better avoided, or preferred.", "Nicht, ungern oder gern."),
    read=one_of(("unavailable", "nicht"), ("avoid", "ungern"), ("preferred", "gern")),
    default="unavailable", examples=("unavailable", "avoid", "preferred"),
)  # fmt: skip
REASON = column(
    name="reason", de="Grund", help=Text("The reason; not published.",
                                         "Der Grund; wird nicht veröffentlicht."),
    read=text, default="", examples=("Chorprobe",), private=True,
)  # fmt: skip
EXCEPT = column(
    name="except_events", de="außer",
    help=Text("Events that are possible all the same.",
              "Veranstaltungen, die trotzdem möglich sind."),
    read=words, default=NONE, examples=(), refers_to="events",
)  # fmt: skip
COLUMNS = (ACTOR, DATE, FROM, TO, KIND, REASON, EXCEPT, LEAD, PARTNERS, SET_UP, TAKE_DOWN)
# The reason is private: a sentence on a plan may be read by anyone.
SAYS = Text(
    en="“{event}” would need {actor} {needed}, who is not available {away}.",
    de="„{event}“ bräuchte {actor} {needed}; verhindert: {away}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for actor in dict.fromkeys(placed.event.actors):
            needed = placed.occupied if actor == placed.event.lead else placed.public
            for away in _away(festival, actor, placed.event):
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
        lead = list(_away(festival, event.lead, event))
        partners = [away for actor in event.partners for away in _away(festival, actor, event)]
        for option in draft.options(*event.sessions):
            draft.avoid(option, lead, option.occupied)
            draft.avoid(option, partners, option.public)


def _away(festival: Festival, actor: Actor, event: Event) -> Iterator[Span]:
    """When an actor cannot be at an event."""
    for row in festival.of("availability"):
        own = ACTOR.of(row) == actor.id and event.id not in EXCEPT.of(row)
        if own and KIND.of(row) == "unavailable":
            yield _span(row)


def _span(row: Row) -> Span:
    return Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row)))
