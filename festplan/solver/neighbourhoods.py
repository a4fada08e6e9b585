"""A few sessions move, all others stay: small exact models inside a plan.

Each is the same draft, narrowed: who stays has one seat left, who is out has none, and only
the words about those who move are said.  So a neighbourhood knows every rule and every wish
without anything being written twice.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import or_

from ortools.sat.python import cp_model

from festplan.draft import Draft, Option, Price, Spoken, Sum
from festplan.festival import Event, Session
from festplan.plan import Placement
from festplan.solver.losses import Losses
from festplan.solver.neighbours import Neighbours, sessions_of
from festplan.solver.places import Linear, NowhereToGo, Places
from festplan.solver.search.board import WORTH
from festplan.solver.translation import Translation
from festplan.times import minutes
from festplan.wishes.wish import PRIORITY, WISHED

Placed = Mapping[Session, Placement]


#: A session has so many minutes around it in which others are in its way.
ROOM = 60
#: A session that more words are about is not moved exactly.
WORDS = 200
#: Where so many move, even those may whom everybody looks at.
WIDE = 40


class Neighbourhoods:
    """The words and prices of a draft, found by the sessions they are about."""

    def __init__(
        self, draft: Draft, neighbours: Neighbours, tier_of: Mapping[str, str], seed: int
    ) -> None:
        self.draft = draft
        self.neighbours = neighbours
        self.tier_of = tier_of
        self.seed = seed
        self.done = 0.0  # deterministic seconds
        self.words: dict[Session, list[int]] = {}
        for number, spoken in enumerate(draft.words):
            some = tuple(dict.fromkeys(sessions_of(spoken.word)))
            for session in some:
                self.words.setdefault(session, []).append(number)
        self.payments = [word for word in draft.words if isinstance(word.word, Sum)]
        self.prices: dict[Session, list[Price]] = {}
        for price in draft.prices:
            self.prices.setdefault(price.option.session, []).append(price)

    @property
    def light(self) -> bool:
        """Whether few enough words are said around a session for small models to be small."""
        return max(map(len, self.words.values()), default=0) <= WORDS

    # --- who moves ------------------------------------------------------------------------------

    def around(
        self, event: Event, placed: Placed, size: int, chance: random.Random
    ) -> set[Session]:
        """The sessions of an event, and about so many that are tied to it or in its way."""
        free = set(event.sessions)
        frontier = sorted(free, key=_order)
        while frontier and len(free) < size:
            ring = {other for session in frontier for other in self._others(session, placed)}
            # The opening moves only where many do: everybody looks at it.
            still = self.neighbours.hubs if size < WIDE else set()
            found = sorted(ring - free - still, key=_order)
            chance.shuffle(found)
            frontier = []
            for other in found:
                if len(free) < size and other not in free:
                    free.update(other.event.sessions)
                    frontier.extend(other.event.sessions)
        return free

    def _others(self, session: Session, placed: Placed) -> Iterator[Session]:
        """Who is tied to a session, and whoever sits where and when it might want to."""
        if session not in self.neighbours.hubs:
            yield from (other for other in self.neighbours.tied.get(session, ()) if other in placed)
        rivals = [other for other in self.neighbours.rivals.get(session, ()) if other in placed]
        if not rivals:
            return
        hull = reduce(or_, map(self.draft.starts, self.draft.options(session)), 0)
        length = max((o.public.end for o in self.draft.options(session)), default=0)
        step = self.draft.step
        for other in rivals:
            start = self.draft.minute(placed[other].start)
            first = max((start - length - ROOM) // step + 1, 0)
            last = (start + minutes(placed[other].length) + ROOM) // step
            if first <= last and (hull >> first) & ((1 << (last - first + 1)) - 1):
                yield other

    # --- where to -------------------------------------------------------------------------------

    def seated(
        self, free: Collection[Session], placed: Placed, effort: float = 1.0
    ) -> dict[Session, Placement] | None:
        """Any seats for some sessions while all others stay; None where none were found.

        Optional events may be left out for them; what is not in the answer is out.
        """
        return self._solved(free, placed, [PRIORITY], effort)

    def best(
        self, free: Collection[Session], placed: Placed, effort: float = 1.0
    ) -> dict[Session, Placement] | None:
        """The best seats for some sessions while all others stay; None where none were found."""
        return self._solved(free, placed, tuple(WORTH), effort)

    def _solved(
        self, free: Collection[Session], placed: Placed, tiers: Collection[str], effort: float
    ) -> dict[Session, Placement] | None:
        """Where some sessions sit best, as far as some tiers know.

        ``placed`` says where everybody sits; those who move may be missing.  An event of which
        a session is neither there nor free is out altogether.
        """
        try:
            places, losses = self._model(free, placed, wishes=WISHED in tiers)
        except NowhereToGo:
            return None
        worth = [WORTH[tier] * losses.total(tier) for tier in tiers]
        places.model.minimize(Linear.sum(worth))
        self._hint(places, free, placed)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed + 1
        solver.parameters.max_deterministic_time = effort
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
        status = solver.solve(places.model)
        self.done += solver.response_proto.deterministic_time
        assert status != cp_model.MODEL_INVALID
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return {p.session: p for p in places.read(solver.value) if p.session in free}

    def _model(
        self, free: Collection[Session], placed: Placed, wishes: bool
    ) -> tuple[Places, Losses]:
        words = self._said(free, wishes)
        moving = sorted(free, key=_order)
        others = (session for word in words for session in sessions_of(word.word))
        sessions = tuple(dict.fromkeys([*moving, *others]))
        events = tuple(dict.fromkeys(session.event for session in sessions))
        there = {
            event
            for event in events
            if all(session in free or session in placed for session in event.sessions)
        }
        left: dict[Session, dict[Option, int]] = {}
        for session in sessions:
            if session.event not in there:
                left[session] = {}
            elif session not in free:
                placement = placed[session]
                option = Option(session, placement.venue, placement.length)
                left[session] = {option: self.draft.bit(placement.start)}
        optional = [e for e in dict.fromkeys(s.event for s in moving) if e in self.draft.optional]
        paid = self.payments if optional else ()
        places = Places(
            self.draft.narrowed(left),
            optional,
            out=[event for event in events if event not in there],
            sessions=sessions,
            moving=frozenset(free),
        )
        for event in self.draft.optional if paid else ():
            # Money knows all events, also those that are far away.
            if event not in events:
                goes = event.sessions[0] in placed
                places.takes_place[event] = places.true if goes else places.false
        losses = Losses(places, WORTH, self.tier_of)
        translation = Translation(places, losses.charge)
        for word in (*words, *paid):
            translation.say(word)
        if wishes:
            losses.charge_prices(price for s in moving for price in self.prices.get(s, ()))
        for event in optional:
            losses.leave_out(PRIORITY, self.draft.optional[event], 1 - places.present(event))
        return places, losses

    def _said(self, free: Collection[Session], wishes: bool) -> list[Spoken]:
        """The words about some sessions: those of the rules, and of the wishes where asked."""
        numbers = sorted({number for session in free for number in self.words.get(session, ())})
        words = (self.draft.words[number] for number in numbers)
        return [word for word in words if wishes or not getattr(word.word, "cost", 0)]

    def _hint(self, places: Places, free: Collection[Session], placed: Placed) -> None:
        for session in free:
            if session in placed and len(places.begins[session]) > 1:
                index = self.draft.index(placed[session].start)
                for start, begins in places.begins[session].items():
                    places.model.add_hint(begins, start == index)
            options = tuple(places.draft.options(session))
            if session in placed and len(options) > 1:
                placement = placed[session]
                chosen = Option(session, placement.venue, placement.length)
                for option in options:
                    places.model.add_hint(places.chosen[option], option == chosen)


def _order(session: Session) -> tuple[str, int]:
    return session.event.id, session.number
