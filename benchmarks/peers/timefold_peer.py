"""Timefold, a local search: an entity for each session, its seats (venue, length, start) as values.

It is told what forbids two sessions beside each other (one room, one team, walks, orders, days),
and what a seat costs by itself.  It knows no bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from threading import Timer
from typing import Annotated, Any

from timefold.solver import BestSolutionChangedEvent, SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintFactory,
    HardMediumSoftScore,
    Joiners,
    constraint_provider,
)

from benchmarks.peers.peer import TIERS, Found, Step, Stopwatch, tiers_of, weights
from festplan.draft import Apart, AtMost, Between, Draft, Option, Part, Spoken, Teams, Together
from festplan.festival import Session
from festplan.plan import Placement
from festplan.wishes.wish import PRIORITY, TIDY, WISHED

CANNOT = (
    "What counts (things and helpers of which there are several, power, minutes, money, several "
    "teams, several rooms at a venue) and what wishes count; it knows no bound."
)
FAR = 10**6


@dataclass
class Seat:
    """One way to place a session."""

    id: Annotated[int, PlanningId]
    venue: int
    site: int
    day: int
    start: int
    end: int
    #: The venue is occupied from, to, with its change-over.
    begins: int
    free: int
    lost: int
    #: Minutes from where it ends to each site.
    walks: list[int]


@dataclass
class Rival:
    """Two sessions that may not lie just anywhere beside each other."""

    id: Annotated[int, PlanningId]
    first: int
    second: int
    kind: str
    #: Minutes before the start and after the end of each that count, and between the two.
    before: int
    after: int
    other_before: int
    other_after: int
    least: int
    most: int
    walk: bool
    cost: int


@planning_entity
@dataclass
class Guest:
    """A session that looks for a seat."""

    id: Annotated[int, PlanningId]
    #: Points where it has none; 0 where it must have one.
    missed: int
    seats: Annotated[list[Seat], ValueRangeProvider(id="seats")]
    seat: Annotated[
        Seat | None, PlanningVariable(value_range_provider_refs=["seats"], allows_unassigned=True)
    ] = field(default=None)


@planning_solution
@dataclass
class Table:
    """All of it."""

    rivals: Annotated[list[Rival], ProblemFactCollectionProperty]
    guests: Annotated[list[Guest], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore, PlanningScore] = field(default=None)


def wrong(rival: Rival, one: Seat, other: Seat) -> bool:
    """Whether two sessions lie so as they must not."""
    if rival.kind == "same_day":
        return one.day != other.day
    if rival.kind == "different_days":
        return one.day == other.day
    if rival.kind == "same_venue":
        return one.venue != other.venue
    if rival.kind == "order":
        gap = other.start - one.end
        return gap < rival.least or gap > rival.most
    there, back = rival.least, rival.least
    if rival.walk:
        there, back = one.walks[other.site], other.walks[one.site]
    return (
        one.start - rival.before < other.end + rival.other_after + back
        and other.start - rival.other_before < one.end + rival.after + there
    )


@constraint_provider
def rules(factory: ConstraintFactory) -> list[Constraint]:
    pairs = (
        factory.for_each(Rival)
        .join(Guest, Joiners.equal(lambda rival: rival.first, lambda guest: guest.id))
        .join(Guest, Joiners.equal(lambda rival, one: rival.second, lambda guest: guest.id))
        .filter(lambda rival, one, other: wrong(rival, one.seat, other.seat))
    )
    return [
        factory.for_each_including_unassigned(Guest)
        .filter(lambda guest: guest.seat is None and guest.missed == 0)
        .penalize(HardMediumSoftScore.of_hard(10))
        .as_constraint("must take place"),
        factory.for_each_including_unassigned(Guest)
        .filter(lambda guest: guest.seat is None and guest.missed > 0)
        .penalize(HardMediumSoftScore.ONE_MEDIUM, lambda guest: guest.missed)
        .as_constraint("left out"),
        factory.for_each_unique_pair(
            Guest,
            Joiners.equal(lambda guest: guest.seat.venue),
            Joiners.overlapping(lambda guest: guest.seat.begins, lambda guest: guest.seat.free),
        )
        .penalize(HardMediumSoftScore.ONE_HARD)
        .as_constraint("room"),
        pairs.filter(lambda rival, one, other: rival.cost == 0)
        .penalize(HardMediumSoftScore.ONE_HARD)
        .as_constraint("rivals"),
        pairs.filter(lambda rival, one, other: rival.cost > 0)
        .penalize(HardMediumSoftScore.ONE_SOFT, lambda rival, one, other: rival.cost)
        .as_constraint("wishes about two"),
        factory.for_each(Guest)
        .filter(lambda guest: guest.seat.lost > 0)
        .penalize(HardMediumSoftScore.ONE_SOFT, lambda guest: guest.seat.lost)
        .as_constraint("wishes about one"),
    ]


def solve(draft: Draft, seconds: float, seed: int, workers: int) -> Found:
    watch = Stopwatch()
    told = Told(draft)
    found = Found(left_out=tuple(f"{n} × {word}" for word, n in sorted(told.left_out.items())))
    found.build = watch.seconds
    config = SolverConfig(
        solution_class=Table,
        entity_class_list=[Guest],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=rules
        ),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=round(max(seconds - found.build, 0.1) * 1000))
        ),
        random_seed=seed,
    )
    solver = SolverFactory.create(config).build_solver()

    def better(event: BestSolutionChangedEvent[Any]) -> None:
        score = event.new_best_score
        if score.hard_score == 0:
            wished, tidy = divmod(-score.soft_score, told.weight[1])
            found.steps.append(Step(watch.seconds, (-score.medium_score, wished, tidy)))

    solver.add_event_listener(better)
    # Starting the Java machine and translating the rules for it has taken its time, too.
    alarm = Timer(max(seconds - watch.seconds, 0.1), solver.terminate_early)
    alarm.start()
    solution = solver.solve(told.table)
    alarm.cancel()
    found.seconds = watch.seconds
    found.placements = told.placements(solution)
    found.said = str(solution.score)
    return found


class Told:
    """A draft as facts and entities, as far as it can be told."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tiers = tiers_of(draft)
        self.weight = weights(draft)
        self.left_out: Counter[str] = Counter()
        self.numbers = {session: n for n, session in enumerate(draft.festival.sessions)}
        self.venues = {venue: n for n, venue in enumerate(draft.festival.venues)}
        sites = dict.fromkeys(venue.site for venue in draft.festival.venues)
        self.sites = {site: n for n, site in enumerate(sites)}
        self.pauses: dict[int, int] = {}
        self.shared: set[int] = set()
        self.seats: dict[int, Option] = {}
        self.walks: dict[tuple[int, int], int] = {}
        self._look_around()
        guests = [self._guest(session) for session in draft.festival.sessions]
        self.table = Table(list(self._rivals()), guests)

    def placements(self, solution: Table) -> list[Placement]:
        found = [
            self.seats[guest.seat.id].at(self.draft.moment(guest.seat.start // self.draft.step))
            for guest in solution.guests
            if guest.seat is not None
        ]
        return sorted(found, key=lambda placed: placed.order)

    def _look_around(self) -> None:
        """Walks, and which venues need a pause or have several rooms."""
        for spoken in self.draft.words:
            word = spoken.word
            if isinstance(word, Teams):
                by_venue = {option.venue: option for option in word.parts}
                for one in by_venue.values():
                    for other in by_venue.values():
                        pair = self.sites[one.venue.site], self.sites[other.venue.site]
                        if one.event.end_venue is None:
                            self.walks[pair] = word.walk(one, other)
            if isinstance(word, AtMost) and spoken.speaker in ("room", "change_over"):
                named = {venue.name: venue for venue in self.venues}
                venue = self.venues[named[word.name]]
                if spoken.speaker == "room" and word.there_is > 1:
                    self.shared.add(venue)
                elif spoken.speaker == "change_over":
                    use = word.uses[0]
                    option, part = next(iter(use.parts.items()))
                    self.pauses[venue] = part.end - option.public.end

    def _guest(self, session: Session) -> Guest:
        points = self._points(session)
        seats = []
        for option in self.draft.options(session):
            starts = self.draft.starts(option)
            for moment in self.draft.moments(starts):
                index = self.draft.index(moment)
                assert index is not None
                seats.append(self._seat(option, index, points[option, index]))
        return Guest(self.numbers[session], self.draft.optional.get(session.event, 0), seats)

    def _points(self, session: Session) -> Counter[tuple[Option, int]]:
        found: Counter[tuple[Option, int]] = Counter()
        for price in self._prices[session]:
            weight = self.weight[TIERS.index(self.tiers[price.speaker])]
            for moment in self.draft.moments(price.starts & self.draft.starts(price.option)):
                index = self.draft.index(moment)
                assert index is not None
                found[price.option, index] += price.points * weight
        return found

    @property
    def _prices(self) -> dict[Session, list[Any]]:
        if not hasattr(self, "_by_session"):
            self._by_session: dict[Session, list[Any]] = defaultdict(list)
            for price in self.draft.prices:
                self._by_session[price.option.session].append(price)
        return self._by_session

    def _seat(self, option: Option, index: int, lost: int) -> Seat:
        start = index * self.draft.step
        venue = self.venues[option.venue]
        last = option.event.end_venue or option.venue
        # A venue with several rooms is a room for each session: it is not told of the others.
        room = venue if venue not in self.shared else FAR + self.numbers[option.session]
        pause = self.pauses.get(venue, 0)
        number = len(self.seats)
        self.seats[number] = option
        day = next(n for n, d in enumerate(self.draft.festival.days) if self._on(index, d))
        ends = self.sites[last.site]
        return Seat(
            number, room, self.sites[option.venue.site], day, start, start + option.public.end,
            start + option.occupied.begin,
            start + max(option.occupied.end, option.public.end + pause),
            lost, [self.walks.get((ends, site), 0) for site in range(len(self.sites))],
        )  # fmt: skip

    def _on(self, index: int, day: Any) -> bool:
        return bool(self.draft.starts_on([day]) >> index & 1)

    # --- two sessions -------------------------------------------------------------------------

    def _rivals(self) -> Iterator[Rival]:
        number = 0
        for spoken in self.draft.words:
            said = list(self._of(spoken))
            if not said and not _about_rooms(spoken):
                self.left_out[f"{type(spoken.word).__name__} ({spoken.speaker})"] += 1
            for rival in said:
                rival.id = number
                number += 1
                yield rival

    def _of(self, spoken: Spoken) -> Iterator[Rival]:
        word = spoken.word
        cost = getattr(word, "cost", 0)
        if cost:
            tier = self.tiers[spoken.speaker]
            # A wish about two sessions in the tier of optional events is not told.
            if tier == PRIORITY:
                return
            cost *= self.weight[1] if tier == WISHED else self.weight[2] if tier == TIDY else 0
        match word:
            case Together():
                for first, second in combinations(word.sessions, 2):
                    yield self._rival(first, second, word.what, cost=cost)
            case Between(edges="end-start"):
                least = -FAR if word.least is None else word.least
                most = FAR if word.most is None else word.most
                yield self._rival(
                    word.first, word.second, "order", least=least, most=most, cost=cost
                )
            case Apart():
                yield from self._apart(word, cost)
            case AtMost() if word.there_is == 1 and not word.away and not _about_rooms(spoken):
                shares = {use.session: _margins(use.parts) for use in word.uses}
                for first, second in combinations(shares, 2):
                    yield self._rival(first, second, "apart", (*shares[first], *shares[second]))
            case Teams() if word.teams == 1:
                sessions = dict.fromkeys(option.session for option in word.parts)
                parts = {
                    s: {o: p for o, p in word.parts.items() if o.session == s} for s in sessions
                }
                for first, second in combinations(sessions, 2):
                    margins = (*_margins(parts[first]), *_margins(parts[second]))
                    yield self._rival(first, second, "apart", margins, walk=True)

    def _apart(self, word: Apart, cost: int) -> Iterator[Rival]:
        """Only where it holds in all options, at the same distance."""
        pairs = [
            (a, b) for a in self.draft.options(word.first) for b in self.draft.options(word.second)
        ]
        said = {
            (a.begin, a.end - one.public.end, b.begin, b.end - other.public.end, gap)
            for (one, other), (a, b, gap) in word.room.items()
        }
        if len(said) == 1 and all(pair in word.room for pair in pairs):
            before, after, other_before, other_after, gap = said.pop()
            margins = (-before, after, -other_before, other_after)
            yield self._rival(word.first, word.second, "apart", margins, least=gap, cost=cost)

    def _rival(
        self,
        first: Session,
        second: Session,
        kind: str,
        margins: tuple[int, ...] = (0, 0, 0, 0),
        least: int = 0,
        most: int = FAR,
        walk: bool = False,
        cost: int = 0,
    ) -> Rival:
        one, other = self.numbers[first], self.numbers[second]
        return Rival(0, one, other, kind, *margins, least, most, walk, cost)


def _about_rooms(spoken: Spoken) -> bool:
    return spoken.speaker in ("room", "change_over")


def _margins(parts: Any) -> tuple[int, int]:
    """Minutes before the start and after the end: the same in all options."""
    option, part = next(iter(parts.items()))
    assert isinstance(part, Part)
    return -part.begin, part.end - option.public.end
