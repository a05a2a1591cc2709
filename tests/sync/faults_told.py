"""Deliberate mistakes in what is told to the other, and in what opens a sealed answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from journal.model.record import Record, replacing
from journal.model.said import Said, Shared, body_of, share
from journal.store.exchanging import Exchanging
from journal.store.outgoing import Outbox, Outgoing
from journal.store.speech import Speech
from journal.sync import reveal, seal, writing
from journal.sync.channel import Channel
from journal.sync.seal import Answered, lengthened
from tests.sync import test_reveal

Patch = pytest.MonkeyPatch


def private_record_exported(patch: Patch) -> None:
    """Send whatever is one's own."""

    def generous(record: Record, **more: Any) -> Shared:
        said = {"audience": "both", "pairing": record.pairing or "0" * 32}
        return share(msgspec.structs.replace(record, **said), **more)

    def everything(self: Exchanging, limit: int) -> list[Outgoing]:
        index = self._staging.kept.index
        own = [each for each in index.own() if self.sent_number(each.id) is None]
        return [Outgoing(each, each.kind, False, False) for each in own][:limit]

    patch.setattr(writing, "share", generous)
    patch.setattr(Exchanging, "outbox", everything)


def mirrored_answer(patch: Patch) -> None:
    """Take one's own sealed answer for the other's."""
    patch.setattr(reveal, "is_mirrored", lambda *_given: False)


def answer_moved_to_another_question(patch: Patch) -> None:
    """Bind a sealed answer to everything but its question."""
    bound = lambda told: lengthened(*(part.encode() for part in told._replace(question="")))  # noqa: E731
    patch.setattr(Answered, "bound", bound)


def commitment_without_the_answer(patch: Patch) -> None:
    """Commit to a key, and not to the words."""
    commit = seal.commit_answer
    for module in (seal, reveal, test_reveal):  # whoever cheats makes theirs in the same way
        patch.setattr(module, "commit_answer", lambda key, told, _data: commit(key, told, b""))


def key_given_too_early(patch: Patch) -> None:
    """Give the key with the answer."""
    patch.setattr(reveal, "may_give", lambda *_given: True)


def edit_after_arrival(patch: Patch) -> None:
    """Take a change of the other's answer after it was opened."""
    patch.setattr(reveal, "is_late", lambda *_given: False)


def own_edit_after_arrival(patch: Patch) -> None:
    """Let one's own answer be changed after its key went out."""
    patch.setattr(Speech, "check_open", lambda _self, _record: None)


def _told_otherwise(patch: Patch, change: Callable[[Record, Said], Said]) -> None:

    def careless(record: Record, **more: Any) -> Shared:
        return Shared._of(change(record, share(record, **more).said))

    patch.setattr(writing, "share", careless)


def private_stamps_leak(patch: Patch) -> None:
    """Name private versions among those that were replaced."""
    begin = Speech.begin

    def careless(self: Speech, record: Record, said: Any) -> Record:
        return msgspec.structs.replace(begin(self, record, said), replaces=replacing(record))

    patch.setattr(Speech, "begin", careless)


def written_instead_of_said(patch: Patch) -> None:
    """Tell when it was written, not when it was first said."""
    _told_otherwise(
        patch, lambda record, said: msgspec.structs.replace(said, written=record.written)
    )


def offset_travels(patch: Patch) -> None:
    """Tell in which time zone it was written."""

    def with_offset(record: Record, said: Said) -> Said:
        body = {**body_of(record), "offset": record.offset}
        return msgspec.structs.replace(said, body=msgspec.Raw(msgspec.json.encode(body)))

    _told_otherwise(patch, with_offset)


def about_of_a_private_record_travels(patch: Patch) -> None:
    """Name what something is about, be it private or not."""
    patch.setattr(Outbox, "_is_shared", lambda _self, _name: True)


def unsent_counted_as_sent(patch: Patch) -> None:
    """Count as sent what only waits."""
    patch.setattr(Speech, "was_sent", lambda self, record: self.is_live(record))


def body_kept_in_a_tombstone(patch: Patch) -> None:
    """Let a withdrawal carry the words that it withdraws."""
    said_of = writing.said_of

    def wordy(x: Exchanging, channel: Channel, outgoing: Outgoing) -> Shared:
        made = said_of(x, channel, outgoing)
        if not outgoing.gone:
            return made
        body = msgspec.Raw(msgspec.json.encode(body_of(outgoing.record)))
        return Shared._of(msgspec.structs.replace(made.said, body=body))

    patch.setattr(writing, "said_of", wordy)
