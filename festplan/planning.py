"""The steps of a planner: read, check the tables, solve, check the plan, publish."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from festplan import check, tables
from festplan.complaints import Complaint, blocking, in_order
from festplan.draft import Draft
from festplan.drafting import draft_of
from festplan.festival import Event, Festival
from festplan.inputs.reading import Read, read_folder
from festplan.plan import LeftOut, Plan
from festplan.prechecks import nowhere, prechecks, too_large
from festplan.rules import RULES, funding, rule
from festplan.rules.rule import Breach
from festplan.texts import Text, languages
from festplan.warnings import worth_a_look
from festplan.warnings.warning import Told, Warning
from festplan.wishes import WISHES
from festplan.wishes.wish import Miss, Wish

if TYPE_CHECKING:
    from festplan.solver.solve import Limits

NOT_PAID = Text(
    en="It cannot be paid beside the others: {missing} are missing.",
    de="Sie ist neben den anderen nicht zu bezahlen: Es fehlen {missing}.",
)
NO_ROOM = Text(
    en="It finds no place and time beside the others.",
    de="Sie findet neben den anderen keinen Ort und keine Zeit.",
)


@dataclass(frozen=True)
class Tables:
    """Tables that were read and checked, and the draft in which all rules have spoken."""

    read: Read
    draft: Draft | None
    complaints: tuple[Complaint, ...]

    @property
    def blocked(self) -> bool:
        return bool(blocking(self.complaints))


@dataclass(frozen=True)
class Outcome:
    """A plan, judged by the solver-free check."""

    read: Read
    draft: Draft
    plan: Plan
    breaches: tuple[Breach, ...]
    misses: tuple[tuple[Wish, Miss], ...]
    warnings: tuple[tuple[Warning, Told], ...] = ()

    @property
    def festival(self) -> Festival:
        return self.draft.festival


def checked(read: Read) -> Tables:
    """The tables with everything that can be said about them before solving."""
    if read.festival is None:
        return Tables(read, None, read.complaints)
    if large := tuple(too_large(read.festival, read.places)):
        return Tables(read, None, tuple(in_order([*read.complaints, *large])))
    draft = draft_of(read.festival)
    found = prechecks(read.festival, draft, read.places)
    return Tables(read, draft, tuple(in_order([*read.complaints, *found])))


def checked_folder(folder: Path) -> Tables:
    return checked(read_folder(folder))


def solved(found: Tables, limits: Limits, partial: bool = False) -> Plan | None:
    """The best plan, with the reason of everything left out; None where there is none."""
    # Imported late: whoever only checks tables does not wait for a solver.
    from festplan.solver.solve import solve_draft

    assert found.draft is not None
    plan = solve_draft(found.draft, limits, partial)
    return plan and replace(plan, left_out=left_out(found.draft, plan))


def judged(read: Read, draft: Draft, plan: Plan) -> Outcome:
    """The solver-free opinion on a plan, whoever made it."""
    festival = draft.festival
    breaches = tuple(check.breaches(festival, plan))
    misses = tuple(check.misses(festival, plan))
    return Outcome(read, draft, plan, breaches, misses, tuple(worth_a_look(festival, plan)))


def left_out(draft: Draft, plan: Plan) -> tuple[LeftOut, ...]:
    """The events that are not in a plan, each with its reason."""
    events = draft.festival.events
    return tuple(LeftOut(e, _why(draft, plan, e)) for e in events if e not in plan.events)


def _why(draft: Draft, plan: Plan, event: Event) -> Text:
    reason = nowhere(draft, event)
    if reason is not None:
        return reason
    festival = draft.festival
    holes = funding.coverage(festival, plan.events | {event}).holes
    if missing := sum(hole.cents for hole in holes):
        return NOT_PAID.with_facts(missing=funding.in_euros(missing))
    return NO_ROOM


def unused(draft: Draft) -> tuple[int, list[str]]:
    """How many rules and wishes there are, and which of them ask nothing of a plan here."""
    names = [rule.name(module) for module in (*RULES, *WISHES)]
    return len(names), [each for each in names if each not in draft.spoke]


# --- outputs ------------------------------------------------------------------------------------


def published(outcome: Outcome) -> tuple[Mapping[str, bytes], str]:
    """Every output of a plan by the path of its file, and why there is no booklet, if so.

    They depend on tables and plan alone.  A character that no font can print must not cost
    the organiser everything else.
    """
    from festplan.publish.composing import programme_of
    from festplan.publish.document import plan_json
    from festplan.publish.feeds import feeds
    from festplan.publish.page import page
    from festplan.publish.print.booklet import CannotPrint, NoRoom, booklet
    from festplan.publish.report import report
    from festplan.publish.sheets import plan_csv, plan_xlsx

    festival, plan = outcome.festival, outcome.plan
    own, *others = _languages(festival)
    as_of = datetime.combine(_as_of(festival), datetime.min.time())
    provisional = bool(outcome.breaches)
    programme = programme_of(festival, plan, own, provisional)
    files = {
        "plan.csv": plan_csv(plan, own),
        "plan.xlsx": plan_xlsx(plan, own, as_of),
        "plan.json": plan_json(plan, outcome.read.texts, outcome.misses),
        "programme.html": page(programme).encode(),
        "report.html": report(
            festival,
            plan,
            outcome.draft,
            outcome.misses,
            outcome.breaches,
            own,
            outcome.warnings,
        ).encode(),
    }
    for language in others:
        translated = programme_of(festival, plan, language, provisional)
        files[f"programme.{language}.html"] = page(translated).encode()
    for name, feed in feeds(programme, as_of.replace(tzinfo=UTC)).items():
        files[f"feeds/{name}"] = feed
    try:
        files["programme.pdf"] = booklet(programme)
    except (CannotPrint, NoRoom) as wrong:
        return files, str(wrong)
    return files, ""


def _languages(festival: Festival) -> Sequence[str]:
    """The languages of the publications: the festival's own first, then those we can write."""
    wished = (
        tables.LANGUAGE.of(festival.settings),
        *tables.OTHER_LANGUAGES.of(festival.settings),
    )
    spoken = [language for language in dict.fromkeys(wished) if language in languages()]
    return spoken or ["en"]


