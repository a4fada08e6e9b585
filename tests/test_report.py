"""What the organisers' report tells, and what it must never tell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from festplan import check
from festplan.draft import AtMost
from festplan.drafting import draft_of
from festplan.inputs.reading import read_folder
from festplan.plan import LeftOut, Plan, Tier
from festplan.publish import pictures
from festplan.publish.report import leeway, report, resources, unused
from festplan.rules.rule import Breach
from festplan.texts import Text
from tests.folders import COURTYARD
from tests.sketch import day_of, moment, sketched

EVERYTHING = """
    festival: name Sommer, city Auenstadt, first_aid_from_visitors 100, first_aid_equipment aid
    day Mon: title Ankommen
    day Tue: title Feiern
    site ground: name Wiese, power_kw 3.5
    site north: name Nordseite
    venue meadow: site_id ground, parallel 3, capacity 300
    venue library: site_id north
    actor school: short_name Schule
    item benches: quantity 4
    item aid: quantity 1
    helper_pool: group Nachbarn, date Mon, from 08:00, to 22:00, persons 5
    helper_pool: group Nachbarn, date Tue, from 08:00, to 22:00, persons 2
    funds: fund_id city, name Stadtfonds, giver Stadt, total 1500, covers applications
    funds: fund_id club, name Sparverein, total 130.50, covers shared
    applications: application_id first, fund_id city, title Lesen, events reading, requested 1400
    costs: event_id reading, item Bücher, amount 1234.50, own_contribution 34.50
    costs: event_id ALL, item Plakate, amount 100
    availability: actor_id choir, date Mon, from 20:00, to 21:00, kind preferred
    Mon 15:00-16:00  meadow   reading by school with choir, setup_min 30, power_kw 1.5, helpers 2
    Mon 15:30-16:30  meadow   concert by choir, teardown_min 30, power_kw 2, helpers 1
    Mon 18:00-18:30  meadow   parade by school, end_venue library
    Tue 10:00-12:00  library  puppets by band, equipment benches:3, expected_visitors 120
"""


def told(
    sketch: str,
    language: str = "de",
    breaches: Sequence[Breach] = (),
    left_out: tuple[LeftOut, ...] = (),
    tiers: tuple[Tier, ...] = (),
) -> str:
    """The report of a sketch, with all the wishes that it does not meet."""
    festival, placed = sketched(sketch)
    plan = Plan(placed.placements, left_out, tiers)
    misses = list(check.misses(festival, plan))
    return report(festival, plan, draft_of(festival), misses, breaches, language)


def section(html: str, name: str) -> str:
    """The words of one section, as they are read."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}">.*?</section>', html, re.DOTALL)
    assert found is not None, f"no section {name}"
    return Reader(found[0]).text


# --- reading the report like a browser -------------------------------------------------------

EMPTY = {"meta", "link", "br", "col"}


