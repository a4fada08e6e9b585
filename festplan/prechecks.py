"""What can be known to be impossible before anything is solved, and why.

An event without a place, a demand that is too much even at best, a circle of relations, money
that does not reach, rules against each other: these have one cause each, and an organiser can mend
it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from graphlib import CycleError, TopologicalSorter
from operator import or_
from typing import Any

from festplan import availability
from festplan.columns import Column, Row
from festplan.complaints import NO_ADVICE, Complaint, Place, Severity
from festplan.contradictions import AllLeft, Contradiction, Left, contradictions, left_of
from festplan.draft import AtMost, Draft, Option, Use
from festplan.festival import Actor, Event, Festival, Item, Session, Site, Venue
from festplan.plan import Plan
from festplan.rules import (
    RULES,
    fixed_start,
    funding,
    opening_hours,
    pinned,
    power,
    public_hours,
    time_window,
)
from festplan.rules.rule import Rule, name, title
from festplan.tables import EVENT_A, EVENT_B, HARD, RELATION_KIND, SESSIONS
from festplan.texts import Text
from festplan.times import MINUTE, Clock
from festplan.wishes import WISHES, wished_start
from festplan.wishes.wish import Wish

Places = Mapping[tuple[str, str], Place]

NOWHERE = Text(
    en="“{event}” finds no place and time. {reasons}",
    de="„{event}“ findet keinen Ort und keine Zeit. {reasons}",
)
LEFT_OUT = Text(en="As it is optional, it is left out.", de="Da sie freiwillig ist, fällt sie weg.")
CHANGE = Text(
    en="Change the event, or what keeps it away.",
    de="Bitte die Veranstaltung ändern oder das, was im Weg steht.",
)
PINNED = Text(en="It is pinned to: {pin}.", de="Fixiert ist: {pin}.")
OFF_THE_GRID = Text(
    en="“{event}” is pinned to {start}, which is not on the grid of {step}.",
    de="„{event}“ ist auf {start} fixiert, das liegt nicht auf dem Raster von {step}.",
)
FINER = Text(
    en="Move it onto the grid, or make the grid finer (slot_minutes).",
    de="Bitte auf das Raster rücken oder das Raster feiner machen (slot_minutes).",
)
TOO_MUCH = Text(
    en="{rule}: at {when} {needed} are needed even at best, and there is {there}: {events}.",
    de="{rule}: {when} werden selbst im günstigsten Fall {needed} gebraucht, es gibt {there}: "
    "{events}.",
)
MOVE_ONE = Text(
    en="Give one of them another time, day or venue; or let there be more of it.",
    de="Bitte einer davon eine andere Zeit, einen anderen Tag oder Ort geben; oder es gibt mehr "
    "davon.",
)
TOO_LONG = Text(
    en="{rule}: on {day} {percent} % of what there is would be needed even at best: {events}.",
    de="{rule}: am {day} würden selbst im günstigsten Fall {percent} % von dem gebraucht, was es "
    "gibt: {events}.",
)
CIRCLE = Text(
    en="These relations form a circle, nobody can be first: {events}.",
    de="Diese Beziehungen bilden einen Kreis, niemand kann zuerst kommen: {events}.",
)
BREAK_CIRCLE = Text(en="Take one of the rows out.", de="Bitte eine der Zeilen herausnehmen.")
AGAINST = Text(en="{says} The rule: {rule}.", de="{says} Die Regel: {rule}.")
GIVE_WAY = Text(
    en="Give one of them another time, day or venue, or take the rule's row out.",
    de="Bitte einer davon eine andere Zeit, einen anderen Tag oder Ort geben oder die Zeile der "
    "Regel herausnehmen.",
)
NO_MONEY = Text(
    en="“{item}” is not paid: {missing} are missing for what must take place.",
    de="„{item}“ ist nicht bezahlt: Es fehlen {missing} für das, was stattfinden muss.",
)
WHO_PAYS = Text(
    en="Raise a fund's total or an application, or lower the cost.",
    de="Bitte eine Förderung oder einen Antrag erhöhen oder die Kosten senken.",
)
TOO_MANY = Text(
    en="The applicant has more applications to this fund than it allows.",
    de="Der Antragsteller hat mehr Anträge an diese Förderung, als sie erlaubt.",
)
FIXED_OFF_THE_GRID = Text(
    en="“{event}” has its start fixed at {start}, which is not on the grid of {step}.",
    de="„{event}“ beginnt fest um {start}, das liegt nicht auf dem Raster von {step}.",
)
ON_THE_GRID = Text(
    en="Write {before} or {after}, or make the grid finer (slot_minutes).",
    de="Bitte {before} oder {after} schreiben oder das Raster feiner machen (slot_minutes).",
)
BETWEEN_STEPS = Text(
    en="{count} times in this column are not on the grid of {step}; nothing can begin then, only "
    "a step later.",
    de="{count} Zeiten in dieser Spalte liegen nicht auf dem Raster von {step}; dann kann nichts "
    "beginnen, erst einen Schritt später.",
)
A_TIME_BETWEEN = Text(
    en="This time is not on the grid of {step}; nothing can begin then, only a step later.",
    de="Diese Zeit liegt nicht auf dem Raster von {step}; dann kann nichts beginnen, erst einen "
    "Schritt später.",
)
ASKS_NOTHING = Text(
    en="This wish has a weight, but asks nothing here.",
    de="Dieser Wunsch hat ein Gewicht, verlangt hier aber nichts.",
)
FILL_IN = Text(
    en="Of what it reads, nothing is written in: {columns}.",
    de="Von dem, was er liest, fehlt: {columns}.",
)
TOO_LARGE = Text(
    en="The events have {count} sessions together; more than {most} cannot be planned at once: no "
    "computer would come to an end with them.",
    de="Die Veranstaltungen haben zusammen {count} Termine; mehr als {most} lassen sich nicht auf "
    "einmal planen: Damit käme kein Rechner zu Ende.",
)
SPLIT = Text(
    en="Split the festival, for example into one folder for each week, and plan them one by one.",
    de="Bitte das Fest teilen, etwa in einen Ordner je Woche, und einzeln planen.",
)
#: So many sessions can be planned at once.
MOST_SESSIONS = 20_000


def prechecks(festival: Festival, draft: Draft, places: Places) -> Iterator[Complaint]:
    """Everything about a draft that makes a plan impossible, each with its cause.

    At the end hints: times and weights that do nothing.
    """
    left = left_of(draft)
    yield from _off_the_grid(festival, places)
    yield from _fixed_off_the_grid(festival, places)
    yield from _nowhere(festival, draft, places)
    yield from _circles(festival, places)
    yield from _too_much(draft, left, places)
    yield from _against_each_other(festival, draft, left, places)
    yield from _money(festival, places)
    yield from _between_the_steps(festival, places)
    yield from _wishes_for_nothing(festival, draft, places)


def too_large(festival: Festival, places: Places) -> Iterator[Complaint]:
    """A festival that is too large to be planned: to be asked before any rule has spoken."""
    count = sum(SESSIONS.of(event) for event in festival.events)
    if count > MOST_SESSIONS:
        says = TOO_LARGE.with_facts(count=count, most=MOST_SESSIONS)
        yield Complaint(_table(places, "events"), says, SPLIT)


def _table(places: Places, table: str) -> Place:
    """The file that holds a table, as the organiser calls it."""
    return places.get((table, ""), Place(f"{table}.csv"))


def _event(places: Places, event: Event) -> Place:
    """The row of an event."""
    return places.get(("events", event.id), _table(places, "events"))


def _rows(festival: Festival, table: str, places: Places) -> Iterator[tuple[Place, Row]]:
    """Every row of a table and where it stands."""
    named: Mapping[str, Sequence[Site | Venue | Actor | Item | Event]] = {
        "sites": festival.sites, "venues": festival.venues, "actors": festival.actors,
        "equipment": festival.items, "events": festival.events,
    }  # fmt: skip
    file = _table(places, table)
    if table == "festival":
        yield file, festival.settings
    elif table == "days":
        for day in festival.days:
            yield places.get((table, day.date.isoformat()), file), day
    elif table in named:
        for somebody in named[table]:
            yield places.get((table, somebody.id), file), somebody
    else:
        yield from ((replace(file, row=row.number), row) for row in festival.of(table))


# --- times and the grid ---------------------------------------------------------------------------


def _off_the_grid(festival: Festival, places: Places) -> Iterator[Complaint]:
    """Pins at a time at which nothing can begin."""
    for session, pins in pinned.pins_of(festival).items():
        for pin in pins:
            start = pinned.START.of(pin)
            if start is not None and start.since_midnight % festival.step:
                # A pin without a row was made of a plan that somebody has edited.
                table = replace(_table(places, "pins"), row=pin.number)
                place = table if pin.number else places.get(("pins", "moved"), table)
                facts = {"event": session.title, "start": start, "step": festival.step}
                yield Complaint(place, OFF_THE_GRID.with_facts(**facts), FINER)


def _fixed_off_the_grid(festival: Festival, places: Places) -> Iterator[Complaint]:
    """Events with a fixed start at which nothing can begin."""
    for event in festival.events:
        start = fixed_start.FIXED.of(event)
        if start is not None and _is_between(start, festival):
            place = replace(_event(places, event), column=fixed_start.FIXED.name, cell=str(start))
            facts = {"event": event.title, "start": start, "step": festival.step}
            before = start.since_midnight // festival.step * festival.step
            advice = ON_THE_GRID.with_facts(
                before=Clock(before), after=Clock(before + festival.step)
            )
            yield Complaint(place, FIXED_OFF_THE_GRID.with_facts(**facts), advice)


#: Times from which on something can begin.
BEGINNINGS: tuple[Column[Any], ...] = (
    time_window.EARLIEST, wished_start.WISH, public_hours.OPEN_FROM, opening_hours.FROM,
    availability.FROM, availability.TO,
)  # fmt: skip


def _between_the_steps(festival: Festival, places: Places) -> Iterator[Complaint]:
    """Columns with times at which nothing can begin: that is allowed, but good to know."""
    for column in BEGINNINGS:
        found = [
            replace(place, column=column.name, cell=str(column.of(row)))
            for place, row in _rows(festival, column.table, places)
            if _is_between(column.of(row), festival)
        ]
        if found:
            says = A_TIME_BETWEEN if len(found) == 1 else BETWEEN_STEPS
            says = says.with_facts(count=len(found), step=festival.step)
            first = min(found, key=lambda place: place.row)
            yield Complaint(first, says, severity=Severity.HINT)


def _is_between(time: Clock | None, festival: Festival) -> bool:
    """Whether a time lies between two steps of the grid."""
    return time is not None and bool(time.since_midnight % festival.step)


# --- an event without any place and time ------------------------------------------------------


def _nowhere(festival: Festival, draft: Draft, places: Places) -> Iterator[Complaint]:
    held = {session.event for session in pinned.pins_of(festival)}
    for event in festival.events:
        says = nowhere(draft, event)
        # That a fixed start is not on the grid is told already.
        if says is not None and not _is_between(fixed_start.FIXED.of(event), festival):
            place = _event(places, event)
            if event in draft.optional:
                # Somebody wants what is pinned; that it is left out is to be confirmed.
                severity = Severity.QUESTION if event in held else Severity.HINT
                yield Complaint(place, says, LEFT_OUT, severity)
            else:
                yield Complaint(place, says, CHANGE)


def nowhere(draft: Draft, event: Event) -> Text | None:
    """Why an event has no place and time left at all; None where it has some."""
    session = next((s for s in event.sessions if not any(draft.options(s))), None)
    if session is None:
        return None
    return NOWHERE.with_facts(event=event.title, reasons=_reasons(draft.festival, draft, session))


#: More reasons than that nobody reads.
MOST_REASONS = 6


def _reasons(festival: Festival, draft: Draft, session: Session) -> Text:
    """Why each option of a session was closed, in the words of the rule that closed it.

    The rule's own check is put to a placement that was still open before the rule spoke.
    """
    pins = pinned.pins_of(festival).get(session, ())
    held = [PINNED.with_facts(pin=what) for pin in pins if (what := pinned.asked(festival, pin))]
    found = {says.in_language("en"): says for says in held}
    # What a pin has closed is said by the pin; what counts is why it cannot be kept.
    closed = [o for o in draft.closed if draft.closed[o][0] != name(pinned)]
    allowed = [o for o in closed if o.session == session]
    # "Not one of its venues" is a reason only where no venue of its own is left to speak of.
    own = [o for o in allowed if draft.closed[o][0] != "allowed_venues"]
    for option in own or allowed:
        speaker, before = draft.closed[option]
        says = _said(festival, draft, option, _rule(speaker), before)
        found.setdefault(says.in_language("en"), says)
    some = tuple(found.values())[:MOST_REASONS]
    return Text(
        " ".join(f"{{r{n}}}" for n in range(len(some))),
        " ".join(f"{{r{n}}}" for n in range(len(some))),
        {f"r{n}": text for n, text in enumerate(some)},
    )


def _said(festival: Festival, draft: Draft, option: Option, rule: Rule, before: int) -> Text:
    moment = next(draft.moments(before))
    plan = Plan((option.at(moment),))
    breach = next(iter(rule.check(festival, plan)), None)
    return breach.text if breach else Text(f"{title(rule)}.", f"{title(rule, 'de')}.")


def _rule(speaker: str) -> Rule:
    return next(rule for rule in RULES if name(rule) == speaker)


# --- too much of something even at best -------------------------------------------------------


@dataclass(frozen=True)
class Sure:
    """A mandatory session that uses something whatever is chosen; times in minutes."""

    session: Session
    amount: int
    begin: int  # from here to the end it surely does; never for sure where the end is earlier
    end: int
    earliest: int  # all the time in which it may
    latest: int
    shortest: int  # how long it does at least
    starts: int


def _too_much(draft: Draft, left: AllLeft, places: Places) -> Iterator[Complaint]:
    for spoken in draft.words:
        if isinstance(spoken.word, AtMost):
            rule = _rule(spoken.speaker)
            uses = ((use, left.get(use.session, ())) for use in spoken.word.uses)
            sure = [found for use, options in uses if (found := _sure(use, options))]
            yield from _crowded(draft, rule, spoken.word, sure, places)
            yield from _overfull(draft, rule, spoken.word, sure, places)


def _sure(use: Use, left: Sequence[Left]) -> Sure | None:
    """How a session uses something in all of its options; None where it may do without."""
    found = [(o, part) for o in left if (part := use.parts.get(o.option)) is not None]
    if not left or len(found) < len(left):
        return None
    return Sure(
        use.session,
        use.amount,
        begin=max(option.last + part.begin for option, part in found),
        end=min(option.first + part.end for option, part in found),
        earliest=min(option.first + part.begin for option, part in found),
        latest=max(option.last + part.end for option, part in found),
        shortest=min(part.end - part.begin for _, part in found),
        starts=reduce(or_, (option.starts for option, _ in found)),
    )


def _crowded(
    draft: Draft, rule: Rule, word: AtMost, sure: list[Sure], places: Places
) -> Iterator[Complaint]:
    away = [(draft.minute(span.start), draft.minute(span.end), n) for span, n in word.away]
    sure = [found for found in sure if found.begin < found.end]
    moments = {found.begin for found in sure} | {begin for begin, _, _ in away}
    for minute in sorted(moments):
        here = [found for found in sure if found.begin <= minute < found.end]
        there = word.there_is - sum(n for begin, end, n in away if begin <= minute < end)
        needed = sum(found.amount for found in here)
        if here and needed > there:
            says = TOO_MUCH.with_facts(
                rule=_named(rule, word),
                when=draft.epoch + minute * MINUTE,
                needed=_amount(word, needed),
                there=_amount(word, there),
                events=tuple(dict.fromkeys(found.session.title for found in here)),
            )
            last = max(here, key=lambda found: found.begin)
            yield Complaint(_event(places, last.session.event), says, MOVE_ONE)
            return


def _overfull(
    draft: Draft, rule: Rule, word: AtMost, sure: list[Sure], places: Places
) -> Iterator[Complaint]:
    """Sessions that can only be on one day, and together ask for more than the day has."""
    for day in draft.festival.days:
        today = draft.starts_on([day])
        only = [found for found in sure if not found.starts & ~today]
        if not only:
            continue
        asked = sum(found.amount * found.shortest for found in only)
        latest, earliest = max(found.latest for found in only), min(f.earliest for f in only)
        there_is = word.there_is * (latest - earliest)
        if asked > there_is:
            says = TOO_LONG.with_facts(
                rule=_named(rule, word),
                day=day.date,
                percent=-(-100 * asked // max(there_is, 1)),
                events=tuple(dict.fromkeys(found.session.title for found in only)),
            )
            yield Complaint(_table(places, "events"), says, CHANGE)


def _named(rule: Rule, word: AtMost) -> Text:
    what = f" ({word.name})" if word.name else ""
    return Text.plain(title(rule) + what, title(rule, "de") + what)


def _amount(word: AtMost, number: int) -> Text | int:
    return power.in_kilowatts(number) if word.unit == "W" else number


# --- relations ----------------------------------------------------------------------------------


def _circles(festival: Festival, places: Places) -> Iterator[Complaint]:
    after: dict[str, set[str]] = {}
    for row in festival.of("relations"):
        if HARD.of(row) and RELATION_KIND.of(row) in ("then", "before"):
            after.setdefault(EVENT_B.of(row), set()).add(EVENT_A.of(row))
    try:
        tuple(TopologicalSorter(after).static_order())
    except CycleError as circle:
        events = tuple(f"{id} ({_title(festival, id)})" for id in circle.args[1])
        yield Complaint(_table(places, "relations"), CIRCLE.with_facts(events=events), BREAK_CIRCLE)


def _title(festival: Festival, id: str) -> str:
    event = festival.event(id)
    return event.title if event else ""


# --- rules against each other ---------------------------------------------------------------------


def _against_each_other(
    festival: Festival, draft: Draft, left: AllLeft, places: Places
) -> Iterator[Complaint]:
    for found in contradictions(draft, left):
        rule = _rule(found.speaker)
        named = Text.plain(title(rule), title(rule, "de"))
        says = AGAINST.with_facts(says=found.says, rule=named)
        yield Complaint(_of_sessions(festival, found, places), says, GIVE_WAY)


#: Which relations a rule reads.
RELATIONS = {
    "order": ("then", "before"),
    "first_and_last": ("first", "last"),
    "end_together": ("end_near_end",),
    "not_parallel": ("not_parallel",),
    "days_together": ("same_day", "different_day"),
    "same_area": ("same_area",),
}


def _of_sessions(festival: Festival, found: Contradiction, places: Places) -> Place:
    """The row of the relation between some sessions; else that of the last one's event."""
    events = {session.event.id for session in found.sessions}
    for row in festival.of("relations"):
        asked = {EVENT_A.of(row), EVENT_B.of(row)} - {""}
        kinds = RELATIONS.get(found.speaker, ())
        if HARD.of(row) and RELATION_KIND.of(row) in kinds and asked <= events:
            return replace(_table(places, "relations"), row=row.number)
    if not found.sessions:
        return _table(places, "events")
    return _event(places, found.sessions[-1].event)


