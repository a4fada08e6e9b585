"""Every language of the neighbourhood is heard, every day or at least once.

Nobody is a guest who understands a word.  Every language in the setting `languages_every_day`
should be spoken in at least `language_events_a_day` events on every day of the festival, every
language in `languages_in_festival` in at least `language_events_in_festival` events of the whole
festival (both 1, unless you say otherwise).  Each event that is missing costs
`weight_language_cover` points.  An event counts once a day, however many sessions it has; one
that names no languages is in the main language of the festival.  The languages in which the
programme is printed (`other_languages`) ask for nothing by themselves.

Fine:
    festival: languages_every_day ar, languages_in_festival uk
    Mon 15:00-16:00  library  reading by school, languages de;ar
    Tue 15:00-16:00  library  puppets by choir, languages ar;uk

Broken:
    festival: languages_every_day ar
    Mon 15:00-16:00  library  reading by school, languages de;ar
    Tue 15:00-16:00  library  puppets by choir, languages de

Broken:
    festival: languages_every_day ar, language_events_a_day 2
    Mon 15:00-16:00  library  reading by school, languages ar, sessions 2
    Mon 16:00-17:00  library  reading#2

Broken:
    festival: languages_in_festival uk, language_events_in_festival 2
    Mon 15:00-16:00  library  reading by school, languages uk
    Tue 15:00-16:00  library  puppets by choir, languages de

Fine:
    festival: other_languages ar;uk
    Mon 15:00-16:00  library  reading by school, languages de
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from festplan.columns import Column, at_least_one, language_codes
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.daily_languages import A_DAY, spoken
from festplan.tables import EVENT_LANGUAGES, LANGUAGE, NONE
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Jede Sprache der Nachbarschaft ist zu hören, jeden Tag oder wenigstens einmal.

Wer ein Wort versteht, ist nicht mehr fremd.  Jede Sprache der Einstellung `languages_every_day`
soll an jedem Festtag bei mindestens `language_events_a_day` Veranstaltungen gesprochen werden,
jede aus `languages_in_festival` auf dem ganzen Fest bei mindestens `language_events_in_festival`
(beide 1, wenn nichts anderes dasteht).  Jede Veranstaltung, die fehlt, kostet
`weight_language_cover` Punkte.  Eine Veranstaltung zählt am Tag einmal, wie viele Termine sie auch
hat; eine ohne Sprachen findet in der Hauptsprache des Festes statt.  Die Sprachen, in denen das
Programm gedruckt wird (`other_languages`), verlangen von sich aus nichts.
"""
NUMBERS = (67,)
TIER = WISHED
EVERY_DAY = Column(
    "festival", "languages_every_day", "Sprachen für jeden Tag",
    Text("Languages that should be spoken every day, as codes.",
         "Sprachen, die jeden Tag gesprochen werden sollen, als Kürzel."),
    language_codes, NONE, ("en", "de;en"),
)  # fmt: skip
IN_FESTIVAL = Column(
    "festival", "languages_in_festival", "Sprachen für das Fest",
    Text("Languages that should be spoken at least once, as codes.",
         "Sprachen, die wenigstens einmal gesprochen werden sollen, als Kürzel."),
    language_codes, NONE, ("en", "de;ar"),
)  # fmt: skip
IN_ALL = Column(
    "festival", "language_events_in_festival", "Veranstaltungen je Sprache",
    Text("In so many events of the festival each of these languages is spoken.",
         "Bei so vielen Veranstaltungen des Festes wird jede dieser Sprachen gesprochen."),
    at_least_one, 1, ("1", "2"),
)  # fmt: skip
WEIGHT = weight(
    "language_cover",
    "Sprachen",
    Text("Points for an event missing in a language.",
         "Punkte je fehlender Veranstaltung in einer Sprache."),
    2,
)  # fmt: skip
COLUMNS = (EVERY_DAY, A_DAY, IN_FESTIVAL, IN_ALL, EVENT_LANGUAGES, LANGUAGE, WEIGHT)
SAYS = Text(
    en="{day} has too few events in “{language}”: {count}; {least} or more would be fine.",
    de="{day} hat zu wenige Veranstaltungen auf „{language}“: {count}; gut wären mindestens "
    "{least}.",
)
WHOLE = Text(en="The festival", de="Das Fest")


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for language in EVERY_DAY.of(festival.settings):
        heard = _in(language, festival, plan.events)
        for day in festival.days:
            today = [event for event in heard if any(p.day == day.date for p in plan.of(event))]
            least = A_DAY.of(festival.settings)
            yield from _missing(festival, len(today), least, day=day.date, language=language)
    for language in IN_FESTIVAL.of(festival.settings):
        count, least = len(_in(language, festival, plan.events)), IN_ALL.of(festival.settings)
        yield from _missing(festival, count, least, day=WHOLE, language=language)


def _missing(festival: Festival, count: int, least: int, **facts: object) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings) * max(least - count, 0)
    if points:
        yield Miss((), SAYS.with_facts(count=count, least=least, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for language in EVERY_DAY.of(festival.settings) if cost else ():
        events = _in(language, festival, festival.events)
        for day in festival.days:
            starts = draft.starts_on([day])
            groups = [draft.members(event.sessions, starts) for event in events]
            draft.count(groups, least=A_DAY.of(festival.settings), cost=cost)
    for language in IN_FESTIVAL.of(festival.settings) if cost else ():
        events = _in(language, festival, festival.events)
        groups = [draft.members(event.sessions) for event in events]
        draft.count(groups, least=IN_ALL.of(festival.settings), cost=cost)


def _in(language: str, festival: Festival, events: Iterable[Event]) -> list[Event]:
    """The events in which a language is spoken."""
    return [event for event in events if language in spoken(festival, event)]
