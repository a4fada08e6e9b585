"""Where the festival is lively, there is something to see all afternoon.

Whoever comes to the meadow at four and finds it empty goes home and says that nothing was going
on.  On sites with “yes” in the column `lively`, the time from `lively_from` to `lively_to` (14:00
to 19:00, unless you say otherwise) is looked at through a window of `lively_window_min` minutes
(60), which moves on by half an hour: 14:00–15:00, 14:30–15:30 ...  Each window in which nothing
public takes place on the site costs `weight_no_holes` points.  Set-up and take-down are not
public.  Windows outside the public hours of the day are not looked at, nor those in which for a
part of the time every venue of the site is closed.  Without such a site nothing is asked.

Fine:
    festival: lively_to 17:00
    site green: lively yes
    venue meadow: site_id green
    venue stage: site_id green
    Mon 14:30-15:30  meadow  games by club
    Mon 16:15-17:15  stage  concert by band

Broken:
    festival: lively_to 17:00
    site green: lively yes
    venue meadow: site_id green
    Mon 14:30-15:30  meadow  games by club, teardown_min 60
    Mon 17:00-18:00  meadow  concert by band, setup_min 60
    Mon 15:00-17:00  library  reading by school

Fine:
    festival: lively_to 17:00
    site green: lively yes
    venue meadow: site_id green
    day Mon: open_to 15:00
    Mon 14:30-15:00  meadow  games by club

Fine:
    festival: lively_to 17:00
    site green: lively yes
    venue meadow: site_id green
    venue_hours: venue_id meadow, date Mon, from 14:00, to 16:00
    Mon 14:45-15:45  meadow  games by club
    Tue 15:00-16:00  library  reading by school

Broken:
    festival: lively_to 15:00
    site green: lively yes
    venue meadow: site_id green
    Mon 14:00-16:00  library  parade by school, end_venue meadow
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from festplan.columns import Column, clock, some_minutes, yes_or_no
from festplan.draft import Draft, Group, Member, Option, Part
from festplan.festival import Day, Festival, Site
from festplan.plan import Plan
from festplan.rules.opening_hours import DATE, FROM, TO, VENUE
from festplan.rules.public_hours import OPEN_FROM, OPEN_TO
from festplan.tables import END_VENUE, VENUE_SITE
from festplan.texts import Text
from festplan.times import Clock, Span, joined
from festplan.ways import at, members_by
from festplan.wishes.wish import WISHED, Miss, weight

DE = """Wo das Fest lebendig ist, gibt es den ganzen Nachmittag etwas zu sehen.

