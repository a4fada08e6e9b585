"""The organisers' report: how good a plan is, where it is tight, and what it costs whom.

The volunteers read it around a table and take a sheet of it home, so it is one file that reads
in any browser and on paper, and that asks nobody for anything.  Events are called by the title
in their table in every language, as in the sentences of rules and wishes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby

from festplan import tables
from festplan.appearances import placements_by_actor
from festplan.draft import AtMost, Draft, Option
from festplan.festival import Actor, Event, Festival, Row, Session, Venue
from festplan.plan import Placement, Plan, Tier
from festplan.publish import pictures, words
from festplan.publish.colours import tones
from festplan.publish.composing import DAY_TITLES
from festplan.publish.page import from_to
from festplan.publish.pictures import Level, Panel, short_name
from festplan.publish.templating import environment
from festplan.rules import RULES, funding
from festplan.rules.rule import Breach, Page, name, title
from festplan.texts import Text, clock, dated, long_date, short_date, written
from festplan.warnings.permits import Permit, permits
from festplan.warnings.warning import Told, Warning, by_date, is_over, some, with_year
from festplan.wishes import WISHES
from festplan.wishes.wish import Miss, Wish


def report(
    festival: Festival,
    plan: Plan,
    draft: Draft,
    misses: Sequence[tuple[Wish, Miss]],
    breaches: Sequence[Breach],
    language: str,
    warnings: Sequence[tuple[Warning, Told]] = (),
) -> str:
    """The whole report, as the text of one HTML file."""
    days = pictures.days(festival, plan)
    return environment("report", _filters(language)).get_template("report.html").render(
        language=language,
        say={key: text.in_language(language) for key, text in SAYS.items()},
        festival=festival,
        head=tables,
        plan=plan,
        breaches=[breach.text for breach in breaches],
        breaching={placed for breach in breaches for placed in breach.placements},
        verdict=verdict(plan, breaches),
        tiers=() if breaches else tuple(_told(plan.tiers)),
        missing=missing(festival, plan),
        lost=sum(miss.points for _, miss in misses),
        days=days,
        tones=tones(len(days)),
        pictures=pictures,
        parts=_parts(festival, plan),
        idle=_idle(festival, plan),
        resources=resources(draft, plan),
        uncounted=_uncounted(draft, plan),
        money=money(festival, plan),
        disappointments=disappointments(misses, draft, plan, language),
        warnings=to_check(warnings, language),
        deadlines=by_date(told for _, told in warnings),
        permits=applications_for(festival, plan),
        tightest=leeway(draft, plan)[:TIGHTEST],
        unused=unused(draft, language),
    )  # fmt: skip


def _filters(language: str) -> Mapping[str, Callable[..., object]]:
    in_language = (told, dated, long_date, short_date, from_to, euros, day_title)
    alone = (clock, points, short_name)
    return {
        **{tell.__name__: partial(tell, language=language) for tell in in_language},
        **{tell.__name__: tell for tell in alone},
        "direction": words.direction,
        "amount": partial(amount, language=language),
    }


# --- what the report says --------------------------------------------------------------------

SAYS: Mapping[str, Text] = {
    "report": Text(de="Bericht für die Organisation", en="The organisers’ report"),
    "contents": Text(de="Inhalt", en="Contents"),
    "broken": Text(de="Dieser Plan verletzt Regeln", en="This plan breaks rules"),
    "summary": Text(de="Auf einen Blick", en="At a glance"),
    "sessions": Text(de="Termine im Plan", en="sessions in the plan"),
    "events": Text(de="Veranstaltungen", en="events"),
    "of": Text(de="von", en="of"),
    "points": Text(de="Punkte für unerfüllte Wünsche", en="points for wishes not met"),
    "breaches": Text(de="Regelverletzungen", en="breaches of rules"),
    "left_out": Text(de="Nicht im Plan", en="Not in the plan"),
    "optional": Text(de="freiwillig", en="optional"),
    "mandatory": Text(de="Pflicht", en="mandatory"),
    "priority": Text(de="Wichtigkeit", en="importance"),
    "how_good": Text(de="Wie gut ist der Plan?", en="How good is the plan?"),
    "proved": Text(de="bewiesen", en="proved"),
    "open": Text(de="offen", en="open"),
    "who_where": Text(de="Wer ist wann wo", en="Who is where when"),
    "how_to_read": Text(
        de="Ein kräftiger Balken ist die Zeit, die im Programm steht; die hellen Enden sind Auf- "
        "und Abbau. Darunter steht, wer verantwortlich ist.",
        en="A strong bar is the time in the programme; its light ends are set-up and take-down. "
        "Below the title stands who is in charge.",
    ),
    "nothing": Text(de="An diesem Tag ist nichts geplant.", en="Nothing is planned on this day."),
    "goes_on": Text(de="Fortsetzung", en="continued"),
    "actors": Text(de="Wer macht wann was", en="Who does what"),
    "day": Text(de="Tag", en="Day"),
    "public": Text(de="im Programm", en="in public"),
    "occupied": Text(de="mit Auf- und Abbau", en="with set-up and take-down"),
    "taken": Text(de="belegt", en="in use"),
    "what": Text(de="Was", en="What"),
    "where": Text(de="Wo", en="Where"),
    "with": Text(de="Mit", en="With"),
    "bold": Text(
        de="Fett steht, wofür der Akteur verantwortlich ist; belegt heißt: mit Auf- und Abbau.",
        en="What the actor is in charge of stands in bold; in use means: with set-up and "
        "take-down.",
    ),
    "joins": Text(de="wirkt mit bei", en="joins in with"),
    "idle": Text(de="Ohne Termin in diesem Plan:", en="Without a session in this plan:"),
    "use": Text(de="Was ist wann im Einsatz", en="What is in use when"),
    "how_used": Text(
        de="Das Engste zuerst. Die Fläche zeigt, was im Einsatz ist, die Linie, was es gibt; der "
        "Punkt ist der engste Moment.",
        en="The tightest first. The area shows what is in use, the line what there is; the dot "
        "is the tightest moment.",
    ),
    "uncounted": Text(
        de="Bei Strom und Gästen vielleicht nicht mitgezählt, weil die Regeln es dort nicht "
        "vorsehen:",
        en="With power and visitors perhaps not counted, as the rules do not allow it there:",
    ),
    "unused": Text(de="Nichts davon ist knapp.", en="Nothing of it is scarce."),
    "money": Text(de="Geld", en="Money"),
    "no_money": Text(
        de="Zu Förderungen steht nichts in den Tabellen.", en="The tables name no funds."
    ),
    "funds": Text(de="Förderungen", en="Funds"),
    "fund": Text(de="Förderung", en="Fund"),
    "giver": Text(de="Geldgeber", en="Given by"),
    "total": Text(de="Summe", en="Total"),
    "paid": Text(de="gezahlt", en="paid"),
    "left": Text(de="übrig", en="left"),
    "all": Text(de="Zusammen", en="Together"),
    "applications": Text(de="Anträge", en="Applications"),
    "application": Text(de="Antrag", en="Application"),
    "requested": Text(de="beantragt", en="requested"),
    "approved": Text(de="bewilligt", en="approved"),
    "costs": Text(de="Ausgaben", en="Costs"),
    "what_for": Text(de="Wofür", en="What for"),
    "cost": Text(de="Ausgabe", en="Cost"),
    "amount": Text(de="Betrag", en="Amount"),
    "own": Text(de="selbst", en="own money"),
    "who_pays": Text(de="Wer zahlt", en="Who pays"),
    "unpaid": Text(de="nicht bezahlt", en="not paid"),
    "too_dear": Text(de="Wofür das Geld nicht reicht", en="What there is no money for"),
    "wishes": Text(de="Unerfüllte Wünsche", en="Wishes not met"),
    "all_met": Text(de="Jeder Wunsch ist erfüllt.", en="Every wish is met."),
    "warnings": Text(de="Bitte prüfen", en="Please check"),
    "how_warnings": Text(
        de="Daran scheitert kein Plan; jemand sollte es sich ansehen.",
        en="No plan is refused for any of this; somebody should have a look.",
    ),
    "deadlines": Text(de="Fristen", en="Dates to keep"),
    "over": Text(de="vorbei", en="over"),
    "permits": Text(de="Genehmigungen", en="Permits"),
    "how_permits": Text(
        de="Die Fristen rechnen mit den Wochen, die in den Tabellen stehen; was wirklich gilt, "
        "sagt das Amt.",
        en="The dates go by the weeks in the tables; what really holds, the office says.",
    ),
    "permit": Text(de="Genehmigung", en="Permit"),
    "office": Text(de="Amt", en="Office"),
    "due": Text(de="beantragen bis", en="apply by"),
    "applied_on": Text(de="beantragt am", en="applied for on"),
    "granted": Text(de="bewilligt", en="granted"),
    "pending": Text(de="offen", en="pending"),
    "flexible": Text(de="Wo eine Änderung weh tut", en="Where a change hurts"),
    "not_here": Text(de="Was hier nichts ändert", en="What changes nothing here"),
    "how_not_here": Text(
        de="Diese Regeln und Wünsche gelten; hier ändern sie nichts, weil in den Tabellen nichts "
        "für sie steht oder schon anderes dafür sorgt. „festplan rules NAME“ sagt, welche Spalten "
        "sie lesen.",
        en="These rules and wishes hold; here they change nothing, because the tables have "
        "nothing for them, or something else sees to it already. “festplan rules NAME” says "
        "which columns they read.",
    ),
    "how_flexible": Text(
        de="So viele Möglichkeiten – ein Beginn an einem Ort – lassen die Regeln jeder "
        "Veranstaltung für sich. Wer wenige hat, soll bleiben, wo er ist.",
        en="This many possibilities – a start at a venue – do the rules leave each event by "
        "itself. What has few should stay where it is.",
    ),
    "possible": Text(de="Möglichkeiten", en="Possibilities"),
    "venues": Text(de="Orte", en="Venues"),
    "now": Text(de="Im Plan", en="In the plan"),
}


def told(fact: object, language: str) -> str:
    """A sentence or a fact in a language; an amount stays on one line with its unit."""
    return written(fact, language).replace(" €", "\u00a0€").replace(" kW", "\u00a0kW")


def day_title(picture: pictures.DayPicture, language: str) -> str:
    """The date of a day, with its motto where it has one."""
    date = long_date(picture.date, language)
    if picture.day is None:
        return date
    column = DAY_TITLES.get(language, tables.DAY_TITLE)
    motto = column.of(picture.day) or tables.DAY_TITLE.of(picture.day)
    return f"{date} – {motto}" if motto else date


def euros(cents: int, language: str) -> str:
    """``1.450,00 €`` or ``€1,450.00``."""
    from babel.numbers import format_currency

    # Divided as decimals: a cent is no binary fraction.
    return format_currency(Decimal(cents) / 100, "EUR", locale=words.locale(language))


def amount(number: int, kind: str, language: str) -> str:
    """So much of something: watts as ``3,6 kW``, everything else as a number."""
    from babel.numbers import format_decimal

    locale = words.locale(language)
    if kind == "power":
        return f"{format_decimal(Decimal(number) / 1000, locale=locale)}\u00a0kW"
    return str(format_decimal(number, locale=locale))


# --- how good it is --------------------------------------------------------------------------

VOID = Text(
    de="Solange Regeln verletzt sind, sagt kein Beweis etwas über die Güte des Planes.",
    en="As long as rules are broken, no proof says anything about how good the plan is.",
)
UNKNOWN = Text(
    de="Ob es einen besseren Plan gibt, ist nicht untersucht.",
    en="Whether there is a better plan has not been examined.",
)
BEST = Text(
    de="Bewiesen: Einen besseren Plan gibt es nicht.",
    en="Proved: there is no better plan.",
)
PARTLY = Text(
    de="Noch nicht bewiesen ist, ob es einen besseren Plan gibt. Offen ist: {open}.",
    en="It is not yet proved whether there is a better plan. Still open: {open}.",
)


def verdict(plan: Plan, breaches: Sequence[Breach]) -> Text:
    """How good the plan is, in one sentence."""
    if breaches:
        return VOID
    if not plan.tiers:
        return UNKNOWN
    if plan.optimal:
        return BEST
    return PARTLY.with_facts(open=[_tier_name(t) for t in plan.tiers if not t.optimal])


TIER_NAMES = {
    "mandatory": Text(de="Was stattfinden muss", en="What must take place"),
    "priority": Text(de="Freiwillige Veranstaltungen", en="Optional events"),
    "wishes": Text(de="Wünsche", en="Wishes"),
    "tidiness": Text(de="Ordnung im Programm", en="A tidy programme"),
}
NOTHING_LOST = Text(de="nichts verloren.", en="nothing lost.")
LOST = Text(de="{points} verloren.", en="{points} lost.")
#: What is counted in a tier, one of it and several.
SESSIONS = (
    Text(de="1 Termin", en="1 session"),
    Text(de="{count} Termine", en="{count} sessions"),
)
IMPORTANCE = (
    Text(de="1 Punkt an Wichtigkeit", en="1 point of importance"),
    Text(de="{count} Punkte an Wichtigkeit", en="{count} points of importance"),
)
POINTS = (
    Text(de="1 Punkt", en="1 point"),
    Text(de="{count} Punkte", en="{count} points"),
)
COUNTED = {"mandatory": SESSIONS, "priority": IMPORTANCE}
PROVED = Text(
    de="Bewiesen: Kein Plan verliert hier weniger.", en="Proved: no plan loses less here."
)
PROVED_GIVEN = Text(
    de="Bewiesen, solange es darüber so bleibt: Dann verliert kein Plan hier weniger.",
    en="Proved as long as nothing changes above: then no plan loses less here.",
)
GAP = Text(
    de="Jeder Plan verliert mindestens {at_least}. Ob sich der Unterschied ({gap}) noch "
    "gewinnen lässt, ist offen.",
    en="Every plan loses at least {at_least}. Whether the difference ({gap}) can still be "
    "gained is open.",
)


@dataclass(frozen=True)
class TierTold:
    """A tier in words."""

    name: Text
    lost: Text
    proof: Text
    proved: bool


def _told(tiers: Iterable[Tier]) -> Iterator[TierTold]:
    proof = PROVED
    for tier in tiers:
        gap = GAP.with_facts(at_least=tier.at_least, gap=tier.lost - tier.at_least)
        says = LOST.with_facts(points=points(tier.lost, COUNTED.get(tier.name, POINTS)))
        yield TierTold(
            _tier_name(tier),
            says if tier.lost else NOTHING_LOST,
            proof if tier.optimal else gap,
            tier.optimal,
        )
        # What is proved below an open tier holds only while that one stays as it is.
        proof = proof if tier.optimal else PROVED_GIVEN


def points(count: int, of: tuple[Text, Text] = POINTS) -> Text:
    one, several = of
    return one if count == 1 else several.with_facts(count=count)


def _tier_name(tier: Tier) -> Text:
    return TIER_NAMES.get(tier.name, Text(tier.name, tier.name))


SHORT = Text(
    de="Fände sie auch noch statt, blieben {short} unbezahlt.",
    en="If it took place as well, {short} would remain unpaid.",
)

NO_REASON = Text(de="Ein Grund ist nicht angegeben.", en="No reason is given.")


@dataclass(frozen=True)
class Missing:
    """An event that is not in the plan, why, and the cents that would be missing for it."""

    event: Event
    why: Text | None
    short: int

    @property
    def short_of(self) -> Text:
        return SHORT.with_facts(short=funding.in_euros(self.short))

    @property
    def reason(self) -> Text:
        """What somebody has said, or what the money tells."""
        return self.why or (self.short_of if self.short else NO_REASON)


def missing(festival: Festival, plan: Plan) -> tuple[Missing, ...]:
    """All events without a session in the plan, whether or not somebody has said why."""
    said = {left.event: left.why for left in plan.left_out}
    return tuple(
        Missing(event, said.get(event), _short(festival, plan, event))
        for event in festival.events
        if event not in plan.events
    )


def _short(festival: Festival, plan: Plan, event: Event) -> int:
    """The cents that would be missing more if an event took place as well."""
    without, within = (
        sum(hole.cents for hole in funding.coverage(festival, events).holes)
        for events in (plan.events, plan.events | {event})
    )
    return max(within - without, 0)


# --- who does what ---------------------------------------------------------------------------


def _parts(festival: Festival, plan: Plan) -> list[tuple[Actor, list[Placement]]]:
    """Every actor who has something to do, by name, with its sessions in order."""
    own = placements_by_actor(plan)
    return [
        (actor, sorted(own[actor], key=lambda placed: placed.order))
        for actor in _by_name(festival.actors)
        if actor in own
    ]


def _idle(festival: Festival, plan: Plan) -> list[Actor]:
    busy = placements_by_actor(plan)
    return [actor for actor in _by_name(festival.actors) if actor not in busy]


def _by_name(actors: Iterable[Actor]) -> list[Actor]:
    return sorted(actors, key=lambda actor: (_plain(actor.name), actor.id))


def _plain(name: str) -> str:
    """A name as an index sorts it: Ö beside O."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# --- what is in use when ---------------------------------------------------------------------

