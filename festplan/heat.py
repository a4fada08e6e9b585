"""Hot days: which they are, who suffers, and where the sun burns.

A rule and a wish read these columns; each takes the days that are its own.
"""

from __future__ import annotations

from datetime import timedelta

from festplan.audiences import OLDER, is_for
from festplan.columns import Column, OneOf, clock, words
from festplan.festival import Event, Festival, Venue
from festplan.tables import FORMAT, SETTING, SHADE
from festplan.texts import Text
from festplan.times import Clock, Span

HEAT = Column(
    "days", "heat", "Hitze",
    Text("Is it a hot day? no, if possible (a wish to stay out of the sun) or must.",
         "Ist es ein heißer Tag? nein, wenn möglich (die Sonne meiden ist ein Wunsch) oder "
         "zwingend."),
    OneOf(("no", "nein", "n", "-"),
          ("if possible", "wenn möglich", "yes", "ja", "j", "y", "x", "wish", "Wunsch"),
          ("must", "zwingend", "hard", "muss", "unbedingt")),
    "no", ("if possible", "must"),
    also=("Hitzetag", "heiß", "Hitzewarnung", "hot", "hot day", "heat warning"),
)  # fmt: skip
FROM = Column(
    "festival", "heat_from", "Hitze von",
    Text("On hot days the sun burns from then.", "An heißen Tagen brennt die Sonne ab dann."),
    clock, Clock(timedelta(hours=12)), ("12:00", "11:30"),
)  # fmt: skip
TO = Column(
    "festival", "heat_to", "Hitze bis",
    Text("On hot days the sun burns until then.", "An heißen Tagen brennt die Sonne bis dann."),
    clock, Clock(timedelta(hours=16)), ("18:00", "19:00"),
)  # fmt: skip
FORMATS: Column[tuple[str, ...]] = Column(
    "festival", "heat_formats", "Arten bei Hitze",
    Text("Kinds of events that make people move. Empty means: Sport, Tanz, Tour, sports, dance.",
         "Arten von Veranstaltungen, bei denen man sich bewegt. Leer heißt: Sport, Tanz, Tour, "
         "sports, dance."),
    words, ("Sport", "Tanz", "Tour", "sports", "dance"), ("Sport;Tanz;Konzert",),
)  # fmt: skip


def windows(festival: Festival, said: str) -> tuple[Span, ...]:
    """The hours of sun on the days that say so in the column ``heat``."""
    begin, end = FROM.of(festival.settings), TO.of(festival.settings)
    return tuple(
        Span(begin.on(day.date), end.on(day.date)) for day in festival.days if HEAT.of(day) == said
    )


def strains(event: Event, festival: Festival) -> bool:
    """Whether heat is too much for an event: older people come, or people move."""
    moving = {word.casefold() for word in FORMATS.of(festival.settings)}
    return FORMAT.of(event).casefold() in moving or is_for(event, OLDER, festival)


def in_the_sun(venue: Venue) -> bool:
    """Whether a venue has neither shade nor a roof."""
    return SHADE.of(venue) == "none" and SETTING.of(venue) not in ("covered", "indoor")
