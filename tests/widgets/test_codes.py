"""What stands in a field is shown without the codes in it, and stays as it was written."""

from __future__ import annotations

import unicodedata

import pytest
from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.strip import Strip

from journal.widgets.codes import LineInput, without_codes
from journal.widgets.fields import Writing
from tests.screens.driving import painted

WRITTEN = "zq\x1b]52;c;enE=\x07\x9b2J\x00zq"


class Fields(App[None]):
    """A line and a text, both with codes in them."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that the fields name."""
        return {"line": "white", "muted": "white"}

    def compose(self) -> ComposeResult:
        yield LineInput(WRITTEN)
        yield Writing(id="text")


async def test_fields_show_no_code_and_keep_what_was_written() -> None:
    """The terminal is sent no control character; the values are the same to the last one."""
    async with Fields().run_test() as pilot:
        line, text = pilot.app.query_one(LineInput), pilot.app.query_one(Writing)
        text.load_text(WRITTEN)
        await pilot.pause()
        shown = painted(pilot)
        assert shown.count("zq]52;c;enE=2Jzq") == 2
        assert {c for c in shown if unicodedata.category(c) == "Cc"} == {"\n"}
        assert (line.value, text.text) == (WRITTEN, WRITTEN)


@pytest.mark.parametrize("text", ["", "plain", "家\x1b家", "a\u202eb", "\x00" * 9, "👨‍👩‍👧"])
def test_a_line_stays_as_wide_as_it_was(text: str) -> None:
    """However many codes are in it, what stands beside it stays where it is."""
    strip = Strip([Segment(text), Segment(" end")])
    kept = without_codes(strip)
    assert kept.cell_length == strip.cell_length
    assert sum(segment.cell_length for segment in kept) == strip.cell_length


PASTED = [
    ("one\ntwo\nthree", "one two three"),
    ("one\r\ntwo  \n\n   three\n", "one two three"),
    (" one line ", " one line "),
    ("\n \n", ""),
    ("\n".join(f"line {n}" for n in range(1000)), " ".join(f"line {n}" for n in range(1000))),
]


@pytest.mark.parametrize(
    ("pasted", "stands"), PASTED, ids=["three", "gaps", "one", "nothing", "a thousand"]
)
async def test_every_line_of_a_paste_is_kept(pasted: str, stands: str) -> None:
    """Several lines become one, between what stood before and after them."""
    async with Fields().run_test() as pilot:
        line = pilot.app.query_one(LineInput)
        line.value, line.cursor_position = "<>", 1
        line.post_message(events.Paste(pasted))
        await pilot.pause()
        assert line.value == f"<{stands}>"
        assert line.cursor_position == 1 + len(stands)


async def test_every_line_of_the_clipboard_is_kept_as_one() -> None:
    """What was copied in the program is joined as well, in place of what is selected."""
    async with Fields().run_test() as pilot:
        line = pilot.app.query_one(LineInput)
        line.focus()
        line.value = "old"
        line.select_all()
        pilot.app.copy_to_clipboard("one\ntwo\nthree")
        await pilot.press("ctrl+v")
        assert line.value == "one two three"
