"""Nobody has three sessions in a row.

After two sessions the school class needs a breath and a drink.  One session follows another
where it begins at most `in_a_row_gap_min` minutes (0, unless you say otherwise) after the
other's end, by public times.  Each session of an actor, as leader or as partner, that follows
one of its sessions and is followed by another costs `weight_three_in_a_row` points: three in a
row cost them once, four twice.

Fine:
    festival: weight_three_in_a_row 1
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  library  puppets by school
    Mon 17:15-18:00  library  songs by school

Broken:
    festival: weight_three_in_a_row 1
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  library  puppets by choir with school
    Mon 17:00-18:00  library  songs by school

Broken:
    festival: weight_three_in_a_row 1, in_a_row_gap_min 15
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  library  puppets by school
    Mon 17:15-18:00  library  songs by school

Fine:
    festival: weight_three_in_a_row 1
    Mon 15:00-16:00  library  reading by school
    Mon 16:00-17:00  library  puppets by choir
    Mon 17:00-18:00  library  songs by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.appearances import placements_by_actor, sessions_by_actor
from festplan.columns import Column, minutes_long
from festplan.draft import Draft, InARow
from festplan.festival import Festival
from festplan.plan import Placement, Plan
from festplan.tables import LEAD, PARTNERS, SESSIONS
from festplan.texts import Text
from festplan.times import NOTHING, minutes
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Niemand hat drei Termine hintereinander.

Nach zwei Terminen braucht die Schulklasse Luft und etwas zu trinken.  Ein Termin folgt auf einen
anderen, wenn er höchstens `in_a_row_gap_min` Minuten (0, wenn nichts anderes dasteht) nach
dessen Ende beginnt; es gelten die öffentlichen Zeiten.  Jeder Termin eines Akteurs, ob er leitet
oder mitwirkt, der auf einen seiner Termine folgt und auf den wieder einer folgt, kostet
`weight_three_in_a_row` Punkte: Drei hintereinander kosten sie einmal, vier zweimal.
"""
NUMBERS = (32,)
TIER = WISHED
GAP = Column(
    "festival", "in_a_row_gap_min", "Pause in einer Reihe",
    Text("Sessions stand in a row up to so many minutes between them.",
         "Bis zu so vielen Minuten Abstand stehen Termine in einer Reihe."),
    minutes_long, NOTHING, ("0", "15", "45"),
)  # fmt: skip
WEIGHT = weight(
    "three_in_a_row",
    "drei hintereinander",
    Text("Points for the session in the middle.", "Punkte je Termin in der Mitte."),
    0,
)
COLUMNS = (LEAD, PARTNERS, SESSIONS, GAP, WEIGHT)
SAYS = Text(
    en="{actor} has three sessions in a row; in the middle is “{event}”, {when}.",
    de="{actor} hat drei Termine hintereinander; in der Mitte liegt „{event}“, {when}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for actor, own in placements_by_actor(plan).items() if points else ():
        for middle in own:
            before = any(_follows(middle, other, festival) for other in own)
            after = any(_follows(other, middle, festival) for other in own)
            if before and after:
                facts = {"event": middle.event.title, "when": middle.public}
                yield Miss((middle,), SAYS.with_facts(actor=actor.name, **facts), points)


def _follows(placed: Placement, former: Placement, festival: Festival) -> bool:
    return NOTHING <= placed.start - former.public.end <= GAP.of(festival.settings)


def ask(festival: Festival, draft: Draft) -> None:
    cost, gap = WEIGHT.of(festival.settings), minutes(GAP.of(festival.settings))
    for sessions in sessions_by_actor(festival).values() if cost else ():
        if len(sessions) > 2:
            draft.say(InARow(sessions, gap, cost))
