"""On school days nothing for families begins before school is out.

Who offers puppets on a Thursday at two plays for the helpers.  On a day with "yes" in the column
`school_day` an event for families or children (the words in `family_audiences`) begins at
`family_offers_from` (15:00, unless you say otherwise) or later; each session that begins earlier
costs `weight_school_day_afternoons` points.  Nursery groups and school classes come with their
teachers, and babies do not go to school: events with one of the words in `group_audiences` are
left in peace.

Fine:
    day Mon: school_day yes
    day Tue: school_day no
    Mon 15:00-16:00  library  puppets by school, audiences Familien
    Tue 10:00-11:00  library  painting by choir, audiences Kinder
    Mon 10:00-11:00  meadow  walk by club, audiences Senioren

Broken:
    day Mon: school_day yes
    Mon 14:45-15:45  library  puppets by school, audiences Familien;Senioren

Broken:
    festival: family_offers_from 16:00
    day Mon: school_day yes
    Mon 15:00-16:00  library  puppets by school, audiences families

Fine:
    day Mon: school_day yes
    Mon 09:00-10:00  library  reading by school, audiences Kita;Familien
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.audiences import FAMILIES, GROUPS, is_for
from festplan.columns import Column, clock
from festplan.draft import Draft, Part
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import AUDIENCES, SCHOOL_DAY
from festplan.texts import Text
from festplan.times import Clock, Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """An Schultagen beginnt für Familien nichts, bevor die Schule aus ist.

Wer am Donnerstag um zwei Puppentheater spielt, spielt für die Helfenden.  An einem Tag mit „ja“ in
der Spalte `school_day` beginnt eine Veranstaltung für Familien oder Kinder (die Wörter in
`family_audiences`) um `family_offers_from` (15:00, wenn nichts anderes dasteht) oder später; jeder
Termin, der früher beginnt, kostet `weight_school_day_afternoons` Punkte.  Kitagruppen und
Schulklassen kommen mit ihren Lehrerinnen, und Babys gehen nicht zur Schule: Veranstaltungen mit
einem der Wörter in `group_audiences` sind nicht gemeint.
"""
NUMBERS = (64,)
TIER = WISHED
EARLIEST = Column(
    "festival", "family_offers_from", "Familienangebote ab",
    Text("On school days offers for families begin then or later.",
         "An Schultagen beginnen Angebote für Familien dann oder später."),
    clock, Clock(timedelta(hours=15)), ("17:00", "18:00"),
)  # fmt: skip
WEIGHT = weight(
    "school_day_afternoons",
    "Schultage",
    Text("Points for a session during school.", "Punkte je Termin in der Schulzeit."),
    2,
)
COLUMNS = (EARLIEST, FAMILIES, GROUPS, AUDIENCES, SCHOOL_DAY, WEIGHT)
SAYS = Text(
    en="“{event}” is for families and begins {start}, a school day; fine would be from {earliest}.",
    de="„{event}“ ist für Familien und beginnt {start}, an einem Schultag; gut wäre ab {earliest}.",
)
#: The first minute of a session: where it lies tells when the session starts.
START = Part(0, 1)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points, earliest = WEIGHT.of(festival.settings), EARLIEST.of(festival.settings)
    for placed in plan:
        day = festival.day(placed.day)
        school = day is not None and SCHOOL_DAY.of(day)
        early = school and placed.start < earliest.on(placed.day)
        if points and early and _is_for_families(festival, placed.event):
            facts = {"start": placed.start, "earliest": earliest}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    points, earliest = WEIGHT.of(festival.settings), EARLIEST.of(festival.settings)
    lessons = [Span(d.span.start, earliest.on(d.date)) for d in festival.days if SCHOOL_DAY.of(d)]
    for event in festival.events if points and lessons else ():
        for option in draft.options(*event.sessions) if _is_for_families(festival, event) else ():
            early = draft.starts_within(option, lessons, START)
            draft.lose(option, points, draft.starts(option) & early)


def _is_for_families(festival: Festival, event: Event) -> bool:
    """Whether families come by themselves, not groups with their teachers."""
    return is_for(event, FAMILIES, festival) and not is_for(event, GROUPS, festival)
