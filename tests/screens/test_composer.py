"""The place to write: nothing typed is lost, and what is kept is what was typed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static

from journal.model.kinds import Appreciation, Entry, Need, Promise, PromiseMark, Truth
from journal.model.record import Record
from journal.session import Session
from journal.store import Journal
from journal.themes import EMBER
from journal.widgets import drafting as drafting_module
from journal.widgets.choice import Choice
from journal.widgets.composer import DRAFT_AFTER, Composer, Writing
from journal.widgets.forms.steps import (
    APPRECIATION,
    ENTRY,
    HEARD,
    NEED,
    PROMISE,
    PROMISE_MARK,
    TRUTH,
)
from tests.clocks import FixedClock
from tests.screens.driving import until, write

PLACE = "here"
STEP = {"step": "communicate"}


class Bench(App[None]):
    """One form, and Ctrl+S."""

    BINDINGS = [("ctrl+s", "screen.save", "Save")]
    AUTO_FOCUS = ""

    def __init__(self, make: Callable[[], Composer]) -> None:
        super().__init__()
        self.register_theme(EMBER)
        self.theme = "ember"
        self.make = make

    def compose(self) -> ComposeResult:
        yield self.make()

    @property
    def form(self) -> Composer:
        """The form."""
        return self.query_one(Composer)

    def note(self) -> str:
        """The sentence it says."""
        note = self.form.query_one("#note", Static)
        return str(note.content) if note.display else ""


@asynccontextmanager
async def bench(make: Callable[[], Composer]) -> AsyncIterator[tuple[Pilot[None], Bench]]:
    """Run a form on its own."""
    app = Bench(make)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        yield pilot, app


def entry(session: Session, **more: Any) -> Callable[[], Composer]:
    """A form for an entry."""
    return lambda: Composer(session, ENTRY, PLACE, fixed=STEP, **more)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are kept without waiting."""
    monkeypatch.setattr(drafting_module, "DRAFT_AFTER", 0.001)


@pytest.fixture
def broken(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Nothing can be saved until what this gives is called."""

    def fail(_changes: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal._db, "apply", fail)
    return monkeypatch.undo


def draft(journal: Journal) -> str | None:
    """The words of the draft, if there is one."""
    found = journal.drafts.at(PLACE)
    return found.values["text"] if found is not None else None


# Drafts


def test_the_promise_is_two_seconds() -> None:
    """The wait before a draft is kept leaves a second for the disk."""
    assert 0 < DRAFT_AFTER <= 1


@pytest.mark.usefixtures("at_once")
async def test_typing_is_kept_as_a_draft(session: Session, journal: Journal) -> None:
    """What is typed is a draft soon after, with all that it will need, and no record."""
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "so far")
        await until(pilot, lambda: draft(journal) == "so far")
        left = journal.drafts.at(PLACE)
        assert left is not None
        assert (left.day, left.kind, left.values["step"]) == (session.today, "entry", "communicate")
        assert next(iter(left.values)) == "text"  # lists show a draft's first words
        assert journal.records() == []


async def test_endless_typing_is_kept_too(
    session: Session, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever never pauses is not kept waiting for a draft: one timer runs through."""
    monkeypatch.setattr(drafting_module, "DRAFT_AFTER", 60)
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "a")
        await until(pilot, lambda: app.form._waiting is not None)
        first = app.form._waiting
        await write(pilot, "bc")
        await until(pilot, lambda: app.form._latest["text"] == "abc")
        assert app.form._waiting is first


async def test_leaving_keeps_the_last_key(session: Session, journal: Journal) -> None:
    """A form that goes away keeps what was typed, without waiting for any timer."""
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "gone in a moment")
        await app.form.remove()
        assert draft(journal) == "gone in a moment"


async def test_opening_and_leaving_creates_nothing(session: Session, journal: Journal) -> None:
    """A form that was only looked at, or filled by the program, leaves no draft."""
    given = {"text": "That I will be a burden."}
    async with bench(entry(session, given=given)) as (pilot, app):
        assert app.form.values["text"] == given["text"]
        app.form.begin()
        await pilot.pause()
        app.form.keep_draft()
        assert journal.drafts.all() == []


