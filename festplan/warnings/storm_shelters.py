"""Whoever is in the open knows the nearest roof.

When the thunder comes, everything outdoors stops, and somebody must know where to go.  With the
setting `shelter_walk_min`, each site with something outdoors is told with the indoor venues within
so many minutes on foot, the nearest first.  Without the setting nothing is told.

Fine:
    festival: shelter_walk_min 5
    venue hall: setting indoor
    Mon 15:00-16:00  hall  reading by choir

Broken:
    festival: shelter_walk_min 5
    venue hall: setting indoor, capacity 60
    venue meadow: setting outdoor
    Mon 15:00-16:00  meadow  games by school

Broken:
    festival: shelter_walk_min 5
    venue meadow: setting outdoor
    Mon 15:00-16:00  meadow  games by school

Fine:
    venue meadow: setting outdoor
    Mon 15:00-16:00  meadow  games by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from festplan.columns import Column, minutes_long
from festplan.festival import Festival, Site, Venue
from festplan.plan import Placement, Plan
from festplan.rules.capacity import CAPACITY
from festplan.tables import END_VENUE, SETTING, VENUE_SITE
from festplan.texts import Text
from festplan.times import MINUTE
from festplan.walks import COLUMNS as WALK_COLUMNS
from festplan.walks import walks_between
from festplan.warnings.warning import Told, sessions

DE = """Wer draußen ist, kennt das nächste Dach.

Wenn der Donner kommt, hört draußen alles auf, und jemand muss wissen, wohin.  Mit der Einstellung
`shelter_walk_min` wird jedes Gelände genannt, auf dem etwas im Freien ist, mit den Orten drinnen,
die in so vielen Minuten zu Fuß erreichbar sind, das nächste zuerst.  Ohne die Einstellung wird
nichts gesagt.
"""
NUMBERS = (85,)
WALK = Column(
    "festival", "shelter_walk_min", "Weg zum Dach",
    Text("So many minutes on foot is a shelter away at most; empty: no list of shelters.",
         "So viele Minuten zu Fuß ist ein Dach höchstens entfernt; leer: keine Liste."),
    minutes_long, None, ("5", "10"),
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (WALK, SETTING, CAPACITY, VENUE_SITE, END_VENUE, *WALK_COLUMNS)
SAYS = Text(
    en="{site}, in the open: {sessions}. The nearest roofs: {roofs}.",
    de="{site}, im Freien: {sessions}. Die nächsten Dächer: {roofs}.",
)
NO_ROOF = Text(
    en="{site}, in the open: {sessions}. There is no roof within {walk}.",
    de="{site}, im Freien: {sessions}. Im Umkreis von {walk} gibt es kein Dach.",
)
ROOF = Text(en="{venue} ({walk})", de="{venue} ({walk})")
ROOMY_ROOF = Text(
    en="{venue} ({walk}, {capacity} people)", de="{venue} ({walk}, {capacity} Menschen)"
)
HERE = Text(en="on the spot", de="am Platz")


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    within = WALK.of(festival.settings)
    if within is None:
        return
    for site, placements in _in_the_open(plan).items():
        roofs = [_roof(venue, walk) for walk, venue in _roofs(site, within, festival)]
        facts = {"site": site.name, "walk": within, "sessions": sessions(placements)}
        says = SAYS.with_facts(**facts, roofs=roofs) if roofs else NO_ROOF.with_facts(**facts)
        yield Told(says, placements)


def _in_the_open(plan: Plan) -> dict[Site, tuple[Placement, ...]]:
    found: dict[Site, list[Placement]] = {}
    for placed in plan:
        outside = (stay.venue for stay in placed.stays if SETTING.of(stay.venue) == "outdoor")
        for site in dict.fromkeys(venue.site for venue in outside):
            found.setdefault(site, []).append(placed)
    return {site: tuple(found[site]) for site in sorted(found, key=lambda site: site.id)}


def _roofs(site: Site, within: timedelta, festival: Festival) -> list[tuple[timedelta, Venue]]:
    """The indoor venues that are near, the nearest first."""
    walks = walks_between(festival)
    away = [
        (walks.get((site.id, venue.site.id), 0) * MINUTE, venue)
        for venue in festival.venues
        if SETTING.of(venue) == "indoor"
    ]
    near = [(walk, venue) for walk, venue in away if walk <= within]
    return sorted(near, key=lambda each: (each[0], each[1].id))


def _roof(venue: Venue, walk: timedelta) -> Text:
    capacity = CAPACITY.of(venue)
    facts = {"venue": venue.name, "walk": walk or HERE, "capacity": capacity}
    return (ROOF if capacity is None else ROOMY_ROOF).with_facts(**facts)
