"""Languages that must be heard every day are heard every day.

Who speaks Arabic shall not have to wait until Saturday.  Every language in the setting
`languages_must` is spoken in at least `language_events_a_day` events (1, unless you say
otherwise) on every day of the festival; an event with several sessions on a day counts once.
An event that names no languages is in the main language of the festival.  Without the setting
nothing is asked; the setting `languages_every_day` asks the same as a wish.

Fine:
    festival: languages_must ar;uk
    Mon 15:00-16:00  library  reading by school, languages de;ar
    Mon 16:00-17:00  library  course by club, languages uk
    Tue 15:00-16:00  library  puppets by choir, languages ar;uk

Broken:
    festival: languages_must ar;uk
    Mon 15:00-16:00  library  reading by school, languages de;ar
    Mon 16:00-17:00  library  course by club, languages uk
    Tue 15:00-16:00  library  puppets by choir, languages de;uk

Fine:
    festival: languages_must de
    Mon 15:00-16:00  library  reading by school

Broken:
    festival: languages_must ar, language_events_a_day 2
    Mon 15:00-16:00  library  reading by school, languages ar, sessions 2
    Mon 16:00-17:00  library  reading#2
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, at_least_one, language_codes
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import EVENT_LANGUAGES, LANGUAGE, NONE
from festplan.texts import Text

DE = """Sprachen, die jeden Tag zu hören sein müssen, sind jeden Tag zu hören.

Wer Arabisch spricht, soll nicht bis Samstag warten müssen.  Jede Sprache der Einstellung
`languages_must` wird an jedem Festtag bei mindestens `language_events_a_day` Veranstaltungen
gesprochen (1, wenn nichts anderes dasteht); eine Veranstaltung mit mehreren Terminen am Tag zählt
einmal.  Eine Veranstaltung ohne Sprachen findet in der Hauptsprache des Festes statt.  Ohne die
Einstellung wird nichts verlangt; `languages_every_day` ist dasselbe als Wunsch.
"""
NUMBERS = (67,)
MUST = Column(
    "festival", "languages_must", "Pflichtsprachen",
    Text("Languages that must be spoken every day, as codes.",
         "Sprachen, die jeden Tag gesprochen werden müssen, als Kürzel."),
    language_codes, NONE, ("en", "de;en"),
)  # fmt: skip
A_DAY = Column(
    "festival", "language_events_a_day", "Veranstaltungen je Sprache und Tag",
    Text("In so many events a day each of these languages is spoken.",
         "Bei so vielen Veranstaltungen am Tag wird jede dieser Sprachen gesprochen."),
    at_least_one, 1, ("1", "2"),
)  # fmt: skip
COLUMNS = (MUST, A_DAY, EVENT_LANGUAGES, LANGUAGE)
SAYS = Text(
    en="{day} has too few events in “{language}”: {count}; at least {least} must be.",
    de="{day} hat zu wenige Veranstaltungen auf „{language}“: {count}; nötig sind mindestens "
    "{least}.",
)


def spoken(festival: Festival, event: Event) -> tuple[str, ...]:
    """The languages of an event: the main one where it names none."""
    return EVENT_LANGUAGES.of(event) or (LANGUAGE.of(festival.settings),)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    least = A_DAY.of(festival.settings)
    for language in MUST.of(festival.settings):
        heard = [placed for placed in plan if language in spoken(festival, placed.event)]
        for day in festival.days:
            today = tuple(placed for placed in heard if placed.day == day.date)
            count = len({placed.event for placed in today})
            if count < least:
                facts = {"day": day.date, "language": language, "count": count, "least": least}
                yield Breach(today, SAYS.with_facts(**facts))


def constrain(festival: Festival, draft: Draft) -> None:
    for language in MUST.of(festival.settings):
        events = [event for event in festival.events if language in spoken(festival, event)]
        for day in festival.days:
            starts = draft.starts_on([day])
            groups = [draft.members(event.sessions, starts) for event in events]
            draft.count(groups, least=A_DAY.of(festival.settings))
