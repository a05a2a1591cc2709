"""Sealed answers in words: what a prompt waits for, and what sealing does and does not do."""

from __future__ import annotations

from journal.i18n import _
from journal.model.answers import Opens, Stand

SEALED_UNTIL = _("sealed until you have both answered")
"""What stands beside one's own answer while it is shut."""

SEALED_OPENS = _("sealed, and opens with the next exchange")
"""The same where the other has answered already."""

ABOUT_SEALING = _(
    "Neither of you can read the other’s answer before sealing one, or change one’s own after that."
    " What is left is trust: a changed program on the other side could seal empty words to open"
    " yours, or keep its own shut once it has read yours."
)
"""What is said the first time somebody seals an answer, and in the help."""


def say_sealed(opens: Opens) -> str:
    """Say of one's own answer how long it stays shut."""
    return SEALED_UNTIL if opens is Opens.LATER else SEALED_OPENS


def say_when_it_opens(opens: Opens, name: str) -> str:
    """Say, before an answer is sealed, when the other can read it; `name` is fit to be shown."""
    who = name or _("Your partner")
    said = {
        Opens.LATER: _("{sealed}; what it answers, and the day, can be seen before"),
        Opens.NEXT: _("with the next exchange: {who} has sealed an answer too, and both open"),
        Opens.AT_ONCE: _(
            "with the next exchange: you can read {who}’s answer already, so that sealing holds"
            " nothing back"
        ),
    }[opens]
    return said.format(sealed=SEALED_UNTIL, who=who)


def say_stand(stand: Stand, name: str) -> str:
    """Say what a prompt waits for, or nothing; `name` is the other's, made fit to be shown."""
    who = name or _("Your partner")
    if stand is Stand.OFFERED:
        return _("{who} has sealed an answer to this; yours would open both.").format(who=who)
    if stand is Stand.OPENING:
        return _("You have both answered. Both open at the next exchange.")
    return ""
