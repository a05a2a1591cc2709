"""Jobs that take a moment, done on another thread so that the screen stays alive."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def _nothing(_result: object) -> None:
    """Let a result be."""


async def on_thread(
    job: Callable[[], Result], *, unwanted: Callable[[Result], object] = _nothing
) -> Result:
    """Do a job on another thread and give its result, or raise its error.

    `unwanted` is handed the result of a job whose screen has gone meanwhile: a journal that was
    opened for nobody has to be closed.
    """
    # a thread of its own, that ends with the job: a thread that lives on keeps what standard error
    # was when it began, and with it the app and the journal
    executor = ThreadPoolExecutor(1, thread_name_prefix="journal-waiting")
    future: Future[Result] = executor.submit(job)
    executor.shutdown(wait=False)
    try:
        return await asyncio.wrap_future(future)
    except asyncio.CancelledError:
        future.add_done_callback(lambda done: _let_go(done, unwanted))
        raise


def _let_go(done: Future[Result], unwanted: Callable[[Result], object]) -> None:
    if not done.cancelled() and done.exception() is None:
        unwanted(done.result())