# --- money ----------------------------------------------------------------------------------------


def _money(festival: Festival, places: Places) -> Iterator[Complaint]:
    """What must take place cannot be paid, cost by cost; and applications too many."""
    mandatory = tuple(event for event in festival.events if event.mandatory)
    for hole in funding.coverage(festival, mandatory).holes:
        missing = funding.in_euros(hole.cents)
        says = NO_MONEY.with_facts(item=funding.ITEM.of(hole.cost), missing=missing)
        yield Complaint(replace(_table(places, "costs"), row=hole.cost.number), says, WHO_PAYS)
    for row in funding.too_many_applications(festival):
        yield Complaint(replace(_table(places, "applications"), row=row.number), TOO_MANY)


# --- wishes that ask nothing ----------------------------------------------------------------------


def _wishes_for_nothing(festival: Festival, draft: Draft, places: Places) -> Iterator[Complaint]:
    """Wishes that somebody has given a weight, and that find nothing to ask for."""
    for wish in WISHES:
        weight = wish.WEIGHT.name
        if festival.settings.cells.get(weight) and name(wish) not in draft.spoke:
            cell = str(wish.WEIGHT.of(festival.settings))
            place = replace(_table(places, "festival"), column=weight, cell=cell)
            yield Complaint(place, ASKS_NOTHING, _fill_in(festival, wish), Severity.HINT)


def _fill_in(festival: Festival, wish: Wish) -> Text:
    """Which columns of a wish are empty in every row."""
    empty = [
        column
        for column in wish.COLUMNS
        if not any(column.name in row.cells for _, row in _rows(festival, column.table, {}))
    ]
    # What has a default says something where it is empty.
    needed = tuple(f"{column.table}.{column.name}" for column in empty if not column.default)
    return FILL_IN.with_facts(columns=needed) if needed else NO_ADVICE
