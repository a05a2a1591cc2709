"""The house rules: lint, format, types, the arrows between the rooms, sizes, and no socket."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment at the root."""
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_lint() -> None:
    """Ruff finds nothing."""
    result = run("ruff", "check", "journal", "tests")
    assert result.returncode == 0, result.stdout


def test_format() -> None:
    """Every file stands as the formatter would write it."""
    result = run("ruff", "format", "--check", "journal", "tests")
    assert result.returncode == 0, result.stdout


def test_types() -> None:
    """Mypy finds nothing, strictly, in program and tests."""
    result = run("mypy")
    assert result.returncode == 0, result.stdout


def test_import_contracts() -> None:
    """The arrows between the rooms hold."""
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


def test_app_is_thin() -> None:
    """`app.py` stays under 150 lines."""
    assert len((ROOT / "journal/app.py").read_text().splitlines()) < 150


def test_only_what_was_agreed_stands_at_the_top() -> None:
    """At the top stand the four fixed things, dotfiles, licence and changelog."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in listed.stdout.split() if not name.startswith(".")}
    assert top <= {
        "pyproject.toml", "journal", "tests", "README.md", "LICENSE", "CHANGELOG.md",
    }  # fmt: skip


@pytest.mark.parametrize("room", ["model", "store", "wording"])
def test_the_core_runs_without_textual(room: str) -> None:
    """Model, store and wording never load Textual, not even through something else."""
    code = f"import sys, journal.{room}; sys.exit('textual' in sys.modules)"
    assert run_code(code).returncode == 0


def test_the_command_line_runs_without_textual() -> None:
    """A command that only prints does not load Textual."""
    code = (
        "import sys\nfrom journal.cli import main\nsys.argv = ['journal', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nsys.exit('textual' in sys.modules)"
    )
    assert run_code(code).returncode == 0


def run_code(code: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_no_module_names_a_socket() -> None:
    """No module of ours imports anything that opens a connection."""
    forbidden = {"socket", "ssl", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp"}
    for path in (ROOT / "journal").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not forbidden & {name.split(".")[0] for name in names}, path
