"""Protected times: when somebody needs rest, where, and for whom.

Several rules and wishes read the table; each takes the rows that are its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from festplan.columns import Column, NotReadable, clock, day, text, whole, words, yes_or_no
from festplan.festival import Event, Festival, Row, Venue
from festplan.tables import AUDIENCES, NONE, SETTING, SHADE, TAGS
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span

#: The kinds of scope by the names that people write.
KINDS = {
    **dict.fromkeys(("all", "alle", "alles"), "all"),
    **dict.fromkeys(("outdoor", "draußen", "im freien"), "outdoor"),
    **dict.fromkeys(("site", "gelände"), "site"),
    **dict.fromkeys(("venue", "ort"), "venue"),
    **dict.fromkeys(("shade", "schatten"), "shade"),
    **dict.fromkeys(("audience", "zielgruppe"), "audience"),
    **dict.fromkeys(("tag", "stichwort"), "tag"),
}
WITHOUT_WORDS = ("all", "outdoor")


@dataclass(frozen=True)
class Scope:
    """Whom a row concerns: some venues, or the events for some people."""

    kind: str
    words: tuple[str, ...] = ()

    def covers(self, venue: Venue) -> bool:
        """Whether the scope is about places, and this is one of them."""
        match self.kind:
            case "all":
                return True
            case "outdoor":
                return SETTING.of(venue) == "outdoor"
            case "shade":
                return SHADE.of(venue) in self.words
            case "site":
                return venue.site.id in self.words
            case "venue":
                return venue.id in self.words
        return False

    def concerns(self, event: Event) -> bool:
        """Whether the scope is about people or topics, and the event is for them."""
        match self.kind:
            case "audience":
                return _share_a_word(self.words, AUDIENCES.of(event))
            case "tag":
                return _share_a_word(self.words, TAGS.of(event))
        return False


def _share_a_word(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not {word.casefold() for word in some}.isdisjoint(w.casefold() for w in others)


def scope(cell: str) -> Scope:
    """Read ``"outdoor"``, ``"site:S6"``, ``"audience:Kita;Senioren"``, ``"shade:none"`` ..."""
    name, _, named = cell.partition(":")
    kind, found = KINDS.get(name.strip().casefold(), ""), words(named)
    if not kind or bool(found) == (kind in WITHOUT_WORDS):
        raise NotReadable(
            Text(
                en="does not say for what or whom it holds.",
                de="sagt nicht, wofür oder für wen es gilt.",
            ),
            Text(
                en="Write outdoor, site:S6, venue:V11, shade:none, audience:A;B, tag:x or all.",
                de="Bitte outdoor, site:S6, venue:V11, shade:none, audience:A;B, tag:x oder "
                "all schreiben.",
            ),
        )
    return Scope(kind, tuple(map(SHADE.read, found)) if kind == "shade" else found)


@dataclass(frozen=True)
class When:
    """On one date, every day, or while an event takes place."""

    date: datetime.date | None = None
    event: str = ""


DAILY = When()


def when(cell: str) -> When:
    """Read ``"2027-08-29"``, ``"daily"`` or ``"with:E41"``."""
    name, _, event = cell.partition(":")
    if name.strip().casefold() in ("with", "mit") and event.strip():
        return When(event=event.strip())
    if cell.casefold() in ("daily", "täglich"):
        return DAILY
    try:
        return When(day(cell))
    except NotReadable:
        raise NotReadable(
            Text(en="says no day.", de="nennt keinen Tag."),
            Text(
                en="Write a date like 2027-08-29, or daily, or with:E41 (while E41 takes place).",
                de="Bitte ein Datum wie 2027-08-29, daily (täglich) oder with:E41 (solange E41 "
                "stattfindet) schreiben.",
            ),
        ) from None


column = partial(Column, "protected_times")
PROTECTED_ID = column(
    name="protected_id", de="Schutzzeit-Nr.",
    help=Text("Short name of the protected time.", "Kürzel der Schutzzeit."),
    read=text, default="", examples=("P1",),
)  # fmt: skip
PROTECTED_TITLE = column(
    name="title", de="Titel", help=Text("What is protected.", "Was geschützt wird."),
    read=text, default="", examples=("Midday rest",),
)  # fmt: skip
PROTECTED_DATE = column(
    name="date", de="Datum",
    help=Text(
        "A date, daily, or with:E41 (while that event takes place).",
        "Ein Datum, daily (täglich) oder with:E41 (solange diese Veranstaltung stattfindet).",
    ),
    read=when, default=DAILY, examples=("daily", "with:reading", "with:concert"),
)  # fmt: skip
PROTECTED_FROM = column(
    name="from", de="von", help=Text("Begins at.", "Beginnt um."),
    read=clock, default=Clock(DAY_BREAK), examples=("16:30", "17:45"),
)  # fmt: skip
PROTECTED_TO = column(
    name="to", de="bis", help=Text("Ends at.", "Endet um."),
    read=clock, default=Clock(DAY_BREAK + datetime.timedelta(days=1)),
    examples=("18:00", "18:30"),
)  # fmt: skip
SCOPE = column(
    name="scope", de="gilt für",
    help=Text(
        "outdoor, site:S6, venue:V11, shade:none, audience:A;B, tag:x or all.",
        "outdoor (draußen), site:S6 (Gelände), venue:V11 (Ort), shade:none (ohne Schatten), "
        "audience:A;B (Zielgruppen), tag:x (Stichwort) oder all (alles).",
    ),
    read=scope, default=Scope("all"),
    examples=("all", "outdoor", "audience:Kita", "tag:migration", "shade:none"),
)  # fmt: skip
MAX_NOISE = column(
    name="max_noise_level", de="höchste Lautstärke",
    help=Text(
        "So loud it may be at these places; empty: nothing may take place there.",
        "So laut darf es an diesen Orten sein; leer: Dort findet nichts statt.",
    ),
    read=whole, default=None, examples=("0", "1"),
)  # fmt: skip
EXEMPT = column(
    name="exempt_events", de="ausgenommen",
    help=Text("Events that may all the same.", "Veranstaltungen, die trotzdem dürfen."),
    read=words, default=NONE, examples=(), refers_to="events",
)  # fmt: skip
PROTECTED_HARD = column(
    name="hard", de="zwingend",
    help=Text("Must hold; otherwise it is a wish.", "Muss gelten; sonst ist es ein Wunsch."),
    read=yes_or_no, default=True, examples=("yes",),
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (
    PROTECTED_ID, PROTECTED_TITLE, PROTECTED_DATE, PROTECTED_FROM, PROTECTED_TO, SCOPE,
    MAX_NOISE, EXEMPT, PROTECTED_HARD,
)  # fmt: skip


def windows(row: Row, festival: Festival) -> Iterator[Span]:
    """The stretches of time that a row protects; none where it follows an event."""
    said: When = PROTECTED_DATE.of(row)
    if said.event:
        return
    for each in [said.date] if said.date else [today.date for today in festival.days]:
        yield Span(PROTECTED_FROM.of(row).on(each), PROTECTED_TO.of(row).on(each))


def too_loud(row: Row, event: Event, level: int) -> bool:
    """Whether an event of this noise level may not be at the places that a row protects."""
    most = MAX_NOISE.of(row)
    return event.id not in EXEMPT.of(row) and (most is None or level > most)
