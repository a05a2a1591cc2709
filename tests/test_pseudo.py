"""No word of ours is hard-wired: the program is walked in a language made by a script.

Every text that was marked for translation comes out in other letters (`python -m tests.pseudo DIR`
writes the language, and says how to look at it). Whatever is in plain letters was not marked.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from itertools import repeat
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.screen import Screen

from journal import screens
from tests.pseudo.making import LANGUAGE, make
from tests.pseudo.reading import told
from tests.pseudo.speech import listed, marked
from tests.pseudo.walks import WALKS

SOURCES = Path(screens.__file__).parent.parent
ROOT = SOURCES.parent


def walk(name: str, folder: Path) -> dict[str, Any]:
    """Take one walk in a process of its own, since a language is read once; give what it found."""
    chosen = {"JOURNAL_LANGUAGES": str(folder), "LANGUAGE": LANGUAGE, "TEXTUAL_ANIMATIONS": "none"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.pseudo.walks", name],
        cwd=ROOT,
        env=os.environ | chosen,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ran.returncode == 0, f"{name}: {ran.stderr}"
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_no_word_is_hard_wired(tmp_path: Path) -> None:
    """On no page, in no dialog, form, help, message or date stands a word that was not marked.

    Each class of screen that there is was read: a new one has to be walked, too.
    """
    make(tmp_path)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        walks = list(pool.map(walk, WALKS, repeat(tmp_path)))
    words = {word: where for found in walks for word, where in found["words"].items()}
    assert words == {}, told(words)
    seen = {name for found in walks for name in found["screens"]}
    assert set(classes_of_screens()) - seen == set()


def classes_of_screens() -> Iterator[str]:
    """Name every screen of the program that stands for itself."""
    modules = [
        import_module(f"journal.screens.{module.name}") for module in iter_modules(screens.__path__)
    ]
    for module in modules:
        for name, each in vars(module).items():
            if (
                isinstance(each, type)
                and issubclass(each, Screen)
                and each.__module__ == module.__name__
                and not each.__subclasses__()  # else it is only what others are made of
            ):
                yield name


def test_no_mark_stands_in_an_f_string() -> None:
    """What extracts texts does not look into f-strings before Python 3.12, so none has a mark."""
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted(SOURCES.rglob("*.py"))
        for string in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "N_", "ngettext", "pgettext")
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Keep", "⟦Ķééṕ⟧"),
        ("{n} days ago", "⟦{n} đáýš áǧó ·····⟧"),
        ("Twofold %(version)s", "⟦Ŧŵóƒółđ %(version)s ·····⟧"),
        ("{day} {month}", "{day} {month}"),
        ("", ""),
    ],
)
def test_a_text_keeps_its_places(text: str, said: str) -> None:
    """Every letter is another one, and what the program fills in is as it was."""
    assert marked(text) == said


def test_names_in_a_row_stay_a_row() -> None:
    """As many names as before, each one word, `|` where it was."""
    assert listed("Mon Monday a|an") == "Ḿóñ Ḿóñđáýẍẍ á|áñ"
