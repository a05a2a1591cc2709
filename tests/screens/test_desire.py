"""Desire: one's own list, notes, and what is never named before it is switched on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journal import keys as keys_file
from journal.app import Twofold
from journal.commands import COMMANDS
from journal.content import catalogue
from journal.model.kinds import DesireNote, DesireSwitch, Entry, Match, Wish
from journal.model.record import ME
from journal.screens import PAGES
from journal.screens.desire_setting import DesireSetting
from journal.screens.manual import Manual
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.widgets.choice import Choice
from journal.widgets.frame import Rail
from tests.clocks import FixedClock
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write

FIRST = "Undressing each other slowly"

ITS_HELP = next(command.help for command in COMMANDS if command.id == "go.desire")


def switch(journal: Journal, day: date, *, on: bool = True) -> None:
    """Turn the switch, as Settings does."""
    journal.commit([DesireSwitch(day=day, on=on)]).result()


@pytest.mark.parametrize("size", SIZES)
async def test_from_today_by_keys_to_a_kept_wish_and_back(
    session: Session, journal: Journal, opened: Open, size: tuple[int, int]
) -> None:
    """Switched on in Settings by hand; the arrows keep one of our list, `n` one's own; Esc out."""
    async with opened("today", size=size) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert pilot.app.current_mode == "today"
        await pilot.press("comma")
        await until(pilot, lambda: pilot.app.current_mode == "settings")
        pilot.app.screen.query_one("#desire", Choice).focus()
        await pilot.press("right")
        await until(pilot, lambda: "for adults" in painted(pilot))
        assert "hidden and no" in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: session.unseen == frozenset())
        await pilot.press("D")
        await until(pilot, lambda: FIRST in painted(pilot))
        assert journal.of_kind(Wish) == []
        assert pilot.app.focused is None
        await pilot.press("j", "right", "right")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Wish)] == ["maybe"])
        (kept,) = journal.of_kind(Wish)
        assert (kept.listed, kept.audience) == ("undress", ME)
        await pilot.press("n", "w")
        await write(pilot, "Your cold nose")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(journal.of_kind(Wish)) == 2)
        await pilot.press("n", "l")
        await write(pilot, "The rain")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [each.liked for each in journal.of_kind(DesireNote)])
        await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        assert journal.records() == []


async def test_not_now_looks_like_not_and_is_kept_apart(
    session: Session, journal: Journal, opened: Open
) -> None:
    """The row says not; only its own line says more, and a section of its own has it."""
    switch(journal, session.today)
    async with opened("desire", size=(120, 40)) as pilot:
        await pilot.press("j", "left")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Wish)] == ["later"])
        await until(pilot, lambda: f"not    {FIRST}" in painted(pilot))
        await until(pilot, lambda: "not a plain not" in painted(pilot))
        await pilot.press("left")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Wish)] == ["not"])
        await until(pilot, lambda: "not a plain not" not in painted(pilot))
        assert f"not    {FIRST}" in painted(pilot)
        await pilot.press("right")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Wish)] == ["later"])
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "gather here" in painted(pilot))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "● Not now" in painted(pilot))
        assert f"not    {FIRST}" in painted(pilot)


