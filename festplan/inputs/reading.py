"""From a folder of tables to a festival, with every complaint at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from festplan import tables
from festplan.catalogue import columns
from festplan.complaints import Complaint, Place, blocking, in_order
from festplan.festival import Actor, Day, Event, Festival, Item, Row, Site, Venue
from festplan.inputs.cells import TABLE, Understood, understood
from festplan.inputs.confirming import unconfirmed
from festplan.inputs.files import RawTable, read_files
from festplan.inputs.known import numbered, speller_of
from festplan.inputs.layout import known_headings
from festplan.inputs.references import (
    Lines,
    backwards,
    unlistable,
    wrong_days,
    wrong_references,
    wrong_weekdays,
)
from festplan.inputs.sense import nonsense
from festplan.inputs.suspicions import suspicions
from festplan.tables import TABLES

Someone = TypeVar("Someone", Site, Venue, Actor, Item, Event)

#: Tables whose rows are somebody: they become days, sites, venues, actors, items and events.
ENTITIES = ("festival", "days", "sites", "venues", "actors", "equipment", "events")


@dataclass(frozen=True)
class Read:
    """What came of reading: the festival (where nothing blocks it) and every complaint."""

    festival: Festival | None
    complaints: tuple[Complaint, ...]
    #: The tables as text, in canonical order, without private columns.
    texts: Mapping[str, tuple[Mapping[str, str], ...]]
    #: Where each row of a table stands, by table and id.
    places: Mapping[tuple[str, str], Place]
    tables: int = 0
    #: The lines as they were understood, by table.
    lines: Lines = field(default_factory=dict)

    @property
    def settings(self) -> Row:
        """The settings, also where something else blocks the festival."""
        found = self.lines.get("festival", [])
        return Row(1, found[0].values if found else {})


def read_folder(folder: Path) -> Read:
    """The festival in a folder of tables, or in a workbook."""
    raw, complaints = read_files(folder)
    if not raw and blocking(complaints):
        return Read(None, tuple(in_order(complaints)), {}, {})
    return read_tables(raw, complaints, also=LOOKS)


#: Something that looks at understood tables and may complain.
Look = Callable[[Lines], Iterable[Complaint]]
#: The looks at tables that people have written.
LOOKS: tuple[Look, ...] = (nonsense, suspicions)
#: What organisers write about reading itself is no part of the festival.
NOT_THE_FESTIVAL = ("confirmed",)


def read_tables(
    raw: Iterable[RawTable], complaints: Iterable[Complaint] = (), also: Iterable[Look] = ()
) -> Read:
    """The festival in some tables, however they came; ``also`` are further looks at them."""
    found = list(complaints)
    # A table with headings only is a table that is not there: people leave them in the folder.
    raw = [numbered(table, found) for table in raw if table.lines or _counts_empty(table)]
    lines = understood(raw, speller_of(raw), found)
    for look in (unlistable, wrong_references, wrong_days, wrong_weekdays, backwards, *also):
        found.extend(look(lines))
    festival = None if blocking(found) else festival_of(lines)
    told = tuple(in_order(unconfirmed(found, lines)))
    return Read(festival, told, _texts(lines), _places(lines), len(raw), lines)


def _counts_empty(table: RawTable) -> bool:
    """Whether an empty table is to be told: it is needed, or its one row is no heading."""
    named = known_headings(table.name, table.headings)
    return TABLE[table.name].required or not table.readable or bool(table.headings and not named)


def festival_of(lines: Lines) -> Festival:
    """The festival that understood lines describe; references must be known to exist."""
    sites = {site.id: site for site in _sites(lines)}
    venues = {venue.id: venue for venue in _venues(lines, sites)}
    actors = {actor.id: actor for actor in _actors(lines)}
    settings = _of(lines, "festival")
    return Festival(
        settings=Row(1, settings[0].values if settings else {}),
        days=tuple(sorted(_days(lines), key=lambda day: day.date)),
        sites=_by_id(sites.values()),
        venues=_by_id(venues.values()),
        actors=_by_id(actors.values()),
        items=_by_id(_items(lines)),
        events=_by_id(_events(lines, actors, venues)),
        rows={
            table.name: _rows(lines, table.name)
            for table in TABLES
            if table.name not in (*ENTITIES, *NOT_THE_FESTIVAL)
        },
    )


def _of(lines: Lines, table: str) -> list[Understood]:
    return lines.get(table, [])


def _by_id(found: Iterable[Someone]) -> tuple[Someone, ...]:
    return tuple(sorted(found, key=lambda each: each.id))


def _days(lines: Lines) -> Iterable[Day]:
    for line in _of(lines, "days"):
        yield Day(tables.DATE.of(line), line.values)


def _sites(lines: Lines) -> Iterable[Site]:
    for line in _of(lines, "sites"):
        yield Site(tables.SITE_ID.of(line), tables.SITE_NAME.of(line), line.values)


def _venues(lines: Lines, sites: Mapping[str, Site]) -> Iterable[Venue]:
    for line in _of(lines, "venues"):
        id, name = tables.VENUE_ID.of(line), tables.VENUE_NAME.of(line)
        # A venue that lies on no site of the table is a site of its own.
        site = sites.get(tables.VENUE_SITE.of(line)) or Site(f"venue:{id}", name)
        yield Venue(id, name, site, line.values)


def _actors(lines: Lines) -> Iterable[Actor]:
    for line in _of(lines, "actors"):
        yield Actor(tables.ACTOR_ID.of(line), tables.ACTOR_NAME.of(line), line.values)
    if "actors" not in lines:
        # Three tables are enough to begin with: who has an event is an actor of that name.
        for line in _of(lines, "events"):
            for name in (tables.LEAD.of(line), *tables.PARTNERS.of(line)):
                yield Actor(name, name)


def _items(lines: Lines) -> Iterable[Item]:
    for line in _of(lines, "equipment"):
        yield Item(tables.ITEM_ID.of(line), tables.ITEM_NAME.of(line), line.values)


def _events(
    lines: Lines, actors: Mapping[str, Actor], venues: Mapping[str, Venue]
) -> Iterable[Event]:
    for line in _of(lines, "events"):
        yield Event(
            id=tables.EVENT_ID.of(line),
            title=tables.TITLE.of(line),
            lead=actors[tables.LEAD.of(line)],
            partners=tuple(
                actors[id] for id in tables.PARTNERS.of(line) if id != tables.LEAD.of(line)
            ),
            end_venue=venues.get(tables.END_VENUE.of(line)),
            cells=line.values,
        )


def _rows(lines: Lines, table: str) -> tuple[Row, ...]:
    """The lines of a table, in an order that does not depend on the order in the file."""
    canonical = sorted(_of(lines, table), key=lambda line: sorted(line.texts.items()))
    return tuple(Row(line.number, line.values) for line in canonical)


def _texts(lines: Lines) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    return {
        table: tuple(
            sorted(
                (
                    {
                        name: cell
                        for name, cell in sorted(line.texts.items())
                        if not columns()[table][name].private
                    }
                    for line in found
                ),
                key=lambda texts: (texts.get(TABLE[table].key, ""), sorted(texts.items())),
            )
        )
        for table, found in sorted(lines.items())
        if table not in NOT_THE_FESTIVAL
    }


def _places(lines: Lines) -> Mapping[tuple[str, str], Place]:
    """Where each row stands; a table as a whole has no id."""
    files = {(table, ""): Place(found[0].file) for table, found in lines.items() if found}
    return files | {
        (table, line.texts[TABLE[table].key]): Place(line.file, line.number)
        for table, found in lines.items()
        for line in found
        if line.texts.get(TABLE[table].key)
    }
