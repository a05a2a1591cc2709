"""Step 6: one's own helpers, appointments, questions to bring, notes after."""

from __future__ import annotations

from typing import ClassVar

from journal.model.record import Record


class Helper(Record, frozen=True, kw_only=True, tag="helper"):
    """Someone who can help: a person, a place, a line; the contact is whatever reaches them."""

    STEP: ClassVar[str] = "help"
    TEXTS: ClassVar[tuple[str, ...]] = ("name", "sort", "contact")

    name: str
    sort: str = ""
    """What kind of help, in one's own words."""
    contact: str = ""


class Appointment(Record, frozen=True, kw_only=True, tag="appointment"):
    """When one sees a helper; `day` is the day of the appointment."""

    STEP: ClassVar[str] = "help"
    TEXTS: ClassVar[tuple[str, ...]] = ("who", "place")

    who: str
    at: str = ""
    """The time of day, as `HH:MM`, or nothing."""
    place: str = ""


class BringQuestion(Record, frozen=True, kw_only=True, tag="question"):
    """A question to bring to a helper; it may be `about` what stands in one's way."""

    STEP: ClassVar[str] = "help"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    asked: bool = False
    """Whether it has been brought."""


class AfterNote(Record, frozen=True, kw_only=True, tag="after-note"):
    """What one took home from an appointment; `about` names it, where there was one."""

    STEP: ClassVar[str] = "help"
    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str
