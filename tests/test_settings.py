"""The settings: read with care, written whole, and nothing lost that a person wrote there."""

from __future__ import annotations

import os
import stat
import tomllib
from dataclasses import fields as dataclass_fields
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.settings import SETTINGS, Setting, Settings, load, save
from journal.store.files import Files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings of this test lie; the folder is not there yet."""
    return tmp_path / "home" / "settings.toml"


def write(path: Path, text: str) -> None:
    """Put a text where the settings lie."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    """A journal that has no settings yet uses the defaults, and none are written by reading."""
    assert load(path) == (Settings(), [])
    assert not path.parent.exists()


@given(
    settings=st.builds(
        Settings,
        day_ends=st.integers(0, 8),
        bell=st.booleans(),
        first_weekday=st.sampled_from((0, 5, 6)),
        theme=st.sampled_from(("ember", "paper", "nord")),
        letters=st.booleans(),
        country=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    )
)
def test_what_is_saved_is_read_back(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Settings come back exactly as they were kept, with nothing to complain about."""
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(path, settings)
    assert load(path) == (settings, [])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_may_read_it(path: Path) -> None:
    """The file is 0600 and its folder 0700, whatever they were and whatever the umask is."""
    before = os.umask(0o022)
    try:
        save(path, Settings())
        path.chmod(0o644)
        save(path, Settings(bell=True))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_keys_of_a_newer_version_are_kept(path: Path) -> None:
    """Keys and tables this version does not know are still there after a change."""
    write(path, 'theme = "paper"\nlater = "x"\n[sync]\nevery = 5\n')
    settings, problems = load(path)
    assert problems == []
    save(path, msgspec.structs.replace(settings, bell=True))
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (raw["later"], raw["sync"], raw["bell"]) == ("x", {"every": 5}, True)


@pytest.mark.parametrize(
    "line",
    [
        "day_ends = 99",
        'day_ends = "4"',
        "day_ends = true",
        "day_ends = 4.5",
        "bell = 1",
        "first_weekday = 3",
        "theme = 7",
        "letters = 'yes'",
        "country = []",
    ],
)
def test_a_value_that_does_not_fit_is_said_and_the_rest_holds(path: Path, line: str) -> None:
    """One bad value is named in one sentence; its default is used and the other lines count."""
    name = line.partition(" ")[0]
    other = "bell = true" if name != "bell" else 'theme = "paper"'
    write(path, f"{line}\n{other}\n")
    settings, problems = load(path)
    assert len(problems) == 1
    assert f"“{name}”" in problems[0]
    assert getattr(settings, name) == getattr(Settings(), name)
    assert settings != Settings()


@pytest.mark.parametrize("data", [b"theme = ", b"\xff\xfe\x00", b"[a]\n[a]\n"])
def test_a_file_that_is_not_toml_is_set_aside_before_a_change(path: Path, data: bytes) -> None:
    """It is reported when read, and kept beside the new file when a setting is changed."""
    write(path, "")
    path.write_bytes(data)
    settings, problems = load(path)
    assert settings == Settings()
    assert len(problems) == 1
    assert path.read_bytes() == data
    save(path, Settings(bell=True))
    assert load(path) == (Settings(bell=True), [])
    assert path.with_name("settings.toml.unreadable").read_bytes() == data


def test_a_mark_some_editors_write_first_does_no_harm(path: Path) -> None:
    """A file that begins with a byte order mark is read like any other."""
    write(path, "\ufefftheme = 'paper'\n")
    assert load(path) == (Settings(theme="paper"), [])


def test_a_save_that_fails_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot be put in place, the old one stands and nothing lies about."""
    save(path, Settings(theme="paper"))
    before = path.read_bytes()

    def refuse(files: Files, source: Path, target: Path) -> None:
        raise OSError("no")

    monkeypatch.setattr(Files, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        save(path, Settings(bell=True))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_the_table_covers_every_setting_and_only_those() -> None:
    """Each setting has one line in the table, with words, and its default is one of its choices."""
    assert {setting.name for setting in SETTINGS} == set(Settings.__struct_fields__)
    assert len(SETTINGS) == len(Settings.__struct_fields__)
    for setting in SETTINGS:
        assert setting.label
        assert setting.help
        if setting.choices is not None:
            default = getattr(Settings(), setting.name)
            assert default in [value for value, _words in setting.choices]
    assert [field.name for field in dataclass_fields(Setting)][:2] == ["name", "label"]
