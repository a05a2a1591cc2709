"""What must not be shown by accident: bytes that no repr, message or traceback gives away."""

from __future__ import annotations

import hmac
from typing import NoReturn


class Secret:
    """Bytes that only `reveal` gives; compared in constant time, never pickled or hashed.

    A traceback that shows local variables shows its class's name and nothing else. Python cannot
    wipe bytes: to let go of a secret is to keep no reference to it.
    """

    __slots__ = ("_held",)
    __hash__ = None  # type: ignore[assignment]  # a hash in a repr or a log would be a trace of it

    def __init__(self, held: bytes) -> None:
        self._held = held

    def reveal(self) -> bytes:
        """Return the bytes; use them in the very expression that needs them."""
        return self._held

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return hmac.compare_digest(self._held, other._held)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied out of memory")
