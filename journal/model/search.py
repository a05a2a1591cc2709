"""What somebody looks for, and whether a record has it."""

from __future__ import annotations

import unicodedata

import msgspec

from journal.model.kinds import CheckIn, Memory
from journal.model.record import Record
from journal.model.tags import fold_tag, tags_in, tags_of


class Words(msgspec.Struct, frozen=True, gc=False):  # no cycles; there is one a record
    """The words of a record, made ready to be searched many times."""

    plain: str
    folded: str
    """`plain` without regard to upper and lower case."""
    tags: frozenset[str]
    """Its tags, in the form in which they are compared."""

    @classmethod
    def of(cls, record: Record) -> Words:
        """Gather what a person wrote: title, texts, words of a check-in, place, tags."""
        parts = list(record.texts())
        if isinstance(record, CheckIn):
            parts.extend(record.words)
        elif isinstance(record, Memory):
            parts.extend(record.tags)
        plain = "\n".join(parts)
        if not plain.isascii():
            plain = unicodedata.normalize("NFC", plain)
        tagged = isinstance(record, Memory) or "#" in plain
        tags = frozenset(map(fold_tag, tags_of(record))) if tagged else frozenset()
        return cls(plain, plain.casefold(), tags)


class Query(msgspec.Struct, frozen=True):
    """All of these must be found in a record; an empty query finds every record."""

    exact: tuple[str, ...] = ()
    """Words with a capital letter in them: found as they are."""
    folded: tuple[str, ...] = ()
    """Words without: found in any case of letters."""
    tags: tuple[str, ...] = ()
    """Tags, in the form in which they are compared: the whole tag must be there."""

    @classmethod
    def parse(cls, typed: str) -> Query:
        """Read what was typed: words apart by blanks, `#tag` for a tag."""
        exact, folded, tags = [], [], []
        for word in unicodedata.normalize("NFC", typed).split():
            if word.startswith("#") and tags_in(word) == (word[1:],):
                tags.append(fold_tag(word))
            elif word != word.lower():
                exact.append(word)
            else:
                folded.append(word.casefold())
        return cls(tuple(exact), tuple(folded), tuple(tags))

    def __bool__(self) -> bool:
        """Tell whether anything is looked for at all."""
        return bool(self.exact or self.folded or self.tags)

    def finds(self, words: Words) -> bool:
        """Tell whether all that is looked for is there."""
        for word in self.folded:
            if word not in words.folded:
                return False
        for word in self.exact:
            if word not in words.plain:
                return False
        return words.tags.issuperset(self.tags)
