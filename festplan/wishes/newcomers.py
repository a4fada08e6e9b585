"""Newcomers are seen.

Who is here for the first time needs an audience more than the band that everybody knows.  A
newcomer is an actor whose `first_year` is the festival's year, or one with “yes” in the column
`newcomer` (“no” makes it none).  At least one of its sessions, as leader or as partner, begins in
the hours in which most people come (`prime_from` and `prime_to` of the days); otherwise
`weight_newcomers` points are lost.  And nothing that newcomers do runs beside a highlight: each
such session costs as much, for each highlight.  A newcomer in a highlight is seen there.

Fine:
    actor choir: first_year 2027
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 15:00-16:00  library  puppets by choir
    Mon 18:30-19:30  meadow  songs by choir
    Mon 20:00-21:00  stage  band by school, headliner yes

Broken:
    actor choir: first_year 2027
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 16:30-17:30  library  puppets by choir
    Mon 19:00-20:00  meadow  songs by choir

Broken:
    actor choir: newcomer yes
    Mon 19:30-20:30  meadow  songs by school with choir
    Mon 20:00-21:00  stage  band by school, headliner yes

Fine:
    actor choir: newcomer yes
    Mon 19:30-20:30  meadow  songs by school
    Mon 20:00-21:00  stage  band by choir, headliner yes

Fine:
    actor choir: first_year 2027, newcomer no
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 20:00-21:00  meadow  songs by choir

Fine:
    actor choir: first_year 2018
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 20:00-21:00  meadow  songs by choir
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from festplan.appearances import placements_by_actor, sessions_by_actor
from festplan.attendance import PRIME_FROM, PRIME_TO, prime_time
from festplan.columns import Column, text, yes_or_no
from festplan.draft import Draft, Part
from festplan.festival import Actor, Event, Festival
from festplan.plan import Plan
from festplan.tables import HEADLINER, LEAD, PARTNERS, SESSIONS
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Neue werden gesehen.

Wer zum ersten Mal dabei ist, braucht Publikum nötiger als die Band, die alle kennen.  Neu ist ein
Akteur, dessen `first_year` das Jahr des Festes ist, oder einer mit „ja“ in der Spalte `newcomer`
(mit „nein“ ist er es nicht).  Mindestens einer seiner Termine, ob er leitet oder mitwirkt,
beginnt in der Zeit, in der die meisten kommen (`prime_from` und `prime_to` der Tage); sonst gehen
`weight_newcomers` Punkte verloren.  Und nichts, was Neue machen, läuft neben einem Höhepunkt:
Jeder solche Termin kostet genauso viel, für jeden Höhepunkt.  Wer in einem Höhepunkt mitwirkt,
wird dort gesehen.
"""
NUMBERS = (33,)
TIER = WISHED
FIRST_YEAR = Column(
    "actors", "first_year", "dabei seit",
    Text("The year in which it came first.", "Das Jahr, in dem er zum ersten Mal dabei war."),
    text, "", ("2027", "2018"),
)  # fmt: skip
NEWCOMER = Column(
    "actors", "newcomer", "neu dabei",
    Text("Is here for the first time; empty: if its first year is this one.",
         "Ist zum ersten Mal dabei; leer: wenn „dabei seit“ dieses Jahr ist."),
    yes_or_no, None, ("yes", "no"),
)  # fmt: skip
WEIGHT = weight(
    "newcomers",
    "Neue",
    Text("Points for a newcomer that few will see.",
         "Punkte, wenn Neue kaum jemand sieht."),
    3,
)  # fmt: skip
COLUMNS = (
    FIRST_YEAR, NEWCOMER, PRIME_FROM, PRIME_TO, HEADLINER, LEAD, PARTNERS, SESSIONS, WEIGHT,
)  # fmt: skip
SAYS = Text(en="{actor}, new this year: {what}.", de="{actor}, neu dabei: {what}.")
NEVER_IN_PRIME_TIME = Text(
    en="nothing of its begins when most people come",
    de="Nichts davon beginnt, wenn die meisten kommen",
)
BESIDE = Text(
    en="“{event}” ({when}) runs beside the highlight “{headliner}” ({then})",
    de="„{event}“ ({when}) läuft neben dem Höhepunkt „{headliner}“ ({then})",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    if WEIGHT.of(festival.settings):
        yield from _never_in_prime_time(festival, plan)
        yield from _beside_headliners(festival, plan)


def _never_in_prime_time(festival: Festival, plan: Plan) -> Iterator[Miss]:
    prime, by_actor = _prime_times(festival), placements_by_actor(plan)
    for actor in _newcomers(festival) if prime else ():
        own = by_actor.get(actor, ())
        seen = any(span.start <= p.start < span.end for p in own for span in prime)
        if own and not seen:
            says = SAYS.with_facts(actor=actor.name, what=NEVER_IN_PRIME_TIME)
            yield Miss(own, says, WEIGHT.of(festival.settings))


def _beside_headliners(festival: Festival, plan: Plan) -> Iterator[Miss]:
    headliners = [placed for placed in plan if HEADLINER.of(placed.event)]
    for event in _events_of_newcomers(festival) if headliners else ():
        for placed, other in product(plan.of(event), headliners):
            if placed.public.overlaps(other.public):
                own = {"event": event.title, "when": placed.public}
                what = BESIDE.with_facts(**own, headliner=other.event.title, then=other.public)
                actors = tuple(a.name for a in _newcomers(festival) if a in event.actors)
                says = SAYS.with_facts(actor=actors, what=what)
                yield Miss((placed, other), says, WEIGHT.of(festival.settings))


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    if not cost:
        return
    _ask_for_prime_time(festival, draft, cost)
    headliners = [e for e in festival.events if HEADLINER.of(e)]
    for event, other in product(_events_of_newcomers(festival), headliners):
        for first, second in product(event.sessions, other.sessions):
            draft.not_parallel(first, second, cost=cost)


def _ask_for_prime_time(festival: Festival, draft: Draft, cost: int) -> None:
    prime, by_actor = _prime_times(festival), sessions_by_actor(festival)
    for actor in _newcomers(festival) if prime else ():
        own = by_actor.get(actor, ())
        option = next(draft.options(*own), None) if own else None
        if option is not None:
            starts = draft.starts_within(option, prime, Part(0, 1))
            # Whether it comes at all, less whether it comes then.
            groups = (draft.members(own), draft.members(own, starts))
            draft.count(groups, most=0, weights=(1, -1), cost=cost)


def _prime_times(festival: Festival) -> list[Span]:
    return [span for day in festival.days if (span := prime_time(day))]


def _newcomers(festival: Festival) -> list[Actor]:
    return [actor for actor in festival.actors if _is_new(actor, festival)]


def _is_new(actor: Actor, festival: Festival) -> bool:
    said = NEWCOMER.of(actor)
    # People write "2027", "since 2027", "2027 (new)".
    first_time = str(festival.days[0].date.year) in FIRST_YEAR.of(actor)
    return first_time if said is None else said


def _events_of_newcomers(festival: Festival) -> list[Event]:
    """What newcomers take part in and is no highlight itself."""
    new = set(_newcomers(festival))
    return [e for e in festival.events if not new.isdisjoint(e.actors) and not HEADLINER.of(e)]
