"""What the six step pages share: why, a small practice, a place to write, what was written.

A step's own page says which forms it has and what stands beside; everything else is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _, ngettext
from journal.keys import first_key
from journal.model.kinds import KINDS, STEPS
from journal.model.record import Record
from journal.screens.circling import Circled, say_none
from journal.screens.dialogs import choose_form
from journal.screens.entry import follow_up, follow_ups
from journal.screens.filters import CIRCLES
from journal.screens.page import WIDE
from journal.screens.prompting import Prompting
from journal.store import Draft
from journal.widgets.answering import Answering
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryList
from journal.widgets.forms import Form
from journal.widgets.prompt import PromptCard


class StepPage(Circled, Prompting):
    """One of the six steps."""

    STEP: ClassVar[str]
    MAIN: ClassVar[Form]
    """The form that stands on the page."""
    MORE: ClassVar[tuple[Form, ...]] = ()
    """The forms that `n` offers besides, each opening over the page."""
    EMPTY: ClassVar[str] = _("What you write here will stand below. n begins.")
    PLACES: ClassVar[tuple[str, ...]] = ("prompts",)
    BINDINGS = bindings("prompts")

    def compose_body(self) -> ComposeResult:
        """Why, practice, write, what was written."""
        guide = self.session.catalogue.step(self.STEP)
        number = STEPS.index(self.STEP) + 1
        yield Static(Content(f"{number}  {guide.title}"), classes="title")
        yield Static(Content(guide.why), classes="quiet")
        yield PromptCard(self.session, self.STEP)
        yield self.main_form()
        yield Static("", id="ways", classes="prose")
        if not self.is_wide:
            yield from self._beside()
        yield Static(Content(_("Written here")), classes="heading", id="written-heading")
        yield EntryList(self.EMPTY, id="written")

    def compose_aside(self) -> ComposeResult:
        """What stands beside, where there is room for it."""
        if self.is_wide:
            yield from self._beside()

    def compose_beside(self) -> ComposeResult:
        """What a step has besides writing: beside the body, or above what was written."""
        yield from ()

    def main_form(self) -> Composer:
        """Make the form that stands on the page; it is called `main`."""
        return Answering(self.session, self.MAIN, f"step/{self.STEP}", id="main")

    def ways(self) -> tuple[tuple[str, str], ...]:
        """What else belongs to this step, elsewhere: a command's id, and what it leads to."""
        return ()

    def _show_ways(self) -> None:
        """Name the key of each, as it is in force; one without a key is left out."""
        keyed = [(first_key(self.session.keys, name), says) for name, says in self.ways()]
        lines = [
            Content.assemble((key, "bold $accent"), (f"  {says}", "$muted"))
            for key, says in keyed
            if key
        ]
        ways = self.query_one("#ways", Static)
        ways.display = bool(lines)
        ways.update(Content("\n").join(lines))

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the guide's words, read when asked
        """The guide's own help for this step."""
        return "\n\n".join(self.session.catalogue.step(self.STEP).help)

    # Room beside

    @property
    def is_wide(self) -> bool:
        """Whether there is room beside the body."""
        return self.app.size.width >= WIDE

    def _beside(self) -> list[Vertical]:
        widgets = list(self.compose_beside())
        return [Vertical(*widgets, id="beside", classes="card")] if widgets else []

    @on(Resize)
    async def _move_beside(self) -> None:
        """Put what stands beside where there is room for it now."""
        aside = self.query_one("#aside")
        old = self.query("#beside")
        if not old or (old.first().parent is aside) == self.is_wide:
            return
        with self.app.batch_update():
            await old.remove()
            if self.is_wide:
                await aside.mount(*self._beside())
            else:
                await self.query_one("#body").mount(*self._beside(), before="#written-heading")
            aside.display = bool(self.query("#aside > *"))
            await self.show()

    # The prompt and the form

    @property
    def form(self) -> Composer:
        """The form on the page."""
        return self.query_one("#main", Composer)

    async def on_mount(self) -> None:
        """Show the prompt of what was left unfinished, or let what is begun answer today's."""
        card, form = self.query_one(PromptCard), self.form
        if isinstance(form, Answering) and form.prompt:
            card.turn_to_prompt(form.prompt)
        self._fix()

    def arrive(self) -> None:
        """Turn the practice to today's."""
        super().arrive()
        if self.is_mounted:
            self.query_one(PromptCard).turn_to_day(self.day)

    @on(PromptCard.Turned)
    def _turned(self, event: PromptCard.Turned) -> None:
        event.stop()
        self._fix()

    def _fix(self) -> None:
        """Let what is begun now answer the prompt that is shown; what is begun keeps its own."""
        if self.form.is_blank:
            self.fix(self.form, self.query_one(PromptCard))

    def fix(self, form: Composer, card: PromptCard) -> None:
        """Tell an empty form which prompt is shown."""
        form.fix(self.prompted(card))

    def prompted(self, card: PromptCard) -> dict[str, str]:
        """What the main form takes with it."""
        prompt = card.prompt
        return {"prompt": prompt.id, "asked": prompt.text}

    def forms(self) -> tuple[Form, ...]:
        """The form on the page first, then the others."""
        return (self.MAIN, *self.MORE)

    # Showing

    async def show(self) -> None:
        """Show what was written here, unfinished texts first."""
        self._show_ways()
        form = self.form
        form.settle()
        if not form.has_focus_within:
            self._fix()
        written = self.in_circle(self.written())
        ids = {record.id for record in written}
        rows = [each for each in written if each.about is None or each.about.id not in ids]
        drafts = self._drafts() if self.shows_unfinished else []
        items: Sequence[Record | Draft] = [*drafts, *rows]
        self.query_one("#written-heading", Static).update(self._say_written(len(items)))
        await self.query_one("#written", EntryList).show(
            items,
            self.session.today,
            starred=self.starred(),
            empty=say_none(self.circle) if self.circle else self.EMPTY,
            about=self.session.journal.about,
        )

    def _say_written(self, count: int) -> Content:
        """Name the list, and what it is limited to."""
        if not self.circle:
            return Content(_("Written here"))
        number = ngettext("{n} entry", "{n} entries", count).format(n=count)
        return Content.assemble(
            _("Written here") + f" · {CIRCLES[self.circle]}", (f"   {number}   ", "$muted"),
            (_("Esc"), "$accent"), (" " + _("all of it"), "$muted"),
        )  # fmt: skip

    def _drafts(self) -> list[Draft]:
        """The texts of this step left unfinished, but the one that stands in the form."""
        drafts = self.session.journal.drafts.all()
        return [each for each in drafts if each.place != self.form.place and self._is_here(each)]

    def _is_here(self, draft: Draft) -> bool:
        edited = self.session.journal.get(draft.editing) if draft.editing else None
        if edited is not None:
            return edited.step == self.STEP
        kind = KINDS.get(draft.kind)
        return kind is not None and (kind.STEP or draft.values.get("step")) == self.STEP

    def written(self) -> list[Record]:
        """What stands under *Written here*, newest first; marks are left out.

        What is about another of them will stand below it.
        """
        return [record for record in self.session.journal.in_step(self.STEP) if not record.MARK]

    def turn_to_list(self) -> None:
        """What was written stands far down; the line above it comes to the top."""
        self.query_one("#written-heading").scroll_visible(animate=False, top=True)

    # Acting

    def offered(self) -> Record | None:
        """What *add to it* acts on while no entry has focus, where the page shows its key."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the page offers can be added to from anywhere on it."""
        if action == "entry_add" and self.entry is None and (offered := self.offered()):
            return None if self.session.journal.is_read_only(offered) else True
        return super().check_action(action, parameters)

    def action_entry_add(self) -> None:
        """Add what belongs to the entry, or to what the page offers."""
        record = self.offered() if self.entry is None else None
        record = record or self.meant
        if record is not None:
            forms = follow_ups(self.session.journal, record)
            choose_form(self, forms, lambda form: follow_up(self, self.session, record, form))
