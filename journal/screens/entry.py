"""One entry, whole, with what belongs to it."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from journal.commands import bindings, picked
from journal.i18n import _
from journal.model.kinds import Hindrance, OwnWords, Plan, PlanMark, Star, Thanks
from journal.model.record import ME, Record
from journal.model.said import body_of
from journal.screens.composing import (
    ComposeScreen,
    can_delete,
    can_edit,
    edit_form,
    edit_screen,
    finish_screen,
    takes_star,
)
from journal.screens.dialogs import choose_form, confirm_delete
from journal.screens.once import Modal
from journal.screens.reply import can_reply, reply_to
from journal.screens.sharing import change_who_sees, may_change_who_sees
from journal.screens.versions import Versions, has_versions
from journal.session import Session
from journal.store import Journal
from journal.widgets.entry import entry_content
from journal.widgets.forms import FOLLOW_UPS, Form
from journal.widgets.known import seen_in
from journal.widgets.plan_marks import beside_content
from journal.widgets.seen_form import name_of
from journal.wording.sharing import Seen

__all__ = [
    "ComposeScreen",
    "EntryScreen",
    "edit_form",
    "edit_screen",
    "finish_screen",
    "follow_up",
    "follow_ups",
    "still_here",
]

FROM_THE_OTHER = (OwnWords, Thanks)
"""What is added only to what the other made."""

GAP = 4
"""Cells between two keys."""
WIDTH = 64
"""Cells there are for them before the panel has been laid out, at 80 columns."""


class EntryScreen(Modal[None]):
    """One entry with all its words, and below it what was added to it."""

    BINDINGS = [
        *picked("entry.edit", "entry.delete", "entry.star", "entry.add"),
        *picked("entry.share", "entry.reply"),
        *bindings("opened"),
        Binding("escape,enter", "dismiss(None)", _("Back"), id="opened.back"),
        Binding("j,down", "scroll(1)", _("Down"), show=False, id="opened.down"),
        Binding("k,up", "scroll(-1)", _("Up"), show=False, id="opened.up"),
    ]
    HELP = _(
        "One entry, whole. What was added to it stands below it. s changes who sees it. Where it"
        " was edited after it was shared, v shows its earlier words; where two versions of it came"
        " together, v shows both. r replies to what your partner shared."
    )
    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = ""

    def __init__(self, session: Session, record: Record) -> None:
        super().__init__()
        self.session = session
        self.record = record

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel -wide", id="opened", can_focus=False):
            yield Static(id="words")
            yield Static(id="added")
            yield Static(id="keys", classes="keys")

    def on_mount(self) -> None:
        """Show it, and again whenever the journal changes."""
        self.session.changed.subscribe(self, lambda _nothing: self.call_later(self._show))
        self._show()

    def seen_of(self, record: Record) -> Seen:
        """Tell what is known about who sees a record."""
        return seen_in(self.session.journal, record)

    def _show(self) -> None:
        record = still_here(self.session.journal, self.record)
        if record is None:
            self.dismiss(None)
            return
        self.record = record
        today = self.session.today
        about = self.session.journal.about(record)
        starred = any(isinstance(each, Star) for each in about)
        added = [
            entry_content(each, today, whole=True, seen=self.seen_of(each))
            for each in about
            if not isinstance(each, (Star, PlanMark))
        ]
        self.query_one("#words", Static).update(
            entry_content(record, today, starred=starred, whole=True, seen=self.seen_of(record))
        )
        beside = beside_content(self.session, record) if isinstance(record, Plan) else None
        added = [beside, *added] if beside is not None else added
        box = self.query_one("#added", Static)
        box.display = bool(added)
        box.update(Content("\n").join([Content(""), Content("\n\n").join(added)]))
        self.query_one("#keys", Static).update(self._keys())
        self.refresh_bindings()

    def _keys(self) -> Content:
        """The keys that act here, in lines in which no key is parted from what it does."""
        shared = self.session.journal.is_travelling(self.record)
        lines, width = [Content("")], self.query_one("#opened").content_size.width or WIDTH
        for action, key, name in (
            ("entry_edit", "e", _("edit")),
            ("entry_share", "s", _("take back") if shared else _("share")),
            ("entry_reply", "r", _("reply")),
            ("entry_versions", "v", self._versions_name()),
            ("entry_add", "w", self._add_name()),
            ("entry_star", "*", _("star")),
            ("entry_delete", "x", _("delete")),
            ("", _("Esc"), _("back")),
        ):
            if action and not self.check_action(action, ()):
                continue
            said = Content.assemble((key, "bold $accent"), f" {name}    ")
            if lines[-1].cell_length + said.cell_length - GAP > width:
                lines.append(Content(""))
            lines[-1] += said
        return Content("\n").join(lines)

    def _add_name(self) -> str:
        forms = follow_ups(self.session.journal, self.record)
        return forms[0].title.lower() if len(forms) == 1 else _("add to it")

    def _versions_name(self) -> str:
        beside = self.seen_of(self.record).beside
        return _("both versions") if beside else _("earlier words")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what cannot be done with this entry."""
        can = {
            "entry_edit": lambda: can_edit(self.session.journal, self.record),
            "entry_delete": lambda: can_delete(self.session.journal, self.record),
            "entry_add": lambda: bool(follow_ups(self.session.journal, self.record)),
            "entry_star": lambda: takes_star(self.session.journal, self.record),
            "entry_share": lambda: self._can_share,
            "entry_reply": lambda: can_reply(self.session.journal, self.record),
            "entry_versions": lambda: has_versions(self.seen_of(self.record)),
        }
        return can[action]() if action in can else True

    @property
    def _can_share(self) -> bool:
        journal, record = self.session.journal, self.record
        fixed = record.PRIVATE or journal.is_fixed(record)
        return bool(may_change_who_sees(journal, record)) and not fixed

    def action_scroll(self, by: int) -> None:
        """Scroll a long entry."""
        self.query_one("#opened", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_entry_edit(self) -> None:
        """Change it."""
        screen = edit_screen(self.session, self.record)
        if screen is not None:
            self.app.push_screen(screen)

    def action_entry_delete(self) -> None:
        """Ask, then put it in the bin."""
        confirm_delete(self, self.session, self.record)

    async def action_entry_star(self) -> None:
        """Put a star on it, or take it off."""
        await self.session.toggle_star(self.record)

    def action_entry_share(self) -> None:
        """Share it, or take it back."""
        change_who_sees(self, self.session, self.record)

    def action_entry_reply(self) -> None:
        """Say something to it."""
        reply_to(self, self.session, self.record)

    def action_entry_versions(self) -> None:
        """Show its earlier words, or what stands beside it."""
        self.app.push_screen(Versions(self.session, self.record))

    def action_entry_add(self) -> None:
        """Add what belongs to it."""
        forms = follow_ups(self.session.journal, self.record)
        choose_form(self, forms, lambda form: follow_up(self, self.session, self.record, form))


def still_here(journal: Journal, record: Record) -> Record | None:
    """Find a record as it is now, or the private copy that stands for it since it was taken back.

    None where it was deleted, by whomever.
    """
    found = journal.find(record.reference)
    if found is not None:
        return found if found.gone is None else None
    in_bin = {each.id for each in journal.in_bin()}
    if not journal.is_mine(record) or record.id in in_bin:
        return None
    copies = [
        each
        for each in journal.of_kind(type(record))
        if journal.is_mine(each) and each.seen_by == ME and each.written == record.written
    ]
    same = [each for each in copies if (each.day, body_of(each)) == (record.day, body_of(record))]
    return max(same, key=lambda each: each.stamp, default=None)


def follow_ups(journal: Journal, record: Record) -> tuple[Form, ...]:
    """What can be added to an entry: to the other's own words or thanks, where they get them."""
    forms = FOLLOW_UPS.get(type(record), ())
    if journal.is_mine(record):
        return tuple(form for form in forms if form.kind not in FROM_THE_OTHER)
    if not journal.is_travelling(record):
        return ()
    return tuple(form for form in forms if form.kind in FROM_THE_OTHER)


def follow_up(screen: Screen[Any], session: Session, record: Record, form: Form) -> None:
    """Open the form for something that is about a record."""
    place, fixed = f"about/{record.id}/{form.name}", {"about": name_of(record)}
    given = {"text": record.text} if isinstance(record, Hindrance) else None
    screen.app.push_screen(ComposeScreen(session, form, place, fixed=fixed, given=given))
