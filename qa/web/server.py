"""The page on an address: the web application, and serving it until Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from index.errors import SettingsError
from qa.web.asking import Answering
from qa.web.visitors import is_here

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

GRACE: Final = 1
"""Seconds that open connections have to end after Ctrl-C."""


def create_app(assistant: Answering, *, private: bool = False) -> FastAPI:
    """Make the web application: the page at ``/``, its API and the downloads beside it.

    `private`: it is served to this computer alone, so all who open it here share one list of conversations, which is
    also the command line's. Else each browser has its own.
    """
    from qa.web._loop import within_loop

    return within_loop(lambda: _create(assistant, private))


def _create(assistant: Answering, private: bool) -> FastAPI:
    import gradio as gr
    from fastapi import FastAPI

    from qa.web._headers import SafeHeaders
    from qa.web.downloads import add_downloads
    from qa.web.page import build_page
    from qa.web.theme import head, theme
    from qa.web.visitors import VisitorCookie

    app = FastAPI(title="Report QA", docs_url=None, redoc_url=None, openapi_url=None)

    app.add_middleware(SafeHeaders)
    app.add_middleware(VisitorCookie)
    add_downloads(app, assistant, private=private)

    gr.mount_gradio_app(
        app,
        build_page(assistant, private=private),
        path="/",
        theme=theme(),
        head=head(),
        favicon_path=str(Path(__file__).with_name("favicon.png")),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size="1kb",
    )
    return app


def serve(
    assistant: Answering | str | Path | None,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    announce: Callable[[str], object] = print,
) -> None:
    """Serve the page until Ctrl-C.

    Args:
        assistant: an assistant (the caller closes it), or the path of an index (None: the shipped report) that is
            opened here and closed at the end.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        open_browser: open the page in a browser once it is served.
        announce: is told the address, in one line, once the page is served.

    Raises:
        SettingsError: the port is in use, or host and port cannot be listened on.
        IndexUnusable: the index cannot be opened.
    """
    listening = listen(host, port)
    try:
        if assistant is None or isinstance(assistant, (str, Path)):
            from qa.assistant import Assistant

            with Assistant.open(assistant) as opened:
                _run(opened, listening, open_browser, announce)
        else:
            _run(assistant, listening, open_browser, announce)
    finally:
        listening.close()


def listen(host: str, port: int) -> socket.socket:
    """Take the address for ourselves.

    Raises:
        SettingsError: it is in use, not allowed or not ours.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"There is no address {host!r} to serve the page on; set the host to 127.0.0.1.") from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"Port {port} on {host} is in use by another program; stop that, or choose another port (QA_PORT)."
            ) from error
        raise SettingsError(f"The page cannot be served on {host} port {port}: {error.strerror}.") from error
    return listening


def address(listening: socket.socket) -> str:
    """Give the address to type into a browser on this machine."""
    host, port = listening.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def _run(assistant: Answering, listening: socket.socket, open_browser: bool, announce: Callable[[str], object]) -> None:
    where = address(listening)
    app = create_app(assistant, private=is_here(urlsplit(where).netloc) and not _is_open(listening))
    server = make_server(app, lambda: _ready(where, open_browser, announce))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _is_open(listening: socket.socket) -> bool:
    """Say whether other computers can reach it, too."""
    return listening.getsockname()[0] in ("0.0.0.0", "::")


def _ready(where: str, open_browser: bool, announce: Callable[[str], object]) -> None:
    announce(f"Report QA is at {where} (Ctrl-C stops it)")
    if open_browser:
        webbrowser.open(where)


def make_server(app: FastAPI, ready: Callable[[], object]) -> uvicorn.Server:
    """Make the server of an application; `ready` is called once it answers."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Every open page holds a stream for as long as it is open; left alone they are cut off with tracebacks.
            for connection in list(self.server_state.connections):
                if connection.transport is not None:
                    connection.transport.close()
            await super().shutdown(sockets=sockets)

    return Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=GRACE, lifespan="on"))
