"""A program in a terminal of its own, driven by keys and watched for what it paints.

What is painted is read from the bytes as they come, with the time of their coming: a full
terminal emulator would be slower than what it is to measure.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent.parent
COLUMNS, LINES = 120, 40
PATIENCE = 30.0
"""Seconds until a program that does not paint what it should counts as broken."""

_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # colours, places, modes
    rb"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles
    rb"|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>78M])"
)


class NotPainted(Exception):  # noqa: N818 - what happened, to be shown as it is
    """A program did not show what was waited for; the message has what it showed last."""


class Terminal:
    """One program under a pty of 120 by 40; use it with `with`, or it lives on.

    `began` is the time, in seconds of `time.perf_counter`, just before it was started.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self._mine, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.painted = b""
        """What came since the last key, without the sequences that place and colour it."""
        self._rest = b""
        self.began = time.perf_counter()
        self._child = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=dict(environment),
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def press(self, keys: str) -> float:
        """Send keys, forget what was painted before, and return the time they were sent."""
        self.painted = b""
        sent = time.perf_counter()
        os.write(self._mine, keys.encode())
        return sent

    def wait(self, text: str) -> float:
        """Wait until `text` is painted and return the time it came; raises NotPainted."""
        wanted, until = text.encode(), time.perf_counter() + PATIENCE
        came = time.perf_counter()
        while wanted not in self.painted:
            came = self._read(until - time.perf_counter())
            if not came:
                last = self.painted[-2000:].decode("utf-8", "replace")
                raise NotPainted(f"“{text}” was not painted; what was: {last}")
        return came

    def answer(self) -> float:
        """Wait until anything at all is painted and return the time it came; raises NotPainted."""
        until = time.perf_counter() + PATIENCE
        came = 0.0
        while not self.painted:
            came = self._read(until - time.perf_counter())
            if not came:
                raise NotPainted("A key was not answered.")
        return came

    def settle(self, quiet: float = 0.12) -> float:
        """Wait until nothing more is painted for `quiet` seconds; return when the last came.

        0.0 where nothing came at all.
        """
        last = 0.0
        while came := self._read(quiet):
            last = came
        return last

    def _read(self, timeout: float) -> float:
        """Take what comes next; return when it came, or 0.0 where nothing did in time."""
        if timeout <= 0 or not select.select([self._mine], [], [], timeout)[0]:
            return 0.0
        came = time.perf_counter()
        try:
            data = self._rest + os.read(self._mine, 1 << 20)
        except OSError:  # how Linux says that the other side is closed
            return 0.0
        whole = _SEQUENCE.sub(b"", data)
        cut = whole.rfind(b"\x1b")  # a sequence that has not come whole waits for its end
        self.painted += whole if cut < 0 else whole[:cut]
        self._rest = b"" if cut < 0 else whole[cut:]
        return came if data else 0.0

    def peak(self) -> int:
        """Return the most memory it has had so far, in bytes."""
        try:
            status = Path(f"/proc/{self._child.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else 0

    def cpu(self) -> float:
        """Return the processor time that it and its threads have had so far, in seconds.

        0.0 on systems that do not tell.
        """
        try:
            status = Path(f"/proc/{self._child.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return 0.0
        fields = status.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Ask it to close, and end it where it does not."""
        if self._child.poll() is None:
            os.write(self._mine, b"\x11")
            until = time.perf_counter() + 5
            while self._child.poll() is None and time.perf_counter() < until:
                self._read(0.05)
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        os.close(self._mine)
