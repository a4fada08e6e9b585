"""Every format and every audience has its share of each day.

Five concerts on one evening leave the other evenings quiet; what older people like shall not all
be on Thursday.  Every format and every audience with at least as many sessions as there are days
is spread over the days: a day's fair share is the number of its sessions divided by the number of
days, rounded up, and `sessions_beyond_share` more are fine (1, unless you say otherwise), for a
day may have a theme.  Each session beyond costs `weight_balanced_formats` points.  The days that
count are those on which one of these events may be (column `days`): what comes on Monday only is
not asked to spread.

Fine:
    Mon 15:00-16:00  library  songs by choir, format Konzert, sessions 4
    Mon 16:00-17:00  library  songs#2
    Mon 17:00-18:00  library  songs#3
    Tue 15:00-16:00  library  songs#4

Broken:
    festival: sessions_beyond_share 0
    Mon 15:00-16:00  library  songs by choir, format Konzert, sessions 2
    Mon 16:00-17:00  library  songs#2
    Tue 15:00-16:00  library  reading by school

Broken:
    Mon 15:00-16:00  library  songs by choir, format Konzert, sessions 2
    Mon 16:00-17:00  library  songs#2
    Mon 17:00-18:00  library  dance by band, format konzert, sessions 2
    Mon 18:00-19:00  library  dance#2
    Tue 15:00-16:00  library  reading by school

Broken:
    Mon 15:00-16:00  library  songs by choir, format Konzert, audiences Senioren, sessions 2
    Mon 16:00-17:00  library  songs#2
    Mon 17:00-18:00  library  dance by band, format Kurs, audiences Alle;Senioren, sessions 2
    Mon 18:00-19:00  library  dance#2
    Tue 15:00-16:00  library  reading by school

Fine:
    Mon 15:00-16:00  library  songs by choir, format Konzert, days Mo, sessions 4
    Mon 16:00-17:00  library  songs#2
    Mon 17:00-18:00  library  songs#3
    Mon 18:00-19:00  library  songs#4
    Tue 15:00-16:00  library  reading by school
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from festplan.columns import Column, whole
from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.allowed_days import DAYS
from festplan.tables import AUDIENCES, FORMAT, SESSIONS
from festplan.texts import Text
from festplan.wishes.wish import TIDY, Miss, weight

DE = """Jede Art und jede Zielgruppe hat an jedem Tag ihren Anteil.

Fünf Konzerte an einem Abend lassen die anderen Abende still; was Ältere mögen, soll nicht alles am
Donnerstag sein.  Jede Art und jede Zielgruppe mit mindestens so vielen Terminen, wie es Tage gibt,
verteilt sich auf die Tage: Der Anteil eines Tages ist die Zahl ihrer Termine geteilt durch die Zahl
der Tage, aufgerundet, und `sessions_beyond_share` mehr sind in Ordnung (1, wenn nichts anderes
dasteht), denn ein Tag darf ein Thema haben.  Jeder Termin darüber kostet
`weight_balanced_formats` Punkte.  Es zählen die Tage, an denen eine dieser Veranstaltungen sein
kann (Spalte `days`): Was nur am Montag kommt, muss sich nicht verteilen.
"""
NUMBERS = (15,)
TIER = TIDY
BEYOND = Column(
    "festival", "sessions_beyond_share", "Termine über den Anteil hinaus",
    Text("So many sessions of a format or an audience more than a day's share are fine.",
         "So viele Termine einer Art oder Zielgruppe mehr als der Anteil des Tages sind gut."),
    whole, 1, ("0", "1"),
)  # fmt: skip
WEIGHT = weight(
    "balanced_formats",
    "gleichmäßige Arten und Zielgruppen",
    Text("Points for a session too many of a format or an audience.",
         "Punkte je Termin zu viel einer Art oder Zielgruppe."),
    1,
)  # fmt: skip
COLUMNS = (FORMAT, AUDIENCES, DAYS, SESSIONS, BEYOND, WEIGHT)
SAYS = Text(
    en="{day} has {count} sessions of “{kind}”; up to {most} would be fine.",
    de="{day} hat {count} Termine „{kind}“; bis zu {most} wären gut.",
)


@dataclass(frozen=True)
class Kind:
    """The events of one format, or for one audience, and how many sessions a day are fine."""

    word: str
    events: tuple[Event, ...]
    most: int


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    for kind in _kinds(festival):
        placed = [each.day for event in kind.events for each in plan.of(event)]
        for day in festival.days:
            count = placed.count(day.date)
            points = WEIGHT.of(festival.settings) * max(count - kind.most, 0)
            if points:
                facts = {"day": day.date, "count": count, "kind": kind.word, "most": kind.most}
                yield Miss((), SAYS.with_facts(**facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    kinds = list(_kinds(festival)) if cost else []
    for day in festival.days if kinds else ():
        members = draft.members(festival.sessions, draft.starts_on([day]))
        that_day = {member.session: (member,) for member in members}
        for kind in kinds:
            sessions = [session for event in kind.events for session in event.sessions]
            groups = [that_day[session] for session in sessions if session in that_day]
            if len(groups) > kind.most:
                draft.count(groups, most=kind.most, cost=cost)


def _kinds(festival: Festival) -> Iterator[Kind]:
    """The formats and audiences with enough sessions to be spread over the days."""
    written: dict[tuple[str, str], str] = {}
    events: dict[tuple[str, str], dict[Event, None]] = {}
    for event in festival.events:
        named = [("format", FORMAT.of(event)), *(("audience", a) for a in AUDIENCES.of(event))]
        for what, word in named:
            kind = (what, word.casefold())
            written.setdefault(kind, word)
            events.setdefault(kind, {})[event] = None
    for kind, word in written.items():
        most = _most(festival, events[kind])
        if word and most is not None:
            yield Kind(word, tuple(events[kind]), most)


def _most(festival: Festival, events: Collection[Event]) -> int | None:
    """So many sessions of these events are fine on a day; None where there are too few."""
    days = [day for day in festival.days if any(day.date in DAYS.of(e) for e in events)]
    sessions = sum(SESSIONS.of(event) for event in events)
    if not days or sessions < len(days):
        return None
    return -(-sessions // len(days)) + BEYOND.of(festival.settings)
