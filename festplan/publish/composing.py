"""From a festival and its plan to the programme that every publication shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import cos, radians

from festplan import tables
from festplan.festival import Actor, Event, Festival, Venue
from festplan.plan import Placement, Plan
from festplan.publish.programme import Entry, Host, Place, Programme, ProgrammeDay
from festplan.publish.words import audience_word, format_word
from festplan.rules import funding

#: Metres from one degree of latitude to the next.
DEGREE = 111_320

#: Titles that events may have in other languages, by the language's code.
TITLES = {
    "en": tables.TITLE_EN,
    "ar": tables.TITLE_AR,
    "uk": tables.TITLE_UK,
    "vi": tables.TITLE_VI,
}
DESCRIPTIONS = {"en": tables.DESCRIPTION_EN}
DAY_TITLES = {"en": tables.DAY_TITLE_EN}

#: Prices that are none; a donation is worth a word.
FREE = re.compile(r"0+([.,]0+)? ?(€|eur|euro)?|frei|free|kostenlos|kostenfrei", re.IGNORECASE)


def programme_of(
    festival: Festival, plan: Plan, language: str, provisional: bool = False
) -> Programme:
    """The public programme of a plan in one language."""
    row = festival.settings
    places = {venue: _place(festival, n, venue) for n, venue in enumerate(festival.venues, 1)}
    hosts = {actor: _host(actor) for actor in festival.actors}
    return Programme(
        language=language,
        name=tables.NAME.of(row),
        edition=tables.EDITION.of(row),
        motto=tables.MOTTO.of(row),
        district=tables.DISTRICT.of(row),
        city=tables.CITY.of(row),
        organiser=next((a.name for a in festival.actors if a.id == tables.ORGANISER.of(row)), ""),
        email=tables.PUBLIC_EMAIL.of(row),
        website=tables.WEBSITE.of(row),
        timezone=tables.TIMEZONE.of(row),
        uid_domain=tables.UID_DOMAIN.of(row),
        funders=tuple(funding.FUND_NAME.of(fund) for fund in festival.of("funds")),
        free_of_charge=tables.FREE_OF_CHARGE.of(row),
        provisional=provisional,
        days=tuple(
            ProgrammeDay(
                day.date,
                DAY_TITLES.get(language, tables.DAY_TITLE).of(day) or tables.DAY_TITLE.of(day),
                _sorted(
                    _entry(festival, placed, language, places, hosts)
                    for placed in plan
                    if placed.day == day.date
                ),
            )
            for day in festival.days
        ),
        places=tuple(places.values()),
        hosts=tuple(hosts.values()),
    )


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.start, e.place.number, e.id)))


def _entry(
    festival: Festival,
    placed: Placement,
    language: str,
    places: Mapping[Venue, Place],
    hosts: Mapping[Actor, Host],
) -> Entry:
    event = placed.event
    title, title_language = _title(festival, event, language)
    end_venue = event.end_venue
    return Entry(
        id=placed.session.id,
        event_id=event.id,
        number=placed.session.number,
        of=len(event.sessions),
        kind=tables.KIND.of(event),
        title=title,
        title_language=title_language,
        description=_description(event, language),
        easy=tables.EASY.of(event) if language == tables.LANGUAGE.of(festival.settings) else "",
        also=_other_titles(event, title_language),
        format=format_word(tables.FORMAT.of(event), language),
        day=placed.day,
        start=placed.public.start,
        end=placed.public.end,
        place=places[placed.venue],
        end_place=places[end_venue] if end_venue else None,
        lead=hosts[event.lead],
        partners=tuple(hosts[actor] for actor in event.partners),
        languages=tables.EVENT_LANGUAGES.of(event),
        access=tables.ACCESS.of(event),
        audiences=tuple(audience_word(word, language) for word in tables.AUDIENCES.of(event)),
        age_from=tables.AGE_FROM.of(event),
        age_to=tables.AGE_TO.of(event),
        price="" if FREE.fullmatch(tables.PRICE.of(event)) else tables.PRICE.of(event),
        places_limited_to=tables.REGISTRATION.of(event),
        headliner=tables.HEADLINER.of(event),
        quiet=tables.QUIET.of(event),
    )


def _title(festival: Festival, event: Event, language: str) -> tuple[str, str]:
    """The title in a language, or in the festival's own where nobody has translated it."""
    own = tables.LANGUAGE.of(festival.settings)
    if language != own and language in TITLES and (title := TITLES[language].of(event)):
        return title, language
    return event.title, own


def _description(event: Event, language: str) -> str:
    column = DESCRIPTIONS.get(language, tables.DESCRIPTION)
    return column.of(event) or tables.DESCRIPTION.of(event)


def _other_titles(event: Event, shown: str) -> Mapping[str, str]:
    spoken = tables.EVENT_LANGUAGES.of(event)
    return {
        code: title
        for code, column in TITLES.items()
        if code in spoken and code != shown and (title := column.of(event))
    }


def _host(actor: Actor) -> Host:
    short = tables.SHORT_NAME.of(actor) or actor.name
    return Host(actor.id, actor.name, short, tables.ACTOR_TYPE.of(actor))


def _place(festival: Festival, number: int, venue: Venue) -> Place:
    x, y = tables.X.of(venue.site), tables.Y.of(venue.site)
    latitude, longitude = _position(festival, x, y)
    return Place(
        number=number,
        id=venue.id,
        name=venue.name,
        site=venue.site.name,
        address=tables.ADDRESS.of(venue.site),
        transport=tables.TRANSPORT.of(venue.site),
        setting=tables.SETTING.of(venue),
        step_free=tables.STEP_FREE.of(venue),
        accessible_toilet=tables.TOILET.of(venue.site),
        drinking_water=tables.WATER.of(venue.site),
        x=x,
        y=y,
        latitude=latitude,
        longitude=longitude,
    )


def _position(
    festival: Festival, x: float | None, y: float | None
) -> tuple[float | None, float | None]:
    """Degrees from metres around the festival's middle; a city is flat enough for that."""
    middle = tables.LATITUDE.of(festival.settings), tables.LONGITUDE.of(festival.settings)
    if x is None or y is None or middle[0] is None or middle[1] is None:
        return None, None
    latitude = middle[0] + y / DEGREE
    longitude = middle[1] + x / DEGREE / cos(radians(middle[0]))
    return round(latitude, 6), round(longitude, 6)
