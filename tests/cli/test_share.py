"""`share` and `unshare`, and what `list` and `export` say of two people."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from journal.model.kinds import CameOfIt, Hindrance, Need, Star
from tests.cli.running import Shell, Two


def test_share_shows_word_for_word_what_travels(paired: Two) -> None:
    """Every field of it stands on standard error, its id on standard output, and it arrives."""
    kept = paired.ana.ok(
        "memory", "add", "--place", "Lake Nine", "--tag", "sea", "--day", "2026-10-01",
        text="Gulls\nCold hands,\nwarm bread.",
    ).id  # fmt: skip
    ran = paired.ana.said("share", kept)
    assert ran.id == kept
    for told in ("Ben", "Gulls", "Lake Nine", "sea", "Cold hands,", "warm bread."):
        assert told in ran.err
    paired.carry()
    found = paired.ben.listed()["Cold hands,\nwarm bread."]
    assert (found["id"], found["author"], found["audience"]) == (kept, "Ana", "both")
    assert (found["title"], found["place"], found["day"]) == ("Gulls", "Lake Nine", "2026-10-01")


def test_an_id_may_be_shortened(paired: Two) -> None:
    """The first signs of an id are enough where no other begins so; capitals are no matter."""
    kept = paired.ana.ok("add", "share", text="short").id
    assert paired.ana.said("share", kept[:8].upper()).id == kept


WRONG = [
    (2, "xyz"), (2, "abc"), (2, "a" * 33), (2, "my words"), (1, "0" * 32), (1, "0" * 8),
]  # fmt: skip


@pytest.mark.parametrize("command", ["share", "unshare", "reply"])
def test_what_is_no_id_is_refused(ana: Shell, command: str) -> None:
    """What is no id exits 2, an id of nothing exits 1; neither is repeated."""
    for code, typed in WRONG:
        assert typed not in ana.refused(code, command, typed, text="words")


def test_sharing_twice_changes_nothing(paired: Two) -> None:
    """What is shared already is left as it is."""
    kept = paired.ana.shares("once")
    paired.carry()
    ran = paired.ana.said("share", kept)
    assert (ran.id, "already" in ran.err) == (kept, True)
    assert paired.ana.sync()["sent"] == 0


def test_alone_nothing_can_be_shared(ana: Shell) -> None:
    """Without a partner it is said, and the entry stays private."""
    kept = ana.ok("add", "share", text="mine").id
    assert "mine" not in ana.refused(1, "share", kept)
    assert "no partner" in ana.refused(1, "answer", "today", "--sealed", text="mine")
    (only,) = ana.ok("list", "--json").objects
    assert only["audience"] == "me"


def test_what_is_for_oneself_is_never_shared(paired: Two) -> None:
    """What stands in one's way, and stars, are refused, and nothing of them is shown."""
    with paired.ana.opened() as journal:
        day = journal.clock.now().date()
        entry = journal.add(Hindrance(day=day, text="an old fear")).result()
        star = journal.add(Star(day=day, about=entry.reference)).result()
    for record in (entry, star):
        line = paired.ana.refused(1, "share", record.id)
        assert "for you alone" in line
        assert "fear" not in line


def test_taken_back_before_it_was_sent(paired: Two) -> None:
    """What never left is private again under the same id, and nothing travels."""
    kept = paired.ana.shares("not yet")
    assert paired.ana.ok("unshare", kept).id == kept
    assert paired.ana.sync()["sent"] == 0
    assert paired.ana.listed()["not yet"]["audience"] == "me"
    paired.carry()
    assert paired.ben.listed() == {}


def test_taken_back_after_it_was_sent(paired: Two) -> None:
    """What left is withdrawn there and stays here, private, under a new id, which is printed."""
    kept = paired.ana.shares("too late")
    paired.carry()
    assert "too late" in paired.ben.listed()
    ran = paired.ana.said("unshare", kept)
    assert "may have read or kept it" in ran.err
    assert ran.id != kept
    found = paired.ana.listed()["too late"]
    assert (found["id"], found["audience"]) == (ran.id, "me")
    paired.carry()
    assert paired.ben.listed() == {}
    again = paired.ana.said("unshare", ran.id)
    assert (again.id, "Nobody else" in again.err) == (ran.id, True)


