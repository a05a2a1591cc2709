"""Whether somebody felt safe leaves the machine in nothing, and stands in no file but the store."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from journal.model.answers import Stand
from journal.model.kinds import KINDS, Answer, FeltSafe, SignCheck
from journal.model.passphrase import Passphrase
from journal.model.record import BOTH
from journal.model.said import NotShared, share
from journal.model.secret import Secret
from journal.model.signs import answer_to, current_round, rounds
from journal.screens import PAGES
from journal.screens.export import Export
from journal.session import Session
from journal.store import Journal, StoreError
from journal.sync import reveal, seal
from journal.wording.signs import ASKED, say_check, say_safe
from tests.cli.running import Person, Shell, Two, make_keys_quick
from tests.clocks import FixedClock
from tests.screens.conftest import Open, opened, session
from tests.screens.driving import painted, until
from tests.store.vaults import quick_stretch

__all__ = ["opened", "session"]

TRACES = (b"felt-safe", b"felt_safe", b"i felt safe", b'"safe"')
"""What would tell of it: the name of its kind, its words, its field."""


def traces(data: bytes, *more: str) -> list[bytes]:
    """Name what in these bytes would tell of it."""
    return [each for each in (*TRACES, *map(str.encode, more)) if each in data.lower()]


@pytest.fixture
def shell(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell in which keys cost nothing."""
    make_keys_quick(monkeypatch)
    return Shell(clock, monkeypatch, capsys)


def set_signs(journal: Journal, clock: FixedClock, safe: int = 1) -> tuple[SignCheck, FeltSafe]:
    """Keep the six and how safe one felt, as the page does."""
    day = clock.now().date()
    six = SignCheck(day=day, supported=2, warmth=3, understood=1, near=2, company=4, serious=1)
    check, felt = journal.commit([six, FeltSafe(day=day, safe=safe)]).result()
    assert isinstance(check, SignCheck)
    assert isinstance(felt, FeltSafe)
    return check, felt


def test_no_path_makes_something_of_it_that_travels(
    journal: Journal, clock: FixedClock, shell: Shell
) -> None:
    """Neither the store nor the model lets it become shared, however it is marked."""
    _check, felt = set_signs(journal, clock)
    with pytest.raises(NotShared):
        journal.would_share(felt)
    with pytest.raises(StoreError):
        journal.share(felt, BOTH).result()
    said = replace(felt, audience=BOTH, pairing="p")
    with pytest.raises(NotShared):
        share(said, about_is_shared=False)


class Inside:
    """All that was sealed for the exchange, as whoever has every key would open it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[bytes] = []
        shut, seal_answer = seal.shut_under, seal.seal_answer

        def noting(key: Secret, associated: bytes, data: Secret) -> bytes:
            self.seen.append(data.reveal())
            return shut(key, associated, data)

        def noting_words(key: Secret, answered: seal.Answered, words: bytes) -> bytes:
            self.seen.append(words)
            return seal_answer(key, answered, words)

        monkeypatch.setattr(seal, "shut_under", noting)
        monkeypatch.setattr(reveal, "seal_answer", noting_words)


def couple(shell: Shell, root: Path) -> Two:
    """Two people who have paired, each on a machine of their own."""
    ana, ben = (Person(shell, root / name) for name in ("ana", "ben"))
    for person, name in ((ana, "Ana"), (ben, "Ben")):
        assert person("init", "--name", name, "--no-passphrase").code == 0
    (root / "between").mkdir()
    two = Two(ana, ben, root / "between")
    two.pair()
    return two


def seals_a_round(person: Person) -> str:
    """Seal one's six for the round that is on; give the felt safe record's id."""
    journal = person.opened()
    with journal:
        check, felt = set_signs(journal, person.clock)
        found = rounds(journal.of_kind(Answer), journal.me.id, journal.partner.id, journal.pairing)
        answer = answer_to(current_round(found), check.day, ASKED, say_check(check))
        journal.commit([answer]).result()
    return felt.id


def lies_in(folder: Path) -> dict[str, bytes]:
    """Every file of the exchange folder."""
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_rounds_meet_and_nothing_of_it_goes(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rounds of two people open on both sides; of feeling safe no byte was ever sealed."""
    inside, two = Inside(monkeypatch), couple(shell, tmp_path)
    people = (two.ana, two.ben)
    ids = []
    for _round in range(2):
        ids += [seals_a_round(person) for person in people]
        two.carry()
        shell.clock.advance(8 * 86400)
    for person in people:
        with person.opened() as journal:
            partner = journal.partner.id
            found = rounds(journal.of_kind(Answer), journal.me.id, partner, journal.pairing)
            assert [(each.number, each.meeting.stand) for each in found] == [
                (2, Stand.OPEN), (1, Stand.OPEN),
            ]  # fmt: skip
            assert all("I felt understood" in each.meeting.theirs.text for each in found
                       if each.meeting.theirs)  # fmt: skip
    assert any(b"I felt understood" in each for each in inside.seen)
    for sealed in (*inside.seen, *lies_in(two.folder).values()):
        assert traces(sealed, *ids) == []


def test_setting_it_moves_no_byte_between_the_two(shell: Shell, tmp_path: Path) -> None:
    """Kept, changed and deleted while paired, it makes no file and changes none."""
    two = couple(shell, tmp_path)
    before = lies_in(two.folder)
    for safe in (1, 5):
        with two.ana.opened() as journal:
            set_signs(journal, shell.clock, safe)
        assert two.ana.sync()["sent"] == 0
    with two.ana.opened() as journal:
        journal.delete(*journal.of_kind(FeltSafe)).result()
    assert two.ana.sync()["sent"] == 0
    assert lies_in(two.folder) == before


