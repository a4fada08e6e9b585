"""What every plan loses at least, from linear programs: where an exact model would be too large.

The program of all sessions where they are few.  Of many, groups of sessions that have most to do
with each other: each group loses at least so much whatever the others do, and no point is counted
in two of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import combinations
from math import ceil

from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from festplan.draft import Draft
from festplan.festival import Event, Session
from festplan.solver.limits import Watch
from festplan.solver.neighbours import sessions_of
from festplan.solver.program import Linear, Program, Terms
from festplan.wishes.wish import PRIORITY

#: So many seats (a session, an option, a start) go into one program.
SEATS = 8_000
#: Beyond so many rows nothing more is said: the bound is lower, and soon there.
ROWS = 100_000
#: Words about more sessions than that tie nobody to anybody in particular.
CROWD = 12
#: A step of the simplex method and an entry of a program, in deterministic seconds, and the most
#: steps for one program.
STEP, ENTRY, STEPS = 4e-4, 3e-6, 60_000
#: What is less than that beyond a whole number is an error of rounding.
ROUNDING = 1e-4


def at_least(
    draft: Draft, tier_of: Mapping[str, str], tier: str, priority: int, watch: Watch
) -> int:
    """The points that every plan loses in a tier of wishes, if it loses no more priority.

    Groups for which there is no time left, or no answer, count as nothing.  Rows are said in the
    order of the rules and wishes; where there are too many, the last wishes are left out.
    """
    found = 0
    for group in groups(draft, SEATS):
        if watch.over or watch.effort_left < 1:
            break
        linear = Linear(draft, tier_of, group, stop=lambda: watch.over, rows=ROWS)
        _keep_priority(linear, priority)
        found += _least(linear, tier, watch)
    return found


def groups(draft: Draft, seats: int) -> Iterator[list[Session]]:
    """All sessions, in groups of those that have most to do with each other."""
    size = {event: _size(draft, event) for event in draft.festival.events}
    ties: dict[Event, Counter[Event]] = {event: Counter() for event in size}
    for spoken in draft.words:
        events = sorted({s.event for s in sessions_of(spoken.word)}, key=lambda e: e.id)
        for one, other in combinations(events, 2) if len(events) <= CROWD else ():
            ties[one][other] += 1
            ties[other][one] += 1
    left = sorted(size, key=lambda event: (-sum(ties[event].values()), event.id))
    while left:
        group, full = [left[0]], size[left[0]]
        pull = Counter(ties[left[0]])
        free = set(left[1:])
        while free:
            nearest = max(free, key=lambda event: (pull[event], event.id))
            if full + size[nearest] > seats:
                break
            group.append(nearest)
            full += size[nearest]
            pull.update(ties[nearest])
            free.remove(nearest)
        yield [session for event in group for session in event.sessions]
        left = [event for event in left if event in free]


def _size(draft: Draft, event: Event) -> int:
    return sum(draft.starts(option).bit_count() for option in draft.options(*event.sessions))


def _keep_priority(linear: Linear, priority: int) -> None:
    """Only plans that lose no more of the tier before are asked."""
    lost = linear.lost[PRIORITY]
    if lost:
        linear.program.row(lost, float("-inf"), priority - linear.certain[PRIORITY])


def _least(linear: Linear, tier: str, watch: Watch) -> int:
    costs = {column: points for column, points in linear.lost[tier].items() if points}
    steps = int(min(STEPS, watch.effort_left / STEP))
    result = mathopt.solve(
        mathopt.Model.from_model_proto(model_of(linear.program, costs)),
        mathopt.SolverType.GLOP,
        params=mathopt.SolveParameters(
            iteration_limit=max(steps, 1), time_limit=timedelta(seconds=max(watch.left, 0.1))
        ),
    )
    entries = sum(len(terms) for _, _, terms in linear.program.rows)
    watch.done += result.solve_stats.simplex_iterations * STEP + entries * ENTRY
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return 0
    bound: float = result.termination.objective_bounds.dual_bound
    return ceil(bound + linear.certain[tier] - ROUNDING)


def model_of(program: Program, costs: Terms, whole: bool = False) -> model_pb2.ModelProto:
    """A program as MathOpt reads it; its columns are ``whole`` numbers only where asked."""
    model = model_pb2.ModelProto()
    variables = model.variables
    variables.ids.extend(range(len(program.most)))
    variables.lower_bounds.extend([0.0] * len(program.most))
    variables.upper_bounds.extend(program.most)
    variables.integers.extend(whole and each for each in program.whole)
    model.objective.linear_coefficients.ids.extend(sorted(costs))
    model.objective.linear_coefficients.values.extend(costs[column] for column in sorted(costs))
    rows, matrix = model.linear_constraints, model.linear_constraint_matrix
    for number, (low, high, terms) in enumerate(program.rows):
        rows.ids.append(number)
        rows.lower_bounds.append(low)
        rows.upper_bounds.append(high)
        ordered = sorted(terms)
        matrix.row_ids.extend([number] * len(ordered))
        matrix.column_ids.extend(ordered)
        matrix.coefficients.extend(terms[column] for column in ordered)
    return model
