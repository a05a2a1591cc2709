"""How a record stands depends on which versions are known, and on nothing else."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from journal.model.record import Reference, Stamp
from journal.model.said import Said
from journal.model.standing import Standing, covers, stand

DAY = date(2026, 11, 22)
DEVICES = ("a" * 16, "b" * 16, "c" * 16)


def said(
    ms: int,
    device: int = 0,
    *,
    replaces: dict[int, int] | None = None,
    text: str = "",
    gone: bool = False,
) -> Said:
    """Make a version; `replaces` is device → milliseconds."""
    return Said(
        id="0" * 32,
        kind="entry",
        stamp=Stamp(ms, 0, DEVICES[device]),
        replaces={DEVICES[number]: (seen, 0) for number, seen in (replaces or {}).items()},
        gone=gone,
        day=None if gone else DAY,
        body=msgspec.Raw(msgspec.json.encode({} if gone else {"text": text or f"{ms} {device}"})),
    )


versions = st.builds(
    said,
    st.integers(1, 5),
    st.integers(0, 2),
    replaces=st.dictionaries(st.integers(0, 2), st.integers(1, 5), max_size=3),
    text=st.sampled_from(["", "one", "two"]),
    gone=st.booleans(),
)


def all_of(standing: Standing) -> list[bytes]:
    """Return every version of a standing, as bytes."""
    every = (standing.current, *standing.beside, *standing.earlier)
    return [msgspec.json.encode(each) for each in every]


@given(st.lists(versions, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(known: list[Said], random: object) -> None:
    """The same set of versions stands the same, however it came."""
    again = [*known, *known[::-1], known[0]]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert stand(again) == stand(known)


@given(st.lists(versions, min_size=1, max_size=8))
def test_every_version_shows_stands_beside_or_was_replaced(known: list[Said]) -> None:
    """No words vanish unless a version that saw them came after, or says the same."""
    standing = stand(known)
    accounted = all_of(standing)
    for version in known:
        if version.gone or msgspec.json.encode(version) in accounted:
            continue
        others = [other for other in known if other != version]
        same = [standing.current.words, *(each.words for each in standing.beside)]
        assert version.words in same or any(covers(other, version) for other in others)


@given(st.lists(versions, min_size=1, max_size=8))
def test_a_deletion_wins_only_over_what_it_saw(known: list[Said]) -> None:
    """Something is shown while there are words that no version has seen."""
    unseen = [
        version
        for version in known
        if not version.gone and not any(covers(other, version) for other in known)
    ]
    standing = stand(known)
    if unseen:
        assert not standing.current.gone
        shown = {standing.current.words, *(each.words for each in standing.beside)}
        assert {version.words for version in unseen} <= shown


@given(st.lists(versions, min_size=1, max_size=8))
def test_what_was_deleted_is_not_among_earlier_words(known: list[Said]) -> None:
    """Words that a deletion saw are shown nowhere but where they stand."""
    deletions = [version for version in known if version.gone]
    for earlier in stand(known).earlier:
        assert not any(covers(deletion, earlier) for deletion in deletions)


def test_a_chain_of_edits_shows_the_last_and_lists_the_others() -> None:
    """Each edit has seen the one before: earlier words, the newest first."""
    one, two = said(1), said(2, replaces={0: 1})
    three = said(3, replaces={0: 2})
    assert stand([two, three, one]) == Standing(three, (), (two, one))


def test_two_edits_apart_stand_beside_each_other() -> None:
    """The newest shows; one that saw both ends it."""
    one, here, there = said(1), said(2, 0, replaces={0: 1}), said(3, 1, replaces={0: 1})
    assert stand([one, here, there]) == Standing(there, (here,), (one,))
    both = said(4, 0, replaces={0: 2, 1: 3})
    assert stand([one, here, there, both]) == Standing(both, (), (there, here, one))


def test_the_same_words_twice_are_shown_once() -> None:
    """Two places that made the same record of its own show it once."""
    assert stand([said(1, 0, text="same"), said(2, 1, text="same")]).beside == ()


def test_equal_stamps_with_other_words_are_both_kept() -> None:
    """A tie is broken by the hash, the same way everywhere."""
    one, two = said(1, text="one"), said(1, text="two")
    standing = stand([one, two])
    assert {standing.current.digest, standing.beside[0].digest} == {one.digest, two.digest}
    assert standing == stand([two, one])
    assert standing.current.digest > standing.beside[0].digest


def test_a_version_said_again_with_what_it_is_about_is_one_version() -> None:
    """What it is about may be named only later; then it is, in whatever order the two come."""
    bare = said(1)
    named = msgspec.structs.replace(bare, about=Reference("a" * 32, "b" * 32))
    for known in ([bare, named], [named, bare]):
        assert stand(known) == Standing(named, (), ())


def test_a_deletion_that_saw_everything_ends_a_record() -> None:
    """Nothing of it is left, and an edit that did not see the deletion stands again."""
    one, gone = said(1), said(2, replaces={0: 1}, gone=True)
    assert stand([one, gone]) == Standing(gone, (), ())
    edited = said(3, 1, replaces={0: 1})
    assert stand([one, gone, edited]) == Standing(edited, (), ())
