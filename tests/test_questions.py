"""What the letters to the actors say, and what the page around them must never do."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from string import Formatter
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from festplan.complaints import NO_ADVICE, Complaint, Place, Severity
from festplan.publish import questions
from festplan.publish.questions import Asked, Question, letter, mail_link, questions_page
from festplan.texts import Text
from tests.test_page import Reader

FESTIVAL = "Bunter Sommer"
FILE = "anmeldungen.csv"


def asks(
    about: str,
    row: int,
    heading: str,
    cell: str,
    says: Text,
    advice: Text = NO_ADVICE,
    severity: Severity = Severity.ERROR,
) -> Question:
    """A question, with its complaint as reading the tables makes it."""
    return Question(
        about, heading, cell, Complaint(Place(FILE, row, heading, cell), says, advice, severity)
    )


TWO_TIMES = asks(
    "Konzert", 8, "Uhrzeit", "halb acht",
    Text(de="ist nicht eindeutig (07:30 oder 19:30?).", en="can be two things (07:30 or 19:30?)."),
    Text(de="Bitte als 19:30 schreiben.", en="Write it as 19:30."),
)  # fmt: skip
NO_LENGTH = asks(
    "Tanztee", 5, "Dauer", "",
    Text(de="Die Zelle ist leer: Länge in Minuten.", en="The cell is empty: Length in minutes."),
    Text(de="Zum Beispiel 90.", en="For example 90."),
)  # fmt: skip
TEAMS = asks(
    "", 3, "Teams", "zwei",
    Text(de="ist keine ganze Zahl.", en="is not a whole number."),
    Text(de="Bitte nur Ziffern, etwa 40.", en="Write digits only, for example 40."),
)  # fmt: skip
EARLIEST = asks(
    "Konzert", 8, "ab", "ab 15 Uhr",
    Text(de="wird als frühester Beginn 15:00 gelesen.", en="is read as the earliest start 15:00."),
    severity=Severity.QUESTION,
)  # fmt: skip
NOT_USED = asks(
    "Konzert", 8, "Bemerkung", "laut!",
    Text(de="wird nicht gelesen.", en="is not read."), severity=Severity.HINT,
)  # fmt: skip

BAND = Asked("Band Nachtlinie", "post@band.example", ("de",), (EARLIEST, TWO_TIMES, NOT_USED))
HOME = Asked("Haus Feierabend", "", ("uk", "en"), (NO_LENGTH, TEAMS))
CHOIR = Asked("Ökochor", "chor@chor.example", (), (EARLIEST,))

GRID = Complaint(
    Place("festival.csv", 7, "Zeitraster", "7"),
    Text(de="ist kein Zeitraster.", en="is no step of a time grid."),
)
OLD_FILE = Complaint(
    Place(FILE),
    Text(de="Die Datei ist alt.", en="The file is old."),
    severity=Severity.QUESTION,
)


def told(
    asked: Sequence[Asked] = (BAND, HOME, CHOIR),
    others: Sequence[Complaint] = (),
    language: str = "de",
) -> str:
    return questions_page(FESTIVAL, asked, others, language)


def links(page: str) -> list[str]:
    """Where the mail links of a page lead, in their order."""
    return [link for link in Reader(page).all("href") if link.startswith("mailto:")]


def boxes(page: str) -> list[str]:
    """The letters of a page as they are copied from their boxes."""
    found = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    return [html.unescape(text) for text in found]


# --- one letter ------------------------------------------------------------------------------


def test_a_letter_in_german() -> None:
    """First what hinders planning, then what was understood; numbered from first to last."""
    assert letter(BAND, FESTIVAL, "de") == (
        "Bunter Sommer: Fragen zur Anmeldung",
        """\
Hallo Band Nachtlinie,

danke fürs Mitmachen bei „Bunter Sommer“! Beim Lesen der Anmeldung sind uns 2 Fragen geblieben.

Das müssen wir wissen, bevor wir planen können:

