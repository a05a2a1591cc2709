"""A form on the screen: a widget for each field, what is asked just now, and one sentence."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from journal.i18n import _
from journal.widgets.choice import Choice
from journal.widgets.codes import LineInput, without_codes
from journal.widgets.focusing import focus_now
from journal.widgets.forms.form import Field, Form
from journal.widgets.in_sight import bring_into_sight


class Writing(TextArea):
    """A place for words: wraps, grows, and leaves Tab and Esc to the page."""

    HELP = _("Write. Ctrl+S keeps it; Esc leads out, and what is typed stays.")
    DEFAULT_CSS = """
    Writing {
        height: auto;
        min-height: 3;
        max-height: 14;
        padding: 0 1;
        border: round $line;
        background: $background;
        border-title-color: $muted;
        border-subtitle-color: $muted;
        &:focus {
            border: round $accent;
            border-title-color: $muted;
            border-subtitle-color: $muted;
        }
        & .text-area--placeholder { color: $muted; }
        & .text-area--cursor-line { background: transparent; }
        &.-long { min-height: 5; }
    }
    """

    def __init__(self, *, hint: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=Content(hint),
            id=id,
        )

    def render_line(self, y: int) -> Strip:
        """Render a line; nothing where there is no column left, in which no hint can be wrapped."""
        if self.content_size.width < 1:
            return Strip.blank(self.size.width)
        return without_codes(super().render_line(y))

    def on_resize(self) -> None:
        """Keep the cursor in sight when there is less room."""
        self.call_after_refresh(self._show_cursor)

    def on_text_area_changed(self) -> None:
        """Keep the cursor in sight: Textual scrolls before it knows of a line that just wrapped."""
        self.call_after_refresh(self._show_cursor)

    def on_text_area_selection_changed(self) -> None:
        """Keep the cursor in sight wherever it is moved."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Bring the cursor into sight here, and in what scrolls around this on a small screen."""
        self.scroll_cursor_visible()
        if self.has_focus:
            bring_into_sight(self, form_of(self))


FieldWidget = Writing | Input | Choice


def field_widget(field: Field, *, alone: bool) -> FieldWidget:
    """Make the widget of a field, called `field-<name>`; `alone` where a form has no other."""
    name = f"field-{field.name}"
    widget: FieldWidget
    if field.sort == "choice":
        widget = Choice(field.choices, id=name)
    elif field.sort == "text":
        widget = Writing(hint=field.hint, id=name)
        widget.set_class(alone, "-long")
    else:
        widget = LineInput(placeholder=field.hint, select_on_focus=False, id=name)
    if field.label:
        widget.border_title = Content(field.label)
    return widget


def typed(widget: FieldWidget) -> str:
    """What stands in a field."""
    return widget.text if isinstance(widget, Writing) else widget.value


def fill(widget: FieldWidget, text: str) -> None:
    """Put a text into a field; a choice that is not offered becomes the first one."""
    if isinstance(widget, Writing):
        if widget.text != text:
            widget.load_text(text)
            widget.move_cursor(widget.document.end)
    elif isinstance(widget, Choice):
        widget.choose(text)
    else:
        widget.value = text


def form_of(widget: Widget) -> FormFields | None:
    """Find the form that a widget belongs to."""
    return next((each for each in widget.ancestors if isinstance(each, FormFields)), None)


class FormFields(Vertical):
    """The fields of a form; with `folds` only the first one shows until somebody writes."""

    DEFAULT_CSS = """
    FormFields {
        height: auto;
        max-width: 76;
        margin-bottom: 1;
        & > Input {
            border: round $line;
            background: $background;
            padding: 0 1;
            border-title-color: $muted;
            border-subtitle-color: $muted;
        }
        & > Input:focus {
            border: round $accent;
            border-title-color: $muted;
            border-subtitle-color: $muted;
        }
        & > .note { padding: 0 2; display: none; }
        & > .note.-said { display: block; color: $muted; }
        & > .note.-trouble { color: $error; text-style: bold; }
    }
    """

    def __init__(self, form: Form, *, folds: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.form = form
        self._folds = folds

    def compose(self) -> ComposeResult:
        alone = self._folds or len(self.form.fields) == 1
        for number, field in enumerate(self.form.fields):
            yield field_widget(field, alone=alone and number == 0)
        yield Static("", classes="note", id="note", markup=False)

    # Values

    def widget(self, name: str) -> FieldWidget:
        """Find the widget of a field."""
        widget = self.query_one(f"#field-{name}")
        assert isinstance(widget, FieldWidget)
        return widget

    @property
    def names(self) -> list[str]:
        """The names of the fields, in their order."""
        return [field.name for field in self.form.fields]

    @property
    def values(self) -> dict[str, str]:
        """What is typed, under the fields' names."""
        return {name: typed(self.widget(name)) for name in self.names}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return self.form.is_blank(self.values)

    @property
    def seen(self) -> str:
        """Who sees what is written here."""
        return _("only me")

    def fill_in(self, values: dict[str, str]) -> None:
        """Put values into the fields; one that has none is emptied."""
        for field in self.form.fields:
            fill(self.widget(field.name), values.get(field.name, ""))

    # What shows

    def on_descendant_focus(self) -> None:
        """Unfold while somebody is in it, and have it in sight down to who sees it."""
        self.reveal()
        self.call_after_refresh(self._show_typed)

    def _show_typed(self) -> None:
        focused = self.screen.focused if self.is_attached else None
        if focused is not None and self in focused.ancestors:
            bring_into_sight(focused, self)

    def on_descendant_blur(self) -> None:
        """Fold again when nothing was written; the cursor may only be on its way to a neighbour."""
        self.call_later(self.reveal)

    @property
    def is_folded(self) -> bool:
        """Whether only the first field shows."""
        return self._folds and self.is_blank and not self.has_focus_within

    def reveal(self) -> None:
        """Show the fields that are asked just now, and under the last one who sees it."""
        folded, values = self.is_folded, self.values
        last: FieldWidget | None = None
        for number, field in enumerate(self.form.fields):
            widget = self.widget(field.name)
            shows = not (folded and number) and field.is_asked(values)
            if widget.display != shows:
                widget.display = shows
            widget.border_subtitle = None
            if shows and not isinstance(widget, Choice):
                last = widget
        if last is not None and (seen := self.seen):
            last.border_subtitle = Content(seen)

    def begin(self) -> None:
        """Put the cursor in the first field."""
        values = self.values
        first = next(each for each in self.form.fields if each.is_asked(values))
        focus_now(self.widget(first.name))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter keeps a form of one line, and goes to the next field of a longer one."""
        event.stop()
        if len(self.form.fields) == 1:
            self.screen.call_later(self.screen.run_action, "save")
            return
        shown = [each for each in map(self.widget, self.names) if each.display]
        at = next((n for n, each in enumerate(shown) if each is event.input), len(shown))
        if at + 1 < len(shown):
            focus_now(shown[at + 1])

    def say(self, sentence: str, *, trouble: bool = False, at: str = "") -> None:
        """Say one sentence, below the field it is about or below them all, or nothing."""
        note = self.query_one("#note", Static)
        if note.has_class("-said") or sentence:
            note.update(Content(sentence))
        note.set_class(bool(sentence), "-said")
        note.set_class(trouble, "-trouble")
        below = self.widget(at or self.names[-1])
        if sentence and self.children.index(note) != self.children.index(below) + 1:
            self.move_child(note, after=below)
        if sentence:
            note.call_after_refresh(note.scroll_visible, animate=False)
