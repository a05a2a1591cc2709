"""The weekly meeting and what is handed over later, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from journal.i18n import _
from journal.model import kinds
from journal.model.kinds.meeting import MeetingPart
from journal.model.meeting import Part
from journal.model.record import Record
from journal.wording.dates import say_long
from journal.wording.talk import named

Said = tuple[str, list[tuple[str, str]]]
"""A title, and parts with a label each."""

KIND_NAMES = {
    "meeting": _("weekly meeting"),
    "delivery": _("later hand-over"),
}
"""As `records.KIND_NAMES`."""

TITLES: dict[Part, str] = {
    "appreciate": _("What I appreciate in you"),
    "well": _("What went well"),
    "work": _("One thing to work on"),
    "next": _("What would make next week good"),
    "decide": _("What we decide"),
}
HINTS: dict[Part, str] = {
    "appreciate": _("Up to five each, small ones first. Say them aloud; who listens just listens."),
    "well": _("In these days, between you or anywhere. It need not be big."),
    "work": _(
        "Only one, and both sides of it before any answer. Who listens says what they heard, and"
        " asks whether that is it."
    ),
    "next": _("One thing each that the other could do, in one’s own words. A wish, not a duty."),
    "decide": _("Only where there is something to decide, with a day to look at it again."),
}
LABELS_OF: dict[MeetingPart, str] = {
    "appreciate": _("{who} appreciates"),
    "well": _("Went well, {who}"),
    "side": _("How {who} sees it"),
    "heard": _("What {who} heard"),
    "next": _("Next week, {who}"),
}
"""What stands before a line; `{who}` said it."""


def say_line(part: MeetingPart, who: str) -> str:
    """Say whose line it is, and what it answers."""
    return LABELS_OF[part].format(who=named(who) if part == "appreciate" else who)


def say_again(day: date) -> str:
    """Say when a decision is looked at again."""
    return _("look again on {day}").format(day=say_long(day, year=True))


def say_when_it_goes(delivery: kinds.Delivery) -> str:
    """Say when an entry goes, and to whom: *goes to Ben on Thursday 3 December 2026*."""
    name = delivery.to or _("your partner")
    if delivery.on is None:
        return _("goes to {name} after your next meeting").format(name=name)
    day = say_long(delivery.on, year=True)
    return _("goes to {name} on {day}").format(name=name, day=day)


def _decided(text: str, again: date | None) -> str:
    return f"{text} · {say_again(again)}" if again is not None else text


def _meeting(record: kinds.Meeting) -> Said:
    before = ("appreciate", "well")
    lines = [(line.part, (say_line(line.part, line.who), line.text)) for line in record.lines]
    decided = [(_("Decided"), _decided(each.text, each.again)) for each in record.decisions]
    parts = [
        *(said for part, said in lines if part in before),
        (_("To work on"), record.topic),
        *(said for part, said in lines if part not in before),
        *decided,
    ]
    if not any(text for _label, text in parts):
        return "", [("", _("You met; nothing was written down."))]
    return "", parts


def _delivery(record: kinds.Delivery) -> Said:
    return "", [("", say_when_it_goes(record))]


SHOWN: dict[type[Record], Callable[[Any], Said]] = {
    kinds.Meeting: _meeting,
    kinds.Delivery: _delivery,
}
"""Kind → its title and parts."""

LABELS: dict[tuple[str, str], str] = {
    ("meeting", "people"): _("Who met"),
    ("meeting", "topic"): _("To work on"),
    ("meeting", "lines"): _("What was said"),
    ("meeting", "decisions"): _("What was decided"),
}
"""As `sharing.LABELS`."""


def _line(value: Any) -> str:
    return f"{say_line(value['part'], value['who'])}: {value['text']}"


def _decision(value: Any) -> str:
    again = value.get("again")
    return _decided(value["text"], date.fromisoformat(again) if again else None)


SAY: dict[tuple[str, str], Callable[[Any], str]] = {
    ("meeting", "lines"): _line,
    ("meeting", "decisions"): _decision,
}
"""As `sharing.SAY`."""
