"""`add`, `checkin`, `memory add`, `plan add`, and what standard input may hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from journal.cli.typed import title_and_words
from journal.model.kinds import STEPS, CheckIn, Entry, Memory, Plan, RuleFrom
from journal.model.plain import one_line, plain
from journal.model.record import Record
from journal.store import Home, Journal
from tests.cli.running import Shell


def kept(shell: Shell, home: Home) -> dict[str, Record]:
    """What Ana's journal holds, by id."""
    with Journal.open(home, "Ana", clock=shell.clock) as journal:
        return {record.id: record for record in journal.records()}


@pytest.mark.parametrize("step", STEPS)
def test_add_keeps_a_text_in_each_step(ana: Shell, home: Home, step: str) -> None:
    """Each of the six steps takes a text, private, on today's civil day, and prints its id."""
    name = ana.ok("add", step, text="A rainy walk.\n").id
    record = kept(ana, home)[name]
    assert record.kind == {"vulnerable": "sharing", "transparent": "truth"}.get(step, "entry")
    assert (record.step, record.texts(), record.day, record.seen_by) == (
        step,
        ("A rainy walk.",),
        date(2026, 11, 22),
        "me",
    )


def test_what_was_added_lies_in_the_tinydb_file(ana: Shell) -> None:
    """A stock TinyDB finds the text under the printed id."""
    name = ana.ok("add", "communicate", text="Found by others, too").id
    with TinyDB(Path(ana.ok("where").out.strip())) as db:
        (document,) = db.table("entry").all()
    assert (document.doc_id, document["id"]) == (int(name, 16), name)
    assert document["text"] == "Found by others, too"


def test_after_midnight_belongs_to_the_evening_before(ana: Shell, home: Home) -> None:
    """At 03:59 today is still yesterday's date, at 04:00 it is not."""
    ana.clock.advance(6 * 3600 + 19 * 60)
    late = ana.ok("add", "share", text="late").id
    ana.clock.advance(60)
    early = ana.ok("add", "share", text="early").id
    records = kept(ana, home)
    assert records[late].day == date(2026, 11, 22)
    assert records[early].day == date(2026, 11, 23)


