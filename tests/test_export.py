"""The text of an export: whole, in order, and never anything but a person's own words in quotes."""

from __future__ import annotations

import json
import stat
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.export import as_objects, author_names, export_text, main_words, write_new
from journal.export.text import quoted
from journal.model import kinds
from journal.model.answers import Opens
from journal.model.plain import plain
from journal.model.record import Record, Reference
from journal.store import Person

DAY = date(2026, 11, 22)

ANA = "a" * 32
BEN = "b" * 32
NAMES = {ANA: "Ana", BEN: "Ben"}


class Around:
    """A journal, as far as an export asks one, in which these stand around every record."""

    def __init__(
        self,
        *,
        earlier: Sequence[Record] = (),
        beside: Sequence[Record] = (),
        about: Sequence[Record] = (),
        taken_back: Collection[Reference] = (),
    ) -> None:
        self._earlier, self._beside = earlier, beside
        self._about, self._taken_back = about, taken_back

    partner = Person(BEN, "Ben\n# x")

    def author_name(self, record: Record) -> str:
        """Whose it is."""
        return NAMES.get(record.author, "")

    def is_mine(self, record: Record) -> bool:
        """Whether it is Ana's."""
        return record.author == ANA

    def is_travelling(self, record: Record) -> bool:
        """Whether it is shared."""
        return record.seen_by != "me"

    was_sent = is_travelling

    def is_fixed(self, record: Record) -> bool:
        """Whether both have opened it."""
        return False

    def opens(self, record: Record) -> Opens:
        """When it opens."""
        return Opens.LATER

    def took_back(self, name: Reference) -> bool:
        """Whether Ana took it back."""
        return False

    def earlier(self, record: Record) -> Sequence[Record]:
        """The earlier words."""
        return self._earlier

    def beside(self, record: Record) -> Sequence[Record]:
        """The versions beside."""
        return self._beside

    def about(self, record: Record) -> Sequence[Record]:
        """What refers to it."""
        return self._about

    def was_taken_back(self, reference: Reference) -> bool:
        """Whether it was withdrawn."""
        return reference in self._taken_back


def test_markdown_reads_by_day() -> None:
    """Days come in order, each once; on a day things stand as they were written."""
    records: list[Record] = [
        kinds.Heard(id="3", day=DAY, text="late", written=datetime(2026, 11, 22, 21, tzinfo=UTC)),
        kinds.Heard(id="2", day=DAY, text="early", written=datetime(2026, 11, 22, 20, tzinfo=UTC)),
        kinds.Heard(id="1", day=date(2025, 1, 1), text="long ago"),
    ]
    text = export_text(records, "md")
    places = [text.index(word) for word in
              ("## Wednesday 1 January 2025", "long ago", "## Sunday 22 November 2026", "early",
               "late")]  # fmt: skip
    assert places == sorted(places)
    assert text.count("## Sunday 22 November 2026") == 1
    assert "3 entries · Wednesday 1 January 2025 to Sunday 22 November 2026" in text


def test_markdown_says_what_each_thing_is() -> None:
    """An entry has its kind, its step, who sees it, and a label for each of its parts."""
    need = kinds.Need(id="1", author=ANA, day=DAY, happened="You were late", ask="One word by six")
    text = export_text([need], "md", names={ANA: "Ana"})
    assert text == (
        "# The journal of Ana\n\n1 entry · Sunday 22 November 2026\n\n"
        "## Sunday 22 November 2026\n\n"
        "### Need\n\nCommunicate · only me\n\n**What happened**\n\n> You were late\n\n"
        "**What I ask**\n\n> One word by six\n"
    )


def test_a_title_stands_in_the_heading_on_one_line() -> None:
    """A title with line breaks in it makes one heading, not two."""
    memory = kinds.Memory(id="1", day=DAY, title="A\n## walk", words="Rain")
    lines = export_text([memory], "md").splitlines()
    assert "### Memory: A ## walk" in lines
    assert [line for line in lines if line.startswith("## ")] == ["## Sunday 22 November 2026"]


def test_what_belongs_to_something_says_to_what() -> None:
    """What came of a need names the need, if that is in the export too; a star only marks."""
    need = kinds.Need(id="1", author=ANA, day=DAY, happened="You were late")
    came = kinds.CameOfIt(id="2", author=ANA, day=DAY, text="A fork for yes", about=need.reference)
    star = kinds.Star(id="3", author=ANA, day=DAY, about=need.reference)
    text = export_text([star, came, need], "md")
    assert "About: need · Sunday 22 November 2026: You were late" in text
    assert "Communicate · only me · starred" in text
    assert "2 entries" in text
    assert "About" not in export_text([came], "md")


