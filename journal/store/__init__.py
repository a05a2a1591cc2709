"""The journal on disk: one TinyDB file, its lock, its drafts. Screens see records, nothing else."""

from __future__ import annotations

from journal.model.search import Query
from journal.store.backups import Backup, Backups
from journal.store.bookkeeping import Person
from journal.store.drafts import Draft, Drafts
from journal.store.errors import (
    BadName,
    CannotLock,
    CannotRead,
    ChangedOutside,
    Closed,
    HeldElsewhere,
    InUse,
    NameTaken,
    NeedsKey,
    NoSuchPerson,
    NotSaved,
    OnlyInMemory,
    ReadOnly,
    StoreError,
)
from journal.store.home import Home
from journal.store.journal import Journal
from journal.store.own_key import OwnKey
from journal.store.queue import Changed

__all__ = [
    "Backup",
    "Backups",
    "BadName",
    "CannotLock",
    "CannotRead",
    "Changed",
    "ChangedOutside",
    "Closed",
    "Draft",
    "Drafts",
    "HeldElsewhere",
    "Home",
    "InUse",
    "Journal",
    "NameTaken",
    "NeedsKey",
    "NoSuchPerson",
    "NotSaved",
    "OnlyInMemory",
    "OwnKey",
    "Person",
    "Query",
    "ReadOnly",
    "StoreError",
]
