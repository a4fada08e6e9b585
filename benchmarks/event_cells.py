"""The rows of the table of events, loosely around the hidden plan."""

from __future__ import annotations

from random import Random

from benchmarks import words
from benchmarks.world import DAY, MICROPHONE, SUNSET, Event, Row, World


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def number(value: float) -> str:
    return f"{value:g}"


class EventCells:
    """The events of one world as rows."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random: Random = world.random
        self.dates = world.dates
        self.quiet = 0

    def rows(self) -> list[Row]:
        return [self._event(event) for event in self.world.events]

    def _event(self, event: Event) -> Row:
        row = {
            "event_id": event.id,
            "title": event.title,
            "description": f"{event.kind.format} for {' and '.join(event.audiences)}.",
            "format": event.kind.format,
            "kind": "route" if event.end_venue else "session",
            "lead_actor": event.lead.id,
            "co_actors": ";".join(actor.id for actor in event.partners),
            "mandatory": "yes" if event.mandatory else "no",
            "priority": event.cells["priority"],
            "sessions": str(event.sessions),
            "session_rule": event.session_rule if event.sessions > 1 else "",
            "duration_min": str(event.length),
            "setup_min": str(event.set_up),
            "teardown_min": str(event.take_down),
            "end_venue": event.end_venue.id if event.end_venue else "",
            "expected_visitors": str(event.guests),
            "noise_level": str(event.noise),
            "audiences": ";".join(event.audiences),
            "helpers": str(event.helpers or ""),
            "power_kw": number(event.power) if event.power else "",
            "equipment": ";".join(f"{thing}:{n}" for thing, n in sorted(event.things.items())),
            "headliner": "yes" if event.headliner else "",
        }
        self._offer(event, row)
        self._when(event, row)
        self._where(event, row)
        self._for_whom(event, row)
        self._weather(event, row)
        return row

    def _offer(self, event: Event, row: Row) -> None:
        if event.kind.open_offer and event.length >= 120 and not event.end_venue:
            row["kind"] = "open"
            row["min_duration_min"] = str(event.length - self.random.choice((15, 30, 30)))

    def _when(self, event: Event, row: Row) -> None:
        r = self.random
        own = sorted({start // DAY for _, start in event.placed})
        clocks = [start % DAY for _, start in event.placed]
        if event.sessions == 1 and r.random() < 0.08:
            row["fixed_start"] = clock(clocks[0])
            days = own
        else:
            others = [n for n in range(len(self.dates)) if n not in own]
            more = min(r.choices((0, 1, 2, 3), (25, 15, 35, 25))[0], len(others))
            days = sorted([*own, *r.sample(others, more)])
            early, late = r.choice((0, 1, 1, 2, 3)) * 60, r.choice((0, 1, 1, 2, 3)) * 60
            end = max(clocks) + event.length + late
            row["earliest_start"] = clock(max(0, min(clocks) // 60 * 60 - early))
            row["latest_end"] = clock(min(-(-end // 60) * 60, 24 * 60))
        row["days"] = ";".join(self.dates[n].isoformat() for n in days)
        if "fixed_start" not in row and r.random() < 0.45:
            wish, tolerance = r.choice(clocks) // 30 * 30, r.choice((15, 30, 30, 60))
            if r.random() >= self.world.met:
                wish += r.choice((-120, -60, -30, 30, 60, 120))
            elif max(clocks) - min(clocks) > tolerance:
                return  # One wish is said of all sessions of an event.
            row["wish_start"] = clock(min(max(wish, 9 * 60), 21 * 60))
            row["wish_tolerance_min"] = str(tolerance)

    def _where(self, event: Event, row: Row) -> None:
        """One to three venues to choose from, mostly; some name only what they need."""
        r, world = self.random, self.world
        own = list(dict.fromkeys(venue.id for venue, _ in event.placed))
        suited = [v.id for v in world.venues if world.suits(event, v)]
        if len(suited) <= 3 and event.kind.needs and r.random() < 0.5:
            row["features_needed"] = ";".join(event.kind.needs)
            allowed = sorted({*own, *suited})
        else:
            many = r.choices((0, 1, 2, 4), (25, 40, 25, 10))[0]
            others = [venue for venue in suited if venue not in own]
            allowed = sorted([*own, *r.sample(others, min(many, len(others)))])
            row["venues"] = ";".join(allowed)
        if len(allowed) > 1:
            row["preferred_venue"] = r.choice(own if r.random() < self.world.met else allowed)

    def _weather(self, event: Event, row: Row) -> None:
        """What happens in rain and after dark, and what is eaten."""
        r, world = self.random, self.world
        outdoor = any(venue.place.setting == "outdoor" for venue, _ in event.placed)
        dry = [
            venue.id
            for venue in world.venues
            if venue.place.setting != "outdoor" and venue.capacity >= event.guests
        ]
        if outdoor and not event.end_venue:
            plan = r.choices(("move", "stay", "cancel"), (4, 3, 3))[0]
            if plan == "move" and dry:
                row["rain_venues"] = ";".join(sorted(r.sample(dry, min(len(dry), r.randint(2, 4)))))
            row["rain_plan"] = plan if plan != "move" or dry else "cancel"
        if event.kind.format == "Walk" or (words.SENIORS in event.audiences and r.random() < 0.3):
            row["before_sunset"] = "yes"
        if event.kind.format in ("Cooking", "Long table"):
            row["food"] = row["meal"] = "yes"
        late = all(start % DAY >= SUNSET for _, start in event.placed)
        if late and r.random() < 0.5:
            row["after_sunset"] = "yes"
        if event.sessions > 1:
            row["same_venue"] = r.choice(("", "if possible", "if possible", "must"))
        reached = all(
            "vehicles" in held.place.features
            for venue, _ in event.placed
            for held in world.held(event, venue)
        )
        if reached and r.random() < 0.2:
            row["vehicle_access"] = "yes"
        calm = self.quiet < 8 and outdoor and event.noise <= 1 and r.random() < 0.3
        if calm and self._undisturbed(event):
            row["quiet"] = "yes"
            self.quiet += 1

    def _undisturbed(self, event: Event) -> bool:
        """Whether nothing loud is beside it in the hidden plan."""
        return not any(
            self.world.at(other, held.site, other_start, start, start + event.length)
            for venue, start in event.placed
            for held in self.world.held(event, venue)
            for other in self.world.events
            if other.noise >= MICROPHONE and other is not event
            for _, other_start in other.placed
        )

    def _for_whom(self, event: Event, row: Row) -> None:
        r = self.random
        row["languages"] = r.choice(words.LANGUAGES)
        free_of_steps = all(
            held.step_free in ("yes", "")
            for venue, _ in event.placed
            for held in self.world.held(event, venue)
        )
        access = ["rollstuhl"] if free_of_steps and r.random() < 0.4 else []
        if words.SIGNS in event.things:
            access.append("gebaerden")
        if r.random() < 0.08:
            access.append("leichte_sprache")
        row["access"] = ";".join(access)
        if any(each in event.audiences for each in (words.KIDS, words.FAMILIES)):
            row["age_from"], row["age_to"] = str(r.choice((3, 4, 6))), str(r.choice((10, 12, 14)))
            row["accompanied"] = self._with_parents(event, 20)
        elif words.YOUTH in event.audiences:
            row["age_from"], row["age_to"] = r.choice(("12", "14")), "20"
            row["accompanied"] = self._with_parents(event, 20 if row["age_from"] == "12" else 22)

    def _with_parents(self, event: Event, hour: int) -> str:
        """What ends later than the young may stay alone, they visit with their parents."""
        late = any(start % DAY + event.length > hour * 60 for _, start in event.placed)
        return "yes" if late and event.kind.format in ("Film", "Dance") else ""
