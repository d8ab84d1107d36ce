"""Text and marks can be read in light and dark, and nothing is red."""

from __future__ import annotations

import colorsys
import re

import pytest

from services.dashboard import theme

TEXT, MARK = 4.5, 3.0
"""WCAG 2.2 AA: contrast of text, and of what a chart is read by."""
SCHEMES = ("light", "dark")


def rgb(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(ink: str, ground: str, share: float) -> str:
    """`ink` at `share` of its strength over `ground`: what color-mix with transparent shows."""
    both = zip(rgb(ink), rgb(ground), strict=True)
    return "#" + "".join(f"{round(255 * (a * share + b * (1 - share))):02x}" for a, b in both)


def colour(scheme: str, name: str) -> str:
    return str(theme.OPTIONS[f"theme.{scheme}.{name}"])


def grounds(scheme: str) -> list[str]:
    return [
        colour(scheme, name) for name in ("backgroundColor", "secondaryBackgroundColor", "sidebar.backgroundColor")
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_links_stand_out(scheme: str) -> None:
    quiet = re.search(r"--quiet: color-mix\(in srgb, currentColor (\d+)%", theme.STYLE.read_text())
    assert quiet is not None
    for ground in grounds(scheme):
        for name in ("textColor", "linkColor", "primaryColor"):
            assert contrast(colour(scheme, name), ground) >= TEXT
        assert contrast(mixed(colour(scheme, "textColor"), ground, int(quiet[1]) / 100), ground) >= TEXT
        assert contrast(theme.INK[scheme], ground) >= TEXT
    assert contrast(colour(scheme, "blueTextColor"), colour(scheme, "blueBackgroundColor")) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out(scheme: str) -> None:
    for mark in (theme.CONFIDENCE, theme.READINESS, theme.TAKEN_AWAY, theme.STARTING_POINT):
        assert contrast(mark, colour(scheme, "backgroundColor")) >= MARK


def test_the_bands_in_the_list_have_the_colours_of_the_charts() -> None:
    style = theme.STYLE.read_text()
    assert f"--confidence: {theme.CONFIDENCE};" in style
    assert f"--readiness: {theme.READINESS};" in style


def test_no_colour_is_red() -> None:
    marks = [theme.CONFIDENCE, theme.READINESS, theme.TAKEN_AWAY, theme.STARTING_POINT, *theme.INK.values()]
    named = [str(value) for name, value in theme.OPTIONS.items() if name.endswith("Color")]
    for one in marks + named:
        hue, saturation, _ = colorsys.rgb_to_hsv(*rgb(one))
        assert saturation < 0.35 or 0.06 < hue < 0.9, one
