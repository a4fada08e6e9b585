"""Jinja for the pages we write: strict, escaping, and speaking one language at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(folder: str, filters: Mapping[str, Callable[..., object]]) -> Environment:
    """The templates of one folder; a name nobody knows fails instead of vanishing."""
    found = Environment(
        loader=PackageLoader("festplan.publish", f"templates/{folder}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(filters)
    return found
