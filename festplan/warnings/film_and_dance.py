"""Films and dances say from which age one may come alone.

The youth rules end a film or a dance earlier for the young, and they go by the age in `age_from`.
An event of a kind that they name (`format`) without any age is not held to them: nobody can tell
whether it may last that long.  Write the age, or “yes” in `accompanied`.

Fine:
    youth_rules: format Film, age_below 14, latest_end 20:00
    Mon 19:00-22:00  library  thriller by choir, format Film, age_from 16
    Mon 19:00-22:00  hall  cartoon by school, format Film, accompanied yes
    Mon 19:00-22:00  yard  reading by club, format Lesung

Broken:
    youth_rules: format Film, age_below 14, latest_end 20:00
    Mon 19:00-22:00  library  thriller by choir, format Film
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.youth_ends import ACCOMPANIED, KIND
from festplan.tables import AGE_FROM, FORMAT
from festplan.texts import Text
from festplan.warnings.warning import Told

DE = """Bei Film und Tanz steht, ab welchem Alter man allein kommen darf.

Der Jugendschutz beendet einen Film oder einen Tanz für Jüngere früher und richtet sich nach dem
Alter in `age_from`.  Eine Veranstaltung einer Art, die er nennt (`format`), ohne Alter wird nicht
daran gemessen: Niemand weiß, ob sie so lange dauern darf.  Bitte das Alter eintragen oder „ja“ bei
`accompanied`.
"""
NUMBERS = (55,)
COLUMNS = (KIND, FORMAT, AGE_FROM, ACCOMPANIED)
SAYS = Text(
    en="“{event}” ({format}) says no age, so the youth rules do not hold for it: write age_from.",
    de="Bei „{event}“ ({format}) fehlt das Alter, der Jugendschutz gilt also nicht: bitte das "
    "Alter eintragen.",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    ruled = {KIND.of(row).casefold() for row in festival.of("youth_rules")} - {""}
    for event in festival.events:
        format = FORMAT.of(event)
        open_age = AGE_FROM.of(event) is None and not ACCOMPANIED.of(event)
        if event in plan.events and format.casefold() in ruled and open_age:
            says = SAYS.with_facts(event=event.title, format=format)
            yield Told(says, plan.of(event), (event,))
