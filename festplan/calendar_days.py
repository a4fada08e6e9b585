"""Days that matter to somebody: Sundays, public holidays, fasting months, festivals of religions.

People type them from the calendars that communities publish; nothing is computed.  A row says what
does not go well with the day.  A rule reads the rows that must hold, a wish those that should, and
a row that is only a hint is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from festplan.columns import Column, NotReadable, OneOf, clock, day, text, words, yes_or_no
from festplan.festival import Event, Festival, Row, Venue
from festplan.protected import Scope, scope
from festplan.tables import (
    AUDIENCES,
    END_VENUE,
    FORMAT,
    LEAD,
    NONE,
    PARTNERS,
    SETTING,
    SHADE,
    SUNSET,
    TAGS,
    VENUE_SITE,
)
from festplan.texts import Text
from festplan.times import Clock, Span, whole_day

#: Scopes that the protected times do not have, by the names that people write.
OF_EVENTS = {
    **dict.fromkeys(("format", "art"), "format"),
    **dict.fromkeys(("actor", "akteur"), "actor"),
}
#: Scopes that are about events, wherever they take place.
OF_PEOPLE = ("format", "actor", "audience", "tag")


def concerned(cell: str) -> Scope:
    """Read ``"format:Markt"``, ``"actor:A18;A19"`` or a scope of the protected times."""
    name, _, named = cell.partition(":")
    kind, found = OF_EVENTS.get(name.strip().casefold(), ""), words(named)
    if kind and found:
        return Scope(kind, found)
    try:
        return scope(cell)
    except NotReadable as unknown:
        raise NotReadable(
            unknown.says,
            Text(
                en="Write all, audience:A;B, tag:x, format:Markt, actor:A18, outdoor, site:S6 or "
                "venue:V11.",
                de="Bitte all, audience:A;B, tag:x, format:Markt, actor:A18, outdoor, site:S6 oder "
                "venue:V11 schreiben.",
            ),
        ) from None


column = partial(Column, "calendar_days")
DATE = column(
    name="date", de="Datum", help=Text("The day.", "Der Tag."),
    read=day, default=datetime.date.min, examples=("2027-08-29",), required=True,
    also=("Tag", "day"),
)  # fmt: skip
TRADITION = column(
    name="tradition", de="Tradition",
    help=Text("Whose day it is: a religion, a country, the law.",
              "Wessen Tag es ist: einer Religion, eines Landes, des Gesetzes."),
    read=text, default="", examples=("muslimisch", "christlich"),
    also=("Religion", "religion"),
)  # fmt: skip
TITLE = column(
    name="title", de="Titel",
    help=Text("What the day is called.", "Wie der Tag heißt."),
    read=text, default="", examples=("Ramadan", "Sonntag"), required=True,
    also=("Feiertag", "holiday", "name", "Name"),
)  # fmt: skip
EFFECT = column(
    name="effect", de="Wirkung",
    help=Text(
        "What does not go well with it: nothing (takes place), no_food_in_daylight, no_market, "
        "no_dance, sport_from (a time); empty: it is only told.",
        "Was dazu nicht passt: nichts (findet statt), kein Essen bei Tag, kein Markt, kein Tanz, "
        "Sport ab (einer Uhrzeit); leer: Es wird nur gesagt.",
    ),
    read=OneOf(
        ("nothing", "nichts", "findet nichts statt"),
        ("no_food_in_daylight", "kein Essen bei Tag", "no food in daylight", "Fasten", "fasting"),
        ("no_market", "kein Markt", "no market"),
        ("no_dance", "kein Tanz", "no dance", "Tanzverbot"),
        ("sport_from", "Sport ab", "sport from"),
    ),
    default="",
    examples=("nothing", "no_food_in_daylight", "no_dance", "no_market", "sport_from"),
)  # fmt: skip
FROM = column(
    name="from", de="von",
    help=Text("From then; sport_from: sport from then on.",
              "Ab dann; bei „Sport ab“: ab dann ist Sport möglich."),
    read=clock, default=None, examples=("16:30", "17:45"),
)  # fmt: skip
TO = column(
    name="to", de="bis",
    help=Text("Until then; no_food_in_daylight: empty means sunset.",
              "Bis dann; bei „kein Essen bei Tag“ heißt leer: bis Sonnenuntergang."),
    read=clock, default=None, examples=("18:00", "18:30"),
)  # fmt: skip
SCOPE = column(
    name="scope", de="gilt für",
    help=Text(
        "For whom or where it holds: all, audience:A;B, tag:x, format:Markt, actor:A18, outdoor, "
        "site:S6, venue:V11 or shade:none.",
        "Für wen oder wo es gilt: all (alles), audience:A;B (Zielgruppen), tag:x (Stichwort), "
        "format:Markt (Art), actor:A18 (Akteur), outdoor (draußen), site:S6 (Gelände), venue:V11 "
        "(Ort) oder shade:none (ohne Schatten).",
    ),
    read=concerned, default=Scope("all"),
    examples=("all", "audience:Kita", "outdoor", "format:Konzert", "actor:school"),
)  # fmt: skip
EXEMPT = column(
    name="exempt_events", de="ausgenommen",
    help=Text("Events that may all the same.", "Veranstaltungen, die trotzdem dürfen."),
    read=words, default=NONE, examples=(), refers_to="events",
)  # fmt: skip
HARD = column(
    name="hard", de="zwingend",
    help=Text("yes: it must hold; no: it is a wish; hint: it is only told.",
              "ja: Es muss gelten; nein: Es ist ein Wunsch; Hinweis: Es wird nur gesagt."),
    read=OneOf(
        ("yes", "ja", "j", "y", "x", "must", "zwingend"),
        ("no", "nein", "n", "wish", "Wunsch"),
        ("hint", "Hinweis", "told"),
    ),
    default="yes", examples=("yes", "no", "hint"),
)  # fmt: skip
REASON = column(
    name="reason", de="Grund",
    help=Text("Why it matters: a law, an agreement.", "Warum es wichtig ist: Gesetz, Absprache."),
    read=text, default="", examples=("Feiertagsgesetz",),
)  # fmt: skip
MEAL = Column(
    "events", "meal", "Mahlzeit",
    Text("Eating is what people come for: a meal, a food stall.",
         "Man kommt zum Essen: eine Mahlzeit, ein Essensstand."),
    yes_or_no, False, ("yes", "no"), also=("Essen im Mittelpunkt", "meals"),
)  # fmt: skip
#: Which formats are of a kind, as a setting.
Formats = Column[tuple[str, ...]]
MARKETS: Formats = Column(
    "festival", "market_formats", "Arten Markt",
    Text("Kinds of events that are markets. Empty means: Markt, Flohmarkt, Basar, market.",
         "Arten von Veranstaltungen, die ein Markt sind. Leer heißt: Markt, Flohmarkt, Basar, "
         "market."),
    words, ("Markt", "Flohmarkt", "Basar", "market"), ("Markt;Flohmarkt",),
)  # fmt: skip
DANCES: Formats = Column(
    "festival", "dance_formats", "Arten Tanz",
    Text("Kinds of events at which people dance. Empty means: Tanz, Disco, Party, dance.",
         "Arten von Veranstaltungen, bei denen getanzt wird. Leer heißt: Tanz, Disco, Party, "
         "dance."),
    words, ("Tanz", "Disco", "Party", "dance"), ("Tanz;Disco", "Tanz;Konzert"),
)  # fmt: skip
SPORTS: Formats = Column(
    "festival", "sport_formats", "Arten Sport",
    Text("Kinds of events that are sports. Empty means: Sport, Turnier, sports.",
         "Arten von Veranstaltungen, die Sport sind. Leer heißt: Sport, Turnier, sports."),
    words, ("Sport", "Turnier", "sports"), ("Sport;Turnier",),
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (
    DATE, TRADITION, TITLE, EFFECT, FROM, TO, SCOPE, EXEMPT, HARD, REASON, MEAL, MARKETS, DANCES,
    SPORTS,
)  # fmt: skip
#: What the columns above are held against.
HELD_AGAINST: tuple[Column[Any], ...] = (
    FORMAT, AUDIENCES, TAGS, LEAD, PARTNERS, SETTING, SHADE, VENUE_SITE, END_VENUE, SUNSET,
)  # fmt: skip
#: The formats that an effect is about, as a setting.
FORMATS = {"no_market": MARKETS, "no_dance": DANCES, "sport_from": SPORTS}
#: What an effect asks for, in words.
ASKS = {
    "nothing": Text(en="nothing at all", de="gar nichts"),
    "no_food_in_daylight": Text(
        en="no meals and food stalls by daylight", de="keine Mahlzeiten und Essensstände bei Tag"
    ),
    "no_market": Text(en="no market", de="kein Markt"),
    "no_dance": Text(en="no dancing", de="kein Tanz"),
    "sport_from": Text(en="no sport", de="kein Sport"),
}


def rows(festival: Festival, hard: str) -> Iterator[Row]:
    """The rows that keep something away, and say ``yes`` or ``no`` in the column ``hard``."""
    for row in festival.of("calendar_days"):
        if EFFECT.of(row) and HARD.of(row) == hard:
            yield row


def hints(festival: Festival) -> Iterator[Row]:
    """The rows that are only told: they say so, or name nothing that does not go well."""
    for row in festival.of("calendar_days"):
        if not EFFECT.of(row) or HARD.of(row) == "hint":
            yield row


def window(row: Row, festival: Festival) -> Span:
    """The time in which a row keeps something away."""
    date, begin, end = DATE.of(row), FROM.of(row), TO.of(row)
    today = whole_day(date)
    if EFFECT.of(row) == "sport_from":
        return Span(today.start, begin.on(date) if begin else today.end)
    if EFFECT.of(row) == "no_food_in_daylight":
        # Where no sunset is typed, the whole day counts: that is no risk.
        end = end or _sunset(festival, date)
    return Span(begin.on(date) if begin else today.start, end.on(date) if end else today.end)


def _sunset(festival: Festival, date: datetime.date) -> Clock | None:
    day = festival.day(date)
    return SUNSET.of(day) if day else None


def keeps_away(row: Row, event: Event, festival: Festival) -> bool:
    """Whether an event is of the kind that a row keeps away, at the places it is about."""
    if event.id in EXEMPT.of(row) or not _is_for_them(SCOPE.of(row), event):
        return False
    if EFFECT.of(row) == "no_food_in_daylight":
        return MEAL.of(event)
    if EFFECT.of(row) in FORMATS:
        return _shares(FORMATS[EFFECT.of(row)].of(festival.settings), (FORMAT.of(event),))
    return True


def covers(row: Row, venue: Venue) -> bool:
    """Whether a row is about a venue; one about people or kinds of events is about all."""
    return SCOPE.of(row).kind in OF_PEOPLE or SCOPE.of(row).covers(venue)


def _is_for_them(scope: Scope, event: Event) -> bool:
    """Whether a scope names the event: its kind, its actors, its people; or only places."""
    match scope.kind:
        case "format":
            return _shares(scope.words, (FORMAT.of(event),))
        case "actor":
            return _shares(scope.words, (actor.id for actor in event.actors))
        case "audience" | "tag":
            return scope.concerns(event)
    return True


def _shares(some: Iterable[str], others: Iterable[str]) -> bool:
    return not {word.casefold() for word in some}.isdisjoint(word.casefold() for word in others)
