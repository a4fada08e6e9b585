"""Alcohol is served only with a permit that covers the day.

An event with “yes” in `alcohol` has a row in the table of permits: of the kind alcohol, for this
event, for its site or for the whole festival, with “yes” in `granted`, and the session lies between
`valid_from` and `valid_until` (a permit without dates holds on all days).

Fine:
    permits: kind alcohol, event_id concert, granted yes, valid_from Mon, valid_until Mon
    Mon 19:00-21:00  stage  concert by band, alcohol yes
    Mon 19:00-21:00  library  reading by choir, alcohol no

Fine:
    permits: kind alcohol, site_id ground, granted yes
    Mon 19:00-21:00  stage  concert by band, alcohol yes

Broken:
    Mon 19:00-21:00  stage  concert by band, alcohol yes

Broken:
    permits: kind alcohol, event_id concert, granted yes, valid_until Mon 20:30
    Mon 19:00-21:00  stage  concert by band, alcohol yes

Broken:
    permits: kind alcohol, event_id concert, applied_on 2027-05-03
    Mon 19:00-21:00  stage  concert by band, alcohol yes

Broken:
    permits: kind music, event_id concert, granted yes
    permits: kind alcohol, event_id reading, granted yes
    Mon 19:00-21:00  stage  concert by band, alcohol yes
    Mon 19:00-21:00  library  reading by choir
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.festival import Festival
from festplan.plan import Plan
from festplan.tables import ALCOHOL
from festplan.texts import Text
from festplan.warnings import permits
from festplan.warnings.warning import Told

DE = """Alkohol gibt es nur mit einer Genehmigung, die den Tag abdeckt.

Eine Veranstaltung mit „ja“ bei `alcohol` hat eine Zeile in der Tabelle der Genehmigungen: von der
Art Alkohol, für diese Veranstaltung, ihr Gelände oder das ganze Fest, mit „ja“ bei `granted`, und
der Termin liegt zwischen `valid_from` und `valid_until` (ohne Daten gilt sie an allen Tagen).
"""
NUMBERS = (56,)
COLUMNS = (ALCOHOL, *permits.ROW_COLUMNS)
SAYS = Text(
    en="“{event}” serves alcohol {span}, and no permit covers it.",
    de="„{event}“ schenkt {span} Alkohol aus, und keine Genehmigung deckt das ab.",
)
NOT_YET = Text(
    en="“{event}” serves alcohol {span}; the permit is applied for, but not granted yet.",
    de="„{event}“ schenkt {span} Alkohol aus; die Genehmigung ist beantragt, aber noch nicht "
    "bewilligt.",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    for placed in plan:
        if ALCOHOL.of(placed.event) and not permits.permitted(festival, "alcohol", placed):
            asked = permits.applied_for(festival, "alcohol", placed)
            says = (NOT_YET if asked else SAYS).with_facts(
                event=placed.event.title, span=placed.public
            )
            yield Told(says, (placed,), (placed.event,))
