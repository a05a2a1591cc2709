"""Where a pairing is kept: one document of the journal, one commit a step, then the folder."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from journal.store.bookkeeping import Person
from journal.sync.errors import NoFolder, OtherFolder
from journal.sync.folder import Folder
from journal.sync.folder_files import FolderFiles
from journal.sync.pairing_folder import do_chore, lies_there
from journal.sync.pairing_state import (
    CHORES,
    NOTICE,
    NOW,
    TABLE,
    Chore,
    Exchange,
    Held,
    State,
    chores_in,
    cleaned,
    document,
    notice_in,
    paired,
    state_in,
)
from journal.sync.pairing_steps import Step, Where
from journal.sync.seal import new_stream

Chores = dict[int, Chore]


class Desk:
    """What the journal holds of a pairing, as memory knows it; only `Pairing` uses it."""

    def __init__(self, exchange: Exchange, files: FolderFiles) -> None:
        self._exchange = exchange
        self._files = files
        self.state: State | None = None
        self.chores: Chores = {}
        self.why = 0
        """Why the last pairing came to nothing; 0 where nothing is to be said."""

    def load(self) -> None:
        """Read what the journal holds; changes nothing."""

        def read(held: Held) -> tuple[State | None, Chores, int]:
            return state_in(held), chores_in(held), notice_in(held)

        self.state, self.chores, self.why = self._exchange(read)

    def person(self) -> tuple[Person, bool]:
        """Return whose journal this is, and whether words travel already."""

        def read(held: Held) -> tuple[Person, bool]:
            return held.me, bool(held.pairing)

        return self._exchange(read)

    def folder(self, path: str | Path) -> Folder:
        """Return an exchange folder; nothing is read yet."""
        return Folder(Path(path), self._files)

    def begin(self, state: State, step: Step) -> bool:
        """Keep a pairing that begins, and publish its first message; false if one lies there.

        Raises `NoFolder`; then, and if it is false, nothing has begun.
        """
        swept = {number: chore.swept() for number, chore in self.chores.items()}
        chore = Chore(folder=state.folder, marker=state.marker).more(step.publish)
        self._commit(state, {**self.chores, **swept, state.number: chore}, 0)
        try:
            folder = self.folder(state.folder)
            if not do_chore(folder, chore):
                raise NoFolder
            published = lies_there(folder, chore)
        except OSError as error:
            self._undo(state)
            raise NoFolder from error
        except NoFolder:
            self._undo(state)
            raise
        if not published:
            self._undo(state)
        else:
            self.do_chores()
        return published

    def take(self, state: State, step: Step) -> None:
        """Keep a further step of the pairing that is `state`, and what it asks for."""
        before = self.chores.get(state.number, Chore(folder=state.folder, marker=state.marker))
        chore = replace(before.more(step.publish, step.remove), sweep=step.sweep)
        why = self.why if step.why is None else step.why
        self._commit(step.state, {**self.chores, state.number: chore}, why)

    def do_chores(self) -> bool:
        """Do what is to do in folders that are there; tell whether anything was done."""
        left = dict(self.chores)
        for number, chore in self.chores.items():
            if chore.is_open and self._is_done(chore):
                left.pop(number)
                if (rest := chore.done()) is not None:
                    left[number] = rest
        if left == self.chores:
            return False
        self._commit(self.state, left, self.why)
        return True

    def mark(self, path: Path) -> Where:
        """Mark a folder for a pairing, unless it is marked already. Raises `NoFolder`."""
        folder = self.folder(path)
        try:
            folder.make(new_stream())  # a marker that is there stays
            marker = folder.marker()
        except OSError as error:
            raise NoFolder from error
        if marker is None:
            raise NoFolder
        return Where(str(path), marker)

    def move(self, state: State, path: Path) -> None:
        """Keep that the same exchange folder lies elsewhere now. Raises `OtherFolder`."""
        if not self.folder(path).is_there(state.marker):
            raise OtherFolder
        place, chores = str(path), dict(self.chores)
        if state.number in chores:
            chores[state.number] = replace(chores[state.number], folder=place)
        self._commit(replace(state, folder=place), chores, self.why)

    def _undo(self, state: State) -> None:
        chores = {number: chore for number, chore in self.chores.items() if number != state.number}
        self._commit(None, chores, 0)

    def _is_done(self, chore: Chore) -> bool:
        try:
            return do_chore(self.folder(chore.folder), chore)
        except OSError:
            return False  # the next time, perhaps

    def _commit(self, state: State | None, chores: Chores, why: int) -> None:
        """Keep all of it as one commit; memory changes only after it."""
        now = paired(state)
        begins = now if now is not None and paired(self.state) is None else None
        changed = {
            number: chores.get(number)
            for number in self.chores.keys() | chores.keys()
            if chores.get(number) != self.chores.get(number)
        }

        def job(held: Held) -> None:
            held.put(TABLE, NOW, document(state))
            held.put(TABLE, NOTICE, {"why": why} if why else None)
            for number, chore in changed.items():
                held.put(CHORES, number, document(chore))
            if begins is not None:
                name = cleaned(begins.partner.name, held.partner.name)
                partner = Person(begins.partner.author, name)
                held.begin_pairing(begins.pairing, begins.me.voice, partner)

        self._exchange(job)
        self.state, self.chores, self.why = state, chores, why
