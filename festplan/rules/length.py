"""An event lasts as long as was agreed; an open offer may be shorter.

A concert of an hour takes an hour.  At an open offer (“open” in the column `kind`) visitors
come and go: it may be shortened to `min_duration_min`, in steps of the time grid.  Without
that minimum it has its full length too.

Fine:
    Mon 15:00-16:00  library  concert by choir, duration_min 60

Broken:
    Mon 15:00-15:45  library  concert by choir, duration_min 60, min_duration_min 30

Fine:
    Mon 15:00-15:45  library  crafts by school, duration_min 60, kind open, min_duration_min 30

Broken:
    Mon 15:00-15:15  library  crafts by school, duration_min 60, kind open, min_duration_min 30

Broken:
    Mon 15:00-15:50  library  crafts by school, duration_min 60, kind open, min_duration_min 30
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.draft import Draft
from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import DURATION, KIND, SHORTEST, SLOT
from festplan.texts import Text
from festplan.times import NOTHING

DE = """Eine Veranstaltung dauert so lange wie vereinbart, ein offenes Angebot auch kürzer.

Ein Konzert von einer Stunde dauert eine Stunde.  Bei einem offenen Angebot („offen“ in der
Spalte `kind`) kommt und geht man: Es darf bis auf `min_duration_min` gekürzt werden, in
Schritten des Zeitrasters.  Ohne diese Angabe behält es seine volle Dauer.
"""
NUMBERS = (6,)
COLUMNS = (DURATION, SHORTEST, KIND, SLOT)
SAYS = Text(
    en="“{event}” would last {length}; agreed are {agreed}.",
    de="„{event}“ würde {length} dauern; vereinbart sind {agreed}.",
)
SHORTENED = Text(
    en="{shortest} to {longest} in steps of {step}",
    de="{shortest} bis {longest} in Schritten von {step}",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        event, missing = placed.event, placed.event.length - placed.length
        shortest = _shortest(event)
        if missing < NOTHING or placed.length < shortest or missing % festival.step:
            shortened = SHORTENED.with_facts(
                shortest=shortest, longest=event.length, step=festival.step
            )
            yield Breach(
                (placed,),
                SAYS.with_facts(
                    event=event.title,
                    length=placed.length,
                    agreed=shortened if shortest < event.length else event.length,
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    """Nothing to narrow: a draft has no options but those of the agreed lengths."""
    draft.kept_by_its_making()


def _shortest(event: Event) -> timedelta:
    """The shortest length allowed; the full one where nothing (or more) is written."""
    shortest = SHORTEST.of(event) if KIND.of(event) == "open" else None
    return event.length if shortest is None else min(shortest, event.length)
