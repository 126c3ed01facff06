"""Who sends a request: the address nobody can choose, and the language they read."""

from typing import Any

import pytest
from starlette.datastructures import Headers

from comptoir.kernel.callers import Caller, client_address, preferred_language
from comptoir.kernel.keys import ApiKey
from comptoir.kernel.settings import Settings

NOBODY = ""


def address(
    client: str | None, *forwarded: str, trusted: str = NOBODY, header: str = "X-Forwarded-For"
) -> str:
    """The address of a request from `client` with these `X-Forwarded-For` lines."""
    settings = Settings.from_environment({"COMPTOIR_TRUSTED_PROXIES": trusted})
    scope: dict[str, Any] = {
        "type": "http",
        "client": None if client is None else (client, 1234),
        "headers": [(header.lower().encode(), line.encode()) for line in forwarded],
    }
    return client_address(scope, settings)


@pytest.mark.parametrize("client", ["203.0.113.7", "127.0.0.1", "10.0.0.1"])
def test_without_a_trusted_proxy_what_is_forwarded_is_ignored(client: str) -> None:
    assert address(client, "198.51.100.9") == client


def test_a_stranger_cannot_pose_as_a_proxy() -> None:
    assert address("203.0.113.7", "198.51.100.9", trusted="10.0.0.0/8") == "203.0.113.7"


def test_a_trusted_proxy_says_who_called_it() -> None:
    assert address("10.0.0.1", "198.51.100.9", trusted="10.0.0.0/8") == "198.51.100.9"
    assert address("10.0.0.1", trusted="10.0.0.0/8") == "10.0.0.1"


def test_what_a_caller_wrote_before_the_proxy_is_ignored() -> None:
    spoofed = "127.0.0.1, 10.0.0.9, 198.51.100.9"

    assert address("10.0.0.1", spoofed, trusted="10.0.0.0/8") == "198.51.100.9"


def test_a_line_of_its_own_counts_as_the_end_of_the_list() -> None:
    # Some proxies add a header line after the caller's own instead of appending to it.
    assert address("10.0.0.1", "127.0.0.1", "198.51.100.9", trusted="10.0.0.0/8") == "198.51.100.9"


def test_proxies_behind_proxies_are_passed_through() -> None:
    forwarded = "198.51.100.9, 10.0.0.3, 10.0.0.2"

    assert address("10.0.0.1", forwarded, trusted="10.0.0.0/8") == "198.51.100.9"
    assert address("10.0.0.1", "10.0.0.3,10.0.0.2", trusted="10.0.0.0/8") == "10.0.0.3"


@pytest.mark.parametrize("other", ["Forwarded", "X-Real-IP", "CF-Connecting-IP", "Client-IP"])
def test_no_other_header_names_a_caller(other: str) -> None:
    assert address("10.0.0.1", "198.51.100.9", trusted="10.0.0.1", header=other) == "10.0.0.1"


@pytest.mark.parametrize("junk", ["unknown", "_hidden", "''", "999.1.1.1", "é", "1.2.3.4\x00"])
def test_an_address_that_is_none_is_one_shared_unknown(junk: str) -> None:
    assert address("10.0.0.1", junk, trusted="10.0.0.0/8") == "unknown"


def test_a_connection_without_an_address_is_unknown() -> None:
    assert address(None) == address("/run/comptoir.sock") == "unknown"


def test_an_ipv6_caller_is_its_whole_64() -> None:
    assert address("2001:db8:1:2::1") == address("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert address("2001:db8:1:3::1") != address("2001:db8:1:2::1")


def test_an_ipv4_caller_is_the_same_over_either_protocol() -> None:
    assert address("::ffff:203.0.113.7") == address("203.0.113.7")


def test_loopback_stays_itself() -> None:
    assert address("::1") == "::1"


def test_a_link_local_caller_with_its_interface_is_an_address_too() -> None:
    assert address("fe80::1%eth0") == "fe80::/64"


def test_a_single_ipv6_proxy_can_be_trusted() -> None:
    assert address("2001:db8::5", "198.51.100.9", trusted="2001:db8::5") == "198.51.100.9"


def test_the_neighbours_of_an_ipv6_proxy_are_not_trusted() -> None:
    assert address("2001:db8::6", "198.51.100.9", trusted="2001:db8::5") == "2001:db8::/64"
    assert address("2001:db8::6", "198.51.100.9", trusted="2001:db8::") == "2001:db8::/64"


def test_an_ipv6_caller_behind_a_proxy_is_its_64_too() -> None:
    assert address("10.0.0.1", "2001:db8:1:2::1", trusted="10.0.0.1") == "2001:db8:1:2::/64"


@pytest.mark.parametrize("hop", ["198.51.100.9:4711", "[2001:db8:1:2::1]:4711"])
def test_a_port_beside_a_forwarded_address_is_no_part_of_it(hop: str) -> None:
    found = address("10.0.0.1", hop, trusted="10.0.0.1")

    assert found in {"198.51.100.9", "2001:db8:1:2::/64"}


# ── Names ─────────────────────────────────────────────────────────────────────────────────


def test_a_caller_is_its_key_else_its_account_else_its_address() -> None:
    key = ApiKey("k1", "sync", frozenset())

    assert Caller("203.0.113.7", account_id="a1", key=key).name == "key:k1"
    assert Caller("203.0.113.7", account_id="a1").name == "account:a1"
    assert Caller("203.0.113.7").name == "address:203.0.113.7"
    assert [
        Caller("203.0.113.7", account_id="a1").anonymous,
        Caller("203.0.113.7").anonymous,
        Caller("203.0.113.7", refused=True).anonymous,
    ] == [False, True, True]


# ── Languages ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "fr"),
        ("", "fr"),
        ("*", "fr"),
        ("de, es;q=0.8", "fr"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("en-US,en;q=0.9", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en;q=0.8, fr;q=0.9", "fr"),
        ("de, en;q=0.5", "en"),
        ("fr;q=0, en;q=0.1", "en"),
        ("en;q=0", "fr"),
        ("en;q=much", "fr"),
        ("en;q=nan", "fr"),
        (",;;,=,", "fr"),
        ("x" * 10_000, "fr"),
    ],
)
def test_errors_are_french_unless_english_is_preferred(accepted: str | None, language: str) -> None:
    headers = Headers({} if accepted is None else {"accept-language": accepted})

    assert preferred_language(headers) == language
