"""One evening of two: two programs in two terminals, driven by keys, files copied between them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tinydb import TinyDB

from tests.terminal.carrier import Carrier
from tests.terminal.terminal import Terminal

SIZE = (100, 50)
TITLE = "Caught by the rain"
PRIVATE = "Nobody but Ana reads this"
SHARED = "We could learn to row"
CODE = re.compile(r"│ {3}(\S(?: \S){3} {3}\S(?: \S){3} {3}\S(?: \S){3}) {3}│")
WORDS = re.compile(r"│ {3}([a-z]+ {3}[a-z]+ {3}[a-z]+ {3}[a-z]+) {3}│")


class Person(NamedTuple):
    """Someone at their own machine."""

    name: str
    root: Path
    replica: Path
    terminal: Terminal

    def welcome(self) -> None:
        """Go through the first run, alone and without a passphrase."""
        terminal = self.terminal
        terminal.wait_for("Welcome")
        terminal.press("enter", "enter")
        terminal.wait_for("What shall the journal call you?")
        terminal.type(self.name)
        terminal.press("enter")
        terminal.wait_for("And your partner?")
        terminal.press("enter")
        terminal.wait_for("A passphrase")
        terminal.press("ctrl+n")
        terminal.wait_for("How are you feeling today?")

    def on_screen(self, pattern: re.Pattern[str]) -> str:
        """Wait for what looks like this, and read it."""
        self.terminal.wait_until(lambda: pattern.search(self.terminal.text) is not None)
        found = pattern.search(self.terminal.text)
        assert found is not None
        return found[1]

    def agree(self, name: str) -> None:
        """Read what is about to travel, and say yes."""
        self.terminal.wait_for(f"This goes to {name}", "y or Enter")
        self.terminal.press("y")
        self.terminal.wait_until_gone("This goes to")

    def on_the_entry(self, key: str, *expected: str) -> None:
        """Go to the entry and press a key; again where something that arrives took the cursor."""
        for _try in range(5):
            self.terminal.press("j", key)
            with contextlib.suppress(AssertionError):
                self.terminal.wait_for(*expected, within=6)
                return
        self.terminal.wait_for(*expected)

    def documents(self) -> dict[str, list[dict[str, Any]]]:
        """Read the closed file with a stock TinyDB; what is another's lies in `kind@author`."""
        with TinyDB(self.root / "home/people" / self.name / "journal.json") as stock:
            return {
                re.sub("@.*", "@", name): [dict(found) for found in stock.table(name)]
                for name in stock.tables()
            }


class Two(NamedTuple):
    """Ana and Ben."""

    ana: Person
    ben: Person


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    """Two programs on two homes, and a carrier between two replicas of an empty folder."""
    people: list[Person] = []
    with ExitStack() as stack:
        for name in ("Ana", "Ben"):
            root = tmp_path / name
            monkeypatch.setenv("JOURNAL_HOME", str(root / "home"))
            for place in ("DATA", "STATE", "CONFIG", "CACHE"):
                monkeypatch.setenv(f"XDG_{place}_HOME", str(root / place.lower()))
            terminal = stack.enter_context(Terminal(size=SIZE))
            people.append(Person(name, root, tmp_path / f"with-{name}", terminal))
        stack.enter_context(Carrier(*(person.replica for person in people)))
        yield Two(*people)


def pair(two: Two) -> None:
    """Invite, read the code out, type it, compare four words, and say on each side they match."""
    ana, ben = two
    ana.terminal.press("U", "i")
    ana.terminal.wait_for("This journal has no passphrase.", "y or Enter")
    ana.terminal.press("y")
    ana.terminal.wait_for("Invite your partner")
    ana.terminal.type(str(ana.replica))
    ana.terminal.press("enter")
    code = ana.on_screen(CODE)
    ben.terminal.wait_until(lambda: any(ben.replica.rglob("*-invitation.pair")))
    ben.terminal.press("U", "c")
    ben.terminal.wait_for("This journal has no passphrase.", "y or Enter")
    ben.terminal.press("y")
    ben.terminal.wait_for("Accept an invitation", "the code, such as")
    ben.terminal.type(str(ben.replica))
    ben.terminal.press("enter")
    ben.terminal.type(code.replace(" ", "").lower())
    ben.terminal.press("enter")
    assert ben.on_screen(WORDS) == ana.on_screen(WORDS)
    for person in two:
        person.terminal.wait_for("y  they match")
        person.terminal.press("y")
    ana.terminal.wait_for("Paired with Ben since")
    ben.terminal.wait_for("Paired with Ana since")


