"""Children are first, then the young, then adults.

A festival that wants its evenings sorted by age says so in the settings; where all four are empty,
nothing is asked.  Children's events end by `children_until`, young people's begin at `teens_from`
or later and end by `teens_until`, adults' begin at `adults_from` or later.  Each session outside
its time costs `weight_age_ladder` points.

An event is for children if its `age_to` is below 13, for adults if its `age_from` is 18 or more,
for the young if it is for some of 12 to 26 years only.  Where the ages do not say, its audiences
do, if all of them are families and children, or all young people, or all adults (`family_audiences`
and so on).  What is for several stands on no rung.

The wish *Young people come after school* (`youth_times`) is another one: it is about every event
that young people are invited to, and school.  Where it counts, leave `teens_from` empty, or both
count.

Fine:
    festival: children_until 18:00, adults_from 19:00
    Mon 17:00-18:00  library  puppets by school, audiences Familien;Kinder
    Mon 19:00-20:00  library  poems by choir, age_from 18
    Mon 18:00-19:30  meadow  concert by band, audiences Kinder;Erwachsene

Broken:
    festival: children_until 18:00
    Mon 17:15-18:15  library  puppets by school, age_from 3, age_to 12

Broken:
    festival: teens_from 17:00, teens_until 21:00
    Mon 16:30-17:30  club  rap by school, age_from 12, age_to 26

Broken:
    festival: teens_from 17:00, teens_until 21:00
    Mon 20:15-21:15  club  rap by school, audiences Jugendliche

Broken:
    festival: adults_from 19:00
    Mon 18:45-19:45  library  poems by choir, audiences adults

Broken:
    festival: adults_from 19:00
    Mon 18:45-19:45  library  poems by choir, age_from 18

Fine:
    Mon 10:00-11:00  library  poems by choir, age_from 18
    Mon 21:00-22:00  library  puppets by school, age_to 6
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from festplan.audiences import ADULTS, FAMILIES, YOUNG, People, is_only_for
from festplan.columns import Column, clock
from festplan.draft import Draft, Part
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import AGE_FROM, AGE_TO, AUDIENCES
from festplan.texts import Text
from festplan.times import Clock, Span
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Erst kommen die Kinder, dann die Jugendlichen, dann die Erwachsenen.

Ein Fest, das seine Abende nach dem Alter ordnen will, sagt das in den Einstellungen; sind alle vier
leer, wird nichts verlangt.  Was für Kinder ist, endet bis `children_until`, was für Jugendliche
ist, beginnt um `teens_from` oder später und endet bis `teens_until`, was für Erwachsene ist,
beginnt um `adults_from` oder später.  Jeder Termin außerhalb seiner Zeit kostet `weight_age_ladder`
Punkte.

Eine Veranstaltung ist für Kinder, wenn ihr `age_to` unter 13 liegt, für Erwachsene, wenn ihr
`age_from` 18 oder mehr ist, für Jugendliche, wenn sie nur für einige von 12 bis 26 Jahren ist.  Wo
das Alter es nicht sagt, sagen es die Zielgruppen, wenn alle Familien und Kinder sind oder alle
Jugendliche oder alle Erwachsene (`family_audiences` und so weiter).  Was für mehrere ist, steht auf
keiner Stufe.

Der Wunsch *Jugendliche kommen nach der Schule* (`youth_times`) ist ein anderer: Er betrifft alles,
wozu Jugendliche eingeladen sind, und die Schule.  Wo er zählt, bitte `teens_from` leer lassen,
sonst zählen beide.
"""
NUMBERS = (78,)
TIER = WISHED
column = partial(Column, "festival", read=clock, default=None)
CHILDREN_UNTIL = column(
    name="children_until", de="Kinder bis",
    help=Text("What is for children ends by then; empty: any time.",
              "Was für Kinder ist, endet bis dahin; leer: jederzeit."),
    examples=("18:00", "17:30"),
)  # fmt: skip
TEENS_FROM = column(
    name="teens_from", de="Jugendliche ab",
    help=Text("What is for the young begins then or later; empty: any time.",
              "Was für Jugendliche ist, beginnt dann oder später; leer: jederzeit."),
    examples=("17:00", "17:30"),
)  # fmt: skip
TEENS_UNTIL = column(
    name="teens_until", de="Jugendliche bis",
    help=Text("What is for the young ends by then; empty: any time.",
              "Was für Jugendliche ist, endet bis dahin; leer: jederzeit."),
    examples=("21:00", "18:00"),
)  # fmt: skip
ADULTS_FROM = column(
    name="adults_from", de="Erwachsene ab",
    help=Text("What is for adults begins then or later; empty: any time.",
              "Was für Erwachsene ist, beginnt dann oder später; leer: jederzeit."),
    examples=("19:00", "18:00"),
)  # fmt: skip
WEIGHT = weight(
    "age_ladder",
    "Altersleiter",
    Text("Points for a session outside its time.", "Punkte je Termin außerhalb seiner Zeit."),
    2,
)
COLUMNS = (
    CHILDREN_UNTIL, TEENS_FROM, TEENS_UNTIL, ADULTS_FROM, FAMILIES, YOUNG, ADULTS, AUDIENCES,
    AGE_FROM, AGE_TO, WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="“{event}” is for {whom} and is {span}; fine would be {fine}.",
    de="„{event}“ ist für {whom} und ist {span}; gut wäre {fine}.",
)
FROM, UNTIL = Text(en="from {time}", de="ab {time}"), Text(en="until {time}", de="bis {time}")
#: The oldest children, the youngest and oldest of the young, and the youngest adults.
CHILD, TEEN, YOUNG_ADULT, ADULT = 12, 12, 26, 18
#: The first minute of a session: where it lies tells when the session starts.
START = Part(0, 1)


