"""A page served for a test, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from qa.web.asking import Answering
from qa.web.server import address, create_app, listen, make_server


@dataclass(frozen=True)
class Served:
    """An assistant and the address of its page."""

    assistant: Answering
    url: str


@contextmanager
def serving(assistant: Answering) -> Iterator[Served]:
    """Serve the page over `assistant` on a free port."""
    listening, ready = listen("127.0.0.1", 0), Event()
    server = make_server(create_app(assistant), ready.set)
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        assert ready.wait(60), "the page was not served within a minute"
        yield Served(assistant, address(listening))
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
