"""Driving the page as a visitor does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FINISHED = ".rq-turn:last-of-type:is([data-phase=done], [data-phase=failed], [data-phase=stopped])"


@dataclass
class Visit:
    """One visitor's page."""

    page: Page
    url: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def begin(cls, browser: Browser, url: str, query: str = "", **options: Any) -> Iterator[Visit]:
        """Open the page in a context of its own; it must ask nobody else for anything and complain of nothing."""
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        context.set_default_timeout(20_000)
        visit = cls(context.new_page(), url)
        visit.listen()
        visit.page.goto(url + "/" + query)
        visit.page.wait_for_selector(".rq-welcome", state="attached")
        visit.page.wait_for_selector(".rq-reader", state="attached")
        try:
            yield visit
        finally:
            context.close()
        assert visit.elsewhere == []
        assert visit.complaints == []

    def listen(self) -> None:
        """Note every request that goes elsewhere, and every complaint of the page."""
        home = urlsplit(self.url).netloc

        def requested(request: Any) -> None:
            parts = urlsplit(request.url)
            if parts.scheme not in ("data", "blob") and parts.netloc != home:
                self.elsewhere.append(request.url)

        self.page.on("request", requested)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )

    @property
    def box(self) -> Locator:
        """Where a question is typed."""
        return self.page.get_by_role("textbox", name="Your question")

    @property
    def turns(self) -> Locator:
        """The turns of the chat."""
        return self.page.locator(".rq-turn")

    @property
    def mark(self) -> Locator:
        """The highlighted place in the source."""
        return self.page.locator("mark.rq-active")

    def ask(self, question: str) -> Locator:
        """Type a question, send it with Enter and wait for what comes of it."""
        before = self.turns.count()
        self.box.fill(question)
        self.box.press("Enter")
        self.page.wait_for_function("count => document.querySelectorAll('.rq-turn').length > count", arg=before)
        self.page.wait_for_selector(FINISHED, state="attached")
        return self.turns.last

    def in_view(self, element: Locator) -> bool:
        """Say whether an element lies in the part of its pane that can be seen."""
        self.page.wait_for_timeout(700)  # smooth scrolling
        return bool(
            element.first.evaluate(
                """element => {
                  const pane = element.closest('.rq-reader, #rq-conversation').getBoundingClientRect();
                  const box = element.getBoundingClientRect();
                  return box.top >= pane.top && box.bottom <= pane.bottom && box.height > 0;
                }"""
            )
        )

    @property
    def focused(self) -> str:
        """The class and id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.className + '#' + document.activeElement.id"))
