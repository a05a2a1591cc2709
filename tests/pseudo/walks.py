"""`python -m tests.pseudo.walks NAME` takes one walk and writes what it found as JSON.

It runs in a process of its own: the language is read once, before anything is imported.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

from journal.app import Twofold
from journal.content import catalogue
from journal.demo import make_demo
from journal.model import kinds
from journal.session import Session
from journal.settings import Settings
from journal.store import Home, Journal
from journal.sync.conversation import Conversation
from tests.clocks import FixedClock
from tests.pseudo.allowed import CLICKS, TEXTUALS, names_of_touches, typed_words
from tests.pseudo.commands import CommandLine
from tests.pseudo.dates import not_read_back, read_dates
from tests.pseudo.door import Doors
from tests.pseudo.pages import SIZE, Walk
from tests.pseudo.reading import Found
from tests.records import every_kind
from tests.store.vaults import quick_stretch


async def walked(
    home: Home, journal: Journal, found: Found, *parts: Callable[[Walk], Awaitable[None]]
) -> None:
    """Open the program on a journal, and walk."""
    session = Session(home, journal, Settings(), FixedClock(), catalogue())
    app = Twofold(session)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        walk = Walk(pilot, session, found)
        for part in parts:
            await part(walk)


def empty(home: Home, clock: FixedClock, found: Found) -> None:
    """Read every page with nothing on it, and pair."""
    with Journal.create(home, "Ana", "Ben", clock=clock) as journal:
        asyncio.run(walked(home, journal, found, Walk.pages, Walk.palette, Walk.pairing))


def filled(home: Home, clock: FixedClock, found: Found) -> None:
    """Read every page of the demo, and do everything once."""
    with make_demo(home, clock, catalogue(), day_ends=4) as journal:
        journal.add(kinds.DesireSwitch(on=True, day=clock.now().date())).result()
        asyncio.run(walked(home, journal, found, Walk.commands, Walk.talk, Walk.meeting))


def every(home: Home, clock: FixedClock, found: Found) -> None:
    """Read an entry of every kind, and every form."""
    with Journal.create(home, "Ana", "Ben", clock=clock) as journal:
        day = clock.now().date()
        journal.commit(every_kind("1 2", day, author=journal.me.id, tag="3")).result()
        asyncio.run(walked(home, journal, found, Walk.entries, Walk.forms, Walk.others))


def door(home: Home, clock: FixedClock, found: Found) -> None:
    """Go through the front door."""
    asyncio.run(Doors(home, clock, found).walk())


def commands(home: Home, clock: FixedClock, found: Found) -> None:
    """Use the command line."""
    CommandLine(clock, found).walk(Path("between").absolute())


def dates(_home: Home, _clock: FixedClock, found: Found) -> None:
    """Read every day and rule as they are said, and have each read back."""
    read_dates(found)
    for said, read in not_read_back().items():
        found.words[said] = f"it is said so, but not understood: {read}"


WALKS = {walk.__name__: walk for walk in (filled, empty, every, door, commands, dates)}
"""Every walk, the longest first."""


def main(name: str) -> None:
    """Take one walk, in an empty folder."""
    allowed = TEXTUALS | names_of_touches()
    if name == "commands":
        allowed |= CLICKS | typed_words()
    found = Found(allowed)
    quick = partial(Conversation, stretch=quick_stretch)
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("journal.unlocking.argon2id", quick_stretch),
        patch("journal.sync.conversation.Conversation", quick),
    ):
        os.chdir(folder)
        found.paths = {folder, str(Path.cwd())}
        os.environ["JOURNAL_HOME"] = "0"
        WALKS[name](Home(Path("0"), Path("1")), FixedClock(), found)
        os.chdir("/")
    told = {"words": found.words, "screens": sorted(found.screens), "used": sorted(found.used)}
    print(json.dumps(told), file=sys.__stdout__)


if __name__ == "__main__":
    main(sys.argv[1])
