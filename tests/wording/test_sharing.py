"""Who sees an entry, in words; and that nothing travels which was not shown first."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from journal.model.answers import Opens
from journal.model.kinds import KINDS, Answer, Entry, Need, OwnWords, Plan, Reply, RuleFrom, Yes
from journal.model.record import BOTH, ME, SEALED, Record, Reference, Stamp, new_id
from journal.model.said import Said
from journal.store import Journal
from journal.wording.sharing import (
    LABELS,
    Seen,
    say_facts,
    say_goes_to,
    say_seen,
    say_travelling,
    travelling,
)
from journal.wording.taking_back import say_undone
from tests.records import every_kind
from tests.sync.paired import pair_up

DAY = date(2026, 11, 20)
WORDS = "Snow on\nthe stairs"


def shareable(author: str) -> list[Record]:
    """A record of every kind that can be shared."""
    about = Reference(author, new_id())
    more: list[Record] = [
        Reply(sort="heard", text=WORDS, about=about, day=DAY),
        OwnWords(text=WORDS, about=about, day=DAY),
        Yes(about=about, day=DAY),
    ]
    return [each for each in [*every_kind(WORDS, DAY, author=author), *more] if not each.PRIVATE]


def leaves(value: Any) -> list[Any]:
    """All that stands in a piece of JSON, however deep."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


def test_every_kind_that_can_be_shared_is_tried() -> None:
    """No kind is added without this test seeing what of it travels."""
    tried = {record.kind for record in shareable("a" * 32)}
    assert tried == {name for name, kind in KINDS.items() if not kind.PRIVATE}


def test_no_field_of_the_wire_is_missing(journal: Journal) -> None:
    """Of every kind each field that travels has a name and is shown, a person's words exactly."""
    pair_up(journal)
    for record in shareable(journal.me.id):
        said = journal.would_share(record).said
        body: dict[str, Any] = json.loads(bytes(said.body))
        shown = travelling(said, "Ben")
        texts = "\n\n".join(part.text for part in shown)
        for name, value in body.items():
            assert (said.kind, name) in LABELS or ("", name) in LABELS, (said.kind, name)
            if value in (None, "", []):
                continue
            label = LABELS.get((said.kind, name)) or LABELS["", name]
            assert any(part.label == label for part in shown), (said.kind, name)
        words = [leaf for leaf in leaves(body) if leaf == WORDS]
        assert texts.count(WORDS) >= len(words), said.kind
        assert len(words) >= len(record.texts()), said.kind


ENVELOPE = {
    "id": "Besides", "schema": "Besides", "stamp": "Besides", "replaces": "Besides",
    "kind": "What it is", "audience": "When it opens", "sealed": "When it opens",
    "commitment": "When it opens", "about": "What it belongs to", "day": "The day it is about",
    "written": "When it is first shared",
}  # fmt: skip
"""Field of the envelope that travels → the line in which it is said."""


def test_the_envelope_is_said_in_plain_words() -> None:
    """Each field around the body has a line of its own, or is named among the rest."""
    about = Reference("a" * 32, new_id())
    said = Said(
        id=new_id(),
        kind="answer",
        stamp=Entry(step="help", text="", day=DAY).stamp,
        audience=SEALED,
        about=about,
        day=DAY,
        written=datetime(2026, 11, 22, 20, 0, tzinfo=UTC),
    )
    labels = {part.label: part.text for part in travelling(said, "Ben", about="The walk")}
    assert set(ENVELOPE.values()) == set(labels)
    assert set(ENVELOPE) == set(Said.__struct_fields__) - {"body", "gone"}
    assert labels["The day it is about"] == "Friday 20 November 2026"
    assert labels["When it is first shared"] == "Sunday 22 November 2026, 20:00 UTC"
    assert labels["What it belongs to"] == "The walk"
    unknown = {part.label: part.text for part in travelling(said, "Ben")}
    assert unknown["What it belongs to"] == "something that Ben knows"


def test_a_field_of_a_kind_unknown_here_is_shown_too() -> None:
    """What has no name of ours stands under its own."""
    said = Said(
        id=new_id(),
        kind="haiku",
        stamp=Entry(step="help", text="", day=DAY).stamp,
        body=msgspec.Raw(b'{"third_line": "frog", "syllables": [5, 7, 5], "dry": false}'),
    )
    shown = dict(travelling(said))
    assert (shown["third line"], shown["syllables"], shown["dry"]) == ("frog", "5, 7, 5", "no")


def test_in_one_text(journal: Journal) -> None:
    """The command line prints the same, under the name of who gets it, or without a name."""
    pair_up(journal)
    said = journal.would_share(Entry(step="help", text=WORDS, day=DAY)).said
    lines = say_travelling(said, "Ben").split("\n")
    assert lines[0] == "This goes to Ben:"
    assert lines[3:5] == ["  Your words: Snow on", "    the stairs"]
    assert say_travelling(said).startswith("This goes to your partner:")
    assert "in place of" in say_goes_to("Ben", again=True)


MINE, THEIRS = Seen(name="Ben"), Seen(mine=False, name="Ben")


