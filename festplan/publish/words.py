"""The words that publications share: languages, ways in, formats, audiences.

Organisers type German words and short codes; readers meet them in their own language.
A word nobody has translated comes back as it was typed: better German than nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from festplan.texts import Text

if TYPE_CHECKING:
    from babel.core import Locale

# -- languages -------------------------------------------------------------------------

_EASY = Text(de="Leichte Sprache", en="Easy language")

#: What CLDR does not count among the languages, though people speak it at a festival.
_LANGUAGES = {
    "dgs": Text(de="Deutsche Gebärdensprache", en="German Sign Language"),
    "ls": _EASY,
    "leichte_sprache": _EASY,
}

_EASY_MARK = Text(de="LS", en="EL")


def language_name(code: str, language: str) -> str:
    """``Arabisch`` for "ar", as readers of ``language`` call it."""
    if code in _LANGUAGES:
        return _LANGUAGES[code].in_language(language)
    return str(locale(language).languages.get(code, code))


def language_own_name(code: str) -> str:
    """``العربية`` for "ar": the name its own speakers look for, or "" if we do not know it."""
    known = _known_locale(code)
    return "" if known is None else known.get_language_name() or ""


def language_mark(code: str, language: str) -> str:
    """The letters beside an entry: ``AR``, ``DGS``, ``LS``."""
    return _EASY_MARK.in_language(language) if is_easy(code) else code.upper()


def is_easy(code: str) -> bool:
    return _LANGUAGES.get(code) is _EASY


def direction(code: str) -> str:
    """``rtl`` for Arabic, Persian, Hebrew ...; ``ltr`` for everything else."""
    known = _known_locale(code)
    return "ltr" if known is None else str(known.text_direction)


@cache
def _known_locale(code: str) -> Locale | None:
    # Imported late, as in texts: a check of the tables names no language at all.
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return None


def locale(language: str) -> Locale:
    """What CLDR knows of a language; English where it knows nothing."""
    from babel.core import Locale

    return _known_locale(language) or Locale("en")


# -- words of the tables ---------------------------------------------------------------


def _by_german(words: Iterable[Text]) -> Mapping[str, Text]:
    return {word.de: word for word in words}


_FORMATS = _by_german(
    (
        Text(de="Bühne", en="On stage"),
        Text(de="Beteiligung", en="Have your say"),
        Text(de="Mitmachen", en="Join in"),
        Text(de="Markt", en="Market"),
        Text(de="Lesung", en="Reading"),
        Text(de="Treffen", en="Get-together"),
        Text(de="Kurs", en="Course"),
        Text(de="Gottesdienst", en="Worship"),
        Text(de="Gespräch", en="Talk"),
        Text(de="Konzert", en="Concert"),
        Text(de="Film", en="Film"),
        Text(de="Tour", en="Tour"),
        Text(de="Spiel", en="Game"),
        Text(de="Sport", en="Sport"),
        Text(de="Schule", en="School"),
        Text(de="Vorführung", en="Demonstration"),
        Text(de="Beratung", en="Advice"),
        Text(de="Umzug", en="Parade"),
    )
)

_AUDIENCES = _by_german(
    (
        Text(de="Alle", en="Everyone"),
        Text(de="Kinder", en="Children"),
        Text(de="Familien", en="Families"),
        Text(de="Jugendliche", en="Young people"),
        Text(de="Erwachsene", en="Adults"),
        Text(de="Senioren", en="Older people"),
        Text(de="Kita", en="Nursery groups"),
        Text(de="Eltern mit Baby", en="Parents with a baby"),
        Text(de="Schulklassen", en="School classes"),
        Text(de="Menschen mit Behinderung", en="Disabled people"),
    )
)

_ACCESS = {
    "rollstuhl": Text(de="auch mit Rollstuhl", en="for wheelchairs too"),
    "gebaerden": Text(de="mit Gebärdensprache", en="with sign language"),
    "hoeranlage": Text(de="mit Höranlage", en="with a hearing loop"),
    "leichte_sprache": Text(de="in Leichter Sprache", en="in easy language"),
    "reizarm": Text(de="ruhig und reizarm", en="quiet and gentle"),
    "rikscha": Text(de="Plätze in der Rikscha", en="seats in a rickshaw"),
}

_ACCESS_MARKS = {
    "rollstuhl": Text(de="R", en="W"),
    "gebaerden": Text(de="GS", en="SL"),
    "hoeranlage": Text(de="H", en="HL"),
    "leichte_sprache": _EASY_MARK,
    "reizarm": Text(de="RA", en="Q"),
    "rikscha": Text(de="RI", en="RI"),
}

_SETTINGS = {
    "outdoor": Text(de="im Freien", en="outdoors"),
    "covered": Text(de="überdacht", en="under a roof"),
    "indoor": Text(de="drinnen", en="indoors"),
}

_STEP_FREE = {
    "yes": Text(de="stufenfrei", en="step-free"),
    "ramp": Text(de="mit Rampe", en="with a ramp"),
    "no": Text(de="nicht stufenfrei", en="not step-free"),
}


def format_word(typed: str, language: str) -> str:
    """``Concert`` for "Konzert"."""
    return _translated(_FORMATS, typed, language)


def audience_word(typed: str, language: str) -> str:
    """``Families`` for "Familien"."""
    return _translated(_AUDIENCES, typed, language)


def access_word(code: str, language: str) -> str:
    """``with a hearing loop`` for "hoeranlage"."""
    return _translated(_ACCESS, code, language)


def access_mark(code: str, language: str) -> str:
    """The letters beside an entry: ``HL`` for "hoeranlage"."""
    return _translated(_ACCESS_MARKS, code, language)


def setting_word(code: str, language: str) -> str:
    """``under a roof`` for "covered"."""
    return _translated(_SETTINGS, code, language)


def step_free_word(code: str, language: str) -> str:
    """``with a ramp`` for "ramp"."""
    return _translated(_STEP_FREE, code, language)


def _translated(words: Mapping[str, Text], typed: str, language: str) -> str:
    return words[typed].in_language(language) if typed in words else typed
