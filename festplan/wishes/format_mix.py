"""Every day is a mixed day: concert, workshop, talk and game.

A day of four talks is a conference, a day of four concerts a matter of taste.  On every day of
the festival there should be at least `formats_a_day` different formats (column `format`); each
one that is missing costs `weight_format_mix` points.  Without the setting nothing is asked.

Fine:
    festival: formats_a_day 2
    Mon 15:00-16:00  library  reading by school, format Lesung
    Mon 16:00-17:00  library  songs by choir, format Konzert

Broken:
    festival: formats_a_day 2
    Mon 15:00-16:00  library  reading by school, format Konzert
    Mon 16:00-17:00  library  songs by choir, format konzert
    Tue 15:00-16:00  library  puppets by school, format Bühne
    Tue 16:00-17:00  library  games by school, format Spiel

Broken:
    festival: formats_a_day 2
    Mon 15:00-16:00  library  reading by school, format Lesung
    Mon 16:00-17:00  library  songs by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, at_least_one
from festplan.draft import Draft
from festplan.festival import Event, Festival, Session
from festplan.plan import Plan
from festplan.tables import FORMAT
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Jeder Tag ist bunt gemischt: Konzert, Werkstatt, Gespräch und Spiel.

Ein Tag mit vier Gesprächen ist eine Tagung, einer mit vier Konzerten Geschmackssache.  An jedem
Festtag soll es mindestens `formats_a_day` verschiedene Arten (Spalte `format`) geben; jede, die
fehlt, kostet `weight_format_mix` Punkte.  Ohne die Einstellung wird nichts verlangt.
"""
NUMBERS = (77,)
TIER = WISHED
LEAST = Column(
    "festival", "formats_a_day", "Arten am Tag",
    Text("At least so many different formats a day.",
         "Mindestens so viele verschiedene Arten am Tag."),
    at_least_one, None, ("1", "2"),
)  # fmt: skip
WEIGHT = weight(
    "format_mix",
    "bunte Mischung",
    Text("Points for a format missing on a day.", "Punkte je fehlender Art am Tag."),
    1,
)
COLUMNS = (LEAST, FORMAT, WEIGHT)
SAYS = Text(
    en="{day} has too few different formats: {count}; {least} or more would be fine.",
    de="{day} hat zu wenige verschiedene Arten: {count}; gut wären mindestens {least}.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    least = LEAST.of(festival.settings) or 0
    for day in festival.days:
        count = len({_format(placed.event) for placed in plan if placed.day == day.date} - {""})
        points = WEIGHT.of(festival.settings) * max(least - count, 0)
        if points:
            yield Miss((), SAYS.with_facts(day=day.date, count=count, least=least), points)


def ask(festival: Festival, draft: Draft) -> None:
    least, cost = LEAST.of(festival.settings), WEIGHT.of(festival.settings)
    if not least or not cost:
        return
    by_format: dict[str, list[Session]] = {}
    for session in festival.sessions:
        if FORMAT.of(session.event):
            by_format.setdefault(_format(session.event), []).append(session)
    for day in festival.days:
        starts = draft.starts_on([day])
        groups = [draft.members(sessions, starts) for sessions in by_format.values()]
        draft.count(groups, least=least, cost=cost)


def _format(event: Event) -> str:
    return FORMAT.of(event).casefold()
