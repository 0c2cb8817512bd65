"""Whose conversations a visitor of the page sees."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE: Final = "rq_visitor"
_A_YEAR: Final = 365 * 24 * 3600
_LEAST: Final = 20
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def user_of(cookies: Mapping[str, str], headers: Mapping[str, str], *, private: bool) -> str:
    """Give the user whose conversations a request is about.

    Args:
        cookies: the request's.
        headers: the request's, names in lower case.
        private: the page is served for this computer alone, so that whoever opens it here is the one person whose
            conversations ``report-qa conversations`` lists, too.

    On any other page, and where a request comes through another server, each browser has conversations of its own, told
    by a cookie that only this server sets and no script reads.
    """
    if private and is_here(headers.get("host", "")) and not any(name in headers for name in _FORWARDED):
        return ""
    given = cookies.get(COOKIE, "")
    # A browser that refuses cookies shares nothing and finds nothing again.
    return f"browser:{given}" if len(given) >= _LEAST else f"browser:{secrets.token_urlsafe(24)}"


def is_here(host: str) -> bool:
    """Say whether a host, as an address bar shows it, is this computer itself."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name in ("localhost", "::1") or (name.startswith("127.") and name.replace(".", "").isdigit())


class VisitorCookie:
    """ASGI middleware that gives each browser which has none a cookie of its own, with the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; the cookie is set with the page itself, whose later requests then bring it."""
        if scope["type"] != "http" or scope["path"] != scope.get("root_path", "") + "/" or _has_cookie(scope):
            await self._app(scope, receive, send)
            return
        cookie = (
            f"{COOKIE}={secrets.token_urlsafe(24)}; Path=/; Max-Age={_A_YEAR}; HttpOnly; SameSite=Lax"
            + ("; Secure" if scope.get("scheme") == "https" else "")
        ).encode("ascii")

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"set-cookie", cookie)]
            await send(message)

        await self._app(scope, receive, with_cookie)


def _has_cookie(scope: Scope) -> bool:
    from starlette.requests import HTTPConnection

    return len(HTTPConnection(scope).cookies.get(COOKIE, "")) >= _LEAST
