"""Every cost is paid to the cent, by funds that may pay it.

The amount of a cost, less the own contribution, comes from the funds.  A fund pays the categories
it names (every one where it names none), for shared costs ("ALL"), for events in an application
that stands, or for both: see its column `covers`.  Where no application to a fund for both names
an event, it pays for that event unasked.  It never pays more than its total, and for an
application no more than was approved (or asked for), its cap, and its share of the full costs that
it may pay.  A purchase (category Material or Investition) above `max_single_purchase`, a decision
on or after the first day, an entrance fee (a price with a number; a donation is none) where entry
must be free, or too few partners close a way.  Events that do not take place cost nothing; without
costs or without funds nothing is asked.

Fine:
    costs: event_id reading, item books, category Material, amount 100, own_contribution 20
    costs: event_id ALL, item stage, category Hire, amount 100
    funds: fund_id city, total 180
    Mon 15:00-16:00  library  reading by school

Broken:
    costs: event_id reading, item books, category Material, amount 100, own_contribution 20
    costs: event_id ALL, item stage, category Hire, amount 100
    funds: fund_id city, total 179.99
    Mon 15:00-16:00  library  reading by school

Broken:
    costs: event_id reading, item cakes, category Food, amount 50
    funds: fund_id city, total 300, eligible_categories Material;Print
    Mon 15:00-16:00  library  reading by school

Fine:
    costs: event_id reading, item books, category Material, amount 100, own_contribution 20
    costs: event_id reading, item cakes, category Food, amount 50
    funds: fund_id city, total 300, covers applications, eligible_categories Material, max_share_percent 80
    funds: fund_id club, total 50
    applications: application_id first, fund_id city, applicant school, events reading, requested 100
    Mon 15:00-16:00  library  reading by school

Broken:
    costs: event_id reading, item books, category Material, amount 100, own_contribution 10
    funds: fund_id city, total 300, covers applications, max_share_percent 80
    applications: application_id first, fund_id city, applicant school, events reading, requested 100
    Mon 15:00-16:00  library  reading by school

Broken:
    costs: event_id reading, item books, category Material, amount 100
    funds: fund_id city, total 300, covers applications, min_partners 3
    applications: application_id first, fund_id city, applicant school, events reading, requested 100
    Mon 15:00-16:00  library  reading by school with choir
"""  # noqa: E501

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from festplan.columns import Column, OneOf, cents, day, text, whole, words, yes_or_no
from festplan.draft import Draft, Quantity, Sum
from festplan.festival import Event, Festival, Row
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.tables import LEAD, MANDATORY, NONE, PARTNERS, PRICE, PRIORITY
from festplan.texts import Text

DE = """Jede Ausgabe ist auf den Cent bezahlt, und zwar aus Mitteln, die dafür da sind.

Der Betrag einer Ausgabe abzüglich des Eigenanteils kommt aus den Förderungen.  Eine Förderung
zahlt die Kategorien, die sie nennt (alle, wenn sie keine nennt), und zwar gemeinsame Kosten
(„ALL“), Veranstaltungen, die in einem geltenden Antrag stehen, oder beides: siehe Spalte `covers`.
Steht eine Veranstaltung in keinem Antrag an eine Förderung für beides, zahlt diese sie ungefragt.
Nie zahlt sie mehr als ihre Summe und für einen Antrag nie mehr als bewilligt (oder beantragt) ist,
als ihre Obergrenze und als ihr Anteil an den vollen Kosten, die sie zahlen darf.  Einzelne
Anschaffungen über `max_single_purchase`, eine Entscheidung nach Beginn des Festes, Eintritt, wo er
frei sein muss, oder zu wenige Beteiligte versperren einen Weg.  Was nicht stattfindet, kostet
nichts; ohne Kosten oder ohne Förderungen wird nichts verlangt.
"""
NUMBERS = (88, 90)
SHARED = "ALL"


def whose(cell: str) -> str:
    """Read the id of an event, or ``"ALL"`` for what everybody shares."""
    return SHARED if cell.casefold() in ("all", "alle") else cell


