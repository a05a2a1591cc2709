"""What two people settle before a talk: who begins, how long, what each needs."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from journal.i18n import _
from journal.model.timer import (
    LONGEST_TURN,
    MOST_ROUNDS,
    QUIET_MINUTE,
    Need,
    Shape,
    Speaker,
    TalkSetup,
    presets,
)
from journal.widgets.choice import Choice
from journal.widgets.talk.rows import Amount, Row, RowChoice
from journal.widgets.words import clean
from journal.wording.talk import SOMEONE, named, say_in_all, say_liking, say_preset

SHORTEST_TIME_OUT = 5
MOST_TIME_OUT = 120
"""Minutes of a time-out that can be chosen in the set-up."""

HARD, QUIET = "hard", "quiet"
KINDS = (("", _("an everyday one")), (HARD, _("a hard one")), (QUIET, _("a quiet minute")))
"""What it is to be; a quiet minute is looked at each other, and nothing more."""

NEED_WORDS = (
    (Need.HEARD.value, _("heard")),
    (Need.COMFORTED.value, _("comforted")),
    (Need.HELPED.value, _("helped")),
    ("", _("not said")),
)


class TalkForm(Vertical):
    """The set-up of a talk, all of it in rows that arrows change."""

    DEFAULT_CSS = """
    TalkForm {
        height: auto;
        & > #row-need-0 { margin-top: 1; }
        & > #hint { color: $muted; padding-left: 2; }
        & > #in-all { color: $muted; padding-left: 2; margin-top: 1; }
        & > #their-line { padding-left: 2; max-width: 74; max-height: 4; margin-top: 1; }
    }
    """

    kind = query_one("#kind", RowChoice)
    first = query_one("#first", RowChoice)
    length = query_one("#length", RowChoice)
    minutes = query_one("#minutes", Amount)
    rounds = query_one("#rounds", Amount)
    quiet = query_one("#quiet", RowChoice)
    time_out = query_one("#time-out", Amount)

    def __init__(self, me: str, partner: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names = (me, partner or SOMEONE)
        self._lines = ("", "")

    def compose(self) -> ComposeResult:
        me, other = self._names
        yield Row(_("This talk is"), RowChoice(KINDS, id="kind"))
        yield Static(Content(_("Ask each other first: is now a good time?")), id="hint")
        first = (("0", named(me)), ("1", named(other)))
        yield Row(_("Who speaks first"), RowChoice(first, id="first"), id="row-first")
        length = RowChoice((("3", "3"),), id="length")
        yield Row(_("How long a turn"), length, id="row-length")
        minutes = Amount(range(1, LONGEST_TURN + 1), 3, _("minutes a turn"), id="minutes")
        rounds = Amount(range(1, MOST_ROUNDS + 1), 3, _("rounds"), id="rounds")
        yield Row("", minutes, rounds, id="row-exact")
        quiet = RowChoice((("", _("at once")), ("yes", _("with a quiet minute"))), id="quiet")
        yield Row(_("It begins"), quiet, id="row-quiet")
        for person, name in enumerate(self._names):
            need = RowChoice(NEED_WORDS, Need.HEARD.value, id=f"need-{person}")
            yield Row(self._need_label(name), need, id=f"row-need-{person}")
        span = range(SHORTEST_TIME_OUT, MOST_TIME_OUT + 1, 5)
        yield Row(_("A time-out"), Amount(span, 20, _("minutes"), id="time-out"), id="row-time-out")
        yield Static(id="in-all")
        yield Static(id="their-line")

    @staticmethod
    def _need_label(name: str) -> str:
        return _("{who} needs to be").format(who=named(name))

    def on_mount(self) -> None:
        """Offer the lengths of an everyday talk."""
        self._offer_lengths()
        self._show()

    def show_people(self, me: str, partner: str, lines: tuple[str, str]) -> None:
        """Show these names, and the lines in which each says how they like to be listened to."""
        self._names, self._lines = (me, partner or SOMEONE), lines
        self.first.offer((("0", named(me)), ("1", named(self._names[1]))), self.first.value)
        for person, name in enumerate(self._names):
            self.query_one(f"#row-need-{person}", Row).relabel(self._need_label(name))
        self._show()

    # What is chosen

    @property
    def mine(self) -> int:
        """Which of the two has the journal open: 0 speaks first, 1 second."""
        return int(self.first.value)

    @property
    def is_hard(self) -> bool:
        """Whether a hard talk is chosen."""
        return self.kind.value == HARD

    @property
    def is_quiet(self) -> bool:
        """Whether it is to be a quiet minute and nothing more."""
        return self.kind.value == QUIET

    @property
    def shape(self) -> Shape:
        """How long it is meant to be."""
        if self.is_quiet:
            return QUIET_MINUTE
        return Shape(self.minutes.number, self.rounds.number, bool(self.quiet.value))

    @property
    def setup(self) -> TalkSetup:
        """Everything that is settled."""
        speakers = [Speaker(name, self._need(person)) for person, name in enumerate(self._names)]
        if self.mine:
            speakers.reverse()
        return TalkSetup(
            (speakers[0], speakers[1]),
            self.shape,
            hard=self.is_hard,
            time_out_minutes=self.time_out.number,
        )

    def _need(self, person: int) -> Need | None:
        value = self.query_one(f"#need-{person}", RowChoice).value
        return Need(value) if value and not self.is_quiet else None

    # Choosing

    @property
    def _presets(self) -> list[Shape]:
        return [shape for shape in presets(self.is_hard) if shape.rounds]

    def _offer_lengths(self) -> None:
        """Offer the lengths of this kind of talk, and begin with one that is not too long."""
        shapes = self._presets
        usual = shapes[1] if self.is_hard else shapes[0]
        options = [(str(shape.minutes), say_preset(shape)) for shape in shapes]
        self.length.offer(options, str(usual.minutes))
        self._take(usual)

    def _take(self, shape: Shape) -> None:
        self.minutes.value, self.rounds.value = str(shape.minutes), str(shape.rounds)

    @on(Choice.Changed)
    def _changed(self, event: Choice.Changed) -> None:
        event.stop()
        if event.choice is self.kind:
            self._offer_lengths()
        elif event.choice is self.length:
            chosen = [each for each in self._presets if str(each.minutes) == event.value]
            if chosen and chosen[0].minutes != self.minutes.number:
                self._take(chosen[0])
        elif event.choice is self.minutes:
            self.length.value = event.value
        self._show()

    def _show(self) -> None:
        """Show only what is asked just now, and what it comes to."""
        talks = not self.is_quiet
        for name in ("first", "length", "exact", "quiet", "need-0", "need-1"):
            self.query_one(f"#row-{name}", Row).display = talks
        self.query_one("#row-time-out", Row).display = self.is_hard
        self.query_one("#hint", Static).display = self.is_hard
        setup = self.setup
        self.query_one("#in-all", Static).update(Content(say_in_all(setup)))
        self._show_line(talks)

    def _show_line(self, talks: bool) -> None:
        """Show how whoever speaks first likes to be listened to, else the other."""
        first = int(self.first.value)
        person = first if self._lines[first] else 1 - first
        said, words = say_liking(named(self._names[person])), clean(self._lines[person])
        line = self.query_one("#their-line", Static)
        line.display = bool(words) and talks
        line.update(Content.assemble((clean(said), "$muted"), "\n", (words, "italic")))