async def test_a_draft_is_back(session: Session, journal: Journal, clock: FixedClock) -> None:
    """What was left is there again, with its day and prompt, and becomes the record it was."""
    words = "Line one\n\n[/b] and 🌧"
    left = journal.drafts.keep(
        PLACE, day=session.today, kind="entry", values={"text": words, "asked": "Why?"} | STEP
    )
    clock.advance(days=1)
    make = lambda: Composer(session, ENTRY, PLACE, fixed=STEP | {"asked": "Newer?"})  # noqa: E731
    async with bench(make) as (_pilot, app):
        assert app.form.values["text"] == words
        assert "unfinished" in app.note()
        kept = await app.form.save()
        assert isinstance(kept, Entry)
        assert (kept.id, kept.text, kept.asked, kept.day) == (left.id, words, "Why?", left.day)
        assert journal.drafts.all() == []


async def test_what_comes_after_an_old_draft(
    session: Session, journal: Journal, clock: FixedClock
) -> None:
    """After an older draft was kept, the next text has its own day and its own prompt."""
    values = {"text": "yesterday", "asked": "Why?"} | STEP
    journal.drafts.keep(PLACE, day=session.today, kind="entry", values=values)
    clock.advance(days=1)
    async with bench(entry(session)) as (pilot, app):
        await app.form.save()
        app.form.begin()
        await write(pilot, "today")
        kept = await app.form.save()
        assert isinstance(kept, Entry)
        assert (kept.day, kept.asked) == (session.today, "")


async def test_a_discarded_draft_goes(session: Session, journal: Journal) -> None:
    """A draft that was discarded elsewhere leaves the form, and typing does not bring it back."""
    journal.drafts.keep(PLACE, day=session.today, kind="entry", values={"text": "away"} | STEP)
    async with bench(entry(session)) as (_pilot, app):
        journal.drafts.drop(PLACE)
        app.form.settle()
        assert app.form.is_blank
        app.form.keep_draft()
        assert journal.drafts.all() == []


async def test_another_place(session: Session, journal: Journal) -> None:
    """Turning to another place keeps what is typed where it was."""
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "old place")
        app.form.turn_to("there", day=None, fixed=STEP)
        assert app.form.is_blank
        assert draft(journal) == "old place"


async def test_editing(session: Session, journal: Journal) -> None:
    """A form over a record begins with its words; typed back as it was, no draft is left."""
    record = journal.add(Entry(step="communicate", text="First", day=session.today)).result()
    async with bench(lambda: Composer(session, ENTRY, PLACE, editing=record)) as (pilot, app):
        app.form.begin()
        await write(pilot, "!")
        app.form.keep_draft()
        assert draft(journal) == "First!"
        await pilot.press("backspace")
        app.form.keep_draft()
        assert draft(journal) is None
        await write(pilot, " and last")
        kept = await app.form.save()
        assert kept is not None
        assert [each.id for each in journal.records()] == [kept.id] == [record.id]
        assert journal.get(record.id) == kept
        assert kept.texts() == ("First and last",)


# Keeping


async def test_any_text_is_kept_exactly(session: Session, journal: Journal) -> None:
    """A thousand lines, markup and emoji come back letter by letter."""
    words = "\n".join(f"{n} [/b] [@click=app.quit] 🌧 \\ “ ” $x" for n in range(1000))
    async with bench(entry(session)) as (pilot, app):
        app.form.query_one(Writing).load_text(words)
        await pilot.pause()
        await pilot.press("end")
        kept = await app.form.save()
        assert kept is not None
        assert kept.texts() == (words,)
        assert app.form.is_blank


async def test_a_failed_save_keeps_the_words(
    session: Session, journal: Journal, broken: Callable[[], None]
) -> None:
    """When the disk is full the words stay, as a draft too, and can be kept afterwards."""
    said: list[str] = []
    session.complain = said.append
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "still here")
        assert await app.form.save() is None
        assert app.form.values["text"] == "still here"
        assert draft(journal) == "still here"
        assert "still here" in app.note()
        assert len(said) == 1
        broken()
        kept = await app.form.save()
        assert kept is not None
        assert kept.texts() == ("still here",)
        assert journal.drafts.all() == []


