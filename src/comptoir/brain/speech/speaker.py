"""Asks a child process to speak. It holds espeak-ng, a C library with global state."""

import base64
import importlib.util

from comptoir.brain import Language
from comptoir.kernel.child import Child, Patience

PATIENCE = Patience(deadline_s=15.0, orders_a_process=500, idle_s=300.0, maximum_waiting=20)
MAXIMUM_ANSWER_BYTES = 16 * 2**20
"""In base64: about 20 minutes of speech, four times what the longest text takes."""


class Speaker:
    """The voice of this machine."""

    def __init__(self) -> None:
        self._child = Child(
            "comptoir.brain.speech.voice", maximum_answer_bytes=MAXIMUM_ANSWER_BYTES
        )

    @staticmethod
    def is_installed() -> bool:
        """Whether the extra `speech` is."""
        return all(importlib.util.find_spec(name) for name in ("espeakng_loader", "lameenc"))

    async def speak(self, text: str, language: Language, voice: str) -> bytes:
        """`text` as MP3. Raises Gone or Overwhelmed."""
        order = {"text": text, "language": language, "voice": voice}
        return base64.b64decode((await self._child.ask(order, PATIENCE))["audio"])

    async def close(self) -> None:
        """End the child."""
        await self._child.close()
