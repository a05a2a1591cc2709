"""Signs: set by the arrows, once a week, private; what may help; rounds with the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from journal.model.kinds import Answer, FeltSafe, SignCheck
from journal.model.record import SEALED
from journal.model.signs import SAFE, SIGNS
from journal.screens.reading import HelplinesPanel
from journal.screens.sharing import Travels
from journal.screens.signs import Signs
from journal.session import Session
from journal.store import Journal
from journal.widgets.entry import EntryView
from journal.widgets.signs import SignLine, SignLines
from journal.wording.signs import ASKED, HOW_OFTEN, LEADS, NAMES
from tests.clocks import FixedClock
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until

TODAY = date(2026, 11, 22)
NASTY = "zq[/b][love]$accent"


def page(pilot: Pilot[Any]) -> Signs:
    """The page, which has to be the one on the screen."""
    assert isinstance(pilot.app.screen, Signs)
    return pilot.app.screen


def said(pilot: Pilot[Any], where: str) -> str:
    """What stands in one place of the page; nothing where that is not shown."""
    line = page(pilot).query_one(f"#{where}", Static)
    shows = all(each.display for each in (line, *line.ancestors) if hasattr(each, "display"))
    return str(line.content) if shows else ""


def where(pilot: Pilot[Any]) -> str:
    """Which line has the cursor, or none."""
    return (pilot.app.focused.id or "") if pilot.app.focused is not None else ""


async def is_kept(pilot: Pilot[Any]) -> None:
    """Wait until what was set is kept and the cursor has gone."""
    await until(pilot, lambda: not page(pilot).query_one(SignLines).is_changed)
    await until(pilot, lambda: pilot.app.focused is None)


@pytest.mark.parametrize("size", SIZES)
async def test_from_today_to_a_kept_check_and_back(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """S, the arrows, Ctrl+S and Esc: two records, private; nothing by arriving alone."""
    async with opened("today", size=size) as pilot:
        await pilot.press("S")
        await until(pilot, lambda: isinstance(pilot.app.screen, Signs))
        assert where(pilot) == ""
        await pilot.press("n", *["right"] * 4, "down", "down", "right", "right")
        assert where(pilot) == "sign-understood"
        assert journal.records() == []
        await pilot.press(*["down"] * 4, *["right"] * 5, "right")
        await pilot.press("ctrl+s")
        await is_kept(pilot)
        (check,), (felt,) = journal.of_kind(SignCheck), journal.of_kind(FeltSafe)
        assert (check.supported, check.understood, check.near) == (4, 2, 0)
        assert (felt.safe, felt.seen_by, check.seen_by, check.day) == (5, "me", "me", TODAY)
        assert "Set today" in said(pilot, "hint")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.current_mode == "today")


async def test_within_the_week_it_is_changed_and_after_it_a_new_one_begins(
    opened: Open, journal: Journal, clock: FixedClock
) -> None:
    """Six days later the same records change; a week later the lines are empty again."""
    kept = journal.commit(
        [
            SignCheck(day=TODAY - timedelta(days=6), near=3),
            SignCheck(day=TODAY - timedelta(days=20), near=5),
            FeltSafe(day=TODAY - timedelta(days=6), safe=4),
        ]
    ).result()
    async with opened("signs") as pilot:
        lines = page(pilot).query_one(SignLines)
        assert (lines.values["near"], lines.values[SAFE]) == (3, 4)
        await pilot.press("n", *["down"] * 3, "left", "ctrl+s")
        await is_kept(pilot)
        changed = journal.get(kept[0].id)
        assert isinstance(changed, SignCheck)
        assert len(journal.of_kind(SignCheck)) == 2
        assert changed.day == kept[0].day
    clock.advance(86400)
    async with opened("signs") as pilot:
        assert set(page(pilot).query_one(SignLines).values.values()) == {0}


async def test_a_line_unsaid_again_takes_its_record_along(opened: Open, journal: Journal) -> None:
    """Left of the first step nothing is said, and no empty record stays."""
    journal.commit([SignCheck(day=TODAY, supported=1), FeltSafe(day=TODAY, safe=1)]).result()
    async with opened("signs") as pilot:
        await pilot.press("down")
        page(pilot).query_one("#sign-supported").focus()
        await pilot.press("left", "left")
        page(pilot).query_one("#sign-safe").focus()
        await pilot.press("left", "ctrl+s")
        await is_kept(pilot)
        assert journal.of_kind(SignCheck) == []
        assert journal.of_kind(FeltSafe) == []


async def test_what_is_being_set_survives_a_change_of_the_journal(
    opened: Open, session: Session, journal: Journal
) -> None:
    """Something arriving meanwhile does not put the lines back."""
    async with opened("signs") as pilot:
        await pilot.press("n", "right", "right")
        await session.keep(SignCheck(day=TODAY - timedelta(days=30), near=2))
        await until(pilot, lambda: len(pilot.app.screen.query(EntryView)) == 1)
        assert page(pilot).query_one(SignLines).values["supported"] == 2
        assert "Not kept yet" in said(pilot, "hint")


async def test_what_is_set_and_not_kept_waits(
    opened: Open, session: Session, journal: Journal, clock: FixedClock
) -> None:
    """A check half set is there again after the program was closed, until it is kept."""
    async with opened("signs") as pilot:
        await pilot.press("n", "right", "right")
        await until(pilot, lambda: journal.drafts.at("signs") is not None)
    async with opened("signs") as pilot:
        lines = page(pilot).query_one(SignLines)
        assert (lines.values["supported"], lines.is_changed) == (2, True)
        await pilot.press("0")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        assert "check" not in painted(pilot)
        await pilot.press("S", "ctrl+s")
        await until(pilot, lambda: bool(journal.of_kind(SignCheck)))
        await until(pilot, lambda: journal.drafts.at("signs") is None)
    assert [each.supported for each in journal.of_kind(SignCheck)] == [2]
    assert journal.of_kind(FeltSafe) == []


async def test_after_a_week_what_was_half_set_is_let_go(
    opened: Open, journal: Journal, clock: FixedClock
) -> None:
    """*Lately* was another time: the lines begin anew."""
    journal.drafts.keep("signs", day=TODAY, kind="sign-check", values={"near": "3", "x": "99"})
    clock.advance(days=7)
    async with opened("signs") as pilot:
        assert set(page(pilot).query_one(SignLines).values.values()) == {0}
        assert journal.drafts.at("signs") is None


@pytest.mark.parametrize("sign", SIGNS)
async def test_each_low_sign_leads_by_its_key(
    opened: Open, journal: Journal, session: Session, sign: str
) -> None:
    """Its line names the page that may help, the card says one step, and the key goes there."""
    low = {**dict.fromkeys(SIGNS, 4), sign: 2}
    journal.commit([SignCheck(day=TODAY, **low)]).result()  # type: ignore[arg-type]
    async with opened("signs") as pilot:
        leads = {line.sign: line.leads for line in page(pilot).query(SignLine)}
        key = leads.pop(sign)[0]
        assert set(leads.values()) == {""}
        assert LEADS[sign].says in said(pilot, "next-says")
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.current_mode == LEADS[sign].mode)


async def test_of_several_low_signs_one_step_is_said(opened: Open, journal: Journal) -> None:
    """Each has its key in its line, but only the lowest has a sentence; a verdict has none."""
    journal.commit([SignCheck(day=TODAY, near=2, company=1, serious=2)]).result()
    async with opened("signs") as pilot:
        leads = {line.sign for line in page(pilot).query(SignLine) if line.leads}
        assert leads == {"near", "company", "serious"}
        said_here = said(pilot, "next-says")
        assert [sign for sign in SIGNS if LEADS[sign].says in said_here] == ["company"]


async def test_nothing_low_asks_nothing(opened: Open, journal: Journal) -> None:
    """Where nothing is low, or nothing was said, there is no card."""
    journal.commit([SignCheck(day=TODAY, near=3)]).result()
    async with opened("signs") as pilot:
        assert said(pilot, "next-says") == ""


@pytest.mark.parametrize("size", SIZES)
async def test_not_safe_shows_help_for_oneself_before_all_else(
    opened: Open, session: Session, journal: Journal, size: tuple[int, int]
) -> None:
    """As it is set already: why, helplines, step 6; and nothing leads to what couples do."""
    session.settings = session.settings.__class__(country="GB")
    journal.commit([SignCheck(day=TODAY, near=1, warmth=1)]).result()
    async with opened("signs", size=size) as pilot:
        page(pilot).query_one("#sign-safe").focus()
        await pilot.press("right", "right")
        await until(pilot, lambda: "couples work can make it worse" in painted(pilot))
        assert "helplines" in painted(pilot)
        assert "0808 2000 247" in said(pilot, "helplines")
        assert not any(line.leads for line in page(pilot).query(SignLine))
        assert not any(lead.says in said(pilot, "next-says") for lead in LEADS.values())
        assert journal.of_kind(FeltSafe) == []
        await pilot.press("h")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelplinesPanel))
        await pilot.press("escape", "right", "right")
        await until(pilot, lambda: LEADS["warmth"].says in said(pilot, "next-says"))
        await pilot.press("6")
        await until(pilot, lambda: pilot.app.current_mode == "help")
        assert "Signs" in painted(pilot)
        await pilot.press("S")
        await until(pilot, lambda: pilot.app.current_mode == "signs")


async def test_the_trend_reads_without_colour(opened: Open, journal: Journal) -> None:
    """A bar a week, a dot where nothing was said, the newest in words, and what it is not."""
    days = [(0, 2), (7, 4), (21, 5)]
    journal.commit(
        [SignCheck(day=TODAY - timedelta(days=ago), near=step) for ago, step in days]
    ).result()
    async with opened("signs", size=(120, 60)) as pilot:
        shown = painted(pilot)
        row = next(line for line in shown.splitlines() if NAMES["near"] in line and "▇" in line)
        assert "▇ · ▅ ▂" in row
        assert HOW_OFTEN[2] in row
        assert "not a validated" in shown
        assert shown.count("▇") == 2  # and what a bar means


async def test_opening_it_for_the_first_time(opened: Open, journal: Journal) -> None:
    """Empty, it says which key begins; alone there are no rounds; nothing is made by looking."""
    async with opened("signs") as pilot:
        assert "n begins" in said(pilot, "hint")
        assert not page(pilot).query_one("#over-time").display
        assert said(pilot, "rounds-say") == ""
        assert page(pilot).check_action("entry_share", ()) is False
        assert not journal.records()


async def test_what_was_kept_can_be_deleted(opened: Open, journal: Journal) -> None:
    """Past the last line the arrows go on to what was kept; x asks and deletes it."""
    journal.commit([FeltSafe(day=TODAY, safe=3)]).result()
    async with opened("signs") as pilot:
        page(pilot).query_one("#sign-safe").focus()
        await pilot.press("down")
        await until(pilot, lambda: isinstance(pilot.app.focused, EntryView))
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: not journal.of_kind(FeltSafe))


async def test_a_round_is_shown_first_and_sealed(opened: Open, journal: Journal) -> None:
    """s shows the six in words and nothing of feeling safe; a yes seals an answer to round 1."""
    Ben(journal)
    journal.commit([SignCheck(day=TODAY, near=2, warmth=5), FeltSafe(day=TODAY, safe=2)]).result()
    async with opened("signs") as pilot:
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        assert "I felt near my partner: seldom" in painted(pilot)
        assert "felt safe" not in painted(pilot)
        await pilot.press("y")
        await until(pilot, lambda: journal.of_kind(Answer))
        (answer,) = journal.of_kind(Answer)
        assert (answer.question, answer.seen_by) == ("signs/1", SEALED)
        assert answer.text == "There was warmth between us: mostly\nI felt near my partner: seldom"
        await until(pilot, lambda: not isinstance(pilot.app.screen, Travels))
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Signs)
        assert len(journal.of_kind(Answer)) == 1


async def test_changed_before_the_other_answers_it_is_sealed_anew(
    opened: Open, journal: Journal
) -> None:
    """While the round waits, what was set since takes the place of what was sealed."""
    Ben(journal)
    journal.commit(
        [
            SignCheck(day=TODAY, near=4),
            Answer(day=TODAY, question="signs/1", asked=ASKED, text="old", audience=SEALED),
        ]
    ).result()
    async with opened("signs") as pilot:
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(pilot, lambda: "near" in journal.of_kind(Answer)[0].text)
        assert len(journal.of_kind(Answer)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_whole_rounds_stand_side_by_side(
    opened: Open, journal: Journal, size: tuple[int, int]
) -> None:
    """The other's offered round is answered next; words of theirs are shown as they stand."""
    ben = Ben(journal, NASTY)
    sealed = ben.seals("signs/1", TODAY, ASKED)
    mine = Answer(day=TODAY, question="signs/1", asked=ASKED, text="mine", audience=SEALED)
    journal.commit([mine, SignCheck(day=TODAY, near=4)]).result()
    ben.opens(sealed, f"I felt near: {NASTY}")
    ben.seals("signs/2", TODAY, ASKED)
    async with opened("signs", size=(size[0], 60)) as pilot:
        shown = painted(pilot)
        assert f"I felt near: {NASTY}" in shown
        assert f"{NASTY} has sealed an answer to this" in shown
        assert shown.index("Round 2") < shown.index("Round 1")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Travels))
        await pilot.press("y")
        await until(
            pilot,
            lambda: any(
                each.question == "signs/2" and journal.is_mine(each)
                for each in journal.of_kind(Answer)
            ),
        )


async def test_rounds_are_no_questions_for_today(opened: Open, journal: Journal) -> None:
    """What the other sealed for a round is not offered as a question, opened or not."""
    ben = Ben(journal)
    sealed = ben.seals("signs/1", TODAY, ASKED)
    async with opened("today", size=(120, 50)) as pilot:
        assert ASKED not in painted(pilot)
        mine = Answer(day=TODAY, question="signs/1", asked=ASKED, text="zqmine", audience=SEALED)
        journal.commit([mine]).result()
        ben.opens(sealed, "zqtheirs")
        await pilot.press("S", "0")
        await until(pilot, lambda: pilot.app.current_mode == "today")
        assert "zqtheirs" not in painted(pilot)