#: The rules whose limits are shown, and what each limits.
RESOURCES = {
    "power": Text(de="Strom: {name}", en="Power: {name}"),
    "helpers": Text(de="Helfende", en="Helpers"),
    "equipment": Text(de="{name}", en="{name}"),
    "first_aid": Text(de="{name}", en="{name}"),
    "capacity": Text(de="Gäste: {name}", en="Visitors: {name}"),
}
#: What goes with a session, in whatever place.
ANYWHERE = ("helpers", "equipment", "first_aid")


@dataclass(frozen=True)
class Resource:
    """Something of which there is only so much, over time."""

    kind: str  # the rule that limits it
    name: Text
    peak: Level
    panels: tuple[Panel, ...]


def resources(draft: Draft, plan: Plan) -> list[Resource]:
    """Everything scarce that the plan uses, the tightest first."""
    spoken = [
        (said.speaker, said.word)
        for said in draft.words
        if isinstance(said.word, AtMost) and said.speaker in RESOURCES
    ]
    # First aid counts every team that equipment counts, and those nobody has booked.
    aid = {word.name for speaker, word in spoken if speaker == "first_aid"}
    found = (
        _resource(speaker, word, plan)
        for speaker, word in spoken
        if speaker != "equipment" or word.name not in aid
    )
    return sorted(filter(None, found), key=lambda resource: -resource.peak.tightness)


