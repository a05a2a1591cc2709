"""Canary words through every page, then every byte the program left on the disk is searched."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal.model.kinds import Entry
from journal.model.passphrase import Passphrase
from journal.screens import PAGES
from journal.session import Session
from tests.records import every_kind
from tests.screens.conftest import Open
from tests.screens.driving import painted, until, write
from tests.store.vaults import quick_stretch

CANARY = "canarybird"


def _is_at(pilot: Pilot[Any], mode: str) -> bool:
    return pilot.app.current_mode == mode


async def test_canary_words_through_every_page(
    opened: Open,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Kept, drafted, searched, edited, deleted and locked away: no file holds the word."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    session.unlocking.encrypt(session.journal, Passphrase.typed("anvil mirth"))
    journal = session.journal
    journal.rename(partner=CANARY).result()
    records = every_kind(f"{CANARY} words", session.today, author=journal.me.id)
    assert await session.keep(*records) is not None
    kept = await session.keep(Entry(step="share", text=f"{CANARY} for the bin", day=session.today))
    assert kept is not None
    typed = 0
    async with opened("today", size=(120, 40)) as pilot:
        for mode in PAGES:
            await pilot.app.run_action(f"app.go('{mode}')")
            await until(pilot, partial(_is_at, pilot, mode))
            await pilot.press("n")
            await pilot.pause()
            if pilot.app.focused is None and mode != "timer":
                await pilot.press("enter")
                await pilot.pause()
            if isinstance(pilot.app.focused, (Input, TextArea)):
                await write(pilot, CANARY)
                typed += 1
            await pilot.press("escape", "escape")
        await pilot.press("slash")
        await write(pilot, CANARY)
        await until(pilot, lambda: CANARY in painted(pilot))
        await session.delete(kept[0])
        assert str(pilot.app.title) == "Twofold"
        journal.fold().result()
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)
    journal.close()
    assert typed >= 6
    assert journal.backups.all()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 4
    for path in files:
        assert CANARY.encode() not in path.read_bytes(), path.name
        assert CANARY not in path.name
    out, err = capfd.readouterr()
    assert CANARY not in out + err
