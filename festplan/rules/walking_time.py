"""Every actor has time to walk from one of its events to the next.

The choir cannot leave the church at four and sing on the meadow at four.  The minutes between
two sites stand in the table of walks and hold in both directions; where they are missing they
are measured as the crow flies (`walk_metres_per_minute`) and made longer by `walk_factor`, for
no street is straight; without coordinates the sites lie side by side.  With several teams, an
actor's events can be shared out so that each team walks in time.  Who leads takes down first;
who joins in leaves with the public.

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    Mon 15:00-16:00  hall  puppets by choir
    Mon 16:30-17:30  yard  reading by choir

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    Mon 15:00-16:00  yard  puppets by choir
    Mon 16:15-17:15  hall  reading by choir

Broken:
    venue hall: site_id north
    venue yard: site_id south
    site north: x_m 1000, y_m -1000
    site south: x_m 1300, y_m -600
    festival: walk_metres_per_minute 50, walk_factor 2
    Mon 15:00-16:00  hall  puppets by choir
    Mon 16:15-17:15  yard  reading by school with choir

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    actor choir: teams 2
    Mon 15:00-16:00  hall  puppets by choir
    Mon 16:00-17:00  yard  reading by choir

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    Mon 15:00-16:00  hall  puppets by choir, teardown_min 15
    Mon 16:30-17:30  yard  reading by choir

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 20
    Mon 14:00-15:00  hall  puppets by choir
    Mon 15:00-16:00  hall  parade by choir, end_venue yard
    Mon 16:00-17:00  yard  reading by choir

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 30
    actor choir: teams 2
    Mon 15:00-16:00  hall  puppets by choir
    Mon 15:30-16:30  yard  reading by choir
    Mon 16:15-17:15  hall  songs by choir
    Mon 16:45-17:45  yard  dance by choir

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 30
    actor choir: teams 2
    Mon 15:00-16:00  hall  puppets by choir
    Mon 15:30-16:30  yard  reading by choir
    Mon 16:15-17:15  yard  songs by choir
    Mon 16:45-17:45  yard  dance by choir

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 30
    actor choir: teams 2
    Mon 15:00-16:00  hall  puppets by choir
    Mon 15:00-16:00  hall  reading by choir
    Mon 16:00-17:00  hall  songs by choir
    Mon 16:00-17:00  hall  dance by choir
    Mon 16:15-17:15  yard  film by choir

Fine:
    venue hall: site_id north
    venue yard: site_id south
    site north: x_m 1000, y_m -1000
    site south: x_m 1030, y_m -960
    festival: walk_metres_per_minute 50, walk_factor 2
    Mon 15:00-16:00  hall  puppets by choir
    Mon 16:15-17:15  yard  reading by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from festplan.appearances import placements_by_actor, sessions_by_actor
from festplan.draft import Draft, Option, Part, Teams
from festplan.festival import Actor, Festival, Site
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import meetings
from festplan.tables import END_VENUE, LEAD, PARTNERS, SET_UP, TAKE_DOWN, TEAMS, VENUE_SITE
from festplan.texts import Text
from festplan.times import MINUTE, Span
from festplan.walks import COLUMNS as WALK_COLUMNS
from festplan.walks import Walks, walks_between

DE = """Jeder Akteur hat Zeit, von einer seiner Veranstaltungen zur nächsten zu gehen.