def _resource(kind: str, word: AtMost, plan: Plan) -> Resource | None:
    found = pictures.levels(word, plan, anywhere=kind in ANYWHERE)
    # A venue with one session at a time is never fuller than its own visitors make it.
    if not found or (kind == "capacity" and all(len(level.users) < 2 for level in found)):
        return None
    peak = max(found, key=lambda level: (level.tightness, level.used))
    name = RESOURCES[kind].with_facts(name=word.name)
    return Resource(kind, name, peak, pictures.panels(found, peak, plan))


def _uncounted(draft: Draft, plan: Plan) -> list[Placement]:
    """Sessions of which the draft knows nothing, as they break a rule where they are."""
    return [p for p in plan if not draft.starts(Option(p.session, p.venue, p.length))]


# --- money -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fund:
    id: str
    name: str
    giver: str
    total: int
    paid: int


@dataclass(frozen=True)
class Application:
    title: str
    fund: str
    requested: int | None
    approved: int | None
    paid: int


@dataclass(frozen=True)
class Cost:
    """A cost, and the cents that each fund pays of it: (fund, application or "", cents)."""

    item: str
    amount: int
    own: int
    payments: tuple[tuple[str, str, int], ...]
    unpaid: int

    @property
    def lines(self) -> int:
        """How many lines of the table it takes."""
        return max(len(self.payments) + (self.unpaid > 0), 1)


