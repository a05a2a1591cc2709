"""What each kind of record is called, and its words with a label for each part.

The one place that turns a record into words to show; screens, lists and exports all use it, so
that the same entry reads the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from journal.i18n import _
from journal.model import kinds
from journal.model.record import Record
from journal.wording import care, desire, meeting, signs, touch
from journal.wording.dates import say_day, say_long
from journal.wording.talk import say_kept_facts
from journal.wording.together import say_together

ASKED = _("asked")
"""The label of a prompt's words, which are nobody's own."""


class Part(NamedTuple):
    """A label in our words, possibly empty, and the text of the part, possibly a person's own."""

    label: str
    text: str


class Shown(NamedTuple):
    """A record in words: what it is called, its title if it has one, and its parts in order."""

    kind: str
    title: str
    parts: tuple[Part, ...]

    @property
    def headline(self) -> str:
        """The first words of it, for a list of one line each; not the prompt's, where it can be."""
        if self.title:
            return self.title
        said = [part for part in self.parts if part.text]
        own = (part.text for part in said if part.label != ASKED)
        return next(own, said[0].text if said else "")


STEP_NAMES = {
    "communicate": _("Communicate"),
    "listen": _("Listen"),
    "vulnerable": _("Be vulnerable"),
    "transparent": _("Be transparent"),
    "share": _("Share and make memories"),
    "help": _("Get help"),
}

KIND_NAMES = {
    "entry": _("entry"),
    "answer": _("answer"),
    "appreciation": _("appreciation"),
    "check-in": _("feeling"),
    "need": _("need"),
    "came-of-it": _("what came of it"),
    "heard": _("heard of the other’s day"),
    "talk": _("talk"),
    "listening-line": _("how I like to be listened to"),
    "sharing": _("something I usually keep"),
    "hindrance": _("what stands in my way"),
    "truth": _("plain truth"),
    "promise": _("promise"),
    "promise-mark": _("how a promise went"),
    "interest": _("what bonds us"),
    "plan": _("plan"),
    "plan-mark": _("a day of a plan"),
    "memory": _("memory"),
    "helper": _("helper"),
    "appointment": _("appointment"),
    "question": _("question to bring"),
    "after-note": _("note after"),
    "star": _("star"),
    "reply": _("reply"),
    "own-words": _("own words"),
    "yes": _("yes"),
    "was-good": _("what was good"),
    **care.KIND_NAMES,
    **touch.KIND_NAMES,
    **signs.KIND_NAMES,
    **meeting.KIND_NAMES,
    **desire.KIND_NAMES,
}

RUNGS = {"light": _("light"), "personal": _("personal"), "tender": _("tender")}
NEEDS = {
    "": _("nothing special"),
    "heard": _("to be heard"),
    "comforted": _("to be comforted"),
    "helped": _("to be helped"),
}
ASPECTS = {
    "bonded": _("What first bonded us"),
    "liked-then": _("What we liked then"),
    "like-now": _("What we like now"),
    "would-try": _("What we would try"),
}
PROMISE_STATES = {"kept": _("kept"), "changed": _("changed"), "open": _("not yet")}
OCCASION_STATES = {"done": _("done"), "skipped": _("skipped"), "moved": _("moved")}
REPLIES = {
    "own": _("in own words"),
    "thanks": _("Thank you for telling me."),
    "heard": _("What I hear is …"),
    "more": _("I would like to know more."),
    "here": _("I am here whenever you need me."),
}
"""Sort of a reply → how it is said."""
TRUTH_ASKS = {
    "nothing": _("asks nothing"),
    "know": _("asks only to know"),
    "talk": _("asks to talk"),
}


def shown(record: Record) -> Shown:
    """Put a record in words; parts without text are left out."""
    if type(record) in _ROOMS:
        title, parts = _ROOMS[type(record)](record)
        return _of(record, title, *parts)
    return _SHOWN.get(type(record), _plain)(record)


def _of(record: Record, title: str, *parts: tuple[str, str]) -> Shown:
    name = KIND_NAMES.get(record.kind, record.kind)
    return Shown(name, title, tuple(Part(label, text) for label, text in parts if text))


def _plain(record: Record) -> Shown:
    return _of(record, "", *(("", text) for text in record.texts()))


def _on(day: date | None) -> str:
    return say_long(day, year=True) if day else ""


def _prompted(record: kinds.Entry | kinds.Answer) -> Shown:
    return _of(record, "", (ASKED, record.asked), ("", record.text))


def _check_in(record: kinds.CheckIn) -> Shown:
    return _of(record, "", ("", " · ".join(record.words) or say_place(record)))


