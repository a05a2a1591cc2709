"""What can be taken back, step by step; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journal.model.record import Record
from journal.store.versions import Version


class Undo:
    """What can be taken back in this session: deletions, edits and marks, the newest first."""

    def __init__(self) -> None:
        self._steps: list[dict[str, Version]] = []
        self.withdrawn: dict[str, str] = {}
        """The id of each private copy of what had gone and was taken back → its audience then."""

    def __bool__(self) -> bool:
        return bool(self._steps)

    def remember(self, versions: Sequence[Version]) -> None:
        """Remember a commit, if it changed or deleted something or made a mark."""
        step = {
            version.after.id: version
            for version in versions
            if (version.after.MARK if version.before is None else version.before.gone is None)
        }
        if step:
            self._steps.append(step)

    def forget_own(self) -> None:
        """Forget what was done to records under a second key, which is being let go of."""
        kept = [
            {name: each for name, each in step.items() if not each.after.OWN_KEY}
            for step in self._steps
        ]
        self._steps = [step for step in kept if step]

    def pop(self, find: Callable[[str], Record | None]) -> dict[str, Version]:
        """Take the newest step whose outcome still stands; an empty one where none does."""
        while self._steps:
            step = {
                name: version
                for name, version in self._steps.pop().items()
                if (current := find(name)) is not None and current.stamp == version.after.stamp
            }
            if step:
                return step
        return {}

    def put_back(self, step: dict[str, Version]) -> None:
        """Remember again a step that could not be taken back."""
        if step:
            self._steps.append(step)

    def now_stands(self, taken_back: Sequence[Version], step: dict[str, Version]) -> None:
        """Let what a step brought back count as the outcome of the step before it."""
        for version, (name, undone_step) in zip(taken_back, step.items(), strict=False):
            if version.after.id != name:
                self.withdrawn[version.after.id] = undone_step.after.seen_by
        for version in taken_back:
            undone = step.get(version.after.id)
            for earlier in self._steps:
                known = earlier.get(version.after.id)
                if known and undone and undone.before and known.after.stamp == undone.before.stamp:
                    earlier[version.after.id] = Version(known.before, version.after)
