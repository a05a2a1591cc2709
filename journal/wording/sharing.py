"""Who sees an entry, and what travels of it when it is shared, word for word.

One place for the screens and for the command line: nothing that leaves this machine is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date
from typing import Any, NamedTuple

import msgspec

from journal.i18n import _, ngettext
from journal.model.answers import Opens
from journal.model.kinds import RuleFrom
from journal.model.record import ME, SEALED, Record
from journal.model.said import Said
from journal.wording import care, meeting, touch
from journal.wording.answers import say_sealed, say_when_it_opens
from journal.wording.dates import say_clock, say_long
from journal.wording.plans import say_begins
from journal.wording.records import (
    ASPECTS,
    KIND_NAMES,
    NEEDS,
    OCCASION_STATES,
    PROMISE_STATES,
    REPLIES,
    RUNGS,
    STEP_NAMES,
    TRUTH_ASKS,
)
from journal.wording.together import TOGETHER

ONLY_ME = _("only me")
ALWAYS_ME = _("only you, always")
"""Who sees what can never be shared."""
BOTH_OF_US = _("both of us")


class Travelling(NamedTuple):
    """One thing that travels: what it is, in our words, and what it says, word for word.

    Without a label it is the exact form in which the one before it travels.
    """

    label: str
    text: str


class Seen(NamedTuple):
    """What a journal knows about who sees a record; where it knows nothing, it is one's own."""

    mine: bool = True
    name: str = ""
    """The other's name: whose it is, or who sees it; made fit to be shown by who shows it."""
    travels: bool = False
    """Whether it is said to the pairing that is going on now."""
    sent: bool = False
    """Whether any version of it was sent."""
    fixed: bool = False
    """Whether it is an own answer that both have opened."""
    edited: bool = False
    """Whether it has earlier words."""
    beside: int = 0
    """How many versions stand beside it."""
    taken_back: str | None = None
    """Who took back what it is about, a name that may be empty; none where nobody did."""
    taken_back_by_me: bool = False
    """Whether it is about something that one took back oneself."""
    opens: Opens = Opens.LATER
    """When it opens, if it is sealed."""


def partner_or(name: str, *, begins: bool = False) -> str:
    """Say the other by name, or as *your partner* where there is none."""
    return name or (_("Your partner") if begins else _("your partner"))


def say_seen(record: Record, seen: Seen) -> str:
    """Say whose a record is and who sees it, in a few quiet words."""
    name = partner_or(seen.name)
    return (_say_mine if seen.mine else _say_theirs)(record, seen).format(name=name)


def _say_theirs(record: Record, seen: Seen) -> str:
    if record.seen_by == SEALED and not any(record.texts()):
        return _("{name}, sealed")
    return _("{name}, to you") if seen.travels else _("{name}, back then")


def _say_mine(record: Record, seen: Seen) -> str:
    if record.seen_by == ME or (record.gone is not None and seen.travels and not seen.sent):
        return ONLY_ME
    if record.gone is not None and seen.travels:
        return _("withdrawn, only me")
    if not seen.travels:
        return _("shared back then")
    if record.seen_by == SEALED and not seen.fixed:
        return say_sealed(seen.opens)
    return _("shared with {name}") if seen.sent else _("shared with {name}, on its way")


def say_facts(record: Record, seen: Seen) -> list[str]:
    """List what stands in an entry's quiet line: who sees it, whether it was edited, and so on."""
    facts = [say_seen(record, seen)]
    if seen.taken_back is not None:
        facts.append(_("about something {name} took back").format(name=partner_or(seen.taken_back)))
    if seen.taken_back_by_me:
        facts.append(_("about something you took back"))
    if seen.edited:
        facts.append(_("edited"))
    if seen.beside:
        many = ngettext("{n} version", "{n} versions", seen.beside + 1)
        facts.append(_("two versions") if seen.beside == 1 else many.format(n=seen.beside + 1))
    return facts


# What travels


def say_goes_to(partner: str, *, again: bool = False) -> str:
    """Say to whom something goes."""
    if again:
        said = _("This goes to {name}, in place of what you shared before")
    else:
        said = _("This goes to {name}")
    return said.format(name=partner_or(partner))