Der Chor kann nicht um vier die Kirche verlassen und um vier auf der Wiese singen.  Die Minuten
zwischen zwei Geländen stehen in der Tabelle der Fußwege und gelten in beide Richtungen; fehlen
sie, wird die Luftlinie gemessen (`walk_metres_per_minute`) und um `walk_factor` verlängert,
denn keine Straße ist gerade; ohne Koordinaten liegen die Gelände nebeneinander.  Bei mehreren
Teams lassen sich die Veranstaltungen so verteilen, dass jedes Team rechtzeitig ankommt.  Wer
leitet, baut erst ab; wer mitwirkt, geht mit dem Publikum.
"""
NUMBERS = (25,)
COLUMNS = (*WALK_COLUMNS, VENUE_SITE, TEAMS, LEAD, PARTNERS, SET_UP, TAKE_DOWN, END_VENUE)
SAYS = Text(
    en="No team of {actor} can reach “{second}” at {there} by {start}: "
    "“{first}” at {here} ends {end}, and the walk takes {walk}.",
    de="Kein Team von {actor} erreicht „{second}“ ({there}) bis {start}: "
    "„{first}“ ({here}) endet {end}, und der Weg dauert {walk}.",
)


@dataclass(frozen=True)
class Visit:
    """An actor at an event: from when to when, and at which sites it begins and ends."""

    busy: Span
    placed: Placement

    @property
    def begins(self) -> Site:
        return self.placed.stays[0].venue.site

    @property
    def ends(self) -> Site:
        return self.placed.stays[-1].venue.site

    def leads_to(self, other: Visit, walks: Walks) -> bool:
        """Is there time to go from this event to the other one?"""
        walk = walks.get((self.ends.id, other.begins.id), 0) * MINUTE
        return self.busy.end + walk <= other.busy.start


#: For each visit those that one team cannot make besides it, by their numbers.
Rivals = list[set[int]]
#: The visits of each team at work, as far as they still matter, by their numbers.
Way = frozenset[frozenset[int]]


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    walks, by_actor = walks_between(festival), placements_by_actor(plan)
    for actor in festival.actors if walks else ():
        visits = [_visit(actor, placed) for placed in by_actor.get(actor, ())]
        visits.sort(key=lambda visit: (visit.busy, visit.placed.order))
        rivals = _rivals(visits, walks)
        for number in _out_of_reach(len(visits), TEAMS.of(actor), rivals):
            former = [visits[other] for other in sorted(rivals[number]) if other < number]
            yield _breach(actor, former, visits[number], walks)


def _visit(actor: Actor, placed: Placement) -> Visit:
    return Visit(placed.occupied if actor == placed.event.lead else placed.public, placed)


def _rivals(visits: list[Visit], walks: Walks) -> Rivals:
    rivals: Rivals = [set() for _ in visits]
    longest = max(walks.values()) * MINUTE
    # Further from each other than the longest walk no two visits stand in each other's way.
    for one, other in meetings([visit.busy.widened(after=longest) for visit in visits]):
        if _clash(visits[one], visits[other], walks):
            rivals[one].add(other)
            rivals[other].add(one)
    return rivals


def _clash(one: Visit, other: Visit, walks: Walks) -> bool:
    """Is there no way for one team to be at both?"""
    return not one.leads_to(other, walks) and not other.leads_to(one, walks)


def _out_of_reach(count: int, teams: int, rivals: Rivals) -> Iterator[int]:
    """The numbers of the visits that no team can make besides the earlier ones."""
    # Every way to share out the visits so far, as one set of visits for each team at work.
    ways: set[Way] = {frozenset()}
    for number in range(count):
        grown = {more for way in ways for more in _with(number, way, teams, rivals)}
        if not grown:
            yield number
        # Only what stands in the way of a later visit is remembered: so the ways stay few.
        ways = {_remembered(way, number, rivals) for way in grown or ways}


def _with(number: int, way: Way, teams: int, rivals: Rivals) -> Iterator[Way]:
    """A way to share out the visits, with one more visit: for each team that can reach it."""
    for team in way:
        if rivals[number].isdisjoint(team):
            yield way - {team} | {team | {number}}
    if len(way) < teams:
        yield way | {frozenset({number})}


def _remembered(way: Way, number: int, rivals: Rivals) -> Way:
    """The same with what still matters after a visit."""
    teams = (frozenset(v for v in team if any(w > number for w in rivals[v])) for team in way)
    return frozenset(team for team in teams if team)


def _breach(actor: Actor, former: list[Visit], visit: Visit, walks: Walks) -> Breach:
    last = former[-1]
    return Breach(
        tuple(each.placed for each in (*former, visit)),
        SAYS.with_facts(
            actor=actor.name,
            first=last.placed.event.title,
            here=last.placed.stays[-1].venue.name,
            end=last.busy.end,
            second=visit.placed.event.title,
            there=visit.placed.venue.name,
            start=visit.busy.start,
            walk=walks.get((last.ends.id, visit.begins.id), 0) * MINUTE,
        ),
    )


def constrain(festival: Festival, draft: Draft) -> None:
    walks = walks_between(festival)

    def walk(first: Option, second: Option) -> int:
        end = first.event.end_venue or first.venue
        return walks.get((end.site.id, second.venue.site.id), 0)

    by_actor = sessions_by_actor(festival)
    for actor in festival.actors if walks else ():
        own = by_actor.get(actor, ())
        parts = {option: _busy(option, actor) for s in own for option in draft.options(s)}
        if len(own) > TEAMS.of(actor):
            draft.say(Teams(TEAMS.of(actor), parts, walk))


def _busy(option: Option, actor: Actor) -> Part:
    return option.occupied if option.event.lead == actor else option.public