async def test_typing_on_while_it_is_saved(
    session: Session, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed while the disk is slow stays, and the next save adds it to the same entry."""
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "one")
        keep = session.keep

        async def slowly(*records: Record, ends: str | None = None) -> list[Record] | None:
            await write(pilot, " two")
            await until(pilot, lambda: app.form.values["text"] == "one two")
            return await keep(*records, ends=ends)

        monkeypatch.setattr(session, "keep", slowly)
        assert await app.form.save() is None
        assert [record.texts() for record in journal.records()] == [("one",)]
        assert draft(journal) == "one two"
        monkeypatch.setattr(session, "keep", keep)
        assert await app.form.save() is not None
        assert [record.texts() for record in journal.records()] == [("one two",)]
        assert journal.drafts.all() == []
        await write(pilot, "next")
        await app.form.save()
        assert sorted(record.texts() for record in journal.records()) == [("next",), ("one two",)]


async def test_an_emptied_form_begins_anew(
    session: Session, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever empties the form after typing on during a save writes a text of its own."""
    async with bench(entry(session)) as (pilot, app):
        app.form.begin()
        await write(pilot, "one")
        keep = session.keep

        async def slowly(*records: Record, ends: str | None = None) -> list[Record] | None:
            await write(pilot, "x")
            await until(pilot, lambda: app.form.values["text"] == "onex")
            return await keep(*records, ends=ends)

        monkeypatch.setattr(session, "keep", slowly)
        await app.form.save()
        monkeypatch.setattr(session, "keep", keep)
        await pilot.press("backspace", "backspace", "backspace", "backspace")
        await write(pilot, "two")
        await app.form.save()
        assert sorted(record.texts() for record in journal.records()) == [("one",), ("two",)]


async def test_nothing_written(session: Session, journal: Journal) -> None:
    """Ctrl+S in an empty form keeps nothing and says so quietly, also right after a save."""
    async with bench(entry(session)) as (_pilot, app):
        assert await app.form.save() is None
        assert app.note() == "Nothing is written yet."
        assert not app.form.query_one("#note").has_class("-trouble")
        assert journal.records() == []


async def test_a_choice_can_be_enough(session: Session, journal: Journal) -> None:
    """A promise is marked by a choice alone, about the promise."""
    promise = journal.add(Promise(promise="Call", day=session.today)).result()
    make = lambda: Composer(  # noqa: E731
        session, PROMISE_MARK, PLACE, fixed={"about": promise.id}
    )
    async with bench(make) as (_pilot, app):
        kept = await app.form.save()
        assert isinstance(kept, PromiseMark)
        assert (kept.state, kept.about) == ("kept", promise.reference)


# Keys


async def test_enter_keeps_one_line(session: Session, journal: Journal) -> None:
    """Enter in a form of one line saves it, as Ctrl+S does."""
    saved: list[str] = []
    async with bench(lambda: Composer(session, APPRECIATION, PLACE)) as (pilot, app):
        app.screen.action_save = lambda: saved.append("saved")  # type: ignore[attr-defined]
        app.form.begin()
        await write(pilot, "Soup.")
        await pilot.press("enter")
        await until(pilot, lambda: saved)
        kept = await app.form.save()
        assert isinstance(kept, Appreciation)
        assert kept.text == "Soup."


async def test_enter_goes_on_in_a_longer_form(session: Session, journal: Journal) -> None:
    """Enter in a line of several goes to the next field and saves nothing."""
    async with bench(lambda: Composer(session, PROMISE, PLACE)) as (pilot, app):
        app.form.begin()
        await write(pilot, "Call")
        await pilot.press("enter")
        assert app.focused is app.form.widget("by")
        assert journal.records() == []


async def test_typing_adds_to_a_line(session: Session, journal: Journal) -> None:
    """Coming to a line selects nothing: a key adds to what stands there, and wipes nothing."""
    record = journal.add(Appreciation(text="Soup", day=session.today)).result()
    async with bench(lambda: Composer(session, APPRECIATION, PLACE, editing=record)) as (
        pilot,
        app,
    ):
        app.form.begin()
        await write(pilot, "s")
        assert app.form.values["text"] == "Soups"


async def test_choice(session: Session) -> None:
    """Arrows, Space and a click choose; Enter goes on."""
    async with bench(lambda: Composer(session, TRUTH, PLACE)) as (pilot, app):
        choice = app.form.widget("ask")
        assert isinstance(choice, Choice)
        choice.focus()
        await pilot.press("right")
        assert choice.value == "know"
        await pilot.press("space", "space")
        assert choice.value == "nothing"
        await pilot.press("left")
        assert choice.value == "talk"
        await pilot.click(choice, offset=(16, 1))
        assert choice.value == "know"
        await pilot.press("left", "shift+tab", "tab", "enter")
        assert app.focused is not choice


# What it says and shows


async def test_days_as_understood(session: Session, journal: Journal) -> None:
    """A typed day is shown as it is understood, below its field, before it is used."""
    async with bench(lambda: Composer(session, PROMISE, PLACE)) as (pilot, app):
        app.form.begin()
        await write(pilot, "Call")
        await pilot.press("tab")
        await write(pilot, "fri")
        await until(pilot, lambda: app.note() == "Friday 27 November 2026")
        note, field = app.form.query_one("#note"), app.form.widget("by")
        assert app.form.children.index(note) == app.form.children.index(field) + 1
        kept = await app.form.save()
        assert isinstance(kept, Promise)
        assert kept.by == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        (("Call", "soonish"), "by", "soonish"),
        (("Call", "12/02/2026"), "by", "can be read"),
        (("", "friday"), "promise", "write"),
    ],
)
async def test_bad_input(
    session: Session, journal: Journal, typed: tuple[str, str], field: str, says: str
) -> None:
    """What cannot be used is said in one sentence below its field, which gets the cursor."""
    async with bench(lambda: Composer(session, PROMISE, PLACE)) as (pilot, app):
        for name, text in zip(("promise", "by"), typed, strict=True):
            line = app.form.widget(name)
            assert isinstance(line, Input)
            line.value = text
        assert await app.form.save() is None
        await pilot.pause()
        note = app.form.query_one("#note")
        assert says in app.note()
        assert note.has_class("-trouble")
        assert app.focused is app.form.widget(field)
        order = list(app.form.children)
        assert order.index(note) == order.index(app.form.widget(field)) + 1
        assert journal.records() == []
        assert journal.drafts.at(PLACE) is not None


