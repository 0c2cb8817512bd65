from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from qa.web.asking import Answering
from qa.web.page import build_page
from tests.qa.web.making import document, read


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    assistant = SimpleNamespace(index=SimpleNamespace(documents=(document("Text."),)), suggestions=lambda: ())
    return dict(build_page(cast("Answering", assistant)).get_config_file())


def test_nothing_is_reported_to_anybody(config: dict[str, Any]) -> None:
    assert config["analytics_enabled"] is False


def test_the_api_has_one_endpoint(config: dict[str, Any]) -> None:
    public = [d["api_name"] for d in config["dependencies"] if d["api_visibility"] != "private"]
    assert public == ["ask"]


def test_a_visitor_asks_one_question_at_a_time_through_one_handler(config: dict[str, Any]) -> None:
    asking = [d for d in config["dependencies"] if len(d["targets"]) == 2]
    assert [d["trigger_mode"] for d in asking] == ["once"]


def test_the_bar_has_tabs_for_narrow_screens_and_a_place_for_what_is_said(config: dict[str, Any]) -> None:
    html = next(c["props"]["value"] for c in config["components"] if c["props"].get("elem_id") == "rq-bar")
    bar = read(html)
    assert [(t.text, t.attrs["aria-controls"], t.attrs["aria-selected"]) for t in bar.all("button", "rq-tab")] == [
        ("Conversations", "rq-shelf", "false"),
        ("Chat", "rq-chat", "true"),
        ("Source", "rq-source", "false"),
    ]
    assert bar.one("div", "rq-hidden").attrs["aria-live"] == "polite"
