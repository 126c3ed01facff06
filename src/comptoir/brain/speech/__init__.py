"""Speech: what is said written down, what is written said. A provider first, then this machine.

    Mute
    ├── NotConfigured  nothing here hears, or speaks; a setting or an extra would
    └── NobodyAnswered what there is fails at this moment

Synthesis without a provider is espeak-ng (extra `speech`), transcription is faster-whisper (extra
`transcription`) over the weights in COMPTOIR_WHISPER_FOLDER; each in a child process.
"""

import asyncio
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from comptoir.brain import Language
from comptoir.brain.answer import NoAnswer
from comptoir.brain.languages import detect
from comptoir.brain.speech.listener import Listener
from comptoir.brain.speech.speaker import Speaker
from comptoir.kernel.child import Gone, Overwhelmed

if TYPE_CHECKING:
    from comptoir.brain.audio import AudioApi, Secret

EMBEDDED, LOCAL = "espeak-ng", "faster-whisper"
DEFAULT_LANGUAGE: Language = "fr"

log = structlog.get_logger()


class Mute(Exception):
    """Nothing was heard, or said."""


class NotConfigured(Mute):
    """Nothing that could is set up."""


class NobodyAnswered(Mute):
    """Everything that could has failed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said, and who wrote it down."""

    text: str
    language: str
    engine: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """MP3, and who speaks."""

    audio: bytes
    engine: str


class Speech:
    """Whoever can listen and speak here, in the order in which they are asked."""

    def __init__(self, apis: Sequence["AudioApi"] = (), whisper_folder: Path | None = None) -> None:
        self._listening = [api for api in apis if api.provider.transcribes]
        self._speaking = [api for api in apis if api.provider.speaks]
        self._realtime = [api for api in apis if api.provider.realtime]
        self.apis = tuple(apis)
        self._speaker = Speaker() if Speaker.is_installed() else None
        self._listener = Listener(whisper_folder) if Listener.is_usable(whisper_folder) else None

    @property
    def hears_by(self) -> list[str]:
        """The names of those that can write down what is said."""
        local = [LOCAL] if self._listener else []
        return [api.provider.name for api in self._listening] + local

    @property
    def speaks_by(self) -> list[str]:
        """The names of those that can speak."""
        embedded = [EMBEDDED] if self._speaker else []
        return [api.provider.name for api in self._speaking] + embedded

    @property
    def realtime_by(self) -> list[str]:
        """The names of the providers that browsers may talk with."""
        return [api.provider.name for api in self._realtime]

    @staticmethod
    def can_decode() -> bool:
        """Whether what people record can be decoded here."""
        return importlib.util.find_spec("av") is not None

    async def transcribe(self, sound: Path, language: str | None) -> Heard:
        """What is said in a WAV file of `kernel.media.sounds`. Raises Mute."""
        if not self.hears_by:
            raise NotConfigured
        for api in self._listening:
            try:
                content = await asyncio.to_thread(sound.read_bytes)
                text = await api.transcribe(content, language)
            except NoAnswer:
                continue
            spoken = language or detect(text) or DEFAULT_LANGUAGE
            return Heard(text, spoken, api.provider.name)
        if self._listener is not None:
            try:
                text, spoken = await self._listener.transcribe(sound, language)
            except (Gone, Overwhelmed) as error:
                log.warning("transcription_failed", why=type(error).__name__)
            else:
                return Heard(text, spoken, LOCAL)
        raise NobodyAnswered

    async def speak(self, text: str, language: Language, voice: str) -> Spoken:
        """`text` said aloud in `language` by a voice of OpenAI's names. Raises Mute."""
        if not self.speaks_by:
            raise NotConfigured
        for api in self._speaking:
            try:
                return Spoken(await api.speak(text, voice), api.provider.name)
            except NoAnswer:
                continue
        if self._speaker is not None:
            try:
                return Spoken(await self._speaker.speak(text, language, voice), EMBEDDED)
            except (Gone, Overwhelmed) as error:
                log.warning("synthesis_failed", why=type(error).__name__)
        raise NobodyAnswered

    async def realtime_secret(self) -> "Secret":
        """A secret for one browser's conversation with a provider. Raises Mute."""
        if not self._realtime:
            raise NotConfigured
        for api in self._realtime:
            try:
                return await api.realtime_secret()
            except NoAnswer:
                continue
        raise NobodyAnswered

    async def close(self) -> None:
        """End the child processes."""
        if self._speaker is not None:
            await self._speaker.close()
        if self._listener is not None:
            await self._listener.close()
