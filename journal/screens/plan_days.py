"""What keys do with one day of a plan: done, left out, another day, a yes, a memory of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from journal.i18n import _
from journal.keys import first_key
from journal.model.kinds import Memory, Plan, WasGood
from journal.model.memories import own_words
from journal.model.occurrences import Occurrence, State
from journal.model.record import ME
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import PickDay
from journal.screens.marking import (
    is_mine,
    is_shared,
    move,
    remembered,
    toggle_mark,
    toggle_yes,
    yes_of,
)
from journal.screens.page import Page
from journal.screens.remembering import Remembering
from journal.widgets.forms import FORMS
from journal.widgets.occasions import Facts, FactsOf, OccurrenceView
from journal.widgets.seen_form import name_of
from journal.widgets.whose import their_name, whose
from journal.widgets.words import clean
from journal.wording.dates import say_long
from journal.wording.plans import say_beside, say_yes
from journal.wording.sharing import say_seen

SHORT = 200
"""Signs of own words that a list of plans shows; opened, they are whole."""


class PlanDays(Page):
    """A page with days of plans on it."""

    @property
    def occurrence(self) -> Occurrence | None:
        """The day of a plan that has focus."""
        return self.focused.occurrence if isinstance(self.focused, OccurrenceView) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks need a day of a plan, a memory one that was done, a yes somebody to say it to.

        What was good needs one, too; of a day that is not over it is said when.
        """
        each = self.occurrence
        if action in ("done", "skip", "move", "was_good"):
            return True if each is not None else None
        if action == "keep_memory":
            return True if each is not None and each.state == "done" else None
        if action == "say_yes":
            return True if each is not None and self._can_say_yes(each) else None
        if action == "entry_add" and isinstance(self.record, Plan):
            both = not is_mine(self.session, self.record) and is_shared(self.session, self.record)
            return True if both else None
        return super().check_action(action, parameters)

    # What stands beside

    def facts(self, shown: Iterable[Occurrence]) -> FactsOf:
        """Make what finds the facts of these; what is about a plan stands once, where it begins."""
        first: dict[object, date] = {}
        for each in shown:
            first.setdefault(each.plan.reference, each.original)
        is_remembered = remembered(self.session)

        def find(each: Occurrence) -> Facts:
            begins = first.get(each.plan.reference) == each.original
            lines = [*self._beside(each), *(self._about(each.plan) if begins else ())]
            by = each.mark if each.state == "done" else None
            return Facts(
                remembered=is_remembered(each),
                whose=their_name(self.session, each.plan),
                seen=self._seen(each.plan),
                done_by=their_name(self.session, by) if by is not None else "",
                beside=tuple(lines),
            )

        return find

    def _seen(self, plan: Plan) -> str:
        """Who sees a plan of one's own; nothing is said of it while there is nobody else."""
        journal = self.session.journal
        if not journal.is_mine(plan) or (not journal.pairing and plan.seen_by == ME):
            return ""
        return clean(say_seen(plan, self.seen_of(plan)))

    def _beside(self, each: Occurrence) -> list[Content]:
        """Other days that are proposed, and whoever leaves it out."""
        lines, today = [], self.session.today
        for mark in each.beside:
            said = say_beside(mark, today, who=their_name(self.session, mark))
            line = Content.assemble((said, "$secondary" if mark.state == "moved" else "$muted"))
            if mark.state == "moved" and is_mine(self.session, each.plan):
                key = first_key(self.session.keys, "plans.yes")
                line += Content.assemble(
                    "   ", (key, "bold $accent"), (" " + _("take it"), "$muted")
                )
            lines.append(line)
        for good in self._good(each):
            said = " ".join(clean(good.text).split())
            words = _("{who}: “{words}” was good").format(who=whose(self.session, good), words=said)
            lines.append(Content.assemble((words, "$muted")))
        return lines

    def _about(self, plan: Plan) -> list[Content]:
        """The yes of the other or one's own, and what was added in own words."""
        about, session = self.session.journal.about(plan), self.session
        me, partner = session.journal.me.id, session.journal.partner
        lines = []
        if yes_of(session, plan, me) is not None:
            lines.append(say_yes())
        said = yes_of(session, plan, partner.id) if partner.id else None
        if said is not None:
            lines.append(say_yes(their_name(session, said)))
        for each in own_words(about):
            text = " ".join(clean(each.text).split())
            short = text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"
            lines.append(f"{whose(session, each)}: “{short}”")
        return [Content.assemble((line, "$muted")) for line in lines]

    # Acting

    def _said(self, plan: Plan, alone: str, both: str) -> str:
        return both if is_shared(self.session, plan) else alone

    async def action_done(self) -> None:
        """Mark it as done, or take that back."""
        each = self.occurrence
        if each is None:
            return
        if each.state == "done" and each.mark is not None and self._is_theirs(each):
            who = their_name(self.session, each.mark)
            self.notify(_("{who} said that it is done.").format(who=who), markup=False)
            return
        alone = _("Done. c keeps it as a memory, u takes it back.")
        both = _("Done; you both see it. c keeps it as a memory, u takes it back.")
        await self._mark(each, "done", self._said(each.plan, alone, both))

    def _is_theirs(self, each: Occurrence) -> bool:
        return each.mark is not None and not self.session.journal.is_mine(each.mark)

    async def action_skip(self) -> None:
        """Leave it out, or take that back."""
        each = self.occurrence
        if each is not None:
            alone = _("Left out this time. u takes it back.")
            both = _("Left out this time, for you; you both see that. u takes it back.")
            await self._mark(each, "skipped", self._said(each.plan, alone, both))

    async def _mark(self, each: Occurrence, state: State, said: str) -> None:
        if await toggle_mark(self.session, each, state):
            self.notify(said)

    def action_move(self) -> None:
        """Ask for the day, and move just this one there, or propose it to whose plan it is."""
        each = self.occurrence
        if each is None:
            return
        moved = _("Moved to {day}. u takes it back.")
        proposed = _("You propose {day}; you both see it beside the plan. u takes it back.")

        async def chosen(day: date | None) -> None:
            if day is not None and await move(self.session, each, day):
                said = moved if is_mine(self.session, each.plan) else proposed
                self.notify(said.format(day=say_long(day)))

        self.app.push_screen(PickDay(self.session.today, looking="ahead"), chosen)

    def _can_say_yes(self, each: Occurrence) -> bool:
        """Whether there is a proposal to take, or a plan of the other's to say yes to."""
        if is_mine(self.session, each.plan):
            return bool(each.proposals)
        return is_shared(self.session, each.plan)

    async def action_say_yes(self) -> None:
        """Take the day that the other proposes, or say yes to their plan."""
        each = self.occurrence
        if each is None or not self._can_say_yes(each):
            return
        if not is_mine(self.session, each.plan):
            if await toggle_yes(self.session, each.plan):
                self.notify(_("You said yes; you both see it. y takes it back."))
            else:
                who = their_name(self.session, each.plan)
                gone = _("Your yes is taken back; it goes from {who}’s journal, too.")
                self.notify(gone.format(who=who), markup=False)
            return
        day = each.proposals[0].to
        if day is not None and await move(self.session, each, day):
            self.notify(_("Moved to {day}. u takes it back.").format(day=say_long(day)))

    def _is_over(self, each: Occurrence) -> bool:
        """Whether there can be something to say of it: its day is here, and it was not left out."""
        return each.day <= self.session.today and each.state != "skipped"

    def action_was_good(self) -> None:
        """Write one line of what was good that day, or change the one there is."""
        each = self.occurrence
        if each is None:
            return
        if not self._is_over(each):
            left_out = _("It was left out; what was good is said of a day that was not.")
            ahead = _("What was good can be said once its day is here.")
            self.notify(left_out if each.state == "skipped" else ahead)
            return
        session = self.session
        mine = next((line for line in self._good(each) if session.journal.is_mine(line)), None)
        place = f"about/{each.plan.id}/was-good/{each.original.isoformat()}"
        fixed = {"about": name_of(each.plan), "occasion": each.original.isoformat()}
        screen = ComposeScreen(session, FORMS[WasGood], place, fixed=fixed)
        if mine is not None:
            screen = ComposeScreen(session, FORMS[WasGood], f"edit/{mine.id}", editing=mine)
        self.app.push_screen(screen)

    def _good(self, each: Occurrence) -> list[WasGood]:
        """What was good on this day, by whoever said so."""
        about = self.session.journal.about(each.plan)
        lines = [line for line in about if isinstance(line, WasGood)]
        return [line for line in lines if line.occasion == each.original]

    def action_keep_memory(self) -> None:
        """Begin a memory of what was done, with its title and day."""
        each = self.occurrence
        if each is not None:
            given = {"title": each.plan.title, "day": each.day.isoformat()}
            place = f"about/{each.plan.id}/memory/{each.original.isoformat()}"
            screen = Remembering(
                self.session, FORMS[Memory], place, fixed={"about": name_of(each.plan)}, given=given
            )
            self.app.push_screen(screen)
