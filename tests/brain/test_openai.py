"""The client of the chat API against a server that does everything wrong that a server can."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from comptoir.brain import Turn, openai
from comptoir.brain.answer import Answer, BrokenAnswer, NoAnswer
from comptoir.brain.openai import ChatApi, Deadlines, open_session
from comptoir.brain.providers import Model, Provider
from upstream import ANSWER, Upstream

pytestmark = pytest.mark.anyio

KEY = "sk-a-key-nobody-may-see"
SECRET_WORDS = "mon adresse est 12 rue des Lilas"
QUESTION = [Turn("system", "Sois bref."), Turn("user", SECRET_WORDS)]
MODEL = Model("small", "small-2026", Decimal("0.20"), Decimal("0.60"))
SHORT = Deadlines(connect_s=1, first_piece_s=1, between_s=0.6, whole_s=1.5)
PATIENCE_S = 5
"""Well over every deadline of SHORT: what takes longer hangs."""

Ask = Callable[..., ChatApi]


@pytest.fixture
async def api(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Ask]:
    """The API of a provider that behaves in the way that is named."""
    monkeypatch.setattr(openai, "RETRY_PAUSE_S", 0.01)
    async with open_session(SHORT) as session:
        yield lambda behaviour, url=None: ChatApi(
            Provider(behaviour, url or upstream.url(behaviour), "KEY", KEY, (MODEL,)),
            session,
            SHORT,
        )


async def said_by(api: ChatApi) -> tuple[str, Answer]:
    """The whole answer, within the patience of a person."""
    answer = Answer(lambda answer: api.write(QUESTION, MODEL, answer))
    async with asyncio.timeout(PATIENCE_S):
        return "".join([piece async for piece in answer]), answer


async def broken(api: ChatApi) -> tuple[str, BrokenAnswer, Answer]:
    """What was said before an answer broke."""
    answer, said = Answer(lambda answer: api.write(QUESTION, MODEL, answer)), ""
    try:
        async with asyncio.timeout(PATIENCE_S):
            async for piece in answer:
                said += piece
    except BrokenAnswer as error:
        return said, error, answer
    raise AssertionError(f"it did not break, and said {said[:100]}")


# ── Answers ───────────────────────────────────────────────────────────────────────────────


async def test_an_answer_comes_with_who_wrote_it_what_it_cost_and_how_it_ended(api, upstream):
    text, answer = await said_by(api("words"))
    assert text == ANSWER
    assert (answer.engine.provider, answer.engine.model) == ("words", "small")
    assert answer.finish_reason == "stop"
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (12, 7)
    assert answer.usage.cost_eur == Decimal("0.0000066")
    assert not answer.usage.estimated
    sent = upstream.requests[-1]
    assert sent["model"] == "small-2026"
    assert sent["messages"][1] == {"role": "user", "content": SECRET_WORDS}
    assert sent["headers"]["Authorization"] == f"Bearer {KEY}"


async def test_a_model_without_a_price_costs_nobody_knows_what(api):
    answer = Answer(
        lambda answer: api("words").write(
            QUESTION, replace(MODEL, eur_per_million_in=None, eur_per_million_out=None), answer
        )
    )
    assert [piece async for piece in answer]
    assert answer.usage.cost_eur is None
    assert answer.usage.tokens_out == 7


@pytest.mark.parametrize(
    ("behaviour", "text"),
    [
        ("crlf", "Bonjour"),
        ("no-space", "Bonjour"),
        ("no-done", "Bonjour"),
        ("no-usage", "Bonjour"),
        ("no-blank-line", "Bonjour"),
        ("wrong-type", "Bonjour"),
        ("split-characters", "déjà 🙂 vu"),
        ("latin-1", "à côté de l'été"),
        ("not-a-stream", ANSWER),
        ("strict", ANSWER),
        ("hang-finished", "Bon"),
    ],
)
async def test_a_stream_of_an_unusual_form_is_understood(api, behaviour, text):
    said, answer = await said_by(api(behaviour))
    assert said == text
    assert answer.finish_reason == "stop"


async def test_an_answer_that_reached_its_length_says_so(api):
    assert (await said_by(api("length")))[1].finish_reason == "length"


async def test_what_a_provider_does_not_count_is_estimated_and_said_to_be(api):
    _, answer = await said_by(api("no-usage"))
    assert answer.usage.estimated
    assert answer.usage.tokens_out == 2
    assert answer.usage.cost_eur > 0


async def test_a_server_that_refuses_a_field_is_asked_without_it_from_then_on(api, upstream):
    strict = api("strict")
    await said_by(strict)
    assert upstream.asked["strict"] == 2
    await said_by(strict)
    assert upstream.asked["strict"] == 3


async def test_four_thousand_emoji_come_back_whole(api):
    emoji = "🪑🛋️" * 1333
    answer = Answer(lambda answer: api("echo").write([Turn("user", emoji)], MODEL, answer))
    assert "".join([piece async for piece in answer]) == emoji
    assert await api("echo").complete([Turn("user", emoji)], MODEL, 5) == emoji


async def test_a_stopped_answer_lets_go_of_its_connection_and_counts_what_was_said(api):
    endless = api("endless")
    async with Answer(lambda answer: endless.write(QUESTION, MODEL, answer)) as answer:
        async for _ in answer:
            break
    assert answer.finish_reason is None
    assert answer.usage.estimated
    assert answer.usage.tokens_out > 0
    assert endless.state == "closed", "being stopped is no failure of the provider"
    connector = endless._session.connector
    assert not connector._acquired


# ── Faults ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ("401", "unauthorised"),
        ("404", "refused"),
        ("429", "too_many"),
        ("429-long", "too_many"),
        ("500", "failed"),
        ("redirect", "redirected"),
        ("garbage", "garbled"),
        ("garbage-events", "garbled"),
        ("not-objects", "garbled"),
        ("half-json", "garbled"),
        ("undeclared", "garbled"),
        ("endless-line", "too_long"),
        ("error-first", "failed"),
        ("empty", "empty"),
        ("hang", "slow"),
        ("slow", "slow"),
    ],
)
async def test_an_answer_that_does_not_begin_says_why(api, behaviour, why):
    with pytest.raises(NoAnswer) as caught:
        await said_by(api(behaviour))
    assert caught.value.why == why


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ("cut", "cut"),
        ("ends-early", "cut"),
        ("error-later", "failed"),
        ("hang-later", "slow"),
        ("endless", "too_long"),
    ],
)
async def test_an_answer_that_breaks_half_way_keeps_what_was_said(api, behaviour, why):
    text, error, answer = await broken(api(behaviour))
    assert text.startswith("encore" if behaviour == "endless" else "Bon")
    assert (error.why, answer.finish_reason) == (why, None)
    assert answer.engine.provider == behaviour
    assert answer.usage.estimated


async def test_an_answer_without_end_ends_at_its_deadline(api, monkeypatch):
    monkeypatch.setattr("comptoir.brain.arrival.MAXIMUM_ANSWER_CHARS", 10**9)
    monkeypatch.setattr("comptoir.brain.arrival.MAXIMUM_STREAM_BYTES", 10**12)
    began = asyncio.get_running_loop().time()
    _, error, _ = await broken(api("endless"))
    assert error.why == "slow"
    assert asyncio.get_running_loop().time() - began < SHORT.whole_s + 1


async def test_nobody_listening_is_unreachable(api):
    with pytest.raises(NoAnswer) as caught:
        await said_by(api("x", "http://127.0.0.1:1/v1"))
    assert caught.value.why == "unreachable"


@pytest.mark.parametrize(
    "behaviour",
    ["401", "429-long", "500", "redirect", "garbage", "half-json", "cut", "hang", "slow"],
)
async def test_a_whole_answer_has_its_deadline_too(api, behaviour):
    with pytest.raises(NoAnswer):
        async with asyncio.timeout(PATIENCE_S):
            await api(behaviour).complete(QUESTION, MODEL, 1.0, {"type": "object"})


# ── Trying again, and resting ─────────────────────────────────────────────────────────────


async def test_a_provider_that_fails_for_a_moment_is_asked_again(api, upstream):
    upstream.fails_first["words"] = 2
    assert (await said_by(api("words")))[0] == ANSWER
    assert upstream.asked["words"] == 3


async def test_it_is_asked_a_bounded_number_of_times(api, upstream):
    with pytest.raises(NoAnswer):
        await said_by(api("500"))
    assert upstream.asked["500"] == 1 + openai.RETRIES


async def test_a_long_retry_after_is_told_and_not_waited_for(api, upstream):
    with pytest.raises(NoAnswer) as caught:
        await said_by(api("429-long"))
    assert caught.value.retry_after_s == 3600
    assert upstream.asked["429-long"] == 1


async def test_a_redirect_is_never_followed(api, upstream):
    with pytest.raises(NoAnswer):
        await said_by(api("redirect"))
    assert [request["path"] for request in upstream.requests] == ["/redirect/v1/chat/completions"]


async def test_a_broken_stream_is_not_asked_for_again(api, upstream):
    await broken(api("cut"))
    assert upstream.asked["cut"] == 1


async def test_a_provider_that_keeps_failing_is_left_alone_then_tried(api, upstream, monkeypatch):
    monkeypatch.setattr(openai, "REST_S", 0.2)
    failing = api("401")
    for _ in range(openai.FAILURES_BEFORE_REST):
        with pytest.raises(NoAnswer):
            await said_by(failing)
    assert failing.state == "opened"
    with pytest.raises(NoAnswer) as caught:
        await said_by(failing)
    assert caught.value.why == "resting"
    assert upstream.asked["401"] == openai.FAILURES_BEFORE_REST
    await asyncio.sleep(0.25)  # the rest is over when its time is: there is no event to await
    with pytest.raises(NoAnswer):
        await said_by(failing)
    assert upstream.asked["401"] == openai.FAILURES_BEFORE_REST + 1


async def test_a_refused_question_does_not_make_a_provider_rest(api):
    refusing = api("404")
    for _ in range(openai.FAILURES_BEFORE_REST + 1):
        with pytest.raises(NoAnswer) as caught:
            await said_by(refusing)
        assert caught.value.why == "refused"


# ── Between customers ─────────────────────────────────────────────────────────────────────


async def test_what_customers_write_at_the_same_time_stays_apart(api):
    echo = api("echo")

    async def hears(name: str) -> str:
        own = f"{name} " * 300
        answer = Answer(lambda answer: echo.write([Turn("user", own)], MODEL, answer))
        return "".join([piece async for piece in answer])

    names = [f"customer-{number}" for number in range(20)]
    heard = await asyncio.gather(*(hears(name) for name in names))
    assert [set(text.split()) for text in heard] == [{name} for name in names]


async def test_a_long_stream_leaves_the_others_their_turn(api, monkeypatch):
    """A stream whose bytes are always there already must not keep the loop to itself."""
    monkeypatch.setattr("comptoir.brain.arrival.MAXIMUM_ANSWER_CHARS", 10**9)
    begun = asyncio.Event()

    async def reads_on() -> None:
        async with Answer(lambda answer: api("endless").write(QUESTION, MODEL, answer)) as answer:
            async for _ in answer:
                begun.set()

    reading = asyncio.create_task(reads_on())
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    text, _ = await said_by(api("words"))
    assert text == ANSWER
    assert not reading.done(), "the long one was still being read, or this test means nothing"
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_no_log_and_no_error_holds_a_key_a_question_or_an_answer(api, caplog):
    caplog.set_level(logging.DEBUG)
    told = []
    with capture_logs() as logs:
        for behaviour in ("words", "cut", "garbage", "401", "500", "hang"):
            try:
                await said_by(api(behaviour))
            except (NoAnswer, BrokenAnswer) as error:
                told.append(f"{error!r} {error} {error.__dict__}")
    assert len(told) == 5
    assert len([entry for entry in logs if entry["event"] == "model_failed"]) == 5
    everything = f"{logs} {told} {caplog.text}"
    for secret in (KEY, "Lilas", "Bonjour", "Bon"):
        assert secret not in everything


async def test_a_key_is_not_in_what_a_provider_looks_like():
    assert KEY not in repr(Provider("x", "http://x", "KEY", KEY))
