"""What a life knows: who said what to whom, what nobody may ever see, and what lies in folders."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

import msgspec

from journal.model.kinds import KINDS
from journal.model.record import Record
from journal.model.said import ENVELOPE
from journal.model.secret import Secret
from journal.sync.file import MAGIC, open_file, previous_in
from journal.sync.seal import Place, author_mac_fits

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

TOKEN = re.compile(r"[A-Z][a-z]+\.\d{5}\.[0-9a-f]{16}")
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_NUMBER = re.compile(r"(?<![\w.+-])\d{5,}(?![\w.])")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)")

_GONE = frozenset(("id", "kind", "stamp", "replaces", "gone"))
_SAID = _GONE | {
    "schema", "audience", "about", "day", "written", "body", "sealed", "commitment",
}  # fmt: skip
_INSIDE = frozenset(("v", "at", "opening", "seen", "records", "keys"))


class Word(NamedTuple):
    """One version that was acknowledged as kept, and shared."""

    text: str
    author: str
    record: str
    pairing: str
    is_sealed: bool
    is_gone: bool = False


class File(NamedTuple):
    """A file as it was published, and what anyone with the pair's key reads in it."""

    stream: str
    number: int
    pairing: str
    author: str
    """The id of whoever wrote it."""
    data: bytes
    json: bytes
    inside: dict[str, Any]


class Known:
    """What the model holds against the program."""

    def __init__(self) -> None:
        self._made = 0
        self.words: list[Word] = []
        self.after: dict[int, set[int]] = defaultdict(set)
        """Which versions were made by someone who had seen this one."""
        self.by_text: dict[str, list[int]] = defaultdict(list)
        self.private_texts: set[str] = set()
        self.private_ids: set[str] = set()
        self.private_ms: set[int] = set()
        self.open_texts: dict[str, set[str]] = defaultdict(set)
        """By pairing: all words that were shared in it, sealed ones aside."""
        self.shared_ids: dict[str, set[str]] = defaultdict(set)
        self.files: dict[tuple[str, int], File] = {}
        self.left: set[str] = set()
        """Pairings that someone has left: who hears what of them is up to chance from then on."""

    def new_text(self, name: str) -> str:
        """Make words that nobody ever wrote, with a canary of 16 signs."""
        self._made += 1
        canary = blake2b(str(self._made).encode(), digest_size=8).hexdigest()
        return f"{name}.{self._made:05}.{canary}"

    def note_private(self, record: Record, ms: int) -> None:
        """Note a save for oneself alone: its words, its id, its time."""
        text = getattr(record, "text", "")
        if not any(text in texts for texts in self.open_texts.values()):
            self.private_texts.add(text)
        if not any(record.id in ids for ids in self.shared_ids.values()):
            self.private_ids.add(record.id)
        self.private_ms.add(ms)

    def note_said(self, record: Record, seen: tuple[str, ...] = (), *, gone: bool = False) -> int:
        """Note a version that was said, and the words it was made in knowledge of."""
        text = getattr(record, "text", "")
        is_sealed = record.seen_by == "sealed"
        word = Word(text, record.author, record.id, record.pairing, is_sealed, gone)
        number = len(self.words)
        before = [each for told in seen for each in self.by_text[told]]
        self.words.append(word)
        for each in before:
            self.after[each].add(number)
        self.shared_ids[record.pairing].add(record.id)
        self.private_ids.discard(record.id)
        if not gone:
            self.by_text[text].append(number)
        if not (gone or is_sealed):
            self.open_texts[record.pairing].add(text)
            self.private_texts.discard(text)
        return number

    def is_kept(self, number: int, visible: set[str]) -> bool:
        """Tell whether a version shows, or whoever replaced it knew of it."""
        word = self.words[number]
        if word.is_gone or word.text in visible:
            return True
        return any(self.is_kept(newer, visible) for newer in self.after[number])

    def note_file(self, name: tuple[str, int], data: bytes, keys: Keys) -> None:
        """Look at a file as soon as it was published."""
        if name in self.files:
            assert self.files[name].data == data, "two files of one stream with one number"
            return
        place = Place(name[0], name[1], previous_in(data))
        opened = open_file(data, place, keys.pair)
        assert author_mac_fits(keys.author_key, MAGIC, place, opened.json, opened.mac)
        before = self.files.get((name[0], name[1] - 1))
        assert name[1] == 1 or before is not None, "a number was left out"
        inside = msgspec.json.decode(opened.json, type=dict[str, Any])
        made = File(*name, keys.pairing, keys.author, data, opened.json, inside)
        self._check_form(made)
        self._check_leaks(made)
        self._check_keys(made)
        self.files[name] = made

    def of_pairing(self, pairing: str, author: str = "") -> list[File]:
        """List what was published in a pairing, by one of the two or by both."""
        return [
            file
            for file in self.files.values()
            if file.pairing == pairing and author in ("", file.author)
        ]

    def _check_form(self, file: File) -> None:
        """Nothing is in a file but what the format has: no author, no offset, no day of a save."""
        assert file.inside.keys() <= _INSIDE
        for said in file.inside.get("records", ()):
            assert said.keys() <= _SAID
            fields = {field.name for field in msgspec.structs.fields(KINDS[said["kind"]])}
            assert said.get("body", {}).keys() <= fields - ENVELOPE
            if said.get("gone"):
                assert said.keys() <= _GONE
            seen = said.get("replaces", {}).values()
            assert all(each < said["stamp"][:2] for each in seen), "not above what it replaces"

    def _check_leaks(self, file: File) -> None:
        """Nothing of a private save, and nothing said to another pairing, can be read in it."""
        text = file.json.decode()
        assert set(TOKEN.findall(text)) <= self.open_texts[file.pairing]
        mine = self.shared_ids[file.pairing]
        others = set().union(*self.shared_ids.values()) - mine
        assert not set(_ID.findall(text)) & ((self.private_ids | others) - mine)
        assert not {int(number) for number in _NUMBER.findall(text)} & self.private_ms
        times = {ms_of(datetime.fromisoformat(time)) for time in _TIME.findall(text)}
        assert not times & self.private_ms

    def _check_keys(self, file: File) -> None:
        """A key goes out only where the other's answer to the same question lies in the folder."""
        for key in file.inside.get("keys", ()):
            asked = self._questions(file, [file.author], key["id"])
            answered = self._questions(file, None, "")
            assert asked, "the key of an answer that nobody has"
            assert asked & answered, "a key before the other had answered"

    def _questions(self, file: File, authors: list[str] | None, record: str) -> set[str]:
        files = [*self.of_pairing(file.pairing), file]
        return {
            said["body"]["question"]
            for each in files
            if (each.author in authors if authors else each.author != file.author)
            for said in each.inside.get("records", ())
            if said["kind"] == "answer" and record in ("", said["id"]) and not said.get("gone")
        }


class Keys(NamedTuple):
    """What one person has in one pairing."""

    pairing: str
    author: str
    pair: Secret
    author_key: Secret


def ms_of(moment: datetime) -> int:
    """Count milliseconds since 1970."""
    return (moment - EPOCH) // timedelta(milliseconds=1)
