"""Backups that hold in the clear, or under a former second key, what lies under the present one."""

from __future__ import annotations

import msgspec

from journal.store.backups import Backup, Backups
from journal.store.changes import decode_body, encode_changes, replay
from journal.store.documents import OWN_KEY, is_emptied
from journal.store.errors import CannotRead, saving
from journal.store.key_errors import OwnKeyError
from journal.store.own_seal import OwnSeal, Row, row_in
from journal.store.own_tables import plain_documents, resealing
from journal.store.seal import Seal
from journal.store.snapshot import Tables


def outside(backups: Backups, seal: Seal, vault: str) -> list[Backup]:
    """List the backups that this key does not protect, and those that cannot be read."""
    found = []
    for backup in backups.all():
        try:
            tables = backups.read(backup, seal).tables
        except CannotRead:
            found.append(backup)
            continue
        if not _is_under(tables, vault):
            found.append(backup)
    return found


def rewrite(backups: Backups, seal: Seal, own: OwnSeal, row: Row) -> list[Backup]:
    """Seal in every backup with the present key what is in the clear, or under a former one.

    Return the backups that cannot be rewritten, and so stayed as they are. Raises `NotSaved`.
    """
    left: list[Backup] = []
    with saving():
        for backup in outside(backups, seal, own.vault):
            try:
                snapshot = backups.read(backup, seal)
            except CannotRead:
                left.append(backup)
                continue
            if _bring_under(snapshot.tables, own, row):
                backups.replace(backup, snapshot, seal)
            else:
                left.append(backup)
    return left


def _is_under(tables: Tables, vault: str) -> bool:
    if any(not is_emptied(raw) for _kind, _number, raw in plain_documents(tables)):
        return False
    try:
        return OWN_KEY not in tables or not tables[OWN_KEY] or row_in(tables).vault == vault
    except OwnKeyError:
        return False


def _bring_under(tables: Tables, own: OwnSeal, row: Row) -> bool:
    """Seal what is in a backup's tables; tell whether all of it could be."""
    if tables.get(OWN_KEY):
        try:
            if not own.knows(row_in(tables).vault):
                return False
        except OwnKeyError:
            return False
    changes = resealing(tables, own, msgspec.structs.replace(row, former=()))
    replay(tables, decode_body(encode_changes(changes)))
    return True
