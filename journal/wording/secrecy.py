"""What is said about passphrases and recovery codes."""

from __future__ import annotations

from journal.i18n import _, ngettext
from journal.model.passphrase import Unfit
from journal.model.recovery_code import SIGNS, Misread, MisreadCode
from journal.model.strength import Strength


def strength_words(strength: Strength) -> str:
    """Say in one line how a passphrase stands, and what would help."""
    return {
        Strength.WEAK: _("Easy to guess. Four or five unrelated words would be much better."),
        Strength.FAIR: _("Fair against someone at home. One or two more words make it good."),
        Strength.GOOD: _("Good."),
        Strength.STRONG: _("Strong."),
    }[strength]


def unfit_words(why: Unfit) -> str:
    """Say why a text cannot be a passphrase."""
    return {
        Unfit.EMPTY: _("The passphrase is empty."),
        Unfit.TOO_LONG: _("This passphrase is too long; a shorter one will do."),
        Unfit.BROKEN: _("The passphrase holds a broken character; it has to be UTF-8 text."),
    }[why]


def misread_words(error: MisreadCode) -> str:
    """Say why a text is no recovery code, and where to look."""
    if error.why is Misread.LENGTH:
        return ngettext(
            "A recovery code has {signs} signs; here is {found}.",
            "A recovery code has {signs} signs; here are {found}.",
            error.signs,
        ).format(signs=SIGNS, found=error.signs)
    if error.group is not None:
        return _("Something in group {group} of the code is not right; look at it again.").format(
            group=error.group
        )
    return _("The code was not copied rightly: look at it again, sign by sign.")
