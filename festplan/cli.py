"""The command ``festplan``: one verb each; it reads, calls one function, prints."""

from __future__ import annotations

import locale
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from festplan import __version__
from festplan.texts import Text, languages
from festplan.times import MINUTE, Clock

if TYPE_CHECKING:
    from festplan.plan import Plan
    from festplan.planning import Outcome, Tables
    from festplan.solver.solve import Limits, Progress
    from festplan.telling import Teller

OK, MENDABLE, OUR_FAULT = 0, 1, 3


def spoken(arguments: list[str]) -> str:
    """The language to speak: what ``--lang`` says, else the locale, else English."""
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    names = (os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wished = next(filter(None, names), "") or locale.getlocale()[0] or ""
    code = "de" if wished.casefold().startswith("german") else wished[:2].casefold()
    return code if code in languages() else "en"


#: Help is written once, when the program starts, so its language must be known by then.
LANGUAGE = spoken(sys.argv[1:])


def told(en: str, de: str) -> str:
    return Text(en, de).in_language(LANGUAGE)


FOLDER = click.argument("folder", default="inputs", type=click.Path(path_type=Path))
LANG = click.option(
    "--lang",
    type=click.Choice(languages()),
    default=None,
    help=told("Language of the messages.", "Sprache der Meldungen."),
)
OUT = click.option(
    "--out",
    default="outputs",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=told("Folder for what is written.", "Ordner für die Ausgaben."),
)

NO_PLAN = Text(
    en="There is no plan that keeps all rules.", de="Es gibt keinen Plan, der alle Regeln einhält."
)
TRY_PARTIAL = Text(
    en="“--partial” writes the best plan that leaves out as little as possible.",
    de="„--partial“ schreibt den besten Plan, der so wenig wie möglich weglässt.",
)
IS_PARTIAL = Text(
    en="This is NOT a complete plan. Mandatory events left out: {count}.",
    de="Das ist KEIN vollständiger Plan. Fehlende Pflichtveranstaltungen: {count}.",
)
UNDECIDED = Text(
    en="The search ended before a plan was found, and before it was clear that there is none. "
    "Try more --seconds.",
    de="Die Suche endete, bevor ein Plan gefunden war und bevor klar war, dass es keinen gibt. "
    "Bitte mehr --seconds geben.",
)
CANNOT_WRITE = Text(
    en="“{file}” cannot be written: {why}. Is it open in another program?",
    de="„{file}“ lässt sich nicht schreiben: {why}. Ist die Datei anderswo geöffnet?",
)
NOT_EMPTY = Text(
    en="“{folder}” is not empty; nothing was written.",
    de="„{folder}“ ist nicht leer; nichts wurde geschrieben.",
)
LAID = Text(
    en="{count} tables lie in {folder}. Try: festplan plan {folder}",
    de="{count} Tabellen liegen in {folder}. Weiter mit: festplan plan {folder}",
)
LAID_EMPTY = Text(
    en="{count} empty tables lie in {folder}. Begin with days, venues and events and delete what "
    "you do not need; “festplan tables” says what to write where.",
    de="{count} leere Tabellen liegen in {folder}. Bitte mit tage, orte und veranstaltungen "
    "beginnen und löschen, was nicht gebraucht wird; „festplan tables“ sagt, was wohin gehört.",
)
LAID_WORKBOOK = Text(
    en="The workbook lies in {file}; its first tab says how to begin. "
    "Then: festplan check {folder}",
    de="Die Arbeitsmappe liegt in {file}; ihr erstes Blatt sagt, wie es losgeht. Danach: "
    "festplan check {folder}",
)
NOT_OVER_ITSELF = Text(
    en="These are the tables in {folder} themselves; nothing was written over them.",
    de="Das sind die Tabellen in {folder} selbst; nichts wurde darüber geschrieben.",
)
NOT_CHECKED = Text(
    en="Not everything was checked: {count} errors above.",
    de="Nicht alles wurde geprüft: {count} Fehler stehen oben.",
)
NO_TABLE = Text(en="There is no table “{name}”.", de="Eine Tabelle „{name}“ gibt es nicht.")
NO_RULE = Text(en="There is no rule “{name}”.", de="Eine Regel „{name}“ gibt es nicht.")
RULES_ARE = Text(
    en="{rules} rules, {wishes} wishes and {warnings} warnings. “festplan rules NAME” shows one, "
    "with examples.",
    de="{rules} Regeln, {wishes} Wünsche und {warnings} Warnungen. „festplan rules NAME“ zeigt "
    "eine mit Beispielen.",
)
OUR_MISTAKE = Text(
    en="This is our mistake, not yours: {why}. Please send us the report {file}.",
    de="Das ist unser Fehler, nicht Ihrer: {why}. Bitte senden Sie uns den Bericht {file}.",
)
NOT_PRINTED = Text(
    en="programme.pdf was not written: {why}. Everything else was.",
    de="programme.pdf wurde nicht geschrieben: {why}. Alles andere schon.",
)
CANNOT_PUBLISH = Text(
    en="The plan cannot be published: {why}",
    de="Der Plan lässt sich nicht veröffentlichen: {why}",
)


@click.group(
    help=told(
        "Plan a neighbourhood festival: who plays where, and when.",
        "Plant ein Stadtteilfest: wer wo ist, und wann.",
    )
    + "\n\n\b\nfestplan new myfestival\nfestplan plan myfestival"
)
@click.version_option(__version__, prog_name="festplan")
@LANG
def festplan(lang: str | None) -> None:
    """The group of all verbs."""


def verb(help: str, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """A verb with its help, which ends with an example that can be pasted."""
    shown = f"{help}\n\n\b\n{told('Example:', 'Beispiel:')}\n  {example}"
    return festplan.command(help=shown, short_help=help)


@verb(
    told(
        "Make the best plan and write feeds, programme and tables.",
        "Den besten Plan machen und Kalender, Programm und Tabellen schreiben.",
    ),
    "festplan plan inputs --out outputs",
)
@FOLDER
@OUT
@click.option(
    "--seconds", default=120.0, show_default=True, type=click.FloatRange(min=0.1),
    help=told("Stop after so long with the best plan so far.",
              "Nach so langer Zeit mit dem bisher besten Plan aufhören."),
)  # fmt: skip
@click.option(
    "--effort", type=click.FloatRange(min=0.1),
    help=told("Stop after so much work (in seconds of a usual computer): the same plan everywhere.",
              "Nach so viel Arbeit aufhören (Sekunden eines üblichen Rechners): überall derselbe "
              "Plan."),
)  # fmt: skip
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64),
    help=told("So many processors prove together.", "So viele Prozessoren beweisen zusammen."),
)  # fmt: skip
@click.option(
    "--seed", default=0, show_default=True, type=click.IntRange(0, 10**9),
    help=told("Another number searches another way; a plan proved best stays the same.",
              "Eine andere Zahl sucht auf anderem Weg; ein bewiesen bester Plan bleibt gleich."),
)  # fmt: skip
@click.option(
    "--partial", is_flag=True,
    help=told("Where there is no plan: leave out as little as possible.",
              "Wenn es keinen Plan gibt: so wenig wie möglich weglassen."),
)  # fmt: skip
@click.option(
    "--changes", "edited", type=click.Path(path_type=Path),
    help=told("A plan.xlsx or plan.csv edited by hand: what was moved in it stays.",
              "Eine von Hand geänderte plan.xlsx oder plan.csv: Was darin verschoben ist, bleibt."),
)  # fmt: skip
@click.option(
    "--before", type=click.Path(path_type=Path),
    help=told("The plan.json it was before; without, the one in --out.",
              "Die plan.json von vorher; ohne Angabe die in --out."),
)  # fmt: skip
@LANG
def plan(
    folder: Path, out: Path, seconds: float, effort: float | None, workers: int, seed: int,
    partial: bool, edited: Path | None, before: Path | None, lang: str | None,
) -> None:  # fmt: skip
    from festplan.planning import checked_folder, judged, solved
    from festplan.solver.solve import Limits, Undecided

    teller = _teller(lang)
    if before is not None and edited is None:
        raise click.UsageError(
            told("--before says nothing without --changes.", "--before sagt nichts ohne --changes.")
        )
    found = checked_folder(folder)
    if edited is not None and found.draft is not None:
        found = _with_changes(teller, found, edited, before or out / "plan.json")
    teller.complaints(found.complaints, found.read.tables)
    if found.draft is None or (found.blocked and not partial):
        _refuse(teller, found)
    limits = Limits(seconds=seconds, effort=effort, seed=seed, workers=workers)
    try:
        with _watched(teller, limits):
            best = None if found.blocked else solved(found, limits)
            if best is None and partial:
                best = solved(found, limits, partial=True)
    except Undecided:
        teller.say(UNDECIDED, "bold red")
        sys.exit(MENDABLE)
    if best is None:
        teller.say(NO_PLAN, "bold red")
        if not partial:
            teller.say(TRY_PARTIAL)
        sys.exit(MENDABLE)
    outcome = judged(found.read, found.draft, best)
    _tell_plan(teller, outcome, stopped=limits.stop.is_set())
    _write(teller, outcome, out, {} if edited is None else _pins(outcome))
    missing = [event for event in outcome.festival.events if event.mandatory]
    sys.exit(MENDABLE if found.blocked or set(missing) - best.events else OK)