def say_place(record: kinds.CheckIn) -> str:
    """Say where a check-in stands on the grid, for one without words."""
    pleasant = (_("unpleasant"), _("neither pleasant nor unpleasant"), _("pleasant"))
    energy = (_("low energy"), _("middling energy"), _("high energy"))
    return f"{pleasant[_sign(record.pleasant)]} · {energy[_sign(record.energy)]}"


def _sign(value: int) -> int:
    return 1 + (value > 0) - (value < 0)


def _need(record: kinds.Need) -> Shown:
    return _of(
        record,
        "",
        (_("What happened"), record.happened),
        (_("What I felt"), record.felt),
        (_("What I need"), record.need),
        (_("What I ask"), record.ask),
    )


def _talk(record: kinds.Talk) -> Shown:
    labels = {"heard": _("{who} heard"), "felt": _("How heard {who} felt")}
    lines = ((labels[line.about].format(who=line.who), line.text) for line in record.lines)
    return _of(record, "", ("", say_kept_facts(record)), *lines)


def _sharing(record: kinds.Sharing) -> Shown:
    view = _of(
        record,
        "",
        (ASKED, record.asked),
        ("", record.text),
        (_("How it was to write"), record.how_it_was),
    )
    return view._replace(kind=_("something {rung}").format(rung=RUNGS[record.rung]))


def _truth(record: kinds.Truth) -> Shown:
    ask = TRUTH_ASKS[record.ask]
    if record.ask == "talk" and record.talk_on:
        ask = _("asks to talk on {day}").format(day=_on(record.talk_on))
    return _of(
        record,
        "",
        (ASKED, record.asked),
        ("", record.truth),
        (_("What made it hard to say"), record.hard),
        ("", ask),
    )


def _promise(record: kinds.Promise) -> Shown:
    return _of(record, "", ("", record.promise), (_("by"), _on(record.by)))


def _promise_mark(record: kinds.PromiseMark) -> Shown:
    state = PROMISE_STATES[record.state]
    return _of(record, "", ("", state), ("", record.text), (_("now by"), _on(record.by)))


def _interest(record: kinds.Interest) -> Shown:
    whose = _("me") if record.whose == "me" else _("as I know my partner")
    return _of(record, "", (f"{ASPECTS[record.aspect]} · {whose}", record.text))


def _plan(record: kinds.Plan) -> Shown:
    from journal.wording.plans import say_when

    sort = say_together(record)
    return _of(record, record.title, ("", say_when(record)), ("", sort), ("", record.note))


def _plan_mark(record: kinds.PlanMark) -> Shown:
    state = OCCASION_STATES[record.state]
    return _of(record, "", (_on(record.occasion), state), (_("to"), _on(record.to)))


def _was_good(record: kinds.WasGood) -> Shown:
    return _of(record, "", ("", record.text), ("", _on(record.occasion)))


def _memory(record: kinds.Memory) -> Shown:
    until = _("until {day}").format(day=_on(record.until)) if record.until else ""
    tags = " ".join(f"#{tag}" for tag in record.tags)
    where = " · ".join(text for text in (record.place, until, tags) if text)
    return _of(record, record.title, ("", where), ("", record.words))


def _helper(record: kinds.Helper) -> Shown:
    return _of(record, record.name, ("", record.sort), ("", record.contact))


def _appointment(record: kinds.Appointment) -> Shown:
    return _of(record, record.who, (_("at"), record.at), ("", record.place))


def _bring(record: kinds.BringQuestion) -> Shown:
    return _of(record, "", ("", record.text), ("", _("brought") if record.asked else ""))


def _reply(record: kinds.Reply) -> Shown:
    if record.sort == "own":
        return _of(record, "", ("", record.text))
    if record.sort == "heard" and record.text:
        return _of(record, "", (REPLIES[record.sort], record.text))
    return _of(record, "", ("", REPLIES[record.sort]), ("", record.text))


_SHOWN: dict[type[Record], Callable[[Any], Shown]] = {
    kinds.Entry: _prompted,
    kinds.Answer: _prompted,
    kinds.CheckIn: _check_in,
    kinds.Need: _need,
    kinds.Talk: _talk,
    kinds.Sharing: _sharing,
    kinds.Truth: _truth,
    kinds.Promise: _promise,
    kinds.PromiseMark: _promise_mark,
    kinds.Interest: _interest,
    kinds.Plan: _plan,
    kinds.PlanMark: _plan_mark,
    kinds.Memory: _memory,
    kinds.WasGood: _was_good,
    kinds.Helper: _helper,
    kinds.Appointment: _appointment,
    kinds.BringQuestion: _bring,
    kinds.Reply: _reply,
}

_ROOMS = care.SHOWN | touch.SHOWN | signs.SHOWN | meeting.SHOWN | desire.SHOWN

__all__ = ["ASKED", "KIND_NAMES", "STEP_NAMES", "Part", "Shown", "say_day", "shown"]
