"""Not everything on a site begins at the same time.

When one thing begins every quarter of an hour, people stroll from one to the next; when all begin
at three, they stand at the gate at three and look at their watches at half past.  On a site not
more sessions than its column `wished_starts_at_once` says should begin at the same time: in the
same step of the time grid, a quarter of an hour unless the festival has another one.  The setting
`wished_starts_at_once_everywhere` says the same for every site without a number of its own.  Each
session beyond costs `weight_staggered_starts` points.  A route begins where it sets off.  Without
a number nothing is asked; the column `starts_at_once` of a site asks the same as a rule.

Fine:
    site green: wished_starts_at_once 1
    venue meadow: site_id green
    venue stage: site_id green
    Mon 15:00-16:00  meadow  games by club
    Mon 15:15-16:15  stage  concert by band
    Mon 15:00-16:00  library  reading by school

Broken:
    site green: wished_starts_at_once 1
    venue meadow: site_id green
    venue stage: site_id green
    Mon 15:00-16:00  meadow  games by club
    Mon 15:00-17:00  stage  concert by band

Broken:
    festival: wished_starts_at_once_everywhere 1
    site green: wished_starts_at_once 2
    venue meadow: site_id green
    venue stage: site_id green
    Mon 15:00-16:00  meadow  games by club
    Mon 15:00-17:00  stage  concert by band
    Mon 15:00-16:00  library  reading by school
    Mon 15:00-16:00  hall  puppets by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from festplan.columns import Column, at_least_one
from festplan.draft import Draft, Option, Part, Profile, Use
from festplan.festival import Festival, Session, Site
from festplan.plan import Placement, Plan
from festplan.tables import VENUE_SITE
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Auf einem Gelände beginnt nicht alles zur gleichen Zeit.

Beginnt jede Viertelstunde etwas, schlendert man vom einen zum nächsten; beginnt alles um drei,
stehen alle um drei am Tor und schauen um halb vier auf die Uhr.  Auf einem Gelände sollen nicht
mehr Termine zur gleichen Zeit beginnen, als seine Spalte `wished_starts_at_once` sagt: im selben
Schritt des Zeitrasters, einer Viertelstunde, wenn das Fest kein anderes hat.  Die Einstellung
`wished_starts_at_once_everywhere` sagt dasselbe für jedes Gelände ohne eigene Zahl.  Jeder Termin
darüber kostet `weight_staggered_starts` Punkte.  Ein Umzug beginnt, wo er losgeht.  Ohne Zahl
wird nichts verlangt; die Spalte `starts_at_once` eines Geländes ist dasselbe als Regel.
"""
NUMBERS = (14,)
TIER = WISHED
HERE = Column(
    "sites", "wished_starts_at_once", "gewünschte gleichzeitige Anfänge",
    Text("Not more than so many sessions should begin here at the same time.",
         "Nicht mehr als so viele Termine sollen hier zur gleichen Zeit beginnen."),
    at_least_one, None, ("1", "2"),
)  # fmt: skip
EVERYWHERE = Column(
    "festival", "wished_starts_at_once_everywhere", "überall gewünschte gleichzeitige Anfänge",
    Text("The same for every site without a number of its own.",
         "Dasselbe für jedes Gelände ohne eigene Zahl."),
    at_least_one, None, ("1",),
)  # fmt: skip
WEIGHT = weight(
    "staggered_starts",
    "versetzte Anfänge",
    Text("Points for a session too many that begins at the same time.",
         "Punkte je Termin zu viel, der zur gleichen Zeit beginnt."),
    1,
)  # fmt: skip
COLUMNS = (HERE, EVERYWHERE, VENUE_SITE, WEIGHT)
SAYS = Text(
    en="On {site} {count} sessions begin {start}, up to {most} would be fine: {events}.",
    de="Auf {site} beginnen {start} {count} Termine, gut wären bis zu {most}: {events}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for site, most in _asked(festival).items():
        together: dict[datetime, list[Placement]] = {}
        for placed in plan:
            if placed.venue.site == site:
                together.setdefault(placed.start, []).append(placed)
        for start, found in together.items():
            points = WEIGHT.of(festival.settings) * max(len(found) - most, 0)
            if points:
                events = tuple(placed.event.title for placed in found)
                facts = {"site": site.name, "start": start, "count": len(found), "most": most}
                yield Miss(tuple(found), SAYS.with_facts(**facts, events=events), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost, asked = WEIGHT.of(festival.settings), _asked(festival)
    beginning = Part(0, draft.step)
    begins: dict[Site, dict[Session, dict[Option, Part]]] = {site: {} for site in asked}
    for option in draft.options() if cost and asked else ():
        if option.venue.site in asked:
            here = begins[option.venue.site]
            here.setdefault(option.session, {})[option] = beginning
    days = tuple(day.span for day in festival.days)
    for site, here in begins.items():
        # One word a site: the solver makes numbers only for steps in which too many can begin.
        uses = tuple(Use(session, 1, parts) for session, parts in here.items())
        if len(uses) > asked[site]:
            draft.say(Profile(uses, asked[site], cost, days))


def _asked(festival: Festival) -> dict[Site, int]:
    """The sites on which not everything should begin at once, each with its number."""
    # A venue that lies on no site of the table is a site of its own.
    sites = dict.fromkeys(venue.site for venue in festival.venues)
    most = {site: HERE.of(site) or EVERYWHERE.of(festival.settings) for site in sites}
    return {site: number for site, number in most.items() if number is not None}