@dataclass(frozen=True)
class Money:
    """Who pays what, in cents."""

    funds: tuple[Fund, ...]
    applications: tuple[Application, ...]
    costs: tuple[tuple[Text, tuple[Cost, ...]], ...]  # by what they are for

    @property
    def all_costs(self) -> tuple[Cost, ...]:
        return tuple(cost for _, costs in self.costs for cost in costs)


def money(festival: Festival, plan: Plan) -> Money:
    """Where the money comes from and where it goes, when the plan takes place."""
    coverage = funding.coverage(festival, plan.events)
    if not festival.of("funds"):
        return Money((), (), ())
    return Money(
        tuple(
            _fund(festival, row, coverage)
            for row in sorted(festival.of("funds"), key=funding.FUND_ID.of)
        ),
        tuple(
            _application(row, coverage)
            for row in sorted(festival.of("applications"), key=funding.APPLICATION_ID.of)
        ),
        tuple(_costs(festival, plan, coverage)),
    )


def _fund(festival: Festival, row: Row, coverage: funding.Coverage) -> Fund:
    id = funding.FUND_ID.of(row)
    # Who gives may be one of the actors, or somebody from outside.
    giver = next((a.name for a in festival.actors if a.id == funding.GIVER.of(row)), None)
    paid = sum(payment.cents for payment in coverage.payments if payment.fund == id)
    return Fund(
        id,
        funding.FUND_NAME.of(row),
        giver or funding.GIVER.of(row),
        funding.TOTAL.of(row),
        paid,
    )


