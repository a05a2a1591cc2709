"""The passphrase in the settings, and what the door does with the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from journal.cli.here import Here
from journal.content import catalogue
from journal.door import Door
from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import RecoveryCode
from journal.screens.dialogs import Confirm
from journal.screens.encryption import Encryption
from journal.screens.passphrases import AskPassphrase, NewPassphrase, ShowCode
from journal.screens.recover import Recover
from journal.screens.unlock import Unlock
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.store.key_errors import KeysNewer, TooLittleMemory, WrongPassphrase
from journal.unlocking import Unlocking, create
from tests.clocks import FixedClock
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write
from tests.store.vaults import quick_stretch

OLD, NEW = "anvil mirth", "quiet lantern"
CANARY = "canary"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)


async def choose(pilot: Pilot[Any], phrase: str) -> None:
    """Choose a new passphrase."""
    await until(pilot, lambda: isinstance(pilot.app.screen, NewPassphrase))
    await write(pilot, phrase)
    await pilot.press("enter")
    await write(pilot, phrase)
    await pilot.press("enter")


async def give(pilot: Pilot[Any], phrase: str) -> None:
    """Give the passphrase in force."""
    await until(pilot, lambda: isinstance(pilot.app.screen, AskPassphrase))
    await write(pilot, phrase)
    await pilot.press("enter")


async def type_code(pilot: Pilot[Any]) -> RecoveryCode:
    """Type a code back that is shown."""
    await until(pilot, lambda: isinstance(pilot.app.screen, ShowCode))
    screen = pilot.app.screen
    await until(pilot, lambda: str(screen.query_one("#code", Static).content))
    code = str(screen.query_one("#code", Static).content)
    await pilot.press("enter")
    screen.query_one(Input).value = code
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not screen)
    return RecoveryCode.read(code)


async def panel(pilot: Pilot[Any]) -> None:
    """Open the panel from the settings."""
    pilot.app.screen.query_one("#passphrase").focus()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, Encryption))


def done(pilot: Pilot[Any]) -> Callable[[], bool]:
    """Whether the panel says that something is done."""

    def look() -> bool:
        screen = pilot.app.screen
        if not isinstance(screen, Encryption):
            return False
        return str(screen.query_one("#done", Static).content) not in ("", "One moment …")

    return look


def said(pilot: Pilot[Any]) -> str:
    """What the panel says was done; empty where another screen is in front."""
    found = pilot.app.screen.query("#done")
    return str(found.first(Static).content) if found else ""


def in_the_clear(home: Home) -> list[str]:
    """Name the files in which the canary can be read."""
    files = [path for path in home.root.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]


async def test_set_change_and_remove(opened: Open, session: Session, home: Home) -> None:
    """Encrypted at once, the new passphrase in force, then plain again; each change asks first."""
    await session.keep(Entry(step="share", text=CANARY, day=session.today))
    async with opened("settings", size=(80, 24)) as pilot:
        assert "not encrypted" in painted(pilot)
        await panel(pilot)
        await pilot.press("c")  # nothing to change yet
        assert isinstance(pilot.app.screen, Encryption)
        await pilot.press("s")
        await choose(pilot, OLD)
        await type_code(pilot)
        await until(pilot, done(pilot))
        assert session.journal.is_encrypted
        assert in_the_clear(home) == []
        await pilot.press("c")
        await give(pilot, "wrong")
        await until(pilot, lambda: "does not open" in painted(pilot))
        await give(pilot, OLD)
        await choose(pilot, NEW)
        await until(pilot, lambda: "in force" in painted(pilot))
        session.unlocking.check(Passphrase.typed(NEW))
        with pytest.raises(WrongPassphrase):
            session.unlocking.check(Passphrase.typed(OLD))
        await pilot.press("r")
        await give(pilot, NEW)
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: not session.journal.is_encrypted)
        await until(pilot, lambda: "is gone" in painted(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "not encrypted" in painted(pilot).splitlines()[0])
    assert not session.unlocking.has_keys


async def test_what_stayed_encrypted_can_be_decrypted_later(opened: Open, session: Session) -> None:
    """A backup that does not open is named and keeps the keys; once it is gone, `f` finishes."""
    session.unlocking.encrypt(session.journal, Passphrase.typed(OLD))
    backups = session.journal.path.parent / "backups"
    backups.mkdir(exist_ok=True)
    broken = backups / "2020-01-01.sealed"
    broken.write_bytes(b"TWOFBACK")
    async with opened("settings", size=(80, 24)) as pilot:
        await panel(pilot)
        await pilot.press("f")  # nothing is left over yet
        assert isinstance(pilot.app.screen, Encryption)
        await pilot.press("r")
        await give(pilot, OLD)
        await until(pilot, lambda: isinstance(pilot.app.screen, Confirm))
        await pilot.press("y")
        await until(pilot, lambda: f"does not open: {broken.name}" in said(pilot))
        assert "decrypt what is left" in painted(pilot)
        broken.unlink()
        await pilot.press("f")
        await give(pilot, OLD)
        await until(pilot, lambda: "is decrypted now" in said(pilot))
        assert "decrypt what is left" not in painted(pilot)
    assert not session.unlocking.has_keys


async def test_sealing_anew_and_a_new_code(opened: Open, session: Session) -> None:
    """A new key comes with a new code, and the code of before opens nothing any more."""
    first = session.unlocking.encrypt(session.journal, Passphrase.typed(OLD))
    async with opened("settings", size=(120, 40)) as pilot:
        await panel(pilot)
        said = str(pilot.app.screen.query_one("#stands", Static).content)
        assert "does not shut out who has an old copy" in said
        await pilot.press("a")
        await give(pilot, OLD)
        await choose(pilot, NEW)
        second = await type_code(pilot)
        await until(pilot, lambda: "sealed anew" in painted(pilot))
        await pilot.press("n")
        await give(pilot, NEW)
        third = await type_code(pilot)
    assert len({code.shown() for code in (first, second, third)}) == 3


def door_of(home: Home, clock: FixedClock, name: str = "Ana") -> Door:
    """The door, locked, in front of a journal."""
    here = Here(home, clock)
    return Door(home, Settings(), clock, catalogue(), "unlock", unlocking=here.unlocking, name=name)


async def test_the_recovery_code_opens(home: Home, clock: FixedClock) -> None:
    """A misread code says where to look; the right one leads to a new passphrase and code."""
    journal, code = create(home, "Ana", "Ben", clock, Passphrase.typed(OLD))
    journal.close()
    assert code is not None
    door = door_of(home, clock)
    async with door.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(door.screen, Unlock))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(door.screen, Recover))
        door.screen.query_one(Input).value = code.shown()[:-1]
        await pilot.press("enter")
        await until(pilot, lambda: "28 signs" in painted(pilot))
        door.screen.query_one(Input).value = code.shown().lower().replace(" ", "-")
        await pilot.press("enter")
        await choose(pilot, NEW)
        again = await type_code(pilot)
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    door.return_value.close()
    assert again != code
    Unlocking(home, "Ana", clock).open_with(Passphrase.typed(NEW)).close()


@pytest.mark.parametrize(
    ("error", "said"),
    [(TooLittleMemory(256 << 20), "256 MB"), (KeysNewer(), "newer Twofold")],
)
async def test_other_reasons_have_other_sentences(
    home: Home, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """Too little memory and newer keys are not told as a wrong passphrase; one may try again."""
    create(home, "Ana", "Ben", clock, Passphrase.typed(OLD))[0].close()
    door = door_of(home, clock)

    def fails(_self: object, _passphrase: object) -> Journal:
        raise error

    async with door.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(door.screen, Unlock))
        with monkeypatch.context() as patch:
            patch.setattr(Unlocking, "open_with", fails)
            await write(pilot, OLD)
            await pilot.press("enter")
            await until(pilot, lambda: said in " ".join(painted(pilot).split()))
            assert "does not open" not in painted(pilot)
        await write(pilot, OLD)
        await pilot.press("enter")
        await until(pilot, lambda: door._exit)
    assert isinstance(door.return_value, Journal)
    door.return_value.close()
