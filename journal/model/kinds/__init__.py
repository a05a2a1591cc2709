"""Every kind of record, one family a file; `KINDS` finds a kind by the name in the file."""

from __future__ import annotations

from journal.model.kinds.care import (
    CareHeard,
    CareLine,
    Guess,
    NeutralView,
    Surprise,
    Thanks,
    ToughTime,
)
from journal.model.kinds.communicate import CameOfIt, Heard, Need
from journal.model.kinds.conversation import OwnWords, Reply, ReplySort, Yes
from journal.model.kinds.desire import DesireNote, DesireSwitch, HowWished, Match, Wish
from journal.model.kinds.feeling import CheckIn
from journal.model.kinds.listen import ListeningLine, Talk, TalkLine
from journal.model.kinds.marks import Star
from journal.model.kinds.meeting import Decision, Delivery, Meeting, MeetingLine
from journal.model.kinds.signs import FeltSafe, SignCheck
from journal.model.kinds.support import AfterNote, Appointment, BringQuestion, Helper
from journal.model.kinds.together import Interest, Memory, Plan, PlanMark, RuleFrom, WasGood
from journal.model.kinds.touch import Touch, TouchNote, TouchToday
from journal.model.kinds.transparent import Promise, PromiseMark, Truth
from journal.model.kinds.vulnerable import Hindrance, Sharing
from journal.model.kinds.writing import Answer, Appreciation, Entry
from journal.model.record import Record

KINDS: dict[str, type[Record]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        Entry, Answer, Appreciation, CheckIn, Need, CameOfIt, Heard, Talk, ListeningLine,
        Sharing, Hindrance, Truth, Promise, PromiseMark, Interest, Plan, PlanMark, Memory,
        Helper, Appointment, BringQuestion, AfterNote, Star,
        Reply, OwnWords, Yes,
        Touch, TouchToday, TouchNote, WasGood,
        CareLine, CareHeard, ToughTime, Thanks, Guess, Surprise, NeutralView,
        SignCheck, FeltSafe,
        Meeting, Delivery,
        Wish, Match, DesireNote, DesireSwitch,
    )
}  # fmt: skip
"""Kind's name in the file → its class."""

STEPS = ("communicate", "listen", "vulnerable", "transparent", "share", "help")
"""The six steps, in their order; step *n* is the screen on key *n*."""

__all__ = [
    "KINDS",
    "STEPS",
    "AfterNote",
    "Answer",
    "Appointment",
    "Appreciation",
    "BringQuestion",
    "CameOfIt",
    "CareHeard",
    "CareLine",
    "CheckIn",
    "Decision",
    "Delivery",
    "DesireNote",
    "DesireSwitch",
    "Entry",
    "FeltSafe",
    "Guess",
    "Heard",
    "Helper",
    "Hindrance",
    "HowWished",
    "Interest",
    "ListeningLine",
    "Match",
    "Meeting",
    "MeetingLine",
    "Memory",
    "Need",
    "NeutralView",
    "OwnWords",
    "Plan",
    "PlanMark",
    "Promise",
    "PromiseMark",
    "Reply",
    "ReplySort",
    "RuleFrom",
    "Sharing",
    "SignCheck",
    "Star",
    "Surprise",
    "Talk",
    "TalkLine",
    "Thanks",
    "Touch",
    "TouchNote",
    "TouchToday",
    "ToughTime",
    "Truth",
    "WasGood",
    "Wish",
    "Yes",
]
