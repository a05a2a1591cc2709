"""Any course of making, shutting, writing and crashing: always what was kept, and never told."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journal.model.kinds import Wish
from journal.model.passphrase import Passphrase
from journal.store import OwnKey, StoreError
from journal.store.home import JOURNAL, LOG
from tests.store.owned import CANARY, DAY, Owned
from tests.store.vaults import quick_stretch

VERBS = (
    "add", "add", "edit", "delete", "for good", "shut", "open", "open", "make", "make", "change",
    "remove", "rewrite", "again", "crash",
)  # fmt: skip


class Course:
    """A journal, and what must be in it."""

    def __init__(self) -> None:
        self.owned = Owned().begin()
        self.kept: dict[str, str] = {}
        self.phrase: Passphrase | None = None
        self.is_open = False
        self.count = 0

    def do(self, verb: str) -> None:
        """Do the next thing; where it cannot be done, nothing changes."""
        self.count += 1
        try:
            getattr(self, f"_{verb.replace(' ', '_')}")()
        except StoreError:
            assert self.phrase is None or not self.is_open or verb == "make"
        self.check()

    def check(self) -> None:
        """Compare what is given with what must be; nothing may be told while it is under a key."""
        journal, shut = self.owned.journal, self.phrase is not None and not self.is_open
        wanted = OwnKey.NONE if self.phrase is None else OwnKey.SHUT if shut else OwnKey.OPEN
        assert journal.own_key.state is wanted
        shown = {wish.id: wish.text for wish in journal.of_kind(Wish)}
        assert shown == ({} if shut else self.kept)
        if self.phrase is not None:
            assert not {JOURNAL, LOG} & set(self.owned.telling())

    def _text(self) -> str:
        return f"{CANARY} {self.count}"

    def _some(self) -> Wish:
        wishes = self.owned.journal.of_kind(Wish)
        return wishes[0] if wishes else Wish(text=CANARY, how="yes", day=DAY, id="ab" * 16)

    def _add(self) -> None:
        wish = self.owned.journal.add(Wish(text=self._text(), how="yes", day=DAY)).result()
        self.kept[wish.id] = wish.text

    def _edit(self) -> None:
        if self.kept:
            edited = replace(self._some(), text=self._text())
            self.owned.journal.edit(edited).result()
            self.kept[edited.id] = edited.text

    def _delete(self) -> None:
        if self.kept:
            wish = self._some()
            self.owned.journal.delete(wish).result()
            del self.kept[wish.id]

    def _for_good(self) -> None:
        if self.kept:
            wish = self._some()
            self.owned.journal.delete_for_good(wish).result()
            del self.kept[wish.id]

    def _shut(self) -> None:
        self.owned.journal.own_key.shut()
        self.is_open = False

    def _open(self) -> None:
        self.owned.journal.own_key.open(self.phrase or Passphrase.typed("none"))
        self.is_open = True

    def _make(self) -> None:
        phrase = Passphrase.typed(f"phrase {self.count}")
        self.owned.journal.own_key.make(phrase)
        self.phrase, self.is_open = phrase, True

    def _change(self) -> None:
        new = Passphrase.typed(f"phrase {self.count}")
        self.owned.journal.own_key.change(self.phrase or new, new)
        self.phrase, self.is_open = new, True

    def _remove(self) -> None:
        self.owned.journal.own_key.remove(self.phrase or Passphrase.typed("none"))
        self.phrase, self.is_open = None, False

    def _rewrite(self) -> None:
        self.owned.journal.own_key.rewrite_backups()

    def _again(self) -> None:
        self.owned.clock.advance(days=1)
        self.owned.again()
        self.is_open = False

    def _crash(self) -> None:
        before, self.owned = self.owned, self.owned.image(self.owned.files.contents())
        before.journal.close()
        self.is_open = False


@given(st.lists(st.sampled_from(VERBS), max_size=25))
@settings(max_examples=60)
def test_any_course_of_it(verbs: list[str]) -> None:
    """Shown is what was kept, or nothing; every save of it is sealed from the first byte."""
    with patch("journal.store.own_key.argon2id", quick_stretch):
        course = Course()
        for verb in (*verbs, "again"):
            course.do(verb)
        if course.phrase is not None:
            course.do("open")
            course.do("remove")
        assert {wish.text for wish in course.owned.journal.of_kind(Wish)} == {*course.kept.values()}
        course.owned.journal.close()
