"""What comes with a vehicle takes place where one can drive in.

The library bus, the fire engine, the stage lorry: an event with `vehicle_access` is planned
only at venues that have the feature for it.  The settings name that feature in
`vehicle_feature`; where they do not, it is “zufahrt”.  A route needs it at both ends.

Fine:
    venue yard: features zufahrt
    Mon 15:00-16:00  yard  bus by library, vehicle_access yes

Broken:
    Mon 15:00-16:00  yard  bus by library, vehicle_access yes

Broken:
    venue yard: features zufahrt
    Mon 15:00-16:00  yard  parade by firebrigade, end_venue meadow, vehicle_access yes
    Mon 17:00-18:00  meadow  reading by choir

Fine:
    festival: vehicle_feature gate
    venue yard: features gate
    Mon 15:00-16:00  yard  bus by library, vehicle_access yes
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, text
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import END_VENUE, FEATURES, VEHICLE_ACCESS
from festplan.texts import Text

DE = """Was mit einem Fahrzeug kommt, findet dort statt, wo man hineinfahren kann.

Bücherbus, Feuerwehrauto, Bühnenwagen: Eine Veranstaltung mit `vehicle_access` wird nur an
Orten geplant, die das Merkmal dafür haben.  Die Einstellungen nennen es in `vehicle_feature`;
sonst heißt es „zufahrt“.  Ein Umzug braucht es an beiden Enden.
"""
NUMBERS = (46,)
FEATURE = Column(
    "festival", "vehicle_feature", "Merkmal für Zufahrt",
    Text("Feature of the venues where vehicles can drive in.",
         "Merkmal der Orte, in die Fahrzeuge hineinfahren können."),
    text, "zufahrt", ("vehicles",),
)  # fmt: skip
COLUMNS = (VEHICLE_ACCESS, FEATURE, FEATURES, END_VENUE)
SAYS = Text(
    en="“{event}” comes with a vehicle, but {venue} lacks the feature “{feature}”.",
    de="„{event}“ kommt mit einem Fahrzeug, dem Ort {venue} fehlt aber „{feature}“.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    feature = FEATURE.of(festival.settings)
    for placed in plan:
        for stay in placed.stays if VEHICLE_ACCESS.of(placed.event) else ():
            if feature not in FEATURES.of(stay.venue):
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title, venue=stay.venue.name, feature=feature
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    feature = FEATURE.of(festival.settings)
    reached = {venue for venue in festival.venues if feature in FEATURES.of(venue)}
    for option in draft.options():
        if VEHICLE_ACCESS.of(option.event) and not reached.issuperset(
            h.venue for h in option.holds
        ):
            draft.close(option)
