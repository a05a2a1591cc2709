"""Step 3, Be vulnerable: three rungs, what one would normally keep, what stands in the way."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from journal.i18n import _
from journal.keys import first_key
from journal.model.kinds import BringQuestion, Hindrance
from journal.model.record import Record
from journal.screens.sealed_step import SealedStep
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryList
from journal.widgets.forms.steps import HINDRANCE, SHARING
from journal.widgets.noted import NotedList
from journal.widgets.prompt import PromptCard
from journal.widgets.words import clean
from journal.wording.sharing import say_seen

FEW = 1
"""How many stand above what was written where there is no room beside; the others among it."""


class Vulnerable(SealedStep):
    """Step 3."""

    PLACE = "vulnerable"
    STEP = "vulnerable"
    MAIN = SHARING
    MORE = (HINDRANCE,)
    EMPTY = _("What you write down here will stand below, for you alone. n begins.")

    def compose_beside(self) -> ComposeResult:
        """What stands in one's way."""
        yield Static(Content(_("What stands in my way")), classes="heading")
        yield NotedList(
            _("A fear, an old hurt, something about trust: it may stand here. n, then w."),
            self._hindrance,
            id="hindrances",
        )

    def ways(self) -> tuple[tuple[str, str], ...]:
        """Sharing when one is ready, today or later; alone there is nobody to share with.

        Where somebody has switched Desire on, the way there, too.
        """
        share = ("entry.share", _("on an entry: share it now, on a later day, or not at all"))
        desire = ("go.desire", _("Desire: what you would like, for you alone"))
        shared = bool(self.session.journal.pairing)
        return (share,) * shared + (desire,) * ("desire" not in self.session.unseen)

    def fix(self, form: Composer, card: PromptCard) -> None:
        """The rung of what is written is the depth of the prompt, until another is chosen."""
        super().fix(form, card)
        form.set_value("rung", card.prompt.depth)

    async def show(self) -> None:
        """Show what was written, and what stands in the way."""
        await super().show()
        found = self._hindrances()
        self.query_one("#beside").display = bool(found) or self.is_wide
        about = self.session.journal.about if self.is_wide else None
        await self.query_one("#hindrances", EntryList).show(
            found, self.session.today, starred=self.starred(), about=about
        )

    def _hindrances(self) -> list[Hindrance]:
        every = self.session.journal.of_kind(Hindrance)
        return every if self.is_wide else every[:FEW]

    def written(self) -> list[Record]:
        """What stands in the way has a place of its own."""
        elsewhere = {record.id for record in self._hindrances()}
        return [record for record in super().written() if record.id not in elsewhere]

    def offered(self) -> Hindrance | None:
        """The newest one that was not taken to step 6."""
        return next((each for each in self._hindrances() if not self._is_taken(each)), None)

    def _is_taken(self, hindrance: Hindrance) -> bool:
        about = self.session.journal.about(hindrance)
        return any(isinstance(each, BringQuestion) for each in about)

    def _hindrance(self, record: Record, content: Content) -> Content:
        """Its words first, and how it is taken to step 6."""
        assert isinstance(record, Hindrance)
        line = [(f"{say_seen(record, self.seen_of(record))} · ", "$muted")]
        if self._is_taken(record):
            line.append((_("taken to step 6"), "$muted"))
        else:
            line.append((_("take it to step 6") + "\u00a0", "$muted"))
            line.append((first_key(self.session.keys, "entry.add"), "bold $accent"))
        return Content("\n").join([Content(clean(record.text)), Content.assemble(*line)])
