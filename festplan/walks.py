"""Walks between sites: how many minutes on foot, as the table says or as the crow flies.

Several rules and wishes need them; what somebody does with the time is their own affair.
"""

from __future__ import annotations

from itertools import permutations
from math import ceil, hypot
from typing import Any

from festplan.columns import Column, at_least_one, text, thousandths, whole
from festplan.festival import Festival, Site
from festplan.tables import X, Y
from festplan.texts import Text

FROM_SITE = Column(
    "walks", "from_site", "von Gelände",
    Text("One site.", "Das eine Gelände."),
    text, "", (), refers_to="sites", required=True,
)  # fmt: skip
TO_SITE = Column(
    "walks", "to_site", "nach Gelände",
    Text("The other site.", "Das andere Gelände."),
    text, "", (), refers_to="sites", required=True,
)  # fmt: skip
MINUTES = Column(
    "walks", "minutes", "Minuten",
    Text("Minutes on foot.", "Minuten zu Fuß."),
    whole, 0, ("8", "20", "60"), required=True,
)  # fmt: skip
PACE = Column(
    "festival", "walk_metres_per_minute", "Gehtempo",
    Text("Metres walked in a minute.", "Meter, die man in einer Minute geht."),
    at_least_one, 70, ("70", "20"),
)  # fmt: skip
FACTOR = Column(
    "festival", "walk_factor", "Gehzuschlag",
    Text(
        "A measured walk is so many times as long as the crow flies.",
        "Ein gemessener Weg ist so viel mal so lang wie die Luftlinie.",
    ),
    thousandths, 1250, ("1", "1.25", "2"),
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (FROM_SITE, TO_SITE, MINUTES, PACE, FACTOR, X, Y)

#: Minutes from one site to another, by their ids; pairs without any distance are left out.
Walks = dict[tuple[str, str], int]


def walks_between(festival: Festival) -> Walks:
    """The minutes between every two sites that do not lie side by side."""
    typed: dict[frozenset[str], int] = {}
    for row in festival.of("walks"):
        # Typed once for each direction, the longer one holds.
        pair = frozenset((FROM_SITE.of(row), TO_SITE.of(row)))
        typed[pair] = max(MINUTES.of(row), typed.get(pair, 0))
    pace, factor = PACE.of(festival.settings), FACTOR.of(festival.settings)
    walks = {
        (one.id, other.id): typed.get(
            frozenset((one.id, other.id)), ceil(_metres(one, other) / pace * factor / 1000)
        )
        for one, other in permutations(festival.sites, 2)
    }
    return {pair: walk for pair, walk in walks.items() if walk}


def _metres(one: Site, other: Site) -> float:
    """The distance as the crow flies; nothing where a coordinate is missing."""
    x, y, to_x, to_y = X.of(one), Y.of(one), X.of(other), Y.of(other)
    if x is None or y is None or to_x is None or to_y is None:
        return 0
    return hypot(to_x - x, to_y - y)
