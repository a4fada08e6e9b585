"""Whom events are for: which words among the audiences mean families, the young, older people.

Organisers write audiences in their own words, so these words are settings; several wishes read
them.
"""

from __future__ import annotations

from festplan.columns import Column, words
from festplan.festival import Event, Festival
from festplan.tables import AUDIENCES
from festplan.texts import Text

People = Column[tuple[str, ...]]


def _people(
    name: str, de: str, meaning: Text, default: tuple[str, ...], examples: tuple[str, ...]
) -> People:
    """A setting: the audience words that mean some people, and which they are where it is empty."""
    says = Text(
        f"{meaning.en} Empty means: {', '.join(default)}.",
        f"{meaning.de} Leer heißt: {', '.join(default)}.",
    )
    return Column("festival", f"{name}_audiences", de, says, words, default, examples)


FAMILIES = _people(
    "family", "Zielgruppen Familien",
    Text("Audiences that mean families and children.",
         "Zielgruppen, die Familien und Kinder sind."),
    ("Familien", "Kinder", "families", "children"), ("Kinder;Kita",),
)  # fmt: skip
GROUPS = _people(
    "group", "Zielgruppen Gruppen",
    Text("Audiences that come in the morning all the same: groups, and babies.",
         "Zielgruppen, die trotzdem vormittags kommen: Gruppen und die Kleinsten."),
    ("Kita", "Schulklassen", "Eltern mit Baby",
     "nursery groups", "school classes", "parents with babies"),
    ("Kita;Schulklassen", "Schulklassen"),
)  # fmt: skip
YOUNG = _people(
    "youth", "Zielgruppen Jugend",
    Text("Audiences that mean young people.", "Zielgruppen, die Jugendliche sind."),
    ("Jugendliche", "Jugend", "young people", "youth", "teenagers"),
    ("Jugendliche;Familien",),
)  # fmt: skip
ADULTS = _people(
    "adult", "Zielgruppen Erwachsene",
    Text("Audiences that mean adults.", "Zielgruppen, die Erwachsene sind."),
    ("Erwachsene", "adults"), ("Erwachsene;Familien",),
)  # fmt: skip
OLDER = _people(
    "older", "Zielgruppen Ältere",
    Text("Audiences that mean older people.", "Zielgruppen, die ältere Menschen sind."),
    ("Senioren", "Seniorinnen", "Ältere", "ältere Menschen", "seniors", "older people"),
    ("Senioren;Familien",),
)  # fmt: skip


def is_for(event: Event, people: People, festival: Festival) -> bool:
    """Whether such people are among the audiences of an event."""
    meant = {word.casefold() for word in people.of(festival.settings)}
    return any(audience.casefold() in meant for audience in AUDIENCES.of(event))


def is_only_for(event: Event, people: People, festival: Festival) -> bool:
    """Whether an event has audiences, and all of them are such people."""
    meant = {word.casefold() for word in people.of(festival.settings)}
    named = {audience.casefold() for audience in AUDIENCES.of(event)}
    return bool(named) and named <= meant
