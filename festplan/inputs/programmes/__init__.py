"""A programme that somebody made elsewhere: as a list, as a calendar, or as a schedule.

The form is known by the end of the file's name.  However it was written, performances come of
it, and every complaint at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from festplan.clashes import Performance
from festplan.complaints import Complaint, Place, Severity, blocking, in_order
from festplan.inputs.files import read_text
from festplan.inputs.programmes.found import Found, ProgrammeRead, gathered
from festplan.inputs.programmes.lists import from_sheets, sheet_of
from festplan.inputs.programmes.meanings import matched
from festplan.texts import Text

__all__ = ["ProgrammeRead", "matched", "read_programme"]

NO_FILE = Text(en="There is no file “{file}”.", de="Die Datei „{file}“ gibt es nicht.")
OTHER_FORM = Text(
    en="A programme of this form cannot be read.",
    de="Ein Programm in dieser Form lässt sich nicht lesen.",
)
FORMS = Text(
    en="It may be a list (.csv, .tsv, .xlsx, .ods, .xls), a calendar (.ics), or a schedule of a "
    "conference (schedule.json, schedule.xml).",
    de="Möglich sind eine Liste (.csv, .tsv, .xlsx, .ods, .xls), ein Kalender (.ics) oder der "
    "Fahrplan einer Konferenz (schedule.json, schedule.xml).",
)
NO_COLUMNS = Text(
    en="This file has no columns: what was said of columns is not used.",
    de="Diese Datei hat keine Spalten: Die Angaben zu Spalten werden nicht gebraucht.",
)
NO_PERFORMANCE = Text(
    en="No performance stands in the file.", de="In der Datei steht kein Auftritt."
)
ONE_PLACE = Text(
    en="No place is named: everything is checked as if it were in one place.",
    de="Kein Ort ist genannt: Alles wird geprüft, als wäre es an einem Ort.",
)
NO_PLACE = Text(
    en="No place is named: nothing can clash with it in a place.",
    de="Kein Ort ist genannt: An einem Ort kann nichts damit zusammenstoßen.",
)
NOBODY = Text(
    en="Nobody who takes part is named: people are not checked.",
    de="Mitwirkende sind nicht genannt: Sie werden nicht geprüft.",
)

LISTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
TEXTS = (*LISTS, ".ics", ".json", ".xml")


def read_programme(path: Path, columns: Mapping[str, str] | None = None) -> ProgrammeRead:
    """The performances in a file; ``columns`` says which heading has the title, the start …"""
    found = _read(path, columns or {})
    complaints = [*found.complaints, *_missing(path.name, found)]
    return ProgrammeRead(
        tuple(found.performances),
        tuple(in_order(gathered(complaints))),
        tuple(found.matching),
        tuple(found.unused),
    )


def _read(path: Path, columns: Mapping[str, str]) -> Found:
    form, found = path.suffix.casefold(), Found()
    if form not in (*TEXTS, *WORKBOOKS):
        found.complaints.append(Complaint(Place(path.name), OTHER_FORM, FORMS))
    elif not path.is_file():
        says = NO_FILE.with_facts(file=path.name)
        found.complaints.append(Complaint(Place(path.name), says))
    elif form in WORKBOOKS:
        _read_workbook(path, columns, found)
    elif (written := read_text(path, found.complaints)) is not None:
        _read_written(path.name, form, written, columns, found)
    if columns and form not in (*LISTS, *WORKBOOKS):
        found.complaints.append(Complaint(Place(path.name), NO_COLUMNS, severity=Severity.HINT))
    return found


def _read_workbook(path: Path, columns: Mapping[str, str], found: Found) -> None:
    from festplan.inputs.workbooks import sheets_of

    sheets = sheets_of(path, found.complaints)
    if sheets:
        from_sheets([sheet for _, sheet in sheets], columns, found)


def _read_written(
    file: str, form: str, written: str, columns: Mapping[str, str], found: Found
) -> None:
    # Imported late: a list needs no calendar, and a calendar no list.
    if form == ".ics":
        from festplan.inputs.programmes.calendars import from_calendar

        from_calendar(file, written, found)
    elif form in (".json", ".xml"):
        from festplan.inputs.programmes.conferences import from_schedule

        from_schedule(file, form, written, found)
    else:
        from_sheets([sheet_of(file, written, found.complaints)], columns, found)


def _missing(file: str, found: Found) -> Iterator[Complaint]:
    """What the programme does not tell, so that nobody thinks it was checked."""
    if not found.performances:
        if not blocking(found.complaints):
            yield Complaint(Place(file), NO_PERFORMANCE)
        return
    if not any(each.place for each in found.performances):
        yield Complaint(Place(file), ONE_PLACE, severity=Severity.HINT)
    else:
        yield from _without_place(found.performances)
    if not any(each.people for each in found.performances):
        yield Complaint(Place(file), NOBODY, severity=Severity.HINT)


def _without_place(performances: Iterable[Performance]) -> Iterator[Complaint]:
    for each in performances:
        if not each.place:
            yield Complaint(each.where, NO_PLACE, severity=Severity.HINT)
