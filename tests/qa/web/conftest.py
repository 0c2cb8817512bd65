from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.qa.web.serving import Served, serving

if TYPE_CHECKING:
    from index import Settings

MINUTES = (
    "Ana Ruiz signed the lease of the hall on May 3.\nThe rent is 900 euros a month.\nNobody objected to the lease."
)


@pytest.fixture(scope="package")
def served(settings: Settings) -> Iterator[Served]:
    """The page over a short text of two documents."""
    from qa import Assistant

    with (
        Assistant.from_texts({"Minutes": MINUTES, "Annex": "The hall has two doors."}, settings=settings) as assistant,
        serving(assistant) as page,
    ):
        yield page
