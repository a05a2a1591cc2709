"""The power goes, or the disk fails, at any moment of making, changing or removing a second key."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

import pytest

from journal.model.kinds import Wish
from journal.store import OwnKey, StoreError
from tests.store.disk import Contents, MemoryFiles, images
from tests.store.owned import (
    CANARY,
    DAY,
    SECOND,
    THIRD,
    Owned,
    make_keys_quick,
    own,
    wishes,
)
from tests.store.test_nth_failure import FailingMemory

TYPED = f"{CANARY} typed"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try."""
    make_keys_quick(monkeypatch)


def words(owned: Owned) -> list[str]:
    """List the words that show."""
    return sorted(text for record in own(owned.journal) for text in record.texts())


def typed(owned: Owned) -> list[str]:
    """List what is being typed."""
    return [draft.values["text"] for draft in owned.journal.drafts.all()]


def type_a_wish(owned: Owned, text: str = TYPED) -> None:
    """Leave a wish half written."""
    owned.journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": text})
    owned.journal.drafts.flush().result()


class Seen:
    """Power cuts of which each different state of the disk is looked at once."""

    def __init__(self) -> None:
        self._digests: set[bytes] = set()

    def is_new(self, acked: int, contents: Contents) -> bool:
        """Tell whether this was not looked at yet."""
        told = repr((acked, sorted((str(path), data) for path, data in contents.items())))
        digest = blake2b(told.encode()).digest()
        is_new = digest not in self._digests
        self._digests.add(digest)
        return is_new


@pytest.mark.parametrize("seed", [1, 2])
def test_a_power_cut_at_any_moment_loses_no_word_and_tells_none(seed: int) -> None:
    """What was acknowledged is there, drafts too; from the first moment it is under the key."""
    owned = Owned().begin()
    states: list[tuple[list[str], bool]] = []

    def done(*, under: bool) -> None:
        states.append((words(owned), under))
        owned.files.ack()

    journal = owned.journal
    journal.commit(wishes()).result()
    type_a_wish(owned)
    done(under=False)
    journal.own_key.make(SECOND)
    done(under=True)
    journal.add(Wish(text=f"{CANARY} more", how="yes", day=DAY)).result()
    done(under=True)
    journal.own_key.change(SECOND, THIRD)
    done(under=True)
    assert journal.own_key.rewrite_backups() == []
    done(under=True)
    journal.own_key.remove(THIRD)
    done(under=False)
    seen, looked = Seen(), 0
    for how, acked, contents in images(owned.files.ops, seed, chances=4):
        if not acked or not seen.is_new(acked, contents):
            continue
        looked += 1
        may_be = states[acked - 1 : acked + 1]
        image = Owned(MemoryFiles(contents), owned.seal).open()
        try:
            if image.journal.own_key.state is OwnKey.SHUT:
                assert (words(image), typed(image)) == ([], []), how
            if all(under for _words, under in may_be):
                assert image.telling() == [], how
            image.unlocked(SECOND, THIRD)
            assert words(image) in [each for each, _under in may_be], how
            assert typed(image) == [TYPED], how
            if looked % 5 == 0:
                image.again().unlocked(SECOND, THIRD)
                assert words(image) in [each for each, _under in may_be], how
                assert typed(image) == [TYPED], how
        finally:
            image.journal.close()
    assert looked > 200
    journal.close()


def make(owned: Owned) -> None:
    """Make one, where there is none."""
    owned.journal.own_key.make(SECOND)


def change(owned: Owned) -> None:
    """Change it."""
    owned.journal.own_key.change(SECOND, THIRD)


def rewrite(owned: Owned) -> None:
    """Change it, and the backups."""
    owned.journal.own_key.change(SECOND, THIRD)
    owned.journal.own_key.rewrite_backups()


def remove(owned: Owned) -> None:
    """Remove it."""
    owned.journal.own_key.remove(SECOND)


@pytest.mark.parametrize("kind", ["EIO", "ENOSPC", "short write"])
@pytest.mark.parametrize("verb", [make, change, rewrite, remove])
def test_whichever_step_the_disk_refuses_nothing_is_lost(
    verb: Callable[[Owned], None], kind: str
) -> None:
    """It is done, or it says that it is not; here and in the next program every word is there."""
    refused = 0
    for step in range(1, 400):
        files = FailingMemory(0, kind)
        owned = Owned(files).begin()
        owned.journal.commit(wishes()).result()
        expected = words(owned)
        if verb is not make:
            owned.journal.own_key.make(SECOND)
        type_a_wish(owned)
        files.done, files.fail_at = 0, step
        said = False
        try:
            verb(owned)
        except StoreError:
            said = True
        passed = files.done < step
        files.fail_at = 0
        refused += said
        assert words(owned) == expected
        assert typed(owned) == [TYPED]
        type_a_wish(owned, f"{TYPED} on")
        state = owned.journal.own_key.state
        assert said or state is (OwnKey.NONE if verb is remove else OwnKey.OPEN)
        again = owned.image(files.contents()).unlocked(SECOND, THIRD)
        assert words(again) == expected
        assert typed(again) == [f"{TYPED} on"]
        for each in (again, owned):
            each.journal.close()
        closed = owned.image(files.contents())
        if state is OwnKey.OPEN:
            assert [name for name in closed.telling() if name.startswith("journal.")] == []
        assert words(closed.unlocked(SECOND, THIRD)) == expected
        closed.journal.close()
        if passed:
            assert not said
            assert refused > 3
            return
    raise AssertionError("no end")
