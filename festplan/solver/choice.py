"""Which optional events take place, as far as priorities and money decide it.

This small exact model knows no place and no time.  What it proves is a bound for every plan;
what it chooses is what the search tries to seat first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ortools.sat.python import cp_model

from festplan.draft import Draft, Quantity, Sum
from festplan.festival import Event


@dataclass(frozen=True)
class Choice:
    """The events to seat; and what every plan loses by leaving out others.

    ``sessions`` of mandatory events (only where those may be left out), and ``points``.
    """

    events: frozenset[Event]
    sessions: int
    points: int


#: A session of a mandatory event is worth more than any number of optional ones.
FIRST = 1 << 32


def choice_of(draft: Draft, partial: bool = False, out: Collection[Event] = ()) -> Choice | None:
    """The events that cost least to leave out, or None where there is no choice at all.

    ``out`` are events that are not to be chosen; where ``partial``, mandatory ones among them.
    """
    model = cp_model.CpModel()
    there = {event: model.new_bool_var(event.id) for event in draft.festival.events}
    for event, literal in there.items():
        if event in out or not all(any(draft.options(s)) for s in event.sessions):
            model.add(literal == 0)
        if event not in draft.optional and not partial:
            model.add(literal == 1)
    quantities: dict[Quantity, cp_model.IntVar] = {}
    for spoken in draft.words:
        if isinstance(spoken.word, Sum):
            terms = []
            for factor, what in spoken.word.terms:
                if isinstance(what, Quantity) and what not in quantities:
                    quantities[what] = model.new_int_var(0, what.most, what.name)
                terms.append(
                    factor * (there[what] if isinstance(what, Event) else quantities[what])
                )
            total = cp_model.LinearExpr.sum(terms)
            limit = spoken.word.limit
            model.add(total == limit if spoken.word.exactly else total <= limit)
    worth = {e: draft.optional.get(e, FIRST * len(e.sessions)) for e in draft.festival.events}
    model.minimize(cp_model.LinearExpr.sum([worth[e] * (1 - is_in) for e, is_in in there.items()]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 20
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = frozenset(event for event, literal in there.items() if solver.value(literal))
    return Choice(chosen, *divmod(round(solver.best_objective_bound), FIRST))
