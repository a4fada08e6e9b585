"""What a cell mentions: one row of another table, several, or so many of each.

A name as its table has it is taken without a word; one that is only like it is a question;
one that fits several rows is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from festplan.columns import NotReadable
from festplan.inputs.handwriting.reasons import could_be
from festplan.inputs.handwriting.spelling import Spelling, tidy
from festplan.inputs.handwriting.words import (
    DITTO_ADVICE,
    DITTO_SAYS,
    UNSURE_IS_OPEN,
    is_ditto,
    is_open,
    is_unsure,
)
from festplan.inputs.names import Known, Look, Meant, worded
from festplan.inputs.pieces import HARD, Piece, pieces_of
from festplan.texts import Text

FITS = Text(
    en="“{word}” fits {count} rows: {rows}.", de="„{word}“ passt auf {count} Zeilen: {rows}."
)
ONE_OF = Text(en="Write one of: {ids}.", de="Bitte eines davon schreiben: {ids}.")
SOME_OF = Text(
    en="Write one of: {ids}; or several with semicolons between.",
    de="Bitte eines davon schreiben: {ids}; oder mehrere mit Semikolon dazwischen.",
)
IS_TAKEN = Text(en="“{word}” is taken for {row}", de="„{word}“ ist als {row} gelesen")
SO_MANY = Text(
    en="“{word}” is taken for {count} × {row}", de="„{word}“ ist als {count} × {row} gelesen"
)
TAKEN = Text(en="{taken}.", de="{taken}.")
ONE_OR_MANY = Text(
    en="“{word}” may be one of {one} or {count} of {many}.",
    de="„{word}“ kann ein Stück von {one} heißen oder {count} von {many}.",
)
WRITE_COUNT = Text(en="Write {few} or {many}.", de="Bitte {few} oder {many} schreiben.")
HOW_MANY = Text(
    en="“{word}” does not say clearly how many of {thing}.",
    de="„{word}“ sagt nicht klar, wie oft {thing} gebraucht wird.",
)
WRITE_NUMBER = Text(
    en="Write the number behind it, for example {example}.",
    de="Bitte die Anzahl dahinter schreiben, etwa {example}.",
)
TWICE = Text(en="{thing} stands in the cell twice.", de="{thing} steht zweimal in der Zelle.")
WRITE_ONCE = Text(
    en="Write it once, with the whole number.", de="Bitte einmal schreiben, mit der ganzen Zahl."
)

#: At most so many rows are listed when a word fits too many.
SOME = 8


@dataclass(frozen=True)
class Heard:
    """What a part of a cell says: a word, the rows it can mean, and how many of them."""

    word: str
    meant: Meant
    count: int | None = None
    #: What it could be besides.
    refused: NotReadable | None = None

    @property
    def id(self) -> str:
        return next(iter(self.meant.ids), "")


Hear = Callable[[str, Look], Heard]


def _runs(cell: str, known: Known, hear: Hear) -> Iterator[tuple[Heard, Piece]]:
    """Piece by piece what a cell says; as many together as make one name."""
    pieces = pieces_of(cell)
    alone = [hear(tidy(cell[piece.start : piece.end]), known.meant) for piece in pieces]
    at = 0
    while at < len(pieces):
        for end in range(min(len(pieces), at + known.longest), at + 1, -1):
            run = Piece(pieces[at].start, pieces[end - 1].end, pieces[at].joint)
            between = "".join(piece.joint for piece in pieces[at + 1 : end])
            heard = _together(tidy(cell[run.start : run.end]), between, known, hear)
            each_is_named = all(piece.meant.sure for piece in alone[at:end])
            if heard and (not each_is_named or (heard.meant.sure and "\n" not in between)):
                yield heard, run
                at = end
                break
        else:
            yield alone[at], pieces[at]
            at += 1


def _together(text: str, between: str, known: Known, hear: Hear) -> Heard | None:
    """What several pieces say as one name; None where they are none."""
    if ";" in between:
        return None
    heard = hear(text, known.holding(between.replace("\n", "")))
    # A line break is a joint or the end of a narrow cell; only a whole name tells.
    if not heard.meant.ids or ("\n" in between and not heard.meant.sure):
        return None
    return heard


def _lines(cell: str) -> str:
    return "\n".join(filter(None, map(tidy, cell.splitlines())))


# --- names --------------------------------------------------------------------------------------


def one(cell: str, known: Known) -> Spelling:
    """A cell that names one row: its id."""
    if cell in known:
        return Spelling(cell)
    word = tidy(cell)
    if (unsaid := _unsaid(word, known)) is not None:
        return unsaid
    heard = _clear(Heard(word, known.meant(word)), known)
    return Spelling(heard.id or word, _assumed([heard], known))


def several(cell: str, known: Known) -> Spelling:
    """A cell that names some rows: their ids with semicolons between, each once."""
    if (ids := _ids(cell, known)) is not None:
        return Spelling(";".join(dict.fromkeys(ids)))
    if (unsaid := _unsaid(cell, known)) is not None:
        return unsaid
    if not known:
        return _as_typed(cell)
    heard = list(dict.fromkeys(_gathered(_lines(cell), known)))
    written = ";".join(dict.fromkeys(each.id or each.word for each in heard))
    return _unsaid(written, known) or Spelling(written, _assumed(heard, known))


def _ids(cell: str, known: Known) -> list[str] | None:
    """The ids of a list of nothing but ids; None where anything else stands there."""
    # Nearly all cells are such lists; a split at one letter is quick.
    words = cell.split(";")
    if not all(map(known.names.__contains__, words)):
        words = [word.strip() for word in re.split("[;,\n]", cell)]
    return words if all(map(known.names.__contains__, words)) else None


def route(cell: str, known: Known) -> tuple[str, str] | None:
    """The two ends of “school -> meadow”; None where a cell shows no way."""
    if known.has(tidy(cell)):
        return None
    ends = [end.strip() for end in re.split(r"[-–=]+>|[→⇒➔➜⟶]", tidy(cell))]
    return (ends[0], ends[1]) if len(ends) == 2 and all(ends) else None


def _unsaid(cell: str, known: Known) -> Spelling | None:
    """The spelling of a cell that names nothing; None where it names something."""
    if known.has(tidy(cell)):
        return None
    if is_ditto(cell):
        raise NotReadable(DITTO_SAYS, DITTO_ADVICE)
    if is_unsure(cell):
        return Spelling("", UNSURE_IS_OPEN)
    return Spelling("") if is_open(cell) or not tidy(cell) else None


def _as_typed(cell: str) -> Spelling:
    """Words of which nobody knows anything: only what parts every list parts them."""
    words = filter(None, map(tidy, re.split("[;,]", _lines(cell).replace("\n", ";"))))
    written = ";".join(dict.fromkeys(words))
    return _unsaid(written, Known(())) or Spelling(written)


def _gathered(cell: str, known: Known) -> Iterator[Heard]:
    """What a list names; of what nobody knows, as little as possible is torn apart."""
    for section in _sections(_runs(cell, known, _named)):
        torn_at = "," if any(heard.id for heard, _ in section) else ""
        for group in _neighbours(section, torn_at):
            (heard, first), (_, last) = group[0], group[-1]
            if len(group) > 1:
                heard = _named(tidy(cell[first.start : last.end]), known.meant)
            yield _clear(heard, known, SOME_OF)


def _named(text: str, look: Look) -> Heard:
    return Heard(text, look(text))


Section = list[tuple[Heard, Piece]]


def _sections(runs: Iterable[tuple[Heard, Piece]]) -> Iterator[Section]:
    """The parts of a cell between semicolons and line breaks."""
    section: Section = []
    for heard, piece in runs:
        if piece.joint in HARD and section:
            yield section
            section = []
        section.append((heard, piece))
    if section:
        yield section


def _neighbours(section: Section, torn_at: str) -> Iterator[Section]:
    """Every known piece alone, and unknown ones together as far as no such joint is between."""
    unknown: Section = []
    for heard, piece in section:
        if unknown and (heard.id or (torn_at and piece.joint == torn_at)):
            yield unknown
            unknown = []
        if heard.id:
            yield [(heard, piece)]
        else:
            unknown.append((heard, piece))
    if unknown:
        yield unknown


def _clear(heard: Heard, known: Known, advice: Text = ONE_OF) -> Heard:
    """What was heard, if it is one row or none."""
    if heard.refused is not None:
        raise heard.refused
    ids = heard.meant.ids
    if len(ids) <= 1:
        return heard
    rows = [known.called(id) for id in ids[:SOME]]
    more = ["…"] if len(ids) > SOME else []
    raise NotReadable(
        FITS.with_facts(word=heard.word, count=len(ids), rows=tuple(rows + more)),
        advice.with_facts(ids=(*ids[:SOME], *more)),
    )


def _assumed(heard: Iterable[Heard], known: Known) -> Text | None:
    """What is not sure of it, as one sentence; None where all is."""
    taken = tuple(_taken(each, known) for each in heard if each.id and not each.meant.sure)
    return TAKEN.with_facts(taken=taken) if taken else None


def _taken(heard: Heard, known: Known) -> Text:
    says = IS_TAKEN if heard.count is None else SO_MANY.with_facts(count=heard.count)
    return says.with_facts(word=heard.word, row=known.called(heard.id))


# --- how many of what ------------------------------------------------------------------------

NUMBER_WORDS = {
    **dict.fromkeys(("ein", "eine", "einen", "einem", "einer"), 1),
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
DIGITS = r"(?P<count>[0-9]{1,9})"
PIECES_OF = r"(?:stück|stck\.?|stk\.?|st\.?|mal|pcs\.?|pieces)"
WITH_COLON = re.compile(r"(?P<word>.*\S) ?[:=] ?(?P<count>-?[0-9]{1,9})")
#: What stands before the lines of a list.
BULLET = re.compile(r"^(?:[-–•*·] )+")
#: A number that is not quite one.
ROUGHLY = re.compile(
    r"(?:ca|circa|etwa|rund|mind|mindestens|max|maximal|bis zu|about|up to|at least)\b\.? ?(?=\d)",
    re.IGNORECASE,
)
FROM_TO = re.compile(r"(?P<few>\d+) ?(?:-|–|bis|oder|to|or) ?(?P<many>\d+)(?: ?x)? (?P<word>.+)")
#: A number and a thing, as people write them; the clearest first.
COUNTED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<word>.*\S) ?: ?{DIGITS} ?(?:x|×|{PIECES_OF})",
        rf"{DIGITS} ?(?:[x*]|{PIECES_OF})? (?P<word>.+)",
        rf"{DIGITS} ?× ?(?P<word>.+)",
        rf"{DIGITS}x(?P<word>[^\W\d].+)",
        rf"(?P<count>{'|'.join(NUMBER_WORDS)}) (?P<word>.+)",
        rf"(?P<word>.*\S) ?\( ?{DIGITS} ?(?:x|×|{PIECES_OF})? ?\)",
        rf"(?P<word>.*\S)(?: x|(?<=\d)x| ?[×*]) ?{DIGITS}(?: ?{PIECES_OF})?",
        rf"(?P<word>.*\S) {DIGITS} ?(?:x|×|{PIECES_OF})",
    )
)
#: “Zelt 3” may be three of them or the third.
NUMBER_BEHIND = re.compile(rf"(?P<word>.*\S) {DIGITS}")
#: A size is no number of things: 3 x 3 m.
MEASURE = re.compile(r"(?<!\w)\d+ ?[x×*] ?\d+(?!\w)", re.IGNORECASE)


def quantities(cell: str, known: Known) -> Spelling:
    """A cell that says how many of what: ``Q01:2;Q02:4``."""
    if not known:
        return _unsaid(cell, known) or _as_typed(cell)
    if (clear := _ids_and_numbers(cell, known)) is not None:
        return Spelling(_counts(clear, known))
    if (unsaid := _unsaid(cell, known)) is not None:
        return unsaid

    def how_many(text: str, look: Look) -> Heard:
        return _roughly_how_many(BULLET.sub("", text), look, known)

    heard = [_clear(each, known) for each, _ in _runs(_lines(cell), known, how_many)]
    return Spelling(_counts(heard, known), _assumed(heard, known))


def _ids_and_numbers(cell: str, known: Known) -> list[Heard] | None:
    """What is written in our own spelling, or almost; None where anything else stands there."""
    found = []
    for word in re.split("[;,\n]", cell):
        id, _, number = map(str.strip, word.partition(":"))
        if id not in known or not re.fullmatch("[0-9]{0,9}", number):
            return None
        found.append(Heard(id, Meant((id,), sure=True), int(number or 1)))
    return found


def _counts(heard: Iterable[Heard], known: Known) -> str:
    """Things and their numbers in our spelling; a thing that comes twice is refused."""
    found: dict[str, str] = {}
    for each in heard:
        thing = each.id or each.word
        if thing in found:
            called = known.called(thing) if each.id else f"“{thing}”"
            raise NotReadable(TWICE.with_facts(thing=called), WRITE_ONCE)
        found[thing] = thing if each.count is None else f"{thing}:{each.count}"
    return ";".join(found.values())


def _roughly_how_many(text: str, look: Look, known: Known) -> Heard:
    """What stands between two joints; a number that is said roughly is asked about."""
    if (ends := FROM_TO.fullmatch(text)) is not None and len(meant := look(ends["word"]).ids) == 1:
        refused = could_be(*(f"{meant[0]}:{ends[end]}" for end in ("few", "many")))
        return Heard(text, Meant(meant), refused=refused)
    if (roughly := ROUGHLY.match(text)) is not None:
        heard = _how_many(text[roughly.end() :], look, known)
        if heard.id:
            return replace(heard, word=text, meant=replace(heard.meant, sure=False))
    return _how_many(text, look, known)


def _how_many(text: str, look: Look, known: Known) -> Heard:
    """What stands between two joints: a thing and its number, in any order."""
    if (found := WITH_COLON.fullmatch(text)) is not None:
        return _of(found, look)
    whole = look(text)
    if whole.sure:
        return Heard(text, whole, 1)
    counted = [
        heard
        for form in COUNTED
        if (found := form.fullmatch(text)) is not None
        and ((heard := _of(found, look)).meant.sure or not _is_measure(found))
    ]
    for heard in sorted(counted, key=lambda heard: not heard.meant.sure):
        if heard.meant.ids:
            return heard
    if (behind := _number_behind(text, whole, look, known)) is not None:
        return behind
    if counted:
        return counted[0]
    if len(whole.ids) == 1 and (number := _unread_number(text, whole.ids[0], known)):
        return Heard(text, whole, refused=_how_many_then(text, whole.ids[0], number, known))
    # A colon with no number behind it is left to the reader of the column.
    return Heard(text, Meant() if ":" in text else whole, None if ":" in text else 1)


def _unread_number(text: str, id: str, known: Known) -> str:
    """What may be the number of a thing and is not read so; “2” for a plural without any."""
    said, names = worded(text), [worded(name) for name in (*known.names[id], id)]
    its_own = {number for name in names for number in name.numbers}
    stray = [number for number in said.numbers if number not in its_own]
    if stray or not any(name.is_plural_in(text) for name in names):
        return next(iter(stray), "")
    return "2"


def _how_many_then(text: str, id: str, number: str, known: Known) -> NotReadable:
    says = HOW_MANY.with_facts(word=text, thing=known.called(id))
    return NotReadable(says, WRITE_NUMBER.with_facts(example=f"{id}:{number}"))


def _is_measure(found: re.Match[str]) -> bool:
    """Whether a number belongs to a size such as 3 x 3 m."""
    start, end = found.span("count")
    return any(m.start() < end and start < m.end() for m in MEASURE.finditer(found.string))


def _number_behind(text: str, whole: Meant, look: Look, known: Known) -> Heard | None:
    """A thing with a bare number behind it: so many, unless that is a part of a name, too."""
    found = NUMBER_BEHIND.fullmatch(text)
    if found is None or _is_measure(found) or not (heard := _of(found, look)).meant.ids:
        return None
    if heard.meant.sure and heard.id.casefold() == found["word"].casefold():
        return heard
    if not whole.ids:
        return replace(heard, meant=replace(heard.meant, sure=False))
    one, many = known.called(whole.ids[0]), known.called(heard.id)
    says = ONE_OR_MANY.with_facts(word=heard.word, one=one, many=many, count=heard.count)
    write = WRITE_COUNT.with_facts(few=f"{whole.ids[0]}:1", many=f"{heard.id}:{heard.count}")
    return replace(heard, refused=NotReadable(says, write))


def _of(found: re.Match[str], look: Look) -> Heard:
    """A thing and its number, as a form has found them."""
    word = BULLET.sub("", found["word"])
    count = NUMBER_WORDS.get(found["count"].casefold()) or int(found["count"])
    meant = look(word)
    return Heard(found.string if meant.ids else word, meant, count)
