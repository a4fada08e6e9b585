"""The booklet as a PDF: pages of A5, as many as the print shop can fold, a multiple of four."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import typst

from festplan.publish.print.letters import CannotPrint, check_letters, font_folder
from festplan.publish.print.manuscript import manuscript
from festplan.publish.programme import Programme

__all__ = ["CannotPrint", "NoRoom", "booklet"]

LAYOUT = Path(__file__).parents[1] / "templates" / "print"

#: What everybody's reader understands: tagged, with language and title, for screen readers too.
STANDARD: Final = "ua-1"


#: How the layout says that a text on a page of fixed size was too long, even in small letters.
NO_ROOM = "assertion failed: There is no room for: "


class NoRoom(Exception):
    """A name, a motto or an imprint too long for the cover; cut off it would be worse."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"There is no room for: {text}")


def booklet(programme: Programme) -> bytes:
    """The printed programme; ``CannotPrint`` or ``NoRoom`` where it would not be all there."""
    check_letters(programme)
    try:
        return _typeset(programme)
    except typst.TypstError as error:
        if error.message.startswith(NO_ROOM):
            raise NoRoom(error.message.removeprefix(NO_ROOM)) from None
        raise


def _typeset(programme: Programme) -> bytes:
    with font_folder() as fonts:
        return typst.compile(
            str(LAYOUT / "booklet.typ"),
            root=str(LAYOUT),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
            ),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"programme": json.dumps(manuscript(programme), ensure_ascii=False)},
            pdf_standards=[STANDARD],
        )
