"""The booklet people hold in their hands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from festplan.publish.print.booklet import CannotPrint, booklet
from festplan.publish.print.manuscript import manuscript
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay
from festplan.texts import clock, long_date

SATURDAY = date(2027, 8, 28)
CHOIR = Host("A01", "Chor der Genossenschaft e. V.", "Chor", "Kultur")
SCHOOL = Host("A02", "Grundschule am Lindenring", "Grundschule", "Schule")
TITLES = (
    "Offene Bühne: Wort und Takt",
    "Märchenhafte Klangreise",
    "Fahrrad-Selbsthilfewerkstatt",
    "Vorlesen in drei Sprachen",
    "Nachbarschaftsfrühstück",
    "Sommerkino auf dem Rad",
    "Straßenfußballturnier der Grundschulen",
)


def place(number: int, **changes: Any) -> Place:
    site = (number + 1) // 2
    sketched = Place(
        number=number,
        id=f"V{number:02}",
        name=f"Wiese {number}",
        site=f"Park {site}",
        address=f"Lindenring {site}",
        transport="Lindenring (Bus 7)",
        setting=("outdoor", "covered", "indoor")[number % 3],
        step_free=("yes", "ramp", "no", "")[number % 4],
        accessible_toilet=number % 2 == 0,
        drinking_water=True,
        x=150.0 * site,
        y=-90.0 * site,
        latitude=None,
        longitude=None,
    )
    return replace(sketched, **changes)


def entry(number: int, day: date = SATURDAY, **changes: Any) -> Entry:
    """One of many unlike entries: every second one has partners, every third translations ..."""
    start = datetime(day.year, day.month, day.day, 9) + timedelta(minutes=45 * (number % 18))
    sketched = Entry(
        id=f"E{number:03}-1",
        event_id=f"E{number:03}",
        number=1,
        of=1,
        kind=("session", "open", "route")[number % 3],
        title=f"{TITLES[number % len(TITLES)]} {number}",
        title_language="de",
        description="Mit Bildern und viel Zeit zum Fragen. Für Essen und Trinken ist gesorgt.",
        easy="Wir lesen eine Geschichte vor." if number % 4 == 0 else "",
        also={"ar": "قصة واحدة بثلاث لغات", "uk": "Мовне кафе"} if number % 3 == 0 else {},
        format="Lesung",
        day=day,
        start=start,
        end=start + timedelta(hours=1),
        place=place(1 + number % 5),
        end_place=place(1) if number % 3 == 2 else None,
        lead=CHOIR,
        partners=(SCHOOL,) if number % 2 else (),
        languages=("de", "ar", "dgs") if number % 2 else ("de",),
        access=("rollstuhl", "tastführung") if number % 5 == 0 else (),
        audiences=("Kinder", "Familien"),
        age_from=4,
        age_to=9,
        price="2 €" if number % 6 == 0 else "",
        places_limited_to=20 if number % 4 == 1 else None,
        headliner=number % 7 == 3,
        quiet=number % 8 == 0,
    )
    return replace(sketched, **changes)


def programme(*entries: Entry, **changes: Any) -> Programme:
    days = sorted({entry.day for entry in entries})
    sketched = Programme(
        language="de",
        name="Bunter Sommer",
        edition="9",
        motto="Eine Wiese, viele Nachbarn",
        district="Nordwinkel",
        city="Auenstadt",
        organiser="Quartiersbüro Nordwinkel",
        email="programm@nordwinkel.example",
        website="https://nordwinkel.example/sommer",
        timezone="Europe/Berlin",
        uid_domain="nordwinkel.example",
        funders=("Verfügungsfonds Nordwinkel",),
        free_of_charge=True,
        provisional=False,
        days=tuple(
            ProgrammeDay(day, "Tag der Begegnung", tuple(e for e in entries if e.day == day))
            for day in days
        ),
        places=tuple(place(number) for number in range(1, 6)),
        hosts=(CHOIR, SCHOOL),
    )
    return replace(sketched, **changes)


def long_weekend(days: int = 3, entries_a_day: int = 9) -> Programme:
    return programme(
        *(
            entry(day * entries_a_day + number, SATURDAY + timedelta(days=day))
            for day in range(days)
            for number in range(entries_a_day)
        )
    )


def told_in(festival: Programme) -> dict[str, Any]:
    """What the layout is given to set."""
    told = manuscript(festival)
    assert isinstance(told, dict)
    return told


def pages_of(pdf: bytes) -> list[str]:
    """Every page as a reader's search sees it, with single spaces and ends of lines forgotten."""
    document = pypdfium2.PdfDocument(pdf)
    # PDFium writes \x02 for a hyphen at the end of a line.
    return [
        " ".join(page.get_textpage().get_text_bounded().replace("\x02", "-").split())
        for page in document
    ]


