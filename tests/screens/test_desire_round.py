"""Both at one keyboard: what a round shows and keeps, and that nothing else of it is left."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from journal.content import ListedWish, Theme
from journal.model.desire import Met, Round
from journal.model.kinds import DesireNote, DesireSwitch, Match, Wish
from journal.screens.desire_round import RoundScreen
from journal.screens.dialogs import Choose
from journal.screens.manual import Manual
from journal.session import Session
from journal.store import Journal
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until

CANARY = "zq-canary"
"""What the wishes are called that must be left nowhere; `wished` makes the rest of the words."""

SAID = {"yes": "y", "maybe": "m", "not": "n", "later": "d"}


def wished(number: int, mark: str = "") -> str:
    """The words of one of the pack; made anew each time, so that no test holds them."""
    return "".join((CANARY, mark, "-", str(number)))


def pack(mark: str = "") -> Theme:
    """A theme of four wishes of our own; with a mark they are those of one test alone."""
    wishes = tuple(ListedWish(f"id-{number}", wished(number, mark)) for number in range(4))
    return Theme("theme", "A theme", wishes)


async def begin(pilot: Pilot[Any], session: Session, mark: str = "") -> RoundScreen:
    """Open a round over that theme."""
    screen = RoundScreen(session, pack(mark))
    await pilot.app.push_screen(screen)
    return screen


async def answer(pilot: Pilot[Any], *how: str) -> None:
    """Take the keyboard and answer the whole pack."""
    await pilot.press("enter", *(SAID[each] for each in how))
    await pilot.pause()


def covers(pilot: Pilot[Any]) -> bool:
    """Tell whether a round is in front."""
    return isinstance(pilot.app.screen, RoundScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_round_by_keys(
    session: Session, journal: Journal, opened: Open, size: tuple[int, int]
) -> None:
    """From the page through both people to what both want; one match is kept, and stands there."""
    day = session.today
    journal.commit(
        [DesireSwitch(day=day, on=True), Wish(text="mine alone", how="yes", day=day)]
    ).result()
    themes = session.catalogue.desire.themes
    texts = [each.text for each in themes[1].wishes]
    async with opened("desire", size=size) as pilot:
        await until(pilot, lambda: "mine alone" in painted(pilot))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press("2")
        await until(pilot, lambda: covers(pilot))
        await until(pilot, lambda: "yes to everything" in " ".join(painted(pilot).split()))
        assert "mine alone" not in painted(pilot)
        await answer(pilot, "yes", "maybe", "not", "later", "yes", "yes", "maybe", "not")
        await until(pilot, lambda: "Now Ben" in painted(pilot))
        assert not any(each in painted(pilot) for each in texts)
        await answer(pilot, "maybe", "not", "yes", "yes", "later", "maybe", "maybe", "not")
        await until(pilot, lambda: "Now both of you" in painted(pilot))
        assert not any(each in painted(pilot) for each in texts)
        await pilot.press("enter")
        await until(pilot, lambda: "You both said yes or maybe" in painted(pilot))
        assert [each in painted(pilot) for each in texts] == [
            True, False, False, False, False, True, True, False,
        ]  # fmt: skip
        assert "How would that be for you?" in painted(pilot)
        await pilot.press("left", "down", "left", "right", "down", "right", "enter")
        await pilot.pause()
        assert texts[5] in painted(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not covers(pilot))
        await until(pilot, lambda: pilot.app.current_mode == "today")
        assert [each.text for each in journal.of_kind(Match)] == [texts[5]]
        await pilot.press("D")
        await until(pilot, lambda: "found together" in painted(pilot) or size[1] == 24)


async def test_an_answer_is_never_on_the_screen(session: Session, opened: Open) -> None:
    """Whatever was said, the next wish looks the same; no line is marked before one goes to it."""
    async with opened("today") as pilot:
        await begin(pilot, session)
        await pilot.press("enter")
        seen = set()
        for said in ("y", "n", "d", "m"):
            await pilot.press(said, "b") if said != "y" else await pilot.press("y", "b")
            await pilot.pause()
            seen.add(painted(pilot))
        assert len(seen) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert wished(0) in painted(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: wished(1) in painted(pilot))
        assert "▌" not in painted(pilot)


async def test_nothing_in_common_is_said_kindly(session: Session, opened: Open) -> None:
    """No number, no wish: only that it says nothing about the two."""
    async with opened("today") as pilot:
        await begin(pilot, session)
        await answer(pilot, "yes", "not", "yes", "not")
        await answer(pilot, "not", "yes", "later", "yes")
        await pilot.press("enter")
        await until(pilot, lambda: "nothing about the two" in " ".join(painted(pilot).split()))
        assert CANARY not in painted(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not covers(pilot))


LEAVE = {
    "leaving": ("escape",),
    "hiding": ("ctrl+g", "enter"),
    "help, then leaving": ("f1", "escape", "escape"),
}


@pytest.mark.parametrize("keys", LEAVE.values(), ids=LEAVE)
async def test_left_midway_nothing_of_it_is_left(
    session: Session, journal: Journal, opened: Open, keys: tuple[str, ...]
) -> None:
    """Leaving, hiding or locking in the second one's turn wipes the first one's answers, too."""
    async with opened("today") as pilot:
        screen = await begin(pilot, session)
        await answer(pilot, "yes", "yes", "yes", "yes")
        await pilot.press("enter", "y")
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: screen._at is None)
        if covers(pilot):
            assert "Nothing of it is left" in painted(pilot)
            assert CANARY not in painted(pilot)
            await pilot.press("enter")
        await until(pilot, lambda: not covers(pilot))
        assert journal.drafts.all() == []


async def test_the_idle_watch_wipes_it(session: Session, opened: Open) -> None:
    """Nobody presses a key for long: the screen is hidden, and the round is gone."""
    async with opened("today") as pilot:
        screen = await begin(pilot, session)
        await answer(pilot, "yes", "yes", "yes", "yes")
        session.clock.advance(session.settings.lock_after * 60 + 1)  # type: ignore[attr-defined]  # the tests' clock
        pilot.app.look()  # type: ignore[attr-defined]  # Twofold
        await until(pilot, lambda: screen._at is None)


async def test_help_does_not_end_it_and_nothing_else_comes_in(
    session: Session, opened: Open
) -> None:
    """F1 leads there and back; the palette and the keys of places do nothing."""
    async with opened("today") as pilot:
        screen = await begin(pilot, session)
        await pilot.press("enter", "y", "f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Manual))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: covers(pilot))
        await pilot.press("ctrl+p", "J", "comma", "1")
        await pilot.pause()
        assert covers(pilot)
        assert pilot.app.current_mode == "today"
        assert isinstance(screen._at, Round)
        assert wished(1) in painted(pilot)


async def test_a_failed_save_keeps_what_was_found(
    session: Session, journal: Journal, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk does not take it, both still see it, and can try again or leave."""

    async def fails(*_records: object) -> None:
        return None

    async with opened("today") as pilot:
        await begin(pilot, session)
        await answer(pilot, "yes", "yes", "yes", "yes")
        await answer(pilot, "yes", "not", "not", "not")
        with monkeypatch.context() as patch:
            patch.setattr(session, "keep", fails)
            await pilot.press("enter", "left", "right", "ctrl+s")
            await pilot.pause()
            assert wished(0) in painted(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [each.text for each in journal.of_kind(Match)] == [wished(0)])


