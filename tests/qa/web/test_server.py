from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from subprocess import PIPE
from threading import Barrier
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

import qa.web
from index.errors import SettingsError
from qa import Answer, Event
from qa.web.server import address, listen, serve
from tests.qa.web.serving import Served, serving

ROOT = Path(__file__).resolve().parents[3]


def test_a_port_that_is_in_use_is_said_in_one_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"^Port {port} on 127\.0\.0\.1 is in use .*QA_PORT"):
            listen("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_said_in_one_sentence() -> None:
    with pytest.raises(SettingsError, match=r"^The page cannot be served on 192\.0\.2\.1 port 8000: "):
        listen("192.0.2.1", 8000)
    with pytest.raises(SettingsError, match="There is no address 'no such host'"):
        listen("no such host", 8000)


def test_a_port_that_was_just_left_can_be_taken_again() -> None:
    first = listen("127.0.0.1", 0)
    port = first.getsockname()[1]
    client = socket.create_connection(("127.0.0.1", port))
    first.accept()[0].close()
    first.close()
    client.close()
    with listen("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


def test_the_address_is_one_that_a_browser_here_can_open() -> None:
    with listen("0.0.0.0", 0) as everywhere:
        assert address(everywhere) == f"http://127.0.0.1:{everywhere.getsockname()[1]}"


def test_serving_on_a_taken_port_opens_nothing(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(SettingsError, match="in use"):
        serve(tmp_path / "no index here", port=taken.getsockname()[1])


@pytest.mark.slow
def test_the_page_may_load_nothing_from_elsewhere(served: Served) -> None:
    headers = httpx.get(served.url, trust_env=False).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.slow
def test_the_api_answers_as_the_assistant_does(served: Served) -> None:
    client = Client(served.url, verbose=False)
    given = client.predict("Who signed the lease?", api_name="/ask")
    answer = Answer.from_dict(given)
    expected = served.assistant.answer("Who signed the lease?")
    assert (answer.status, answer.text, answer.citations) == (expected.status, expected.text, expected.citations)


@pytest.mark.slow
def test_the_api_takes_a_history(served: Served) -> None:
    history = [{"role": "user", "content": "Who signed the lease?"}, {"role": "assistant", "content": "Ana Ruiz."}]
    given = Client(served.url, verbose=False).predict(question="And when?", history=history, api_name="/ask")
    assert given["question"] == "And when?"
    assert given["standalone_question"] != "And when?"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "history", "said"),
    [("", None, "empty"), ("x" * 100_000, None, "100,000 characters"), ("who?", [{"role": "bot"}], "Entry 1")],
)
def test_the_api_says_what_is_wrong(served: Served, question: str, history: Any, said: str) -> None:
    with pytest.raises(AppError, match=said):
        Client(served.url, verbose=False).predict(question, history, api_name="/ask")


@pytest.mark.slow
def test_several_people_are_answered_at_the_same_time(served: Served) -> None:
    together = Barrier(4, timeout=20)

    class Meeting:
        index = served.assistant.index
        conversations = served.assistant.conversations

        def answer(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Answer:
            together.wait()  # nobody goes on before four are here
            return served.assistant.answer(question, history=history)

        def stream(self, question: str, *, history: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Event]:
            return iter([self.answer(question, history=history)])

        def suggestions(self, n: int = 4) -> tuple[str, ...]:
            return ()

        def follow_ups(
            self, history: Sequence[Mapping[str, Any]], n: int = 3, *, halt: Callable[[], bool] = lambda: False
        ) -> tuple[str, ...]:
            return ()

    with serving(Meeting()) as page:
        client = Client(page.url, verbose=False)
        jobs = [client.submit("Who signed the lease?", api_name="/ask") for _ in range(4)]
        assert [job.result(timeout=30)["status"] for job in jobs] == ["answered"] * 4


@pytest.mark.slow
def test_the_api_offers_nothing_else(served: Served) -> None:
    described = Client(served.url, verbose=False).view_api(return_format="dict", print_info=False)
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}


@pytest.mark.slow
def test_ctrl_c_ends_the_server_at_once_and_quietly(environment: dict[str, str]) -> None:
    code = "from qa import Assistant; from qa.web import serve; serve(Assistant.from_texts({'a': 'One.'}), port=0)"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[4]
            # An open page holds a stream like this one.
            with httpx.stream("GET", f"{url}/gradio_api/heartbeat/visitor", trust_env=False):
                process.send_signal(signal.SIGINT)
                out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize("name", qa.web.__all__)
def test_what_the_package_offers_is_there_whatever_was_imported_before(name: str) -> None:
    import_module("qa.web.server")
    assert callable(getattr(qa.web, name))


def test_what_the_package_does_not_offer_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = qa.web.nothing


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, qa.web; print([m for m in ('gradio', 'torch', 'fastapi', 'langchain_core') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
