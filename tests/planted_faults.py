"""Break each rule and wish on purpose, one place at a time, and see the tests go red.

    python -m tests.planted_faults              every check and every constraint silenced
    python -m tests.planted_faults --deep       and every comparison, sign and condition turned
    python -m tests.planted_faults --deep power rules of these names only

It prints, for every rule, how many faults were planted and how many were caught, and each one
that was not.
"""

import ast
import copy
import sys
import types
from collections import Counter
from inspect import getsource

import pytest

from festplan.rules import RULES, mandatory
from festplan.rules.rule import name
from festplan.wishes import WISHES
from tests import test_rules_agree
from tests.opinions import losses, solver_accepts
from tests.sketch import sketched
from tests.test_rule_examples import EXAMPLE

#: The functions that make a rule or a wish, and what they are called in the report.
SAYING = {"check": "check", "constrain": "constraint", "misses": "check", "ask": "constraint"}
TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.And: ast.Or, ast.Or: ast.And, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


def silenced(module):
    """The module once with a check, once with a constraint that says nothing."""
    for function, what in SAYING.items():
        if hasattr(module, function):
            mutant = copied(module)
            setattr(mutant, function, lambda festival, other: iter(()))
            yield f"{what} says nothing", mutant


def turned(module):
    """The module with one comparison, sign or condition turned round, each in turn."""
    tree = ast.parse(getsource(module))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for function in functions:
        # What stands in the types of arguments and results decides nothing.
        inner = [node for node in ast.walk(function) if isinstance(node, ast.FunctionDef)]
        types_of = [t for f in inner for t in (f.returns, *(a.annotation for a in f.args.args))]
        spared = {id(n) for t in types_of if t is not None for n in ast.walk(t)}
        for number, node in enumerate(ast.walk(function)):
            if id(node) in spared:
                continue
            for field in ("ops", "op"):
                operators = getattr(node, field, None)
                first = operators[0] if isinstance(operators, list) else operators
                if type(first) in TURNED:
                    yield planted(module, function, number, field, TURNED[type(first)]())


def planted(module, function, number, field, operator):
    changed = copy.deepcopy(function)
    node = list(ast.walk(changed))[number]
    before = ast.unparse(node)
    setattr(node, field, [operator] if field == "ops" else operator)
    if field == "ops":
        node.comparators = node.comparators[:1]
    mutant = copied(module)
    tree = ast.fix_missing_locations(ast.Module([changed], []))
    future = __import__("__future__").annotations.compiler_flag
    exec(compile(tree, module.__file__, "exec", flags=future), vars(mutant))
    return f"{function.name}: {before}  ->  {ast.unparse(node)}", mutant


def copied(module):
    """A module of its own whose functions call each other, not the original's."""
    mutant = types.ModuleType(module.__name__, module.__doc__)
    vars(mutant).update(vars(module))
    own = [v for v in vars(module).values() if isinstance(v, types.FunctionType)]
    for function in (f for f in own if f.__module__ == module.__name__):
        twin = types.FunctionType(
            function.__code__,
            vars(mutant),
            function.__name__,
            function.__defaults__,
            function.__closure__,
        )
        twin.__kwdefaults__ = function.__kwdefaults__
        setattr(mutant, function.__name__, twin)
    return mutant


def caught(mutant, deep):
    """Whether the examples of its page, or random festivals, show that a rule is broken."""
    try:
        examples_hold(mutant)
        if deep:
            agree(mutant)
    except BaseException as red:
        if isinstance(red, KeyboardInterrupt):
            raise
        return True
    return False


def examples_hold(module):
    for verdict, text in EXAMPLE.findall(module.__doc__ + "\n"):
        festival, plan = sketched(text)
        if module in WISHES or hasattr(module, "TIER"):
            lost = sum(miss.points for miss in module.misses(festival, plan))
            assert bool(lost) == (verdict == "Broken")
            assert losses(festival, plan, [mandatory], [module])[module.TIER] == lost
        else:
            assert bool(list(module.check(festival, plan))) == (verdict == "Broken")
            assert solver_accepts(festival, plan, [module]) == (verdict == "Fine")


def agree(module):
    test = (
        test_rules_agree.test_points_are_what_the_solver_loses
        if hasattr(module, "TIER")
        else test_rules_agree.test_check_and_constraint_agree
    )
    test(module, (300,))


def report(modules, deep):
    """Plant every fault in every module; print the table and what was missed."""
    total = Counter()
    for module in modules:
        faults = [*silenced(module), *(turned(module) if deep else ())]
        missed = [what for what, mutant in faults if not caught(mutant, deep)]
        total.update(planted=len(faults), caught=len(faults) - len(missed))
        print(f"{name(module):24} planted {len(faults):3}   caught {len(faults) - len(missed):3}")
        for what in missed:
            print(f"{'':26}not caught: {what}")
        sys.stdout.flush()
    print(f"{'all':24} planted {total['planted']:3}   caught {total['caught']:3}")
    return total["planted"] - total["caught"]


@pytest.mark.slow
@pytest.mark.parametrize("module", [*RULES, *WISHES], ids=name)
def test_a_silent_rule_is_noticed(module):
    """A check or a constraint that says nothing turns the examples of its page red."""
    faults = list(silenced(module))
    spoken = ("length", "grid")  # a draft keeps these by its shape; their constraints are silent
    expected = [what for what, _ in faults if name(module) not in spoken or "check" in what]

    found = [what for what, mutant in faults if caught(mutant, deep=False)]

    assert found == expected


if __name__ == "__main__":
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    chosen = [m for m in (*RULES, *WISHES) if not wanted or name(m) in wanted]
    report(chosen, "--deep" in sys.argv)