def pages_about(day: date, pages: list[str]) -> list[str]:
    """The pages of a day's section: they bear its name at the head or at the foot, and no other."""
    name = long_date(day, "de")
    return [page for page in pages if name in page and "Wer macht was?" not in page]


@pytest.fixture(scope="module")
def three_days() -> tuple[Programme, bytes]:
    festival = long_weekend()
    return festival, booklet(festival)


def test_every_entry_is_found_by_its_words(three_days: tuple[Programme, bytes]) -> None:
    """Title, hours and place of every entry stand, in this order, in the section of its day."""
    festival, pdf = three_days

    pages = pages_of(pdf)

    missing = [
        e.id
        for e in festival.entries
        if not re.search(
            f"{clock(e.start)} –{clock(e.end)}.*{re.escape(e.title)}.*{e.place.name}",
            " ".join(pages_about(e.day, pages)),
        )
    ]
    assert missing == []


def test_pages_come_in_fours() -> None:
    """The print shop folds sheets: whatever the festival's size, no white pages are needed."""
    festivals = [long_weekend(days, entries) for days, entries in ((1, 6), (1, 40), (3, 9), (7, 8))]

    counts = [len(pages_of(booklet(festival))) for festival in festivals]

    assert [count % 4 for count in counts] == [0, 0, 0, 0]


def test_no_page_is_empty(three_days: tuple[Programme, bytes]) -> None:
    """Every page has something to read or to draw on."""
    _, pdf = three_days

    pages = pages_of(pdf)

    assert [number for number, text in enumerate(pages, start=1) if not text] == []


def test_every_page_is_a5(three_days: tuple[Programme, bytes]) -> None:
    """A page that grew with its contents would not fit on the sheet."""
    _, pdf = three_days

    sizes = {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(pdf)}

    assert sizes == {(420, 595)}


def test_nothing_stands_outside_the_paper(three_days: tuple[Programme, bytes]) -> None:
    """Every word is at least four millimetres away from the knife."""
    _, pdf = three_days
    safe = 4 / 25.4 * 72

    outside = [
        (number, textpage.get_text_bounded(*box))
        for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1)
        for textpage in [page.get_textpage()]
        for box in (textpage.get_rect(i) for i in range(textpage.count_rects()))
        if box[0] < safe or box[1] < safe or box[2] > 420 - safe or box[3] > 595 - safe
    ]

    # The thumb index stands at the edge on purpose; its letters keep a millimetre and a half.
    assert [text for _, text in outside if text.strip() not in {"Sa", "So", "Mo"}] == []


def test_letters_travel_with_the_booklet(three_days: tuple[Programme, bytes]) -> None:
    """Every font is FiraGO and inside the file."""
    _, pdf = three_days

    fonts = {
        (font.get_base_name(), font.is_embedded)
        for page in pypdfium2.PdfDocument(pdf)
        for text in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        for font in [text.get_font()]
    }

    assert {(name.split("+")[-1].split("-")[0], embedded) for name, embedded in fonts} == {
        ("FiraGO", True)
    }


