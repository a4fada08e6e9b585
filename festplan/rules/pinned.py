"""A pinned session stays where and when it was put.

The poster is printed, the band has booked its train, or somebody has moved a concert in the
finished plan: a row of the table `pins` holds one session on a day, at a time, at a venue,
whichever of these cells are filled in.  `session` counts the sessions of an event in order of
time.  25:00 and 01:00 both mean one at night; a route is pinned to the venue where it sets
off.  A pin says where and when, not whether: an optional event may still be left out.

Fine:
    venue church: capacity 60
    pins: event_id reading, date Mon, start 15:00, venue_id library, reason on the poster
    Mon 15:00-16:00  library  reading by school
    Mon 15:30-16:30  church  puppets by choir

Broken:
    pins: event_id reading, date Mon, start 15:00
    Mon 15:15-16:15  library  reading by school

Broken:
    day Mon: open_from 10:00
    pins: event_id reading, date Mon
    Tue 15:00-16:00  library  reading by school

Broken:
    venue church: capacity 60
    pins: event_id reading, venue_id church
    Mon 15:00-16:00  library  reading by school

Fine:
    pins: event_id puppets, session 2, start 17:00
    Mon 15:00-16:00  library  puppets by school, sessions 2
    Mon 17:00-18:00  library  puppets#2

Broken:
    pins: event_id puppets, session 2, start 15:00
    Mon 15:00-16:00  library  puppets by school, sessions 2
    Mon 17:00-18:00  library  puppets#2

Fine:
    pins: event_id film, date Mon, start 01:00
    Mon 25:00-26:00  library  film by school
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from functools import partial

from festplan.columns import Column, at_least_one, clock, day, text
from festplan.draft import Draft, Option
from festplan.festival import Festival, Row, Session
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import SESSIONS
from festplan.texts import Text

DE = """Ein fixierter Termin bleibt, wo und wann er ist.

Das Plakat ist gedruckt, die Band hat ihren Zug gebucht, oder jemand hat ein Konzert im fertigen
Plan verschoben: Eine Zeile der Tabelle `pins` (fixierungen) hält einen Termin an einem Tag, zu
einer Zeit, an einem Ort, je nachdem, welche dieser Zellen ausgefüllt sind.  `session` zählt die
Termine einer Veranstaltung nach der Zeit.  25:00 und 01:00 heißen beide ein Uhr nachts; ein
Umzug ist an dem Ort fixiert, an dem er losgeht.  Eine Fixierung sagt, wo und wann, nicht, ob:
Eine freiwillige Veranstaltung kann trotzdem wegfallen.
"""
NUMBERS = (92,)
column = partial(Column, "pins")
# The headings are those of a plan.csv: a row copied from it is a pin.
EVENT = column(
    name="event_id", de="Nr.", help=Text("The event.", "Die Veranstaltung."),
    read=text, default="", examples=(), refers_to="events", required=True,
)  # fmt: skip
SESSION = column(
    name="session", de="Termin",
    help=Text("Which of its sessions; 1 is the earliest.",
              "Welcher ihrer Termine; 1 ist der früheste."),
    read=at_least_one, default=1, examples=("1", "2"),
)  # fmt: skip
TITLE = column(
    name="title", de="Titel",
    help=Text("Its title, for people; the number counts.",
              "Ihr Titel, zum Lesen; es gilt die Nummer."),
    read=text, default="", examples=("Konzert",),
)  # fmt: skip
DATE = column(
    name="date", de="Datum", help=Text("It stays on this day.", "Er bleibt an diesem Tag."),
    read=day, default=None, examples=("2027-08-28",),
)  # fmt: skip
START = column(
    name="start", de="Beginn", help=Text("It stays at this time.", "Er bleibt zu dieser Zeit."),
    read=clock, default=None, examples=("17:30", "18:00"),
)  # fmt: skip
VENUE = column(
    name="venue_id", de="Ort-Nr.",
    help=Text("It stays at this venue.", "Er bleibt an diesem Ort."),
    read=text, default="", examples=(), refers_to="venues",
)  # fmt: skip
REASON = column(
    name="reason", de="Grund", help=Text("Why, for the organisers.", "Warum, für die Orga."),
    read=text, default="", examples=("steht auf dem Plakat",), private=True,
)  # fmt: skip
COLUMNS = (EVENT, SESSION, TITLE, DATE, START, VENUE, REASON, SESSIONS)
SAYS = Text(
    en="“{event}” would be {start} at {venue}, but it is pinned to: {pin}.",
    de="„{event}“ wäre {start} am Ort {venue}, fixiert ist aber: {pin}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    pins = pins_of(festival)
    for placed in plan:
        for pin in pins.get(placed.session, ()):
            if not _kept(pin, placed):
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        start=placed.start,
                        venue=placed.venue.name,
                        pin=asked(festival, pin),
                    ),
                )


def _kept(pin: Row, placed: Placement) -> bool:
    date, start, venue = DATE.of(pin), START.of(pin), VENUE.of(pin)
    return (
        (date is None or placed.day == date)
        # Counted back from the start, the time since midnight must lead to a midnight.
        and (start is None or (placed.start - start.since_midnight).time() == time.min)
        and (not venue or placed.venue.id == venue)
    )


def constrain(festival: Festival, draft: Draft) -> None:
    for session, pins in pins_of(festival).items():
        for pin in pins:
            for option in draft.options(session):
                _hold(festival, draft, option, pin)


def _hold(festival: Festival, draft: Draft, option: Option, pin: Row) -> None:
    date, start, venue = DATE.of(pin), START.of(pin), VENUE.of(pin)
    if venue and option.venue.id != venue:
        draft.close(option)
    if date is not None:
        draft.begin_on(option, [day for day in festival.days if day.date == date])
    if start is not None:
        # One at night belongs to the evening before, whether written 25:00 or 01:00.
        nights = [timedelta(days=days) for days in (-1, 0, 1)]
        draft.begin(option, [start.on(d.date) + night for d in festival.days for night in nights])


def pins_of(festival: Festival) -> Mapping[Session, tuple[Row, ...]]:
    """The pins of each session that has some."""
    found: dict[tuple[str, int], list[Row]] = {}
    for pin in festival.of("pins"):
        found.setdefault((EVENT.of(pin), SESSION.of(pin)), []).append(pin)
    sessions = {(session.event.id, session.number): session for session in festival.sessions}
    return {sessions[key]: tuple(pins) for key, pins in found.items() if key in sessions}


def asked(festival: Festival, pin: Row) -> tuple[object, ...]:
    """What a pin holds, as facts: the day, the time, the name of the venue."""
    venue = festival.venue(VENUE.of(pin))
    facts = (DATE.of(pin), START.of(pin), venue and venue.name)
    return tuple(fact for fact in facts if fact)
