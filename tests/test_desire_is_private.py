"""What stands on Desire is on its own page alone: in no command, export or file for the other."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Static

from journal.export import export_text
from journal.model.kinds import KINDS, DesireNote, DesireSwitch, Match, Wish
from journal.model.kinds.desire import DESIRE
from journal.model.passphrase import Passphrase
from journal.model.record import BOTH, Record
from journal.model.said import NotShared, share
from journal.screens.desire_key import OwnPassphrase
from journal.screens.desire_round import RoundScreen
from journal.screens.passphrases import AskPassphrase, NewPassphrase
from journal.session import Session
from journal.store import Journal, OwnKey, Query
from tests.cli.running import Person, Shell, Two, make_keys_quick
from tests.clocks import FixedClock
from tests.screens.conftest import SIZES, Open, opened, session
from tests.screens.driving import painted, until
from tests.store.vaults import quick_stretch

__all__ = ["opened", "session"]

CANARY = "zqcanary"
PHRASE, OWN = "anvil mirth", "velvet comet"


@pytest.fixture
def shell(
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell in which keys cost nothing."""
    make_keys_quick(monkeypatch)
    return Shell(clock, monkeypatch, capsys)


def keep_some(journal: Journal, clock: FixedClock) -> list[Record]:
    """Switch it on, and keep one of each."""
    day = clock.now().date()
    return journal.commit(
        [
            DesireSwitch(on=True, day=day),
            Wish(text=f"{CANARY} wish #{CANARY}tag", how="later", day=day),
            Match(text=f"{CANARY} match", day=day),
            DesireNote(liked=f"{CANARY} liked", to_say=f"{CANARY} to say", day=day),
        ]
    ).result()


def files_with(root: Path, *words: str) -> list[str]:
    """Name the files in which one of these words stands."""
    files = [each for each in root.rglob("*") if each.is_file()]
    assert len(files) > 2
    found = [each for each in files if any(word.encode() in each.read_bytes() for word in words)]
    return [str(each.relative_to(root)) for each in found]


def test_no_list_of_the_journal_has_it(journal: Journal, clock: FixedClock) -> None:
    """Not the records, days, search, tags or the bin; and an export of all has no word of it."""
    kept = keep_some(journal, clock)
    assert journal.records() == []
    assert journal.search(Query.parse(CANARY)) == []
    assert journal.tags() == []
    assert journal.days() == frozenset()
    for kind in ("md", "json"):
        assert CANARY not in export_text(journal.records(), kind)
    journal.delete(*kept[1:]).result()
    assert journal.in_bin() == []


@pytest.mark.parametrize("kind", DESIRE)
def test_nothing_of_it_can_be_shared(
    journal: Journal, clock: FixedClock, kind: type[Record]
) -> None:
    """Neither the store nor the model makes something of it that travels."""
    record = next(each for each in keep_some(journal, clock) if isinstance(each, kind))
    with pytest.raises(NotShared):
        journal.would_share(record)
    with pytest.raises(NotShared):
        share(replace(record, audience=BOTH, pairing="p"), about_is_shared=False)


def test_every_kind_of_it_is_marked_so() -> None:
    """Private and apart, all of them; and what one wrote can lie under a key of its own."""
    assert all(kind.PRIVATE and kind.APART for kind in DESIRE)
    assert [kind for kind in DESIRE if not kind.OWN_KEY] == [DesireSwitch]
    assert set(DESIRE) == {each for each in KINDS.values() if each.OWN_KEY} | {DesireSwitch}


def test_no_command_names_or_shows_it(shell: Shell, tmp_path: Path) -> None:
    """Listed, searched, exported, in help and in what is wrong: on or off, no word of it."""
    person = Person(shell, tmp_path / "ana")
    assert person("init", "--name", "Ana", "--no-passphrase").code == 0
    with person.opened() as journal:
        keep_some(journal, shell.clock)
    files = tmp_path / "files"
    files.mkdir()
    for number, kind in enumerate(("md", "json")):
        into = files / f"{number}.{kind}"
        assert person("export", "--into", str(into)).code == 0
        assert CANARY not in into.read_text()
    for name in (str(each.__struct_config__.tag) for each in DESIRE):
        ran = person("list", "--kind", name)
        assert ran.code == 2
        assert CANARY not in ran.out + ran.err
    unknown = person("list", "--kind", "nonsense")
    for ran in (
        unknown, person("list"), person("list", "--json"), person("search", CANARY),
        person("search", f"#{CANARY}tag"), person("check"), person("--help"),
        person("list", "--help"), person("export", "--help"),
    ):  # fmt: skip
        said = (ran.out + ran.err).replace(f"#{CANARY}tag", "").lower()
        for word in (CANARY, "desire", "wish", "'match'"):
            assert word not in said


def test_setting_it_moves_no_byte_between_the_two(shell: Shell, tmp_path: Path) -> None:
    """Kept, changed, deleted and switched while paired, it makes no file and changes none."""
    people = [Person(shell, tmp_path / name) for name in ("ana", "ben")]
    for person, name in zip(people, ("Ana", "Ben"), strict=True):
        assert person("init", "--name", name, "--no-passphrase").code == 0
    between = tmp_path / "between"
    between.mkdir()
    two = Two(people[0], people[1], between)
    two.pair()
    before = {str(each): each.read_bytes() for each in between.rglob("*") if each.is_file()}
    with two.ana.opened() as journal:
        kept = keep_some(journal, shell.clock)
    assert two.ana.sync()["sent"] == 0
    with two.ana.opened() as journal:
        journal.delete(*kept).result()
    assert two.ana.sync()["sent"] == 0
    assert {str(each): each.read_bytes() for each in between.rglob("*") if each.is_file()} == before


