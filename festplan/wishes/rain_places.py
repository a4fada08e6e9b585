"""Everything that moves indoors in rain could move at the same time.

The rain comes for all at once: three events on the meadow that would all go to the one tent are
no plan for a wet Saturday.  An event with *move* in the column `rain_plan` that is placed outdoors
needs one of its `rain_venues` in rain; what is placed at such a venue in dry weather stays there.
So for each list of rain venues that some event has: events that can move nowhere else, and those
that are there anyway, are at most as many at a time as the venues have room for (`parallel`).
Every one beyond costs `weight_rain_places` points for each step of the time grid, set-up and
take-down included.  Only venues whose `setting` is *outdoor* become wet; a route is where it sets
off.  Nothing is asked until you write a weight: the search then takes longer.

Fine:
    festival: weight_rain_places 1
    venue meadow: setting outdoor
    venue stage: setting outdoor
    venue tent: setting covered
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent
    Mon 16:00-17:00  stage  concert by choir, rain_plan move, rain_venues tent

Broken:
    festival: weight_rain_places 1
    venue meadow: setting outdoor
    venue stage: setting outdoor
    venue tent: setting covered
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent
    Mon 15:45-17:00  stage  concert by choir, rain_plan move, rain_venues tent

Fine:
    festival: weight_rain_places 1
    venue meadow: setting outdoor
    venue stage: setting outdoor
    venue tent: setting covered
    venue hall: setting indoor
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent
    Mon 15:00-16:00  stage  concert by choir, rain_plan move, rain_venues tent;hall

Broken:
    festival: weight_rain_places 1
    venue meadow: setting outdoor
    venue tent: setting covered
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent
    Mon 15:00-16:00  tent  puppets by theatre

Fine:
    festival: weight_rain_places 1
    venue meadow: setting outdoor
    venue tent: setting covered, parallel 2
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent
    Mon 15:00-16:00  tent  puppets by theatre

Broken:
    festival: weight_rain_places 1
    venue meadow: setting outdoor, parallel 3
    venue tent: setting covered
    venue hall: setting indoor
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent;hall
    Mon 15:00-16:00  meadow  dance by school, rain_plan move, rain_venues tent;hall
    Mon 15:00-16:00  hall  concert by choir, rain_plan move, rain_venues hall

Fine:
    festival: weight_rain_places 1
    venue meadow: setting outdoor, parallel 3
    venue tent: setting covered
    Mon 15:00-16:00  meadow  games by club, rain_plan move, rain_venues tent
    Mon 15:00-16:00  meadow  dance by school, rain_plan cancel, rain_venues tent
    Mon 15:00-16:00  meadow  swim by team, rain_plan stay
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from festplan.draft import Draft, Option, Part, Profile, Use
from festplan.festival import Event, Festival, Session, Venue
from festplan.plan import Plan
from festplan.steps import at_once
from festplan.tables import PARALLEL, RAIN_PLAN, RAIN_VENUES, SET_UP, SETTING, TAKE_DOWN
from festplan.texts import Text
from festplan.times import Span, minutes
from festplan.wishes.wish import TIDY, Miss, weight

DE = """Was bei Regen nach drinnen zieht, könnte es auch gleichzeitig.

