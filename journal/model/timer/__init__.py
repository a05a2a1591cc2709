"""The listening timer: a pure state machine, told the time with every event.

    quiet ──hand_over──▶ speak ◀──────hand_over────── swap
                           │                            ▲
                       hand_over                        │
                           ▼                            │
     more ──hand_over──▶ mirror ──────that_is_it────────┤
       ▲                   │                            │ after the last turn
       └──there_is_more────┘                            ▼
                                   any ──end──▶ closing ──end──▶ ended

It begins with *quiet* or with *speak*; without rounds *quiet* leads to *closing*. *quiet*, *speak*
and *more* are timed, the others take as long as they take. `back` undoes a step.

Beside the phase there is one more fact: what the talk is held for (`Hold`), if anything.

    running ──pause, a machine that slept, a program reopened──▶ held ──resume──▶ running
    running or held ──time_out──▶ time-out ──back_from_time_out──▶ held (if it is timed)

A talk is stored as it is (`TalkAtHand.put_aside`, `take_up`) and taken up by `reopen`.
"""

from __future__ import annotations

from journal.model.timer.clock import Instant, shown
from journal.model.timer.kept import About, ClosingWords, TalkAtHand, take_up
from journal.model.timer.setup import (
    HARD_PRESETS,
    LONGEST_TIME_OUT,
    LONGEST_TURN,
    MOST_ROUNDS,
    PRESETS,
    QUIET_MINUTE,
    Need,
    Shape,
    Speaker,
    TalkSetup,
    presets,
)
from journal.model.timer.summary import TalkSummary, spoken, summary
from journal.model.timer.talk import TIMED, Hold, Phase, Stretch, Talk, begin

__all__ = [
    "HARD_PRESETS",
    "LONGEST_TIME_OUT",
    "LONGEST_TURN",
    "MOST_ROUNDS",
    "PRESETS",
    "QUIET_MINUTE",
    "TIMED",
    "About",
    "ClosingWords",
    "Hold",
    "Instant",
    "Need",
    "Phase",
    "Shape",
    "Speaker",
    "Stretch",
    "Talk",
    "TalkAtHand",
    "TalkSetup",
    "TalkSummary",
    "begin",
    "presets",
    "shown",
    "spoken",
    "summary",
    "take_up",
]
