from __future__ import annotations

import pytest

from qa.web.visitors import COOKIE, is_here, user_of

MINE = {COOKIE: "x" * 32}


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "127.0.0.1:80", "[::1]:7860"])
def test_whoever_opens_a_private_page_here_is_the_one_person_of_this_computer(host: str) -> None:
    assert user_of({}, {"host": host}, private=True) == user_of(MINE, {"host": host}, private=True) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "reports.example"},
        {"host": "127.0.0.1.example"},
        {},
        {"host": "localhost", "x-forwarded-for": "1.2.3.4"},
    ],
)
def test_through_another_server_or_name_nobody_sees_that_persons_conversations(headers: dict[str, str]) -> None:
    assert user_of(MINE, headers, private=True) == f"browser:{MINE[COOKIE]}"


def test_on_an_open_page_each_browser_has_its_own() -> None:
    here = {"host": "localhost"}
    assert user_of(MINE, here, private=False) != user_of({COOKIE: "y" * 32}, here, private=False)


@pytest.mark.parametrize("cookies", [{}, {COOKIE: ""}, {COOKIE: "short"}])
def test_without_a_cookie_that_can_be_no_guess_nothing_is_shared(cookies: dict[str, str]) -> None:
    one, other = (user_of(cookies, {"host": "localhost"}, private=False) for _ in range(2))
    assert one != other
    assert len(one) > 30


@pytest.mark.parametrize("host", ["", "[", "example.org", "localhost.example.org", "12.7.0.1", "127.evil.example"])
def test_other_hosts_are_elsewhere(host: str) -> None:
    assert not is_here(host)
