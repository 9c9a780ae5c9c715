"""A place's own accent, made legible: its hue stays, its lightness gives way until words on it can be read."""

import re

Colour = tuple[int, int, int]

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
LIGHT_GROUND, DARK_GROUND = (251, 248, 243), (47, 42, 37)
DARK_INK = (43, 26, 14)
# WCAG 2.2, 1.4.3: words of ordinary size.
LEGIBLE = 4.5


def colour(text: str) -> Colour | None:
    """The colour that "#54341f" or "54341f" names; None for anything else."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", text)
    if not found:
        return None
    red, green, blue = (int(part, 16) for part in found.groups())
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def towards(one: Colour, other: Colour, share: float) -> Colour:
    """`one` mixed with `share` (0 to 1) of `other`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def legible(accent: Colour, ground: Colour, pole: Colour) -> Colour:
    """The accent moved towards `pole`, just far enough to be read on `ground`."""
    steps = (towards(accent, pole, step / 20) for step in range(21))
    return next((found for found in steps if contrast(found, ground) >= LEGIBLE), pole)


def stylesheet(accent: Colour) -> str:
    """The custom properties of a place's accent, in light and in dark."""
    light, dark = legible(accent, LIGHT_GROUND, BLACK), legible(accent, DARK_GROUND, WHITE)
    by_day = _properties(light, towards(light, WHITE, 0.14), WHITE, towards(light, LIGHT_GROUND, 0.9))
    by_night = _properties(dark, towards(dark, WHITE, 0.25), DARK_INK, towards(dark, DARK_GROUND, 0.85))
    return (
        f":root{{{by_day}}}"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{by_night}}}}}'
        f':root[data-theme="dark"]{{{by_night}}}'
    )


def _properties(accent: Colour, second: Colour, ink: Colour, soft: Colour) -> str:
    named = {"accent": accent, "accent-2": second, "accent-ink": ink, "accent-soft": soft}
    return "".join(f"--{name}:#{red:02x}{green:02x}{blue:02x};" for name, (red, green, blue) in named.items())


def _luminance(one: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in one)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
