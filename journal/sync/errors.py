"""What can go wrong between two journals, each said in one plain sentence.

`str(error)` is shown as it is; none holds a code, a key, a path or anything a person wrote.
"""

# ruff: noqa: N818 - they are named for what is the case, as a person would say it
from __future__ import annotations

from journal.i18n import _, ngettext
from journal.model.pairing_code import SIGNS
from journal.model.recovery_code import Misread, MisreadCode
from journal.sync.invitation import Why


class SyncError(Exception):
    """Something between two journals that a person has to know."""

    SENTENCE = ""
    """What is said unless a case says something of its own."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.SENTENCE)


class OwnFolder(SyncError):
    """The exchange folder would be the journal's own, or hold it."""

    SENTENCE = _(
        "This folder holds the journals themselves, and what carries it would carry them too. "
        "Choose a folder that is for the exchange alone."
    )


class NoFolder(SyncError):
    """The folder is not there, or cannot be written."""

    SENTENCE = _("This folder is not there, or cannot be written to. Look at it, then try again.")


class OtherFolder(NoFolder):
    """The folder is there, but another one: the exchange of these two is not in it."""

    SENTENCE = _(
        "This is another folder: what you two exchange is not in it. Name the folder that holds "
        "“duo1”, not “duo1” itself; if it has only begun to arrive, try again later."
    )


class AlreadyPaired(SyncError):
    """There is a partner already, or a pairing has begun."""

    SENTENCE = _("You are paired already. To pair with someone else, leave this pairing first.")


class PairingBegun(AlreadyPaired):
    """A pairing has begun here and is not finished."""

    SENTENCE = _("A pairing has begun here already. Finish it, or take it back first.")


class MistypedCode(SyncError):
    """The signs of the code do not fit together; nothing was read."""

    def __init__(self, error: MisreadCode) -> None:
        super().__init__(_misread(error))
        self.group = error.group
        """The group (from 1) to look at, if that is known."""


class WrongCode(SyncError):
    """The code is whole, but opens no invitation in this folder; nothing was used up."""

    SENTENCE = _("This code opens no invitation in this folder. Nothing was used up: try again.")


class NoInvitation(SyncError):
    """There is no invitation in this folder, or not one that can be answered."""

    SENTENCE = _(
        "There is no invitation in this folder yet. Perhaps it has not arrived: try again later."
    )


class AnsweredAlready(NoInvitation):
    """Another answer to this invitation lies in the folder."""

    SENTENCE = _("This invitation was answered already. Ask your partner for a new one.")


class OwnInvitation(SyncError):
    """The invitation was made in this very journal."""

    SENTENCE = _("This is your own invitation; it is your partner who types the code.")


class TooOld(SyncError):
    """The invitation was not answered within its 24 hours."""

    SENTENCE = _("This invitation is older than a day. Ask your partner for a new one.")


class SamePerson(SyncError):
    """Both journals are of one and the same author."""

    SENTENCE = _("Both are the same person's journal, so there was nobody to pair with.")


class NotYet(SyncError):
    """There are no words to compare yet."""

    SENTENCE = _("There are no four words here yet: the other's answer has not arrived.")


class NotPaired(SyncError):
    """There is no partner here yet."""

    SENTENCE = _("You have no partner here yet.")


class TooLittleMemory(SyncError):
    """The system does not give the memory that argon2id needs."""

    SENTENCE = _(
        "There is too little free memory for pairing: it takes 256 MB for a moment. "
        "Close other programs, then try again."
    )


def _misread(error: MisreadCode) -> str:
    if error.why is Misread.LENGTH:
        return ngettext(
            "A pairing code has {signs} signs; here is {found}.",
            "A pairing code has {signs} signs; here are {found}.",
            error.signs,
        ).format(signs=SIGNS, found=error.signs)
    if error.group is not None:
        return _("Something in group {group} of the code is not right; look at it again.").format(
            group=error.group
        )
    return _("Something in the code is not right; compare it sign by sign.")


_ENDED = {
    Why.REFUSED: _("The pairing was ended on the other side. Nothing of it is left here."),
    Why.WITHDRAWN: _("The invitation was taken back before your answer had arrived."),
    Why.TOO_OLD: _("Nobody answered the invitation within a day, so it was taken back."),
    Why.SAME_PERSON: SamePerson.SENTENCE,
}


def ended_sentence(why: int) -> str:
    """Say why the last pairing came to nothing; nothing for a reason this version does not know."""
    return {known.value: sentence for known, sentence in _ENDED.items()}.get(why, "")