def share(two: Two) -> None:
    """Keep two entries, share one of them with `s`; the other sees it where they look."""
    ana, ben = two
    for text in (SHARED, PRIVATE):
        ana.terminal.press("1", "n")
        ana.terminal.wait_for("What would you like to write?")
        ana.terminal.press("enter")
        ana.terminal.wait_for("^s keep")
        ana.terminal.type(text)
        ana.terminal.press("ctrl+s")
        ana.terminal.wait_for("Kept.")
    ana.terminal.press("J", "G", "s")
    ana.agree("Ben")
    ana.terminal.wait_for("shared with Ben")
    ben.terminal.press("J")
    ben.terminal.wait_for("Ana, to you", SHARED)


def reply(two: Two) -> None:
    """Answer what was shared in words that stand ready; they stand below it on the other side."""
    ana, ben = two
    ben.on_the_entry("r", "To Ana", "Thank you for telling me.")
    ben.terminal.press("t")
    ben.agree("Ana")
    ana.terminal.wait_for("Ben, to you", "Thank you for telling me.")


def answer_sealed(person: Person, other: str, text: str) -> None:
    """Answer today's question so that it opens once both have answered."""
    person.terminal.press("0", "n", "q")
    person.terminal.wait_for("^s keep")
    person.terminal.type(text)
    person.terminal.press("tab")
    person.terminal.wait_for("sealed until both answered")
    person.terminal.press("right", "right")
    person.terminal.wait_for("● sealed until both answered")
    person.terminal.press("ctrl+s")
    person.agree(other)


def look_down(person: Person, *words: str) -> None:
    """See the words, wherever on the page they come to stand, and whenever they arrive."""
    for key in ("home", *["pagedown"] * 3) * 5:
        with contextlib.suppress(AssertionError):
            person.terminal.wait_for(*words, within=2)
            return
        person.terminal.press(key)
    person.terminal.wait_for(*words)


def reveal(two: Two) -> None:
    """One seals an answer, the other is offered the question; then each reads both."""
    ana, ben = two
    answer_sealed(ben, "Ana", "A lemon cake")
    ana.terminal.press("0")
    ana.terminal.wait_for("Ben has sealed an answer to this")
    assert "lemon" not in ana.terminal.text
    answer_sealed(ana, "Ben", "A plum cake")
    for person in two:
        look_down(person, "A lemon cake", "A plum cake")


def remember(two: Two) -> None:
    """One logs a memory for both, the other adds words of their own; both read both."""
    ana, ben = two
    ana.terminal.press("M", "m")
    ana.terminal.wait_for("Title", "who sees this")
    ana.terminal.type(TITLE)
    ana.terminal.wait_for(TITLE)
    ana.terminal.press(*["tab"] * 6, "right")
    ana.terminal.wait_for("● both of us")
    ana.terminal.press("ctrl+s")
    ana.agree("Ben")
    ben.terminal.press("M")
    ben.terminal.wait_for(TITLE, "add my words to Ana’s")
    ben.on_the_entry("w", "Your own words about it", "Ana will see this")
    ben.terminal.type("We shared one umbrella")
    ben.terminal.wait_for("We shared one umbrella")
    ben.terminal.press("ctrl+s")
    ben.agree("Ana")
    ana.terminal.wait_for(TITLE, "Ben, to you", "We shared one umbrella")


def leave(two: Two) -> None:
    """One leaves; the other is told nothing."""
    ana, ben = two
    ben.terminal.press("U", "q")
    ben.terminal.wait_for("Leave this pairing?", "y leave")
    ben.terminal.press("y")
    ben.terminal.wait_for("You have left. Nobody was told.", "This journal is yours alone")
    ana.terminal.press("U")
    ana.terminal.wait_for("Paired with Ben since")


def test_an_evening_of_two(two: Two) -> None:
    """Pair, share, reply, reveal, a memory with two views, leave; then any TinyDB reads it all."""
    for person in two:
        person.welcome()
    for part in (pair, share, reply, reveal, remember, leave):
        part(two)
    for person in two:
        person.terminal.press("ctrl+q")
        assert person.terminal.wait_for_end() == 0
    ana, ben = (person.documents() for person in two)
    assert {found["text"] for found in ana["entry"]} == {SHARED, PRIVATE}
    assert [found["text"] for found in ben["entry@"]] == [SHARED]
    assert (
        [found["text"] for found in ana["answer"] + ana["answer@"]]
        == [found["text"] for found in ben["answer@"] + ben["answer"]]
        == ["A plum cake", "A lemon cake"]
    )
    assert [found["title"] for found in ben["memory@"]] == [TITLE]
    assert [found["text"] for found in ana["own-words@"]] == ["We shared one umbrella"]
    assert len(ana["reply@"]) == len(ben["reply"]) == 1
    for root in (two.ben.root, two.ben.replica, two.ana.replica):
        for path in root.rglob("*"):
            assert not path.is_file() or PRIVATE.encode() not in path.read_bytes()