class Reader(HTMLParser):
    """Reads a page strictly: what is opened must be closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.passages: list[str] = []
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
            self.passages.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.passages)

    def all(self, attribute: str) -> list[str]:
        return [value for _, each in self.tags if (value := each.get(attribute)) is not None]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_report_is_well_formed(language: str) -> None:
    """Every element is closed, every id is there once, and every link leads to one of them."""
    page = Reader(told(EVERYTHING, language))

    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {link for link in page.all("href") if link != "data:,"} <= {f"#{id}" for id in ids}


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_report_asks_nobody_for_anything(language: str) -> None:
    """No script, no font, no picture, no style comes from elsewhere."""
    html = told(EVERYTHING, language)

    page = Reader(html)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "object", "base"}
    assert page.all("src") == []
    assert not re.search(r"https?:|//\w|url\(|@import|@font-face", html)
    assert "default-src 'none'" in html


def test_the_report_speaks_german_and_english() -> None:
    """No German sentence is left in the English report, nor the other way round."""
    german, english = (Reader(told(EVERYTHING, language)).text for language in ("de", "en"))

    assert "Bericht für die Organisation" in german and "organisers" not in german
    assert "The organisers’ report" in english
    for word in ("Termine", "Veranstaltung", "bewiesen", "belegt", "Wichtigkeit", "Helfende"):
        assert word not in english


def test_hostile_titles_are_only_text() -> None:
    """A title with a tag in it is shown, not obeyed: in the picture, in tables, in sentences."""
    festival, plan = sketched(EVERYTHING)
    evil = '<script>alert("&")</script></svg><b onload=x>'
    events = tuple(replace(event, title=evil, lead=replace(event.lead, name=evil))
                   for event in festival.events)  # fmt: skip
    by_id = {event.id: event for event in events}
    hostile = replace(festival, events=events)
    placed = tuple(replace(p, session=replace(p.session, event=by_id[p.event.id])) for p in plan)

    html = report(
        hostile, Plan(placed), draft_of(hostile), [],
        [Breach((), Text("{event}", "{event}").with_facts(event=evil))], "de",
    )  # fmt: skip

    page = Reader(html)
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "b"})
    assert evil in page.text


def test_what_is_private_stays_private() -> None:
    """Nobody reads why somebody cannot come, or where to write to them."""
    sketch = (
        EVERYTHING
        + """
        actor choir: contact_email secret@choir.example
        availability: actor_id choir, date Tue, kind unavailable, reason Krankenhaus
    """
    )

    html = told(sketch)

    assert "secret" not in html
    assert "Krankenhaus" not in html


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Neither the clock nor the order of a set has a say."""
    code = (
        "import sys; from tests.test_report import EVERYTHING, told;"
        "sys.stdout.buffer.write(told(EVERYTHING, 'de').encode())"
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    )  # fmt: skip

    assert first == second == told(EVERYTHING, "de").encode()


def test_an_empty_plan_has_a_report_too() -> None:
    """Before the first plan is found, there is nothing to draw, and nothing fails."""
    festival, _ = sketched(EVERYTHING)

    html = report(festival, Plan(()), draft_of(festival), [], (), "en")

    assert "Nothing is planned on this day." in section(html, "days")
    assert "0 of 4" in section(html, "summary")


# --- at a glance -----------------------------------------------------------------------------


def test_a_breach_stands_above_everything() -> None:
    """Who opens the report of a broken plan reads that first, and no proof."""
    sketch = """
        Mon 15:00-16:00  library  reading by school
        Mon 15:30-16:30  library  concert by choir
    """
    festival, plan = sketched(sketch)
    breaches = list(check.breaches(festival, plan))

    html = told(sketch, breaches=breaches, tiers=(Tier("mandatory", 0, 0),))

    assert html.index(breaches[0].text.in_language("de")) < html.index("<h1>")
    assert "bewiesen" not in Reader(html).text.casefold()
    assert html.count('class="bar broken"') == 2


def test_without_a_breach_there_is_no_red_box() -> None:
    """A plan that keeps the rules frightens nobody."""
    assert 'class="breaches"' not in told(EVERYTHING)


def test_proved_is_said_where_all_tiers_are_proved() -> None:
    """Nothing lost, or as little as any plan loses: that is the best plan."""
    tiers = (Tier("mandatory", 0, 0), Tier("priority", 3, 3))

    summary = section(told(EVERYTHING, "en", tiers=tiers), "summary")

    assert "Proved: there is no better plan." in summary
    assert "3 points of importance lost. Proved: no plan loses less here." in summary


def test_a_gap_is_said_in_words() -> None:
    """Where the proof is missing, the report tells what is sure, and what may be gained."""
    tiers = (Tier("mandatory", 0, 0), Tier("wishes", 22, 15), Tier("tidiness", 4, 4))

    summary = section(told(EVERYTHING, "en", tiers=tiers), "summary")

    assert "there is no better plan" not in summary
    assert "Still open: Wishes." in summary
    assert "Every plan loses at least 15. Whether the difference (7) can" in summary
    assert "Tidy" not in summary
    assert "Proved as long as nothing changes above" in summary


