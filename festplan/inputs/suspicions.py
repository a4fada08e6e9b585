"""What looks like a slip although every cell can be read: twins, two spellings, hidden rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from festplan.complaints import Complaint, Severity
from festplan.inputs.cells import Understood
from festplan.inputs.headings import is_remark
from festplan.inputs.names import Known, Named, alike
from festplan.inputs.references import Lines
from festplan.texts import Text

TWIN = Text(
    en="looks like the same event as no. {event}: {same}.",
    de="sieht nach derselben Veranstaltung aus wie Nr. {event}: {same}.",
)
DELETE_ONE = Text(
    en="Delete one of the two, or give them different titles.",
    de="Bitte eine der beiden löschen oder verschiedene Titel geben.",
)
SAME = {
    "title": Text(en="the same title", de="gleicher Titel"),
    "lead_actor": Text(en="the same actor", de="gleicher Veranstalter"),
    "days": Text(en="the same days", de="gleiche Tage"),
    "venues": Text(en="the same venue", de="gleicher Ort"),
    "fixed_start": Text(en="the same start", de="gleicher Beginn"),
    "earliest_start": Text(en="the same hours", de="gleiche Zeit"),
}
TWO_SPELLINGS = Text(
    en="“{one}” and “{other}” are two actors here; are they the same?",
    de="„{one}“ und „{other}“ sind hier zwei Akteure; sind es dieselben?",
)
WRITE_ALIKE = Text(en="If so, write both the same.", de="Wenn ja, bitte beide gleich schreiben.")
A_RULE = Text(
    en="sounds like a rule, but planning does not look at remarks.",
    de="klingt nach einer Regel, aber Bemerkungen werden beim Planen nicht beachtet.",
)
WHERE_RULES_GO = Text(
    en="What must not be parallel goes into relations, when somebody cannot come into "
    "availability.",
    de="Was nicht gleichzeitig sein darf, gehört in beziehungen; wann jemand nicht kann, in "
    "verfuegbarkeit.",
)
#: With more names than that somebody has a list of them, and should make it the table of actors.
MANY = 300
RULES = re.compile(
    r"\b(nicht (parallel|gleichzeitig|zeitgleich|während|waehrend|vor|nach|am|zusammen)|"
    r"nur (am|nach|vor|vormittags|nachmittags|abends|wenn)|erst (ab|nach)|direkt (vor|nach)|"
    r"not (parallel|during|at the same|before|after|on)|only (on|after|before|in the))\b",
    re.IGNORECASE,
)


def suspicions(lines: Lines) -> Iterator[Complaint]:
    """Everything that somebody should look at once more."""
    yield from _twins(lines.get("events", ()))
    if "actors" not in lines:
        yield from _two_spellings(lines.get("events", ()))
    for found in lines.values():
        yield from _rules_in_remarks(found)


def _twins(events: Sequence[Understood]) -> Iterator[Complaint]:
    """Events of one title; and of nearly one title, when much else is the same."""
    # By id, not by row: a question that was confirmed must not come back when rows are sorted.
    events = sorted(events, key=lambda line: line.texts.get("event_id", ""))
    by_title: dict[str, Understood] = {}
    for line in events:
        title = _plain(line.texts.get("title", ""))
        first = by_title.setdefault(title, line)
        if title and first is not line:
            yield _twin(first, line, "title")
    first_of = {line.texts.get("title", ""): line for line in reversed(events)}
    for one, other in alike(first_of):
        first, second = sorted((first_of[one], first_of[other]), key=events.index)
        if _plain(one) != _plain(other) and len(_same(first, second)) >= 2:
            yield _twin(first, second)


def _plain(title: str) -> str:
    return "".join(re.findall(r"\w+", title)).casefold()


def _twin(first: Understood, second: Understood, *more: str) -> Complaint:
    same = tuple(SAME[name] for name in dict.fromkeys([*more, *_same(first, second)]))
    says = TWIN.with_facts(event=first.texts.get("event_id", first.number), same=same)
    return Complaint(second.place("title"), says, DELETE_ONE, Severity.QUESTION)


def _same(first: Understood, second: Understood) -> list[str]:
    """What two events have in common besides a title that is nearly the same."""
    return [
        name
        for name in SAME
        if name != "title" and first.texts.get(name, "-") == second.texts.get(name, "+")
    ]


def _two_spellings(events: Sequence[Understood]) -> Iterator[Complaint]:
    """Names that are nearly the same, where no table of actors says who there is."""
    where: dict[str, tuple[Understood, str]] = {}
    for line in events:
        for column in ("lead_actor", "co_actors"):
            for name in filter(None, line.texts.get(column, "").split(";")):
                where.setdefault(name, (line, column))
    for one, other in dict.fromkeys([*alike(where), *_shortened(list(where))]):
        line, column = where[other]
        says = TWO_SPELLINGS.with_facts(one=one, other=other)
        yield Complaint(line.place(column), says, WRITE_ALIKE, Severity.QUESTION)


def _shortened(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A name and the one other that it may be short for: “TSV” and “TSV Weidenau”."""
    if len(names) > MANY:
        return
    for name in names:
        others = (Named(other, (other,)) for other in names if other != name)
        meant = Known(others).meant(name).ids
        if len(meant) == 1:
            yield meant[0], name


def _rules_in_remarks(lines: Sequence[Understood]) -> Iterator[Complaint]:
    for line in lines:
        if line.table not in ("events", "actors", "venues"):
            continue
        for heading, cell in line.kept.items():
            if is_remark(heading) and RULES.search(cell):
                place = line.kept_place(heading)
                yield Complaint(place, A_RULE, WHERE_RULES_GO, Severity.HINT)
