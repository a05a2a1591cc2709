"""A household's own prompts: decks in `prompts/`, each a TOML file, offered beside ours.

A file holds `[[prompt]]` tables with a `text` and, if wanted, a `depth`; a `title` and the
`places` where it is offered may stand above them. A file that does not hold this is named in one
sentence, with its line, and left out. Everything in it is a person's: cleaned, bounded, no markup.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, NoReturn

from journal.content import DEPTHS, PRACTICES, STEPS, Depth, Prompt
from journal.i18n import _, ngettext
from journal.model.plain import harmless
from journal.store.files import Files

FOLDER = "prompts"
"""What the folder is called, in the journal's home."""

MOST_FILES = 40
MOST_BYTES = 64 * 1024
"""The largest file."""
MOST_PROMPTS = 200
"""The most prompts of one file."""
LONGEST_TEXT = 280
"""Characters of a prompt; ours have at most 140."""
LONGEST_TITLE = 40
LONGEST_LINE = 1000
"""Characters of a line in a file: TOML can hide work without end in a single line."""
LONGEST_NAME = 60
"""Characters of a file's name that are said."""

UNASKED = "desire"
"""The one place that has no prompts of a deck which does not name it, and that no fault names."""

_STRINGS_AND_COMMENTS = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_LINE_SAID = re.compile(r"\(at line (\d+),")


class Deck(NamedTuple):
    """One file of prompts."""

    title: str
    places: tuple[str, ...]
    """The steps and practices where it is offered."""
    prompts: tuple[Prompt, ...]
    """Their ids follow from their words alone."""

    def at(self, place: str) -> tuple[Prompt, ...]:
        """Return its prompts with the ids they have at a place; none where it is not offered.

        An id begins with the place, as ours do, and follows from the words: the same words at the
        same place are the same prompt, on either machine and in whatever file.
        """
        if place not in self.places:
            return ()
        return tuple(
            Prompt(id=f"{place}-own-{each.id}", depth=each.depth, text=each.text)
            for each in self.prompts
        )


class Decks(NamedTuple):
    """What was found in the folder."""

    decks: tuple[Deck, ...] = ()
    problems: tuple[str, ...] = ()
    """One plain sentence for each file that was left out, and for what could not be looked at."""


class DeckError(Exception):
    """A file does not hold a deck."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        """Counted from 1; 0 where it is no matter of a line."""
        self.sentence = sentence


def load(folder: Path) -> Decks:
    """Read every deck of a folder, by the names of the files; it raises nothing.

    A folder that is not there is an empty one.
    """
    try:
        found = os.listdir(folder)  # noqa: PTH208 - a Path for each is slow
    except FileNotFoundError:
        return Decks()
    except OSError:
        return Decks((), (_("{folder}: this folder cannot be read.").format(folder=FOLDER),))
    names = sorted(
        each for each in found if each.casefold().endswith(".toml") and not each.startswith(".")
    )
    decks: list[Deck] = []
    problems: list[str] = []
    for name in names[:MOST_FILES]:
        try:
            decks.append(parse(_bytes_of(folder / name), harmless(Path(name).stem)))
        except DeckError as fault:
            problems.append(_say(name, fault))
    if len(names) > MOST_FILES:
        problems.append(_say_more(len(names) - MOST_FILES))
    return Decks(tuple(decks), tuple(problems))


def _say(name: str, fault: DeckError) -> str:
    shown = " ".join(harmless(name).split())
    if len(shown) > LONGEST_NAME:
        shown = f"{shown[: LONGEST_NAME - 1]}…"
    where = f"{FOLDER}/{shown}"
    if fault.line:
        where = _("{file}, line {line}").format(file=where, line=fault.line)
    return _("{where}: {what} The file is left out.").format(where=where, what=fault.sentence)


def _say_more(count: int) -> str:
    return ngettext(
        "{folder}: {most} files are read, by their names; {count} more is left out.",
        "{folder}: {most} files are read, by their names; {count} more are left out.",
        count,
    ).format(folder=FOLDER, most=MOST_FILES, count=count)


def _bytes_of(path: Path) -> bytes:
    """Read a file that is not too large; what is no file is never waited for."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DeckError(0, _("It is not a file."))
        if found.st_size > MOST_BYTES:
            _too_large()
        data = Files().read(path)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP):
            raise DeckError(0, _("It leads to nothing.")) from None
        raise DeckError(0, _("It cannot be read.")) from None
    if len(data) > MOST_BYTES:  # it has grown since
        _too_large()
    return data


def _too_large() -> NoReturn:
    most = MOST_BYTES // 1024
    raise DeckError(0, _("It is larger than {most} KB.").format(most=most))


def parse(data: bytes, name: str) -> Deck:
    """Make a deck of a file's bytes; `name` is what it is called without a title of its own.

    Raises `DeckError`, with the line, whatever else the bytes are.
    """
    text = _decoded(data)
    file = _File(text)
    file.check_keys(file.top, ("title", "places", "prompt"), 0)
    title = file.words(file.top, "title", LONGEST_TITLE, 0) if "title" in file.top else ""
    given = " ".join(name.replace("_", " ").split())[:LONGEST_TITLE]
    return Deck(title or given or _("Own prompts"), file.places(), file.prompts())


