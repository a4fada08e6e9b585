"""How people write money, numbers, yes and no, choices, languages and words."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from festplan import columns
from festplan.columns import NotReadable, OneOf, SomeOf
from festplan.inputs.handwriting import choices, numbers
from festplan.inputs.handwriting.spelling import NOTHING_KNOWN, Spelling

SETTING = OneOf(("outdoor", "draußen"), ("covered", "überdacht"), ("indoor", "drinnen"))
RELATION = OneOf(
    ("then", "danach"),
    ("not_parallel", "nicht gleichzeitig"),
    ("same_day", "gleicher Tag"),
    ("same_area", "gleicher Ort"),
)
WISH = OneOf(("unavailable", "nicht"), ("avoid", "ungern"), ("preferred", "gern"))
REST = SomeOf(("friday_prayer", "Freitagsgebet"), ("sunday", "Sonn- und Feiertag"))


def read(hand, cell, about=NOTHING_KNOWN):
    """What comes back: a spelling, a spelling with a “?” behind it, or what is wrong."""
    try:
        found = hand(cell, about)
    except NotReadable as wrong:
        return f"! {wrong.says.in_language('en')}"
    return found.cell + ("?" if found.assumes else "")


MONEY = {
    "1250.50": "1250.50",
    "1250,5": "1250.50",
    "1250": "1250.00",
    "1.250,50": "1250.50",
    "1,250.50": "1250.50",
    "1 250,50": "1250.50",
    "1\u202f250,50": "1250.50",
    "1'250.50": "1250.50",
    "1’250": "1250.00",
    "1.250.000": "1250000.00",
    "0": "0.00",
    "007": "7.00",
    "180,-": "180.00",
    "180,--": "180.00",
    "180.-": "180.00",
    "180,– €": "180.00",
    "1.250,-": "1250.00",
    "EUR 1.250.-": "1250.00",
    "1,250.-": "1250.00",
    "70 EUR pauschal": "70.00",
    "80 € inkl. MwSt.": "80.00",
    "80 € (brutto)": "80.00?",
    "80 €?": "80.00?",
    "70 € (Material)": "70.00?",
    "rd. 80 €": "80.00?",
    "ehrenamtlich": "0.00?",
    "Eintritt frei": "0.00?",
    "keine Kosten": "0.00?",
    "keine": "",
    "70 €": "70.00",
    "€70": "70.00",
    "€ 70,-": "70.00",
    "EUR 70": "70.00",
    "70EUR": "70.00",
    "70 Euro": "70.00",
    "70,00 EUR": "70.00",
    "50 Cent": "0.50",
    "150 ct": "1.50",
    "0.30000000000000004": "0.30",
    "19.989999999999998": "19.99",
    "k.A.": "",
    "-": "",
    "1.250": "1250.00?",
    "1 250": "1250.00?",
    "ca. 100": "100.00?",
    "etwa 100 €": "100.00?",
    "~50€": "50.00?",
    "€ ca. 50": "50.00?",
    "kostenlos": "0.00?",
    "frei": "0.00?",
    "free": "0.00?",
    "tbd": "?",
    "1,250": "! could be 1250.00 or 1.25.",
    "100-150": "! could be 100 or 150.",
    "100 bis 150 €": "! could be 100 or 150.",
    "100 oder 150": "! could be 100 or 150.",
    "zwischen 100 und 150 €": "! could be 100 or 150.",
    "70 € (zzgl. MwSt.)": "! is not an amount of money.",
    "70 € (50 € Material)": "! is not an amount of money.",
    "2 x 70 €": "! is not an amount of money.",
    "bis 100": "! does not say which amount.",
    "max. 100 €": "! does not say which amount.",
    "ab 5 €": "! does not say which amount.",
    "12O": "! has the letter O where a 0 should be.",
    "l00": "! has the letter l where a 1 should be.",
    "-5": "! is less than nothing.",
    "−5,00 €": "! is less than nothing.",
    "20 $": "! is not in euros.",
    "20 CHF": "! is not in euros.",
    "£5": "! is not in euros.",
    "1k": "! is not an amount of money.",
    "1,5 Tsd.": "! is not an amount of money.",
    "2 T€": "! is not an amount of money.",
    "1250.505": "! is not an amount of money.",
    "0,250": "! is not an amount of money.",
    "1.2.3": "! is not an amount of money.",
    "70 € pro Person": "! is not an amount of money.",
    "100000000": "! is not an amount of money.",
    "2027-06-03": "! is a date: the spreadsheet has made one of what was typed.",
    "s. o.": "! points to another row, but rows get sorted.",
}


@pytest.mark.parametrize("cell", MONEY)
def test_money_is_written_in_many_ways(cell):
    """Dots and commas, dashes for cents and signs for euros: one amount, or none, never two."""
    assert read(numbers.cents, cell) == MONEY[cell]


def test_an_assumption_says_the_amount_and_why():
    """Whoever confirms “ca. 1.250” sees both of what was assumed."""
    found = numbers.cents("ca. 1.250 €", NOTHING_KNOWN)

    assert found.assumes is not None
    assert found.assumes.in_language("de") == (
        "wird als 1250.00 gelesen: es ist geschätzt, das Zeichen trennt die Tausender ab."
    )


@pytest.mark.parametrize(
    ("hand", "cell", "advice"),
    [
        (numbers.cents, "1,250", "Write 1250.00 or 1.25."),
        (numbers.cents, "70-90 €", "Write 70 or 90."),
        (numbers.whole, "30-40 Kinder", "Write 30 or 40."),
        (
            numbers.whole,
            "20 Kinder (Kl. 3)",
            "Write only 20 Kinder here, and the rest in a column of remarks.",
        ),
    ],
)
def test_who_wrote_two_numbers_is_told_both(hand, cell, advice):
    """The advice names the readings, not an example that looks like a third one."""
    with pytest.raises(NotReadable) as refused:
        hand(cell, NOTHING_KNOWN)

    assert refused.value.advice.in_language("en") == advice


COUNTS = {
    "40": "40",
    " 40 ": "40",
    "040": "40",
    "40.0": "40",
    "40,00": "40",
    "39.99999999999999": "40",
    "٤٠": "40",
    "1'250": "1250",
    "1.250.000": "1250000",
    "max. 36 Pers.": "36",
    "höchstens 36": "36",
    "36 Personen": "36",
    "36 TN": "36",
    "20 Helfer*innen": "20",
    "4x": "4",
    "4 Stück": "4",
    "3 mal": "3",
    "12 J.": "12",
    "6 Jahre": "6",
    "20 %": "20",
    "20%": "20",
    "egal": "",
    "1.250": "1250?",
    "1 250": "1250?",
    "1,250": "1250?",
    "ca. 40": "40?",
    "etwa 40 Gäste": "40?",
    "about 40 people": "40?",
    "ab 6 Jahren": "6?",
    "6+": "6?",
    "mind. 10": "10?",
    "bis 40": "40?",
    "max. 12 Jahre": "12?",
    "30-40": "! could be 30 or 40.",
    "30 bis 40 Personen": "! could be 30 or 40.",
    "3/6": "! could be 3 or 6.",
    "4O": "! has the letter O where a 0 should be.",
    "-4": "! is less than nothing.",
    "> 40": "40?",
    "über 40": "40?",
    "mehr als 40 Leute": "40?",
    "< 40": "40?",
    "unter 40": "40?",
    "c. 40": "40?",
    "rd. 40 Gäste": "40?",
    "40?": "40?",
    "40 (ca.)": "40?",
    "40 (Kinder)": "40?",
    "40 Schüler/innen": "40",
    "4 Teams": "4?",
    "unbegrenzt": "?",
    "2 Klassen": "! is not a whole number.",
    "20 Kinder (Kl. 3)": "! says more than a number: “Kl. 3”.",
    "30 oder 40": "! could be 30 or 40.",
    "dreißig": "! is not a whole number.",
    "thirty": "! is not a whole number.",
    "36 Personen + 2": "! is not a whole number.",
    "2 Stunden": "! is not a whole number.",
    "40 €": "! is not a whole number.",
    "2,5": "! is not a whole number.",
    "4²": "! is not a whole number.",
    "1000000000": "! is not a whole number.",
    "2027-06-03": "! is a date: the spreadsheet has made one of what was typed.",
    "2027-06-03 00:00:00": "! is a date: the spreadsheet has made one of what was typed.",
    "03.06.2027": "! is a date: the spreadsheet has made one of what was typed.",
    "03. Jun": "! is a date: the spreadsheet has made one of what was typed.",
}


@pytest.mark.parametrize("cell", COUNTS)
def test_counts_have_words_around_them(cell):
    """“max. 36 Pers.” is 36; a range, a sum or a word for a number is for people to decide."""
    assert read(numbers.whole, cell) == COUNTS[cell]


DECIMALS = {
    "3.6": "3.6",
    "3,6": "3.6",
    "3.60": "3.6",
    "11": "11",
    "11,0": "11",
    "-210": "-210",
    "−210": "-210",
    "-0": "0",
    "3,6 kW": "3.6",
    "210 m": "210",
    "12.412": "12.412",
    "1.250,5": "1250.5",
    "1,250.5": "1250.5",
    "0.30000000000000004": "0.3",
    "-": "",
    "1.250": "1.25?",
    "51,370": "51.37?",
    "1 250": "1250?",
    "ca. 3 kW": "3?",
    "max. 3,5 kW": "3.5?",
    "3?": "3?",
    "3-4 kW": "! could be 3 or 4.",
    "16 A": "! is in amperes, not in kilowatts.",
    "CEE 32A": "! is in amperes, not in kilowatts.",
    "3600 W": "! is in watts, not in kilowatts.",
    "5 km": "! is not a number.",
    "51.37°": "! is not a number.",
    "51.37 N": "! is not a number.",
    "1e-5": "! is not a number.",
    "2-3": "! could be 2 or 3.",
    "3.O": "! has the letter O where a 0 should be.",
    "2027-06-03": "! is a date: the spreadsheet has made one of what was typed.",
}


@pytest.mark.parametrize("cell", DECIMALS)
def test_numbers_with_decimals(cell):
    """Kilowatts, metres and degrees have dots or commas; thousands of them are rare, and asked."""
    assert read(numbers.decimal, cell) == DECIMALS[cell]


def test_a_heading_in_kilowatts_takes_no_metres():
    """The unit behind a number must be that of its heading."""
    kilowatts = replace(NOTHING_KNOWN, unit="kw")

    assert read(numbers.decimal, "5 kW", kilowatts) == "5"
    assert read(numbers.decimal, "5 m", kilowatts) == "! is not a number."


ANSWERS = {
    **dict.fromkeys(["ja", "Ja!", "j", "J", "yes", "y", "x", " X ", "wahr", "TRUE"], "yes"),
    **dict.fromkeys(["1", "1.0", "✓", "✔", "✔\ufe0f", "☑"], "yes"),
    **dict.fromkeys(["1,0", "(x)", "[X]", "ja, bitte", "Ja, gerne!", "yes please"], "yes"),
    **dict.fromkeys(["nein", "n", "No", "falsch", "FALSE", "0", "0.0", "-", "–", "☐"], "no"),
    **dict.fromkeys(["[ ]", "0,0", "nein, danke", "Nein danke.", "no thanks", "❌"], "no"),
    **dict.fromkeys("✗✘☒", "! could be a cross for yes or a sign for no."),
    "ja, aber nur mit Rampe": "yes?",
    "ja (mit Rampe)": "yes?",
    "ja mit Rampe": "yes?",
    "nein, leider": "no?",
    "k. A.": "",
    "vielleicht": "! is neither yes nor no.",
    "ja, vielleicht": "! is neither yes nor no.",
    "ja/nein": "! is neither yes nor no.",
    "ja, mit Rampe?": "! is neither yes nor no.",
    "ja?": "! is neither yes nor no.",
    "teilweise": "! is neither yes nor no.",
    "?": "! is neither yes nor no.",
    "no problem": "! is neither yes nor no.",
    "2": "! is neither yes nor no.",
}


@pytest.mark.parametrize("cell", ANSWERS)
def test_yes_and_no(cell):
    """A cross, a tick, a truth value: yes.  A condition behind it is for somebody to read."""
    assert read(choices.yes_or_no, cell) == ANSWERS[cell]


def test_what_is_said_behind_yes_stands_in_the_question():
    """The condition is shown as it was typed."""
    found = choices.yes_or_no("Ja (nur mit Rampe)", NOTHING_KNOWN)

    assert found.assumes is not None
    assert found.assumes.in_language("de") == (
        "wird als ja gelesen: „nur mit Rampe“ wird nicht gelesen."
    )


CHOICES = {
    SETTING: {
        "outdoor": "outdoor",
        "Draußen": "outdoor",
        "DRAUSSEN": "outdoor",
        "draussen": "outdoor",
        "ueberdacht": "covered",
        "u\u0308berdacht": "covered",
        "drinen": "indoor?",
        "indoors": "indoor?",
        "egal": "",
        "door": "! is not known here.",
        "dri": "! is not known here.",
    },
    RELATION: {
        "not parallel": "not_parallel",
        "NOT-PARALLEL": "not_parallel",
        "Nicht  gleichzeitig": "not_parallel",
        "nicht gleichzeitg": "not_parallel?",
        "same_day": "same_day",
        "gleicher T": "! could be any of these: same_day, same_area.",
        "parallel": "! is not known here.",
        "thn": "! is not known here.",
    },
    WISH: {
        "nicht": "unavailable",
        "gern": "preferred",
        "gerne": "preferred?",
        "available": "! is not known here.",
    },
}


@pytest.mark.parametrize(
    ("column", "cell"), [(column, cell) for column, cells in CHOICES.items() for cell in cells]
)
def test_choices_by_their_names_and_with_small_slips(column, cell):
    """One clear neighbour is taken and asked; “available” is no slip for “unavailable”."""
    assert read(choices.choice(column), cell) == CHOICES[column][cell]


SOME = {
    "Freitagsgebet": "friday_prayer",
    "friday_prayer; sunday": "friday_prayer;sunday",
    "Sonn- und Feiertag": "sunday",
    "Sonn- und Feiertag und Freitagsgebet": "! holds “Sonn-”, which is not known here.",
    "sunday/friday prayer": "sunday;friday_prayer",
    "Freitagsgebet, Freitagsgebet": "friday_prayer",
    "Freitagsgebett": "friday_prayer?",
    "Freitagsgebet, Skat": "! holds “Skat”, which is not known here.",
    "-": "",
}


@pytest.mark.parametrize("cell", SOME)
def test_several_choices(cell):
    """Each choice of a list is read like a single one."""
    assert read(choices.some(REST), cell) == SOME[cell]


SPOKEN = {
    "de": "de",
    "DE; ar": "de;ar",
    "de/ar": "de;ar",
    "deutsch/arabisch": "de;ar",
    "Deutsch und Ukrainisch": "de;uk",
    "German, English": "de;en",
    "Deutsch-Türkisch": "de;tr",
    "Deutsch Englisch": "de;en",
    "auf Deutsch": "de",
    "dt./engl.": "de;en",
    "türkisch": "tr",
    "tuerkisch": "tr",
    "Farsi": "fa",
    "Dari": "prs",
    "Leichte Sprache": "ls",
    "Gebärdensprache": "dgs",
    "Deutsche Gebärdensprache (DGS)": "dgs",
    "deutsch u. englisch": "de;en",
    "Dt. u. Arab.": "de;ar",
    "Deutsch\nArabisch": "de;ar",
    "D/E": "de;en?",
    "DGS": "dgs",
    "eng; ukr.": "en;uk",
    "de;de": "de",
    "ka": "ka",
    "k. A.": "",
    "egal": "",
    "ua": "uk?",
    "Deutsch, Elbisch": "! holds “Elbisch”, which is no language we know.",
    "deutsch u. a.": "! holds “deutsch u. a”, which is no language we know.",
    "viele": "! holds “viele”, which is no language we know.",
}


@pytest.mark.parametrize("cell", SPOKEN)
def test_languages_by_their_names(cell):
    """Languages have names in German and English, abbreviations, and codes."""
    assert read(choices.codes, cell) == SPOKEN[cell]


def test_languages_may_be_named_in_the_festivals_language():
    """A Dutch festival is held in “Nederlands en Turks”, with a comma at least."""
    dutch = replace(NOTHING_KNOWN, language="nl")

    assert read(choices.codes, "Nederlands, Turks", dutch) == "nl;tr"


def test_a_column_of_one_language_takes_one():
    """The festival itself has one main language."""
    assert read(choices.code, "Deutsch") == "de"
    assert read(choices.code, "de; en") == "! names several languages."


WORDS = {
    "Rollstuhl; Höranlage": "Rollstuhl;Höranlage",
    "Rollstuhl, Höranlage": "Rollstuhl;Höranlage",
    "Rollstuhl\nHöranlage\tLupe": "Rollstuhl;Höranlage;Lupe",
    "Tisch und Stuhl": "Tisch und Stuhl",
    " a  b ;; a b; A b": "a b;A b",
    "-": "",
    "k. A.": "",
    ";": "",
    "Kinder/Jugend": "Kinder;Jugend?",
    "s. o.": "! points to another row, but rows get sorted.",
}


@pytest.mark.parametrize("cell", WORDS)
def test_lists_of_free_words(cell):
    """Words are divided by marks, never at “und”: “Tisch und Stuhl” may be one thing."""
    assert read(choices.word_list, cell) == WORDS[cell]


def test_texts_keep_their_lines_and_lose_what_nobody_sees():
    """A description keeps its paragraphs; what was copied with it unseen goes."""
    typed = " Der\u00a0Chor \r\n\r\nsingt\u200b  a\u0308lter \x07als wir.\n"

    assert choices.text(typed, NOTHING_KNOWN) == Spelling("Der Chor\n\nsingt älter als wir.")
    assert choices.name(typed, NOTHING_KNOWN) == Spelling("Der Chor singt älter als wir.")


# --- whatever is typed ---------------------------------------------------------------------

READERS = {
    numbers.cents: columns.cents,
    numbers.whole: columns.whole,
    numbers.decimal: columns.decimal,
    choices.yes_or_no: columns.yes_or_no,
    choices.choice(SETTING): SETTING,
    choices.some(REST): REST,
    choices.code: columns.language_code,
    choices.codes: columns.language_codes,
    choices.word_list: columns.words,
    choices.text: columns.text,
    choices.name: columns.text,
}
PIECES = st.sampled_from(
    [
        *("1", "0", "25", "250", "000", "1.250", "1,5", "²", "٣", "O", "l", "1e5"),
        *(".", ",", "'", " ", "\u00a0", "-", "–", "−", "+", "/", ";", "\n", "\r\n", "\x00", "?"),
        *("€", "EUR", "ct", "ca.", "max.", "bis", "ab", "kW", "W", "m", "Pers.", "x", "%", "$"),
        *("ja", "nein", "aber", "✓", "☐", "egal", "k. A.", "s. o.", "offen", "frei", "any", "tbd"),
        *("draußen", "drinen", "gern", "Freitagsgebet", "und", "sunday", "de", "ka", "ukr", "dt."),
        *("Deutsch", "Dari", "a\u0308", "\u200b", "\ufeff", "\ud800", "2027-06-03", "Jun"),
    ]
)
TYPED = st.one_of(
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES, max_size=6).map(" ".join),
    st.text(max_size=40),
)


@pytest.mark.parametrize("hand", READERS)
@given(cell=TYPED.filter(str.strip))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_read_for_good_or_refused(hand, cell):
    """A spelling is one that its column reads, and reading it again changes nothing."""
    try:
        found = hand(cell, NOTHING_KNOWN)
    except NotReadable:
        return

    if found.cell:
        READERS[hand](found.cell)
        assert hand(found.cell, NOTHING_KNOWN) == Spelling(found.cell)


@given(euros=st.integers(0, 99_999_999), part=st.integers(0, 99))
def test_every_amount_is_read_in_german_and_in_english(euros, part):
    """Whatever a spreadsheet prints as money is the same amount again."""
    english = f"{euros:,}.{part:02}"
    german = english.replace(",", " ").replace(".", ",").replace(" ", ".")

    amounts = {numbers.cents(cell, NOTHING_KNOWN).cell for cell in (english, german, f"{german} €")}

    assert amounts == {f"{euros}.{part:02}"}


@pytest.mark.parametrize("sign", ["1", "1.", "1 ", "o1", "-", "x ", "a;", "/", "\x00", "²", "ja,"])
@pytest.mark.parametrize("hand", READERS)
def test_a_page_of_signs_stops_nothing(hand, sign):
    """Ten thousand letters are read or refused at once, and without an accident."""
    try:
        found = hand(sign * 10_000, NOTHING_KNOWN)
    except NotReadable:
        return

    assert unicodedata.is_normalized("NFC", found.cell)
