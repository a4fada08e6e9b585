"""Tables lie on their sheets as people leave them: titles above, sums below, two in one."""

import unicodedata

import pytest

from festplan.inputs.reading import read_folder
from tests.mess import EVENTS, SETTINGS, events, laid, reading, tables, told

ROW = {"event_id": "E1", "title": "Tanztee", "lead_actor": "A1", "duration_min": "90"}


def test_tables_in_german_need_no_question(tmp_path):
    """What is written as our own tables are is read without a word."""
    assert events(tmp_path, EVENTS) == ([ROW], [])


def test_a_title_above_the_headings_is_told(tmp_path):
    """The headings are found below a title and an empty line."""
    found, said = events(tmp_path, f"Lindenfest – Anmeldungen (Stand 14.05.);;;\n;;;\n{EVENTS}")

    assert found == [ROW]
    assert said == [
        "HINT veranstaltungen.csv, row 1 – What stands above the headings is not read: "
        "“Lindenfest – Anmeldungen (Stand 14.05.)”."
    ]


def test_sums_and_footnotes_are_no_events(tmp_path):
    """A row that says Summe, and a sentence below the table, are told and left."""
    text = f"{EVENTS};Summe;;90\n* bitte bis 30.05. zurück;;;\n"

    found, said = events(tmp_path, text)

    assert found == [ROW]
    assert said == [
        "HINT veranstaltungen.csv, row 3 – The row is a sum and is not read: “Summe”, “90”.",
        "HINT veranstaltungen.csv, row 4 – The row is a remark below the table and is not read: "
        "“* bitte bis 30.05. zurück”.",
    ]


def test_an_event_may_be_called_total(tmp_path):
    """A row with everything an event needs is an event, whatever its title."""
    found, said = events(tmp_path, f"{EVENTS}E2;Total;A2;60\n")

    assert [row["title"] for row in found] == ["Tanztee", "Total"]
    assert said == []


def test_a_heading_between_the_rows_is_asked_about(tmp_path):
    """“Samstag:” alone in a row is taken for a heading."""
    found, said = events(tmp_path, f"{EVENTS}Am Samstag:;;;\nE2;Konzert;A2;60\n")

    assert [row["title"] for row in found] == ["Tanztee", "Konzert"]
    assert said == [
        "QUESTION veranstaltungen.csv, row 3 – The row is taken for a heading between the rows "
        "and is not read: “Am Samstag:”. If it says a day or a place, write it into the rows "
        "below."
    ]


def test_a_second_table_below_is_asked_about(tmp_path):
    """Rows after an empty one that fit nowhere are not read as events."""
    found, said = events(tmp_path, f"{EVENTS};;;\nGerät;Anzahl;;\nPavillon;3;;\nBank;8;;\n")

    assert found == [ROW]
    assert said == [
        "QUESTION veranstaltungen.csv, row 4 – Rows 4 to 6 after an empty row look like another "
        "table and are not read: “Gerät”, “Anzahl”, “Pavillon”, …. Put another table into a file "
        "or sheet of its own; if the rows belong here, take out the empty row above them."
    ]


def test_events_below_an_empty_row_are_events(tmp_path):
    """People leave a line between the days; what fits is read."""
    found, said = events(tmp_path, f"{EVENTS};;;\nE2;Konzert;A2;60\n")

    assert [row["title"] for row in found] == ["Tanztee", "Konzert"]
    assert said == []


def test_headings_may_stand_there_again_in_another_order(tmp_path):
    """Two lists pasted below each other are read by their own headings."""
    text = f"{EVENTS};;;\nTitel;Nr.;Dauer;Veranstalter\nKonzert;E2;60;A2\n"

    found, said = events(tmp_path, text)

    assert found[1] == {
        "event_id": "E2", "title": "Konzert", "lead_actor": "A2", "duration_min": "60"
    }  # fmt: skip
    assert said == [
        "HINT veranstaltungen.csv, row 4 – The headings stand here once more; the rows below are "
        "read by them."
    ]


def test_headings_people_use(tmp_path):
    """Case, blanks, units in brackets and other words for the same are understood."""
    text = "TITEL DER VERANSTALTUNG ;Verein;Dauer (min);Wunschtag\nTanztee;A1;90;Sa\n"

    found, said = events(tmp_path, text)

    assert found == [
        {"title": "Tanztee", "lead_actor": "A1", "duration_min": "90", "days": "Sa",
         "event_id": "tanztee"}
    ]  # fmt: skip
    assert said == [
        "QUESTION veranstaltungen.csv, row 1 – 1 rows have no event_id; their names are taken, "
        "for example “tanztee”. If a name may still change, write numbers that never do."
    ]


