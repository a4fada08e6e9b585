"""On a hot day nobody plays or waits in the noon sun where it must not be.

When the column `heat` of a day says "must", an event is not in the sun between `heat_from` and
`heat_to` (12:00 to 16:00, unless you say otherwise) if it is for older people (the words in
`older_audiences`) or of a kind that makes people move (`heat_formats`: sports, dance, tours).  A
venue lies in the sun if its `shade` is "none" and its `setting` neither covered nor indoor.  A
route is in the sun at its ends, for half of its time each.  Days that say "if possible" are a wish,
and so is a plain "yes".

Fine:
    day Mon: heat must
    venue pitch: setting outdoor, shade none
    venue grove: setting outdoor, shade full
    Mon 11:00-12:00  pitch  football by club, format Sport
    Mon 12:00-13:00  grove  rugby by club, format Sport
    Mon 13:00-14:00  pitch  market by choir, format Markt
    Tue 13:00-14:00  pitch  tennis by school, format Sport

Broken:
    day Mon: heat must
    venue pitch: setting outdoor, shade none
    Mon 11:15-12:15  pitch  football by club, format Sport

Broken:
    day Mon: heat must
    venue pitch: shade none
    Mon 15:45-16:45  pitch  tea by club, audiences Senioren

Fine:
    day Mon: heat if possible
    venue pitch: shade none
    Mon 13:00-14:00  pitch  football by club, format Sport

Fine:
    festival: heat_from 13:00, heat_to 15:00, heat_formats Fußball
    day Mon: heat must
    venue pitch: shade none
    Mon 12:00-13:00  pitch  football by club, format Fußball
    Mon 15:00-16:00  pitch  rugby by choir, format Fußball
    Mon 13:00-14:00  pitch  tennis by school, format Sport

Broken:
    day Mon: heat must
    venue pitch: setting outdoor, shade none
    venue hall: setting indoor, shade none
    Mon 13:00-14:00  hall  hike by club, format Tour, end_venue pitch
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.audiences import OLDER
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.heat import FORMATS, FROM, HEAT, TO, in_the_sun, strains, windows
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import AUDIENCES, END_VENUE, FORMAT, SETTING, SHADE
from festplan.texts import Text

DE = """An einem heißen Tag spielt und wartet niemand in der Mittagssonne, wo das nicht sein darf.

Steht in der Spalte `heat` eines Tages „zwingend“, so ist eine Veranstaltung zwischen `heat_from`
und `heat_to` (12:00 bis 16:00, wenn nichts anderes dasteht) nicht in der Sonne, wenn sie für Ältere
ist (die Wörter in `older_audiences`) oder von einer Art, bei der man sich bewegt (`heat_formats`:
Sport, Tanz, Touren).  Ein Ort liegt in der Sonne, wenn bei ihm unter `shade` „kein“ steht und er
weder überdacht noch drinnen ist.  Ein Umzug ist an seinen beiden Enden in der Sonne, je die halbe
Zeit.  Tage mit „wenn möglich“ sind ein Wunsch, und ein einfaches „ja“ ist es auch.
"""
NUMBERS = (86,)
COLUMNS = (HEAT, FROM, TO, FORMATS, OLDER, AUDIENCES, FORMAT, SETTING, SHADE, END_VENUE)
SAYS = Text(
    en="“{event}” would be {span} in the sun, at {venue}; on a hot day not {window}.",
    de="„{event}“ wäre {span} in der Sonne, am Ort {venue}; bei Hitze nicht {window}.",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    hot = windows(festival, "must")
    for placed in plan if hot else ():
        for stay in placed.stays if strains(placed.event, festival) else ():
            met = [window for window in hot if stay.public.overlaps(window)]
            if met and in_the_sun(stay.venue):
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        span=stay.public,
                        venue=stay.venue.name,
                        window=met[0],
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    hot = windows(festival, "must")
    for event in festival.events if hot else ():
        for option in draft.options(*event.sessions) if strains(event, festival) else ():
            for hold in option.holds:
                if in_the_sun(hold.venue):
                    draft.avoid(option, hot, hold.public)
