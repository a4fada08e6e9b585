"""The money for optional events reaches many.

When the funds cannot pay everything, they should not pay three things of the same club, nor four
for the same people.  Counted are the optional events that take place and have costs to be paid by
funds.  Each one beyond `funded_per_actor` (1, unless you say otherwise) with the same leader
costs `weight_spread_money` points, and so does each one beyond `funded_per_audience` (3) for the
same audience; an event for several audiences counts for each of them, and one for all for none.
Without costs or without funds nothing is counted.  No event is left out for that: what is paid by
priority comes first, unless `tier_spread_money` is set to priority.

Fine:
    funds: fund_id F1, total 500
    costs: event_id reading, amount 100
    costs: event_id songs, amount 100
    costs: event_id dance, amount 100, own_contribution 100
    Mon 15:00-16:00  library  reading by school, mandatory no, audiences Families
    Mon 16:00-17:00  library  songs by choir, mandatory no, audiences Families
    Mon 17:00-18:00  library  dance by school, mandatory no, audiences Families

Broken:
    funds: fund_id F1, total 500
    costs: event_id reading, amount 100
    costs: event_id songs, amount 100
    Mon 15:00-16:00  library  reading by school, mandatory no
    Mon 16:00-17:00  library  songs by school, mandatory no

Broken:
    festival: funded_per_audience 1
    funds: fund_id F1, total 500
    costs: event_id reading, amount 100
    costs: event_id songs, amount 100
    Mon 15:00-16:00  library  reading by school, mandatory no, audiences Families; Youth
    Mon 16:00-17:00  library  songs by choir, mandatory no, audiences families

Fine:
    festival: funded_per_audience 1
    costs: event_id reading, amount 100
    costs: event_id songs, amount 100
    Mon 15:00-16:00  library  reading by school, mandatory no, audiences Families
    Mon 16:00-17:00  library  songs by choir, mandatory no, audiences Families
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from festplan.columns import Column, at_least_one, whole
from festplan.draft import Draft
from festplan.festival import Actor, Event, Festival
from festplan.plan import Plan
from festplan.rules.funding import AMOUNT, EVENT, FUND_ID, OWN, TOTAL
from festplan.tables import AUDIENCES, LEAD, MANDATORY
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Das Geld für freiwillige Angebote kommt bei vielen an.

Wenn die Förderungen nicht alles bezahlen können, sollen sie nicht drei Dinge desselben Vereins
bezahlen und nicht vier für dieselben Leute.  Gezählt werden die freiwilligen Angebote, die
stattfinden und Kosten haben, die eine Förderung zahlen soll.  Jedes über `funded_per_actor` (1,
wenn nichts anderes dasteht) mit demselben Veranstalter kostet `weight_spread_money` Punkte,
ebenso jedes über `funded_per_audience` (3) für dieselbe Zielgruppe; ein Angebot für mehrere
Zielgruppen zählt bei jeder, eines für alle bei keiner.  Ohne Kosten oder ohne Förderungen wird
nichts gezählt.  Deshalb fällt nichts weg: Was nach Wichtigkeit bezahlt wird, kommt zuerst, außer
wenn `tier_spread_money` auf Vorrang steht.
"""
NUMBERS = (91,)
TIER = WISHED
PER_ACTOR = Column(
    "festival", "funded_per_actor", "geförderte je Akteur",
    Text("So many optional events of one leader may be paid by funds; 0: rather none.",
         "So viele freiwillige Angebote eines Veranstalters dürfen Förderungen zahlen; 0: am "
         "liebsten keines."),
    whole, 1, ("0", "1"),
)  # fmt: skip
PER_AUDIENCE = Column(
    "festival", "funded_per_audience", "geförderte je Zielgruppe",
    Text("So many optional events for one audience may be paid by funds.",
         "So viele freiwillige Angebote für eine Zielgruppe dürfen Förderungen zahlen."),
    at_least_one, 3, ("1", "2"),
)  # fmt: skip
WEIGHT = weight(
    "spread_money",
    "verteiltes Geld",
    Text("Points for a funded event too many of one actor or for one audience.",
         "Punkte je gefördertes Angebot zu viel bei einem Akteur oder einer Zielgruppe."),
    1,
)  # fmt: skip
COLUMNS = (
    EVENT, AMOUNT, OWN, FUND_ID, TOTAL, MANDATORY, LEAD, AUDIENCES, PER_ACTOR, PER_AUDIENCE,
    WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="Funds pay {count} optional events for {whom}, {most} would be its share: {events}.",
    de="Förderungen zahlen {count} freiwillige Angebote für {whom}, {most} wären der Anteil: "
    "{events}.",
)
#: Words for everybody; they name no audience of its own.
ALL = ("alle", "all", "everybody", "everyone")


@dataclass(frozen=True)
class Receivers:
    """Events that are paid for the same actor or audience, and how many of them would do."""

    whom: str
    events: tuple[Event, ...]
    most: int


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for each in _receivers(festival) if points else ():
        paid = [event for event in each.events if event in plan.events]
        beyond = len(paid) - each.most
        if beyond > 0:
            facts = {"count": len(paid), "whom": each.whom, "most": each.most}
            titles = tuple(event.title for event in paid)
            placed = tuple(placement for event in paid for placement in plan.of(event))
            yield Miss(placed, SAYS.with_facts(**facts, events=titles), points * beyond)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for each in _receivers(festival) if cost else ():
        # An event takes place whole or not at all: its first session tells.
        groups = [(member,) for member in draft.members(e.sessions[0] for e in each.events)]
        if len(groups) > each.most:
            draft.count(groups, most=each.most, cost=cost)


def _receivers(festival: Festival) -> Iterator[Receivers]:
    """Actors and audiences, with the optional events that funds pay for them."""
    by_actor: dict[Actor, list[Event]] = {}
    by_audience: dict[str, list[Event]] = {}
    written: dict[str, str] = {}
    for event in _funded(festival):
        by_actor.setdefault(event.lead, []).append(event)
        for word in {word.casefold(): word for word in AUDIENCES.of(event)}.values():
            if word.casefold() not in ALL:
                audience = written.setdefault(word.casefold(), word)
                by_audience.setdefault(audience, []).append(event)
    for actor, events in by_actor.items():
        yield Receivers(actor.name, tuple(events), PER_ACTOR.of(festival.settings))
    for whom, events in by_audience.items():
        yield Receivers(whom, tuple(events), PER_AUDIENCE.of(festival.settings))


def _funded(festival: Festival) -> list[Event]:
    """The optional events with costs that funds would have to pay."""
    if not festival.of("funds"):
        return []
    costly = {EVENT.of(row) for row in festival.of("costs") if AMOUNT.of(row) > OWN.of(row)}
    return [e for e in festival.events if not e.mandatory and e.id in costly]
