"""Where the numbers stand on the map of places.

There are no streets on it: only how far things are apart and which way to walk.  Places at one
spot share a plate of numbers; plates that would cover one another are pushed apart, and a name
is written only where it covers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from math import hypot

from festplan.publish.print.letters import width
from festplan.publish.programme import Place

# All lengths in millimetres on paper, from the map's upper left corner, unless they say metres.
GAP = 1.2
DISKS_A_ROW = 4
DISK_SIZES = (6.2, 5.2, 4.4)  # tried from the largest down
NAME_SIZE = 2.55  # 7.2 pt
NAME_LEADING = 3.1
NAME_WIDTH = 26.0
PUSHES = 400

#: About five minutes on foot through streets, in metres as the crow flies.
FIVE_MINUTES = 350.0
RING_STEPS = (5, 10, 15, 30, 60, 120)  # minutes
SMALLEST_RING = 15.0
WIDEST_MAP = 20_000.0  # metres; beyond it somebody has mistyped, or it is not one neighbourhood


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2

    def moved(self, right: float, down: float) -> Box:
        return Box(self.left + right, self.top + down, self.width, self.height)

    def covers(self, other: Box) -> bool:
        right, down = self.overlap(other)
        return right > 0 and down > 0

    def overlap(self, other: Box) -> tuple[float, float]:
        """How far the two reach into one another, sideways and up and down."""
        return (
            min(self.left + self.width, other.left + other.width) - max(self.left, other.left),
            min(self.top + self.height, other.top + other.height) - max(self.top, other.top),
        )

    def within(self, frame: Box) -> bool:
        return self.kept_in(frame) == self

    def kept_in(self, frame: Box) -> Box:
        left = min(max(self.left, frame.left), frame.left + frame.width - self.width)
        top = min(max(self.top, frame.top), frame.top + frame.height - self.height)
        return Box(left, top, self.width, self.height)


@dataclass(frozen=True)
class Spot:
    """Places at the same coordinates, and where they belong on paper."""

    name: str
    numbers: tuple[int, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Plate:
    """The numbers of a spot, and its name where there was room for it."""

    spot: Spot
    box: Box
    name_lines: tuple[str, ...] = ()
    name_box: Box | None = None

    @property
    def strays(self) -> bool:
        """Whether it stands so far from its spot that it needs a line to it."""
        x, y = self.box.middle
        return hypot(x - self.spot.x, y - self.spot.y) > self.box.height


@dataclass(frozen=True)
class TownMap:
    frame: Box
    disk: float  # diameter of a number
    middle: tuple[float, float]
    ring: float  # the radius of the first ring, and the distance to each further one
    ring_minutes: int
    plates: tuple[Plate, ...]
    north: tuple[float, float]


def town_map(places: Iterable[Place], paper_width: float, paper_height: float) -> TownMap | None:
    """The map, or nothing where coordinates are missing or the numbers find no room."""
    located = [p for p in places if p.x is not None and p.y is not None]
    if not located or _extent(located) > WIDEST_MAP:
        return None
    frame = Box(0, 0, paper_width, paper_height)
    scale, (x, y) = _projection(located, frame)
    spots = tuple(_spots(located, scale, (x, y)))
    for disk in DISK_SIZES:
        plates = _pushed_apart([Plate(s, _plate_box(s, disk)) for s in spots], _inside(frame))
        if plates is not None:
            ring_minutes, ring = _ring(scale)
            named = tuple(_named(plates, _inside(frame)))
            return TownMap(
                frame, disk, (x, y), ring, ring_minutes, named, _free_corner(named, frame)
            )
    return None


def _inside(frame: Box) -> Box:
    return Box(frame.left + 4, frame.top + 4, frame.width - 8, frame.height - 8)


def _extent(places: Iterable[Place]) -> float:
    return max(abs(metres) for p in places for metres in (p.x or 0, p.y or 0))


def _projection(places: list[Place], frame: Box) -> tuple[float, tuple[float, float]]:
    """Millimetres a metre, and where on paper the festival's middle lies."""
    east = [p.x or 0 for p in places]
    north = [p.y or 0 for p in places]
    broad, high = max(east) - min(east), max(north) - min(north)
    room = Box(16, 14, frame.width - 32, frame.height - 32)
    # One spot alone has no extent; the map then shows a quarter of an hour around it.
    scale = min(room.width / max(broad, FIVE_MINUTES), room.height / max(high, FIVE_MINUTES))
    x = room.middle[0] - scale * (max(east) + min(east)) / 2
    y = room.middle[1] + scale * (max(north) + min(north)) / 2
    return scale, (x, y)


def _spots(places: list[Place], scale: float, middle: tuple[float, float]) -> Iterator[Spot]:
    def here(place: Place) -> tuple[float, float]:
        return place.x or 0, place.y or 0

    for (x, y), group in groupby(sorted(places, key=lambda p: (here(p), p.number)), here):
        shared = list(group)
        numbers = tuple(p.number for p in shared)
        yield Spot(
            shared[0].site or shared[0].name, numbers, middle[0] + scale * x, middle[1] - scale * y
        )


