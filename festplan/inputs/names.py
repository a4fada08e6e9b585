"""The names in a table, to be looked up: which actor, venue or thing a word can mean.

People write names, short names, plurals and slips; the id itself goes before all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, pairwise
from typing import TypeVar

from festplan.inputs.handwriting.spelling import tidy
from festplan.inputs.pieces import joints

# --- names as they are compared --------------------------------------------------------------

#: What clubs and companies have at the end of their names and people leave out.
FORMS = frozenset(("ev", "ggmbh", "gmbh", "gug", "ug", "gag", "eg"))
#: They name nobody, even where a hall or an avenue has them in its name.
EVERYBODY = frozenset(("alle", "all", "alles", "jeder", "jede", "everybody", "everyone"))
OR = re.compile(r"\s(?:oder|or|bzw\.)\s", re.IGNORECASE)
#: Who writes such a word before a name does not want whom he names.
DENIALS = frozenset(("kein", "keine", "nicht", "ohne", "ausser", "statt", "no", "not", "without"))
#: Endings of plurals and cases.
ENDINGS = ("s", "n", "en", "e", "er", "es")


class _Letters(dict[int, str]):
    """For ``str.translate``: letters and digits stay, all else parts words or is nothing."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        self[code] = chr(code) if kind[0] in "LMN" else "" if kind == "Cf" else " "
        return self[code]


LETTERS = _Letters(
    {
        **{ord(letter): two for letter, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))},
        **{ord(mark): "" for mark in "'’‘`´ʼ"},
        **{ord("&"): " und ", ord("×"): "x"},
    }
)


@dataclass(frozen=True)
class Wording:
    """A name or a cell as names are compared: “Käfer-Club e. V.” is kaefer club, an ev."""

    text: str
    form: str = ""
    #: Words with a dot behind them; nobody can be sure what they are short for.
    cut: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())

    @cached_property
    def solid(self) -> str:
        """All letters in a row."""
        return "".join(self.words)

    @cached_property
    def runs(self) -> frozenset[str]:
        """Words of it that may be written as one: “Blaugelb” for “Blau Gelb”."""
        ends = range(2, len(self.words) + 1)
        return frozenset("".join(self.words[at:end]) for end in ends for at in range(end - 1))

    @cached_property
    def roots(self) -> tuple[str, ...]:
        return tuple(map(_root, self.words))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\d+", self.text))

    @cached_property
    def only_whole(self) -> frozenset[str]:
        """Words that mean nothing as a part of a word: “os”, “3”, “gym.”."""
        return self.cut.union(word for word in self.words if len(word) < 3 or _has_digit(word))

    @cached_property
    def stems(self) -> Mapping[str, tuple[str, ...]]:
        """The words without their endings, where enough is left."""
        return {w: () if w in self.only_whole else _stems(w) for w in self.words}

    def agrees(self, form: str) -> bool:
        """Whether a legal form is this one; one of the two may be left out."""
        return not form or not self.form or form == self.form

    def holds(self, word: str, said: Wording) -> bool:
        """Whether a word of a cell stands in this name, anywhere in its letters."""
        if word in said.only_whole:
            return word in self.words
        if len(word) < 5:  # “Hof” is in “Schulhof”, and “alle” not in “Parkallee”.
            return any(each.startswith(word) or each.endswith(word) for each in self.words)
        return word in self.text or word in self.runs

    def begins_a_word(self, word: str) -> bool:
        return any(each.startswith(word) for each in self.words)

    def is_plural_in(self, text: str) -> bool:
        """Whether a cell has a noun of this name with an ending: “Pavillons”, “mobile Rampen”."""
        nouns = worded(" ".join(re.findall(r"\b[A-ZÄÖÜ]\w*", text)))
        return any(
            self.has_bent(noun, nouns) and not any(r.startswith(_root(noun)) for r in self.roots)
            for noun in nouns.words
        )

    def has_bent(self, word: str, said: Wording) -> bool:
        """Whether a word stands in this name in another case or number."""
        return any(root.startswith(stem) for stem in said.stems[word] for root in self.roots)


def worded(name: str) -> Wording:
    """A name without case, punctuation and umlauts, its legal form apart."""
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    cut = frozenset(word.translate(LETTERS) for word in re.findall(r"\b([^\W\d_]{2,})\.", small))
    text = " ".join(re.sub(r" (?:u\.|\+) ", " & ", small).translate(LETTERS).split())
    # “e. V.” and “A.W.O.” are one word each, “3x3 m” is as good as “3 x 3 m”.
    text = re.sub(r"\b([^\W\d]) (?=[^\W\d]\b)", r"\1", text)
    text = re.sub(r"(?<=\d) ?x ?(?=\d)", " x ", text)
    rest, _, last = text.rpartition(" ")
    return Wording(rest, last, cut) if rest and last in FORMS else Wording(text, cut=cut)


