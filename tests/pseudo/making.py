"""Writes the pseudo-language: a catalogue of every marked text, and every file of guidance.

Babel finds the texts and compiles the catalogue, as it does for a real language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import click
import tomli_w
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from msgspec import inspect

import journal
from journal.demo.scene_texts import SceneTexts
from journal.demo.texts import Texts, texts
from journal.i18n import DOMAIN, ENGLISH, OURS
from tests.pseudo.speech import listed, marked

LANGUAGE = "qps"
"""What the language is called, as others call theirs of this sort."""

PLURALS = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"
"""Three forms of a plural, so that nothing rests on there being two."""

SOURCES = (Path(journal.__file__).parent, Path(click.__file__).parent)
"""Where marked texts stand: our own, and what click says of a command."""

KEYWORDS = DEFAULT_KEYWORDS | {"RuleError": (1,)}
"""`RuleError` carries a sentence out of the model, where there is no gettext."""

COMMENT = "Translators:"
"""How a comment begins that is meant for translators."""

IN_A_ROW = "names in a row"
"""What such a comment says where a text is a list of names with a space between two."""

NO_WORDS = frozenset(
    {"id", "depth", "pattern", "examples", "parts", "code", "kind", "source"}
    | {"rule", "on", "at", "listed"}
)
"""Fields of the files of guidance that hold no words: names for the program, rules, addresses."""

ID = re.compile(r"[a-z]+(-[a-z]+)*-[0-9]+[a-z]?")
"""How the name of a question looks, such as `question-light-01`."""

DEMO = {"demo.toml": Texts, "demo-together.toml": SceneTexts}
"""The files of the demo, where the type of a field says whether it holds words."""


def make(folder: Path) -> None:
    """Write the pseudo-language into a folder, for `JOURNAL_LANGUAGES` to name."""
    _write_catalogue(folder / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.mo")
    demo = texts(ENGLISH)
    names = {"me", demo.name, demo.partner}
    for file in sorted((OURS / ENGLISH).glob("*.toml")):
        held = tomllib.loads(file.read_text(encoding="utf-8"))
        if file.name in DEMO:
            told = _told_as(inspect.type_info(DEMO[file.name]), held, names)
        else:
            told = _told(held)
        assert isinstance(told, dict)
        (folder / LANGUAGE / file.name).write_text(tomli_w.dumps(told), encoding="utf-8")


def _write_catalogue(path: Path) -> None:
    catalogue = Catalog(domain=DOMAIN, fuzzy=False)
    catalogue.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", PLURALS),
    ]
    for source in SOURCES:
        for _file, _line, text, comments, context in extract_from_dir(
            source, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=[COMMENT]
        ):
            catalogue.add(text, _said(text, comments), context=context)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def _said(text: str | tuple[str, ...], comments: Iterable[str]) -> str | tuple[str, ...]:
    """Say a text, or each form of a plural."""
    if not isinstance(text, str):
        one, many = text[:2]
        return tuple(marked(form) for form in (one, many, many))
    return listed(text) if IN_A_ROW in " ".join(comments) else marked(text)


def _told(value: object, name: str = "") -> object:
    """Say every word of a file of guidance, and leave what is none."""
    match value:
        case dict():
            return {key: _told(held, key) for key, held in value.items()}
        case list():
            return [_told(held, name) for held in value]
        case str() if name not in NO_WORDS:
            return marked(value)
        case _:
            return value


def _told_as(kind: inspect.Type, value: object, names: set[str]) -> object:
    """Say every word of the demo, where one of a few values and the names of people are none."""
    match kind, value:
        case inspect.StructType(), dict():
            kinds = {field.encode_name: field.type for field in kind.fields}
            return {
                key: held
                if key in NO_WORDS and isinstance(held, str)
                else _told_as(kinds[key], held, names)
                for key, held in value.items()
            }
        case inspect.DictType(value_type=each), dict():
            return {key: _told_as(each, held, names) for key, held in value.items()}
        case ((inspect.ListType(item_type=each) | inspect.VarTupleType(item_type=each)), list()):
            return [_told_as(each, held, names) for held in value]
        case inspect.TupleType(item_types=kinds_), list():
            return [_told_as(each, held, names) for each, held in zip(kinds_, value, strict=True)]
        case inspect.StrType(), str() if value not in names and not ID.fullmatch(value):
            return marked(value)
        case _:
            return value
