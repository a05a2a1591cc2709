"""`reply` and `answer`: one's own words to what the other shared, and to a prompt of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.content import catalogue
from journal.model.kinds import Answer
from journal.store import Home, Journal
from tests.cli.keyboard import Keyboard
from tests.cli.running import Shell, Two
from tests.sync.paired import hear, pair_up

PROMPT = "vulnerable-light-01"


def test_a_reply_is_its_authors_own_record(paired: Two) -> None:
    """A reply is shared by being written, says so, and stands with what it answers."""
    kept = paired.ben.shares("I dreamt of the sea")
    paired.carry()
    ran = paired.ana.said("reply", kept, text="tell me more of it")
    assert "Ben will read it" in ran.err
    assert "sea" not in ran.err
    assert "tell me" not in ran.err
    paired.carry()
    for person in (paired.ana, paired.ben):
        found = person.listed()["tell me more of it"]
        assert (found["id"], found["kind"], found["author"]) == (ran.id, "reply", "Ana")
        assert (found["about"], found["audience"], found["sort"]) == (kept, "both", "own")
        assert person.listed()["I dreamt of the sea"]["replies"] == [ran.id]


@pytest.mark.parametrize("sort", ["thanks", "more", "here"])
def test_a_ready_reply_needs_no_words(paired: Two, sort: str) -> None:
    """The ready ones go without text, and with text where there is some."""
    kept = paired.ben.shares("told")
    paired.carry()
    paired.ana.said("reply", kept, f"--{sort}")
    paired.ana.said("reply", kept, f"--{sort}", text="and this")
    found = paired.ana.ok("list", "--kind", "reply", "--json").objects
    assert sorted((each["sort"], each["text"]) for each in found) == [
        (sort, ""),
        (sort, "and this"),
    ]


def test_replies_that_cannot_be(paired: Two) -> None:
    """To one's own, without words, with a text as an argument, or after leaving: no reply."""
    own, kept = paired.ana.shares("mine"), paired.ben.shares("theirs")
    paired.carry()
    paired.ana.refused(1, "reply", own, text="words")
    paired.ana.refused(2, "reply", kept)
    paired.ana.refused(2, "reply", kept, "--heard")
    paired.ana.refused(2, "reply", kept, "words", text="words")
    paired.ana.ok("unpair")
    paired.ana.refused(1, "reply", kept, text="words")


def test_today_is_the_light_question_of_the_day(ana: Shell) -> None:
    """A plain answer is private, to the question that Today shows, under the words it has."""
    kept = ana.ok("answer", "today", text="the kettle\n").id
    (found,) = ana.ok("list", "--json").objects
    assert (found["id"], found["kind"], found["audience"]) == (kept, "answer", "me")
    assert (found["text"], found["day"]) == ("the kettle", "2026-11-22")
    (asked,) = [each for each in catalogue().questions if each.id == found["question"]]
    assert (asked.depth, asked.text) == ("light", found["asked"])


def test_two_who_are_paired_are_asked_the_same(paired: Two) -> None:
    """*Today* is one question for both, so that two sealed answers meet."""
    for person, text in ((paired.ana, "the ferry horn"), (paired.ben, "wet stones")):
        assert person("answer", "today", "--sealed", text=text).code == 0
        paired.carry()
    for person in (paired.ana, paired.ben):
        assert set(person.listed()) == {"the ferry horn", "wet stones"}


def test_who_types_is_told_first(
    ana: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal what cannot be answered or replied to is refused before a text is typed."""
    keyboard = Keyboard(ana.clock, monkeypatch, capsys)
    for code, command in (
        (2, ("answer", "tomorrow")),
        (1, ("answer", "today", "--sealed")),
        (1, ("reply", "0" * 32)),
    ):
        ran = keyboard(*command, hidden=[])
        assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)


def test_any_prompt_can_be_answered(ana: Shell) -> None:
    """A prompt's id names it, of the six steps and of the questions."""
    ana.ok("answer", PROMPT, text="whistling")
    (found,) = ana.ok("list", "--json").objects
    (prompt,) = [p for p in catalogue().step("vulnerable").prompts if p.id == PROMPT]
    assert (found["question"], found["asked"]) == (PROMPT, prompt.text)


def test_a_question_that_only_the_other_knows(ana: Shell) -> None:
    """What the other answered can be answered, too, in the words it was asked in, cut short."""
    with Journal.open(Home.default(), "Ana", clock=ana.clock) as journal:
        pair_up(journal)
        day = ana.clock.now().date()
        hear(journal, Answer(day=day, question="of-their-own", asked="Which tree? " * 99, text="x"))
    kept = ana.ok("answer", "of-their-own", text="the birch").id
    (found,) = [each for each in ana.ok("list", "--json").objects if each["id"] == kept]
    assert (found["question"], len(found["asked"])) == ("of-their-own", 300)


@pytest.mark.parametrize("question", ["", "tomorrow", "What was your day like?", "../x"])
def test_an_unknown_question_is_refused(ana: Shell, question: str) -> None:
    """What is no prompt exits 2 and is not repeated; an answer without words, too."""
    line = ana.refused(2, "answer", question, text="words")
    assert not question or question not in line
    ana.refused(2, "answer", "today", text="  \n")
    assert ana.ok("list", "--json").objects == []


def test_sealed_answers_open_when_both_have_answered(paired: Two, tmp_path: Path) -> None:
    """Until then the other's is listed as sealed and without text; then both read both."""
    ran = paired.ana.said("answer", PROMPT, "--sealed", text="the ferry horn")
    assert "the ferry horn" in ran.err
    assert "sealed until you have both answered" in ran.err
    paired.carry()
    (found,) = paired.ben.ok("list", "--json").objects
    assert (found["id"], found["author"], found["audience"]) == (ran.id, "Ana", "sealed")
    assert (found["text"], found["question"]) == ("", PROMPT)
    assert "Ana, sealed" in paired.ben.ok("list").out
    for name in ("before.md", "before.json"):
        paired.ben.ok("export", "--into", str(tmp_path / name))
        assert "ferry" not in (tmp_path / name).read_text()
    assert "sealed" in paired.ben.refused(1, "reply", ran.id, text="words")
    paired.ben.said("answer", PROMPT, "--sealed", text="wet stones")
    paired.carry()
    for person in (paired.ana, paired.ben):
        assert set(person.listed()) == {"the ferry horn", "wet stones"}
    for command in ("unshare", "share"):
        assert paired.ana(command, ran.id).code == (1 if command == "unshare" else 0)
    paired.carry()
    assert set(paired.ben.listed()) == {"the ferry horn", "wet stones"}


def test_a_sealed_answer_is_withdrawn_before_the_others_came(paired: Two) -> None:
    """After a withdrawal it never opens."""
    ran = paired.ana.said("answer", "today", "--sealed", text="the ferry horn")
    question = paired.ana.listed()["the ferry horn"]["question"]
    paired.carry()
    assert paired.ana("unshare", ran.id).code == 0
    paired.carry()
    assert paired.ben("answer", question, "--sealed", text="wet stones").code == 0
    paired.carry()
    assert set(paired.ben.listed()) == {"wet stones"}
