"""Desire: wishes and how each is for oneself, what both wish, and a note of one's own.

All of it is private and stands apart; with a passphrase of its own it lies under a key of its own.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from journal.model.record import Record

HowWished = Literal["yes", "maybe", "not", "later"]
"""How a wish is for the one who says so; *later* is *not now, do not ask*."""


class Wish(Record, frozen=True, kw_only=True, tag="wish"):
    """One wish, and how it is for its author; of several about the same the newest counts.

    One of our list names it in `listed` and keeps the words it had then.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)
    PRIVATE: ClassVar[bool] = True
    APART: ClassVar[bool] = True
    OWN_KEY: ClassVar[bool] = True

    text: str
    how: HowWished
    listed: str = ""
    """Its id in our list, or nothing for one's own words."""


class Match(Record, frozen=True, kw_only=True, tag="match"):
    """A wish that both said yes or maybe to, and that both of them wanted to keep.

    Who said yes and who said maybe is in nothing that is kept.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)
    PRIVATE: ClassVar[bool] = True
    APART: ClassVar[bool] = True
    OWN_KEY: ClassVar[bool] = True

    text: str
    listed: str = ""


class DesireNote(Record, frozen=True, kw_only=True, tag="desire-note"):
    """What one liked, and what one would like to say."""

    TEXTS: ClassVar[tuple[str, ...]] = ("liked", "to_say")
    PRIVATE: ClassVar[bool] = True
    APART: ClassVar[bool] = True
    OWN_KEY: ClassVar[bool] = True

    liked: str = ""
    to_say: str = ""


class DesireSwitch(Record, frozen=True, kw_only=True, tag="desire-switch"):
    """That somebody switched Desire on or off; the newest counts, and without one it is off.

    It lies under the journal's own key: it is asked before any other can be open. Each turn is a
    record of its own, so that taking back the last edit never turns the page on again.
    """

    PRIVATE: ClassVar[bool] = True
    APART: ClassVar[bool] = True

    on: bool


DESIRE: tuple[type[Record], ...] = (Wish, Match, DesireNote, DesireSwitch)
"""All kinds of it: no list of kinds names one."""
