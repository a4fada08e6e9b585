"""Young people come after school, and rather in the evening.

An event with one of the words in `youth_audiences` among its audiences best begins at
`youth_evening_from` (17:00, unless you say otherwise) or later.  A session that begins earlier
costs `weight_youth_times` points, and twice as many if it begins on a school day before
`youth_from` (14:00).  What is for families, children or school classes, too, keeps to their times
and is not meant.

Fine:
    day Mon: school_day yes
    Mon 17:00-18:00  club  rap by school, audiences Jugendliche
    Mon 15:00-16:00  library  puppets by choir, audiences Familien;Jugendliche

Broken:
    day Mon: school_day no
    Mon 16:00-17:00  club  rap by school, audiences Jugendliche;Erwachsene

Broken:
    day Mon: school_day yes
    Mon 13:00-14:00  club  rap by school, audiences Jugendliche

Fine:
    festival: youth_evening_from 14:00
    day Mon: school_day yes
    Mon 14:00-15:00  club  rap by school, audiences young people
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.audiences import FAMILIES, GROUPS, YOUNG, is_for
from festplan.columns import Column, clock
from festplan.draft import Draft, Part
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import AUDIENCES, SCHOOL_DAY
from festplan.texts import Text
from festplan.times import Clock, Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Jugendliche kommen nach der Schule, und lieber am Abend.

Eine Veranstaltung mit einem der Wörter aus `youth_audiences` unter ihren Zielgruppen beginnt am
besten um `youth_evening_from` (17:00, wenn nichts anderes dasteht) oder später.  Ein Termin, der
früher beginnt, kostet `weight_youth_times` Punkte, und doppelt so viele, wenn er an einem Schultag
vor `youth_from` (14:00) beginnt.  Was auch für Familien, Kinder oder Schulklassen ist, richtet sich
nach deren Zeiten und ist nicht gemeint.
"""
NUMBERS = (66,)
TIER = WISHED
AFTER_SCHOOL = Column(
    "festival", "youth_from", "Jugend ab",
    Text("On school days events for young people begin then or later.",
         "An Schultagen beginnen Veranstaltungen für Jugendliche dann oder später."),
    clock, Clock(timedelta(hours=14)), ("14:00", "17:00"),
)  # fmt: skip
EVENING = Column(
    "festival", "youth_evening_from", "Jugendabend ab",
    Text("Young people rather come from then on.", "Von da an kommen Jugendliche lieber."),
    clock, Clock(timedelta(hours=17)), ("18:00", "19:00"),
)  # fmt: skip
WEIGHT = weight(
    "youth_times",
    "Jugendzeiten",
    Text("Points for a session before the evening, twice before school is out.",
         "Punkte je Termin vor dem Abend, doppelt vor Schulschluss."),
    1,
)  # fmt: skip
COLUMNS = (AFTER_SCHOOL, EVENING, YOUNG, FAMILIES, GROUPS, AUDIENCES, SCHOOL_DAY, WEIGHT)
SAYS = Text(
    en="“{event}” is for young people and begins {start}; they rather come from {evening}.",
    de="„{event}“ ist für Jugendliche und beginnt {start}; sie kommen lieber ab {evening} Uhr.",
)
#: The first minute of a session: where it lies tells when the session starts.
START = Part(0, 1)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    school, evening = AFTER_SCHOOL.of(festival.settings), EVENING.of(festival.settings)
    for placed in plan:
        day = festival.day(placed.day)
        if day is None or not _is_for_the_young(festival, placed.event):
            continue
        during_school = SCHOOL_DAY.of(day) and placed.start < school.on(day.date)
        too_early = 2 if during_school else int(placed.start < evening.on(day.date))
        if points := WEIGHT.of(festival.settings) * too_early:
            facts = {"start": placed.start, "evening": evening}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    school, evening = AFTER_SCHOOL.of(festival.settings), EVENING.of(festival.settings)
    lessons = [Span(d.span.start, school.on(d.date)) for d in festival.days if SCHOOL_DAY.of(d)]
    before = [Span(day.span.start, evening.on(day.date)) for day in festival.days]
    for event in festival.events if points else ():
        for option in draft.options(*event.sessions) if _is_for_the_young(festival, event) else ():
            during_school = draft.starts(option) & draft.starts_within(option, lessons, START)
            early = draft.starts(option) & draft.starts_within(option, before, START)
            draft.lose(option, 2 * points, during_school)
            draft.lose(option, points, early & ~during_school)


def _is_for_the_young(festival: Festival, event: Event) -> bool:
    """Whether young people come, and no families, children or classes that have other times."""
    others = is_for(event, FAMILIES, festival) or is_for(event, GROUPS, festival)
    return is_for(event, YOUNG, festival) and not others
