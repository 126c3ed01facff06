"""The test double: a brain that answers from functions, and remembers what it was asked."""

from collections.abc import AsyncIterator, Callable, Sequence

from comptoir.brain import Reading, Skill, Turn


class ScriptedBrain:
    """Reads with `reading`, writes `words`. Every text it was given is in `asked`."""

    name = "scripted"

    def __init__(
        self,
        reading: Callable[[str], Reading],
        words: Callable[[Sequence[Turn]], Sequence[str]] = lambda messages: (),
    ) -> None:
        self._reading = reading
        self._words = words
        self.asked: list[str] = []

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """What the function says of `text`."""
        self.asked.append(text)
        return self._reading(text)

    async def stream(self, messages: Sequence[Turn]) -> AsyncIterator[str]:
        """The function's words, one by one."""
        for word in self._words(messages):
            yield word
