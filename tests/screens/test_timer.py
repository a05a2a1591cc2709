"""The listening timer, by keys: set up, run, hand over, pause, end, keep; and after a restart."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from journal.model.kinds import ListeningLine, TalkLine
from journal.model.kinds import Talk as TalkRecord
from journal.model.timer import Hold, Need, Phase, Shape, Talk
from journal.screens.timer import ListeningTimer
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.widgets.talk.held import PLACE
from tests.clocks import FixedClock
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write


def timer(pilot: Pilot[Any]) -> ListeningTimer:
    """The page itself, whatever lies over it."""
    page = pilot.app.screen_stack[0]
    assert isinstance(page, ListeningTimer)
    return page


def talk(pilot: Pilot[Any]) -> Talk:
    """The talk that is going on."""
    found = timer(pilot).held.talk
    assert found is not None
    return found


def let_pass(page: ListeningTimer, clock: FixedClock, seconds: int) -> None:
    """Let time pass, with a look at the clocks every second."""
    for _second in range(seconds):
        clock.advance(1)
        page.tick()


async def begin_and_speak(pilot: Pilot[Any], clock: FixedClock, seconds: int) -> None:
    """Begin the talk as it is set up, and speak."""
    await pilot.press("enter")
    let_pass(timer(pilot), clock, seconds)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_turn_by_keys(opened: Open, clock: FixedClock, size: tuple[int, int]) -> None:
    """A running talk shows whose turn it is, the time left and its keys, without scrolling."""
    async with opened("timer", size=size) as pilot:
        await begin_and_speak(pilot, clock, 46)
        page = timer(pilot)
        assert page.stages.view.clock.value == "02:14"
        seen = painted(pilot)
        for words in ("Ana speaks", "Ben listens", "turn 1 of 6", "hand over", "time-out", "end"):
            assert words in seen
        assert page.query_one("#scroll").max_scroll_y == 0


async def test_a_small_terminal_keeps_digits_and_keys(opened: Open, clock: FixedClock) -> None:
    """At 40 by 12 the digits and the keys are still there."""
    async with opened("timer", size=(40, 12)) as pilot:
        await begin_and_speak(pilot, clock, 46)
        seen = painted(pilot)
        assert "Ana speaks" in seen
        assert "hand over" in seen
        assert "end" in seen
        assert timer(pilot).stages.view.clock.region.height == 3


async def test_everything_is_set_up_by_keys(opened: Open) -> None:
    """Arrows choose a hard talk, who begins, rounds and needs; it asks before it begins."""
    async with opened("timer") as pilot:
        form = timer(pilot).stages.form
        await pilot.press("right", "down", "right", "down", "down", "right", "down", "right")
        await pilot.press("down", "right", "down", "right", "j", "right", "right", "j", "right")
        assert form.setup.shape == Shape(3, 4, quiet_minute=True)
        assert [speaker.name for speaker in form.setup.speakers] == ["Ben", "Ana"]
        assert [speaker.need for speaker in form.setup.speakers] == [Need.HELPED, Need.COMFORTED]
        assert (form.setup.hard, form.setup.time_out_minutes, form.mine) == (True, 25, 1)
        await pilot.press("enter")
        assert "Is now a good time" in painted(pilot)
        await pilot.press("n")
        assert timer(pilot).held.talk is None
        await pilot.press("enter", "y")
        assert talk(pilot).phase is Phase.QUIET


async def test_presets_set_minutes_and_rounds(opened: Open) -> None:
    """A preset sets both; other minutes are no preset; a quiet minute leaves nothing to settle."""
    async with opened("timer") as pilot:
        form = timer(pilot).stages.form
        await pilot.press("down", "down", "right")
        await pilot.pause()
        assert form.shape == Shape(5, 2)
        await pilot.press("down", "right")
        await pilot.pause()
        assert (form.shape, "●" in str(form.length.render())) == (Shape(6, 2), False)
        await pilot.press("up", "up", "up", "left")
        await pilot.pause()
        assert (form.shape.rounds, form.query_one("#row-first").display) == (0, False)


async def test_at_zero_nothing_jumps_and_the_bell_is_asked_for(
    session: Session, opened: Open, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digits stand at zero, overtime counts quietly; a bell rings once, if it is wanted."""
    rung: list[int] = []
    async with opened("timer") as pilot:
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(1))
        await begin_and_speak(pilot, clock, 181)
        assert rung == []
        session.settings = Settings(bell=True)
        await pilot.press("plus")
        let_pass(timer(pilot), clock, 71)
        await pilot.pause()
        view = timer(pilot).stages.view
        assert (talk(pilot).phase, view.clock.value, rung) == (Phase.SPEAK, "00:00", [1])
        assert "Finish your sentence" in painted(pilot)
        assert "0:12 over" in painted(pilot)


