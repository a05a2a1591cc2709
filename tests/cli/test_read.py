"""`list`, `search` and `export`."""

from __future__ import annotations

import json
import os
import stat
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from journal.cli import read
from journal.model.kinds import Need, Promise, PromiseMark, SignCheck, Star
from journal.store import Home, Journal
from tests.cli.running import Shell


@pytest.fixture
def written(ana: Shell) -> Shell:
    """A journal with one entry in several places and on several days."""
    ana.ok("add", "communicate", "--day", "2026-11-20", text="Soup by the canal #walk")
    ana.ok("add", "vulnerable", "--day", "2026-11-21", text="I keep your Lists")
    ana.ok("checkin", "--pleasant", "2", "--energy", "-3", "--word", "mellow", text="with a line")
    ana.ok(
        "memory",
        "add",
        "--day",
        "2025-05-05",
        "--place",
        "Lake",
        "--tag",
        "sea",
        text="Gulls\nCold.",
    )
    return ana


def test_list_shows_one_line_an_entry_the_newest_first(written: Shell) -> None:
    """Each line has the day, what it is, and its first words."""
    lines = written.ok("list").out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "2026-11-22", "2026-11-22", "2026-11-21", "2026-11-20", "2025-05-05",
    ]  # fmt: skip
    assert lines[-1].endswith("Gulls")
    assert lines[-2].endswith("Soup by the canal #walk")


def test_list_keeps_the_parts_of_an_entry_apart(ana: Shell, home: Home) -> None:
    """Of an entry in several parts each stands by itself; lines of one text only have a blank."""
    with Journal.open(home, "Ana", clock=ana.clock) as journal:
        need = Need(day=date(2026, 11, 22), happened="You came\nlate", ask="Call me?")
        check = SignCheck(day=date(2026, 11, 21), supported=4, near=2)
        journal.commit([need, check]).result()
    first, second = ana.ok("list").out.splitlines()
    assert first.endswith("You came late · Call me?")
    assert second.endswith("I felt supported: often · I felt near my partner: seldom")


def test_list_shortens_a_long_entry(ana: Shell) -> None:
    """A long entry stands there with its first words and an ellipsis; JSON has all of it."""
    ana.ok("add", "communicate", text="one two three " * 100)
    (line,) = ana.ok("list").out.splitlines()
    assert line.endswith("…")
    assert line.partition("one two")[2]
    assert len(line[line.index("one two") :]) <= read.MOST_WORDS
    (found,) = ana.ok("list", "--json").objects
    assert found["text"].split() == ["one", "two", "three"] * 100


def test_json_has_what_scripts_need(written: Shell) -> None:
    """Every object has the fields of the envelope that matter, and what its kind has."""
    objects = written.ok("list", "--json").objects
    for found in objects:
        assert {"id", "kind", "step", "author", "audience", "day", "text", "star", "about",
                "written"} <= set(found)  # fmt: skip
        assert (found["author"], found["audience"], found["star"]) == ("Ana", "me", False)
    line, feeling, sharing, entry, memory = objects
    assert (feeling["kind"], feeling["pleasant"], feeling["energy"], feeling["words"]) == (
        "check-in", 2, -3, ["mellow"],
    )  # fmt: skip
    assert (line["text"], line["about"], feeling["about"]) == ("with a line", feeling["id"], None)
    assert (sharing["step"], sharing["text"]) == ("vulnerable", "I keep your Lists")
    assert (entry["day"], entry["step"]) == ("2026-11-20", "communicate")
    assert (memory["title"], memory["place"], memory["tags"], memory["text"]) == (
        "Gulls", "Lake", ["sea"], "Cold.",
    )  # fmt: skip
    assert entry["written"].startswith("2026-11-22T21:40:00")


FILTERS = [
    (["--step", "vulnerable"], ["sharing"]),
    (["--step", "share"], ["memory"]),
    (["--kind", "check-in"], ["check-in"]),
    (["--since", "yesterday"], ["entry", "check-in", "sharing"]),
    (["--until", "2026-11-20"], ["entry", "memory"]),
    (["--since", "last friday", "--until", "yesterday"], ["sharing", "entry"]),
    (["--kind", "talk"], []),
]


@pytest.mark.parametrize(("args", "kinds"), FILTERS)
def test_list_is_narrowed(written: Shell, args: list[str], kinds: list[str]) -> None:
    """By step, by kind, and by days with both ends included."""
    ran = written("list", *args, "--json")
    assert ran.code == 0
    assert [found["kind"] for found in ran.objects] == kinds


WRONG = [
    ["list", "--step", "share", "--kind", "memory"],
    ["list", "--since", "today", "--until", "yesterday"],
    ["list", "--kind", "poem"],
    ["list", "extra"],
    ["search"],
    ["export"],
    ["export", "--into", "x.md", "--format", "pdf"],
]


@pytest.mark.parametrize("args", WRONG)
def test_wrong_use_is_one_line(written: Shell, args: list[str]) -> None:
    """What makes no sense exits 2 with one line."""
    written.refused(2, *args)


