"""The journal on disk: one TinyDB file, its lock, its drafts. Screens see records, nothing else."""

from __future__ import annotations

from journal.model.search import Query
from journal.store.bookkeeping import Person
from journal.store.drafts import Draft, Drafts
from journal.store.errors import (
    BadName,
    CannotRead,
    Closed,
    InUse,
    NameTaken,
    NoSuchPerson,
    NotSaved,
    ReadOnly,
    StoreError,
)
from journal.store.home import Home
from journal.store.journal import Journal
from journal.store.queue import Changed

__all__ = [
    "BadName",
    "CannotRead",
    "Changed",
    "Closed",
    "Draft",
    "Drafts",
    "Home",
    "InUse",
    "Journal",
    "NameTaken",
    "NoSuchPerson",
    "NotSaved",
    "Person",
    "Query",
    "ReadOnly",
    "StoreError",
]
