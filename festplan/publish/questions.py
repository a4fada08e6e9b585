"""The open questions about what the actors registered: a letter to each, ready to be mailed.

Volunteers write to volunteers, so a letter is short and asks only what somebody can answer in a
line.  The page around the letters is for the organisers alone: it shows whom to write to.
Hints need no answer; they are told to the organisers and to nobody else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from festplan import columns
from festplan.complaints import NAMES, Complaint, Severity, in_order
from festplan.publish import words
from festplan.publish.colours import tones
from festplan.publish.templating import environment
from festplan.texts import Text


@dataclass(frozen=True)
class Question:
    """Something in the tables that only the actor can clear up."""

    about: str  # the title of the event; "" where it is the actor's own row
    heading: str  # the column, as the organisers' table calls it
    cell: str  # what stands there; may be ""
    complaint: Complaint


@dataclass(frozen=True)
class Asked:
    """An actor and all that is to be asked of it."""

    actor: str
    mailbox: str
    languages: tuple[str, ...]  # as codes; may be empty
    questions: tuple[Question, ...]


def questions_page(
    festival_name: str, asked: Sequence[Asked], others: Sequence[Complaint], language: str
) -> str:
    """The whole page, as the text of one HTML file; ``others`` are nobody's but the organisers'."""
    posts = tuple(_posts(festival_name, asked, language))
    own = tuple(in_order((*others, *_hints(asked))))
    return environment("questions", {"direction": words.direction}).get_template(
        "questions.html"
    ).render(
        language=language,
        say={key: text.in_language(language) for key, text in SAYS.items()},
        festival=festival_name,
        posts=posts,
        own=[_told(complaint, language) for complaint in own],
        own_errors=_count(own, Severity.ERROR),
        own_questions=_count(own, Severity.QUESTION),
        errors=sum(post.errors for post in posts) + _count(own, Severity.ERROR),
        questions=sum(post.questions for post in posts) + _count(own, Severity.QUESTION),
        tones=tones(PENNANTS),
    )  # fmt: skip


#: So many colours has the bunting, as on a festival of so many days.
PENNANTS = 6


# --- what the page says ----------------------------------------------------------------------

SAYS = {
    "kind": Text(de="Offene Fragen", en="Open questions"),
    "contents": Text(de="Inhalt", en="Contents"),
    "summary": Text(de="Auf einen Blick", en="At a glance"),
    "actors": Text(de="Akteure mit offenen Fragen", en="actors with open questions"),
    "errors": Text(
        de="Fehler: vor dem Planen zu beantworten", en="errors: to be answered before planning"
    ),
    "questions": Text(
        de="Fragen: eine Annahme ist zu bestätigen", en="questions: an assumption to be confirmed"
    ),
    "nothing": Text(
        de="Keine offenen Fragen: Alles, was in den Tabellen steht, ist klar.",
        en="No open questions: everything in the tables is clear.",
    ),
    "nobody": Text(
        de="Kein Akteur hat eine offene Frage; es sind keine Briefe zu schreiben.",
        en="No actor has an open question; there are no letters to write.",
    ),
    "who": Text(de="Wer gefragt wird", en="Who is asked"),
    "column_errors": Text(de="Fehler", en="Errors"),
    "column_questions": Text(de="Fragen", en="Questions"),
    "letters": Text(de="Die Briefe", en="The letters"),
    "how_to_mail": Text(
        de="„Mail schreiben“ öffnet das Mailprogramm mit Empfänger, Betreff und Text. Von Hand "
        "geht es auch: ins Textfeld klicken, Strg+A und Strg+C drücken (am Mac ⌘A und ⌘C) und in "
        "eine Mail einfügen.",
        en="“Write the mail” opens the mail program with address, subject and text. By hand: click "
        "into the box, press Ctrl+A and Ctrl+C (⌘A and ⌘C on a Mac) and paste it into a mail.",
    ),
    "write": Text(de="Mail schreiben", en="Write the mail"),
    "write_subject": Text(de="Mail mit Betreff öffnen", en="Open a mail with the subject"),
    "too_long": Text(
        de="Für den Link ist der Text zu lang: Bitte aus dem Feld in die Mail kopieren.",
        en="The text is too long for the link: please copy it from the box into the mail.",
    ),
    "no_mailbox": Text(
        de="In den Tabellen steht keine Mailadresse.", en="The tables have no mail address."
    ),
    "no_address": Text(
        de="Das ist keine Mailadresse, an die sich schreiben lässt.",
        en="This is no mail address that one can write to.",
    ),
    "subject": Text(de="Betreff:", en="Subject:"),
    "letter": Text(de="Text der Mail", en="Text of the mail"),
    "in_de": Text(de="Dieselbe Mail auf Deutsch", en="The same mail in German"),
    "in_en": Text(de="Dieselbe Mail auf Englisch", en="The same mail in English"),
    "where": Text(de="Wohin die Antworten gehören", en="Where the answers belong"),
    "own": Text(de="Für die Organisation selbst", en="For the organisers themselves"),
    "own_lead": Text(
        de="Das klärt, wer die Tabellen pflegt; niemand braucht dafür einen Brief.",
        en="Whoever keeps the tables clears this up; nobody needs a letter for it.",
    ),
    "private": Text(
        de="Nur für die Organisation: Hier stehen Mailadressen. Diese Seite gehört nicht auf die "
        "Website.",
        en="For the organisers only: there are mail addresses here. This page does not belong on "
        "the website.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A complaint as the organisers read it."""

    severity: Severity
    name: str
    place: str
    says: str


