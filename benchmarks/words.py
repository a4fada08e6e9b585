"""What made-up festivals are made of: kinds of events and venues, names and titles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of event: how long, how loud, for how many, and what it needs."""

    format: str
    often: int
    lengths: tuple[int, ...]
    needs: tuple[str, ...]
    settings: tuple[str, ...]
    noise: tuple[int, ...]
    guests: tuple[int, int]
    audiences: tuple[str, ...]
    hours: tuple[int, int]
    things: tuple[tuple[str, int], ...] = ()
    open_offer: bool = False
    power: tuple[float, ...] = (0.0,)


@dataclass(frozen=True)
class Place:
    """A kind of venue."""

    name: str
    setting: str
    capacity: tuple[int, int]
    parallel: int
    features: tuple[str, ...]
    noise_class: str
    hours: str  # "day", "late", "split", "afternoon"
    shade: str = "full"
    step_free: tuple[str, ...] = ("yes",)
    change_over: int = 0


ANY = ("outdoor", "covered", "indoor")
INSIDE = ("covered", "indoor")
ALL, KIDS, FAMILIES, YOUTH, ADULTS, SENIORS = (
    "everybody", "children", "families", "youth", "adults", "seniors",
)  # fmt: skip
CLASSES, NURSERY, BABIES = "school classes", "nursery groups", "parents with babies"

KINDS = (
    Kind("Concert", 12, (60, 75, 90, 120), ("stage", "power"), ANY, (2, 3), (60, 240),
         (ALL, YOUTH, ADULTS), (15, 22), (("Q03", 1),), power=(1.5, 2.5)),
    Kind("Talk", 11, (60, 75, 90), ("roof",), INSIDE, (1,), (15, 60), (ADULTS, SENIORS), (14, 21)),
    Kind("Reading", 9, (30, 45, 60), ("quiet",), INSIDE, (0,), (10, 40), (KIDS, FAMILIES, SENIORS),
         (10, 19)),
    Kind("Workshop", 17, (90, 120, 150, 180), ("tables",), ANY, (1,), (12, 40),
         (KIDS, FAMILIES, YOUTH, ADULTS), (10, 19), (("Q02", 3), ("Q01", 1)), True, (0, 0, 0.5)),
    Kind("Market", 4, (180, 210, 240), ("grass",), ("outdoor",), (1,), (80, 220), (ALL,), (10, 19),
         (("Q01", 5), ("Q02", 8)), True, (0, 1.0)),
    Kind("Sport", 10, (60, 90, 120), ("playground",), ANY, (1, 2), (20, 80), (KIDS, YOUTH,
         FAMILIES), (10, 20)),
    Kind("Cooking", 6, (90, 120), ("kitchen",), ANY, (1,), (12, 40), (FAMILIES, ADULTS, SENIORS),
         (11, 20), (("Q02", 2),), False, (1.0, 2.0)),
    Kind("Film", 5, (75, 90, 120), ("dark",), INSIDE, (2,), (20, 60), (KIDS, YOUTH, ADULTS,
         FAMILIES), (14, 22), (("Q05", 1),), False, (0.5,)),
    Kind("Dance", 5, (60, 90, 120), ("stage", "power"), ANY, (2, 3), (40, 150), (YOUTH, SENIORS,
         ALL), (15, 22), (("Q04", 1),), False, (1.0,)),
    Kind("Theatre", 7, (45, 60, 75), ("stage",), ANY, (2,), (40, 120), (KIDS, FAMILIES, ALL),
         (10, 21), (("Q04", 1),)),
    Kind("Class visit", 5, (45, 60, 90), (), ANY, (1,), (20, 60), (CLASSES, NURSERY), (8, 13)),
    Kind("Course", 7, (60, 75, 90), ("tables",), ANY, (1,), (10, 30), (ADULTS, SENIORS, BABIES),
         (9, 20)),
    Kind("Long table", 3, (120, 150), ("tables",), ANY, (1,), (50, 140), (ALL, FAMILIES), (12, 21),
         (("Q02", 8),)),
    Kind("Walk", 4, (60, 90, 120), (), ("outdoor", "covered"), (1,), (15, 60), (ALL, ADULTS,
         FAMILIES), (10, 20), (("Q06", 1),)),
    Kind("Exhibition", 5, (120, 180, 240), ("power",), INSIDE, (0, 1), (10, 50), (ALL, ADULTS),
         (10, 20), (("Q07", 6),), True),
)  # fmt: skip

