"""What the headings of a foreign list mean: its title, its day, its start, whoever chose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from festplan.complaints import NO_ADVICE, Complaint, Place
from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.headings import near, plain
from festplan.inputs.programmes.found import Found, Match, ProgrammeRead
from festplan.inputs.sheets import Sheet, SheetRow
from festplan.texts import Text


@dataclass(frozen=True)
class Meaning:
    """What a column can hold, and the headings that say so; the first ones say it best."""

    name: str
    says: Text
    headings: tuple[str, ...]


# fmt: off
MEANINGS = (
    Meaning("title", Text("title", "Titel"), (
        "title", "titel", "event title", "titel der veranstaltung", "veranstaltungstitel",
        "veranstaltung", "event", "item", "act", "programmpunkt", "auftritt", "beitrag", "angebot",
        "performance", "session", "show", "talk", "summary", "subject", "betreff", "what", "was",
        "programm", "programme", "name", "bezeichnung",
    )),
    Meaning("day", Text("day", "Tag"), (
        "date", "datum", "day", "tag", "start date", "startdatum", "beginnt am", "festtag",
        "wunschtag", "wann", "when", "weekday", "wochentag",
    )),
    Meaning("start", Text("start", "Beginn"), (
        "start", "beginn", "start time", "startzeit", "beginnt um", "from", "von", "ab", "anfang",
        "begin", "begins", "starts", "uhrzeit", "zeit", "time", "times", "zeiten", "uhr",
    )),
    Meaning("end", Text("end", "Ende"), (
        "end", "ende", "end time", "endzeit", "endet um", "to", "bis", "until", "ends", "schluss",
    )),
    Meaning("length", Text("length", "Länge"), (
        "duration min", "duration", "dauer", "dauer min", "length", "length min", "länge",
        "laenge", "minuten", "minutes", "min",
    )),
    Meaning("place", Text("place", "Ort"), (
        "venue", "place", "room", "stage", "location", "ort", "bühne", "buehne", "raum", "saal",
        "spielort", "veranstaltungsort", "standort", "where", "wo", "venue id", "ort-nr",
    )),
    Meaning("people", Text("people", "Mitwirkende"), (
        "persons", "people", "person", "speaker", "speakers", "who", "actor", "actors", "artist",
        "artists", "performer", "performers", "lead", "partners", "wer", "mitwirkende",
        "veranstalter", "mitveranstalter", "künstler", "kuenstler", "künstlerin", "referent",
        "referentin", "referenten", "verein", "akteur", "akteure", "gruppe", "organizer",
        "attendees", "host", "hosts",
    )),
    Meaning("id", Text("number", "Nummer"), (
        "id", "event id", "nr", "no", "number", "nummer", "code",
    )),
)
# fmt: on
BY_NAME = {meaning.name: meaning for meaning in MEANINGS}
BY_HEADING = {heading: meaning for meaning in MEANINGS for heading in meaning.headings}

NO_MEANING = Text(
    en="“{name}” is nothing that a column can be.", de="„{name}“ kann keine Spalte sein."
)
MEANINGS_ARE = Text(
    en="There are: {names}; for example --column title=Act.",
    de="Es gibt: {names}; zum Beispiel --column title=Act.",
)
NO_SUCH_HEADING = Text(
    en="There is no heading “{heading}”; there are: {headings}.",
    de="Eine Überschrift „{heading}“ gibt es nicht; es gibt: {headings}.",
)
MEANT = Text(en="Did you mean “{near}”?", de="Ist „{near}“ gemeint?")
MATCHED = Text(en="Read as: {columns}.", de="Gelesen als: {columns}.")
MATCHED_SOME = Text(
    en="Read as: {columns}. Not read: {unused}.",
    de="Gelesen als: {columns}. Nicht gelesen: {unused}.",
)
IS = Text(en="{means} = {heading}", de="{means} = {heading}")
SHOWN_INSTEAD = Text(
    en="{means} = {heading} (no heading names a title, so this is shown)",
    de="{means} = {heading} (keine Überschrift nennt einen Titel, darum steht dies da)",
)


def wishes_of(file: str, wished: Mapping[str, str], complaints: list[Complaint]) -> dict[str, str]:
    """What the person says headings mean: our name for it by heading."""
    found: dict[str, str] = {}
    for name, heading in wished.items():
        meaning = BY_NAME.get(plain(name)) or BY_HEADING.get(bare(name))
        if meaning is None or not heading.strip():
            says = NO_MEANING.with_facts(name=name if meaning is None else f"{name}={heading}")
            advice = MEANINGS_ARE.with_facts(names=tuple(BY_NAME))
            complaints.append(Complaint(Place(file), says, advice))
        else:
            found[bare(heading)] = meaning.name
    return found


def bare(heading: str) -> str:
    """A heading as it is compared."""
    return plain(heading).strip(".:*# ")


def known(row: SheetRow | None, wishes: Mapping[str, str]) -> set[str]:
    """The headings in a row that mean something."""
    headings = map(bare, row.cells if row else ())
    return {heading for heading in headings if heading in wishes or heading in BY_HEADING}


def _means(heading: str, wishes: Mapping[str, str]) -> str:
    """What a heading means; who says where the titles are has said where they are not."""
    if (found := wishes.get(bare(heading))) is not None:
        return found
    meaning = BY_HEADING.get(bare(heading))
    return meaning.name if meaning and meaning.name not in wishes.values() else ""


def columns_of(top: SheetRow, wishes: Mapping[str, str]) -> dict[str, list[int]]:
    """Which columns hold what; people may stand in several, of anything else one is read."""
    columns: dict[str, list[int]] = {}
    for number, heading in enumerate(top.cells):
        if name := _means(heading, wishes):
            columns.setdefault(name, []).append(number)
    for name, numbers in columns.items():
        numbers.sort(key=lambda number: _rank(name, top.cells[number]))
        del numbers[len(numbers) if name == "people" else 1 :]
    if "start" not in columns and "day" in columns:
        # “Wann: Sa 14 Uhr” says both.
        columns["start"] = columns.pop("day")
    return columns


def _rank(name: str, heading: str) -> int:
    known = BY_NAME[name].headings
    return known.index(bare(heading)) if bare(heading) in known else 0


def unknown_wishes(
    sheet: Sheet, top: SheetRow, wishes: Mapping[str, str], complaints: list[Complaint]
) -> None:
    """Complain of headings that the person named and the list does not have."""
    headings = {bare(cell): tidy(cell) for cell in top.cells if cell.strip()}
    for wish in wishes:
        if wish not in headings:
            says = NO_SUCH_HEADING.with_facts(heading=wish, headings=tuple(headings.values()))
            guess = near(wish, headings.values())
            advice = MEANT.with_facts(near=guess) if guess else NO_ADVICE
            complaints.append(Complaint(Place(sheet.file, top.number), says, advice))


def remember(top: SheetRow, columns: Mapping[str, list[int]], found: Found) -> None:
    """Note which heading was taken for what."""
    for meaning in MEANINGS:
        for number in columns.get(meaning.name, ()):
            found.matching.append(Match(meaning.says, tidy(top.cells[number])))
    read = {number for numbers in columns.values() for number in numbers}
    found.unused += [tidy(c) for n, c in enumerate(top.cells) if c.strip() and n not in read]


def matched(read: ProgrammeRead) -> Text | None:
    """What the headings were taken for, as a sentence; None for a file without headings."""
    matching, unused = read.matching, read.unused
    if not matching:
        return None
    title, number = BY_NAME["title"].says, BY_NAME["id"].says
    columns = [IS.with_facts(means=match.means, heading=match.heading) for match in matching]
    if all(match.means != title for match in matching):
        columns = [
            SHOWN_INSTEAD.with_facts(means=title, heading=match.heading)
            for match in matching
            if match.means == number
        ] + [each for each in columns if each.facts["means"] != number]
    says = MATCHED_SOME.with_facts(unused=unused) if unused else MATCHED
    return says.with_facts(columns=tuple(columns))
