"""What a person sees, one screen a file.

`PAGES` says which file holds the page of each mode; a page is read when it is first gone to, so
that opening the program stays fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.screens.page import Page
    from journal.session import Session

PAGES: dict[str, tuple[str, str]] = {
    "today": ("today", "Today"),
    "communicate": ("communicate", "Communicate"),
    "listen": ("listen", "Listen"),
    "vulnerable": ("vulnerable", "Vulnerable"),
    "transparent": ("transparent", "Transparent"),
    "share": ("share", "Share"),
    "help": ("support", "Support"),
    "journal": ("entries", "Entries"),
    "memories": ("memories", "Memories"),
    "plans": ("plans", "Plans"),
    "timer": ("timer", "ListeningTimer"),
    "search": ("search", "Search"),
    "meeting": ("meeting", "WeeklyMeeting"),
    "empathy": ("empathy", "Empathy"),
    "touch": ("touch", "TouchPage"),
    "signs": ("signs", "Signs"),
    "us": ("us", "Us"),
    "settings": ("preferences", "Preferences"),
}
"""Mode → (module, class) of its page."""

SWITCHED: dict[str, tuple[str, str]] = {"desire": ("desire", "DesirePage")}
"""The pages that nothing leads to before a person has switched them on; as `PAGES`."""


def open_page(mode: str, session: Session) -> Page:
    """Make the page of a mode."""
    module, name = (PAGES | SWITCHED)[mode]
    page: Page = getattr(import_module(f"journal.screens.{module}"), name)(session)
    return page
