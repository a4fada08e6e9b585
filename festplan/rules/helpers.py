"""There are never more helpers at work than have said they come.

The long table needs eight people who carry benches; on Thursday morning only six are there.  Who
comes when stands in the table of helpers; an event needs its number in the column `helpers` from
set-up to take-down.  Without any line of helpers nothing is limited; with lines, nobody is there
at a time that no line names.

Fine:
    helper_pool: group friends, date Mon, from 14:00, to 18:00, persons 4
    Mon 15:00-16:00  library  reading by school, helpers 2
    Mon 15:00-16:00  school  puppets by choir, helpers 2

Broken:
    helper_pool: group friends, date Mon, from 14:00, to 18:00, persons 4
    Mon 15:00-16:00  library  reading by school, helpers 2
    Mon 15:30-16:30  school  puppets by choir, helpers 3

Broken:
    helper_pool: group friends, date Mon, from 14:00, to 18:00, persons 4
    helper_pool: group pupils, date Mon, from 14:00, to 16:00, persons 2
    Mon 15:00-16:00  library  reading by school, helpers 5, teardown_min 15
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

from festplan.columns import Column, clock, day, text, whole, words
from festplan.draft import Draft
from festplan.festival import Festival, Row
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import NONE, SET_UP, TAKE_DOWN
from festplan.texts import Text
from festplan.times import DAY_BREAK, NOTHING, Clock, Span, midnight

DE = """Nie sind mehr Helfende im Einsatz, als zugesagt haben.

Die lange Tafel braucht acht Leute, die Bänke tragen; am Donnerstagvormittag sind nur sechs da.
Wer wann kommt, steht in der Tabelle der Helfenden; eine Veranstaltung braucht die Zahl in ihrer
Spalte `helpers` vom Aufbau bis zum Abbau.  Ohne eine einzige Zeile gibt es keine Grenze; sonst
ist zu Zeiten, die keine Zeile nennt, niemand da.
"""
NUMBERS = (42,)
NEEDED = Column(
    "events", "helpers", "Helfende",
    Text("So many helpers it needs.", "So viele Helfende braucht sie."),
    whole, 0, ("1", "2", "3"),
)  # fmt: skip
column = partial(Column, "helper_pool")
GROUP = column(
    name="group", de="Gruppe", help=Text("Who helps.", "Wer hilft."),
    read=text, default="", examples=("Friends",),
)  # fmt: skip
SENT_BY = column(
    name="actor_id", de="Akteur-Nr.", help=Text("The actor they belong to.", "Ihr Akteur."),
    read=text, default="", examples=(), refers_to="actors",
)  # fmt: skip
DATE = column(
    name="date", de="Datum", help=Text("The day.", "Der Tag."),
    read=day, default=date.min, examples=("2027-08-28",), required=True,
)  # fmt: skip
FROM = column(
    name="from", de="von", help=Text("They come at.", "Sie kommen um."),
    read=clock, default=Clock(DAY_BREAK), examples=("10:00", "17:30"),
)  # fmt: skip
TO = column(
    name="to", de="bis", help=Text("They leave at.", "Sie gehen um."),
    read=clock, default=Clock(DAY_BREAK + timedelta(days=1)), examples=("18:00", "20:00"),
)  # fmt: skip
PERSONS = column(
    name="persons", de="Personen", help=Text("How many.", "Wie viele."),
    read=whole, default=0, examples=("2", "4"), required=True,
)  # fmt: skip
SKILLS = column(
    name="skills", de="Fähigkeiten", help=Text("What they can do.", "Was sie können."),
    read=words, default=NONE, examples=("kitchen; info",),
)  # fmt: skip
COLUMNS = (NEEDED, GROUP, SENT_BY, DATE, FROM, TO, PERSONS, SKILLS, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="At {when} {needed} helpers are needed, but {present} have said they come: {events}.",
    de="{when} werden {needed} Helfende gebraucht, zugesagt haben {present}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    shifts = [(_shift(row), PERSONS.of(row)) for row in festival.of("helper_pool")]
    if not shifts:
        return
    # It can get tight when an event begins to set up, or when helpers leave.
    moments = {placed.occupied.start for placed in plan} | {shift.end for shift, _ in shifts}
    there = at_moments([(number, shift) for shift, number in shifts], moments)
    helped = [(placed, placed.occupied) for placed in plan if NEEDED.of(placed.event)]
    for moment, here in at_moments(helped, moments).items():
        needed = sum(NEEDED.of(placed.event) for placed in here)
        present = sum(there[moment])
        if needed > present:
            yield Breach(
                here,
                SAYS.with_facts(
                    when=moment,
                    needed=needed,
                    present=present,
                    events=tuple(placed.event.title for placed in here),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    rows = festival.of("helper_pool")
    if not rows:
        return
    present = _present(rows, _horizon(festival))
    most = max(present.values())
    away = [(span, most - number) for span, number in present.items() if number < most]
    draft.at_most(
        most,
        lambda option: option.occupied if NEEDED.of(option.event) else None,
        lambda option: NEEDED.of(option.event),
        away,
        name="helpers",
    )


def _present(rows: tuple[Row, ...], horizon: Span) -> dict[Span, int]:
    """How many are there, from each change to the next one."""
    changes: dict[datetime, int] = {horizon.start: 0, horizon.end: 0}
    for row in rows:
        shift = _shift(row)
        changes[shift.start] = changes.get(shift.start, 0) + PERSONS.of(row)
        changes[shift.end] = changes.get(shift.end, 0) - PERSONS.of(row)
    present, result = 0, {}
    for start, end in pairwise(sorted(changes)):
        present += changes[start]
        result[Span(start, end)] = present
    return result


def _horizon(festival: Festival) -> Span:
    """All the time that some event can occupy: nobody helps but in the shifts."""
    days = [day.span for day in festival.days]
    before = max((event.set_up for event in festival.events), default=NOTHING)
    after = max((event.length + event.take_down for event in festival.events), default=NOTHING)
    return Span(midnight(festival.days[0].date), days[-1].end).widened(before, after)


def _shift(row: Row) -> Span:
    return Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row)))
