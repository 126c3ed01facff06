"""Signed tokens: for one audience and one use; and sign-ins that can be ended."""

import asyncio
import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from comptoir.kernel import tokens
from comptoir.kernel.clock import SetClock
from comptoir.kernel.db import Database
from comptoir.kernel.tokens import TokenError, Tokens, rotate

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
HALF_AN_HOUR, MONTH = timedelta(minutes=30), timedelta(days=30)
OLD, NEW, FOREIGN = (f"{name} secret of more than thirty-two characters" for name in "abc")


def signer(*secrets: str) -> Tokens:
    return Tokens(secrets or (NEW,), SetClock(NOON))


def access(by: Tokens) -> str:
    return by.sign("meuble", "access", {"sub": "claire"}, HALF_AN_HOUR)


def segment(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


# ── Tokens ────────────────────────────────────────────────────────────────────────────────


def test_a_token_says_what_it_was_signed_with() -> None:
    claims = signer().read("meuble", "access", access(signer()))

    assert claims["sub"] == "claire"
    assert claims["exp"] - claims["iat"] == 1800


def test_two_tokens_are_never_the_same() -> None:
    assert access(signer()) != access(signer())


@pytest.mark.parametrize("audience", ["assurance", "foyer", "intranet", "", "Meuble"])
def test_a_token_of_one_service_is_refused_by_the_others(audience: str) -> None:
    with pytest.raises(TokenError):
        signer().read(audience, "access", access(signer()))


@pytest.mark.parametrize("kind", ["refresh", "ticket", ""])
def test_a_token_serves_one_use_only(kind: str) -> None:
    with pytest.raises(TokenError):
        signer().read("meuble", kind, access(signer()))


def test_claims_cannot_change_the_audience_the_use_or_the_end() -> None:
    wanted = {"aud": "intranet", "typ": "refresh", "exp": 9_999_999_999, "sub": "mallory"}

    token = signer().sign("meuble", "access", wanted, HALF_AN_HOUR)

    claims = signer().read("meuble", "access", token)
    assert claims["exp"] == int((NOON + HALF_AN_HOUR).timestamp())


def test_a_token_ends_at_its_time_to_the_second() -> None:
    clock = SetClock(NOON)
    by = Tokens((NEW,), clock)
    token = access(by)

    clock.advance(minutes=29, seconds=59)
    by.read("meuble", "access", token)
    clock.advance(seconds=1)

    with pytest.raises(TokenError):
        by.read("meuble", "access", token)


def test_a_new_secret_signs_and_the_old_one_still_verifies() -> None:
    before, during, after = signer(OLD), signer(NEW, OLD), signer(NEW)

    during.read("meuble", "access", access(before))
    after.read("meuble", "access", access(during))
    with pytest.raises(TokenError):
        after.read("meuble", "access", access(before))
    with pytest.raises(TokenError):
        before.read("meuble", "access", access(during))


def test_a_token_signed_elsewhere_is_refused() -> None:
    with pytest.raises(TokenError):
        signer(NEW, OLD).read("meuble", "access", access(signer(FOREIGN)))


def test_each_part_of_a_token_is_signed() -> None:
    parts = access(signer()).split(".")
    for place in range(3):
        forged = list(parts)
        forged[place] = ("A" if forged[place][5] != "A" else "B").join(
            (forged[place][:5], forged[place][6:])
        )
        with pytest.raises(TokenError):
            signer().read("meuble", "access", ".".join(forged))


HEADERS: list[Mapping[str, Any]] = [
    {"alg": "none"},
    {"alg": "None", "typ": "JWT"},
    {"alg": "HS512"},
    {"alg": "RS256"},
    {"alg": ""},
    {"alg": None},
    {"alg": ["HS256"]},
    {"alg": {"HS256": 1}},
    {"alg": "HS256", "kid": 5},
    {"alg": "HS256", "kid": None},
    {"alg": "HS256", "crit": ["exp"]},
    {"alg": "HS256", "crit": 1},
    {"alg": "HS256", "b64": False, "crit": ["b64"]},
    {"alg": "HS256", "jwk": {"kty": "oct", "k": ""}},
    {"alg": "dir", "enc": "A128GCM", "zip": "DEF"},
    {},
]


@pytest.mark.parametrize("header", HEADERS, ids=json.dumps)
@pytest.mark.parametrize("signature", ["", "AAAA", "kept"])
def test_no_header_makes_a_forged_token_hold(header: Mapping[str, Any], signature: str) -> None:
    _, claims, signed = access(signer()).split(".")
    forged = f"{segment(header)}.{claims}.{signed if signature == 'kept' else signature}"

    with pytest.raises(TokenError):
        signer().read("meuble", "access", forged)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.text() | st.lists(JSON, min_size=1, max_size=5).map(lambda v: ".".join(map(segment, v))))
