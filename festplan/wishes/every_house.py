"""Every house that opens its doors is part of the festival.

The church lends its hall and the club its kitchen: then something should take place there, so
that people see them from within.  The venues of one host (column `host_actor`) are its house; a
site with “yes” in the column `wants_events` counts like one.  Each house in which not one session
takes place costs `weight_every_house` points.  A route is in a house at both of its ends.

Fine:
    venue hall: host_actor church
    venue kitchen: host_actor church
    Mon 15:00-16:00  hall  reading by school

Broken:
    venue hall: host_actor church
    venue workshop: host_actor club
    Mon 15:00-16:00  hall  reading by school

Broken:
    site south: wants_events yes
    venue garden: site_id south
    venue hall: site_id north
    Mon 15:00-16:00  hall  reading by school

Fine:
    site south: wants_events yes
    venue garden: site_id south
    venue hall: host_actor church
    Mon 15:00-16:00  hall  parade by school, end_venue garden
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from festplan.columns import Column, yes_or_no
from festplan.draft import Draft, Option
from festplan.festival import Festival, Venue
from festplan.plan import Plan
from festplan.tables import END_VENUE, HOST, VENUE_SITE
from festplan.texts import Text
from festplan.ways import members_by
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Jedes Haus, das seine Türen öffnet, gehört zum Fest.

Die Kirche leiht ihren Saal und der Verein seine Küche: Dann soll dort auch etwas stattfinden, damit
man sie von innen sieht.  Die Orte eines Gastgebers (Spalte `host_actor`) sind sein Haus; ein
Gelände mit „ja“ in der Spalte `wants_events` zählt wie eines.  Jedes Haus, in dem kein einziger
Termin stattfindet, kostet `weight_every_house` Punkte.  Ein Umzug ist an seinen beiden Enden im
Haus.
"""
NUMBERS = (24,)
TIER = WISHED
WANTS_EVENTS = Column(
    "sites", "wants_events", "soll bespielt werden",
    Text("Something should take place here.", "Hier soll etwas stattfinden."),
    yes_or_no, False, ("yes", "no"),
)  # fmt: skip
WEIGHT = weight(
    "every_house",
    "jedes Haus",
    Text("Points for a house in which nothing takes place.",
         "Punkte je Haus, in dem nichts stattfindet."),
    3,
)  # fmt: skip
COLUMNS = (HOST, WANTS_EVENTS, VENUE_SITE, END_VENUE, WEIGHT)
SAYS = Text(
    en="Nothing takes place at {house} ({venues}).",
    de="Nichts findet statt bei {house} ({venues}).",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    used = {stay.venue for placed in plan for stay in placed.stays}
    for house in _houses(festival):
        if points and used.isdisjoint(house.venues):
            venues = tuple(venue.name for venue in house.venues)
            yield Miss((), SAYS.with_facts(house=house.name, venues=venues), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost, houses = WEIGHT.of(festival.settings), _houses(festival)
    if not cost or not houses:
        return
    by_venue: dict[Venue, list[House]] = {}
    for house in houses:
        for venue in house.venues:
            by_venue.setdefault(venue, []).append(house)

    def entered(option: Option) -> Iterator[House]:
        return (house for hold in option.holds for house in by_venue.get(hold.venue, ()))

    # A house that nothing can come to is missed all the same.
    inside = members_by(draft, entered)
    draft.count([inside.get(house, ()) for house in houses], least=len(houses), cost=cost)


class House(NamedTuple):
    """Some venues that belong together, by the name of their host or their site."""

    name: str
    venues: tuple[Venue, ...]


def _houses(festival: Festival) -> list[House]:
    names = {actor.id: actor.name for actor in festival.actors}
    hosts = dict.fromkeys(HOST.of(venue) for venue in festival.venues if HOST.of(venue))
    return [
        *(
            House(names.get(host, host), tuple(v for v in festival.venues if HOST.of(v) == host))
            for host in hosts
        ),
        *(
            House(site.name, tuple(v for v in festival.venues if v.site == site))
            for site in festival.sites
            if WANTS_EVENTS.of(site)
        ),
    ]
