"""The handbook of the rules, wishes and warnings, written from the modules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from festplan.catalogue import columns
from festplan.columns import Column, cents, thousandths
from festplan.publish.coverage import coverage
from festplan.rules import RULES
from festplan.rules.rule import Page, name
from festplan.tables import TABLES, Table
from festplan.texts import Text
from festplan.times import Clock, minutes
from festplan.warnings import WARNINGS
from festplan.wishes import WISHES

RULES_TITLE = Text(en="The rules", de="Die Regeln")
RULES_ARE = Text(
    en="A plan keeps every one of them. A rule whose column or table is empty is not used.",
    de="Ein Plan hält sie alle ein. Eine Regel, deren Spalte oder Tabelle leer ist, gilt nicht.",
)
WISHES_TITLE = Text(en="The wishes", de="Die Wünsche")
WISHES_ARE = Text(
    en="A plan meets them where it can; what it does not meet costs points, and the plan with "
    "the fewest points is the best.",
    de="Ein Plan erfüllt sie, wo es geht; was er nicht erfüllt, kostet Punkte, und der Plan mit "
    "den wenigsten Punkten ist der beste.",
)
WARNINGS_TITLE = Text(en="The warnings", de="Die Warnungen")
WARNINGS_ARE = Text(
    en="What is worth a look in a plan. No plan is refused for it, and none is better or worse; "
    "a sketch is broken where something is told.",
    de="Was man sich bei einem Plan ansehen sollte. Kein Plan scheitert daran, und keiner ist "
    "deshalb besser oder schlechter.",
)
COLUMN_IN = Text(
    en="`{name}` in **{table}**: {help}", de="`{name}` („{de}“) in **{table}**: {help}"
)
EXAMPLE = Text(en=" For example `{example}`.", de=" Zum Beispiel `{example}`.")
EMPTY_MEANS = Text(en=" Empty means {default}.", de=" Leer bedeutet {default}.")
BROKEN = Text(en="When it is broken", de="Wenn sie verletzt ist")
TOLD = Text(en="What is told", de="Was gesagt wird")
TABLES_TITLE = Text(en="The tables", de="Die Tabellen")
TABLES_ARE = Text(
    en="A festival is a folder of CSV files, or a workbook with a tab for each table. Only the "
    "tables and columns marked as needed must be there; what is left empty is not used. Lists are "
    "written with semicolons. Headings may be German or English. Written by `festplan tables`; do "
    "not edit.",
    de="Ein Fest ist ein Ordner mit CSV-Dateien oder eine Arbeitsmappe mit einem Blatt für jede "
    "Tabelle. Nur die als nötig bezeichneten Tabellen und "
    "Spalten müssen da sein; was leer bleibt, gilt nicht. Listen werden mit Semikolon geschrieben. "
    "Überschriften dürfen deutsch oder englisch sein. Geschrieben von `festplan tables --lang de`; "
    "bitte nicht von Hand ändern.",
)
NEEDED = Text(en="needed", de="nötig")
ID_OF = Text(en=" Short names from {table}.", de=" Kürzel aus {table}.")
EXAMPLES_ARE = Text(en=" For example {examples}.", de=" Zum Beispiel {examples}.")
COMMANDS = Text(
    en="Written by `festplan rules --all`; do not edit.",
    de="Geschrieben von `festplan rules --all --lang de`; bitte nicht von Hand ändern.",
)


def pages() -> dict[str, Page]:
    """Every rule, wish and warning by its short name, in the order of the handbook."""
    modules: Sequence[Page] = [*RULES, *WISHES, *WARNINGS]
    return {name(module): module for module in modules}


def tables_chapter(language: str) -> str:
    """Every table and column: what it means, what to write, what an empty cell means."""
    parts = [f"# {TABLES_TITLE.in_language(language)}", TABLES_ARE.in_language(language)]
    for table in TABLES:
        parts += [_table_heading(table, language), *_table(table, language)]
    return "\n".join(parts) + "\n"


def table_page(table: Table, language: str) -> str:
    """One table with its columns."""
    return "\n".join((_table_heading(table, language), *_table(table, language))) + "\n"


def _table_heading(table: Table, language: str) -> str:
    name = f"{table.de}.csv" if language == "de" else f"{table.name}.csv"
    needed = f" – {NEEDED.in_language(language)}" if table.required else ""
    return f"\n## {name}{needed}\n\n{table.help.in_language(language)}\n"


def _table(table: Table, language: str) -> Iterator[str]:
    known = columns()[table.name].values()
    for column in sorted(known, key=lambda column: not column.required):
        heading = column.de if language == "de" else column.name
        needed = f" ({NEEDED.in_language(language)})" if column.required else ""
        yield f"- **{heading}**{needed}: {_meaning(column, language)}"


def _meaning(column: Column[object], language: str) -> str:
    said = column.help.in_language(language)
    if column.refers_to:
        target = next(table for table in TABLES if table.name == column.refers_to)
        named = Text(target.name, target.de)
        said += ID_OF.with_facts(table=named).in_language(language)
    if default := default_in_words(column):
        said += EMPTY_MEANS.with_facts(default=default).in_language(language)
    if column.examples:
        said += EXAMPLES_ARE.with_facts(
            examples=tuple(f"`{example}`" for example in column.examples[:3])
        ).in_language(language)
    return said


def handbook(language: str) -> str:
    """The whole handbook as Markdown."""
    parts = [
        f"# {RULES_TITLE.in_language(language)}",
        f"*{COMMANDS.in_language(language)}*",
        RULES_ARE.in_language(language),
        *(page(rule, language) for rule in RULES),
        f"# {WISHES_TITLE.in_language(language)}",
        WISHES_ARE.in_language(language),
        *(page(wish, language) for wish in WISHES),
        f"# {WARNINGS_TITLE.in_language(language)}",
        WARNINGS_ARE.in_language(language),
        *(page(warning, language) for warning in WARNINGS),
        coverage(language),
    ]
    return "\n\n".join(parts) + "\n"


def page(module: Page, language: str) -> str:
    """One page: the title, what the rule asks and why, its examples and its columns."""
    title, _, rest = _prose(module, language).partition("\n\n")
    parts = [
        f"## {title}",
        f"*{name(module)}*",
        rest,
        *_examples(module),
        "\n".join(_columns(module.COLUMNS, language)),
        f"{_when(module).in_language(language)}: *{_sentence(module.SAYS, language)}*",
    ]
    return "\n\n".join(part for part in parts if part)


def _when(module: Page) -> Text:
    """What comes before the sentence of a page."""
    return TOLD if hasattr(module, "tell") else BROKEN


def _prose(module: Page, language: str) -> str:
    page = module.DE if language == "de" else EXAMPLES.sub("", module.__doc__ or "")
    return page.strip()


#: "Fine:" or "Broken:" and the indented sketch below it.
EXAMPLES = re.compile(r"^(Fine|Broken):\n((?:    .*(?:\n|\Z)|\n)+)", re.MULTILINE)


def _examples(module: Page) -> Iterator[str]:
    for verdict, sketch in EXAMPLES.findall((module.__doc__ or "") + "\n"):
        lines = sketch.rstrip().splitlines()
        yield "\n".join((f"{verdict}:", "", *lines))


def _columns(columns: Iterable[Column[object]], language: str) -> Iterator[str]:
    for column in columns:
        facts = {"name": column.name, "de": column.de, "table": column.table}
        line = COLUMN_IN.with_facts(**facts, help=column.help).in_language(language)
        if default := default_in_words(column):
            line += EMPTY_MEANS.with_facts(default=default).in_language(language)
        if column.examples:
            line += EXAMPLE.with_facts(example=column.examples[0]).in_language(language)
        yield f"- {line}"


def default_in_words(column: Column[object]) -> Text | str:
    """What an empty cell means, where it means something, as one would write it."""
    if column.default is not None and column.read in (thousandths, cents):
        parts = 1000 if column.read is thousandths else 100
        return f"{int(str(column.default)) / parts:g}"
    match value := column.default:
        case bool():
            return Text("yes", "ja") if value else Text("no", "nein")
        case timedelta():
            return f"{minutes(value)} min"
        case int() | Clock():
            return str(value)
        case _:
            return ""


def _sentence(text: Text, language: str) -> str:
    """The bare sentence, with the names of its facts."""
    return text.de if language == "de" else text.en
