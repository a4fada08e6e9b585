"""A site that opens for a day offers more than one thing.

Nobody walks a quarter of an hour for one reading, and the two who wait there feel alone.  On every
day on which anything takes place on a site, at least as many sessions should be there as its
column `company` says, or the setting `company_everywhere` for every site without a number of its
own.  Each session that is missing costs `weight_company` points; a site on which nothing takes
place that day costs nothing.  A route counts at both of its ends.  Without a number nothing is
asked.

Fine:
    site north: company 2
    venue library: site_id north
    venue garden: site_id north
    Mon 15:00-16:00  library  reading by school
    Mon 18:00-19:00  garden  puppets by choir
    Tue 15:00-16:00  hall  songs by choir

Broken:
    site north: company 2
    venue library: site_id north
    Mon 15:00-16:00  library  reading by school
    Tue 18:00-19:00  library  puppets by choir

Broken:
    festival: company_everywhere 2
    site south: company 1
    venue library: site_id north
    venue hall: site_id south
    Mon 15:00-16:00  library  reading by school
    Mon 15:00-16:00  hall  puppets by choir

Fine:
    festival: company_everywhere 2
    venue library: site_id north
    Mon 15:00-16:00  library  reading by school
    Mon 18:00-19:00  garden  parade by choir, end_venue library
    Mon 15:00-16:00  garden  puppets by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, at_least_one
from festplan.draft import Draft, Option
from festplan.festival import Festival, Site
from festplan.plan import Plan
from festplan.tables import END_VENUE, VENUE_SITE
from festplan.texts import Text
from festplan.ways import at, members_by
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Ein Gelände, das an einem Tag öffnet, bietet mehr als eines.

Für eine einzige Lesung geht niemand eine Viertelstunde, und die zwei, die dort warten, fühlen sich
allein.  An jedem Tag, an dem auf einem Gelände überhaupt etwas stattfindet, sollen dort mindestens
so viele Termine sein, wie seine Spalte `company` sagt, oder die Einstellung `company_everywhere`
für jedes Gelände ohne eigene Zahl.  Jeder Termin, der fehlt, kostet `weight_company` Punkte; ein
Gelände, auf dem an dem Tag nichts stattfindet, kostet nichts.  Ein Umzug zählt an seinen beiden
Enden.  Ohne Zahl wird nichts verlangt.
"""
NUMBERS = (23,)
TIER = WISHED
HERE = Column(
    "sites", "company", "in Gesellschaft",
    Text("At least so many sessions on a day on which anything takes place here.",
         "Mindestens so viele Termine an einem Tag, an dem hier etwas stattfindet."),
    at_least_one, None, ("1", "2", "3"),
)  # fmt: skip
EVERYWHERE = Column(
    "festival", "company_everywhere", "überall in Gesellschaft",
    Text("The same for every site without a number of its own.",
         "Dasselbe für jedes Gelände ohne eigene Zahl."),
    at_least_one, None, ("2",),
)  # fmt: skip
WEIGHT = weight(
    "company",
    "Gesellschaft",
    Text("Points for a session missing on a site and a day.",
         "Punkte je fehlendem Termin auf einem Gelände am Tag."),
    1,
)  # fmt: skip
COLUMNS = (HERE, EVERYWHERE, VENUE_SITE, END_VENUE, WEIGHT)
SAYS = Text(
    en="{site} opens on {day} only for {events}; {least} sessions or more would be fine.",
    de="{site} öffnet am {day} nur für {events}; gut wären mindestens {least} Termine.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for site, least in _asked(festival).items():
        there = [p for p in plan if any(stay.venue.site == site for stay in p.stays)]
        for day in sorted({placed.day for placed in there}):
            today = tuple(placed for placed in there if placed.day == day)
            points = WEIGHT.of(festival.settings) * max(least - len(today), 0)
            if points:
                events = tuple(placed.event.title for placed in today)
                facts = {"site": site.name, "day": day, "events": events, "least": least}
                yield Miss(today, SAYS.with_facts(**facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost, asked = WEIGHT.of(festival.settings), _asked(festival)
    if not cost or not asked:
        return

    def sites(option: Option) -> Iterator[Site]:
        return (hold.venue.site for hold in option.holds if hold.venue.site in asked)

    for site, members in members_by(draft, sites).items():
        for day in festival.days:
            today = [(member,) for member in at(draft.starts_on([day]), members)]
            if today:
                draft.count(today, least=asked[site], if_any=True, cost=cost)


def _asked(festival: Festival) -> dict[Site, int]:
    """The sites that should have company, each with the least number of sessions."""
    # A venue that lies on no site of the table is a site of its own.
    sites = dict.fromkeys(venue.site for venue in festival.venues)
    least = {site: HERE.of(site) or EVERYWHERE.of(festival.settings) for site in sites}
    return {site: number for site, number in least.items() if number is not None}
