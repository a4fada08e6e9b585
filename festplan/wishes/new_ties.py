"""Neighbours meet who never worked together before.

The care home and the youth club have never done anything together; the open stage would be the
first time.  A pair of actors is new when the table of earlier cooperation (`network_history`)
does not name it.  When an optional event is the only thing that would bring a new pair together,
and it is left out, `weight_new_ties` points are lost for the pair, and `other_kind_factor` times
as many (2, unless you say otherwise) where the two are of different kinds (column `type` of the
actors).  A pair that several optional events bring together needs one of them; a pair that meets
in a mandatory event meets anyway.  Without any earlier cooperation in the table nothing is
counted.  With `tier_new_ties` set to priority, new pairs are weighed against the priorities of
the optional events.

Fine:
    actor club: type youth
    network_history: actor_a school, actor_b choir
    event dance: lead_actor school, co_actors choir, mandatory no, duration_min 60
    event film: lead_actor school, co_actors club, mandatory no, duration_min 60
    Mon 15:00-16:00  library  reading by school with club, mandatory no

Broken:
    actor club: type youth
    network_history: actor_a school, actor_b choir
    event film: lead_actor school, co_actors club, mandatory no, duration_min 60
    Mon 15:00-16:00  library  reading by school

Fine:
    actor club: type youth
    event film: lead_actor school, co_actors club, mandatory no, duration_min 60
    Mon 15:00-16:00  library  reading by school

Fine:
    network_history: actor_a school, actor_b choir
    event film: lead_actor school, co_actors club, mandatory no, duration_min 60
    Mon 15:00-16:00  library  reading by club with school
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from festplan.columns import Column, at_least_one
from festplan.draft import Draft
from festplan.festival import Actor, Event, Festival
from festplan.history import ACTOR_A, ACTOR_B, TIE, YEAR, Pair, worked_together
from festplan.plan import Plan
from festplan.tables import ACTOR_TYPE, LEAD, MANDATORY, PARTNERS
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Nachbarn begegnen sich, die noch nie etwas zusammen gemacht haben.

Das Pflegeheim und der Jugendclub haben noch nie zusammengearbeitet; die offene Bühne wäre das
erste Mal.  Ein Paar von Akteuren ist neu, wenn die Tabelle der früheren Zusammenarbeit
(`network_history`) es nicht nennt.  Wenn nur ein freiwilliges Angebot ein neues Paar
zusammenbringen würde und es fällt weg, gehen `weight_new_ties` Punkte für das Paar verloren, und
`other_kind_factor`-mal so viele (2, wenn nichts anderes dasteht), wenn die beiden von
verschiedener Art sind (Spalte `type` der Akteure).  Ein Paar, das mehrere freiwillige Angebote
zusammenbringen, braucht eines davon; ein Paar in einer Pflichtveranstaltung trifft sich ohnehin.
Steht in der Tabelle keine frühere Zusammenarbeit, wird nichts gezählt.  Mit der Stufe Vorrang in
`tier_new_ties` werden neue Paare gegen die Wichtigkeit der freiwilligen Angebote abgewogen.
"""
NUMBERS = (35, 36, 89)
TIER = WISHED
OTHER_KIND = Column(
    "festival", "other_kind_factor", "Faktor verschiedene Arten",
    Text("A new pair of actors of different kinds counts so many times.",
         "Ein neues Paar von Akteuren verschiedener Art zählt so oft."),
    at_least_one, 2, ("1", "2", "3"),
)  # fmt: skip
WEIGHT = weight(
    "new_ties",
    "neue Begegnungen",
    Text("Points for a new pair of actors that does not meet.",
         "Punkte je neues Paar von Akteuren, das sich nicht begegnet."),
    1,
)  # fmt: skip
COLUMNS = (
    ACTOR_A, ACTOR_B, YEAR, TIE, ACTOR_TYPE, LEAD, PARTNERS, MANDATORY, OTHER_KIND, WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="{pair} would work together for the first time, but what brings them together is left out: "
    "{events}.",
    de="{pair} würden zum ersten Mal zusammenarbeiten, aber was sie zusammenbringt, fällt weg: "
    "{events}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for pair, events in _new_pairs(festival).items():
        points = _points(festival, pair)
        if points and plan.events.isdisjoint(events):
            names = tuple(sorted(actor.name for actor in pair))
            titles = tuple(event.title for event in events)
            yield Miss((), SAYS.with_facts(pair=names, events=titles), points)


def ask(festival: Festival, draft: Draft) -> None:
    # Pairs that the same events bring together meet or miss each other together.
    lost: dict[tuple[Event, ...], int] = {}
    for pair, events in _new_pairs(festival).items():
        lost[tuple(events)] = lost.get(tuple(events), 0) + _points(festival, pair)
    for together, points in lost.items():
        if points:
            # An event takes place whole or not at all: its first session tells.
            group = draft.members(event.sessions[0] for event in together)
            draft.count([group], least=1, cost=points)


def _new_pairs(festival: Festival) -> dict[Pair, list[Event]]:
    """The new pairs that nothing mandatory brings together, with the events that would."""
    known = worked_together(festival)
    found: dict[Pair, list[Event]] = {}
    for event in festival.events if festival.of("network_history") else ():
        for two in combinations(dict.fromkeys(event.actors), 2):
            if frozenset(two) not in known:
                found.setdefault(frozenset(two), []).append(event)
    return {p: events for p, events in found.items() if not any(e.mandatory for e in events)}


def _points(festival: Festival, pair: Pair) -> int:
    factor = OTHER_KIND.of(festival.settings) if _of_different_kinds(*pair) else 1
    return WEIGHT.of(festival.settings) * factor


def _of_different_kinds(one: Actor, other: Actor) -> bool:
    kinds = {ACTOR_TYPE.of(one).casefold(), ACTOR_TYPE.of(other).casefold()}
    return "" not in kinds and len(kinds) == 2
