"""Every column of every table, whoever brings it: the tables, a rule, a wish or a warning."""

from __future__ import annotations

from functools import cache
from typing import Any

from festplan import availability, planfile, protected, tables
from festplan.columns import Column
from festplan.rules import RULES
from festplan.rules.rule import Page
from festplan.warnings import WARNINGS
from festplan.wishes import WISHES
from festplan.wishes.wish import tier_column

ALL_TABLES = (*tables.TABLES, planfile.TABLE)


@cache
def columns() -> dict[str, dict[str, Column[Any]]]:
    """Every column of every table, by table and name."""
    found: dict[str, dict[str, Column[Any]]] = {t.name: {} for t in ALL_TABLES}
    modules: list[Page] = [*RULES, *WISHES, *WARNINGS]
    brought = (column for module in modules for column in module.COLUMNS)
    shared = (
        *tables.COLUMNS,
        *availability.COLUMNS,
        *protected.COLUMNS,
        *planfile.COLUMNS,
        *map(tier_column, WISHES),
    )
    for column in (*shared, *brought):
        found[column.table].setdefault(column.name, column)
    return found
