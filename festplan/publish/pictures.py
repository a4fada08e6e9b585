"""The pictures of a plan as numbers: who is where when, and what is in use over time.

Nothing is drawn here, the templates do that.  Here it is decided what stands where in the
units of a picture, and how much of a text there is room for: on paper nobody can scroll, so a
text that would run into its neighbour is shortened beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from festplan import tables
from festplan.draft import AtMost, Option, Use
from festplan.festival import Actor, Day, Festival, Session, Site, Venue
from festplan.plan import Placement, Plan, Stay
from festplan.times import Span, midnight, whole_day

HOUR = timedelta(hours=1)

# --- how wide a text is --------------------------------------------------------------------

#: The widths of letters in a common sans serif, as parts of its size.
_NARROW, _SLIM, _USUAL, _BROAD, _FULL = 0.30, 0.40, 0.58, 0.72, 1.0
_WIDTHS = {
    **dict.fromkeys("iljI.,:;'|!·’‚", _NARROW),
    **dict.fromkeys('ftr()[]-/ “”„"', _SLIM),
    **dict.fromkeys("mwMW@%&…—", 0.92),
}
_MORE = "…"


def wide(text: str, size: float) -> float:
    """About how wide a text will be; rather too wide, for nobody knows the reader's font."""
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if ord(letter) > 0x2E80:  # Chinese, Japanese, Korean, pictures
        return _FULL
    return _BROAD if letter.isupper() else _USUAL


def fitted(text: str, width: float, size: float) -> str:
    """The text, or as much of it as there is room for, and "" where not even a letter fits."""
    if wide(text, size) <= width:
        return text
    kept = text
    while kept and wide(kept + _MORE, size) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,:;-–") + _MORE if kept else ""


