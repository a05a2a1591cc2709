"""Us: pairing, how things stand with the partner's journal, and leaving."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import COMMANDS, bindings
from journal.i18n import _
from journal.keys import first_key
from journal.model.sync_status import PairingStage, SyncStatus
from journal.screens.pairing_actions import PairingActions
from journal.session import Session
from journal.widgets.words import clean
from journal.wording import conversation as wording

WAYS = {
    "invite": _("invite your partner"),
    "accept": _("accept an invitation"),
    "pair_here": _("pair with someone on this machine"),
    "match": _("they match"),
    "differ": _("they differ: ends the pairing at once"),
    "take_back": _("take it back; nothing of it stays"),
    "put_back": _("put everything back into the folder"),
    "sync_now": _("look into the folder now"),
    "move_folder": _("the folder lies elsewhere now"),
    "leave": _("leave this pairing"),
}
"""What can be done, as the page names it."""


class Us(PairingActions):
    """How the two journals stand to each other."""

    PLACE = "us"
    PLACES = ("us",)
    BINDINGS = bindings("us")
    CSS_PATH = ["page.tcss", "us.tcss"]
    HELP = _(
        "Here you pair your journal with your partner’s, see how things stand between them, and"
        " leave. What can be done now stands on the page with its key. Nothing travels but what"
        " you share, and nothing at all before you have both said that the four words match."
        " Leaving is silent: nobody is told."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._new_machine = False
        """Whether it was said here that the partner writes from a new machine."""
        self._drawn: tuple[object, ...] = ()

    # Showing

    def compose_body(self) -> ComposeResult:
        """How it stands, what is to be read out or compared, what can be done."""
        yield Static(Content(_("Us")), classes="title")
        yield Static("", id="notice", classes="prose", markup=False)
        yield Static("", id="stands", classes="prose", markup=False)
        yield Static("", id="big", markup=False)
        yield Static("", id="below", classes="prose", markup=False)
        yield Static("", id="ways", markup=False)

    def compose_aside(self) -> ComposeResult:
        """What the partner is told, and what not."""
        with Vertical(classes="card", id="told"):
            yield Static("", id="is-told", markup=False)
            yield Static("", id="is-not-told", markup=False)

    def _exchanged(self, nothing: None) -> None:
        super()._exchanged(nothing)
        self._journal_changed(nothing)

    async def show(self) -> None:
        """Show how it stands now."""
        status = self.status
        notice, stands, below = self._notice(status), *self._paragraphs(status)
        big, ways = self._big(status), self._ways()
        drawn = (notice, stands, below, big, *ways)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._put("#notice", Content(clean(notice)))
        self._put("#stands", Content(clean(stands)))
        self._put("#big", Content(big))
        self._put("#below", Content(clean(below)))
        self._put("#ways", Content("\n").join([_way(key, name) for key, name in ways]))
        told, hidden = wording.say_told(self.partner, paired=status.stage is PairingStage.PAIRED)
        self._put("#is-told", _list(told))
        self._put("#is-not-told", _list(hidden))
        self.refresh_bindings()

    def _put(self, where: str, content: Content) -> None:
        line = self.query_one(where, Static)
        line.update(content)
        line.display = bool(content.plain)

    def _notice(self, status: SyncStatus) -> str:
        """What has to be said before all else."""
        said = [*status.problems]
        if status.new_machine and not self._new_machine:
            self._new_machine = True
            self.note_new_machine()
        if self._new_machine:
            said.append(wording.say_new_machine(self.partner))
        return "\n".join(said)

    def _paragraphs(self, status: SyncStatus) -> tuple[str, str]:
        """How it stands, above and below what is to be read out."""
        if status.stage is PairingStage.PAIRED:
            now = self.session.clock.now()
            lines = wording.say_how_it_stands(status, now, self.partner)
            folder = _("Folder: {folder}").format(folder=status.folder)
            head = wording.say_paired(status, now, self.partner)
            demo = wording.say_demo(self.partner) if self.session.demo else ""
            return "\n\n".join([head, "\n".join([*lines, folder])]), demo
        said = wording.say_stage(status, self.partner)
        if status.stage is PairingStage.INVITED:
            if self.code:
                said[0] = _("Read this code out to your partner. It holds for 24 hours.")
            else:
                said.append(
                    _(
                        "The code is shown only while Twofold stays open. If it is lost, take the"
                        " invitation back and make a new one."
                    )
                )
        folder = _("Folder: {folder}").format(folder=status.folder) if status.folder else ""
        return said[0], "\n\n".join([*said[1:], *filter(None, [folder])])

    def _big(self, status: SyncStatus) -> str:
        """The code to read out, or the words to compare."""
        if status.stage is PairingStage.INVITED and self.code:
            return "   ".join(" ".join(group) for group in self.code.split("-"))
        if status.stage in (PairingStage.WORDS, PairingStage.CONFIRMED):
            return "   ".join(status.words)
        return ""

    def _ways(self) -> list[tuple[str, str]]:
        """What can be done now: key and words."""
        ids = {command.action: command.id for command in COMMANDS if command.place == "us"}
        ways = dict(WAYS)
        if self.status.stage is PairingStage.CONFIRMED:
            ways["take_back"] = _("end it after all")
        return [
            (first_key(self.session.keys, ids[action]), said)
            for action, said in ways.items()
            if self.check_action(action, ())
        ]


def _way(key: str, name: str) -> Content:
    return Content.assemble((f"{key:<2}", "bold $accent"), " ", name)


def _list(lines: list[str]) -> Content:
    """A heading, and what stands under it."""
    head, *rest = (clean(line) for line in lines)
    return Content.assemble((head, "bold"), "".join(f"\n· {line}" for line in rest))
