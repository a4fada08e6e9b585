"""The hands for amounts of money, for whole numbers and for numbers with decimals.

“1.250,50”, “1,250.50” and “1 250,50” are one amount; “1,250” alone is two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from festplan.columns import NotReadable
from festplan.inputs.handwriting.calendar_words import MONTHS
from festplan.inputs.handwriting.reasons import LETTER, could_be, nothing_said, spelled
from festplan.inputs.handwriting.spelling import About, Spelling, tidy
from festplan.inputs.handwriting.words import plainly, without_aside, without_doubt
from festplan.texts import Text

#: No number has more letters than that, its words included.
LONGEST = 60

#: What says that a number is a guess; a count's “at most” is as good as the number.
ABOUT = re.compile(
    r"(?:~|≈|c\.|(?:ca|circa|cirka|zirka|etwa|rund|rd|ungefähr|ungef|geschätzt|about|around"
    r"|approx|approximately)(?:\.|\b)) *"
)
AT_MOST = re.compile(r"(?:max|maximal|höchstens|at most)(?:\.|\b) *")
UP_TO = re.compile(r"(?:bis zu|bis|up to|unter|weniger als|under|less than)\b *|< *")
AT_LEAST = re.compile(
    r"(?:ab|from|min|mind|mindestens|wenigstens|at least|über|mehr als|over|more than)(?:\.|\b) *"
    r"|> *"
)
YEARS = re.compile(r"jahr|year|\bj\b|\byrs\b")
FOR_NOTHING = frozenset(
    (
        "kostenlos", "kostenfrei", "frei", "umsonst", "gratis", "free", "for free",
        "free of charge", "eintritt frei", "freier eintritt", "free entry", "free admission",
        "keine kosten", "ohne kosten", "no cost", "no costs",
        "ehrenamtlich", "unentgeltlich", "honorarfrei", "ohne honorar", "voluntary",
    )
)  # fmt: skip
#: Words beside an amount that do not change it.
THE_WHOLE = re.compile(
    r" ?\(?\b(?:pauschal|pausch\.|insgesamt|gesamt|brutto|(?:inkl|incl)\.? (?:mwst|ust|vat))\.?\)?"
)
#: No number is the largest: as good as an empty cell, where one may be empty.
UNLIMITED = frozenset(
    (
        "unbegrenzt", "ohne begrenzung", "keine begrenzung", "unbeschränkt", "keine grenze",
        "unlimited", "no limit",
    )
)  # fmt: skip
EUROS = re.compile(r"€|(?<![a-z])eur(?:os?)?(?![a-z])")
CENTS = re.compile(r"(\d{1,6}) ?(?:cents?|ct)\.?", re.ASCII)
FOREIGN = re.compile(
    r"[$£¥₺₴₽]|(?<![a-z])(?:usd|dollars?|gbp|chf|sfr|franken|fr|pln|zł|złoty|czk|kč|sek|dkk|nok|try)"
    r"(?![a-z])"
)
#: Words that may stand behind a count.
COUNTED = frozenset(
    (
        "p", "pers", "person", "personen", "pax", "leute", "menschen", "gäste", "gast", "kinder",
        "kind", "jugendliche", "erwachsene", "besucher", "besuchende", "besucher*innen",
        "besucherinnen", "teilnehmer", "teilnehmende", "teilnehmer*innen", "teilnehmerinnen", "tn",
        "plätze", "platz", "sitzplätze", "helfer", "helfende", "helfer*innen", "helferinnen",
        "zuschauer", "zuschauerinnen", "zuschauende", "zuhörer", "zuhörerinnen", "zuhörende",
        "schüler", "schülerinnen", "sus", "eltern", "mitwirkende", "ehrenamtliche",
        "pupils", "students", "adults", "volunteers", "people", "persons", "guests", "visitors",
        "children", "kids", "seats", "places",
        "helpers", "participants", "stück", "stk", "st", "pieces", "pcs", "x", "×", "mal", "times",
        "j", "jahr", "jahre", "jahren", "year", "years", "yrs", "%", "prozent", "percent",
        "termin", "termine", "sessions", "session",
    )
)  # fmt: skip
#: What may be counted as well, and is not what most columns count.
TEAMS = frozenset(("team", "teams", "gruppe", "gruppen", "groups"))

NO_CENTS = re.compile(r"(?P<euros>\d[\d., ']*)[.,]-{1,2}\Z", re.ASCII)
PLAIN = re.compile(r"(?P<head>\d{1,12})(?:[.,](?P<part>\d{1,20}))?", re.ASCII)
#: Thousands in threes, divided by dots, commas, blanks or apostrophes; then perhaps decimals.
GROUPED = re.compile(
    r"(?P<head>[1-9]\d{0,2})(?P<rest>(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3}){0,3})"
    r"(?:(?!(?P=mark))[.,](?P<part>\d{1,20}))?",
    re.ASCII,
)
COUNT = re.compile(r"(?P<number>.*\d\+?) ?(?P<word>[^\d\s.,+]+)\.?")
FROM_TO = re.compile(
    r"(?:(?:zwischen|zw\.|between) )?(\d[\d.,]{0,12}) ?(?:-|/|bis|to|oder|od\.|or|und|and) ?"
    r"(\d[\d.,]{0,12})",
    re.ASCII,
)
#: Letters that are typed for digits, and how they look.
LOOKS_LIKE = {"o": ("O", 0), "l": ("l", 1), "i": ("I", 1)}
A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[ t].*)?|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?")
#: Units that may stand behind a number, by what a heading calls them.
UNITS = {
    **dict.fromkeys(("kw", "kilowatt"), "kw"),
    **dict.fromkeys(("m", "meter", "metre", "metres", "meters"), "m"),
    **dict.fromkeys(("km", "kilometer", "kilometres"), "km"),
}
AMPERES_WRITTEN = re.compile(r"\d ?a(?:mp(?:ere)?)?\b|\bcee\b")
#: Decimals that no hand has typed: a spreadsheet has computed 0.30000000000000004.
COMPUTED = 10

NO_MONEY = Text(en="is not an amount of money.", de="ist kein Geldbetrag.")
WRITE_EUROS = Text(en="Write euros, for example 1450.00.", de="Bitte Euro schreiben, etwa 1450,00.")
NO_WHOLE = Text(en="is not a whole number.", de="ist keine ganze Zahl.")
WRITE_DIGITS = Text(en="Write digits only, for example 40.", de="Bitte nur Ziffern, etwa 40.")
NO_NUMBER = Text(en="is not a number.", de="ist keine Zahl.")
WRITE_NUMBER = Text(
    en="Write a number, for example 3.6.", de="Bitte eine Zahl schreiben, etwa 3,6."
)
WHICH = Text(en="does not say which amount.", de="sagt nicht, welcher Betrag gilt.")
LESS_THAN_NOTHING = Text(en="is less than nothing.", de="ist weniger als nichts.")
NOT_EUROS = Text(en="is not in euros.", de="ist nicht in Euro angegeben.")
MADE_A_DATE = Text(
    en="is a date: the spreadsheet has made one of what was typed.",
    de="ist ein Datum: Die Tabellenkalkulation hat eines daraus gemacht.",
)
AS_TEXT = Text(
    en="Format the cell as a number or as text, and write it once more.",
    de="Bitte die Zelle als Zahl oder Text formatieren und noch einmal schreiben.",
)
WATTS = Text(en="is in watts, not in kilowatts.", de="ist in Watt, nicht in Kilowatt.")
WRITE_KILOWATTS = Text(
    en="Write kilowatts: 3600 W are 3.6.", de="Bitte Kilowatt schreiben: 3600 W sind 3,6."
)
AMPERES = Text(en="is in amperes, not in kilowatts.", de="ist in Ampere, nicht in Kilowatt.")
KILOWATTS_OF_AMPERES = Text(
    en="Write the kilowatts that are needed; a socket of 16 A has 3.6 at most, a three-phase one "
    "of 16 A has 11, of 32 A has 22.",
    de="Bitte die benötigten Kilowatt schreiben; eine Steckdose mit 16 A hat höchstens 3,6, "
    "Drehstrom mit 16 A hat 11, mit 32 A hat 22.",
)
THOUSANDS = Text(en="the mark divides the thousands", de="das Zeichen trennt die Tausender ab")
DECIMALS = Text(en="the mark divides the decimals", de="das Zeichen trennt die Dezimalen ab")
TEAMS_COUNTED = Text(en="“{word}” are counted", de="gezählt sind „{word}“")
NO_LIMIT = Text(
    en="is read as no limit: no number is set down.",
    de="wird als „ohne Grenze“ gelesen: Es wird keine Zahl eingetragen.",
)
SAYS_MORE = Text(en="says more than a number: “{more}”.", de="sagt mehr als eine Zahl: „{more}“.")
ONLY_THIS = Text(
    en="Write only {number} here, and the rest in a column of remarks.",
    de="Bitte hier nur {number} schreiben und das andere in eine Spalte mit Bemerkungen.",
)
ESTIMATED = Text(en="it is an estimate", de="es ist geschätzt")
LEAST = Text(en="it says “at least”", de="es heißt „mindestens“")
MOST = Text(en="it says “at most”", de="es heißt „höchstens“")
COSTS_NOTHING = Text(en="it costs nothing", de="es kostet nichts")


@dataclass(frozen=True)
class Number:
    """A number as it was written."""

    digits: str
    decimals: str = ""
    #: What stands before three last digits that may be thousands, or decimals.
    mark: str = ""

    @property
    def with_decimals(self) -> Number:
        """The other reading of what has such a mark."""
        return Number(self.digits[:-3], self.digits[-3:])

    def __str__(self) -> str:
        return f"{self.digits}.{self.decimals.rstrip('0')}".rstrip(".")


def cents(cell: str, about: About) -> Spelling:
    """Euros as ``1250.50``, from “1.250,50 €”, “180,-”, “50 Cent” or “kostenlos”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    bare, asides = _without_remarks(cell)
    refused = _says_more(cell) or NotReadable(NO_MONEY, WRITE_EUROS)
    written, reasons = _estimated(THE_WHOLE.sub("", _legible(bare, refused)).strip("! "))
    if written in FOR_NOTHING:
        return spelled("0.00", COSTS_NOTHING, *asides)
    if FOREIGN.search(written):
        raise NotReadable(NOT_EUROS, WRITE_EUROS)
    if (coins := CENTS.fullmatch(written)) is not None:
        euros = f"{int(coins[1]) // 100}.{int(coins[1]) % 100:02}"
        return spelled(euros, *reasons, *asides)
    amount, guessed = _estimated(EUROS.sub(" ", written, count=1).strip())
    if any(limit.match(amount) for limit in (AT_MOST, UP_TO, AT_LEAST)):
        raise NotReadable(WHICH, WRITE_EUROS)
    found = _number(NO_CENTS.sub(_without_cents, amount), refused)
    if len(found.decimals) > 2 or len(found.digits) > 8:
        raise refused
    if found.mark == ",":
        raise could_be(_amount(found), _amount(found.with_decimals))
    return spelled(_amount(found), *reasons, *guessed, *_thousands(found), *asides)


