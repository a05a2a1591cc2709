"""The last line of every page: the keys that do something here."""

from __future__ import annotations

from textual.binding import ActiveBinding
from textual.content import Content
from textual.events import Click
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

KEY = "key"
"""Where a sign on the line keeps the key it stands for."""


ALWAYS = 3
"""How many of the last keys are never left out."""


def _joined(said: list[Content]) -> Content:
    return Content("  ").join(said)


class KeyLine(Widget):
    """What can be done just now and is worth showing; a click presses the key.

    One widget, drawn anew when the bindings change. Textual's own footer makes a widget for each
    key and makes them all again each time, which is two thirds of what going to a page costs.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        padding: 0 1;
        background: $footer-background;
        color: $footer-foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    _waiting = False
    _shown: Content | None = None
    """What stands on the line, or None before it was first drawn."""

    def on_mount(self) -> None:
        """Listen for what the screen can do changing."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if self._waiting or screen is not self.screen or not self.app.app_focus:
            return
        self._waiting = True
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self._waiting = False
        if not self.is_attached:  # a lock may take the screen away while this waits
            return
        shown = self._keys()
        if self._shown is None or not shown.is_same(self._shown):
            self._shown = shown
            self.refresh()

    def render(self) -> Content:
        """Show the keys; they are there at the first paint already."""
        if self._shown is None:
            self._shown = self._keys()
        return self._shown

    def _keys(self) -> Content:
        by_action: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                by_action.setdefault(active.binding.action, active)
        said = [self._say(active) for active in by_action.values()]
        # Help, the palette and hiding come last and stay; what goes is what the palette names too.
        while len(said) > ALWAYS and self._is_too_long(said):
            del said[-ALWAYS - 1]
        return _joined(said)

    def _is_too_long(self, said: list[Content]) -> bool:
        return 0 < self.content_size.width < _joined(said).cell_length

    def on_resize(self) -> None:
        """Say what fits now."""
        self._show()

    def _say(self, active: ActiveBinding) -> Content:
        binding = active.binding
        said = Content.assemble(
            (self.app.get_key_display(binding), "bold $footer-key-foreground"),
            " ",
            (binding.description, "$footer-description-foreground"),
        )
        return said.stylize(Style.from_meta({KEY: binding.key}))

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        event.stop()
        key = event.style.meta.get(KEY)
        if key:
            self.app.simulate_key(key)
