"""Keeping the journal safe: a copy elsewhere, and backups restored into a new folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal.i18n import _
from journal.rescue import new_folder
from journal.screens.dialogs import Confirm
from journal.screens.once import Modal
from journal.screens.passphrases import keys_line
from journal.screens.waiting import on_thread
from journal.session import Session
from journal.store import Backup, StoreError
from journal.widgets.words import clean
from journal.wording.dates import say_long
from journal.workers import begin


class SaveCopy(Modal[None]):
    """Writes everything, what could not be saved too, into a folder that is named."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), id="save-copy.back")]
    HELP = _(
        "Name a folder that is new or empty, on a stick or another disk. The whole journal is"
        " written there, unfinished texts too; where it is encrypted, so is the copy."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "Input"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        said = _("The whole journal, with what could not be saved here, into a new folder.")
        if not self.session.journal.is_encrypted:
            said += " " + _("The copy is not encrypted.")
        with Vertical(classes="panel"):
            yield Static(Content(_("Save a copy elsewhere")), classes="heading")
            yield Static(Content(said), classes="prose")
            yield Input(placeholder=_("a folder, such as /media/stick/journal"))
            yield Static("", id="said", markup=False)
            yield Static(
                keys_line((_("Enter"), _("write it")), (_("Esc"), _("back"))), classes="keys"
            )

    @on(Input.Submitted)
    async def _write(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            return
        said = self.query_one("#said", Static)
        try:
            folder = Path(event.value.strip()).expanduser().absolute()
            await asyncio.wrap_future(self.session.journal.save_copy(folder))
        except StoreError as error:
            said.update(Content(str(error)))
        except (RuntimeError, ValueError):
            said.update(Content(_("That is not a folder; name another one.")))
        else:
            self.app.notify(_("The copy is written and was read back."))
            self.dismiss(None)


class BackupList(Modal[None]):
    """The backups, the newest first; Enter puts one into a new folder."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", _("Back"), id="backups.back"),
        Binding("j", "move('down')", _("Next"), show=False, id="backups.down"),
        Binding("k", "move('up')", _("Previous"), show=False, id="backups.up"),
    ]
    HELP = _(
        "A backup is made on each day you write, and kept for 7 days, 4 weeks and 12 months."
        " Enter puts one into a new folder; your journal stays as it is."
    )
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "OptionList"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._backups = session.journal.backups.all()

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("Backups")), classes="heading")
            if self._backups:
                yield OptionList(*map(self._option, self._backups), compact=True)
            else:
                yield Static(
                    Content(_("There is none yet. The first is made when you close the program.")),
                    classes="prose",
                )
            yield Static("", id="done", markup=False)
            keys = [(_("Enter"), _("into a new folder"))] if self._backups else []
            yield Static(keys_line(*keys, (_("Esc"), _("back"))), classes="keys")

    @staticmethod
    def _option(backup: Backup) -> Option:
        size = _("{size} KB").format(size=max(1, backup.size // 1024))
        kept = _("encrypted") if backup.sealed else _("not encrypted")
        day = say_long(backup.day, year=True)
        return Option(Content.assemble(day, (f"  {size} · {kept}", "$muted")))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        backup = self._backups[event.option_index]

        def answered(yes: bool | None) -> None:
            if yes:
                begin(self, self._restore, backup)

        question = _(
            "Put the backup of {day} into a new folder? It is listed as another journal; this one "
            "stays as it is."
        ).format(day=say_long(backup.day, year=True))
        self.app.push_screen(Confirm(question, _("put it there"), _("leave it")), answered)

    async def _restore(self, backup: Backup) -> None:
        session = self.session
        journal = session.journal

        def job() -> str:
            into = new_folder(session.home, journal.name, session.clock)
            journal.backups.restore(backup.name, into, journal.seal)
            return into.name

        done = self.query_one("#done", Static)
        try:
            name = await on_thread(job)
        except StoreError as error:
            done.update(Content(str(error)))
            return
        said = _("Done. “Someone else” in the settings lists it as “{name}”.")
        done.update(Content(said.format(name=clean(name))))

    def action_move(self, way: str) -> None:
        """Go to the next or previous backup."""
        for options in self.query(OptionList):
            if way == "down":
                options.action_cursor_down()
            else:
                options.action_cursor_up()
