"""The plan as tables to work on: ``plan.csv`` and ``plan.xlsx``, a row a session.

Both open in a spreadsheet as they are, and both can be read back by us.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from festplan import planfile
from festplan.columns import Column
from festplan.plan import Placement, Plan
from festplan.spreadsheets import as_csv
from festplan.texts import Text, dated, long_date
from festplan.times import Clock, midnight

LEFT_OUT = Text(en="Left out", de="Nicht im Plan")
WHY = Text(en="Why", de="Warum")
#: The widths of the columns of a plan in a workbook, in characters.
WIDTHS = (5, 11, 7, 7, 7, 7, 38, 7, 30, 30, 36, 9, 9)


def plan_csv(plan: Plan, language: str) -> bytes:
    """The plan as CSV: with the mark and the separator that spreadsheets expect."""
    return as_csv([_headings(language), *_rows(plan, language)], language)


def plan_xlsx(plan: Plan, language: str, made: datetime) -> bytes:
    """The plan as a workbook with a sheet a day; ``made`` is the date it carries."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": made, "title": "festplan"})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        for day in dict.fromkeys(placed.day for placed in plan):
            sheet = book.add_worksheet(dated(day, "EEE d.M.", language).replace("..", "."))
            rows = _rows(Plan(tuple(p for p in plan if p.day == day)), language)
            _fill(sheet, _headings(language), rows, bold, text)
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.set_header(f"&L{long_date(day, language)}".replace("&L&", "&L"))
        _left_out(book, plan, language, bold, text)
    return out.getvalue()


def _left_out(
    book: xlsxwriter.Workbook, plan: Plan, language: str, bold: object, text: object
) -> None:
    if not plan.left_out:
        return
    sheet = book.add_worksheet(LEFT_OUT.in_language(language))
    headings = ("", planfile.TITLE.de if language == "de" else "title", WHY.in_language(language))
    rows = [(out.event.id, out.event.title, out.why.in_language(language)) for out in plan.left_out]
    _fill(sheet, headings, rows, bold, text)
    for column, width in enumerate((7, 38, 90)):
        sheet.set_column(column, column, width)


def _fill(
    sheet: xlsxwriter.worksheet.Worksheet,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    bold: object,
    text: object,
) -> None:
    sheet.write_row(0, 0, headings, bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            # Written as text, so that nothing typed by anybody can become a formula.
            sheet.write_string(number, column, cell, text)


def _headings(language: str) -> list[str]:
    return [_heading(column, language) for column in planfile.COLUMNS]


def _heading(column: Column[Any], language: str) -> str:
    return column.de if language == "de" else column.name


def _rows(plan: Plan, language: str) -> list[list[str]]:
    return [_row(placed, language) for placed in plan]


def _row(placed: Placement, language: str) -> list[str]:
    event = placed.event
    cells = {
        planfile.WEEKDAY: dated(placed.day, "EEE", language).rstrip("."),
        planfile.DATE: placed.day.isoformat(),
        planfile.START: _clock(placed, placed.public.start),
        planfile.END: _clock(placed, placed.public.end),
        planfile.EVENT: event.id,
        planfile.SESSION: str(placed.session.number),
        planfile.TITLE: event.title,
        planfile.VENUE: placed.venue.id,
        planfile.VENUE_NAME: placed.venue.name,
        planfile.LEAD: event.lead.name,
        planfile.PARTNERS: ", ".join(actor.name for actor in event.partners),
        planfile.OCCUPIED_FROM: _clock(placed, placed.occupied.start),
        planfile.OCCUPIED_TO: _clock(placed, placed.occupied.end),
    }
    return [cells[column] for column in planfile.COLUMNS]


def _clock(placed: Placement, moment: datetime) -> str:
    """A time of the festival day; after midnight it is 24:30, not 00:30."""
    return str(Clock(moment - midnight(placed.day)))
