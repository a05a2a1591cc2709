"""Step 6: what is coming, questions to bring, helpers, helplines with their source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from journal.content import Country, catalogue
from journal.model import kinds
from journal.model.record import Record
from journal.session import Session
from journal.store import Journal
from journal.widgets.entry import EntryList, EntryView
from journal.widgets.forms.form import BadField
from journal.widgets.forms.help import APPOINTMENT, clock_time
from journal.widgets.guidance import helplines_short, helplines_whole, kinds_whole
from tests.screens.conftest import Open
from tests.screens.driving import until, write


def put(journal: Journal, record: Record) -> Record:
    """Keep a record at once."""
    return journal.commit([record]).result()[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""), ("  ", ""), ("14:30", "14:30"), ("14.30", "14:30"), ("9", "09:00"),
        ("2pm", "14:00"), ("2:15 PM", "14:15"), ("12 am", "00:00"), ("12pm", "12:00"),
        ("0:05", "00:05"),
    ],
)  # fmt: skip
def test_times_are_kept_the_same_way_however_typed(typed: str, kept: str) -> None:
    """A time of day becomes HH:MM; none stays none."""
    assert clock_time(typed) == kept


@pytest.mark.parametrize("typed", ["25:00", "14:60", "13pm", "0am", "noonish", "1430", "-1"])
def test_times_that_are_none_are_refused(typed: str) -> None:
    """What is no time of day is not guessed at; the form says which field and how to type it."""
    with pytest.raises(ValueError, match=r".*"):
        clock_time(typed)
    today = date(2026, 11, 22)
    values = {"who": "Dr. Imai", "day": "2026-12-01", "at": typed}
    with pytest.raises(BadField) as refused:
        APPOINTMENT.record(values, day=today, today=today)
    assert refused.value.name == "at"


@pytest.mark.parametrize("country", catalogue().helplines.countries, ids=lambda each: each.code)
def test_every_number_stands_with_its_source_and_date(country: Country) -> None:
    """The whole list names for each line its numbers, where they were found and when."""
    helplines = catalogue().helplines
    said = helplines_whole(helplines, country.code).plain
    for line in country.lines:
        assert all(number in said for number in line.numbers)
        assert line.source in said
    assert helplines.check_before_use in said
    assert "Check before use" in helplines_short(helplines, country.code).plain


@pytest.mark.parametrize("code", ["", "XX"])
def test_elsewhere_says_how_to_look_one_up_and_invents_no_number(code: str) -> None:
    """Without a listed country no number is shown, only the way to find one and keep it."""
    helplines = catalogue().helplines
    said = helplines_whole(helplines, code).plain
    assert all(step in said for step in helplines.elsewhere.steps)
    assert not any(number in said for each in helplines.countries for line in each.lines
                   for number in line.numbers if len(number) > 4)  # fmt: skip


def test_help_for_oneself_comes_before_help_for_two() -> None:
    """Individual help stands first, couples work later, and the notice is there."""
    kinds_of_help = catalogue().help_kinds
    said = kinds_whole(kinds_of_help).plain
    assert said.index("Individual") < said.index("Couples")
    assert kinds_of_help.safety_first in said
    assert kinds_of_help.notice in said


async def test_everything_stands_in_its_place(opened: Open, session: Session) -> None:
    """Coming appointments come first and in order; open questions, helpers and the rest apart."""
    journal, today = session.journal, session.today
    fear = put(journal, kinds.Hindrance(text="I will be a [b]burden", day=today))
    put(journal, kinds.Appointment(who="Later", day=today + timedelta(days=9)))
    put(journal, kinds.Appointment(who="Sooner", at="09:00", day=today + timedelta(days=2)))
    over = put(journal, kinds.Appointment(who="Over", day=today - timedelta(days=2)))
    put(journal, kinds.AfterNote(text="Slowly", day=today, about=over.reference))
    put(journal, kinds.BringQuestion(text="May I?", day=today, about=fear.reference))
    put(journal, kinds.BringQuestion(text="Asked", asked=True, day=today))
    put(journal, kinds.Helper(name="Rosa", day=today))
    async with opened("help", size=(120, 40)) as pilot:

        def texts(where: str) -> list[str]:
            views = pilot.app.screen.query_one(where, EntryList).query(EntryView)
            return [str(view.content) for view in views]

        await until(pilot, lambda: len(texts("#written")) >= 2)
        assert [("Sooner" in text, "Later" in text) for text in texts("#coming")] == [
            (True, False), (False, True),
        ]  # fmt: skip
        (question,) = texts("#questions")
        assert "from what stands in my way · I will be a [b]burden" in question
        (helper,) = texts("#helpers")
        assert "Rosa" in helper
        written = "\n".join(texts("#written"))
        assert "Over" in written
        assert "note after" in written
        assert "Slowly" in written
        assert "Asked" in written
        assert "Rosa" not in written


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_question_is_brought_and_waits_again(
    opened: Open, session: Session, size: tuple[int, int]
) -> None:
    """`b` marks the question one is on, and marks it as waiting again where it then stands."""
    question = put(session.journal, kinds.BringQuestion(text="May I?", day=session.today))
    assert isinstance(question, kinds.BringQuestion)

    def asked() -> bool:
        found = session.journal.get(question.id)
        assert isinstance(found, kinds.BringQuestion)
        return found.asked

    async with opened("help", size=size) as pilot:
        await pilot.press("down", "b")
        await until(pilot, asked)
        written = pilot.app.screen.query_one("#written", EntryList)
        await until(pilot, lambda: len(written.query(EntryView)) == 1)
        written.query(EntryView).first().focus()
        await pilot.press("b")
        await until(pilot, lambda: not asked())


async def test_a_question_is_written_from_the_page(opened: Open, session: Session) -> None:
    """`n`, then `q`, opens the form for a question; Ctrl+S keeps it."""
    async with opened("help") as pilot:
        await pilot.press("n", "q")
        await pilot.pause()
        await write(pilot, "why me")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: session.journal.of_kind(kinds.BringQuestion))
    (kept,) = session.journal.of_kind(kinds.BringQuestion)
    assert (kept.text, kept.asked, kept.seen_by) == ("why me", False, "me")


async def test_another_country_is_chosen_in_the_panel(opened: Open, session: Session) -> None:
    """In the helplines `c` and a letter choose a country; it is kept and the page shows it."""
    session.settings = replace(session.settings, country="")
    async with opened("help", size=(120, 40)) as pilot:
        shown = pilot.app.screen.query_one("#country", Static)
        assert "elsewhere" in str(shown.content)
        await pilot.press("h", "c", "2")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        first = session.catalogue.helplines.countries[0]
        assert first.name in str(shown.content)
        assert session.settings.country == first.code
    assert first.code in session.home.settings_path.read_text(encoding="utf-8")