@example("..")
@example("....")
@example("\ud800.\ud800.\ud800")
@example("é.é.é")
@example(f"{segment([])}.{segment({})}.AAAA")
@example(f"{segment('HS256')}.{segment({})}.AAAA")
@example(f"{segment(None)}.{segment({})}.AAAA")
@example("." + "A" * 20_000 + ".")
@example(("[" * 50_000) + "..")
@example(base64.urlsafe_b64encode(b"[" * 50_000).decode() + ".e30.AAAA")
def test_whatever_is_sent_as_a_token_is_refused_and_breaks_nothing(sent: str) -> None:
    with pytest.raises(TokenError):
        signer().read("meuble", "access", sent)


# ── Families ──────────────────────────────────────────────────────────────────────────────


async def sign_in(db: Database, account: str = "claire", service: str = "meuble") -> tokens.Family:
    return await db.write(tokens.open_family, service, account, NOON, MONTH)


async def lives(db: Database, family: tokens.Family, now: datetime = NOON) -> bool:
    return await db.read(tokens.family_lives, "meuble", family.id, now)


@pytest.mark.anyio
async def test_a_refresh_token_is_replaced_at_each_use(db: Database) -> None:
    family = await sign_in(db)

    for generation in (1, 2, 3):
        renewed = await db.write(rotate, "meuble", family.id, generation, NOON)
        assert renewed == tokens.Family(family.id, "claire", generation + 1)

    assert await lives(db, family)


@pytest.mark.anyio
async def test_a_refresh_token_used_twice_ends_the_sign_in_for_both(db: Database) -> None:
    family = await sign_in(db)
    await db.write(rotate, "meuble", family.id, 1, NOON)

    assert await db.write(rotate, "meuble", family.id, 1, NOON) is None

    assert not await lives(db, family)
    assert await db.write(rotate, "meuble", family.id, 2, NOON) is None, "the owner's is ended too"


@pytest.mark.anyio
async def test_of_two_refreshes_at_once_one_at_most_holds(db: Database) -> None:
    family = await sign_in(db)

    answers = await asyncio.gather(
        *(db.write(rotate, "meuble", family.id, 1, NOON) for _ in range(2))
    )

    assert sum(answer is not None for answer in answers) == 1
    assert not await lives(db, family)


@pytest.mark.anyio
async def test_a_thief_ends_one_sign_in_and_not_the_others(db: Database) -> None:
    stolen, phone, mallory = await sign_in(db), await sign_in(db), await sign_in(db, "mallory")

    await db.write(rotate, "meuble", stolen.id, 9, NOON)

    assert [await lives(db, family) for family in (stolen, phone, mallory)] == [False, True, True]


@pytest.mark.anyio
async def test_another_service_can_neither_renew_nor_end_a_sign_in(db: Database) -> None:
    family = await sign_in(db)

    assert await db.write(rotate, "intranet", family.id, 1, NOON) is None
    await db.write(tokens.end_family, "intranet", family.id, NOON)
    await db.write(tokens.end_families, "intranet", "claire", NOON)

    assert await lives(db, family)
    assert not await db.read(tokens.family_lives, "intranet", family.id, NOON)


@pytest.mark.anyio
async def test_a_sign_in_cannot_be_renewed_after_its_time(db: Database) -> None:
    family = await sign_in(db)

    assert await lives(db, family, NOON + MONTH - timedelta(seconds=1))
    assert not await lives(db, family, NOON + MONTH)
    assert await db.write(rotate, "meuble", family.id, 1, NOON + MONTH) is None


@pytest.mark.anyio
async def test_a_logout_ends_one_sign_in_a_new_password_all_of_them(db: Database) -> None:
    laptop, phone, mallory = await sign_in(db), await sign_in(db), await sign_in(db, "mallory")

    await db.write(tokens.end_family, "meuble", laptop.id, NOON)
    assert [await lives(db, each) for each in (laptop, phone, mallory)] == [False, True, True]

    await db.write(tokens.end_families, "meuble", "claire", NOON)
    assert [await lives(db, each) for each in (laptop, phone, mallory)] == [False, False, True]


@pytest.mark.anyio
async def test_an_ended_sign_in_cannot_be_renewed(db: Database) -> None:
    family = await sign_in(db)
    await db.write(tokens.end_family, "meuble", family.id, NOON)

    assert await db.write(rotate, "meuble", family.id, 1, NOON) is None


@pytest.mark.anyio
async def test_an_unknown_sign_in_is_nobody_s(db: Database) -> None:
    assert await db.write(rotate, "meuble", "no such family", 1, NOON) is None
    assert not await db.read(tokens.family_lives, "meuble", "no such family", NOON)


@pytest.mark.anyio
async def test_housekeeping_keeps_a_sign_in_until_its_last_token_has_ended(db: Database) -> None:
    family = await sign_in(db)
    await db.write(tokens.end_family, "meuble", family.id, NOON)

    def count(connection: Connection) -> int:
        return connection.execute(select(func.count()).select_from(tokens.families)).scalar_one()

    await db.write(tokens.forget_old, NOON + MONTH - timedelta(seconds=1))
    assert await db.read(count) == 1
    await db.write(tokens.forget_old, NOON + MONTH)
    assert await db.read(count) == 0
