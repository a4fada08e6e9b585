"""What else happens in the city is respected.

When the city run closes the ring road, no van reaches the school yard.  A row names a time and
what it affects: "all", "audience:Youth", "site:S4", "venue:V07" - nothing public takes place there,
or for these people, in that time - or "feature:vehicles@S4": then events that need vehicle access
cannot be at the venues of that site with that feature, set-up and take-down included.  The tags,
settings and shade of `outdoor`, `tag:x` and `shade:none` work as in the protected times.  Rows with
"no" in the column `hard` are wishes.

Fine:
    city_events: title Match, date Mon, from 19:30, to 21:30, affects audience:Youth
    Mon 18:30-19:30  library  dance by school, audiences Youth
    Mon 20:00-21:00  library  reading by choir, audiences Seniors

Broken:
    city_events: title Match, date Mon, from 19:30, to 21:30, affects audience:Youth
    Mon 18:45-19:45  library  dance by school, audiences Youth

Fine:
    venue yard: site_id ring, features vehicles
    festival: vehicle_feature vehicles
    city_events: title Run, date Mon, from 09:00, to 14:00, affects feature:vehicles@ring
    Mon 12:00-13:00  yard  games by choir
    Mon 14:30-15:30  yard  engine by brigade, vehicle_access yes, setup_min 30

Broken:
    venue yard: site_id ring, features vehicles
    festival: vehicle_feature vehicles
    city_events: title Run, date Mon, from 09:00, to 14:00, affects feature:vehicles@ring
    Mon 14:15-15:15  yard  engine by brigade, vehicle_access yes, setup_min 30
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from festplan.columns import Column, NotReadable, clock, day, text, yes_or_no
from festplan.draft import Draft, Option, Part
from festplan.festival import Event, Festival, Row, Venue
from festplan.plan import Placement, Plan
from festplan.protected import Scope, scope
from festplan.rules.rule import Breach
from festplan.tables import (
    AUDIENCES,
    END_VENUE,
    FEATURES,
    SET_UP,
    SETTING,
    SHADE,
    TAGS,
    TAKE_DOWN,
    VEHICLE_ACCESS,
    VENUE_SITE,
)
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span

DE = """Was sonst in der Stadt los ist, wird beachtet.