def _with_changes(teller: Teller, found: Tables, edited: Path, before: Path) -> Tables:
    """The tables with what was moved by hand in a plan; what will be kept is told."""
    from festplan.inputs.changes import changes, pinned, pins, questions, sentences
    from festplan.inputs.plans import read_document
    from festplan.planning import checked

    festival = found.read.festival
    assert festival is not None
    document = read_document(before)
    if document.plan is None or document.read.festival is None:
        teller.complaints(document.complaints, document.read.tables)
        sys.exit(MENDABLE)
    made = _plan_of(teller, edited, found)
    moved = changes(made, document.plan, document.read.festival.of("pins"))
    for text in sentences(moved, festival):
        teller.say(text)
    asked = (*found.read.complaints, *questions(moved, festival, edited.name))
    read = replace(found.read, complaints=asked)
    return checked(pinned(read, pins(moved, festival), edited.name))


def _pins(outcome: Outcome) -> dict[str, bytes]:
    """The pins, to lay among the tables for good."""
    from festplan.inputs.changes import pins_csv
    from festplan.tables import LANGUAGE as SPOKEN

    rows = outcome.festival.of("pins")
    language = SPOKEN.of(outcome.festival.settings)
    return {"pins.csv": pins_csv(rows, language)} if rows else {}


