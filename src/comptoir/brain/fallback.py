"""The brain of an installation with models: the first provider that answers, the engine last.

The embedded engine reads every message; a model only adds to that. Nothing a provider does makes
a customer wait longer than the deadlines below, nor go without an answer.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Any

from comptoir.brain import Brain, Reading, Skill, Turn, phrasing, understanding
from comptoir.brain.answer import Answer, NoAnswer
from comptoir.brain.openai import ChatApi, open_session
from comptoir.brain.providers import Model, Providers

READ_DEADLINE_S, WORD_DEADLINE_S = 6.0, 5.0
"""For all providers together, in a turn of conversation."""
GRACE_S = 0.25


class FallbackBrain:
    """Several providers in order, and the embedded engine when none of them answers."""

    name = "models"
    phrases = True

    def __init__(self, apis: Sequence[ChatApi], reads: str | None, offline: Brain) -> None:
        self.apis = tuple(apis)
        self._reads = reads
        self._offline = offline
        self.unread = 0
        """Messages that only the embedded engine read, because no model answered in time."""

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """The embedded engine's reading, with what a model adds to it in time."""
        reading = await self._offline.read(text, context, skill)
        if understanding.needs_no_model(text, reading):
            return reading
        question = understanding.question(text, context, skill)
        said = await self._json(question, understanding.schema(skill), READ_DEADLINE_S)
        if said is None:
            self.unread += 1
        return understanding.merged(reading, said, text, skill) if said else reading

    async def word(self, sentences: Sequence[str], said: str, language: str) -> Sequence[str]:
        """Each sentence in a model's words where they are faithful, else as it is."""
        question = phrasing.question(sentences, said, language)
        worded = await self._json(question, phrasing.SCHEMA, WORD_DEADLINE_S)
        return phrasing.chosen(sentences, worded, language)

    def stream(
        self,
        messages: Sequence[Turn],
        *,
        model: str | None = None,
        temperature: float | None = None,
    ) -> Answer:
        """The answer of the first provider that begins one."""
        return Answer(partial(self._write, messages, model, temperature))

    def states(self) -> dict[str, str]:
        """Each provider's name with the state of its circuit breaker."""
        return {api.provider.name: api.state for api in self.apis}

    async def offered(self) -> list[tuple[str, Model]]:
        """Every model there is, with its provider's name; a silent provider has none."""
        found = []
        for api in self.apis:
            with contextlib.suppress(NoAnswer):
                found += [(api.provider.name, model) for model in await api.models()]
        return found

    async def _write(
        self,
        messages: Sequence[Turn],
        model: str | None,
        temperature: float | None,
        answer: Answer,
    ) -> AsyncGenerator[str, None]:
        name = model or self._reads
        for api in self._in_order(name):
            try:
                writing = api.write(messages, await api.model(name), answer, temperature)
                async with contextlib.aclosing(writing) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except NoAnswer:
                continue
        async with self._offline.stream(messages) as offline:
            async for piece in offline:
                answer.engine = offline.engine
                yield piece
            answer.finish_reason, answer.usage = offline.finish_reason, offline.usage

    def _in_order(self, name: str | None) -> list[ChatApi]:
        """Whom to ask: who offers the model of this name, who may, then the others."""

        def rank(api: ChatApi) -> int:
            offered = api.provider.models
            if name is None or any(model.name == name for model in offered):
                return 0
            return 2 if offered else 1

        return sorted(self.apis, key=rank)

    async def _json(
        self, question: Sequence[Turn], schema: Mapping[str, Any], deadline_s: float
    ) -> dict[str, Any] | None:
        """The first JSON object a provider answers with, or None once the deadline has passed.

        A provider that may be followed by another gets half of the time that is left.
        """
        until_s = asyncio.get_running_loop().time() + deadline_s
        apis = self._in_order(self._reads)
        with contextlib.suppress(TimeoutError):
            # A little later than the last one's own deadline, which counts as its failure.
            async with asyncio.timeout_at(until_s + GRACE_S):
                for others, api in zip(range(len(apis) - 1, -1, -1), apis, strict=True):
                    with contextlib.suppress(NoAnswer):
                        model = await api.model(self._reads)
                        left_s = until_s - asyncio.get_running_loop().time()
                        if left_s <= 0:
                            return None
                        share_s = left_s / 2 if others else left_s
                        text = await api.complete(question, model, share_s, schema)
                        found = understanding.parsed(text)
                        if found is not None:
                            return found
        return None


@contextlib.asynccontextmanager
async def connected(providers: Providers, offline: Brain) -> AsyncIterator[FallbackBrain]:
    """A brain over the usable providers, with one session for all, closed with the block."""
    async with open_session() as session:
        apis = [ChatApi(provider, session) for provider in providers.usable]
        yield FallbackBrain(apis, providers.reads, offline)
