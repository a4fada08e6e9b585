"""What the web programme tells, and what it must never do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from festplan.publish import words
from festplan.publish.feeds import feeds
from festplan.publish.page import page, runs, site_map, tones, webcal
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay

WEDNESDAY = date(2027, 8, 25)

LIBRARY = Place(
    number=1, id="V06", name="Lesesaal", site="Bibliothek", address="Hauptstraße 98",
    transport="Bibliothek (Tram 31)", setting="indoor", step_free="ramp",
    accessible_toilet=True, drinking_water=False, x=-210.0, y=-60.0,
    latitude=None, longitude=None,
)  # fmt: skip
MEADOW = replace(
    LIBRARY, number=2, id="V01", name="Festwiese", site="Wiese", address="Am Anger 1",
    setting="outdoor", step_free="", x=0.0, y=0.0,
)  # fmt: skip
SCHOOL = Host("A05", "Grundschule am Lindenring", "Grundschule", "Schule")
CHOIR = Host("A07", "Chor der Nachbarn e. V.", "Chor", "Kultur")


def entry(name: str = "E01-1", at: str = "16:00", **facts: object) -> Entry:
    """A reading of an hour in the library on Wednesday, but for the facts given."""
    start = datetime.fromisoformat(f"{facts.get('day', WEDNESDAY)}T{at}")
    reading = Entry(
        id=name, event_id=name.split("-")[0], number=1, of=1, kind="session",
        title="Vorlesen", title_language="de", description="Drei Geschichten.", easy="",
        also={}, format="Lesung", day=WEDNESDAY, start=start,
        end=start + timedelta(hours=1), place=LIBRARY, end_place=None, lead=SCHOOL,
        partners=(), languages=("de",), access=(), audiences=("Kinder",), age_from=None,
        age_to=None, price="", places_limited_to=None, headliner=False, quiet=False,
    )  # fmt: skip
    return replace(reading, **facts)  # type: ignore[arg-type]


def festival(*entries: Entry, **facts: object) -> Programme:
    """A festival with these entries on the days they say."""
    days = sorted({each.day for each in entries})
    sommer = Programme(
        language="de", name="Bunter Sommer", edition="9", motto="Eine Wiese",
        district="Nordwinkel", city="Auenstadt", organiser="Quartiersbüro",
        email="programm@nordwinkel.example", website="https://nordwinkel.example/sommer",
        timezone="Europe/Berlin", uid_domain="nordwinkel.example", funders=("Stadt Auenstadt",),
        free_of_charge=True, provisional=False,
        days=tuple(
            ProgrammeDay(day, "Ankommen", tuple(e for e in entries if e.day == day))
            for day in days
        ),
        places=(LIBRARY, MEADOW), hosts=(SCHOOL, CHOIR),
    )  # fmt: skip
    return replace(sommer, **facts)  # type: ignore[arg-type]


def everything() -> Programme:
    """A festival in which every part of the page has something to say."""
    thursday = WEDNESDAY + timedelta(days=1)
    return festival(
        entry(
            "E01-1", also={"ar": "قراءة", "en": "Reading"}, easy="Wir lesen vor.",
            languages=("de", "ar", "dgs", "leichte_sprache"), partners=(CHOIR,),
            access=("rollstuhl", "gebaerden", "leichte_sprache", "assistenzhund"),
            age_from=4, age_to=9, price="2 €", places_limited_to=20, quiet=True,
        ),
        entry("E01-2", day=thursday, number=2, kind="open", headliner=True),
        entry("E02-1", at="20:00", title="Umzug", place=MEADOW, end_place=LIBRARY),
        provisional=True,
    )  # fmt: skip


def nine_days() -> Programme:
    """A festival longer than a week, with one reading a day."""
    days = (WEDNESDAY + timedelta(days=number) for number in range(9))
    return festival(*(entry(f"E{day.day}-1", day=day) for day in days))


# -- reading the page like a browser ---------------------------------------------------

EMPTY = {"meta", "link", "br", "hr", "img", "path", "circle", "polygon", "rect"}


class Reader(HTMLParser):
    """Reads a page strictly: what is opened must be closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.passages: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute twice in <{tag}>"
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and "style" not in self.open:
            self.passages.append((self.tags[-1][1], " ".join(data.split())))

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.passages)

    def all(self, attribute: str) -> list[str]:
        return [value for _, each in self.tags if (value := each.get(attribute)) is not None]


