"""Opening the program: who is here, one journal after another, each closed behind us."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from rich.console import Console

import journal.app
import journal.door
from journal.cli import open as opening
from journal.cli.failing import CouldNot
from journal.cli.here import Here
from journal.cli.passphrase import Source
from journal.guarded import Lock
from journal.model.passphrase import Passphrase
from journal.session import Session
from journal.store import Home, Journal
from journal.unlocking import Unlocking, create
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch


class Evening:
    """What was opened, in order, and what is answered there."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.sessions: list[Session] = []
        self.answers: list[object] = []
        self.return_code = 0
        self.backs: list[Lock | None] = []
        self.open: Callable[[str], Journal]
        self.error_console = Console(stderr=True)

    def program(self, session: Session, back_to: Lock | None = None) -> Evening:
        """Stand in for the program on one journal."""
        self.opened.append(session.journal.me.name)
        self.sessions.append(session)
        self.backs.append(back_to)
        return self

    def door(
        self,
        home: Home,
        settings: object,
        clock: FixedClock,
        said: object,
        want: str,
        *,
        unlocking: Callable[[str], Unlocking],
        name: str,
    ) -> Evening:
        """Stand in for the door, which gives an open journal."""
        self.opened.append(want)
        self.open = lambda chosen: unlocking(chosen or name).open_plain()
        return self

    def run(self) -> object:
        """Answer as was laid down; a name, at the door, with that person's journal."""
        answer = self.answers.pop(0)
        return self.open(answer) if isinstance(answer, str) else answer


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> Evening:
    """Stand-ins for the program and the door, that draw nothing."""
    evening = Evening()
    monkeypatch.setattr(journal.app, "Twofold", evening.program)
    monkeypatch.setattr(journal.door, "Door", evening.door)
    return evening


@pytest.fixture
def here(home: Home, clock: FixedClock) -> Here:
    """The home of this test, with no name after `--as`."""
    return Here(home, clock)


Make = Callable[..., None]


@pytest.fixture
def make(home: Home, clock: FixedClock) -> Make:
    """Make the journals of some people."""

    def people(*names: str) -> None:
        for name in names:
            Journal.create(home, name, clock=clock).close()

    return people


def is_free(here: Here, name: str) -> bool:
    """Whether a journal can be opened: nobody holds it."""
    Journal.open(here.home, name, clock=here.clock).close()
    return True


def test_the_only_person_is_opened_at_once(here: Here, make: Make, evening: Evening) -> None:
    """With one person nobody is asked, and the journal is closed at the end."""
    make("Ana")
    evening.answers = [None]
    opening.open_until_closed(here)
    assert evening.opened == ["Ana"]
    assert is_free(here, "Ana")


def test_nobody_here_is_the_first_run(here: Here, evening: Evening, make: Make) -> None:
    """With nobody here the door welcomes; who leaves there has made nothing."""
    evening.answers = [None]
    opening.open_until_closed(here)
    assert evening.opened == ["first-run"]
    assert not here.home.root.exists()


def test_several_are_asked_by_name(here: Here, make: Make, evening: Evening) -> None:
    """With several people the program asks, and opens who was chosen."""
    make("Ana", "Ben")
    evening.answers = ["Ben", None]
    opening.open_until_closed(here)
    assert evening.opened == ["choose", "Ben"]


def test_as_chooses(home: Home, clock: FixedClock, make: Make, evening: Evening) -> None:
    """`--as` opens that person without asking, in any case of letters, and nobody unknown."""
    make("Ana", "Ben")
    evening.answers = [None]
    opening.open_until_closed(Here(home, clock, "ben"))
    assert evening.opened == ["Ben"]
    with pytest.raises(CouldNot):
        opening.open_until_closed(Here(home, clock, "Carla"))


def test_someone_else(here: Here, make: Make, evening: Evening) -> None:
    """Handing over closes one journal before the next is opened, until someone quits."""
    make("Ana", "Ben")
    switch = journal.door.SwitchTo
    evening.answers = ["Ana", switch("choose"), "Ben", switch("add"), None]
    opening.open_until_closed(here)
    assert evening.opened == ["choose", "Ana", "choose", "Ben", "add"]
    assert is_free(here, "Ana")
    assert is_free(here, "Ben")


