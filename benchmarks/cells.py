"""The cells of a made-up festival, loosely around its hidden plan.

Whatever is scarce (things, power, helpers, minutes of loud music, money) is as much as the
hidden plan uses and a little more; windows are wider than what lies in them; wishes look partly
at the hidden plan and partly elsewhere, so that not all of them can be met.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from benchmarks import words
from benchmarks.event_cells import EventCells, clock, number
from benchmarks.world import (
    DAY,
    HEADLINER_GAP,
    LOUD,
    MICROPHONE,
    NAP,
    NOISE_RULES,
    PACE,
    PRAYER,
    SERVICE,
    SUNSET,
    WALK_FACTOR,
    Actor,
    Event,
    Row,
    Venue,
    World,
    day_type,
)

Tables = dict[str, list[Row]]
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def written(world: World) -> Tables:
    """Every table of the folder."""
    cells = Cells(world)
    return {
        "festival": cells.settings(),
        "days": cells.days(),
        "sites": cells.sites(),
        "venues": cells.venues(),
        "venue_hours": cells.hours(),
        "closures": cells.closures(),
        "actors": cells.actors(),
        "availability": cells.availability(),
        "equipment": cells.equipment(),
        "helper_pool": cells.helpers(),
        "noise_rules": cells.noise(),
        "protected_times": cells.protected(),
        "city_events": cells.city(),
        "calendar_days": cells.holidays(),
        "network_history": cells.history(),
        "youth_rules": cells.youth(),
        "relations": cells.relations(),
        **cells.money(),
        "events": EventCells(world).rows(),
    }


class Cells:
    """The tables of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random: Random = world.random
        self.dates = world.dates
        self.spans = {
            event.id: [(start, start + event.length) for _, start in event.placed]
            for event in world.events
        }

    def day(self, start: int) -> date:
        return self.dates[start // DAY]

    def settings(self) -> list[Row]:
        values = {
            "name": f"Festival of {len(self.world.events)} events",
            "city": "Auenstadt",
            "timezone": "Europe/Berlin",
            "latitude": "51.37",
            "longitude": "12.41",
            "language": "en",
            "slot_minutes": "15",
            "walk_metres_per_minute": str(PACE),
            "walk_factor": number(WALK_FACTOR),
            "headliner_gap_min": str(HEADLINER_GAP),
            "loud_from_level": str(LOUD),
            "group_offers_end": "13:00",
            "first_aid_from_visitors": "200",
            "first_aid_equipment": words.FIRST_AID,
            "ramp_equipment": words.RAMP,
            "vehicle_feature": "vehicles",
            "teardown_after_close_minutes": "60",
            **self._wishes(),
        }
        return [{"key": key, "value": value} for key, value in values.items()]

    def _wishes(self) -> Row:
        """The settings that switch wishes on, as much as a festival of this size would ask."""
        sessions = sum(event.sessions for event in self.world.events)
        a_day = sessions / len(self.dates)
        at_once = max(a_day / 20, 1)
        return {
            "weight_single_session_days": self.random.choice(("1", "", "", "")),
            "weight_three_in_a_row": "1",
            "weight_last_hour": "1",
            "weight_rain_places": "1",
            "in_a_row_gap_min": "15",
            "last_hour_min": "60",
            "children_until": "19:00",
            "teens_until": "22:00",
            "adults_from": "14:00",
            "heat_formats": "Sport;Dance;Walk",
            "daylight_margin_min": "15",
            "prime_share_percent": "50",
            "early_until": "10:30",
            "late_from": "20:00",
            "pause_from": "12:00",
            "pause_to": "15:00",
            "pause_min": "30",
            "company_everywhere": "2",
            "wished_starts_at_once_everywhere": "2",
            "easy_language_a_day": "1",
            "sign_language_a_day": "1",
            "languages_every_day": "en",
            "languages_in_festival": "ar;uk;vi",
            "language_events_in_festival": "2",
            "formats_a_day": str(min(8, max(2, round(a_day / 2)))),
            "sessions_a_day": str(max(1, round(a_day * 0.8))),
            "wanted_audiences": f"{words.SENIORS};{words.BABIES};{words.YOUTH};{words.CLASSES}",
            "same_audience_at_once": "; ".join(
                f"{audience}:{max(1, round(at_once * share))}"
                for audience, share in (
                    (words.KIDS, 1), (words.FAMILIES, 1.5), (words.YOUTH, 1), (words.SENIORS, 1),
                )
            ),
            "other_kind_factor": "2",
        }  # fmt: skip

    def days(self) -> list[Row]:
        rows = []
        for n, day in enumerate(self.dates):
            opens, closes = self.world.public_hours(n)
            rows.append({
                "date": day.isoformat(),
                "weekday": DAYS[day.weekday()],
                "title": f"Day {n + 1}",
                "day_type": day_type(day),
                "school_day": "yes" if day.weekday() < 5 else "no",
                "open_from": clock(opens),
                "open_to": clock(closes),
                "sunset": clock(SUNSET - 2 * n),
                "prime_from": "14:00" if day.weekday() >= 5 else "16:00",
                "prime_to": "20:00",
                "unloved_until": "10:00",
                "unloved_from": "21:00",
                "heat": "if possible" if n % 4 == 2 else "",
            })  # fmt: skip
        return rows

    # --- places -------------------------------------------------------------------------------

    def sites(self) -> list[Row]:
        r = self.random
        rows = []
        sessions = Counter(venue.site for _, venue, _ in self._placed())
        lively = max(self.world.sites, key=lambda site: (sessions[site], site))
        for site, (x, y) in self.world.sites.items():
            drawn = self._peak(
                (start - e.set_up, start + e.length + e.take_down, e.power)
                for e, venue, start in self._placed()
                for held in self.world.held(e, venue)
                if held.site == site
            )
            loud: dict[int, int] = defaultdict(int)
            for event, venue, start in self._placed():
                if event.noise >= LOUD and venue.site == site:
                    loud[start // DAY] += event.length
            row = {
                "site_id": site,
                "name": f"Site {site}",
                "x_m": str(x),
                "y_m": str(y),
                "accessible_toilet": r.choice(("yes", "yes", "no")),
                "drinking_water": r.choice(("yes", "no")),
                "lively": "yes" if site == lively else "",
                "wants_events": "yes" if r.random() < 0.2 else "",
                "starts_at_once": self._at_once(site) if r.random() < 0.2 else "",
            }
            if drawn:
                row["power_kw"] = number(max(3.6, round(drawn * r.uniform(1, 1.3) + 0.05, 1)))
            if loud and r.random() < 0.7:
                row["loud_music_minutes_per_day"] = str(max(loud.values()) + r.choice((0, 30, 60)))
            elif not loud and r.random() < 0.5:
                row["loud_music_minutes_per_day"] = r.choice(("0", "60", "120"))
            rows.append(row)
        return rows

    def _at_once(self, site: str) -> str:
        """As many as begin at once there in the hidden plan, and at least two."""
        starts = Counter(start for _, venue, start in self._placed() if venue.site == site)
        return str(max(2, *starts.values())) if starts else "2"

    def _placed(self) -> list[tuple[Event, Venue, int]]:
        return [(event, *where) for event in self.world.events for where in event.placed]

    def _peak(self, uses: object) -> float:
        """The most that is in use at once: stretches of time, each with an amount."""
        steps: list[tuple[int, int, float]] = []
        for begin, end, amount in uses:  # type: ignore[attr-defined]
            if amount:
                steps += [(begin, 1, amount), (end, 0, -amount)]
        now = most = 0.0
        for _, _, amount in sorted(steps):
            now += amount
            most = max(most, now)
        return most

    def venues(self) -> list[Row]:
        return [
            {
                "venue_id": venue.id,
                "site_id": venue.site,
                "name": venue.name,
                "setting": venue.place.setting,
                "capacity": str(int(venue.capacity)),
                "parallel": str(venue.place.parallel),
                "step_free": venue.step_free,
                "shade": venue.place.shade,
                "noise_class": venue.place.noise_class,
                "features": ";".join(venue.place.features),
                "change_over_min": str(venue.place.change_over or ""),
                "host_actor": self.random.choice(self.world.actors).id,
            }
            for venue in self.world.venues
        ]

    def hours(self) -> list[Row]:
        return [
            {
                "venue_id": venue.id,
                "date": self.day(low).isoformat(),
                "from": clock(low % DAY),
                "to": clock(low % DAY + high - low),
            }
            for venue in self.world.venues
            for low, high in sorted(venue.windows)
        ]

    def closures(self) -> list[Row]:
        """Works at a venue while the hidden plan has nothing there."""
        rows = []
        for venue in self.world.venues:
            for low, high in venue.windows:
                begin = low + self.random.randrange(0, max(30, high - low - 60), 30)
                free = all(stay[1] <= begin or begin + 60 <= stay[0] for stay in venue.stays)
                if free and self.random.random() < 0.06:
                    rows.append({
                        "venue_id": venue.id,
                        "date": self.day(low).isoformat(),
                        "from": clock(begin % DAY),
                        "to": clock(begin % DAY + 60),
                        "reason": "works",
                    })  # fmt: skip
        return rows

    # --- actors -------------------------------------------------------------------------------

    def actors(self) -> list[Row]:
        r = self.random
        rows = []
        for actor in self.world.actors:
            row = {
                "actor_id": actor.id,
                "name": actor.name,
                "type": actor.type,
                "teams": str(len(actor.teams)),
                "languages": r.choice(words.LANGUAGES),
                "first_year": str(2027 if r.random() < 0.07 else r.randint(2018, 2026)),
            }
            if r.random() < 0.3:
                others = [other for other in self.world.actors if other is not actor]
                wanted = r.sample(others, min(r.choice((1, 2, 3)), len(others)))
                row["wants_to_visit"] = ";".join(other.id for other in wanted)
            if actor.type == "Mosque" and not self._busy(actor, 4, PRAYER):
                row["observes"] = "friday_prayer"
            rests = self._busy(actor, 4, (17 * 60, DAY)) or self._busy(actor, 5, (0, DAY))
            if actor.type == "Association" and not rests:
                row["observes"] = "shabbat"
            if r.random() < 0.15:
                row["max_hours_per_day"] = number(self._hours(actor))
            rows.append(row)
        return rows

    def _hours(self, actor: Actor) -> float:
        """As many hours a day for each team as it works in the hidden plan, and some more."""
        worked: Counter[int] = Counter()
        for team in actor.teams:
            for begin, end, _, _ in team:
                worked[begin // DAY] += end - begin
        most = max(worked.values(), default=120) / len(actor.teams)
        return -(-most // 30) / 2 + self.random.choice((0, 0.5, 1, 2))

    def _busy(self, actor: Actor, weekday: int, clock: tuple[int, int]) -> bool:
        """Whether an actor is at work at some hours of a weekday."""
        return any(
            self.day(begin).weekday() == weekday
            and begin % DAY < clock[1]
            and clock[0] < begin % DAY + end - begin
            for team in actor.teams
            for begin, end, _, _ in team
        )

    def availability(self) -> list[Row]:
        return [row for actor in self.world.actors for row in self._windows(actor)]

    def _windows(self, actor: Actor) -> list[Row]:
        r = self.random
        rows = []

        def say(day: int, start: int, end: int, kind: str) -> None:
            rows.append({
                "actor_id": actor.id,
                "date": self.dates[day].isoformat(),
                "from": clock(start),
                "to": clock(end),
                "kind": kind,
                "reason": r.choice(words.REASONS) if kind == "unavailable" else "",
            })  # fmt: skip

        busy = [(begin, end) for team in actor.teams for begin, end, _, _ in team]
        for day in range(len(self.dates)):
            today = [(b - day * DAY, e - day * DAY) for b, e in busy if b // DAY == day]
            if not today:
                if r.random() < 0.35:
                    say(day, 0, DAY, "unavailable")
                continue
            first, last = min(b for b, _ in today), max(e for _, e in today)
            if r.random() < 0.3:
                until = max(0, first - r.choice((0, 30, 60, 120))) // 15 * 15
                say(day, 0, until, "unavailable") if until > 8 * 60 else None
            if r.random() < 0.3:
                since = -(-(last + r.choice((0, 30, 60, 120))) // 15) * 15
                say(day, since, DAY, "unavailable") if since < 22 * 60 else None
        for _ in range(r.choices((0, 1, 2), (55, 30, 15))[0]):
            day, start = r.randrange(len(self.dates)), r.choice((9, 12, 14, 17, 18, 19)) * 60
            until = start + r.choice((2, 3, 4)) * 60
            first, last = day * DAY + start, day * DAY + until
            if r.random() >= self.world.met or all(e <= first or last <= b for b, e in busy):
                say(day, start, until, "avoid")
        for _ in range(r.choices((0, 1, 2), (60, 25, 15))[0]):
            day, start = self._gladly(actor)
            say(day, start, start + r.choice((3, 4, 5)) * 60, "preferred")
        return rows

    def _gladly(self, actor: Actor) -> tuple[int, int]:
        """A day and a time at which an actor gladly comes: mostly when it does."""
        r = self.random
        own = [s for e in self.world.events if e.lead is actor for _, s in e.placed]
        if own and r.random() < self.world.met:
            start = r.choice(own)
            return start // DAY, max(start % DAY // 60 - r.choice((0, 1, 1, 2)), 8) * 60
        return r.randrange(len(self.dates)), r.choice((10, 12, 14, 15, 16, 17, 18)) * 60

    # --- what is scarce -----------------------------------------------------------------------

    def equipment(self) -> list[Row]:
        r = self.random
        rows = []
        for thing, name in words.THINGS.items():
            peak = int(self._peak(
                (start - e.set_up, start + e.length + e.take_down, e.things.get(thing, 0))
                for e, _, start in self._placed()
            ))  # fmt: skip
            row = {
                "equipment_id": thing,
                "name": name,
                "quantity": str(max(1, peak + (r.randint(0, 1) if peak < 10 else peak // 20))),
                "owner_actor": r.choice(self.world.actors).id,
                "stored_at": r.choice(list(self.world.sites)),
            }
            if thing == words.SIGNS:
                worked: dict[int, int] = defaultdict(int)
                for event, _, start in self._placed():
                    worked[start // DAY] += event.length * event.things.get(thing, 0)
                row["max_hours_per_day"] = number((max(worked.values(), default=0) + 30) / 60)
            elif peak > 2:
                row["rented"] = str(max(1, peak // 4))
            if thing in ("Q05", "Q07"):
                row |= self._borrowed(thing)
            rows.append(row)
        return rows

    def _borrowed(self, thing: str) -> Row:
        """Only the days on which the hidden plan needs it."""
        used = [start // DAY for e, _, start in self._placed() if thing in e.things]
        if not used:
            return {}
        first, last = self.dates[min(used)], self.dates[max(used)]
        return {"available_from": first.isoformat(), "available_to": last.isoformat()}

    def helpers(self) -> list[Row]:
        rows = []
        for n, day in enumerate(self.dates):
            peak = int(self._peak(
                (start - e.set_up, start + e.length + e.take_down, e.helpers)
                for e, _, start in self._placed()
                if start // DAY == n
            ))  # fmt: skip
            regulars = max(1, peak * 2 // 3)
            others = max(1, peak - regulars) + max(1, peak // 15)
            for group, persons in (("Core team", regulars), ("Neighbours", others)):
                rows.append({
                    "group": group,
                    "actor_id": self.random.choice(self.world.actors).id,
                    "date": day.isoformat(),
                    "from": "07:00",
                    "to": "24:00",
                    "persons": str(persons),
                    "skills": self.random.choice(("info", "kitchen;info", "stage")),
                })  # fmt: skip
        return rows

    # --- protected times, noise and the city --------------------------------------------------

    def noise(self) -> list[Row]:
        return [
            {
                "noise_class": noise_class,
                "day_type": kind,
                "from": clock(start * 60),
                "to": clock(end * 60),
                "max_level": str(level),
            }
            for noise_class, kind, start, end, level in NOISE_RULES
        ]

    def protected(self) -> list[Row]:
        rows = [
            {"title": "Service", "date": day.isoformat(), "from": clock(SERVICE[0]),
             "to": clock(SERVICE[1]), "scope": "outdoor", "max_noise_level": "1", "hard": "yes"}
            for day in self.dates if day.weekday() == 6
        ]  # fmt: skip
        rows += [
            {"title": "Nap of the smallest", "date": "daily", "from": clock(NAP[0]),
             "to": clock(NAP[1]), "scope": f"audience:{words.BABIES};{words.NURSERY}",
             "hard": "yes"},
            {"title": "Home by daylight", "date": "daily", "from": "19:00", "to": "24:00",
             "scope": f"audience:{words.SENIORS}", "hard": "no"},
            {"title": "Noon sun", "date": "daily", "from": "12:00", "to": "15:00",
             "scope": "shade:none", "hard": "no"},
            *self._quiet_hours(),
        ]  # fmt: skip
        return [{"protected_id": f"P{n + 1}", **row} for n, row in enumerate(rows)]

    def _quiet_hours(self) -> Iterator[Row]:
        """Some events around which it is quiet, as it is in the hidden plan."""
        calm = [
            event
            for event in self.world.events[1:-1]
            if event.noise <= 1 and event.sessions == 1 and not event.end_venue
        ]
        for event in calm[:3]:
            ((venue, start),) = event.placed
            end = start + event.length
            loud = (
                self.world.at(other, venue.site, other_start, start, end)
                for other, _, other_start in self._placed()
                if other.noise >= MICROPHONE
            )
            if not any(loud):
                yield {"title": f"Quiet around {event.id}", "date": f"with:{event.id}",
                       "scope": f"site:{venue.site}", "max_noise_level": "1",
                       "hard": "yes"}  # fmt: skip

    def city(self) -> list[Row]:
        r = self.random
        rows = []
        for n in range(max(2, len(self.dates) // 2)):
            day, start = r.choice(self.dates), r.choice((10, 14, 16, 19, 20)) * 60
            rows.append({
                "title": f"{r.choice(('Match', 'Open air', 'City run', 'Parents meet'))} {n + 1}",
                "date": day.isoformat(),
                "from": clock(start),
                "to": clock(start + r.choice((2, 3)) * 60),
                "affects": f"audience:{r.choice((words.YOUTH, words.ADULTS, words.FAMILIES))}",
                "hard": "no",
                "reason": "the audience is elsewhere",
            })  # fmt: skip
        for row in rows:
            if r.random() < 0.5 and not self._meets(row):
                row["hard"] = "yes"
        return rows

    def _meets(self, city_event: Row) -> bool:
        """Whether the hidden plan has something for its audience at that time."""
        audience = city_event["affects"].removeprefix("audience:")
        day = self.dates.index(date.fromisoformat(city_event["date"])) * DAY
        begin, end = (day + int(city_event[edge][:2]) * 60 for edge in ("from", "to"))
        return any(
            audience in event.audiences and start < end and begin < start + event.length
            for event, _, start in self._placed()
        )

    def holidays(self) -> list[Row]:
        """What some neighbours keep, mostly as a wish of theirs."""
        rows = [
            {"date": day.isoformat(), "title": "Sunday", "effect": "no_market",
             "hard": "no" if self._market_on(day) else "yes"}
            for day in self.dates if day.weekday() == 6
        ]  # fmt: skip
        for title, effect in (("Fasting", "no_food_in_daylight"), ("Mourning", "no_dance")):
            day = self.random.choice(self.dates)
            rows.append({"date": day.isoformat(), "title": title, "effect": effect, "hard": "no"})
        return rows

    def _market_on(self, day: date) -> bool:
        return any(e.kind.format == "Market" and self.day(s) == day for e, _, s in self._placed())

    def history(self) -> list[Row]:
        """Who has worked with whom before: many of those who do so now."""
        r = self.random
        pairs = {
            tuple(sorted((event.lead.id, partner.id)))
            for event in self.world.events
            for partner in event.partners
        }
        rows = []
        for one, other in sorted(pairs):
            if r.random() < 0.5:
                rows.append(
                    {"year": "2026", "actor_a": one, "actor_b": other, "tie": "joint_event"}
                )
        return rows

    def youth(self) -> list[Row]:
        return [
            {"format": "Film", "age_below": "14", "latest_end": "20:00"},
            {"format": "Film", "age_below": "16", "latest_end": "22:00"},
            {"format": "Dance", "age_below": "14", "latest_end": "22:00"},
        ]

    # --- relations ----------------------------------------------------------------------------

    def relations(self) -> list[Row]:
        """What belongs together: hard where the hidden plan keeps it, soft anywhere."""
        events = self.world.events
        rows = [
            {"kind": "first", "event_a": events[0].id, "hard": "yes"},
            {"kind": "last", "event_a": events[-1].id, "hard": "yes"},
        ]
        count = max(3, len(events) // 12)
        for kind in ("then", "before", "not_parallel", "same_day", "different_day", "end_near_end"):
            share = {"before": 0.8, "not_parallel": 1.5, "end_near_end": 0.2}.get(kind, 0.6)
            pairs = self._pairs(events[1:-1])
            rows += self._soft(kind, pairs, round(count * share / 2))
            rows += self._hard(kind, pairs, round(count * share / 2))
        rows += self._soft("same_area", self._pairs(events[1:-1]), round(count / 4))
        return [{"relation_id": f"R{n + 1:03}", **row} for n, row in enumerate(rows)]

    def _pairs(self, events: list[Event]) -> list[tuple[Event, Event]]:
        """Pairs worth a relation: mostly of one actor or one audience."""
        r = self.random
        by: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            for word in (event.lead.id, event.audiences[0], event.kind.format):
                by[word].append(event)
        groups = [group for _, group in sorted(by.items()) if len(group) > 1]
        found = []
        for _ in range(len(events) * 6 if groups else 0):
            one, other = r.sample(r.choice(groups), 2)
            if one.mandatory and other.mandatory:
                found.append((one, other))
        return found

    def _hard(self, kind: str, pairs: list[tuple[Event, Event]], count: int) -> list[Row]:
        rows: list[Row] = []
        while pairs and len(rows) < count:
            one, other = pairs.pop()
            gaps = self._holds(kind, one, other)
            if gaps is not None:
                rows.append(
                    {"kind": kind, "event_a": one.id, "event_b": other.id, **gaps, "hard": "yes"}
                )
        return rows

    def _holds(self, kind: str, one: Event, other: Event) -> Row | None:
        """The gaps to write where the hidden plan keeps the relation."""
        first, second = self.spans[one.id], self.spans[other.id]
        both = [(a, b) for a in first for b in second]
        gap = min(b[0] - a[1] for a, b in both)
        match kind:
            case "then" if len(both) == 1 and 0 <= gap <= 240:
                return {"min_gap_min": "0", "max_gap_min": str(-(-gap // 30) * 30 + 30)}
            case "before" if gap >= 0:
                return {}
            case "not_parallel" if all(a[1] <= b[0] or b[1] <= a[0] for a, b in both):
                return {}
            case "same_day" if len({s // DAY for s, _ in first + second}) == 1:
                return {}
            case "different_day" if not {s // DAY for s, _ in first} & {
                s // DAY for s, _ in second
            }:
                return {}
            case "same_area" if self._sites_of(one) == self._sites_of(other):
                return {}
            case "end_near_end" if len(both) == 1 and 0 <= both[0][1][1] - both[0][0][1] <= 120:
                return {"max_gap_min": str(both[0][1][1] - both[0][0][1] + 30)}
        return None

    def _sites_of(self, event: Event) -> set[str]:
        return {venue.site for venue, _ in event.placed}

    def _soft(self, kind: str, pairs: list[tuple[Event, Event]], count: int) -> list[Row]:
        rows: list[Row] = []
        while pairs and len(rows) < count:
            one, other = pairs.pop()
            gap = {"max_gap_min": "90"} if kind in ("then", "end_near_end") else {}
            if self._holds(kind, one, other) is not None or self.random.random() >= self.world.met:
                gap |= self._holds(kind, one, other) or {}
                rows.append({
                    "kind": kind, "event_a": one.id, "event_b": other.id, **gap, "hard": "no"
                })  # fmt: skip
        return rows

    # --- money --------------------------------------------------------------------------------

    def money(self) -> dict[str, list[Row]]:
        """Costs of some optional events, and funds that pay most of them."""
        r = self.random
        optional = [e for e in self.world.events if not e.mandatory]
        dear = optional if len(self.world.events) <= 300 else optional[:12]
        costs, total = [], 0
        for event in dear:
            for item in r.sample(("Fee", "Material", "Hire"), r.choice((1, 1, 2))):
                amount = r.choice((40, 60, 80, 120, 150, 200, 250))
                own = r.choice((0, 0, 20, 40)) if amount > 60 else 0
                total += amount - own
                costs.append({
                    "event_id": event.id, "item": f"{item} for {event.id}", "category": item,
                    "amount": f"{amount}.00", "own_contribution": f"{own}.00",
                })  # fmt: skip
        left = round(total * 0.7) // 10 * 10
        paid = 0.0
        for event in sorted(dear, key=lambda e: (-int(e.cells["priority"]), e.id)):
            price = sum(
                float(c["amount"]) - float(c["own_contribution"])
                for c in costs
                if c["event_id"] == event.id
            )
            if paid + price > left:
                event.cells["left_out"] = "yes"
            else:
                paid += price
        if not costs:
            return {}
        costs.append({"event_id": "ALL", "item": "Posters", "category": "Print",
                      "amount": "200.00", "own_contribution": "0.00"})  # fmt: skip
        funds = [
            {"fund_id": "F1", "name": "City", "giver": "City", "total": "200.00",
             "covers": "shared"},
            {"fund_id": "F2", "name": "Neighbourhood fund", "giver": "Council",
             "total": f"{left}.00", "covers": "any"},
        ]  # fmt: skip
        return {"costs": costs, "funds": funds}
