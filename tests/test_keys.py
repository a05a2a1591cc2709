"""Keys a person changed: what fits is used, what does not is said and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import keys
from journal.commands import COMMANDS, commands_of


def write(tmp_path: Path, text: str) -> Path:
    """Write a keys.toml."""
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_table_has_no_clash() -> None:
    """No key means two things in one place as the program comes."""
    assert keys.clashes({}) == []


def test_every_command_has_an_id_of_its_own() -> None:
    """Ids are unique, so that `keys.toml` names exactly one action."""
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_digits_and_capitals_go_somewhere_and_small_letters_do_something() -> None:
    """The one rule of the keys holds for every single-character key in the table."""
    for command in COMMANDS:
        for key in command.key.split(","):
            if len(key) == 1 and (key.isdigit() or key.isupper()) and key != "G":
                assert command.id.startswith("go."), command.id
            if len(key) == 1 and key.islower():
                assert not command.id.startswith("go."), command.id


def test_no_file_changes_nothing(tmp_path: Path) -> None:
    """Without a file the usual keys hold and there is nothing to say."""
    assert keys.load(tmp_path / "keys.toml") == ({}, [])


def test_a_changed_key_is_used(tmp_path: Path) -> None:
    """A line with a known id and a free key is taken, written either way."""
    path = write(tmp_path, '"page.new" = "z"\n[entry]\ndelete = "D, delete"\n')
    changed, problems = keys.load(path)
    assert changed == {"page.new": "z", "entry.delete": "D,delete"}
    assert problems == []


def test_signs_may_be_written_as_they_are(tmp_path: Path) -> None:
    """A key such as `;` is turned into the terminal library's name for it."""
    changed, problems = keys.load(write(tmp_path, '"page.new" = ";"\n'))
    assert (changed, problems) == ({"page.new": "semicolon"}, [])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('"page.dance" = "i"', "page.dance"),
        ('"page.new" = 3', "page.new"),
        ('"page.new" = ""', "page.new"),
        ("not toml at all [", "keys.toml"),
        ('"page.new" = "x"', "entry.delete"),
        ('"do.appreciate" = "n"', "page.new"),
    ],
)
def test_what_does_not_fit_is_said_and_the_usual_key_holds(
    tmp_path: Path, text: str, named: str
) -> None:
    """Unknown ids, wrong values and two actions on one key give one sentence and no change."""
    changed, problems = keys.load(write(tmp_path, text))
    assert changed == {}
    assert len(problems) == 1
    assert named in problems[0]


def test_two_actions_may_swap_their_keys(tmp_path: Path) -> None:
    """Exchanging two keys is no clash."""
    path = write(tmp_path, '"entry.edit" = "x"\n"entry.delete" = "e"\n')
    changed, problems = keys.load(path)
    assert changed == {"entry.edit": "x", "entry.delete": "e"}
    assert problems == []


def test_single_letters_off_leaves_no_single_character() -> None:
    """Switched off, no command keeps a key that is one character; the others stay."""
    keymap = keys.textual_keymap({}, letters=False)
    signs = set(keys.PUNCTUATION.values())
    for command in COMMANDS:
        for key in keymap.get(command.id, command.key).split(","):
            assert (len(key) != 1 and key not in signs) or not key, command.id
    assert all(command.id not in keymap for command in commands_of("everywhere") if command.always
               and "question_mark" not in command.key)  # fmt: skip


@pytest.mark.parametrize("key", ["[/b]", "foo", "ctrl+", "x+y", "ctrl+foo", "\\u0007", "ab"])
def test_a_key_that_is_none_is_said(tmp_path: Path, key: str) -> None:
    """A name that no keyboard sends would leave an action without a key; the usual one stays."""
    changed, problems = keys.load(write(tmp_path, f'"app.quit" = "{key}"\n'))
    assert changed == {}
    assert problems == ["keys.toml: “app.quit” names no key there is; the usual one is used."]


@pytest.mark.parametrize("key", ["ctrl+x", "alt+Q", "shift+f2", "f12", "space", "é", "tab", "+"])
def test_keys_that_keyboards_have_are_taken(tmp_path: Path, key: str) -> None:
    """Letters, signs, named keys and keys held with others are keys."""
    assert keys.load(write(tmp_path, f'"page.new" = "{key}"\n'))[1] == []
