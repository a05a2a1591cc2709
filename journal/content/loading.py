"""One file of guidance, read and checked."""

from __future__ import annotations

import tomllib
from typing import TypeVar

import msgspec

from journal.i18n import ENGLISH, FOLDERS

Held = TypeVar("Held")


class ContentError(Exception):
    """A file of guidance is missing or does not hold what it should."""


def read(name: str, kind: type[Held], language: str) -> Held:
    """Return what `name` holds in this language, or in English where that language lacks the file.

    Raises ContentError, naming the file, when it is missing, is not TOML, lacks a field or has one
    that is not known.
    """
    try:
        return msgspec.convert(tomllib.loads(_text(name, language)), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise ContentError(f"{name}: {problem}") from problem


def _text(name: str, language: str) -> str:
    for chosen in (language, ENGLISH):
        for folder in FOLDERS:
            file = folder / chosen / name
            if file.is_file():
                return file.read_text(encoding="utf-8")
    raise ContentError(f"{name}: no such file")
