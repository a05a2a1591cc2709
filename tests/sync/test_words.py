"""The four words: a list of our own, in which nothing sounds like anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

from journal.sync.words import COUNT, all_words, chosen


def one_step_away(word: str) -> Iterator[str]:
    """Every text that one letter more, less or other makes of a word."""
    for at in range(len(word) + 1):
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]
        yield word[:at] + word[at + 1 :]


def test_there_are_as_many_as_eleven_bits_name() -> None:
    """2,048, each once, in order."""
    words = all_words()
    assert len(words) == COUNT == 1 << 11
    assert all(one < other for one, other in pairwise(words))


def test_words_are_short_and_plain() -> None:
    """Three to eight small letters."""
    assert [word for word in all_words() if not re.fullmatch("[a-z]{3,8}", word)] == []


def test_four_letters_tell_which() -> None:
    """No two begin alike."""
    assert len({word[:4] for word in all_words()}) == COUNT


def test_no_word_is_a_slip_away_from_another() -> None:
    """One wrong, missing or additional letter makes no other word: no plurals either."""
    words = set(all_words())
    assert [word for word in words if words & (set(one_step_away(word)) - {word})] == []


def test_of_words_that_sound_alike_one_is_here_at_most() -> None:
    """They are read aloud; the groups are a list of ours."""
    words = set(all_words())
    groups = Path(__file__).with_name("homophones.txt").read_text(encoding="ascii").splitlines()
    assert len(groups) > 400
    assert [group for group in groups if len(words & set(group.split())) > 1] == []


def test_numbers_choose_words() -> None:
    """The first, the last, and the same twice."""
    words = all_words()
    assert chosen((0, COUNT - 1, 7, 7)) == (words[0], words[-1], words[7], words[7])


def test_the_list_never_changes() -> None:
    """A changed word would tell two versions apart that nobody sits between."""
    told = "\n".join(all_words()).encode()
    assert blake2b(told, digest_size=16).hexdigest() == "e67ffc2a667f6a1429ce4239995166a0"
