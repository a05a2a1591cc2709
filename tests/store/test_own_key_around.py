"""What is under a second passphrase, in all that lies around a journal: drafts, backups, copies."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from tinydb.table import Document, Table

from journal.model.kinds import DesireNote, Entry, Wish
from journal.model.record import Record
from journal.store import Backup, Home, Journal, OwnKey
from journal.store.doctor import examine_folder
from journal.store.documents import OWN_KEY, OWN_SEALED
from journal.store.key_errors import OwnKeyDamaged, SamePassphrase, WrongOwnPassphrase
from journal.store.own_jobs import OwnJobs
from journal.unlocking import Unlocking, create
from tests.clocks import FixedClock
from tests.store.disk import MemoryFiles
from tests.store.owned import (
    CANARY,
    DAY,
    FIRST,
    SECOND,
    THIRD,
    Owned,
    make_keys_quick,
    on_disk,
    own,
    telling,
    wishes,
)
from tests.sync.world import World


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    make_keys_quick(monkeypatch)


@pytest.fixture
def owned() -> Owned:
    """A journal with wishes, and a backup of yesterday in which they are in the clear."""
    begun = Owned().begin()
    begun.journal.commit([*wishes(), Entry(step="share", text="rain", day=DAY)]).result()
    begun.again()
    begun.clock.advance(days=1)
    return begun


def typed(journal: Journal) -> list[str]:
    """List what is being typed, as a screen sees it."""
    return [text for draft in journal.drafts.all() for text in draft.values.values()]


def named(backups: list[Backup]) -> list[str]:
    """Name backups by their day."""
    return [backup.name for backup in backups]


# Drafts


def test_what_is_being_typed_is_sealed_too(owned: Owned) -> None:
    """From the moment the key is made, and each letter after it; other drafts are as ever."""
    drafts = owned.journal.drafts
    drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"})
    drafts.keep("today", day=DAY, kind="entry", values={"text": "other words"})
    drafts.flush().result()
    owned.journal.own_key.make(SECOND)
    assert owned.telling() == ["2026-11-22.sealed"]
    drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed on"})
    drafts.flush().result()
    assert owned.telling() == ["2026-11-22.sealed"]
    assert owned.telling("other words") == ["drafts.json"]
    assert typed(owned.journal) == [f"{CANARY} typed on", "other words"]


def test_drafts_under_it_are_seen_while_it_is_open_alone(owned: Owned) -> None:
    """Shut they are in no list, opened they are in their place."""
    owned.journal.own_key.make(SECOND)
    wish = owned.journal.of_kind(Wish)[0]
    owned.journal.drafts.keep(
        "desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"}, editing=wish
    )
    before = owned.journal.drafts.all()
    owned.journal.own_key.shut()
    assert owned.journal.drafts.all() == []
    assert owned.journal.drafts.at("desire") is None
    owned.journal.drafts.keep("today", day=DAY, kind="entry", values={"text": "other"})
    owned.journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} no"})
    assert typed(owned.journal) == ["other"]
    assert CANARY not in repr(owned.journal.drafts.all())
    journal = owned.again().journal
    assert typed(journal) == ["other"]
    assert owned.telling() == ["2026-11-22.sealed"]
    journal.own_key.open(SECOND)
    assert journal.drafts.at("desire") == before[0]
    assert typed(owned.again().unlocked(SECOND).journal) == [f"{CANARY} typed", "other"]


def test_a_draft_that_became_a_record_is_gone_when_it_is_opened(owned: Owned) -> None:
    """Where the program was stopped between the two writes, nothing is there twice."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"})
    journal.drafts.flush().result()
    drafts = owned.files.contents()[owned.path.with_name("drafts.json")]
    wish = Wish(text=f"{CANARY} typed", how="yes", day=DAY)
    journal.commit([wish], ends="desire").result()
    journal.close()
    crashed = {**owned.files.contents(), owned.path.with_name("drafts.json"): drafts}
    journal = owned.image(crashed).unlocked(SECOND).journal
    assert typed(journal) == []
    assert len(own(journal)) == 4


def test_removed_and_changed_drafts_go_along(owned: Owned) -> None:
    """With a new passphrase they open with that; without one they are like all others."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"})
    journal.own_key.change(SECOND, THIRD)
    journal = owned.again().unlocked(THIRD).journal
    assert typed(journal) == [f"{CANARY} typed"]
    journal.own_key.remove(THIRD)
    assert "drafts.json" in owned.telling()
    assert typed(owned.again().journal) == [f"{CANARY} typed"]


def test_of_a_commit_that_comes_too_late_nothing_is_written_in_the_clear(owned: Owned) -> None:
    """It is refused, and its draft goes back nowhere where it could be read."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"})
    journal.own_key.shut()
    late = journal.commit([Wish(text=f"{CANARY} late", how="yes", day=DAY)], ends="desire")
    assert late.exception() is not None
    assert journal.drafts.all() == []
    assert owned.telling() == ["2026-11-22.sealed"]
    journal.own_key.open(SECOND)
    assert typed(journal) == [f"{CANARY} typed"]


