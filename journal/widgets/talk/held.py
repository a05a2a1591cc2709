"""The talk in progress: told the time with every event, and kept as a draft beside the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from journal.model.record import Record
from journal.model.timer import About, Instant, Phase, Talk, TalkAtHand, TalkSetup, begin, take_up
from journal.session import Session

PLACE = "talk"
"""Where the draft of a talk in progress is kept; there is one at most."""

KIND = "talk"
"""The kind such a draft names."""

STORE_EVERY = 5.0
"""Seconds counted between two times at which a running talk is put aside."""

STORE_AWAY = 20.0
"""The same while another page is read, which is shown anew whenever a draft is kept."""

Stage = Literal["setup", "left", "talk", "closing"]
"""Setting up; a talk left unfinished is offered; it runs; its closing words."""


class HeldTalk:
    """At most one talk, and what happens to it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._day = session.today
        self._stored = 0.0
        self.at_hand: TalkAtHand | None = None
        """The talk that is going on; none while one is only set up, or left unfinished."""
        self.left: TalkAtHand | None = None
        """A talk left unfinished that is not taken up yet, once `find_left` has looked."""

    @property
    def talk(self) -> Talk | None:
        """The talk that is going on."""
        return self.at_hand.talk if self.at_hand is not None else None

    @property
    def stage(self) -> Stage:
        """What there is to do just now."""
        if self.at_hand is not None:
            return "closing" if self.at_hand.talk.phase is Phase.CLOSING else "talk"
        return "left" if self.left is not None else "setup"

    def now(self) -> Instant:
        """Return the present instant on both clocks."""
        clock = self._session.clock
        return Instant(clock.monotonic(), clock.now().timestamp())

    def begin(self, setup: TalkSetup, mine: int) -> None:
        """Begin to count."""
        self._day = self._session.today
        self._session.journal.drafts.drop(PLACE)
        self.at_hand = TalkAtHand(begin(setup, self.now()), mine)
        self.store()

    def find_left(self) -> None:
        """Look for a talk left unfinished; raises `msgspec.DecodeError` where it is unreadable."""
        self.left = None
        draft = self._session.journal.drafts.at(PLACE)
        if draft is not None and self.at_hand is None:
            self.left = take_up(draft.values)
            self._day = draft.day

    def take_up(self) -> None:
        """Go on with the talk that was left unfinished, held where it was last seen."""
        if self.left is not None:
            self.at_hand = replace(self.left, talk=self.left.talk.reopen(self.now()))
            self.left = None
            self.store()

    def happen(self, event: Callable[[Talk, Instant], Talk]) -> None:
        """Let an event happen to the talk, and put it aside as it is then."""
        if self.at_hand is not None:
            self.at_hand = replace(self.at_hand, talk=event(self.at_hand.talk, self.now()))
            self.store()

    def look(self, every: float = STORE_EVERY) -> bool:
        """Count what has passed, putting the talk aside `every` so many seconds.

        Tells whether the time of this stretch has just come to its end.
        """
        if self.at_hand is None:
            return False
        before, talk = self.at_hand.talk, self.at_hand.talk.look(self.now())
        self.at_hand = replace(self.at_hand, talk=talk)
        is_due = talk.counting and abs(talk.seen.mono - self._stored) >= every
        if is_due or talk.held is not before.held:
            self.store()
        return talk.time_is_up and not before.time_is_up

    def say(self, about: About, person: int, text: str) -> None:
        """Take in a closing line as it is typed; `store` puts it aside."""
        if self.at_hand is not None:
            self.at_hand = replace(self.at_hand, words=self.at_hand.words.said(about, person, text))

    @property
    def is_discarded(self) -> bool:
        """Whether its draft was thrown away from another page."""
        return self.at_hand is not None and self._session.journal.drafts.at(PLACE) is None

    def store(self) -> None:
        """Put the talk aside, so that it survives a closed program."""
        if self.at_hand is None:
            return
        self._stored = self.at_hand.talk.seen.mono
        self._session.journal.drafts.keep(
            PLACE, day=self._day, kind=KIND, values=self.at_hand.put_aside()
        )

    def record(self, audience: str) -> Record | None:
        """Make the record of the talk as it would be kept for `me` or `both`."""
        if self.at_hand is None:
            return None
        return replace(self.at_hand.record(self._day), audience=audience)

    async def keep(self, audience: str) -> Record | None:
        """Keep the record of the talk and end it; None where that failed, and it goes on."""
        if self.at_hand is None:
            return None
        self.store()
        at_hand, self.at_hand = self.at_hand, None
        record = replace(at_hand.record(self._day), audience=audience)
        kept = await self._session.keep(record, ends=PLACE)
        if kept is None:
            self.at_hand = at_hand
            return None
        return kept[0]

    def let_go(self) -> None:
        """End it and keep nothing."""
        self.at_hand = self.left = None
        self._session.journal.drafts.drop(PLACE)