def encrypted(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypt Ana's journal, and let every key cost nothing."""
    for room in ("journal.unlocking", "journal.store.own_key"):
        monkeypatch.setattr(f"{room}.argon2id", quick_stretch)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    session.unlocking.encrypt(session.journal, Passphrase.typed(PHRASE))


@pytest.mark.parametrize("size", SIZES)
async def test_with_a_passphrase_of_its_own(
    opened: Open,
    session: Session,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    """Set in Settings, shut by its key, the page shows nothing until it is typed."""
    encrypted(session, tmp_path, monkeypatch)
    journal = session.journal
    keep_some(journal, clock)
    async with opened("settings", size=size) as pilot:
        await until(pilot, lambda: not session.unseen)
        button = pilot.app.screen.query_one("#desire-passphrase")
        await until(pilot, lambda: button.display)
        button.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, OwnPassphrase))
        await until(pilot, lambda: pilot.app.screen.query("#stands"))
        assert "no recovery code" in str(pilot.app.screen.query_one("#stands", Static).content)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, NewPassphrase))
        for field in ("#first", "#second"):
            pilot.app.screen.query_one(field, Input).value = OWN
        await pilot.press("enter", "enter")
        await until(pilot, lambda: journal.own_key.state is OwnKey.OPEN)
        await until(pilot, lambda: "has its own passphrase now" in painted(pilot))
        await pilot.press("escape", "D")
        await until(pilot, lambda: f"{CANARY} match" in painted(pilot) or size[1] == 24)
        await pilot.press("z")
        await until(pilot, lambda: "shut with a passphrase" in painted(pilot))
        assert CANARY not in painted(pilot)
        assert journal.of_kind(Wish, Match, DesireNote) == []
        for key in ("b", "t", "right", "j"):
            await pilot.press(key)
        await pilot.pause()
        assert pilot.app.current_mode == "desire"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskPassphrase))
        pilot.app.screen.query_one(Input).value = "wrong words"
        await pilot.press("enter")
        await until(pilot, lambda: "One moment" not in painted(pilot))
        assert journal.own_key.state is OwnKey.SHUT
        pilot.app.screen.query_one(Input).value = OWN
        await pilot.press("enter")
        await until(pilot, lambda: journal.own_key.state is OwnKey.OPEN)
        await until(pilot, lambda: "Your yes and your maybe" in painted(pilot)
                    or "Undressing" in painted(pilot))  # fmt: skip
        assert [each.text for each in journal.of_kind(Match)] == [f"{CANARY} match"]
    journal.close()
    assert files_with(tmp_path, CANARY, "desire") == []


async def test_a_round_ends_with_it_shut(
    opened: Open,
    session: Session,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever has the keyboard after a round cannot open the list of the other."""
    encrypted(session, tmp_path, monkeypatch)
    journal = session.journal
    keep_some(journal, clock)
    journal.own_key.make(Passphrase.typed(OWN))
    theme = session.catalogue.desire.themes[0]
    async with opened("today") as pilot:
        await pilot.app.push_screen(RoundScreen(session, theme))
        for _person in range(2):
            await pilot.press("enter", *["y"] * len(theme.wishes))
        await pilot.press("enter", "left", "right", "ctrl+s")
        await until(pilot, lambda: journal.own_key.state is OwnKey.SHUT)
        await pilot.press("D")
        await until(pilot, lambda: "shut with a passphrase" in painted(pilot))
        journal.own_key.open(Passphrase.typed(OWN))
        kept = {each.text for each in journal.of_kind(Match)}
        assert kept == {f"{CANARY} match", theme.wishes[0].text}


async def test_shut_behind_another_page_no_record_of_it_is_in_memory(
    opened: Open,
    session: Session,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page that was shown before lets go of its rows at once, not when it is next gone to."""
    encrypted(session, tmp_path, monkeypatch)
    journal = session.journal
    keep_some(journal, clock)
    journal.own_key.make(Passphrase.typed(OWN))
    async with opened("today") as pilot:
        await pilot.press("D")
        await until(pilot, lambda: pilot.app.screen.query("#notes EntryView"))
        assert any(map(tells, held_somewhere()))
        await pilot.press("0")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        await asyncio.to_thread(journal.own_key.shut)
        for _turn in range(10):
            await pilot.pause()
        assert not any(map(tells, held_somewhere()))
        await pilot.press("D")
        await until(pilot, lambda: "shut with a passphrase" in painted(pilot))


def held_somewhere() -> list[object]:
    """All that some object refers to."""
    gc.collect()
    return gc.get_referents(*gc.get_objects())


def tells(held: object) -> bool:
    """Tell whether this is a record of what stood on the page."""
    return isinstance(held, (Wish, Match, DesireNote)) and CANARY in "".join(held.texts())


async def test_locked_on_its_page_nothing_is_on_disk_and_today_comes_back(
    opened: Open,
    session: Session,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Half a note typed, then Ctrl+G: it is a draft under the key, and the way back is Today."""
    encrypted(session, tmp_path, monkeypatch)
    keep_some(session.journal, clock)
    session.journal.own_key.make(Passphrase.typed(OWN))
    async with opened("desire") as pilot:
        await pilot.press("n", "l", *CANARY)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: pilot.app._exit)
        lock = pilot.app.return_value
        assert (lock.mode, lock.place) == ("today", "")  # type: ignore[union-attr]  # it locked
    session.journal.close()
    assert files_with(tmp_path, CANARY, "desire") == []
    again = session.unlocking.open_with(Passphrase.typed(PHRASE))
    with again:
        assert again.drafts.all() == []
        again.own_key.open(Passphrase.typed(OWN))
        assert [each.values["liked"] for each in again.drafts.all()] == [CANARY]