# Backups


def test_backups_of_before_are_named_and_rewritten(owned: Owned) -> None:
    """With everything in them that was, under the key: brought back they ask for the passphrase."""
    before = own(owned.journal)
    assert named(owned.journal.own_key.make(SECOND)) == ["2026-11-22"]
    assert owned.telling() == ["2026-11-22.sealed"]
    assert named(owned.journal.own_key.outside()) == ["2026-11-22"]
    assert owned.journal.own_key.rewrite_backups() == []
    assert owned.telling() == []
    assert owned.journal.own_key.outside() == []
    for when in ("2026-11-22", "2026-11-23"):
        restored = _restored(owned, when)
        assert own(restored.journal) == []
        assert len(restored.journal.records()) == 1
        restored.journal.own_key.open(SECOND)
        assert own(restored.journal) == before


def test_after_a_change_the_old_passphrase_opens_old_backups_until_they_are_rewritten(
    owned: Owned,
) -> None:
    """They are named; rewriting them may wait for another day, and then former keys are gone."""
    owned.journal.own_key.make(SECOND)
    owned.journal.own_key.rewrite_backups()
    assert named(owned.journal.own_key.change(SECOND, THIRD)) == ["2026-11-23", "2026-11-22"]
    _restored(owned, "2026-11-22").journal.own_key.open(SECOND)
    journal = owned.again().unlocked(THIRD).journal
    assert named(journal.own_key.outside()) == ["2026-11-23", "2026-11-22"]
    assert b'"former":[{' in bytes(journal._db.bottom.tables[OWN_KEY]["1"])
    assert journal.own_key.rewrite_backups() == []
    assert b'"former":[]' in bytes(journal._db.bottom.tables[OWN_KEY]["1"])
    restored = _restored(owned, "2026-11-22").journal
    with pytest.raises(WrongOwnPassphrase):
        restored.own_key.open(SECOND)
    restored.own_key.open(THIRD)
    assert len(own(restored)) == 3
    assert len(own(owned.again().unlocked(THIRD).journal)) == 3


def test_a_backup_that_cannot_be_rewritten_is_named_and_left(owned: Owned) -> None:
    """One that is damaged, and one under a key that was removed."""
    owned.journal.own_key.make(SECOND)
    owned.journal.own_key.remove(SECOND)
    path = owned.path.parent / "backups/2026-11-22.sealed"
    contents = owned.files.contents()
    owned.journal.close()
    contents = {**owned.files.contents(), path: contents[path][:-1]}
    again = owned.image(contents)
    assert named(again.journal.own_key.make(THIRD)) == ["2026-11-23", "2026-11-22"]
    assert named(again.journal.own_key.rewrite_backups()) == ["2026-11-23", "2026-11-22"]
    assert again.files.contents()[path] == contents[path]


