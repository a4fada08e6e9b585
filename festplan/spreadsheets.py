"""Text files as spreadsheets expect them: a mark, a separator, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable


def as_csv(rows: Iterable[Iterable[str]], language: str) -> bytes:
    """A file that the spreadsheets of a language open as a table."""
    out = io.StringIO(newline="")
    # Where the comma is for decimals, spreadsheets part cells by semicolons.
    separator = "," if language == "en" else ";"
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(
        map(harmless, row) for row in rows
    )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell for a text file that no spreadsheet takes for a formula; numbers are none."""
    if not cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return cell
    return cell if re.fullmatch(r"-[0-9]+([.,][0-9]+)?|-", cell) else f"'{cell}"


def unharmed(cell: str) -> str:
    """A cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
