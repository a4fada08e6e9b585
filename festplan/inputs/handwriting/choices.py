"""The hands for yes and no, for fixed choices, for languages, and for free words and texts."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from festplan.columns import NotReadable, OneOf, SomeOf
from festplan.inputs.handwriting.reasons import READ_AS, nothing_said, spelled
from festplan.inputs.handwriting.spelling import About, Hand, Spelling, tidy
from festplan.inputs.handwriting.words import NOT_READ, plainly
from festplan.texts import Text

YES = frozenset(
    (
        "yes", "ja", "j", "y", "x", "(x)", "[x]", "xx", "true", "wahr", "1", "1.0", "1,0",
        "ja bitte", "ja gern", "ja gerne", "yes please", *"✓✔☑✅",
    )
)  # fmt: skip
NO = frozenset(
    (
        "no", "nein", "n", "nicht", "kein", "keine", "false", "falsch", "0", "0.0", "0,0",
        "-", "--", "[ ]", "[]", "( )", "nein danke", "no thanks", "no thank you", "nicht nötig",
        "nö", "nee", *"☐❌",
    )
)  # fmt: skip
#: Boxes are ticked with them, and things are crossed out.
CROSSES = frozenset("✗✘☒")
#: Yes or no, and then a condition: “ja, mit Rampe”.  “No problem” is something else.
WITH_MORE = re.compile(
    r"(?P<said>ja|yes|nein|no) ?"
    r"(?:[,;:(.–-]|(?=(?:aber|mit|nur|wenn|falls|sofern|but|with|only|if)\b))(?P<more>.*)",
    re.IGNORECASE,
)
#: Whoever adds this has said neither yes nor no.
UNDECIDED = frozenset(
    (
        "vielleicht", "evtl", "eventuell", "teilweise", "teils", "unsicher", "maybe", "perhaps",
        "partly", "unsure", "ja", "yes", "nein", "no", "jein",
    )
)  # fmt: skip
NO_YES = Text(en="is neither yes nor no.", de="ist weder ja noch nein.")
WRITE_YES = Text(en="Write yes or no.", de="Bitte ja oder nein schreiben.")
A_CROSS = Text(
    en="could be a cross for yes or a sign for no.",
    de="kann ein Kreuz für ja oder ein Zeichen für nein sein.",
)
SAYS_YES, SAYS_NO = Text(en="yes", de="ja"), Text(en="no", de="nein")

NOT_KNOWN = Text(en="is not known here.", de="ist hier nicht bekannt.")
WORD_NOT_KNOWN = Text(
    en="holds “{word}”, which is not known here.",
    de="enthält „{word}“, das hier nicht bekannt ist.",
)
COULD_BE_ANY = Text(en="could be any of these: {names}.", de="kann mehreres heißen: {names}.")
TAKEN_FOR = Text(en="“{word}” is taken for {name}", de="„{word}“ gilt als {name}")
#: A word with fewer letters is too short to be misspelt: it is another one.
SHORTEST_SLIP = 5
NEAR = 0.8

#: Names of languages that the Unicode CLDR does not have, and abbreviations.
LANGUAGES = {
    **dict.fromkeys(("leichte sprache", "in leichter sprache", "leichter sprache"), "ls"),
    **dict.fromkeys(("easy language", "easy read", "easy to read", "easy german"), "ls"),
    **dict.fromkeys(("gebärdensprache", "gebaerdensprache", "sign language", "gsg"), "dgs"),
    **dict.fromkeys(("deutsche gebärdensprache", "german sign language"), "dgs"),
    **dict.fromkeys(("deutsche gebärdensprache (dgs)", "gebärdensprache (dgs)"), "dgs"),
    **dict.fromkeys(("dt", "dtsch", "germ"), "de"),
    **dict.fromkeys(("engl",), "en"),
    **dict.fromkeys(("arab",), "ar"),
    **dict.fromkeys(("türk", "tuerk", "tuerkisch", "turk"), "tr"),
    **dict.fromkeys(("ukrain",), "uk"),
    **dict.fromkeys(("russ",), "ru"),
    **dict.fromkeys(("frz", "franz", "französ", "franzoesisch"), "fr"),
    **dict.fromkeys(("span",), "es"),
    **dict.fromkeys(("poln",), "pl"),
    **dict.fromkeys(("ital",), "it"),
    **dict.fromkeys(("rumän", "rumaenisch"), "ro"),
    **dict.fromkeys(("vietn", "viet"), "vi"),
    **dict.fromkeys(("farsi", "pers"), "fa"),
    **dict.fromkeys(("dari",), "prs"),
    **dict.fromkeys(("paschto", "paschtu", "pashto"), "ps"),
    **dict.fromkeys(("kurmandschi", "kurmanci", "kurmanji"), "ku"),
    **dict.fromkeys(("sorani",), "ckb"),
    **dict.fromkeys(("romanes",), "rom"),
}
#: Codes of countries that are no codes of languages, and yet stand among them.
COUNTRIES = {
    "ua": "uk", "gb": "en", "cz": "cs", "dk": "da", "gr": "el", "cn": "zh", "jp": "ja", "vn": "vi",
}  # fmt: skip
#: Letters for the languages that every form offers; elsewhere they may be others.
LETTERS = {"d": "de", "e": "en"}
BETWEEN_LANGUAGES = re.compile(r"[;,/&+\r\n]|\b(?:und|and|sowie)\b|\bu\.(?= ?\w{2})", re.IGNORECASE)
NO_LANGUAGE = Text(
    en="holds “{word}”, which is no language we know.",
    de="enthält „{word}“, das ist keine Sprache, die wir kennen.",
)
WRITE_CODE = Text(
    en="Write the code: de for German, en English, ar Arabic, uk Ukrainian, "
    "tr Turkish, dgs German sign language, ls easy language.",
    de="Bitte das Kürzel schreiben: de für Deutsch, en Englisch, ar Arabisch, uk "
    "Ukrainisch, tr Türkisch, dgs Gebärdensprache, ls Leichte Sprache.",
)
ONE_LANGUAGE = Text(en="names several languages.", de="nennt mehrere Sprachen.")
A_LETTER = Text(en="“{word}” is only a letter", de="„{word}“ ist nur ein Buchstabe")
A_COUNTRY = Text(en="“{word}” is a country", de="„{word}“ ist ein Land")
SLASH = Text(en="the slash stands between words", de="der Schrägstrich trennt Wörter")
#: Signs that nobody sees and that are no part of a word in any script.
UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")


def yes_or_no(cell: str, about: About) -> Spelling:
    """``yes`` or ``no``, from “x”, “✓”, “wahr” or “ja, mit Rampe”."""
    # Behind a tick may stand a sign that makes it colourful.
    written = plainly(cell).replace("\ufe0e", "").replace("\ufe0f", "").rstrip("!. ")
    if written in CROSSES:
        raise NotReadable(A_CROSS, WRITE_YES)
    for said in (written, re.sub(", ?", " ", written)):  # “nein, danke”
        if said in YES or said in NO:
            return Spelling("yes" if said in YES else "no")
    if (more := WITH_MORE.fullmatch(tidy(cell))) and not _undecided(more["more"]):
        yes = more["said"].casefold() in YES
        remark = NOT_READ.with_facts(more=more["more"].strip(" ,.;:-()"))
        facts = {"reading": SAYS_YES if yes else SAYS_NO, "reasons": (remark,)}
        return Spelling("yes" if yes else "no", READ_AS.with_facts(**facts))
    nothing = nothing_said(cell)
    if nothing is None or nothing.assumes is not None:
        raise NotReadable(NO_YES, WRITE_YES)
    return nothing


def _undecided(more: str) -> bool:
    return "?" in more or not UNDECIDED.isdisjoint(re.findall(r"\w+", more.casefold()))


# --- fixed choices -------------------------------------------------------------------------


def choice(read: OneOf) -> Hand:
    """A hand for one of a fixed choice, by any of its names and for small slips."""

    def one(cell: str, about: About) -> Spelling:
        if (known := _exactly(cell, read)) is not None:
            return Spelling(known)
        if (nothing := nothing_said(cell)) is not None:
            return nothing
        known, reasons = _nearly(cell, read, NOT_KNOWN)
        return spelled(known, *reasons)

    return one


def some(read: SomeOf) -> Hand:
    """A hand for some of a fixed choice."""

    def several(cell: str, about: About) -> Spelling:
        words = list(_choices(cell, read.one))
        known = any(_exactly(word, read.one) for word in words)
        if not known and (nothing := nothing_said(cell)) is not None:
            return nothing
        says = WORD_NOT_KNOWN if len(words) > 1 else NOT_KNOWN
        found = [_known(word, read.one, says) for word in words]
        names = dict.fromkeys(name for name, _ in found)
        return spelled(";".join(names), *(reason for _, why in found for reason in why))

    return several


def _choices(cell: str, read: OneOf) -> Iterator[str]:
    """The words of a list; “und” may stand between two choices, or within one."""
    for word in filter(str.strip, re.split(r"[;,\r\n]", cell)):
        if _exactly(word, read) is not None:
            yield word
        else:
            yield from filter(str.strip, re.split(r"[/&+]|\s(?:und|and)\s", word))


def _known(word: str, read: OneOf, says: Text) -> tuple[str, tuple[Text, ...]]:
    known = _exactly(word, read)
    return (known, ()) if known is not None else _nearly(word, read, says)


def _exactly(word: str, read: OneOf) -> str | None:
    """The choice of that name, whatever its case, its umlauts and its hyphens."""
    return _names(read).get(_folded(word))


@cache
def _names(read: OneOf) -> Mapping[str, str]:
    return {_folded(name): first for name, first in read.canonical.items()}


def _nearly(word: str, read: OneOf, says: Text) -> tuple[str, tuple[Text, ...]]:
    """The one choice whose name is nearly this."""
    written = _folded(word)
    near = dict.fromkeys(first for name, first in _names(read).items() if _near(written, name))
    if len(near) > 1:
        raise NotReadable(COULD_BE_ANY.with_facts(names=tuple(near)), read.advice)
    if not near:
        raise NotReadable(says.with_facts(word=tidy(word)), read.advice)
    (found,) = near
    return found, (TAKEN_FOR.with_facts(word=tidy(word), name=found),)


def _near(word: str, name: str) -> bool:
    if not SHORTEST_SLIP <= len(word) <= 2 * len(name):
        return False
    # “available” is no slip for “unavailable”.
    if word.endswith(name) or name.endswith(word):
        return False
    return difflib.SequenceMatcher(None, word, name).ratio() >= NEAR


def _folded(word: str) -> str:
    spelt = plainly(word).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return re.sub(r"[\s_-]+", " ", spelt).strip(" .!")


# --- languages -----------------------------------------------------------------------------


def code(cell: str, about: About) -> Spelling:
    """The code of one language."""
    found = codes(cell, about)
    if ";" in found.cell:
        raise NotReadable(ONE_LANGUAGE, WRITE_CODE)
    return found


def codes(cell: str, about: About) -> Spelling:
    """The codes of languages, from “deutsch/arabisch”, “German and Dari”, “Leichte Sprache”."""
    # Before “k. A.”: “ka” is Georgian, and “nn” is Norwegian.
    if not re.fullmatch("[a-z]{2}", tidy(cell)) and (nothing := nothing_said(cell)) is not None:
        return nothing
    pieces = [tidy(piece).strip(" .") for piece in BETWEEN_LANGUAGES.split(cell)]
    found = [each for piece in pieces for each in _languages(piece, about)]
    names = dict.fromkeys(name for name, _ in found)
    return spelled(";".join(names), *(reason for _, why in found for reason in why))


def _languages(piece: str, about: About) -> list[tuple[str, tuple[Text, ...]]]:
    """The languages in a piece: one, or several with blanks or hyphens between."""
    if not piece:
        return []
    if (one := _language(plainly(piece), about)) is not None:
        return [one]
    parts = [_language(part.strip("."), about) for part in re.split("[ -]+", plainly(piece))]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        raise NotReadable(NO_LANGUAGE.with_facts(word=piece), WRITE_CODE)
    return known


def _language(word: str, about: About) -> tuple[str, tuple[Text, ...]] | None:
    word = word.removeprefix("auf ").removeprefix("in ")
    if word in LANGUAGES:
        return LANGUAGES[word], ()
    if word in COUNTRIES:
        return COUNTRIES[word], (A_COUNTRY.with_facts(word=word.upper()),)
    if word in LETTERS:
        return LETTERS[word], (A_LETTER.with_facts(word=word.upper()),)
    if re.fullmatch("[a-z]{2}", word) or word == "dgs":
        return word, ()
    if re.fullmatch("[a-z]{3}", word) and (nothing_said(word)) is None:
        return _short_code(word), ()
    known = _by_name(about.language).get(word)
    return None if known is None else (known, ())


def _short_code(word: str) -> str:
    """A code of three letters, or the usual one of two: “ukr” is uk."""
    from babel.core import get_global

    short = str(get_global("language_aliases").get(word, ""))
    return short if re.fullmatch("[a-z]{2}", short) else word


@cache
def _by_name(language: str) -> Mapping[str, str]:
    """Codes of languages by their names in German, English and a further language."""
    # Imported late: clean tables have codes.
    from babel.core import Locale, UnknownLocaleError

    found: dict[str, str] = {}
    for each in dict.fromkeys(("de", "en", language)):
        try:
            names = Locale.parse(each).languages
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        for code, name in sorted(names.items(), key=lambda pair: (len(pair[0]), pair[0])):
            if re.fullmatch("[a-z]{2,3}", code):
                found.setdefault(plainly(name), code)
    return found


# --- free words and texts ------------------------------------------------------------------


def word_list(cell: str, about: About) -> Spelling:
    """Words with semicolons between, each once; “und” may be part of one."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    words = dict.fromkeys(filter(None, map(_line, re.split(r"[;,/\r\n\t]", cell))))
    if len(words) == 1 and (nothing := nothing_said(*words)) is not None:
        return nothing
    return spelled(";".join(words), *([SLASH] if "/" in cell else []))


def text(cell: str, about: About) -> Spelling:
    """A text as typed, line by line, without the accidents of typing."""
    return Spelling("\n".join(map(_line, cell.splitlines())).strip("\n"))


def name(cell: str, about: About) -> Spelling:
    """A text on one line."""
    return Spelling(_line(cell))


def _line(written: str) -> str:
    return tidy("".join(filter(_visible, written)))


def _visible(sign: str) -> bool:
    """Whether a sign is more than a control character or a broken half of one."""
    return sign not in UNSEEN and (sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
