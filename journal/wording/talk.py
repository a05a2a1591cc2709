"""How a listening talk is said: whose turn it is, what is held, what the listener is reminded of.

Every sentence may hold a person's name, exactly as it was given; whoever shows one cleans it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime

from journal.i18n import _, ngettext
from journal.model.kinds import Talk as TalkRecord
from journal.model.timer import About, Hold, Need, Phase, Shape, Speaker, Talk, TalkSetup, shown
from journal.wording.dates import say_clock, say_day

NEEDS: Mapping[Need, str] = {
    Need.HEARD: _("{who} needs to be heard"),
    Need.COMFORTED: _("{who} needs to be comforted"),
    Need.HELPED: _("{who} needs to be helped"),
}

REMINDERS: Mapping[Need | None, str] = {
    None: _("Stay with it. Look at each other. There is nothing to fix."),
    Need.HEARD: _("Stay with it. Look at each other. There is nothing to fix."),
    Need.COMFORTED: _("Stay close. A nod, a hand if it is welcome. There is nothing to fix."),
    Need.HELPED: _("Hear it to the end first. Ideas can wait until they are asked for."),
}
"""One quiet line for the listener, by what the speaker needs."""

HOLDS: Mapping[Hold, str] = {
    Hold.PAUSED: _("Paused."),
    Hold.SLEPT: _("The machine slept. The talk waits where that began."),
    Hold.REOPENED: _("Paused where it was last seen."),
}

SOMEONE = _("your partner")
"""What a person without a name is called."""


def named(name: str) -> str:
    """The name as it begins a sentence."""
    return _("Your partner") if name == SOMEONE else name


def say_digits(seconds: float) -> str:
    """What the big clock shows for what remains: minutes and seconds, standing still at zero."""
    whole = max(0, shown(seconds))
    return f"{whole // 60:02}:{whole % 60:02}"


def say_headline(talk: Talk) -> tuple[str, str]:
    """What is going on: the words that matter, and the quieter ones beside them."""
    if talk.in_time_out:
        return _("A time-out"), _("each of you somewhere quiet")
    who, other = (named(name) for name in _names(talk))
    need = _needs(talk.speaker)
    listens = _("{who} listens").format(who=other)
    said = {
        Phase.QUIET: (_("A quiet minute"), _("look at each other, without a word")),
        Phase.SPEAK: (
            _("{who} speaks").format(who=who),
            f"{listens} · {need}" if need else listens,
        ),
        Phase.MORE: (_("There is more"), _("{who} speaks on").format(who=who)),
        Phase.MIRROR: (_("{who} says it back").format(who=other), _("take the time it needs")),
        Phase.SWAP: (_("Change places"), _("take a breath")),
    }
    return said.get(talk.phase, (_("The talk is over"), ""))


def say_words(talk: Talk) -> str:
    """What stands in the place of the digits where nothing is timed."""
    who, other = _names(talk)
    match talk.phase:
        case Phase.MIRROR:
            words = _("{listener}: in your own words, what did you hear?\n{speaker}: is that it?")
            return words.format(listener=named(other), speaker=named(who))
        case Phase.SWAP:
            need = _needs(talk.speaker)
            now = _("Now {who} speaks, and {other} listens.").format(who=who, other=other)
            return f"{now}\n{need}." if need else now
        case _:
            return ""


def say_reminder(talk: Talk) -> str:
    """One quiet line for the listener."""
    if talk.in_time_out:
        return _("Walk, breathe, leave the talk where it is. Then come back.")
    match talk.phase:
        case Phase.SPEAK | Phase.MORE if talk.speaker is not None:
            return REMINDERS[talk.speaker.need]
        case Phase.MIRROR:
            return _("Only what was said; an answer of your own can wait for your turn.")
        case _:
            return ""


def say_state(talk: Talk, back_at: str = "", *, over: bool = False) -> str:
    """What holds the talk, or that the time is up.

    `back_at` is the clock time at which both come back from a time-out, `over` whether it is past.
    """
    if talk.in_time_out:
        if over:
            return _("The time-out is over. Whenever you both are ready.")
        return _("Both come back at {time}.").format(time=back_at)
    if talk.held is not None:
        return HOLDS[talk.held]
    if talk.time_is_up:
        return _("Finish your sentence. There is no hurry.")
    return ""


def say_progress(talk: Talk) -> str:
    """Which turn it is, and how much is left in all; in overtime, how far over."""
    parts = []
    if talk.turn and talk.setup.shape.turns:
        parts.append(_("turn {n} of {all}").format(n=talk.turn, all=talk.setup.shape.turns))
    if talk.time_is_up and shown(talk.remaining) < 0:
        over = -shown(talk.remaining)
        parts.append(_("{time} over").format(time=f"{over // 60}:{over % 60:02}"))
    elif talk.phase is not Phase.CLOSING:
        minutes = math.ceil(shown(talk.remaining_in_all) / 60)
        if minutes:
            left = ngettext("{n} minute left in all", "{n} minutes left in all", minutes)
            parts.append(left.format(n=minutes))
    return "  ·  ".join(parts)


def say_where(talk: Talk) -> str:
    """Where a talk was left: *Ana speaks, turn 3 of 6, 02:14 left*."""
    if talk.phase is Phase.CLOSING:
        return _("The closing words.")
    parts = [say_headline(talk)[0]]
    if talk.turn:
        parts.append(_("turn {n} of {all}").format(n=talk.turn, all=talk.setup.shape.turns))
    if talk.phase in (Phase.QUIET, Phase.SPEAK, Phase.MORE):
        parts.append(_("{time} left").format(time=say_digits(talk.remaining)))
    return ", ".join(parts) + "."


def say_left(talk: Talk, seen: datetime, today: date) -> str:
    """What a talk left unfinished is offered with: where it is, and when it was last seen."""
    return _("You left a talk unfinished. {where} It was last seen {day} at {time}.").format(
        where=say_where(talk), day=say_day(seen.date(), today), time=say_clock(seen)
    )


def say_liking(name: str) -> str:
    """What introduces a person's own line on being listened to."""
    return _("How {who} likes to be listened to").format(who=name)