def test_of_two_people_each_thing_says_whose_it_is() -> None:
    """Each entry says whose it is and who sees it; a name never begins a line of its own."""
    mine = kinds.Heard(id="1", author=ANA, day=DAY, text="mine", audience="both")
    theirs = kinds.Heard(id="2", author=BEN, day=DAY, text="theirs", audience="both")
    text = export_text([mine, theirs], "md", names={ANA: "Ana", BEN: "B\n# x"}, known=Around())
    assert text.startswith("# The journal of Ana & B # x\n")
    assert "\nCommunicate · shared with Ben # x\n\n> mine\n" in text
    assert "\nCommunicate · Ben, to you\n\n> theirs\n" in text


def test_a_sealed_answer_of_the_other_has_its_question_alone() -> None:
    """What is not open yet says that it is sealed, and has no text in either form."""
    answer = kinds.Answer(
        id="1", author=BEN, day=DAY, question="q", asked="Which sound?", text="", audience="sealed"
    )
    text = export_text([answer], "md", names=NAMES, known=Around())
    assert text.endswith("\nBen, sealed\n\n**asked**\n\n> Which sound?\n")
    (found,) = as_objects([answer], names=NAMES, known=Around())
    assert (found["audience"], found["text"], found["author"]) == ("sealed", "", "Ben")


def test_versions_and_replies_stand_with_what_they_belong_to() -> None:
    """Other words of a record, whether replaced or beside it, and the ids of replies to it."""
    memory = kinds.Memory(id="1", author=ANA, day=DAY, title="Gulls", words="now", audience="both")
    before = kinds.Memory(id="1", author=ANA, day=DAY, title="Gull", words="before")
    beside = kinds.Memory(id="1", author=ANA, day=DAY, title="Birds", words="elsewhere")
    reply = kinds.Reply(id="2", author=BEN, day=DAY, text="yes", about=memory.reference)
    star = kinds.Star(id="3", author=ANA, day=DAY, about=memory.reference)
    known = Around(earlier=[before], beside=[beside], about=[star, reply])
    (found,) = as_objects([memory], known=known)
    assert found["replies"] == ["2"]
    assert [(one["beside"], one["text"], one["title"]) for one in found["versions"]] == [
        (True, "elsewhere", "Birds"), (False, "before", "Gull"),
    ]  # fmt: skip
    text = export_text([memory], "md", known=known)
    assert (
        "Share and make memories · shared with Ben # x · edited · two versions\n\n> now\n" in text
    )
    assert text.endswith("\nAnother version, which stands beside this one:\n\n> elsewhere\n")
    assert "before" not in text


def test_what_was_taken_back_is_not_what_it_said() -> None:
    """A reply to something withdrawn says so, with the name of who took it back."""
    gone = Reference(BEN, "1")
    reply = kinds.Reply(id="2", author=ANA, day=DAY, text="yes", about=gone)
    text = export_text([reply], "md", known=Around(taken_back={gone}))
    assert "\nonly me · about something Ben took back\n" in text
    assert "took back" not in export_text([reply], "md", known=Around())
    other = msgspec.structs.replace(reply, about=Reference("c" * 32, "1"))
    text = export_text([other], "md", known=Around(taken_back={Reference("c" * 32, "1")}))
    assert "about something your partner took back" in text


def test_names_are_those_of_the_authors() -> None:
    """Every author of the records is named once; one without a name is left out."""
    records = [kinds.Heard(id=str(n), author=author, day=DAY, text="x")
               for n, author in enumerate((ANA, BEN, ANA, "c" * 32))]  # fmt: skip
    assert author_names(records, Around()) == NAMES


def test_nothing_to_export() -> None:
    """An empty export is a file that says so, or an empty list."""
    assert export_text([], "md") == "# A journal\n\nThere is no entry here.\n"
    assert json.loads(export_text([], "json")) == []


