"""What can be known to be impossible before anything is solved, and why.

An event without a place, a demand that is too much even at best, a circle of relations, money
that does not reach: these have one cause each, and an organiser can mend it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from festplan.complaints import Complaint, Place, Severity
from festplan.draft import AtMost, Between, Draft, Option, Use
from festplan.festival import Event, Festival, Session
from festplan.plan import Plan
from festplan.rules import RULES, funding, pinned, power
from festplan.rules.rule import Rule, name, title
from festplan.tables import EVENT_A, EVENT_B, HARD, RELATION_KIND
from festplan.texts import Text
from festplan.times import MINUTE

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
TOO_LATE = Text(
    en="“{second}” cannot follow “{first}”: that one ends {end} at the earliest, this one begins "
    "{start} at the latest.",
    de="„{second}“ kann nicht auf „{first}“ folgen: Diese endet frühestens {end}, jene beginnt "
    "spätestens {start}.",
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


def prechecks(festival: Festival, draft: Draft, places: Places) -> Iterator[Complaint]:
    """Everything about a draft that makes a plan impossible, each with its cause."""
    yield from _off_the_grid(festival, places)
    yield from _nowhere(festival, draft, places)
    yield from _circles(festival, places)
    yield from _too_much(draft, places)
    yield from _too_late(draft, places)
    yield from _money(festival, places)


def _table(places: Places, table: str) -> Place:
    """The file that holds a table, as the organiser calls it."""
    return places.get((table, ""), Place(f"{table}.csv"))


# --- pins -----------------------------------------------------------------------------------------


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


# --- an event without any place and time ------------------------------------------------------


def _nowhere(festival: Festival, draft: Draft, places: Places) -> Iterator[Complaint]:
    held = {session.event for session in pinned.pins_of(festival)}
    for event in festival.events:
        says = nowhere(draft, event)
        if says is not None:
            place = places.get(("events", event.id), _table(places, "events"))
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
    """A stretch of time (in minutes) in which a session uses something, whatever is chosen."""

    session: Session
    amount: int
    begin: int
    end: int


def _too_much(draft: Draft, places: Places) -> Iterator[Complaint]:
    for spoken in draft.words:
        if isinstance(spoken.word, AtMost):
            rule = _rule(spoken.speaker)
            sure = [found for use in spoken.word.uses if (found := _sure(draft, use))]
            yield from _crowded(draft, rule, spoken.word, sure, places)
            yield from _overfull(draft, rule, spoken.word, places)


def _sure(draft: Draft, use: Use) -> Sure | None:
    """When a mandatory session is sure to use something: between its latest and earliest."""
    options = tuple(draft.options(use.session))
    if use.session.event in draft.optional or not options or set(options) - set(use.parts):
        return None
    begin = max(_last(draft, o) + use.parts[o].begin for o in options)
    end = min(_first(draft, o) + use.parts[o].end for o in options)
    return Sure(use.session, use.amount, begin, end) if begin < end else None


def _crowded(
    draft: Draft, rule: Rule, word: AtMost, sure: list[Sure], places: Places
) -> Iterator[Complaint]:
    away = [(draft.minute(span.start), draft.minute(span.end), n) for span, n in word.away]
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
            yield Complaint(_table(places, "events"), says, CHANGE)
            return


def _overfull(draft: Draft, rule: Rule, word: AtMost, places: Places) -> Iterator[Complaint]:
    """Sessions that can only be on one day, and together ask for more than the day has."""
    for day in draft.festival.days:
        span = draft.starts_on([day])
        asked, hull, events = 0, [10**9, -(10**9)], []
        for use in word.uses:
            options = tuple(draft.options(use.session))
            only = all(not draft.starts(o) & ~span for o in options)
            optional = use.session.event in draft.optional
            if optional or not options or not only or set(options) - set(use.parts):
                continue
            parts = [use.parts[o] for o in options]
            asked += use.amount * min(part.end - part.begin for part in parts)
            hull[0] = min(hull[0], *(_first(draft, o) + use.parts[o].begin for o in options))
            hull[1] = max(hull[1], *(_last(draft, o) + use.parts[o].end for o in options))
            events.append(use.session.title)
        if events and asked > word.there_is * (hull[1] - hull[0]):
            says = TOO_LONG.with_facts(
                rule=_named(rule, word),
                day=day.date,
                percent=-(-100 * asked // max(word.there_is * (hull[1] - hull[0]), 1)),
                events=tuple(dict.fromkeys(events)),
            )
            yield Complaint(_table(places, "events"), says, CHANGE)


def _named(rule: Rule, word: AtMost) -> Text:
    what = f" ({word.name})" if word.name else ""
    return Text.plain(title(rule) + what, title(rule, "de") + what)


def _amount(word: AtMost, number: int) -> Text | int:
    return power.in_kilowatts(number) if word.unit == "W" else number


def _first(draft: Draft, option: Option) -> int:
    starts = draft.starts(option)
    return ((starts & -starts).bit_length() - 1) * draft.step


def _last(draft: Draft, option: Option) -> int:
    return (draft.starts(option).bit_length() - 1) * draft.step


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


def _too_late(draft: Draft, places: Places) -> Iterator[Complaint]:
    """Something must follow something else, and its last start is before that one's end."""
    for spoken in draft.words:
        word = spoken.word
        if not isinstance(word, Between) or word.cost or word.edges != "end-start":
            continue
        events = {word.first.event, word.second.event}
        first, second = tuple(draft.options(word.first)), tuple(draft.options(word.second))
        if word.least is None or events & set(draft.optional) or not first or not second:
            continue
        end = min(_first(draft, o) + o.public.end for o in first)
        start = max(_last(draft, o) for o in second)
        if start < end + word.least:
            says = TOO_LATE.with_facts(
                first=word.first.title,
                second=word.second.title,
                end=draft.epoch + end * MINUTE,
                start=draft.epoch + start * MINUTE,
            )
            yield Complaint(_table(places, "relations"), says, CHANGE)


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
