"""What a form is: the fields of one kind of record, and how its values become a record.

Values are strings under the fields' names, just as they are typed and as a draft keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import msgspec

from journal.i18n import _
from journal.model.record import Record
from journal.wording.dates import NotUnderstood, say_long, understand_day

Values = Mapping[str, str]


class BadField(ValueError):  # noqa: N818 - an answer to the person, not a fault
    """What was typed in one field cannot be used: which field, and one plain sentence."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True)
class Field:
    """One thing to fill in."""

    name: str
    label: str = ""
    sort: Literal["text", "line", "day", "tags", "choice"] = "text"
    hint: str = ""
    """Shown while it is empty."""
    choices: tuple[tuple[str, str], ...] = ()
    looking: Literal["back", "ahead"] = "back"
    """Which way a bare weekday is meant."""
    needed: bool = False
    only_with: tuple[str, ...] = ()
    """A choice, and the values of it with which this is asked; nothing where it always is."""

    def is_asked(self, values: Values) -> bool:
        """Whether this is asked, after what was chosen."""
        return not self.only_with or values.get(self.only_with[0]) in self.only_with[1:]

    @property
    def nothing(self) -> Any:
        """The record's value where nothing is said."""
        return {"day": None, "tags": ()}.get(self.sort, "")

    def read(self, text: str, today: date) -> Any:
        """Turn what was typed into the record's value; raises BadField."""
        text = text.strip()
        if self.needed and not text:
            sentence = _("Please write something under “{label}”.").format(label=self.label)
            raise BadField(
                self.name, sentence if self.label else _("Please write a few words here.")
            )
        if self.sort == "day":
            return self._read_day(text, today)
        if self.sort == "tags":
            return tuple(dict.fromkeys(tag.lstrip("#") for tag in text.replace(",", " ").split()))
        return text

    def _read_day(self, text: str, today: date) -> date | None:
        if not text:
            return None
        try:
            return understand_day(text, today, looking=self.looking)
        except ValueError as error:
            raise BadField(self.name, str(error)) from None

    def write(self, value: Any) -> str:
        """Turn a record's value back into what would be typed."""
        if value is None:
            return ""
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, tuple):
            return " ".join(f"#{tag}" for tag in value)
        return str(value)

    def understood(self, text: str, today: date) -> str:
        """Say how a typed day is understood, or an empty string."""
        if self.sort != "day" or not text.strip():
            return ""
        try:
            day = understand_day(text, today, looking=self.looking)
        except (NotUnderstood, ValueError):
            return ""
        return say_long(day, year=True)


def _no_hint(_name: str, _text: str) -> str:
    return ""


@dataclass(frozen=True)
class Form:
    """The fields of one kind of record."""

    kind: type[Record]
    title: str
    """What begins when it is chosen, such as “A need”."""
    letter: str
    """The letter that chooses it after `n`, where a page has several forms."""
    fields: tuple[Field, ...]
    hint: Callable[[str, str], str] = field(default=_no_hint)
    """A kind word about what is being typed in a field, by its name; it blocks nothing."""
    make: Callable[[dict[str, Any], Record | None, date], dict[str, Any]] | None = None
    """Turns read values into the record's, where they differ: (values, the old one, today)."""
    take: Callable[[Record], dict[str, str]] | None = None
    """Turns a record into typed values, where they differ."""
    choice_is_enough: bool = False
    """Whether a choice alone, without any words, is worth keeping."""
    redated: bool = True
    """Whether the day of a kept record is asked when it is changed, though no field has it."""
    understood: Callable[[Values, Record | None, date], str] | None = None
    """Says how what is typed is understood, where a single day does not say it all."""
    understands: tuple[str, ...] = ()
    """The fields that `understood` is about; it is said below the one that is typed in."""

    @property
    def name(self) -> str:
        """The name of the kind it makes."""
        return str(self.kind.__struct_config__.tag)

    def record(
        self, values: Values, *, day: date, today: date, old: Record | None = None
    ) -> Record:
        """Make the record, or a new version of `old`; raises BadField.

        Values that no field has (a step, a prompt's words) are taken as they are.
        """
        names = {each.name for each in self.fields}
        read: dict[str, Any] = {name: text for name, text in values.items() if name not in names}
        for each in self.fields:
            read[each.name] = (
                each.read(values.get(each.name, ""), today)
                if each.is_asked(values)
                else each.nothing
            )
        if self.is_blank(values) and not self.choice_is_enough:
            raise BadField(self.fields[0].name, _("Nothing is written yet."))
        read["day"] = read.get("day") or day
        if self.make is not None:
            read = self.make(read, old, today)
        if old is not None:
            return msgspec.structs.replace(old, **read)
        return self.kind(**read)

    def values(self, record: Record) -> dict[str, str]:
        """What would have been typed to get this record."""
        if self.take is not None:
            return self.take(record)
        return {each.name: each.write(getattr(record, each.name)) for each in self.fields}

    def _is_written(self, name: str) -> bool:
        """Tell whether a field is one that a person writes in; a choice alone is not an entry."""
        return any(each.name == name and each.sort != "choice" for each in self.fields)

    def is_blank(self, values: Values) -> bool:
        """Tell whether nothing has been written."""
        return not any(text.strip() for name, text in values.items() if self._is_written(name))

    def says_same(self, values: Values, others: Values) -> bool:
        """Tell whether the fields say the same in both."""
        return all(values.get(each.name, "") == others.get(each.name, "") for each in self.fields)
