from __future__ import annotations

import re
import signal
import socket
import urllib.request

import pytest

from tests.qa.cli.process import SECONDS, Cli

pytestmark = pytest.mark.slow


def test_the_page_is_served_at_the_address_it_prints_until_ctrl_c(cli: Cli) -> None:
    process = cli.start("serve", "--port", "0")
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(address[0], timeout=SECONDS) as response:
            assert response.status == 200
            assert b"<html" in response.read().lower()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
        process.communicate()

    assert process.returncode == 0
    assert "Traceback" not in errors


def test_a_port_in_use_is_told(cli: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = cli("serve", "--port", str(port))

    assert done.returncode == 1
    assert str(port) in done.stderr
    assert len(done.stderr.splitlines()) == 1
