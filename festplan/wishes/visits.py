"""Everybody has time to visit the others.

The school wants to see what the shelter does, and the shelter would like to hear the choir: for
that the festival is made.  Write in `wants_to_visit` whom an actor would like to visit.  It can
visit one of their sessions when none of its own people is at work while that session runs, and
when it is on a day on which the actor is there anyway.  An actor that can visit none of them
costs `weight_visits` points.  Who leads is at work from set-up to take-down, who joins in only
while the public is there.  An event that both make together is no visit.

Fine:
    actor school: wants_to_visit choir; church
    actor church: teams 1
    Mon 15:00-16:00  library  reading by school, teardown_min 15
    Mon 16:15-17:00  meadow  songs by choir
    Mon 15:00-16:00  hall  prayers by church

Broken:
    actor school: wants_to_visit choir
    Mon 15:00-16:00  library  reading by school, teardown_min 30
    Mon 16:15-17:00  meadow  songs by choir

Broken:
    actor school: wants_to_visit choir
    Mon 15:00-16:00  library  reading by school
    Tue 16:15-17:00  meadow  songs by choir

Broken:
    actor school: wants_to_visit choir
    Mon 15:00-16:00  library  reading by school
    Mon 15:30-16:30  meadow  songs by choir
    Mon 17:00-18:00  library  dance by school with choir

Fine:
    actor school: wants_to_visit choir
    Mon 15:00-16:00  library  reading by church with school, teardown_min 30
    Mon 16:00-17:00  meadow  songs by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.appearances import at_work, sessions_by_actor
from festplan.columns import Column, words
from festplan.draft import Draft, Visit
from festplan.festival import Actor, Festival, Session
from festplan.plan import Placement, Plan
from festplan.tables import LEAD, NONE, PARTNERS, SESSIONS, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Alle haben Zeit, die anderen zu besuchen.

Die Schule möchte sehen, was die Unterkunft macht, und die Unterkunft würde gern den Chor hören:
Dafür ist das Fest da.  In `wants_to_visit` steht, wen ein Akteur gern besuchen möchte.  Einen
Termin der anderen kann er besuchen, wenn währenddessen niemand von ihm arbeitet und wenn er an
einem Tag liegt, an dem er ohnehin da ist.  Ein Akteur, der keinen davon besuchen kann, kostet
`weight_visits` Punkte.  Wer leitet, arbeitet vom Aufbau bis zum Abbau, wer mitwirkt, nur solange
Publikum da ist.  Was beide zusammen machen, ist kein Besuch.
"""
NUMBERS = (31,)
TIER = WISHED
WANTS = Column(
    "actors", "wants_to_visit", "möchte besuchen",
    Text("Actors that it would like to visit.", "Akteure, die er gern besuchen möchte."),
    words, NONE, (), refers_to="actors",
    also=("besuchen", "Besuchswunsch", "interessiert sich für", "visits", "interests"),
)  # fmt: skip
WEIGHT = weight(
    "visits",
    "Besuche",
    Text("Points for an actor that can visit none of those it wants to.",
         "Punkte je Akteur, der niemanden besuchen kann, den er besuchen möchte."),
    3,
)  # fmt: skip
COLUMNS = (WANTS, LEAD, PARTNERS, SESSIONS, SET_UP, TAKE_DOWN, WEIGHT)
SAYS = Text(
    en="{actor} can visit nothing by {wanted}: whenever something of theirs runs, it is at work "
    "itself or not there that day.",
    de="{actor} kann nichts von {wanted} besuchen: Immer wenn dort etwas läuft, ist sein Team "
    "selbst im Einsatz oder an dem Tag nicht da.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    placed = {each.session: each for each in plan}
    for actor, own_sessions, hosts in _visitors(festival) if points else ():
        own = [placed[session] for session in own_sessions if session in placed]
        running = [placed[session] for session in hosts if session in placed]
        if own and not any(_can_visit(actor, own, host) for host in running):
            wanted = tuple(each.name for each in _wanted(festival, actor))
            says = SAYS.with_facts(actor=actor.name, wanted=wanted)
            yield Miss(tuple(own), says, points)


def _can_visit(actor: Actor, own: list[Placement], host: Placement) -> bool:
    """Whether an actor is there on that day, and free all the time."""
    there = any(placed.day == host.day for placed in own)
    return there and not any(_at_work(placed, actor).overlaps(host.public) for placed in own)


def _at_work(placed: Placement, actor: Actor) -> Span:
    return placed.occupied if placed.event.lead == actor else placed.public


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for actor, own, hosts in _visitors(festival) if cost else ():
        work = {option: at_work(option, actor) for option in draft.options(*own)}
        draft.say(Visit(hosts, work, cost))


def _visitors(
    festival: Festival,
) -> Iterator[tuple[Actor, tuple[Session, ...], tuple[Session, ...]]]:
    """The actors that want to visit somebody: with their own sessions and those of the others."""
    by_actor = sessions_by_actor(festival)
    for actor, own in by_actor.items():
        others = (by_actor.get(each, ()) for each in _wanted(festival, actor))
        hosts = dict.fromkeys(s for sessions in others for s in sessions if s not in own)
        if hosts:
            yield actor, own, tuple(hosts)


def _wanted(festival: Festival, actor: Actor) -> tuple[Actor, ...]:
    wanted = WANTS.of(actor)
    return tuple(each for each in festival.actors if each.id in wanted and each != actor)