def test_same_programme_same_bytes(tmp_path: Path) -> None:
    """Another machine, another time zone, another day: the same booklet."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_print as t;"
        "from hashlib import sha256;"
        "print(sha256(t.booklet(t.long_weekend(2, 5))).hexdigest())"
    )

    def digest(zone: str, seed: str, locale: str) -> str:
        surroundings = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        return subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env=surroundings,
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
            text=True,
        ).stdout

    assert digest("Pacific/Auckland", "1", "C") == digest("America/Lima", "2", "C.UTF-8")


def test_unprintable_characters_are_reported_together() -> None:
    """No letter of ours shows a party popper; the organiser learns where all of them are."""
    festival = programme(
        entry(0, title="Fest 🎉", easy="Kommt \u1230"),
        entry(1, place=place(2, name="Wiese")),
        places=(place(1, name="Wiese ⛲"),),
    )

    with pytest.raises(CannotPrint) as caught:
        booklet(festival)

    assert caught.value.problems == [("E000-1", "🎉"), ("E000-1", "\u1230"), ("V01", "⛲")]


def test_odd_spaces_are_printed_as_spaces() -> None:
    """Thin spaces and soft hyphens come from word processors; nobody wants to hear of them."""
    festival = programme(entry(0, title="Tag\u202fder\u2009Nach\u00adbarn\ufe0f"))

    pages = pages_of(booklet(festival))

    assert any("Tag der Nachbarn" in page for page in pages)


def test_a_small_festival_needs_no_website_and_no_map() -> None:
    """One afternoon, six entries, nothing but titles."""
    bare: dict[str, Any] = {
        "description": "",
        "easy": "",
        "also": {},
        "languages": (),
        "access": (),
        "audiences": (),
    }
    nowhere = [
        place(number, x=None, y=None, address="", transport="", site="") for number in range(1, 6)
    ]
    festival = programme(
        *(entry(number, **bare, place=nowhere[number % 5], end_place=None) for number in range(6)),
        places=tuple(nowhere),
        website="",
        email="",
        motto="",
        edition="",
        funders=(),
    )

    pages = pages_of(booklet(festival))

    assert len(pages) == 8
    assert not any("Plan der Orte" in page for page in pages)
    assert all(
        any(e.title in page for page in pages_about(SATURDAY, pages)) for e in festival.entries
    )


def bare() -> Programme:
    """A festival that has told us nothing but hours and titles."""
    nowhere = [
        place(
            number, x=None, y=None, address="", transport="", site="", setting="", step_free="",
            accessible_toilet=False, drinking_water=False,
        )
        for number in range(1, 6)
    ]  # fmt: skip
    entries = [
        entry(
            number, description="", easy="", also={}, languages=(), access=(), audiences=(),
            format="", age_from=None, age_to=None, places_limited_to=None, price="", quiet=False,
            kind="session", place=nowhere[number % 5], end_place=None, headliner=False,
        )
        for number in range(6)
    ]  # fmt: skip
    return programme(
        *entries, places=tuple(nowhere), name="", edition="", motto="", district="", city="",
        organiser="", email="", website="", funders=(), free_of_charge=True,
    )  # fmt: skip


def test_what_nobody_filled_in_leaves_no_gap() -> None:
    """No name, organiser, mailbox, website, address: nothing is said of them, no dot is left."""
    cover, *_, back = pages = pages_of(booklet(bare()))

    assert cover.startswith("Programm")
    assert back == "Wir sehen uns! Programm, Samstag, 28. August 2027"
    unwanted = "·", "Veranstaltet von", "Was die Zeichen bedeuten"
    assert [word for word in unwanted if any(word in page for page in pages)] == []


def test_a_page_that_would_say_nothing_is_left_out() -> None:
    """Without free entry, registration or languages there is nothing "good to know"."""
    pages = pages_of(booklet(replace(bare(), free_of_charge=False)))

    assert not any("Gut zu wissen" in page for page in pages)
    assert len(pages) % 4 == 0


def test_the_map_is_spoken_of_only_where_there_is_one() -> None:
    """Elsewhere the numbers are found in the list of places."""
    mapped = long_weekend(1, 6)
    half = replace(mapped, places=(replace(mapped.places[0], x=None), *mapped.places[1:]))

    told = [" ".join(pages_of(booklet(each))) for each in (mapped, bare(), half)]

    assert ["Ort auf dem Plan" in text for text in told] == [True, False, False]
    assert ["in der Liste „Alle Orte“" in text for text in told] == [False, True, True]


def test_a_tile_is_called_an_event_only_where_it_is_one() -> None:
    """Six events cannot fill a cover with tiles of their own."""
    few, many = long_weekend(1, 6), long_weekend(3, 14)

    told = [" ".join(pages_of(booklet(each))) for each in (few, many)]

    assert ["steht jede Kachel für eine" in text for text in told] == [False, True]
    assert "Jede Kachel steht für eine" not in told[0]


@pytest.mark.parametrize(
    ("edition", "language", "said"),
    [
        ("9", "de", "9. Ausgabe"),
        ("1.", "de", "1. Ausgabe"),
        ("1", "en", "1st edition"),
        ("22", "en", "22nd edition"),
        ("13", "en", "13th edition"),
        ("2027", "de", "2027"),
        ("Jubiläumsausgabe", "de", "Jubiläumsausgabe"),
        ("", "de", ""),
    ],
)
def test_an_edition_is_said_as_people_say_it(edition: str, language: str, said: str) -> None:
    """A number alone says nothing; a year or a name does."""
    festival = programme(entry(0), edition=edition, language=language)

    assert told_in(festival)["edition"] == said


def test_a_few_lines_in_other_languages_need_no_page() -> None:
    """They stand at the end of the register; many of them get a page."""
    few = programme(*(entry(n, languages=("de", "tr") if n == 3 else ("de",)) for n in range(9)))

    pages, pages_of_many = pages_of(booklet(few)), pages_of(booklet(long_weekend(3, 14)))

    [register] = [page for page in pages if "Wer macht was?" in page]
    assert "In deiner Sprache" in register and "Türkçe" in register
    registers = [page for page in pages_of_many if "Wer macht was?" in page]
    assert not any("In deiner Sprache" in page for page in registers)
    assert any(page.startswith("In deiner Sprache") for page in pages_of_many)


def test_a_list_that_goes_on_bears_its_name_again() -> None:
    """Whoever looks for Arabic at the head of a column finds it there."""
    festival = programme(
        *(entry(n, place=place(1), languages=("de", "ar"), also={}) for n in range(110))
    )

    [*_, first, _] = [p for p in pages_of(booklet(festival)) if "Arabisch" in p]

    assert first.count("Arabisch, Titel auf Deutsch") == 2


def test_a_title_in_another_language_than_its_list_says_so() -> None:
    """Where no title of a list is translated its head says so; else the one that is not."""
    festival = programme(
        entry(0, languages=("de", "ar"), also={"ar": "قصة"}),
        entry(1, languages=("de", "ar", "fa"), also={}),
    )

    spoken = {each["language"]: each for each in told_in(festival)["spoken"]}

    assert spoken["fa"]["here"] == "Persisch, Titel auf Deutsch"
    assert [line["note"] for line in spoken["fa"]["entries"]] == [""]
    assert spoken["ar"]["here"] == "Arabisch"
    assert [line["note"] for line in spoken["ar"]["entries"]] == ["", "Deutsch"]


def test_dots_stand_between_two_things_on_a_line() -> None:
    """None begins or ends a line, however the lines break."""
    festival = replace(
        long_weekend(),
        funders=("Verfügungsfonds Nordwinkel 2027 (nicht investiv)", "Grundförderung Stadtteilfest",
                 "Kollekte und Kuchenbasar Vorjahr", "Spende der Wohnungsgenossenschaft"),
    )  # fmt: skip

    lines = [
        line.strip()
        for page in pypdfium2.PdfDocument(booklet(festival))
        for line in page.get_textpage().get_text_bounded().splitlines()
    ]

    assert any("·" in line for line in lines)
    assert [line for line in lines if line.startswith("·") or line.endswith("·")] == []


def test_a_title_breaks_only_where_its_line_is_full() -> None:
    """To spare its last word from standing alone on a line would look like a mistake."""
    days = [SATURDAY + timedelta(days=day) for day in range(3)]
    festival = programme(*(entry(n, d, title="Klezmer zum Mitsingen") for n, d in enumerate(days)))

    glance = pypdfium2.PdfDocument(booklet(festival))[1].get_textpage().get_text_bounded()

    assert "Klezmer zum" in glance


@pytest.mark.parametrize("code", ["deutsch", "türkisch", "", "x", "PT-br", "1a", "sr_Latn"])
def test_a_language_nobody_knows_is_printed_all_the_same(code: str) -> None:
    """Typst takes codes of two or three letters; for anything else it has no rules anyway."""
    festival = programme(
        entry(0, title_language=code, languages=("de", code), also={code: "Anders"}),
        entry(1, title_language=code, languages=(code,)),
        language=code,
    )

    assert any(TITLES[0] in page for page in pages_of(booklet(festival)))


def test_an_english_programme_speaks_english() -> None:
    """The fixed words follow the programme's language; what people typed stays as it is."""
    festival = replace(long_weekend(2, 4), language="en")

    text = " ".join(pages_of(booklet(festival)))

    assert [
        word
        for word in ("At a glance", "Who does what?", "Saturday, 28 August")
        if word not in text
    ] == []
    assert [
        word for word in ("Auf einen Blick", "Wer macht was?", "August 2027 –") if word in text
    ] == []


