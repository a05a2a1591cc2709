"""Settings: names, and everything in the table of settings; each change holds at once."""

from __future__ import annotations

import asyncio
from typing import Any

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from journal.commands import bindings
from journal.door import SwitchTo
from journal.i18n import _
from journal.keys import textual_keymap
from journal.screens.desire_setting import DesireSetting
from journal.screens.page import Page
from journal.settings import SETTINGS, Setting
from journal.store import StoreError
from journal.widgets.choice import Choice
from journal.widgets.codes import LineInput
from journal.widgets.focusing import focus_now
from journal.widgets.words import words


class Preferences(Page):
    """What can be set."""

    PLACE = "settings"
    PLACES = ("settings",)
    BINDINGS = bindings("settings")
    CSS_PATH = ["page.tcss", "preferences.tcss"]
    HELP = _(
        "Go up and down with the arrows or Tab, choose with left and right. A change holds at once"
        " and is kept. A name is kept with Enter, or when you leave its line. Keys are changed in"
        " the file keys.toml; its place stands on this page."
    )

    def compose_body(self) -> ComposeResult:
        """Names first, then the table."""
        yield Static(Content(_("Settings")), classes="title")
        yield from self._setting(_("Your name"), LineInput(id="me"))
        yield from self._setting(_("Your partner’s name, if you like"), LineInput(id="partner"))
        for setting in SETTINGS:
            choice = Choice(self._choices(setting), self._value(setting), id=setting.name)
            yield from self._setting(setting.label, choice, setting.help)
        yield DesireSetting(self.session)

    @staticmethod
    def _setting(label: str, field: Input | Choice, about: str = "") -> ComposeResult:
        with Vertical(classes="setting"):
            yield Static(Content.assemble((label, "bold")))
            if about:
                yield Static(Content(about), classes="about")
            yield field

    def compose_aside(self) -> ComposeResult:
        """Who else writes here, and where everything lies."""
        home, journal = self.session.home, self.session.journal
        with Vertical(classes="card"):
            yield Static(Content(_("On this machine")), classes="heading")
            yield Button(Content(_("Someone else")), id="choose", compact=True)
            yield Button(Content(_("Add someone")), id="add", compact=True)
        with Vertical(classes="card"):
            yield Static(Content(_("Kept safe")), classes="heading")
            yield Button(Content(_("Passphrase")), id="passphrase", compact=True)
            yield Button(Content(_("Backups")), id="backups", compact=True)
        with Vertical(classes="card"):
            yield Static(Content(_("Where it lies")), classes="heading")
            for name, path in (
                (_("Your journal"), journal.path),
                (_("Keys you change"), home.keys_path),
                (_("These settings"), home.settings_path),
            ):
                yield Static(
                    Content.assemble((name, "$muted"), "\n", words(str(path))), classes="prose"
                )

    # Values

    def _choices(self, setting: Setting) -> list[tuple[str, str]]:
        """What can be chosen, as the row shows it."""
        if setting.name == "country":
            countries = self.session.catalogue.helplines.countries
            return [("", _("elsewhere")), *((each.code, each.name) for each in countries)]
        choices = [(str(value), label) for value, label in setting.choices or ()]
        current = self._value(setting)
        if setting.name == "theme" and current not in dict(choices):
            choices.append((current, current))
        return choices

    def _value(self, setting: Setting) -> str:
        value = getattr(self.session.settings, setting.name)
        if setting.name == "country":
            country = self.session.catalogue.helplines.of(value) if value else None
            return country.code if country is not None else ""
        return str(value)

    async def on_screen_resume(self) -> None:
        """A theme or a country may have been chosen elsewhere."""
        for setting in SETTINGS:
            choice = self.query_one(f"#{setting.name}", Choice)
            choice.offer(self._choices(setting), self._value(setting))

    async def show(self) -> None:
        """Show the names as they are in the journal."""
        journal = self.session.journal
        for field, name in (("#me", journal.me.name), ("#partner", journal.partner.name)):
            line = self.query_one(field, Input)
            if not line.has_focus:
                line.value = name
        self.query_one(DesireSetting).show()

    # Keeping

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        setting = next(each for each in SETTINGS if each.name == event.choice.id)
        if event.value == self._value(setting):
            return
        value: Any = event.value
        if setting.choices is not None and setting.name != "theme":
            value = next(each for each, _words in setting.choices if str(each) == event.value)
        self.session.change_settings(replace(self.session.settings, **{setting.name: value}))
        self._apply(setting.name)
        self.notify(_("Kept: {setting}.").format(setting=setting.label), timeout=2)

    def _apply(self, name: str) -> None:
        """Let the app follow at once."""
        settings = self.session.settings
        if name == "theme":
            self.app.theme = settings.theme
        elif name == "letters":
            self.app.set_keymap(textual_keymap(self.session.keys, letters=settings.letters))

    @on(Input.Submitted)
    @on(Input.Blurred)
    async def _named(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        journal, name = self.session.journal, event.value.strip()
        mine = event.input.id == "me"
        before = journal.me.name if mine else journal.partner.name
        if name == before:
            return
        try:
            change = journal.rename(me=name) if mine else journal.rename(partner=name)
            await asyncio.wrap_future(change)
        except StoreError as error:
            event.input.value = before
            self.notify(str(error), severity="error")
            return
        self.notify(_("Kept: the name."), timeout=2)

    # Going on

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "passphrase":
            self.action_passphrase()
            return
        if event.button.id == "backups":
            self.action_backups()
            return
        self.app.exit(SwitchTo("add" if event.button.id == "add" else "choose"))

    def action_add_person(self) -> None:
        """Close this journal and welcome someone new."""
        self.app.exit(SwitchTo("add"))

    def action_passphrase(self) -> None:
        """Set, change or remove the passphrase."""
        from journal.screens.encryption import Encryption

        self.app.push_screen(Encryption(self.session))

    def action_backups(self) -> None:
        """Look at the backups."""
        from journal.screens.safekeeping import BackupList

        self.app.push_screen(BackupList(self.session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There are no entries here: the keys that walk through them walk through the settings."""
        if action == "new":
            return False
        if action in ("entry_move", "entry_first", "entry_last"):
            return True
        return super().check_action(action, parameters)

    async def action_entry_move(self, by: int) -> None:
        """Go to the next or previous setting."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_entry_first(self) -> None:
        """Go to the first setting."""
        focus_now(self.query_one("#me"))

    def action_entry_last(self) -> None:
        """Go to the last one."""
        focus_now(self.query_one("#backups"))
