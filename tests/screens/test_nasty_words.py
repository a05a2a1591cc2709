"""Words of every sort through the second guide, one's own and the partner's: shown, never obeyed.

Markup, links and escapes as in `test_words_are_not_markup.py`; besides, letters that join, stack or
run from right to left, and texts far longer than any screen.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from msgspec.structs import replace
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from journal.model.kinds import (
    Answer,
    CareHeard,
    CareLine,
    Delivery,
    Entry,
    Guess,
    Interest,
    Meeting,
    NeutralView,
    Plan,
    PlanMark,
    Promise,
    PromiseMark,
    RuleFrom,
    Surprise,
    Thanks,
    Touch,
    TouchNote,
    ToughTime,
    WasGood,
)
from journal.model.plain import harmless
from journal.model.record import BOTH
from journal.screens.meeting import WeeklyMeeting
from journal.screens.neutral_eyes import PLACE as NEUTRAL
from journal.screens.neutral_eyes import NeutralEyes
from journal.screens.sharing import Travels
from journal.session import Session
from journal.widgets.entry import EntryView
from tests.records import every_kind
from tests.screens.ben import Ben
from tests.screens.conftest import Open
from tests.screens.driving import painted, until
from tests.screens.layout import cut_off, says_keys

WORDS = {
    "markup": ("zq[/b] [@click=app.quit]zq[/] [link=file:///]zq", None),
    "codes": ("\x1b]8;;http://zq\x07zq\x9b2J\x1b[1A\x00zq", "]8;;http://zqzq2J[1Azq"),
    "joined and stacked": ("zq👨‍👩‍👧‍👦🏳️‍🌈zqe" + "\u0301" * 9 + "o\u0308", None),
    "right to left": ("zqשלום\u202eעולם", "zqשלוםעולם"),
}
"""What somebody wrote, and what of it is to be seen where that is not all of it."""

LONG = {
    "a thousand lines": "zq\n" + "line\n" * 1000,
    "ten thousand letters": "zq" + "w" * 5000 + "家" * 2500 + "👨‍👩‍👧‍👦" * 400,
}
"""Texts that no screen holds."""

PAGES = ("empathy", "touch", "signs", "plans", "share", "meeting", "today")


def fill(session: Session, words: str) -> Ben:
    """Both have written nothing but these words, in all that the second guide keeps."""
    journal, day = session.journal, session.today
    ben = Ben(journal, words)
    journal.rename(me=words).result()
    journal.commit(every_kind(words, day, author=journal.me.id)).result()
    kept = journal.of_kind(Entry)[0]
    journal.commit([Delivery(about=kept.reference, on=day, to=words, day=day)]).result()
    theirs = [
        r for r in every_kind(words, day, author="")
        if not r.PRIVATE and r.about is None
    ]  # fmt: skip
    for record in theirs:
        ben.shares(replace(record, audience=BOTH))
    ben.shares(Answer(day=day, question="signs/1", asked=words, text=words))
    _add(ben, session, words)
    return ben


def _add(ben: Ben, session: Session, words: str) -> None:
    """What is about something else: thanks, what was good, what surprised."""
    journal, day = session.journal, session.today
    promise = ben.shares(Promise(promise=words, day=day))
    ben.shares(PromiseMark(state="kept", text=words, about=promise.reference, day=day))
    plan = ben.shares(
        Plan(title=words, note=words, together="new", minutes=60, phones_away=True, day=day,
             rules=(RuleFrom(day),))
    )  # fmt: skip
    ben.shares(PlanMark(occasion=day, state="done", about=plan.reference, day=day))
    ben.shares(Touch(text=f"{words} too", how="welcome", day=day))
    ben.shares(Interest(aspect="like-now", text=f"{harmless(words)} too", day=day))
    mine = journal.commit(
        [
            Thanks(text=words, about=promise.reference, audience=BOTH, day=day),
            WasGood(text=words, occasion=day, about=plan.reference, audience=BOTH, day=day),
            Guess(sort="feeling", text=words, day=day),
            Interest(aspect="like-now", text=f"{harmless(words)} too", day=day),
            Touch(text=f"{words} too", how="welcome", audience=BOTH, day=day),
        ]
    ).result()
    journal.commit([Surprise(text=words, about=mine[2].reference, day=day)]).result()


def said(pilot: Pilot[Any], where: str = "Screen") -> str:
    """What every line of text of a place says, on the screen or scrolled away."""
    found = [
        line
        for place in pilot.app.screen.query(where)
        for line in place.walk_children(Static, with_self=True)
    ]
    if where == "Screen":
        found = list(pilot.app.screen.query(Static))
    return "\n".join(str(each.render()) for each in found)


def is_whole(pilot: Pilot[Any]) -> None:
    """Every line is as wide as the screen, holds no control code, and leads nowhere."""
    for strip in pilot.app.screen._compositor.render_strips():
        assert strip.cell_length == pilot.app.size.width
        for segment in strip:
            assert not any(unicodedata.category(letter) == "Cc" for letter in segment.text)
            style = segment.style
            assert style is None or not (style.link or "@click" in style.meta)


async def go(pilot: Pilot[Any], mode: str) -> None:
    """Go to a page, and wait until nothing is under way any more."""
    await pilot.app.run_action(f"app.go('{mode}')")
    await until(pilot, lambda: pilot.app.current_mode == mode)
    for _turn in range(3):
        await pilot.pause()


TOLD = (CareLine, CareHeard, ToughTime, NeutralView, Guess, Touch, TouchNote, Meeting, Plan)
"""The kinds that the pages of long texts show."""

PLACES = {
    "today": ("HardTime", "ComingUp"),
    "empathy": ("#now", "#mine", "#theirs", "#heard", "#guesses", "#promises", "#neutral-views",
                "#lately", "#unfinished"),
    "touch": ("#touches", "#ideas", "#their-list", "#log"),
    "signs": ("Rounds",),
    "plans": ("#coming",),
    "share": ("#bonds", "#ideas"),
    "meeting": ("#past",),
}  # fmt: skip
"""Where on each page the words have to be."""


@pytest.mark.parametrize("words", WORDS)
async def test_they_are_shown_as_they_stand(opened: Open, session: Session, words: str) -> None:
    """On each page of the second guide, in each of its places, the words can be read."""
    written, shown = WORDS[words]
    shown = shown or written
    fill(session, written)
    async with opened("journal", size=(120, 40)) as pilot:
        await until(pilot, lambda: pilot.app.screen.query(EntryView))
        session.journal.drafts.keep(
            NEUTRAL, day=session.today, kind="neutral-view", values={"what": written, "text": "-"}
        )
        missing = []
        for mode in PAGES:
            await go(pilot, mode)
            is_whole(pilot)
            if mode == "today":  # what was held is to go now
                await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
                is_whole(pilot)
                assert shown in said(pilot)
                await pilot.press("n")
                await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
            for _look in range(20):  # some of it comes a moment later
                absent = [
                    f"{mode} {each}" for each in PLACES[mode] if shown not in said(pilot, each)
                ]
                if not absent:
                    break
                await pilot.pause(0.05)
            missing += absent
        assert "\n".join(missing) == ""


@pytest.mark.parametrize("words", WORDS)
async def test_what_is_going_on_shows_them_too(opened: Open, session: Session, words: str) -> None:
    """A meeting in each of its parts, and what is written with neutral eyes, show the words."""
    written, shown = WORDS[words]
    shown = shown or written
    session.journal.rename(me=written, partner=written).result()
    async with opened("meeting", size=(120, 40)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, WeeklyMeeting)
        await pilot.press("n")
        await until(pilot, lambda: page.held.at_hand is not None)
        for part in range(6):
            await until(pilot, lambda part=part: page._drawn == part)  # type: ignore[misc]  # bound now
            is_whole(pilot)
            if part == 0:
                assert shown in said(pilot, "#going")
                page.held.type({"topic": written, "next-1": written, "again-0": written})
            await pilot.press("right")
        assert said(pilot, "#whole").count(shown) >= 2
        await pilot.app.push_screen(NeutralEyes(session))
        await until(pilot, lambda: pilot.app.focused is not None)
        pilot.app.post_message(Paste(written))
        for _turn in range(3):
            await pilot.pause()
        is_whole(pilot)
        assert "zq" in painted(pilot)


@pytest.mark.parametrize("words", LONG)
async def test_however_long(opened: Open, session: Session, words: str) -> None:
    """The pages open, are whole and say their keys, and one comes to their end with one key."""
    journal, text, day = session.journal, LONG[words], session.today
    ben = Ben(journal)
    made = [r for r in every_kind(text, day, author=journal.me.id) if isinstance(r, TOLD)]
    journal.commit(made).result()
    for record in made:
        if not record.PRIVATE and record.about is None:
            ben.shares(replace(record, id="", audience=BOTH))
    async with opened("touch") as pilot:
        for mode in ("touch", "empathy", "meeting", "plans"):
            await go(pilot, mode)
            is_whole(pilot)
            assert cut_off(pilot.app.screen) == []
            await pilot.press("j", "G")
            await pilot.pause()
            assert says_keys(pilot, "help", "^g hide") == []
