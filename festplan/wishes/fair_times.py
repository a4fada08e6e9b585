"""Good times and bad times are shared out fairly.

Saturday afternoon belongs to everybody, and nobody is always put on Monday at half past eight.
An actor's share of the hours in which most people come (`prime_from` and `prime_to` of the days)
is `prime_share_percent` of the sessions it leads (50, unless you say otherwise), rounded up: one
of one, one of two, two of three.  So who brings much may be there more often, and nobody takes it
all.  Each session that begins in these hours beyond the share costs `weight_fair_times` points.
As many cost an actor that has every session it leads at an unloved time: one that begins before
`unloved_until` of its day or from `unloved_from` on.

Fine:
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 17:00-18:00  library  reading by school
    Mon 16:00-17:00  library  puppets by school
    Mon 18:00-19:00  library  songs by choir with school

Broken:
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 17:00-18:00  library  reading by school
    Mon 18:00-19:00  library  puppets by school

Fine:
    festival: prime_share_percent 100
    day Mon: prime_from 17:00, prime_to 19:00
    Mon 17:00-18:00  library  reading by school
    Mon 18:00-19:00  library  puppets by school

Broken:
    day Mon: unloved_until 10:00, unloved_from 21:00
    Mon 09:45-11:00  library  reading by school
    Mon 21:00-22:00  library  puppets by school

Fine:
    day Mon: unloved_until 10:00, unloved_from 21:00
    Mon 09:45-11:00  library  reading by school
    Mon 10:00-11:00  meadow  puppets by school
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from festplan.attendance import (
    PRIME_FROM,
    PRIME_TO,
    UNLOVED_FROM,
    UNLOVED_UNTIL,
    prime_time,
    unloved_times,
)
from festplan.columns import Column, UpTo
from festplan.draft import Draft, Part
from festplan.festival import Actor, Festival, Session
from festplan.plan import Placement, Plan
from festplan.tables import LEAD, SESSIONS
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Gute und schlechte Zeiten sind gerecht verteilt.

Der Samstagnachmittag gehört allen, und niemand bekommt immer den Montag um halb neun.  Der Anteil
eines Akteurs an der Zeit, in der die meisten kommen (`prime_from` und `prime_to` der Tage), ist
`prime_share_percent` Prozent der Termine, die er leitet (50, wenn nichts anderes dasteht),
aufgerundet: einer von einem, einer von zweien, zwei von dreien.  Wer viel anbietet, darf also
öfter dabei sein, und niemand nimmt alles.  Jeder Termin darüber hinaus, der in dieser Zeit
beginnt, kostet `weight_fair_times` Punkte.  Genauso viele kostet ein Akteur, dessen eigene Termine
alle zu unbeliebten Zeiten liegen: Sie beginnen vor `unloved_until` ihres Tages oder ab
`unloved_from`.
"""
NUMBERS = (34,)
TIER = WISHED
SHARE = Column(
    "festival", "prime_share_percent", "Anteil an der Hauptzeit %",
    Text("So much percent of what an actor leads may begin when most people come.",
         "So viel Prozent der eigenen Termine dürfen beginnen, wenn die meisten kommen."),
    UpTo(100), 50, ("25", "50", "100"),
)  # fmt: skip
WEIGHT = weight(
    "fair_times",
    "gerechte Zeiten",
    Text("Points for a session beyond the share, or for an actor with bad times only.",
         "Punkte je Termin über dem Anteil und je Akteur, der nur schlechte Zeiten hat."),
    2,
)  # fmt: skip
COLUMNS = (PRIME_FROM, PRIME_TO, UNLOVED_UNTIL, UNLOVED_FROM, SHARE, LEAD, SESSIONS, WEIGHT)
SAYS = Text(en="{actor}: {what}.", de="{actor}: {what}.")
TOO_MANY = Text(
    en="{count} sessions begin when most people come; its fair share is {share} of {all}",
    de="{count} Termine beginnen, wenn die meisten kommen; der gerechte Anteil ist {share} von "
    "{all}",
)
ALL_UNLOVED = Text(
    en="all that it leads begins at unloved times ({starts})",
    de="Alles Eigene beginnt zu unbeliebten Zeiten ({starts})",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    prime, unloved = _prime_times(festival), _unloved_times(festival)
    placed_by_session = {placed.session: placed for placed in plan if points}
    for actor, sessions in _led(festival).items():
        own = tuple(placed_by_session[s] for s in sessions if s in placed_by_session)
        good = tuple(placed for placed in own if _begins_in(placed, prime))
        share = _share(festival, sessions)
        if len(good) > share:
            what = TOO_MANY.with_facts(count=len(good), share=share, all=len(sessions))
            says = SAYS.with_facts(actor=actor.name, what=what)
            yield Miss(good, says, points * (len(good) - share))
        if own and all(_begins_in(placed, unloved) for placed in own):
            what = ALL_UNLOVED.with_facts(starts=tuple(placed.start for placed in own))
            yield Miss(own, SAYS.with_facts(actor=actor.name, what=what), points)


def _begins_in(placed: Placement, spans: Iterable[Span]) -> bool:
    return any(span.start <= placed.start < span.end for span in spans)


def ask(festival: Festival, draft: Draft) -> None:
    cost, option = WEIGHT.of(festival.settings), next(draft.options(), None)
    if not cost or option is None:
        return
    prime = draft.starts_within(option, _prime_times(festival), Part(0, 1))
    unloved = draft.starts_within(option, _unloved_times(festival), Part(0, 1))
    for sessions in _led(festival).values():
        good = draft.members(sessions, prime)
        if len(good) > _share(festival, sessions):
            share = _share(festival, sessions)
            draft.count([(member,) for member in good], most=share, cost=cost)
        loved = draft.members(sessions, ~unloved)
        if unloved:
            # Whether it comes at all, less whether it comes at a time that somebody likes.
            draft.count((draft.members(sessions), loved), most=0, weights=(1, -1), cost=cost)


def _led(festival: Festival) -> dict[Actor, list[Session]]:
    """Every actor that leads something, with the sessions of it."""
    found: dict[Actor, list[Session]] = {}
    for session in festival.sessions:
        found.setdefault(session.event.lead, []).append(session)
    return found


def _share(festival: Festival, sessions: list[Session]) -> int:
    return -(-len(sessions) * SHARE.of(festival.settings) // 100)


def _prime_times(festival: Festival) -> list[Span]:
    return [span for day in festival.days if (span := prime_time(day))]


def _unloved_times(festival: Festival) -> list[Span]:
    return [span for day in festival.days for span in unloved_times(day)]
