"""Who sees what is being written: one quiet row, the last that Tab reaches."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from journal.i18n import _
from journal.model.answers import Opens
from journal.model.record import BOTH, ME, SEALED
from journal.widgets.choice import GAP, MARK, Choice
from journal.wording.sharing import BOTH_OF_US, ONLY_ME

CALLED = _("who sees this")


def say_choice(audience: str, opens: Opens = Opens.LATER) -> str:
    """Say an audience as the row offers it; `opens` is when a sealed answer would open."""
    at_once = opens is Opens.AT_ONCE
    sealed = _("sealed, but opens at once") if at_once else _("sealed until both answered")
    return {BOTH: BOTH_OF_US, SEALED: sealed}.get(audience, ONLY_ME)


class Audience(Choice):
    """The row; it has no border, so that it is no field to fill in, and is gone while alone."""

    HELP = _("Left, right or Space choose who sees this. What you share you see first, as it goes.")
    DEFAULT_CSS = """
    Audience {
        display: none;
        border: none;
        padding: 0 2;
        &:focus { border: none; background: $panel; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__([(ME, ONLY_ME)], ME, id=id)

    def offer_audiences(
        self, audiences: Sequence[str], value: str, opens: Opens = Opens.LATER
    ) -> None:
        """Offer these; one that is not among them becomes the first."""
        options = tuple((each, say_choice(each, opens)) for each in audiences)
        if options != self._options or value != self.value:
            self.offer(options, value if value in audiences else audiences[0])

    def _rows(self, width: int) -> list[list[tuple[str, str]]]:
        """Put the options beside what they are called, where there is room for both."""
        rows = super()._rows(width)
        fits = len(rows) == 1 and self._length(rows[0]) + cell_len(CALLED) + GAP <= width
        return rows if fits else [[], *rows]

    def _length(self, row: Sequence[tuple[str, str]]) -> int:
        return sum(cell_len(words) + MARK + GAP for _value, words in row) - GAP

    def render(self) -> Content:
        """Say what is chosen here, then the options."""
        first, *rest = self._rows(self.content_size.width)
        gap, called = " " * GAP, Content.assemble((CALLED, "$muted"))
        lines = [Content(gap).join([called, *map(self._option, first)])]
        lines += [Content(gap).join(map(self._option, row)) for row in rest]
        return Content("\n").join(lines)