Wenn der Stadtlauf den Ring sperrt, kommt kein Lieferwagen auf den Schulhof.  Eine Zeile nennt eine
Zeit und was betroffen ist: „all“, „audience:Jugendliche“, „site:S4“, „venue:V07“ – dort oder für
diese Menschen findet in der Zeit nichts Öffentliches statt – oder „feature:zufahrt@S4“: Dann können
Veranstaltungen, die eine Zufahrt brauchen, samt Auf- und Abbau nicht an den Orten dieses Geländes
mit diesem Merkmal sein.  Zeilen mit „nein“ in der Spalte `hard` sind Wünsche.
"""
NUMBERS = (79,)


@dataclass(frozen=True)
class Feature:
    """What cannot be used: a feature, of the venues of one site or of all."""

    name: str
    site: str = ""

    def lost_at(self, venue: Venue) -> bool:
        return self.name in FEATURES.of(venue) and self.site in ("", venue.site.id)


def affected(cell: str) -> Scope | Feature:
    """Read ``"all"``, ``"audience:Kita"``, ``"site:S4"`` ... or ``"feature:vehicles@S4"``."""
    kind, _, named = cell.partition(":")
    name, _, site = named.partition("@")
    if kind.strip().casefold() in ("feature", "merkmal") and name.strip():
        return Feature(name.strip(), site.strip())
    try:
        return scope(cell)
    except NotReadable as unknown:
        raise NotReadable(
            unknown.says,
            Text(
                en="Write all, audience:A;B, site:S4, venue:V07 or feature:vehicles@S4.",
                de="Bitte all, audience:A;B, site:S4, venue:V07 oder feature:zufahrt@S4 schreiben.",
            ),
        ) from None


EVERYTHING: Scope | Feature = Scope("all")
column = partial(Column, "city_events")
TITLE = column(
    name="title", de="Titel", help=Text("What else happens.", "Was sonst los ist."),
    read=text, default="", examples=("City run",),
)  # fmt: skip
DATE = column(
    name="date", de="Datum", help=Text("The day.", "Der Tag."),
    read=day, default=datetime.date.min, examples=("2027-08-28",), required=True,
)  # fmt: skip
FROM = column(
    name="from", de="von", help=Text("Begins at.", "Beginnt um."),
    read=clock, default=Clock(DAY_BREAK), examples=("16:30", "17:45"),
)  # fmt: skip
TO = column(
    name="to", de="bis", help=Text("Ends at.", "Endet um."),
    read=clock, default=Clock(DAY_BREAK + datetime.timedelta(days=1)),
    examples=("18:00", "18:30"),
)  # fmt: skip
AFFECTS = column(
    name="affects", de="betrifft",
    help=Text(
        "all, audience:A;B, site:S4, venue:V07 or feature:vehicles@S4.",
        "all (alles), audience:A;B (Zielgruppen), site:S4 (Gelände), venue:V07 (Ort) oder "
        "feature:zufahrt@S4 (Merkmal).",
    ),
    read=affected, default=EVERYTHING,
    examples=("all", "audience:Kita", "feature:vehicles"),
)  # fmt: skip
HARD = column(
    name="hard", de="zwingend",
    help=Text("Must hold; otherwise it is a wish.", "Muss gelten; sonst ist es ein Wunsch."),
    read=yes_or_no, default=True, examples=("yes",),
)  # fmt: skip
REASON = column(
    name="reason", de="Grund", help=Text("Why it matters.", "Warum es wichtig ist."),
    read=text, default="", examples=("The road is closed.",),
)  # fmt: skip
COLUMNS = (
    TITLE, DATE, FROM, TO, AFFECTS, HARD, REASON, VEHICLE_ACCESS, FEATURES, AUDIENCES, TAGS,
    SETTING, SHADE, VENUE_SITE, END_VENUE, SET_UP, TAKE_DOWN,
)  # fmt: skip
SAYS = Text(
    en="“{event}” would be {span}, but in the way is “{title}” ({window}).",
    de="„{event}“ wäre {span}, im Weg ist aber „{title}“ ({window}).",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for row in _rows(festival):
        window = _window(row)
        for placed in plan:
            met = [span for span in _touched(placed, AFFECTS.of(row)) if span.overlaps(window)]
            if met:
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        span=met[0],
                        title=TITLE.of(row),
                        window=window,
                    ),
                )


def _touched(placed: Placement, affects: Scope | Feature) -> Iterator[Span]:
    """The times of a placement in which it would be in the way of something."""
    if isinstance(affects, Scope) and affects.concerns(placed.event):
        yield placed.public
    for stay in placed.stays:
        if isinstance(affects, Scope) and affects.covers(stay.venue):
            yield stay.public
        if isinstance(affects, Feature) and _needs(placed.event) and affects.lost_at(stay.venue):
            yield stay.occupied


def constrain(festival: Festival, draft: Draft) -> None:
    for row in _rows(festival):
        affects = AFFECTS.of(row)
        where = affects.lost_at if isinstance(affects, Feature) else affects.covers
        met = {venue for venue in festival.venues if where(venue)}
        for event in festival.events:
            for option in draft.options(*event.sessions) if _may_meet(event, affects, met) else ():
                for part in _parts(option, affects, met):
                    draft.avoid(option, [_window(row)], part)


def _may_meet(event: Event, affects: Scope | Feature, met: set[Venue]) -> bool:
    """Whether an event can be in the way of something at all, wherever it is."""
    if isinstance(affects, Feature):
        return bool(met) and _needs(event)
    return bool(met) or affects.concerns(event)


def _parts(option: Option, affects: Scope | Feature, met: set[Venue]) -> tuple[Part, ...]:
    """The parts of an option that must keep clear."""
    if isinstance(affects, Feature):
        return tuple(hold.occupied for hold in option.holds if hold.venue in met)
    if affects.concerns(option.event):
        return (option.public,)
    return tuple(hold.public for hold in option.holds if hold.venue in met)


def _needs(event: Event) -> bool:
    return VEHICLE_ACCESS.of(event)


def _rows(festival: Festival) -> Iterator[Row]:
    return (row for row in festival.of("city_events") if HARD.of(row))


def _window(row: Row) -> Span:
    return Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row)))
