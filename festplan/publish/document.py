"""The plan as ``plan.json``: everything that is needed to publish it again.

The tables of the festival travel along as they were read (never their private columns), so
the outputs can be written again years later, on another machine, without solving.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from festplan import __version__
from festplan.plan import Placement, Plan
from festplan.planfile import SCHEMA, VERSION
from festplan.times import Clock, midnight
from festplan.wishes.wish import Miss, Wish

Tables = Mapping[str, Iterable[Mapping[str, str]]]


def plan_json(plan: Plan, tables: Tables, misses: Iterable[tuple[Wish, Miss]]) -> bytes:
    """The document, with keys in a fixed order and one line a fact."""
    document = {
        "schema": SCHEMA,
        "version": VERSION,
        "written_by": f"festplan {__version__}",
        "optimal": plan.optimal,
        "tiers": [
            {"name": t.name, "lost": t.lost, "at_least": t.at_least, "optimal": t.optimal}
            for t in plan.tiers
        ],
        "placements": [_placement(placed) for placed in plan],
        "left_out": [
            {"event_id": out.event.id, "title": out.event.title, "why": _both(out.why)}
            for out in plan.left_out
        ],
        "misses": [
            {
                "wish": wish.__name__.rpartition(".")[2],
                "points": miss.points,
                "sessions": [placed.session.id for placed in miss.placements],
                "text": _both(miss.text),
            }
            for wish, miss in misses
        ],
        "tables": {name: list(map(dict, rows)) for name, rows in tables.items()},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _placement(placed: Placement) -> dict[str, Any]:
    return {
        "event_id": placed.event.id,
        "session": str(placed.session.number),
        "title": placed.event.title,
        "venue_id": placed.venue.id,
        "venue": placed.venue.name,
        "date": placed.day.isoformat(),
        "start": str(Clock(placed.public.start - midnight(placed.day))),
        "end": str(Clock(placed.public.end - midnight(placed.day))),
    }


def _both(text: Any) -> dict[str, str]:
    return {language: text.in_language(language) for language in ("en", "de")}