def test_commands_leave_it_out_unless_it_is_named(shell: Shell, tmp_path: Path) -> None:
    """Lists, searches and exports say nothing of it; its own name or an option does."""
    person = Person(shell, tmp_path / "ana")
    assert person("init", "--name", "Ana", "--no-passphrase").code == 0
    with person.opened() as journal:
        _check, felt = set_signs(journal, shell.clock)
    files = tmp_path / "files"
    files.mkdir()

    def exported(name: str, *more: str) -> bytes:
        assert person("export", "--into", str(files / name), *more).code == 0
        return (files / name).read_bytes()

    for said in (
        person("list").out, person("list", "--json").out, person("search", "safe").out,
        person("list", "--kind", "sign-check", "--json").out,
    ):  # fmt: skip
        assert traces(said.encode(), felt.id) == []
    for data in (
        exported("a.md"), exported("a.json"), exported("b.md", "--only", "mine"),
        exported("c.json", "--only", "shared"), exported("d.md", "--step", "help"),
    ):  # fmt: skip
        assert traces(data, felt.id) == []
    assert [each["safe"] for each in person("list", "--kind", "felt-safe", "--json").objects] == [1]
    assert say_safe(felt).encode() in exported("e.md", "--with-felt-safe")
    assert felt.id.encode() in exported("e.json", "--with-felt-safe", "--only", "mine")
    for more in (("--only", "shared"), ("--step", "help")):
        ran = person("export", "--into", str(files / "f.md"), "--with-felt-safe", *more)
        assert ran.code == 2
        assert not (files / "f.md").exists()


async def test_the_export_dialog_has_it_only_where_it_is_ticked(
    opened: Open, session: Session, clock: FixedClock, tmp_path: Path
) -> None:
    """Out as it comes, in once chosen, and out again when the dialog is next opened."""
    _check, felt = set_signs(session.journal, clock)
    written = []
    async with opened("signs") as pilot:
        for number, ticked in enumerate((False, True, False)):
            dialog = Export(session)
            await pilot.app.push_screen(dialog)
            dialog.into.value = str(tmp_path / f"{number}.md")
            if ticked:
                dialog.felt_safe.focus()
                await pilot.press("right")
            await pilot.press("ctrl+s")
            path = tmp_path / f"{number}.md"
            await until(pilot, path.exists)
            await until(pilot, partial(_is_gone, pilot.app.screen_stack, dialog))
            written.append(path.read_text())
    assert [say_safe(felt) in each for each in written] == [False, True, False]


def _is_at(pilot: Pilot[Any], mode: str) -> bool:
    return pilot.app.current_mode == mode


def _is_gone(stack: Sequence[object], dialog: Export) -> bool:
    return dialog not in stack


async def test_no_other_page_says_it(opened: Open, session: Session, clock: FixedClock) -> None:
    """Only its own page has its words; Today, Journal, Search and the rest never do."""
    _check, felt = set_signs(session.journal, clock)
    async with opened("signs", size=(120, 40)) as pilot:
        for mode in PAGES:
            await pilot.app.run_action(f"app.go('{mode}')")
            await until(pilot, partial(_is_at, pilot, mode))
            await pilot.pause()
            assert ("I felt safe" in painted(pilot)) == (mode == "signs")
            views = [getattr(each, "item", None) for each in pilot.app.screen.query("EntryView")]
            assert (felt in views) == (mode == "signs")


def test_not_encrypted_the_store_alone_has_it(shell: Shell, tmp_path: Path) -> None:
    """The net has no hole: in a plain journal it is found, in files of the store and no other."""
    person = Person(shell, tmp_path / "ana")
    assert person("init", "--name", "Ana", "--no-passphrase").code == 0
    with person.opened() as journal:
        set_signs(journal, shell.clock)
    found = _files_with_traces(tmp_path)
    assert found
    assert all(each.startswith("ana/home/people/Ana/") for each in found)


async def test_set_by_keys_in_an_encrypted_journal(
    opened: Open, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set on the page, changed, left half set and locked away: no byte on disk tells of it."""
    monkeypatch.setattr("journal.unlocking.argon2id", quick_stretch)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    session.unlocking.encrypt(session.journal, Passphrase.typed("anvil mirth"))
    journal = session.journal
    async with opened("signs") as pilot:
        await pilot.press("n", *["down"] * 6, "right", "ctrl+s")
        await until(pilot, lambda: journal.of_kind(FeltSafe))
        await until(pilot, lambda: pilot.app.focused is None)
        await pilot.press("n", *["down"] * 6, "right")
        (felt,) = journal.of_kind(FeltSafe)
        assert _files_with_traces(tmp_path, felt.id) == []
        journal.fold().result()
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)
    journal.close()
    assert _files_with_traces(tmp_path, felt.id) == []


def _files_with_traces(root: Path, *more: str) -> list[str]:
    files = [each for each in root.rglob("*") if each.is_file()]
    assert len(files) > 2
    return [str(each.relative_to(root)) for each in files if traces(each.read_bytes(), *more)]


def test_only_felt_safe_holds_it() -> None:
    """No other kind has a field of that name, so nothing else could carry it."""
    assert [each for each in KINDS.values() if "safe" in each.__struct_fields__] == [FeltSafe]