async def test_a_wish_is_asked_with_one_letter_and_deleted_for_good(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Enter asks; `x` on a row without a word does nothing, on one with a word it is gone."""
    switch(journal, session.today)
    async with opened("desire") as pilot:
        await pilot.press("j", "x")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1
        await pilot.press("enter", "d")
        await until(pilot, lambda: [each.how for each in journal.of_kind(Wish)] == ["later"])
        await pilot.press("x")
        await until(pilot, lambda: "Delete this for good" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Wish) == [])
        assert journal.in_bin() == []


async def test_all_of_it_can_be_deleted_at_once(
    session: Session, journal: Journal, opened: Open
) -> None:
    """From the palette: wishes, what both found, notes and half a note are gone; it stays on."""
    switch(journal, session.today)
    day = session.today
    journal.commit([Wish(text="a", how="yes", day=day), Match(text="b", day=day),
                    DesireNote(liked="c", day=day)]).result()  # fmt: skip
    async with opened("desire") as pilot:
        await pilot.press("n", "l", "d", "escape")
        await until(pilot, journal.drafts.all)
        await pilot.press("ctrl+p")
        await write(pilot, "Delete all of it")
        await until(pilot, lambda: "Ask, then delete everything" in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Delete everything that" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Wish, Match, DesireNote) == [])
        await until(pilot, lambda: journal.drafts.all() == [])
        assert session.unseen == frozenset()


async def test_a_note_leads_to_the_timer(session: Session, journal: Journal, opened: Open) -> None:
    """`t` opens the listening timer; with what both found, with a line to begin with."""
    switch(journal, session.today)
    journal.commit([DesireNote(to_say="More of Sunday", day=session.today),
                    Match(text="Dawn", day=session.today)]).result()  # fmt: skip
    async with opened("desire", size=(120, 40)) as pilot:
        await pilot.press("G")
        await until(pilot, lambda: pilot.app.focused is not None)
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.current_mode == "timer")
        await pilot.pause()
        assert "More of Sunday" not in painted(pilot)
        await pilot.press("escape", "D", "G", "k", "t")
        await until(pilot, lambda: pilot.app.current_mode == "timer")
        await until(pilot, lambda: "How would that be for you?" in painted(pilot))
        assert "Dawn" not in painted(pilot)


async def test_an_unfinished_text_waits_on_its_page_alone(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Half a note is no draft on the page of every entry; on its own page it can be finished."""
    switch(journal, session.today)
    journal.commit([Entry(step="listen", day=session.today, text="A long day")]).result()
    async with opened("desire", size=(120, 40)) as pilot:
        await pilot.press("n", "l")
        await write(pilot, "canary")
        await pilot.press("escape")
        await until(pilot, lambda: "unfinished" in painted(pilot))
        for mode in PAGES:
            await pilot.app.run_action(f"app.go('{mode}')")
            await until(pilot, lambda mode=mode: pilot.app.current_mode == mode)  # type: ignore[misc]  # mypy guesses no lambda's default
            await pilot.pause()
            assert "canary" not in painted(pilot)
        await pilot.press("D", "G", "enter")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [each.liked for each in journal.of_kind(DesireNote)])


