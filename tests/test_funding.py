"""Who may pay what: the limits of funds, one at a time, to the cent."""

import pytest

from festplan.rules.funding import coverage, in_euros, too_many_applications
from tests.sketch import sketched

BOOKS = "costs: event_id reading, item books, category Material, amount 100"
READING = "Mon 15:00-16:00 library reading by school with choir"
APPLIED = "applications: application_id a1, fund_id city, applicant school, events reading"


def missing(*lines):
    """The cents that nobody pays when everything in the sketch takes place."""
    festival, _ = sketched("\n".join(lines))
    return sum(hole.cents for hole in coverage(festival, festival.events).holes)


@pytest.mark.parametrize(
    ("fund", "cents"),
    [
        ("total 100", 0),
        ("total 99.99", 1),
        ("total 300, decision_date Mon", 10000),
        ("total 300, decision_date 2027-08-22", 0),
        ("total 300, max_single_purchase 100", 0),
        ("total 300, max_single_purchase 99.99", 10000),
        ("total 300, eligible_categories Hire", 10000),
        ("total 300, eligible_categories Hire;Material", 0),
        ("total 300, covers shared", 10000),
        ("total 300, covers applications", 10000),
    ],
)
def test_what_a_fund_pays_unasked(fund, cents):
    """Totals, dates, purchases, categories and what it is for: each closes or opens a way."""
    assert missing(BOOKS, f"funds: fund_id city, {fund}", READING) == cents


@pytest.mark.parametrize(
    ("fund", "application", "cents"),
    [
        ("total 300, covers applications", "requested 100", 0),
        ("total 300, covers applications", "requested 60", 4000),
        ("total 300, covers applications", "requested 100, approved 70", 3000),
        ("total 300, covers applications", "requested 70, approved 100", 0),
        ("total 300, covers applications", "requested 100, status rejected", 10000),
        ("total 300, covers applications", "requested 100, status draft", 0),
        ("total 300, covers applications, max_per_application 80", "requested 100", 2000),
        ("total 300, covers applications, max_share_percent 90", "requested 100", 1000),
        ("total 300, covers applications, min_partners 2", "requested 100", 0),
        ("total 300, covers applications, min_partners 3", "requested 100", 10000),
        ("total 300, covers any", "requested 60", 4000),
    ],
)
def test_what_an_application_brings(fund, application, cents):
    """An application brings what was approved or asked for, within the fund's caps."""
    lines = (BOOKS, f"funds: fund_id city, {fund}", f"{APPLIED}, {application}", READING)

    assert missing(*lines) == cents


@pytest.mark.parametrize(
    ("price", "cents"), [("0", 0), ("", 0), ("Spende", 0), ("3 €", 10000), ("2,50", 10000)]
)
def test_entry_that_must_be_free(price, cents):
    """A fund that asks for free entry pays nothing for an event with a fee; gifts are none."""
    fund = "funds: fund_id city, total 300, free_entry_required yes"
    priced = f"{READING}, price {price}" if price else READING

    assert missing(BOOKS, fund, priced) == cents


def test_shared_costs_are_everybodys():
    """A cost for all is due whatever takes place, however “all” is written."""
    stage = "costs: event_id alle, item stage, category Hire, amount 80"

    assert missing(stage, "funds: fund_id city, total 50, covers shared", READING) == 3000


def test_own_contribution_is_taken_off():
    """What the actor brings itself nobody else pays."""
    own = f"{BOOKS}, own_contribution 40"

    assert missing(own, "funds: fund_id city, total 60", READING) == 0


def test_every_payment_is_accounted_for():
    """The payments add up to the costs, by fund and application."""
    festival, _ = sketched(
        f"{BOOKS}\nfunds: fund_id city, total 300, covers applications, max_share_percent 90\n"
        f"funds: fund_id club, total 50\n{APPLIED}, requested 100\n{READING}"
    )

    found = coverage(festival, festival.events)

    assert found.holes == ()
    assert {(p.fund, p.application) for p in found.payments} == {("city", "a1"), ("club", "")}
    assert sum(p.cents for p in found.payments) == 10000
    assert max(p.cents for p in found.payments if p.fund == "city") <= 9000


@pytest.mark.parametrize(
    ("second", "count"), [("submitted", 1), ("withdrawn", 0), ("draft", 1), ("approved", 1)]
)
def test_one_application_for_each_actor(second, count):
    """More applications of one actor in a round than its fund allows are named."""
    festival, _ = sketched(
        "funds: fund_id city, total 300, applications_per_actor 1\n"
        f"{APPLIED}, requested 50\n"
        "applications: application_id a2, fund_id city, applicant school, events reading, "
        f"requested 50, status {second}\n{READING}"
    )

    assert len(list(too_many_applications(festival))) == count


def test_money_is_written_as_people_do():
    """A point in English, a comma in German, two digits always."""
    assert in_euros(145005).in_language("en") == "€1450.05"
    assert in_euros(145005).in_language("de") == "1450,05 €"
