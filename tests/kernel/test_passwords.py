"""Passwords: costly to check, the same cost for nobody, and never enough to starve the rest."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from comptoir.kernel import passwords
from comptoir.kernel.errors import Unavailable
from comptoir.kernel.passwords import Passwords

pytestmark = pytest.mark.anyio


@pytest.fixture
def cheap() -> Iterator[Passwords]:
    gate = Passwords(memory_kib=8, passes=1)
    yield gate
    gate.close()


async def test_a_password_matches_its_own_hash_only(cheap: Passwords) -> None:
    kept = await cheap.hash("comptoir-demo")

    assert await cheap.matches("comptoir-demo", kept)
    assert not await cheap.matches("comptoir-Demo", kept)
    assert not await cheap.matches("", kept)


async def test_the_same_password_is_kept_differently_each_time(cheap: Passwords) -> None:
    first, second = await cheap.hash("comptoir-demo"), cheap.hash_now("comptoir-demo")

    assert first != second
    assert "comptoir-demo" not in first + second
    assert await cheap.matches("comptoir-demo", second)


async def test_nobody_has_a_password(cheap: Passwords) -> None:
    assert not await cheap.matches("no account has this password", None)


@pytest.mark.parametrize("kept", ["", "plain text", "$argon2id$v=19$broken"])
async def test_a_hash_that_is_none_matches_nothing(cheap: Passwords, kept: str) -> None:
    assert not await cheap.matches("no account has this password", kept)


async def test_accents_and_long_passwords_work(cheap: Passwords) -> None:
    password = "été à Noël 💺" * 10
    assert await cheap.matches(password, await cheap.hash(password))


def test_the_cost_is_the_recommended_one() -> None:
    gate = Passwords()
    kept = gate.hash_now("comptoir-demo")
    gate.close()

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_an_account_that_does_not_exist_costs_as_much_to_check() -> None:
    gate = Passwords(memory_kib=16 * 1024)
    kept = await gate.hash("comptoir-demo")

    async def cpu_s(kept: str | None) -> float:
        """The processor time of one check, which others on the machine do not change much."""
        started = time.process_time()
        await gate.matches("wrong", kept)
        return time.process_time() - started

    somebody = min([await cpu_s(kept) for _ in range(5)])
    nobody = min([await cpu_s(None) for _ in range(5)])
    gate.close()

    assert 0.5 < nobody / somebody < 2


async def test_too_many_at_once_are_asked_to_come_back(cheap: Passwords) -> None:
    checks = [cheap.matches("guess", None) for _ in range(passwords.MAXIMUM_WAITING + 3)]

    answers = await asyncio.gather(*checks, return_exceptions=True)

    refused = [answer for answer in answers if isinstance(answer, Unavailable)]
    assert len(refused) == 3
    assert int(refused[0].headers["Retry-After"]) >= 1
    assert answers.count(False) == passwords.MAXIMUM_WAITING
    assert not await cheap.matches("guess", None), "the gate opens again"


async def test_only_two_cores_ever_hash(cheap: Passwords) -> None:
    await asyncio.gather(*(cheap.hash("comptoir-demo") for _ in range(40)))

    hashing = [each for each in threading.enumerate() if each.name.startswith("passwords")]
    assert len(hashing) == passwords.AT_ONCE


async def test_callers_who_leave_do_not_narrow_the_gate(cheap: Passwords) -> None:
    for _ in range(3):
        checks = [
            asyncio.ensure_future(cheap.matches("guess", None))
            for _ in range(passwords.MAXIMUM_WAITING)
        ]
        await asyncio.sleep(0)
        for check in checks:
            check.cancel()
        await asyncio.gather(*checks, return_exceptions=True)

    assert not await cheap.matches("guess", None)