def test_a_copy_saved_elsewhere_tells_nothing_either(owned: Owned) -> None:
    """With its drafts: it is as shut as the journal itself, and opens like it."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"})
    copied = Path("/m/copy/people/Ana")
    journal.save_copy(copied).result()
    contents = owned.files.contents()
    copy = {
        owned.path.with_name(at.name): data for at, data in contents.items() if copied in at.parents
    }
    opened = owned.image(copy)
    assert opened.telling() == []
    assert own(opened.journal) == []
    opened.journal.own_key.open(SECOND)
    assert len(own(opened.journal)) == 3
    assert typed(opened.journal) == [f"{CANARY} typed"]


# The journal's own passphrase


@pytest.fixture
def unlocking(home: Home, clock: FixedClock) -> Unlocking:
    """A journal on a real disk, encrypted from its first byte, with wishes under a second one."""
    journal, _code = create(home, "Ana", "Ben", clock, FIRST)
    with journal:
        journal.commit(wishes()).result()
        journal.own_key.make(SECOND)
        journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": f"{CANARY} typed"})
    return Unlocking(home, "Ana", clock)


def shut_and_whole(journal: Journal) -> None:
    """Make sure that nothing of it is given, nor told, until it is opened, and then everything."""
    assert journal.own_key.state is OwnKey.SHUT
    assert own(journal) == []
    assert telling(on_disk(journal.path.parent), journal.seal) == []
    journal.own_key.open(SECOND)
    assert len(own(journal)) == 3
    assert typed(journal) == [f"{CANARY} typed"]


def test_the_journals_own_passphrase_is_refused(home: Home, clock: FixedClock) -> None:
    """It would protect nothing; neither to make one nor to change it."""
    journal, _code = create(home, "Ana", "Ben", clock, FIRST)
    with journal:
        with pytest.raises(SamePassphrase, match="take another one"):
            journal.own_key.make(FIRST)
        assert journal.own_key.state is OwnKey.NONE
        journal.own_key.make(SECOND)
        with pytest.raises(SamePassphrase):
            journal.own_key.change(SECOND, FIRST)


def test_another_passphrase_of_the_journal_changes_nothing(unlocking: Unlocking) -> None:
    """Whether it is open or shut meanwhile."""
    with unlocking.open_with(FIRST) as journal:
        unlocking.change(journal, THIRD)
    with unlocking.open_with(THIRD) as journal:
        shut_and_whole(journal)
        unlocking.change(journal, FIRST)
        assert len(own(journal)) == 3
    with unlocking.open_with(FIRST) as journal:
        shut_and_whole(journal)


def test_a_new_key_of_the_journal_takes_it_along(unlocking: Unlocking) -> None:
    """Journal, drafts and backups are sealed anew around what stays sealed."""
    with unlocking.open_with(FIRST) as journal:
        assert unlocking.change(journal, FIRST, new_key=True) is not None
        assert telling(on_disk(journal.path.parent), journal.seal) == []
    with unlocking.open_with(FIRST) as journal:
        shut_and_whole(journal)
        unlocking.change(journal, FIRST, new_key=True)
        journal.add(Wish(text=f"{CANARY} more", how="yes", day=DAY)).result()
        assert telling(on_disk(journal.path.parent), journal.seal) == []


def test_a_recovery_code_of_the_journal_opens_it_shut(unlocking: Unlocking) -> None:
    """It is the journal's: for the second passphrase there is none."""
    with unlocking.open_with(FIRST) as journal:
        code = unlocking.new_code(journal)
    journal, _new = unlocking.recover_with(code, THIRD)
    with journal:
        shut_and_whole(journal)


@pytest.mark.parametrize("is_open", [False, True])
def test_turning_encryption_off_leaves_it_shut(unlocking: Unlocking, is_open: bool) -> None:
    """In a journal that anyone can read, these words still ask for theirs; and on again."""
    with unlocking.open_with(FIRST) as journal:
        if is_open:
            journal.own_key.open(SECOND)
        assert unlocking.decrypt(journal) == []
        folder = journal.path.parent
    assert telling(on_disk(folder), journal.seal) == []
    with unlocking.open_plain() as journal:
        shut_and_whole(journal)
        journal.edit(replace(journal.of_kind(Wish)[0], text=f"{CANARY} in the plain")).result()
    assert telling(on_disk(folder), journal.seal) == []
    with unlocking.open_plain() as journal:
        shut_and_whole(journal)
        journal.own_key.change(SECOND, THIRD)
        journal.own_key.rewrite_backups()
        unlocking.encrypt(journal, FIRST)
    with unlocking.open_with(FIRST) as journal:
        assert own(journal) == []
        journal.own_key.open(THIRD)
        assert len(own(journal)) == 3
        journal.own_key.remove(THIRD)
    with unlocking.open_with(FIRST) as journal:
        assert len(own(journal)) == 3


# What looks at files


def test_the_doctor_counts_and_does_not_read(unlocking: Unlocking) -> None:
    """All is well, said in a sentence of its own; it needs no second passphrase."""
    with unlocking.open_with(FIRST) as journal:
        journal.add(Entry(step="share", text="rain", day=DAY)).result()
        seal, folder = journal.seal, journal.path.parent
        report = examine_folder(unlocking.home.files, folder, seal=seal)
    assert report.ok
    assert "1 entry was read and understood." in report.sentences
    assert "3 more have a passphrase of their own; they were counted and not read." in (
        report.sentences
    )
    assert CANARY not in "".join(report.sentences)


def test_the_doctor_says_what_can_be_opened_by_nothing(owned: Owned) -> None:
    """A key that is gone or damaged, and what is no longer as it was sealed."""
    owned.journal.own_key.make(SECOND)
    tables = owned.journal._db.bottom.tables
    number, raw = next(iter(tables[OWN_SEALED].items()))
    document = msgspec.json.decode(raw)
    for change in ({"sealed": document["sealed"][:-8]}, {"sealed": 7}, {"sealed": "ä"}, {}):
        damaged = {"id": document["id"], **change}
        tables[OWN_SEALED][number] = msgspec.Raw(msgspec.json.encode(damaged))
        assert not _examined(owned)[0]
    tables[OWN_SEALED][number] = raw
    assert _examined(owned)[0]
    row = tables[OWN_KEY]["1"]
    tables[OWN_KEY]["1"] = msgspec.Raw(bytes(row).replace(b'"passes":', b'"passes":9'))
    ok, said = _examined(owned)
    assert not ok
    assert "The key of these pages is damaged" in said
    del tables[OWN_KEY]["1"]
    ok, said = _examined(owned)
    assert not ok
    assert "3 entries that had a passphrase of their own" in said


