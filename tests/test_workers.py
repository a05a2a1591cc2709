"""What a screen begins leaves nothing over when the screen goes first."""

from __future__ import annotations

import gc
import warnings

from textual.app import App
from textual.screen import Screen

from journal.workers import begin


async def test_what_was_begun_is_done_with_what_it_was_given() -> None:
    """The worker calls it with everything."""
    done: list[tuple[int, str]] = []

    async def work(number: int, *, name: str) -> None:
        done.append((number, name))

    app: App[None] = App()
    async with app.run_test() as pilot:
        begin(app, work, 7, name="seven")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert done == [(7, "seven")]


async def test_a_screen_that_goes_first_leaves_no_coroutine_over() -> None:
    """Cancelled before its turn, it was never called, and Python has nothing to complain of."""
    called: list[bool] = []

    async def work() -> None:
        called.append(True)

    app: App[None] = App()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with app.run_test() as pilot:
            screen: Screen[None] = Screen()
            await app.push_screen(screen)
            begin(screen, work)
            app.workers.cancel_node(screen)
            await pilot.pause()
        gc.collect()
    assert called == []
    assert [str(each.message) for each in said if "never awaited" in str(each.message)] == []
