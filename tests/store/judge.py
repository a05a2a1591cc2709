"""What may come of a journal after a crash or damage, and what may not."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from journal.store import StoreError
from tests.store.disk import Contents, MemoryFiles, damaged, images
from tests.store.life import Life, State, go_on, open_image


class Broken(AssertionError):  # noqa: N818 - named for what is the case
    """A promise of the store is broken."""


class Survey:
    """Opens what power cuts leave of a life, and judges each by what was acknowledged."""

    def __init__(self, states: Sequence[State], *, every: int = 7) -> None:
        self._states = states
        self._versions = {
            (table, number, raw)
            for state in states
            for table, documents in state.items()
            for number, raw in documents.items()
        }
        self._every = every
        self.opened = 0
        self.refused = 0
        self.reported = 0

    def judge(self, how: str, acked: int, contents: Contents, *, harmed: str = "") -> None:
        """Open an image; raise `Broken` where it is not what it may be."""
        files = MemoryFiles(contents)
        self.opened += 1
        try:
            image = open_image(files)
        except StoreError as error:
            self.refused += 1
            if acked and not harmed:
                raise Broken(f"{how}: {error!r} after {acked}") from error
            return
        self.reported += image.is_reported
        may_be = self._states[max(acked - 1, 0) : acked + 1]
        if image.state not in may_be and not (harmed and image.is_reported):
            raise Broken(f"{how}, {harmed}: another state than after {acked}")
        if not self._is_made_of_what_was(image.state):
            raise Broken(f"{how}, {harmed}: words that nobody wrote")
        if self.opened % self._every == 0 and go_on(files, image) != image.state:
            raise Broken(f"{how}, {harmed}: something is gone after it went on")

    def _is_made_of_what_was(self, state: State) -> bool:
        return all(
            (table, number, raw) in self._versions
            for table, documents in state.items()
            for number, raw in documents.items()
        )


def survey(life: Life, files: MemoryFiles, *, seed: int, chances: int, harms: int) -> Survey:
    """Judge every image of a life that was lived on `files`, each also with damage in one file."""
    found, random = Survey(life.states), Random(seed)
    for how, acked, contents in images(files.ops, seed, chances=chances):
        found.judge(how, acked, contents)
        for _again in range(harms if any(contents.values()) else 0):
            path, harmed = damaged(contents, random)
            found.judge(how, acked, harmed, harmed=path.name)
    return found