def _without_cents(found: re.Match[str]) -> str:
    """“180,-” and “1.250.--” as 180.00 and 1.250,00: the dot may be that of the thousands."""
    return f"{found['euros']}{',' if '.' in found['euros'] else '.'}00"


def whole(cell: str, about: About) -> Spelling:
    """A count in digits, from “max. 36 Pers.”, “1.250”, “40,0” or “ca. 40”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    if plainly(cell) in UNLIMITED:
        return Spelling("", NO_LIMIT)
    bare, asides = _without_remarks(cell)
    refused = _says_more(cell) or NotReadable(NO_WHOLE, WRITE_DIGITS)
    written = _legible(bare, refused)
    number, counted = _uncounted(written)
    number, reasons = _estimated(number)
    number, limits = _limited(number, of_years=YEARS.search(written) is not None)
    found = _number(number, refused)
    if found.decimals.strip("0") or len(found.digits) > 9:
        raise refused
    return spelled(found.digits, *reasons, *limits, *counted, *_thousands(found), *asides)


def decimal(cell: str, about: About) -> Spelling:
    """A number as ``3.6``, from “3,60 kW” or “−3,6”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    refused = NotReadable(NO_NUMBER, WRITE_NUMBER)
    bare, asides = _without_remarks(cell)
    written, guessed = _estimated(_legible(bare, refused))
    if limit := AT_MOST.match(written) or UP_TO.match(written):
        written, guessed = written[limit.end() :], (MOST,)
    number = _without_unit(written, about, refused)
    found = _number(number.removeprefix("-"), refused)
    reasons = [*guessed, *asides, *([THOUSANDS] if found.mark == " " else [])]
    if found.mark in (".", ","):
        # “1.250” may be thousands; “1.257” is how this column writes its decimals.
        reasons += [DECIMALS] if found.digits.endswith("0") else []
        found = found.with_decimals
    if len(found.digits) > 9 or len(found.decimals.rstrip("0")) > 9:
        raise refused
    minus = "-" if number.startswith("-") and str(found) != "0" else ""
    return spelled(f"{minus}{found}", *reasons)


