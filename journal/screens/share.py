"""Step 5, Share and make memories: what bonds us, in two columns, and plans from it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.model.interests import rows
from journal.model.kinds import Interest, Memory, Plan, PlanMark, WasGood
from journal.model.quality import ideas
from journal.model.record import Record
from journal.screens.composing import ComposeScreen
from journal.screens.remembering import Remembering
from journal.screens.step import StepPage
from journal.widgets.bonds import Bonds, BondView
from journal.widgets.entry import EntryList
from journal.widgets.forms import FORMS, Form
from journal.widgets.forms.steps import ENTRY
from journal.widgets.prompt import PromptCard
from journal.widgets.quality import IdeaList, IdeaView
from journal.widgets.seen_form import name_of

INTEREST, PLAN, MEMORY = FORMS[Interest], FORMS[Plan], FORMS[Memory]


class Share(StepPage):
    """Step 5."""

    PLACE = "share"
    STEP = "share"
    MAIN = ENTRY
    MORE = (INTEREST, PLAN, MEMORY)
    PLACES = ("prompts", "share")
    BINDINGS = bindings("share")
    CSS_PATH = ["page.tcss", "share.tcss"]

    def compose_body(self) -> ComposeResult:
        """Why, a practice, a place to write, what bonds us, what was written."""
        guide = self.session.catalogue.step(self.STEP)
        yield Static(Content(f"5  {guide.title}"), classes="title")
        yield Static(Content(guide.why), classes="quiet")
        yield PromptCard(self.session, self.STEP)
        yield self.main_form()
        yield Static("", id="ways", classes="prose")
        yield Static(Content(_("What bonds us")), classes="heading")
        yield Static(id="bond-keys", classes="prose")
        yield Bonds(id="bonds")
        yield Static(Content(_("Time together")), classes="heading", id="ideas-heading")
        yield IdeaList(id="ideas")
        yield Static(Content(_("Written here")), classes="heading", id="written-heading")
        yield EntryList(self.EMPTY, id="written")

    def ways(self) -> tuple[tuple[str, str], ...]:
        """Nearness without words."""
        return (("go.touch", _("everyday touch: what is welcome, and how it is today")),)

    def prompted(self, card: PromptCard) -> dict[str, str]:
        """An entry names its step, too."""
        return super().prompted(card) | {"step": self.STEP}

    # Showing

    async def show(self) -> None:
        """Show what bonds us, and what was written."""
        await super().show()
        journal = self.session.journal
        interests = journal.of_kind(Interest)
        self.query_one("#bond-keys", Static).update(self._say_keys(bool(interests)))
        bonds = self.query_one(Bonds)
        bonds.display = bool(interests)
        await bonds.show(
            rows(interests, journal.me.id), self.session.partner_name, self.session.today
        )
        await self._show_ideas(interests)

    async def _show_ideas(self, interests: list[Interest]) -> None:
        """Show a few ideas for time together, where there is anything they can grow from."""
        journal, today = self.session.journal, self.session.today
        plans, marks = journal.of_kind(Plan), journal.of_kind(PlanMark)
        partner = journal.partner.id if journal.pairing else ""
        found = ideas(interests, plans, marks, today, me=journal.me.id, partner=partner)
        self.query_one("#ideas-heading").display = bool(interests or plans)
        shown = self.query_one(IdeaList)
        shown.display = bool(interests or plans)
        await shown.show_ideas(found, today)

    def _say_keys(self, any_: bool) -> Content:
        keys = [("i", _("add a line"))]
        if any_:
            keys.append(("t", _("make it a plan")))
        keys += [("P", _("plans")), ("M", _("memories"))]
        shown = Content("   ").join(
            Content.assemble((key, "bold $accent"), (f" {name}", "$muted")) for key, name in keys
        )
        if any_:
            return shown
        invitation = _(
            "What first bonded you, what you liked then and like now, what you would try: yours and"
            " your partner’s will stand here side by side. i adds the first line."
        )
        return Content("\n").join([Content.assemble((invitation, "$muted")), Content(""), shown])

    def written(self) -> list[Record]:
        """Words alone: lines, plans and memories have places of their own."""
        return [
            record
            for record in super().written()
            if not isinstance(record, (Interest, Plan, Memory, WasGood))
        ]

    # Acting

    def begin(self, form: Form) -> None:
        """Begin a memory where the other's of that day can be added to; all else as usual."""
        if form is MEMORY:
            self.app.push_screen(Remembering(self.session, form, f"{self.PLACE}/{form.name}"))
        else:
            super().begin(form)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A plan is made from a line."""
        if action == "to_plan":
            return True if isinstance(self.focused, (BondView, IdeaView)) else None
        return super().check_action(action, parameters)

    def action_interest(self) -> None:
        """Add a line; beside one that has focus it begins in the same place."""
        record = self.record
        given: dict[str, str] = {}
        if isinstance(record, Interest):
            given = {"aspect": record.aspect, "whose": record.whose}
        place = f"{self.PLACE}/{INTEREST.name}"
        self.app.push_screen(ComposeScreen(self.session, INTEREST, place, given=given))

    @staticmethod
    def _given(record: Interest | Plan) -> dict[str, str]:
        """What the plan begins with: the line, or the plan that was done before, without a day."""
        if isinstance(record, Interest):
            return {"title": record.text}
        again = PLAN.values(record)
        return again | {"on": "", "every": "", "sort": "plan"}

    def action_to_plan(self) -> None:
        """Begin a plan with this line as what to do."""
        record = self.record
        if isinstance(record, (Interest, Plan)):
            place = f"about/{record.id}/{PLAN.name}"
            self.app.push_screen(
                ComposeScreen(
                    self.session,
                    PLAN,
                    place,
                    fixed={"about": name_of(record)},
                    given=self._given(record),
                )
            )
