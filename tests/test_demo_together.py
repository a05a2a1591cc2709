"""What Ana and Ben say to each other in the demo: the whole of it, by the real ways."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from journal.content import catalogue
from journal.demo import make_demo
from journal.demo.scene_texts import SceneTexts, scene_texts
from journal.model import kinds
from journal.model.answers import Stand, meetings
from journal.model.deliveries import held
from journal.model.occurrences import occurrences_of
from journal.model.record import AnyRecord, Record
from journal.model.sync_status import PairingStage
from journal.store import Home, Journal
from journal.sync.conversation import Conversation, Pass
from tests.clocks import EVENING, FixedClock

CLOCK = FixedClock()
TODAY = EVENING.date()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which nothing lies but the demo."""
    folder = tmp_path_factory.mktemp("demo")
    return Home(folder / "home", folder / "state")


@pytest.fixture(scope="module")
def ana(home: Home) -> Iterator[Journal]:
    """Ana's journal as the demo leaves it."""
    (home.root.parent / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(home.root.parent / "tmp"))
        journal = make_demo(home, CLOCK, catalogue(), day_ends=4)
    with journal:
        yield journal


def theirs(journal: Journal, kind: type[AnyRecord]) -> list[AnyRecord]:
    """What Ben said, of one kind."""
    return [each for each in journal.of_kind(kind) if each.author == journal.partner.id]


def mine(journal: Journal, kind: type[AnyRecord]) -> list[AnyRecord]:
    """What Ana said, of one kind."""
    return [each for each in journal.of_kind(kind) if journal.is_mine(each)]


def everything(journal: Journal) -> list[Record]:
    """All there is, on whatever page it shows."""
    return [each for kind in kinds.KINDS.values() for each in journal.of_kind(kind)]


def test_every_kind_is_in_it(ana: Journal) -> None:
    """Every kind of record but those that nothing leads to before they are switched on."""
    hidden = {name for name, kind in kinds.KINDS.items() if kind.__module__.endswith(".desire")}
    assert {each.kind for each in everything(ana)} == set(kinds.KINDS) - hidden


def test_each_says_something_of_what_the_other_said(ana: Journal) -> None:
    """Replies, own words and a yes go both ways, and each is about a record of the other's."""
    for kind in (kinds.Reply, kinds.OwnWords, kinds.Yes):
        for side, other in ((mine, ana.partner.id), (theirs, ana.me.id)):
            found = side(ana, kind)
            assert found, (kind, side)
            assert all(each.about is not None and each.about.author == other for each in found)
            assert all(each.about is not None and ana.find(each.about) for each in found)


def test_plans_have_his_done_and_another_day_that_he_proposes(ana: Journal) -> None:
    """A day that Ana has said nothing of is done by Ben; another has a day of his beside it."""
    found = occurrences_of(
        ana.of_kind(kinds.Plan),
        ana.of_kind(kinds.PlanMark),
        TODAY - timedelta(days=21),
        TODAY + timedelta(days=21),
        me=ana.me.id,
    )
    done = [each for each in found if each.state == "done" and each.mine is None]
    assert [each.plan.title for each in done] == ["Tango, second course"]
    proposed = [each for each in found if each.proposals]
    assert [(each.plan.title, each.day) for each in proposed] == [
        ("Rowing, a taster hour", TODAY + timedelta(days=9))
    ]
    assert proposed[0].proposals[0].to == TODAY + timedelta(days=10)


def test_he_thanks_for_a_promise(ana: Journal) -> None:
    """Thanks of Ben's are about a promise that Ana has kept."""
    (thanks,) = theirs(ana, kinds.Thanks)
    promise = ana.find(thanks.about) if thanks.about is not None else None
    assert isinstance(promise, kinds.Promise)
    marks = [each for each in ana.about(promise) if isinstance(each, kinds.PromiseMark)]
    assert [each.state for each in marks] == ["kept"]


def test_one_sealed_answer_waits_and_one_pair_is_open(ana: Journal) -> None:
    """Ben has sealed an answer whose words are not here; of another question both can be read."""
    found = meetings(ana.of_kind(kinds.Answer), ana.me.id, ana.partner.id)
    said = scene_texts()
    waits, opened = found[said.today.question], found[said.lately.question]
    assert waits.stand is Stand.OFFERED
    assert waits.theirs is not None
    assert waits.theirs.text == ""
    assert opened.stand is Stand.OPEN
    assert opened.mine is not None
    assert opened.theirs is not None
    assert (opened.mine.text, opened.theirs.text) == (said.lately.mine, said.lately.theirs)


