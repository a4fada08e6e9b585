"""The table of a plan: one row a session, written by us and read back, by hand or by machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from festplan.columns import Column, at_least_one, clock, day, text, weekday
from festplan.tables import Table
from festplan.texts import Text
from festplan.times import Clock

Value = TypeVar("Value")

#: What a plan.json says of itself; a newer version is refused, an older one still read.
SCHEMA, VERSION = "festplan-plan", 1


def _column(
    name: str, de: str, meaning: tuple[str, str], read: Callable[[str], Value], default: Value,
    example: str, required: bool = False,
) -> Column[Value]:  # fmt: skip
    return Column("plan", name, de, Text(*meaning), read, default, (example,), required=required)


TABLE = Table("plan", "plan", Text("The finished plan.", "Der fertige Plan."))
MIDNIGHT = Clock(timedelta(0))

# fmt: off
WEEKDAY = _column("weekday", "Wochentag", ("Weekday; it must agree with the date.", "Wochentag; er muss zum Datum passen."), weekday, None, "Sa")
DATE = _column("date", "Datum", ("The festival day.", "Der Festtag."), day, date.min, "2027-08-28", True)
START = _column("start", "Beginn", ("Public start.", "Öffentlicher Beginn."), clock, MIDNIGHT, "15:00", True)
END = _column("end", "Ende", ("Public end.", "Öffentliches Ende."), clock, None, "16:30")
EVENT = _column("event_id", "Nr.", ("The event.", "Die Veranstaltung."), text, "", "E02", True)
SESSION = _column("session", "Termin", ("Which of its sessions.", "Welcher ihrer Termine."), at_least_one, 1, "1")
TITLE = _column("title", "Titel", ("Title.", "Titel."), text, "", "Konzert")
VENUE = _column("venue_id", "Ort-Nr.", ("The venue.", "Der Ort."), text, "", "V01", True)
VENUE_NAME = _column("venue", "Ort", ("Name of the venue.", "Name des Ortes."), text, "", "Bühne")
LEAD = _column("lead", "Veranstalter", ("Actor in charge.", "Verantwortlicher Akteur."), text, "", "Bürgerverein")
PARTNERS = _column("partners", "Mitveranstalter", ("Partners.", "Mitwirkende."), text, "", "Schule")
# For people only: it follows from the event, and may lie beyond the end of the festival day.
OCCUPIED_FROM = _column("occupied_from", "belegt ab", ("Set-up begins.", "Beginn des Aufbaus."), text, "", "14:30")
OCCUPIED_TO = _column("occupied_to", "belegt bis", ("Take-down ends.", "Ende des Abbaus."), text, "", "17:00")
# fmt: on

COLUMNS = (
    WEEKDAY, DATE, START, END, EVENT, SESSION, TITLE, VENUE, VENUE_NAME, LEAD, PARTNERS,
    OCCUPIED_FROM, OCCUPIED_TO,
)  # fmt: skip