def travelling(
    said: Said, partner: str = "", *, about: str = "", opens: Opens = Opens.LATER
) -> list[Travelling]:
    """List everything that leaves this machine when a record is shared.

    `about` is the beginning of what it belongs to, where the caller knows it. What is empty is
    left out; what a person wrote stands as they wrote it. `opens` is when a sealed answer opens.
    """
    kind = KIND_NAMES.get(said.kind, said.kind)
    if said.kind == "reply" and said.about is None:
        kind = _("a few words, just so")
    found = [Travelling(_("What it is"), kind)]
    if said.audience == SEALED or said.sealed:
        found.append(Travelling(_("When it opens"), say_when_it_opens(opens, partner)))
    body: dict[str, Any] = msgspec.json.decode(said.body)
    for name, value in body.items():
        found += _parts(said.kind, name, value)
    if said.day is not None:
        found.append(Travelling(_("The day it is about"), say_long(said.day, year=True)))
    if said.about is not None:
        what = about or _("something that {name} knows").format(name=partner_or(partner))
        found.append(Travelling(_("What it belongs to"), what))
    if said.written is not None:
        moment = said.written.astimezone(UTC)
        day, time = say_long(moment.date(), year=True), say_clock(moment)
        text = _("{day}, {time} UTC").format(day=day, time=time)
        found.append(Travelling(_("When it is first shared"), text))
    random = _("a random number as its name, and the order in which its versions were shared")
    found.append(Travelling(_("Besides"), random))
    if said.kind == "plan":
        marks = _("done, left out and another day, seen by both as soon as one of you says them")
        found.append(Travelling(_("From then on"), marks))
    return found


def say_travelling(
    said: Said, partner: str = "", *, about: str = "", opens: Opens = Opens.LATER
) -> str:
    """Say everything that leaves this machine, a line each, below the name of who gets it."""
    lines = [f"{say_goes_to(partner)}:"]
    for label, text in travelling(said, partner, about=about, opens=opens):
        first, *more = text.split("\n")
        first = f"  {label}: {first}" if label else f"    {first}"
        lines += [first, *(f"    {line}" for line in more)]
    return "\n".join(lines)


def _parts(kind: str, name: str, value: Any) -> list[Travelling]:
    """Say one field of the wire, and below each value the rule that it travels as, if it is one."""
    label = LABELS.get((kind, name)) or LABELS.get(("", name)) or name.replace("_", " ")
    parts = [Travelling(label, text) for text in _texts(kind, name, value)]
    if (kind, name) != RULES:
        return parts
    rules = [[Travelling("", each["rule"])] * bool(each["rule"]) for each in value]
    return [each for part, rule in zip(parts, rules, strict=True) for each in (part, *rule)]


def _texts(kind: str, name: str, value: Any) -> list[str]:
    """Say one field of the wire; nothing where it holds nothing."""
    say = SAY.get((kind, name)) or SAY.get(("", name))
    if value is None or value in ("", []):
        return []
    if isinstance(value, list) and say is None:
        return [", ".join(map(_plain, value))]
    if isinstance(value, list) and say is not None:
        return [text for each in value if (text := say(each))]
    said = say(value) if say is not None else _plain(value)
    return [said] if said else []


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return ", ".join(_plain(each) for each in value.values() if each not in ("", None))
    return str(value)


