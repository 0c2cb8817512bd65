"""The page's layout: a bar, then conversations, chat and source side by side; on a narrow screen one at a time."""

from __future__ import annotations

import sys
from typing import Any, cast

import gradio as gr

from qa.web._loop import within_loop
from qa.web.asking import Answering
from qa.web.events import Handlers
from qa.web.icons import icon
from qa.web.markup import element
from qa.web.shelf import Shelf
from qa.web.state import Chat, Reading

TITLE = "Report QA"
VISITORS = 16
"""Questions answered at the same time; further ones wait their turn."""
# The page draws these itself (page.js), element by element, so that what has not changed keeps its focus,
# its scroll position and whatever the reader has unfolded. Gradio's own template stays empty.
_DRAWN = '<div class="rq-drawn"></div>'
_DRAW_CHAT = """
const triggers = {
  ask: (data) => trigger('submit', data), clear: (data) => trigger('clear', data),
  resume: (data) => trigger('select', data), rate: (data) => trigger('like', data),
};
window.reportQA.chat(element, props, watch, triggers);
"""
_DRAW_LIST = "window.reportQAList(element, props, watch, (data) => trigger('select', data));"
_DRAW_NEXT = "window.reportQANext(element, props, watch, (data) => trigger('select', data));"
_DRAW_TOLD = "window.reportQATold(props, watch);"
_DRAW_SOURCE = "window.reportQA.source(element, props, watch, { open: (d) => trigger('select', d) });"


def build_page(assistant: Answering, *, private: bool = False) -> gr.Blocks:
    """Make the page over an assistant.

    Each visitor has a chat of their own; `private` says whose conversations are listed, see `create_app`. The API has
    one endpoint, ``ask``: a question and optionally a history in, `Answer.to_dict` out.
    """
    return within_loop(lambda: _build(assistant, Handlers(assistant, private=private)))


def _build(assistant: Answering, handlers: Handlers) -> gr.Blocks:
    shelf = Shelf(assistant, handlers)
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True, fill_width=True) as page:
        chat_state = gr.State(Chat())
        reading_state = gr.State(Reading())
        gr.HTML(_bar(), elem_id="rq-bar", apply_default_css=False, js_on_load=None)
        with gr.Row(elem_id="rq-columns", equal_height=False):
            with gr.Column(elem_id="rq-shelf", min_width=0):
                kept = gr.HTML(
                    "", elem_id="rq-list", html_template=_DRAWN, js_on_load=_DRAW_LIST, apply_default_css=False
                )
            with gr.Column(elem_id="rq-chat", min_width=0):
                conversation = gr.HTML(
                    "", elem_id="rq-conversation", html_template=_DRAWN, js_on_load=_DRAW_CHAT, apply_default_css=False
                )
                # These two show nothing themselves: the page puts it under the answer that it belongs to.
                following = gr.HTML(
                    "", elem_id="rq-following", html_template="", js_on_load=_DRAW_NEXT, apply_default_css=False
                )
                told = gr.HTML("", elem_id="rq-told", html_template="", js_on_load=_DRAW_TOLD, apply_default_css=False)
                box = gr.Textbox(
                    elem_id="rq-box",
                    label="Your question",
                    show_label=False,
                    container=False,
                    placeholder="Ask a question",
                    lines=1,
                    max_lines=8,
                    submit_btn="Ask",
                    autofocus=True,
                )
            with gr.Column(elem_id="rq-source", min_width=0):
                source = gr.HTML(
                    "", elem_id="rq-viewer", html_template=_DRAWN, js_on_load=_DRAW_SOURCE, apply_default_css=False
                )

        shown = [chat_state, reading_state, conversation, source, box]
        quiet: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": VISITORS,
        }
        page.load(handlers.welcome, None, [chat_state, conversation], **quiet)
        page.load(handlers.arrive, None, [reading_state, source], **quiet)
        # One handler for both, so that a visitor asks one question at a time.
        gr.on(
            [box.submit, conversation.submit],
            handlers.converse,
            [box, chat_state, reading_state],
            shown,
            **quiet,
        )
        box.stop(handlers.stop, None, None, queue=False, **quiet)
        conversation.clear(handlers.clear, reading_state, shown, **quiet)
        conversation.select(handlers.resume, [chat_state, reading_state], shown, **quiet)
        conversation.like(shelf.rate, chat_state, told, trigger_mode="multiple", **quiet)
        kept.select(shelf.change, None, kept, trigger_mode="multiple", **quiet)
        following.select(shelf.follow, chat_state, following, trigger_mode="multiple", **quiet)
        source.select(handlers.open, [chat_state, reading_state], [reading_state, source], **quiet)
        gr.api(handlers.answer, api_name="ask", concurrency_limit=VISITORS)
    # Gradio sums up all earlier events after each one, for a monitoring page that is switched off here.
    page._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize
    return cast("gr.Blocks", page)


def _bar() -> str:
    """Write the bar: the list's button, the name, the tabs of a narrow screen, and the way to a new chat."""
    tabs = (
        element(
            "button",
            name,
            type="button",
            role="tab",
            id=f"rq-tab-{pane}",
            class_="rq-tab",
            data_pane=pane,
            aria_controls=f"rq-{pane}",
            aria_selected="true" if pane == "chat" else "false",
            tabindex="0" if pane == "chat" else "-1",
        )
        for pane, name in (("shelf", "Conversations"), ("chat", "Chat"), ("source", "Source"))
    )
    fold = _button("list", "Conversations", "rq-fold-list", aria_expanded="false", aria_controls="rq-shelf")
    return element(
        "header",
        fold,
        element("h1", TITLE, class_="rq-name"),
        element("div", *tabs, class_="rq-tabs", role="tablist", aria_label="Show"),
        _button("plus", "New chat", "rq-new", data_new=True, aria_label="New chat"),
        element("div", id="rq-live", class_="rq-hidden", aria_live="polite", role="status"),
        class_="rq-bar",
    )


def _button(shape: str, words: str, name: str, **values: str | bool) -> str:
    inner = icon(shape) + element("span", words, class_="rq-button-words")
    return element("button", inner, type="button", class_=f"rq-quiet {name}", **values)
