"""Most of every day can be reached without a step.

One ramp for one concert is no festival for everybody.  On every day at least `step_free_percent`
per cent of the sessions (80, unless you say otherwise) should be at venues with “yes” in
`step_free`, or at one with a ramp where the ramp is there: always, or, if the setting
`ramp_equipment` names a mobile one, where the event borrows it.  A route needs it at both ends.
Sessions at venues that say nothing are not counted; where no venue says anything, nothing is
asked.

At 80 per cent, four step-free sessions stand against each one with steps; every step-free session
that is missing for that costs `weight_step_free_share` points.  (Other shares likewise: at 75 per
cent it is three against one, at 60 per cent three against two, and then each step-free session
counts two.)

Fine:
    venue hall: step_free yes
    venue cellar: step_free no
    Mon 10:00-11:00  hall  reading by school, sessions 4
    Mon 11:00-12:00  hall  reading#2
    Mon 12:00-13:00  hall  reading#3
    Mon 13:00-14:00  hall  reading#4
    Mon 15:00-16:00  cellar  concert by band

Broken:
    venue hall: step_free yes
    venue cellar: step_free no
    Mon 10:00-11:00  hall  reading by school, sessions 4
    Mon 11:00-12:00  hall  reading#2
    Mon 12:00-13:00  hall  reading#3
    Tue 13:00-14:00  hall  reading#4
    Mon 15:00-16:00  cellar  concert by band

Fine:
    festival: step_free_percent 50, ramp_equipment slope
    item slope: quantity 1
    venue stage: step_free ramp
    venue cellar: step_free no
    Mon 15:00-16:00  stage  reading by school, equipment slope:1
    Mon 15:00-16:00  cellar  concert by band
    Mon 15:00-16:00  garden  games by club

Broken:
    festival: step_free_percent 50, ramp_equipment slope
    item slope: quantity 1
    venue stage: step_free ramp
    venue cellar: step_free no
    Mon 15:00-16:00  stage  reading by school
    Mon 15:00-16:00  cellar  concert by band

Broken:
    festival: step_free_percent 100
    venue hall: step_free yes
    venue cellar: step_free no
    Mon 15:00-16:00  hall  parade by school, end_venue cellar
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from festplan.columns import Column, UpTo
from festplan.draft import Draft, Option
from festplan.festival import Event, Festival, Venue
from festplan.plan import Plan
from festplan.rules.step_free import RAMP
from festplan.tables import END_VENUE, EQUIPMENT, STEP_FREE
from festplan.texts import Text
from festplan.ways import at, members_by
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Das meiste an jedem Tag ist ohne Stufe zu erreichen.

Eine Rampe für ein Konzert ist noch kein Fest für alle.  An jedem Tag sollen mindestens
`step_free_percent` Prozent der Termine (80, wenn nichts anderes dasteht) an Orten mit „ja“ bei
`step_free` sein, oder an einem mit Rampe, wenn die Rampe da ist: immer oder, wenn die Einstellung
`ramp_equipment` eine mobile nennt, wo die Veranstaltung sie ausleiht.  Ein Umzug braucht es an
beiden Enden.  Termine an Orten ohne Angabe zählen nicht mit; hat kein Ort eine Angabe, wird nichts
verlangt.

Bei 80 Prozent kommen auf jeden Termin mit Stufen vier ohne; jeder stufenlose Termin, der dazu
fehlt, kostet `weight_step_free_share` Punkte.  (Bei anderen Anteilen ebenso: Bei 75 Prozent sind
es drei auf einen, bei 60 Prozent drei auf zwei, und jeder stufenlose Termin zählt dann zwei.)
"""
NUMBERS = (70,)
TIER = WISHED
PERCENT = Column(
    "festival", "step_free_percent", "stufenlos in Prozent",
    Text("So many per cent of the sessions of a day should be without steps.",
         "So viel Prozent der Termine eines Tages sollen ohne Stufe sein."),
    UpTo(100), 80, ("50", "60", "100"),
)  # fmt: skip
WEIGHT = weight(
    "step_free_share",
    "stufenloser Anteil",
    Text("Points for a step-free session missing on a day.",
         "Punkte je fehlendem stufenlosen Termin am Tag."),
    1,
)  # fmt: skip
COLUMNS = (PERCENT, STEP_FREE, RAMP, EQUIPMENT, END_VENUE, WEIGHT)
SAYS = Text(
    en="{day}: {free} of {count} sessions are reached without a step; wished are {percent} %.",
    de="{day}: {free} von {count} Terminen sind ohne Stufe erreichbar; gewünscht sind {percent} %.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for_it, against = _weights(festival)
    for day in festival.days:
        today = [
            _step_free(festival, placed.event, [stay.venue for stay in placed.stays])
            for placed in plan
            if placed.day == day.date
        ]
        free, steps = today.count(True), today.count(False)
        points = WEIGHT.of(festival.settings) * max(against * steps - for_it * free, 0)
        if points:
            facts = {"day": day.date, "free": free, "count": free + steps}
            says = SAYS.with_facts(**facts, percent=PERCENT.of(festival.settings))
            yield Miss((), says, points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    if not cost or not any(STEP_FREE.of(venue) for venue in festival.venues):
        return

    def kind(option: Option) -> list[bool]:
        found = _step_free(festival, option.event, [hold.venue for hold in option.holds])
        return [] if found is None else [found]

    members = members_by(draft, kind)
    for_it, against = _weights(festival)
    for day in festival.days:
        starts = draft.starts_on([day])
        free, steps = (at(starts, members.get(found, ())) for found in (True, False))
        if steps:
            groups = [(member,) for member in (*free, *steps)]
            weights = (for_it,) * len(free) + (-against,) * len(steps)
            draft.count(groups, weights=weights, cost=cost)


def _weights(festival: Festival) -> tuple[int, int]:
    """What a step-free session counts for the share, and one with steps against it."""
    share = Fraction(PERCENT.of(festival.settings), 100)
    return share.denominator - share.numerator, share.numerator


def _step_free(festival: Festival, event: Event, venues: Iterable[Venue]) -> bool | None:
    """Whether an event is reached without a step at some venues; None where one does not say."""
    ramp, borrowed = RAMP.of(festival.settings), dict(EQUIPMENT.of(event))
    said = {STEP_FREE.of(venue) for venue in venues}
    if "no" in said or ("ramp" in said and ramp and ramp not in borrowed):
        return False
    return None if "" in said else True
