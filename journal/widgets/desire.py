"""The wishes of Desire: a line that turns from theme to theme, and a row for each wish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from journal.model.kinds import Wish
from journal.model.record import Record
from journal.store import Draft
from journal.widgets.entry import EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean
from journal.wording.desire import HOW

STYLES = {"yes": "bold $secondary", "maybe": "$secondary", "not": "$muted", "later": "$muted"}
"""How a wish is → how that word is shown; the word itself says it, not the colour alone."""

SECTION = "section"
"""Where the name of a section keeps its number."""


class Section(NamedTuple):
    """Some of the wishes, shown together."""

    id: str
    title: str
    wishes: Sequence[Wish]
    """One without an id is of our list, and nothing was said of it yet."""
    empty: str = ""
    """What is said where there are none."""


class Sections(Static):
    """The names of all sections in a few quiet lines, the one that is shown marked.

    Each has room for the mark, so that turning moves none of them.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Sections { height: auto; max-width: 76; margin-bottom: 1; }
    """

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def show(self, titles: Sequence[str], at: int) -> None:
        """Show these, with that one marked; no name is parted from itself."""
        rows: list[list[Content]] = [[]]
        width = left = 76
        for number, title in enumerate(titles):
            here = number == at
            name = Content.assemble((f"{'●' if here else ' '} {title} ",
                                     "bold $accent" if here else "$muted"))  # fmt: skip
            name = name.stylize(Style.from_meta({SECTION: number}))
            if rows[-1] and left < name.cell_length:
                rows.append([])
                left = width
            rows[-1].append(name)
            left -= name.cell_length
        self.update(Content("\n").join(Content("").join(row) for row in rows))

    def on_click(self, event: Click) -> None:
        """Show the section that was clicked."""
        event.stop()
        number = event.style.meta.get(SECTION)
        if number is not None:
            self.post_message(self.Chosen(number))


def wish_content(wish: Wish) -> Content:
    """One wish: how it is, then its words."""
    width = max(map(cell_len, HOW.values()))
    how = HOW[wish.how] if wish.id else "·"
    how += " " * (width - cell_len(how))
    style = STYLES[wish.how] if wish.id else "$muted"
    return Content.assemble((how, style), "  ", " ".join(clean(wish.text).split()))


class WishRow(EntryView):
    """One wish; keys act on what was said of it."""

    def __init__(self, wish: Wish) -> None:
        super().__init__(wish, date.min)
        self.turn_to(wish)

    def turn_to(self, wish: Wish) -> None:
        """Show this one, or the same one anew."""
        self.item: Record | Draft = wish
        self.wish = wish
        self.content = wish_content(wish)


class WishList(Vertical):
    """The wishes of one section, each in a line of its own."""

    DEFAULT_CSS = """
    WishList { height: auto; max-width: 76; }
    WishList WishRow { margin: 0; }
    WishList > .empty { color: $muted; max-width: 72; padding-left: 2; }
    """

    async def show(self, section: Section) -> None:
        """Show these; a row stays where it is, so that a word changed moves nothing."""
        views, wishes = list(self.query(WishRow)), section.wishes
        for view, wish in zip(views, wishes, strict=False):
            view.turn_to(wish)
        focused = self.screen.focused
        with self.app.batch_update():
            await self.remove_children([*views[len(wishes) :], *self.query(".empty")])
            await self.mount(*(WishRow(wish) for wish in wishes[len(views) :]))
            if not wishes:
                await self.mount(Static(Content(section.empty), classes="empty"))
        if focused in views[len(wishes) :] and wishes:
            focus_now(list(self.query(WishRow))[-1])