def _legible(cell: str, refused: NotReadable) -> str:
    """A cell without capitals; refused where it is prose, or has become a date."""
    written = plainly(cell)
    if len(written) > LONGEST:
        raise refused
    named = any(word in MONTHS for word in re.findall(r"[^\W\d_]+", written))
    if A_DATE.fullmatch(written) or (named and any(map(str.isdecimal, written))):
        raise NotReadable(MADE_A_DATE, AS_TEXT)
    return written


def _estimated(written: str) -> tuple[str, tuple[Text, ...]]:
    guess = ABOUT.match(written)
    return (written[guess.end() :], (ESTIMATED,)) if guess else (written, ())


def _limited(number: str, of_years: bool) -> tuple[str, tuple[Text, ...]]:
    """A count without its “max.” or “ab”; who counts years means one end of a range."""
    if limit := AT_MOST.match(number):
        return number[limit.end() :], (MOST,) if of_years else ()
    if limit := UP_TO.match(number):
        return number[limit.end() :], (MOST,)
    if limit := AT_LEAST.match(number):
        return number[limit.end() :], (LEAST,)
    if re.fullmatch(r"\d+ ?\+", number, re.ASCII):
        return number.rstrip("+ "), (LEAST,)
    return number, ()


def _uncounted(written: str) -> tuple[str, tuple[Text, ...]]:
    """A count without what is counted: “36 Pers.”, “4x”, “20 %”."""
    found = COUNT.fullmatch(written)
    word = re.sub("[*:_/]innen", "innen", found["word"]) if found else ""
    if found and word in TEAMS:
        return found["number"], (TEAMS_COUNTED.with_facts(word=word.capitalize()),)
    return (found["number"], ()) if found and word in COUNTED else (written, ())


