"""A page of guidance to read, over the page one is on."""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.screens.dialogs import Choose
from journal.screens.once import Modal
from journal.session import Session
from journal.widgets.guidance import helplines_whole


class Reading(Modal[None]):
    """Guidance with a title; it scrolls, and Esc leads back."""

    BINDINGS = [
        Binding("escape,enter", "dismiss(None)", _("Back"), id="reading.back"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="reading.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="reading.up"),
        Binding("pagedown,space", "page(1)", _("Page down"), show=False, id="reading.page-down"),
        Binding("pageup", "page(-1)", _("Page up"), show=False, id="reading.page-up"),
    ]
    HELP = _("Something to read. The arrows scroll, Esc leads back.")
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        self._title = title
        self._content = content

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel -wide", id="reading", can_focus=False):
            yield Static(Content(self._title), classes="heading", id="title")
            yield Static(self.keys(), classes="quiet")
            yield Static(self._content, id="text")

    def keys(self) -> Content:
        """The keys that work here."""
        return Content.assemble(
            ("↓ ↑", "bold $accent"), " " + _("read on") + "    ",
            (_("Esc"), "bold $accent"), " " + _("back"),
        )  # fmt: skip

    def show(self, title: str, content: Content) -> None:
        """Show something else in its place, from its beginning."""
        self.query_one("#title", Static).update(Content(title))
        self.query_one("#text", Static).update(content)
        self.query_one("#reading", VerticalScroll).scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Scroll a little."""
        self.query_one("#reading", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by what is in sight."""
        box = self.query_one("#reading", VerticalScroll)
        box.scroll_relative(y=by * max(1, box.size.height - 2), animate=False)


class HelplinesPanel(Reading):
    """The helplines of the country of the settings; another country is one key away."""

    BINDINGS = [Binding("c", "country", _("Country"), id="helplines.country")]
    HELP = _(
        "Helplines of one country, each with the page it was found on. Numbers change: check before"
        " you rely on one. c chooses another country; for one that is not listed the page says how"
        " to look a line up. Keep it among your own helpers with n and then h."
    )

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(*self._words())

    def _words(self) -> tuple[str, Content]:
        helplines, code = self.session.catalogue.helplines, self.session.settings.country
        country = helplines.of(code) if code else None
        name = country.name if country is not None else _("elsewhere")
        return _("Helplines · {country}").format(country=name), helplines_whole(helplines, code)

    def keys(self) -> Content:
        """The keys that work here, choosing a country first."""
        return Content.assemble(("c", "bold $accent"), " " + _("country") + "    ") + super().keys()

    def action_country(self) -> None:
        """Choose another country, and remember it."""
        countries = self.session.catalogue.helplines.countries
        letters = "123456789abcdefghijklmnopqrstuvwxyz"
        codes = dict(zip(letters, ["", *(country.code for country in countries)], strict=False))
        names = [_("elsewhere"), *(country.name for country in countries)]

        def chosen(letter: str | None) -> None:
            if letter is not None:
                settings = replace(self.session.settings, country=codes[letter])
                self.session.change_settings(settings)
                self.show(*self._words())

        options = [(letter, Content(name)) for letter, name in zip(codes, names, strict=True)]
        self.app.push_screen(Choose(_("Which country?"), options), chosen)
