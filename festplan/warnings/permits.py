"""Permits: which ones a plan needs, when an office was asked, and what it has granted.

How many weeks an office needs differs from town to town: the organisers write what their own
offices have told them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from festplan.columns import Column, OneOf, SomeOf, at_least_one, moment, text, yes_or_no
from festplan.festival import Event, Festival, Row, Site
from festplan.plan import Placement, Plan
from festplan.rules.borrowed_window import until
from festplan.tables import ALCOHOL, MUSIC_LICENCE, NONE
from festplan.texts import Text
from festplan.warnings.warning import QUOTED

#: Each kind with the names that people write.
KINDS = (
    ("special_use", "Sondernutzung", "special use"),
    ("alcohol", "Alkohol", "Ausschank", "Gestattung"),
    ("music", "Musik", "Musikrechte", "music licence"),
    ("structure", "Bauten", "fliegende Bauten", "temporary structure"),
    ("road", "Straße", "Straßensperrung", "road closure"),
    ("other", "Sonstiges", "andere"),
)
NAMES = {
    "special_use": Text(en="Special use of public ground", de="Sondernutzung"),
    "alcohol": Text(en="Serving alcohol", de="Ausschank von Alkohol"),
    "music": Text(en="Music licence", de="Musikrechte"),
    "structure": Text(en="Temporary structures", de="Fliegende Bauten"),
    "road": Text(en="Road closure", de="Straßensperrung"),
    "other": Text(en="Another permit", de="Sonstige Genehmigung"),
}
NEEDS = Text(
    "Permits it needs: special_use, structure, road, other; alcohol and music have columns of "
    "their own.",
    "Welche Genehmigungen es braucht: Sondernutzung, Bauten, Straße, Sonstiges; Alkohol und Musik "
    "haben eigene Spalten.",
)
EVENT_NEEDS = Column(
    "events", "permits_needed", "braucht Genehmigung", NEEDS, SomeOf(*KINDS), NONE,
    ("road", "structure"),
)  # fmt: skip
SITE_NEEDS = Column(
    "sites", "permits_needed", "braucht Genehmigung", NEEDS, SomeOf(*KINDS), NONE,
    ("special_use", "special_use;structure"),
)  # fmt: skip

LEAD_WEEKS = Column(
    "festival", "permit_lead_weeks", "Vorlauf Genehmigungen",
    Text("Weeks that an office needs, where permit_kinds says nothing else.",
         "Wochen, die ein Amt braucht, wo genehmigungsarten nichts anderes sagt."),
    at_least_one, 6, ("4", "6"),
)  # fmt: skip

# --- the kinds of permits, as the offices of the town handle them -----------------------------
kind_column = partial(Column, "permit_kinds")
SORT = kind_column(
    name="kind", de="Art", help=Text("The kind of permit.", "Die Art der Genehmigung."),
    read=OneOf(*KINDS), default="other", examples=("alcohol", "special_use"), required=True,
)  # fmt: skip
SORT_WEEKS = kind_column(
    name="lead_weeks", de="Vorlauf in Wochen",
    help=Text("Weeks before the first day by which one has to apply.",
              "Wochen vor dem ersten Tag, bis zu denen man den Antrag stellt."),
    read=at_least_one, default=None, examples=("4", "8"),
)  # fmt: skip
SORT_OFFICE = kind_column(
    name="office", de="Amt", help=Text("Who decides.", "Wer entscheidet."),
    read=text, default="", examples=("Ordnungsamt",),
)  # fmt: skip

# --- each permit: applied for, granted, until when --------------------------------------------
column = partial(Column, "permits")
KIND = column(
    name="kind", de="Art", help=Text("The kind of permit.", "Die Art der Genehmigung."),
    read=OneOf(*KINDS), default="other", examples=("alcohol", "special_use"), required=True,
)  # fmt: skip
FOR_EVENT = column(
    name="event_id", de="Veranstaltung",
    help=Text("For this event; empty, with an empty site, too: for the whole festival.",
              "Für diese Veranstaltung; leer, und das Gelände auch: für das ganze Fest."),
    read=text, default="", examples=(), refers_to="events",
)  # fmt: skip
FOR_SITE = column(
    name="site_id", de="Gelände", help=Text("For this site.", "Für dieses Gelände."),
    read=text, default="", examples=(), refers_to="sites",
)  # fmt: skip
OFFICE = column(
    name="office", de="Amt",
    help=Text("Who decides, if another office than for the others of its kind.",
              "Wer entscheidet, wenn es ein anderes Amt ist als sonst bei dieser Art."),
    read=text, default="", examples=("Ordnungsamt",),
)  # fmt: skip
# Moments, not days: these dates lie outside the festival.
APPLIED = column(
    name="applied_on", de="beantragt am", help=Text("Applied for on.", "Wann beantragt."),
    read=moment, default=None, examples=("2027-05-03",),
)  # fmt: skip
GRANTED = column(
    name="granted", de="bewilligt", help=Text("Is it granted?", "Ist sie bewilligt?"),
    read=yes_or_no, default=False, examples=("yes", "no"),
)  # fmt: skip
VALID_FROM = column(
    name="valid_from", de="gilt ab", help=Text("It holds from.", "Sie gilt ab."),
    read=moment, default=None, examples=("2027-08-27 17:30", "2027-08-28"),
)  # fmt: skip
VALID_UNTIL = column(
    name="valid_until", de="gilt bis",
    help=Text("It holds until: a date (that whole day), or date and time.",
              "Sie gilt bis: Datum (der ganze Tag) oder Datum mit Uhrzeit."),
    read=until, default=None, examples=("2027-08-27 18:30", "2027-08-28"),
)  # fmt: skip
WEEKS = column(
    name="lead_weeks", de="Vorlauf in Wochen",
    help=Text("Weeks that the office needs, if others than for its kind.",
              "Wochen, die das Amt braucht, wenn es andere sind als sonst bei dieser Art."),
    read=at_least_one, default=None, examples=("4",),
)  # fmt: skip

ROW_COLUMNS: tuple[Column[Any], ...] = (
    KIND, FOR_EVENT, FOR_SITE, OFFICE, APPLIED, GRANTED, VALID_FROM, VALID_UNTIL, WEEKS,
)  # fmt: skip
COLUMNS: tuple[Column[Any], ...] = (
    *ROW_COLUMNS, SORT, SORT_WEEKS, SORT_OFFICE, LEAD_WEEKS, EVENT_NEEDS, SITE_NEEDS,
    ALCOHOL, MUSIC_LICENCE,
)  # fmt: skip


@dataclass(frozen=True)
class Permit:
    """A permit that a plan needs: for what, from whom, until when, and how far it has come."""

    kind: str
    what: Event | Site
    placements: tuple[Placement, ...]
    office: str
    #: The last day on which to apply.
    due: date
    applied: date | None
    granted: bool

    @property
    def name(self) -> Text:
        return NAMES[self.kind]

    @property
    def titled(self) -> Text | str:
        """What it is for, as it is called."""
        if isinstance(self.what, Site):
            return self.what.name
        return QUOTED.with_facts(title=self.what.title)


def permits(festival: Festival, plan: Plan) -> tuple[Permit, ...]:
    """Every permit that a plan needs, those first that are to be applied for first."""
    found = [
        _permit(festival, kind, what, placements)
        for (kind, what), placements in _needed(plan).items()
    ]
    return tuple(sorted(found, key=lambda permit: (permit.due, permit.kind, permit.what.id)))


def kinds_of(event: Event) -> Iterator[str]:
    """The permits that an event needs, wherever it is."""
    yield from EVENT_NEEDS.of(event)
    if ALCOHOL.of(event):
        yield "alcohol"
    if MUSIC_LICENCE.of(event):
        yield "music"


def permitted(festival: Festival, kind: str, placed: Placement, site: Site | None = None) -> bool:
    """Whether a permit of a kind is granted for a placement, or for a site while it is there."""
    rows = _rows_for(festival, kind, placed, site)
    return any(GRANTED.of(row) and _covers(row, placed) for row in rows)


def applied_for(festival: Festival, kind: str, placed: Placement) -> bool:
    """Whether a permit of a kind is applied for and no answer has come yet."""
    rows = _rows_for(festival, kind, placed)
    return any(APPLIED.of(row) is not None and not GRANTED.of(row) for row in rows)


def _needed(plan: Plan) -> Mapping[tuple[str, Event | Site], tuple[Placement, ...]]:
    """What needs which kind of permit, with the placements it needs it for."""
    found: dict[tuple[str, Event | Site], list[Placement]] = {}
    for placed in sorted(plan, key=lambda placed: placed.order):
        for kind in dict.fromkeys(kinds_of(placed.event)):
            found.setdefault((kind, placed.event), []).append(placed)
        for site in dict.fromkeys(stay.venue.site for stay in placed.stays):
            for kind in SITE_NEEDS.of(site):
                found.setdefault((kind, site), []).append(placed)
    return {need: tuple(placements) for need, placements in found.items()}


def _permit(
    festival: Festival, kind: str, what: Event | Site, placements: tuple[Placement, ...]
) -> Permit:
    site = what if isinstance(what, Site) else None
    still_open = [p for p in placements if not permitted(festival, kind, p, site)]
    open_or_all = still_open or placements
    rows = [row for p in open_or_all for row in _rows_for(festival, kind, p, site)]
    applied = [when.date() for row in rows if (when := APPLIED.of(row)) is not None]
    office, weeks = _office_and_weeks(festival, kind, rows)
    return Permit(
        kind,
        what,
        placements,
        office,
        due=open_or_all[0].day - timedelta(weeks=weeks),
        applied=min(applied, default=None),
        granted=not still_open,
    )


def _office_and_weeks(festival: Festival, kind: str, rows: list[Row]) -> tuple[str, int]:
    """What the rows of a permit say, else what is said of its kind."""
    sorts = [row for row in festival.of("permit_kinds") if SORT.of(row) == kind]
    offices = (*(OFFICE.of(row) for row in rows), *(SORT_OFFICE.of(sort) for sort in sorts))
    weeks = (*(WEEKS.of(row) for row in rows), *(SORT_WEEKS.of(sort) for sort in sorts))
    usual = LEAD_WEEKS.of(festival.settings)
    return next(filter(None, offices), ""), next(filter(None, weeks), usual)


def _rows_for(
    festival: Festival, kind: str, placed: Placement, site: Site | None = None
) -> list[Row]:
    """The rows about a kind that are for a placement: by its event, its site, or for all."""
    sites = {site.id} if site else {stay.venue.site.id for stay in placed.stays}
    return [
        row
        for row in festival.of("permits")
        if KIND.of(row) == kind
        and FOR_EVENT.of(row) in ("", placed.event.id)
        and (not FOR_SITE.of(row) or sites == {FOR_SITE.of(row)})
    ]


def _covers(row: Row, placed: Placement) -> bool:
    start: datetime = VALID_FROM.of(row) or datetime.min
    end: datetime = VALID_UNTIL.of(row) or datetime.max
    return start <= placed.public.start and placed.public.end <= end
