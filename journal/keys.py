"""The keys a person changed: `keys.toml`, and our own check of it.

The file holds lines such as `"entry.delete" = "D"`, several keys separated by commas. An id that
no command has, a key that is not one, or two actions on one key in one place is reported in one
sentence, and the default is used: Textual itself would silently drop one of the two.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from journal.commands import COMMANDS, EVERYWHERE, Command
from journal.i18n import _

PUNCTUATION = {
    "/": "slash", ",": "comma", "?": "question_mark", "*": "asterisk", "[": "left_square_bracket",
    "]": "right_square_bracket", "@": "at", "!": "exclamation_mark", ".": "full_stop",
    "+": "plus", "=": "equals_sign", "-": "minus", "#": "number_sign", ";": "semicolon",
    ":": "colon", "'": "apostrophe", '"': "quotation_mark", "<": "less_than_sign",
    ">": "greater_than_sign", "_": "underscore", "&": "ampersand", "%": "percent_sign",
    "$": "dollar_sign", "(": "left_parenthesis", ")": "right_parenthesis", "~": "tilde",
    "^": "circumflex_accent", "|": "vertical_line", "\\": "backslash",
}  # fmt: skip
"""How Textual calls the keys that people write as one sign."""

HELD = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
"""The keys that are held down while another is pressed."""

UNBOUND = "unbound"
"""A key that no keyboard sends: how a command loses its keys."""


def load(path: Path) -> tuple[dict[str, str], list[str]]:
    """Read `keys.toml`; give the keys by command id and a sentence for each line left out."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return {}, [_("keys.toml cannot be read; the usual keys are used.")]
    problems: list[str] = []
    changed: dict[str, str] = {}
    for name, value in _flat(raw):
        sentence, keys = _check(name, value)
        if sentence:
            problems.append(sentence)
        else:
            changed[name] = keys
    return _without_clashes(changed, problems), problems


def _flat(raw: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    """List ids and values; `[entry]` with `delete = "D"` is the same as `"entry.delete" = "D"`."""
    found: list[tuple[str, object]] = []
    for name, value in raw.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((prefix + name, value))
    return found


def _check(name: str, value: object) -> tuple[str, str]:
    """Check one line; a sentence if it cannot be used, else its keys in Textual's names."""
    if not any(command.id == name for command in COMMANDS):
        return _("keys.toml: there is no action “{name}”; that line is left out.").format(
            name=name
        ), ""
    if not isinstance(value, str) or not value.strip():
        return _("keys.toml: “{name}” needs a key in quotes; the usual one is used.").format(
            name=name
        ), ""
    keys = [_textual_name(key) for key in value.split(",") if key.strip()] or ["comma"]
    if not all(map(_is_key, keys)):
        return _("keys.toml: “{name}” names no key there is; the usual one is used.").format(
            name=name
        ), ""
    return "", ",".join(keys)


def _textual_name(key: str) -> str:
    key = key.strip()
    return PUNCTUATION.get(key, key if len(key) == 1 else key.lower())


def keys_in_force(changed: Mapping[str, str], command: Command) -> tuple[str, ...]:
    """List the keys of a command, in Textual's names.

    One that is there only once switched on gives way to every key that a person chose, and so is
    named in no clash.
    """
    keys = tuple(key for key in changed.get(command.id, command.key).split(",") if key)
    if not command.switched or command.id in changed:
        return keys
    chosen = {key for each in changed.values() for key in each.split(",")}
    return tuple(key for key in keys if key not in chosen)


def first_key(changed: Mapping[str, str], command_id: str) -> str:
    """The first key of a command that is in force, as people write it; may be empty."""
    command = next(command for command in COMMANDS if command.id == command_id)
    keys = keys_in_force(changed, command)
    signs = {name: sign for sign, name in PUNCTUATION.items()}
    return signs.get(keys[0], keys[0]) if keys else ""


def _is_key(name: str) -> bool:
    """Tell whether a terminal can send a key of this name."""
    from textual.keys import Keys

    *held, key = name.split("+")
    named = key in PUNCTUATION.values() or key in {each.value for each in Keys} or key == "space"
    return HELD.issuperset(held) and (named or (len(key) == 1 and key.isprintable()))


def _meet(one: Command, other: Command) -> bool:
    """Tell whether two commands can be in force at the same time."""
    return (
        one.place == other.place
        or EVERYWHERE in (one.place, other.place)
        or ("page" in (one.place, other.place) and not {one.place, other.place} & DIALOGS)
    )


DIALOGS = frozenset({"dialog", "bin", "opened", "timer", "meeting"})
"""Places that lie over a page, or stand in for one, and let none of its keys through."""


def clashes(changed: Mapping[str, str]) -> list[tuple[Command, Command, str]]:
    """List every two commands that one key would mean in one place."""
    found = []
    for number, one in enumerate(COMMANDS):
        for other in COMMANDS[number + 1 :]:
            shared = set(keys_in_force(changed, one)) & set(keys_in_force(changed, other))
            if shared and _meet(one, other):
                found.append((one, other, min(shared)))
    return found


def _without_clashes(changed: dict[str, str], problems: list[str]) -> dict[str, str]:
    """Give up changed keys, one at a time, until no key means two things in one place."""
    kept = dict(changed)
    while found := clashes(kept):
        one, other, key = found[0]
        culprit = other if other.id in kept else one
        if culprit.id not in kept:  # two defaults clash: a test of ours keeps this from shipping
            break
        del kept[culprit.id]
        problems.append(
            _(
                "keys.toml: “{key}” would mean both “{one}” and “{other}”; “{name}” keeps its"
                " usual key."
            ).format(key=key, one=one.id, other=other.id, name=culprit.id)
        )
    return kept


def textual_keymap(changed: Mapping[str, str], *, letters: bool = True) -> dict[str, str]:
    """Make Textual's keymap; without `letters`, every single-character key is given up."""
    keymap = dict(changed)
    for command in COMMANDS:
        its_own = ",".join(keys_in_force(changed, command))
        if command.switched and its_own != changed.get(command.id, command.key):
            keymap[command.id] = its_own or f"{UNBOUND}.{command.id}"
    if not letters:
        for command in COMMANDS:
            keys = keys_in_force(changed, command)
            left = [key for key in keys if len(key) > 1 and key not in PUNCTUATION.values()]
            if keys and left != list(keys):
                keymap[command.id] = ",".join(left) or f"{UNBOUND}.{command.id}"
    return keymap