def read(programme: Programme) -> Reader:
    return Reader(page(programme))


def told_of(id_: str, programme: Programme) -> str:
    """The words of one entry, as they are read."""
    found = re.search(rf'<article id="{id_}".*?</article>', page(programme), re.DOTALL)
    assert found is not None
    return Reader(found[0]).text


# -- what it tells ---------------------------------------------------------------------


def test_every_entry_tells_its_time_and_place_under_its_day():
    """Who looks up Wednesday at four finds what, until when, and where."""
    programme = everything()

    html = page(programme)

    for day in programme.days:
        section = html.split(f'id="day-{day.date}"')[1].split("</section>")[0]
        assert re.findall(r'<article id="([^"]+)"', section) == [e.id for e in day.entries]
        for each in day.entries:
            said = told_of(each.id, programme)
            assert said.startswith(f"{each.start:%H:%M} – {each.end:%H:%M} {each.title}")
            assert f"{each.place.number} {each.place.name}" in said
            assert f'datetime="{each.start:%Y-%m-%dT%H:%M}"' in section
            assert f'datetime="{each.end:%Y-%m-%dT%H:%M}"' in section


def test_an_entry_tells_all_there_is_to_know_before_coming():
    """Languages, ways in, ages, price and seats stand beside the entry, in whole words."""
    said = told_of("E01-1", everything())

    for fact in (
        "In Leichter Sprache: Wir lesen vor.",
        "Kinder, 4 bis 9 Jahre",
        "2 €",
        "mit Anmeldung, 20 Plätze",
        "Von Grundschule mit Chor",
        "Auch am",
        "Ruhig",
        "AR Arabisch",
        "DGS Deutsche Gebärdensprache",
        "R auch mit Rollstuhl",
        "assistenzhund",
    ):
        assert fact in said


def test_a_route_tells_where_it_ends():
    """A parade starts on the meadow and ends at the library."""
    assert "2 Festwiese Ziel: 1 Lesesaal" in told_of("E02-1", everything())


def test_what_a_language_tells_is_not_told_again_as_access():
    """Easy language is a language and a way in; one mark is enough."""
    said = told_of("E01-1", everything())

    assert said.count("LS Leichte Sprache") == 1
    assert "in Leichter Sprache" not in said
    assert "mit Gebärdensprache" not in said


def test_after_midnight_the_next_day_is_named():
    """00:30 on Wednesday's programme is Thursday by the calendar; the page says so."""
    late = entry(start=datetime(2027, 8, 26, 0, 30), end=datetime(2027, 8, 26, 2, 0))

    said = told_of("E01-1", festival(late))

    assert "in der Nacht auf Do" in said


@pytest.mark.parametrize(
    ("free_of_charge", "price", "told"),
    [
        (True, "", "Der Eintritt ist überall frei."),
        (True, "2 €", "Der Eintritt ist frei, wo kein Preis dabeisteht."),
        (False, "", "Eintritt frei"),
    ],
)
def test_nobody_has_to_ask_what_it_costs(free_of_charge: bool, price: str, told: str):
    """Free entry is said once for all, or beside what is free."""
    assert told in read(festival(entry(price=price), free_of_charge=free_of_charge)).text


def test_a_provisional_programme_says_so():
    """A plan that may still change warns its readers; a firm one does not."""
    assert "Vorläufiges Programm." in read(everything()).text
    assert "Vorläufig" not in read(festival(entry())).text


