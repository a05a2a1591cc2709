"""Our two themes: Paper, light and warm, and Ember, for the evening.

The colours come from *Look* in the design; every text colour keeps at least 4.5 : 1 against the
grounds it stands on, which a test measures.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme


def _variables(*, muted: str, line: str, ground: str, text: str, accent: str) -> dict[str, str]:
    """Name the colours our style sheets and Textual's own widgets use."""
    return {
        "muted": muted,
        "line": line,
        "border": accent,
        "border-blurred": line,
        "footer-background": ground,
        "footer-foreground": muted,
        "footer-item-background": ground,
        "footer-description-foreground": muted,
        "footer-description-background": ground,
        "footer-key-foreground": accent,
        "footer-key-background": ground,
        "scrollbar": line,
        "scrollbar-hover": muted,
        "scrollbar-active": muted,
        "scrollbar-background": "transparent",
        "scrollbar-background-hover": "transparent",
        "scrollbar-background-active": "transparent",
        "scrollbar-corner-color": "transparent",
        "block-cursor-background": accent,
        "block-cursor-foreground": ground,
        "block-cursor-text-style": "none",
        "block-hover-background": line,
        "input-cursor-background": text,
        "input-cursor-foreground": ground,
        "input-selection-background": f"{accent} 30%",
    }


PAPER = Theme(
    name="paper",
    dark=False,
    primary="#AD5035",
    secondary="#556A4E",
    accent="#A84A2F",
    foreground="#3A322C",
    background="#FAF6F0",
    surface="#FAF6F0",
    panel="#F2EAE0",
    success="#4F6A48",
    warning="#8A5A12",
    error="#A3332C",
    text_alpha=1.0,
    variables=_variables(
        muted="#6C6158", line="#D8C9BA", ground="#F2EAE0", text="#3A322C", accent="#A84A2F"
    ),
)

EMBER = Theme(
    name="ember",
    dark=True,
    primary="#E08A63",
    secondary="#9DB08F",
    accent="#E08A63",
    foreground="#EDE4DA",
    background="#1E1A18",
    surface="#1E1A18",
    panel="#272220",
    success="#9DB08F",
    warning="#D9A95B",
    error="#E5806F",
    text_alpha=1.0,
    variables=_variables(
        muted="#A3978C", line="#4A3F39", ground="#272220", text="#EDE4DA", accent="#E08A63"
    ),
)

THEMES = (EMBER, PAPER)


def own_colours(theme: Theme) -> dict[str, str]:
    """Give the colours of our style sheets that another theme of Textual's does not name.

    Quiet text is three quarters of the way from the ground to the text, lines are one quarter.
    """
    colours = theme.to_color_system().generate()
    ground, text = (Color.parse(colours[name].split()[0]) for name in ("background", "foreground"))
    if ground.ansi is not None or text.ansi is not None:
        return {"muted": "ansi_default", "line": "ansi_bright_black"}
    return {"muted": ground.blend(text, 0.75).hex, "line": ground.blend(text, 0.25).hex}
