"""Wished relations, kind by kind, on the edge of being met."""

import pytest

from festplan.wishes import wished_relations
from tests.opinions import losses
from tests.sketch import sketched

#: The relation, where the second event is (the first: Mon 15:00-16:00 in the library), and
#: whether the wish is met.
CASES = [
    ("then", "Mon 16:00-17:00 church", True),
    ("then", "Mon 15:45-16:45 church", False),
    ("then, min_gap_min 30", "Mon 16:30-17:30 church", True),
    ("then, min_gap_min 30", "Mon 16:15-17:15 church", False),
    ("then, max_gap_min 30", "Mon 16:30-17:30 church", True),
    ("then, max_gap_min 30", "Mon 16:45-17:45 church", False),
    ("before, max_gap_min 30", "Tue 10:00-11:00 church", True),
    ("before", "Mon 14:00-15:00 church", False),
    ("not_parallel", "Mon 16:00-17:00 church", True),
    ("not_parallel, min_gap_min 15", "Mon 16:00-17:00 church", False),
    ("not_parallel, min_gap_min 15", "Mon 13:45-14:45 church", True),
    ("same_day", "Mon 18:00-19:00 church", True),
    ("same_day", "Tue 15:00-16:00 church", False),
    ("different_day", "Tue 15:00-16:00 church", True),
    ("different_day", "Mon 18:00-19:00 church", False),
    ("same_area", "Tue 15:00-16:00 library", True),
    ("same_area", "Tue 15:00-16:00 church", False),
    ("end_near_end", "Mon 15:00-16:00 church", True),
    ("end_near_end", "Mon 14:30-15:30 church", False),
    ("end_near_end, max_gap_min 30", "Mon 15:30-16:30 church", True),
    ("end_near_end, max_gap_min 30", "Mon 15:45-16:45 church", False),
]


@pytest.mark.parametrize(("kind", "place", "met"), CASES)
def test_a_wished_relation(kind, place, met):
    """What is counted in the plan is what the solver loses."""
    festival, plan = sketched(f"""
        relations: relation_id R1, kind {kind}, event_a reading, event_b puppets, hard no
        day Tue: title second
        Mon 15:00-16:00 library reading by school
        {place} puppets by choir
    """)

    lost = sum(miss.points for miss in wished_relations.misses(festival, plan))

    assert lost == (0 if met else 3)
    assert losses(festival, plan, [], [wished_relations])["wishes"] == lost