PLACES = (
    Place("Stage", "outdoor", (300, 500), 1, ("stage", "power", "grass", "vehicles"), "mixed",
          "late", "none", ("yes",), 30),
    Place("Tent", "covered", (120, 200), 1, ("roof", "stage", "power", "tables", "shade"),
          "mixed", "late"),
    Place("Meadow", "outdoor", (280, 420), 2, ("grass", "power", "playground", "vehicles",
          "tables"), "mixed", "late", "some"),
    Place("Hall", "indoor", (100, 220), 1, ("roof", "stage", "power", "tables", "kitchen", "dark"),
          "inside", "late", "full", ("yes", "ramp"), 15),
    Place("Library", "indoor", (35, 70), 1, ("roof", "quiet", "dark", "power", "tables"), "inside",
          "day"),
    Place("School yard", "outdoor", (160, 350), 2, ("playground", "power", "vehicles", "grass"),
          "homes", "afternoon", "none"),
    Place("Church", "indoor", (110, 260), 1, ("roof", "stage", "power", "quiet"), "inside", "late",
          "full", ("yes", "ramp", "no"), 15),
    Place("Club room", "indoor", (30, 65), 1, ("roof", "tables", "power", "kitchen", "dark"),
          "inside", "late", "full", ("yes", "no", "")),
    Place("Garden", "outdoor", (60, 130), 1, ("grass", "tables", "kitchen", "quiet"), "homes",
          "day", "some", ("yes", "no")),
    Place("Care home", "indoor", (35, 75), 1, ("roof", "quiet", "tables", "power"), "inside",
          "split"),
    Place("Youth club", "indoor", (60, 130), 1,
          ("roof", "stage", "power", "playground", "dark", "tables"), "inside", "late", "full",
          ("yes", "no")),
    Place("Gym", "indoor", (80, 200), 1, ("roof", "playground", "power"), "inside", "late"),
    Place("Market square", "outdoor", (300, 500), 2, ("grass", "power", "vehicles", "tables"),
          "mixed", "day", "none"),
    Place("Cinema", "indoor", (60, 120), 1, ("roof", "dark", "power", "stage"), "inside", "late"),
)  # fmt: skip

#: What is lent: name, and whether hours a day are limited.
THINGS = {
    "Q01": "Pavilion",
    "Q02": "Table with two benches",
    "Q03": "Large sound system",
    "Q04": "Portable loudspeaker",
    "Q05": "Projector and screen",
    "Q06": "Megaphone",
    "Q07": "Display panel",
    "Q08": "Sign language team",
    "Q09": "Mobile ramp",
    "Q16": "First-aid team",
}
SIGNS, RAMP, FIRST_AID = "Q08", "Q09", "Q16"

ACTOR_KINDS = (
    "Club", "School", "Nursery", "Church", "Mosque", "Library", "Office", "Choir", "Band",
    "Youth club", "Sports club", "Shelter", "Care home", "Company", "Association",
)  # fmt: skip
STREETS = (
    "Linden", "Mill", "Station", "Garden", "Harbour", "Castle", "Forest", "River", "Market",
    "Bridge", "Meadow", "Orchard", "Tower", "Brick", "Canal", "North", "South", "Hill", "Park",
    "Chapel", "Rose", "Maple", "Birch", "Quarry", "Spring", "Summer", "Windmill", "Ferry", "Tram",
    "Clover",
)  # fmt: skip
THEMES = (
    "old songs", "new neighbours", "bees", "paper boats", "drums", "lanterns", "bicycles", "bread",
    "fairy tales", "street art", "chess", "tea", "trees", "the river", "robots", "puppets", "poems",
    "photographs", "pottery", "recipes", "the stars", "soap bubbles", "letters", "maps", "masks",
    "seeds", "shadows", "clay", "kites", "jazz", "silence", "dreams", "wool", "stones", "trams",
    "first aid", "grandparents", "languages", "jokes", "magic", "circus", "birds", "rain", "honey",
    "apples", "the moon", "skateboards", "comics", "memory", "peace", "climate", "money",
    "football", "yoga", "knitting", "accordions", "rap", "radio", "history", "the future",
)  # fmt: skip
SHAPES = (
    "{format}: {theme}", "{theme} for beginners", "{format} about {theme}", "{theme} and {other}",
    "An hour of {theme}", "The great {theme} {format}", "{other} meets {theme}", "Our {theme}",
    "{format} with {theme}", "{theme}, quite different", "{format} between {theme} and {other}",
)  # fmt: skip
LANGUAGES = ("de", "de;en", "de;ar", "de;uk", "en", "de;en;ar", "de;vi")
REASONS = ("lessons", "rehearsal", "closed", "own meeting", "works shift", "prayer", "staff leave")