def test_without_tiers_nothing_is_said_to_be_proved() -> None:
    """A plan made by hand comes without any proof."""
    summary = section(told(EVERYTHING, "en"), "summary")

    assert "Whether there is a better plan has not been examined." in summary
    assert "roved" not in summary


def test_a_left_out_event_is_named_with_its_reason() -> None:
    """Whoever brought it wants to know why."""
    sketch = EVERYTHING + "event circus: lead_actor band, duration_min 60, mandatory no"
    festival, _ = sketched(sketch)
    why = Text(de="Kein Zelt ist frei.", en="No tent is free.")

    html = told(sketch, left_out=(LeftOut(festival.event("circus"), why),))

    assert "circus band · freiwillig · Wichtigkeit 3 Kein Zelt ist frei." in section(
        html, "summary"
    )


def test_an_event_that_vanished_is_named_too() -> None:
    """An event in the tables, but neither in the plan nor left out, is not passed over."""
    sketch = EVERYTHING + "event circus: lead_actor band, duration_min 60, mandatory no"

    assert "circus" in section(told(sketch), "summary")
    assert "Ein Grund ist nicht angegeben." in section(told(sketch), "summary")


# --- the pictures ----------------------------------------------------------------------------


def test_every_session_is_in_the_picture_of_its_day() -> None:
    """At every venue it holds, with the span of its public and its occupied time."""
    festival, plan = sketched(EVERYTHING)

    drawn = [
        (picture.date, row.venue.id, bar.placed.event.id, bar.stay)
        for picture in pictures.days(festival, plan)
        for sheet in picture.sheets
        for _, row in sheet.rows
        for bar in row.bars
    ]

    assert sorted(drawn, key=str) == sorted(
        (
            (placed.day, stay.venue.id, placed.event.id, stay)
            for placed in plan
            for stay in placed.stays
        ),
        key=str,
    )


def test_a_bar_is_as_long_as_its_time() -> None:
    """On a day from ten to twelve, half an hour is a quarter of the picture."""
    festival, plan = sketched("Mon 10:30-11:30  library  reading by school, setup_min 30")

    (picture,) = pictures.days(festival, plan)
    (sheet,) = picture.sheets
    ((_, row),) = sheet.rows
    (bar,) = row.bars

    left, right = sheet.hours.left, sheet.hours.right
    assert [f"{at:%H:%M}" for _, at in sheet.hours.lines] == ["10:00", "11:00", "12:00"]
    assert bar.occupied == (left, left + 0.75 * (right - left))
    assert bar.public == (left + 0.25 * (right - left), left + 0.75 * (right - left))


def test_bars_and_titles_never_lie_on_each_other() -> None:
    """What runs at the same time at a venue lies in lanes, and a title ends before the next bar."""
    festival, plan = sketched("""
        venue meadow: parallel 3
        Mon 10:00-10:15  meadow  Nachbarschaftsfruehstueckstreffen by school
        Mon 10:15-12:00  meadow  reading by choir
        Mon 10:30-20:00  meadow  concert by band
    """)

    (picture,) = pictures.days(festival, plan)
    bars = picture.sheets[0].rows[0][1].bars

    assert [bar.lane for bar in bars] == [0, 0, 1]
    room = bars[1].occupied[0] - bars[0].public[0]
    assert all(pictures.wide(line, pictures.SIZE) <= room for line in bars[0].title)


def test_what_follows_on_one_stage_lies_on_one_row() -> None:
    """Two rows would look parallel; the whole title is told to the pointer instead."""
    titles = "Kitachorliederfuerdiestrassenbahn", "Freitagskonzertdermusikschule"
    sketch = f"""
        Mon 09:00-09:30  meadow  breakfast by school
        Mon 16:00-16:30  meadow  {titles[0]} by school
        Mon 16:30-19:00  meadow  {titles[1]} by choir
        Mon 19:00-20:30  meadow  film by band
    """
    festival, plan = sketched(sketch)

    (picture,) = pictures.days(festival, plan)
    ((_, row),) = picture.sheets[0].rows

    assert [bar.lane for bar in row.bars] == [0, 0, 0, 0]
    assert row.lanes == 1
    assert all(f"<title>{title} ·" in told(sketch) for title in titles)


