"""In the morning somebody decides about the rain.

The setting `rain_decision_time` names the hour.  Each festival day with something outdoors is told
with that hour: how many sessions are in the open, and which of them do not say in `rain_plan` what
they do in rain.  Without the setting nothing is told.

Fine:
    festival: rain_decision_time 08:00
    venue hall: setting indoor
    Mon 15:00-16:00  hall  reading by choir

Broken:
    festival: rain_decision_time 08:00
    venue meadow: setting outdoor
    Mon 15:00-16:00  meadow  games by school, rain_plan move

Fine:
    venue meadow: setting outdoor
    Mon 15:00-16:00  meadow  games by school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from festplan.columns import Column, clock
from festplan.festival import Festival
from festplan.plan import Placement, Plan
from festplan.tables import END_VENUE, RAIN_PLAN, SETTING
from festplan.texts import Text
from festplan.warnings.warning import Told, is_over, sessions, titles

DE = """Am Morgen entscheidet jemand über den Regen.

Die Einstellung `rain_decision_time` nennt die Stunde.  Jeder Festtag, an dem etwas draußen ist,
wird mit dieser Stunde genannt: wie viele Termine im Freien sind, und bei welchen in `rain_plan`
nicht steht, was sie bei Regen tun.  Ohne die Einstellung wird nichts gesagt.
"""
NUMBERS = (87,)
HOUR = Column(
    "festival", "rain_decision_time", "Regenentscheidung",
    Text("At this hour of each day somebody decides about the rain.",
         "Um diese Zeit entscheidet jeden Tag jemand über den Regen."),
    clock, None, ("08:00", "09:30"),
)  # fmt: skip
COLUMNS = (HOUR, RAIN_PLAN, SETTING, END_VENUE)
SAYS = Text(
    en="{hour}: decide about rain; in the open: {sessions}.",
    de="{hour}: über den Regen entscheiden; im Freien: {sessions}.",
)
UNANSWERED = Text(
    en="{hour}: decide about rain; in the open: {sessions}, without an answer in rain_plan: "
    "{events}.",
    de="{hour}: über den Regen entscheiden; im Freien: {sessions}, ohne Antwort bei Regen: "
    "{events}.",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    hour = HOUR.of(festival.settings)
    if hour is None:
        return
    for day, placements in sorted(_in_the_open(plan).items()):
        unanswered = [placed for placed in placements if not RAIN_PLAN.of(placed.event)]
        facts = {
            "hour": hour.on(day),
            "sessions": sessions(placements),
            "events": titles(unanswered),
        }
        says = (UNANSWERED if unanswered else SAYS).with_facts(**facts)
        yield Told(says, tuple(placements), due=day, late=is_over(day, festival))


def _in_the_open(plan: Plan) -> dict[date, list[Placement]]:
    found: dict[date, list[Placement]] = {}
    for placed in plan:
        if any(SETTING.of(stay.venue) == "outdoor" for stay in placed.stays):
            found.setdefault(placed.day, []).append(placed)
    return found
