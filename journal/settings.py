"""What a person can set, from one table that gives defaults, types and the settings screen.

`settings.toml` holds nothing personal: names and words are in the journal. A value that does not
fit is reported in one sentence and the default used; unknown keys are kept as they are.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec
import tomli_w

from journal.i18n import _, ngettext
from journal.store.files import Files, replace_whole
from journal.wording.names import WEEKDAYS


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings in force."""

    day_ends: int = 4
    bell: bool = False
    first_weekday: int = 0
    theme: str = "ember"
    letters: bool = True
    country: str = ""
    lock_after: int = 5
    """Minutes without a key after which the screen is locked or hidden; 0 is never."""
    appreciations: str = "me"
    """Who sees an appreciation unless something else is chosen: `me` or `both`."""
    meeting_day: int = -1
    """The weekday on which Today offers the weekly meeting, 0 is Monday; -1 for none."""


@dataclass(frozen=True)
class Setting:
    """One line of the settings screen."""

    name: str
    label: str
    help: str
    choices: tuple[tuple[object, str], ...] | None = None
    """Value and words of each choice; None where the screen fills them in itself."""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "day_ends",
        _("The day ends at"),
        _("What you write after midnight still belongs to the evening before."),
        tuple((hour, f"{hour:02}:00") for hour in range(9)),
    ),
    Setting(
        "first_weekday",
        _("The week begins on"),
        _("The first column of every calendar."),
        ((0, _("Monday")), (5, _("Saturday")), (6, _("Sunday"))),
    ),
    Setting(
        "theme",
        _("Theme"),
        _("Paper is light, Ember is dark; the palette offers every other one."),
        (("ember", _("Ember")), ("paper", _("Paper"))),
    ),
    Setting(
        "bell",
        _("Sound in the listening timer"),
        _("One soft terminal bell when a turn is over."),
        ((False, _("off")), (True, _("on"))),
    ),
    Setting(
        "letters",
        _("Single letters"),
        _("Off: only arrows, Enter, Esc and the command palette act."),
        ((True, _("on")), (False, _("off"))),
    ),
    Setting(
        "lock_after",
        _("Lock when nobody writes"),
        _("After so many minutes without a key; without a passphrase the screen is only hidden."),
        (
            *((n, ngettext("{n} min", "{n} min", n).format(n=n)) for n in (1, 2, 5, 10, 30)),
            (0, _("never")),
        ),
    ),
    Setting(
        "appreciations",
        _("Appreciations begin as"),
        _("Once you are two, who sees one unless you choose otherwise; you see first what goes."),
        (("me", _("only me")), ("both", _("both of us"))),
    ),
    Setting(
        "meeting_day",
        _("Weekly meeting"),
        _("On this day Today has a quiet line that leads there; nothing waits if you leave it."),
        ((-1, _("not offered")), *enumerate(WEEKDAYS)),
    ),
    Setting("country", _("Helplines for"), _("Whose helplines step 6 shows first.")),
)


def load(path: Path) -> tuple[Settings, list[str]]:
    """Read the settings; give them and one plain sentence for each thing that did not fit."""
    raw, problems = _read(path)
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(Settings):
        if field.name not in raw:
            continue
        try:
            value = msgspec.convert(raw[field.name], field.type)
        except msgspec.ValidationError:
            value = None
        if value is None or not _allowed(field.name, value):
            problems.append(
                _(
                    "settings.toml: “{name}” has a value that does not fit; the default is used."
                ).format(name=field.name)
            )
        else:
            values[field.name] = value
    return Settings(**values), problems  # type: ignore[arg-type]  # each value was converted above


def save(path: Path, settings: Settings) -> None:
    """Write the settings, keeping keys this version does not know; raises OSError.

    The file is replaced whole and is for its owner alone. One that is there but is not TOML is
    set aside beside it, so that nothing a person wrote into it is lost.
    """
    files = Files()
    try:
        known = _parse(files.read(path))
    except FileNotFoundError:
        known = {}
    except ValueError:
        files.replace(path, path.with_name(path.name + ".unreadable"))
        known = {}
    known.update(msgspec.to_builtins(settings))
    files.make_folder(path.parent)
    replace_whole(files, path, tomli_w.dumps(known).encode())


def _parse(data: bytes) -> dict[str, object]:
    """Read TOML; raises ValueError. Some editors put a mark before the text, which does no harm."""
    return tomllib.loads(data.decode("utf-8-sig"))


def _read(path: Path) -> tuple[dict[str, object], list[str]]:
    try:
        return _parse(path.read_bytes()), []
    except FileNotFoundError:
        return {}, []
    except (ValueError, OSError):
        return {}, [_("settings.toml cannot be read; the defaults are used.")]


def _allowed(name: str, value: object) -> bool:
    """Tell whether a value is one of its setting's choices; a theme may be any of Textual's."""
    setting = next((each for each in SETTINGS if each.name == name), None)
    if setting is None or setting.choices is None or name == "theme":
        return True
    return any(value == choice for choice, _label in setting.choices)
