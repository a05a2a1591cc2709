"""Makes the README's picture: Today on the demo journal. Run with `python -m tests.picture`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

PICTURE = Path(__file__).parent.parent / ".github" / "today.svg"
SIZE = (120, 45)


async def draw(home_folder: Path) -> str:
    """Run the program on a demo journal in a folder of its own, and return its picture as SVG."""
    from journal.app import Twofold
    from journal.clock import SystemClock
    from journal.content import catalogue
    from journal.demo import make_demo
    from journal.session import Session
    from journal.settings import Settings
    from journal.store import Home

    home, clock = Home(home_folder / "home", home_folder / "state"), SystemClock()
    with make_demo(home, clock, catalogue(), day_ends=4) as journal:
        settings = Settings(theme="paper")
        app = Twofold(Session(home, journal, settings, clock, catalogue(), demo=True))
        async with app.run_test(size=SIZE) as pilot:
            for _turn in range(8):
                await pilot.pause(0.05)
            svg = app.export_screenshot(title="Twofold")
    # A picture in a README fetches nothing: whoever has the font sees it, others their own.
    return re.sub(r"@font-face\s*\{[^}]*\}", "", svg)


if __name__ == "__main__":
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw(Path(folder))), encoding="utf-8")
