"""What a rule is: one module that says everything about one condition.

Its docstring is its page in the handbook (English; ``DE`` is the same page in German, without
the examples).  ``NUMBERS`` are its numbers in the catalogue of a festival's rules, ``COLUMNS``
the input columns it brings, ``SAYS`` the sentence an organiser reads when it is broken.

``check`` finds breaches in a finished plan by clock arithmetic; ``constrain`` tells a draft in
its own words what to keep.  The two share the column and nothing else; tests hold them to the
same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from festplan.columns import Column
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Placement, Plan
from festplan.texts import Text


@dataclass(frozen=True)
class Breach:
    """A finished plan breaks a rule: which placements, and in which words."""

    placements: tuple[Placement, ...]
    text: Text


class Page(Protocol):
    """What every module has that is a page of the handbook: rules and wishes."""

    __name__: str
    __doc__: str | None

    @property
    def DE(self) -> str: ...  # noqa: N802
    @property
    def NUMBERS(self) -> tuple[int, ...]: ...  # noqa: N802
    @property
    def COLUMNS(self) -> tuple[Column[Any], ...]: ...  # noqa: N802
    @property
    def SAYS(self) -> Text: ...  # noqa: N802


class Rule(Page, Protocol):
    """The shape of a rule module."""

    def check(self, festival: Festival, plan: Plan) -> Iterator[Breach]:
        """Every breach of this rule in a finished plan."""
        ...

    def constrain(self, festival: Festival, draft: Draft) -> None:
        """Tell an open plan what this rule asks of it."""
        ...


def title(module: Page, language: str = "en") -> str:
    """The first line of a rule's page: its name as a sentence."""
    page = module.DE if language == "de" else module.__doc__ or ""
    return page.strip().partition("\n")[0].rstrip(".")


def name(module: Page) -> str:
    """The short name of a rule: that of its file."""
    return module.__name__.rpartition(".")[2]