async def test_pause_minutes_time_out_and_back(opened: Open, clock: FixedClock) -> None:
    """Space stops the clock, + and - change it, ! says when both come back, b undoes a step."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 10)
        await pilot.press("space")
        let_pass(timer(pilot), clock, 30)
        assert (talk(pilot).held, talk(pilot).remaining) == (Hold.PAUSED, 170)
        await pilot.press("space", "equals_sign", "plus", "minus")
        assert talk(pilot).remaining == 230
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert "Both come back at 22:00." in painted(pilot)
        await pilot.press("enter", "space")
        assert (talk(pilot).phase, talk(pilot).held) == (Phase.SPEAK, Hold.PAUSED)
        await pilot.press("space", "enter")
        assert talk(pilot).phase is Phase.MIRROR
        await pilot.press("b")
        assert (talk(pilot).phase, talk(pilot).remaining) == (Phase.SPEAK, 230)


async def test_mirror_more_and_swap(opened: Open, clock: FixedClock) -> None:
    """The listener says it back; there may be more; only a yes leads on; other letters sleep."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 20)
        await pilot.press("n", "x", "e", "w", "escape")
        assert talk(pilot).phase is Phase.SPEAK
        await pilot.press("enter", "enter", "t")
        assert (talk(pilot).phase, talk(pilot).remaining) == (Phase.MORE, 60)
        await pilot.press("enter", "y", "enter")
        assert (talk(pilot).phase, talk(pilot).turn) == (Phase.SPEAK, 2)
        assert "Ben speaks" in painted(pilot)


async def test_my_line_is_shown_to_whoever_listens_to_me(
    journal: Journal, session: Session, opened: Open, clock: FixedClock
) -> None:
    """The owner's own line stands there while the owner speaks, and not while the other does."""
    journal.commit([ListeningLine(day=session.today, text="Stay close.")]).result()
    async with opened("timer") as pilot:
        assert "Stay close." in painted(pilot)
        await begin_and_speak(pilot, clock, 5)
        assert "Stay close." in painted(pilot)
        await pilot.press("enter", "y", "enter")
        await pilot.pause()
        assert "Stay close." not in painted(pilot)


async def test_closing_words_are_kept_as_one_talk(
    journal: Journal, opened: Open, clock: FixedClock
) -> None:
    """Ended by ., the talk asks for its lines; Ctrl+S keeps them, and the draft is gone."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 60)
        await pilot.press("full_stop", "y", "enter")
        await write(pilot, "so tired")
        await pilot.press("enter")
        await write(pilot, "very")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: journal.of_kind(TalkRecord))
        kept = journal.of_kind(TalkRecord)[0]
        assert kept.spoken == (60, 0)
        assert kept.needs == ("heard", "heard")
        assert kept.lines == (
            TalkLine(who="Ben", about="heard", text="so tired"),
            TalkLine(who="Ana", about="felt", text="very"),
        )
        await until(pilot, lambda: timer(pilot).held.stage == "setup")
        assert journal.drafts.at(PLACE) is None
        assert "Kept, for you alone." in painted(pilot)


async def test_keeping_nothing_leaves_nothing(
    journal: Journal, opened: Open, clock: FixedClock
) -> None:
    """After a yes, neither a record nor a draft of it is left."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 5)
        await pilot.press("full_stop", "y", "x", "n")
        assert timer(pilot).held.stage == "closing"
        await pilot.press("x", "y")
        await pilot.pause()
        assert timer(pilot).held.stage == "setup"
        assert (journal.of_kind(TalkRecord), journal.drafts.all()) == ([], [])