def _application(row: Row, coverage: funding.Coverage) -> Application:
    id = funding.APPLICATION_ID.of(row)
    return Application(
        funding.APPLICATION_TITLE.of(row) or id,
        funding.TO_FUND.of(row),
        funding.REQUESTED.of(row),
        funding.APPROVED.of(row),
        sum(payment.cents for payment in coverage.payments if payment.application == id),
    )


def _costs(
    festival: Festival, plan: Plan, coverage: funding.Coverage
) -> Iterator[tuple[Text, tuple[Cost, ...]]]:
    """The costs of the plan: first those that everybody shares, then event by event."""
    by_event: dict[str, list[Cost]] = {}
    for row in sorted(festival.of("costs"), key=funding.AMOUNT.of, reverse=True):
        by_event.setdefault(funding.EVENT.of(row), []).append(_cost(festival, row, coverage))
    if funding.SHARED in by_event:
        yield funding.FOR_ALL, tuple(by_event[funding.SHARED])
    for event in festival.events:
        if event in plan.events and event.id in by_event:
            yield Text(event.title, event.title), tuple(by_event[event.id])


def _cost(festival: Festival, row: Row, coverage: funding.Coverage) -> Cost:
    # Two rows may be alike to the letter, so it is this row and no other that is paid.
    payments = (payment for payment in coverage.payments if payment.cost is row)
    return Cost(
        funding.ITEM.of(row) or funding.CATEGORY.of(row),
        funding.AMOUNT.of(row),
        funding.OWN.of(row),
        tuple((pay.fund, _titled(festival, pay.application), pay.cents) for pay in payments),
        sum(hole.cents for hole in coverage.holes if hole.cost is row),
    )


