"""Nothing takes place where it is closed.

The street is dug up until noon, the meadow is mown on Thursday, the city run passes the
school yard.  A closure names a venue or a whole site, a day and a time; without times it lasts
the whole day.  Set-up and take-down are kept out as well.

Fine:
    closures: venue_id library, date Mon, from 10:00, to 12:00, reason painters
    Mon 12:30-13:30  library  reading by school, setup_min 30

Broken:
    closures: venue_id library, date Mon, from 10:00, to 12:00, reason painters
    Mon 12:15-13:15  library  reading by school, setup_min 30

Broken:
    venue meadow: site_id north
    closures: site_id north, date Mon, reason mowing
    Mon 15:00-16:00  meadow  reading by school

Fine:
    venue yard: site_id north
    venue hall: site_id south
    closures: site_id north, date Mon
    Mon 15:00-16:00  hall  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from festplan.columns import Column, clock, day, text
from festplan.draft import Draft
from festplan.festival import Festival, Row, Venue
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import END_VENUE, SET_UP, TAKE_DOWN, VENUE_SITE
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span

DE = """Wo gesperrt ist, findet nichts statt.

Die Straße ist bis mittags aufgerissen, die Wiese wird am Donnerstag gemäht, der Stadtlauf
führt am Schulhof vorbei.  Eine Sperrung nennt einen Ort oder ein ganzes Gelände, einen Tag und
eine Zeit; ohne Zeiten gilt sie den ganzen Tag.  Auch Auf- und Abbau bleiben draußen.
"""
NUMBERS = (21,)
column = partial(Column, "closures")
VENUE = column(
    name="venue_id", de="Ort-Nr.", help=Text("The venue.", "Der Ort."),
    read=text, default="", examples=(), refers_to="venues",
)  # fmt: skip
SITE = column(
    name="site_id", de="Gelände",
    help=Text("Or the whole site.", "Oder das ganze Gelände."),
    read=text, default="", examples=(), refers_to="sites",
)  # fmt: skip
DATE = column(
    name="date", de="Datum", help=Text("The day.", "Der Tag."),
    read=day, default=date.min, examples=("2027-08-28",), required=True,
)  # fmt: skip
FROM = column(
    name="from", de="von", help=Text("Closed from.", "Gesperrt ab."),
    read=clock, default=Clock(DAY_BREAK), examples=("12:00", "16:30"),
)  # fmt: skip
TO = column(
    name="to", de="bis", help=Text("Closed until.", "Gesperrt bis."),
    read=clock, default=Clock(DAY_BREAK + timedelta(days=1)), examples=("17:00", "18:00"),
)  # fmt: skip
REASON = column(
    name="reason", de="Grund", help=Text("Why it is closed.", "Warum gesperrt ist."),
    read=text, default="", examples=("Bauarbeiten",),
)  # fmt: skip
COLUMNS = (VENUE, SITE, DATE, FROM, TO, REASON, VENUE_SITE, SET_UP, TAKE_DOWN, END_VENUE)
SAYS = Text(
    en="“{event}” would need {venue} {needed}, but it is closed {closed} {reason}.",
    de="„{event}“ bräuchte den Ort {venue} {needed}, er ist aber {closed} gesperrt {reason}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for stay in placed.stays:
            for row in _closures(festival, stay.venue):
                closed = _span(row)
                if stay.occupied.overlaps(closed):
                    yield Breach(
                        (placed,),
                        SAYS.with_facts(
                            event=placed.event.title,
                            venue=stay.venue.name,
                            needed=stay.occupied,
                            closed=closed,
                            reason=f"({REASON.of(row) or '–'})",
                        ),
                    )


def constrain(festival: Festival, draft: Draft) -> None:
    closed = {
        venue: [_span(row) for row in _closures(festival, venue)] for venue in festival.venues
    }
    for option in draft.options() if any(closed.values()) else ():
        for hold in option.holds:
            draft.avoid(option, closed[hold.venue], hold.occupied)


def _closures(festival: Festival, venue: Venue) -> Iterator[Row]:
    """The closures of a venue and of its site."""
    for row in festival.of("closures"):
        if VENUE.of(row) == venue.id or (SITE.of(row) and SITE.of(row) == venue.site.id):
            yield row


def _span(row: Row) -> Span:
    return Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row)))
