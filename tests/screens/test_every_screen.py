"""Every screen of the program at both sizes: nothing is cut off, keys and cursor can be seen."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen

import journal.screens
from journal.model import kinds
from journal.model.record import BOTH
from journal.model.recovery_code import RecoveryCode
from journal.rescue import rescue_with
from journal.screens import PAGES, SWITCHED
from journal.screens import passphrases as phrases
from journal.screens.bin import Bin
from journal.screens.composing import ComposeScreen
from journal.screens.desire_key import AskOwnPassphrase, OwnPassphrase
from journal.screens.desire_round import RoundScreen
from journal.screens.dialogs import Choose, Confirm, PickDay
from journal.screens.encryption import Encryption
from journal.screens.entry import EntryScreen
from journal.screens.export import Export
from journal.screens.hidden import Hidden
from journal.screens.manual import Manual
from journal.screens.neutral_eyes import NeutralEyes
from journal.screens.pairing import AskCode, AskFolder, AskLeaving
from journal.screens.pairing_here import PairHere
from journal.screens.palette import Palette, TwofoldProvider
from journal.screens.people import People
from journal.screens.pick import Pick
from journal.screens.prompting import PickPrompt
from journal.screens.reading import HelplinesPanel, Reading
from journal.screens.recover import Recover
from journal.screens.remembering import Remembering
from journal.screens.safekeeping import BackupList, SaveCopy
from journal.screens.sharing import Travels
from journal.screens.trouble import Trouble
from journal.screens.unlock import Unlock
from journal.screens.versions import Versions
from journal.screens.welcome import Welcome
from journal.session import Session
from journal.store import CannotRead
from journal.unlocking import Unlocking
from journal.widgets.forms import FORMS
from journal.widgets.prompt import Stack
from journal.wording.sharing import Travelling
from tests.records import every_kind
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import until
from tests.screens.layout import faults, says_keys
from tests.sync.paired import hear

WORDS = "The long way home, with soup in a thermos and your hand in my pocket. " * 2

DOWN, TAB = ("j",) * 5, ("tab",) * 7


class Way(NamedTuple):
    """How a screen is come to, moved about in, and left."""

    make: Callable[[Session], Screen[Any]]
    keys: tuple[str, ...] = ()
    """What must be readable."""
    moves: tuple[str, ...] = TAB


def _longest(session: Session) -> kinds.Entry:
    """An entry of one's own."""
    return session.journal.of_kind(kinds.Entry)[0]


def _unlocking(session: Session) -> Unlocking:
    return Unlocking(session.home, session.journal.me.name, session.clock)


def _nothing(*_any: object) -> None:
    """What is done where nothing is to be done."""


ESC, CHOICES = ("Esc",), [(letter, Content(WORDS[:40])) for letter in "abcdefg"]

OVER: dict[type[Screen[Any]], Way] = {
    Bin: Way(Bin, moves=DOWN),
    ComposeScreen: Way(
        lambda s: ComposeScreen(s, FORMS[kinds.Plan], "every/plan"), ("Ctrl+S keep", "Esc back")
    ),
    Remembering: Way(
        lambda s: Remembering(s, FORMS[kinds.Memory], "every/memory"), ("Ctrl+S keep", "Esc back")
    ),
    NeutralEyes: Way(NeutralEyes, ("Ctrl+S keep", "Esc back", "07:00")),
    OwnPassphrase: Way(OwnPassphrase, ESC),
    AskOwnPassphrase: Way(
        lambda _s: AskOwnPassphrase("Its passphrase", _nothing), ("Enter", "Esc")
    ),
    RoundScreen: Way(lambda s: RoundScreen(s, s.catalogue.desire.themes[0]), ESC, ("down",)),
    Confirm: Way(lambda _s: Confirm(WORDS, "go on", "leave it"), ("y or Enter", "n or Esc"), ()),
    Choose: Way(lambda _s: Choose("Which of these?", CHOICES), ("g", WORDS[:40]), ("down", "up")),
    PickDay: Way(lambda s: PickDay(s.today), moves=("1", "2")),
    Encryption: Way(Encryption),
    EntryScreen: Way(lambda s: EntryScreen(s, _longest(s)), ESC, DOWN),
    Export: Way(Export, ("Ctrl+S",)),
    Hidden: Way(lambda _s: Hidden(), moves=()),
    Manual: Way(lambda s: Manual.of(s_page(s), s.keys), moves=DOWN),
    AskFolder: Way(lambda _s: AskFolder("Where?", WORDS, _nothing), ("Enter go on", "Esc back")),
    AskCode: Way(lambda _s: AskCode(_nothing), ("Enter go on", "Esc back")),
    AskLeaving: Way(lambda _s: AskLeaving("Ben"), ESC),
    PairHere: Way(PairHere, ESC),
    Palette: Way(lambda _s: Palette([TwofoldProvider]), moves=("down",) * 5),
    phrases.NewPassphrase: Way(
        lambda _s: phrases.NewPassphrase("A passphrase"), ("Enter go on", "Esc back")
    ),
    phrases.AskPassphrase: Way(
        lambda _s: phrases.AskPassphrase("Your passphrase", _nothing), ("Enter", "Esc")
    ),
    phrases.ShowCode: Way(lambda _s: phrases.ShowCode(RecoveryCode(bytes(16))), ("0000 0000",)),
    Pick: Way(lambda _s: Pick("Which tag?", [(f"tag{n}", n) for n in range(99)]), moves=("down",)),
    PickPrompt: Way(
        lambda s: PickPrompt([Stack("", s.catalogue.step("share").prompts)]), moves=("down",) * 12
    ),
    Reading: Way(lambda _s: Reading("Words", Content(WORDS * 9)), moves=DOWN),
    HelplinesPanel: Way(HelplinesPanel, moves=DOWN),
    SaveCopy: Way(SaveCopy, ESC),
    BackupList: Way(BackupList, ESC),
    Travels: Way(
        lambda _s: Travels("This goes to Ben", [Travelling("entry", WORDS)] * 9), ESC, DOWN
    ),
    Versions: Way(lambda s: Versions(s, _longest(s)), moves=DOWN),
    People: Way(lambda s: People(s.home), ("Esc leave",), ("down",)),
    Welcome: Way(lambda s: Welcome(s.home, s.clock, s.catalogue.welcome), moves=()),
    Unlock: Way(lambda s: Unlock(_unlocking(s), name="Ana", said="No."), moves=("tab",)),
    Recover: Way(lambda s: Recover(_unlocking(s)), ESC, ("tab",)),
    Trouble: Way(
        lambda s: Trouble(CannotRead(WORDS), rescue_with(_unlocking(s), None), restores=True),
        moves=("j",),
    ),
}
"""Every screen that lies over a page, or stands before one."""