def _titled(festival: Festival, id: str) -> str:
    """An application by its title, or by its id where it has none."""
    titles = (
        funding.APPLICATION_TITLE.of(row)
        for row in festival.of("applications")
        if funding.APPLICATION_ID.of(row) == id
    )
    return next(titles, "") or id


# --- wishes and room to move -----------------------------------------------------------------

MET = Text(
    de="Bei {asked} Terminen stand das auf dem Spiel, bei {met} davon ist es erfüllt.",
    en="It was at stake for {asked} sessions and is met for {met} of them.",
)


@dataclass(frozen=True)
class Disappointment:
    """All misses of one wish, and how often it is met where that is known."""

    title: str
    misses: tuple[Miss, ...]
    met: Text | None

    @property
    def points(self) -> int:
        return sum(miss.points for miss in self.misses)


def disappointments(
    misses: Sequence[tuple[Wish, Miss]], draft: Draft, plan: Plan, language: str
) -> list[Disappointment]:
    """The wishes that are not met, each with all its misses, in the order of the wishes."""
    grouped = groupby(misses, key=lambda missed: name(missed[0]))
    found = ((key, list(group)) for key, group in grouped)
    return [
        Disappointment(
            title(group[0][0], language),
            tuple(miss for _, miss in group),
            _met(key, [miss for _, miss in group], draft, plan),
        )
        for key, group in found
    ]


