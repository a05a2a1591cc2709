"""A passphrase of its own for what is most one's own: made, shut, opened, changed, taken away."""

from __future__ import annotations

from datetime import date
from functools import partial

import msgspec
import pytest
from msgspec.structs import replace

from journal.model.kinds import KINDS, DesireNote, DesireSwitch, Entry, Wish
from journal.model.said import Said
from journal.model.search import Query
from journal.store import OwnKey, StoreError
from journal.store.documents import OWN_SEALED
from journal.store.exchanging import Exchanging
from journal.store.key_errors import (
    NoOwnKey,
    OwnKeyExists,
    OwnKeyNeedsEncryption,
    OwnKeyShut,
    TooSoon,
    WrongOwnPassphrase,
    WrongPassphrase,
)
from journal.store.seal import PLAIN
from tests.store.owned import CANARY, DAY, SECOND, THIRD, Owned, make_keys_quick, own, wishes
from tests.sync.paired import pair_up, said


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    make_keys_quick(monkeypatch)


@pytest.fixture
def owned() -> Owned:
    """A journal with wishes and an entry, kept before there is a second passphrase."""
    begun = Owned().begin()
    entry = Entry(step="share", text="rain on the roof", day=DAY)
    begun.journal.commit([*wishes(), entry]).result()
    return begun


def test_every_kind_with_a_key_of_its_own_is_private_and_apart() -> None:
    """What can be shut is in no list that does not name it, and never travels."""
    kinds = [kind for kind in KINDS.values() if kind.OWN_KEY]
    assert len(kinds) >= 3
    assert all(kind.PRIVATE and kind.APART and not kind.MARK and not kind.STEP for kind in kinds)


def test_without_one_they_are_kept_like_all_others(owned: Owned) -> None:
    """Under the journal's own key alone; that there could be another costs nothing."""
    assert owned.journal.own_key.state is OwnKey.NONE
    assert owned.journal.own_key.can_make
    assert owned.telling() == ["journal.log"]
    assert len(own(owned.again().journal)) == 3


def test_made_it_is_open_and_nothing_on_the_disk_tells_it(owned: Owned) -> None:
    """Whoever has every file and the journal's own key finds not one word, in log or snapshot."""
    before = own(owned.journal)
    assert owned.journal.own_key.make(SECOND) == []
    assert owned.journal.own_key.state is OwnKey.OPEN
    assert not owned.journal.own_key.can_make
    assert own(owned.journal) == before
    assert owned.telling() == []
    owned.journal.commit([Wish(text=f"{CANARY} more", how="maybe", day=DAY)]).result()
    assert owned.telling() == []
    assert owned.telling("wish") == [], "not even what sort of thing it is"
    assert owned.telling("rain on the roof") != []
    assert owned.again().telling() == []


def test_what_is_sealed_says_nothing_by_its_length(owned: Owned) -> None:
    """A short wish and a long one are of one size."""
    owned.journal.own_key.make(SECOND)
    owned.journal.add(Wish(text="x" * 400, how="later", day=DAY)).result()
    documents = owned.journal._db.bottom.tables[OWN_SEALED].values()
    assert len({len(bytes(raw)) for raw in documents}) == 1


def test_shut_nothing_of_it_is_given(owned: Owned) -> None:
    """By no verb and no list; what is not under it is there as ever."""
    journal = owned.journal
    wish = journal.of_kind(Wish)[0]
    journal.own_key.make(SECOND)
    journal.search(Query.parse(CANARY), kind="wish")
    journal.delete(journal.of_kind(DesireNote)[0]).result()
    journal.own_key.shut()
    for each in (journal, owned.again().journal):
        journal = each
        assert journal.own_key.state is OwnKey.SHUT
        assert own(journal) == []
        assert (journal.get(wish.id), journal.find(wish.reference)) == (None, None)
        assert [each.kind for each in journal.records()] == ["entry"]
        assert journal.days() == {DAY}
        assert journal.in_bin() == []
        assert journal.undo() is None or journal.undo() is None
        for query in (Query(), Query.parse(CANARY)):
            assert not [found for found in journal.search(query) if found.OWN_KEY]
            assert journal.search(query, kind="wish") == []
        assert CANARY not in repr(vars(journal._searcher))
        assert CANARY not in repr(vars(journal._undo))