async def test_hints_are_kind_and_block_nothing(session: Session, journal: Journal) -> None:
    """A hint stands below the part it is about, and what was written is kept as it stands."""
    async with bench(lambda: Composer(session, NEED, PLACE)) as (pilot, app):
        app.form.begin()
        await write(pilot, "You never listen")
        await until(pilot, lambda: "single time" in app.note())
        await pilot.press("tab")
        await write(pilot, "I feel that")
        await until(pilot, lambda: "feeling itself" in app.note())
        order = list(app.form.children)
        note = app.form.query_one("#note")
        assert order.index(note) == order.index(app.form.widget("felt")) + 1
        kept = await app.form.save()
        assert isinstance(kept, Need)
        assert kept.happened == "You never listen"


async def test_folding(session: Session) -> None:
    """A folding form shows its first field alone until somebody is in it or has written."""
    async with bench(lambda: Composer(session, TRUTH, PLACE, folds=True)) as (pilot, app):
        others = [app.form.widget(name) for name in ("hard", "ask")]
        assert not any(field.display for field in others)
        app.form.begin()
        await pilot.pause()
        assert all(field.display for field in others)
        app.screen.set_focus(None)
        await until(pilot, lambda: not any(field.display for field in others))
        app.form.begin()
        await write(pilot, "x")
        app.screen.set_focus(None)
        await pilot.pause()
        assert all(field.display for field in others)


async def test_a_day_only_to_talk(session: Session, journal: Journal) -> None:
    """The day shows only where a talk is asked for; then it is needed, and else left out."""
    async with bench(lambda: Composer(session, TRUTH, PLACE)) as (pilot, app):
        app.form.begin()
        await write(pilot, "The sofa")
        day, ask = app.form.widget("talk_on"), app.form.widget("ask")
        assert isinstance(day, Input)
        assert isinstance(ask, Choice)
        assert not day.display
        ask.value = "talk"
        await until(pilot, lambda: day.display)
        assert await app.form.save() is None
        await pilot.pause()
        assert app.focused is day
        await write(pilot, "friday")
        ask.value = "know"
        await until(pilot, lambda: not day.display)
        kept = await app.form.save()
        assert isinstance(kept, Truth)
        assert (kept.ask, kept.talk_on) == ("know", None)


async def test_labels_are_not_markup(session: Session) -> None:
    """A form's title, hint and sentences show as they stand, also with a name in them."""
    form = replace(HEARD, fields=(replace(HEARD.fields[0], label="[/b]", hint="[red]"),))
    async with bench(lambda: Composer(session, form, PLACE)) as (_pilot, app):
        app.form.say("[/b] [love]")
        assert app.note() == "[/b] [love]"


async def test_the_day_of_a_form(session: Session, journal: Journal) -> None:
    """A form for another day keeps its words for that day."""
    day = session.today - timedelta(days=3)
    async with bench(entry(session, day=day)) as (pilot, app):
        app.form.begin()
        await write(pilot, "then")
        kept = await app.form.save()
        assert kept is not None
        assert kept.day == day
