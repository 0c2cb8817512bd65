"""The web page: ask on the left, read the source on the right.

`build_page` makes the page over an assistant, `create_app` the web application around it, `serve` puts it on an
address. They are imported when first used, because the page's framework takes seconds to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from qa.web.page import build_page
    from qa.web.server import create_app, serve

__all__ = ["build_page", "create_app", "serve"]

_WHERE: Final = {"build_page": "qa.web.page", "create_app": "qa.web.server", "serve": "qa.web.server"}


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
