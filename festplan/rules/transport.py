"""What travels from site to site has time for the way.

The big loudspeaker cannot leave the meadow at four and play in the church at four: somebody must
load it, push the cart and unload it.  For equipment with "yes" in the column `travels`, the time
between two uses at different sites, from the end of the take-down to the beginning of the set-up,
is at least the walk between the sites times `transport_factor` (2, unless you say otherwise; 0 asks
for no time at all).  Of several pieces each goes its own way: they can be shared out so that every
one is there in time.  A route begins at one site and ends at another.  Pieces are followed one by
one only up to a quantity of 8; of benches and chairs there are always some on the way, and this
rule does not speak of them.

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item speaker: travels yes
    Mon 15:00-16:00  hall  concert by choir, equipment speaker
    Mon 16:30-17:30  yard  dance by club, equipment speaker

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item speaker: travels yes
    Mon 15:00-16:00  hall  concert by choir, equipment speaker
    Mon 16:15-17:15  yard  dance by club, equipment speaker

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item speaker: quantity 1
    Mon 15:00-16:00  hall  concert by choir, equipment speaker
    Mon 16:00-17:00  yard  dance by club, equipment speaker

Fine:
    venue hall: site_id north
    venue yard: site_id south
    festival: transport_factor 1.5
    walks: from_site north, to_site south, minutes 10
    item speaker: travels yes
    Mon 15:00-16:00  hall  concert by choir, equipment speaker
    Mon 16:15-17:15  yard  dance by club, equipment speaker

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item speaker: travels yes
    Mon 15:00-16:00  hall  concert by choir, equipment speaker, teardown_min 15
    Mon 16:30-17:30  yard  dance by club, equipment speaker

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item speaker: travels yes, quantity 2
    Mon 15:00-16:00  hall  concert by choir, equipment speaker
    Mon 16:00-17:00  yard  dance by club, equipment speaker
    Mon 16:15-17:15  hall  songs by band, equipment speaker

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item speaker: travels yes, quantity 2
    Mon 15:00-16:00  hall  concert by choir, equipment speaker:2
    Mon 16:15-17:15  hall  songs by band, equipment speaker
    Mon 16:15-17:15  yard  dance by club, equipment speaker

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 30
    item speaker: travels yes
    Mon 14:00-15:00  hall  concert by choir, equipment speaker
    Mon 15:00-16:00  hall  parade by band, equipment speaker, end_venue yard
    Mon 16:00-17:00  yard  dance by club, equipment speaker

Fine:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item bench: travels yes, quantity 9
    Mon 15:00-16:00  hall  concert by choir, equipment bench:9
    Mon 16:00-17:00  yard  dance by club, equipment bench:9

Broken:
    venue hall: site_id north
    venue yard: site_id south
    walks: from_site north, to_site south, minutes 10
    item bench: travels yes, quantity 8
    Mon 15:00-16:00  hall  concert by choir, equipment bench:8
    Mon 16:00-17:00  yard  dance by club, equipment bench:1
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from festplan.columns import Column, thousandths, yes_or_no
from festplan.draft import Draft, Option, Teams
from festplan.festival import Event, Festival, Item
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.steps import meetings
from festplan.tables import END_VENUE, EQUIPMENT, QUANTITY, SET_UP, TAKE_DOWN, VENUE_SITE
from festplan.texts import Text
from festplan.times import MINUTE
from festplan.walks import COLUMNS as WALK_COLUMNS
from festplan.walks import Walks, walks_between

DE = """Was von Gelände zu Gelände gebracht wird, hat Zeit für den Weg.

