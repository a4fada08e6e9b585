"""The whole draft as one integer program: it proves what the exact model proves, or stays out.

Random small festivals are soon solved by the exact model alone.  Here they are given to the
integer program as well, as if they were large.
"""

from unittest.mock import patch

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from festplan.rules import public_hours, room
from festplan.solver import proof, prover, solve
from festplan.solver.choice import choice_of
from festplan.solver.exact import FIRST
from festplan.solver.limits import Limits, Watch
from festplan.solver.onesum import OneSum
from festplan.solver.proof import Proof
from festplan.solver.solve import solve_draft
from festplan.wishes.wish import PRIORITY, TIDY, WISHED
from tests.festivals import trial
from tests.test_rules_agree import SHAPE
from tests.test_search import asked_of, drafts, outcome, sometimes

SKETCH = """
    day Mon: open_from 17:00, open_to 18:00
    day Tue: open_from 17:00, open_to 18:00
    Mon 17:00-17:30  library  concert by school
    Mon 17:30-18:00  library  puppets by school, sessions 2
    Tue 17:00-17:30  library  puppets#2
    Tue 17:30-18:00  library  reading by school
    """


def proof_of(asked, whole=True):
    points = choice_of(asked.draft).points
    return Proof(asked.draft, asked.tier_of, (WISHED, TIDY), points, Watch(Limits()), whole)


@sometimes(quick=5, long=100)
def test_it_proves_what_the_exact_model_proves(cases):
    """Both look for the best plan and know nothing of each other: both lose the same."""

    def agree(data):
        asked = data.draw(drafts())
        plan = solve_draft(asked.draft, Limits(), wishes=asked.wishes)
        assume(plan is not None)
        lost = {tier.name: tier.lost for tier in plan.tiers}
        assume(lost[PRIORITY] == choice_of(asked.draft).points)
        found = proof_of(asked, data.draw(st.booleans()))
        found.begin()
        found.wait()

        assert found.ended
        assert found.at_least <= found.sum.sum(lost)
        if not found.left_out:
            assert found.proved
            assert found.sum.split(found.at_least) == {t: lost[t] for t in (WISHED, TIDY)}
            board = asked.board({placement.event for placement in found.placements})
            board.seat_all(found.placements)
            assert not board.total.broken
            assert found.sum.sum(board.total.by_tier) == found.at_least
        found.stop()

    trial(agree, cases)


@sometimes(quick=3, long=60)
def test_a_plan_proved_beside_the_search_does_not_depend_on_chance(cases):
    """Whoever proves it: the same tiers as without the other, and one plan for all seeds."""

    def agree(data):
        asked = data.draw(drafts(most=4))
        alone = outcome(asked, Limits())
        first = data.draw(st.sampled_from(((), FIRST)))
        medium = data.draw(st.sampled_from((-1, solve.MEDIUM)))
        with (
            patch.object(solve, "SMALL", -1),
            patch.object(solve, "MEDIUM", medium),
            patch.object(solve, "FIRST", first),
        ):
            one, *others = (outcome(asked, Limits(seed=seed)) for seed in (0, 1, 7))

        assert (one and one[1]) == (alone and alone[1])
        assert all(other == one for other in others)

    trial(agree, cases)


@sometimes(quick=3, long=40)
def test_so_much_work_beside_each_other_one_plan(cases):
    """Where the work allowed ends the search and the proof, two runs have come equally far."""

    def agree(data):
        asked = data.draw(drafts(most=4))
        limits = Limits(effort=data.draw(st.sampled_from((0.01, 0.1, 0.5))))
        with patch.object(solve, "SMALL", -1), patch.object(solve, "FIRST", ()):
            one, other = (outcome(asked, limits) for _ in range(2))

        assert other == one

    trial(agree, cases)


@pytest.mark.parametrize("script", ["raise SystemExit(1)", "print('bound 1.0')", None])
def test_when_the_other_process_dies_the_exact_model_goes_on(tmp_path, script):
    asked, _ = asked_of(SKETCH, [*SHAPE, public_hours, room])
    alone = outcome(asked, Limits())
    broken = tmp_path / "broken.py"
    if script is not None:
        broken.write_text(script, encoding="utf-8")

    with (
        patch.object(solve, "SMALL", -1),
        patch.object(solve, "FIRST", ()),
        patch.object(prover, "__file__", str(broken)),
    ):
        assert outcome(asked, Limits()) == alone