Der Regen kommt für alle auf einmal: Drei Veranstaltungen auf der Wiese, die alle in das eine Zelt
wollen, sind kein Plan für einen nassen Samstag.  Eine Veranstaltung mit „umziehen“ in der Spalte
`rain_plan` (bei Regen), die draußen liegt, braucht bei Regen einen ihrer Regenorte (`rain_venues`);
was bei trockenem Wetter schon an einem solchen Ort ist, bleibt dort.  Darum gilt für jede Liste von
Regenorten, die eine Veranstaltung hat: Was nirgendwo sonst hinkann und was ohnehin dort ist, ist
zusammen nie mehr, als die Orte auf einmal fassen (`parallel`).  Jede Veranstaltung darüber kostet
`weight_rain_places` Punkte für jeden Schritt des Zeitrasters, Auf- und Abbau eingeschlossen.  Nass
werden nur Orte, deren Lage „draußen“ ist; ein Umzug zählt dort, wo er losgeht.  Verlangt wird erst
etwas, wenn ein Gewicht dasteht: Die Suche dauert dann länger.
"""
NUMBERS = (84,)
TIER = TIDY
WEIGHT = weight(
    "rain_places",
    "Platz bei Regen",
    Text("Points for an event without a dry place, for each step of the time grid.",
         "Punkte je Veranstaltung ohne trockenen Platz, für jeden Schritt des Zeitrasters."),
    0,
)  # fmt: skip
COLUMNS = (RAIN_PLAN, RAIN_VENUES, SETTING, PARALLEL, SET_UP, TAKE_DOWN, WEIGHT)
SAYS = Text(
    en="If it rains {when}, {count} events need room at {venues}; there is room for {room}: "
    "{events}.",
    de="Regnet es {when}, brauchen {count} Veranstaltungen Platz: {venues}. Dort ist Platz für "
    "{room}: {events}.",
)


@dataclass(frozen=True)
class Refuge:
    """Venues among which some event finds its place in rain."""

    venues: tuple[Venue, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(venue.id for venue in self.venues)

    @property
    def room(self) -> int:
        return sum(PARALLEL.of(venue) for venue in self.venues)

    def holds(self, where: frozenset[str]) -> bool:
        """Whether what is at one of some venues in rain is here, whichever it is."""
        return bool(where) and where <= self.ids


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for refuge in _refuges(festival):
        here = [(p, p.occupied) for p in plan if refuge.holds(_in_rain(p.event, p.venue))]
        for stretch, together in at_once(here, festival.step):
            beyond = max(len(together) - refuge.room, 0) * (stretch.length // festival.step)
            if points := WEIGHT.of(festival.settings) * beyond:
                says = SAYS.with_facts(
                    when=stretch,
                    count=len(together),
                    venues=tuple(venue.name for venue in refuge.venues),
                    room=refuge.room,
                    events=tuple(placed.event.title for placed in together),
                )
                yield Miss(together, says, points)


def ask(festival: Festival, draft: Draft) -> None:
    cost, refuges = WEIGHT.of(festival.settings), _refuges(festival)
    if not cost or not refuges:
        return
    # Asking every option for each of hundreds of refuges would take minutes.
    by_place: dict[frozenset[str], list[Option]] = {}
    for option in draft.options():
        by_place.setdefault(_in_rain(option.event, option.venue), []).append(option)
    whole = (_whole_festival(festival, draft),)
    for refuge in refuges:
        here = [each for where in by_place if refuge.holds(where) for each in by_place[where]]
        if uses := _uses(here):
            draft.say(Profile(uses, refuge.room, cost, whole))


def _uses(options: Iterable[Option]) -> tuple[Use, ...]:
    by_session: dict[Session, dict[Option, Part]] = {}
    for option in options:
        by_session.setdefault(option.session, {})[option] = option.occupied
    return tuple(Use(session, 1, parts) for session, parts in by_session.items())


def _whole_festival(festival: Festival, draft: Draft) -> Span:
    """From the first set-up to the last take-down that could be."""
    before = max(minutes(event.set_up) for event in festival.events)
    after = max(minutes(event.length + event.take_down) for event in festival.events)
    return draft.reach(Part(-before, after))


def _refuges(festival: Festival) -> tuple[Refuge, ...]:
    """The rain venues of every event that moves; the same list once."""
    lists = {frozenset(RAIN_VENUES.of(event)) for event in festival.events if _moves(event)}
    found = (tuple(v for v in festival.venues if v.id in names) for names in lists)
    return tuple(sorted(map(Refuge, found), key=lambda refuge: sorted(refuge.ids)))


def _in_rain(event: Event, venue: Venue) -> frozenset[str]:
    """Where an event that is placed at a venue may be in rain; nowhere if it is called off."""
    wet = SETTING.of(venue) == "outdoor"
    if wet and _moves(event):
        return frozenset(RAIN_VENUES.of(event))
    return frozenset() if wet and RAIN_PLAN.of(event) == "cancel" else frozenset((venue.id,))


def _moves(event: Event) -> bool:
    return RAIN_PLAN.of(event) == "move" and bool(RAIN_VENUES.of(event))
