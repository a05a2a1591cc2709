"""The first run: what the program is and is not, the key that hides it, and two names."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Input, Static

from journal.content import Welcome as Words
from journal.i18n import _
from journal.model.clock import Clock
from journal.screens.once import Once
from journal.store import BadName, Home, Journal, StoreError
from journal.widgets.focusing import focus_now

SHEETS = ("words", "hide", "name", "partner")
"""One thing at a time, in this order."""


class Welcome(Once[str | None]):
    """Four short sheets; the last one creates the journal and gives the name of its folder."""

    BINDINGS = [
        Binding("enter", "next", _("Go on"), id="welcome.next"),
        Binding("escape", "previous", _("Back"), id="welcome.back"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="welcome.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="welcome.up"),
    ]
    HELP = _("Enter goes on, Esc goes back. Only your name is needed; Ctrl+Q leaves.")
    CSS_PATH = "door.tcss"
    AUTO_FOCUS = ""

    def __init__(self, home: Home, clock: Clock, welcome: Words) -> None:
        super().__init__()
        self._home, self._clock, self._words = home, clock, welcome
        self._at = 0

    # What each sheet shows

    def compose(self) -> ComposeResult:
        with Center(), VerticalScroll(classes="sheet", can_focus=False):
            yield Static(Content("Twofold"), classes="name")
            with ContentSwitcher(initial="words"):
                with Vertical(id="words"):
                    yield Static(Content(self._words.title), classes="heading")
                    yield Static(Content(self._words.intro), classes="intro")
                    yield from self._points(self._words.it_is, "is")
                    yield from self._points(self._words.it_is_not, "is-not")
                yield Static(self._hiding(), id="hide")
                with Vertical(id="name"):
                    yield Static(Content(_("What shall the journal call you?")), classes="heading")
                    yield Input(placeholder=_("your name"), id="me")
                    yield Static("", classes="said", id="said")
                with Vertical(id="partner"):
                    yield Static(Content(_("And your partner?")), classes="heading")
                    yield Input(placeholder=_("their name"), id="other")
                    yield Static(
                        Content(_("It may stay empty: the journal is of full use alone.")),
                        classes="quiet",
                    )
                    yield Static("", classes="said", id="trouble")
            yield Static("", classes="keys", id="keys")

    @staticmethod
    def _points(lines: tuple[str, ...], name: str) -> ComposeResult:
        """Lines with a quiet dot before each."""
        with Vertical(classes=f"points -{name}"):
            for line in lines:
                with Horizontal():
                    yield Static(Content("·"), classes="dot")
                    yield Static(Content(line), classes="point")

    def _hiding(self) -> Content:
        return Content("\n\n").join(
            [
                Content.assemble((_("When someone comes in"), "bold")),
                Content(self._words.hide),
                Content.assemble((self._words.hide_limits, "$muted")),
            ]
        )

    def _keys(self) -> Content:
        names = {"partner": _("begin")}
        said = [("Enter", names.get(SHEETS[self._at], _("go on")))]
        if self._at:
            said.append(("Esc", _("back")))
        said += [("Ctrl+G", _("hide")), ("Ctrl+Q", _("leave"))]
        return Content("    ").join(
            [Content.assemble((key, "bold $accent"), f" {name}") for key, name in said]
        )

    # Going on

    def on_mount(self) -> None:
        """Begin with the words."""
        self._turn(0)

    def _turn(self, at: int) -> None:
        self._at = at
        self.query_one(ContentSwitcher).current = SHEETS[at]
        self.query_one("#keys", Static).update(self._keys())
        self.query_one(".sheet").scroll_home(animate=False)
        field = {"name": "#me", "partner": "#other"}.get(SHEETS[at])
        if field is None:
            self.set_focus(None)
        else:
            focus_now(self.query_one(field, Input))

    def action_scroll(self, by: int) -> None:
        """Scroll words that do not fit on the screen."""
        self.query_one(".sheet").scroll_relative(y=by * 2, animate=False)

    def action_next(self) -> None:
        """Go on to the next sheet."""
        if self._at + 1 < len(SHEETS):
            self._turn(self._at + 1)

    def action_previous(self) -> None:
        """Go back to the sheet before."""
        if self._at:
            self._turn(self._at - 1)

    @on(Input.Submitted, "#me")
    def _named(self) -> None:
        sentence = self._trouble_with(self.query_one("#me", Input).value)
        self.query_one("#said", Static).update(Content(sentence))
        if not sentence:
            self._turn(SHEETS.index("partner"))

    def _trouble_with(self, name: str) -> str:
        """Say in one sentence why a journal cannot have this name, or nothing."""
        try:
            folder = self._home.folder(name)
        except BadName as error:
            return str(error)
        if folder.name in self._home.people():
            return _("{name} already has a journal here; please choose another name.").format(
                name=folder.name
            )
        return ""

    @on(Input.Submitted, "#other")
    def _created(self) -> None:
        """Create the journal; whoever opens the program next opens it."""
        name, partner = (self.query_one(field, Input).value for field in ("#me", "#other"))
        try:
            journal = Journal.create(self._home, name, partner, clock=self._clock)
        except StoreError as error:
            self.query_one("#trouble", Static).update(Content(str(error)))
            return
        journal.close()
        self.dismiss(journal.name)
