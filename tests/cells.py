"""How single cells are read: ``python -m tests.cells FILE.csv`` tries a list of them.

The list has the columns ``input``, ``field`` and ``expected``.  Cells are read as if they stood
in the default festival: its days give the years, its tables the names.
"""

import csv
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from festplan.columns import NotReadable
from festplan.inputs import mentions
from festplan.inputs.files import read_files
from festplan.inputs.handwriting import choices, dates, lengths, numbers, times
from festplan.inputs.handwriting.spelling import About
from festplan.inputs.known import speller_of
from tests.folders import DEFAULT

ABOUT = About(tuple(date(2027, 8, 25) + timedelta(days=n) for n in range(6)), "de")


@cache
def speller():
    return speller_of(read_files(DEFAULT)[0])


@cache
def called():
    """The names of actors and things, by their ids."""
    raw, _ = read_files(DEFAULT)
    return {
        line.cells[f"{table.name.removesuffix('s')}_id"]: line.cells["name"]
        for table in raw
        if table.name in ("actors", "equipment")
        for line in table.lines
    }


def when(cell):
    """A time as the organisers would say it: a start, a range, an earliest start, a wish."""
    others = times.when(cell, ABOUT).others
    if "earliest_start" in others and "latest_end" in others:
        end = others["latest_end"]
        night = int(end[:2]) >= 24 and end != "24:00"
        end = f"{int(end[:2]) - 24:02}{end[2:]}+1" if night else end
        return f"{others['earliest_start']}|{end}"
    return "".join(others.values())


def of(hand):
    return lambda cell: hand(cell, ABOUT).cell


def named(cell):
    id = mentions.one(cell, speller().knows["actors"]).cell
    return called().get(id, f"? {cell}") if id else ""


def all_named(cell):
    found = mentions.several(cell, speller().knows["actors"]).cell.split(";")
    if unknown := [word for word in found if word and word not in called()]:
        raise NotReadable(*[names_unknown(unknown)] * 2)
    return ";".join(called()[id] for id in found if id)


def names_unknown(words):
    from festplan.texts import Text

    return Text("unknown: {words}", "unbekannt: {words}").with_facts(words=tuple(words))


READERS = {
    "time": when,
    "time_range": when,
    "time_earliest": when,
    "time_latest_end": when,
    "time_wish": when,
    "date": of(dates.day),
    "date_excel": of(dates.day),
    "days": of(dates.days),
    "duration": of(lengths.length),
    "money": of(numbers.cents),
    "bool": of(choices.yes_or_no),
    "number": of(numbers.whole),
    "list": of(choices.codes),
    "name": named,
    "names": all_named,
    "quantities": lambda cell: mentions.quantities(cell, speller().knows["equipment"]).cell,
}


def reading(field, cell):
    """A cell as it is read, "EMPTY" or "ERROR", and what is said about it."""
    if not cell.strip():
        return "EMPTY", ""
    try:
        return READERS[field](cell) or "EMPTY", ""
    except NotReadable as wrong:
        return "ERROR", f"{wrong.says.in_language('de')} {wrong.advice.in_language('de')}"


def main(file):
    departures = 0
    with Path(file).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        read, said = reading(row["field"], row["input"])
        departs = read != row["expected"]
        departures += departs
        mark = "!!" if departs else "  "
        print(f"{mark} {row['field']:16} {row['input']!r:34} -> {read:24} {said}")
        if departs:
            print(f"   {'':16} {'':34}    expected {row['expected']}")
    print(f"{len(rows)} cells, {departures} departures")


if __name__ == "__main__":
    main(sys.argv[1])
