"""Events keep away from times that do not suit their people or their place.

A line of the protected times with "no" in the column `hard` is a wish: older people like to walk
home by daylight, nobody likes the stage in the noon sun.  Each session that falls into such a time
costs `weight_better_times` points, for each line.

Fine:
    protected_times: protected_id P1, date daily, from 19:00, to 24:00, scope audience:Senioren, hard no
    Mon 17:00-18:30  library  reading by school, audiences Senioren

Broken:
    protected_times: protected_id P1, date daily, from 19:00, to 24:00, scope audience:Senioren, hard no
    Mon 18:30-19:30  library  reading by school, audiences Senioren

Broken:
    venue stage: shade none
    protected_times: protected_id P1, date daily, from 12:00, to 16:00, scope shade:none, hard no
    Mon 15:30-16:30  stage  concert by choir
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft, Option
from festplan.festival import Festival, Row
from festplan.plan import Placement, Plan
from festplan.protected import (
    EXEMPT,
    MAX_NOISE,
    PROTECTED_DATE,
    PROTECTED_FROM,
    PROTECTED_HARD,
    PROTECTED_TITLE,
    PROTECTED_TO,
    SCOPE,
    too_loud,
    windows,
)
from festplan.tables import AUDIENCES, NOISE, SETTING, SHADE, TAGS, VENUE_SITE
from festplan.texts import Text
from festplan.times import Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Veranstaltungen meiden Zeiten, die ihren Menschen oder ihrem Ort nicht guttun.

Eine Zeile der Schutzzeiten mit „nein“ in der Spalte `hard` ist ein Wunsch: Ältere gehen gern im
Hellen heim, niemand mag die Bühne in der Mittagssonne.  Jeder Termin, der in eine solche Zeit
fällt, kostet `weight_better_times` Punkte, für jede Zeile.
"""
NUMBERS = (59, 65)
TIER = WISHED
WEIGHT = weight(
    "better_times",
    "bessere Zeiten",
    Text("Points in a time that does not suit.", "Punkte in einer unpassenden Zeit."),
    2,
)
COLUMNS = (
    PROTECTED_DATE, PROTECTED_FROM, PROTECTED_TO, PROTECTED_TITLE, SCOPE, MAX_NOISE, EXEMPT,
    PROTECTED_HARD, AUDIENCES, TAGS, NOISE, SETTING, SHADE, VENUE_SITE, WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="“{event}” is {span}, in the time of “{title}”.",
    de="„{event}“ ist {span}, in der Zeit „{title}“.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for row in _wished(festival) if points else ():
        spared = tuple(windows(row, festival))
        for placed in plan:
            if any(own.overlaps(window) for own in _held(placed, row) for window in spared):
                facts = {"event": placed.event.title, "span": placed.public}
                says = SAYS.with_facts(**facts, title=PROTECTED_TITLE.of(row))
                yield Miss((placed,), says, points)


def _held(placed: Placement, row: Row) -> Iterator[Span]:
    """The public times of a placement that should not fall into the windows of a row."""
    scope, event = SCOPE.of(row), placed.event
    if event.id not in EXEMPT.of(row) and scope.concerns(event):
        yield placed.public
    elif too_loud(row, event, NOISE.of(event)):
        yield from (stay.public for stay in placed.stays if scope.covers(stay.venue))


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for row in _wished(festival):
        spans = tuple(windows(row, festival))
        for option in draft.options():
            starts = draft.starts(option) & _inside(row, option, draft, spans)
            if starts:
                draft.lose(option, points, starts)


def _inside(row: Row, option: Option, draft: Draft, spans: tuple[Span, ...]) -> int:
    """The starts at which an option falls into the windows, as bits."""
    scope, event = SCOPE.of(row), option.event
    if event.id not in EXEMPT.of(row) and scope.concerns(event):
        return draft.starts_over(option, spans)
    if not too_loud(row, event, NOISE.of(event)):
        return 0
    found = 0
    for hold in option.holds:
        if scope.covers(hold.venue):
            found |= draft.starts_over(option, spans, hold.public)
    return found


def _wished(festival: Festival) -> Iterator[Row]:
    for row in festival.of("protected_times"):
        if not PROTECTED_HARD.of(row) and not PROTECTED_DATE.of(row).event:
            yield row
