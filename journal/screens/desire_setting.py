"""The line in Settings that switches Desire on and off, each person for themselves."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from journal.i18n import _
from journal.keys import first_key
from journal.model.kinds import DesireSwitch
from journal.screens.desire_key import OwnPassphrase, shut
from journal.screens.dialogs import Confirm
from journal.session import Session
from journal.widgets.choice import Choice

ON, OFF = "on", "off"


class DesireSetting(Vertical):
    """On or off; on, in an encrypted journal, also the way to a passphrase of its own."""

    DEFAULT_CSS = """
    DesireSetting #desire-passphrase { display: none; margin-top: 1; }
    DesireSetting.-encrypted #desire-passphrase { display: block; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(classes="setting")
        self.session = session

    def compose(self) -> ComposeResult:
        yield Static(Content.assemble((_("Desire"), "bold")))
        yield Static(Content(_("A page for adults. Each of you decides for yourself.")),
                     classes="about", id="desire-about")  # fmt: skip
        yield Choice([(OFF, _("off")), (ON, _("on"))], self._value, id="desire")
        yield Button(Content(_("A passphrase of its own")), id="desire-passphrase", compact=True)

    @property
    def _value(self) -> str:
        return OFF if "desire" in self.session.unseen else ON

    def show(self) -> None:
        """Show how it is now."""
        value, key = self._value, first_key(self.session.keys, "go.desire")
        about = _("A page for adults. Each of you decides for yourself.")
        if value == ON:
            about = _("It is in the list of places. Off, it is out of sight; nothing is deleted.")
            if key and self.session.settings.letters:
                about = _("{key} leads there. Off, it is out of sight, and nothing is deleted.")
                about = about.format(key=key)
            if not self.session.journal.is_encrypted:
                about += " " + self.session.catalogue.desire.hidden
        self.query_one("#desire-about", Static).update(Content(about))
        self.query_one(Choice).choose(value)
        self.set_class(value == ON and self.session.journal.is_encrypted, "-encrypted")

    @on(Choice.Changed)
    async def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        if event.value == self._value:
            return
        if event.value == ON:
            event.choice.choose(OFF)  # until it is said what this is
            self._ask()
        elif await self.session.keep(DesireSwitch(day=self.session.today, on=False)) is not None:
            await shut(self.session)
            self.app.notify(_("Desire is off and out of sight. Nothing is deleted."), timeout=3)

    def _ask(self) -> None:
        """Say that it is for adults and how it is protected; switch it on on a yes."""
        session, guide = self.session, self.session.catalogue.desire

        async def answered(yes: bool | None) -> None:
            if yes and await session.keep(DesireSwitch(day=session.today, on=True)) is not None:
                self.app.notify(_("Desire is on."), timeout=3)

        kept = guide.own_key if session.journal.is_encrypted else guide.hidden
        question = f"{guide.adults}\n\n{kept}"
        self.app.push_screen(Confirm(question, _("switch it on"), _("leave it off")), answered)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.app.push_screen(OwnPassphrase(self.session))
