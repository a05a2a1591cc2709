"""`python -m tests.benchmarks [--quick] [SECTION]...`: how fast the program is, in ratios.

Everything is held against something measured in the same run: start, echo and memory against a
bare Textual app with header, text area and footer, started the same way; the store (the section
`store`) against one append with fdatasync and against TinyDB as it comes; the exchange (`sync`)
against the same files put and read, and against a program without a partner. Numbers are medians of
*n* repetitions in turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from tests.benchmarks import echo, memory, start, store, switch, sync
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row, show

SECTIONS: dict[str, tuple[str, Callable[[Bench], Iterator[Row]]]] = {
    "start": ("Start, until a first key is answered (reference: the bare app)", start.measure),
    "echo": ("Typing in a step’s composer, drafts kept (reference: the bare app)", echo.measure),
    "switch": ("From one page to another, until all of it is painted", switch.measure),
    "memory": ("Memory (reference: the bare app)", memory.measure),
}
"""A section's name → its title, and what measures it."""

STORE, SYNC = "store", "sync"
"""The sections with a table of their own: several sizes, several floors."""


@click.command()
@click.option("--quick", is_flag=True, help="Few repetitions: a rough look.")
@click.argument(
    "names", metavar="[SECTION]...", nargs=-1, type=click.Choice([*SECTIONS, STORE, SYNC])
)
def main(names: tuple[str, ...], *, quick: bool) -> None:
    """Measure and print; all sections where none is named. TMPDIR says on which disk."""
    with Bench(quick=quick) as bench:
        for name in [name for name in names or SECTIONS if name in SECTIONS]:
            title, measure = SECTIONS[name]
            click.echo(show(title, measure(bench)))
    if not names or STORE in names:
        store.main(store.SIZES[:2] if quick else store.SIZES)
    if not names or SYNC in names:
        sync.main(quick=quick)


if __name__ == "__main__":
    main()
