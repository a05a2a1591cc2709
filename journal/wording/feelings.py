"""Where one stands on the feelings grid, said in words."""

from __future__ import annotations

from journal.i18n import _

PLEASANT = {
    -4: _("very unpleasant"),
    -3: _("unpleasant"),
    -2: _("rather unpleasant"),
    -1: _("a little unpleasant"),
    0: _("neither pleasant nor unpleasant"),
    1: _("a little pleasant"),
    2: _("rather pleasant"),
    3: _("pleasant"),
    4: _("very pleasant"),
}
"""Place across the grid → words."""

ENERGY = {
    -4: _("very low energy"),
    -3: _("low energy"),
    -2: _("rather low energy"),
    -1: _("a little low on energy"),
    0: _("middling energy"),
    1: _("some energy"),
    2: _("rather high energy"),
    3: _("high energy"),
    4: _("very high energy"),
}
"""Place up the grid → words."""


def say_where(pleasant: int, energy: int) -> str:
    """Say a place on the grid in words; both numbers from -4 to 4."""
    return f"{PLEASANT[pleasant]} · {ENERGY[energy]}"
