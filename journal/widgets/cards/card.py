"""What every card of Today shares: a session, a day to show, keys and forms."""

from __future__ import annotations

from datetime import date

from textual.containers import Vertical
from textual.content import Content

from journal.commands import COMMANDS
from journal.keys import PUNCTUATION, keys_in_force
from journal.session import Session
from journal.widgets.composer import Composer


class Card(Vertical):
    """One part of Today."""

    def __init__(self, session: Session) -> None:
        super().__init__(classes="card")
        self.session = session

    async def show(self, day: date) -> None:
        """Show what there is for a day."""

    def key(self, command_id: str) -> str:
        """The first key of a command that is in force, as people write it; may be empty."""
        command = next(command for command in COMMANDS if command.id == command_id)
        keys = keys_in_force(self.session.keys, command)
        signs = {name: sign for sign, name in PUNCTUATION.items()}
        return signs.get(keys[0], keys[0]) if keys else ""

    @property
    def partner(self) -> str:
        """The partner's name, or an empty string."""
        return self.session.partner_name


def heading(title: str, *keys: tuple[str, str]) -> Content:
    """A card's heading, and quietly beside it keys with what they do."""
    parts: list[tuple[str, str] | str] = [(title, "bold")]
    for key, name in keys:
        parts += ["   ", (key, "bold $accent"), (f" {name}", "$muted")]
    return Content.assemble(*parts)


def settle(composer: Composer, place: str, *, day: date, fixed: dict[str, str]) -> None:
    """Have a form show what its place holds now, unless somebody is writing in it."""
    if composer.place != place:
        composer.turn_to(place, day=day, fixed=fixed)
    else:
        composer.settle()
