"""The fixed words of the booklet, the greetings, and what the marks mean.

Everything the layout prints that no organiser typed stands here, so that a further language
needs a file of sentences and no code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from festplan.publish import words
from festplan.texts import Text

WORDS = {
    "afternoon": Text(en="Afternoon", de="Nachmittag"),
    "at_a_glance": Text(en="At a glance", de="Auf einen Blick"),
    "back_to_front": Text(en="See you at the festival!", de="Wir sehen uns!"),
    "calendar": Text(en="All dates in your calendar", de="Alle Termine im Kalender"),
    "circle_is_place": Text(
        en="The number in the circle is the place on the map.",
        de="Die Zahl im Kreis ist der Ort auf dem Plan.",
    ),
    "circle_is_listed": Text(
        en="The number in the circle is the place in the list “All places”.",
        de="Die Zahl im Kreis ist der Ort in der Liste „Alle Orte“.",
    ),
    "colour_in": Text(en="For you to colour in", de="Zum Ausmalen"),
    "colour_in_hint": Text(
        en="Each tile stands for one event. Which one is yours?",
        de="Jede Kachel steht für eine Veranstaltung. Welche ist deine?",
    ),
    "colour_in_pattern": Text(
        en="The pattern of the cover, without its colours.",
        de="Das Muster vom Umschlag, noch ohne Farben.",
    ),
    "come_along": Text(en="Will you come along?", de="Kommst du mit?"),
    "come_along_hint": Text(
        en="Cut out, fill in, put it in a neighbour’s letter box.",
        de="Ausschneiden, ausfüllen, in den Briefkasten nebenan stecken.",
    ),
    "come_along_to": Text(en="I am going to", de="Ich gehe zu"),
    "come_along_when": Text(en="day and time", de="Tag und Uhrzeit"),
    "come_along_where": Text(en="we meet at", de="Wir treffen uns"),
    "come_along_who": Text(en="your neighbour", de="Deine Nachbarin, dein Nachbar"),
    "contact": Text(en="Questions?", de="Noch Fragen?"),
    "evening": Text(en="Evening", de="Abend"),
    "every_tile": Text(
        en="On the cover every tile stands for one event.",
        de="Auf dem Umschlag steht jede Kachel für eine Veranstaltung.",
    ),
    "free": Text(en="Free entry", de="Eintritt frei"),
    "free_hint": Text(
        en="Everything in this booklet is free, unless a price is given.",
        de="Alles in diesem Heft ist kostenlos, außer es steht ein Preis dabei.",
    ),
    "funded": Text(en="With support from", de="Gefördert durch"),
    "good_to_know": Text(en="Good to know", de="Gut zu wissen"),
    "highlight": Text(en="Highlight", de="Höhepunkt"),
    "in_your_language": Text(en="In your language", de="In deiner Sprache"),
    "languages_hint": Text(
        en="There is somebody who speaks this language.",
        de="Hier spricht jemand diese Sprache.",
    ),
    "map": Text(en="Map of the places", de="Plan der Orte"),
    "morning": Text(en="Morning", de="Vormittag"),
    "north": Text(en="N", de="N"),
    "open": Text(en="come and go as you like", de="Kommen und Gehen"),
    "organiser": Text(en="Organised by", de="Veranstaltet von"),
    "places": Text(en="All places", de="Alle Orte"),
    "programme": Text(en="Programme", de="Programm"),
    "provisional": Text(en="Provisional", de="Vorläufig"),
    "provisional_hint": Text(
        en="This programme is a draft. Things may still change.",
        de="Dieses Programm ist ein Entwurf. Es kann sich noch etwas ändern.",
    ),
    "registration": Text(en="Please register", de="Mit Anmeldung"),
    "registration_hint": Text(
        en="Where it says so, the number of people is limited. Please sign up beforehand.",
        de="Wo es dabeisteht, sind die Plätze begrenzt. Bitte vorher anmelden.",
    ),
    "signs": Text(en="What the signs mean", de="Was die Zeichen bedeuten"),
    "website": Text(en="The programme online", de="Das Programm im Netz"),
    "welcome": Text(en="Welcome", de="Herzlich willkommen"),
    "who_does_what": Text(en="Who does what?", de="Wer macht was?"),
}

RINGS = Text(
    en="Each ring is about {minutes} minutes further on foot.",
    de="Jeder Ring ist etwa {minutes} Minuten zu Fuß weiter.",
)
LED = Text(en="{lead} with {partners}", de="{lead} mit {partners}")
AGES = Text(en="ages {youngest} to {oldest}", de="{youngest}–{oldest} Jahre")
AGE_FROM = Text(en="from age {youngest}", de="ab {youngest} Jahren")
AGE_TO = Text(en="up to age {oldest}", de="bis {oldest} Jahre")
LIMITED = Text(en="please register, {seats} places", de="mit Anmeldung, {seats} Plätze")
OTHER_TIMES = Text(en="also {times}", de="auch {times}")
EDITION = Text(en="{edition}{ending} edition", de="{edition}. Ausgabe")
TITLES_IN = Text(en="{name}, titles in {languages}", de="{name}, Titel auf {languages}")
CODE_TO = Text(en="QR code: {address}", de="QR-Code: {address}")

#: A greeting in every language of the street, also shown where nobody speaks ours.
GREETINGS = {
    "de": "Herzlich willkommen",
    "en": "Welcome",
    "ar": "أهلاً وسهلاً",
    "uk": "Ласкаво просимо",
    "tr": "Hoş geldiniz",
    "vi": "Chào mừng",
    "fa": "خوش آمدید",
    "pl": "Serdecznie witamy",
    "ru": "Добро пожаловать",
    "fr": "Bienvenue",
    "es": "Bienvenidos",
    "ro": "Bine ați venit",
    "it": "Benvenuti",
    "el": "Καλώς ορίσατε",
    "he": "ברוכים הבאים",
    "so": "Soo dhawoow",
    "ku": "Bi xêr hatî",
    "sq": "Mirë se vini",
    "sr": "Добро дошли",
    "hr": "Dobrodošli",
    "bg": "Добре дошли",
    "pt": "Bem-vindos",
    "ka": "კეთილი იყოს თქვენი მობრძანება",
    "ckb": "بەخێربێن",
    "ps": "ښه راغلاست",
    "ur": "خوش آمدید",
    "cs": "Vítejte",
    "hu": "Üdvözöljük",
    "nl": "Welkom",
}


@dataclass(frozen=True)
class Mark:
    """A small sign beside an entry or a place, drawn in ``marks.typ`` under the same name."""

    name: str
    codes: frozenset[str]  # what organisers type
    meaning: Callable[[str], str]  # in the language of ...


def _access(name: str, *codes: str) -> Mark:
    return Mark(name, frozenset(codes), partial(words.access_word, codes[0]))


def _setting(code: str) -> Mark:
    return Mark(code, frozenset({code}), partial(words.setting_word, code))


def _way_in(name: str, code: str) -> Mark:
    return Mark(name, frozenset({code}), partial(words.step_free_word, code))


def _offer(name: str, text: Text) -> Mark:
    return Mark(name, frozenset({name}), text.in_language)


#: In the order they stand beside an entry.
ENTRY_MARKS = (
    _access("wheelchair", "rollstuhl", "wheelchair"),
    _access("signing", "gebaerden", "dgs"),
    _access("hearing", "hoeranlage", "hearing_loop"),
    _access("easy", "leichte_sprache", "ls"),
    _access("quiet", "reizarm", "quiet"),
    _access("rickshaw", "rikscha", "rickshaw"),
)

#: In the order they stand beside a place.
PLACE_MARKS = (
    _setting("outdoor"),
    _setting("covered"),
    _setting("indoor"),
    _way_in("wheelchair", "yes"),
    _way_in("ramp", "ramp"),
    _way_in("steps", "no"),
    _offer("toilet", Text(en="accessible toilet", de="barrierefreie Toilette")),
    _offer("water", Text(en="drinking water", de="Trinkwasser")),
)
