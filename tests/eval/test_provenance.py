from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from eval.provenance import _code, _version


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    (tmp_path / "provenance.py").write_text("x", encoding="utf-8")
    return tmp_path


def test_the_commit_and_changes_since_are_told(repository: Path) -> None:
    git(repository, "add", ".")
    git(repository, "commit", "-m", "first")
    told = _code(repository)
    assert len(told["commit"]) == 40
    assert told["changed"] is False
    (repository / "provenance.py").write_text("y", encoding="utf-8")
    assert _code(repository) == {"commit": told["commit"], "changed": True}


def test_a_repository_that_does_not_track_the_code_is_not_asked(repository: Path) -> None:
    (repository / "other").write_text("x", encoding="utf-8")
    git(repository, "add", "other")
    git(repository, "commit", "-m", "first")
    assert _code(repository) == {"commit": None, "changed": None}


def test_outside_a_repository_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert _code(tmp_path) == {"commit": None, "changed": None}
    monkeypatch.setenv("PATH", "")
    assert _code(tmp_path) == {"commit": None, "changed": None}, "without git"


def test_a_package_that_is_missing_has_no_version() -> None:
    assert _version("numpy")
    assert _version("no-such-package-as-this") is None