def _refuse(teller: Teller, found: Tables) -> NoReturn:
    from festplan.telling import NOTHING_PLANNED

    teller.say(NOTHING_PLANNED, "bold red")
    if found.draft is not None:
        teller.say(TRY_PARTIAL)
    sys.exit(MENDABLE)


def _tell_plan(teller: Teller, outcome: Outcome, stopped: bool = False) -> None:
    from festplan.telling import STOPPED

    missing = [out for out in outcome.plan.left_out if out.event.mandatory]
    teller.summary(outcome)
    if stopped:
        teller.say(STOPPED, "yellow")
    if missing:
        teller.say(IS_PARTIAL, "bold red", count=len(missing))
    # Each mandatory event that is left out is a breach; any further one would be our mistake.
    if len(outcome.breaches) > len(missing):
        teller.broken(outcome)
        raise AssertionError("the solver's plan breaks a rule")


@verb(
    told(
        "Check the tables, or a plan that somebody made, without solving.",
        "Die Tabellen prüfen, oder einen fertigen Plan, ohne zu rechnen.",
    ),
    "festplan check inputs --plan outputs/plan.csv",
)
@FOLDER
@OUT
@click.option(
    "--plan", "plan_file", type=click.Path(path_type=Path),
    help=told("A plan.csv, plan.xlsx or plan.json.", "Eine plan.csv, plan.xlsx oder plan.json."),
)  # fmt: skip
@LANG
def check(folder: Path, out: Path, plan_file: Path | None, lang: str | None) -> None:
    from festplan.planning import CLEANED, checked_folder, judged
    from festplan.rules import RULES
    from festplan.telling import KEEPS_ALL

    teller = _teller(lang)
    found = checked_folder(folder)
    if plan_file is None or found.draft is None:
        teller.complaints(found.complaints, found.read.tables)
        if not found.blocked:
            teller.tables_are_fine(found)
        if _lies_in(folder, out / CLEANED):
            teller.say(NOT_OVER_ITSELF, folder=str(out / CLEANED))
        elif found.read.lines:
            _write_understood(teller, found, out)
        sys.exit(MENDABLE if found.blocked else OK)
    made = _plan_of(teller, plan_file, found)
    outcome = judged(found.read, found.draft, made)
    if outcome.breaches:
        teller.broken(outcome)
        sys.exit(MENDABLE)
    rules = len(RULES)
    teller.say(KEEPS_ALL, "green", sessions=len(made.placements), rules=rules)


