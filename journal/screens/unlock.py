"""The lock screen: a quiet line for the passphrase, and nothing about anyone."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from journal.i18n import _, ngettext
from journal.model.passphrase import Passphrase
from journal.screens.once import Once
from journal.screens.passphrases import keys_line, typed_passphrase
from journal.screens.waiting import on_thread
from journal.store import Journal, StoreError
from journal.store.key_errors import KeysError, TooSoon, WrongPassphrase
from journal.unlocking import Unlocking
from journal.widgets.focusing import focus_now
from journal.workers import begin

LOOK = 0.25
"""Seconds between two looks at how long the pause still is."""

Left = Literal["recover", "others"]

Problem = tuple[StoreError, Passphrase]
"""Why a journal whose passphrase was right does not open, and that passphrase."""


class Unlock(Once[Journal | Left | Problem | None]):
    """Gives the open journal, what is wanted instead, or why it does not open."""

    BINDINGS = [
        Binding("ctrl+r", "leave('recover')", _("Recovery code"), id="unlock.recover"),
        Binding("ctrl+o", "leave('others')", _("Someone else"), id="unlock.others"),
    ]
    HELP = _("Type the passphrase and press Enter.")
    CSS_PATH = "unlock.tcss"
    AUTO_FOCUS = "Input"

    def __init__(self, unlocking: Unlocking, *, name: str = "", said: str = "") -> None:
        """`name` is shown where it was picked just now; a lock shows none."""
        super().__init__()
        self._unlocking = unlocking
        self._person = name
        self._said = said
        self._trying = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._person), classes="name")
            yield Input(placeholder=_("passphrase, then Enter"), password=True)
            yield Static("", id="said", markup=False)
            yield Static(
                keys_line(
                    (_("Ctrl+R"), _("recovery code")),
                    (_("Ctrl+O"), _("someone else")),
                    (_("Ctrl+Q"), _("leave")),
                ),
                classes="keys",
            )

    def on_mount(self) -> None:
        """Watch the pause, should there be one."""
        self.query_one(".name").display = bool(self._person)
        self.set_interval(LOOK, self.look)
        self.look()

    def look(self) -> None:
        """Show how long it is until the next try."""
        left = math.ceil(self._unlocking.pause)
        said = self._said
        if left and not self._trying:
            wait = ngettext(
                "The next try is in {count} second.", "The next try is in {count} seconds.", left
            ).format(count=left)
            said = f"{said}\n{wait}" if said else wait
        line = self.query_one("#said", Static)
        if str(line.content) != said:
            line.update(Content(said))

    def say(self, sentence: str) -> None:
        """Say a sentence under the line."""
        self._said = sentence
        self.look()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._trying or self._unlocking.pause > 0:
            return
        made = typed_passphrase(event.value)
        if isinstance(made, str):
            self.say(made)
            return
        self._trying = True
        event.input.value = ""
        self.say(_("Opening …"))
        begin(self, self._open, made)

    async def _open(self, passphrase: Passphrase) -> None:
        job: Callable[[], Journal] = lambda: self._unlocking.open_with(passphrase)  # noqa: E731 - a name for its type
        try:
            journal = await on_thread(job, unwanted=Journal.close)
        except (WrongPassphrase, TooSoon) as error:
            self._again("" if isinstance(error, TooSoon) else str(error))
        except KeysError as error:
            self._again(str(error))
        except StoreError as error:
            self.dismiss((error, passphrase))
        else:
            self.dismiss(journal)

    def _again(self, sentence: str) -> None:
        """Be ready for another try."""
        self._trying = False
        self.say(sentence)
        focus_now(self.query_one(Input))

    def action_leave(self, wish: Left) -> None:
        """Open in another way, or another journal."""
        if not self._trying:
            self.dismiss(wish)