def test_words_begin_with_the_set_up_where_the_public_time_is_too_short() -> None:
    """The next bar follows at once, but an hour of set-up is free for words."""
    festival, plan = sketched("""
        Mon 09:00-09:30  meadow  breakfast by school
        Mon 16:00-16:30  meadow  Nachbarschaftschor by school, setup_min 90
        Mon 16:30-20:30  meadow  film by band
    """)

    (picture,) = pictures.days(festival, plan)
    ((_, row),) = picture.sheets[0].rows
    breakfast, choir, _ = row.bars

    assert (breakfast.text, choir.text) == (breakfast.public[0], choir.occupied[0])
    assert choir.title == ("Nachbarschaftschor",)


def test_a_title_takes_the_line_of_its_lead_before_it_is_shortened() -> None:
    """Three words in a narrow bar stand under each other, whole."""
    lines = pictures._beside("Lieder singen lernen", 45, 45)

    assert lines == ("Lieder", "singen", "lernen")


def test_a_day_that_is_too_high_goes_on_on_the_next_sheet() -> None:
    """Thirty venues do not fit on one sheet; none is lost, and each sheet names its sites."""
    festival, plan = sketched(
        "\n".join(f"Mon 10:00-11:00  hall{n:02}  play{n:02} by school" for n in range(30))
    )

    (picture,) = pictures.days(festival, plan)

    assert len(picture.sheets) > 1
    assert all(sheet.sites and sheet.height <= 700 for sheet in picture.sheets)
    venues = [row.venue.id for sheet in picture.sheets for _, row in sheet.rows]
    assert venues == [f"hall{n:02}" for n in range(30)]


@pytest.mark.parametrize("width", [0, 10, 25, 60, 100, 400])
def test_a_shortened_text_fits(width: float) -> None:
    """On no line more than there is room for; and what is shortened says so."""
    title = "Interkulturelles Nachbarschaftsfest mit Musik & Kuchen"

    lines = pictures.wrapped(title, width, 11, 2)

    assert len(lines) <= 2
    assert all(pictures.wide(line, 11) <= width for line in lines)
    assert not lines or " ".join(lines) == title or lines[-1].endswith("…")


# --- who does what ---------------------------------------------------------------------------


def test_an_actor_finds_all_it_leads_and_joins() -> None:
    """The choir sings its concert and helps at the reading: both, in order, with times."""
    html = told(EVERYTHING)

    found = re.search(r'<article id="actor-choir">.*?</article>', html, re.DOTALL)
    assert found is not None
    assert Reader(found[0]).text.split("Mit ", 1)[1] == (
        "Mo. 23.08. 15:00–16:00 belegt 14:30–16:00 reading meadow wirkt mit bei Schule "
        "Mo. 23.08. 15:30–16:30 belegt 15:30–17:00 concert meadow"
    )


def test_an_actor_without_a_session_is_named() -> None:
    """Nobody looks for a table that is not there."""
    html = told(EVERYTHING + "actor circus: name Zirkus")

    assert "Ohne Termin in diesem Plan: Zirkus." in section(html, "actors")


# --- what is in use --------------------------------------------------------------------------


def used_at(plan: Plan, word: AtMost, at: datetime) -> int:
    """By plain arithmetic: what the sessions running at a moment use of something."""
    amounts = {use.session: use.amount for use in word.uses}
    running = (placed for placed in plan if placed.occupied.start <= at < placed.occupied.end)
    return sum(amounts.get(placed.session, 0) for placed in running)


