"""What pages with a prompt share: another, a deeper one, all that there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from journal.i18n import _
from journal.screens.page import Page
from journal.screens.pick import SHOWN, Pick
from journal.widgets.prompt import PromptCard, Stack
from journal.wording.records import RUNGS


class PickPrompt(Pick):
    """Lists prompts, own decks first; a few letters of a prompt, or of a deck's name, find it."""

    def __init__(self, stacks: Sequence[Stack]) -> None:
        super().__init__(_("Which prompt?"), ())
        ours, *own = stacks
        self._prompts = [(stack.title, each) for stack in (*own, ours) for each in stack.prompts]

    def _list(self, typed: str) -> None:
        part = typed.strip().casefold()
        found = [
            (title, each)
            for title, each in self._prompts
            if part in f"{each.text}\n{title}".casefold()
        ][:SHOWN]
        self._listed = [each.id for _title, each in found]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(Content.assemble(each.text, (f"\n  {_facts(title, each.depth)}", "$muted")))
            for title, each in found
        )
        options.highlighted = 0 if found else None


def _facts(title: str, depth: str) -> str:
    rung = RUNGS.get(depth, depth)
    return f"{title} · {rung}" if title else rung


class Prompting(Page):
    """A page with a `PromptCard`."""

    @property
    def card(self) -> PromptCard:
        """The prompt that is shown."""
        return self.query_one(PromptCard)

    def action_prompt_next(self) -> None:
        """Show another prompt of the same depth."""
        self.card.next()
        self.card.scroll_visible(animate=False)

    def action_prompt_depth(self) -> None:
        """Show a deeper prompt, or begin again with a light one."""
        self.card.deeper()
        self.card.scroll_visible(animate=False)

    def action_prompt_list(self) -> None:
        """Choose among all that are offered here."""

        def chosen(prompt: str | None) -> None:
            if prompt is not None:
                self.card.turn_to_prompt(prompt)
                self.card.scroll_visible(animate=False)

        self.app.push_screen(PickPrompt(self.card.stacks), chosen)
