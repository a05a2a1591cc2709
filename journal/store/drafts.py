"""What is being typed: a small file of its own beside the journal, replaced whole.

A draft is known by its place (a composer, a card); it carries the id that its record will have, so
that after a crash between the two writes nothing is there twice. In an encrypted journal the file
is `MAGIC`, then the same JSON sealed under `Purpose.DRAFTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from journal.i18n import _
from journal.model.clock import Clock
from journal.model.record import Record, new_id
from journal.store.aside import keep_aside
from journal.store.documents import has_own_key
from journal.store.drafts_file import MAGIC, Draft, decode_drafts, encode_drafts
from journal.store.errors import saving
from journal.store.files import Files, replace_whole
from journal.store.own_drafts import OwnDrafts
from journal.store.own_seal import OwnSeal
from journal.store.seal import PLAIN, Seal, Unsealable

__all__ = ["MAGIC", "Draft", "Drafts"]


class Drafts:
    """The drafts of one journal; any thread may use them."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        files: Files,
        submit: Callable[[Callable[[], None]], Future[None]],
        tell: Callable[[], None],
        seal: Seal = PLAIN,
        plain_too: bool = False,
        own: OwnDrafts,
    ) -> None:
        self._seal = seal
        self._own = own
        self._plain_too = plain_too
        """Whether a plain file is read although the journal is sealed."""
        self._path = path
        self._clock = clock
        self._files = files
        self._submit = submit
        self._tell = tell
        self._lock = Lock()
        self._open: dict[str, Draft] = {}
        self._ending: dict[str, Draft] = {}
        """Drafts whose record is on its way to the disk, by id: still in the file, not shown."""
        self._queued: Future[None] | None = None
        """The next write, until it has begun: whatever changes before then goes with it."""

    def load(self, find: Callable[[str], Record | None]) -> str:
        """Read the file and drop what has become a record; return what a person has to know.

        A file that cannot be read is kept aside under a dated name and never stops the journal.
        """
        try:
            data = self._files.read(self._path)
        except FileNotFoundError:
            return ""
        except OSError:
            return _("What you were last typing could not be read from the disk.")
        try:
            drafts = self._own.take(decode_drafts(data, self._seal, plain_too=self._plain_too))
        except (ValueError, Unsealable, RecursionError):
            return self._keep_aside(data)
        self._put_in_place(drafts, find)
        if self._seal.sealed and not data.startswith(MAGIC):
            self._write_soon()  # left by a journal that was being encrypted
        return ""

    def show_own(self, find: Callable[[str], Record | None]) -> None:
        """Let drafts under the second key be seen again: it is here. For the writing thread."""
        with self._lock:
            released = self._own.released()
            self._put_in_place(released, find)
        if released:
            self._write_soon()

    def hide_own(self) -> None:
        """Hold back drafts under the second key, sealed: it is about to be let go of."""
        with self._lock:
            held = self._own.hold(self._open.values())
            self._open = {at: draft for at, draft in self._open.items() if draft not in held}

    def forget_own(self) -> None:
        """Throw away every draft of these kinds, those that are held back too."""
        with self._lock:
            self._own.held = []
            drafts = self._open.items()
            self._open = {at: draft for at, draft in drafts if not has_own_key(draft.kind)}

    def rewrite(self) -> None:
        """Write them at once, on the writing thread. Raises `NotSaved`."""
        self._write()

    def seal_own_with(self, instead: tuple[OwnSeal | None] | None) -> None:
        """Seal those under the second key, from the next write on, with another, or with none.

        With none in place of the tuple, with the key that is here. For the writing thread.
        """
        self._own.instead = instead

    def encoded(self, seal: Seal) -> bytes:
        """Return the file that holds all drafts under a seal; empty where there is none."""
        with self._lock:
            drafts = self._own.as_written([*self._open.values(), *self._ending.values()])
        if not drafts:
            return b""
        return encode_drafts(drafts, seal)

    def reseal(self, seal: Seal) -> None:
        """Write them under another seal from now on, on the writing thread. Raises `NotSaved`."""
        self._seal = seal
        self._write()

    def forget(self, record_ids: Collection[str]) -> None:
        """Throw away every draft that is an edit of one of these records, on the disk too.

        Only for the writing thread: it writes at once. Raises `NotSaved`.
        """
        with self._lock:
            places = [at for at, draft in self._open.items() if draft.editing in record_ids]
            for place in places:
                del self._open[place]
        if places:
            self._write()

    def keep(
        self,
        place: str,
        *,
        day: date,
        kind: str,
        values: dict[str, str],
        editing: Record | None = None,
    ) -> Draft:
        """Keep what is typed at a place, in memory at once and on disk soon; blank values drop it.

        Returns without waiting for the disk; `flush` waits.
        """
        values = {name: _writable(text) for name, text in values.items()}
        edited = editing.id if editing else ""
        with self._lock:
            before = self._open.get(place)
            same = before is not None and before.editing == edited
            draft = Draft(
                id=before.id if before and same else edited or new_id(),
                place=place,
                day=day,
                kind=kind,
                values=values,
                since=before.since if before and same else self._clock.now(),
                editing=edited,
                over=before.over if before and same else editing.stamp if editing else None,
            )
            if any(text.strip() for text in values.values()) and not self._own.refuses(kind):
                self._open[place] = draft
            else:
                self._open.pop(place, None)
            changed = self._open.get(place) != before
        if changed:
            self._write_soon()
        return draft

    def at(self, place: str) -> Draft | None:
        """Return the draft at a place."""
        with self._lock:
            return self._open.get(place)

    def all(self) -> list[Draft]:
        """List every draft, the oldest first."""
        with self._lock:
            return sorted(self._open.values(), key=lambda draft: (draft.since, draft.place))

    def on_day(self, day: date) -> list[Draft]:
        """List the drafts of a day, the oldest first."""
        return [draft for draft in self.all() if draft.day == day]

    def drop(self, place: str) -> None:
        """Throw the draft at a place away, if there is one."""
        with self._lock:
            dropped = self._open.pop(place, None)
        if dropped is not None:
            self._write_soon()

    def flush(self) -> Future[None]:
        """Return a future that is done when all drafts are on disk; it may raise `NotSaved`."""
        return self._write_soon()

    def end(self, place: str | None) -> Draft | None:
        """Take the draft of a record that is about to be kept from its place."""
        with self._lock:
            draft = self._open.pop(place, None) if place is not None else None
            if draft is not None:
                self._ending[draft.id] = draft
            return draft

    def ended(self, draft: Draft, *, kept: bool) -> None:
        """Forget a draft whose record is kept, or put it back at its place where it is not.

        If something else is typed there by now, both stay.
        """
        with self._lock:
            del self._ending[draft.id]
            if not kept and not self._own.refuses(draft.kind):
                taken = draft.place in self._open
                place = f"{draft.place}~{draft.id[:8]}" if taken else draft.place
                self._open[place] = msgspec.structs.replace(draft, place=place)
        self._write_soon()

    def _write_soon(self) -> Future[None]:
        with self._lock:
            if self._queued is None or self._queued.done():
                self._queued = self._submit(self._write)
            return self._queued

    def _write(self) -> None:
        with self._lock:
            self._queued = None
        with saving():
            if data := self.encoded(self._seal):
                replace_whole(self._files, self._path, data)
            else:
                self._files.remove(self._path)
                self._files.sync_folder(self._path.parent)
        self._tell()

    @staticmethod
    def count(data: bytes, seal: Seal) -> int | None:
        """Count the drafts in a file; none where it cannot be read."""
        try:
            return len(decode_drafts(data, seal, plain_too=True))
        except (ValueError, Unsealable, RecursionError):
            return None

    def _put_in_place(self, drafts: Iterable[Draft], find: Callable[[str], Record | None]) -> None:
        for draft in drafts:
            if not _is_settled(draft, find):
                taken = draft.place in self._open
                place = f"{draft.place}~{draft.id[:8]}" if taken else draft.place
                self._open[place] = msgspec.structs.replace(draft, place=place)

    def _keep_aside(self, data: bytes) -> str:
        try:
            aside = keep_aside(
                self._files, self._path, data, why="damaged", seal=self._seal, clock=self._clock
            )
            self._files.remove(self._path)
        except OSError:
            return _("What you were last typing could not be read from the disk.")
        return _(
            "What you were last typing could not be read. It is kept beside the journal as {name}."
        ).format(name=aside.name)


def _is_settled(draft: Draft, find: Callable[[str], Record | None]) -> bool:
    """Tell whether a draft has become a record, so that only its end was lost in a crash."""
    if not draft.editing:
        return find(draft.id) is not None
    record = find(draft.editing)
    if record is None or record.gone is not None:
        return False
    fields = {name: _typed(getattr(record, name)) for name in draft.values if hasattr(record, name)}
    return bool(fields) and all(draft.values[name].strip() == text for name, text in fields.items())


def _typed(value: Any) -> str:
    """Return the value of a field as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).strip()


def _writable(text: str) -> str:
    """Return a text without what no file can hold: halves of a character."""
    return text.encode("utf-8", "replace").decode("utf-8")
