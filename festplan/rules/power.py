"""A site never draws more power than its connection gives.

Five waffle irons on one socket, and the stage goes dark.  What runs at the same time on a site,
set-up and take-down included, stays within the column `power_kw` of the site; an event writes
what it draws in its own column `power_kw`.  A site without a number is not limited.

Fine:
    site meadow: power_kw 3.6
    venue stage: site_id meadow
    venue tent: site_id meadow
    Mon 15:00-16:00  stage  concert by band, power_kw 2.5
    Mon 15:00-16:00  tent  waffles by choir, power_kw 1.1

Broken:
    site meadow: power_kw 3.6
    venue stage: site_id meadow
    venue tent: site_id meadow
    Mon 15:00-16:00  stage  concert by band, power_kw 2.5
    Mon 16:15-17:00  tent  waffles by choir, power_kw 1.5, setup_min 30

Fine:
    site meadow: power_kw 3.6
    venue stage: site_id meadow
    Mon 15:00-16:00  stage  concert by band, power_kw 3.6
    Mon 15:00-16:00  library  waffles by choir, power_kw 2
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from festplan.columns import Column, thousandths
from festplan.draft import Draft
from festplan.festival import Festival, Site
from festplan.holding import at_most, holders
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import END_VENUE, SET_UP, TAKE_DOWN, VENUE_SITE
from festplan.texts import Text
from festplan.times import Span, joined

DE = """Kein Gelände braucht mehr Strom, als sein Anschluss hergibt.

Fünf Waffeleisen an einer Dose, und die Bühne ist dunkel.  Was gleichzeitig auf einem Gelände
läuft, samt Auf- und Abbau, bleibt innerhalb der Spalte `power_kw` des Geländes; was eine
Veranstaltung braucht, steht in ihrer eigenen Spalte `power_kw`.  Ein Gelände ohne Zahl hat keine
Grenze.
"""
NUMBERS = (41,)
THERE_IS = Column(
    "sites", "power_kw", "Stromanschluss kW",
    Text("Kilowatts that the connection gives; empty: no limit.",
         "Kilowatt, die der Anschluss hergibt; leer: keine Grenze."),
    thousandths, None, ("2", "3.6"),
)  # fmt: skip
DRAWN = Column(
    "events", "power_kw", "Strombedarf kW",
    Text("Kilowatts that the event draws.", "Kilowatt, die die Veranstaltung braucht."),
    thousandths, 0, ("1", "1.5", "2.5"),
)  # fmt: skip
COLUMNS = (THERE_IS, DRAWN, VENUE_SITE, END_VENUE, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="{site} has {there_is}, but at {when} {drawn} are needed: {events}.",
    de="{site} hat {there_is}, aber {when} werden {drawn} gebraucht: {events}.",
)
KILOWATTS = Text(en="{en} kW", de="{de} kW")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    held = _held(plan)
    for site in festival.sites:
        there_is = THERE_IS.of(site)
        if there_is is not None:
            yield from _overdrawn(site, there_is, held.get(site, ()))


def _held(plan: Plan) -> Mapping[Site, Sequence[tuple[Placement, Span]]]:
    """Who is at each site and when; a route that only crosses it is there once."""
    found: dict[Site, list[tuple[Placement, Span]]] = {}
    for placed in plan:
        for site in dict.fromkeys(stay.venue.site for stay in placed.stays):
            own = joined(stay.occupied for stay in placed.stays if stay.venue.site == site)
            found.setdefault(site, []).extend((placed, span) for span in own)
    return found


def _overdrawn(
    site: Site, there_is: int, held: Sequence[tuple[Placement, Span]]
) -> Iterator[Breach]:
    drawing = [(placed, span) for placed, span in held if DRAWN.of(placed.event)]
    for moment, here in at_moments(drawing, (span.start for _, span in held)).items():
        drawn = sum(DRAWN.of(placed.event) for placed in here)
        if drawn > there_is:
            yield Breach(
                here,
                SAYS.with_facts(
                    site=site.name,
                    there_is=in_kilowatts(there_is),
                    when=moment,
                    drawn=in_kilowatts(drawn),
                    events=tuple(placed.event.title for placed in here),
                ),
            )


def in_kilowatts(watts: int) -> Text:
    """Watts as people write them: ``3.6 kW``, and ``3,6 kW`` in German."""
    number = f"{watts / 1000:g}"
    return KILOWATTS.with_facts(en=number, de=number.replace(".", ","))


def constrain(festival: Festival, draft: Draft) -> None:
    limits = {site: watts for site in festival.sites if (watts := THERE_IS.of(site)) is not None}
    held = holders(draft, lambda venue: venue.site, DRAWN.of, occupied=True) if limits else {}
    for site, there_is in limits.items():
        at_most(draft, held.get(site, ()), there_is, name=site.name, unit="W")
