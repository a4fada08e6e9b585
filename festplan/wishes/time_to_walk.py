"""Visitors have time to walk from one event to the next.

The breakfast after the service is for those who sang in it; they need eight minutes to the
meadow.  Where the table of relations lets one event come after another (“then” or “before”, must
or wish), and the two are at different sites, there is time to walk between them: the minutes of
the table of walks, or measured, as for the actors.  Each pair of sessions without that time costs
`weight_time_to_walk` points.  A route ends where it arrives.

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    relations: kind then, event_a service, event_b breakfast
    Mon 10:00-11:00  hall  service by church
    Mon 11:30-12:30  yard  breakfast by school

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    relations: kind then, event_a service, event_b breakfast
    Mon 10:00-11:00  hall  service by church
    Mon 11:15-12:15  yard  breakfast by school

Fine:
    venue hall: site_id north
    venue room: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    relations: kind before, event_a service, event_b breakfast
    Mon 10:00-11:00  hall  service by church
    Mon 11:00-12:00  room  breakfast by school

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    relations: kind then, event_a parade, event_b breakfast
    Mon 10:00-11:00  hall  parade by church, end_venue yard
    Mon 11:00-12:00  yard  breakfast by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from festplan.draft import Draft, Option, Part
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import END_VENUE, EVENT_A, EVENT_B, RELATION_KIND, VENUE_SITE
from festplan.texts import Text
from festplan.times import MINUTE
from festplan.walks import COLUMNS as WALK_COLUMNS
from festplan.walks import walks_between
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Besucher haben Zeit, von einer Veranstaltung zur nächsten zu gehen.

Das Frühstück nach dem Gottesdienst ist für die, die dort gesungen haben; sie brauchen acht
Minuten bis zur Wiese.  Wo die Tabelle der Beziehungen eine Veranstaltung nach einer anderen
kommen lässt („then“ oder „before“, zwingend oder gewünscht) und beide auf verschiedenen Geländen
sind, bleibt Zeit für den Weg: die Minuten aus der Tabelle der Fußwege oder gemessen, wie bei den
Akteuren.  Jedes Paar von Terminen ohne diese Zeit kostet `weight_time_to_walk` Punkte.  Ein Umzug
endet dort, wo er ankommt.
"""
NUMBERS = (26,)
TIER = WISHED
WEIGHT = weight(
    "time_to_walk",
    "Zeit für den Weg",
    Text("Points for two sessions without time to walk between.",
         "Punkte je Paar von Terminen ohne Zeit für den Weg."),
    2,
)  # fmt: skip
COLUMNS = (RELATION_KIND, EVENT_A, EVENT_B, VENUE_SITE, END_VENUE, *WALK_COLUMNS, WEIGHT)
SAYS = Text(
    en="From “{first}” ({when}, {here}) to “{second}” ({then}, {there}) it is a walk of {walk}.",
    de="Von „{first}“ ({when}, {here}) zu „{second}“ ({then}, {there}) sind es {walk} zu Fuß.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points, walks = WEIGHT.of(festival.settings), walks_between(festival)
    for one, other in _linked(festival) if points and walks else ():
        for first, second in product(plan.of(one), plan.of(other)):
            here, there = first.stays[-1].venue, second.stays[0].venue
            walk = walks.get((here.site.id, there.site.id), 0) * MINUTE
            if walk and first.public.widened(walk, walk).overlaps(second.public):
                facts = {"first": one.title, "when": first.public, "here": here.name}
                then = {"second": other.title, "then": second.public, "there": there.name}
                yield Miss((first, second), SAYS.with_facts(**facts, **then, walk=walk), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost, walks = WEIGHT.of(festival.settings), walks_between(festival)

    def room(first: Option, second: Option) -> tuple[Part, Part, timedelta] | None:
        ends = first.event.end_venue or first.venue
        walk = walks.get((ends.site.id, second.venue.site.id))
        return (first.public, second.public, walk * MINUTE) if walk else None

    for one, other in _linked(festival) if cost and walks else ():
        for first, second in product(one.sessions, other.sessions):
            draft.apart(first, second, room, cost)


def _linked(festival: Festival) -> list[tuple[Event, Event]]:
    """The events that come one after the other, each two once."""
    found: dict[tuple[Event, Event], None] = {}
    for row in festival.of("relations"):
        one, other = festival.event(EVENT_A.of(row)), festival.event(EVENT_B.of(row))
        if RELATION_KIND.of(row) in ("then", "before") and one and other and one != other:
            found[one, other] = None
    return list(found)
