from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driving import ARGUMENTS, Visit
from tests.qa.web.serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from qa import Assistant

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's chromium."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "There is no chromium on this machine (apt-get install chromium)."
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason} In CI the browser test must run.")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots are kept."""
    folder = ROOT / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def report_page(assistant: Assistant) -> Iterator[Served]:
    """The page over the shipped report."""
    with serving(assistant) as page:
        yield page


@pytest.fixture
def visit(browser: Browser, report_page: Served) -> Iterator[Visit]:
    """A visit to the page on a wide screen; at its end nothing must have gone wrong or elsewhere."""
    with Visit.begin(browser, report_page.url) as begun:
        yield begun
