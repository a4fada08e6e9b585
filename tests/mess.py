"""A small festival whose tables can be written as messily as people write them."""

from festplan.inputs.reading import read_folder

DAYS = """Datum;Motto;geöffnet von;geöffnet bis
27.08.2027;Auftakt;10:00;22:00
28.08.2027;Markt;10:00;22:00
29.08.2027;Ausklang;10:00;20:00
"""
VENUES = "Ort-Nr.;Ort;Plätze\nV1;Große Bühne;200\nV2;Festwiese;300\nV3;Garten am Heim;40\n"
ACTORS = """Akteur-Nr.;Einrichtung;Kurzname
A1;Bürgerverein Lindenthal e. V.;BV
A2;Coverband Mondlicht;
A3;Kita Sonnenstrahl;Kita
"""
EVENTS = "Nr.;Titel;Veranstalter;Dauer\nE1;Tanztee;A1;90\n"
SETTINGS = "Schlüssel;Wert\nName;Lindenfest\nSprache;de\n"


def tables(**changed):
    """The tables of the festival as text, some of them in other words; None takes one out."""
    usual = {"fest": SETTINGS, "tage": DAYS, "orte": VENUES, "akteure": ACTORS}
    return {n: t for n, t in (usual | {"veranstaltungen": EVENTS} | changed).items() if t}


def laid(folder, files):
    """The folder, with these files in it: text by table, or bytes by file name."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / (name if "." in name else f"{name}.csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def reading(tmp_path, **changed):
    """What comes of reading the festival with some tables in other words."""
    return read_folder(laid(tmp_path / "fest", tables(**changed)))


def events(tmp_path, text, **changed):
    """The lines of the events as they are understood, and what is complained about."""
    read = reading(tmp_path, veranstaltungen=text, **changed)
    return [dict(line.texts) for line in read.lines["events"]], told(read)


def told(read, language="en"):
    """Every complaint as it is told, with its severity."""
    return [f"{c.severity.name} {c.in_language(language)}" for c in read.complaints]