@pytest.mark.parametrize("rule", ["power", "helpers", "equipment"])
def test_what_is_in_use_is_right_at_every_minute(rule: str) -> None:
    """Counted every five minutes of both days, and so the highest use is right as well."""
    festival, plan = sketched(EVERYTHING)
    said = [said.word for said in draft_of(festival).words if said.speaker == rule]
    (word,) = (word for word in said if isinstance(word, AtMost) and word.name != "aid")

    found = pictures.levels(word, plan)

    moments = [moment("Mon", "04:00") + timedelta(minutes=5 * n) for n in range(2 * 24 * 12)]
    counted = [used_at(plan, word, at) for at in moments]
    found_there = [
        next(lv.used for lv in found if lv.span.start <= at < lv.span.end) for at in moments
    ]
    assert found_there == counted
    assert max(level.used for level in found) == max(counted) > 0


def test_a_session_out_of_place_still_takes_its_things_along() -> None:
    """Where a plan breaks a rule, its benches are missed elsewhere all the same."""
    festival, plan = sketched("""
        item benches: quantity 4
        Mon 15:00-16:00  library  reading by school, venues meadow, equipment benches:3
        Mon 15:00-16:00  school   concert by choir, equipment benches:2
    """)

    (benches,) = resources(draft_of(festival), plan)

    assert (benches.peak.used, benches.peak.there_is) == (5, 4)


def test_the_tightest_comes_first_with_its_moment_and_its_users() -> None:
    """All power is drawn while the two overlap; of five helpers, three are at work."""
    festival, plan = sketched(EVERYTHING)

    found = resources(draft_of(festival), plan)

    told_of = [
        (r.kind, r.peak.used, r.peak.there_is, f"{r.peak.span.start:%a %H:%M}",
         [placed.event.id for placed, _ in r.peak.users])
        for r in found
    ]  # fmt: skip
    assert told_of == [
        ("power", 3500, 3500, "Mon 15:30", ["reading", "concert"]),
        ("first_aid", 1, 1, "Tue 10:00", ["puppets"]),
        ("equipment", 3, 4, "Tue 10:00", ["puppets"]),
        ("helpers", 3, 5, "Mon 15:30", ["reading", "concert"]),
    ]


def test_fewer_helpers_make_a_moment_tighter() -> None:
    """Two of two at noon are tighter than three of five in the evening."""
    festival, plan = sketched("""
        helper_pool: date Mon, from 10:00, to 14:00, persons 2
        helper_pool: date Mon, from 14:00, to 22:00, persons 5
        Mon 12:00-13:00  library  reading by school, helpers 2
        Mon 18:00-19:00  library  concert by choir, helpers 3
    """)

    (helpers,) = resources(draft_of(festival), plan)

    assert (helpers.peak.used, helpers.peak.there_is) == (2, 2)
    assert helpers.peak.span.start == moment("Mon", "12:00")


def test_visitors_are_shown_only_where_they_share_a_venue() -> None:
    """One event after the other fills no hall that fits each of them."""
    alone = """
        venue hall: capacity 100, parallel 2
        Mon 12:00-13:00  hall  reading by school, expected_visitors 60
        Mon 18:00-19:00  hall  concert by choir, expected_visitors 70
    """
    shared = alone.replace("12:00-13:00", "18:00-19:00").replace("60", "20")

    kinds = [
        [r.kind for r in resources(draft_of(festival), plan)]
        for festival, plan in (sketched(alone), sketched(shared))
    ]

    assert kinds == [[], ["capacity"]]


def test_power_is_told_in_kilowatts() -> None:
    """As the language writes its numbers."""
    assert "3,5 kW von 3,5 kW" in section(told(EVERYTHING, "de"), "use").replace("\xa0", " ")
    assert "3.5 kW of 3.5 kW" in section(told(EVERYTHING, "en"), "use").replace("\xa0", " ")


# --- money -----------------------------------------------------------------------------------


