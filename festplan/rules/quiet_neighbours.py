"""Beside something quiet in the open, nothing loud takes place.

Stories in the garden and drums behind the hedge do not go together.  While an event with "yes" in
the column `quiet` is at an outdoor or covered venue, no other event with a microphone or more
(noise level 2) is at an outdoor or covered venue of the same site.  Walls help: indoors this rule
asks nothing.

Fine:
    venue meadow: setting outdoor, site_id green
    venue tent: setting covered, site_id green
    Mon 15:00-16:00  meadow  reading by school, quiet yes
    Mon 15:00-16:00  tent  talk by choir, noise_level 1
    Mon 16:00-17:00  tent  concert by band, noise_level 3

Broken:
    venue meadow: setting outdoor, site_id green
    venue tent: setting covered, site_id green
    Mon 15:00-16:00  meadow  reading by school, quiet yes
    Mon 15:45-16:45  tent  concert by band, noise_level 2

Fine:
    venue meadow: setting outdoor, site_id green
    venue hall: setting indoor, site_id green
    Mon 15:00-16:00  meadow  reading by school, quiet yes
    Mon 15:00-16:00  hall  concert by band, noise_level 3
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from festplan.draft import Apart, Draft, Option, Part
from festplan.festival import Festival, Session, Site, Venue
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import END_VENUE, NOISE, QUIET, SETTING, VENUE_SITE
from festplan.texts import Text

DE = """Neben etwas Leisem im Freien findet nichts Lautes statt.

Geschichten im Garten und Trommeln hinter der Hecke vertragen sich nicht.  Solange eine
Veranstaltung mit „ja“ in der Spalte `quiet` draußen oder überdacht läuft, ist auf demselben Gelände
keine andere mit Mikrofon oder mehr (Lautstärke 2) draußen oder überdacht.  Wände helfen: Drinnen
verlangt diese Regel nichts.
"""
NUMBERS = (71,)
COLUMNS = (QUIET, NOISE, SETTING, VENUE_SITE, END_VENUE)
SAYS = Text(
    en="“{loud}” would disturb “{quiet}” at {site} {span}: it has noise level {level}.",
    de="„{loud}“ würde „{quiet}“ {span} stören ({site}): Die Lautstärke ist {level}.",
)
#: A microphone: what is heard across a meadow.
LOUD = 2


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    loud = _loud(plan)
    for calm in plan:
        nearby = (loud.get(stay.venue.site, {}) for stay in calm.stays if QUIET.of(calm.event))
        for _, other in sorted({n: p for there in nearby for n, p in there.items()}.items()):
            if other.event != calm.event and (site := _beside(calm, other)):
                yield Breach(
                    (calm, other),
                    SAYS.with_facts(
                        loud=other.event.title,
                        quiet=calm.event.title,
                        site=site.name,
                        span=calm.public,
                        level=NOISE.of(other.event),
                    ),
                )


def _loud(plan: Plan) -> Mapping[Site, Mapping[int, Placement]]:
    """What is loud at each site, by its number in the plan."""
    found: dict[Site, dict[int, Placement]] = {}
    for number, placed in enumerate(plan):
        for stay in placed.stays if NOISE.of(placed.event) >= LOUD else ():
            found.setdefault(stay.venue.site, {})[number] = placed
    return found


def _beside(calm: Placement, other: Placement) -> Site | None:
    """The site where both are in the open at the same time."""
    for here, there in product(calm.stays, other.stays):
        in_the_open = _is_open(here.venue) and _is_open(there.venue)
        if not in_the_open or here.venue.site != there.venue.site:
            continue
        if here.public.overlaps(there.public):
            return here.venue.site
    return None


def constrain(festival: Festival, draft: Draft) -> None:
    concerned = [s for s in festival.sessions if QUIET.of(s.event) or NOISE.of(s.event) >= LOUD]
    open_sites = dict.fromkeys(venue.site for venue in festival.venues if _is_open(venue))
    parts: dict[Site, dict[Session, dict[Option, Part]]] = {site: {} for site in open_sites}
    for option in (option for session in concerned for option in draft.options(session)):
        for site in dict.fromkeys(h.venue.site for h in option.holds if _is_open(h.venue)):
            if part := _in_the_open(option, site):
                parts[site].setdefault(option.session, {})[option] = part
    for own in parts.values():
        calm = [session for session in own if QUIET.of(session.event)]
        loud = [session for session in own if NOISE.of(session.event) >= LOUD]
        for one, other in product(calm, loud):
            if one.event != other.event:
                room = {
                    (first, second): (here, there, 0)
                    for first, here in own[one].items()
                    for second, there in own[other].items()
                }
                draft.say(Apart(one, other, room))


def _in_the_open(option: Option, site: Site) -> Part | None:
    """The part of an option in which it is in the open at a site."""
    return option.spent(lambda venue: venue.site == site and _is_open(venue))


def _is_open(venue: Venue) -> bool:
    return SETTING.of(venue) in ("outdoor", "covered")
