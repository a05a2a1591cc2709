"""The second key itself: whatever is read, only what it sealed opens, and nothing else raises."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.kinds import Wish
from journal.store.changes import Change, decode_body, encode_changes, replay
from journal.store.documents import OWN_KEY, OWN_SEALED
from journal.store.key_errors import OwnKeyError, OwnKeyShut
from journal.store.own_seal import DRAFT, LEAST_BYTES, RECORD, OwnSeal, Row, row_in
from journal.store.own_tables import (
    is_sealed_rightly,
    making,
    moving_out,
    read_sealed,
    resealing,
    throwing_away,
    under,
)
from journal.store.snapshot import Tables
from journal.store.stretch import STANDARD
from tests.store.owned import DAY, SECOND, THIRD
from tests.store.vaults import quick_stretch

SEAL = OwnSeal.random()
OTHER = OwnSeal.random()
names = st.binary(min_size=16, max_size=16).map(bytes.hex)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
documents = st.dictionaries(st.text(), values)


def row_of(seal: OwnSeal) -> Row:
    """Wrap a key under the second passphrase."""
    salt = bytes(16)
    return seal.row(quick_stretch(SECOND, salt, STANDARD), salt, STANDARD)


def raw(document: Any) -> msgspec.Raw:
    """Encode a document."""
    return msgspec.Raw(msgspec.json.encode(document))


def after(tables: Tables, changes: list[Change]) -> Tables:
    """Return tables with changes made, as a frame of the log makes them."""
    changed = {name: dict(documents) for name, documents in tables.items()}
    replay(changed, decode_body(encode_changes(changes)))
    return changed


@given(names, st.binary(max_size=5000).map(lambda data: msgspec.json.encode(data.hex())))
def test_it_opens_what_it_shut_under_its_name_and_nothing_else(name: str, data: bytes) -> None:
    """Another name, another sort, another key: not one of them opens it."""
    sealed = SEAL.shut(RECORD, name, data)
    assert (SEAL.open(RECORD, name, sealed) or b"").rstrip(b" ") == data
    assert OTHER.open(RECORD, name, sealed) is None
    assert SEAL.open(DRAFT, name, sealed) is None
    assert SEAL.open(RECORD, f"{int(name, 16) ^ 1:032x}", sealed) is None
    assert is_sealed_rightly(raw({"id": name, "sealed": sealed}))


@given(names, st.binary(max_size=100), st.data())
def test_a_flipped_bit_opens_nothing(name: str, data: bytes, choice: st.DataObject) -> None:
    """Anywhere in nonce, words or tag."""
    sealed = msgspec.json.decode(f'"{SEAL.shut(RECORD, name, data)}"'.encode(), type=bytes)
    at = choice.draw(st.integers(0, len(sealed) * 8 - 1))
    flipped = bytearray(sealed)
    flipped[at // 8] ^= 1 << at % 8
    text = msgspec.json.decode(msgspec.json.encode(bytes(flipped)))
    assert SEAL.open(RECORD, name, text) is None


@given(st.integers(0, 900), st.integers(0, 900))
def test_short_words_are_of_one_size(one: int, other: int) -> None:
    """Nobody tells a wish of three letters from one of nine hundred."""
    sizes = {len(SEAL.shut(RECORD, "00" * 16, b"x" * each)) for each in (one, other)}
    assert len(sizes) == 1
    assert sizes.pop() > LEAST_BYTES


@given(documents, st.lists(names, unique=True, max_size=5), st.sampled_from(["wish", "match"]))
def test_in_and_under_another_key_and_out_every_document_is_the_same(
    document: dict[str, Any], ids: list[str], table: str
) -> None:
    """Whatever is in it, known or not; and nothing else in the tables changes."""
    document = {name: each for name, each in document.items() if name != "emptied"}
    before: Tables = {"entry": {"1": raw({"a": 1})}, "desire-switch": {"1": raw({})}}
    if ids:
        before[table] = {str(int(name, 16)): raw(document) for name in ids}
    shut = after(before, making(before, SEAL, row_of(SEAL)))
    assert shut.keys() == {"entry", "desire-switch", OWN_KEY, *([OWN_SEALED] if ids else [])}
    renewed = SEAL.renewed()
    again = after(shut, resealing(shut, renewed, row_of(renewed)))
    assert read_sealed(again, SEAL).unread == len(ids)
    assert after(again, moving_out(again, renewed)) == before
    assert after(shut, throwing_away(shut)) == {
        name: each for name, each in before.items() if name != table
    }


@given(values, st.text(max_size=40))
def test_whatever_stands_in_the_row_is_a_key_or_said_to_be_damaged(value: Any, text: str) -> None:
    """No other error comes out of it."""
    whole = msgspec.to_builtins(row_of(SEAL))
    formers = [{**whole, "former": value}] if value != [] else []
    for found in (value, {**whole, "slot": value}, {**whole, text: 1}, *formers):
        with pytest.raises(OwnKeyError):
            row_in({OWN_KEY: {"1": raw(found)}})
    assert row_in({OWN_KEY: {"1": raw(whole)}}).vault == SEAL.vault


@given(values, values, st.text())
def test_whatever_lies_among_what_is_sealed_is_counted_and_left(
    value: Any, sealed: Any, number: str
) -> None:
    """No document there makes opening stumble; none is shown that is not what it ought to be."""
    wish = raw({"kind": "wish", "id": "0" * 31 + "7", "day": "2026-11-22"})
    inside = SEAL.shut(RECORD, "0" * 31 + "7", msgspec.json.encode(["wish", msgspec.Raw(wish)]))
    odd = SEAL.shut(RECORD, "0" * 31 + "8", msgspec.json.encode(sealed))
    tables: Tables = {
        OWN_SEALED: {
            "5": raw(value),
            "6": raw({"sealed": sealed}),
            "7": raw({"sealed": inside}),
            "8": raw({"sealed": odd}),
            number: raw({"sealed": inside}),
        }
    }
    found = read_sealed(tables, SEAL)
    assert found.records == []
    assert found.unread >= 3
    moving_out(tables, SEAL)
    assert after(tables, throwing_away(tables)) == {}


def test_what_is_not_understood_is_kept_under_the_key_untouched() -> None:
    """An edit beside it, or a kind of a later version, changes nothing of it."""
    later = raw({"kind": "wish", "id": "0" * 31 + "7", "schema": 9, "text": ["not", "ours"]})
    tables: Tables = {"wish": {"7": later}}
    shut = after(tables, making(tables, SEAL, row_of(SEAL)))
    assert read_sealed(shut, SEAL).unread == 1
    wish = Wish(text="x", how="yes", day=DAY, id="0" * 31 + "9")
    change = Change("wish", 9, msgspec.to_builtins(wish))
    both = after(shut, list(under([change], shut, SEAL)))
    assert [each.id for each in read_sealed(both, SEAL).records] == [wish.id]
    assert after(both, moving_out(both, SEAL))["wish"]["7"] == later


def test_a_change_in_the_clear_passes_in_no_way() -> None:
    """Whoever asks for it: sealed on its way, or refused while the key is away."""
    tables: Tables = {OWN_KEY: {"1": raw({})}, "wish": {"9": raw({"stray": 1})}}
    changes = [Change("entry", 1, {"a": 1}), Change("wish", 9, {"text": "zqcanary"})]
    with pytest.raises(OwnKeyShut):
        under(changes, tables, None)
    assert under(changes[:1], tables, None) == changes[:1]
    told = encode_changes(under(changes, tables, SEAL))
    assert b"zqcanary" not in told
    kept = after(tables, list(under(changes, tables, SEAL)))
    assert kept["wish"] == {}
    gone = after(kept, list(under([Change("wish", 9, None)], kept, SEAL)))
    assert gone[OWN_SEALED] == {}


def test_a_row_opens_with_its_passphrase_alone_and_keeps_former_keys() -> None:
    """What was sealed with a key that was changed since opens with the present passphrase."""
    renewed = SEAL.renewed()
    row = row_of(renewed)
    stretched = quick_stretch(SECOND, bytes(16), STANDARD)
    opened = OwnSeal.unwrapped(row, stretched)
    assert opened is not None
    assert opened.open(DRAFT, "ab" * 16, SEAL.shut(DRAFT, "ab" * 16, b"typed")) is not None
    assert opened.has_former
    assert opened.knows(SEAL.vault)
    assert not opened.alone().knows(SEAL.vault)
    assert OwnSeal.unwrapped(row, quick_stretch(THIRD, bytes(16), STANDARD)) is None
    assert SEAL.vault not in repr(opened)
