"""Writing entries into a file of one's own, after a look at what will be in it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from journal.commands import picked
from journal.export import Format, author_names, export_text, write_new
from journal.i18n import _, ngettext
from journal.model.kinds import STEPS, FeltSafe, Star
from journal.model.record import Record
from journal.screens.once import Modal
from journal.session import Session
from journal.store import Query
from journal.widgets.choice import Choice
from journal.widgets.focusing import focus_now
from journal.widgets.words import clean
from journal.wording.dates import understand_day

PREVIEW = 200
"""Lines of the file that are shown before it is written."""


@dataclass(frozen=True)
class Wanted:
    """What is to be exported, and how."""

    step: str
    first: date | None
    last: date | None
    form: Format
    felt_safe: bool
    """Whether how safe one felt goes in, too."""


class Export(Modal[None]):
    """Says which entries, shows the beginning of the file, then writes it; never over another."""

    BINDINGS = [
        *picked("page.save"),
        Binding("escape", "dismiss(None)", _("Back"), id="export.back"),
    ]
    HELP = _(
        "Choose which entries go into the file: a step, a first and a last day in words, or all."
        " Whether you felt safe stays out unless you say otherwise here, each time anew."
        " Below you see how the file begins. Ctrl+S writes it; a file that is there already is"
        " never written over, and only you may read the new one."
    )
    CSS_PATH = ["dialogs.tcss", "export.tcss"]
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]

    step = query_one("#step", Choice)
    since = query_one("#since", Input)
    until = query_one("#until", Input)
    form = query_one("#form", Choice)
    felt_safe = query_one("#felt-safe", Choice)
    into = query_one("#into", Input)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        day = self.session.today.isoformat()
        with VerticalScroll(classes="panel -wide", can_focus=False):
            yield Static(Content(_("Export")), classes="heading")
            steps = [("", _("everything")), *((step, str(n)) for n, step in enumerate(STEPS, 1))]
            yield from self._line(_("Which"), Choice(steps, id="step"))
            yield from self._line(_("Since"), Input(placeholder=_("the beginning"), id="since"))
            yield from self._line(_("Until"), Input(placeholder=_("the last entry"), id="until"))
            forms = [("md", _("to read (Markdown)")), ("json", _("for programs (JSON)"))]
            yield from self._line(_("As"), Choice(forms, id="form"))
            safe = [("", _("stays out")), ("yes", _("goes in, too"))]
            yield from self._line(_("Felt safe"), Choice(safe, id="felt-safe"))
            yield from self._line(_("Into"), Input(f"~/twofold-{day}.md", id="into"))
            yield Static("", id="said")
            with VerticalScroll(id="preview"):
                yield Static("", id="text")
            yield Static(
                Content.assemble(
                    (_("Tab"), "bold $accent"), " " + _("next line") + "    ",
                    (_("Ctrl+S"), "bold $accent"), " " + _("write the file") + "    ",
                    (_("Esc"), "bold $accent"), " " + _("back"),
                ),
                classes="keys",
            )  # fmt: skip

    @staticmethod
    def _line(label: str, field: Input | Choice) -> ComposeResult:
        with Horizontal(classes="line"):
            yield Static(Content(label), classes="label")
            yield field

    def on_mount(self) -> None:
        """Show what it would be."""
        focus_now(self.step)

    # What it would be

    @on(Choice.Changed, "#form")
    def _other_form(self, event: Choice.Changed) -> None:
        """Let the file's name end as its form does."""
        name = self.into.value
        for ending in (".md", ".json"):
            if name.endswith(ending):
                self.into.value = name.removesuffix(ending) + f".{event.value}"

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        self._preview()

    @work(exclusive=True, group="preview")
    async def _preview(self) -> None:
        try:
            wanted = self._read()
        except ValueError as error:
            self._say(str(error), trouble=True)
            return
        count, text = await asyncio.to_thread(self._text, wanted)
        number = ngettext("{n} entry. It begins:", "{n} entries. It begins:", count)
        self._say(number.format(n=count) if count else _("There is nothing to write in that."))
        lines = clean(text).splitlines()[:PREVIEW] if count else []
        self.query_one("#text", Static).update(Content("\n".join(lines)))

    def _read(self) -> Wanted:
        """Read the form; raises ValueError with a sentence for a day not understood."""
        first, last = (
            understand_day(day.value, self.session.today, looking="back")
            if day.value.strip()
            else None
            for day in (self.since, self.until)
        )
        felt_safe = bool(self.felt_safe.value)
        return Wanted(self.step.value, first, last, cast(Format, self.form.value), felt_safe)

    def _text(self, wanted: Wanted) -> tuple[int, str]:
        """Make the file's text, and count the entries in it; the stars tell what is starred."""
        journal = self.session.journal
        found: list[Record] = journal.search(
            Query(), step=wanted.step, first=wanted.first, last=wanted.last
        )
        if wanted.felt_safe and not wanted.step:
            kind = str(FeltSafe.__struct_config__.tag)
            found += journal.search(Query(), kind=kind, first=wanted.first, last=wanted.last)
        entries = [record for record in found if not isinstance(record, Star)]
        return len(entries), export_text(
            [*entries, *journal.of_kind(Star)],
            wanted.form,
            names=author_names(entries, journal),
            known=journal,
        )

    def _say(self, sentence: str, *, trouble: bool = False) -> None:
        line = self.query_one("#said", Static)
        line.update(Content(sentence))
        line.set_class(trouble, "-trouble")

    # Writing

    async def action_save(self) -> None:
        """Write the file, if there is something to write and nothing in its place."""
        try:
            wanted = self._read()
            count, text = await asyncio.to_thread(self._text, wanted)
            if not count:
                self._say(_("There is nothing to write in that."), trouble=True)
                return
            path = Path(self.into.value.strip()).expanduser()
            await asyncio.to_thread(write_new, path, text)
        except FileExistsError:
            self._say(_("A file of that name is there already; choose another."), trouble=True)
        except (OSError, RuntimeError):
            self._say(_("The file could not be written there; try another place."), trouble=True)
        except ValueError as error:
            self._say(str(error), trouble=True)
        else:
            self.app.notify(_("The file is written; only you may read it."))
            self.dismiss(None)