def test_opened_everything_is_as_it_was(owned: Owned) -> None:
    """To the last field: stamps, days, who wrote it; and those in the bin are in the bin."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    (binned,) = journal.delete(journal.of_kind(DesireNote)[0]).result()
    before = own(journal)
    journal = owned.again().journal
    journal.own_key.open(SECOND)
    assert journal.own_key.state is OwnKey.OPEN
    assert own(journal) == before
    assert journal.own_key.unread == 0
    restored = journal.restore(binned).result()
    assert restored.gone is None
    assert restored in own(journal)
    journal.own_key.open(SECOND)
    assert len(own(journal)) == 3, "opening twice changes nothing"


def test_while_shut_nothing_of_it_can_be_kept(owned: Owned) -> None:
    """A new one, an edit, a deletion for good: refused in a plain sentence, and nothing changes."""
    journal = owned.journal
    wish = journal.of_kind(Wish)[0]
    journal.own_key.make(SECOND)
    journal.own_key.shut()
    before = owned.files.contents()
    entry = Entry(step="share", text="with it", day=DAY)
    for records in (wishes("new"), [replace(wish, text="changed")], [entry, wishes("new")[0]]):
        with pytest.raises(OwnKeyShut, match="are shut"):
            journal.commit(records).result()
    for refused in (journal.delete(wish), journal.restore(wish), journal.unshare(wish)):
        with pytest.raises(StoreError):
            refused.result()
    with pytest.raises(OwnKeyShut):
        journal.delete_for_good(wish).result()
    assert owned.files.contents() == before
    assert journal.add(entry).result().text == "with it"
    journal.own_key.open(SECOND)
    assert wish in own(journal)


def test_a_wrong_passphrase_opens_nothing_and_after_some_there_is_a_pause(owned: Owned) -> None:
    """As at the journal's own door: nothing changes, and the next try has to wait."""
    key = owned.journal.own_key
    key.make(SECOND)
    key.shut()
    for _again in range(3):
        with pytest.raises(WrongOwnPassphrase):
            key.open(THIRD)
    assert issubclass(WrongOwnPassphrase, WrongPassphrase)
    assert key.pause == 2
    with pytest.raises(TooSoon):
        key.open(SECOND)
    assert key.state is OwnKey.SHUT
    owned.clock.advance(3)
    key.open(SECOND)
    assert key.pause == 0
    assert len(own(owned.journal)) == 3


def test_open_it_is_written_like_everything_else(owned: Owned) -> None:
    """Edited, deleted, taken back: under the key each time, and there after the next opening."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    wish = journal.of_kind(Wish)[0]
    edited = journal.edit(replace(wish, text=f"{CANARY} other", how="not")).result()
    journal.delete(edited).result()
    undone = journal.undo()
    assert undone is not None
    (back,) = undone.result()
    assert owned.telling() == []
    after = owned.again().unlocked(SECOND).journal
    assert after.of_kind(Wish) == [back]


def test_deleted_for_good_nothing_is_left_but_that_a_number_was_used(owned: Owned) -> None:
    """The backup that had it is named, and rewritten without it; later ones are not named."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    owned.again().unlocked(SECOND)
    journal, (wish,) = owned.journal, owned.journal.of_kind(Wish)
    (backup,) = journal.delete_for_good(wish).result()
    assert backup.day == DAY
    assert journal.take_out_of_backups(wish).result() == []
    assert journal.backups.holding({str(int(wish.id, 16))}, owned.seal) == []
    raw = journal._db.bottom.tables[OWN_SEALED][str(int(wish.id, 16))]
    assert bytes(raw) == b'{"id":"%s","emptied":true}' % wish.id.encode()
    journal = owned.again().unlocked(SECOND).journal
    assert journal.of_kind(Wish) == []
    assert len(own(journal)) == 2
    with pytest.raises(StoreError):
        journal.add(replace(wish, text="again")).result()


