"""Making Gradio's objects without leaving event loops behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within_loop(make: Callable[[], T]) -> T:
    """Call `make` while an event loop runs.

    Gradio's queue and application make locks when they are made, and where no loop runs they set a new one for each,
    which nobody closes.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(_call(make))
    return make()


async def _call(make: Callable[[], T]) -> T:
    return make()
