"""`sync`: one pass, counted; and what is said when there is nothing to exchange."""

from __future__ import annotations

import json
import shutil

from tests.cli.running import Shell, Two


def test_one_pass_in_both_directions(paired: Two) -> None:
    """What waits goes out and is counted; the other side takes it in and counts the same."""
    kept = paired.ana.ok("add", "communicate", text="a walk by the canal").id
    assert paired.ana.sync() == {"sent": 0, "received": 0, "waiting": 0, "problems": []}
    assert paired.ana("share", kept).code == 0
    assert paired.ana.status()["waiting"] in (0, 1)
    paired.carry()
    assert set(paired.ben.listed()) == {"a walk by the canal"}


def test_counts_of_a_pass(paired: Two) -> None:
    """A pass says what it sent, and the next pass there says what it received."""
    kept = paired.ana.ok("add", "communicate", text="counted").id
    assert paired.ana("share", kept).code == 0
    assert paired.ana.sync()["sent"] == 1
    assert paired.ben.sync()["received"] == 1
    assert paired.ana.ok("sync").out == "0 sent, 0 received, 0 waiting.\n"


def test_a_folder_that_is_not_there_is_no_failure(paired: Two) -> None:
    """Without the stick a pass ends well, says nothing is new, and what waits goes out later."""
    kept = paired.ana.ok("add", "communicate", text="kept for later").id
    assert paired.ana("share", kept).code == 0
    aside = paired.folder.with_name("aside")
    paired.folder.rename(aside)
    ran = paired.ana.said("sync")
    assert (ran.out, ran.err) == (
        "0 sent, 0 received, 1 waiting.\n", "The folder is not there: nothing new.\n",
    )  # fmt: skip
    assert json.loads(paired.ana.ok("sync", "--json").out) == {
        "sent": 0, "received": 0, "waiting": 1,
        "problems": ["The folder is not there: nothing new."],
    }  # fmt: skip
    said = paired.ana.ok("pair", "status").out
    assert "not there just now" in said
    assert "1 of your entries waits" in said
    aside.rename(paired.folder)
    assert paired.ana.sync()["sent"] == 1
    assert paired.ben.sync()["received"] == 1


def test_an_empty_mount_point_is_not_filled(paired: Two) -> None:
    """A folder without what pairing left in it is not the folder: nothing is written there."""
    kept = paired.ana.ok("add", "communicate", text="not into the void").id
    assert paired.ana("share", kept).code == 0
    shutil.move(paired.folder, paired.folder.with_name("aside"))
    paired.folder.mkdir()
    assert paired.ana.sync()["sent"] == 0
    assert list(paired.folder.iterdir()) == []


def test_an_emptied_folder_is_not_filled_unasked(paired: Two) -> None:
    """Where files went that the other has not read, it is said, and nothing is put back."""
    paired.ana.shares("was there")
    assert paired.ana.sync()["sent"] == 1
    for stream in (paired.folder / "duo1").iterdir():
        if stream.is_dir():
            shutil.rmtree(stream)
    paired.ana.shares("waits")
    found = paired.ana.sync()
    assert (found["sent"], found["waiting"]) == (0, 1)
    (problem,) = found["problems"]
    assert problem in paired.ana.said("sync").err
    assert "has lost what was in it" in paired.ana.ok("pair", "status").out


def test_leaving_needs_no_folder(paired: Two) -> None:
    """Without the stick one leaves just the same, and what is shared no more stays here."""
    paired.ana.shares("mine to keep")
    paired.carry()
    shutil.move(paired.folder, paired.folder.with_name("aside"))
    paired.ana.ok("unpair")
    assert paired.ana.status()["partner"] is None
    assert set(paired.ana.listed()) == {"mine to keep"}


def test_alone_there_is_nothing_to_exchange(ana: Shell) -> None:
    """A journal without a partner exchanges nothing, and that is no failure."""
    ran = ana.said("sync")
    assert ran.out == "0 sent, 0 received, 0 waiting.\n"
    assert "not paired" in ran.err
    assert json.loads(ana.ok("sync", "--json").out) == {
        "sent": 0, "received": 0, "waiting": 0, "problems": [],
    }  # fmt: skip


def test_words_that_wait_are_mentioned(two: Two) -> None:
    """A pass in the middle of pairing says that there is something to compare, not the words."""
    two.begin()
    ran = two.ana.said("sync")
    assert "pair status" in ran.err
    words = two.ana.status()["words"]
    assert not any(word in ran.out + ran.err.replace("pair status", "") for word in words)
