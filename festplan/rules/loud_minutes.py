"""A site has so many minutes of loud music a day, and no more.

"Two hours of music" says the letter from the city.  Counted is the public time of the events at
`loud_from_level` or louder (3, a band, unless you say otherwise), on the festival day on which
they begin.  A route counts at each of its two ends with half of its time.  A site without a
number in `loud_music_minutes_per_day` is not limited; 0 allows none.

Fine:
    site meadow: loud_music_minutes_per_day 120
    venue stage: site_id meadow
    Mon 15:00-16:00  stage  concert by band, noise_level 3, setup_min 60
    Mon 18:00-19:00  stage  dance by choir, noise_level 3
    Mon 19:00-20:00  stage  reading by school, noise_level 2

Broken:
    site meadow: loud_music_minutes_per_day 120
    venue stage: site_id meadow
    Mon 15:00-16:00  stage  concert by band, noise_level 3
    Mon 18:00-19:15  stage  dance by choir, noise_level 3

Broken:
    festival: loud_from_level 2
    site meadow: loud_music_minutes_per_day 0
    venue stage: site_id meadow
    Mon 19:00-20:00  stage  reading by school, noise_level 2

Fine:
    site ground: loud_music_minutes_per_day 60
    Mon 15:00-16:00  stage  concert by band, noise_level 3
    Tue 15:00-16:00  stage  dance by choir, noise_level 3
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, at_least_one, minutes_long
from festplan.draft import Draft, Total
from festplan.festival import Event, Festival, Site
from festplan.holding import holders
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import DURATION, END_VENUE, NOISE, VENUE_SITE
from festplan.texts import Text
from festplan.times import MINUTE, NOTHING, minutes

DE = """Ein Gelände hat so viele Minuten laute Musik am Tag und nicht mehr.

„Zwei Stunden Musik“ steht im Brief der Stadt.  Gezählt wird die öffentliche Zeit der
Veranstaltungen ab der Lautstärke `loud_from_level` (3, eine Band, wenn nichts anderes dasteht),
an dem Festtag, an dem sie beginnen.  Ein Umzug zählt an seinen beiden Enden je zur Hälfte.  Ein
Gelände ohne Zahl in `loud_music_minutes_per_day` hat keine Grenze; 0 erlaubt nichts.
"""
NUMBERS = (49,)
LIMIT = Column(
    "sites", "loud_music_minutes_per_day", "laute Minuten am Tag",
    Text("Minutes of loud music allowed a day; empty: no limit.",
         "Erlaubte Minuten lauter Musik am Tag; leer: keine Grenze."),
    minutes_long, None, ("30", "60"),
)  # fmt: skip
LOUD_FROM = Column(
    "festival", "loud_from_level", "laut ab Lautstärke",
    Text("From this noise level on it counts as loud music.",
         "Ab dieser Lautstärke zählt es als laute Musik."),
    at_least_one, 3, ("2", "3"),
)  # fmt: skip
COLUMNS = (LIMIT, LOUD_FROM, NOISE, DURATION, VENUE_SITE, END_VENUE)
SAYS = Text(
    en="{site} has {loud} of loud music on {day}, allowed are {limit}: {events}.",
    de="{site} hat am {day} {loud} laute Musik, erlaubt sind {limit}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    heard: dict[Site, list[Placement]] = {}
    for placed in plan:
        if NOISE.of(placed.event) >= LOUD_FROM.of(festival.settings):
            for site in dict.fromkeys(stay.venue.site for stay in placed.stays):
                heard.setdefault(site, []).append(placed)
    for site in festival.sites:
        limit, loud = LIMIT.of(site), heard.get(site, [])
        for day in sorted({placed.day for placed in loud}):
            today = [p for p in loud if p.day == day and _public_at(p, site)]
            total = sum((_public_at(placed, site) for placed in today), NOTHING)
            if limit is not None and total > limit:
                yield Breach(
                    tuple(today),
                    SAYS.with_facts(
                        site=site.name,
                        loud=total,
                        day=day,
                        limit=limit,
                        events=tuple(placed.event.title for placed in today),
                    ),
                )


def _public_at(placed: Placement, site: Site) -> timedelta:
    """How long the public hears it there; half a minute counts as a whole one."""
    spans = [stay.public for stay in placed.stays if stay.venue.site == site]
    return -(sum((span.length for span in spans), NOTHING) // -MINUTE) * MINUTE


def constrain(festival: Festival, draft: Draft) -> None:
    limits = {site: limit for site in festival.sites if (limit := LIMIT.of(site)) is not None}
    loud_from = LOUD_FROM.of(festival.settings)

    def is_loud(event: Event) -> int:
        return int(NOISE.of(event) >= loud_from)

    held = holders(draft, lambda venue: venue.site, is_loud) if limits else {}
    for site, limit in limits.items():
        heard = {
            option: part.end - part.begin
            for use in held.get(site, ())
            for option, part in use.parts.items()
            if part.end > part.begin
        }
        for day in festival.days if heard else ():
            draft.say(Total(minutes(limit), day.span, heard))