def test_actors_lead_to_their_entries_and_to_their_calendar():
    """The choir finds what it joins in, and a feed of nothing else, to subscribe to."""
    online, at_hand = everything(), replace(everything(), website="")

    choir, choir_at_hand = (
        page(each).split('id="actor-A07"')[1].split("</p>")[0] for each in (online, at_hand)
    )

    assert 'href="#E01-1"' in choir
    assert 'href="webcal://nordwinkel.example/sommer/feeds/actor-a07.ics"' in choir
    assert 'href="feeds/actor-a07.ics"' in choir_at_hand


def test_every_link_to_a_calendar_finds_its_file():
    """An id with an umlaut has a plainer file name; page and feeds agree on it."""
    odd = replace(SCHOOL, id="Ü 1")
    programme = festival(entry(lead=odd), hosts=(odd,), website="")

    linked = {href for href in read(programme).all("href") if href.startswith("feeds/")}

    released = feeds(programme, datetime(2027, 5, 1, tzinfo=UTC))
    assert linked == {f"feeds/{file}" for file in released}


def test_actors_without_an_entry_are_not_listed():
    """An index that leads nowhere helps nobody."""
    assert 'id="actor-A07"' not in page(festival(entry()))


def test_the_imprint_says_who_is_behind_it():
    """Organiser, mailbox, website and funders."""
    imprint = page(everything()).split("<footer")[1]

    for fact in (
        "Quartiersbüro",
        'href="mailto:programm@nordwinkel.example"',
        'href="https://nordwinkel.example/sommer"',
        "Stadt Auenstadt",
    ):
        assert fact in imprint


def test_the_calendar_is_offered_for_subscription_where_there_is_a_website():
    """A calendar program needs a full address; without a website the file must do."""
    assert 'href="webcal://nordwinkel.example/sommer/feeds/all.ics"' in page(everything())
    assert "webcal:" not in page(festival(entry(), website=""))
    assert 'href="feeds/all.ics"' in page(festival(entry(), website=""))


def test_the_address_of_the_calendar_stands_there_to_be_copied():
    """Not every program opens webcal links; how to subscribe is said only where one can."""
    online, at_hand = read(everything()).text, read(festival(entry(), website="")).text

    assert "https://nordwinkel.example/sommer/feeds/all.ics" in online
    assert "alle paar Stunden" in online and "Google" in online
    assert "bonnieren" not in at_hand and "alle paar Stunden" not in at_hand


def test_where_calendars_lie():
    """Below the website, whether its address ends with a stroke or not."""
    assert webcal("https://sommer.example/") == "webcal://sommer.example/feeds/all.ics"


def test_the_glance_shows_a_week_at_a_time():
    """Nine days are seven and two; each entry stands once, in its part of the day."""
    html = page(nine_days())

    tables = re.findall(r"<table>.*?</table>", html, re.DOTALL)

    assert [table.count('scope="col"') for table in tables] == [7, 2]
    assert [table.count(">Vorlesen</a>") for table in tables] == [7, 2]
    assert [re.findall(r'scope="row">(\w+)<', table) for table in tables] == [["Nachmittag"]] * 2


def test_a_festival_without_entries_is_still_a_page():
    """Before the first plan there is a name and a note, and no empty tables."""
    assert "Bunter Sommer" in read(festival(places=(), hosts=())).text


def test_what_nobody_filled_in_leaves_no_gap():
    """No name, organiser, mailbox, website, address, format: no half sentence, no lonely dot."""
    place = replace(LIBRARY, site="", address="", transport="", setting="", step_free="",
                    accessible_toilet=False)  # fmt: skip
    programme = festival(
        entry(format="", audiences=(), place=place, headliner=True),
        entry("E02-1", format="", place=place),
        entry("E03-1", format="", audiences=(), place=place),
        name="", edition="", motto="", district="", city="", organiser="", email="",
        website="", funders=(), places=(place,),
    )  # fmt: skip

    html, text = page(programme), read(programme).text

    assert "<h1>Programm</h1>" in html and "<title>Programm · " in html
    assert "Veranstaltet von" not in text and "Schreibt uns" not in text
    assert "·" not in re.sub("<(style|title)>.*?</", "", html, flags=re.DOTALL)
    assert re.findall(r"<(p|h3|li|span)[^>]*>\s*</\1>", html) == []


