"""Our two themes: text can be read on every ground it stands on."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from journal.themes import THEMES

LEAST = 4.5
"""The contrast that *Look* asks for; the formula is WCAG's."""


def luminance(color: Color) -> float:
    """Relative luminance of a colour, as WCAG defines it."""
    channels = [value / 255 for value in color.rgb]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How much two colours stand out against each other, from 1 to 21."""
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("ground", ["background", "panel"])
@pytest.mark.parametrize("text", ["foreground", "accent", "secondary", "error", "warning", "muted"])
def test_text_can_be_read(theme: Theme, ground: str, text: str) -> None:
    """Every text colour keeps 4.5 : 1 against the page and against the frame."""
    color = theme.variables["muted"] if text == "muted" else getattr(theme, text)
    assert contrast(color, getattr(theme, ground)) >= LEAST


def test_the_formula() -> None:
    """Black on white is 21 : 1, which pins the formula itself."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
