"""Actors come when they gladly come, not only when they could.

A line of kind *preferred* in the availability table names a window that suits an actor well.  An
actor with such windows wishes that at least one of the sessions it leads lies inside one of them;
otherwise `weight_gladly` points are lost.

Fine:
    availability: actor_id school, date Mon, from 14:00, to 18:00, kind preferred
    Mon 15:00-16:00  library  reading by school
    Tue 10:00-11:00  library  puppets by school

Broken:
    availability: actor_id school, date Mon, from 14:00, to 18:00, kind preferred
    Mon 17:30-18:30  library  reading by school
    Tue 15:00-16:00  library  puppets by school
"""

from __future__ import annotations

from collections.abc import Iterator

from festplan.availability import KIND, spans_of
from festplan.draft import AtLeastOne, Draft
from festplan.festival import Actor, Event, Festival
from festplan.plan import Plan
from festplan.texts import Text
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Akteure kommen, wann sie gerne kommen, nicht nur, wann sie können.

Eine Zeile der Art *gern* in der Tabelle der Verfügbarkeit nennt ein Fenster, das einem Akteur gut
passt.  Wer solche Fenster hat, wünscht sich, dass mindestens einer der Termine, die er leitet, in
einem davon liegt; sonst gehen `weight_gladly` Punkte verloren.
"""
NUMBERS = (29,)
TIER = WISHED
WEIGHT = weight(
    "gladly",
    "gern",
    Text("Points for no session in such a window.", "Punkte, wenn kein Termin darin liegt."),
    3,
)
COLUMNS = (KIND, WEIGHT)
SAYS = Text(
    en="{actor} would gladly come {windows}, but nothing that it leads is then.",
    de="{actor} käme gern {windows}, aber kein eigener Termin liegt darin.",
)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for actor, events in _gladly(festival):
        placed = tuple(p for event in events for p in plan.of(event))
        inside = any(
            p.public.within(span)
            for p in placed
            for span in spans_of(festival, actor, "preferred", p.event)
        )
        if points and placed and not inside:
            windows = spans_of(festival, actor, "preferred", events[0])
            yield Miss(placed, SAYS.with_facts(actor=actor.name, windows=windows), points)


def ask(festival: Festival, draft: Draft) -> None:
    points = WEIGHT.of(festival.settings)
    for actor, events in _gladly(festival) if points else ():
        sessions = tuple(session for event in events for session in event.sessions)
        places = {
            option: draft.starts(option) & draft.starts_within(option, windows)
            for option in draft.options(*sessions)
            if (windows := spans_of(festival, actor, "preferred", option.event))
        }
        draft.say(AtLeastOne(places, sessions, points))


def _gladly(festival: Festival) -> Iterator[tuple[Actor, tuple[Event, ...]]]:
    """The actors with preferred windows, each with the events it leads."""
    for actor in festival.actors:
        events = tuple(event for event in festival.events if event.lead == actor)
        if any(spans_of(festival, actor, "preferred", event) for event in events):
            yield actor, events
