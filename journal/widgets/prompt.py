"""A small practice for today: one prompt, its depth, and the way to the next."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from journal.content import DEPTHS, Depth, Prompt
from journal.i18n import _
from journal.keys import first_key
from journal.model.prompts import practice_of_day
from journal.session import Session
from journal.wording.records import RUNGS


class PromptCard(Vertical):
    """One prompt of a step; the depth that is chosen is marked."""

    DEFAULT_CSS = """
    PromptCard { height: auto; max-width: 76; margin-bottom: 1; }
    PromptCard > #asked { margin-top: 1; max-width: 72; }
    """

    class Turned(Message):
        """Another prompt is shown."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

    def __init__(self, session: Session, step: str) -> None:
        super().__init__()
        self._session = session
        self._step = step
        self._depth: Depth = "light"
        self._nth = 0
        self._day = session.today

    def compose(self) -> ComposeResult:
        yield Static(id="depths")
        yield Static(id="asked")

    @property
    def prompt(self) -> Prompt:
        """The prompt that is shown."""
        return practice_of_day(
            self._session.catalogue.step(self._step).prompts,
            self._day,
            self._session.seed,
            step=self._step,
            depth=self._depth,
            nth=self._nth,
        )

    def on_mount(self) -> None:
        """Show today's."""
        self._show()

    def turn_to_day(self, day: date) -> None:
        """Show the practice of another day."""
        if day != self._day:
            self._day, self._nth = day, 0
            self._turned()

    def turn_to_prompt(self, prompt_id: str) -> None:
        """Show the prompt of this id, so that what was begun under it stands below it again."""
        prompts = self._session.catalogue.step(self._step).prompts
        sought = next((prompt for prompt in prompts if prompt.id == prompt_id), None)
        if sought is None or self.prompt == sought:
            return
        self._depth = sought.depth
        for self._nth in range(sum(prompt.depth == sought.depth for prompt in prompts)):
            if self.prompt == sought:
                break
        self._turned()

    def next(self) -> None:
        """Show another prompt of the same depth."""
        self._nth += 1
        self._turned()

    def deeper(self) -> None:
        """Go from light to personal to tender, and round again."""
        self._depth = DEPTHS[(DEPTHS.index(self._depth) + 1) % len(DEPTHS)]
        self._nth = 0
        self._turned()

    def _turned(self) -> None:
        self._show()
        self.post_message(self.Turned(self.prompt))

    def on_resize(self) -> None:
        """Leave out what has no room."""
        self._show()

    def _show(self) -> None:
        self.query_one("#depths", Static).update(self._depths(self.size.width))
        self.query_one("#asked", Static).update(Content(self.prompt.text))

    def _depths(self, width: int) -> Content:
        """The depths and the keys; in a narrow body without a title, then in two lines."""
        title = Content.assemble((_("For today"), "bold"), "   ")
        depths, keys = Content("  ").join(map(self._depth_said, DEPTHS)), self._keys()
        for line in (title + depths + Content("    ") + keys, depths + Content("   ") + keys):
            if line.cell_length <= width:
                return line
        return Content("\n").join([depths, keys])

    def _depth_said(self, depth: Depth) -> Content:
        here = depth == self._depth
        mark = "●" if here else "○"
        return Content.assemble((f"{mark} {RUNGS[depth]}", "bold $accent" if here else "$muted"))

    def _keys(self) -> Content:
        named = (("prompt.depth", _("depth")), ("prompt.next", _("next")))
        return Content("  ").join(
            Content.assemble(
                (first_key(self._session.keys, command), "bold $accent"), (f" {name}", "$muted")
            )
            for command, name in named
        )
