"""The tables of a festival folder, and the columns that no single rule owns.

A column that one rule alone needs stands in that rule's module.  What stands here is what
an event, a venue or an actor *is*, and what the public reads about it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from festplan.columns import (
    Column,
    OneOf,
    SomeOf,
    UpTo,
    at_least_one,
    cents,
    clock,
    counted,
    day,
    decimal,
    grid_minutes,
    language_code,
    language_codes,
    mailbox,
    minutes_long,
    noise_level,
    signed_minutes,
    small_words,
    some_minutes,
    text,
    time_zone,
    web_address,
    weekday,
    whole,
    words,
    yes_or_no,
)
from festplan.texts import Text, languages, translations
from festplan.times import NOTHING

Value = TypeVar("Value")


#: The tab of our own workbook that explains it; it is no table.
READ_ME_TAB = Text(en="Read me", de="Lies mich")


@dataclass(frozen=True)
class Table:
    """One table of the folder: a file ``name.csv``, with German and English names."""

    name: str
    de: str
    help: Text
    key: str = ""  # the column whose value names a row
    required: bool = False
    #: Further names that people give the file or the sheet.
    also: tuple[str, ...] = ()

    def called(self) -> tuple[str, ...]:
        """The names of its file, one for each language."""
        further = (translations(each).get(self.name, self.name) for each in languages())
        return tuple(dict.fromkeys((self.name, self.de, *further)))


TABLES = (
    Table("festival", "fest", Text(en="Settings.", de="Einstellungen."), "key",
          also=("settings", "einstellungen")),
    Table("days", "tage", Text(en="The days.", de="Die Tage."), "date", required=True,
          also=("festtage", "day")),
    Table("sites", "gelaende", Text(en="Sites.", de="Gelände."), "site_id"),
    Table("venues", "orte", Text(en="Venues.", de="Orte."), "venue_id", required=True,
          also=("veranstaltungsorte", "spielorte", "places", "locations", "räume")),
    Table("venue_hours", "oeffnungszeiten", Text(en="Opening hours.", de="Öffnungszeiten.")),
    Table("closures", "sperrungen", Text(en="Closures.", de="Sperrungen.")),
    Table("walks", "wege", Text(en="Walks.", de="Fußwege.")),
    Table("actors", "akteure", Text(en="Actors.", de="Akteure."), "actor_id",
          also=("vereine", "einrichtungen", "gruppen", "groups", "organisations")),
    Table("availability", "verfuegbarkeit", Text(en="Who can when.", de="Wer kann wann.")),
    Table("events", "veranstaltungen", Text(en="Events.", de="Veranstaltungen."), "event_id",
          required=True, also=("anmeldungen", "anmeldung", "angebote", "registrations")),
    Table("relations", "beziehungen", Text(en="Relations.", de="Beziehungen."), "relation_id"),
    Table("equipment", "ausstattung", Text(en="Equipment.", de="Ausstattung."), "equipment_id",
          also=("geräte", "material")),
    Table("helper_pool", "helfende", Text(en="Helpers.", de="Helfende.")),
    Table("noise_rules", "laermregeln", Text(en="Noise rules.", de="Lärmregeln.")),
    Table("protected_times", "schutzzeiten", Text(en="Protected times.", de="Schutzzeiten."),
          "protected_id"),
    Table("city_events", "stadttermine", Text(en="City events.", de="Stadttermine.")),
    Table("calendar_days", "kalendertage",
          Text(en="Sundays, holidays and festivals of religions: what does not go well with them.",
               de="Sonntage, Feiertage und Feste der Religionen: was nicht dazu passt."),
          also=("feiertage", "holidays", "feste")),
    Table("youth_rules", "jugendschutz", Text(en="Youth rules.", de="Jugendschutz.")),
    Table("permit_kinds", "genehmigungsarten",
          Text(en="Kinds of permits: how long before, and where.",
               de="Arten von Genehmigungen: wie lange vorher und wo.")),
    Table("permits", "genehmigungen",
          Text(en="Permits: applied for and granted.", de="Genehmigungen: beantragt und bewilligt.")),
    Table("costs", "kosten", Text(en="Costs.", de="Kosten.")),
    Table("funds", "foerderungen", Text(en="Funds.", de="Förderungen."), "fund_id"),
    Table("applications", "antraege", Text(en="Applications.", de="Anträge."),
          "application_id"),
    Table("network_history", "zusammenarbeit",
          Text(en="Earlier cooperation.", de="Frühere Zusammenarbeit.")),
    Table("confirmed", "bestaetigt",
          Text(en="Questions answered with yes.", de="Mit Ja beantwortete Fragen.")),
    Table("pins", "fixierungen", Text(en="What stays as it is.", de="Was bleibt, wie es ist.")),
)  # fmt: skip


def _column(
    table: str,
    name: str,
    de: str,
    meaning: tuple[str, str],
    read: Callable[[str], Value],
    default: Value,
    *examples: str,
    **more: Any,
) -> Column[Value]:
    return Column(table, name, de, Text(*meaning), read, default, examples, **more)


#: No words, nothing counted: the defaults of list columns.
NONE: tuple[str, ...] = ()
NO_ITEMS: tuple[tuple[str, int], ...] = ()

# fmt: off
# --- the settings of the festival: one row of the table "festival", keys and values ---------
NAME = _column("festival", "name", "Name", ("Title of the festival.", "Titel des Festes."),
    text, "Festival", "Bunter Sommer")
EDITION = _column("festival", "edition", "Ausgabe", ("Which edition.", "Die wievielte Ausgabe."),
    text, "", "9")
MOTTO = _column("festival", "motto", "Motto", ("The motto.", "Das Motto."), text, "", "Viele Nachbarn")
DISTRICT = _column("festival", "district", "Stadtteil", ("The district.", "Der Stadtteil."),
    text, "", "Nordwinkel")
CITY = _column("festival", "city", "Stadt", ("The city.", "Die Stadt."), text, "", "Auenstadt")
TIMEZONE = _column("festival", "timezone", "Zeitzone",
    ("Time zone of the clock on the wall.", "Zeitzone der Uhr an der Wand."),
    time_zone, "Europe/Berlin", "Europe/Berlin")
LATITUDE = _column("festival", "latitude", "Breite",
    ("Latitude of the festival's middle, in degrees.", "Geografische Breite der Festmitte, in Grad."),
    decimal, None, "51.37")
LONGITUDE = _column("festival", "longitude", "Länge",
    ("Longitude of the festival's middle, in degrees.", "Geografische Länge der Festmitte, in Grad."),
    decimal, None, "12.41")
SLOT = _column("festival", "slot_minutes", "Zeitraster",
    ("Every start lies on this grid, in minutes.", "Jeder Beginn liegt auf diesem Raster, in Minuten."),
    grid_minutes, timedelta(minutes=15), "15", "30")
LANGUAGE = _column("festival", "language", "Sprache",
    ("Main language of the programme.", "Hauptsprache des Programms."), language_code, "de", "de", "en")
OTHER_LANGUAGES = _column("festival", "other_languages", "weitere Sprachen",
    ("Further languages of the programme.", "Weitere Sprachen des Programms."), language_codes, NONE, "en;ar")
ORGANISER = _column("festival", "organiser_actor", "Koordination",
    ("The actor that coordinates.", "Der Akteur, der koordiniert."), text, "", refers_to="actors")
PUBLIC_EMAIL = _column("festival", "public_email", "öffentliche E-Mail",
    ("Mailbox printed in the programme.", "Postfach, das im Programm steht."),
    mailbox, "", "programm@fest.example")
WEBSITE = _column("festival", "website", "Webseite", ("Address of the website.", "Adresse der Webseite."),
    web_address, "", "https://fest.example")
UID_DOMAIN = _column("festival", "uid_domain", "Kalenderkennung",
    ("Fixed name in the ids of calendar entries.", "Feste Kennung der Kalendereinträge."),
    text, "festplan.example", "fest.example")
AS_OF = _column("festival", "as_of", "Stand",
    ("Date that the publications carry.", "Datum, das die Veröffentlichungen tragen."),
    day, None, "2027-06-01")
FREE_OF_CHARGE = _column("festival", "free_of_charge_rule", "kostenfrei",
    ("Everything is free of charge.", "Alles ist kostenfrei."), yes_or_no, False, "yes", "no")

# --- days ---------------------------------------------------------------------------------
DATE = _column("days", "date", "Datum", ("The date.", "Das Datum."), day, date.min, "2027-08-28",
    required=True,
    also=("Tag", "day", "Festtag"))
WEEKDAY = _column("days", "weekday", "Wochentag",
    ("The weekday; it must agree with the date.", "Der Wochentag; er muss zum Datum passen."),
    weekday, None, "Sa")
DAY_TITLE = _column("days", "title", "Motto", ("Motto of the day.", "Motto des Tages."),
    text, "", "Markttag",
    also=("theme", "Thema"))
DAY_TITLE_EN = _column("days", "title_en", "Motto englisch",
    ("Motto of the day in English.", "Motto des Tages auf Englisch."), text, "", "Market day")
DAY_TYPE = _column("days", "day_type", "Tagesart",
    ("Kind of day for the noise rules.", "Art des Tages für die Lärmregeln."),
    text, "", "fr-sa", "so")
SCHOOL_DAY = _column("days", "school_day", "Schultag", ("Is there school?", "Ist Schule?"),
    yes_or_no, False, "yes", "no")
SUNSET = _column("days", "sunset", "Sonnenuntergang", ("Time of sunset.", "Zeit des Sonnenuntergangs."),
    clock, None, "18:00", "19:00")

# --- sites and venues ---------------------------------------------------------------------
SITE_ID = _column("sites", "site_id", "Gelände-Nr.", ("Short name of the site.", "Kürzel des Geländes."),
    text, "", "S1", required=True)
SITE_NAME = _column("sites", "name", "Name", ("Name of the site.", "Name des Geländes."),
    text, "", "Festwiese", required=True,
    also=("Gelände", "site"))
ADDRESS = _column("sites", "address", "Adresse", ("Address.", "Adresse."), text, "", "Parkweg 9")
X = _column("sites", "x_m", "x", ("Metres east of the festival's middle.", "Meter östlich der Festmitte."),
    decimal, None, "-210")
Y = _column("sites", "y_m", "y", ("Metres north of the festival's middle.", "Meter nördlich der Festmitte."),
    decimal, None, "60")
TOILET = _column("sites", "accessible_toilet", "barrierefreies WC",
    ("Is there an accessible toilet?", "Gibt es ein barrierefreies WC?"), yes_or_no, False, "yes")
WATER = _column("sites", "drinking_water", "Trinkwasser",
    ("Is there drinking water?", "Gibt es Trinkwasser?"), yes_or_no, False, "yes")
TRANSPORT = _column("sites", "public_transport", "Haltestelle",
    ("Nearest stop.", "Nächste Haltestelle."), text, "", "Markt (Tram 31)")
VENUE_ID = _column("venues", "venue_id", "Ort-Nr.", ("Short name of the venue.", "Kürzel des Ortes."),
    text, "", "V01", required=True)
VENUE_NAME = _column("venues", "name", "Ort", ("Name of the venue.", "Name des Ortes."),
    text, "", "Große Bühne", required=True,
    also=("Name", "venue", "place", "Raum", "Veranstaltungsort", "Spielort"))
VENUE_SITE = _column("venues", "site_id", "Gelände",
    ("The site it lies on.", "Das Gelände, auf dem er liegt."), text, "", refers_to="sites")
SETTING = _column("venues", "setting", "Lage", ("Outdoor, covered or indoor.", "Draußen, überdacht oder drinnen."),
    OneOf(("outdoor", "draußen", "im Freien", "outside", "outdoors", "open air", "freiluft"),
          ("covered", "überdacht", "Zelt", "tent"),
          ("indoor", "drinnen", "innen", "inside", "indoors", "Saal", "Raum")), "",
    "outdoor", "indoor",
    also=("drinnen/draußen", "indoor/outdoor", "überdacht", "indoors"))
STEP_FREE = _column("venues", "step_free", "stufenlos",
    ("Reached without a step: yes, no or ramp.", "Stufenlos erreichbar: ja, nein oder Rampe."),
    OneOf(("yes", "ja", "j", "y", "x"), ("no", "nein", "n"),
          ("ramp", "rampe", "mit Rampe", "ja (Rampe)", "yes (ramp)")), "", "yes", "no", "ramp",
    also=("barrierefrei", "rollstuhlgerecht", "wheelchair access", "wheelchair", "accessible"))
FEATURES = _column("venues", "features", "Merkmale", ("What the venue has.", "Was der Ort hat."),
    words, NONE, "kitchen; vehicles", "kitchen", "vehicles")
SHADE = _column("venues", "shade", "Schatten", ("Shade: none, some or full.", "Schatten: kein, etwas, voll."),
    OneOf(("none", "kein"), ("some", "etwas"), ("full", "voll")), "", "none", "full")
NOISE_CLASS = _column("venues", "noise_class", "Lärmklasse",
    ("Class of the place in the noise rules.", "Klasse des Ortes in den Lärmregeln."),
    text, "", "homes", "hall")
HOST = _column("venues", "host_actor", "Gastgeber",
    ("The actor whose house it is.", "Der Akteur, in dessen Haus der Ort liegt."), text, "", "A03", "A04")
PARALLEL = _column("venues", "parallel", "gleichzeitig",
    ("How many events fit beside each other.", "Wie viele Angebote nebeneinander passen."),
    at_least_one, 1, "1", "2")

# --- actors -------------------------------------------------------------------------------
ACTOR_ID = _column("actors", "actor_id", "Akteur-Nr.", ("Short name of the actor.", "Kürzel des Akteurs."),
    text, "", "A01", required=True)
ACTOR_NAME = _column("actors", "name", "Einrichtung", ("Club or institution.", "Verein oder Einrichtung."),
    text, "", "Bürgerverein", required=True,
    also=("Name", "Verein", "Verein/Einrichtung", "Akteur", "actor", "organisation", "Gruppe"))
SHORT_NAME = _column("actors", "short_name", "Kurzname", ("Short name for print.", "Kurzname für den Druck."),
    text, "", "Bürgerverein",
    also=("Kürzel", "Abkürzung"))
ACTOR_TYPE = _column("actors", "type", "Art", ("Kind of actor.", "Art des Akteurs."), text, "", "Schule")
TEAMS = _column("actors", "teams", "Teams",
    ("How many teams can work at once.", "Wie viele Teams gleichzeitig arbeiten können."),
    at_least_one, 1, "1", "2")
OBSERVES = _column("actors", "observes", "hält ein",
    ("Times of rest and prayer it keeps.", "Ruhe- und Gebetszeiten, die er einhält."), SomeOf(
    ("friday_prayer", "freitagsgebet"), ("shabbat", "schabbat", "sabbat")), NONE,
    "friday_prayer", "shabbat")
CONTACT_EMAIL = _column("actors", "contact_email", "E-Mail", ("Mailbox.", "Postfach."), text, "",
    "buero@verein.example", private=True,
    also=("contact", "Mail", "email", "e-mail address", "Kontakt", "Mailadresse"))

# --- events -------------------------------------------------------------------------------
EVENT_ID = _column("events", "event_id", "Nr.",
    ("Number that never changes.", "Nummer, die sich nie ändert."), text, "", "E01", required=True,
    also=("id", "Nummer", "number", "no", "Lfd. Nr.", "Veranstaltungs-Nr."))
TITLE = _column("events", "title", "Titel", ("Title.", "Titel."), text, "", "Konzert", required=True,
    also=("Was", "what", "act", "Titel der Veranstaltung", "Veranstaltung", "Name der Veranstaltung", "name", "event", "Angebot", "Programmpunkt"))
TITLE_EN = _column("events", "title_en", "Titel englisch", ("Title in English.", "Titel auf Englisch."),
    text, "", "Concert")
TITLE_AR = _column("events", "title_ar", "Titel arabisch", ("Title in Arabic.", "Titel auf Arabisch."),
    text, "", "حفلة")
TITLE_UK = _column("events", "title_uk", "Titel ukrainisch",
    ("Title in Ukrainian.", "Titel auf Ukrainisch."), text, "", "Концерт")
TITLE_VI = _column("events", "title_vi", "Titel vietnamesisch",
    ("Title in Vietnamese.", "Titel auf Vietnamesisch."), text, "", "Hòa nhạc")
DESCRIPTION = _column("events", "description", "Beschreibung",
    ("What the public reads.", "Was die Öffentlichkeit liest."), text, "", "Musik für alle.",
    also=("Text", "Kurzbeschreibung", "about"))
DESCRIPTION_EN = _column("events", "description_en", "Beschreibung englisch",
    ("The same in English.", "Dasselbe auf Englisch."), text, "", "Music for all.")
EASY = _column("events", "description_easy", "Leichte Sprache",
    ("A line in easy language.", "Eine Zeile in Leichter Sprache."), text, "", "Wir machen Musik.")
FORMAT = _column("events", "format", "Art", ("Concert, course, market ...", "Konzert, Kurs, Markt ..."),
    text, "", "Film", "Konzert")
KIND = _column("events", "kind", "Form",
    ("Session, open offer (visitors come and go) or route.",
     "Termin, offenes Angebot (man kommt und geht) oder Route."),
    OneOf(("session", "termin"), ("open", "offen"), ("route", "umzug")), "session", "session", "open")
LEAD = _column("events", "lead_actor", "Veranstalter", ("The actor in charge.", "Der verantwortliche Akteur."),
    text, "", refers_to="actors", required=True,
    also=("Wer", "who", "Organisator", "organizer", "Gastgeber", "Verein", "Verein/Einrichtung", "Akteur", "actor", "organiser", "Anbieter", "verantwortlich", "Einrichtung", "Gruppe"))
PARTNERS = _column("events", "co_actors", "Mitveranstalter",
    ("Actors that join in.", "Akteure, die mitwirken."), words, NONE, refers_to="actors",
    also=("mit wem", "Kooperation mit", "with", "zusammen mit", "Partner", "partners", "Mitwirkende", "gemeinsam mit", "co organisers", "Kooperation"))
MANDATORY = _column("events", "mandatory", "Pflicht",
    ("Must take place; an optional event only if it can be paid.",
     "Muss stattfinden; ein freiwilliges nur, wenn es bezahlt werden kann."), yes_or_no, True, "yes", "no")
PRIORITY = _column("events", "priority", "Wichtigkeit",
    ("Importance, 1 to 5; 5 is the highest.", "Wichtigkeit, 1 bis 5; 5 ist am wichtigsten."),
    UpTo(5), 3, "1", "5")
SESSIONS = _column("events", "sessions", "Termine",
    ("How often it takes place.", "Wie oft es stattfindet."), UpTo(99), 1, "1", "2",
    also=("Anzahl Termine", "wie oft"))
DURATION = _column("events", "duration_min", "Dauer",
    ("Public length in minutes.", "Öffentliche Dauer in Minuten."), some_minutes, timedelta(hours=1),
    "30", "45", required=True,
    also=("duration", "length", "Länge"))
WHEN = _column("events", "when", "Uhrzeit",
    ("When, in one cell: 14:00, 10-12, from 3 pm; it fills the columns for start and end.",
     "Wann, in einer Zelle: 14:00, 10-12 Uhr, ab 15 Uhr; füllt die Spalten für Beginn und Ende."),
    text, "", also=("Zeit", "time", "Beginn", "start", "Uhrzeiten", "Wunschzeit"))
SHORTEST = _column("events", "min_duration_min", "Mindestdauer",
    ("Shortest length of an open offer, in minutes.", "Kürzeste Dauer eines offenen Angebots, in Minuten."),
    some_minutes, None, "30")
SET_UP = _column("events", "setup_min", "Aufbau", ("Minutes to set up.", "Minuten für den Aufbau."),
    minutes_long, NOTHING, "0", "15", "30")
TAKE_DOWN = _column("events", "teardown_min", "Abbau", ("Minutes to take down.", "Minuten für den Abbau."),
    minutes_long, NOTHING, "0", "15")
END_VENUE = _column("events", "end_venue", "Zielort", ("Where a route ends.", "Wo eine Route endet."),
    text, "", refers_to="venues")
EXPECTED = _column("events", "expected_visitors", "erwartete Gäste",
    ("Visitors expected at the same time.", "Gäste, die gleichzeitig erwartet werden."), whole, 0, "30", "60",
    also=("Personen", "expected", "people", "Anzahl Personen", "erwartet", "Gäste", "visitors", "Besucher", "erwartete Besucher", "Teilnehmende"))
REGISTRATION = _column("events", "registration_max", "max. Teilnehmende",
    ("So many may register.", "So viele dürfen sich anmelden."), at_least_one, None, "20")
NOISE = _column("events", "noise_level", "Lautstärke",
    ("0 reading voice, 1 talk, 2 microphone, 3 band.", "0 Lesestimme, 1 Gespräch, 2 Mikrofon, 3 Band."),
    noise_level, 0, "0", "1", "2", "3")
EQUIPMENT = _column("events", "equipment", "Ausstattung",
    ("Things it borrows, with their number.", "Was es ausleiht, mit Anzahl."), counted, NO_ITEMS,
    refers_to="equipment",
    also=("Technik", "things", "Material", "Bedarf"))
AUDIENCES = _column("events", "audiences", "Zielgruppen", ("For whom.", "Für wen."), words, NONE,
    "Kita", "Familien",
    also=("Zielgruppe", "audience", "für wen"))
AGE_FROM = _column("events", "age_from", "Alter ab", ("Youngest age.", "Jüngstes Alter."), whole, None,
    "3", "12",
    also=("ab Alter",))
AGE_TO = _column("events", "age_to", "Alter bis", ("Oldest age.", "Höchstes Alter."), whole, None, "99")
EVENT_LANGUAGES = _column("events", "languages", "Sprachen", ("Languages spoken, as codes.", "Gesprochene Sprachen, als Kürzel."),
    language_codes, NONE, "de;en", "de;ar;uk", "de;ls;dgs",
    also=("in welcher Sprache", "language", "Sprache"))
ACCESS = _column("events", "access", "Barrierefreiheit",
    ("For whom it is made accessible.", "Für wen es barrierefrei ist."), small_words, NONE, "rollstuhl", "hoeranlage",
    "leichte_sprache", "gebaerden")
QUIET = _column("events", "quiet", "leise", ("Needs quiet.", "Braucht Ruhe."), yes_or_no, False, "yes", "no")
HEADLINER = _column("events", "headliner", "Höhepunkt", ("A highlight.", "Ein Höhepunkt."),
    yes_or_no, False, "yes", "no")
VEHICLE_ACCESS = _column("events", "vehicle_access", "Zufahrt",
    ("Needs to be reached by a vehicle.", "Muss mit einem Fahrzeug erreichbar sein."),
    yes_or_no, False, "yes", "no")
RAIN_PLAN = _column("events", "rain_plan", "bei Regen",
    ("What it does in rain, where it is outdoors: move, stay or cancel.",
     "Was bei Regen geschieht, wenn sie draußen ist: umziehen, bleiben oder ausfallen."),
    OneOf(("move", "umziehen", "zieht um", "drinnen", "moves", "indoors"),
          ("stay", "bleiben", "bleibt", "findet statt", "stays"),
          ("cancel", "ausfallen", "fällt aus", "entfällt", "absagen", "cancelled")), "",
    "move", "stay", "cancel")
RAIN_VENUES = _column("events", "rain_venues", "Regenorte",
    ("Venues it can move to in rain.", "Orte, an die sie bei Regen umziehen kann."),
    words, NONE, refers_to="venues")
FOOD = _column("events", "food", "Essen", ("There is something to eat.", "Es gibt etwas zu essen."),
    yes_or_no, False, "yes", "no")
ALCOHOL = _column("events", "alcohol", "Alkohol", ("Alcohol is served.", "Es wird Alkohol ausgeschenkt."),
    yes_or_no, False, "yes", "no")
MUSIC_LICENCE = _column("events", "music_licence", "Musikrechte",
    ("Its music has to be registered and paid for.", "Die Musik muss angemeldet und bezahlt werden."),
    yes_or_no, False, "yes", "no")
PRICE = _column("events", "price", "Preis", ("Price; empty or 0 is free.", "Preis; leer oder 0 ist frei."),
    text, "", "0")
COST = _column("events", "cost", "Kosten",
    ("What it costs, noted; what is to be paid by a fund stands in the table costs.",
     "Was sie kostet, als Vermerk; was eine Förderung bezahlen soll, steht in der Tabelle kosten."),
    cents, None, "70.00", also=("costs", "Ausgaben"))
TAGS = _column("events", "tags", "Stichworte", ("Keywords.", "Stichworte."), words, NONE, "migration")

# --- relations and things that several rules read --------------------------------------------
RELATION_KIND = _column("relations", "kind", "Beziehung",
    ("How the two belong together.", "Wie beide zusammenhängen."),
    OneOf(("then", "danach"), ("before", "vor"), ("first", "zuerst"), ("last", "zuletzt"),
           ("not_parallel", "nicht gleichzeitig"), ("same_day", "gleicher Tag"),
           ("different_day", "anderer Tag"), ("same_area", "gleicher Ort"),
           ("end_near_end", "gemeinsames Ende")), "", "then", "before", "first", "last",
    "not_parallel", "same_day", "different_day", "same_area", "end_near_end", required=True)
EVENT_A = _column("relations", "event_a", "Veranstaltung A", ("The first event.", "Die erste Veranstaltung."),
    text, "", refers_to="events", required=True)
EVENT_B = _column("relations", "event_b", "Veranstaltung B", ("The second event.", "Die zweite Veranstaltung."),
    text, "", refers_to="events")
HARD = _column("relations", "hard", "zwingend",
    ("Must hold; otherwise it is a wish.", "Muss gelten; sonst ist es ein Wunsch."),
    yes_or_no, True, "yes")
RELATION_ID = _column("relations", "relation_id", "Beziehungs-Nr.",
    ("Short name of the relation.", "Kürzel der Beziehung."), text, "", "R01")
MIN_GAP = _column("relations", "min_gap_min", "mindestens Minuten",
    ("At least so many minutes between.", "Mindestens so viele Minuten dazwischen."),
    signed_minutes, None, "0", "30")
MAX_GAP = _column("relations", "max_gap_min", "höchstens Minuten",
    ("At most so many minutes between.", "Höchstens so viele Minuten dazwischen."),
    signed_minutes, None, "60", "120")
ITEM_ID = _column("equipment", "equipment_id", "Ausstattungs-Nr.",
    ("Short name of the thing.", "Kürzel der Sache."), text, "", "Q01", required=True)
ITEM_NAME = _column("equipment", "name", "Name", ("Its name.", "Name."), text, "", "Pavillon",
    required=True,
    also=("Gerät", "thing", "Sache"))
QUANTITY = _column("equipment", "quantity", "Anzahl", ("How many there are.", "Wie viele es gibt."),
    whole, 1, "1", "2")

# --- questions that somebody has answered: yes, so it is -------------------------------------
CONFIRMED_TABLE = _column("confirmed", "table", "Tabelle",
    ("The table the question is about.", "Die Tabelle, um die es geht."), text, "", "events", required=True)
CONFIRMED_ROW = _column("confirmed", "row", "Zeile",
    ("The number of the row, such as E07; empty for the whole table.",
     "Die Nummer der Zeile, etwa E07; leer für die ganze Tabelle."), text, "", "E07")
CONFIRMED_COLUMN = _column("confirmed", "column", "Spalte", ("The column.", "Die Spalte."), text, "", "title")
CONFIRMED_CELL = _column("confirmed", "cell", "Zelle",
    ("What stands there; when it changes, the question comes back.",
     "Was dort steht; ändert es sich, kommt die Frage wieder."), text, "", "14-16")
CONFIRMED_QUESTION = _column("confirmed", "question", "Frage",
    ("The question; empty for any.", "Die Frage; leer für jede."), text, "")

# --- written down for people; no rule reads them --------------------------------------------
NOTED = tuple(
    _column(table, name, de, (f"Noted: {name}.", f"Vermerk: {de}."), text, "",
            private=name == "contact_role")
    for table, names in {
        "festival": {"start_date": "Beginn", "end_date": "Ende", "currency": "Währung",
                     "print_deadline": "Druckschluss", "rain_visitor_factor": "Regenfaktor"},
        "sites": {"permit_note": "Genehmigung"},
        "actors": {"languages": "Sprachen", "contact_role": "Kontaktart",
                   "consent_public_contact": "Kontakt veröffentlichen"},
        "events": {"amplified": "Verstärker"},
        "relations": {"reason": "Grund"},
        "equipment": {"owner_actor": "gehört", "stored_at": "Lager"},
    }.items()
    for name, de in names.items()
)
# fmt: on

COLUMNS: tuple[Column[Any], ...] = (
    *(value for value in list(globals().values()) if isinstance(value, Column)),
    *NOTED,
)
