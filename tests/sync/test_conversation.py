"""The one object that screens and commands use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.model.kinds import Entry
from journal.model.sync_status import PairingStage
from journal.store import Home, Journal
from journal.sync.conversation import Conversation
from journal.sync.errors import AlreadyPaired, NoFolder, NotPaired, NotYet, OtherFolder, OwnFolder
from journal.sync.rhythm import LOOK_AGAIN, LOOK_ANYWAY, TRY_AGAIN
from tests.clocks import FixedClock
from tests.store.vaults import quick_stretch
from tests.sync.test_reading import name_of, say
from tests.sync.world import DAY, Seat, World, streams_of

Two = tuple[Conversation, Conversation]


@pytest.fixture
def journals(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Journal, Journal]]:
    """Ana's and Ben's journals in one home, on a real disk."""
    home = Home(tmp_path / "home", tmp_path / "state")
    with (
        Journal.create(home, "Ana", clock=clock) as ana,
        Journal.create(home, "Ben", clock=clock) as ben,
    ):
        yield ana, ben


@pytest.fixture
def two(tmp_path: Path, clock: FixedClock, journals: tuple[Journal, Journal]) -> Two:
    """Their conversations, not paired yet."""
    home = Home(tmp_path / "home", tmp_path / "state")
    ana, ben = (Conversation(journal, home, clock, stretch=quick_stretch) for journal in journals)
    return ana, ben


def stage(conversation: Conversation) -> PairingStage:
    """Return how far two have come."""
    return conversation.status.stage


def emptied(seat: Seat) -> bool:
    """Tell whether the folder is said to have lost what was in it."""
    return seat.conversation.status.emptied


def test_from_an_invitation_to_words_that_are_shown(
    tmp_path: Path, two: Two, journals: tuple[Journal, Journal]
) -> None:
    """Invite, accept, compare, confirm on both sides; then what one shares the other sees."""
    ana, ben = two
    folder = tmp_path / "carried"
    folder.mkdir()
    code = ana.invite(folder)
    assert stage(ana) is PairingStage.INVITED
    ben.accept(folder, code)
    assert ana.poll()
    ana.sync()
    assert ana.status.words == ben.status.words
    assert len(ana.status.words) == 4
    journals[0].add(Entry(day=DAY, step="share", text="private so far")).result()
    ana.confirm()
    assert stage(ana) is PairingStage.CONFIRMED
    ben.sync()
    ben.confirm()
    ana.sync()
    ben.sync()
    assert (stage(ana), stage(ben)) == (PairingStage.PAIRED, PairingStage.PAIRED)
    assert (ana.status.partner, ben.status.partner) == ("Ben", "Ana")
    journals[0].add(Entry(day=DAY, step="share", text="for you", audience="both")).result()
    assert ana.poll()
    assert ana.sync().sent == 1
    assert ben.poll()
    assert ben.sync().received == 1
    assert [entry.texts() for entry in journals[1].on_day(DAY)] == [("for you",)]
    assert ben.status.last_heard is not None


def test_two_on_one_machine_pair_at_once(
    tmp_path: Path, two: Two, journals: tuple[Journal, Journal]
) -> None:
    """One action, a folder of its own in the home, no words to compare."""
    ana, ben = two
    ana.pair_here(ben)
    assert (stage(ana), stage(ben)) == (PairingStage.PAIRED, PairingStage.PAIRED)
    assert Path(ana.status.folder).parent == tmp_path / "home" / "exchange"
    journals[0].add(Entry(day=DAY, step="share", text="for you", audience="both")).result()
    ana.sync()
    assert ben.sync().received == 1


def test_a_folder_of_its_own_may_move_with_the_home(
    tmp_path: Path, two: Two, journals: tuple[Journal, Journal]
) -> None:
    """Where both journals lie is where their exchange may lie, and nothing else in the home."""
    ana, ben = two
    ana.pair_here(ben)
    was = Path(ana.status.folder)
    now = was.with_name("elsewhere")
    was.rename(now)
    ana.move(now)
    assert ana.status.folder == str(now)
    for folder in (tmp_path / "home" / "exchange", tmp_path / "home" / "people" / "Ana"):
        with pytest.raises(OwnFolder):
            ana.move(folder)


def test_whoever_is_only_coming_is_named_as_they_name_themselves(
    world: World, ana: Seat, ben: Seat
) -> None:
    """After a pairing with Ben was left, the words to compare are not said to be Ben's."""
    ana.conversation.unpair()
    cleo = world.seat("Cleo")
    code = ana.conversation.invite(ana.folder)
    world.carry(ana, cleo)
    cleo.conversation.accept(cleo.folder, code)
    world.carry(cleo, ana)
    ana.sync()
    assert ana.conversation.status.stage is PairingStage.WORDS
    assert ana.conversation.status.partner == "Cleo"


