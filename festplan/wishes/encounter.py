"""Every day brings people together who seldom meet: two generations, and two cultures.

A festival is not only many things side by side.  On every day at least one event should be for
two generations: its audiences name people of two of the three, the young (families, children,
groups, youth), adults and older people; which words mean whom can be set
(`family_audiences`, `older_audiences` ...).  “Alle” alone does not count: open to everybody is
nearly everything.  And on every day at least one event should be for two cultures: two or more
languages besides the main one are spoken in it, easy language not counted.  (The kinds of its
actors would say less: church and mosque are one kind, library and school are two.)

Each day without such an event costs `weight_encounter` points, for generations and cultures
each.  Where no event of the festival is for two generations, or for two cultures, nothing is
asked of that.

Fine:
    Mon 15:00-16:00  library  reading by school, audiences Kinder;Senioren
    Tue 15:00-16:00  library  puppets by choir, audiences Jugendliche;Erwachsene

Broken:
    Mon 15:00-16:00  library  reading by school, audiences Kinder;Senioren
    Tue 15:00-16:00  library  puppets by choir, audiences Kinder;Jugendliche;Alle

Fine:
    Mon 15:00-16:00  library  reading by school, languages de;ar;uk
    Mon 15:00-16:00  hall  games by club, languages de;en

Broken:
    Mon 15:00-16:00  library  reading by school, languages de;ar;uk
    Tue 15:00-16:00  library  puppets by choir, languages de;ls;en
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.audiences import ADULTS, FAMILIES, GROUPS, OLDER, YOUNG, is_for
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import AUDIENCES, EVENT_LANGUAGES, LANGUAGE
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Jeder Tag bringt zusammen, wer sich selten trifft: zwei Generationen, zwei Kulturen.

Ein Fest ist mehr als vieles nebeneinander.  An jedem Tag soll mindestens eine Veranstaltung für
zwei Generationen sein: Ihre Zielgruppen nennen Menschen aus zweien der drei, Junge (Familien,
Kinder, Gruppen, Jugendliche), Erwachsene und Ältere; welche Wörter wen meinen, lässt sich
einstellen (`family_audiences`, `older_audiences` ...).  „Alle“ allein zählt nicht: Offen für alle
ist fast alles.  Und an jedem Tag soll mindestens eine Veranstaltung für zwei Kulturen sein: In ihr
werden neben der Hauptsprache zwei oder mehr Sprachen gesprochen, Leichte Sprache nicht
mitgezählt.  (Die Art der Akteure sagt weniger: Kirche und Moschee sind eine Art, Bücherei und
Schule zwei.)

Jeder Tag ohne eine solche Veranstaltung kostet `weight_encounter` Punkte, für Generationen und
Kulturen je für sich.  Ist auf dem ganzen Fest nichts für zwei Generationen oder nichts für zwei
Kulturen, wird davon nichts verlangt.
"""
NUMBERS = (74,)
TIER = WISHED
WEIGHT = weight(
    "encounter",
    "Begegnung",
    Text("Points for a day without an encounter.", "Punkte je Tag ohne Begegnung."),
    2,
)
COLUMNS = (
    AUDIENCES, FAMILIES, GROUPS, YOUNG, ADULTS, OLDER, EVENT_LANGUAGES, LANGUAGE, WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="On {day} no event is for {whom}; for example “{event}” would be.",
    de="Am {day} ist keine Veranstaltung für {whom}; „{event}“ wäre zum Beispiel eine.",
)
TWO_GENERATIONS = Text(en="two generations", de="zwei Generationen")
TWO_CULTURES = Text(en="two cultures", de="zwei Kulturen")
GENERATIONS = ((FAMILIES, GROUPS, YOUNG), (ADULTS,), (OLDER,))


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for whom, events in _encounters(festival) if points else ():
        there = {placed.day for event in events for placed in plan.of(event)}
        for day in festival.days:
            if day.date not in there:
                facts = {"day": day.date, "whom": whom, "event": events[0].title}
                yield Miss((), SAYS.with_facts(**facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for _, events in _encounters(festival) if cost else ():
        sessions = [session for event in events for session in event.sessions]
        for day in festival.days:
            draft.count([draft.members(sessions, draft.starts_on([day]))], least=1, cost=cost)


def _encounters(festival: Festival) -> Iterator[tuple[Text, list[Event]]]:
    """Who can meet on this festival, and the events that bring them together."""
    for whom, joins in (
        (TWO_GENERATIONS, _joins_generations),
        (TWO_CULTURES, _joins_cultures),
    ):
        if events := [event for event in festival.events if joins(festival, event)]:
            yield whom, events


def _joins_generations(festival: Festival, event: Event) -> bool:
    """Whether people of two generations are among its audiences."""
    there = (any(is_for(event, people, festival) for people in each) for each in GENERATIONS)
    return sum(there) >= 2


def _joins_cultures(festival: Festival, event: Event) -> bool:
    """Whether two languages besides the main one are spoken in it."""
    return len({*EVENT_LANGUAGES.of(event)} - {LANGUAGE.of(festival.settings), "ls"}) >= 2
