"""Own decks of prompts: what is read, what is left out and how that is said."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import decks
from journal.content import DEPTHS, PRACTICES, STEPS
from journal.decks import Deck, DeckError, load, parse

WALKS = """\
title = "Our walks"
places = ["share", "touch"]

[[prompt]]
text = "Which path did you like best?"

# a comment
[[prompt]]
depth = "tender"
text = "What did you think about, when we said nothing?"
"""


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a deck."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def fault(text: str | bytes) -> tuple[int, str]:
    """Return the line and the sentence with which a file is refused."""
    with pytest.raises(DeckError) as caught:
        parse(text if isinstance(text, bytes) else text.encode(), "a")
    return caught.value.line, caught.value.sentence


def parsed(data: bytes) -> Deck | DeckError:
    """Return what comes of a file's bytes."""
    try:
        return parse(data, "a")
    except DeckError as refused:
        return refused


def test_a_deck_is_read_with_its_title_places_and_depths(tmp_path: Path) -> None:
    """What the file says is what is offered, in its order; a prompt without a depth is light."""
    put(tmp_path / "prompts", "walks.toml", WALKS)
    found = load(tmp_path / "prompts")
    assert found.problems == ()
    (deck,) = found.decks
    assert (deck.title, deck.places) == ("Our walks", ("share", "touch"))
    assert [(each.depth, each.text) for each in deck.prompts] == [
        ("light", "Which path did you like best?"),
        ("tender", "What did you think about, when we said nothing?"),
    ]
    assert deck.at("listen") == ()


def test_no_folder_and_an_empty_one_have_no_decks(tmp_path: Path) -> None:
    """Nobody has to have prompts of their own; other files in the folder are let be."""
    assert load(tmp_path / "prompts") == ((), ())
    put(tmp_path / "prompts", "notes.txt", "not for here")
    put(tmp_path / "prompts", ".hidden.toml", "[")
    assert load(tmp_path / "prompts") == ((), ())


def test_without_a_title_it_is_called_as_its_file_and_offered_everywhere_but_at_desire() -> None:
    """The least that a file needs is one prompt."""
    deck = parse(b'[[prompt]]\ntext = "What now?"', "rainy_days")
    assert deck.title == "rainy days"
    assert set(deck.places) == {*STEPS, *PRACTICES} - {"desire"}
    (prompt,) = parse(b'places = ["desire"]\n[[prompt]]\ntext = "a?"', "a").at("desire")
    assert prompt.id.startswith("desire-own-")


def test_an_id_follows_from_the_place_and_the_words_alone() -> None:
    """The same words meet on two machines, whatever the file; other words are another prompt."""
    one = parse(WALKS.encode(), "one").at("share")
    other = parse(WALKS.replace("Our walks", "Outside").encode("utf-8-sig"), "other").at("share")
    assert [each.id for each in one] == [each.id for each in other]
    assert one[0].id != one[1].id
    assert parse(WALKS.encode(), "one").at("touch")[0].id.startswith("touch-own-")
    again = parse(b'[[prompt]]\ntext = " Which path  did you like best?"', "b").at("share")
    assert again[0].id == one[0].id
    assert one[0].id == "share-own-" + PINNED


PINNED = "514b45f78a5b66b5"


def test_the_same_words_twice_are_one_prompt() -> None:
    """The first of them counts."""
    twice = '[[prompt]]\ntext = "a"\n[[prompt]]\ntext = " a "\ndepth = "tender"\n'
    (prompt,) = parse(twice.encode(), "a").prompts
    assert (prompt.text, prompt.depth) == ("a", "light")


def test_words_are_cleaned_of_all_that_steers_a_terminal() -> None:
    """Escapes, turns of direction and line breaks go; brackets are words like others."""
    text = '[[prompt]]\ntext = "\\u001b[31m[b]\\u202eWhat\\nnow?\\u0007[/b]\\u009b"'
    deck = parse(('title = "\\u001b]0;x\\u0007 T"\n' + text).encode(), "a")
    assert deck.title == "]0;x T"
    assert [each.text for each in deck.prompts] == ["[31m[b]What now?[/b]"]


