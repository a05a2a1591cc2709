"""Lists that are kept in order say what sorting everything would say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.model.kinds import Entry, Need, Star
from journal.model.record import Record, Reference, Stamp
from journal.store.index import Index, by_day, by_writing

GONE = datetime(2026, 11, 22, tzinfo=UTC)
names = st.integers(1, 8).map(lambda number: f"{number:032x}")
envelope = {
    "id": names,
    "author": st.just("a"),
    "day": st.dates(date(2026, 11, 20), date(2026, 11, 23)),
    "written": st.integers(0, 3).map(lambda hours: GONE + timedelta(hours=hours)),
    "stamp": st.builds(Stamp, st.integers(0, 2), st.integers(0, 2), st.just("d")),
    "gone": st.sampled_from([None, None, GONE]),
    "about": st.one_of(st.none(), st.builds(Reference, st.just("a"), names)),
}
records = st.one_of(
    st.builds(Entry, step=st.sampled_from(["share", "help"]), text=st.just("x"), **envelope),
    st.builds(Need, **envelope),
    st.builds(Star, **envelope),
)


@settings(deadline=None)
@given(st.lists(records, max_size=8), st.lists(st.one_of(records, names), max_size=20))
def test_every_list_is_what_sorting_would_give(
    begun: list[Record], steps: list[Record | str]
) -> None:
    """However records came, changed and went, each list is a sorted choice of what is there."""
    known = {record.id: record for record in begun}
    index = Index(known.values())
    for step in steps:
        if isinstance(step, Record):
            index.put(step)
            known[step.id] = step
        else:
            index.take(step)
            known.pop(step, None)
    shown = sorted((r for r in known.values() if r.gone is None), key=by_day)
    newest = shown[::-1]
    days = sorted({record.day for record in shown})
    assert index.newest_first() == newest
    assert index.bin == {name: r for name, r in known.items() if r.gone is not None}
    assert index.of_kind("entry") == [r for r in newest if r.kind == "entry"]
    assert index.of_kind("need", "star") == [r for r in newest if r.kind in ("need", "star")]
    assert index.in_step("share") == [r for r in newest if r.step == "share"]
    assert index.days() == {record.day for record in shown if not record.MARK}
    for number in range(1, 9):
        name = f"{number:032x}"
        assert index.get(name) == known.get(name)
        reference = Reference("a", name)
        about = [r for r in sorted(shown, key=by_writing) if r.about == reference]
        assert index.about(reference) == about
    for first in [None, *days]:
        for last in [None, *days]:
            span = [r for r in newest if (first or r.day) <= r.day <= (last or r.day)]
            assert index.between(first, last) == span
            steps_of = [r for r in span if r.step == "help"]
            assert index.between(first, last, step="help") == steps_of
    for day in days:
        assert index.on_day(day) == [r for r in shown if r.day == day]


entries = st.builds(
    Entry, step=st.just("share"), **{**envelope, "id": st.integers(1, 150).map("{:032x}".format)}
)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(entries, max_size=150),
    st.lists(st.lists(entries, min_size=1, max_size=60), max_size=4),
)
def test_many_at_once_get_to_their_places(begun: list[Entry], commits: list[list[Entry]]) -> None:
    """A few among many, many among few, one twice: what stands there last is in its place."""
    known = {record.id: record for record in begun}
    index = Index(known.values())
    for commit in commits:
        index.put(*commit)
        known |= {record.id: record for record in commit}
    shown = sorted((r for r in known.values() if r.gone is None), key=by_day, reverse=True)
    assert index.newest_first() == index.of_kind("entry") == index.in_step("share") == shown
    assert index.days() == {record.day for record in shown}
    assert index.bin.keys() == {r.id for r in known.values() if r.gone is not None}
