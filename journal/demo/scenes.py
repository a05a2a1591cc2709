"""What Ana and Ben say to each other, from the evening on which they paired until today."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from journal.content import Catalogue
from journal.demo.scene_texts import FeltText, SceneTexts
from journal.demo.stage import Stage
from journal.model import kinds
from journal.model.days import weekday_on_or_before

PAIRED = 29
"""So many days ago they paired."""

TUESDAY = 1


def play(stage: Stage, said: SceneTexts, catalogue: Catalogue, elsewhere: Path) -> None:
    """Play it all, one evening after the other; `elsewhere` is a folder for her other machine."""
    asked = {question.id: question.text for question in catalogue.questions}
    listed = {touch.id: touch.text for touch in catalogue.touch.touches}
    _first_evenings(stage, said)
    _his_guide(stage, said)
    _a_memory(stage, said)
    _plans(stage, said)
    _replies(stage, said)
    _days_ahead(stage, said)
    _a_truth(stage, said)
    _a_hard_time(stage, said)
    _a_question(stage, said, asked)
    _touch(stage, said, listed)
    _yesterday(stage, said)
    _today(stage, said, asked)
    _on_two_machines(stage, said, elsewhere)


def _first_evenings(stage: Stage, said: SceneTexts) -> None:
    """They pair; she shares what he may know, and he answers."""
    me, them = stage.me, stage.them
    stage.evening(PAIRED, 20, 40)
    stage.pair()
    stage.evening(PAIRED, 20, 55)
    listening = me.find(kinds.ListeningLine, said.known.listening)
    market = me.find(kinds.Memory, said.known.market)
    for record in (listening, market, me.find(kinds.CareLine, said.known.stressed)):
        me.shares(record)
    day = stage.evening(28)
    them.says(kinds.OwnWords(day=day, text=said.first.market, about=market.reference))
    them.says(kinds.Reply(day=day, sort="heard", text=said.first.heard, about=listening.reference))
    them.says(kinds.ListeningLine(day=day, text=said.first.listening))
    them.says(kinds.Appreciation(day=day, text=said.first.recipe))


def _his_guide(stage: Stage, said: SceneTexts) -> None:
    """How he would like her to be there."""
    them, words = stage.them, said.care
    day = stage.evening(26)
    them.says(
        kinds.CareLine(
            day=day,
            situation="stressed",
            be_there=words.stressed,
            helps=words.stressed_helps,
            helps_not=words.stressed_helps_not,
            sign=words.stressed_sign,
        )
    )
    them.says(kinds.CareLine(day=day, situation="ill", be_there=words.ill))


def _a_memory(stage: Stage, said: SceneTexts) -> None:
    """A memory of his, with her own words."""
    words = said.days
    stage.evening(24)
    tandem = stage.them.says(
        kinds.Memory(
            day=stage.day(171),
            title=words.tandem,
            place=words.tandem_place,
            words=words.tandem_words,
        )
    )
    day = stage.evening(23)
    stage.me.says(kinds.OwnWords(day=day, text=words.tandem_hers, about=tandem.reference))


def _plans(stage: Stage, said: SceneTexts) -> None:
    """What they do every week, a plan of his with her yes, and thanks for a promise."""
    me, them, words, known = stage.me, stage.them, said.days, said.known
    promise = me.find(kinds.Promise, known.photograph)
    for record in (me.find(kinds.Plan, known.tango), me.find(kinds.Plan, known.friday), promise):
        me.shares(record)
    day = stage.evening(21)
    them.says(kinds.Thanks(day=day, text=words.photograph, about=promise.reference))
    start = stage.day(-6)
    rules = (kinds.RuleFrom(start=start),)
    supper = them.says(
        kinds.Plan(day=start, title=words.supper, note=words.supper_note, rules=rules)
    )
    day = stage.evening(20)
    me.says(kinds.Yes(day=day, about=supper.reference))


def _replies(stage: Stage, said: SceneTexts) -> None:
    """What he wrote, once changed, and what she said to it."""
    me, them, words = stage.me, stage.them, said.days
    day = stage.evening(12)
    them.says(_feeling(day, said.felt[0]))
    proudest = them.says(kinds.Entry(day=day, step="communicate", text=words.proudest))
    stage.evening(12, 22)
    me.says(kinds.Reply(day=day, sort="more", about=proudest.reference))
    stage.evening(11)
    them.edits(proudest, text=words.proudest_more)


def _days_ahead(stage: Stage, said: SceneTexts) -> None:
    """Two plans of hers: he says yes to one, and another day for the other.

    It is a day on which she had guessed how he feels; he shares it.
    """
    me, them = stage.me, stage.them
    rowing = me.find(kinds.Plan, said.known.rowing)
    train = me.find(kinds.Plan, said.known.train)
    for record in (rowing, train):
        me.shares(record)
    day = stage.evening(10)
    them.says(_feeling(day, said.felt[1]))
    them.says(kinds.Yes(day=day, about=train.reference))
    other = rowing.day + timedelta(days=1)
    them.says(
        kinds.PlanMark(
            day=day, occasion=rowing.day, state="moved", to=other, about=rowing.reference
        )
    )


def _a_truth(stage: Stage, said: SceneTexts) -> None:
    """A plain truth of his, and her thanks for it."""
    day = stage.evening(9)
    fork = stage.them.says(kinds.Truth(day=day, truth=said.days.fork))
    stage.evening(9, 22)
    stage.me.says(kinds.Reply(day=day, sort="thanks", about=fork.reference))


def _a_hard_time(stage: Stage, said: SceneTexts) -> None:
    """A hard time of his that she saw and answered; and a meeting that both keep."""
    me, them = stage.me, stage.them
    day = stage.evening(6, 19, 30)
    them.says(_feeling(day, said.felt[2]))
    tough = them.says(
        kinds.ToughTime(day=day, need="space", situation="stressed", text=said.care.tough)
    )
    stage.evening(6, 22)
    me.says(kinds.Reply(day=day, sort="here", about=tough.reference))
    stage.evening(5, 22)
    me.shares(me.find(kinds.Meeting, said.known.meeting))
    day = stage.evening(4)
    them.edits(tough, eased=day)
    them.says(_feeling(day, said.felt[3]))


def _a_question(stage: Stage, said: SceneTexts, asked: dict[str, str]) -> None:
    """A question that both answer, sealed until both have; and an entry that she holds."""
    me, them, words = stage.me, stage.them, said.lately
    day = stage.evening(3)
    me.says(kinds.Appreciation(day=day, text=words.cup))
    me.shares(me.find(kinds.Memory, said.known.gate))
    held = me.keeps(kinds.Entry(day=day, step="vulnerable", text=words.held))
    name = them.journal.me.name
    me.keeps(kinds.Delivery(day=day, to=name, on=stage.day(-4), about=held.reference))
    question, asked_now = words.question, asked[words.question]
    me.seals(kinds.Answer(day=day, question=question, asked=asked_now, text=words.mine))
    day = stage.evening(2)
    them.seals(kinds.Answer(day=day, question=question, asked=asked_now, text=words.theirs))


def _touch(stage: Stage, said: SceneTexts, listed: dict[str, str]) -> None:
    """Which touches are welcome, as far as either says so."""
    me, them = stage.me, stage.them
    day = stage.evening(2, 22)
    for name in ("long-hug", "feet-on-lap"):
        me.shares(me.find(kinds.Touch, listed[name]))
    for name in ("long-hug", "feet-on-lap", "teasing"):
        them.says(kinds.Touch(day=day, text=listed[name], listed=name, how="welcome"))
    them.says(kinds.Touch(day=day, text=said.lately.touch, how="welcome"))


def _yesterday(stage: Stage, said: SceneTexts) -> None:
    """A lesson that took place, as he says for both."""
    tango = stage.me.find(kinds.Plan, said.known.tango)
    stage.evening(1)
    lesson = weekday_on_or_before(stage.day(2), TUESDAY)
    mark = kinds.PlanMark(day=lesson, occasion=lesson, state="done", about=tango.reference)
    stage.them.says(mark)


def _today(stage: Stage, said: SceneTexts, asked: dict[str, str]) -> None:
    """Their day as far as they share it, and a question that he has answered and she has not."""
    me, them, words, day = stage.me, stage.them, said.today, stage.today
    stage.before_now(40)
    (feeling,) = (each for each in me.journal.of_kind(kinds.CheckIn) if each.day == day)
    me.shares(feeling)
    stage.before_now(35)
    them.says(_feeling(day, said.felt[4]))
    them.says(kinds.Entry(day=day, step="communicate", text=words.wheel))
    them.says(kinds.Appreciation(day=day, text=words.canal))
    asked_now = asked[words.question]
    them.seals(kinds.Answer(day=day, question=words.question, asked=asked_now, text=words.sealed))


def _on_two_machines(stage: Stage, said: SceneTexts, folder: Path) -> None:
    """She changes one memory at school and at home before either has heard of the other."""
    gate = stage.me.find(kinds.Memory, said.known.gate)
    stage.before_now(28)
    with stage.elsewhere(folder) as elsewhere:
        elsewhere.edits(gate, words=said.lately.gate_elsewhere)
    stage.wait(4)  # of two edits in one moment either might be the newer
    stage.me.edits(gate, words=said.lately.gate_here)
    stage.before_now(20)


def _feeling(day: date, felt: FeltText) -> kinds.CheckIn:
    return kinds.CheckIn(day=day, pleasant=felt.pleasant, energy=felt.energy, words=felt.words)
