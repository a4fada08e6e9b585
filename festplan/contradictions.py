"""What rules ask of some sessions, and no plan can keep, whatever is chosen.

Two events fixed at the same time that must not be at the same time; an event that must follow
another one within an hour, a day later.  Each word of a draft is put to what the rules have left
open to its sessions; only what must take place contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product

from festplan.draft import (
    Apart,
    Between,
    Count,
    Draft,
    Group,
    Option,
    Part,
    Spoken,
    Teams,
    Together,
    Total,
)
from festplan.festival import Day, Session
from festplan.texts import Text
from festplan.times import MINUTE, Span

TOO_LATE = Text(
    en="“{second}” cannot follow “{first}”: that one ends {end} at the earliest, this one begins "
    "{start} at the latest.",
    de="„{second}“ kann nicht auf „{first}“ folgen: Diese endet frühestens {end}, jene beginnt "
    "spätestens {start}.",
)
NEVER_RIGHT = Text(
    en="From the {edge} of “{first}” to the {other} of “{second}” it must be {asked}; possible is "
    "only {nearest}.",
    de="Vom {edge} von „{first}“ bis zum {other} von „{second}“ müssen es {asked} sein; möglich "
    "ist nur {nearest}.",
)
EDGES = {"start": Text(en="start", de="Beginn"), "end": Text(en="end", de="Ende")}
AT_LEAST = Text(en="at least {least}", de="mindestens {least}")
AT_MOST = Text(en="at most {most}", de="höchstens {most}")
FROM_TO = Text(en="{least} to {most}", de="{least} bis {most}")
OR = Text(en="{one} or {other}", de="{one} oder {other}")
NEVER_APART = Text(
    en="“{first}” ({when}) and “{second}” ({then}) always come too near to each other.",
    de="„{first}“ ({when}) und „{second}“ ({then}) kommen einander immer zu nahe.",
)
TOO_FAR = Text(
    en="Nobody who is at “{first}” ({when}) can be at “{second}” ({then}), too: the way is too "
    "long, whichever comes first.",
    de="Wer bei „{first}“ ist ({when}), kann nicht auch bei „{second}“ sein ({then}): Der Weg ist "
    "zu lang, gleich was zuerst kommt.",
)
NO_DAY = Text(
    en="There is no day on which all of these can be: {events}.",
    de="Es gibt keinen Tag, an dem all das sein kann: {events}.",
)
TOO_FEW_DAYS = Text(
    en="{sessions} different days are needed, and only {days} can be: {events}.",
    de="Nötig sind {sessions} verschiedene Tage, möglich nur {days}: {events}.",
)
NO_VENUE = Text(
    en="There is no venue at which all of these can be: {events}.",
    de="Es gibt keinen Ort, an dem all das sein kann: {events}.",
)
TOO_LONG = Text(
    en="{day} needs {needed} even at best, and {limit} are allowed: {events}.",
    de="{day} braucht selbst im günstigsten Fall {needed}, erlaubt sind {limit}: {events}.",
)
TOO_FEW = Text(
    en="{least} are asked for, and no more than {possible} can be.",
    de="Verlangt sind {least}, möglich sind höchstens {possible}.",
)


@dataclass(frozen=True)
class Left:
    """An option that is still open: its starts as bits, the first and the last one in minutes."""

    option: Option
    starts: int
    first: int
    last: int


#: What is left of every session that must take place.
AllLeft = Mapping[Session, tuple[Left, ...]]


@dataclass(frozen=True)
class Contradiction:
    """What is impossible, in words; who asks for it, and of which sessions."""

    speaker: str
    sessions: tuple[Session, ...]
    says: Text


def left_of(draft: Draft) -> AllLeft:
    """What is left of every session that must take place; nothing where it has no place at all."""
    return {
        session: tuple(_left(draft, session))
        for session in draft.festival.sessions
        if session.event not in draft.optional
    }


def _left(draft: Draft, session: Session) -> Iterator[Left]:
    for option in draft.options(session):
        starts = draft.starts(option)
        first, last = (starts & -starts).bit_length() - 1, starts.bit_length() - 1
        yield Left(option, starts, first * draft.step, last * draft.step)


def contradictions(draft: Draft, left: AllLeft) -> Iterator[Contradiction]:
    """Every word of a rule that cannot be kept; of two events only once."""
    told = set()
    for spoken in draft.words:
        # A wish may be given up.
        if getattr(spoken.word, "cost", 0):
            continue
        for sessions, says in _impossible(draft, left, spoken):
            events = spoken.speaker, tuple(session.event.id for session in sessions), says.en
            if events not in told:
                told.add(events)
                yield Contradiction(spoken.speaker, sessions, says)


#: The sessions that a word asks too much of, and what is impossible.
Found = Iterator[tuple[tuple[Session, ...], Text]]


def _impossible(draft: Draft, left: AllLeft, spoken: Spoken) -> Found:
    match spoken.word:
        case Between() as word if left.get(word.first) and left.get(word.second):
            yield from _never_between(draft, left, word)
        case Apart() as word if left.get(word.first) and left.get(word.second):
            yield from _never_apart(draft, left, word)
        case Together() as word if all(map(left.get, word.sessions)):
            yield from _never_together(draft, left, word)
        case Teams() as word:
            yield from _too_far(draft, left, word)
        case Total() as word:
            yield from _too_long(draft, left, word)
        case Count() as word:
            yield from _too_few(draft, word)
        case _:
            return


# --- before and after ---------------------------------------------------------------------------


def _never_between(draft: Draft, left: AllLeft, word: Between) -> Found:
    reaches = {
        _reach(word, one, other)
        for one, other in product(_shapes(left[word.first]), _shapes(left[word.second]))
    }
    if any(_fits(word, low, high, draft.step) for low, high in reaches):
        return
    sessions = (word.first, word.second)
    latest = max(high for _, high in reaches)
    if word.edges == "end-start" and word.least is not None and latest < word.least:
        facts = {
            "end": _moment(draft, min(o.first + o.option.public.end for o in left[word.first])),
            "start": _moment(draft, max(o.last for o in left[word.second])),
        }
        yield sessions, TOO_LATE.with_facts(**_titles(*sessions), **facts)
        return
    edge, other = word.edges.split("-")
    yield (
        sessions,
        NEVER_RIGHT.with_facts(
            **_titles(*sessions),
            edge=EDGES[edge],
            other=EDGES[other],
            asked=_asked(word),
            nearest=_nearest(word, reaches, draft.step),
        ),
    )


def _shapes(left: Iterable[Left]) -> Iterable[tuple[int, int, int]]:
    """How long options take, when they begin first and last: for many venues the same."""
    return {(each.option.public.end, each.first, each.last) for each in left}


def _reach(
    word: Between, one: tuple[int, int, int], other: tuple[int, int, int]
) -> tuple[int, int]:
    """The fewest and the most minutes between the edges."""
    edge, other_edge = word.edges.split("-")
    (length, first, last), (other_length, other_first, other_last) = one, other
    more = (other_length if other_edge == "end" else 0) - (length if edge == "end" else 0)
    return other_first - last + more, other_last - first + more


def _fits(word: Between, low: int, high: int, step: int) -> bool:
    """Whether what is asked lies in reach, and on the grid."""
    least = low if word.least is None else max(low, word.least)
    most = high if word.most is None else min(high, word.most)
    return low + -(-(least - low) // step) * step <= most


def _nearest(word: Between, reaches: Iterable[tuple[int, int]], step: int) -> Text:
    """The possible minutes that come nearest to what is asked, from below and from above."""
    below, above = set(), set()
    for low, high in reaches:
        if word.least is not None and low < word.least:
            below.add(min(high, low + (word.least - 1 - low) // step * step))
        if word.most is not None and high > word.most:
            above.add(max(low, low + -(-(word.most + 1 - low) // step) * step))
    nearest = [each * MINUTE for each in (*sorted(below)[-1:], *sorted(above)[:1])]
    if len(nearest) == 2:
        return OR.with_facts(one=nearest[0], other=nearest[1])
    return Text("{one}", "{one}").with_facts(one=nearest[0])


def _asked(word: Between) -> Text:
    least = None if word.least is None else word.least * MINUTE
    most = None if word.most is None else word.most * MINUTE
    says = AT_MOST if least is None else AT_LEAST if most is None else FROM_TO
    return says.with_facts(least=least, most=most)


# --- side by side -------------------------------------------------------------------------------


def _never_apart(draft: Draft, left: AllLeft, word: Apart) -> Found:
    for one, other in product(left[word.first], left[word.second]):
        asked = word.room.get((one.option, other.option))
        if asked is None or _one_after_the_other(one, other, asked[0], asked[1], asked[2]):
            return
    yield (word.first, word.second), _of_two(draft, left, NEVER_APART, word.first, word.second)


def _one_after_the_other(
    one: Left, other: Left, part: Part, other_part: Part, there: int, back: int | None = None
) -> bool:
    """Whether one can end, with room, before the other begins: this one or that one."""
    back = there if back is None else back
    return (
        one.first + part.end + there <= other.last + other_part.begin
        or other.first + other_part.end + back <= one.last + part.begin
    )


def _too_far(draft: Draft, left: AllLeft, word: Teams) -> Found:
    """Two sessions that the same people can never reach, although they do not overlap."""
    sessions = dict.fromkeys(option.session for option in word.parts)
    own = [session for session in sessions if left.get(session)]
    for first, second in combinations(own, 2):
        if word.amounts.get(first, 1) + word.amounts.get(second, 1) <= word.teams:
            continue
        reached = any(_reached(word, *pair) for pair in product(left[first], left[second]))
        # What is at the same time is told elsewhere: nobody is in two places.
        if not reached and any(
            _reached(word, *pair, on_foot=False) for pair in product(left[first], left[second])
        ):
            yield (first, second), _of_two(draft, left, TOO_FAR, first, second)


def _reached(word: Teams, one: Left, other: Left, on_foot: bool = True) -> bool:
    there = word.walk(one.option, other.option) if on_foot else 0
    back = word.walk(other.option, one.option) if on_foot else 0
    part, other_part = word.parts[one.option], word.parts[other.option]
    return _one_after_the_other(one, other, part, other_part, there, back)


def _of_two(draft: Draft, left: AllLeft, says: Text, first: Session, second: Session) -> Text:
    facts = {"when": _hull(draft, left[first]), "then": _hull(draft, left[second])}
    return says.with_facts(**_titles(first, second), **facts)


def _hull(draft: Draft, left: Iterable[Left]) -> Span:
    """All the time in which the public can be there."""
    left = tuple(left)
    end = max(each.last + each.option.public.end for each in left)
    return Span(_moment(draft, min(each.first for each in left)), _moment(draft, end))


# --- days and venues ----------------------------------------------------------------------------


def _never_together(draft: Draft, left: AllLeft, word: Together) -> Found:
    events = tuple(dict.fromkeys(session.title for session in word.sessions))
    if word.what == "same_venue":
        venues = [{each.option.venue.id for each in left[s]} for s in word.sessions]
        if not set.intersection(*venues):
            yield word.sessions, NO_VENUE.with_facts(events=events)
        return
    days = [_days(draft, left[session]) for session in word.sessions]
    if word.what == "same_day" and not set.intersection(*days):
        yield word.sessions, NO_DAY.with_facts(events=events)
    together = set.union(*days)
    if word.what == "different_days" and len(together) < len(days):
        facts = {"sessions": len(days), "days": len(together), "events": events}
        yield word.sessions, TOO_FEW_DAYS.with_facts(**facts)


def _days(draft: Draft, left: Iterable[Left]) -> set[Day]:
    """The festival days on which a session can begin."""
    left = tuple(left)
    return {
        day
        for day in draft.festival.days
        if any(each.starts & draft.starts_on([day]) for each in left)
    }


# --- sums ---------------------------------------------------------------------------------------


def _too_long(draft: Draft, left: AllLeft, word: Total) -> Found:
    """What is sure to begin in a stretch of time is too much for it even at its shortest."""
    needed: dict[Session, int] = {}
    for session in dict.fromkeys(option.session for option in word.amounts):
        amounts = [_sure_amount(draft, each, word) for each in left.get(session, ())]
        if least := min(amounts, default=0):
            needed[session] = least
    if sum(needed.values()) > word.limit:
        says = TOO_LONG.with_facts(
            day=word.span.day,
            needed=sum(needed.values()) * MINUTE,
            limit=word.limit * MINUTE,
            events=tuple(dict.fromkeys(session.title for session in needed)),
        )
        yield tuple(needed), says


def _sure_amount(draft: Draft, left: Left, word: Total) -> int:
    inside = draft.starts_within(left.option, [word.span], Part(0, 1))
    return 0 if left.starts & ~inside else word.amounts.get(left.option, 0)


def _too_few(draft: Draft, word: Count) -> Found:
    possible = sum(max(weight, 0) for group, weight in word.weighed if _can_count(draft, group))
    if word.least > possible and not word.if_any:
        yield (), TOO_FEW.with_facts(least=word.least, possible=possible)


def _can_count(draft: Draft, group: Group) -> bool:
    for member in group:
        options = draft.options(member.session) if member.options is None else member.options
        if any(draft.starts(option) & member.starts for option in options):
            return True
    return False


# --- words --------------------------------------------------------------------------------------


def _titles(first: Session, second: Session) -> dict[str, str]:
    return {"first": first.title, "second": second.title}


def _moment(draft: Draft, minute: int) -> datetime:
    return draft.epoch + minute * MINUTE
