"""While the quiet hour runs, it is quiet all around.

People for whom the bustle is too much come for this one hour.  A protected time with
"with:EVENT" instead of a date lasts as long as that event: at the places it names (mostly its
site) no other event is louder than `max_noise_level`; where that is empty, nothing else takes
place there.  Exempt events may all the same.

Fine:
    venue meadow: site_id green
    venue stage: site_id green
    protected_times: date with:calm, scope site:green, max_noise_level 1
    Mon 10:00-11:00  meadow  calm by choir
    Mon 10:00-11:00  stage  reading by school, noise_level 1
    Mon 11:00-12:00  stage  concert by band, noise_level 3

Broken:
    venue meadow: site_id green
    venue stage: site_id green
    protected_times: date with:calm, scope site:green, max_noise_level 1
    Mon 10:00-11:00  meadow  calm by choir
    Mon 10:45-11:45  stage  concert by band, noise_level 2

Fine:
    venue meadow: site_id green
    venue stage: site_id green
    protected_times: date with:calm, scope site:green, exempt_events drums
    Mon 10:00-11:00  meadow  calm by choir
    Mon 10:00-11:00  stage  drums by band, noise_level 2
    Mon 10:00-11:00  library  concert by school, noise_level 3

Fine:
    venue meadow: site_id green
    venue stage: site_id green
    protected_times: date with:calm, scope site:green, max_noise_level 1, hard no
    Mon 10:00-11:00  meadow  calm by choir
    Mon 10:00-11:00  stage  concert by band, noise_level 3
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from festplan.draft import Draft, Option, Part
from festplan.festival import Event, Festival, Row
from festplan.plan import Placement, Plan
from festplan.protected import (
    EXEMPT,
    MAX_NOISE,
    PROTECTED_DATE,
    PROTECTED_HARD,
    PROTECTED_TITLE,
    SCOPE,
    Scope,
    too_loud,
)
from festplan.rules.rule import Breach
from festplan.tables import AUDIENCES, END_VENUE, NOISE, SETTING, SHADE, TAGS, VENUE_SITE
from festplan.texts import Text
from festplan.times import NOTHING, Span

DE = """Solange die ruhige Stunde läuft, ist es ringsum ruhig.

Menschen, denen der Trubel zu viel ist, kommen für diese eine Stunde.  Eine Schutzzeit mit
„with:VERANSTALTUNG“ statt eines Datums dauert so lange wie diese Veranstaltung: An den genannten
Orten (meist auf ihrem Gelände) ist keine andere lauter als `max_noise_level`; ist das leer, findet
dort sonst nichts statt.  Ausgenommene dürfen trotzdem.
"""
NUMBERS = (71,)
COLUMNS = (
    PROTECTED_DATE, PROTECTED_TITLE, SCOPE, MAX_NOISE, EXEMPT, PROTECTED_HARD,
    NOISE, AUDIENCES, TAGS, SETTING, SHADE, VENUE_SITE, END_VENUE,
)  # fmt: skip
SAYS = Text(
    en="“{event}” would disturb “{quiet}” {span}: it has noise level {level}.",
    de="„{event}“ würde „{quiet}“ {span} stören: Die Lautstärke ist {level}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for row, quiet in _rows(festival):
        for calm in plan.of(quiet):
            for placed in plan:
                if _may_disturb(placed.event, row, quiet) and any(
                    span.overlaps(calm.public) for span in _heard(placed, SCOPE.of(row))
                ):
                    yield Breach(
                        (calm, placed),
                        SAYS.with_facts(
                            event=placed.event.title,
                            quiet=quiet.title,
                            span=calm.public,
                            level=NOISE.of(placed.event),
                        ),
                    )


def _heard(placed: Placement, scope: Scope) -> Iterator[Span]:
    """The public times of a placement that a scope is about."""
    if scope.concerns(placed.event):
        yield placed.public
    for stay in placed.stays:
        if scope.covers(stay.venue):
            yield stay.public


def constrain(festival: Festival, draft: Draft) -> None:
    for row, quiet in _rows(festival):
        scope = SCOPE.of(row)

        def room(
            calm: Option, other: Option, scope: Scope = scope
        ) -> tuple[Part, Part, timedelta] | None:
            part = _part(other, scope)
            return None if part is None else (calm.public, part, NOTHING)

        for event in festival.events:
            if _may_disturb(event, row, quiet):
                for calm in quiet.sessions:
                    for session in event.sessions:
                        draft.apart(calm, session, room)


def _part(option: Option, scope: Scope) -> Part | None:
    """The part of an option that a scope is about."""
    if scope.concerns(option.event):
        return option.public
    return option.spent(scope.covers)


def _rows(festival: Festival) -> Iterator[tuple[Row, Event]]:
    """The rows that last as long as an event, and that event."""
    for row in festival.of("protected_times"):
        quiet = festival.event(PROTECTED_DATE.of(row).event)
        if PROTECTED_HARD.of(row) and quiet is not None:
            yield row, quiet


def _may_disturb(event: Event, row: Row, quiet: Event) -> bool:
    """Whether an event must keep away from the quiet one at some places, or everywhere."""
    if event == quiet or event.id in EXEMPT.of(row):
        return False
    return SCOPE.of(row).concerns(event) or too_loud(row, event, NOISE.of(event))
