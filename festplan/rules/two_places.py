"""Nobody is in two places at once.

The circus has one trainer: she cannot juggle on the meadow and at the school.  An actor with
several teams (column `teams`) can be at as many events at once.  Who leads an event is busy
from set-up to take-down, who joins in only while the public is there.

Fine:
    Mon 15:00-16:00  library  puppets by school
    Mon 16:00-17:00  meadow  reading by school

Broken:
    Mon 15:00-16:00  library  puppets by school, teardown_min 30
    Mon 16:15-17:00  meadow  reading by choir with school

Fine:
    Mon 15:00-16:00  library  puppets by choir with school, teardown_min 30
    Mon 16:00-17:00  meadow  reading by school

Fine:
    actor school: teams 2
    Mon 15:00-16:00  library  puppets by school
    Mon 15:00-16:00  meadow  reading by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.appearances import sessions_by_actor
from festplan.draft import AtMost, Draft, Use
from festplan.festival import Actor, Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import LEAD, PARTNERS, SET_UP, TAKE_DOWN, TEAMS
from festplan.texts import Text
from festplan.times import Span

DE = """Niemand ist an zwei Orten zugleich.

Der Zirkus hat eine Trainerin: Sie kann nicht auf der Wiese und in der Schule jonglieren.  Ein
Akteur mit mehreren Teams (Spalte `teams`) kann bei so vielen Veranstaltungen zugleich sein.
Wer etwas leitet, ist vom Aufbau bis zum Abbau dabei, wer mitwirkt, nur solange Publikum da ist.
"""
NUMBERS = (28,)
COLUMNS = (TEAMS, LEAD, PARTNERS, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="{actor} can be at {teams} events at a time, but has {count} at {when}: {events}.",
    de="{actor} kann bei {teams} Angeboten zugleich sein, hat aber {when} {count}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    by_actor: dict[Actor, list[tuple[Placement, Span]]] = {}
    for placed in plan:
        for actor in dict.fromkeys(placed.event.actors):
            by_actor.setdefault(actor, []).append((placed, _busy(placed, actor)))
    for actor in festival.actors:
        yield from _overtaxed(actor, by_actor.get(actor, []))


def _busy(placed: Placement, actor: Actor) -> Span:
    return placed.occupied if actor == placed.event.lead else placed.public


def _overtaxed(actor: Actor, busy: list[tuple[Placement, Span]]) -> Iterator[Breach]:
    """Breaches at the moments when an actor would need one team more than it has."""
    teams = TEAMS.of(actor)
    together = at_moments(busy, (span.start for _, span in busy))
    for _, coming in busy:
        there = together[coming.start]
        if len(there) > teams:
            yield Breach(
                there,
                SAYS.with_facts(
                    actor=actor.name,
                    teams=teams,
                    count=len(there),
                    when=coming.start,
                    events=tuple(placed.event.title for placed in there),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    # What a session asks of those who join in is the same for all of them.
    leads, joins = {}, {}
    for session in festival.sessions:
        options = tuple(draft.options(session))
        leads[session] = {option: option.occupied for option in options}
        joins[session] = {option: option.public for option in options}
    own = sessions_by_actor(festival)
    for actor in festival.actors:
        parts = (
            (session, (leads if session.event.lead == actor else joins)[session])
            for session in own.get(actor, ())
        )
        if uses := tuple(Use(session, 1, found) for session, found in parts if found):
            draft.say(AtMost(uses, TEAMS.of(actor), name=actor.name))
