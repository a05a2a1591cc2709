"""The line of keys: what waits for a refresh may come when the screen has gone."""

from __future__ import annotations

from textual.app import App, ComposeResult

from journal.widgets.keyline import KeyLine


class Keys(App[None]):
    """A line of keys and nothing else."""

    def compose(self) -> ComposeResult:
        yield KeyLine()


async def test_a_line_that_is_gone_shows_nothing() -> None:
    """A change of the keys that waits while the line is taken away does not stop the program."""
    async with Keys().run_test() as pilot:
        line, screen = pilot.app.query_one(KeyLine), pilot.app.screen
        with pilot.app.batch_update():  # so that the refresh comes only after the line has gone
            line._changed(screen)
            await line.remove()
        await pilot.pause()
        assert not line.is_attached
        assert pilot.app.is_running
        assert pilot.app.return_code in (None, 0)
