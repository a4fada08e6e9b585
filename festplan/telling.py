"""What a run tells the person in front of the screen: complaints, progress, and the summary."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from festplan.complaints import NAMES, Complaint, Severity
from festplan.festival import Festival
from festplan.plan import Plan, Tier
from festplan.rules.rule import name, title
from festplan.texts import Text
from festplan.warnings.warning import Told, Warning, by_date
from festplan.wishes.wish import PRIORITY, TIDY, WISHED, Miss, Wish, tier_of

if TYPE_CHECKING:
    from festplan.planning import Outcome, Tables
    from festplan.solver.solve import Progress

COLOURS = {Severity.ERROR: "bold red", Severity.QUESTION: "yellow", Severity.HINT: "cyan"}

READ = Text(
    en="Tables read: {tables}. Errors: {errors}, questions: {questions}, hints: {hints}.",
    de="Gelesene Tabellen: {tables}. Fehler: {errors}, Fragen: {questions}, Hinweise: {hints}.",
)
NOTHING_PLANNED = Text(
    en="Nothing was planned: mend the errors first.",
    de="Nichts wurde geplant: Bitte zuerst die Fehler beheben.",
)
ALL_WELL = Text(
    en="The tables are in order: {events} events with {sessions} sessions on {days} days, "
    "{venues} venues, {actors} actors.",
    de="Die Tabellen sind in Ordnung: {events} Veranstaltungen mit {sessions} Terminen an {days} "
    "Tagen, {venues} Orte, {actors} Akteure.",
)
UNUSED = Text(
    en="{used} of {all} rules and wishes narrow the plan; the others change nothing here (the "
    "report of a plan names them).",
    de="{used} von {all} Regeln und Wünschen schränken den Plan ein; die anderen ändern hier "
    "nichts (der Bericht zu einem Plan nennt sie).",
)
UNDERSTOOD = Text(
    en="How it was understood: {folder} ({tables} tables).",
    de="Wie es verstanden wurde: {folder} ({tables} Tabellen).",
)
WHOM_TO_ASK = Text(
    en="Whom to ask, with a letter to each: {questions}.",
    de="Wen man fragt, mit einem Brief an jeden: {questions}.",
)
LEFT_OUT_ROWS = Text(
    en="Rows with errors are not in it ({rows}).",
    de="Zeilen mit Fehlern sind nicht dabei ({rows}).",
)
PHASES = {
    "mandatory": Text(en="placing what is mandatory", de="Pflicht unterbringen"),
    "priority": Text(en="choosing what can be paid", de="Bezahlbares auswählen"),
    "wishes": Text(en="meeting wishes", de="Wünsche erfüllen"),
    "tidiness": Text(en="tidying up", de="Aufräumen"),
}
PROGRESS = Text(
    en="{phase} · best so far {best} · bound {bound} · gap {gap} · {seconds} s",
    de="{phase} · bisher bester Wert {best} · Schranke {bound} · Lücke {gap} · {seconds} s",
)
PLACED = Text(
    en="{sessions} sessions of {events} events are placed. Events left out: {out}.",
    de="{sessions} Termine von {events} Veranstaltungen sind geplant. Weggelassen: {out}.",
)
ALL_PLACED = Text(
    en="All {sessions} sessions of {events} events are placed.",
    de="Alle {sessions} Termine von {events} Veranstaltungen sind geplant.",
)
LEFT_OUT = Text(en="Left out", de="Nicht im Plan")
NOT_MET = Text(en="Wishes not met ({points} lost)", de="Nicht erfüllte Wünsche ({points} verloren)")
NOT_TIDY = Text(en="Not quite tidy ({points} lost)", de="Nicht ganz ordentlich ({points} verloren)")
WISH = Text(en="{count} × {what} ({points})", de="{count} × {what} ({points})")
ONE_POINT = Text(en="1 point", de="1 Punkt")
POINTS = Text(en="{points} points", de="{points} Punkte")
FIRST = Text(en="for example: {example}", de="zum Beispiel: {example}")
ONLY = Text(en="{example}", de="{example}")
PLEASE_CHECK = Text(
    en="Please check ({count}; no plan is refused for it)",
    de="Bitte prüfen ({count}; kein Plan scheitert daran)",
)
CHECK = Text(en="{count} × {what}", de="{count} × {what}")
DEADLINES = Text(en="Dates to keep ({count})", de="Fristen ({count})")
DEADLINES_OVER = Text(
    en="Dates to keep ({count}, over: {over})", de="Fristen ({count}, vorbei: {over})"
)
MORE_IN_REPORT = Text(en="… and {count} more in the report", de="… und {count} weitere im Bericht")
#: So many dates stand on the screen; all of them are in the report.
DATES_SHOWN = 8
ALL_MET = Text(en="Every wish is met.", de="Alle Wünsche sind erfüllt.")
HOW_GOOD = Text(en="How good is it?", de="Wie gut ist er?")
TIERS = {
    "mandatory": Text(en="mandatory events", de="Pflichtveranstaltungen"),
    "priority": Text(en="optional events left out", de="Weggelassenes Freiwilliges"),
    "wishes": Text(en="wishes", de="Wünsche"),
    "tidiness": Text(en="tidiness", de="Ordnung"),
}
BEST = Text(
    en="{lost} lost – proved: no plan loses fewer",
    de="{lost} verloren – bewiesen: Kein Plan verliert weniger",
)
GAP = Text(
    en="{lost} lost – not proved best: any plan loses at least {at_least}",
    de="{lost} verloren – nicht bewiesen: Mindestens {at_least} verliert jeder Plan",
)
OPTIMAL = Text(
    en="The plan is proved best in every respect.",
    de="Bewiesen: Der Plan ist in jeder Hinsicht der beste.",
)
NOT_OPTIMAL = Text(
    en="The plan keeps all rules; it is not proved best. More time (--seconds) may help.",
    de="Der Plan hält alle Regeln ein; dass er der beste ist, ist nicht bewiesen. Mehr Zeit "
    "(--seconds) kann helfen.",
)
STOPPED = Text(
    en="Stopped: this is the best plan so far.", de="Angehalten: Das ist der bisher beste Plan."
)
BROKEN = Text(en="The plan breaks rules ({count}):", de="Der Plan verletzt Regeln ({count}):")
KEEPS_ALL = Text(
    en="The plan keeps every rule ({sessions} sessions, {rules} rules checked).",
    de="Der Plan hält alle Regeln ein ({sessions} Termine, {rules} Regeln geprüft).",
)
ALSO_IN = Text(en="(Also in row {rows}.)", de="(Auch in Zeile {rows}.)")
FILES = Text(en="Written to {folder}:", de="Geschrieben nach {folder}:")


class Teller:
    """Speaks to one person, in their language, on their screen."""

    def __init__(self, language: str, console: Console | None = None) -> None:
        self.language = language
        self.console = console or Console(highlight=False)
        if not self.console.is_terminal and "COLUMNS" not in os.environ:
            # What goes into a file or another program is not broken into lines.
            self.console.width = 1000

    def say(self, text: Text, style: str = "", **facts: object) -> None:
        said = text.with_facts(**facts).in_language(self.language)
        self.console.print(escape(said), style=style or None)

    # --- tables -----------------------------------------------------------------------------

    def complaints(self, found: Sequence[Complaint], tables: int) -> None:
        """Every complaint, table by table, the most severe ones first, and their number."""
        by_file = sorted(found, key=lambda c: c.place.file)
        worst = {f: min(c.severity for c in cs) for f, cs in _by_file(by_file)}
        for file, complaints in sorted(_by_file(by_file), key=lambda f: (worst[f[0]], f[0])):
            self.console.print()
            self.console.print(f"[bold]{escape(file)}[/]")
            for same in _alike(sorted(complaints, key=lambda c: (c.severity, c.place.row))):
                self._complaint(same)
        counts = [sum(c.severity is s for c in found) for s in Severity]
        if found:
            self.console.print()
            says = READ.with_facts(errors=counts[0], questions=counts[1], hints=counts[2])
            self.say(says, tables=tables)

    def _complaint(self, same: Sequence[Complaint]) -> None:
        """A complaint, once for all rows in which the same cell says the same."""
        first, *others = same
        kind = NAMES[first.severity].in_language(self.language)
        said = first.in_language(self.language).removeprefix(first.place.file).lstrip(", –")
        if others:
            rows = tuple(complaint.place.row for complaint in others)
            said = f"{said} {ALSO_IN.with_facts(rows=rows).in_language(self.language)}"
        # What goes on in the next line is set in, so that one sees where the next one begins.
        room = max(self.console.width - 2, 20)
        lines = wrap(f"{kind} {said}", room, subsequent_indent="    ", break_on_hyphens=False)
        marked = f"[{COLOURS[first.severity]}]{kind}[/]"
        for line in lines or [kind]:
            shown = escape(line)
            if line is lines[0]:
                shown = marked + shown.removeprefix(kind)
            self.console.print(f"  {shown}", soft_wrap=True)

    def tables_are_fine(self, found: Tables) -> None:
        festival = found.read.festival
        assert festival is not None
        self.say(
            ALL_WELL,
            style="green",
            events=len(festival.events),
            sessions=len(festival.sessions),
            days=len(festival.days),
            venues=len(festival.venues),
            actors=len(festival.actors),
        )

        self._unused(found)

    def _unused(self, found: Tables) -> None:
        """Which rules and wishes are off, because no table has anything for them."""
        from festplan.planning import unused

        assert found.draft is not None
        everything, off = unused(found.draft)
        if off:
            self.say(UNUSED, used=everything - len(off), all=everything)

    def understood(self, out: Path, tables: int, left_out: int, asks: bool) -> None:
        """Where the tables as they were understood lie, and the questions if there are any."""
        from festplan.planning import CLEANED, QUESTIONS

        self.console.print()
        self.say(UNDERSTOOD, folder=str(out / CLEANED), tables=tables)
        if left_out:
            self.say(LEFT_OUT_ROWS, rows=left_out)
        if asks:
            self.say(WHOM_TO_ASK, questions=str(out / QUESTIONS))

    # --- the search -------------------------------------------------------------------------

    def progress(self, now: Progress) -> str:
        facts = {
            "phase": PHASES[now.tier].in_language(self.language),
            "best": "–" if now.lost is None else now.lost,
            "bound": now.at_least,
            "gap": "–" if now.lost is None else f"{_gap(now.lost, now.at_least)} %",
            "seconds": f"{now.seconds:.1f}",
        }
        return PROGRESS.with_facts(**facts).in_language(self.language)

    # --- the plan ---------------------------------------------------------------------------

    def summary(self, outcome: Outcome) -> None:
        """What was placed, what was left out, which wishes are not met, how good it is."""
        plan = outcome.plan
        self.console.print()
        self.say(
            PLACED if plan.left_out else ALL_PLACED,
            style="bold",
            sessions=len(plan.placements),
            events=len(plan.events),
            out=len(plan.left_out),
        )
        self._left_out(plan)
        self._misses(outcome.festival, outcome.misses)
        self._warnings(outcome.warnings)
        self._tiers(plan)

    def _left_out(self, plan: Plan) -> None:
        if not plan.left_out:
            return
        self._headline(LEFT_OUT)
        table = Table(box=None, show_header=False, padding=(0, 1))
        for out in plan.left_out:
            table.add_row(
                escape(out.event.id),
                f"[bold]{escape(out.event.title)}[/]",
                escape(out.why.in_language(self.language)),
            )
        self.console.print(Padding(table, (0, 0, 0, 1), expand=False))

    def _misses(self, festival: Festival, misses: Sequence[tuple[Wish, Miss]]) -> None:
        if not misses:
            self.say(ALL_MET, style="green")
        for tiers, headline in (((PRIORITY, WISHED), NOT_MET), ((TIDY,), NOT_TIDY)):
            found = [(wish, miss) for wish, miss in misses if tier_of(wish, festival) in tiers]
            if found:
                self._missed(headline, found)

    def _missed(self, headline: Text, misses: Sequence[tuple[Wish, Miss]]) -> None:
        self._headline(headline, points=_points(sum(miss.points for _, miss in misses)))
        for count, points, what, example in self._grouped(misses):
            heading = WISH.with_facts(count=count, what=what, points=_points(points))
            self._line(heading, "", 2)
            self._line(FIRST if count > 1 else ONLY, "dim", 6, example=example)

    def _line(self, text: Text, style: str, indent: int, **facts: object) -> None:
        said = escape(text.with_facts(**facts).in_language(self.language))
        line = f"[{style}]{said}[/]" if style else said
        self.console.print(Padding(line, (0, 0, 0, indent), expand=False))

    def _grouped(self, misses: Sequence[tuple[Wish, Miss]]) -> Iterator[tuple[int, int, str, str]]:
        """Each wish once: how often it is not met, at how many points, and the first case."""
        for _, group in groupby(misses, key=lambda pair: name(pair[0])):
            found = list(group)
            points = sum(miss.points for _, miss in found)
            first = found[0][1].text.in_language(self.language)
            yield len(found), points, title(found[0][0], self.language), first

    def _warnings(self, warnings: Sequence[tuple[Warning, Told]]) -> None:
        """Each warning once with its first case; what has a date, by its date."""
        undated = [pair for pair in warnings if pair[1].due is None]
        if undated:
            self._headline(PLEASE_CHECK, count=len(undated))
        for _, group in groupby(undated, key=lambda pair: name(pair[0])):
            found = list(group)
            what = title(found[0][0], self.language)
            self._line(CHECK, "", 2, count=len(found), what=what)
            self._line(FIRST if len(found) > 1 else ONLY, "dim", 6, example=found[0][1].text)
        self._deadlines(by_date(told for _, told in warnings))

    def _deadlines(self, found: Sequence[Told]) -> None:
        over = sum(told.late for told in found)
        if found:
            self._headline(DEADLINES_OVER if over else DEADLINES, count=len(found), over=over)
        for told in found[:DATES_SHOWN]:
            self._line(told.text, "red" if told.late else "", 2)
        if len(found) > DATES_SHOWN:
            self._line(MORE_IN_REPORT, "dim", 2, count=len(found) - DATES_SHOWN)

    def _tiers(self, plan: Plan) -> None:
        self._headline(HOW_GOOD)
        for tier in plan.tiers:
            if tier.lost or tier.at_least or tier.name != "mandatory":
                self._tier(tier)
        self.say(OPTIMAL if plan.optimal else NOT_OPTIMAL, "bold green" if plan.optimal else "")

    def _tier(self, tier: Tier) -> None:
        said = (BEST if tier.optimal else GAP).with_facts(
            lost=_points(tier.lost), at_least=_points(tier.at_least)
        )
        what = TIERS[tier.name].in_language(self.language)
        line = f"{what}: {said.in_language(self.language)}"
        self.console.print(Padding(escape(line), (0, 0, 0, 2), expand=False))

    def broken(self, outcome: Outcome) -> None:
        """Every rule that the plan breaks, in the words of the rule."""
        self.say(BROKEN, style="bold red", count=len(outcome.breaches))
        for breach in outcome.breaches:
            said = breach.text.in_language(self.language)
            self.console.print(Padding(escape(f"– {said}"), (0, 0, 0, 2), expand=False))

    def files(self, folder: Path, names: Iterable[str]) -> None:
        """Where the outputs lie; the feeds of the actors are counted, not listed."""
        self.console.print()
        self.say(FILES, folder=str(folder))
        shown = [name for name in names if not name.startswith("feeds/actor-")]
        feeds = sum(1 for name in names if name.startswith("feeds/actor-"))
        if feeds:
            shown.append(f"feeds/actor-….ics ({feeds})")
        for file in sorted(shown):
            self.console.print(f"  {escape(file)}")

    def _headline(self, text: Text, **facts: object) -> None:
        self.console.print()
        self.say(text, style="bold", **facts)


def _points(number: int) -> Text:
    return ONE_POINT if number == 1 else POINTS.with_facts(points=number)


def _by_file(complaints: Sequence[Complaint]) -> list[tuple[str, list[Complaint]]]:
    return [(file, list(group)) for file, group in groupby(complaints, lambda c: c.place.file)]


def _alike(complaints: Iterable[Complaint]) -> list[list[Complaint]]:
    """Complaints that say the same of the same text in the same column, together."""
    found: dict[tuple[object, ...], list[Complaint]] = {}
    for complaint in complaints:
        place, says = complaint.place, complaint.in_language("en")
        where = replace(place, row=0, address="").in_language("en")
        same = says.removeprefix(place.in_language("en")), where, complaint.severity
        alone = (complaint,) if place.cell is None or not place.row else same
        found.setdefault(alone, []).append(complaint)
    return list(found.values())


def _gap(lost: int, at_least: int) -> int:
    """How much of what is lost may be saved at best, in percent, rounded up."""
    return -(-100 * (lost - at_least) // lost) if lost > at_least else 0
