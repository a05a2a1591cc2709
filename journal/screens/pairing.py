"""Dialogs of pairing: which folder, which code, and how to leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from journal.i18n import _
from journal.model.pairing_code import SIGNS, PairingCode
from journal.model.recovery_code import Misread, MisreadCode
from journal.screens.once import Modal
from journal.screens.passphrases import keys_line
from journal.screens.waiting import on_thread
from journal.store import StoreError
from journal.sync.errors import SyncError
from journal.widgets.choice import Choice
from journal.widgets.focusing import focus_now
from journal.wording.conversation import say_leaving
from journal.workers import begin

MOST_FOLDERS = 1000
"""So many entries of a folder are looked at to find how a path goes on."""


class Folders(Suggester):
    """Goes on with the path of a folder; the right arrow takes it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first folder whose path begins with what was typed."""
        head, slash, begun = value.rpartition("/")
        if not slash or not begun:
            return None
        found = await on_thread(lambda: _folders(folder_typed(head + slash), begun))
        return f"{head}/{found}" if found else None


def _folders(parent: Path, begun: str) -> str | None:
    """Find the first folder in another whose name begins so."""
    try:
        names = sorted(
            path.name
            for path, _number in zip(parent.iterdir(), range(MOST_FOLDERS), strict=False)
            if path.name.startswith(begun) and path.is_dir()
        )
    except OSError:
        return None
    return names[0] if names else None


def folder_typed(text: str) -> Path:
    """Make a path of what was typed; ~ is one's own folder."""
    path = Path(text.strip())
    try:
        return path.expanduser().absolute()
    except RuntimeError:  # ~ of nobody: then the sign means itself
        return path.absolute()


class Asking(Modal[Any]):
    """A dialog that asks for something, does it on another thread, and gives what came of it."""

    BINDINGS = [Binding("escape", "dismiss(None)", _("Back"), id="asking.back")]
    CSS_PATH = ["dialogs.tcss", "passphrases.tcss"]
    AUTO_FOCUS = "Input"
    TITLE_SAID = ""
    ABOUT = ""

    def __init__(self) -> None:
        super().__init__()
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(self.TITLE_SAID), classes="heading")
            yield Static(Content(self.ABOUT), classes="prose")
            yield from self.compose_fields()
            yield Static("", id="said", markup=False)
            yield Static(keys_line((_("Enter"), _("go on")), (_("Esc"), _("back"))), classes="keys")

    def compose_fields(self) -> ComposeResult:
        """What is asked."""
        yield Input(placeholder=_("a folder, such as ~/Shared/us"), suggester=Folders())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is under way is waited for."""
        return not (action == "dismiss" and self._busy)

    def say(self, sentence: str) -> None:
        """Say something below what was typed."""
        self.query_one("#said", Static).update(Content(sentence))

    def do(self, job: Callable[[], object]) -> None:
        """Do it on another thread; give what it gives, or True for nothing, or say why not."""
        if not self._busy:
            self._busy = True
            self.say(_("One moment …"))
            begin(self, self._work, job)

    async def _work(self, job: Callable[[], object]) -> None:
        try:
            done = await on_thread(job)
        except (SyncError, StoreError) as error:
            self._busy = False
            self.say(str(error))
            return
        self._busy = False
        self.dismiss(True if done is None else done)


class AskFolder(Asking):
    """Asks for a folder and does something with it."""

    HELP = _(
        "Type where the folder lies; ~ is your own folder, and the right arrow takes what is"
        " offered. It is made elsewhere: by what syncs it, or on a stick."
    )

    def __init__(self, title: str, about: str, job: Callable[[Path], object]) -> None:
        super().__init__()
        self.TITLE_SAID, self.ABOUT = title, about
        self._job = job

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.say(_("Type the folder’s path."))
            return
        folder = folder_typed(event.value)
        self.do(lambda: self._job(folder))


class AskCode(Asking):
    """Asks for a folder and the code of the invitation in it."""

    TITLE_SAID = _("Accept an invitation")
    ABOUT = _("The folder that you both have, and the code that your partner reads out.")
    HELP = _(
        "Small and capital letters are the same, and hyphens may be left out. A code that does not"
        " fit is noticed while you type; a wrong one uses nothing up."
    )

    def __init__(self, job: Callable[[Path, str], object]) -> None:
        super().__init__()
        self._job = job

    def compose_fields(self) -> ComposeResult:
        """The folder, then the code."""
        yield Input(
            placeholder=_("the folder, such as ~/Shared/us"), id="folder", suggester=Folders()
        )
        yield Input(placeholder=_("the code, such as 7K3M-9XQA-2T5B"), id="typed")

    @on(Input.Changed, "#typed")
    def _check(self, event: Input.Changed) -> None:
        event.stop()
        self.say(mistyped(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        folder, code = self.query_one("#folder", Input), self.query_one("#typed", Input)
        if not folder.value.strip():
            self.say(_("Type the folder’s path."))
            focus_now(folder)
        elif not code.value.strip():
            focus_now(code)
        else:
            path, typed = folder_typed(folder.value), code.value
            self.do(lambda: self._job(path, typed))


def mistyped(text: str) -> str:
    """Say what is wrong with a code as soon as that is known; nothing while it is unfinished."""
    try:
        PairingCode.read(text)
    except MisreadCode as error:
        if error.why is Misread.LENGTH and error.signs < SIGNS:
            return ""
        if error.why is Misread.LENGTH:
            return _("That is more than the {n} signs of a code.").format(n=SIGNS)
        if error.group is not None:
            return _("Look at group {n} again: it holds a sign that no code has.").format(
                n=error.group
            )
        return _("One sign is not right, or two changed places: look at all three groups again.")
    return ""


class Leaving(NamedTuple):
    """How someone leaves."""

    forget_received: bool
    remove_unread: bool
    remove_everything: bool


class AskLeaving(Modal[Leaving | None]):
    """Says what leaving does, asks about what is received and what is on its way; `y` leaves."""

    BINDINGS = [
        Binding("escape,n", "dismiss(None)", _("Stay"), id="leaving.back"),
        Binding("y", "leave", _("Leave"), id="leaving.leave"),
    ]
    HELP = _(
        "Tab and the arrows choose. Leaving is silent; taking everything out of the folder is not"
        " quite, because someone who looks there can see that it is gone."
    )
    CSS_PATH = ["dialogs.tcss", "pairing.tcss"]
    AUTO_FOCUS = ""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._partner = name

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(Content(_("Leave this pairing?")), classes="heading")
            for paragraph in say_leaving(self._partner):
                yield Static(Content(paragraph), classes="prose")
            received = Choice([("keep", _("keep it")), ("forget", _("let it go"))], id="received")
            received.border_title = Content(_("What you received"))
            yield received
            ways = [
                ("unread", _("take it out")),
                ("leave", _("leave it there")),
                ("all", _("take out all of mine (may be noticed)")),
            ]
            folder = Choice(ways, id="folder")
            folder.border_title = Content(_("What lies in the folder and has not been received"))
            yield folder
            yield Static(
                keys_line(("y", _("leave")), (_("Tab"), _("choose")), (_("Esc"), _("stay"))),
                classes="keys",
            )

    def action_leave(self) -> None:
        """Leave, as was chosen."""
        folder = self.query_one("#folder", Choice).value
        self.dismiss(
            Leaving(
                forget_received=self.query_one("#received", Choice).value == "forget",
                remove_unread=folder != "leave",
                remove_everything=folder == "all",
            )
        )