def test_money_is_told_as_the_language_writes_it() -> None:
    """Points and commas are where readers expect them, and the amount stays on one line."""
    assert "1.200,00\xa0€" in told(EVERYTHING, "de")
    assert "€1,200.00" in told(EVERYTHING, "en")


def test_every_fund_and_every_cost_tells_what_is_paid() -> None:
    """The books through an application, the posters from the fund for shared costs."""
    money = section(told(EVERYTHING, "en"), "money")

    assert "city Stadtfonds Stadt €1,500.00 €1,200.00 €300.00" in money
    assert "club Sparverein €130.50 €100.00 €30.50" in money
    assert "Lesen city €1,400.00 €1,200.00" in money
    assert "reading Bücher €1,234.50 €34.50 city · Lesen €1,200.00" in money
    assert "shared costs Plakate €100.00 club €100.00" in money
    assert "Together €1,334.50 €34.50 €1,300.00" in money


@pytest.mark.parametrize("total", ["1500", "50"])
def test_what_the_money_does_not_reach_for_is_named(total: str) -> None:
    """An event left out tells how large a hole it would leave; other holes are not its own."""
    sketch = (
        EVERYTHING.replace("total 1500", f"total {total}")
        + """
        event circus: lead_actor band, duration_min 60, mandatory no
        costs: event_id circus, item Zelt, amount 300
    """
    )

    money = section(told(sketch, "en"), "money")

    assert "circus If it took place as well, €300.00 would remain unpaid." in money


def test_what_nobody_pays_is_said_beside_the_cost() -> None:
    """A hole in the money is seen where it is."""
    html = told(EVERYTHING.replace("total 1500", "total 50"), "en")

    assert "not paid" in section(html, "money")


def test_without_funds_nothing_is_said_of_money() -> None:
    """Where nobody gives anything, no table of zeros is printed."""
    html = told("Mon 15:00-16:00  library  reading by school", "en")

    assert section(html, "money") == "Money The tables name no funds."


# --- wishes and room to move -----------------------------------------------------------------


def test_misses_are_grouped_by_their_wish() -> None:
    """With their number, their points, and how often the wish is met."""
    sketch = """
        Mon 15:00-16:00  library  reading by school, venues library;hall, preferred_venue library
        Mon 18:00-19:00  library  puppets by school, venues library;hall, preferred_venue hall
        Mon 19:00-20:00  library  concert by school, venues library;hall, preferred_venue hall
    """

    wishes = section(told(sketch, "en"), "wishes")

    assert "2 × · 8 points It was at stake for 3 sessions and is met for 1 of them." in wishes
    assert "“concert”" in wishes and "“puppets”" in wishes and "“reading”" not in wishes


def test_when_every_wish_is_met_the_report_says_so() -> None:
    """Good news is news."""
    html = told("Mon 15:00-16:00  library  reading by school", "en")

    assert section(html, "wishes") == "Wishes not met Every wish is met."


def test_the_least_flexible_event_comes_first() -> None:
    """A fixed start at one venue is one possibility; two venues are twice as many as one."""
    festival, plan = sketched("""
        venue meadow: parallel 1
        Mon 15:00-16:00  library  reading by school, fixed_start 15:00, venues library
        Mon 18:00-19:00  library  concert by choir, venues library
        Mon 10:00-11:00  library  puppets by band
    """)

    first, second, third = leeway(draft_of(festival), plan)

    assert (first.event.id, first.possible, first.venues) == ("reading", 1, 1)
    assert (second.event.id, second.venues) == ("concert", 1)
    assert (third.event.id, third.possible, third.venues) == ("puppets", 2 * second.possible, 2)
    assert day_of("Mon") == plan.placements[0].day


def test_rules_that_change_nothing_are_named() -> None:
    """The grid and the agreed lengths always hold; a festival without walks has none to keep."""
    silent = {each.name for each in unused(draft_of(read_folder(COURTYARD).festival), "en")}

    assert {"pinned", "walking_time", "shabbat"} <= silent
    assert silent.isdisjoint({"grid", "length", "two_places", "public_hours", "order"})