async def test_it_runs_on_elsewhere_and_pauses_while_hidden(
    opened: Open, clock: FixedClock
) -> None:
    """Another page does not stop it; hiding the screen does, at the next look."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 10)
        page = timer(pilot)
        await pilot.press("M")
        let_pass(page, clock, 10)
        await pilot.press("ctrl+g")
        let_pass(page, clock, 1)
        let_pass(page, clock, 60)
        await pilot.press("enter", "L")
        await pilot.pause()
        assert talk(pilot).held is Hold.PAUSED
        assert 159 <= talk(pilot).remaining <= 160


async def test_a_machine_that_slept_holds_the_talk(opened: Open, clock: FixedClock) -> None:
    """The turn waits where the gap began, and the page says so."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 10)
        clock.suspend(3600)
        let_pass(timer(pilot), clock, 1)
        await pilot.pause()
        assert (talk(pilot).held, talk(pilot).remaining) == (Hold.SLEPT, 170)
        assert "The machine slept" in painted(pilot)


async def test_a_talk_survives_a_closed_program(
    home: Home, session: Session, opened: Open, clock: FixedClock
) -> None:
    """After closing and reopening it is offered, goes on where it was seen, words and all."""
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 46)
        await pilot.press("full_stop", "y", "enter")
        await write(pilot, "so tired")
        await pilot.press("escape", "b")
    session.journal.close()
    clock.advance(3600)
    with Journal.open(home, "Ana", clock=clock) as again:
        session.journal = again
        async with opened("timer") as pilot:
            await pilot.pause()
            assert "Ana speaks, turn 1 of 6, 02:14 left." in " ".join(painted(pilot).split())
            await pilot.press("enter")
            assert (talk(pilot).held, talk(pilot).remaining) == (Hold.REOPENED, 134)
            await pilot.press("full_stop", "y")
            await pilot.pause()
            assert "so tired" in painted(pilot)


async def test_a_talk_left_behind_can_be_let_go(
    journal: Journal, session: Session, opened: Open
) -> None:
    """What was left unfinished and is not wanted goes after a yes."""
    async with opened("timer") as pilot:
        await pilot.press("enter")
    async with opened("timer") as pilot:
        await pilot.pause()
        assert timer(pilot).held.stage == "left"
        await pilot.press("x", "y")
        assert (timer(pilot).held.stage, journal.drafts.all()) == ("setup", [])


async def test_a_stored_talk_that_no_longer_fits_begins_afresh(
    journal: Journal, session: Session, opened: Open
) -> None:
    """One kind sentence, and a new talk can begin."""
    journal.drafts.keep(PLACE, day=session.today, kind="talk", values={"talk": "{}"})
    async with opened("timer") as pilot:
        await pilot.pause()
        assert "could not be taken up again" in painted(pilot)
        await pilot.press("enter")
        assert talk(pilot).phase is Phase.SPEAK


async def test_without_letters_the_palette_is_named(
    session: Session, opened: Open, clock: FixedClock
) -> None:
    """With single letters off, Enter and Space still act, and the page says where the rest is."""
    session.settings = Settings(letters=False)
    async with opened("timer") as pilot:
        await begin_and_speak(pilot, clock, 5)
        assert "Ctrl+P everything else" in painted(pilot)
        await pilot.press("full_stop")
        assert pilot.app.screen is timer(pilot)
