"""Whom to ask: the complaints about what an actor has written, actor by actor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from festplan import tables
from festplan.columns import NotReadable
from festplan.complaints import Complaint, Severity
from festplan.inputs.cells import FROM_ABOVE, Understood
from festplan.inputs.handwriting import choices
from festplan.inputs.handwriting.spelling import NOTHING_KNOWN
from festplan.inputs.reading import Read
from festplan.inputs.suspicions import TWIN
from festplan.publish.questions import Asked, Question, questions_page

#: In which column a row of a table says whose it is.
WHOSE = {"events": "lead_actor", "actors": "actor_id", "availability": "actor_id"}


def questions_html(read: Read, complaints: Iterable[Complaint], language: str) -> str:
    """The page of all open questions: a letter to each actor, and what nobody else can answer."""
    asked, others = _sorted_out(read, complaints)
    return questions_page(tables.NAME.of(read.settings), asked, others, language)


def _sorted_out(read: Read, complaints: Iterable[Complaint]) -> tuple[list[Asked], list[Complaint]]:
    lines = {(line.file, line.number): line for found in read.lines.values() for line in found}
    by_actor: dict[str, list[Question]] = {}
    others: list[Complaint] = []
    actors = {tables.ACTOR_ID.of(line): line for line in read.lines.get("actors", ())}
    for complaint in complaints:
        line = lines.get((complaint.place.file, complaint.place.row))
        whose = _whose(line) if line is not None else ""
        # Whoever “Stadt” may be: nobody can write to somebody who is not in the table.
        if line is not None and _is_for(whose, actors) and _can_answer(complaint):
            by_actor.setdefault(whose, []).append(_question(line, complaint))
        else:
            others.append(complaint)
    return [_asked(actors, whose, found) for whose, found in by_actor.items()], others


def _is_for(whose: str, actors: Mapping[str, Understood]) -> bool:
    return bool(whose) and (not actors or whose in actors)


def _can_answer(complaint: Complaint) -> bool:
    """Whether an actor can answer it: what it is about must stand in the actor's own words."""
    about_the_table = (FROM_ABOVE.en, TWIN.en)
    return complaint.severity is not Severity.HINT and complaint.says.en not in about_the_table


def _whose(line: Understood) -> str:
    """The actor a row belongs to: its id, or what somebody wrote where that is not known."""
    column = WHOSE.get(line.table, "")
    return line.texts.get(column) or line.typed.get(column, "")


def _question(line: Understood, complaint: Complaint) -> Question:
    title = line.texts.get("title", "") if line.table == "events" else ""
    return Question(title, complaint.place.column, complaint.place.cell or "", complaint)


def _asked(actors: Mapping[str, Understood], whose: str, questions: list[Question]) -> Asked:
    line = actors.get(whose)
    if line is None:
        return Asked(whose, "", (), tuple(questions))
    return Asked(
        tables.ACTOR_NAME.of(line),
        tables.CONTACT_EMAIL.of(line),
        _codes(line.texts.get("languages", "")),
        tuple(questions),
    )


def _codes(languages: str) -> tuple[str, ...]:
    """The languages of an actor as codes, whether somebody wrote “Deutsch” or “de”."""
    try:
        return tuple(choices.codes(languages, NOTHING_KNOWN).cell.split(";"))
    except NotReadable:
        return ()
