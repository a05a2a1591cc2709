"""Private marks on records, one's own and later the partner's."""

from __future__ import annotations

from typing import ClassVar

from journal.model.record import Record


class Star(Record, frozen=True, kw_only=True, tag="star"):
    """A star on the record that `about` names."""

    MARK: ClassVar[bool] = True
    PRIVATE: ClassVar[bool] = True