def _root(word: str) -> str:
    """A word without umlauts: “Stellwände” has the root of “Stellwand”."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _stems(word: str) -> tuple[str, ...]:
    """What a word may be without its ending; at least five letters."""
    found = (_root(word), *(_root(word).removesuffix(ending) for ending in ENDINGS))
    return tuple(stem for stem in dict.fromkeys(found) if len(stem) >= 5)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _tells(words: Iterable[str]) -> bool:
    """Whether one of the words has the three letters that it takes to say anything."""
    return any(sum(map(str.isalpha, word)) >= 3 for word in words)


# --- close spellings -------------------------------------------------------------------------

#: How like two texts must be, and by how much more than the next.
CLOSE, CLEARLY = 0.85, 0.08
#: For names that stand in no table there is no next one to compare with.
AS_GOOD_AS_SAME = 0.88
#: Longer texts are remarks.
LONGEST = 200
#: An id with a slip is another id: V77 is not V07.
LIKE_AN_ID = re.compile(r"[^\W\d_]+[-_.]?\d+")


@dataclass(frozen=True)
class Shape:
    """A text by its letters: which it has and how often, each occurrence one bit."""

    text: str
    bits: int

    def at_most_like(self, other: Shape) -> float:
        """The best that two texts with these letters can be alike; cheap to ask."""
        both = (self.bits & other.bits).bit_count()
        return 2 * both / ((len(self.text) + len(other.text)) or 1)

    def like(self, other: Shape) -> float:
        return SequenceMatcher(None, self.text, other.text, autojunk=False).ratio()


class Shapes:
    """Shapes that can be compared with each other."""

    def __init__(self) -> None:
        self._bit: dict[tuple[str, int], int] = {}

    def of(self, text: str) -> Shape:
        seen: Counter[str] = Counter()
        bits = 0
        for letter in text:
            bits |= 1 << self._bit.setdefault((letter, seen[letter]), len(self._bit))
            seen[letter] += 1
        return Shape(text, bits)


def _may_be_misspelt(name: str, said: Wording) -> bool:
    """Whether a name is long enough for a slip to leave it recognisable, and is no id."""
    return 5 <= len(said.solid) <= LONGEST and not LIKE_AN_ID.fullmatch(tidy(name))


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of spellings that are probably one name, in order."""
    spellings: dict[str, list[tuple[str, Wording]]] = {}
    for name in sorted(set(names)):
        said = worded(name)
        if said.text:
            spellings.setdefault(said.text, []).append((name, said))
    firsts = [group[0] for group in spellings.values()]
    yield from sorted(chain(*map(_same_text, spellings.values()), _close_pairs(firsts)))


def _same_text(group: list[tuple[str, Wording]]) -> Iterator[tuple[str, str]]:
    """Each further spelling with the first one that it can be."""
    for number, (name, said) in enumerate(group):
        same = (first for first, other in group[:number] if other.agrees(said.form))
        if (first := next(same, None)) is not None:
            yield first, name


def _close_pairs(names: Iterable[tuple[str, Wording]]) -> Iterator[tuple[str, str]]:
    shapes = Shapes()
    by_numbers: dict[tuple[str, ...], list[tuple[Shape, str]]] = {}
    for name, said in names:
        if _may_be_misspelt(name, said):
            by_numbers.setdefault(said.numbers, []).append((shapes.of(said.text), name))
    for group in by_numbers.values():
        group.sort(key=lambda each: (len(each[0].text), each[1]))
        for number, (shape, name) in enumerate(group):
            for other, further in group[number + 1 :]:
                if 2 * len(shape.text) < AS_GOOD_AS_SAME * (len(shape.text) + len(other.text)):
                    break  # All that follow are longer still.
                likely = shape.at_most_like(other) >= AS_GOOD_AS_SAME
                if likely and shape.like(other) >= AS_GOOD_AS_SAME:
                    yield min(name, further), max(name, further)


# --- the rows of a table ---------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """One row of a table, as people may call it: its name or title, its short name ..."""

    id: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meant:
    """The rows that a word can mean; several only where it does not say which."""

    ids: tuple[str, ...] = ()
    #: Whether it is the very name of one row; otherwise somebody should confirm it.
    sure: bool = False


Look = Callable[[str], Meant]
#: Which words of a cell a name covers, if it covers any.
Covers = Callable[[Wording, Wording], set[str]]
Key = TypeVar("Key")