def _lies_in(path: Path, folder: Path) -> bool:
    return folder.resolve() in (path.resolve(), *path.resolve().parents)


def _write_understood(teller: Teller, found: Tables, out: Path) -> None:
    """How the tables were understood, and whom to ask what is open."""
    from festplan.complaints import Severity
    from festplan.inputs.cleaning import cleaned
    from festplan.laying import tables_csv
    from festplan.planning import CLEANED, QUESTIONS, of_a_check, write_files

    clean = cleaned(found.read)
    tables = tables_csv(clean.tables, clean.language)
    files = {f"{CLEANED}/{name}": data for name, data in tables.items()}
    if any(c.severity is not Severity.HINT for c in found.complaints):
        from festplan.asking import questions_html

        page = questions_html(found.read, found.complaints, clean.language)
        files[QUESTIONS] = page.encode()
    _written(teller, lambda: write_files(out, files, of_a_check))
    teller.understood(out, len(tables), clean.left_out, asks=QUESTIONS in files)


def _plan_of(teller: Teller, file: Path, found: Tables) -> Plan:
    """A plan from a file; its complaints are told, and end the run where they block it."""
    from festplan.inputs.plans import read_plan

    assert found.read.festival is not None
    made = read_plan(file, found.read.festival)
    teller.complaints(made.complaints, found.read.tables)
    if made.plan is None:
        sys.exit(MENDABLE)
    return made.plan