def _told(complaint: Complaint, language: str) -> Told:
    return Told(
        complaint.severity,
        NAMES[complaint.severity].in_language(language),
        complaint.place.in_language(language),
        _said(complaint, language),
    )


def _said(complaint: Complaint, language: str) -> str:
    said = (complaint.says.in_language(language), complaint.advice.in_language(language))
    return " ".join(filter(None, said))


def _count(complaints: Iterable[Complaint], severity: Severity) -> int:
    return sum(complaint.severity is severity for complaint in complaints)


def _hints(asked: Iterable[Asked]) -> Iterator[Complaint]:
    for each in asked:
        for question in each.questions:
            if question.complaint.severity is Severity.HINT:
                yield question.complaint


# --- the letters of the page -----------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """A letter in one language, with a link that opens it as a mail."""

    language: str
    subject: str
    body: str
    link: str  # "" where there is no address

    @property
    def whole(self) -> bool:
        """Whether the link carries the text; mail programs cut long links without a word."""
        return "&body=" in self.link

    @property
    def lines(self) -> int:
        """How many lines it takes, about, in the box of the page."""
        return sum(1 + len(line) // LETTERS_IN_A_LINE for line in self.body.split("\n"))


LETTERS_IN_A_LINE = 76


@dataclass(frozen=True)
class Post:
    """What the page shows of one actor: first the letter in its own language."""

    number: int
    asked: Asked
    versions: tuple[Version, ...]
    #: Where the answers belong, in the order of the letter's numbers.
    places: tuple[Told, ...]

    @property
    def errors(self) -> int:
        return sum(place.severity is Severity.ERROR for place in self.places)

    @property
    def questions(self) -> int:
        return len(self.places) - self.errors


def _posts(festival_name: str, asked: Iterable[Asked], language: str) -> Iterator[Post]:
    """The actors who have something to answer, by name."""
    by_name = sorted(
        filter(open_questions, asked),
        key=lambda each: (_plain(each.actor), each.actor, each.mailbox),
    )
    for number, each in enumerate(by_name, start=1):
        versions = (_version(each, festival_name, spoken) for spoken in spoken_with(each, language))
        places = (_told(_unquoted(ask.complaint), language) for ask in open_questions(each))
        yield Post(number, each, tuple(versions), tuple(places))


def _version(asked: Asked, festival_name: str, language: str) -> Version:
    subject, body = letter(asked, festival_name, language)
    return Version(language, subject, body, mail_link(asked.mailbox, subject, body))


def _unquoted(complaint: Complaint) -> Complaint:
    """A complaint without its cell, which the letter quotes already."""
    return replace(complaint, place=replace(complaint.place, cell=None))


def _plain(name: str) -> str:
    """A name as an index sorts it: Ö beside O."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spoken_with(asked: Asked, language: str) -> tuple[str, str]:
    """The two languages of its letters, first the one the actor reads."""
    german = "de" in (asked.languages or (language,))
    return ("de", "en") if german else ("en", "de")


# --- one letter ------------------------------------------------------------------------------

# Nobody is addressed as “du” or “Sie”: a band reads the same letter as the town hall.
SUBJECT = (
    Text(
        de="{festival}: eine Frage zur Anmeldung",
        en="{festival}: a question about your registration",
    ),
    Text(de="{festival}: Fragen zur Anmeldung", en="{festival}: questions about your registration"),
)
HELLO = Text(de="Hallo {actor},", en="Hello {actor},")
WHY = (
    Text(
        de="danke fürs Mitmachen bei „{festival}“! Beim Lesen der Anmeldung ist uns eine Frage "
        "geblieben.",
        en="thank you for joining “{festival}”! Reading your registration left us with one "
        "question.",
    ),
    Text(
        de="danke fürs Mitmachen bei „{festival}“! Beim Lesen der Anmeldung sind uns {count} "
        "Fragen geblieben.",
        en="thank you for joining “{festival}”! Reading your registration left us with {count} "
        "questions.",
    ),
)
LEADS = {
    Severity.ERROR: Text(
        de="Das müssen wir wissen, bevor wir planen können:",
        en="We cannot plan before we know this:",
    ),
    Severity.QUESTION: Text(
        de="Das haben wir so verstanden – stimmt es?",
        en="This is how we understood it – is it right?",
    ),
}
ABOUT = Text(de="Zu „{title}“:", en="About “{title}”:")
ABOUT_NOTHING = Text(de="Allgemein:", en="In general:")
QUOTED = Text(de="„{cell}“", en="“{cell}”")
YES_IS_ENOUGH = Text(
    de="Wenn alles so stimmt, wie wir es verstanden haben, genügt ein kurzes „Ja“.",
    en="If all is right as we understood it, a short “yes” is enough.",
)
ONE_LINE_IS_ENOUGH = Text(de="Eine kurze Antwort genügt.", en="A short answer is enough.")
NUMBERS_ARE_ENOUGH = Text(
    de="Eine kurze Antwort mit den Nummern genügt.",
    en="A short answer with the numbers is enough.",
)
NUMBERS_AND_YES = Text(
    de="Eine kurze Antwort mit den Nummern genügt; wo wir richtig verstanden haben, ein „Ja“.",
    en="A short answer with the numbers is enough; where we understood it right, a “yes”.",
)
GOODBYE = Text(
    de="Vielen Dank und herzliche Grüße\n{festival}", en="Many thanks and kind regards\n{festival}"
)


def letter(asked: Asked, festival_name: str, language: str) -> tuple[str, str]:
    """The subject and the text of a mail to an actor that has something to answer."""
    questions = open_questions(asked)
    several = len(questions) > 1
    facts = {
        "actor": one_line(asked.actor),
        "festival": one_line(festival_name),
        "count": len(questions),
    }

    def told(text: Text) -> str:
        return text.with_facts(**facts).in_language(language)

    asks = _paragraphs(questions, language)
    paragraphs = (told(HELLO), told(WHY[several]), *asks, told(_closing(questions)), told(GOODBYE))
    return told(SUBJECT[several]), "\n\n".join(paragraphs)


def open_questions(asked: Asked) -> tuple[Question, ...]:
    """What the actor has to answer, each once: first what hinders planning, then by event."""
    asks = (each for each in asked.questions if each.complaint.severity is not Severity.HINT)
    return tuple(sorted(dict.fromkeys(asks), key=_order))


def _order(question: Question) -> tuple[object, ...]:
    said, place = question.complaint, question.complaint.place
    title = one_line(question.about)
    where = (place.file, place.row, place.column, place.address)
    return said.severity, _plain(title), title, where, said.says.en


def _paragraphs(questions: Iterable[Question], language: str) -> Iterator[str]:
    """The questions, numbered from first to last, one paragraph for each event."""
    numbered = enumerate(questions, start=1)
    for severity, some in groupby(numbered, key=lambda each: each[1].complaint.severity):
        yield LEADS[severity].in_language(language)
        for title, few in groupby(some, key=lambda each: one_line(each[1].about)):
            about = ABOUT.with_facts(title=title) if title else ABOUT_NOTHING
            asks = (f"{number}. {_asks(question, language)}" for number, question in few)
            yield "\n".join((about.in_language(language), *asks))


def _asks(question: Question, language: str) -> str:
    """``Uhrzeit: „halb acht“ – ist nicht eindeutig. Bitte als 19:30 schreiben.``"""
    cell = shortened(question.cell)
    quoted = QUOTED.with_facts(cell=cell).in_language(language) if cell else ""
    wrote = ": ".join(filter(None, (one_line(question.heading), quoted)))
    said = _said(question.complaint, language)
    return f"{wrote} – {said}" if wrote else said[:1].upper() + said[1:]


def _closing(questions: Sequence[Question]) -> Text:
    severities = {question.complaint.severity for question in questions}
    if severities == {Severity.QUESTION}:
        return YES_IS_ENOUGH
    if len(questions) == 1:
        return ONE_LINE_IS_ENOUGH
    return NUMBERS_AND_YES if Severity.QUESTION in severities else NUMBERS_ARE_ENOUGH


#: A whole description in a letter would hide the question.
LONGEST_QUOTATION = 120


def shortened(cell: str) -> str:
    cell = one_line(cell)
    return cell if len(cell) <= LONGEST_QUOTATION else f"{cell[: LONGEST_QUOTATION - 1].rstrip()}…"


def one_line(typed: str) -> str:
    """What somebody typed, without its line breaks: a cell may have some, a subject may not."""
    return " ".join(typed.split())


# --- the mail --------------------------------------------------------------------------------

#: Some mail programs cut what is longer, and nobody would see it.
LONGEST_LINK = 1900


def mail_link(mailbox: str, subject: str, body: str) -> str:
    """A link that opens the mail to be sent; "" where there is no address to send it to."""
    to = ",".join(quote(address, safe="@") for address in addresses(mailbox))
    if not to:
        return ""
    without_text = f"mailto:{to}?subject={quote(subject, safe='')}"
    text = body.replace("\n", "\r\n")  # as RFC 6068 wants it
    link = f"{without_text}&body={quote(text, safe='')}"
    return link if len(link) <= LONGEST_LINK else without_text


def addresses(mailbox: str) -> tuple[str, ...]:
    """The mail addresses in a cell; none where anything in it is something else."""
    try:
        return tuple(columns.mailbox(word) for word in columns.words(mailbox))
    except columns.NotReadable:
        return ()