@dataclass(frozen=True)
class Rung:
    """Some people by their age, and the settings that say from when and until when."""

    whom: Text
    people: People
    begin: Column[Clock | None] | None
    end: Column[Clock | None] | None

    def hours(self, festival: Festival) -> tuple[Clock | None, Clock | None]:
        begin = self.begin.of(festival.settings) if self.begin else None
        end = self.end.of(festival.settings) if self.end else None
        return begin, end


CHILDREN_RUNG = Rung(Text(en="children", de="Kinder"), FAMILIES, None, CHILDREN_UNTIL)
TEENS_RUNG = Rung(Text(en="young people", de="Jugendliche"), YOUNG, TEENS_FROM, TEENS_UNTIL)
ADULTS_RUNG = Rung(Text(en="adults", de="Erwachsene"), ADULTS, ADULTS_FROM, None)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for placed in plan:
        rung = _rung(festival, placed.event)
        if not points or rung is None:
            continue
        begin, end = rung.hours(festival)
        too_early = begin is not None and placed.start < begin.on(placed.day)
        too_late = end is not None and placed.public.end > end.on(placed.day)
        if too_early or too_late:
            facts = {"whom": rung.whom, "span": placed.public, "fine": _in_words(begin, end)}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def _in_words(begin: Clock | None, end: Clock | None) -> tuple[Text, ...]:
    from_then = (FROM.with_facts(time=begin),) if begin else ()
    until_then = (UNTIL.with_facts(time=end),) if end else ()
    return from_then + until_then


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for event in festival.events if points else ():
        rung = _rung(festival, event)
        begin, end = rung.hours(festival) if rung else (None, None)
        begins = [Span(begin.on(day.date), day.span.end) for day in festival.days if begin]
        ends = [Span(day.span.start, end.on(day.date)) for day in festival.days if end]
        for option in draft.options(*event.sessions) if begins or ends else ():
            too_early = ~draft.starts_within(option, begins, START) if begins else 0
            too_late = ~draft.starts_within(option, ends) if ends else 0
            draft.lose(option, points, draft.starts(option) & (too_early | too_late))


def _rung(festival: Festival, event: Event) -> Rung | None:
    """The rung of an event; None where it stands on none."""
    youngest, oldest = AGE_FROM.of(event), AGE_TO.of(event)
    if oldest is not None and oldest <= CHILD:
        return CHILDREN_RUNG
    if youngest is not None and youngest >= ADULT:
        return ADULTS_RUNG
    if youngest is not None and youngest >= TEEN and oldest is not None and oldest <= YOUNG_ADULT:
        return TEENS_RUNG
    rungs = (CHILDREN_RUNG, TEENS_RUNG, ADULTS_RUNG)
    return next((rung for rung in rungs if is_only_for(event, rung.people, festival)), None)