def test_unknown_columns_are_told_once_and_kept(tmp_path):
    """A column that no rule reads is told with the nearest one, and not for each row."""
    headings = "Nr.;Titel;Veranstalter;Dauer;Lautsterke;Xylophon\n"
    text = f"{headings}E1;Tee;A1;90;1;ja\nE2;Ball;A2;60;2;nein\n"

    read = reading(tmp_path, veranstaltungen=text)

    assert told(read) == [
        "HINT veranstaltungen.csv, row 1, column Lautsterke – This column is not used. Did you "
        "mean “Lautstärke”?",
        "HINT veranstaltungen.csv, row 1, column Xylophon – This column is not used.",
    ]
    assert read.lines["events"][0].kept == {"Lautsterke": "1", "Xylophon": "ja"}


def test_two_headings_for_one_column(tmp_path):
    """Of two headings that mean the same, the one that is ours is read and the other asked."""
    text = "Nr.;Titel;Verein;Veranstalter;Dauer\nE1;Tanztee;A2;A1;90\n"

    found, said = events(tmp_path, text)

    assert found == [ROW]
    assert said == [
        "QUESTION veranstaltungen.csv, row 1, column Verein – This column means the same as "
        "“Veranstalter” and is not read."
    ]


def test_cells_without_a_heading_are_asked_about(tmp_path):
    """What stands below an empty heading is not lost without a word."""
    found, said = events(tmp_path, "Nr.;Titel;;Veranstalter;Dauer\nE1;Tanztee;wichtig!;A1;90\n")

    assert found == [ROW]
    assert said == [
        "QUESTION veranstaltungen.csv – 1 cells without a heading above them are not read: "
        "“wichtig!”. Write a heading above them."
    ]


