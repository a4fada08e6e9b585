"""The sessions of one event come one after the other, as their rule says.

A course of three evenings needs three days; a puppet play shown twice may follow itself on the
same afternoon.  Number 1 is always the earliest, and no two overlap; `session_gap_min` asks
for a pause between them.  `session_rule` may ask for the same day, for different days, or for
sessions back to back: on the same day, each one beginning when the former ends (or exactly the
pause later).

Fine:
    Mon 15:00-16:00  library  puppets by school, sessions 2, session_rule different_days
    Tue 15:00-16:00  library  puppets#2

Broken:
    Mon 15:00-16:00  library  puppets by school, sessions 2, session_rule different_days
    Mon 17:00-18:00  library  puppets#2

Broken:
    Mon 17:00-18:00  library  puppets by school, sessions 2
    Mon 15:00-16:00  library  puppets#2

Broken:
    Mon 15:00-16:00  library  puppets by school, sessions 2, session_gap_min 30
    Mon 16:15-17:15  library  puppets#2

Fine:
    Mon 15:00-16:00  library  puppets by school, sessions 2, session_rule back_to_back
    Mon 16:00-17:00  library  puppets#2

Broken:
    Mon 15:00-16:00  library  puppets by school, sessions 2, session_rule back_to_back
    Mon 16:15-17:15  library  puppets#2
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import combinations
from operator import or_

from festplan.columns import Column, OneOf, minutes_long
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Placement, Plan
from festplan.rules.rule import Breach
from festplan.tables import SESSIONS
from festplan.texts import Text
from festplan.times import NOTHING

DE = """Die Termine einer Veranstaltung folgen aufeinander, wie es ihre Regel sagt.

Ein Kurs über drei Abende braucht drei Tage; ein Puppenspiel darf am selben Nachmittag zweimal
laufen.  Nummer 1 ist immer der früheste Termin, und keine zwei überschneiden sich;
`session_gap_min` verlangt eine Pause dazwischen.  `session_rule` kann denselben Tag verlangen,
verschiedene Tage oder Termine direkt nacheinander: am selben Tag, jeder beginnt, wenn der
vorige endet (oder genau um die Pause später).
"""
NUMBERS = (13,)
RULE = Column(
    "events", "session_rule", "Terminregel",
    Text("How its sessions follow each other.", "Wie ihre Termine aufeinander folgen."),
    OneOf(
        ("same_day", "gleicher Tag", "selber Tag", "same day"),
        ("different_days", "verschiedene Tage", "different days"),
        ("back_to_back", "direkt nacheinander", "back to back"),
    ),
    "", ("same_day", "different_days", "back_to_back"),
)  # fmt: skip
GAP = Column(
    "events", "session_gap_min", "Pause zwischen Terminen",
    Text("Minutes at least from the end of a session to the next one.",
         "Minuten mindestens vom Ende eines Termins bis zum nächsten."),
    minutes_long, NOTHING, ("15", "60"),
)  # fmt: skip
COLUMNS = (RULE, GAP, SESSIONS)
SAYS = Text(
    en="“{event}” would be {first} (session {number}) and {second} (session {next}); {asked}.",
    de="„{event}“ wäre {first} (Termin {number}) und {second} (Termin {next}); {asked}.",
)
IN_ORDER = Text(
    en="the later one begins at least {gap} after the end of the earlier one",
    de="der spätere beginnt frühestens {gap} nach dem Ende des früheren",
)
EXACTLY = Text(
    en="the later one begins exactly {gap} after the end of the earlier one",
    de="der spätere beginnt genau {gap} nach dem Ende des früheren",
)
SAME_DAY = Text(en="both must be on the same day", de="beide müssen am selben Tag sein")
DIFFERENT_DAYS = Text(
    en="they must be on different days", de="sie müssen an verschiedenen Tagen sein"
)
#: What each rule says about the days, in the words of a draft.
TOGETHER = {
    "same_day": "same_day",
    "back_to_back": "same_day",
    "different_days": "different_days",
}


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for event in festival.events:
        for first, second in combinations(plan.of(event), 2):
            for asked in _missed(first, second):
                yield Breach(
                    (first, second),
                    SAYS.with_facts(
                        event=event.title,
                        first=first.public,
                        number=first.session.number,
                        second=second.public,
                        next=second.session.number,
                        asked=asked,
                    ),
                )


def _missed(first: Placement, second: Placement) -> Iterator[Text]:
    """What two sessions, the first one with the smaller number, do not keep."""
    rule, gap = RULE.of(first.event), GAP.of(first.event)
    pause = second.start - first.public.end
    neighbours = second.session.number == first.session.number + 1
    if rule == "back_to_back" and neighbours and pause != gap:
        yield EXACTLY.with_facts(gap=gap)
    elif pause < gap:
        yield IN_ORDER.with_facts(gap=gap)
    if rule in ("same_day", "back_to_back") and first.day != second.day:
        yield SAME_DAY
    if rule == "different_days" and first.day == second.day:
        yield DIFFERENT_DAYS


def constrain(festival: Festival, draft: Draft) -> None:
    for event in festival.events:
        rule, gap = RULE.of(event), GAP.of(event)
        for first, second in combinations(event.sessions, 2):
            follows = rule == "back_to_back" and second.number == first.number + 1
            draft.between(first, second, least=gap, most=gap if follows else None)
        if rule and len(event.sessions) > 1:
            draft.together(event.sessions, TOGETHER[rule])
        if rule == "different_days":
            _spread(festival, draft, event)


def _spread(festival: Festival, draft: Draft, event: Event) -> None:
    """The second of three sessions cannot be on the first day, nor on the last one."""
    options = [option for session in event.sessions for option in draft.options(session)]
    left = reduce(or_, map(draft.starts, options), 0)
    days = [day for day in festival.days if left & draft.starts_on([day])]
    spare = len(days) - len(event.sessions)
    for option in options if spare >= 0 else ():
        first = option.session.number - 1
        draft.begin_on(option, days[first : first + spare + 1])
