"""The tables in memory as TinyDB looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

_document = msgspec.json.Decoder(dict[str, Any])


class Documents(Mapping[str, dict[str, Any]]):
    """The documents of one table, each decoded when it is asked for."""

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        return _document.decode(self._raw[doc_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)