def test_a_very_long_title_is_printed_to_its_end() -> None:
    """Titles grow downwards, and a word too wide for its column is set smaller."""
    endless = "Donaudampfschifffahrtsgesellschaftskapitänsmützenknopflochnäherinnenverein"
    title = f"{endless} und {' '.join(TITLES)}"
    festival = programme(entry(0, title=title), entry(1))

    pages = pages_of(booklet(festival))

    assert any(title in page for page in pages_about(SATURDAY, pages))


def test_a_description_longer_than_a_page_goes_on_overleaf() -> None:
    """Nothing falls off the paper, however much somebody has to say."""
    festival = programme(entry(0, description="Wir erzählen gern. " * 400 + "Schluss."), entry(1))

    section = pages_about(SATURDAY, pages_of(booklet(festival)))

    assert any("Schluss." in page for page in section)
    assert any(festival.entries[1].title in page for page in section)


def test_a_provisional_programme_says_so() -> None:
    """Nobody must take a draft for the last word."""
    draft = replace(long_weekend(1, 6), provisional=True)

    cover, *_, back = pages_of(booklet(draft))

    assert "VORLÄUFIG" in cover
    assert "Entwurf" in back


def test_the_night_belongs_to_the_evening_before() -> None:
    """A film half an hour after midnight stands in Saturday's section, after everything else."""
    night = datetime(2027, 8, 29, 0, 30)
    festival = programme(
        entry(0), entry(1, title="Nachtfilm", start=night, end=night + timedelta(hours=2))
    )

    section = " ".join(pages_about(SATURDAY, pages_of(booklet(festival))))

    assert section.index(festival.entries[0].title) < section.index("00:30 –02:30 Nachtfilm")
