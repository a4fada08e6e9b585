"""What is announced for wheelchairs is reached without a step.

An event with “rollstuhl” (or “wheelchair”) in its column `access` is planned where the venue
says yes in `step_free`.  A venue with a ramp will do if a ramp is there: name the mobile ramp
among the things that are lent, in the setting `ramp_equipment`, and the event must borrow it;
without that setting a ramp is always in place.  A venue that says nothing is allowed: ask
before you print.  A route needs it at both ends.

Fine:
    venue hall: step_free yes
    Mon 15:00-16:00  hall  reading by school, access rollstuhl

Broken:
    venue cellar: step_free no
    Mon 15:00-16:00  cellar  reading by school, access rollstuhl;gebaerden

Fine:
    venue hall: step_free ramp
    item slope: quantity 1
    festival: ramp_equipment slope
    Mon 15:00-16:00  hall  reading by school, access rollstuhl, equipment slope:1

Broken:
    venue hall: step_free ramp
    item slope: quantity 1
    festival: ramp_equipment slope
    Mon 15:00-16:00  hall  reading by school, access rollstuhl

Broken:
    venue hall: step_free yes
    venue cellar: step_free no
    Mon 15:00-16:00  hall  parade by school, end_venue cellar, access rollstuhl
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, text
from festplan.draft import Draft
from festplan.festival import Event, Festival, Venue
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import ACCESS, END_VENUE, EQUIPMENT, STEP_FREE
from festplan.texts import Text

DE = """Was für Rollstühle angekündigt ist, ist ohne Stufe erreichbar.

Eine Veranstaltung mit „rollstuhl“ (oder „wheelchair“) in der Spalte `access` wird geplant, wo
der Ort bei `step_free` ja sagt.  Ein Ort mit Rampe genügt, wenn eine Rampe da ist: Steht die
mobile Rampe aus der Ausstattung in der Einstellung `ramp_equipment`, muss die Veranstaltung
sie ausleihen; ohne diese Einstellung ist immer eine Rampe da.  Ein Ort ohne Angabe ist
erlaubt: vor dem Druck nachfragen.  Ein Umzug braucht es an beiden Enden.
"""
NUMBERS = (69,)
RAMP = Column(
    "festival", "ramp_equipment", "mobile Rampe",
    Text("The ramp among the things lent.", "Die Rampe in der Ausstattung."),
    text, "", (), refers_to="equipment",
)  # fmt: skip
COLUMNS = (RAMP, ACCESS, STEP_FREE, EQUIPMENT, END_VENUE)
SAYS = Text(
    en="“{event}” is announced for wheelchairs, but {venue} {obstacle}.",
    de="„{event}“ ist für Rollstühle angekündigt, aber {venue} {obstacle}.",
)
STEPS = Text(en="has steps", de="hat Stufen")
NO_RAMP = Text(
    en="needs the mobile ramp, which it does not borrow",
    de="braucht die mobile Rampe, die nicht ausgeliehen wird",
)
WHEELCHAIR = frozenset({"rollstuhl", "wheelchair"})


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for placed in plan:
        for stay in placed.stays if _for_wheelchairs(placed.event) else ():
            obstacle = _obstacle(festival, placed.event, stay.venue)
            if obstacle is not None:
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title, venue=stay.venue.name, obstacle=obstacle
                    ),
                )


def _for_wheelchairs(event: Event) -> bool:
    return any(word.casefold() in WHEELCHAIR for word in ACCESS.of(event))


def _obstacle(festival: Festival, event: Event, venue: Venue) -> Text | None:
    """What keeps a wheelchair from an event at a venue."""
    ramp, borrowed = RAMP.of(festival.settings), dict(EQUIPMENT.of(event))
    if STEP_FREE.of(venue) == "no":
        return STEPS
    if STEP_FREE.of(venue) == "ramp" and ramp and ramp not in borrowed:
        return NO_RAMP
    return None


def constrain(festival: Festival, draft: Draft) -> None:
    ramp = RAMP.of(festival.settings)
    for event in filter(_for_wheelchairs, festival.events):
        ramps = {"", *(thing for thing, _ in EQUIPMENT.of(event))}
        barred = {"no"} if ramp in ramps else {"no", "ramp"}
        for option in draft.options(*event.sessions):
            if any(STEP_FREE.of(hold.venue) in barred for hold in option.holds):
                draft.close(option)
