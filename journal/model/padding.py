"""Sizes that say little of what is in them."""

from __future__ import annotations


def padded_size(size: int) -> int:
    """Return the least Padmé size that holds `size` bytes: at most 12 % more.

    Of a size's binary digits only the first few may differ from 0, so that many sizes become one.
    Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs".
    """
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    free = exponent - exponent.bit_length()
    mask = (1 << max(free, 0)) - 1
    return (size + mask) & ~mask