def test_what_was_in_the_bin_too_long_goes_when_it_is_opened(owned: Owned) -> None:
    """While shut nobody can tell; opened, its words are gone, like all others after thirty days."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    (gone,) = journal.delete(journal.of_kind(Wish)[0]).result()
    owned.clock.advance(days=31)
    journal = owned.again().unlocked(SECOND).journal
    journal.fold().result()
    raw = journal._db.bottom.tables[OWN_SEALED][str(int(gone.id, 16))]
    assert msgspec.json.decode(raw) == {"id": gone.id, "emptied": True}
    assert len(own(journal)) == 2


def test_fields_that_this_version_does_not_know_stay(owned: Owned) -> None:
    """Through the key, an edit under it, and out again."""
    journal = owned.journal
    (wish,) = journal.of_kind(Wish)
    number = int(wish.id, 16)
    document = dict(journal._db.table("wish").get(doc_id=number) or {})
    journal._db.table("wish").update({"later": [1, {"a": CANARY}]}, doc_ids=[number])
    journal.own_key.make(SECOND)
    journal.edit(replace(wish, text="other")).result()
    assert owned.telling() == []
    journal.own_key.remove(SECOND)
    after = dict(journal._db.table("wish").get(doc_id=number) or {})
    assert after["later"] == [1, {"a": CANARY}]
    assert after["text"] == "other"
    assert after.keys() == {*document, "later"}


def test_removed_everything_is_kept_as_before(owned: Owned) -> None:
    """The very documents, in their tables; and one can be made again."""
    journal = owned.journal
    tables = journal._db.bottom.tables
    before = {name: dict(tables[name]) for name in ("wish", "match", "desire-note")}
    journal.own_key.make(SECOND)
    with pytest.raises(WrongOwnPassphrase):
        journal.own_key.remove(THIRD)
    journal = owned.again().journal
    journal.own_key.remove(SECOND)
    assert journal.own_key.state is OwnKey.NONE
    assert len(own(journal)) == 3
    tables = journal._db.bottom.tables
    assert {name: tables[name] for name in before} == before
    assert not tables.keys() & {OWN_SEALED, "own-key"}
    journal = owned.again().journal
    assert len(own(journal)) == 3
    (backup,) = journal.own_key.make(THIRD)
    assert journal.own_key.rewrite_backups() == [backup], "it is under the one before"


def test_changed_the_old_passphrase_opens_nothing_any_more(owned: Owned) -> None:
    """It is a new key, too: who has the old passphrase and an old row opens none of the new."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    old = dict(journal._db.bottom.tables["own-key"])
    with pytest.raises(WrongOwnPassphrase):
        journal.own_key.change(THIRD, SECOND)
    journal.own_key.shut()
    journal.own_key.change(SECOND, THIRD)
    assert journal.own_key.state is OwnKey.OPEN
    journal = owned.again().journal
    with pytest.raises(WrongOwnPassphrase):
        journal.own_key.open(SECOND)
    journal.own_key.open(THIRD)
    assert len(own(journal)) == 3
    journal.own_key.shut()
    journal._db.bottom.tables["own-key"].update(old)
    journal.own_key.open(SECOND)
    assert own(journal) == []
    assert journal.own_key.unread == 3


def test_a_forgotten_passphrase_loses_it_all_and_nothing_else(owned: Owned) -> None:
    """Thrown away without it: the pages are empty, all else is there, and a new one can be made."""
    owned.journal.own_key.make(SECOND)
    journal = owned.again().journal
    journal.drafts.keep("wish", day=DAY, kind="wish", values={"text": "x"})
    journal.own_key.throw_away()
    assert journal.own_key.state is OwnKey.NONE
    assert own(journal) == []
    assert [each.kind for each in journal.records()] == ["entry"]
    journal.own_key.make(THIRD)
    journal = owned.again().unlocked(THIRD).journal
    assert own(journal) == []
    assert journal.own_key.unread == 0
    with_open = journal
    with_open.commit(wishes("new")).result()
    with_open.own_key.throw_away()
    assert own(with_open) == []