column = partial(Column, "costs")
EVENT = column(
    name="event_id", de="Veranstaltungs-Nr.",
    help=Text("The event it is for, or ALL (shared costs).",
              "Wofür sie anfällt: die Veranstaltung oder ALL (gemeinsame Kosten)."),
    read=whose, default=SHARED, examples=(SHARED,), refers_to="events", required=True,
)  # fmt: skip
ITEM = column(
    name="item", de="Posten", help=Text("What costs something.", "Was etwas kostet."),
    read=text, default="", examples=("Books",),
)  # fmt: skip
CATEGORY = column(
    name="category", de="Kategorie",
    help=Text("Material, hire, fee, print ...", "Material, Miete, Honorar, Druck ..."),
    read=text, default="", examples=("Material", "Print"),
)  # fmt: skip
AMOUNT = column(
    name="amount", de="Betrag", help=Text("What it costs.", "Was es kostet."),
    read=cents, default=0, examples=("50", "100", "200"), required=True,
)  # fmt: skip
OWN = column(
    name="own_contribution", de="Eigenanteil",
    help=Text("What the actor pays of it.", "Was der Akteur davon selbst zahlt."),
    read=cents, default=0, examples=("0", "50"),
)  # fmt: skip

column = partial(Column, "funds")
FUND_ID = column(
    name="fund_id", de="Förderung-Nr.",
    help=Text("Short name of the fund.", "Kürzel der Förderung."),
    read=text, default="", examples=("F1",), required=True,
)  # fmt: skip
FUND_NAME = column(
    name="name", de="Name", help=Text("Its name.", "Name."),
    read=text, default="", examples=("Neighbourhood fund",),
)  # fmt: skip
GIVER = column(
    name="giver", de="Geldgeber", help=Text("Who gives it.", "Wer das Geld gibt."),
    read=text, default="", examples=("City",),
)  # fmt: skip
TOTAL = column(
    name="total", de="Summe", help=Text("All that it gives.", "Alles, was sie gibt."),
    read=cents, default=0, examples=("100", "150", "300"), required=True,
)  # fmt: skip
CAP = column(
    name="max_per_application", de="höchstens je Antrag",
    help=Text("At most so much for one application; empty: no cap.",
              "Höchstens so viel für einen Antrag; leer: keine Obergrenze."),
    read=cents, default=None, examples=("100", "150"),
)  # fmt: skip
SHARE = column(
    name="max_share_percent", de="höchster Anteil %",
    help=Text("It pays at most so much percent of the full costs of an application.",
              "Höchstens so viel Prozent der vollen Kosten eines Antrags."),
    read=whole, default=100, examples=("50", "90"),
)  # fmt: skip
SINGLE = column(
    name="max_single_purchase", de="höchste Anschaffung",
    help=Text("Single things (material, investment) may cost so much; empty: any.",
              "So viel darf eine Anschaffung (Material, Investition) kosten; leer: beliebig."),
    read=cents, default=None, examples=("100",),
)  # fmt: skip
CATEGORIES = column(
    name="eligible_categories", de="förderfähig",
    help=Text("Categories that it pays; empty: all.", "Kategorien, die sie zahlt; leer: alle."),
    read=words, default=NONE, examples=("Material", "Material;Print"),
)  # fmt: skip
COVERS = column(
    name="covers", de="zahlt für",
    help=Text("Shared costs, events of its applications, or any.",
              "Gemeinsame Kosten (shared), Anträge (applications) oder beides (any)."),
    read=OneOf(("shared", "gemeinsame"), ("applications", "anträge"), ("any", "beides")),
    default="any", examples=("shared", "applications", "any"),
)  # fmt: skip
PER_ACTOR = column(
    name="applications_per_actor", de="Anträge je Akteur",
    help=Text("So many applications of one actor in a round; empty: any number.",
              "So viele Anträge eines Akteurs in einer Runde; leer: beliebig viele."),
    read=whole, default=None, examples=("1",),
)  # fmt: skip
MIN_PARTNERS = column(
    name="min_partners", de="Beteiligte mindestens",
    help=Text("So many different actors must be in an application.",
              "So viele verschiedene Akteure müssen an einem Antrag beteiligt sein."),
    read=whole, default=0, examples=("2",),
)  # fmt: skip
FREE_ENTRY = column(
    name="free_entry_required", de="nur bei freiem Eintritt",
    help=Text("It pays only for what is free of charge.", "Sie zahlt nur, was kostenfrei ist."),
    read=yes_or_no, default=False, examples=("yes", "no"),
)  # fmt: skip
DEADLINE = column(
    name="deadline", de="Antragsfrist",
    help=Text("Applications by this day.", "Anträge bis zu diesem Tag."),
    read=day, default=None, examples=("2027-03-31",),
)  # fmt: skip
DECISION = column(
    name="decision_date", de="Entscheidung am",
    help=Text("The day of the decision; it must be before the festival.",
              "Der Tag der Entscheidung; er muss vor dem Fest liegen."),
    read=day, default=None, examples=("2027-04-21",),
)  # fmt: skip
REPORT_DUE = column(
    name="report_due", de="Nachweis bis",
    help=Text("The report of use is due.", "Der Verwendungsnachweis ist fällig."),
    read=day, default=None, examples=("2027-10-11",),
)  # fmt: skip
CONDITION = column(
    name="condition", de="Bedingung", help=Text("What else it asks.", "Was sie noch verlangt."),
    read=text, default="", examples=("No food.",),
)  # fmt: skip
PAYS = column(
    name="pays", de="Auszahlung",
    help=Text("It pays before or after the festival.", "Sie zahlt vor oder nach dem Fest."),
    read=OneOf(("before", "vorher"), ("after", "nachher")), default="",
    examples=("before", "after"),
)  # fmt: skip

