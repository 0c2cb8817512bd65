from __future__ import annotations

import re
from importlib.resources import files

import pytest

from qa.web.theme import head, theme

PAIRS = [
    ("ink", "ground"),
    ("ink", "raised"),
    ("ink", "active"),
    ("ink", "mark"),
    ("ink", "soft"),
    ("quiet", "ground"),
    ("quiet", "raised"),
    ("quiet", "soft"),
    ("accent", "ground"),
    ("accent", "raised"),
    ("accent", "soft"),
    ("on-accent", "accent"),
]


def colours(scheme: str) -> dict[str, str]:
    style = files("qa.web").joinpath("style.css").read_text(encoding="utf-8")
    light, dark = (re.search(pattern, style, re.S) for pattern in (r"body \{(.*?)\}", r"body\.dark \{(.*?)\}"))
    assert light is not None
    assert dark is not None
    made = theme()
    found = {"ground": made.body_background_fill, "ink": made.body_text_color}
    found |= dict(re.findall(r"--rq-([\w-]+): (#[0-9a-f]{6});", light[1]))
    if scheme == "dark":
        found |= {"ground": made.body_background_fill_dark, "ink": made.body_text_color_dark}
        found |= dict(re.findall(r"--rq-([\w-]+): (#[0-9a-f]{6});", dark[1]))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_in_both_schemes(scheme: str, text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1."""
    found = colours(scheme)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_the_borders_of_controls_can_be_seen_in_both_schemes(scheme: str, ground: str) -> None:
    """WCAG 2.2, 1.4.11 (AA): 3 to 1."""
    found = colours(scheme)
    assert contrast(found["line-strong"], found[ground]) >= 3


def test_the_page_brings_all_it_needs() -> None:
    written = head()
    assert not re.search(r"https?://|@import|@font-face|url\(", written)
    assert "window.reportQA" in written


def test_the_theme_has_no_web_fonts() -> None:
    css = str(theme()._get_theme_css())  # type: ignore[no-untyped-call]
    assert not re.search(r"(?:@import|url\()[^;]*https?://(?!www\.w3\.org)", css)
    assert "@font-face" not in css
    assert theme()._stylesheets == []
