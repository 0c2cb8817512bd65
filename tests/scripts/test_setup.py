"""`scripts/setup.sh` says plainly what a machine lacks, and does nothing where nothing has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh checkout, as far as the set-up looks at it."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    for name in ("pyproject.toml", "constraints.txt", "Makefile"):
        shutil.copy(ROOT / name, folder)
    return folder


def interpreter(folder: Path, *, version_ok: bool, venv_ok: bool) -> str:
    """Make a stand-in for an interpreter that answers the two questions the set-up asks it."""
    path = folder / "python-of-old"
    path.write_text(
        "#!/bin/sh\n"
        f'case "$2" in *version_info*) exit {int(not version_ok)};; *ensurepip*) exit {int(not venv_ok)};; esac\n'
        "exit 1\n"
    )
    path.chmod(0o755)
    return str(path)


def set_up(checkout: Path, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "setup", f"PYTHON={python}"], cwd=checkout, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_python_that_is_too_old_is_told(checkout: Path) -> None:
    done = set_up(checkout, interpreter(checkout, version_ok=False, venv_ok=True))

    assert done.returncode != 0
    assert "older than Python 3.11" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_that_does_not_exist_is_told(checkout: Path) -> None:
    done = set_up(checkout, "/nowhere/python")

    assert done.returncode != 0
    assert "/nowhere/python cannot be run" in done.stderr


def test_a_missing_venv_module_is_told(checkout: Path) -> None:
    done = set_up(checkout, interpreter(checkout, version_ok=True, venv_ok=False))

    assert done.returncode != 0
    assert "lacks the venv module" in done.stderr


def test_a_finished_set_up_is_not_repeated(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    wanted = subprocess.run(
        "{ pwd; cat pyproject.toml constraints.txt; } | cksum",
        shell=True,
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (checkout / ".venv" / ".installed").write_text(wanted)

    done = set_up(checkout, "/nowhere/python")

    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.parametrize("ci", ["true", ""])
def test_a_missing_browser_is_an_error_in_ci_only(tmp_path: Path, ci: str) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("mktemp", "rm", "id"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)

    done = subprocess.run(
        [bash, str(ROOT / "scripts" / "browser.sh")],
        env={**os.environ, "PATH": str(tools), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == (1 if ci else 0)
    assert "no apt-get" in done.stderr
