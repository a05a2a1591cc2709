"""Pairing by keys, both ways, with a partner who has a real journal of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from journal.model.pairing_code import PairingCode
from journal.model.passphrase import Passphrase
from journal.model.sync_status import PairingStage
from journal.screens.pairing import folder_typed, mistyped
from journal.screens.us import Us
from journal.session import Session
from journal.store import Journal
from journal.sync.conversation import Conversation
from journal.unlocking import Unlocking
from tests.screens.conftest import Open
from tests.screens.driving import painted, until
from tests.screens.partner import Partner, quickly
from tests.store.vaults import quick_stretch

CODE = PairingCode.of(range(11)).shown()


@pytest.fixture
def ben(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Partner]:
    """Ben's journal beside Ana's; the program looks often."""
    quickly(monkeypatch)
    partner = Partner(session, tmp_path / "Shared")
    yield partner
    partner.close()


def stage_of(session: Session) -> PairingStage | None:
    """How far Ana has come."""
    return None if session.conversation is None else session.conversation.status.stage


def said(pilot: Pilot[Any]) -> str:
    """What the dialog says below what was typed; nothing once it is closed."""
    return "".join(str(line.content) for line in pilot.app.screen.query("#said").results(Static))


async def test_inviting_from_first_key_to_paired(
    session: Session, ben: Partner, opened: Open
) -> None:
    """i says what no passphrase means, asks for the folder, shows the code, then the words."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        await pilot.press("i")
        await until(pilot, lambda: "in the clear" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        pilot.app.screen.query_one(Input).value = str(ben.folder)
        await pilot.press("enter")
        page = pilot.app.screen_stack[0]
        assert isinstance(page, Us)
        await until(pilot, lambda: page.code)
        await until(pilot, lambda: " ".join(page.code[:4]) in painted(pilot))
        assert "It holds for 24 hours" in " ".join(painted(pilot).split())
        assert "waiting for Ben" in painted(pilot)
        ben.conversation.accept(ben.folder, page.code)
        words = "   ".join(ben.conversation.status.words)
        await until(pilot, lambda: words in painted(pilot))
        assert "ends the pairing at once" in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: "You said that the four words match" in painted(pilot))
        ben.conversation.sync()
        ben.conversation.confirm()
        await until(pilot, lambda: "Paired with Ben since today" in painted(pilot))
        assert page.code == ""


async def test_the_words_differ(session: Session, ben: Partner, opened: Open) -> None:
    """d ends it at once here, the page is as alone, and the partner learns that it ended."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        assert session.conversation is not None
        code = session.conversation.invite(ben.folder)
        ben.conversation.accept(ben.folder, code)
        await until(pilot, lambda: "they differ" in painted(pilot))
        await pilot.press("d")
        await until(pilot, lambda: "invite your partner" in painted(pilot))
        ben.conversation.sync()
        assert ben.stage is PairingStage.ALONE


async def test_an_invitation_is_taken_back(session: Session, ben: Partner, opened: Open) -> None:
    """t takes an open invitation back: nothing of it stays."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        assert session.conversation is not None
        session.conversation.invite(ben.folder)
        await until(pilot, lambda: "take it back" in painted(pilot))
        assert "The code is shown only while" in painted(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "invite your partner" in painted(pilot))
        assert stage_of(session) is PairingStage.ALONE


async def test_accepting_notices_a_slip_at_once_and_a_wrong_code_uses_nothing_up(
    session: Session, ben: Partner, opened: Open
) -> None:
    """A slip is said while typing, a wrong code after Enter; then the right one still does."""
    code = ben.conversation.invite(ben.folder)
    wrong = CODE
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        await pilot.press("c", "y")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        dialog = pilot.app.screen
        dialog.query_one("#folder", Input).value = str(ben.folder)
        await pilot.press("enter")
        typed = dialog.query_one("#typed", Input)
        assert pilot.app.focused is typed
        typed.value = code[:5] + "!" + code[6:]
        await until(pilot, lambda: "Look at group 2 again" in said(pilot))
        typed.value = wrong
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing was used up" in said(pilot))
        typed.value = code.lower().replace("-", " ")
        await pilot.press("enter")
        await until(pilot, lambda: stage_of(session) is PairingStage.WORDS)
        await until(pilot, lambda: "they match" in painted(pilot))


async def test_the_journals_own_folder_is_refused(
    session: Session, ben: Partner, opened: Open
) -> None:
    """A folder that holds the journals is refused with the reason, and Esc leads back."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        await pilot.press("i", "y")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        pilot.app.screen.query_one(Input).value = str(session.home.root)
        await pilot.press("enter")
        await until(pilot, lambda: "holds the journals themselves" in said(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Us))
        assert stage_of(session) is PairingStage.ALONE


async def test_without_a_passphrase_one_can_leave_it(session: Session, opened: Open) -> None:
    """No to what no passphrase means leads back to the page, and nothing has begun."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        await pilot.press("i", "n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Us))
        assert stage_of(session) is PairingStage.ALONE


async def test_pairing_on_this_machine_in_one_go(
    session: Session, ben: Partner, opened: Open
) -> None:
    """h offers the others of this machine; one open elsewhere is said, a closed one is paired."""
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        await pilot.press("h", "y")
        await until(pilot, lambda: isinstance(pilot.app.focused, OptionList))
        await pilot.press("enter")
        await until(pilot, lambda: "already open on this journal" in said(pilot))
        ben.close()
        await pilot.press("enter")
        await until(pilot, lambda: "Paired with Ben since today" in painted(pilot))
    with Journal.open(session.home, "Ben", clock=session.clock) as journal:
        theirs = Conversation(journal, session.home, session.clock)
        assert theirs.status.stage is PairingStage.PAIRED
        assert theirs.status.partner == "Ana"


async def test_on_this_machine_the_other_types_their_own_passphrase(
    session: Session, ben: Partner, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal with a passphrase asks for it there and then; a wrong one is said."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    unlocking = Unlocking(session.home, "Ben", session.clock)
    unlocking.encrypt(ben.journal, Passphrase.typed("correct horse battery"))
    ben.close()
    async with opened("us") as pilot:
        await until(pilot, lambda: session.conversation is not None)
        await pilot.press("h", "y")
        await until(pilot, lambda: isinstance(pilot.app.focused, OptionList))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        line = pilot.app.screen.query_one(Input)
        assert line.password
        line.value = "something else"
        await pilot.press("enter")
        await until(pilot, lambda: not line.value and "One moment" not in said(pilot))
        assert stage_of(session) is PairingStage.ALONE
        line.value = "correct horse battery"
        await pilot.press("enter")
        await until(pilot, lambda: "Paired with Ben since today" in painted(pilot))


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("", ""),
        (CODE[:7], ""),
        (CODE, ""),
        (CODE.lower().replace("-", ""), ""),
        (CODE + "7", "That is more than the 12 signs"),
        (CODE[:-2] + "!" + CODE[-1], "Look at group 3 again"),
        (CODE[1] + CODE[0] + CODE[2:], "One sign is not right"),
    ],
)
def test_a_slip_in_the_code_is_known_as_soon_as_it_can_be(typed: str, begins: str) -> None:
    """An unfinished or whole code is left alone; a slip is said, with its group if known."""
    said = mistyped(typed)
    assert said.startswith(begins)
    assert bool(said) is bool(begins)


def test_a_folder_may_be_typed_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    """~ is one's own folder; blanks around it do not matter."""
    monkeypatch.setenv("HOME", "/home/ana")
    assert folder_typed(" ~/Shared ") == Path("/home/ana/Shared")
    assert folder_typed("~nobody-at-all/x").is_absolute()
