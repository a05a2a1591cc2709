"""How things stand between two journals, as plain facts; `wording` says them in words."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import msgspec


class PairingStage(Enum):
    """How far two people have come in pairing their journals."""

    ALONE = "alone"
    INVITED = "invited"
    """An invitation lies in the folder; nobody has answered it yet."""
    ACCEPTED = "accepted"
    """An invitation was answered; the inviter has not read the answer yet."""
    WORDS = "words"
    """Both sides can compare the four words; here nobody has said yet whether they match."""
    CONFIRMED = "confirmed"
    """They match, it was said here; words may travel once the other side has said so too."""
    PAIRED = "paired"
    """It was said on both sides."""


class SyncStatus(msgspec.Struct, frozen=True, kw_only=True):
    """All that a screen or a command says about the other journal."""

    stage: PairingStage = PairingStage.ALONE
    partner: str = ""
    """The partner's name as they gave it."""
    since: datetime | None = None
    words: tuple[str, ...] = ()
    """The four words, from `WORDS` on; empty before."""
    folder: str = ""
    folder_there: bool = False
    synced: datetime | None = None
    """When the folder was last looked at in full."""
    last_heard: datetime | None = None
    """When the partner's newest file was written, as far as it has arrived."""
    missing: int = 0
    """How many of the partner's files are known to exist and have not arrived."""
    waiting: int = 0
    """How many of one's own entries wait for the folder."""
    problems: tuple[str, ...] = ()
    """Plain sentences about what was refused, the newest last."""
    emptied: bool = False
    """The folder lost what was in it; putting everything back is asked first."""
    new_machine: bool = False
    """The partner writes from a machine that was not known before, since this was last said."""
