"""Desire: what one would like, for oneself alone; and the way to find out what both would."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace
from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _
from journal.keys import first_key
from journal.model.desire import HOWS, is_same, said
from journal.model.kinds import DesireNote, HowWished, Match, Wish
from journal.model.record import Record
from journal.screens import open_page
from journal.screens.desire_key import ask_to_open, is_open, is_shut, shut
from journal.screens.desire_out import take_out
from journal.screens.desire_round import begin_round
from journal.screens.dialogs import Choose
from journal.screens.prompting import Prompting
from journal.session import Session
from journal.store import Draft
from journal.widgets.desire import Section, Sections, WishList, WishRow
from journal.widgets.entry import EntryList
from journal.widgets.focusing import focus_now
from journal.widgets.forms import FORMS, Form
from journal.widgets.prompt import PromptCard
from journal.wording.desire import ASKED

LETTERS: dict[str, HowWished] = {"y": "yes", "m": "maybe", "n": "not", "d": "later"}
"""The letter of each answer, where it is asked."""

KEPT = (Wish, Match, DesireNote)
"""All that stands on this page."""

NEVER = frozenset({"entry_star", "entry_share", "entry_reply", "entry_add"})
"""What is done with entries elsewhere, and with none of these."""

SAID_INSTEAD = {
    "entry.star": "", "entry.share": "", "entry.reply": "", "entry.add": "",
    "entry.delete": _("Ask, then delete this for good; there is no bin here."),
}  # fmt: skip
"""What the help says of a command that all pages share; nothing where it does nothing here."""

NOT_WHILE_SHUT = frozenset(
    {"turn", "section", "both", "talk", "wipe", "entry_move", "entry_first", "entry_last"}
    | {"prompt_next", "prompt_depth", "prompt_list"}
)


class DesirePage(Prompting):
    """Wishes, what both found, and notes for oneself."""

    PLACE = "desire"
    PLACES = ("prompts", "desire")
    BINDINGS = bindings("prompts", "desire")
    CSS_PATH = ["page.tcss", "desire.tcss"]
    SAID_INSTEAD = SAID_INSTEAD

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._at: int | None = None
        """Which section is shown; none before the first time."""

    @property
    def HELP(self) -> str:  # type: ignore[override]  # noqa: N802 - the guide's words, read when asked
        """The guide's own help for this page."""
        return "\n\n".join(self.session.catalogue.desire.help)

    def compose_body(self) -> ComposeResult:
        """Why, the wishes, what both found, notes; or, while it is shut, how to open it.

        What a prompt brings to mind is written as a note: an entry of a step would be in lists.
        """
        guide = self.session.catalogue.desire
        yield Static(Content(guide.title), classes="title")
        yield Static(Content(guide.why), classes="quiet", id="why")
        yield Static(id="shut", classes="prose")
        with Vertical(id="open"):
            yield Static(id="list-keys", classes="prose")
            yield Sections()
            yield WishList(id="wishes")
            yield Static(id="hint")
            yield Static(Content(_("What we both like the sound of")), classes="heading")
            yield EntryList(
                _("What you find at one keyboard, and each of you keeps, stands here: b begins."),
                id="matches",
            )
            yield Static(Content(_("For me")), classes="heading")
            yield PromptCard(self.session, self.PLACE)
            yield EntryList(
                _("What you liked, and what you would like to say: n, then l, writes it."
                  " Only you see it."),
                id="notes",
            )  # fmt: skip

    def arrive(self) -> None:
        """Turn the prompt to today's."""
        super().arrive()
        if self.is_mounted:
            self.card.turn_to_day(self.day)

    # What there is

    def _said(self) -> list[Wish]:
        return said(self.session.journal.of_kind(Wish))

    def _drafts(self) -> list[Draft]:
        names = {form.name for form in self.forms()}
        return [each for each in self.session.journal.drafts.all() if each.kind in names]

    def _sections(self) -> list[Section]:
        """One's own first, then our themes, and last what is not to be asked now."""
        today, mine = self.session.today, self._said()
        themes = [
            Section(theme.id, theme.title, [_of(mine, Wish(
                day=today, text=each.text, listed=each.id, how="yes")) for each in theme.wishes])
            for theme in self.session.catalogue.desire.themes
        ]  # fmt: skip
        wanted = [each for each in mine if each.how in ("yes", "maybe") or not each.listed]
        own = [each for each in wanted if each.how != "later"]
        later = [each for each in mine if each.how == "later"]
        return [
            Section("own", _("Yours"), own,
                    _("Your yes and your maybe gather here, and wishes in your own words.")),
            *themes,
            Section("later", _("Not now"), later,
                    _("What is not now, and not to be asked, waits here. Everywhere else it looks"
                      " like not.")),
        ]  # fmt: skip

    # Showing

    async def show(self) -> None:
        """Show the wishes of one section, what both found, and notes; or that it is shut."""
        shut = is_shut(self.session)
        self.query_one("#shut").display, self.query_one("#open").display = shut, not shut
        if shut:
            self.set_focus(None)
            self.query_one("#shut", Static).update(self._say_shut())
        await self._show_wishes()
        await self._show_lists()
        self.query_one("#list-keys", Static).update(self._say_keys())
        self._say_hint()
        self.refresh_bindings()

    def _journal_changed(self, nothing: None) -> None:
        """Once it is shut behind another page, let go of all that was shown."""
        super()._journal_changed(nothing)
        if is_shut(self.session):
            self.app.call_later(make_anew, self.app, self.session)

    def on_unmount(self) -> None:
        """Hear no more: whoever listens is held on to."""
        for signal in (self.session.changed, self.session.exchanged):
            signal.unsubscribe(self)

    async def _show_wishes(self) -> None:
        sections = self._sections()
        if self._at is None:
            self._at = 0 if sections[0].wishes else 1
        self.query_one(Sections).show([each.title for each in sections], self._at)
        await self.query_one(WishList).show(sections[self._at])

    async def _show_lists(self) -> None:
        journal, today = self.session.journal, self.session.today
        await self.query_one("#matches", EntryList).show(journal.of_kind(Match), today)
        notes: list[Record | Draft] = [*self._drafts(), *journal.of_kind(DesireNote)]
        await self.query_one("#notes", EntryList).show(notes, today)

    def _key(self, command: str) -> tuple[str, str]:
        return first_key(self.session.keys, command), "bold $accent"

    def _say_shut(self) -> Content:
        said_ = _("This is shut with a passphrase of its own.")
        return Content.assemble(f"{said_}\n\n", (_("Enter"), "bold $accent"), " " + _("open it"))

    def _say_keys(self) -> Content:
        keys = (
            (("← →", "bold $accent"), _("how it is")),
            (("[ ]", "bold $accent"), _("other wishes")),
            (self._key("page.new"), _("your own words")),
            (self._key("desire.both"), _("both of you")),
        )
        return Content("   ").join(
            Content.assemble(key, (f" {name}", "$muted")) for key, name in keys
        )

    def _say_hint(self) -> None:
        row = self._row
        kept_apart = row is not None and bool(row.wish.id) and row.wish.how == "later"
        text = _("Not now, do not ask. Only here you see that it is not a plain not.")
        self.query_one("#hint", Static).update(Content(text if kept_apart else ""))

    def on_descendant_focus(self) -> None:
        """Say of a wish what its one word does not."""
        self._say_hint()

    def on_descendant_blur(self) -> None:
        """Say no more of it."""
        self._say_hint()

    # Acting

    @property
    def record(self) -> Record | None:
        """The record that has focus; a wish of which nothing was said yet is none."""
        record = super().record
        return record if record is not None and record.id else None

    @property
    def _row(self) -> WishRow | None:
        return self.focused if isinstance(self.focused, WishRow) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While it is shut, nothing but opening it; no star and nothing for another, ever."""
        if action == "shut":
            return is_open(self.session)
        if action in NEVER or (action in NOT_WHILE_SHUT and is_shut(self.session)):
            return False
        if action == "wipe":
            return True if self.session.journal.of_kind(*KEPT) else None
        unsaid = self._row is not None and self.record is None
        if (action == "turn" and self._row is None) or (action == "entry_delete" and unsaid):
            return None
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Begin writing; while it is shut, open it."""
        if is_shut(self.session):
            ask_to_open(self, self.session)
        else:
            super().action_new()

    def forms(self) -> tuple[Form, ...]:
        """A wish in one's own words, or a note for oneself."""
        return FORMS[Wish], FORMS[DesireNote]

    async def action_section(self, by: int) -> None:
        """Show the next or the previous wishes."""
        await self._turn_to(((self._at or 0) + by) % len(self._sections()))

    @on(Sections.Chosen)
    async def _chosen(self, event: Sections.Chosen) -> None:
        event.stop()
        await self._turn_to(event.number)

    async def _turn_to(self, number: int) -> None:
        held = self._row is not None
        self._at = number
        await self._show_wishes()
        rows = list(self.query(WishRow))
        if held and rows:
            focus_now(rows[0])
        self._say_hint()

    def open_item(self, item: Record | Draft) -> None:
        """Open a note or what both found; of a wish, ask how it is."""
        if isinstance(item, Wish) and (item.listed or not item.id):
            self._ask(item)
        else:
            super().open_item(item)

    def _ask(self, wish: Wish) -> None:
        async def chosen(letter: str | None) -> None:
            if letter is not None:
                await self._say(wish, LETTERS[letter])

        options = [(letter, Content(ASKED[how])) for letter, how in LETTERS.items()]
        self.app.push_screen(Choose(wish.text, options), chosen)

    async def action_turn(self, by: int) -> None:
        """Turn the wish that has focus on to the next or the previous."""
        if self._row is None:
            return
        wish = _of(self._said(), self._row.wish)
        at = HOWS.index(wish.how) + by if wish.id else min(0, by)
        await self._say(wish, HOWS[at % len(HOWS)])

    async def _say(self, wish: Wish, how: HowWished) -> None:
        await self.session.keep(replace(wish, how=how, day=self.session.today))

    def action_wipe(self) -> None:
        """Ask, then delete all that stands here for good."""
        records = self.session.journal.of_kind(*KEPT)
        question = _(
            "Delete everything that stands on this page for good: wishes, what you both found,"
            " notes? Nothing brings it back."
        )
        take_out(self, self.session, records, question, then=self._drop_drafts)

    def _drop_drafts(self) -> None:
        for draft in self._drafts():
            self.session.journal.drafts.drop(draft.place)

    async def action_shut(self) -> None:
        """Shut it under its own passphrase."""
        await shut(self.session)
        self._stale = True
        await self.freshen()

    # Together

    def action_both(self) -> None:
        """Choose together what to begin with; then each answers in turn."""
        begin_round(self, self.session)

    def action_talk(self) -> None:
        """Open the timer; with what both found, a line to begin with."""
        if isinstance(self.record, Match):
            ask = self.session.catalogue.desire.ask
            self.notify(_("To begin with: “{ask}”").format(ask=ask), timeout=12)
        self.call_later(self.run_action, "app.go('timer')")


async def make_anew(app: App[Any], session: Session) -> None:
    """Take the page away with all that it holds, unless it is in front; it is made when gone to.

    To show it anew is not enough: what a page no longer shows stays in it until it is drawn.
    """
    if app.current_mode != DesirePage.PLACE:
        await app.remove_mode(DesirePage.PLACE)
        app.add_mode(DesirePage.PLACE, partial(open_page, DesirePage.PLACE, session))


def _of(said_: Sequence[Wish], wish: Wish) -> Wish:
    """What was said of a wish, or the wish itself where nothing was."""
    return next((each for each in said_ if is_same(each, wish)), wish)
