"""Earlier words of what was shared, and two versions of one record."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from textual.containers import Horizontal, Vertical
from textual.pilot import Pilot

from journal.model.kinds import Truth
from journal.model.record import BOTH, Stamp
from journal.screens.entry import EntryScreen
from journal.screens.versions import Versions
from journal.session import Session
from journal.store import Journal
from journal.widgets.entry import EntryView
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until
from tests.sync.paired import VOICE, said, send_all

OTHER_VOICE = VOICE[::-1]


@pytest.fixture
def ben(journal: Journal) -> Ben:
    """Ana is paired with Ben."""
    return Ben(journal)


def beside(journal: Journal, record: Truth, words: str, *, by: str) -> None:
    """Let another version arrive that had not seen the record, shared a moment earlier."""
    stamp = Stamp(record.stamp.ms - 5, 0, OTHER_VOICE)
    apart = msgspec.structs.replace(record, truth=words, stamp=stamp, replaces={})
    version = said(journal, apart)
    journal.exchange(lambda sync: sync.receive(by, version)).result()


def listed(pilot: Pilot[Any]) -> str:
    """The entries of the page, without their lines being broken."""
    return "\n".join(str(view.content) for view in pilot.app.screen.query(EntryView))


async def open_versions(pilot: Pilot[Any], session: Session, record: Truth) -> None:
    """Open an entry, and `v` on it."""
    await pilot.app.push_screen(EntryScreen(session, record))
    await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
    await pilot.pause()
    await pilot.press("v")
    await until(pilot, lambda: isinstance(pilot.app.screen, Versions))
    await pilot.pause()


async def test_earlier_words_of_mine(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """An edited shared entry says *edited*; its earlier words are one key away."""
    truth = journal.add(Truth(truth="No sofa", audience=BOTH, day=session.today)).result()
    send_all(journal)
    journal.edit(msgspec.structs.replace(truth, truth="That sofa")).result()
    async with opened("journal") as pilot:
        await until(pilot, lambda: "edited" in painted(pilot))
        await open_versions(pilot, session, truth)
        assert "No sofa" in painted(pilot)
        assert "keep" not in painted(pilot)
        await pilot.press("b")
        assert isinstance(pilot.app.screen, Versions)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
        await pilot.press("escape")


async def test_earlier_words_of_the_other(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """The other's earlier words are shown just as one's own."""
    truth = ben.shares(Truth(truth="No sofa", day=session.today))
    seen = {truth.stamp.device: (truth.stamp.ms, truth.stamp.counter)}
    stamp = truth.stamp._replace(ms=truth.stamp.ms + 5)
    ben.shares(msgspec.structs.replace(truth, truth="That sofa", stamp=stamp, replaces=seen))
    async with opened("journal") as pilot:
        await until(pilot, lambda: "edited" in painted(pilot))
        await open_versions(pilot, session, truth)
        assert "No sofa" in painted(pilot)


async def test_nothing_to_show(session: Session, journal: Journal, ben: Ben, opened: Open) -> None:
    """Without other versions there is no key for them."""
    truth = journal.add(Truth(truth="No sofa", audience=BOTH, day=session.today)).result()
    async with opened("journal") as pilot:
        await pilot.app.push_screen(EntryScreen(session, truth))
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(pilot.app.screen, EntryScreen)
        assert "earlier words" not in painted(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_two_of_the_others_are_shown(
    session: Session, journal: Journal, ben: Ben, opened: Open, size: tuple[int, int]
) -> None:
    """Two versions stand beside each other where there is room; of the other's none is chosen."""
    truth = ben.shares(Truth(truth="No sofa", day=session.today))
    beside(journal, truth, "A sofa", by=truth.author)
    async with opened("journal", size=size) as pilot:
        await until(pilot, lambda: "two versions" in listed(pilot))
        await open_versions(pilot, session, truth)
        assert "No sofa" in painted(pilot)
        assert "A sofa" in painted(pilot)
        assert "keep" not in painted(pilot)
        sides = pilot.app.screen.query_one("#sides")
        assert type(sides) is (Horizontal if size[0] >= 112 else Vertical)
        await pilot.press("enter")
        await pilot.pause()
        assert journal.beside(truth)


@pytest.mark.parametrize(
    ("key", "words"),
    [("enter", {"Mine", "That"}), ("b", {"Mine", "That"}), ("m", {"Mine"}), ("t", {"That"})],
)
async def test_one_of_mine_is_chosen(
    session: Session, journal: Journal, ben: Ben, opened: Open, key: str, words: set[str]
) -> None:
    """Enter keeps both, the second as an entry of its own; `m` and `t` keep one; all are shared."""
    truth = journal.add(Truth(truth="Mine", audience=BOTH, day=session.today)).result()
    send_all(journal)
    beside(journal, truth, "That", by=journal.me.id)
    assert len(journal.beside(truth)) == 1
    async with opened("journal") as pilot:
        await until(pilot, lambda: "two versions" in listed(pilot))
        await open_versions(pilot, session, truth)
        assert "keep both" in painted(pilot)
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, Versions))
        kept = journal.of_kind(Truth)
        assert {each.truth for each in kept} == words
        assert {each.seen_by for each in kept} == {BOTH}
        assert not any(journal.beside(each) for each in kept)