def test_a_bound_that_is_not_true_is_not_believed():
    """It says that every plan loses more than a plan that is there: the exact model decides."""
    asked, _ = asked_of(SKETCH, [*SHAPE, public_hours, room])
    alone = outcome(asked, Limits())

    class Wrong(Proof):
        def _heard(self, said, rest):
            super()._heard(said, ["1e6"] if said == prover.BOUND else rest)

    with (
        patch.object(solve, "SMALL", -1),
        patch.object(solve, "FIRST", ()),
        patch.object(solve, "Proof", Wrong),
    ):
        assert outcome(asked, Limits()) == alone


def test_it_stops_at_once():
    asked, _ = asked_of(SKETCH, [*SHAPE, public_hours, room])
    found = proof_of(asked)
    found.begin()
    found.stop()

    assert found._process.poll() is not None


def test_what_is_set_aside_is_said_once_it_is_missed():
    """Two columns want to be one; that they cannot both is set aside, and is found out."""
    said = told(
        costs=[-2.0, -1.0], most=[1.0, 1.0], whole=[True, True], offset=2.0,
        low=[-1.0, -1.0], high=[2.0, 1.0], start=[0, 2, 4], index=[0, 1, 0, 1],
        value=[1.0, 1.0, 1.0, 1.0], aside=[1], seats=2,
    )  # fmt: skip

    assert said[-1] == [prover.BEST]
    assert [line[1:] for line in said if line[0] == prover.PLAN][-1] == ["0"]
    assert max(float(line[1]) for line in said if line[0] == prover.BOUND) == 0.0


def test_a_plan_that_breaks_what_is_set_aside_is_a_sketch():
    """In parts the best keeps the row that is set aside, as whole numbers it does not."""
    said = told(
        costs=[-20.0, -19.0], most=[1.0, 1.0], whole=[True, True], offset=20.0,
        low=[-9.0, -9.0], high=[3.0, 0.5], start=[0, 2, 4], index=[0, 1, 0, 1],
        value=[2.0, 2.0, 1.0, -1.0], aside=[1], seats=2,
    )  # fmt: skip

    assert [prover.SKETCH, "0"] in said
    assert [line for line in said if line[0] in (prover.PLAN, prover.BEST)][-2:] == [
        [prover.PLAN, "1"],
        [prover.BEST],
    ]
    assert max(float(line[1]) for line in said if line[0] == prover.BOUND) == 1.0


def told(**program):
    """What the other process says about a small program."""
    kinds = {"start": "i4", "index": "i4", "aside": "i8", "whole": "?", "seats": "i8"}
    arrays = {name: proof.np.array(v, kinds.get(name, "f8")) for name, v in program.items()}
    arrays |= {"seconds": proof.np.array(60.0), "asks": proof.np.array(1 << 40)}
    said = []
    with patch.object(prover, "tell", lambda *words: said.append([str(word) for word in words])):
        prover.Prover(arrays, 60.0, 1 << 40).run()
    return said


def test_a_point_is_worth_more_than_all_that_comes_after_it():
    both = OneSum({WISHED: 4, TIDY: 9})

    assert both.sum({WISHED: 1}) > both.sum({TIDY: 9})
    assert both.split(both.sum({WISHED: 3, TIDY: 7})) == {WISHED: 3, TIDY: 7}


def test_what_is_sent_arrives(tmp_path):
    arrays = {"costs": proof.np.array([1.0, 2.0]), "whole": proof.np.array([True, False])}
    with (tmp_path / "pipe").open("wb") as pipe:
        prover.send(pipe, arrays)
    with (tmp_path / "pipe").open("rb") as pipe:
        found = prover.receive(pipe)

    assert {name: list(array) for name, array in found.items()} == {
        "costs": [1.0, 2.0],
        "whole": [True, False],
    }
