"""FORMAT.md on the second passphrase tells the truth: read by that text, without our sealing."""

from __future__ import annotations

import base64
import json
from hashlib import blake2b
from typing import Any

import pytest
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt

from journal.model.kinds import Wish
from journal.store.seal import Purpose
from journal.store.stretch import Cost
from tests.store.owned import DAY, SECOND, THIRD, Owned, make_keys_quick, own, wishes
from tests.store.vaults import quick_stretch


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases cost nothing to try: what argon2id makes of one is taken as given."""
    make_keys_quick(monkeypatch)


def joined(*parts: bytes) -> bytes:
    """Each part after its length as 4 bytes."""
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def keyed(key: bytes, person: bytes, data: bytes = b"") -> bytes:
    """BLAKE2b, 32 bytes, with a key and a person."""
    return blake2b(data, digest_size=32, key=key, person=person).digest()


def opened(key: bytes, bound: bytes, sealed: bytes) -> bytes:
    """Open `nonce | ciphertext | tag`."""
    return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], bound, sealed[:24], key)


def second_key(row: dict[str, Any]) -> tuple[bytes, bytes]:
    """Open the slot; return the second key's id and the key."""
    assert row["version"] == 1
    assert row["slot"]["kind"] == "passphrase"
    assert row["slot"]["kdf"] == "argon2id"
    vault, salt = bytes.fromhex(row["vault"]), bytes.fromhex(row["slot"]["salt"])
    cost = Cost(row["slot"]["passes"], row["slot"]["memory"])
    stretched = quick_stretch(THIRD, salt, cost).reveal()
    costs = cost.passes.to_bytes(8) + cost.memory.to_bytes(8)
    bound = joined(b"twofold keys 1", vault, b"twofold own word", b"argon2id", salt, costs)
    wrapping = keyed(stretched, b"twofold own word")
    return vault, opened(wrapping, bound, bytes.fromhex(row["slot"]["key"]))


def unsealed(vault: bytes, key: bytes, what: bytes, name: str, sealed: str) -> Any:
    """Open one document or draft."""
    bound = joined(b"twofold own 1", vault, what, bytes.fromhex(name))
    inside = opened(keyed(key, b"twofold own seal", vault), bound, base64.b64decode(sealed))
    size = len(inside)
    assert size >= 1024
    digits = 1 + (size.bit_length() - 1).bit_length()
    assert not int(f"{size:b}"[digits:] or "0")
    return json.loads(inside)


def test_what_is_under_it_is_read_by_the_text_alone() -> None:
    """Row, records of every such kind, one emptied, and a draft; and the key before a change."""
    owned = Owned().begin()
    owned.journal.commit([*wishes(), Wish(text="x" * 2000, how="not", day=DAY)]).result()
    owned.journal.own_key.make(SECOND)
    before = json.loads(bytes(owned.journal._db.bottom.tables["own-key"]["1"]))
    owned.again().clock.advance(days=1)
    owned.unlocked(SECOND)
    owned.journal.own_key.change(SECOND, THIRD)
    emptied, *records = own(owned.journal)
    owned.journal.delete_for_good(emptied).result()
    owned.journal.drafts.keep("desire", day=DAY, kind="wish", values={"text": "typed"})
    (draft,) = owned.journal.drafts.all()
    owned.journal.close()
    data = owned.files.contents()[owned.path]
    tables = json.loads(owned.seal.open(Purpose.SNAPSHOT, data[:84], data[116:]))
    assert not {"wish", "match", "desire-note"} & tables.keys()
    assert tables["own-key"].keys() == {"1"}
    row = tables["own-key"]["1"]
    vault, key = second_key(row)
    found = {}
    for number, document in tables["own-sealed"].items():
        assert document["id"] == f"{int(number):032x}"
        if document["id"] == emptied.id:
            assert document == {"id": emptied.id, "emptied": True}
            continue
        table, inside = unsealed(vault, key, b"record", document["id"], document["sealed"])
        assert table == inside["kind"]
        found[inside["id"]] = [inside[name] for name in ("text", "liked") if name in inside]
    assert found.keys() == {record.id for record in records}
    assert all(found[record.id] == [record.texts()[0]] for record in records)
    (former,) = row["former"]
    assert former["vault"] == before["vault"]
    was = bytes.fromhex(former["vault"])
    bound = joined(b"twofold keys 1", vault, b"twofold former", was)
    assert len(opened(keyed(key, b"twofold former"), bound, bytes.fromhex(former["key"]))) == 32
    data = owned.files.contents()[owned.path.with_name("drafts.json")]
    assert data.startswith(b"TWOFDRAF")
    file = json.loads(owned.seal.open(Purpose.DRAFTS, b"twofold drafts v1", data[8:]))
    (kept,) = file["drafts"]
    assert (kept["kind"], kept["place"], kept["id"]) == ("own-key", "own-key", draft.id)
    inside = unsealed(vault, key, b"draft", kept["id"], kept["values"]["sealed"])
    assert inside["values"] == {"text": "typed"}
    assert inside["place"] == "desire"
