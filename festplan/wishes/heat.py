"""On a hot day older people and those who move are not in the noon sun.

When the column `heat` of a day says "if possible" (or just "yes"), an event for older people (the
words in `older_audiences`) or of a kind that makes people move (`heat_formats`) should not be at a
venue in the sun between `heat_from` and `heat_to` (12:00 to 16:00, unless you say otherwise).  In
the sun are venues with `shade` "none" that are neither covered nor indoor.  Each session that is
costs `weight_heat` points.  Where the day says "must", this is no wish but a rule.

Fine:
    day Mon: heat yes
    venue pitch: setting outdoor, shade none
    venue tent: setting covered, shade none
    Mon 16:00-17:00  pitch  football by club, format Sport
    Mon 13:00-14:00  tent  dance by choir, audiences Senioren
    Mon 13:00-14:00  pitch  market by choir, format Markt

Broken:
    day Mon: heat if possible
    venue pitch: setting outdoor, shade none
    Mon 11:15-12:15  pitch  football by club, format Sport

Broken:
    day Mon: heat yes
    venue pitch: shade none
    Mon 15:30-16:30  pitch  tea by club, audiences Senioren;Erwachsene

Fine:
    day Tue: heat yes
    venue pitch: shade none
    Mon 13:00-14:00  pitch  football by club, format Sport
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.audiences import OLDER
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.heat import FORMATS, FROM, HEAT, TO, in_the_sun, strains, windows
from festplan.plan import Plan
from festplan.tables import AUDIENCES, END_VENUE, FORMAT, SETTING, SHADE
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """An einem heißen Tag sind Ältere und wer sich bewegt nicht in der Mittagssonne.

Steht in der Spalte `heat` eines Tages „wenn möglich“ (oder einfach „ja“), so soll eine
Veranstaltung für Ältere (die Wörter in `older_audiences`) oder von einer Art, bei der man sich
bewegt (`heat_formats`), zwischen `heat_from` und `heat_to` (12:00 bis 16:00, wenn nichts anderes
dasteht) nicht an einem Ort in der Sonne sein.  In der Sonne liegen Orte, bei denen unter `shade`
„kein“ steht und die weder überdacht noch drinnen sind.  Jeder Termin, der doch dort ist, kostet
`weight_heat` Punkte.  Steht bei dem Tag „zwingend“, ist es kein Wunsch, sondern eine Regel.
"""
NUMBERS = (86,)
TIER = WISHED
WEIGHT = weight("heat", "Hitze", Text("Points in the noon sun.", "Punkte in der Mittagssonne."), 3)
COLUMNS = (HEAT, FROM, TO, FORMATS, OLDER, AUDIENCES, FORMAT, SETTING, SHADE, END_VENUE, WEIGHT)
SAYS = Text(
    en="“{event}” is {span} in the sun, at {venue}, on a hot day.",
    de="„{event}“ ist {span} in der Sonne, am Ort {venue}, an einem heißen Tag.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points, hot = WEIGHT.of(festival.settings), windows(festival, "if possible")
    for placed in plan if points and hot else ():
        if not strains(placed.event, festival):
            continue
        sunny = [stay for stay in placed.stays if in_the_sun(stay.venue)]
        burnt = [stay for stay in sunny if any(stay.public.overlaps(noon) for noon in hot)]
        if burnt:
            facts = {"span": burnt[0].public, "venue": burnt[0].venue.name}
            yield Miss((placed,), SAYS.with_facts(event=placed.event.title, **facts), points)


def ask(festival: Festival, draft: Draft) -> None:
    points, hot = WEIGHT.of(festival.settings), windows(festival, "if possible")
    for event in festival.events if points and hot else ():
        for option in draft.options(*event.sessions) if strains(event, festival) else ():
            burnt = 0
            for hold in option.holds:
                if in_the_sun(hold.venue):
                    burnt |= draft.starts_over(option, hot, hold.public)
            draft.lose(option, points, draft.starts(option) & burnt)
