"""What is begun on Empathy: a part of the care guide, a hard time, a guess, quiet minutes."""

from __future__ import annotations

import msgspec
from textual.content import Content

from journal.content import DEPTHS, Prompt
from journal.i18n import _
from journal.model.answers import Meeting
from journal.model.answers import meetings as meetings_of
from journal.model.care import SITUATIONS, guide_of, live_cards, to_guess
from journal.model.kinds import Answer, CareLine, CheckIn, ToughTime
from journal.model.kinds.care import Situation
from journal.model.prompts import question_of_day
from journal.model.record import Record
from journal.screens.composing import ComposeScreen, can_edit
from journal.screens.dialogs import Choose
from journal.screens.here import say_here
from journal.screens.neutral_eyes import PLACE as NEUTRAL
from journal.screens.neutral_eyes import NeutralEyes
from journal.screens.practising import Practising
from journal.screens.sharing import ask_to_share
from journal.store import Draft
from journal.widgets.entry import EntryView
from journal.widgets.focusing import focus_now
from journal.widgets.forms import Form
from journal.widgets.forms.care import (
    CARE_HEARD,
    CARE_LINE,
    GUESS,
    NEUTRAL_VIEW,
    TOUGH_TIME,
    tough_time,
)
from journal.widgets.known import one_line
from journal.wording.care import SITUATIONS as SITUATION_NAMES
from journal.wording.care import WHEN
from journal.wording.sharing import partner_or


