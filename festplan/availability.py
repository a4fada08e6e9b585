"""When actors can, would rather not and gladly would: the columns that several modules read."""

from __future__ import annotations

from datetime import date, timedelta

from festplan.columns import Column, OneOf, clock, day, text, words
from festplan.festival import Actor, Event, Festival
from festplan.tables import NONE
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span, joined

ACTOR = Column(
    "availability", "actor_id", "Akteur", Text("The actor.", "Der Akteur."),
    text, "", (), refers_to="actors", required=True,
    also=("Akteur", "Verein", "Wer", "actor", "who", "group"),
)  # fmt: skip
DATE = Column(
    "availability", "date", "Tag", Text("The day.", "Der Tag."),
    day, date.min, ("2027-08-28",), required=True,
)  # fmt: skip
FROM = Column(
    "availability", "from", "von", Text("From.", "Von."),
    clock, Clock(DAY_BREAK), ("16:00", "17:30"),
)  # fmt: skip
TO = Column(
    "availability", "to", "bis", Text("Until.", "Bis."),
    clock, Clock(DAY_BREAK + timedelta(days=1)), ("18:00", "20:00"),
)  # fmt: skip
KIND = Column(
    "availability", "kind", "Art",
    Text("Unavailable, avoid or preferred.", "Nicht, ungern oder gern."),
    OneOf(
        ("unavailable", "nicht", "kann nicht", "geht nicht", "nein", "no", "not"),
        ("avoid", "ungern", "lieber nicht", "rather not"),
        ("preferred", "gern", "gerne", "am liebsten", "gladly"),
    ),
    "unavailable", ("unavailable", "avoid", "preferred"),
)  # fmt: skip
REASON = Column(
    "availability", "reason", "Grund", Text("Why, for the organisers.", "Warum, für die Orga."),
    text, "", ("Unterricht",), private=True,
)  # fmt: skip
EXCEPT = Column(
    "availability", "except_events", "außer",
    Text("Events that do not count: their own.", "Veranstaltungen, die nicht zählen: eigene."),
    words, NONE, (), refers_to="events",
)  # fmt: skip
COLUMNS = (ACTOR, DATE, FROM, TO, KIND, REASON, EXCEPT)


def spans_of(festival: Festival, actor: Actor, kind: str, event: Event) -> tuple[Span, ...]:
    """The windows of one kind that an actor has, without those that except the event."""
    return joined(
        Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row)))
        for row in festival.where(ACTOR, actor.id)
        if KIND.of(row) == kind and event.id not in EXCEPT.of(row)
    )
