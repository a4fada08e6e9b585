"""Words that stand in cells of any kind: for “nothing said”, for “not known yet”, and numbers.

A column that has such a word among its own (a dash for “no”) looks for its own word first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from festplan.inputs.handwriting.spelling import tidy
from festplan.texts import Text

#: What people write instead of leaving a cell empty: as good as an empty cell.
OPEN = frozenset(
    (
        "egal", "ganz egal", "ist egal", "ist uns egal", "egal wann", "egal wo",
        "Uhrzeit egal", "Zeit egal", "Tag egal", "Uhrzeit flexibel", "zeitlich flexibel",
        "offen", "flexibel", "ganz flexibel", "beliebig", "jederzeit", "irgendwann",
        "wie es passt", "wie's passt", "wies passt", "wenn es passt", "was passt",
        "keine", "keiner", "keines", "nichts", "none",
        "kein Wunsch", "keine Wünsche", "keine Präferenz", "keine Vorgabe",
        "k. A.", "k/A", "keine Angabe", "keine Angaben", "ohne Angabe",
        "any", "any time", "open", "flexible", "whenever", "no preference",
        "does not matter", "doesn't matter", "don't care", "not specified", "n/a", "n. a.",
    )
)  # fmt: skip

#: What people write as long as they do not know: open for now, and somebody should ask again.
UNSURE = frozenset(
    (
        "t. b. d.", "t. b. a.", "t. b. c.", "tbd", "tba", "tbc", "n. n.", "noch offen",
        "wird noch bekannt gegeben", "wird bekannt gegeben", "wird noch bekanntgegeben",
        "wird nachgereicht", "wird noch geklärt", "wird geklärt", "in Klärung", "in Planung",
        "folgt", "folgt noch", "unklar", "noch unklar", "unbekannt", "noch nicht bekannt",
        "steht noch nicht fest", "noch nicht fest", "steht nicht fest", "mal sehen",
        "weiß nicht", "weiß noch nicht", "wissen wir noch nicht", "nach Absprache",
        "n. Abspr.", "nach Vereinbarung", "n. V.", "unknown", "unclear", "not sure", "not sure yet",
        "not known yet", "to be decided", "to be announced", "to be confirmed", "to be defined",
        "don't know", "don't know yet", "not decided yet", "still open",
    )
)  # fmt: skip

#: What people write for “as above”.  “do.” and “So.” are not among it: they are weekdays.
DITTO = frozenset(
    (
        "s. o.", "s. o", "s. oben", "siehe oben", "wie oben", "dito", "ditto", "dto.", "dto",
        "see above", "as above", "same as above",
    )
)  # fmt: skip
#: Ditto marks, and what stands for them on a keyboard.
MARKS = frozenset("\"'„“”»«〃,- ")

UNSURE_IS_OPEN = Text(
    en="is taken as open: nothing is fixed here until somebody writes it.",
    de="gilt als offen: Hier ist nichts festgelegt, bis es jemand einträgt.",
)
DITTO_SAYS = Text(
    en="points to another row, but rows get sorted.",
    de="verweist auf eine andere Zeile, aber Zeilen werden umsortiert.",
)
DITTO_ADVICE = Text(en="Write out what is meant.", de="Bitte ausschreiben, was gemeint ist.")

#: Said of what lasts from morning to evening: neither a time nor a length.
ALL_DAY = frozenset(
    (
        "ganztägig", "ganztags", "ganzer tag", "den ganzen tag", "der ganze tag", "ganzen tag",
        "ganzen tag über", "den ganzen tag über", "all day", "all day long", "the whole day",
        "whole day", "full day", "allday",
    )
)  # fmt: skip

_ONES = (
    "null zero", "ein eins eine einer einen one", "zwei zwo two", "drei three", "vier four",
    "fünf fuenf five", "sechs six", "sieben seven", "acht eight", "neun nine", "zehn ten",
    "elf eleven", "zwölf zwoelf twelve", "dreizehn thirteen", "vierzehn fourteen",
    "fünfzehn fuenfzehn fifteen", "sechzehn sixteen", "siebzehn seventeen", "achtzehn eighteen",
    "neunzehn nineteen", "zwanzig twenty", "einundzwanzig", "zweiundzwanzig", "dreiundzwanzig",
    "vierundzwanzig",
)  # fmt: skip
_TENS = {
    "fünfundzwanzig": 25, "dreissig": 30, "thirty": 30, "fünfunddreissig": 35, "vierzig": 40,
    "forty": 40, "fünfundvierzig": 45, "forty-five": 45, "fünfzig": 50, "fifty": 50,
    "sechzig": 60, "sixty": 60, "neunzig": 90, "ninety": 90, "hundertzwanzig": 120,
}  # fmt: skip
#: Number words as ``plainly`` writes them.
NUMBERS = {word: n for n, words in enumerate(_ONES) for word in words.split()} | _TENS

#: Cells longer than this are prose: nobody writes a time or a length with so many letters.
LONGEST = 80

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "’‘′´`ʼ"), "'")


#: Brackets at the end of a cell that hold a remark.
_ASIDE = re.compile(r"(?P<rest>.*\S) ?\((?P<aside>[^()]+)\)")
#: What stands in brackets and may change what is before them: other numbers, and such words.
_UNSETTLING = re.compile(
    r"\d|\?|\b(?:oder|or|und|and|nicht|not|nur|only|aber|but|ausser|except|ohne|without|statt|"
    r"je|pro|per|each|inkl|incl|inklusive|including|zzgl|plus|netto|bis|ab|ca|max|min|mind|halb|"
    r"evtl|eventuell|vielleicht|alternativ|ersatz|ersatzweise|sonst|wenn|falls|if|lieber|besser|"
    r"früher|später|frühestens|spätestens|notfalls|earlier|later|bei)\b"
)

NOT_READ = Text(en="“{more}” is not read", de="„{more}“ wird nicht gelesen")
DOUBTED = Text(en="it has a question mark", de="es steht ein Fragezeichen dabei")


@lru_cache(maxsize=4096)
def plainly(cell: str) -> str:
    """A cell as we compare it: small letters, digits 0 to 9, one kind of dash and apostrophe."""
    if cell.isascii():
        return tidy(cell.casefold().translate(APOSTROPHES))
    # Copied from web pages, a cell brings marks that nobody sees.
    seen = "".join(c for c in cell if unicodedata.category(c) != "Cf")
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen)
    return tidy(digits.casefold().translate(DASHES | APOSTROPHES))


def is_open(cell: str) -> bool:
    """Whether a cell says no more than an empty one: “egal”, “k. A.”, a dash."""
    written = plainly(cell)
    return _bare(cell) in _OPEN or set(written) <= set("-/_ ")


def is_unsure(cell: str) -> bool:
    """Whether a cell says that nobody knows yet: “?”, “tbd”, “noch offen”."""
    return _bare(cell) in _UNSURE or set(tidy(cell)) in ({"?"}, {"?", "!"}, {"."}, {"…"})


def is_ditto(cell: str) -> bool:
    """Whether a cell points to the one above: “s. o.”, “dito”, a ditto mark."""
    written = plainly(cell)
    if written and set(written) <= MARKS:
        return not is_open(cell)
    return written.replace("s.o", "s. o") in DITTO


def without_doubt(cell: str) -> tuple[str, tuple[Text, ...]]:
    """A cell without the question mark at its end, which somebody should answer."""
    bare = re.sub(r"\s*\(?\?+\)?\s*\Z", "", cell) if "?" in cell[-4:] else cell
    return (bare, (DOUBTED,)) if bare and bare != cell else (cell, ())


def without_aside(cell: str) -> tuple[str, tuple[Text, ...]]:
    """A cell without a remark in brackets that cannot change what stands before it."""
    short = cell.endswith(")") and len(cell) <= LONGEST
    found = _ASIDE.fullmatch(cell) if short else None
    if found is None or _UNSETTLING.search(plainly(found["aside"])):
        return cell, ()
    return found["rest"], (NOT_READ.with_facts(more=found["aside"].strip()),)


def _bare(cell: str) -> str:
    """The letters that matter: “k. A.”, “k.A.” and “kA” are one word, and so is “(egal)”."""
    return plainly(cell).strip("()[]!").replace(" ", "").replace(".", "")


_OPEN = frozenset(map(_bare, OPEN))
_UNSURE = frozenset(map(_bare, UNSURE))
