"""A build that is killed, at whatever moment, leaves the index as it was, or as it was to be."""

from __future__ import annotations

import random
import shutil
import signal
import time
from pathlib import Path
from signal import SIGKILL

import pytest

from index import Index, Settings, build_index, open_index
from index.errors import IndexMissing, IndexUnusable
from tests.index.making import invented, start_python
from tests.index.test_build import consistent

pytestmark = pytest.mark.slow

BUILD = """
import sys
from index import Settings, build_index
from tests.index.making import invented
def tell(progress):
    print(progress.stage, progress.done, flush=True)
documents = [invented(number, 6 if number else 3) for number in range(12)]
build_index(documents, sys.argv[1], settings=Settings(batch_size=4), progress=tell).close()
print("built", flush=True)
"""
NEW = {f"Town {number}" for number in range(12)}

MOMENTS = [
    *(("reading 1", 0.0), ("reading 12", 0.0), ("loading the model 0", 0.1), ("embedding 1", 0.0)),
    *(("embedding 30", 0.01), ("saving 0", 0.0), ("saving 0", 0.002), ("saving 0", 0.006), ("saving 0", 0.012)),
    *(("saving 0", 0.02), ("saving 0", 0.03), ("saving 1", 0.0), ("built", 0.0)),
]
"""At which line of its output, and how many seconds after it, a build is killed."""


def kill_build(path: Path, environment: dict[str, str], moment: str, delay: float, how: signal.Signals) -> int:
    """Start a build, send it a signal at the given moment, and give its exit code."""
    with start_python(BUILD, environment, path) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == moment:
                break
        time.sleep(delay)
        process.send_signal(how)
        process.communicate(timeout=60)
    return process.returncode


@pytest.fixture
def environment(environment: dict[str, str], tiny: Settings) -> dict[str, str]:
    return environment | {"QA_MODEL": tiny.model}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, tiny: Settings) -> Path:
    path = tmp_path_factory.mktemp("old") / "index"
    build_index([invented(0), invented(99)], path, settings=tiny).close()
    return path


def state(index: Index) -> str:
    """Say which of the two states an index is in, and check that it is whole."""
    titles = {document.title for document in index.documents}
    changed = index.document(invented(0).id).text != invented(0).text
    assert (titles, changed) in [({"Town 0", "Town 99"}, False), (NEW | {"Town 99"}, True)]
    assert consistent(index)
    return "new" if changed else "old"


@pytest.mark.parametrize(("moment", "delay"), MOMENTS)
def test_killed_at_a_known_moment(
    place: Path, old: Path, tiny: Settings, environment: dict[str, str], moment: str, delay: float
) -> None:
    shutil.copytree(old, place)
    with open_index(place, settings=tiny) as held:  # A reader that is there all along is not disturbed either.
        held.search("town 99")
        kill_build(place, environment, moment, delay, SIGKILL)
        with open_index(place, settings=tiny) as index:
            found = state(index)
        assert state(held) == found
    if moment in {"saving 1", "built"}:
        assert found == "new"
    elif not moment.startswith("saving"):
        assert found == "old"
    with build_index([invented(0)], place, settings=tiny) as index:  # And it can be built on.
        assert consistent(index)


def test_killed_at_random_moments(place: Path, old: Path, tiny: Settings, environment: dict[str, str]) -> None:
    generator = random.Random(2026)
    outcomes = set()
    for _ in range(10):
        shutil.copytree(old, place)
        kill_build(place, environment, f"embedding {generator.randint(1, 36)}", generator.random() * 0.15, SIGKILL)
        with open_index(place, settings=tiny) as index:
            outcomes.add(state(index))
        shutil.rmtree(place)
    assert outcomes <= {"old", "new"}


@pytest.mark.parametrize("moment", ["reading 1", "reading 12", "embedding 9"])
def test_a_killed_first_build_can_be_built_again(
    place: Path, tiny: Settings, environment: dict[str, str], moment: str
) -> None:
    kill_build(place, environment, moment, 0.0, SIGKILL)
    with pytest.raises(IndexUnusable, match=r"half-written|build one first"):
        open_index(place, settings=tiny)
    with build_index([invented(number) for number in range(12)], place, settings=tiny) as index:
        assert {document.title for document in index.documents} == NEW
        assert consistent(index)


@pytest.mark.parametrize("moment", ["reading 12", "embedding 9"])
def test_ctrl_c_leaves_the_old_index(
    place: Path, old: Path, tiny: Settings, environment: dict[str, str], moment: str
) -> None:
    shutil.copytree(old, place)
    assert kill_build(place, environment, moment, 0.0, signal.SIGINT) == -signal.SIGINT
    with open_index(place, settings=tiny) as index:
        assert state(index) == "old"
    assert {path.name for path in place.iterdir()} == {path.name for path in old.iterdir()}


def test_ctrl_c_in_a_first_build_leaves_nothing(place: Path, tiny: Settings, environment: dict[str, str]) -> None:
    assert kill_build(place, environment, "embedding 9", 0.0, signal.SIGINT) == -signal.SIGINT
    with pytest.raises(IndexMissing):
        open_index(place, settings=tiny)
