"""Easy language and sign language, where they must be there every day, are there every day.

Some people understand only what is said in easy language, others only what is signed.  On every
day of the festival at least `easy_language_must_a_day` events are in easy language and at least
`sign_language_must_a_day` with sign language; 0, as long as nothing is written, asks for nothing.
It counts what stands in the column `access` (“leichte_sprache”, “gebaerden”) or among the
`languages` (`ls`, `dgs`); an event with several sessions on a day counts once.  The settings
`easy_language_a_day` and `sign_language_a_day` ask the same as a wish.

Fine:
    festival: easy_language_must_a_day 1, sign_language_must_a_day 1
    Mon 15:00-16:00  library  reading by school, access rollstuhl;leichte_sprache
    Mon 16:00-17:00  library  puppets by choir, languages de;dgs

Broken:
    festival: easy_language_must_a_day 1
    Mon 15:00-16:00  library  reading by school, access leichte_sprache
    Tue 15:00-16:00  library  puppets by choir, access gebaerden

Broken:
    festival: sign_language_must_a_day 2
    Mon 15:00-16:00  library  reading by school, languages dgs, sessions 2
    Mon 16:00-17:00  library  reading#2
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from festplan.columns import Column, whole
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import ACCESS, EVENT_LANGUAGES
from festplan.texts import Text

DE = """Leichte Sprache und Gebärdensprache sind jeden Tag da, wo sie jeden Tag da sein müssen.

Manche verstehen nur, was in Leichter Sprache gesagt wird, andere nur, was gebärdet wird.  An jedem
Festtag sind mindestens `easy_language_must_a_day` Veranstaltungen in Leichter Sprache und
mindestens `sign_language_must_a_day` mit Gebärdensprache; 0, solange nichts dasteht, verlangt
nichts.  Es zählt, was in der Spalte `access` steht („leichte_sprache“, „gebaerden“) oder bei den
`languages` (`ls`, `dgs`); eine Veranstaltung mit mehreren Terminen am Tag zählt einmal.  Die
Einstellungen `easy_language_a_day` und `sign_language_a_day` sind dasselbe als Wunsch.
"""
NUMBERS = (68,)
EASY_MUST = Column(
    "festival", "easy_language_must_a_day", "Pflicht am Tag: Leichte Sprache",
    Text("So many events a day must be in easy language.",
         "So viele Veranstaltungen am Tag müssen in Leichter Sprache sein."),
    whole, 0, ("1",),
)  # fmt: skip
SIGNED_MUST = Column(
    "festival", "sign_language_must_a_day", "Pflicht am Tag: Gebärdensprache",
    Text("So many events a day must be with sign language.",
         "So viele Veranstaltungen am Tag müssen mit Gebärdensprache sein."),
    whole, 0, ("1", "2"),
)  # fmt: skip
COLUMNS = (EASY_MUST, SIGNED_MUST, ACCESS, EVENT_LANGUAGES)
SAYS = Text(
    en="{day} has too few events {way}: {count}; at least {least} must be.",
    de="{day} hat zu wenige Veranstaltungen {way}: {count}; nötig sind mindestens {least}.",
)
EASY_WAY = Text(en="in easy language", de="in Leichter Sprache")
SIGNED_WAY = Text(en="with sign language", de="mit Gebärdensprache")
#: Words in the column access.
EASY = frozenset(
    ("leichte_sprache", "leichte sprache", "easy_language", "easy language", "easy read")
)
SIGNED = frozenset(
    (
        "gebaerden", "gebärden", "gebaerdensprache", "gebärdensprache",
        "sign_language", "sign language",
    )
)  # fmt: skip
#: Sign languages by their codes: of Germany, Austria, Switzerland, Britain and America.
SIGN_LANGUAGES = frozenset(("dgs", "gsg", "asq", "sgg", "bfi", "ase"))


def is_easy(event: Event) -> bool:
    return "ls" in EVENT_LANGUAGES.of(event) or not EASY.isdisjoint(ACCESS.of(event))


def is_signed(event: Event) -> bool:
    spoken, access = EVENT_LANGUAGES.of(event), ACCESS.of(event)
    return not SIGN_LANGUAGES.isdisjoint(spoken) or not SIGNED.isdisjoint(access)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for least, counts, way in _asked(festival):
        for day in festival.days:
            today = tuple(p for p in plan if p.day == day.date and counts(p.event))
            count = len({placed.event for placed in today})
            if count < least:
                facts = {"day": day.date, "way": way, "count": count, "least": least}
                yield Breach(today, SAYS.with_facts(**facts))


def constrain(festival: Festival, draft: Draft) -> None:
    for least, counts, _ in _asked(festival):
        events = list(filter(counts, festival.events))
        for day in festival.days:
            starts = draft.starts_on([day])
            draft.count([draft.members(event.sessions, starts) for event in events], least=least)


def _asked(festival: Festival) -> Iterator[tuple[int, Callable[[Event], bool], Text]]:
    """How many events a day there must be, which ones count, and how they are called."""
    for setting, counts, way in (
        (EASY_MUST, is_easy, EASY_WAY),
        (SIGNED_MUST, is_signed, SIGNED_WAY),
    ):
        if least := setting.of(festival.settings):
            yield least, counts, way