def _decoded(data: bytes) -> str:
    """Return the text with plain line ends, whatever editor wrote it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DeckError(line, _("This is not text in UTF-8.")) from None
    return text.replace("\r\n", "\n")


class _File:
    """The text of a deck and what TOML makes of it; every fault is said with its line."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_LINE:
                said = _("A line has at most {most} characters.").format(most=LONGEST_LINE)
                raise DeckError(number, said)
        try:
            self.top: Mapping[str, object] = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            found = _LINE_SAID.search(str(error))
            at = int(found[1]) if found else len(text.rstrip().split("\n"))
            raise DeckError(at, _("This is not TOML.")) from None
        bare = _STRINGS_AND_COMMENTS.sub(_only_line_ends, text)
        self._bare = bare.split("\n")
        self._tables = self._starting(r"\[\[\s*prompt\s*\]\]")

    def _starting(self, pattern: str, first: int = 0, last: int | None = None) -> list[int]:
        """List the lines, counted from 1, that begin so outside of strings and comments."""
        begins = re.compile(rf"\s*(?:{pattern})")
        found = enumerate(self._bare[first:last], first + 1)
        return [number for number, line in found if begins.match(line)]

    def _line(self, prompt: int, key: str = "") -> int:
        """Return where a prompt stands, counted from 1, or a key of it; 0 for the file itself."""
        if prompt > len(self._tables):  # written in one line, `prompt = [{…}]`
            prompt, key = 0, "prompt"
        first, last = 0, None
        if prompt:
            first = self._tables[prompt - 1]
            last = self._tables[prompt] - 1 if prompt < len(self._tables) else None
        spelt = rf"(?:\[+\s*)?{re.escape(key)}\s*[=.\]]"
        named = self._starting(spelt, first, last) if key else []
        return named[0] if named else first or 1

    def check_keys(self, table: Mapping[str, object], known: tuple[str, ...], prompt: int) -> None:
        """Refuse what nobody would read: most likely a slip of the pen."""
        for key in table:
            if key not in known:
                shown = " ".join(harmless(key).split())[:LONGEST_NAME]
                said = _("“{key}” is not known here.").format(key=shown)
                raise DeckError(self._line(prompt, key), said)

    def words(self, table: Mapping[str, object], key: str, most: int, prompt: int) -> str:
        """Return a text in one line, free of all that steers a terminal."""
        value, line = table.get(key), self._line(prompt, key)
        if not isinstance(value, str):
            raise DeckError(line, _("“{key}” needs a text in quotes.").format(key=key))
        text = " ".join(harmless(value).split())
        if not text:
            raise DeckError(line, _("“{key}” says nothing.").format(key=key))
        if len(text) > most:
            said = _("“{key}” has at most {most} characters.").format(key=key, most=most)
            raise DeckError(line, said)
        return text

    def places(self) -> tuple[str, ...]:
        """Return where the deck is offered: where it says, else everywhere but at `UNASKED`."""
        known = (*STEPS, *PRACTICES)
        usual = tuple(each for each in known if each != UNASKED)
        if "places" not in self.top:
            return usual
        places = self.top["places"]
        if not isinstance(places, list) or not all(each in known for each in places):
            said = _("“places” is a list of some of these: {known}.").format(known=", ".join(usual))
            raise DeckError(self._line(0, "places"), said)
        return tuple(each for each in known if each in places)

    def prompts(self) -> tuple[Prompt, ...]:
        """Return the prompts in their order; the same words twice are one prompt."""
        tables = self.top.get("prompt")
        if not isinstance(tables, list) or not tables:
            raise DeckError(self._line(0, "prompt"), _("There is no [[prompt]] in it."))
        if len(tables) > MOST_PROMPTS:
            said = _("A file has at most {most} prompts.").format(most=MOST_PROMPTS)
            raise DeckError(self._line(MOST_PROMPTS + 1), said)
        once: dict[str, Prompt] = {}
        for number, table in enumerate(tables, 1):
            prompt = self._prompt(number, table)
            once.setdefault(prompt.id, prompt)
        return tuple(once.values())

    def _prompt(self, number: int, table: object) -> Prompt:
        if not isinstance(table, dict):
            raise DeckError(self._line(number), _("There is no [[prompt]] in it."))
        self.check_keys(table, ("text", "depth"), number)
        text = self.words(table, "text", LONGEST_TEXT, number)
        depth = _depth(table.get("depth", DEPTHS[0]))
        if depth is None:
            said = _("“depth” is one of these: {known}.").format(known=", ".join(DEPTHS))
            raise DeckError(self._line(number, "depth"), said)
        return Prompt(id=blake2b(text.encode(), digest_size=8).hexdigest(), depth=depth, text=text)


def _depth(value: object) -> Depth | None:
    return next((depth for depth in DEPTHS if depth == value), None)


def _only_line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