class Directory:
    """Names to look a word up in, from the clearest way of writing to the least clear."""

    def __init__(self, bearers: Iterable[tuple[str, str]]) -> None:
        self._bearers = tuple(bearers)
        self._shapes = Shapes()
        self._found: dict[str, Meant] = {}

    def meant(self, word: str) -> Meant:
        if word not in self._found:
            self._found[word] = self.named(word) or self._like(word)
        return self._found[word]

    def named(self, word: str) -> Meant | None:
        """The row that has this id or name; several, if they share it; else None."""
        folded = tidy(word).casefold()
        ids = self._by_id.get(folded) or self._typed.get(folded)
        if ids is None and "?" in word:
            return None  # Whoever asks has not named anybody.
        ids = ids or self._same(worded(word))
        return _meant(ids, sure=True) if ids else None

    def _like(self, word: str) -> Meant:
        said = worded(word)
        if len(said.text) > LONGEST or EVERYBODY.issuperset(said.words):
            return Meant()
        if (either := self._either(word)) is not None:
            return either
        for find in (self._within, self._around, self._bent):
            if ids := find(said):
                return _meant(ids)
        return _meant(self._close(word, said))

    def _either(self, word: str) -> Meant | None:
        """All rows of “Zelt oder Bühne”, none if one is not known; None where nobody may choose."""
        if len(parts := OR.split(word)) == 1:
            return None
        found = [self.meant(part) for part in parts]
        if not any(each.ids for each in found):
            return None
        ids = chain.from_iterable(each.ids for each in found)
        return _meant(set(ids)) if all(each.ids for each in found) else Meant()

    @cached_property
    def _by_id(self) -> Mapping[str, set[str]]:
        return _index((tidy(id).casefold(), id) for id, _ in self._bearers)

    @cached_property
    def _typed(self) -> Mapping[str, set[str]]:
        return _index((tidy(name).casefold(), id) for id, name in self._bearers if tidy(name))

    @cached_property
    def _names(self) -> tuple[tuple[str, Wording], ...]:
        found = ((id, worded(name)) for id, name in self._bearers)
        return tuple((id, name) for id, name in found if name.text)

    @cached_property
    def _id_words(self) -> Mapping[str, tuple[str, ...]]:
        return {id: worded(id).words for id, _ in self._bearers}

    @cached_property
    def _by_text(self) -> Mapping[str, list[tuple[str, Wording]]]:
        """The names by their text; “A09 Kita Käfer” and “Kita Käfer (A09)” are names, too."""
        found: dict[str, list[tuple[str, Wording]]] = {}
        for id, name in self._names:
            words = self._id_words[id]
            for text in {
                name.text,
                " ".join((*words, name.text)),
                " ".join((name.text, *words)),
                " ".join((name.text, name.form, *words)),
            }:
                found.setdefault(text, []).append((id, name))
        return found

    def _same(self, said: Wording) -> set[str]:
        return {id for id, name in self._by_text.get(said.text, ()) if name.agrees(said.form)}

    def _within(self, said: Wording) -> set[str]:
        """Rows whose names have all words of the cell: “Nachtbus” in “Coverband Nachtbus”."""
        if not _tells(said.words):
            return set()
        found = [each for each in self._names if all(each[1].holds(w, said) for w in said.words)]
        # Among several that are listed, nobody looks for “Stadt” in “Auenstadt”.
        first = {id for id, name in found if all(map(name.begins_a_word, said.words))}
        return first if len(first) > 1 else {id for id, _ in found}

    def _around(self, said: Wording) -> set[str]:
        """Rows whose names stand in the cell: “Kita Sonne (Frau Beispiel)”."""
        covered = self._covered(said, _equal_words) or self._covered(said, _last_parts)
        if any(DENIALS.difference(words).intersection(said.words) for words in covered.values()):
            return set()  # “keine Feuerwehr”, “alle außer Bibliothek”
        # A name that is only a part of another one in the cell is not meant.
        return {id for id, words in covered.items() if not any(map(words.__lt__, covered.values()))}

    def _covered(self, said: Wording, find: Covers) -> dict[str, set[str]]:
        """The words of the cell that name a row, by rows."""
        found: dict[str, set[str]] = {}
        # An id beside a name is a second opinion: “A10 Kita Käfer” may not pass as A09.
        for id_words in chain(((word,) for word in said.words), pairwise(said.words)):
            for id in self._clear_ids.get(id_words, ()):
                found[id] = {*found.get(id, ()), *id_words}
        others = set(said.words).difference(*found.values())
        for id, name in self._by_first_word(said):
            words = find(name, said)
            # What has a number of its own is another thing: hall 2 is not the hall.
            if words and not any(map(_has_digit, others - words)):
                found[id] = found.get(id, set()) | words
        return found

    def _by_first_word(self, said: Wording) -> Iterator[tuple[str, Wording]]:
        """The names whose first word is one of the cell's, or the end of one."""
        for ending in dict.fromkeys(w[at:] for w in said.words for at in range(len(w))):
            yield from self._first_words.get(ending, ())

    @cached_property
    def _first_words(self) -> Mapping[str, list[tuple[str, Wording]]]:
        found: dict[str, list[tuple[str, Wording]]] = {}
        for id, name in self._names:
            if _tells(name.words):
                found.setdefault(name.words[0], []).append((id, name))
        return found

    @cached_property
    def _clear_ids(self) -> Mapping[tuple[str, ...], set[str]]:
        """The ids that look like one (A09, not 9), by their words."""
        clear = (id for id, _ in self._bearers if LIKE_AN_ID.fullmatch(tidy(id)))
        return _index((self._id_words[id], id) for id in clear)

    def _bent(self, said: Wording) -> set[str]:
        """Rows whose names have the words of the cell in another case or number."""
        if not any(said.stems.values()):
            return set()
        return {
            id
            for id, name in self._names
            if all(name.holds(w, said) or name.has_bent(w, said) for w in said.words)
        }

    def _close(self, word: str, said: Wording) -> set[str]:
        """Rows with almost this name: one, or those between which it is not clear."""
        if said.cut or not _may_be_misspelt(word, said):
            return set()
        shape = self._shapes.of(said.text)
        found: dict[str, float] = {}
        for id, name, other in self._shaped:
            if name.numbers == said.numbers and shape.at_most_like(other) >= CLOSE - CLEARLY:
                found[id] = max(found.get(id, 0.0), shape.like(other))
        best = max(found.values(), default=0.0)
        return {id for id, ratio in found.items() if best >= CLOSE and ratio > best - CLEARLY}

    @cached_property
    def _shaped(self) -> tuple[tuple[str, Wording, Shape], ...]:
        return tuple(
            (id, name, self._shapes.of(name.text))
            for id, name in self._names
            if len(name.text) <= LONGEST
        )


