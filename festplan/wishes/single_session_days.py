"""Nobody comes for one single session on a day.

The choir packs its van, drives across the town, sings for half an hour and drives home: on a
day on which it comes anyway, it would rather do two things.  Each day on which an actor that
has several sessions, as leader or as partner, is in exactly one of them costs
`weight_single_session_days` points.  An actor that has one session in the whole festival comes
for that one, of course.

Fine:
    festival: weight_single_session_days 1
    Mon 15:00-16:00  library  reading by choir
    Mon 17:00-18:00  library  puppets by school with choir
    Mon 18:00-19:00  library  songs by school

Broken:
    festival: weight_single_session_days 1
    Mon 15:00-16:00  library  reading by choir
    Tue 17:00-18:00  library  puppets by choir

Broken:
    festival: weight_single_session_days 1
    Mon 15:00-16:00  library  reading by choir, sessions 3
    Mon 17:00-18:00  library  reading#2
    Tue 15:00-16:00  library  reading#3

Fine:
    festival: weight_single_session_days 1
    Mon 15:00-16:00  library  reading by choir
    Tue 17:00-18:00  library  puppets by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.appearances import placements_by_actor, sessions_by_actor
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.tables import LEAD, PARTNERS, SESSIONS
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Niemand kommt an einem Tag für einen einzigen Termin.

Der Chor packt seinen Bus, fährt durch die Stadt, singt eine halbe Stunde und fährt heim: Wenn er
schon kommt, würde er lieber zweimal dabei sein.  Jeder Tag, an dem ein Akteur mit mehreren
Terminen, ob er leitet oder mitwirkt, bei genau einem davon ist, kostet
`weight_single_session_days` Punkte.  Wer auf dem ganzen Fest nur einen Termin hat, kommt
natürlich für diesen einen.
"""
NUMBERS = (32,)
TIER = WISHED
WEIGHT = weight(
    "single_session_days",
    "einzelne Termine",
    Text("Points for an actor and a day with one session only.",
         "Punkte je Akteur und Tag mit nur einem Termin."),
    0,
)  # fmt: skip
COLUMNS = (LEAD, PARTNERS, SESSIONS, WEIGHT)
SAYS = Text(
    en="{actor} comes on {day} for “{event}” only.",
    de="{actor} kommt am {day} nur für „{event}“.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    sessions = sessions_by_actor(festival)
    for actor, own in placements_by_actor(plan).items() if points else ():
        for placed in own:
            alone = sum(other.day == placed.day for other in own) == 1
            if alone and len(sessions[actor]) > 1:
                facts = {"actor": actor.name, "day": placed.day, "event": placed.event.title}
                yield Miss((placed,), SAYS.with_facts(**facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost, by_actor = WEIGHT.of(festival.settings), sessions_by_actor(festival)
    for day in festival.days if cost else ():
        that_day = {m.session: m for m in draft.members(festival.sessions, draft.starts_on([day]))}
        for sessions in by_actor.values():
            own = [(that_day[session],) for session in sessions if session in that_day]
            if own and len(sessions) > 1:
                draft.count(own, least=2, if_any=True, cost=cost)
