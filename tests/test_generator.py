"""A made-up festival surely has a plan: the one it was written around breaks no rule."""

from datetime import timedelta

import pytest

from benchmarks.generator import made, write
from festplan.check import breaches
from festplan.complaints import blocking
from festplan.festival import Session
from festplan.inputs.reading import read_folder
from festplan.plan import Placement, Plan
from festplan.planning import checked


def laid(folder, size, seed):
    """The festival in a folder as it was written, and its hidden plan."""
    festival_made = made(size, seed)
    write(festival_made.tables, folder)
    read = read_folder(folder)
    assert [c.in_language("en") for c in blocking(read.complaints)] == []
    return read, hidden_plan(read.festival, festival_made.plan)


def hidden_plan(festival, sessions):
    placements = (
        Placement(
            Session(festival.event(each.event), each.number),
            festival.venue(each.venue),
            each.start,
            timedelta(minutes=each.minutes),
        )
        for each in sessions
    )
    return Plan(tuple(sorted(placements, key=lambda placed: placed.order)))


@pytest.mark.parametrize(
    ("size", "seed"),
    [(20, 0), (60, 0), (60, 1), (60, 2), (60, 3), pytest.param(200, 1, marks=pytest.mark.slow)],
)
def test_a_made_up_festival_has_a_plan(tmp_path, size, seed):
    """No rule is broken by the hidden plan, and the tables let every session of it be there."""
    read, plan = laid(tmp_path, size, seed)

    assert [breach.text.in_language("en") for breach in breaches(read.festival, plan)] == []
    assert all(event in plan.events for event in read.festival.events if event.mandatory)
    assert not checked(read).blocked


def test_the_same_seed_gives_the_same_festival():
    """Tables and hidden plan are the same each time, and different for another seed."""
    assert made(60, 5) == made(60, 5)
    assert made(60, 5).tables != made(60, 6).tables
