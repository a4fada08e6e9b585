"""A place has so many loud days a year, and some may be used up.

“Rare events” is what an office calls them: on a few days a year it may be louder.  What is left of
them for the festival stands in `loud_days_left` of a site; a festival day counts where something at
`loud_from_level` or louder takes place there.  A site without a number is not counted.

Fine:
    site meadow: loud_days_left 1
    venue stage: site_id meadow
    Mon 15:00-16:00  stage  concert by band, noise_level 3
    Mon 18:00-19:00  stage  dance by choir, noise_level 3
    Tue 15:00-16:00  stage  reading by school, noise_level 2

Broken:
    site meadow: loud_days_left 1
    venue stage: site_id meadow
    Mon 15:00-16:00  stage  concert by band, noise_level 3
    Tue 18:00-19:00  stage  dance by choir, noise_level 3

Broken:
    festival: loud_from_level 2
    site meadow: loud_days_left 0
    venue stage: site_id meadow
    Tue 15:00-16:00  stage  reading by school, noise_level 2
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, whole
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.loud_minutes import LOUD_FROM
from festplan.tables import END_VENUE, NOISE, VENUE_SITE
from festplan.texts import Text
from festplan.warnings.warning import Told

DE = """Ein Gelände hat so viele laute Tage im Jahr, und manche sind schon verbraucht.

„Seltene Ereignisse“ nennt das Amt sie: An wenigen Tagen im Jahr darf es lauter sein.  Was davon für
das Fest übrig ist, steht bei `loud_days_left` des Geländes; ein Festtag zählt, wenn dort etwas ab
der Lautstärke `loud_from_level` stattfindet.  Ein Gelände ohne Zahl wird nicht gezählt.
"""
NUMBERS = (58,)
LEFT = Column(
    "sites", "loud_days_left", "laute Tage übrig",
    Text("Days on which it may still be loud there this year; empty: not counted.",
         "Tage, an denen es dort in diesem Jahr noch laut sein darf; leer: wird nicht gezählt."),
    whole, None, ("1", "3"),
)  # fmt: skip
COLUMNS = (LEFT, LOUD_FROM, NOISE, VENUE_SITE, END_VENUE)
SAYS = Text(
    en="{site} would be loud on {days}; loud days left this year: {left}.",
    de="{site} wäre laut am {days}; in diesem Jahr noch übrige laute Tage: {left}.",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    loud = [p for p in plan if NOISE.of(p.event) >= LOUD_FROM.of(festival.settings)]
    for site in festival.sites:
        there = [p for p in loud if site in (stay.venue.site for stay in p.stays)]
        days = sorted({placed.day for placed in there})
        left = LEFT.of(site)
        if left is not None and len(days) > left:
            yield Told(SAYS.with_facts(site=site.name, days=days, left=left), tuple(there))
