"""Beginning what takes a moment, so that nothing is left over when its screen goes first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ParamSpec

from textual.dom import DOMNode

Given = ParamSpec("Given")


def begin(
    node: DOMNode,
    work: Callable[Given, Awaitable[None]],
    *given: Given.args,
    **named: Given.kwargs,
) -> None:
    """Let a worker of a screen do something; it is the worker that calls it.

    A worker that is cancelled before its turn then leaves no coroutine that nobody awaits.
    """
    job: Callable[[], Awaitable[None]] = partial(work, *given, **named)
    node.run_worker(job)
