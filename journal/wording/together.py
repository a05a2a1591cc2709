"""Time together in words: what sort of it a plan is, how long, and without phones."""

from __future__ import annotations

from journal.i18n import _, ngettext
from journal.model.kinds import Plan

TOGETHER = {
    "": _("as it comes"),
    "finish": _("finish something together"),
    "new": _("something new"),
    "quiet": _("quietly in one room"),
}
"""What sort of time together a plan is → in words."""

LENGTHS = {
    0: _("open"),
    15: _("a quarter of an hour"),
    30: _("half an hour"),
    60: _("an hour"),
    120: _("two hours"),
    240: _("half a day"),
}
"""Minutes that the form offers → in words."""

PHONES_AWAY = _("phones away")


def say_minutes(minutes: int) -> str:
    """Say how long something is meant to be."""
    return LENGTHS.get(minutes) or ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def say_together(plan: Plan) -> str:
    """Say what sort of time together a plan is, how long, and without phones; often nothing."""
    said = [TOGETHER.get(plan.together, "")] if plan.together else []
    said += [say_minutes(plan.minutes)] if plan.minutes else []
    said += [PHONES_AWAY] if plan.phones_away else []
    return " · ".join(said)
