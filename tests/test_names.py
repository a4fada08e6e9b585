"""Who or what a name in a cell means: as the table has it, only like it, or two things at once."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festplan.columns import NotReadable
from festplan.inputs import names
from festplan.inputs.handwriting.spelling import Spelling
from festplan.inputs.mentions import one, quantities, route, several
from festplan.inputs.names import Known, Meant, Named, alike
from tests.folders import DEFAULT, rows_of


def known(table, *columns):
    rows = rows_of(DEFAULT, table)
    id = next(iter(rows[0]))
    return Known(Named(row[id], tuple(row[c] for c in columns if row[c])) for row in rows)


ACTORS = known("actors", "name", "short_name")
VENUES = known("venues", "name")
EQUIPMENT = known("equipment", "name")
EVENTS = known("events", "title")
NOBODY = Known(())


def read(hand, cell, table, language="en"):
    """What a cell means, and what was assumed or refused, in one language."""
    try:
        spelling = hand(cell, table)
    except NotReadable as wrong:
        return f"{wrong.says.in_language(language)} {wrong.advice.in_language(language)}"
    said = spelling.assumes.in_language(language) if spelling.assumes else ""
    return spelling.cell, said


def rows(*named):
    return Known(Named(f"R{number}", (name,)) for number, name in enumerate(named, start=1))


@pytest.mark.parametrize(
    ("cell", "id"),
    [
        ("A14", "A14"),
        (" a14 ", "A14"),
        ("Netzwerk Ankommen e. V.", "A14"),
        ("Netzwerk  Ankommen", "A14"),
        ("Netzwerk Ankommen e.V", "A14"),
        ("NETZWERK ANKOMMEN EV", "A14"),
        ("„Netzwerk Ankommen“ e. V.", "A14"),
        ("Netzwerk\nAnkommen e.V.", "A14"),
        ("Netz\u00adwerk Ankommen", "A14"),
        ("Kinder- u. Jugendbüro Auenstadt", "A29"),
        ("Kita Sonnenkaefer", "A09"),
        ("Kita Sonnenka\u0308fer", "A09"),
        ("Kinder und Jugendbüro Auenstadt", "A29"),
        ("SV Blau Gelb", "A23"),
        ("Wohnungsgenossenschaft Nordwinkel", "A27"),
        ("Band Nachtbus", "A17"),
        ("A09 Kita Sonnenkäfer", "A09"),
        ("Kita Sonnenkäfer (A09)", "A09"),
        ("Bürgerverein Nordwinkel e. V. (A03)", "A03"),
    ],
)
def test_a_name_as_the_table_has_it_needs_no_word(cell, id):
    """Blanks, case, quotation marks, ae for ä and a left-out e. V. make no other actor."""
    assert read(one, cell, ACTORS) == (id, "")


@pytest.mark.parametrize(
    ("cell", "table", "id", "row"),
    [
        ("Nachtbus", ACTORS, "A17", "Coverband Nachtbus"),
        ("Frauentreff", ACTORS, "A15", "Internationaler Frauentreff Mosaik e. V."),
        ("Blaugelb", ACTORS, "A23", "SV Blau-Gelb Nordwinkel e. V."),
        ("Werkplatz e.V.", ACTORS, "A12", "Werkplatz e. V. (Bauspielplatz Biberbau)"),
        ("Kita Sonnenkäfer (Frau Beispiel)", ACTORS, "A09", "Kita Sonnenkäfer"),
        ("Stadtbibliothek", ACTORS, "A04", "Stadtteilbibliothek Nordwinkel"),
        ("Jugendklub Kante", ACTORS, "A11", "Jugendclub Kante"),
        ("Familienzentrum Blauer Hoff", ACTORS, "A10", "Familienzentrum Blauer Hof"),
        ("Bürgerverein Nordwinkel GmbH", ACTORS, "A03", "Bürgerverein Nordwinkel e. V."),
        ("Bibliothek", VENUES, "V06", "Bibliothek, Lesesaal"),
        ("Schule", VENUES, "V07", "Schulhof Lindenring"),
        ("Bilderbuchkino", EVENTS, "E09", "Bilderbuchkino für Kita-Gruppen"),
        ("Stellwände", EQUIPMENT, "Q06", "Stellwand"),
        ("Stellwand", rows("Stellwände aus Holz"), "R1", "Stellwände aus Holz"),
        ("Musikschule Nord", rows("Schule", "Musikschule"), "R2", "Musikschule"),
        ("Hale 7", rows("Halle 7", "Halle 8"), "R1", "Halle 7"),
        ("mobile Rampen", EQUIPMENT, "Q09", "Mobile Rampe"),
        ("Feuerwehr?", ACTORS, "A28", "Freiwillige Feuerwehr Nordwinkel"),
        ("evtl. Feuerwehr", ACTORS, "A28", "Freiwillige Feuerwehr Nordwinkel"),
        ("Bürgerverein, Hr. Muster", ACTORS, "A03", "Bürgerverein Nordwinkel e. V."),
        ("SV BlauGelb", ACTORS, "A23", "SV Blau-Gelb Nordwinkel e. V."),
    ],
)
def test_a_name_that_is_only_like_it_is_a_question(cell, table, id, row):
    """A part of a name, a plural or a slip is taken for the one row it fits, and that is said."""
    assert read(one, cell, table) == (id, f"“{cell}” is taken for {row} ({id}).")


@pytest.mark.parametrize(
    ("cell", "table", "fits"),
    [
        (
            "Stadt",
            ACTORS,
            "“Stadt” fits 2 rows: Amt für Stadterneuerung Auenstadt (A02), "
            "Stadtteilbibliothek Nordwinkel (A04). Write one of: A02, A04.",
        ),
        (
            "Hof",
            VENUES,
            "“Hof” fits 2 rows: Schulhof Lindenring (V07), Hof Birkenweg (V12). "
            "Write one of: V07, V12.",
        ),
        (
            "Bühne oder Zelt",
            VENUES,
            "“Bühne oder Zelt” fits 2 rows: Bühne auf der Festwiese (V01), Großes Zelt (V02). "
            "Write one of: V01, V02.",
        ),
        (
            "Großes Zelt oder Bühne",
            VENUES,
            "“Großes Zelt oder Bühne” fits 2 rows: Bühne auf der Festwiese (V01), "
            "Großes Zelt (V02). Write one of: V01, V02.",
        ),
        (
            "A10 Kita Sonnenkäfer",
            ACTORS,
            "“A10 Kita Sonnenkäfer” fits 2 rows: Kita Sonnenkäfer (A09), "
            "Familienzentrum Blauer Hof (A10). Write one of: A09, A10.",
        ),
        (
            "Halle Nort",
            rows("Halle Nord", "Halle Ort"),
            "“Halle Nort” fits 2 rows: Halle Nord (R1), Halle Ort (R2). Write one of: R1, R2.",
        ),
        (
            "Chor",
            rows("Chor e. V.", "Chor gGmbH"),
            "“Chor” fits 2 rows: Chor e. V. (R1), Chor gGmbH (R2). Write one of: R1, R2.",
        ),
    ],
)
def test_what_fits_two_rows_is_refused(cell, table, fits):
    """Nobody is chosen among two; the organiser reads who they are."""
    assert read(one, cell, table) == fits


def test_of_very_many_rows_only_some_are_listed():
    """Nine clubs of one district are too many for a sentence."""
    said = read(one, "Nordwinkel", ACTORS)

    assert said.startswith("“Nordwinkel” fits 9 rows: Quartiersbüro Nordwinkel (A01), ")
    assert said.endswith("Write one of: A01, A03, A04, A06, A16, A18, A23, A27, ….")


@pytest.mark.parametrize(
    ("cell", "table"),
    [
        ("V77", VENUES),
        ("E7", EVENTS),
        ("Gym.", ACTORS),
        ("Grundschul.", ACTORS),
        ("BSZ", ACTORS),
        ("GU", ACTORS),
        ("OS Nordwinkel", ACTORS),
        ("Feuerwehrkapelle Nord", ACTORS),
        ("Halle 3", rows("Halle 1")),
        ("Halle 2", rows("Halle")),
        ("Saal 1-2", rows("Saal 12")),
        ("Kita Mond", ACTORS),
        ("alle", ACTORS),
        ("alle", VENUES),
        ("Schulen", ACTORS),
        ("keine Feuerwehr", ACTORS),
        ("alle außer Bibliothek", ACTORS),
        ("ohne Bibliothek", ACTORS),
        ("Großes Zelt oder Park", VENUES),
        ("—Ω—", ACTORS),
        ("taso", rows("Kita Sonne")),
        ("SV Grün", rows("SV")),
        ("Stage12", rows("Stagr12")),
        ("Kita Sonnenkäfer" + 20 * " macht auch mit", ACTORS),
    ],
)
def test_what_nobody_bears_stays_as_it_is(cell, table):
    """Abbreviations, ids with a slip and other numbers are never guessed."""
    assert one(f" {cell} ", table) == Spelling(cell)


def test_what_is_typed_exactly_goes_before_what_is_nearly_the_same():
    """Two clubs whose names differ in a hyphen or a legal form can both be named."""
    clubs = rows("Blau-Gelb", "Blau Gelb", "Chor e. V.", "Chor gGmbH", "Jugendclub", "Jugendclub A")

    cells = ("blau-gelb", "Blau Gelb", "Chor e.V", "Chor gGmbH", "Jugendclub", "Jugendclub A (Tor)")
    assert [one(cell, clubs).cell for cell in cells] == ["R1", "R2", "R3", "R4", "R5", "R6"]


def test_a_word_says_which_rows_it_means_and_whether_that_is_sure():
    """Rows come in the order of their ids."""
    words = ("A17", "Klangfarbe", "Nachtbus", "Stadt", "V77")

    assert [ACTORS.meant(word) for word in words] == [
        Meant(("A17",), sure=True),
        Meant(("A25",), sure=True),
        Meant(("A17",), sure=False),
        Meant(("A02", "A04"), sure=False),
        Meant((), sure=False),
    ]


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("A11;A25", "A11;A25"),
        ("A25, a11 ,A25", "A25;A11"),
        ("Unterkunft Birkenweg; Islamischer Kulturverein", "A13;A18"),
        ("Kinder- und Jugendbüro", "A29"),
        ("Feuerwehr und Kinder- und Jugendbüro, Klangfarbe", "A28;A29;A25"),
        ("Band Nachtbus + Klangfarbe & Biberbau", "A17;A25;A12"),
        ("Haus Abendsonne u. Silberfaden", "A20;A21"),
        ("Feuerwehr sowie Biberbau", "A28;A12"),
        ("Feuerwehr\nBiberbau", "A28;A12"),
        ("Kinder- und\nJugendbüro", "A29"),
        ("Amt für\nStadterneuerung\nAuenstadt", "A02"),
        ("Feuerwehr, Chor A, Chor B/Chor C", "A28;Chor A;Chor B/Chor C"),
        ("Chor A;, Chor B", "Chor A;Chor B"),
        ("Chor A\nChor B", "Chor A;Chor B"),
        ("Gym./BSZ/GU", "Gym./BSZ/GU"),
        ("Chor A, Chor B", "Chor A, Chor B"),
        ("Chor A/Chor B, Feuerwehr, Chor C", "Chor A/Chor B;A28;Chor C"),
        ("Kita Sonnenkäfer; -", "A09;-"),
        (" ; ", ""),
        ("; -", ""),
    ],
)
def test_a_list_is_split_where_names_end(cell, ids):
    """No name is torn apart at its own “und”; what nobody knows stays as whole as it can."""
    assert read(several, cell, ACTORS) == (ids, "")


def test_a_name_may_have_a_comma():
    """“Bibliothek, Lesesaal” is one venue, also among others; other commas part two."""
    assert read(several, "Bibliothek, Lesesaal", VENUES) == ("V06", "")
    assert read(several, "Pfarrgarten, Bibliothek, Lesesaal", VENUES) == ("V10;V06", "")
    assert read(several, "Bibliothek, Lesesal", VENUES) == (
        "V06",
        "“Bibliothek, Lesesal” is taken for Bibliothek, Lesesaal (V06).",
    )
    for cell in ("Wiese, Bühne", "Wiese\nBühne"):
        assert read(several, cell, VENUES) == (
            "“Wiese” fits 2 rows: Bühne auf der Festwiese (V01), Mitmachwiese (V03). "
            "Write one of: V01, V03; or several with semicolons between."
        )


def test_two_known_names_are_not_a_third_one():
    """“Chor und Band” are two, though a club has both words in its name; its full name is it."""
    clubs = rows("Chor", "Band", "Förderverein Chor und Band e. V.", "A/B", "A", "B")

    cells = ("Chor und Band", "Förderverein Chor und Band", "A/B", "A, B")
    assert [several(cell, clubs).cell for cell in cells] == ["R1;R2", "R3", "R4", "R5;R6"]


def test_several_assumptions_are_one_sentence():
    """German and English list the same pairs."""
    expected = {
        "en": "“Bühne” is taken for Bühne auf der Festwiese (V01), "
        "“Zelt” is taken for Großes Zelt (V02).",
        "de": "„Bühne“ ist als Bühne auf der Festwiese (V01) gelesen, "
        "„Zelt“ ist als Großes Zelt (V02) gelesen.",
    }

    for language, said in expected.items():
        assert read(several, "Bühne; Zelt", VENUES, language) == ("V01;V02", said)


@pytest.mark.parametrize(
    ("cell", "canonical"),
    [
        ("Q01:2;Q02:4", "Q01:2;Q02:4"),
        ("Q01:2;Q02", "Q01:2;Q02:1"),
        ("Q01: 2, Q02 x 4", "Q01:2;Q02:4"),
        ("2x Q01", "Q01:2"),
        ("Q01 2", "Q01:2"),
        ("Q01=2", "Q01:2"),
        ("Q01 (2 St.)", "Q01:2"),
        ("Q01 2x, Q02 4x", "Q01:2;Q02:4"),
        ("2 × Bierzeltgarnitur + drei Stellwand", "Q02:2;Q06:3"),
        ("Pavillon 3 x 3 m: 2", "Q01:2"),
        ("Pavillon 3 x 3 m", "Q01:1"),
        ("2 Beamer und Leinwand 4 m", "Q05:2"),
        ("Sanitätsteam (2 Personen)", "Q16:1"),
        ("Stellwand: 6 Stück\n- 2 Lastenrad", "Q06:6;Q12:2"),
        ("2 - Boxen", "Boxen:2"),
        ("Q01:0;Q02:-1", "Q01:0;Q02:-1"),
        ("2 Boxen, Lampe", "Boxen:2;Lampe:1"),
        ("Stellwand: viele", "Stellwand: viele"),
        ("2,5 Stellwand", "2,5 Stellwand:1"),
    ],
)
def test_things_and_their_numbers_come_in_any_order(cell, canonical):
    """Equipment is written as thing and number; a size within a name is no number of things."""
    assert read(quantities, cell, EQUIPMENT) == (canonical, "")


@pytest.mark.parametrize(
    ("cell", "canonical", "taken"),
    [
        ("2 Pavillons", "Q01:2", "2 × Pavillon 3 x 3 m (Q01)"),
        ("3 Pavillons", "Q01:3", "3 × Pavillon 3 x 3 m (Q01)"),
        ("Pavillon (2)", "Q01:2", "2 × Pavillon 3 x 3 m (Q01)"),
        ("Pavillon 3 x 3", "Q01:1", "1 × Pavillon 3 x 3 m (Q01)"),
        ("3x3 m Pavillon", "Q01:1", "1 × Pavillon 3 x 3 m (Q01)"),
        ("Stellwand 3", "Q06:3", "3 × Stellwand (Q06)"),
        ("Bierzeltgarnituren 4x", "Q02:4", "4 × Bierzeltgarnitur (Q02)"),
        ("2xPavillon", "Q01:2", "2 × Pavillon 3 x 3 m (Q01)"),
        ("ca. 2 Pavillons", "Q01:2", "2 × Pavillon 3 x 3 m (Q01)"),
        ("mind. 2 Q01", "Q01:2", "2 × Pavillon 3 x 3 m (Q01)"),
        ("2 Pavillons?", "Q01:2", "2 × Pavillon 3 x 3 m (Q01)"),
        ("große Tonanlage", "Q03:1", "1 × Tonanlage groß (Q03)"),
    ],
)
def test_a_guessed_thing_is_asked_about_with_its_number(cell, canonical, taken):
    """The question says how many of what were understood."""
    assert read(quantities, cell, EQUIPMENT) == (canonical, f"“{cell}” is taken for {taken}.")


def test_two_things_in_one_cell():
    """Each thing is asked about by itself; what is unknown keeps its number."""
    assert read(quantities, "2 Pavillons, 4 Bierzeltgarnituren, zwei Bänke", EQUIPMENT) == (
        "Q01:2;Q02:4;Bänke:2",
        "“2 Pavillons” is taken for 2 × Pavillon 3 x 3 m (Q01), "
        "“4 Bierzeltgarnituren” is taken for 4 × Bierzeltgarnitur (Q02).",
    )


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (
            "Pavillon 3",
            "“Pavillon 3” may be one of Pavillon 3 x 3 m (Q01) or 3 of Pavillon 3 x 3 m (Q01). "
            "Write Q01:1 or Q01:3.",
        ),
        (
            "Stellwände",
            "“Stellwände” does not say clearly how many of Stellwand (Q06). "
            "Write the number behind it, for example Q06:2.",
        ),
        (
            "Q06 für 3 Stunden",
            "“Q06 für 3 Stunden” does not say clearly how many of Stellwand (Q06). "
            "Write the number behind it, for example Q06:3.",
        ),
        ("2-3 Pavillons", "could be Q01:2 or Q01:3. Write Q01:2 or Q01:3."),
        (
            "Q06, Stellwand: 2",
            "Stellwand (Q06) stands in the cell twice. Write it once, with the whole number.",
        ),
        (
            "Q06;Q06:2",
            "Stellwand (Q06) stands in the cell twice. Write it once, with the whole number.",
        ),
        (
            "2 Boxen, Boxen",
            "“Boxen” stands in the cell twice. Write it once, with the whole number.",
        ),
    ],
)
def test_numbers_that_can_be_two_are_refused(cell, says):
    """The third pavilion or three of them, two or three: only the organiser knows."""
    assert read(quantities, cell, EQUIPMENT) == says


@pytest.mark.parametrize("hand", [one, several, quantities])
def test_open_words_name_nobody(hand):
    """“egal” is an empty cell, “?” one that somebody should ask about, “s. o.” none."""
    tables = (VENUES, NOBODY)

    assert [hand(cell, t) for t in tables for cell in ("egal", "-", "k. A.")] == [Spelling("")] * 6
    assert [read(hand, "?", table)[0] for table in tables] == ["", ""]
    assert all(read(hand, "?", table)[1] for table in tables)
    assert all("another row" in read(hand, "s. o.", table) for table in tables)


def test_a_name_goes_before_an_open_word():
    """A café that is called Egal is a place."""
    assert one("Egal", rows("Egal")) == Spelling("R1")


def test_without_a_table_names_stay_as_typed():
    """Where there are no actors, semicolons, commas and lines part them, nothing else does."""
    assert one(" Netzwerk  Ankommen ", NOBODY) == Spelling("Netzwerk Ankommen")
    cell = "Spiel und Sport,  Kita/Hort\nChor; Chor"
    assert several(cell, NOBODY) == Spelling("Spiel und Sport;Kita/Hort;Chor")
    assert quantities("2 Zelte, Q01:3", NOBODY) == Spelling("2 Zelte;Q01:3")


@pytest.mark.parametrize("arrow", ["->", " -> ", "→", " => ", "–>"])
def test_an_arrow_leads_from_one_venue_to_another(arrow):
    """A parade has two ends; what has more or fewer is no route."""
    assert route(f"Schule{arrow}Wiese ", VENUES) == ("Schule", "Wiese")
    assert route(f"A{arrow}B{arrow}C", VENUES) is None
    assert route(f"{arrow}Wiese", VENUES) is None
    assert route("Wiese", VENUES) is None
    assert route(f"Hin{arrow}Her", rows(f"Hin{arrow}Her")) is None


def test_two_spellings_of_one_club_are_noticed():
    """Without a table of actors nobody else tells that two names are one."""
    written = [
        "Netzwerk  Ankommen e.V.", "Netzwerk Ankommen", "Jugendclub Kante", "Jugendklub Kante",
        "Kita Sonnenkäfer", "kita sonnenkaefer", "Chor e. V.", "Chor gGmbH", "Halle 1", "Halle 2",
        "V77", "V78", "Feuerwehr", "Feuerwehr", "Musikschule", "Malschule", "", "!",
    ]  # fmt: skip
    pairs = [
        ("Jugendclub Kante", "Jugendklub Kante"),
        ("Kita Sonnenkäfer", "kita sonnenkaefer"),
        ("Netzwerk  Ankommen e.V.", "Netzwerk Ankommen"),
    ]

    assert list(alike(written)) == pairs
    assert list(alike(reversed(written))) == pairs


SYLLABLES = (
    "ver", "ein", "bund", "kul", "tur", "nord", "süd", "haus", "kita", "gar", "ten", "frei",
    "wil", "li", "ge", "mu", "sik", "schu", "le",
)  # fmt: skip


def many_names(count):
    chance = random.Random(7)
    return [
        " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(3))
        for _ in range(count)
    ]


def test_a_thousand_names_are_compared_quickly(monkeypatch):
    """Of half a million pairs, only those with nearly the same letters are looked at closely."""
    compared = []
    like = names.Shape.like
    monkeypatch.setattr(names.Shape, "like", lambda a, b: compared.append(1) or like(a, b))
    written = many_names(1000)
    slip = written[0].replace("e", "a", 1)

    found = list(alike([*written, slip]))

    assert tuple(sorted((written[0], slip))) in found
    assert 0 < len(compared) < 5000


def test_ids_are_looked_up_without_comparing_names():
    """Thousands of cells that hold ids cost next to nothing."""
    venues = known("venues", "name")
    rows = rows_of(DEFAULT, "events")

    assert [several(row["venues"], venues).cell for row in rows] == [row["venues"] for row in rows]
    assert "_directory" not in vars(venues)


WORDS = st.sampled_from(
    (
        "Kita", "Sonne", "Halle", "2", "3", "x", "m", "und", "Band", "Nachtbus", "Chor", "e.V.",
        "eG", "Stadt", "Bühne", "ab", "cd", "Q1", "A1", "Gym.",
    )
)  # fmt: skip
IDS = st.sampled_from(["A1", "A2", "a2", "Q01", "1", "2", "Bühne", "foo", "K-7"])
NAMES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    st.tuples(WORDS, st.sampled_from([", ", " und ", "/", " & "]), WORDS).map("".join),
    st.text("abÄß 12x.-()", max_size=8),
)
TABLES = st.lists(st.builds(Named, IDS, st.lists(NAMES, max_size=2).map(tuple)), max_size=6)
MARKS = st.sampled_from(
    [*";,/+:()-?×*\n", " ", " und ", " u. ", " x ", "->", ":2", "2x ", "zwei ", " Stück", "egal"]
)
CELLS = st.lists(WORDS | IDS | MARKS | st.text(max_size=3), max_size=10)


@settings(max_examples=1500, deadline=None)
@given(
    TABLES.map(Known),
    CELLS,
    st.sampled_from(["", " "]),
    st.sampled_from([one, several, quantities]),
)
def test_our_own_spelling_is_read_without_a_word(table, parts, between, hand):
    """Whatever stands in a cell: it is refused, or what it became is read again as it is."""
    try:
        spelling = hand(between.join(parts), table)
    except NotReadable as wrong:
        assert wrong.says.in_language("de") and wrong.advice.in_language("en")
        return

    assert hand(spelling.cell, table) == Spelling(spelling.cell)


@settings(max_examples=200, deadline=None)
@given(TABLES, CELLS.map(" ".join), st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(table, cell, chance):
    """The same rows in another order read the same cell the same way."""
    ids = {row.id: row for row in table}.values()
    shuffled = chance.sample(list(ids), len(ids))

    assert read(several, cell, Known(ids)) == read(several, cell, Known(shuffled))
