"""Step 6, Get help: one's own helpers, appointments, questions to bring, and notes after."""

from __future__ import annotations

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.model import kinds
from journal.model.record import Record
from journal.screens.reading import HelplinesPanel, Reading
from journal.screens.step import StepPage
from journal.widgets.entry import EntryList
from journal.widgets.forms.help import AFTER_NOTE, APPOINTMENT, BRING_QUESTION, HELPER
from journal.widgets.forms.steps import ENTRY
from journal.widgets.guidance import chosen_country, helplines_short, kinds_short, kinds_whole
from journal.widgets.noted import NotedList
from journal.widgets.prompt import PromptCard
from journal.widgets.words import clean
from journal.wording.dates import say_day
from journal.wording.records import shown


class Support(StepPage):
    """Step 6."""

    PLACE = "help"
    STEP = "help"
    MAIN = ENTRY
    MORE = (BRING_QUESTION, APPOINTMENT, HELPER, AFTER_NOTE)
    PLACES = ("prompts", "support")
    BINDINGS = bindings("support")
    CSS_PATH = ["page.tcss", "support.tcss"]

    def compose_body(self) -> ComposeResult:
        """What is coming first, then a practice, then one's own questions, helpers and notes."""
        guide, help_kinds = (
            self.session.catalogue.step(self.STEP),
            self.session.catalogue.help_kinds,
        )
        yield Static(Content(f"6  {guide.title}"), classes="title")
        yield Static(Content(guide.why), classes="quiet")
        yield Static(Content(help_kinds.safety_first), classes="prose")
        yield Static(
            Content.assemble(
                ("h", "bold $accent"), " " + _("helplines") + "    ",
                ("i", "bold $accent"), " " + _("kinds of help") + "    ",
                ("n", "bold $accent"), " " + _("write"),
            ),
            classes="prose",
        )  # fmt: skip
        yield Static(Content(help_kinds.notice), classes="quiet")
        yield Static("", id="ways", classes="prose")
        with Vertical(id="coming-card"):
            yield Static(Content(_("Coming up")), classes="heading")
            yield EntryList("", id="coming")
        yield PromptCard(self.session, self.STEP)
        yield self.main_form()
        yield Static(
            Content.assemble(
                _("Questions to bring"), "   ", ("b", "$accent"),
                (" " + _("brought"), "not bold $muted"),
            ),
            classes="heading",
        )  # fmt: skip
        yield NotedList(
            _("Questions you want to ask someone wait here. n, then q, keeps one."),
            self._note, dated=False, id="questions",
        )  # fmt: skip
        yield Static(Content(_("My helpers")), classes="heading")
        yield EntryList(
            _("People, places and lines that can help you stand here. n, then h, adds one."),
            dated=False, id="helpers",
        )  # fmt: skip
        yield Static(Content(_("Written here")), classes="heading", id="written-heading")
        yield NotedList(self.EMPTY, self._note, id="written")

    def ways(self) -> tuple[tuple[str, str], ...]:
        """How it has been lately, in one's own eyes."""
        return (("go.signs", _("Signs: how often lately you felt near, or safe; for you alone")),)

    def compose_aside(self) -> ComposeResult:
        """Helplines and kinds of help, in short."""
        with Vertical(classes="card"):
            yield Static("", classes="heading", id="country")
            yield Static("", id="helplines")
        with Vertical(classes="card"):
            yield Static(Content(_("Kinds of help")), classes="heading")
            yield Static(kinds_short(self.session.catalogue.help_kinds))

    def prompted(self, card: PromptCard) -> dict[str, str]:
        """An entry names its step, too."""
        return super().prompted(card) | {"step": self.STEP}

    async def on_screen_resume(self) -> None:
        """Another country may have been chosen meanwhile."""
        self._show_country()

    def _show_country(self) -> None:
        helplines, code = self.session.catalogue.helplines, self.session.settings.country
        country = chosen_country(helplines, code)
        name = country.name if country is not None else _("elsewhere")
        self.query_one("#country", Static).update(
            Content(_("Helplines · {country}").format(country=name))
        )
        self.query_one("#helplines", Static).update(helplines_short(helplines, code))

    # What stands where

    async def show(self) -> None:
        """Show what is coming, what to bring, who helps, and what was written."""
        await super().show()
        today, starred = self.session.today, self.starred()
        coming = self._coming()
        self.query_one("#coming-card").display = bool(coming)
        await self.query_one("#coming", EntryList).show(coming, today, starred=starred)
        await self.query_one("#questions", EntryList).show(self._to_bring(), today, starred=starred)
        helpers = sorted(
            self.session.journal.of_kind(kinds.Helper), key=lambda helper: helper.name.casefold()
        )
        await self.query_one("#helpers", EntryList).show(helpers, today, starred=starred)

    def _coming(self) -> list[kinds.Appointment]:
        """Appointments from today on, the next one first."""
        appointments = self.session.journal.of_kind(kinds.Appointment)
        coming = [each for each in appointments if each.day >= self.session.today]
        return sorted(coming, key=lambda each: (each.day, each.at))

    def _to_bring(self) -> list[kinds.BringQuestion]:
        """Questions that wait to be brought, in the order in which they came."""
        questions = self.session.journal.of_kind(kinds.BringQuestion)
        return [question for question in reversed(questions) if not question.asked]

    def written(self) -> list[Record]:
        """Words and notes, appointments that are over, questions that were brought."""
        elsewhere = {record.id for record in (*self._coming(), *self._to_bring())}
        return [
            record
            for record in super().written()
            if record.id not in elsewhere and not isinstance(record, kinds.Helper)
        ]

    def _note(self, record: Record, content: Content) -> Content:
        """Say where a question came from, and which appointment a note is about."""
        if record.about is None:
            return content
        source = self.session.journal.get(record.about.id)
        if isinstance(source, kinds.Hindrance):
            said = _("from what stands in my way")
        elif isinstance(source, kinds.Appointment):
            said = _("after {day}").format(day=say_day(source.day, self.session.today))
        else:
            return content
        words = clean(shown(source).headline).replace("\n", " ")
        words = words if len(words) <= 60 else f"{words[:59].rstrip()} …"
        return Content("\n").join([content, Content.assemble((f"{said} · {words}", "$muted"))])

    # Acting

    @property
    def _question(self) -> kinds.BringQuestion | None:
        return self.record if isinstance(self.record, kinds.BringQuestion) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a question of one's own can be brought."""
        if action == "brought":
            question = self._question
            usable = question and not self.session.journal.is_read_only(question)
            return True if usable else None
        return super().check_action(action, parameters)

    async def action_brought(self) -> None:
        """Mark the question as brought, or as waiting again."""
        question = self._question
        if question is not None and await self.session.keep(
            replace(question, asked=not question.asked)
        ):
            self.notify(
                _("It waits to be brought again.")
                if question.asked
                else _("Brought. It stands under what was written here.")
            )

    def action_helplines(self) -> None:
        """Show every helpline of the country with its source."""
        self.app.push_screen(HelplinesPanel(self.session), lambda _nothing: self._show_country())

    def action_help_kinds(self) -> None:
        """Say what each kind of help is."""
        kinds_of_help = self.session.catalogue.help_kinds
        self.app.push_screen(Reading(_("Kinds of help"), kinds_whole(kinds_of_help)))