def _one_of(names: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda value: names.get(str(value), str(value))


def _day(value: Any) -> str:
    return say_long(date.fromisoformat(value), year=True)


def _rule(value: Any) -> str:
    return say_begins(RuleFrom(date.fromisoformat(value["start"]), value["rule"]))


def _talk_line(value: Any) -> str:
    label = {"heard": _("{who} heard"), "felt": _("How heard {who} felt")}[value["about"]]
    return f"{label.format(who=value['who'])}: {value['text']}"


def _seconds(value: Any) -> str:
    return ngettext("{n} second", "{n} seconds", value).format(n=value)


RULES = ("plan", "rules")
"""The field that is said in other words than those which travel."""

LABELS: dict[tuple[str, str], str] = {
    ("", "text"): _("Your words"),
    ("", "title"): _("Title"),
    ("", "asked"): _("What was asked"),
    ("", "prompt"): _("Which prompt it answers"),
    ("", "step"): _("Step"),
    ("", "note"): _("A note"),
    ("", "place"): _("Place"),
    ("", "state"): _("How it stands"),
    ("answer", "question"): _("Which question it answers"),
    ("check-in", "words"): _("How you feel"),
    ("check-in", "pleasant"): _("How pleasant, from -4 to 4"),
    ("check-in", "energy"): _("How much energy, from -4 to 4"),
    ("need", "happened"): _("What happened"),
    ("need", "felt"): _("What I felt"),
    ("need", "need"): _("What I need"),
    ("need", "ask"): _("What I ask"),
    ("talk", "speakers"): _("Who spoke"),
    ("talk", "needs"): _("What each needed"),
    ("talk", "minutes"): _("Minutes a turn"),
    ("talk", "rounds"): _("Rounds"),
    ("talk", "hard"): _("A hard talk"),
    ("talk", "spoken"): _("How long each spoke"),
    ("talk", "lines"): _("Closing words"),
    ("sharing", "how_it_was"): _("How it was to write"),
    ("sharing", "rung"): _("How deep it goes"),
    ("truth", "truth"): _("Your words"),
    ("truth", "hard"): _("What made it hard to say"),
    ("truth", "ask"): _("What it asks"),
    ("truth", "talk_on"): _("The day to talk"),
    ("promise", "promise"): _("The promise"),
    ("promise", "by"): _("By"),
    ("promise-mark", "by"): _("Now by"),
    ("interest", "aspect"): _("Which it is"),
    ("interest", "whose"): _("Whose"),
    ("plan", "rules"): _("When"),
    ("plan", "anniversary"): _("An anniversary"),
    ("plan", "together"): _("What sort of time together"),
    ("plan", "minutes"): _("How long, in minutes"),
    ("plan", "phones_away"): _("Phones away"),
    ("was-good", "occasion"): _("Which day of the plan"),
    ("plan-mark", "occasion"): _("Which day of the plan"),
    ("plan-mark", "to"): _("The other day"),
    ("memory", "until"): _("Until"),
    ("memory", "tags"): _("Tags"),
    ("memory", "words"): _("Your words"),
    ("helper", "name"): _("Name"),
    ("helper", "sort"): _("What kind of help"),
    ("helper", "contact"): _("How to reach them"),
    ("appointment", "who"): _("With whom"),
    ("appointment", "at"): _("Time"),
    ("question", "asked"): _("Brought already"),
    ("reply", "sort"): _("What you say"),
    **care.LABELS,
    **meeting.LABELS,
    **touch.LABELS,
}
"""Kind and field, or nothing and field → what it is called; a name of its own where none fits."""

SAY: dict[tuple[str, str], Callable[[Any], str]] = {
    ("", "step"): _one_of(STEP_NAMES),
    ("check-in", "words"): str,
    ("talk", "needs"): _one_of(NEEDS),
    ("talk", "spoken"): _seconds,
    ("talk", "lines"): _talk_line,
    ("sharing", "rung"): _one_of(RUNGS),
    ("truth", "ask"): _one_of(TRUTH_ASKS),
    ("truth", "talk_on"): _day,
    ("promise", "by"): _day,
    ("promise-mark", "by"): _day,
    ("promise-mark", "state"): _one_of(PROMISE_STATES),
    ("plan-mark", "state"): _one_of(OCCASION_STATES),
    ("plan-mark", "occasion"): _day,
    ("plan-mark", "to"): _day,
    ("interest", "aspect"): _one_of(ASPECTS),
    ("interest", "whose"): _one_of({"me": _("mine"), "partner": _("as I know my partner")}),
    ("plan", "rules"): _rule,
    ("plan", "together"): _one_of(TOGETHER),
    ("was-good", "occasion"): _day,
    ("memory", "until"): _day,
    ("memory", "tags"): lambda tag: f"#{tag}",
    ("reply", "sort"): _one_of(REPLIES),
    **care.SAY,
    **meeting.SAY,
    **touch.SAY,
    ("tough-time", "eased"): _day,
}
"""Kind and field → how a value is said; a list is said one by one."""
