"""Calm colours, light and dark. Text keeps a contrast of at least 4.5 to 1 and marks at least 3 to 1 on either
background; the two estimates differ in lightness and hue, and no colour stands for good or bad: none is red.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

INK: Final[Mapping[str, str]] = {"light": "#4c5957", "dark": "#b9c4c1"}
"""Text in charts, by the theme's type."""

ICON: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32' fill='%232b8a7e'%3E"
    "%3Cellipse cx='16' cy='25' rx='13' ry='5'/%3E%3Cellipse cx='16' cy='15.5' rx='9' ry='4'/%3E"
    "%3Cellipse cx='16' cy='8' rx='5.5' ry='3'/%3E%3C/svg%3E"
)
"""Three stones, inside the address: Streamlit would fetch an icon's name or an emoji from somebody else's server."""

STYLE: Final = Path(__file__).with_name("style.css")
STORY: Final = Path(__file__).with_name("story.css")
"""For a person's goals, steps and setbacks."""
PAPER: Final = Path(__file__).with_name("paper.css")
"""For a summary that is printed."""

LISTS: Final = Path(__file__).with_name("lists.css")
"""For people in a list, with what can be done."""

MINE: Final = Path(__file__).with_name("mine.css")
"""For participants and supporters."""

RIGHT_TO_LEFT: Final = Path(__file__).with_name("right_to_left.css")
"""Turns the pages around for languages that are written from right to left."""

CONFIDENCE: Final = "#2b8a7e"
READINESS: Final = "#6a7fc1"
TAKEN_AWAY: Final = "#a07a3a"
"""Parts below zero in a chart, such as setbacks."""
STARTING_POINT: Final = "#7d8785"

_LIGHT: Mapping[str, str] = {
    "primaryColor": "#1f6f68",
    "backgroundColor": "#fcfbf8",
    "secondaryBackgroundColor": "#f1efe8",
    "textColor": "#22302f",
    "linkColor": "#1b615b",
    "borderColor": "#dcd8cc",
    "blueColor": "#2b8a7e",
    "blueTextColor": "#1d4f49",
    "blueBackgroundColor": "#e6f0ed",
}
_DARK: Mapping[str, str] = {
    "primaryColor": "#7cc7bd",
    "backgroundColor": "#151c1d",
    "secondaryBackgroundColor": "#1f292a",
    "textColor": "#e4eae8",
    "linkColor": "#8fd3c9",
    "borderColor": "#354344",
    "blueColor": "#7cc7bd",
    "blueTextColor": "#b4ddd6",
    "blueBackgroundColor": "#1d2f2e",
}
_CALM: Mapping[str, str] = {
    # Wherever Streamlit itself would use its red: ours is the same ochre as elsewhere.
    "redColor": "#a07a3a",
}

OPTIONS: Final[Mapping[str, object]] = {
    **{f"theme.light.{name}": value for name, value in {**_LIGHT, **_CALM}.items()},
    **{f"theme.dark.{name}": value for name, value in {**_DARK, **_CALM}.items()},
    "theme.light.sidebar.backgroundColor": "#f5f3ec",
    "theme.dark.sidebar.backgroundColor": "#1a2223",
    "theme.headingFontSizes": ["2rem", "1.4rem", "1.15rem", "1rem", "1rem", "1rem"],
    "theme.headingFontWeights": [600, 600, 600, 600, 600, 600],
    "theme.baseRadius": "0.6rem",
    "theme.linkUnderline": True,
    "theme.paddingTop": "1.5rem",
    "theme.paddingBottom": "3rem",
}
"""Streamlit's options by name."""
