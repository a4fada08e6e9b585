"""An event takes place while its venue is open.

A library that closes at six cannot host an evening reading.  Each venue may have several
windows a day: a care home rests at noon.  A venue without any line is open all day; with
lines, it is closed on the days that have none.  Windows that touch are one.  Set-up and take-down
are not public and may reach beyond the window by the minutes of `teardown_after_close_minutes`.

Fine:
    venue_hours: venue_id library, date Mon, from 10:00, to 18:30
    Mon 17:30-18:30  library  reading by school, teardown_min 60

Broken:
    venue_hours: venue_id library, date Mon, from 10:00, to 18:30
    Mon 18:00-19:00  library  reading by school

Broken:
    venue_hours: venue_id library, date Mon, from 10:00, to 18:30
    Mon 17:30-18:30  library  reading by school, teardown_min 90
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from festplan.columns import Column, clock, day, minutes_long, text
from festplan.draft import Draft
from festplan.festival import Festival, Venue
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import END_VENUE, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Clock, Span, joined

DE = """Eine Veranstaltung findet statt, solange ihr Ort geöffnet ist.

Eine Bibliothek, die um sechs schließt, kann keine Abendlesung haben.  Ein Ort kann mehrere
Zeitfenster am Tag haben: Das Pflegeheim hält Mittagsruhe.  Ein Ort ohne jede Zeile ist immer
offen; sonst ist er an Tagen ohne Zeile geschlossen.  Auf- und Abbau sind nicht öffentlich und
dürfen um `teardown_after_close_minutes` über das Fenster hinausreichen.
"""
NUMBERS = (20, 7)
column = partial(Column, "venue_hours")
VENUE = column(
    name="venue_id", de="Ort-Nr.", help=Text("The venue.", "Der Ort."),
    read=text, default="", examples=(), refers_to="venues", required=True,
)  # fmt: skip
DATE = column(
    name="date", de="Datum", help=Text("The day.", "Der Tag."),
    read=day, default=date.min, examples=("2027-08-28",), required=True,
)  # fmt: skip
FROM = column(
    name="from", de="von", help=Text("Opens at.", "Öffnet um."),
    read=clock, default=Clock(timedelta(0)), examples=("10:00", "16:00"),
)  # fmt: skip
TO = column(
    name="to", de="bis", help=Text("Closes at.", "Schließt um."),
    read=clock, default=Clock(timedelta(hours=24)), examples=("18:30", "20:00"),
)  # fmt: skip
BEYOND = Column(
    "festival", "teardown_after_close_minutes", "Aufbau und Abbau über die Öffnungszeit hinaus",
    Text(
        "Minutes that set-up and take-down may reach beyond the opening hours.",
        "Minuten, die Auf- und Abbau über die Öffnungszeit hinausreichen dürfen.",
    ),
    minutes_long, timedelta(minutes=60), ("60", "0"),
)  # fmt: skip
COLUMNS = (VENUE, DATE, FROM, TO, BEYOND, SET_UP, TAKE_DOWN, END_VENUE)
SAYS = Text(
    en="“{event}” would be at {venue} {span}; open there: {open}.",
    de="„{event}“ wäre {span} am Ort {venue}; geöffnet ist dort: {open}.",
)
NEVER = Text(en="not at all that day", de="an dem Tag gar nicht")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    beyond = BEYOND.of(festival.settings)
    opened = {venue: _open(festival, venue) for venue in festival.venues}
    for placed in plan:
        for stay in placed.stays:
            windows = opened[stay.venue]
            if windows is not None and not any(
                stay.public.within(window) and stay.occupied.within(window.widened(beyond, beyond))
                for window in windows
            ):
                today = tuple(window for window in windows if window.day == placed.day)
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        venue=stay.venue.name,
                        span=stay.public,
                        open=today or NEVER,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    beyond = BEYOND.of(festival.settings)
    opened = {venue: _open(festival, venue) for venue in festival.venues}
    wider = {
        venue: [window.widened(beyond, beyond) for window in windows or ()]
        for venue, windows in opened.items()
    }
    for option in draft.options():
        for hold in option.holds:
            windows = opened[hold.venue]
            if windows is not None:
                draft.within(option, windows, hold.public)
                draft.within(option, wider[hold.venue], hold.occupied)


def _open(festival: Festival, venue: Venue) -> tuple[Span, ...] | None:
    """When a venue is open; None where nobody said anything about it."""
    rows = festival.where(VENUE, venue.id)
    if not rows:
        return None
    return joined(Span(FROM.of(r).on(DATE.of(r)), TO.of(r).on(DATE.of(r))) for r in rows)