def sample(kind: type[Record]) -> Record:
    """A record of a kind with a telling word in each of its texts."""
    needed: dict[str, Any] = {
        "pleasant": 1, "energy": 1, "question": "q", "asked": "asked", "step": "share",
        "speakers": ("Ana", "Ben"), "minutes": 3, "rounds": 1, "aspect": "bonded",
        "rules": (kinds.RuleFrom(DAY),), "occasion": DAY, "state": "done", "id": "1",
        "lines": (kinds.TalkLine(who="Ana", about="heard", text="word-of-lines"),),
        "how": "sometimes", "welcome": True, "safe": 3, "people": ("Ana", "Ben"),
    }  # fmt: skip
    if kind is kinds.PromiseMark:
        needed["state"] = "kept"
    if kind is kinds.Meeting:
        line = kinds.MeetingLine(who="Ana", part="appreciate", text="word-of-lines")
        needed["lines"] = (line,)
    if kind is kinds.Wish:
        needed["how"] = "later"
    if kind is kinds.DesireSwitch:
        needed["on"] = True
    if kind is kinds.ToughTime:
        needed["need"] = "heard"
    if kind is kinds.Guess:
        needed["sort"] = "answer"
    if kind is kinds.BringQuestion:
        needed["asked"] = True
    fields = {name: value for name, value in needed.items() if name in kind.__struct_fields__}
    texts = {name: f"word-of-{name}" for name in kind.TEXTS}
    return kind(day=DAY, **(fields | texts))


@pytest.mark.parametrize("kind", [kind for kind in kinds.KINDS.values() if kind is not kinds.Star])
def test_every_kind_leaves_with_all_its_words(kind: type[Record]) -> None:
    """Whatever its kind, all that a person wrote is in both forms of an export."""
    record = sample(kind)
    markdown, objects = export_text([record], "md"), export_text([record], "json")
    for text in record.texts():
        assert text in markdown
        assert text in objects
    (found,) = as_objects([record])
    assert (found["kind"], found["day"], found["text"]) == (
        record.kind, "2026-11-22", main_words(record),
    )  # fmt: skip


def test_objects_name_author_star_and_what_they_are_about() -> None:
    """`author` is a name where it is known, `about` an id, `star` a plain yes or no."""
    sharing = kinds.Sharing(
        id="1", author=ANA, day=DAY, text="said", how_it_was="warm", audience="everyone",
        about=Reference(ANA, "0"), written=datetime(2026, 11, 22, 20, tzinfo=UTC), offset=60,
    )  # fmt: skip
    (found,) = as_objects([sharing], names={ANA: "Ana"}, starred={sharing.reference})
    assert found == {
        "id": "1", "kind": "sharing", "step": "vulnerable", "author": "Ana", "audience": "me",
        "day": "2026-11-22", "text": "said", "star": True, "about": "0",
        "written": "2026-11-22T21:00:00+01:00", "versions": [], "replies": [],
        "rung": "light", "how_it_was": "warm", "prompt": "", "asked": "",
    }  # fmt: skip


@given(st.text())
def test_quoting_loses_no_word_and_makes_no_heading(text: str) -> None:
    """Every line of what a person wrote begins with the sign of a quote, and comes back whole."""
    lines = list(quoted(text))
    assert all(line == ">" or line.startswith("> ") for line in lines)
    back = [line.removeprefix(">").removeprefix(" ") for line in lines]
    written = plain(text).split("\n")
    assert [line.rstrip(" ") for line in back] == [line.rstrip(" ") for line in written]


@given(st.text(), st.text())
def test_a_person_makes_no_line_of_ours(title: str, words: str) -> None:
    """Whatever is written, the headings of an export are ours."""
    memory = kinds.Memory(id="1", day=DAY, title=title, words=words)
    lines = export_text([memory], "md").split("\n")
    headings = [line for line in lines if line.startswith("#")]
    assert len(headings) == 3
    assert "\r" not in "".join(lines)
    (found,) = json.loads(export_text([memory], "json"))
    assert (found["title"], found["words"]) == (title, words)


def test_a_new_file_is_whole_private_and_new(tmp_path: Path) -> None:
    """The file holds exactly the text, only its owner can read it, and it is written once."""
    path = tmp_path / "x.md"
    write_new(path, "Grüße\n")
    assert path.read_bytes() == "Grüße\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        write_new(path, "other")
    assert path.read_bytes() == "Grüße\n".encode()


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        ("me", "only me"),
        ("both", "shared with your partner"),
        ("sealed", "sealed until you have both answered"),
    ],
)
def test_who_sees_it_stands_in_words_even_where_nothing_is_known_around_it(
    audience: str, words: str
) -> None:
    """No export says *both* or *sealed* and leaves it at that."""
    record = kinds.Answer(
        id="1", author=ANA, day=DAY, question="q", asked="?", text="tea", audience=audience
    )
    assert f"\n{words}\n" in export_text([record], "md")
