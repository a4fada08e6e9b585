"""What is written in the tables and does nothing, or says something else than it seems.

Every cell here can be read and every name exists; but a rule would be off without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from festplan import tables
from festplan.columns import Column
from festplan.complaints import Complaint, Place, Severity
from festplan.inputs.cells import DID_YOU_MEAN, Understood
from festplan.inputs.headings import near
from festplan.inputs.references import Lines
from festplan.protected import PROTECTED_DATE, PROTECTED_HARD, SCOPE, Scope
from festplan.rules import (
    city_events,
    closures,
    first_aid,
    noise_levels,
    pinned,
    public_hours,
)
from festplan.texts import Text, languages

NEEDS_B = Text(
    en="This relation needs a second event.", de="Diese Beziehung braucht zwei Veranstaltungen."
)
NOT_ITSELF = Text(
    en="An event has no relation with itself.",
    de="Eine Veranstaltung hat keine Beziehung zu sich selbst.",
)
NO_WISH = Text(
    en="This cannot be a wish: it holds or it does not.",
    de="Das kann kein Wunsch sein: Es gilt oder gilt nicht.",
)
WRITE_YES = Text(
    en="Write yes, or take the row out.", de="Bitte ja schreiben oder die Zeile löschen."
)
NOWHERE = Text(
    en="The row names neither a venue nor a site, so nothing is closed.",
    de="Die Zeile nennt weder Ort noch Gelände, also ist nichts gesperrt.",
)
NO_END = Text(en="A route needs the venue where it ends.", de="Ein Umzug braucht einen Zielort.")
NO_ROUTE = Text(en="Only a route has a venue where it ends.", de="Nur ein Umzug hat einen Zielort.")
WRITE_ROUTE = Text(
    en="Write route in the column kind.", de="Bitte in der Spalte Form Route schreiben."
)
ITS_OWN_PARTNER = Text(
    en="The actor in charge stands among the partners, too; once is enough.",
    de="Der Veranstalter steht auch bei den Mitveranstaltern; einmal genügt.",
)
NO_RULE_FOR = Text(
    en="The noise rules do not name it, so no noise rule holds there.",
    de="Die Lärmregeln nennen sie nicht, also gilt dort keine Lärmregel.",
)
NOBODY = Text(
    en="No event is for “{word}”, so the row protects nobody.",
    de="Keine Veranstaltung ist für „{word}“, also schützt die Zeile niemanden.",
)
NO_TEAM = Text(
    en="It does not say which equipment the first-aid team is, so the rule is off.",
    de="Es fehlt, welche Ausstattung das Sanitätsteam ist, also gilt die Regel nicht.",
)
WRITE_TEAM = Text(
    en="Write the setting first_aid_equipment.",
    de="Bitte die Einstellung Sanitätsteam schreiben.",
)
ALL_HOURS = Text(
    en="The day has no public hours: anything from 04:00 in the morning on is possible.",
    de="Der Tag hat keine Öffnungszeit: Alles ab 4 Uhr morgens ist möglich.",
)
WRITE_HOURS = Text(en="Write open_from and open_to.", de="Bitte geöffnet von und bis schreiben.")
FAR_AWAY = Text(
    en="The day is {days} days away from the day before it.",
    de="Der Tag liegt {days} Tage nach dem Tag davor.",
)
RIGHT_YEAR = Text(en="Is the year right?", de="Stimmt das Jahr?")
NO_NAME = Text(
    en="The festival has no name yet; it stands on the cover and in the calendars.",
    de="Das Fest hat noch keinen Namen; er steht auf dem Umschlag und in den Kalendern.",
)
NO_LANGUAGE = Text(
    en="The festival's language is not given: programme and tables are written in German.",
    de="Die Sprache des Festes fehlt: Programm und Tabellen werden deutsch geschrieben.",
)
WRITE_LANGUAGE = Text(
    en="Write the setting language, for example en.", de="Bitte die Einstellung Sprache schreiben."
)
NOT_SPOKEN = Text(
    en="There are no texts in this language yet: the publications are in English.",
    de="In dieser Sprache gibt es noch keine Texte: Die Veröffentlichungen sind englisch.",
)
PINS_NOTHING = Text(en="This pin keeps nothing.", de="Diese Fixierung hält nichts fest.")
WRITE_PIN = Text(
    en="Write a date, a start or a venue.", de="Bitte Datum, Beginn oder Ort schreiben."
)
NO_SESSION = Text(
    en="The event has only {sessions} sessions.", de="Die Veranstaltung hat nur {sessions} Termine."
)
WHICH_SESSION = Text(
    en="The event has {sessions} sessions; this is taken for the first.",
    de="Die Veranstaltung hat {sessions} Termine; das gilt für den ersten.",
)
WRITE_SESSION = Text(en="Write which one.", de="Bitte schreiben, für welchen.")
#: More days between two festival days than that are a slip of the pen.
FARTHEST = timedelta(days=60)


def nonsense(lines: Lines) -> Iterator[Complaint]:
    """Everything that is readable and yet does nothing, or something else."""
    yield from _relations(lines)
    yield from _wishes_that_are_none(lines)
    yield from _closures(lines)
    yield from _routes(lines)
    yield from _partners(lines)
    yield from _noise(lines)
    yield from _nobody(lines)
    yield from _days(lines)
    yield from _pins(lines)
    yield from _settings(lines)


def _relations(lines: Lines) -> Iterator[Complaint]:
    for line in lines.get("relations", ()):
        kind = tables.RELATION_KIND.of(line)
        alone = kind in ("first", "last")
        if kind and not alone and not tables.EVENT_B.of(line):
            yield Complaint(line.place("event_b"), NEEDS_B)
        elif not alone and tables.EVENT_A.of(line) == tables.EVENT_B.of(line):
            yield Complaint(line.place("event_b"), NOT_ITSELF)
        elif alone and not tables.HARD.of(line):
            yield Complaint(line.place("hard"), NO_WISH, WRITE_YES)


def _wishes_that_are_none(lines: Lines) -> Iterator[Complaint]:
    for line in lines.get("protected_times", ()):
        if PROTECTED_DATE.of(line).event and not PROTECTED_HARD.of(line):
            yield Complaint(line.place("hard"), NO_WISH, WRITE_YES)
    for line in lines.get("city_events", ()):
        feature = isinstance(city_events.AFFECTS.of(line), city_events.Feature)
        if feature and not city_events.HARD.of(line):
            yield Complaint(line.place("hard"), NO_WISH, WRITE_YES)


def _closures(lines: Lines) -> Iterator[Complaint]:
    for line in lines.get("closures", ()):
        if not closures.VENUE.of(line) and not closures.SITE.of(line):
            yield Complaint(line.place(), NOWHERE)


def _routes(lines: Lines) -> Iterator[Complaint]:
    for line in lines.get("events", ()):
        route = tables.KIND.of(line) == "route"
        end = tables.END_VENUE.of(line)
        if route and not end:
            yield Complaint(line.place("kind"), NO_END)
        elif end and not route:
            yield Complaint(line.place("end_venue"), NO_ROUTE, WRITE_ROUTE)


def _partners(lines: Lines) -> Iterator[Complaint]:
    for line in lines.get("events", ()):
        if tables.LEAD.of(line) in tables.PARTNERS.of(line):
            yield Complaint(line.place("co_actors"), ITS_OWN_PARTNER, severity=Severity.HINT)


def _noise(lines: Lines) -> Iterator[Complaint]:
    """A noise class or a kind of day that the noise rules do not know is not limited at all."""
    rules = lines.get("noise_rules", [])
    yield from _unruled(lines, "venues", tables.NOISE_CLASS, rules, noise_levels.CLASS)
    yield from _unruled(lines, "days", tables.DAY_TYPE, rules, noise_levels.KIND_OF_DAY)


def _unruled(
    lines: Lines, table: str, column: Column[str], rules: list[Understood], ruled: Column[str]
) -> Iterator[Complaint]:
    known = {ruled.of(rule) for rule in rules}
    for line in lines.get(table, ()):
        word = column.of(line)
        if known - {""} and word and word not in known:
            yield _question(line.place(column.name), NO_RULE_FOR, near(word, known))


def _question(place: Place, says: Text, guess: str) -> Complaint:
    advice = DID_YOU_MEAN.with_facts(near=guess) if guess else Text("", "")
    return Complaint(place, says, advice, Severity.QUESTION)


def _nobody(lines: Lines) -> Iterator[Complaint]:
    """A row about people or topics that no event is for."""
    events = lines.get("events", [])
    scopes: tuple[tuple[str, Column[Any]], ...] = (
        ("protected_times", SCOPE),
        ("city_events", city_events.AFFECTS),
    )
    for table, column in scopes:
        for line in lines.get(table, ()):
            scope = column.of(line)
            for word, known in _words(scope, events):
                if word.casefold() not in {each.casefold() for each in known}:
                    says = NOBODY.with_facts(word=word)
                    yield _question(line.place(column.name), says, near(word, known))


def _words(scope: object, events: list[Understood]) -> Iterator[tuple[str, set[str]]]:
    columns = {"audience": tables.AUDIENCES, "tag": tables.TAGS}
    if isinstance(scope, Scope) and scope.kind in columns:
        used = {word for line in events for word in columns[scope.kind].of(line)}
        yield from ((word, used) for word in scope.words)


def _days(lines: Lines) -> Iterator[Complaint]:
    found = [line for line in lines.get("days", ()) if isinstance(line.values.get("date"), date)]
    found.sort(key=lambda line: tables.DATE.of(line))
    for before, line in zip([None, *found], found, strict=False):
        if before is not None:
            away = tables.DATE.of(line) - tables.DATE.of(before)
            if away > FARTHEST:
                says = FAR_AWAY.with_facts(days=away.days)
                yield Complaint(line.place("date"), says, RIGHT_YEAR)
        if public_hours.OPEN_FROM.of(line) is None and public_hours.OPEN_TO.of(line) is None:
            yield Complaint(line.place(), ALL_HOURS, WRITE_HOURS, Severity.QUESTION)


def _pins(lines: Lines) -> Iterator[Complaint]:
    """Pins that pin nothing, or a session that there is not."""
    sessions = {
        tables.EVENT_ID.of(line): tables.SESSIONS.of(line) for line in lines.get("events", ())
    }
    for line in lines.get("pins", ()):
        there_are = sessions.get(pinned.EVENT.of(line), 1)
        if not {"date", "start", "venue_id"} & set(line.texts):
            yield Complaint(line.place("event_id"), PINS_NOTHING, WRITE_PIN)
        if pinned.SESSION.of(line) > there_are:
            says = NO_SESSION.with_facts(sessions=there_are)
            yield Complaint(line.place("session"), says)
        elif there_are > 1 and "session" not in line.texts:
            says = WHICH_SESSION.with_facts(sessions=there_are)
            yield Complaint(line.place("event_id"), says, WRITE_SESSION, Severity.QUESTION)


def _settings(lines: Lines) -> Iterator[Complaint]:
    settings = lines.get("festival", [])
    if not settings or "name" not in settings[0].values:
        file = settings[0].file if settings else "festival.csv"
        yield Complaint(Place(file), NO_NAME, severity=Severity.HINT)
    if not settings or "language" not in settings[0].values:
        file = settings[0].file if settings else "festival.csv"
        yield Complaint(Place(file), NO_LANGUAGE, WRITE_LANGUAGE, Severity.HINT)
    for line in settings:
        if first_aid.FROM_VISITORS.of(line) and not first_aid.FIRST_AID.of(line):
            yield Complaint(
                line.place(first_aid.FROM_VISITORS.name), NO_TEAM, WRITE_TEAM, Severity.QUESTION
            )
        if tables.LANGUAGE.of(line) not in languages():
            yield Complaint(line.place("language"), NOT_SPOKEN, severity=Severity.HINT)