def _without_remarks(cell: str) -> tuple[str, tuple[Text, ...]]:
    """A number without the question mark behind it, and without a harmless remark."""
    bare, doubts = without_doubt(tidy(cell))
    if len(bare) > LONGEST:
        return bare, ()
    # “20 (ca.)” is “ca. 20”.
    bare, aside = without_aside(re.sub(r"(.+\S) ?\((ca|max|mind)\.?\)\Z", r"\2. \1", bare))
    return bare, (*aside, *doubts)


def _says_more(cell: str) -> NotReadable | None:
    """Why “20 Kinder (Kl. 3)” is not read: nobody knows what the rest does to the number."""
    found = re.fullmatch(r"(?P<number>\d{1,6}(?: [^\W\d]+\.?)?) ?\((?P<more>[^()]+)\)", cell)
    if found is None:
        return None
    says = SAYS_MORE.with_facts(more=found["more"])
    return NotReadable(says, ONLY_THIS.with_facts(number=found["number"]))


def _without_unit(written: str, about: About, refused: NotReadable) -> str:
    found = re.fullmatch(r"(-?[\d.,' /-]*\d) ?([a-z]+)", written, re.ASCII)
    if AMPERES_WRITTEN.search(written):
        raise NotReadable(AMPERES, KILOWATTS_OF_AMPERES)
    if found is None:
        return written
    if found[2] in ("w", "watt"):
        raise NotReadable(WATTS, WRITE_KILOWATTS)
    # A heading without a unit is in metres or kilowatts, never in kilometres.
    here = (about.unit,) if about.unit else ("kw", "m")
    if UNITS.get(found[2]) not in here:
        raise refused
    return found[1]


def _number(written: str, refused: NotReadable) -> Number:
    """A number without words; refused, with what is wrong where we can tell."""
    if found := GROUPED.fullmatch(written):
        whole = found["head"] + re.sub(r"\D", "", found["rest"])
        # An apostrophe, or two marks of a kind, can only stand between thousands.
        lone = len(found["rest"]) == 4 and found["part"] is None and found["mark"] != "'"
        return _rounded(whole, found["part"] or "", found["mark"] if lone else "")
    if found := PLAIN.fullmatch(written):
        return _rounded(found["head"], found["part"] or "")
    if ends := FROM_TO.fullmatch(written):
        raise could_be(ends[1].rstrip(".,"), ends[2].rstrip(".,"))
    if re.fullmatch(r"-[\d.,' ]+", written, re.ASCII):
        raise NotReadable(LESS_THAN_NOTHING, refused.advice)
    if re.fullmatch(r"(?=[oil.,]*\d)(?=[\d.,]*[oil])[\doil.,]+", written, re.ASCII):
        letter, digit = next(LOOKS_LIKE[c] for c in written if c in LOOKS_LIKE)
        raise NotReadable(LETTER.with_facts(letter=letter, digit=digit), refused.advice)
    raise refused


def _rounded(digits: str, decimals: str, mark: str = "") -> Number:
    """A number without leading zeros, and without the dust of a spreadsheet's sums."""
    if len(decimals) >= COMPUTED:
        digits, decimals = f"{Decimal(f'{digits}.{decimals}'):.9f}".rstrip("0").split(".")
    return Number(str(int(digits)), decimals, mark)


def _amount(number: Number) -> str:
    return f"{number.digits}.{number.decimals.rstrip('0'):0<2}"


def _thousands(number: Number) -> tuple[Text, ...]:
    return (THOUSANDS,) if number.mark else ()