Wer um vier auf die Wiese kommt und sie leer findet, geht heim und sagt, es sei nichts los gewesen.
Auf Geländen mit „ja“ in der Spalte `lively` wird die Zeit von `lively_from` bis `lively_to` (14:00
bis 19:00, wenn nichts anderes dasteht) durch ein Fenster von `lively_window_min` Minuten (60)
betrachtet, das immer um eine halbe Stunde weiterrückt: 14:00–15:00, 14:30–15:30 ...  Jedes
Fenster, in dem auf dem Gelände nichts Öffentliches stattfindet, kostet `weight_no_holes` Punkte.
Auf- und Abbau sind nicht öffentlich.  Fenster außerhalb der öffentlichen Zeit des Tages werden
nicht betrachtet, auch nicht solche, in denen einen Teil der Zeit jeder Ort des Geländes geschlossen
ist.  Ohne ein solches Gelände wird nichts verlangt.
"""
NUMBERS = (82, 15)
TIER = WISHED
LIVELY = Column(
    "sites", "lively", "belebt",
    Text("Here something should be going on all afternoon.",
         "Hier soll den ganzen Nachmittag etwas los sein."),
    yes_or_no, False, ("yes", "no"),
)  # fmt: skip
LIVELY_FROM = Column(
    "festival", "lively_from", "belebt ab",
    Text("From then on something should be going on.", "Ab dann soll etwas los sein."),
    clock, Clock(timedelta(hours=14)), ("16:30", "17:00"),
)  # fmt: skip
LIVELY_TO = Column(
    "festival", "lively_to", "belebt bis",
    Text("Until then something should be going on.", "Bis dahin soll etwas los sein."),
    clock, Clock(timedelta(hours=19)), ("18:00", "18:30"),
)  # fmt: skip
WINDOW = Column(
    "festival", "lively_window_min", "Lücke in Minuten",
    Text("So many minutes with nothing are a hole.",
         "So viele Minuten ohne etwas sind eine Lücke."),
    some_minutes, timedelta(minutes=60), ("60", "45", "90"),
)  # fmt: skip
WEIGHT = weight(
    "no_holes",
    "keine Lücken",
    Text("Points for a window with nothing.", "Punkte je Fenster, in dem nichts ist."),
    1,
)
COLUMNS = (
    LIVELY, LIVELY_FROM, LIVELY_TO, WINDOW, OPEN_FROM, OPEN_TO, VENUE, DATE, FROM, TO,
    VENUE_SITE, END_VENUE, WEIGHT,
)  # fmt: skip
SAYS = Text(
    en="Nothing is going on at {site} {window}.",
    de="Auf {site} ist {window} nichts los.",
)
HALF_HOUR = timedelta(minutes=30)


def misses(festival: Festival, plan: Plan) -> Iterator[Miss]:
    points = WEIGHT.of(festival.settings)
    for site in filter(LIVELY.of, festival.sites) if points else ():
        stays = [stay for placed in plan for stay in placed.stays if stay.venue.site == site]
        for window in _windows(festival, site):
            if not any(stay.public.overlaps(window) for stay in stays):
                yield Miss((), SAYS.with_facts(site=site.name, window=window), points)


def ask(festival: Festival, draft: Draft) -> None:
    cost = WEIGHT.of(festival.settings)
    for site in filter(LIVELY.of, festival.sites) if cost else ():
        windows = tuple(_windows(festival, site))
        there = _there(draft, site)
        groups = [tuple(_running(draft, window, there)) for window in windows]
        draft.count(groups, least=len(windows), cost=cost)


def _there(draft: Draft, site: Site) -> list[tuple[Option, Part, Group]]:
    """The sessions that can be on a site, by the part of their time that they are there.

    With each part comes an option that has it: all that have it run in the same windows.
    """

    def parts(option: Option) -> list[Part]:
        part = option.spent(lambda venue: venue.site == site)
        if part is None:
            return []
        first.setdefault(part, option)
        return [part]

    first: dict[Part, Option] = {}
    members = members_by(draft, parts)
    return [(first[part], part, group) for part, group in members.items()]


def _running(
    draft: Draft, window: Span, there: Iterable[tuple[Option, Part, Group]]
) -> Iterator[Member]:
    """The sessions that can run in a window, with the starts at which they do."""
    for option, part, group in there:
        yield from at(draft.starts_over(option, [window], part), group)


def _windows(festival: Festival, site: Site) -> Iterator[Span]:
    """The stretches of time in which something should be going on, each half an hour later."""
    length, opened = WINDOW.of(festival.settings), _opened(festival, site)
    for day in festival.days:
        start, end = (c.of(festival.settings).on(day.date) for c in (LIVELY_FROM, LIVELY_TO))
        while start + length <= end:
            window = Span(start, start + length)
            if window.within(_public(day)) and any(window.within(span) for span in opened):
                yield window
            start += HALF_HOUR


def _public(day: Day) -> Span:
    return Span(OPEN_FROM.of(day).on(day.date), OPEN_TO.of(day).on(day.date))


def _opened(festival: Festival, site: Site) -> tuple[Span, ...]:
    """When some venue of a site is open; one without any hours is so all the time."""
    venues = {venue.id for venue in festival.venues if venue.site == site}
    rows = [row for row in festival.of("venue_hours") if VENUE.of(row) in venues]
    always = venues - {VENUE.of(row) for row in rows}
    spans = [Span(FROM.of(row).on(DATE.of(row)), TO.of(row).on(DATE.of(row))) for row in rows]
    return joined([*spans, *(day.span for day in festival.days if always)])
