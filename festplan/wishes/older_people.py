"""Older people are home in the evening, and come in without a step.

An event with one of the words in `older_audiences` among its audiences ends by `older_people_end`
(19:00, unless you say otherwise) and is at a venue that does not say "no" in `step_free`.  Where
the settings name a feature in `older_people_feature`, such as seats, the venue has it.  Each of
these that is not so costs `weight_older_people` points for each session.  A route is looked at
where it begins and where it ends.

Fine:
    venue cellar: step_free no
    venue hall: step_free ramp
    Mon 17:30-19:00  hall  dance by club, audiences Senioren
    Mon 20:00-21:00  cellar  concert by band, audiences Erwachsene

Broken:
    Mon 18:00-19:15  hall  dance by club, audiences Erwachsene;Senioren

Broken:
    venue cellar: step_free no
    Mon 15:00-16:00  cellar  dance by club, audiences older people

Broken:
    festival: older_people_feature seats
    venue meadow: features shade
    Mon 15:00-16:00  meadow  dance by club, audiences Senioren

Broken:
    venue hall: step_free yes
    venue cellar: step_free no
    Mon 15:00-16:00  hall  stroll by club, audiences Senioren, end_venue cellar
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from festplan.audiences import OLDER, is_for
from festplan.columns import Column, clock, text
from festplan.draft import Draft
from festplan.festival import Festival, Venue
from festplan.plan import Placement, Plan
from festplan.tables import AUDIENCES, END_VENUE, FEATURES, STEP_FREE
from festplan.texts import Text
from festplan.times import Clock, Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Ältere sind abends zu Hause und kommen ohne Stufe hinein.

Eine Veranstaltung mit einem der Wörter aus `older_audiences` unter ihren Zielgruppen endet bis
`older_people_end` (19:00, wenn nichts anderes dasteht) und ist an einem Ort, bei dem unter
`step_free` kein „nein“ steht.  Nennen die Einstellungen in `older_people_feature` ein Merkmal, etwa
Sitzplätze, so hat der Ort es.  Was davon nicht stimmt, kostet je Termin `weight_older_people`
Punkte.  Bei einem Umzug zählen der Ort, an dem er losgeht, und der, an dem er endet.
"""
NUMBERS = (65,)
TIER = WISHED
LATEST = Column(
    "festival", "older_people_end", "Ältere bis",
    Text("Events for older people end by then.",
         "Dann sind Veranstaltungen für Ältere zu Ende."),
    clock, Clock(timedelta(hours=19)), ("19:00", "18:00"),
)  # fmt: skip
FEATURE = Column(
    "festival", "older_people_feature", "Merkmal für Ältere",
    Text("A feature that venues for older people have, such as seats; empty: none.",
         "Ein Merkmal, das Orte für Ältere haben, etwa Sitzplätze; leer: keines."),
    text, "", ("kitchen",),
)  # fmt: skip
WEIGHT = weight(
    "older_people",
    "Ältere",
    Text("Points for each thing that does not suit.", "Punkte für jedes, was nicht passt."),
    2,
)
COLUMNS = (LATEST, FEATURE, OLDER, AUDIENCES, STEP_FREE, FEATURES, END_VENUE, WEIGHT)
SAYS = Text(
    en="“{event}” ({when}) is for older people, but {drawback}.",
    de="„{event}“ ({when}) ist für Ältere, aber {drawback}.",
)
TOO_LATE = Text(en="it ends later than {latest}", de="das Ende liegt nach {latest} Uhr")
STEPS = Text(en="{venue} has steps", de="{venue} hat Stufen")
LACKS = Text(en="{venue} lacks “{feature}”", de="am Ort {venue} fehlt „{feature}“")


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for placed in plan:
        if points and is_for(placed.event, OLDER, festival):
            for drawback in _drawbacks(festival, placed):
                facts = {"event": placed.event.title, "when": placed.public, "drawback": drawback}
                yield Miss((placed,), SAYS.with_facts(**facts), points)


def _drawbacks(festival: Festival, placed: Placement) -> Iterator[Text]:
    """What does not suit older people about a placement."""
    latest = LATEST.of(festival.settings)
    if placed.public.end > latest.on(placed.day):
        yield TOO_LATE.with_facts(latest=latest)
    yield from _obstacles(festival, (stay.venue for stay in placed.stays))


def ask(festival: Festival, draft: Draft) -> None:
    points, latest = WEIGHT.of(festival.settings), LATEST.of(festival.settings)
    early = [Span(day.span.start, latest.on(day.date)) for day in festival.days]
    for event in festival.events if points else ():
        for option in draft.options(*event.sessions) if is_for(event, OLDER, festival) else ():
            late = draft.starts(option) & ~draft.starts_within(option, early)
            draft.lose(option, points, late)
            obstacles = sum(1 for _ in _obstacles(festival, (h.venue for h in option.holds)))
            draft.lose(option, points * obstacles)


def _obstacles(festival: Festival, venues: Iterable[Venue]) -> Iterator[Text]:
    """What is in the way of older people at some venues: steps, and nowhere to sit."""
    visited = tuple(venues)
    feature = FEATURE.of(festival.settings)
    if steps := [venue for venue in visited if STEP_FREE.of(venue) == "no"]:
        yield STEPS.with_facts(venue=steps[0].name)
    if bare := [venue for venue in visited if feature and feature not in FEATURES.of(venue)]:
        yield LACKS.with_facts(venue=bare[0].name, feature=feature)
