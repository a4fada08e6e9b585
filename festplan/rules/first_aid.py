"""Where many visitors are expected, a first-aid team is there.

With two hundred guests somebody faints in the sun.  From the number of visitors in
`first_aid_from_visitors` on, an event has a team of `first_aid_equipment` with it, also where
nobody has written it down, from set-up to take-down; and one team is never at two places.

Fine:
    festival: first_aid_from_visitors 200, first_aid_equipment medics
    item medics: quantity 1
    Mon 15:00-16:00  library  reading by school, expected_visitors 199
    Mon 15:00-16:00  school  puppets by choir, expected_visitors 200

Broken:
    festival: first_aid_from_visitors 200, first_aid_equipment medics
    item medics: quantity 1
    Mon 15:00-16:00  library  reading by school, expected_visitors 200
    Mon 15:00-16:00  school  puppets by choir, expected_visitors 200

Broken:
    festival: first_aid_from_visitors 200, first_aid_equipment medics
    item medics: quantity 1
    Mon 15:00-16:00  library  climbing by school, equipment medics
    Mon 16:15-17:00  school  puppets by choir, expected_visitors 300, setup_min 30
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, text, whole
from festplan.draft import Draft
from festplan.festival import Event, Festival, Item
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.steps import at_moments
from festplan.tables import EQUIPMENT, EXPECTED, QUANTITY, SET_UP, TAKE_DOWN
from festplan.texts import Text

DE = """Wo viele Gäste erwartet werden, ist ein Sanitätsteam dabei.

Bei zweihundert Gästen kippt in der Sonne jemand um.  Ab der Zahl in `first_aid_from_visitors` hat
eine Veranstaltung vom Aufbau bis zum Abbau ein Team aus `first_aid_equipment` bei sich, auch wenn
es niemand eingetragen hat; und kein Team ist an zwei Orten zugleich.
"""
NUMBERS = (43,)
FROM_VISITORS = Column(
    "festival", "first_aid_from_visitors", "Sanitätsdienst ab Gästen",
    Text("From so many expected visitors on, first aid is there; empty or 0: never required.",
         "Ab so vielen erwarteten Gästen ist ein Sanitätsteam dabei; leer oder 0: nie Pflicht."),
    whole, 0, ("20", "50"),
)  # fmt: skip
FIRST_AID = Column(
    "festival", "first_aid_equipment", "Sanitätsteam",
    Text("The first-aid teams, in the table of equipment.",
         "Die Sanitätsteams in der Tabelle der Ausstattung."),
    text, "", (), refers_to="equipment",
)  # fmt: skip
COLUMNS = (FROM_VISITORS, FIRST_AID, EXPECTED, EQUIPMENT, QUANTITY, SET_UP, TAKE_DOWN)
SAYS = Text(
    en="At {when} {needed} first-aid teams are needed, there are {there_is}: {events}.",
    de="{when} werden {needed} Sanitätsteams gebraucht, es gibt {there_is}: {events}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    team = _team(festival)
    if team is None:
        return
    there_is = QUANTITY.of(team)
    aided = [(placed, placed.occupied) for placed in plan if _teams(festival, placed.event)]
    for moment, here in at_moments(aided, (span.start for _, span in aided)).items():
        needed = sum(_teams(festival, placed.event) for placed in here)
        if needed > there_is:
            yield Breach(
                here,
                SAYS.with_facts(
                    when=moment,
                    needed=needed,
                    there_is=there_is,
                    events=tuple(placed.event.title for placed in here),
                ),
            )


def constrain(festival: Festival, draft: Draft) -> None:
    if team := _team(festival):
        draft.at_most(
            QUANTITY.of(team),
            lambda option: option.occupied if _teams(festival, option.event) else None,
            lambda option: _teams(festival, option.event),
            name=team.name,
        )


def _team(festival: Festival) -> Item | None:
    """The first-aid teams; None where the festival requires none."""
    if not FROM_VISITORS.of(festival.settings):
        return None
    wanted = FIRST_AID.of(festival.settings)
    return next((item for item in festival.items if item.id == wanted), None)


def _teams(festival: Festival, event: Event) -> int:
    """How many teams an event has with it: those it books, and one if it is large."""
    team = FIRST_AID.of(festival.settings)
    booked = sum(number for id, number in EQUIPMENT.of(event) if id == team)
    large = EXPECTED.of(event) >= FROM_VISITORS.of(festival.settings)
    return max(booked, 1) if large else booked