# What must be left nowhere


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[weakref.ref[Any]]:
    """Every state of a round that there ever was."""
    known: list[weakref.ref[Any]] = []
    for kind in (Round, Met):

        def note(self: object, *given: Any, _before: Any = kind.__init__, **named: Any) -> None:
            _before(self, *given, **named)
            known.append(weakref.ref(self))

        monkeypatch.setattr(kind, "__init__", note)
    return known


MARK = "-alone"
"""What the wishes of the last test have in their words, and those of no other."""


def left_in_memory() -> set[str]:
    """Every string with such words in it that some object refers to, caches of libraries too."""
    gc.collect()
    return {
        held
        for held in gc.get_referents(*gc.get_objects())
        if type(held) is str and CANARY + MARK in held
    }


async def test_what_only_one_wants_is_left_nowhere(
    session: Session,
    journal: Journal,
    opened: Open,
    tmp_path: Path,
    rounds: list[weakref.ref[Any]],
) -> None:
    """No file, record or draft has it; neither a state of the round nor a word is in memory."""
    async with opened("today") as pilot:
        await begin(pilot, session, MARK)
        assert {wished(1, MARK), wished(2, MARK)} <= left_in_memory()
        await answer(pilot, "yes", "yes", "not", "later")
        assert len([each for each in rounds if each() is not None]) == 1
        await answer(pilot, "maybe", "not", "yes", "yes")
        await pilot.press("enter", "left", "right", "ctrl+s")
        await until(pilot, lambda: not covers(pilot))
        await until(pilot, lambda: journal.of_kind(Match))
        await pilot.press("J")
        await until(pilot, lambda: pilot.app.current_mode == "journal")
        await pilot.press("0")
        await pilot.pause()
        pilot.app.clear_notifications()
        await until(pilot, lambda: all(each() is None for each in rounds))
        assert len(rounds) > 9
        journal.fold().result()
        kept = [*journal.of_kind(Match), *journal.of_kind(Wish), *journal.of_kind(DesireNote)]
        assert [each.text for each in kept if isinstance(each, Match)] == [wished(0, MARK)]
        assert len(kept) == 1
        assert journal.drafts.all() == []
        on_disk = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
        assert wished(0, MARK).encode() in on_disk
        for number in (1, 2, 3):
            assert wished(number, MARK).encode() not in on_disk
        assert {each for each in left_in_memory() if wished(0, MARK) not in each} == set()