def test_a_lock_asks_and_leads_back(here: Here, make: Make, evening: Evening) -> None:
    """After a lock the journal is free, the door asks for the passphrase, and one is back."""
    make("Ana", "Ben")
    lock = Lock("plans", None, "quick/memory")
    evening.answers = ["Ana", lock, "Ana", None]
    opening.open_until_closed(here)
    assert evening.opened == ["choose", "Ana", "unlock", "Ana"]
    evening.answers = ["Ana", lock, "Ben", None]
    opening.open_until_closed(here)
    assert evening.opened[-1] == "Ben"
    assert evening.backs == [None, lock, None, None]
    assert is_free(here, "Ana")


def test_a_journal_that_does_not_open_is_shown_at_the_door(
    here: Here, make: Make, evening: Evening
) -> None:
    """What cannot be read is not the end of the program: the door says what can be done."""
    make("Ana")
    (here.home.folder("Ana") / "journal.json").write_bytes(b"nothing")
    evening.answers = [None]
    opening.open_until_closed(here)
    assert evening.opened == ["open"]


def test_a_crash_closes_the_journal(here: Here, make: Make, evening: Evening) -> None:
    """When the program breaks the journal is let go of, and the command fails."""
    make("Ana")
    with pytest.raises(IndexError):
        opening.open_until_closed(here)
    evening.answers, evening.return_code = [None], 1
    with pytest.raises(CouldNot):
        opening.open_until_closed(here)
    assert is_free(here, "Ana")


def test_the_session_is_told_what_did_not_fit(here: Here, make: Make, evening: Evening) -> None:
    """Sentences about settings and keys reach the program, and so do good settings."""
    make("Ana")
    here.home.settings_path.write_text('day_ends = 5\nbell = "loud"\n')
    here.home.keys_path.write_text('"no.such" = "x"\n')
    evening.answers = [None]
    opening.open_until_closed(here, demo=True)
    (session,) = evening.sessions
    assert (session.settings.day_ends, session.settings.bell, session.demo) == (5, False, True)
    assert len(session.notices) == 2


def test_a_terminal_is_needed_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only with a terminal to read from and to draw on is the program opened."""

    class Stream:
        def __init__(self, answer: bool) -> None:
            self.isatty = lambda: answer

    for stdin, stdout in ((True, False), (False, True), (False, False)):
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", Stream(stdin))
            patch.setattr(sys, "stdout", Stream(stdout))
            with pytest.raises(CouldNot):
                opening.check_terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", Stream(True))
        patch.setattr(sys, "stdout", Stream(True))
        opening.check_terminal()


def test_a_passphrase_given_before_opens_at_once(
    home: Home, clock: FixedClock, evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door asks nothing where the command line gave it, and is asked where that was wrong."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    phrase = Passphrase.typed("anvil mirth")
    create(home, "Ana", "", clock, phrase)[0].close()
    evening.answers = [None]
    here = Here(home, clock, passphrase=Source.of(phrase))
    opening.open_until_closed(here)
    assert not here.passphrase.is_given
    evening.answers = [None]
    opening.open_until_closed(Here(home, clock, passphrase=Source.of(Passphrase.typed("other"))))
    assert evening.opened == ["Ana", "open"]


BREAKING = """
from textual.app import App
from journal.cli.failing import CouldNot
from journal.cli.open import draw
from journal.model.record import next_stamp

class Breaks(App[None]):
    def on_mount(self):
        secret = "my darkest secret"
        next_stamp(secret, secret, secret, secret)

try:
    draw(Breaks())
except CouldNot as error:
    print("SAID", error)
"""


def test_a_fault_in_the_program_shows_no_words() -> None:
    """A program that breaks leaves one line, with the kind of fault and where, and no variable."""
    ran = subprocess.run(
        [sys.executable, "-c", BREAKING],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"},
    )
    assert b"SAID" in ran.stdout
    assert b"AttributeError at journal/model/record.py:" in ran.stdout
    assert b"secret" not in ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stdout + ran.stderr
