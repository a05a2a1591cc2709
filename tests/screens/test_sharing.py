"""Who sees this: chosen in a form, shown before it goes, changed and taken back later."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from journal.export import seen_in as seen_in_export
from journal.model.kinds import (
    Answer,
    Appreciation,
    Entry,
    Hindrance,
    Memory,
    Need,
    OwnWords,
    Plan,
    Promise,
    PromiseMark,
    RuleFrom,
    Star,
)
from journal.model.record import BOTH, ME, SEALED, Record
from journal.screens.composing import ComposeScreen
from journal.screens.dialogs import Confirm
from journal.screens.sharing import Travels
from journal.session import Session
from journal.settings import Settings
from journal.store import Journal
from journal.widgets.audience import Audience
from journal.widgets.composer import Composer
from journal.widgets.entry import EntryView
from journal.widgets.forms import FORMS, Form
from journal.widgets.known import seen_in
from journal.widgets.seen_form import name_of
from tests.screens.ben import Ben
from tests.screens.conftest import SIZES, Open
from tests.screens.driving import painted, until, write
from tests.sync.paired import send_all


@pytest.fixture
def ben(journal: Journal) -> Ben:
    """Ana is paired with Ben."""
    return Ben(journal)


def front(pilot: Pilot[Any]) -> type:
    """What sort of screen is in front."""
    return type(pilot.app.screen)


async def form(
    pilot: Pilot[Any], session: Session, kind: type[Record], **more: Any
) -> tuple[ComposeScreen, Composer, Audience]:
    """Open the form of a kind over the page."""
    shape: Form = FORMS[kind]
    screen = ComposeScreen(session, shape, f"test/{shape.name}", **more)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.query(Audience) and screen.composer.has_focus_within)
    return screen, screen.composer, screen.query_one(Audience)


def subtitle(composer: Composer) -> str:
    """What stands at the lower edge of the form's last field."""
    return str(composer.widget(composer.names[-1]).border_subtitle or "")


# In a form


async def test_alone_there_is_nothing_to_choose(session: Session, opened: Open) -> None:
    """Without a partner the form just says *only me*, and Tab does not stop there."""
    async with opened() as pilot:
        _screen, composer, row = await form(pilot, session, Entry, fixed={"step": "help"})
        assert not row.display
        assert subtitle(composer) == "only me"
        assert "audience" not in composer.values
        await pilot.press("tab")
        assert not row.has_focus


@pytest.mark.parametrize("size", SIZES)
async def test_tab_reaches_who_sees_it_last(
    session: Session, journal: Journal, ben: Ben, opened: Open, size: tuple[int, int]
) -> None:
    """It is the last field, begins at *only me*, and Space and the arrows change it."""
    async with opened(size=size) as pilot:
        _screen, composer, row = await form(pilot, session, Memory)
        for _field in composer.names:
            assert not row.has_focus
            await pilot.press("tab")
        assert row.has_focus
        assert composer.audience == ME
        await pilot.press("space")
        assert composer.audience == BOTH
        await pilot.press("left")
        assert composer.audience == ME
        assert "who sees this" in painted(pilot)
        assert row.size.height == 1


