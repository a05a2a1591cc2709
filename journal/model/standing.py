"""How one record stands when several versions of it are known: a function of their set alone.

Source: *Merge* in the design. Neither the order in which versions come nor how often they come
matters, because nothing but the set of them is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from journal.model.said import Said


class Standing(NamedTuple):
    """Which version shows, which stand beside it unseen by it, which were knowingly replaced."""

    current: Said
    beside: tuple[Said, ...]
    """Each says something else, the newest first; deletions that had not seen the current aside."""
    earlier: tuple[Said, ...]
    """The newest first, deletions aside."""


def covers(newer: Said, older: Said) -> bool:
    """Tell whether one version was made by someone who had seen the other."""
    seen = newer.replaces.get(older.stamp.device)
    return seen is not None and seen >= (older.stamp.ms, older.stamp.counter)


def stand(versions: Iterable[Said]) -> Standing:
    """Find how a record stands; there is at least one version.

    The newest of those that no other has seen shows; equal stamps are ordered by their hash. A
    deletion wins only over versions that it has seen; their words are not even earlier ones.
    """
    known = _told_most({version.digest: version for version in versions})
    ordered = sorted(known.items(), key=lambda item: (item[1].stamp, item[0]), reverse=True)
    newest = [said for _, said in ordered]
    seen, deleted = _Seen(newest), _Seen([said for said in newest if said.gone])
    heads = [said for said in newest if not seen.by_another(said)] or newest[:1]
    living = [said for said in heads if not said.gone]
    current = (living or heads)[0]
    beside: list[Said] = []
    shown = {current.words}
    for said in living:
        if said.words not in shown:
            shown.add(said.words)
            beside.append(said)
    if current.gone:
        return Standing(current, (), ())
    shut = {id(said) for said in heads}
    earlier = tuple(
        said
        for said in newest
        if id(said) not in shut and not said.gone and not deleted.by_another(said)
    )
    return Standing(current, tuple(beside), earlier)


def _told_most(known: dict[str, Said]) -> dict[str, Said]:
    """Leave out a version that was said once more, with what it is about.

    That is named only where the other knows of it, so it may be missing when a version is first
    said, and be there when all is said again in a new stream.
    """
    if len({said.stamp for said in known.values()}) == len(known):
        return known
    less = {replace(said, about=None).digest for said in known.values() if said.about is not None}
    return {digest: said for digest, said in known.items() if digest not in less}


class _Seen:
    """What several versions together have seen: for each device the two that saw the most."""

    def __init__(self, versions: Iterable[Said]) -> None:
        self._most: dict[str, list[tuple[tuple[int, int], int]]] = {}
        for said in versions:
            for device, seen in said.replaces.items():
                most = self._most.setdefault(device, [])
                most.append(((seen[0], seen[1]), id(said)))
                most.sort(reverse=True)
                del most[2:]

    def by_another(self, said: Said) -> bool:
        """Tell whether any of them but this one itself has seen a version."""
        made = (said.stamp.ms, said.stamp.counter)
        most = self._most.get(said.stamp.device, [])
        return any(seen >= made and who != id(said) for seen, who in most)
