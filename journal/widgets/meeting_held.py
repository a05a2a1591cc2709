"""The meeting in progress: what is typed in it is kept as a draft beside the journal."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec.structs import replace

from journal.model.kinds import Meeting
from journal.model.meeting import DECISIONS, MeetingAtHand, take_up
from journal.model.record import ME
from journal.session import Session
from journal.wording.dates import understand_day
from journal.wording.talk import SOMEONE

PLACE = "meeting"
"""Where the draft of a meeting in progress is kept; there is one at most."""
KIND = "meeting"
"""The kind such a draft names."""


Stage = Literal["before", "part", "end"]
"""Before a meeting; in one of its parts; at its end, where one says what is kept."""


class HeldMeeting:
    """At most one meeting, and what happens to it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.day = session.today
        """The day of the meeting: the one on which it was begun."""
        self.at_hand: MeetingAtHand | None = None
        """The meeting that goes on, or none."""

    @property
    def stage(self) -> Stage:
        """What there is to do just now."""
        if self.at_hand is None:
            return "before"
        return "end" if self.at_hand.part is None else "part"

    def find(self) -> None:
        """Take up one that was left unfinished; let go of one that was thrown away elsewhere."""
        draft = self._session.journal.drafts.at(PLACE)
        if draft is None:
            self.at_hand = None
        elif self.at_hand is None:
            self.at_hand, self.day = take_up(draft.values), draft.day

    def begin(self) -> None:
        """Begin with the first part."""
        journal = self._session.journal
        self.day = self._session.today
        self.at_hand = MeetingAtHand((journal.me.name, journal.partner.name or SOMEONE))
        self.store()

    def type(self, values: dict[str, str]) -> None:
        """Take in what is typed; `store` puts it aside."""
        if self.at_hand is not None:
            self.at_hand = self.at_hand.typed(values)

    def step(self, by: int) -> None:
        """Go on, or back."""
        if self.at_hand is not None:
            self.at_hand = self.at_hand.step(by)
            self.store()

    def store(self) -> None:
        """Put it aside, so that it survives a closed program."""
        if self.at_hand is not None:
            self._session.journal.drafts.keep(
                PLACE, day=self.day, kind=KIND, values=self.at_hand.put_aside()
            )

    @property
    def days(self) -> tuple[dict[int, date], list[str]]:
        """Number of a decision → the day to look at it again; and days not understood."""
        found: dict[int, date] = {}
        unclear: list[str] = []
        values = self.at_hand.values if self.at_hand is not None else {}
        for number in range(DECISIONS):
            text = values.get(f"again-{number}", "").strip()
            if text and values.get(f"decision-{number}", "").strip():
                try:
                    found[number] = understand_day(text, self.day, looking="ahead")
                except ValueError:
                    unclear.append(text)
        return found, unclear

    def record(self, audience: str = ME) -> Meeting | None:
        """Make the record of the meeting as it would be kept for `me` or `both`."""
        if self.at_hand is None:
            return None
        return replace(self.at_hand.record(self.day, self.days[0]), audience=audience)

    async def keep(self, audience: str) -> bool:
        """Keep the record and end the meeting; False where that failed, and it goes on."""
        record = self.record(audience)
        if record is None:
            return False
        self.store()
        at_hand, self.at_hand = self.at_hand, None
        if await self._session.keep(record, ends=PLACE) is None:
            self.at_hand = at_hand
            return False
        return True

    def let_go(self) -> None:
        """End it and keep nothing."""
        self.at_hand = None
        self._session.journal.drafts.drop(PLACE)