FIRST = '[[prompt]]\ntext = "a"\n'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "There is no [[prompt]] in it."),
        ("title = 'T'\n", 1, "There is no [[prompt]] in it."),
        (f"\n\n{FIRST}]", 5, "This is not TOML."),
        (f"{FIRST}a = 1\na = 2\n", 4, "This is not TOML."),
        (f'{FIRST}\n[[prompt]]\ntext = """open\n\n', 5, "This is not TOML."),
        (b"a\nb\n\xff\xfe", 3, "This is not text in UTF-8."),
        (f"titel = 'T'\n{FIRST}", 1, "“titel” is not known here."),
        (f"{FIRST}\n[[prompt]]\nid = 'x'\ntext = 'b'", 5, "“id” is not known here."),
        (f"{FIRST}[other]\nx = 1", 3, "“other” is not known here."),
        (f"title = 3\n{FIRST}", 1, "“title” needs a text in quotes."),
        (f"title = '{'x' * 41}'\n{FIRST}", 1, "“title” has at most 40 characters."),
        (f"#\nplaces = ['kitchen']\n{FIRST}", 2, "“places” is a list of some of these: communi"),
        (
            f"places = 'touch'\n{FIRST}",
            1,
            "“places” is a list of some of these: communicate, listen, vulnerable, transparent, "
            "share, help, empathy, time, touch, signs.",
        ),
        (f"{FIRST}[[prompt]]\ndepth = 'light'", 3, "“text” needs a text in quotes."),
        (f'{FIRST}[[prompt]]\ntext = " \\u001b "', 4, "“text” says nothing."),
        (f"{FIRST}[[prompt]]\ntext = '{'x' * 281}'", 4, "“text” has at most 280 characters."),
        (f"{FIRST}[[prompt]]\ndepth = 'deep'\ntext = 'b'", 4, "“depth” is one of these: light,"),
        (f"{FIRST}[[prompt]]\ntext = 'b'\ndepth = []", 5, "“depth” is one of these: light, pers"),
        (f"# {'x' * 1000}\n{FIRST}", 1, "A line has at most 1000 characters."),
        (FIRST * 201, 401, "A file has at most 200 prompts."),
        ("x = 1\nprompt = [1]", 1, "“x” is not known here."),
        ("title='a'\nprompt = [1]", 2, "There is no [[prompt]] in it."),
        ("title='a'\nprompt = [{text=1}]", 2, "“text” needs a text in quotes."),
        ("\nprompt.text = 'a'", 2, "There is no [[prompt]] in it."),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_line(
    text: str | bytes, line: int, says: str
) -> None:
    """The line is that of the fault, and the sentence says what is wrong."""
    found, sentence = fault(text)
    assert sentence.startswith(says)
    assert found == line


def test_the_line_is_right_beside_strings_that_look_like_prompts() -> None:
    """A string of many lines and a comment may hold what only looks like the head of a prompt."""
    tricky = (
        'title = """\n[[prompt]]"""\n# [[prompt]]\n'
        "[[prompt]]\ntext = '''\n[[prompt]]\n'''\n"
        "[[ prompt ]] # here\ndepth = 'x'\ntext = 'b'\n"
    )
    assert fault(tricky)[0] == 9


def test_lines_are_counted_as_editors_count_them() -> None:
    """A mark before the text and the line ends of Windows change no line."""
    text = "\ufeff" + f"{FIRST}[[prompt]]\ntext = ''".replace("\n", "\r\n")
    assert fault(text) == (4, "“text” says nothing.")


def test_each_bad_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    """One sentence a file, with the line where it is a matter of one."""
    folder = tmp_path / "prompts"
    put(folder, "b.toml", WALKS)
    put(folder, "a.toml", f"{FIRST}]")
    put(folder, "c.TOML", b"\xff")
    found = load(folder)
    assert [each.title for each in found.decks] == ["Our walks"]
    assert found.problems == (
        "prompts/a.toml, line 3: This is not TOML. The file is left out.",
        "prompts/c.TOML, line 1: This is not text in UTF-8. The file is left out.",
    )


def test_what_is_no_file_is_named_and_never_waited_for(tmp_path: Path) -> None:
    """A pipe, a folder, a link to nothing or to itself, a file that is too large or forbidden."""
    folder = tmp_path / "prompts"
    folder.mkdir()
    os.mkfifo(folder / "a.toml")
    (folder / "b.toml").mkdir()
    (folder / "c.toml").symlink_to(folder / "nowhere")
    (folder / "d.toml").symlink_to(folder / "d.toml")
    put(folder, "e.toml", b"#" * (decks.MOST_BYTES + 1))
    (folder / "f.toml").symlink_to("/dev/zero")
    assert load(folder).decks == ()
    assert load(folder).problems == (
        "prompts/a.toml: It is not a file. The file is left out.",
        "prompts/b.toml: It is not a file. The file is left out.",
        "prompts/c.toml: It leads to nothing. The file is left out.",
        "prompts/d.toml: It leads to nothing. The file is left out.",
        "prompts/e.toml: It is larger than 64 KB. The file is left out.",
        "prompts/f.toml: It is not a file. The file is left out.",
    )