def _met(wish: str, misses: Iterable[Miss], draft: Draft, plan: Plan) -> Text | None:
    """How often a wish is met, if it priced single sessions and no pairs or days."""
    placed = {placement.session for placement in plan}
    asked = placed & {price.option.session for price in draft.prices if price.speaker == wish}
    missed = {placement.session for miss in misses for placement in miss.placements}
    if not missed or not missed <= asked:
        return None
    return MET.with_facts(asked=len(asked), met=len(asked - missed))


@dataclass(frozen=True)
class Unused:
    """A rule or a wish that asks nothing of a plan here."""

    name: str
    title: str


def unused(draft: Draft, language: str) -> list[Unused]:
    """The rules and wishes that ask nothing of a plan here."""
    modules: list[Page] = [*RULES, *WISHES]
    return [
        Unused(name(module), title(module, language))
        for module in modules
        if name(module) not in draft.spoke
    ]


# --- what is worth a look --------------------------------------------------------------------


@dataclass(frozen=True)
class ToCheck:
    """All that one warning tells and that has no date."""

    title: str
    told: tuple[Told, ...]


def to_check(warnings: Sequence[tuple[Warning, Told]], language: str) -> list[ToCheck]:
    """The warnings that tell something without a date, in their order."""
    undated = (pair for pair in warnings if pair[1].due is None)
    groups = [list(group) for _, group in groupby(undated, key=lambda pair: name(pair[0]))]
    return [
        ToCheck(title(group[0][0], language), tuple(told for _, told in group)) for group in groups
    ]


@dataclass(frozen=True)
class PermitTold:
    """Permits that go together: the same kind, office and dates."""

    kind: Text
    what: tuple[str | Text, ...]
    office: str
    due: Text
    applied: Text | None
    granted: bool
    late: bool


def applications_for(festival: Festival, plan: Plan) -> list[PermitTold]:
    """Every permit that the plan needs, those first that are to be applied for first."""
    found = sorted(permits(festival, plan), key=_letter)
    return [_permit_told(list(group), festival) for _, group in groupby(found, key=_letter)]


def _letter(permit: Permit) -> tuple[date, str, str, date, bool]:
    """What goes together in one letter to an office."""
    return permit.due, permit.kind, permit.office, permit.applied or date.min, permit.granted


def _permit_told(group: Sequence[Permit], festival: Festival) -> PermitTold:
    first = group[0]
    return PermitTold(
        first.name,
        some(permit.titled for permit in group),
        first.office,
        with_year(first.due),
        with_year(first.applied) if first.applied else None,
        first.granted,
        not first.granted and is_over(first.due, festival),
    )


#: So many of the least flexible events are named.
TIGHTEST = 10


@dataclass(frozen=True)
class Leeway:
    """How many possibilities, a start at a venue each, the rules leave an event."""

    event: Event
    possible: int
    venues: int
    placements: tuple[Placement, ...]


def leeway(draft: Draft, plan: Plan) -> list[Leeway]:
    """The events of the plan, those first for which the rules leave the least."""
    found = (_leeway(event, draft, plan) for event in draft.festival.events if plan.of(event))
    return sorted(found, key=lambda each: (each.possible, each.venues, each.event.id))


def _leeway(event: Event, draft: Draft, plan: Plan) -> Leeway:
    """What its least flexible session has, for the others do not help that one."""
    starts = min(
        (_starts_by_venue(session, draft) for session in event.sessions),
        key=lambda by_venue: sum(bits.bit_count() for bits in by_venue.values()),
    )
    possible = sum(bits.bit_count() for bits in starts.values())
    return Leeway(event, possible, len(starts), plan.of(event))


def _starts_by_venue(session: Session, draft: Draft) -> dict[Venue, int]:
    """The starts still open at each venue, as bits; a start counts once, however long."""
    starts: dict[Venue, int] = {}
    for option in draft.options(session):
        starts[option.venue] = starts.get(option.venue, 0) | draft.starts(option)
    return starts