def _as_of(festival: Festival) -> date:
    """The date that publications carry: never the clock's, so the same plan is the same file."""
    return tables.AS_OF.of(festival.settings) or date(festival.days[0].date.year, 1, 1)


def of_a_plan(folder: Path) -> Iterator[Path]:
    """Outputs that would tell an older plan where a new one does not write them any more."""
    yield from sorted((folder / "feeds").glob("actor-*.ics"))
    # By name, not by pattern: a programme.old.html beside them is somebody's own.
    for name in (
        "programme.pdf",
        "pins.csv",
        *(f"programme.{language}.html" for language in languages()),
    ):
        yield folder / name


def of_a_check(folder: Path) -> Iterator[Path]:
    """Cleaned tables and questions that an older check has written."""
    # By name, not by pattern: a list of one's own beside them stays.
    for table in tables.TABLES:
        for name in table.called():
            yield folder / CLEANED / f"{name}.csv"
    yield folder / QUESTIONS


#: The folder of the tables as they were understood, and the page of what is open.
CLEANED, QUESTIONS = "cleaned", "questions.html"


def write_files(
    folder: Path,
    files: Mapping[str, bytes],
    older: Callable[[Path], Iterable[Path]] = lambda folder: (),
) -> None:
    """Write some files whole or not at all: first beside their places, then into them.

    Files that are the same already are not touched; what an ``older`` run has written and this
    one does not is taken away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    changed = {name: data for name, data in files.items() if _differs(folder / name, data)}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as beside:
        for number, data in enumerate(changed.values()):
            (Path(beside) / str(number)).write_bytes(data)
        for number, name in enumerate(changed):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(beside) / str(number)).replace(folder / name)
    for path in list(older(folder)):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink(missing_ok=True)


def _differs(path: Path, data: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != data
