"""Single days of plans: marks, whose they are, and what stands beside."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journal.model.kinds import PlanMark
from journal.model.occurrences import Occurrence, mark_of, occurrences_of, thinned
from journal.model.record import Reference
from tests.model.planned import FRIDAYS, SUNDAYS, TODAY, mark, november, plan, seen


def test_sorted_by_day_then_title() -> None:
    """Several plans stand in the order of their days, those of one day by title."""
    later, sooner = plan((november(12), ""), name="2"), plan((november(12), ""), name="1")
    first = plan((november(3), ""), name="3")
    found = occurrences_of([later, sooner, first], [], november(1), november(30))
    assert [each.plan.title for each in found] == ["Plan 3", "Plan 1", "Plan 2"]


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_marked_where_it_stands(state: str) -> None:
    """A done or skipped occurrence keeps its day and says so; the others are untouched."""
    weekly = plan((november(1), FRIDAYS))
    assert seen(weekly, marks=(mark(weekly, november(13), state),)) == [
        (november(6), ""),
        (november(13), state),
        (november(20), ""),
        (november(27), ""),
    ]


def test_moved_keeps_its_original_date() -> None:
    """A moved occurrence stands on its new day and still knows the day the rule gave."""
    weekly = plan((november(27), FRIDAYS))
    moved = mark(weekly, november(27), "moved", to=november(28))
    assert occurrences_of([weekly], [moved], november(1), november(30)) == [
        Occurrence(weekly, november(27), november(28), "moved", moved, moved)
    ]


def test_moved_over_the_edge_of_the_range() -> None:
    """What was moved in from outside is found, and what was moved out is not."""
    weekly = plan((date(2026, 10, 30), FRIDAYS))
    inward = mark(weekly, date(2026, 10, 30), "moved", to=november(2))
    outward = mark(weekly, november(27), "moved", to=date(2026, 12, 1))
    assert seen(weekly, marks=(inward, outward)) == [
        (november(2), "moved"),
        (november(6), ""),
        (november(13), ""),
        (november(20), ""),
    ]


def test_newest_mark_counts() -> None:
    """Of several marks on one occasion the one with the newest stamp counts, in any order."""
    single = plan((november(12), ""))
    old, new = (
        mark(single, november(12), "skipped", at=1),
        mark(single, november(12), "done", at=2),
    )
    assert seen(single, marks=(old, new)) == seen(single, marks=(new, old))
    assert seen(single, marks=(old, new)) == [(november(12), "done")]


def test_marks_of_another_plan_or_of_nothing() -> None:
    """A mark about another plan, or about nothing, changes nothing."""
    single = plan((november(12), ""))
    other = replace(mark(single, november(12), "done"), about=Reference("a", "9" * 32))
    nothing = replace(mark(single, november(12), "done"), about=None)
    assert seen(single, marks=(other, nothing)) == [(november(12), "")]


def test_mark_on_a_day_the_plan_no_longer_gives() -> None:
    """What was done stays done after the rule changed; a day once skipped or moved is gone."""
    weekly = plan((november(1), SUNDAYS))
    stale = (
        mark(weekly, november(6), "done"),
        mark(weekly, november(13), "skipped"),
        mark(weekly, november(20), "moved", to=november(21)),
    )
    assert [found for found in seen(weekly, marks=stale) if found[1]] == [(november(6), "done")]


def test_thinned_keeps_what_was_marked() -> None:
    """A list shows a few open days of each plan, and each one that was marked."""
    daily, weekly = plan((november(1), "FREQ=DAILY")), plan((november(6), FRIDAYS), name="2")
    done = mark(daily, november(20), "done")
    found = occurrences_of([daily, weekly], [done], november(1), november(30))
    kept = [(each.plan.id[0], each.day.day) for each in thinned(found, 2)]
    assert kept == [("1", 1), ("1", 2), ("2", 6), ("2", 13), ("1", 20)]


def test_mark_of_makes_the_next_version() -> None:
    """Marking again makes a new version of the mark; a moved one that is done stays where it is."""
    weekly = plan((november(27), FRIDAYS))
    first = Occurrence(weekly, november(27), november(27))
    moved = replace(mark_of(first, "moved", TODAY, me="a", to=november(28)), author="a")
    assert (moved.about, moved.occasion, moved.to) == (
        weekly.reference,
        november(27),
        november(28),
    )
    there = occurrences_of([weekly], [moved], november(28), november(28))[0]
    assert mark_of(there, "done", TODAY, me="b").about == weekly.reference
    done = mark_of(there, "done", TODAY, me=moved.author)
    assert done == replace(moved, state="done")
    assert occurrences_of([weekly], [done], november(1), november(30))[0].day == november(28)
    with pytest.raises(ValueError, match="has none"):
        mark_of(first, "", TODAY, me="a")


# Two people: "a" made the plan, "b" is the other

WEEKLY = plan((november(27), FRIDAYS))
FRIDAY, SATURDAY = november(27), november(28)


def only(*marks: PlanMark, me: str) -> Occurrence:
    """The one day of the plan in November, as one of the two sees it."""
    (found,) = occurrences_of([WEEKLY], marks, november(1), november(30), me=me)
    return found


def test_done_by_either_counts_once() -> None:
    """Whoever marks a day as done, both see it as done; two such marks are still one done."""
    hers, his = (mark(WEEKLY, FRIDAY, "done", by=who) for who in "ab")
    for marks in ((hers,), (his,), (hers, his)):
        for me in "ab":
            found = only(*marks, me=me)
            assert (found.day, found.state, found.beside) == (FRIDAY, "done", ())
    assert only(hers, his, me="b").mark == his
    assert only(hers, me="b").mine is None


def test_leaving_out_is_ones_own() -> None:
    """A day that one leaves out still stands for the other, who is told of it beside."""
    his = mark(WEEKLY, FRIDAY, "skipped", by="b")
    assert only(his, me="b").state == "skipped"
    hers = only(his, me="a")
    assert (hers.state, hers.left_out) == ("", (his,))
    hers_too = mark(WEEKLY, FRIDAY, "skipped", by="a")
    assert only(his, hers_too, me="a").state == "skipped"


def test_what_one_left_out_and_the_other_did_is_done() -> None:
    """A done outdoes the other's leaving out, whoever looks."""
    marks = (mark(WEEKLY, FRIDAY, "skipped", by="b"), mark(WEEKLY, FRIDAY, "done", by="a"))
    assert only(*marks, me="a").state == only(*marks, me="b").state == "done"
    assert only(*marks, me="b").mine == marks[0]


