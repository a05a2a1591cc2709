"""Which keys of the listening timer do something at a moment, and what the page says of them."""

from __future__ import annotations

from journal.commands import COMMANDS, Command
from journal.i18n import _
from journal.keys import keys_in_force
from journal.model.timer import TIMED, Phase, Talk, TalkAtHand
from journal.screens.manual import say_key
from journal.session import Session
from journal.widgets.talk.held import Stage

SHOWN = {
    "setup": ("talk.on",),
    "left": ("talk.on", "talk.drop"),
    "talk": ("talk.yes", "talk.there_is_more", "talk.pause", "talk.on", "talk.longer",
             "talk.time_out", "talk.end", "talk.back"),
    "closing": ("talk.on", "talk.keep", "talk.keep_both", "talk.drop", "talk.back"),
}  # fmt: skip
"""The commands that the page itself shows in each stage, while they do something."""


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
    shown = [("↑ ↓ ← →", _("choose"))] if stage == "setup" else []
    letters, left_out = session.settings.letters, False
    for name in SHOWN[stage]:
        command = _command(name)
        if name == "talk.keep_both" and not session.journal.pairing:
            continue
        if not possible(command.action.partition("(")[0], stage, at_hand):
            continue
        key = _key(session, command)
        if letters or len(key) > 1:
            pair = f" {_key(session, _command('talk.shorter'))}" if name == "talk.longer" else ""
            shown.append((key + pair, _does(name, stage, at_hand)))
        else:
            left_out = True
    if left_out:
        shown.append((_key(session, _command("app.palette")), _("everything else")))
    return shown


def _command(name: str) -> Command:
    return next(command for command in COMMANDS if command.id == name)


def key_of(session: Session, name: str) -> str:
    """Write the first key of a command as it is in force."""
    return _key(session, _command(name))


def _key(session: Session, command: Command) -> str:
    return say_key(next(iter(keys_in_force(session.keys, command)), ""))


_DOES = {
    "talk.yes": _("yes, that is it"),
    "talk.there_is_more": _("there is more"),
    "talk.longer": _("a minute"),
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
