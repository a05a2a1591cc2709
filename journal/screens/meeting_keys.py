"""Which keys of the weekly meeting do something at a moment, and what the page says of them."""

from __future__ import annotations

from journal.i18n import _
from journal.model.meeting import MeetingAtHand
from journal.widgets.meeting_held import Stage

SHOWN: dict[Stage, tuple[tuple[str, str], ...]] = {
    "before": (("page.new", _("begin a meeting")),),
    "part": (
        ("meeting.write", _("write")),
        ("meeting.listen", _("take turns to listen")),
        ("meeting.on", _("next part")),
        ("meeting.before", _("part before")),
        ("meeting.end", _("that is all")),
    ),
    "end": (
        ("meeting.keep", _("keep for me")),
        ("meeting.keep_both", _("keep for both")),
        ("meeting.drop", _("keep nothing")),
        ("meeting.before", _("back")),
    ),
}
"""The keys that the page shows in each stage, while they do something."""

ACTIONS: dict[Stage, frozenset[str]] = {
    "before": frozenset(),
    "part": frozenset(
        ("meeting_write", "meeting_listen", "meeting_step", "meeting_end", "meeting_keep")
    ),
    "end": frozenset(("meeting_keep", "meeting_keep_both", "meeting_drop", "meeting_step")),
}
"""What a meeting can do in each stage; keeping one that is not at its end leads there."""


def say_end(*, paired: bool) -> str:
    """Say what can be done at the end."""
    if paired:
        return _("Keep it for you, keep it for both, or keep nothing. Each is fine.")
    return _("Keep it for you, or keep nothing. Each is fine.")


def possible(
    action: str,
    parameters: tuple[object, ...],
    stage: Stage,
    at_hand: MeetingAtHand | None,
    *,
    paired: bool,
) -> bool:
    """Tell whether an action of the meeting does something now."""
    if action not in ACTIONS[stage] or at_hand is None:
        return False
    if action == "meeting_step":
        return at_hand.step(1 if parameters == (1,) else -1) != at_hand
    if action == "meeting_listen":
        return at_hand.part == "work"
    return paired or action != "meeting_keep_both"
