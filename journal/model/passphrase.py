"""A passphrase: the same bytes however and wherever it is typed."""

from __future__ import annotations

import enum
import unicodedata

from journal.model.secret import Secret

MOST_BYTES = 1024
"""The longest passphrase, in bytes of UTF-8: more than anyone types, soon read."""


class Unfit(enum.Enum):
    """Why a text cannot be a passphrase."""

    EMPTY = enum.auto()
    TOO_LONG = enum.auto()
    BROKEN = enum.auto()
    """Not UTF-8, or holding half a character."""


class UnfitPassphrase(ValueError):  # noqa: N818 - named for what is the case
    """This text cannot be a passphrase; holds why, never the text."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.name)
        self.why = why


class Passphrase(Secret):
    """A passphrase as it goes into argon2id: NFKC, UTF-8, without one final newline.

    So that it is the same from every keyboard (é typed as one sign or two), and from a file that
    an editor ended with a newline. Blanks count, wherever they stand.
    """

    __slots__ = ()

    @classmethod
    def typed(cls, text: str) -> Passphrase:
        """Make one of what was typed. Raises `UnfitPassphrase`."""
        made = _made(text)
        del text  # an error's traceback does not show it
        if isinstance(made, Unfit):
            raise UnfitPassphrase(made)
        return made

    @classmethod
    def read(cls, data: Secret) -> Passphrase:
        """Make one of the bytes of a file, with or without a byte order mark.

        Raises `UnfitPassphrase`.
        """
        made = _decoded(data)
        if isinstance(made, Unfit):
            raise UnfitPassphrase(made)
        return made


def without_final_newline(text: str) -> str:
    """Return a text without the one newline that may end it, as any system writes it."""
    return text[:-2] if text.endswith("\r\n") else text.removesuffix("\n")


def _made(text: str) -> Passphrase | Unfit:
    try:
        encoded = unicodedata.normalize("NFKC", without_final_newline(text)).encode()
    except UnicodeEncodeError:
        return Unfit.BROKEN  # raised by the caller: this error holds the text
    if len(encoded) > MOST_BYTES:
        return Unfit.TOO_LONG
    return Passphrase(encoded) if encoded else Unfit.EMPTY


def _decoded(data: Secret) -> Passphrase | Unfit:
    try:
        return _made(data.reveal().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unfit.BROKEN
