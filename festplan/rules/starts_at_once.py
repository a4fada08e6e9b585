"""Only so many sessions begin at the same time on a site.

Where four things begin at three, nobody hears the opening speech, and everybody stands at the
same gate.  At most `starts_at_once` sessions (column of the sites) begin at the same time on a
site: in the same step of the time grid, a quarter of an hour unless the festival has another one.
A route begins where it sets off.  A site without a number has no limit; the column
`wished_starts_at_once` asks the same as a wish.

Fine:
    site green: starts_at_once 1
    venue meadow: site_id green
    venue stage: site_id green
    Mon 15:00-16:00  meadow  games by club
    Mon 15:15-16:15  stage  concert by band
    Mon 15:00-16:00  library  reading by school

Broken:
    site green: starts_at_once 1
    venue meadow: site_id green
    venue stage: site_id green
    Mon 15:00-16:00  meadow  games by club
    Mon 15:00-17:00  stage  concert by band

Fine:
    site green: starts_at_once 1
    venue meadow: site_id green
    Mon 15:00-16:00  meadow  games by club
    Mon 15:00-16:00  library  parade by band, end_venue meadow
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from festplan.columns import Column, at_least_one
from festplan.draft import Draft, Option, Part, Use
from festplan.festival import Festival, Session, Site
from festplan.holding import at_most
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import VENUE_SITE
from festplan.texts import Text

DE = """Auf einem Gelände beginnt nur so viel zur gleichen Zeit.

Wo um drei vier Dinge beginnen, hört niemand die Eröffnung, und alle stehen am selben Tor.  Auf
einem Gelände beginnen höchstens `starts_at_once` Termine (Spalte der Gelände) zur gleichen Zeit:
im selben Schritt des Zeitrasters, einer Viertelstunde, wenn das Fest kein anderes hat.  Ein Umzug
beginnt, wo er losgeht.  Ein Gelände ohne Zahl hat keine Grenze; die Spalte
`wished_starts_at_once` ist dasselbe als Wunsch.
"""
NUMBERS = (14,)
MOST = Column(
    "sites", "starts_at_once", "gleichzeitige Anfänge",
    Text("At most so many sessions begin here at the same time.",
         "Höchstens so viele Termine beginnen hier zur gleichen Zeit."),
    at_least_one, None, ("1", "2"),
)  # fmt: skip
COLUMNS = (MOST, VENUE_SITE)
SAYS = Text(
    en="On {site} {count} sessions begin {start}, allowed are {most}: {events}.",
    de="Auf {site} beginnen {start} {count} Termine, erlaubt sind {most}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    begin: dict[Site, dict[datetime, list[Placement]]] = {}
    for placed in plan:
        begin.setdefault(placed.venue.site, {}).setdefault(placed.start, []).append(placed)
    for site in festival.sites:
        most = MOST.of(site)
        for _, here in sorted(begin.get(site, {}).items()):
            together = tuple(here)
            if most is not None and len(together) > most:
                yield Breach(together, SAYS.with_facts(**_facts(site, together, most)))


def _facts(site: Site, together: tuple[Placement, ...], most: int) -> dict[str, object]:
    return {
        "site": site.name,
        "count": len(together),
        "start": together[0].start,
        "most": most,
        "events": tuple(placed.event.title for placed in together),
    }


def constrain(festival: Festival, draft: Draft) -> None:
    limits = {site: most for site in festival.sites if (most := MOST.of(site)) is not None}
    begins: dict[Site, dict[Session, dict[Option, Part]]] = {site: {} for site in limits}
    beginning = Part(0, draft.step)
    for option in draft.options() if limits else ():
        if option.venue.site in limits:
            here = begins[option.venue.site]
            here.setdefault(option.session, {})[option] = beginning
    for site, most in limits.items():
        if uses := [Use(session, 1, parts) for session, parts in begins[site].items()]:
            at_most(draft, uses, most, name=site.name)
