"""The speech of an OpenAI-compatible provider: writing down, saying, and secrets for realtime.

https://platform.openai.com/docs/api-reference/audio and …/realtime-sessions. Watched by a breaker
of its own: a provider whose speech fails may still chat.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import aiohttp

from comptoir.brain.answer import NoAnswer
from comptoir.brain.arrival import UnusableError, clean, loaded
from comptoir.brain.openai import FAILURES, Api, Deadlines, again_in_s, bounded, why_of
from comptoir.brain.providers import Provider

TRANSCRIPTION_DEADLINE_S = 40.0
SPEECH_DEADLINE_S = 20.0
SECRET_DEADLINE_S = 8.0
SECRET_LIFETIME_S = 600
DEADLINES = Deadlines(between_s=TRANSCRIPTION_DEADLINE_S)
"""Of the session: who listens says nothing before they have heard everything."""
MAXIMUM_SPEECH_BYTES = 20 * 2**20
MAXIMUM_TEXT_CHARS = 100_000
MAXIMUM_SECRET_CHARS = 4096

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Secret:
    """What a browser may talk to the provider with, for a while."""

    value: str
    expires_at: datetime
    model: str


class AudioApi(Api):
    """What one provider hears and says."""

    def __init__(
        self,
        provider: Provider,
        session: aiohttp.ClientSession,
        deadlines: Deadlines | None = None,
    ) -> None:
        super().__init__(provider, session, deadlines)
        self.name = f"{provider.name} audio"

    async def transcribe(self, sound: bytes, language: str | None) -> str:
        """What is said in a WAV file. Raises NoAnswer."""

        def form() -> aiohttp.FormData:
            fields = {"model": self.provider.transcribes or "", "response_format": "json"}
            form = aiohttp.FormData(fields | ({"language": language} if language else {}))
            form.add_field("file", sound, filename="audio.wav", content_type="audio/wav")
            return form

        async def heard(response: aiohttp.ClientResponse) -> str:
            text = loaded(await bounded(response), response.charset)["text"]
            if not isinstance(text, str):
                raise UnusableError("garbled")
            if len(text) > MAXIMUM_TEXT_CHARS:
                raise UnusableError("too_long")
            return clean(text).strip()

        return await self._answered(
            lambda: self._sent("POST", "/audio/transcriptions", form()),
            heard,
            TRANSCRIPTION_DEADLINE_S,
        )

    async def speak(self, text: str, voice: str) -> bytes:
        """`text` said aloud, as MP3. Raises NoAnswer."""
        body = {
            "model": self.provider.speaks,
            "input": text,
            "voice": voice,
            "response_format": "mp3",
        }

        async def said(response: aiohttp.ClientResponse) -> bytes:
            audio = await bounded(response, MAXIMUM_SPEECH_BYTES)
            if not is_mp3(audio):
                raise UnusableError("garbled" if audio else "empty")
            return audio

        return await self._answered(
            lambda: self._sent("POST", "/audio/speech", body), said, SPEECH_DEADLINE_S
        )

    async def realtime_secret(self) -> Secret:
        """A secret for one conversation of a browser with the provider. Raises NoAnswer."""
        model = self.provider.realtime or ""
        body = {
            "expires_after": {"anchor": "created_at", "seconds": SECRET_LIFETIME_S},
            "session": {"type": "realtime", "model": model},
        }

        async def minted(response: aiohttp.ClientResponse) -> Secret:
            answer = loaded(await bounded(response), response.charset)
            value, until_unix = answer["value"], answer["expires_at"]
            usable = isinstance(value, str) and 0 < len(value) <= MAXIMUM_SECRET_CHARS
            # Whatever a server does, the key leaves this machine only towards it.
            if not usable or self.provider.key in value or isinstance(until_unix, bool):
                raise UnusableError("garbled")
            return Secret(value, datetime.fromtimestamp(until_unix, UTC), model)

        return await self._answered(
            lambda: self._sent("POST", "/realtime/client_secrets", body),
            minted,
            SECRET_DEADLINE_S,
        )

    async def _answered(
        self,
        send: Callable[[], Awaitable[aiohttp.ClientResponse]],
        read: Callable[[aiohttp.ClientResponse], Awaitable[T]],
        deadline_s: float,
    ) -> T:
        """What `read` makes of the server's 200. Raises NoAnswer."""
        async with self._watched():
            try:
                async with asyncio.timeout(deadline_s):
                    return await read(await self._tried(send, deadline_s))
            except (KeyError, TypeError, AttributeError, OverflowError):
                raise NoAnswer(self.provider.name, "garbled") from None
            except FAILURES as error:
                raise NoAnswer(self.provider.name, why_of(error), again_in_s(error)) from None


def is_mp3(audio: bytes) -> bool:
    """Whether these bytes begin as an MP3 file does: a tag, or the mark of a frame."""
    return audio.startswith(b"ID3") or (len(audio) > 2 and audio[0] == 0xFF and audio[1] >= 0xE0)
