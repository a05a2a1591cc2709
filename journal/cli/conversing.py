"""What commands share that concern the other journal: opening the conversation, finding entries."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journal.cli.failing import CouldNot, WrongUse
from journal.cli.here import Here
from journal.i18n import _
from journal.model.record import Record
from journal.store import Journal

if TYPE_CHECKING:
    from journal.sync.conversation import Conversation

ID_DIGITS = 32

FEWEST_DIGITS = 6
"""As many signs of an id are asked for at least: fewer would soon mean several entries."""

EMPTIED = _(
    "The folder lost what you two had in it. Nothing goes into it until you say, in the program "
    "under Us, that it may be filled again."
)


@contextlib.contextmanager
def conversing(here: Here) -> Iterator[tuple[Journal, Conversation]]:
    """Open the journal and its conversation; what goes wrong between the two is CouldNot."""
    from journal.sync.conversation import Conversation  # commands that exchange nothing go without
    from journal.sync.errors import SyncError

    with here.open() as journal:
        try:
            yield journal, Conversation(journal, here.home, here.clock)
        except SyncError as error:
            raise CouldNot(str(error)) from None
        finally:
            here.say_notices(journal)


def entry_named(journal: Journal, typed: str) -> Record:
    """Find the entry that an id, or its first signs, names; one's own first.

    Raises WrongUse for what is no id, CouldNot for none and for several.
    """
    wanted = typed.strip().lower()
    is_hex = all(digit in "0123456789abcdef" for digit in wanted)
    if not (is_hex and FEWEST_DIGITS <= len(wanted) <= ID_DIGITS):
        raise WrongUse(
            _("An id is what “journal list --json” shows; its first {n} signs are enough.").format(
                n=FEWEST_DIGITS
            )
        )
    if len(wanted) == ID_DIGITS:
        exact = journal.get(wanted)
        found = [] if exact is None else [exact]
    else:
        found = [record for record in journal.records() if record.id.startswith(wanted)]
    if len(found) > 1:
        raise CouldNot(_("Several entries have ids that begin so; give more of it."))
    if not found:
        raise CouldNot(_("There is no entry with that id."))
    return found[0]