WRITTEN = {
    "UTF-8": EVENTS.encode(),
    "UTF-8 with a mark": EVENTS.encode("utf-8-sig"),
    "UTF-16": EVENTS.encode("utf-16"),
    "UTF-16, the other way round": b"\xfe\xff" + EVENTS.encode("utf-16-be"),
    "CRLF": EVENTS.replace("\n", "\r\n").encode(),
    "old Mac": EVENTS.replace("\n", "\r").encode(),
    "split letters": unicodedata.normalize("NFD", EVENTS).encode(),
    "commas": EVENTS.replace(";", ",").encode(),
    "tabs": EVENTS.replace(";", "\t").encode(),
    "Excel's own mark": ("sep=;\n" + EVENTS).encode(),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_encodings_and_separators_change_nothing(way, tmp_path):
    """However a spreadsheet saves the table, it is the same table."""
    text = "Nr.;Titel;Veranstalter;Dauer;Beschreibung\nE1;Frühstück;A1;90;Für alle\n"
    data = {
        **WRITTEN,
        "split letters": unicodedata.normalize("NFD", text).encode(),
        "UTF-16": text.encode("utf-16"),
    }.get(way, WRITTEN[way])

    files = tables(veranstaltungen=None) | {"events.csv": data}
    read = read_folder(laid(tmp_path / "fest", files))

    umlauts = way in ("split letters", "UTF-16")
    more = {"title": "Frühstück", "description": "Für alle"} if umlauts else {}
    assert [line.texts for line in read.lines["events"]] == [ROW | more]
    assert told(read) == []


def test_umlauts_of_old_spreadsheets_are_asked_about(tmp_path):
    """Windows-1252 is read, and the question is whether the umlauts are right."""
    folder = laid(tmp_path / "fest", tables(akteure=None))
    (folder / "akteure.csv").write_bytes(
        "Akteur-Nr.;Einrichtung\nA1;Bürgerverein\n".encode("cp1252")
    )

    read = read_folder(folder)

    assert read.lines["actors"][0].texts["name"] == "Bürgerverein"
    assert told(read) == [
        "QUESTION akteure.csv – The file is read as Windows-1252: are the umlauts right? Save it "
        "in the spreadsheet as “CSV UTF-8”."
    ]


def test_a_cell_may_have_line_breaks(tmp_path):
    """A quoted cell of three lines is one cell of one row."""
    headings = "Nr.;Titel;Veranstalter;Dauer;Beschreibung\n"
    text = f'{headings}E1;Tanztee;A1;90;"Kaffee,\r\nKuchen,\nTanz"\nE2;;A2;60;\n'

    found, said = events(tmp_path, text)

    assert found[0]["description"] == "Kaffee,\nKuchen,\nTanz"
    assert said[0].startswith("ERROR veranstaltungen.csv, row 3, column Titel: “” – The cell is")


def test_a_table_given_twice_is_an_error(tmp_path):
    """Two files that are one table: nobody knows which one counts."""
    read = read_folder(laid(tmp_path / "fest", tables() | {"events.csv": EVENTS}))

    assert told(read) == [
        "ERROR events.csv – The table stands in two places: events.csv, veranstaltungen.csv. "
        "Keep one of them."
    ]


def test_lists_of_other_years_are_not_read(tmp_path):
    """Of several years the latest is read with a question, older ones with a word."""
    text = EVENTS.replace("Tanztee", "{}")
    files = tables(veranstaltungen=None) | {
        "Anmeldungen 2026.csv": text.format("Alter Tee"),
        "Anmeldungen 2027.csv": text.format("Neuer Tee"),
    }

    read = read_folder(laid(tmp_path / "fest", files))

    assert [line.texts["title"] for line in read.lines["events"]] == ["Neuer Tee"]
    assert told(read) == [
        "QUESTION Anmeldungen 2027.csv – It is read as the table events; is it the one of this "
        "year?",
        "HINT Anmeldungen 2026.csv – This looks like an older or other copy of events and is not "
        "read.",
    ]


def test_a_file_of_any_name_is_known_by_its_headings(tmp_path):
    """“Rückmeldungen neu.csv” with the headings of the events is the table of events."""
    files = tables(veranstaltungen=None) | {"Rückmeldungen neu.csv": EVENTS}

    read = read_folder(laid(tmp_path / "fest", files))

    assert [line.texts["title"] for line in read.lines["events"]] == ["Tanztee"]
    assert told(read) == [
        "QUESTION Rückmeldungen neu.csv – No table has this name; by its headings it is read as "
        "the table events. If so, call it “events”."
    ]


def test_files_of_no_table_are_told(tmp_path):
    """A list of something else is named, and nothing else is lost."""
    files = tables() | {"einkauf.csv": "Was;Wieviel\nMehl;3\n", "~lock.csv": "x"}

    read = read_folder(laid(tmp_path / "fest", files))

    assert told(read) == ["HINT einkauf.csv – This file is not used: no table has its name."]


def test_three_tables_are_enough(tmp_path):
    """Days, venues and events make a festival; who has an event is an actor of that name."""
    read = read_folder(
        laid(
            tmp_path / "fest",
            tables(
                fest=None,
                akteure=None,
                veranstaltungen="Titel;Verein;Dauer\nTanztee;Bürgerverein;90\nKonzert;Mondlicht;60\n",
            ),
        )
    )

    assert read.festival is not None
    assert [actor.name for actor in read.festival.actors] == ["Bürgerverein", "Mondlicht"]
    assert {c.severity.name for c in read.complaints} == {"QUESTION", "HINT"}


def test_what_looks_like_one_event_twice_is_asked(tmp_path):
    """The same title twice is shown with what else is the same."""
    text = f"{EVENTS}E2; tanztee! ;A1;90\n"

    _, said = events(tmp_path, text)

    assert said == [
        "QUESTION veranstaltungen.csv, row 3, column Titel: “tanztee!” – looks like the same "
        "event as no. E1: the same title, the same actor. Delete one of the two, or give them "
        "different titles."
    ]


def test_rules_hidden_in_remarks_are_told(tmp_path):
    """A remark that sounds like a rule is shown, since no solver reads remarks."""
    headings = "Nr.;Titel;Veranstalter;Dauer;Bemerkung\n"
    text = f"{headings}E1;Tanztee;A1;90;nicht parallel zum Konzert!\nE2;Ball;A2;60;Rollis!\n"

    _, said = events(tmp_path, text)

    assert said == [
        "HINT veranstaltungen.csv, row 2, column Bemerkung: “nicht parallel zum Konzert!” – "
        "sounds like a rule, but planning does not look at remarks. What must not be parallel goes "
        "into relations, when somebody cannot come into availability."
    ]


CONFIRMED = "Tabelle;Zeile;Spalte;Zelle;Frage\nevents;E2;title;tanztee!;\n"


def test_a_confirmed_question_is_not_asked_again(tmp_path):
    """Who has answered yes is left in peace until the cell says something else."""
    text = f"{EVENTS}E2;tanztee!;A1;90\n"

    assert events(tmp_path, text, bestaetigt=CONFIRMED)[1] == []
    assert len(events(tmp_path, text.replace("tanztee!", "TANZTEE"), bestaetigt=CONFIRMED)[1]) == 1


def test_errors_cannot_be_confirmed(tmp_path):
    """Saying yes to a mistake does not make it a festival."""
    text = "Nr.;Titel;Veranstalter;Dauer\nE1;Tanztee;A1;ganztägig\n"
    confirmed = "Tabelle;Zeile;Spalte;Zelle\nevents;E1;duration_min;ganztägig\n"

    _, said = events(tmp_path, text, bestaetigt=confirmed)

    assert len(said) == 1
    assert said[0].startswith("ERROR veranstaltungen.csv, row 2, column Dauer: “ganztägig”")


def test_settings_may_have_a_title_too(tmp_path):
    """The settings are found below a title; unknown ones are told."""
    text = f"Einstellungen;\n{SETTINGS}Nahme;x\n"

    read = reading(tmp_path, fest=text)

    assert read.lines["festival"][0].texts == {"name": "Lindenfest", "language": "de"}
    assert told(read) == [
        "HINT fest.csv, row 1 – What stands above the headings is not read: “Einstellungen”.",
        "HINT fest.csv, row 5, column Nahme: “x” – This setting is not used. Did you mean “Name”?",
    ]


def test_sums_below_places_are_no_places(tmp_path):
    """“Summe” below the venues is told and left, though a venue needs only a name."""
    read = reading(tmp_path, orte="Ort;Plätze\nBühne;200\nWiese;300\nSumme;500\n")

    assert [line.texts["name"] for line in read.lines["venues"]] == ["Bühne", "Wiese"]
    assert "HINT orte.csv, row 4 – The row is a sum and is not read: “Summe”, “500”." in told(read)


def test_a_title_in_a_row_that_is_left_is_a_question(tmp_path):
    """A row with a title alone may be an event: that it is not read is asked, not mentioned."""
    _, said = events(tmp_path, f"{EVENTS};Konzert der Band Mondlicht;;\n")

    assert said == [
        "QUESTION veranstaltungen.csv, row 3 – The row is a remark below the table and is not "
        "read: “Konzert der Band Mondlicht”."
    ]


@pytest.mark.parametrize("headings", ["Datum;Tag", "Tag;Datum"])
def test_the_same_column_is_meant_everywhere(headings, tmp_path):
    """Of two headings for one column the same one counts for names, days and cells."""
    cells = "27.08.2027;Fr" if headings.startswith("Datum") else "Fr;27.08.2027"
    days = f"{headings};geöffnet von;geöffnet bis\n{cells};10:00;22:00\n"
    text = "Nr.;Titel;Veranstalter;Dauer;Tage\nE1;Tanztee;A1;90;27.8.\n"

    found, said = events(tmp_path, text, tage=days)

    assert found[0]["days"] == "2027-08-27"
    assert [line.split()[0] for line in said] == ["QUESTION", "QUESTION"]


@pytest.mark.parametrize("name", ["Veranstaltungen (2019)", "Veranstaltungen (alt)"])
def test_a_copy_is_not_read_without_a_word(name, tmp_path):
    """A year or a word in brackets makes a copy of it: beside the table it is asked about."""
    read = read_folder(laid(tmp_path / "fest", tables() | {f"{name}.csv": EVENTS}))

    assert told(read) == [
        f"QUESTION {name}.csv – This looks like an older or other copy of events and is not read."
    ]


def test_two_lists_of_one_year_are_an_error(tmp_path):
    """Half of the events must not be lost because somebody has kept two lists."""
    files = tables(veranstaltungen=None) | {"liste nord.csv": EVENTS, "liste sued.csv": EVENTS}

    read = read_folder(laid(tmp_path / "fest", files))

    assert (
        "ERROR liste nord.csv – The table stands in two places: liste nord.csv, liste sued.csv. "
        "Keep one of them."
    ) in told(read)


def test_a_table_without_headings_is_an_error(tmp_path):
    """One row of opening hours and nothing above it: nobody knows what it says."""
    read = reading(tmp_path, oeffnungszeiten="V1;28.08.2027;10:00;12:00\n")

    assert told(read) == [
        "ERROR oeffnungszeiten.csv, row 1 – No heading of the table venue_hours stands here, so "
        "nothing of it can be read. The first row names the columns; “festplan tables” lists them."
    ]


def test_ids_must_fit_into_lists(tmp_path):
    """An id with a semicolon could never stand in a list; the id is told, not the list."""
    read = reading(tmp_path, orte="Ort-Nr.;Ort\nV1,a;Bühne\n")

    assert told(read)[0] == (
        "ERROR orte.csv, row 2, column Ort-Nr.: “V1,a” – A number or short name must not have a "
        "“,” in it: lists are written with it. Write a short one without signs, for example A7."
    )


def test_a_name_with_a_comma_is_one_actor(tmp_path):
    """Without a table of actors, whoever leads an event is known by that name elsewhere, too."""
    text = (
        "Nr.;Titel;Veranstalter;Mitveranstalter;Dauer\n"
        'E1;Tanztee;"Kunst, Kultur & Sport";;90\n'
        'E2;Ball;Mondlicht;"Kunst, Kultur & Sport";60\n'
    )

    read = reading(tmp_path, veranstaltungen=text, akteure=None)

    assert [a.name for a in read.festival.actors] == ["Kunst, Kultur & Sport", "Mondlicht"]


def test_a_confirmation_may_be_written_in_german(tmp_path):
    """Table, column and number are understood however they are written."""
    text = f"{EVENTS}E2;tanztee!;A1;90\n"
    confirmed = "Tabelle;Zeile;Spalte;Zelle\nVeranstaltungen;e2;Titel;tanztee!\n"

    assert events(tmp_path, text, bestaetigt=confirmed)[1] == []


def test_both_days_or_either_is_asked(tmp_path):
    """“Sa und So” is one of the two, unless the number of sessions says both."""
    headings = "Nr.;Titel;Veranstalter;Dauer;Tage;Termine\n"

    _, asked = events(tmp_path, f"{headings}E1;Tanztee;A1;90;Sa und So;\n")
    _, said = events(tmp_path, f"{headings}E1;Tanztee;A1;90;Sa und So;2\n")

    assert [line.split(" – ")[1] for line in asked] == [
        "is read as one of these days; if it takes place on each, write the number of sessions."
    ]
    assert said == []


def test_who_is_not_meant_is_not_suggested(tmp_path):
    """“nicht Festwiese” must not be answered with “write Festwiese”."""
    text = "Nr.;Titel;Veranstalter;Dauer;Ort\nE1;Tanztee;A1;90;nicht Festwiese\n"

    _, said = events(tmp_path, text)

    assert [line.split(" – ")[1] for line in said] == [
        "“nicht Festwiese” is not in the table venues. Write only names that are meant, with "
        "semicolons between."
    ]


def test_opening_hours_in_one_cell(tmp_path):
    """“10-22 Uhr” in a column of the days is from when to when the festival is open."""
    days = "Datum;Öffnungszeit\n27.08.2027;10-22 Uhr\n28.08.2027;10-22 Uhr\n"

    read = reading(tmp_path, tage=days, veranstaltungen=EVENTS)

    assert read.lines["days"][0].texts == {
        "date": "2027-08-27", "open_from": "10:00", "open_to": "22:00"
    }  # fmt: skip
    assert told(read) == []


def test_short_forms_of_actors_are_asked_about(tmp_path):
    """Without a table of actors “TSV” and “TSV Weidenau” would be two, and nobody would know."""
    text = "Nr.;Titel;Verein;Dauer\nE1;Turnen;TSV Weidenau;90\nE2;Fest;TSV;60\n"

    _, said = events(tmp_path, text, akteure=None)

    assert any("“TSV Weidenau” and “TSV” are two actors here" in line for line in said)


def test_files_without_umlauts(tmp_path):
    """“Öffnungszeiten.csv” and “oeffnungszeiten.csv” are the same table; a slip is a question."""
    hours = "Ort-Nr.;Datum;von;bis\nV1;28.08.2027;10:00;20:00\n"
    slip = {"Verfügbarkeitt.csv": "Akteur-Nr.;Tag\nA1;28.08.2027\n"}

    read = read_folder(laid(tmp_path / "fest", tables() | {"Öffnungszeiten.csv": hours} | slip))

    assert len(read.lines["venue_hours"]) == 1
    assert told(read) == [
        "QUESTION Verfügbarkeitt.csv – This file is not used: no table has its name. If so, call "
        "it “verfuegbarkeit”."
    ]


def test_a_day_beside_the_time_may_say_more(tmp_path):
    """“Sa” and “Sa 28.8. 14-16 Uhr” agree, and the date counts; another day contradicts."""
    headings = "Nr.;Titel;Veranstalter;Tag;Uhrzeit\n"

    found, _ = events(tmp_path, f"{headings}E1;Tanztee;A1;Sa;Sa 28.8. 14-16 Uhr\n")
    _, said = events(tmp_path, f"{headings}E1;Tanztee;A1;Fr;Sa 28.8. 14-16 Uhr\n")

    assert found[0]["days"] == "2027-08-28"
    assert any(line.startswith("ERROR") and "2027-08-28" in line for line in said)
