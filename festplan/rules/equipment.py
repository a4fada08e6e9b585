"""Never more of a thing is in use than there is.

Two hand carts serve two tours, not three; the one big sound system cannot stand at two stages.
A thing is in use from set-up to take-down.  Teams of people (an interpreter, first aid) are
entered like things.  Write "benches:4; ramp" in the column `equipment` of an event, and how many
there are in the column `quantity` of the equipment.

Fine:
    item bench: quantity 4
    Mon 15:00-16:00  library  reading by school, equipment bench:2
    Mon 15:00-16:00  school  puppets by choir, equipment bench:2

Broken:
    item bench: quantity 4
    Mon 15:00-16:00  library  reading by school, equipment bench:2
    Mon 15:00-16:00  school  puppets by choir, equipment bench:3

Broken:
    item piano: quantity 1
    Mon 15:00-16:00  library  reading by school, equipment piano, teardown_min 30
    Mon 16:15-17:00  school  puppets by choir, equipment piano
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from festplan.draft import Draft, Use
from festplan.festival import Event, Festival, Item, Session
from festplan.holding import at_most
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import EQUIPMENT, QUANTITY, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Span

DE = """Nie ist von einer Sache mehr im Einsatz, als es gibt.

Zwei Lastenräder reichen für zwei Touren, nicht für drei; die eine große Tonanlage kann nicht an
zwei Bühnen stehen.  Eine Sache ist vom Aufbau bis zum Abbau im Einsatz.  Gruppen von Menschen
(Dolmetschteam, Sanitätsteam) werden wie Sachen eingetragen.  In der Spalte `equipment` einer
Veranstaltung steht etwa „Q01:4; Q09“, wie viele es gibt, in der Spalte `quantity`.
"""
NUMBERS = (38,)
COLUMNS = (EQUIPMENT, QUANTITY, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="There are {there_is} of “{item}”, but {count} are in use at {when}: {events}.",
    de="Von „{item}“ gibt es {there_is}, aber {when} sind {count} im Einsatz: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    users: dict[str, list[tuple[Placement, Span]]] = {}
    for placed in plan:
        for id in dict(EQUIPMENT.of(placed.event)):
            users.setdefault(id, []).append((placed, placed.occupied))
    for item in festival.items:
        yield from _scarce(item, users.get(item.id, ()))


def _scarce(item: Item, users: Sequence[tuple[Placement, Span]]) -> Iterator[Breach]:
    """Breaches at the moments when somebody takes more than is left."""
    for moment, here in at_moments(users, (span.start for _, span in users)).items():
        count = sum(_number(placed.event, item) for placed in here)
        if count > QUANTITY.of(item):
            yield Breach(
                here,
                SAYS.with_facts(
                    item=item.name,
                    there_is=QUANTITY.of(item),
                    count=count,
                    when=moment,
                    events=tuple(placed.event.title for placed in here),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    users: dict[str, list[Event]] = {}
    for event in festival.events:
        for id in dict(EQUIPMENT.of(event)):
            users.setdefault(id, []).append(event)
    for item in festival.items:
        own = (session for event in users.get(item.id, ()) for session in event.sessions)
        if uses := [use for session in own if (use := _use(draft, item, session)).parts]:
            at_most(draft, uses, QUANTITY.of(item), name=item.name)


def _use(draft: Draft, item: Item, session: Session) -> Use:
    parts = {option: option.occupied for option in draft.options(session)}
    return Use(session, _number(session.event, item), parts)


def _number(event: Event, item: Item) -> int:
    """How many of an item an event uses."""
    return sum(number for id, number in EQUIPMENT.of(event) if id == item.id)
