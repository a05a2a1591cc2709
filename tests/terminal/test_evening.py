"""One evening in a real terminal, by keys alone, from the first run to opening it again."""

from __future__ import annotations

from tinydb import TinyDB

from journal.store import Home
from tests.terminal.terminal import Terminal

SPEED = 15
"""How much faster the clock runs: still well under half a minute between two looks."""

STEPS = {
    1: "We talked about the garden",
    2: "He asked and then he waited",
    3: "I was scared on the phone",
    4: "I did not like the film",
    5: "We could learn to row",
    6: "Ask about the waiting list",
}


def begin(terminal: Terminal) -> None:
    """Begin the first form of the page; the key line offers to keep once one writes."""
    question = "What would you like to write?"
    terminal.press("n")
    terminal.wait_until(lambda: question in terminal.text or "^s keep" in terminal.text)
    if question in terminal.text:
        terminal.press("enter")
    terminal.wait_for("^s keep")


def write(terminal: Terminal, text: str) -> None:
    """Begin the first form of the page, type, keep."""
    begin(terminal)
    terminal.type(text)
    terminal.press("ctrl+s")
    terminal.wait_for("Kept.")


def welcome(terminal: Terminal) -> None:
    """Go through the first run as Ana, with Ben as partner."""
    terminal.wait_for("Welcome")
    terminal.press("enter")
    terminal.wait_for("When someone comes in")
    terminal.press("enter")
    terminal.wait_for("What shall the journal call you?")
    terminal.type("Ana")
    terminal.press("enter")
    terminal.wait_for("And your partner?")
    terminal.type("Ben")
    terminal.press("enter")
    terminal.wait_for("A passphrase")
    terminal.press("ctrl+n")
    terminal.wait_for("How are you feeling today?")


def check_in(terminal: Terminal) -> None:
    """Say how one feels: a place, two words, a line beside it."""
    terminal.press("f", "right", "right", "up", "enter", "space", "right", "space", "tab")
    terminal.type("The walk home was lovely")
    terminal.press("ctrl+s")
    terminal.wait_for("f again", "The walk home was lovely")
    terminal.press("escape")


def talk(terminal: Terminal) -> None:
    """Time a talk of one round, one minute each way, say back what was heard, and keep it."""
    terminal.press("L")
    terminal.wait_for("The listening timer")
    terminal.press("down", "down", "down", "left", "left", "tab", "left", "left")
    terminal.wait_for("1 turn each, 2 minutes in all")
    terminal.press("enter")
    for speaker in ("Ana", "Ben"):
        terminal.wait_for(f"{speaker} speaks")
        terminal.wait_for("inish your sentence")
        terminal.press("enter")
        terminal.wait_for("that is it")
        terminal.press("y")
        if speaker == "Ana":
            terminal.wait_for("Ben speaks")
            terminal.press("enter")
    terminal.wait_for("Ctrl+S")
    terminal.press("n")
    terminal.type("That the week was too full")
    terminal.press("ctrl+s")
    terminal.wait_for("Listen")


def remember(terminal: Terminal) -> None:
    """Log a memory from anywhere."""
    terminal.press("M")
    terminal.wait_for("Memories")
    terminal.press("m")
    terminal.wait_for("Title")
    terminal.type("The rainy market")
    terminal.press("ctrl+s")
    terminal.wait_for("The rainy market", "Memories")


def find(terminal: Terminal, text: str) -> None:
    """Find a text by its last word, and leave the search."""
    terminal.press("/")
    terminal.wait_for("Search")
    terminal.type(text.rsplit(maxsplit=1)[-1])
    terminal.wait_for(text)
    terminal.press("escape", "escape", "0")
    terminal.wait_for("How are you feeling today?")


def test_an_evening() -> None:
    """First run, check-in, six steps, a talk, a memory, quit, reopen: everything is there."""
    with Terminal(speed=SPEED) as terminal:
        welcome(terminal)
        check_in(terminal)
        for number, text in STEPS.items():
            terminal.press(str(number))
            write(terminal, text)
        talk(terminal)
        remember(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    in_the_file()
    with Terminal() as terminal:
        terminal.wait_for("How are you feeling today?", "The walk home was lovely")
        for text in (*STEPS.values(), "The rainy market", "That the week was too full"):
            find(terminal, text)
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0


def in_the_file() -> None:
    """A stock TinyDB reads the closed file and finds what was written, each kind in its table."""
    home = Home.default()
    with TinyDB(home.folder("Ana") / "journal.json") as stock:
        tables = {name: stock.table(name).all() for name in stock.tables()}
    texts = {document["text"] for document in tables["entry"]}
    assert texts >= {STEPS[number] for number in (1, 2, 5, 6)} | {"The walk home was lovely"}
    assert [document["text"] for document in tables["sharing"]] == [STEPS[3]]
    assert [document["truth"] for document in tables["truth"]] == [STEPS[4]]
    assert [document["title"] for document in tables["memory"]] == ["The rainy market"]
    (check_in_,) = tables["check-in"]
    assert len(check_in_["words"]) == 2
    (kept,) = tables["talk"]
    assert (kept["minutes"], kept["rounds"]) == (1, 1)
    assert all(abs(seconds - 60) < SPEED * 4 for seconds in kept["spoken"])


def test_what_was_typed_survives_a_kill() -> None:
    """Killed two seconds after the last key, the program shows the words again as unfinished."""
    with Terminal() as terminal:
        welcome(terminal)
        terminal.press("1")
        begin(terminal)
        terminal.type("Half a sentence about")
        drafts = Home.default().folder("Ana") / "drafts.json"
        terminal.wait_until(lambda: drafts.exists() and b"Half a sentence" in drafts.read_bytes())
        terminal.kill()
    with Terminal() as terminal:
        terminal.wait_for("How are you feeling today?")
        terminal.press("1")
        terminal.wait_for("Half a sentence about")
        terminal.press("J")
        terminal.wait_for("unfinished", "Half a sentence about")


def test_a_second_program_names_the_first() -> None:
    """A second program on the same journal ends with one plain line that names the first."""
    with Terminal() as first:
        welcome(first)
        with Terminal() as second:
            assert second.wait_for_end() == 1
            assert str(first.pid) in second.text
            assert "Traceback" not in second.text
        first.press("1")
        first.wait_for("Communicate")
