"""Screens that give one answer: a key that comes a moment too late closes nothing else."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType

from journal.widgets.in_sight import keep_typing_in_sight


class Once(Screen[ScreenResultType]):
    """A screen that is dismissed only while it is the one in front.

    Two keys can be waiting for a screen at once. Textual would answer the second by taking away
    whatever lies on top by then: the page below, or the blank screen of Ctrl+G.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with an answer; does nothing where this screen is gone or covered already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Modal(ModalScreen[ScreenResultType], Once[ScreenResultType]):
    """A dialog over a page."""

    def on_resize(self) -> None:
        """Keep in sight where one types."""
        keep_typing_in_sight(self)

    # ModalScreen stands first: Textual takes styles from the first base alone
