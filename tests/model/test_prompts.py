"""Which question, practice or invitation stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model.prompts import gentle_step, practice_of_day, question_of_day


class Asking(NamedTuple):
    """The least that can be drawn."""

    id: str
    depth: str


STEPS = ("communicate", "listen", "vulnerable", "transparent", "share", "help")
INVITATIONS = {step: [f"{step} {line}" for line in "abcd"] for step in STEPS}
START = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
SEEDS = st.text(max_size=8)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def asking(count: int) -> list[Asking]:
    """Return as many light ones as wanted, and a tender one that is not asked for."""
    return [Asking(f"q{number:03}", "light") for number in range(count)] + [Asking("t", "tender")]


def ids(count: int, days: int, seed: str = "seed", start: date = START) -> list[str]:
    """Return the ids of the light questions of so many days."""
    prompts = asking(count)
    return [
        question_of_day(prompts[:count], start + timedelta(ahead), seed, "light").id
        for ahead in range(days)
    ]


@given(count=st.integers(1, 25), seed=SEEDS, day=DAYS)
def test_every_question_has_its_day_before_any_comes_again(
    count: int, seed: str, day: date
) -> None:
    """From any day on, as many days as there are questions show each once, then the same again."""
    shown = ids(count, 2 * count, seed, day)
    assert sorted(shown[:count]) == [f"q{number:03}" for number in range(count)]
    assert shown[count:] == shown[:count]


@given(count=st.integers(2, 25), seed=SEEDS, day=DAYS, data=st.data())
def test_a_newer_list_changes_nothing_but_the_places_it_changes(
    count: int, seed: str, day: date, data: st.DataObject
) -> None:
    """Two editions of one length ask the same wherever they agree, and repeat nothing."""
    changed = data.draw(st.sets(st.integers(0, count - 1), max_size=count // 2))
    older = [Asking(f"q{number:03}", "light") for number in range(count)]
    newer = [
        Asking(f"q{at:03}b", "light") if at in changed else one for at, one in enumerate(older)
    ]
    switch = data.draw(st.integers(0, count))
    days = [day + timedelta(ahead) for ahead in range(count)]
    both = [[question_of_day(list_, each, seed, "light").id for each in days]
            for list_ in (older, newer)]  # fmt: skip
    assert all(other in (one, f"{one}b") for one, other in zip(*both, strict=True))
    assert sum(one != other for one, other in zip(*both, strict=True)) == len(changed)
    lived = both[0][:switch] + both[1][switch:]
    assert len(set(lived)) == count


def test_question_depends_on_nothing_but_seed_day_depth_and_places() -> None:
    """The seed and the depth have each an order of their own."""
    assert ids(20, 20, "a") != ids(20, 20, "b")
    prompts = asking(20)[:20]
    days = [START + timedelta(ahead) for ahead in range(20)]
    light, tender = (
        [question_of_day(prompts, day, "a", depth).id for day in days]
        for depth in ("light", "tender")
    )
    assert light != tender


def test_question_is_the_same_on_every_machine_and_in_every_year_of_ours() -> None:
    """The draw is pinned, since two machines ask the same without talking."""
    assert ids(20, 5, "pinned") == PINNED


PINNED = ["q017", "q010", "q019", "q008", "q015"]


@pytest.mark.parametrize("prompts", [[], [Asking("t", "tender")]])
def test_a_depth_without_questions_is_refused(prompts: list[Asking]) -> None:
    """There is no question to show when the depth has none."""
    with pytest.raises(ValueError, match="nothing"):
        question_of_day([], START, "seed", "light")
    with pytest.raises(ValueError, match="nothing"):
        practice_of_day(prompts, START, "seed", step="listen", depth="light")


@given(count=st.integers(1, 20), seed=SEEDS, day=DAYS)
def test_next_goes_through_all_practices_and_comes_back(count: int, seed: str, day: date) -> None:
    """As many times *next* as there are practices shows each once; one more shows the first."""
    prompts = asking(count)
    shown = [
        practice_of_day(prompts, day, seed, step="listen", depth="light", nth=nth).id
        for nth in range(count + 1)
    ]
    assert sorted(shown[:-1]) == [f"q{number:03}" for number in range(count)]
    assert shown[-1] == shown[0]
    assert (
        practice_of_day(prompts, day, seed, step="listen", depth="light", nth=-1).id
        == shown[count - 1]
    )


def test_practices_of_two_steps_and_two_days_are_drawn_apart() -> None:
    """Neither the step nor the day is without effect on the practice."""
    prompts = asking(20)

    def month(step: str, ahead: int = 0) -> list[str]:
        days = (START + timedelta(ahead + number) for number in range(20))
        return [practice_of_day(prompts, day, "seed", step=step, depth="light").id for day in days]

    assert month("listen") != month("share")
    assert month("listen") != month("listen", 1)


@given(seed=SEEDS, week=st.integers(0, 3000))
def test_each_week_invites_to_all_six_steps(seed: str, week: int) -> None:
    """From Monday to Sunday every step has its day."""
    monday = date(2000, 1, 3) + timedelta(weeks=week)
    shown = [gentle_step(INVITATIONS, monday + timedelta(day), seed) for day in range(7)]
    assert {gentle.step for gentle in shown if gentle} == set(STEPS)
    assert len({gentle.invitation for gentle in shown if gentle}) == 7


@given(seed=SEEDS, day=DAYS)
def test_no_step_is_invited_to_on_two_days_in_a_row(seed: str, day: date) -> None:
    """Tomorrow's step is another one, over the weekend as well."""
    today = gentle_step(INVITATIONS, day, seed)
    tomorrow = gentle_step(INVITATIONS, day + timedelta(1), seed)
    assert today is not None
    assert tomorrow is not None
    assert today.step != tomorrow.step


@given(seed=SEEDS, day=DAYS, skipped=st.sets(st.sampled_from(STEPS), max_size=5))
def test_a_skipped_step_gives_its_day_away(seed: str, day: date, skipped: set[str]) -> None:
    """What is skipped is not shown, and what is not skipped keeps its day."""
    usual = gentle_step(INVITATIONS, day, seed)
    gentle = gentle_step(INVITATIONS, day, seed, skipped)
    assert usual is not None
    assert gentle is not None
    assert gentle.step not in skipped
    assert gentle.invitation in INVITATIONS[gentle.step]
    assert gentle == usual or usual.step in skipped


def test_nothing_is_invited_to_when_every_step_is_skipped() -> None:
    """The invitation can be silenced altogether."""
    assert gentle_step(INVITATIONS, MONDAY, "seed", STEPS) is None


def test_every_invitation_has_its_turn() -> None:
    """Over two months of weeks each line of each step is shown."""
    shown = {gentle_step(INVITATIONS, MONDAY + timedelta(day), "seed") for day in range(8 * 7)}
    assert {gentle.invitation for gentle in shown if gentle} == {
        line for lines in INVITATIONS.values() for line in lines
    }


def test_a_single_invitation_is_shown_again_rather_than_none() -> None:
    """A step with one line shows it on its free day too."""
    single = {step: [step] for step in STEPS}
    shown = [gentle_step(single, MONDAY + timedelta(day), "seed") for day in range(7)]
    assert all(gentle is not None and gentle.invitation == gentle.step for gentle in shown)
