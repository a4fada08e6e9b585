"""No alcohol is served on school ground while there is school.

The yard belongs to the children until the last of them is fetched.  An event with “yes” in
`alcohol` is not at a venue with the feature for schools and nurseries (`school_feature`, “schule”
unless you say otherwise) on a day with “yes” in `school_day`, between `school_hours_from` (07:00)
and `school_hours_to` (17:00).  On other days, and in the evening, it may.  A route is at each of
its two ends for half of its time.

Fine:
    day Mon: school_day yes
    venue yard: features schule
    Mon 17:00-18:00  yard  concert by band, alcohol yes
    Mon 12:00-13:00  meadow  breakfast by club, alcohol yes
    Mon 12:00-13:00  yard  games by school

Broken:
    day Mon: school_day yes
    venue yard: features schule
    Mon 16:45-18:00  yard  concert by band, alcohol yes

Fine:
    day Mon: school_day yes
    venue yard: features schule
    Tue 12:00-13:00  yard  concert by band, alcohol yes

Broken:
    festival: school_feature nursery, school_hours_to 18:00
    day Mon: school_day yes
    venue garden: features nursery
    Mon 15:00-18:00  meadow  parade by club, end_venue garden, alcohol yes

Fine:
    festival: school_hours_to 16:30
    day Mon: school_day yes
    venue yard: features schule
    Mon 15:00-18:00  meadow  parade by club, end_venue yard, alcohol yes
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.columns import Column, clock, text
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import ALCOHOL, END_VENUE, FEATURES, SCHOOL_DAY
from festplan.texts import Text
from festplan.times import Clock, Span

DE = """Auf dem Schulgelände gibt es keinen Alkohol, solange Schule ist.

Der Hof gehört den Kindern, bis das letzte abgeholt ist.  Eine Veranstaltung mit „ja“ bei `alcohol`
ist nicht an einem Ort mit dem Merkmal für Schulen und Kitas (`school_feature`, „schule“, wenn
nichts anderes dasteht), an einem Tag mit „ja“ bei `school_day`, zwischen `school_hours_from`
(07:00) und `school_hours_to` (17:00).  An anderen Tagen und am Abend darf sie.  Ein Umzug ist an
jedem seiner beiden Enden die Hälfte seiner Zeit.
"""
NUMBERS = (56,)
FEATURE = Column(
    "festival", "school_feature", "Merkmal für Schulen",
    Text("Feature of the venues that belong to a school or a nursery.",
         "Merkmal der Orte, die zu einer Schule oder Kita gehören."),
    text, "schule", ("kitchen", "vehicles"),
)  # fmt: skip
HOURS_FROM = Column(
    "festival", "school_hours_from", "Schule ab",
    Text("On school days children are there from.", "An Schultagen sind Kinder da ab."),
    clock, Clock(timedelta(hours=7)), ("07:30", "17:30"),
)  # fmt: skip
HOURS_TO = Column(
    "festival", "school_hours_to", "Schule bis",
    Text("On school days children are there until.", "An Schultagen sind Kinder da bis."),
    clock, Clock(timedelta(hours=17)), ("17:30", "18:00"),
)  # fmt: skip
COLUMNS = (ALCOHOL, FEATURE, HOURS_FROM, HOURS_TO, FEATURES, SCHOOL_DAY, END_VENUE)
SAYS = Text(
    en="“{event}” serves alcohol and would be at {venue} {span}, but there is school {school}.",
    de="„{event}“ schenkt Alkohol aus und wäre {span} am Ort {venue}, da ist aber Schule: "
    "{school}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    feature = FEATURE.of(festival.settings)
    for placed in plan:
        for stay in placed.stays if ALCOHOL.of(placed.event) else ():
            met = [span for span in _school(festival) if stay.public.overlaps(span)]
            if feature in FEATURES.of(stay.venue) and met:
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        venue=stay.venue.name,
                        span=stay.public,
                        school=met[0],
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    feature, school = FEATURE.of(festival.settings), _school(festival)
    schools = {venue for venue in festival.venues if feature in FEATURES.of(venue)}
    serving = [event for event in festival.events if ALCOHOL.of(event)] if schools else []
    for event in serving:
        for option in draft.options(*event.sessions):
            for hold in option.holds:
                if hold.venue in schools:
                    draft.avoid(option, school, hold.public)


def _school(festival: Festival) -> list[Span]:
    """When there is school."""
    begins, ends = HOURS_FROM.of(festival.settings), HOURS_TO.of(festival.settings)
    days = [day.date for day in festival.days if SCHOOL_DAY.of(day)]
    return [Span(begins.on(day), ends.on(day)) for day in days if begins < ends]
