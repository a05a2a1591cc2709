"""How things stand between two journals, said in words.

Pure: each takes the status, the present instant and the partner's name, which may be empty.
"""

from __future__ import annotations

from datetime import datetime

from journal.i18n import _, ngettext
from journal.model.plain import harmless, one_line
from journal.model.sync_status import PairingStage, SyncStatus
from journal.wording.dates import say_clock, say_day
from journal.wording.sharing import partner_or

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
QUIET_DAYS = 2
"""After so many days without a word of the partner's, that is said instead of the last sync."""


def person(name: str) -> str:
    """A name another machine gave, in one line and without what steers a terminal."""
    return one_line(harmless(name))


def say_ago(instant: datetime, now: datetime) -> str:
    """How long ago an instant was: *just now*, *2 min ago*, *3 hours ago*, *6 days ago*."""
    seconds = (now - instant).total_seconds()
    if seconds < MINUTE:
        return _("just now")
    if seconds < HOUR:
        return _("{n} min ago").format(n=int(seconds // MINUTE))
    if seconds < DAY:
        n = int(seconds // HOUR)
        return ngettext("{n} hour ago", "{n} hours ago", n).format(n=n)
    n = int(seconds // DAY)
    return ngettext("{n} day ago", "{n} days ago", n).format(n=n)


def say_status(status: SyncStatus, now: datetime, name: str) -> str:
    """Say it in a few words for the top line; nothing where one is alone."""
    other = partner_or(person(name))
    match status.stage:
        case PairingStage.ALONE:
            return ""
        case PairingStage.WORDS:
            return _("four words to compare")
        case PairingStage.PAIRED:
            return _say_paired(status, now, other)
        case _:
            return _("waiting for {name}").format(name=other)


def _say_paired(status: SyncStatus, now: datetime, other: str) -> str:
    if not status.folder_there:
        return _("folder not there: nothing new")
    if status.emptied:
        return _("the folder was emptied")
    if status.missing:
        return _missing(status.missing, other)
    if status.last_heard is not None and _is_quiet(status.last_heard, now):
        ago = say_ago(status.last_heard, now)
        return _("last heard from {name} {ago}").format(name=other, ago=ago)
    if status.synced is not None:
        return _("synced {ago}").format(ago=say_ago(status.synced, now))
    return ""


def say_briefly(status: SyncStatus, now: datetime) -> str:
    """Say the same where there is hardly room, in at most some thirteen signs."""
    if status.stage is not PairingStage.PAIRED:
        brief = {PairingStage.ALONE: "", PairingStage.WORDS: _("four words")}
        return brief.get(status.stage, _("waiting"))
    return _paired_briefly(status, now)


def _paired_briefly(status: SyncStatus, now: datetime) -> str:
    if not status.folder_there:
        return _("no folder")
    if status.emptied:
        return _("emptied")
    if status.missing:
        return _("{n} missing").format(n=status.missing)
    if status.last_heard is not None and _is_quiet(status.last_heard, now):
        return _("heard {n} d ago").format(n=int((now - status.last_heard).total_seconds() // DAY))
    if status.synced is None:
        return ""
    ago = say_ago(status.synced, now).removesuffix(" ago")
    return _("synced") if ago == _("just now") else _("synced {ago}").format(ago=ago)


def _is_quiet(heard: datetime, now: datetime) -> bool:
    return (now - heard).total_seconds() >= QUIET_DAYS * DAY


def _missing(count: int, other: str) -> str:
    said = ngettext(
        "{n} of {name}’s files has not arrived", "{n} of {name}’s files have not arrived", count
    )
    return said.format(n=count, name=other)


def say_stage(status: SyncStatus, name: str) -> list[str]:
    """Say how far pairing has come, and what happens next; a paragraph each."""
    other = partner_or(person(name))
    said = {
        PairingStage.ALONE: [
            _(
                "This journal is yours alone, and whole as it is. If your partner has one too, you"
                " can pair them: then what you choose to share, and only that, comes to each other,"
                " over a folder that you both have. Everything else stays with you."
            )
        ],
        PairingStage.INVITED: [
            _("Your invitation lies in the folder. It holds for 24 hours and for one answer."),
            _(
                "Next: {name} opens their own journal, goes to Us, accepts an invitation and types"
                " the code. Once their answer has come through the folder, four words to compare"
                " stand here, whenever you open Twofold again."
            ),
        ],
        PairingStage.ACCEPTED: [
            _("The code was right. Your answer goes into the folder as soon as it is there."),
            _("Next: you both see four words and compare them."),
        ],
        PairingStage.WORDS: [
            _(
                "Call each other, or sit together, and compare these four words with the ones in"
                " {name}’s journal. Whoever accepted sees them first; the other once that answer"
                " has come through the folder."
            ),
            _(
                "Nothing you wrote travels until you have both said that they match. If they"
                " differ, someone else may have answered: saying so ends the pairing at once."
            ),
        ],
        PairingStage.CONFIRMED: [
            _("You said that the four words match."),
            _(
                "Next: {name} says so too. Then what either of you shares begins to travel; until"
                " then nothing does."
            ),
        ],
        PairingStage.PAIRED: [],
    }[status.stage]
    return [sentence.format(name=other) for sentence in said]


def say_how_it_stands(status: SyncStatus, now: datetime, name: str) -> list[str]:
    """Say all there is to say of two journals that are paired, a sentence each."""
    other = partner_or(person(name))
    return [
        each
        for each in (
            _folder(status, now),
            _heard(status, now, other),
            _missing(status.missing, other) + "." if status.missing else "",
            _waiting(status.waiting),
        )
        if each
    ]


def _folder(status: SyncStatus, now: datetime) -> str:
    if status.emptied:
        return _(
            "The exchange folder has lost what was in it. Nothing of yours is lost here, and"
            " nothing is put back unless you say so."
        )
    if not status.folder_there:
        return _(
            "The folder is not there just now, so there is nothing new. That is all: what you share"
            " waits here until it is."
        )
    if status.synced is None:
        return ""
    return _("Synced {ago}.").format(ago=say_ago(status.synced, now))


def _heard(status: SyncStatus, now: datetime, other: str) -> str:
    if status.last_heard is None:
        said = _("Nothing of {name}’s has come yet.")
        if status.since is not None and (now - status.since).total_seconds() >= DAY:
            said = _(
                "Nothing of {name}’s has come since. If that surprises you, ask them: whoever ends"
                " a pairing tells nobody."
            )
        return said.format(name=other)
    ago = say_ago(status.last_heard, now)
    return _("Last heard from {name} {ago}.").format(name=other, ago=ago)


def _waiting(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "{n} of your entries waits for the folder.",
        "{n} of your entries wait for the folder.",
        count,
    )
    return said.format(n=count)


def say_paired(status: SyncStatus, now: datetime, name: str) -> str:
    """Say with whom one is paired, and since when: *Paired with Ben since 9 November.*"""
    other = partner_or(person(name))
    if status.since is None:
        return _("Paired with {name}.").format(name=other)
    local = status.since.astimezone(now.tzinfo)
    day = say_day(local.date(), now.date())
    if local.date() == now.date():
        day = _("today, {clock}").format(clock=say_clock(local))
    return _("Paired with {name} since {day}.").format(name=other, day=day)


def say_new_machine(name: str) -> str:
    """Say that the partner writes from a machine that was not known before."""
    return _(
        "{name} writes from a new machine, or from a backup put back. If they know nothing of it,"
        " ask them."
    ).format(name=partner_or(person(name), begins=True))


def say_demo(name: str) -> str:
    """Say, in the demo, that nobody is at the other end."""
    return _(
        "This is the demo: what {name} said came from a journal that is gone again. What you share"
        " goes into the folder, and nobody reads it there."
    ).format(name=partner_or(person(name)))


def say_told(name: str, *, paired: bool = True) -> tuple[list[str], list[str]]:
    """Say what the partner is told, and what not; or would be, once there is one."""
    other = partner_or(person(name), begins=True)
    told = [
        _("What you share, word for word, and when you shared it."),
        _("That something was edited, with its earlier words."),
        _("That something was taken back."),
    ]
    hidden = [
        _("Anything private: not its words, not how much there is, not when."),
        _("What you have read, or when you were here."),
        _("That you left, should you leave."),
    ]
    if not paired:
        once = _("Once you are paired, your partner is told")
        return [once, *told], [_("Your partner is never told"), *hidden]
    return (
        [_("{name} is told").format(name=other), *told],
        [_("{name} is never told").format(name=other), *hidden],
    )


def say_taking_back_a_yes(name: str) -> str:
    """Say, before a pairing is ended after one's own yes, what may stand at the other's."""
    return _(
        "You said that the four words match. If {name} has read that and said so too, {name}’s"
        " journal counts as paired and hears no more: it is not told that you ended it. So tell"
        " them yourself; they can leave there. Nothing of yours travels. End it here?"
    ).format(name=partner_or(person(name)))


def say_leaving(name: str) -> list[str]:
    """Say what leaving does, a paragraph each."""
    other = partner_or(person(name))
    said = (
        _("It holds at once, and nobody is told: {name}’s journal only hears nothing new."),
        _(
            "What they received stays with them; your own words stay here. A new pairing begins"
            " with nothing shared."
        ),
    )
    return [each.format(name=other) for each in said]


def say_key_in_the_clear() -> str:
    """Say, before pairing, what no passphrase means."""
    return _(
        "This journal has no passphrase. The key that seals what you two exchange would lie in it"
        " in the clear: whoever can open your files can read what you both share. “Passphrase” in"
        " the settings sets one. Pair without one all the same?"
    )
