"""Both at one keyboard: each answers the same few wishes in turn, and only what both want is shown.

Nothing of a round is a draft, a record or a message. It lives in one attribute of this screen, and
goes as soon as the screen is left or covered. An answer is never on the screen at all: with it the
next wish comes.
"""

from __future__ import annotations

from typing import Any

from rich.cells import cached_cell_len, cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from journal.content import ListedWish, Theme
from journal.i18n import _
from journal.model.desire import HOWS, Met, Phase, Round
from journal.model.kinds import HowWished, Match
from journal.screens.desire_key import is_shut, shut
from journal.screens.dialogs import Choose
from journal.screens.manual import Manual
from journal.screens.once import Modal
from journal.screens.passphrases import keys_line
from journal.session import Session
from journal.widgets.known import one_line
from journal.widgets.words import clean
from journal.wording.desire import ASKED
from journal.wording.sharing import partner_or

LETTERS: dict[HowWished, str] = {"yes": "y", "maybe": "m", "not": "n", "later": "d"}
"""The letter of each answer."""

LETTER = "123456789abcdefghi"
"""The sign of each theme, where one is chosen."""

NOWHERE = -1

At = Round[ListedWish] | Met[ListedWish] | None
"""Where a round is; none once it is over, or was wiped."""


class RoundScreen(Modal[None]):
    """One round, from the first hand on the keyboard to what both want."""

    ALONE = True
    BINDINGS = [
        Binding("enter", "go_on", _("Go on"), id="round.on"),
        Binding("ctrl+s", "done", _("Keep what both marked"), id="round.done"),
        Binding("escape", "leave", _("Leave"), id="round.leave"),
        *(
            Binding(letter, f"answer('{how}')", ASKED[how], id=f"round.{how}")
            for how, letter in LETTERS.items()
        ),
        Binding("b,backspace", "before", _("One back"), id="round.back"),
        Binding("down,j", "move(1)", _("Down"), show=False, id="round.down"),
        Binding("up,k", "move(-1)", _("Up"), show=False, id="round.up"),
        Binding("left", "mark(0)", _("The one on the left keeps it"), id="round.first"),
        Binding("right", "mark(1)", _("The one on the right keeps it"), id="round.second"),
        Binding("t", "talk", _("Talk about it"), id="round.talk"),
    ]
    CSS_PATH = ["desire.tcss"]
    AUTO_FOCUS = ""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(id="in-turn")
        self.session = session
        self._title = theme.title
        self._at: At = Round(theme.wishes)
        self._covered = True
        """Whether what both want still waits for both to look."""
        self._line = NOWHERE
        """Which of the lines one is on; each wish begins on none, so that no Enter answers it."""
        self._keeping = False

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the guide's words, read when asked
        """How a round goes, and what it can reveal."""
        guide = self.session.catalogue.desire
        return f"{guide.together}\n\n{guide.reveals}"

    def compose(self) -> ComposeResult:
        with Vertical(id="round"):
            yield Static(id="head")
            yield Static(id="says")
            yield Static(id="lines")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin with what it is."""
        self._show()

    # Showing

    @property
    def _names(self) -> tuple[str, str]:
        journal = self.session.journal
        return one_line(journal.me.name), partner_or(one_line(journal.partner.name), begins=True)

    def _show(self) -> None:
        at, quiet = self._at, Content("")
        head, says, lines, keys = quiet, quiet, quiet, keys_line((_("Esc"), _("leave")))
        if at is None:
            head = Content(_("This round is over. Nothing of it is left."))
            keys = keys_line((_("Enter"), _("go on")))
        elif isinstance(at, Met):
            head, says, lines, keys = self._of_met(at)
        elif at.phase is Phase.HAND_OVER:
            head, says, keys = self._of_hand_over(at)
        else:
            head, says, lines, keys = self._of_asked(at)
        for name, content in (("head", head), ("says", says), ("lines", lines), ("keys", keys)):
            part = self.query_one(f"#{name}", Static)
            part.display = bool(content.plain)
            part.update(content)
        self.set_class(isinstance(at, Round) and at.phase is Phase.ASKED, "-asked")
        self.refresh_bindings()

    def _of_hand_over(self, at: Round[ListedWish]) -> tuple[Content, Content, Content]:
        guide, name = self.session.catalogue.desire, self._names[at.person]
        named = bool(one_line(self.session.partner_name)) or at.person == 0
        if at.person == 0:
            head = Content.assemble((self._title, "bold"))
            begins = _("{name} begins. {other}, please look away.")
            said = begins.format(name=name, other=self._names[1])
            says = Content("\n\n").join(map(Content, (guide.together, guide.reveals, said)))
        else:
            now = _("Now {name}") if named else _("Now your partner")
            head = Content.assemble((now.format(name=name), "bold"))
            said = _("Hand over the keyboard, and look away. Answer only if you would like to;"
                     " Esc ends it for both of you, and asks for no reason.")  # fmt: skip
            says = Content(said)
        here = _("I am {name}").format(name=name) if named else _("it is my turn")
        return head, says, keys_line((_("Enter"), here), (_("Esc"), _("leave")))

    def _of_asked(self, at: Round[ListedWish]) -> tuple[Content, Content, Content, Content]:
        dots = Content.assemble(
            ("● " * (at.number + 1), "$accent"), ("○ " * (len(at.pack) - at.number - 1), "$muted")
        )
        name = (self._names[at.person], "$muted")
        head = Content("\n").join([Content.assemble(name), dots])
        says = Content.assemble((clean(at.asked.text), "bold"))
        lines = Content("\n").join(
            Content.assemble(
                ("▌" if n == self._line else " ", "$accent"), " ",
                (LETTERS[how], "bold $accent"), f"  {ASKED[how]}",
            )
            for n, how in enumerate(HOWS)
        )  # fmt: skip
        back = [("b", _("one back"))] if at.can_go_back else []
        return head, says, lines, keys_line(*back, (_("Esc"), _("leave")))

    def _of_met(self, at: Met[ListedWish]) -> tuple[Content, Content, Content, Content]:
        guide, names = self.session.catalogue.desire, self._names
        if self._covered:
            head = Content.assemble((_("Now both of you"), "bold"))
            says = Content(_("Sit together again. Here is what you both said yes or maybe to, if"
                             " there is anything; no other answer is left anywhere."))  # fmt: skip
            return head, says, Content(""), keys_line((_("Enter"), _("look together")))
        if not at.both:
            return (
                Content(""),
                Content(guide.nothing),
                Content(""),
                keys_line((_("Enter"), _("on"))),
            )
        head = Content.assemble((_("You both said yes or maybe"), "bold"))
        says = Content.assemble(
            _("Ask each other: “{ask}”").format(ask=guide.ask), "\n",
            (_("What each of you marks here is kept; the rest goes."), "$muted"),
        )  # fmt: skip
        texts = [" ".join(clean(each.text).split()) for each in at.both]
        width = max(map(cell_len, texts))
        lines = Content("\n").join(
            self._line_of(at, n, text + " " * (width - cell_len(text)))
            for n, text in enumerate(texts)
        )
        keep = _("{name} keeps it")
        marks = keys_line(
            *((key, keep.format(name=name)) for key, name in zip("←→", names, strict=True))
        )
        ends = (("t", _("talk about it")), (_("Ctrl+S"), _("done")), (_("Esc"), _("leave")))
        return head, says, lines, Content("\n").join([marks, keys_line(*ends)])

    def _line_of(self, at: Met[ListedWish], number: int, text: str) -> Content:
        here = "▌" if number == self._line else " "
        left, right = ("●" if at.is_marked(person, number) else "○" for person in (0, 1))
        return Content.assemble(
            (here, "$accent"), " ", (left, "$accent"), f"  {text}  ", (right, "$accent")
        )

    # Doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what has nothing to act on."""
        at = self._at
        if action in ("answer", "before", "move", "mark", "talk", "done"):
            asked = isinstance(at, Round) and at.phase is Phase.ASKED
            looking = isinstance(at, Met) and bool(at.both) and not self._covered
            return {
                "answer": asked,
                "before": isinstance(at, Round) and at.can_go_back,
                "move": asked or looking,
            }.get(action, looking)
        return True

    def action_answer(self, how: HowWished) -> None:
        """Answer what is asked, and go on to the next."""
        if isinstance(self._at, Round):
            self._go(self._at.answer(how))

    def action_before(self) -> None:
        """Take back one's last answer."""
        if isinstance(self._at, Round):
            self._go(self._at.back())

    def _go(self, at: At) -> None:
        self._at, self._line = at, 0 if isinstance(at, Met) else NOWHERE
        self._show()

    def action_move(self, by: int) -> None:
        """Go a line up or down."""
        many = len(self._at.both) if isinstance(self._at, Met) else len(HOWS)
        at = self._line if self._line != NOWHERE else min(0, -by)
        self._line = (at + by) % many
        self._show()

    async def action_go_on(self) -> None:
        """Take the keyboard, answer with the line one is on, look, or come to the end."""
        at = self._at
        if isinstance(at, Met):
            if self._covered:
                self._covered = False
                self._show()
            elif not at.both:  # else one Enter too many would lose what nobody has read
                await self._end(at)
        elif at is None:
            self.dismiss(None)
        elif at.phase is Phase.HAND_OVER:
            self._go(at.take())
        elif self._line != NOWHERE:
            self.action_answer(HOWS[self._line])

    def action_mark(self, person: int) -> None:
        """Say for one of the two that they would like to keep it, or take that back."""
        if isinstance(self._at, Met):
            self._at = self._at.mark(person, self._line)
            self._show()

    async def action_done(self) -> None:
        """Keep what both marked, and come to the end."""
        if isinstance(self._at, Met):
            await self._end(self._at)

    async def action_talk(self) -> None:
        """Keep what both marked, and open the listening timer."""
        ask = self.session.catalogue.desire.ask
        app = self.app
        if isinstance(self._at, Met) and await self._end(self._at):
            app.notify(_("To begin with: “{ask}”").format(ask=ask), timeout=12)
            await app.run_action("app.go('timer')")

    async def _end(self, met: Met[ListedWish]) -> bool:
        """Keep what both marked; tell whether that could be done, and the round is over."""
        if self._keeping:
            return False
        self._keeping = True
        day = self.session.today
        kept = [Match(day=day, text=each.text, listed=each.id) for each in met.to_keep]
        if kept and await self.session.keep(*kept) is None:
            self._keeping = False
            return False
        self._wipe()
        if kept:
            name = self._names[0]
            self.app.notify(_("Kept in {name}’s journal.").format(name=name), markup=False)
        await shut(self.session)
        self.dismiss(None)
        return True

    def action_leave(self) -> None:
        """Leave it, at whatever point: nothing of it is left."""
        self._wipe()
        self.dismiss(None)
        self.app.call_later(shut, self.session)

    # Wiping

    def on_screen_suspend(self) -> None:
        """Whatever covers it wipes it, but for the help."""
        if isinstance(self.app.screen, Manual) or self._at is None:
            return
        self._wipe()
        self._show()

    def on_unmount(self) -> None:
        """Leave nothing behind."""
        self._wipe()

    def _wipe(self) -> None:
        """Let go of all that was said, and of the widths that were measured of what was shown."""
        self._at = None
        cached_cell_len.cache_clear()


def begin_round(screen: Screen[Any], session: Session) -> None:
    """Choose together what the round is about; then the page is left, so that it shows nothing."""
    themes = session.catalogue.desire.themes
    options = [(LETTER[n], Content(theme.title)) for n, theme in enumerate(themes)]
    app = screen.app

    async def chosen(letter: str | None) -> None:
        if letter is not None and not is_shut(session):
            await app.switch_mode("today")
            await app.push_screen(RoundScreen(session, themes[LETTER.index(letter)]))

    app.push_screen(Choose(_("What would you like to begin with?"), options), chosen)
