"""A terminal that tests hold: the program on a pty, keys pressed, the screen read with pyte."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

KEYS = {
    "enter": "\r",
    "home": "\x1b[H",
    "pagedown": "\x1b[6~",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "space": " ",
    "f1": "\x1bOP",
} | {f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}

PATIENCE = 30.0
"""Seconds to wait for something to show; a busy machine may need them, a test never counts them."""


class Terminal:
    """One run of the program in a terminal of its own."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (80, 24), speed: float = 1) -> None:
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.exit_code: int | None = None
        command = [sys.executable, "-m", "tests.terminal.program", str(speed), *arguments]
        size_said = ("COLUMNS", "LINES")  # a shell may say another size, and it would win
        kept = {name: value for name, value in os.environ.items() if name not in size_said}
        environment = kept | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
        }
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            _set_size(0, columns, lines)  # before the program can ask for it
            os.chdir(Path(__file__).parent.parent.parent)
            os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(lines, columns)
        _set_size(self._master, columns, lines)
        os.kill(self.pid, signal.SIGWINCH)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def _read(self, seconds: float) -> bool:
        ready, _writable, _failed = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the program has gone
            return False
        self._stream.feed(data)
        return bool(data)

    def wait_for(self, *texts: str, within: float = PATIENCE) -> None:
        """Wait until all of these stand on the screen."""
        until = time.monotonic() + within
        while not all(text in self.text for text in texts):
            assert time.monotonic() < until, f"never saw {texts} on:\n{self.text}"
            self._read(0.1)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something outside the screen holds."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, f"it never held:\n{self.text}"
            self._read(0.1)

    def wait_until_gone(self, text: str) -> None:
        """Wait until this stands on the screen no more."""
        until = time.monotonic() + PATIENCE
        while text in self.text:
            assert time.monotonic() < until, f"still {text!r} on:\n{self.text}"
            self._read(0.1)

    def settle(self) -> None:
        """Read until the program has nothing more to say for a moment."""
        while self._read(0.15):
            pass

    def press(self, *keys: str) -> None:
        """Press keys, one after another, each once the screen has answered the one before."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            self.settle()

    def type(self, text: str) -> None:
        """Type a text."""
        os.write(self._master, text.encode())
        self.settle()

    def wait_for_end(self) -> int:
        """Wait until the program has closed; return its exit code."""
        until = time.monotonic() + PATIENCE
        while self.exit_code is None:
            assert time.monotonic() < until, f"still running:\n{self.text}"
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        while self._read(0):
            pass
        return self.exit_code

    def kill(self) -> None:
        """Kill it as a power cut would, without a chance to tidy up."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.exit_code = -signal.SIGKILL

    def close(self) -> None:
        """End the program if it still runs, and let the terminal go."""
        if self.exit_code is None:
            self.kill()
        os.close(self._master)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _set_size(descriptor: int, columns: int, lines: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