def test_dots_stand_between_facts_only():
    """The dots are drawn before every fact but the first of a line; none is part of the text."""
    said = told_of("E01-2", everything())

    assert "Lesung Höhepunkt Kinder" in said and "·" not in said


# -- languages -------------------------------------------------------------------------


def test_an_english_programme_is_english_throughout():
    """No German word of ours is left over; the organisers' own names stay."""
    programme = replace(everything(), language="en")

    reader = read(programme)

    assert reader.tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert "Wednesday, 25 August" in reader.text
    assert "25–26 August 2027" in reader.text
    assert "ages 4 to 9" in reader.text
    for german in ("Mittwoch", "Orte", "Uhr", "Zeichen", "Jahre", "Haltestelle", "Anmeldung"):
        assert german not in reader.text


def test_passages_in_another_language_say_which_and_run_their_own_way():
    """An Arabic title is announced as Arabic and runs from right to left."""
    arabic = entry(title="قراءة", title_language="ar", description="قصص")

    own = read(festival(arabic))
    further = read(everything())

    assert ({"lang": "ar", "dir": "rtl"}, "قراءة") in own.passages
    assert any(each.get("lang") == "ar" and text == "قصص" for each, text in own.passages)
    assert ({"lang": "ar", "dir": "rtl"}, "قراءة") in further.passages
    assert ({"lang": "en", "dir": "ltr"}, "Reading") in further.passages


def test_an_arabic_programme_runs_from_right_to_left_but_its_times_do_not():
    """16:00–17:00 would otherwise read as 17:00–16:00."""
    html = page(replace(everything(), language="ar"))

    assert '<html lang="ar" dir="rtl">' in html
    assert html.count('<p class="when"><span dir="ltr"><time') == len(everything().entries)


# -- what it must never do -------------------------------------------------------------


@pytest.mark.parametrize("programme", [everything(), nine_days()], ids=["rich", "long"])
def test_the_page_is_sound(programme: Programme):
    """Ids are unique, every link inside the page leads somewhere, one heading is the first."""
    reader = read(programme)

    ids = Counter(reader.all("id"))
    inner = {href[1:] for href in reader.all("href") if href.startswith("#")}
    labels = {id_ for ids_ in reader.all("aria-labelledby") for id_ in ids_.split()}

    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert inner | labels <= set(ids)
    assert [tag for tag, _ in reader.tags].count("h1") == 1


def test_the_page_asks_nobody_for_anything():
    """No script, no picture, font or style from elsewhere; only links a reader may follow."""
    html = page(everything())
    reader = Reader(html)

    assert "<script" not in html
    assert "@import" not in html
    assert "url(" not in html
    assert reader.all("src") == []
    assert [a for a in reader.tags if any(name.startswith("on") for name in a[1])] == []
    outside = {href for href in reader.all("href") if ":" in href}
    assert outside == {
        "data:,",
        "https://nordwinkel.example/sommer",
        "mailto:programm@nordwinkel.example",
        *(
            f"webcal://nordwinkel.example/sommer/feeds/{file}.ics"
            for file in ("all", "actor-a05", "actor-a07")
        ),
    }


HOSTILE = "\"><script>alert(1)</script><b onclick='x'>{{ 7 * 7 }}&amp;"


def test_hostile_words_are_only_words():
    """Whatever somebody typed into a table is shown and never obeyed."""
    actor = replace(SCHOOL, name=HOSTILE, short_name=HOSTILE)
    typed = entry(
        title=HOSTILE, description=HOSTILE, easy=HOSTILE, also={"ar": HOSTILE}, price=HOSTILE,
        format=HOSTILE, audiences=(HOSTILE,), access=(HOSTILE,), languages=("de", HOSTILE),
        lead=actor, place=replace(LIBRARY, name=HOSTILE),
    )  # fmt: skip
    harmless = read(festival(entry(lead=actor), hosts=(actor,)))

    html = page(
        festival(
            typed, name=HOSTILE, motto=HOSTILE, organiser=HOSTILE, email=HOSTILE,
            website=f"https://x/{HOSTILE}", funders=(HOSTILE,), hosts=(actor,),
        )
    )  # fmt: skip

    assert "<script" not in html
    assert {tag for tag, _ in Reader(html).tags} - {tag for tag, _ in harmless.tags} <= {"abbr"}
    assert HOSTILE in Reader(html).text