Der große Lautsprecher kann nicht um vier die Wiese verlassen und um vier in der Kirche spielen:
Jemand muss ihn einladen, den Wagen schieben und ausladen.  Für Ausstattung mit „ja“ in der Spalte
`travels` (reist) liegt zwischen zwei Einsätzen auf verschiedenen Geländen, vom Ende des Abbaus bis
zum Anfang des Aufbaus, mindestens der Fußweg mal `transport_factor` (2, wenn nichts anderes
dasteht; 0 verlangt gar keine Zeit).  Von mehreren Stücken geht jedes seinen eigenen Weg: Sie
lassen sich so verteilen, dass jedes rechtzeitig da ist.  Ein Umzug beginnt auf einem Gelände und
endet auf einem anderen.  Stück für Stück verfolgt wird nur bis zur Anzahl 8; von Bänken und Stühlen
sind immer welche unterwegs, von ihnen spricht diese Regel nicht.
"""
NUMBERS = (39,)
TRAVELS = Column(
    "equipment", "travels", "reist",
    Text("It is brought from site to site, and the way takes time.",
         "Wird von Gelände zu Gelände gebracht, und der Weg braucht Zeit."),
    yes_or_no, False, ("yes", "yes", "no"),
)  # fmt: skip
FACTOR = Column(
    "festival", "transport_factor", "Transportfaktor",
    Text("Bringing equipment takes so many times as long as the walk.",
         "Ausstattung zu bringen dauert so viel mal so lang wie der Fußweg."),
    thousandths, 2000, ("1", "1.5", "2"),
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (
    TRAVELS, FACTOR, EQUIPMENT, QUANTITY, *WALK_COLUMNS, VENUE_SITE, SET_UP, TAKE_DOWN, END_VENUE,
)  # fmt: skip
SAYS = Text(
    en="“{item}” cannot be with “{second}” at {there} by {start}: it is with “{first}” at {here} "
    "until {end}, and the way takes {way}.",
    de="„{item}“ kann nicht bis {start} bei „{second}“ ({there}) sein: Bis {end} ist es bei "
    "„{first}“ ({here}), und der Weg dauert {way}.",
)
#: Of more pieces than that nobody asks which one goes where.
MOST_PIECES = 8

#: For each piece the uses it has been shared out to, as far as they still matter.
Shares = tuple[tuple[int, ...], ...]


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    ways = _ways(festival)
    for item in _travelling(festival) if ways else ():
        uses = sorted(
            (placed for placed in plan if _pieces(placed.event, item)),
            key=lambda placed: (placed.occupied, placed.order),
        )
        rivals = _rivals(uses, ways)
        for number in _unserved(item, uses, rivals):
            former = [uses[other] for other in sorted(rivals[number]) if other < number]
            yield _breach(item, former, uses[number], ways)


def _rivals(uses: list[Placement], ways: Walks) -> list[set[int]]:
    """For each use those that one piece cannot serve besides it, by their numbers."""
    rivals: list[set[int]] = [set() for _ in uses]
    longest = max(ways.values()) * MINUTE
    # Further from each other than the longest way no two uses stand in each other's way.
    for one, other in meetings([placed.occupied.widened(after=longest) for placed in uses]):
        first, second = uses[one], uses[other]
        if not _reaches(first, second, ways) and not _reaches(second, first, ways):
            rivals[one].add(other)
            rivals[other].add(one)
    return rivals


def _reaches(first: Placement, second: Placement, ways: Walks) -> bool:
    return first.occupied.end + _way(first, second, ways) * MINUTE <= second.occupied.start


def _way(first: Placement, second: Placement, ways: Walks) -> int:
    here, there = first.stays[-1].venue.site, second.stays[0].venue.site
    return ways.get((here.id, there.id), 0)


def _unserved(item: Item, uses: list[Placement], rivals: list[set[int]]) -> Iterator[int]:
    """The numbers of the uses for which too few pieces are there in time, however shared out."""
    every: set[Shares] = {((),) * QUANTITY.of(item)}
    for number, placed in enumerate(uses):
        needed = _pieces(placed.event, item)
        more = {new for shares in every for new in _shared(number, needed, shares, rivals[number])}
        if not more:
            yield number
        # What no later use minds is forgotten: so there are few ways to share out the pieces.
        every = {_remembered(shares, number, rivals) for shares in more or every}


def _shared(number: int, needed: int, shares: Shares, rivals: set[int]) -> Iterator[Shares]:
    """Every way to give one more use the pieces it needs."""
    free = [piece for piece, served in enumerate(shares) if rivals.isdisjoint(served)]
    for chosen in combinations(free, needed):
        yield tuple(
            (*served, number) if piece in chosen else served for piece, served in enumerate(shares)
        )


def _remembered(shares: Shares, number: int, rivals: list[set[int]]) -> Shares:
    """The same with what still matters after a use; the pieces are all alike."""
    return tuple(
        sorted(
            tuple(use for use in served if any(later > number for later in rivals[use]))
            for served in shares
        )
    )


def _breach(item: Item, former: list[Placement], placed: Placement, ways: Walks) -> Breach:
    last = former[-1]
    return Breach(
        (*former, placed),
        SAYS.with_facts(
            item=item.name,
            first=last.event.title,
            here=last.stays[-1].venue.name,
            end=last.occupied.end,
            second=placed.event.title,
            there=placed.venue.name,
            start=placed.occupied.start,
            way=_way(last, placed, ways) * MINUTE,
        ),
    )


def constrain(festival: Festival, draft: Draft) -> None:
    ways = _ways(festival)
    for item in _travelling(festival) if ways else ():
        users = [session for session in festival.sessions if _pieces(session.event, item)]
        amounts = {session: _pieces(session.event, item) for session in users}
        parts = {option: option.occupied for each in users for option in draft.options(each)}
        if sum(amounts.values()) > QUANTITY.of(item):
            draft.say(Teams(QUANTITY.of(item), parts, _walk(ways), amounts))


def _walk(ways: Walks) -> Callable[[Option, Option], int]:
    def walk(first: Option, second: Option) -> int:
        end = first.event.end_venue or first.venue
        return ways.get((end.site.id, second.venue.site.id), 0)

    return walk


def _ways(festival: Festival) -> Walks:
    """The minutes that equipment needs from site to site."""
    factor = FACTOR.of(festival.settings)
    walks = walks_between(festival)
    return {pair: -(-walk * factor // 1000) for pair, walk in walks.items() if factor}


def _travelling(festival: Festival) -> Iterator[Item]:
    for item in festival.items:
        if TRAVELS.of(item) and QUANTITY.of(item) <= MOST_PIECES:
            yield item


def _pieces(event: Event, item: Item) -> int:
    """How many pieces an event needs; that there are enough of them is another rule's."""
    number = sum(number for id, number in EQUIPMENT.of(event) if id == item.id)
    return min(number, QUANTITY.of(item))
