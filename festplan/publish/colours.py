"""The colours of the days: one accent a day, dark enough for text on white."""

from __future__ import annotations

import colorsys

#: The accents of the first six days, the same as in the printed booklet.
_TONES = ("#a33a00", "#b0003a", "#6a1b9a", "#0b4f8a", "#00665a", "#7a5200")

_Colour = tuple[float, float, float]


def tones(count: int) -> tuple[str, ...]:
    """One accent colour a day, each dark enough for text on white."""
    return tuple(_tone(*divmod(number, len(_TONES))) for number in range(count))


def _tone(round_: int, number: int) -> str:
    """A given colour in the first round, its neighbours on the colour wheel in the next."""
    red, green, blue = (int(_TONES[number][at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    colour = colorsys.hls_to_rgb((hue + 0.07 * round_) % 1, lightness, saturation)
    while _luminance(colour) > 0.15:  # 5.25 to 1 against white; WCAG AA asks for 4.5
        colour = tuple(0.95 * part for part in colour)  # type: ignore[assignment]
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _luminance(colour: _Colour) -> float:
    """How bright a colour looks, from 0 to 1, as WCAG reckons it."""
    red, green, blue = (float(((part + 0.055) / 1.055) ** 2.4) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