SEARCHES = [
    (["canal"], b"", 1),
    (["CANAL"], b"", 0),
    (["lists"], b"", 1),
    (["soup", "canal"], b"", 1),
    (["soup", "gulls"], b"", 0),
    (["#walk"], b"", 1),
    (["lake"], b"", 1),
    (["--", "--json"], b"", 0),
    ([], b"canal\n", 1),
    ([], b"mellow", 1),
]


@pytest.mark.parametrize(("words", "data", "count"), SEARCHES)
def test_search(written: Shell, words: list[str], data: bytes, count: int) -> None:
    """Several words, smart case and tags, from arguments or from standard input."""
    ran = written("search", "--json", *words, text=data)
    assert (ran.code, len(ran.objects)) == (0, count)


def test_marks_are_no_entries_of_their_own(ana: Shell, home: Home) -> None:
    """A star shows on what it stars; how a promise went is listed only when asked for."""
    with Journal.open(home, "Ana", clock=ana.clock) as journal:
        day = ana.clock.now().date()
        promise = journal.add(Promise(day=day, promise="Ring Ruth")).result()
        journal.commit(
            [
                Star(day=day, about=promise.reference),
                PromiseMark(day=day, state="kept", text="She laughed", about=promise.reference),
            ]
        ).result()
    (only,) = ana.ok("list", "--json").objects
    assert (only["kind"], only["star"]) == ("promise", True)
    (mark,) = ana.ok("list", "--kind", "promise-mark", "--json").objects
    assert (mark["state"], mark["about"]) == ("kept", only["id"])
    assert " * promise" in ana.ok("list").out


def test_a_deleted_entry_is_not_listed_found_or_exported(
    written: Shell, home: Home, tmp_path: Path
) -> None:
    """What lies in the bin shows nowhere."""
    with Journal.open(home, "Ana", clock=written.clock) as journal:
        (entry,) = journal.in_step("vulnerable")
        journal.delete(entry).result()
    assert "Lists" not in written.ok("list").out
    assert written("search", "Lists").out == ""
    written.ok("export", "--into", str(tmp_path / "all.md"))
    assert "Lists" not in (tmp_path / "all.md").read_text()


def test_control_characters_never_reach_the_terminal(ana: Shell, home: Home) -> None:
    """What another program put into a record is shown without what steers a terminal."""
    with Journal.open(home, "Ana", clock=ana.clock) as journal:
        need = Need(day=ana.clock.now().date(), happened="a\x1b]0;title\x07b\nc", need="d")
        journal.add(need).result()
    (line,) = ana.ok("list").out.splitlines()
    assert line.endswith("a]0;titleb c · d")


def test_export_writes_a_private_file(written: Shell, tmp_path: Path) -> None:
    """Everything written is in the file, and only its owner can read it."""
    path = tmp_path / "year.md"
    assert written.ok("export", "--into", str(path)).out == "5 entries written.\n"
    text = path.read_text()
    for words in ("Soup by the canal #walk", "I keep your Lists", "with a line", "Gulls", "Cold."):
        assert words in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_export_never_overwrites(written: Shell, tmp_path: Path) -> None:
    """A file, a folder or a dangling link in the way is refused and stays as it was."""
    file, link = tmp_path / "there.md", tmp_path / "link.md"
    file.write_text("mine")
    link.symlink_to(tmp_path / "nowhere.md")
    for path in (file, link, tmp_path):
        written.refused(1, "export", "--into", str(path))
    assert file.read_text() == "mine"
    assert not (tmp_path / "nowhere.md").exists()


def test_export_without_a_folder_says_so(written: Shell, tmp_path: Path) -> None:
    """No folder is made for an export."""
    written.refused(1, "export", "--into", str(tmp_path / "no" / "x.md"))
    assert not (tmp_path / "no").exists()


FORMATS = [
    ("x.json", [], True),
    ("x.JSON", [], True),
    ("x.md", [], False),
    ("x", [], False),
    ("x.md", ["--format", "json"], True),
    ("x.json", ["--format", "md"], False),
]


@pytest.mark.parametrize(("name", "args", "is_json"), FORMATS)
def test_export_format(
    written: Shell, tmp_path: Path, name: str, args: list[str], is_json: bool
) -> None:
    """The format is what was asked for, else what the file's name says, else Markdown."""
    written.ok("export", "--into", str(tmp_path / name), "--step", "share", *args)
    text = (tmp_path / name).read_text()
    if is_json:
        (found,) = msgspec.json.decode(text)
        assert (found["title"], found["author"]) == ("Gulls", "Ana")
    else:
        assert text.startswith("# The journal of Ana\n")


def test_an_export_that_fails_leaves_nothing(
    written: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up in the middle leaves no half of a file."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "x.md"
    line = written.refused(1, "export", "--into", str(path))
    assert "nothing was left behind" in line
    assert not path.exists()


def test_json_is_ascii_where_the_output_is(
    ana: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where standard output is not UTF-8, JSON escapes what it could not write."""
    ana.ok("add", "share", text="Grüße")

    class Ascii:
        encoding = "ascii"

    monkeypatch.setattr(sys, "stdout", Ascii())
    with Journal.open(Home.default(), "Ana", clock=ana.clock) as journal:
        text = read._shown(journal, journal.records(), as_json=True)
    assert text.isascii()
    assert json.loads(text)[0]["text"] == "Grüße"