def _plate_box(spot: Spot, disk: float) -> Box:
    count = len(spot.numbers)
    columns, rows = min(count, DISKS_A_ROW), -(-count // DISKS_A_ROW)
    broad = columns * disk + (columns - 1) * GAP / 2
    high = rows * disk + (rows - 1) * GAP / 2
    return Box(spot.x - broad / 2, spot.y - high / 2, broad, high)


def _pushed_apart(plates: list[Plate], frame: Box) -> list[Plate] | None:
    """The plates with room between them, or nothing where there is not enough room."""
    boxes = [plate.box.kept_in(frame) for plate in plates]
    for _ in range(PUSHES):
        quarrels = [
            (i, j)
            for i, j in combinations(range(len(boxes)), 2)
            if _wide(boxes[i]).covers(boxes[j])
        ]
        if not quarrels:
            return [Plate(plate.spot, box) for plate, box in zip(plates, boxes, strict=True)]
        for i, j in quarrels:
            boxes[i], boxes[j] = _parted(boxes[i], boxes[j], frame)
    return None


def _wide(box: Box, gap: float = GAP) -> Box:
    return Box(box.left - gap, box.top - gap, box.width + 2 * gap, box.height + 2 * gap)


def _parted(first: Box, second: Box, frame: Box) -> tuple[Box, Box]:
    """Both moved a little, along the way that is shorter."""
    sideways, down = _wide(first).overlap(second)
    # A little more than needed, or rounding keeps them touching for ever.
    if sideways < down:
        push = (sideways / 2 + 0.05) * (1 if first.middle[0] <= second.middle[0] else -1)
        return first.moved(-push, 0).kept_in(frame), second.moved(push, 0).kept_in(frame)
    push = (down / 2 + 0.05) * (1 if first.middle[1] <= second.middle[1] else -1)
    return first.moved(0, -push).kept_in(frame), second.moved(0, push).kept_in(frame)


def _named(plates: list[Plate], frame: Box) -> list[Plate]:
    """The plates with as many names as find room, in the best of several orders."""
    orders = (
        sorted(plates, key=lambda plate: -max(map(_name_width, plate.spot.name.split(" ")))),
        sorted(plates, key=lambda plate: -len(plate.spot.numbers)),
        plates,
        plates[::-1],
    )
    attempts = [list(_named_in_order(order, frame)) for order in orders]
    return max(attempts, key=lambda named: sum(plate.name_box is not None for plate in named))


def _named_in_order(plates: list[Plate], frame: Box) -> Iterator[Plate]:
    taken = [plate.box for plate in plates]
    for plate in plates:
        lines = tuple(_lines(plate.spot.name))
        others = [box for box in taken if box != plate.box]
        rooms = (room for room in _name_rooms(plate.box, lines) if room.within(frame))
        free = next(
            (r for r in rooms if not any(_wide(r, 0.4).covers(box) for box in others)), None
        )
        if free is not None:
            taken.append(free)
        yield Plate(plate.spot, plate.box, lines if free else (), free)


def _lines(name: str) -> Iterator[str]:
    line = ""
    for word in name.split(" "):
        longer = f"{line} {word}".strip()
        if line and _name_width(longer) > NAME_WIDTH:
            yield line
            longer = word
        line = longer
    yield line


def _name_width(words: str) -> float:
    return width(words, NAME_SIZE, "bold")


def _name_rooms(plate: Box, lines: tuple[str, ...]) -> Iterator[Box]:
    """Where a name may stand: below its numbers, above, right or left of them."""
    broad = max(_name_width(line) for line in lines) + 0.6
    high = len(lines) * NAME_LEADING
    x, y = plate.middle
    yield Box(x - broad / 2, plate.top + plate.height + 0.7, broad, high)
    yield Box(x - broad / 2, plate.top - high - 0.7, broad, high)
    yield Box(plate.left + plate.width + 1, y - high / 2, broad, high)
    yield Box(plate.left - broad - 1, y - high / 2, broad, high)
    for shift in (broad / 4, -broad / 4, broad / 2, -broad / 2):
        yield Box(x - broad / 2 + shift, plate.top + plate.height + 0.7, broad, high)
        yield Box(x - broad / 2 + shift, plate.top - high - 0.7, broad, high)


def _ring(scale: float) -> tuple[int, float]:
    """The minutes between two rings, and their distance on paper."""
    steps = ((minutes, minutes / 5 * FIVE_MINUTES * scale) for minutes in RING_STEPS)
    return next(
        (step for step in steps if step[1] >= SMALLEST_RING), (RING_STEPS[-1], SMALLEST_RING)
    )


def _free_corner(plates: Iterable[Plate], frame: Box) -> tuple[float, float]:
    """Where the north arrow stands: in a corner that is free, if there is one."""
    taken = [box for p in plates for box in (p.box, p.name_box) if box is not None]
    corners = [
        (frame.width - 8, 9.0),
        (8.0, 9.0),
        (frame.width - 8, frame.height - 9),
        (8.0, frame.height - 9),
    ]
    free = (c for c in corners if not any(Box(c[0] - 5, c[1] - 6, 10, 12).covers(t) for t in taken))
    return next(free, corners[0])
