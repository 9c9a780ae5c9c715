"""The look: legible in light, dark and large; nothing inline; nothing from elsewhere."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandeng.shell import colours

SOURCE = Path(colours.__file__).resolve().parents[1]
TOKENS = (SOURCE / "shell" / "static" / "shell" / "tokens.css").read_text(encoding="utf-8")
MODES = {
    "light": [":root"],
    "dark": [":root", ':root[data-theme="dark"]'],
    "large": [":root", ':root[data-type="large"]'],
    "large dark": [
        ":root", ':root[data-theme="dark"]', ':root[data-type="large"]', ':root[data-type="large"][data-theme="dark"]',
    ],
}  # fmt: skip
GROUNDS = ("paper", "card", "sunk", "accent-soft")
# (what is read, on which grounds); WCAG 2.2, 1.4.3 asks for 4.5 to 1.
READ = [
    *product(("ink", "ink-2"), GROUNDS),
    *product(("ink-3",), ("paper", "card")),
    *((word, f"{word}-soft") for word in ("jade", "amber", "red", "sky")),
    *product(("ink",), ("jade-soft", "amber-soft", "red-soft", "sky-soft")),
    ("ink-2", "sky-soft"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-2"),
    ("accent", "card"),
    ("accent", "accent-soft"),
    ("red", "card"),
    ("red", "paper"),
]
# What one must see to use it: 1.4.11 asks for 3 to 1.
SEEN = [
    ("edge", "paper"),
    ("edge", "card"),
    ("sky", "paper"),
    ("sky", "card"),
    ("jade", "card"),
    ("accent", "card"),
    ("red", "card"),
]


def blocks() -> dict[str, dict[str, colours.Colour]]:
    """The colours each rule of tokens.css sets, by its selector; rules for the device's own dark are checked below."""
    found: dict[str, dict[str, colours.Colour]] = {}
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}|/\*.*?\*/", "", TOKENS, flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
        found[selector.strip()] = properties(body)
    return found


def properties(body: str) -> dict[str, colours.Colour]:
    shades = re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", body)
    full = {name: shade if len(shade) == 7 else "#" + "".join(c * 2 for c in shade[1:]) for name, shade in shades}
    return {name: made for name, shade in full.items() if (made := colours.colour(shade))}


def palette(mode: str) -> dict[str, colours.Colour]:
    told = blocks()
    return {name: shade for selector in MODES[mode] for name, shade in told[selector].items()}


@pytest.mark.parametrize("mode", MODES)
def test_every_word_can_be_read(mode: str) -> None:
    shades = palette(mode)
    faint = {(a, b): round(colours.contrast(shades[a], shades[b]), 2) for a, b in READ}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", MODES)
def test_every_edge_one_needs_can_be_seen(mode: str) -> None:
    shades = palette(mode)
    faint = {(a, b): round(colours.contrast(shades[a], shades[b]), 2) for a, b in SEEN}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


def test_dark_is_the_same_whether_chosen_or_the_devices_own() -> None:
    own = re.findall(
        r'@media \(prefers-color-scheme: dark\) \{ :root:not\(\[data-theme="light"\]\) \{([^}]*)\}', TOKENS
    )
    large = re.findall(r':root\[data-type="large"\]:not\(\[data-theme="light"\]\) \{([^}]*)\}', TOKENS)
    told = blocks()
    assert [properties(own[0]), properties(large[0])] == [
        told[':root[data-theme="dark"]'],
        told[':root[data-type="large"][data-theme="dark"]'],
    ]


def test_the_walnut_act_never_has_the_hue_of_a_lamp() -> None:
    for mode in MODES:
        shades = palette(mode)
        assert shades["accent"] not in {shades["jade"], shades["amber"], shades["red"]}


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_any_accent_a_place_chooses_can_be_read_by_day_and_by_night(shade: colours.Colour) -> None:
    sheet = colours.stylesheet(shade)
    told = [properties(body) for body in re.findall(r"\{((?:--[^}]*))\}", sheet)]
    day, night = told[0], told[1]
    assert [
        colours.contrast(day["accent"], colours.WHITE) >= 4.5,
        colours.contrast(day["accent"], colours.LIGHT_GROUND) >= 4.5,
        colours.contrast(night["accent"], colours.DARK_INK) >= 4.5,
        colours.contrast(night["accent"], colours.DARK_GROUND) >= 4.5,
    ] == [True] * 4


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def offending(pattern: str) -> list[str]:
    return [
        str(path.relative_to(SOURCE)) for path in templates() if re.search(pattern, path.read_text(encoding="utf-8"))
    ]


def test_no_template_has_a_style_or_a_script_or_a_handler_inside() -> None:
    assert [
        offending(r"\sstyle\s*="),
        offending(r"<style\b"),
        offending(r"<script(?![^>]*\bsrc=)"),
        offending(r"\son(?:click|load|submit|change|input|error|key\w+)\s*="),
    ] == [[], [], [], []]


def test_no_template_fetches_anything_from_elsewhere() -> None:
    assert offending(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""") == []
