"""From a festival to a plan, and how good it is proved to be.

First the sessions are seated one after the other and moved until nothing gets better: a good
plan, quickly, at any size.  Beside it an integer program of the whole draft asks how good a plan
can be at best; and one exact model takes the plan as its hint and asks the same, tier by tier.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from festplan.draft import Draft, InARow, Visit
from festplan.drafting import draft_of
from festplan.festival import Event, Festival
from festplan.plan import Placement, Plan, Tier
from festplan.rules import RULES
from festplan.rules.rule import Rule
from festplan.solver import bounds, relaxation
from festplan.solver.choice import choice_of
from festplan.solver.exact import FIRST, LEFT_OUT, LOST, Exact, Impossible, Roads
from festplan.solver.limits import Limits, Progress, Watch
from festplan.solver.model import MANDATORY, TIERS, left_out, model_of, tiers_of
from festplan.solver.neighbourhoods import Neighbourhoods
from festplan.solver.neighbours import Neighbours
from festplan.solver.places import NowhereToGo
from festplan.solver.proof import Proof
from festplan.solver.search.annealing import (
    POINT,
    STRICT,
    Annealing,
    Chance,
    Heat,
    cooling,
    easing,
)
from festplan.solver.search.board import Board
from festplan.solver.search.giving_way import GivingWay
from festplan.wishes import WISHES
from festplan.wishes.wish import PRIORITY, TIDY, WISHED, Wish

__all__ = ["TIERS", "Limits", "Progress", "Undecided", "solve", "solve_draft"]


class Undecided(Exception):
    """The time was over before a plan was found, and before it was clear that there is none."""


def solve(
    festival: Festival,
    limits: Limits | None = None,
    rules: Iterable[Rule] = RULES,
    wishes: Iterable[Wish] = WISHES,
    partial: bool = False,
) -> Plan | None:
    """The best plan of a festival under some rules and wishes, or None where there is none."""
    wishes = tuple(wishes)
    return solve_draft(draft_of(festival, rules, wishes), limits or Limits(), partial, wishes)


def solve_draft(
    draft: Draft, limits: Limits, partial: bool = False, wishes: Iterable[Wish] = WISHES
) -> Plan | None:
    """The best plan that a draft leaves open, or None where there is none.

    Raises ``Undecided`` where the time was over before a plan was found or refused.
    """
    return Search(draft, Watch(limits), partial, tuple(wishes)).run()


#: So many sweeps over all sessions the first search takes, and so many more may mend a breach.
SWEEPS, EASING = 60, 3
#: The first sweeps of many sessions, with little heat, and of the round that comes then.
FEW, SOON = 6, 15
#: A first plan is shaken so many times over, from so hot (in wished points, at most so hot) to so
#: calm; each time twice as long, but not longer than so many times twice.
SHAKEN, SHAKE, HARD, CALM, LONGER = 10, 20, 160, 8.0, 4
#: So many times where an exact model comes after it, else until there is a plan.
TRIES = 3
#: How hot a search begins and where it ends, and what an hour against a rule is worth then: in
#: what one seat of a session usually differs from another.  At first two sessions may well sit on
#: one another: on the way to a better plan somebody is nearly always in the way.  Rounds end now
#: firm, now less so: where few seats are left, the one finds more, where many are, the other.
HOT, COLD, LENIENT = 1.2, 0.1, 2.5
#: As hot as that where it goes on from what is nearly a good plan.
WARM = 0.15
FIRM = (40.0, 12.0)
#: So many rounds are searched while an exact model is solved.
ROUNDS = 2
#: Until then, in seconds, an integer program is left alone that may soon be done.
HEAD_START = 30.0
#: So many exact models are solved in a round, and about so many sessions move in each.
SOME, MOVING = 4, 8
#: So often, for each session, somebody may be asked to get up for those who wait for a seat.
WAITING = 8
#: How much what is lost counts when a good plan is freed of its last breaches.
CARE = 16
#: Moving one session once, in deterministic seconds.
MOVE = 2e-4
#: More literals than that, and no model of the whole draft is a help within anybody's patience.
LARGE = 300_000
#: Up to so many the exact model alone is soon done; up to so many it may be done first.
SMALL, MEDIUM = 2_000, 50_000


class Search:
    """Finds a plan for a draft, makes it better and proves how good it is."""

    def __init__(self, draft: Draft, watch: Watch, partial: bool, wishes: tuple[Wish, ...]) -> None:
        self.draft = draft
        self.watch = watch
        self.partial = partial
        self.wishes = wishes
        self.tier_of = tiers_of(draft, wishes)
        self.neighbours = Neighbours(draft)
        self.size = size_of(draft)
        self.large = self.size > LARGE
        # What may be proved begins alike with every seed, so that it ends alike.
        self.seed = watch.limits.seed if self.large else 0
        self.exactly = Neighbourhoods(draft, self.neighbours, self.tier_of, self.seed)
        self.rounds = 0
        self.sweeps = SWEEPS if self.size <= MEDIUM else SOON
        #: Whether somebody else has proved that there is nothing better.
        self.enough: Callable[[], bool] = lambda: False
        self.proof: Proof | None = None
        #: So many sketches of the proof have been taken up.
        self.heard = 0
        #: Whether somebody else tells how far all have come.
        self.silent = False
        #: What every plan loses at least, by tier, as far as it is known.
        self.at_least = dict.fromkeys(TIERS, 0)

    def run(self) -> Plan | None:
        choice = choice_of(self.draft, self.partial)
        if choice is None:
            return None
        if not self.partial:
            self.at_least |= bounds.at_least(self.draft, self.tier_of, (WISHED, TIDY))
        self.at_least[MANDATORY], self.at_least[PRIORITY] = choice.sessions, choice.points
        annealing = self._seated(choice.events)
        if annealing is None:
            return self._told(None) if self.large else self._proved(None, None)
        if self.size > MEDIUM:
            # A round takes long where many move.
            self._warmed(annealing, FEW)
        if SMALL < self.size <= LARGE and not self.partial:
            tiers = WISHED, TIDY
            whole = self.size <= MEDIUM
            self.proof = Proof(self.draft, self.tier_of, tiers, choice.points, self.watch, whole)
        try:
            return self._finished(annealing)
        finally:
            if self.proof is not None:
                self.proof.stop()

    def _finished(self, annealing: Annealing) -> Plan | None:
        """From a first plan to the best that time allows."""
        if self.proof is not None:
            self.proof.begin()
        self._improved(annealing)
        placements = annealing.board.placements
        if self.large:
            return self._told(placements)
        if self.proof is None or not self._as_chosen(placements):
            return self._proved(placements, annealing)
        return self._beside(self.proof, annealing)

    # --- a good plan, quickly -------------------------------------------------------------------

    def _seated(self, events: frozenset[Event]) -> Annealing | None:
        """A first plan with these events; None where none was found."""
        board = Board(self.draft, self.tier_of, events)
        board.rules_only = True
        annealing = Annealing(board, self.seed, self._over)
        annealing.seat()
        self._sweep(annealing, easing(EASING))
        found = self._mended(annealing)
        annealing.recall()
        board.hear_wishes()
        annealing.restart()
        if not found and not self._moved(annealing):
            return None
        self._tell(annealing)
        return annealing

    def _mended(self, annealing: Annealing) -> bool:
        """Put an end to all breaches: shake, ever harder; then who is still in the way gets up."""
        tries = 0
        while annealing.least.broken:
            if self.watch.over or (tries == TRIES and not self.large):
                return False
            hot = min(SHAKE << tries, HARD)
            self._sweep(annealing, cooling(SHAKEN << min(tries, LONGER), hot, CALM, STRICT, STRICT))
            annealing.recall()
            if annealing.least.broken:
                self._inserted(annealing)
            tries += 1
        return True

    def _warmed(self, annealing: Annealing, sweeps: int) -> None:
        """Some sweeps with little heat: what is good stays."""
        usual = annealing.spread()
        heats = (usual * each for each in (WARM, COLD, LENIENT, max(FIRM)))
        self._sweep(annealing, cooling(sweeps, *heats))
        self._settled(annealing)

    def _improved(self, annealing: Annealing) -> None:
        """Better and better plans, in rounds, each twice as long; without end where no proof is
        tried."""
        self._round(annealing)
        if self.large:
            self._relaxed()
            while not self.watch.over:
                self._round(annealing)

    def _relaxed(self) -> None:
        """Ask linear programs what every plan loses at least in wishes."""
        if not self.partial:
            priority = self.at_least[PRIORITY]
            found = relaxation.at_least(self.draft, self.tier_of, WISHED, priority, self.watch)
            self.at_least[WISHED] = max(self.at_least[WISHED], found)

    def _round(self, annealing: Annealing) -> None:
        """One round: moving one at a time, then some exactly."""
        sweeps, firm = self.sweeps << self.rounds, FIRM[self.rounds % len(FIRM)]
        self.rounds += 1
        usual = annealing.spread()
        heats = (usual * each for each in (HOT, COLD, LENIENT, firm))
        self._sweep(annealing, cooling(sweeps, *heats))
        self._settled(annealing)
        if self.exactly.light:
            self._move_some(annealing)

    def _taken_up(self, annealing: Annealing, sketch: Iterable[Placement]) -> None:
        """Search on from what is nearly a plan, where it loses less than any plan so far."""
        board = annealing.board
        board.become({**board.placed, **{placement.session: placement for placement in sketch}})
        if board.total.points < annealing.least.points:
            self._warmed(annealing, SWEEPS)
        else:
            annealing.recall()

    def _settled(self, annealing: Annealing) -> None:
        """Put an end to what is still against a rule, then tidy up without any heat."""
        board = annealing.board
        if board.total.broken and board.total.points < annealing.least.points:
            annealing.give_way()
            others = self.neighbours.others()
            giving_way = GivingWay(board, others, annealing.chance, self._over, CARE)
            giving_way.run(WAITING * len(board.seats))
            self.watch.done += giving_way.moves * MOVE
            if all(place is not None for place in board.sits):
                annealing.remember()
        annealing.recall()
        self._sweep(annealing, (Heat(heat, STRICT * 4) for heat in (POINT // 16, 8, 4, 2, 1)))
        annealing.recall()

    def _move_some(self, annealing: Annealing) -> None:
        """Small exact models around some events, drawn by chance."""
        board, chance, exactly = annealing.board, annealing.chance.random, self.exactly
        events = sorted({seat.session.event for seat in board.seats}, key=lambda e: e.id)
        for event in chance.sample(events, min(SOME, len(events))):
            if self._over():
                return
            placed, done = board.placed, exactly.done
            free = exactly.around(event, placed, len(event.sessions) + MOVING, chance)
            found = exactly.best(free, placed)
            self.watch.done += exactly.done - done
            if found is not None and len(found) == len(free):
                board.become({**placed, **found})
                if board.total < annealing.least:
                    annealing.restart()
                    self._tell(annealing)
                else:
                    annealing.recall()

    def _inserted(self, annealing: Annealing) -> None:
        """Who is in the way of others gets up and looks for another seat, and so on."""
        board = annealing.board
        annealing.give_way()
        others = self.neighbours.others()
        giving_way = GivingWay(board, others, annealing.chance, self._over)
        seated = giving_way.run(WAITING * len(board.seats))
        self.watch.done += giving_way.moves * MOVE
        if seated and not board.total.broken:
            annealing.restart()
        else:
            annealing.recall()

    def _moved(self, annealing: Annealing) -> bool:
        """Seats for the last ones, by small exact models around each."""
        board = annealing.board
        waiting = annealing.give_way()
        placed = board.placed
        near, done = self.exactly, self.exactly.done
        tries: dict[Event, int] = {}
        while waiting and not self.watch.over:
            event = waiting.pop(0)
            tries[event] = tries.get(event, 0) + 1
            size = len(event.sessions) + 5 * 2 ** tries[event]
            free = near.around(event, placed, size, annealing.chance.random)
            found = near.seated(free, placed, effort=max(1.0, len(free) / 10))
            if found is not None:
                for session in free:
                    placed.pop(session, None)
                placed.update(found)
            elif len(free) < size and event not in self.draft.optional:
                return False  # There is nobody left who could make room.
            elif len(free) == size or event not in self.draft.optional:
                waiting.append(event)
        self.watch.done += near.done - done
        board.become(placed)
        annealing.restart()
        return not waiting and not board.total.broken

    def _sweep(self, annealing: Annealing, heats: Iterator[Heat]) -> None:
        for heat in heats:
            found = annealing.board.rules_only and not annealing.least.broken
            if self._over() or found:
                return
            moves = annealing.moves
            annealing.sweep(heat)
            self._count(annealing, moves)
            self._tell(annealing)

    def _count(self, annealing: Annealing, before: int) -> None:
        self.watch.done += (annealing.moves - before) * MOVE

    def _tell(self, annealing: Annealing) -> None:
        if not (self.silent or annealing.least.broken or annealing.board.rules_only):
            lost, at_least = annealing.least.by_tier[WISHED], self.at_least[WISHED]
            if self.proof is not None:
                at_least = max(at_least, self.proof.sum.split(self.proof.at_least)[WISHED])
            self.watch.tell(WISHED, lost, min(lost, at_least))

    def _over(self) -> bool:
        return self.watch.over or self.enough()

    # --- the proof ------------------------------------------------------------------------------

    def _as_chosen(self, placements: Collection[Placement]) -> bool:
        """Whether as much takes place as priorities and money allow."""
        most = self.at_least[MANDATORY], self.at_least[PRIORITY]
        return left_out(self.draft, placements) == most

    def _beside(self, proof: Proof, annealing: Annealing) -> Plan | None:
        """The plan of whoever proves it best: of the exact model, if it is soon done, else of
        the integer program, which has begun with the search; else the best of all."""
        closed, crowd = None, self.size > MEDIUM
        if not crowd:
            closed = self._proved(annealing.board.placements, None, FIRST)
            if closed is not None and all(tier.optimal for tier in closed.tiers):
                proof.stop()
                return closed
        if self.watch.limits.seed:
            annealing.chance = Chance(self.watch.limits.seed)
        self.enough = lambda: proof.proved
        if not crowd and self.watch.limits.effort is None:
            # Two at once are not much faster than one after the other.
            proof.wait(HEAD_START - self.watch.seconds)
        self._search_beside(proof, annealing)
        proof.wait()
        proof.stop()
        known = dict(self.at_least)
        for tier in closed.tiers if closed is not None else ():
            known[tier.name] = max(known[tier.name], tier.at_least)
        plans = proof.placements, annealing.board.placements, closed and closed.placements
        plan = self._best([plan for plan in plans if plan], proof, known)
        if plan is None or (proof.ended and not all(tier.optimal for tier in plan.tiers)):
            # Two that count the same plan do not agree, or numbers were too rough.
            if not crowd:
                return self._decided(annealing)
            return plan or self._told(annealing.board.placements)
        return plan

    def _decided(self, annealing: Annealing) -> Plan | None:
        """Who is exact has the last word."""
        self.enough = lambda: False
        return self._proved(annealing.board.placements, annealing)

    def _search_beside(self, proof: Proof, annealing: Annealing) -> None:
        """Search until there is a proof; what is sketched on the way is searched at once."""
        crowd = self.size > MEDIUM
        # Of a crowd nobody else proves anything: the search goes on whatever became of it.
        while not (self._over() or (proof.ended and not crowd)):
            sketch = self._unheard(proof)
            if sketch is None:
                self.enough = lambda: proof.proved or self._unheard(proof) is not None
                self._round(annealing)
                self.enough = lambda: proof.proved
            else:
                self.heard = proof.sketches
                self._taken_up(annealing, sketch)

    def _unheard(self, proof: Proof) -> list[Placement] | None:
        """What the proof has sketched since it was last asked.

        When that comes is a matter of time: nobody listens where a limit of work must make
        two runs alike.
        """
        if self.watch.limits.effort is not None or proof.sketches == self.heard:
            return None
        return proof.sketch

    def _best(
        self, plans: Iterable[Sequence[Placement]], proof: Proof, known: Mapping[str, int]
    ) -> Plan | None:
        """The best of some plans, counted anew; None where not even its bound is true of it."""
        counted = [(lost, plan) for plan in plans if (lost := self._lost(plan)) is not None]
        lost, plan = min(counted, key=lambda each: [each[0][tier] for tier in TIERS])
        summed = proof.sum.sum(lost)
        if proof.at_least > summed:
            return None
        both = proof.sum.tiers(summed, proof.at_least)
        at_least = {tier.name: max(tier.at_least, known[tier.name]) for tier in both}
        return plan_of(plan, lost, {**known, **at_least})

    def _proved(
        self,
        placements: list[Placement] | None,
        annealing: Annealing | None,
        roads: Roads = LOST,
    ) -> Plan | None:
        """What an exact model makes of a plan; while it is solved, the search may go on."""
        try:
            model = model_of(self.draft, self.wishes, self.partial)
        except NowhereToGo:
            return None
        exact = Exact(model, self.watch)
        if placements is not None:
            exact.begin_with(placements)

        def searched(enough: Callable[[], bool]) -> list[Placement] | None:
            if annealing is None:
                return None
            self.enough, self.silent = enough, True
            for _ in range(ROUNDS):
                self._round(annealing)
            return annealing.board.placements

        try:
            tiers = (
                *exact.tiers([MANDATORY], LEFT_OUT, self.at_least),
                *exact.tiers([PRIORITY], LEFT_OUT, self.at_least),
                *exact.tiers([WISHED, TIDY], roads, self.at_least, searched),
            )
            if exact.best is None:
                return self._told(placements)
            if all(tier.optimal for tier in tiers) and not self.watch.over:
                exact.choose()
        except Impossible:
            return None
        return Plan(tuple(exact.placements), tiers=tiers)

    def _told(self, placements: Sequence[Placement] | None) -> Plan:
        """A plan that is not proved: what it loses, and what every plan loses."""
        lost = None if placements is None else self._lost(placements)
        if placements is None or lost is None:
            raise Undecided
        return plan_of(placements, lost, self.at_least)

    def _lost(self, placements: Sequence[Placement]) -> dict[str, int] | None:
        """The points that a plan loses, by tier; None where it breaks a rule."""
        events = {placement.event for placement in placements}
        board = Board(self.draft, self.tier_of, events)
        board.seat_all(placements)
        if board.total.broken or any(place is None for place in board.sits):
            return None
        lost = dict(board.total.by_tier)
        lost[MANDATORY], priority = left_out(self.draft, placements)
        lost[PRIORITY] += priority
        return lost


def plan_of(
    placements: Iterable[Placement], lost: Mapping[str, int], at_least: Mapping[str, int]
) -> Plan:
    tiers = tuple(Tier(tier, lost[tier], min(lost[tier], at_least[tier])) for tier in TIERS)
    return Plan(tuple(placements), tiers=tiers)


def size_of(draft: Draft) -> int:
    """About how many literals an exact model of a draft would have."""
    size = 0
    starts = {}
    for session in draft.festival.sessions:
        options = tuple(draft.options(session))
        starts[session] = max((draft.starts(o).bit_count() for o in options), default=0)
        size += len(options) + starts[session]
    for spoken in draft.words:
        word = spoken.word
        if isinstance(word, InARow):
            size += len(word.sessions) * sum(starts[session] for session in word.sessions)
        elif isinstance(word, Visit):
            size += 4 * len(word.hosts) * len(word.own)
    return size
