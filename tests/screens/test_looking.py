"""The look into the exchange folder, and the end of the program."""

from __future__ import annotations

import gc
from typing import cast

from journal.app import Twofold
from tests.screens.conftest import Open


async def test_a_look_that_the_end_overtakes_leaves_nothing_behind(opened: Open) -> None:
    """Asked for and called off before it began, it was never begun: no coroutine is left over."""
    async with opened() as pilot:
        app = cast(Twofold, pilot.app)
        for _time in range(20):
            await pilot.pause()
            if not app._looking:
                break
        app.look_for_news()
        app.workers.cancel_all()
        await pilot.pause()
    gc.collect()