@verb(
    told("Check a programme that somebody made elsewhere: a list, a calendar, a schedule.",
         "Ein Programm prüfen, das woanders entstand: Liste, Kalender oder Fahrplan."),
    "festplan check-programme programme.csv --change-over 15",
)  # fmt: skip
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--column", "columns", multiple=True, metavar="NAME=HEADING",
    callback=lambda _, __, written: _matches(written),
    help=told("Which heading is what: title, day, start, end, length, place, people or id.",
              "Welche Überschrift was ist: title, day, start, end, length, place, people oder id."),
)  # fmt: skip
@click.option(
    "--change-over", default=0, metavar="MINUTES", type=click.IntRange(0, 1440),
    help=told("Minutes between two in one place.", "Minuten zwischen zweien an einem Ort."),
)  # fmt: skip
@click.option(
    "--walk", default=0, metavar="MINUTES", type=click.IntRange(0, 1440),
    help=told("Minutes from any place to another.", "Minuten von einem Ort zum anderen."),
)  # fmt: skip
@click.option(
    "--closing", metavar="TIME", callback=lambda _, __, written: _closing(written),
    help=told("Nothing may last longer, for example 22:00.",
              "Länger darf nichts dauern, etwa 22:00."),
)  # fmt: skip
@click.option(
    "--tables", "folder", type=click.Path(path_type=Path),
    help=told("Tables of a festival that know its walks.",
              "Tabellen eines Festes, die seine Wege kennen."),
)  # fmt: skip
@LANG
def check_programme(
    file: Path, columns: dict[str, str], change_over: int, walk: int, closing: Clock | None,
    folder: Path | None, lang: str | None,
) -> None:  # fmt: skip
    from festplan.clashes import Asked, clashes, headline, not_in_tables, verdict
    from festplan.complaints import blocking
    from festplan.inputs.programmes import matched, read_programme

    teller = _teller(lang)
    sites, walks = _walks(teller, folder)
    asked = Asked(change_over * MINUTE, walk * MINUTE, closing, sites, walks)
    read = read_programme(file, columns)
    found = tuple(clashes(read.performances, asked))
    teller.complaints(read.complaints, tables=1)
    lines = (headline(read.performances), matched(read), not_in_tables(read.performances, asked))
    for line in (*filter(None, lines), *(clash.text for clash in found)):
        teller.say(line)
    if read.performances:
        well = not found and not blocking(read.complaints)
        teller.say(verdict(found), "green" if well else "bold red" if found else "")
        if wrong := len(blocking(read.complaints)):
            teller.say(NOT_CHECKED, "bold red", count=wrong)
    sys.exit(MENDABLE if found or blocking(read.complaints) else OK)


def _walks(
    teller: Teller, folder: Path | None
) -> tuple[dict[str, str], dict[tuple[str, str], int]]:
    """The sites and walks that the tables of a festival know; none without tables."""
    from festplan.clashes import walks_of
    from festplan.planning import checked_folder

    if folder is None:
        return {}, {}
    found = checked_folder(folder)
    if found.read.festival is None:
        teller.complaints(found.complaints, found.read.tables)
        sys.exit(MENDABLE)
    return walks_of(found.read.festival)


def _matches(written: tuple[str, ...]) -> dict[str, str]:
    """What ``--column`` says: each name once, with its heading."""
    pairs = [(name, heading) for name, _, heading in (each.partition("=") for each in written)]
    if not all(name and heading for name, heading in pairs):
        raise click.BadParameter(told("Write NAME=HEADING.", "Bitte NAME=ÜBERSCHRIFT schreiben."))
    if len(dict(pairs)) < len(pairs):
        raise click.BadParameter(told("A name stands there twice.", "Ein Name steht zweimal da."))
    return dict(pairs)


def _closing(written: str | None) -> Clock | None:
    from festplan.columns import NotReadable, clock

    try:
        return clock(written) if written else None
    except NotReadable as wrong:
        says = wrong.says.in_language(LANGUAGE)
        raise click.BadParameter(f"{written} {says} {wrong.advice.in_language(LANGUAGE)}") from None