def test_a_name_is_cleaned_and_cut_before_it_is_said(tmp_path: Path) -> None:
    """A file may be called anything that a folder takes."""
    folder = tmp_path / "prompts"
    put(folder, "\x1b[31m[b]\n.toml", "]")
    put(folder, "x" * 200 + ".toml", "]")
    (folder / os.fsdecode(b"\xff.toml")).write_bytes(b"]")
    said = [each.partition(",")[0] for each in load(folder).problems]
    assert said == ["prompts/[31m[b] .toml", f"prompts/{'x' * 59}…", "prompts/.toml"]


@pytest.mark.parametrize("kind", ["file", "pipe"])
def test_something_else_in_the_folder_s_place_is_said(tmp_path: Path, kind: str) -> None:
    """Where no folder is, nothing is read, and that is said."""
    path = tmp_path / "prompts"
    path.write_text("") if kind == "file" else os.mkfifo(path)
    assert load(path) == ((), ("prompts: this folder cannot be read.",))


def test_no_more_than_forty_files_are_read(tmp_path: Path) -> None:
    """The first by their names; how many are left out is said."""
    for number in range(42):
        put(tmp_path / "prompts", f"{number:02}.toml", FIRST)
    found = load(tmp_path / "prompts")
    assert [each.title for each in found.decks] == [f"{number:02}" for number in range(40)]
    assert found.problems == ("prompts: 40 files are read, by their names; 2 more are left out.",)


def _keys(parts: int) -> bytes:
    line = ".".join(["a"] * parts)
    return "\n".join(f"b{number}.{line} = 1" for number in range(60)).encode()


@pytest.mark.parametrize(
    "data",
    [
        _keys(490),
        _keys(30_000)[: decks.MOST_BYTES],
        b"a = " + b"[\n" * 30_000,
        b"a = " + b"{a=" * 300,
        b"a = '''" + b"\n" * 65_000,
        b'a = """' + b'\\"\n' * 20_000,
        b"[[prompt]]\n" * 5_900,
        b"a = 1" + b"0" * 900,
        b'"\n' * 32_000,
        b"[a]\n" * 16_000,
    ],
    ids=["keys", "long keys", "lists", "tables", "lines", "quotes", "heads", "digits", "ends", "a"],
)
def test_a_file_made_to_keep_one_busy_does_not(data: bytes) -> None:
    """Within the bounds no file takes longer than a moment."""
    began = time.perf_counter()
    fault(data[: decks.MOST_BYTES])
    assert time.perf_counter() - began < 5


PIECES = [
    "[[prompt]]", "text", "depth", "title", "places", "prompt", "=", '"', "'", '"""', "'''", "\n",
    "\r\n", "[", "]", "{", "}", ",", ".", "#", "\\", "\\u001b", "light", "touch", "1", " ", "ä", "",
]  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=40).map(lambda each: "".join(each).encode()),
        st.tuples(st.integers(0, len(WALKS)), st.integers(0, 9), st.binary(max_size=6)).map(
            lambda cut: WALKS.encode()[: cut[0]] + cut[2] + WALKS.encode()[cut[0] + cut[1] :]
        ),
    )
)
def test_any_bytes_are_a_deck_that_fits_or_are_refused_with_a_line(data: bytes) -> None:
    """Whatever a file holds, what comes of it is within the bounds, and nothing else is raised."""
    deck = parsed(data)
    if isinstance(deck, DeckError):
        assert 1 <= deck.line <= data.count(b"\n") + 1
        assert deck.sentence
        return
    assert 0 < len(deck.title) <= decks.LONGEST_TITLE
    assert set(deck.places) <= {*STEPS, *PRACTICES}
    assert 0 < len(deck.prompts) <= decks.MOST_PROMPTS
    for prompt in deck.prompts:
        assert 0 < len(prompt.text) <= decks.LONGEST_TEXT
        assert prompt.text == " ".join(prompt.text.split())
        assert not {"\x1b", "\x07", "\u202e"} & set(prompt.text)
        assert prompt.depth in DEPTHS


@given(
    before=st.integers(0, 6),
    gaps=st.lists(st.sampled_from(["", "\n", "# [[prompt]]\n", "\n\n"]), min_size=8, max_size=8),
    long=st.booleans(),
)
def test_the_line_of_a_bad_prompt_is_found_wherever_it_stands(
    before: int, gaps: list[str], long: bool
) -> None:
    """However many prompts, comments and empty lines stand before it."""
    words = '"""\\\n  Which\n[[prompt]]\n"""' if long else "'Which'"
    good = "".join(f"{gap}[[prompt]]\ntext = {words}\n" for gap in gaps[:before])
    text = f"{good}{gaps[before]}[[prompt]]\ndepth = 'none'\ntext = 'b'\n{FIRST}"
    assert fault(text)[0] == text[: text.index("depth =")].count("\n") + 1