def say_closing_line(about: About, name: str) -> str:
    """What one closing line asks."""
    if about == "heard":
        return _("What {who} heard").format(who=name)
    return _("How heard {who} felt").format(who=name)


def say_preset(shape: Shape) -> str:
    """A length to choose: its minutes a turn."""
    if not shape.rounds:
        return _("a quiet minute")
    return ngettext("{n} min", "{n} min", shape.minutes).format(n=shape.minutes)


def say_in_all(setup: TalkSetup) -> str:
    """How long a talk is meant to be, in words."""
    shape = setup.shape
    minutes = shape.turns * shape.minutes + shape.quiet_minute
    spoken = ngettext("{n} minute in all", "{n} minutes in all", minutes).format(n=minutes)
    if not shape.rounds:
        return _("Look at each other for a minute, without a word.")
    turns = ngettext("{n} turn each", "{n} turns each", shape.rounds).format(n=shape.rounds)
    return _("{turns}, {minutes}; saying back what was heard has no clock.").format(
        turns=turns, minutes=spoken
    )


def say_kept_facts(record: TalkRecord) -> str:
    """The facts of a talk that was kept: who spoke for how long, or that it was a quiet minute."""
    if not any(record.spoken) and not record.rounds:
        return _("a quiet minute, looking at each other")
    spoken = [
        ngettext("{who} spoke {n} minute", "{who} spoke {n} minutes", minutes).format(
            who=who, n=minutes
        )
        for who, seconds in zip(record.speakers, record.spoken, strict=True)
        if (minutes := max(round(seconds / 60), 1 if seconds else 0))
    ]
    rounds = ngettext("{n} round", "{n} rounds", record.rounds).format(n=record.rounds)
    facts = [*(spoken or [" & ".join(record.speakers)]), rounds]
    if record.hard:
        facts.append(_("a hard talk"))
    return " · ".join(facts)


def _names(talk: Talk) -> tuple[str, str]:
    speaker, listener = talk.speaker, talk.listener
    if speaker is None or listener is None:
        speaker, listener = talk.setup.speakers
    return speaker.name, listener.name


def _needs(speaker: Speaker | None) -> str:
    if speaker is None or speaker.need is None:
        return ""
    return NEEDS[speaker.need].format(who=named(speaker.name))