def _meant(ids: Iterable[str], sure: bool = False) -> Meant:
    found = tuple(sorted(ids))
    return Meant(found, sure and len(found) == 1)


def _index(pairs: Iterable[tuple[Key, str]]) -> Mapping[Key, set[str]]:
    found: dict[Key, set[str]] = {}
    for key, id in pairs:
        found.setdefault(key, set()).add(id)
    return found


def _equal_words(name: Wording, said: Wording) -> set[str]:
    """The words of a name, if the cell has them all."""
    return set(name.words) if set(name.words) <= set(said.words) else set()


def _last_parts(name: Wording, said: Wording) -> set[str]:
    """The words of the cell that are or end in those of a name: a Stadtbibliothek is a library.

    A word that only begins so is something else: a Feuerwehrkapelle is no fire brigade.
    """
    found: set[str] = set()
    for part in name.words:
        ends = {w for w in said.words if w == part or (len(part) >= 5 and w.endswith(part))}
        if not ends:
            return set()
        found |= ends
    return found


class Known:
    """The rows of one table, to be looked up."""

    def __init__(self, rows: Iterable[Named]) -> None:
        self.names: dict[str, tuple[str, ...]] = {}
        for row in rows:
            if row.id:
                self.names[row.id] = (*self.names.get(row.id, ()), *row.names)
        self._holding: dict[str, Directory] = {}

    def __contains__(self, id: str) -> bool:
        return id in self.names

    def __bool__(self) -> bool:
        return bool(self.names)

    def meant(self, word: str) -> Meant:
        """The rows that a word means, in the order of their ids."""
        return Meant((word,), sure=True) if word in self.names else self._directory.meant(word)

    def has(self, word: str) -> bool:
        """Whether a word is the id or the name of a row, and of one only."""
        return word in self.names or (self._directory.named(word) or Meant()).sure

    def called(self, id: str) -> str:
        """A row by its name and its id."""
        return f"{next(filter(None, map(tidy, self.names[id])), id)} ({id})"

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self._bearers)

    @property
    def _bearers(self) -> Iterator[tuple[str, str]]:
        for id, names in self.names.items():
            yield from ((id, name) for name in names or ("",))

    @cached_property
    def _joints(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((id, name, joints(name)) for id, name in self._bearers)

    @cached_property
    def longest(self) -> int:
        """How many pieces of a cell may be one name; some are wrapped over three lines."""
        all_joints = chain((j for _, _, j in self._joints), map(joints, self.names))
        return max(3, *(len(each) + 1 for each in all_joints))

    def holding(self, joints: str) -> Look:
        """Looks a word up among the names that have such joints themselves.

        “Bibliothek, Lesesaal” is one venue; “meadow, stage” are two, though there is a stage on
        the meadow.
        """
        if joints not in self._holding:
            found = ((id, name) for id, name, has in self._joints if joints in has)
            self._holding[joints] = Directory(found)
        directory = self._holding[joints]
        return lambda word: (
            Meant((word,), sure=True) if word in self.names else directory.meant(word)
        )
