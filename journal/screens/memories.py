"""The log of shared memories: newest first by year, by tag, starred, and on this day."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal.commands import bindings
from journal.i18n import _, ngettext
from journal.keys import first_key
from journal.model.kinds import Memory, OwnWords, Reply
from journal.model.memories import Wanted, chosen, on_this_day, own_words, tags, years
from journal.model.record import Record
from journal.screens.circling import Circled, say_none
from journal.screens.filters import CIRCLES
from journal.screens.pick import Pick
from journal.screens.remembering import Remembering
from journal.session import Session
from journal.store import Draft
from journal.widgets.entry import EntryList
from journal.widgets.forms import FORMS, Form
from journal.widgets.noted import NotedList
from journal.widgets.whose import their_name
from journal.widgets.words import clean

MEMORY = FORMS[Memory]


def _year(item: Record | Draft) -> str:
    """What stands above the first memory of a year; unfinished ones stand above them all."""
    return str(item.day.year) if isinstance(item, Record) else ""


class Memories(Circled):
    """Every memory."""

    PLACE = "memories"
    PLACES = ("memories",)
    BINDINGS = bindings("memories")
    CSS_PATH = ["page.tcss", "memories.tcss"]
    HELP = _(
        "Memories stand here by year, the newest first. n writes one: a title, the day or the"
        " days, a place, tags, and your own words. o shows those with a star, which * puts on;"
        " h shows one #tag, y one year; v shows what only you see, what is shared, what you wrote,"
        " what your partner wrote; c shows all of them again. Beside them is what happened on this"
        " day in other years.\n\n"
        "Memories that your partner shares stand here with their name. w adds your own words to"
        " one, and both of you see those. Each of you changes only what they wrote."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.wanted = Wanted()

    def compose_body(self) -> ComposeResult:
        """What is shown, and the memories."""
        yield Static(Content(_("Memories")), classes="title")
        yield Static("", id="shown", classes="prose")
        yield Static("", id="same-day-short")
        yield NotedList("", self._offering, heading=_year, id="memories")

    def compose_aside(self) -> ComposeResult:
        """The memories of this day."""
        with Vertical(classes="card", id="same-day-card"):
            yield Static(Content(_("On this day")), classes="heading")
            yield EntryList("", id="same-day")

    def forms(self) -> tuple[Form, ...]:
        """Only memories are written here."""
        return (MEMORY,)

    def begin(self, form: Form) -> None:
        """Begin a memory; where the other has logged that day, it offers to add to theirs."""
        self.app.push_screen(Remembering(self.session, form, f"{self.PLACE}/{form.name}"))

    # Showing

    async def show(self) -> None:
        """Show the memories that are wanted, and those of this day."""
        today, starred = self.session.today, self.starred()
        every = self.session.journal.of_kind(Memory)
        found = self.in_circle(chosen(every, self.wanted, starred))
        drafts = self._drafts() if self.wanted == Wanted() and self.shows_unfinished else []
        items: Sequence[Record | Draft] = [*drafts, *found]
        said = self.query_one("#shown", Static)
        said.display = bool(every)
        said.update(self._say_shown(len(found)))
        await self.query_one("#memories", EntryList).show(
            items, today, starred=starred, empty=self._say_empty(bool(every)), about=self._added
        )
        same_day = on_this_day(every, self.day)
        self.query_one("#same-day-card").display = bool(every)
        self._say_same_day(same_day)
        await self.query_one("#same-day", EntryList).show(
            same_day,
            today,
            starred=starred,
            empty=_("No memory of this day in other years yet."),
        )

    def _added(self, memory: Record) -> list[Record]:
        """What stands below a memory: the words of the other view, and replies."""
        about = self.session.journal.about(memory)
        return [each for each in about if isinstance(each, (OwnWords, Reply))]

    def _offering(self, record: Record, content: Content) -> Content:
        """A memory of the other without words of one's own yet says which key adds them."""
        if not isinstance(record, Memory) or not self._takes_words(record):
            return content
        key = first_key(self.session.keys, "entry.add")
        said = _("add my words to {name}’s").format(name=their_name(self.session, record))
        line = Content.assemble((key, "bold $accent"), (f" {said}", "$muted"))
        return Content("\n").join([content, line])

    def _takes_words(self, memory: Memory) -> bool:
        journal = self.session.journal
        if journal.is_mine(memory) or not journal.is_travelling(memory):
            return False
        return not any(map(journal.is_mine, own_words(journal.about(memory))))

    def _say_same_day(self, memories: list[Memory]) -> None:
        """On a narrow screen, where they stand below all others, name them above as well."""
        short = self.query_one("#same-day-short", Static)
        short.set_class(bool(memories), "-some")
        lines = [
            Content.assemble(
                (f"{memory.day.year}  ", "bold"), clean(memory.title), self._by(memory)
            )
            for memory in memories
        ]
        head = Content.assemble((_("On this day"), "$muted"))
        short.update(Content("\n").join([head, *lines]))

    def _by(self, memory: Memory) -> tuple[str, str]:
        """Whose memory it is, where that is not oneself."""
        name = their_name(self.session, memory)
        return (f" · {name}" if name else "", "$muted")

    def _drafts(self) -> list[Draft]:
        drafts = self.session.journal.drafts.all()
        return [draft for draft in drafts if draft.kind == MEMORY.name]

    def _say_shown(self, count: int) -> Content:
        said = [
            CIRCLES.get(self.circle, ""),
            _("Starred") if self.wanted.starred else "",
            f"#{clean(self.wanted.tag)}" if self.wanted.tag else "",
            str(self.wanted.year) if self.wanted.year else "",
        ]
        words = " · ".join(part for part in said if part) or _("All memories, newest first")
        words = words[:1].upper() + words[1:]
        number = ngettext("{n} memory", "{n} memories", count).format(n=count)
        keys = [("n", _("write")), ("o", _("starred")), ("h", _("tag")), ("y", _("year"))]
        if self.offers_circles:
            keys.append(("v", _("seen by")))
        shown = [
            Content.assemble((key, "bold $accent"), (f" {name}", "$muted")) for key, name in keys
        ]
        head = Content.assemble((words, "bold"), (f"   {number}", "$muted"))
        if self._is_limited:
            head += Content.assemble(
                "   ", ("c", "bold $accent"), (" " + _("all of them"), "$muted")
            )
        return Content("\n").join([head, Content("   ").join(shown)])

    def _say_empty(self, any_: bool) -> str:
        if not any_:
            return _(
                "The moments you would like to keep will stand here, year by year. n writes the"
                " first one."
            )
        if self.circle and self.wanted == Wanted():
            return say_none(self.circle)
        if self.wanted == Wanted(starred=True) and not self.circle:
            return _("No memory has a star yet. * puts one on the memory you are on.")
        return _("No memory fits all of that. c shows all of them again.")

    # Choosing

    @property
    def _is_limited(self) -> bool:
        """Whether any memory may be left out."""
        return bool(self.circle) or self.wanted != Wanted()

    def _turn(self, wanted: Wanted) -> None:
        self.wanted = wanted
        if self.entry is not None:
            self.set_focus(None)
        self.query_one("#scroll").scroll_home(animate=False)
        self.call_later(self.show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what would show nothing else; own words are added to the other's memories alone."""
        record = self.record
        if action == "entry_add" and isinstance(record, Memory):
            journal = self.session.journal
            theirs = not journal.is_mine(record) and journal.is_travelling(record)
            return True if theirs else None
        if action == "show_all":
            return True if self._is_limited else None
        return super().check_action(action, parameters)

    def action_only_starred(self) -> None:
        """Show the starred ones, or all."""
        self._turn(self.wanted._replace(starred=not self.wanted.starred))

    def action_by_tag(self) -> None:
        """Show the memories with one tag."""
        counted = tags(self.session.journal.of_kind(Memory))
        if not counted:
            self.notify(_("No memory has a tag yet. A #word in its text is one, too."))
            return

        def picked(tag: str | None) -> None:
            if tag is not None:
                self._turn(self.wanted._replace(tag=tag))

        self.app.push_screen(Pick(_("Which tag?"), counted, sign="#"), picked)

    def action_by_year(self) -> None:
        """Show the memories of one year."""
        counted = years(self.session.journal.of_kind(Memory))
        if not counted:
            self.notify(_("There is no memory yet. n writes one."))
            return

        def picked(year: str | None) -> None:
            if year is not None:
                self._turn(self.wanted._replace(year=int(year)))

        named = [(str(year), count) for year, count in counted]
        self.app.push_screen(Pick(_("Which year?"), named), picked)

    def action_show_all(self) -> None:
        """Show every memory again."""
        self.circle = ""
        self._turn(Wanted())

    def action_back(self) -> None:
        """Show all of them again, then leave."""
        if self.focused is None and self._is_limited:
            self.action_show_all()
        else:
            super().action_back()
