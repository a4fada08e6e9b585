"""A sentence for people, in German and English, filled with facts.

The facts stay what they are (dates, spans, lists) until the sentence is read; only then are
they written in the reader's language.  A further language needs no code: a file in
``festplan/languages/`` that gives for each English sentence its own.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from festplan.times import Clock, Span, minutes, whole_day

#: Where further languages lie, one file each.
FOLDER = resources.files("festplan") / "languages"


@dataclass(frozen=True)
class Text:
    """One sentence in every language we speak, and the facts it tells."""

    en: str
    de: str
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    @staticmethod
    def plain(en: str, de: str) -> Text:
        """A text made of what people typed: braces in it stand for themselves."""
        english, german = (each.replace("{", "{{").replace("}", "}}") for each in (en, de))
        return Text(english, german)

    def with_facts(self, **facts: object) -> Text:
        return Text(self.en, self.de, {**self.facts, **facts})

    def in_language(self, language: str) -> str:
        """The sentence in ``language``; in English where we do not know it."""
        return _Sentence(language).vformat(self._template(language), (), self.facts)

    def _template(self, language: str) -> str:
        if language == "de":
            return self.de
        if language == "en":
            return self.en
        return translations(language).get(self.en, self.en)


@cache
def translations(language: str) -> Mapping[str, str]:
    """The sentences of a further language, by their English wording."""
    file = FOLDER / f"{language}.toml"
    if not file.is_file():
        return {}
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {str(english): str(other) for english, other in found["sentences"].items()}


@cache
def languages() -> tuple[str, ...]:
    """Every language we can speak to people in."""
    more = (f.name.removesuffix(".toml") for f in FOLDER.iterdir() if f.name.endswith(".toml"))
    return ("de", "en", *sorted(more))


class _Sentence(string.Formatter):
    """Fills a sentence with facts, each written as readers of the language write it."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> Any:
        if format_spec:
            return super().format_field(value, format_spec)
        return written(value, self.language)


def written(fact: object, language: str) -> str:
    """A fact in the words of a language: a date with its weekday, a span, a list."""
    match fact:
        case Text():
            return fact.in_language(language)
        case Span() if fact == whole_day(fact.day):
            return f"{short_date(fact.day, language)} {ALL_DAY.in_language(language)}"
        case Span():
            return f"{short_date(fact.day, language)} {clock(fact.start)}–{clock(fact.end)}"
        case datetime():
            return f"{short_date(fact.date(), language)} {clock(fact)}"
        case date():
            return short_date(fact, language)
        case timedelta():
            return f"{minutes(fact)} min"
        case Clock():
            return str(fact)
        case list() | tuple():
            return ", ".join(written(each, language) for each in fact)
        case _:
            return str(fact)


ALL_DAY = Text(en="all day", de="ganztags")


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def short_date(day: date, language: str) -> str:
    """``Sa. 28.08.`` or ``Sat 28 Aug``."""
    return dated(day, "EEEEEE dd.MM." if language == "de" else "EEE d MMM", language)


def long_date(day: date, language: str) -> str:
    """``Samstag, 28. August`` or ``Saturday, 28 August``."""
    return dated(day, "EEEE, d. MMMM" if language == "de" else "EEEE, d MMMM", language)


def dated(day: date, pattern: str, language: str) -> str:
    """A date written by a pattern of the Unicode CLDR, for example ``EEEE``."""
    # Imported late: a check of the tables without a complaint writes no date at all.
    from babel.dates import format_date

    return format_date(day, pattern, locale=_locale(language))


@cache
def _locale(language: str) -> str:
    from babel.core import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return "en"