def wrapped(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """The text on so many lines at most; only what is left at the end is shortened."""
    written: list[str] = []
    rest = text.split()
    while rest and len(written) < lines - 1:
        count = _words_that_fit(rest, width, size)
        if not count:
            break
        written.append(" ".join(rest[:count]))
        rest = rest[count:]
    last = fitted(" ".join(rest), width, size)
    return (*written, last) if last else tuple(written)


def _words_that_fit(words: Sequence[str], width: float, size: float) -> int:
    counts = range(len(words), 0, -1)
    return next((n for n in counts if wide(" ".join(words[:n]), size) <= width), 0)


# --- who is where when ---------------------------------------------------------------------

#: As wide as A4 is across, less its margins, so that 11 units are a text of eight points.
WIDTH = 1120
#: Where the hours begin: left of it stand the venues.
NAMES = 152
#: One session; several at a time at one venue lie under each other.
LANE = 45
#: So many lines of text find room in it; the last one is for the lead, if it can be.
LINES = 3
SITE, AXIS = 20, 22
#: The size of the letters in a bar.
SIZE = 11
_EDGE, _PAD = 64, 5
#: Higher than this, a picture goes on on the next sheet of paper.
_SHEET = 700


@dataclass(frozen=True)
class Hours:
    """The hours of a picture, and where each of them lies."""

    first: datetime
    count: int
    left: float
    right: float

    @property
    def hour(self) -> float:
        return (self.right - self.left) / self.count

    def x(self, moment: datetime) -> float:
        return round(self.left + (moment - self.first) / HOUR * self.hour, 1)

    @property
    def lines(self) -> tuple[tuple[float, datetime], ...]:
        moments = (self.first + number * HOUR for number in range(self.count + 1))
        return tuple((self.x(moment), moment) for moment in moments)

    @property
    def every(self) -> int:
        """Which lines get a label: each, or each second one ... where they lie close."""
        return max(1, -(-34 // max(int(self.hour), 1)))


@dataclass(frozen=True)
class Bar:
    """A session at a venue: its public time, and around it what is occupied for it."""

    placed: Placement
    stay: Stay
    lane: int
    occupied: tuple[float, float]  # from, to
    public: tuple[float, float]
    text: float  # where its words begin
    title: tuple[str, ...]  # line by line
    lead: str


@dataclass(frozen=True)
class Row:
    """A venue with its bars of one day."""

    venue: Venue
    name: tuple[str, ...]  # line by line
    lanes: int
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return self.lanes * LANE


@dataclass(frozen=True)
class Sheet:
    """As many venues as fit on a sheet of paper; each site and venue with where it begins."""

    hours: Hours
    height: int
    sites: tuple[tuple[int, Site], ...]
    rows: tuple[tuple[int, Row], ...]


@dataclass(frozen=True)
class DayPicture:
    date: date
    day: Day | None  # none where something is placed outside of the festival's days
    sheets: tuple[Sheet, ...]


def days(festival: Festival, plan: Plan) -> tuple[DayPicture, ...]:
    """Each day as a picture: of the festival, or on which something is placed."""
    dates = {day.date for day in festival.days} | {placed.day for placed in plan}
    return tuple(
        DayPicture(each, festival.day(each), tuple(_sheets(festival, plan, each)))
        for each in sorted(dates)
    )


def short_name(actor: Actor) -> str:
    return tables.SHORT_NAME.of(actor) or actor.name


def _sheets(festival: Festival, plan: Plan, day: date) -> Iterator[Sheet]:
    stays = sorted(
        ((placed, stay) for placed in plan if placed.day == day for stay in placed.stays),
        key=_in_time,
    )
    if not stays:
        return
    hours = _hours(stay.occupied for _, stay in stays)
    by_venue = ((v, [held for held in stays if held[1].venue == v]) for v in _by_site(festival))
    yield from _laid(hours, [_row(venue, own, hours) for venue, own in by_venue if own])


def _by_site(festival: Festival) -> list[Venue]:
    """The venues as in their table, but those of one site beside each other."""
    sites = list(dict.fromkeys(venue.site for venue in festival.venues))
    return sorted(festival.venues, key=lambda venue: sites.index(venue.site))


def _laid(hours: Hours, rows: Iterable[Row]) -> Iterator[Sheet]:
    """Rows under each other, each site with its name above, on as many sheets as needed."""
    sites: list[tuple[int, Site]] = []
    laid: list[tuple[int, Row]] = []
    below, site = AXIS, None
    for row in rows:
        heading = SITE if row.venue.site != site else 0
        if laid and below + heading + row.height > _SHEET:
            yield Sheet(hours, below, tuple(sites), tuple(laid))
            sites, laid, below, heading = [], [], AXIS, SITE
        if heading:
            sites.append((below, row.venue.site))
        laid.append((below + heading, row))
        below, site = below + heading + row.height, row.venue.site
    yield Sheet(hours, below, tuple(sites), tuple(laid))


def _in_time(held: tuple[Placement, Stay]) -> tuple[datetime, tuple[datetime, str, str, int]]:
    placed, stay = held
    return stay.occupied.start, placed.order


def _hours(spans: Iterable[Span]) -> Hours:
    """The full hours around some spans."""
    spans = tuple(spans)
    first = min(span.start for span in spans).replace(minute=0)
    count = -(-(max(span.end for span in spans) - first) // HOUR)
    return Hours(first, count, NAMES, WIDTH - _EDGE)


def _row(venue: Venue, stays: Sequence[tuple[Placement, Stay]], hours: Hours) -> Row:
    lanes = _lanes(stay.occupied for _, stay in stays)
    bars = (
        _bar(placed, stay, lane, hours, _room(number, stays, lanes, hours))
        for number, ((placed, stay), lane) in enumerate(zip(stays, lanes, strict=True))
    )
    return Row(venue, wrapped(venue.name, NAMES - 12, SIZE, 3), max(lanes) + 1, tuple(bars))


def _lanes(spans: Iterable[Span]) -> list[int]:
    """The uppermost lane that is free for each span; they come in order.

    Only what really overlaps lies on two lanes: two on the one stage would look like a mistake.
    """
    ends: list[datetime] = []
    chosen: list[int] = []
    for span in spans:
        free = (number for number, end in enumerate(ends) if end <= span.start)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [span.end]
        chosen.append(lane)
    return chosen


def _room(
    number: int, stays: Sequence[tuple[Placement, Stay]], lanes: Sequence[int], hours: Hours
) -> float:
    """How far a title may reach: to the next bar of its lane, or to the edge."""
    later = zip(stays[number + 1 :], lanes[number + 1 :], strict=True)
    starts = (stay.occupied.start for (_, stay), lane in later if lane == lanes[number])
    return next(map(hours.x, starts), float(WIDTH))


def _bar(placed: Placement, stay: Stay, lane: int, hours: Hours, room: float) -> Bar:
    occupied = hours.x(stay.occupied.start), hours.x(stay.occupied.end)
    public = hours.x(stay.public.start), hours.x(stay.public.end)
    text = _begin(placed.event.title, public[0], occupied[0], room)
    own, most = (end - text - 2 * _PAD for end in (occupied[1], room))
    title = _beside(placed.event.title, own, most)
    lead = fitted(short_name(placed.event.lead), most, SIZE) if len(title) < LINES else ""
    return Bar(placed, stay, lane, occupied, public, text, title, lead)


def _begin(title: str, public: float, occupied: float, room: float) -> float:
    """Words begin with the public time; with the set-up where they find too little room."""
    return public if _whole(title, room - public - 2 * _PAD, LINES) else occupied


def _beside(title: str, own: float, most: float) -> tuple[str, ...]:
    """A title in its bar; where it is too long, it goes on beside it as far as it must.

    Where there is no room beside it either, it takes the line of its lead, and then is shortened.
    """
    widths = (*range(int(own), int(most), _PAD), most)
    shapes = (*((width, LINES - 1) for width in widths), (most, LINES))
    whole = (lines for width, count in shapes if (lines := _whole(title, width, count)))
    return next(whole, wrapped(title, most, SIZE, LINES))


def _whole(title: str, width: float, count: int) -> tuple[str, ...]:
    """A title on so many lines; no line at all where it would have to be shortened."""
    lines = wrapped(title, width, SIZE, count)
    return lines if " ".join(lines) == " ".join(title.split()) else ()


# --- what is in use over time --------------------------------------------------------------


@dataclass(frozen=True)
class Level:
    """What is in use of something, and how much there is, for as long as neither changes."""

    span: Span
    used: int
    there_is: int
    users: tuple[tuple[Placement, int], ...]

    @property
    def tightness(self) -> float:
        """1 where all of it is in use, more where it is too much."""
        if not self.used:
            return 0.0
        return self.used / self.there_is if self.there_is > 0 else float("inf")


def levels(word: AtMost, plan: Plan, anywhere: bool = False) -> tuple[Level, ...]:
    """All levels of a plan's days, in order; none where a thing is never used.

    What is used ``anywhere`` goes with a session wherever it is.  So it counts, too, where a
    plan breaks a rule and the draft has closed the option: there it is needed most.
    """
    used = sorted(_used(word, plan, anywhere), key=lambda use: (use[0], use[1].order))
    if not used:
        return ()
    spans = [span for span, *_ in used]
    seen = [*spans, *(whole_day(placed.day) for placed in plan)]
    over = Span(min(span.start for span in seen), max(span.end for span in seen))
    limits = (over, *spans, *(span for span, _ in word.away))
    changes = {edge for span in limits for edge in (span.start, span.end)}
    moments = sorted(moment for moment in changes if over.start <= moment <= over.end)
    return tuple(_level(word, Span(*span), used) for span in pairwise(moments))


def _used(word: AtMost, plan: Plan, anywhere: bool) -> Iterator[tuple[Span, Placement, int]]:
    """Which sessions of the plan use something, from when to when, and how much of it."""
    uses: dict[Session, list[Use]] = {}
    for use in word.uses:
        uses.setdefault(use.session, []).append(use)
    for placed in plan:
        option = Option(placed.session, placed.venue, placed.length)
        for use in uses.get(placed.session, ()):
            part = use.parts.get(option, option.occupied if anywhere else None)
            if part is not None:
                begin, end = (placed.start + timedelta(minutes=edge) for edge in part)
                yield Span(begin, end), placed, use.amount


def _level(word: AtMost, span: Span, used: Iterable[tuple[Span, Placement, int]]) -> Level:
    users = tuple((placed, amount) for use, placed, amount in used if span.within(use))
    away = sum(amount for out, amount in word.away if span.within(out))
    return Level(span, sum(amount for _, amount in users), word.there_is - away, users)


#: The picture of a resource on one day.
PANEL_WIDTH, PANEL_HEIGHT = 96, 58
TOP, BASE, SIDE = 12, 45, 2


@dataclass(frozen=True)
class Panel:
    """What is used of something on one day, in steps, under the line of what there is."""

    date: date
    hours: Hours
    used: str  # a path of SVG, like the next one
    there_is: str
    peak: tuple[float, float] | None  # where the tightest moment of all days lies, if on this one


def panels(found: Sequence[Level], peak: Level, plan: Plan) -> tuple[Panel, ...]:
    """A panel for each day of a plan, all to one scale, so that they can be compared."""
    highest = max(max(level.used, level.there_is) for level in found)
    dates = sorted({placed.day for placed in plan})
    return tuple(_panel(day, found, peak, highest, _frame(plan)) for day in dates)


def _frame(plan: Plan) -> tuple[int, int]:
    """The hours that all panels show, counted from midnight: those of the whole plan."""
    spans = [(placed.occupied, midnight(placed.day)) for placed in plan]
    first = min((span.start - day) // HOUR for span, day in spans)
    last = max(-((day - span.end) // HOUR) for span, day in spans)
    return first, last


def _panel(
    day: date, found: Sequence[Level], peak: Level, highest: int, frame: tuple[int, int]
) -> Panel:
    first, last = frame
    hours = Hours(midnight(day) + first * HOUR, last - first, SIDE, PANEL_WIDTH - SIDE)
    pieces = [(*cut, level) for level in found if (cut := _cut(level.span, hours))]
    begin = pieces[0][0]

    def y(amount: int) -> float:
        return round(BASE - (BASE - TOP) * max(amount, 0) / highest, 1)

    used = "".join(f"V{y(level.used)}H{end}" for _, end, level in pieces)
    there_is = "".join(f"V{y(level.there_is)}H{end}" for _, end, level in pieces)
    return Panel(
        day,
        hours,
        f"M{begin} {BASE}{used}V{BASE}Z",
        f"M{begin} {y(pieces[0][2].there_is)}{there_is}",
        (hours.x(peak.span.start), y(peak.used)) if peak.span.day == day else None,
    )


def _cut(span: Span, hours: Hours) -> tuple[float, float] | None:
    """From where to where a span lies in a picture, if any of it does."""
    begin, end = max(span.start, hours.first), min(span.end, hours.first + hours.count * HOUR)
    return (hours.x(begin), hours.x(end)) if begin < end else None
