"""What the file of Desire's words holds, as frozen records."""

from __future__ import annotations

import msgspec


class ListedWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wish of our list."""

    id: str
    """Stays with it for good; what a person says of it carries it."""
    text: str
    """At most 64 characters; it presumes nobody's gender, body or ability."""


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some wishes that belong together; they are also what a round asks, all of them."""

    id: str
    title: str
    wishes: tuple[ListedWish, ...] = msgspec.field(name="wish")


class DesireGuide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of the Desire page, and our list to begin with."""

    title: str
    why: str
    adults: str
    """What is said before it is switched on."""
    hidden: str
    """What hiding is worth in a journal that is not encrypted."""
    own_key: str
    """What a passphrase of its own is for, in one that is."""
    ask: str
    """The line that leads from a match to a talk."""
    together: str
    """How a round goes, said before it begins."""
    reveals: str
    """What yes-to-everything reveals."""
    nothing: str
    """What is said where a round ends with nothing both want."""
    help: tuple[str, ...]
    themes: tuple[Theme, ...] = msgspec.field(name="theme")
