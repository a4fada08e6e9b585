"""What the solver thinks of a finished plan: the second opinion to every check."""

from ortools.sat.python import cp_model

from festplan.drafting import draft_of
from festplan.rules.rule import name
from festplan.solver.model import model_of
from festplan.solver.places import NowhereToGo


def solver_accepts(festival, plan, rules, wishes=()):
    """Whether the solver would allow this plan under these rules; and what it would lose."""
    return losses(festival, plan, rules, wishes) is not None


def losses(festival, plan, rules, wishes=()):
    """The points lost in each tier, or None where the solver refuses the plan."""
    try:
        model = model_of(draft_of(festival, rules, wishes), wishes)
    except NowhereToGo:
        return None
    literals = model.places.held(plan.placements)
    if literals is None:
        return None
    model.places.model.add_bool_and(literals)
    total = sum(model.losses.total(tier) for tier in model.losses.terms)
    model.places.model.minimize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.places.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status == cp_model.INFEASIBLE:
        return None
    return {tier: solver.value(model.losses.total(tier)) for tier in model.losses.terms}


def rule_named(rules, wanted):
    return next(rule for rule in rules if name(rule) == wanted)
