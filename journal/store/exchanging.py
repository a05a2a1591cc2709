"""What sync may see and change of a journal within one commit; `Journal.exchange` hands it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from journal.i18n import _
from journal.model.kinds import Answer
from journal.model.plain import harmless
from journal.model.record import ME, SEALED, Reference, Stamp
from journal.model.said import Said
from journal.store.bookkeeping import Pairing, Person
from journal.store.documents import foreign_record, foreign_table
from journal.store.errors import StoreError
from journal.store.home import is_hex
from journal.store.merging import receive
from journal.store.outgoing import Outbox, Outgoing, never_opened, own_beside
from journal.store.received import said_in
from journal.store.spoken import Row, Sent
from journal.store.staging import Staging
from journal.store.voices import speak_anew, speak_apart

_SYNC = "sync."


class Exchanging:
    """One commit; nothing of it is kept where the job that got it raises."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._out = Outbox(staging)
        self._asked: dict[str, list[Reference]] | None = None
        self._shut: set[str] | None = None
        """The questions to which there was a sealed answer before this commit."""

    @property
    def me(self) -> Person:
        """Whose journal this is."""
        return self._staging.book.me

    @property
    def partner(self) -> Person:
        """The other; the id is empty while there is no pairing."""
        return self._staging.book.partner

    @property
    def pairing(self) -> str:
        """The id of the pairing that is going on, or nothing."""
        return self._staging.pairing_id

    @property
    def voice(self) -> str:
        """The device in the stamps of what is said from here, 16 hex digits, or nothing."""
        pairing = self._staging.book.pairing
        return pairing.voice if pairing else ""

    @property
    def journal_id(self) -> str:
        """The journal's own id, 32 hex digits."""
        return self._staging.book.journal

    def get(self, table: str, number: int) -> dict[str, Any] | None:
        """Read a document of a table `sync.<name>`."""
        raw = self._staging.raw(_checked(table), number)
        return None if raw is None else msgspec.json.decode(raw, type=dict[str, Any])

    def put(self, table: str, number: int, document: Mapping[str, Any] | None) -> None:
        """Put a document into a table `sync.<name>`; none takes it away. 0 < number < 2**128."""
        if not 0 < number < 2**128:
            raise ValueError(number)
        self._staging.put(_checked(table), number, document)

    def all(self, table: str) -> dict[int, dict[str, Any]]:
        """Read every document of a table `sync.<name>`, by its number."""
        found = {number: self.get(table, number) for number in self._staging.numbers(table)}
        return {number: document for number, document in found.items() if document is not None}

    def begin_pairing(self, pairing_id: str, voice: str, partner: Person) -> None:
        """Let a pairing begin: nothing is shared in it. Raises `StoreError` while there is one."""
        staging, book = self._staging, self._staging.book
        if book.pairing is not None:
            raise StoreError(_("There is a partner here already."))
        right = is_hex(pairing_id, 32) and is_hex(voice, 16) and is_hex(partner.id, 32)
        if not right or partner.id == book.me.id:
            raise ValueError("not a pairing")
        staging.book = msgspec.structs.replace(
            book, pairing=Pairing(pairing_id, voice), partner=partner
        )

    def end_pairing(self, *, forget_received: bool) -> None:
        """Let the pairing end, here and at once; tables of sync are the caller's to clear.

        What stood beside an own record becomes a private record, and so does a sealed answer that
        never opened: nobody could read it. With `forget_received` everything that the partner said
        goes.
        """
        staging, book = self._staging, self._staging.book
        if book.pairing is None:
            return
        pairing, spoken = book.pairing.id, staging.spoken
        for name in [*spoken.rows.names()]:
            record = staging.own(name.id) if name.author == book.me.id else None
            for beside in own_beside(staging, record) if record and not record.gone else ():
                staging.keep_private(beside, beside.id)
            rows = spoken.rows.get(name) or ()
            spoken.put_rows(name, [row for row in rows if not row.unsent])
        for shut in never_opened(staging):
            spoken.put_rows(shut.reference, ())
            staging.keep_private(shut, shut.id)
        for layer in (spoken.sent, spoken.fixed, spoken.waiting):
            for record_id in [*layer.names()]:
                layer.put(record_id, None)
        if forget_received:
            self._forget(book.partner.id)
        former = {**book.former, book.partner.id: book.partner.name}
        if not forget_received and pairing:
            staging.book = msgspec.structs.replace(staging.book, former=former)
        staging.book = msgspec.structs.replace(
            staging.book, pairing=None, partner=Person("", book.partner.name)
        )

    def new_voice(self, voice: str, contested: Collection[str] = ()) -> None:
        """Speak with another device id from now on.

        What is unsent is said with it; so are own records of `contested`, which were sent in files
        that the partner is not known to have: they count as unsent again.
        """
        if not is_hex(voice, 16):
            raise ValueError("not a voice")
        speak_anew(self._staging, voice, contested)

    def speak_apart(self, voice: str) -> None:
        """Say what is unsent with another device id, before the old stream is read through."""
        speak_apart(self._staging, voice)

    def outbox(self, limit: int) -> list[Outgoing]:
        """List at most so many versions that are to be sent, the oldest stamp first."""
        found: list[Outgoing] = []
        for record_id in self._staging.spoken.oldest_waiting(limit):
            found += self._out.unsent(record_id)
        return sorted(found, key=lambda out: out.record.stamp)[:limit]

    def everything_said(self) -> Iterator[Outgoing]:
        """Go through all of one's own that was sent in this pairing, every deletion too.

        Each with its old stamp, the oldest first: the versions that stand, for a new stream.
        """
        found = [
            out
            for record_id in [*self._staging.spoken.sent.names()]
            for out in self._out.sent(record_id)
        ]
        yield from sorted(found, key=lambda out: out.record.stamp)

    def sent_versions(self, record_id: str) -> list[Outgoing]:
        """List the versions of one own record that stand and were sent in this pairing."""
        return self._out.sent(record_id)

    def mark_sent(self, record_id: str, stamp: Stamp, number: int) -> None:
        """Count a version as sent, in the file of that number of the own stream."""
        spoken = self._staging.spoken
        current, kind = self._out.current(record_id)
        if current is None:
            raise ValueError("nothing to send")
        name = Reference(self.me.id, record_id)
        rows = spoken.rows_of(name, self.pairing)
        if current.stamp == stamp:
            spoken.sent.put(record_id, Sent(stamp, number, kind))
            if current.gone is not None and rows:
                spoken.put_rows(name, [row for row in rows if row.said.gone])
        else:
            spoken.put_rows(name, [_sent_in(row, stamp, number) for row in rows])
        spoken.note(current, self.pairing)

    def sent_number(self, record_id: str) -> int | None:
        """Tell in which file an own record's newest sent version was; 0: in a former stream."""
        sent = self._staging.spoken.sent.get(record_id)
        return None if sent is None else sent.number

    def receive(self, author: str, said: Said) -> bool:
        """Take in a version of the partner's, or of one's own old stream; tell of any change.

        Raises `ValueError` where no program of ours says this; then nothing has changed.
        """
        return receive(self._staging, author, said)

    def said_by(self, author: str, record_id: str) -> Said | None:
        """Find the version of the partner's record that shows, a shut answer's box with it."""
        kind = self._staging.foreign.get(Reference(author, record_id))
        if kind is None:
            return None
        raw = self._staging.raw(foreign_table(kind, author), int(record_id, 16))
        return None if raw is None else said_in(raw)[0]

    def open_answer(
        self, author: str, record_id: str, text: Mapping[str, str], stamp: Stamp | None = None
    ) -> None:
        """Fill in the words of a sealed answer, the partner's or one read from the own old stream.

        With `stamp` only in that version. Raises `ValueError` where there is no such answer.
        """
        clean = {name: harmless(text[name]) for name in Answer.TEXTS if name in text}
        name = Reference(author, record_id)
        record, is_own = self._staging.find(name), author == self.me.id
        if is_own and stamp is not None and (record is None or stamp != record.stamp):
            rows = self._staging.spoken.rows.get(name) or ()
            self._staging.spoken.put_rows(name, [_opened(row, stamp, clean) for row in rows])
        elif not isinstance(record, Answer) or record.seen_by != SEALED:
            raise ValueError("no sealed answer")
        elif stamp is not None and stamp != record.stamp:
            raise ValueError("another version")
        elif is_own:
            self._staging.put_own(msgspec.structs.replace(record, **clean))
        else:
            self._open_theirs(name, clean)

    def fix(self, record_id: str) -> None:
        """Let an own answer stand as it is from now on, while this pairing lasts."""
        self._staging.spoken.fixed.put(record_id, True)

    def answers(self, question: str) -> list[Answer]:
        """List the answers to a question that are said in this pairing, both persons'."""
        staging = self._staging
        names = dict.fromkeys(self._questions().get(question, ()))
        names |= staging.answers.get(question, {})
        found = [staging.find(name) for name in names]
        return [
            record
            for record in found
            if isinstance(record, Answer) and record.question == question
            and record.seen_by != ME and record.pairing == self.pairing
        ]  # fmt: skip

    def has_sealed(self, question: str) -> bool:
        """Tell whether any answer to a question was said sealed: all else is open already."""
        staging = self._staging
        if self._shut is None:
            self._shut = {
                record.question
                for record in staging.kept.index.of_kind("answer")
                if isinstance(record, Answer) and record.audience == SEALED
            }
        return question in self._shut or any(
            staging.records[name].seen_by == SEALED for name in staging.answers.get(question, ())
        )

    def _questions(self) -> dict[str, list[Reference]]:
        """Name the answers to each question as it was before this commit."""
        if self._asked is None:
            self._asked = {}
            for record in self._staging.kept.index.of_kind("answer"):
                assert isinstance(record, Answer)
                self._asked.setdefault(record.question, []).append(record.reference)
        return self._asked

    def _forget(self, author: str) -> None:
        staging = self._staging
        for name in [name for name in staging.foreign.names() if name.author == author]:
            record = staging.find(name)
            if record is not None:
                staging.note(name, msgspec.structs.replace(record, gone=staging.now))
            table = foreign_table(staging.foreign.get(name) or "", author)
            staging.put(table, int(name.id, 16), None)
            staging.foreign.put(name, None)
            staging.taken_back.put(name, None)
        for name in [*staging.spoken.rows.names()]:
            if name.author == author:
                staging.spoken.put_rows(name, ())

    def _open_theirs(self, name: Reference, text: Mapping[str, str]) -> None:
        kind = self._staging.foreign.get(name) or ""
        table, number = foreign_table(kind, name.author), int(name.id, 16)
        raw = self._staging.raw(table, number)
        assert raw is not None
        document = {**msgspec.json.decode(raw, type=dict[str, msgspec.Raw]), **text}
        self._staging.put(table, number, document)
        record = foreign_record(name, kind, msgspec.json.encode(document))
        if record is not None:
            self._staging.note(name, record)


def _checked(table: str) -> str:
    if not table.startswith(_SYNC):
        raise ValueError(table)
    return table


def _sent_in(row: Row, stamp: Stamp, number: int) -> Row:
    if not row.unsent or row.said.stamp != stamp:
        return row
    return msgspec.structs.replace(row, unsent=False, number=number)


def _opened(row: Row, stamp: Stamp, text: Mapping[str, str]) -> Row:
    if row.said.stamp != stamp or not row.said.sealed:
        return row
    fields = {**msgspec.json.decode(row.said.body, type=dict[str, Any]), **text}
    body = msgspec.Raw(msgspec.json.encode(fields))
    said = msgspec.structs.replace(row.said, body=body, sealed="", commitment="")
    return msgspec.structs.replace(row, said=said)
