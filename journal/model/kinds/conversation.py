"""What one person says to what the other shared; each is its author's own record."""

from __future__ import annotations

from typing import ClassVar, Literal

from journal.model.record import Record

ReplySort = Literal["own", "thanks", "heard", "more", "here"]
"""Own words; thank you for telling me; what I hear is …; I would like to know more; I am here."""


class Reply(Record, frozen=True, kw_only=True, tag="reply"):
    """An answer to the record that `about` names; the text may be empty but with own words."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    sort: ReplySort = "own"
    text: str = ""


class OwnWords(Record, frozen=True, kw_only=True, tag="own-words"):
    """One's own words about a memory or a plan that the other made; `about` names it."""

    STEP: ClassVar[str] = "share"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str


class Yes(Record, frozen=True, kw_only=True, tag="yes"):
    """A yes to the plan of the other that `about` names."""

    STEP: ClassVar[str] = "share"
    MARK: ClassVar[bool] = True
    OF_BOTH: ClassVar[bool] = True
