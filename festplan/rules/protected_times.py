"""Protected times are kept: the church service, the midday rest, the nap.

A row names a time (a date, or daily) and for what or whom it holds.  At places (outdoor, a site,
a venue, venues without shade, or all) nothing is louder than `max_noise_level` then; where that is
empty, nothing takes place there.  For people (an audience or a tag) there is no event for them
then.  Exempt events may all the same.  Rows with "no" in the column `hard` are wishes.

Fine:
    venue meadow: setting outdoor
    protected_times: title Service, date Mon, from 10:00, to 11:00, scope outdoor, max_noise_level 1
    Mon 10:00-11:00  meadow  reading by school, noise_level 1
    Mon 10:00-11:00  library  concert by band, noise_level 3
    Mon 11:00-12:00  meadow  dance by choir, noise_level 3

Broken:
    venue meadow: setting outdoor
    protected_times: title Service, date Mon, from 10:00, to 11:00, scope outdoor, max_noise_level 1
    Mon 10:30-11:30  meadow  concert by band, noise_level 2

Fine:
    protected_times: title Service, date daily, from 10:00, to 11:00, scope venue:meadow, exempt_events hymns
    Mon 10:00-11:00  meadow  hymns by choir

Broken:
    protected_times: title Nap, date daily, from 12:00, to 14:30, scope audience:Kita;Babies
    Mon 14:00-15:00  library  reading by school, audiences Families;Kita

Fine:
    protected_times: title Rest, date Mon, from 10:00, to 11:00, scope venue:meadow, hard no
    Mon 10:00-11:00  meadow  concert by band
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from festplan.draft import Draft
from festplan.festival import Festival, Row
from festplan.plan import Placement, Plan
from festplan.protected import COLUMNS as PROTECTED
from festplan.protected import (
    EXEMPT,
    MAX_NOISE,
    PROTECTED_DATE,
    PROTECTED_HARD,
    PROTECTED_TITLE,
    SCOPE,
    too_loud,
    windows,
)
from festplan.rules.rule import Breach
from festplan.tables import AUDIENCES, END_VENUE, NOISE, SETTING, SHADE, TAGS, VENUE_SITE
from festplan.texts import Text
from festplan.times import Span

DE = """Schutzzeiten werden eingehalten: Gottesdienst, Mittagsruhe, Schlaf der Kinder.

Eine Zeile nennt eine Zeit (ein Datum oder täglich) und wofür oder für wen sie gilt.  An Orten
(draußen, ein Gelände, ein Ort, Orte ohne Schatten oder alle) ist dann nichts lauter als
`max_noise_level`; ist das leer, findet dort nichts statt.  Für Menschen (eine Zielgruppe oder ein
Stichwort) gibt es dann keine Veranstaltung.  Ausgenommene dürfen trotzdem.  Zeilen mit „nein“ in
der Spalte `hard` sind Wünsche.
"""
NUMBERS = (51, 52, 63)
COLUMNS = (*PROTECTED, NOISE, AUDIENCES, TAGS, SETTING, SHADE, VENUE_SITE, END_VENUE)
SAYS = Text(
    en="“{event}” would be {span}, but “{title}” protects {window}: {limit}.",
    de="„{event}“ wäre {span}, aber „{title}“ schützt {window}: {limit}.",
)
NOTHING_THERE = Text(en="nothing takes place there then", de="Dort findet dann nichts statt")
NOT_FOR_THEM = Text(en="nothing for {whom} then", de="dann nichts für {whom}")
AT_MOST_SO_LOUD = Text(
    en="at most noise level {most} there, not {level}",
    de="dort höchstens Lautstärke {most}, nicht {level}",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for row in _rows(festival):
        concerned = [(placed, spans) for placed in plan if (spans := _spared(placed, row))]
        for window in windows(row, festival):
            for placed, spans in concerned:
                if span := next((span for span in spans if span.overlaps(window)), None):
                    yield Breach(
                        (placed,),
                        SAYS.with_facts(
                            event=placed.event.title,
                            span=span,
                            title=PROTECTED_TITLE.of(row),
                            window=window,
                            limit=_limit(placed, row),
                        ),
                    )


def _spared(placed: Placement, row: Row) -> list[Span]:
    """The public times that may not fall into a protected window."""
    scope, event = SCOPE.of(row), placed.event
    if event.id in EXEMPT.of(row):
        return []
    own = [placed.public] if scope.concerns(event) else []
    if too_loud(row, event, NOISE.of(event)):
        own += [stay.public for stay in placed.stays if scope.covers(stay.venue)]
    return own


def _limit(placed: Placement, row: Row) -> Text:
    if SCOPE.of(row).concerns(placed.event):
        return NOT_FOR_THEM.with_facts(whom=SCOPE.of(row).words)
    if MAX_NOISE.of(row) is None:
        return NOTHING_THERE
    return AT_MOST_SO_LOUD.with_facts(most=MAX_NOISE.of(row), level=NOISE.of(placed.event))


def constrain(festival: Festival, draft: Draft) -> None:
    for row in _rows(festival):
        scope, spans = SCOPE.of(row), tuple(windows(row, festival))
        for event in festival.events:
            spared = event.id not in EXEMPT.of(row) and scope.concerns(event)
            loud = too_loud(row, event, NOISE.of(event))
            for option in draft.options(*event.sessions) if spared or loud else ():
                if spared:
                    draft.avoid(option, spans)
                    continue
                for hold in option.holds:
                    if scope.covers(hold.venue):
                        draft.avoid(option, spans, hold.public)


def _rows(festival: Festival) -> Iterator[Row]:
    """The rows of this rule: those that must hold, and do not follow an event."""
    for row in festival.of("protected_times"):
        if PROTECTED_HARD.of(row) and not PROTECTED_DATE.of(row).event:
            yield row