column = partial(Column, "applications")
APPLICATION_ID = column(
    name="application_id", de="Antrag-Nr.",
    help=Text("Short name of the application.", "Kürzel des Antrags."),
    read=text, default="", examples=("AP01",), required=True,
)  # fmt: skip
TO_FUND = column(
    name="fund_id", de="Förderung-Nr.", help=Text("The fund.", "Die Förderung."),
    read=text, default="", examples=(), refers_to="funds", required=True,
)  # fmt: skip
APPLICANT = column(
    name="applicant", de="Antragsteller", help=Text("Who applies.", "Wer ihn stellt."),
    read=text, default="", examples=(), refers_to="actors",
)  # fmt: skip
APPLICATION_TITLE = column(
    name="title", de="Titel", help=Text("Its title.", "Titel."),
    read=text, default="", examples=("Young people shape",),
)  # fmt: skip
EVENTS = column(
    name="events", de="Veranstaltungen", help=Text("The events it is for.", "Wofür er ist."),
    read=words, default=NONE, examples=(), refers_to="events",
)  # fmt: skip
REQUESTED = column(
    name="requested", de="beantragt", help=Text("The amount asked for.", "Die erbetene Summe."),
    read=cents, default=None, examples=("50", "100", "200"),
)  # fmt: skip
APPROVED = column(
    name="approved", de="bewilligt",
    help=Text("The amount approved.", "Die bewilligte Summe."),
    read=cents, default=None, examples=("50", "100"),
)  # fmt: skip
ROUND = column(
    name="round", de="Runde", help=Text("The round of decisions.", "Die Vergaberunde."),
    read=text, default="", examples=("2027-1",),
)  # fmt: skip
STATUS = column(
    name="status", de="Stand", help=Text("How far it is.", "Wie weit er ist."),
    read=OneOf(
        ("draft", "entwurf"), ("submitted", "gestellt"), ("approved", "bewilligt"),
        ("part", "teilweise"), ("rejected", "abgelehnt"), ("withdrawn", "zurückgezogen"),
    ),
    default="submitted", examples=("submitted", "approved", "rejected"),
)  # fmt: skip
COLUMNS = (
    EVENT, ITEM, CATEGORY, AMOUNT, OWN,
    FUND_ID, FUND_NAME, GIVER, TOTAL, CAP, SHARE, SINGLE, CATEGORIES, COVERS, PER_ACTOR,
    MIN_PARTNERS, FREE_ENTRY, DEADLINE, DECISION, REPORT_DUE, CONDITION, PAYS,
    APPLICATION_ID, TO_FUND, APPLICANT, APPLICATION_TITLE, EVENTS, REQUESTED, APPROVED, ROUND,
    STATUS, LEAD, PARTNERS, PRICE, MANDATORY, PRIORITY,
)  # fmt: skip
SAYS = Text(
    en="Of “{item}” ({event}) {missing} are not paid: no fund may, or the money is used up.",
    de="Von „{item}“ ({event}) sind {missing} nicht bezahlt: Keine Förderung darf es, oder das "
    "Geld ist alle.",
)
EUROS = Text(en="€{euros}.{cents:02}", de="{euros},{cents:02} €")
FOR_ALL = Text(en="shared costs", de="gemeinsame Kosten")
#: What is bought for good: only here a limit for single purchases counts.
PURCHASES = ("material", "investition", "investment")
FREE = re.compile(
    r"0*([.,]0+)?\s*(€|eur|euro)?|(eintritt )?frei|free|kostenlos|.*(spende|donation).*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Way:
    """A way that money may go: from a fund, through an application or not, to a cost."""

    cost: Row
    fund: Row
    application: Row | None


@dataclass(frozen=True)
class Payment:
    """So many cents that a fund pays for a cost, through this application or directly ("")."""

    cost: Row
    fund: str
    application: str
    cents: int


@dataclass(frozen=True)
class Hole:
    """So many cents of a cost that nobody pays."""

    cost: Row
    cents: int


@dataclass(frozen=True)
class Coverage:
    """Who pays what when certain events take place, and what remains unpaid."""

    payments: tuple[Payment, ...]
    holes: tuple[Hole, ...]


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for hole in coverage(festival, plan.events).holes:
        event = festival.event(EVENT.of(hole.cost))
        yield Breach(
            plan.of(event) if event else (),
            SAYS.with_facts(
                item=ITEM.of(hole.cost) or CATEGORY.of(hole.cost),
                event=event.title if event else FOR_ALL,
                missing=in_euros(hole.cents),
            ),
        )


def in_euros(cents: int) -> Text:
    return EUROS.with_facts(euros=cents // 100, cents=cents % 100)


def coverage(festival: Festival, events: Collection[Event]) -> Coverage:
    """The best that the funds can do when these events take place.

    Once the events are fixed, every limit is a number, so money runs like water: from each
    fund through its applications to the costs.  A maximum flow pays as much as can be paid;
    what is still dry then, no other way of paying would reach.  Costs are served in order
    (shared ones, mandatory events, optional ones by priority), and nobody loses again what
    he has, so the holes are where they hurt least.
    """
    if not festival.of("funds"):
        return Coverage((), ())
    flow, book = _Flow(), _Book(festival)
    for fund in festival.of("funds"):
        flow.widen(_Flow.SOURCE, _fund(fund), TOTAL.of(fund))
    for application in festival.of("applications"):
        if asked := _fund_of(festival, application):
            most = _most(book, asked, application, events)
            flow.widen(_fund(asked), _application(application), most)
    costs = _costs(festival, events)
    ways = [tuple(_ways(book, cost)) for cost in costs]
    paid = [_pay(flow, number, cost, ways[number]) for number, cost in enumerate(costs)]
    return Coverage(
        tuple(_payments(flow, ways)),
        tuple(
            Hole(cost, _need(cost) - cents)
            for cost, cents in zip(costs, paid, strict=True)
            if cents < _need(cost)
        ),
    )


Node = tuple[str, str]


class _Flow:
    """A maximum flow, one sink after another, along shortest ways (Edmonds and Karp)."""

    SOURCE: Node = ("", "")

    def __init__(self) -> None:
        self.room: dict[Node, dict[Node, int]] = {self.SOURCE: {}}

    def widen(self, start: Node, end: Node, room: int) -> None:
        self.room.setdefault(start, {}).setdefault(end, 0)
        self.room.setdefault(end, {}).setdefault(start, 0)
        self.room[start][end] += room

    def push(self, sink: Node, most: int) -> int:
        """Bring as much as possible to a sink, and tell how much that is."""
        arrived = 0
        while arrived < most and (way := self._way(sink)):
            amount = min(most - arrived, *(self.room[a][b] for a, b in way))
            for start, end in way:
                self.room[start][end] -= amount
                self.room[end][start] += amount
            arrived += amount
        return arrived

    def _way(self, sink: Node) -> list[tuple[Node, Node]]:
        """The shortest way with room from the source to a sink; empty where there is none."""
        came_from: dict[Node, Node] = {}
        waiting = deque([self.SOURCE])
        while waiting and sink not in came_from:
            here = waiting.popleft()
            for there, room in self.room[here].items():
                if room and there not in came_from and there != self.SOURCE:
                    came_from[there] = here
                    waiting.append(there)
        way, here = [], sink
        while here in came_from:
            way.append((came_from[here], here))
            here = came_from[here]
        return way


def _pay(flow: _Flow, number: int, cost: Row, ways: Sequence[Way]) -> int:
    """Open the ways to a cost, and bring it what it needs."""
    sink = _cost(number)
    for way in ways:
        start = _application(way.application) if way.application else _fund(way.fund)
        flow.widen(start, sink, _need(cost))
    return flow.push(sink, _need(cost))


def _payments(flow: _Flow, ways: Sequence[Sequence[Way]]) -> Iterator[Payment]:
    for number, own in enumerate(ways):
        for way in own:
            start = _application(way.application) if way.application else _fund(way.fund)
            # What has flowed one way is the room to flow back.
            if cents := flow.room[_cost(number)][start]:
                application = APPLICATION_ID.of(way.application) if way.application else ""
                yield Payment(way.cost, FUND_ID.of(way.fund), application, cents)


def _fund(fund: Row) -> Node:
    return "fund", FUND_ID.of(fund)


def _application(application: Row) -> Node:
    return "application", APPLICATION_ID.of(application)


def _cost(number: int) -> Node:
    return "cost", str(number)


def _costs(festival: Festival, events: Collection[Event]) -> list[Row]:
    """What has to be paid when these events take place; what matters most comes first."""
    due = [
        row for row in festival.of("costs")
        if EVENT.of(row) == SHARED or festival.event(EVENT.of(row)) in events
    ]  # fmt: skip

    def rank(row: Row) -> tuple[bool, bool, int]:
        event = festival.event(EVENT.of(row))
        if event is None:
            return False, False, 0
        return True, not event.mandatory, -PRIORITY.of(event)

    return sorted(due, key=rank)


def _most(book: _Book, fund: Row, application: Row, events: Collection[Event]) -> int:
    """The most that an application may bring when these events take place."""
    share = SHARE.of(fund) * sum(
        AMOUNT.of(cost) for event, cost in _supported(book, fund, application) if event in events
    )
    return min(_cap(fund, application), share // 100)


def constrain(festival: Festival, draft: Draft) -> None:
    if not festival.of("funds"):
        return
    book = _Book(festival)
    pays: dict[Node, list[tuple[int, Quantity]]] = {}
    for number, cost in enumerate(festival.of("costs")):
        if not _need(cost):
            continue
        here = [
            (way, Quantity(f"pays {number} {rank}", _need(cost)))
            for rank, way in enumerate(_ways(book, cost))
        ]
        _say_paid(festival, draft, cost, tuple(pay for _, pay in here))
        for way, pay in here:
            pays.setdefault(_fund(way.fund), []).append((1, pay))
            if way.application:
                pays.setdefault(_application(way.application), []).append((1, pay))
    for fund in festival.of("funds"):
        draft.say(Sum(tuple(pays.get(_fund(fund), ())), TOTAL.of(fund)))
    for application in festival.of("applications"):
        if given := pays.get(_application(application)):
            _say_limits(book, draft, application, tuple(given))


def _say_paid(festival: Festival, draft: Draft, cost: Row, pays: tuple[Quantity, ...]) -> None:
    """What is paid for a cost is what it needs, or nothing when its event is left out."""
    given = tuple((1, pay) for pay in pays)
    event = festival.event(EVENT.of(cost))
    if event is None:
        draft.say(Sum(given, _need(cost), exactly=True))
    else:
        draft.say(Sum((*given, (-_need(cost), event)), 0, exactly=True))


def _say_limits(
    book: _Book,
    draft: Draft,
    application: Row,
    given: tuple[tuple[int, Quantity], ...],
) -> None:
    """An application brings no more than its cap, and than its share of the full costs."""
    fund = _fund_of(book.festival, application)
    if fund is None:
        return
    draft.say(Sum(given, _cap(fund, application)))
    full = tuple(
        (-SHARE.of(fund) * AMOUNT.of(cost), event)
        for event, cost in _supported(book, fund, application)
    )
    draft.say(Sum((*((100 * factor, pay) for factor, pay in given), *full), 0))


# --- which way money may go ---------------------------------------------------------------


class _Book:
    """The tables of money, and which rows belong together, found once for all of them."""

    def __init__(self, festival: Festival) -> None:
        self.festival = festival
        #: The applications that name an event, by their fund and the event.
        self.naming: dict[tuple[str, str], list[Row]] = {}
        for application in festival.of("applications"):
            for event in EVENTS.of(application):
                self.naming.setdefault((TO_FUND.of(application), event), []).append(application)
        #: The costs of each event, each with its place among all of them.
        self.costs: dict[str, list[tuple[int, Row]]] = {}
        for place, cost in enumerate(festival.of("costs")):
            self.costs.setdefault(EVENT.of(cost), []).append((place, cost))


def _ways(book: _Book, cost: Row) -> Iterator[Way]:
    """All the ways that money may go to a cost."""
    for fund in book.festival.of("funds"):
        ways = [Way(cost, fund, application) for application in _through(book, fund, cost)]
        if ways and _gives(book.festival, fund) and _may_pay(book.festival, fund, cost):
            yield from ways


def _through(book: _Book, fund: Row, cost: Row) -> Iterator[Row | None]:
    """The applications through which a fund may pay a cost; ``None``: it pays without any."""
    naming = book.naming.get((FUND_ID.of(fund), EVENT.of(cost)), ())
    if EVENT.of(cost) == SHARED:
        if COVERS.of(fund) != "applications":
            yield None
    elif COVERS.of(fund) != "shared":
        yield from (each for each in naming if _stands(book.festival, fund, each))
        # Nobody has asked this fund for the event: it may pay without being asked.
        if COVERS.of(fund) == "any" and not naming:
            yield None


def _gives(festival: Festival, fund: Row) -> bool:
    """Whether a fund has decided before the festival begins."""
    decided = DECISION.of(fund)
    return decided is None or decided < festival.days[0].date


def _may_pay(festival: Festival, fund: Row, cost: Row) -> bool:
    """Whether a fund pays costs of this kind."""
    category = CATEGORY.of(cost).casefold()
    allowed = {each.casefold() for each in CATEGORIES.of(fund)}
    most = SINGLE.of(fund)
    if allowed and category not in allowed:
        return False
    if most is not None and category in PURCHASES and AMOUNT.of(cost) > most:
        return False
    event = festival.event(EVENT.of(cost))
    return event is None or not FREE_ENTRY.of(fund) or _is_free(event)


def _is_free(event: Event) -> bool:
    return FREE.fullmatch(PRICE.of(event).strip()) is not None


def _stands(festival: Festival, fund: Row, application: Row) -> bool:
    """Whether an application still counts, with enough actors in it."""
    if STATUS.of(application) in ("rejected", "withdrawn"):
        return False
    events = filter(None, map(festival.event, EVENTS.of(application)))
    actors = {actor.id for event in events for actor in event.actors}
    actors |= {APPLICANT.of(application)} - {""}
    return len(actors) >= MIN_PARTNERS.of(fund)


def _supported(book: _Book, fund: Row, application: Row) -> Iterator[tuple[Event, Row]]:
    """The events of an application with their costs of a kind that the fund pays."""
    named = (pair for event in EVENTS.of(application) for pair in book.costs.get(event, ()))
    for _, cost in sorted(named, key=lambda pair: pair[0]):
        event = book.festival.event(EVENT.of(cost))
        if event and _may_pay(book.festival, fund, cost):
            yield event, cost


def _cap(fund: Row, application: Row) -> int:
    """The most that an application may bring, whatever takes place."""
    granted = APPROVED.of(application)
    asked = REQUESTED.of(application) if granted is None else granted
    return min(limit for limit in (CAP.of(fund), asked, TOTAL.of(fund)) if limit is not None)


def _need(cost: Row) -> int:
    """What the funds have to pay of a cost."""
    return max(AMOUNT.of(cost) - OWN.of(cost), 0)


def _fund_of(festival: Festival, application: Row) -> Row | None:
    wanted = TO_FUND.of(application)
    return next((fund for fund in festival.of("funds") if FUND_ID.of(fund) == wanted), None)


def too_many_applications(festival: Festival) -> Iterator[Row]:
    """Applications beyond what one actor may ask of a fund in one round, for the checks."""
    asked: Counter[tuple[str, str, str]] = Counter()
    for application in sorted(festival.of("applications"), key=APPLICATION_ID.of):
        fund = _fund_of(festival, application)
        if fund is None or STATUS.of(application) == "withdrawn":
            continue
        who = TO_FUND.of(application), APPLICANT.of(application), ROUND.of(application)
        asked[who] += 1
        limit = PER_ACTOR.of(fund)
        if limit is not None and asked[who] > limit:
            yield application