def test_an_entry_is_held_for_later(ana: Journal) -> None:
    """An entry of Ana's waits for a day that is still to come, and has not travelled."""
    (delivery,) = mine(ana, kinds.Delivery)
    assert delivery.on == TODAY + timedelta(days=4)
    assert delivery.about is not None
    entry = ana.find(delivery.about)
    assert entry is not None
    assert entry.seen_by == "me"
    assert held(ana.of_kind(kinds.Delivery), entry.reference) == delivery


def test_a_hard_time_was_seen_and_answered(ana: Journal) -> None:
    """Ben's hard time has Ana's one key as an answer, and has eased since."""
    (tough,) = theirs(ana, kinds.ToughTime)
    assert tough.eased == TODAY - timedelta(days=4)
    assert [(each.kind, getattr(each, "sort", "")) for each in ana.about(tough)] == [
        ("reply", "here")
    ]


def test_a_guess_has_beside_it_how_he_felt(ana: Journal) -> None:
    """Of her guesses one is about a day on which he shared how he felt, another is not."""
    felt = {each.day for each in theirs(ana, kinds.CheckIn)}
    guessed = [each.day in felt for each in mine(ana, kinds.Guess)]
    assert sorted(guessed) == [False, True]
    known = {feeling.word for feeling in catalogue().feelings}
    assert all(set(each.words) <= known for each in theirs(ana, kinds.CheckIn))


def test_earlier_words_and_two_versions_stand_beside(ana: Journal) -> None:
    """An entry of Ben's was edited; one memory of Ana's was written on two machines at once."""
    said = scene_texts()
    edited = [each for each in theirs(ana, kinds.Entry) if ana.earlier(each)]
    assert [each.text for each in edited] == [said.days.proudest_more]
    (gate,) = [each for each in ana.of_kind(kinds.Memory) if ana.beside(each)]
    assert gate.words == said.lately.gate_here
    assert [each.words for each in ana.beside(gate)] == [said.lately.gate_elsewhere]


def test_it_is_paired_at_rest_and_his_journal_is_gone(home: Home, ana: Journal) -> None:
    """Nothing waits; the folder lies in the demo's own home; of Ben's journal nothing is left."""
    assert home.people() == ["Ana"]
    assert list((home.root.parent / "tmp").iterdir()) == []
    assert (ana.waiting, ana.notices) == (0, [])
    conversation = Conversation(ana, home, CLOCK)
    assert conversation.sync() == Pass(0, 0, 0, ())
    status = conversation.status
    assert (status.stage, status.partner, status.new_machine) == (PairingStage.PAIRED, "Ben", False)
    assert status.folder_there
    assert Path(status.folder).is_relative_to(home.root)
    assert status.since is not None
    assert status.last_heard is not None
    assert status.since < status.last_heard < EVENING


def test_all_was_said_between_the_pairing_and_now(ana: Journal) -> None:
    """What both see was said after they paired and before now; the rest only Ana sees."""
    shared = [each for each in everything(ana) if each.seen_by != "me"]
    assert len(shared) > 40
    for each in shared:
        assert each.said is not None
        assert EVENING - timedelta(days=29, hours=2) < each.said < EVENING
    private = [each for each in everything(ana) if each.seen_by == "me"]
    assert {each.author for each in private} == {ana.me.id}


@pytest.mark.parametrize(
    "now",
    [
        datetime(2028, 2, 29, 4, 5, tzinfo=timezone(timedelta(hours=-9))),
        datetime(2027, 1, 1, 0, 10, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        datetime(2026, 12, 22, 12, 0, tzinfo=timezone(timedelta(0))),
    ],
)
def test_any_hour_is_a_good_one_for_it(tmp_path: Path, now: datetime) -> None:
    """Made early on a leap day, just after New Year or on a Tuesday noon, it has the same in it."""
    home = Home(tmp_path / "home", tmp_path / "state")
    with make_demo(home, FixedClock(now), catalogue(), day_ends=4) as journal:
        assert all(each.written is not None and each.written < now for each in everything(journal))
        assert len(theirs(journal, kinds.PlanMark)) == 2
        assert sum(bool(journal.beside(each)) for each in journal.of_kind(kinds.Memory)) == 1
        assert journal.waiting == 0


def test_the_file_is_read_strictly() -> None:
    """The file of what they say holds what the demo knows, and a question is asked only once."""
    said = scene_texts()
    assert isinstance(said, SceneTexts)
    assert said.today.question != said.lately.question
