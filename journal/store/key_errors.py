"""What can go wrong with the keys of a journal, each said in one plain sentence of its own.

`str(error)` is shown as it is; none holds a passphrase, a code, a key or a path.
"""

# ruff: noqa: N818 - they are named for what is the case, as a person would say it
from __future__ import annotations

import math

from journal.i18n import _, ngettext
from journal.store.errors import StoreError


class KeysError(StoreError):
    """The keys of a journal cannot be used."""


class WrongPassphrase(KeysError):
    """The keys are whole, but this passphrase does not open them."""

    def __init__(self) -> None:
        super().__init__(_("This passphrase does not open the journal; it was not changed by it."))


class WrongRecoveryCode(KeysError):
    """The keys are whole, but this recovery code does not open them."""

    def __init__(self) -> None:
        super().__init__(_("This is not the recovery code of this journal."))


class KeysDamaged(KeysError):
    """Neither the keys file nor its copy is whole."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file with this journal's keys is damaged, and so is its copy. "
                "Put keys.json back from a copy of the folder; nothing was changed."
            )
        )


class KeysMissing(KeysError):
    """There is neither a keys file nor its copy."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file with this journal's keys is missing. "
                "Put keys.json back from a copy of the folder; nothing was changed."
            )
        )


class KeysNewer(KeysError):
    """The keys file was written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This journal's keys were written by a newer Twofold. "
                "Open it with that version; nothing was changed."
            )
        )


class TooLittleMemory(KeysError):
    """The system does not give the memory that argon2id needs."""

    def __init__(self, memory: int) -> None:
        super().__init__(
            _(
                "There is too little free memory to open this journal: it takes {size} MB "
                "for a moment. Close other programs, then try again."
            ).format(size=memory >> 20)
        )


class TooSoon(KeysError):
    """After wrong tries there is a pause before the next; it was not tried."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        """How long is left."""
        left = max(1, math.ceil(seconds))
        super().__init__(
            ngettext(
                "Please wait {count} second before the next try.",
                "Please wait {count} seconds before the next try.",
                left,
            ).format(count=left)
        )


class KeysExist(KeysError):
    """This journal has keys already; new ones would shut out what they seal."""

    def __init__(self) -> None:
        super().__init__(_("This journal has a passphrase already; change that one instead."))


class Forgotten(KeysError):
    """The keys were let go of: the journal is locked."""

    def __init__(self) -> None:
        super().__init__(_("This journal is locked; open it with its passphrase."))


class OwnKeyError(KeysError):
    """What has a passphrase of its own cannot be used so."""


class WrongOwnPassphrase(WrongPassphrase, OwnKeyError):
    """The slot is whole, but this is not the second passphrase."""

    def __init__(self) -> None:
        KeysError.__init__(
            self, _("This passphrase does not open these pages; nothing was changed.")
        )


class OwnKeyShut(OwnKeyError):
    """The records asked for, or given to be kept, are shut."""

    def __init__(self) -> None:
        super().__init__(
            _("These pages are shut; open them with their own passphrase. Nothing was kept.")
        )


class OwnKeyExists(OwnKeyError):
    """There is a second passphrase already."""

    def __init__(self) -> None:
        super().__init__(_("These pages have their own passphrase already; change that one."))


class NoOwnKey(OwnKeyError):
    """There is no second passphrase to open, change or remove."""

    def __init__(self) -> None:
        super().__init__(_("These pages have no passphrase of their own."))


class OwnKeyDamaged(OwnKeyError):
    """The row that holds the second key is not what it ought to be."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The key of these pages is damaged in the journal's file. A backup may still "
                "have it whole; nothing was changed."
            )
        )


class OwnKeyNeedsEncryption(OwnKeyError):
    """A plain journal leaves what was written before in the clear on the disk."""

    def __init__(self) -> None:
        super().__init__(
            _("Only an encrypted journal can have a second passphrase; encrypt the journal first.")
        )


class SamePassphrase(OwnKeyError):
    """The second passphrase is to be the first: whoever knows one would read both."""

    def __init__(self) -> None:
        super().__init__(
            _("This is the passphrase of the journal itself; take another one for these pages.")
        )
