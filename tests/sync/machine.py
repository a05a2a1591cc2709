"""Lives of people who write to each other: each deed is one small method, driven by numbers.

`Life` does what a person does at one of their seats; `tests.sync.carriers` does what happens to
the folders, `tests.sync.judging` says what has to be the case in the end.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from journal.model.kinds import Answer, Entry
from journal.model.record import BOTH, ME
from tests.sync.carriers import Carriers
from tests.sync.memory import Crash
from tests.sync.seats import CLOCKS, MOST_SEATS, NAMES, Backup, stop_home
from tests.sync.world import DAY

QUESTIONS = ("q1", "q2")


class Life(Carriers):
    """What people do, at their seats."""

    def write(self, who: int, shared: bool, about: int | None = None) -> None:
        """Keep something new, for both or for oneself, perhaps about something that is there."""
        seat = self.at(who)
        others = sorted(seat.journal.records(), key=lambda record: record.reference)
        of = others[about % len(others)].reference if about is not None and others else None
        text = self.known.new_text(seat.name)
        audience = BOTH if shared and seat.journal.pairing else ME
        made = Entry(day=DAY, step="share", text=text, audience=audience, about=of)
        self.kept(seat, seat.journal.add(made).result())

    def answer(self, who: int, question: int, is_sealed: bool) -> None:
        """Answer a question, sealed or openly."""
        seat = self.at(who)
        if seat.journal.pairing:
            text = self.known.new_text(seat.name)
            asked = QUESTIONS[question % len(QUESTIONS)]
            self.kept(seat, seat.answer(text, asked, "sealed" if is_sealed else "both"))

    def edit(self, who: int, which: int) -> None:
        """Change the words of something of one's own."""
        seat = self.at(who)
        record = self.own(seat, which)
        if record is None or self.is_fixed(seat, record):
            return
        text = self.known.new_text(seat.name)
        after = seat.journal.edit(msgspec.structs.replace(record, text=text)).result()
        self.held[seat].private.discard(record.text)
        self.kept(seat, after, record.text)

    def delete(self, who: int, which: int) -> None:
        """Delete something of one's own."""
        seat = self.at(who)
        record = self.own(seat, which)
        if record is None or self.is_fixed(seat, record):
            return
        was_sent = self.was_sent(seat, record)
        seat.journal.delete(record).result()
        self.gone(seat, record, was_sent)

    def bring_back(self, who: int, which: int) -> None:
        """Take something out of the bin."""
        seat = self.at(who)
        found = [each for each in seat.journal.in_bin() if isinstance(each, Entry | Answer)]
        found = [each for each in found if each.author == seat.journal.me.id]
        if found:
            record = sorted(found, key=lambda each: each.id)[which % len(found)]
            if not self.is_fixed(seat, record):
                self.kept(seat, seat.journal.restore(record).result())

    def share(self, who: int, which: int) -> None:
        """Share what was private, or said to somebody else."""
        seat = self.at(who)
        record = self.own(seat, which, private=True)
        if record is not None and seat.journal.pairing:
            after = seat.journal.share(record).result()
            self.held[seat].private.discard(record.text)
            self.kept(seat, after)

    def unshare(self, who: int, which: int) -> None:
        """Take back what was shared; it is private from then on."""
        seat = self.at(who)
        record = self.own(seat, which)
        if record is None or not seat.journal.is_travelling(record):
            return
        if self.is_fixed(seat, record):
            return
        was_sent = self.was_sent(seat, record)
        after = seat.journal.unshare(record).result()
        assert (after.id == record.id) == (not was_sent)
        assert after.seen_by == ME
        if was_sent:
            self.known.private_ids.add(after.id)
        self.gone(seat, record, was_sent)
        self.held[seat].private.add(record.text)

    def choose(self, who: int, which: int, choice: Literal["mine", "that", "both"]) -> None:
        """Choose between two versions that stand beside each other."""
        seat = self.at(who)
        found = [record for record in self.all_own(seat) if seat.journal.beside(record)]
        if not found:
            return
        record = found[which % len(found)]
        that = seat.journal.beside(record)[0]
        if self.is_fixed(seat, record):
            return
        after = seat.journal.keep_this(record, choice, that).result()[0]
        dropped = (that.text,) if choice == "mine" else (record.text,)
        self.kept(seat, after, *(() if choice == "both" else dropped), record.text)

    def sync(self, who: int) -> None:
        """Do one pass."""
        self.passing(self.at(who))

    def crash(self, who: int, steps: int, *, at_home: bool) -> None:
        """Let the power go in the middle of a pass; then begin again."""
        seat = self.at(who)
        if at_home:
            stop_home(seat, steps)
        else:
            seat.folder_files.stop_at = steps
        try:
            self.passing(seat)
        except Crash:
            pass
        finally:
            seat.crash()

    def keep_backup(self, who: int) -> None:
        """Make a backup of a journal, its state folder too."""
        seat = self.at(who)
        self.backups.append(Backup(seat, seat.files.contents(), self.held[seat].copied()))

    def restore(self, which: int, *, with_state: bool) -> None:
        """Put a backup in its journal's place."""
        if not self.backups:
            return
        seat, files, held = self.backups[which % len(self.backups)]
        self.note_second_voice(seat)
        self.held[seat] = held.copied()
        if with_state:  # noticed by the folder alone, so that has to be there
            self.heal(seat)
            seat._replace_files(files)
            self.passing(self.at(self.seats.index(seat)))
        else:
            seat.restore({p: d for p, d in files.items() if p.is_relative_to(seat.home.root)})

    def clone(self, who: int, backup: int | None = None) -> None:
        """Copy a journal, as it is or from a backup, to another machine."""
        if len(self.seats) >= MOST_SEATS:
            return
        seat, files, held = (
            self.backups[backup % len(self.backups)]
            if backup is not None and self.backups
            else Backup(who_seat := self.at(who), who_seat.files.contents(), self.held[who_seat])
        )
        if seat in self.away:
            return
        self.note_second_voice(seat)
        kept = {path: d for path, d in files.items() if path.is_relative_to(seat.home.root)}
        self.come(self.world.clone(seat, kept), held.copied())

    def leave(self, who: int, *, forget: bool) -> None:
        """Leave a pairing, from one seat."""
        seat = self.at(who)
        if seat.journal.pairing:
            self.known.left.add(seat.journal.pairing)
            own = {record.reference: record for record in self.all_own(seat)}
            seat.conversation.unpair(forget_received=forget)
            assert seat.journal.pairing == ""
            assert own.keys() <= {record.reference for record in self.all_own(seat)}

    def pair(self, one: int, other: int) -> None:
        """Pair two people who are alone, the same two or others."""
        if len(self.seats) < MOST_SEATS and all(seat.name != NAMES[2] for seat in self.seats):
            self.come(self.world.seat(NAMES[2]))
        alone = [seat for seat in self.seats if not seat.journal.pairing and seat not in self.away]
        if alone:
            first, second = alone[one % len(alone)], alone[other % len(alone)]
            if first.journal.me.id != second.journal.me.id:
                self.pair_up(first, second)

    def turn_clock(self, who: int, kind: int) -> None:
        """Turn a clock; it may be off by days, or by a lifetime."""
        self.clocks[self.seats[who % len(self.seats)]] = CLOCKS[kind % len(CLOCKS)]
