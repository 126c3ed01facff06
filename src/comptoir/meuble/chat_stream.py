"""The same conversation as a stream of events: `POST /api/chat/stream`.

A turn may wait for a model, so the stream opens at once and comments keep it alive; its words
are sent when the turn is committed, never before. A customer who leaves changes nothing: the turn
belongs to this process, not to their connection, and the history has it whole.
"""

import asyncio
import re
from collections.abc import AsyncIterator

import structlog
from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.kernel.bodies import problem_of
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.errors import Problem, Text, Unavailable
from comptoir.kernel.event_stream import event, event_response, heartbeats
from comptoir.kernel.idempotency import Answer
from comptoir.kernel.web import DEADLINE_S, request_id_of
from comptoir.meuble import wire
from comptoir.meuble.access import Anyone, GuardedRoute
from comptoir.meuble.chat import Asked, ChatMessage, answer_to, asked_of
from comptoir.platform import Platform

WORDS_TOGETHER = re.compile(r"(?:\S+\s*){1,3}")
MAXIMUM_TURNS = 500
"""Turns under way in one process; a server so far behind takes no more."""

log = structlog.get_logger()


class Turns:
    """The turns under way, each a task that outlives the connection which asked for it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Answer]] = set()

    def begin(self, platform: Platform, asked: Asked) -> asyncio.Task[Answer]:
        """Have `asked` answered. Raises Unavailable where too many are under way."""
        if len(self._tasks) >= MAXIMUM_TURNS:
            raise Unavailable(Text("Trop de conversations à la fois.", "Too many conversations."))
        task = asyncio.create_task(_in_time(platform, asked))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Answer]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, Problem):
            log.error("turn_failed", service=wire.SERVICE, exc_info=error)

    async def end(self) -> None:
        """Stop what is under way: what is not committed yet will not be."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _in_time(platform: Platform, asked: Asked) -> Answer:
    try:
        async with asyncio.timeout(DEADLINE_S):
            return await answer_to(platform, asked)
    except TimeoutError:
        raise Problem(
            504,
            "gateway_timeout",
            Text(
                f"La réponse a dépassé le temps maximal de {DEADLINE_S:g} s.",
                f"The answer exceeded the maximum time of {DEADLINE_S:g} s.",
            ),
        ) from None


STOPPING = Unavailable(
    Text(
        "Le service redémarre. Renvoyez votre message avec la même Idempotency-Key.",
        "The service restarts. Send your message again with the same Idempotency-Key.",
    )
)

router = APIRouter(route_class=GuardedRoute, tags=["Chat"])


@router.post(
    "/api/chat/stream",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def chat_stream(request: Request, body: ChatMessage, caller: Anyone) -> Response:
    """Say something to the assistant and read its answer as server-sent events."""
    platform: Platform = request.app.state.platform
    turns: Turns = request.app.state.chat_turns
    asked = await asked_of(request, body, caller)
    answering = turns.begin(platform, asked)
    response = event_response(_events(request, platform, answering))
    if asked.before is not None:
        response.headers["Idempotency-Replayed"] = "true"
    return response


async def _events(
    request: Request, platform: Platform, answering: asyncio.Task[Answer]
) -> AsyncIterator[bytes]:
    """Heartbeats while the turn is under way, then its words, then the whole answer."""
    stopping = asyncio.create_task(platform.stopping.wait())
    try:
        async for beat in heartbeats(answering, stopping):
            yield beat
        if not answering.done():
            yield _error(request, STOPPING)
            return
        try:
            answer = answering.result()
        except Exception as error:
            yield _error(request, problem_of(error, wire.INVALID_STATUS))
            return
        for words in WORDS_TOGETHER.findall(answer.body["response"]):
            yield event({"delta": words})
        yield event(answer.body, "done")
    finally:
        stopping.cancel()


def _error(request: Request, problem: Problem) -> bytes:
    language = preferred_language(request.headers)
    return event(wire.render(problem, language, request_id_of(request)), "error")
