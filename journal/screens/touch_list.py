"""Sharing what is welcome of one's list of touches, all at once, after a look at it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from journal.i18n import _, ngettext
from journal.model.kinds import Touch
from journal.model.record import BOTH
from journal.screens.page import Page
from journal.screens.sharing import Travels
from journal.session import Session
from journal.widgets.known import one_line
from journal.wording.sharing import partner_or, say_goes_to, travelling


def ask_to_share_list(page: Page, session: Session, mine: Sequence[Touch]) -> None:
    """Show all that would go of these, and share it on a yes; what is *not* stays as it is."""
    journal = session.journal
    found = [
        replace(each, audience=BOTH, pairing="", said=None)
        for each in mine
        if each.how != "not" and not journal.is_travelling(each)
    ]
    if not found:
        page.notify(_("Nothing is left to share: what is welcome goes already, the rest is yours."))
        return
    name = one_line(session.partner_name)
    parts = [part for each in found for part in travelling(journal.would_share(each).said, name)]

    async def answered(yes: bool | None) -> None:
        if yes and await session.keep(*found) is not None:
            said = ngettext("Shared {n} touch with {name}.", "Shared {n} touches with {name}.",
                            len(found))  # fmt: skip
            page.notify(said.format(n=len(found), name=partner_or(name)), markup=False)

    page.app.push_screen(Travels(say_goes_to(name), parts), answered)
