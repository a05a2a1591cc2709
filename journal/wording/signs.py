"""Signs in words: what each is called, how often, where a low one leads, what a round says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from journal.i18n import _
from journal.model.kinds import FeltSafe, SignCheck
from journal.model.record import Record
from journal.model.signs import SAFE, SIGNS, values_of

Said = tuple[str, list[tuple[str, str]]]
"""A title, and label and text of each part."""

ASKED = _("How often lately?")

NAMES = {
    "supported": _("I felt supported"),
    "warmth": _("There was warmth between us"),
    "understood": _("I felt understood"),
    "near": _("I felt near my partner"),
    "company": _("I felt in company, not lonely"),
    "serious": _("My feelings were taken seriously"),
    SAFE: _("I felt safe"),
}
"""Sign → the sentence that is asked about; at most 32 characters."""

HOW_OFTEN = (
    _("not said"), _("hardly ever"), _("seldom"), _("sometimes"), _("often"), _("mostly"),
)  # fmt: skip
"""Step → words."""


class Lead(NamedTuple):
    """Where a low sign leads."""

    mode: str
    """The page."""
    says: str
    """One small thing to do there, in a sentence."""


LEADS = {
    "supported": Lead("empathy", _(
        "Write one line on how you would like your partner to be there for you."
    )),
    "warmth": Lead("share", _(
        "Call back one thing that first drew you to each other, and what of it is still there."
    )),
    "understood": Lead("listen", _(
        "Ask for a short talk in which each says back what they heard, before anything else."
    )),
    "near": Lead("touch", _(
        "Look at which small, everyday touches you would welcome."
    )),
    "company": Lead("communicate", _(
        "Ask how the other’s day was, and tell a little of yours."
    )),
    "serious": Lead("timer", _(
        "Take one round with the timer in which all you need is to be heard."
    )),
}  # fmt: skip
"""Low sign → where it leads; how safe one felt leads to help for oneself, before all of these."""

OWN_TREND = _(
    "These words are ours and the trend is yours alone: not a validated measure, and no verdict"
    " on anyone."
)

SAFE_STAYS = _("Only ever for you: it cannot be shared, and shows on this page alone.")


def say_check(check: SignCheck) -> str:
    """Say the six of a check, a line each, those that were not said left out."""
    said = values_of(check)
    return "\n".join(f"{NAMES[sign]}: {HOW_OFTEN[said[sign]]}" for sign in SIGNS if said[sign])


def say_safe(felt: FeltSafe) -> str:
    """Say how often one felt safe."""
    return f"{NAMES[SAFE]}: {HOW_OFTEN[felt.safe]}"


def _check(record: SignCheck) -> Said:
    return "", [("", say_check(record))]


def _safe(record: FeltSafe) -> Said:
    return "", [("", say_safe(record))]


KIND_NAMES = {"sign-check": _("signs"), "felt-safe": _("felt safe")}

SHOWN: dict[type[Record], Callable[[Any], Said]] = {SignCheck: _check, FeltSafe: _safe}
"""Kind → its title and its parts, for the one place that says every record in words."""