def test_a_website_that_is_no_website_is_not_linked():
    """A click on the imprint must not run anything."""
    assert 'href="javascript' not in page(festival(entry(), website="javascript:alert(1)"))


def test_the_same_programme_gives_the_same_bytes(tmp_path: Path):
    """Under any hash seed; a new file means something changed."""
    code = (
        "import sys; sys.path.insert(0, 'tests');"
        "from test_page import everything; from festplan.publish.page import page;"
        "sys.stdout.buffer.write(page(everything()).encode())"
    )
    root = Path(__file__).parent.parent

    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            cwd=root, check=True, capture_output=True,
        ).stdout
        for seed in ("1", "2", "77")
    }  # fmt: skip

    assert written == {page(everything()).encode()}


# -- colours and map -------------------------------------------------------------------


def contrast_with_white(colour: str) -> float:
    """By the formula of WCAG 2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_every_day_has_a_colour_of_its_own_that_can_be_read():
    """Six days wear the booklet's colours; three weeks still differ and still read well."""
    colours = tones(21)

    assert colours[:6] == ("#a33a00", "#b0003a", "#6a1b9a", "#0b4f8a", "#00665a", "#7a5200")
    assert len(set(colours)) == 21
    assert min(map(contrast_with_white, colours)) >= 4.5


def test_places_at_one_spot_share_a_pin():
    """Stage, tent and meadow are one point on the map of the whole quarter."""
    tent = replace(MEADOW, number=3, id="V02", name="Zelt")

    drawn = site_map([LIBRARY, MEADOW, tent])

    assert drawn is not None
    assert [marker.label for marker in drawn.markers] == ["1", "2–3"]


def test_without_positions_there_is_no_map():
    """The list of places is enough then."""
    assert site_map([replace(LIBRARY, x=None), MEADOW]) is None


def test_numbers_in_a_row_are_written_from_to():
    """As a clerk would write them."""
    assert runs([1, 2, 3, 4, 7]) == "1–4, 7"


# -- words -----------------------------------------------------------------------------


def test_words_of_the_tables_are_translated():
    """English readers meet English words, German readers what was typed."""
    assert words.format_word("Konzert", "en") == "Concert"
    assert words.format_word("Konzert", "de") == "Konzert"
    assert words.audience_word("Familien", "en") == "Families"
    assert words.access_word("hoeranlage", "en") == "with a hearing loop"
    assert words.setting_word("covered", "de") == "überdacht"


@pytest.mark.parametrize(
    "word",
    [
        words.format_word,
        words.audience_word,
        words.access_word,
        words.access_mark,
        words.setting_word,
        words.step_free_word,
        words.language_name,
    ],
)
def test_unknown_words_come_back_as_typed(word):
    """An organiser's new word is printed as it is, and nothing breaks."""
    assert word("Zirkus {0}", "en") == "Zirkus {0}"


def test_languages_have_names_marks_and_directions():
    """Those of CLDR, and the two it does not know: signed and easy language."""
    assert words.language_name("ar", "de") == "Arabisch"
    assert words.language_own_name("ar") == "العربية"
    assert words.language_name("dgs", "en") == "German Sign Language"
    assert words.language_name("ls", "de") == "Leichte Sprache"
    assert words.language_mark("vi", "de") == "VI"
    assert words.language_mark("ls", "de") == "LS"
    assert {words.direction(code) for code in ("ar", "fa", "he")} == {"rtl"}
    assert {words.direction(code) for code in ("de", "uk", "dgs")} == {"ltr"}