DAYS = [
    ("yesterday", date(2026, 11, 21)),
    ("last friday", date(2026, 11, 20)),
    ("friday", date(2026, 11, 20)),
    ("12 march", date(2026, 3, 12)),
    ("2024-02-29", date(2024, 2, 29)),
    ("3 days ago", date(2026, 11, 19)),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_backdating(ana: Shell, home: Home, said: str, day: date) -> None:
    """`--day` takes what `@` takes, looking back."""
    name = ana.ok("add", "listen", "--day", said, text="x").id
    assert kept(ana, home)[name].day == day


def test_a_day_that_reads_in_two_ways_names_both(ana: Shell, home: Home) -> None:
    """An ambiguous date is wrong use, names both readings, and keeps nothing."""
    line = ana.refused(2, "add", "share", "--day", "03/04/2026", text="x")
    assert "3 April 2026" in line
    assert "4 March 2026" in line
    assert kept(ana, home) == {}


INPUTS = [
    (b"one\r\ntwo\rthree\n", "one\ntwo\nthree"),
    (b"one\n\n", "one\n"),
    ("\ufeffna\u00efve \u2013 \u2018quoted\u2019 \U0001f33f".encode(), "naïve – ‘quoted’ 🌿"),
    (b"a\x1b[31mred\x07\x00\tb", "a[31mred\tb"),
    (b"[/b] [@click=app.quit]", "[/b] [@click=app.quit]"),
]


@pytest.mark.parametrize(("data", "text"), INPUTS)
def test_what_comes_in_is_kept_as_text(ana: Shell, home: Home, data: bytes, text: str) -> None:
    """Line ends become newlines, one last newline and control characters go, the rest stays."""
    name = ana.ok("add", "communicate", text=data).id
    assert kept(ana, home)[name].texts() == (text,)


WRONG = [
    (2, ["add", "share"], b""),
    (2, ["add", "share"], b" \n\t\n"),
    (2, ["add", "share"], b"\x00\x1b"),
    (1, ["add", "share"], b"caf\xe9"),
    (2, ["add", "love"], b"x"),
    (2, ["add"], b"x"),
    (2, ["add", "share", "dear", "diary"], b"x"),
    (2, ["add", "share", "--day", "someday"], b"x"),
    (2, ["add", "share", "--day"], b"x"),
    (2, ["checkin", "--pleasant", "5", "--energy", "0"], b""),
    (2, ["checkin", "--pleasant", "1.5", "--energy", "0"], b""),
    (2, ["checkin", "--energy", "0"], b""),
    (2, ["checkin", "--pleasant", "1", "--energy", "0", "--word", " "], b""),
    (1, ["checkin", "--pleasant", "1", "--energy", "0"], b"\xff"),
    (2, ["memory", "add"], b"\n\n"),
    (2, ["memory", "add", "--tag", "two words"], b"x"),
    (2, ["memory", "add", "--tag", "#"], b"x"),
    (2, ["memory", "add", "--tag", "12"], b"x"),
    (2, ["plan", "add"], b"x"),
    (2, ["plan", "add", "--on", "friday"], b""),
    (2, ["plan", "add", "--on", "friday", "--every", "blue moon"], b"x"),
    (2, ["plan", "add", "--on", "friday", "--every", "FREQ=HOURLY"], b"x"),
    (2, ["plan", "add", "--on", "friday", "--every", "FREQ=DAILY;UNTIL=20200101"], b"x"),
    (2, ["plan", "remove"], b"x"),
    (2, ["sing"], b"x"),
    (2, ["--loud", "list"], b"x"),
]


@pytest.mark.parametrize(("code", "args", "data"), WRONG)
def test_wrong_input_keeps_nothing(
    ana: Shell, home: Home, code: int, args: list[str], data: bytes
) -> None:
    """What cannot be kept is refused in one line, and the journal's file stays as it was."""
    file = home.folder("Ana") / "journal.json"
    before = file.read_bytes()
    ana.refused(code, *args, text=data)
    assert file.read_bytes() == before


def test_words_given_as_arguments_are_not_repeated(ana: Shell) -> None:
    """The complaint about text among the arguments does not say the text again."""
    line = ana.refused(2, "add", "share", "my", "secret")
    assert "secret" not in line
    assert "standard input" in line


def test_a_check_in_and_its_line_are_two_records(ana: Shell, home: Home) -> None:
    """The line beside a check-in is an entry about it, so that each can be shared alone."""
    first, second = ana.ok(
        "checkin", "--pleasant", "-1", "--energy", "-4", "--word", "tired", "--word", "tender",
        text="A long day.\n",
    ).out.split()  # fmt: skip
    records = kept(ana, home)
    feeling, line = records[first], records[second]
    assert isinstance(feeling, CheckIn)
    assert (feeling.pleasant, feeling.energy, feeling.words) == (-1, -4, ("tired", "tender"))
    assert isinstance(line, Entry)
    assert (line.about, line.step, line.text) == (feeling.reference, "communicate", "A long day.")


def test_a_check_in_without_a_line_is_one_record(ana: Shell, home: Home) -> None:
    """Nothing on standard input makes no entry; several check-ins a day are welcome."""
    ids = [
        ana.ok("checkin", "--pleasant", "4", "--energy", "0", "--day", "yesterday", text="\n").id
        for _ in range(2)
    ]
    assert set(kept(ana, home)) == set(ids)


def test_a_memory_has_a_title_words_place_and_tags(ana: Shell, home: Home) -> None:
    """The first line is the title, the rest the words; tags lose their sign and stand once."""
    name = ana.ok(
        "memory", "add", "--day", "2024-11-22", "--place", "Canal market", "--tag", "#walk",
        "--tag", "first-snow", "--tag", "walk",
        text="The rainy market\n\nWe tasted eleven.\nAll good.\n",
    ).id  # fmt: skip
    memory = kept(ana, home)[name]
    assert isinstance(memory, Memory)
    assert (memory.title, memory.words) == ("The rainy market", "We tasted eleven.\nAll good.")
    assert (memory.place, memory.tags) == ("Canal market", ("walk", "first-snow"))
    assert memory.day == date(2024, 11, 22)


PLANS = [
    (["--on", "friday"], RuleFrom(date(2026, 11, 27))),
    (["--on", "12 december"], RuleFrom(date(2026, 12, 12))),
    (["--on", "today", "--every", "every friday"],
     RuleFrom(date(2026, 11, 27), "FREQ=WEEKLY;BYDAY=FR")),
    (["--on", "2027-01-31", "--every", "yearly"],
     RuleFrom(date(2027, 1, 31), "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31")),
    (["--on", "friday", "--every", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"],
     RuleFrom(date(2026, 11, 27), "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")),
]  # fmt: skip


@pytest.mark.parametrize(("args", "rule"), PLANS)
def test_a_plan_looks_ahead(ana: Shell, home: Home, args: list[str], rule: RuleFrom) -> None:
    """A plan's day is the next one that fits; its rule begins on the first day it falls on."""
    name = ana.ok("plan", "add", *args, text="Wine and cheese\n").id
    plan = kept(ana, home)[name]
    assert isinstance(plan, Plan)
    assert plan.title == "Wine and cheese"
    assert plan.rules == (rule,)
    assert plan.day == rule.start


@given(st.text())
def test_plain_text_holds_nothing_that_steers_a_terminal(text: str) -> None:
    """Made plain, a text has no control character but newline and tab, and stays the same twice."""
    once = plain(text)
    assert all(char in "\n\t" or (ord(char) >= 32 and not 127 <= ord(char) < 160) for char in once)
    assert plain(once) == once
    once.encode()
    assert "\n" not in one_line(text)


@given(st.text(min_size=1))
def test_title_and_words_lose_only_blanks(text: str) -> None:
    """Parting a text into title and words keeps every word, in order."""
    title, words = title_and_words(text)
    assert "\n" not in title
    assert f"{title}\n{words}".split() == text.split()
    assert bool(title) == bool(text.strip())
