"""Pairing two journals: invite, accept, compare four words, and only then speak.

Source of the rules: *Pairing* in the design. What was agreed is one document of the journal
(`pairing_desk`), how it goes on is decided in `pairing_steps`, the messages are `invitation`'s.
What blocks (the disk, argon2id) happens outside the journal's writing thread.
"""

from __future__ import annotations

from pathlib import Path
from threading import RLock

from journal.model.clock import Clock
from journal.model.pairing_code import PairingCode
from journal.model.passphrase import Passphrase
from journal.model.recovery_code import MisreadCode
from journal.model.secret import Secret
from journal.model.sync_status import PairingStage
from journal.store.files import Mark
from journal.store.key_errors import TooLittleMemory as NotStretched
from journal.store.stretch import Cost, Stretch, argon2id
from journal.sync import pairing_steps as steps
from journal.sync.errors import (
    AlreadyPaired,
    AnsweredAlready,
    MistypedCode,
    NoFolder,
    NoInvitation,
    NotPaired,
    NotYet,
    OwnInvitation,
    PairingBegun,
    SamePerson,
    TooLittleMemory,
)
from journal.sync.folder_files import FolderFiles
from journal.sync.invitation import Identity, Why, code_key
from journal.sync.pairing_desk import Desk
from journal.sync.pairing_folder import find_invitation, read_piece, whole_path
from journal.sync.pairing_state import (
    CHORES,
    NOW,
    TABLE,
    Chore,
    Exchange,
    Held,
    State,
    cleaned,
    document,
    state_in,
)
from journal.sync.pairing_steps import Step, Where
from journal.sync.pairing_view import PairingView
from journal.sync.seal import new_stream, new_voice

LOOK_AGAIN = 10.0
"""So many seconds after a look a folder is looked at again, though it seems unchanged.

Clocks of file systems are coarse: what comes within one tick of the last look would not show.
"""


