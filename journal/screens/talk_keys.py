"""Which keys of the listening timer do something at a moment, and what the page says of them."""

from __future__ import annotations

from journal.i18n import _
from journal.model.timer import TIMED, Phase, Talk, TalkAtHand
from journal.screens.acting_keys import acting_keys
from journal.session import Session
from journal.widgets.talk.held import Stage

SHOWN = {
    "setup": ("talk.on",),
    "left": ("talk.on", "talk.drop"),
    "talk": ("talk.yes", "talk.there_is_more", "talk.pause", "talk.on",
             "talk.longer talk.shorter", "talk.time_out", "talk.end", "talk.back"),
    "closing": ("talk.on", "talk.keep", "talk.keep_both", "talk.drop", "talk.back"),
}  # fmt: skip
"""The commands that the page itself shows in each stage, while they do something; two together
where one key does not go without the other."""


def possible(action: str, stage: Stage, at_hand: TalkAtHand | None) -> bool:
    """Tell whether an action of the timer does something now."""
    if action == "talk_row":
        return stage == "setup"
    if action == "back":
        return stage != "talk"
    if at_hand is None:
        return action == "talk_on" or (action == "talk_drop" and stage == "left")
    if stage == "closing":
        writes = action in ("talk_on", "talk_write") and bool(at_hand.lines)
        steps = action == "talk_back" and at_hand.talk.can_go_back
        return writes or steps or action in ("talk_keep", "talk_keep_both", "talk_drop")
    return _in_talk(action, at_hand.talk)


def _in_talk(action: str, talk: Talk) -> bool:
    if action == "talk_end":
        return True
    if action == "talk_back":
        return talk.can_go_back
    if talk.in_time_out:
        return action == "talk_pause"
    if action in ("talk_pause", "talk_minute"):
        return talk.phase in TIMED
    if action in ("talk_yes", "talk_there_is_more"):
        return talk.phase is Phase.MIRROR
    return action == "talk_time_out" or (action == "talk_on" and talk.phase is not Phase.MIRROR)


def keys_shown(session: Session, stage: Stage, at_hand: TalkAtHand | None) -> list[tuple[str, str]]:
    """List the keys to show, as they are in force, and what each does."""
    arrows = [("↑ ↓ ← →", _("choose"))] if stage == "setup" else []
    names = [name for name in SHOWN[stage] if name != "talk.keep_both" or session.journal.pairing]
    does = [(name, _does(name, stage, at_hand)) for name in names]
    return arrows + acting_keys(
        session, does, lambda action, _parameters: possible(action, stage, at_hand)
    )


_DOES = {
    "talk.yes": _("yes, that is it"),
    "talk.there_is_more": _("there is more"),
    "talk.longer talk.shorter": _("a minute"),
    "talk.time_out": _("time-out"),
    "talk.end": _("end"),
    "talk.back": _("back"),
    "talk.keep": _("keep for me"),
    "talk.keep_both": _("keep for both"),
    "talk.drop": _("keep nothing"),
}


def _does(name: str, stage: Stage, at_hand: TalkAtHand | None) -> str:
    if at_hand is None:
        words = {
            "talk.on": _("begin") if stage == "setup" else _("go on"),
            "talk.drop": _("let it go"),
        }
        return words[name]
    if name in _DOES:
        return _DOES[name]
    talk = at_hand.talk
    if name == "talk.pause":
        if talk.in_time_out:
            return _("we are both back")
        return _("pause") if talk.counting else _("go on")
    does = {Phase.QUIET: _("on"), Phase.SWAP: _("begin"), Phase.CLOSING: _("write")}
    return does.get(talk.phase, _("hand over"))
