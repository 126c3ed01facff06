"""The test double: a brain that answers from functions, and remembers what it was asked."""

from collections.abc import AsyncGenerator, Callable, Sequence

from comptoir.brain import Reading, Skill, Turn
from comptoir.brain.answer import Answer, Engine


class ScriptedBrain:
    """Reads with `reading`, writes `words`. Every text it was given is in `asked`."""

    name = "scripted"

    def __init__(
        self,
        reading: Callable[[str], Reading],
        words: Callable[[Sequence[Turn]], Sequence[str]] = lambda messages: (),
        wording: Callable[[str], str] | None = None,
    ) -> None:
        self._reading = reading
        self._words = words
        self._wording = wording
        self.phrases = wording is not None
        self.asked: list[str] = []

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """What the function says of `text`."""
        self.asked.append(text)
        return self._reading(text)

    async def word(self, sentences: Sequence[str], said: str, language: str) -> Sequence[str]:
        """What the function makes of each sentence."""
        return [self._wording(each) if self._wording else each for each in sentences]

    def stream(
        self,
        messages: Sequence[Turn],
        *,
        model: str | None = None,
        temperature: float | None = None,
    ) -> Answer:
        """The function's words, one by one."""

        async def write(answer: Answer) -> AsyncGenerator[str, None]:
            answer.engine = Engine(self.name, model or self.name)
            for word in self._words(messages):
                yield word
            answer.finish_reason = "stop"

        return Answer(write)