def test_the_journals_own_folder_is_refused(tmp_path: Path, two: Two) -> None:
    """The home, what is inside it, and what holds it carry no exchange; nor does nothing."""
    ana, _ben = two
    home = tmp_path / "home"
    link = tmp_path / "link"
    link.symlink_to(home)
    for folder in (
        home,
        home / "people",
        home / "people" / "Ana",
        tmp_path,
        link,
        home / ".." / "home",
    ):
        with pytest.raises(OwnFolder):
            ana.invite(folder)
        with pytest.raises(OwnFolder):
            ana.accept(folder, "0000-0000-0000")
    with pytest.raises(NoFolder):
        ana.invite(tmp_path.parent / "nowhere at all")
    assert ana.status.stage is PairingStage.ALONE


def test_the_journals_own_folder_is_refused_by_any_name(
    tmp_path: Path, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person's folder that lies elsewhere, what holds that, and a name in other letters."""
    ana, _ben = two
    people, elsewhere = tmp_path / "home" / "people", tmp_path / "disk" / "kept"
    elsewhere.mkdir(parents=True)
    (people / "Ana").rename(elsewhere / "Ana")
    (people / "Ana").symlink_to(elsewhere / "Ana")
    inside = elsewhere / "Ana" / "inside"
    inside.mkdir()
    for folder in (elsewhere / "Ana", inside, elsewhere, elsewhere.parent):
        with pytest.raises(OwnFolder):
            ana.invite(folder)
    spelled, stat = tmp_path / "HOME" / "people", Path.stat

    def folding(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        """See as a file system does that takes capital and small letters for the same."""
        return stat(Path(str(path).replace("HOME", "home")), follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", folding)
    with pytest.raises(OwnFolder):
        ana.invite(spelled)


def test_what_needs_a_partner_says_so(two: Two) -> None:
    """Without a pairing nothing is done, and a pass is no error."""
    ana, _ben = two
    for verb in (ana.confirm, ana.unpair, ana.put_back, ana.refuse):
        with pytest.raises((NotPaired, NotYet)):
            verb()
    assert not ana.poll()
    assert ana.sync() == (0, 0, 0, ())


def test_a_second_pairing_needs_the_first_to_end(tmp_path: Path, two: Two) -> None:
    """Who is paired cannot invite again."""
    ana, ben = two
    ana.pair_here(ben)
    folder = tmp_path / "carried"
    folder.mkdir()
    with pytest.raises(AlreadyPaired):
        ana.invite(folder)


def test_a_missing_stick_is_no_error(world: World, ana: Seat, ben: Seat) -> None:
    """Without its marker the folder is not there: nothing is read, written or said."""
    say(ana, "one")
    marker = ana.folder / "duo1" / "marker"
    kept = world.files.files.pop(marker)
    ana.write("two")
    assert ana.sync() == (0, 0, 1, ())
    assert not ana.conversation.status.folder_there
    world.files.lay(marker, kept)
    assert ana.conversation.poll()
    assert ana.sync().sent == 1


def test_an_emptied_folder_is_filled_again_only_when_asked(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Where own files that the other may lack are gone, nothing is written until it is said so."""
    say(ana, "one", "two")
    for name in list(ana.exchanged()):
        if name.endswith(".duo"):
            world.files.lose(ana.folder / name)
    ana.write("three")
    ana.sync()
    assert emptied(ana)
    assert sum(map(len, streams_of(ana).values())) == 0
    ana.sync()
    assert not ana.conversation.poll()
    ana.conversation.put_back()
    assert ana.conversation.poll()
    ana.sync()
    assert not emptied(ana)
    world.carry(ana, ben)
    ben.sync()
    assert ben.texts() == ["one", "three", "two"]


def test_files_the_other_has_read_may_go(world: World, ana: Seat, ben: Seat) -> None:
    """Tidying away what both have is no emptied folder."""
    say(ana, "one")
    world.carry(ana, ben)
    say(ben, "thank you")
    world.carry(ben, ana)
    ana.sync()
    world.files.lose(ana.folder / name_of(ana, 1))
    ana.write("two")
    assert ana.sync().sent == 1
    assert not emptied(ana)


def test_a_damaged_file_of_ones_own_is_said(world: World, ana: Seat, ben: Seat) -> None:
    """Junk where one's next file should lie stays: it is said, and all is put back elsewhere."""
    say(ana, "one")
    world.files.lay(ana.folder / name_of(ana, 2), b"junk")
    ana.write("two")
    assert len(ana.sync().problems) == 1
    assert ana.exchanged()[name_of(ana, 2)] == b"junk"
    ana.conversation.put_back()
    ana.sync()
    world.carry(ana, ben)
    ben.sync()
    assert ben.texts() == ["one", "two"]


def test_the_same_folder_at_another_place(world: World, ana: Seat, ben: Seat) -> None:
    """A folder that moved is found again by its marker, and no other is taken for it."""
    say(ana, "one")
    elsewhere = Path("/stick/carried")
    world.files.make_folder(elsewhere)
    with pytest.raises(OtherFolder):
        ana.conversation.move(elsewhere)
    for name, data in ana.exchanged().items():
        world.files.lay(elsewhere / name, data)
    ana.conversation.move(elsewhere)
    ana.folder = elsewhere
    say(ana, "two")
    assert ana.conversation.status.folder == str(elsewhere)
    assert [len(numbers) for numbers in streams_of(ana).values()] == [2]


def test_what_cannot_be_sent_is_tried_again_now_and_then(
    world: World, ana: Seat, ben: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that takes nothing does not keep the program busy every two seconds."""
    monkeypatch.setattr(type(ana.folder_files), "may_write", lambda _files, _folder: False)
    ana.write("waits")
    assert ana.conversation.poll()
    ana.sync()
    assert not ana.conversation.poll()
    ana.clock.advance(TRY_AGAIN)
    assert ana.conversation.poll()


def test_when_the_partner_was_last_heard_is_known_without_the_folder(
    world: World, ana: Seat, ben: Seat
) -> None:
    """Begun anew and without the stick, the program still says since when nothing has come."""
    say(ben, "hello")
    world.spread(1)
    heard = ana.conversation.status.last_heard
    assert heard is not None
    world.advance(days=6)
    ana.crash()
    world.files.lose(ana.folder / "duo1" / "marker")
    ana.sync()
    assert not ana.conversation.status.folder_there
    assert ana.conversation.status.last_heard == heard


def test_status_is_told_from_memory(world: World, ana: Seat, ben: Seat) -> None:
    """Asking how things stand looks at no folder."""
    say(ana, "one")
    world.files.looks.clear()
    assert ana.conversation.status.folder_there
    assert world.files.looks == []


def test_a_pass_looks_once_more_after_a_change_and_now_and_then(
    world: World, ana: Seat, ben: Seat
) -> None:
    """What comes within one tick of a file system's clock is found a moment later."""
    say(ana, "one")
    ana.sync()
    assert not ana.conversation.poll()
    ana.clock.advance(LOOK_AGAIN)
    assert ana.conversation.poll()
    ana.sync()
    ana.clock.advance(LOOK_AGAIN)
    assert not ana.conversation.poll()
    ana.clock.advance(LOOK_ANYWAY)
    assert ana.conversation.poll()
