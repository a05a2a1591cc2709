"""Ben's own journal beside Ana's, in the same process: the real conversation, over a folder."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest

from journal.model.kinds import Entry
from journal.model.record import BOTH
from journal.model.sync_status import PairingStage, SyncStatus
from journal.session import Session
from journal.store import Journal
from journal.sync import conversation as conversation_module
from journal.sync.conversation import Conversation, Pass
from tests.store.vaults import quick_stretch

OFTEN = 0.3
"""Seconds between two looks, so that a test need not wait."""


def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program look often, and pairing stretch nothing."""
    monkeypatch.setattr("journal.exchanging.LOOK", OFTEN)
    quick = partial(Conversation, stretch=quick_stretch)
    monkeypatch.setattr(conversation_module, "Conversation", quick)


class Partner:
    """Ben, with a journal of his own and the same folder."""

    def __init__(self, session: Session, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.session = session
        self.journal = Journal.create(session.home, "Ben", "", clock=session.clock)
        self.conversation = Conversation(
            self.journal, session.home, session.clock, stretch=quick_stretch
        )

    @property
    def stage(self) -> PairingStage:
        """How far he has come."""
        return self.conversation.status.stage

    def pairs(self) -> None:
        """Both pair, before the program is opened."""
        session = self.session
        ana = Conversation(session.journal, session.home, session.clock, stretch=quick_stretch)
        session.conversation = ana
        self.conversation.accept(self.folder, ana.invite(self.folder))
        ana.sync()
        ana.confirm()
        self.conversation.sync()
        self.conversation.confirm()
        ana.sync()
        assert ana.status.stage is PairingStage.PAIRED

    def shares(self, text: str) -> None:
        """He writes a line for both, and it goes into the folder."""
        entry = Entry(step="communicate", text=text, day=self.session.today, audience=BOTH)
        self.journal.commit([entry]).result()
        self.conversation.sync()

    def close(self) -> None:
        """His program is closed."""
        self.journal.close()


class Watched:
    """In a conversation's place: it notes which threads asked, and may hang."""

    def __init__(self) -> None:
        self.status = SyncStatus()
        self.threads: set[int] = set()
        self.at_once = 0
        self.most_at_once = 0
        self.passes = 0
        self.has_news = True
        self.goes_on = threading.Event()
        self.goes_on.set()

    def poll(self) -> bool:
        """Say what the test wants, from whichever thread asks."""
        self.threads.add(threading.get_ident())
        return self.has_news

    def sync(self) -> Pass:
        """Count, and wait as long as the test wants."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.threads.add(threading.get_ident())
        self.goes_on.wait(20)
        self.passes += 1
        self.at_once -= 1
        return Pass(0, 0, 0, ())
