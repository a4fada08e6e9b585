"""What an organiser has changed in a plan by hand, as pins for the next plan.

Somebody opens ``plan.xlsx``, moves the concert by half an hour and into the tent, and plans
again: what was moved stays where it was put, everything else is planned anew.  A pin holds only
what was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from festplan.complaints import Complaint, Place, Severity
from festplan.festival import Festival, Row, Session
from festplan.inputs.reading import Read
from festplan.plan import Placement, Plan
from festplan.rules.pinned import DATE, EVENT, REASON, SESSION, START, TITLE, VENUE, asked
from festplan.spreadsheets import as_csv
from festplan.tables import KIND
from festplan.texts import Text
from festplan.times import Clock, midnight

BEGINS = Text(
    en="“{event}”{which} is to begin {start} (was: {was}).",
    de="„{event}“{which} soll {start} beginnen (war: {was}).",
)
PLACED = Text(
    en="“{event}”{which} is to be at {venue} (was: {was}).",
    de="„{event}“{which} soll am Ort {venue} sein (war: {was}).",
)
ADDED = Text(
    en="“{event}”{which} is to be {start} at {venue} (was not in the plan).",
    de="„{event}“{which} soll {start} am Ort {venue} sein (war nicht im Plan).",
)
COUNTED = Text(
    en="“{event}”: sessions are counted in order of time, so session {before} is now {now}.",
    de="„{event}“: Termine werden nach der Zeit gezählt, Termin {before} ist jetzt also {now}.",
)
KEPT = Text(
    en="“{event}”{which} stays as it was pinned for the plan before: {pin}.",
    de="„{event}“{which} bleibt, wie für den vorigen Plan fixiert: {pin}.",
)
NOTHING = Text(
    en="Nothing was moved: every start and venue is that of the plan before.",
    de="Nichts wurde verschoben: Jeder Beginn und Ort ist der des vorigen Plans.",
)
WHICH = Text(en=" (session {number})", de=" (Termin {number})")
ONLY = Text(en="", de="")

GONE = Text(
    en="“{event}”{which} is not in your plan any more: it is planned again all the same.",
    de="„{event}“{which} steht nicht mehr in Ihrem Plan, wird aber trotzdem wieder geplant.",
)
LEAVE_OUT = Text(
    en="To leave it out, delete its row in the table of events, or lower the number of sessions.",
    de="Soll sie ausfallen, bitte ihre Zeile in der Tabelle der Veranstaltungen löschen oder dort "
    "die Zahl der Termine senken.",
)
NOT_HERE = Text(
    en="“{event}”{which} was in the plan before and is not in the tables any more.",
    de="„{event}“{which} stand im vorigen Plan und steht nicht mehr in den Tabellen.",
)
OTHER_LENGTH = Text(
    en="“{event}”{which} would last {length} in your plan, {was} before; that is not kept.",
    de="„{event}“{which} würde in Ihrem Plan {length} dauern, vorher {was}; das gilt nicht.",
)
LENGTHS = Text(
    en="A length is changed in the table of events (duration_min).",
    de="Eine Dauer wird in der Tabelle der Veranstaltungen geändert (Dauer).",
)
#: The columns of ``pins.csv``, in their order.
COLUMNS = (EVENT, SESSION, TITLE, DATE, START, VENUE, REASON)


@dataclass(frozen=True)
class Move:
    """A session that was put elsewhere: where it is now, where it was (None: nowhere), its pin."""

    now: Placement
    was: Placement | None
    pin: Row


@dataclass(frozen=True)
class Changes:
    """What an edited plan says of the next one."""

    moves: tuple[Move, ...]
    #: Sessions that were in the plan before and are not in the edited one.
    gone: tuple[Session, ...] = ()
    #: Sessions that would last longer or shorter, each with the session as it was.
    lengths: tuple[tuple[Placement, Placement], ...] = ()
    #: Where moves have changed the order of sessions: the number each has now, by its time.
    numbers: Mapping[Session, int] = field(default_factory=dict)
    #: The pins that the plan before has kept.
    earlier: tuple[Row, ...] = ()


def changes(edited: Plan, before: Plan, earlier: Iterable[Row] = ()) -> Changes:
    """What was changed in a plan by hand; ``earlier`` are the pins that the plan before had."""
    were = {placed.session: placed for placed in before}
    numbers = _by_time(edited)
    # A pin of what was left out has held nothing.
    held = {(session.event.id, session.number) for session in were}
    moves = (_move(placed, numbers[placed.session], were) for placed in edited)
    pairs = ((placed, were[placed.session]) for placed in edited if placed.session in were)
    return Changes(
        moves=tuple(move for move in moves if move),
        gone=tuple(sorted(were.keys() - numbers.keys(), key=lambda s: (s.event.id, s.number))),
        lengths=tuple((now, was) for now, was in pairs if _other_length(now, was)),
        numbers={session: n for session, n in numbers.items() if n != session.number},
        earlier=tuple(pin for pin in earlier if _key(pin) in held),
    )


def _by_time(edited: Plan) -> dict[Session, int]:
    """The number each session has once the sessions of its event are counted by their time."""
    numbers = {}
    for event in sorted(edited.events, key=lambda event: event.id):
        sessions = edited.of(event)
        in_time = sorted(sessions, key=lambda placed: placed.start)
        for now, counted in zip(in_time, sessions, strict=True):
            numbers[now.session] = counted.session.number
    return numbers


def _move(placed: Placement, number: int, were: Mapping[Session, Placement]) -> Move | None:
    was = were.get(placed.session)
    if was and (was.start, was.venue) == (placed.start, placed.venue):
        return None
    # Where the order has changed, the number stood for another session: differ from that, too.
    before = (was, were.get(Session(placed.event, number)))
    cells: dict[str, object] = {EVENT.name: placed.event.id, SESSION.name: number}
    cells[TITLE.name] = placed.event.title
    if any(each is None or each.start != placed.start for each in before):
        cells |= {DATE.name: placed.day, START.name: Clock(placed.start - midnight(placed.day))}
    if any(each is None or each.venue != placed.venue for each in before):
        cells |= {VENUE.name: placed.venue.id}
    return Move(placed, was, Row(0, cells))


def _other_length(now: Placement, was: Placement) -> bool:
    # What always lasts as long as its table says lasts so in the next plan, too.
    as_in_table = now.length == now.event.length and KIND.of(now.event) != "open"
    return now.length != was.length and not as_in_table


# --- the pins for the next plan ---------------------------------------------------------------


def pins(found: Changes, festival: Festival) -> tuple[Row, ...]:
    """Every pin for the next plan: those of the tables, of the plan before, and the changes.

    The newest word counts: where an older pin says something else, it is changed.
    """
    rows = [_counted(found, row) for row in festival.of("pins")]
    for pin in _kept(found, festival):
        rows = _over(rows, _counted(found, pin))
    for move in found.moves:
        rows = _over(rows, move.pin)
    return tuple(rows)


def _kept(found: Changes, festival: Festival) -> Iterator[Row]:
    """The pins of the plan before that the tables do not have: changes of an earlier time."""
    here = [_without_reason(row) for row in festival.of("pins")]
    for pin in found.earlier:
        event = festival.event(EVENT.of(pin))
        venue = not VENUE.of(pin) or festival.venue(VENUE.of(pin))
        known = event and venue and SESSION.of(pin) <= len(event.sessions)
        if known and _without_reason(pin) not in here:
            yield replace(pin, number=0)


def _without_reason(pin: Row) -> tuple[object, ...]:
    return tuple(column.of(pin) for column in (EVENT, SESSION, DATE, START, VENUE))


def _counted(found: Changes, pin: Row) -> Row:
    """A pin with the number that its session has now."""
    for session, number in found.numbers.items():
        if _key(pin) == (session.event.id, session.number):
            return replace(pin, cells={**pin.cells, SESSION.name: number})
    return pin


def _key(pin: Row) -> tuple[str, int]:
    return EVENT.of(pin), SESSION.of(pin)


def _over(rows: list[Row], pin: Row) -> list[Row]:
    """Some pins with a newer one: its cells go over those of the same session."""
    same = [row for row in rows if _key(row) == _key(pin)]
    if not same:
        return [*rows, pin]
    given = {name for row in same for name in row.cells}
    added = {name: value for name, value in pin.cells.items() if name not in given}
    result = []
    for row in rows:
        cells = dict(row.cells)
        if row in same:
            cells |= {name: value for name, value in pin.cells.items() if name in cells}
            cells |= added
            added = {}
        result.append(replace(row, cells=cells))
    return result


def pinned(read: Read, rows: Iterable[Row], file: str) -> Read:
    """The tables with these pins, as if they had stood there; ``file`` is the edited plan."""
    assert read.festival is not None
    ordered = tuple(sorted(rows, key=lambda pin: sorted(_texts(pin).items())))
    festival = replace(read.festival, rows={**read.festival.rows, "pins": ordered})
    private = {column.name for column in COLUMNS if column.private}
    public = tuple(
        {name: cell for name, cell in sorted(_texts(pin).items()) if name not in private}
        for pin in ordered
    )
    texts = {**read.texts, "pins": public} if ordered else read.texts
    places = {("pins", ""): Place(file), **read.places, ("pins", "moved"): Place(file)}
    return replace(read, festival=festival, texts=dict(sorted(texts.items())), places=places)


def _texts(pin: Row) -> dict[str, str]:
    """The cells of a pin as one writes them: every value reads back from its own text."""
    return {name: str(value) for name, value in pin.cells.items()}


def pins_csv(rows: Iterable[Row], language: str) -> bytes:
    """The pins as a table to lay among the others, for good."""
    headings = [column.de if language == "de" else column.name for column in COLUMNS]
    texts = map(_texts, rows)
    cells = [[pin.get(column.name, "") for column in COLUMNS] for pin in texts]
    return as_csv([headings, *cells], language)


# --- in words -----------------------------------------------------------------------------------


def sentences(found: Changes, festival: Festival) -> Iterator[Text]:
    """What will be kept, one sentence each."""
    if not found.moves:
        yield NOTHING
    for move in found.moves:
        yield from _told(move)
    for session, number in found.numbers.items():
        yield COUNTED.with_facts(event=session.title, before=session.number, now=number)
    moved = {(m.now.event.id, m.now.session.number) for m in found.moves}
    for pin in _kept(found, festival):
        event = festival.event(EVENT.of(pin))
        if event and _key(pin) not in moved:
            session = Session(event, SESSION.of(pin))
            yield _of(KEPT, session).with_facts(pin=asked(festival, pin))


def _told(move: Move) -> Iterator[Text]:
    now, was = move.now, move.was
    if was is None:
        yield _of(ADDED, now.session).with_facts(start=now.start, venue=now.venue.name)
        return
    if was.start != now.start:
        yield _of(BEGINS, now.session).with_facts(start=now.start, was=_briefly(was.start, now))
    if was.venue != now.venue:
        yield _of(PLACED, now.session).with_facts(venue=now.venue.name, was=was.venue.name)


def _of(says: Text, session: Session) -> Text:
    """A sentence about a session; it is counted only where its event has several."""
    several = len(session.event.sessions) > 1
    which = WHICH.with_facts(number=session.number) if several else ONLY
    return says.with_facts(event=session.title, which=which)


def _briefly(moment: datetime, beside: Placement) -> datetime | Clock:
    """A moment; without its date where that is said already."""
    same = moment.date() == beside.start.date()
    return Clock(moment - midnight(moment.date())) if same else moment


def questions(found: Changes, festival: Festival, file: str) -> Iterator[Complaint]:
    """What the edited plan (from ``file``) says that pins cannot hold."""
    here, place = set(festival.sessions), Place(file)
    for session in found.gone:
        if session in here:
            yield Complaint(place, _of(GONE, session), LEAVE_OUT, Severity.QUESTION)
        else:
            yield Complaint(place, _of(NOT_HERE, session), severity=Severity.HINT)
    for now, was in found.lengths:
        says = _of(OTHER_LENGTH, now.session).with_facts(length=now.length, was=was.length)
        yield Complaint(place, says, LENGTHS, Severity.QUESTION)
