"""Two Syncthing engines on this machine's loopback, which carry one folder between them.

Nothing of them reaches further: no discovery, no relays, no NAT, no reports, no upgrades, no
browser and no web page. They are started and ended by their process ids.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PROGRAM = shutil.which("syncthing")
PATIENCE = 60.0
"""Seconds to wait for the engines; a busy machine may need them, a test never counts them."""
LOOK = 0.1
"""Seconds between two looks at what they have done."""

CONFIG = """<configuration version="35">
  <folder id="exchange" path="{folder}" type="sendreceive" rescanIntervalS="3600"
      fsWatcherEnabled="true" fsWatcherDelayS="1">
    <device id="{mine}"/><device id="{theirs}"/>
  </folder>
  <device id="{mine}" name="mine"><address>tcp://127.0.0.1:{my_port}</address></device>
  <device id="{theirs}" name="theirs"><address>tcp://127.0.0.1:{their_port}</address></device>
  <gui enabled="false"/>
  <options>
    <listenAddress>tcp://127.0.0.1:{my_port}</listenAddress>
    <globalAnnounceEnabled>false</globalAnnounceEnabled>
    <localAnnounceEnabled>false</localAnnounceEnabled>
    <relaysEnabled>false</relaysEnabled>
    <natEnabled>false</natEnabled>
    <stunKeepaliveStartS>0</stunKeepaliveStartS>
    <announceLANAddresses>false</announceLANAddresses>
    <crashReportingEnabled>false</crashReportingEnabled>
    <urAccepted>-1</urAccepted>
    <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
    <startBrowser>false</startBrowser>
    <reconnectionIntervalS>1</reconnectionIntervalS>
  </options>
</configuration>
"""

FREE_PORTS = """
import socket
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(each.getsockname()[1] for each in held))
"""
"""Asks the system for two ports, in a process of its own: tests themselves open no socket."""


class Engine(NamedTuple):
    """One engine: where its keys and its log lie, which device it is, and what it carries."""

    home: Path
    device: str
    folder: Path
    port: int

    @classmethod
    def make(cls, home: Path, folder: Path, port: int) -> Engine:
        """Make an engine's keys."""
        home.mkdir(parents=True)
        _run(home, "generate", "--no-default-folder")
        found = re.search(r'<device id="([A-Z0-9-]{63})"', (home / "config.xml").read_text())
        assert found is not None
        return cls(home, found[1], folder, port)

    def configure(self, other: Engine) -> None:
        """Let it know of one folder and one other device, and of nobody else."""
        text = CONFIG.format(
            folder=self.folder,
            mine=self.device,
            theirs=other.device,
            my_port=self.port,
            their_port=other.port,
        )
        (self.home / "config.xml").write_text(text, encoding="utf-8")

    @contextmanager
    def running(self) -> Iterator[int]:
        """Start it; give its process id; end it, whatever happens."""
        with (self.home / "log").open("wb") as log:
            child = subprocess.Popen(
                [str(PROGRAM), "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
                env=_environment(self.home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            try:
                yield child.pid
            finally:
                child.terminate()
                try:
                    child.wait(10)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()

    @property
    def said(self) -> str:
        """What it has said so far."""
        return (self.home / "log").read_text(encoding="utf-8", errors="replace")


class Carried(NamedTuple):
    """Two replicas of one folder, with an engine each."""

    one: Engine
    other: Engine

    def settle(self) -> None:
        """Wait until both folders hold the same."""
        self.wait_until(lambda: lying(self.one.folder) == lying(self.other.folder))

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that only the engines can bring about."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, f"{self.one.said}\n\n{self.other.said}"
            time.sleep(LOOK)  # nothing tells us when another program is done


@contextmanager
def carrying(root: Path, one: Path, other: Path) -> Iterator[Carried]:
    """Carry what lies in two folders to and fro until the end."""
    ports = subprocess.run(
        [sys.executable, "-c", FREE_PORTS], capture_output=True, text=True, check=True
    ).stdout.split()
    engines = [
        Engine.make(root / folder.name, folder, int(port))
        for folder, port in zip((one, other), ports, strict=True)
    ]
    carried = Carried(*engines)
    carried.one.configure(carried.other)
    carried.other.configure(carried.one)
    with carried.one.running(), carried.other.running():
        yield carried


def lying(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, by its path there; what the engine keeps for itself is not."""
    found: dict[str, bytes] = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_file() and ".st" not in name and ".syncthing." not in name:
            try:
                found[name] = path.read_bytes()
            except FileNotFoundError:
                continue  # taken away since it was listed
    return found


def _run(home: Path, *arguments: str) -> None:
    subprocess.run(
        [str(PROGRAM), *arguments, f"--home={home}"],
        env=_environment(home),
        capture_output=True,
        check=True,
    )


def _environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PATH": os.environ["PATH"], "STNOUPGRADE": "1", "GOMAXPROCS": "1"}
