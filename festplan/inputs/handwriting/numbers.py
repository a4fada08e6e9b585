"""The hands for amounts of money, for whole numbers and for numbers with decimals.

“1.250,50”, “1,250.50” and “1 250,50” are one amount; “1,250” alone is two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from festplan.columns import NotReadable
from festplan.inputs.handwriting.calendar_words import MONTHS
from festplan.inputs.handwriting.reasons import COULD_BE, LETTER, nothing_said, spelled
from festplan.inputs.handwriting.spelling import About, Spelling
from festplan.inputs.handwriting.words import plainly
from festplan.texts import Text

#: No number has more letters than that, its words included.
LONGEST = 60

#: What says that a number is a guess; a count's “at most” is as good as the number.
ABOUT = re.compile(
    r"(?:~|≈|(?:ca|circa|zirka|etwa|rund|ungefähr|ungef|geschätzt|about|around|approx"
    r"|approximately)(?:\.|\b)) *"
)
AT_MOST = re.compile(r"(?:max|maximal|höchstens|at most)(?:\.|\b) *")
UP_TO = re.compile(r"(?:bis zu|bis|up to)\b *")
AT_LEAST = re.compile(r"(?:ab|from|min|mind|mindestens|wenigstens|at least)(?:\.|\b) *")
YEARS = re.compile(r"jahr|year|\bj\b|\byrs\b")
FOR_NOTHING = frozenset(
    ("kostenlos", "kostenfrei", "frei", "umsonst", "gratis", "free", "for free", "free of charge")
)
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
        "people", "persons", "guests", "visitors", "children", "kids", "seats", "places",
        "helpers", "participants", "stück", "stk", "st", "pieces", "pcs", "x", "×", "mal", "times",
        "j", "jahr", "jahre", "jahren", "year", "years", "yrs", "%", "prozent", "percent",
        "termin", "termine", "sessions", "session", "teams", "team",
    )
)  # fmt: skip

PLAIN = re.compile(r"(?P<head>\d{1,12})(?:[.,](?P<part>\d{1,20}))?", re.ASCII)
#: Thousands in threes, divided by dots, commas, blanks or apostrophes; then perhaps decimals.
GROUPED = re.compile(
    r"(?P<head>[1-9]\d{0,2})(?P<rest>(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3}){0,3})"
    r"(?:(?!(?P=mark))[.,](?P<part>\d{1,20}))?",
    re.ASCII,
)
COUNT = re.compile(r"(?P<number>.*\d\+?) ?(?P<word>[^\d\s.,+]+)\.?")
FROM_TO = re.compile(r"(\d[\d.,]{0,12}) ?(?:-|/|bis|to) ?(\d[\d.,]{0,12})", re.ASCII)
#: Letters that are typed for digits, and how they look.
LOOKS_LIKE = {"o": ("O", 0), "l": ("l", 1), "i": ("I", 1)}
A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[ t].*)?|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?")
#: Units that may stand behind a number, by what a heading calls them.
UNITS = {
    **dict.fromkeys(("kw", "kilowatt"), "kw"),
    **dict.fromkeys(("m", "meter", "metre", "metres", "meters"), "m"),
    **dict.fromkeys(("km", "kilometer", "kilometres"), "km"),
}
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
THOUSANDS = Text(en="the mark divides the thousands", de="das Zeichen trennt die Tausender ab")
DECIMALS = Text(en="the mark divides the decimals", de="das Zeichen trennt die Dezimalen ab")
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
    refused = NotReadable(NO_MONEY, WRITE_EUROS)
    written, reasons = _estimated(_legible(cell, refused))
    if written in FOR_NOTHING:
        return spelled("0.00", COSTS_NOTHING)
    if FOREIGN.search(written):
        raise NotReadable(NOT_EUROS, WRITE_EUROS)
    if (coins := CENTS.fullmatch(written)) is not None:
        return spelled(f"{int(coins[1]) // 100}.{int(coins[1]) % 100:02}", *reasons)
    amount, guessed = _estimated(EUROS.sub(" ", written, count=1).strip())
    if any(limit.match(amount) for limit in (AT_MOST, UP_TO, AT_LEAST)):
        raise NotReadable(WHICH, WRITE_EUROS)
    # “180,-” and “180.--” say that there are no cents.
    found = _number(re.sub(r"(?<=\d)([.,])-{1,2}$", r"\g<1>00", amount), refused)
    if len(found.decimals) > 2 or len(found.digits) > 8:
        raise refused
    if found.mark == ",":
        other = _amount(found.with_decimals)
        raise NotReadable(COULD_BE.with_facts(first=_amount(found), second=other), WRITE_EUROS)
    return spelled(_amount(found), *reasons, *guessed, *_thousands(found))


def whole(cell: str, about: About) -> Spelling:
    """A count in digits, from “max. 36 Pers.”, “1.250”, “40,0” or “ca. 40”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    refused = NotReadable(NO_WHOLE, WRITE_DIGITS)
    written = _legible(cell, refused)
    number, reasons = _estimated(_uncounted(written))
    number, limits = _limited(number, of_years=YEARS.search(written) is not None)
    found = _number(number, refused)
    if found.decimals.strip("0") or len(found.digits) > 9:
        raise refused
    return spelled(found.digits, *reasons, *limits, *_thousands(found))


def decimal(cell: str, about: About) -> Spelling:
    """A number as ``3.6``, from “3,60 kW” or “−3,6”."""
    if (nothing := nothing_said(cell)) is not None:
        return nothing
    refused = NotReadable(NO_NUMBER, WRITE_NUMBER)
    number = _without_unit(_legible(cell, refused), about, refused)
    found = _number(number.removeprefix("-"), refused)
    reasons = [THOUSANDS] if found.mark == " " else []
    if found.mark in (".", ","):
        # “1.250” may be thousands; “1.257” is how this column writes its decimals.
        reasons = [DECIMALS] if found.digits.endswith("0") else []
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


def _uncounted(written: str) -> str:
    """A count without what is counted: “36 Pers.”, “4x”, “20 %”."""
    found = COUNT.fullmatch(written)
    word = re.sub("[*:_/]innen", "innen", found["word"]) if found else ""
    return found["number"] if found and word in COUNTED else written


def _without_unit(written: str, about: About, refused: NotReadable) -> str:
    found = re.fullmatch(r"(-?[\d., ']*\d) ?([a-z]+)", written, re.ASCII)
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
        says = COULD_BE.with_facts(first=ends[1].rstrip(".,"), second=ends[2].rstrip(".,"))
        raise NotReadable(says, refused.advice)
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
