"""Entries in a list, and below them what was added to them."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import App, ComposeResult
from textual.screen import Screen

from journal.model.kinds import (
    CameOfIt,
    Entry,
    Need,
    Plan,
    PlanMark,
    Promise,
    PromiseMark,
    RuleFrom,
    Star,
)
from journal.model.record import Record
from journal.store import Journal
from journal.themes import EMBER
from journal.widgets.entry import (
    BATCH,
    AddedView,
    EntryList,
    EntryView,
    _stands_for,
    added_content,
    entry_content,
)
from journal.wording.sharing import Seen

TODAY = date(2026, 11, 22)


class Bench(App[None]):
    """One list."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(EMBER)
        self.theme = "ember"

    def compose(self) -> ComposeResult:
        yield EntryList("Nothing yet.")

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    def rows(self) -> list[tuple[bool, str]]:
        """For each row: whether it stands below another, and the id of its record."""
        return [(isinstance(view, AddedView), view.item.id) for view in self.query(EntryView)]


def need(journal: Journal) -> Need:
    """A need that was kept."""
    return journal.add(Need(happened="Late", felt="alone", day=TODAY)).result()


async def test_what_was_added_stands_below(journal: Journal) -> None:
    """What is about an entry stands below it, oldest first, and keys can act on it."""
    parent = need(journal)
    other = journal.add(Entry(step="communicate", text="A day", day=TODAY)).result()
    first, second = (
        journal.add(CameOfIt(text=text, about=parent.reference, day=TODAY)).result()
        for text in ("You called", "And again")
    )
    journal.add(Star(about=parent.reference, day=TODAY)).result()
    async with Bench().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        await app.entries.show([other, parent], TODAY, about=journal.about)
        assert app.rows() == [
            (False, other.id), (False, parent.id), (True, first.id), (True, second.id),
        ]  # fmt: skip


async def test_a_row_of_its_own(journal: Journal) -> None:
    """What has a row of its own in the list is not shown a second time below another."""
    parent = need(journal)
    came = journal.add(CameOfIt(text="Well", about=parent.reference, day=TODAY)).result()
    async with Bench().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        await app.entries.show([came, parent], TODAY, about=journal.about)
        assert app.rows() == [(False, came.id), (False, parent.id)]


async def test_days_of_a_plan_are_not_listed(journal: Journal) -> None:
    """The many marks of a plan and a star are no rows."""
    plan = journal.add(Plan(title="Wine", rules=(RuleFrom(TODAY),), day=TODAY)).result()
    mark = PlanMark(occasion=TODAY, state="done", about=plan.reference, day=TODAY)
    journal.add(mark).result()
    async with Bench().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        await app.entries.show([plan], TODAY, about=journal.about)
        assert app.rows() == [(False, plan.id)]


async def test_more_comes_in_batches(journal: Journal) -> None:
    """Walking down shows every entry once, in order, however much was added to some."""
    written: list[Record] = []
    for number in range(BATCH + 5):
        day = TODAY - timedelta(days=number)
        written.append(journal.add(Need(happened=str(number), day=day)).result())
    for parent in written[::3]:
        journal.add(CameOfIt(text="Well", about=parent.reference, day=TODAY)).result()
    async with Bench().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        await app.entries.show(written, TODAY, about=journal.about)
        assert len([row for row in app.rows() if not row[0]]) == BATCH
        await app.entries.show_more()
        await app.entries.show_more()
        assert [each for added, each in app.rows() if not added] == [each.id for each in written]
        assert len([row for row in app.rows() if row[0]]) == len(written[::3])


async def test_showing_the_same_again_changes_nothing(journal: Journal) -> None:
    """A list that would look the same keeps its rows; a new mark or star draws it anew."""
    promise = journal.add(Promise(promise="Call", day=TODAY)).result()
    async with Bench().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Bench)
        await app.entries.show([promise], TODAY, about=journal.about)
        row = app.query_one(EntryView)
        await app.entries.show([promise], TODAY, about=journal.about)
        assert app.query_one(EntryView) is row
        journal.add(PromiseMark(state="kept", about=promise.reference, day=TODAY)).result()
        await app.entries.show([promise], TODAY, about=journal.about)
        assert len(app.rows()) == 2
        await app.entries.show([promise], TODAY, about=journal.about, starred=[promise.id])
        assert "starred" in str(app.query(EntryView).first().content)
        await app.entries.show([], TODAY)
        assert app.rows() == []
        await app.entries.show([promise], TODAY)
        assert len(app.rows()) == 1


def test_a_mark_says_how_it_stands() -> None:
    """A mark's line says how things stand, its words follow, and no label is said twice."""
    mark = PromiseMark(state="changed", text="Half of it", by=TODAY, day=TODAY)
    assert added_content(mark, TODAY).plain == (
        "↳ changed · today · only me\nHalf of it\nnow by  Sunday 22 November 2026"
    )


def test_labelled_parts_stand_in_a_column() -> None:
    """Where every part has a label, the words begin in one column."""
    record = Need(happened="Late", felt="alone", need="a call", ask="Call me?", day=TODAY)
    lines = entry_content(record, TODAY).plain.split("\n")[1:]
    assert [line.index(word) for line, word in zip(lines, record.texts(), strict=True)] == [15] * 4


def test_words_are_not_markup() -> None:
    """What was added is shown as it was written."""
    record = CameOfIt(text="[/b] [love] [@click=app.quit]x[/]", day=TODAY)
    assert added_content(record, TODAY).plain.endswith(record.text)


def test_whose_it_is_and_who_sees_it() -> None:
    """The first line says whose it is, who sees it and that it was edited, below another, too."""
    record = Need(need="rest", day=TODAY)
    theirs = Seen(mine=False, name="Ben", travels=True, edited=True)
    heading = entry_content(record, TODAY, seen=theirs).plain.split("\n")[0]
    assert heading == "Today  need · Ben, to you · edited"
    below = added_content(record, TODAY, seen=theirs).plain.split("\n")[0]
    assert below == "↳ need · today · Ben, to you · edited"


class Knowing(Screen[None]):
    """A screen that has a journal to ask."""

    known = Seen()

    def compose(self) -> ComposeResult:
        yield EntryList("Nothing yet.")

    def seen_of(self, _record: Record) -> Seen:
        """Tell what is known."""
        return self.known


async def test_a_list_follows_what_is_known(journal: Journal) -> None:
    """An entry that has only been sent meanwhile says so, though the record is the same."""
    records = [need(journal)]
    async with Bench().run_test() as pilot:
        screen = Knowing()
        await pilot.app.push_screen(screen)
        entries = screen.query_one(EntryList)

        async def first_line() -> str:
            await entries.show(records, TODAY)
            return str(screen.query_one(EntryView).content).split("\n")[0]

        assert (await first_line()).endswith("only me")
        screen.known = Seen(mine=False, name="Ben", travels=True)
        assert (await first_line()).endswith("Ben, to you")


def test_a_private_copy_stands_for_what_was_taken_back() -> None:
    """Where an item went and one that says the same came, wherever it stands, that is its copy."""
    one, two = (Need(id=name, happened=name, day=TODAY) for name in "ab")
    copy = Need(id="c", happened="b", day=TODAY)
    assert _stands_for(two, [one, two], [copy, one]) == "c"
    assert _stands_for(two, [one, two], [copy, one, two]) == "b"
    assert _stands_for(two, [one, two], [one]) == "b"