@verb(
    told("Write the outputs again from a plan, without solving.",
         "Die Ausgaben aus einem Plan neu schreiben, ohne zu rechnen."),
    "festplan render outputs/plan.json --out outputs",
)  # fmt: skip
@click.argument("plan_file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--tables", "folder", default="inputs", show_default=True, type=click.Path(path_type=Path),
    help=told("Tables of the festival, for a plan.csv or plan.xlsx.",
              "Tabellen des Festes, für eine plan.csv oder plan.xlsx."),
)  # fmt: skip
@OUT
@LANG
def render(plan_file: Path, folder: Path, out: Path, lang: str | None) -> None:
    from festplan.inputs.plans import read_document
    from festplan.planning import checked, checked_folder, judged, left_out

    teller = _teller(lang)
    if plan_file.suffix.casefold() == ".json":
        document = read_document(plan_file)
        found = checked(document.read)
        if document.plan is None or found.draft is None:
            teller.complaints(document.complaints, document.read.tables)
            sys.exit(MENDABLE)
        made = document.plan
    else:
        found = checked_folder(folder)
        if found.draft is None:
            teller.complaints(found.complaints, found.read.tables)
            sys.exit(MENDABLE)
        typed = _plan_of(teller, plan_file, found)
        made = replace(typed, left_out=left_out(found.draft, typed))
    outcome = judged(found.read, found.draft, made)
    if outcome.breaches:
        teller.broken(outcome)
    _write(teller, outcome, out)
    sys.exit(MENDABLE if outcome.breaches else OK)


@verb(
    told("Lay an example festival, or empty tables, into a new folder.",
         "Ein Beispielfest oder leere Tabellen in einen neuen Ordner legen."),
    "festplan new myfestival --empty --workbook",
)  # fmt: skip
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--empty", is_flag=True,
    help=told("Tables with headings only.", "Nur Tabellen mit Überschriften."),
)  # fmt: skip
@click.option(
    "--workbook", is_flag=True,
    help=told("One workbook instead of many files, with drop-down lists and explanations.",
              "Eine Arbeitsmappe statt vieler Dateien, mit Auswahllisten und Erklärungen."),
)  # fmt: skip
@LANG
def new(folder: Path, empty: bool, workbook: bool, lang: str | None) -> None:
    from festplan.laying import default_tables, empty_tables, one_workbook
    from festplan.planning import write_files

    teller = _teller(lang)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        teller.say(NOT_EMPTY, "bold red", folder=str(folder))
        sys.exit(MENDABLE)
    if workbook:
        files = one_workbook(teller.language, empty)
    else:
        files = empty_tables(teller.language) if empty else default_tables(teller.language)
    _written(teller, lambda: write_files(folder, files))
    if workbook:
        teller.say(LAID_WORKBOOK, "green", file=str(folder / next(iter(files))), folder=str(folder))
    else:
        teller.say(LAID_EMPTY if empty else LAID, "green", count=len(files), folder=str(folder))


@verb(
    told("Show the tables and their columns: what to write where.",
         "Die Tabellen und ihre Spalten zeigen: was wohin geschrieben wird."),
    "festplan tables events",
)  # fmt: skip
@click.argument("name", required=False)
@LANG
def tables(name: str | None, lang: str | None) -> None:
    from festplan.inputs.headings import near
    from festplan.publish.handbook import table_page, tables_chapter
    from festplan.tables import TABLES

    teller = _teller(lang)
    found = {spelling: table for table in TABLES for spelling in (table.name, table.de)}
    if name is None:
        click.echo(tables_chapter(teller.language), nl=False)
    elif name in found:
        click.echo(table_page(found[name], teller.language), nl=False)
    else:
        _unknown_name(teller, NO_TABLE, name, near(name, found))


