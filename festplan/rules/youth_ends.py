"""What the young visit alone ends early enough.

A film for children under fourteen ends by eight in the evening, for those under sixteen by ten,
says the law; parents beside them change that.  A row of the youth rules names a kind of event
(`format`; empty: every kind), an age and a time.  It holds for events whose `age_from` is below
that age, unless they have "yes" in the column `accompanied`.

Fine:
    youth_rules: format Film, age_below 14, latest_end 20:00
    Mon 19:00-20:00  library  cinema by school, format Film, age_from 12
    Mon 19:00-21:00  school  thriller by choir, format Film, age_from 14

Broken:
    youth_rules: format Film, age_below 14, latest_end 20:00
    Mon 19:00-20:15  library  cinema by school, format Film, age_from 12

Fine:
    youth_rules: format Film, age_below 14, latest_end 20:00
    Mon 19:00-20:15  library  cinema by school, format Film, age_from 12, accompanied yes
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from festplan.columns import Column, clock, text, whole, yes_or_no
from festplan.draft import Draft
from festplan.festival import Event, Festival, Row
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import AGE_FROM, FORMAT
from festplan.texts import Text
from festplan.times import Clock, Span

DE = """Was Jüngere allein besuchen, endet früh genug.

Ein Film für Kinder unter vierzehn endet um acht Uhr abends, für Jugendliche unter sechzehn um
zehn, sagt das Gesetz; Eltern daneben ändern das.  Eine Zeile des Jugendschutzes nennt eine Art
(`format`; leer: jede), ein Alter und eine Uhrzeit.  Sie gilt für Veranstaltungen, deren `age_from`
unter diesem Alter liegt, außer es steht „ja“ in ihrer Spalte `accompanied`.
"""
NUMBERS = (55,)
column = partial(Column, "youth_rules")
KIND = column(
    name="format", de="Art",
    help=Text("The kind of event; empty: every kind.", "Die Art; leer: jede Art."),
    read=text, default="", examples=("Film", "Konzert"),
)  # fmt: skip
AGE_BELOW = column(
    name="age_below", de="jünger als",
    help=Text("For people younger than this.", "Für Menschen, die jünger sind."),
    read=whole, default=0, examples=("10", "14"), required=True,
)  # fmt: skip
LATEST_END = column(
    name="latest_end", de="spätestes Ende",
    help=Text("It ends by then.", "Dann ist es zu Ende."),
    read=clock, default=None, examples=("18:00", "20:00"), required=True,
)  # fmt: skip
ACCOMPANIED = Column(
    "events", "accompanied", "in Begleitung",
    Text("Children come with their parents.", "Kinder kommen mit ihren Eltern."),
    yes_or_no, False, ("yes", "no"),
)  # fmt: skip
COLUMNS = (KIND, AGE_BELOW, LATEST_END, ACCOMPANIED, AGE_FROM, FORMAT)
SAYS = Text(
    en="“{event}” would end at {end}, but is for people from {age}: by {latest} at the latest.",
    de="„{event}“ würde {end} enden, ist aber ab {age} Jahren: Schluss spätestens um {latest}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for row, latest in _rows(festival):
        for placed in plan:
            if _holds_for(row, placed.event) and placed.public.end > latest.on(placed.day):
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        end=placed.public.end,
                        age=AGE_FROM.of(placed.event),
                        latest=latest,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for row, latest in _rows(festival):
        evenings = [Span(day.span.start, latest.on(day.date)) for day in festival.days]
        for event in festival.events:
            if _holds_for(row, event):
                for option in draft.options(*event.sessions):
                    draft.within(option, evenings)


def _rows(festival: Festival) -> Iterator[tuple[Row, Clock]]:
    for row in festival.of("youth_rules"):
        latest = LATEST_END.of(row)
        if latest is not None:
            yield row, latest


def _holds_for(row: Row, event: Event) -> bool:
    age = AGE_FROM.of(event)
    if age is None or age >= AGE_BELOW.of(row) or ACCOMPANIED.of(event):
        return False
    return KIND.of(row).casefold() in ("", FORMAT.of(event).casefold())
