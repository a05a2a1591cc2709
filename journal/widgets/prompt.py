"""A small practice for today: one prompt, its depth, and the way to others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from journal.content import DEPTHS, ITS_STEP, TIME, Depth, Prompt
from journal.i18n import _
from journal.keys import first_key
from journal.model.prompts import practice_of_day
from journal.session import Session
from journal.wording.records import RUNGS


class Stack(NamedTuple):
    """Prompts that lie together: ours of a place, or one deck of the household's own."""

    title: str
    """What an own deck is called; nothing for ours."""
    prompts: Sequence[Prompt]

    @property
    def depths(self) -> list[Depth]:
        """The depths that it has, from the shallow end on."""
        return [depth for depth in DEPTHS if any(each.depth == depth for each in self.prompts)]


def stacks_at(session: Session, place: str) -> list[Stack]:
    """List what is offered at a step or a practice: ours first, then own decks."""
    stacks = [Stack("", session.catalogue.prompts_at(place))]
    for deck in session.decks.decks:
        prompts = deck.at(place) or (deck.at(TIME) if place == ITS_STEP else ())
        if prompts:
            stacks.append(Stack(deck.title, prompts))
    return stacks


class PromptCard(Vertical):
    """One prompt of a step or a practice; the depth that is chosen is marked.

    What a day begins with is always ours; own decks are there for whoever turns to them.
    """

    DEFAULT_CSS = """
    PromptCard { height: auto; max-width: 76; margin-bottom: 1; }
    PromptCard > #asked { margin-top: 1; max-width: 72; }
    """

    class Turned(Message):
        """Another prompt is shown."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

    def __init__(
        self, session: Session, place: str, *, also: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`also`: commands whose keys stand in the line, too, each with what it does."""
        super().__init__()
        self._session = session
        self._place = place
        self._also = tuple(also)
        self.stacks = stacks_at(session, place)
        """What is offered here."""
        self._stack = self.stacks[0]
        self._depth: Depth = "light"
        self._nth = 0
        self._day = session.today

    def compose(self) -> ComposeResult:
        yield Static(id="depths")
        yield Static(id="asked")

    @property
    def prompt(self) -> Prompt:
        """The prompt that is shown."""
        title, prompts = self._stack
        return practice_of_day(
            prompts,
            self._day,
            self._session.seed,
            step=f"{self._place}/{title}" if title else self._place,
            depth=self._depth,
            nth=self._nth,
        )

    def on_mount(self) -> None:
        """Show today's."""
        self._show()

    def turn_to_day(self, day: date) -> None:
        """Show the practice of another day, one of ours."""
        if day != self._day:
            self._day, self._nth = day, 0
            self._turn_to_stack(self.stacks[0])
            self._turned()

    def turn_to_prompt(self, prompt_id: str) -> None:
        """Show the prompt of this id, so that what was begun under it stands below it again."""
        if self.prompt.id == prompt_id:
            return
        for stack in self.stacks:
            sought = next((each for each in stack.prompts if each.id == prompt_id), None)
            if sought is not None:
                self._turn_to(stack, sought)
                return

    def _turn_to(self, stack: Stack, sought: Prompt) -> None:
        self._stack, self._depth = stack, sought.depth
        for self._nth in range(len(stack.prompts)):
            if self.prompt == sought:
                break
        self._turned()

    def _turn_to_stack(self, stack: Stack) -> None:
        self._stack = stack
        if self._depth not in stack.depths:
            self._depth = stack.depths[0]

    def next(self) -> None:
        """Show another prompt of the same depth."""
        self._nth += 1
        self._turned()

    def deeper(self) -> None:
        """Go to the next deeper of the depths there are, and round again."""
        depths = self._stack.depths
        self._depth = depths[(depths.index(self._depth) + 1) % len(depths)]
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
        """The depths and the keys; without room, ours lose their title, and then in two lines."""
        own = self._stack.title
        title = Content.assemble((own or _("For today"), "bold"))
        depths, keys = Content("  ").join(map(self._depth_said, self._stack.depths)), self._keys()
        if own:
            lines = [title + "   " + depths + "    " + keys]
        else:
            lines = [title + "   " + depths + "    " + keys, depths + "   " + keys]
        for line in lines:
            if line.cell_length <= width:
                return line
        if own:
            depths = title + "\n" + depths
        return Content("\n").join([depths, keys])

    def _depth_said(self, depth: Depth) -> Content:
        here = depth == self._depth
        mark = "●" if here else "○"
        return Content.assemble((f"{mark} {RUNGS[depth]}", "bold $accent" if here else "$muted"))

    def _keys(self) -> Content:
        named = [("prompt.next", _("next")), ("prompt.list", _("all")), *self._also]
        if len(self._stack.depths) > 1:
            named.insert(0, ("prompt.depth", _("depth")))
        return Content("  ").join(
            Content.assemble(
                (first_key(self._session.keys, command), "bold $accent"), (f" {name}", "$muted")
            )
            for command, name in named
        )
