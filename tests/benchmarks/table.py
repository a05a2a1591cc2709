"""What was measured, and how it is shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

__all__ = ["Row", "median", "p95", "show"]


@dataclass(frozen=True)
class Row:
    """One thing measured, and what it is held against."""

    what: str
    ours: float
    """Seconds or bytes; of several repetitions the median, unless `what` says otherwise."""
    n: int
    """How many repetitions there were of each."""
    reference: float | None = None
    """The same of what it is held against, measured in the same run."""
    goal: float | None = None
    """The largest ratio that is good enough; none where this is only information."""
    unit: str = "ms"
    """`ms` for seconds, `MB` for bytes."""

    @property
    def ratio(self) -> float | None:
        """How many times the reference it is."""
        return self.ours / self.reference if self.reference else None

    @property
    def verdict(self) -> str:
        """Whether the goal is met; nothing where there is none."""
        if self.goal is None or self.ratio is None:
            return ""
        return "met" if self.ratio <= self.goal else "not met"

    def cells(self) -> tuple[str, ...]:
        """Return the row in words, one for each column."""
        return (
            self.what,
            self._amount(self.ours),
            "" if self.reference is None else self._amount(self.reference),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            "" if self.goal is None else f"≤ {self.goal:.1f}",
            self.verdict,
            str(self.n),
        )

    def _amount(self, value: float) -> str:
        number = value / 1e6 if self.unit == "MB" else value * 1e3
        return f"{number:.{1 if number < 100 else 0}f} {self.unit}"


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


COLUMNS = ("what", "ours", "reference", "ratio", "goal", "", "n")


def show(title: str, rows: Iterable[Row]) -> str:
    """Lay rows out under a title, numbers to the right."""
    lines = [COLUMNS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    out = [title, ""]
    for line in lines:
        first, *rest = (
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        out.append("  " + "   ".join((first, *rest)).rstrip())
    return "\n".join([*out, ""])