def test_another_day_is_proposed_until_the_author_takes_it() -> None:
    """The other's move leaves the day where it is and stands beside it; the author's is the day."""
    asked = mark(WEEKLY, FRIDAY, "moved", to=SATURDAY, by="b")
    for me in "ab":
        found = only(asked, me=me)
        assert (found.day, found.state, found.proposals) == (FRIDAY, "", (asked,))
    taken = mark_of(only(asked, me="a"), "moved", TODAY, me="a", to=SATURDAY)
    for me in "ab":
        found = only(asked, replace(taken, author="a"), me=me)
        assert (found.day, found.state, found.proposals) == (SATURDAY, "moved", ())


def test_a_proposal_for_another_day_than_the_author_chose_still_stands() -> None:
    """Where the author puts it on a third day, the proposal is not lost."""
    asked = mark(WEEKLY, FRIDAY, "moved", to=SATURDAY, by="b", at=9)
    own = mark(WEEKLY, FRIDAY, "moved", to=november(29), by="a", at=1)
    found = only(asked, own, me="a")
    assert (found.day, found.state, found.proposals) == (november(29), "moved", (asked,))


def test_marking_never_touches_the_mark_of_the_other() -> None:
    """One marks anew or changes one's own mark; a proposal of one's own becomes the done."""
    hers = mark(WEEKLY, FRIDAY, "moved", to=SATURDAY, by="a")
    his = mark_of(only(hers, me="b"), "done", TODAY, me="b")
    assert (his.author, his.state, his.to) == ("", "done", SATURDAY)
    asked = replace(mark(WEEKLY, FRIDAY, "moved", to=SATURDAY, by="b"), id="7" * 32)
    done = mark_of(only(asked, me="b"), "done", TODAY, me="b")
    assert done == replace(asked, state="done", to=None)


MARKS = st.lists(
    st.builds(
        lambda state, by, at, to: mark(WEEKLY, FRIDAY, state, by=by, at=at, to=to),
        st.sampled_from(["done", "skipped", "moved"]),
        st.sampled_from("ab"),
        st.integers(1, 5),
        st.none() | st.dates(november(20), november(30)),
    ),
    max_size=6,
    unique_by=lambda each: (each.author, each.stamp),
)


@given(MARKS, st.randoms())
def test_order_of_marks_does_not_matter(marks: list[PlanMark], chance: object) -> None:
    """Both see the same day and the same done, in whatever order marks came."""
    turned = sorted(marks, key=lambda _each: chance.random())  # type: ignore[attr-defined]
    span = (date(2026, 11, 1), date(2026, 12, 3))
    seen_by = {
        me: [(each.day, each.state == "done", each.proposals) for each in found]
        for me in "ab"
        for found in [occurrences_of([WEEKLY], marks, *span, me=me)]
    }
    assert occurrences_of([WEEKLY], turned, *span, me="a") == occurrences_of(
        [WEEKLY], marks, *span, me="a"
    )
    assert seen_by["a"] == seen_by["b"]