@pytest.mark.parametrize(
    ("audience", "seen", "words"),
    [
        (ME, MINE, "only me"),
        (BOTH, MINE._replace(travels=True, sent=True), "shared with Ben"),
        (BOTH, MINE._replace(travels=True), "shared with Ben, on its way"),
        (BOTH, MINE._replace(travels=True, name=""), "shared with your partner, on its way"),
        (BOTH, MINE._replace(sent=True), "shared back then"),
        (SEALED, MINE._replace(travels=True, sent=True), "sealed until you have both answered"),
        (
            SEALED,
            MINE._replace(travels=True, opens=Opens.AT_ONCE),
            "sealed, and opens with the next exchange",
        ),
        (SEALED, MINE._replace(travels=True, sent=True, fixed=True), "shared with Ben"),
        (BOTH, THEIRS._replace(travels=True), "Ben, to you"),
        (BOTH, THEIRS, "Ben, back then"),
    ],
)
def test_who_sees_it(audience: str, seen: Seen, words: str) -> None:
    """Whose it is and who sees it is said in words, for each way it can be."""
    assert say_seen(Need(need="rest", audience=audience, day=DAY), seen) == words


GONE = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("audience", "seen", "words"),
    [
        (ME, MINE, "only me"),
        (BOTH, MINE._replace(travels=True, sent=True), "withdrawn, only me"),
        (SEALED, MINE._replace(travels=True, sent=True), "withdrawn, only me"),
        (BOTH, MINE._replace(travels=True), "only me"),
        (BOTH, MINE, "shared back then"),
    ],
)
def test_who_sees_what_was_deleted(audience: str, seen: Seen, words: str) -> None:
    """What is in the bin is seen by nobody else; of what had gone it says that it is withdrawn."""
    assert say_seen(Need(need="rest", audience=audience, day=DAY, gone=GONE), seen) == words


def test_a_rule_is_said_in_words_before_the_rule_itself(journal: Journal) -> None:
    """Each rule of a plan stands in words, and below it, without a label, just as it travels."""
    pair_up(journal)
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)
    rules = (RuleFrom(sunday, "FREQ=WEEKLY;BYDAY=SU"), RuleFrom(monday, "FREQ=HOURLY"),
             RuleFrom(monday))  # fmt: skip
    said = journal.would_share(Plan(title="Walk", rules=rules, day=sunday)).said
    found = [tuple(part) for part in travelling(said, "Ben")]
    at = found.index(("When", "every Sunday, from Sunday 22 November 2026"))
    assert found[at + 1] == ("", "FREQ=WEEKLY;BYDAY=SU")
    assert found[at + 2][1].startswith("Monday 23 November 2026 · how it comes back cannot be read")
    assert found[at + 3 : at + 5] == [
        ("", "FREQ=HOURLY"),
        ("When", "Monday 23 November 2026"),
    ]
    lines = say_travelling(said, "Ben").split("\n")
    at = lines.index("  When: every Sunday, from Sunday 22 November 2026")
    assert lines[at + 1] == "    FREQ=WEEKLY;BYDAY=SU"


@pytest.mark.parametrize(
    ("anything", "withdrawn", "said", "never"),
    [
        (False, "", "There is nothing to take back.", "read"),
        (True, "", "Taken back.", "read"),
        (True, BOTH, "They may have read it", "sealed"),
        (True, SEALED, "they have not read it", "may have"),
    ],
)
def test_taking_back_says_what_it_cannot_undo(
    anything: bool, withdrawn: str, said: str, never: str
) -> None:
    """Of what had gone it is said whether they may have read it; of all else nothing is."""
    words = say_undone(anything, withdrawn, "Ben")
    assert said in words
    assert never not in words
    assert ("Ben’s journal" in words) is bool(withdrawn)


def test_a_shut_answer_of_the_other() -> None:
    """A sealed answer without words here is called sealed."""
    shut = Answer(question="q", asked="?", text="", audience=SEALED, day=DAY)
    assert say_seen(shut, THEIRS._replace(travels=True)) == "Ben, sealed"


def test_what_else_is_said_of_it() -> None:
    """Edited, two versions, more of them, and what was taken back are said beside it."""
    seen = THEIRS._replace(travels=True, edited=True, beside=1, taken_back="Ben")
    facts = say_facts(Need(need="rest", audience=BOTH, day=DAY), seen)
    assert facts == ["Ben, to you", "about something Ben took back", "edited", "two versions"]
    more = say_facts(Need(need="rest", day=DAY), Seen(beside=2, taken_back=""))
    assert more == ["only me", "about something your partner took back", "3 versions"]


def test_what_is_about_something_one_took_back_oneself() -> None:
    """A reply to what one took back says what it was about, and that it was one's own doing."""
    seen = THEIRS._replace(travels=True, taken_back_by_me=True)
    facts = say_facts(Need(need="rest", audience=BOTH, day=DAY), seen)
    assert facts == ["Ben, to you", "about something you took back"]


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        (Opens.LATER, "sealed until you have both answered; what it answers, and the day"),
        (Opens.NEXT, "with the next exchange: Ben has sealed an answer too, and both open"),
        (Opens.AT_ONCE, "with the next exchange: you can read Ben’s answer already"),
    ],
)
def test_when_a_sealed_answer_opens_is_said_before_it_goes(opens: Opens, words: str) -> None:
    """What is about to be sealed says when it opens, and never that it waits where it does not."""
    said = Said(
        id="1" * 32,
        kind="answer",
        stamp=Stamp(1, 0, "a"),
        audience=SEALED,
        body=msgspec.Raw(b'{"question":"q","asked":"?","text":"snow"}'),
    )
    parts = dict(travelling(said, "Ben", opens=opens))
    assert parts["When it opens"].startswith(words)


def test_a_name_with_braces_in_it_is_a_name() -> None:
    """A name is put into a sentence, never read as one."""
    odd = "{name} {0}"
    assert say_seen(Need(audience=BOTH, day=DAY), THEIRS._replace(name=odd)) == f"{odd}, back then"
