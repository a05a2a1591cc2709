"""What may help with what is set now: help for oneself before all else, else one small step."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import COMMANDS
from journal.i18n import _
from journal.keys import first_key
from journal.model.signs import SAFE, gentle, is_low
from journal.session import Session
from journal.widgets.frame import LONG
from journal.widgets.guidance import helplines_short
from journal.wording.signs import LEADS


def place_of(session: Session, mode: str) -> tuple[str, str]:
    """Give the key and the name of a page."""
    command = next(each for each in COMMANDS if each.id == f"go.{mode}")
    return first_key(session.keys, command.id), LONG.get(mode, command.name)


class Advice(Vertical):
    """One gentle next step; where one felt unsafe, someone for oneself alone instead."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="next", classes="card")
        self._session = session

    def compose(self) -> ComposeResult:
        yield Static("", id="next-heading", classes="heading")
        yield Static("", id="next-says", classes="prose")
        yield Static("", id="helplines")

    def show(self, now: Mapping[str, int], before: Mapping[str, int]) -> None:
        """Say what may help; `before` is what was set the time before."""
        unsafe = is_low(now[SAFE])
        sign = gentle(now, before)
        self.display = unsafe or bool(sign)
        self.query_one("#helplines").display = unsafe
        if unsafe:
            self._show_help()
        elif sign:
            self._show_next(sign)

    def _show_next(self, sign: str) -> None:
        """One small step, for the sign to begin with."""
        lead = LEADS[sign]
        key, place = place_of(self._session, lead.mode)
        self._put("next-heading", Content(_("A gentle next step, if you like")))
        self._put("next-says", Content.assemble(
            (key, "bold $accent"), (f"  {place}", "bold"), f"   {lead.says}"
        ))  # fmt: skip

    def _show_help(self) -> None:
        """Help for oneself, with the helplines of the country that was chosen."""
        catalogue, code = self._session.catalogue, self._session.settings.country
        self._put("next-heading", Content(_("First, someone for you alone")))
        help_key, lines_key = (
            (first_key(self._session.keys, command), "bold $accent")
            for command in ("go.help", "signs.helplines")
        )
        self._put("next-says", Content.assemble(
            catalogue.help_kinds.safety_first, "\n\n",
            lines_key, "  " + _("helplines") + "    ",
            help_key, "  " + _("Get help, with your own helpers"),
        ))  # fmt: skip
        self._put("helplines", helplines_short(catalogue.helplines, code))

    def _put(self, where: str, content: Content) -> None:
        self.query_one(f"#{where}", Static).update(content)
