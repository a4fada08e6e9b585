"""The catalogue of a festival's rules, number by number: what keeps each, and what proves it.

Which module keeps which number stands in the modules (``NUMBERS``); what is named here are the
numbers themselves, and honestly those that no module keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from festplan.rules import RULES
from festplan.rules.rule import Page, name
from festplan.texts import Text
from festplan.warnings import WARNINGS
from festplan.wishes import WISHES

HARD, SOFT = Text(en="hard", de="hart"), Text(en="soft", de="weich")
WARNING = Text(en="warning", de="Warnung")
#: The kinds of modules, each with the tests that prove it.
KINDS: tuple[tuple[Text, Sequence[Page], tuple[str, ...]], ...] = (
    (HARD, RULES, ("test_rule_examples", "test_rules_agree", "referee")),
    (SOFT, WISHES, ("test_rule_examples", "test_rules_agree")),
    (WARNING, WARNINGS, ("test_warnings",)),
)

TITLE = Text(en="The catalogue", de="Der Katalog")
INTRODUCTION = Text(
    en="The numbers of the catalogue of a festival's rules: what keeps each of them, whether it "
    "is hard, soft or a warning, and the test in `tests/` that proves it. `test_rule_examples` "
    "and `test_warnings` hold the sketches of every page to be true, `test_rules_agree` holds "
    "check and solver to the same answer on random festivals, and `referee` judges the published "
    "files without sharing any code.",
    de="Die Nummern des Katalogs der Regeln eines Festes: was jede einhält, ob es hart, weich "
    "oder eine Warnung ist, und welcher Test in `tests/` es beweist. `test_rule_examples` und "
    "`test_warnings` sorgen dafür, dass die Beispiele jeder Seite wahr sind, `test_rules_agree` "
    "dafür, dass Prüfung und Rechnung bei zufälligen Festen dasselbe sagen, und `referee` urteilt "
    "über die veröffentlichten Dateien, ohne Code zu teilen.",
)
HEAD = (
    Text(en="Number", de="Nummer"),
    Text(en="What it is about", de="Worum es geht"),
    Text(en="Kept by", de="Gilt durch"),
    Text(en="Proved by", de="Bewiesen durch"),
)
NOT_A_MODULE = Text(en="no module, see below", de="kein Modul, siehe unten")
BELOW = Text(en="What no module keeps", de="Was kein Modul einhält")
IN_PART = Text(en="What is kept only in part", de="Was nur zum Teil gilt")
BESIDE = Text(en="What the catalogue does not have", de="Was nicht im Katalog steht")

#: Every number of the catalogue, by its name.
CATALOGUE: dict[int, Text] = {
    number: Text(en=english, de=german)
    for number, english, german in (
        (1, "public hours", "Öffnungszeiten des Tages"),
        (2, "allowed days", "erlaubte Tage"),
        (3, "earliest start, latest end", "frühester Beginn, spätestes Ende"),
        (4, "fixed start", "fester Beginn"),
        (5, "wished time", "Wunschzeit"),
        (6, "length, shortest length", "Dauer, Mindestdauer"),
        (7, "set-up and take-down", "Auf- und Abbau"),
        (8, "change-over on a stage", "Umbau auf der Bühne"),
        (9, "time grid", "Zeitraster"),
        (10, "darkness", "Dunkelheit"),
        (11, "daylight", "Tageslicht"),
        (12, "first and last", "zuerst und zuletzt"),
        (13, "sessions of one event", "Termine einer Veranstaltung"),
        (14, "not all start at once", "nicht alle beginnen zugleich"),
        (15, "days balanced", "ausgewogene Tage"),
        (16, "allowed and preferred venues", "mögliche Orte und Wunschort"),
        (17, "features", "Merkmale der Orte"),
        (18, "one (or n) at a time", "eins (oder n) zugleich"),
        (19, "capacity", "Plätze"),
        (20, "opening windows of a venue", "Öffnungszeiten eines Ortes"),
        (21, "closures and road works", "Sperrungen und Baustellen"),
        (22, "one place for a repeated offer", "ein Ort für ein wiederholtes Angebot"),
        (23, "company at each site", "Gesellschaft auf jedem Gelände"),
        (24, "every partner's place used", "jedes Haus ist dabei"),
        (25, "walking time of actors", "Wege der Akteure"),
        (26, "walking time of visitors", "Wege der Gäste"),
        (27, "routes", "Umzüge und Routen"),
        (28, "nobody in two places", "niemand an zwei Orten"),
        (29, "availability", "wer wann kann"),
        (30, "own service excluded from own block", "eigener Termin trotz eigener Sperre"),
        (31, "time to visit the others", "Zeit, die anderen zu besuchen"),
        (32, "rest", "Ruhe"),
        (33, "newcomers first seen", "Neue werden gesehen"),
        (34, "fair prime time", "gute Zeiten gerecht verteilt"),
        (35, "joint events of new pairs", "gemeinsame Angebote neuer Paare"),
        (36, "pairs of the same kind count less", "gleichartige Paare zählen weniger"),
        (37, "minors never with one adult alone", "Kinder nie mit einer Person allein"),
        (38, "equipment", "Ausstattung"),
        (39, "transport between sites", "Transport zwischen Geländen"),
        (40, "borrowed window", "Leihfrist"),
        (41, "power of a site", "Strom eines Geländes"),
        (42, "helpers", "Helfende"),
        (43, "first aid", "Sanitätsdienst"),
        (44, "interpreters and sign language", "Dolmetschen und Gebärdensprache"),
        (45, "drinking water and toilets", "Trinkwasser und WC"),
        (46, "vehicles", "Fahrzeuge"),
        (47, "lending saves money", "Leihen spart Geld"),
        (48, "noise by place, day and time", "Lärm nach Ort, Tag und Zeit"),
        (49, "minutes of loud music", "Minuten lauter Musik"),
        (50, "curfew", "Nachtruhe"),
        (51, "midday rest", "Mittagsruhe"),
        (52, "Sunday service", "Gottesdienst am Sonntag"),
        (53, "Sunday market", "Markt am Sonntag"),
        (54, "silent public holidays", "stille Feiertage"),
        (55, "minors at films and dances", "Jugendschutz bei Film und Tanz"),
        (56, "alcohol", "Alkohol"),
        (57, "permit deadlines", "Fristen für Genehmigungen"),
        (58, "rare loud days", "seltene laute Tage"),
        (59, "Friday prayer", "Freitagsgebet"),
        (60, "Shabbat", "Schabbat"),
        (61, "Sunday morning of the churches", "Sonntagmorgen der Kirchen"),
        (62, "fasting months and festivals", "Fastenzeiten und Feste"),
        (63, "nap time", "Mittagsschlaf"),
        (64, "kita and school hours", "Kita- und Schulzeiten"),
        (65, "older people", "Ältere"),
        (66, "youth", "Jugendliche"),
        (67, "language cover", "jede Sprache kommt vor"),
        (68, "easy language and sign language", "Leichte Sprache und Gebärden"),
        (69, "step-free", "stufenlos"),
        (70, "share of step-free events", "Anteil stufenloser Angebote"),
        (71, "quiet hour", "ruhige Stunde"),
        (72, "free of charge", "kostenfrei"),
        (73, "food labels", "Kennzeichnung von Essen"),
        (74, "encounter", "Begegnung"),
        (75, "headliners not in parallel", "Höhepunkte nicht gleichzeitig"),
        (76, "same audience not in parallel", "gleiche Zielgruppe nicht gleichzeitig"),
        (77, "mix of formats", "gemischte Arten"),
        (78, "age ladder", "Altersleiter über den Tag"),
        (79, "city events", "Stadttermine"),
        (80, "one before the other", "eins vor dem anderen"),
        (81, "ends together", "gemeinsames Ende"),
        (82, "a good day for visitors", "ein guter Tag für Gäste"),
        (83, "rain variant", "Regenvariante"),
        (84, "robust in rain", "bei Regen bleibt Platz"),
        (85, "storm shelters", "Schutz bei Gewitter"),
        (86, "heat", "Hitze"),
        (87, "decision hour", "Stunde der Entscheidung"),
        (88, "conditions of funds", "Bedingungen der Förderungen"),
        (89, "optional events under money", "Freiwilliges nach Geld"),
        (90, "every event fully paid", "jede Veranstaltung ganz bezahlt"),
        (91, "money spread fairly", "Geld gerecht verteilt"),
        (92, "pins", "Fixierungen"),
        (93, "least change", "möglichst wenig Änderung"),
        (94, "announced and printed", "angekündigt und gedruckt"),
        (95, "reproducible", "wiederholbar"),
        (96, "explain", "erklären"),
        (97, "check an existing programme", "ein fertiges Programm prüfen"),
    )
}

#: The numbers that no module keeps, and where to look instead.
ELSEWHERE: dict[int, Text] = {
    72: Text(
        en="The setting `free_of_charge_rule` is printed in the programme; whether an event has a "
        "price all the same is not checked.",
        de="Die Einstellung `free_of_charge_rule` steht im Programm; ob eine Veranstaltung "
        "trotzdem einen Preis hat, wird nicht geprüft.",
    ),
    83: Text(
        en="A plan for rain is not made yet. The answers in `rain_plan` and `rain_venues` are "
        "read by numbers 84 and 87.",
        de="Ein Regenplan wird noch nicht gemacht. Die Antworten in `rain_plan` und `rain_venues` "
        "lesen die Nummern 84 und 87.",
    ),
    93: Text(
        en="Only in part: `festplan plan --changes` keeps what was moved by hand "
        "(`tests/test_pins.py`); the changes of everything else are not counted.",
        de="Nur zum Teil: `festplan plan --changes` lässt, was von Hand verschoben ist "
        "(`tests/test_pins.py`); was sich sonst ändert, wird nicht gezählt.",
    ),
    94: Text(
        en="Only by hand: what must not move any more is written into `pins.csv` (number 92).",
        de="Nur von Hand: Was sich nicht mehr ändern darf, kommt in `pins.csv` (Nummer 92).",
    ),
    95: Text(
        en="A property of the solver and of the publications, not of a plan: one worker, limits "
        "that count work, no clock (`tests/test_outputs.py`).",
        de="Eine Eigenschaft der Rechnung und der Ausgaben, nicht des Plans: ein Arbeiter, Grenzen "
        "nach Arbeit, keine Uhr (`tests/test_outputs.py`).",
    ),
    96: Text(
        en="Only in part: `festplan check` names single causes before anything is solved "
        "(`prechecks`); the smallest set of rules that collide is not searched for.",
        de="Nur zum Teil: `festplan check` nennt einzelne Ursachen, bevor gerechnet wird "
        "(`prechecks`); die kleinste Gruppe von Regeln, die sich widersprechen, wird nicht "
        "gesucht.",
    ),
    97: Text(
        en="A command of its own, `festplan check-programme` (`tests/test_check_programme.py`).",
        de="Ein eigener Befehl, `festplan check-programme` (`tests/test_check_programme.py`).",
    ),
}

#: What a module keeps, and what of its number it does not.
NOTES: dict[int, Text] = {
    27: Text(
        en="Roads that a route crosses are not looked at; write `road` into `permits_needed`.",
        de="Straßen, die eine Route kreuzt, werden nicht betrachtet; bitte „Straße“ bei "
        "„braucht Genehmigung“ eintragen.",
    ),
    42: Text(
        en="Helpers are counted at every moment; shifts, their rest and skills are not planned.",
        de="Helfende werden zu jeder Zeit gezählt; Schichten, Pausen und Fähigkeiten werden nicht "
        "geplant.",
    ),
    46: Text(
        en="Roads that are closed come as a city event (`feature:…@site`, number 79).",
        de="Gesperrte Straßen kommen als Stadttermin (`feature:…@Gelände`, Nummer 79).",
    ),
    87: Text(
        en="The hour and the sessions are told; messages to actors are not written.",
        de="Stunde und Termine werden genannt; Nachrichten an Akteure werden nicht geschrieben.",
    ),
}


def coverage(language: str) -> str:
    """The chapter: the table, and what is not, or only in part, in it."""
    kept = {number for number in CATALOGUE if modules_of(number)}
    parts = [
        f"# {TITLE.in_language(language)}",
        INTRODUCTION.in_language(language),
        _table(language),
        *_list(BELOW, {n: says for n, says in ELSEWHERE.items() if n not in kept}, language),
        *_list(IN_PART, {n: says for n, says in NOTES.items() if n in kept}, language),
        *_beside(language),
    ]
    return "\n\n".join(parts)


def modules_of(number: int) -> list[tuple[Page, Text, tuple[str, ...]]]:
    """The modules that keep a number, each with its kind and the tests that prove it."""
    return [
        (module, kind, tests)
        for kind, modules, tests in KINDS
        for module in modules
        if number in module.NUMBERS
    ]


def _table(language: str) -> str:
    head = " | ".join(each.in_language(language) for each in HEAD)
    rows = (_row(number, language) for number in sorted(CATALOGUE))
    return "\n".join((f"| {head} |", "|---|---|---|---|", *rows))


def _row(number: int, language: str) -> str:
    found = modules_of(number)
    kept = ", ".join(f"{name(m)} ({kind.in_language(language)})" for m, kind, _ in found)
    tests = ", ".join(dict.fromkeys(test for _, _, tests in found for test in tests))
    about = CATALOGUE[number].in_language(language)
    return f"| {number} | {about} | {kept or NOT_A_MODULE.in_language(language)} | {tests} |"


def _list(title: Text, says: dict[int, Text], language: str) -> Iterator[str]:
    if says:
        yield f"## {title.in_language(language)}"
        yield "\n".join(
            f"- {number} ({CATALOGUE[number].in_language(language)}): {text.in_language(language)}"
            for number, text in sorted(says.items())
        )


def _beside(language: str) -> Iterator[str]:
    """The modules without a number of the catalogue."""
    found = [
        f"{name(module)} ({kind.in_language(language)})"
        for kind, modules, _ in KINDS
        for module in modules
        if not set(module.NUMBERS) & set(CATALOGUE)
    ]
    if found:
        yield f"## {BESIDE.in_language(language)}"
        yield f"{', '.join(found)}."
