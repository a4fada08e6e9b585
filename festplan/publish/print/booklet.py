"""The booklet as a PDF: pages of A5, their number a multiple of four, as the print shop folds them."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import typst

from festplan.publish.print.letters import CannotPrint, check_letters, font_folder
from festplan.publish.print.manuscript import manuscript
from festplan.publish.programme import Programme
from festplan.times import midnight

__all__ = ["CannotPrint", "booklet"]

LAYOUT = Path(__file__).parents[1] / "templates" / "print"

#: What everybody's reader understands: tagged, with language and title, for screen readers too.
STANDARD = "ua-1"


def booklet(programme: Programme) -> bytes:
    """The printed programme; ``CannotPrint`` where a character has no letter."""
    check_letters(programme)
    with font_folder() as fonts:
        return typst.compile(
            LAYOUT / "booklet.typ",
            root=LAYOUT,
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
            ),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"programme": json.dumps(manuscript(programme), ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=_timestamp(programme),
        )


def _timestamp(programme: Programme) -> datetime:
    """The first day's midnight: a clock would make other bytes of the same plan."""
    first = midnight(programme.days[0].date) if programme.days else datetime(2000, 1, 1)
    return first.replace(tzinfo=timezone.utc)