def test_only_an_encrypted_journal_can_have_one() -> None:
    """In a plain one the words would lie on the disk as they were; it says what to do instead."""
    plain = Owned(seal=PLAIN).begin()
    assert not plain.journal.own_key.can_make
    with pytest.raises(OwnKeyNeedsEncryption, match="encrypt the journal first"):
        plain.journal.own_key.make(SECOND)
    assert plain.journal.own_key.state is OwnKey.NONE


def test_what_is_not_there_cannot_be_opened_nor_made_twice(owned: Owned) -> None:
    """Each of the verbs says so, and changes nothing."""
    key = owned.journal.own_key
    key.shut()
    before = owned.files.contents()
    for verb in (key.open, key.remove, lambda old: key.change(old, THIRD)):
        with pytest.raises(NoOwnKey):
            verb(SECOND)
    for ask in (key.throw_away, key.outside, key.rewrite_backups):
        with pytest.raises(NoOwnKey):
            ask()
    assert owned.files.contents() == before
    key.make(SECOND)
    with pytest.raises(OwnKeyExists):
        key.make(THIRD)
    key.shut()
    for ask in (key.outside, key.rewrite_backups):
        with pytest.raises(OwnKeyShut):
            ask()


def test_closing_shuts_it(owned: Owned) -> None:
    """Whoever still holds the closed journal holds none of it, and shutting then does no harm."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    journal.close()
    assert journal.own_key.state is OwnKey.SHUT
    assert own(journal) == []
    journal.own_key.shut()
    with pytest.raises(StoreError):
        journal.own_key.open(SECOND)


def test_whoever_follows_the_journal_is_told(owned: Owned) -> None:
    """After each of these, as after every change; and what was opened is in the news."""
    told: list[tuple[OwnKey, int]] = []
    key = owned.journal.own_key
    owned.journal.subscribe(lambda changed: told.append((key.state, len(changed.records))))
    key.make(SECOND)
    key.shut()
    key.open(SECOND)
    key.remove(SECOND)
    assert (OwnKey.OPEN, 0) in told
    assert (OwnKey.SHUT, 0) in told
    assert (OwnKey.OPEN, 3) in told
    assert told[-1][0] is OwnKey.NONE


def test_the_switch_of_the_page_is_read_without_it(owned: Owned) -> None:
    """Whether the page is there at all lies under the journal's own key."""
    owned.journal.add(DesireSwitch(on=True, day=DAY)).result()
    owned.journal.own_key.make(SECOND)
    (switch,) = owned.again().journal.of_kind(DesireSwitch)
    assert switch.on


def test_nobody_else_puts_anything_in_its_place(owned: Owned) -> None:
    """A partner whose program says its kinds, or names its tables, is not believed."""
    journal = owned.journal
    pair_up(journal)
    journal.own_key.make(SECOND)
    journal.own_key.shut()
    entry = said(journal, Entry(step="share", text="theirs", day=DAY))
    body = msgspec.Raw(b'{"text":"theirs","how":"yes"}')
    hostile = replace(entry, kind="wish", body=body)
    journal.exchange(lambda sync: sync.receive(journal.partner.id, hostile)).result()
    for kind in ("own-key", "own-sealed"):
        for author in (journal.me.id, journal.partner.id):
            named = replace(entry, kind=kind)
            with pytest.raises(ValueError, match="not a version of ours"):
                journal.exchange(partial(_hear, author, named)).result()
    assert own(journal) == []
    journal.own_key.open(SECOND)
    assert len(own(journal)) == 3
    assert journal.own_key.state is OwnKey.OPEN


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(1999, 1, 1)])
def test_about_and_bin_of_others_are_as_ever(owned: Owned, day: date) -> None:
    """Deleting, restoring and deleting for good what is not under it works while it is shut."""
    journal = owned.journal
    journal.own_key.make(SECOND)
    journal.own_key.shut()
    entry = journal.add(Entry(step="share", text="rain", day=day)).result()
    (gone,) = journal.delete(entry).result()
    assert journal.in_bin() == [gone]
    restored = journal.restore(gone).result()
    journal.delete_for_good(restored).result()
    assert journal.get(entry.id) is None


def _hear(author: str, version: Said, sync: Exchanging) -> bool:
    return sync.receive(author, version)