def s_page(session: Session) -> Screen[Any]:
    """A page that is not shown, for its help."""
    return journal.screens.open_page("today", session)


def screens_of_ours() -> Iterator[type[Screen[Any]]]:
    """Every screen in the room that no other screen there is made from."""
    for module in pkgutil.iter_modules([str(Path(journal.screens.__file__).parent)]):
        here = import_module(f"journal.screens.{module.name}")
        for each in vars(here).values():
            if isinstance(each, type) and issubclass(each, Screen):
                made = [more for more in each.__subclasses__() if "journal." in more.__module__]
                if each.__module__ == here.__name__ and not made:
                    yield each


def test_no_screen_is_forgotten() -> None:
    """Every screen is a page that is walked to, or stands in the table above."""
    pages = {import_module(f"journal.screens.{module}").__dict__[name]
             for module, name in (PAGES | SWITCHED).values()}  # fmt: skip
    assert {each for each in screens_of_ours() if each not in pages and each not in OVER} == set()


@pytest.fixture
def full(session: Session) -> Session:
    """A session over a journal with a little of everything, the partner's too."""
    journal = session.journal
    day, me = session.today, journal.me.id
    Ben(journal)
    journal.commit(
        [*every_kind(WORDS, day, author=me), kinds.DesireSwitch(day=day, on=True)]
    ).result()
    theirs = every_kind(WORDS, day, author=journal.partner.id)
    hear(journal, *(replace(r, audience=BOTH) for r in theirs if not r.PRIVATE and r.about is None))
    return session


@pytest.mark.parametrize("size", SIZES)
async def test_pages(full: Session, opened: Open, size: tuple[int, int]) -> None:
    """On every page nothing is cut off, the keys that always work show, and j keeps its line."""
    found: dict[str, list[str]] = {}
    async with opened("today", size=size) as pilot:
        for mode in (*PAGES, *(mode for mode in SWITCHED if mode not in full.unseen)):
            await arrive(pilot, mode)
            moves = ("tab",) * 12 if mode == "settings" else (*DOWN, "G", "g", "tab", "tab")
            found[mode] = await faults(pilot, *(() if mode == "search" else moves))
            found[mode] += says_keys(pilot, "help", "^p commands", "^g hide")
            await pilot.press("escape")
    assert told(found) == ""


def told(found: dict[str, list[str]]) -> str:
    """All that is wrong, a line each."""
    return "\n".join(f"{where}: {what}" for where, each in found.items() for what in each)


async def arrive(pilot: Pilot[Any], mode: str) -> None:
    """Go to a page, and wait until all of it is there."""
    await pilot.app.run_action(f"app.go('{mode}')")
    await until(pilot, lambda: pilot.app.current_mode == mode)
    for _turn in range(3):
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_over_a_page(full: Session, opened: Open, size: tuple[int, int]) -> None:
    """In every dialog nothing is cut off, its keys can be read, and the cursor stays in sight."""
    found: dict[str, list[str]] = {}
    async with opened("journal", size=size) as pilot:
        await until(pilot, lambda: pilot.app.screen.query("EntryView"))
        for kind, way in OVER.items():
            await pilot.app.push_screen(way.make(full))
            for _turn in range(3):
                await pilot.pause()
            found[kind.__name__] = [
                *says_keys(pilot, *way.keys),
                *await faults(pilot, *way.moves),
                *says_keys(pilot, *way.keys),
            ]
            while len(pilot.app.screen_stack) > 1:
                await pilot.app.pop_screen()
    assert told(found) == ""