def test_a_damaged_row_says_so_and_stops_nothing_else(owned: Owned) -> None:
    """The journal opens, all else is there; nothing is made over it by mistake."""
    owned.journal.own_key.make(SECOND)
    owned.journal.own_key.shut()
    tables = owned.journal._db.bottom.tables
    whole = tables[OWN_KEY]["1"]
    for broken in (b"[]", b'{"version":2}', whole.__class__(bytes(whole).replace(b"1", b"2"))):
        tables[OWN_KEY]["1"] = msgspec.Raw(bytes(broken))
        for verb in (owned.journal.own_key.open, owned.journal.own_key.remove):
            with pytest.raises((OwnKeyDamaged, WrongOwnPassphrase)):
                verb(SECOND)
        assert owned.journal.own_key.state is OwnKey.SHUT
        assert len(owned.journal.records()) == 1


def test_what_was_put_in_another_ones_place_does_not_open(owned: Owned) -> None:
    """Its number is bound to it: two that were exchanged are both refused, and counted."""
    owned.journal.own_key.make(SECOND)
    owned.journal.own_key.shut()
    sealed = owned.journal._db.bottom.tables[OWN_SEALED]
    one, other, third = sealed
    sealed[one], sealed[other] = sealed[other], sealed[one]
    owned.journal.own_key.open(SECOND)
    assert [int(each.id, 16) for each in own(owned.journal)] == [int(third)]
    assert owned.journal.own_key.unread == 2


def test_words_that_came_in_beside_it_are_not_shown_and_then_sealed(owned: Owned) -> None:
    """A program that knows no second key may write them so; opening brings them under it."""
    owned.journal.own_key.make(SECOND)
    note = DesireNote(liked=f"{CANARY} stray", author=owned.journal.me.id, id="ab" * 16, day=DAY)
    table = owned.journal._db.table("desire-note")
    table.insert(_document(table, note))
    journal = owned.again().journal
    assert own(journal) == []
    assert "journal.json" in owned.telling()
    journal.own_key.open(SECOND)
    assert note.liked in [each.liked for each in journal.of_kind(DesireNote)]
    journal.close()
    assert owned.telling() == ["2026-11-22.sealed"]


# One person's copies on two machines


@pytest.mark.parametrize("is_open", [False, True])
def test_copies_of_one_journal_go_on_speaking_with_it(
    monkeypatch: pytest.MonkeyPatch, is_open: bool
) -> None:
    """Nothing of it travels, what is shared comes to both, and each copy keeps its own as it is."""
    monkeypatch.setattr(OwnJobs, "can_make", lambda _self: None)  # the world's journals are plain
    world = World()
    ana, ben = world.seat("Ana"), world.seat("Ben")
    world.pair(ana, ben)
    ana.journal.commit(wishes()).result()
    ana.journal.own_key.make(SECOND)
    ana.write("hello")
    world.spread()
    ana.journal.close()
    clone = world.clone(ana)
    ana.open()
    if is_open:
        clone.journal.own_key.open(SECOND)
        clone.journal.add(Wish(text=f"{CANARY} on the clone", how="yes", day=DAY)).result()
        ana.journal.own_key.open(SECOND)
    ana.write("from one machine")
    clone.write("from the other")
    ben.write("from ben")
    world.spread(5)
    shared = ["from ben", "from one machine", "from the other", "hello"]
    for seat in (ana, clone, ben):
        assert [text for text in shared if text not in seat.texts()] == []
        assert not [data for data in seat.exchanged().values() if CANARY.encode() in data]
    assert own(ben.journal) == []
    for seat, count in ((ana, 3), (clone, 4 if is_open else 3)):
        seat.journal.own_key.open(SECOND)
        assert len(own(seat.journal)) == count
    world.close()


def _restored(owned: Owned, when: str) -> Owned:
    """Bring a backup back, into another place, and open it there."""
    into = Path("/m/back")
    owned.journal.backups.restore(when, into, owned.seal)
    data = owned.files.contents()[into / "journal.json"]
    owned.files.remove(into / "journal.json")
    return owned.image({owned.path: data})


def _examined(owned: Owned) -> tuple[bool, str]:
    """Look at a copy of what is in memory now, as the doctor does."""
    into = Path("/m/copy")
    owned.journal.save_copy(into).result()
    files = MemoryFiles(owned.files.contents())
    owned.files.remove(into / "journal.json")
    report = examine_folder(files, into, seal=owned.seal)
    return report.ok, " ".join(report.sentences)


def _document(table: Table, record: Record) -> Document:
    """Make a document of a record, as a stock TinyDB keeps one."""
    return table.document_class(msgspec.to_builtins(record), doc_id=int(record.id, 16))
