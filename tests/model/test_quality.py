"""Ideas for time together: what both like, what was not done for long, and nothing counted."""

from __future__ import annotations

from datetime import date, timedelta

from journal.model.kinds import Interest, Plan, PlanMark, RuleFrom
from journal.model.kinds.together import Aspect
from journal.model.quality import LONG, both_like, ideas
from journal.model.record import Record, Reference, Stamp

TODAY = date(2026, 11, 22)
ANA, BEN = "a" * 32, "b" * 32


def likes(author: str, text: str, *, guess: bool = False, aspect: Aspect = "like-now") -> Interest:
    """Somebody likes something, or is believed to."""
    return Interest(
        id=f"{author[:1]}{len(text):x}", author=author, day=TODAY, aspect=aspect, text=text,
        whose="partner" if guess else "me", stamp=Stamp(len(text), 0, "d"),
    )  # fmt: skip


def plan(title: str, day: date, rule: str = "") -> Plan:
    """A plan of Ana's."""
    return Plan(id=title, author=ANA, day=day, title=title, rules=(RuleFrom(day, rule),))


def done(what: Plan, day: date, by: str = ANA) -> PlanMark:
    """A day of it, done."""
    return PlanMark(
        id=f"{what.id}{day}{by}", author=by, day=day, occasion=day, state="done",
        about=Reference(what.author, what.id),
    )  # fmt: skip


def found(*records: Record, partner: str = BEN) -> list[tuple[str, date | None]]:
    """The ideas that come of these, for Ana."""
    got = ideas(
        [each for each in records if isinstance(each, Interest)],
        [each for each in records if isinstance(each, Plan)],
        [each for each in records if isinstance(each, PlanMark)],
        TODAY, me=ANA, partner=partner,
    )  # fmt: skip
    names = [each.record.text if isinstance(each.record, Interest) else each.record.title
             for each in got]  # fmt: skip
    return list(zip(names, [each.last for each in got], strict=True))


def test_an_idea_is_what_both_like_by_whichever_question() -> None:
    """What she would try and he likes now is one; what only one of them likes is none."""
    assert found(
        likes(ANA, "Pottery", aspect="would-try"), likes(BEN, "pottery."), likes(BEN, "Golf"),
        likes(ANA, "Opera"),
    ) == [("Pottery", None)]  # fmt: skip


def test_what_the_other_said_takes_the_place_of_what_i_believe() -> None:
    """Alone, my own guesses count; once the other has said something, only that does."""
    mine, guess = likes(ANA, "Chess"), likes(ANA, "chess", guess=True)
    assert both_like([mine, guess], ANA, "") == [mine]
    assert both_like([mine, guess, likes(BEN, "Golf")], ANA, BEN) == []


def test_what_was_done_lately_or_is_planned_is_no_idea() -> None:
    """It rests for six weeks after it was done, and while it is planned."""
    both = (likes(ANA, "Swimming"), likes(BEN, "swimming"))
    once = plan("Swimming", TODAY - LONG)
    assert found(*both, once, done(once, TODAY - LONG)) == [("Swimming", TODAY - LONG)]
    lately = plan("Swimming", TODAY - LONG + timedelta(days=1))
    assert found(*both, lately, done(lately, lately.day)) == []
    assert found(*both, plan("Swimming", TODAY + timedelta(days=9))) == []
    assert found(*both, plan("Swimming", TODAY - timedelta(days=90), "FREQ=WEEKLY")) == []


def test_what_was_done_once_comes_back_after_long_the_oldest_first() -> None:
    """Never done comes first, then what was done longest ago, each once, whoever said done."""
    days = [TODAY - timedelta(days=each) for each in (300, 100, 200)]
    lake, market, walk = (plan(title, day) for title, day in zip(
        ("The lake", "Market", "Walk"), days, strict=True))  # fmt: skip
    marks = [done(lake, days[0]), done(lake, days[0], BEN), done(market, days[1]),
             done(walk, days[2])]  # fmt: skip
    assert found(likes(ANA, "Chess"), likes(BEN, "Chess"), lake, market, walk, *marks) == [
        ("Chess", None), ("The lake", days[0]), ("Walk", days[2]), ("Market", days[1]),
    ]  # fmt: skip


def test_what_was_left_out_was_not_done() -> None:
    """A day that was skipped is no last time, and a plan that was never done is no idea."""
    lake = plan("The lake", TODAY - timedelta(days=200))
    skipped = PlanMark(author=ANA, day=lake.day, occasion=lake.day, state="skipped",
                       about=lake.reference)  # fmt: skip
    assert found(lake, skipped) == []