async def test_hidden_it_comes_back_elsewhere(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Behind the blank screen of Ctrl+G waits Today, and what was half typed stays."""
    switch(journal, session.today)
    async with opened("desire") as pilot:
        await pilot.press("n", "w")
        await write(pilot, "canary")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "Press Enter" in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "How are you feeling" in painted(pilot))
        assert "canary" not in painted(pilot)
        assert [each.values["text"] for each in journal.drafts.all()] == ["canary"]


NASTY = ["zq[/b]zq", "[@click=app.quit]zq[/]", "zq[love]"]


@pytest.mark.parametrize("nasty", NASTY)
async def test_words_are_never_markup(
    session: Session, journal: Journal, opened: Open, nasty: str
) -> None:
    """A wish, what both found and a note stand as they were written; so does the question."""
    switch(journal, session.today)
    day = session.today
    journal.commit([Wish(text=nasty, how="yes", day=day), Match(text=nasty, day=day),
                    DesireNote(liked=nasty, to_say=nasty, day=day)]).result()  # fmt: skip
    async with opened("desire", size=(120, 40)) as pilot:
        await until(pilot, lambda: painted(pilot).count(nasty) == 4)
        await pilot.press("j", "enter")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
        assert nasty in painted(pilot)


# Before it is switched on


@pytest.mark.parametrize("size", SIZES)
async def test_off_no_word_of_it_stands_anywhere(
    session: Session, journal: Journal, opened: Open, size: tuple[int, int]
) -> None:
    """No page but Settings, no help, no rail, no palette names it, though there are wishes."""
    day = session.today
    switch(journal, day)
    journal.commit([Wish(text="canary", how="yes", day=day)]).result()
    switch(journal, day, on=False)
    async with opened("today", size=size) as pilot:
        for mode in PAGES:
            await pilot.app.run_action(f"app.go('{mode}')")
            await until(pilot, lambda mode=mode: pilot.app.current_mode == mode)  # type: ignore[misc]  # mypy guesses no lambda's default
            await pilot.pause()
            assert "canary" not in painted(pilot)
            if mode != "settings":
                assert "desire" not in painted(pilot).lower()
            await pilot.press("f1")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
            said = " ".join(str(each.render()) for each in pilot.app.screen.query("Static"))
            assert "desire" not in said.lower()
            assert "Every entry, newest first." in said
            assert ITS_HELP not in said
            await pilot.press("escape")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await pilot.press("0", "ctrl+p")
        await write(pilot, "desire")
        await until(pilot, lambda: "No matches" in painted(pilot))


async def test_the_palette_and_the_rail_have_it_once_it_is_on(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Switched on it stands in rail, help and palette at once; switched off it is out again."""
    async with opened("today", size=(120, 40)) as pilot:
        rail = pilot.app.screen.query_one(Rail)
        assert "Desire" not in str(rail.content)
        switch(journal, session.today)
        await until(pilot, lambda: "Desire" in painted(pilot))
        await pilot.press("3")
        await until(pilot, lambda: "D  Desire: what you would like" in painted(pilot))
        await pilot.press("0", "ctrl+p")
        await write(pilot, "desire")
        await until(pilot, lambda: "Desire  (D)" in painted(pilot))
        await pilot.press("escape")
        switch(journal, session.today, on=False)
        await until(pilot, lambda: "Desire" not in painted(pilot))


async def test_switching_off_deletes_nothing(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Off by the row in Settings, all of it is still there; and taking back brings no page back."""
    switch(journal, session.today)
    journal.commit([Wish(text="canary", how="yes", day=session.today)]).result()
    async with opened("settings") as pilot:
        pilot.app.screen.query_one(DesireSetting).query_one(Choice).focus()
        await pilot.press("left")
        await until(pilot, lambda: session.unseen)
        await pilot.press("escape", "u")
        await until(pilot, lambda: "nothing to take back" in painted(pilot))
        assert session.unseen == {"desire"}
        assert [each.text for each in journal.of_kind(Wish)] == ["canary"]


async def test_leaving_it_off_keeps_it_off(session: Session, opened: Open) -> None:
    """A no to the question switches nothing, and the row stands on off."""
    async with opened("settings") as pilot:
        choice = pilot.app.screen.query_one("#desire", Choice)
        choice.focus()
        await pilot.press("right")
        await until(pilot, lambda: "for adults" in painted(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        assert choice.value == "off"
        assert session.unseen == {"desire"}


def test_a_key_that_somebody_chose_is_never_told_to_clash_with_it(tmp_path: Path) -> None:
    """Its keys give way in silence: no sentence about `keys.toml` names it."""
    path = tmp_path / "keys.toml"
    path.write_text('"entry.delete" = "D"\n"page.new" = "z"\n')
    changed, problems = keys_file.load(path)
    assert (changed, problems) == ({"entry.delete": "D", "page.new": "z"}, [])
    keymap = keys_file.textual_keymap(changed)
    assert keymap["go.desire"] == f"{keys_file.UNBOUND}.go.desire"
    assert keymap["desire.shut"] == f"{keys_file.UNBOUND}.desire.shut"
    assert keys_file.first_key(changed, "go.desire") == ""
    assert keys_file.first_key({}, "go.desire") == "D"


def test_every_command_of_it_is_one_to_switch_on() -> None:
    """No command that leads there or works there is there for everyone."""
    assert {each.id for each in COMMANDS if each.switched} == {
        each.id for each in COMMANDS if "desire" in each.id
    }


async def test_each_for_themselves(home: Home, clock: FixedClock, journal: Journal) -> None:
    """One person's switch is in their journal: on the same machine the other's is off."""
    with Journal.create(home, "Ben", "Ana", clock=clock) as other:
        sessions = [
            Session(home, each, Settings(), clock, catalogue()) for each in (journal, other)
        ]
        switch(journal, sessions[0].today)
        assert [each.unseen for each in sessions] == [frozenset(), {"desire"}]
        async with Twofold(sessions[1], "today").run_test() as pilot:
            await pilot.press("D")
            await pilot.pause()
            assert pilot.app.current_mode == "today"


async def test_the_help_lists_only_what_is_true_here(
    session: Session, journal: Journal, opened: Open
) -> None:
    """Nothing is shared or answered here, and `x` deletes for good."""
    switch(journal, session.today)
    async with opened("desire", size=(120, 120)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Manual))
        await pilot.pause()
        shown = painted(pilot)
        assert "Ask, then delete this for good; there is no bin here." in shown
        for other in ("30 days", "Share this entry", "Say something to", "a star"):
            assert other not in shown
