"""What Today says is coming up."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from journal.model.coming_up import (
    Coming,
    coming_dates,
    coming_plans,
    coming_promises,
    in_order,
)
from journal.model.kinds import (
    Appointment,
    Plan,
    PlanMark,
    Promise,
    PromiseMark,
    RuleFrom,
    Truth,
)
from journal.model.record import Stamp, new_id

TODAY = date(2026, 11, 22)
FRIDAY, NEXT_FRIDAY = date(2026, 11, 27), date(2026, 12, 4)


def plan(start: date, rule: str = "", *, anniversary: bool = False) -> Plan:
    """Make a plan with an id, as the journal would."""
    return Plan(
        id=new_id(),
        title="Wine and cheese",
        rules=(RuleFrom(start, rule),),
        anniversary=anniversary,
        day=start,
    )


def test_a_weekly_plan_stands_there_once() -> None:
    """Of a plan that comes back only its next day is listed."""
    weekly = plan(date(2026, 11, 6), "FREQ=WEEKLY;BYDAY=FR")
    assert coming_plans([weekly], [], TODAY) == [Coming(FRIDAY, "plan", weekly)]


def test_a_done_or_skipped_day_makes_room_for_the_next() -> None:
    """An occurrence that is done is not held up any more."""
    weekly = plan(date(2026, 11, 6), "FREQ=WEEKLY;BYDAY=FR")
    done = PlanMark(about=weekly.reference, occasion=FRIDAY, state="done", day=TODAY)
    assert coming_plans([weekly], [done], TODAY) == [Coming(NEXT_FRIDAY, "plan", weekly)]


def test_a_plan_far_ahead_waits_but_an_anniversary_is_said_early() -> None:
    """Plans are listed three weeks ahead, anniversaries two months, with their years."""
    far = plan(date(2027, 1, 10))
    years = plan(date(2021, 1, 10), "FREQ=YEARLY", anniversary=True)
    found = coming_plans([far, years], [], TODAY)
    assert found == [Coming(date(2027, 1, 10), "anniversary", years, 6)]


def test_a_promise_is_listed_until_it_is_kept() -> None:
    """The newest mark says how a promise stands, and a new day in it replaces the old."""
    promise = Promise(id=new_id(), promise="the light", by=FRIDAY, day=TODAY)
    later = PromiseMark(
        about=promise.reference, state="open", by=NEXT_FRIDAY, stamp=Stamp(1, 0, "a"), day=TODAY
    )
    kept = PromiseMark(about=promise.reference, state="kept", stamp=Stamp(2, 0, "a"), day=TODAY)
    assert coming_promises([promise], [], TODAY) == [Coming(FRIDAY, "promise", promise)]
    assert coming_promises([promise], [later], TODAY) == [Coming(NEXT_FRIDAY, "promise", promise)]
    assert coming_promises([promise], [kept, later], TODAY) == []


def test_nobody_is_reminded_of_what_is_past() -> None:
    """A promise or an appointment before today is not held up on Today."""
    promise = Promise(promise="the light", by=date(2026, 11, 20), day=TODAY)
    visit = Appointment(who="Dr. Lind", day=date(2026, 11, 21))
    assert coming_promises([promise], [], TODAY) == []
    assert coming_dates([], [visit], TODAY) == []


def test_talks_asked_for_and_appointments_are_listed() -> None:
    """A truth that asks to talk on a day stands there, one that asks nothing does not."""
    talk = Truth(truth="t", ask="talk", talk_on=FRIDAY, day=TODAY)
    quiet = Truth(truth="t", day=TODAY)
    visit = Appointment(who="Dr. Lind", day=TODAY)
    found = coming_dates([talk, quiet], [visit], TODAY)
    assert found == [Coming(FRIDAY, "talk", talk), Coming(TODAY, "appointment", visit)]


def test_the_nearest_comes_first() -> None:
    """Everything is sorted by day, appointments first on one day."""
    single = plan(FRIDAY)
    visit = Appointment(who="Dr. Lind", day=FRIDAY)
    today = Appointment(who="Dr. Lind", day=TODAY)
    found = in_order([*coming_plans([single], [], TODAY), *coming_dates([], [visit, today], TODAY)])
    assert [each.record for each in found] == [today, visit, single]


def test_the_plan_of_the_other_is_coming_up_too() -> None:
    """A day that the other leaves out still stands for me; one that either did does not."""
    weekly = replace(plan(FRIDAY, "FREQ=WEEKLY;BYDAY=FR"), author="ben")
    skipped = PlanMark(
        about=weekly.reference, occasion=FRIDAY, state="skipped", author="ben", day=TODAY
    )
    assert coming_plans([weekly], [skipped], TODAY, me="ana")[0].day == FRIDAY
    assert coming_plans([weekly], [skipped], TODAY, me="ben")[0].day == NEXT_FRIDAY
    done = replace(skipped, state="done")
    assert coming_plans([weekly], [done], TODAY, me="ana")[0].day == NEXT_FRIDAY


def test_a_proposed_day_is_not_yet_the_day() -> None:
    """Until the author takes it, a plan comes up on the author's day, for both."""
    single = replace(plan(FRIDAY), author="ben")
    asked = PlanMark(
        about=single.reference, occasion=FRIDAY, state="moved", to=NEXT_FRIDAY, author="ana",
        day=TODAY,
    )  # fmt: skip
    for me in ("ana", "ben"):
        assert coming_plans([single], [asked], TODAY, me=me) == [Coming(FRIDAY, "plan", single)]


def test_only_who_promised_says_how_it_stands() -> None:
    """A mark of anybody else on a promise changes nothing."""
    promise = Promise(id=new_id(), author="ben", promise="the light", by=FRIDAY, day=TODAY)
    mark = PromiseMark(about=promise.reference, state="kept", author="ana", day=TODAY)
    assert coming_promises([promise], [mark], TODAY) == [Coming(FRIDAY, "promise", promise)]
    assert coming_promises([promise], [replace(mark, author="ben")], TODAY) == []
