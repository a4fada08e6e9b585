"""What is worth a look is told, in both languages, and never stops anybody."""

import re
import string
from datetime import date, timedelta
from io import StringIO
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from festplan.drafting import draft_of
from festplan.inputs.reading import read_folder
from festplan.planning import Outcome, judged
from festplan.publish.coverage import CATALOGUE, ELSEWHERE, NOTES, coverage, modules_of
from festplan.publish.report import applications_for, report
from festplan.rules import RULES
from festplan.rules.rule import name, title
from festplan.telling import Teller
from festplan.texts import Text
from festplan.times import MINUTE, whole_day
from festplan.warnings import WARNINGS, permit_deadlines, permits, step_free_windows, worth_a_look
from festplan.warnings.warning import NAMED, by_date
from festplan.wishes import WISHES
from tests.festivals import festivals, plans
from tests.folders import COURTYARD, copied, rows_of, run, write_rows
from tests.sketch import MONDAY, sketched
from tests.test_report import Reader, section
from tests.test_rule_examples import EXAMPLE, examples

LANGUAGES = ("en", "de")
#: A festival to which every warning has something to say.
EVERYTHING = """
    festival: as_of 2027-07-15, shelter_walk_min 5, rain_decision_time 08:00
    site ground: accessible_toilet no, drinking_water no, loud_days_left 0
    site ground: permits_needed special_use
    site north: accessible_toilet yes
    venue meadow: setting outdoor, step_free no, parallel 9
    venue hall: setting indoor, site_id north
    walks: from_site ground, to_site north, minutes 12
    youth_rules: format Film, age_below 14, latest_end 20:00
    permit_kinds: kind special_use, lead_weeks 8, office Ordnungsamt
    permit_kinds: kind alcohol, lead_weeks 2, office Ordnungsamt
    permits: kind music, applied_on 2027-05-03, office Musikamt
    calendar_days: date Mon, title Zuckerfest, hard hint
    Mon 15:00-17:00  meadow  games by school, audiences Kinder, helpers 1
    Mon 18:00-19:00  meadow  concert by band, noise_level 3, alcohol yes, music_licence yes
    Mon 19:00-20:00  meadow  cinema by club, format Film
    Mon 19:00-20:00  hall  supper by choir, food yes
"""


def told(warning, sketch, language="en"):
    """What a warning tells of a sketch, as it is read."""
    return [each.text.in_language(language) for each in warning.tell(*sketched(sketch))]


def outcome_of(sketch):
    """A plan as the program judges it."""
    festival, plan = sketched(sketch)
    return judged(None, draft_of(festival), plan)


def printed(outcome: Outcome, language):
    """What the screen shows of an outcome."""
    screen = StringIO()
    Teller(language, Console(file=screen, width=1000, highlight=False)).summary(outcome)
    return screen.getvalue()


def reported(outcome: Outcome, language):
    return report(
        outcome.festival, outcome.plan, outcome.draft, outcome.misses, outcome.breaches, language,
        outcome.warnings,
    )  # fmt: skip


# --- the pages -------------------------------------------------------------------------------


@pytest.mark.parametrize(("warning", "verdict", "text"), examples(WARNINGS))
def test_examples_of_warnings_are_true(warning, verdict, text):
    """Of what the handbook calls fine nothing is told, of what it calls broken something is."""
    assert bool(told(warning, text)) == (verdict == "Broken")


@pytest.mark.parametrize("warning", WARNINGS, ids=name)
def test_every_page_shows_both(warning):
    """A warning is understood by a plan of which it tells nothing and one of which it does."""
    found = {verdict for verdict, _ in EXAMPLE.findall(warning.__doc__ + "\n")}

    assert found == {"Fine", "Broken"}


@pytest.mark.parametrize("warning", WARNINGS, ids=name)
def test_both_languages_tell_the_same_facts(warning):
    """No sentence has a fact in one language that the other one leaves out."""
    for text in (value for value in vars(warning).values() if isinstance(value, Text)):
        english, german = (
            {field for _, field, _, _ in string.Formatter().parse(each) if field}
            for each in (text.en, text.de)
        )
        assert english == german, text.en


@settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(st.data())
def test_whatever_the_tables_say_can_be_told(data):
    """On random festivals every sentence can be read in both languages, about what is there."""
    festival = data.draw(festivals(WARNINGS))
    plan = data.draw(plans(festival))

    for _, each in worth_a_look(festival, plan):
        assert "{" not in "".join(map(each.text.in_language, LANGUAGES))
        assert set(each.placements) <= set(plan)
        assert set(each.events) <= plan.events


# --- told, and never stopped -----------------------------------------------------------------


def test_every_warning_is_told_of_the_festival_of_all():
    """The festival below has something for each; otherwise the next tests prove little."""
    found = {name(warning) for warning, _ in outcome_of(EVERYTHING).warnings}

    assert found == {name(warning) for warning in WARNINGS}


def test_the_small_example_has_nothing_to_check():
    """Three simple tables bring no warning at all."""
    festival = read_folder(COURTYARD).festival
    _, plan = sketched("Mon 15:00-16:00  yard  games by school")

    assert list(worth_a_look(festival, plan)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_names_each_warning_once(language):
    """Grouped like the wishes, with what has a date below, the earliest first."""
    outcome = outcome_of(EVERYTHING)

    shown = printed(outcome, language)

    undated = [(warning, each) for warning, each in outcome.warnings if each.due is None]
    for warning, group in groupby(undated, key=lambda pair: pair[0]):
        found = [each.text.in_language(language) for _, each in group]
        assert f"{len(found)} × {title(warning, language)}" in shown
        assert [sentence in shown for sentence in found] == [True, *[False] * (len(found) - 1)]
    dates = by_date(each for _, each in outcome.warnings)
    places = [shown.index(each.text.in_language(language)) for each in dates]
    assert places == sorted(places)
    assert [each.due for each in dates] == sorted(each.due for each in dates)
    assert ("over: 2" if language == "en" else "vorbei: 2") in shown


def test_only_the_next_dates_stand_on_the_screen():
    """The rest is in the report, and the screen says how many there are."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    rows = [
        f"{day} 15:00-16:00  meadow  games{day} by school, permits_needed road, rain_plan stay"
        for day in days
    ]
    head = ["festival: rain_decision_time 08:00", "venue meadow: setting outdoor"]
    outcome = outcome_of("\n".join((*head, *rows)))

    shown = printed(outcome, "en")

    assert "Dates to keep (8)" in shown and "more in the report" not in shown
    outcome = outcome_of("\n".join((*head, *rows, "site ground: permits_needed special_use")))
    assert "… and 1 more in the report" in printed(outcome, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_tells_everything(language):
    """Every sentence stands in its section, and what is over is marked."""
    outcome = outcome_of(EVERYTHING)

    html = reported(outcome, language)

    shown = section(html, "warnings")
    for _, each in outcome.warnings:
        assert each.text.in_language(language) in shown
    assert html.count('<li class="late">') == sum(each.late for _, each in outcome.warnings) == 2
    page = Reader(html)
    assert "#warnings" in page.all("href")
    assert len(page.all("id")) == len(set(page.all("id")))


def test_without_a_warning_the_report_says_nothing_of_them():
    """Nobody looks for a section that has nothing in it."""
    html = reported(outcome_of("Mon 15:00-16:00  hall  reading by school"), "en")

    assert "warnings" not in Reader(html).all("id")
    assert "Please check" not in html


def test_warnings_do_not_change_how_a_run_ends(tmp_path):
    """A plan with alcohol, food and no permit at all is written, and all is well."""
    folder = copied(COURTYARD, tmp_path)
    events = rows_of(folder, "events")
    for row in events:
        row |= {"alcohol": "yes", "food": "yes", "permits_needed": "road"}
    write_rows(folder, "events", events)
    settings = rows_of(folder, "festival")
    write_rows(folder, "festival", [*settings, {"key": "as_of", "value": "2027-06-17"}])

    result = run("plan", folder, "--out", tmp_path / "out", "--lang", "en")

    assert result.exit_code == 0, result.output
    assert "6 × Alcohol is served only with a permit that covers the day" in result.output
    assert "was the last day to apply" in result.output
    written = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "no permit covers it" in written
    again = run("render", tmp_path / "out" / "plan.json", "--out", tmp_path / "again")
    assert again.exit_code == 0
    assert (tmp_path / "again" / "report.html").read_text(encoding="utf-8") == written


# --- permits and their dates -----------------------------------------------------------------

OPEN = """
    event parade: permits_needed road
    permit_kinds: kind road, lead_weeks 10, office Ordnungsamt
    Tue 15:00-16:00  meadow  parade by school
"""


@pytest.mark.parametrize(
    ("today", "late"), [("", False), ("2027-06-15", False), ("2027-06-16", True)]
)
def test_a_date_is_over_only_where_the_tables_say_what_day_it_is(today, late):
    """The last day itself is still in time; without the setting as_of no day is over."""
    festival, plan = sketched(OPEN + (f"festival: as_of {today}" if today else ""))

    (found,) = permit_deadlines.tell(festival, plan)

    assert (found.due, found.late) == (date(2027, 6, 15), late)


def test_the_row_of_a_permit_knows_better_than_its_kind():
    """Its own weeks and its own office come first, then those of the kind, then the setting."""
    kind = OPEN.replace(", lead_weeks 10, office Ordnungsamt", "")

    assert told(permit_deadlines, OPEN + "permits: kind road, lead_weeks 2, office Bauamt") == [
        "Apply by Tue 10 Aug 2027 at Bauamt: Road closure for “parade”."
    ]
    assert told(permit_deadlines, OPEN) == [
        "Apply by Tue 15 Jun 2027 at Ordnungsamt: Road closure for “parade”."
    ]
    assert told(permit_deadlines, kind + "festival: permit_lead_weeks 4") == [
        "Apply by Tue 27 Jul 2027 at the office: Road closure for “parade”."
    ]


def test_permits_of_one_kind_are_asked_for_together():
    """Ten concerts are one letter, with the date of the first one, and not ten lines."""
    concerts = "\n".join(
        f"Mon 1{n}:00-1{n}:30  hall  concert{n} by band, music_licence yes" for n in range(9)
    )

    (found,) = told(permit_deadlines, concerts)

    assert found.count("“concert") == NAMED
    assert "4 more" in found


def test_a_permit_for_a_site_covers_a_route_that_only_begins_there():
    """The meadow is allowed for; the parade ends in a yard that needs nothing."""
    sketch = """
        site green: permits_needed special_use
        venue meadow: site_id green
        permits: kind special_use, site_id green, granted yes
        Mon 15:00-16:00  meadow  parade by school, end_venue yard
    """

    assert told(permit_deadlines, sketch) == []


def test_a_permit_for_one_day_leaves_the_other_to_be_applied_for():
    """The date is that of the first day that is not covered."""
    sketch = """
        site ground: permits_needed special_use
        permits: kind special_use, granted yes, valid_until Mon
        Mon 15:00-16:00  meadow  games by school
        Wed 15:00-16:00  meadow  concert by band
    """
    festival, plan = sketched(sketch)

    (permit,) = permits.permits(festival, plan)

    assert not permit.granted
    assert permit.due == MONDAY + timedelta(days=2) - timedelta(weeks=6)


def test_the_table_of_permits_tells_how_far_each_has_come():
    """Granted, applied for, still to be asked for, and too late."""
    festival, plan = sketched("""
        festival: as_of 2027-07-15
        permits: kind alcohol, event_id concert, granted yes, applied_on 2027-05-03
        permits: kind music, applied_on 2027-05-04
        event parade: permits_needed road
        permit_kinds: kind road, lead_weeks 12
        permit_kinds: kind music, lead_weeks 1
        site ground: permits_needed special_use
        permit_kinds: kind special_use, lead_weeks 2
        Mon 15:00-16:00  meadow  concert by band, alcohol yes, music_licence yes
        Mon 15:00-16:00  meadow  parade by school
    """)

    found = applications_for(festival, plan)

    assert [
        (each.kind.en, each.due.in_language("en"), bool(each.applied), each.granted, each.late)
        for each in found
    ] == [
        ("Road closure", "Mon 31 May 2027", False, False, True),
        ("Serving alcohol", "Mon 12 Jul 2027", True, True, False),
        ("Special use of public ground", "Mon 9 Aug 2027", False, False, False),
        ("Music licence", "Mon 16 Aug 2027", True, False, False),
    ]


def test_dates_of_permits_lie_outside_the_festival(tmp_path):
    """What was applied for in spring is no mistake in the tables."""
    folder = copied(COURTYARD, tmp_path)
    row = {"Art": "Ausschank", "beantragt am": "3.5.2027", "bewilligt": "ja", "gilt bis": "30.06."}
    write_rows(folder, "genehmigungen", [row])

    read = read_folder(folder)

    assert read.festival is not None
    (permit,) = read.festival.of("permits")
    assert permits.KIND.of(permit) == "alcohol"
    assert permits.APPLIED.of(permit).date() == date(2027, 5, 3)
    assert permits.VALID_UNTIL.of(permit) == whole_day(date(2027, 6, 30)).end


# --- steps -----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.data())
def test_stretches_without_a_step_free_event_are_right_at_every_quarter(data):
    """A quarter of an hour is told exactly when something runs in it and all of it has steps."""
    festival = data.draw(festivals([step_free_windows]))
    plan = data.draw(plans(festival))
    spans = [each.text.facts["span"] for each in step_free_windows.tell(festival, plan)]
    first = min((placed.start for placed in plan), default=None)

    for quarter in range(32 * 6 if first else 0):
        moment = first + quarter * 15 * MINUTE
        running = [p for p in plan if p.public.start <= moment < p.public.end]
        alone = bool(running) and all(
            step_free_windows._has_steps(placed, festival) for placed in running
        )
        assert any(span.start <= moment < span.end for span in spans) == alone


# --- the catalogue ---------------------------------------------------------------------------


def test_every_number_of_the_catalogue_appears():
    """A number is kept by a module, or it is said why it is not and where to look."""
    assert sorted(CATALOGUE) == list(range(1, 98))
    assert [n for n in CATALOGUE if not modules_of(n) and n not in ELSEWHERE] == []
    assert {*ELSEWHERE, *NOTES} <= set(CATALOGUE)


def test_every_module_names_numbers_that_there_are():
    """A mistyped number would be kept by nobody."""
    named = {number for module in (*RULES, *WISHES, *WARNINGS) for number in module.NUMBERS}

    assert named <= set(CATALOGUE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coverage_names_every_module_and_every_number(language):
    """As a table of Markdown, a row a number, and the modules without one below."""
    chapter = coverage(language)

    rows = re.findall(r"^\| (\d+) \|", chapter, re.MULTILINE)
    assert rows == [str(number) for number in range(1, 98)]
    for module in (*RULES, *WISHES, *WARNINGS):
        assert f"{name(module)} (" in chapter
    assert len({len(re.findall(r"\|", line)) for line in re.findall(r"^\|.*$", chapter, re.M)}) == 1


def test_the_coverage_is_a_page_of_its_own():
    """It can be asked for alone, and it is in the handbook."""
    alone = run("rules", "--coverage", "--lang", "de")
    handbook = run("rules", "--all", "--lang", "de")

    assert alone.exit_code == handbook.exit_code == 0
    assert "| 57 | Fristen für Genehmigungen | permit_deadlines (Warnung) |" in alone.output
    assert alone.output in handbook.output


def test_a_warning_is_a_page_of_the_handbook():
    """With its examples, and with what is told instead of what is broken."""
    page = run("rules", "minors", "--lang", "en")

    assert page.exit_code == 0
    assert "Children are never alone with one adult" in page.output
    assert "What is told: *" in page.output
    assert "When it is broken" not in page.output