@verb(
    told("Show the handbook of the rules, wishes and warnings.",
         "Das Handbuch der Regeln, Wünsche und Warnungen zeigen."),
    "festplan rules walking_time",
)  # fmt: skip
@click.argument("name", required=False)
@click.option(
    "--all", "everything", is_flag=True,
    help=told("The whole handbook, as Markdown.", "Das ganze Handbuch, als Markdown."),
)  # fmt: skip
@click.option(
    "--coverage", "catalogue", is_flag=True,
    help=told("The numbers of the catalogue, and what keeps each.",
              "Die Nummern des Katalogs, und was jede einhält."),
)  # fmt: skip
@LANG
def rules(name: str | None, everything: bool, catalogue: bool, lang: str | None) -> None:
    from festplan.inputs.headings import near
    from festplan.publish.coverage import coverage
    from festplan.publish.handbook import handbook, page, pages
    from festplan.rules import RULES
    from festplan.rules.rule import title
    from festplan.warnings import WARNINGS
    from festplan.wishes import WISHES

    teller = _teller(lang)
    found = pages()
    if everything:
        click.echo(handbook(teller.language), nl=False)
    elif catalogue:
        click.echo(coverage(teller.language))
    elif name is None:
        for short, module in found.items():
            click.echo(f"{short:24} {title(module, teller.language)}")
        click.echo()
        teller.say(RULES_ARE, rules=len(RULES), wishes=len(WISHES), warnings=len(WARNINGS))
    elif name in found:
        click.echo(page(found[name], teller.language))
    else:
        _unknown_name(teller, NO_RULE, name, near(name, found))


def _unknown_name(teller: Teller, says: Text, name: str, guess: str) -> NoReturn:
    from festplan.inputs.cells import DID_YOU_MEAN

    teller.say(says, "bold red", name=name)
    if guess:
        teller.say(DID_YOU_MEAN, near=guess)
    sys.exit(MENDABLE)


# --- what the verbs share -----------------------------------------------------------------------


def _teller(lang: str | None) -> Teller:
    from festplan.telling import Teller

    return Teller(lang or LANGUAGE)


@contextmanager
def _watched(teller: Teller, limits: Limits) -> Iterator[None]:
    """A search with a live line; the first Ctrl-C stops it with the best plan so far."""

    def stop(number: int, frame: object) -> None:
        limits.stop.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        with teller.console.status("…") as live:

            def tell(now: Progress) -> None:
                live.update(teller.progress(now))

            limits.tell = tell
            yield
    finally:
        signal.signal(signal.SIGINT, before)


def _write(
    teller: Teller, outcome: Outcome, out: Path, more: Mapping[str, bytes] | None = None
) -> None:
    from festplan.planning import of_a_plan, published, write_files

    try:
        files, refused = published(outcome)
        files = {**files, **(more or {})}
    except ValueError as wrong:
        teller.say(CANNOT_PUBLISH, "bold red", why=str(wrong))
        sys.exit(MENDABLE)
    _written(teller, lambda: write_files(out, files, of_a_plan))
    teller.files(out, files)
    if refused:
        teller.say(NOT_PRINTED, "bold red", why=refused)
        sys.exit(MENDABLE)


def _written(teller: Teller, write: Callable[[], None]) -> None:
    """Write, and complain politely where the disk or another program does not let us."""
    try:
        write()
    except OSError as wrong:
        file = str(wrong.filename2 or wrong.filename or "")
        teller.say(CANNOT_WRITE, "bold red", file=file, why=wrong.strerror or str(wrong))
        sys.exit(MENDABLE)


REPORT = "festplan-error.txt"


def _reported(trace: str) -> Path:
    """The report of our mistake: here, or where temporary files lie if here is no room."""
    for folder in (Path(), Path(tempfile.gettempdir())):
        try:
            (folder / REPORT).write_text(trace, encoding="utf-8")
        except OSError:
            continue
        return folder / REPORT
    return Path(REPORT)


def main() -> NoReturn:
    """Run the command; what we did not foresee ends with a report and an apology, not a trace."""
    if hasattr(sys.stdout, "reconfigure"):
        # A Windows console of an old code page must not turn a dash into a crash.
        sys.stdout.reconfigure(errors="replace")
    try:
        festplan(standalone_mode=True)
    except Exception as wrong:
        why = f"{type(wrong).__name__}: {wrong}"
        file = _reported(traceback.format_exc())
        said = OUR_MISTAKE.with_facts(why=why, file=file).in_language(LANGUAGE)
        click.echo(said, err=True)
        sys.exit(OUR_FAULT)
    sys.exit(OK)
