"""Where there is food, a sign says what is in it.

Whoever eats no meat, no pork or no nuts wants to know before the queue, not after.  An event with
“yes” in `food` says in `food_labels` what its signs will tell: vegetarian, vegan, halal,
allergens.

Fine:
    Mon 15:00-16:00  yard  breakfast by club, food yes, food_labels vegetarian;allergens
    Mon 15:00-16:00  hall  reading by choir, food no

Broken:
    Mon 15:00-16:00  yard  breakfast by club, food yes
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.columns import Column, words
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.tables import FOOD, NONE
from festplan.texts import Text
from festplan.warnings.warning import Told

DE = """Wo es etwas zu essen gibt, steht dabei, was drin ist.

Wer kein Fleisch, kein Schwein oder keine Nüsse isst, möchte das vor der Schlange wissen, nicht
danach.  Eine Veranstaltung mit „ja“ bei `food` sagt in `food_labels`, was auf ihren Schildern
stehen wird: vegetarisch, vegan, halal, Allergene.
"""
NUMBERS = (73,)
LABELS = Column(
    "events", "food_labels", "Kennzeichnung Essen",
    Text("What the signs at the food say.", "Was auf den Schildern am Essen steht."),
    words, NONE, ("vegetarisch;allergene", "vegan", "halal"),
)  # fmt: skip
COLUMNS = (FOOD, LABELS)
SAYS = Text(
    en="“{event}” has food, but food_labels is empty: vegetarian, vegan, halal, allergens?",
    de="Bei „{event}“ gibt es Essen, aber die Kennzeichnung fehlt: vegetarisch, vegan, halal, "
    "Allergene?",
)


def tell(festival: Festival, plan: Plan) -> Iterator[Told]:
    for event in festival.events:
        if event in plan.events and FOOD.of(event) and not LABELS.of(event):
            yield Told(SAYS.with_facts(event=event.title), plan.of(event), (event,))