class EmpathyActions(Practising):
    """The page of Empathy as far as its keys go."""

    @property
    def partner(self) -> str:
        """The partner's id, or nothing while there is none."""
        return self.session.journal.partner.id

    @property
    def they(self) -> str:
        """The partner's name, fit to be shown."""
        return partner_or(one_line(self.session.partner_name))

    def meetings(self) -> dict[str, Meeting]:
        journal = self.session.journal
        return meetings_of(journal.of_kind(Answer), journal.me.id, self.partner)

    # Writing

    def forms(self) -> tuple[Form, ...]:
        """What can be written here, each with its letter."""
        return (CARE_LINE, TOUGH_TIME, CARE_HEARD, GUESS, NEUTRAL_VIEW)

    def begin(self, form: Form) -> None:
        """Begin what was chosen, each in its own way."""
        ways = {
            CARE_LINE.name: self.action_care_guide,
            TOUGH_TIME.name: self.action_tough_time,
            GUESS.name: self.action_guess,
            NEUTRAL_VIEW.name: self.action_neutral_eyes,
        }
        ways.get(form.name, lambda: super(EmpathyActions, self).begin(form))()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done: nobody to say it to, nothing that could ease."""
        if action == "say_here":
            return True if self.session.journal.pairing else None
        if action == "eased":
            return True if self._easing else None
        return super().check_action(action, parameters)

    def open_item(self, item: Record | Draft) -> None:
        """What was begun with neutral eyes goes on in quiet, a hard time with its guide."""
        if isinstance(item, Draft) and item.place == NEUTRAL:
            self.action_neutral_eyes()
        elif isinstance(item, Draft) and item.place == f"{self.PLACE}/{TOUGH_TIME.name}":
            self.action_tough_time()
        else:
            super().open_item(item)

    # The care guide and hard times

    def _guide(self) -> list[CareLine]:
        """One's own care guide."""
        journal = self.session.journal
        return guide_of(journal.of_kind(CareLine), journal.me.id)

    def action_care_guide(self) -> None:
        """Ask for the situation, then write that part of the guide, or change it."""
        written: dict[str, CareLine] = {
            each.situation: each for each in reversed(self._guide()) if each.situation != "own"
        }
        letters = dict(zip("1234567", SITUATIONS, strict=True))

        def chosen(letter: str | None) -> None:
            if letter in letters:
                situation = letters[letter]
                self._write_care(situation, written.get(situation))

        options = [
            (letter, self._option(each, known=each in written)) for letter, each in letters.items()
        ]
        self.app.push_screen(Choose(_("For which situation?"), options), chosen)

    def _option(self, situation: Situation, *, known: bool) -> Content:
        name = WHEN.get(situation, SITUATION_NAMES[situation])
        return Content.assemble(name, ("  " + _("written; change it") if known else "", "$muted"))

    def _write_care(self, situation: Situation, old: CareLine | None) -> None:
        title, given = WHEN.get(situation, CARE_LINE.title), {"situation": str(situation)}
        editing = old if can_edit(self.session.journal, old) else None
        place = f"edit/{editing.id}" if editing is not None else f"empathy/care/{situation}"
        screen = ComposeScreen(
            self.session, CARE_LINE, place, editing=editing, given=given, title=title
        )

        async def kept(record: Record | None) -> None:
            if record is None:
                return
            self._stale = True
            await self.freshen()
            views = self.query("#mine EntryView").results(EntryView)
            view = next((each for each in views if each.item.id == record.id), None)
            if view is not None:
                focus_now(view)
            self.notify(_("Kept."))

        self.app.push_screen(screen, kept)

    def action_tough_time(self) -> None:
        """Say that one is having a hard time."""
        super().begin(tough_time(self._guide()))

    @property
    def _easing(self) -> ToughTime | None:
        """The own hard time that could ease: the one with focus, else the newest."""
        journal = self.session.journal
        live = live_cards(journal.of_kind(ToughTime), journal.me.id, self.session.today)
        live = [each for each in live if not journal.is_read_only(each)]
        return next((each for each in live if each == self.record), live[0] if live else None)

    async def action_eased(self) -> None:
        """Say that it has eased; of one that is shared, show first what goes."""
        card, journal = self._easing, self.session.journal
        if card is None:
            return
        eased = msgspec.structs.replace(card, eased=self.session.today)

        async def keep() -> None:
            if await self.session.keep(eased) is not None:
                self.app.notify(_("Good. It stands in the journal. u takes this back."))

        if journal.is_travelling(card):
            ask_to_share(self, self.session, eased, keep, again=journal.was_sent(card))
        else:
            await keep()

    def action_say_here(self) -> None:
        """Say that one is here."""
        say_here(self, self.session, self.record)

    # Guess, then check

    def action_guess(self) -> None:
        """Ask what to guess at; what can be read already is left out."""
        question, feels = self._question(), self._feeling_is_shut()
        options: list[tuple[str, Content]] = []
        if feels:
            options.append(("f", Content(_("How {name} feels today").format(name=self.they))))
        if question is not None:
            options.append(("q", Content(_("What they would answer: {question}").format(
                question=question.text))))  # fmt: skip
        if not options:
            self.notify(_("Their words of today are here already; read them together."))
            return

        def chosen(letter: str | None) -> None:
            if letter == "f":
                self._write_guess(_("How they feel today"), {"sort": "feeling"})
            elif letter == "q" and question is not None:
                fixed = {"sort": "answer", "question": question.id, "asked": question.text}
                self._write_guess(question.text, fixed)

        self.app.push_screen(Choose(_("What would you like to guess?"), options), chosen)

    def _write_guess(self, title: str, fixed: dict[str, str]) -> None:
        place = f"empathy/guess/{self.session.today.isoformat()}/{fixed['sort']}"
        self.app.push_screen(ComposeScreen(self.session, GUESS, place, fixed=fixed, title=title))

    def _feeling_is_shut(self) -> bool:
        """Whether how the partner feels today is still to be guessed."""
        todays = self.session.journal.on_day(self.session.today)
        partner = self.partner
        return not any(partner and each.author == partner for each in todays
                       if isinstance(each, CheckIn))  # fmt: skip

    def _question(self) -> Prompt | None:
        """Today's question to guess at: one that somebody began, else the lightest."""
        session, today = self.session, self.session.today
        prompts = [
            question_of_day(session.catalogue.questions_of(depth), today, session.seed, depth)
            for depth in DEPTHS
        ]
        chosen = to_guess([each.id for each in prompts], self.meetings())
        return next((each for each in prompts if each.id == chosen), None)

    # Neutral eyes

    def action_neutral_eyes(self) -> None:
        """Begin the seven quiet minutes."""
        self.app.push_screen(NeutralEyes(self.session))
