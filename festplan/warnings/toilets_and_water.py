"""An accessible toilet is near, and whoever stays long finds water.

From every site that is used, an accessible toilet is reached within `toilet_walk_min` minutes on
foot (5, unless you say otherwise).  Where an event lasts `water_from_min` minutes or more (120), or
expects `water_from_visitors` people or more (100), its site has drinking water.  As long as no site
says anything about toilets, or about water, nothing is told of them.

Fine:
    site north: accessible_toilet yes
    site south: accessible_toilet no
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 5
    Mon 15:00-16:00  yard  reading by choir

Broken:
    site north: accessible_toilet yes
    site south: accessible_toilet no
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 6
    Mon 15:00-16:00  yard  reading by choir

Broken:
    site ground: accessible_toilet no
    Mon 15:00-16:00  yard  reading by choir

Fine:
    festival: water_from_min 60, water_from_visitors 50
    site ground: drinking_water no
    Mon 15:00-15:45  yard  reading by choir, expected_visitors 49

Broken:
    site ground: drinking_water no
    Mon 15:00-17:00  yard  games by choir

Broken:
    site ground: drinking_water no
    Mon 15:00-16:00  yard  reading by choir, expected_visitors 100
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from festplan.columns import Column, at_least_one, minutes_long, some_minutes
from festplan.festival import Festival, Site
from festplan.plan import Placement, Plan
from festplan.tables import DURATION, END_VENUE, EXPECTED, TOILET, VENUE_SITE, WATER
from festplan.texts import Text
from festplan.times import MINUTE
from festplan.walks import COLUMNS as WALK_COLUMNS
from festplan.walks import Walks, walks_between
from festplan.warnings.warning import Told, sessions, titles

DE = """Ein barrierefreies WC ist nah, und wer lange bleibt, findet Wasser.

Von jedem Gelände, auf dem etwas stattfindet, ist ein barrierefreies WC in `toilet_walk_min`
Minuten zu Fuß erreichbar (5, wenn nichts anderes dasteht).  Wo eine Veranstaltung `water_from_min`
Minuten (120) oder länger dauert oder `water_from_visitors` Menschen (100) oder mehr erwartet, hat
das Gelände Trinkwasser.  Solange kein Gelände etwas über WCs sagt oder über Wasser, wird darüber
nichts gesagt.
"""
NUMBERS = (45,)
WALK = Column(
    "festival", "toilet_walk_min", "Weg zum WC",
    Text("So many minutes on foot to an accessible toilet are near.",
         "So viele Minuten zu Fuß zu einem barrierefreien WC sind nah."),
    minutes_long, timedelta(minutes=5), ("5", "10"),
)  # fmt: skip
LONG = Column(
    "festival", "water_from_min", "Trinkwasser ab Dauer",
    Text("From this length on an event needs drinking water.",
         "Ab dieser Dauer braucht eine Veranstaltung Trinkwasser."),
    some_minutes, timedelta(minutes=120), ("90", "120"),
)  # fmt: skip
LARGE = Column(
    "festival", "water_from_visitors", "Trinkwasser ab Gästen",
    Text("From so many visitors on an event needs drinking water.",
         "Ab so vielen Gästen braucht eine Veranstaltung Trinkwasser."),
    at_least_one, 100, ("50", "100"),
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (
    TOILET, WATER, WALK, LONG, LARGE, EXPECTED, DURATION, VENUE_SITE, END_VENUE, *WALK_COLUMNS,
)  # fmt: skip
SAYS = Text(
    en="From {site} the nearest accessible toilet is {nearest}: {events}.",
    de="Von {site} aus ist das nächste barrierefreie WC {nearest}: {events}.",
)
AWAY = Text(en="{walk} away ({site})", de="{walk} entfernt ({site})")
NO_TOILET = Text(
    en="No site has an accessible toilet: {sessions}.",
    de="Kein Gelände hat ein barrierefreies WC: {sessions}.",
)
NO_WATER = Text(
    en="{site} has no drinking water, but something long or large is there: {events}.",
    de="{site} hat kein Trinkwasser, aber dort ist etwas Langes oder Großes: {events}.",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    if _is_known(TOILET, festival):
        yield from _toilets(festival, plan)
    if _is_known(WATER, festival):
        yield from _water(festival, plan)


def _toilets(festival: Festival, plan: Plan) -> Iterator[Told]:
    if plan.placements and not any(TOILET.of(site) for site in festival.sites):
        yield Told(NO_TOILET.with_facts(sessions=sessions(plan.placements)), plan.placements)
        return
    walks = walks_between(festival)
    for site, placements in _by_site(plan).items():
        if (nearest := _too_far(site, festival, walks)) is not None:
            facts = {"site": site.name, "nearest": nearest, "events": titles(placements)}
            yield Told(SAYS.with_facts(**facts), placements)


def _water(festival: Festival, plan: Plan) -> Iterator[Told]:
    for site, placements in _by_site(plan).items():
        thirsty = tuple(placed for placed in placements if _needs_water(placed, festival))
        if not WATER.of(site) and thirsty:
            says = NO_WATER.with_facts(site=site.name, events=titles(thirsty))
            yield Told(says, thirsty)


def _by_site(plan: Plan) -> dict[Site, tuple[Placement, ...]]:
    """The sites that are used, each with what is there."""
    found: dict[Site, list[Placement]] = {}
    for placed in plan:
        for site in dict.fromkeys(stay.venue.site for stay in placed.stays):
            found.setdefault(site, []).append(placed)
    return {site: tuple(found[site]) for site in sorted(found, key=lambda site: site.id)}


def _is_known(column: Column[bool], festival: Festival) -> bool:
    """Whether any site says yes or no."""
    return any(column.name in site.cells for site in festival.sites)


def _too_far(site: Site, festival: Festival, walks: Walks) -> Text | None:
    """Where the nearest accessible toilet is, if that is not near."""
    walk, name = min(
        (walks.get((site.id, other.id), 0) * MINUTE, other.name)
        for other in festival.sites
        if TOILET.of(other)
    )
    near = walk <= WALK.of(festival.settings)
    return None if near else AWAY.with_facts(walk=walk, site=name)


def _needs_water(placed: Placement, festival: Festival) -> bool:
    long = placed.length >= LONG.of(festival.settings)
    return long or EXPECTED.of(placed.event) >= LARGE.of(festival.settings)