def test_only_ones_own_is_shared_or_taken_back(paired: Two) -> None:
    """The partner's entry is the partner's to take back."""
    kept = paired.ben.shares("Ben's own")
    paired.carry()
    for command in ("share", "unshare"):
        line = paired.ana.refused(1, command, kept)
        assert "Ben’s" in line


def test_an_edited_entry_has_its_earlier_words(paired: Two) -> None:
    """`versions` holds what it said before, on both sides."""
    kept = paired.ana.shares("the first words")
    paired.carry()
    with paired.ana.opened() as journal:
        record = journal.get(kept)
        assert record is not None
        journal.edit(msgspec.structs.replace(record, text="the second words")).result()
    paired.carry()
    for person in (paired.ana, paired.ben):
        found = person.listed()["the second words"]
        assert [(one["beside"], one["text"]) for one in found["versions"]] == [
            (False, "the first words")
        ]


def test_list_says_whose_and_for_whom_in_words(paired: Two) -> None:
    """Private, shared and the partner's differ in words."""
    paired.ana.ok("add", "share", text="for me")
    paired.ana.shares("for both")
    paired.ben.shares("from Ben")
    paired.carry()
    lines = {line.split("  ")[-1].strip(): line for line in paired.ana.ok("list").out.splitlines()}
    assert "only me" in lines["for me"]
    assert "shared with Ben" in lines["for both"]
    assert "Ben, to you" in lines["from Ben"]


EXPORTS = [
    ([], {"for me", "for both", "from Ben"}),
    (["--only", "shared"], {"for both", "from Ben"}),
    (["--only", "mine"], {"for me", "for both"}),
]


@pytest.mark.parametrize("after", [False, True], ids=["paired", "after leaving"])
@pytest.mark.parametrize(("args", "words"), EXPORTS)
def test_exports_of_two(
    paired: Two, tmp_path: Path, args: list[str], words: set[str], *, after: bool
) -> None:
    """What both see, what is one's own, or all; each with its author, before and after leaving."""
    paired.ana.ok("add", "share", text="for me")
    paired.ana.shares("for both")
    paired.ben.shares("from Ben")
    paired.carry()
    if after:
        paired.ana.ok("unpair")
    paired.ana.ok("export", "--into", str(tmp_path / "x.json"), *args)
    found = json.loads((tmp_path / "x.json").read_text())
    assert {each["text"] for each in found} == words
    for each in found:
        assert each["author"] == ("Ben" if each["text"] == "from Ben" else "Ana")
        assert (each["audience"] == "me") is (each["text"] == "for me")
    paired.ana.ok("export", "--into", str(tmp_path / "x.md"), *args)
    text = (tmp_path / "x.md").read_text()
    assert {each for each in ("for me", "for both", "from Ben") if each in text} == words


@pytest.mark.parametrize("after", [False, True], ids=["paired", "after leaving"])
def test_an_export_of_what_is_shared_has_no_sealed_answer(
    paired: Two, tmp_path: Path, *, after: bool
) -> None:
    """One that has not opened is read by nobody else, so it is in no file of what both see."""
    paired.ana.said("answer", "today", "--sealed", text="the ferry horn")
    paired.ana.shares("for both")
    paired.carry()
    for person in (paired.ana, paired.ben):
        if after:
            person.ok("unpair")
        path = tmp_path / f"{after}-{person is paired.ana}.json"
        person.ok("export", "--into", str(path), "--only", "shared")
        assert [each["text"] for each in json.loads(path.read_text())] == ["for both"]
    if after:
        line = next(x for x in paired.ana.ok("list").out.splitlines() if "ferry horn" in x)
        assert "only me" in line


def test_an_export_of_what_is_shared_hints_at_nothing_private(paired: Two, tmp_path: Path) -> None:
    """A private star, or a private entry that something shared belongs to, is not in it."""
    with paired.ana.opened() as journal:
        day = journal.clock.now().date()
        need = journal.add(Need(day=day, happened="private need")).result()
        came = journal.add(CameOfIt(day=day, text="it was met", about=need.reference)).result()
        journal.add(Star(day=day, about=came.reference)).result()
    assert paired.ana("share", came.id).code == 0
    path = tmp_path / "x.json"
    paired.ana.ok("export", "--into", str(path), "--only", "shared")
    text = path.read_text()
    (found,) = json.loads(text)
    assert (found["text"], found["about"], found["star"]) == ("it was met", None, False)
    assert need.id not in text
    assert "private need" not in text
