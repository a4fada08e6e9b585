"""Every day has something in easy language and something with sign language.

Some people understand only what is said in easy language, others only what is signed; they want
to come on any day, too.  On every day of the festival `easy_language_a_day` events should be in
easy language and `sign_language_a_day` with sign language; 0, as long as nothing is written, asks
for nothing.  Each event that is missing on a day costs `weight_easy_and_sign_language` points.
It counts what stands in the column `access` (“leichte_sprache”, “gebaerden”) or among the
`languages` (`ls`, `dgs`); an event with several sessions on a day counts once.

Fine:
    festival: easy_language_a_day 1, sign_language_a_day 1
    Mon 15:00-16:00  library  reading by school, access rollstuhl;leichte_sprache
    Mon 16:00-17:00  library  puppets by choir, languages de;dgs

Fine:
    festival: easy_language_a_day 1, sign_language_a_day 1
    Mon 15:00-16:00  library  reading by school, languages ls, access gebaerden

Broken:
    festival: easy_language_a_day 1
    Mon 15:00-16:00  library  reading by school, access leichte_sprache
    Tue 15:00-16:00  library  puppets by choir, access gebaerden

Broken:
    festival: sign_language_a_day 2
    Mon 15:00-16:00  library  reading by school, languages dgs, sessions 2
    Mon 16:00-17:00  library  reading#2
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from festplan.columns import Column, whole
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.easy_and_signed import EASY_WAY, SIGNED_WAY, is_easy, is_signed
from festplan.tables import ACCESS, EVENT_LANGUAGES
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Jeder Tag hat etwas in Leichter Sprache und etwas mit Gebärdensprache.

Manche verstehen nur, was in Leichter Sprache gesagt wird, andere nur, was gebärdet wird; auch sie
wollen an jedem Tag kommen können.  An jedem Festtag sollen `easy_language_a_day` Veranstaltungen
in Leichter Sprache und `sign_language_a_day` mit Gebärdensprache sein; 0, solange nichts dasteht,
verlangt nichts.  Jede Veranstaltung, die an einem Tag fehlt, kostet
`weight_easy_and_sign_language` Punkte.  Es zählt, was in der Spalte `access` steht
(„leichte_sprache“, „gebaerden“) oder bei den `languages` (`ls`, `dgs`); eine Veranstaltung mit
mehreren Terminen am Tag zählt einmal.
"""
NUMBERS = (68,)
TIER = WISHED
EASY_A_DAY = Column(
    "festival", "easy_language_a_day", "am Tag in Leichter Sprache",
    Text("So many events a day should be in easy language.",
         "So viele Veranstaltungen am Tag sollen in Leichter Sprache sein."),
    whole, 0, ("1", "2"),
)  # fmt: skip
SIGNED_A_DAY = Column(
    "festival", "sign_language_a_day", "am Tag mit Gebärdensprache",
    Text("So many events a day should be with sign language.",
         "So viele Veranstaltungen am Tag sollen mit Gebärdensprache sein."),
    whole, 0, ("1", "2"),
)  # fmt: skip
WEIGHT = weight(
    "easy_and_sign_language",
    "Leichte Sprache und Gebärdensprache",
    Text("Points for an event missing on a day.", "Punkte je fehlender Veranstaltung am Tag."),
    2,
)
COLUMNS = (EASY_A_DAY, SIGNED_A_DAY, ACCESS, EVENT_LANGUAGES, WEIGHT)
SAYS = Text(
    en="{day} has too few events {way}: {count}; {least} or more would be fine.",
    de="{day} hat zu wenige Veranstaltungen {way}: {count}; gut wären mindestens {least}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for least, counts, way in _asked(festival):
        for day in festival.days:
            today = {p.event for p in plan if p.day == day.date and counts(p.event)}
            points = WEIGHT.of(festival.settings) * max(least - len(today), 0)
            if points:
                facts = {"day": day.date, "way": way, "count": len(today), "least": least}
                yield Miss((), SAYS.with_facts(**facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for least, counts, _ in _asked(festival) if cost else ():
        events = list(filter(counts, festival.events))
        for day in festival.days:
            starts = draft.starts_on([day])
            groups = [draft.members(event.sessions, starts) for event in events]
            draft.count(groups, least=least, cost=cost)


def _asked(festival: Festival) -> Iterator[tuple[int, Callable[[Event], bool], Text]]:
    """How many events a day there should be, which ones count, and how they are called."""
    for setting, counts, way in (
        (EASY_A_DAY, is_easy, EASY_WAY),
        (SIGNED_A_DAY, is_signed, SIGNED_WAY),
    ):
        if least := setting.of(festival.settings):
            yield least, counts, way
