"""Ctrl+G shuts what has a passphrase of its own, in a journal that itself has none any more too."""

from __future__ import annotations

import pytest

from journal.model.kinds import Wish
from journal.model.passphrase import Passphrase
from journal.session import Session
from journal.store import OwnKey
from journal.store.own_jobs import OwnJobs
from tests.screens.conftest import Open
from tests.store.owned import make_keys_quick

PHRASE = Passphrase.typed("only for this page")


async def test_hiding_shuts_what_has_a_passphrase_of_its_own(
    session: Session, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal stays open behind the blank screen; the wishes in it do not, after it neither."""
    make_keys_quick(monkeypatch)
    monkeypatch.setattr(OwnJobs, "can_make", lambda _self: None)  # as if encrypted when it was made
    await session.keep(Wish(text="rain", how="yes", day=session.today))
    session.journal.own_key.make(PHRASE)
    async with opened("communicate") as pilot:
        assert session.journal.of_kind(Wish)
        await pilot.press("ctrl+g")
        session.journal.drafts.flush().result()
        assert session.journal.own_key.state is OwnKey.SHUT
        assert not session.journal.of_kind(Wish)
        await pilot.press("enter")
        assert not session.journal.of_kind(Wish)
