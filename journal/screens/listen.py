"""Step 2, Listen: past talks, how one likes to be listened to, and the way to the timer."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from journal.i18n import _
from journal.model.kinds import ListeningLine, Talk
from journal.model.listening import newest_line
from journal.model.record import Record
from journal.screens.acting_keys import key_of
from journal.screens.step import StepPage
from journal.store import Draft
from journal.widgets.entry import EntryList
from journal.widgets.forms.steps import ENTRY, LISTENING_LINE
from journal.widgets.prompt import PromptCard
from journal.widgets.talk.held import PLACE as TALK
from journal.widgets.words import clean
from journal.wording.talk import named, say_liking


class Invitation(Static, can_focus=True):
    """The way to the listening timer: Enter or a click goes there."""

    ALLOW_SELECT = False
    HELP = _("Enter opens the listening timer.")
    BINDINGS = [Binding("enter", "take", _("Open the timer"), show=False, id="invitation.take")]
    DEFAULT_CSS = """
    Invitation {
        height: auto;
        max-width: 76;
        padding: 0 1;
        margin-bottom: 1;
        border: round $line;
        &:focus { border: round $accent; }
    }
    """

    class Taken(Message):
        """Someone would like to begin a talk."""

    def invite(self, key: str, *, waiting: bool) -> None:
        """Say what waits behind it; `waiting`: a talk that is going on or was left unfinished."""
        words = (
            _("A talk waits where you left it.")
            if waiting
            else _("Take turns to speak and to listen.")
        )
        name = (_("The listening timer"), "bold")
        self.update(
            Content.assemble((key, "bold $accent"), "  ", name, "\n", (f"   {words}", "$muted"))
        )

    def action_take(self) -> None:
        """Go there."""
        self.post_message(self.Taken())

    def on_click(self, event: Click) -> None:
        """Go there."""
        event.stop()
        self.action_take()


class Listen(StepPage):
    """Step 2."""

    PLACE = "listen"
    STEP = "listen"
    MAIN = ENTRY
    MORE = (LISTENING_LINE,)
    CSS_PATH = ["page.tcss", "listen.tcss"]

    def compose_body(self) -> ComposeResult:
        """The timer comes right after the why; past talks before what was written."""
        for widget in super().compose_body():
            if isinstance(widget, PromptCard):
                yield Invitation()
                yield Static(id="line-here")
            if isinstance(widget, Static) and "heading" in widget.classes:
                yield Static(Content(_("Your talks")), classes="heading")
                yield EntryList(
                    _("Talks you keep will stand here: what was heard, and how heard each felt."),
                    id="talks",
                )
            yield widget

    def ways(self) -> tuple[tuple[str, str], ...]:
        """An hour in which both are heard."""
        return (("go.meeting", _("the weekly meeting, where you take turns to be heard")),)

    def compose_aside(self) -> ComposeResult:
        """One's own line, which the listener sees."""
        yield Static(Content(_("How I like to be listened to")), classes="heading")
        yield Static(id="line", classes="prose")
        yield Static(classes="quiet", id="line-hint")

    async def show(self) -> None:
        """Show the invitation, one's own line, past talks, and what was written."""
        journal = self.session.journal
        key = key_of(self.session, "go.timer")
        waiting = journal.drafts.at(TALK)
        self.query_one(Invitation).invite(key, waiting=waiting is not None)
        self._show_line()
        await super().show()
        talks: list[Record | Draft] = [*journal.of_kind(Talk)]
        if waiting is not None:
            talks.insert(0, waiting)
        await self.query_one("#talks", EntryList).show(
            talks, self.session.today, starred=self.starred()
        )

    def _show_line(self) -> None:
        journal = self.session.journal
        lines = journal.of_kind(ListeningLine)
        mine = newest_line(lines, journal.me.id)
        theirs = newest_line(lines, journal.partner.id)
        hint = _("n, then l, writes a new one. It is shown to whoever listens to you.")
        if mine:
            line = Content.assemble((clean(mine), "italic"))
        else:
            line = Content(_("Say in one line how you like to be listened to."))
        if theirs:
            said = say_liking(named(journal.partner.name))
            line += Content.assemble("\n\n", (clean(said), "bold"), "\n", (clean(theirs), "italic"))
        self.query_one("#line", Static).update(line)
        self.query_one("#line-hint", Static).update(Content(hint))
        label = Content.assemble((_("How I like to be listened to"), "bold"))
        keys = Content.assemble(
            ("n", "bold $accent"), (_(", then "), "$muted"),
            ("l", "bold $accent"), (" " + _("a new line"), "$muted"),
        )  # fmt: skip
        self.query_one("#line-here", Static).update(
            Content.assemble(label, "   ", keys, "\n", line)
        )

    def written(self) -> list[Record]:
        """Free entries, and the lines of before; talks have a place of their own."""
        return [record for record in super().written() if not isinstance(record, Talk)]

    @on(Invitation.Taken)
    async def _go_to_the_timer(self, event: Invitation.Taken) -> None:
        event.stop()
        await self.run_action("app.go('timer')")

    def prompted(self, card: PromptCard) -> dict[str, str]:
        """An entry names its step, too."""
        return super().prompted(card) | {"step": self.STEP}
