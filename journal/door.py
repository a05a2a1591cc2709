"""The front door: who is here, before any journal is open.

A small app of its own, so that the program itself always has exactly one open journal. It asks
for the passphrase, and gives back an open journal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.binding import Binding

from journal.commands import picked
from journal.content import Catalogue
from journal.i18n import _
from journal.model.clock import Clock
from journal.model.passphrase import Passphrase
from journal.rescue import rescue_with
from journal.settings import Settings
from journal.shell import Shell
from journal.store import (
    CannotRead,
    ChangedOutside,
    HeldElsewhere,
    Home,
    Journal,
    StoreError,
    reports,
)
from journal.unlocking import Unlocking
from journal.workers import begin

Want = Literal["first-run", "choose", "add", "open", "unlock"]
"""`open` opens someone's journal, `unlock` comes back from the lock and shows no name."""


class SwitchTo:
    """What the program returns when someone else's journal is to be opened."""

    def __init__(self, want: Literal["choose", "add"] = "choose") -> None:
        self.want: Literal["choose", "add"] = want
        """`choose` asks who, `add` adds someone."""


class Door(Shell[Journal | None]):
    """Asks who is here, and for the passphrase, or welcomes someone new; gives the open journal."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        *picked("app.hide"),
        Binding("ctrl+q", "quit", _("Quit"), priority=True, id="door.quit"),
    ]

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: Clock,
        catalogue: Catalogue,
        want: Want,
        *,
        unlocking: Callable[[str], Unlocking],
        name: str = "",
    ) -> None:
        super().__init__(settings.theme)
        self.home = home
        self.settings = settings
        self.clock = clock
        self.catalogue = catalogue
        self._want = want
        self._unlocking = unlocking
        self._person = name
        self._journal: Journal | None = None

    def on_mount(self) -> None:
        """Begin with the question that is wanted."""
        if self._want == "choose":
            self._choose()
        elif self._want in ("open", "unlock"):
            self._begin(self._person)
        else:
            self._welcome()

    def on_unmount(self) -> None:
        """Leave no journal open that nobody asked for in the end."""
        if self._journal is not None and self.return_value is None:
            self._journal.close()

    # Who is here

    def _choose(self) -> None:
        from journal.screens.people import People

        self.push_screen(People(self.home), self._chosen)

    def _chosen(self, name: str | None) -> None:
        if name is None:
            self.exit(None)
        elif name == "":
            self._welcome()
        else:
            self._begin(name)

    def _welcome(self) -> None:
        from journal.screens.welcome import Welcome

        welcome = Welcome(self.home, self.clock, self.catalogue.welcome)
        self.push_screen(welcome, self._out_of_trouble)

    # Opening

    def _begin(self, name: str) -> None:
        """Open somebody's journal, asking for the passphrase where there is one."""
        self._person = name
        try:
            sealed = self._unlocking(name).needs_passphrase
        except StoreError as error:
            self._trouble(error, None)
            return
        if sealed:
            self._ask()
        else:
            begin(self, self._attempt, None)

    def _ask(self, said: str = "") -> None:
        from journal.screens.unlock import Unlock

        shown = "" if self._want == "unlock" or len(self.home.people()) == 1 else self._person
        self.push_screen(Unlock(self._unlocking(self._person), name=shown, said=said), self._asked)

    def _asked(self, answer: object) -> None:
        """Go on with what came of asking for the passphrase."""
        if isinstance(answer, Journal):
            self._opened(answer)
        elif answer == "others":
            self._want = "choose"
            self._choose()
        elif answer == "recover":
            from journal.screens.recover import Recover

            self.push_screen(Recover(self._unlocking(self._person)), self._recovered)
        elif isinstance(answer, tuple):
            self._failed(*answer)
        else:
            self.exit(None)

    def _recovered(self, journal: Journal | None) -> None:
        if journal is None:
            self._ask()
        else:
            self._opened(journal)

    async def _attempt(
        self, passphrase: Passphrase | None, *, accept: bool = False, take_over: bool = False
    ) -> None:
        """Open it, now that the person has agreed to something or no passphrase is needed."""
        from journal.screens.waiting import on_thread

        unlocking = self._unlocking(self._person)

        def job() -> Journal:
            if passphrase is None:
                return unlocking.open_plain(accept_changes=accept, take_over=take_over)
            return unlocking.open_with(passphrase, accept_changes=accept, take_over=take_over)

        try:
            self._opened(await on_thread(job, unwanted=Journal.close))
        except StoreError as error:
            self._failed(error, passphrase)

    def _failed(self, error: StoreError, passphrase: Passphrase | None) -> None:
        """Ask where it is for the person to say, else say what is wrong and what can be done."""
        from journal.screens.dialogs import Confirm

        def agreed(yes: bool | None) -> None:
            if yes:
                changed = isinstance(error, ChangedOutside)
                begin(self, self._attempt, passphrase, accept=changed, take_over=not changed)
            else:
                self._trouble(error, passphrase)

        if isinstance(error, ChangedOutside):
            yes, no = _("open it as it is now"), _("look at backups")
        elif isinstance(error, HeldElsewhere):
            yes, no = _("open it here all the same"), _("leave it")
        else:
            self._trouble(error, passphrase)
            return
        self.push_screen(Confirm(str(error), yes, no), agreed)

    def _trouble(self, error: StoreError, passphrase: Passphrase | None) -> None:
        begin(self, self._show_trouble, error, passphrase)

    async def _show_trouble(self, error: StoreError, passphrase: Passphrase | None) -> None:
        from journal.screens.trouble import Trouble
        from journal.screens.waiting import on_thread

        unlocking = self._unlocking(self._person)
        try:
            rescue = await on_thread(lambda: rescue_with(unlocking, passphrase))
        except StoreError as other:
            self._ask(str(other))
            return
        # a journal of a newer version is whole: an older state of it would be no help
        restores = isinstance(error, CannotRead) and str(error) != reports.NEWER
        screen = Trouble(error, rescue, restores=restores)
        await self.push_screen(screen, self._out_of_trouble)

    def _out_of_trouble(self, answer: Journal | str | None) -> None:
        if isinstance(answer, Journal):
            self._opened(answer)
        elif answer == "others":
            self._choose()
        else:
            self.exit(None)

    def _opened(self, journal: Journal) -> None:
        self._journal = journal
        self.exit(journal)
