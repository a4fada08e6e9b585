"""Columns of the input tables: their names, their meaning, and how to read a cell.

A rule declares the columns it needs; nothing else in the program has to know them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from festplan.texts import Text
from festplan.times import Clock, midnight

Value = TypeVar("Value")


class Row(Protocol):
    """Anything read from a table row: an event, a venue, a line of the noise rules."""

    @property
    def cells(self) -> Mapping[str, object]: ...


class NotReadable(Exception):
    """A cell that says something else than its column expects; carries what to write."""

    def __init__(self, says: Text, advice: Text) -> None:
        super().__init__(says.in_language("en"))
        self.says = says
        self.advice = advice


@dataclass(frozen=True)
class Column(Generic[Value]):
    """One column of one input table, with examples that also serve as test data."""

    table: str
    name: str
    de: str
    help: Text
    read: Callable[[str], Value]
    default: Value
    examples: tuple[str, ...]
    #: The table whose ids stand in this column; several ids are separated by semicolons.
    refers_to: str = ""
    required: bool = False
    #: Never leaves the organisers' own tables: addresses, telephone numbers, reasons.
    private: bool = False
    #: Further headings that people give this column, in any language.
    also: tuple[str, ...] = ()

    def of(self, row: Row) -> Value:
        """The value in this column for ``row``, or the default where the cell is empty."""
        return row.cells.get(self.name, self.default)  # type: ignore[return-value]


def words(cell: str) -> tuple[str, ...]:
    """Read ``"projector; piano"`` or ``"projector, piano"``: each once, in the order written.

    Where a semicolon stands, a comma is part of a name: ``"Arts, crafts & sports;"`` is one.
    """
    parts = cell.split(";" if ";" in cell else ",")
    return tuple(dict.fromkeys(word.strip() for word in parts if word.strip()))


def small_words(cell: str) -> tuple[str, ...]:
    """Read ``"Rollstuhl; hoeranlage"`` as words that are compared without their case."""
    return words(cell.casefold())


def language_code(cell: str) -> str:
    """Read ``"de"``, ``"ar"``, ``"dgs"``: the code of a language, two or three letters."""
    if not re.fullmatch(r"[a-z]{2,3}", cell.casefold()):
        raise NotReadable(
            Text(en="is no code of a language.", de="ist kein Sprachkürzel."),
            Text(
                en="Write the code: de for German, en English, ar Arabic, uk Ukrainian, "
                "tr Turkish, dgs German sign language, ls easy language.",
                de="Bitte das Kürzel schreiben: de für Deutsch, en Englisch, ar Arabisch, uk "
                "Ukrainisch, tr Türkisch, dgs Gebärdensprache, ls Leichte Sprache.",
            ),
        )
    return cell.casefold()


def language_codes(cell: str) -> tuple[str, ...]:
    """Read ``"de; ar"``."""
    return tuple(dict.fromkeys(map(language_code, words(cell))))


def web_address(cell: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+\.[^\s<>\"]+", cell):
        raise NotReadable(
            Text(en="is no address of a website.", de="ist keine Webadresse."),
            Text(
                en="Write it with https://, for example https://fest.example.",
                de="Bitte mit https:// schreiben, etwa https://fest.example.",
            ),
        )
    return cell.rstrip("/")


def mailbox(cell: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", cell):
        raise NotReadable(
            Text(en="is no mail address.", de="ist keine Mailadresse."),
            Text(
                en="Write it like programm@fest.example.",
                de="Bitte schreiben wie programm@fest.example.",
            ),
        )
    return cell


def text(cell: str) -> str:
    return cell.strip()


YES_OR_NO = {
    **dict.fromkeys(("yes", "ja", "j", "y", "x", "true", "wahr", "1"), True),
    **dict.fromkeys(("no", "nein", "n", "false", "falsch", "0", "-"), False),
}


def yes_or_no(cell: str) -> bool:
    if cell.casefold() not in YES_OR_NO:
        raise NotReadable(
            Text(en="is neither yes nor no.", de="ist weder ja noch nein."),
            Text(en="Write yes or no.", de="Bitte ja oder nein schreiben."),
        )
    return YES_OR_NO[cell.casefold()]


def whole(cell: str) -> int:
    """Read a whole number, ``0`` or more."""
    if not re.fullmatch(r"\d{1,9}", cell):
        raise NotReadable(
            Text(en="is not a whole number.", de="ist keine ganze Zahl."),
            Text(en="Write digits only, for example 40.", de="Bitte nur Ziffern, etwa 40."),
        )
    return int(cell)


#: More points than that on a single wish would drown everything else, and could overflow sums.
MOST_POINTS = 100_000


def points(cell: str) -> int:
    """Read the weight of a wish: ``0`` (it does not count) to ``100000`` points."""
    if not re.fullmatch(r"\d{1,6}", cell) or int(cell) > MOST_POINTS:
        raise NotReadable(
            Text(en="is no weight.", de="ist kein Gewicht."),
            Text(
                en="Write whole points from 0 (does not count) to 100000.",
                de="Bitte ganze Punkte von 0 (zählt nicht) bis 100000 schreiben.",
            ),
        )
    return int(cell)


def at_least_one(cell: str) -> int:
    if (number := whole(cell)) < 1:
        raise NotReadable(
            Text(en="is too small.", de="ist zu klein."),
            Text(en="Write 1 or more.", de="Bitte 1 oder mehr schreiben."),
        )
    return number


def noise_level(cell: str) -> int:
    """Read a loudness from 0 (reading voice) to 3 (band)."""
    if cell not in ("0", "1", "2", "3"):
        raise NotReadable(
            Text(en="is no noise level.", de="ist keine Lautstärke."),
            Text(
                en="Write 0 for a reading voice, 1 for talk, 2 for a microphone, 3 for a band.",
                de="Bitte 0 für Lesestimme, 1 für Gespräch, 2 für Mikrofon, 3 für Band schreiben.",
            ),
        )
    return int(cell)


def signed_minutes(cell: str) -> timedelta:
    """Read ``"-30"``: so many minutes before."""
    sign = -1 if cell.startswith(("-", "−")) else 1
    return sign * minutes_long(cell.lstrip("-−"))


def minutes_long(cell: str) -> timedelta:
    """Read ``"90"`` or ``"5 min"``."""
    if not re.fullmatch(r"[0-9]{1,5}( min)?", cell):
        raise NotReadable(
            Text(en="is not a length in minutes.", de="ist keine Länge in Minuten."),
            Text(en="Write minutes, for example 90.", de="Bitte Minuten schreiben, etwa 90."),
        )
    return timedelta(minutes=int(cell.removesuffix(" min")))


def some_minutes(cell: str) -> timedelta:
    if not (length := minutes_long(cell)):
        raise NotReadable(
            Text(en="is no length.", de="ist keine Länge."),
            Text(en="Write minutes, for example 90.", de="Bitte Minuten schreiben, etwa 90."),
        )
    return length


def grid_minutes(cell: str) -> timedelta:
    """Read the step of the time grid: one that divides the hour."""
    step = minutes_long(cell)
    if step not in (timedelta(minutes=n) for n in (5, 10, 15, 20, 30, 60)):
        raise NotReadable(
            Text(en="is no step of a time grid.", de="ist kein Zeitraster."),
            Text(en="Write 5, 10, 15, 20, 30 or 60.", de="Möglich sind 5, 10, 15, 20, 30 oder 60."),
        )
    return step


def decimal(cell: str) -> float:
    """Read ``"51.37"`` or ``"51,37"``."""
    if not re.fullmatch(r"[-−]?\d{1,9}([.,]\d{1,9})?", cell):
        raise NotReadable(
            Text(en="is not a number.", de="ist keine Zahl."),
            Text(en="Write a number, for example 3.6.", de="Bitte eine Zahl schreiben, etwa 3,6."),
        )
    return float(cell.replace(",", ".").replace("−", "-"))


@dataclass(frozen=True)
class UpTo:
    """A reader of whole numbers from 1 to ``most``."""

    most: int

    def __call__(self, cell: str) -> int:
        if (number := at_least_one(cell)) > self.most:
            raise NotReadable(
                Text(en="is too large.", de="ist zu groß."),
                Text(
                    en="Write a number from 1 to {most}.", de="Bitte 1 bis {most} schreiben."
                ).with_facts(most=self.most),
            )
        return number


def time_zone(cell: str) -> str:
    """Read ``"Europe/Berlin"``: the name of a time zone that exists."""
    try:
        ZoneInfo(cell)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise NotReadable(
            Text(en="is no time zone.", de="ist keine Zeitzone."),
            Text(
                en="Write continent and city, for example Europe/Berlin.",
                de="Bitte Erdteil und Stadt schreiben, etwa Europe/Berlin.",
            ),
        ) from None
    return cell


def thousandths(cell: str) -> int:
    """Read ``"3.6"`` (kilowatts) as 3600 (watts): the solver counts in whole numbers."""
    if (number := decimal(cell)) < 0:
        raise NotReadable(
            Text(en="is less than nothing.", de="ist weniger als nichts."),
            Text(en="Write 0 or more.", de="Bitte 0 oder mehr schreiben."),
        )
    return round(number * 1000)


def cents(cell: str) -> int:
    """Read ``"1450.00"``, ``"1450,5"`` or ``"1450"`` (euros) as 145000 (cents)."""
    if not re.fullmatch(r"\d{1,8}([.,]\d{1,2})?", cell):
        raise NotReadable(
            Text(en="is not an amount of money.", de="ist kein Geldbetrag."),
            Text(en="Write euros, for example 1450.00.", de="Bitte Euro schreiben, etwa 1450,00."),
        )
    euros, _, part = cell.replace(",", ".").partition(".")
    return int(euros) * 100 + int(part.ljust(2, "0") or 0)


def clock(cell: str) -> Clock:
    """Read ``"09:30"``; ``"24:00"`` to ``"28:00"`` are the night of the same festival day."""
    # Spreadsheets write the seconds, too.
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?", cell)
    if not found or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > 28 * 60:
        raise NotReadable(
            Text(en="is not a time of day.", de="ist keine Uhrzeit."),
            Text(
                en="Write it like 18:00, or leave the cell empty.",
                de="Bitte wie 18:00 schreiben oder die Zelle leer lassen.",
            ),
        )
    return Clock(timedelta(hours=int(found[1]), minutes=int(found[2])))


def day(cell: str) -> date:
    """Read ``"2027-08-28"`` or ``"28.08.2027"``."""
    pattern = "%Y-%m-%d" if "-" in cell else "%d.%m.%Y"
    try:
        found = datetime.strptime(cell, pattern).date()
        if not 2000 <= found.year <= 2200:
            raise ValueError
        return found
    except ValueError:
        raise NotReadable(
            Text(en="is not a date.", de="ist kein Datum."),
            Text(
                en="Write it as 2027-08-28 or 28.08.2027.",
                de="Bitte als 2027-08-28 oder 28.08.2027 schreiben.",
            ),
        ) from None


def moment(cell: str) -> datetime:
    """Read ``"2027-08-28 09:30"``, or a date alone: its midnight."""
    written, _, time = cell.partition(" ")
    return clock(time.strip()).on(day(written)) if time else midnight(day(written))


WEEKDAYS = {
    name.casefold(): number
    for number, names in enumerate(
        (
            ("mo", "mon", "montag", "monday"),
            ("di", "tue", "dienstag", "tuesday"),
            ("mi", "wed", "mittwoch", "wednesday"),
            ("do", "thu", "donnerstag", "thursday"),
            ("fr", "fri", "freitag", "friday"),
            ("sa", "sat", "samstag", "sonnabend", "saturday"),
            ("so", "sun", "sonntag", "sunday"),
        )
    )
    for name in names
}


@dataclass(frozen=True)
class Days:
    """Some days, named by weekday or by date; the empty list means every day."""

    names: tuple[str, ...]
    weekdays: frozenset[int]
    dates: frozenset[date]

    def __contains__(self, day: date) -> bool:
        return not self.names or day.weekday() in self.weekdays or day in self.dates

    def __str__(self) -> str:
        return ", ".join(self.names)


EVERY_DAY = Days((), frozenset(), frozenset())


DAYS_ARE_WRITTEN = Text(
    en="Write weekdays or dates with semicolons between: Sa; So or 2027-08-28.",
    de="Bitte Wochentage oder Daten mit Semikolon dazwischen schreiben: Sa; So oder 2027-08-28.",
)


def days(cell: str) -> Days:
    """Read ``"Mi; Sa"`` or ``"2027-08-28"``."""
    names = words(cell)
    by_name = {n: WEEKDAYS.get(n.rstrip(".").casefold()) for n in names}
    try:
        dates = frozenset(day(n) for n, weekday in by_name.items() if weekday is None)
    except NotReadable as wrong:
        raise NotReadable(wrong.says, DAYS_ARE_WRITTEN) from None
    return Days(names, frozenset(w for w in by_name.values() if w is not None), dates)


def weekday(cell: str) -> int:
    """Read ``"Mi"``, ``"Wednesday"`` ... as 0 for Monday to 6 for Sunday."""
    if (number := WEEKDAYS.get(cell.rstrip(".").casefold())) is None:
        raise NotReadable(
            Text(en="is not a weekday.", de="ist kein Wochentag."),
            Text(en="Write it as Wed or Mi.", de="Bitte als Mi oder Mittwoch schreiben."),
        )
    return number


class OneOf:
    """A reader for a fixed choice; each option with its other names, the first one counts."""

    def __init__(self, *allowed: tuple[str, ...]) -> None:
        self.allowed = allowed
        self.canonical = {name.casefold(): names[0] for names in allowed for name in names}

    def __call__(self, cell: str) -> str:
        if cell.casefold() not in self.canonical:
            raise NotReadable(
                Text(en="is not known here.", de="ist hier nicht bekannt."), self.advice
            )
        return self.canonical[cell.casefold()]

    @property
    def advice(self) -> Text:
        # The second name of an option is the German one.
        return Text(en="Write one of: {english}.", de="Möglich sind: {german}.").with_facts(
            english=tuple(names[0] for names in self.allowed),
            german=tuple(names[min(1, len(names) - 1)] for names in self.allowed),
        )


class SomeOf:
    """A reader for some of a fixed choice; each option with its other names."""

    def __init__(self, *allowed: tuple[str, ...]) -> None:
        self.one = OneOf(*allowed)

    def __call__(self, cell: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.one, words(cell))))


def counted(cell: str) -> tuple[tuple[str, int], ...]:
    """Read ``"Q01:2; Q02"`` as two of the first and one of the second."""
    pairs = [word.partition(":") for word in words(cell)]
    return tuple((name.strip(), at_least_one(n.strip()) if n else 1) for name, _, n in pairs)
