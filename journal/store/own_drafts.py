"""Drafts of kinds under a second key: sealed one by one in the file, and held back while shut.

In the file such a draft is of the kind `own-key`, at no day and no time, and has what it really is,
sealed, as its one value. One that was typed before there was a key, and then could not be sealed
because the program was stopped, is held back just so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Protocol

import msgspec

from journal.store.documents import OWN_KEY, has_own_key
from journal.store.drafts_file import Draft
from journal.store.own_seal import DRAFT, OwnSeal

_VALUE = "sealed"
_NO_DAY, _NO_TIME = date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)
_draft = msgspec.json.Decoder(Draft)


class Key(Protocol):
    """Whether there is a second key, and the key itself while it is here."""

    @property
    def exists(self) -> bool:
        """Whether there is one."""
        ...

    @property
    def seal(self) -> OwnSeal | None:
        """The key, or none while it is shut."""
        ...


class OwnDrafts:
    """What becomes of drafts of these kinds; `Drafts` locks."""

    def __init__(self, key: Callable[[], Key]) -> None:
        self._key = key
        self.held: list[Draft] = []
        """Drafts that are not to be seen while the key is away, as they are in the file."""
        self.instead: tuple[OwnSeal | None] | None = None
        """What they are sealed with in place of the key that is here, or nothing at all.

        The row of that one is about to go, or is not on the disk.
        """

    def refuses(self, kind: str) -> bool:
        """Tell whether a draft of a kind cannot be kept: its key is away."""
        return has_own_key(kind) and self._key().exists and self._key().seal is None

    def take(self, drafts: Iterable[Draft]) -> list[Draft]:
        """Hold back, of drafts that were read, those under the key; return the others."""
        taken = []
        for draft in drafts:
            if draft.kind == OWN_KEY or (has_own_key(draft.kind) and self._key().exists):
                self.held.append(draft)
            else:
                taken.append(draft)
        return taken

    def as_written(self, drafts: Iterable[Draft]) -> list[Draft]:
        """Return drafts as they go into the file, those that are held back too."""
        return [
            *(self._written(each) for each in drafts if not self.refuses(each.kind)),
            *self.held,
        ]

    def hold(self, drafts: Iterable[Draft]) -> list[Draft]:
        """Seal and hold back those under the key, which is still here; return which they were."""
        own = [draft for draft in drafts if has_own_key(draft.kind) and self._key().exists]
        self.held += [self._written(draft) for draft in own]
        return own

    def released(self) -> list[Draft]:
        """Return those that were held back, now that the key is here; what does not open stays."""
        held, self.held, found = self.held, [], []
        for draft in held:
            opened = self._opened(draft)
            if opened is None:
                self.held.append(draft)
            else:
                found.append(opened)
        return found

    def _written(self, draft: Draft) -> Draft:
        seal = self._key().seal if has_own_key(draft.kind) and self._key().exists else None
        if seal is not None and self.instead is not None:
            (seal,) = self.instead
        if seal is None:
            return draft
        sealed = seal.shut(DRAFT, draft.id, msgspec.json.encode(draft))
        return Draft(draft.id, OWN_KEY, _NO_DAY, OWN_KEY, {_VALUE: sealed}, _NO_TIME)

    def _opened(self, draft: Draft) -> Draft | None:
        if draft.kind != OWN_KEY:
            return draft
        seal = self._key().seal
        try:
            data = seal and seal.open(DRAFT, draft.id, draft.values.get(_VALUE))
            return _draft.decode(data) if data else None
        except (msgspec.DecodeError, ValueError, RecursionError):
            return None
