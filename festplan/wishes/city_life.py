"""The festival leaves room for what else happens in the city.

When the stadium plays, the trams are full and the young are away.  A line of the city's events
with "no" in the column `hard` is a wish: each session for these people, or at these places, that
runs at the same time costs `weight_city_life` points.

Fine:
    city_events: title Match, date Mon, from 19:30, to 21:30, affects audience:Youth, hard no
    Mon 18:30-19:30  library  dance by school, audiences Youth

Broken:
    city_events: title Match, date Mon, from 19:30, to 21:30, affects audience:Youth, hard no
    Mon 18:45-19:45  library  dance by school, audiences Youth
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival, Row
from festplan.plan import Plan
from festplan.protected import Scope
from festplan.rules.city_events import AFFECTS, DATE, FROM, HARD, TITLE, TO
from festplan.tables import AUDIENCES, SETTING, SHADE, TAGS, VENUE_SITE
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Das Fest lässt Raum für das, was sonst in der Stadt los ist.

Bei einem Heimspiel sind die Bahnen voll und die Jugendlichen weg.  Eine Zeile der Stadttermine mit
„nein“ in der Spalte `hard` ist ein Wunsch: Jeder Termin für diese Menschen oder an diesen Orten,
der zur gleichen Zeit läuft, kostet `weight_city_life` Punkte.
"""
NUMBERS = (79,)
TIER = WISHED
WEIGHT = weight(
    "city_life",
    "Stadttermine",
    Text("Points beside an event of the city.", "Punkte neben einem Stadttermin."),
    1,
)
COLUMNS = (
    DATE, FROM, TO, TITLE, AFFECTS, HARD, AUDIENCES, TAGS, SETTING, SHADE, VENUE_SITE, WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="“{event}” is {span}, at the same time as “{title}”.",
    de="„{event}“ ist {span}, zur gleichen Zeit wie „{title}“.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for row, affects, window in _wished(festival):
        for placed in plan:
            stays = [stay.public for stay in placed.stays if affects.covers(stay.venue)]
            own = [placed.public] if affects.concerns(placed.event) else []
            if points and any(span.overlaps(window) for span in (*own, *stays)):
                facts = {"event": placed.event.title, "span": placed.public}
                yield Miss((placed,), SAYS.with_facts(**facts, title=TITLE.of(row)), points)


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for _, affects, window in _wished(festival):
        for option in draft.options():
            parts = [hold.public for hold in option.holds if affects.covers(hold.venue)]
            if affects.concerns(option.event):
                parts.append(option.public)
            starts = 0
            for part in parts:
                starts |= draft.starts(option) & draft.starts_over(option, [window], part)
            if starts:
                draft.lose(option, points, starts)


def _wished(festival: Festival) -> Iterator[tuple[Row, Scope, Span]]:
    for row in festival.of("city_events"):
        affects = AFFECTS.of(row)
        # A road that is closed "if possible" is no wish: vehicles can drive there or not.
        if not HARD.of(row) and isinstance(affects, Scope):
            yield row, affects, Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row)))
