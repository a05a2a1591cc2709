"""Taking back what was shared, in words: what that can undo, and what it cannot."""

from __future__ import annotations

from journal.i18n import _
from journal.model.record import SEALED
from journal.wording.conversation import person
from journal.wording.sharing import partner_or


def say_undone(anything: bool, withdrawn: str, partner: str) -> str:
    """Say what came of *take back*.

    `withdrawn`: the audience of what had gone to the partner already, or nothing.
    """
    if not anything:
        return _("There is nothing to take back.")
    if not withdrawn:
        return _("Taken back.")
    if withdrawn == SEALED:  # an opened one is fixed, and cannot be taken back
        said = _(
            "Taken back: it goes from {name}’s journal when the exchange has carried that. It was"
            " still sealed: they have not read it. Only you see your own copy here."
        )
    else:
        said = _(
            "Taken back: it goes from {name}’s journal when the exchange has carried that. They may"
            " have read it, or kept it elsewhere. Only you see your own copy here."
        )
    return said.format(name=partner_or(person(partner)))
