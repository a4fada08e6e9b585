"""Every permit is applied for in time.

An office needs weeks, and a festival needs many offices.  A permit is needed for each event with
`alcohol` or `music_licence`, and for what an event or a site names in `permits_needed`.  The last
day to apply is so many weeks before the first day of it: those of its row in the table of permits,
else of its kind in `permit_kinds`, else `permit_lead_weeks` (6, unless you say otherwise).  Told
are the permits that are not granted, by that day; the day is over when it lies before `as_of`.  As
long as the settings do not say what day it is, no day is over.

Fine:
    permits: kind special_use, site_id ground, applied_on 2027-05-03, granted yes
    site ground: permits_needed special_use
    Mon 15:00-16:00  meadow  games by school

Broken:
    site ground: permits_needed special_use
    Mon 15:00-16:00  meadow  games by school

Broken:
    festival: as_of 2027-06-01
    permit_kinds: kind road, lead_weeks 12, office Ordnungsamt
    event parade: permits_needed road
    Mon 15:00-16:00  meadow  parade by school, end_venue yard

Broken:
    permits: kind music, applied_on 2027-05-03
    Mon 15:00-16:00  meadow  concert by band, music_licence yes

Fine:
    permits: kind music, granted yes, valid_until Mon
    Mon 15:00-16:00  meadow  concert by band, music_licence yes

Broken:
    permits: kind music, granted yes, valid_until Mon
    Mon 15:00-16:00  meadow  concert by band, music_licence yes
    Tue 15:00-16:00  meadow  songs by band, music_licence yes
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from festplan.festival import Event, Festival
from festplan.plan import Plan
from festplan.tables import AS_OF, END_VENUE, VENUE_SITE
from festplan.texts import Text
from festplan.warnings.permits import COLUMNS as PERMIT_COLUMNS
from festplan.warnings.permits import Permit, permits
from festplan.warnings.warning import Told, is_over, some, with_year

DE = """Jede Genehmigung wird rechtzeitig beantragt.

Ein Amt braucht Wochen, und ein Fest braucht viele Ämter.  Eine Genehmigung braucht jede
Veranstaltung mit `alcohol` oder `music_licence` und das, was eine Veranstaltung oder ein Gelände
bei `permits_needed` nennt.  Der letzte Tag für den Antrag liegt so viele Wochen vor dem ersten Tag:
die ihrer Zeile in der Tabelle der Genehmigungen, sonst die ihrer Art in `permit_kinds`, sonst
`permit_lead_weeks` (6, wenn nichts anderes dasteht).  Genannt werden die Genehmigungen, die nicht
bewilligt sind, mit diesem Tag; vorbei ist er, wenn er vor dem Stand (`as_of`) liegt.  Solange die
Einstellungen keinen Stand nennen, ist kein Tag vorbei.
"""
NUMBERS = (57,)
COLUMNS = (*PERMIT_COLUMNS, AS_OF, VENUE_SITE, END_VENUE)
SAYS = Text(
    en="Apply by {due} at {office}: {kind} for {what}.",
    de="Bis {due} beantragen ({office}): {kind} für {what}.",
)
TOO_LATE = Text(
    en="{due} was the last day to apply at {office}: {kind} for {what}.",
    de="{due} war der letzte Tag für den Antrag ({office}): {kind} für {what}.",
)
WAITING = Text(
    en="Applied for on {applied} at {office}, not granted yet: {kind} for {what}.",
    de="Beantragt am {applied} ({office}), noch nicht bewilligt: {kind} für {what}.",
)
THE_OFFICE = Text(en="the office", de="Amt")


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    """One sentence for all permits of a kind that one applies for at once."""
    still_open = [permit for permit in permits(festival, plan) if not permit.granted]
    together = sorted(still_open, key=lambda permit: (*_letter(permit, festival), permit.due))
    for _, group in groupby(together, key=lambda permit: _letter(permit, festival)):
        yield _told(list(group), festival)


def _letter(permit: Permit, festival: Festival) -> tuple[str, str, date, bool]:
    """What stands in one letter to an office: the same kind, and as far as each other."""
    late = is_over(permit.due, festival)
    return permit.kind, permit.office, permit.applied or date.min, late


def _told(group: list[Permit], festival: Festival) -> Told:
    first = group[0]
    late = is_over(first.due, festival)
    says = WAITING if first.applied else TOO_LATE if late else SAYS
    facts = {
        "due": with_year(first.due),
        "office": first.office or THE_OFFICE,
        "kind": first.name,
        "what": some(permit.titled for permit in group),
        "applied": first.applied and with_year(first.applied),
    }
    return Told(
        says.with_facts(**facts),
        tuple(dict.fromkeys(placed for permit in group for placed in permit.placements)),
        tuple(permit.what for permit in group if isinstance(permit.what, Event)),
        first.due,
        late,
    )
