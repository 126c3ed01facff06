"""A model that says a word each time a test lets it."""

import asyncio

from comptoir.brain import Reading
from comptoir.brain.answer import Answer, BrokenAnswer, Engine
from comptoir.brain.scripted import ScriptedBrain


class Paused(ScriptedBrain):
    """A model that says a word each time it is let to."""

    def __init__(self, words, *, breaks=False):
        super().__init__(lambda _: Reading("none", 0.0))
        self.words, self.breaks = words, breaks
        self.may_go_on = asyncio.Semaphore(0)
        self.said = 0
        self.prompts = []

    def stream(self, messages, *, model=None, temperature=None):
        self.prompts.append(list(messages))

        async def write(answer):
            answer.engine = Engine(self.name, model or self.name)
            for word in self.words:
                await self.may_go_on.acquire()
                self.said += 1
                yield word
            if self.breaks:
                raise BrokenAnswer(self.name, "cut")
            answer.finish_reason = "stop"

        return Answer(write)

    def lets(self, count):
        for _ in range(count):
            self.may_go_on.release()


WORDS = [f"mot{n} " for n in range(20)]
