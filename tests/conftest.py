"""What all tests share: no network, caches of their own, one assistant over the shipped report."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as invention

if TYPE_CHECKING:
    from index import Settings
    from qa import Assistant

ROOT = Path(__file__).resolve().parent.parent
invention.register_profile("patient", deadline=None)  # a busy machine is no defect
invention.load_profile("patient")
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run fast tests first: what fails soonest is told soonest."""
    items.sort(key=lambda item: 2 * bool(item.get_closest_marker("browser")) + bool(item.get_closest_marker("slow")))


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse connections to other machines: everything here works offline."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_settings_from_outside() -> Iterator[None]:
    """Forget the settings of the person who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("QA_")]:
            patch.delenv(name)
        yield


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> None:
    """Let processes be interrupted even where the tests run in the background, whose children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the caches and data of this test run."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def environment(home: Path, no_settings_from_outside: None) -> dict[str, str]:
    """The environment for processes: this run's folders."""
    return os.environ | {"QA_CACHE_DIR": str(home / "cache"), "QA_DATA_DIR": str(home / "data")}


@pytest.fixture(scope="session")
def settings(home: Path, no_settings_from_outside: None) -> Settings:
    """Settings whose folders are this run's; the model's twin in them is made once for all tests."""
    from index import Settings

    return Settings(cache_dir=home / "cache", data_dir=home / "data")


@pytest.fixture(scope="session")
def report() -> str:
    """The text of the shipped report."""
    return (ROOT / "data" / "report.txt").read_text(encoding="utf-8-sig")


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """An assistant over the shipped report."""
    from qa import Assistant

    with Assistant.open(settings=settings) as opened:
        yield opened