Zu „Konzert“:
1. Uhrzeit: „halb acht“ – ist nicht eindeutig (07:30 oder 19:30?). Bitte als 19:30 schreiben.

Das haben wir so verstanden – stimmt es?

Zu „Konzert“:
2. ab: „ab 15 Uhr“ – wird als frühester Beginn 15:00 gelesen.

Eine kurze Antwort mit den Nummern genügt; wo wir richtig verstanden haben, ein „Ja“.

Vielen Dank und herzliche Grüße
Bunter Sommer""",
    )


def test_a_letter_in_english() -> None:
    """The same questions under the same numbers, for those who read English."""
    assert letter(BAND, FESTIVAL, "en") == (
        "Bunter Sommer: questions about your registration",
        """\
Hello Band Nachtlinie,

thank you for joining “Bunter Sommer”! Reading your registration left us with 2 questions.

We cannot plan before we know this:

About “Konzert”:
1. Uhrzeit: “halb acht” – can be two things (07:30 or 19:30?). Write it as 19:30.

This is how we understood it – is it right?

About “Konzert”:
2. ab: “ab 15 Uhr” – is read as the earliest start 15:00.

A short answer with the numbers is enough; where we understood it right, a “yes”.

Many thanks and kind regards
Bunter Sommer""",
    )


def test_what_is_the_actors_own_comes_before_its_events() -> None:
    """An empty cell is not quoted; with nothing but errors, no “yes” would help."""
    _, body = letter(HOME, FESTIVAL, "de")

    assert body.split("\n\n")[2:-1] == [
        "Das müssen wir wissen, bevor wir planen können:",
        "Allgemein:\n1. Teams: „zwei“ – ist keine ganze Zahl. Bitte nur Ziffern, etwa 40.",
        "Zu „Tanztee“:\n"
        "2. Dauer – Die Zelle ist leer: Länge in Minuten. Zum Beispiel 90.",
        "Eine kurze Antwort mit den Nummern genügt.",
    ]  # fmt: skip


def test_one_question_is_one_question() -> None:
    """Where all is understood, a “yes” is enough; nobody is asked for numbers."""
    german, english = (letter(CHOIR, FESTIVAL, language) for language in ("de", "en"))

    assert german[0] == "Bunter Sommer: eine Frage zur Anmeldung"
    assert "ist uns eine Frage geblieben." in german[1]
    assert "wie wir es verstanden haben, genügt ein kurzes „Ja“." in german[1]
    assert english[0] == "Bunter Sommer: a question about your registration"
    assert "left us with one question." in english[1]
    assert "If all is right as we understood it, a short “yes” is enough." in english[1]


def test_one_error_wants_a_short_answer() -> None:
    """“Yes” is no answer to what could be two things."""
    _, body = letter(replace(BAND, questions=(TWO_TIMES,)), FESTIVAL, "de")

    assert body.split("\n\n")[-2] == "Eine kurze Antwort genügt."


def test_what_nobody_wrote_is_a_sentence_of_its_own() -> None:
    """Without a column and a cell, the complaint begins the line."""
    says = Text(de="es fehlt ein Ort.", en="a venue is missing.")
    lost = Asked("Chor", "", (), (asks("Lied", 4, "", "", says),))

    assert "Zu „Lied“:\n1. Es fehlt ein Ort.\n" in letter(lost, FESTIVAL, "de")[1]


def test_a_question_is_asked_once() -> None:
    """Two tables may complain of the same cell; and an actor may be named twice in a row."""
    twice = replace(CHOIR, questions=CHOIR.questions * 2)

    assert letter(twice, FESTIVAL, "de") == letter(CHOIR, FESTIVAL, "de")


def test_the_questions_come_in_one_order() -> None:
    """However the tables were read, the letter is the same, letter for letter."""
    all_of_them = (NO_LENGTH, TEAMS, EARLIEST, TWO_TIMES)

    letters = {
        letter(replace(BAND, questions=some), FESTIVAL, "de") for some in permutations(all_of_them)
    }

    assert len(letters) == 1
    (_, body) = letters.pop()
    assert re.findall(r"^\d\. (\S+?)[: ]", body, re.MULTILINE) == [
        "Teams",
        "Uhrzeit",
        "Dauer",
        "ab",
    ]


def test_a_long_cell_is_quoted_in_short() -> None:
    """A whole description, with its line breaks, would hide the question."""
    long = replace(TWO_TIMES, cell="Wir singen\nviele   Lieder, " + "la" * 200)

    _, body = letter(replace(BAND, questions=(long,)), FESTIVAL, "de")

    (quoted,) = re.findall(r"Uhrzeit: „(.*)“", body)
    assert quoted.startswith("Wir singen viele Lieder, lala")
    assert (len(quoted), quoted[-1]) == (120, "…")


def test_both_languages_tell_the_same_facts() -> None:
    """Every sentence has its pair, with the same blanks to be filled."""
    pairs = [*questions.SAYS.values()]
    for value in vars(questions).values():
        match value:
            case Text():
                pairs.append(value)
            case tuple() | dict():
                several = value.values() if isinstance(value, dict) else value
                pairs.extend(text for text in several if isinstance(text, Text))

    def blanks(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(sentence)} - {None}

    assert len(pairs) > 40
    for text in pairs:
        assert blanks(text.en) == blanks(text.de), text
    # What “one question” says in words, “2 questions” says in digits; the rest is the same.
    for asked in (BAND, HOME, CHOIR):
        german, english = (letter(asked, FESTIVAL, language)[1] for language in ("de", "en"))
        facts = r"\d+|Uhrzeit|Dauer|Teams|halb acht|zwei|ab 15 Uhr|Konzert|Tanztee"
        assert re.findall(facts, german) == re.findall(facts, english)


# --- which language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoken", "festival", "first"),
    [
        (("ar", "de"), "en", "Hallo"),
        (("ar",), "de", "Hello"),
        (("uk", "en"), "de", "Hello"),
        ((), "de", "Hallo"),
        ((), "en", "Hello"),
        ((), "nl", "Hello"),
    ],
)
def test_everybody_is_written_to_in_a_language_they_read(
    spoken: tuple[str, ...], festival: str, first: str
) -> None:
    """German to who speaks it, English to others; the other one lies below it."""
    page = told([replace(CHOIR, languages=spoken)], language=festival)

    own, other = boxes(page)
    assert own.startswith(f"{first} Ökochor")
    assert {own.split()[0], other.split()[0]} == {"Hallo", "Hello"}
    assert page.index(html.escape(own.split("\n")[0])) < page.index("<details>")


def test_each_letter_says_its_language() -> None:
    """A screen reader reads the English letter on the German page in English."""
    page = Reader(told([HOME]))

    assert [each["lang"] for tag, each in page.tags if tag == "textarea"] == ["en", "de"]


# --- the mail --------------------------------------------------------------------------------


def test_the_link_carries_the_letter() -> None:
    """Who opens it finds address, subject and text as they stand on the page."""
    page = told([CHOIR])

    for link, language in zip(links(page), ("de", "en"), strict=True):
        parts = urlsplit(link)
        subject, body = letter(CHOIR, FESTIVAL, language)
        assert (parts.scheme, unquote(parts.path)) == ("mailto", "chor@chor.example")
        assert parse_qs(parts.query, strict_parsing=True) == {
            "subject": [subject],
            "body": [body.replace("\n", "\r\n")],
        }
    assert boxes(page) == [letter(CHOIR, FESTIVAL, language)[1] for language in ("de", "en")]


def test_a_link_holds_nothing_that_means_something() -> None:
    """Ampersand, plus, percent and hash of a title do not cut the letter."""
    title = "R&B + 100 % #Tanz? = ü"
    wild = replace(CHOIR, questions=(replace(EARLIEST, about=title),))

    link = links(told([wild]))[0]

    assert re.fullmatch(r"mailto:[\w@.]+\?subject=[\w%.~-]+&body=[\w%.~-]+", link, re.ASCII)
    assert f"Zu „{title}“:" in parse_qs(urlsplit(link).query)["body"][0]


def test_a_long_letter_is_copied_by_hand() -> None:
    """A mail program would cut it and say nothing: the link has the subject, the page says why."""
    long = replace(BAND, questions=tuple(replace(TWO_TIMES, about=f"Lied {n}") for n in range(9)))

    page = told([long])

    assert all(link.endswith("Anmeldung") or link.endswith("registration") for link in links(page))
    assert page.count("Für den Link ist der Text zu lang") == 2
    assert page.count("Mail mit Betreff öffnen") == 2
    assert "Lied 8" in boxes(page)[0]


def test_a_link_may_be_as_long_as_mail_programs_take() -> None:
    """1900 letters pass, one more does not."""
    start = len("mailto:a@b.example?subject=s&body=")

    fits, cut = (mail_link("a@b.example", "s", "x" * (n - start)) for n in (1900, 1901))

    assert len(fits) == 1900
    assert cut == "mailto:a@b.example?subject=s"


@pytest.mark.parametrize(
    ("mailbox", "to"),
    [
        ("a@chor.example; b+c@chor.example", "mailto:a@chor.example,b%2Bc@chor.example?"),
        ("a@chor.example?bcc=all@town.example", None),
        ("a@chor.example?bcc=x", "mailto:a@chor.example%3Fbcc%3Dx?"),
        ("nur telefonisch", None),
    ],
)
def test_a_cell_that_is_no_address_is_only_shown(mailbox: str, to: str | None) -> None:
    """Several addresses are fine; nothing in the cell sends the mail to somebody else."""
    page = told([replace(CHOIR, mailbox=mailbox)])

    assert html.escape(mailbox) in page
    if to is None:
        assert links(page) == []
        assert "Das ist keine Mailadresse, an die sich schreiben lässt." in page
    else:
        assert all(link.startswith(to) for link in links(page))


def test_without_a_mailbox_the_letter_is_there_too() -> None:
    """Somebody may print it, or read it out on the telephone."""
    page = told([HOME])

    assert links(page) == []
    assert page.count("In den Tabellen steht keine Mailadresse.") == 2
    assert boxes(page)[0] == letter(HOME, FESTIVAL, "en")[1]


# --- the page --------------------------------------------------------------------------------


def test_the_page_counts_what_is_open() -> None:
    """Actors by name, errors and questions of each, and what nobody else can clear up."""
    page = Reader(told([CHOIR, HOME, BAND], [OLD_FILE, GRID])).text

    assert (
        "Akteure mit offenen Fragen 3 "
        "Fehler: vor dem Planen zu beantworten 4 "
        "Fragen: eine Annahme ist zu bestätigen 3 "
        "Wer gefragt wird Fehler Fragen "
        "Band Nachtlinie 1 1 "
        "Haus Feierabend In den Tabellen steht keine Mailadresse. 2 0 "
        "Ökochor 0 1 "
        "Für die Organisation selbst 1 1" in page
    )


def test_actors_are_found_by_their_name() -> None:
    """As in an index: Ö beside O, small beside large."""
    page = told([replace(CHOIR, actor=name) for name in ("Zirkus", "Ökochor", "anker", "Post")])

    assert re.findall(r"<h3[^>]*>(.*?)</h3>", page) == ["anker", "Ökochor", "Post", "Zirkus"]


def test_hints_are_not_mailed() -> None:
    """They need no answer: the organisers read them below their own errors and questions."""
    page = told([BAND], [OLD_FILE, GRID])

    assert not any("laut!" in text for text in boxes(page))
    own = Reader(page[page.index('<section class="own"') : page.rindex("</main>")]).text
    assert own == (
        "Für die Organisation selbst "
        "Das klärt, wer die Tabellen pflegt; niemand braucht dafür einen Brief. "
        "Fehler festival.csv, Zeile 7, Spalte Zeitraster: „7“ ist kein Zeitraster. "
        "Frage anmeldungen.csv Die Datei ist alt. "
        "Hinweis anmeldungen.csv, Zeile 8, Spalte Bemerkung: „laut!“ wird nicht gelesen."
    )


def test_who_has_only_hints_gets_no_letter() -> None:
    """A letter without a question would be a riddle."""
    page = told([replace(CHOIR, questions=(NOT_USED,))])

    assert boxes(page) == []
    assert "Kein Akteur hat eine offene Frage" in page
    assert "laut!" in page


def test_the_answers_have_a_place() -> None:
    """Beside the letter stands the cell for each number."""
    page = Reader(told([HOME])).text

    assert (
        "Wohin die Antworten gehören "
        "Fehler anmeldungen.csv, Zeile 3, Spalte Teams "
        "Fehler anmeldungen.csv, Zeile 5, Spalte Dauer" in page
    )


def test_the_page_is_the_same_whoever_was_read_first() -> None:
    """Neither the order of actors nor that of complaints has a say."""
    pages = {
        told(asked, others)
        for asked in permutations((BAND, HOME, CHOIR))
        for others in permutations((GRID, OLD_FILE))
    }

    assert len(pages) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_is_well_formed(language: str) -> None:
    """Every element is closed, every id is there once, and every link leads somewhere."""
    page = Reader(told(others=[GRID], language=language))

    ids = page.all("id")
    assert len(ids) == len(set(ids))
    local = {link for link in page.all("href") if not link.startswith("mailto:")} - {"data:,"}
    assert local <= {f"#{id}" for id in ids}
    assert set(page.all("aria-labelledby")) <= set(ids)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_is_for_the_organisers_only(language: str) -> None:
    """It asks nobody for anything, wants to be found by nobody, and says that it is private."""
    page = told(others=[GRID], language=language)

    assert not {tag for tag, _ in Reader(page).tags} & {"script", "img", "iframe", "object", "form"}
    assert not re.search(r"https?:|url\(|@import|@font-face", page)
    assert "default-src 'none'" in page
    assert '<meta name="robots" content="noindex">' in page
    private = {"de": "gehört nicht auf die Website", "en": "does not belong on the website"}
    assert private[language] in Reader(page[page.index("<footer>") : page.index("</body>")]).text


def test_hostile_names_are_only_text() -> None:
    """A title with a tag in it is shown, not obeyed: in boxes, headings, links and places."""
    evil = '</textarea><script>alert("&")</script><b onload=x>'
    says = Text(de="heißt {name}.", en="is called {name}.").with_facts(name=evil)
    hostile = Asked(evil, evil, (), (asks(evil, 4, evil, evil, says),))

    page = questions_page(evil, [hostile], [hostile.questions[0].complaint], "de")

    assert {tag for tag, _ in Reader(page).tags}.isdisjoint({"script", "b"})
    assert boxes(page)[0].count(evil) == 7
    assert evil in Reader(page).text


def test_names_are_written_in_either_direction() -> None:
    """An Arabic name stands right in a German sentence, and the other way round."""
    bridge = Asked("جمعية الجسر", "", ("ar",), (replace(EARLIEST, about="أمسية {شعرية}"),))

    page = told([bridge])

    assert "Hello جمعية الجسر,\n" in boxes(page)[0]
    assert "About “أمسية {شعرية}”:\n" in boxes(page)[0]
    assert "<bdi>جمعية الجسر</bdi>" in page
    assert '<h3 id="name-1" dir="auto">جمعية الجسر</h3>' in page


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", "Keine offenen Fragen: Alles, was in den Tabellen steht, ist klar."),
        ("en", "No open questions: everything in the tables is clear."),
    ],
)
def test_nothing_is_open(language: str, says: str) -> None:
    """That is good news, and all there is to read."""
    page = told([replace(CHOIR, questions=())], language=language)

    main = Reader(page[page.index("<main>") : page.index("<footer>")])
    assert main.text == says