class Pairing(PairingView):
    """The pairing of one journal; any thread may ask, and waits while another acts.

    What the journal says when it cannot save is raised as it comes, from every verb.
    """

    def __init__(
        self, exchange: Exchange, files: FolderFiles, clock: Clock, *, stretch: Stretch = argon2id
    ) -> None:
        super().__init__(Desk(exchange, files))
        self._clock = clock
        self._argon2id = stretch
        self._lock = RLock()
        self._seen: dict[str, Mark | None] = {}
        self._looked = 0.0

    def load(self) -> None:
        """Read from the journal how far it has come; changes nothing, looks into no folder."""
        with self._lock:
            self._desk.load()
            self._seen.clear()

    def author(self) -> str:
        """Return the id of whose journal this is."""
        return self._desk.person()[0].id

    def invite(self, folder: Path) -> PairingCode:
        """Invite into a folder; return the code. Raises `AlreadyPaired`, `NoFolder`."""
        with self._lock:
            me = self._identity()
            where = self._desk.mark(whole_path(folder))
            code = PairingCode.random()
            step = steps.begin(code, where, me, self._clock.now(), self._stretch)
            self._begin(step)
            return code

    def accept(self, folder: Path, typed: str) -> None:
        """Answer the invitation that a code opens; whatever is raised, nothing was used up.

        Raises `MistypedCode`, `WrongCode`, `NoInvitation`, `OwnInvitation`, `TooOld`, `NoFolder`
        and `AlreadyPaired`.
        """
        with self._lock:
            code = _read_code(typed)
            del typed
            self._refuse_own(code)
            me = self._identity()
            folder = whole_path(folder)
            opened = self._desk.folder(folder)
            try:
                found = find_invitation(opened, code, self._stretch)
                marker = opened.marker()
            except OSError as error:
                raise NoFolder from error
            if marker is None:
                raise NoInvitation  # the marker has not arrived yet
            where = Where(str(folder), marker)
            step = steps.answer(found, where, me, self._clock.now(), self._stretch)
            if step is None:
                raise NoInvitation
            self._begin(step)

    def confirm(self) -> None:
        """Say that the words match. Raises `NotPaired`, `NotYet`."""
        with self._lock:
            state = self._begun()
            if not self.words:
                raise NotYet
            if not state.mine:
                self._desk.take(state, steps.say_yes(state, self._clock.now()))
                self._desk.do_chores()

    def refuse(self) -> None:
        """End at once a pairing that is not done, whoever began it.

        Raises `NotPaired`, and `AlreadyPaired` where it is done: that is left, not refused.
        """
        with self._lock:
            state = self._begun()
            if state.is_paired:
                raise AlreadyPaired
            self._desk.take(state, steps.end(state, Why.REFUSED if state.words else Why.WITHDRAWN))
            self._desk.do_chores()

    cancel = refuse
    """An invitation is taken back as a pairing is refused."""

    def needs_hop(self) -> bool:
        """Tell whether `hop` may have something to do; looks once at one folder, at most."""
        state = self._desk.state
        if state is not None and state.has_expired(self._clock.now()):
            return True
        waiting = [state.folder] if state is not None and not state.is_paired else []
        waiting += [chore.folder for chore in self._desk.chores.values() if chore.is_open]
        if not waiting:
            return False
        mark = self._desk.folder(waiting[0]).mark()
        is_new = mark != self._seen.get(waiting[0])
        return mark is not None and (is_new or self._clock.monotonic() - self._looked >= LOOK_AGAIN)

    def hop(self) -> bool:
        """Go on as far as what lies in the folder allows; tell whether anything changed.

        A folder that is missing or cannot be read changes nothing. Raises `TooLittleMemory`.
        """
        with self._lock:
            self._looked = self._clock.monotonic()
            for folder in {chore.folder for chore in self._desk.chores.values()}:
                self._seen[folder] = self._desk.folder(folder).mark()
            changed = self._desk.do_chores()
            state = self._desk.state
            if state is not None and not state.is_paired:
                self._seen[state.folder] = self._desk.folder(state.folder).mark()
            while state is not None and (step := self._next(state)) is not None:
                self._desk.take(state, step)
                changed, state = True, self._desk.state
            return self._desk.do_chores() or changed

    def settle(self) -> None:
        """Take one's own messages away: the partner's first file was read, so they read these."""
        with self._lock:
            state = self._desk.state
            if state is not None and state.is_paired and not state.settled:
                self._desk.take(state, steps.settle(state))
                self._desk.do_chores()

    def leave(self, held: Held) -> None:
        """Within the caller's commit: forget pairing and keys; `left` follows once it is kept."""
        state = state_in(held)
        if state is not None:
            held.put(TABLE, NOW, None)
            chore = Chore(folder=state.folder, marker=state.marker, remove=state.own_pieces)
            held.put(CHORES, state.number, None if state.settled else document(chore))

    def left(self) -> None:
        """Know what `leave` has done."""
        self.load()

    def move(self, folder: Path) -> None:
        """Go on in the same exchange folder at another place. Raises `NotPaired`, `OtherFolder`."""
        with self._lock:
            state = self._begun()
            self._desk.move(state, whole_path(folder))

    def _next(self, state: State) -> Step | None:
        """Return the next step, if time or the folder asks for one."""
        now = self._clock.now()
        if state.has_expired(now):
            return steps.end(state, Why.TOO_OLD, told=True)
        if state.is_paired:
            return None
        try:
            folder = self._desk.folder(state.folder)
            if not folder.is_there(state.marker):
                return None
            for piece, size in steps.sizes(state).items():
                message = read_piece(folder, state.piece(piece), size)
                if message is not None and (
                    step := steps.take(state, piece, message, now, self._stretch)
                ):
                    return step
        except OSError:
            pass  # carried by something else: it may be whole the next time
        return None

    def _begun(self) -> State:
        if self._desk.state is None:
            raise NotPaired
        return self._desk.state

    def _begin(self, step: Step) -> None:
        if step.state is not None and not self._desk.begin(step.state, step):
            raise AnsweredAlready

    def _identity(self) -> Identity:
        """Return who speaks from here, with a new voice. Raises `AlreadyPaired`."""
        state = self._desk.state
        if state is not None:
            raise AlreadyPaired if state.is_paired else PairingBegun
        me, is_speaking = self._desk.person()
        if is_speaking:
            raise AlreadyPaired
        return Identity(me.id, cleaned(me.name), new_stream(), new_voice())

    def _refuse_own(self, code: PairingCode) -> None:
        """Raise `OwnInvitation` where this is the code of the invitation that lies open here."""
        state = self._desk.state
        if state is not None and state.role == "inviter" and not state.words:
            salt = bytes.fromhex(state.id)
            if code_key(code, salt, self._stretch).reveal().hex() == state.code_key:
                raise OwnInvitation

    def _stretch(self, passphrase: Passphrase, salt: bytes, cost: Cost) -> Secret:
        try:
            return self._argon2id(passphrase, salt, cost)
        except NotStretched:
            raise TooLittleMemory from None


def pair_here(one: Pairing, other: Pairing, folder: Path) -> None:
    """Pair two journals that are open in one program: nobody sits between them, so no words.

    Raises `SamePerson`, and as `invite` and `accept` do; then neither has begun anything.
    """
    if one.author() == other.author():
        raise SamePerson
    code = one.invite(folder)
    try:
        other.accept(folder, code.shown())
        one.hop()
        one.confirm()
        other.hop()
        other.confirm()
        one.hop()
    finally:
        for each in (one, other):
            if each.stage not in (PairingStage.ALONE, PairingStage.PAIRED):
                each.refuse()


def _read_code(typed: str) -> PairingCode:
    try:
        return PairingCode.read(typed)
    except MisreadCode as error:
        raise MistypedCode(error) from None
