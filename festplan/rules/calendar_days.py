"""Sundays, holidays and festivals of religions are kept where the law or the neighbours ask for it.

A row of the calendar days names a date and its effect, what does not go well with the day.  You
type the rows from published calendars; nothing is computed.  From `from` to `to` (the whole day
where they are empty)

- *nothing* means that nothing takes place,
- *no_market* that there is no market (the formats in `market_formats`),
- *no_dance* that there is no dancing (`dance_formats`),
- *no_food_in_daylight* that no event with "yes" in the column `meal` takes place; here the time
  ends at sunset, where `to` is empty and the day has one.

*sport_from* means that no sports (`sport_formats`) take place before `from`; where it is empty, none
all day.  The `scope` names for whom or where a row holds: audiences, tags, formats, actors, or
places as in the protected times.  Exempt events may all the same.  Rows with "no" in the column
`hard` are wishes; rows with "hint", and rows without an effect, are only told.

Fine:
    calendar_days: date Mon, title Sunday, effect no_market, exempt_events bazaar
    Mon 10:00-14:00  meadow  bazaar by club, format Markt
    Mon 10:00-11:00  library  reading by school, format Lesung
    Tue 10:00-14:00  meadow  fleas by choir, format Markt

Broken:
    calendar_days: date Mon, title Sunday, effect no_market
    Mon 10:00-14:00  meadow  fleas by club, format Markt

Broken:
    calendar_days: date Mon, title Day of mourning, effect no_dance, to 24:00
    Mon 23:00-24:30  hall  disco by club, format Disco

Fine:
    calendar_days: date Mon, title Day of mourning, effect sport_from, from 11:00
    Mon 11:00-12:00  pitch  football by club, format Sport
    Mon 09:00-10:00  pitch  chess by choir, format Spiel

Broken:
    calendar_days: date Mon, title Day of mourning, effect sport_from, from 11:00
    Mon 10:45-11:45  pitch  football by club, format Sport

Fine:
    day Mon: sunset 20:00
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight
    Mon 20:00-21:30  tent  iftar by mosque, meal yes
    Mon 15:00-16:00  tent  stories by school

Broken:
    day Mon: sunset 20:00
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight
    Mon 19:45-21:15  tent  waffles by club, meal yes

Broken:
    calendar_days: date Mon, title Ramadan, effect no_food_in_daylight
    Mon 22:00-23:00  tent  waffles by club, meal yes

Broken:
    calendar_days: date Mon, title New Year, effect nothing, from 16:00, to 18:00, scope actor:temple
    Mon 17:30-18:30  hall  songs by choir with temple

Broken:
    calendar_days: date Mon, title Exams, effect nothing, to 12:00, scope format:Konzert;Disco
    Mon 11:30-12:30  yard  drums by school, format konzert

Fine:
    venue hall: setting indoor
    calendar_days: date Mon, title Corpus Christi, effect nothing, to 11:00, scope outdoor
    calendar_days: date Mon, title Bike day, effect nothing, scope format:Tour, hard no
    calendar_days: date Mon, title New Year, effect nothing, hard hint
    Mon 10:00-11:00  hall  tour by club, format Tour

Broken:
    venue square: setting outdoor
    venue hall: setting indoor
    calendar_days: date Mon, title Corpus Christi, effect nothing, to 11:00, scope outdoor
    Mon 10:00-11:00  square  parade by club, end_venue hall
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from festplan import calendar_days
from festplan.calendar_days import ASKS, EFFECT, TITLE, covers, keeps_away, rows, window
from festplan.draft import Draft
from festplan.festival import Festival
from festplan.plan import Plan
from festplan.rules.rule import Breach
from festplan.texts import Text

DE = """Sonntage, Feiertage und Feste der Religionen werden geachtet, wo Gesetz oder Nachbarn es verlangen.

Eine Zeile der Kalendertage nennt ein Datum und seine Wirkung: was nicht zu dem Tag passt.  Die
Zeilen werden aus veröffentlichten Kalendern abgeschrieben; berechnet wird nichts.  Von `from` bis
`to` (den ganzen Tag, wenn sie leer sind) heißt

- *nichts* (`nothing`): Es findet nichts statt,
- *kein Markt* (`no_market`): Es ist kein Markt (die Arten in `market_formats`),
- *kein Tanz* (`no_dance`): Es wird nicht getanzt (`dance_formats`),
- *kein Essen bei Tag* (`no_food_in_daylight`): Es findet nichts mit „ja“ in der Spalte `meal`
  statt; ist `to` leer, endet diese Zeit mit dem Sonnenuntergang, wenn er bei dem Tag steht.

*Sport ab* (`sport_from`) heißt, dass vor `from` kein Sport ist (`sport_formats`); ist das leer, den
ganzen Tag nicht.  In `scope` steht, für wen oder wo eine Zeile gilt: Zielgruppen, Stichworte, Arten,
Akteure oder Orte wie bei den Schutzzeiten.  Ausgenommene Veranstaltungen dürfen trotzdem.  Zeilen
mit „nein“ in der Spalte `hard` sind Wünsche; Zeilen mit „Hinweis“ und Zeilen ohne Wirkung werden
nur gesagt.
"""  # noqa: E501
NUMBERS = (53, 54, 61, 62)
COLUMNS = (*calendar_days.COLUMNS, *calendar_days.HELD_AGAINST)
SAYS = Text(
    en="“{event}” would be {span}, but “{title}” asks for {asks} ({window}).",
    de="„{event}“ wäre {span}, aber „{title}“ verlangt: {asks} ({window}).",
)


def check(festival: Festival, plan: Plan) -> Iterator[Breach]:
    for row in rows(festival, "yes"):
        kept_free = window(row, festival)
        for placed in plan:
            if not keeps_away(row, placed.event, festival):
                continue
            stays = [stay.public for stay in placed.stays if covers(row, stay.venue)]
            if any(stay.overlaps(kept_free) for stay in stays):
                yield Breach(
                    (placed,),
                    SAYS.with_facts(
                        event=placed.event.title,
                        span=placed.public,
                        title=TITLE.of(row),
                        window=kept_free,
                        asks=ASKS[EFFECT.of(row)],
                    ),
                )


def constrain(festival: Festival, draft: Draft) -> None:
    for row in rows(festival, "yes"):
        kept_free = window(row, festival)
        for event in festival.events:
            for option in (
                draft.options(*event.sessions) if keeps_away(row, event, festival) else ()
            ):
                for hold in option.holds:
                    if covers(row, hold.venue):
                        draft.avoid(option, [kept_free], hold.public)
