"""The command as a whole: codes, help, output that goes away, and what breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journal import __version__, cli
from journal.cli import create, run
from tests.cli.running import Shell


def child(*args: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m journal` for itself."""
    return subprocess.run(
        [sys.executable, "-m", "journal", *args],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )


def test_no_terminal_is_one_plain_line() -> None:
    """Opened without a terminal the program says so, exits 1, and makes nothing."""
    ran = child()
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"journal: ")
    assert ran.stderr.count(b"\n") == 1
    assert not Path(os.environ["JOURNAL_HOME"]).exists()


COMMANDS = [
    [], ["init"], ["where"], ["add"], ["checkin"], ["memory"], ["memory", "add"], ["plan"],
    ["plan", "add"], ["list"], ["search"], ["export"], ["demo"], ["passphrase"],
    ["passphrase", "set"], ["passphrase", "change"], ["passphrase", "remove"], ["recover"],
    ["backup"], ["backup", "list"], ["backup", "restore"], ["doctor"], ["pair"],
    ["pair", "invite"], ["pair", "accept"], ["pair", "confirm"], ["pair", "refuse"],
    ["pair", "status"], ["share"], ["unshare"], ["reply"], ["answer"], ["sync"], ["unpair"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_on_everything(shell: Shell, command: list[str]) -> None:
    """`--help` works on every command, before there is any journal."""
    assert shell.ok(*command, "--help").out.startswith("Usage: journal")


def test_version(shell: Shell) -> None:
    """`--version` says which."""
    assert __version__ in shell.ok("--version").out


def test_commands_do_without_textual(ana: Shell, tmp_path: Path) -> None:
    """Only opening the program imports Textual."""
    into = str(tmp_path / "x.md")
    commands = [
        ["where"], ["add", "share"], ["checkin", "--pleasant", "1", "--energy", "1"], ["list"],
        ["list", "--json"], ["search", "hello"], ["export", "--into", into],
        ["demo", "--into", str(tmp_path / "demo")], ["sync", "--json"],
        ["pair", "status"], ["answer", "today"],
    ]  # fmt: skip
    code = f"""
import io, sys
from journal.cli import run
for args in {commands!r}:
    sys.stdin = io.TextIOWrapper(io.BytesIO(b"hello"))
    assert run(args) == 0, args
sys.exit("textual" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_no_picture_of_memory_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything else core dumps are off, and faults say no words."""
    order: list[str] = []
    monkeypatch.setattr(cli, "no_core_dumps", lambda: order.append("dumps"))
    monkeypatch.setattr(cli, "say_no_words", lambda: order.append("words"))
    monkeypatch.setattr(cli, "run", lambda *_args, **_kept: order.append("run"))
    with pytest.raises(SystemExit):
        cli.main([])
    assert order == ["dumps", "words", "run"]


def test_output_that_is_closed_is_no_fault(ana: Shell) -> None:
    """A reader that goes away early is met with silence."""
    for number in range(3):
        ana.ok("add", "share", text=f"{number} " + "word " * 9000)
    listing = subprocess.Popen(
        [sys.executable, "-m", "journal", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        assert len(listing.stdout.read(5)) == 5
        listing.stdout.close()
        assert listing.stderr.read() == b""


def test_a_fault_says_nothing_a_person_wrote(
    ana: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unexpected exception is one line with its type and place, never its message."""

    def broken(name: str) -> str:
        raise KeyError("my darkest secret")

    monkeypatch.setattr(create, "one_line", broken)
    line = ana.refused(
        1, "init", "--no-passphrase", "--name", "Ben", "--partner", "my darkest secret"
    )
    assert "secret" not in line
    assert "KeyError at journal/cli/create.py:" in line


def test_an_interrupt_is_quiet(ana: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C exits 130 without a word."""

    def interrupted(name: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(create, "one_line", interrupted)
    ran = ana("init", "--no-passphrase", "--name", "Ben")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")


def test_an_output_that_is_full_is_said(ana: Shell) -> None:
    """A standard output that takes no more exits 1 with one line."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "journal", "where"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ran.returncode == 1
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


def test_run_reads_the_arguments_of_the_process(
    ana: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Called as the entry point calls it, the command takes the process's own arguments."""
    monkeypatch.setattr(sys, "argv", ["journal", "where"])
    assert run() == 0
    assert capsys.readouterr().out.endswith("journal.json\n")


@pytest.mark.parametrize(
    "args",
    [
        ("SECRET",),
        ("add", "SECRET"),
        ("add", "--SECRET", "share"),
        ("memory", "SECRET"),
        ("list", "--kind", "SECRET"),
        ("checkin", "--pleasant", "SECRET", "--energy", "1"),
        ("add", "share", "SECRET"),
        ("share", "SECRET"),
        ("unshare", "SECRET"),
        ("reply", "SECRET"),
        ("answer", "SECRET"),
        ("answer", "today", "SECRET"),
        ("pair", "SECRET"),
        ("pair", "accept", "--folder", "x", "SECRET"),
        ("export", "--only", "SECRET", "--into", "x"),
    ],
    ids=" ".join,
)
def test_what_was_typed_is_not_repeated(ana: Shell, args: tuple[str, ...]) -> None:
    """A text given where a command or a choice belongs is refused without repeating it."""
    ran = ana(*args, text="words")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "SECRET" not in ran.err


def test_closed_output_and_a_home_of_nobody_are_no_faults(ana: Shell) -> None:
    """Without a standard output nothing is said; `~` of nobody is a folder of that name."""
    code = """
import os, sys
os.environ["JOURNAL_HOME"] = "~nobody-of-that-name/x"
from journal.cli import run
assert run(["where"]) == 1
del os.environ["JOURNAL_HOME"]
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (ran.returncode, b"broke" in ran.stderr) == (0, False)
    ana.ok("add", "share", text="words")
    code = "import sys; sys.stdout = None; from journal.cli import run; sys.exit(run(sys.argv[1:]))"
    for form in (["list"], ["list", "--json"], ["search", "words"]):
        command = [sys.executable, "-c", code, *form]
        ran = subprocess.run(command, capture_output=True, check=False, timeout=60)
        assert (ran.returncode, ran.stderr) == (0, b"")
