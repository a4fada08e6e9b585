"""From plan to programme: what the public reads, and in which language."""

from datetime import datetime

import pytest

from festplan.publish.composing import programme_of
from tests.sketch import sketched

PLACED = "Mon 15:00-16:00 library reading by school"


def entry(cells, language="de"):
    festival, plan = sketched(f"{PLACED}, {cells}")
    return programme_of(festival, plan, language).entries[0]


@pytest.mark.parametrize(
    ("price", "shown"),
    [("0", ""), ("0,00 €", ""), ("frei", ""), ("Free", ""), ("3 €", "3 €"), ("Spende", "Spende")],
)
def test_what_costs_nothing_has_no_price(price, shown):
    """Free is free however it is written; a gift is still asked for by its name."""
    assert entry(f"price {price}").price == shown


def test_public_time_is_not_occupied_time():
    """Set-up and take-down never reach the programme."""
    found = entry("setup_min 60, teardown_min 45")

    assert (found.start.hour, found.end.hour) == (15, 16)


def test_a_missing_translation_is_shown_in_its_own_language():
    """An English reader gets the English title, or the German one marked as German."""
    translated = entry("title Lesung, title_en Reading", "en")
    missing = entry("title Lesung", "en")

    assert (translated.title, translated.title_language) == ("Reading", "en")
    assert (missing.title, missing.title_language) == ("Lesung", "de")


def test_titles_in_the_languages_spoken_there():
    """A title in Arabic stands in the programme where Arabic is spoken."""
    found = entry("languages de;ar, title_ar قراءة, title_uk Читання")

    assert found.also == {"ar": "قراءة"}


def test_places_get_degrees_from_metres():
    """A metre east or north of the middle is a little more longitude or latitude."""
    festival, plan = sketched(f"""
        festival: latitude 51.0, longitude 12.0
        site ground: x_m 700, y_m 1113
        {PLACED}
    """)

    place = programme_of(festival, plan, "de").places[0]

    assert (place.latitude, place.longitude) == (51.009998, 12.009992)


def test_after_midnight_belongs_to_the_evening_before():
    """A film at half past midnight stands under Monday, not under Tuesday."""
    festival, plan = sketched("Mon 24:30-25:30 yard film by school")

    (day,) = programme_of(festival, plan, "de").days

    assert day.entries[0].start == datetime(2027, 8, 24, 0, 30)
    assert day.entries[0].day == day.date
