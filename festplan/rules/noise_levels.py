"""Nothing is louder than the place allows at that time of the day.

The city's permit says how loud a place may be: a band until ten on a Friday, by eight on a
weekday, and in the garden of the care home no microphone at all.  Levels are 0 reading voice,
1 talk, 2 microphone, 3 band.  A venue follows the rows of its `noise_class`; at a time that no
row allows only level 0 remains.  A class without any row is not limited.

Fine:
    venue meadow: noise_class homes
    day Mon: day_type week
    noise_rules: noise_class homes, day_type week, from 08:00, to 20:00, max_level 2
    noise_rules: noise_class homes, day_type week, from 20:00, to 22:00, max_level 1
    Mon 19:00-21:00  meadow  reading by school, noise_level 1

Broken:
    venue meadow: noise_class homes
    day Mon: day_type week
    noise_rules: noise_class homes, day_type week, from 08:00, to 20:00, max_level 2
    noise_rules: noise_class homes, day_type week, from 20:00, to 22:00, max_level 1
    Mon 19:00-21:00  meadow  concert by band, noise_level 2

Broken:
    venue meadow: noise_class homes
    day Mon: day_type week
    noise_rules: noise_class homes, day_type week, from 08:00, to 20:00, max_level 2
    Mon 19:30-20:30  meadow  reading by school, noise_level 1

Fine:
    venue meadow: noise_class homes
    day Mon: day_type week
    noise_rules: noise_class homes, day_type week, from 08:00, to 20:00, max_level 2
    Mon 19:30-20:30  meadow  reading by school, noise_level 0
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from festplan.columns import Column, clock, noise_level, text
from festplan.draft import Draft
from festplan.festival import Festival, Venue
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import DAY_TYPE, END_VENUE, NOISE, NOISE_CLASS
from festplan.texts import Text
from festplan.times import DAY_BREAK, Clock, Span, joined

DE = """Nichts ist lauter, als der Ort es zu dieser Tageszeit erlaubt.

Die Genehmigung der Stadt sagt, wie laut es sein darf: eine Band am Freitag bis zehn, unter der
Woche bis acht, und im Garten des Pflegeheims gar kein Mikrofon.  Die Stufen sind 0 Lesestimme,
1 Gespräch, 2 Mikrofon, 3 Band.  Ein Ort folgt den Zeilen seiner Lärmklasse (`noise_class`); zu
Zeiten, die keine Zeile erlaubt, bleibt nur Stufe 0.  Eine Klasse ohne Zeilen hat keine Grenze.
"""
NUMBERS = (48, 50)
column = partial(Column, "noise_rules")
CLASS = column(
    name="noise_class", de="Lärmklasse",
    help=Text("The class of venues it is for.", "Die Klasse von Orten, für die sie gilt."),
    read=text, default="", examples=("homes", "hall"), required=True,
)  # fmt: skip
KIND_OF_DAY = column(
    name="day_type", de="Tagesart",
    help=Text("The kind of day; empty: every day.", "Die Art des Tages; leer: jeder Tag."),
    read=text, default="", examples=("fr-sa", "so"),
)  # fmt: skip
FROM = column(
    name="from", de="von", help=Text("Allowed from.", "Erlaubt ab."),
    read=clock, default=Clock(DAY_BREAK), examples=("08:00", "17:30"),
)  # fmt: skip
TO = column(
    name="to", de="bis", help=Text("Allowed until.", "Erlaubt bis."),
    read=clock, default=Clock(DAY_BREAK + timedelta(days=1)), examples=("18:00", "20:00"),
)  # fmt: skip
MAX_LEVEL = column(
    name="max_level", de="höchste Lautstärke",
    help=Text("So loud it may be then.", "So laut darf es dann sein."),
    read=noise_level, default=0, examples=("1", "2", "3"), required=True,
)  # fmt: skip
COLUMNS = (CLASS, KIND_OF_DAY, FROM, TO, MAX_LEVEL, NOISE, NOISE_CLASS, DAY_TYPE, END_VENUE)
SAYS = Text(
    en="“{event}” has noise level {level} and would be at {venue} {span}; that is allowed "
    "there: {allowed}.",
    de="„{event}“ hat Lautstärke {level} und wäre {span} am Ort {venue}; das ist dort erlaubt: "
    "{allowed}.",
)
NEVER = Text(en="not at all that day", de="an dem Tag gar nicht")


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for stay in placed.stays:
            allowed = _allowed(festival, stay.venue, NOISE.of(placed.event))
            if allowed is not None and not any(stay.public.within(span) for span in allowed):
                today = tuple(span for span in allowed if span.day == placed.day)
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        level=NOISE.of(placed.event),
                        venue=stay.venue.name,
                        span=stay.public,
                        allowed=today or NEVER,
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    levels = {NOISE.of(event) for event in festival.events}
    allowed = {
        (venue, level): _allowed(festival, venue, level)
        for venue in festival.venues
        for level in levels
    }
    for option in draft.options():
        for hold in option.holds:
            spans = allowed[hold.venue, NOISE.of(option.event)]
            if spans is not None:
                draft.within(option, spans, hold.public)


def _allowed(festival: Festival, venue: Venue, level: int) -> tuple[Span, ...] | None:
    """When it may be so loud at a venue; None where that is not limited."""
    rows = [r for r in festival.of("noise_rules") if CLASS.of(r) == NOISE_CLASS.of(venue)]
    if not rows or not level:
        return None
    return joined(
        Span(FROM.of(row).on(day.date), TO.of(row).on(day.date))
        for row in rows
        for day in festival.days
        if KIND_OF_DAY.of(row) in ("", DAY_TYPE.of(day)) and MAX_LEVEL.of(row) >= level
    )