async def test_it_is_shown_word_for_word_before_it_goes(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """Ctrl+S shows all that travels; Esc loses nothing and shares nothing; Enter keeps it."""
    async with opened() as pilot:
        screen, composer, row = await form(pilot, session, Need)
        await write(pilot, "Late")
        row.value = BOTH
        await pilot.press("ctrl+s")
        await until(pilot, lambda: front(pilot) is Travels)
        await until(pilot, lambda: "This goes to Ben" in painted(pilot))
        for words in ("What happened", "Late", "Sunday 22 November 2026", "need", "share it"):
            assert words in painted(pilot)
        assert journal.records() == []
        left = journal.drafts.all()[0]
        assert (left.values["happened"], left.values["audience"]) == ("Late", BOTH)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert composer.values["happened"] == "Late"
        assert composer.audience == BOTH
        assert journal.records() == []
        await pilot.press("ctrl+s")
        await until(pilot, lambda: front(pilot) is Travels)
        await pilot.press("enter")
        await until(pilot, lambda: front(pilot) not in (Travels, ComposeScreen))
        (kept,) = journal.records()
        assert (kept.seen_by, kept.texts(), journal.drafts.all()) == (BOTH, ("Late",), [])
        assert journal.waiting == 1


async def test_what_stays_private_is_kept_without_a_question(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """What only oneself sees is saved at once."""
    async with opened() as pilot:
        await form(pilot, session, Need)
        await write(pilot, "Late")
        await pilot.press("ctrl+s")
        await until(pilot, journal.records)
        assert journal.records()[0].seen_by == ME
        assert journal.waiting == 0


async def test_the_choice_is_kept_with_the_draft(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """Who comes back to a text finds it with the same readers; after leaving, with none."""
    async with opened() as pilot:
        _screen, _composer, row = await form(pilot, session, Need)
        await write(pilot, "Late")
        row.value = BOTH
        await pilot.press("escape")
        _screen, composer, _row = await form(pilot, session, Need)
        assert composer.audience == BOTH
        await pilot.press("escape")
        journal.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
        _screen, composer, row = await form(pilot, session, Need)
        assert not row.display
        await pilot.press("ctrl+s")
        await until(pilot, journal.records)
        assert journal.records()[0].seen_by == ME


async def test_what_is_private_by_nature(session: Session, ben: Ben, opened: Open) -> None:
    """What stands in one's way is for oneself, always, and the form says so."""
    async with opened() as pilot:
        _screen, composer, row = await form(pilot, session, Hindrance)
        assert not row.display
        assert subtitle(composer) == "only you, always"


@pytest.mark.parametrize("starts", [ME, BOTH])
async def test_appreciations_may_begin_shared(
    session: Session, ben: Ben, opened: Open, starts: str
) -> None:
    """A setting says who sees an appreciation to begin with; no other kind follows it."""
    session.settings = replace_settings(appreciations=starts)
    async with opened() as pilot:
        _screen, composer, _row = await form(pilot, session, Appreciation)
        assert composer.audience == starts
        await pilot.press("escape")
        _screen, composer, _row = await form(pilot, session, Need)
        assert composer.audience == ME


def replace_settings(**values: Any) -> Settings:
    """Settings that differ from the usual ones."""
    return msgspec.structs.replace(Settings(), **values)


async def test_what_is_added_to_a_shared_thing(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """Own words about what the other shared are shared by being written, and the form says so."""
    memory = ben.shares(Memory(title="Market", day=session.today))
    promise = journal.add(Promise(promise="Call", audience=BOTH, day=session.today)).result()
    private = journal.add(Promise(promise="Rest", day=session.today)).result()
    async with opened() as pilot:
        for kind, about in ((OwnWords, memory), (PromiseMark, promise)):
            _screen, composer, row = await form(
                pilot, session, kind, fixed={"about": name_of(about)}
            )
            assert (row.display, composer.audiences) == (False, (BOTH,))
            assert "Ben will see this" in painted(pilot)
            await pilot.press("escape")
        _screen, composer, row = await form(
            pilot, session, PromiseMark, fixed={"about": private.id}
        )
        assert composer.audiences == (ME, BOTH)


async def test_an_edit_of_what_is_shared_is_shown_too(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """New words for what the other has are shown before they go; unchanged ones go nowhere."""
    need = journal.add(Need(happened="Late", audience=BOTH, day=session.today)).result()
    send_all(journal)
    async with opened() as pilot:
        _screen, _composer, row = await form(pilot, session, Need, editing=need)
        assert not row.display
        assert "shared with Ben" in painted(pilot)
        await write(pilot, "r")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "in place of what you shared" in painted(pilot))
        await pilot.press("y")
        await until(pilot, lambda: journal.waiting == 1)
        kept = journal.get(need.id)
        assert kept is not None
        assert (kept.texts(), kept.seen_by) == (("Later",), BOTH)
        await until(pilot, lambda: front(pilot) is not ComposeScreen)
        _screen, _composer, _row = await form(pilot, session, Need, editing=kept)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: front(pilot) is not ComposeScreen)
        assert front(pilot) is not Travels


# Later


async def on_entry(pilot: Pilot[Any], count: int = 1) -> None:
    """Go to the first entry of the page, once there are that many."""
    await until(pilot, lambda: len(pilot.app.screen.query(EntryView)) >= count)
    await pilot.press("j")
    await until(pilot, lambda: isinstance(pilot.app.focused, EntryView))


def said(pilot: Pilot[Any]) -> str:
    """What the notices say."""
    return " ".join(note.message for note in pilot.app._notifications)


async def test_s_shares_and_takes_back_what_never_went(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """`s` shows what goes and shares it; before it went, `s` takes it back under the same id."""
    need = journal.add(Need(happened="Late", day=session.today)).result()
    async with opened("journal") as pilot:
        await on_entry(pilot)
        await pilot.press("s")
        await until(pilot, lambda: "This goes to Ben" in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: journal.waiting == 1)
        await until(pilot, lambda: "shared with Ben, on its way" in painted(pilot))
        await pilot.press("s")
        await until(pilot, lambda: journal.waiting == 0)
        kept = journal.get(need.id)
        assert kept is not None
        assert kept.seen_by == ME
        await until(pilot, lambda: "Nothing of it had gone" in said(pilot))
        await until(pilot, lambda: "only me" in painted(pilot))


async def test_taking_back_what_went_says_what_that_means(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """What was sent is withdrawn only after a plain sentence; a private copy stays."""
    need = journal.add(Need(happened="Late", audience=BOTH, day=session.today)).result()
    send_all(journal)
    async with opened("journal") as pilot:
        await on_entry(pilot)
        await pilot.press("s")
        await until(pilot, lambda: front(pilot) is Confirm)
        await until(pilot, lambda: "They may have read it" in " ".join(painted(pilot).split()))
        await pilot.press("n")
        await until(pilot, lambda: front(pilot) is not Confirm)
        assert journal.get(need.id) == need
        await pilot.press("s")
        await until(pilot, lambda: front(pilot) is Confirm)
        await pilot.press("y")
        await until(pilot, lambda: journal.get(need.id) is None)
        (copy,) = journal.of_kind(Need)
        assert (copy.seen_by, copy.happened) == (ME, "Late")
        await until(pilot, lambda: "only me" in painted(pilot))


async def test_taking_back_a_sealed_answer_says_that_nobody_has_read_it(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """Before it opens there was nothing to read, and nothing else is said."""
    sealed = Answer(question="q", asked="What?", text="Soup", audience=SEALED, day=session.today)
    journal.add(sealed).result()
    send_all(journal)
    async with opened("journal") as pilot:
        await on_entry(pilot)
        await pilot.press("s")
        await until(pilot, lambda: front(pilot) is Confirm)
        seen = " ".join(painted(pilot).replace("│", " ").split())
        assert "they have not read it" in seen
        assert "may have read" not in seen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("audience", "said"), [(BOTH, "They may have read it"), (SEALED, "they have not read it")]
)
async def test_u_after_a_share_that_had_gone_says_what_that_means(
    session: Session,
    journal: Journal,
    ben: Ben,
    opened: Open,
    size: tuple[int, int],
    audience: str,
    said: str,
) -> None:
    """What taking back cannot undo is said for the one key as for the other."""
    kept = journal.add(Answer(question="q", asked="?", text="Soup", day=session.today)).result()
    journal.share(kept, audience).result()
    send_all(journal)
    async with opened("journal", size) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: any(said in note.message for note in pilot.app._notifications))
        assert [each.seen_by for each in journal.of_kind(Answer)] == [ME]


async def test_u_after_a_share_that_had_not_gone_only_says_so(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """Nobody can have read it."""
    journal.share(journal.add(Need(happened="Late", day=session.today)).result()).result()
    async with opened("journal") as pilot:
        await pilot.press("u")
        await until(pilot, lambda: "Taken back." in painted(pilot))
        assert "read it" not in painted(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_bin_says_that_a_shared_entry_is_withdrawn(
    session: Session, journal: Journal, ben: Ben, opened: Open, size: tuple[int, int]
) -> None:
    """Nobody else sees what was deleted; put back, the other sees it again, and that is said."""
    need = Need(happened="Late", audience=BOTH, day=session.today)
    shared, private = journal.add(need).result(), journal.add(Need(day=session.today)).result()
    send_all(journal)
    journal.delete(shared).result()
    async with opened("journal", size) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: "withdrawn, only me" in painted(pilot))
        assert "put back, Ben sees it again" in painted(pilot)
        assert "shared with" not in painted(pilot)
        journal.delete(private, shared).result()
        journal.delete_for_good(shared).result()
        await until(
            pilot, lambda: "only me" in painted(pilot) and "withdrawn" not in painted(pilot)
        )
        assert "sees it again" not in painted(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_rule_of_a_plan_is_shown_in_words_and_as_it_travels(
    session: Session, journal: Journal, ben: Ben, opened: Open, size: tuple[int, int]
) -> None:
    """The words come first, the rule itself stands below them, quietly."""
    rules = (RuleFrom(session.today, "FREQ=WEEKLY;BYDAY=SU"),)
    journal.add(Plan(title="Walk", rules=rules, day=session.today)).result()
    async with opened("plans", size) as pilot:
        await pilot.press("j", "s")
        await until(pilot, lambda: front(pilot) is Travels)
        await until(pilot, lambda: "FREQ=WEEKLY;BYDAY=SU" in painted(pilot))
        lines = painted(pilot).splitlines()
        at = next(n for n, line in enumerate(lines) if "FREQ=" in line)
        assert "every Sunday, from Sunday 22 November 2026" in lines[at - 1]
        rule, words = (
            next(each for each in pilot.app.screen.query(".text") if sought in str(each.render()))
            for sought in ("FREQ=", "every Sunday")
        )
        assert rule.styles.color != words.styles.color


async def test_the_focus_goes_to_the_private_copy(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """After an entry was taken back, the next key meets its copy and not a neighbour."""
    for happened in ("First", "Late", "Last"):
        journal.add(Need(happened=happened, audience=BOTH, day=session.today)).result()
    send_all(journal)
    async with opened("journal") as pilot:
        await on_entry(pilot, 3)
        await pilot.press("j")
        old = focused_need(pilot)
        assert old is not None
        await pilot.press("s")
        await until(pilot, lambda: front(pilot) is Confirm)
        await pilot.press("y")
        await until(pilot, lambda: (now := focused_need(pilot)) and now.id != old.id)
        new = focused_need(pilot)
        assert new is not None
        assert (new.happened, new.seen_by) == (old.happened, ME)


def focused_need(pilot: Pilot[Any]) -> Need | None:
    """The need that has focus."""
    view = pilot.app.screen.focused
    return view.item if isinstance(view, EntryView) and isinstance(view.item, Need) else None


async def test_deleting_what_went_says_what_that_means(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """The question before a deletion says that the other's copy goes, where there is one."""
    journal.add(Need(happened="Late", audience=BOTH, day=session.today)).result()
    async with opened("journal") as pilot:
        await on_entry(pilot)
        for went in (False, True):
            await pilot.press("x")
            await until(pilot, lambda: front(pilot) is Confirm)
            await until(pilot, lambda: "bin" in painted(pilot))
            asked = str(pilot.app.screen.query_one(".prose", Static).content)
            assert ("From Ben’s journal it goes, too" in asked) is went
            await pilot.press("n")
            await until(pilot, lambda: front(pilot) is not Confirm)
            send_all(journal)


async def test_an_answer_can_be_sealed_later(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """For an answer `s` asks whether both see it now, or once both have answered."""
    journal.add(Answer(question="q", asked="Why?", text="So.", day=session.today)).result()
    async with opened("journal") as pilot:
        await on_entry(pilot)
        await pilot.press("s", "2")
        await until(pilot, lambda: front(pilot) is Travels)
        await until(pilot, lambda: "When it opens" in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: journal.of_kind(Answer)[0].seen_by == SEALED)


async def test_an_opened_answer_stays(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """What both have opened is neither edited nor taken back nor deleted, and one is told why."""
    answer = Answer(question="q", asked="Why?", text="So.", audience=SEALED, day=session.today)
    mine = journal.add(answer).result()
    send_all(journal)
    journal.exchange(lambda sync: sync.fix(mine.id)).result()
    async with opened("journal") as pilot:
        await on_entry(pilot)
        for action in ("entry_edit", "entry_delete"):
            assert pilot.app.screen.check_action(action, ()) is None
        await pilot.press("s")
        await until(pilot, lambda: "they stay as they are" in said(pilot))
        assert front(pilot) is not Confirm


async def test_the_others_entries(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """The other's entry says whose it is; it takes a star of mine, and nothing of it changes."""
    entry = ben.shares(Entry(step="help", text="A call", day=session.today))
    async with opened("journal") as pilot:
        await on_entry(pilot)
        await until(pilot, lambda: "Ben, to you" in painted(pilot))
        screen = pilot.app.screen
        for action in ("entry_edit", "entry_delete", "entry_share", "entry_add"):
            assert screen.check_action(action, ()) is None, action
        await pilot.press("asterisk")
        await until(pilot, lambda: journal.of_kind(Star))
        (star,) = journal.of_kind(Star)
        assert (star.about, star.seen_by) == (entry.reference, ME)
        await until(pilot, lambda: "starred" in painted(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is not screen)
        keys = str(pilot.app.screen.query_one("#keys", Static).content)
        assert ("edit" in keys, "delete" in keys, "reply" in keys) == (False, False, True)


async def test_alone_s_is_no_key(session: Session, journal: Journal, opened: Open) -> None:
    """Without a partner neither `s` nor `r` stands anywhere or does anything."""
    journal.add(Need(happened="Late", day=session.today)).result()
    async with opened("journal") as pilot:
        await on_entry(pilot)
        assert pilot.app.screen.check_action("entry_share", ()) is False
        await pilot.press("s", "r")
        await pilot.pause()
        assert front(pilot) is not Travels
        assert "who sees it" not in painted(pilot)


async def test_after_leaving(session: Session, journal: Journal, ben: Ben, opened: Open) -> None:
    """After leaving, what was shared says so; what the other said stays theirs."""
    journal.add(Need(happened="Late", audience=BOTH, day=session.today)).result()
    send_all(journal)
    ben.shares(Entry(step="help", text="A call", day=session.today))
    journal.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
    async with opened("journal") as pilot:
        await on_entry(pilot, 2)
        await until(pilot, lambda: "shared back then" in painted(pilot))
        await until(pilot, lambda: "Ben, back then" in painted(pilot))


async def test_what_was_taken_back_is_said(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """What one wrote about something that is gone stays, and says so."""
    memory = ben.shares(Memory(title="Market", day=session.today))
    words = OwnWords(text="Plums", about=memory.reference, audience=BOTH, day=session.today)
    journal.add(words).result()
    ben.takes_back(memory)
    async with opened("journal", size=(120, 40)) as pilot:
        await on_entry(pilot)
        seen = " ".join(painted(pilot).split())
        assert "about something Ben took back" in seen
        assert "Plums" in seen


async def test_what_a_former_partner_took_back_keeps_their_name(
    session: Session, journal: Journal, ben: Ben
) -> None:
    """After leaving, one's words about what was taken back still name who took it back."""
    memory = ben.shares(Memory(title="Market", day=session.today))
    words = OwnWords(text="Plums", about=memory.reference, audience=BOTH, day=session.today)
    kept = journal.add(words).result()
    ben.takes_back(memory)
    journal.exchange(lambda sync: sync.end_pairing(forget_received=False)).result()
    record = journal.get(kept.id)
    assert record is not None
    assert seen_in(journal, record).taken_back == "Ben"
    assert seen_in_export(journal, record).taken_back == "Ben"


@pytest.mark.parametrize(
    ("letter", "texts"),
    [("1", {"mine"}), ("2", {"ours", "his"}), ("3", {"mine", "ours"}), ("4", {"his"})],
)
async def test_lists_can_be_limited(
    session: Session, journal: Journal, ben: Ben, opened: Open, letter: str, texts: set[str]
) -> None:
    """`v` limits the journal to private, shared, mine or theirs."""
    journal.add(Entry(step="help", text="mine", day=session.today)).result()
    journal.add(Entry(step="help", text="ours", audience=BOTH, day=session.today)).result()
    ben.shares(Entry(step="help", text="his", day=session.today))
    async with opened("journal") as pilot:
        await until(pilot, lambda: len(pilot.app.screen.query(EntryView)) == 3)
        await pilot.press("v", letter)
        await until(pilot, lambda: shown_texts(pilot) == texts)


def shown_texts(pilot: Pilot[Any]) -> set[str]:
    """The words of the entries on the page."""
    views = pilot.app.screen.query(EntryView)
    return {text for view in views if isinstance(view.item, Record) for text in view.item.texts()}


async def test_a_search_can_be_limited(
    session: Session, journal: Journal, ben: Ben, opened: Open
) -> None:
    """Search, too, looks among what one of the two wrote, or what is shared."""
    journal.add(Entry(step="help", text="rain mine", day=session.today)).result()
    ben.shares(Entry(step="help", text="rain his", day=session.today))
    async with opened("search") as pilot:
        await write(pilot, "rain")
        await until(pilot, lambda: shown_texts(pilot) == {"rain mine", "rain his"})
        await pilot.press("tab", "tab", "left")
        await until(pilot, lambda: shown_texts(pilot) == {"rain his"})
