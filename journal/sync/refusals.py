"""What was refused, so that it is said once and not opened again before it is another file."""

from __future__ import annotations

from journal.i18n import _
from journal.store.files import Mark
from journal.sync.file import Misplaced, Newer, Refused
from journal.sync.folder import Folder
from journal.sync.ledger import Theirs


class Refusals:
    """The files that were not taken, while the program runs; in memory only."""

    def __init__(self, me: str, partner: str) -> None:
        self._me = me
        self._partner = partner or _("your partner")
        self._refused: dict[str, tuple[str, Mark, Refused]] = {}
        self._strange: dict[str, Mark | None] = {}
        self._odd = False

    def add(self, row: Theirs, mark: Mark, why: Refused) -> None:
        """Remember a file that was refused; its stream waits."""
        self._refused[row.stream] = (row.author, mark, why)

    def knows(self, stream: str, mark: Mark) -> bool:
        """Tell whether this very file was refused already."""
        refused = self._refused.get(stream)
        return refused is not None and refused[1] == mark

    def clear(self, stream: str) -> None:
        """The stream goes on."""
        self._refused.pop(stream, None)

    def strange(self, stream: str, mark: Mark | None) -> None:
        """Remember a stream whose first file does not open, or is not there; nothing is said."""
        self._strange[stream] = mark

    def is_strange(self, stream: str, mark: Mark | None) -> bool:
        """Tell whether this very first file did not open already."""
        return stream in self._strange and self._strange[stream] == mark

    def looks_other(self, folder: Folder) -> bool:
        """Tell whether the first file of any strange stream is another than it was."""
        return any(folder.file_mark(name, 1) != mark for name, mark in self._strange.items())

    def odd(self) -> None:
        """Something in a file was nothing that this program writes."""
        self._odd = True

    def sentences(self) -> tuple[str, ...]:
        """Say what is refused now, each thing once."""
        said = [self._sentence(author, why) for author, _mark, why in self._refused.values()]
        if self._odd:
            said.append(
                _("Something from {name} could not be understood, and was left out.").format(
                    name=self._partner
                )
            )
        return tuple(dict.fromkeys(said))

    def _sentence(self, author: str, why: Refused) -> str:
        if author == self._me:
            return _(
                "A file that you wrote elsewhere is damaged, or is not yours. It was not read; "
                "a good copy is waited for."
            )
        name = self._partner
        if isinstance(why, Newer):
            return _(
                "{name}'s version of Twofold is newer. What {name} writes waits until yours is "
                "renewed; nothing is lost."
            ).format(name=name)
        if isinstance(why, Misplaced):
            return _(
                "A file from {name} does not follow the one before it: an older one was put back, "
                "or two were swapped. It was not read; the right one is waited for."
            ).format(name=name)
        return _(
            "A file from {name} is damaged, or not whole yet. It was not read; "
            "a good copy is waited for."
        ).format(name=name)
