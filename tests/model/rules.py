"""Every rule that can be kept, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from journal.model.days import EARLIEST, LATEST, last_day_of
from journal.model.rule import LEAP_YEAR, MOST, Rule

_EVERY = st.one_of(st.integers(1, 12), st.integers(1, MOST))
_UNTIL = st.none() | st.dates(EARLIEST, LATEST)
_WEEKDAYS = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
_WEEKDAY = st.integers(0, 6).map(lambda found: (found,))
_NTH = st.sampled_from((1, 2, 3, 4, 5, -1))
_MONTH = st.integers(1, 12)


def _rules(freq: str, **parts: st.SearchStrategy[object]) -> st.SearchStrategy[Rule]:
    return st.builds(Rule, freq=st.just(freq), interval=_EVERY, until=_UNTIL, **parts)


_YEARLY_DAY = _MONTH.flatmap(
    lambda month: _rules(
        "yearly", month=st.just(month), month_day=st.integers(1, last_day_of(LEAP_YEAR, month))
    )
)

SETTLED = st.one_of(
    _rules("daily"),
    _rules("weekly", weekdays=_WEEKDAYS),
    _rules("monthly", month_day=st.sampled_from((-1, *range(1, 32)))),
    _rules("monthly", weekdays=_WEEKDAY, nth=_NTH),
    _YEARLY_DAY,
    _rules("yearly", weekdays=_WEEKDAY, nth=_NTH, month=_MONTH),
)
"""Rules that leave nothing open."""

RULES = st.one_of(SETTLED, st.sampled_from(("weekly", "monthly", "yearly")).flatmap(_rules))
"""Rules, also those that take the rest from the plan's first day."""
