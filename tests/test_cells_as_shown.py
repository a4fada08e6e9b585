"""The pages that show how cells are read are read here, cell by cell."""

import re

import pytest

from tests.cells import READERS, reading
from tests.folders import HERE

ROW = re.compile(r"\| `(.+?)` \| (.+?) \|")
WORDS = {"empty": "EMPTY", "leer": "EMPTY", "refused": "ERROR", "abgelehnt": "ERROR"}


def shown(page):
    """Each example of a page: the part it stands in, the cell, and what is read in it."""
    text = (HERE / "docs" / page).read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    for field, part in zip(FIELDS, parts, strict=True):
        for cell, read in ROW.findall(part):
            said = WORDS.get(read) or read.strip("`").replace(" – ", "|").replace(" +1", "+1")
            yield field, cell, said


FIELDS = (
    "time", "time_range", "time_earliest", "time_latest_end", "time_wish", "date", "days",
    "duration", "money", "number", "bool", "list", "name", "quantities",
)  # fmt: skip


@pytest.mark.parametrize("page", ["cells.md", "zellen.md"])
def test_cells_are_read_as_the_page_shows(page):
    """Every example of the page is read as it says, or refused as it says."""
    examples = list(shown(page))

    assert [reading(field, cell)[0] for field, cell, _ in examples] == [
        read for _, _, read in examples
    ]
    assert len(examples) > 70
    assert {field for field, _, _ in examples} <= READERS.keys()


def test_both_pages_show_the_same():
    """Whoever reads the German page learns what the English one says."""
    assert list(shown("cells.md")) == list(shown("zellen.md"))
